//! A fact as something to reckon with: which numbers its wording leaves open.
//!
//! Invariant: every number that a careful writer may have rounded, cut off or meant by "gần",
//! "hơn" or "khoảng" lies in one of the intervals; counts written in full are exact.
//! Known gap: a sum of units ("2 giờ 30 phút") is taken to be as precise as its last digit.

use super::interval::Interval;
use crate::facts::decimal::Decimal;
use crate::facts::extent::in_base;
use crate::facts::fact::{Comparator, Fact, Kind};
use crate::facts::lexicon::{Spelling, Words};
use crate::facts::number::{self, Numeral};
use crate::facts::quantity::{Amount, quantities};
use crate::facts::unit;
use crate::text::{Analysis, Normalized};
use std::ops::Range;

/// How much of a number "khoảng" or "gần" may hide, at the least.
const ABOUT: f64 = 0.05;

/// How much of a number "hơn" or "dưới" may hide, at the least.
const BEYOND: f64 = 0.02;

/// Up to this denominator a fraction may be a way to say "about".
const ROUGH: f64 = 5.0;

/// How much such a fraction may hide.
const ROUGHLY: f64 = 0.1;

/// A part over its whole: "14/15 chỉ tiêu".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fraction {
    /// The numerator.
    pub part: Interval,
    /// The denominator.
    pub whole: Interval,
}

/// A fact with the numbers that it leaves open, in base units of its dimension.
#[derive(Debug, Clone)]
pub struct Figure<'a> {
    /// Its number among the facts of the text.
    pub ordinal: usize,
    /// The fact.
    pub fact: &'a Fact,
    /// Its tokens in the text.
    pub tokens: Range<usize>,
    /// The first token of it and of the words that bound it ("hơn 80%").
    pub begin: usize,
    /// The numbers left open, once for each way to read its separators. For a fraction, of the
    /// quotient.
    pub ways: Vec<Interval>,
    /// What it measures.
    pub dimension: &'static str,
    /// How many base units one of its own unit is.
    pub factor: f64,
    /// Its numerator and denominator.
    pub fraction: Option<Fraction>,
    /// The number before scale words and units; 0 for a fraction.
    pub written: f64,
}

impl<'a> Figure<'a> {
    /// The fact as a figure; none where it is not of this body, or can't be reckoned with.
    #[must_use]
    pub fn new(
        body: &str,
        ordinal: usize,
        fact: &'a Fact,
        tokens: Range<usize>,
        begin: usize,
    ) -> Option<Self> {
        if body.get(fact.start..fact.end)? != fact.quote || is_torn(body, fact) {
            return None;
        }
        let normalised = Normalized::new(&fact.quote);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        let (dimension, factor) = unit::dimension(fact.unit.as_deref());
        let mut figure = Self {
            ordinal,
            fact,
            tokens,
            begin,
            ways: Vec::new(),
            dimension,
            factor: in_base(1.0, factor),
            fraction: None,
            written: 0.0,
        };
        if fact.value.is_some() && fact.decimal.is_none() {
            let fraction = fraction(&words)?;
            // "hơn một nửa", "gần 2/3" are rough; "14/15 chỉ tiêu" is counted.
            let rough = fraction.whole.high <= ROUGH || !fact.quote.contains(char::is_numeric);
            let hidden = if rough { ROUGHLY } else { 0.0 };
            let quotient = fraction.part.over(fraction.whole)?;
            figure.ways.extend(hedged(fact, quotient, hidden));
            figure.fraction = Some(fraction);
        } else {
            let numeral = (0..words.len())
                .find(|i| number::begins(&words, *i))
                .and_then(|i| number::numeral(&words, i))?;
            figure.written = numeral.base.to_f64();
            let stated = bounds(fact, &numeral)?;
            figure.ways.extend(stated.times(figure.factor));
            // "1,234 triệu" may be a thousand million: whoever wrote it knows. Things are whole.
            let counted = dimension == unit::COUNT && !numeral.scaled();
            let other = numeral.other.filter(|_| figure.written > 0.0 && !counted);
            if let Some(other) = other {
                let factor = figure.factor * other.to_f64() / figure.written;
                figure.ways.extend(stated.times(factor));
            }
        }
        (!figure.ways.is_empty()).then_some(figure)
    }

    /// The same figure where it is a plan, which is stated as it was set or rounded to the nearest,
    /// never cut off: half of what is open around it.
    #[must_use]
    pub fn as_plan(&self) -> Self {
        let value = self.fact.value.unwrap_or_default() * self.factor;
        let mut plan = self.clone();
        for way in &mut plan.ways {
            if self.fact.cmp == Comparator::Equal && way.low <= value && value <= way.high {
                *way = Interval {
                    low: f64::midpoint(way.low, value),
                    high: f64::midpoint(way.high, value),
                };
            }
        }
        plan
    }

    /// Whether both measure the same, so that one may be divided by or taken from the other.
    #[must_use]
    pub fn compares(&self, other: &Self) -> bool {
        self.dimension == other.dimension && self.fact.per == other.fact.per
    }

    /// Whether it is a percent, as one number.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.dimension == "%" && self.fraction.is_none()
    }

    /// Whether it is an amount or a number of things, and not a change.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        self.fraction.is_none() && !matches!(self.fact.kind, Kind::Change | Kind::Multiple)
    }

    /// Whether it is more than the other, however both are read.
    #[must_use]
    pub fn exceeds(&self, other: &Self) -> bool {
        let mut pairs = self
            .ways
            .iter()
            .flat_map(|way| other.ways.iter().map(move |most| (way, most)));
        pairs.all(|(way, most)| way.exceeds(*most))
    }
}

/// Whether the quote is a piece of a number: "101, 8%", "300. 000 người".
fn is_torn(body: &str, fact: &Fact) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let before = body.get(..fact.start).unwrap_or_default();
    let after = body.get(fact.end..).unwrap_or_default();
    let cut = before
        .trim_end_matches(' ')
        .strip_suffix([',', '.'])
        .is_some_and(|rest| rest.ends_with(digit));
    let goes_on = after
        .strip_prefix([',', '.'])
        .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(digit));
    cut && fact.quote.starts_with(digit) || goes_on && fact.quote.ends_with(digit)
}

/// Numerator and denominator of a quote.
fn fraction(words: &Words<'_>) -> Option<Fraction> {
    let found = quantities(words, &[]);
    let Amount::Fraction(part, whole) = found.first()?.amount else {
        return None;
    };
    // Things are counted one by one, amounts and round thousands may be rounded.
    let open = |number: Decimal| {
        let (value, step) = (number.to_f64(), trailing(number));
        let step = match number.is_whole() && step < 1000.0 {
            true => 0.0,
            false => step.min(third(value)),
        };
        Interval::new(value - step, value + step)
    };
    Some(Fraction {
        part: open(part)?,
        whole: open(whole)?,
    })
}

/// The place value of the last digit that is not zero: 1000 for 25000, 0.1 for 2.5.
fn trailing(number: Decimal) -> f64 {
    let text = number.to_string();
    let power = match text.split_once('.') {
        Some((_, fraction)) => i32::try_from(fraction.len()).map_or(i32::MIN, |places| -places),
        None => {
            let zeros = text.len() - text.trim_end_matches('0').len();
            i32::try_from(zeros).unwrap_or(i32::MAX)
        }
    };
    10_f64.powi(power)
}

/// The place value of the third digit: 100 for 40000.
fn third(value: f64) -> f64 {
    10_f64.powf(value.abs().log10().floor() - 2.0)
}

/// The unit of the last digit that was written, in the fact's own unit; 0 where things are counted
/// one by one. Zeros at the end of a whole number are read up to the third digit: "40.000 người" is
/// as precise as hundreds.
fn step(fact: &Fact, numeral: &Numeral, value: f64, last: f64) -> f64 {
    let written = numeral.base.to_f64();
    if numeral.tail != Decimal::ZERO || written == 0.0 || value == 0.0 {
        return last;
    }
    let unit = (value / written).abs();
    let digit = match numeral.base.is_whole() {
        true => 1.0,
        false => trailing(numeral.base),
    };
    let step = (unit * digit).max(last.min(third(value)));
    let counted = unit::named(fact.unit.as_deref().unwrap_or_default()).is_none();
    let whole = numeral.base.is_whole() && !numeral.scaled();
    if counted && whole && step <= 1.0 {
        0.0
    } else {
        step
    }
}

/// The numbers that the wording leaves open, in the fact's own unit: what is written may have been
/// rounded, up or down, or cut off.
fn bounds(fact: &Fact, numeral: &Numeral) -> Option<Interval> {
    let (low, high) = match (fact.value, fact.min, fact.max) {
        (Some(value), ..) => (value, value),
        (None, Some(min), Some(max)) => (min, max),
        _ => return None,
    };
    let exact = fact.decimal.as_deref().and_then(Decimal::parse);
    let last = exact.map_or_else(|| third(high), trailing);
    let step = match fact.cmp {
        // The digits of a range are those of its first number.
        Comparator::Between => last,
        _ => step(fact, numeral, high, last),
    };
    let open = hedged(fact, Interval::new(low - step, high + step)?, last)?;
    // What is stated as positive is not less than nothing.
    match low >= 0.0 {
        true => Interval::new(open.low.max(0.0), open.high),
        false => Some(open),
    }
}

/// The numbers that "hơn", "gần" or "khoảng" add to those that are stated: what rounding to the last
/// digit that is not zero, which is worth `place`, hides, and a little at the least.
fn hedged(fact: &Fact, stated: Interval, place: f64) -> Option<Interval> {
    let Interval { low, high } = stated;
    let hidden = |number: f64, least: f64| place.max(number.abs() * least);
    let (mut from, mut to) = match fact.cmp {
        Comparator::Equal | Comparator::Between => (low, high),
        Comparator::Above => (low, high + hidden(high, BEYOND)),
        Comparator::AtLeast => (low, f64::INFINITY),
        Comparator::Below => (low - hidden(low, BEYOND), high),
        Comparator::AtMost => (f64::NEG_INFINITY, high),
    };
    if fact.approx {
        from -= hidden(low, ABOUT);
        to += hidden(high, ABOUT);
    }
    Interval::new(from, to)
}

//! Quantities: a number with its unit, comparator and approximation, before it is bound to a
//! metric.
//!
//! Invariant: quantities are disjoint and in the order of the text; every value is exact.

use super::bare;
use super::bound::quantity;
use super::decimal::Decimal;
use super::fact::Comparator;
use super::group::{self, Earlier, Link};
use super::label;
use super::lexicon::Words;
use super::measure::{self, Item, Style};
use super::number;
use crate::text::Span;
use std::ops::Range;

/// The number that a quantity states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// One number, scale applied, in the canonical unit.
    One(Decimal),
    /// From the first to the second: "5-7%".
    Range(Decimal, Decimal),
    /// A numerator over a denominator: "14/15 chỉ tiêu".
    Fraction(Decimal, Decimal),
}

/// What a quantity is counted or measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// A unit of the table of units, by its canonical name.
    Unit(&'static str),
    /// A counted noun as written, in lower case: "tổ chức đảng".
    Counted(String),
    /// Nothing stands with the number.
    Bare,
}

impl Measure {
    /// Whether it is a percent or a difference of percents.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        matches!(self, Self::Unit("%" | "pp"))
    }

    /// Whether things are counted.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self, Self::Counted(_))
    }

    /// Whether it says how long or how old.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        matches!(
            self,
            Self::Unit("year" | "month" | "week" | "day" | "hour" | "minute" | "age")
        )
    }
}

/// A quantity in a normalised text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The tokens of the quote: number, scale words, unit or counted noun.
    pub tokens: Range<usize>,
    /// The tokens of the quantity with its comparator and approximation words.
    pub with_modifiers: Range<usize>,
    /// The first token of the counted noun, where the measure is one.
    pub noun_at: Option<usize>,
    /// Where the quote stands in the normalised text.
    pub span: Span,
    /// The number.
    pub amount: Amount,
    /// What it is counted or measured in.
    pub measure: Measure,
    /// The unit of a rate's denominator: "năm" in "7%/năm".
    pub per: Option<String>,
    /// How the number bounds the true one.
    pub cmp: Comparator,
    /// Whether the text calls it approximate.
    pub approx: bool,
    /// The name of the rule that read it.
    pub rule: &'static str,
}

/// The quantities of a text, in its order. `times` are the tokens of dates and periods, in order
/// and disjoint: no number in them is read.
#[must_use]
pub fn quantities(words: &Words<'_>, times: &[Range<usize>]) -> Vec<Quantity> {
    Quantities::new(words, times).collect()
}

/// The most numbers that are read as one list. A text that is one list is read in parts, so that it
/// takes no more memory than its facts.
const LONGEST: usize = 1000;

/// The quantities of a text one after the other, in the memory of one list of numbers.
#[derive(Debug)]
pub struct Quantities<'a> {
    words: &'a Words<'a>,
    items: Items<'a>,
    /// The number behind the list.
    behind: Option<Item>,
    /// The numbers of a list, joined each to the next.
    list: Vec<Item>,
    /// The first of them that has not been read.
    next: usize,
    /// The last number of the list before.
    before: Option<Earlier>,
}

impl<'a> Quantities<'a> {
    /// The quantities of a text; `times` as in [`quantities`].
    #[must_use]
    pub fn new(words: &'a Words<'a>, times: &'a [Range<usize>]) -> Self {
        let mut items = Items::new(words, times);
        Self {
            words,
            behind: items.next(),
            items,
            list: Vec::new(),
            next: 0,
            before: None,
        }
    }

    /// Reads the numbers of the next list.
    fn fill(&mut self) {
        self.list.clear();
        self.next = 0;
        while let Some(item) = self.behind.take() {
            self.behind = self.items.next();
            let goes_on = self.list.len() + 1 < LONGEST
                && self
                    .behind
                    .as_ref()
                    .is_some_and(|behind| goes_on(self.words, &item, behind));
            self.list.push(item);
            if !goes_on {
                break;
            }
        }
        self.before = group::infer_measures(self.words, &mut self.list, self.before);
        group::share_measures(self.words, &mut self.list);
    }
}

impl Iterator for Quantities<'_> {
    type Item = Quantity;

    fn next(&mut self) -> Option<Quantity> {
        loop {
            if self.next >= self.list.len() {
                self.fill();
            }
            if self.list.is_empty() {
                return None;
            }
            let (quantity, taken) = read(self.words, &self.list, self.next);
            self.next += taken;
            if quantity.is_some() {
                return quantity;
            }
        }
    }
}

/// Whether two neighbouring numbers may have to do with each other.
fn goes_on(words: &Words<'_>, first: &Item, second: &Item) -> bool {
    // "hai ba năm"
    let counted = first.numeral.spelled && first.is_bare() && first.end == second.first;
    counted || group::link(words, first, second).is_some()
}

/// The numbers of a text that may measure or count something.
#[derive(Debug)]
struct Items<'a> {
    words: &'a Words<'a>,
    times: std::iter::Peekable<std::slice::Iter<'a, Range<usize>>>,
    style: Style,
    /// The token at which to go on.
    at: usize,
    /// The end of the last label.
    label: Option<usize>,
    /// The token and the byte at which the last item ended.
    last: Option<(usize, usize)>,
}

impl<'a> Items<'a> {
    fn new(words: &'a Words<'a>, times: &'a [Range<usize>]) -> Self {
        Self {
            words,
            times: times.iter().peekable(),
            style: Style::of(words),
            at: 0,
            label: None,
            last: None,
        }
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let words = self.words;
        while self.at < words.len() {
            let at = self.at;
            if !number::begins(words, at) {
                self.at += 1;
                continue;
            }
            while self.times.peek().is_some_and(|time| time.end <= at) {
                self.times.next();
            }
            let limit = self.times.peek().map_or(words.len(), |time| time.start);
            if limit <= at {
                let time = self.times.next();
                self.at = time.map_or(at + 1, |time| time.end.max(at + 1));
                continue;
            }
            let Some(mut item) = measure::item(words, at, limit, self.style) else {
                self.at += 1;
                continue;
            };
            if self.last.is_some_and(|(_, end)| item.span.start < end) {
                item.leave_sign(words);
            }
            let chained = self.label.is_some_and(|end| label::chains(words, end, at));
            let follows = self.last.is_some_and(|(end, _)| end == at);
            if label::is_label(words, &item, chained, follows) {
                self.at += item.numeral.tokens;
                self.label = Some(self.at);
            } else {
                self.at = item.end.max(at + 1);
                self.last = Some((item.end, item.span.end));
                return Some(item);
            }
        }
        None
    }
}

/// The quantity that begins with the number `at`, and how many numbers it takes.
fn read(words: &Words<'_>, items: &[Item], at: usize) -> (Option<Quantity>, usize) {
    let Some(first) = items.get(at) else {
        return (None, 1);
    };
    let Some(second) = items.get(at + 1) else {
        return (one(words, first), 1);
    };
    let linked = group::link(words, first, second);
    if linked == Some(Link::Of)
        && let Some(share) = part_of_whole(words, first, second)
    {
        return (Some(share), 2);
    }
    let chain = |i: usize| match (i.checked_sub(1).and_then(|b| items.get(b)), items.get(i)) {
        (Some(a), Some(b)) => group::link(words, a, b) == Some(Link::Dash) && !b.negative,
        _ => false,
    };
    let steps = linked == Some(Link::Dash) && (chain(at) || chain(at + 2));
    if matches!(linked, Some(Link::Dash | Link::To))
        && !steps
        && !(linked == Some(Link::Dash) && group::is_bid_and_ask(words, first, second))
        && let Some(range) = range(words, first, second)
    {
        return (Some(range), 2);
    }
    if (linked == Some(Link::Comma) || words.joined(second.first) && first.end == second.first)
        && let Some(range) = about(words, first, second)
    {
        return (Some(range), 2);
    }
    (one(words, first), 1)
}

/// "hai ba năm", "hai, ba năm": two neighbouring digits in words are an approximate range.
fn about(words: &Words<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    let (low, high) = (first.value()?, second.value()?);
    let neighbours = low.plus(Decimal::ONE)? == high && high.to_f64() < 10.0;
    let spelled = first.numeral.spelled && second.numeral.spelled && first.numeral.tokens == 1;
    (neighbours && spelled && !second.is_bare() && first.is_bare()).then(|| {
        let amount = Amount::Range(low, high);
        let mut found = quantity(words, first, second, amount, "neighbouring digits");
        found.approx = true;
        found
    })
}

/// A number on its own.
fn one(words: &Words<'_>, item: &Item) -> Option<Quantity> {
    if item.is_bare() && !bare::is_figure(words, item) {
        return None;
    }
    let value = item.value()?;
    let (amount, rule) = match item.numeral.denominator {
        Some(denominator) => (Amount::Fraction(value, denominator), "fraction"),
        None if words.is(item.first, "gấp") => (Amount::One(value), "multiple in a word"),
        None if item.is_bare() => (Amount::One(value), "bare number"),
        None if item.noun.is_some() => (Amount::One(value), "counted noun"),
        None => (Amount::One(value), "number with unit"),
    };
    Some(quantity(words, item, item, amount, rule))
}

/// "80 trong tổng số 100 tập đoàn": one noun for both makes one share.
fn part_of_whole(words: &Words<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    let whole = second.numeral.base.is_whole() && second.noun.is_some();
    let part =
        first.is_bare() && first.numeral.base.is_whole() && first.numeral.denominator.is_none();
    let (value, of) = (first.value()?, second.value()?);
    let proper = value.to_f64() <= of.to_f64() && of != Decimal::ZERO;
    (whole && part && proper).then(|| {
        let amount = Amount::Fraction(value, of);
        quantity(words, first, second, amount, "part of a whole")
    })
}

/// "5-7%", "từ 100 đến 200 tỷ đồng"; none where the two numbers make no range.
fn range(words: &Words<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    if second.negative
        || first.numeral.denominator.is_some()
        || second.numeral.denominator.is_some()
    {
        return None;
    }
    let (mut low, mut high) = (first.value()?, second.value()?);
    let mut measure = second.measure(words);
    let other = first.measure(words);
    if other != measure {
        // "từ 5 tháng đến 2 năm": both in the smaller unit.
        let (a, b) = (first.unit?, second.unit?);
        if a.dimension != b.dimension {
            return None;
        }
        if let Some(ratio) = b.factor.over(a.factor) {
            high = high.times(ratio)?;
            measure = other;
        } else {
            low = low.times(a.factor.over(b.factor)?)?;
        }
    }
    if measure == Measure::Bare && !bare::is_bare_range(words, first, second) {
        return None;
    }
    if low.to_f64() >= high.to_f64() {
        return None;
    }
    if measure == Measure::Bare && group::is_age(words, first) {
        measure = Measure::Unit("age");
    }
    let mut found = quantity(words, first, second, Amount::Range(low, high), "range");
    found.measure = measure;
    Some(found)
}

#[cfg(test)]
mod cases;

//! The values that a figure of a question wants, in the base unit of their dimension.
//!
//! Invariant: a figure without comparator wants what rounds to it; "khoảng" wants ten percent to
//! either side; a bound or a sign "=" is exact. Every extent is finite at the ends that were said.

use super::vocabulary::Measures;
use crate::facts::{self, Amount, Comparator, Decimal, Extent, Kind, Measure, Quantity, Words};

/// How far "khoảng" reaches to either side, as a part of the value.
const ABOUT: f64 = 0.1;

/// What a figure wants.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// The comparator, as shown: "=", "≈", ">", ">=", "<", "<=", "between",
    /// "any" where the unit alone is said, and "within" for extents given as such.
    pub(super) op: &'static str,
    /// The number typed, in the unit shown; none for a range.
    pub(super) value: Option<Decimal>,
    /// The ends of a range, in the unit shown.
    pub(super) range: Option<(Decimal, Decimal)>,
    /// The unit shown: canonical, or the counted noun; none where none was typed.
    pub(super) unit: Option<String>,
    /// The values wanted; several where the unit was left open.
    pub(super) extents: Vec<Extent>,
}

impl Wanted {
    /// These extents, given as such.
    pub(super) fn exactly(extents: Vec<Extent>) -> Self {
        Self {
            op: "within",
            value: None,
            range: None,
            unit: None,
            extents,
        }
    }

    /// Both at once, where one is a lower and the other an upper bound in one unit.
    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        let (low, high) = match (self.op, other.op) {
            (">" | ">=", "<" | "<=") => (self, other),
            ("<" | "<=", ">" | ">=") => (other, self),
            _ => return None,
        };
        let mut extents = Vec::new();
        for a in &low.extents {
            for b in high.extents.iter().filter(|b| b.dimension == a.dimension) {
                extents.push(Extent {
                    dimension: a.dimension.clone(),
                    lo: a.lo.max(b.lo),
                    hi: a.hi.min(b.hi),
                });
            }
        }
        let same_unit = low.unit == high.unit || low.unit.is_none() || high.unit.is_none();
        let filled = !extents.is_empty() && extents.iter().all(|e| e.lo <= e.hi);
        (same_unit && filled).then(|| Self {
            op: "between",
            value: None,
            range: low.value.zip(high.value),
            unit: low.unit.clone().or_else(|| high.unit.clone()),
            extents,
        })
    }
}

/// What `quantity` wants of a metric that is measured so.
pub(super) fn wanted(words: &Words<'_>, quantity: &Quantity, measures: Measures) -> Option<Wanted> {
    let bounded = is_bounded(words, quantity);
    let (unit, dimensions) = match &quantity.measure {
        Measure::Unit(name) => (Some((*name).to_owned()), vec![Some(*name)]),
        Measure::Counted(noun) => (Some(noun.clone()), vec![Some("")]),
        Measure::Bare => (None, left_open(quantity, measures)),
    };
    let half = half_of_last_place(words, quantity);
    let mut extents = Vec::new();
    for name in dimensions {
        let (dimension, factor) = facts::dimension(name);
        let extent = |cmp, low: f64, high: f64| {
            let ends = (facts::in_base(low, factor), facts::in_base(high, factor));
            Extent::new(dimension, cmp, ends.0, ends.1)
        };
        extents.push(match quantity.amount {
            Amount::Range(low, high) => extent(Comparator::Between, low.to_f64(), high.to_f64()),
            Amount::Fraction(part, whole) => {
                let value = part.to_f64() / whole.to_f64();
                extent(Comparator::Equal, value, value)
            }
            Amount::One(value) => {
                let value = value.to_f64();
                match quantity.cmp {
                    Comparator::Equal if quantity.approx => {
                        let reach = value.abs() * ABOUT;
                        extent(Comparator::Between, value - reach, value + reach)
                    }
                    Comparator::Equal if !bounded => extent(
                        Comparator::Between,
                        value - half,
                        (value + half).next_down(),
                    ),
                    cmp => extent(cmp, value, value),
                }
            }
        });
    }
    if extents.iter().any(|e| e.lo.is_nan() || e.hi.is_nan()) {
        return None;
    }
    let (value, range) = match quantity.amount {
        Amount::One(value) => (Some(value), None),
        Amount::Range(low, high) => (None, Some((low, high))),
        Amount::Fraction(..) => (None, None),
    };
    Some(Wanted {
        op: sign(quantity),
        value,
        range,
        unit,
        extents,
    })
}

/// Any value of what `quantity` is measured in; none where it is a bare number.
pub(super) fn any_of(quantity: &Quantity) -> Option<Wanted> {
    let (unit, name) = match &quantity.measure {
        Measure::Unit(name) => ((*name).to_owned(), *name),
        Measure::Counted(noun) => (noun.clone(), ""),
        Measure::Bare => return None,
    };
    Some(Wanted {
        op: "any",
        unit: Some(unit),
        ..Wanted::exactly(vec![Extent {
            dimension: facts::dimension(Some(name)).0.to_owned(),
            lo: f64::NEG_INFINITY,
            hi: f64::INFINITY,
        }])
    })
}

/// Whether a word or a sign says how the number bounds what is wanted.
pub(super) fn is_bounded(words: &Words<'_>, quantity: &Quantity) -> bool {
    quantity.with_modifiers != quantity.tokens
        || quantity.cmp != Comparator::Equal
        || quantity.approx
        || words.gap(quantity.tokens.start).contains('=')
}

fn sign(quantity: &Quantity) -> &'static str {
    match (quantity.amount, quantity.cmp) {
        (Amount::Range(..), _) | (_, Comparator::Between) => "between",
        (_, Comparator::Equal) if quantity.approx => "≈",
        (_, Comparator::Equal) => "=",
        (_, Comparator::Above) => ">",
        (_, Comparator::AtLeast) => ">=",
        (_, Comparator::Below) => "<",
        (_, Comparator::AtMost) => "<=",
    }
}

/// The units that a number without one may be meant in: habit says đồng for money.
fn left_open(quantity: &Quantity, measures: Measures) -> Vec<Option<&'static str>> {
    let large = match quantity.amount {
        Amount::One(value) | Amount::Range(value, _) => value.to_f64().abs() >= 1e8,
        Amount::Fraction(..) => false,
    };
    match measures {
        Measures::Dong => vec![Some("VND")],
        Measures::Money => vec![Some("VND"), Some("USD")],
        Measures::Percent | Measures::Rate | Measures::Fall | Measures::Rise => vec![Some("%")],
        Measures::Count => vec![Some("")],
        Measures::Open if large => vec![Some("VND")],
        Measures::Open => vec![Some(""), None, Some("%"), Some("point"), Some("VND")],
    }
}

/// Half of one unit in the last place that was typed, in the canonical unit: 0.5 for "8%", fifty
/// million for "282,6 tỷ".
fn half_of_last_place(words: &Words<'_>, quantity: &Quantity) -> f64 {
    let Amount::One(value) = quantity.amount else {
        return 0.0;
    };
    // "2 tỷ 500 triệu" and "10 000" have no last place that one token tells.
    let mut numbers = quantity.tokens.clone().filter(|i| words.is_number(*i));
    let (Some(token), None) = (numbers.next(), numbers.next()) else {
        return 0.0;
    };
    let digits: String = words
        .word(token)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    match digits.parse::<f64>() {
        Ok(digits) if digits > 0.0 => value.to_f64().abs() / digits / 2.0,
        _ => 0.0,
    }
}

/// The kinds of fact that such a figure asks for where no word says change or multiple.
pub(super) fn kinds(quantity: &Quantity, measures: Measures) -> Vec<Kind> {
    match (&quantity.measure, quantity.amount) {
        (_, Amount::Fraction(..)) => vec![Kind::Share],
        (Measure::Counted(_), _) => vec![Kind::Count],
        (Measure::Unit("times"), _) => vec![Kind::Multiple],
        (Measure::Unit("pp"), _) => vec![Kind::Level, Kind::Share, Kind::Change],
        (Measure::Unit("%"), _) if measures == Measures::Rate => {
            vec![Kind::Level, Kind::Share, Kind::Change]
        }
        _ => vec![Kind::Level, Kind::Count, Kind::Share],
    }
}

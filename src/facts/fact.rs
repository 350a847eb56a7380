//! The fact model, as it is printed, stored and searched.
//!
//! Invariant: `quote` is the text of the body under `start..end`; `value` is set unless the
//! comparator is `between`, and then `min <= max` are; no number is NaN or infinite. The fields
//! and their order are a contract with readers of the JSON.

use crate::text::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

/// How the stated number bounds the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// The number itself.
    #[serde(rename = "=")]
    Equal,
    /// More than the number: "hơn", "trên", "vượt".
    #[serde(rename = ">")]
    Above,
    /// The number or more: "ít nhất", "tối thiểu", "từ … trở lên".
    #[serde(rename = ">=")]
    AtLeast,
    /// Less than the number: "dưới", "chưa đến".
    #[serde(rename = "<")]
    Below,
    /// The number or less: "tối đa", "không quá".
    #[serde(rename = "<=")]
    AtMost,
    /// From one number to another: "5-7%", "từ 100 đến 200".
    #[serde(rename = "between")]
    Between,
}

impl Comparator {
    /// The sign, as in the JSON.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Between => "between",
        }
    }
}

/// What sort of statement a figure makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An amount, price, length, duration, age or named rate.
    Level,
    /// A number of countable things.
    Count,
    /// A part of a whole or of a plan.
    Share,
    /// An increase or decrease by this much.
    Change,
    /// A multiple of something: "gấp 3 lần".
    Multiple,
}

/// Whether the figure rose or fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// It rose.
    Up,
    /// It fell.
    Down,
}

/// How settled the figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Reported as having happened.
    Actual,
    /// Estimated for the current period: "ước đạt".
    Estimate,
    /// Wanted, planned, forecast or ruled: "mục tiêu", "dự toán".
    Plan,
}

/// What a change or a share is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// The plan, the estimate of the budget, the target.
    Plan,
    /// The same period of the year before.
    Yoy,
    /// The period just before.
    Prev,
    /// The whole of which it is a part.
    Total,
    /// Another thing or time that is named.
    Other,
}

/// A half-open range of days, `from..to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The day after the last one.
    pub to: Date,
}

/// A quantity bound to what it says something about, with its place in the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// First byte of the quote in the body as it was given.
    pub start: usize,
    /// The byte after the quote.
    pub end: usize,
    /// The number with scale and unit, as written: "282,6 tỷ đồng".
    pub quote: String,
    /// The number in full, in units of `unit`; none for a range.
    #[serde(serialize_with = "plain_number")]
    pub value: Option<f64>,
    /// The same number exactly, in decimal notation, where it has one.
    pub decimal: Option<String>,
    /// The lower end of a range.
    #[serde(serialize_with = "plain_number")]
    pub min: Option<f64>,
    /// The upper end of a range.
    #[serde(serialize_with = "plain_number")]
    pub max: Option<f64>,
    /// How the number bounds the true one.
    pub cmp: Comparator,
    /// Whether the text calls it approximate.
    pub approx: bool,
    /// The canonical unit ("VND", "%", "ha") or the counted noun; none for a bare number.
    pub unit: Option<String>,
    /// The unit of a rate's denominator: "năm" in "7%/năm".
    pub per: Option<String>,
    /// What sort of statement it is.
    pub kind: Kind,
    /// Whether it rose or fell.
    pub trend: Option<Trend>,
    /// How settled it is.
    pub status: Status,
    /// What it is measured against.
    pub base: Option<Base>,
    /// What is measured, in the words of the text.
    pub metric: Option<String>,
    /// Other words of the text that may as well name it, the likeliest first; none is part of the
    /// metric or of another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The days that the figure is about.
    pub period: Option<Period>,
    /// The place that the figure is about, as written.
    pub place: Option<String>,
    /// The sentence in the body that states it.
    pub sentence: Span,
    /// The name of the rule that read it.
    pub rule: String,
}

impl Fact {
    /// The place of the quote in the body.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Writes whole numbers without a fraction, so that 282600000000 does not become 282600000000.0.
pub(crate) fn plain_number<S: Serializer>(
    number: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    /// The whole numbers up to 2^53 are exact in an `f64`.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number {
        None => serializer.serialize_none(),
        #[allow(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Some(n) if n.fract() == 0.0 && n.abs() <= EXACT => serializer.serialize_i64(*n as i64),
        Some(n) => serializer.serialize_f64(*n),
    }
}

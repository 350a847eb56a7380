//! Quantities: a number with its unit, comparator and approximation, before it is bound to a
//! metric.
//!
//! Invariant: quantities are disjoint and in the order of the text; every value is exact.

use super::decimal::Decimal;
use super::fact::Comparator;
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

/// A quantity in a normalised text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The tokens of the quote: number, scale words, unit or counted noun.
    pub tokens: Range<usize>,
    /// The tokens of the quantity with its comparator and approximation words.
    pub with_modifiers: Range<usize>,
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

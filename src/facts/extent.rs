//! What a fact allows: the set of values that its wording leaves open, in comparable units.
//!
//! Invariant: `lo <= hi`, neither is NaN, and two extents may be compared only within one
//! dimension. An open end is drawn in by the least step an `f64` knows, so that comparing ends
//! with `<=` is enough: "hơn 80" starts just after 80.

use super::fact::{Comparator, Fact};
use super::unit;

/// The set of values `lo..=hi` in units of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// What the values measure: "VND", "%", "kg", "count" …; only equal dimensions compare.
    pub dimension: String,
    /// The least value allowed; may be negative infinity.
    pub lo: f64,
    /// The greatest value allowed; may be infinity.
    pub hi: f64,
}

impl Extent {
    /// The set that `cmp` with the number `min` (and `max` for a range) leaves open.
    #[must_use]
    pub fn new(dimension: impl Into<String>, cmp: Comparator, min: f64, max: f64) -> Self {
        let (lo, hi) = match cmp {
            Comparator::Equal => (min, min),
            Comparator::Above => (min.next_up(), f64::INFINITY),
            Comparator::AtLeast => (min, f64::INFINITY),
            Comparator::Below => (f64::NEG_INFINITY, min.next_down()),
            Comparator::AtMost => (f64::NEG_INFINITY, min),
            Comparator::Between => (min, max),
        };
        Self {
            dimension: dimension.into(),
            lo,
            hi,
        }
    }

    /// Whether every value of `self` lies in `wanted`: then a fact of this extent satisfies it.
    #[must_use]
    pub fn within(&self, wanted: &Self) -> bool {
        self.dimension == wanted.dimension && wanted.lo <= self.lo && self.hi <= wanted.hi
    }
}

impl Fact {
    /// The set of values that the fact's wording allows, in the base unit of its dimension; none
    /// for a fact without a finite number.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        let (min, max) = match (self.value, self.min, self.max) {
            (Some(value), _, _) => (value, value),
            (None, Some(min), Some(max)) => (min, max),
            _ => return None,
        };
        let (dimension, factor) = unit::dimension(self.unit.as_deref());
        let factor = factor.to_f64();
        let (min, max) = (min * factor, max * factor);
        (min.is_finite() && max.is_finite()).then(|| Extent::new(dimension, self.cmp, min, max))
    }
}

//! What a fact allows: the set of values that its wording leaves open, in comparable units.
//!
//! Invariant: `lo <= hi`, neither is NaN, and two extents may be compared only within one
//! dimension. An open end is drawn in by the least step an `f64` knows, so that comparing ends
//! with `<=` is enough: "hơn 80" starts just after 80.

use super::decimal::Decimal;
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

/// `value` in the base unit of its dimension, rounded once: 35 cm are as far as 0.35 m.
#[must_use]
pub fn in_base(value: f64, factor: Decimal) -> f64 {
    Decimal::parse(&value.abs().to_string())
        .and_then(|exact| exact.times(factor))
        .map_or(value * factor.to_f64(), |exact| {
            exact.to_f64().copysign(value)
        })
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
        let (min, max) = (in_base(min, factor), in_base(max, factor));
        (min.is_finite() && max.is_finite()).then(|| Extent::new(dimension, self.cmp, min, max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The set that a figure leaves open, in the base unit.
    fn set(unit: &str, cmp: Comparator, value: f64) -> Extent {
        let (dimension, factor) = unit::dimension(Some(unit));
        let value = in_base(value, factor);
        Extent::new(dimension, cmp, value, value)
    }

    #[track_caller]
    fn check(fact: (&str, Comparator, f64), wanted: (&str, Comparator, f64), expected: bool) {
        let fact = set(fact.0, fact.1, fact.2);
        let wanted = set(wanted.0, wanted.1, wanted.2);
        assert_eq!(fact.within(&wanted), expected, "{fact:?} {wanted:?}");
    }

    #[test]
    fn sets_of_values() {
        use Comparator::{Above, AtLeast, AtMost, Below, Equal};
        check(("%", Equal, 80.5), ("%", Above, 80.0), true);
        check(("%", Equal, 80.0), ("%", Above, 80.0), false);
        check(("%", Equal, 80.0), ("%", AtLeast, 80.0), true);
        check(("%", Above, 85.0), ("%", Above, 80.0), true);
        check(("%", Above, 80.0), ("%", Above, 80.0), true);
        check(("%", Above, 79.0), ("%", Above, 80.0), false);
        check(("%", Below, 5.0), ("%", AtMost, 5.0), true);
        check(("%", AtMost, 5.0), ("%", Below, 5.0), false);
        check(("pp", Equal, 5.0), ("%", Equal, 5.0), false);
    }

    #[test]
    fn units_convert() {
        use Comparator::{Above, Equal};
        check(("ha", Equal, 25.0), ("m2", Equal, 250_000.0), true);
        check(("cm", Equal, 35.0), ("m", Equal, 0.35), true);
        check(("mm", Equal, 1_200.0), ("m", Equal, 1.2), true);
        check(("t", Equal, 6.2), ("kg", Above, 6_000.0), true);
        check(("year", Equal, 2.0), ("month", Equal, 24.0), true);
        check(("hour", Equal, 1.5), ("minute", Equal, 90.0), true);
        check(("kWh", Equal, 1_000.0), ("MWh", Equal, 1.0), true);
        check(("VND", Equal, 5.0), ("USD", Equal, 5.0), false);
        check(("km", Equal, 5.0), ("kg", Equal, 5.0), false);
        check(("°C", Equal, -3.5), ("°C", Equal, -3.5), true);
    }
}

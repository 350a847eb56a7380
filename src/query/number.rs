//! The numbers of facts, to order and to count by.
//!
//! Invariant: numbers of one dimension compare; a fact has one number if it has an extent, and none
//! else.

use crate::facts::dimension;
use crate::index::column;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;
use tantivy::{DocId, SegmentReader};

/// The number that stands for a figure: what it says, the upper end of a range. `lo` and `hi` are
/// the least and the greatest value that it allows; one is finite.
#[must_use]
pub fn comparable(lo: f64, hi: f64) -> f64 {
    // "hơn 80" starts with the least number above 80.
    match (lo.is_finite(), hi.is_finite()) {
        (true, true) => hi,
        (false, true) => rounded(hi),
        (_, false) => rounded(lo),
    }
}

/// The number without the noise of the last bits of a reckoning: 0.35 m are 35 cm.
#[must_use]
pub fn rounded(number: f64) -> f64 {
    if number.abs() < f64::MIN_POSITIVE {
        return 0.0;
    }
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// The number of a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// What it measures.
    pub dimension: &'static str,
    /// The ordinal of its unit in the column `unit_group` of its segment, if it has one.
    pub unit: Option<u64>,
    /// The number, in the base unit of the dimension.
    pub value: f64,
}

/// The numbers of the facts of a segment.
pub struct Numbers {
    units: Option<StrColumn>,
    lo: Column<f64>,
    hi: Column<f64>,
    /// The dimensions of units that have been met, by ordinal.
    dimensions: Vec<Option<&'static str>>,
}

impl Numbers {
    /// Those of the segment that `reader` reads.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let units = reader.fast_fields().str("unit_group")?;
        Ok(Self {
            dimensions: vec![None; units.as_ref().map_or(0, |units| units.num_terms())],
            units,
            lo: column(reader, "lo")?,
            hi: column(reader, "hi")?,
        })
    }

    /// The number of a fact, if it has one.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn of(&mut self, fact: DocId) -> tantivy::Result<Option<Number>> {
        let (Some(lo), Some(hi)) = (self.lo.first(fact), self.hi.first(fact)) else {
            return Ok(None);
        };
        let unit = self.units.as_ref().and_then(|u| u.ords().first(fact));
        Ok(Some(Number {
            dimension: self.dimension(unit)?,
            unit,
            value: comparable(lo, hi),
        }))
    }

    fn dimension(&mut self, unit: Option<u64>) -> tantivy::Result<&'static str> {
        let (Some(ordinal), Some(units)) = (unit, &self.units) else {
            return Ok(dimension(None).0);
        };
        let at = usize::try_from(ordinal).unwrap_or(usize::MAX);
        if let Some(Some(known)) = self.dimensions.get(at) {
            return Ok(known);
        }
        let mut name = String::new();
        units.ord_to_str(ordinal, &mut name)?;
        let found = dimension(Some(&name)).0;
        if let Some(place) = self.dimensions.get_mut(at) {
            *place = Some(found);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_stand_for_the_number_that_they_say() {
        let infinity = f64::INFINITY;
        assert_eq!(comparable(80.5, 80.5), 80.5);
        assert_eq!(comparable(5.0, 7.0), 7.0);
        assert_eq!(comparable(5000f64.next_up(), infinity), 5000.0);
        assert_eq!(comparable(80.0, infinity), 80.0);
        assert_eq!(comparable(-infinity, 5f64.next_down()), 5.0);
        assert_eq!(comparable(0f64.next_up(), infinity), 0.0);
        assert_eq!(comparable(-infinity, 0f64.next_down()), 0.0);
        assert_eq!(
            comparable(282_600_000_000f64.next_up(), infinity),
            282_600_000_000.0
        );
    }
}

//! Numeric facts: quantities in Vietnamese prose, bound to what they say something about.
//!
//! Pure: text in, facts out. The same code reads a figure in an article and a condition in a
//! question.

mod fact;

pub use fact::{Base, Comparator, Fact, Kind, Period, Status, Trend};

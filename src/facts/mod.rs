//! Numeric facts: quantities in Vietnamese prose, bound to what they say something about.
//!
//! Pure: text in, facts out. The same code reads a figure in an article and a condition in a
//! question.

mod bare;
mod bind;
mod bound;
mod calendar;
mod candidate;
mod check;
mod choice;
mod context;
mod cue;
mod date;
mod decimal;
mod extent;
mod fact;
mod group;
mod label;
mod lexicon;
mod literal;
mod locality;
mod measure;
mod metric;
mod modifier;
mod naming;
mod noun;
mod number;
mod period;
mod piece;
mod place;
mod quantity;
mod relation;
mod spelled;
mod status;
mod trade;
mod traits;
mod unit;
mod view;
pub mod written;

pub use bind::{Choice, choices, extract, extract_analysed};
pub use calendar::{Clock, When, Year};
pub use check::{Contradiction, ContradictionKind, Message, check};
pub(crate) use date::year as year_at;
pub use decimal::Decimal;
pub use extent::{Extent, in_base};
pub(crate) use fact::plain_number;
pub use fact::{Base, Comparator, Fact, Kind, Period, Status, Trend};
pub(crate) use lexicon::{PhraseTable, list, rows};
pub use lexicon::{Spelling, Words};
pub use locality::{Locality, localities, now as province_now};
pub(crate) use modifier::{
    Measured, Modifier, TABLE as COMPARATORS, after as modifier_after, before as modifier_before,
};
pub(crate) use noun::is_counted;
pub(crate) use number::{begins as number_begins, plain_decimal};
pub use period::{Mention, mentions};
pub(crate) use place::known as known_place;
pub use quantity::{Amount, Measure, Quantity, quantities};
pub(crate) use spelled::is_scale;
pub use traits::{Setting, Traits};
pub(crate) use unit::{
    COUNT, Language, TABLE as UNITS, at as unit_at, denominator, dimension, named as unit_named,
};

use jiff::civil::Date;

/// What the extractor is given: the body with what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The title of the article, which may name the year or the place.
    pub title: &'a str,
    /// The text to which the spans of facts refer.
    pub body: &'a str,
    /// The day of publication, which settles "tháng 8" or "năm ngoái".
    pub published: Option<Date>,
}

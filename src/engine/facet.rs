//! Facets: what found articles are counted by, and the counts.
//!
//! An article counts once for a value, however many of its facts have it. Facts count where they meet
//! a condition of the plan; where the plan has no condition, all facts of the articles found.
//! Invariant: counts are exact, over all articles found, whatever part of the values is wanted.

use super::histogram::Histogram;

/// What articles are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// What is measured; spellings of one name are one value.
    Metric,
    /// The canonical unit, or the counted noun.
    Unit,
    /// Level, count, share, change or multiple.
    Kind,
    /// Where the figure is about: provinces, and districts in them.
    Place,
    /// The calendar year in which the figure's period lies, or the years from which to which.
    Period,
    /// The year of publication.
    Year,
    /// Who published the article.
    Source,
    /// Who wrote it.
    Author,
    /// The number: a histogram for each thing that is measured.
    Value,
}

/// Field, name.
const FIELDS: [(Field, &str); 9] = [
    (Field::Metric, "metric"),
    (Field::Unit, "unit"),
    (Field::Kind, "kind"),
    (Field::Place, "place"),
    (Field::Period, "period"),
    (Field::Year, "year"),
    (Field::Source, "source"),
    (Field::Author, "author"),
    (Field::Value, "value"),
];

impl Field {
    /// All fields.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.into_iter().map(|(field, _)| field)
    }

    /// Its name, which is that of the field in questions.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|f| f.0 == self).map_or("", |f| f.1)
    }

    /// The field of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|f| f.1 == name).map(|f| f.0)
    }
}

/// A facet that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// What to count by.
    pub field: Field,
    /// How many values to list at most, the most frequent ones; of a histogram, how many bins.
    pub most: usize,
}

/// How often a value occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: String,
    /// In how many articles.
    pub articles: u64,
    /// In how many facts; none for what is known of articles.
    pub facts: Option<u64>,
    /// Of a province: its districts.
    pub districts: Vec<Count>,
}

/// Articles counted by one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// What they were counted by.
    pub field: Field,
    /// How many articles have any value.
    pub articles: u64,
    /// How many different values there are.
    pub distinct: u64,
    /// The most frequent values: by articles, then by facts, then by name.
    pub values: Vec<Count>,
    /// Of [`Field::Value`]: the histograms, that of the most articles first.
    pub histograms: Vec<Histogram>,
}

/// Articles counted by several fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Facets {
    /// How many articles were found.
    pub articles: u64,
    /// How many facts were counted.
    pub facts: u64,
    /// The facets, as they were wanted.
    pub facets: Vec<Facet>,
}

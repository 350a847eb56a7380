//! What an engine is asked: words to match and conditions that one fact each must meet.
//!
//! Invariant: engine-neutral; nothing here knows of tantivy or of OpenSearch. Extents are in the
//! base unit of their dimension.

use crate::facts::{Base, Extent, Kind, Period, Trend};

/// One syllable (or number, or foreign word) of a question, with the marks that were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyllablePattern {
    /// The folded form: lower case, without tone and marks.
    pub folded: String,
    /// The mark signature as typed; it must be contained in that of a matching token.
    pub signature: String,
}

/// Words that an article must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordClause {
    /// The syllables; of a phrase, they stand one after the other.
    pub syllables: Vec<SyllablePattern>,
    /// Whether it was quoted: then adjacency is required, otherwise it only ranks.
    pub phrase: bool,
    /// Whether articles with it are left out.
    pub negated: bool,
}

/// One way to name a metric: consecutive syllables of a fact's metric.
pub type MetricName = Vec<SyllablePattern>;

/// What one and the same fact must meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The names that the metric may go by, any one of them; empty where none was given.
    pub metric: Vec<MetricName>,
    /// The values wanted, and what they measure.
    pub extent: Extent,
    /// The kinds allowed; empty allows all.
    pub kinds: Vec<Kind>,
    /// The trend wanted.
    pub trend: Option<Trend>,
    /// The base wanted.
    pub base: Option<Base>,
    /// The denominator wanted, as in the table of units: "năm", "kg".
    pub per: Option<String>,
    /// The fact's period must lie inside this one.
    pub period: Option<Period>,
    /// The syllables of the place that the fact is about.
    pub place: Vec<SyllablePattern>,
}

/// How many of the words an article must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Matching {
    /// Every clause; the rule for questions.
    #[default]
    All,
    /// Any syllable, ranked by how much of the words is there: for whole sentences and titles.
    /// Phrases and exclusions stay obligatory.
    Any,
}

/// What an engine is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// How many of `words` an article must hold.
    pub matching: Matching,
    /// Words that the article must hold.
    pub words: Vec<WordClause>,
    /// Conditions, each met by a fact of the article.
    pub conditions: Vec<Condition>,
}

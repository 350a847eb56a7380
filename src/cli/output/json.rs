//! The lines of JSON.
//!
//! Invariant: every line is one object whose first field is `type`. The fields and their order are
//! a contract: fields may be added, none is renamed or taken away without a new `schema`.

use super::explained::{Explained, ExplanationLine};
use crate::engine::{Hit, Passage, Row};
use crate::facts::{
    Base, Contradiction, ContradictionKind, Fact, Kind, Message, Trend, plain_number,
};
use crate::query::Reading;
use crate::source::Document;
use crate::text::Span;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::time::Duration;

/// The number of the fact model.
const SCHEMA: u32 = 1;

/// A time to the microsecond: what lies below is noise.
#[must_use]
pub fn milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Line<'a> {
    /// A figure of a document.
    Fact(FactLine<'a>),
    /// Figures of a document that can't all be true.
    Contradiction(ContradictionLine<'a>),
    /// A stored document.
    Document(DocumentLine<'a>),
    /// How a question was read.
    Reading {
        /// Which question of a batch.
        #[serde(skip_serializing_if = "Option::is_none")]
        qid: Option<&'a Value>,
        /// How it was read.
        #[serde(flatten)]
        reading: &'a Reading,
    },
    /// An article that was found.
    Hit(HitLine<'a>),
    /// What a search came to.
    #[serde(rename = "summary")]
    Found {
        /// Which question of a batch.
        #[serde(skip_serializing_if = "Option::is_none")]
        qid: Option<&'a Value>,
        /// How many articles match.
        total: usize,
        /// How many were printed.
        returned: usize,
        /// From question to answer.
        took_ms: f64,
    },
    /// A figure that answers a question.
    Row(RowLine<'a>),
    /// What listing figures came to.
    #[serde(rename = "summary")]
    Listed {
        /// How many figures answer.
        total: usize,
        /// In how many articles.
        articles: usize,
        /// How many were printed.
        returned: usize,
        /// From question to answer.
        took_ms: f64,
    },
    /// What figures come to.
    Stats(StatsLine<'a>),
    /// What an indexing run came to.
    #[serde(rename = "summary")]
    Indexed {
        /// Documents put into the index.
        documents: u64,
        /// Their facts.
        facts: u64,
        /// How many of the documents replaced one of the same id.
        replaced: u64,
        /// How many documents were in the index already as they are.
        unchanged: u64,
        /// How many documents were removed because their file or line is gone.
        removed: u64,
        /// Pieces that could not be indexed.
        rejected: u64,
        /// Pieces that were taken although something is odd.
        warnings: u64,
        /// Files in folders that were passed over because of their names.
        skipped: usize,
        /// How long it took.
        seconds: f64,
        /// Megabytes of sources a second.
        mb_per_s: f64,
    },
    /// A piece of a source that could not be read.
    Rejected {
        /// The file.
        path: Cow<'a, str>,
        /// The line, where the file has several documents.
        line: Option<usize>,
        /// Why.
        reason: &'a str,
    },
    /// A line of a batch that could not be answered.
    Error {
        /// Which question.
        #[serde(skip_serializing_if = "Option::is_none")]
        qid: Option<&'a Value>,
        /// What is wrong with it.
        message: &'a str,
    },
    /// What the index holds.
    Info {
        /// Its folder.
        directory: Cow<'a, str>,
        /// The number of its format.
        format: u32,
        /// How many articles.
        documents: u64,
        /// How many facts.
        facts: u64,
        /// In how many segments.
        segments: usize,
        /// Their size.
        bytes: u64,
    },
}

/// A fact with the document it stands in.
#[derive(Debug, Serialize)]
pub struct FactLine<'a> {
    schema: u32,
    doc: &'a str,
    ordinal: usize,
    #[serde(flatten)]
    fact: &'a Fact,
}

impl<'a> FactLine<'a> {
    /// The fact that is number `ordinal`, from 0, in the document `doc`.
    #[must_use]
    pub fn new(doc: &'a str, ordinal: usize, fact: &'a Fact) -> Self {
        Self {
            schema: SCHEMA,
            doc,
            ordinal,
            fact,
        }
    }
}

/// A fact with the article that states it.
#[derive(Debug, Serialize)]
pub struct RowLine<'a> {
    #[serde(flatten)]
    fact: FactLine<'a>,
    title: &'a str,
    published: Option<Date>,
    author: Option<&'a str>,
    source: Option<&'a str>,
    quotation: &'a str,
}

impl<'a> RowLine<'a> {
    /// The line of a row.
    #[must_use]
    pub fn new(row: &'a Row) -> Self {
        let article = &row.article;
        Self {
            fact: FactLine::new(&article.id, row.ordinal, &row.fact),
            title: &article.title,
            published: article.published,
            author: article.author.as_deref(),
            source: article.source.as_deref(),
            quotation: &row.quotation,
        }
    }
}

/// What the figures of a group come to. The fields that name the series are those of a fact.
#[derive(Debug, Serialize)]
pub struct StatsLine<'a> {
    /// The unit of the numbers.
    pub unit: Option<String>,
    /// The unit of the denominator.
    pub per: Option<&'a str>,
    /// What sort of statement they make.
    pub kind: Kind,
    /// Whether they rose or fell.
    pub trend: Option<Trend>,
    /// Whether they are planned.
    pub planned: bool,
    /// What they are measured against.
    pub base: Option<Base>,
    /// By what the group is told apart.
    pub by: Option<&'static str>,
    /// What it has of that.
    pub group: Option<&'a str>,
    /// How many state one number.
    pub count: usize,
    /// The least.
    #[serde(serialize_with = "plain_number")]
    pub min: Option<f64>,
    /// The median.
    #[serde(serialize_with = "plain_number")]
    pub median: Option<f64>,
    /// The mean.
    #[serde(serialize_with = "plain_number")]
    pub mean: Option<f64>,
    /// The greatest.
    #[serde(serialize_with = "plain_number")]
    pub max: Option<f64>,
    /// How many of them are estimates.
    pub estimates: usize,
    /// How many of them are approximate or bounds.
    pub inexact: usize,
    /// How many more are ranges, which are left out.
    pub ranges: usize,
}

/// Figures that can't all be true, with the document they stand in.
#[derive(Debug, Serialize)]
pub struct ContradictionLine<'a> {
    schema: u32,
    doc: &'a str,
    kind: ContradictionKind,
    /// The ordinals of the facts; quotes and spans are in the same order.
    facts: &'a [usize],
    start: usize,
    end: usize,
    spans: Vec<[usize; 2]>,
    quotes: Vec<&'a str>,
    message: &'a Message,
}

impl<'a> ContradictionLine<'a> {
    /// The line of a contradiction among the facts of the document `doc`.
    #[must_use]
    pub fn new(doc: &'a str, found: &'a Contradiction, facts: &'a [Fact]) -> Self {
        let concerned = found.facts.iter().filter_map(|i| facts.get(*i));
        Self {
            schema: SCHEMA,
            doc,
            kind: found.kind,
            facts: &found.facts,
            start: found.start,
            end: found.end,
            spans: concerned.clone().map(|f| [f.start, f.end]).collect(),
            quotes: concerned.map(|f| f.quote.as_str()).collect(),
            message: &found.message,
        }
    }
}

/// A stored document, without its facts.
#[derive(Debug, Serialize)]
pub struct DocumentLine<'a> {
    #[serde(flatten)]
    document: &'a Document,
}

impl<'a> DocumentLine<'a> {
    /// The line of a document.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self { document }
    }
}

/// An article that was found.
#[derive(Debug, Serialize)]
pub struct HitLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    qid: Option<&'a Value>,
    rank: usize,
    id: &'a str,
    score: f32,
    title: &'a str,
    title_highlights: Vec<[usize; 2]>,
    published: Option<Date>,
    author: Option<&'a str>,
    source: Option<&'a str>,
    facts: Vec<TypedFact<'a>>,
    snippets: Vec<SnippetLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Box<ExplanationLine<'a>>>,
}

/// A fact inside another line: with its own `type`, as it has on a line of its own.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "fact")]
struct TypedFact<'a> {
    #[serde(flatten)]
    line: FactLine<'a>,
}

/// A passage of a hit.
#[derive(Debug, Serialize)]
pub struct SnippetLine {
    start: usize,
    end: usize,
    highlights: Vec<[usize; 2]>,
}

impl<'a> HitLine<'a> {
    /// The line of a hit.
    #[must_use]
    pub fn new(qid: Option<&'a Value>, hit: &'a Hit, explained: Option<&'a Explained<'a>>) -> Self {
        Self {
            qid,
            rank: hit.rank,
            id: &hit.id,
            score: hit.score,
            title: &hit.title,
            title_highlights: pairs(&hit.title_highlights),
            published: hit.published,
            author: hit.author.as_deref(),
            source: hit.source.as_deref(),
            facts: hit
                .facts
                .iter()
                .map(|found| TypedFact {
                    line: FactLine::new(&hit.id, found.ordinal, &found.fact),
                })
                .collect(),
            snippets: hit.snippets.iter().map(SnippetLine::from).collect(),
            explanation: explained.map(|explained| Box::new(explained.into())),
        }
    }
}

impl From<&Passage> for SnippetLine {
    fn from(snippet: &Passage) -> Self {
        Self {
            start: snippet.span.start,
            end: snippet.span.end,
            highlights: pairs(&snippet.highlights),
        }
    }
}

fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}

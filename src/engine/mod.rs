//! Engines: a plan in, hits or rows of figures out.
//!
//! Every engine returns the same documents for the same plan; scores are its own affair.

mod counts;
mod facet;
mod histogram;
mod local;
mod rows;
mod series;
mod sort;
mod tally;
mod timeline;

pub use crate::query::{HitOrder, Passage};
pub use facet::{Count, Facet, Facets, Field, Wanted};
pub use histogram::{Bin, Histogram};
pub use local::Local;
pub use rows::{Article, Order, Row, Total};
pub use series::{By, Figures, Group, Groups, Scale, Series, Statistics};
pub use sort::{SortBy, sort};
pub use timeline::Line;

use crate::facts::Fact;
use crate::query::Plan;
use crate::text::Span;
use jiff::civil::Date;

/// Which part of the ranking is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many of the best hits to pass over.
    pub offset: usize,
    /// How many hits to return at most.
    pub limit: usize,
}

/// A fact that met a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Which of the document's facts it is, from 0.
    pub ordinal: usize,
    /// The fact.
    pub fact: Fact,
    /// What else may name the fact and met the condition, where its metric did not.
    pub named: Option<String>,
}

/// A document that an engine found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The place in the ranking, counted from 1.
    pub rank: usize,
    /// The document's id.
    pub id: String,
    /// The score; comparable within one answer only.
    pub score: f32,
    /// The title.
    pub title: String,
    /// What matched in the title, in bytes of it, in order, disjoint.
    pub title_highlights: Vec<Span>,
    /// The body, to which all spans refer.
    pub body: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// The facts that met the conditions, in the order of the text.
    pub facts: Vec<Evidence>,
    /// The best passages.
    pub snippets: Vec<Passage>,
}

/// What an engine found.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many documents match, on this page or not.
    pub total: usize,
    /// The hits of the page, best first.
    pub hits: Vec<Hit>,
}

/// The hits of a page, read one after the other.
pub struct Hits<'a, E> {
    /// How many documents match, on this page or not.
    pub total: usize,
    hits: Box<dyn Iterator<Item = Result<Hit, E>> + 'a>,
}

impl<E> Iterator for Hits<'_, E> {
    type Item = Result<Hit, E>;

    fn next(&mut self) -> Option<Self::Item> {
        self.hits.next()
    }
}

/// Something that answers plans.
pub trait Engine {
    /// Why it could not answer.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The documents that match the plan, in that order. A page is the same part of the order
    /// whatever its size.
    ///
    /// # Errors
    /// When the engine can't be read.
    fn hits<'a>(
        &'a self,
        plan: &'a Plan,
        order: HitOrder,
        page: Page,
    ) -> Result<Hits<'a, Self::Error>, Self::Error>;

    /// The documents that match the plan, best first.
    ///
    /// # Errors
    /// When the engine can't be read.
    fn search(&self, plan: &Plan, page: Page) -> Result<Answer, Self::Error> {
        let hits = self.hits(plan, HitOrder::Relevance, page)?;
        Ok(Answer {
            total: hits.total,
            hits: hits.collect::<Result<_, _>>()?,
        })
    }

    /// How many of the documents that match the plan have which values of the fields wanted.
    ///
    /// # Errors
    /// When the engine can't be read.
    fn facets(&self, plan: &Plan, wanted: &[Wanted]) -> Result<Facets, Self::Error>;
}

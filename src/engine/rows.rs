//! The facts that answer a question as rows of a table, each with the article that states it.
//!
//! Invariant: every fact that meets a condition of the plan, in every article that meets the whole
//! plan, once each. In the order of the index one article is held at a time, however many rows there
//! are; by relevance the addresses of all articles are.

use super::Local;
use super::local::together;
use crate::facts::Fact;
use crate::index::{IndexError, Stored};
use crate::query::{Plan, Scope, Stated};
use jiff::civil::Date;
use std::sync::Arc;
use tantivy::{DocAddress, TantivyError};

/// How many articles are looked for at a time.
const BATCH: usize = 1024;

/// The article that states a row's fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub source: Option<String>,
}

/// A fact that answers a question, with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The article.
    pub article: Arc<Article>,
    /// Which of the article's facts it is, from 0.
    pub ordinal: usize,
    /// The fact.
    pub fact: Fact,
    /// The sentence that states it, as it stands in the body.
    pub quotation: String,
}

/// In which order articles come; the rows of one stand in the order of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they lie in the index: nothing is held in memory.
    Index,
    /// As in the hits of the plan: the best first.
    Relevance,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// How many facts.
    pub rows: usize,
    /// In how many articles.
    pub articles: usize,
}

impl Local {
    /// Hands the facts that answer `plan` to `take`, at most `limit` of them, and says how many there
    /// are in all.
    ///
    /// # Errors
    /// When the index can't be read, or `take` fails.
    pub fn rows<E: From<IndexError>>(
        &self,
        plan: &Plan,
        order: Order,
        limit: Option<usize>,
        mut take: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<Total, E> {
        let limit = limit.unwrap_or(usize::MAX);
        let mut total = Total::default();
        let mut taken = 0;
        let mut batch = |found: Vec<Stated>| -> Result<(), E> {
            for Stated { article, ordinals } in found {
                total.articles += 1;
                total.rows += ordinals.len();
                let wanted = ordinals.len().min(limit - taken);
                if wanted > 0 {
                    taken += wanted;
                    let stored = self.stored(article)?;
                    of_article(stored, &ordinals[..wanted]).try_for_each(&mut take)?;
                }
            }
            Ok(())
        };
        match order {
            Order::Index => {
                let mut from = DocAddress::new(0, 0);
                loop {
                    let found = self.scoped(|scope| scope.stated(plan, from, BATCH))?;
                    let last = found.last().map(|stated| stated.article);
                    batch(found)?;
                    match last {
                        Some(last) => from = DocAddress::new(last.segment_ord, last.doc_id + 1),
                        None => break,
                    }
                }
            }
            Order::Relevance => {
                let top = self.scoped(|scope| scope.top(plan, usize::MAX))?;
                let ranked: Vec<DocAddress> = top.best.iter().map(|r| r.address).collect();
                for addresses in ranked.chunks(BATCH) {
                    batch(self.scoped(|scope| evidence(scope, plan, addresses))?)?;
                }
            }
        }
        Ok(total)
    }
}

/// The facts of the articles that answer the plan; articles without one are left out.
fn evidence(
    scope: &Scope<'_>,
    plan: &Plan,
    articles: &[DocAddress],
) -> Result<Vec<Stated>, TantivyError> {
    let evidence = scope.evidence(plan, articles)?;
    let stated = articles
        .iter()
        .zip(evidence)
        .map(|(article, by_condition)| Stated {
            article: *article,
            ordinals: together(&by_condition),
        });
    Ok(stated
        .filter(|stated| !stated.ordinals.is_empty())
        .collect())
}

/// The rows of an article.
fn of_article(stored: Stored, ordinals: &[usize]) -> impl Iterator<Item = Row> {
    let Stored {
        document,
        mut facts,
    } = stored;
    let article = Arc::new(Article {
        id: document.id,
        title: document.title,
        published: document.published,
        author: document.author,
        source: document.source,
    });
    let body = document.body;
    facts.retain({
        let mut at = 0;
        move |_| {
            at += 1;
            ordinals.binary_search(&(at - 1)).is_ok()
        }
    });
    facts
        .into_iter()
        .zip(ordinals)
        .map(move |(fact, ordinal)| Row {
            article: Arc::clone(&article),
            ordinal: *ordinal,
            quotation: body
                .get(fact.sentence.start..fact.sentence.end)
                .unwrap_or(&fact.quote)
                .to_owned(),
            fact,
        })
}

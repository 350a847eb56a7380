//! All, any and none of several sets of documents, and sets that a column decides.
//!
//! Invariant: a set holds articles alone where those that it is made of do; what has no other set to
//! start from starts from all articles, never from facts.

use super::block_join::Parents;
use super::postings::{Phrase, not_before};
use super::settled::settled;
use std::sync::Arc;
use tantivy::fastfield::Column;
use tantivy::{DocId, DocSet, TERMINATED};

/// The documents that are in all of some sets and in none of others.
pub(super) struct All {
    sets: Vec<Box<dyn DocSet>>,
    excluded: Vec<Box<dyn DocSet>>,
    doc: DocId,
}

impl All {
    /// `sets` must not be empty.
    pub fn new(mut sets: Vec<Box<dyn DocSet>>, excluded: Vec<Box<dyn DocSet>>) -> Self {
        sets.sort_by_key(DocSet::cost);
        let mut all = Self {
            sets,
            excluded,
            doc: 0,
        };
        all.doc = all.settle(0);
        all
    }

    fn settle(&mut self, mut doc: DocId) -> DocId {
        'documents: while doc < TERMINATED {
            for set in &mut self.sets {
                let found = not_before(set, doc);
                if found > doc {
                    doc = found;
                    continue 'documents;
                }
            }
            let mut excluded = self.excluded.iter_mut();
            if !excluded.any(|set| not_before(set, doc) == doc) {
                return doc;
            }
            doc += 1;
        }
        TERMINATED
    }
}

impl DocSet for All {
    fn advance(&mut self) -> DocId {
        self.doc = self.settle(self.doc.saturating_add(1));
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.settle(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.sets.first().map_or(0, DocSet::size_hint)
    }

    fn cost(&self) -> u64 {
        self.sets.first().map_or(0, DocSet::cost)
    }
}

/// The documents that are in one of some sets at least.
pub(super) struct Any<S = Box<dyn DocSet>> {
    sets: Vec<S>,
    doc: DocId,
}

impl<S: DocSet> Any<S> {
    pub fn new(sets: Vec<S>) -> Self {
        let doc = sets.iter().map(DocSet::doc).min();
        Self {
            sets,
            doc: doc.unwrap_or(TERMINATED),
        }
    }

    /// The sets that the current document is in.
    pub fn present(&self) -> impl Iterator<Item = &S> {
        self.sets.iter().filter(|set| set.doc() == self.doc)
    }
}

impl<S: DocSet> DocSet for Any<S> {
    fn advance(&mut self) -> DocId {
        self.seek(self.doc.saturating_add(1).min(TERMINATED))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let sets = self.sets.iter_mut();
            let least = sets.map(|set| not_before(set, target)).min();
            self.doc = least.unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.sets
            .iter()
            .fold(0, |n, set| n.saturating_add(set.size_hint()))
    }

    fn cost(&self) -> u64 {
        self.sets.iter().map(DocSet::cost).sum()
    }
}

/// A range of days, as a half-open range of day numbers, and the column that must lie in it.
pub(super) struct Days {
    pub column: Column<i64>,
    pub from: i64,
    pub to: i64,
}

/// The articles of a segment, all or those of some days.
pub(super) struct Articles {
    parents: Arc<Parents>,
    days: Option<Days>,
    doc: DocId,
}

impl Articles {
    pub fn new(parents: Arc<Parents>, days: Option<Days>) -> Self {
        let mut articles = Self {
            parents,
            days,
            doc: 0,
        };
        articles.doc = articles.settle(0);
        articles
    }

    fn settle(&self, from: DocId) -> DocId {
        let mut doc = self.parents.at_or_after(from);
        if let Some(days) = &self.days {
            let range = days.from..days.to;
            while doc != TERMINATED
                && !days
                    .column
                    .first(doc)
                    .is_some_and(|day| range.contains(&day))
            {
                doc = self.parents.at_or_after(doc + 1);
            }
        }
        doc
    }
}

impl DocSet for Articles {
    settled!();

    fn size_hint(&self) -> u32 {
        self.parents.len()
    }
}

/// The articles with a phrase in the title.
pub(super) struct InTitle {
    phrase: Phrase,
    title_tokens: Column<u64>,
}

impl InTitle {
    pub fn new(phrase: Phrase, title_tokens: Column<u64>) -> Self {
        let mut set = Self {
            phrase,
            title_tokens,
        };
        set.settle();
        set
    }

    fn settle(&mut self) -> DocId {
        let mut doc = self.phrase.doc();
        while doc != TERMINATED {
            let title = self.title_tokens.first(doc).unwrap_or(0);
            let first = self.phrase.starts().first().copied();
            if first.is_some_and(|start| u64::from(start) < title) {
                break;
            }
            doc = self.phrase.advance();
        }
        doc
    }
}

impl DocSet for InTitle {
    fn advance(&mut self) -> DocId {
        self.phrase.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        not_before(&mut self.phrase, target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.phrase.doc()
    }

    fn size_hint(&self) -> u32 {
        self.phrase.size_hint()
    }

    fn cost(&self) -> u64 {
        self.phrase.cost()
    }
}

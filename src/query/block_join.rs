//! The join of facts to their articles.
//!
//! A block is the facts of an article and then the article, adjacent in one segment. A condition
//! is met by one fact; the join turns the facts that meet it into their articles, as Lucene's
//! ToParentBlockJoinQuery does, without touching the articles in between.
//! Invariant: every fact is followed by an article in its segment, deleted or not; deletes take
//! whole blocks, so the article alone need be looked at.

use super::boolean::Any;
use super::postings::{Phrase, not_before};
use super::settled::settled;
use std::sync::Arc;
use tantivy::fastfield::Column;
use tantivy::postings::SegmentPostings;
use tantivy::{DocId, DocSet, TERMINATED};

/// The articles among the documents of a segment.
#[derive(Debug, Default)]
pub struct Parents {
    words: Vec<u64>,
    len: u32,
    end: DocId,
}

impl Parents {
    /// The set of the documents of `articles` in a segment of `max_doc` documents.
    #[must_use]
    pub fn new(articles: Option<SegmentPostings>, max_doc: DocId) -> Self {
        let mut words = vec![0u64; (max_doc as usize).div_ceil(64)];
        let mut len = 0;
        if let Some(mut articles) = articles {
            let mut doc = articles.doc();
            while doc != TERMINATED {
                if let Some(word) = words.get_mut(doc as usize / 64) {
                    *word |= 1 << (doc % 64);
                    len += 1;
                }
                doc = articles.advance();
            }
        }
        Self {
            words,
            len,
            end: max_doc,
        }
    }

    /// How many there are, deleted ones included.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// The number after that of the last document of the segment.
    #[must_use]
    pub(super) fn end(&self) -> DocId {
        self.end
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The first article at `doc` or after it.
    #[must_use]
    pub fn at_or_after(&self, doc: DocId) -> DocId {
        let mut at = doc as usize / 64;
        let Some(word) = self.words.get(at) else {
            return TERMINATED;
        };
        let mut word = word & (u64::MAX << (doc % 64));
        while word == 0 {
            at += 1;
            match self.words.get(at) {
                Some(next) => word = *next,
                None => return TERMINATED,
            }
        }
        document(at, word.trailing_zeros())
    }

    /// The first document of the block of the article `parent`.
    #[must_use]
    pub fn block_start(&self, parent: DocId) -> DocId {
        let mut at = parent as usize / 64;
        let mut word = self
            .words
            .get(at)
            .map_or(0, |w| w & !(u64::MAX << (parent % 64)));
        while word == 0 {
            if at == 0 {
                return 0;
            }
            at -= 1;
            word = self.words.get(at).copied().unwrap_or(0);
        }
        document(at, 63 - word.leading_zeros()) + 1
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "documents are numbered by u32"
)]
fn document(word: usize, bit: u32) -> DocId {
    word as DocId * 64 + bit
}

/// The values wanted in one dimension.
pub(super) struct Values {
    /// The facts of the dimension.
    pub facts: Box<dyn DocSet>,
    /// The ranges allowed, ends included.
    pub ranges: Vec<(f64, f64)>,
}

/// The values wanted, by dimension.
pub(super) struct Extents {
    pub dimensions: Vec<Values>,
    pub lo: Column<f64>,
    pub hi: Column<f64>,
}

/// The days that the facts must be about, as a half-open range of day numbers.
pub(super) struct Days {
    pub range: (i64, i64),
    pub from: Column<i64>,
    pub to: Column<i64>,
}

/// Where the facts must be about.
pub(super) struct Place {
    /// The facts that name it.
    pub named: Any<Phrase>,
    /// The articles that name it: their facts that name no place are about it.
    pub articles: Any<Phrase>,
    /// How many tokens the place of a fact has, if it names one.
    pub tokens: Column<u64>,
}

/// What the facts of a segment must meet.
pub(super) struct Wanted {
    /// By postings; some set is among them, or a metric or values are wanted.
    pub required: Vec<Box<dyn DocSet>>,
    /// By postings: facts that don't.
    pub excluded: Vec<Box<dyn DocSet>>,
    /// The metric, if one is wanted.
    pub metric: Option<Any<Phrase>>,
    /// Whether a fact will do of which it stands in what else may name it.
    pub also: bool,
    /// The values, if any are wanted.
    pub values: Option<Extents>,
    /// The days, if any are wanted.
    pub days: Option<Days>,
    /// The place, if one is wanted.
    pub place: Option<Place>,
    /// Whether a fact is approximate.
    pub approx: Column<bool>,
    /// How many tokens each name of a fact's metric has.
    pub metric_tokens: Column<u64>,
}

/// The facts of a segment that meet a condition.
pub(super) struct Facts {
    wanted: Wanted,
    parents: Arc<Parents>,
    doc: DocId,
}

impl Facts {
    /// The facts at `from` or after it.
    pub fn new(mut wanted: Wanted, parents: Arc<Parents>, from: DocId) -> Self {
        wanted.required.sort_by_key(DocSet::cost);
        let mut facts = Self {
            wanted,
            parents,
            doc: 0,
        };
        facts.doc = facts.settle(from);
        facts
    }

    /// The first fact at `doc` or after it that meets the condition.
    fn settle(&mut self, mut doc: DocId) -> DocId {
        loop {
            let agreed = self.agreed(doc);
            if agreed == TERMINATED {
                return TERMINATED;
            }
            if agreed > doc {
                doc = agreed;
            } else if self.allowed(doc) {
                return doc;
            } else {
                doc += 1;
            }
        }
    }

    /// `doc` if all postings agree on it, else a document after it before which they do not.
    fn agreed(&mut self, doc: DocId) -> DocId {
        for required in &mut self.wanted.required {
            let found = not_before(required, doc);
            if found > doc {
                return found;
            }
        }
        if let Some(values) = &mut self.wanted.values {
            let dimensions = values.dimensions.iter_mut();
            let found = dimensions.map(|v| not_before(&mut v.facts, doc)).min();
            match found {
                Some(found) if found <= doc => {}
                other => return other.unwrap_or(TERMINATED),
            }
        }
        match &mut self.wanted.metric {
            Some(metric) => metric.seek(doc),
            None => doc,
        }
    }

    /// Whether the fact `doc`, on which the postings agree, meets the rest of the condition.
    fn allowed(&mut self, doc: DocId) -> bool {
        if let Some(values) = &self.wanted.values {
            let (Some(lo), Some(hi)) = (values.lo.first(doc), values.hi.first(doc)) else {
                return false;
            };
            let inside = |(from, to): &(f64, f64)| *from <= lo && hi <= *to;
            let mut here = values.dimensions.iter().filter(|v| v.facts.doc() == doc);
            if !here.any(|v| v.ranges.iter().any(inside)) {
                return false;
            }
        }
        if let Some(days) = &self.wanted.days {
            let (Some(from), Some(to)) = (days.from.first(doc), days.to.first(doc)) else {
                return false;
            };
            if from < days.range.0 || days.range.1 < to {
                return false;
            }
        }
        if let Some(place) = &mut self.wanted.place {
            let about = if place.tokens.first(doc).is_some() {
                place.named.seek(doc) == doc
            } else {
                let article = self.parents.at_or_after(doc);
                place.articles.seek(article) == article
            };
            if !about {
                return false;
            }
        }
        if !self.wanted.also && !self.is_named(doc) {
            return false;
        }
        let mut excluded = self.wanted.excluded.iter_mut();
        !excluded.any(|set| not_before(set, doc) == doc)
    }

    /// Whether one of the names stands in the metric or the counted noun of the fact `doc`, at which
    /// the metric is.
    fn is_named(&self, doc: DocId) -> bool {
        let Some(metric) = &self.wanted.metric else {
            return true;
        };
        let tokens = self.wanted.metric_tokens.values_for_doc(doc);
        // A position is left free behind each.
        let end: u64 = tokens.map(|tokens| tokens + 1).sum();
        let before = |phrase: &Phrase| phrase.starts().iter().any(|p| u64::from(*p) < end);
        metric.present().any(before)
    }

    /// How well the current fact meets the condition.
    fn quality(&self) -> Quality {
        let names = self.wanted.metric.iter().flat_map(Any::present);
        let approx = self.wanted.approx.first(self.doc) == Some(true);
        Quality {
            exact: !approx && (!self.wanted.also || self.is_named(self.doc)),
            closeness: names.map(|name| self.share(name)).fold(0.0, f32::max),
        }
    }

    /// How much of the best of the fact's names the phrase is.
    #[allow(clippy::cast_precision_loss, reason = "names are short")]
    fn share(&self, phrase: &Phrase) -> f32 {
        let mut best = 0.0f32;
        let mut start = 0;
        for tokens in self.wanted.metric_tokens.values_for_doc(self.doc) {
            let end = start + tokens;
            let inside = |p: &u32| (start..end).contains(&u64::from(*p));
            if tokens > 0 && phrase.starts().iter().any(inside) {
                best = best.max(phrase.len() as f32 / tokens as f32);
            }
            // A position is left free between two names.
            start = end + 1;
        }
        best.min(1.0)
    }
}

impl DocSet for Facts {
    settled!();

    fn size_hint(&self) -> u32 {
        let wanted = &self.wanted;
        let values = wanted.values.as_ref().map(|values| {
            values
                .dimensions
                .iter()
                .fold(0u32, |n, v| n.saturating_add(v.facts.size_hint()))
        });
        let required = wanted.required.iter().map(DocSet::size_hint);
        let metric = wanted.metric.as_ref().map(DocSet::size_hint);
        required.chain(values).chain(metric).min().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        // A condition reads several postings and columns for each of its facts.
        u64::from(self.size_hint()) * 4
    }
}

/// How well a fact meets its condition, worst first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Quality {
    /// Whether the text states the figure without "khoảng" and the like, and its metric or counted
    /// noun is what was asked for.
    pub exact: bool,
    /// How much of the fact's metric the question named, from 0 (nothing) to 1 (all of it).
    pub closeness: f32,
}

/// The articles with a fact that meets a condition.
pub(super) struct Join {
    facts: Facts,
    doc: DocId,
}

impl Join {
    pub fn new(facts: Facts) -> Self {
        let mut join = Self { facts, doc: 0 };
        join.doc = join.article();
        join
    }

    /// The article of the current fact.
    fn article(&self) -> DocId {
        match self.facts.doc() {
            TERMINATED => TERMINATED,
            fact => self.facts.parents.at_or_after(fact),
        }
    }

    /// The best quality of the facts of the current article. They are passed over.
    pub fn quality(&mut self) -> Quality {
        let mut best = self.facts.quality();
        while self.facts.advance() < self.doc {
            let quality = self.facts.quality();
            if quality > best {
                best = quality;
            }
        }
        best
    }

    /// Appends the facts of the current article that meet the condition. They are passed over.
    pub fn facts(&mut self, out: &mut Vec<DocId>) {
        while self.facts.doc() < self.doc {
            out.push(self.facts.doc());
            self.facts.advance();
        }
    }

    /// The ordinals of the facts of the current article that meet the condition. They are passed
    /// over.
    pub fn ordinals(&mut self) -> Vec<usize> {
        let start = self.facts.parents.block_start(self.doc);
        let mut ordinals = Vec::new();
        while self.facts.doc() < self.doc {
            ordinals.push((self.facts.doc() - start) as usize);
            self.facts.advance();
        }
        ordinals
    }
}

impl DocSet for Join {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.seek(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            // The facts of the article `target` stand before it, after the article before.
            let first = self.facts.parents.block_start(target);
            self.facts.seek(first);
            self.doc = self.article();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.facts.size_hint()
    }

    fn cost(&self) -> u64 {
        self.facts.cost()
    }
}

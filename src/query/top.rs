//! The best articles of a plan, exactly.
//!
//! Every matching article is scored by its syllables and conditions, which takes frequencies alone,
//! with a bound on what neighbours and the title may add. Then positions are read of the articles
//! with the highest bounds, until no bound is left that reaches the last of the best.
//! Invariant: the result is that of scoring every matching article in full; equal scores stand in
//! the order of their ids.
//! Known gap: the whole set of matches is visited, since it is counted.

use super::block_join::{Join, Parents};
use super::compile::Segment;
use super::positions::{Positions, lengths, unions};
use super::postings::{Union, not_before};
use super::rank::{Ranking, Words};
use super::{Clause, Condition, Matching, Plan, SyllablePattern};
use crate::index::Fields;
use std::cmp::Ordering;
use std::sync::Arc;
use tantivy::columnar::StrColumn;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, TERMINATED};

/// An article among the best.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Where it is.
    pub address: DocAddress,
    /// Its score.
    pub score: f32,
    /// Whether every condition is met by a figure that is stated exactly and is of that metric.
    pub exact: bool,
}

/// The best articles and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Top {
    /// How many articles match.
    pub total: usize,
    /// The best of them, best first.
    pub best: Vec<Ranked>,
    /// The words of the plan and what each counts; more for rare ones.
    pub weights: Vec<(SyllablePattern, f32)>,
}

/// What a plan is asked of.
pub struct Scope<'a> {
    /// The commit.
    pub searcher: &'a Searcher,
    /// The fields of the index.
    pub fields: Fields,
    /// The articles of each segment.
    pub parents: &'a [Arc<Parents>],
    /// The weights of the ranking.
    pub ranking: &'a Ranking,
}

/// A matching article, with a score and what is open of it.
pub(super) struct Candidate {
    pub address: DocAddress,
    exact: bool,
    /// What frequencies and conditions add.
    base: f32,
    /// What the score may be at most; the score itself once it is known.
    bound: f32,
}

impl Candidate {
    /// What it is in the ranking, once its score is known.
    pub fn ranked(&self) -> Ranked {
        Ranked {
            address: self.address,
            score: self.bound,
            exact: self.exact,
        }
    }
}

impl Scope<'_> {
    /// The segment number `ordinal`.
    pub(super) fn segment(&self, ordinal: u32) -> Segment<'_> {
        Segment {
            reader: self.searcher.segment_reader(ordinal),
            fields: self.fields,
            ordinal,
            parents: self
                .parents
                .get(ordinal as usize)
                .cloned()
                .unwrap_or_default(),
        }
    }

    pub(super) fn segments(&self) -> Vec<Segment<'_>> {
        let ordinals = 0..u32::try_from(self.parents.len()).unwrap_or(0);
        ordinals.map(|ordinal| self.segment(ordinal)).collect()
    }

    /// The words of `plan`, looked up.
    pub(super) fn words(&self, plan: &Plan) -> tantivy::Result<Words> {
        Words::new(plan, &self.segments(), self.ranking)
    }

    /// The best `limit` articles of `plan`.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn top(&self, plan: &Plan, limit: usize) -> tantivy::Result<Top> {
        let words = self.words(plan)?;
        let candidates = self.candidates(plan, &words)?;
        let total = candidates.len();
        let best = self.settle(&words, candidates, limit)?;
        Ok(Top {
            total,
            best,
            weights: words.weights(),
        })
    }

    /// All articles of `plan`, in the order of segments and documents.
    pub(super) fn candidates(&self, plan: &Plan, words: &Words) -> tantivy::Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for segment in &self.segments() {
            Matches::open(segment, plan, words)?.collect(words, &mut candidates)?;
        }
        Ok(candidates)
    }

    /// The facts of the articles that meet each condition of `plan`, in the order of
    /// [`Plan::conditions`], as ordinals in order. Of each article in the order given.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn evidence(
        &self,
        plan: &Plan,
        articles: &[DocAddress],
    ) -> tantivy::Result<Vec<Vec<Vec<usize>>>> {
        let conditions = plan.conditions();
        let mut evidence = vec![vec![Vec::new(); conditions.len()]; articles.len()];
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_unstable_by_key(|i| articles[*i]);
        for group in order.chunk_by(|i, j| articles[*i].segment_ord == articles[*j].segment_ord) {
            let Some(first) = group.first() else { continue };
            let segment = self.segment(articles[*first].segment_ord);
            for (which, condition) in conditions.iter().enumerate() {
                let first = segment.parents.block_start(articles[*first].doc_id);
                let mut join = segment.figure(condition, first)?;
                for article in group {
                    let doc = articles[*article].doc_id;
                    if join.seek(doc) == doc {
                        evidence[*article][which] = join.ordinals();
                    }
                }
            }
        }
        Ok(evidence)
    }

    /// Scores candidates in full until the best `limit` are certain.
    fn settle(
        &self,
        words: &Words,
        mut open: Vec<Candidate>,
        limit: usize,
    ) -> tantivy::Result<Vec<Ranked>> {
        let ids = Ids::open(self.searcher)?;
        let mut best: Vec<Candidate> = Vec::new();
        if words.syllables.is_empty() {
            best = ids.best(&mut open, limit);
            open.clear();
        }
        let mut batch = limit.saturating_add(16);
        while !open.is_empty() && limit > 0 {
            if best.len() == limit
                && let Some(last) = best.last()
            {
                // Equal bounds stay: the id may put them first.
                open.retain(|candidate| by_score(candidate, last) != Ordering::Greater);
            }
            let mut next = take_least(&mut open, batch, by_score);
            self.finish(words, &mut next)?;
            best.append(&mut next);
            best = ids.best(&mut best, limit);
            batch = batch.saturating_mul(2);
        }
        Ok(best.iter().map(Candidate::ranked).collect())
    }

    /// Replaces the bounds of `batch` by scores.
    pub(super) fn finish(&self, words: &Words, batch: &mut [Candidate]) -> tantivy::Result<()> {
        batch.sort_unstable_by_key(|candidate| candidate.address);
        for group in batch.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord) {
            let Some(first) = group.first() else { continue };
            let ordinal = first.address.segment_ord;
            let mut positions = Positions::open(&self.segment(ordinal), words)?;
            for candidate in group {
                candidate.bound =
                    candidate.base + positions.add(words, candidate.address.doc_id).total();
            }
        }
        Ok(())
    }
}

/// Removes the `limit` least items and returns them in order.
fn take_least<T>(
    items: &mut Vec<T>,
    limit: usize,
    mut order: impl FnMut(&T, &T) -> Ordering,
) -> Vec<T> {
    if limit == 0 {
        return Vec::new();
    }
    if items.len() > limit {
        items.select_nth_unstable_by(limit - 1, &mut order);
    }
    let rest = items.split_off(limit.min(items.len()));
    let mut least = std::mem::replace(items, rest);
    least.sort_unstable_by(order);
    least
}

/// Exact figures first, then the higher bound.
fn by_score(a: &Candidate, b: &Candidate) -> Ordering {
    b.exact
        .cmp(&a.exact)
        .then_with(|| b.bound.total_cmp(&a.bound))
}

/// The ids of the articles, which settle ties.
pub(super) struct Ids {
    columns: Vec<Option<StrColumn>>,
}

impl Ids {
    pub fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let readers = searcher.segment_readers().iter();
        let columns = readers.map(|reader| reader.fast_fields().str("id"));
        Ok(Self {
            columns: columns.collect::<tantivy::Result<_>>()?,
        })
    }

    fn column(&self, address: DocAddress) -> Option<&StrColumn> {
        self.columns.get(address.segment_ord as usize)?.as_ref()
    }

    /// The place of an id in the order of those of its segment.
    fn ordinal(&self, address: DocAddress) -> Option<u64> {
        self.column(address)?.ords().first(address.doc_id)
    }

    fn text(&self, address: DocAddress) -> String {
        let mut text = String::new();
        if let (Some(column), Some(ordinal)) = (self.column(address), self.ordinal(address)) {
            // An id that can't be read sorts first: the order stays total.
            let _ = column.ord_to_str(ordinal, &mut text);
        }
        text
    }

    /// Removes the best `limit` candidates and returns them in order, equal scores by id.
    fn best(&self, candidates: &mut Vec<Candidate>, limit: usize) -> Vec<Candidate> {
        self.first(candidates, limit, |candidate| candidate.address, by_score)
    }

    /// Removes the first `limit` items and returns them in order, equal ones by id.
    pub fn first<T>(
        &self,
        items: &mut Vec<T>,
        limit: usize,
        address: impl Fn(&T) -> DocAddress,
        order: impl Fn(&T, &T) -> Ordering,
    ) -> Vec<T> {
        // Within a segment the order of ids is known without reading them.
        items.sort_unstable_by_key(|item| address(item).segment_ord);
        let mut first = Vec::new();
        while let Some(last) = items.last() {
            let segment = address(last).segment_ord;
            let start = items.partition_point(|item| address(item).segment_ord < segment);
            let mut here = items.split_off(start);
            first.append(&mut take_least(&mut here, limit, |a, b| {
                order(a, b).then_with(|| self.ordinal(address(a)).cmp(&self.ordinal(address(b))))
            }));
        }
        first.sort_by(&order);
        for equal in first.chunk_by_mut(|a, b| order(a, b) == Ordering::Equal) {
            if equal.len() > 1 {
                equal.sort_by_cached_key(|item| self.text(address(item)));
            }
        }
        first.truncate(limit);
        first
    }
}

/// One of the sets that all matching articles are in.
enum Required {
    Syllable(usize),
    AnySyllable(Vec<usize>),
    Condition(usize),
    Other(Box<dyn DocSet>),
}

/// The matching articles of a segment, with what scores them.
struct Matches<'a> {
    segment: Segment<'a>,
    syllables: Vec<Union>,
    conditions: Vec<Join>,
    required: Vec<Required>,
    excluded: Vec<Box<dyn DocSet>>,
}

impl<'a> Matches<'a> {
    fn open(segment: &Segment<'a>, plan: &Plan, words: &Words) -> tantivy::Result<Self> {
        let conditions = plan.conditions();
        let option = IndexRecordOption::WithFreqs;
        let mut matches = Self {
            segment: segment.clone(),
            syllables: unions(segment, &words.syllables, &[], option)?,
            conditions: conditions
                .iter()
                .map(|condition| segment.figure(condition, 0))
                .collect::<tantivy::Result<_>>()?,
            required: Vec::new(),
            excluded: Vec::new(),
        };
        for clause in &plan.clauses {
            matches.require(clause, words, &conditions)?;
        }
        if matches.required.is_empty() {
            let articles = segment.articles();
            matches.required.push(Required::Other(articles));
        }
        let mut required = std::mem::take(&mut matches.required);
        required.sort_by_key(|set| match set {
            Required::Syllable(i) => matches.syllables[*i].cost(),
            Required::AnySyllable(all) => all.iter().map(|i| matches.syllables[*i].cost()).sum(),
            Required::Condition(i) => matches.conditions[*i].cost(),
            Required::Other(set) => set.cost(),
        });
        matches.required = required;
        Ok(matches)
    }

    /// Notes what `clause` requires or excludes, by the sets that score where there are such.
    fn require(
        &mut self,
        clause: &Clause,
        words: &Words,
        conditions: &[&Condition],
    ) -> tantivy::Result<()> {
        match clause {
            Clause::All(clauses) => {
                for clause in clauses {
                    self.require(clause, words, conditions)?;
                }
            }
            Clause::Not(clause) => self.excluded.push(self.segment.clause(clause)?),
            Clause::Words(clause) if clause.matching == Matching::All => {
                let known = words.places(clause).into_iter();
                self.required.extend(known.map(Required::Syllable));
            }
            Clause::Words(clause)
                if clause.matching == Matching::Any && !clause.syllables.is_empty() =>
            {
                let known = words.places(clause);
                self.required.push(Required::AnySyllable(known));
            }
            Clause::Words(clause) if clause.matching == Matching::Optional => {}
            Clause::Figure(condition) => {
                let known = conditions.iter().position(|c| std::ptr::eq(*c, condition));
                self.required.extend(known.map(Required::Condition));
            }
            other => {
                let set = self.segment.clause(other)?;
                self.required.push(Required::Other(set));
            }
        }
        Ok(())
    }

    fn seek(&mut self, which: usize, target: DocId) -> DocId {
        match &mut self.required[which] {
            Required::Syllable(i) => self.syllables[*i].seek(target),
            Required::AnySyllable(any) => {
                let syllables = &mut self.syllables;
                let docs = any.iter().map(|i| syllables[*i].seek(target));
                docs.min().unwrap_or(TERMINATED)
            }
            Required::Condition(i) => self.conditions[*i].seek(target),
            Required::Other(set) => not_before(set, target),
        }
    }

    /// The first match at `doc` or after it.
    fn settle(&mut self, mut doc: DocId) -> DocId {
        'documents: while doc < TERMINATED {
            for which in 0..self.required.len() {
                let found = self.seek(which, doc);
                if found > doc {
                    doc = found;
                    continue 'documents;
                }
            }
            let deleted = self.segment.reader.is_deleted(doc);
            let mut excluded = self.excluded.iter_mut();
            if !deleted && !excluded.any(|set| not_before(set, doc) == doc) {
                return doc;
            }
            doc += 1;
        }
        TERMINATED
    }

    /// Appends all matches with their bounds.
    fn collect(mut self, words: &Words, found: &mut Vec<Candidate>) -> tantivy::Result<()> {
        let lengths = lengths(&self.segment)?;
        let norms = words.norms();
        let mut frequencies = vec![0.0; self.syllables.len()];
        let mut doc = self.settle(0);
        while doc != TERMINATED {
            let norm = norms[usize::from(lengths.fieldnorm_id(doc))];
            let mut base = 0.0;
            let mut open = 0.0;
            for (i, union) in self.syllables.iter_mut().enumerate() {
                frequencies[i] = if union.seek(doc) == doc {
                    union.frequency()
                } else {
                    0.0
                };
                if frequencies[i] > 0.0 {
                    base += words.syllable(i, frequencies[i], norm);
                    open += words.title(i);
                }
            }
            for pair in &words.pairs {
                let most = frequencies[pair.first].min(frequencies[pair.second]);
                open += words.pair(pair, most, norm);
            }
            let mut exact = true;
            for join in &mut self.conditions {
                if join.seek(doc) == doc {
                    let quality = join.quality();
                    exact &= quality.exact;
                    base += words.ranking.metric * quality.closeness;
                }
            }
            // Sums of the same parts in another order may differ in the last bits.
            let slack = (base + open) * 1e-5;
            found.push(Candidate {
                address: DocAddress::new(self.segment.ordinal, doc),
                exact,
                base,
                bound: if open > 0.0 {
                    base + open + slack
                } else {
                    base
                },
            });
            doc = self.settle(doc + 1);
        }
        Ok(())
    }
}

//! Orders of what is found: by score, by day of publication, by value.
//!
//! Invariant: every order is total, ties stand by id, and a page is a part of the whole order.
//! A value is that of [`comparable`](super::comparable): the largest of an article counts.
//! Known gap: values of different dimensions can't be compared: articles are grouped by what the
//! figures found in them measure, the dimension of the most articles first.

use super::Plan;
use super::number::{Number, Numbers};
use super::rank::Words;
use super::top::{Candidate, Ids, Ranked, Scope, Top};
use super::visit::Visit;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use tantivy::DocAddress;
use tantivy::fastfield::Column;

/// In which order articles are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HitOrder {
    /// The best first.
    #[default]
    Relevance,
    /// The last published first; those without a day at the end.
    Published,
    /// The article with the largest figure that meets a condition first; those without any at the
    /// end.
    Value,
}

/// A place in an order: the lower group first, in it the higher number.
type Place = (usize, f64);

/// Where an article without what is ordered by stands.
const LAST: Place = (usize::MAX, 0.0);

fn by_place(a: &Place, b: &Place) -> Ordering {
    a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1))
}

impl Scope<'_> {
    /// The articles of `plan` from number `offset` (counted from 0) on, `limit` at most.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn page(
        &self,
        plan: &Plan,
        order: HitOrder,
        offset: usize,
        limit: usize,
    ) -> tantivy::Result<Top> {
        let end = offset.saturating_add(limit);
        let mut top = match order {
            HitOrder::Relevance => self.top(plan, end)?,
            HitOrder::Published | HitOrder::Value => return self.placed(plan, order, offset, end),
        };
        top.best.drain(..offset.min(top.best.len()));
        Ok(top)
    }

    /// The articles number `offset` to `end` in an order of columns.
    fn placed(
        &self,
        plan: &Plan,
        order: HitOrder,
        offset: usize,
        end: usize,
    ) -> tantivy::Result<Top> {
        let words = self.words(plan)?;
        let candidates = self.candidates(plan, &words)?;
        let total = candidates.len();
        let places = match order {
            HitOrder::Value => self.by_value(plan)?,
            HitOrder::Relevance | HitOrder::Published => self.by_day(&candidates)?,
        };
        let mut placed: Vec<(Place, Candidate)> = places.into_iter().zip(candidates).collect();
        let ids = Ids::open(self.searcher)?;
        let mut page = ids.first(
            &mut placed,
            end,
            |(_, candidate)| candidate.address,
            |(a, _), (b, _)| by_place(a, b),
        );
        page.drain(..offset.min(page.len()));
        let page: Vec<Candidate> = page.into_iter().map(|(_, candidate)| candidate).collect();
        Ok(Top {
            total,
            best: self.scored(&words, page)?,
            weights: words.weights(),
        })
    }

    /// The scores of candidates, in their order.
    fn scored(&self, words: &Words, page: Vec<Candidate>) -> tantivy::Result<Vec<Ranked>> {
        let order: Vec<DocAddress> = page.iter().map(|candidate| candidate.address).collect();
        let mut page = page;
        if !words.syllables.is_empty() {
            self.finish(words, &mut page)?;
        }
        page.sort_unstable_by_key(|candidate| candidate.address);
        let find = |address: &DocAddress| {
            let at = page.binary_search_by_key(address, |candidate| candidate.address);
            at.ok().and_then(|at| page.get(at)).map(Candidate::ranked)
        };
        Ok(order.iter().filter_map(find).collect())
    }

    /// The place of each candidate by its day of publication.
    fn by_day(&self, candidates: &[Candidate]) -> tantivy::Result<Vec<Place>> {
        let segments = self.segments();
        let columns = segments.iter().map(|segment| segment.column("published"));
        let columns: Vec<Column<i64>> = columns.collect::<tantivy::Result<_>>()?;
        let day = |address: DocAddress| {
            let column = columns.get(address.segment_ord as usize)?;
            column.first(address.doc_id)
        };
        #[allow(clippy::cast_precision_loss, reason = "days are few")]
        let place = |candidate: &Candidate| match day(candidate.address) {
            Some(day) => (0, day as f64),
            None => LAST,
        };
        Ok(candidates.iter().map(place).collect())
    }

    /// The place of each article that `plan` finds by its largest figure, in the order of visits,
    /// which is that of candidates.
    fn by_value(&self, plan: &Plan) -> tantivy::Result<Vec<Place>> {
        let mut segments: Vec<Numbers> = Vec::new();
        for segment in self.segments() {
            segments.push(Numbers::open(segment.reader)?);
        }
        let conditions = !plan.conditions().is_empty();
        let mut articles: Vec<Vec<(&'static str, f64)>> = Vec::new();
        self.visit(plan, |Visit { article, facts }| {
            let mut largest: Vec<(&'static str, f64)> = Vec::new();
            if let Some(numbers) = segments.get_mut(article.segment_ord as usize)
                && conditions
            {
                for fact in facts {
                    let Some(Number {
                        dimension, value, ..
                    }) = numbers.of(*fact)?
                    else {
                        continue;
                    };
                    match largest.iter_mut().find(|(of, _)| *of == dimension) {
                        Some((_, most)) => *most = most.max(value),
                        None => largest.push((dimension, value)),
                    }
                }
            }
            articles.push(largest);
            Ok(())
        })?;
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (dimension, _) in articles.iter().flatten() {
            *counts.entry(dimension).or_default() += 1;
        }
        let mut dimensions: Vec<(&'static str, usize)> = counts.into_iter().collect();
        dimensions.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
        let group = |dimension: &str| dimensions.iter().position(|(of, _)| *of == dimension);
        let places = articles.iter().map(|largest| {
            let places = largest
                .iter()
                .map(|(dimension, value)| (group(dimension).unwrap_or(usize::MAX), *value));
            places.min_by(by_place).unwrap_or(LAST)
        });
        Ok(places.collect())
    }
}

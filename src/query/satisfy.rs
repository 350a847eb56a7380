//! When a fact meets a condition, and when phrases stand in a text and close to each other: the
//! meaning that every engine must give them.
//!
//! Invariant: pure; a fact without a finite number meets no condition that names values.

use super::plan::{Condition, MetricName, Near, SyllablePattern};
use crate::facts::{Fact, Kind};
use crate::text::{Analysis, Normalized};
use std::ops::Range;

impl Condition {
    /// Whether `fact` meets it. `place_in_article` says whether one of its places stands in the
    /// article, which counts where the fact names no place itself.
    #[must_use]
    pub fn met_by(&self, fact: &Fact, place_in_article: bool) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&fact.kind))
            && (self.trend.is_none() || self.trend == fact.trend)
            && self.status.is_none_or(|status| status == fact.status)
            && (self.base.is_none() || self.base == fact.base)
            && self.extent_meets(fact)
            && self.per_meets(fact)
            && self.period_meets(fact)
            && self.metric_meets(fact)
            && self.counted_meets(fact)
            && self.place_meets(fact, place_in_article)
    }

    /// The first of what else may name the fact in which one of the metric's names stands; none
    /// where one stands in its metric or counted noun.
    #[must_use]
    pub fn other_name<'f>(&self, fact: &'f Fact) -> Option<&'f str> {
        let stands = |name: &&str| names_any(&self.metric, name);
        if self.metric.is_empty() || named(fact).any(|name| stands(&name)) {
            return None;
        }
        fact.also.iter().map(String::as_str).find(stands)
    }

    fn extent_meets(&self, fact: &Fact) -> bool {
        self.extents.is_empty()
            || fact
                .extent()
                .is_some_and(|extent| self.extents.iter().any(|wanted| extent.within(wanted)))
    }

    fn per_meets(&self, fact: &Fact) -> bool {
        match (&self.per, &fact.per) {
            (Some(wanted), Some(per)) => per.split('/').any(|part| part.trim() == wanted),
            _ => true,
        }
    }

    fn period_meets(&self, fact: &Fact) -> bool {
        let Some(wanted) = self.period else {
            return true;
        };
        fact.period
            .is_some_and(|period| wanted.from <= period.from && period.to <= wanted.to)
    }

    fn metric_meets(&self, fact: &Fact) -> bool {
        self.metric.is_empty()
            || named(fact).any(|name| names_any(&self.metric, name))
            || self.also && fact.also.iter().any(|name| names_any(&self.metric, name))
    }

    fn counted_meets(&self, fact: &Fact) -> bool {
        self.counted.is_empty()
            || named(fact).any(|name| {
                let normalised = Normalized::new(name);
                let analysis = Analysis::new(normalised.as_str());
                self.counted
                    .iter()
                    .any(|counted| stands_at(counted, &analysis, 0))
            })
    }

    fn place_meets(&self, fact: &Fact, place_in_article: bool) -> bool {
        self.places.is_empty()
            || match &fact.place {
                Some(place) => names_any(&self.places, place),
                None => place_in_article,
            }
    }
}

impl Near {
    /// Whether the two stand that close in the text, which is a title or a body.
    #[must_use]
    pub fn stands_in(&self, text: &Analysis) -> bool {
        let occurrences = |ways: &[Vec<SyllablePattern>]| -> Vec<Range<usize>> {
            let at = |at: usize| {
                let stands = ways.iter().filter(move |way| stands_at(way, text, at));
                stands.map(move |way| at..at + way.len())
            };
            (0..text.len()).flat_map(at).collect()
        };
        let (first, second) = (occurrences(&self.first), occurrences(&self.second));
        let close = |before: &Range<usize>, behind: &Range<usize>| {
            let between = behind.start.checked_sub(before.end);
            between.is_some_and(|between| between <= self.apart as usize)
        };
        first.iter().any(|one| {
            second
                .iter()
                .any(|other| close(one, other) || close(other, one))
        })
    }
}

/// What a fact is named by: its metric, and the noun of a count.
fn named(fact: &Fact) -> impl Iterator<Item = &str> {
    let noun = (fact.kind == Kind::Count).then_some(fact.unit.as_deref());
    [fact.metric.as_deref(), noun.flatten()]
        .into_iter()
        .flatten()
}

/// Whether one of `names` stands in `text`, its syllables one after the other.
#[must_use]
pub fn names_any(names: &[MetricName], text: &str) -> bool {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    names.iter().any(|name| stands_in(name, &analysis))
}

/// Whether the syllables stand one after the other in the text.
#[must_use]
pub fn stands_in(syllables: &[SyllablePattern], text: &Analysis) -> bool {
    (0..text.len()).any(|at| stands_at(syllables, text, at))
}

/// Whether the syllables stand one after the other in the text from token `at` on.
pub(super) fn stands_at(syllables: &[SyllablePattern], text: &Analysis, at: usize) -> bool {
    syllables.iter().enumerate().all(|(k, syllable)| {
        text.get(at + k)
            .is_some_and(|token| syllable.tier(token.folded(), token.signature()).is_some())
    })
}

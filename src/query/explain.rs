//! Why an article has its score: which spelling of each word it holds, and what each part adds.
//!
//! Invariant: the parts are those that ranked the article, and their sum is its score.
//! Known gap: phrases are scored as words, so they have no part of their own, nor has how close two
//! stand.

use super::positions::Positions;
use super::postings::not_before;
use super::top::Scope;
use super::{Plan, SyllablePattern, Tier};
use crate::text::{Analysis, Normalized};
use tantivy::{DocAddress, DocSet};

/// A spelling of a word that an article holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Spelled {
    /// The indexed term: folded form, `|`, mark signature.
    pub term: String,
    /// The word as it is first written in the article.
    pub written: String,
    /// How well it fits what was typed.
    pub tier: Tier,
    /// What one occurrence counts.
    pub weight: f32,
    /// How often it stands in the article.
    pub occurrences: u32,
}

/// What a word of the question adds.
#[derive(Debug, Clone, PartialEq)]
pub struct WordScore {
    /// The word as typed, in forms.
    pub typed: SyllablePattern,
    /// What it counts in an article full of it; more for rare words.
    pub idf: f32,
    /// The spellings that the article holds, none if it lacks the word.
    pub spelled: Vec<Spelled>,
    /// What it adds to the score, without the title.
    pub score: f32,
    /// What it adds for standing in the title.
    pub title: f32,
}

/// What two words add that stand side by side in the question and in the article.
#[derive(Debug, Clone, PartialEq)]
pub struct PairScore {
    /// Which word comes first, from 0 in [`Explanation::words`].
    pub first: usize,
    /// Which word comes second.
    pub second: usize,
    /// What the pair adds to the score.
    pub score: f32,
}

/// What a condition adds.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionScore {
    /// How much of the best fact's metric the question named, from 0 to 1; none if no fact meets
    /// the condition.
    pub closeness: Option<f32>,
    /// Whether that fact is stated exactly; articles with approximate figures alone come last.
    pub exact: bool,
    /// What it adds to the score.
    pub score: f32,
}

/// How close two phrases stand that must stand close to each other; it adds nothing of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closeness {
    /// The two as a question spells them: `"a" NEAR/5 "b"`.
    pub near: String,
    /// How many words stand between them where they are closest; none if they are too far apart.
    pub between: Option<u32>,
}

/// Why an article has its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The different words, in the order of the question.
    pub words: Vec<WordScore>,
    /// The neighbours that the article holds.
    pub pairs: Vec<PairScore>,
    /// The conditions, in the order of the question.
    pub conditions: Vec<ConditionScore>,
    /// The phrases that must stand close to each other, in the order of the question.
    pub near: Vec<Closeness>,
    /// The score.
    pub score: f32,
}

impl Explanation {
    /// Fills in how the words are written in the texts of the article.
    pub(crate) fn quote(&mut self, texts: &[&str]) {
        for text in texts {
            let normalised = Normalized::new(text);
            let analysis = Analysis::new(normalised.as_str());
            for token in analysis.tokens() {
                let words = self.words.iter_mut();
                // Two words may be spelled by one term: "thu" and "thú" both by *thú*.
                let spelled = words.flat_map(|word| &mut word.spelled);
                for spelled in spelled.filter(|s| s.written.is_empty() && s.term == token.term()) {
                    let written = normalised.original(token.span).of(text);
                    written.clone_into(&mut spelled.written);
                }
            }
        }
    }
}

impl Scope<'_> {
    /// Why `article` has the score that `plan` gives it, whether it matches or not.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn explain(&self, plan: &Plan, article: DocAddress) -> tantivy::Result<Explanation> {
        let words = self.words(plan)?;
        let segment = self.segment(article.segment_ord);
        let doc = article.doc_id;
        let mut positions = Positions::open(&segment, &words)?;
        let norm = positions.norm(doc);
        let added = positions.add(&words, doc);
        let mut scores = Vec::new();
        for (i, syllable) in words.syllables.iter().enumerate() {
            let union = &positions.syllables[i];
            let fits = &syllable.fits[segment.ordinal as usize];
            let present = union.doc() == doc;
            let spelled = union
                .occurrences()
                .filter(|_| present)
                .map(|found| Spelled {
                    term: fits
                        .get(found.member)
                        .map_or_else(String::new, |(fit, _)| fit.term.clone()),
                    written: String::new(),
                    tier: found.tier,
                    weight: found.weight,
                    occurrences: found.count,
                });
            let frequency = if present { union.frequency() } else { 0.0 };
            scores.push(WordScore {
                typed: syllable.pattern.clone(),
                idf: syllable.idf,
                spelled: spelled.collect(),
                score: words.syllable(i, frequency, norm),
                title: if positions.in_title(i, doc) {
                    words.title(i)
                } else {
                    0.0
                },
            });
        }
        let pairs = words.pairs.iter().filter_map(|pair| {
            let score = words.pair(pair, positions.together(pair), norm);
            (score > 0.0).then_some(PairScore {
                first: pair.first,
                second: pair.second,
                score,
            })
        });
        let pairs = pairs.collect();
        let mut conditions = Vec::new();
        for condition in plan.conditions() {
            let mut join = segment.figure(condition, segment.parents.block_start(doc))?;
            let quality = (join.seek(doc) == doc).then(|| join.quality());
            let closeness = quality.map(|quality| quality.closeness);
            conditions.push(ConditionScore {
                closeness,
                exact: quality.is_some_and(|quality| quality.exact),
                score: closeness.unwrap_or(0.0) * words.ranking.metric,
            });
        }
        let mut near = Vec::new();
        for wanted in plan.near() {
            let mut close = segment.near(wanted)?;
            let stands = not_before(&mut close, doc) == doc;
            near.push(Closeness {
                near: wanted.to_string(),
                between: stands.then(|| close.between()),
            });
        }
        let alone: f32 = scores.iter().map(|word| word.score).sum();
        let figures: f32 = conditions.iter().map(|condition| condition.score).sum();
        Ok(Explanation {
            words: scores,
            pairs,
            conditions,
            near,
            score: alone + figures + added.total(),
        })
    }
}

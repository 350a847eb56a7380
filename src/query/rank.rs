//! How well an article fits the words and conditions of a plan.
//!
//! Words are scored by BM25 over syllables: the frequency of a syllable is the weighted sum over the
//! terms that fit it, its document frequency that of their union. Syllables that neighbour each
//! other in the question and in the article add to that, and so do those in the title; conditions
//! add how much of the metric was named.
//! Invariant: facts never count: documents are the articles, lengths those of their texts. A bound
//! given for a score is never below it.
//! Known gap: deleted articles count in frequencies until their segment is merged.

use super::compile::Segment;
use super::neighbours::shares;
use super::tier::{Fit, Tier, fits};
use super::{Plan, SyllablePattern, WantedWords, WordClause};
use std::collections::{BTreeMap, HashMap, HashSet};
use tantivy::fieldnorm::FieldNormReader;

/// The weights of the ranking.
///
/// The defaults were measured on four retrieval sets (articles of law, news by topic, encyclopedia,
/// news by title), accented and without accents, one setting for all; between 0.5 and 0.9 for the
/// saturation and 0.6 and 0.9 for pairs the mean reciprocal ranks differ by 0.02 at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// How soon repeated occurrences stop counting: k1 of BM25.
    pub saturation: f32,
    /// How much the length of a text counts, from 0 to 1: b of BM25.
    pub length: f32,
    /// What an occurrence counts whose tone was not typed.
    pub tone: f32,
    /// What an occurrence counts of which other marks were not typed.
    pub bare: f32,
    /// What an occurrence in another spelling counts.
    pub spelling: f32,
    /// What two syllables count that stand side by side, beside what each counts.
    pub pair: f32,
    /// What two syllables count that stand side by side but for one between them.
    pub gap: f32,
    /// What a syllable in the title counts, beside what it counts anyway.
    pub title: f32,
    /// What a condition counts whose metric is the whole metric of a fact.
    pub metric: f32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            saturation: 0.6,
            length: 0.75,
            tone: 0.5,
            bare: 0.5,
            spelling: 0.8,
            pair: 0.75,
            gap: 0.0,
            title: 0.7,
            metric: 2.0,
        }
    }
}

impl Ranking {
    fn weight(&self, tier: Tier, marked: bool) -> f32 {
        match tier {
            Tier::Exact => 1.0,
            Tier::Spelling => self.spelling,
            // Who types no marks at all means any.
            _ if !marked => 1.0,
            Tier::Tone => self.tone,
            Tier::Bare => self.bare,
        }
    }
}

/// A syllable of the question and what it counts.
pub(super) struct Syllable {
    pub pattern: SyllablePattern,
    /// How often it stands in the question.
    pub count: f32,
    /// In how many articles it stands, about.
    pub frequency: f32,
    /// What it counts in an article full of it.
    pub idf: f32,
    /// The terms that fit it and their weights, by segment.
    pub fits: Vec<Vec<(Fit, f32)>>,
}

/// Two syllables that neighbour each other in the question.
pub(super) struct Pair {
    pub first: usize,
    pub second: usize,
    /// How far the second stands behind the first.
    pub distance: u32,
    /// What the pair counts in an article full of it.
    pub weight: f32,
}

/// The words of a plan, ready to score articles.
pub(super) struct Words {
    pub syllables: Vec<Syllable>,
    pub pairs: Vec<Pair>,
    pub ranking: Ranking,
    /// The average length of an article, in tokens.
    average: f32,
}

impl Words {
    /// The words and what each counts.
    pub fn weights(self) -> Vec<(SyllablePattern, f32)> {
        let syllables = self.syllables.into_iter();
        syllables.map(|s| (s.pattern, s.idf)).collect()
    }

    /// Looks the words of `plan` up in all segments.
    pub fn new(plan: &Plan, segments: &[Segment<'_>], ranking: &Ranking) -> tantivy::Result<Self> {
        let clauses = plan.words();
        let patterns = || clauses.iter().flat_map(|clause| clause.syllables);
        let mut words = Self {
            syllables: Vec::new(),
            pairs: Vec::new(),
            ranking: ranking.clone(),
            average: 1.0,
        };
        if patterns().next().is_none() {
            return Ok(words);
        }
        let mut articles = 0u64;
        let mut tokens = 0u64;
        let mut indexes = Vec::new();
        for segment in segments {
            articles += u64::from(segment.parents.len());
            let index = segment.reader.inverted_index(segment.fields.text)?;
            tokens += index.total_num_tokens();
            indexes.push(index);
        }
        words.average = ratio(tokens, articles.max(1)).max(1.0);
        let marked = patterns().any(|pattern| !pattern.signature.is_empty());
        let mut places = Vec::new();
        let mut known: HashMap<&SyllablePattern, usize> = HashMap::new();
        for pattern in patterns() {
            if let Some(known) = known.get(pattern) {
                words.syllables[*known].count += 1.0;
                places.push(*known);
                continue;
            }
            known.insert(pattern, words.syllables.len());
            let mut found = Vec::with_capacity(indexes.len());
            for index in &indexes {
                let weighted = fits(index, pattern)?.into_iter().map(|fit| {
                    let weight = ranking.weight(fit.tier, marked);
                    (fit, weight)
                });
                found.push(weighted.collect());
            }
            places.push(words.syllables.len());
            let frequency = frequency(&found, articles);
            words.syllables.push(Syllable {
                pattern: pattern.clone(),
                count: 1.0,
                frequency,
                idf: idf(frequency, articles),
                fits: found,
            });
        }
        words.pair_up(&clauses, &places);
        words.weigh_pairs(segments, articles)?;
        Ok(words)
    }

    /// Notes the neighbours in each clause; `places` says which syllable stands where.
    fn pair_up(&mut self, clauses: &[WantedWords<'_>], mut places: &[usize]) {
        let shares = [(1, self.ranking.pair), (2, self.ranking.gap)];
        let mut weights: BTreeMap<(usize, usize, u32), f32> = BTreeMap::new();
        for clause in clauses {
            let (here, rest) = places.split_at(clause.syllables.len());
            places = rest;
            for (distance, share) in shares.iter().filter(|(_, share)| *share > 0.0) {
                let reach = *distance as usize;
                for (first, second) in here.iter().zip(here.iter().skip(reach)) {
                    *weights.entry((*first, *second, *distance)).or_default() += share;
                }
            }
        }
        let pair = |((first, second, distance), weight)| Pair {
            first,
            second,
            distance,
            weight,
        };
        self.pairs = weights.into_iter().map(pair).collect();
    }

    /// Weighs the pairs by how rare they are.
    fn weigh_pairs(&mut self, segments: &[Segment<'_>], articles: u64) -> tantivy::Result<()> {
        // What is nowhere neighbours nothing.
        let syllables = &self.syllables;
        let stands = |i: usize| syllables[i].frequency > 0.0;
        self.pairs
            .retain(|pair| stands(pair.first) && stands(pair.second));
        let (shares, looked_at) = shares(segments, &self.syllables, &self.pairs)?;
        let articles_count = ratio(articles, 1);
        let floor = 1.0 / ratio(u64::from(looked_at.max(1)), 1);
        for (pair, share) in self.pairs.iter_mut().zip(shares) {
            let first = self.syllables[pair.first].frequency;
            let second = self.syllables[pair.second].frequency;
            let frequency = articles_count * share.max(floor);
            // A pair is never more frequent than either of its syllables.
            pair.weight *= idf(frequency.min(first).min(second), articles);
        }
        Ok(())
    }

    /// Which of the syllables the clause has, each once.
    pub fn places(&self, clause: &WordClause) -> Vec<usize> {
        let wanted: HashSet<&SyllablePattern> = clause.syllables.iter().collect();
        let holds = |i: &usize| wanted.contains(&self.syllables[*i].pattern);
        (0..self.syllables.len()).filter(holds).collect()
    }

    /// The length norms of BM25 by the encoded length of an article.
    pub fn norms(&self) -> [f32; 256] {
        let mut norms = [0.0; 256];
        for (id, norm) in (0u8..=255).zip(&mut norms) {
            let Ranking {
                saturation, length, ..
            } = self.ranking;
            #[allow(clippy::cast_precision_loss, reason = "lengths are rounded anyway")]
            let relative = FieldNormReader::id_to_fieldnorm(id) as f32 / self.average;
            *norm = saturation * (1.0 - length + length * relative);
        }
        norms
    }

    /// What a syllable adds that occurs with that frequency.
    pub fn syllable(&self, syllable: usize, frequency: f32, norm: f32) -> f32 {
        let Syllable { count, idf, .. } = &self.syllables[syllable];
        count * idf * self.saturated(frequency, norm)
    }

    /// What a pair adds that occurs with that frequency.
    pub fn pair(&self, pair: &Pair, frequency: f32, norm: f32) -> f32 {
        pair.weight * self.saturated(frequency, norm)
    }

    /// What a syllable adds for standing in the title.
    pub fn title(&self, syllable: usize) -> f32 {
        self.ranking.title * self.syllables[syllable].idf
    }

    fn saturated(&self, frequency: f32, norm: f32) -> f32 {
        if frequency <= 0.0 {
            return 0.0;
        }
        frequency * (self.ranking.saturation + 1.0) / (frequency + norm)
    }
}

/// In how many articles one of the terms stands, each counted by its weight, if they stand
/// independently of each other.
fn frequency(fits: &[Vec<(Fit, f32)>], articles: u64) -> f32 {
    let mut terms: Vec<(&str, u64, f32)> = Vec::new();
    for (fit, weight) in fits.iter().flatten() {
        let count = u64::from(fit.info.doc_freq);
        match terms.iter_mut().find(|(term, ..)| *term == fit.term) {
            Some((_, known, _)) => *known += count,
            None => terms.push((&fit.term, count, *weight)),
        }
    }
    let absent: f32 = terms
        .iter()
        .map(|(_, count, weight)| 1.0 - weight * ratio(*count, articles.max(1)).min(1.0))
        .product();
    ratio(articles, 1) * (1.0 - absent)
}

fn idf(frequency: f32, articles: u64) -> f32 {
    let articles = ratio(articles, 1);
    (1.0 + (articles - frequency + 0.5).max(0.5) / (frequency + 0.5)).ln()
}

#[allow(clippy::cast_precision_loss, reason = "an estimate is enough")]
fn ratio(part: u64, whole: u64) -> f32 {
    part as f32 / whole as f32
}

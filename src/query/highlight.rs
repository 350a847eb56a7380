//! The passages of a body that show why it was found.
//!
//! First come the sentences of the facts that met the conditions, with the figure marked, then the
//! sentences that hold most of the words, by weight and by neighbours in the question's order.
//! Invariant: spans are bytes of the body as it was given; they begin and end on tokens, so that no
//! syllable, no letter with its marks and no HTML entity is cut; highlights are disjoint, in order
//! and inside their passage.
//! Known gap: a passage never spans two sentences, and shows phrases of a NEAR where most of them
//! stand, close to each other or not.

use super::satisfy::stands_at;
use super::{Matching, Plan, SyllablePattern};
use crate::facts::Fact;
use crate::text::{Analysis, Normalized, Span, sentences};
use std::collections::HashMap;

/// The longest passage, in bytes of the normalised text.
const LONGEST: usize = 320;

/// How many sentences of facts are shown.
const EVIDENCE: usize = 5;

/// How many sentences are shown for their words.
const PASSAGES: usize = 2;

/// What two neighbours count, beside what each counts, in shares of the lighter one.
const NEIGHBOURS: f32 = 0.5;

/// Signs that stay with the token before them.
const CLOSING: &[char] = &['.', '!', '?', '%', '…', ')', '"', '”', '’'];

/// A passage of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The passage, in bytes of the body.
    pub span: Span,
    /// What matched, in bytes of the body, inside `span`, in order, disjoint.
    pub highlights: Vec<Span>,
}

/// Syllables that are marked where they stand one after the other.
struct Name<'p> {
    syllables: &'p [SyllablePattern],
    /// Whether it marks sentences of facts alone, as the name of a metric.
    evidence: bool,
}

/// Finds passages for one plan.
pub struct Highlighter<'p> {
    /// The syllables that are marked wherever they stand, in the order of the question.
    syllables: Vec<&'p SyllablePattern>,
    weights: Vec<f32>,
    /// The syllables by folded form, other spellings among them.
    folded: HashMap<String, Vec<usize>>,
    names: Vec<Name<'p>>,
    /// The names by the folded form of their first syllable, other spellings among them.
    firsts: HashMap<String, Vec<usize>>,
}

/// A body with what is marked in it.
struct Marked<'a> {
    body: &'a str,
    normalised: &'a Normalized<'a>,
    analysis: &'a Analysis,
    /// The syllable of the question that a token is, by token.
    syllables: Vec<Option<usize>>,
    /// Whether a token belongs to a phrase of the question.
    phrases: Vec<bool>,
    /// Whether a token belongs to the name of a metric.
    metrics: Vec<bool>,
}

impl<'p> Highlighter<'p> {
    /// A highlighter of the words and metrics of `plan`; `weight` says what a syllable counts.
    #[must_use]
    pub fn new(plan: &'p Plan, weight: impl Fn(&SyllablePattern) -> f32) -> Self {
        let mut highlighter = Self {
            syllables: Vec::new(),
            weights: Vec::new(),
            folded: HashMap::new(),
            names: Vec::new(),
            firsts: HashMap::new(),
        };
        for words in plan.words() {
            if words.matching == Matching::Phrase {
                highlighter.name(words.syllables, false);
                continue;
            }
            for pattern in words.syllables {
                let place = highlighter.syllables.len();
                for folded in spellings(pattern) {
                    let places = highlighter.folded.entry(folded).or_default();
                    // A word typed twice is marked as the first.
                    let known = |at: &usize| highlighter.syllables[*at] == pattern;
                    if !places.iter().any(known) {
                        places.push(place);
                    }
                }
                highlighter.syllables.push(pattern);
                highlighter.weights.push(weight(pattern));
            }
        }
        for condition in plan.conditions() {
            for name in condition.metric.iter().chain(&condition.places) {
                highlighter.name(name, true);
            }
        }
        highlighter
    }

    fn name(&mut self, syllables: &'p [SyllablePattern], evidence: bool) {
        let Some(first) = syllables.first() else {
            return;
        };
        for folded in spellings(first) {
            self.firsts
                .entry(folded)
                .or_default()
                .push(self.names.len());
        }
        self.names.push(Name {
            syllables,
            evidence,
        });
    }

    /// The passages of `body`: those of `facts`, then the best for the words.
    #[must_use]
    pub fn passages(&self, body: &str, facts: &[&Fact]) -> Vec<Passage> {
        let words = !self.syllables.is_empty() || self.names.iter().any(|name| !name.evidence);
        if !words && let Some(passages) = self.sentences_of(body, facts) {
            return passages;
        }
        let normalised = Normalized::new(body);
        let analysis = Analysis::new(normalised.as_str());
        let marked = self.mark(body, &normalised, &analysis);
        let figures: Vec<Span> = facts.iter().map(|fact| fact.span()).collect();
        let spans = sentences(normalised.as_str());
        let ranges: Vec<(usize, usize)> = {
            let mut at = 0;
            let upto = |at: &mut usize, end: usize| {
                let from = *at;
                while analysis.get(*at).is_some_and(|t| t.span.start < end) {
                    *at += 1;
                }
                (from, *at)
            };
            spans.iter().map(|s| upto(&mut at, s.end)).collect()
        };
        let mut passages = Vec::new();
        let mut used = vec![false; ranges.len()];
        for fact in facts {
            let sentence = ranges.iter().position(|(from, to)| {
                let span = |i: usize| analysis.get(i).map(|t| normalised.original(t.span));
                let last = to.checked_sub(1).and_then(span);
                from < to && last.is_some_and(|last| fact.start < last.end)
            });
            let Some(sentence) = sentence.filter(|s| !used[*s]) else {
                continue;
            };
            if passages.len() < EVIDENCE {
                used[sentence] = true;
                passages.push(self.evidence(&marked, ranges[sentence], &figures));
            }
        }
        let mut ranked: Vec<(f32, usize)> = ranges
            .iter()
            .enumerate()
            .filter(|(sentence, _)| !used[*sentence])
            .map(|(sentence, (from, to))| (self.score(&marked, *from, *to), sentence))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let shown = PASSAGES.saturating_sub(passages.len());
        for (_, sentence) in ranked.into_iter().take(shown) {
            let (from, to) = self.window(&marked, ranges[sentence], None);
            passages.push(marked.passage(from, to, &[], false));
        }
        if passages.is_empty() && !ranges.is_empty() {
            // Nothing to mark: the beginning says what the article is about.
            let (from, to) = self.window(&marked, ranges[0], None);
            passages.push(marked.passage(from, to, &[], false));
        }
        passages
    }

    /// The sentences of `facts`, of which alone the body is analysed; none if there are no facts or
    /// one of them stands outside its sentence.
    fn sentences_of(&self, body: &str, facts: &[&Fact]) -> Option<Vec<Passage>> {
        let mut sentences: Vec<Span> = Vec::new();
        for fact in facts {
            let sentence = fact.sentence;
            if fact.start < sentence.start || sentence.end < fact.end {
                return None;
            }
            if !sentences.contains(&sentence) && sentences.len() < EVIDENCE {
                sentences.push(sentence);
            }
        }
        let mut passages = Vec::new();
        for sentence in sentences {
            let text = body.get(sentence.start..sentence.end)?;
            let inside = facts.iter().filter(|fact| fact.sentence == sentence);
            let shifted =
                inside.map(|f| Span::new(f.start - sentence.start, f.end - sentence.start));
            let figures: Vec<Span> = shifted.collect();
            let normalised = Normalized::new(text);
            let analysis = Analysis::new(normalised.as_str());
            let marked = self.mark(text, &normalised, &analysis);
            let passage = self.evidence(&marked, (0, analysis.len()), &figures);
            let back = |s: Span| Span::new(s.start + sentence.start, s.end + sentence.start);
            passages.push(Passage {
                span: back(passage.span),
                highlights: passage.highlights.into_iter().map(back).collect(),
            });
        }
        (!passages.is_empty()).then_some(passages)
    }

    /// What is marked in a title, in bytes of it.
    #[must_use]
    pub fn title(&self, title: &str) -> Vec<Span> {
        let normalised = Normalized::new(title);
        let analysis = Analysis::new(normalised.as_str());
        self.mark(title, &normalised, &analysis)
            .highlights(0, analysis.len(), true)
    }

    fn mark<'a>(
        &self,
        body: &'a str,
        normalised: &'a Normalized<'a>,
        analysis: &'a Analysis,
    ) -> Marked<'a> {
        let mut marked = Marked {
            body,
            normalised,
            analysis,
            syllables: vec![None; analysis.len()],
            phrases: vec![false; analysis.len()],
            metrics: vec![false; analysis.len()],
        };
        for (i, token) in analysis.tokens().enumerate() {
            let candidates = self.folded.get(token.folded()).into_iter().flatten();
            marked.syllables[i] = candidates.copied().find(|c| {
                let tier = self.syllables[*c].tier(token.folded(), token.signature());
                tier.is_some()
            });
            let names = self.firsts.get(token.folded()).into_iter().flatten();
            for name in names.map(|name| &self.names[*name]) {
                if stands_at(name.syllables, analysis, i) {
                    let tokens = i..i + name.syllables.len();
                    let flags = if name.evidence {
                        &mut marked.metrics
                    } else {
                        &mut marked.phrases
                    };
                    flags[tokens].fill(true);
                }
            }
        }
        marked
    }

    /// The sentence of a fact, with those of `figures` that stand in it.
    fn evidence(&self, marked: &Marked<'_>, sentence: (usize, usize), figures: &[Span]) -> Passage {
        let original = |i: usize| marked.original(i);
        let inside = |i: &usize| {
            let span = original(*i);
            figures
                .iter()
                .any(|f| f.start <= span.start && span.end <= f.end)
        };
        let figure = (sentence.0..sentence.1).find(inside);
        let (from, to) = self.window(marked, sentence, figure);
        marked.passage(from, to, figures, true)
    }

    /// What the tokens `from..to` show of the words.
    fn score(&self, marked: &Marked<'_>, from: usize, to: usize) -> f32 {
        let mut seen: Vec<usize> = Vec::new();
        let mut score = 0.0;
        for i in from..to {
            if marked.phrases[i] {
                // A phrase was quoted: wherever it stands is worth showing.
                score += 1.0;
            }
            let Some(syllable) = marked.syllables[i] else {
                continue;
            };
            if !seen.contains(&syllable) {
                seen.push(syllable);
                score += self.weights[syllable];
            }
            if i > from
                && let Some(before) = marked.syllables[i - 1]
                && before + 1 == syllable
            {
                score += NEIGHBOURS * self.weights[before].min(self.weights[syllable]);
            }
        }
        score
    }

    /// The part of a sentence that is shown: all of a short one; of a long one that with most of
    /// the words, or around the token `keep`.
    fn window(
        &self,
        marked: &Marked<'_>,
        (from, to): (usize, usize),
        keep: Option<usize>,
    ) -> (usize, usize) {
        let span = |i: usize| marked.analysis.get(i).map_or(Span::new(0, 0), |t| t.span);
        let length = |from: usize, to: usize| {
            if from < to {
                span(to - 1).end - span(from).start
            } else {
                0
            }
        };
        if length(from, to) <= LONGEST {
            return (from, to);
        }
        let mut best = (f32::NEG_INFINITY, from, from);
        let mut end = from;
        for start in from..to {
            while end < to && length(start, end + 1) <= LONGEST {
                end += 1;
            }
            end = end.max(start + 1);
            let kept = keep.is_none_or(|keep| (start..end).contains(&keep));
            let score = self.score(marked, start, end);
            // Of equal windows the middle one would be best; the first is readable and simple.
            if kept && score > best.0 {
                best = (score, start, end);
            }
            if end == to {
                break;
            }
        }
        (best.1, best.2.max(best.1 + 1).min(to))
    }
}

impl Marked<'_> {
    fn original(&self, token: usize) -> Span {
        let span = self.analysis.get(token).map_or(Span::new(0, 0), |t| t.span);
        self.normalised.original(span)
    }

    /// Whether nothing but white space stands between. Tokens that were made of one character of the
    /// body have the same place in it.
    fn is_blank(&self, end: usize, start: usize) -> bool {
        let between = self.body.get(end..start);
        between.is_none_or(|between| between.trim().is_empty())
    }

    /// What is marked among the tokens `from..to`, in order.
    fn highlights(&self, from: usize, to: usize, metrics: bool) -> Vec<Span> {
        let mut highlights: Vec<Span> = Vec::new();
        let mut before = None;
        for i in from..to {
            let hit =
                self.syllables[i].is_some() || self.phrases[i] || (metrics && self.metrics[i]);
            let token = self.original(i);
            if !hit || entity(self.body, token) != token {
                continue;
            }
            match highlights.last_mut() {
                // Neighbours are marked as one.
                Some(highlight)
                    if before == i.checked_sub(1) && self.is_blank(highlight.end, token.start) =>
                {
                    highlight.end = highlight.end.max(token.end);
                }
                _ => highlights.push(token),
            }
            before = Some(i);
        }
        highlights
    }

    /// The passage of the tokens `from..to`; in sentences of facts, figures and metrics are marked.
    fn passage(&self, from: usize, to: usize, figures: &[Span], evidence: bool) -> Passage {
        let start = entity(self.body, self.original(from)).start;
        let last = entity(self.body, self.original(to.saturating_sub(1)));
        let mut span = Span::new(start, last.end);
        let mut highlights = self.highlights(from, to, evidence);
        for figure in figures {
            if span.start <= figure.start && figure.start < span.end {
                // The unit may end in a sign that is no token: "80%".
                span.end = span.end.max(figure.end);
                highlights.push(*figure);
            }
        }
        // The signs that end the sentence belong to it.
        let rest = &self.body[span.end..];
        span.end += rest.len() - rest.trim_start_matches(CLOSING).len();
        Passage {
            span,
            highlights: merged(highlights),
        }
    }
}

/// The folded forms in which a syllable may stand.
fn spellings(pattern: &SyllablePattern) -> Vec<String> {
    let mut forms = vec![pattern.folded.clone()];
    for other in pattern.other_spellings() {
        if !forms.contains(&other.folded) {
            forms.push(other.folded);
        }
    }
    forms
}

/// Sorted, with overlaps united.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}

/// The HTML entity that the token is the name of, else the token.
fn entity(body: &str, token: Span) -> Span {
    let before = &body.as_bytes()[..token.start];
    let ampersand = match before {
        [.., b'&', b'#'] => Some(token.start - 2),
        [.., b'&'] => Some(token.start - 1),
        _ => None,
    };
    let named = body[token.start..token.end]
        .bytes()
        .all(|b| b.is_ascii_alphanumeric());
    match ampersand {
        Some(start) if named && body[token.end..].starts_with(';') => {
            Span::new(start, token.end + 1)
        }
        _ => token,
    }
}

#[cfg(test)]
mod tests;

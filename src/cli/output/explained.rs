//! Why a hit has its score: for people, and as JSON.
//!
//! Invariant: the parts that are shown add up to the score.

use super::Output;
use super::people::score;
use crate::query::{
    Closeness, ConditionScore, Explanation, PairScore, Question, Spelled, Tier, WordScore,
};
use crate::text::{Analysis, Normalized};
use serde::Serialize;
use std::io;

/// Why a hit has its score, with the words as they were typed.
pub struct Explained<'a> {
    explanation: &'a Explanation,
    /// The words of the explanation as typed.
    typed: Vec<String>,
}

impl<'a> Explained<'a> {
    /// The explanation of a hit of `question`.
    #[must_use]
    pub fn new(question: &Question, explanation: &'a Explanation) -> Self {
        let normalised = Normalized::new(&question.reading.query);
        let analysis = Analysis::new(normalised.as_str());
        let typed = |word: &WordScore| {
            let mut tokens = analysis.tokens();
            let token = tokens.find(|token| {
                token.folded() == word.typed.folded && token.signature() == word.typed.signature
            });
            let keystrokes = || question.reading.keystrokes.iter();
            let spelled = || keystrokes().find(|keys| word.typed.is_written(&keys.syllable));
            // A word that was not typed itself, but stands for one that was.
            token.map_or_else(
                || {
                    spelled()
                        .map_or(&word.typed.folded, |keys| &keys.syllable)
                        .clone()
                },
                |token| token.span.of(normalised.as_str()).to_owned(),
            )
        };
        Self {
            typed: explanation.words.iter().map(typed).collect(),
            explanation,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.typed.get(at).map_or("", String::as_str)
    }
}

fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Exact => "exact",
        Tier::Tone => "tone not typed",
        Tier::Bare => "marks not typed",
        Tier::Spelling => "other spelling",
    }
}

impl Output {
    /// Why a hit has its score, a part a line.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn explained_lines(&mut self, explained: &Explained<'_>) -> io::Result<()> {
        for (at, word) in explained.explanation.words.iter().enumerate() {
            let spelled: Vec<String> = word.spelled.iter().map(spelling).collect();
            let spelled = match spelled.as_slice() {
                [] => "not in the article".to_owned(),
                some => some.join(", "),
            };
            let typed = explained.word(at);
            self.part(word.score, &format!("{typed:?}: {spelled}"))?;
            if word.title > 0.0 {
                self.part(word.title, &format!("{typed:?} in the title"))?;
            }
        }
        for pair in &explained.explanation.pairs {
            let (first, second) = (explained.word(pair.first), explained.word(pair.second));
            self.part(pair.score, &format!("\"{first} {second}\" side by side"))?;
        }
        for (at, condition) in explained.explanation.conditions.iter().enumerate() {
            let named = condition.closeness.map_or_else(
                || "not met".to_owned(),
                |closeness| format!("{:.0}% of the metric named", closeness * 100.0),
            );
            let exact = if condition.exact { "" } else { ", approximate" };
            self.part(
                condition.score,
                &format!("condition {}: {named}{exact}", at + 1),
            )?;
        }
        for Closeness { near, between } in &explained.explanation.near {
            let found = match between {
                None => "not in the article".to_owned(),
                Some(1) => "1 word between".to_owned(),
                Some(between) => format!("{between} words between"),
            };
            self.part(0.0, &format!("{near}: {found}"))?;
        }
        Ok(())
    }

    fn part(&mut self, added: f32, what: &str) -> io::Result<()> {
        self.line(&format!("     {:>6}  {what}", score(added)))
    }
}

fn spelling(spelled: &Spelled) -> String {
    let weight = if spelled.weight < 1.0 {
        format!(", each counts {}", score(spelled.weight))
    } else {
        String::new()
    };
    format!(
        "{} ×{} ({}{weight})",
        spelled.written,
        spelled.occurrences,
        tier(spelled.tier)
    )
}

/// As [`Explained`], for programs.
#[derive(Debug, Serialize)]
pub struct ExplanationLine<'a> {
    score: f32,
    words: Vec<WordLine<'a>>,
    pairs: Vec<PairLine<'a>>,
    conditions: Vec<ConditionLine>,
    near: Vec<NearLine<'a>>,
}

#[derive(Debug, Serialize)]
struct WordLine<'a> {
    typed: &'a str,
    idf: f32,
    score: f32,
    title: f32,
    spelled: Vec<SpelledLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SpelledLine<'a> {
    written: &'a str,
    tier: &'static str,
    weight: f32,
    occurrences: u32,
}

#[derive(Debug, Serialize)]
struct PairLine<'a> {
    first: &'a str,
    second: &'a str,
    score: f32,
}

#[derive(Debug, Serialize)]
struct ConditionLine {
    closeness: Option<f32>,
    exact: bool,
    score: f32,
}

#[derive(Debug, Serialize)]
struct NearLine<'a> {
    near: &'a str,
    between: Option<u32>,
}

impl<'a> From<&'a Explained<'a>> for ExplanationLine<'a> {
    fn from(explained: &'a Explained<'a>) -> Self {
        let spelled = |spelled: &'a Spelled| SpelledLine {
            written: &spelled.written,
            tier: tier(spelled.tier),
            weight: spelled.weight,
            occurrences: spelled.occurrences,
        };
        let word = |(at, word): (usize, &'a WordScore)| WordLine {
            typed: explained.word(at),
            idf: word.idf,
            score: word.score,
            title: word.title,
            spelled: word.spelled.iter().map(spelled).collect(),
        };
        let pair = |pair: &'a PairScore| PairLine {
            first: explained.word(pair.first),
            second: explained.word(pair.second),
            score: pair.score,
        };
        let condition = |condition: &'a ConditionScore| ConditionLine {
            closeness: condition.closeness,
            exact: condition.exact,
            score: condition.score,
        };
        let near = |found: &'a Closeness| NearLine {
            near: &found.near,
            between: found.between,
        };
        let explanation = explained.explanation;
        Self {
            score: explanation.score,
            words: explanation.words.iter().enumerate().map(word).collect(),
            pairs: explanation.pairs.iter().map(pair).collect(),
            conditions: explanation.conditions.iter().map(condition).collect(),
            near: explanation.near.iter().map(near).collect(),
        }
    }
}

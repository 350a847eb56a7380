//! A text with its figures, as the rules see it.
//!
//! Invariant: figures are in the order of the text and disjoint; neighbours here have no other
//! fact between them, unless it could not be reckoned with, and then they are not neighbours.

use super::figure::Figure;
use super::joint::{Joint, Reader};
use super::{Contradiction, ContradictionKind, Message};
use crate::facts::fact::{Comparator, Fact};
use crate::facts::lexicon::{Spelling, Words};
use crate::facts::modifier::{self, Measured};
use crate::text::{Analysis, Normalized, Span};

/// The most tokens between two figures that are reckoned with each other.
const REACH: usize = 40;

/// A text with its figures.
pub struct Page<'a> {
    words: Words<'a>,
    /// One for each fact; none where it can't be reckoned with.
    figures: Vec<Option<Figure<'a>>>,
}

impl<'a> Page<'a> {
    /// The facts of a body that has been normalised and analysed, in order.
    #[must_use]
    pub fn new(
        body: &str,
        normalised: &'a Normalized<'a>,
        analysis: &'a Analysis,
        facts: &'a [Fact],
    ) -> Self {
        let words = Words::new(normalised.as_str(), analysis, Spelling::Marked);
        let mut figures = Vec::with_capacity(facts.len());
        let mut token = 0;
        let mut last = 0;
        for (ordinal, fact) in facts.iter().enumerate() {
            let place = |i: usize| normalised.original(words.span(i));
            while token < words.len() && place(token).end <= fact.start {
                token += 1;
            }
            let from = token;
            let mut to = from;
            while to < words.len() && place(to).start < fact.end {
                to += 1;
            }
            let apart = fact.start >= last;
            // "vượt 20% kế hoạch" has no bound although the word is one.
            let bounded = fact.cmp != Comparator::Equal || fact.approx;
            let begin = modifier::before(&words, from, Measured::default())
                .filter(|_| bounded)
                .map_or(from, |(begin, _)| begin);
            let figure = (apart && from < to)
                .then(|| Figure::new(body, ordinal, fact, from..to, begin))
                .flatten();
            if apart {
                last = fact.end;
            }
            figures.push(figure);
        }
        Self { words, figures }
    }

    /// The figure of a fact.
    #[must_use]
    pub fn figure(&self, ordinal: usize) -> Option<&Figure<'a>> {
        self.figures.get(ordinal)?.as_ref()
    }

    /// All figures, in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure<'a>> {
        self.figures.iter().flatten()
    }

    /// The figure right behind, in the same sentence and near, with what stands between.
    #[must_use]
    pub fn next(&self, figure: &Figure<'a>) -> Option<(Joint, &Figure<'a>)> {
        let next = self.figure(figure.ordinal + 1)?;
        let together = next.fact.sentence == figure.fact.sentence;
        let near = next.begin.saturating_sub(figure.tokens.end) <= REACH;
        (together && near && next.begin >= figure.tokens.end)
            .then(|| (self.reader().between(figure, next), next))
    }

    /// The figure right before, in the same sentence and near, with what stands between.
    #[must_use]
    pub fn previous(&self, figure: &Figure<'a>) -> Option<(Joint, &Figure<'a>)> {
        let before = self.figure(figure.ordinal.checked_sub(1)?)?;
        self.next(before).map(|(joint, _)| (joint, before))
    }

    /// What stands behind a figure, up to the next one and at most `most` tokens.
    #[must_use]
    pub fn behind(&self, figure: &Figure<'a>, most: usize) -> Joint {
        let limit = match self.figures.get(figure.ordinal + 1) {
            Some(Some(next)) => self.words.span(next.begin).start,
            _ => self.words.text().len(),
        };
        self.reader().behind(figure, most, limit)
    }

    /// What stands before a figure, from the one before on and at most `most` tokens.
    #[must_use]
    pub fn before(&self, figure: &Figure<'a>, most: usize) -> Joint {
        let floor = figure
            .ordinal
            .checked_sub(1)
            .and_then(|i| self.figure(i))
            .map_or(0, |before| before.tokens.end);
        self.reader().before(figure, most, floor)
    }

    /// Whether the second figure stands in the sentence of the first or in the next one, in the same
    /// paragraph.
    #[must_use]
    pub fn is_near(&self, first: &Figure<'a>, second: &Figure<'a>) -> bool {
        let (one, other) = (first.fact.sentence, second.fact.sentence);
        let mut between = first.tokens.end..=second.tokens.start;
        other.start <= one.end + 2 && !between.any(|i| self.words.gap(i).contains('\n'))
    }

    /// A token as written.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.words.word(token)
    }

    /// The words of the text.
    #[must_use]
    pub fn words(&self) -> &Words<'a> {
        &self.words
    }

    fn reader(&self) -> Reader<'_> {
        Reader { words: &self.words }
    }

    /// A report on these figures.
    #[must_use]
    pub fn report(
        &self,
        kind: ContradictionKind,
        figures: &[&Figure<'a>],
        message: Message,
    ) -> Contradiction {
        let mut facts: Vec<usize> = figures.iter().map(|f| f.ordinal).collect();
        facts.sort_unstable();
        facts.dedup();
        let span = figures
            .iter()
            .map(|f| f.fact.span())
            .reduce(Span::cover)
            .unwrap_or(Span::new(0, 0));
        Contradiction {
            kind,
            facts,
            start: span.start,
            end: span.end,
            message,
        }
    }
}

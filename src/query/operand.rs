//! What stands on a side of "NEAR": a quotation, or words without any.
//!
//! Invariant: a side asks for words alone; what would be a condition, a field or a group there is an
//! error that says so. Known gap: English words are looked for in their order and in the reverse, not
//! in every order that Vietnamese could have.

use super::abbreviations::{Abbreviations, Typing};
use super::dangling;
use super::error::QueryError;
use super::figure::{self, Target};
use super::lex::{Lexeme, Placed};
use super::naming;
use super::piece::{Piece, Sort};
use super::vocabulary::{self, Name};
use crate::facts::{Clock, Spelling, Words};
use crate::text::Span;
use std::ops::Range;

/// Two phrases that stand close to each other, as they were understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nearby {
    /// Ways to say the one; any will do.
    pub(super) first: Vec<Name>,
    /// Ways to say the other.
    pub(super) second: Vec<Name>,
    /// How many words may stand between.
    pub(super) apart: u32,
}

/// What the words of a side are read with.
pub(super) struct Sides<'a, 'w> {
    pub(super) words: &'a Words<'w>,
    pub(super) clock: &'a Clock,
    pub(super) abbreviations: &'a Abbreviations,
    pub(super) typing: &'a Typing,
}

impl Sides<'_, '_> {
    /// The ways to say the side `placed` of the operator at `sign`, the closest first. A quotation is
    /// taken as typed; bars part ways to say it.
    pub(super) fn ways(
        &self,
        placed: Option<&Placed>,
        sign: &Placed,
    ) -> Result<Vec<Name>, QueryError> {
        let (placed, tokens, quoted) = match placed {
            Some(placed) => match &placed.lexeme {
                Lexeme::Text {
                    tokens,
                    quoted,
                    asides,
                } if asides.is_empty() => (placed, tokens.clone(), quoted),
                _ => return Err(misplaced(Some(placed), sign)),
            },
            None => return Err(misplaced(None, sign)),
        };
        dangling::check(self.words, tokens.clone(), placed.span, quoted)?;
        let mut ways = Vec::new();
        for part in self.between_bars(tokens) {
            if quoted.is_empty() {
                ways.extend(self.said(part, placed.span)?);
            } else {
                let sort = Sort::Quoted;
                ways.push(naming::typed(self.words, &Piece { tokens: part, sort }));
            }
        }
        let ways = vocabulary::distinct(ways);
        if ways.is_empty() {
            return Err(not_words(placed.span, "no word"));
        }
        Ok(ways)
    }

    /// The tokens of `range`, cut where a bar stands between two.
    fn between_bars(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let inside = range.start + 1..range.end;
        let mut cuts = vec![range.start];
        cuts.extend(inside.filter(|i| self.words.gap(*i).contains('|')));
        cuts.push(range.end);
        cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
    }

    /// The ways to say words that were typed without quotation marks.
    fn said(&self, range: Range<usize>, span: Span) -> Result<Vec<Name>, QueryError> {
        let mut run = figure::run(Target::Articles, self.words, range, &[], &[], self.clock);
        if !run.conditions.is_empty() {
            return Err(not_words(span, "a condition on a figure"));
        }
        self.abbreviations.expand(&mut run, self.typing);
        let parts: Vec<&[Name]> = run.words.iter().map(|said| said.ways.as_slice()).collect();
        let mut ways = vocabulary::one_after_other(parts.iter().copied());
        if self.words.spelling() == Spelling::English {
            // English says what narrows a noun before it, Vietnamese behind it.
            let turned = vocabulary::one_after_other(parts.iter().rev().copied());
            ways = [turned, ways].concat();
        }
        Ok(ways)
    }
}

/// The error where `beside`, which is no words, stands on a side of the operator `sign`.
pub(super) fn misplaced(beside: Option<&Placed>, sign: &Placed) -> QueryError {
    let Some(beside) = beside else {
        return not_words(sign.span, "nothing");
    };
    match beside.lexeme {
        Lexeme::Text { .. } => not_words(beside.span, "words in brackets"),
        Lexeme::Open | Lexeme::Close => not_words(beside.span, "a group in brackets"),
        Lexeme::Field { .. } => not_words(beside.span, "a field"),
        Lexeme::Or | Lexeme::And | Lexeme::Not | Lexeme::Near(_) => {
            not_words(sign.span, "another operator")
        }
    }
}

fn not_words(span: Span, got: &str) -> QueryError {
    QueryError::new(
        span,
        "expected words or a quotation on both sides of \"NEAR\"",
        got,
        "type them, as in `\"nông thôn mới\" NEAR/10 \"Lạng Sơn\"`; join conditions, fields and \
         groups with \"AND\"",
    )
}

/// The error where a second "NEAR" follows at `span` what stands behind the first.
pub(super) fn chained(span: Span) -> QueryError {
    QueryError::new(
        span,
        "expected one \"NEAR\" between two phrases",
        "a second one",
        "type each pair, as in `thu NEAR/5 chi AND chi NEAR/5 \"đầu tư\"`",
    )
}

//! A sentence cut in pieces: figures, times, cue words and other words, with the signs between.
//!
//! Invariant: the pieces are in order, disjoint and cover every token of the sentence; a figure or
//! a time is never cut.

use super::cue::{self, Roles};
use super::lexicon::Words;
use super::period::Mention;
use super::quantity::Quantity;
use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word that no table knows.
    Word,
    /// A cue.
    Cue(Roles),
    /// The time of that number among the mentions of the text.
    Time(usize),
    /// The quantity of that number among those of the sentence, with its comparator.
    Quantity(usize),
}

/// The sign before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// White space or a quotation mark.
    None,
    /// A comma.
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any other: colon, semicolon, dash, stroke.
    Other,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub sort: Sort,
    /// The sign before it.
    pub before: Sign,
}

impl Piece {
    /// What it does as a cue; nothing for other pieces.
    #[must_use]
    pub fn roles(&self) -> Roles {
        match self.sort {
            Sort::Cue(roles) => roles,
            _ => Roles::default(),
        }
    }

    /// Whether it is a cue that does any of `roles`.
    #[must_use]
    pub fn does(&self, roles: Roles) -> bool {
        self.roles().any(roles)
    }

    /// Whether it is a time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        matches!(self.sort, Sort::Time(_))
    }

    /// Whether it is a quantity.
    #[must_use]
    pub fn is_quantity(&self) -> bool {
        matches!(self.sort, Sort::Quantity(_))
    }
}

/// Cuts the sentence of the tokens `range`. `times` are those of the text, from that number on, and
/// `quantities` those of the sentence, with others behind them.
#[must_use]
pub fn pieces(
    words: &Words<'_>,
    range: Range<usize>,
    times: (&[Mention], usize),
    quantities: &[Quantity],
) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(range.len());
    let (mentions, mut time) = times;
    let mut quantity = 0;
    let mut at = range.start;
    while at < range.end {
        while mentions.get(time).is_some_and(|m| m.tokens.end <= at) {
            time += 1;
        }
        while quantities
            .get(quantity)
            .is_some_and(|q| q.with_modifiers.end <= at)
        {
            quantity += 1;
        }
        let next_time = mentions.get(time).map_or(usize::MAX, |m| m.tokens.start);
        let next_quantity = quantities
            .get(quantity)
            .map_or(usize::MAX, |q| q.with_modifiers.start);
        // "rẻ hơn 10 triệu đồng" compares; no comparator of the number.
        let compared = (next_quantity == at + 1 && words.is(at + 1, "hơn"))
            .then(|| cue::cue(words, at, 2))
            .flatten()
            .filter(|(tokens, roles)| *tokens == 2 && roles.any(Roles::HIGHER | Roles::LOWER));
        let (end, sort) = if let Some((tokens, roles)) = compared {
            (at + tokens, Sort::Cue(roles))
        } else if next_quantity <= at {
            let end = quantities
                .get(quantity)
                .map_or(at + 1, |q| q.with_modifiers.end);
            (end, Sort::Quantity(quantity))
        } else if next_time <= at {
            let end = mentions.get(time).map_or(at + 1, |m| m.tokens.end);
            (end, Sort::Time(time))
        } else {
            let room = range.end.min(next_time).min(next_quantity);
            match cue::cue(words, at, room - at) {
                // "quận số 1": a number names, nothing is counted.
                Some((1, _)) if words.is(at, "số") && words.is_number(at + 1) => {
                    (at + 1, Sort::Word)
                }
                Some((tokens, roles)) => (at + tokens, Sort::Cue(roles)),
                None => (at + 1, Sort::Word),
            }
        };
        let end = end.clamp(at + 1, range.end);
        found.push(Piece {
            tokens: at..end,
            sort,
            before: match words.gap(at) {
                _ if at == range.start => Sign::Other,
                " " => Sign::None,
                _ if joined_verbs(words, at) => Sign::None,
                gap => sign(gap),
            },
        });
        at = end;
    }
    found
}

/// Whether the comma before the token stands inside one verb: "phòng, chống dịch".
fn joined_verbs(words: &Words<'_>, at: usize) -> bool {
    const PAIRS: &[(&str, &str)] = &[("phòng", "chống"), ("khám", "chữa"), ("thu", "chi")];
    words.sign(at) == ","
        && at.checked_sub(1).is_some_and(|first| {
            PAIRS
                .iter()
                .any(|(one, other)| words.is(first, one) && words.is(at, other))
        })
}

fn sign(gap: &str) -> Sign {
    let mut sign = Sign::None;
    for c in gap.chars() {
        sign = match c {
            ' ' | '\t' | '"' | '“' | '”' | '\'' | '’' | '‘' | '%' | '&' => continue,
            ',' => Sign::Comma,
            '(' | '[' => Sign::Open,
            ')' | ']' => Sign::Close,
            // "TP.HCM", "khu vực I/II", "Vinh-Nghệ An"
            '.' | '/' | '-' if !gap.contains(' ') => continue,
            _ => Sign::Other,
        };
    }
    sign
}

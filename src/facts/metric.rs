//! What a figure measures, in the words of the text.
//!
//! A known head ("doanh thu", "tỷ lệ") marks where a noun phrase may begin, a link ("đạt", "tăng")
//! what stands between it and its figure.
//! Invariant: the parts of a name are runs of tokens of one sentence without figures or times.
//! Known gap: a verb that no table knows is taken for a noun.

use super::cue::Roles;
use super::lexicon::Words;
use super::measure::lower;
use super::piece::{self, Piece, Sign};
use std::ops::Range;

/// The words that name what a figure measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The tokens of its first run.
    pub first: Range<usize>,
    /// The tokens of its second run, where it has two: "hỗ trợ 5 triệu đồng *cho hộ nghèo*".
    pub second: Option<Range<usize>>,
    /// What its first word is as a cue.
    pub head: Roles,
}

impl Name {
    /// The name of one run, with what its first word does.
    #[must_use]
    pub fn of(pieces: &[Piece], first: Range<usize>) -> Self {
        let at = pieces.partition_point(|p| p.tokens.start < first.start);
        let head = pieces
            .get(at)
            .filter(|p| p.tokens.start == first.start)
            .map_or(Roles::default(), Piece::roles);
        Self {
            first,
            second: None,
            head,
        }
    }

    /// The name with a second run.
    #[must_use]
    pub fn and(self, second: Range<usize>) -> Self {
        Self {
            second: Some(second),
            ..self
        }
    }

    /// Its runs, in order.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        std::iter::once(self.first.clone()).chain(self.second.clone())
    }
}

/// What stands between what is measured and the figure, and is no part of either.
fn link() -> Roles {
    Roles::REACH
        | Roles::RISE
        | Roles::FALL
        | Roles::RISE_TO
        | Roles::FALL_TO
        | Roles::HIGHER
        | Roles::LOWER
        | Roles::EXCEED
        | Roles::SHARE
        | Roles::EQUAL
        | Roles::MULTIPLE
        | Roles::ADVERB
        | Roles::MORE
        | Roles::LOSE
        | Roles::AUX
        | Roles::ESTIMATE
        | Roles::PLAN
}

/// Whether the piece stands between what is measured and its figure: a time, or such a verb.
#[must_use]
pub fn is_link(piece: &Piece) -> bool {
    piece.is_time() || (piece.does(link()) && (!named(piece) || piece.does(Roles::REACH)))
}

/// Whether the piece is a noun by a table, whatever else it may do.
#[must_use]
pub fn named(piece: &Piece) -> bool {
    piece.does(Roles::HEAD | Roles::WORD) && !piece.does(Roles::RISE | Roles::FALL)
}

/// What a title names first: its first known head with the words up to a link, a preposition, a sign
/// or a number, in lower case.
#[must_use]
pub fn title(title: &Words<'_>) -> Option<String> {
    let pieces = piece::pieces(title, 0..title.len(), (&[], 0), &[]);
    let head = pieces
        .iter()
        .position(|p| named(p) && p.does(Roles::HEAD))?;
    let ends = |p: &Piece| {
        p.before != Sign::None
            || title.is_number(p.tokens.start)
            || !named(p) && (is_link(p) || p.does(Roles::PREP | Roles::OF | Roles::CLAUSE))
    };
    let behind = &pieces[head + 1..];
    let length = behind.iter().position(ends).unwrap_or(behind.len());
    let end = pieces[head + length].tokens.end;
    Some(lower(title, pieces[head].tokens.start, end))
}

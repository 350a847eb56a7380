//! Clauses and noun phrases of a sentence in pieces: where the words of a figure begin and end.
//!
//! Invariant: a clause never crosses a sign, a figure or a word that begins another clause; a
//! phrase is a run of its tokens. Known gap: a verb that no table knows is taken for a noun.

use super::cue::Roles;
use super::piece::{Piece, Sign};
use std::ops::Range;

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

#[must_use]
pub fn is_link(piece: &Piece) -> bool {
    piece.is_time() || (piece.does(link()) && (!named(piece) || piece.does(Roles::REACH)))
}

/// Whether the piece is a noun by a table, whatever else it may do.
#[must_use]
pub fn named(piece: &Piece) -> bool {
    piece.does(Roles::HEAD | Roles::WORD) && !piece.does(Roles::RISE | Roles::FALL)
}

/// The words on the left of a figure that may say what it measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The first piece of the clause.
    pub first: usize,
    /// The piece after its last one: where the links begin.
    pub end: usize,
}

impl Left {
    /// Whether no word stands there.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.first >= self.end
    }
}

#[must_use]
pub fn breaks(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_none_or(|p| p.before != Sign::None)
}

/// The piece that opens the bracket which closes before the piece `at`.
#[must_use]
pub fn bracket(pieces: &[Piece], at: usize) -> Option<usize> {
    let closes = pieces.get(at).is_some_and(|p| p.before == Sign::Close);
    closes
        .then(|| {
            (0..at)
                .rev()
                .take(12)
                .find(|open| pieces[*open].before == Sign::Open)
        })
        .flatten()
}

/// The clause that ends before the piece `end`, not past the piece `floor`.
#[must_use]
pub fn clause(pieces: &[Piece], end: usize, floor: usize) -> Left {
    let mut first = end;
    while first > floor && (first == end || !breaks(pieces, first)) {
        let piece = &pieces[first - 1];
        if piece.is_quantity() {
            break;
        }
        if piece.does(Roles::CLAUSE) && !joins_names(pieces, first - 1, end) {
            break;
        }
        first -= 1;
    }
    Left { first, end }
}

/// Whether the conjunction `pieces[at]` joins two names of one phrase: nothing behind it is a
/// head or a verb of its own.
fn joins_names(pieces: &[Piece], at: usize, end: usize) -> bool {
    let noun = |p: &Piece| {
        (named(p) && !p.does(Roles::HEAD)) || p.roles() == Roles::default() && !p.is_quantity()
    };
    pieces[at].does(Roles::AND)
        && at > 0
        && !is_link(&pieces[at - 1])
        && !pieces[at - 1].is_quantity()
        && pieces[at + 1..end].first().is_some_and(noun)
        && !pieces[at + 1..end].iter().any(is_link)
}

/// All that stands between the sign before the piece `end` and the one before that.
#[must_use]
pub fn stretch(pieces: &[Piece], end: usize, floor: usize) -> Left {
    let mut first = end;
    while first > floor && (first == end || !breaks(pieces, first)) {
        if pieces[first - 1].is_quantity() {
            break;
        }
        first -= 1;
    }
    Left { first, end }
}

/// Where a list of nouns begins that ends before the piece `first`: "mũ nón, *giầy dép* tăng".
#[must_use]
pub fn list_start(pieces: &[Piece], mut first: usize, floor: usize) -> usize {
    while first > floor && pieces[first].before == Sign::Comma {
        let before = stretch(pieces, first, floor);
        let nouns = before.end - before.first <= 5
            && pieces[before.first..before.end].iter().all(|p| {
                named(p) || (p.roles() == Roles::default() && !p.is_time() && !p.is_quantity())
            });
        if !nouns || before.is_empty() {
            break;
        }
        first = before.first;
    }
    first
}

/// All of the pieces as one phrase, where they are few and only nouns and verbs that tell of them:
/// "diện tích sàn xây dựng", "khoản tiền trợ cấp phá sản".
#[must_use]
pub fn whole_phrase(region: &[Piece]) -> Option<Range<usize>> {
    let (first, last) = (region.first()?, region.last()?);
    let tells = |p: &Piece| {
        named(p)
            || p.roles() == Roles::default() && !p.is_time() && !p.is_quantity()
            || p.does(Roles::VERB | Roles::ACT | Roles::PASSIVE)
                && !p.does(Roles::PREP | Roles::CLAUSE | Roles::HAVE)
    };
    let range = first.tokens.start..last.tokens.end;
    let whole = range.len() <= 7 && region[1..].iter().all(tells);
    (whole && !last.does(Roles::PASSIVE)).then_some(range)
}

/// The tokens from the first piece to where its noun phrase ends.
#[must_use]
pub fn phrase(region: &[Piece]) -> Range<usize> {
    let start = region.first().map_or(0, |p| p.tokens.start);
    let open = region
        .first()
        .is_some_and(|p| p.does(Roles::OPEN | Roles::RATE));
    let mut end = start;
    for (i, piece) in region.iter().enumerate() {
        let length = end - start;
        if piece.is_quantity() || (i > 0 && piece.before == Sign::Other) {
            break;
        }
        if i > 0 && !named(piece) {
            let owner = piece.does(Roles::OF) && length <= 2;
            let verb = piece.does(Roles::VERB | Roles::ACT) && (!open || piece.does(Roles::PREP));
            let stops = piece.is_time()
                || piece.does(Roles::PREP)
                || (piece.does(Roles::CLAUSE) && !piece.does(Roles::AND))
                || verb
                || (piece.does(link()) && !(open && passive(piece)))
                || (piece.does(Roles::OF) && !owner);
            if stops && !(owner && piece.does(Roles::OF)) {
                break;
            }
        }
        if length >= 8 {
            break;
        }
        // A conjunction belongs to the phrase only with what it joins.
        if !piece.does(Roles::AND) {
            end = piece.tokens.end;
        }
    }
    start..end
}

/// "được", "bị": what follows still tells of the noun before ("tỷ lệ trẻ được tiêm").
fn passive(piece: &Piece) -> bool {
    piece.does(Roles::PASSIVE)
}

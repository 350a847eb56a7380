//! What a figure measures, in the words of the text.
//!
//! The subject of a figure stands on its left: the noun phrase before the verb that carries it.
//! A known head ("doanh thu", "tỷ lệ") marks where the phrase begins; without one the words of the
//! clause do. A counted noun, and the stuff behind an amount ("100 tấn gạo"), name themselves.
//! Invariant: a metric is one run of tokens of the sentence, without figures or times.
//! Known gap: a verb that no table knows is taken for a part of the phrase.

use super::cue::Roles;
use super::lexicon::Words;
use super::piece::{Piece, Sign};
use super::quantity::Measure;
use std::ops::Range;

/// What stands between what is measured and the figure, and is no part of either.
const LINK: &[Roles] = &[
    Roles::REACH,
    Roles::RISE,
    Roles::FALL,
    Roles::RISE_TO,
    Roles::FALL_TO,
    Roles::HIGHER,
    Roles::LOWER,
    Roles::EXCEED,
    Roles::SHARE,
    Roles::EQUAL,
    Roles::MULTIPLE,
    Roles::ADVERB,
    Roles::AUX,
    Roles::ESTIMATE,
    Roles::PLAN,
];

fn link() -> Roles {
    LINK.iter().fold(Roles::default(), |all, role| all | *role)
}

/// Whether `piece` only links what is measured and its figure.
#[must_use]
pub fn is_link(piece: &Piece) -> bool {
    piece.is_time() || (piece.does(link()) && !piece.does(Roles::HEAD))
}

/// The words on the left of a figure that may say what it measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The first piece of the clause.
    pub first: usize,
    /// The piece after its last one: where the links begin.
    pub end: usize,
    /// The figure's own piece.
    pub figure: usize,
}

impl Left {
    /// Whether no word stands there.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.first >= self.end
    }
}

/// Looks on the left of the figure `pieces[figure]`, not past the piece `floor`.
#[must_use]
pub fn left(pieces: &[Piece], figure: usize, floor: usize) -> Left {
    let mut end = figure;
    let mut closed = breaks(pieces, figure);
    while end > floor && !closed && is_link(&pieces[end - 1]) {
        end -= 1;
        closed = breaks(pieces, end);
    }
    let mut first = end;
    while first > floor && !closed {
        let piece = &pieces[first - 1];
        if piece.is_quantity() || piece.does(Roles::CLAUSE) {
            break;
        }
        first -= 1;
        closed = breaks(pieces, first);
    }
    Left { first, end, figure }
}

fn breaks(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_none_or(|p| p.before != Sign::None)
}

/// The tokens of the noun phrase in `left`, if it names what is measured.
#[must_use]
pub fn subject(pieces: &[Piece], left: Left) -> Option<Range<usize>> {
    let region = pieces.get(left.first..left.end)?;
    // The object of the last verb, where a head stands in it; else the first head.
    let after_verb = region
        .iter()
        .rposition(|p| p.does(Roles::VERB | Roles::RISE | Roles::FALL) && !p.does(Roles::HEAD));
    let head = after_verb
        .and_then(|verb| position(&region[verb..], Roles::HEAD).map(|head| verb + head))
        .or_else(|| position(region, Roles::HEAD))?;
    Some(phrase(&region[head..]))
}

fn position(region: &[Piece], roles: Roles) -> Option<usize> {
    region.iter().position(|p| p.does(roles))
}

/// The tokens from the first piece to where its noun phrase ends.
fn phrase(region: &[Piece]) -> Range<usize> {
    let start = region.first().map_or(0, |p| p.tokens.start);
    let mut end = start;
    for (i, piece) in region.iter().enumerate() {
        let length = end - start;
        if i > 0 {
            let owner = piece.does(Roles::OF) && length <= 2;
            let stops = piece.is_time()
                || piece.does(Roles::PREP | Roles::VERB | Roles::CLAUSE)
                || (piece.does(link()) && !piece.does(Roles::HEAD | Roles::ADVERB));
            if (stops || (piece.does(Roles::OF) && !owner))
                && !piece.does(Roles::HEAD | Roles::WORD)
            {
                break;
            }
        }
        if length >= 10 {
            break;
        }
        end = piece.tokens.end;
    }
    start..end
}

/// The words of `left` as a noun phrase, where no head is known.
#[must_use]
pub fn unknown_subject(words: &Words<'_>, pieces: &[Piece], left: Left) -> Option<Range<usize>> {
    let region = pieces.get(left.first..left.end)?;
    let skip = region
        .iter()
        .take_while(|p| {
            p.is_time() || p.does(Roles::PREP | Roles::AUX | Roles::ADVERB | Roles::PLAN)
        })
        .count();
    let region = &region[skip..];
    let linked = left.end < left.figure;
    let region = if linked {
        region
    } else {
        // The object of the last verb, or the verb itself.
        let verb = region
            .iter()
            .rposition(|p| p.does(Roles::VERB | Roles::PREP));
        match verb {
            Some(verb) if verb + 1 < region.len() => &region[verb + 1..],
            Some(verb) => &region[verb..],
            None => region,
        }
    };
    let range = phrase(region);
    if range.is_empty() {
        return None;
    }
    let most = if linked { 8 } else { 4 };
    let start = if linked {
        range.start
    } else {
        range.start.max(range.end.saturating_sub(most))
    };
    let _ = words;
    Some(start..range.end.min(start + most))
}

/// The tokens behind a figure that name what it counts or is made of: "100 tấn *gạo*",
/// "18 *tổ chức đảng*".
#[must_use]
pub fn object(
    words: &Words<'_>,
    pieces: &[Piece],
    figure: usize,
    measure: &Measure,
    quote: &Range<usize>,
) -> Option<Range<usize>> {
    let counted = match measure {
        Measure::Counted(noun) => noun.split(' ').count(),
        _ => 0,
    };
    let start = quote.end.saturating_sub(counted);
    let mut end = quote.end;
    for piece in pieces.get(figure + 1..)? {
        if piece.before != Sign::None || piece.is_time() || piece.is_quantity() {
            break;
        }
        let noun = piece.does(Roles::HEAD | Roles::WORD);
        let stops = piece.does(
            Roles::PREP
                | Roles::OF
                | Roles::CLAUSE
                | Roles::VERSUS
                | Roles::REACH
                | Roles::AUX
                | Roles::PLAN
                | Roles::ESTIMATE
                | Roles::RISE
                | Roles::FALL
                | Roles::SHARE
                | Roles::EQUAL
                | Roles::VERB,
        );
        if stops && !noun {
            break;
        }
        if end - start >= counted.max(1) + 4 {
            break;
        }
        end = piece.tokens.end;
    }
    let _ = words;
    (start < end).then_some(start..end)
}

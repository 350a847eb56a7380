//! What stands behind a figure: the thing that it counts, the stuff that it measures, the side of
//! a trade, the whole of which it is a part.
//!
//! Invariant: an object is one run of tokens that begins with the counted noun, or right behind the
//! unit. Known gap: a long object that nothing ends is cut short.

use super::clause::named;
use super::cue::Roles;
use super::lexicon::Words;
use super::metric::Name;
use super::noun;
use super::piece::{Piece, Sign};
use super::quantity::{Measure, Quantity};

/// The tokens behind a figure that name what it counts or is made of: "100 tấn *gạo*",
/// "18 *tổ chức đảng*".
#[must_use]
pub fn object(
    words: &Words<'_>,
    pieces: &[Piece],
    figure: usize,
    quantity: &Quantity,
) -> Option<Name> {
    let counted = match &quantity.measure {
        Measure::Counted(noun) => noun.split(' ').count(),
        _ => 0,
    };
    // The noun stands before a denominator: "100 chuyến bay / ngày".
    if let Some(start) = quantity.noun_at.filter(|_| quantity.per.is_some()) {
        let end = (start + counted).min(quantity.tokens.end);
        return (start < end).then(|| Name::of(pieces, start..end));
    }
    let start = quantity.tokens.end.saturating_sub(counted);
    let mut end = quantity.tokens.end;
    let lasting = matches!(
        quantity.measure,
        Measure::Unit("year" | "month" | "week" | "day" | "hour" | "minute")
    );
    if counted == 0 && !lasting && noun::ends(words, end) {
        return None;
    }
    // A verb tells of people and things that are counted, and of how long something takes.
    let told = counted > 0 || lasting || matches!(quantity.measure, Measure::Unit("%"));
    let behind = pieces.get(figure + 1..)?;
    let mut verbs = 0;
    let mut cut = end;
    for (i, piece) in behind.iter().enumerate() {
        // "12 lô đất này": the thing was named before.
        let points = words.is_any(piece.tokens.start, &["này", "đó", "kia", "nói", "ấy"]);
        if piece.before != Sign::None || piece.is_time() || piece.is_quantity() || points {
            break;
        }
        // "250 suất học bổng trị giá 250 triệu đồng": the head begins another figure's words.
        let next_figure = counted > 0
            && piece.does(Roles::HEAD | Roles::MEASURE)
            && behind.get(i + 1).is_some_and(|next| {
                next.before == Sign::None && (next.is_quantity() || next.does(Roles::REACH))
            });
        if next_figure {
            break;
        }
        let verb = !named(piece)
            && piece.does(Roles::VERB | Roles::ACT | Roles::PASSIVE)
            && !piece.does(Roles::PREP);
        // "4 chỉ tiêu chưa đạt": a verb that closes the clause tells of the thing, no figure.
        let closes = counted > 0
            && piece.does(Roles::REACH | Roles::EXCEED)
            && behind.get(i + 1).is_none_or(|next| {
                next.before != Sign::None || next.does(Roles::CLAUSE) && !next.is_quantity()
            });
        if closes && end - start <= counted + 3 {
            end = piece.tokens.end;
            break;
        }
        if !named(piece) {
            let stops = piece.does(
                Roles::PREP
                    | Roles::OF
                    | Roles::CLAUSE
                    | Roles::VERSUS
                    | Roles::REACH
                    | Roles::PLAN
                    | Roles::ESTIMATE
                    | Roles::RISE
                    | Roles::FALL
                    | Roles::SHARE
                    | Roles::EQUAL,
            ) && !piece.does(Roles::PASSIVE)
                || (piece.does(Roles::AUX) && !verb)
                || (verb && (!told || verbs > 0));
            // "con lợn có trọng lượng 70 kg": the verb begins another figure's words.
            let next = behind.get(i + 1);
            let leads = verb
                && next.is_none_or(|next| {
                    next.before != Sign::None
                        || next.is_time()
                        || next.is_quantity()
                        || next.does(Roles::HEAD | Roles::PREP | Roles::CLAUSE)
                });
            if stops || (leads && (i == 0 || piece.does(Roles::HAVE | Roles::PASSIVE))) {
                break;
            }
            verbs += usize::from(verb);
        }
        end = piece.tokens.end;
        // A long run of words that nothing ends is cut where it still names a thing.
        if end - start <= counted.max(1) + 3 {
            cut = end;
        }
        if end - start > 9 {
            end = cut;
            break;
        }
    }
    (start < end).then(|| Name::of(pieces, start..end))
}

/// Whether the words behind the figure are a whole of which it is a part.
#[must_use]
pub fn whole_follows(pieces: &[Piece], figure: usize) -> bool {
    pieces
        .get(figure + 1)
        .is_some_and(|p| p.before == Sign::None && p.does(Roles::WHOLE | Roles::HEAD))
}

/// Which side of a trade a figure is, said in brackets behind it: "(mua vào)", or behind the second
/// of two prices: "(mua vào - bán ra)".
#[must_use]
pub fn side(words: &Words<'_>, pieces: &[Piece], figure: usize) -> Option<&'static str> {
    let sides = |at: usize| -> Option<(usize, &'static str)> {
        let piece = pieces.get(at)?;
        let pair = |a: &str, b: &str| {
            words.is(piece.tokens.start, a) && words.is(piece.tokens.start + 1, b)
        };
        if pair("mua", "vào") {
            Some((at + 1, "mua vào"))
        } else if pair("bán", "ra") {
            Some((at + 1, "bán ra"))
        } else {
            None
        }
    };
    let opens = |at: usize| pieces.get(at).is_some_and(|p| p.before == Sign::Open);
    if opens(figure + 1) {
        let (next, first) = sides(figure + 1)?;
        // "56 - 56,7 triệu đồng (mua vào - bán ra)": this is the second price.
        let second = pieces
            .get(next)
            .filter(|p| p.before == Sign::Other)
            .and_then(|_| sides(next));
        return Some(second.map_or(first, |(_, second)| second));
    }
    let next_price = pieces.get(figure + 1).is_some_and(Piece::is_quantity);
    if next_price && opens(figure + 2) {
        let (next, first) = sides(figure + 2)?;
        let both =
            pieces.get(next).is_some_and(|p| p.before == Sign::Other) && sides(next).is_some();
        return both.then_some(first);
    }
    None
}

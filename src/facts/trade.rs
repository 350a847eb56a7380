//! The two sides of a trade: "36,1 triệu đồng/lượng (mua vào)".
//!
//! Invariant: a side is said in brackets right behind the price, or behind the second of two prices.
//! Known gap: sides that head the columns of a table are not seen.

use super::lexicon::Words;
use super::piece::{Piece, Sign};

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

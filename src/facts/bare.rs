//! Numbers without unit or noun: which of them are figures.
//!
//! Invariant: a bare number is a figure only where something says so: a scale word, a comparator,
//! a verb that leads to figures, or that the text is nothing else.
//! Known gap: a lone whole number behind another verb ("ghi 5") is passed over.

use super::context::{self, Says};
use super::group;
use super::lexicon::Words;
use super::measure::Item;
use super::modifier::{self, Measured};
use super::noun;

/// Whether a number without any measure is used as a figure.
pub fn is_figure(words: &Words<'_>, item: &Item) -> bool {
    let touching = context::touching(words, item.first);
    if item.numeral.denominator.is_some() {
        return is_share(words, item, touching.is_some());
    }
    let open = modifier::after(words, item.end).is_some();
    let asked = open || modifier::before(words, item.first, Measured::default()).is_some();
    if words.typed() {
        // A question may leave the unit to the reader: "lợi nhuận trên 280 tỷ", "> 80".
        return item.numeral.scaled() || asked || is_whole_text(words, item, item);
    }
    let behind = words.joined(item.end) && !noun::ends(words, item.end);
    let shaped = !item.numeral.plain && !item.numeral.spelled && !behind;
    let large = item.numeral.base.to_f64() >= 10.0 && !behind && !item.numeral.spelled;
    let moved = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, &["lên", "xuống", "còn", "đạt"]));
    item.numeral.scaled()
        || group::moves_on(words, item)
        || (large && moved && words.joined(item.first) && !is_year(item))
        || (shaped && (touching.is_some() || asked))
        || (touching == Some(Says::Change) && !behind && words.is(item.end, "so"))
        || (asked && large)
        || (open && !behind && !item.numeral.spelled)
        || is_whole_text(words, item, item)
}

/// Whether the number may be a year.
fn is_year(item: &Item) -> bool {
    item.numeral.plain && (1900.0..2100.0).contains(&item.numeral.base.to_f64())
}

/// Whether a fraction without a noun is a share ("chiếm 1/3 số ca"), not a date or an address.
fn is_share(words: &Words<'_>, item: &Item, touched: bool) -> bool {
    let proper = item
        .numeral
        .denominator
        .is_some_and(|d| item.numeral.base.to_f64() < d.to_f64());
    let glyph = item.numeral.tokens == 1;
    let street = words.joined(item.end) && words.is_capital(item.end);
    let behind = words.joined(item.end) && !street;
    let dated = item.first > 0 && words.is_any(item.first - 1, &["từ", "vào", "trước", "sau"]);
    let bounded = modifier::before(words, item.first, Measured::default()).is_some();
    is_whole_text(words, item, item)
        || (proper
            && (glyph
                || item.numeral.spelled
                || (!dated && !street && (touched || bounded || behind))))
}

/// Whether the text holds nothing but the number, with its modifiers.
fn is_whole_text(words: &Words<'_>, first: &Item, last: &Item) -> bool {
    let begin =
        modifier::before(words, first.first, Measured::default()).map_or(first.first, |(at, _)| at);
    begin == 0 && last.end == words.len() && !words.gap(0).contains('(')
}

/// Whether two bare numbers are a range and no score or code.
pub fn is_bare_range(words: &Words<'_>, first: &Item, second: &Item) -> bool {
    let cue = first
        .first
        .checked_sub(1)
        .is_some_and(|i| words.joined(first.first) && words.is_any(i, &["từ", "khoảng"]));
    let scaled = first.numeral.scaled() && second.numeral.scaled();
    let figure = context::touching(words, first.first) == Some(Says::Figure)
        && !words.is_any(first.first - 1, &["từ", "đến", "tới"])
        && !is_score(words, first)
        && first.numeral.base.to_f64() < 1000.0;
    words.typed()
        || scaled
        || figure
        || group::is_age(words, first)
        || (cue && !is_date(first, second) && !behind_noun(words, second))
        || is_whole_text(words, first, second)
}

/// Whether two numbers may be a day and a month, or two years.
fn is_date(first: &Item, second: &Item) -> bool {
    let plain = first.numeral.plain && second.numeral.plain;
    let (low, high) = (first.numeral.base.to_f64(), second.numeral.base.to_f64());
    let years = low >= 1000.0 && high < 2100.0;
    plain && ((low <= 31.0 && high <= 12.0) || years)
}

/// Whether the words before speak of a game.
fn is_score(words: &Words<'_>, item: &Item) -> bool {
    (item.first.saturating_sub(8)..item.first).any(|i| {
        words.is_any(
            i,
            &["số", "thắng", "thua", "hòa", "hoà", "dẫn", "trận", "lệ"],
        )
    })
}

/// Whether a word that no table knows stands right behind.
fn behind_noun(words: &Words<'_>, item: &Item) -> bool {
    words.joined(item.end) && !noun::ends(words, item.end)
}

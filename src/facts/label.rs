//! Numbers that name instead of measuring: ordinals, articles of laws, addresses, models.
//!
//! The words that stand before such numbers are `tables/labels.tsv`; fixed phrases with a number
//! ("hai bên") are `tables/idioms.tsv`.
//! Invariant: a number with a scale word, a decimal mark or a unit of measure is never a label.
//! Known gap: names that no sign tells from a count ("Ocean's 11 người") are not seen.

use super::context::{self, Says};
use super::decimal::Decimal;
use super::lexicon::{PhraseTable, Spelling, Words, rows};
use super::measure::Item;
use super::modifier::{self, Measured};
use super::naming;
use super::noun;
use super::number;
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/labels.tsv");
const PHRASES: &str = include_str!("tables/idioms.tsv");

/// The most words of a phrase before a label.
const LONGEST: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// A label even before a unit: "thứ hai tuần sau".
    Always,
    /// A label whatever noun stands behind the number: "lớp 12 trường …".
    Strong,
    /// A label where no known noun stands behind the number.
    Weak,
    /// No label, though its last word makes one: "trong số 5 yêu sách".
    Never,
}

static WORDS: LazyLock<PhraseTable<Strength>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(TABLE) {
        let [word, strength, ..] = row.as_slice() else {
            continue;
        };
        let strength = match *strength {
            "always" => Strength::Always,
            "strong" => Strength::Strong,
            "never" => Strength::Never,
            _ => Strength::Weak,
        };
        table.insert(word, strength);
    }
    table
});

static IDIOMS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(PHRASES) {
        if let Some(phrase) = row.first() {
            table.insert(phrase, ());
        }
    }
    table
});

/// Whether the number that begins with token `next` goes on a list of labels that ends before token
/// `end`: "quận 3 và 5", "tầng 2 đến 5".
#[must_use]
pub fn chains(words: &Words<'_>, end: usize, next: usize) -> bool {
    let between = words.span(end.saturating_sub(1)).end..words.span(next).start;
    let between = words.text().get(between).unwrap_or_default().trim();
    matches!(between, "-" | "," | "và" | "đến" | "tới" | "hoặc")
}

/// Whether the number of `item` names something. `chained` says that the number before it is a
/// label and that "và", "đến", a comma or a dash joins the two: "quận 3 và 5"; `follows` that it
/// stands right behind another quantity: "3kg-6kg".
#[must_use]
pub fn is_label(words: &Words<'_>, item: &Item, chained: bool, follows: bool) -> bool {
    let numeral = &item.numeral;
    if !words.typed() && (only_says_when(words, item) || naming::is_part(words, item)) {
        return true;
    }
    // "hai nhà" counts nothing, "hai nhà lãnh đạo" does.
    let idiom = IDIOMS
        .longest(words, item.first)
        .map_or(0, |found| found.tokens);
    if idiom > 0 && item.first + idiom >= item.end {
        return true;
    }
    // "300.000 đồng một vé"
    let each = follows && numeral.base == Decimal::ONE;
    if numeral.spelled && numeral.tokens == 1 && (each || is_indefinite(words, item)) {
        return true;
    }
    let relative = item.unit.is_some_and(|u| matches!(u.canonical, "%" | "°C"));
    let bare = numeral.plain && !numeral.scaled() && !relative;
    if bare && !follows && behind_dash(words, item.first) {
        return true;
    }
    let before = word_before(words, item.first);
    if before == Some(Strength::Always) && !numeral.scaled() {
        return true;
    }
    if item.unit.is_some() || numeral.scaled() {
        return false;
    }
    let known_noun = item.noun.is_some_and(|noun| noun.known);
    if numeral.denominator.is_some() {
        // "bậc 2/6", "số 13/120", "vé Power 6/55"
        let named = matches!(before, Some(Strength::Strong | Strength::Weak));
        return !numeral.spelled
            && ((!known_noun && (named || behind_name(words, item.first)))
                || is_date(words, item));
    }
    if numeral.spelled {
        return before == Some(Strength::Strong) || (!known_noun && before == Some(Strength::Weak));
    }
    if is_glued(words, item) {
        return true;
    }
    if !numeral.plain {
        return false;
    }
    match before {
        Some(Strength::Always | Strength::Strong) => true,
        Some(Strength::Weak) => !known_noun,
        Some(Strength::Never) => false,
        None if known_noun => false,
        None if is_year(words, item.first) || behind_code(words, item.first) => true,
        None => chained || behind_name(words, item.first) || is_phone(words, item.first),
    }
}

/// "một" counts only where the text says so ("chỉ một người", "hơn một năm", "một năm ba tháng"),
/// and "bộ ba" counts nothing.
fn is_indefinite(words: &Words<'_>, item: &Item) -> bool {
    let before = item
        .first
        .checked_sub(1)
        .filter(|_| words.joined(item.first));
    let is_any = |list: &[&str]| before.is_some_and(|i| words.is_any(i, list));
    // "quận Hai Bà Trưng"
    if words.is_capital(item.first) && words.is_capital(item.first + 1) {
        return true;
    }
    let one = item.numeral.base == Decimal::ONE;
    if one && item.extra == Decimal::ZERO {
        // "hơn một năm", "một năm tù"
        let measured = item.unit.is_some();
        let bounded =
            measured && modifier::before(words, item.first, Measured::default()).is_some();
        // "sau một năm", "thêm một tuần"
        let lasting = item
            .unit
            .is_some_and(|u| matches!(u.dimension, "s" | "month"))
            && is_any(&["sau", "thêm", "mất", "dài", "tròn"]);
        let prison = words.joined(item.end) && words.is(item.end, "tù");
        return item.is_bare()
            || !(bounded
                || lasting
                || prison
                || is_contrasted(words, item)
                || is_any(&["chỉ", "đúng", "duy"]));
    }
    // "hai đến ba triệu đồng"
    let to = words.is_any(item.end, &["đến", "tới", "hoặc", "hay"]);
    let goes_on = (to && number::begins(words, item.end + 1)) || number::begins(words, item.end);
    is_any(&["bộ", "cặp", "đôi", "thế"]) || (item.is_bare() && !words.typed() && !goes_on)
}

/// Whether the same noun is counted by another number close by: "một người chết, hai người bị
/// thương".
fn is_contrasted(words: &Words<'_>, item: &Item) -> bool {
    /// How many tokens apart the two may stand.
    const REACH: usize = 10;
    if item.noun.is_none_or(|noun| !noun.known) {
        return false;
    }
    let same = |at: usize| words.folded(at) == words.folded(item.noun_at);
    let inside = |at: usize| !words.gap(at).contains(". ") && !words.gap(at).contains('\n');
    let behind = (item.end..item.end + REACH)
        .take_while(|at| *at < words.len() && inside(*at))
        .any(|at| number::begins(words, at) && same(at + 1) && words.joined(at + 1));
    let before = (item.first.saturating_sub(REACH)..item.first)
        .rev()
        .take_while(|at| inside(at + 1))
        .any(|at| number::begins(words, at) && same(at + 1) && !words.is(at, "một"));
    behind || before
}

/// Whether a duration only says when: "ba năm qua", "trong vòng 2 ngày", "cách đây 10 năm".
fn only_says_when(words: &Words<'_>, item: &Item) -> bool {
    /// Words behind a span up to now or from now on (Vietnamese usage).
    const BEHIND: &[&str] = &["qua", "nay", "tới"];
    let Some(unit) = item.unit.filter(|u| matches!(u.dimension, "s" | "month")) else {
        return false;
    };
    let behind = words.joined(item.end)
        && (words.is_any(item.end, BEHIND)
            || (words.is(item.end, "gần") && words.is_any(item.end + 1, &["đây", "nhất"]))
            || (words.is(item.end, "vừa") && words.is(item.end + 1, "qua"))
            || (words.is(item.end, "trở") && words.is(item.end + 1, "lại"))
            || (words.is(item.end, "tiếp") && words.is(item.end + 1, "theo")));
    let begin = modifier::before(words, item.first, Measured::default());
    let at = begin.map_or(item.first, |(at, _)| at);
    let word = |back: usize, wanted: &[&str]| {
        at.checked_sub(back)
            .is_some_and(|i| words.is_any(i, wanted))
    };
    let within = (word(1, &["vòng"]) && word(2, &["trong"]))
        || (word(1, &["đây"]) && word(2, &["cách"]))
        || (word(1, &["trong"]) && begin.is_some() && unit.dimension == "month");
    behind || within
}

/// "từ 30/10 tiểu thương": a fraction that may be a day and a month, where a date is expected.
fn is_date(words: &Words<'_>, item: &Item) -> bool {
    /// Words before a date (Vietnamese press usage).
    const BEFORE: &[&str] = &[
        "từ", "ngày", "hôm", "sáng", "trưa", "chiều", "tối", "đêm", "vào", "đến", "tới", "trước",
        "sau", "lễ", "và", "dịp",
    ];
    let (day, month) = (item.numeral.base, item.numeral.denominator);
    let fits = day.to_f64() <= 31.0 && month.is_some_and(|month| month.to_f64() <= 12.0);
    let improper = month.is_some_and(|month| day.to_f64() > month.to_f64());
    let expected = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, BEFORE));
    let alone = item.first == 0 && item.end == words.len();
    fits && (expected || improper) && !alone
}

/// The word of the table that ends right before token `first`.
fn word_before(words: &Words<'_>, first: usize) -> Option<Strength> {
    let close = matches!(
        words.gap(first).trim_start(),
        " " | "" | ". " | "." | ".: " | ": "
    );
    // In an English question "to 10" is no "tổ 10".
    if !close || first == 0 || words.spelling() == Spelling::English {
        return None;
    }
    (1..=LONGEST.min(first)).rev().find_map(|length| {
        WORDS
            .longest(words, first - length)
            .filter(|found| found.tokens == length)
            .map(|found| *found.value)
    })
}

/// "Covid-19", "F-16": a word glued to the digits by a dash.
fn behind_dash(words: &Words<'_>, first: usize) -> bool {
    let Some(name) = first.checked_sub(1) else {
        return false;
    };
    match words.gap(first) {
        "-" => !words.word(name).ends_with(|c: char| c.is_ascii_digit()),
        " -" => words.is_capital(name) && words.word(name).is_ascii(),
        _ => false,
    }
}

/// "S - 400", "Su - 30": a short name in capitals and a dash between spaces.
fn behind_code(words: &Words<'_>, first: usize) -> bool {
    let Some(name) = first.checked_sub(1) else {
        return false;
    };
    words.sign(first) == "-" && words.is_capital(name) && words.word(name).len() <= 4
}

/// "29A", "4G", "15-TT": letters glued to the digits.
fn is_glued(words: &Words<'_>, item: &Item) -> bool {
    let first = item.first;
    let next = first + item.numeral.tokens;
    let behind = item.end == next && next < words.len() && words.gap(next).is_empty();
    let dashed = item.end == next
        && next < words.len()
        && words.gap(next) == "-"
        && !words.is_number(next)
        && words.is_capital(next);
    behind || dashed
}

/// "Boeing 767", "World Cup 2022": a capitalised word that begins no sentence stands before.
fn behind_name(words: &Words<'_>, first: usize) -> bool {
    let Some(name) = first.checked_sub(1) else {
        return false;
    };
    words.gap(first) == " "
        && words.is_capital(name)
        && context::touching(words, first) != Some(Says::Point)
        && name > 0
        && !words
            .gap(name)
            .contains(['.', '\n', ':', '"', '“', '!', '?', ';'])
        && !noun::ends(words, name)
}

/// Four digits that may be a year, before a word that no table knows: "Nobel 2001 nêu".
fn is_year(words: &Words<'_>, first: usize) -> bool {
    let word = words.word(first);
    word.len() == 4 && ("1900".."2100").contains(&word) && words.joined(first + 1)
}

/// A run of digits as no figure is written: it begins with a zero.
fn is_phone(words: &Words<'_>, first: usize) -> bool {
    let word = words.word(first);
    word.len() > 2 && word.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::facts::quantity::quantities;
    use crate::text::{Analysis, Normalized};

    /// How many quantities `text` has.
    fn count(text: &str) -> usize {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        quantities(&words, &[]).len()
    }

    #[test]
    fn every_row_is_read_in_its_example() {
        for row in rows(TABLE) {
            assert_eq!(row.len(), 4, "cells in {row:?}");
            if row[1] == "never" {
                assert_eq!(count(row[2]), 1, "{}", row[2]);
                continue;
            }
            assert_eq!(count(row[2]), 0, "{}", row[2]);
            // Without its word the number counts.
            let noun = if row[1] == "weak" { "tán" } else { "người" };
            let unit = if row[1] == "always" { "năm" } else { noun };
            assert_eq!(count(&format!("{} {unit}", row[2])), 0, "{} {unit}", row[2]);
            assert_eq!(count(&format!("gồm 5 {unit}")), 1, "5 {unit}");
        }
        for row in rows(PHRASES) {
            assert_eq!(row.len(), 3, "cells in {row:?}");
            assert_eq!(count(row[1]), 0, "{}", row[1]);
        }
    }
}

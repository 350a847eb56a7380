//! Comparators and approximations around a number, from `tables/comparators.tsv`: "hơn 80%",
//! "80% trở lên", "khoảng 5 tỷ đồng", ">= 5".
//!
//! Invariant: a modifier stands right before the number or right behind its unit, with nothing but
//! other modifiers between. Known gap: "gần" of places ("gần 2 trường học") reads as "about".

use super::fact::Comparator;
use super::lexicon::{PhraseTable, Words, rows};
use std::sync::LazyLock;

/// The table of comparators: phrase, language, position, comparator, approximate, example, source.
pub const TABLE: &str = include_str!("tables/comparators.tsv");

/// The most words of a modifier, and how many may stand one before the other.
const LONGEST: usize = 4;

/// What a modifier says of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modifier {
    /// How the number bounds the true one.
    pub cmp: Comparator,
    /// Whether it calls the number approximate.
    pub approx: bool,
}

impl Modifier {
    /// The number as it stands.
    pub const NONE: Self = Self {
        cmp: Comparator::Equal,
        approx: false,
    };

    /// This modifier, nearer to the number, under another one: "khoảng hơn 5" is more than about 5.
    #[must_use]
    pub fn within(self, outer: Self) -> Self {
        Self {
            cmp: match self.cmp {
                Comparator::Equal => outer.cmp,
                cmp => cmp,
            },
            approx: self.approx || outer.approx,
        }
    }
}

#[derive(Debug, Default)]
struct Modifiers {
    before: PhraseTable<Modifier>,
    after: PhraseTable<Modifier>,
    asked_before: PhraseTable<Modifier>,
    asked_after: PhraseTable<Modifier>,
}

static MODIFIERS: LazyLock<Modifiers> = LazyLock::new(|| {
    let mut all = Modifiers::default();
    for row in rows(TABLE) {
        let [phrase, _, position, cmp, approx, using, ..] = row.as_slice() else {
            continue;
        };
        let Some(cmp) = comparator(cmp) else { continue };
        let modifier = Modifier {
            cmp,
            approx: *approx == "yes",
        };
        let table = match (*using, *position) {
            ("question", "before") => &mut all.asked_before,
            ("question", _) => &mut all.asked_after,
            (_, "before") => &mut all.before,
            _ => &mut all.after,
        };
        table.insert(phrase, modifier);
    }
    all
});

fn comparator(sign: &str) -> Option<Comparator> {
    Some(match sign {
        "=" => Comparator::Equal,
        ">" => Comparator::Above,
        ">=" => Comparator::AtLeast,
        "<" => Comparator::Below,
        "<=" => Comparator::AtMost,
        _ => return None,
    })
}

/// The modifier whose last word is token `end - 1`, and how many tokens it takes.
fn ending_at(words: &Words<'_>, end: usize) -> Option<(usize, Modifier)> {
    let tables = [
        Some(&MODIFIERS.before),
        words.typed().then_some(&MODIFIERS.asked_before),
    ];
    (1..=LONGEST.min(end)).rev().find_map(|length| {
        let at = end - length;
        tables.into_iter().flatten().find_map(|table| {
            table
                .longest(words, at)
                .filter(|found| found.tokens == length)
                .map(|found| (length, *found.value))
        })
    })
}

/// What a number measures, as far as modifiers depend on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// A handful of things is counted, before which "trên" and "dưới" are places.
    pub few: bool,
    /// The size of one thing is told, not compared: "rộng hơn 5 ha", "kéo dài hơn 4 giờ".
    pub size: bool,
}

/// The modifiers right before token `first`, as one, and the token at which they begin.
#[must_use]
pub fn before(words: &Words<'_>, first: usize, measured: Measured) -> Option<(usize, Modifier)> {
    let gap = words.sign(first);
    let sign = gap
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    let mut found: Option<Modifier> = MODIFIERS
        .before
        .symbol(sign)
        .filter(|(length, _)| *length == sign.len())
        .map(|(_, modifier)| *modifier);
    let mut begin = first;
    for _ in 0..LONGEST {
        let close = words.joined(begin) || (begin == first && found.is_some());
        let Some((length, modifier)) = close.then(|| ending_at(words, begin)).flatten() else {
            break;
        };
        let start = begin - length;
        let place = measured.few && words.is_any(start, &["trên", "dưới"]);
        let degree = words.is(start, "độ") && is_degree(words, start);
        if degree || (!words.typed() && (place || is_comparison(words, start, length, measured))) {
            break;
        }
        begin = start;
        found = Some(found.map_or(modifier, |inner| inner.within(modifier)));
    }
    found.map(|modifier| (begin, modifier))
}

/// "nhiệt độ 35", "tốc độ 120": the second half of a word that names a measure.
fn is_degree(words: &Words<'_>, start: usize) -> bool {
    /// First halves of such words (Từ điển tiếng Việt, Hoàng Phê 2003).
    const HALVES: &[&str] = &[
        "nhiệt", "tốc", "cường", "mức", "trình", "mật", "tiến", "chế", "góc", "vĩ", "kinh", "nồng",
        "tần", "âm", "độ", "thái", "biên", "cao", "khẩu", "tuổi", "ở", "có", "một", "thang",
    ];
    words.joined(start) && words.is_any(start - 1, HALVES)
}

/// "cao hơn 3 điểm" says by how much, not that the number is more than three.
fn is_comparison(words: &Words<'_>, start: usize, length: usize, measured: Measured) -> bool {
    /// Adjectives that are compared (Ngữ pháp tiếng Việt, Diệp Quang Ban 2005).
    const COMPARED: &[&str] = &[
        "thấp", "nhẹ", "rẻ", "đắt", "nhiều", "ít", "lớn", "nhỏ", "ngắn", "hẹp", "nhanh", "chậm",
        "mạnh", "yếu", "đông", "nóng", "lạnh", "giàu", "nghèo", "trễ", "lâu", "trẻ", "già", "sớm",
        "muộn", "tốt", "kém", "mỏng", "bé", "to",
    ];
    /// Those that also name what is measured: "dài hơn 5 km".
    const SIZES: &[&str] = &["cao", "nặng", "dài", "rộng", "xa", "sâu", "dày"];
    length == 1
        && words.is(start, "hơn")
        && words.joined(start)
        && (words.is_any(start - 1, COMPARED) || (!measured.size && words.is_any(start - 1, SIZES)))
}

/// The modifier that begins with token `next`, right behind the unit, and the token after it.
#[must_use]
pub fn after(words: &Words<'_>, next: usize) -> Option<(usize, Modifier)> {
    if next >= words.len() || words.gap(next).contains(['.', ',', ';', ':', '(', '\n']) {
        return None;
    }
    let tables = [
        Some(&MODIFIERS.after),
        words.typed().then_some(&MODIFIERS.asked_after),
    ];
    tables.into_iter().flatten().find_map(|table| {
        table
            .longest(words, next)
            .map(|found| (next + found.tokens, *found.value))
            // "above 50 and below 100": it belongs to the number behind it.
            .filter(|(end, _)| !(words.is_number(*end) && words.joined(*end)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};

    /// The modifier around the first token of digits in `text`, whose unit is one more token.
    fn around(text: &str, spelling: Spelling) -> Modifier {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, spelling);
        let number = (0..words.len()).find(|i| words.is_number(*i)).unwrap_or(0);
        let left = before(&words, number, Measured::default()).map_or(Modifier::NONE, |(_, m)| m);
        let right = after(&words, number + 2).map_or(Modifier::NONE, |(_, m)| m);
        left.within(right)
    }

    #[test]
    fn every_row_is_read_in_its_example() {
        for row in rows(TABLE) {
            assert_eq!(row.len(), 8, "cells in {row:?}");
            let spelling = match row[5] {
                "question" => Spelling::Typed,
                _ => Spelling::Marked,
            };
            let expected = Modifier {
                cmp: comparator(row[3]).unwrap_or(Comparator::Between),
                approx: row[4] == "yes",
            };
            assert_eq!(around(row[6], spelling), expected, "{}", row[6]);
        }
    }

    #[test]
    fn modifiers_touch_the_number() {
        let plain =
            |text: &str| assert_eq!(around(text, Spelling::Marked), Modifier::NONE, "{text}");
        plain("5 người");
        plain("hơn nữa, 5 người");
        plain("cao hơn 5 điểm");
        plain("5 người, trở lên");
        plain("nhiều người hơn: 5 người");
        plain("more than 5 people");
    }
}

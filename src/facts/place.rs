//! Places in running text: names of `tables/places.tsv`, and any name behind a word for a kind of
//! place ("huyện Kim Bảng", "khu công nghiệp Yên Phong").
//!
//! Invariant: a place is given as it is written, with the word for its kind. A name of the table
//! counts only where no other capital stands beside it, so that "Mỹ Linh" is no country.
//! Known gap: a bare name of a district is read only behind the word for its kind.

use super::lexicon::{PhraseTable, Words, rows};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/places.tsv");

/// A place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The tokens of its name, with the word for its kind.
    pub tokens: Range<usize>,
}

/// Words for a kind of place before a name (Luật Tổ chức chính quyền địa phương 2015, and press).
const KINDS: &[&str] = &[
    "tỉnh",
    "thành phố",
    "TP",
    "T.P",
    "quận",
    "huyện",
    "thị xã",
    "TX",
    "thị trấn",
    "xã",
    "phường",
    "bang",
    "thủ đô",
    "đảo",
    "bán đảo",
    "quần đảo",
    "khu công nghiệp",
    "KCN",
    "khu kinh tế",
    "khu du lịch",
    "khu đô thị",
    "sân bay",
    "cảng",
    "hồ",
    "chợ",
    "thung lũng",
    "cao nguyên",
    "làng",
    "thôn",
    "ấp",
    "bản",
    "vịnh",
];

/// Each name with whether it is read without a word for its kind.
static NAMES: LazyLock<PhraseTable<bool>> = LazyLock::new(|| {
    let mut bare: BTreeMap<&str, bool> = BTreeMap::new();
    for row in rows(TABLE) {
        if let [name, kind, ..] = row.as_slice() {
            *bare.entry(name).or_default() |= *kind != "district";
        }
    }
    let mut table = PhraseTable::default();
    for (name, bare) in bare {
        table.insert(name, bare);
    }
    table
});

static BEFORE: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for kind in KINDS {
        table.insert(kind, ());
    }
    table
});

/// The places among the tokens of `range`, in order, disjoint.
#[must_use]
pub fn places(words: &Words<'_>, range: Range<usize>) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let end = place(words, at, range.clone()).map_or(at, |end| end.min(range.end));
        if end <= at {
            at += 1;
            continue;
        }
        // "Hà Nội và TP HCM": one place of two names.
        match found.last_mut() {
            Some(last)
                if last.tokens.end + 1 == at && words.is(at - 1, "và") && words.joined(at) =>
            {
                last.tokens.end = end;
            }
            _ => found.push(Place { tokens: at..end }),
        }
        at = end;
    }
    found
}

/// How many tokens the known name takes that begins with token `at`, whatever its capitals: typed
/// questions have none.
#[must_use]
pub fn known(words: &Words<'_>, at: usize) -> Option<usize> {
    NAMES.longest(words, at).map(|found| found.tokens)
}

/// Where the place that begins with token `at` ends.
fn place(words: &Words<'_>, at: usize, range: Range<usize>) -> Option<usize> {
    if let Some(kind) = BEFORE.longest(words, at) {
        let name = at + kind.tokens;
        let close = words.joined(name) || words.gap(name) == ".";
        if close && words.is_capital(name) {
            return Some(name_end(words, name, range.end));
        }
        let numbered = words.is_number(name) && words.word(name).len() <= 2;
        if words.joined(name) && numbered && words.is_any(at, &["quận", "phường"]) {
            return Some(name + 1);
        }
    }
    let found = NAMES.longest(words, at).filter(|found| *found.value)?;
    let end = at + found.tokens;
    let region = !words.is_capital(at);
    let beside = |i: usize| words.is_capital(i) && words.joined(i);
    // "Tại Hà Nội": a sentence begins with a capital.
    let led = at > range.start && words.is_any(at - 1, LEADS);
    let crowded =
        beside(end) || (at > range.start && !led && beside(at) && words.is_capital(at - 1));
    let mark = words.word(at).chars().all(char::is_uppercase) && words.word(at).len() > 1;
    // "đô la Mỹ", "người Đức", "tiếng Anh", "Anh ngữ", "VN-Index" are of a nation, at no place.
    let national = at > range.start
        && words.is_any(
            at - 1,
            &["la", "đôla", "người", "gốc", "tiếng", "hiệu", "hãng"],
        )
        || words.gap(end) == "-"
        || words.is(end, "ngữ");
    // At the start of a sentence every word has a capital: "Anh", "Áo", "Lào".
    let ambiguous = at == range.start && found.tokens == 1 && words.is_any(at, AMBIGUOUS);
    ((region || mark || !crowded) && !ambiguous && !national && capitals(words, at, end))
        .then_some(end)
}

/// Words that lead to a place at the start of a sentence.
const LEADS: &[&str] = &[
    "tại", "ở", "từ", "trong", "đến", "tới", "về", "sang", "theo", "của", "cho", "và", "với",
    "riêng", "toàn", "hiện", "nước", "cả",
];

/// Countries whose name is a common word.
const AMBIGUOUS: &[&str] = &["anh", "áo", "ý", "úc", "bỉ", "đức", "nga", "pháp", "vinh"];

/// Whether the name is written with the capitals of a name, or is one that has none ("miền Bắc").
fn capitals(words: &Words<'_>, at: usize, end: usize) -> bool {
    (at..end).any(|i| words.is_capital(i)) && (words.is_capital(end - 1))
}

/// Where the run of capitals from token `at` on ends; a known name may end it before.
fn name_end(words: &Words<'_>, at: usize, end: usize) -> usize {
    if let Some(found) = NAMES.longest(words, at)
        && !(words.is_capital(at + found.tokens) && words.joined(at + found.tokens))
    {
        return at + found.tokens;
    }
    let mut next = at + 1;
    while next < end
        && next < at + 5
        && words.joined(next)
        && (words.is_capital(next) || words.is_number(next))
    {
        next += 1;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};

    fn read(text: &str) -> Vec<String> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        places(&words, 0..words.len())
            .iter()
            .map(|p| {
                let span = words
                    .span(p.tokens.start)
                    .cover(words.span(p.tokens.end - 1));
                span.of(normalised.as_str()).to_owned()
            })
            .collect()
    }

    #[test]
    fn every_row_is_used_by_its_example() {
        for row in rows(TABLE) {
            assert_eq!(row.len(), 8, "cells in {row:?}");
            let name = Normalized::new(row[0]).as_str().to_owned();
            let found = read(row[6]);
            assert!(
                found
                    .iter()
                    .any(|p| p.to_lowercase().ends_with(&name.to_lowercase())),
                "{row:?}: {found:?}"
            );
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn names_with_their_kind() {
        check("tại thành phố Lạng Sơn, thu đạt", &["thành phố Lạng Sơn"]);
        check(
            "UBND huyện Kim Bảng và thị xã Duy Tiên",
            &["huyện Kim Bảng và thị xã Duy Tiên"],
        );
        check("ở quận 5 có 12 trường", &["quận 5"]);
        check("giá vàng tại Hà Nội và TP.HCM", &["Hà Nội và TP.HCM"]);
        check("xuất khẩu sang Mỹ, Nhật Bản", &["Mỹ", "Nhật Bản"]);
        check("các tỉnh miền Trung", &["miền Trung"]);
    }

    #[test]
    fn what_is_no_place() {
        check("ca sĩ Mỹ Linh", &[]);
        check("Anh cho biết", &[]);
        check("2.000 đô la Mỹ", &[]);
        check("chỉ số VN-Index tăng", &[]);
        check("học tiếng Anh", &[]);
        check("phường có 5 tổ dân phố", &[]);
    }

    #[test]
    fn provinces_know_what_became_of_them() {
        let row = |name: &str| rows(TABLE).find(|row| row[0] == name && row[1] == "province");
        let now = |name: &str| row(name).map(|row| (row[3], row[5]));
        assert_eq!(now("Hà Giang"), Some(("2025-07-01", "Tuyên Quang")));
        assert_eq!(now("Bình Dương"), Some(("2025-07-01", "Hồ Chí Minh")));
        assert_eq!(now("Lạng Sơn"), Some(("-", "-")));
    }
}

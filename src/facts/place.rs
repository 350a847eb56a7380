//! Places in running text: names of `tables/places.tsv`, and any name behind a word for a kind of
//! place ("huyện Kim Bảng", "khu công nghiệp Yên Phong") of `tables/place_words.tsv`.
//!
//! Invariant: a place is given as it is written, with the word for its kind; an address ("xã A,
//! huyện B") or a list ("Hà Nội, Huế và Vinh") is one place. A name of the table counts only where
//! no other capital stands beside it, so that "Mỹ Linh" is no country.
//! Known gap: a bare name of a district is read only behind the word for its kind.

use super::lexicon::{PhraseTable, Words, rows};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) const TABLE: &str = include_str!("tables/places.tsv");
const WORDS: &str = include_str!("tables/place_words.tsv");

/// A place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The tokens of its name, with the word for its kind.
    pub tokens: Range<usize>,
    /// How it stands in its sentence.
    pub stand: Stand,
}

/// How a place stands in its sentence, as far as it says whether a figure is about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Behind a preposition of place: "tại Huế".
    At,
    /// At the beginning of a sentence or clause: "Huế thu …".
    Begins,
    /// Behind the word for an office of it: "UBND Huế".
    Office,
    /// Behind another word, to which it belongs: "cảng Hải Phòng", "kinh tế Mỹ".
    Of,
    /// A country that only says whose people they are: "du khách Mỹ".
    People,
    /// Where something came from, or with whom: "từ Mỹ", "với Mỹ".
    From,
    /// What something is compared with, or where a firm or product is from: "so với Mỹ", "(Mỹ)".
    Aside,
}

/// What a word around a name does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Kind,
    At,
    From,
    Aside,
    People,
    Office,
    /// A firm whose name may end with the place: "Công ty thép Việt Nam".
    Firm,
    /// No place at all: "tiếng Anh", "đô la Mỹ".
    Nation,
    /// A word that ends like one for a kind of place: "yêu cầu".
    Compound,
}

/// What the table knows of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    /// Whether it is read without a word for its kind.
    bare: bool,
    /// How large it is: 0 a district, 1 a city, 2 a province, 3 a country, 4 a region.
    size: u8,
}

static NAMES: LazyLock<PhraseTable<Known>> = LazyLock::new(|| {
    let mut names: BTreeMap<&str, Known> = BTreeMap::new();
    for row in rows(TABLE) {
        let [name, kind, ..] = row.as_slice() else {
            continue;
        };
        let size = match *kind {
            "district" => 0,
            "city" | "foreign_city" => 1,
            "province" => 2,
            "country" => 3,
            _ => 4,
        };
        let known = names.entry(name).or_insert(Known { bare: false, size });
        known.bare |= *kind != "district";
        known.size = known.size.max(size);
    }
    let mut table = PhraseTable::default();
    for (name, known) in names {
        table.insert(name, known);
    }
    table
});

/// Words that begin a place, or a word that only looks like one; looked up at every token.
static BEGIN: LazyLock<PhraseTable<Role>> =
    LazyLock::new(|| table(|role| matches!(role, Role::Kind | Role::Compound)));

/// Words before a place; looked up where one is found.
static BEFORE: LazyLock<PhraseTable<Role>> =
    LazyLock::new(|| table(|role| !matches!(role, Role::Kind | Role::Compound)));

/// The words around places with such roles.
fn table(wanted: fn(Role) -> bool) -> PhraseTable<Role> {
    let mut table = PhraseTable::default();
    for row in rows(WORDS) {
        if let [phrase, role, ..] = row.as_slice()
            && let Some(role) = role_named(role).filter(|role| wanted(*role))
        {
            table.insert(phrase, role);
        }
    }
    table
}

fn role_named(name: &str) -> Option<Role> {
    Some(match name {
        "kind" => Role::Kind,
        "at" => Role::At,
        "from" => Role::From,
        "aside" => Role::Aside,
        "people" => Role::People,
        "office" => Role::Office,
        "firm" => Role::Firm,
        "nation" => Role::Nation,
        "compound" => Role::Compound,
        _ => return None,
    })
}

/// The places among the tokens of `range`, in order, disjoint.
#[must_use]
pub fn places(words: &Words<'_>, range: Range<usize>) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut size = 0;
    let mut at = range.start;
    while at < range.end {
        let around = BEGIN.longest(words, at).map(|f| (f.tokens, *f.value));
        if let Some((tokens, Role::Compound)) = around {
            at += tokens;
            continue;
        }
        let kind = around.filter(|(_, role)| *role == Role::Kind);
        let Some((end, next)) = place(words, at, kind.map(|(tokens, _)| tokens), &range) else {
            at += 1;
            continue;
        };
        let end = end.min(range.end);
        // "Hà Nội và TP HCM", "xã Tân Lập, huyện Vũ Thư, Thái Bình": one place of several names.
        let goes_on = found.last().is_some_and(|last| {
            let both = last.tokens.end + 1 == at && words.is(at - 1, "và") && words.joined(at);
            let beside = last.tokens.end == at;
            let listed = beside && words.sign(at) == "," && next >= size;
            // "Hà Nội - Vinh": a way from one to the other.
            let way = beside && words.sign(at) == "-";
            both || listed || way
        });
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => {
                if words.sign(at) == "-" {
                    last.stand = Stand::Aside;
                }
                last.tokens.end = end;
            }
            None => {
                let stand = match found.last() {
                    Some(last) if bracketed(words, last.tokens.end, at) => Stand::Aside,
                    _ => stand(words, at, range.start, next),
                };
                let tokens = at..end;
                found.push(Place { tokens, stand });
            }
        }
        size = next;
        at = end;
    }
    found
}

/// Whether the place at token `at` stands in a bracket behind another place that ends before token
/// `end`: "chợ Đầm Sen (phường 3, quận 11)".
fn bracketed(words: &Words<'_>, end: usize, at: usize) -> bool {
    /// The most words of an address before its place.
    const NEAR: usize = 12;
    at - end <= NEAR
        && words.gap(end).contains('(')
        && (end + 1..=at).all(|i| !words.gap(i).contains(')'))
}

/// The places of a title whose words have no capitals, as some sites write them: known names of
/// several words.
#[must_use]
pub fn small_letters(words: &Words<'_>, range: Range<usize>) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let name = NAMES
            .longest(words, at)
            .filter(|name| name.tokens > 1 && name.value.bare);
        let Some(name) = name else {
            at += 1;
            continue;
        };
        let tokens = at..at + name.tokens;
        let stand = stand(words, at, range.start, name.value.size);
        at = tokens.end;
        found.push(Place { tokens, stand });
    }
    found
}

/// How many tokens the word for a kind of place takes that begins with token `at`, if one does.
pub(super) fn kind_word(words: &Words<'_>, at: usize) -> Option<usize> {
    BEGIN
        .longest(words, at)
        .filter(|found| *found.value == Role::Kind)
        .map(|found| found.tokens)
}

/// How many tokens the known name takes that begins with token `at`, whatever its capitals: typed
/// questions have none.
#[must_use]
pub fn known(words: &Words<'_>, at: usize) -> Option<usize> {
    NAMES.longest(words, at).map(|found| found.tokens)
}

/// The role of the words that end before token `at`, not before `floor`.
fn role_before(words: &Words<'_>, at: usize, floor: usize) -> Option<Role> {
    /// The most words of a phrase before a place.
    const LONGEST: usize = 4;
    if !words.joined(at) {
        return None;
    }
    // "tại các tỉnh Bắc Ninh, Hưng Yên"
    let many = at > floor + 1 && words.is(at - 1, "các") && words.joined(at - 1);
    let at = at - usize::from(many);
    (1..=LONGEST.min(at - floor)).rev().find_map(|length| {
        BEFORE
            .longest(words, at - length)
            .filter(|found| found.tokens == length)
            .map(|found| *found.value)
    })
}

/// How the place of that size that begins with token `at` stands in the sentence from `floor` on.
fn stand(words: &Words<'_>, at: usize, floor: usize, size: u8) -> Stand {
    if at == floor {
        return Stand::Begins;
    }
    let gap = words.gap(at);
    if gap.contains('(') && size >= 3 {
        return Stand::Aside;
    }
    if !words.joined(at) {
        return Stand::Begins;
    }
    match role_before(words, at, floor) {
        Some(Role::At) => Stand::At,
        Some(Role::From) => Stand::From,
        Some(Role::Aside) => Stand::Aside,
        Some(Role::Office) => Stand::Office,
        Some(Role::People) if size >= 3 => Stand::People,
        _ if in_firm(words, at, floor) => Stand::Aside,
        _ => Stand::Of,
    }
}

/// Whether the place at the token ends the name of a firm: "Công ty vàng bạc đá quý Sài Gòn".
fn in_firm(words: &Words<'_>, at: usize, floor: usize) -> bool {
    /// The most words of a firm's name before its place.
    const LONGEST: usize = 8;
    (floor.max(at.saturating_sub(LONGEST))..at)
        .rev()
        .take_while(|i| words.joined(i + 1))
        .find_map(|i| {
            let found = BEFORE.longest(words, i)?;
            matches!(
                found.value,
                Role::Firm | Role::At | Role::From | Role::Office
            )
            .then_some(*found.value)
        })
        == Some(Role::Firm)
}

/// Where the place that begins with token `at` ends, and how large it is; `kind` is how many tokens
/// the word for its kind takes that stands there.
fn place(
    words: &Words<'_>,
    at: usize,
    kind: Option<usize>,
    range: &Range<usize>,
) -> Option<(usize, u8)> {
    if let Some(kind) = kind {
        let name = at + kind;
        // "TP HCM", "đảo Phú Quý"
        if let Some(whole) = NAMES.longest(words, at)
            && whole.tokens > kind
            && whole.value.bare
            && words.is_capital(name)
        {
            return Some((at + whole.tokens, whole.value.size));
        }
        let close = words.joined(name) || words.gap(name) == ".";
        if close && words.is_capital(name) && name < range.end {
            return Some(name_end(words, at, name, range.end));
        }
        let numbered = words.is_number(name) && words.word(name).len() <= 2;
        if words.joined(name) && numbered && words.is_any(at, &["quận", "phường"]) {
            return Some((name + 1, 0));
        }
    }
    let found = NAMES.longest(words, at).filter(|found| found.value.bare)?;
    let end = at + found.tokens;
    let region = !words.is_capital(at);
    let beside = |i: usize| words.is_capital(i) && words.joined(i);
    let before = if at > range.start {
        role_before(words, at, range.start)
    } else {
        None
    };
    // "Tại Hà Nội": a sentence begins with a capital.
    let led = at > range.start
        && (matches!(before, Some(Role::At | Role::From | Role::Aside))
            || words.is_any(at - 1, LEADS));
    // "GDP Việt Nam": an abbreviation is no part of the name.
    let mark = |i: usize| words.word(i).len() > 1 && words.word(i).chars().all(char::is_uppercase);
    let crowded = beside(end)
        || (at > range.start && !led && beside(at) && words.is_capital(at - 1) && !mark(at - 1));
    let mark = mark(at);
    // "VN-Index", "Anh ngữ" are of a nation, at no place; "đầu người Hà Nội" is of the place.
    let per_head = at > range.start + 1 && words.is(at - 2, "đầu");
    let national = (before == Some(Role::Nation) && !per_head)
        || words.gap(end) == "-"
        || words.is(end, "ngữ");
    // At the start of a sentence every word has a capital: "Anh", "Áo", "Lào".
    let ambiguous = at == range.start && found.tokens == 1 && words.is_any(at, AMBIGUOUS);
    ((region || mark || !crowded) && !ambiguous && !national && capitals(words, at, end))
        .then_some((end, found.value.size))
}

/// Words that lead to a place at the start of a sentence.
const LEADS: &[&str] = &[
    "của", "cho", "và", "riêng", "toàn", "hiện", "nước", "cả", "đất", "giá", "người",
];

/// Countries whose name is a common word.
const AMBIGUOUS: &[&str] = &["anh", "áo", "ý", "úc", "bỉ", "đức", "nga", "pháp", "vinh"];

/// Whether the name is written with the capitals of a name, or is one that has none ("miền Bắc").
fn capitals(words: &Words<'_>, at: usize, end: usize) -> bool {
    (at..end).any(|i| words.is_capital(i)) && (words.is_capital(end - 1))
}

/// Where the run of capitals from token `at` on ends, which stands behind the word for a kind at
/// token `kind`, and how large the place is; a known name may end it before.
fn name_end(words: &Words<'_>, kind: usize, at: usize, end: usize) -> (usize, u8) {
    if let Some(found) = NAMES.longest(words, at) {
        let to = at + found.tokens;
        let more = words.is_capital(to) && words.joined(to);
        // "TP HCM Bình giải thích", but "phường Phú Thọ Hòa"
        let large = found.value.bare && words.is_any(kind, &["tỉnh", "thành", "TP", "bang"]);
        if !more || large {
            return (to, found.value.size);
        }
    }
    let mut next = at + 1;
    while next < end
        && next < at + 5
        && words.joined(next)
        && (words.is_capital(next) || words.is_number(next))
    {
        next += 1;
    }
    let province = words.is_any(kind, &["tỉnh", "bang"]);
    (next, if province { 2 } else { 0 })
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

    #[test]
    fn every_word_around_is_used_by_its_example() {
        for row in rows(WORDS) {
            assert_eq!(row.len(), 4, "cells in {row:?}");
            let normalised = Normalized::new(row[2]);
            let analysis = Analysis::new(normalised.as_str());
            let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
            let found = places(&words, 0..words.len());
            let stand = found.last().map(|place| place.stand);
            let expected = match role_named(row[1]) {
                Some(Role::Kind) => {
                    let kind = Normalized::new(row[0]).as_str().to_lowercase();
                    let named = read(row[2]);
                    assert!(
                        named.iter().any(|p| p.to_lowercase().starts_with(&kind)),
                        "{row:?}: {named:?}"
                    );
                    continue;
                }
                Some(Role::At) => Some(Stand::At),
                Some(Role::From) => Some(Stand::From),
                Some(Role::Aside) => Some(Stand::Aside),
                Some(Role::People) => Some(Stand::People),
                Some(Role::Office) => Some(Stand::Office),
                Some(Role::Firm) => Some(Stand::Aside),
                Some(Role::Nation | Role::Compound) => None,
                None => panic!("role of {row:?}"),
            };
            assert_eq!(stand, expected, "{row:?}");
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
        check("GDP Việt Nam tăng", &["Việt Nam"]);
        check("UBND Hà Nội họp", &["Hà Nội"]);
        check("xuất khẩu sang Mỹ, Nhật Bản", &["Mỹ, Nhật Bản"]);
        check("các tỉnh miền Trung", &["miền Trung"]);
        check(
            "tại khu vực Cầu Giấy, chợ hoa Mê Linh",
            &["khu vực Cầu Giấy, chợ hoa Mê Linh"],
        );
        check("trên đường Lê Lợi có 5 cây", &["đường Lê Lợi"]);
    }

    #[test]
    fn addresses_and_lists_are_one_place() {
        check(
            "tại xã Tân Lập, huyện Vũ Thư, Thái Bình có",
            &["xã Tân Lập, huyện Vũ Thư, Thái Bình"],
        );
        check("ở Huế, Đà Nẵng và Vinh, giá", &["Huế, Đà Nẵng và Vinh"]);
        check("tại châu Á, Việt Nam đứng đầu", &["châu Á", "Việt Nam"]);
        check("Tại Hà Nội, giá tăng. Ở Huế", &["Hà Nội", "Huế"]);
    }

    #[test]
    fn a_person_named_behind_a_city() {
        check("tại TP HCM Bình khai", &["TP HCM"]);
        check("ở phường Phú Thọ Hòa có", &["phường Phú Thọ Hòa"]);
    }

    #[test]
    fn small_letters_of_a_title() {
        let normalised = Normalized::new("thúc an giang làm đường qua mỹ");
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        let found = small_letters(&words, 0..words.len());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].tokens, 1..3);
    }

    #[test]
    fn what_is_no_place() {
        check("ca sĩ Mỹ Linh", &[]);
        check("Anh cho biết", &[]);
        check("2.000 đô la Mỹ", &[]);
        check("chỉ số VN-Index tăng", &[]);
        check("bản Touring giá 5 tỷ đồng", &[]);
        check("học tiếng Anh", &[]);
        check("phường có 5 tổ dân phố", &[]);
        check("Trường Mỹ Linh", &[]);
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

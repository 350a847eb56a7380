//! Where a place lies: the provinces and districts that the place of a fact names, from
//! `tables/places.tsv`.
//!
//! Invariant: a name is what the text calls it then: a province that was merged in 2025 stays itself,
//! and [`now`] says what became of it; another name or spelling of the same ("TP.HCM", "VN") goes
//! under one. A name behind a word for a smaller kind ("xã Phú Thọ") is not the province.
//! Known gap: communes are not told apart; a district whose name several provinces have counts under
//! none unless the place names the province.

use super::lexicon::{PhraseTable, Spelling, Words, rows};
use super::place;
use crate::text::{Analysis, Normalized, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A province, country, region or foreign city, or a place that no table knows; of a province
/// perhaps a district or city in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locality {
    /// The largest unit: "Thái Bình", "Việt Nam", "sông Hồng".
    pub top: String,
    /// A district, town or city of the province `top`: "Vũ Thư".
    pub district: Option<String>,
}

/// What a row of the table says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    kind: Kind,
    name: &'static str,
    within: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Province,
    Country,
    Region,
    ForeignCity,
    City,
    District,
}

fn kind(name: &str) -> Kind {
    match name {
        "province" => Kind::Province,
        "country" => Kind::Country,
        "foreign_city" => Kind::ForeignCity,
        "city" => Kind::City,
        "district" => Kind::District,
        _ => Kind::Region,
    }
}

/// The table by names.
struct Gazetteer {
    /// The rows of each name, and of what is written with the same letters.
    rows: PhraseTable<Vec<Row>>,
    /// The province that took in another, by the other's name.
    now: BTreeMap<&'static str, &'static str>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut same: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut first: BTreeMap<(String, Kind), &'static str> = BTreeMap::new();
    let mut now = BTreeMap::new();
    for row in rows(place::TABLE) {
        let [name, of_kind, _, valid_to, within, became, ..] = row.as_slice() else {
            continue;
        };
        let terms = terms(name);
        let kind = kind(of_kind);
        // "Bà Rịa-Vũng Tàu" is "Bà Rịa - Vũng Tàu".
        let written = *first.entry((terms.clone(), kind)).or_insert(name);
        let alias = *valid_to == "-" && *became != "-";
        if kind == Kind::Province && !alias && *became != "-" {
            now.insert(written, *became);
        }
        let known = same.entry(terms.clone()).or_default();
        let row = Row {
            kind,
            name: if alias { became } else { written },
            within,
        };
        if !known.contains(&row) {
            known.push(row);
        }
        names.insert(name, terms);
    }
    for known in same.values_mut() {
        known.sort_by_key(|row| row.kind);
    }
    let mut table = PhraseTable::default();
    for (name, terms) in names {
        table.insert(name, same.get(&terms).cloned().unwrap_or_default());
    }
    Gazetteer { rows: table, now }
});

fn terms(name: &str) -> String {
    let normalised = Normalized::new(name);
    let analysis = Analysis::new(normalised.as_str());
    let terms: Vec<&str> = analysis.tokens().map(|token| token.term()).collect();
    terms.join(" ")
}

/// The province that `province` has been part of since the mergers of 2025; none if it still is one.
#[must_use]
pub fn now(province: &str) -> Option<&'static str> {
    GAZETTEER.now.get(province).copied()
}

/// What the word for a kind of place says of the name behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Province,
    City,
    District,
    /// "khu vực Hà Nội": the place itself.
    Around,
    /// A commune, a street, a river: none of the table.
    Other,
}

fn level(words: &Words<'_>, at: usize, tokens: usize) -> Level {
    let is = |phrase: &[&str]| {
        tokens == phrase.len() && (0..tokens).all(|i| words.is(at + i, phrase[i]))
    };
    if is(&["tỉnh"]) {
        Level::Province
    } else if is(&["thành", "phố"]) || is(&["tp"]) || is(&["t", "p"]) || is(&["thủ", "đô"]) {
        Level::City
    } else if is(&["quận"]) || is(&["huyện"]) || is(&["thị", "xã"]) || is(&["tx"]) {
        Level::District
    } else if is(&["khu", "vực"]) {
        Level::Around
    } else {
        Level::Other
    }
}

/// A part of a place.
enum Part {
    Known(&'static str),
    /// A district, by the rows of its name, and how it is written.
    District(Vec<Row>, Span),
    Unknown(Span),
}

/// Where the place lies, in order, each once: "xã Tân Lập, huyện Vũ Thư, Thái Bình" in the district
/// Vũ Thư of Thái Bình. A place without any known name is its own.
#[must_use]
pub fn localities(place: &str) -> BTreeSet<Locality> {
    let normalised = Normalized::new(place);
    let text = normalised.as_str();
    let analysis = Analysis::new(text);
    let words = Words::new(text, &analysis, Spelling::Marked);
    let parts = parts(&words);
    let provinces: Vec<&str> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Known(name) => Some(*name),
            _ => None,
        })
        .collect();
    let whole = |top: &str| Locality {
        top: top.to_owned(),
        district: None,
    };
    let mut found = BTreeSet::new();
    for part in &parts {
        match part {
            Part::Known(name) => {
                found.insert(whole(name));
            }
            Part::District(rows, written) => {
                let named = |row: &&Row| provinces.contains(&row.within);
                let row = match rows.as_slice() {
                    [one] => Some(one),
                    several if several.iter().filter(named).count() == 1 => {
                        several.iter().find(named)
                    }
                    _ => None,
                };
                found.insert(match row {
                    Some(row) => Locality {
                        top: row.within.to_owned(),
                        district: Some(row.name.to_owned()),
                    },
                    None => whole(written.of(text)),
                });
            }
            Part::Unknown(_) => {}
        }
    }
    if found.is_empty() {
        found.extend(parts.iter().find_map(|part| match part {
            Part::Unknown(span) => Some(whole(span.of(text))),
            _ => None,
        }));
    }
    found
}

fn parts(words: &Words<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words.is(at, "và") {
            at += 1;
            continue;
        }
        let (part, next) = part(words, at);
        parts.push(part);
        at = next.max(at + 1);
    }
    parts
}

/// The part that begins with token `at`, and the token behind it.
fn part(words: &Words<'_>, at: usize) -> (Part, usize) {
    let kind = place::kind_word(words, at);
    let whole = GAZETTEER.rows.longest(words, at);
    if let Some(whole) = whole.filter(|whole| whole.tokens > kind.unwrap_or(0)) {
        let end = at + whole.tokens;
        if ends(words, end) {
            return (known(whole.value, words, at..end), end);
        }
    }
    let Some(tokens) = kind else {
        let end = end_of_part(words, at);
        return (Part::Unknown(span(words, at..end)), end);
    };
    let name = at + tokens;
    let level = level(words, at, tokens);
    if level == Level::Around && name < words.len() {
        return part(words, name);
    }
    if level == Level::District && words.is_number(name) {
        // Quận 1 to Quận 12 are those of one city.
        let end = name + 1;
        let row = Row {
            kind: Kind::District,
            name: NUMBERED
                .iter()
                .find(|numbered| numbered.strip_prefix("Quận ") == Some(words.word(name)))
                .copied()
                .unwrap_or_default(),
            within: "Hồ Chí Minh",
        };
        if !row.name.is_empty() && words.is(at, "quận") {
            return (Part::District(vec![row], span(words, at..end)), end);
        }
    }
    let found = GAZETTEER.rows.longest(words, name);
    if let Some(found) = found.filter(|found| ends(words, name + found.tokens)) {
        let end = name + found.tokens;
        let of = |kinds: &[Kind]| -> Vec<Row> {
            let rows = found.value.iter();
            rows.filter(|row| kinds.contains(&row.kind))
                .copied()
                .collect()
        };
        let here = span(words, at..end);
        let district = of(&[Kind::City, Kind::District]);
        let top = match level {
            // Provinces and states of other countries stand among the foreign cities.
            Level::Province | Level::City => of(&[Kind::Province, Kind::ForeignCity]),
            Level::District | Level::Around | Level::Other => Vec::new(),
        };
        if matches!(level, Level::City | Level::District) && !district.is_empty() {
            return (Part::District(district, here), end);
        }
        if let Some(row) = top.first() {
            return (Part::Known(row.name), end);
        }
    }
    let end = end_of_part(words, at);
    (Part::Unknown(span(words, at..end)), end)
}

/// The quận of Hồ Chí Minh that have numbers.
const NUMBERED: [&str; 12] = [
    "Quận 1",
    "Quận 2",
    "Quận 3",
    "Quận 4",
    "Quận 5",
    "Quận 6",
    "Quận 7",
    "Quận 8",
    "Quận 9",
    "Quận 10",
    "Quận 11",
    "Quận 12",
];

/// What a bare name is: the largest of that name.
fn known(rows: &[Row], words: &Words<'_>, tokens: Range<usize>) -> Part {
    match rows.first() {
        Some(row) if !matches!(row.kind, Kind::City | Kind::District) => Part::Known(row.name),
        Some(_) => Part::District(rows.to_vec(), span(words, tokens)),
        None => Part::Unknown(span(words, tokens)),
    }
}

/// Whether no further word of the same name stands at token `end`.
fn ends(words: &Words<'_>, end: usize) -> bool {
    !(words.joined(end) && words.is_capital(end))
}

/// Where the part that begins with token `at` ends: at a sign or "và".
fn end_of_part(words: &Words<'_>, at: usize) -> usize {
    (at + 1..words.len())
        .find(|i| !words.joined(*i) && words.sign(*i) != "." || words.is(*i, "và"))
        .unwrap_or(words.len())
}

fn span(words: &Words<'_>, tokens: Range<usize>) -> Span {
    words
        .span(tokens.start)
        .cover(words.span(tokens.end.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(place: &str, expected: &[&str]) {
        let found: Vec<String> = localities(place)
            .into_iter()
            .map(|locality| match locality.district {
                Some(district) => format!("{} > {district}", locality.top),
                None => locality.top,
            })
            .collect();
        assert_eq!(found, expected, "{place}");
    }

    #[test]
    fn provinces_by_all_their_names() {
        check("Lạng Sơn", &["Lạng Sơn"]);
        check("tỉnh Sóc Trăng", &["Sóc Trăng"]);
        check("tỉnh Thanh Hoá", &["Thanh Hóa"]);
        for name in [
            "TP.HCM",
            "TP HCM",
            "TPHCM",
            "Sài Gòn",
            "TP.Hồ Chí Minh",
            "thành phố Hồ Chí Minh",
        ] {
            check(name, &["Hồ Chí Minh"]);
        }
        check("thủ đô Hà Nội", &["Hà Nội"]);
        check("Bà Rịa-Vũng Tàu", &["Bà Rịa - Vũng Tàu"]);
        check("tỉnh Bắc Cạn", &["Bắc Kạn"]);
        check("Hòa Bình", &["Hòa Bình"]);
        check("khu vực TP.HCM", &["Hồ Chí Minh"]);
    }

    #[test]
    fn districts_lie_in_their_province() {
        check("huyện Vũ Thư", &["Thái Bình > Vũ Thư"]);
        check(
            "xã Tân Lập, huyện Vũ Thư, Thái Bình",
            &["Thái Bình", "Thái Bình > Vũ Thư"],
        );
        check("thành phố Lai Châu", &["Lai Châu > Lai Châu"]);
        check("TP Vinh", &["Nghệ An > Vinh"]);
        check("Vinh", &["Nghệ An > Vinh"]);
        check("quận 1, TP.HCM", &["Hồ Chí Minh", "Hồ Chí Minh > Quận 1"]);
        check("quận Cầu Giấy", &["Hà Nội > Cầu Giấy"]);
    }

    #[test]
    fn a_district_of_several_provinces_needs_its_province() {
        check("huyện Châu Thành", &["huyện Châu Thành"]);
        check(
            "huyện Châu Thành, tỉnh Bến Tre",
            &["Bến Tre", "Bến Tre > Châu Thành"],
        );
    }

    #[test]
    fn names_of_smaller_places_are_not_the_province() {
        check("xã Phú Thọ", &["xã Phú Thọ"]);
        check("đường Hồ Chí Minh", &["đường Hồ Chí Minh"]);
        check("phường Phú Thọ Hòa, Hà Nội", &["Hà Nội"]);
        check("vùng biển Việt Nam", &["vùng biển Việt Nam"]);
        check("quận 13", &["quận 13"]);
    }

    #[test]
    fn lists_countries_and_regions() {
        check("Hà Nội và TP.HCM", &["Hà Nội", "Hồ Chí Minh"]);
        check(
            "Huế, Đà Nẵng và Vinh",
            &["Huế", "Nghệ An > Vinh", "Đà Nẵng"],
        );
        check("VN", &["Việt Nam"]);
        check(
            "thành phố Thâm Quyến, tỉnh Quảng Đông",
            &["Quảng Đông", "Thâm Quyến"],
        );
        check("sân bay Narita, Nhật", &["Nhật Bản"]);
        check("miền Trung", &["miền Trung"]);
        check("", &[]);
    }

    #[test]
    fn merged_provinces_know_what_they_became() {
        assert_eq!(now("Hà Giang"), Some("Tuyên Quang"));
        assert_eq!(now("Lạng Sơn"), None);
        assert_eq!(now("Hồ Chí Minh"), None);
        assert_eq!(now("Huế"), None);
    }

    #[test]
    fn every_other_name_goes_under_one_of_the_table() {
        let own: Vec<Vec<&str>> = rows(place::TABLE).collect();
        for row in &own {
            let other = row[3] == "-" && row[5] != "-";
            if !matches!(row[1], "district" | "city") && other {
                let one = own
                    .iter()
                    .find(|one| one[0] == row[5] && (one[5] == "-" || one[3] != "-"));
                assert!(one.is_some(), "{row:?}");
            }
        }
    }
}

//! Units of measure, from `tables/units.tsv`.
//!
//! Invariant: a unit's canonical name is what facts carry; its dimension and factor are what makes
//! two units comparable (`25 ha` and `250.000 m2`). The factors are exact decimals. A counted noun
//! ("hộ", "dự án") is no unit of this table: its dimension is [`COUNT`].

use super::decimal::Decimal;
use super::lexicon::{PhraseTable, Words, list, rows};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The dimension of counted nouns: their noun is part of the metric, not of the unit.
pub const COUNT: &str = "count";

/// The dimension of a number without any unit.
pub const NUMBER: &str = "number";

/// The table of units; its columns are named in its header.
pub const TABLE: &str = include_str!("tables/units.tsv");

/// A unit of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The canonical name: "VND", "%", "ha".
    pub canonical: &'static str,
    /// What it measures; units compare within one dimension.
    pub dimension: &'static str,
    /// How many base units of the dimension one of it is.
    pub factor: Decimal,
    /// By what a number written with this spelling is multiplied to be in the canonical unit:
    /// 0.1 for "tạ", whose canonical unit is the tonne.
    pub multiplier: Decimal,
    /// How Vietnamese text writes it: "đồng" for VND.
    pub written: &'static str,
}

impl Unit {
    /// Whether it is a currency: each is a dimension of its own, named by its code.
    #[must_use]
    pub fn is_money(self) -> bool {
        let code = |name: &str| name.len() == 3 && name.bytes().all(|b| b.is_ascii_uppercase());
        self.canonical == self.dimension && code(self.canonical)
    }
}

/// A unit found behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitFound {
    /// The unit.
    pub unit: Unit,
    /// How many tokens it takes; none for a sign.
    pub tokens: usize,
    /// Where it stands in the normalised text.
    pub span: Span,
}

/// A unit with the spelling that names it.
#[derive(Debug, Clone, Copy)]
struct Named {
    unit: Unit,
    form: &'static str,
}

struct Units {
    vietnamese: PhraseTable<Named>,
    english: PhraseTable<Named>,
    by_name: HashMap<&'static str, Unit>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut units = Units {
        vietnamese: PhraseTable::default(),
        english: PhraseTable::default(),
        by_name: HashMap::new(),
    };
    for row in rows(TABLE) {
        let [
            canonical,
            dimension,
            factor,
            multiplier,
            vietnamese,
            english,
            ..,
        ] = row.as_slice()
        else {
            continue;
        };
        let (Some(factor), Some(multiplier)) = (Decimal::parse(factor), Decimal::parse(multiplier))
        else {
            continue;
        };
        let unit = Unit {
            canonical,
            dimension,
            factor,
            multiplier,
            written: list(vietnamese).next().unwrap_or(canonical),
        };
        for form in list(vietnamese) {
            units.vietnamese.insert(form, Named { unit, form });
        }
        for form in list(english) {
            units.english.insert(form, Named { unit, form });
        }
        units.by_name.entry(canonical).or_insert(unit);
    }
    units
});

/// The unit of that canonical name.
#[must_use]
pub fn named(canonical: &str) -> Option<Unit> {
    UNITS.by_name.get(canonical).copied()
}

/// How Vietnamese text writes the unit of that canonical name; a counted noun is its own name.
#[must_use]
pub fn written(canonical: &str) -> &str {
    named(canonical).map_or(canonical, |unit| unit.written)
}

/// In which language unit names are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese names and signs.
    Vietnamese,
    /// English names too, as questions use them.
    Any,
}

/// The unit that stands right behind token `last`, a sign ("80%") or words ("5 tỷ đồng").
#[must_use]
pub fn after(words: &Words<'_>, last: usize, language: Language) -> Option<UnitFound> {
    let gap = words.gap(last + 1);
    let start = words.span(last).end;
    let sign = gap.trim_start_matches(' ');
    // "°C" begins with the sign "°", which is a unit too.
    let degrees = matches!(sign, "°" | "º") && at(words, last + 1, language).is_some();
    let found = (!degrees && !sign.is_empty())
        .then(|| UNITS.vietnamese.symbol(sign))
        .flatten();
    if let Some((length, found)) = found {
        let at = start + gap.len() - sign.len();
        return Some(UnitFound {
            unit: found.unit,
            tokens: 0,
            span: Span::new(at, at + length),
        });
    }
    let blank = |c: char| c == ' ' || c == '°' || c == 'º';
    if !gap.chars().all(blank) {
        return None;
    }
    at(words, last + 1, language)
}

/// The unit that begins with token `at`.
#[must_use]
pub fn at(words: &Words<'_>, at: usize, language: Language) -> Option<UnitFound> {
    if at >= words.len() {
        return None;
    }
    let mut found = UNITS.vietnamese.longest(words, at);
    if language == Language::Any {
        let english = UNITS.english.longest(words, at);
        if english.map_or(0, |e| e.tokens) > found.map_or(0, |f| f.tokens) {
            found = english;
        }
    }
    let found = found?;
    // A lone letter is a unit only in its own case: "5 m", never "5 M"; "5 V", never "5 v".
    let word = words.word(at);
    let lone = found.tokens == 1 && word.chars().count() == 1;
    // "220v" is written too.
    let electric = matches!(found.value.unit.canonical, "V" | "W") && words.gap(at).is_empty();
    if lone && !electric && !found.value.form.ends_with(word) {
        return None;
    }
    // "số 2 Đồng Xoài", "12 Tạ Quang Bửu": a name begins there.
    let next = at + found.tokens;
    let titled = found.tokens == 1
        && !lone
        && words.is_capital(at)
        && word.chars().skip(1).all(char::is_lowercase)
        && !found.value.form.starts_with(char::is_uppercase);
    if titled && words.is_capital(next) && words.joined(next) {
        return None;
    }
    Some(UnitFound {
        unit: found.value.unit,
        tokens: found.tokens,
        span: Span::new(words.span(at).start, found.end),
    })
}

/// The currency with that code in capitals: "USD", "VND".
#[must_use]
pub fn currency_code(code: &str) -> Option<Unit> {
    let capitals = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    match code {
        "Rs" => named("INR"),
        "RM" => named("MYR"),
        // These are names before a number more often: rescue ships, programming languages.
        "SAR" | "PHP" | "TRY" | "LAK" | "BTC" => None,
        _ => named(code).filter(|unit| capitals && unit.is_money()),
    }
}

/// The name of a unit as the denominator of a rate: durations as written ("năm"), others canonical.
#[must_use]
pub fn denominator(words: &Words<'_>, at: usize, found: &UnitFound) -> String {
    match found.unit.dimension {
        "s" | "month" => super::measure::lower(words, at, at + found.tokens),
        _ => found.unit.canonical.to_owned(),
    }
}

/// The unit that stands right before token `first`: a sign ("$5", "US$5") or a code ("USD 5").
#[must_use]
pub fn before(words: &Words<'_>, first: usize) -> Option<UnitFound> {
    let gap = words.gap(first);
    let start = words.span(first).start;
    let sign = gap.chars().next_back()?;
    if matches!(sign, '$' | '€' | '£' | '¥' | '₫' | '฿' | '₩' | '₹') {
        let at = start - sign.len_utf8();
        let mut buffer = [0; 4];
        let found = UNITS.vietnamese.symbol(sign.encode_utf8(&mut buffer));
        return found.map(|(_, found)| UnitFound {
            unit: found.unit,
            tokens: 0,
            span: Span::new(at, start),
        });
    }
    let code = first.checked_sub(1)?;
    let close = matches!(gap, " " | ". " | "." | "-");
    // "5 USD 20 người": the code belongs to the number before it.
    let own = code == 0 || !words.is_number(code - 1);
    let unit = currency_code(words.word(code)).filter(|_| close && own)?;
    Some(UnitFound {
        unit,
        tokens: 0,
        span: Span::new(words.span(code).start, start),
    })
}

/// The dimension of a fact's unit, and the factor to its base unit: a counted noun has the
/// dimension [`COUNT`], no unit at all [`NUMBER`].
#[must_use]
pub fn dimension(unit: Option<&str>) -> (&'static str, Decimal) {
    let one = Decimal::new(1, 0);
    match unit {
        None => (NUMBER, one),
        Some(name) => named(name).map_or((COUNT, one), |unit| (unit.dimension, unit.factor)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};

    /// The unit behind the first number of `text`.
    fn unit_in(text: &str) -> Option<&'static str> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        (0..words.len())
            .filter_map(|i| Some((i, crate::facts::number::numeral(&words, i)?)))
            .find_map(|(i, n)| {
                after(&words, i + n.tokens - 1, Language::Vietnamese)
                    .or_else(|| before(&words, i))
                    .map(|found| found.unit.canonical)
            })
    }

    #[test]
    fn every_row_is_read_in_its_example() {
        for row in rows(TABLE) {
            assert_eq!(row.len(), 8, "cells in {row:?}");
            assert_eq!(unit_in(row[6]), Some(row[0]), "{}", row[6]);
            assert!(!row[7].is_empty() && row[7] != "-", "source of {row:?}");
            assert!(
                Decimal::parse(row[2]).is_some() && Decimal::parse(row[3]).is_some(),
                "{row:?}"
            );
        }
    }

    #[test]
    fn units_stand_right_behind_the_number() {
        for (text, unit) in [
            ("đạt 80,5% dự toán", Some("%")),
            ("tăng 2,5 điểm phần trăm", Some("pp")),
            ("thu 282,6 tỷ đồng", Some("VND")),
            ("xuất 1,2 triệu tấn", Some("t")),
            ("rộng 25.329m2", Some("m2")),
            ("rộng 25.329 m²", Some("m2")),
            ("có 5 tổ", None),
            ("14/15, tấn", None),
            ("nóng 38°C", Some("°C")),
        ] {
            assert_eq!(unit_in(text), unit, "{text}");
        }
    }

    #[test]
    fn dimensions_compare() {
        assert_eq!(dimension(Some("ha")), ("m2", Decimal::new(1, 4)));
        assert_eq!(dimension(Some("hộ")).0, COUNT);
        assert_eq!(dimension(None).0, NUMBER);
    }

    #[test]
    fn units_are_written_as_in_vietnamese_text() {
        for (canonical, text) in [
            ("VND", "đồng"),
            ("%", "%"),
            ("pp", "điểm phần trăm"),
            ("t", "tấn"),
            ("kg", "kg"),
            ("month", "tháng"),
            ("tổ chức đảng", "tổ chức đảng"),
        ] {
            assert_eq!(written(canonical), text);
        }
    }
}

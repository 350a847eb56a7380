//! Syllables taken apart, and every spelling of every syllable against its term.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::text::{Analysis, Normalized};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

#[track_caller]
fn check(word: &str, onset: &str, rime: &str, tone: Tone) {
    let syllable = Syllable::parse(word).unwrap();
    assert_eq!(
        (syllable.onset, syllable.rime, syllable.tone),
        (onset, rime, tone)
    );
}

#[test]
fn parts() {
    check("ngân", "ng", "ân", Tone::Level);
    check("sách", "s", "ach", Tone::Acute);
    check("ĐƯỜNG", "đ", "ương", Tone::Grave);
    check("nghiêng", "ngh", "iêng", Tone::Level);
    check("quốc", "qu", "ôc", Tone::Acute);
    check("quá", "qu", "a", Tone::Acute);
    check("quý", "qu", "y", Tone::Acute);
    check("quyền", "qu", "yên", Tone::Grave);
    check("của", "c", "ua", Tone::Hook);
    check("giá", "gi", "a", Tone::Acute);
    check("gía", "gi", "a", Tone::Acute);
    check("gì", "gi", "i", Tone::Grave);
    check("gìn", "gi", "in", Tone::Grave);
    check("giếng", "gi", "iêng", Tone::Acute);
    check("giêsu".trim_end_matches("su"), "gi", "ê", Tone::Level);
    check("giạ", "gi", "a", Tone::Dot);
    check("gịa", "gi", "ia", Tone::Dot);
    check("giữa", "gi", "ưa", Tone::Tilde);
    check("ghế", "gh", "ê", Tone::Acute);
    check("yêu", "", "yêu", Tone::Level);
    check("ỷ", "", "y", Tone::Hook);
    check("khuỷu", "kh", "uyu", Tone::Hook);
    check("hoà", "h", "oa", Tone::Grave);
    check("hòa", "h", "oa", Tone::Grave);
    check("khuya", "kh", "uya", Tone::Level);
    check("ươn", "", "ươn", Tone::Level);
    check("xoong", "x", "oong", Tone::Level);
}

#[test]
fn foreign_words_are_no_syllables() {
    for word in [
        "",
        "b",
        "đ",
        "tp",
        "ubnd",
        "covid",
        "boeing",
        "street",
        "ngh",
        "q",
        "u23",
        "đắk",
        "kạn",
        "ngi",
        "ghà",
        "cê",
        "ke1",
        "fa",
        "wá",
        "zô",
        "iên",
        "kyên",
        "quu",
        "coa",
        "hôà",
        "toán học",
        "nghiênghi",
        "việtt",
        "日",
        "naïve",
    ] {
        assert_eq!(Syllable::parse(word), None, "{word}");
    }
}

#[test]
fn stops_take_two_tones() {
    for word in ["sác", "sạc", "lớp", "hợp", "mát", "một", "sách", "sạch"] {
        assert!(is_syllable(word), "{word}");
    }
    for word in ["sac", "sàc", "lởp", "mãt", "sach", "sảch"] {
        assert!(!is_syllable(word), "{word}");
    }
    for syllable in all().filter(Syllable::is_stopped) {
        assert!(matches!(syllable.tone, Tone::Acute | Tone::Dot));
    }
}

#[test]
fn tones_are_written_on_their_letter() {
    for (word, new, old) in [
        ("hoà", "hoà", "hòa"),
        ("khoẻ", "khoẻ", "khỏe"),
        ("thuỷ", "thuỷ", "thủy"),
        ("quý", "quý", "quý"),
        ("quá", "quá", "quá"),
        ("hoàn", "hoàn", "hoàn"),
        ("ngoài", "ngoài", "ngoài"),
        ("khuỷu", "khuỷu", "khuỷu"),
        ("huỳnh", "huỳnh", "huỳnh"),
        ("của", "của", "của"),
        ("mía", "mía", "mía"),
        ("người", "người", "người"),
        ("giếng", "giếng", "giếng"),
        ("gịa", "gịa", "gịa"),
        ("giạ", "giạ", "giạ"),
        ("gì", "gì", "gì"),
        ("yểu", "yểu", "yểu"),
        ("tuế", "tuế", "tuế"),
    ] {
        let syllable = Syllable::parse(word).unwrap();
        assert_eq!(syllable.spell(Placement::New), new);
        assert_eq!(syllable.spell(Placement::Old), old);
    }
}

#[test]
fn rimes_are_sorted() {
    assert!(RIMES.is_sorted());
}

fn term(text: &str) -> String {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    assert_eq!(analysis.len(), 1, "{text}");
    analysis.get(0).unwrap().term().to_owned()
}

/// Every letter as base and marks, with the marks in the given order.
fn apart(word: &str, swapped: bool) -> String {
    let mut out = String::new();
    for cluster in word.chars() {
        let mut parts: Vec<char> = std::iter::once(cluster).nfd().collect();
        if swapped {
            parts[1..].reverse();
        }
        out.extend(parts);
    }
    out
}

/// Letters with their shape mark, tones as marks behind them, as Windows-1258 writes.
fn tone_apart(word: &str) -> String {
    let tone_mark = |tone: Tone| {
        let marks = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
        marks
            .into_iter()
            .find(|m| letters::combining_tone(*m) == Some(tone))
    };
    word.chars()
        .flat_map(|c| {
            let letter = letters::letter(c).unwrap();
            let plain = Letter {
                tone: Tone::Level,
                ..letter
            };
            letters::compose(plain)
                .into_iter()
                .chain(tone_mark(letter.tone))
        })
        .collect()
}

#[test]
fn every_spelling_meets_its_term_and_no_other() {
    let mut spelled: HashMap<String, Syllable> = HashMap::new();
    let mut terms: HashMap<String, Syllable> = HashMap::new();
    for syllable in all() {
        let new = syllable.spell(Placement::New);
        let old = syllable.spell(Placement::Old);
        assert_eq!(spelled.insert(new.clone(), syllable), None, "{new}");
        let expected = term(&new);
        // No two syllables share a term, without exception.
        assert_eq!(terms.insert(expected.clone(), syllable), None, "{new}");
        for word in [&new, &old] {
            assert_eq!(Syllable::parse(word), Some(syllable), "{word}");
            for spelling in [
                word.clone(),
                apart(word, false),
                apart(word, true),
                tone_apart(word),
                word.to_uppercase(),
                apart(&word.to_uppercase(), true),
                format!("\u{FEFF}{word}\u{AD}"),
                word.chars().flat_map(|c| [c, '\u{200B}']).collect(),
                word.replace('đ', "ð"),
                word.to_uppercase().replace('Đ', "Ð"),
            ] {
                assert_eq!(term(&spelling), expected, "{spelling:?}");
            }
        }
    }
    assert!(
        spelled.len() > 6958,
        "more than the attested ones: {}",
        spelled.len()
    );
}

#[track_caller]
fn variants(word: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|w| term(w)).collect();
    assert_eq!(spelling_variants(&term(word)), expected, "{word}");
}

#[test]
fn two_spellings_of_one_word() {
    variants("kỹ", &["kĩ"]);
    variants("kĩ", &["kỹ"]);
    variants("tỷ", &["tỉ"]);
    variants("lý", &["lí"]);
    variants("quý", &["quí"]);
    variants("thi", &["thy"]);
    variants("ky", &["ki"]);
    variants("dòng", &["giòng"]);
    variants("giông", &["dông"]);
    for word in [
        "tay", "tai", "đi", "chi", "ý", "gì", "phi", "thuỷ", "nghị", "dành", "giành", "kỳnh", "12",
    ] {
        variants(word, &[]);
    }
}

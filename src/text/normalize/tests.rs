//! Spellings that meet, and properties over every kind of character that is changed.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(original: &str, expected: &str) {
    let normalised = Normalized::new(original);
    assert_eq!(normalised.as_str(), expected, "{original:?}");
    assert_eq!(Normalized::new(expected).as_str(), expected, "normal twice");
}

#[test]
fn letters_are_composed() {
    check("ngân sách", "ngân sách");
    check("nga\u{302}n sa\u{301}ch", "ngân sách");
    check("e\u{301}\u{302}", "ế");
    check("e\u{302}\u{301}", "ế");
    check("ê\u{301}", "ế");
    check("é\u{302}", "ế");
    check("u\u{31B}\u{323}", "ự");
    check("u\u{323}\u{31B}", "ự");
    check("o\u{340}\u{341}", "ò\u{301}");
    check("Đ\u{323}", "Đ\u{323}");
    check("u\u{308}", "ü");
    check("\u{301}a", "\u{301}a");
    check("\u{212B}", "Å");
    check("ａ\u{301}", "á");
    check("a\u{AD}\u{301}", "á");
    check("hoà hòa", "hoà hòa");
    check("", "");
}

#[test]
fn signs_are_unified() {
    check("80\u{A0}%\u{3000}a\u{202F}b", "80 % a b");
    for dash in [
        '‐', '‑', '‒', '–', '—', '―', '−', '－', '﹘', '﹣', '〜', '⸺',
    ] {
        check(&format!("5{dash}7"), "5-7");
    }
    check("１２,５％（ａ）", "12,5%(a)");
    check("“a” ‘b’…", "“a” ‘b’…");
    check("a\u{2028}b\u{85}c", "a\nb\nc");
    check("a\rb\r\nc\r\rd\r", "a\nb\r\nc\n\nd\n");
    check("ngân\u{AD} sách\u{200B}\u{FEFF}\u{200D}", "ngân sách");
    check("\u{FEFF}a", "a");
    check("-5 +7", "-5 +7");
}

#[test]
fn eth_is_read_in_vietnamese_words_alone() {
    check("Ðường Ðà Nẵng ði", "Đường Đà Nẵng đi");
    check("NÐ-CP, UBNÐ, QÐ", "NĐ-CP, UBNĐ, QĐ");
    check("Ðắk Lắk", "Đắk Lắk");
    check("Ðu\u{31B}o\u{31B}\u{300}ng", "Đường");
    check("5.000ð, 5.000 ð", "5.000đ, 5.000 đ");
    check("Guðmundur Sigurðsson, Ðórr", "Guðmundur Sigurðsson, Ðórr");
    check("Ð ð", "Ð ð");
    check("ðþ Ðæ", "ðþ Ðæ");
    check(&"ð".repeat(40), &"ð".repeat(40));
}

#[test]
fn spans_go_back() {
    let original = "a nga\u{302}n\u{AD} 80\u{2013}90";
    let normalised = Normalized::new(original);
    let text = normalised.as_str();
    for (word, from) in [
        ("ngân", "nga\u{302}n"),
        ("80", "80"),
        ("90", "90"),
        ("80-90", "80\u{2013}90"),
        ("a", "a"),
    ] {
        let at = text.find(word).unwrap_or_default();
        let back = normalised.original(Span::new(at, at + word.len()));
        assert_eq!(back.of(original), from);
    }
}

#[test]
fn what_stays_before_marks_that_change_has_its_own_place() {
    // A mark that says nothing new has the place of its letter.
    let twice = Normalized::new("Ô\u{302}");
    assert_eq!(
        twice.original(Span::new(0, twice.as_str().len())),
        Span::new(0, 4)
    );
    // Tibetan that comes apart, Hebrew points that change places.
    for original in ["24\u{FB9}", "8\u{5BB}\u{5B0}"] {
        let normalised = Normalized::new(original);
        let digits = original.find(|c: char| !c.is_ascii()).unwrap_or_default();
        let back = normalised.original(Span::new(0, digits));
        assert_eq!(back, Span::new(0, digits), "{original:?}");
        let marks = normalised.original(Span::new(digits, normalised.as_str().len()));
        assert_eq!(marks, Span::new(digits, original.len()), "{original:?}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .,%đưƠăâêÔẠễỹ]{1,4}",
        "[\u{300}\u{301}\u{302}\u{303}\u{306}\u{308}\u{309}\u{31B}\u{323}\u{335}\u{340}]{1,3}",
        "[\u{AD}\u{200B}\u{200D}\u{FEFF}\u{FE0F}\u{A0}\u{2013}\u{2212}\u{3000}\u{85}]",
        "[ÐðƉɖ１ａＢ－\u{212B}\u{2126}\u{958}가\u{1100}\u{1161}日🎉]",
        "[\u{FB9}\u{5BB}\u{5B0}\u{DD8}]{1,2}",
        "\\PC",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in any_text()) {
        let once = Normalized::new(&text);
        let twice = Normalized::new(once.as_str());
        prop_assert_eq!(once.as_str(), twice.as_str());
        prop_assert!(matches!(twice.text, Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_invisible_or_apart_is_left(text in any_text()) {
        let normalised = Normalized::new(&text);
        for c in normalised.as_str().chars() {
            prop_assert!(!is_invisible(c) && unified(c).is_none());
        }
    }

    #[test]
    fn the_original_is_recovered(text in any_text()) {
        let normalised = Normalized::new(&text);
        let mut recovered = String::new();
        let mut end = 0;
        for (at, c) in normalised.as_str().char_indices() {
            let back = normalised.original(Span::new(at, at + c.len_utf8()));
            prop_assert!(text.is_char_boundary(back.start) && text.is_char_boundary(back.end));
            // Characters made of one cluster share its span; what lies between spans is invisible.
            if back.start >= end {
                let between = &text[end..back.start];
                prop_assert!(between.chars().all(is_invisible), "{:?}", between);
                recovered.push_str(between);
                recovered.push_str(back.of(&text));
            }
            prop_assert!(back.end >= end);
            end = back.end;
        }
        recovered.push_str(&text[end..]);
        prop_assert!(text[end..].chars().all(is_invisible));
        prop_assert_eq!(recovered, text);
    }

    #[test]
    fn spans_hold_what_they_held(text in any_text(), from in 0..40_usize, length in 0..40_usize) {
        let normalised = Normalized::new(&text);
        let places: Vec<usize> = normalised.as_str().char_indices().map(|(i, _)| i)
            .chain([normalised.as_str().len()]).collect();
        let start = places[from.min(places.len() - 1)];
        let end = places[(from + length).min(places.len() - 1)];
        let span = Span::new(start, end);
        let back = normalised.original(span);
        prop_assert!(text.get(std::ops::Range::from(back)).is_some());
        let whole = normalised.original(Span::new(0, normalised.as_str().len()));
        prop_assert!(whole.contains(back) || back.is_empty());
    }
}

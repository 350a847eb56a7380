//! Encodings against known bytes, round trips over every letter, detection.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::text::letters::{self, Letter, Tone};
use proptest::prelude::*;

const MOTTO: &str = "Cộng hoà xã hội chủ nghĩa Việt Nam";

/// The 134 letters beyond ASCII.
fn marked_letters() -> impl Iterator<Item = char> {
    ('\u{C0}'..'\u{1F00}').filter(|c| letters::letter(*c).is_some())
}

fn ascii() -> impl Iterator<Item = char> {
    std::iter::once('\t').chain(' '..='~')
}

#[track_caller]
fn check(bytes: &[u8], encoding: Encoding, text: &str) {
    let decoded = decode(bytes, Some(encoding));
    assert_eq!(decoded.text, text, "{encoding}");
    assert_eq!(decoded.unreadable, Unreadable::default(), "{encoding}");
}

#[track_caller]
fn detects(bytes: &[u8], encoding: Encoding, text: &str) {
    let decoded = decode(bytes, None);
    assert_eq!(decoded.text, text);
    assert_eq!(decoded.encoding, encoding);
    assert!(decoded.confidence > 0.9, "{}", decoded.confidence);
}

/// The bytes of a string of characters below U+0100.
fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap_or(0)).collect()
}

/// The letters with marks as VNI Software printed them, read as Latin-1.
const VNI_LETTERS: &str = "áaù àaø ảaû ãaõ ạaï ăaê ắaé ằaè ẳaú ẵaü ặaë âaâ ấaá ầaà ẩaå ẫaã ậaä \
    éeù èeø ẻeû ẽeõ ẹeï êeâ ếeá ềeà ểeå ễeã ệeä íí ìì ỉæ ĩó ịò óoù òoø ỏoû õoõ ọoï ôoâ ốoá ồoà \
    ổoå ỗoã ộoä ơô ớôù ờôø ởôû ỡôõ ợôï úuù ùuø ủuû ũuõ ụuï ưö ứöù ừöø ửöû ữöõ ựöï ýyù ỳyø ỷyû \
    ỹyõ ỵî đñ";

/// The bytes of `text`; none where the encoding lacks a letter.
fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let byte_of = |c: char, decode: fn(u8) -> char| (0..=255).find(|b| decode(*b) == c);
    match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Tcvn3 => text.chars().map(|c| byte_of(c, tcvn3::decode)).collect(),
        Encoding::Viscii => text.chars().map(|c| byte_of(c, viscii::decode)).collect(),
        Encoding::Vni => Some(text.chars().flat_map(vni_bytes).collect()),
        Encoding::Windows1258 => {
            let apart: String = text.chars().flat_map(tone_apart).collect();
            let (bytes, _, failed) = encoding_rs::WINDOWS_1258.encode(&apart);
            (!failed).then(|| bytes.into_owned())
        }
    }
}

fn vni_bytes(c: char) -> Vec<u8> {
    let small = c.to_lowercase().next().unwrap_or(c);
    let Some(row) = VNI_LETTERS
        .split_whitespace()
        .find(|r| r.starts_with(small))
    else {
        return vec![u8::try_from(c).unwrap_or(b'?')];
    };
    let written = row.strip_prefix(small).unwrap_or_default();
    let written = if c == small {
        written.to_owned()
    } else {
        written.to_uppercase()
    };
    latin1(&written)
}

/// The letter without tone and the tone behind it.
fn tone_apart(c: char) -> Vec<char> {
    let Some(letter) = letters::letter(c) else {
        return vec![c];
    };
    let plain = letters::compose(Letter {
        tone: Tone::Level,
        ..letter
    });
    let marks = "\u{300}\u{301}\u{309}\u{303}\u{323}";
    let tone = marks
        .chars()
        .find(|m| letters::combining_tone(*m) == Some(letter.tone));
    plain.into_iter().chain(tone).collect()
}

#[test]
fn known_texts() {
    // How these encodings look when read as Latin-1, as anyone who met such a file knows.
    let abc = latin1("Céng hoµ x· héi chñ nghÜa ViÖt Nam");
    check(&abc, Encoding::Tcvn3, MOTTO);
    detects(&abc, Encoding::Tcvn3, MOTTO);
    let vni_bytes = latin1("Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam");
    check(&vni_bytes, Encoding::Vni, MOTTO);
    detects(&vni_bytes, Encoding::Vni, MOTTO);
    let capitals = latin1("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC, ngöôøi ñöôïc");
    let text = "ĐỘC LẬP - TỰ DO - HẠNH PHÚC, người được";
    check(&capitals, Encoding::Vni, text);
    detects(&capitals, Encoding::Vni, text);
    let cp1258 = b"C\xF4\xF2ng hoa\xCC xa\xDE h\xF4\xF2i chu\xD2 nghi\xDEa Vi\xEA\xF2t Nam";
    check(cp1258, Encoding::Windows1258, MOTTO);
    detects(cp1258, Encoding::Windows1258, MOTTO);
    let viscii_bytes = b"C\xB5ng ho\xE0 x\xE3 h\xB5i ch\xFC ngh\xEEa Vi\xAEt Nam";
    check(viscii_bytes, Encoding::Viscii, MOTTO);
    detects(viscii_bytes, Encoding::Viscii, MOTTO);
}

#[test]
fn every_letter_round_trips() {
    for encoding in Encoding::all() {
        for c in marked_letters().chain(ascii()) {
            let no_code = encoding == Encoding::Tcvn3
                && letters::letter(c).is_some_and(|l| l.upper && l.tone != Tone::Level);
            if no_code {
                continue;
            }
            let text = format!("a{c}a {c}");
            let bytes = encode(&text, encoding).unwrap();
            check(&bytes, encoding, &text);
        }
    }
}

/// A report as an office would keep it, with the signs that word processors put in.
const REPORT: &str = "Ủy ban nhân dân huyện báo cáo: thu ngân sách 9 tháng đạt 282,6 tỷ đồng, bằng \
    80,5% dự toán; tỷ lệ hộ nghèo giảm còn 5,2%.\r\nĐường giao thông nông thôn được cứng hóa 25 km, \
    người dân đóng góp 1.200 ngày công, thực hiện nghiêm chỉnh quy định của Nhà nước.\r\n";

#[test]
fn a_report_is_recognised() {
    for encoding in Encoding::all() {
        let text = match encoding {
            Encoding::Tcvn3 => REPORT.replace('Ủ', "ủ"),
            _ => REPORT.to_owned(),
        };
        let bytes = encode(&text, encoding).unwrap();
        detects(&bytes, encoding, &text);
        let padded = [b"id: 12, name: report, ".repeat(9000), bytes].concat();
        if !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            assert_eq!(decode(&padded, None).encoding, encoding);
        }
    }
}

#[test]
fn marks_of_byte_order_decide() {
    for (mark, encoding) in [
        (&b"\xEF\xBB\xBF"[..], Encoding::Utf8),
        (b"\xFF\xFE", Encoding::Utf16Le),
        (b"\xFE\xFF", Encoding::Utf16Be),
    ] {
        for text in [REPORT, "a", ""] {
            let bytes = [mark, &encode(text, encoding).unwrap()].concat();
            detects(&bytes, encoding, text);
            check(&bytes, encoding, text);
        }
    }
    detects(
        &encode("km 25, plain", Encoding::Utf16Le).unwrap(),
        Encoding::Utf16Le,
        "km 25, plain",
    );
}

#[test]
fn valid_utf8_is_utf8() {
    for text in [
        "",
        "plain",
        "ngân sách",
        "façade à Genève",
        "日本",
        "a\0b",
        "Ê",
        "\u{2}\u{1e}",
    ] {
        detects(text.as_bytes(), Encoding::Utf8, text);
    }
}

#[test]
fn unreadable_bytes_are_counted() {
    let broken = [
        REPORT.as_bytes(),
        b"\xFF\xFE h\xE1\xBB",
        "ộ nghèo".as_bytes(),
    ]
    .concat();
    let decoded = decode(&broken, None);
    assert_eq!(decoded.encoding, Encoding::Utf8);
    assert!(decoded.confidence < 1.0);
    let unreadable = Unreadable {
        bytes: 4,
        first: Some(REPORT.len()),
    };
    assert_eq!(decoded.unreadable, unreadable);
    assert_eq!(decoded.text.matches('\u{FFFD}').count(), 3);

    let alone = decode(b"\x41\x00\x00\xD8\x42\x00\x43", Some(Encoding::Utf16Le));
    assert_eq!(alone.text, "A\u{FFFD}B\u{FFFD}");
    let unreadable = Unreadable {
        bytes: 3,
        first: Some(2),
    };
    assert_eq!(alone.unreadable, unreadable);

    let hole = decode(b"Vi\x81\xD6t", Some(Encoding::Tcvn3));
    assert_eq!(hole.text, "Vi\u{FFFD}ệt");
    assert_eq!(hole.unreadable.first, Some(2));
}

#[test]
fn other_languages_are_no_old_vietnamese() {
    for latin in [
        "D\u{e9}j\u{e0} vu: la soci\u{e9}t\u{e9} g\u{e9}n\u{e9}rale",
        "M\u{fc}nchen, Stra\u{df}e, gr\u{fc}n",
    ] {
        let bytes = latin1(latin);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, Encoding::Utf8, "{latin}");
        assert!(decoded.confidence < 0.5 && decoded.unreadable.bytes > 0);
    }
}

#[test]
fn names_parse() {
    for (name, encoding) in [
        ("utf-8", Encoding::Utf8),
        ("UTF-16LE", Encoding::Utf16Le),
        ("utf-16be", Encoding::Utf16Be),
        ("abc", Encoding::Tcvn3),
        ("TCVN3", Encoding::Tcvn3),
        ("vni", Encoding::Vni),
        ("viscii", Encoding::Viscii),
        ("cp1258", Encoding::Windows1258),
        ("windows-1258", Encoding::Windows1258),
    ] {
        assert_eq!(name.parse(), Ok(encoding));
    }
    for encoding in Encoding::all() {
        assert_eq!(encoding.to_string().parse(), Ok(encoding));
    }
    let refused = "latin-9".parse::<Encoding>().unwrap_err().to_string();
    assert!(refused.contains("latin-9") && refused.contains("windows-1258"));
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for forced in std::iter::once(None).chain(Encoding::all().map(Some)) {
            let decoded = decode(&bytes, forced);
            prop_assert!((0.0..=1.0).contains(&decoded.confidence));
            prop_assert!(decoded.unreadable.bytes <= bytes.len());
            prop_assert_eq!(decoded.unreadable.bytes > 0, decoded.unreadable.first.is_some());
        }
    }
}

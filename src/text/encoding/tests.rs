//! Encodings against known bytes, and round trips over every letter.

use super::*;
use crate::text::letters::{self, Letter, Shape, Tone};

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

/// The bytes of `c` in an encoding of one byte a character.
fn byte_of(c: char, decode: fn(u8) -> char) -> Option<u8> {
    (0..=255).find(|b| decode(*b) == c)
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

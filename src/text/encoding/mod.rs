//! Bytes to text: Unicode and the encodings in which Vietnamese was written before it.
//!
//! Invariant: bytes that are valid UTF-8 are read as UTF-8, and every byte that could not be read is
//! counted and stands as U+FFFD in the text. The text of an encoding with separate tones comes
//! composed (NFC).
//! Known gap: one encoding for the whole of the bytes; a file that mixes two is read in the likelier.

mod detect;
mod tcvn3;
mod viscii;
mod vni;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// An encoding of Vietnamese text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// TCVN3 (TCVN 5712:1993), of the ABC fonts.
    Tcvn3,
    /// VNI-Windows, of the VNI fonts.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// Windows-1258, with tones as combining marks.
    Windows1258,
}

/// Every encoding with its names, the first of which is printed.
const NAMES: [(Encoding, &[&str]); 7] = [
    (Encoding::Utf8, &["utf-8", "utf8"]),
    (Encoding::Utf16Le, &["utf-16le", "utf16le", "utf-16"]),
    (Encoding::Utf16Be, &["utf-16be", "utf16be"]),
    (Encoding::Tcvn3, &["tcvn3", "tcvn", "abc"]),
    (Encoding::Vni, &["vni", "vni-windows"]),
    (Encoding::Viscii, &["viscii"]),
    (Encoding::Windows1258, &["windows-1258", "cp1258"]),
];

/// A name that is no encoding's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown encoding {0:?}: expected utf-8, utf-16le, utf-16be, tcvn3 (abc), vni, viscii or \
     windows-1258"
)]
pub struct UnknownEncoding(String);

impl Encoding {
    /// All encodings, Unicode first.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(encoding, _)| *encoding)
    }

    /// The name that is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(encoding, _)| *encoding == self)
            .map_or("utf-8", |(_, names)| names[0])
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|n| n.eq_ignore_ascii_case(name)))
            .map(|(encoding, _)| *encoding)
            .ok_or_else(|| UnknownEncoding(name.to_owned()))
    }
}

/// Bytes that stand for no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unreadable {
    /// How many bytes.
    pub bytes: usize,
    /// Where the first of them stands; none if there are none.
    pub first: Option<usize>,
}

impl Unreadable {
    fn add(&mut self, at: usize, bytes: usize) {
        self.bytes += bytes;
        self.first = self.first.or(Some(at));
    }
}

/// Text read from bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding in which it was read.
    pub encoding: Encoding,
    /// How sure the encoding is, from 0 to 1: 1 where it was asked for, is marked, or
    /// follows from the bytes (valid UTF-8, the NULs of UTF-16); else the share of Vietnamese syllables among the words with marks.
    pub confidence: f64,
    /// What could not be read.
    pub unreadable: Unreadable,
}

/// Reads `bytes` in the encoding `forced`, or in the one that fits them.
#[must_use]
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Decoded<'_> {
    let (encoding, confidence) = match forced {
        Some(encoding) => (encoding, 1.0),
        None => detect::detect(bytes),
    };
    let (text, unreadable) = read(bytes, encoding);
    Decoded {
        text,
        encoding,
        confidence,
        unreadable,
    }
}

/// Reads `bytes` in `encoding`.
fn read(bytes: &[u8], encoding: Encoding) -> (Cow<'_, str>, Unreadable) {
    let mut unreadable = Unreadable::default();
    let text = match encoding {
        Encoding::Utf8 => utf8(bytes, &mut unreadable),
        Encoding::Utf16Le => Cow::Owned(utf16(bytes, u16::from_le_bytes, &mut unreadable)),
        Encoding::Utf16Be => Cow::Owned(utf16(bytes, u16::from_be_bytes, &mut unreadable)),
        Encoding::Tcvn3 => Cow::Owned(composed(&single_bytes(
            bytes,
            tcvn3::decode,
            &mut unreadable,
        ))),
        Encoding::Viscii => Cow::Owned(single_bytes(bytes, viscii::decode, &mut unreadable)),
        Encoding::Vni => Cow::Owned(vni(bytes, &mut unreadable)),
        Encoding::Windows1258 => {
            let (text, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
            Cow::Owned(composed(&text))
        }
    };
    (text, unreadable)
}

fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn utf8<'a>(bytes: &'a [u8], unreadable: &mut Unreadable) -> Cow<'a, str> {
    let (mark, bytes) = match bytes.strip_prefix(detect::UTF8_MARK) {
        Some(rest) => (detect::UTF8_MARK.len(), rest),
        None => (0, bytes),
    };
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = mark;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            unreadable.add(at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    Cow::Owned(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, unreadable: &mut Unreadable) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for read in char::decode_utf16(units) {
        match read {
            Ok('\u{FEFF}') if at == 0 => at += 2,
            Ok(c) => {
                text.push(c);
                at += 2 * c.len_utf16();
            }
            Err(_) => {
                text.push(char::REPLACEMENT_CHARACTER);
                unreadable.add(at, 2);
                at += 2;
            }
        }
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
        unreadable.add(bytes.len() - 1, 1);
    }
    text
}

fn single_bytes(bytes: &[u8], decode: fn(u8) -> char, unreadable: &mut Unreadable) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for (at, byte) in bytes.iter().enumerate() {
        let c = decode(*byte);
        if c == char::REPLACEMENT_CHARACTER {
            unreadable.add(at, 1);
        }
        text.push(c);
    }
    text
}

fn vni(bytes: &[u8], unreadable: &mut Unreadable) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut at = 0;
    while let Some((c, length)) = vni::decode(&bytes[at..]) {
        if c == char::REPLACEMENT_CHARACTER {
            unreadable.add(at, length);
        }
        text.push(c);
        at += length;
    }
    text
}

/// A byte in Windows-1252; U+FFFD for the five that it leaves open.
fn windows_1252(byte: u8) -> char {
    /// Bytes 0x80 to 0x9F (Microsoft, code page 1252).
    const HIGH: [char; 32] = [
        '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž',
        '\u{FFFD}', '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{FFFD}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests;

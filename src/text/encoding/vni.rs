//! VNI-Windows, the encoding of the VNI fonts: a vowel, then one byte with its shape mark and tone.
//!
//! Invariant: a vowel takes at most one mark byte, and two bytes are tried before one. Known gap: a
//! mark byte behind no vowel that takes it is read as Windows-1252.

use crate::text::letters::{self, Letter, Shape, Tone};

/// What the mark bytes add to the vowel before them (VNI Software, *VNI for Windows*); the capital
/// mark is 0x20 below. `None` leaves the shape of the vowel as it is.
const MARKS: [(u8, Option<Shape>, Tone); 17] = [
    (0xF9, None, Tone::Acute),
    (0xF8, None, Tone::Grave),
    (0xFB, None, Tone::Hook),
    (0xF5, None, Tone::Tilde),
    (0xEF, None, Tone::Dot),
    (0xE2, Some(Shape::Circumflex), Tone::Level),
    (0xE1, Some(Shape::Circumflex), Tone::Acute),
    (0xE0, Some(Shape::Circumflex), Tone::Grave),
    (0xE5, Some(Shape::Circumflex), Tone::Hook),
    (0xE3, Some(Shape::Circumflex), Tone::Tilde),
    (0xE4, Some(Shape::Circumflex), Tone::Dot),
    (0xEA, Some(Shape::Breve), Tone::Level),
    (0xE9, Some(Shape::Breve), Tone::Acute),
    (0xE8, Some(Shape::Breve), Tone::Grave),
    (0xFA, Some(Shape::Breve), Tone::Hook),
    (0xFC, Some(Shape::Breve), Tone::Tilde),
    (0xEB, Some(Shape::Breve), Tone::Dot),
];

/// The letters of one byte; the capital is 0x20 below.
const SINGLES: [(u8, char); 9] = [
    (0xEC, 'ì'),
    (0xED, 'í'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xF2, 'ị'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
    (0xEE, 'ỵ'),
    (0xF1, 'đ'),
];

/// The character with which `bytes` begins, and how many bytes it takes.
pub(super) fn decode(bytes: &[u8]) -> Option<(char, usize)> {
    let (&first, rest) = bytes.split_first()?;
    let single = single(first);
    if let Some(&next) = rest.first()
        && let Some(marked) = marked(single, next)
    {
        return Some((marked, 2));
    }
    Some((single, 1))
}

fn single(byte: u8) -> char {
    let small = if byte >= 0xC0 { byte | 0x20 } else { byte };
    match SINGLES.iter().find(|(b, _)| *b == small) {
        Some((_, letter)) if byte == small => *letter,
        Some((_, letter)) => letter.to_uppercase().next().unwrap_or(*letter),
        None => super::windows_1252(byte),
    }
}

fn marked(vowel: char, byte: u8) -> Option<char> {
    if byte < 0xC0 {
        return None;
    }
    let letter = letters::letter(vowel).filter(|l| l.tone == Tone::Level)?;
    let (_, shape, tone) = MARKS.iter().find(|(b, ..)| *b == byte | 0x20)?;
    // i and đ have letters of their own.
    let takes_mark = matches!(letter.base, b'a' | b'e' | b'o' | b'u' | b'y');
    let shape = match shape {
        None => letter.shape,
        Some(shape) if letter.shape == Shape::Plain => *shape,
        Some(_) => return None,
    };
    letters::compose(Letter {
        shape,
        tone: *tone,
        ..letter
    })
    .filter(|_| takes_mark)
}

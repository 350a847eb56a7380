//! Finds the runs of letters and digits that become tokens.
//!
//! Word boundaries are those of Unicode (UAX #29), cut further at every sign inside a word
//! ("TP.HCM", "1_a") except a point or comma between digits, and between digits and the letters
//! glued to them ("25.329m2"). A piece between blanks that holds only ASCII, Latin letters and
//! common signs is cut in one pass over its bytes, any other by the segmentation library.
//! Invariant: both ways give the same tokens, and every ASCII digit of the text lies in one.
//! Known gap: a run of more than [`LONGEST`] bytes is cut without regard to what it is.

use super::draft::Draft;
use super::fold::Folder;
use super::letters::{self, Letter};
use super::tokenize::TokenKind;
use super::{Span, names};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The length of the longest token of letters or digits, in bytes; no word of any language is
/// longer, and a term stays far below what an index can hold.
pub(super) const LONGEST: usize = 255;

/// What a byte of ASCII is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Blank,
    Sign,
    /// A byte of a longer character.
    Wide,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() {
            table[byte] = Class::Letter;
        } else if b.is_ascii_digit() {
            table[byte] = Class::Digit;
        } else if matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C) {
            table[byte] = Class::Blank;
        } else if b >= 0x80 {
            table[byte] = Class::Wide;
        }
        byte += 1;
    }
    table
}

/// The letters and digits of ASCII in lower case; 0 for every other byte.
static SMALL: [u8; 256] = small();

const fn small() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// What a character beyond ASCII is in the quick way.
enum Wide {
    Letter,
    Sign,
    /// Only the library knows.
    Unknown,
}

/// The marked letter of Vietnamese that begins at `at`, and its length. They have two or three
/// bytes; spelling these out beats decoding.
#[inline]
fn marked(bytes: &[u8], at: usize) -> (Option<Letter>, usize) {
    let low = |i: usize| u32::from(bytes.get(at + i).copied().unwrap_or(0) & 0x3F);
    match bytes[at] {
        lead @ 0xC3..=0xC6 => (letters::marked((u32::from(lead & 0x1F) << 6) | low(1)), 2),
        0xE1 => (letters::marked(0x1000 | (low(1) << 6) | low(2)), 3),
        _ => (None, 0),
    }
}

fn wide(text: &str, at: usize) -> (Wide, usize) {
    let c = text[at..].chars().next().unwrap_or_default();
    let wide = match c {
        '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{24F}'
        | '\u{1E00}'..='\u{1EFF}' => Wide::Letter,
        // Punctuation, currency, arrows, frames: none of them is a letter, a digit or a mark.
        '\u{A1}'..='\u{A9}'
        | '\u{AB}'
        | '\u{AC}'
        | '\u{AE}'..='\u{B1}'
        | '\u{B4}'
        | '\u{B6}'..='\u{B8}'
        | '\u{BB}'
        | '\u{BF}'
        | '\u{D7}'
        | '\u{F7}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{20A0}'..='\u{20C0}'
        | '\u{2190}'..='\u{23FF}'
        | '\u{2500}'..='\u{2712}' => Wide::Sign,
        _ => Wide::Unknown,
    };
    (wide, c.len_utf8())
}

/// The signs of a piece that [`names::refine`] must look at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    /// There is a digit.
    pub digit: bool,
    /// There is a slash, hyphen or point, or a letter right behind a digit.
    pub joint: bool,
    /// There is an @, a colon or "www.".
    pub address: bool,
}

/// Appends the tokens of `text` to `out`.
pub(super) fn scan(text: &str, out: &mut Draft) {
    scan_by(text, out, |at, out| {
        let before = out.progress();
        let mut signs = Signs::default();
        match quick(text, at, &mut signs, out) {
            Some(end) => (end, signs),
            None => {
                out.go_back(before);
                slow(text, at, out)
            }
        }
    });
}

/// Appends the tokens of `text` to `out`, all of them by the library's words.
#[cfg(test)]
pub(super) fn scan_slowly(text: &str, out: &mut Draft) {
    scan_by(text, out, |at, out| slow(text, at, out));
}

/// Cuts the pieces between blanks with `cut_piece`, which returns the end of the piece.
fn scan_by(
    text: &str,
    out: &mut Draft,
    mut cut_piece: impl FnMut(usize, &mut Draft) -> (usize, Signs),
) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if CLASSES[usize::from(bytes[at])] == Class::Blank {
            at += 1;
            continue;
        }
        let first = out.len();
        let (end, signs) = cut_piece(at, out);
        if signs.joint && (signs.digit || signs.address) {
            names::refine(text, Span::new(at, end), first, out);
        }
        at = end;
    }
}

/// Cuts the piece that begins at `at` by the library's words.
fn slow(text: &str, at: usize, out: &mut Draft) -> (usize, Signs) {
    let end = piece_end(text.as_bytes(), at);
    for (offset, word) in text[at..end].unicode_word_indices() {
        cut(text, Span::new(at + offset, at + offset + word.len()), out);
    }
    let signs = Signs {
        digit: true,
        joint: true,
        address: true,
    };
    (end, signs)
}

fn piece_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..]
        .iter()
        .position(|b| CLASSES[usize::from(*b)] == Class::Blank)
        .map_or(bytes.len(), |i| at + i)
}

/// Cuts the piece that begins at `at` and returns its end; none if it holds a character that only
/// the library knows.
fn quick(text: &str, mut at: usize, signs: &mut Signs, out: &mut Draft) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match CLASSES[usize::from(byte)] {
            Class::Letter => at = word(text, at, out)?,
            Class::Digit => {
                signs.digit = true;
                let end = number_end(bytes, at);
                out.push_number(text, Span::new(at, end));
                let next = bytes.get(end);
                signs.joint |= next.is_some_and(u8::is_ascii_alphabetic);
                at = end;
            }
            Class::Blank => return Some(at),
            Class::Sign => {
                signs.joint |= matches!(byte, b'/' | b'-' | b'.');
                signs.address |= matches!(byte, b'@' | b':')
                    || (byte == b'.' && names::is_web_name(text, at.wrapping_sub(3)));
                at += 1;
            }
            Class::Wide if marked(bytes, at).0.is_some() => at = word(text, at, out)?,
            Class::Wide => match wide(text, at) {
                (Wide::Letter, _) => at = word(text, at, out)?,
                (Wide::Sign, length) => at += length,
                (Wide::Unknown, _) => return None,
            },
        }
    }
    Some(at)
}

/// The token of letters that begins at `start`; its end.
fn word(text: &str, start: usize, out: &mut Draft) -> Option<usize> {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(start + LONGEST);
    let mut folder = Folder::new();
    let mut at = start;
    while at < limit {
        let byte = bytes[at];
        let base = SMALL[usize::from(byte)];
        if base != 0 {
            folder.ascii(base);
            at += 1;
            continue;
        }
        if byte.is_ascii() {
            break;
        }
        let (letter, length) = marked(bytes, at);
        if let Some(letter) = letter
            && at + length <= limit
        {
            folder.letter(letter);
            at += length;
            continue;
        }
        match wide(text, at) {
            (Wide::Letter, length) if at + length <= limit => {
                folder.other();
                at += length;
            }
            (Wide::Letter | Wide::Sign, _) => break,
            (Wide::Unknown, _) => {
                if is_power(text, start, at) {
                    folder.other();
                    at += '²'.len_utf8();
                    break;
                }
                return None;
            }
        }
    }
    out.push_word(text, Span::new(start, at), &mut folder);
    Some(at)
}

/// Whether the 2 or 3 raised behind a unit of length begins at `at`: "m²", "km³".
fn is_power(text: &str, start: usize, at: usize) -> bool {
    let unit = &text[start..at];
    text[at..].starts_with(['²', '³'])
        && unit.len() <= 3
        && unit.is_ascii()
        && unit.ends_with(['m', 'M'])
}

/// The end of the digits, points and commas that begin with a digit at `at`.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    while at - start < LONGEST - 1 {
        if digit(at) {
            at += 1;
        } else if matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1) {
            at += 2;
        } else {
            break;
        }
    }
    at
}

/// Cuts a word of the segmentation library.
fn cut(text: &str, word: Span, out: &mut Draft) {
    let mut at = word.start;
    while let Some(c) = text.get(at..word.end).and_then(|rest| rest.chars().next()) {
        if c.is_ascii_digit() {
            let end = number_end(&text.as_bytes()[..word.end], at);
            out.push_number(text, Span::new(at, end));
            at = end;
        } else if matches!(c, '²' | '³') && out.is_extended_to(at + c.len_utf8()) {
            at += c.len_utf8();
        } else if c.is_alphanumeric() {
            let mut end = at;
            for next in text[at..word.end].chars() {
                let inside = next.is_alphanumeric() || is_combining_mark(next);
                if !inside || end + next.len_utf8() - at > LONGEST {
                    break;
                }
                end += next.len_utf8();
            }
            // The library parts m from ².
            if is_power(text, at, end) {
                end += '²'.len_utf8();
            }
            out.push(text, Span::new(at, end), TokenKind::Word);
            at = end;
        } else {
            at += c.len_utf8();
        }
    }
}

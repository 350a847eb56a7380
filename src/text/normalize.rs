//! Normalised text with a way back to the original bytes.
//!
//! Letters are composed (NFC, swapped marks repaired), spaces, dashes and full-width signs unified,
//! invisible characters dropped; case, tone placement and everything else stay as they were.
//! Invariant: every span of the normalised text maps to a span of the original on character
//! boundaries, and the normalised text of a normalised text is itself.
//! Known gap: compatibility letters (ﬁ, ℃) stay; only full-width ones become ASCII.

use super::Span;
use super::letters::{self, Letter, Shape, Tone};
use super::syllable::is_syllable;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A place where the normalised text differs from the original.
#[derive(Debug, Clone, Copy)]
struct Edit {
    normalised: Span,
    original: Span,
}

/// A text in normalised form.
#[derive(Debug, Clone)]
pub struct Normalized<'a> {
    text: Cow<'a, str>,
    /// In order, disjoint; between two of them both texts are equal.
    edits: Vec<Edit>,
}

/// Characters that are not seen: soft hyphen, zero-width space and joiners, marks of direction,
/// word joiner, variation selectors, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// What a character that no mark follows becomes, if it is one of those that are unified: spaces,
/// line ends, hyphens, dashes and minus signs (general category Pd, and U+2212), full-width signs.
fn unified(c: char) -> Option<char> {
    match c {
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Some(' ')
        }
        // A carriage return reaches here where it ends a line alone.
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{58A}'
        | '\u{5BE}'
        | '\u{1400}'
        | '\u{1806}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2E17}'
        | '\u{2E1A}'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{2E40}'
        | '\u{301C}'
        | '\u{3030}'
        | '\u{30A0}'
        | '\u{FE31}'
        | '\u{FE32}'
        | '\u{FE58}'
        | '\u{FE63}' => Some('-'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

/// How a character that stays as it is begins, by its first byte: its length; 0 where its further
/// bytes tell, or where it may not stay.
static PLAIN: [u8; 256] = plain();

const fn plain() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = 1;
        byte += 1;
    }
    table[b'\r' as usize] = 0;
    // The letters of Latin Extended-A.
    table[0xC4] = 2;
    table[0xC5] = 2;
    table
}

/// The length of the character at `at` if it stays as it is wherever it stands: ASCII but a carriage
/// return that ends a line alone, the letters of Latin-1 and beyond that hold Vietnamese (without Ð
/// and ð), quotes and the ellipsis. Else 0.
#[inline]
fn plain_length(bytes: &[u8], at: usize) -> usize {
    let next = |i: usize| bytes.get(at + i).copied().unwrap_or(0);
    match (PLAIN[usize::from(bytes[at])], bytes[at]) {
        (0, 0xE1) if matches!(next(1), 0xBA | 0xBB) => 3,
        (0, 0xC3) if !matches!(next(1), 0x90 | 0xB0) => 2,
        (0, 0xC6) if matches!(next(1), 0xA0 | 0xA1 | 0xAF | 0xB0) => 2,
        (0, 0xE2) if next(1) == 0x80 && matches!(next(2), 0x98 | 0x99 | 0x9C | 0x9D | 0xA6) => 3,
        (0, b'\r') if next(1) == b'\n' => 1,
        (length, _) => usize::from(length),
    }
}

/// The text under construction.
struct Builder<'a> {
    original: &'a str,
    out: String,
    edits: Vec<Edit>,
    /// How much of the original is in `out` or `edits`.
    copied: usize,
}

impl Builder<'_> {
    /// Puts `text` in the place of `original`.
    fn replace(&mut self, original: Span, text: &str) {
        if self.edits.is_empty() {
            self.out.reserve(self.original.len());
        }
        self.out
            .push_str(&self.original[self.copied..original.start]);
        let from = self.out.len();
        self.out.push_str(text);
        self.edits.push(Edit {
            normalised: Span::new(from, self.out.len()),
            original,
        });
        self.copied = original.end;
    }

    /// Handles the character at `at` with the marks and invisible characters behind it, and returns
    /// where they end.
    fn cluster(&mut self, at: usize, buffer: &mut String) -> usize {
        let rest = &self.original[at..];
        let Some(base) = rest.chars().next() else {
            return self.original.len();
        };
        let behind = at + base.len_utf8();
        if is_invisible(base) {
            self.replace(Span::new(at, behind), "");
            return behind;
        }
        let mut end = behind;
        let mut marked = behind;
        for c in rest[base.len_utf8()..].chars() {
            let is_mark = is_combining_mark(c) && !is_invisible(c);
            if !is_mark && !is_invisible(c) {
                break;
            }
            end += c.len_utf8();
            if is_mark {
                marked = end;
            }
        }
        buffer.clear();
        let unified = unified(base).unwrap_or(base);
        if marked > behind {
            compose(unified, &self.original[behind..marked], buffer);
        } else {
            match eth(unified, self.original, at) {
                c if is_nfc_quick(std::iter::once(c)) == IsNormalized::No => {
                    buffer.extend(std::iter::once(c).nfc());
                }
                c => buffer.push(c),
            }
        }
        if *buffer != self.original[at..marked] {
            // A character that stays as it is before marks that change is no part of what changes:
            // a token may end behind it. Marks of which nothing is left go with it.
            let kept = match buffer.strip_prefix(base) {
                Some(marks) if marked > behind && !marks.is_empty() => base.len_utf8(),
                _ => 0,
            };
            self.replace(Span::new(at + kept, marked), &buffer[kept..]);
        }
        if marked < end {
            self.replace(Span::new(marked, end), "");
        }
        end
    }
}

impl<'a> Normalized<'a> {
    /// Normalises `original`.
    #[must_use]
    pub fn new(original: &'a str) -> Self {
        let bytes = original.as_bytes();
        let mut builder = Builder {
            original,
            out: String::new(),
            edits: Vec::new(),
            copied: 0,
        };
        let mut buffer = String::new();
        let (mut done, mut at) = (0, 0);
        while at < bytes.len() {
            let length = plain_length(bytes, at);
            if length > 0 {
                at += length;
                continue;
            }
            // A mark belongs to the character before it, unless that was handled.
            let mut here = original[at..].chars();
            let belongs = here
                .next()
                .is_some_and(|c| is_combining_mark(c) || is_invisible(c));
            let before = original[done..at].chars().next_back();
            let base = before.filter(|_| belongs).map_or(at, |c| at - c.len_utf8());
            at = builder.cluster(base, &mut buffer);
            done = at;
        }
        let Builder {
            mut out,
            edits,
            copied,
            ..
        } = builder;
        let text = if edits.is_empty() {
            Cow::Borrowed(original)
        } else {
            out.push_str(&original[copied..]);
            Cow::Owned(out)
        };
        Self { text, edits }
    }

    /// The normalised text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The span of the original from which `span` of the normalised text was made.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = {
            let i = self
                .edits
                .partition_point(|e| e.normalised.start <= span.start);
            match i.checked_sub(1).map(|i| self.edits[i]) {
                None => span.start,
                Some(e) if span.start < e.normalised.end => e.original.start,
                Some(e) => e.original.end + (span.start - e.normalised.end),
            }
        };
        let end = {
            let i = self
                .edits
                .partition_point(|e| e.normalised.start < span.end);
            match i.checked_sub(1).map(|i| self.edits[i]) {
                None => span.end,
                Some(e) if span.end <= e.normalised.end => e.original.end,
                Some(e) => e.original.end + (span.end - e.normalised.end),
            }
        };
        Span::new(start, end)
    }
}

/// How many letters a word with Ð can have and still look Vietnamese.
const LONGEST: usize = 12;

/// Ð (U+00D0, Icelandic) and Ɖ typed for Đ: read so in a word that looks Vietnamese, which is a
/// syllable, one with a letter that only Vietnamese has (Ðắk), an abbreviation (NÐ-CP), or đ behind
/// digits (5.000ð).
fn eth(c: char, text: &str, at: usize) -> char {
    let replaced = match c {
        '\u{D0}' | '\u{189}' => 'Đ',
        '\u{F0}' | '\u{256}' => 'đ',
        _ => return c,
    };
    let (before, behind) = (&text[..at], &text[at..]);
    let Some(start) = word_length(before.chars().rev()).map(|length| at - length) else {
        return c;
    };
    let Some(end) = word_length(behind.chars()).map(|length| at + length) else {
        return c;
    };
    let word = &text[start..end];
    let written: String = word
        .chars()
        .map(|c| match c {
            '\u{D0}' | '\u{189}' => 'Đ',
            '\u{F0}' | '\u{256}' => 'đ',
            other => other,
        })
        .collect();
    let normalised = Normalized::new(&written);
    let word = normalised.as_str();
    let mut letters = word.chars().map(letters::letter);
    let looks_vietnamese = match word.chars().count() {
        1 => text[..start]
            .chars()
            .rev()
            .map(|c| unified(c).unwrap_or(c))
            .find(|c| *c != ' ' && !is_invisible(*c))
            .is_some_and(|c| c.is_ascii_digit()),
        _ => {
            is_syllable(word)
                || word
                    .chars()
                    .any(|c| c > '\u{FF}' && !matches!(c, 'đ' | 'Đ'))
                || word.chars().all(char::is_uppercase)
        }
    };
    if looks_vietnamese && letters.all(|letter| letter.is_some()) {
        replaced
    } else {
        c
    }
}

/// How many bytes of `chars` belong to one word, which begins with the first of them; none if it is
/// too long to be Vietnamese.
fn word_length(chars: impl Iterator<Item = char>) -> Option<usize> {
    let mut letters = 0;
    let mut length = 0;
    for c in chars {
        if c.is_alphabetic() {
            letters += 1;
        } else if !is_combining_mark(c) && !is_invisible(c) {
            break;
        }
        if letters > LONGEST {
            return None;
        }
        length += c.len_utf8();
    }
    Some(length)
}

/// Writes `c` with its combining marks in composed form.
fn compose(c: char, marks: &str, out: &mut String) {
    let visible = || marks.chars().filter(|m| !is_invisible(*m));
    let vietnamese = visible()
        .try_fold(letters::letter(c), |letter, mark| {
            with(letter?, mark).map(Some)
        })
        .flatten()
        .and_then(letters::compose);
    match vietnamese {
        Some(composed) => out.push(composed),
        // Marks that make no Vietnamese letter together stand in the order of Unicode.
        None => out.extend(std::iter::once(c).chain(visible()).nfc()),
    }
}

/// The letter with one more mark; none where there is no such letter.
fn with(letter: Letter, mark: char) -> Option<Letter> {
    let marked = if let Some(tone) = letters::combining_tone(mark) {
        if letter.tone != Tone::Level && letter.tone != tone {
            return None;
        }
        Letter { tone, ..letter }
    } else {
        let shape = letters::combining_shape(mark)?;
        if letter.shape != Shape::Plain && letter.shape != shape {
            return None;
        }
        Letter { shape, ..letter }
    };
    letters::compose(marked).map(|_| marked)
}

#[cfg(test)]
mod tests;

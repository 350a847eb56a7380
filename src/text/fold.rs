//! The term of a token: its folded form, [`SEPARATOR`] and its mark signature.
//!
//! The signature lists shape marks as pairs (position in the folded form counted from `0`, mark)
//! and ends with the tone, in the letters of Telex: "đường" is `duong|0d1w2wf`. The tone is taken
//! out of its letter, so that "hoà" and "hòa" have one term; the one place where its letter tells
//! words apart, gịa (gi + ịa) against giạ, is the pair `1i`.
//! Invariant: a term holds [`SEPARATOR`] exactly once; the term of a folded form is that form with
//! an empty signature. Known gap: marks past the 74th letter are left out; no syllable is so long.

use super::letters::{self, Letter, Shape, Tone};
use super::tokenize::{key, key_of};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands between the folded form and the signature in a term; never inside a token.
pub const SEPARATOR: char = '|';

/// Whether every mark of the signature `typed` is also in `full`: "sach" in "sách", "đuong" in
/// "đường", never the other way round. Who typed the mark of a vowel typed the tone too: "ngân" is
/// not in "ngần".
#[must_use]
pub fn marks_contained(full: &str, typed: &str) -> bool {
    let (full_pairs, full_tone) = split_signature(full);
    let (typed_pairs, typed_tone) = split_signature(typed);
    let vowel_typed = typed_pairs
        .chunks(2)
        .any(|pair| pair.last().is_some_and(|mark| *mark != CROSSED));
    let tone_fits = (typed_tone.is_empty() && !vowel_typed)
        || (typed_tone == full_tone && has(full_pairs, TONE_ON_I) == has(typed_pairs, TONE_ON_I));
    tone_fits && typed_pairs.chunks(2).all(|pair| has(full_pairs, pair))
}

/// The shape pairs and the tone of a signature.
#[must_use]
pub fn split_signature(signature: &str) -> (&[u8], &[u8]) {
    let bytes = signature.as_bytes();
    bytes.split_at(bytes.len() - bytes.len() % 2)
}

/// The mark of đ.
const CROSSED: u8 = b'd';

/// The pair of "gịa".
const TONE_ON_I: &[u8] = b"1i";

fn has(pairs: &[u8], pair: &[u8]) -> bool {
    pairs.chunks(2).any(|other| other == pair)
}

/// How many letters a [`Folder`] takes before it leaves the word to [`fold`].
const SHORT: usize = 40;

/// How many shape marks it takes; no syllable has more than three.
const MARKS: usize = 8;

/// Makes the term of a word of ASCII and Vietnamese letters, letter by letter.
#[derive(Debug)]
pub(super) struct Folder {
    /// The folded form, and in the end the whole term.
    term: [u8; SHORT + 2 * MARKS + 2],
    length: usize,
    /// The shape marks and where they stand.
    pairs: [[u8; 2]; MARKS],
    paired: usize,
    /// The mark of the tone and where it stands.
    tone: Option<(usize, u8)>,
    /// Something came that only [`fold`] can fold.
    left: bool,
}

/// What is known of a term that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folded {
    /// The length of its folded form.
    pub length: usize,
    /// The key of its folded form.
    pub key: u64,
}

impl Folder {
    #[inline]
    pub(super) fn new() -> Self {
        Self {
            term: [0; SHORT + 2 * MARKS + 2],
            length: 0,
            pairs: [[0; 2]; MARKS],
            paired: 0,
            tone: None,
            left: false,
        }
    }

    /// Takes an ASCII letter in lower case, or a digit.
    #[inline]
    pub(super) fn ascii(&mut self, base: u8) {
        if self.length < SHORT {
            self.term[self.length] = base;
            self.length += 1;
        } else {
            self.left = true;
        }
    }

    /// Takes a marked letter.
    #[inline]
    pub(super) fn letter(&mut self, letter: Letter) {
        let position = self.length;
        self.ascii(letter.base);
        if let Some(mark) = shape_mark(letter.shape) {
            match self.pairs.get_mut(self.paired) {
                Some(pair) => {
                    *pair = [b'0' + position as u8, mark as u8];
                    self.paired += 1;
                }
                None => self.left = true,
            }
        }
        if letter.tone != Tone::Level {
            self.left |= self.tone.is_some();
            self.tone = Some((position, tone_mark(letter.tone) as u8));
        }
    }

    /// Takes any other character.
    #[inline]
    pub(super) fn other(&mut self) {
        self.left = true;
    }

    /// Appends the term of `word`, whose letters were taken, to `out`.
    #[inline]
    pub(super) fn finish(&mut self, word: &str, out: &mut Vec<u8>) -> Folded {
        const GIA: u64 = key("gia");
        let length = self.length;
        let first = self.term.first_chunk().copied().unwrap_or_default();
        let key = match length {
            0..=8 => u64::from_le_bytes(first),
            _ => key_of(&self.term[..length]),
        };
        let is_gia = key == GIA && self.tone == Some((1, b'j'));
        if self.left || is_gia {
            return fold(word, out);
        }
        self.term[length] = SEPARATOR as u8;
        let mut end = length + 1;
        for pair in &self.pairs[..self.paired] {
            self.term[end] = pair[0];
            self.term[end + 1] = pair[1];
            end += 2;
        }
        if let Some((_, tone)) = self.tone {
            self.term[end] = tone;
            end += 1;
        }
        out.extend_from_slice(&self.term[..end]);
        Folded { length, key }
    }
}

/// Appends the term of any `word` to `out`.
#[cold]
pub(super) fn fold(word: &str, out: &mut Vec<u8>) -> Folded {
    let mut term = String::with_capacity(word.len() + 2 * MARKS);
    let length = fold_into(word, &mut term);
    out.extend_from_slice(term.as_bytes());
    Folded {
        length,
        key: key(&term[..length]),
    }
}

/// Appends the term of `word` to `out`, which is empty; the length of the folded form is returned.
fn fold_into(word: &str, out: &mut String) -> usize {
    let mut pairs = String::new();
    let mut tones: Vec<(usize, Tone)> = Vec::new();
    for c in word.chars() {
        let position = out.len();
        match letters::letter(c) {
            Some(letter) => {
                out.push(char::from(letter.base));
                if let Some(mark) = shape_mark(letter.shape) {
                    push_pair(&mut pairs, position, mark);
                }
                if letter.tone != Tone::Level {
                    tones.push((position, letter.tone));
                }
            }
            None => fold_other(c, position, out, &mut pairs),
        }
    }
    let folded = out.len();
    let tone = match tones.as_slice() {
        [] => None,
        [(1, Tone::Dot)] if out == "gia" => {
            push_pair(&mut pairs, 1, 'i');
            Some(Tone::Dot)
        }
        [(_, tone)] => Some(*tone),
        // No Vietnamese syllable has two tones: a foreign word, its accents keep their place.
        several => {
            for (position, tone) in several {
                push_pair(&mut pairs, *position, tone_mark(*tone));
            }
            None
        }
    };
    out.push(SEPARATOR);
    out.push_str(&pairs);
    if let Some(tone) = tone {
        out.push(tone_mark(tone));
    }
    folded
}

fn push_pair(pairs: &mut String, position: usize, mark: char) {
    if let Some(place) = u8::try_from(position).ok().filter(|p| *p < 74) {
        pairs.push(char::from(b'0' + place));
        pairs.push(mark);
    }
}

/// A letter that is not Vietnamese, or a sign inside a token: lower case, accents taken off and
/// noted. The 2 of m² is a digit like any other.
fn fold_other(c: char, position: usize, out: &mut String, pairs: &mut String) {
    for lower in c.to_lowercase() {
        if is_combining_mark(lower) {
            let letter = out.chars().next_back().map_or(1, char::len_utf8);
            push_pair(pairs, position.saturating_sub(letter), '*');
            continue;
        }
        let mut parts = std::iter::once(lower).nfd();
        let Some(base) = parts.next() else { continue };
        let accents = parts.clone().count();
        // A syllable of Hangul comes apart into letters, which are no accents.
        if !parts.all(is_combining_mark) {
            out.push(lower);
            continue;
        }
        out.push(match base {
            SEPARATOR => ' ',
            '²' if position > 0 => '2',
            '³' if position > 0 => '3',
            base => base,
        });
        if accents > 0 {
            push_pair(pairs, position, '*');
        }
    }
}

fn shape_mark(shape: Shape) -> Option<char> {
    match shape {
        Shape::Plain => None,
        Shape::Breve | Shape::Horn => Some('w'),
        Shape::Circumflex => Some('^'),
        Shape::Stroke => Some('d'),
    }
}

fn tone_mark(tone: Tone) -> char {
    match tone {
        Tone::Level => '0',
        Tone::Grave => 'f',
        Tone::Acute => 's',
        Tone::Hook => 'r',
        Tone::Tilde => 'x',
        Tone::Dot => 'j',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(word: &str) -> String {
        let mut out = String::new();
        fold_into(word, &mut out);
        out
    }

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(term(word), expected);
        let mut folder = Folder::new();
        for c in word.chars() {
            match letters::letter(c) {
                _ if c.is_ascii_alphanumeric() => folder.ascii(c.to_ascii_lowercase() as u8),
                Some(letter) => folder.letter(letter),
                None => folder.other(),
            }
        }
        let mut out = Vec::new();
        let folded = folder.finish(word, &mut out);
        assert_eq!(out, expected.as_bytes(), "letter by letter");
        assert_eq!(expected.find(SEPARATOR), Some(folded.length));
        assert_eq!(folded, fold(word, &mut Vec::new()));
    }

    #[test]
    fn forms() {
        check("Ngân", "ngan|2^");
        check("sách", "sach|s");
        check("đường", "duong|0d1w2wf");
        check("ĐƯƠNG", "duong|0d1w2w");
        check("hoà", "hoa|f");
        check("hòa", "hoa|f");
        check("giạ", "gia|j");
        check("gịa", "gia|1ij");
        check("gìa", "gia|f");
        check("U23", "u23|");
        check("Müller", "muller|1*");
        check("m²", "m2|");
        check("café", "cafe|s");
        check("Ὼ", "ω|0*");
        check("ω\u{308}", "ω|0*");
        // Korean keeps its syllables.
        check("한국", "한국|");
        check("résumé", "resume|1s5s");
        check("a|b", "a b|");
        check("x\u{302}y", "xy|0*");
        check("", "|");
    }

    #[track_caller]
    fn contained(full: &str, typed: &str, expected: bool) {
        let signature =
            |word: &str| term(word).split_off(term(word).find('|').map_or(0, |i| i + 1));
        let (full, typed) = (signature(full), signature(typed));
        assert_eq!(marks_contained(&full, &typed), expected, "{full} {typed}");
    }

    #[test]
    fn marks() {
        contained("ngân", "ngan", true);
        contained("ngân", "ngân", true);
        contained("ngần", "ngân", false);
        contained("đường", "đương", false);
        contained("ngân", "ngần", false);
        contained("ma", "má", false);
        contained("mà", "má", false);
        contained("đường", "duong", true);
        contained("đương", "dương", true);
        contained("đường", "dương", false);
        contained("đường", "đuong", true);
        contained("đường", "duòng", true);
        contained("dương", "đường", false);
        contained("sách", "sach", true);
        contained("tăng", "tâng", false);
        contained("gịa", "gia", true);
        contained("gịa", "giạ", false);
        contained("giạ", "gịa", false);
        contained("gịa", "gịa", true);
    }
}

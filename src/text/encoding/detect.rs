//! Which encoding bytes are in: by their mark, by being valid UTF-8, else by the Vietnamese they give.
//!
//! Invariant: valid UTF-8 is never anything else, unless it is full of NULs as only UTF-16 is. An
//! older encoding is chosen only if most words with marks become Vietnamese syllables in it.
//! Known gap: a few marked words are weak evidence; the confidence does not say how many there were.

use super::{Encoding, read};
use crate::text::syllable::is_syllable;

/// The byte order mark of UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes are judged, from the first one that is not ASCII: some ten thousand syllables
/// decide as well as more would.
const SAMPLE: usize = 1 << 16;

/// The encodings before Unicode, the commonest first, which wins a tie.
const LEGACY: [Encoding; 4] = [
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Windows1258,
    Encoding::Viscii,
];

/// The likeliest encoding of `bytes`, and how sure it is (see [`super::Decoded::confidence`]).
pub(super) fn detect(bytes: &[u8]) -> (Encoding, f64) {
    if bytes.starts_with(UTF8_MARK) {
        return (Encoding::Utf8, 1.0);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return (Encoding::Utf16Le, 1.0);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (Encoding::Utf16Be, 1.0);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return (encoding, 1.0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (Encoding::Utf8, 1.0);
    }
    let sample = sample(bytes);
    let mut best = (Encoding::Utf8, Evidence::of(sample, Encoding::Utf8));
    for encoding in LEGACY {
        let evidence = Evidence::of(sample, encoding);
        let likely = evidence.share().is_some_and(|share| share > 0.5);
        if likely && evidence.balance() > best.1.balance() {
            best = (encoding, evidence);
        }
    }
    (best.0, best.1.share().unwrap_or(0.0))
}

/// From the word of the first byte that is not ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0);
    let start = bytes[..first]
        .iter()
        .rposition(u8::is_ascii_whitespace)
        .map_or(0, |blank| blank + 1);
    &bytes[start..bytes.len().min(start.saturating_add(SAMPLE))]
}

/// UTF-16 without a mark: every other byte of its ASCII characters, spaces first, is NUL.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let nul = |at: usize| {
        sample
            .iter()
            .skip(at)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (nul(0), nul(1));
    let many =
        |count: usize, other: usize| count > 1 && count * 8 > sample.len() && other * 16 < count;
    match () {
        () if many(odd, even) => Some(Encoding::Utf16Le),
        () if many(even, odd) => Some(Encoding::Utf16Be),
        () => None,
    }
}

/// Words with marks under one decoding.
#[derive(Debug, Default)]
struct Evidence {
    syllables: usize,
    others: usize,
}

impl Evidence {
    fn of(sample: &[u8], encoding: Encoding) -> Self {
        let (text, _) = read(sample, encoding);
        let mut evidence = Self::default();
        for word in text.split(is_between) {
            if word.is_ascii() {
                continue;
            }
            if is_syllable(word) {
                evidence.syllables += 1;
            } else {
                evidence.others += 1;
            }
        }
        evidence
    }

    fn share(&self) -> Option<f64> {
        let all = self.syllables + self.others;
        (all > 0).then(|| self.syllables as f64 / all as f64)
    }

    fn balance(&self) -> i64 {
        self.syllables as i64 - self.others as i64
    }
}

/// What stands between words. Other signs inside a word speak against the encoding that gives them.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || c.is_ascii_digit()
        || matches!(
            c,
            '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' | '°' | '«' | '»'
        )
}

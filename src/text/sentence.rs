//! Sentences of a normalised text.
//!
//! A line end always ends a sentence; a full stop, question mark, exclamation mark or ellipsis does
//! where what follows can begin one; a semicolon only where the next item of a list follows, so that
//! the parts of one statement stay together.
//! Invariant: the spans are disjoint, in order, without white space at their ends, and hold every
//! character that is not white space. Known gap: an abbreviation that is not listed here ends a
//! sentence before a capital; an initial before a Vietnamese name of one word ("chị H. Lan") does.

use super::Span;
use super::syllable::is_syllable;

/// Abbreviations whose full stop ends no sentence, in small letters (Vietnamese press usage: titles,
/// administrative units, references, English titles).
const ABBREVIATIONS: [&str; 31] = [
    "tp", "tx", "tt", "kp", "q", "p", "đ/c", "đc", "ts", "ths", "gs", "pgs", "bs", "ks", "cn",
    "kts", "ls", "nsnd", "nsưt", "tr", "đt", "st", "mr", "mrs", "ms", "dr", "vs", "no", "jr",
    "prof", "gen",
];

/// Words that stand with a number before the full stop of a heading: "Điều 5. Phạm vi áp dụng".
const HEADINGS: [&str; 9] = [
    "điều", "chương", "mục", "phần", "khoản", "bài", "câu", "bảng", "hình",
];

/// The bytes with which a sign begins that may end a sentence; the last is that of the ellipsis,
/// U+2026.
static MAY_END: [bool; 256] = {
    let (mut table, mut at) = ([false; 256], 0);
    let bytes = [b'\n', b'\r', b'!', b'?', b'.', b';', 0xE2];
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// The sentences of `text`.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| MAY_END[usize::from(*b)]) {
        at += next;
        let byte = bytes[at];
        let length = match byte {
            0xE2 if !text[at..].starts_with('…') => {
                at += 1;
                continue;
            }
            0xE2 => "…".len(),
            _ => 1,
        };
        let after = at + length;
        let (ends, end) = match byte {
            b'\n' | b'\r' => (true, after),
            b';' => (begins_with_mark(&text[after..]), after),
            _ => stop(text, start, at, after),
        };
        if ends {
            push(text, Span::new(start, end), &mut found);
            start = end;
        }
        at = end;
    }
    push(text, Span::new(start, text.len()), &mut found);
    found
}

/// Whether the sign from `at` to `after` ends the sentence from `start`, and where it is over:
/// behind further signs and the quotes and brackets that they close.
fn stop(text: &str, start: usize, at: usize, after: usize) -> (bool, usize) {
    let behind = text[after..].trim_start_matches(['.', '…', '!', '?']);
    let repeated = text.len() - behind.len() > after;
    let behind = behind.trim_start_matches(['"', '”', '’', '»', ')', ']']);
    let end = text.len() - behind.len();
    let is_point = text[at..].starts_with('.') && !repeated;
    let before = &text[start..at];
    let next = behind.trim_start_matches([' ', '\t']);
    let ends = if next.is_empty() || next.starts_with(['\n', '\r']) {
        true
    } else if next.len() == behind.len() {
        is_point && end == after && misses_blank(before, next)
    } else {
        let first = next.trim_start_matches(['"', '“', '‘', '«', '(', '[']);
        let begins = !first.starts_with(char::is_lowercase);
        begins && !(is_point && belongs_to_word(before, next))
    };
    (ends, end)
}

/// Whether the blank behind a full stop was forgotten: "80 tỷ đồng.Chi", "80%.Chi".
fn misses_blank(before: &str, next: &str) -> bool {
    let mut letters = next.chars();
    let begins = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && is_syllable(word_at_start(next));
    let word = word_at_end(before);
    let is_word = word.chars().count() > 1 && word.chars().all(char::is_lowercase);
    begins && (before.ends_with(['%', ')', '"', '”']) || (is_word && is_syllable(word)))
}

/// Whether the full stop behind `before` belongs to the word or number before it.
fn belongs_to_word(before: &str, next: &str) -> bool {
    let word = word_at_end(before);
    is_list_mark(before.trim_start())
        || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
        || is_initial(before, word, next)
}

/// Whether what a sentence holds so far is the number of an item or heading: "1", "II.1", "Điều 5".
fn is_list_mark(sentence: &str) -> bool {
    let number = match sentence.split_once(' ') {
        None => sentence,
        Some((heading, number)) if HEADINGS.contains(&heading.to_lowercase().as_str()) => number,
        Some(_) => return false,
    };
    let figure = |b: u8| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X' | b'.');
    number.len() <= 6 && (number.bytes().all(figure) || number.chars().count() == 1)
}

/// Whether `text` begins with the mark of an item: "b) ", "2. ", "- ", "• ".
fn begins_with_mark(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    if let Some(rest) = text.strip_prefix(['-', '+', '•', '*']) {
        return rest.starts_with(' ');
    }
    let text = text.strip_prefix('(').unwrap_or(text);
    let Some(end) = text.find([')', '.', '/', ' ', ';', '\n']) else {
        return false;
    };
    let mark = &text[..end];
    let is_short = mark.chars().count() == 1 || mark.bytes().all(|b| b.is_ascii_digit());
    let closed = text[end..].starts_with([')', '.', '/']) && text[end + 1..].starts_with(' ');
    closed && !mark.is_empty() && mark.len() <= 2 && is_short
}

/// Whether `word` is the initial of a name that goes on: "George W. Bush", "H. Củ Chi", but not
/// "chị H. Khi đó".
fn is_initial(before: &str, word: &str, next: &str) -> bool {
    if word.chars().count() != 1 || !word.chars().all(char::is_uppercase) {
        return false;
    }
    let name = word_at_start(next);
    let follower = next[name.len()..].trim_start();
    let is_name = follower.starts_with(char::is_uppercase);
    let previous = word_at_end(before[..before.len() - word.len()].trim_end());
    let is_foreign = |word: &str| !word.is_empty() && !is_syllable(word);
    is_name || is_foreign(name) || is_foreign(previous)
}

fn word_at_end(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '/');
    &text[rest.len()..]
}

fn word_at_start(text: &str) -> &str {
    let rest = text.trim_start_matches(char::is_alphanumeric);
    &text[..text.len() - rest.len()]
}

fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    let trimmed = inner.trim();
    if !trimmed.is_empty() {
        found.push(Span::new(start, start + trimmed.len()));
    }
}

#[cfg(test)]
mod tests;

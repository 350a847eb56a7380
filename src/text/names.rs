//! Names made of several runs: document numbers, addresses, and figures that are part of a name.
//!
//! Invariant: what becomes one token does not depend on capitals ("12/2024/nđ-cp" is one as well).
//! Known gap: a name whose first part is a Vietnamese syllable in small letters keeps its figure as
//! a number ("vòng-2"), and so does one with a blank in it ("Sea Games 28").

use super::Span;
use super::draft::Draft;
use super::syllable::is_syllable;
use super::tokenize::{Token, TokenKind};

/// The length of the longest address that is kept as one token, in bytes.
const LONGEST_CODE: usize = 2048;

/// Kinds of documents as their numbers abbreviate them, folded (Nghị định 30/2020/NĐ-CP, annex III;
/// nđ, tt, ttlt, vbhn, sl and lct: Luật Ban hành văn bản quy phạm pháp luật 2015 and older laws),
/// and the two offices whose letters are numbered with their own names.
const KINDS: [&str; 18] = [
    "bc", "ct", "ctr", "cv", "hd", "hdnd", "kh", "kl", "lct", "nd", "nq", "qd", "sl", "tb", "tt",
    "ttlt", "ttr", "ubnd",
];

/// Words that stand before the number of a place or page with a point: Q.1, P.12, tr.5.
const NUMBERED: [&str; 6] = ["kp", "p", "q", "tp", "tr", "tx"];

/// Letters that make a name of the digits before them: quốc lộ 1A, 4B, công nghệ 3D, mạng 5G, lớp
/// 12E. Letters that are units (V, W, C, F) are not among them; A is only behind a single digit.
const LETTERED: [&str; 4] = ["B", "D", "E", "G"];

/// Joins the tokens of the piece between blanks whose first token is `first`, and marks the figures
/// that are part of a name.
pub(super) fn refine(text: &str, piece: Span, first: usize, out: &mut Draft) {
    let found = addresses(text, piece);
    if !found.is_empty() {
        out.join(text, first, &found);
    }
    let found = document_numbers(text, first, out);
    if !found.is_empty() {
        out.join(text, first, &found);
    }
    for i in first..out.len() {
        if is_of_name(text, first, i, out) {
            out.set_kind(i, TokenKind::Word);
        }
    }
}

/// Whether "www." stands at `at`, with which an address begins.
pub(super) fn is_web_name(text: &str, at: usize) -> bool {
    text.get(at..at.saturating_add(4))
        .is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// The addresses in a piece.
fn addresses(text: &str, piece: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = piece.start;
    let mut at = piece.start;
    let bytes = text.as_bytes();
    while at < piece.end {
        let rest = &text[at..piece.end];
        let span = match bytes[at] {
            b'@' => mailbox(text, Span::new(from, piece.end), at),
            b':' if rest.starts_with("://") => {
                let scheme = text[from..at]
                    .bytes()
                    .rev()
                    .take_while(u8::is_ascii_alphabetic)
                    .count();
                let length = web_length(rest);
                (scheme > 0 && length > "://".len()).then(|| Span::new(at - scheme, at + length))
            }
            b'w' | b'W'
                if is_web_name(text, at) && !text[from..at].ends_with(char::is_alphanumeric) =>
            {
                let length = web_length(rest);
                (length > "www.".len()).then(|| Span::new(at, at + length))
            }
            _ => None,
        };
        match span {
            Some(span) => {
                found.push(span);
                from = span.end;
                at = span.end.max(at + 1);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// The mailbox around the @ at `at`, within `bounds`.
fn mailbox(text: &str, bounds: Span, at: usize) -> Option<Span> {
    let before = text[bounds.start..at]
        .chars()
        .rev()
        .take(LONGEST_CODE / 4)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-'))
        .map(char::len_utf8)
        .sum::<usize>();
    let host: usize = text[at + 1..bounds.end]
        .chars()
        .take(LONGEST_CODE / 4)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        .map(char::len_utf8)
        .sum();
    let host = text[at + 1..at + 1 + host].trim_end_matches(['.', '-']);
    let user = text[at - before..at].trim_start_matches(['.', '-']);
    (!user.is_empty() && host.contains('.') && !host.starts_with('.'))
        .then(|| Span::new(at - user.len(), at + 1 + host.len()))
}

/// How many bytes of `text` belong to an address on the web.
fn web_length(text: &str) -> usize {
    let mut length = 0;
    for c in text.chars() {
        let outside = matches!(
            c,
            '"' | '<' | '>' | '“' | '”' | '‘' | '’' | '|' | '(' | ')' | '[' | ']' | '{' | '}'
        );
        if outside || length + c.len_utf8() > LONGEST_CODE {
            break;
        }
        length += c.len_utf8();
    }
    text[..length]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…', '-', '*'])
        .len()
}

/// The document numbers among the tokens from `first`.
fn document_numbers(text: &str, first: usize, out: &Draft) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = first;
    while at < out.len() {
        match document_number(text, first, at, out) {
            Some((span, end)) => {
                found.push(span);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The document number that begins with token `at`, and the token behind it:
///
/// - number / year / letters: 12/2024/NĐ-CP, 29/2023/QH15
/// - number / letters - letters: 153/KH-UBND
/// - number - kind / letters: 57-NQ/TW
/// - number / kind: 45/TTr
fn document_number(text: &str, first: usize, at: usize, out: &Draft) -> Option<(Span, usize)> {
    let start = out.get(at)?.span;
    let is_plain = |i: usize| {
        out.get(i).is_some_and(|t| {
            t.kind == TokenKind::Number && t.folded().bytes().all(|b| b.is_ascii_digit())
        })
    };
    let is_word = |i: usize| out.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    let gap = |i: usize| gap(text, out, i);
    let inside = at > first && matches!(gap(at), Some("/" | "-" | ""));
    if !is_plain(at) || inside {
        return None;
    }
    let mut next = at + 1;
    // A letter may be glued to the number: 15a/2016/QĐ-UBND.
    if is_word(next) && gap(next) == Some("") && out.get(next)?.span.len() == 1 {
        next += 1;
    }
    let has_year = gap(next) == Some("/")
        && is_plain(next)
        && out.get(next).is_some_and(|t| {
            t.folded().len() == 4 && (t.folded().starts_with("19") || t.folded().starts_with("20"))
        });
    if has_year {
        next += 1;
    }
    let word = out.get(next).filter(|t| t.kind == TokenKind::Word)?;
    let is_kind = KINDS.contains(&word.folded());
    let joint = gap(next)?;
    let second = next + 1;
    let is_joined = |by: &str| gap(second) == Some(by) && is_word(second);
    let is_abbreviation = |i: usize| out.get(i).is_some_and(|t| !is_syllable(t.span.of(text)));
    let fits = match joint {
        "/" if has_year || is_kind => true,
        "/" => is_joined("-") && (is_abbreviation(next) || is_abbreviation(second)),
        "-" => is_kind && is_joined("/"),
        _ => false,
    };
    if !fits {
        return None;
    }
    let mut end = second;
    while is_word(end) && matches!(gap(end), Some("/" | "-")) {
        end += 1;
    }
    let span = start.cover(out.get(end - 1)?.span);
    (span.len() <= LONGEST_CODE).then_some((span, end))
}

/// What stands between token `i` and the one before it.
fn gap<'t>(text: &'t str, out: &Draft, i: usize) -> Option<&'t str> {
    let before = out.get(i.checked_sub(1)?)?.span.end;
    text.get(before..out.get(i)?.span.start)
}

/// Whether the digits of token `i` are part of a name: Covid-19, F-16, Q.1, 1A, 5G.
fn is_of_name(text: &str, first: usize, i: usize, out: &Draft) -> bool {
    let Some(token) = out.get(i).filter(|t| t.kind == TokenKind::Number) else {
        return false;
    };
    let is_short = token.folded().len() <= 4 && token.folded().bytes().all(|b| b.is_ascii_digit());
    if !is_short {
        return false;
    }
    let lettered = gap(text, out, i + 1) == Some("")
        && out.get(i + 1).is_some_and(|t| {
            let letter = t.span.of(text);
            LETTERED.contains(&letter) || (letter == "A" && token.folded().len() == 1)
        });
    if lettered || i == first {
        return lettered;
    }
    let Some(before) = out.get(i - 1).filter(|t| t.kind == TokenKind::Word) else {
        return false;
    };
    match gap(text, out, i) {
        Some("-") => is_named_by(text, &before, out.get(i.wrapping_sub(2)).as_ref()),
        Some(".") => NUMBERED.contains(&before.folded()),
        _ => false,
    }
}

/// Whether `word` before a hyphen and digits makes a name of them. A unit does not: "5 km-7 km".
fn is_named_by(text: &str, word: &Token<'_>, before: Option<&Token<'_>>) -> bool {
    let written = word.span.of(text);
    let behind_number = before.is_some_and(|t| {
        t.kind == TokenKind::Number && text[t.span.end..word.span.start].trim().is_empty()
    });
    if behind_number && written.chars().count() < 4 {
        return false;
    }
    let is_ascii_capitals = written.bytes().all(|b| b.is_ascii_uppercase());
    let is_foreign = !is_syllable(written);
    let has_digit = written.bytes().any(|b| b.is_ascii_digit());
    is_ascii_capitals
        || (is_foreign && (word.capital || has_digit || word.folded().chars().count() >= 4))
}

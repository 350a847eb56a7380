//! The layout of a newspaper's page saved as text: date line, title, body, byline.
//!
//! ```text
//! Thứ hai,  04/07/2022            the date line, perhaps the day on which the page was fetched;
//!                                 some papers have it below the title
//!
//! Thành phố tổng kết chín tháng   the title
//!
//! LSO-Sáng nay (27/9), …          the body, with the code of the agency before its first sentence
//!
//! Các đại biểu dự hội nghị        captions of photos are part of the body
//!
//! Hoàng Mai                       the byline
//! ```
//! Invariant: title, body and byline are trimmed slices of the text, in this order and disjoint; the
//! body holds everything that is not recognised as something else.
//! Known gap: a place before the first sentence in parentheses is taken for the source; the name of
//! a place alone in the last line of a page is taken for the byline.

use super::date::date_line;
use jiff::civil::Date;

/// The longest title, in characters.
const MAX_TITLE: usize = 200;

/// The longest byline, in characters.
const MAX_BYLINE: usize = 60;

/// The parts of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout<'a> {
    /// The day of the date line.
    pub published: Option<Date>,
    /// The title; empty where the text has none.
    pub title: &'a str,
    /// The body.
    pub body: &'a str,
    /// The byline.
    pub author: Option<&'a str>,
    /// The code of the agency before the first sentence of the body, which keeps it.
    pub source: Option<&'a str>,
}

/// Finds the parts of a text. A text without date line and agency is plain: it has no byline.
#[must_use]
pub fn layout(text: &str) -> Layout<'_> {
    let (published, title, body) = head(text.trim());
    let source = agency(title, body);
    let (body, author) = if published.is_some() || source.is_some() {
        split_byline(body)
    } else {
        (body, None)
    };
    Layout {
        published,
        title,
        body,
        author,
        source,
    }
}

/// The day of the date line, the title and the body. The date line stands above or below the title.
fn head(text: &str) -> (Option<Date>, &str, &str) {
    let (first, rest) = first_line(text);
    if let Some(published) = date_line(first) {
        let (title, body) = split_title(rest, true);
        return (Some(published), title, body);
    }
    let (title, body) = split_title(text, false);
    let (line, rest) = first_line(body);
    match date_line(line) {
        Some(published) if !title.is_empty() && !rest.is_empty() => (Some(published), title, rest),
        _ => (None, title, body),
    }
}

/// The first line and what follows it, both trimmed.
fn first_line(text: &str) -> (&str, &str) {
    match text.split_once('\n') {
        Some((line, rest)) => (line.trim(), rest.trim()),
        None => (text.trim(), ""),
    }
}

/// The title and the body. A title is a short line that does not end as a sentence in running text
/// does, and that the next line does not go on with.
fn split_title(text: &str, dated: bool) -> (&str, &str) {
    let (line, _) = first_line(text);
    let after = text.get(line.len()..).unwrap_or_default();
    let body = after.trim();
    if body.is_empty() || line.chars().count() > MAX_TITLE || agency("", line).is_some() {
        return ("", text);
    }
    // After a date line the title stands where it always stands; elsewhere it has to look like one.
    let gap = after.len() - after.trim_start().len();
    let blank_line = after
        .get(..gap)
        .is_some_and(|s| s.matches('\n').count() > 1);
    let sentence = line.ends_with(['.', ',', ';', ':']) && !line.ends_with("...");
    let goes_on = !blank_line && body.starts_with(char::is_lowercase);
    if sentence && !(dated && blank_line) || goes_on {
        return ("", text);
    }
    (line, body)
}

/// The agency before the first sentence: "LSO-Sáng nay", "(QNO) - Chiều 5/3", "(Báo Nghệ An) – ".
fn agency<'a>(title: &str, body: &'a str) -> Option<&'a str> {
    let (code, after) = if let Some(rest) = body.strip_prefix('(') {
        let (code, after) = rest.split_once(')')?;
        (code.trim(), after)
    } else {
        let end = body.find(|c: char| !(c.is_uppercase() || c == '&'))?;
        body.split_at(end)
    };
    let after = after.trim_start_matches([' ', '\u{A0}', '\t']);
    let rest = after.strip_prefix(['-', '–', '—'])?;
    let sentence = rest.trim_start_matches([' ', '\u{A0}', '\t']);
    let begins = sentence.starts_with(|c: char| c.is_uppercase() || "\"“'‘(".contains(c))
        || (sentence.len() < rest.len() && sentence.starts_with(|c: char| c.is_ascii_digit()));
    let well_formed = if body.starts_with('(') {
        is_name(code)
    } else {
        is_code(code)
    };
    // An abbreviation that the text itself uses is not its agency: "HĐND - UBND tỉnh", "GRDP - ".
    let used = mentions(title, code) || mentions(rest, code);
    (begins && well_formed && !used).then_some(code)
}

/// Capital letters alone: "LSO", "YBĐT".
fn is_code(code: &str) -> bool {
    (2..=8).contains(&code.chars().count())
}

/// The name of a paper: "Báo Nghệ An", "Chinhphu.vn", "QĐND Online"; no digits, at most four words.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=30).contains(&letters)
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 4
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '&' | '-' | '\'' | '’'))
}

/// Whether `code` stands in `text` as a word.
fn mentions(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let before = text.get(..at).and_then(|s| s.chars().next_back());
        let after = text.get(at + code.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The body and the byline: the last line, after a blank one, if it names people and nothing else.
fn split_byline(body: &str) -> (&str, Option<&str>) {
    let Some((before, last)) = body.rsplit_once('\n') else {
        return (body, None);
    };
    let last = last.trim();
    let rest = before.trim_end();
    let blank_line = before.get(rest.len()..).is_some_and(|s| s.contains('\n'));
    match people(last) {
        Some(names) if blank_line && !rest.is_empty() => (rest, Some(names)),
        _ => (body, None),
    }
}

/// The names in a byline: "Hoàng Mai", "Bài, ảnh: Hoàng Mai", "Hoàng Mai – Vũ Lan", "PV".
fn people(line: &str) -> Option<&str> {
    let names = match line.split_once(':') {
        Some((role, names)) if is_role(role) => names.trim(),
        Some(_) => return None,
        None => line,
    };
    if names.chars().count() > MAX_BYLINE {
        return None;
    }
    let mut count = 0;
    for name in names.split([',', '-', '–', '/', '&', '+']) {
        let words: Vec<&str> = name.split_whitespace().filter(|w| *w != "và").collect();
        if words.is_empty() || words.len() > 6 || !words.iter().all(|w| is_name_word(w)) {
            return None;
        }
        count += 1;
    }
    (count <= 4).then_some(names)
}

/// Whether the words before a colon say who wrote or took pictures.
fn is_role(role: &str) -> bool {
    let role = role.to_lowercase();
    let mut words = role
        .split([' ', ',', '-', '–', '/', '&'])
        .filter(|w| !w.is_empty())
        .peekable();
    matches!(words.peek(), Some(&("tin" | "bài" | "thực")))
        && words.all(|w| {
            matches!(
                w,
                "tin" | "bài" | "ảnh" | "và" | "thực" | "hiện" | "clip" | "video" | "viết"
            )
        })
}

/// A capital letter, then letters: "Hoàng", "H'Liên", "N.T", "PV".
fn is_name_word(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.starts_with(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || is_mark(c) || matches!(c, '.' | '\'' | '’'))
}

/// A combining mark of decomposed text.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

//! Sentences of a normalised text.
//!
//! Invariant: the spans are disjoint, in order, without white space at their ends, and hold every
//! character that is not white space. Known gap: a full stop after an abbreviation that is not
//! listed here and before a capital ends a sentence.

use super::Span;

/// Abbreviations whose full stop ends no sentence (Vietnamese press usage).
const ABBREVIATIONS: &[&str] = &[
    "TP", "Tp", "tp", "TS", "ThS", "GS", "PGS", "BS", "Th.S", "Ts", "Tr", "tr", "Q", "P", "TX",
    "TT", "St", "Mr", "Mrs", "Dr", "vs", "No", "ĐT", "Đ/c", "đ/c",
];

/// The sentences of `text`.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let ends = match c {
            '\n' => true,
            '!' | '?' | '…' => text[after..].starts_with([' ', '\n', '"', '”', ')']),
            '.' => full_stop(&text[start..at], &text[after..]),
            _ => false,
        };
        if ends {
            // Closing quotes and brackets belong to the sentence that they close.
            let mut end = after;
            while let Some((next, closing)) = chars.peek().copied()
                && matches!(closing, '"' | '”' | '’' | ')' | '.')
            {
                end = next + closing.len_utf8();
                chars.next();
            }
            push(text, Span::new(start, end), &mut found);
            start = end;
        }
    }
    push(text, Span::new(start, text.len()), &mut found);
    found
}

fn full_stop(before: &str, after: &str) -> bool {
    let mut following = after
        .chars()
        .skip_while(|c| matches!(c, '"' | '”' | '’' | ')' | '.'));
    match following.next() {
        None | Some('\n') => return true,
        Some(' ' | '\t') => {}
        Some(_) => return false,
    }
    let word = before
        .rsplit([' ', '\n', '(', '.'])
        .next()
        .unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let next = after.trim_start().chars().next();
    let begins_sentence = next.is_none_or(|c| !c.is_lowercase());
    begins_sentence && !initial && !ABBREVIATIONS.contains(&word)
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
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cases() {
        check("Thu 80,5%. Chi 70%.", &["Thu 80,5%.", "Chi 70%."]);
        check(
            "Đạt 1.234 tỷ đồng. Tăng 5%",
            &["Đạt 1.234 tỷ đồng.", "Tăng 5%"],
        );
        check("Tại TP. Lạng Sơn có mưa.", &["Tại TP. Lạng Sơn có mưa."]);
        check("Ông nói: “Tốt.” Rồi đi.", &["Ông nói: “Tốt.”", "Rồi đi."]);
        check("Dòng một\nDòng hai", &["Dòng một", "Dòng hai"]);
        check("Vì sao? Vì mưa!", &["Vì sao?", "Vì mưa!"]);
        check("", &[]);
        check(" \n ", &[]);
    }
}

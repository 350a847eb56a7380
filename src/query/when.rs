//! Dates and periods in a question: those of running text, bare years, and English ones.
//!
//! Invariant: mentions are disjoint and in order; what counts or measures is no year ("trên 2000
//! người"). Known gap: English days ("27 September 2018") are read as their month.

use crate::facts::{self, Language, Mention, Spelling, When, Words, Year};
use std::ops::Range;

/// The dates and periods among the tokens of `range`.
pub(super) fn times(words: &Words<'_>, range: Range<usize>) -> Vec<Mention> {
    let mut found = facts::mentions(words, range.clone());
    let mut more = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Some(mention) = found.iter().find(|m| m.tokens.contains(&at)) {
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        let free = found
            .iter()
            .map(|m| m.tokens.start)
            .filter(|start| *start > at)
            .min()
            .unwrap_or(range.end);
        let english = (words.spelling() == Spelling::English)
            .then(|| english(words, at))
            .flatten();
        let read = english.or_else(|| bare_year(words, at));
        match read {
            Some((end, when)) if end <= free.min(range.end) => {
                more.push(Mention {
                    tokens: at..end,
                    when,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
    found.extend(more);
    found.sort_by_key(|mention| mention.tokens.start);
    found
}

/// "doanh thu 2016", "2016 revenue": a number that looks like a year and measures nothing.
fn bare_year(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let year = facts::year_at(words, at)?;
    let bounded = facts::modifier_before(words, at, facts::Measured::default()).is_some()
        || facts::modifier_after(words, at + 1).is_some();
    let signed = words.gap(at).ends_with(['$', '€', '£', '-', '/'])
        || words
            .gap(at + 1)
            .trim_start()
            .starts_with(['%', '$', '₫', '/', '-']);
    let measured = words.joined(at + 1)
        && (facts::unit_at(words, at + 1, Language::Any).is_some()
            || facts::is_counted(words, at + 1)
            || facts::is_scale(words, at + 1));
    (!bounded && !signed && !measured).then_some((at + 1, When::Year(Year::Named(year))))
}

/// English months, by their first three letters and as they are written out.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// Small numbers in words, from one on.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

fn english(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let word = words.folded(at);
    if let Some(month) = month(word) {
        let (end, year) = year_behind(words, at + 1);
        // "may" and "march" are months only where a year stands behind.
        let sure = year != Year::Open || !matches!(word, "may" | "march" | "mar");
        return sure.then_some((end, When::Month(month, year)));
    }
    if let Some(quarter) = word
        .strip_prefix('q')
        .and_then(|q| q.parse::<i8>().ok())
        .filter(|q| (1..=4).contains(q))
    {
        let (end, year) = year_behind(words, at + 1);
        return Some((end, quarter_when(quarter, year)));
    }
    let ordinal = ORDINALS.iter().position(|o| *o == word);
    let next = words.folded(at + 1);
    match (ordinal, next) {
        (Some(quarter), "quarter") => {
            let (end, year) = year_behind(words, at + 2);
            let quarter = i8::try_from(quarter + 1).ok()?;
            return Some((end, quarter_when(quarter, year)));
        }
        (Some(half @ (0 | 1)), "half") => {
            let (end, year) = year_behind(words, at + 2);
            let first = if half == 0 { 1 } else { 7 };
            return Some((
                end,
                When::Months {
                    first,
                    count: 6,
                    year,
                },
            ));
        }
        (Some(0), _) if words.folded(at + 2) == "months" => {
            let count = small(words, at + 1)?;
            let (end, year) = year_behind(words, at + 3);
            return Some((
                end,
                When::Months {
                    first: 1,
                    count,
                    year,
                },
            ));
        }
        _ => {}
    }
    match (word, next) {
        ("this", "year") => Some((at + 2, When::Year(Year::Relative(0)))),
        ("last", "year") => Some((at + 2, When::Year(Year::Relative(-1)))),
        ("from" | "between", _) => {
            let (first, last) = (
                facts::year_at(words, at + 1)?,
                facts::year_at(words, at + 3)?,
            );
            let joined = matches!(words.folded(at + 2), "to" | "and" | "until");
            (joined && first < last).then_some((at + 4, When::Years(first, last)))
        }
        _ => None,
    }
}

fn quarter_when(quarter: i8, year: Year) -> When {
    When::Months {
        first: (quarter - 1) * 3 + 1,
        count: 3,
        year,
    }
}

fn month(word: &str) -> Option<i8> {
    let found = MONTHS
        .iter()
        .position(|month| *month == word || (word.len() == 3 && month.starts_with(word)))?;
    i8::try_from(found + 1).ok()
}

/// A number of months, in digits or in words.
fn small(words: &Words<'_>, at: usize) -> Option<i8> {
    let word = words.folded(at);
    let number = match NUMBERS.iter().position(|number| *number == word) {
        Some(position) => i8::try_from(position + 1).ok()?,
        None => word.parse().ok()?,
    };
    (1..=12).contains(&number).then_some(number)
}

/// "2018", "of 2018", "in 2018", "of this year", "last year" behind a part of a year.
fn year_behind(words: &Words<'_>, at: usize) -> (usize, Year) {
    let skipped = usize::from(matches!(words.folded(at), "of" | "in"));
    let next = at + skipped;
    let skipped_the = next + usize::from(words.folded(next) == "the");
    if let Some(year) = facts::year_at(words, next) {
        return (next + 1, Year::Named(year));
    }
    match (words.folded(next), words.folded(next + 1)) {
        ("this", "year") => (next + 2, Year::Relative(0)),
        ("last", "year") => (next + 2, Year::Relative(-1)),
        _ if skipped_the > next && words.folded(skipped_the) == "year" => {
            (skipped_the + 1, Year::Open)
        }
        _ => (at, Year::Open),
    }
}

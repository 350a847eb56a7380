//! Comparators that lack their number: "ngân sách trên", "> abc", "từ 200 đến 100 tỷ".
//!
//! Invariant: an error only where nothing but a number can be meant: "trên" is also a plain
//! preposition ("nghị quyết nêu trên", "hội nghị trên biển"), so it counts only right behind
//! something measured. Known gap: a comparator in the middle of a text that no number follows is a
//! word.

use super::error::QueryError;
use super::vocabulary::{self, Role};
use crate::facts::{self, Amount, COMPARATORS, PhraseTable, Spelling, Words, rows};
use crate::text::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// Signs that a number follows.
const SIGNS: [char; 7] = ['>', '<', '≥', '≤', '≈', '~', '='];

/// Comparators, with whether they are one unmistakably, whatever stands before them.
static PHRASES: LazyLock<PhraseTable<bool>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(COMPARATORS) {
        let [phrase, _, "before", sign, "no", ..] = row.as_slice() else {
            continue;
        };
        let several = phrase.split(' ').count() > 1;
        // "ít nhất" and "tối đa" also say which is the least and how much is allowed.
        let adjective = matches!(
            *phrase,
            "ít nhất" | "tối thiểu" | "tối đa" | "chí ít" | "maximum" | "minimum"
        );
        if *sign != "=" && !adjective {
            table.insert(phrase, several);
        }
    }
    table
});

/// Checks the text of the tokens `range`, which stands at `span` of the normalised question.
pub(super) fn check(
    words: &Words<'_>,
    range: Range<usize>,
    span: Span,
    quoted: &[Range<usize>],
) -> Result<(), QueryError> {
    signs(words, range.clone(), span)?;
    at_the_end(words, range.clone(), quoted)?;
    in_english_words(words, range.clone())?;
    range_without_end(words, range.clone())?;
    swapped(words, range)
}

fn needs_number(span: Span, comparator: &str, got: &str) -> QueryError {
    QueryError::new(
        span,
        format!("expected a number after \"{comparator}\""),
        got,
        format!("type one, as in \"{comparator} 80%\" or \"{comparator} 5 tỷ đồng\""),
    )
}

/// A sign must have a number behind it.
fn signs(words: &Words<'_>, range: Range<usize>, span: Span) -> Result<(), QueryError> {
    let text = words.text();
    for i in range.start..=range.end {
        let from = if i == range.start {
            span.start
        } else {
            words.span(i - 1).end
        };
        let to = if i == range.end {
            span.end
        } else {
            words.span(i).start
        };
        let gap = text.get(from..to).unwrap_or_default();
        let Some(at) = gap.find(SIGNS) else { continue };
        // An arrow ("->", "=>" before a word, "<-") compares nothing.
        let arrow = gap.contains("->") || gap.contains("<-");
        let number = i < range.end
            && (words.is_number(i)
                || facts::number_begins(words, i)
                || PHRASES.longest(words, i).is_some());
        if arrow || number {
            continue;
        }
        let sign: String = gap[at..]
            .chars()
            .take_while(|c| SIGNS.contains(c))
            .collect();
        let start = from + at;
        let got = if i == range.end {
            "the end of the text".to_owned()
        } else {
            format!("\"{}\"", words.word(i))
        };
        return Err(needs_number(
            Span::new(start, start + sign.len()),
            &sign,
            &got,
        ));
    }
    Ok(())
}

/// "ngân sách trên", "budget above", "hộ nghèo không quá".
fn at_the_end(
    words: &Words<'_>,
    range: Range<usize>,
    quoted: &[Range<usize>],
) -> Result<(), QueryError> {
    if quoted.iter().any(|q| q.end == range.end) {
        return Ok(());
    }
    let longest = range.len().min(4);
    let found = (1..=longest).rev().find_map(|length| {
        let at = range.end - length;
        PHRASES
            .longest(words, at)
            .filter(|found| found.tokens == length)
            .map(|found| (at, *found.value))
    });
    let Some((at, unmistakable)) = found else {
        return Ok(());
    };
    let whole = at == range.start && !unmistakable;
    if whole || !(unmistakable || ends_with_metric(words, range.start..at)) {
        return Ok(());
    }
    let span = words.span(at).cover(words.span(range.end - 1));
    Err(needs_number(
        span,
        span.of(words.text()),
        "the end of the text",
    ))
}

/// "above eighty percent": English numbers are read in digits only.
fn in_english_words(words: &Words<'_>, range: Range<usize>) -> Result<(), QueryError> {
    /// Numbers as Oxford Learner's Dictionaries spells them.
    const NUMBERS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
        "ninety", "hundred", "thousand", "million", "billion", "half",
    ];
    if words.spelling() != Spelling::English {
        return Ok(());
    }
    for at in range.clone() {
        let Some(found) = PHRASES.longest(words, at) else {
            continue;
        };
        let next = at + found.tokens;
        if next < range.end && words.joined(next) && NUMBERS.contains(&words.folded(next)) {
            return Err(QueryError::new(
                words.span(next),
                "expected a number in digits",
                format!("\"{}\"", words.word(next)),
                "type it in digits, as in \"above 80%\"",
            ));
        }
    }
    Ok(())
}

/// Whether something measured stands right before token `range.end`.
fn ends_with_metric(words: &Words<'_>, range: Range<usize>) -> bool {
    let english = words.spelling() == Spelling::English;
    let mut at = range.start;
    while at < range.end {
        match vocabulary::term(words, at, english).filter(|(tokens, _)| at + tokens <= range.end) {
            Some((tokens, term)) => {
                at += tokens;
                if at == range.end {
                    return term.is_metric() || term.role == Role::Noun;
                }
            }
            None => at += 1,
        }
    }
    false
}

/// "từ 100 đến", "between 5 and".
fn range_without_end(words: &Words<'_>, range: Range<usize>) -> Result<(), QueryError> {
    let Some(last) = range
        .end
        .checked_sub(1)
        .filter(|last| *last >= range.start + 2)
    else {
        return Ok(());
    };
    let joins = words.is_any(last, &["đến", "tới", "to", "and", "và"]);
    let opens = (range.start..last)
        .rev()
        .take(5)
        .find(|i| words.is_any(*i, &["từ", "from", "between", "giữa"]));
    let Some(open) = opens.filter(|_| joins) else {
        return Ok(());
    };
    if !words.is_number(open + 1) {
        return Ok(());
    }
    let span = words.span(open).cover(words.span(last));
    Err(QueryError::new(
        span,
        format!("expected a second number after \"{}\"", words.word(last)),
        "the end of the text",
        format!(
            "type it, as in \"{} 5 {} 7 triệu tấn\"",
            words.word(open),
            words.word(last)
        ),
    ))
}

/// "từ 200 đến 100 tỷ": the smaller number comes first.
fn swapped(words: &Words<'_>, range: Range<usize>) -> Result<(), QueryError> {
    let opens = range
        .clone()
        .filter(|i| words.is_any(*i, &["từ", "from", "between", "giữa"]) && words.is_number(i + 1));
    let opens: Vec<usize> = opens.collect();
    if opens.is_empty() {
        return Ok(());
    }
    let times = super::when::times(words, range.clone());
    let times: Vec<Range<usize>> = times.into_iter().map(|t| t.tokens).collect();
    let figures = facts::quantities(words, &times);
    let one = |at: usize| {
        let found = figures.partition_point(|f| f.tokens.start < at);
        let figure = figures.get(found).filter(|f| f.tokens.start == at)?;
        match figure.amount {
            Amount::One(value) => Some((value.to_f64(), &figure.measure)),
            _ => None,
        }
    };
    for open in opens {
        let join = (open + 2..(open + 6).min(range.end))
            .find(|i| words.is_any(*i, &["đến", "tới", "to", "and", "và"]));
        let Some(join) = join.filter(|join| words.is_number(join + 1)) else {
            continue;
        };
        let (Some(second), first) = (one(join + 1), one(open + 1)) else {
            continue;
        };
        let larger = match first {
            Some(first) => first.1 == second.1 && first.0 > second.0,
            None => facts::plain_decimal(words, open + 1)
                .zip(facts::plain_decimal(words, join + 1))
                .is_some_and(|(first, second)| first.to_f64() > second.to_f64()),
        };
        if larger {
            let span = words.span(open).cover(words.span(join + 1));
            return Err(QueryError::new(
                span,
                "expected the smaller number first",
                format!("\"{}\"", span.of(words.text())),
                "change the two numbers round",
            ));
        }
    }
    Ok(())
}

//! One number with what it is measured or counted in: unit or noun, and the denominator of a rate.
//!
//! Invariant: the tokens and the span cover number, scale words, unit and denominator, and nothing
//! before the number but a currency sign.

use super::decimal::Decimal;
use super::lexicon::{Spelling, Words};
use super::noun;
use super::number::{self, Numeral};
use super::quantity::Measure;
use super::unit::{self, Language, Unit};
use crate::text::Span;

/// A number with its measure.
#[derive(Debug, Clone)]
pub struct Item {
    /// The first token of the number.
    pub first: usize,
    /// The token after the last one of number, unit and denominator.
    pub end: usize,
    /// Where it stands in the normalised text.
    pub span: Span,
    /// The number as read.
    pub numeral: Numeral,
    /// Whether a minus stands before the number.
    pub negative: bool,
    /// The unit of the table, where it has one.
    pub unit: Option<Unit>,
    /// The tokens of the counted noun, where it has one instead.
    pub noun: Option<(usize, usize)>,
    /// The denominator of a rate, in canonical form.
    pub per: Option<String>,
}

/// The number that begins with token `at`, with its measure.
#[must_use]
pub fn item(words: &Words<'_>, at: usize) -> Option<Item> {
    let numeral = number::numeral(words, at)?;
    let mut item = Item {
        first: at,
        end: at + numeral.tokens,
        span: Span::new(
            words.span(at).start,
            words.span(at + numeral.tokens - 1).end,
        ),
        numeral,
        negative: false,
        unit: None,
        noun: None,
        per: None,
    };
    let language = match words.spelling() {
        Spelling::Marked => Language::Vietnamese,
        Spelling::Typed | Spelling::English => Language::Any,
    };
    if let Some(found) = unit::after(words, item.end - 1, language) {
        item.unit = Some(found.unit);
        item.end += found.tokens;
        item.span = item.span.cover(found.span);
    } else if let Some(found) = unit::before(words, at) {
        item.unit = Some(found.unit);
        item.span = item.span.cover(found.span);
    } else if let Some(tokens) = noun::counted(words, item.end) {
        item.noun = Some((item.end, item.end + tokens));
        item.end += tokens;
        item.span = Span::new(item.span.start, words.span(item.end - 1).end);
    }
    read_minus(words, &mut item);
    settle_separators(words, &mut item);
    read_denominator(words, &mut item, language);
    Some(item)
}

/// A minus stands glued to the number, with nothing or white space before it: "-0,5%", never "5-7".
fn read_minus(words: &Words<'_>, item: &mut Item) {
    let before = words.text().get(..item.span.start).unwrap_or_default();
    if let Some(rest) = before.strip_suffix('-')
        && (rest.is_empty() || rest.ends_with([' ', '(', '\n', ':']))
        && !rest
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || c == '%')
    {
        item.negative = true;
        item.span.start -= 1;
    }
}

/// "1,234 người" is grouped, since people are whole; "1,234 %" is decimal. In English, "1,234" is
/// always grouped and "1.234" never.
fn settle_separators(words: &Words<'_>, item: &mut Item) {
    if words.spelling() == Spelling::English {
        item.numeral = item.numeral.read_otherwise().unwrap_or(item.numeral);
        return;
    }
    let whole = item.noun.is_some() || item.unit.is_some_and(|u| u.canonical == "VND");
    if whole
        && !item.numeral.scaled()
        && !item.numeral.base.is_whole()
        && let Some(other) = item.numeral.read_otherwise()
        && other.base.is_whole()
    {
        item.numeral = other;
    }
}

/// "/năm", "/ kg", "/người/tháng".
fn read_denominator(words: &Words<'_>, item: &mut Item, language: Language) {
    let mut per: Vec<String> = Vec::new();
    while item.end < words.len() && per.len() < 3 {
        let behind = words
            .text()
            .get(item.span.end..words.span(item.end).start)
            .unwrap_or_default();
        if behind.trim() != "/" || words.is_number(item.end) {
            break;
        }
        let (tokens, name) = match unit::at(words, item.end, language) {
            Some(found) => (found.tokens, unit::denominator(words, item.end, &found)),
            None => {
                let tokens = noun::counted_at(words, item.end).unwrap_or(1);
                (tokens, lower(words, item.end, item.end + tokens))
            }
        };
        per.push(name);
        item.end += tokens;
        item.span = Span::new(item.span.start, words.span(item.end - 1).end);
    }
    item.per = (!per.is_empty()).then(|| per.join("/"));
}

/// The words of tokens `from..to` in lower case.
#[must_use]
pub fn lower(words: &Words<'_>, from: usize, to: usize) -> String {
    (from..to)
        .map(|i| words.word(i).to_lowercase())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Item {
    /// The value in the canonical unit; none beyond 38 digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        let value = self.numeral.value()?;
        let value = match self.unit {
            Some(unit) => value.times(unit.multiplier)?,
            None => value,
        };
        Some(if self.negative {
            value.negated()
        } else {
            value
        })
    }

    /// What it is measured or counted in.
    #[must_use]
    pub fn measure(&self, words: &Words<'_>) -> Measure {
        match (self.unit, self.noun) {
            (Some(unit), _) => Measure::Unit(unit.canonical),
            (None, Some((from, to))) => Measure::Counted(lower(words, from, to)),
            (None, None) => Measure::Bare,
        }
    }

    /// Whether nothing says what it measures.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.unit.is_none() && self.noun.is_none()
    }
}

//! The pieces of a run of free text: figures, times, quoted phrases, terms, cues, places, words.
//!
//! Invariant: pieces are disjoint, in order, and cover every token of the run; a break stands where
//! a sign of punctuation separates.

use super::cue::{self, Cue};
use super::vocabulary::{self, Role, Term};
use super::when;
use crate::facts::{
    self, Amount, Comparator, Decimal, Measure, Mention, Quantity, Spelling, Words,
};
use crate::text::{Analysis, Span};
use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone)]
pub(super) enum Sort {
    /// A figure that may be a condition.
    Figure(Box<Quantity>),
    /// A date or period.
    Time(Box<Mention>),
    /// A quoted phrase.
    Quoted,
    /// A term of the vocabulary.
    Term(&'static Term),
    /// A word that shapes a condition.
    Cue(Cue),
    /// A known place, or a name behind a kind of place.
    Place,
    /// Any other word.
    Word,
    /// Punctuation.
    Break,
}

/// A piece of a run.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    pub(super) sort: Sort,
}

impl Piece {
    pub(super) fn cue(&self) -> Option<Cue> {
        match self.sort {
            Sort::Cue(cue) => Some(cue),
            _ => None,
        }
    }

    pub(super) fn term(&self) -> Option<&'static Term> {
        match self.sort {
            Sort::Term(term) => Some(term),
            _ => None,
        }
    }

    pub(super) fn figure(&self) -> Option<&Quantity> {
        match &self.sort {
            Sort::Figure(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// Whether it is a place.
    pub(super) fn is_place(&self) -> bool {
        matches!(self.sort, Sort::Place) || self.term().is_some_and(|term| term.role == Role::Place)
    }

    /// Whether it says what is measured or looked for.
    pub(super) fn is_content(&self) -> bool {
        matches!(
            self.sort,
            Sort::Quoted | Sort::Term(_) | Sort::Place | Sort::Word
        )
    }
}

/// The pieces of the tokens of `range`. `quoted` are the token ranges of quoted phrases.
pub(super) fn pieces(
    words: &Words<'_>,
    range: Range<usize>,
    quoted: &[Range<usize>],
) -> Vec<Piece> {
    let english = words.spelling() == Spelling::English;
    let times = when::times(words, range.clone());
    let time_tokens: Vec<Range<usize>> = times.iter().map(|t| t.tokens.clone()).collect();
    let figures: Vec<Quantity> = facts::quantities(words, &time_tokens)
        .into_iter()
        .filter(|figure| figure.with_modifiers.end <= range.end && is_figure(words, figure))
        .map(|figure| from_on(words, figure))
        .map(|figure| behind_term(words, figure, range.start, english))
        .collect();
    cut(words, range, quoted, &figures, &times)
}

/// The pieces of tokens among which no figure begins: those behind a number.
pub(super) fn without_figures(words: &Words<'_>, range: Range<usize>) -> Vec<Piece> {
    let times = when::times(words, range.clone());
    cut(words, range, &[], &[], &times)
}

/// Cuts the tokens of `range` around the figures and times.
fn cut(
    words: &Words<'_>,
    range: Range<usize>,
    quoted: &[Range<usize>],
    figures: &[Quantity],
    times: &[Mention],
) -> Vec<Piece> {
    let english = words.spelling() == Spelling::English;
    let mut found: Vec<Piece> = Vec::new();
    let mut at = range.start;
    let push = |found: &mut Vec<Piece>, tokens: Range<usize>, sort: Sort| {
        found.push(Piece { tokens, sort });
    };
    while at < range.end {
        if at > range.start && breaks(words.gap(at)) {
            push(&mut found, at..at, Sort::Break);
        }
        if let Some(quote) = quoted.iter().find(|q| q.start == at && q.end > at) {
            push(&mut found, quote.clone(), Sort::Quoted);
            at = quote.end;
            continue;
        }
        let figure = figures.iter().find(|f| f.with_modifiers.start == at);
        if let Some(figure) = figure {
            push(
                &mut found,
                figure.with_modifiers.clone(),
                Sort::Figure(Box::new(figure.clone())),
            );
            at = figure.with_modifiers.end;
            continue;
        }
        if let Some(time) = times.iter().find(|t| t.tokens.start == at) {
            push(
                &mut found,
                time.tokens.clone(),
                Sort::Time(Box::new(time.clone())),
            );
            at = time.tokens.end.max(at + 1);
            continue;
        }
        if let Some(figure) = fold(words, at, english) {
            let end = figure.with_modifiers.end.min(range.end);
            push(&mut found, at..end, Sort::Figure(Box::new(figure)));
            at = end;
            continue;
        }
        // Nothing may reach into the next figure, time or quotation.
        let limit = figures
            .iter()
            .map(|f| f.with_modifiers.start)
            .chain(times.iter().map(|t| t.tokens.start))
            .chain(quoted.iter().map(|q| q.start))
            .filter(|start| *start > at)
            .min()
            .unwrap_or(range.end)
            .min(range.end);
        let (tokens, sort) = word(words, at, limit, range.end, english);
        push(&mut found, at..at + tokens, sort);
        at += tokens;
    }
    found
}

fn breaks(gap: &str) -> bool {
    gap.contains([',', ';', ':', '.', '(', ')', '\n', '?', '!'])
}

/// Whether the quantity may be meant as a condition: a spelled number without scale or comparator
/// ("hai quan" for "hải quan") is a word.
fn is_figure(words: &Words<'_>, quantity: &Quantity) -> bool {
    let bounded = quantity.with_modifiers != quantity.tokens;
    let spelled = !words.is_number(quantity.tokens.start);
    let range_of_nothing =
        matches!(quantity.amount, Amount::Range(..)) && quantity.measure == Measure::Bare;
    if spelled || range_of_nothing {
        return bounded || quantity.tokens.len() > 2;
    }
    true
}

/// "từ 60 tuổi" alone is 60 or more; "từ 5% xuống 3%" is not.
fn from_on(words: &Words<'_>, mut quantity: Quantity) -> Quantity {
    /// Words that say where it goes from there.
    const MOVES: &[&str] = &[
        "đến", "tới", "lên", "xuống", "còn", "sang", "to", "down", "up", "until", "-",
    ];
    let Some(from) = quantity.with_modifiers.start.checked_sub(1) else {
        return quantity;
    };
    let one = matches!(quantity.amount, Amount::One(_)) && quantity.measure != Measure::Bare;
    if one
        && quantity.with_modifiers == quantity.tokens
        && quantity.cmp == Comparator::Equal
        && words.is_any(from, &["từ", "from"])
        && words.joined(quantity.tokens.start)
        && !words.is_any(quantity.tokens.end, MOVES)
    {
        quantity.cmp = Comparator::AtLeast;
        quantity.with_modifiers.start = from;
    }
    quantity
}

/// "von dau tu khoang 2 ty": what reads as "từ khoảng" begins in a term; the comparator begins
/// behind the term.
fn behind_term(words: &Words<'_>, quantity: Quantity, start: usize, english: bool) -> Quantity {
    /// The most tokens of a term before the comparator.
    const BEFORE: usize = 6;
    let begin = quantity.with_modifiers.start;
    let first = quantity.tokens.start;
    let from = begin.saturating_sub(BEFORE).max(start);
    let term_end = (from..begin).find_map(|at| {
        vocabulary::term(words, at, english)
            .map(|(tokens, _)| at + tokens)
            .filter(|end| (begin + 1..=first).contains(end))
    });
    let Some(end) = term_end else {
        return quantity;
    };
    let rest = Span::new(words.span(end).start, words.text().len()).of(words.text());
    let analysis = Analysis::new(rest);
    let behind = Words::new(rest, &analysis, words.spelling());
    let again = facts::quantities(&behind, &[]);
    let same = again.iter().find(|q| q.tokens.start + end == first);
    Quantity {
        with_modifiers: end..quantity.with_modifiers.end,
        cmp: same.map_or(Comparator::Equal, |q| q.cmp),
        approx: same.is_some_and(|q| q.approx),
        ..quantity
    }
}

/// The longest term, place or cue at token `at`, before token `limit`, where the next figure or
/// the run, which goes to token `end`, ends.
fn word(words: &Words<'_>, at: usize, limit: usize, end: usize, english: bool) -> (usize, Sort) {
    let fits = |tokens: &usize| at + tokens <= limit && side_by_side(words, at, *tokens);
    let term = vocabulary::term(words, at, english).filter(|(tokens, _)| fits(tokens));
    let cue = cue::cue(words, at, english).filter(|(tokens, _)| fits(tokens));
    let place = facts::known_place(words, at)
        .filter(|tokens| *tokens > 1 || words.is_capital(at))
        .filter(fits);
    let term_tokens = term.map_or(0, |t| t.0);
    let cue_tokens = cue.map_or(0, |c| c.0);
    let place_tokens = place.unwrap_or(0);
    if place_tokens > term_tokens && place_tokens >= cue_tokens {
        return (place_tokens, Sort::Place);
    }
    // "tu" without its mark is "từ" before a number and "tù" elsewhere; "tang" is "tăng", not "tầng".
    let before = limit == at + cue_tokens && limit < end;
    // What a figure is measured against stands behind it: "chi tieu" before it is "chi tiêu".
    let shapes = cue.is_some_and(|(_, cue)| match cue {
        Cue::Base(_) => !before,
        Cue::Link | Cue::Admin => before,
        _ => true,
    });
    match (term, cue) {
        (Some((tokens, term)), _) if tokens > cue_tokens => (tokens, Sort::Term(term)),
        (Some((tokens, term)), Some(_)) if tokens == cue_tokens && is_just(words, at, tokens) => {
            (tokens, Sort::Term(term))
        }
        (Some((tokens, term)), Some((_, cue)))
            if tokens == cue_tokens && !shapes && !names_place(words, at + tokens, cue) =>
        {
            (tokens, Sort::Term(term))
        }
        (_, Some((tokens, cue))) => (tokens, Sort::Cue(cue)),
        _ => (1, Sort::Word),
    }
}

/// Whether the tokens, some of them with marks, are a term as it stands and no cue: "chi tiêu" is not
/// "chỉ tiêu".
fn is_just(words: &Words<'_>, at: usize, tokens: usize) -> bool {
    let marked = words.spelled(Spelling::Marked);
    (at..at + tokens).any(|i| !words.signature(i).is_empty())
        && vocabulary::term(&marked, at, false).is_some_and(|(n, _)| n == tokens)
        && cue::cue(&marked, at, false).is_none_or(|(n, _)| n != tokens)
}

/// Whether the cue is a kind of place and token `next` begins the name of one: "tỉnh Lai Châu".
fn names_place(words: &Words<'_>, next: usize, cue: Cue) -> bool {
    cue == Cue::Admin
        && words.joined(next)
        && (words.is_capital(next) || facts::known_place(words, next).is_some_and(|n| n > 1))
}

/// Whether no punctuation stands between the tokens.
fn side_by_side(words: &Words<'_>, at: usize, tokens: usize) -> bool {
    (at + 1..at + tokens).all(|i| !breaks(words.gap(i)))
}

/// "ít nhất gấp đôi", "gấp đôi trở lên", "at least double": a multiple said in a word, from its
/// comparator on.
fn fold(words: &Words<'_>, at: usize, english: bool) -> Option<Quantity> {
    /// The most tokens of comparators before the word.
    const BEFORE: usize = 4;
    let (start, tokens, times) =
        (at..=at + BEFORE).find_map(|start| match cue::cue(words, start, english) {
            Some((tokens, Cue::Fold(times))) => Some((start, tokens, times)),
            _ => None,
        })?;
    let before = facts::modifier_before(words, start, facts::Measured::default());
    let begin = before.map_or(start, |(begin, _)| begin);
    if begin != at {
        return None;
    }
    let after = facts::modifier_after(words, start + tokens);
    let said = before
        .map_or(facts::Modifier::NONE, |(_, m)| m)
        .within(after.map_or(facts::Modifier::NONE, |(_, m)| m));
    Some(Quantity {
        tokens: start..start + tokens,
        with_modifiers: begin..after.map_or(start + tokens, |(end, _)| end),
        noun_at: None,
        span: words.span(start).cover(words.span(start + tokens - 1)),
        amount: Amount::One(Decimal::new(i128::from(times), 0)),
        measure: Measure::Unit("times"),
        per: None,
        cmp: said.cmp,
        approx: said.approx,
        rule: "multiple in a word",
    })
}

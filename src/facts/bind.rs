//! Binds the quantities of a text to what they say something about.
//!
//! A sentence is cut in pieces once; its figures are bound from left to right, and what one does
//! not say itself (metric, status, period, place) it takes from the one before.
//! Invariant: one fact a quantity with a finite value, in the order of the text; time and memory
//! grow with the sentences that hold figures.

use super::Passage;
use super::calendar::Clock;
use super::cue::Roles;
use super::fact::{Base, Fact, Kind, Period, Status};
use super::lexicon::{Spelling, Words};
use super::metric;
use super::period::{self, Mention};
use super::piece::{self, Piece, Sort};
use super::place::{self, Place};
use super::quantity::{self, Amount, Measure, Quantity};
use super::relation::{self, Relation};
use crate::text::{Analysis, Normalized, Span, sentences};
use std::ops::Range;

/// What is carried from one figure to the next.
#[derive(Debug, Clone, Default)]
struct Carried {
    metric: Option<String>,
    rate: bool,
    status: Option<Status>,
    period: Option<Period>,
    place: Option<String>,
}

/// The facts of a passage, in the order of the text.
#[must_use]
pub fn extract(passage: &Passage<'_>) -> Vec<Fact> {
    let normalised = Normalized::new(passage.body);
    let text = normalised.as_str();
    let analysis = Analysis::new(text);
    let words = Words::new(text, &analysis, Spelling::Marked);
    let mentions = period::mentions(&words, 0..words.len());
    let times: Vec<Range<usize>> = mentions.iter().map(|m| m.tokens.clone()).collect();
    let quantities = quantity::quantities(&words, &times);
    if quantities.is_empty() {
        return Vec::new();
    }
    let mut binder = Binder {
        passage,
        normalised: &normalised,
        words: &words,
        mentions: &mentions,
        quantities: &quantities,
        clock: Clock {
            published: passage.published,
            near: None,
            anchor: anchor(passage, &mentions),
        },
        carried: Carried::default(),
        title_place: title_place(passage.title),
        facts: Vec::with_capacity(quantities.len()),
    };
    let (mut token, mut time, mut quantity) = (0, 0, 0);
    for sentence in sentences(text) {
        let first = token;
        while token < words.len() && words.span(token).start < sentence.end {
            token += 1;
        }
        while mentions.get(time).is_some_and(|m| m.tokens.end <= first) {
            time += 1;
        }
        let until = quantities[quantity..]
            .iter()
            .take_while(|q| q.tokens.start < token)
            .count();
        if until > 0 {
            binder.sentence(sentence, first..token, time, quantity);
        } else {
            binder.pass_over(first..token, time);
        }
        quantity += until;
        if quantity == quantities.len() {
            break;
        }
    }
    binder.facts
}

/// The year that a text is about, where its words disagree with the document's day: the last year
/// it names, if it names no year near that day.
fn anchor(passage: &Passage<'_>, mentions: &[Mention]) -> Option<i16> {
    let title = Normalized::new(passage.title);
    let analysis = Analysis::new(title.as_str());
    let words = Words::new(title.as_str(), &analysis, Spelling::Marked);
    let in_title = period::mentions(&words, 0..words.len());
    let named = |mentions: &[Mention]| -> Vec<i16> {
        mentions
            .iter()
            .filter_map(|m| m.when.named_year())
            .collect()
    };
    let (title, body) = (named(&in_title), named(mentions));
    let Some(published) = passage.published.map(jiff::civil::Date::year) else {
        return title.last().or(body.iter().max()).copied();
    };
    let near = |year: &i16| (published - 1..=published + 1).contains(year);
    if title.iter().chain(&body).any(near) {
        return None;
    }
    let past = |year: &&i16| **year < published;
    title
        .iter()
        .filter(past)
        .max()
        .or_else(|| body.iter().filter(past).max())
        .copied()
}

/// The first place that a title names.
fn title_place(title: &str) -> Option<String> {
    let normalised = Normalized::new(title);
    let analysis = Analysis::new(normalised.as_str());
    let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
    let places = place::places(&words, 0..words.len());
    let tokens = &places.first()?.tokens;
    let span = words.span(tokens.start).cover(words.span(tokens.end - 1));
    Some(span.of(normalised.as_str()).to_owned())
}

struct Binder<'a> {
    passage: &'a Passage<'a>,
    normalised: &'a Normalized<'a>,
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    quantities: &'a [Quantity],
    clock: Clock,
    carried: Carried,
    title_place: Option<String>,
    facts: Vec<Fact>,
}

impl Binder<'_> {
    /// A sentence without figures: the time it names is carried on.
    fn pass_over(&mut self, tokens: Range<usize>, first_time: usize) {
        let clock = self.clock_of(&tokens, first_time);
        for mention in &self.mentions[first_time..] {
            if mention.tokens.start >= tokens.end {
                break;
            }
            if let Some(period) = mention.when.settle(&clock) {
                self.carried.period = Some(period);
            }
        }
        self.carried.status = None;
    }

    /// The clock for a sentence: the year that it names settles its months and days.
    fn clock_of(&self, tokens: &Range<usize>, first_time: usize) -> Clock {
        let near = self.mentions[first_time..]
            .iter()
            .take_while(|m| m.tokens.start < tokens.end)
            .find_map(|m| m.when.named_year());
        Clock { near, ..self.clock }
    }

    fn sentence(
        &mut self,
        sentence: Span,
        tokens: Range<usize>,
        first_time: usize,
        first_quantity: usize,
    ) {
        let pieces = piece::pieces(
            self.words,
            tokens.clone(),
            (self.mentions, first_time),
            (self.quantities, first_quantity),
        );
        let clock = self.clock_of(&tokens, first_time);
        let from = self.facts.len();
        let places = place::places(self.words, tokens.clone());
        let mut floor = 0;
        self.carried.status = None;
        for figure in 0..pieces.len() {
            let Sort::Quantity(number) = pieces[figure].sort else {
                continue;
            };
            if let Some(quantity) = self.quantities.get(number) {
                self.place(quantity, &places);
                self.figure(quantity, &pieces, figure, floor, sentence, &clock);
            }
            floor = figure + 1;
        }
        self.share_base(&pieces, from);
    }

    fn figure(
        &mut self,
        quantity: &Quantity,
        pieces: &[Piece],
        figure: usize,
        floor: usize,
        sentence: Span,
        clock: &Clock,
    ) {
        let left = metric::left(pieces, figure, floor);
        let counted = matches!(quantity.measure, Measure::Counted(_));
        let verb = relation::verb(pieces, figure);
        let object = metric::object(
            self.words,
            pieces,
            figure,
            &quantity.measure,
            &quantity.tokens,
        );
        let subject = metric::subject(pieces, left);
        let object_first = counted && (left.is_empty() || subject.is_none());
        let own = if object_first {
            object.clone()
        } else {
            subject
                .or_else(|| object.clone().filter(|_| left.end == left.figure))
                .or_else(|| metric::unknown_subject(self.words, pieces, left))
                .or_else(|| object.clone().filter(|_| verb == Roles::default()))
        };
        let rate = match &own {
            Some(range) => pieces
                .iter()
                .any(|p| p.does(Roles::RATE) && range.contains(&p.tokens.start)),
            None => self.carried.rate,
        };
        let relation = relation::relation(pieces, figure, quantity, rate);
        if let Some(range) = &own {
            self.carried.metric = Some(self.phrase(range.clone()));
            self.carried.rate = rate;
            self.carried.status = None;
        } else if self.carried.metric.is_none() {
            self.carried.metric = None;
        }
        let status = relation::status(pieces, floor, figure);
        if status.is_some() {
            self.carried.status = status;
        }
        let period = self.period(pieces, figure, clock);
        if period.is_some() {
            self.carried.period = period;
        }
        let status = self.carried.status.unwrap_or(Status::Actual);
        if let Some(fact) = self.fact(quantity, relation, status, sentence) {
            self.facts.push(fact);
        }
    }

    /// The period of a figure: the nearest time before it in its sentence, else the one right
    /// behind it, else the one carried.
    fn period(&self, pieces: &[Piece], figure: usize, clock: &Clock) -> Option<Period> {
        let settled = |at: usize| match pieces[at].sort {
            Sort::Time(time) => self.mentions.get(time)?.when.settle(clock),
            _ => None,
        };
        let compared = |at: usize| {
            (1..=3).any(|back| {
                at.checked_sub(back)
                    .is_some_and(|b| pieces[b].does(Roles::VERSUS))
            })
        };
        (0..figure)
            .rev()
            .filter(|at| !compared(*at))
            .find_map(settled)
            .or_else(|| {
                (figure + 1..pieces.len())
                    .take_while(|at| !pieces[*at].is_quantity())
                    .filter(|at| !compared(*at))
                    .find_map(settled)
            })
    }

    /// The place of a figure: the nearest before it in its sentence, else the first behind it.
    fn place(&mut self, quantity: &Quantity, places: &[Place]) {
        let before = places
            .iter()
            .rfind(|p| p.tokens.end <= quantity.tokens.start);
        let place = before.or_else(|| places.first());
        if let Some(place) = place {
            self.carried.place = Some(self.phrase(place.tokens.clone()));
        }
    }

    /// Gives a base that closes a list to the changes before it that have none.
    fn share_base(&mut self, pieces: &[Piece], from: usize) {
        let _ = pieces;
        let facts = &mut self.facts[from..];
        for i in (0..facts.len().saturating_sub(1)).rev() {
            let next = facts[i + 1].base;
            if facts[i].kind == Kind::Change
                && facts[i].base.is_none()
                && facts[i + 1].kind == Kind::Change
                && matches!(next, Some(Base::Yoy | Base::Prev))
            {
                facts[i].base = next;
            }
        }
    }

    /// The words of `range` in lower case, proper names as they are.
    fn phrase(&self, range: Range<usize>) -> String {
        let span = self
            .words
            .span(range.start)
            .cover(self.words.span(range.end.saturating_sub(1)));
        let text = span.of(self.words.text());
        let mut chars = text.chars();
        let begins_sentence =
            self.words.is_capital(range.start) && !self.words.is_capital(range.start + 1);
        match chars.next() {
            Some(first) if begins_sentence => first.to_lowercase().chain(chars).collect(),
            _ => text.to_owned(),
        }
    }

    fn fact(
        &self,
        quantity: &Quantity,
        relation: Relation,
        status: Status,
        sentence: Span,
    ) -> Option<Fact> {
        let span = self.normalised.original(quantity.span);
        let (value, min, max) = match quantity.amount {
            Amount::One(value) => (Some(value), None, None),
            Amount::Range(low, high) => (None, Some(low), Some(high)),
            Amount::Fraction(..) => (None, None, None),
        };
        let number = match quantity.amount {
            Amount::Fraction(part, whole) => Some(part.to_f64() / whole.to_f64()),
            _ => value.map(|v| v.to_f64()),
        };
        let ends = [number, min.map(|v| v.to_f64()), max.map(|v| v.to_f64())];
        if ends.iter().flatten().any(|n| !n.is_finite()) {
            return None;
        }
        let unit = match &quantity.measure {
            Measure::Unit(name) => Some((*name).to_owned()),
            Measure::Counted(noun) => Some(noun.clone()),
            Measure::Bare => None,
        };
        Some(Fact {
            start: span.start,
            end: span.end,
            quote: span.of(self.passage.body).to_owned(),
            value: ends[0],
            decimal: value.map(|v| v.to_string()),
            min: ends[1],
            max: ends[2],
            cmp: quantity.cmp,
            approx: quantity.approx,
            unit,
            per: quantity.per.clone(),
            kind: relation.kind,
            trend: relation.trend,
            status,
            base: relation.base,
            metric: self.carried.metric.clone(),
            period: self.carried.period,
            place: self
                .carried
                .place
                .clone()
                .or_else(|| self.title_place.clone()),
            sentence: self.normalised.original(sentence),
            rule: relation.rule.to_owned(),
        })
    }
}

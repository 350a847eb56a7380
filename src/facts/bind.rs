//! Binds the quantities of a text to what they say something about.
//!
//! A sentence is cut in pieces once; its figures are bound from left to right, and what one does
//! not say itself (metric, status, period, place) it takes from the one before.
//! Invariant: one fact a quantity with a finite value, in the order of the text; time and memory
//! grow with the sentences that hold figures.

mod naming;
mod places;
mod times;

use super::Passage;
use super::calendar::Clock;
use super::candidate::Candidate;
use super::cue::Roles;
use super::fact::{Base, Comparator, Fact, Kind, Period, Status};
use super::lexicon::{Spelling, Words};
use super::metric;
use super::period::{self, Mention};
use super::piece::{self, Piece, Sign, Sort};
use super::place;
use super::quantity::{Amount, Measure, Quantities, Quantity};
use super::relation::{self, MetricSort, Relation, Times};
use super::status::{self, Told};
use super::trade;
use super::traits::Setting;
use super::view;
use crate::text::{Analysis, Normalized, Span, sentences};
use std::ops::Range;

/// The most tokens of a sentence that are read at once.
const LONGEST: usize = 300;

/// What is carried from one figure to the next.
#[derive(Debug, Clone, Default)]
struct Carried {
    metric: Option<String>,
    /// Whether the metric begins with a known head.
    headed: bool,
    /// What figures of that head are usually in.
    measures: Option<Setting>,
    sort: MetricSort,
    told: Option<Told>,
    period: Option<Period>,
    place: Option<String>,
}

/// The figure before, in the same sentence.
#[derive(Debug, Clone)]
struct Last {
    measure: Measure,
    relation: Relation,
    /// Whether it is the A of "từ A lên B".
    starts_range: bool,
}

/// The facts of a passage, in the order of the text.
#[must_use]
pub fn extract(passage: &Passage<'_>) -> Vec<Fact> {
    let normalised = Normalized::new(passage.body);
    let analysis = Analysis::new(normalised.as_str());
    extract_analysed(passage, &normalised, &analysis)
}

/// The facts of a passage whose body has been normalised and analysed.
#[must_use]
pub fn extract_analysed(
    passage: &Passage<'_>,
    normalised: &Normalized<'_>,
    analysis: &Analysis,
) -> Vec<Fact> {
    bind(passage, normalised, analysis, None)
}

fn bind(
    passage: &Passage<'_>,
    normalised: &Normalized<'_>,
    analysis: &Analysis,
    choices: Option<&mut Vec<Choice>>,
) -> Vec<Fact> {
    let text = normalised.as_str();
    let words = Words::new(text, analysis, Spelling::Marked);
    let mentions = period::mentions(&words, 0..words.len());
    let times: Vec<Range<usize>> = mentions.iter().map(|m| m.tokens.clone()).collect();
    let mut quantities = Quantities::new(&words, &times);
    let Some(first) = quantities.next() else {
        return Vec::new();
    };
    let title = Normalized::new(passage.title);
    let title_analysis = Analysis::new(title.as_str());
    let title = Words::new(title.as_str(), &title_analysis, Spelling::Marked);
    let mut binder = Binder {
        passage,
        normalised,
        words: &words,
        mentions: &mentions,
        clock: Clock {
            published: passage.published,
            near: None,
            anchor: times::anchor(passage.published, &title, &words, &mentions),
        },
        carried: Carried::default(),
        last: None,
        title_place: places::of_title(&title),
        passed: None,
        title_metric: metric::title(&title),
        before: naming::Before::default(),
        candidates: Vec::new(),
        choices,
        facts: Vec::new(),
    };
    // The quantities of a part of a sentence, and the one behind it.
    let mut ahead = vec![first];
    let (mut token, mut time) = (0, 0);
    for sentence in sentences(text) {
        // A sentence that never ends (a table without full stops) is read in parts, so that the
        // work grows with the text and not with its square.
        while token < words.len() && words.span(token).start < sentence.end {
            let first = token;
            while token < words.len()
                && token < first + LONGEST
                && words.span(token).start < sentence.end
            {
                token += 1;
            }
            while mentions.get(time).is_some_and(|m| m.tokens.end <= first) {
                time += 1;
            }
            while ahead.last().is_none_or(|q| q.tokens.start < token)
                && let Some(next) = quantities.next()
            {
                ahead.push(next);
            }
            let here = ahead.partition_point(|q| q.tokens.start < token);
            if here > 0 {
                binder.sentence(sentence, first..token, time, &ahead);
            } else {
                binder.pass_over(first..token, time);
            }
            ahead.drain(..here);
            if ahead.is_empty() {
                return binder.facts;
            }
        }
    }
    binder.facts
}

pub use naming::{Choice, choices};

struct Binder<'a> {
    passage: &'a Passage<'a>,
    normalised: &'a Normalized<'a>,
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    clock: Clock,
    carried: Carried,
    last: Option<Last>,
    title_place: Option<String>,
    /// The sentence without figures right before.
    passed: Option<Range<usize>>,
    title_metric: Option<String>,
    before: naming::Before,
    candidates: Vec<Candidate>,
    /// What was chosen from, where somebody asks.
    choices: Option<&'a mut Vec<Choice>>,
    facts: Vec<Fact>,
}

impl Binder<'_> {
    fn sentence(
        &mut self,
        sentence: Span,
        tokens: Range<usize>,
        first_time: usize,
        quantities: &[Quantity],
    ) {
        let pieces = piece::pieces(
            self.words,
            tokens.clone(),
            (self.mentions, first_time),
            quantities,
        );
        let clock = self.clock_of(&tokens, first_time);
        let from = self.facts.len();
        let places = place::places(self.words, tokens.clone());
        let shared = view::Sentence::new(self.words, &pieces, &places);
        let mut floor = 0;
        self.carried.told = None;
        self.last = None;
        for (figure, piece) in pieces.iter().enumerate() {
            let Sort::Quantity(number) = piece.sort else {
                continue;
            };
            if let Some(quantity) = quantities.get(number) {
                let next = quantities.get(number + 1);
                let place = self.place(quantity, next, &places);
                let made = self.facts.len();
                self.figure(quantity, &shared, figure, floor, sentence, &clock);
                if let Some(fact) = self.facts.get_mut(made) {
                    fact.place = place;
                }
            }
            floor = figure + 1;
        }
        self.passed = None;
        self.share_base(from);
        self.carry_period(&pieces, &clock);
    }

    fn figure(
        &mut self,
        quantity: &Quantity,
        shared: &view::Sentence<'_>,
        figure: usize,
        floor: usize,
        sentence: Span,
        clock: &Clock,
    ) {
        let pieces = shared.pieces;
        let verb = relation::verb(pieces, figure);
        let listed = self.listed(pieces, figure, floor, quantity);
        let (name, also) = match listed {
            // It has the names of the figure before.
            true => (
                None,
                self.facts.last().map_or(Vec::new(), |f| f.also.clone()),
            ),
            false => self.choose(quantity, shared, figure, verb),
        };
        let sort = match &name {
            Some(name) => naming::sort(pieces, name),
            None => self.carried.sort,
        };
        let before = self.last.as_ref().map(|last| last.relation);
        let time = self.governing(pieces, figure);
        let period = time.and_then(|time| self.mentions.get(time)?.when.settle(clock));
        let times = Times {
            words: self.words,
            mentions: self.mentions,
            about: period.or(self.carried.period),
            clock,
        };
        let starts_range = relation::starts_range(self.words, pieces, figure, quantity);
        let mut relation = if listed && let Some(before) = before {
            // "tăng 14% và 13% so với năm 2018": what closes the list is for all of it.
            let closing = relation::base_on_right(pieces, figure, &times)
                .filter(|_| matches!(before.kind, Kind::Change | Kind::Share));
            let base = closing.or(before.base);
            if let Some(last) = self.facts.last_mut()
                && last.base.is_none()
                && before.kind == Kind::Change
            {
                last.base = closing;
            }
            Relation { base, ..before }
        } else {
            relation::relation(&times, pieces, figure, quantity, starts_range, sort, before)
        };
        if let Some(last) = &self.last
            && last.starts_range
            && verb.role.any(Roles::RISE_TO | Roles::FALL_TO)
        {
            let dated = (floor..figure).any(|at| pieces[at].is_time());
            relation.base = Some(if dated { Base::Other } else { Base::Prev });
        }
        if let Some(name) = &name {
            let plain = !name.head.any(Roles::HEAD | Roles::MEASURE | Roles::ACT);
            let grew = verb.all.any(Roles::GROWTH) && plain;
            let mut named = self.words_of(name);
            // "giá vàng …, mua vào 36 triệu đồng, bán ra 37 triệu đồng"
            if matches!(named.as_str(), "mua vào" | "bán ra")
                && let Some(traded) = self.carried.metric.as_ref().filter(|_| self.carried.headed)
            {
                let traded = traded
                    .trim_end_matches(" mua vào")
                    .trim_end_matches(" bán ra");
                named = format!("{traded} {named}");
            }
            // "ngành dệt may tăng trưởng 7%"
            self.carried.metric = Some(if grew {
                format!("tăng trưởng {named}")
            } else {
                named
            });
            self.carried.measures = name
                .head
                .any(Roles::HEAD)
                .then(|| view::measures(self.words, name.first.start))
                .flatten();
            self.carried.headed = name.head.any(Roles::HEAD)
                || self
                    .carried
                    .metric
                    .as_ref()
                    .is_some_and(|m| m.ends_with(" mua vào") || m.ends_with(" bán ra"));
            self.carried.sort = sort;
        }
        self.last = Some(Last {
            measure: quantity.measure.clone(),
            relation,
            starts_range,
        });
        self.carried.told = status::told(
            &status::Figure {
                words: self.words,
                pieces,
                floor,
                at: figure,
                quantity,
                named: name.is_some(),
                foreseen: time.is_some_and(|time| self.foreseen(time, clock)),
            },
            self.carried.told,
        );
        let lasting = quantity.measure.is_lasting();
        if period.is_some() {
            self.carried.period = period;
        }
        let mut status = self.carried.told.map_or(Status::Actual, |told| told.status);
        // A limit is a rule, but the greatest speed or range of a thing is what it has.
        let ruled = match &quantity.measure {
            Measure::Unit(unit) => lasting || matches!(*unit, "VND" | "USD" | "%"),
            Measure::Counted(_) | Measure::Bare => true,
        };
        // "từ 2 ga trở xuống" only tells which.
        let tells_which = quantity.with_modifiers.end > quantity.tokens.end;
        if ruled && !tells_which && quantity.cmp == Comparator::AtMost && status == Status::Actual {
            status = Status::Plan;
        }
        if let Some(mut fact) = self.fact(quantity, relation, status, sentence) {
            if lasting {
                fact.period = None;
            }
            if let (Some(side), Some(metric)) =
                (trade::side(self.words, pieces, figure), &mut fact.metric)
                && !metric.ends_with(side)
            {
                metric.push(' ');
                metric.push_str(side);
            }
            fact.also = naming::others(&fact, &self.before, also);
            let last = self.facts.last();
            if let Some(metric) = &fact.metric
                && last.is_none_or(|last| last.metric != fact.metric)
            {
                self.before.push(metric);
            }
            self.facts.push(fact);
        }
    }

    /// Whether the figure only goes on with a list: "57% và 132%", "0,5% - 1,2%".
    fn listed(&self, pieces: &[Piece], figure: usize, floor: usize, quantity: &Quantity) -> bool {
        let same = self
            .last
            .as_ref()
            .is_some_and(|last| last.measure == quantity.measure);
        let counted = quantity.measure.is_counted();
        let between = pieces.get(floor..figure).unwrap_or_default();
        let joined = between
            .iter()
            .all(|p| p.does(Roles::AND) && p.before == Sign::None);
        floor > 0 && same && !counted && joined
    }

    /// Gives a base that closes a list to the changes before it that have none.
    fn share_base(&mut self, from: usize) {
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
            also: Vec::new(),
            period: self.carried.period,
            place: None,
            sentence: self.normalised.original(sentence),
            rule: relation.rule.to_owned(),
        })
    }
}

#[cfg(test)]
mod cases;

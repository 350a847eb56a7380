//! When: the time that a text, a sentence and a figure are about.
//!
//! Invariant: a time of comparison ("so với năm 2017") is never what is told of; what a sentence
//! does not say is that of the one before.

use super::Binder;
use crate::facts::calendar::{Clock, When};
use crate::facts::cue::Roles;
use crate::facts::fact::Period;
use crate::facts::lexicon::Words;
use crate::facts::period::{self, Mention};
use crate::facts::piece::{Piece, Sign, Sort};
use jiff::civil::Date;
use std::ops::Range;

/// How many pieces before a figure its time may stand.
const FAR: usize = 200;

/// How many years a page may be older than the day it was copied.
const RECENT: i16 = 12;

/// The year that a text is about, where its words disagree with the document's day: the last year
/// it names, if it names no year near that day.
pub(super) fn anchor(
    published: Option<Date>,
    title: &Words<'_>,
    body: &Words<'_>,
    mentions: &[Mention],
) -> Option<i16> {
    let in_title = period::mentions(title, 0..title.len());
    let named = |words: &Words<'_>, mentions: &[Mention]| -> Vec<i16> {
        mentions
            .iter()
            .filter(|m| !compared(words, m.tokens.start))
            .filter_map(|m| m.when.named_year())
            .collect()
    };
    let (title, body) = (named(title, &in_title), named(body, mentions));
    let Some(published) = published.map(Date::year) else {
        // Without a day, a text settles a year only where it names just one.
        let only = body
            .first()
            .filter(|year| body.iter().all(|other| other == *year));
        return title.last().or(only).copied();
    };
    let near = |year: &i16| (published - 1..=published + 1).contains(year);
    if title.iter().chain(&body).any(near) {
        return None;
    }
    // Years long past are history, whatever the day of the text.
    let past = |year: &&i16| (published - RECENT..published).contains(*year);
    title
        .iter()
        .filter(past)
        .max()
        .or_else(|| body.iter().filter(past).max())
        .copied()
}

/// Whether a time at the token is compared with: "so với năm 2017", "cùng kỳ năm 2017".
fn compared(words: &Words<'_>, token: usize) -> bool {
    let behind =
        |back: usize, word: &str| token.checked_sub(back).is_some_and(|at| words.is(at, word));
    (1..=5).any(|back| behind(back, "so")) || behind(1, "kỳ") || behind(1, "kì")
}

/// Whether a time is long enough to be what several sentences are about.
pub(super) fn lasts(when: When) -> bool {
    !matches!(
        when,
        When::Day(..) | When::Days(..) | When::DaysFromNow(_) | When::WeeksFromNow(_) | When::Vague
    )
}

impl Binder<'_> {
    /// A sentence without figures: the time with which it begins is carried on.
    pub(super) fn pass_over(&mut self, tokens: Range<usize>, first_time: usize) {
        let clock = self.clock_of(&tokens, first_time);
        let times = || {
            self.mentions[first_time..]
                .iter()
                .take_while(|m| m.tokens.start < tokens.end)
        };
        // "họp báo về tình hình kinh tế - xã hội 9 tháng đầu năm 2018": what a text begins to tell.
        let told = || {
            times()
                .filter(|m| lasts(m.when) && m.when.named_year().is_some())
                .filter(|m| !self.since(m.tokens.start) && !self.compared(m.tokens.start))
                .last()
                .and_then(|m| m.when.settle(&clock))
        };
        self.carried.period = times()
            .find(|m| m.when != When::Vague && m.tokens.start <= tokens.start + 4)
            .filter(|m| lasts(m.when))
            .and_then(|m| m.when.settle(&clock))
            .or(self.carried.period)
            .or_else(told);
        self.carried.told = None;
        self.passed = Some(tokens);
    }

    /// Whether a mention is of a time after the document's day. A text without a day is taken to be
    /// no younger than the vocabulary; there, "đến năm 2020" with a round year is a plan's horizon.
    pub(super) fn foreseen(&self, time: usize, clock: &Clock) -> bool {
        /// The year up to which texts without a day are taken to be written.
        const WRITTEN: i16 = 2026;
        /// The years at which plans end (kế hoạch 5 năm, Luật Đầu tư công 2019).
        const PLANNED: i16 = 5;
        let Some(mention) = self.mentions.get(time) else {
            return false;
        };
        if let Some(today) = clock.published {
            return mention.when.settle(clock).is_some_and(|p| p.from > today);
        }
        let Some(year) = mention.when.named_year() else {
            return false;
        };
        let start = mention.tokens.start;
        let word = |back: usize, list: &[&str]| {
            start
                .checked_sub(back)
                .is_some_and(|at| self.words.is_any(at, list))
        };
        let until = matches!(mention.when, When::Year(_))
            && word(1, &["đến", "tới"])
            && !word(2, &["tính", "dài"]);
        let horizon = until && year >= 2020 && year % PLANNED == 0;
        year > WRITTEN || horizon
    }

    /// Whether a time at the token is compared with.
    fn compared(&self, token: usize) -> bool {
        compared(self.words, token)
    }

    /// Whether a time at the token is where something ends: "đến năm 2022".
    fn until(&self, token: usize) -> bool {
        token
            .checked_sub(1)
            .is_some_and(|at| self.words.is_any(at, &["đến", "tới"]))
    }

    /// Whether a time at the token is only a beginning: "từ năm 1996".
    fn since(&self, token: usize) -> bool {
        let from = |at: usize| self.words.is_any(at, &["từ", "kể"]);
        from(token) || token.checked_sub(1).is_some_and(from)
    }

    /// The clock for a sentence: the year that it names settles its months and days.
    pub(super) fn clock_of(&self, tokens: &Range<usize>, first_time: usize) -> Clock {
        // The year of a comparison ("so với năm 2017") is not that of the sentence.
        let near = self.mentions[first_time..]
            .iter()
            .take_while(|m| m.tokens.start < tokens.end)
            .filter(|m| !self.compared(m.tokens.start) && !self.until(m.tokens.start))
            .find_map(|m| m.when.named_year())
            .or_else(|| {
                // A term or a plan of several years settles no month.
                let within_a_year = |p: &Period| (p.to - p.from).get_days() <= 366;
                let carried = self.carried.period.filter(within_a_year);
                let year = carried.map(|period| period.from.year())?;
                // The year goes on, but not one of long ago: there the document's day settles more.
                let today = self.clock.published.map(jiff::civil::Date::year);
                let close = today.is_none_or(|today| (today - 2..=today + 1).contains(&year));
                (close || self.clock.anchor.is_some()).then_some(year)
            });
        // Without a day, what is compared with settles it: "tháng 8 …, so với tháng 7/2020", "so với
        // cùng kỳ năm 2019".
        let blind = self.clock.published.is_none() && self.clock.anchor.is_none();
        let near = near.or_else(|| {
            self.mentions[first_time..]
                .iter()
                .take_while(|m| blind && m.tokens.start < tokens.end)
                .filter(|m| self.compared(m.tokens.start))
                .find_map(|m| match m.when {
                    When::Year(_) => m.when.named_year()?.checked_add(1),
                    _ => m.when.named_year(),
                })
        });
        Clock { near, ..self.clock }
    }

    /// What the next sentence is about: the time with which this one begins, or nothing where it
    /// only tells of a day or of a time in passing.
    pub(super) fn carry_period(&mut self, pieces: &[Piece], clock: &Clock) {
        let times = pieces
            .iter()
            .enumerate()
            .filter_map(|(at, piece)| match piece.sort {
                Sort::Time(time) => Some((at, self.mentions.get(time)?.when)),
                _ => None,
            });
        let named: Vec<(usize, When)> = times
            .filter(|(at, when)| *when != When::Vague && !self.compared(pieces[*at].tokens.start))
            .collect();
        if named.is_empty() {
            return;
        }
        // The only time of a sentence is what all of it is about.
        let only = |when: When| named.iter().all(|(_, other)| *other == when);
        self.carried.period = named
            .iter()
            .find(|(at, when)| {
                let opens = *at <= 6 || pieces[*at].before == Sign::Comma;
                let long = matches!(when, When::Year(_) | When::Months { .. });
                let passing = !long || self.since(pieces[*at].tokens.start);
                (opens || (only(*when) && !passing)) && lasts(*when)
            })
            .and_then(|(_, when)| when.settle(clock));
    }

    /// The time that a figure is about, as a number among the mentions: the one right behind it,
    /// else the nearest before it in its sentence.
    pub(super) fn governing(&self, pieces: &[Piece], figure: usize) -> Option<usize> {
        let time = |at: usize| match pieces[at].sort {
            Sort::Time(time) if self.mentions.get(time)?.when != When::Vague => Some(time),
            _ => None,
        };
        let compared = |at: usize| {
            (1..=3).any(|back| {
                at.checked_sub(back)
                    .is_some_and(|b| pieces[b].does(Roles::VERSUS))
            })
        };
        // "từ năm 2016", without an end; "kể từ năm 2016" has one.
        let since = |at: usize| {
            let open = |time: usize| {
                let when = self.mentions.get(time).map(|m| m.when);
                !matches!(when, Some(When::SinceDay(..) | When::Years(..)))
            };
            time(at).is_some_and(open)
                && (self.words.is_any(pieces[at].tokens.start, &["từ", "kể"])
                    || at
                        .checked_sub(1)
                        .is_some_and(|b| self.words.is(pieces[b].tokens.start, "từ")))
        };
        let behind = (figure + 1..pieces.len())
            .take_while(|at| !pieces[*at].is_quantity() && pieces[*at].before == Sign::None)
            .find(|at| time(*at).is_some());
        let behind = behind.filter(|at| !compared(*at) && !since(*at));
        // "bắt đầu từ năm 1979 và thu hút 5.000 người": a beginning in passing.
        let passing = |at: usize| since(at) && at > 2 && pieces[at].tokens.len() <= 3;
        let told = |at: usize| time(at).is_some() && !compared(at) && !passing(at);
        // A time in the figure's own clause comes first; then one right behind it.
        let own = (0..figure)
            .rev()
            .take_while(|at| !pieces[*at].is_quantity())
            .find(|at| told(*at));
        // "15% vào năm 2030; 25% vào năm 2045": the one before is that of the figure before.
        let others = |at: usize| {
            let first = (0..at)
                .rev()
                .take_while(|i| at - i <= 3 && pieces[i + 1].before == Sign::None)
                .find(|i| pieces[*i].is_quantity());
            first.is_some() && (at + 1..=figure).any(|i| pieces[i].before != Sign::None)
        };
        // A sentence without end must not be read over for each of its figures.
        let far = (figure.saturating_sub(FAR)..figure)
            .rev()
            .find(|at| told(*at));
        let at = match (own, behind) {
            (_, Some(behind)) if self.last.as_ref().is_some_and(|last| last.starts_range) => behind,
            (Some(own), Some(behind)) if others(own) => behind,
            (Some(own), _) => own,
            (None, Some(behind)) => behind,
            (None, None) => far?,
        };
        time(at)
    }
}

//! The conditions and words of a run of free text: "thu ngân sách trên 80% dự toán năm 2018".
//!
//! A figure takes what stands left of it, back to the figure before or to "và" or a comma, as what
//! is measured; what stands right of it says base, period and place. Words that belong to no
//! condition are asked of the article.
//! Invariant: every token of the run ends up in a condition, in words, or among the ignored; what
//! ties a metric to its figure ("đạt", "từ") belongs to the condition.
//! Known gap: a figure without comparator that measures time or age ("kế hoạch 5 năm") is a word.

use super::amount::{self, Wanted};
use super::cue::Cue;
use super::naming;
use super::piece::{self, Piece, Sort};
use super::statement::{Reader, is_metric};
use super::vocabulary::{Name, Role};
use crate::facts::{
    self, Amount, Base, Clock, Kind, Measure, Period, Quantity, Spelling, Status, Trend, Words,
};
use std::ops::Range;

/// A condition as it was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Understood {
    pub(super) names: Vec<Name>,
    /// Whether what else may name a fact counts too, where that was said.
    pub(super) also: Option<bool>,
    /// What is counted, where one syllable says it.
    pub(super) counted: Vec<Name>,
    pub(super) wanted: Option<Wanted>,
    pub(super) kinds: Vec<Kind>,
    pub(super) trend: Option<Trend>,
    pub(super) status: Option<Status>,
    pub(super) base: Option<Base>,
    pub(super) per: Option<String>,
    pub(super) period: Option<Period>,
    pub(super) places: Vec<Name>,
}

/// Words that the article must have, or that rank.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// Ways to say them, any one of which will do.
    pub(super) ways: Vec<Name>,
    /// Whether the syllables of the first one stand side by side; those of the others always do.
    pub(super) phrase: bool,
    /// Whether they only rank.
    pub(super) optional: bool,
}

impl Said {
    /// Whether the syllables of the way of that number must stand side by side.
    pub(super) fn stands_together(&self, number: usize) -> bool {
        self.phrase || number > 0
    }
}

/// What a question is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Articles: words without a figure are asked of the article.
    Articles,
    /// Figures: words without a figure name what is measured.
    Figures,
}

/// What a run of free text asks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub(super) conditions: Vec<Understood>,
    pub(super) words: Vec<Said>,
    /// Words that say nothing of what is looked for.
    pub(super) ignored: Vec<String>,
}

/// Reads the tokens of `range`; `quoted` are the tokens of quoted phrases among them, `asides` those
/// in brackets, which are asked of the article.
pub(super) fn run(
    target: Target,
    words: &Words<'_>,
    range: Range<usize>,
    quoted: &[Range<usize>],
    asides: &[Range<usize>],
    clock: &Clock,
) -> Run {
    let mut pieces = piece::pieces(words, range, quoted);
    let in_aside = |piece: &Piece| asides.iter().any(|a| a.contains(&piece.tokens.start));
    let (beside, kept): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(in_aside);
    pieces = kept;
    share_measures(words, &mut pieces);
    settle_figures(words, &mut pieces);
    let figures: Vec<usize> = (0..pieces.len())
        .filter(|i| pieces[*i].figure().is_some())
        .collect();
    let mut run = Run::default();
    if figures.is_empty() {
        match target {
            Target::Articles => run.words = plain(words, &pieces),
            Target::Figures => Reader::new(words, clock, &mut run).name(&pieces),
        }
        run.words.extend(plain(words, &beside));
        return run;
    }
    let mut from = 0;
    for (k, at) in figures.iter().enumerate() {
        let until = match figures.get(k + 1) {
            Some(next) => at + 1 + split(&pieces[at + 1..*next]),
            None => pieces.len(),
        };
        let Some(quantity) = pieces[*at].figure().cloned() else {
            continue;
        };
        let mut reader = Reader::new(words, clock, &mut run);
        reader.read(&pieces[from..*at], quantity, &pieces[at + 1..until]);
        from = until;
    }
    run.words.extend(plain(words, &beside));
    join_bounds(&mut run.conditions);
    share_context(&mut run.conditions);
    run
}

/// "trên 50 và dưới 100 tỷ đồng": a bare number has the scale and unit of the one joined to it.
fn share_measures(words: &Words<'_>, pieces: &mut [Piece]) {
    let figures: Vec<usize> = (0..pieces.len())
        .filter(|i| pieces[*i].figure().is_some())
        .collect();
    for pair in figures.windows(2).rev() {
        let [first, second] = *pair else { continue };
        let joined = pieces[first + 1..second]
            .iter()
            .all(|p| p.cue() == Some(Cue::And) || matches!(p.sort, Sort::Break));
        let (Some(bare), Some(full)) = (pieces[first].figure(), pieces[second].figure()) else {
            continue;
        };
        let (Amount::One(number), Amount::One(value)) = (bare.amount, full.amount) else {
            continue;
        };
        let plain = bare.measure == Measure::Bare && bare.tokens.len() == 1;
        let scale = facts::plain_decimal(words, full.tokens.start)
            .and_then(|digits| value.over(digits))
            .and_then(|scale| number.times(scale));
        if let Some(scaled) = scale.filter(|_| joined && plain && full.measure != Measure::Bare) {
            let shared = Quantity {
                amount: Amount::One(scaled),
                measure: full.measure.clone(),
                per: full.per.clone(),
                noun_at: full.noun_at,
                ..bare.clone()
            };
            pieces[first].sort = Sort::Figure(Box::new(shared));
        }
    }
}

/// Turns figures that ask nothing back into words.
fn settle_figures(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut settled: Vec<Piece> = Vec::with_capacity(pieces.len());
    for i in 0..pieces.len() {
        let piece = &pieces[i];
        match piece.figure() {
            Some(quantity) if !asks(words, quantity, pieces, i) => {
                settled.extend(piece.tokens.clone().map(|token| Piece {
                    tokens: token..token + 1,
                    sort: Sort::Word,
                }));
            }
            _ => settled.push(piece.clone()),
        }
    }
    *pieces = settled;
}

/// Whether a figure is a condition: it has a comparator, a trend, or a unit with something measured.
fn asks(words: &Words<'_>, quantity: &Quantity, pieces: &[Piece], at: usize) -> bool {
    let trend = |piece: &Piece| matches!(piece.cue(), Some(Cue::Trend(_) | Cue::Times));
    let range = matches!(quantity.amount, Amount::Range(..));
    if amount::is_bounded(words, quantity) || range || pieces.iter().any(trend) {
        return true;
    }
    let measured = || pieces.iter().any(is_metric);
    match &quantity.measure {
        Measure::Unit("times") => quantity.rule == "multiple in a word" || measured(),
        Measure::Unit(name) => {
            let (dimension, _) = facts::dimension(Some(*name));
            !matches!(dimension, "s" | "month" | "age" | "degree")
                && pieces
                    .iter()
                    .enumerate()
                    .any(|(i, p)| i != at && p.is_content())
        }
        Measure::Counted(_) => {
            let noun = noun_start(quantity);
            noun.is_some_and(|noun| {
                let english = words.spelling() == Spelling::English;
                facts::is_counted(words, noun)
                    || super::vocabulary::term(words, noun, english)
                        .is_some_and(|(_, t)| t.role == Role::Noun)
            })
        }
        Measure::Bare => measured(),
    }
}

/// The first token of the counted noun.
pub(super) fn noun_start(quantity: &Quantity) -> Option<usize> {
    match quantity.measure {
        Measure::Counted(_) => quantity.noun_at,
        _ => None,
    }
}

/// How many of the pieces between two figures belong to the first one.
fn split(between: &[Piece]) -> usize {
    let separates =
        |piece: &Piece| matches!(piece.sort, Sort::Break) || piece.cue() == Some(Cue::And);
    if let Some(last) = between.iter().rposition(separates) {
        return last;
    }
    let mut taken = 0;
    while let Some(piece) = between.get(taken) {
        match piece.sort {
            Sort::Time(_) | Sort::Place | Sort::Cue(Cue::Base(_) | Cue::In | Cue::Admin) => {
                taken += 1;
            }
            _ => break,
        }
    }
    taken
}

/// "trên 50 tỷ và dưới 100 tỷ": two bounds of one thing are one range.
fn join_bounds(conditions: &mut Vec<Understood>) {
    let mut joined: Vec<Understood> = Vec::with_capacity(conditions.len());
    for condition in conditions.drain(..) {
        let range = match joined.last() {
            Some(before)
                if condition.names.is_empty()
                    && condition.counted.is_empty()
                    && condition.kinds == before.kinds =>
            {
                match (&before.wanted, &condition.wanted) {
                    (Some(a), Some(b)) => a.and(b),
                    _ => None,
                }
            }
            _ => None,
        };
        match (range, joined.last_mut()) {
            (Some(range), Some(before)) => {
                before.wanted = Some(range);
                before.base = before.base.or(condition.base);
                before.period = before.period.or(condition.period);
                before.per = before.per.take().or(condition.per);
                if before.places.is_empty() {
                    before.places = condition.places;
                }
            }
            _ => joined.push(condition),
        }
    }
    *conditions = joined;
}

/// A place and a period that are said once hold for all conditions; a condition that names no
/// metric has that of the one before.
fn share_context(conditions: &mut [Understood]) {
    let mut only_period: Vec<Period> = conditions.iter().filter_map(|c| c.period).collect();
    only_period.dedup();
    let mut only_places: Vec<Vec<Name>> = conditions
        .iter()
        .map(|c| c.places.clone())
        .filter(|p| !p.is_empty())
        .collect();
    only_places.dedup();
    let mut names: Vec<Name> = Vec::new();
    for condition in conditions {
        if let ([period], None) = (only_period.as_slice(), condition.period) {
            condition.period = Some(*period);
        }
        if let ([places], true) = (only_places.as_slice(), condition.places.is_empty()) {
            condition.places.clone_from(places);
        }
        if condition.names.is_empty() && condition.counted.is_empty() {
            condition.names.clone_from(&names);
        }
        names.clone_from(&condition.names);
    }
}

/// A run without any condition: its words as typed, in English with what they mean.
fn plain(words: &Words<'_>, pieces: &[Piece]) -> Vec<Said> {
    let english = words.spelling() == Spelling::English;
    let mut said: Vec<Said> = Vec::new();
    let mut open = Name::default();
    let close = |open: &mut Name, said: &mut Vec<Said>| {
        if !open.syllables.is_empty() {
            said.push(Said {
                ways: vec![std::mem::take(open)],
                phrase: false,
                optional: false,
            });
        }
    };
    for piece in pieces {
        let typed = naming::typed(words, piece);
        match &piece.sort {
            Sort::Break => {}
            Sort::Quoted => {
                close(&mut open, &mut said);
                said.push(Said {
                    ways: vec![typed],
                    phrase: true,
                    optional: false,
                });
            }
            Sort::Term(_) if english => {
                close(&mut open, &mut said);
                let mut ways = naming::ways(words, piece);
                ways.push(typed);
                ways.dedup_by(|a, b| a.syllables == b.syllables);
                said.push(Said {
                    ways,
                    phrase: true,
                    optional: false,
                });
            }
            Sort::Cue(Cue::Link | Cue::Of | Cue::In | Cue::And) if english => {}
            _ => open = open.then(&typed),
        }
    }
    close(&mut open, &mut said);
    said
}

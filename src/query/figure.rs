//! The conditions and words of a run of free text: "thu ngân sách trên 80% dự toán năm 2018".
//!
//! A figure takes what stands left of it, back to the figure before or to "và" or a comma, as what
//! is measured; what stands right of it says base, period and place. Words that belong to no
//! condition are asked of the article.
//! Invariant: every token of the run ends up in a condition, in words, or among the ignored.
//! Known gap: a figure without comparator that measures time or age ("kế hoạch 5 năm") is a word.

use super::amount::{self, Wanted};
use super::cue::Cue;
use super::naming::{self, Naming};
use super::piece::{self, Piece, Sort};
use super::vocabulary::{Measures, Name, Role, Term};
use crate::facts::{
    self, Base, Clock, Kind, Measure, Period, Quantity, Spelling, Status, Trend, Words,
};
use std::ops::Range;

/// A condition as it was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Understood {
    pub(super) names: Vec<Name>,
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
    /// Whether they stand side by side.
    pub(super) phrase: bool,
    /// Whether they only rank.
    pub(super) optional: bool,
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
    settle_figures(words, &mut pieces);
    let figures: Vec<usize> = (0..pieces.len())
        .filter(|i| pieces[*i].figure().is_some())
        .collect();
    let mut run = Run::default();
    if figures.is_empty() {
        run.words = plain(words, &pieces);
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
        let mut reader = Reader {
            words,
            clock,
            run: &mut run,
            condition: Condition::default(),
        };
        reader.read(&pieces[from..*at], quantity, &pieces[at + 1..until]);
        from = until;
    }
    run.words.extend(plain(words, &beside));
    join_bounds(&mut run.conditions);
    share_context(&mut run.conditions);
    run
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
    let range = matches!(quantity.amount, facts::Amount::Range(..));
    if quantity.with_modifiers != quantity.tokens || range || pieces.iter().any(trend) {
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
fn noun_start(quantity: &Quantity) -> Option<usize> {
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
            Some(before) if condition.names.is_empty() && condition.kinds == before.kinds => {
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
        if condition.names.is_empty() {
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

#[derive(Debug, Default)]
struct Condition {
    trend: Option<Trend>,
    times: bool,
    base: Option<Base>,
    period: Option<Period>,
    per: Option<String>,
    places: Vec<Name>,
}

struct Reader<'a, 'w> {
    words: &'a Words<'w>,
    clock: &'a Clock,
    run: &'a mut Run,
    condition: Condition,
}

impl Reader<'_, '_> {
    fn read(&mut self, left: &[Piece], quantity: Quantity, right: &[Piece]) {
        let mut quantity = quantity;
        let noun = noun_start(&quantity);
        let mut segments = self.segments(left);
        let metric = segments.pop().unwrap_or_default();
        for words in segments {
            self.say(&words);
        }
        // A counted noun is read again with what stands behind it: "người" + "chết".
        let end = right
            .last()
            .map_or(quantity.with_modifiers.end, |p| p.tokens.end);
        let modified_after = quantity.with_modifiers.end > quantity.tokens.end;
        let mut noun_names = Vec::new();
        let again;
        let mut right = right;
        if let Some(noun) = noun {
            let limit = if modified_after {
                quantity.tokens.end
            } else {
                end
            };
            if self.words.spelling() == Spelling::English {
                let behind = piece::pieces(self.words, noun..limit, &[]);
                let content: Vec<&Piece> = behind.iter().take_while(|p| p.is_content()).collect();
                let naming = naming::naming(self.words, &content, "");
                noun_names = naming.names;
                self.require(naming.words);
                if !modified_after {
                    again = behind[content.len()..].to_vec();
                    right = &again;
                }
            } else {
                let (names, stop) = naming::noun(self.words, noun, quantity.tokens.end, limit);
                noun_names = names;
                if !modified_after {
                    again = piece::pieces(self.words, stop..limit.max(stop), &[]);
                    right = &again;
                }
            }
        }
        right = self.per(right, &mut quantity);
        let right_segments = self.segments(right);
        let dimension = match quantity.measure {
            Measure::Unit(name) => facts::dimension(Some(name)).0,
            _ => "",
        };
        let mut naming = naming::naming(self.words, &metric.iter().collect::<Vec<_>>(), dimension);
        let has_metric = metric.iter().any(is_metric);
        if noun_names.is_empty() || has_metric {
            let mut rest = right_segments.into_iter();
            // "bị phạt dưới 18 tháng tù": what is measured stands right of the figure.
            let behind = !has_metric
                && quantity.measure != Measure::Unit("%")
                && right.first().is_some_and(is_metric);
            if (naming.names.is_empty() || behind) && noun_names.is_empty() {
                self.say(&metric);
                let of = rest.next().unwrap_or_default();
                naming = naming::naming(self.words, &of.iter().collect::<Vec<_>>(), dimension);
            }
            self.require(std::mem::take(&mut naming.words));
            for words in rest {
                self.say(&words);
            }
        } else {
            self.say(&metric);
            for words in right_segments {
                self.say(&words);
            }
            naming = Naming {
                names: noun_names,
                ..Naming::default()
            };
        }
        let measures = naming.measures.unwrap_or(Measures::Open);
        self.finish(&quantity, naming.names, measures);
    }

    fn finish(&mut self, quantity: &Quantity, names: Vec<Name>, measures: Measures) {
        let condition = std::mem::take(&mut self.condition);
        let trend = condition.trend.or(match measures {
            Measures::Fall => Some(Trend::Down),
            Measures::Rise => Some(Trend::Up),
            _ => None,
        });
        let is_times = quantity.measure == Measure::Unit("times");
        let (kinds, trend) = match trend {
            _ if condition.times || (is_times && trend.is_none()) => (vec![Kind::Multiple], None),
            Some(_) if is_times => (vec![Kind::Multiple, Kind::Change], None),
            Some(trend) => (vec![Kind::Change], Some(trend)),
            None => (amount::kinds(quantity, measures), None),
        };
        let measures = if trend.is_some() {
            Measures::Percent
        } else {
            measures
        };
        self.run.conditions.push(Understood {
            names,
            wanted: amount::wanted(self.words, quantity, measures),
            kinds,
            trend,
            status: None,
            base: condition.base,
            per: condition
                .per
                .or_else(|| quantity.per.as_deref().map(per_name)),
            period: condition.period,
            places: condition.places,
        });
    }

    /// The content of the pieces, in segments that links, commas and "và" part; what shapes the
    /// condition is taken out of it. The last segment that has content comes last.
    fn segments(&mut self, pieces: &[Piece]) -> Vec<Vec<Piece>> {
        let mut segments: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut i = 0;
        while let Some(piece) = pieces.get(i) {
            i += 1;
            match &piece.sort {
                Sort::Figure(_) => {}
                Sort::Time(time) => match time.when.settle(self.clock) {
                    Some(period) => self.condition.period = Some(period),
                    None => push(&mut segments, piece),
                },
                Sort::Break => segments.push(Vec::new()),
                Sort::Cue(cue) => match cue {
                    Cue::Trend(trend) => self.condition.trend = Some(*trend),
                    Cue::Times | Cue::Fold(_) => self.condition.times = true,
                    Cue::Base(base) => self.condition.base = Some(*base),
                    Cue::And => segments.push(Vec::new()),
                    Cue::Link => {
                        self.ignore(piece);
                        segments.push(Vec::new());
                    }
                    Cue::Of => push(&mut segments, piece),
                    Cue::In | Cue::Admin => {
                        let taken = self.place(pieces, i - 1);
                        if taken == 0 && *cue == Cue::Admin {
                            let word = Piece {
                                sort: Sort::Word,
                                ..piece.clone()
                            };
                            push(&mut segments, &word);
                        } else if taken == 0
                            && !matches!(pieces.get(i).map(|p| &p.sort), Some(Sort::Time(_)))
                        {
                            self.ignore(piece);
                        }
                        i += taken;
                    }
                },
                _ => push(&mut segments, piece),
            }
        }
        segments.retain(|segment| segment.iter().any(Piece::is_content));
        segments
    }

    /// Reads the place that piece `at`, a preposition or a kind of place, announces; how many
    /// pieces behind it belong to it.
    fn place(&mut self, pieces: &[Piece], at: usize) -> usize {
        let mut next = at + 1;
        let mut kind = (pieces[at].cue() == Some(Cue::Admin)).then(|| &pieces[at]);
        while let Some(piece) = pieces.get(next) {
            match piece.cue() {
                Some(Cue::Admin) => kind = Some(piece),
                Some(Cue::Link) if self.words.spelling() == Spelling::English => {}
                _ => break,
            }
            next += 1;
        }
        let first = next;
        let Some(piece) = pieces.get(first) else {
            return 0;
        };
        let mut ways = match &piece.sort {
            Sort::Place => vec![naming::typed(self.words, piece)],
            Sort::Term(term) if term.role == Role::Place => naming::ways(self.words, piece),
            Sort::Word | Sort::Term(_) if self.words.is_capital(piece.tokens.start) => {
                let mut name = Name::default();
                while let Some(piece) = pieces.get(next)
                    && piece.is_content()
                    && self.words.is_capital(piece.tokens.start)
                {
                    name = name.then(&naming::typed(self.words, piece));
                    next += 1;
                }
                next -= 1;
                vec![name]
            }
            _ => return 0,
        };
        if let Some(kind) = kind {
            let kind = naming::typed(self.words, kind);
            // A province is often named without the word for it, a city or district never.
            if kind.syllables.first().is_none_or(|s| s.folded != "tinh") {
                ways = ways.iter().map(|name| kind.then(name)).collect();
            }
        }
        self.condition.places = ways;
        next + 1 - (at + 1)
    }

    /// "một tháng", "mỗi năm", "per year", "a barrel" right behind the figure.
    fn per<'p>(&mut self, right: &'p [Piece], quantity: &mut Quantity) -> &'p [Piece] {
        let words = self.words;
        let Some(first) = right.first() else {
            return right;
        };
        let at = first.tokens.start;
        let announces = match words.spelling() {
            Spelling::English => matches!(words.folded(at), "per" | "a" | "an" | "each" | "every"),
            _ => words.is_any(at, &["mỗi", "một"]),
        };
        if !announces || first.tokens.len() > 1 {
            return right;
        }
        let next = at + 1;
        let unit = facts::unit_at(words, next, facts::Language::Any);
        let (name, end) = match unit {
            Some(found) => (facts::denominator(words, next, &found), next + found.tokens),
            None if matches!(
                words.folded(next),
                "annum" | "person" | "capita" | "head" | "worker" | "nguoi"
            ) =>
            {
                (words.folded(next).to_owned(), next + 1)
            }
            None => return right,
        };
        self.condition.per = Some(per_name(&name));
        let mut end = end;
        // "7.5% per annum and up": the comparator stands behind the denominator.
        if let Some((after, modifier)) = facts::modifier_after(words, end) {
            quantity.cmp = modifier.within(facts::Modifier::NONE).cmp;
            quantity.with_modifiers.end = after;
            end = after;
        }
        let rest = right.iter().position(|p| p.tokens.start >= end);
        rest.map_or(&[], |i| &right[i..])
    }

    /// Asks the article for the words of a segment.
    fn say(&mut self, segment: &[Piece]) {
        let english = self.words.spelling() == Spelling::English;
        let mut open = Name::default();
        for piece in segment {
            let typed = naming::typed(self.words, piece);
            match &piece.sort {
                Sort::Quoted => self.run.words.push(Said {
                    ways: vec![typed],
                    phrase: true,
                    optional: false,
                }),
                Sort::Term(_) if english => self.run.words.push(Said {
                    ways: naming::ways(self.words, piece),
                    phrase: true,
                    optional: false,
                }),
                Sort::Word if english && !self.words.is_capital(piece.tokens.start) => {
                    self.run.words.push(Said {
                        ways: vec![typed],
                        phrase: false,
                        optional: true,
                    });
                }
                Sort::Cue(_) => self.ignore(piece),
                _ => open = open.then(&typed),
            }
        }
        if !open.syllables.is_empty() {
            self.run.words.push(Said {
                ways: vec![open],
                phrase: false,
                optional: false,
            });
        }
    }

    fn require(&mut self, words: Vec<Vec<Name>>) {
        self.run.words.extend(words.into_iter().map(|ways| Said {
            // Words that no table knows need not stand side by side.
            phrase: ways.len() > 1,
            ways,
            optional: false,
        }));
    }

    fn ignore(&mut self, piece: &Piece) {
        let text: Vec<&str> = piece.tokens.clone().map(|i| self.words.word(i)).collect();
        self.run.ignored.push(text.join(" "));
    }
}

fn is_metric(piece: &Piece) -> bool {
    piece.term().is_some_and(Term::is_metric)
}

fn push(segments: &mut [Vec<Piece>], piece: &Piece) {
    if let Some(segment) = segments.last_mut() {
        segment.push(piece.clone());
    }
}

/// The name of a denominator as facts have it: durations in Vietnamese.
fn per_name(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name).trim();
    match last {
        "year" | "years" | "annum" | "nam" | "yr" => "năm",
        "month" | "months" | "thang" => "tháng",
        "day" | "days" | "ngay" => "ngày",
        "week" | "weeks" | "tuan" => "tuần",
        "hour" | "hours" | "gio" => "giờ",
        "quarter" | "quarters" | "quy" => "quý",
        "person" | "capita" | "head" | "worker" | "nguoi" => "người",
        "barrel" | "barrels" | "thung" => "thùng",
        "luong" => "lượng",
        "ho" => "hộ",
        other => other,
    }
    .to_owned()
}

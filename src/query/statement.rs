//! One figure of a question and the pieces around it, read as a condition.
//!
//! Invariant: every piece left and right of the figure shapes the condition, is asked of the
//! article, ties a metric to its figure, or is listed as ignored. Known gap: a place is known by the
//! table of places or by its capitals only.

use super::amount;
use super::cue::Cue;
use super::figure::{Run, Said, Understood, noun_start};
use super::naming::{self, Naming};
use super::piece::{self, Piece, Sort};
use super::vocabulary::{Measures, Name, Role, Term};
use crate::facts::{
    self, Base, Clock, Kind, Measure, Period, Quantity, Spelling, Status, Trend, Words,
};

/// What the words around a figure say of it, besides what is measured.
#[derive(Debug, Default)]
struct Condition {
    trend: Option<Trend>,
    times: bool,
    base: Option<Base>,
    period: Option<Period>,
    per: Option<String>,
    places: Vec<Name>,
    counted: Vec<Name>,
}

/// Reads one figure with the pieces around it.
pub(super) struct Reader<'a, 'w> {
    words: &'a Words<'w>,
    clock: &'a Clock,
    run: &'a mut Run,
    condition: Condition,
}

impl<'a, 'w> Reader<'a, 'w> {
    pub(super) fn new(words: &'a Words<'w>, clock: &'a Clock, run: &'a mut Run) -> Self {
        Self {
            words,
            clock,
            run,
            condition: Condition::default(),
        }
    }

    pub(super) fn read(&mut self, left: &[Piece], quantity: Quantity, right: &[Piece]) {
        let mut quantity = quantity;
        let noun = noun_start(&quantity);
        let mut segments = self.segments(left);
        // The nearest segment that says what is measured; a plain one only where none does.
        let nearest = segments
            .iter()
            .rposition(|segment| segment.iter().any(names_something))
            .or(segments.len().checked_sub(1));
        let metric = nearest.map_or(Vec::new(), |at| segments.remove(at));
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
                let behind = piece::without_figures(self.words, noun..limit);
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
                    again = piece::without_figures(self.words, stop..limit.max(stop));
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
            // "khách quốc tế trên 1 triệu lượt": the left says what is counted.
            let single = noun_names.iter().all(|name| name.syllables.len() == 1);
            let generic = single
                && metric
                    .last()
                    .is_some_and(|p| names_something(p) && p.tokens.len() > 1);
            let mut names = if generic { naming.names } else { Vec::new() };
            if single && !generic {
                self.condition.counted = noun_names;
            } else {
                names.extend(noun_names);
            }
            naming = Naming {
                names,
                ..Naming::default()
            };
        }
        let measures = naming.measures.unwrap_or(Measures::Open);
        self.finish(&quantity, naming.names, measures);
    }

    /// Reads pieces among which no figure stands: what they name is measured, whatever its value.
    pub(super) fn name(&mut self, pieces: &[Piece]) {
        // "dự toán thu ngân sách" is what is planned, "thu ngân sách so với dự toán" what is reached.
        let planned = pieces.first().and_then(Piece::cue) == Some(Cue::Base(Base::Plan));
        let segments = self.segments(&pieces[usize::from(planned)..]);
        let any_known = segments.iter().flatten().any(names_something);
        // A quotation names what is measured only where nothing else does.
        let quoted = |piece: &Piece| matches!(piece.sort, Sort::Quoted);
        let names = |piece: &Piece| piece.is_content() && !piece.is_place() && !quoted(piece);
        let any_plain = segments.iter().flatten().any(names);
        let mut named: Vec<(Vec<Name>, Vec<Name>)> = Vec::new();
        for segment in segments {
            let (places, rest): (Vec<Piece>, Vec<Piece>) =
                segment.into_iter().partition(Piece::is_place);
            for place in &places {
                let ways = naming::ways(self.words, place);
                self.condition.places.extend(ways);
            }
            let (beside, rest): (Vec<Piece>, Vec<Piece>) = rest
                .into_iter()
                .partition(|piece| any_plain && quoted(piece));
            self.say(&beside);
            if any_known && !rest.iter().any(names_something) {
                self.say(&rest);
                continue;
            }
            named.extend(self.measured(&rest));
        }
        let said = std::mem::take(&mut self.condition);
        let context = Understood {
            kinds: match (said.times, said.trend) {
                (true, _) => vec![Kind::Multiple],
                (_, Some(_)) => vec![Kind::Change],
                _ => Vec::new(),
            },
            trend: said.trend.filter(|_| !said.times),
            status: planned.then_some(Status::Plan),
            base: said.base,
            period: said.period,
            places: said.places,
            ..Understood::default()
        };
        if named.is_empty() && context != Understood::default() {
            named.push((Vec::new(), Vec::new()));
        }
        let conditions = named.into_iter().map(|(names, counted)| Understood {
            names,
            counted,
            ..context.clone()
        });
        self.run.conditions.extend(conditions);
    }

    /// The names of what is measured, or those of what is counted, where the pieces name any.
    fn measured(&mut self, pieces: &[Piece]) -> Option<(Vec<Name>, Vec<Name>)> {
        let Naming { names, words, .. } =
            naming::naming(self.words, &pieces.iter().collect::<Vec<_>>(), "");
        self.require(words);
        let noun = |piece: &Piece| piece.term().is_some_and(|term| term.role == Role::Noun);
        let single = names.iter().all(|name| name.syllables.len() == 1);
        match names.is_empty() {
            true => None,
            false if single && pieces.iter().all(noun) => Some((Vec::new(), names)),
            false => Some((names, Vec::new())),
        }
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
            also: None,
            counted: condition.counted,
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
                    // "đạt", "từ": it ties the metric to the figure, and is understood with them.
                    Cue::Link => segments.push(Vec::new()),
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

/// Whether the piece says what is measured or counted.
fn names_something(piece: &Piece) -> bool {
    piece
        .term()
        .is_some_and(|term| term.is_metric() || term.role == Role::Noun)
}

/// Whether the piece says what is measured.
pub(super) fn is_metric(piece: &Piece) -> bool {
    piece.term().is_some_and(Term::is_metric)
}

fn push(segments: &mut [Vec<Piece>], piece: &Piece) {
    if let Some(segment) = segments.last_mut() {
        segment.push(piece.clone());
    }
}

/// The name of a denominator as facts have it: durations in Vietnamese.
pub(super) fn per_name(name: &str) -> String {
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

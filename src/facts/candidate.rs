//! The phrases of a sentence that may name what a figure measures, each with what is seen of it.
//!
//! Invariant: a candidate is one or two runs of tokens of the sentence without figures or times,
//! of at most [`LONGEST`] tokens each, unless one cue is longer; none is offered twice. Known gap: a
//! name that is put together from three places of a sentence is not among them.

use super::cue::Roles;
use super::metric::{Name, is_link, named};
use super::noun;
use super::piece::{Piece, Sign};
use super::quantity::{Measure, Quantity};
use super::traits::{Setting, Traits};
use super::view::{Known, Sentence, fits, opaque, tells};

/// The most tokens of one run of a name.
const LONGEST: usize = 12;
/// How many pieces before a figure are searched for its name.
const FAR: usize = 48;
/// How many pieces behind a figure are searched for its name.
const NEAR: usize = 12;

/// A candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its words; none for what was measured before or what the title names.
    pub name: Option<Name>,
    /// What is seen of it.
    pub traits: Traits,
}

impl Sentence<'_> {
    /// The candidates for the figure `pieces[figure]`.
    pub fn candidates(
        &self,
        figure: usize,
        quantity: &Quantity,
        setting: Setting,
        known: Known,
        found: &mut Vec<Candidate>,
    ) {
        found.clear();
        if known.carried {
            let mut traits = Traits::CARRIED;
            traits.set(Traits::CARRIED_HEAD, known.headed);
            traits.set(Traits::CARRIED_HERE, self.counts[figure].figures > 0);
            fits(known.measures, setting, &mut traits);
            found.push(Candidate { name: None, traits });
        } else if known.titled {
            found.push(Candidate {
                name: None,
                traits: Traits::TITLE,
            });
        }
        self.counted(figure, quantity, found);
        self.tailed(figure, quantity, found);
        let first = figure.saturating_sub(FAR);
        let last = self.pieces.len().min(figure + 1 + NEAR);
        for start in (first..figure).chain(figure + 1..last) {
            if start > figure + 1
                && self.pieces[figure + 1..=start]
                    .iter()
                    .any(Piece::is_quantity)
            {
                break;
            }
            if self.begins(start) {
                self.from(start, figure, setting, found);
            }
        }
        self.joined(figure, found);
    }

    /// Whether a name may begin with the piece.
    fn begins(&self, start: usize) -> bool {
        let piece = &self.pieces[start];
        let only_joins = !named(piece)
            && !tells(piece)
            && (is_link(piece)
                || piece.does(
                    Roles::PREP
                        | Roles::OF
                        | Roles::AND
                        | Roles::CLAUSE
                        | Roles::VERSUS
                        | Roles::PASSIVE
                        | Roles::HAVE,
                ));
        if opaque(piece) || only_joins || self.looks[start].determines {
            return false;
        }
        let Some(before) = start.checked_sub(1).map(|at| &self.pieces[at]) else {
            return true;
        };
        self.looks[start - 1].determines
            || named(piece) && piece.does(Roles::HEAD | Roles::MEASURE)
            || piece.does(Roles::ACT | Roles::GROWTH)
            || piece.before != Sign::None
            || opaque(before)
            || is_link(before)
            || before.does(
                Roles::PREP | Roles::OF | Roles::AND | Roles::CLAUSE | Roles::VERSUS | Roles::HAVE,
            )
            || tells(before)
    }

    /// The counted noun with what tells of it, alone and behind its verb.
    fn counted(&self, figure: usize, quantity: &Quantity, found: &mut Vec<Candidate>) {
        let mut push = |name: Name, traits: Traits| {
            found.push(Candidate {
                name: Some(name),
                traits,
            });
        };
        let length = match &quantity.measure {
            Measure::Counted(noun) => noun.split(' ').count(),
            _ => 0,
        };
        let verb = self.acting(figure);
        let (start, end) = match quantity.noun_at.filter(|_| quantity.per.is_some()) {
            Some(start) => (start, (start + length).min(quantity.tokens.end)),
            None => (
                quantity.tokens.end.saturating_sub(length),
                quantity.tokens.end,
            ),
        };
        let mut ends = Vec::with_capacity(8);
        if start < end {
            ends.push((end, figure + 1));
        }
        let touches = self.pieces.get(figure + 1..).unwrap_or_default();
        if end == quantity.tokens.end {
            for (i, piece) in touches.iter().enumerate() {
                let stops = piece.before != Sign::None
                    || opaque(piece)
                    || piece.does(Roles::CLAUSE)
                    || self.looks[figure + 1 + i].points;
                if stops || piece.tokens.end - start > LONGEST {
                    break;
                }
                if !self.dangles(figure + 1 + i) {
                    ends.push((piece.tokens.end, figure + 2 + i));
                }
            }
        }
        for (end, next) in ends {
            let tokens = start..end;
            let mut behind = Traits::default();
            self.within(figure + 1, next, &mut behind);
            self.ending(next, &mut behind);
            if length > 0 {
                let mut traits = behind;
                traits.set(Traits::INSIDE, true);
                self.size(&tokens, &mut traits);
                if tokens.len() > 1 && noun::is_classifier(self.words, start) {
                    let mut traits = traits;
                    traits.set(Traits::STRIPPED, true);
                    push(Name::of(self.pieces, start + 1..end), traits);
                }
                push(Name::of(self.pieces, tokens.clone()), traits);
            }
            // "hỗ trợ 5 triệu đồng *cho* hộ nghèo"
            let to = touches.first().filter(|p| length == 0 && p.does(Roles::TO));
            let tokens = to.map_or(start, |to| to.tokens.end)..end;
            if let Some(verb) = verb.filter(|_| !tokens.is_empty() && tokens.len() <= 7) {
                let mut traits = behind;
                traits.set(Traits::PAIR, true);
                self.size(&tokens, &mut traits);
                self.starting(verb, &mut traits);
                self.distance(verb + 1, figure, &mut traits);
                let name = Name::of(self.pieces, self.pieces[verb].tokens.clone());
                push(name.and(tokens), traits);
            }
        }
    }

    /// "20 người *khác* bị thương": the counted noun with what was done to it.
    fn tailed(&self, figure: usize, quantity: &Quantity, found: &mut Vec<Candidate>) {
        let Some(noun) = quantity.noun_at.filter(|_| quantity.per.is_none()) else {
            return;
        };
        let behind = self.pieces.get(figure + 1..).unwrap_or_default();
        let ends = |p: &Piece| p.before != Sign::None || opaque(p) || p.does(Roles::CLAUSE);
        let reach = behind.iter().take(NEAR).position(ends);
        let reach = reach.unwrap_or(behind.len().min(NEAR));
        let passive = |(_, piece): &(usize, &Piece)| !piece.does(Roles::PASSIVE);
        let tail = behind[..reach].iter().enumerate().skip_while(passive);
        let mut start = None;
        for (at, piece) in tail {
            // Right behind the noun it goes on with it.
            if at == 0 {
                return;
            }
            let tokens = *start.get_or_insert(piece.tokens.start)..piece.tokens.end;
            if tokens.len() > 6 {
                break;
            }
            if self.dangles(figure + 1 + at) {
                continue;
            }
            let mut traits = Traits::INSIDE | Traits::TAILED;
            self.ending(figure + 2 + at, &mut traits);
            self.size(&tokens, &mut traits);
            let name = Name::of(self.pieces, noun..quantity.tokens.end).and(tokens);
            found.push(Candidate {
                name: Some(name),
                traits,
            });
        }
    }

    /// "giá bán …, cát tường 40.000 đồng": a short head said before with what this figure is of.
    fn joined(&self, figure: usize, found: &mut Vec<Candidate>) {
        let short = |at: &usize| {
            let piece = &self.pieces[*at];
            named(piece) && piece.does(Roles::HEAD) && piece.tokens.len() <= 2
        };
        for at in 0..found.len() {
            let Candidate {
                name: Some(subject),
                traits,
            } = &found[at]
            else {
                continue;
            };
            let fits = traits.any(Traits::LEFT)
                && traits.any(Traits::TO_LINK | Traits::TO_FIGURE)
                && traits.any(Traits::OPENS | Traits::AFTER_AND | Traits::AFTER_FIGURE)
                && !traits.any(Traits::HEAD);
            if !fits {
                continue;
            }
            let part = subject.first.clone();
            let first = self.pieces.partition_point(|p| p.tokens.end <= part.start);
            let Some(head) = (0..first.min(figure)).rev().take(FAR).find(short) else {
                continue;
            };
            let mut traits = *traits;
            traits.set(Traits::JOINED, true);
            let name = Name::of(self.pieces, self.pieces[head].tokens.clone()).and(part);
            found.push(Candidate {
                name: Some(name),
                traits,
            });
        }
    }

    /// What was done to what the figure counts, where the verb stands right before it: "*làm chết*
    /// 5 *người*"; and a head alone with what was done before in its clause: "*chiếm đoạt* của
    /// nhiều người *số tiền* 7 tỷ đồng".
    #[must_use]
    pub fn done(&self, figure: usize, quantity: &Quantity, chosen: Option<&Name>) -> Option<Name> {
        let acts = |p: &Piece| tells(p) && !p.does(Roles::HAVE);
        if let Some(noun) = quantity.noun_at {
            let verb = figure.checked_sub(1).map(|at| &self.pieces[at]);
            let verb = verb.filter(|p| acts(p) && self.pieces[figure].before == Sign::None)?;
            let counted = noun..quantity.tokens.end;
            return Some(Name::of(self.pieces, verb.tokens.clone()).and(counted));
        }
        let head = chosen.filter(|name| name.second.is_none() && name.head.any(Roles::HEAD))?;
        let first = self
            .pieces
            .partition_point(|p| p.tokens.start < head.first.start);
        if first > figure || self.pieces.get(first)?.tokens != head.first {
            return None;
        }
        let clause = self.pieces[..first].iter().rev().take(FAR);
        let verb = clause
            .take_while(|p| !p.does(Roles::CLAUSE))
            .find(|p| p.does(Roles::ACT) && !is_link(p))?;
        Some(head.clone().and(verb.tokens.clone()))
    }

    /// The verb or noun before the figure that goes on behind it.
    fn acting(&self, figure: usize) -> Option<usize> {
        let mut at = figure;
        while at > 0 && figure - at < 8 && self.pieces[at].before == Sign::None {
            at -= 1;
            let piece = &self.pieces[at];
            if piece.is_quantity() || piece.does(Roles::CLAUSE) {
                return None;
            }
            let noun = at + 1 == figure && named(piece) && piece.does(Roles::HEAD);
            let acts = piece.does(Roles::ACT | Roles::VERB)
                && !piece.does(Roles::PREP | Roles::HAVE)
                && !is_link(piece);
            if noun || acts {
                return Some(at);
            }
        }
        None
    }

    /// Whether a name never ends with the piece.
    fn dangles(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        !named(piece)
            && piece.does(
                Roles::PREP
                    | Roles::OF
                    | Roles::AND
                    | Roles::AUX
                    | Roles::PASSIVE
                    | Roles::CLAUSE
                    | Roles::VERSUS
                    | Roles::HAVE,
            )
    }

    /// The runs that begin with the piece `start`.
    fn from(&self, start: usize, figure: usize, setting: Setting, found: &mut Vec<Candidate>) {
        let side = start < figure;
        let limit = if side { figure } else { self.pieces.len() };
        let from = self.pieces[start].tokens.start;
        let mut opening = Traits::default();
        opening.set(Traits::LEFT, side);
        opening.set(Traits::TOUCHES, start == figure + 1);
        opening.set(Traits::RIGHT, start > figure + 1);
        self.starting(start, &mut opening);
        fits(self.looks[start].measures, setting, &mut opening);
        let mut inner = Traits::default();
        for at in start..limit {
            let piece = &self.pieces[at];
            let stops = at > start
                && (matches!(piece.before, Sign::Open | Sign::Close | Sign::Other)
                    || piece.does(Roles::VERSUS)
                    || piece.does(Roles::CLAUSE) && !piece.does(Roles::AND));
            let tokens = from..piece.tokens.end;
            // "tỷ lệ này" says what was measured before, "nước này" whose it is.
            let points = at > start && self.looks[at].points;
            let repeats =
                points && named(&self.pieces[start]) && self.pieces[start].does(Roles::HEAD);
            if opaque(piece) || stops || repeats || at > start && tokens.len() > LONGEST {
                break;
            }
            inner = inner | self.going_on(start, at);
            if self.dangles(at) || !self.may_end(at + 1, start == figure + 1) {
                continue;
            }
            let mut traits = opening | inner;
            traits.set(Traits::ALONE, self.alone(&tokens));
            self.ended(start, at + 1, &mut traits);
            self.ending(at + 1, &mut traits);
            self.size(&tokens, &mut traits);
            if side {
                self.distance(at + 1, figure, &mut traits);
                let subject = traits.any(Traits::OPENS) && traits.any(Traits::TO_LINK);
                traits.set(Traits::SUBJECT, subject);
                let object = traits.any(Traits::AFTER_VERB) && traits.any(Traits::TO_FIGURE);
                traits.set(Traits::OBJECT, object);
                let nearest = traits.any(Traits::HEAD)
                    && self.counts[figure].heads == self.counts[start + 1].heads;
                traits.set(Traits::NEAREST, nearest);
            } else {
                self.distance(figure + 1, start, &mut traits);
            }
            found.push(Candidate {
                name: Some(Name::of(self.pieces, tokens)),
                traits,
            });
            if points {
                break;
            }
        }
    }

    /// Whether a name may end before the piece `next`.
    fn may_end(&self, next: usize, touches: bool) -> bool {
        let Some(piece) = self.pieces.get(next) else {
            return true;
        };
        touches
            || piece.before != Sign::None
            || opaque(piece)
            || is_link(piece)
            || tells(piece)
            || self.dangles(next)
            || self.words.is_capital(piece.tokens.start)
            || named(piece) && piece.does(Roles::HEAD | Roles::MEASURE)
    }
}

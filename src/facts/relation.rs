//! How a figure relates to what it measures: kind, trend and base.
//!
//! The nearest verb on the left decides; for a percent without one, the words on its right.
//! Invariant: a base is given only for changes, shares and multiples, and for the end of "từ A
//! lên B". Known gap: a comparison that stands in a sentence before is not seen.

use super::calendar::{Clock, When, Year};
use super::cue::Roles;
use super::fact::{Base, Kind, Period, Trend};
use super::lexicon::Words;
use super::period::Mention;
use super::piece::{Piece, Sign, Sort};
use super::quantity::{Amount, Measure, Quantity};

/// What the words around a figure say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// What sort of statement it is.
    pub kind: Kind,
    /// Whether it rose or fell.
    pub trend: Option<Trend>,
    /// What it is measured against.
    pub base: Option<Base>,
    /// The name of the rule.
    pub rule: &'static str,
}

/// The nearest verb on the left of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verb {
    /// What decides.
    pub role: Roles,
    /// Everything that its words do.
    pub all: Roles,
}

/// What decides, the narrower before the wider.
const DECISIVE: &[Roles] = &[
    Roles::RISE_TO,
    Roles::FALL_TO,
    Roles::MULTIPLE,
    Roles::HIGHER,
    Roles::LOWER,
    Roles::RISE,
    Roles::FALL,
    Roles::EXCEED,
    Roles::SHARE,
    Roles::EQUAL,
    Roles::REACH,
];

fn decisive(piece: &Piece) -> Option<Verb> {
    let role = DECISIVE.iter().find(|role| piece.does(**role))?;
    Some(Verb {
        role: *role,
        all: piece.roles(),
    })
}

/// The nearest verb on the left of `pieces[figure]`, past words that only say how or when; or the
/// verb of change whose object stands between: "tăng *giá vé* 20%".
#[must_use]
pub fn verb(pieces: &[Piece], figure: usize) -> Verb {
    let mut at = figure;
    let (mut object, mut only_nouns, mut planned, mut more) = (false, true, false, false);
    while at > 0 && pieces[at].before == Sign::None {
        at -= 1;
        let piece = &pieces[at];
        if piece.is_quantity() {
            break;
        }
        if piece.does(Roles::BASE_PLAN) {
            planned = true;
        }
        if piece.does(Roles::MORE) && !object {
            more = true;
            continue;
        }
        if !object && piece.does(Roles::LOSE) {
            return Verb {
                role: Roles::LOSE,
                all: piece.roles(),
            };
        }
        if let Some(verb) = decisive(piece) {
            let changes = (only_nouns && verb.role.any(Roles::RISE | Roles::FALL))
                || (planned && verb.role.any(Roles::EXCEED));
            // "cao hơn mức bình quân ngày thường 60%": what it is compared with stands between.
            if more && !verb.role.any(Roles::RISE | Roles::FALL) {
                break;
            }
            if !object || changes || verb.role.any(Roles::HIGHER | Roles::LOWER) {
                return grown(pieces, at, verb);
            }
            break;
        }
        let passes = piece.is_time()
            || piece.does(
                Roles::ADVERB | Roles::AUX | Roles::ESTIMATE | Roles::PLAN | Roles::BASE_PLAN,
            )
            || (at + 1 == figure && piece.does(Roles::WITH));
        if !passes {
            object = true;
            // "giảm giờ làm 12%", "tăng đầu tư 5%"
            let told = piece.does(Roles::VERB | Roles::ACT)
                && !piece.does(Roles::PREP | Roles::HAVE | Roles::CLAUSE);
            let noun =
                piece.roles() == Roles::default() || piece.does(Roles::HEAD | Roles::WORD) || told;
            only_nouns &= noun && figure - at <= 4;
            if figure - at > 8 {
                break;
            }
        }
    }
    if more {
        // "thêm 5%", and nothing that fell by it
        return Verb {
            role: Roles::RISE,
            all: Roles::MORE,
        };
    }
    Verb::default()
}

/// "tăng trưởng phải đạt 7%": a growth that is reached is a rise.
fn grown(pieces: &[Piece], at: usize, verb: Verb) -> Verb {
    if verb.role != Roles::REACH {
        return verb;
    }
    pieces[..at]
        .iter()
        .rev()
        .take_while(|p| {
            p.is_time()
                || p.does(
                    Roles::AUX | Roles::PLAN | Roles::ESTIMATE | Roles::GROWTH | Roles::ADVERB,
                )
        })
        .find(|p| p.does(Roles::GROWTH))
        .and_then(decisive)
        .unwrap_or(verb)
}

/// What the words on the right of a figure compare it with.
#[must_use]
pub fn base_on_right(pieces: &[Piece], figure: usize, times: &Times<'_>) -> Option<Base> {
    let mut at = figure + 1;
    while let Some(piece) = pieces.get(at) {
        // "ở cả hai chiều so với phiên trước": a count may stand between.
        let passes = piece.before == Sign::None;
        if (piece.is_quantity() && !passes)
            || piece.before == Sign::Other
            || (piece.does(Roles::CLAUSE) && !piece.does(Roles::AND))
            || at > figure + 14
        {
            return None;
        }
        if piece.does(Roles::VERSUS) {
            return Some(versus(&pieces[at + 1..], times));
        }
        if at == figure + 1 && passes && piece.is_time() && times.from(piece) {
            return Some(Base::Other);
        }
        if at == figure + 1 && passes && piece.does(Roles::PREP) {
            // "tăng 12% từ năm 2000"
            let since = pieces.get(at + 1).is_some_and(Piece::is_time) && times.from(piece);
            if since {
                return Some(Base::Other);
            }
        }
        if piece.before != Sign::None && at > figure + 1 {
            return None;
        }
        if piece.does(Roles::BASE_YOY) {
            return Some(Base::Yoy);
        }
        if piece.does(Roles::BASE_PLAN) && piece.before == Sign::None {
            return Some(Base::Plan);
        }
        at += 1;
    }
    None
}

/// The times of a text, for comparisons with one: "so với năm trước".
#[derive(Debug, Clone, Copy)]
pub struct Times<'a> {
    /// The words of the text.
    pub words: &'a Words<'a>,
    /// Its mentions of times.
    pub mentions: &'a [Mention],
    /// The time that the figure is about, where its sentence says so.
    pub about: Option<Period>,
    /// What settles times without a year.
    pub clock: &'a Clock,
}

impl Times<'_> {
    fn from(&self, piece: &Piece) -> bool {
        self.words.is(piece.tokens.start, "từ") || self.words.is(piece.tokens.start, "kể")
    }

    fn base(&self, time: usize) -> Base {
        let Some(when) = self.mentions.get(time).map(|m| m.when) else {
            return Base::Other;
        };
        match when {
            When::Year(Year::Relative(-1)) | When::Month(_, Year::Relative(-1)) => Base::Yoy,
            When::DaysFromNow(_) | When::WeeksFromNow(_) | When::MonthsFromNow { .. } => Base::Prev,
            _ => match (when.settle(self.clock), self.about) {
                (Some(then), Some(now)) => distance(then, now),
                _ => Base::Other,
            },
        }
    }
}

/// What a time is to the one that a figure is about: the same time a year before, the time just
/// before, or another.
fn distance(then: Period, now: Period) -> Base {
    let days = |p: Period| (p.to - p.from).get_days();
    let alike = (days(then) - days(now)).abs() <= 3;
    let year_before = then.from.year() + 1 == now.from.year()
        && (then.from.month(), then.from.day()) == (now.from.month(), now.from.day());
    if alike && year_before {
        Base::Yoy
    } else if alike && then.to == now.from {
        Base::Prev
    } else {
        Base::Other
    }
}

/// What follows "so với".
fn versus(pieces: &[Piece], times: &Times<'_>) -> Base {
    for (i, piece) in pieces.iter().enumerate() {
        if piece.is_quantity() || (i > 0 && piece.before != Sign::None) || i > 6 {
            break;
        }
        for (role, base) in [
            (Roles::BASE_YOY, Base::Yoy),
            (Roles::BASE_PREV, Base::Prev),
            (Roles::BASE_PLAN, Base::Plan),
        ] {
            if piece.does(role) {
                return base;
            }
        }
        if let Sort::Time(time) = piece.sort {
            return times.base(time);
        }
    }
    Base::Other
}

/// What is known of a figure's metric, as far as it decides on its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MetricSort {
    /// It is a rate by name, so that a percent of it is a level.
    pub rate: bool,
    /// It says that it grew: "tốc độ tăng trưởng".
    pub growth: bool,
}

/// Reads the relation of the figure `pieces[figure]`, after the figure with the relation `before`;
/// `starts_range` is what [`starts_range`] says of it.
#[must_use]
pub fn relation(
    times: &Times<'_>,
    pieces: &[Piece],
    figure: usize,
    quantity: &Quantity,
    starts_range: bool,
    metric: MetricSort,
    before: Option<Relation>,
) -> Relation {
    let words = times.words;
    let verb =
        behind_preposition(words, pieces, figure, quantity).unwrap_or_else(|| verb(pieces, figure));
    let right = base_on_right(pieces, figure, times);
    let percent = quantity.measure.is_percent();
    let fraction = matches!(quantity.amount, Amount::Fraction(..));
    let counted = quantity.measure.is_counted();
    let make = |kind, trend, base, rule| Relation {
        kind,
        trend,
        base,
        rule,
    };
    if quantity.measure == Measure::Unit("times") {
        return multiple(pieces, figure, verb, right);
    }
    let in_a_row = pieces
        .get(figure + 1)
        .is_some_and(|p| words.is(p.tokens.start, "liên"));
    let change = |trend, base| make(Kind::Change, Some(trend), base, "change after its verb");
    if starts_range {
        let kind = if counted { Kind::Count } else { Kind::Level };
        return make(kind, None, None, "start of from and to");
    }
    // "vượt 4% kế hoạch": what looks like a comparator is the verb.
    let exceeds =
        (quantity.with_modifiers.start..quantity.tokens.start).any(|token| words.is(token, "vượt"));
    if exceeds && percent && right == Some(Base::Plan) {
        return change(Trend::Up, right);
    }
    match verb.role {
        Roles::LOSE if percent || matches!(quantity.measure, Measure::Unit("point")) => {
            return change(Trend::Down, right);
        }
        // "có thêm 21 xã đạt chuẩn": so many there are that were not there before.
        Roles::RISE if counted && words.is(verb_start(pieces, figure), "thêm") => {
            return make(
                Kind::Count,
                Some(Trend::Up),
                None,
                "count of what was added",
            );
        }
        Roles::RISE if !in_a_row => return change(Trend::Up, right),
        Roles::FALL if !in_a_row => return change(Trend::Down, right),
        Roles::HIGHER => return change(Trend::Up, right.or(Some(Base::Other))),
        Roles::LOWER => return change(Trend::Down, right.or(Some(Base::Other))),
        Roles::EXCEED if percent => return change(Trend::Up, right.or(Some(Base::Plan))),
        Roles::EQUAL if percent && !words.is(verb_start(pieces, figure), "bằng") => {
            if let Some(change) = before.filter(|b| b.kind == Kind::Change) {
                return Relation {
                    base: right.or(change.base),
                    rule: "change said again",
                    ..change
                };
            }
        }
        _ => {}
    }
    // "tăng 13,8% về lượng và 32% về giá trị": the verb is said once.
    let listed = figure > 0
        && pieces[figure - 1].does(Roles::AND)
        && pieces
            .get(figure + 1)
            .is_none_or(|next| next.before != Sign::None || next.does(Roles::PREP | Roles::VERSUS));
    if percent
        && listed
        && verb.role == Roles::default()
        && let Some(change) = before.filter(|b| b.kind == Kind::Change)
    {
        return Relation {
            base: right.or(change.base),
            ..change
        };
    }
    let trend = match verb.role {
        Roles::RISE_TO => Some(Trend::Up),
        Roles::FALL_TO => Some(Trend::Down),
        _ => None,
    };
    if percent && metric.growth && !verb.role.any(Roles::SHARE | Roles::EQUAL) {
        return make(Kind::Change, Some(Trend::Up), right, "growth by its name");
    }
    if percent || fraction {
        let share = |base, rule| make(Kind::Share, trend, base, rule);
        // "14/15 chỉ tiêu đạt và vượt chỉ tiêu đề ra": so many of so many.
        if fraction && counted {
            return share(Some(Base::Total), "fraction of things counted");
        }
        if right == Some(Base::Plan) {
            return share(right, "share of plan");
        }
        if verb.role == Roles::SHARE {
            return share(Some(Base::Total), "share after its verb");
        }
        if verb.role == Roles::EQUAL {
            return share(right.or(Some(Base::Other)), "share after bằng");
        }
        if fraction {
            return share(Some(Base::Total), "fraction");
        }
        let noun_follows = pieces.get(figure + 1).is_some_and(|p| {
            p.before == Sign::None
                && !p.is_time()
                && !super::noun::ends(words, p.tokens.start)
                && (p.sort == Sort::Word || p.does(Roles::WHOLE | Roles::HEAD | Roles::WORD))
        });
        let moved = trend.is_some() && !noun_follows;
        if (metric.rate && !noun_follows) || moved || quantity.per.is_some() {
            return make(Kind::Level, trend, None, "level of a rate");
        }
        return share(Some(Base::Total), "percent of a whole");
    }
    let kind = if counted { Kind::Count } else { Kind::Level };
    make(kind, trend, None, "level")
}

/// The verb of change before a preposition that leads to a percent: "tăng từ 7-8%", "giảm giá đến
/// 20%", "tăng ở mức 9%".
fn behind_preposition(
    words: &Words<'_>,
    pieces: &[Piece],
    figure: usize,
    quantity: &Quantity,
) -> Option<Verb> {
    let before = figure.checked_sub(1)?;
    let piece = pieces.get(before)?;
    let percent = quantity.measure.is_percent();
    if !percent || pieces.get(figure)?.before != Sign::None {
        return None;
    }
    let first = piece.tokens.start;
    let range = matches!(quantity.amount, Amount::Range(..)) && piece.does(Roles::FROM);
    let up_to = piece.tokens.len() == 1 && words.is_any(first, &["đến", "tới"]);
    let at_rate = piece.does(Roles::REACH) && words.is(piece.tokens.end - 1, "mức");
    if !(range || up_to || at_rate) {
        return None;
    }
    let found = verb(pieces, before);
    found.role.any(Roles::RISE | Roles::FALL).then_some(found)
}

/// "gấp 3 lần" is a multiple, "đã 4 lần đến" a count.
fn multiple(pieces: &[Piece], figure: usize, verb: Verb, right: Option<Base>) -> Relation {
    let relation = |kind, trend, base, rule| Relation {
        kind,
        trend,
        base,
        rule,
    };
    let spoken =
        Roles::MULTIPLE | Roles::RISE | Roles::FALL | Roles::HIGHER | Roles::LOWER | Roles::EQUAL;
    let bare = pieces
        .get(figure)
        .is_some_and(|p| p.tokens.len() == 1 || verb.role == Roles::REACH);
    if !verb.role.any(spoken) && right.is_none() && !bare {
        return relation(Kind::Count, None, None, "times counted");
    }
    let trend = if verb.all.any(Roles::RISE) {
        Some(Trend::Up)
    } else if verb.all.any(Roles::FALL) {
        Some(Trend::Down)
    } else {
        None
    };
    let followed = pieces
        .get(figure + 1)
        .is_some_and(|p| p.before == Sign::None && p.sort == Sort::Word);
    let compared = verb.role == Roles::MULTIPLE && (trend.is_none() || followed);
    let base = right.or(compared.then_some(Base::Other));
    relation(Kind::Multiple, trend, base, "multiple")
}

/// The first token of the piece before the figure.
fn verb_start(pieces: &[Piece], figure: usize) -> usize {
    figure
        .checked_sub(1)
        .and_then(|before| pieces.get(before))
        .map_or(usize::MAX, |p| p.tokens.start)
}

/// Whether the figure is the A of "từ A lên B".
#[must_use]
pub fn starts_range(
    words: &Words<'_>,
    pieces: &[Piece],
    figure: usize,
    quantity: &Quantity,
) -> bool {
    let from = words.is(quantity.with_modifiers.start, "từ")
        || figure
            .checked_sub(1)
            .and_then(|before| pieces.get(before))
            .is_some_and(|p| words.is(p.tokens.start, "từ") && p.tokens.len() == 1);
    let next = (figure + 1..pieces.len()).find(|at| pieces[*at].is_quantity());
    from && next.is_some_and(|next| {
        next - figure <= 8 && verb(pieces, next).role.any(Roles::RISE_TO | Roles::FALL_TO)
    })
}

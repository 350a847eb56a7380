//! A random world: articles with facts, and plans to ask of them.
//!
//! Invariant: the same seed makes the same world.

use jiff::civil::{Date, date};
use solieu::facts::{Base, Comparator, Extent, Fact, Kind, Period, Status, Trend};
use solieu::query::{Clause, Condition, Filter, Matching, Near, SyllablePattern, WordClause};
use solieu::source::{Document, Origin};
use solieu::text::{Analysis, Normalized, Span};

/// Random numbers that are the same in every run (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub fn maybe<T: Copy>(&mut self, percent: usize, from: &[T]) -> Option<T> {
        self.chance(percent).then(|| self.pick(from))
    }
}

const WORDS: &[&str] = &[
    "thu",
    "thú",
    "ngân",
    "ngần",
    "sách",
    "sạch",
    "tỷ",
    "tỉ",
    "lệ",
    "hộ",
    "nghèo",
    "xã",
    "xa",
    "đường",
    "đương",
    "dương",
    "mới",
    "2018",
    "tỉnh",
    "quý",
    "quí",
];
pub const METRICS: &[&str] = &[
    "thu ngân sách",
    "chi ngân sách",
    "tổng thu ngân sách nhà nước",
    "tỷ lệ hộ nghèo",
    "tỉ lệ hộ nghèo",
    "hộ nghèo",
    "ngân sách",
    "thu",
];
const NAMES: &[&str] = &[
    "thu ngân sách",
    "thu ngan sach",
    "ngân sách",
    "hộ nghèo",
    "tỷ lệ",
    "ty le ho ngheo",
    "xã",
    "thu",
    "ngần sách",
];
pub const PLACES: &[&str] = &[
    "Lạng Sơn",
    "Hà Giang",
    "xã Tân Mỹ",
    "huyện Vị Xuyên, tỉnh Hà Giang",
    "TP Lạng Sơn",
    "Hà Giang và Lạng Sơn",
];
const PLACE_NAMES: &[&str] = &["lang son", "Hà Giang", "Tân Mỹ", "ha"];
const KINDS: &[Kind] = &[Kind::Level, Kind::Count, Kind::Share, Kind::Change];
const TRENDS: &[Trend] = &[Trend::Up, Trend::Down];
const STATUSES: &[Status] = &[Status::Actual, Status::Estimate, Status::Plan];
const BASES: &[Base] = &[Base::Plan, Base::Yoy, Base::Total];
const COMPARATORS: &[Comparator] = &[
    Comparator::Equal,
    Comparator::Equal,
    Comparator::Equal,
    Comparator::Above,
    Comparator::AtLeast,
    Comparator::Below,
    Comparator::AtMost,
    Comparator::Between,
];
pub const SOURCES: &[&str] = &["Báo Lạng Sơn", "BÁO LẠNG SƠN", "Báo Hà Giang"];
pub const AUTHORS: &[&str] = &["Hoàng Mai", "Mai Anh"];
const VALUES: &[f64] = &[0.0, 5.0, 10.0, 79.9, 80.0, 80.5, 100.0];

fn sentence(dice: &mut Dice, words: usize) -> String {
    let words: Vec<&str> = (0..words).map(|_| dice.pick(WORDS)).collect();
    words.join(" ")
}

fn day(dice: &mut Dice) -> Date {
    let month = i8::try_from(1 + dice.below(12)).unwrap();
    date(2017 + i16::try_from(dice.below(3)).unwrap(), month, 1)
}

fn period(dice: &mut Dice) -> Period {
    let (one, other) = (day(dice), day(dice));
    Period {
        from: one.min(other),
        to: one.max(other).tomorrow().unwrap(),
    }
}

fn fact(dice: &mut Dice, body: &mut String) -> Fact {
    let cmp = dice.pick(COMPARATORS);
    let first = dice.pick(VALUES);
    let (value, min, max) = if cmp == Comparator::Between {
        let second = dice.pick(VALUES);
        (None, Some(first.min(second)), Some(first.max(second)))
    } else {
        (Some(first), None, None)
    };
    let kind = dice.pick(KINDS);
    let unit = if kind == Kind::Count {
        dice.maybe(80, &["xã", "hộ nghèo"])
    } else {
        Some(dice.pick(&["%", "VND", "t", "kg"]))
    };
    let quote = format!("{first}");
    body.push_str(". ");
    let start = body.len();
    body.push_str(&quote);
    Fact {
        start,
        end: body.len(),
        quote,
        value,
        decimal: None,
        min,
        max,
        cmp,
        approx: dice.chance(20),
        unit: unit.map(str::to_owned),
        per: dice
            .maybe(30, &["năm", "tháng", "kg/năm"])
            .map(str::to_owned),
        kind,
        trend: dice.maybe(40, TRENDS),
        status: dice.pick(STATUSES),
        base: dice.maybe(40, BASES),
        metric: dice.maybe(80, METRICS).map(str::to_owned),
        also: some(dice, 30, |dice| dice.pick(METRICS).to_owned()),
        period: dice.chance(70).then(|| period(dice)),
        place: dice.maybe(40, PLACES).map(str::to_owned),
        sentence: Span::new(start, body.len()),
        rule: "random".to_owned(),
    }
}

pub fn article(dice: &mut Dice, id: String) -> (Document, Vec<Fact>) {
    let title = dice.below(5);
    let words = 1 + dice.below(40);
    let mut body = sentence(dice, words);
    if dice.chance(30) {
        body = format!("{body} {}", dice.pick(PLACES));
    }
    let facts = (0..dice.below(6)).map(|_| fact(dice, &mut body)).collect();
    let document = Document {
        id,
        title: sentence(dice, title),
        body,
        published: dice.chance(80).then(|| day(dice)),
        author: dice.maybe(60, AUTHORS).map(str::to_owned),
        source: dice.maybe(60, SOURCES).map(str::to_owned),
        origin: Origin {
            path: "random".into(),
            line: None,
        },
    };
    (document, facts)
}

fn patterns(text: &str) -> Vec<SyllablePattern> {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let pattern = |folded: &str, signature: &str| SyllablePattern {
        folded: folded.to_owned(),
        signature: signature.to_owned(),
    };
    analysis
        .tokens()
        .map(|token| pattern(token.folded(), token.signature()))
        .collect()
}

fn typed(dice: &mut Dice, words: usize) -> Vec<SyllablePattern> {
    let mut syllables = patterns(&sentence(dice, words));
    for syllable in &mut syllables {
        if dice.chance(40) {
            syllable.signature.clear();
        }
    }
    syllables
}

fn some<T: Clone>(dice: &mut Dice, percent: usize, mut one: impl FnMut(&mut Dice) -> T) -> Vec<T> {
    if !dice.chance(percent) {
        return Vec::new();
    }
    (0..=dice.below(2)).map(|_| one(dice)).collect()
}

pub fn condition(dice: &mut Dice) -> Condition {
    Condition {
        counted: some(dice, 15, |dice| {
            patterns(dice.pick(&["thu", "ty", "hộ", "xã", "chi"]))
        }),
        metric: some(dice, 60, |dice| patterns(dice.pick(NAMES))),
        also: dice.chance(50),
        extents: some(dice, 80, |dice| {
            let cmp = dice.pick(COMPARATORS);
            let (one, other) = (dice.pick(VALUES), dice.pick(VALUES));
            let dimension = dice.pick(&["%", "VND", "count", "kg"]);
            let least = if cmp == Comparator::Between {
                one.min(other)
            } else {
                one
            };
            Extent::new(dimension, cmp, least, one.max(other))
        }),
        kinds: some(dice, 40, |dice| dice.pick(KINDS)),
        trend: dice.maybe(15, TRENDS),
        status: dice.maybe(15, STATUSES),
        base: dice.maybe(15, BASES),
        per: dice.maybe(15, &["năm", "kg"]).map(str::to_owned),
        period: dice.chance(15).then(|| period(dice)),
        places: some(dice, 20, |dice| patterns(dice.pick(PLACE_NAMES))),
    }
}

pub fn filter(dice: &mut Dice) -> Filter {
    match dice.below(5) {
        0 => Filter::Published(period(dice)),
        1 => Filter::Source(
            dice.pick(&["báo lạng sơn", "Báo Hà Giang", "khác"])
                .to_owned(),
        ),
        2 => Filter::Author(patterns(dice.pick(&["mai", "hoang mai", "Anh Mai"]))),
        3 => Filter::Title(typed(dice, 1)),
        _ => Filter::Id(format!("bài {:02}", dice.below(60))),
    }
}

/// Two phrases, mostly of one word, since random words seldom follow each other.
fn near(dice: &mut Dice) -> Near {
    let phrase = |dice: &mut Dice| {
        let words = 1 + usize::from(dice.chance(20));
        typed(dice, words)
    };
    let mut side =
        || -> Vec<Vec<SyllablePattern>> { (0..=dice.below(2)).map(|_| phrase(dice)).collect() };
    Near {
        first: side(),
        second: side(),
        apart: u32::try_from(dice.below(7)).unwrap(),
    }
}

pub fn clause(dice: &mut Dice, depth: usize) -> Clause {
    let deeper = |dice: &mut Dice| -> Vec<Clause> {
        (0..=dice.below(2))
            .map(|_| clause(dice, depth - 1))
            .collect()
    };
    match dice.below(if depth == 0 { 9 } else { 12 }) {
        0..=2 => {
            let matching = dice.pick(&[
                Matching::Phrase,
                Matching::All,
                Matching::Any,
                Matching::Optional,
            ]);
            let words = 1 + dice.below(3);
            Clause::Words(WordClause {
                syllables: typed(dice, words),
                matching,
            })
        }
        3..=5 => Clause::Figure(condition(dice)),
        6 => Clause::Filter(filter(dice)),
        7..=8 => Clause::Near(near(dice)),
        9 => Clause::All(deeper(dice)),
        10 => Clause::Any(deeper(dice)),
        _ => Clause::Not(Box::new(clause(dice, depth - 1))),
    }
}

//! Searches compared with a naive scan: random articles with random facts, over many segments,
//! merges, updates and deletes, asked random plans.
//!
//! Invariant: the scan evaluates the plan on documents and facts themselves and knows nothing of the
//! index. Known gap: the order of the ranking is compared for exactness only, with the engine's own
//! scores of all matches.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use jiff::civil::{Date, date};
use solieu::engine::{Answer, Engine, Local, Page};
use solieu::facts::{Base, Comparator, Extent, Fact, Kind, Period, Status, Trend};
use solieu::index::Index;
use solieu::query::{
    Clause, Condition, Filter, Matching, Near, Plan, SyllablePattern, WordClause, names_any,
    stands_in,
};
use solieu::source::{Document, Origin};
use solieu::text::{Analysis, Normalized, Span};
use std::collections::BTreeMap;

/// Random numbers that are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn maybe<T: Copy>(&mut self, percent: usize, from: &[T]) -> Option<T> {
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
const METRICS: &[&str] = &[
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
const PLACES: &[&str] = &["Lạng Sơn", "Hà Giang", "xã Tân Mỹ"];
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
const SOURCES: &[&str] = &["Báo Lạng Sơn", "BÁO LẠNG SƠN", "Báo Hà Giang"];
const AUTHORS: &[&str] = &["Hoàng Mai", "Mai Anh"];
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
        Some(dice.pick(&["%", "VND"]))
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

fn article(dice: &mut Dice, id: String) -> (Document, Vec<Fact>) {
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

fn condition(dice: &mut Dice) -> Condition {
    Condition {
        counted: some(dice, 15, |dice| {
            patterns(dice.pick(&["thu", "ty", "hộ", "xã", "chi"]))
        }),
        metric: some(dice, 60, |dice| patterns(dice.pick(NAMES))),
        also: dice.chance(50),
        extents: some(dice, 80, |dice| {
            let cmp = dice.pick(COMPARATORS);
            let (one, other) = (dice.pick(VALUES), dice.pick(VALUES));
            let dimension = dice.pick(&["%", "VND", "count"]);
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

fn filter(dice: &mut Dice) -> Filter {
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

fn clause(dice: &mut Dice, depth: usize) -> Clause {
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

/// An article as the naive scan sees it.
struct Seen<'a> {
    document: &'a Document,
    facts: &'a [Fact],
}

impl Seen<'_> {
    /// The title and the body.
    fn texts(&self) -> [Analysis; 2] {
        [&self.document.title, &self.document.body]
            .map(|text| Analysis::new(Normalized::new(text).as_str()))
    }

    fn stands(&self, syllables: &[SyllablePattern]) -> bool {
        let mut texts = self.texts().into_iter();
        texts.any(|text| stands_in(syllables, &text))
    }

    fn near(&self, near: &Near) -> bool {
        self.texts().iter().any(|text| near.stands_in(text))
    }

    fn met(&self, condition: &Condition) -> Vec<Fact> {
        let texts = [&self.document.title, &self.document.body];
        let place = texts.iter().any(|text| names_any(&condition.places, text));
        let met = |fact: &&Fact| condition.met_by(fact, place);
        self.facts.iter().filter(met).cloned().collect()
    }

    fn meets(&self, clause: &Clause) -> bool {
        match clause {
            Clause::Words(words) => {
                let mut each = words.syllables.chunks(1);
                match words.matching {
                    Matching::Phrase => self.stands(&words.syllables),
                    Matching::All => each.all(|one| self.stands(one)),
                    Matching::Any => each.any(|one| self.stands(one)),
                    Matching::Optional => true,
                }
            }
            Clause::Near(near) => self.near(near),
            Clause::Figure(condition) => !self.met(condition).is_empty(),
            Clause::Filter(filter) => self.passes(filter),
            Clause::All(clauses) => clauses.iter().all(|clause| self.meets(clause)),
            Clause::Any(clauses) => clauses.iter().any(|clause| self.meets(clause)),
            Clause::Not(clause) => !self.meets(clause),
        }
    }

    fn passes(&self, filter: &Filter) -> bool {
        let document = self.document;
        match filter {
            Filter::Published(period) => document
                .published
                .is_some_and(|day| period.from <= day && day < period.to),
            Filter::Source(name) => document
                .source
                .as_ref()
                .is_some_and(|source| source.to_lowercase() == name.to_lowercase()),
            Filter::Author(syllables) => document
                .author
                .as_ref()
                .is_some_and(|author| names_any(std::slice::from_ref(syllables), author)),
            Filter::Title(syllables) => names_any(std::slice::from_ref(syllables), &document.title),
            Filter::Id(id) => document.id == *id,
        }
    }
}

fn all(engine: &Local, plan: &Plan) -> Answer {
    let page = Page {
        offset: 0,
        limit: 1000,
    };
    engine.search(plan, page).unwrap()
}

#[track_caller]
fn compare(engine: &Local, articles: &BTreeMap<String, (Document, Vec<Fact>)>, plan: &Plan) {
    let expected: BTreeMap<&str, Vec<Fact>> = articles
        .iter()
        .filter_map(|(id, (document, facts))| {
            let seen = Seen { document, facts };
            let meets = plan.clauses.iter().all(|clause| seen.meets(clause));
            let mut evidence: Vec<Fact> = Vec::new();
            for condition in plan.conditions() {
                evidence.extend(seen.met(condition));
            }
            evidence.sort_by_key(|fact| fact.start);
            evidence.dedup();
            meets.then_some((id.as_str(), evidence))
        })
        .collect();
    let answer = all(engine, plan);
    let found: BTreeMap<&str, Vec<Fact>> = answer
        .hits
        .iter()
        .map(|hit| {
            (
                hit.id.as_str(),
                hit.facts.iter().map(|e| e.fact.clone()).collect(),
            )
        })
        .collect();
    let ids = |of: &BTreeMap<&str, Vec<Fact>>| of.keys().map(|id| (*id).to_owned()).collect();
    let (found_ids, expected_ids): (Vec<String>, Vec<String>) = (ids(&found), ids(&expected));
    assert_eq!(found_ids, expected_ids, "{plan:#?}");
    assert_eq!(found, expected, "{plan:#?}");
    assert_eq!(answer.total, expected.len(), "{plan:#?}");

    // The best few are those of the whole ranking: nothing is lost by the bounds.
    for limit in [1, 3] {
        let page = Page { offset: 1, limit };
        let few = engine.search(plan, page).unwrap();
        let whole = answer.hits.iter().skip(1).take(limit);
        let whole: Vec<_> = whole.map(|hit| (hit.rank, &hit.id, hit.score)).collect();
        let few: Vec<_> = few
            .hits
            .iter()
            .map(|hit| (hit.rank, &hit.id, hit.score))
            .collect();
        assert_eq!(few, whole, "{plan:#?}");
    }
    for pair in answer.hits.windows(2) {
        if pair[0].score == pair[1].score && pair[0].facts.is_empty() {
            assert!(pair[0].id < pair[1].id, "equal scores by id: {plan:#?}");
        }
    }
    if let Some(hit) = answer.hits.first() {
        let explained = engine.explain(plan, &hit.id).unwrap().unwrap();
        assert!((explained.score - hit.score).abs() <= 1e-4 * hit.score.max(1.0));
        let (document, facts) = &articles[&hit.id];
        let seen = Seen { document, facts };
        let close: Vec<bool> = explained.near.iter().map(|n| n.between.is_some()).collect();
        let stand: Vec<bool> = plan.near().iter().map(|near| seen.near(near)).collect();
        assert_eq!(close, stand, "{plan:#?}");
        let spelled = explained.words.iter().flat_map(|word| &word.spelled);
        assert!(
            spelled
                .into_iter()
                .all(|spelled| !spelled.written.is_empty())
        );
    }
    for hit in &answer.hits {
        for snippet in &hit.snippets {
            assert!(hit.body.get(snippet.span.start..snippet.span.end).is_some());
            let mut at = snippet.span.start;
            for mark in &snippet.highlights {
                assert!(
                    at <= mark.start && mark.end <= snippet.span.end,
                    "{snippet:?}"
                );
                assert!(hit.body.get(mark.start..mark.end).is_some());
                at = mark.end;
            }
        }
    }
}

#[test]
fn searches_find_what_a_scan_finds() {
    let mut found = 0;
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer(30_000_000, 2).unwrap();
        let mut articles = BTreeMap::new();
        // Each commit makes segments; the writer merges some of them meanwhile.
        for _ in 0..10 {
            for _ in 0..12 {
                let id = format!("bài {:02}", dice.below(60));
                if dice.chance(15) {
                    writer.delete(&id).unwrap();
                    articles.remove(&id);
                } else {
                    let (document, facts) = article(&mut dice, id.clone());
                    writer.put(&document, &facts).unwrap();
                    articles.insert(id, (document, facts));
                }
            }
            writer.commit().unwrap();
        }
        if seed % 2 == 1 {
            writer.finish().unwrap();
        }
        let engine = Local::new(index.reader().unwrap());
        for _ in 0..150 {
            let clauses = (0..=dice.below(2)).map(|_| clause(&mut dice, 2)).collect();
            let plan = Plan { clauses };
            compare(&engine, &articles, &plan);
            found += usize::from(all(&engine, &plan).total > 0);
        }
        compare(&engine, &articles, &Plan::default());
    }
    assert!(found > 300, "most plans should find something: {found}");
}

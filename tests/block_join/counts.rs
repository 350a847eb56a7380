//! Facets compared with counts over the articles and facts themselves.
//!
//! Invariant: the scan has its own table of where the places of the random world lie, and its own
//! reading of what spellings are one.

use crate::Articles;
use crate::indexed;
use crate::orders::{found, number};
use crate::scan::Seen;
use crate::world::{Dice, clause};
use solieu::engine::{Count, Engine, Facet, Field, Local, Wanted};
use solieu::facts::Fact;
use solieu::query::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// What is counted, and where: in which articles, and in how many facts.
type Counts = BTreeMap<String, (BTreeSet<String>, u64)>;

/// The provinces and districts of a place of the random world.
fn lies(place: &str) -> &'static [(&'static str, Option<&'static str>)] {
    match place {
        "Lạng Sơn" => &[("Lạng Sơn", None)],
        "Hà Giang" => &[("Hà Giang", None)],
        "xã Tân Mỹ" => &[("xã Tân Mỹ", None)],
        "huyện Vị Xuyên, tỉnh Hà Giang" => &[("Hà Giang", Some("Vị Xuyên"))],
        "TP Lạng Sơn" => &[("Lạng Sơn", Some("Lạng Sơn"))],
        "Hà Giang và Lạng Sơn" => &[("Hà Giang", None), ("Lạng Sơn", None)],
        other => panic!("{other}"),
    }
}

/// The facts that count.
fn counted(seen: &Seen<'_>, plan: &Plan) -> Vec<Fact> {
    match plan.conditions().is_empty() {
        true => seen.facts.to_vec(),
        false => seen.evidence(plan),
    }
}

/// The values that a fact has of the field.
fn values(fact: &Fact, field: Field) -> Vec<String> {
    let one = |value: Option<String>| value.into_iter().collect();
    match field {
        // Two spellings of one metric; the later in the alphabet is shown.
        Field::Metric => one(fact
            .metric
            .as_ref()
            .map(|metric| metric.replace("tỉ lệ", "tỷ lệ"))),
        Field::Unit => one(fact.unit.clone()),
        Field::Kind => one(Some(format!("{:?}", fact.kind).to_lowercase())),
        Field::Place => {
            let lies = fact.place.iter().flat_map(|place| lies(place));
            let tops: BTreeSet<&str> = lies.map(|(top, _)| *top).collect();
            tops.into_iter().map(str::to_owned).collect()
        }
        Field::Period => one(fact.period.map(|period| {
            let (first, last) = (period.from.year(), period.to.yesterday().unwrap().year());
            match first == last {
                true => first.to_string(),
                false => format!("{first}..{last}"),
            }
        })),
        _ => Vec::new(),
    }
}

fn note(counts: &mut Counts, value: String, id: &str) {
    let (articles, facts) = counts.entry(value).or_default();
    articles.insert(id.to_owned());
    *facts += 1;
}

fn scanned(found: &[Seen<'_>], plan: &Plan, field: Field) -> Counts {
    let mut counts = Counts::new();
    for seen in found {
        let id = &seen.document.id;
        let own = match field {
            Field::Year => seen.document.published.map(|day| day.year().to_string()),
            Field::Source => seen.document.source.clone(),
            Field::Author => seen.document.author.clone(),
            _ => None,
        };
        if let Some(value) = own {
            note(&mut counts, value, id);
        }
        for fact in counted(seen, plan) {
            for value in values(&fact, field) {
                note(&mut counts, value, id);
            }
        }
    }
    // The spelling that is shown is one of those that were counted.
    let mut all = found.iter().flat_map(|seen| counted(seen, plan));
    if field == Field::Metric
        && !all.any(|fact| fact.metric.as_deref() == Some("tỷ lệ hộ nghèo"))
        && let Some(only) = counts.remove("tỷ lệ hộ nghèo")
    {
        counts.insert("tỉ lệ hộ nghèo".to_owned(), only);
    }
    counts
}

/// The districts of a province.
fn districts(found: &[Seen<'_>], plan: &Plan, province: &str) -> Counts {
    let mut counts = Counts::new();
    for seen in found {
        for fact in counted(seen, plan) {
            for (top, district) in fact.place.iter().flat_map(|place| lies(place)) {
                if let Some(district) = district.filter(|_| *top == province) {
                    note(&mut counts, district.to_owned(), &seen.document.id);
                }
            }
        }
    }
    counts
}

#[track_caller]
fn same(counts: &[Count], expected: &Counts, of_facts: bool) {
    let found: BTreeMap<&str, (u64, Option<u64>)> = counts
        .iter()
        .map(|count| (count.value.as_str(), (count.articles, count.facts)))
        .collect();
    let expected: BTreeMap<&str, (u64, Option<u64>)> = expected
        .iter()
        .map(|(value, (articles, facts))| {
            let facts = of_facts.then_some(*facts);
            (value.as_str(), (articles.len() as u64, facts))
        })
        .collect();
    assert_eq!(
        found.len(),
        counts.len(),
        "a value stands twice: {counts:?}"
    );
    assert_eq!(found, expected);
    for pair in counts.windows(2) {
        let key = |count: &Count| (count.articles, count.facts);
        assert!(key(&pair[0]) >= key(&pair[1]), "{counts:?}");
    }
}

fn check(facet: &Facet, found: &[Seen<'_>], plan: &Plan) {
    let field = facet.field;
    let expected = scanned(found, plan, field);
    let of_facts = !matches!(field, Field::Year | Field::Source | Field::Author);
    same(&facet.values, &expected, of_facts);
    assert_eq!(facet.distinct, expected.len() as u64);
    let any: BTreeSet<&String> = expected
        .values()
        .flat_map(|(articles, _)| articles)
        .collect();
    assert_eq!(facet.articles, any.len() as u64);
    for count in &facet.values {
        let below = match field {
            Field::Place => districts(found, plan, &count.value),
            _ => Counts::new(),
        };
        same(&count.districts, &below, true);
    }
}

/// What is measured, for what denominator, and the kind.
type Group = (String, Option<String>, String);

/// Histograms hold every number once, in the bin where it lies.
fn check_values(facet: &Facet, found: &[Seen<'_>], plan: &Plan) -> usize {
    let mut groups: BTreeMap<Group, Vec<(f64, String)>> = BTreeMap::new();
    for seen in found {
        for fact in counted(seen, plan) {
            let Some((dimension, value)) = number(&fact) else {
                continue;
            };
            let what = match (dimension, &fact.unit) {
                ("count", Some(noun)) => noun.clone(),
                _ => dimension.to_owned(),
            };
            let kind = format!("{:?}", fact.kind);
            groups
                .entry((what, fact.per.clone(), kind))
                .or_default()
                .push((value, seen.document.id.clone()));
        }
    }
    assert_eq!(facet.histograms.len(), groups.len());
    for histogram in &facet.histograms {
        let unit = histogram.unit.clone().unwrap_or("number".to_owned());
        let (what, factor) = match unit.as_str() {
            "t" => ("kg".to_owned(), 1000.0),
            _ => (unit, 1.0),
        };
        let numbers = &groups[&(what, histogram.per.clone(), format!("{:?}", histogram.kind))];
        assert_eq!(histogram.facts, numbers.len() as u64);
        let least = numbers.iter().map(|n| n.0).fold(f64::INFINITY, f64::min);
        assert!((histogram.min * factor - least).abs() <= 1e-9 * least.abs());
        let mut sum = 0;
        for bin in &histogram.bins {
            let inside = |number: f64| {
                // The scan's own product may differ in the last bit.
                let number = (number / factor * 1e6).round() / 1e6;
                bin.from.is_none_or(|from| from <= number) && bin.to.is_none_or(|to| number < to)
            };
            let here: Vec<_> = numbers.iter().filter(|n| inside(n.0)).collect();
            let of: BTreeSet<_> = here.iter().map(|n| &n.1).collect();
            assert_eq!(
                (bin.facts, bin.articles),
                (here.len() as u64, of.len() as u64)
            );
            sum += bin.facts;
        }
        assert_eq!(sum, histogram.facts);
    }
    facet.histograms.len()
}

fn compare(engine: &Local, articles: &Articles, plan: &Plan) -> usize {
    let found = found(articles, plan);
    let wanted = |most| -> Vec<Wanted> {
        let fields = Field::all().map(|field| Wanted { field, most });
        fields.collect()
    };
    let all = engine.facets(plan, &wanted(50)).unwrap();
    assert_eq!(all.articles, found.len() as u64, "{plan:#?}");
    let facts = found.iter().map(|seen| counted(seen, plan).len() as u64);
    assert_eq!(all.facts, facts.sum::<u64>(), "{plan:#?}");
    let mut histograms = 0;
    for facet in &all.facets {
        match facet.field {
            Field::Value => histograms += check_values(facet, &found, plan),
            _ => check(facet, &found, plan),
        }
    }
    // The first few are the first of all.
    let few = engine.facets(plan, &wanted(2)).unwrap();
    for (few, all) in few.facets.iter().zip(&all.facets) {
        assert_eq!((few.articles, few.distinct), (all.articles, all.distinct));
        let names = |facet: &Facet| -> Vec<(String, u64)> {
            let values = facet.values.iter().take(2);
            values
                .map(|count| (count.value.clone(), count.articles))
                .collect()
        };
        assert_eq!(names(few), names(all));
    }
    histograms
}

#[test]
fn facets_are_those_of_a_scan() {
    let mut histograms = 0;
    for seed in 40..43 {
        let mut dice = Dice(seed);
        let (index, articles) = indexed(seed, &mut dice);
        let engine = Local::new(index.reader().unwrap());
        compare(&engine, &articles, &Plan::default());
        for _ in 0..50 {
            let clauses = (0..=dice.below(2)).map(|_| clause(&mut dice, 2)).collect();
            histograms += compare(&engine, &articles, &Plan { clauses });
        }
    }
    assert!(histograms > 200, "{histograms}");
}

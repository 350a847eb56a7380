//! Orders of hits compared with those of a scan, and pages with the whole.
//!
//! Invariant: the scan orders by the articles and facts themselves.

use crate::scan::Seen;
use crate::world::{Dice, clause};
use crate::{Articles, indexed};
use solieu::engine::{Engine, HitOrder, Local, Page};
use solieu::facts::Fact;
use solieu::query::Plan;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The ids of the hits of a page.
fn ids(engine: &Local, plan: &Plan, order: HitOrder, offset: usize, limit: usize) -> Vec<String> {
    let hits = engine.hits(plan, order, Page { offset, limit }).unwrap();
    let hits: Vec<_> = hits.map(|hit| hit.unwrap()).collect();
    for (at, hit) in (offset + 1..).zip(&hits) {
        assert_eq!(hit.rank, at);
    }
    hits.into_iter().map(|hit| hit.id).collect()
}

/// What a fact measures, and its number in the base unit.
pub fn number(fact: &Fact) -> Option<(&'static str, f64)> {
    let value = fact.value.or(fact.max)?;
    Some(match fact.unit.as_deref() {
        None => ("number", value),
        Some("%") => ("%", value),
        Some("VND") => ("VND", value),
        Some("kg") => ("kg", value),
        Some("t") => ("kg", value * 1000.0),
        Some(_) => ("count", value),
    })
}

/// The articles that a scan finds.
pub fn found<'a>(articles: &'a Articles, plan: &Plan) -> Vec<Seen<'a>> {
    let seen = articles
        .values()
        .map(|(document, facts)| Seen { document, facts });
    seen.filter(|seen| plan.clauses.iter().all(|clause| seen.meets(clause)))
        .collect()
}

fn by_day(articles: &Articles, plan: &Plan) -> Vec<String> {
    let mut found = found(articles, plan);
    found.sort_by_key(|seen| {
        let day = seen.document.published;
        (day.is_none(), Reverse(day), seen.document.id.clone())
    });
    found.iter().map(|seen| seen.document.id.clone()).collect()
}

fn by_value(articles: &Articles, plan: &Plan) -> Vec<String> {
    let found = found(articles, plan);
    let largest: Vec<BTreeMap<&str, f64>> = found
        .iter()
        .map(|seen| {
            let mut largest = BTreeMap::new();
            for (dimension, value) in seen.evidence(plan).iter().filter_map(number) {
                let most = largest.entry(dimension).or_insert(value);
                *most = value.max(*most);
            }
            largest
        })
        .collect();
    let frequency = |dimension: &str| largest.iter().filter(|l| l.contains_key(dimension)).count();
    let mut dimensions = ["%", "VND", "count", "kg", "number"];
    dimensions.sort_by_key(|dimension| (Reverse(frequency(dimension)), *dimension));
    let place = |largest: &BTreeMap<&str, f64>| -> (usize, f64) {
        let first = dimensions.iter().position(|d| largest.contains_key(d));
        first.map_or((usize::MAX, 0.0), |at| (at, largest[dimensions[at]]))
    };
    let mut placed: Vec<((usize, f64), &String)> = largest
        .iter()
        .map(place)
        .zip(found.iter().map(|seen| &seen.document.id))
        .collect();
    placed.sort_by(|(a, one), (b, other)| {
        a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(one.cmp(other))
    });
    placed.into_iter().map(|(_, id)| id.clone()).collect()
}

#[test]
fn orders_are_those_of_a_scan() {
    let mut compared = 0;
    for seed in 20..23 {
        let mut dice = Dice(seed);
        let (index, articles) = indexed(seed, &mut dice);
        let engine = Local::new(index.reader().unwrap());
        for _ in 0..40 {
            let clauses = (0..=dice.below(2)).map(|_| clause(&mut dice, 2)).collect();
            let plan = Plan { clauses };
            for order in [HitOrder::Relevance, HitOrder::Published, HitOrder::Value] {
                let all = ids(&engine, &plan, order, 0, usize::MAX);
                match order {
                    HitOrder::Relevance => {}
                    HitOrder::Published => assert_eq!(all, by_day(&articles, &plan), "{plan:#?}"),
                    HitOrder::Value => assert_eq!(all, by_value(&articles, &plan), "{plan:#?}"),
                }
                compared += all.len();
                // Pages put together are the whole.
                let limit = 1 + dice.below(7);
                let mut pages = Vec::new();
                while pages.len() < all.len() {
                    pages.extend(ids(&engine, &plan, order, pages.len(), limit));
                }
                assert_eq!(pages, all);
                assert!(ids(&engine, &plan, order, all.len(), limit).is_empty());
            }
        }
    }
    assert!(compared > 2000, "{compared}");
}

#[test]
fn scores_are_the_same_in_every_order() {
    let mut dice = Dice(30);
    let (index, _) = indexed(30, &mut dice);
    let engine = Local::new(index.reader().unwrap());
    let all = Page {
        offset: 0,
        limit: usize::MAX,
    };
    for _ in 0..20 {
        let clauses = (0..=dice.below(2)).map(|_| clause(&mut dice, 2)).collect();
        let plan = Plan { clauses };
        let scores = |order: HitOrder| -> BTreeMap<String, f32> {
            let hits = engine.hits(&plan, order, all).unwrap();
            hits.map(|hit| hit.map(|hit| (hit.id, hit.score)).unwrap())
                .collect()
        };
        let relevance = scores(HitOrder::Relevance);
        assert_eq!(scores(HitOrder::Published), relevance);
        assert_eq!(scores(HitOrder::Value), relevance);
    }
}

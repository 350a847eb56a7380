//! Searches compared with a naive scan: random articles with random facts, over many segments,
//! merges, updates and deletes, asked random plans.
//!
//! Invariant: the scan evaluates the plan on documents and facts themselves and knows nothing of the
//! index. Known gap: the order of the ranking is compared for exactness only, with the engine's own
//! scores of all matches.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod counts;
mod orders;
mod scan;
mod world;

use scan::Seen;
use solieu::engine::{Answer, Engine, Local, Page};
use solieu::facts::Fact;
use solieu::index::Index;
use solieu::query::Plan;
use solieu::source::Document;
use std::collections::BTreeMap;
use world::{Dice, article, clause};

fn all(engine: &Local, plan: &Plan) -> Answer {
    let page = Page {
        offset: 0,
        limit: 1000,
    };
    engine.search(plan, page).unwrap()
}

#[track_caller]
fn compare(engine: &Local, articles: &Articles, plan: &Plan) {
    let expected: BTreeMap<&str, Vec<Fact>> = articles
        .iter()
        .filter_map(|(id, (document, facts))| {
            let seen = Seen { document, facts };
            let meets = plan.clauses.iter().all(|clause| seen.meets(clause));
            meets.then(|| (id.as_str(), seen.evidence(plan)))
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

/// What is in the index, by id.
type Articles = BTreeMap<String, (Document, Vec<Fact>)>;

/// A random index of several segments, and what is in it.
fn indexed(seed: u64, dice: &mut Dice) -> (Index, Articles) {
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
                let (document, facts) = article(dice, id.clone());
                writer.put(&document, &facts).unwrap();
                articles.insert(id, (document, facts));
            }
        }
        writer.commit().unwrap();
    }
    if seed % 2 == 1 {
        writer.finish().unwrap();
    }
    (index, articles)
}

#[test]
fn searches_find_what_a_scan_finds() {
    let mut found = 0;
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let (index, articles) = indexed(seed, &mut dice);
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

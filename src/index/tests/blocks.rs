//! Blocks stay whole: facts first and in order, the article last, whatever is put, replaced, deleted,
//! committed, rolled back and merged.

use super::{MEMORY, document, figures};
use crate::index::{Index, Reader, Writer};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
enum Step {
    Put { id: usize, facts: usize },
    Delete { id: usize },
    Commit,
    Rollback,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (0..9usize, 0..6usize).prop_map(|(id, facts)| Step::Put { id, facts }),
        3 => (0..9usize).prop_map(|id| Step::Delete { id }),
        5 => Just(Step::Commit),
        1 => Just(Step::Rollback),
        1 => Just(Step::Reopen),
    ]
}

/// What the index must hold: of each id the values of its facts.
type Model = BTreeMap<String, Vec<f64>>;

/// What it holds, as its blocks and its columns say.
fn held(reader: &Reader) -> Model {
    let searcher = reader.searcher();
    let mut held = Model::new();
    for block in reader.blocks().unwrap() {
        reader.verify(&block).unwrap();
        assert_eq!(reader.find(&block.id).unwrap(), Some(block.article));
        let segment = searcher.segment_reader(block.article.segment_ord);
        assert_eq!(block.facts.end, block.article.doc_id);
        let lo = segment.fast_fields().f64("lo").unwrap();
        let values: Vec<f64> = block.facts.filter_map(|doc| lo.first(doc)).collect();
        let stored = reader.article(block.article).unwrap().facts;
        let expected: Vec<f64> = stored.iter().filter_map(|fact| fact.value).collect();
        assert_eq!(
            values, expected,
            "the ordinal of a fact is its place in the block"
        );
        assert!(
            held.insert(block.id, values).is_none(),
            "an id occurs twice"
        );
    }
    held
}

fn run(steps: &[Step], threads: usize) -> usize {
    let index = Index::in_memory().unwrap();
    let open = || -> Writer { index.writer(threads * MEMORY, threads).unwrap() };
    let mut writer = Some(open());
    let mut model = Model::new();
    let mut committed = Model::new();
    for (n, step) in steps.iter().enumerate() {
        let Some(live) = writer.as_mut() else { break };
        match step {
            Step::Put { id, facts } => {
                let (body, facts) = figures(*facts, 7 * n + 1);
                let id = format!("b{id}");
                live.put(&document(&id, &body), &facts).unwrap();
                model.insert(id, facts.iter().filter_map(|fact| fact.value).collect());
            }
            Step::Delete { id } => {
                live.delete(&format!("b{id}")).unwrap();
                model.remove(&format!("b{id}"));
            }
            Step::Commit => {
                live.commit().unwrap();
                committed = model.clone();
                assert_eq!(held(&index.reader().unwrap()), committed);
            }
            Step::Rollback => {
                live.rollback().unwrap();
                model = committed.clone();
            }
            Step::Reopen => {
                if let Some(old) = writer.take() {
                    old.finish().unwrap();
                }
                committed = model.clone();
                assert_eq!(held(&index.reader().unwrap()), committed);
                writer = Some(open());
            }
        }
    }
    if let Some(last) = writer {
        last.finish().unwrap();
    }
    let reader = index.reader().unwrap();
    assert_eq!(held(&reader), model);
    reader.info().unwrap().segments
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn blocks_stay_whole(steps in prop::collection::vec(step(), 1..60), threads in 1..3usize) {
        run(&steps, threads);
    }
}

#[test]
fn blocks_stay_whole_through_merges() {
    let steps: Vec<Step> = (0..60)
        .flat_map(|n| {
            [
                Step::Put {
                    id: n * 5 % 40,
                    facts: n % 4,
                },
                Step::Commit,
            ]
        })
        .collect();
    let segments = run(&steps, 1);
    assert!(
        segments < 100,
        "200 commits were merged into {segments} segments"
    );
}

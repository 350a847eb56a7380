//! `index` is killed at random moments while it replaces and adds articles: the last commit stands.
//!
//! `SOLIEU_KILL_ROUNDS=200 cargo test --test cli killed` does so more often.

use super::support::Sandbox;
use serde_json::json;
use solieu::index::{Index, IndexError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many articles there are at first; each round adds [`ADDED`].
const ARTICLES: usize = 400;
const ADDED: usize = 3;

/// What the articles say in a round: every one of them changes.
fn texts(round: usize) -> String {
    (0..ARTICLES + round * ADDED)
        .map(|n| {
            let body = format!(
                "Lần {round}: thu ngân sách của xã số {n} năm 2023 đạt {},5 tỷ đồng, bằng {}% dự toán. {}",
                n + 1,
                60 + round % 40,
                "Các khoản thu từ đất đai, dịch vụ và hộ kinh doanh đều vượt tiến độ đề ra. ".repeat(5),
            );
            format!("{}\n", json!({"id": format!("xa-{n}"), "body": body}))
        })
        .collect()
}

/// The round of which each article is, by id; nothing where no commit was made yet.
#[track_caller]
fn held(directory: &Path) -> BTreeMap<String, usize> {
    let index = match Index::open(directory) {
        Err(IndexError::Missing { .. }) => return BTreeMap::new(),
        index => index.unwrap(),
    };
    index.verify().unwrap();
    let reader = index.reader().unwrap();
    let blocks = reader.blocks().unwrap();
    let info = reader.info().unwrap();
    assert_eq!(info.articles, blocks.len() as u64);
    let facts: usize = blocks.iter().map(|block| block.facts.len()).sum();
    assert_eq!(info.facts, facts as u64);
    let mut rounds = BTreeMap::new();
    for block in blocks {
        let body = reader.article(block.article).unwrap().document.body;
        let round = body
            .strip_prefix("Lần ")
            .and_then(|rest| rest.split_once(':'));
        let round = round.unwrap().0.parse().unwrap();
        let twice = rounds.insert(block.id.clone(), round);
        assert_eq!(twice, None, "{} is there twice", block.id);
    }
    rounds
}

/// Numbers that look random, the same in every run (Knuth, MMIX).
fn next(seed: &mut u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn the_last_commit_survives_being_killed() {
    let rounds: usize =
        std::env::var("SOLIEU_KILL_ROUNDS").map_or(6, |rounds| rounds.parse().unwrap());
    let sandbox = Sandbox::new();
    let directory = sandbox.path("index");
    let arguments = [
        "index",
        "--commit-every=0.02",
        "--memory=15",
        "--jobs=2",
        "texts.jsonl",
    ];
    // How long a whole run takes, to kill within that time.
    sandbox.write("texts.jsonl", texts(0));
    let began = Instant::now();
    sandbox.run(&arguments).ended(0);
    let whole = began.elapsed();
    std::fs::remove_dir_all(&directory).unwrap();

    let mut seed = 20_260_101;
    let mut before = BTreeMap::new();
    let mut killed_on_the_way = 0;
    for round in 1..=rounds {
        sandbox.write("texts.jsonl", texts(round));
        let mut run = Command::new(env!("CARGO_BIN_EXE_solieu"))
            .current_dir(sandbox.path(""))
            .args(arguments)
            .arg("--index=index")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let share = next(&mut seed) % 1000;
        std::thread::sleep(Duration::from_secs_f64(
            whole.as_secs_f64() * share as f64 / 1000.0,
        ));
        run.kill().unwrap();
        run.wait().unwrap();

        let after = held(&directory);
        for (id, was) in &before {
            let is = after.get(id);
            assert!(
                is == Some(was) || is == Some(&round),
                "round {round}: {id} was of round {was}, is of {is:?}"
            );
        }
        // Articles are written in order: those of this round come first.
        let new = after.values().filter(|of| **of == round).count();
        for n in 0..new {
            assert_eq!(after.get(&format!("xa-{n}")), Some(&round), "round {round}");
        }
        killed_on_the_way += usize::from(new > 0 && new < ARTICLES + round * ADDED);
        before = after;
    }
    // With many rounds chance can't have missed the commits on the way.
    assert!(rounds < 50 || killed_on_the_way > rounds / 20);

    sandbox.run(&arguments).ended(0);
    let last = held(&directory);
    assert_eq!(last.len(), ARTICLES + rounds * ADDED);
    assert_eq!(
        last.values().collect::<BTreeSet<_>>(),
        BTreeSet::from([&rounds])
    );
}

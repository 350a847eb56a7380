//! `index` a second time: only what changed is written, and the index is as if it were all anew.

use super::support::Sandbox;
use serde_json::{Value, json};
use solieu::index::Index;

/// A line of JSON Lines.
fn line(id: &str, percent: u32) -> String {
    let body = format!("Đến hết tháng 9, huyện giải ngân được {percent}% kế hoạch vốn.");
    format!("{}\n", json!({"id": id, "body": body}))
}

/// Indexes, and returns how many articles were written, replaced and left alone.
#[track_caller]
fn index(sandbox: &Sandbox, paths: &[&str]) -> [u64; 3] {
    let summary = summary(sandbox, paths);
    ["documents", "replaced", "unchanged"].map(|name| summary[name].as_u64().unwrap())
}

#[track_caller]
fn summary(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let arguments = [&["index", "--json", "--jobs=2"], arguments].concat();
    let ran = sandbox.run(&arguments).ended(0);
    ran.of_type("summary").remove(0)
}

/// The articles of the index and the shares they state, by id; the index is whole.
#[track_caller]
fn held(sandbox: &Sandbox) -> Vec<(String, f64)> {
    let index = Index::open(&sandbox.path("index")).unwrap();
    index.verify().unwrap();
    let reader = index.reader().unwrap();
    let blocks = reader.blocks().unwrap();
    let mut all: Vec<(String, f64)> = blocks
        .into_iter()
        .map(|block| {
            let facts = reader.article(block.article).unwrap().facts;
            (block.id, facts[0].value.unwrap())
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn pairs(expected: &[(&str, u32)]) -> Vec<(String, f64)> {
    let pair = |(id, value): &(&str, u32)| ((*id).to_owned(), f64::from(*value));
    expected.iter().map(pair).collect()
}

/// The names of the files in the folder of the index.
fn manifests(sandbox: &Sandbox) -> Vec<String> {
    std::fs::read_dir(sandbox.path("index"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("sources-"))
        .collect()
}

#[test]
fn only_what_changed_is_written() {
    let sandbox = Sandbox::new();
    sandbox.write("texts/a.jsonl", line("1", 71) + &line("2", 72));
    sandbox.write("texts/b.txt", "Huyện giải ngân được 73% kế hoạch vốn.");
    assert_eq!(index(&sandbox, &["texts"]), [3, 0, 0]);
    assert_eq!(index(&sandbox, &["texts"]), [0, 0, 3]);
    // A line before the others moves them, and changes none.
    let lines = line("0", 70) + &line("1", 71) + &line("2", 82);
    sandbox.write("texts/a.jsonl", lines);
    assert_eq!(index(&sandbox, &["texts"]), [2, 1, 2]);
    assert_eq!(index(&sandbox, &["texts"]), [0, 0, 4]);
    let expected = pairs(&[("0", 70), ("1", 71), ("2", 82), ("b.txt", 73)]);
    assert_eq!(held(&sandbox), expected);
    assert_eq!(manifests(&sandbox).len(), 1);
    // Nothing of it is lost if the list of whole files is.
    std::fs::remove_file(sandbox.path("index").join(&manifests(&sandbox)[0])).unwrap();
    assert_eq!(index(&sandbox, &["texts"]), [0, 0, 4]);
    assert_eq!(summary(&sandbox, &["--rebuild", "texts"])["documents"], 4);
    assert_eq!(manifests(&sandbox).len(), 1);
    let people = sandbox.run(&["index", "texts"]).ended(0);
    assert!(people.stdout.contains("4 unchanged"), "{}", people.stdout);
}

/// What is read otherwise is another text, though the bytes are the same.
#[test]
fn another_encoding_is_another_text() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", "Thu ng\u{e2}n s\u{e1}ch 81%");
    assert_eq!(index(&sandbox, &["a.txt"]), [1, 0, 0]);
    assert_eq!(
        index(&sandbox, &["--encoding=viscii", "a.txt"])[..2],
        [1, 1]
    );
    assert_eq!(index(&sandbox, &["a.txt"])[..2], [1, 1]);
}

/// What was odd is told again by every run.
#[test]
fn warnings_and_rejections_are_told_again() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("1", 71) + "{}\n");
    for _ in 0..2 {
        let ran = sandbox.run(&["index", "a.jsonl"]).ended(0);
        ran.says(&["a.jsonl:2", "\"id\" is missing"]);
    }
    assert_eq!(index(&sandbox, &["a.jsonl"]), [0, 0, 1]);
}

/// The later of two files that share an id wins in every run, whichever of them changed.
#[test]
fn the_last_of_two_with_one_id_stays() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("1", 71) + &line("x", 72));
    sandbox.write("b.jsonl", line("x", 73));
    let check = |paths: &[&str], x: u32| {
        index(&sandbox, paths);
        assert_eq!(held(&sandbox), pairs(&[("1", 71), ("x", x)]), "{paths:?}");
    };
    check(&["a.jsonl", "b.jsonl"], 73);
    check(&["a.jsonl", "b.jsonl"], 73);
    check(&["a.jsonl"], 72);
    check(&["a.jsonl", "b.jsonl"], 73);
    check(&["b.jsonl", "a.jsonl"], 72);
    sandbox.write("b.jsonl", line("y", 73));
    index(&sandbox, &["b.jsonl", "a.jsonl"]);
    sandbox.write("b.jsonl", line("x", 74));
    // `a.jsonl` is as it was, but comes later.
    index(&sandbox, &["b.jsonl", "a.jsonl"]);
    let expected = pairs(&[("1", 71), ("x", 72), ("y", 73)]);
    assert_eq!(held(&sandbox), expected);
    index(&sandbox, &["a.jsonl", "b.jsonl"]);
    assert_eq!(held(&sandbox)[1].1, 74.0);
    index(&sandbox, &["a.jsonl", "b.jsonl"]);
    assert_eq!(held(&sandbox)[1].1, 74.0);
}

/// An id twice in one file, the first as the index has it.
#[test]
fn the_last_of_two_lines_stays() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("x", 71));
    index(&sandbox, &["a.jsonl"]);
    for (second, third) in [(72, 71), (72, 73), (71, 71)] {
        let lines = line("x", 71) + &line("x", second) + &line("x", third);
        sandbox.write("a.jsonl", lines);
        for _ in 0..2 {
            index(&sandbox, &["a.jsonl"]);
            assert_eq!(held(&sandbox), pairs(&[("x", third)]));
        }
    }
}

/// The ids of the index, which is whole.
fn ids(sandbox: &Sandbox) -> Vec<String> {
    held(sandbox).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn what_is_gone_is_removed_below_the_paths_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("texts/a.jsonl", line("1", 71) + &line("2", 72));
    sandbox.write("texts/b.txt", "Huyện giải ngân được 73% kế hoạch vốn.");
    sandbox.write("texts/c/d.jsonl", line("3", 74));
    sandbox.write("textsmore/e.jsonl", line("4", 75));
    index(&sandbox, &["texts", "textsmore"]);
    std::fs::remove_file(sandbox.path("texts/b.txt")).unwrap();
    std::fs::remove_dir_all(sandbox.path("texts/c")).unwrap();
    std::fs::remove_dir_all(sandbox.path("textsmore")).unwrap();
    sandbox.write("texts/a.jsonl", line("2", 72));
    index(&sandbox, &["texts"]);
    assert_eq!(ids(&sandbox), ["1", "2", "3", "4", "b.txt"]);

    let files = || {
        let mut files: Vec<_> = std::fs::read_dir(sandbox.path("index"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        files.sort();
        files
    };
    let before = files();
    let tried = summary(&sandbox, &["--prune", "--dry-run", "texts"]);
    assert_eq!(
        (&tried["removed"], &tried["unchanged"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(files(), before);
    assert_eq!(ids(&sandbox), ["1", "2", "3", "4", "b.txt"]);

    assert_eq!(summary(&sandbox, &["--prune", "./texts/"])["removed"], 3);
    assert_eq!(ids(&sandbox), ["2", "4"]);
    assert_eq!(summary(&sandbox, &["--prune", "texts"])["removed"], 0);
    // A path that is gone itself.
    assert_eq!(summary(&sandbox, &["--prune", "textsmore"])["removed"], 1);
    assert_eq!(ids(&sandbox), ["2"]);
}

#[test]
fn what_can_not_be_read_is_not_taken_for_gone() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("1", 71) + &line("2", 72));
    index(&sandbox, &["a.jsonl"]);
    sandbox.write("a.jsonl", line("1", 71) + &line("2", 72).replace('{', "["));
    let ran = sandbox.run(&["index", "--prune", "a.jsonl"]).ended(0);
    ran.says(&["1 articles of it are not removed"]);
    assert_eq!(ids(&sandbox), ["1", "2"]);
    sandbox.write("a.jsonl", line("1", 71));
    assert_eq!(summary(&sandbox, &["--prune", "a.jsonl"])["removed"], 1);
    assert_eq!(ids(&sandbox), ["1"]);
}

/// An article that has moved to another file is not gone.
#[test]
fn what_has_moved_stays() {
    let sandbox = Sandbox::new();
    sandbox.write("texts/a.jsonl", line("1", 71) + &line("2", 72));
    index(&sandbox, &["texts"]);
    sandbox.write("texts/a.jsonl", line("2", 72));
    sandbox.write("texts/b.jsonl", line("1", 71));
    let moved = summary(&sandbox, &["--prune", "texts"]);
    assert_eq!(
        (&moved["removed"], &moved["replaced"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(ids(&sandbox), ["1", "2"]);
    assert_eq!(index(&sandbox, &["--prune", "texts"]), [0, 0, 2]);
}

#[test]
fn a_dry_run_makes_no_index() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("1", 71));
    let tried = sandbox
        .run(&["index", "--json", "--dry-run", "a.jsonl"])
        .ended(0);
    assert_eq!(tried.of_type("summary")[0]["documents"], 1);
    tried.says(&["nothing was written"]);
    assert!(!sandbox.path("index").exists());
}

#[test]
fn the_report_has_a_line_for_everything() {
    let sandbox = Sandbox::new();
    let report = |arguments: &[&str], code: i32| -> Vec<String> {
        let all = [&["index", "--report=report.jsonl", "--prune"], arguments].concat();
        sandbox.run(&all).ended(code);
        let lines = std::fs::read_to_string(sandbox.path("report.jsonl")).unwrap();
        let said = |line: &str| {
            let line: Value = serde_json::from_str(line).unwrap();
            let of = line["id"].as_str().or(line["reason"].as_str());
            format!(
                "{} {} {}",
                line["outcome"].as_str().unwrap(),
                line["line"],
                of.unwrap_or("-")
            )
        };
        lines.lines().map(said).collect()
    };
    sandbox.write("texts/a.jsonl", line("1", 71) + "{}\n" + &line("2", 72));
    sandbox.write("texts/b.jsonl", line("3", 73));
    let first = [
        "rejected 2 \"id\" is missing",
        "indexed 1 1",
        "indexed 3 2",
        "indexed 1 3",
    ];
    assert_eq!(report(&["--strict", "texts"], 2), first);
    sandbox.write("texts/a.jsonl", line("1", 81) + &line("4", 72));
    let second = [
        "replaced 1 1",
        "indexed 2 4",
        "unchanged null -",
        "removed null 2",
    ];
    let mut got = report(&["--strict", "texts"], 0);
    got.sort();
    let mut expected = second.map(str::to_owned);
    expected.sort();
    assert_eq!(got, expected);
    let nowhere = ["index", "--report=no/such/report", "texts"];
    sandbox.run(&nowhere).ended(2).says(&["no/such/report"]);
}

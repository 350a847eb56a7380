//! From files to an index: what is read is found, what is wrong is counted.

use super::{MEMORY, ids};
use crate::index::{Budget, Index, Observer, Progress, Silent, Summary, build, extract};
use crate::source::{Problem, Sources};
use std::path::Path;

const BUDGET: Budget = Budget {
    memory: MEMORY,
    threads: 1,
    commit: 1000,
};

#[derive(Default)]
struct Ears {
    last: Progress,
    rejected: Vec<String>,
    warned: Vec<String>,
}

impl Observer for Ears {
    fn progress(&mut self, done: Progress) {
        assert!(done.bytes >= self.last.bytes && done.documents >= self.last.documents);
        self.last = done;
    }

    fn rejected(&mut self, problem: &Problem) {
        self.rejected.push(problem.reason.clone());
    }

    fn warned(&mut self, problem: &Problem) {
        self.warned.push(problem.reason.clone());
    }
}

fn write(folder: &Path, name: &str, content: &str) {
    std::fs::write(folder.join(name), content).unwrap();
}

fn run(index: &Index, folder: &Path) -> (Summary, Ears) {
    let mut ears = Ears::default();
    let summary = build(index, &Sources::list(&[folder]), BUDGET, &mut ears).unwrap();
    (summary, ears)
}

#[test]
fn the_sample_corpus_is_indexed_whole() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let index = Index::in_memory().unwrap();
    let sources = Sources::list(&[&corpus]);
    let summary = build(&index, &sources, BUDGET, &mut Silent).unwrap();
    assert_eq!(summary.rejections, 0, "{:?}", summary.rejected);
    assert_eq!(summary.warnings, 0, "{:?}", summary.warned);
    assert_eq!(summary.bytes, sources.bytes());
    let reader = index.reader().unwrap();
    let found = ids(&reader);
    assert_eq!(found.len() as u64, summary.documents);
    let expected = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/expected.tsv"),
    )
    .unwrap();
    for line in expected.lines().skip(1) {
        let wanted = line.split('\t').nth(1).unwrap_or_default();
        for id in wanted.split_whitespace().filter(|id| *id != "-") {
            assert!(found.iter().any(|f| f == id), "{id} is not indexed");
        }
    }
    for id in found.iter().filter(|id| id.starts_with("news/")) {
        let document = reader.document(id).unwrap().unwrap().document;
        assert!(document.published.is_some(), "{id} has no date");
        assert!(!document.title.is_empty(), "{id} has no title");
        assert!(document.author.is_some(), "{id} has no byline");
        assert!(document.source.is_some(), "{id} has no agency");
    }
}

#[test]
fn bad_pieces_are_counted_and_the_rest_is_indexed() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "a.jsonl",
        "{\"id\": \"1\", \"body\": \"Một.\"}\n{}\n{\"id\": \"2\", \"body\": \"Hai.\"}\n\
         {\"id\": \"1\", \"body\": \"Ba.\", \"published\": \"hôm qua\"}\n",
    );
    write(folder.path(), "b.txt", "");
    write(folder.path(), "c.pdf", "…");
    let long = format!("{{\"id\": \"{}\", \"body\": \"Một.\"}}", "x".repeat(5000));
    write(folder.path(), "d.jsonl", &long);
    let index = Index::in_memory().unwrap();
    let (summary, ears) = run(&index, folder.path());
    assert_eq!((summary.documents, summary.replaced), (3, 1));
    assert_eq!((summary.rejections, summary.warnings), (3, 2));
    assert_eq!(summary.skipped, 1);
    assert_eq!(ears.last.bytes, summary.bytes);
    assert_eq!(ears.rejected.len(), 3);
    assert!(ears.rejected.iter().any(|r| r.contains("5000 bytes")));
    assert!(ears.warned.iter().any(|r| r.contains("\"1\" occurs again")));
    let reader = index.reader().unwrap();
    assert_eq!(ids(&reader), ["1", "2"]);
    assert_eq!(reader.document("1").unwrap().unwrap().document.body, "Ba.");
}

#[test]
fn a_second_run_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::in_memory().unwrap();
    write(folder.path(), "a.txt", "Một.");
    write(folder.path(), "b.txt", "Hai.");
    assert_eq!(run(&index, folder.path()).0.replaced, 0);
    write(folder.path(), "b.txt", "Ba.");
    std::fs::remove_file(folder.path().join("a.txt")).unwrap();
    let (summary, ears) = run(&index, folder.path());
    assert_eq!((summary.documents, summary.replaced), (1, 1));
    assert_eq!(ears.warned, [""; 0]);
    let reader = index.reader().unwrap();
    assert_eq!(ids(&reader), ["a.txt", "b.txt"]);
    assert_eq!(
        reader.document("b.txt").unwrap().unwrap().document.body,
        "Ba."
    );
}

#[test]
fn documents_come_in_order_however_many_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..700)
        .map(|n| format!("{{\"id\": {n}, \"body\": \"Đạt {n}%.\"}}\n"))
        .collect();
    write(folder.path(), "a.jsonl", &lines.concat());
    let mut seen = Vec::new();
    let sources = Sources::list(&[folder.path()]);
    let outcome: Result<Summary, ()> = extract(&sources, &mut Silent, |document, _| {
        seen.push(document.id);
        Ok(())
    });
    assert_eq!(outcome.unwrap().documents, 700);
    let expected: Vec<String> = (0..700).map(|n| n.to_string()).collect();
    assert_eq!(seen, expected);
    let stopped = extract(&sources, &mut Silent, |document, _| {
        if document.id == "3" {
            Err(document.id)
        } else {
            Ok(())
        }
    });
    assert_eq!(stopped.err().as_deref(), Some("3"));
}

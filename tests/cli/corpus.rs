//! The acceptance test of the whole: every question of `tests/cli/expected.tsv` finds exactly
//! the articles that it must find, from meaning.

use crate::support::{Sandbox, corpus, project, rows};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

fn expected() -> String {
    std::fs::read_to_string(project().join("tests/cli/expected.tsv")).unwrap()
}

/// The ids of a cell; "-" is none.
fn ids(cell: &str) -> BTreeSet<&str> {
    cell.split_whitespace().filter(|id| *id != "-").collect()
}

#[test]
fn every_question_finds_its_articles_and_no_other() {
    let table = expected();
    let questions = rows(&table);
    let batch: String = questions
        .iter()
        .enumerate()
        .map(|(qid, row)| format!("{}\n", serde_json::json!({"qid": qid, "text": row[0]})))
        .collect();
    let sandbox = Sandbox::new();
    sandbox.write("questions.jsonl", batch);
    let ran = sandbox.run(&[
        "search".as_ref(),
        "--json".as_ref(),
        "--limit=1000".as_ref(),
        "--batch=questions.jsonl".as_ref(),
        corpus().as_os_str(),
    ]);
    let ran = ran.ended(0);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for hit in ran.of_type("hit") {
        let id = hit["id"].as_str().unwrap().to_owned();
        found.entry(hit["qid"].to_string()).or_default().insert(id);
    }
    assert_eq!(
        ran.of_type("reading").len(),
        questions.len(),
        "{}",
        ran.stderr
    );
    let mut failures = String::new();
    for (qid, row) in questions.iter().enumerate() {
        let wanted = ids(row[1]);
        let got = found.get(&qid.to_string()).cloned().unwrap_or_default();
        let got: BTreeSet<&str> = got.iter().map(String::as_str).collect();
        if wanted != got {
            let missing: Vec<_> = wanted.difference(&got).collect();
            let wrong: Vec<_> = got.difference(&wanted).collect();
            writeln!(
                failures,
                "{:?} ({}): missing {missing:?}, wrong {wrong:?}",
                row[0], row[2]
            )
            .unwrap();
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} questions fail:\n{failures}",
        failures.lines().count(),
        questions.len()
    );
}

/// Every id that the table expects is that of a document of the corpus.
#[test]
fn the_table_names_documents_of_the_corpus() {
    let known: BTreeSet<String> = documents().into_iter().map(|(id, _)| id).collect();
    let table = expected();
    for row in rows(&table) {
        assert_eq!(row.len(), 3, "{row:?}");
        for id in ids(row[1]) {
            assert!(known.contains(id), "{id} of {:?}", row[0]);
        }
    }
}

#[test]
fn the_corpus_is_as_varied_as_real_text() {
    let documents = documents();
    assert!(documents.len() >= 40, "{} documents", documents.len());
    let some = |what: &str, holds: &dyn Fn(&str) -> bool| {
        assert!(
            documents.iter().any(|(_, text)| holds(text)),
            "no document with {what}"
        );
    };
    some("decomposed letters", &|text| {
        text.contains("e\u{302}\u{301}") || text.contains("a\u{302}\u{301}")
    });
    some("composed letters with combining tones", &|text| {
        text.contains("â\u{301}") || text.contains("ê\u{301}") || text.contains("ư\u{301}")
    });
    some("the old placement of tones", &|text| {
        text.contains("hóa") || text.contains("thủy")
    });
    some("the new placement of tones", &|text| {
        text.contains("hoá") || text.contains("thuỷ")
    });
    some("tỉ", &|text| {
        text.contains("tỉ đồng") || text.contains("tỉ USD")
    });
    some("no-break spaces", &|text| text.contains('\u{a0}'));
    some("soft hyphens", &|text| text.contains('\u{ad}'));
    some("a decree number", &|text| text.contains("/NĐ-CP"));
    some("79,9%", &|text| text.contains("79,9%"));
}

/// The ids and texts of the corpus, read without the program.
fn documents() -> Vec<(String, String)> {
    let mut documents = Vec::new();
    let mut folders = vec![corpus()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = || std::fs::read_to_string(&path).unwrap();
            match path.extension().and_then(|extension| extension.to_str()) {
                _ if path.is_dir() => folders.push(path.clone()),
                Some("txt") => {
                    let id = path.strip_prefix(corpus()).unwrap_or(Path::new(""));
                    documents.push((id.to_str().unwrap().to_owned(), text()));
                }
                Some("jsonl") => {
                    for line in text().lines() {
                        let line: serde_json::Value = serde_json::from_str(line).unwrap();
                        let field = |name: &str| line[name].as_str().map(str::to_owned);
                        let body = field("body").or_else(|| field("text"));
                        documents.push((field("id").unwrap(), body.unwrap()));
                    }
                }
                _ => {}
            }
        }
    }
    documents
}

/// Every year from 2016 to 2026 is written about.
#[test]
fn the_corpus_spans_its_years() {
    let all: String = documents().into_iter().map(|(_, text)| text).collect();
    for year in 2016..=2026 {
        assert!(all.contains(&format!("năm {year}")), "nothing about {year}");
    }
}

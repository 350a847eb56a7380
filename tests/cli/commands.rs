//! What the commands print, and how they end.

use crate::support::{Sandbox, corpus};

/// Two articles about one thing: one above 80 %, one below.
const TWO: &str = concat!(
    r#"{"id":"cao","title":"Thu ngân sách tỉnh Lạng Sơn","published":"2019-09-27","author":"Bảo Nguyên","source":"Báo Lạng Sơn","body":"Năm 2019, thu ngân sách của tỉnh Lạng Sơn ước đạt 3.672 tỷ đồng, bằng 81,6% dự toán, tăng 12,4% so với cùng kỳ."}"#,
    "\n",
    r#"{"id":"thap","title":"Thu ngân sách tỉnh Cao Bằng","published":"2020-12-08","body":"Thu ngân sách của tỉnh Cao Bằng năm 2020 đạt 79,9% dự toán."}"#,
    "\n",
);

/// A sandbox in which both are indexed.
fn indexed() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    sandbox.run(&["index", "two.jsonl"]).ended(0);
    sandbox
}

#[test]
fn search_prints_reading_hits_and_summary() {
    let sandbox = indexed();
    let ran = sandbox
        .run(&["search", "--json", "thu ngân sách trên 80%"])
        .ended(0);
    let lines = ran.lines();
    let types: Vec<_> = lines.iter().map(|line| line["type"].clone()).collect();
    assert_eq!(types, ["reading", "hit", "summary"]);
    for line in ran.stdout.lines() {
        assert!(line.starts_with(r#"{"type":""#), "{line}");
    }
    assert_eq!(lines[0]["query"], "thu ngân sách trên 80%");
    let hit = &lines[1];
    assert_eq!(hit["rank"], 1);
    assert_eq!(hit["id"], "cao");
    assert_eq!(hit["title"], "Thu ngân sách tỉnh Lạng Sơn");
    assert_eq!(hit["published"], "2019-09-27");
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    let fact = &hit["facts"][0];
    assert_eq!(fact["quote"], "81,6%");
    assert_eq!(fact["doc"], "cao");
    assert_eq!(lines[2]["total"], 1);
    assert!(lines[2]["took_ms"].as_f64().unwrap() >= 0.0);
}

/// The spans of a hit are bytes of the body as it was given.
#[test]
fn spans_quote_the_body() {
    let sandbox = indexed();
    let ran = sandbox.run(&["search", "--json", "thu ngân sách trên 80%"]);
    let hit = &ran.of_type("hit")[0];
    let shown = sandbox.run(&["show", "--json", "cao"]).ended(0);
    let document = &shown.of_type("document")[0];
    let body = document["body"].as_str().unwrap();
    let span = |start: &serde_json::Value, end: &serde_json::Value| {
        let at = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        &body[at(start)..at(end)]
    };
    let fact = &hit["facts"][0];
    assert_eq!(span(&fact["start"], &fact["end"]), "81,6%");
    let snippets = hit["snippets"].as_array().unwrap();
    assert!(!snippets.is_empty());
    let highlighted: Vec<&str> = snippets
        .iter()
        .flat_map(|snippet| snippet["highlights"].as_array().unwrap())
        .map(|pair| span(&pair[0], &pair[1]))
        .collect();
    assert!(
        highlighted.iter().any(|text| text.contains("81,6%")),
        "{highlighted:?}"
    );
}

/// Articles in which "ngân sách" and "chi thường xuyên" stand: so many words apart, or in the title
/// and in the body.
const APART: &str = concat!(
    r#"{"id":"ba","title":"Điều hành cuối năm","body":"Tỉnh dành ngân sách để bảo đảm chi thường xuyên cho các xã."}"#,
    "\n",
    r#"{"id":"chin","title":"Họp báo","body":"Chi thường xuyên được rà soát, cắt giảm trước khi phân bổ ngân sách."}"#,
    "\n",
    r#"{"id":"tua","title":"Siết ngân sách","body":"Chi thường xuyên giảm mạnh."}"#,
    "\n",
);

#[test]
fn phrases_close_to_each_other_are_found() {
    let sandbox = Sandbox::new();
    sandbox.write("apart.jsonl", APART);
    let found = |question: &str| {
        let ran = sandbox.run(&["search", "--json", question, "apart.jsonl"]);
        let hits = ran.of_type("hit");
        let mut ids: Vec<String> = hits.iter().map(|hit| hit["id"].to_string()).collect();
        ran.ended(i32::from(ids.is_empty()));
        ids.sort();
        ids.concat()
    };
    assert_eq!(found("ngân sách NEAR/3 chi thường xuyên"), "\"ba\"");
    assert_eq!(found("ngân sách NEAR/2 chi thường xuyên"), "");
    assert_eq!(found("chi thuong xuyen NEAR ngan sach"), "\"ba\"\"chin\"");
    assert_eq!(found("\"ngân sách\" NEAR/100 giảm"), "\"chin\"");
    assert_eq!(
        found("\"ngân sách\" \"chi thường xuyên\""),
        "\"ba\"\"chin\"\"tua\""
    );
    assert_eq!(
        found("\"chi thường xuyên\" -(ngân sách NEAR thường)"),
        "\"tua\""
    );

    let ran = sandbox
        .run(&[
            "search",
            "--explain",
            "ngân sách NEAR/3 chi thường xuyên",
            "apart.jsonl",
        ])
        .ended(0);
    for part in [
        "hiểu là: \"ngân sách\" và \"chi thường xuyên\" cách nhau không quá 3 từ\n",
        "read as: \"ngân sách\" and \"chi thường xuyên\" with at most 3 words between\n",
        "Tỉnh dành ngân sách để bảo đảm chi thường xuyên cho các xã.",
        "\"ngân sách\" NEAR/3 \"chi thường xuyên\": 3 words between",
    ] {
        assert!(ran.stdout.contains(part), "{part:?} in:\n{}", ran.stdout);
    }
    let question = "\"ngân sách\" NEAR/300 \"chi\"";
    let ran = sandbox.run(&["search", question, "apart.jsonl"]).ended(2);
    ran.says(&[
        "from 0 to 100",
        "got \"NEAR/300\"",
        "NEAR/5",
        "              ^^^^^^^^",
    ]);
}

#[test]
fn people_see_the_reading_and_the_evidence() {
    let ran = indexed()
        .run(&["search", "thu ngân sách trên 80%"])
        .ended(0);
    for part in [
        "1. Thu ngân sách tỉnh Lạng Sơn",
        "27/09/2019 · Báo Lạng Sơn · Bảo Nguyên · cao · score ",
        "ước đạt 3.672 tỷ đồng, bằng [81,6%] dự toán",
        "thu ngân sách: 81,6% so với dự toán, kế hoạch (of plan)",
    ] {
        assert!(ran.stdout.contains(part), "{part:?} in:\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains('\u{1b}'), "colours off a terminal");
    assert_eq!(ran.stderr, "");
}

#[test]
fn colours_can_be_forced_and_forbidden() {
    let sandbox = indexed();
    let coloured = |name: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_solieu"))
            .current_dir(sandbox.path(""))
            .args(["search", "thu ngân sách trên 80%"])
            .env(name, "1")
            .output()
            .unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"));
}

#[test]
fn exit_codes_tell_found_from_nothing_found() {
    let sandbox = indexed();
    sandbox.run(&["search", "thu ngân sách trên 80%"]).ended(0);
    let none = sandbox.run(&["search", "thu ngân sách trên 95%"]).ended(1);
    assert!(none.stdout.contains("thu ngân sách"), "{}", none.stdout);
    sandbox.run(&["show", "cao"]).ended(0);
    sandbox
        .run(&["show", "không có"])
        .ended(1)
        .says(&["không có"]);
    sandbox.run(&["info"]).ended(0);
    sandbox.run(&["search", "x", "--limit", "many"]).ended(2);
    sandbox.run(&["nonsense"]).ended(2);
    sandbox.run(&["--version"]).ended(0);
    sandbox.run_with(&["extract"], "Không có gì.").ended(1);
}

#[test]
fn paths_are_searched_without_an_index() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    let ran = sandbox
        .run(&["search", "--json", "budget below 80%", "two.jsonl"])
        .ended(0);
    assert_eq!(ran.of_type("hit")[0]["id"], "thap");
    assert!(!sandbox.path("index").exists());
}

#[test]
fn pages_continue_the_ranking() {
    let sandbox = Sandbox::new();
    let corpus = corpus();
    sandbox
        .run(&["index".as_ref(), corpus.as_os_str()])
        .ended(0);
    let page = |arguments: &[&str]| {
        let ran = sandbox.run(&[&["search", "--json", "ngân sách trên 80%"], arguments].concat());
        ran.of_type("hit")
            .iter()
            .map(|hit| (hit["rank"].as_u64().unwrap(), hit["id"].to_string()))
            .collect::<Vec<_>>()
    };
    let all = page(&["--limit", "8"]);
    assert_eq!(all.len(), 8);
    let pages = [
        page(&["--limit", "3"]),
        page(&["--limit", "5", "--offset", "3"]),
    ]
    .concat();
    assert_eq!(pages, all);
    let ranks: Vec<_> = all.iter().map(|(rank, _)| *rank).collect();
    assert_eq!(ranks, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn words_can_be_taken_as_words() {
    let sandbox = indexed();
    let ran = sandbox
        .run(&["search", "--json", "--words", "thu ngân sách trên 80%"])
        .ended(0);
    // Neither article says "trên 80%"; as words, both are about the budget.
    assert_eq!(ran.of_type("summary")[0]["total"], 2);
}

#[test]
fn explain_says_how_the_score_came_about() {
    let sandbox = indexed();
    let ran = sandbox
        .run(&["search", "--explain", "ngan sach tỉnh tren 80%"])
        .ended(0);
    for part in ["condition 1: ", "[share of plan]", "\"tỉnh\": tỉnh ×"] {
        assert!(ran.stdout.contains(part), "{part:?} in:\n{}", ran.stdout);
    }
    let ran = sandbox
        .run(&["search", "--explain", "--json", "--words", "ngan sách tỉnh"])
        .ended(0);
    for hit in ran.of_type("hit") {
        let explanation = &hit["explanation"];
        let sum = |name: &str, part: &str| -> f64 {
            let parts = explanation[name].as_array().unwrap();
            parts.iter().map(|p| p[part].as_f64().unwrap()).sum()
        };
        let parts = sum("words", "score")
            + sum("words", "title")
            + sum("pairs", "score")
            + sum("conditions", "score");
        let score = hit["score"].as_f64().unwrap();
        assert!((parts - score).abs() < 1e-3, "{parts} is not {score}");
        let first = &explanation["words"][0];
        assert_eq!(first["typed"], "ngan");
        assert_eq!(first["spelled"][0]["tier"], "marks not typed");
    }
}

#[test]
fn a_batch_answers_every_question() {
    let sandbox = indexed();
    let batch = "{\"qid\":\"a\",\"text\":\"thu ngân sách trên 80%\"}\n\
                 {\"qid\":7,\"text\":\"thu ngân sách trên 95%\"}\n";
    let ran = sandbox
        .run_with(&["search", "--json", "--batch", "-"], batch)
        .ended(0);
    let lines: Vec<_> = ran
        .lines()
        .iter()
        .map(|line| (line["qid"].clone(), line["type"].clone()))
        .collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|(qid, kind)| (qid.to_string(), kind.as_str().unwrap()))
        .collect();
    let expected = [
        ("\"a\"", "reading"),
        ("\"a\"", "hit"),
        ("\"a\"", "summary"),
        ("7", "reading"),
        ("7", "summary"),
    ];
    assert_eq!(lines, expected.map(|(qid, kind)| (qid.to_owned(), kind)));
}

#[test]
fn an_article_with_the_same_id_is_replaced() {
    let sandbox = indexed();
    sandbox.write("new.jsonl", TWO.replace("81,6%", "78,1%"));
    let ran = sandbox.run(&["index", "--json", "new.jsonl"]).ended(0);
    let summary = &ran.of_type("summary")[0];
    assert_eq!(summary["documents"], 2);
    assert_eq!(summary["replaced"], 2);
    sandbox.run(&["search", "thu ngân sách trên 80%"]).ended(1);
    let info = &sandbox.run(&["info", "--json"]).of_type("info")[0];
    assert_eq!(info["documents"], 2);
}

#[test]
fn the_environment_names_the_index() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    sandbox
        .run(&["index", "two.jsonl", "--index", "elsewhere"])
        .ended(0);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_solieu"))
        .current_dir(sandbox.path(""))
        .env("SOLIEU_INDEX", "elsewhere")
        .args(["search", "thu ngân sách trên 80%"])
        .output()
        .unwrap();
    assert!(output.status.success());
    sandbox.run(&["info"]).ended(2);
}

#[test]
fn facts_are_printed_as_the_contract_says() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    let ran = sandbox.run(&["extract", "--json", "two.jsonl"]).ended(0);
    let fact = ran
        .of_type("fact")
        .into_iter()
        .find(|fact| fact["quote"] == "81,6%");
    let fact = fact.unwrap();
    assert_eq!(
        (&fact["schema"], &fact["doc"], &fact["value"], &fact["cmp"]),
        (&1.into(), &"cao".into(), &81.6.into(), &"=".into())
    );
    let line = ran
        .stdout
        .lines()
        .find(|line| line.contains("81,6%"))
        .unwrap();
    let fields = [
        "type", "schema", "doc", "ordinal", "start", "end", "quote", "value", "decimal", "min",
        "max", "cmp", "approx", "unit", "per", "kind", "trend", "status", "base", "metric",
        "period", "place", "sentence", "rule",
    ];
    let places: Vec<_> = fields
        .iter()
        .map(|field| {
            line.find(&format!("\"{field}\":"))
                .unwrap_or_else(|| panic!("{field}: {line}"))
        })
        .collect();
    assert!(places.is_sorted(), "{line}");
}

#[test]
fn the_standard_input_is_read_as_text_or_lines() {
    let sandbox = Sandbox::new();
    let text = "Thu ngân sách năm 2019 đạt 81,6% dự toán.";
    for arguments in [
        &["extract", "--json"] as &[&str],
        &["extract", "--json", "-"],
    ] {
        let ran = sandbox.run_with(arguments, text).ended(0);
        assert_eq!(ran.of_type("fact")[0]["quote"], "81,6%");
    }
    let ran = sandbox.run_with(&["extract", "--json"], TWO).ended(0);
    assert_eq!(ran.of_type("fact").last().unwrap()["doc"], "thap");
}

#[test]
fn extract_marks_every_figure_with_its_reading() {
    let ran = Sandbox::new()
        .run_with(&["extract"], "Thu ngân sách năm 2019 đạt 81,6% dự toán.")
        .ended(0);
    assert!(
        ran.stdout.contains("đạt [81,6%]¹ dự toán."),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("1 thu ngân sách: 81,6% so với dự toán, kế hoạch (of plan), 2019"),
        "{}",
        ran.stdout
    );
}

#[test]
fn an_encoding_is_told_or_named() {
    let text = "Thu ngân sách năm 2019 đạt 81,6% dự toán.";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sandbox = Sandbox::new();
    sandbox.write("marked.txt", [b"\xff\xfe".as_slice(), &utf16].concat());
    sandbox.write("bare.txt", &utf16);
    for arguments in [
        &["extract", "--json", "marked.txt"] as &[&str],
        &["extract", "--json", "--encoding", "utf-16le", "bare.txt"],
    ] {
        let ran = sandbox.run(arguments).ended(0);
        assert_eq!(ran.of_type("fact")[0]["metric"], "thu ngân sách");
    }
    sandbox
        .run(&["extract", "--encoding", "klingon", "bare.txt"])
        .ended(2)
        .says(&["klingon", "tcvn3"]);
}

#[test]
fn memory_and_threads_can_be_limited() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    let ran = sandbox.run(&["index", "--memory=15", "--jobs=1", "two.jsonl", "--json"]);
    assert_eq!(ran.ended(0).of_type("summary")[0]["documents"], 2);
    sandbox.run(&["index", "--jobs=0", "two.jsonl"]).ended(2);
}

/// The folder of the index lies among the texts, and holds what the repository keeps there.
#[test]
fn the_index_may_lie_in_the_folder_that_is_indexed() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    sandbox.write("index/README.md", "kept");
    sandbox.write("index/.gitignore", "*");
    for outcome in ["documents", "unchanged"] {
        let ran = sandbox.run(&["index", "--json", "."]).ended(0);
        assert_eq!(ran.of_type("summary")[0][outcome], 2);
    }
    let rebuilt = sandbox.run(&["index", "--json", "--rebuild", "."]).ended(0);
    assert_eq!(rebuilt.of_type("summary")[0]["replaced"], 0);
    assert!(sandbox.path("index/README.md").exists());
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_solieu"))
        .args(["extract", "--json"])
        .arg(corpus())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

//! `extract --check`: what contradicts what, for people and for programs.

use crate::support::{Ran, Sandbox, corpus, project};
use serde_json::{Value, json};

/// One document in which everything agrees, one in which something does not.
const TWO: &str = concat!(
    r#"{"id":"đúng","body":"Thu ngân sách đạt 48,6 tỷ đồng, bằng 90% dự toán (54 tỷ đồng)."}"#,
    "\n",
    r#"{"id":"sai","body":"Năm 2018, huyện có 14/15 chỉ tiêu đạt.\n\nThu ngân sách đạt 48,6 tỷ đồng, bằng 80,5% dự toán (54 tỷ đồng)."}"#,
    "\n",
);

fn checked(arguments: &[&str], text: &str) -> Ran {
    Sandbox::new().run_with(&[&["extract", "--check"], arguments].concat(), text)
}

#[test]
fn programs_get_facts_and_then_contradictions() {
    let ran = checked(&["--json"], TWO).ended(0);
    let lines = ran.lines();
    let types: Vec<(&Value, &Value)> = lines.iter().map(|l| (&l["doc"], &l["type"])).collect();
    let fact = |doc: &str| (json!(doc), json!("fact"));
    let expected = [
        fact("đúng"),
        fact("đúng"),
        fact("đúng"),
        fact("sai"),
        fact("sai"),
        fact("sai"),
        fact("sai"),
        (json!("sai"), json!("contradiction")),
    ];
    let expected: Vec<(&Value, &Value)> = expected.iter().map(|(a, b)| (a, b)).collect();
    assert_eq!(types, expected);
    let found = &lines[7];
    assert_eq!(found["schema"], 1);
    assert_eq!(found["kind"], "plan");
    assert_eq!(found["facts"], json!([1, 2, 3]));
    assert_eq!(
        found["quotes"],
        json!(["48,6 tỷ đồng", "80,5%", "54 tỷ đồng"])
    );
    for (at, ordinal) in [(0, 1), (1, 2), (2, 3)] {
        let fact = &lines[3 + ordinal];
        assert_eq!(found["spans"][at], json!([fact["start"], fact["end"]]));
        assert_eq!(found["quotes"][at], fact["quote"]);
    }
    assert_eq!(found["start"], found["spans"][0][0]);
    assert_eq!(found["end"], found["spans"][2][1]);
    for (language, part) in [("vi", "nhưng văn bản viết"), ("en", "but the text says")] {
        let said = found["message"][language].as_str().unwrap();
        assert!(said.contains("= 90%") && said.contains(part), "{said}");
    }
    let line = ran.stdout.lines().next_back().unwrap();
    assert!(
        line.starts_with(
            r#"{"type":"contradiction","schema":1,"doc":"sai","kind":"plan","facts":"#
        ),
        "{line}"
    );
}

#[test]
fn contradictions_are_printed_only_where_they_are_asked_for() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with(&["extract", "--json"], TWO).ended(0);
    assert_eq!(ran.of_type("contradiction"), [Value::Null; 0]);
    let ran = sandbox.run_with(&["extract"], TWO).ended(0);
    assert!(!ran.stdout.contains('≠'), "{}", ran.stdout);
}

#[test]
fn people_see_the_paragraph_and_what_contradicts_what() {
    let ran = checked(&[], TWO).ended(0);
    for part in [
        "Thu ngân sách đạt [48,6 tỷ đồng]², bằng [80,5%]³ dự toán ([54 tỷ đồng]⁴).",
        "≠ 2, 3, 4: “48,6 tỷ đồng” ÷ “54 tỷ đồng” = 90% kế hoạch, nhưng văn bản viết “80,5%”",
        "“48,6 tỷ đồng” ÷ “54 tỷ đồng” = 90% of the plan, but the text says “80,5%”",
        "1 contradiction found in 2 articles",
    ] {
        assert!(ran.stdout.contains(part), "{part:?} in:\n{}", ran.stdout);
    }
    // What agrees is left out.
    assert!(!ran.stdout.contains("đúng"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("14/15"), "{}", ran.stdout);
}

#[test]
fn exit_codes_tell_whether_anything_contradicts() {
    let agreeing = "Thu ngân sách đạt 48,6 tỷ đồng, bằng 90% dự toán (54 tỷ đồng).";
    let ran = checked(&[], agreeing).ended(1);
    assert_eq!(ran.stdout, "no contradiction found in 1 article\n");
    let ran = checked(&["--json"], agreeing).ended(1);
    assert_eq!(ran.of_type("fact").len(), 3);
    checked(&["no-such-file.txt"], "").ended(2);
}

/// The articles that other tests search agree with themselves.
#[test]
fn the_corpus_is_consistent() {
    let corpus = corpus();
    let arguments = ["extract".as_ref(), "--check".as_ref(), corpus.as_os_str()];
    Sandbox::new().run(&arguments).ended(1);
}

#[test]
fn a_file_with_contradictions() {
    let file = project().join("tests/contradictions/bac-me-so-ket-9-thang-2018.txt");
    let ran = Sandbox::new().run(&[
        "extract".as_ref(),
        "--check".as_ref(),
        "--json".as_ref(),
        file.as_os_str(),
    ]);
    let ran = ran.ended(0);
    let found = ran.of_type("contradiction");
    let quotes: Vec<&Value> = found.iter().map(|line| &line["quotes"]).collect();
    assert_eq!(
        quotes,
        [
            &json!(["14/15 chỉ tiêu", "4 chỉ tiêu"]),
            &json!(["48,6 tỷ đồng", "80,5%", "54 tỷ đồng"]),
            &json!(["620 ha", "410 ha", "180 ha"]),
        ]
    );
}

#[test]
fn documents_are_set_apart() {
    let ran = Sandbox::new().run_with(&["extract"], TWO).ended(0);
    let titles: Vec<usize> = ["đúng\n", "sai\n"]
        .iter()
        .map(|title| ran.stdout.find(title).unwrap())
        .collect();
    assert!(ran.stdout[..titles[1]].ends_with("\n\n"), "{}", ran.stdout);
}

//! `facts` finds exactly the figures that a scan of all figures finds.
//!
//! Invariant: the scan has its own arithmetic and its own reading of what a question means; it takes
//! from the program what `extract` says of every figure, and nothing else.

use crate::support::{Ran, Sandbox, corpus};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A figure of a document: its id, ordinal and bytes.
type Found = BTreeSet<(String, u64, u64, u64)>;

fn found(lines: &[Value]) -> Found {
    let key = |line: &Value| {
        let number = |name: &str| line[name].as_u64().unwrap();
        let id = line["doc"].as_str().unwrap().to_owned();
        (id, number("ordinal"), number("start"), number("end"))
    };
    let found: Found = lines.iter().map(key).collect();
    assert_eq!(found.len(), lines.len(), "a figure is there twice");
    found
}

/// What is known of the document of a figure.
struct Article {
    text: String,
    published: String,
}

/// The documents of the corpus, as `show` prints them.
fn articles(sandbox: &Sandbox, facts: &[Value]) -> BTreeMap<String, Article> {
    let ids: BTreeSet<&str> = facts.iter().map(|f| f["doc"].as_str().unwrap()).collect();
    let read = |id: &&str| {
        let shown = sandbox.run(&["show", "--json", id]).ended(0);
        let document = &shown.of_type("document")[0];
        let text = |name: &str| document[name].as_str().unwrap_or_default().to_owned();
        let article = Article {
            text: format!("{}\n{}", text("title"), text("body")),
            published: text("published"),
        };
        ((*id).to_owned(), article)
    };
    ids.iter().map(read).collect()
}

/// A field in lower case; empty where there is none.
fn text(fact: &Value, name: &str) -> String {
    fact[name].as_str().unwrap_or_default().to_lowercase()
}

/// Whether one of the names stands in what is measured or, of a count, in what is counted.
fn named(fact: &Value, names: &[&str]) -> bool {
    let count = (fact["kind"] == "count").then(|| text(fact, "unit"));
    let metric = text(fact, "metric");
    let of = |text: &str| names.iter().any(|name| text.contains(name));
    of(&metric) || count.is_some_and(|noun| of(&noun))
}

/// How much of a base unit a unit is; none for one of another dimension.
fn factor(fact: &Value, base: &str) -> Option<f64> {
    Some(match (base, fact["unit"].as_str()?) {
        ("%", "%") | ("VND", "VND") | ("kg", "kg") => 1.0,
        ("kg", "t") => 1000.0,
        _ => return None,
    })
}

/// Whether every number that the fact allows is more than `bound` of the unit.
fn above(fact: &Value, bound: f64, unit: &str) -> bool {
    let Some(factor) = factor(fact, unit) else {
        return false;
    };
    let number = |name: &str| fact[name].as_f64().map(|number| number * factor);
    match fact["cmp"].as_str().unwrap() {
        "=" | ">=" => number("value").unwrap() > bound,
        ">" => number("value").unwrap() >= bound,
        "between" => number("min").unwrap() > bound,
        _ => false,
    }
}

/// Whether every number that the fact allows is less than `bound` of the unit.
fn below(fact: &Value, bound: f64, unit: &str) -> bool {
    let Some(factor) = factor(fact, unit) else {
        return false;
    };
    let number = |name: &str| fact[name].as_f64().map(|number| number * factor);
    match fact["cmp"].as_str().unwrap() {
        "=" | "<=" => number("value").unwrap() < bound,
        "<" => number("value").unwrap() <= bound,
        "between" => number("max").unwrap() < bound,
        _ => false,
    }
}

/// Whether the period of the fact lies within the days from `from` to before `to`.
fn within(fact: &Value, from: &str, to: &str) -> bool {
    let period = &fact["period"];
    match (period["from"].as_str(), period["to"].as_str()) {
        // Days written year first are in order as texts.
        (Some(first), Some(end)) => from <= first && end <= to,
        _ => false,
    }
}

const POOR: &[&str] = &["hộ nghèo", "tỷ lệ nghèo"];
const REVENUE: &[&str] = &["thu ngân sách", "thu nsnn", "thu cân đối"];

fn is_level(fact: &Value) -> bool {
    fact["kind"] == "level" || fact["kind"] == "share"
}

fn is_revenue(fact: &Value) -> bool {
    named(fact, REVENUE)
}

type Meets = fn(&Value, &Article) -> bool;

/// Questions and what meets them.
const QUESTIONS: &[(&str, Meets)] = &[
    ("tỷ lệ hộ nghèo dưới 5%", |f, _| {
        named(f, POOR) && is_level(f) && below(f, 5.0, "%")
    }),
    ("thu ngân sách trên 80%", |f, _| {
        is_revenue(f) && is_level(f) && above(f, 80.0, "%")
    }),
    ("thu ngan sach tren 80%", |f, _| {
        is_revenue(f) && is_level(f) && above(f, 80.0, "%")
    }),
    ("budget revenue above 80%", |f, _| {
        is_revenue(f) && is_level(f) && above(f, 80.0, "%")
    }),
    ("thu ngân sách trên 3.500 tỷ đồng", |f, _| {
        is_revenue(f) && is_level(f) && above(f, 3.5e12, "VND")
    }),
    ("thu ngân sách tăng trên 10%", |f, _| {
        is_revenue(f) && f["kind"] == "change" && f["trend"] == "up" && above(f, 10.0, "%")
    }),
    (
        "metric:=\"xuất khẩu\" value:\">900 triệu kg\"",
        |f, _| named(f, &["xuất khẩu"]) && is_level(f) && above(f, 9e8, "kg"),
    ),
    ("thu ngân sách", |f, _| is_revenue(f)),
    ("thu ngan sach", |f, _| is_revenue(f)),
    ("budget revenue", |f, _| is_revenue(f)),
    ("metric:\"thu ngân sách\"", |f, _| is_revenue(f)),
    ("metric:\"thu ngân sách\" year:2018", |f, article| {
        is_revenue(f) && article.published.starts_with("2018")
    }),
    ("thu ngân sách năm 2018", |f, _| {
        is_revenue(f) && within(f, "2018-01-01", "2019-01-01")
    }),
    ("thu ngân sách tăng", |f, _| {
        is_revenue(f) && f["kind"] == "change" && f["trend"] == "up"
    }),
    ("thu ngân sách so với dự toán", |f, _| {
        is_revenue(f) && f["base"] == "plan"
    }),
    ("dự toán thu ngân sách", |f, _| {
        is_revenue(f) && f["status"] == "plan"
    }),
    ("thu ngân sách ở Lạng Sơn", |f, article| {
        let place = match f["place"].as_str() {
            Some(place) => place.contains("Lạng Sơn"),
            None => article.text.contains("Lạng Sơn"),
        };
        is_revenue(f) && place
    }),
    ("thu ngân sách kind:level,count", |f, _| {
        is_revenue(f) && (f["kind"] == "level" || f["kind"] == "count")
    }),
    ("thu ngân sách -\"Gia Lai\"", |f, article| {
        is_revenue(f) && !article.text.contains("Gia Lai")
    }),
    ("thu ngân sách OR \"hộ nghèo\"", |f, _| {
        is_revenue(f) || named(f, &["hộ nghèo"])
    }),
    ("kind:count", |f, _| f["kind"] == "count"),
    ("id:xh-tra-vinh-ho-ngheo-2020", |f, _| {
        f["doc"] == "xh-tra-vinh-ho-ngheo-2020"
    }),
    ("published:2019", |_, article| {
        article.published.starts_with("2019")
    }),
    // No poverty rate is that high: nothing is found.
    ("tỷ lệ hộ nghèo trên 90%", |_, _| false),
];

#[test]
fn the_rows_are_those_of_a_scan() {
    let sandbox = Sandbox::new();
    let corpus = corpus();
    let of_corpus = |arguments: &[&str]| {
        let mut all: Vec<&std::ffi::OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        all.push(corpus.as_os_str());
        sandbox.run(&all).ended(0)
    };
    let facts = of_corpus(&["extract", "--json"]).of_type("fact");
    of_corpus(&["index"]);
    let articles = articles(&sandbox, &facts);
    let mut nothing = 0;
    for (question, meets) in QUESTIONS {
        let meeting = |fact: &&Value| meets(fact, &articles[fact["doc"].as_str().unwrap()]);
        let wanted: Vec<Value> = facts.iter().filter(meeting).cloned().collect();
        nothing += usize::from(wanted.is_empty());
        let code = i32::from(wanted.is_empty());
        let ran = sandbox.run(&["facts", "--json", question]).ended(code);
        let rows = ran.of_type("row");
        let (got, wanted) = (found(&rows), found(&wanted));
        let missing: Vec<_> = wanted.difference(&got).collect();
        let wrong: Vec<_> = got.difference(&wanted).collect();
        assert_eq!(
            got, wanted,
            "{question}: missing {missing:?}, wrong {wrong:?}"
        );
        let summary = &ran.of_type("summary")[0];
        assert_eq!(summary["total"], rows.len(), "{question}");
        let documents: BTreeSet<&str> = got.iter().map(|found| found.0.as_str()).collect();
        assert_eq!(summary["articles"], documents.len(), "{question}");
    }
    assert_eq!(nothing, 1, "a question of the table finds nothing");
}

/// A collection with more articles than are looked for at a time, of which some were replaced.
fn large() -> Sandbox {
    let sandbox = Sandbox::new();
    let line = |number: usize, percent: usize| {
        let body =
            format!("Năm 2019, thu ngân sách đạt {percent}% dự toán, chi ngân sách đạt 50%.");
        format!(
            "{}\n",
            serde_json::json!({"id": format!("bai-{number}"), "body": body})
        )
    };
    let first: String = (0..2500)
        .map(|number| line(number, 60 + number % 40))
        .collect();
    sandbox.write("first.jsonl", first);
    let second: String = (2000..3000).map(|number| line(number, 10)).collect();
    sandbox.write("second.jsonl", second);
    sandbox.run(&["index", "first.jsonl"]).ended(0);
    sandbox.run(&["index", "second.jsonl"]).ended(0);
    sandbox
}

#[test]
fn there_is_no_cap() {
    let sandbox = large();
    let rows = |arguments: &[&str]| sandbox.run(&[&["facts"], arguments].concat()).ended(0);
    // Of the articles 0 to 1999, a quarter is below 70 %.
    let ids = |ran: &Ran| -> BTreeSet<String> {
        let rows = ran.of_type("row");
        let ids = rows
            .iter()
            .map(|row| row["doc"].as_str().unwrap().to_owned());
        let ids: BTreeSet<String> = ids.collect();
        assert_eq!(ids.len(), rows.len());
        ids
    };
    let expected: BTreeSet<String> = (0..2000)
        .filter(|number| number % 40 > 9)
        .map(|number| format!("bai-{number}"))
        .collect();
    let question = "thu ngân sách từ 70% trở lên";
    assert_eq!(ids(&rows(&["--json", question])), expected);
    for sort in ["relevance", "value", "period", "published"] {
        let ran = rows(&["--json", "--sort", sort, question]);
        assert_eq!(ids(&ran), expected, "{sort}");
    }
    let csv = rows(&["--csv", "thu ngân sách"]);
    assert_eq!(csv.stdout.lines().count(), 3001);
    csv.says(&["3.000 figures in 3.000 articles", "read as: thu ngân sách"]);
    let stats = &rows(&["--json", "--stats", "thu ngân sách"]).of_type("stats")[0];
    assert_eq!(
        (&stats["count"], &stats["min"], &stats["max"]),
        (&3000.into(), &10.into(), &99.into())
    );
}

#[test]
fn a_limit_says_what_is_left() {
    let sandbox = large();
    let ran = sandbox.run(&["facts", "thu ngân sách"]).ended(0);
    for part in [
        "\n3.000 figures in 3.000 articles, 20 shown (",
        "\nall of them: --limit 3000\n",
    ] {
        assert!(ran.stdout.contains(part), "{}", ran.stdout);
    }
    assert!(ran.stdout.contains("\n20.  "), "{}", ran.stdout);
    assert!(!ran.stdout.contains("\n21.  "), "{}", ran.stdout);
    let ran = sandbox
        .run(&["facts", "--json", "--limit", "7", "thu ngân sách"])
        .ended(0);
    assert_eq!(ran.of_type("row").len(), 7);
    let summary = &ran.of_type("summary")[0];
    assert_eq!(
        (&summary["total"], &summary["returned"]),
        (&3000.into(), &7.into())
    );
}

#[test]
fn keystrokes_and_paths_are_read_as_in_search() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", "Thu ngân sách năm 2019 đạt 81,6% dự toán.");
    let ran = sandbox
        .run(&["facts", "--json", "thu ngaan sachs", "a.txt"])
        .ended(0);
    assert_eq!(ran.of_type("row")[0]["quote"], "81,6%");
    assert!(!sandbox.path("index").exists());
    sandbox
        .run(&["facts", "thu ngân sách"])
        .ended(2)
        .says(&["index"]);
    sandbox
        .run(&["facts", "thu ngân sách trên", "a.txt"])
        .ended(2)
        .says(&["expected a number after"]);
    sandbox.run(&["facts"]).ended(2);
}

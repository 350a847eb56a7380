//! The article that started the project, where it lies beside the repository.

use crate::support::{Sandbox, project};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The folder of the article; none where it is not there, which is said.
fn seed() -> Option<PathBuf> {
    let folder = project().join("../shared/seed");
    if folder.is_dir() {
        return Some(folder);
    }
    #[allow(
        clippy::print_stderr,
        reason = "whoever reads on must know that nothing was checked"
    )]
    {
        eprintln!("skipped: {} is not there", folder.display());
    }
    None
}

/// The facts that a question finds in the seed.
fn evidence(sandbox: &Sandbox, question: &str) -> Vec<Value> {
    let ran = sandbox.run(&["search", "--json", question]);
    let hits = ran.of_type("hit");
    let ran = ran.ended(i32::from(hits.is_empty()));
    assert_eq!(ran.of_type("reading").len(), 1);
    assert_eq!(ran.of_type("summary")[0]["total"], hits.len());
    hits.iter()
        .flat_map(|hit| hit["facts"].as_array().unwrap().clone())
        .collect()
}

#[test]
fn questions_about_the_seed_are_answered() {
    let Some(folder) = seed() else { return };
    let sandbox = Sandbox::new();
    sandbox
        .run(&["index".as_ref(), folder.as_os_str()])
        .ended(0);
    for question in [
        "budget above 80%",
        "ngân sách trên 80%",
        "ngan sach tren 80%",
        "thu ngân sách từ 80% đến 81%",
    ] {
        let facts = evidence(&sandbox, question);
        assert_eq!(facts.len(), 1, "{question}: {facts:#?}");
        let fact = &facts[0];
        assert_eq!(fact["quote"], "80,5%", "{question}");
        assert_eq!(fact["metric"], "thu ngân sách", "{question}");
        assert_eq!(fact["base"], "plan", "{question}");
        assert_eq!(
            fact["period"],
            json!({"from": "2018-01-01", "to": "2018-09-01"}),
            "{question}"
        );
    }
    for (question, quote) in [
        ("thu ngân sách tăng trên 17%", "17,5%"),
        ("thu ngân sách trên 280 tỷ", "282,6 tỷ đồng"),
    ] {
        let facts = evidence(&sandbox, question);
        assert_eq!(facts.len(), 1, "{question}: {facts:#?}");
        assert_eq!(facts[0]["quote"], quote, "{question}");
    }
    for question in ["thu ngân sách trên 81%", "budget below 80%"] {
        assert_eq!(evidence(&sandbox, question), [] as [Value; 0], "{question}");
    }
}

/// It says that 14 of 15 targets were met or exceeded, and yet that 4 were not.
#[test]
fn the_contradiction_in_the_seed_is_found() {
    let Some(folder) = seed() else { return };
    let arguments = ["extract".as_ref(), "--check".as_ref(), folder.as_os_str()];
    let people = Sandbox::new().run(&arguments).ended(0);
    assert!(people.stdout.contains("14 + 4 = 18"), "{}", people.stdout);
    let ran = Sandbox::new().run(&[&arguments[..], &["--json".as_ref()]].concat());
    let ran = ran.ended(0);
    let found = ran.of_type("contradiction");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["kind"], "parts");
    assert_eq!(found[0]["quotes"], json!(["14/15 chỉ tiêu", "4 chỉ tiêu"]));
    let facts = ran.of_type("fact");
    let concerned = found[0]["facts"].as_array().unwrap();
    let quotes: Vec<&Value> = concerned
        .iter()
        .map(|ordinal| {
            let fact = facts.iter().find(|fact| fact["ordinal"] == *ordinal);
            &fact.unwrap()["quote"]
        })
        .collect();
    assert_eq!(quotes, ["14/15 chỉ tiêu", "4 chỉ tiêu"]);
}

/// All that it measures: what kind of statement, against what, when, and where.
#[test]
fn every_quantity_of_the_seed_is_read() {
    let Some(folder) = seed() else { return };
    let arguments = ["extract".as_ref(), folder.as_os_str(), "--json".as_ref()];
    let ran = Sandbox::new().run(&arguments).ended(0);
    let read: Vec<String> = ran
        .of_type("fact")
        .iter()
        .map(|fact| {
            let cell = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let period = &fact["period"];
            let cells = [
                cell(&fact["quote"]),
                cell(&fact["kind"]),
                cell(&fact["base"]),
                format!("{}..{}", cell(&period["from"]), cell(&period["to"])),
                cell(&fact["place"]),
            ];
            cells.join(" | ")
        })
        .collect();
    let place = "thành phố Lạng Sơn";
    assert_eq!(
        read,
        [
            "14/15 chỉ tiêu | share | total | 2015-01-01..2021-01-01",
            "6 chỉ tiêu | count | - | 2015-01-01..2021-01-01",
            "8 chỉ tiêu | count | - | 2015-01-01..2021-01-01",
            "4 chỉ tiêu | count | - | 2015-01-01..2021-01-01",
            "282,6 tỷ đồng | level | - | 2018-01-01..2018-09-01",
            "80,5% | share | plan | 2018-01-01..2018-09-01",
            "17,5% | change | yoy | 2018-01-01..2018-09-01",
            "18 tổ chức đảng | count | - | 2018-01-01..2018-10-01",
        ]
        .map(|line| format!("{line} | {place}"))
    );
}

//! Questions typed with the keystrokes of Telex or VNI.

use crate::support::{Sandbox, corpus};
use serde_json::{Value, json};

/// The reading of a question and the ids that it finds in the corpus.
fn asked(question: &str, more: &[&str]) -> (Value, Vec<String>) {
    let corpus = corpus();
    let mut arguments: Vec<&std::ffi::OsStr> = vec!["search".as_ref(), "--json".as_ref()];
    arguments.extend(more.iter().map(std::ffi::OsStr::new));
    arguments.extend([question.as_ref(), corpus.as_os_str()]);
    let ran = Sandbox::new().run(&arguments);
    let reading = ran.of_type("reading")[0].clone();
    let hits = ran.of_type("hit");
    let mut ids: Vec<String> = hits.iter().map(|hit| hit["id"].to_string()).collect();
    ran.ended(i32::from(ids.is_empty()));
    ids.sort();
    (reading, ids)
}

#[test]
fn keystrokes_find_what_letters_find() {
    let (_, expected) = asked("thu ngân sách trên 80%", &[]);
    assert!(!expected.is_empty());
    for typed in [
        "thu ngaan sachs treen 80%",
        "thu ngan6 sach1 tren6 80%",
        "thu ngân sachs treen 80%",
    ] {
        let (reading, found) = asked(typed, &[]);
        assert_eq!(found, expected, "{typed}");
        assert_eq!(reading["query"], *typed);
    }
    let (reading, _) = asked("thu ngaan sachs treen 80%", &[]);
    assert_eq!(
        reading["keystrokes"],
        json!([
            {"typed": "ngaan", "syllable": "ngân", "start": 4, "end": 9},
            {"typed": "sachs", "syllable": "sách", "start": 10, "end": 15},
            {"typed": "treen", "syllable": "trên", "start": 16, "end": 21},
        ])
    );
}

#[test]
fn names_and_conditions_of_one_word_are_found() {
    for (typed, letters) in [
        ("Lajng Sown", "Lạng Sơn"),
        ("La5ng So7n", "Lạng Sơn"),
        ("hooj ngheof duwowis 2%", "hộ nghèo dưới 2%"),
        ("ho65 ngheo2 du7o71i 2%", "hộ nghèo dưới 2%"),
    ] {
        let (reading, found) = asked(typed, &[]);
        let (expected, ids) = asked(letters, &[]);
        assert_eq!(reading["text"], expected["text"], "{typed}");
        assert_eq!(found, ids, "{typed}");
        assert!(!found.is_empty(), "{typed}");
    }
}

/// Where articles also have what was typed, those beside it decide.
#[test]
fn a_word_of_articles_is_read_by_its_neighbour() {
    let sandbox = Sandbox::new();
    let articles = "\
{\"id\":\"bank\",\"body\":\"Goldman Sachs dự báo giá vàng tăng.\"}
{\"id\":\"budget\",\"body\":\"Thu ngân sách đạt 82% dự toán.\"}
";
    sandbox.write("two.jsonl", articles);
    for (question, only) in [
        ("goldman sachs", "bank"),
        ("thu ngaan sachs treen 80%", "budget"),
        ("ngan6 sach1", "budget"),
    ] {
        let ran = sandbox
            .run(&["search", "--json", question, "two.jsonl"])
            .ended(0);
        let hits = ran.of_type("hit");
        assert_eq!(hits.len(), 1, "{question}");
        assert_eq!(hits[0]["id"], only, "{question}");
    }
}

#[test]
fn what_is_wrong_with_it_is_shown_in_letters() {
    let corpus = corpus();
    let arguments = ["search", "thu ngaan sachs treen"].map(std::ffi::OsStr::new);
    Sandbox::new()
        .run(&[&arguments[..], &[corpus.as_os_str()]].concat())
        .ended(2)
        .says(&[
            "expected a number after \"trên\"",
            "  thu ngân sách trên\n                ^^^^\n",
        ]);
}

#[test]
fn scores_are_explained_in_letters() {
    let corpus = corpus();
    let arguments = ["search", "--explain", "hooij nghij toongr keets"].map(std::ffi::OsStr::new);
    let ran = Sandbox::new()
        .run(&[&arguments[..], &[corpus.as_os_str()]].concat())
        .ended(0);
    assert!(ran.stdout.contains("\"nghị\": nghị"), "{}", ran.stdout);
}

#[test]
fn other_words_stay_as_they_are_typed() {
    for question in [
        "thu ngân sách trên 80%",
        "budget max 80%",
        "co2",
        "phát thải co2 trên 5 triệu tấn",
        "max 80%",
        "Laos",
        "visa",
        "tấn công ddos",
        "queen bee",
        "what did this cost last year",
        "metric:\"ngaan sachs\" value:>80%",
        "\"ngaan sachs\"",
    ] {
        let (reading, _) = asked(question, &[]);
        assert_eq!(reading["keystrokes"], json!([]), "{question}");
    }
    let (reading, found) = asked("ngaan sachs", &["--words"]);
    assert_eq!(reading["keystrokes"], json!([]));
    assert!(found.is_empty());
}

#[test]
fn people_and_batches_are_told() {
    let corpus = corpus();
    let sandbox = Sandbox::new();
    let question = ["search", "thu ngaan sachs treen 80%"].map(std::ffi::OsStr::new);
    let ran = sandbox
        .run(&[&question[..], &[corpus.as_os_str()]].concat())
        .ended(0);
    let told = "gõ Telex, VNI (keystrokes): ngaan → ngân, sachs → sách, treen → trên\n";
    assert!(ran.stdout.starts_with(told), "{}", ran.stdout);
    sandbox.write("questions.jsonl", "{\"qid\":1,\"text\":\"ngan6 sach1\"}\n");
    let batch = ["search", "--json", "--batch", "questions.jsonl"].map(std::ffi::OsStr::new);
    let ran = sandbox
        .run(&[&batch[..], &[corpus.as_os_str()]].concat())
        .ended(0);
    let readings = ran.of_type("reading");
    assert_eq!(readings[0]["keystrokes"][0]["syllable"], "ngân");
    assert_eq!(readings[0]["qid"], 1);
}

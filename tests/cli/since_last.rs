//! `search --since-last`.

use crate::support::{Ran, Sandbox};

const QUESTION: &str = "thu ngân sách trên 80%";

/// An article in which the budget reached that share.
fn article(id: &str, percent: &str) -> String {
    format!("{{\"id\":\"{id}\",\"body\":\"Thu ngân sách đạt {percent} dự toán.\"}}\n")
}

fn ask(sandbox: &Sandbox, question: &str) -> Ran {
    let mut command = sandbox.command();
    command.args(["search", "--json", "--since-last", question]);
    Ran::of(command.env("XDG_STATE_HOME", sandbox.path("states")))
}

#[test]
fn only_what_is_new_is_listed() {
    let sandbox = Sandbox::new();
    sandbox.write("one.jsonl", article("a", "85%") + &article("b", "70%"));
    sandbox.run(&["index", "one.jsonl"]).ended(0);
    let first = ask(&sandbox, QUESTION).ended(0);
    assert_eq!(first.hits(), ["a"]);
    let first = first.says(&["asked for the first time"]);
    assert_eq!(first.of_type("summary")[0]["total"], 1);

    let again = ask(&sandbox, QUESTION).ended(1);
    assert!(again.hits().is_empty());
    again.says(&["since the question was last asked, on "]);

    // The same question said otherwise is the same; another is asked for the first time.
    assert!(
        ask(&sandbox, "thu ngân sách > 80%")
            .ended(1)
            .hits()
            .is_empty()
    );
    assert_eq!(
        ask(&sandbox, "thu ngân sách dưới 80%").ended(0).hits(),
        ["b"]
    );

    sandbox.write("two.jsonl", article("c", "90%"));
    sandbox.run(&["index", "two.jsonl"]).ended(0);
    assert_eq!(ask(&sandbox, QUESTION).ended(0).hits(), ["c"]);
    // Without the option everything is there, and nothing is kept.
    assert_eq!(
        sandbox
            .run(&["search", "--json", QUESTION])
            .of_type("hit")
            .len(),
        2
    );
}

#[test]
fn it_asks_one_question_of_the_index() {
    let sandbox = Sandbox::new();
    sandbox.write("one.jsonl", article("a", "85%"));
    sandbox
        .run(&["search", "--since-last", QUESTION, "one.jsonl"])
        .ended(2)
        .says(&["--since-last asks the index"]);
    sandbox
        .run(&["search", "--since-last", QUESTION, "--limit", "3"])
        .ended(2)
        .says(&["--limit"]);
}

#[test]
fn what_can_not_be_kept_is_said() {
    let sandbox = Sandbox::new();
    sandbox.write("one.jsonl", article("a", "85%"));
    sandbox.run(&["index", "one.jsonl"]).ended(0);
    // A file where the folder of states would be.
    sandbox.write("states", "");
    let ran = ask(&sandbox, QUESTION).ended(2);
    ran.says(&["states"]);
}

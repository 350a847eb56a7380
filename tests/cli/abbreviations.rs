//! Short forms and long forms find each other; a file adds the user's own.

use crate::support::{Sandbox, corpus};
use std::collections::BTreeSet;

/// How many articles of the corpus are so, in lower case: its files and the lines of its collections.
fn documents(contains: impl Fn(&str) -> bool) -> usize {
    let mut count = 0;
    for folder in ["news", "reports"] {
        for entry in std::fs::read_dir(corpus().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
            if path.extension().is_some_and(|e| e == "jsonl") {
                count += text.lines().filter(|line| contains(line)).count();
            } else {
                count += usize::from(contains(&text));
            }
        }
    }
    count
}

fn found(question: &str) -> BTreeSet<String> {
    let corpus = corpus();
    let arguments = ["search", "--json", "--limit", "100", question];
    let mut arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    arguments.push(corpus.as_os_str());
    let ran = Sandbox::new().run(&arguments).ended(0);
    ran.hits().into_iter().collect()
}

#[test]
fn short_and_long_forms_find_each_other() {
    for (short, long, both) in [
        ("hđnd", "hội đồng nhân dân", ["HĐND", "hội đồng nhân dân"]),
        (
            "gpmb",
            "giải phóng mặt bằng",
            ["GPMB", "Giải phóng mặt bằng"],
        ),
    ] {
        let by_short = found(both[0]);
        // Words that aren't quoted may stand anywhere, so the long form finds others besides.
        assert!(by_short.is_subset(&found(both[1])), "{both:?}");
        let stand = documents(|text| text.contains(short) || text.contains(long));
        assert_eq!(by_short.len(), stand, "{both:?}: {by_short:?}");
    }
    let long = found("Ủy ban nhân dân tỉnh");
    assert_eq!(long, found("UBND tỉnh"));
    for only_short in [
        "news/bac-giang-nam-hoc-moi-2018.txt",
        "news/gia-lai-thu-ngan-sach-2026.txt",
        "news/lang-son-thu-ngan-sach-2019.txt",
    ] {
        assert!(long.contains(only_short), "{only_short} not in {long:?}");
    }
    // Quoted, it is taken as typed.
    let quoted = found("\"ủy ban nhân dân\"");
    assert!(!quoted.contains("news/gia-lai-thu-ngan-sach-2026.txt"));
}

const TWO: &str = "\
{\"id\":\"ngan\",\"title\":\"Thông báo\",\"body\":\"KCNC Sơn Tiên tuyển 40 kỹ sư.\"}
{\"id\":\"dai\",\"title\":\"Tuyển dụng\",\"body\":\"Khu công nghệ cao Sơn Tiên cần thêm thợ hàn.\"}
";

#[test]
fn a_file_adds_short_forms() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    sandbox.write("own.tsv", "# riêng của tỉnh\nKCNC\tkhu công nghệ cao\n");
    let question = ["search", "--json", "KCNC Sơn Tiên", "two.jsonl"];
    let ran = sandbox.run(&question).ended(0);
    assert_eq!(ran.of_type("summary")[0]["total"], 1);
    let with = [&question[..], &["--abbreviations", "own.tsv"]].concat();
    let ran = sandbox.run(&with).ended(0);
    assert_eq!(ran.of_type("summary")[0]["total"], 2);
    let reading = ran.of_type("reading")[0]["text"].to_string();
    assert!(reading.contains("khu công nghệ cao"), "{reading}");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_solieu"))
        .current_dir(sandbox.path(""))
        .env("SOLIEU_ABBREVIATIONS", "own.tsv")
        .args(question)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("\"id\":\"dai\""), "{printed}");
}

#[test]
fn a_file_that_is_wrong_is_named_with_the_line() {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", TWO);
    sandbox.write("own.tsv", "KCNC\tkhu công nghệ cao\nKCX khu chế xuất\n");
    let question = ["search", "KCNC", "two.jsonl", "--abbreviations"];
    sandbox
        .run(&[&question[..], &["own.tsv"]].concat())
        .ended(2)
        .says(&["own.tsv:2: ", "expected a short form, a tab", "got no tab"]);
    sandbox
        .run(&[&question[..], &["missing.tsv"]].concat())
        .ended(2)
        .says(&["missing.tsv: "]);
}

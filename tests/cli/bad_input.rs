//! Bad input: what is wrong is named with its place, the rest is done, nothing panics.

use crate::support::{Sandbox, corpus};

/// A good article, as a line.
const GOOD: &str =
    r#"{"id":"tot","title":"Thu ngân sách","body":"Thu ngân sách năm 2020 đạt 85% dự toán."}"#;

/// A sandbox with an index of the sample corpus.
fn indexed() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["index".as_ref(), corpus().as_os_str()])
        .ended(0);
    sandbox
}

#[test]
fn a_missing_path() {
    let sandbox = Sandbox::new();
    for command in ["index", "extract"] {
        sandbox
            .run(&[command, "nowhere"])
            .ended(2)
            .says(&["nowhere: no such file or folder"]);
    }
    sandbox
        .run(&["search", "ngân sách trên 80%", "nowhere"])
        .ended(2)
        .says(&["nowhere: no such file or folder"]);
    assert!(!sandbox.path("index").exists(), "nothing was to index");
}

#[test]
fn a_missing_path_beside_a_good_one() {
    let sandbox = Sandbox::new();
    sandbox.write("good.jsonl", GOOD);
    let ran = sandbox
        .run(&["index", "nowhere", "good.jsonl", "--json"])
        .ended(0)
        .says(&["nowhere: no such file or folder"]);
    let summary = &ran.of_type("summary")[0];
    assert_eq!(summary["documents"], 1);
    assert_eq!(summary["rejected"], 1);
    let rejected = &ran.of_type("rejected")[0];
    assert_eq!(rejected["path"], "nowhere");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    sandbox.write("texts/good.jsonl", GOOD);
    sandbox.write("texts/secret.txt", "Thu ngân sách đạt 85%.");
    let secret = sandbox.path("texts/secret.txt");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&secret).is_ok() {
        // Whoever runs as root may read everything; a link to nowhere is unreadable even then.
        std::fs::remove_file(&secret).unwrap();
        std::os::unix::fs::symlink("nowhere", &secret).unwrap();
    }
    sandbox
        .run(&["index", "texts"])
        .ended(0)
        .says(&["texts/secret.txt: "]);
}

#[test]
fn bad_lines_are_named_and_the_rest_is_indexed() {
    let lines = [
        GOOD,
        "{not json",
        r#"{"title":"không có id","body":"Thu ngân sách đạt 90%."}"#,
        r#"{"id":"trong","body":""}"#,
        r#"{"id":"khong-co-noi-dung","title":"không có nội dung"}"#,
        r#"["id"]"#,
    ];
    let mut bytes = lines.join("\n").into_bytes();
    bytes.extend(b"\n{\"id\":\"x\",\"body\":\"\xff\xfe\"}\n");
    let sandbox = Sandbox::new();
    sandbox.write("bad.jsonl", bytes);
    let ran = sandbox
        .run(&["index", "bad.jsonl", "--json"])
        .ended(0)
        .says(&[
            "bad.jsonl:2: ",
            "bad.jsonl:3: \"id\" is missing",
            "bad.jsonl:4: \"body\"",
            "bad.jsonl:5: neither \"body\" nor \"text\"",
            "bad.jsonl:6: expected an object",
            "bad.jsonl:7: byte 19 of the line can't be read as utf-8",
        ]);
    let summary = &ran.of_type("summary")[0];
    assert_eq!(summary["documents"], 1);
    assert_eq!(summary["rejected"], 6);
    sandbox.run(&["search", "ngân sách trên 80%"]).ended(0);
    let people = sandbox.run(&["index", "bad.jsonl"]).ended(0);
    assert!(people.stdout.contains("6 rejected"), "{}", people.stdout);
}

#[test]
fn nothing_but_bad_pieces() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.txt", "");
    sandbox.write("blank.txt", " \n\n");
    sandbox.write("binary.txt", b"Thu\0ng\xe2n\x01s\xe1ch\xff\xfe");
    sandbox.write("cut.txt", b"Thu ng\xe2n s\xe1ch 2020 \x81\x8d");
    sandbox.write("bad.jsonl", "{");
    for (file, reason) in [
        ("empty.txt", "the file is empty"),
        ("blank.txt", "the file is empty"),
        ("binary.txt", "it is no text"),
        ("cut.txt", "save it as UTF-8, or name its encoding"),
        ("bad.jsonl", "bad.jsonl:1: "),
    ] {
        for command in ["index", "extract"] {
            sandbox.run(&[command, file]).ended(2).says(&[file, reason]);
        }
    }
}

#[test]
fn a_line_of_50_mb() {
    let sandbox = Sandbox::new();
    let mut lines = format!("{GOOD}\n{{\"id\":\"dai\",\"body\":\"").into_bytes();
    lines.resize(lines.len() + 50_000_000, b'9');
    lines.extend(b"\"}\n");
    lines.extend(GOOD.replace("tot", "sau").into_bytes());
    sandbox.write("long.jsonl", lines);
    let ran = sandbox
        .run(&["index", "long.jsonl", "--json"])
        .ended(0)
        .says(&["long.jsonl:2: ", "longer than"]);
    assert_eq!(ran.of_type("summary")[0]["documents"], 2);
}

#[test]
fn no_index_yet() {
    let sandbox = Sandbox::new();
    for command in [
        &["search", "ngân sách trên 80%"] as &[&str],
        &["show", "x"],
        &["info"],
    ] {
        sandbox
            .run(command)
            .ended(2)
            .says(&["error: no index at index", "solieu index"]);
    }
}

#[test]
fn an_index_of_another_version() {
    let sandbox = indexed();
    let path = sandbox.path("index/solieu.json");
    let version = std::fs::read_to_string(&path).unwrap();
    let mut version: serde_json::Value = serde_json::from_str(&version).unwrap();
    version["format"] = 999_999.into();
    std::fs::write(&path, version.to_string()).unwrap();
    for command in [
        &["search", "ngân sách trên 80%"] as &[&str],
        &["info"],
        &["index", "nowhere.jsonl"],
    ] {
        sandbox.run(command).ended(2);
    }
    sandbox
        .run(&["search", "ngân sách trên 80%"])
        .ended(2)
        .says(&["999999", "solieu index --rebuild"]);
    let corpus = corpus();
    sandbox
        .run(&["index".as_ref(), "--rebuild".as_ref(), corpus.as_os_str()])
        .ended(0);
    sandbox.run(&["search", "ngân sách trên 80%"]).ended(0);
}

#[test]
fn a_damaged_index() {
    let sandbox = indexed();
    for entry in std::fs::read_dir(sandbox.path("index")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.len() > 32 {
            std::fs::write(&path, b"broken").unwrap();
        }
    }
    sandbox
        .run(&["search", "ngân sách trên 80%"])
        .ended(2)
        .says(&["damaged", "solieu index --rebuild"]);
    std::fs::write(sandbox.path("index/meta.json"), "{").unwrap();
    sandbox
        .run(&["info"])
        .ended(2)
        .says(&["damaged", "solieu index --rebuild"]);
}

#[test]
fn a_folder_that_is_no_index() {
    let sandbox = Sandbox::new();
    sandbox.write("texts/good.jsonl", GOOD);
    sandbox
        .run(&["info", "--index", "texts"])
        .ended(2)
        .says(&["texts is not an index"]);
    sandbox
        .run(&["index", "texts", "--index", "texts"])
        .ended(2)
        .says(&["texts is not an index"]);
    assert_eq!(
        std::fs::read_to_string(sandbox.path("texts/good.jsonl")).unwrap(),
        GOOD
    );
}

#[test]
fn questions_that_cannot_be_read_say_where() {
    let sandbox = Sandbox::new();
    sandbox.write("good.jsonl", GOOD);
    for question in ["", "   ", "?!"] {
        sandbox
            .run(&["search", question, "good.jsonl"])
            .ended(2)
            .says(&["error: "]);
    }
    let ran = sandbox
        .run(&["search", "ngân sách trên", "good.jsonl"])
        .ended(2)
        .says(&["error: ", "\n  ngân sách trên\n", "\n            ^"]);
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_question_is_missing() {
    Sandbox::new().run(&["search"]).ended(2).says(&["QUERY"]);
}

#[test]
fn bad_lines_of_a_batch_are_reported_and_the_rest_is_answered() {
    let sandbox = Sandbox::new();
    sandbox.write("good.jsonl", GOOD);
    sandbox.write(
        "batch.jsonl",
        concat!(
            "{\"qid\":\"a\",\"text\":\"ngân sách trên 80%\"}\n",
            "no json\n",
            "{\"qid\":\"b\",\"text\":\"ngân sách trên\"}\n",
            "\n",
            "{\"qid\":\"c\",\"text\":\"ngân sách dưới 80%\"}\n",
        ),
    );
    let ran = sandbox
        .run(&["search", "--batch", "batch.jsonl", "--json", "good.jsonl"])
        .ended(0)
        .says(&["batch.jsonl:2: ", "batch.jsonl:3: "]);
    let lines = ran.lines();
    let cell = |line: &serde_json::Value, name: &str| line[name].as_str().map(str::to_owned);
    let lines: Vec<_> = lines
        .iter()
        .map(|line| {
            let qid = cell(line, "qid").unwrap_or_default();
            format!("{qid} {}", cell(line, "type").unwrap())
        })
        .collect();
    let expected = [
        "a reading",
        "a hit",
        "a summary",
        " error",
        "b error",
        "c reading",
        "c summary",
    ];
    assert_eq!(lines, expected, "{}", ran.stdout);
    sandbox
        .run(&["search", "--batch", "nowhere.jsonl", "good.jsonl"])
        .ended(2)
        .says(&["nowhere.jsonl"]);
}

//! Input that is wrong: each piece is rejected with its place and reason, the rest is read.

use super::{read, write};
use crate::source::{MAX_DOCUMENT, Piece, Pieces, Sources};
use crate::text::encoding::Encoding;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

/// Checks what becomes of one line between two good ones.
#[track_caller]
fn check(line: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let good = |id: &str| format!("{{\"id\": \"{id}\", \"body\": \"Một.\"}}\n").into_bytes();
    let content = [&good("a"), line.as_ref(), b"\n", &good("b")].concat();
    write(folder.path(), "x.jsonl", content);
    let (documents, problems) = read(folder.path());
    let ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    let warned = expected.iter().any(|p| p.starts_with("warning"));
    let ids_expected: &[&str] = if warned {
        &["a", "w", "b"]
    } else {
        &["a", "b"]
    };
    assert_eq!(ids, ids_expected);
    assert_eq!(problems, expected);
}

#[test]
fn lines_that_are_no_documents() {
    check("{\"body\": \"Một.\"}", &["x.jsonl:2: \"id\" is missing"]);
    check(
        "{\"id\": null, \"body\": \"Một.\"}",
        &["x.jsonl:2: \"id\" is missing"],
    );
    check(
        "{\"id\": \"  \", \"body\": \"Một.\"}",
        &["x.jsonl:2: \"id\" is empty"],
    );
    check(
        "{\"id\": [1], \"body\": \"Một.\"}",
        &["x.jsonl:2: \"id\" is neither text nor a number"],
    );
    check(
        "{\"id\": \"c\", \"title\": \"Một\"}",
        &["x.jsonl:2: neither \"body\" nor \"text\" is given"],
    );
    check(
        "{\"id\": \"c\", \"body\": \" \\n\"}",
        &["x.jsonl:2: \"body\" is empty"],
    );
    check(
        "{\"id\": \"c\", \"body\": \"Một",
        &["x.jsonl:2: invalid JSON at column 24: EOF while parsing a string"],
    );
    check(
        "{\"id\": \"c\" \"body\": \"Một.\"}",
        &["x.jsonl:2: invalid JSON at column 12: expected `,` or `}`"],
    );
    check(
        b"{\"id\": \"c\", \"body\": \"M\xF4t.\"}",
        &[
            "x.jsonl:2: byte 23 of the line can't be read as utf-8: save the file as UTF-8, or name its encoding with `--encoding`",
        ],
    );
    check("   ", &[]);
    check("\r", &[]);
}

#[test]
fn other_kinds_of_json_are_no_documents() {
    for line in [
        "[]",
        "1",
        "null",
        "\"Một\"",
        "{\"id\": \"c\", \"body\": 5}",
        "\0",
        "{{{{",
    ] {
        let mut pieces = Pieces::json_lines(Path::new("x"), Cursor::new(line));
        assert!(
            matches!(pieces.next(), Some(Piece::Rejected(_))),
            "{line:?}"
        );
        assert_eq!(pieces.next(), None);
    }
}

#[test]
fn an_unreadable_date_is_a_warning() {
    check(
        "{\"id\": \"w\", \"body\": \"Một.\", \"published\": \"31/02/2020\"}",
        &[
            "warning: x.jsonl:2: \"published\" is \"31/02/2020\", which is no date such as 2018-09-27 \
           or 27/09/2018: the document is taken without a date",
        ],
    );
}

#[test]
fn fields_are_taken_as_they_stand() {
    let lines = "\u{FEFF}{\"id\": 17, \"text\": \" Thân bài\\n\", \"published\": \"27/09/2018\", \
                 \"author\": \"\", \"source\": \"QNO\", \"url\": {\"x\": [1]}}\r\n\
                 {\"id\": \"b\", \"title\": \"Tiêu đề\", \"body\": \"Một\", \"text\": \"Hai\", \
                 \"published\": null, \"author\": \"Hoàng Mai\"}";
    let pieces: Vec<Piece> = Pieces::json_lines(Path::new("-"), Cursor::new(lines)).collect();
    let [Piece::Document(first), Piece::Document(second)] = pieces.as_slice() else {
        panic!("{pieces:?}");
    };
    assert_eq!(
        (first.id.as_str(), first.body.as_str()),
        ("17", " Thân bài\n")
    );
    assert_eq!(
        first.published.map(|d| d.to_string()).as_deref(),
        Some("2018-09-27")
    );
    assert_eq!(
        (first.author.as_deref(), first.source.as_deref()),
        (None, Some("QNO"))
    );
    assert_eq!(first.origin.line, Some(1));
    assert_eq!(
        (second.title.as_str(), second.body.as_str()),
        ("Tiêu đề", "Một")
    );
    assert_eq!(second.author.as_deref(), Some("Hoàng Mai"));
    assert_eq!((second.published, second.origin.line), (None, Some(2)));
}

#[test]
fn a_line_of_fifty_megabytes_is_passed_over() {
    let line = std::io::repeat(b'x').take(50_000_000);
    let input = BufReader::new(line.chain(Cursor::new("\n{\"id\": \"a\", \"body\": \"Một.\"}")));
    let mut pieces = Pieces::json_lines(Path::new("x.jsonl"), input);
    let Some(Piece::Rejected(problem)) = pieces.next() else {
        panic!("the line was taken");
    };
    assert!(
        problem
            .to_string()
            .starts_with("x.jsonl:1: the line is longer than 16 MiB")
    );
    assert!(matches!(pieces.next(), Some(Piece::Document(_))));
    assert_eq!(pieces.next(), None);
    assert_eq!(pieces.bytes(), 50_000_030);
}

#[test]
fn files_that_are_no_articles() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "");
    write(folder.path(), "b.txt", " \n\u{A0}\n");
    write(folder.path(), "c.txt", "\u{FEFF}");
    write(folder.path(), "d.txt", "x".repeat(MAX_DOCUMENT + 1));
    write(folder.path(), "e.jsonl", "");
    write(folder.path(), "f.txt", "Thứ hai, 04/07/2022\n\n");
    write(folder.path(), "g.txt", "Tin ngắn.");
    let (documents, problems) = read(folder.path());
    assert_eq!(documents.len(), 1);
    assert_eq!(
        problems,
        [
            "a.txt: the file is empty",
            "b.txt: the file is empty",
            "c.txt: the file is empty",
            "d.txt: the file is longer than 16 MiB, the most that is read as one document: split it",
            "f.txt: the file is empty",
        ]
    );
}

#[test]
fn bytes_of_other_encodings() {
    let article = "Sáng nay, tỉnh tổng kết công tác chín tháng đầu năm, đề ra nhiệm vụ quý cuối.";
    let folder = tempfile::tempdir().unwrap();
    let utf16: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(article.chars())
        .flat_map(|c| (c as u16).to_le_bytes())
        .collect();
    write(folder.path(), "a.txt", utf16);
    let one_bad = [article.as_bytes(), b" \xFF."].concat();
    write(folder.path(), "b.txt", one_bad);
    write(folder.path(), "c.txt", [article.as_bytes(), b"\0"].concat());
    let (documents, problems) = read(folder.path());
    assert_eq!(documents[0].body, article);
    assert_eq!(documents.len(), 2);
    assert_eq!(
        problems,
        [
            &format!(
                "warning: b.txt: 1 of its bytes can't be read as utf-8, the first is byte {}: they \
                 stand as \u{FFFD}",
                article.len() + 2
            ),
            "c.txt: the file holds zero bytes: it is no text",
        ]
    );
}

#[test]
fn a_named_encoding_is_used() {
    let folder = tempfile::tempdir().unwrap();
    // "Thu ngân sách" in TCVN3: â is A9, á is B8.
    write(folder.path(), "a.txt", b"Thu ng\xA9n s\xB8ch");
    write(
        folder.path(),
        "b.jsonl",
        b"{\"id\": 1, \"body\": \"Thu ng\xA9n s\xB8ch\"}",
    );
    let sources = Sources::list(&[folder.path()]).in_encoding(Encoding::Tcvn3);
    for file in &sources.files {
        let pieces: Vec<Piece> = file.read().collect();
        let [Piece::Document(document)] = pieces.as_slice() else {
            panic!("{pieces:?}");
        };
        assert_eq!(document.body, "Thu ngân sách");
    }
}

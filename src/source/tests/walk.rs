//! Which files are read, and what their documents are called.

use super::{read, write};
use crate::source::{Format, INDEX_FILE, Piece, Sources};
use std::path::Path;

#[test]
fn folders_are_read_in_order_with_ids_under_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["b.txt", "a/2.txt", "a/10.txt", "a/sâu/ba.TXT"] {
        write(root, name, "Tin ngắn.");
    }
    write(root, "c.jsonl", "{\"id\": \"c1\", \"body\": \"Một.\"}\n");
    write(root, ".ẩn.txt", "Tin ẩn.");
    write(root, ".git/x.txt", "Tin ẩn.");
    write(root, "ảnh.png", "…");
    write(root, "a/README", "…");
    let (documents, problems) = read(root);
    let ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["a/10.txt", "a/2.txt", "a/sâu/ba.TXT", "b.txt", "c1"]);
    assert_eq!(problems, [""; 0]);
    let sources = Sources::list(&[root]);
    assert_eq!(sources.skipped, 2);
    let bytes: usize = 4 * "Tin ngắn.".len() + "{\"id\": \"c1\", \"body\": \"Một.\"}\n".len();
    assert_eq!(sources.bytes(), bytes as u64);
}

#[test]
fn an_ignore_file_hides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ".gitignore", "*.txt\n");
    write(folder.path(), ".ignore", "*.txt\n");
    write(folder.path(), "a.txt", "Tin ngắn.");
    assert_eq!(read(folder.path()).0.len(), 1);
}

#[test]
fn an_index_is_no_source() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "Tin ngắn.");
    write(folder.path(), &format!("chỉ mục/{INDEX_FILE}"), "{}");
    write(folder.path(), "chỉ mục/b.txt", "Tin ngắn.");
    assert_eq!(read(folder.path()).0.len(), 1);
    let sources = Sources::list(&[folder.path().join("chỉ mục")]);
    assert!(sources.files.is_empty());
    assert!(sources.problems[0].reason.contains("an index"));
}

#[test]
fn a_file_that_is_named_keeps_its_path_as_id() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tin.txt", "Tin ngắn.");
    write(folder.path(), "tin.doc", "Tin ngắn.");
    let path = folder.path().join("tin.txt");
    let sources = Sources::list(&[&path, &folder.path().join("tin.doc")]);
    assert_eq!(sources.files[0].id, path.to_string_lossy());
    assert_eq!(sources.files.len(), 1);
    let reason = &sources.problems[0].reason;
    assert!(
        reason.contains(".txt") && reason.contains(".jsonl"),
        "{reason}"
    );
}

#[test]
fn a_missing_path_is_a_problem_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tin.txt", "Tin ngắn.");
    let sources = Sources::list(&[folder.path().join("không có"), folder.path().to_owned()]);
    assert_eq!(sources.files.len(), 1);
    assert_eq!(sources.problems[0].reason, "no such file or folder");
}

#[test]
fn a_file_that_vanishes_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "Tin ngắn.");
    write(folder.path(), "b.jsonl", "{\"id\": 1, \"body\": \"Một.\"}");
    let sources = Sources::list(&[folder.path()]);
    std::fs::remove_file(folder.path().join("a.txt")).unwrap();
    std::fs::remove_file(folder.path().join("b.jsonl")).unwrap();
    for file in &sources.files {
        let pieces: Vec<Piece> = file.read().collect();
        let [Piece::Rejected(problem)] = pieces.as_slice() else {
            panic!("{pieces:?}");
        };
        assert_eq!(problem.reason, "no such file or folder");
    }
}

#[test]
fn the_standard_input_is_json_lines() {
    let sources = Sources::list(&["-"]);
    assert_eq!(sources.files[0].format, Format::JsonLines);
    assert_eq!(sources.bytes(), 0);
    assert_eq!(Format::of(Path::new("-")), None);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a/tin.txt", "Tin ngắn.");
    std::os::unix::fs::symlink(folder.path().join("a"), folder.path().join("a/vòng")).unwrap();
    std::os::unix::fs::symlink("không có", folder.path().join("a/đứt.txt")).unwrap();
    let (documents, problems) = read(folder.path());
    assert_eq!(documents.len(), 1);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems
            .iter()
            .any(|p| p.contains("vòng: the link leads back to"))
    );
    assert!(problems.iter().any(|p| p.contains("đứt.txt: no such file")));
}

//! The shape of the source tree: folders in the order of the data, files that can be read.
//!
//! Invariant: a file uses only its own folder and those before it. Known gap: a path is seen where
//! it is written out (`crate::text::…`, `super::super::…` is not followed).

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `src`, in the way of the data.
const ORDER: [&str; 8] = [
    "text", "facts", "source", "index", "query", "engine", "server", "cli",
];

/// The most lines that a file may have.
const MOST_LINES: usize = 600;

/// Every Rust file under the folder but what is built there.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("target") {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every Rust file of the project.
fn all_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["src", "tests", "benches", "examples"]
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| rust_files(&folder))
        .collect()
}

/// The folders named after `crate::` in the code, comments left out: in `crate::facts::Fact` and
/// in every branch of `crate::{facts::Fact, text::Span}`.
fn used_folders(code: &str) -> Vec<String> {
    let code: String = code
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join(" ");
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut folders = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.trim_start().strip_prefix('{') else {
            folders.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut branch = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => folders.push(word(&std::mem::take(&mut branch))),
                _ if depth == 0 => branch.push(c),
                _ => {}
            }
        }
        folders.push(word(&branch));
    }
    folders
}

#[test]
fn folders_named_by_paths_are_seen() {
    assert_eq!(
        used_folders(
            "use crate::facts::Fact;\nuse crate::{text::{Span, x}, query};\n// crate::cli"
        ),
        ["facts", "text", "query"]
    );
}

#[test]
fn a_file_uses_only_folders_before_its_own() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in rust_files(&source) {
        let relative = file.strip_prefix(&source).unwrap();
        let folder = relative.components().next().unwrap().as_os_str();
        let Some(own) = ORDER.iter().position(|name| folder == *name) else {
            assert_eq!(
                relative.components().count(),
                1,
                "{} lies in a folder that the order does not know",
                relative.display()
            );
            continue;
        };
        for used in used_folders(&fs::read_to_string(&file).unwrap()) {
            match ORDER.iter().position(|name| used == *name) {
                Some(place) if place <= own => {}
                Some(_) => wrong.push(format!("{} uses {used}", relative.display())),
                None => wrong.push(format!("{} uses crate::{used}", relative.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in all_files() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not open with //!",
            file.display()
        );
    }
}

#[test]
fn no_file_is_too_long() {
    for file in all_files() {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(
            lines <= MOST_LINES,
            "{} has {lines} lines, {MOST_LINES} at most: split it by what its parts are for",
            file.display()
        );
    }
}

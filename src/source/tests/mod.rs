//! Tests of the sources as a whole, on files made for the purpose.

#![allow(clippy::unwrap_used)]

mod bad_input;
mod pages;
mod tables;
mod walk;

use super::{Document, Piece, Sources};
use std::path::Path;

/// Writes a file, and the folders that lead to it.
pub(super) fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// What reading a folder yields: documents, and problems with paths relative to the folder.
pub(super) fn read(folder: &Path) -> (Vec<Document>, Vec<String>) {
    let sources = Sources::list(&[folder]);
    let mut documents = Vec::new();
    let mut problems = Vec::new();
    for problem in &sources.problems {
        problems.push(problem.to_string());
    }
    for file in &sources.files {
        for piece in file.read() {
            match piece {
                Piece::Document(document) => documents.push(document),
                Piece::Rejected(problem) => problems.push(problem.to_string()),
                Piece::Warning(problem) => problems.push(format!("warning: {problem}")),
            }
        }
    }
    let prefix = format!("{}/", folder.display());
    let problems = problems
        .iter()
        .map(|problem| problem.replace(&prefix, ""))
        .collect();
    (documents, problems)
}

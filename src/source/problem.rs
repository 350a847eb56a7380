//! What a source yields besides documents: problems, each with its place.
//!
//! Invariant: a problem names its file, and its line where the file has several documents.
//! Known gap: reasons are in English alone.

use super::document::Document;
use std::fmt;
use std::path::PathBuf;

/// Something wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder; `-` is the standard input.
    pub path: PathBuf,
    /// The line, counted from 1, for formats with several documents a file.
    pub line: Option<usize>,
    /// What is wrong, and what was expected.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path.display(), self.reason),
            None => write!(f, "{}: {}", self.path.display(), self.reason),
        }
    }
}

/// What a source yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A document.
    Document(Document),
    /// A piece that is no document: it is left out.
    Rejected(Problem),
    /// Something odd about the document that comes next.
    Warning(Problem),
}

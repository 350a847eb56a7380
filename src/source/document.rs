//! What a source yields: one article or report.
//!
//! Invariant: neither the id nor the body is empty; the body is what the spans of facts refer to.
//! Known gap: no address on the web, no pages or sections.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use std::path::{Path, PathBuf};

/// Where a document was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file; `-` is the standard input.
    #[serde(serialize_with = "lossy")]
    pub path: PathBuf,
    /// The line, counted from 1, for formats with several documents a file.
    pub line: Option<usize>,
}

/// One article or report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique in an index: adding a document with the same id replaces the old one. Never empty.
    pub id: String,
    /// The title; may be empty.
    pub title: String,
    /// The text to which the spans of facts refer. Never empty.
    pub body: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The paper or office that published it.
    pub source: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// A path that is not Unicode is written as nearly as it can be.
fn lossy<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

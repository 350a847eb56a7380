//! Sources: files and folders become documents.
//!
//! Invariant: every file ends as documents or as a problem that names it; no bad piece stops the
//! rest. A body is a verbatim slice of the decoded file, so that the spans of facts fit it.
//! Known gap: plain text, JSON Lines and tables only.

mod columns;
mod date;
mod document;
mod files;
mod input;
mod json_lines;
mod newspaper;
mod packed;
mod problem;
mod read;
mod table;

#[cfg(test)]
mod tests;

pub use columns::{Field, Mapping, UnknownMapping};
pub use document::{Document, Origin};
pub use files::{Format, INDEX_FILE, SourceFile, Sources};
pub use input::MAX_DOCUMENT;
pub use newspaper::{Layout, layout};
pub use problem::{Piece, Problem};
pub use read::Pieces;

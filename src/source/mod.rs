//! Sources: files and folders become documents.

mod document;

pub use document::{Document, Origin};

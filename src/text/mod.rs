//! Vietnamese text: letters, normalisation, tokens and their forms, sentences.
//!
//! Pure and infallible: nothing here reads a file or returns an error, and every input is legal.
//! Spans of normalised text can always be carried back to the original bytes.

mod span;

pub mod encoding;
pub mod letters;
pub mod syllable;
pub mod telex;

mod fold;
mod names;
mod normalize;
mod scan;
mod sentence;
mod tokenize;

pub use fold::{SEPARATOR, marks_contained, split_signature};
pub use normalize::Normalized;
pub use sentence::sentences;
pub use span::Span;
pub use tokenize::{Analysis, Token, TokenKind};

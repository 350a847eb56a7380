//! Vietnamese text: letters, normalisation, tokens and their forms, sentences.
//!
//! Pure and infallible: nothing here reads a file or returns an error, and every input is legal.
//! Spans of normalised text can always be carried back to the original bytes.

mod span;

pub use span::Span;

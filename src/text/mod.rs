//! Vietnamese text: bytes to text, normalisation, tokens and their terms, sentences, syllables.
//!
//! Pure and infallible: nothing here reads a file or returns an error, and every input is legal.
//! Spans of normalised text can always be carried back to the original bytes.
//! Invariant: documents and questions go the same way, `decode` → [`Normalized`] → [`Analysis`].

mod span;

pub mod encoding;
pub mod letters;
pub mod syllable;
pub mod telex;

mod normalize;

mod draft;
mod fold;
mod names;
mod scan;
mod tokenize;

mod sentence;

pub use fold::{SEPARATOR, marks_contained, split_signature};
pub use normalize::Normalized;
pub use sentence::sentences;
pub use span::Span;
pub use tokenize::{Analysis, Token, TokenKind, key};

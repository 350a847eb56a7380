//! solieu (*số liệu*, figures): a search engine for Vietnamese text that understands numbers.
//!
//! The modules stand in the way of one sentence: bytes become text, text becomes facts, a source
//! yields documents, the index keeps them, a query is read and planned, an engine answers it and
//! the command line prints the answer. A module uses only modules that stand before it in this
//! list; `tests/layering.rs` holds that.

pub mod text;

pub mod facts;

pub mod source;

pub mod index;

pub mod query;

pub mod engine;

pub mod cli;

//! The command line as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod abbreviations;
mod bad_input;
mod commands;
mod contradictions;
mod corpus;
mod facets;
mod facts;
mod facts_tables;
mod formats;
mod indexing_again;
mod indexing_killed;
mod keystrokes;
mod names;
mod readme;
mod seed;
mod settings;
mod since_last;
mod support;

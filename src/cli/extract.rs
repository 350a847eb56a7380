//! `solieu extract`: the figures of texts, without an index.

use super::arguments::ExtractArguments;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::progress::Watch;
use crate::index;

/// Prints the figures of every document of the paths.
///
/// # Errors
/// If no document at all could be read.
pub fn run(arguments: &ExtractArguments, output: &mut Output) -> Result<Outcome, Failure> {
    let sources = arguments.reading.sources(&arguments.paths);
    let mut watch = Watch::without_bar();
    let summary = index::extract(&sources, &mut watch, |document, facts| {
        if output.json {
            output.facts(&document.id, &facts)
        } else {
            output.article(&document, &facts)
        }
    })?;
    watch.finish();
    if summary.documents == 0 {
        return Err(Failure::nothing_read());
    }
    Ok(Outcome::found(summary.facts > 0))
}

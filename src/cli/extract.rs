//! `solieu extract`: the figures of texts, without an index, and what contradicts what in them.

use super::arguments::ExtractArguments;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::progress::Watch;
use crate::facts::check;
use crate::index;

/// Prints the figures of every document of the paths, or where they contradict each other.
///
/// # Errors
/// If no document at all could be read.
pub fn run(arguments: &ExtractArguments, output: &mut Output) -> Result<Outcome, Failure> {
    let sources = arguments.reading.sources(&arguments.paths);
    let mut watch = Watch::without_bar();
    let (mut found, mut within) = (0, 0);
    let summary = index::extract(&sources, &mut watch, |document, facts| {
        if arguments.check {
            let contradictions = check(&document.body, &facts);
            found += contradictions.len() as u64;
            within += u64::from(!contradictions.is_empty());
            output.contradictions(&document, &facts, &contradictions)
        } else if output.json {
            output.facts(&document.id, &facts)
        } else {
            output.article(&document, &facts)
        }
    })?;
    watch.finish();
    if summary.documents == 0 {
        return Err(Failure::nothing_read());
    }
    if arguments.check {
        output.checked(found, within, summary.documents)?;
        return Ok(Outcome::found(found > 0));
    }
    Ok(Outcome::found(summary.facts > 0))
}

//! `solieu show`: an article of the index with its figures.

use super::arguments::{Global, ShowArguments};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::warn;
use crate::index::Index;

/// Prints the article of that id, and every figure in it.
///
/// # Errors
/// If there is no index, or it can't be read.
pub fn run(
    global: &Global,
    arguments: &ShowArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let reader = Index::open(&global.index)?.reader()?;
    let Some(stored) = reader.document(&arguments.id)? else {
        warn(&format!(
            "no article has the id {:?}: `solieu search` prints the ids of what it finds",
            arguments.id
        ));
        return Ok(Outcome::Nothing);
    };
    output.article(&stored.document, &stored.facts)?;
    Ok(Outcome::Found)
}

//! `solieu info`: what the index holds.

use super::arguments::Global;
use super::failure::{Failure, Outcome};
use super::output::{Line, Output};
use crate::index::Index;

/// Prints the counts and the size of the index.
///
/// # Errors
/// If there is no index, or it can't be read.
pub fn run(global: &Global, output: &mut Output) -> Result<Outcome, Failure> {
    let info = Index::open(&global.index)?.reader()?.info()?;
    if output.json {
        output.object(&Line::Info {
            directory: global.index.to_string_lossy(),
            format: info.format,
            documents: info.articles,
            facts: info.facts,
            segments: info.segments,
            bytes: info.bytes,
        })?;
    } else {
        output.info(&global.index, &info)?;
    }
    Ok(Outcome::found(info.articles > 0))
}

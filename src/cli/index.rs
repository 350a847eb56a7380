//! `solieu index`: files and folders into the index.

use super::arguments::{Global, IndexArguments};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::progress::Watch;
use crate::index::{Budget, Index, Observer, build};

/// Reads the paths into the index, and prints what that came to.
///
/// # Errors
/// If no document at all could be read, or the index can't be written.
pub fn run(
    global: &Global,
    arguments: &IndexArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let sources = arguments.reading.sources(&arguments.paths);
    let budget = budget(arguments)?;
    let mut watch = Watch::new(sources.bytes());
    if sources.files.is_empty() {
        for problem in &sources.problems {
            watch.rejected(problem);
        }
        return Err(Failure::nothing_read());
    }
    let index = if arguments.rebuild {
        Index::rebuild(&global.index)?
    } else {
        Index::open_or_create(&global.index)?
    };
    let summary = build(&index, &sources, budget, &mut watch);
    watch.finish();
    let summary = summary?;
    output.indexed(&global.index, &summary)?;
    if summary.documents + summary.unchanged == 0 {
        return Err(Failure::nothing_read());
    }
    Ok(Outcome::Found)
}

/// The memory and threads asked for.
fn budget(arguments: &IndexArguments) -> Result<Budget, Failure> {
    let threads = arguments
        .jobs
        .map_or(Budget::default().threads, usize::from);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .map_err(|error| Failure::Refused(format!("can't start {threads} threads: {error}")))?;
    Ok(Budget {
        memory: arguments.memory as usize * 1_000_000,
        threads,
        commit: (arguments.commit_every * 1e6) as usize,
    })
}

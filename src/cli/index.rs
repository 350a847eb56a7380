//! `solieu index`: files and folders into the index.

use super::arguments::{Global, IndexArguments};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::progress::Watch;
use super::report::Report;
use super::warn;
use crate::index::{Budget, Index, Observer, Upkeep, is_index, update};

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
    let held = is_index(&global.index);
    if sources.files.is_empty() && !(arguments.prune && held) {
        for problem in &sources.problems {
            watch.rejected(problem);
        }
        return Err(Failure::nothing_read());
    }
    let index = if arguments.rebuild {
        Index::rebuild(&global.index)?
    } else if arguments.dry_run && !held {
        Index::in_memory()?
    } else {
        Index::open_or_create(&global.index)?
    };
    let upkeep = Upkeep {
        prune: if arguments.prune {
            &arguments.paths
        } else {
            &[]
        },
        dry_run: arguments.dry_run,
    };
    let mut report = Report::new(arguments.report.as_deref(), &mut watch)?;
    let summary = update(&index, &sources, budget, upkeep, &mut report);
    let reported = report.finish();
    watch.finish();
    let summary = summary?;
    reported?;
    output.indexed(&global.index, &summary)?;
    if arguments.dry_run {
        warn("dry run: nothing was written");
    }
    if summary.documents + summary.unchanged == 0 && !arguments.prune {
        return Err(Failure::nothing_read());
    }
    if arguments.strict && summary.rejections > 0 {
        return Err(Failure::Refused(format!(
            "{} of the sources could not be read, the rest is in the index",
            summary.rejections
        )));
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

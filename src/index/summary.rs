//! What a run came to, and who is told while it goes on.
//!
//! Invariant: every problem is told to the observer and counted, however many there are.
//! Known gap: of a thousand problems and more of a kind the summary keeps the first thousand.

use crate::source::Problem;
use std::path::Path;
use std::time::Duration;

/// How many problems of a kind are kept for the summary; all are told to the observer and counted.
const KEPT: usize = 1000;

/// How much has been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// How many bytes of the sources have been read.
    pub bytes: u64,
    /// How many documents have been taken.
    pub documents: u64,
    /// How many facts they hold.
    pub facts: u64,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Indexed {
        /// How many facts it holds.
        facts: u64,
    },
    /// It replaced one of the same id.
    Replaced {
        /// How many facts it holds.
        facts: u64,
    },
    /// It was in the index as it is.
    Unchanged,
    /// Its file or line is gone.
    Removed,
}

/// Is told how the work goes on.
pub trait Observer {
    /// So much has been done.
    fn progress(&mut self, _done: Progress) {}
    /// A piece was left out.
    fn rejected(&mut self, _problem: &Problem) {}
    /// A piece was taken although something is odd.
    fn warned(&mut self, _problem: &Problem) {}
    /// This became of an article of a file, or of a line of it.
    fn article(&mut self, _path: &Path, _line: Option<usize>, _id: &str, _fate: Fate) {}
    /// A file is as it was, with so many articles.
    fn unchanged(&mut self, _path: &Path, _articles: u64) {}
}

/// Hears everything and does nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}

/// What has been done, and what was wrong.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How many documents were written, replaced ones and all.
    pub documents: u64,
    /// How many facts they hold.
    pub facts: u64,
    /// How many of the documents replaced one of the same id, of the index or of this run.
    pub replaced: u64,
    /// How many documents were in the index already as they are.
    pub unchanged: u64,
    /// How many articles were removed because their file or line is gone.
    pub removed: u64,
    /// How many pieces were left out.
    pub rejections: u64,
    /// The first thousand of them.
    pub rejected: Vec<Problem>,
    /// How many pieces were taken although something is odd.
    pub warnings: u64,
    /// The first thousand of them.
    pub warned: Vec<Problem>,
    /// How many files in folders were passed over because of their names.
    pub skipped: usize,
    /// How many bytes were read.
    pub bytes: u64,
    /// How long it took.
    pub took: Duration,
}

impl Summary {
    /// Millions of bytes a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        let seconds = self.took.as_secs_f64();
        if seconds > 0.0 {
            self.bytes as f64 / 1e6 / seconds
        } else {
            0.0
        }
    }

    pub(super) fn reject(&mut self, problem: Problem, observer: &mut dyn Observer) {
        observer.rejected(&problem);
        self.rejections += 1;
        if self.rejected.len() < KEPT {
            self.rejected.push(problem);
        }
    }

    pub(super) fn warn(&mut self, problem: Problem, observer: &mut dyn Observer) {
        observer.warned(&problem);
        self.warnings += 1;
        if self.warned.len() < KEPT {
            self.warned.push(problem);
        }
    }
}

impl Summary {
    /// How much has been done.
    pub(super) fn progress(&self) -> Progress {
        Progress {
            bytes: self.bytes,
            documents: self.documents + self.unchanged,
            facts: self.facts,
        }
    }
}

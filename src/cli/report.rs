//! `index --report`: a line of JSON for everything that was read, left out or removed.
//!
//! Invariant: every article and every piece that was left out has a line, but those of a file that is as
//! it was have one together.
//! Known gap: the lines of an article that occurs twice are both there.

use super::failure::Failure;
use crate::index::{Fate, Observer, Progress};
use crate::source::Problem;
use serde::Serialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes the report, and hands on to another observer what it is told.
pub struct Report<'a> {
    next: &'a mut dyn Observer,
    out: Option<BufWriter<File>>,
    failed: Option<io::Error>,
}

/// A line of the report.
#[derive(Serialize)]
struct Line<'a> {
    path: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(path: &'a Path, outcome: &'a str) -> Self {
        Self {
            path: path.to_string_lossy(),
            line: None,
            id: None,
            outcome,
            facts: None,
            articles: None,
            reason: None,
        }
    }
}

impl<'a> Report<'a> {
    /// A report into the file, if there is to be one.
    ///
    /// # Errors
    /// If the file can't be made.
    pub fn new(file: Option<&Path>, next: &'a mut dyn Observer) -> Result<Self, Failure> {
        let create = |path: &Path| {
            File::create(path)
                .map(BufWriter::new)
                .map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
        };
        Ok(Self {
            next,
            out: file.map(create).transpose()?,
            failed: None,
        })
    }

    /// Ends the report.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        let flushed = self.out.as_mut().map_or(Ok(()), Write::flush);
        match self.failed.map_or(flushed, Err) {
            Ok(()) => Ok(()),
            Err(error) => Err(Failure::Refused(format!("can't write the report: {error}"))),
        }
    }

    fn line(&mut self, line: &Line<'_>) {
        let (Some(out), None) = (&mut self.out, &self.failed) else {
            return;
        };
        let mut write = || -> io::Result<()> {
            serde_json::to_writer(&mut *out, line)?;
            out.write_all(b"\n")
        };
        self.failed = write().err();
    }

    fn problem(&mut self, problem: &Problem, outcome: &str) {
        self.line(&Line {
            line: problem.line,
            reason: Some(&problem.reason),
            ..Line::of(&problem.path, outcome)
        });
    }
}

impl Observer for Report<'_> {
    fn progress(&mut self, done: Progress) {
        self.next.progress(done);
    }

    fn rejected(&mut self, problem: &Problem) {
        self.problem(problem, "rejected");
        self.next.rejected(problem);
    }

    fn warned(&mut self, problem: &Problem) {
        self.problem(problem, "warning");
        self.next.warned(problem);
    }

    fn article(&mut self, path: &Path, line: Option<usize>, id: &str, fate: Fate) {
        let (outcome, facts) = match fate {
            Fate::Indexed { facts } => ("indexed", Some(facts)),
            Fate::Replaced { facts } => ("replaced", Some(facts)),
            Fate::Unchanged => ("unchanged", None),
            Fate::Removed => ("removed", None),
        };
        self.line(&Line {
            line,
            id: Some(id),
            facts,
            ..Line::of(path, outcome)
        });
        self.next.article(path, line, id, fate);
    }

    fn unchanged(&mut self, path: &Path, articles: u64) {
        self.line(&Line {
            articles: Some(articles),
            ..Line::of(path, "unchanged")
        });
        self.next.unchanged(path, articles);
    }
}

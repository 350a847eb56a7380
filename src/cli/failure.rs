//! Why a command failed, and with which exit code the program ends.
//!
//! Invariant: a message is in lower case and says what to do; a closed pipe is no failure.

use crate::index::IndexError;
use crate::query::QueryError;
use std::io;
use std::process::ExitCode;

/// What a command that did its work came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There is a result.
    Found,
    /// There is none.
    Nothing,
}

impl Outcome {
    /// Found if `condition` holds.
    #[must_use]
    pub fn found(condition: bool) -> Self {
        if condition {
            Self::Found
        } else {
            Self::Nothing
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The results could not be written.
    #[error("can't write the results: {0}")]
    Output(#[from] io::Error),
    /// The index can't be used.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// What was asked for can't be done; the message says why, and what can.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    /// A question that can't be read, with a mark under the place.
    #[must_use]
    pub fn question(text: &str, error: &QueryError) -> Self {
        let pointer = error.pointer(text).replace('\n', "\n  ");
        Self::Refused(format!("{error}\n  {pointer}"))
    }

    /// None of the paths gave a document; what was wrong with each has been said.
    #[must_use]
    pub fn nothing_read() -> Self {
        Self::Refused(
            "no document could be read: give .txt, .jsonl or .csv files, or folders with such files"
                .to_owned(),
        )
    }

    /// Whether the reader of the output went away, which ends the work but is no error.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// The exit code of a command: 0 found, 1 nothing found, 2 error.
#[must_use]
pub fn exit_code(result: &Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

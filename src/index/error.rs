//! What can go wrong with an index, each with what to do about it.
//!
//! Invariant: every error names the index or the document that it is about.
//! Known gap: what the system or the search library says is passed on in English as it comes.

use std::path::{Path, PathBuf};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError};
use thiserror::Error;

/// Why an index can't be used.
#[derive(Debug, Error)]
pub enum IndexError {
    /// Nothing is there.
    #[error(
        "no index at {}: make one with `solieu index --index {} PATH…`",
        .directory.display(), .directory.display()
    )]
    Missing {
        /// Where it was looked for.
        directory: PathBuf,
    },
    /// Something else is there.
    #[error("{} is not an index: {reason}", .directory.display())]
    NotAnIndex {
        /// Where it was looked for.
        directory: PathBuf,
        /// What is there.
        reason: String,
    },
    /// There is one already.
    #[error("there is an index at {} already", .directory.display())]
    Exists {
        /// Where it should have been made.
        directory: PathBuf,
    },
    /// It was made by another version of the program, or with other tables.
    #[error(
        "the index at {} was made with {found}, this program needs {expected}: \
         rebuild it with `solieu index --rebuild --index {} PATH…`",
        .directory.display(), .directory.display()
    )]
    Version {
        /// Where the index is.
        directory: PathBuf,
        /// What it was made with.
        found: String,
        /// What this program makes and reads.
        expected: String,
    },
    /// A file of it is missing, truncated or altered.
    #[error(
        "the index at {} is damaged: {reason}; \
         rebuild it with `solieu index --rebuild --index {} PATH…`",
        .directory.display(), .directory.display()
    )]
    Damaged {
        /// Where the index is.
        directory: PathBuf,
        /// Which file, and what is wrong with it.
        reason: String,
    },
    /// Another process or thread writes to it.
    #[error(
        "the index at {} is being written by another process: wait until it has finished",
        .directory.display()
    )]
    Locked {
        /// Where the index is.
        directory: PathBuf,
    },
    /// A document can't be indexed.
    #[error("document {id:?} can't be indexed: {reason}")]
    Document {
        /// The id of the document.
        id: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The disk or the folder does not allow it.
    #[error("can't access the index at {}: {reason}", .directory.display())]
    Io {
        /// Where the index is.
        directory: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A part of the search library failed.
    #[error("the index at {} failed: {reason}", .directory.display())]
    Failed {
        /// Where the index is.
        directory: PathBuf,
        /// What it says.
        reason: String,
    },
}

impl IndexError {
    /// An error of the system at `path`.
    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::Io {
            directory: path.to_owned(),
            reason: error.to_string(),
        }
    }

    /// An error of tantivy in the index at `directory`.
    pub(super) fn tantivy(directory: &Path, error: &TantivyError) -> Self {
        let directory = directory.to_owned();
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked { directory },
            TantivyError::LockFailure(LockError::IoError(io), _) => Self::Io {
                directory,
                reason: format!("the lock file can't be opened: {io}"),
            },
            TantivyError::IoError(io) => Self::from_io(directory, None, io),
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => Self::Damaged {
                directory,
                reason: format!("the file {} is missing", file.display()),
            },
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                Self::from_io(directory, Some(filepath), io_error)
            }
            TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_))
            | TantivyError::IncompatibleIndex(_) => Self::Damaged {
                directory,
                reason: "the end of one of its files can't be read".to_owned(),
            },
            TantivyError::DataCorruption(corruption) => Self::Damaged {
                directory,
                reason: format!("{corruption:?}"),
            },
            other => Self::Failed {
                directory,
                reason: other.to_string(),
            },
        }
    }

    /// Unexpected ends and contents mean damage; anything else is the system's.
    fn from_io(directory: PathBuf, file: Option<&Path>, error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{InvalidData, InvalidInput, NotFound, Other, UnexpectedEof};
        let reason = match file {
            Some(file) => format!("the file {}: {error}", file.display()),
            None => error.to_string(),
        };
        match error.kind() {
            InvalidData | InvalidInput | NotFound | Other | UnexpectedEof => {
                Self::Damaged { directory, reason }
            }
            _ => Self::Io { directory, reason },
        }
    }
}

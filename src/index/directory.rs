//! The folder of an index: what stands in it, and what else may.
//!
//! Invariant: nothing is removed but the index's own files; a folder that holds other things is never
//! taken for the home of an index.
//! Known gap: whoever renames a folder while it is written is not noticed.

use super::error::IndexError;
use super::manifest;
use super::mapped::MappedFiles;
use super::version::{self, Version};
use super::writer::caught;
use std::path::Path;

/// The file in which tantivy lists the segments.
pub(super) const META: &str = "meta.json";

/// The file in which tantivy lists the files it made.
const MANAGED: &str = ".managed.json";

/// The files that tantivy locks.
const LOCKS: [&str; 2] = [".tantivy-writer.lock", ".tantivy-meta.lock"];

/// Makes sure that there is an index of this version in `directory`.
pub(super) fn find(directory: &Path) -> Result<(), IndexError> {
    let not_an_index = |reason: String| IndexError::NotAnIndex {
        directory: directory.to_owned(),
        reason,
    };
    if !directory.exists() {
        return Err(IndexError::Missing {
            directory: directory.to_owned(),
        });
    }
    if !directory.is_dir() {
        return Err(not_an_index("it is a file, not a folder".to_owned()));
    }
    let meta = directory.join(META).exists();
    match Version::read(directory)? {
        Some(version) => version.check(directory)?,
        None if meta => {
            return Err(not_an_index(format!(
                "{} is missing, another program may have made it",
                version::FILE
            )));
        }
        None if has_files(directory)? => {
            return Err(IndexError::Damaged {
                directory: directory.to_owned(),
                reason: format!("the files {} and {META} are missing", version::FILE),
            });
        }
        None => {
            return Err(match stranger(directory)? {
                Some(name) => not_an_index(format!("it holds other files ({name})")),
                None => IndexError::Missing {
                    directory: directory.to_owned(),
                },
            });
        }
    }
    if !meta && !has_files(directory)? {
        // Whoever began to make it was interrupted: there is nothing to lose.
        return Err(IndexError::Missing {
            directory: directory.to_owned(),
        });
    }
    if !meta {
        return Err(IndexError::Damaged {
            directory: directory.to_owned(),
            reason: format!("the file {META} is missing"),
        });
    }
    Ok(())
}

/// Whether a folder is that of an index, whole or not.
#[must_use]
pub fn is_index(directory: &Path) -> bool {
    directory.join(META).exists() && directory.join(version::FILE).exists()
}

/// A file or folder that is neither the index's nor hidden nor a README.
pub(super) fn stranger(directory: &Path) -> Result<Option<String>, IndexError> {
    let names = names(directory)?;
    Ok(names
        .into_iter()
        .find(|name| !own(name) && !name.starts_with('.') && name != "README.md"))
}

/// Whether there is anything of an index that could be lost: its list of segments, or segments.
pub(super) fn has_files(directory: &Path) -> Result<bool, IndexError> {
    Ok(names(directory)?
        .iter()
        .any(|name| name == META || is_segment(name)))
}

/// The names of the files and folders in a folder.
fn names(directory: &Path) -> Result<Vec<String>, IndexError> {
    let list = || -> std::io::Result<Vec<String>> {
        std::fs::read_dir(directory)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect()
    };
    list().map_err(|error| IndexError::io(directory, &error))
}

/// Whether a file of that name belongs to a segment: they are named by 32 hexadecimal digits.
fn is_segment(name: &str) -> bool {
    name.split_once('.')
        .is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a file of that name is the index's.
fn own(name: &str) -> bool {
    is_segment(name)
        || name == META
        || name == MANAGED
        || name.starts_with(version::FILE)
        || manifest::is_name(name)
        || LOCKS.contains(&name)
}

/// Removes the files of an index while holding its lock.
pub(super) fn remove(directory: &Path) -> Result<(), IndexError> {
    use tantivy::directory::{Directory, INDEX_WRITER_LOCK};
    let files = caught(directory, || Ok(MappedFiles::open(directory)?))?;
    let _lock = caught(directory, || {
        files
            .acquire_lock(&INDEX_WRITER_LOCK)
            .map_err(|error| tantivy::TantivyError::LockFailure(error, None))
    })?;
    // What names the index goes last: if this is interrupted, the rest is still known for an index.
    let (named, rest): (Vec<String>, Vec<String>) = names(directory)?
        .into_iter()
        .filter(|name| own(name) && !LOCKS.contains(&name.as_str()))
        .partition(|name| name == META || name == version::FILE);
    for name in rest.iter().chain(&named) {
        std::fs::remove_file(directory.join(name))
            .map_err(|error| IndexError::io(directory, &error))?;
    }
    Ok(())
}

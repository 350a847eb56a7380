//! Which files an index holds whole: a run passes over those whose bytes are the same.
//!
//! Invariant: a file is named here only if all its documents are in the commit that names this
//! manifest, and nothing was wrong with them. The manifest is named by a hash of what stands in it, and
//! by the commit (its payload): whatever dies, a commit never meets the manifest of another.
//! Known gap: a file is read to see whether its bytes are the same; its times are not trusted.

use super::error::IndexError;
use super::version::sync;
use crate::source::{Document, SourceFile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Component, Path};

/// How the name of a manifest begins and ends; between them stand 16 hexadecimal digits.
const PREFIX: &str = "sources-";
const SUFFIX: &str = ".json";

/// A file that the index holds whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Where it is, from the root on: [`place`].
    pub(super) file: String,
    /// The id that its documents have, or that theirs begin with.
    pub(super) id: String,
    /// [`print`] of the file.
    pub(super) print: String,
    /// How many documents it has.
    pub(super) documents: u64,
}

/// The files that an index holds whole, by place and id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest(BTreeMap<(String, String), Entry>);

impl Manifest {
    /// The manifest of that name; an empty one if it is missing or altered, which costs time alone.
    pub(super) fn read(directory: &Path, name: &str) -> Self {
        if !is_name(name) {
            return Self::default();
        }
        let Ok(bytes) = std::fs::read(directory.join(name)) else {
            return Self::default();
        };
        if name_of(&bytes) != name {
            return Self::default();
        }
        let entries: Vec<Entry> = serde_json::from_slice(&bytes).unwrap_or_default();
        let mut manifest = Self::default();
        for entry in entries {
            manifest.insert(entry);
        }
        manifest
    }

    /// Writes it durably, and returns its name; an empty one has none.
    pub(super) fn write(&self, directory: &Path) -> Result<Option<String>, IndexError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let write = || -> io::Result<String> {
            let bytes = serde_json::to_vec(&self.0.values().collect::<Vec<_>>())?;
            let name = name_of(&bytes);
            let temporary = directory.join(format!("{name}.new"));
            let mut file = File::create(&temporary)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            std::fs::rename(&temporary, directory.join(&name))?;
            sync(directory)?;
            Ok(name)
        };
        write()
            .map(Some)
            .map_err(|error| IndexError::io(directory, &error))
    }

    pub(super) fn insert(&mut self, entry: Entry) {
        self.0.insert((entry.file.clone(), entry.id.clone()), entry);
    }

    pub(super) fn get(&self, file: &str, id: &str) -> Option<&Entry> {
        self.0.get(&(file.to_owned(), id.to_owned()))
    }

    /// Strikes a file off, whatever the ids of its documents; says whether it was there.
    pub(super) fn remove(&mut self, file: &str) -> bool {
        let first = (file.to_owned(), String::new());
        let ids: Vec<(String, String)> = self
            .0
            .range(first..)
            .map(|(key, _)| key)
            .take_while(|(other, _)| other == file)
            .cloned()
            .collect();
        for key in &ids {
            self.0.remove(key);
        }
        !ids.is_empty()
    }
}

fn name_of(bytes: &[u8]) -> String {
    format!("{PREFIX}{:016x}{SUFFIX}", short(blake3::hash(bytes)))
}

/// The first 64 bits of a hash.
fn short(hash: blake3::Hash) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// Whether a file of that name is a manifest, written to the end or not.
pub(super) fn is_name(name: &str) -> bool {
    let whole = name.strip_suffix(".new").unwrap_or(name);
    whole
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Removes the manifests of earlier commits. One that stays is in nobody's way.
pub(super) fn sweep(directory: &Path, current: Option<&str>) {
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if is_name(&name) && Some(name.as_ref()) != current {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A file's path from the root on, so that it is the same wherever the program runs; of the standard
/// input `-`.
pub(super) fn place(path: &Path) -> String {
    if path == Path::new("-") {
        return "-".to_owned();
    }
    // `..` after a link leads elsewhere than the words say.
    let climbs = path.components().any(|part| part == Component::ParentDir);
    let whole = if climbs {
        path.canonicalize().ok()
    } else {
        None
    };
    let whole = whole.or_else(|| std::path::absolute(path).ok());
    whole
        .unwrap_or_else(|| path.to_owned())
        .to_string_lossy()
        .into_owned()
}

/// A hash of a document as it is stored, but for its line, which changes with every line before it.
///
/// # Errors
/// If it can't be written as JSON.
pub(super) fn content(document: &Document) -> Result<u64, String> {
    let mut same = document.clone();
    same.origin.line = None;
    let json = serde_json::to_vec(&same)
        .map_err(|error| format!("it can't be written as JSON: {error}"))?;
    Ok(short(blake3::hash(&json)))
}

/// A hash of the bytes of a file and of how they are read: under which name, in which encoding, by which
/// program. Nothing for the standard input, and if the file can't be read or changes meanwhile.
pub(super) fn print(file: &SourceFile) -> Option<String> {
    if file.path == Path::new("-") {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(format!("{file:?}").as_bytes());
    let before = state(&file.path)?;
    hasher.update_reader(File::open(&file.path).ok()?).ok()?;
    (state(&file.path)? == before).then(|| hasher.finalize().to_hex().to_string())
}

/// What changes when somebody writes to a file.
pub(super) fn state(path: &Path) -> Option<(u64, std::time::SystemTime)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn entry(file: &str, id: &str) -> Entry {
        Entry {
            file: file.to_owned(),
            id: id.to_owned(),
            print: "0".to_owned(),
            documents: 1,
        }
    }

    #[test]
    fn what_is_written_is_read_unless_it_was_altered() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::default();
        assert_eq!(manifest.write(folder.path()).unwrap(), None);
        for (file, id) in [("/a", "a"), ("/a", "x/a"), ("/a/b", "b"), ("/b", "b")] {
            manifest.insert(entry(file, id));
        }
        manifest.remove("/a");
        assert!(manifest.get("/a", "x/a").is_none() && manifest.get("/a/b", "b").is_some());
        let name = manifest.write(folder.path()).unwrap().unwrap();
        assert!(is_name(&name));
        assert_eq!(Manifest::read(folder.path(), &name), manifest);
        std::fs::write(folder.path().join(&name), "[]").unwrap();
        assert_eq!(Manifest::read(folder.path(), &name), Manifest::default());
        sweep(folder.path(), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn places_are_the_same_from_everywhere() {
        let here = std::env::current_dir().unwrap();
        let here = here.to_string_lossy();
        assert_eq!(
            place(Path::new("./src/lib.rs")),
            format!("{here}/src/lib.rs")
        );
        assert_eq!(place(Path::new("src/../src")), format!("{here}/src"));
        assert_eq!(place(Path::new("-")), "-");
    }
}

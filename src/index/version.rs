//! What an index was made with: the format's number and fingerprints of the tables that decide what
//! is indexed.
//!
//! Invariant: an index is read and written only by a program that would make the same one of the
//! same documents. The file `solieu.json` is written before anything else, whole or not at all.
//! Known gap: a change of the program's code that changes facts is seen only if it comes with a
//! change of a table, of the fields or of [`FORMAT`].

use super::error::IndexError;
use super::schema::schema;
use super::tokenizer::whole_term;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// The number of the format; raised with every change of the fields, of the terms or of the facts.
pub const FORMAT: u32 = 6;

/// The name of the file that holds the version of an index.
pub use crate::source::INDEX_FILE as FILE;

/// The tables that decide what is indexed, by name.
const TABLES: &[(&str, &str)] = &[
    (
        "comparators",
        include_str!("../facts/tables/comparators.tsv"),
    ),
    ("contexts", include_str!("../facts/tables/contexts.tsv")),
    ("cues", include_str!("../facts/tables/cues.tsv")),
    ("idioms", include_str!("../facts/tables/idioms.tsv")),
    ("labels", include_str!("../facts/tables/labels.tsv")),
    ("metrics", include_str!("../facts/tables/metrics.tsv")),
    (
        "metric_measures",
        include_str!("../facts/tables/metric_measures.tsv"),
    ),
    (
        "metric_weights",
        include_str!("../facts/tables/metric_weights.tsv"),
    ),
    ("noun_ends", include_str!("../facts/tables/noun_ends.tsv")),
    ("nouns", include_str!("../facts/tables/nouns.tsv")),
    ("places", include_str!("../facts/tables/places.tsv")),
    (
        "place_words",
        include_str!("../facts/tables/place_words.tsv"),
    ),
    ("times", include_str!("../facts/tables/times.tsv")),
    ("units", include_str!("../facts/tables/units.tsv")),
];

/// Letters, marks and signs whose terms stand for how terms are made.
const PROBE: &str = "Đường hoà thuỷ Ð gịa giạ Müller TP.HCM 12/2024/NĐ-CP 1.234,5m2 nga\u{302}n";

/// What an index was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The number of the format.
    pub format: u32,
    /// Fingerprints of the tables, by name.
    pub tables: BTreeMap<String, String>,
}

impl Version {
    /// What this program makes and reads.
    #[must_use]
    pub fn current() -> Self {
        let mut tables: BTreeMap<String, String> = TABLES
            .iter()
            .map(|(name, table)| ((*name).to_owned(), fingerprint(table.as_bytes())))
            .collect();
        // Not tables of words, but they decide as much: how terms are made, and the fields.
        let fields = serde_json::to_string(&schema().0).unwrap_or_default();
        for (name, print) in [("terms", whole_term(PROBE)), ("fields", fields)] {
            tables.insert(name.to_owned(), fingerprint(print.as_bytes()));
        }
        Self {
            format: FORMAT,
            tables,
        }
    }

    /// Reads the version of the index at `directory`; none where the file is missing.
    pub(super) fn read(directory: &Path) -> Result<Option<Self>, IndexError> {
        let bytes = match std::fs::read(directory.join(FILE)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(IndexError::io(directory, &error)),
        };
        match serde_json::from_slice(&bytes) {
            Ok(version) => Ok(Some(version)),
            Err(error) => Err(IndexError::Damaged {
                directory: directory.to_owned(),
                reason: format!("{FILE} can't be read: {error}"),
            }),
        }
    }

    /// Writes the version of the index at `directory`.
    pub(super) fn write(&self, directory: &Path) -> Result<(), IndexError> {
        let write = || -> std::io::Result<()> {
            let temporary = directory.join(format!("{FILE}.new"));
            let mut file = std::fs::File::create(&temporary)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            std::fs::rename(&temporary, directory.join(FILE))?;
            sync(directory)
        };
        write().map_err(|error| IndexError::io(directory, &error))
    }

    /// Refuses an index that was made with something else.
    pub(super) fn check(&self, directory: &Path) -> Result<(), IndexError> {
        let current = Self::current();
        if *self == current {
            return Ok(());
        }
        let (found, expected) = if self.format == current.format {
            let other: Vec<&str> = current
                .tables
                .iter()
                .filter(|(name, print)| self.tables.get(*name) != Some(print))
                .map(|(name, _)| name.as_str())
                .chain(
                    self.tables
                        .keys()
                        .filter(|name| !current.tables.contains_key(*name))
                        .map(String::as_str),
                )
                .collect();
            let tables = other.join(", ");
            (
                format!("format {} and other tables ({tables})", self.format),
                format!("format {} with its own tables", current.format),
            )
        } else {
            (
                format!("format {}", self.format),
                format!("format {}", current.format),
            )
        };
        Err(IndexError::Version {
            directory: directory.to_owned(),
            found,
            expected,
        })
    }
}

/// Makes the names of the files in a directory durable.
pub(super) fn sync(directory: &Path) -> std::io::Result<()> {
    std::fs::File::open(directory)?.sync_all()
}

/// FNV-1a, 64 bits, in hexadecimal: it tells texts apart, it does not guard against malice.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash ^= u64::from(*byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_the_reference() {
        // http://www.isthe.com/chongo/tech/comp/fnv/: test vectors of FNV-1a.
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"a"), "af63dc4c8601ec8c");
        assert_eq!(fingerprint(b"foobar"), "85944171f73967e8");
    }

    #[test]
    fn every_table_of_facts_is_fingerprinted() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/facts/tables");
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(table) = name.strip_suffix(".tsv") else {
                continue;
            };
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            assert!(
                TABLES.contains(&(table, text.as_str())),
                "add {name} to TABLES"
            );
        }
    }
}

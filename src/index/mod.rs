//! The index: articles with their facts, on disk or in memory.
//!
//! Invariant: a block (the facts of an article and then the article) is adjacent in one segment,
//! before and after merges; an index is opened only by a program that would have made the same.
//! Known gap: a damaged index can be rebuilt, not repaired.

mod block;
mod build;
mod directory;
mod error;
mod files;
mod fill;
mod guard;
mod known;
mod manifest;
mod mapped;
mod queue;
mod reader;
mod schema;
mod summary;
mod tokenizer;
mod verify;
mod version;
mod writer;

#[cfg(test)]
mod tests;

pub use block::{MAX_ID, base_name, days, kind_name, status_name, trend_name, unit_group};
pub use build::{extract, facts_of};
pub use directory::is_index;
pub use error::IndexError;
pub use fill::{Budget, Upkeep, build, update};
pub use reader::{Info, Reader, Stored, column};
pub use schema::{ARTICLE, FACT, Fields, TERMS, WITHIN, schema};
pub use summary::{Fate, Observer, Progress, Silent, Summary};
pub use tokenizer::{group_term, whole_term};
pub use verify::Block;
pub use version::{FORMAT, Version, fingerprint};
pub use writer::Writer;

use directory::{META, find, has_files, remove, stranger};
use manifest::Manifest;
use mapped::MappedFiles;
use std::path::{Path, PathBuf};
use tantivy::directory::RamDirectory;
use writer::caught;

/// The files of an index that are this big together or smaller, in bytes, are held against their
/// checksums whenever it is opened: that takes 0.2 ms for each of their megabytes.
const CHECKED_AT_OPENING: u64 = 32 << 20;

/// An index.
pub struct Index {
    inner: tantivy::Index,
    fields: Fields,
    directory: PathBuf,
    on_disk: bool,
}

impl Index {
    /// Makes an empty index in `directory`, which is made too where it is missing.
    ///
    /// # Errors
    /// If there is an index already, if the directory holds other files than a README and hidden
    /// ones, or if it can't be written.
    pub fn create(directory: &Path) -> Result<Self, IndexError> {
        std::fs::create_dir_all(directory).map_err(|error| IndexError::io(directory, &error))?;
        if has_files(directory)? {
            return Err(IndexError::Exists {
                directory: directory.to_owned(),
            });
        }
        if let Some(name) = stranger(directory)? {
            return Err(IndexError::NotAnIndex {
                directory: directory.to_owned(),
                reason: format!("it holds other files ({name}); choose an empty folder"),
            });
        }
        Version::current().write(directory)?;
        let (schema, fields) = schema::schema();
        let inner = caught(directory, || {
            let files = MappedFiles::open(directory)?;
            tantivy::Index::create(files, schema, schema::settings())
        })?;
        version::sync(directory).map_err(|error| IndexError::io(directory, &error))?;
        Ok(Self::over(inner, fields, directory, true))
    }

    /// Opens the index in `directory`.
    ///
    /// # Errors
    /// If there is none, if it was made by another version, or if it is damaged.
    pub fn open(directory: &Path) -> Result<Self, IndexError> {
        Self::open_checked(directory, CHECKED_AT_OPENING)
    }

    /// Opens an index and checks its files if they have at most `limit` bytes together.
    fn open_checked(directory: &Path, limit: u64) -> Result<Self, IndexError> {
        find(directory)?;
        let (schema, fields) = schema::schema();
        let inner = caught(directory, || {
            tantivy::Index::open(MappedFiles::open(directory)?)
        })?;
        if inner.schema() != schema {
            return Err(IndexError::Damaged {
                directory: directory.to_owned(),
                reason: format!("the fields in {META} are not those of its version"),
            });
        }
        files::check(&inner, directory, limit)?;
        Ok(Self::over(inner, fields, directory, true))
    }

    /// Opens the index in `directory`, or makes one where there is none.
    ///
    /// # Errors
    /// As [`open`](Self::open) and [`create`](Self::create).
    pub fn open_or_create(directory: &Path) -> Result<Self, IndexError> {
        if directory.is_file() || (directory.is_dir() && has_files(directory)?) {
            Self::open(directory)
        } else {
            Self::create(directory)
        }
    }

    /// Removes the index in `directory`, whatever its version and state, and makes an empty one.
    /// Files that are not the index's stay.
    ///
    /// # Errors
    /// If another process writes to it, or the directory can't be written.
    pub fn rebuild(directory: &Path) -> Result<Self, IndexError> {
        if directory.is_dir() && has_files(directory)? {
            remove(directory)?;
        }
        Self::create(directory)
    }

    /// Makes an empty index in memory.
    ///
    /// # Errors
    /// If the search library fails.
    pub fn in_memory() -> Result<Self, IndexError> {
        let directory = Path::new("(memory)");
        let (schema, fields) = schema::schema();
        let inner = caught(directory, || {
            tantivy::Index::create(RamDirectory::create(), schema, schema::settings())
        })?;
        Ok(Self::over(inner, fields, directory, false))
    }

    /// The fields of the index.
    #[must_use]
    pub fn fields(&self) -> Fields {
        self.fields
    }

    /// The writer, which uses about `memory` bytes and `threads` threads, but at least one thread
    /// and 15 MB for each.
    ///
    /// # Errors
    /// If there is a writer already, here or in another process, or the directory can't be written.
    pub fn writer(&self, memory: usize, threads: usize) -> Result<Writer, IndexError> {
        Writer::new(
            &self.inner,
            self.fields,
            &self.directory,
            self.on_disk,
            memory,
            threads,
        )
    }

    /// A reader of the last commit.
    ///
    /// # Errors
    /// If a file of the index is missing or damaged.
    pub fn reader(&self) -> Result<Reader, IndexError> {
        Reader::new(&self.inner, self.fields, &self.directory, self.on_disk)
    }

    /// Holds all files against their checksums, and checks that every block is whole and every fact
    /// quotes its article.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] with the first thing that is wrong.
    pub fn verify(&self) -> Result<(), IndexError> {
        files::check(&self.inner, &self.directory, u64::MAX)?;
        let reader = self.reader()?;
        for block in reader.blocks()? {
            reader.verify(&block)?;
        }
        Ok(())
    }

    /// Which files the last commit holds whole.
    fn manifest(&self) -> Result<Manifest, IndexError> {
        let metas = caught(&self.directory, || self.inner.load_metas())?;
        Ok(match metas.payload {
            Some(name) if self.on_disk => Manifest::read(&self.directory, &name),
            _ => Manifest::default(),
        })
    }

    fn over(inner: tantivy::Index, fields: Fields, directory: &Path, on_disk: bool) -> Self {
        tokenizer::register(&inner);
        Self {
            inner,
            fields,
            directory: directory.to_owned(),
            on_disk,
        }
    }
}

//! Writing: whole blocks in, commits that last.
//!
//! Invariant: a block is added by one call together with the delete of the block of the same id, so
//! that it stays adjacent in one segment and replaces the old one at the same commit. After `commit`
//! returns, its documents survive the loss of power.
//! Known gap: what a merge needs is not counted in the memory.

use super::block::{self, Prepared};
use super::error::IndexError;
use super::guard::guarded;
use super::manifest::{self, Manifest, content};
use super::queue::{Queue, Queued};
use super::schema::Fields;
use super::version::sync;
use crate::facts::Fact;
use crate::source::Document;
use crate::text::{Analysis, Normalized};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::{IndexWriter, TantivyError, Term};

/// The least memory a thread needs, in bytes, as tantivy demands.
const MEMORY_PER_THREAD: usize = 15_000_000;

/// The most memory a thread may have, in bytes.
const MAX_MEMORY_PER_THREAD: usize = 2_000_000_000;

/// The most threads that tantivy allows.
const MAX_THREADS: usize = 8;

/// The one writer of an index; what it wrote since the last commit is lost when it is dropped.
pub struct Writer {
    inner: IndexWriter<Queued>,
    queue: Arc<Queue>,
    fields: Fields,
    directory: PathBuf,
    on_disk: bool,
}

impl Writer {
    /// A writer that uses about `memory` bytes and `threads` threads, within what tantivy allows.
    pub(super) fn new(
        index: &tantivy::Index,
        fields: Fields,
        directory: &Path,
        on_disk: bool,
        memory: usize,
        threads: usize,
    ) -> Result<Self, IndexError> {
        // A fourth is for the blocks that wait.
        let queue = Queue::new(memory / 4);
        let memory = memory / 4 * 3;
        let threads = threads
            .min(memory / MEMORY_PER_THREAD)
            .clamp(1, MAX_THREADS);
        let memory = (memory / threads).clamp(MEMORY_PER_THREAD, MAX_MEMORY_PER_THREAD);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(memory)
            .num_merge_threads(threads)
            .build();
        let inner = caught(directory, || index.writer_with_options(options))?;
        sweep(&inner, directory)?;
        Ok(Self {
            inner,
            queue,
            fields,
            directory: directory.to_owned(),
            on_disk,
        })
    }

    /// Adds a document with its facts; replaces the one with the same id.
    ///
    /// # Errors
    /// [`IndexError::Document`] if the document can't be indexed, and then nothing changed; any
    /// other error means that the writer has stopped and [`rollback`](Self::rollback) is needed.
    pub fn put(&mut self, document: &Document, facts: &[Fact]) -> Result<(), IndexError> {
        let body = Analysis::new(Normalized::new(&document.body).as_str());
        let refused = |reason| IndexError::Document {
            id: document.id.clone(),
            reason,
        };
        let content = content(document).map_err(refused)?;
        let block = block::block(self.fields, document, facts, &body, content).map_err(refused)?;
        self.put_block(&document.id, block)
    }

    /// Adds the block of the document of that id; replaces the one with the same id.
    pub(super) fn put_block(&mut self, id: &str, block: Prepared) -> Result<(), IndexError> {
        let mut place = Some(self.queue.enter(block.bytes));
        let last = block.documents.len().saturating_sub(1);
        let mut operations = Vec::with_capacity(block.documents.len() + 1);
        operations.push(UserOperation::Delete(self.key(id)));
        for (n, document) in block.documents.into_iter().enumerate() {
            let place = if n == last { place.take() } else { None };
            operations.push(UserOperation::Add(Queued {
                document,
                _place: place,
            }));
        }
        self.run(operations)
    }

    /// Deletes the document of that id with its facts, if there is one.
    ///
    /// # Errors
    /// If the writer has stopped.
    pub fn delete(&mut self, id: &str) -> Result<(), IndexError> {
        let operation = UserOperation::Delete(self.key(id));
        self.run(vec![operation])
    }

    /// Makes everything since the last commit visible to readers opened or reloaded from now on, and
    /// durable.
    ///
    /// # Errors
    /// If the disk is full or a file of the index is damaged; the last commit stands then.
    pub fn commit(&mut self) -> Result<(), IndexError> {
        self.commit_with(&Manifest::default())
    }

    /// As [`commit`](Self::commit); the commit says by `manifest` which files it holds whole.
    pub(super) fn commit_with(&mut self, manifest: &Manifest) -> Result<(), IndexError> {
        let name = match self.on_disk {
            true => manifest.write(&self.directory)?,
            false => None,
        };
        let inner = &mut self.inner;
        caught(&self.directory, || {
            let mut prepared = inner.prepare_commit()?;
            if let Some(name) = &name {
                prepared.set_payload(name);
            }
            prepared.commit()
        })?;
        self.sync()?;
        if self.on_disk {
            manifest::sweep(&self.directory, name.as_deref());
        }
        Ok(())
    }

    /// Commits, and waits until the segments are merged that are worth it.
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    pub fn finish(mut self) -> Result<(), IndexError> {
        if let Err(error) = self.commit() {
            // Frees the disk; the error to tell is the first one.
            let _ = self.rollback();
            return Err(error);
        }
        self.merge()
    }

    /// Waits until the segments are merged that are worth it; what was not committed is lost.
    pub(super) fn merge(self) -> Result<(), IndexError> {
        let Self {
            inner,
            directory,
            on_disk,
            ..
        } = self;
        caught(&directory, || inner.wait_merging_threads())?;
        if on_disk {
            sync(&directory).map_err(|error| IndexError::io(&directory, &error))?;
        }
        Ok(())
    }

    /// Forgets everything since the last commit; the writer can be used again.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn rollback(&mut self) -> Result<(), IndexError> {
        caught(&self.directory, || self.inner.rollback())?;
        sweep(&self.inner, &self.directory)
    }

    /// Hands operations to the threads that index. If these have stopped, the error is theirs.
    fn run(&mut self, operations: Vec<UserOperation<Queued>>) -> Result<(), IndexError> {
        let inner = &mut self.inner;
        caught(&self.directory, || match inner.run(operations) {
            Err(TantivyError::ErrorInThread(what)) => match inner.prepare_commit() {
                Err(cause) => Err(cause),
                Ok(prepared) => {
                    prepared.abort()?;
                    Err(TantivyError::ErrorInThread(what))
                }
            },
            outcome => outcome.map(|_| ()),
        })
    }

    fn key(&self, id: &str) -> Term {
        Term::from_field_text(self.fields.block, id)
    }

    fn sync(&self) -> Result<(), IndexError> {
        if !self.on_disk {
            return Ok(());
        }
        sync(&self.directory).map_err(|error| IndexError::io(&self.directory, &error))
    }
}

/// Removes files that belong to no commit: an interrupted run leaves them behind.
fn sweep(writer: &IndexWriter<Queued>, directory: &Path) -> Result<(), IndexError> {
    caught(directory, || writer.garbage_collect_files().wait()).map(|_| ())
}

/// Runs a call of tantivy; its errors and panics become ours.
pub(super) fn caught<T>(
    directory: &Path,
    call: impl FnOnce() -> Result<T, TantivyError>,
) -> Result<T, IndexError> {
    match guarded(call) {
        Ok(outcome) => outcome.map_err(|error| IndexError::tantivy(directory, &error)),
        Err(panic) => Err(IndexError::Damaged {
            directory: directory.to_owned(),
            reason: format!("one of its files can't be read ({panic})"),
        }),
    }
}

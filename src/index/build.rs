//! From files to documents with their facts, handed on in order.
//!
//! Invariant: documents are handed on in the order of the sources, with what was prepared of each on all
//! threads; memory is bounded by the batch and not by the corpus.
//! Known gap: while a batch is handed on, no other is prepared.

use super::summary::{Fate, Observer, Summary};
use crate::facts::{self, Fact, Passage};
use crate::source::{Document, Piece, Problem, SourceFile, Sources};
use crate::text::{Analysis, Normalized};
use rayon::prelude::*;
use std::time::Instant;

/// How many bytes of text are taken together.
const BATCH_BYTES: usize = 4 << 20;

/// How many documents are taken together.
const BATCH_DOCUMENTS: usize = 256;

/// The facts of a document.
#[must_use]
pub fn facts_of(document: &Document) -> Vec<Fact> {
    analysed(document).0
}

/// The facts of a document, and the analysis of its body.
pub(super) fn analysed(document: &Document) -> (Vec<Fact>, Analysis) {
    let normalised = Normalized::new(&document.body);
    let analysis = Analysis::new(normalised.as_str());
    let passage = Passage {
        title: &document.title,
        body: &document.body,
        published: document.published,
    };
    let facts = facts::extract_analysed(&passage, &normalised, &analysis);
    (facts, analysis)
}

/// What is told and counted while files are read.
pub(super) struct Account<'a> {
    pub(super) summary: Summary,
    observer: &'a mut dyn Observer,
}

impl Account<'_> {
    pub(super) fn reject(&mut self, problem: Problem) {
        self.summary.reject(problem, self.observer);
    }

    pub(super) fn warn(&mut self, problem: Problem) {
        self.summary.warn(problem, self.observer);
    }

    pub(super) fn article(&mut self, document: &Document, fate: Fate) {
        let origin = &document.origin;
        self.observer
            .article(&origin.path, origin.line, &document.id, fate);
    }

    fn progress(&mut self) {
        self.observer.progress(self.summary.progress());
    }
}

/// What was found in a file besides documents.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    /// Whether something was left out.
    pub(super) rejected: bool,
    /// Whether something is odd.
    pub(super) warned: bool,
}

/// Takes what was prepared; files are called by their number in the sources.
pub(super) trait Sink<T> {
    /// Why the work ends.
    type Error;

    /// How many documents the file has, if all of them were taken by an earlier run and it need not be
    /// read. Asked again after documents that waited have been taken.
    fn holds(&mut self, _number: usize, _file: &SourceFile) -> Option<u64> {
        None
    }

    /// Takes a document.
    fn take(
        &mut self,
        number: usize,
        document: Document,
        prepared: T,
        account: &mut Account<'_>,
    ) -> Result<(), Self::Error>;

    /// A file was read to its end. Documents of it may still come.
    fn end(&mut self, _number: usize, _file: &SourceFile, _found: Found) {}

    /// All documents that were read have been taken.
    fn flushed(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// Hands documents with their facts on.
struct Extracting<F>(F);

impl<E, F: FnMut(Document, Vec<Fact>) -> Result<(), E>> Sink<Vec<Fact>> for Extracting<F> {
    type Error = E;

    fn take(
        &mut self,
        _: usize,
        document: Document,
        facts: Vec<Fact>,
        account: &mut Account<'_>,
    ) -> Result<(), E> {
        account.summary.documents += 1;
        account.summary.facts += facts.len() as u64;
        (self.0)(document, facts)
    }
}

/// Hands the documents of the sources with their facts to `sink`, in order; facts are extracted on
/// all threads.
///
/// # Errors
/// The first error of `sink` ends the work.
pub fn extract<E>(
    sources: &Sources,
    observer: &mut dyn Observer,
    sink: impl FnMut(Document, Vec<Fact>) -> Result<(), E>,
) -> Result<Summary, E> {
    each(sources, observer, facts_of, &mut Extracting(sink))
}

/// Hands the documents of the sources to `sink`, with what `prepare` makes of each on all threads.
pub(super) fn each<T: Send, S: Sink<T>>(
    sources: &Sources,
    observer: &mut dyn Observer,
    prepare: impl Fn(&Document) -> T + Sync,
    sink: &mut S,
) -> Result<Summary, S::Error> {
    let began = Instant::now();
    let mut account = Account {
        summary: Summary {
            skipped: sources.skipped,
            ..Summary::default()
        },
        observer,
    };
    for problem in &sources.problems {
        account.reject(problem.clone());
    }
    let mut batch: Vec<(usize, Document)> = Vec::new();
    let mut size = 0;
    let mut finished = 0;
    for (number, file) in sources.files.iter().enumerate() {
        if sink.holds(number, file).is_some() {
            // What waits may take an article of this file.
            flush(&mut batch, &mut account, &prepare, sink)?;
            size = 0;
            if let Some(documents) = sink.holds(number, file) {
                account.observer.unchanged(&file.path, documents);
                account.summary.unchanged += documents;
                finished += file.bytes;
                account.summary.bytes = finished;
                account.progress();
                continue;
            }
        }
        let mut found = Found::default();
        let mut pieces = file.read();
        while let Some(piece) = pieces.next() {
            account.summary.bytes = finished + pieces.bytes();
            match piece {
                Piece::Document(document) => {
                    size += document.body.len();
                    batch.push((number, document));
                }
                Piece::Rejected(problem) => {
                    found.rejected = true;
                    account.reject(problem);
                }
                Piece::Warning(problem) => {
                    found.warned = true;
                    account.warn(problem);
                }
            }
            if size >= BATCH_BYTES || batch.len() >= BATCH_DOCUMENTS {
                flush(&mut batch, &mut account, &prepare, sink)?;
                size = 0;
                account.progress();
            }
        }
        finished += pieces.bytes();
        sink.end(number, file, found);
    }
    account.summary.bytes = finished;
    flush(&mut batch, &mut account, &prepare, sink)?;
    account.progress();
    account.summary.took = began.elapsed();
    Ok(account.summary)
}

fn flush<T: Send, S: Sink<T>>(
    batch: &mut Vec<(usize, Document)>,
    account: &mut Account<'_>,
    prepare: &(impl Fn(&Document) -> T + Sync),
    sink: &mut S,
) -> Result<(), S::Error> {
    let done: Vec<T> = batch
        .par_iter()
        .map(|(_, document)| prepare(document))
        .collect();
    for ((number, document), prepared) in batch.drain(..).zip(done) {
        sink.take(number, document, prepared, account)?;
    }
    sink.flushed()
}

//! From files to an index: documents are read, their facts extracted, and blocks written.
//!
//! Invariant: documents are written in the order of the sources, so that of two with one id the later
//! one stays; memory is bounded by the batch and not by the corpus. What is written becomes visible
//! and durable with commits on the way and one at the end: a run that is interrupted keeps all
//! documents up to its last commit, the old ones behind it, and none twice.
//! Known gap: what was read since the last commit is read again by the next run.

use super::error::IndexError;
use super::{Index, Reader, block};
use crate::facts::{self, Fact, Passage};
use crate::source::{Document, Piece, Problem, Sources};
use crate::text::{Analysis, Normalized};
use rayon::prelude::*;
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// How many bytes of text are taken together.
const BATCH_BYTES: usize = 4 << 20;

/// How many documents are taken together.
const BATCH_DOCUMENTS: usize = 256;

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

/// Is told how the work goes on.
pub trait Observer {
    /// So much has been done.
    fn progress(&mut self, _done: Progress) {}
    /// A piece was left out.
    fn rejected(&mut self, _problem: &Problem) {}
    /// A piece was taken although something is odd.
    fn warned(&mut self, _problem: &Problem) {}
}

/// Hears everything and does nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}

/// What has been done, and what was wrong.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How many documents were taken, replaced ones and all.
    pub documents: u64,
    /// How many facts they hold.
    pub facts: u64,
    /// How many of the documents replaced one of the same id, of the index or of this run.
    pub replaced: u64,
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

    fn reject(&mut self, problem: Problem, observer: &mut dyn Observer) {
        observer.rejected(&problem);
        self.rejections += 1;
        if self.rejected.len() < KEPT {
            self.rejected.push(problem);
        }
    }

    fn warn(&mut self, problem: Problem, observer: &mut dyn Observer) {
        observer.warned(&problem);
        self.warnings += 1;
        if self.warned.len() < KEPT {
            self.warned.push(problem);
        }
    }
}

/// What the work may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Bytes of memory for the index writer.
    pub memory: usize,
    /// Threads of the index writer; facts are extracted on all threads of rayon's pool.
    pub threads: usize,
    /// After so many bytes of bodies there is a commit.
    pub commit: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            memory: 256_000_000,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            commit: 64_000_000,
        }
    }
}

/// The facts of a document.
#[must_use]
pub fn facts_of(document: &Document) -> Vec<Fact> {
    analysed(document).0
}

/// The facts of a document, and the analysis of its body.
fn analysed(document: &Document) -> (Vec<Fact>, Analysis) {
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

/// Puts the documents of the sources into an index.
///
/// # Errors
/// If the index can't be written; it holds what it held at the last commit then. Bad pieces of the sources are no errors:
/// the summary names them.
pub fn build(
    index: &Index,
    sources: &Sources,
    budget: Budget,
    observer: &mut dyn Observer,
) -> Result<Summary, IndexError> {
    let began = Instant::now();
    let mut writer = index.writer(budget.memory, budget.threads)?;
    let before = index.reader()?;
    let mut seen: HashSet<String> = HashSet::new();
    let mut replaced = 0;
    let mut uncommitted = 0;
    let fields = index.fields();
    let prepare = |document: &Document, facts: &[Fact], body: &Analysis| {
        block::block(fields, document, facts, body)
    };
    let outcome = each(sources, observer, prepare, |document, _, block| {
        match block {
            Err(reason) => return Ok(Some(Remark::Refused(problem(&document, reason)))),
            Ok(block) => writer.put_block(&document.id, block)?,
        }
        uncommitted += document.body.len();
        if uncommitted >= budget.commit {
            writer.commit()?;
            uncommitted = 0;
        }
        let again = seen.contains(&document.id);
        if again || is_in(&before, &document.id)? {
            replaced += 1;
        }
        let remark = again.then(|| {
            let reason = format!("the id {:?} occurs again: the last one stays", document.id);
            Remark::Odd(problem(&document, reason))
        });
        seen.insert(document.id);
        Ok(remark)
    });
    let mut summary = match outcome {
        Ok(summary) => summary,
        Err(error) => {
            // Frees the disk; the error to tell is the first one.
            let _ = writer.rollback();
            return Err(error);
        }
    };
    writer.finish()?;
    summary.replaced = replaced;
    summary.took = began.elapsed();
    Ok(summary)
}

/// What there is to say of a document that was handed on.
enum Remark {
    /// It was not taken.
    Refused(Problem),
    /// It was taken although something is odd.
    Odd(Problem),
}

fn is_in(reader: &Reader, id: &str) -> Result<bool, IndexError> {
    Ok(reader.find(id)?.is_some())
}

fn problem(document: &Document, reason: String) -> Problem {
    Problem {
        path: document.origin.path.clone(),
        line: document.origin.line,
        reason,
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
    mut sink: impl FnMut(Document, Vec<Fact>) -> Result<(), E>,
) -> Result<Summary, E> {
    each(
        sources,
        observer,
        |_, _, _| (),
        |document, facts, ()| sink(document, facts).map(|()| None),
    )
}

/// As [`extract`], with something prepared of each document on all threads.
fn each<T: Send, E>(
    sources: &Sources,
    observer: &mut dyn Observer,
    prepare: impl Fn(&Document, &[Fact], &Analysis) -> T + Sync,
    mut sink: impl FnMut(Document, Vec<Fact>, T) -> Result<Option<Remark>, E>,
) -> Result<Summary, E> {
    let began = Instant::now();
    let mut summary = Summary {
        skipped: sources.skipped,
        ..Summary::default()
    };
    for problem in &sources.problems {
        summary.reject(problem.clone(), observer);
    }
    let mut batch: Vec<Document> = Vec::new();
    let mut size = 0;
    let mut finished = 0;
    for file in &sources.files {
        let mut pieces = file.read();
        while let Some(piece) = pieces.next() {
            summary.bytes = finished + pieces.bytes();
            match piece {
                Piece::Document(document) => {
                    size += document.body.len();
                    batch.push(document);
                }
                Piece::Rejected(problem) => summary.reject(problem, observer),
                Piece::Warning(problem) => summary.warn(problem, observer),
            }
            if size >= BATCH_BYTES || batch.len() >= BATCH_DOCUMENTS {
                flush(&mut batch, &mut summary, observer, &prepare, &mut sink)?;
                size = 0;
                observer.progress(summary.progress());
            }
        }
        finished += pieces.bytes();
    }
    summary.bytes = finished;
    flush(&mut batch, &mut summary, observer, &prepare, &mut sink)?;
    observer.progress(summary.progress());
    summary.took = began.elapsed();
    Ok(summary)
}

impl Summary {
    fn progress(&self) -> Progress {
        Progress {
            bytes: self.bytes,
            documents: self.documents,
            facts: self.facts,
        }
    }
}

fn flush<T: Send, E>(
    batch: &mut Vec<Document>,
    summary: &mut Summary,
    observer: &mut dyn Observer,
    prepare: &(impl Fn(&Document, &[Fact], &Analysis) -> T + Sync),
    sink: &mut impl FnMut(Document, Vec<Fact>, T) -> Result<Option<Remark>, E>,
) -> Result<(), E> {
    let work = |document: &Document| {
        let (facts, analysis) = analysed(document);
        let prepared = prepare(document, &facts, &analysis);
        (facts, prepared)
    };
    let done: Vec<(Vec<Fact>, T)> = batch.par_iter().map(work).collect();
    for (document, (facts, prepared)) in batch.drain(..).zip(done) {
        let count = facts.len() as u64;
        match sink(document, facts, prepared)? {
            Some(Remark::Refused(problem)) => {
                summary.reject(problem, observer);
                continue;
            }
            Some(Remark::Odd(problem)) => summary.warn(problem, observer),
            None => {}
        }
        summary.documents += 1;
        summary.facts += count;
    }
    Ok(())
}

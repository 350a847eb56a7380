//! Sources into an index: what is new or changed is written, what is the same is left alone.
//!
//! Invariant: of two documents with one id the later one stays. What is written becomes visible and
//! durable with commits on the way and one at the end: a run that is interrupted keeps all documents
//! up to its last commit, the old ones behind it, and none twice.
//! Known gap: a file that shares an id with another is read again by every run.

use super::block::{self, Prepared};
use super::build::{Account, Found, Sink, analysed, each};
use super::error::IndexError;
use super::known::{Held, Known};
use super::manifest::{self, Entry, Manifest, content, place};
use super::schema::Fields;
use super::summary::{Fate, Observer, Summary};
use super::{Index, Writer};
use crate::source::{Document, Problem, SourceFile, Sources};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

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

/// What is done besides writing documents, or instead.
#[derive(Debug, Clone, Copy, Default)]
pub struct Upkeep<'a> {
    /// The files and folders whose articles are removed if their file or line is gone.
    pub prune: &'a [PathBuf],
    /// Whether nothing is written, and only counted what would be.
    pub dry_run: bool,
}

/// Puts the documents of the sources into an index.
///
/// # Errors
/// As [`update`].
pub fn build(
    index: &Index,
    sources: &Sources,
    budget: Budget,
    observer: &mut dyn Observer,
) -> Result<Summary, IndexError> {
    update(index, sources, budget, Upkeep::default(), observer)
}

/// Puts the documents of the sources into an index, and removes those that are gone if that is asked
/// for.
///
/// # Errors
/// If the index can't be written; it holds what it held at the last commit then. Bad pieces of the
/// sources are no errors: the summary names them.
pub fn update(
    index: &Index,
    sources: &Sources,
    budget: Budget,
    upkeep: Upkeep<'_>,
    observer: &mut dyn Observer,
) -> Result<Summary, IndexError> {
    let began = Instant::now();
    let mut writer = if upkeep.dry_run {
        None
    } else {
        Some(index.writer(budget.memory, budget.threads)?)
    };
    let known = Known::new(index.reader()?)?;
    let fields = index.fields();
    let mut filling = Filling::new(index, &known, budget.commit, writer.as_mut())?;
    filling.pruning = !upkeep.prune.is_empty();
    let outcome = each(
        sources,
        &mut *observer,
        |document| prepare(fields, &known, document),
        &mut filling,
    );
    let outcome = outcome.and_then(|mut summary| {
        filling.prune(upkeep.prune, sources, &mut summary, observer)?;
        filling.commit()?;
        Ok(summary)
    });
    let mut summary = match outcome {
        Ok(summary) => summary,
        Err(error) => {
            // Frees the disk; the error to tell is the first one.
            if let Some(mut writer) = writer {
                let _ = writer.rollback();
            }
            return Err(error);
        }
    };
    if let Some(writer) = writer {
        writer.merge()?;
    }
    summary.took = began.elapsed();
    Ok(summary)
}

/// What there is to do with a document.
enum Task {
    /// It is in the index as it is.
    Nothing,
    /// It is to be written.
    Write {
        block: Prepared,
        facts: u64,
        /// What it replaces.
        held: Option<Held>,
    },
    /// It can't be written.
    Refuse(String),
}

fn prepare(fields: Fields, known: &Known, document: &Document) -> Result<Task, IndexError> {
    let content = match content(document) {
        Ok(content) => content,
        Err(reason) => return Ok(Task::Refuse(reason)),
    };
    let held = known.get(&document.id)?;
    if held
        .as_ref()
        .is_some_and(|held| held.content == Some(content))
    {
        return Ok(Task::Nothing);
    }
    Ok(written(fields, document, content, held))
}

fn written(fields: Fields, document: &Document, content: u64, held: Option<Held>) -> Task {
    let (facts, body) = analysed(document);
    match block::block(fields, document, &facts, &body, content) {
        Ok(block) => Task::Write {
            block,
            facts: facts.len() as u64,
            held,
        },
        Err(reason) => Task::Refuse(reason),
    }
}

/// A file that is being read.
struct Reading {
    entry: Entry,
    /// Its size and time when it was begun.
    state: Option<(u64, SystemTime)>,
    /// Whether it was read to its end.
    ended: bool,
}

/// A run on its way.
struct Filling<'a> {
    /// Nothing where nothing is to be written.
    writer: Option<&'a mut Writer>,
    fields: Fields,
    known: &'a Known,
    /// Which files the next commit holds whole.
    manifest: Manifest,
    /// Whether the last commit is not what the next one would be.
    altered: bool,
    /// How many articles of each file the index held.
    per_file: HashMap<String, u64>,
    /// The files whose documents may still come, by number.
    reading: HashMap<usize, Reading>,
    /// The files of which something is odd.
    odd: HashSet<String>,
    /// The files from which something was left out.
    partial: HashSet<String>,
    /// The files that were not read since they are held whole.
    whole: HashSet<String>,
    /// Whether articles are removed that are gone.
    pruning: bool,
    /// The file of every id that was met.
    seen: HashMap<String, usize>,
    /// The places of the files that were begun, by number.
    places: Vec<String>,
    /// How many bytes of bodies were written since the last commit, and may be at most.
    uncommitted: usize,
    limit: usize,
}

impl<'a> Filling<'a> {
    fn new(
        index: &Index,
        known: &'a Known,
        limit: usize,
        writer: Option<&'a mut Writer>,
    ) -> Result<Self, IndexError> {
        let manifest = index.manifest()?;
        Ok(Self {
            writer,
            fields: index.fields(),
            known,
            per_file: known.per_file()?,
            manifest,
            altered: false,
            reading: HashMap::new(),
            odd: HashSet::new(),
            partial: HashSet::new(),
            whole: HashSet::new(),
            pruning: false,
            seen: HashMap::new(),
            places: Vec::new(),
            uncommitted: 0,
            limit,
        })
    }

    fn commit(&mut self) -> Result<(), IndexError> {
        if let (Some(writer), true) = (&mut self.writer, self.altered) {
            writer.commit_with(&self.manifest)?;
            self.altered = false;
        }
        self.uncommitted = 0;
        Ok(())
    }

    /// From now on the file is read again by every run, until nothing is odd about it.
    fn strike(&mut self, place: String) {
        self.altered |= self.manifest.remove(&place);
        self.odd.insert(place);
    }

    /// Removes the articles below the roots whose file or line is gone. Those of a file that could not
    /// be read whole stay: what was not read may hold them.
    fn prune(
        &mut self,
        roots: &[PathBuf],
        sources: &Sources,
        summary: &mut Summary,
        observer: &mut dyn Observer,
    ) -> Result<(), IndexError> {
        if !self.pruning {
            return Ok(());
        }
        let roots: Vec<PathBuf> = roots.iter().map(|root| place(root).into()).collect();
        let unread: Vec<PathBuf> = sources
            .problems
            .iter()
            .filter(|problem| !is_gone(&problem.path))
            .map(|problem| place(&problem.path).into())
            .collect();
        let mut gone = Vec::new();
        let mut kept: BTreeMap<String, u64> = BTreeMap::new();
        self.known.each(|file, id| {
            let path = Path::new(file);
            if self.whole.contains(file) || !roots.iter().any(|root| path.starts_with(root)) {
                return Ok(());
            }
            let id = id()?;
            if self.seen.contains_key(&id) {
                return Ok(());
            }
            if self.partial.contains(file) || unread.iter().any(|root| path.starts_with(root)) {
                *kept.entry(file.to_owned()).or_default() += 1;
            } else {
                gone.push((file.to_owned(), id));
            }
            Ok(())
        })?;
        let read: HashSet<&str> = self.places.iter().map(String::as_str).collect();
        for (file, id) in gone {
            if let Some(writer) = &mut self.writer {
                writer.delete(&id)?;
            }
            if !read.contains(file.as_str()) {
                self.manifest.remove(&file);
            }
            self.altered = true;
            summary.removed += 1;
            observer.article(Path::new(&file), None, &id, Fate::Removed);
        }
        for (file, count) in kept {
            let problem = Problem {
                path: file.into(),
                line: None,
                reason: format!("it can't be read whole: {count} articles of it are not removed"),
            };
            summary.warn(problem, observer);
        }
        Ok(())
    }

    fn write(
        &mut self,
        number: usize,
        document: &Document,
        task: Task,
        account: &mut Account<'_>,
    ) -> Result<bool, IndexError> {
        let (block, facts, held) = match task {
            Task::Nothing => {
                account.summary.unchanged += 1;
                account.article(document, Fate::Unchanged);
                return Ok(true);
            }
            Task::Refuse(reason) => {
                self.strike(self.places[number].clone());
                self.partial.insert(self.places[number].clone());
                account.reject(problem(document, reason));
                return Ok(false);
            }
            Task::Write { block, facts, held } => (block, facts, held),
        };
        if let Some(writer) = &mut self.writer {
            writer.put_block(&document.id, block)?;
        }
        self.altered = true;
        self.uncommitted += document.body.len();
        if let Some(held) = &held {
            let file = self.known.file(held)?;
            if file != self.places[number] {
                // The other file is no longer held whole.
                self.manifest.remove(&file);
            }
        }
        account.summary.documents += 1;
        account.summary.facts += facts;
        if held.is_some() || self.seen.contains_key(&document.id) {
            account.summary.replaced += 1;
            account.article(document, Fate::Replaced { facts });
        } else {
            account.article(document, Fate::Indexed { facts });
        }
        Ok(true)
    }
}

impl Sink<Result<Task, IndexError>> for Filling<'_> {
    type Error = IndexError;

    fn holds(&mut self, number: usize, file: &SourceFile) -> Option<u64> {
        if !self.reading.contains_key(&number) {
            let place = place(&file.path);
            self.places.push(place.clone());
            let state = manifest::state(&file.path);
            let Some(print) = manifest::print(file) else {
                self.altered |= self.manifest.remove(&place);
                return None;
            };
            let entry = Entry {
                file: place,
                id: file.id.clone(),
                print,
                documents: 0,
            };
            let reading = Reading {
                entry,
                state,
                ended: false,
            };
            self.reading.insert(number, reading);
        }
        let entry = &self.reading.get(&number)?.entry;
        let held = self.per_file.get(&entry.file).copied().unwrap_or(0);
        match self.manifest.get(&entry.file, &entry.id) {
            Some(whole)
                if whole.print == entry.print
                    && whole.documents <= held
                    // More than it has are of lines that are gone.
                    && (whole.documents == held || !self.pruning) =>
            {
                self.whole.insert(whole.file.clone());
                Some(whole.documents)
            }
            Some(_) => {
                self.whole.remove(&entry.file);
                self.altered |= self.manifest.remove(&entry.file);
                None
            }
            None => {
                self.whole.remove(&entry.file);
                None
            }
        }
    }

    fn take(
        &mut self,
        number: usize,
        document: Document,
        prepared: Result<Task, IndexError>,
        account: &mut Account<'_>,
    ) -> Result<(), IndexError> {
        let mut task = prepared?;
        let before = self.seen.get(&document.id).copied();
        if let (Some(_), Task::Nothing) = (before, &task) {
            // What the index held has been replaced meanwhile.
            task = match content(&document) {
                Ok(content) => written(self.fields, &document, content, None),
                Err(reason) => Task::Refuse(reason),
            };
        }
        if !self.write(number, &document, task, account)? {
            return Ok(());
        }
        if let Some(before) = before {
            let reason = format!("the id {:?} occurs again: the last one stays", document.id);
            account.warn(problem(&document, reason));
            for number in [before, number] {
                self.strike(self.places[number].clone());
            }
        }
        if let Some(reading) = self.reading.get_mut(&number) {
            reading.entry.documents += 1;
        }
        self.seen.insert(document.id, number);
        Ok(())
    }

    fn end(&mut self, number: usize, file: &SourceFile, found: Found) {
        if found.rejected {
            self.partial.insert(self.places[number].clone());
        }
        if let Some(mut reading) = self.reading.remove(&number)
            && !found.rejected
            && !found.warned
            && reading.state == manifest::state(&file.path)
        {
            reading.ended = true;
            self.reading.insert(number, reading);
        }
    }

    fn flushed(&mut self) -> Result<(), IndexError> {
        let whole = self.reading.extract_if(|_, reading| reading.ended);
        for (_, Reading { entry, .. }) in whole {
            if !self.odd.contains(&entry.file) {
                self.manifest.insert(entry);
                self.altered = true;
            }
        }
        if self.uncommitted >= self.limit {
            self.commit()?;
        }
        Ok(())
    }
}

/// Whether nothing is at a path, as far as can be seen.
fn is_gone(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

fn problem(document: &Document, reason: String) -> Problem {
    Problem {
        path: document.origin.path.clone(),
        line: document.origin.line,
        reason,
    }
}

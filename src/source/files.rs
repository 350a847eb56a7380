//! Which files there are to read.
//!
//! Invariant: files come in the order of their names, each with an id or a prefix of ids that does
//! not depend on where the program runs, but on the root that was given.
//! Known gap: a file that two roots share is read twice.

use super::columns::Mapping;
use super::input::explain;
use super::problem::Problem;
use crate::text::encoding::Encoding;
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// The file that marks the folder of an index, which is never read as a source.
pub const INDEX_FILE: &str = "solieu.json";

/// What a file holds, told by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One article: `.txt`.
    Text,
    /// One document a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// One document a row: `.csv`, `.tsv`.
    Table,
}

impl Format {
    /// The format of a file of that name.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            // Packed: the name within tells.
            "gz" | "zst" => Self::of(Path::new(path.file_stem()?)),
            "txt" => Some(Self::Text),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" | "tsv" => Some(Self::Table),
            _ => None,
        }
    }
}

/// A file to read, or the standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is; `-` is the standard input.
    pub path: PathBuf,
    /// What it holds. The standard input has no name to tell it: its first letter does when it is
    /// read.
    pub format: Format,
    /// The id of the document in it, where it holds only one: its path under the root that was
    /// given, with `/` between the parts; for a root that is a file, that path as it was given.
    pub id: String,
    /// Its size; 0 for the standard input.
    pub bytes: u64,
    /// The encoding in which it is read; none lets articles and tables be read in the one that
    /// fits, and JSON Lines as UTF-8.
    pub encoding: Option<Encoding>,
    /// Columns of tables that were named by hand.
    pub mappings: Vec<Mapping>,
}

/// The files under some roots.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// The files, in order.
    pub files: Vec<SourceFile>,
    /// Paths that can't be read.
    pub problems: Vec<Problem>,
    /// How many files in folders were passed over because of their names.
    pub skipped: usize,
}

impl Sources {
    /// Lists the files under `roots`: files, folders with all folders in them, or `-`.
    ///
    /// Hidden files and folders and those of an index are passed over; links are followed.
    #[must_use]
    pub fn list<P: AsRef<Path>>(roots: &[P]) -> Self {
        let mut sources = Self::default();
        for root in roots {
            sources.add(root.as_ref());
        }
        sources
    }

    /// Has all files read in that encoding.
    #[must_use]
    pub fn in_encoding(mut self, encoding: Encoding) -> Self {
        for file in &mut self.files {
            file.encoding = Some(encoding);
        }
        self
    }

    /// Has the columns of tables read so.
    #[must_use]
    pub fn with_columns(mut self, mappings: &[Mapping]) -> Self {
        for file in &mut self.files {
            file.mappings = mappings.to_vec();
        }
        self
    }

    /// The size of all files together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    fn add(&mut self, root: &Path) {
        if root == Path::new("-") {
            self.files.push(SourceFile {
                path: root.to_owned(),
                format: Format::JsonLines,
                id: "-".to_owned(),
                bytes: 0,
                encoding: None,
                mappings: Vec::new(),
            });
            return;
        }
        match std::fs::metadata(root) {
            Err(error) => self.problem(root, explain(&error)),
            Ok(metadata) if metadata.is_dir() => self.add_folder(root),
            Ok(metadata) => match Format::of(root) {
                Some(format) => self.files.push(SourceFile {
                    path: root.to_owned(),
                    format,
                    id: id_of(root.strip_prefix(".").unwrap_or(root)),
                    bytes: metadata.len(),
                    encoding: None,
                mappings: Vec::new(),
                }),
                None => self.problem(
                    root,
                    "unknown kind of file: .txt, .jsonl, .ndjson, .csv and .tsv are read, also as .gz and .zst".to_owned(),
                ),
            },
        }
    }

    fn add_folder(&mut self, root: &Path) {
        if root.join(INDEX_FILE).exists() {
            self.problem(root, "this is an index, not a folder of texts".to_owned());
            return;
        }
        let walk = WalkBuilder::new(root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_name(std::ffi::OsStr::cmp)
            .filter_entry(|entry| entry.depth() == 0 || !entry.path().join(INDEX_FILE).exists())
            .build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = place(&error).unwrap_or(root).to_owned();
                    self.problem(&path, explain_walk(&error));
                    continue;
                }
            };
            let path = entry.path();
            let metadata = match std::fs::metadata(path) {
                Ok(metadata) => metadata,
                Err(error) => {
                    self.problem(path, explain(&error));
                    continue;
                }
            };
            if !metadata.is_file() {
                continue;
            }
            match Format::of(path) {
                Some(format) => self.files.push(SourceFile {
                    path: path.to_owned(),
                    format,
                    id: id_of(path.strip_prefix(root).unwrap_or(path)),
                    bytes: metadata.len(),
                    encoding: None,
                    mappings: Vec::new(),
                }),
                None => self.skipped += 1,
            }
        }
    }

    fn problem(&mut self, path: &Path, reason: String) {
        self.problems.push(Problem {
            path: path.to_owned(),
            line: None,
            reason,
        });
    }
}

/// The parts of a path with `/` between them.
fn id_of(path: &Path) -> String {
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}

fn explain_walk(error: &ignore::Error) -> String {
    if let Some(ancestor) = loop_of(error) {
        return format!(
            "the link leads back to {}: it is not followed",
            ancestor.display()
        );
    }
    match error.io_error() {
        Some(error) => explain(error),
        None => format!("it can't be read: {error}"),
    }
}

fn loop_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::Loop { ancestor, .. } => Some(ancestor),
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => loop_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(loop_of),
        _ => None,
    }
}

/// The path that an error of the walk is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            place(err)
        }
        ignore::Error::Partial(errors) => errors.iter().find_map(place),
        _ => None,
    }
}

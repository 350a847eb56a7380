//! Reading one file after the other: a stream of documents and problems.
//!
//! Invariant: at most one document is held at a time; a document of more than [`MAX_DOCUMENT`] bytes
//! is rejected without being kept in memory.
//! Known gap: JSON Lines in UTF-16 are not read.

use super::document::{Document, Origin};
use super::files::{Format, SourceFile};
use super::input::{
    self, BUFFER, Bytes, Counted, Known, MAX_DOCUMENT, explain, judge, take_line, too_long,
    without_mark,
};
use super::json_lines;
use super::newspaper::layout;
use super::packed;
use super::problem::{Piece, Problem};
use super::table::{self, Table};
use crate::text::encoding::{Encoding, decode};
use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The documents and problems of a file.
pub struct Pieces<'a> {
    known: Known,
    state: State<'a>,
    bytes: Arc<AtomicU64>,
    /// The document that comes after a warning about it.
    waiting: Option<Document>,
}

enum State<'a> {
    Text(Bytes<'a>),
    Lines { input: Bytes<'a>, line: usize },
    Header(Bytes<'a>),
    Rows(Box<Table<'a>>),
    Failed(String),
    Done,
}

impl SourceFile {
    /// Begins to read the file.
    #[must_use]
    pub fn read(&self) -> Pieces<'static> {
        let known = Known {
            path: self.path.clone(),
            id: self.id.clone(),
            encoding: self.encoding,
            columns: self.mappings.as_slice().into(),
        };
        let bytes = Arc::new(AtomicU64::new(0));
        let counted = |input: Box<dyn Read + Send>| Counted {
            input,
            taken: Arc::clone(&bytes),
        };
        let state = if self.path == Path::new("-") {
            // How long it is nobody knows.
            packed::content(counted(Box::new(std::io::stdin())), u64::MAX)
                .and_then(|content| standard_input(content, &known))
        } else {
            File::open(&self.path)
                .and_then(|file| packed::content(counted(Box::new(file)), self.bytes))
                .map(|content| State::of(self.format, content))
        };
        let state = state.unwrap_or_else(|error| State::Failed(explain(&error)));
        Pieces {
            known,
            state,
            bytes,
            waiting: None,
        }
    }
}

/// What stands on the standard input has no name to tell its format: lines of JSON begin with an
/// object, tables with a header.
fn standard_input(input: Bytes<'static>, known: &Known) -> std::io::Result<State<'static>> {
    let (begin, input) = input::begin(input, BUFFER)?;
    let begin = without_mark(&begin).trim_ascii_start();
    let line = begin.split(|byte| *byte == b'\n').next();
    let format = if begin.starts_with(b"{") {
        Format::JsonLines
    } else if line.is_some_and(|line| table::is_header(line, &known.columns)) {
        Format::Table
    } else {
        Format::Text
    };
    Ok(State::of(format, input))
}

impl<'a> State<'a> {
    fn of(format: Format, input: Bytes<'a>) -> Self {
        match format {
            Format::Text => Self::Text(input),
            Format::JsonLines => Self::Lines { input, line: 0 },
            Format::Table => Self::Header(input),
        }
    }
}

impl<'a> Pieces<'a> {
    /// The documents of JSON Lines from `input`, which problems call `name`.
    #[must_use]
    pub fn json_lines(name: &Path, input: impl BufRead + Send + 'a) -> Self {
        let bytes = Arc::new(AtomicU64::new(0));
        let input = Counted {
            input,
            taken: Arc::clone(&bytes),
        };
        Self {
            known: Known {
                path: name.to_owned(),
                id: name.to_string_lossy().into_owned(),
                encoding: None,
                columns: [].into(),
            },
            state: State::of(Format::JsonLines, Box::new(input)),
            bytes,
            waiting: None,
        }
    }

    /// How many bytes have been read so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    fn rejected(&self, line: Option<usize>, reason: String) -> Piece {
        Piece::Rejected(self.problem(line, reason))
    }

    fn problem(&self, line: Option<usize>, reason: String) -> Problem {
        Problem {
            path: self.known.path.clone(),
            line,
            reason,
        }
    }

    /// A document, after the warning about it if there is one.
    fn taken(&mut self, line: Option<usize>, document: Document, warning: Option<String>) -> Piece {
        match warning {
            None => Piece::Document(document),
            Some(warning) => {
                self.waiting = Some(document);
                Piece::Warning(self.problem(line, warning))
            }
        }
    }

    /// Reads a file of one article, and says what is odd about it.
    fn article(&self, input: Bytes<'a>) -> Result<(Document, Option<String>), String> {
        let mut bytes = Vec::new();
        input
            .take(MAX_DOCUMENT as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| explain(&error))?;
        if bytes.len() > MAX_DOCUMENT {
            return Err(too_long("file"));
        }
        let decoded = decode(&bytes, self.known.encoding);
        let warning = judge(&decoded, bytes.len())?;
        let parts = layout(&decoded.text);
        if parts.body.is_empty() {
            return Err("the file is empty".to_owned());
        }
        let document = Document {
            id: self.known.id.clone(),
            title: parts.title.to_owned(),
            body: parts.body.to_owned(),
            published: parts.published,
            author: parts.author.map(str::to_owned),
            source: parts.source.map(str::to_owned),
            origin: Origin {
                path: self.known.path.clone(),
                line: None,
            },
        };
        Ok((document, warning))
    }

    /// Reads the next line that is not blank.
    fn line(&mut self) -> Option<Piece> {
        loop {
            let State::Lines { input, line } = &mut self.state else {
                return None;
            };
            let mut bytes = Vec::new();
            let taken = match take_line(input.as_mut(), &mut bytes) {
                Ok(taken) => taken,
                Err(error) => {
                    self.state = State::Done;
                    return Some(self.rejected(None, explain(&error)));
                }
            };
            if taken == 0 {
                self.state = State::Done;
                return None;
            }
            *line += 1;
            let number = *line;
            if bytes.len() > MAX_DOCUMENT {
                return Some(self.rejected(Some(number), too_long("line")));
            }
            let content = if number == 1 {
                without_mark(&bytes)
            } else {
                &bytes
            };
            let content = content.trim_ascii_end();
            if content.is_empty() {
                continue;
            }
            let origin = Origin {
                path: self.known.path.clone(),
                line: Some(number),
            };
            let encoding = self.known.encoding.unwrap_or(Encoding::Utf8);
            return Some(match json_lines::parse(content, encoding, origin) {
                Err(reason) => self.rejected(Some(number), reason),
                Ok((document, warning)) => self.taken(Some(number), document, warning),
            });
        }
    }

    /// Reads the next row of a table.
    fn row(&mut self, mut table: Box<Table<'a>>) -> Option<Piece> {
        let row = table.row(&self.known)?;
        // An error of the system has no line, and ends the table.
        if !matches!(row, Err((None, _))) {
            self.state = State::Rows(table);
        }
        Some(match row {
            Err((line, reason)) => self.rejected(line, reason),
            Ok((document, warning)) => self.taken(document.origin.line, document, warning),
        })
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(document) = self.waiting.take() {
            return Some(Piece::Document(document));
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Text(input) => Some(match self.article(input) {
                Err(reason) => self.rejected(None, reason),
                Ok((document, warning)) => self.taken(None, document, warning),
            }),
            State::Failed(reason) => Some(self.rejected(None, reason)),
            State::Done => None,
            lines @ State::Lines { .. } => {
                self.state = lines;
                self.line()
            }
            State::Header(input) => match Table::open(input, &self.known) {
                Err((line, reason)) => Some(self.rejected(line, reason)),
                Ok((table, None)) => self.row(Box::new(table)),
                Ok((table, Some(warning))) => {
                    self.state = State::Rows(Box::new(table));
                    Some(Piece::Warning(self.problem(None, warning)))
                }
            },
            State::Rows(table) => self.row(table),
        }
    }
}

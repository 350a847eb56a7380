//! Reading one file after the other: a stream of documents and problems.
//!
//! Invariant: at most one document is held at a time; a document of more than [`MAX_DOCUMENT`] bytes
//! is rejected without being kept in memory.
//! Known gap: JSON Lines in UTF-16 are not read.

use super::document::{Document, Origin};
use super::files::{Format, SourceFile, explain};
use super::json_lines;
use super::newspaper::layout;
use super::packed;
use super::problem::{Piece, Problem};
use super::table::Table;
use crate::text::encoding::{Decoded, Encoding, decode};
use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;

/// The longest document that is read, in bytes of the file or line: 16 MiB, ten novels.
pub const MAX_DOCUMENT: usize = 16 << 20;

/// The most of an article that may be unreadable: one byte in so many.
const READABLE: usize = 20;

/// How sure an encoding must be that is told from the bytes, to be taken without a word.
const SURE: f64 = 0.8;

/// The documents and problems of a file.
pub struct Pieces {
    path: std::path::PathBuf,
    encoding: Option<Encoding>,
    state: State,
    bytes: u64,
    /// The document that comes after a warning about it.
    waiting: Option<Document>,
}

enum State {
    Text {
        id: String,
        input: Box<dyn Read + Send>,
    },
    Lines {
        input: Box<dyn BufRead + Send>,
        line: usize,
    },
    Rows(Box<Table>),
    Failed(String),
    Done,
}

impl SourceFile {
    /// Begins to read the file.
    #[must_use]
    pub fn read(&self) -> Pieces {
        let state = if self.path == Path::new("-") {
            // How long it is nobody knows.
            packed::content(std::io::stdin(), u64::MAX)
                .and_then(|content| self.standard_input(content))
        } else {
            File::open(&self.path)
                .and_then(|file| packed::content(file, self.bytes))
                .map(|content| match self.format {
                    Format::Text => self.text(content),
                    Format::JsonLines => State::lines(content),
                    Format::Table => self.table(content),
                })
        };
        let state = state.unwrap_or_else(|error| State::Failed(explain(&error)));
        Pieces::new(&self.path, self.encoding, state)
    }

    /// What stands on the standard input has no name to tell its format: lines of JSON begin with
    /// an object.
    fn standard_input(&self, mut input: Box<dyn BufRead + Send>) -> std::io::Result<State> {
        let begin = without_mark(input.fill_buf()?);
        let lines = begin.trim_ascii_start().starts_with(b"{");
        Ok(if lines {
            State::lines(input)
        } else {
            self.text(input)
        })
    }

    fn table(&self, content: Box<dyn BufRead + Send>) -> State {
        let encoding = self.encoding.unwrap_or(Encoding::Utf8);
        match Table::open(content, encoding, &self.mappings, self.id.clone()) {
            Ok(table) => State::Rows(Box::new(table)),
            Err(reason) => State::Failed(reason),
        }
    }

    fn text(&self, input: impl Read + Send + 'static) -> State {
        State::Text {
            id: self.id.clone(),
            input: Box::new(input),
        }
    }
}

impl State {
    fn lines(input: Box<dyn BufRead + Send>) -> Self {
        Self::Lines { input, line: 0 }
    }
}

impl Pieces {
    fn new(path: &Path, encoding: Option<Encoding>, state: State) -> Self {
        Self {
            path: path.to_owned(),
            encoding,
            state,
            bytes: 0,
            waiting: None,
        }
    }

    /// The documents of JSON Lines from `input`, which problems call `name`.
    #[must_use]
    pub fn json_lines(name: &Path, input: impl BufRead + Send + 'static) -> Self {
        Self::new(name, None, State::lines(Box::new(input)))
    }

    /// How many bytes have been read so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn problem(&self, line: Option<usize>, reason: String) -> Problem {
        Problem {
            path: self.path.clone(),
            line,
            reason,
        }
    }

    fn text(&mut self, id: String, input: &mut dyn Read) -> Piece {
        match self.article(id, input) {
            Err(reason) => Piece::Rejected(self.problem(None, reason)),
            Ok((document, None)) => Piece::Document(document),
            Ok((document, Some(warning))) => {
                self.waiting = Some(document);
                Piece::Warning(self.problem(None, warning))
            }
        }
    }

    /// Reads a file of one article, and says what is odd about it.
    fn article(
        &mut self,
        id: String,
        input: &mut dyn Read,
    ) -> Result<(Document, Option<String>), String> {
        let mut bytes = Vec::new();
        input
            .take(MAX_DOCUMENT as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| explain(&error))?;
        self.bytes += bytes.len() as u64;
        if bytes.len() > MAX_DOCUMENT {
            return Err(too_long("file"));
        }
        let decoded = decode(&bytes, self.encoding);
        let warning = judge(&decoded, bytes.len())?;
        let parts = layout(&decoded.text);
        if parts.body.is_empty() {
            return Err("the file is empty".to_owned());
        }
        let document = Document {
            id,
            title: parts.title.to_owned(),
            body: parts.body.to_owned(),
            published: parts.published,
            author: parts.author.map(str::to_owned),
            source: parts.source.map(str::to_owned),
            origin: Origin {
                path: self.path.clone(),
                line: None,
            },
        };
        Ok((document, warning))
    }

    /// Reads the next row.
    fn row(&mut self, mut table: Box<Table>) -> Option<Piece> {
        let ((line, row), bytes) = table.next(&self.path)?;
        self.bytes = bytes;
        self.state = State::Rows(table);
        Some(match row {
            Err(reason) => Piece::Rejected(self.problem(Some(line), reason)),
            Ok((document, None)) => Piece::Document(document),
            Ok((document, Some(warning))) => {
                self.waiting = Some(document);
                Piece::Warning(self.problem(Some(line), warning))
            }
        })
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
                    let problem = self.problem(None, explain(&error));
                    self.state = State::Done;
                    return Some(Piece::Rejected(problem));
                }
            };
            if taken == 0 {
                self.state = State::Done;
                return None;
            }
            *line += 1;
            let number = *line;
            self.bytes += taken;
            if bytes.len() > MAX_DOCUMENT {
                return Some(Piece::Rejected(
                    self.problem(Some(number), too_long("line")),
                ));
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
                path: self.path.clone(),
                line: Some(number),
            };
            let encoding = self.encoding.unwrap_or(Encoding::Utf8);
            return Some(match json_lines::parse(content, encoding, origin) {
                Err(reason) => Piece::Rejected(self.problem(Some(number), reason)),
                Ok((document, None)) => Piece::Document(document),
                Ok((document, Some(warning))) => {
                    self.waiting = Some(document);
                    Piece::Warning(self.problem(Some(number), warning))
                }
            });
        }
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(document) = self.waiting.take() {
            return Some(Piece::Document(document));
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Text { id, mut input } => Some(self.text(id, input.as_mut())),
            State::Failed(reason) => Some(Piece::Rejected(self.problem(None, reason))),
            State::Done => None,
            State::Rows(table) => self.row(table),
            lines @ State::Lines { .. } => {
                self.state = lines;
                self.line()
            }
        }
    }
}

/// What is odd about a decoded article, if anything.
///
/// # Errors
/// If it is no text.
fn judge(decoded: &Decoded<'_>, bytes: usize) -> Result<Option<String>, String> {
    if decoded.text.contains('\0') {
        return Err("the file holds zero bytes: it is no text".to_owned());
    }
    let encoding = decoded.encoding;
    let lost = decoded.unreadable;
    if let Some(first) = lost.first {
        let what = format!(
            "{} of its bytes can't be read as {encoding}, the first is byte {}",
            lost.bytes,
            first + 1
        );
        if lost.bytes > bytes / READABLE {
            return Err(format!(
                "{what}: save it as UTF-8, or name its encoding with `--encoding`"
            ));
        }
        return Ok(Some(format!("{what}: they stand as \u{FFFD}")));
    }
    if decoded.confidence < SURE {
        return Ok(Some(format!(
            "its encoding seems to be {encoding}, by {:.0} %: save it as UTF-8, or name its encoding with `--encoding`",
            decoded.confidence * 100.0
        )));
    }
    Ok(None)
}

fn too_long(what: &str) -> String {
    format!(
        "the {what} is longer than {} MiB, the most that is read as one document: split it",
        MAX_DOCUMENT >> 20
    )
}

/// The bytes after a byte order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Reads a line with its end, and says how many bytes it took. Of a line that is too long only so
/// much is kept as shows that.
fn take_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> std::io::Result<u64> {
    let mut taken = 0;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', available);
        let length = end.map_or(available.len(), |at| at + 1);
        let room = (MAX_DOCUMENT + 1).saturating_sub(line.len());
        line.extend_from_slice(&available[..length.min(room)]);
        input.consume(length);
        taken += length as u64;
        if end.is_some() || length == 0 {
            return Ok(taken);
        }
    }
}

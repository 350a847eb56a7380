//! Tables of articles, a row each: comma, semicolon or tab between the cells, quotes as in RFC 4180.
//!
//! Invariant: a row is a document or a rejection that names its line; a quote that is never closed, or
//! is not doubled, costs the row in which it stands and no other, in all but a table full of them.
//! Known gap: a table without a header can't be read; a cell of several lines of which the first is
//! rejected may leave lines that are rejected too.

use super::columns::{Columns, Field, Mapping};
use super::date;
use super::document::{Document, Origin};
use super::input::{self, Bytes, Known, MAX_DOCUMENT, too_long};
use crate::text::encoding::{Encoding, decode};
use std::collections::VecDeque;

/// What may stand between cells; of those with which a header makes as much sense, the first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How many bytes behind bad quotes may be read again, for the whole table.
const READ_AGAIN: usize = 4 * MAX_DOCUMENT;

/// A table whose header was read.
pub(super) struct Table<'a> {
    lines: Lines<'a>,
    encoding: Encoding,
    delimiter: u8,
    columns: Columns,
    read_again: usize,
}

/// A document, and a warning about it if something in it is odd; or what is wrong.
pub(super) type Row = Result<(Document, Option<String>), Wrong>;

/// The line where a row begins, and its cells.
type Numbered = (usize, Vec<Vec<u8>>);

/// What is wrong, and in which line; an error of the system has none.
pub(super) type Wrong = (Option<usize>, String);

impl<'a> Table<'a> {
    /// Reads the header; says what is odd about the encoding, if anything.
    ///
    /// # Errors
    /// If there is no header, or none that makes sense; the second part is the reason.
    pub(super) fn open(input: Bytes<'a>, known: &Known) -> Result<(Self, Option<String>), Wrong> {
        let (input, encoding, warning) =
            input::text(input, known.encoding).map_err(|reason| (None, reason))?;
        let mut lines = Lines {
            input,
            again: VecDeque::new(),
            number: 0,
        };
        let mut first = lines.next_filled().map_err(|reason| (None, reason))?;
        // Excel's way of saying what stands between the cells.
        let told = match first.as_deref().map(<[u8]>::trim_ascii_end) {
            Some([b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', told]) => Some(*told),
            _ => None,
        };
        if told.is_some() {
            first = lines.next_filled().map_err(|reason| (None, reason))?;
        }
        let Some(first) = first else {
            return Err((None, "the file is empty".to_owned()));
        };
        let line = Some(lines.number);
        let delimiters = told.as_ref().map_or(&DELIMITERS[..], std::slice::from_ref);
        let (delimiter, columns) = header(&first, encoding, delimiters, &known.columns)
            .map_err(|reason| (line, reason))?;
        let table = Self {
            lines,
            encoding,
            delimiter,
            columns,
            read_again: 0,
        };
        Ok((table, warning))
    }

    /// The next row that is not blank.
    pub(super) fn row(&mut self, known: &Known) -> Option<Row> {
        loop {
            let (line, cells) = match self.cells()? {
                Ok(row) => row,
                Err(wrong) => return Some(Err(wrong)),
            };
            if cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let row = self.article(line, &cells, known);
            return Some(row.map_err(|reason| (Some(line), reason)));
        }
    }

    /// The cells of the next row, and its line. After a row that is wrong, reading goes on with the
    /// line after its first.
    fn cells(&mut self) -> Option<Result<Numbered, Wrong>> {
        let mut row = Cells::default();
        let mut taken: Vec<Vec<u8>> = Vec::new();
        let mut length = 0;
        let mut begin = None;
        let reason = loop {
            let line = match self.lines.next() {
                Ok(Some(line)) => line,
                Ok(None) if taken.is_empty() => return None,
                Ok(None) => break "a quote opens a cell and is never closed".to_owned(),
                Err(reason) => return Some(Err((None, reason))),
            };
            begin = begin.or(Some(self.lines.number));
            length += line.len();
            let state = row.add(&line, self.delimiter);
            taken.push(line);
            if length > MAX_DOCUMENT {
                break too_long("row");
            }
            match state {
                Ok(false) => {}
                Ok(true) => match self.fits(&row.cells) {
                    Ok(()) => return Some(Ok((begin.unwrap_or_default(), row.cells))),
                    Err(reason) => break reason,
                },
                Err(reason) => break reason,
            }
        };
        self.read_again += length;
        let behind = taken.len().saturating_sub(1);
        if self.read_again > READ_AGAIN && behind > 0 {
            let reason = format!("{reason}; the {behind} lines after it are left out too");
            return Some(Err((begin, reason)));
        }
        self.lines.number -= behind;
        for line in taken.into_iter().skip(1).rev() {
            self.lines.again.push_front(line);
        }
        Some(Err((begin, reason)))
    }

    /// Empty cells more than the header has are none.
    fn fits(&self, cells: &[Vec<u8>]) -> Result<(), String> {
        let (count, expected) = (cells.len(), self.columns.count);
        let blank = |cell: &Vec<u8>| cell.trim_ascii().is_empty();
        let superfluous = cells.iter().skip(expected).any(|cell| !blank(cell));
        if (count < expected || superfluous) && !cells.iter().all(blank) {
            return Err(format!(
                "the row has {count} columns, the header {expected}: a quote or a sign between columns \
                 may be missing"
            ));
        }
        Ok(())
    }

    fn article(
        &self,
        line: usize,
        cells: &[Vec<u8>],
        known: &Known,
    ) -> Result<(Document, Option<String>), String> {
        let cell = |field| -> Result<Option<String>, String> {
            let Some(at) = self.columns.place(field) else {
                return Ok(None);
            };
            let bytes = cells.get(at).map(Vec::as_slice).unwrap_or_default();
            let decoded = decode(bytes, Some(self.encoding));
            if decoded.unreadable.first.is_some() || decoded.text.contains('\0') {
                return Err(format!(
                    "cell {} can't be read as {}: save the file as UTF-8, or name its encoding with \
                     `--encoding`",
                    at + 1,
                    self.encoding
                ));
            }
            Ok(Some(decoded.text.into_owned()))
        };
        let trimmed = |field| -> Result<Option<String>, String> {
            Ok(cell(field)?
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty()))
        };
        let id = match (self.columns.place(Field::Id), trimmed(Field::Id)?) {
            (_, Some(id)) => id,
            (Some(_), None) => return Err("its id is empty".to_owned()),
            (None, None) => trimmed(Field::Url)?.unwrap_or_else(|| format!("{}:{line}", known.id)),
        };
        let body = cell(Field::Body)?.filter(|body| !body.trim().is_empty());
        let day = trimmed(Field::Published)?;
        let (published, warning) = date::published(day.as_deref(), |shown| format!("{shown:?}"));
        let document = Document {
            id,
            title: trimmed(Field::Title)?.unwrap_or_default(),
            body: body.ok_or("its text is empty")?,
            published,
            author: trimmed(Field::Author)?,
            source: trimmed(Field::Source)?,
            origin: Origin {
                path: known.path.clone(),
                line: Some(line),
            },
        };
        Ok((document, warning))
    }
}

/// Whether a line is the header of a table of articles: two columns or more with known names, one
/// of them the text.
pub(super) fn is_header(line: &[u8], mappings: &[Mapping]) -> bool {
    let encoding = decode(line, None).encoding;
    header(line, encoding, &DELIMITERS, mappings).is_ok_and(|(_, columns)| columns.known() > 1)
}

/// What stands between the cells of a header, and its columns.
fn header(
    line: &[u8],
    encoding: Encoding,
    delimiters: &[u8],
    mappings: &[Mapping],
) -> Result<(u8, Columns), String> {
    let mut best: Option<(u8, Columns)> = None;
    // Where no delimiter makes sense, the one that makes most columns tells what is missing.
    let mut reason: Option<(usize, String)> = None;
    for delimiter in delimiters {
        let mut row = Cells::default();
        let names: Vec<String> = match row.add(line, *delimiter) {
            Ok(true) => row.cells.iter(),
            _ => continue,
        }
        .map(|cell| decode(cell, Some(encoding)).text.trim().to_owned())
        .collect();
        match Columns::of(&names, mappings) {
            Ok(columns) => {
                let better = best.as_ref().is_none_or(|(_, known)| {
                    (columns.known(), columns.count) > (known.known(), known.count)
                });
                if better {
                    best = Some((*delimiter, columns));
                }
            }
            Err(why) => {
                if reason.as_ref().is_none_or(|(most, _)| names.len() > *most) {
                    reason = Some((names.len(), why));
                }
            }
        }
    }
    let nothing = || "the header has a quote that is never closed".to_owned();
    best.ok_or_else(|| reason.map_or_else(nothing, |(_, why)| why))
}

/// Lines with numbers, which may be given back.
struct Lines<'a> {
    input: Bytes<'a>,
    again: VecDeque<Vec<u8>>,
    number: usize,
}

impl Lines<'_> {
    fn next(&mut self) -> Result<Option<Vec<u8>>, String> {
        let line = match self.again.pop_front() {
            Some(line) => line,
            None => {
                let mut line = Vec::new();
                let taken = input::take_line(self.input.as_mut(), &mut line)
                    .map_err(|error| input::explain(&error))?;
                if taken == 0 {
                    return Ok(None);
                }
                line
            }
        };
        self.number += 1;
        Ok(Some(line))
    }

    /// The next line that is not blank.
    fn next_filled(&mut self) -> Result<Option<Vec<u8>>, String> {
        while let Some(line) = self.next()? {
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }
}

/// The cells of a row, line by line.
#[derive(Default)]
struct Cells {
    cells: Vec<Vec<u8>>,
    cell: Vec<u8>,
    state: State,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte of a cell.
    #[default]
    Begin,
    /// In a cell without quotes, where a quote is a quote.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote between quotes: it closes, or the next one doubles it.
    Quote,
}

impl Cells {
    /// Adds a line with its end, and says whether the row ends with it.
    ///
    /// # Errors
    /// If something stands behind a quote that closes a cell.
    fn add(&mut self, line: &[u8], delimiter: u8) -> Result<bool, String> {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let end = line.get(content.len()..).unwrap_or_default();
        for byte in content {
            match (self.state, *byte) {
                (State::Begin, b'"') => self.state = State::Quoted,
                (State::Quoted, b'"') => self.state = State::Quote,
                (State::Quote, b'"') => {
                    self.cell.push(b'"');
                    self.state = State::Quoted;
                }
                (State::Quoted, other) => self.cell.push(other),
                (_, other) if other == delimiter => self.end_cell(),
                (State::Begin | State::Plain, other) => {
                    self.cell.push(other);
                    self.state = State::Plain;
                }
                (State::Quote, _) => {
                    return Err(format!(
                        "a quote in cell {} is not doubled: \"\" stands for a quote in a quoted cell",
                        self.cells.len() + 1
                    ));
                }
            }
        }
        if self.state == State::Quoted {
            self.cell.extend_from_slice(end);
            return Ok(false);
        }
        self.end_cell();
        Ok(true)
    }

    fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        self.state = State::Begin;
    }
}

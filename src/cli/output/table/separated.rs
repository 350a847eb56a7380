//! Tables as CSV, for programs and for Excel.
//!
//! Invariant: lines end as RFC 4180 says. For programs, numbers have decimal points and nothing is
//! altered; for Excel in Vietnam, cells are parted by semicolons, numbers have decimal commas, a mark
//! says that it is UTF-8, and no text is taken for a formula.
//! Known gap: the apostrophe before what Excel would take for a formula is seen in the cell.

use super::Output;
use crate::engine::Row;
use crate::index::{base_name, kind_name, status_name, trend_name};
use csv::{Terminator, Writer, WriterBuilder};
use std::io::{self, BufWriter, Stdout, Write};

/// The columns of a row. `period_to` is the day after the last, `start` and `end` are bytes of the
/// body.
pub const COLUMNS: &[&str] = &[
    "metric",
    "value",
    "min",
    "max",
    "cmp",
    "approx",
    "unit",
    "per",
    "kind",
    "trend",
    "status",
    "base",
    "period_from",
    "period_to",
    "place",
    "quote",
    "quotation",
    "doc",
    "title",
    "published",
    "author",
    "source",
    "ordinal",
    "start",
    "end",
];

/// What a cell holds.
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A number in decimal notation, with a point.
    Number(String),
    /// A name, a date: what this program writes.
    Plain(String),
    /// What a document says.
    Text(&'a str),
}

impl<'a> Cell<'a> {
    /// A number, if there is one.
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.to_string()))
    }

    /// A text, if there is one.
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    /// A name, if there is one.
    pub fn name(name: Option<&str>) -> Self {
        name.map_or(Self::Empty, |name| Self::Plain(name.to_owned()))
    }

    /// How it is written.
    fn written(self, excel: bool) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) if excel => number.replace('.', ","),
            Self::Number(number) => number,
            Self::Plain(text) => text,
            // Signs with which a formula begins, by OWASP's page on CSV injection.
            Self::Text(text) if excel && text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            Self::Text(text) => text.to_owned(),
        }
    }
}

/// A writer of CSV.
pub struct Separated<'o> {
    writer: Writer<&'o mut BufWriter<Stdout>>,
    excel: bool,
}

impl<'o> Separated<'o> {
    /// A writer to the standard output.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn new(output: &'o mut Output, excel: bool) -> io::Result<Self> {
        if excel {
            output.out.write_all("\u{feff}".as_bytes())?;
        }
        let writer = WriterBuilder::new()
            .delimiter(if excel { b';' } else { b',' })
            .terminator(Terminator::CRLF)
            .from_writer(&mut output.out);
        Ok(Self { writer, excel })
    }

    /// The line of column names.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn header(&mut self, names: &[&str]) -> io::Result<()> {
        self.writer.write_record(names).map_err(failed)
    }

    /// A line of cells.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn line<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        let excel = self.excel;
        let cells = cells.into_iter().map(|cell| cell.written(excel));
        self.writer
            .write_record(cells.map(String::into_bytes))
            .map_err(failed)
    }

    /// A row.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        let (fact, article) = (&row.fact, &row.article);
        let value = match (&fact.decimal, fact.value) {
            (Some(decimal), _) => Cell::Number(decimal.clone()),
            (None, value) => Cell::number(value),
        };
        let date = |date: Option<jiff::civil::Date>| {
            date.map_or(Cell::Empty, |date| Cell::Plain(date.to_string()))
        };
        let count = |count: usize| Cell::Number(count.to_string());
        self.line([
            Cell::text(fact.metric.as_deref()),
            value,
            Cell::number(fact.min),
            Cell::number(fact.max),
            Cell::Plain(fact.cmp.sign().to_owned()),
            Cell::Plain(fact.approx.to_string()),
            Cell::text(fact.unit.as_deref()),
            Cell::text(fact.per.as_deref()),
            Cell::name(Some(kind_name(fact.kind))),
            Cell::name(fact.trend.map(trend_name)),
            Cell::name(Some(status_name(fact.status))),
            Cell::name(fact.base.map(base_name)),
            date(fact.period.map(|period| period.from)),
            date(fact.period.map(|period| period.to)),
            Cell::text(fact.place.as_deref()),
            Cell::Text(&fact.quote),
            Cell::Text(&row.quotation),
            Cell::Text(&article.id),
            Cell::Text(&article.title),
            date(article.published),
            Cell::text(article.author.as_deref()),
            Cell::text(article.source.as_deref()),
            count(row.ordinal),
            count(fact.start),
            count(fact.end),
        ])
    }

    /// Writes what is held back.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of the output, as it came; no other can arise from lines of equal length.
fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

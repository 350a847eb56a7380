//! Rows of figures: as a table for people, as lines of JSON, as CSV.
//!
//! Invariant: every form says the same rows in the same order; but for the table for people, which is
//! aligned and so holds the rows it shows, a row is written as it comes.

mod chart;
mod separated;
mod statistics;

pub use chart::Timelines;

use super::Output;
use super::json::{Line, RowLine, milliseconds};
use super::passage::{Mark, excerpt, one_line};
use super::people::{aside, counted, rounded, titled};
use super::statement::figure;
use crate::engine::{Row, Total};
use crate::facts::written;
use crate::text::Span;
use separated::Separated;
use std::io;
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Aligned, with quotations, for people.
    People,
    /// JSON Lines.
    Json,
    /// CSV as RFC 4180 has it, with decimal points.
    Csv,
    /// CSV as Excel reads it in Vietnam.
    Excel,
}

/// What takes the rows of a table.
pub enum Sheet<'o> {
    /// For people.
    People(&'o mut Output, Vec<Row>),
    /// Lines of JSON.
    Json(&'o mut Output),
    /// CSV.
    Separated(Box<Separated<'o>>),
}

impl<'o> Sheet<'o> {
    /// A sheet of that form, with its header.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn new(output: &'o mut Output, form: Form) -> io::Result<Self> {
        Ok(match form {
            Form::People => Self::People(output, Vec::new()),
            Form::Json => Self::Json(output),
            Form::Csv | Form::Excel => {
                let mut separated = Separated::new(output, form == Form::Excel)?;
                separated.header(separated::COLUMNS)?;
                Self::Separated(Box::new(separated))
            }
        })
    }

    /// Takes a row.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn row(&mut self, row: Row) -> io::Result<()> {
        match self {
            Self::People(_, rows) => rows.push(row),
            Self::Json(output) => output.object(&Line::Row(RowLine::new(&row)))?,
            Self::Separated(separated) => separated.row(&row)?,
        }
        Ok(())
    }

    /// Writes what is held back.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::People(output, rows) => output.table(&rows),
            Self::Json(_) => Ok(()),
            Self::Separated(separated) => separated.finish(),
        }
    }
}

impl Output {
    /// The rows for people: figures in columns, each with its quotation and article below it.
    fn table(&mut self, rows: &[Row]) -> io::Result<()> {
        let cells: Vec<Vec<String>> = rows
            .iter()
            .zip(1..)
            .map(|(row, number)| {
                let fact = &row.fact;
                let text = |text: Option<&str>| one_line(text.unwrap_or("–"));
                vec![
                    format!("{number}."),
                    one_line(&figure(fact)),
                    text(fact.metric.as_deref()),
                    fact.period.map_or("–".to_owned(), written::period),
                    text(fact.place.as_deref()),
                ]
            })
            .collect();
        let indent = " ".repeat(cells.last().map_or(0, |row| row[0].width()));
        for (row, line) in rows.iter().zip(aligned(&cells, &[0])) {
            let (fact, article) = (&row.fact, &row.article);
            self.line("")?;
            let line = self.paint.strong(&line);
            self.line(&line)?;
            let from = fact.sentence.start;
            let mark = Span::new(
                fact.start.saturating_sub(from),
                fact.end.saturating_sub(from),
            );
            let whole = Span::new(0, row.quotation.len());
            let marks = [(mark, Mark::Figure)];
            let quotation = excerpt(&row.quotation, whole, &marks, self.paint);
            self.line(&format!("{indent}  {}", quotation.trim()))?;
            let place = format!("{}:{}–{}", article.id, fact.start, fact.end);
            let title = [titled(&article.title, &article.id)].into_iter();
            let about = aside(
                article.published,
                article.author.as_deref(),
                article.source.as_deref(),
            );
            let about: Vec<String> = title.chain(about).chain([place]).collect();
            let about = self.paint.aside(&one_line(&about.join(" · ")));
            self.line(&format!("{indent}  {about}"))?;
        }
        Ok(())
    }
}

impl Output {
    /// How many figures there are and how many of them were printed, for programs.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn listed(&mut self, total: Total, returned: usize, took: Duration) -> io::Result<()> {
        self.object(&Line::Listed {
            total: total.rows,
            articles: total.articles,
            returned,
            took_ms: milliseconds(took),
        })
    }
}

/// How many figures there are and how many of them were printed, in words.
#[must_use]
pub fn listed(total: Total, returned: usize, took: Duration) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", counted(count as u64)),
    };
    let took = rounded(took.as_secs_f64() * 1000.0);
    if total.rows == 0 {
        return format!("no figure found ({took} ms)");
    }
    let figures = count(total.rows, "figure", "figures");
    let articles = count(total.articles, "article", "articles");
    let mut said = format!("{figures} in {articles}");
    if returned < total.rows {
        said.push_str(&format!(", {} shown", counted(returned as u64)));
    }
    said.push_str(&format!(" ({took} ms)"));
    if returned < total.rows {
        said.push_str(&format!("\nall of them: --limit {}", total.rows));
    }
    said
}

/// Lines of cells in columns, two spaces apart; the columns of `right` end at one place, the others
/// begin at one.
fn aligned(rows: &[Vec<String>], right: &[usize]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        })
        .collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width - cell.width());
            match right.contains(&column) {
                true => line.extend([&space, cell.as_str(), "  "]),
                false => line.extend([cell.as_str(), &space, "  "]),
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

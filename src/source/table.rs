//! Tables: one document a row, in columns that the header names.
//!
//! The sign between columns is the one of `,`, `;`, tab and `|` that the header has most of.
//! Invariant: a row is one document or one rejection that names the line; a row of more or fewer
//! columns than the header is rejected, since nobody knows what stands where.
//! Known gap: UTF-16 is not read; a quote that never ends takes the rest of the file.

use super::date;
use super::document::{Document, Origin};
use super::read::MAX_DOCUMENT;
use crate::text::encoding::{Encoding, decode};
use crate::text::{Analysis, Normalized};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::BufRead;
use std::str::FromStr;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The id of the document.
    Id,
    /// Its title.
    Title,
    /// Its text.
    Body,
    /// The day of publication.
    Published,
    /// Who wrote it.
    Author,
    /// Who published it.
    Source,
}

/// Each column with the names that it goes by, without marks and in lower case.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "ma", "ma bai", "ma bai viet", "ma so"]),
    (
        Column::Title,
        &[
            "title",
            "tieu de",
            "tit",
            "ten bai",
            "ten bai viet",
            "headline",
        ],
    ),
    (
        Column::Body,
        &[
            "body", "text", "content", "noi dung", "toan van", "van ban", "bai viet",
        ],
    ),
    (
        Column::Published,
        &[
            "published",
            "date",
            "ngay",
            "ngay dang",
            "ngay xuat ban",
            "ngay phat hanh",
        ],
    ),
    (
        Column::Author,
        &["author", "tac gia", "nguoi viet", "phong vien"],
    ),
    (
        Column::Source,
        &["source", "nguon", "bao", "co quan", "don vi"],
    ),
];

impl Column {
    /// The column that goes by that name.
    fn named(name: &str) -> Option<Self> {
        let folded = folded(name);
        let goes = |(_, names): &&(Self, &[&str])| names.contains(&folded.as_str());
        NAMES.iter().find(goes).map(|(column, _)| *column)
    }

    /// Its first name.
    fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(column, _)| *column == self);
        found
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }
}

/// A column of a table that was named by hand: `body=Bài`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    column: Column,
    header: String,
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fields = || -> String {
            let names: Vec<&str> = NAMES.iter().map(|(column, _)| column.name()).collect();
            names.join(", ")
        };
        let (field, header) = text
            .split_once('=')
            .ok_or_else(|| "expected FIELD=COLUMN, as in body=\"Nội dung\"".to_owned())?;
        let column = NAMES.iter().map(|(column, _)| *column);
        let column = column
            .into_iter()
            .find(|column| column.name() == field.trim());
        let column = column.ok_or_else(|| {
            format!(
                "no field is called {:?}: there are {}",
                field.trim(),
                fields()
            )
        })?;
        if header.trim().is_empty() {
            return Err("expected the name of a column behind \"=\"".to_owned());
        }
        Ok(Self {
            column,
            header: header.trim().to_owned(),
        })
    }
}

/// A table that is being read.
pub(super) struct Table {
    reader: Reader<Box<dyn BufRead + Send>>,
    encoding: Encoding,
    /// What each column holds.
    columns: Vec<Option<Column>>,
    /// What ids begin with where no column holds them.
    id: String,
    /// Whether the file failed, behind which nothing more can be read.
    failed: bool,
}

/// A document with a warning about it, or why there is none; and the line it stands on.
pub(super) type Row = (usize, Result<(Document, Option<String>), String>);

impl Table {
    /// Reads the header.
    ///
    /// # Errors
    /// If there is none, or no column of it holds the text.
    pub(super) fn open(
        mut input: Box<dyn BufRead + Send>,
        encoding: Encoding,
        mappings: &[Mapping],
        id: String,
    ) -> Result<Self, String> {
        let begin = input.fill_buf().map_err(|error| error.to_string())?;
        let marked = begin.starts_with(b"\xEF\xBB\xBF");
        let delimiter = delimiter(begin);
        if marked {
            input.consume(3);
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(input);
        let header = reader.byte_headers().map_err(|error| explain(&error))?;
        let header: Vec<String> = header
            .iter()
            .map(|name| decode(name, Some(encoding)).text.trim().to_owned())
            .collect();
        let by_hand = |name: &String| mappings.iter().find(|m| m.header == *name);
        let mut columns: Vec<Option<Column>> = header
            .iter()
            .map(|name| by_hand(name).map(|mapping| mapping.column))
            .collect();
        for mapping in mappings {
            if !header.contains(&mapping.header) {
                return Err(format!(
                    "no column is called {:?}: there are {}",
                    mapping.header,
                    header.join(", ")
                ));
            }
        }
        for (at, name) in header.iter().enumerate() {
            let column = Column::named(name).filter(|column| !columns.contains(&Some(*column)));
            columns[at] = columns[at].or(column);
        }
        if !columns.contains(&Some(Column::Body)) {
            return Err(format!(
                "no column holds the text: expected one called body, text or nội dung, or named with \
                 `--map body=COLUMN`; there are {}",
                header.join(", ")
            ));
        }
        Ok(Self {
            reader,
            encoding,
            columns,
            id,
            failed: false,
        })
    }

    /// The next row, and how many bytes were read so far; none behind the last.
    pub(super) fn next(&mut self, path: &std::path::Path) -> Option<(Row, u64)> {
        if self.failed {
            return None;
        }
        let mut record = ByteRecord::new();
        let more = self.reader.read_byte_record(&mut record);
        let bytes = self.reader.position().byte();
        match more {
            Ok(false) => None,
            Err(error) => {
                self.failed = true;
                let line = error.position().map_or(0, csv::Position::line);
                let line = usize::try_from(line).unwrap_or(0);
                Some(((line, Err(explain(&error))), bytes))
            }
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let line = usize::try_from(line).unwrap_or(0);
                let origin = Origin {
                    path: path.to_owned(),
                    line: Some(line),
                };
                Some(((line, self.document(&record, origin)), bytes))
            }
        }
    }

    fn document(
        &self,
        record: &ByteRecord,
        origin: Origin,
    ) -> Result<(Document, Option<String>), String> {
        if record.len() != self.columns.len() {
            return Err(format!(
                "the row has {} columns, the header {}: a quote or a sign between columns may be \
                 missing",
                record.len(),
                self.columns.len()
            ));
        }
        if record.as_slice().len() > MAX_DOCUMENT {
            let most = MAX_DOCUMENT >> 20;
            return Err(format!("the row is longer than {most} MiB: split its text"));
        }
        let cell = |column: Column| -> Result<Option<String>, String> {
            let at = self.columns.iter().position(|c| *c == Some(column));
            let Some(bytes) = at.and_then(|at| record.get(at)) else {
                return Ok(None);
            };
            let decoded = decode(bytes, Some(self.encoding));
            if decoded.unreadable.first.is_some() {
                return Err(format!(
                    "the {} can't be read as {}: save the file as UTF-8, or name its encoding with \
                     `--encoding`",
                    column.name(),
                    self.encoding
                ));
            }
            let text = decoded.text.into_owned();
            Ok((!text.trim().is_empty()).then_some(text))
        };
        let line = origin.line.unwrap_or_default();
        let body = cell(Column::Body)?.ok_or_else(|| "its text is empty".to_owned())?;
        let day = cell(Column::Published)?;
        let published = day.as_deref().and_then(date::parse);
        let warning = day.filter(|_| published.is_none()).map(|day| {
            let shown: String = day.chars().take(40).collect();
            format!(
                "{shown:?} is no date such as 2018-09-27 or 27/09/2018: the document is taken without a \
                 date"
            )
        });
        let id = cell(Column::Id)?.map(|id| id.trim().to_owned());
        let document = Document {
            id: id.unwrap_or_else(|| format!("{}:{line}", self.id)),
            title: cell(Column::Title)?.unwrap_or_default(),
            body,
            published,
            author: cell(Column::Author)?,
            source: cell(Column::Source)?,
            origin,
        };
        Ok((document, warning))
    }
}

/// The sign between columns.
fn delimiter(begin: &[u8]) -> u8 {
    let header = begin.split(|byte| *byte == b'\n').next().unwrap_or(begin);
    let mut quoted = false;
    let outside: Vec<u8> = header
        .iter()
        .copied()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted
        })
        .collect();
    let count = |sign: u8| outside.iter().filter(|byte| **byte == sign).count();
    // Of equal counts the first: a header of one column has none.
    let signs = [b'|', b'\t', b';', b','];
    signs
        .into_iter()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b',')
}

fn folded(name: &str) -> String {
    let normalised = Normalized::new(name);
    let analysis = Analysis::new(normalised.as_str());
    let words: Vec<&str> = analysis.tokens().map(|token| token.folded()).collect();
    words.join(" ")
}

fn explain(error: &csv::Error) -> String {
    format!("it can't be read as a table: {error}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Cursor;
    use std::path::Path;

    /// The documents of a table as "id|title|body", and what is wrong as "line: reason".
    fn rows(text: &str, mappings: &[&str]) -> Vec<String> {
        let mappings: Vec<Mapping> = mappings.iter().map(|m| m.parse().unwrap()).collect();
        let input = Box::new(Cursor::new(text.as_bytes().to_vec()));
        let mut table = match Table::open(input, Encoding::Utf8, &mappings, "bang.csv".to_owned()) {
            Ok(table) => table,
            Err(reason) => return vec![reason],
        };
        let rows = std::iter::from_fn(|| table.next(Path::new("bang.csv")));
        rows.map(|((line, row), _)| match row {
            Ok((d, _)) => format!("{}|{}|{}", d.id, d.title, d.body),
            Err(reason) => format!("{line}: {reason}"),
        })
        .collect()
    }

    #[test]
    fn headers_name_the_columns() {
        for header in [
            "id,title,body",
            "Mã,Tiêu đề,Nội dung",
            "MA,TIT,TOAN VAN",
            "id,headline,text",
        ] {
            assert_eq!(
                rows(&format!("{header}\na1,Tít,Bài\n"), &[]),
                ["a1|Tít|Bài"]
            );
        }
        assert_eq!(
            rows("Nội dung;Ghi chú\nBài 1,5;x\n", &[]),
            ["bang.csv:2||Bài 1,5"]
        );
        assert_eq!(rows("\u{FEFF}id\tbody\n1\tBài\n", &[]), ["1||Bài"]);
        assert_eq!(
            rows("body\nThu ngân sách đạt 82%\n", &[]),
            ["bang.csv:2||Thu ngân sách đạt 82%"]
        );
    }

    #[test]
    fn columns_are_named_by_hand() {
        let text = "stt,mô tả,body\n7,Bài,khác\n";
        assert_eq!(rows(text, &["body=mô tả", "id=stt"]), ["7||Bài"]);
        assert!(
            rows(text, &["body=mota"])[0].contains("no column is called \"mota\": there are stt")
        );
        assert!(
            "ten=x"
                .parse::<Mapping>()
                .unwrap_err()
                .contains("id, title, body")
        );
        assert!(
            "body"
                .parse::<Mapping>()
                .unwrap_err()
                .contains("FIELD=COLUMN")
        );
        assert!("body= ".parse::<Mapping>().is_err());
    }

    #[test]
    fn quoted_cells_hold_anything() {
        assert_eq!(
            rows("id,body\n1,\"Thu 1,5 tỷ;\nchi \"\"2\"\" tỷ\"\n2,Bài\n", &[]),
            ["1||Thu 1,5 tỷ;\nchi \"2\" tỷ", "2||Bài"]
        );
    }

    #[test]
    fn what_is_wrong_is_named_and_the_rest_is_read() {
        let found = rows("id,body\n1,Bài,thừa\n2,\n3,Bài\n", &[]);
        assert!(
            found[0].starts_with("2: the row has 3 columns, the header 2"),
            "{found:?}"
        );
        assert_eq!(found[1..], ["3: its text is empty", "3||Bài"]);
        assert!(rows("id,ghi chú\n1,x\n", &[])[0].contains("--map body=COLUMN"));
        assert!(rows("", &[])[0].contains("no column holds the text"));
    }
}

//! Which column of a table holds what of an article.
//!
//! The names are those of `tables/columns.tsv`, compared without capitals, accents and punctuation;
//! of two columns for one field that which stands first in the table is taken.
//! Invariant: a column that was named by hand is taken or an error, never passed over.
//! Known gap: a table without a header can't be read.

use crate::text::{Analysis, Normalized};
use std::str::FromStr;

/// A line each: field, name of the column, an example of a header, where the name is from.
const NAMES: &str = include_str!("tables/columns.tsv");

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The id of the article.
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
    /// Its address on the web, which is its id where there is no other.
    Url,
}

impl Field {
    /// All fields with their names.
    const ALL: [(&'static str, Self); 7] = [
        ("id", Self::Id),
        ("title", Self::Title),
        ("body", Self::Body),
        ("published", Self::Published),
        ("author", Self::Author),
        ("source", Self::Source),
        ("url", Self::Url),
    ];

    fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, field)| *field == self);
        found.map_or("", |(name, _)| name)
    }
}

/// A column that was named for a field: `body=Nội dung tin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The field.
    pub field: Field,
    /// The name of the column.
    pub column: String,
}

/// What was typed names no column for a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected FIELD=COLUMN with a field of id, title, body, published, author, source or url, as in \
     body=\"Nội dung tin\", got {0:?}"
)]
pub struct UnknownMapping(String);

impl FromStr for Mapping {
    type Err = UnknownMapping;

    fn from_str(typed: &str) -> Result<Self, UnknownMapping> {
        let unknown = || UnknownMapping(typed.to_owned());
        let (field, column) = typed.split_once('=').ok_or_else(unknown)?;
        let field = Field::named(field.trim()).ok_or_else(unknown)?;
        let column = column.trim().to_owned();
        if column.is_empty() {
            return Err(unknown());
        }
        Ok(Self { field, column })
    }
}

/// Where the fields of an article stand in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// The columns of the fields, in the order of [`Field::ALL`].
    places: [Option<usize>; Field::ALL.len()],
    /// How many columns there are.
    pub(super) count: usize,
}

impl Columns {
    /// Finds the columns of a header.
    ///
    /// # Errors
    /// If there is none for the text, or one that was named by hand is not there.
    pub(super) fn of(header: &[String], mappings: &[Mapping]) -> Result<Self, String> {
        let folded: Vec<String> = header.iter().map(|name| folded(name)).collect();
        let listed = || header.join(", ");
        let mut places = [None; Field::ALL.len()];
        for line in NAMES.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(field), Some(name)) = (cells.next(), cells.next()) else {
                continue;
            };
            let place = Field::named(field).and_then(|field| places.get_mut(field as usize));
            if let Some(place @ None) = place {
                *place = position(&folded, &self::folded(name));
            }
        }
        for Mapping { field, column } in mappings {
            let exact = header.iter().position(|name| name.trim() == column);
            let Some(at) = exact.or_else(|| position(&folded, &self::folded(column))) else {
                return Err(format!(
                    "no column is called {column:?}, as {} asks for: there are {}",
                    field.name(),
                    listed()
                ));
            };
            if let Some(place) = places.get_mut(*field as usize) {
                *place = Some(at);
            }
        }
        let columns = Self {
            places,
            count: header.len(),
        };
        if columns.place(Field::Body).is_none() {
            return Err(format!(
                "no column holds the text: expected one called body, text or nội dung, or named with \
                 `--map body=COLUMN`; there are {}",
                listed()
            ));
        }
        Ok(columns)
    }

    /// The column of a field.
    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten()
    }

    /// How many fields have a column.
    pub(super) fn known(&self) -> usize {
        self.places.iter().flatten().count()
    }
}

fn position(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|known| known == name)
}

/// A name without capitals, accents and punctuation.
fn folded(name: &str) -> String {
    let name = name.replace('_', " ");
    let normalised = Normalized::new(&name);
    let analysis = Analysis::new(normalised.as_str());
    let words: Vec<&str> = analysis.tokens().map(|token| token.folded()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn header(line: &str) -> Vec<String> {
        line.split([',', ';']).map(str::to_owned).collect()
    }

    #[test]
    fn every_name_is_used_by_its_example() {
        for line in NAMES.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [field, name, example, source] = cells.as_slice() else {
                panic!("{line:?}");
            };
            let field = Field::named(field).unwrap_or_else(|| panic!("{line:?}"));
            let header = header(example);
            let columns = Columns::of(&header, &[]).unwrap();
            let at = columns.place(field).unwrap_or_else(|| panic!("{line:?}"));
            assert_eq!(folded(&header[at]), folded(name), "{line:?}");
            assert!(!source.is_empty(), "{line:?}");
        }
    }

    #[track_caller]
    fn check(line: &str, mappings: &[&str], expected: [Option<usize>; 7]) {
        let mappings: Vec<Mapping> = mappings.iter().map(|m| m.parse().unwrap()).collect();
        let columns = Columns::of(&header(line), &mappings).unwrap();
        assert_eq!(columns.places, expected, "{line:?}");
    }

    #[test]
    fn headers() {
        let none = None;
        check(
            "STT;Mã;TIÊU ĐỀ;Ngày đăng;Tac gia;Nguồn;Nội dung;Đường dẫn",
            &[],
            [
                Some(1),
                Some(2),
                Some(6),
                Some(3),
                Some(4),
                Some(5),
                Some(7),
            ],
        );
        // The day of posting goes before any day, the body before any text.
        check(
            "text,Ngày,body,Ngày đăng",
            &[],
            [none, none, Some(2), Some(3), none, none, none],
        );
        check(
            "Nội dung tin,Nội dung",
            &["body=Nội dung tin", "title=noi dung"],
            [none, Some(1), Some(0), none, none, none, none],
        );
    }

    #[test]
    fn headers_without_what_is_needed() {
        let error = Columns::of(&header("Tỉnh,Năm"), &[]).unwrap_err();
        assert_eq!(
            error,
            "no column holds the text: expected one called body, text or nội dung, or named with `--map body=COLUMN`; there are Tỉnh, Năm"
        );
        let mapping = "author=Phóng viên".parse().unwrap();
        let error = Columns::of(&header("body"), &[mapping]).unwrap_err();
        assert_eq!(
            error,
            "no column is called \"Phóng viên\", as author asks for: there are body"
        );
        for wrong in ["body", "body=", "=x", "thân=x", ""] {
            assert!(wrong.parse::<Mapping>().is_err(), "{wrong:?}");
        }
    }
}

//! Tests of the index as a whole, with documents and facts made for the purpose.
//!
//! Invariant: facts are built here, not extracted, so that these tests depend on the index alone.

#![allow(clippy::unwrap_used)]

mod blocks;
mod building;
mod damage;
mod round_trip;

use super::{Index, Reader, Stored};
use crate::facts::{Comparator, Fact, Kind, Period, Status};
use crate::source::{Document, Origin};
use crate::text::Span;
use jiff::civil::date;
use std::path::PathBuf;

/// Enough for one thread.
pub(super) const MEMORY: usize = 15_000_000;

/// A document of that id and body.
pub(super) fn document(id: &str, body: &str) -> Document {
    Document {
        id: id.to_owned(),
        title: format!("Bài {id}"),
        body: body.to_owned(),
        published: Some(date(2018, 9, 27)),
        author: Some("Hoàng Mai".to_owned()),
        source: Some("báo tỉnh".to_owned()),
        origin: Origin {
            path: PathBuf::from("bài.txt"),
            line: None,
        },
    }
}

/// A share with that quote, which must stand in the body.
pub(super) fn share(body: &str, quote: &str, value: f64) -> Fact {
    let start = body.find(quote).unwrap_or_default();
    Fact {
        start,
        end: start + quote.len(),
        quote: quote.to_owned(),
        value: Some(value),
        decimal: Some(value.to_string()),
        min: None,
        max: None,
        cmp: Comparator::Equal,
        approx: false,
        unit: Some("%".to_owned()),
        per: None,
        kind: Kind::Share,
        trend: None,
        status: Status::Actual,
        base: None,
        metric: Some("thu ngân sách".to_owned()),
        also: Vec::new(),
        period: Some(Period {
            from: date(2018, 1, 1),
            to: date(2018, 9, 1),
        }),
        place: Some("Hà Giang".to_owned()),
        sentence: Span::new(0, body.len()),
        rule: "percent".to_owned(),
    }
}

/// A body of so many percentages, and its facts; their values are `first`, `first + 1` and so on.
pub(super) fn figures(count: usize, first: usize) -> (String, Vec<Fact>) {
    let quotes: Vec<String> = (first..first + count).map(|n| format!("{n}%")).collect();
    let body = format!("Thu ngân sách đạt {} dự toán.", quotes.join(", rồi "));
    let facts = (first..)
        .zip(&quotes)
        .map(|(n, quote)| share(&body, quote, n as f64))
        .collect();
    (body, facts)
}

/// An index in memory that holds the documents.
pub(super) fn index_of(stored: &[Stored]) -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer(MEMORY, 1).unwrap();
    for Stored { document, facts } in stored {
        writer.put(document, facts).unwrap();
    }
    writer.finish().unwrap();
    index
}

/// The ids of all articles, sorted.
pub(super) fn ids(reader: &Reader) -> Vec<String> {
    let mut ids: Vec<String> = reader
        .blocks()
        .unwrap()
        .into_iter()
        .map(|block| block.id)
        .collect();
    ids.sort();
    ids
}

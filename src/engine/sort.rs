//! Orders of rows.
//!
//! Invariant: total: equal rows stand by article and place in the text; a row without what it is
//! ordered by stands last, also in reverse. Values are compared within one dimension only.

use super::Row;
use super::series::{measured_in, stated};
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

/// By what rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// The greatest value first, in the base unit; what most rows measure comes first.
    Value,
    /// The period that ends last first.
    Period,
    /// The article that was published last first.
    Published,
}

/// Orders the rows; `reverse` turns what comes first around.
pub fn sort(rows: &mut [Row], by: SortBy, reverse: bool) {
    match by {
        SortBy::Value => {
            let mut measured: HashMap<(String, Option<String>), usize> = HashMap::new();
            for row in rows.iter() {
                *measured.entry(measure(row)).or_default() += 1;
            }
            rows.sort_by_cached_key(|row| {
                let measure = measure(row);
                let count = measured.get(&measure).copied().unwrap_or_default();
                let value = Last::new(stated(&row.fact).map(Number), reverse);
                (Reverse(count), measure, value, place(row))
            });
        }
        SortBy::Period => rows.sort_by_cached_key(|row| {
            let days = row.fact.period.map(|period| (period.to, period.from));
            (Last::new(days, reverse), place(row))
        }),
        SortBy::Published => {
            rows.sort_by_cached_key(|row| (Last::new(row.article.published, reverse), place(row)))
        }
    }
}

/// What a row's value may be compared with.
fn measure(row: &Row) -> (String, Option<String>) {
    (measured_in(&row.fact), row.fact.per.clone())
}

fn place(row: &Row) -> (String, usize) {
    (row.article.id.clone(), row.ordinal)
}

/// A number in the order of numbers.
#[derive(PartialEq)]
struct Number(f64);

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A key of which the greatest comes first, or the least, and none comes last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Last<T> {
    Greatest(Reverse<T>),
    Least(T),
    None,
}

impl<T> Last<T> {
    fn new(key: Option<T>, reverse: bool) -> Self {
        match (key, reverse) {
            (None, _) => Self::None,
            (Some(key), false) => Self::Greatest(Reverse(key)),
            (Some(key), true) => Self::Least(key),
        }
    }
}

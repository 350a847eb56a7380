//! Questions and how they must be read, one case a line.
//!
//! Invariant: expectations come from what the question means. Known gap: the line for people is
//! tested by its parts only.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod abbreviations;
mod conditions;
mod errors;
mod figures;
mod forms;
mod grammar;
mod near;
mod tables;

use super::{Question, read};
use crate::facts::{Base, Kind, Period, Trend};
use crate::text::{Analysis, Normalized};
use jiff::civil::date;

/// Reads a question as if asked on 25 November 2026.
fn ask(text: &str) -> Result<Question, super::QueryError> {
    read(text, Some(date(2026, 11, 25)))
}

/// A text without marks, in lower case.
fn folded(text: &str) -> String {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let folded: Vec<&str> = analysis.tokens().map(|t| t.folded()).collect();
    folded.join(" ")
}

fn days(period: Period) -> String {
    let first = period.from.to_string();
    let last = period
        .to
        .yesterday()
        .map_or_else(|_| String::new(), |day| day.to_string());
    if first.ends_with("-01-01") && last == format!("{}-12-31", period.from.year()) {
        return period.from.year().to_string();
    }
    format!("{first}..{last}")
}

/// What was understood, in short: `thu ngan sach > 80 % (plan, 2018, o lang son) +words ?optional`.
/// Names are without marks, so that one expectation serves questions with and without them; counted
/// nouns are "count", since the name says what is counted.
fn understood(question: &Question) -> String {
    let mut parts: Vec<String> = Vec::new();
    for condition in &question.reading.conditions {
        let mut text = condition
            .metric
            .first()
            .map_or("-".to_owned(), |n| folded(n));
        match (condition.kinds.as_slice(), condition.trend) {
            ([Kind::Change], Some(Trend::Up)) => text.push_str(" up"),
            ([Kind::Change], Some(Trend::Down)) => text.push_str(" down"),
            ([Kind::Change], None) => text.push_str(" change"),
            ([Kind::Multiple], _) => text.push_str(" multiple"),
            _ => {}
        }
        let number = match (condition.value, condition.min, condition.max) {
            (Some(value), ..) => format!("{} {value}", condition.op.unwrap_or("?")),
            (None, Some(min), Some(max)) => format!("{min}..{max}"),
            _ => "?".to_owned(),
        };
        let unit = match condition.kinds.as_slice() {
            [Kind::Count] => "count",
            _ => condition.unit.as_deref().unwrap_or("-"),
        };
        text.push_str(&format!(" {number} {unit}"));
        if let Some(per) = &condition.per {
            text.push_str(&format!("/{per}"));
        }
        let mut notes: Vec<String> = Vec::new();
        notes.extend(condition.base.map(|base| {
            match base {
                Base::Plan => "plan",
                Base::Yoy => "yoy",
                Base::Prev => "prev",
                Base::Total => "total",
                Base::Other => "other",
            }
            .to_owned()
        }));
        notes.extend(condition.period.map(days));
        notes.extend(condition.place.first().map(|p| format!("o {}", folded(p))));
        if !notes.is_empty() {
            text.push_str(&format!(" ({})", notes.join(", ")));
        }
        parts.push(text);
    }
    for words in &question.reading.words {
        let sign = if words.required { "+" } else { "?" };
        let first = words.any.first().map_or(String::new(), |w| folded(w));
        parts.push(format!("{sign}{first}"));
    }
    parts.join(" ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    match ask(text) {
        Ok(question) => assert_eq!(understood(&question), expected, "{text}"),
        Err(error) => panic!("{text}: {error}"),
    }
}

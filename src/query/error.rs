//! What is wrong with a question, and where.
//!
//! Invariant: `span` is a place in the question as typed, on character boundaries, and the message
//! says what was expected, what came and what to type.

use crate::text::Span;
use thiserror::Error;

/// A question that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{expected}, got {got}; {help} (at byte {})", span.start)]
pub struct QueryError {
    /// Where, in bytes of the question as typed.
    pub span: Span,
    /// What was expected there: "expected a number after \"trên\"".
    pub expected: String,
    /// What stands there: "the end of the question".
    pub got: String,
    /// What to do about it: "type one, as in \"trên 80%\"".
    pub help: String,
}

impl QueryError {
    /// An error at `span`.
    #[must_use]
    pub fn new(
        span: Span,
        expected: impl Into<String>,
        got: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            span,
            expected: expected.into(),
            got: got.into(),
            help: help.into(),
        }
    }

    /// Two lines that show the place: the question, and marks under it.
    #[must_use]
    pub fn pointer(&self, question: &str) -> String {
        /// The most characters shown before the place.
        const BEFORE: usize = 60;
        let start = self.span.start.min(question.len());
        let end = self.span.end.clamp(start, question.len());
        let clean = |text: &str| -> String {
            text.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect()
        };
        let head = question.get(..start).unwrap_or_default();
        let cut = head.char_indices().rev().nth(BEFORE).map_or(0, |(i, _)| i);
        let head = clean(head.get(cut..).unwrap_or_default());
        let place = question.get(start..end).unwrap_or_default();
        let rest: String = question
            .get(start..)
            .unwrap_or_default()
            .chars()
            .take(BEFORE)
            .collect();
        let width = place.chars().count().clamp(1, BEFORE);
        format!(
            "{head}{}\n{}{}",
            clean(&rest),
            " ".repeat(head.chars().count()),
            "^".repeat(width)
        )
    }
}

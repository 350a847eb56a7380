//! What the words before a number tell of it, from `tables/contexts.tsv`: money in "nộp 12 triệu",
//! ages in "lứa tuổi 18-25".
//!
//! Invariant: only words of the same sentence, at most [`REACH`] tokens before the number, count.
//! Known gap: money that only an earlier sentence speaks of is not seen.

use super::lexicon::{PhraseTable, Words, rows};
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/contexts.tsv");

/// How many tokens before a number are looked at.
const REACH: usize = 14;

/// What a word says of a number behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// An amount of money.
    Money,
    /// An age.
    Age,
    /// A number of people, of votes, of views.
    People,
    /// A mark or the points of an index.
    Point,
    /// By how much something changed.
    Change,
    /// A figure worth keeping, whatever it measures.
    Figure,
}

static WORDS: LazyLock<PhraseTable<Says>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(TABLE) {
        let [word, says, ..] = row.as_slice() else {
            continue;
        };
        let says = match *says {
            "money" => Says::Money,
            "age" => Says::Age,
            "people" => Says::People,
            "point" => Says::Point,
            "change" => Says::Change,
            _ => Says::Figure,
        };
        table.insert(word, says);
    }
    table
});

/// What the word right before token `first` says.
#[must_use]
pub fn touching(words: &Words<'_>, first: usize) -> Option<Says> {
    let close = words.joined(first) || words.sign(first) == ":";
    let last = first.checked_sub(1).filter(|_| close)?;
    [2, 1].into_iter().find_map(|length| {
        let at = (last + 1).checked_sub(length)?;
        WORDS
            .longest(words, at)
            .filter(|found| found.tokens == length)
            .map(|found| *found.value)
    })
}

/// Whether a word before token `first` in its sentence says that.
#[must_use]
pub fn says(words: &Words<'_>, first: usize, wanted: Says) -> bool {
    let from = first.saturating_sub(REACH);
    for at in (from..first).rev() {
        if words.gap(at + 1).contains(['\n', ';']) || words.gap(at + 1).contains(". ") {
            return false;
        }
        if WORDS.longest(words, at).is_some_and(|f| *f.value == wanted) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};

    #[test]
    fn every_row_is_read_in_its_example() {
        for row in rows(TABLE) {
            assert_eq!(row.len(), 4, "cells in {row:?}");
            let normalised = Normalized::new(row[2]);
            let analysis = Analysis::new(normalised.as_str());
            let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
            let number = (0..words.len()).rfind(|i| words.is_number(*i)).unwrap();
            let found = (0..number).find_map(|at| {
                let found = WORDS.longest(&words, at)?;
                let taken = words.span(at).cover(words.span(at + found.tokens - 1));
                (taken.of(words.text()) == row[0]).then_some(*found.value)
            });
            let says = match row[1] {
                "money" => Says::Money,
                "age" => Says::Age,
                "people" => Says::People,
                "point" => Says::Point,
                "change" => Says::Change,
                "figure" => Says::Figure,
                other => panic!("unknown {other}"),
            };
            assert_eq!(found, Some(says), "{}", row[2]);
        }
    }
}

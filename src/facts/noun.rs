//! Counted nouns: where the noun behind a number ends ("18 tổ chức đảng", "2.350 hộ").
//!
//! Invariant: a noun is one to four syllables that stand side by side with the number; it never
//! holds a word of `tables/noun_ends.tsv`. Known gap: an unknown noun is cut after two syllables.

use super::lexicon::{PhraseTable, Spelling, Words, rows};
use std::sync::LazyLock;

const NOUNS: &str = include_str!("tables/nouns.tsv");
const ENDS: &str = include_str!("tables/noun_ends.tsv");

/// The most syllables of a counted noun.
const LONGEST: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A noun on its own.
    Noun,
    /// A classifier: the noun it counts follows.
    Classifier,
}

static TABLE: LazyLock<PhraseTable<Role>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(NOUNS) {
        let [noun, kind, ..] = row.as_slice() else {
            continue;
        };
        let role = match *kind {
            "classifier" => Role::Classifier,
            _ => Role::Noun,
        };
        table.insert(noun, role);
    }
    table
});

static STOPS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(ENDS) {
        if let Some(word) = row.first() {
            table.insert(word, ());
        }
    }
    table
});

/// Whether token `at` ends a noun phrase rather than belonging to one.
#[must_use]
pub fn ends(words: &Words<'_>, at: usize) -> bool {
    at >= words.len()
        || words.is_number(at)
        || STOPS.longest(words, at).is_some()
        || (words.spelling() == Spelling::English && ENGLISH_ENDS.contains(&words.folded(at)))
}

/// Function words that end a counted noun in an English question (Oxford Learner's Dictionaries).
const ENGLISH_ENDS: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "per", "than",
    "the", "to", "was", "were", "with",
];

/// Whether a counted noun begins with token `at`, as far as the table of nouns knows.
#[must_use]
#[allow(dead_code, reason = "read by the finder of dates")]
pub fn is_counted(words: &Words<'_>, at: usize) -> bool {
    TABLE.longest(words, at).is_some()
}

/// How many tokens the counted noun takes that begins with token `at`; none where none does.
#[must_use]
pub fn counted(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.joined(at) {
        return None;
    }
    counted_at(words, at)
}

/// As [`counted`], whatever stands before token `at`.
#[must_use]
pub fn counted_at(words: &Words<'_>, at: usize) -> Option<usize> {
    if ends(words, at) {
        return None;
    }
    let room = (1..=LONGEST)
        .take_while(|k| *k == 1 || (words.joined(at + k - 1) && !ends(words, at + k - 1)))
        .last()
        .unwrap_or(1);
    match TABLE.longest(words, at) {
        Some(found) if *found.value == Role::Noun => Some(found.tokens.min(LONGEST)),
        Some(found) => {
            let next = at + found.tokens;
            let more = TABLE
                .longest(words, next)
                .filter(|_| words.joined(next))
                .map_or(0, |noun| noun.tokens);
            let more = if more == 0 && found.tokens < room && !words.is_capital(next) {
                1
            } else {
                more
            };
            Some((found.tokens + more).min(room.max(found.tokens)))
        }
        None if words.is_capital(at) => None,
        None => Some(room.min(2)),
    }
}

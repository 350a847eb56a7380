//! Words of a question that shape a condition, from `tables/cues.tsv`.
//!
//! Invariant: every role here is a value of the table's column `role` and the other way round.

use crate::facts::{Base, PhraseTable, Trend, Words, rows};
use std::sync::LazyLock;

pub(super) const TABLE: &str = include_str!("tables/cues.tsv");

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// The figure is a change.
    Trend(Trend),
    /// The figure is a multiple.
    Times,
    /// The figure is this multiple, said in a word.
    Fold(u8),
    /// What the figure is measured against.
    Base(Base),
    /// A place or a time follows.
    In,
    /// A kind of place: its name follows.
    Admin,
    /// Separates conditions.
    And,
    /// Joins a noun to what it is of.
    Of,
    /// Says nothing by itself.
    Link,
}

#[derive(Default)]
struct Cues {
    vietnamese: PhraseTable<Cue>,
    english: PhraseTable<Cue>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues::default();
    for row in rows(TABLE) {
        let [phrase, language, role, ..] = row.as_slice() else {
            continue;
        };
        let Some(cue) = cue_named(role) else { continue };
        match *language {
            "en" => cues.english.insert(phrase, cue),
            _ => cues.vietnamese.insert(phrase, cue),
        }
    }
    cues
});

pub(super) fn cue_named(role: &str) -> Option<Cue> {
    Some(match role {
        "up" => Cue::Trend(Trend::Up),
        "down" => Cue::Trend(Trend::Down),
        "times" => Cue::Times,
        "double" => Cue::Fold(2),
        "triple" => Cue::Fold(3),
        "plan" => Cue::Base(Base::Plan),
        "yoy" => Cue::Base(Base::Yoy),
        "prev" => Cue::Base(Base::Prev),
        "total" => Cue::Base(Base::Total),
        "in" => Cue::In,
        "admin" => Cue::Admin,
        "and" => Cue::And,
        "of" => Cue::Of,
        "link" => Cue::Link,
        _ => return None,
    })
}

/// The longest cue that begins with token `at`, and how many tokens it takes; English ones only in
/// an English question.
pub(super) fn cue(words: &Words<'_>, at: usize, english: bool) -> Option<(usize, Cue)> {
    let bare = words.signature(at).is_empty();
    let vietnamese = CUES
        .vietnamese
        .longest(words, at)
        .filter(|found| !english || found.tokens > 1 || !bare);
    let found = match english.then(|| CUES.english.longest(words, at)).flatten() {
        Some(found) if vietnamese.is_none_or(|v| v.tokens <= found.tokens) => found,
        _ => vietnamese?,
    };
    Some((found.tokens, *found.value))
}

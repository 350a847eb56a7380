//! Counted nouns: where the noun behind a number ends ("18 tổ chức đảng", "2.350 hộ").
//!
//! The nouns that are counted in news are `tables/nouns.tsv`; the words that end a noun phrase
//! are `tables/noun_ends.tsv`.
//! Invariant: a noun is one to four syllables that stand side by side; only its first may be a
//! word that ends noun phrases, and only where the table of nouns has it. Known gap: a noun that
//! no table knows is cut after two syllables.

use super::lexicon::{PhraseTable, Spelling, Words, list, rows};
use std::sync::LazyLock;

const NOUNS: &str = include_str!("tables/nouns.tsv");
const ENDS: &str = include_str!("tables/noun_ends.tsv");

/// The most syllables of a counted noun.
const LONGEST: usize = 4;

/// A noun of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    /// As the table spells it.
    name: &'static str,
    /// Whether it is a classifier: the noun it counts follows.
    classifier: bool,
}

/// The noun behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// How many tokens it takes.
    pub tokens: usize,
    /// Its name in the table, where the text has that noun and nothing more.
    pub name: Option<&'static str>,
    /// Whether the table has its head.
    pub known: bool,
}

#[derive(Debug, Default)]
struct Nouns {
    vietnamese: PhraseTable<Known>,
    english: PhraseTable<Known>,
}

static TABLE: LazyLock<Nouns> = LazyLock::new(|| {
    let mut nouns = Nouns::default();
    for row in rows(NOUNS) {
        let [name, kind, english, ..] = row.as_slice() else {
            continue;
        };
        let known = Known {
            name,
            classifier: *kind == "classifier",
        };
        nouns.vietnamese.insert(name, known);
        for form in list(english) {
            let whole = Known {
                classifier: false,
                ..known
            };
            nouns.english.insert(form, whole);
        }
    }
    nouns
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

/// Whether a noun of the table begins with token `at`.
#[must_use]
pub fn is_counted(words: &Words<'_>, at: usize) -> bool {
    TABLE.vietnamese.longest(words, at).is_some()
}

/// Whether token `at` is a classifier, which another noun follows.
#[must_use]
pub fn is_classifier(words: &Words<'_>, at: usize) -> bool {
    let found = TABLE.vietnamese.longest(words, at);
    found.is_some_and(|found| found.tokens == 1 && found.value.classifier)
}

/// The counted noun that begins with token `at`, which stands side by side with the number.
#[must_use]
pub fn counted(words: &Words<'_>, at: usize) -> Option<Noun> {
    (words.joined(at) && !words.gap(at).is_empty())
        .then(|| begins(words, at))
        .flatten()
}

/// The noun that begins with token `at`, whatever stands before it.
#[must_use]
pub fn begins(words: &Words<'_>, at: usize) -> Option<Noun> {
    let function_word =
        words.spelling() == Spelling::English && ENGLISH_ENDS.contains(&words.folded(at));
    if at >= words.len() || words.is_number(at) || function_word {
        return None;
    }
    if words.typed()
        && let Some(found) = TABLE.english.longest(words, at)
    {
        return Some(Noun {
            tokens: found.tokens,
            name: Some(found.value.name),
            known: true,
        });
    }
    // "dân số" is a measure, though "dân" is counted.
    let stop = STOPS.longest(words, at).map_or(0, |stop| stop.tokens);
    let known = TABLE.vietnamese.longest(words, at);
    if let Some(found) = known.filter(|found| found.tokens >= stop) {
        let known = |more: usize| Noun {
            tokens: found.tokens + more,
            name: (more == 0).then_some(found.value.name),
            known: true,
        };
        return Some(if found.value.classifier {
            known(classified(words, at + found.tokens))
        } else {
            known(0)
        });
    }
    if stop > 0 || ends(words, at) || words.is_capital(at) || !is_syllable(words.word(at)) {
        return None;
    }
    let two = continues(words, at + 1);
    Some(Noun {
        tokens: 1 + usize::from(two),
        name: None,
        known: false,
    })
}

/// How many tokens the noun behind a classifier takes; none where the classifier stands alone.
fn classified(words: &Words<'_>, at: usize) -> usize {
    if !words.joined(at) {
        return 0;
    }
    match TABLE.vietnamese.longest(words, at) {
        Some(noun) => noun.tokens.min(LONGEST - 1),
        // Most nouns have two syllables.
        None => (0..2).take_while(|k| continues(words, at + k)).count(),
    }
}

/// Whether a word may be a syllable of a noun: "h" and "m2" are none.
fn is_syllable(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().nth(1).is_some()
}

/// Whether a noun phrase may go on with token `at`.
fn continues(words: &Words<'_>, at: usize) -> bool {
    words.joined(at) && !ends(words, at) && !words.is_capital(at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::{Analysis, Normalized};

    /// The noun behind the first number of `text`.
    fn behind(text: &str, spelling: Spelling) -> Option<String> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, spelling);
        let number = (0..words.len()).find(|i| words.is_number(*i)).unwrap();
        let noun = counted(&words, number + 1)?;
        let span = words
            .span(number + 1)
            .cover(words.span(number + noun.tokens));
        Some(span.of(words.text()).to_owned())
    }

    #[test]
    fn every_noun_is_read_in_its_example() {
        for row in rows(NOUNS) {
            assert_eq!(row.len(), 5, "cells in {row:?}");
            let found = behind(row[3], Spelling::Marked);
            assert_eq!(found.as_deref(), Some(row[0]), "{}", row[3]);
            for form in list(row[2]) {
                let asked = format!("5 {form}");
                assert_eq!(behind(&asked, Spelling::Typed).as_deref(), Some(form));
            }
        }
    }

    #[test]
    fn every_end_is_read_in_its_example() {
        for row in rows(ENDS) {
            assert_eq!(row.len(), 3, "cells in {row:?}");
            let found = behind(row[1], Spelling::Marked);
            assert_eq!(found.as_deref(), Some("dự án"), "{}", row[1]);
        }
    }

    #[test]
    fn nouns_end() {
        for (text, noun) in [
            ("18 tổ chức đảng bị kỷ luật", Some("tổ chức đảng")),
            ("4 chiếc xe máy của họ", Some("chiếc xe máy")),
            ("3 lọ keo dán", Some("lọ keo dán")),
            ("12 sáng kiến hay", Some("sáng kiến")),
            ("2 vụ trong tuần", Some("vụ")),
            ("5 là đủ", None),
            ("5 Nguyễn Huệ", None),
            ("5, người", None),
            ("5 dân số", None),
        ] {
            assert_eq!(behind(text, Spelling::Marked).as_deref(), noun, "{text}");
        }
    }
}

//! Whether a question is English: it decides how numbers are read and which words are looked up.
//!
//! Invariant: a question is English where more of its words stand in English tables alone than in
//! Vietnamese tables alone or carry Vietnamese marks. Known gap: a question of names and numbers
//! only counts as Vietnamese.

use super::plan::SyllablePattern;
use super::{cue, vocabulary};
use crate::facts::{COMPARATORS, Spelling, UNITS, list, rows};
use crate::text::{Analysis, TokenKind};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Foreign words that could be taken for keystrokes.
pub(super) const FOREIGN: &str = include_str!("tables/foreign.tsv");

#[derive(Default)]
struct Lexicon {
    vietnamese: HashSet<String>,
    english: HashSet<String>,
    /// The Vietnamese words with their marks, as terms.
    terms: HashSet<String>,
    /// Words by which no question is told to be English.
    foreign: HashSet<String>,
}

impl Lexicon {
    fn add(&mut self, english: bool, phrase: &str) {
        for token in Analysis::new(phrase).tokens() {
            if english {
                self.english.insert(token.folded().to_owned());
            } else {
                self.vietnamese.insert(token.folded().to_owned());
                self.terms.insert(token.term().to_owned());
            }
        }
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for term in vocabulary::terms() {
        term.names.iter().for_each(|name| lexicon.add(false, name));
        term.english.iter().for_each(|name| lexicon.add(true, name));
    }
    for row in rows(cue::TABLE).chain(rows(COMPARATORS)) {
        if let [phrase, language, ..] = row.as_slice() {
            lexicon.add(*language == "en", phrase);
        }
    }
    for row in rows(UNITS) {
        if let [_, _, _, _, vietnamese, english, ..] = row.as_slice() {
            list(vietnamese).for_each(|form| lexicon.add(false, form));
            list(english).for_each(|form| lexicon.add(true, form));
        }
    }
    for scale in ["hundred", "thousand", "million", "billion", "trillion"] {
        lexicon.add(true, scale);
    }
    for scale in ["trăm", "nghìn", "ngàn", "triệu", "tỷ"] {
        lexicon.add(false, scale);
    }
    for row in rows(FOREIGN) {
        if let [word, ..] = row.as_slice() {
            lexicon.foreign.insert((*word).to_owned());
        }
    }
    lexicon
});

/// Whether a table of questions has the word, in whichever language.
pub(super) fn is_known(folded: &str) -> bool {
    let Lexicon {
        vietnamese,
        english,
        foreign,
        ..
    } = &*LEXICON;
    let tables = [vietnamese, english, foreign];
    tables.iter().any(|words| words.contains(folded))
}

/// Whether a table of questions has the Vietnamese word with just these marks.
pub(super) fn is_table_word(word: &SyllablePattern) -> bool {
    LEXICON.terms.contains(&word.term())
}

/// How many words of a question speak for either language, and how many have marks or none.
#[derive(Default)]
struct Counts {
    english: usize,
    vietnamese: usize,
    marked: usize,
    bare: usize,
}

impl Counts {
    /// The counts of the tokens of `analysis` whose numbers pass `counted`.
    fn of(analysis: &Analysis, counted: impl Fn(usize) -> bool) -> Self {
        let mut counts = Self::default();
        for (at, token) in analysis.tokens().enumerate() {
            if token.kind != TokenKind::Word || !counted(at) {
                continue;
            }
            let in_english = LEXICON.english.contains(token.folded());
            let in_vietnamese = LEXICON.vietnamese.contains(token.folded());
            if token.signature().is_empty() {
                counts.bare += 1;
            } else {
                counts.marked += 1;
            }
            if !token.signature().is_empty() || (in_vietnamese && !in_english) {
                counts.vietnamese += 1;
            } else if in_english && !in_vietnamese {
                counts.english += 1;
            }
        }
        counts
    }

    fn is_english(&self) -> bool {
        self.english > self.vietnamese
    }
}

/// Whether the question is English by the tokens whose numbers pass `counted`.
pub(super) fn is_english(analysis: &Analysis, counted: impl Fn(usize) -> bool) -> bool {
    Counts::of(analysis, counted).is_english()
}

/// How the words of a question are to be compared with tables.
pub(super) fn spelling(analysis: &Analysis) -> Spelling {
    let counts = Counts::of(analysis, |_| true);
    if counts.is_english() {
        Spelling::English
    } else if counts.marked > 0 && counts.marked >= counts.bare {
        Spelling::Asked
    } else {
        Spelling::Typed
    }
}

//! Whether a question is English: it decides how numbers are read and which words are looked up.
//!
//! Invariant: a question is English where more of its words stand in English tables alone than in
//! Vietnamese tables alone or carry Vietnamese marks. Known gap: a question of names and numbers
//! only counts as Vietnamese.

use super::{cue, vocabulary};
use crate::facts::{COMPARATORS, Spelling, UNITS, list, rows};
use crate::text::{Analysis, TokenKind};
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Default)]
struct Lexicon {
    vietnamese: HashSet<String>,
    english: HashSet<String>,
}

impl Lexicon {
    fn add(&mut self, english: bool, phrase: &str) {
        let set = if english {
            &mut self.english
        } else {
            &mut self.vietnamese
        };
        for token in Analysis::new(phrase).tokens() {
            set.insert(token.folded().to_owned());
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
    lexicon
});

/// Whether a table of questions has the word, in whichever language.
pub(super) fn is_known(folded: &str) -> bool {
    LEXICON.vietnamese.contains(folded) || LEXICON.english.contains(folded)
}

/// How the words of a question are to be compared with tables.
pub(super) fn spelling(analysis: &Analysis) -> Spelling {
    let mut english = 0;
    let mut vietnamese = 0;
    let mut marked = 0;
    let mut bare = 0;
    for token in analysis.tokens().filter(|t| t.kind == TokenKind::Word) {
        let in_english = LEXICON.english.contains(token.folded());
        let in_vietnamese = LEXICON.vietnamese.contains(token.folded());
        if token.signature().is_empty() {
            bare += 1;
        } else {
            marked += 1;
        }
        if !token.signature().is_empty() || (in_vietnamese && !in_english) {
            vietnamese += 1;
        } else if in_english && !in_vietnamese {
            english += 1;
        }
    }
    if english > vietnamese {
        Spelling::English
    } else if marked > 0 && marked >= bare {
        Spelling::Asked
    } else {
        Spelling::Typed
    }
}

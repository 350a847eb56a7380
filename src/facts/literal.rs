//! Single words that rules name: "từ", "đến", "năm".
//!
//! Invariant: a word of prose must have the marks of the literal, a typed one may lack them; case
//! never counts. Known gap: a literal is compared as it is spelled here, so words with two tone
//! placements or with i/y belong in a table of phrases.

use super::lexicon::{Spelling, Words};
use crate::text::letters;

impl Words<'_> {
    /// Whether token `i` is the word `literal`, which is given in lower case.
    #[must_use]
    #[inline]
    pub fn is(&self, i: usize, literal: &str) -> bool {
        self.is_word(self.word(i), i, literal)
    }

    #[inline]
    fn is_word(&self, word: &str, i: usize, literal: &str) -> bool {
        if word.len() == literal.len() {
            // Most words differ in their end, which costs no call.
            if word.bytes().last() == literal.bytes().last() && word == literal {
                return true;
            }
            if self.is_capital(i) && capital_is(word, literal) {
                return true;
            }
        }
        self.typed() && self.typed_is(i, literal)
    }

    #[cold]
    fn typed_is(&self, i: usize, literal: &str) -> bool {
        matches!(self.spelling(), Spelling::Typed | Spelling::English)
            && !self.word(i).is_empty()
            && literal
                .chars()
                .map(|c| letters::letter(c).map_or(c, |l| char::from(l.base)))
                .eq(self.folded(i).chars())
    }

    /// Whether token `i` is one of the words `literals`.
    #[must_use]
    pub fn is_any(&self, i: usize, literals: &[&str]) -> bool {
        let word = self.word(i);
        literals
            .iter()
            .any(|literal| self.is_word(word, i, literal))
    }
}

/// Whether `word`, which begins with a capital, is `literal` but for case.
#[inline(never)]
fn capital_is(word: &str, literal: &str) -> bool {
    word.chars()
        .flat_map(char::to_lowercase)
        .eq(literal.chars())
}

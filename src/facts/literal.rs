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
    pub fn is(&self, i: usize, literal: &str) -> bool {
        let word = self.word(i);
        if word.len() == literal.len()
            && (word == literal
                || self.is_capital(i)
                    && word
                        .chars()
                        .flat_map(char::to_lowercase)
                        .eq(literal.chars()))
        {
            return true;
        }
        matches!(self.spelling(), Spelling::Typed | Spelling::English)
            && !word.is_empty()
            && literal
                .chars()
                .map(|c| letters::letter(c).map_or(c, |l| char::from(l.base)))
                .eq(self.folded(i).chars())
    }

    /// Whether token `i` is one of the words `literals`.
    #[must_use]
    pub fn is_any(&self, i: usize, literals: &[&str]) -> bool {
        literals.iter().any(|literal| self.is(i, literal))
    }
}

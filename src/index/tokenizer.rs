//! The bridge from the analysis of text to tantivy: one indexed token for each token of the text.
//!
//! Invariant: the indexed text of a token is its term (folded form and mark signature), its position
//! its number counted from 0, its offsets the bytes of the text as it was given.
//! Known gap: tantivy drops tokens of more than 65,530 bytes.

use super::schema::SYLLABLE;
use crate::text::{Analysis, Normalized};
use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

/// Makes the tokenizer known to an index, wherever that lies.
pub(super) fn register(index: &Index) {
    let analyzer = TextAnalyzer::builder(Syllables).build();
    index.tokenizers().register(SYLLABLE, analyzer);
}

/// The terms of a text joined by spaces: the whole text as one term.
pub fn whole_term(text: &str) -> String {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let terms: Vec<&str> = analysis.tokens().map(|token| token.term()).collect();
    terms.join(" ")
}

/// How many tokens a text has.
pub(super) fn count(text: &str) -> usize {
    Analysis::new(Normalized::new(text).as_str()).len()
}

#[derive(Clone, Default)]
struct Syllables;

struct SyllableStream<'a> {
    normalised: Normalized<'a>,
    analysis: Analysis,
    next: usize,
    token: Token,
}

impl Tokenizer for Syllables {
    type TokenStream<'a> = SyllableStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SyllableStream<'a> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        SyllableStream {
            normalised,
            analysis,
            next: 0,
            token: Token::default(),
        }
    }
}

impl TokenStream for SyllableStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.analysis.get(self.next) else {
            return false;
        };
        let original = self.normalised.original(token.span);
        self.token.text.clear();
        self.token.text.push_str(token.term());
        self.token.position = self.next;
        self.token.offset_from = original.start;
        self.token.offset_to = original.end;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_carry_terms_positions_and_original_offsets() {
        let text = "Thu nga\u{302}n sách\u{A0}80,5%";
        let mut tokenizer = Syllables;
        let mut stream = tokenizer.token_stream(text);
        let mut seen = Vec::new();
        while stream.advance() {
            let t = stream.token();
            seen.push((
                t.position,
                t.text.clone(),
                &text[t.offset_from..t.offset_to],
            ));
        }
        assert_eq!(
            seen,
            [
                (0, "thu|".to_owned(), "Thu"),
                (1, "ngan|2^".to_owned(), "nga\u{302}n"),
                (2, "sach|s".to_owned(), "sách"),
                (3, "80,5|".to_owned(), "80,5"),
            ]
        );
    }

    #[test]
    fn whole_terms_unite_spellings() {
        assert_eq!(whole_term("Tỷ lệ  hộ nghèo"), whole_term("tỷ lệ hộ nghèo"));
        assert_eq!(whole_term("thu ngân sách"), "thu| ngan|2^ sach|s");
        assert_ne!(whole_term("thu ngân sách"), whole_term("thu ngân"));
        assert_eq!(whole_term(""), "");
    }
}

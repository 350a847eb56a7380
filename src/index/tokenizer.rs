//! From the analysis of text to what is indexed: the terms of the tokens, one a line.
//!
//! Texts are analysed once, where their facts are extracted; tantivy is handed their terms and only
//! has to split them.
//! Invariant: there is one indexed token for each token of the text, its text the term (folded form
//! and mark signature), its position the number of the token counted from 0.
//! Known gap: tantivy drops terms of more than 65,530 bytes.

use super::schema::TERMS;
use crate::text::syllable::spelling_variants;
use crate::text::{Analysis, Normalized};
use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

/// Stands between two terms; never inside one, since it is no part of a word.
const BETWEEN: char = '\n';

/// The terms of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    /// The terms with [`BETWEEN`] between them, as a field of terms takes them.
    pub(super) joined: String,
    /// How many there are.
    pub(super) count: usize,
}

impl Terms {
    /// The terms of a text that has been analysed.
    pub(super) fn new(analysis: &Analysis) -> Self {
        let mut joined = String::new();
        for token in analysis.tokens() {
            if !joined.is_empty() {
                joined.push(BETWEEN);
            }
            joined.push_str(token.term());
        }
        Self {
            joined,
            count: analysis.len(),
        }
    }

    /// The terms of a text.
    pub(super) fn of(text: &str) -> Self {
        Self::new(&Analysis::new(Normalized::new(text).as_str()))
    }

    /// The whole text as one term, equal for all spellings of it: "tỉ lệ" and "tỷ lệ".
    pub(super) fn group(&self) -> String {
        let mut group = String::with_capacity(self.joined.len());
        for term in self.joined.split(BETWEEN) {
            if !group.is_empty() {
                group.push(' ');
            }
            let variants = spelling_variants(term);
            let least = variants.iter().map(String::as_str).fold(term, Ord::min);
            group.push_str(least);
        }
        group
    }

    /// The whole text as one term.
    pub(super) fn whole(&self) -> String {
        self.joined.replace(BETWEEN, " ")
    }
}

/// The terms of a text joined by spaces: the whole text as one term.
#[must_use]
pub fn whole_term(text: &str) -> String {
    Terms::of(text).whole()
}

/// The terms of a text joined by spaces, equal for all spellings of it.
#[must_use]
pub fn group_term(text: &str) -> String {
    Terms::of(text).group()
}

/// Makes the tokenizer known to an index, wherever that lies.
pub(super) fn register(index: &Index) {
    let analyzer = TextAnalyzer::builder(Splitter).build();
    index.tokenizers().register(TERMS, analyzer);
}

/// Splits joined terms.
#[derive(Clone, Default)]
struct Splitter;

struct TermStream<'a> {
    joined: &'a str,
    /// Where the next term begins; past the end when there is none.
    next: usize,
    token: Token,
}

impl Tokenizer for Splitter {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, joined: &'a str) -> TermStream<'a> {
        TermStream {
            joined,
            next: if joined.is_empty() { 1 } else { 0 },
            token: Token::default(),
        }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(rest) = self.joined.get(self.next..) else {
            return false;
        };
        let bytes = memchr::memchr(BETWEEN as u8, rest.as_bytes()).unwrap_or(rest.len());
        self.token.text.clear();
        self.token.text.push_str(&rest[..bytes]);
        self.token.offset_from = self.next;
        self.token.offset_to = self.next + bytes;
        // The first position is that after the last number, 0.
        self.token.position = self.token.position.wrapping_add(1);
        self.next += bytes + 1;
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
    use proptest::prelude::*;

    /// The positions and texts that are indexed of a text.
    fn indexed(text: &str) -> Vec<(usize, String)> {
        let terms = Terms::of(text);
        let mut splitter = Splitter;
        let mut stream = splitter.token_stream(&terms.joined);
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().position, stream.token().text.clone()));
        }
        assert_eq!(seen.len(), terms.count);
        seen
    }

    #[test]
    fn tokens_carry_terms_and_positions() {
        let term = |position: usize, text: &str| (position, text.to_owned());
        assert_eq!(
            indexed("Thu nga\u{302}n sách\u{A0}80,5%"),
            [
                term(0, "thu|"),
                term(1, "ngan|2^"),
                term(2, "sach|s"),
                term(3, "80,5|")
            ]
        );
        assert_eq!(indexed(""), []);
        assert_eq!(indexed("…"), []);
    }

    #[test]
    fn whole_terms_unite_spellings() {
        assert_eq!(whole_term("Tỷ lệ  hộ nghèo"), whole_term("tỷ lệ hộ nghèo"));
        assert_eq!(whole_term("thu ngân sách"), "thu| ngan|2^ sach|s");
        assert_ne!(whole_term("thu ngân sách"), whole_term("thu ngân"));
        assert_eq!(whole_term(""), "");
    }

    #[test]
    fn groups_unite_all_spellings() {
        for (one, other) in [
            ("Tỉ lệ hộ nghèo", "tỷ lệ hộ nghèo"),
            ("thuỷ sản", "Thủy sản"),
            ("kĩ sư", "kỹ sư"),
            ("VN - Index", "VN-INDEX"),
        ] {
            assert_eq!(group_term(one), group_term(other));
        }
        assert_ne!(group_term("thu ngân sách"), group_term("thú ngân sách"));
        assert_ne!(group_term("tay"), group_term("tai"));
        assert_eq!(group_term(""), "");
    }

    proptest! {
        #[test]
        fn what_is_indexed_is_what_is_analysed(text in "(\\PC|\\s|[a-zà-ỹĐ|'0-9.,/-]){0,60}") {
            let normalised = Normalized::new(&text);
            let analysis = Analysis::new(normalised.as_str());
            let expected: Vec<(usize, String)> = analysis
                .tokens()
                .map(|token| token.term().to_owned())
                .enumerate()
                .collect();
            prop_assert_eq!(indexed(&text), expected);
        }
    }
}

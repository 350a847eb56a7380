//! Tokens of a normalised text with their canonical and folded forms.
//!
//! A token's *term* is its folded form, [`super::SEPARATOR`] and its mark signature, so that all
//! spellings of one folded form are neighbours in a sorted term dictionary (see [`super::fold`]).
//! Where a token begins and ends never depends on capitals, so that a question typed in small
//! letters has the tokens of the text; its kind may.
//! Invariant: spans are disjoint, in order and on character boundaries of the normalised text.
//! Known gap: dates stay apart at their slashes (27, 9, 2018) and hyphenated words at their hyphens
//! (Covid, 19; Ê, đê), which neighbours in a phrase repair.

use super::draft::Draft;
use super::fold::SEPARATOR;
use super::{Span, scan};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A syllable, a foreign word, an abbreviation, letters mixed with digits ("U23"), and the
    /// digits of a name: the 19 of "Covid-19", the 1 of "Q.1" and of "quốc lộ 1A".
    Word,
    /// Digits with their separators: "80,5", "1.234".
    Number,
    /// A document number ("12/2024/NĐ-CP"), an address on the web or of a mailbox.
    Code,
}

/// What is kept of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub span: Span,
    pub kind: TokenKind,
    pub capital: bool,
    /// Where the term begins among those of all tokens.
    pub form: usize,
    /// The length of its folded form.
    pub folded: u32,
    /// The length of the whole.
    pub term: u32,
    pub key: u64,
}

impl Entry {
    /// The token, where `term` is its term.
    #[inline]
    pub(super) fn token<'a>(&self, term: &'a str) -> Token<'a> {
        Token {
            span: self.span,
            kind: self.kind,
            capital: self.capital,
            term,
            folded: self.folded as usize,
        }
    }
}

/// The key of a folded form: its bytes where there are at most eight, so that two such forms are
/// one where their keys are, which one comparison tells; of longer forms a hash (FNV-1a,
/// draft-eastlake-fnv). The key of no word is 0.
#[must_use]
pub const fn key(folded: &str) -> u64 {
    key_of(folded.as_bytes())
}

/// The [`key`] of the folded form of those bytes.
pub(super) const fn key_of(bytes: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    if bytes.len() <= 8 {
        while at < bytes.len() {
            key |= (bytes[at] as u64) << (8 * at);
            at += 1;
        }
        return key;
    }
    key = 0xcbf2_9ce4_8422_2325;
    while at < bytes.len() {
        key = (key ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    key
}

/// The tokens of a text. One analysis can be filled again for text after text, and then keeps its
/// memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    entries: Vec<Entry>,
    /// The terms of all tokens, one after the other.
    arena: String,
}

/// A token with its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands in the normalised text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    term: &'a str,
    folded: usize,
}

impl<'a> Token<'a> {
    /// The folded form: lower case, without tone and marks, đ as d.
    #[must_use]
    #[inline]
    pub fn folded(&self) -> &'a str {
        &self.term[..self.folded]
    }

    /// The mark signature; empty for a token without marks.
    #[must_use]
    #[inline]
    pub fn signature(&self) -> &'a str {
        &self.term[self.folded + SEPARATOR.len_utf8()..]
    }

    /// Folded form, separator, signature: what is indexed.
    #[must_use]
    pub fn term(&self) -> &'a str {
        self.term
    }
}

impl Analysis {
    /// Analyses a normalised text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut analysis = Self::default();
        analysis.refill(text);
        analysis
    }

    /// Forgets its tokens and analyses a normalised text.
    pub fn refill(&mut self, text: &str) {
        self.fill(text, scan::scan);
    }

    fn fill(&mut self, text: &str, scan: fn(&str, &mut Draft)) {
        let entries = std::mem::take(&mut self.entries);
        let mut draft = Draft::new(entries, std::mem::take(&mut self.arena), text.len());
        scan(text, &mut draft);
        (self.entries, self.arena) = draft.finish();
    }

    /// How many tokens there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Token `i`.
    #[must_use]
    #[inline]
    pub fn get(&self, i: usize) -> Option<Token<'_>> {
        let entry = self.entries.get(i)?;
        Some(entry.token(&self.arena[entry.form..entry.form + entry.term as usize]))
    }

    /// Where token `i` stands.
    #[must_use]
    #[inline]
    pub fn span(&self, i: usize) -> Option<Span> {
        self.entries.get(i).map(|e| e.span)
    }

    /// The [`key`] of the folded form of token `i`; 0 past the last one.
    #[must_use]
    #[inline]
    pub fn key(&self, i: usize) -> u64 {
        self.entries.get(i).map_or(0, |e| e.key)
    }

    /// Whether token `i` begins with a capital letter.
    #[must_use]
    #[inline]
    pub fn is_capital(&self, i: usize) -> bool {
        self.entries.get(i).is_some_and(|e| e.capital)
    }

    /// What token `i` is.
    #[must_use]
    #[inline]
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.entries.get(i).map(|e| e.kind)
    }

    /// The tokens in order.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        (0..self.len()).filter_map(|i| self.get(i))
    }
}

#[cfg(test)]
mod tests;

//! Tokens of a normalised text with their canonical and folded forms.
//!
//! A token's *term* is its folded form, [`super::SEPARATOR`] and its mark signature, so that all
//! spellings of one folded form are neighbours in a sorted term dictionary (see [`super::fold`]).
//! Where a token begins and ends never depends on capitals, so that a question typed in small
//! letters has the tokens of the text; its kind may.
//! Invariant: spans are disjoint, in order and on character boundaries of the normalised text.
//! Known gap: dates stay apart at their slashes (27, 9, 2018) and hyphenated words at their hyphens
//! (Covid, 19; Ê, đê), which neighbours in a phrase repair.

use super::fold::{Folder, SEPARATOR, fold_into};
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    span: Span,
    kind: TokenKind,
    capital: bool,
    /// Where the term begins in the arena.
    form: usize,
    folded: u32,
    term: u32,
    key: u64,
}

/// The key of a folded form: its bytes where there are at most eight, so that two such forms are
/// one where their keys are, which one comparison tells; of longer forms a hash (FNV-1a,
/// draft-eastlake-fnv). The key of no word is 0.
#[must_use]
pub const fn key(folded: &str) -> u64 {
    let bytes = folded.as_bytes();
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
        self.entries.clear();
        self.arena.clear();
        scan::scan(text, self);
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
        self.entries.get(i).map(|e| Token {
            span: e.span,
            kind: e.kind,
            capital: e.capital,
            term: &self.arena[e.form..e.form + e.term as usize],
            folded: e.folded as usize,
        })
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

    /// Keeps the first `length` tokens.
    pub(super) fn truncate(&mut self, length: usize) {
        if let Some(entry) = self.entries.get(length) {
            self.arena.truncate(entry.form);
            self.entries.truncate(length);
        }
    }

    /// Whether the last token ends at `end` or behind it.
    pub(super) fn is_extended_to(&self, end: usize) -> bool {
        self.entries.last().is_some_and(|e| e.span.end >= end)
    }

    /// Says of token `i` what it is.
    pub(super) fn set_kind(&mut self, i: usize, kind: TokenKind) {
        if let Some(entry) = self.entries.get_mut(i) {
            entry.kind = kind;
        }
    }

    /// Makes one code of the tokens from `first` that share a byte with each of `spans`, which are in
    /// order.
    pub(super) fn join(&mut self, text: &str, first: usize, spans: &[Span]) {
        let tokens = self.entries.split_off(first.min(self.entries.len()));
        let mut tokens = tokens.into_iter().peekable();
        let mut spans = spans.iter().peekable();
        while let Some(span) = spans.next() {
            while let Some(token) = tokens.next_if(|t| t.span.end <= span.start) {
                self.entries.push(token);
            }
            let mut whole = *span;
            loop {
                // A token on the border belongs to the code, and so does a code it reaches into.
                if let Some(token) = tokens.next_if(|t| t.span.start < whole.end) {
                    whole = whole.cover(token.span);
                } else if let Some(next) = spans.next_if(|next| next.start < whole.end) {
                    whole = whole.cover(*next);
                } else {
                    break;
                }
            }
            self.push(text, whole, TokenKind::Code);
        }
        self.entries.extend(tokens);
    }

    /// Appends the token under `span`.
    pub(super) fn push(&mut self, text: &str, span: Span, kind: TokenKind) {
        let form = self.arena.len();
        let word = span.of(text);
        let folded = fold_into(word, &mut self.arena);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        self.enter(span, kind, capital, form, folded);
    }

    /// Appends the word under `span`, whose letters `folder` has taken.
    pub(super) fn push_word(&mut self, text: &str, span: Span, folder: &mut Folder) {
        let form = self.arena.len();
        let word = span.of(text);
        let folded = folder.finish(word, &mut self.arena);
        self.enter(span, TokenKind::Word, folder.is_capital(word), form, folded);
    }

    /// Appends the digits, points and commas under `span`.
    pub(super) fn push_number(&mut self, text: &str, span: Span) {
        let form = self.arena.len();
        self.arena.push_str(span.of(text));
        self.arena.push(SEPARATOR);
        self.entries.push(Entry {
            span,
            kind: TokenKind::Number,
            capital: false,
            form,
            folded: span.len() as u32,
            term: span.len() as u32 + 1,
            key: key(span.of(text)),
        });
    }

    fn enter(&mut self, span: Span, kind: TokenKind, capital: bool, form: usize, folded: usize) {
        // No token is longer than a few kilobytes (`scan::LONGEST`, `names::LONGEST_CODE`).
        self.entries.push(Entry {
            span,
            kind,
            capital,
            form,
            folded: folded as u32,
            key: key(&self.arena[form..form + folded]),
            term: (self.arena.len() - form) as u32,
        });
    }
}

#[cfg(test)]
mod tests;

//! The tokens of a text while it is scanned.
//!
//! Terms are kept as bytes until the end, and then are checked to be UTF-8 all at once: word by
//! word that check costs more than the folding.
//! Invariant: the terms are UTF-8; tokens are in order and disjoint. Known gap: the term of a token
//! that was joined into a longer one stays where it is, and nothing points to it.

use super::Span;
use super::fold::{Folded, Folder, SEPARATOR, fold};
use super::tokenize::{Entry, Token, TokenKind, key};

/// How many bytes a token takes in prose with what stands before the next one; more than in most
/// texts, so that their tokens need no more than what is set aside at first.
const USUAL: usize = 5;

/// The tokens of a text that is being scanned.
#[derive(Debug)]
pub(super) struct Draft {
    entries: Vec<Entry>,
    /// The terms of all tokens, one after the other.
    terms: Vec<u8>,
}

impl Draft {
    /// No tokens, of a text of `length` bytes, in the memory of others.
    pub(super) fn new(mut entries: Vec<Entry>, terms: String, length: usize) -> Self {
        let mut terms = terms.into_bytes();
        entries.clear();
        terms.clear();
        entries.reserve(length.div_ceil(USUAL));
        terms.reserve(length);
        Self { entries, terms }
    }

    /// The tokens and their terms.
    pub(super) fn finish(self) -> (Vec<Entry>, String) {
        match String::from_utf8(self.terms) {
            Ok(terms) => (self.entries, terms),
            // Every term was written as UTF-8.
            Err(_) => (Vec::new(), String::new()),
        }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Token `i`.
    pub(super) fn get(&self, i: usize) -> Option<Token<'_>> {
        let entry = self.entries.get(i)?;
        let term = self.terms.get(entry.form..)?.get(..entry.term as usize)?;
        Some(entry.token(std::str::from_utf8(term).ok()?))
    }

    /// How far it has come: how many tokens there are, and bytes of their terms.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.entries.len(), self.terms.len())
    }

    /// Forgets what was appended since then.
    pub(super) fn go_back(&mut self, (tokens, bytes): (usize, usize)) {
        self.entries.truncate(tokens);
        self.terms.truncate(bytes);
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
        let word = span.of(text);
        let form = self.terms.len();
        let folded = fold(word, &mut self.terms);
        self.enter(span, kind, begins_with_capital(word), form, folded);
    }

    /// Appends the word under `span`, whose letters `folder` has taken.
    #[inline]
    pub(super) fn push_word(&mut self, text: &str, span: Span, folder: &mut Folder) {
        let word = span.of(text);
        let form = self.terms.len();
        let folded = folder.finish(word, &mut self.terms);
        self.enter(
            span,
            TokenKind::Word,
            begins_with_capital(word),
            form,
            folded,
        );
    }

    /// Appends the digits, points and commas under `span`.
    pub(super) fn push_number(&mut self, text: &str, span: Span) {
        let number = span.of(text);
        let form = self.terms.len();
        self.terms.extend_from_slice(number.as_bytes());
        self.terms.push(SEPARATOR as u8);
        let folded = Folded {
            length: number.len(),
            key: key(number),
        };
        self.enter(span, TokenKind::Number, false, form, folded);
    }

    #[inline]
    fn enter(&mut self, span: Span, kind: TokenKind, capital: bool, form: usize, folded: Folded) {
        // No token is longer than a few kilobytes (`scan::LONGEST`, `names::LONGEST_CODE`).
        self.entries.push(Entry {
            span,
            kind,
            capital,
            form,
            folded: folded.length as u32,
            term: (self.terms.len() - form) as u32,
            key: folded.key,
        });
    }
}

#[inline]
fn begins_with_capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.chars().next().is_some_and(char::is_uppercase),
    }
}

//! A text as rules see it, and tables of phrases to look up in it.
//!
//! Invariant: a phrase matches only where its words stand side by side, with the same signs
//! between them as in the table ("km/giờ", "mét vuông"). In a marked text the marks must be equal;
//! in a typed question they must be contained in the table's, so that "tren" meets "trên".

use crate::text::{Analysis, Normalized, Span, TokenKind};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// How the marks of a text relate to those of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Written prose: the marks are all there.
    Marked,
    /// A question with most of its marks: in phrases of several words some may be missing.
    Asked,
    /// A typed question: marks may be missing.
    Typed,
    /// A typed question in English: moreover, points are decimal marks and commas group.
    English,
}

/// The tokens of a normalised text, with what stands between them.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    spelling: Spelling,
}

impl<'a> Words<'a> {
    /// The words of `text`, which `analysis` was made from.
    #[must_use]
    pub fn new(text: &'a str, analysis: &'a Analysis, spelling: Spelling) -> Self {
        Self {
            text,
            analysis,
            spelling,
        }
    }

    /// The same words, compared with tables in another way.
    #[must_use]
    pub fn spelled(&self, spelling: Spelling) -> Self {
        Self {
            spelling,
            text: self.text,
            analysis: self.analysis,
        }
    }

    /// The [`key`] of the folded form of token `i`; 0 past the last one.
    #[must_use]
    #[inline]
    pub fn key(&self, i: usize) -> u64 {
        self.analysis.key(i)
    }

    /// The normalised text.
    #[must_use]
    #[inline]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many tokens there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.analysis.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of token `i`; the empty span at the end of the text past the last token.
    #[must_use]
    #[inline]
    pub fn span(&self, i: usize) -> Span {
        self.analysis
            .span(i)
            .unwrap_or(Span::new(self.text.len(), self.text.len()))
    }

    /// Token `i` as written; empty past the last one.
    #[must_use]
    #[inline]
    pub fn word(&self, i: usize) -> &'a str {
        self.span(i).of(self.text)
    }

    /// The folded form of token `i`; empty past the last one.
    #[must_use]
    #[inline]
    pub fn folded(&self, i: usize) -> &'a str {
        self.analysis.get(i).map_or("", |t| t.folded())
    }

    /// The mark signature of token `i`; empty past the last one.
    #[must_use]
    #[inline]
    pub fn signature(&self, i: usize) -> &'a str {
        self.analysis.get(i).map_or("", |t| t.signature())
    }

    /// The term of token `i`: folded form and mark signature; empty past the last one.
    #[must_use]
    #[inline]
    pub fn term(&self, i: usize) -> &'a str {
        self.analysis.get(i).map_or("", |t| t.term())
    }

    /// Whether token `i` is written in digits.
    #[must_use]
    #[inline]
    pub fn is_number(&self, i: usize) -> bool {
        self.analysis.kind(i) == Some(TokenKind::Number)
    }

    /// Whether token `i` begins with a capital.
    #[must_use]
    #[inline]
    pub fn is_capital(&self, i: usize) -> bool {
        self.analysis.is_capital(i)
    }

    /// How its marks relate to those of a table.
    #[must_use]
    pub fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// Whether it is a question, in which marks may be missing and English may stand.
    #[must_use]
    #[inline]
    pub fn typed(&self) -> bool {
        self.spelling != Spelling::Marked
    }

    /// What stands between token `i - 1` and token `i`.
    #[must_use]
    #[inline]
    pub fn gap(&self, i: usize) -> &'a str {
        let from = match i.checked_sub(1) {
            None => 0,
            Some(before) => self.span(before).end,
        };
        self.text.get(from..self.span(i).start).unwrap_or_default()
    }

    /// The sign between token `i - 1` and token `i` without white space; a line's end where one stands
    /// there, whatever else does: nothing that is one goes over it.
    #[must_use]
    pub fn sign(&self, i: usize) -> &'a str {
        let gap = self.gap(i);
        if gap.contains('\n') { "\n" } else { gap.trim() }
    }

    /// Whether token `i` follows the one before it across white space alone.
    #[must_use]
    #[inline]
    pub fn joined(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.gap(i).bytes().all(|b| b == b' ' || b == b'\t')
    }

    /// Whether token `i` is the word `form`, alone or as one of `several` of a phrase.
    fn has_form(&self, i: usize, form: &Form, several: bool) -> bool {
        if self.key(i) != form.key {
            return false;
        }
        let Some(token) = self.analysis.get(i) else {
            return false;
        };
        if token.term() == form.term {
            return true;
        }
        // Some of its marks alone make a word another one: "tư" is not "từ".
        let bare = match self.spelling {
            Spelling::Marked => false,
            Spelling::Asked => several,
            Spelling::Typed | Spelling::English => true,
        };
        bare && token.signature().is_empty() && form.term.starts_with(token.term())
    }
}

/// One word of a phrase.
#[derive(Debug, Clone)]
struct Form {
    key: u64,
    /// Its term in the index: folded form and marks.
    term: String,
    /// The signs that stand before it.
    gap: String,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    forms: Vec<Form>,
    /// Signs after the last word, as in "m²".
    trail: String,
    value: T,
}

/// 2^64 over the golden ratio, by which keys are multiplied to spread them (Knuth, The Art of
/// Computer Programming 3, 6.4).
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads the bits of keys.
#[derive(Debug, Clone, Copy, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 << 8 | u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        // The table takes the low bits, and the high ones of the product are the better mixed.
        let mixed = key.wrapping_mul(GOLDEN);
        self.0 = mixed ^ mixed >> 32;
    }
}

/// By the key of a word; of words that share one, the forms of the entries tell.
type ByWord<T> = HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

/// The phrases that begin with one word, the longest first.
#[derive(Debug, Clone)]
struct Bucket<T> {
    /// Those that go on, by their second word: "giá" begins a hundred of them.
    longer: ByWord<Vec<Entry<T>>>,
    /// Those that are the word alone.
    alone: Vec<Entry<T>>,
}

impl<T> Default for Bucket<T> {
    fn default() -> Self {
        Self {
            longer: HashMap::default(),
            alone: Vec::new(),
        }
    }
}

/// The keys of words, and few others: a Bloom filter of one hash (Bloom, 1970). That a word is none
/// of them, as most words of a text are, it says at the price of one look.
#[derive(Debug, Clone)]
pub struct Sieve([u64; Self::CELLS]);

impl Sieve {
    const CELLS: usize = 64;

    /// The sieve of those keys.
    #[must_use]
    pub const fn of(keys: &[u64]) -> Self {
        let mut sieve = Self([0; Self::CELLS]);
        let mut at = 0;
        while at < keys.len() {
            sieve.insert(keys[at]);
            at += 1;
        }
        sieve
    }

    const fn place(key: u64) -> (usize, u64) {
        let mixed = key.wrapping_mul(GOLDEN) >> 52;
        (mixed as usize >> 6, 1 << (mixed & 63))
    }

    const fn insert(&mut self, key: u64) {
        let (cell, bit) = Self::place(key);
        self.0[cell] |= bit;
    }

    /// Whether the word of that key may be one of them.
    #[must_use]
    #[inline]
    pub const fn may_hold(&self, key: u64) -> bool {
        let (cell, bit) = Self::place(key);
        self.0[cell] & bit != 0
    }
}

/// Phrases with what each stands for.
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    first: Sieve,
    by_first: ByWord<Bucket<T>>,
    symbols: Vec<(String, T)>,
}

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t, T> {
    /// How many tokens it takes.
    pub tokens: usize,
    /// Where it ends in the normalised text.
    pub end: usize,
    /// What it stands for.
    pub value: &'t T,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self {
            first: Sieve::of(&[]),
            by_first: HashMap::default(),
            symbols: Vec::new(),
        }
    }
}

impl<T> PhraseTable<T> {
    /// Adds `phrase`, as a person writes it.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let normalised = Normalized::new(phrase);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        if words.is_empty() {
            self.symbols
                .push((normalised.as_str().trim().to_owned(), value));
            // Longest first, so that "%" never hides a longer sign that begins with it.
            self.symbols
                .sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
            return;
        }
        let forms: Vec<Form> = (0..words.len())
            .map(|i| Form {
                key: words.key(i),
                term: words.term(i).to_owned(),
                gap: words.gap(i).trim().to_owned(),
            })
            .collect();
        let trail = words.gap(words.len()).trim().to_owned();
        self.first.insert(words.key(0));
        let bucket = self.by_first.entry(words.key(0)).or_default();
        let entries = match forms.get(1) {
            Some(second) => bucket.longer.entry(second.key).or_default(),
            None => &mut bucket.alone,
        };
        entries.push(Entry {
            forms,
            trail,
            value,
        });
        entries.sort_by_key(|e| std::cmp::Reverse((e.forms.len(), e.trail.len())));
    }

    /// The longest phrase that begins with token `at`.
    #[must_use]
    #[inline]
    pub fn longest<'t>(&'t self, words: &Words<'_>, at: usize) -> Option<Found<'t, T>> {
        self.longest_within(words, at, usize::MAX)
    }

    /// Whether a phrase may begin with token `at`; most tokens begin none.
    #[must_use]
    #[inline]
    pub fn may_begin(&self, words: &Words<'_>, at: usize) -> bool {
        self.first.may_hold(words.key(at))
    }

    /// The longest phrase of at most `room` tokens that begins with token `at`.
    #[must_use]
    #[inline]
    pub fn longest_within<'t>(
        &'t self,
        words: &Words<'_>,
        at: usize,
        room: usize,
    ) -> Option<Found<'t, T>> {
        if self.may_begin(words, at) {
            self.look_up(words, at, room)
        } else {
            None
        }
    }

    fn look_up<'t>(&'t self, words: &Words<'_>, at: usize, room: usize) -> Option<Found<'t, T>> {
        let bucket = self.by_first.get(&words.key(at))?;
        let longer = match room > 1 && !bucket.longer.is_empty() {
            true => bucket.longer.get(&words.key(at + 1)),
            false => None,
        };
        longer
            .into_iter()
            .flatten()
            .filter(|entry| entry.forms.len() <= room)
            .find_map(|entry| entry.at(words, at))
            .or_else(|| {
                let alone = bucket.alone.iter().filter(|_| room > 0);
                alone.into_iter().find_map(|entry| entry.at(words, at))
            })
    }

    /// The longest sign ("%", "₫", ">=") with which `text` begins.
    #[must_use]
    pub fn symbol(&self, text: &str) -> Option<(usize, &T)> {
        self.symbols
            .iter()
            .find(|(sign, _)| text.starts_with(sign.as_str()))
            .map(|(sign, value)| (sign.len(), value))
    }
}

impl<T> Entry<T> {
    fn at(&self, words: &Words<'_>, at: usize) -> Option<Found<'_, T>> {
        let several = self.forms.len() > 1;
        // The words first: they differ more often than the signs between them.
        let fits = self
            .forms
            .iter()
            .enumerate()
            .rev()
            .all(|(k, form)| words.has_form(at + k, form, several))
            && self.forms.iter().enumerate().all(|(k, form)| {
                let gap = words.gap(at + k);
                match k {
                    // Signs before the first word ("°C") must be there; other signs belong to
                    // whatever stands before the phrase.
                    0 => form.gap.is_empty() || gap.trim_end().ends_with(form.gap.as_str()),
                    _ if form.gap.is_empty() && gap == " " => true,
                    _ => gap.trim() == form.gap && !gap.contains('\n'),
                }
            });
        let last = at + self.forms.len();
        if !fits || last > words.len() || !words.gap(last).starts_with(self.trail.as_str()) {
            return None;
        }
        Some(Found {
            tokens: self.forms.len(),
            end: words.span(last - 1).end + self.trail.len(),
            value: &self.value,
        })
    }
}

/// The rows of a table file: tab-separated cells below a header line, `#` begins a comment line.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .skip(1)
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The parts of a cell that lists several, split at `|`; "-" is an empty list.
pub fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != "-")
}

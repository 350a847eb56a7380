//! How well an indexed term fits a typed syllable, and which terms of the dictionary do.
//!
//! All spellings of one folded form are neighbours in the dictionary, so a typed syllable is the
//! union of a short run of terms: those whose marks contain the typed ones.
//! Invariant: a term without one of the typed marks is never among them.
//! Known gap: a folded form with thousands of spellings would be read whole; Vietnamese has 26 at
//! most.

use super::SyllablePattern;
use crate::text::syllable::spelling_variants;
use crate::text::{Analysis, SEPARATOR, marks_contained, split_signature};
use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;

/// How well an indexed term fits a typed syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// The same marks.
    Exact,
    /// The same letters; the tone was not typed: "sach" for *sách*.
    Tone,
    /// Marks of letters were not typed: "ngan" for *ngân*.
    Bare,
    /// Another spelling of the word: "tỉ" for *tỷ*.
    Spelling,
}

impl Tier {
    /// The tier in which the marks `full` of a term fit the marks `typed`; none where one of the
    /// typed marks is missing.
    #[must_use]
    pub fn of(full: &str, typed: &str) -> Option<Self> {
        if full == typed {
            return Some(Self::Exact);
        }
        if !marks_contained(full, typed) {
            return None;
        }
        let (full_shapes, _) = split_signature(full);
        let (typed_shapes, _) = split_signature(typed);
        Some(if full_shapes == typed_shapes {
            Self::Tone
        } else {
            Self::Bare
        })
    }
}

impl SyllablePattern {
    /// How well a token of that folded form and mark signature fits; none if it does not.
    #[must_use]
    pub fn tier(&self, folded: &str, signature: &str) -> Option<Tier> {
        if folded == self.folded
            && let Some(tier) = Tier::of(signature, &self.signature)
        {
            return Some(tier);
        }
        if !alike(&self.folded, folded) {
            return None;
        }
        self.other_spellings()
            .iter()
            .any(|other| other.folded == folded && Tier::of(signature, &other.signature).is_some())
            .then_some(Tier::Spelling)
    }

    /// The term of a token that is written just so.
    #[must_use]
    pub fn term(&self) -> String {
        format!("{}{SEPARATOR}{}", self.folded, self.signature)
    }

    /// Whether `word` is written just so.
    #[must_use]
    pub fn is_written(&self, word: &str) -> bool {
        let analysis = Analysis::new(word);
        analysis.len() == 1 && analysis.tokens().all(|token| token.term() == self.term())
    }

    /// Other spellings of the same word: "kĩ" for "kỹ".
    #[must_use]
    pub fn other_spellings(&self) -> Vec<Self> {
        spelling_variants(&self.term())
            .iter()
            .filter_map(|term| term.split_once(SEPARATOR))
            .map(|(folded, signature)| Self {
                folded: folded.to_owned(),
                signature: signature.to_owned(),
            })
            .collect()
    }
}

/// Whether two folded forms may be spellings of one word: they differ in a last i or y, or in a
/// first d or gi. Nearly all pairs are told apart by this without making the spellings.
fn alike(one: &str, other: &str) -> bool {
    let stem = |form: &'_ str| form.strip_suffix(['i', 'y']).map(str::len);
    let rime = |form: &str| {
        let rest = form.strip_prefix("gi").or_else(|| form.strip_prefix('d'));
        rest.map(str::len)
    };
    let open = stem(one).is_some_and(|n| stem(other) == Some(n) && one[..n] == other[..n]);
    let same_rime = rime(one).is_some_and(|n| {
        rime(other) == Some(n) && one[one.len() - n..] == other[other.len() - n..]
    });
    open || same_rime
}

/// A term of the dictionary that fits a typed syllable.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// The term.
    pub term: String,
    /// How well it fits.
    pub tier: Tier,
    /// Where its postings are.
    pub info: TermInfo,
}

/// The terms of the dictionary that fit `pattern`, each once.
pub(super) fn fits(
    index: &InvertedIndexReader,
    pattern: &SyllablePattern,
) -> std::io::Result<Vec<Fit>> {
    let mut found = Vec::new();
    spellings(index, pattern, &mut found)?;
    for other in pattern.other_spellings() {
        let from = found.len();
        spellings(index, &other, &mut found)?;
        for fit in &mut found[from..] {
            fit.tier = Tier::Spelling;
        }
    }
    Ok(found)
}

/// Appends the terms of the folded form of `pattern` whose marks contain its marks.
fn spellings(
    index: &InvertedIndexReader,
    pattern: &SyllablePattern,
    found: &mut Vec<Fit>,
) -> std::io::Result<()> {
    let mut low = pattern.folded.clone().into_bytes();
    let mut high = low.clone();
    // The separator is one byte, so that the next byte ends the run of spellings.
    low.push(SEPARATOR as u8);
    high.push(SEPARATOR as u8 + 1);
    let mut stream = index.terms().range().ge(&low).lt(&high).into_stream()?;
    while stream.advance() {
        let term = std::str::from_utf8(stream.key()).unwrap_or_default();
        let signature = term.get(low.len()..).unwrap_or_default();
        if let Some(tier) = Tier::of(signature, &pattern.signature) {
            found.push(Fit {
                term: term.to_owned(),
                tier,
                info: stream.value().clone(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Normalized;

    fn signature(word: &str) -> String {
        let normalised = Normalized::new(word);
        let analysis = Analysis::new(normalised.as_str());
        analysis
            .get(0)
            .map(|t| t.signature().to_owned())
            .unwrap_or_default()
    }

    #[track_caller]
    fn check(indexed: &str, typed: &str, expected: Option<Tier>) {
        let tier = Tier::of(&signature(indexed), &signature(typed));
        assert_eq!(tier, expected, "{indexed} for {typed}");
    }

    #[test]
    fn other_spellings_fit_at_their_own_tier() {
        let tier = |indexed: &str, typed: &str| {
            let normalised = [Normalized::new(indexed), Normalized::new(typed)];
            let [indexed, typed] = normalised.map(|n| Analysis::new(n.as_str()));
            let (indexed, typed) = (indexed.get(0)?, typed.get(0)?);
            let pattern = SyllablePattern {
                folded: typed.folded().to_owned(),
                signature: typed.signature().to_owned(),
            };
            pattern.tier(indexed.folded(), indexed.signature())
        };
        assert_eq!(tier("tỷ", "tỉ"), Some(Tier::Spelling));
        assert_eq!(tier("kĩ", "ky"), Some(Tier::Spelling));
        assert_eq!(tier("giòng", "dòng"), Some(Tier::Spelling));
        assert_eq!(tier("tỷ", "tỷ"), Some(Tier::Exact));
        assert_eq!(tier("tay", "tai"), None);
        assert_eq!(tier("tý", "tỉ"), None);
        assert_eq!(tier("giành", "dành"), None);
    }

    #[test]
    fn tiers() {
        check("ngân", "ngân", Some(Tier::Exact));
        check("ngan", "ngan", Some(Tier::Exact));
        check("ngần", "ngân", None);
        check("sách", "sach", Some(Tier::Tone));
        check("má", "ma", Some(Tier::Tone));
        check("ngân", "ngan", Some(Tier::Bare));
        check("ngần", "ngan", Some(Tier::Bare));
        check("đường", "đương", None);
        check("đường", "đuong", Some(Tier::Bare));
        check("đà", "đa", Some(Tier::Tone));
        check("đường", "dường", Some(Tier::Bare));
        check("đường", "dương", None);
        check("đường", "duong", Some(Tier::Bare));
        check("hoà", "hòa", Some(Tier::Exact));
        check("ngân", "ngần", None);
        check("ma", "má", None);
        check("dương", "đường", None);
        check("2018", "2018", Some(Tier::Exact));
    }
}

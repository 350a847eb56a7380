//! Whether the articles have a word, or words side by side.
//!
//! Invariant: marks count as they are typed; other spellings of a word ("tỉ" for "tỷ") are the word.
//! Known gap: a single word of an article that was deleted is there until its segment is merged.

use super::postings::{Phrase, Union};
use super::tier::{Fit, Tier, fits};
use super::{Scope, SyllablePattern};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError};

impl Scope<'_> {
    /// Whether some article has the words side by side: each with just its marks if `exactly`, else
    /// with any marks more.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn holds(&self, words: &[SyllablePattern], exactly: bool) -> Result<bool, TantivyError> {
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.text)?;
            let found: Vec<Vec<Fit>> = words
                .iter()
                .map(|word| spellings(&index, word, exactly))
                .collect::<Result<_, _>>()?;
            let all = found.iter().all(|fits| !fits.is_empty());
            if all && (words.len() < 2 || stand_together(segment, &index, &found)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The terms that are spellings of `word`, with just its marks if `exactly`.
fn spellings(
    index: &InvertedIndexReader,
    word: &SyllablePattern,
    exactly: bool,
) -> Result<Vec<Fit>, TantivyError> {
    let mut found = fits(index, word)?;
    if exactly {
        let others = word.other_spellings();
        let marked = |fit: &Fit| {
            let same = |other: &SyllablePattern| other.term() == fit.term;
            fit.tier == Tier::Exact || others.iter().any(same)
        };
        found.retain(marked);
    }
    Ok(found)
}

/// Whether some article of the segment has a term of each, one after the other.
fn stand_together(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    found: &[Vec<Fit>],
) -> Result<bool, TantivyError> {
    let unions = found.iter().map(|fits| {
        let fits = fits.iter().map(|fit| (fit, 1.0));
        Union::open(index, fits, IndexRecordOption::WithFreqsAndPositions)
    });
    let mut phrase = Phrase::new(unions.collect::<Result<_, _>>()?);
    while phrase.doc() != TERMINATED {
        if !segment.is_deleted(phrase.doc()) {
            return Ok(true);
        }
        phrase.advance();
    }
    Ok(false)
}

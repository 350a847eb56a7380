//! What the positions of syllables add to the score of an article: neighbours and the title.
//!
//! Invariant: documents are asked in order, in one segment.
//! Known gap: the positions of all syllables are read, of those too that neighbour none.

use super::compile::Segment;
use super::postings::Union;
use super::rank::{Pair, Syllable, Words};
use tantivy::fastfield::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet};

/// The lengths of the articles of a segment.
pub(super) fn lengths(segment: &Segment<'_>) -> tantivy::Result<FieldNormReader> {
    segment.reader.get_fieldnorms_reader(segment.fields.text)
}

/// The postings of `syllables` in a segment; none of those that `wanted` leaves out.
pub(super) fn unions(
    segment: &Segment<'_>,
    syllables: &[Syllable],
    wanted: &[bool],
    option: IndexRecordOption,
) -> tantivy::Result<Vec<Union>> {
    let index = segment.reader.inverted_index(segment.fields.text)?;
    let open = |(i, syllable): (usize, &Syllable)| {
        let left_out = wanted.get(i) == Some(&false);
        let fits = syllable.fits.get(segment.ordinal as usize);
        let fits = fits.into_iter().flatten().filter(|_| !left_out);
        let weighted = fits.map(|(fit, weight)| (fit, *weight));
        Ok(Union::open(&index, weighted, option)?)
    };
    syllables.iter().enumerate().map(open).collect()
}

/// What positions add to the score of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Added {
    /// For neighbours.
    pub adjacency: f32,
    /// For the title.
    pub title: f32,
}

impl Added {
    pub fn total(self) -> f32 {
        self.adjacency + self.title
    }
}

/// The positions of the words in the articles of a segment.
pub(super) struct Positions {
    pub syllables: Vec<Union>,
    /// Those of each syllable in the current article, with their weights.
    places: Vec<Vec<(u32, f32)>>,
    buffer: Vec<u32>,
    lengths: FieldNormReader,
    norms: [f32; 256],
    title_tokens: Column<u64>,
}

impl Positions {
    pub fn open(segment: &Segment<'_>, words: &Words) -> tantivy::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        Ok(Self {
            syllables: unions(segment, &words.syllables, &[], option)?,
            places: vec![Vec::new(); words.syllables.len()],
            buffer: Vec::new(),
            lengths: lengths(segment)?,
            norms: words.norms(),
            title_tokens: segment.column("title_tokens")?,
        })
    }

    /// What the positions in `doc` add. Documents must be given in order.
    pub fn add(&mut self, words: &Words, doc: DocId) -> Added {
        let title_tokens = self.title_tokens.first(doc).unwrap_or(0);
        let norm = self.norm(doc);
        let mut added = Added::default();
        for (i, (union, places)) in self.syllables.iter_mut().zip(&mut self.places).enumerate() {
            places.clear();
            if union.seek(doc) == doc {
                union.positions(places, &mut self.buffer);
            }
            if places
                .first()
                .is_some_and(|(p, _)| u64::from(*p) < title_tokens)
            {
                added.title += words.title(i);
            }
        }
        for pair in &words.pairs {
            added.adjacency += words.pair(pair, self.together(pair), norm);
        }
        added
    }

    /// Whether the syllable stands in the title of `doc`, which was asked last.
    pub fn in_title(&self, syllable: usize, doc: DocId) -> bool {
        let title_tokens = self.title_tokens.first(doc).unwrap_or(0);
        let first = self.places[syllable].first();
        first.is_some_and(|(position, _)| u64::from(*position) < title_tokens)
    }

    /// How often the pair stands in the document that was asked last.
    pub fn together(&self, pair: &Pair) -> f32 {
        let (first, second) = (&self.places[pair.first], &self.places[pair.second]);
        together(first, second, pair.distance)
    }

    /// The length norm of `doc`.
    pub fn norm(&self, doc: DocId) -> f32 {
        self.norms[usize::from(self.lengths.fieldnorm_id(doc))]
    }
}

/// How often the second stands `distance` behind the first, each time by the lower weight.
pub(super) fn together(first: &[(u32, f32)], second: &[(u32, f32)], distance: u32) -> f32 {
    let mut sum = 0.0;
    let mut at = 0;
    for (position, weight) in first {
        let wanted = position + distance;
        while second.get(at).is_some_and(|(p, _)| *p < wanted) {
            at += 1;
        }
        if let Some((p, other)) = second.get(at)
            && *p == wanted
        {
            sum += weight.min(*other);
        }
    }
    sum
}

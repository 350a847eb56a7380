//! The postings of a typed syllable: the union of those of the terms that fit it.
//!
//! Invariant: `doc` is the least document of all members, `TERMINATED` at the end; a document is
//! visited once. Members never stand before `doc`.
//! Known gap: the least member is found by looking at all of them; there are few.

use super::tier::{Fit, Tier};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

/// The first document of `set` that is not before `target`.
pub(super) fn not_before(set: &mut (impl DocSet + ?Sized), target: DocId) -> DocId {
    let doc = set.doc();
    if doc < target { set.seek(target) } else { doc }
}

/// The postings of one term of a union.
struct Member {
    postings: SegmentPostings,
    tier: Tier,
    weight: f32,
}

/// The occurrences of one term of a union in a document.
pub(super) struct Occurrences {
    /// Which of the terms it is.
    pub member: usize,
    pub tier: Tier,
    pub weight: f32,
    pub count: u32,
}

/// The union of the postings of some terms.
pub(super) struct Union {
    members: Vec<Member>,
    doc: DocId,
}

impl Union {
    /// Opens the postings of `fits`, each with its weight.
    pub fn open<'a>(
        index: &InvertedIndexReader,
        fits: impl Iterator<Item = (&'a Fit, f32)>,
        option: IndexRecordOption,
    ) -> std::io::Result<Self> {
        let members = fits
            .map(|(fit, weight)| {
                Ok(Member {
                    postings: index.read_postings_from_terminfo(&fit.info, option)?,
                    tier: fit.tier,
                    weight,
                })
            })
            .collect::<std::io::Result<Vec<_>>>()?;
        let mut union = Self { members, doc: 0 };
        union.doc = union.least();
        Ok(union)
    }

    fn least(&self) -> DocId {
        self.members
            .iter()
            .map(|m| m.postings.doc())
            .min()
            .unwrap_or(TERMINATED)
    }

    /// The members that hold the current document.
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrences> {
        let members = self.members.iter().enumerate();
        let here = members.filter(|(_, member)| member.postings.doc() == self.doc);
        here.map(|(i, member)| Occurrences {
            member: i,
            tier: member.tier,
            weight: member.weight,
            count: member.postings.term_freq(),
        })
    }

    /// The number of occurrences in the current document, weighted.
    pub fn frequency(&self) -> f32 {
        let mut sum = 0.0;
        for member in &self.members {
            if member.postings.doc() == self.doc {
                #[allow(clippy::cast_precision_loss, reason = "far below 2^24")]
                let count = member.postings.term_freq() as f32;
                sum += member.weight * count;
            }
        }
        sum
    }

    /// The positions in the current document, in order, with the weight of each. The postings must
    /// have been opened with positions.
    pub fn positions(&mut self, out: &mut Vec<(u32, f32)>, buffer: &mut Vec<u32>) {
        out.clear();
        let mut members = 0;
        for member in &mut self.members {
            if member.postings.doc() == self.doc {
                member.postings.positions(buffer);
                out.extend(buffer.iter().map(|p| (*p, member.weight)));
                members += 1;
            }
        }
        if members > 1 {
            out.sort_unstable_by_key(|(position, _)| *position);
        }
    }
}

impl DocSet for Union {
    fn advance(&mut self) -> DocId {
        let mut least = TERMINATED;
        for member in &mut self.members {
            let mut doc = member.postings.doc();
            if doc == self.doc && doc != TERMINATED {
                doc = member.postings.advance();
            }
            least = least.min(doc);
        }
        self.doc = least;
        least
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        let mut least = TERMINATED;
        for member in &mut self.members {
            let mut doc = member.postings.doc();
            if doc < target {
                doc = member.postings.seek(target);
            }
            least = least.min(doc);
        }
        self.doc = least;
        least
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.members
            .iter()
            .fold(0, |n, m| n.saturating_add(m.postings.size_hint()))
    }
}

/// Documents in which syllables stand one after the other.
pub(super) struct Phrase {
    syllables: Vec<Union>,
    /// Where the phrase begins in the current document, in order.
    starts: Vec<u32>,
    positions: Vec<(u32, f32)>,
    buffer: Vec<u32>,
    doc: DocId,
}

impl Phrase {
    /// The phrase of `syllables`, at least one, opened with positions.
    pub fn new(syllables: Vec<Union>) -> Self {
        let mut phrase = Self {
            syllables,
            starts: Vec::new(),
            positions: Vec::new(),
            buffer: Vec::new(),
            doc: 0,
        };
        phrase.doc = phrase.settle();
        phrase
    }

    /// Where the phrase begins in the current document, in order.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// How many syllables it has.
    pub fn len(&self) -> usize {
        self.syllables.len()
    }

    /// The first document from the first syllable's current one on that holds the phrase.
    fn settle(&mut self) -> DocId {
        let Some(first) = self.syllables.first() else {
            return TERMINATED;
        };
        let mut doc = first.doc();
        'documents: while doc != TERMINATED {
            for syllable in &mut self.syllables {
                let found = not_before(syllable, doc);
                if found > doc {
                    doc = found;
                    continue 'documents;
                }
            }
            if self.stands() {
                return doc;
            }
            doc = self.syllables[0].advance();
        }
        TERMINATED
    }

    /// Whether the syllables stand one after the other in the document where all of them are.
    fn stands(&mut self) -> bool {
        self.starts.clear();
        for (i, syllable) in (0u32..).zip(&mut self.syllables) {
            syllable.positions(&mut self.positions, &mut self.buffer);
            if i == 0 {
                self.starts.extend(self.positions.iter().map(|(p, _)| *p));
            } else {
                let mut at = 0;
                let positions = &self.positions;
                self.starts.retain(|start| {
                    while positions.get(at).is_some_and(|(p, _)| *p < start + i) {
                        at += 1;
                    }
                    positions.get(at).is_some_and(|(p, _)| *p == start + i)
                });
            }
            if self.starts.is_empty() {
                return false;
            }
        }
        true
    }
}

impl DocSet for Phrase {
    fn advance(&mut self) -> DocId {
        if let Some(first) = self.syllables.first_mut() {
            first.advance();
        }
        self.doc = self.settle();
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            if let Some(first) = self.syllables.first_mut() {
                not_before(first, target);
            }
            self.doc = self.settle();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let least = self.syllables.iter().map(DocSet::size_hint).min();
        least.unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        // Positions are read of every document with all syllables.
        u64::from(self.size_hint()) * 4
    }
}

/// Documents that hold one of several phrases.
pub(super) struct Names {
    phrases: Vec<Phrase>,
    doc: DocId,
}

impl Names {
    pub fn new(phrases: Vec<Phrase>) -> Self {
        let doc = phrases.iter().map(|p| p.doc()).min();
        Self {
            phrases,
            doc: doc.unwrap_or(TERMINATED),
        }
    }

    /// The phrases that the current document holds.
    pub fn present(&self) -> impl Iterator<Item = &Phrase> {
        self.phrases.iter().filter(|p| p.doc() == self.doc)
    }
}

impl DocSet for Names {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.seek(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let phrases = self.phrases.iter_mut();
            let least = phrases.map(|p| not_before(p, target)).min();
            self.doc = least.unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.phrases
            .iter()
            .fold(0, |n, p| n.saturating_add(p.size_hint()))
    }

    fn cost(&self) -> u64 {
        self.phrases.iter().map(DocSet::cost).sum()
    }
}

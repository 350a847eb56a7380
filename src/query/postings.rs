//! The postings of a typed syllable: the union of those of the terms that fit it.
//!
//! Invariant: `doc` is the least document of all members, `TERMINATED` at the end; a document is
//! visited once. Members never stand before `doc`.
//! Known gap: the least member is found by looking at all of them; there are few.

use super::settled::settled;
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
    /// The syllables, the rarest first, each with its place in the phrase.
    syllables: Vec<(u32, Union)>,
    /// Where the phrase begins in the current document, in order.
    starts: Vec<u32>,
    positions: Vec<(u32, f32)>,
    buffer: Vec<u32>,
    doc: DocId,
}

impl Phrase {
    /// The phrase of `syllables`, opened with positions; of none there is no document.
    pub fn new(syllables: Vec<Union>) -> Self {
        let mut syllables: Vec<(u32, Union)> = (0..).zip(syllables).collect();
        syllables.sort_by_key(|(_, union)| union.size_hint());
        let mut phrase = Self {
            syllables,
            starts: Vec::new(),
            positions: Vec::new(),
            buffer: Vec::new(),
            doc: 0,
        };
        phrase.doc = phrase.settle(0);
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

    /// The first document at `doc` or after it that holds the phrase.
    fn settle(&mut self, mut doc: DocId) -> DocId {
        if self.syllables.is_empty() {
            return TERMINATED;
        }
        'documents: while doc < TERMINATED {
            for (_, syllable) in &mut self.syllables {
                let found = syllable.seek(doc);
                if found > doc {
                    doc = found;
                    continue 'documents;
                }
            }
            if self.stands() {
                return doc;
            }
            doc += 1;
        }
        TERMINATED
    }

    /// Whether the syllables stand one after the other in the document where all of them are.
    fn stands(&mut self) -> bool {
        let Self {
            syllables,
            starts,
            positions,
            buffer,
            ..
        } = self;
        for (i, (place, syllable)) in syllables.iter_mut().enumerate() {
            syllable.positions(positions, buffer);
            if i == 0 {
                starts.clear();
                starts.extend(positions.iter().filter_map(|(p, _)| p.checked_sub(*place)));
            } else {
                let mut at = 0;
                starts.retain(|start| {
                    let wanted = start + *place;
                    while positions.get(at).is_some_and(|(p, _)| *p < wanted) {
                        at += 1;
                    }
                    positions.get(at).is_some_and(|(p, _)| *p == wanted)
                });
            }
            if starts.is_empty() {
                return false;
            }
        }
        true
    }
}

impl DocSet for Phrase {
    settled!();

    fn size_hint(&self) -> u32 {
        self.syllables.first().map_or(0, |(_, s)| s.size_hint())
    }

    fn cost(&self) -> u64 {
        // Positions are read of every document with all syllables.
        u64::from(self.size_hint()) * 4
    }
}

//! The articles in which two phrases stand close to each other.
//!
//! Invariant: selects what `Near::stands_in` selects, of the title and of the body each. Known gap:
//! the occurrences of both phrases in an article are all read, although one pair decides.

use super::boolean::Any;
use super::postings::{Phrase, not_before};
use super::settled::settled;
use tantivy::fastfield::Column;
use tantivy::{DocId, DocSet, TERMINATED};

/// The articles in which some way to say the one phrase stands close to some way to say the other.
pub(super) struct NearSet {
    sides: [Any<Phrase>; 2],
    /// The occurrences of each in the current article, in order: start and end.
    occurrences: [Vec<(u32, u32)>; 2],
    /// How many words may stand between.
    apart: u32,
    title_tokens: Column<u64>,
    doc: DocId,
    between: u32,
}

impl NearSet {
    /// The ways of both sides, opened with positions.
    pub fn new(sides: [Any<Phrase>; 2], apart: u32, title_tokens: Column<u64>) -> Self {
        let mut set = Self {
            sides,
            occurrences: [Vec::new(), Vec::new()],
            apart,
            title_tokens,
            doc: 0,
            between: 0,
        };
        set.doc = set.settle(0);
        set
    }

    /// How many words stand between the two in the current article, where they are closest.
    pub fn between(&self) -> u32 {
        self.between
    }

    /// The first article at `doc` or after it in which the two stand close to each other.
    fn settle(&mut self, mut doc: DocId) -> DocId {
        'documents: while doc < TERMINATED {
            for side in &mut self.sides {
                let found = not_before(side, doc);
                if found > doc {
                    doc = found;
                    continue 'documents;
                }
            }
            for (side, occurrences) in self.sides.iter().zip(&mut self.occurrences) {
                occurrences.clear();
                for phrase in side.present() {
                    let length = u32::try_from(phrase.len()).unwrap_or(u32::MAX);
                    let starts = phrase.starts().iter();
                    occurrences.extend(starts.map(|start| (*start, start.saturating_add(length))));
                }
                occurrences.sort_unstable();
            }
            let title = self.title_tokens.first(doc).unwrap_or(0);
            let [first, second] = &self.occurrences;
            let closest = [closest(first, second, title), closest(second, first, title)];
            if let Some(between) = closest.into_iter().flatten().min()
                && between <= self.apart
            {
                self.between = between;
                return doc;
            }
            doc += 1;
        }
        TERMINATED
    }
}

/// How many words stand at least between one of `before` and one of `behind` behind it, in the
/// title, which has so many tokens, or in the body. The occurrences of `behind` are in order.
fn closest(before: &[(u32, u32)], behind: &[(u32, u32)], title: u64) -> Option<u32> {
    let between = |(start, end): &(u32, u32)| {
        let next = behind.partition_point(|(start, _)| start < end);
        let (next, _) = behind.get(next)?;
        // What stands farther behind is in the same field or in a later one.
        let same_field = (u64::from(*start) < title) == (u64::from(*next) < title);
        same_field.then(|| next - end)
    };
    before.iter().filter_map(between).min()
}

impl DocSet for NearSet {
    settled!();

    fn size_hint(&self) -> u32 {
        let [first, second] = &self.sides;
        first.size_hint().min(second.size_hint())
    }

    fn cost(&self) -> u64 {
        let [first, second] = &self.sides;
        first.cost().min(second.cost())
    }
}

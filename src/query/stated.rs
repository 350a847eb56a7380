//! The facts that answer a plan, article after article in the order of the index.
//!
//! Invariant: of every article that matches the plan, every fact that meets one of its conditions,
//! each once; articles without such a fact are passed over.
//! Known gap: a condition that chooses articles is evaluated again for its facts.

use super::postings::not_before;
use super::{Plan, Scope};
use tantivy::{DocAddress, DocSet, TERMINATED};

/// An article with the facts that answer a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Where the article is.
    pub article: DocAddress,
    /// Which of its facts, from 0, in the order of the text.
    pub ordinals: Vec<usize>,
}

impl Scope<'_> {
    /// The first `most` articles with facts that answer `plan`, at the document `from` or after it.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn stated(
        &self,
        plan: &Plan,
        from: DocAddress,
        most: usize,
    ) -> tantivy::Result<Vec<Stated>> {
        let conditions = plan.conditions();
        let mut found = Vec::new();
        let left = self.segments().into_iter();
        for segment in left.filter(|segment| segment.ordinal >= from.segment_ord) {
            let first = match segment.ordinal == from.segment_ord {
                true => from.doc_id,
                false => 0,
            };
            let mut articles = segment.all(&plan.clauses)?;
            let mut doc = not_before(&mut articles, first);
            if doc == TERMINATED {
                continue;
            }
            let start = segment.parents.block_start(doc);
            let mut joins = Vec::with_capacity(conditions.len());
            for condition in &conditions {
                joins.push(segment.figure(condition, start)?);
            }
            while doc != TERMINATED {
                if found.len() == most {
                    return Ok(found);
                }
                if !segment.reader.is_deleted(doc) {
                    let here = joins
                        .iter_mut()
                        .filter_map(|join| (not_before(join, doc) == doc).then(|| join.ordinals()));
                    let mut ordinals: Vec<usize> = here.flatten().collect();
                    ordinals.sort_unstable();
                    ordinals.dedup();
                    if !ordinals.is_empty() {
                        found.push(Stated {
                            article: DocAddress::new(segment.ordinal, doc),
                            ordinals,
                        });
                    }
                }
                doc = articles.advance();
            }
        }
        Ok(found)
    }
}

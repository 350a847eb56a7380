//! Every article that a plan finds, with the facts that it is found for.
//!
//! Invariant: articles come in the order of segments and documents, each once, deleted ones never;
//! what is visited is what [`Scope::top`] counts.
//! Known gap: conditions are evaluated twice, to find the articles and to tell their facts.

use super::Plan;
use super::block_join::Join;
use super::postings::not_before;
use super::top::Scope;
use std::ops::ControlFlow;
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

/// An article that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit<'v> {
    /// Where it is.
    pub article: DocAddress,
    /// The documents of its facts that meet a condition of the plan; of all its facts where the plan
    /// has no condition. In order.
    pub facts: &'v [DocId],
}

impl Scope<'_> {
    /// Visits every article that `plan` finds.
    ///
    /// # Errors
    /// When the index can't be read, or `each` fails.
    pub fn visit(
        &self,
        plan: &Plan,
        mut each: impl FnMut(Visit<'_>) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let all = |visit: Visit<'_>| each(visit).map(ControlFlow::Continue);
        self.visit_from(plan, DocAddress::new(0, 0), all)
    }

    /// Visits the articles that `plan` finds at the document `from` and after it, until `each` breaks
    /// off.
    ///
    /// # Errors
    /// When the index can't be read, or `each` fails.
    pub fn visit_from(
        &self,
        plan: &Plan,
        from: DocAddress,
        mut each: impl FnMut(Visit<'_>) -> tantivy::Result<ControlFlow<()>>,
    ) -> tantivy::Result<()> {
        let conditions = plan.conditions();
        let mut facts = Vec::new();
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
            let opened = conditions.iter().map(|one| segment.figure(one, start));
            let mut joins: Vec<Join> = opened.collect::<tantivy::Result<_>>()?;
            while doc != TERMINATED {
                if !segment.reader.is_deleted(doc) {
                    facts.clear();
                    if joins.is_empty() {
                        facts.extend(segment.parents.block_start(doc)..doc);
                    }
                    for join in &mut joins {
                        if not_before(join, doc) == doc {
                            join.facts(&mut facts);
                        }
                    }
                    if joins.len() > 1 {
                        facts.sort_unstable();
                        facts.dedup();
                    }
                    let visit = Visit {
                        article: DocAddress::new(segment.ordinal, doc),
                        facts: &facts,
                    };
                    if each(visit)?.is_break() {
                        return Ok(());
                    }
                }
                doc = articles.advance();
            }
        }
        Ok(())
    }
}

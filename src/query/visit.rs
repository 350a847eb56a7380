//! Every article that a plan finds, with the facts that it is found for.
//!
//! Invariant: articles come in the order of segments and documents, each once, deleted ones never;
//! what is visited is what [`Scope::top`] counts.
//! Known gap: conditions are evaluated twice, to find the articles and to tell their facts.

use super::Plan;
use super::block_join::Join;
use super::top::Scope;
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
        let conditions = plan.conditions();
        let mut facts = Vec::new();
        for segment in self.segments() {
            let mut articles = segment.all(&plan.clauses)?;
            let opened = conditions.iter().map(|one| segment.figure(one, 0));
            let mut joins: Vec<Join> = opened.collect::<tantivy::Result<_>>()?;
            let mut doc = articles.doc();
            while doc != TERMINATED {
                if !segment.reader.is_deleted(doc) {
                    facts.clear();
                    if joins.is_empty() {
                        facts.extend(segment.parents.block_start(doc)..doc);
                    }
                    for join in &mut joins {
                        if join.doc() <= doc && join.seek(doc) == doc {
                            join.facts(&mut facts);
                        }
                    }
                    if joins.len() > 1 {
                        facts.sort_unstable();
                        facts.dedup();
                    }
                    each(Visit {
                        article: DocAddress::new(segment.ordinal, doc),
                        facts: &facts,
                    })?;
                }
                doc = articles.advance();
            }
        }
        Ok(())
    }
}

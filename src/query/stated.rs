//! The facts that answer a plan, article after article in the order of the index.
//!
//! Invariant: of every article that matches the plan, every fact that meets one of its conditions,
//! each once; articles without such a fact are passed over.
//! Known gap: that of `visit.rs`.

use super::{Plan, Scope, Visit};
use std::ops::ControlFlow;
use tantivy::DocAddress;

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
        let mut found = Vec::new();
        if plan.conditions().is_empty() {
            return Ok(found);
        }
        self.visit_from(plan, from, |Visit { article, facts }| {
            if found.len() == most {
                return Ok(ControlFlow::Break(()));
            }
            if !facts.is_empty() {
                let parents = self.parents.get(article.segment_ord as usize);
                let start = parents.map_or(0, |parents| parents.block_start(article.doc_id));
                found.push(Stated {
                    article,
                    ordinals: facts.iter().map(|fact| (fact - start) as usize).collect(),
                });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}

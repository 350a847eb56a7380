//! The local engine: plans answered from an index on disk or in memory.
//!
//! Invariant: an answer is of one commit; stored articles are read of the hits that are shown alone.
//! Known gap: segments are searched one after the other.

use super::{Answer, Engine, Evidence, Hit, Page};
use crate::index::{ARTICLE, Fields, IndexError, Reader, Stored};
use crate::query::{
    Condition, Explanation, Highlighter, Parents, Plan, Ranked, Ranking, Scope, SyllablePattern,
};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, TantivyError, Term};

/// An engine on an index.
pub struct Local {
    reader: Reader,
    ranking: Ranking,
    /// The articles of each segment, which never changes.
    parents: Mutex<HashMap<SegmentId, Arc<Parents>>>,
}

impl Local {
    /// An engine on the index that `reader` reads.
    #[must_use]
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            ranking: Ranking::default(),
            parents: Mutex::default(),
        }
    }

    /// The same with other weights of the ranking.
    #[must_use]
    pub fn with_ranking(self, ranking: Ranking) -> Self {
        Self { ranking, ..self }
    }

    fn parents(&self, searcher: &Searcher) -> Result<Vec<Arc<Parents>>, TantivyError> {
        let fields = self.reader.fields();
        let mut known = self.parents.lock().unwrap_or_else(PoisonError::into_inner);
        let mut parents = Vec::new();
        for reader in searcher.segment_readers() {
            let id = reader.segment_id();
            if let Some(articles) = known.get(&id) {
                parents.push(Arc::clone(articles));
                continue;
            }
            let term = Term::from_field_text(fields.doc_kind, ARTICLE);
            let index = reader.inverted_index(fields.doc_kind)?;
            let postings = index.read_postings(&term, IndexRecordOption::Basic)?;
            let articles = Arc::new(Parents::new(postings, reader.max_doc()));
            known.insert(id, Arc::clone(&articles));
            parents.push(articles);
        }
        // Segments that were merged away are not asked again.
        let live: Vec<SegmentId> = searcher
            .segment_readers()
            .iter()
            .map(|r| r.segment_id())
            .collect();
        known.retain(|id, _| live.contains(id));
        Ok(parents)
    }

    /// Runs `work` on the current commit.
    pub(super) fn scoped<T>(
        &self,
        work: impl FnOnce(&Scope<'_>) -> Result<T, TantivyError>,
    ) -> Result<T, IndexError> {
        let fields: Fields = self.reader.fields();
        self.reader.read(|searcher| {
            let parents = self.parents(searcher)?;
            work(&Scope {
                searcher,
                fields,
                parents: &parents,
                ranking: &self.ranking,
            })
        })
    }

    /// Whether some article has the words side by side: each with just its marks if `exactly`, else
    /// with any marks more.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn holds(&self, words: &[SyllablePattern], exactly: bool) -> Result<bool, IndexError> {
        self.scoped(|scope| scope.holds(words, exactly))
    }

    /// Why the article of that id has the score that `plan` gives it; none if there is no such
    /// article.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn explain(&self, plan: &Plan, id: &str) -> Result<Option<Explanation>, IndexError> {
        let Some(address) = self.reader.find(id)? else {
            return Ok(None);
        };
        let mut explanation = self.scoped(|scope| scope.explain(plan, address))?;
        let Stored { document, .. } = self.reader.article(address)?;
        explanation.quote(&[&document.title, &document.body]);
        Ok(Some(explanation))
    }

    /// The stored document and facts of an article that was found.
    pub(super) fn stored(&self, article: DocAddress) -> Result<Stored, IndexError> {
        self.reader.article(article)
    }

    fn hit(
        &self,
        rank: usize,
        ranked: &Ranked,
        (conditions, evidence): (&[&Condition], &[Vec<usize>]),
        highlighter: &Highlighter<'_>,
    ) -> Result<Hit, IndexError> {
        // Of a question of words alone no fact is shown.
        let Stored { document, facts } = match evidence.is_empty() {
            true => Stored {
                document: self.reader.text(ranked.address)?,
                facts: Vec::new(),
            },
            false => self.reader.article(ranked.address)?,
        };
        let mut ordinals: Vec<usize> = evidence.iter().flatten().copied().collect();
        ordinals.sort_unstable();
        ordinals.dedup();
        let met: Vec<_> = ordinals.iter().filter_map(|i| facts.get(*i)).collect();
        let passages = highlighter.passages(&document.body, &met);
        Ok(Hit {
            rank,
            id: document.id,
            score: ranked.score,
            title_highlights: highlighter.title(&document.title),
            title: document.title,
            published: document.published,
            author: document.author,
            source: document.source,
            facts: ordinals
                .into_iter()
                .filter_map(|ordinal| {
                    let fact = facts.get(ordinal)?.clone();
                    let met = conditions.iter().zip(evidence);
                    let named = met
                        .filter(|(_, ordinals)| ordinals.contains(&ordinal))
                        .find_map(|(condition, _)| condition.other_name(&fact))
                        .map(str::to_owned);
                    Some(Evidence {
                        ordinal,
                        fact,
                        named,
                    })
                })
                .collect(),
            snippets: passages,
            body: document.body,
        })
    }
}

impl Engine for Local {
    type Error = IndexError;

    fn search(&self, plan: &Plan, page: Page) -> Result<Answer, IndexError> {
        let (top, shown, evidence) = self.scoped(|scope| {
            let top = scope.top(plan, page.offset.saturating_add(page.limit))?;
            let shown = top.best.get(page.offset..).unwrap_or_default().to_vec();
            let addresses: Vec<_> = shown.iter().map(|ranked| ranked.address).collect();
            let evidence = scope.evidence(plan, &addresses)?;
            Ok((top, shown, evidence))
        })?;
        let weights: HashMap<_, _> = top.weights.into_iter().collect();
        let highlighter =
            Highlighter::new(plan, |pattern| weights.get(pattern).copied().unwrap_or(1.0));
        let conditions = plan.conditions();
        // Reading and marking an article takes longer than finding it, so that is shared out.
        let hits = (shown.par_iter().zip(&evidence).enumerate())
            .map(|(at, (ranked, evidence))| {
                let rank = page.offset + 1 + at;
                self.hit(rank, ranked, (&conditions, evidence), &highlighter)
            })
            .collect::<Result<_, _>>()?;
        Ok(Answer {
            total: top.total,
            hits,
        })
    }
}

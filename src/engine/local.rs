//! The local engine: plans answered from an index on disk or in memory.
//!
//! Invariant: an answer is of one commit; stored articles are read of the hits that are shown alone.
//! Known gap: segments are searched one after the other.

use super::{Engine, Evidence, Facets, Hit, HitOrder, Hits, Page, Wanted, counts};
use crate::index::{ARTICLE, Fields, IndexError, Reader, Stored};
use crate::query::{
    Condition, Explanation, Highlighter, Parents, Plan, Ranked, Ranking, Scope, SyllablePattern,
    Top,
};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, TantivyError, Term};

/// How many hits are read together.
const TOGETHER: usize = 128;

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
        let ordinals = together(evidence);
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

impl Local {
    /// Hits, each with its place in the order.
    fn some_hits(
        &self,
        plan: &Plan,
        ranked: &[(usize, Ranked)],
        highlighter: &Highlighter<'_>,
    ) -> Result<Vec<Hit>, IndexError> {
        let addresses: Vec<_> = ranked.iter().map(|(_, ranked)| ranked.address).collect();
        let evidence = self.scoped(|scope| scope.evidence(plan, &addresses))?;
        let conditions = plan.conditions();
        // Reading and marking an article takes longer than finding it, so that is shared out.
        (ranked.par_iter().zip(&evidence))
            .map(|((rank, ranked), evidence)| {
                self.hit(*rank, ranked, (&conditions, evidence), highlighter)
            })
            .collect()
    }
}

/// The ordinals of the facts that meet any of the conditions, in order.
pub(super) fn together(by_condition: &[Vec<usize>]) -> Vec<usize> {
    let mut ordinals = by_condition.concat();
    ordinals.sort_unstable();
    ordinals.dedup();
    ordinals
}

impl Engine for Local {
    type Error = IndexError;

    fn hits<'a>(
        &'a self,
        plan: &'a Plan,
        order: HitOrder,
        page: Page,
    ) -> Result<Hits<'a, IndexError>, IndexError> {
        let Top {
            total,
            best,
            weights,
        } = self.scoped(|scope| scope.page(plan, order, page.offset, page.limit))?;
        let weights: HashMap<_, _> = weights.into_iter().collect();
        let highlighter = Highlighter::new(plan, move |pattern| {
            weights.get(pattern).copied().unwrap_or(1.0)
        });
        let place = move |at: usize| page.offset.saturating_add(at + 1);
        let mut found = best.into_iter().enumerate();
        let mut read = VecDeque::new();
        let mut next = move || {
            if read.is_empty() {
                let some = found.by_ref().take(TOGETHER);
                let some: Vec<_> = some.map(|(at, ranked)| (place(at), ranked)).collect();
                read = self.some_hits(plan, &some, &highlighter)?.into();
            }
            Ok(read.pop_front())
        };
        Ok(Hits {
            total,
            hits: Box::new(std::iter::from_fn(move || next().transpose())),
        })
    }

    fn facets(&self, plan: &Plan, wanted: &[Wanted]) -> Result<Facets, IndexError> {
        self.scoped(|scope| counts::count(scope, plan, wanted))
    }
}

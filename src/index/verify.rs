//! Verification: the files are as they were written, and every block is whole.
//!
//! Invariant: a flipped, missing or superfluous byte in any file of a segment is found; the structure
//! of blocks is read from the index itself, never from what is stored.
//! Known gap: what is indexed of a fact is not compared with what is stored of it.

use super::block::misquoted;
use super::error::IndexError;
use super::reader::{Reader, Stored};
use super::schema::{ARTICLE, FACT};
use std::ops::Range;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyError, Term};

/// An article with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The id of the article.
    pub id: String,
    /// The article document.
    pub article: DocAddress,
    /// The fact documents, in the same segment just before the article.
    pub facts: Range<DocId>,
}

/// What a document of a segment says of itself.
#[derive(Clone, Default)]
struct Row {
    block: Option<usize>,
    article: bool,
    fact: bool,
}

impl Reader {
    /// All blocks in the order of the index, each checked to be whole: facts first, the article
    /// last, adjacent, of one id.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] if a block is not whole, or the index can't be read.
    pub fn blocks(&self) -> Result<Vec<Block>, IndexError> {
        let mut all = Vec::new();
        let segments = self.searcher().segment_readers().len();
        for segment in 0..segments {
            let outcome = self.read(|searcher| {
                self.segment_blocks(searcher.segment_readers().get(segment), segment)
            })?;
            all.extend(outcome.map_err(|reason| self.damaged(reason))?);
        }
        Ok(all)
    }

    /// Checks what is stored of a block.
    pub(super) fn verify(&self, block: &Block) -> Result<(), IndexError> {
        let Stored { document, facts } = self.article(block.article)?;
        let wrong = |what: String| self.damaged(format!("article {:?}: {what}", block.id));
        if document.id != block.id {
            return Err(wrong(format!("it is stored as {:?}", document.id)));
        }
        if facts.len() != block.facts.len() {
            return Err(wrong(format!(
                "{} facts are stored, {} indexed",
                facts.len(),
                block.facts.len()
            )));
        }
        match misquoted(&document, &facts) {
            Some(reason) => Err(wrong(reason)),
            None => Ok(()),
        }
    }

    /// The blocks of a segment, or what is wrong with them.
    fn segment_blocks(
        &self,
        reader: Option<&SegmentReader>,
        ordinal: usize,
    ) -> Result<Result<Vec<Block>, String>, TantivyError> {
        let Some(reader) = reader else {
            return Ok(Ok(Vec::new()));
        };
        let (rows, keys) = self.rows(reader)?;
        let mut blocks = Vec::new();
        let mut start = 0;
        let wrong = |doc: usize, what: &str| {
            let segment = reader.segment_id().short_uuid_string();
            Ok(Err(format!("segment {segment}, document {doc}: {what}")))
        };
        for (doc, row) in rows.iter().enumerate() {
            let Some(key) = row.block else {
                return wrong(doc, "it belongs to no article");
            };
            if row.article == row.fact {
                return wrong(doc, "it is neither a fact nor an article");
            }
            if rows[start].block != Some(key) {
                return wrong(doc, "it stands among the facts of another article");
            }
            if row.fact {
                continue;
            }
            let (Ok(article), Ok(first)) = (DocId::try_from(doc), DocId::try_from(start)) else {
                return wrong(doc, "its number is too great");
            };
            let alive = (first..=article).filter(|d| !reader.is_deleted(*d)).count();
            if alive == doc - start + 1 {
                blocks.push(Block {
                    id: keys[key].clone(),
                    article: DocAddress::new(u32::try_from(ordinal).unwrap_or(u32::MAX), article),
                    facts: first..article,
                });
            } else if alive > 0 {
                return wrong(doc, "a part of its block is deleted");
            }
            start = doc + 1;
        }
        if start < rows.len() {
            return wrong(start, "its article is missing");
        }
        Ok(Ok(blocks))
    }

    /// What each document of a segment says of itself, and the ids to which `Row::block` refers.
    fn rows(&self, reader: &SegmentReader) -> Result<(Vec<Row>, Vec<String>), TantivyError> {
        let mut rows = vec![Row::default(); reader.max_doc() as usize];
        let fields = self.fields();
        let kinds = reader.inverted_index(fields.doc_kind)?;
        for (kind, is_article) in [(ARTICLE, true), (FACT, false)] {
            let term = Term::from_field_text(fields.doc_kind, kind);
            if let Some(mut docs) = kinds.read_postings(&term, IndexRecordOption::Basic)? {
                while docs.doc() != TERMINATED {
                    if let Some(row) = rows.get_mut(docs.doc() as usize) {
                        row.article |= is_article;
                        row.fact |= !is_article;
                    }
                    docs.advance();
                }
            }
        }
        let keys = reader.inverted_index(fields.block)?;
        let mut names = Vec::new();
        let mut terms = keys.terms().stream()?;
        while terms.advance() {
            let mut docs =
                keys.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while docs.doc() != TERMINATED {
                if let Some(row) = rows.get_mut(docs.doc() as usize) {
                    row.block = Some(names.len());
                }
                docs.advance();
            }
            names.push(String::from_utf8_lossy(terms.key()).into_owned());
        }
        Ok((rows, names))
    }
}

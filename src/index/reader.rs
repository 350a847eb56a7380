//! Reading: searchers, stored articles, counts.
//!
//! Invariant: a reader sees one commit until it is reloaded; nothing in an index, however altered,
//! makes it panic.
//! Known gap: articles are read one at a time, each with the block of text that it is compressed in.

use super::error::IndexError;
use super::files;
use super::schema::{ARTICLE, FACT, Fields};
use super::version::FORMAT;
use super::writer::caught;
use crate::facts::Fact;
use crate::source::Document;
use std::path::{Path, PathBuf};
use tantivy::collector::Count;
use tantivy::columnar::{DynamicColumn, HasAssociatedColumnType};
use tantivy::fastfield::Column;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocSet, IndexReader, ReloadPolicy, Searcher, SegmentReader, TERMINATED,
    TantivyDocument, TantivyError, Term,
};

/// A stored document with all its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The document.
    pub document: Document,
    /// Its facts, in the order of the text.
    pub facts: Vec<Fact>,
}

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// The number of the format.
    pub format: u32,
    /// How many articles there are.
    pub articles: u64,
    /// How many facts there are.
    pub facts: u64,
    /// How many segments there are.
    pub segments: usize,
    /// The size of all its files; 0 in memory.
    pub bytes: u64,
}

/// A reader of an index.
#[derive(Clone)]
pub struct Reader {
    inner: IndexReader,
    fields: Fields,
    directory: PathBuf,
    on_disk: bool,
}

impl Reader {
    pub(super) fn new(
        index: &tantivy::Index,
        fields: Fields,
        directory: &Path,
        on_disk: bool,
    ) -> Result<Self, IndexError> {
        let inner: IndexReader = caught(directory, || {
            index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()
        })?;
        caught(directory, || {
            files::compare(index, inner.searcher().segment_readers())
        })?;
        Ok(Self {
            inner,
            fields,
            directory: directory.to_owned(),
            on_disk,
        })
    }

    /// The fields of the index.
    #[must_use]
    pub fn fields(&self) -> Fields {
        self.fields
    }

    /// The commit that is read.
    #[must_use]
    pub fn searcher(&self) -> Searcher {
        self.inner.searcher()
    }

    /// Turns to the last commit.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn reload(&self) -> Result<(), IndexError> {
        caught(&self.directory, || self.inner.reload())
    }

    /// Runs `work` on the commit that is read. An error of tantivy, and a panic on a damaged file,
    /// becomes an error that says which index failed.
    ///
    /// # Errors
    /// When `work` fails or panics.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&Searcher) -> Result<T, TantivyError>,
    ) -> Result<T, IndexError> {
        caught(&self.directory, || work(&self.inner.searcher()))
    }

    /// The article document of that id, if there is one.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn find(&self, id: &str) -> Result<Option<DocAddress>, IndexError> {
        let term = Term::from_field_text(self.fields.block, id);
        self.read(|searcher| {
            for (segment, reader) in (0..).zip(searcher.segment_readers()) {
                let index = reader.inverted_index(self.fields.block)?;
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)?
                else {
                    continue;
                };
                // The article is the last document of its block.
                let mut last = None;
                while postings.doc() != TERMINATED {
                    if !reader.is_deleted(postings.doc()) {
                        last = Some(DocAddress::new(segment, postings.doc()));
                    }
                    postings.advance();
                }
                if last.is_some() {
                    return Ok(last);
                }
            }
            Ok(None)
        })
    }

    /// The stored document and facts of an article.
    ///
    /// # Errors
    /// If `article` is not the address of an article document, or the index can't be read.
    pub fn article(&self, article: DocAddress) -> Result<Stored, IndexError> {
        let doc: TantivyDocument = self.read(|searcher| searcher.doc(article))?;
        Ok(Stored {
            document: self.stored(article, &doc, self.fields.document)?,
            facts: self.stored(article, &doc, self.fields.facts)?,
        })
    }

    /// The stored document of an article, without reading its facts.
    ///
    /// # Errors
    /// If `article` is not the address of an article document, or the index can't be read.
    pub fn text(&self, article: DocAddress) -> Result<Document, IndexError> {
        let doc: TantivyDocument = self.read(|searcher| searcher.doc(article))?;
        self.stored(article, &doc, self.fields.document)
    }

    fn stored<T: serde::de::DeserializeOwned>(
        &self,
        article: DocAddress,
        doc: &TantivyDocument,
        field: Field,
    ) -> Result<T, IndexError> {
        let json = doc.get_first(field).and_then(|value| value.as_str());
        let json = json.ok_or_else(|| self.damaged(format!("{article:?} holds no article")))?;
        serde_json::from_str(json)
            .map_err(|error| self.damaged(format!("a stored article can't be read: {error}")))
    }

    /// The stored document and facts of that id, if there is one.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn document(&self, id: &str) -> Result<Option<Stored>, IndexError> {
        self.find(id)?
            .map(|address| self.article(address))
            .transpose()
    }

    /// What the index holds.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn info(&self) -> Result<Info, IndexError> {
        let (articles, facts, segments) = self.read(|searcher| {
            let count = |kind: &str| {
                let term = Term::from_field_text(self.fields.doc_kind, kind);
                searcher.search(&TermQuery::new(term, IndexRecordOption::Basic), &Count)
            };
            let segments = searcher.segment_readers().len();
            Ok((count(ARTICLE)?, count(FACT)?, segments))
        })?;
        let bytes = if self.on_disk {
            size(&self.directory).map_err(|error| IndexError::io(&self.directory, &error))?
        } else {
            0
        };
        Ok(Info {
            format: FORMAT,
            articles: articles as u64,
            facts: facts as u64,
            segments,
            bytes,
        })
    }

    pub(super) fn damaged(&self, reason: String) -> IndexError {
        IndexError::Damaged {
            directory: self.directory.clone(),
            reason,
        }
    }
}

fn size(directory: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(directory)? {
        let metadata = entry?.metadata()?;
        if metadata.is_file() {
            bytes += metadata.len();
        }
    }
    Ok(bytes)
}

/// The column of that name; a segment in which it has no value has none.
///
/// # Errors
/// If the index can't be read, or the column holds something else.
pub fn column<T>(segment: &SegmentReader, name: &str) -> Result<Column<T>, TantivyError>
where
    T: HasAssociatedColumnType + PartialOrd + Copy + Default + Send + Sync + 'static,
    DynamicColumn: Into<Option<Column<T>>>,
{
    let column = segment.fast_fields().column_opt(name)?;
    Ok(column.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
}

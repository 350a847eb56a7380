//! What an index held when a run began: of an id, its content and file; of a file, its documents.
//!
//! Invariant: one commit is seen, that before the run.
//! Known gap: how many documents each file has is counted anew by every run.

use super::Reader;
use super::error::IndexError;
use super::schema::ARTICLE;
use std::collections::HashMap;
use tantivy::columnar::Column;
use tantivy::columnar::StrColumn;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, TantivyError, Term};

/// What an index held.
pub(super) struct Known {
    reader: Reader,
    columns: Vec<Columns>,
}

/// The columns of a segment.
struct Columns {
    content: Column<u64>,
    file: Option<StrColumn>,
    id: Option<StrColumn>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let columns = segment.fast_fields();
        Ok(Self {
            content: columns.u64("content")?,
            file: columns.str("file")?,
            id: columns.str("id")?,
        })
    }
}

/// An article that was held.
pub(super) struct Held {
    address: DocAddress,
    /// The hash of its content.
    pub(super) content: Option<u64>,
}

impl Known {
    pub(super) fn new(reader: Reader) -> Result<Self, IndexError> {
        let columns = reader.read(|searcher| {
            let segments = searcher.segment_readers().iter();
            segments.map(Columns::of).collect()
        })?;
        Ok(Self { reader, columns })
    }

    /// The article of that id.
    pub(super) fn get(&self, id: &str) -> Result<Option<Held>, IndexError> {
        let Some(address) = self.reader.find(id)? else {
            return Ok(None);
        };
        let content = self.reader.read(|_| {
            let columns = self.columns.get(address.segment_ord as usize);
            Ok(columns.and_then(|columns| columns.content.first(address.doc_id)))
        })?;
        Ok(Some(Held { address, content }))
    }

    /// The file that an article was read from.
    pub(super) fn file(&self, held: &Held) -> Result<String, IndexError> {
        let columns = self.columns.get(held.address.segment_ord as usize);
        let column = columns.and_then(|columns| columns.file.as_ref());
        self.reader.read(|_| text(column, held.address.doc_id))
    }

    /// Calls `sink` with the file of every article, and with what reads its id.
    pub(super) fn each(
        &self,
        mut sink: impl FnMut(
            &str,
            &dyn Fn() -> Result<String, TantivyError>,
        ) -> Result<(), TantivyError>,
    ) -> Result<(), IndexError> {
        let kind = self.reader.fields().doc_kind;
        let term = Term::from_field_text(kind, ARTICLE);
        self.reader.read(|searcher| {
            for (segment, columns) in searcher.segment_readers().iter().zip(&self.columns) {
                let index = segment.inverted_index(kind)?;
                let (Some(mut docs), Some(file)) = (
                    index.read_postings(&term, IndexRecordOption::Basic)?,
                    &columns.file,
                ) else {
                    continue;
                };
                // One after the other is much faster than each by its number.
                let mut files = Vec::with_capacity(file.num_terms());
                let mut terms = file.dictionary().stream()?;
                while terms.advance() {
                    files.push(String::from_utf8_lossy(terms.key()).into_owned());
                }
                while docs.doc() != TERMINATED {
                    let doc = docs.doc();
                    let name = file
                        .term_ords(doc)
                        .next()
                        .and_then(|n| files.get(n as usize));
                    if let (Some(name), false) = (name, segment.is_deleted(doc)) {
                        sink(name, &|| text(columns.id.as_ref(), doc))?;
                    }
                    docs.advance();
                }
            }
            Ok(())
        })
    }

    /// How many articles there are of each file.
    pub(super) fn per_file(&self) -> Result<HashMap<String, u64>, IndexError> {
        let mut counts = HashMap::new();
        self.each(|file, _| {
            match counts.get_mut(file) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(file.to_owned(), 1);
                }
            }
            Ok(())
        })?;
        Ok(counts)
    }
}

/// The text of a document in a column.
fn text(column: Option<&StrColumn>, doc: u32) -> Result<String, TantivyError> {
    let mut text = String::new();
    if let Some((column, ord)) = column.and_then(|c| c.term_ords(doc).next().map(|ord| (c, ord))) {
        column.ord_to_str(ord, &mut text)?;
    }
    Ok(text)
}

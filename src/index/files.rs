//! The files of an index, held against their checksums.
//!
//! Invariant: a flipped or missing byte in a file of a segment is found. `meta.json` has no checksum:
//! what it says of segments is compared with the segments.
//! Known gap: a segment that is struck off `meta.json` is not missed.

use super::error::IndexError;
use super::writer::caught;
use std::path::{Path, PathBuf};
use tantivy::directory::{Directory, META_LOCK};
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::{SegmentReader, TantivyError};

/// The files of a segment that must be there.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Store,
];

/// Checks the files of the last commit if they have at most `limit` bytes together.
pub(super) fn check(
    index: &tantivy::Index,
    directory: &Path,
    limit: u64,
) -> Result<(), IndexError> {
    // Under this lock no other process removes files that a merge has made superfluous.
    let _lock = caught(directory, || {
        index
            .directory()
            .acquire_lock(&META_LOCK)
            .map_err(|error| TantivyError::LockFailure(error, None))
    })?;
    let segments = caught(directory, || index.searchable_segment_metas())?;
    let files: Vec<PathBuf> = segments.iter().flat_map(files_of).collect();
    let mut size = 0;
    for file in &files {
        // A file that is missing is found when it is read.
        size += std::fs::metadata(directory.join(file)).map_or(0, |data| data.len());
    }
    if size > limit {
        return Ok(());
    }
    for file in &files {
        let whole = caught(directory, || {
            Ok(index.directory().validate_checksum(file)?)
        })?;
        if !whole {
            return Err(IndexError::Damaged {
                directory: directory.to_owned(),
                reason: format!("the file {} was altered", file.display()),
            });
        }
    }
    Ok(())
}

fn files_of(segment: &SegmentMeta) -> Vec<PathBuf> {
    let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
    COMPONENTS
        .into_iter()
        .chain(deletes)
        .map(|component| segment.relative_path(component))
        .collect()
}

/// Compares what `meta.json` says of the segments with the segments.
pub(super) fn compare(
    index: &tantivy::Index,
    readers: &[SegmentReader],
) -> Result<(), TantivyError> {
    for meta in index.searchable_segment_metas()? {
        let Some(reader) = readers.iter().find(|r| r.segment_id() == meta.id()) else {
            continue;
        };
        // Another process may have deleted more since the readers were opened.
        if reader.delete_opstamp() != meta.delete_opstamp() {
            continue;
        }
        let rows = reader.fast_fields().u64("title_tokens")?.num_docs();
        let deleted = meta.num_deleted_docs();
        let altered = rows != meta.max_doc()
            || deleted != reader.num_deleted_docs()
            || (deleted == 0 && meta.delete_opstamp().is_some());
        if altered {
            return Err(TantivyError::DataCorruption(
                tantivy::error::DataCorruption::new(
                    PathBuf::from(super::directory::META),
                    format!(
                        "the numbers of segment {} were altered",
                        meta.id().short_uuid_string()
                    ),
                ),
            ));
        }
    }
    Ok(())
}

//! What is put in comes out: documents, facts, blocks, replacement, deletion.

use super::{MEMORY, document, figures, ids, index_of, share};
use crate::index::{Index, IndexError, MAX_ID, Stored};

#[test]
fn documents_and_facts_come_back() {
    let (body, facts) = figures(3, 80);
    let stored = Stored {
        document: document("b/1.txt", &body),
        facts,
    };
    let bare = Stored {
        document: crate::source::Document {
            title: String::new(),
            published: None,
            author: None,
            source: None,
            ..document("trống", "Không có số liệu.")
        },
        facts: Vec::new(),
    };
    let index = index_of(&[stored.clone(), bare.clone()]);
    let reader = index.reader().unwrap();
    assert_eq!(reader.document("b/1.txt").unwrap(), Some(stored));
    assert_eq!(reader.document("trống").unwrap(), Some(bare));
    assert_eq!(reader.document("b/1").unwrap(), None);
    let info = reader.info().unwrap();
    assert_eq!((info.articles, info.facts, info.segments), (2, 3, 1));
    let blocks = reader.blocks().unwrap();
    let lengths: Vec<usize> = blocks.iter().map(|block| block.facts.len()).collect();
    assert_eq!(lengths, [3, 0]);
    assert_eq!(reader.find("b/1.txt").unwrap(), Some(blocks[0].article));
}

#[test]
fn the_same_id_replaces() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer(MEMORY, 1).unwrap();
    for count in [5, 0, 2] {
        let (body, facts) = figures(count, 10);
        writer.put(&document("a", &body), &facts).unwrap();
        writer.put(&document("b", &body), &facts).unwrap();
        if count == 0 {
            writer.commit().unwrap();
        }
    }
    writer.delete("b").unwrap();
    writer.delete("unknown").unwrap();
    writer.finish().unwrap();
    let reader = index.reader().unwrap();
    assert_eq!(ids(&reader), ["a"]);
    assert_eq!(reader.info().unwrap().facts, 2);
    assert_eq!(reader.document("a").unwrap().unwrap().facts.len(), 2);
    assert_eq!(reader.document("b").unwrap(), None);
}

#[test]
fn rollback_forgets_and_goes_on() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer(MEMORY, 2).unwrap();
    writer.put(&document("a", "Một."), &[]).unwrap();
    writer.commit().unwrap();
    writer.put(&document("b", "Hai."), &[]).unwrap();
    writer.delete("a").unwrap();
    writer.rollback().unwrap();
    writer.put(&document("c", "Ba."), &[]).unwrap();
    writer.finish().unwrap();
    assert_eq!(ids(&index.reader().unwrap()), ["a", "c"]);
}

#[test]
fn a_reader_sees_its_commit_until_reloaded() {
    let index = index_of(&[]);
    let reader = index.reader().unwrap();
    let mut writer = index.writer(MEMORY, 1).unwrap();
    writer.put(&document("a", "Một."), &[]).unwrap();
    writer.finish().unwrap();
    assert_eq!(ids(&reader), [""; 0]);
    reader.reload().unwrap();
    assert_eq!(ids(&reader), ["a"]);
}

#[test]
fn what_cannot_be_indexed_is_refused_and_the_writer_lives() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer(MEMORY, 1).unwrap();
    let refused = |outcome: Result<(), IndexError>, reason: &str| match outcome {
        Err(IndexError::Document { reason: said, .. }) => assert!(said.contains(reason), "{said}"),
        other => panic!("{other:?}"),
    };
    refused(writer.put(&document("", "Một."), &[]), "empty");
    let long = "x".repeat(MAX_ID + 1);
    refused(writer.put(&document(&long, "Một."), &[]), "4097 bytes");
    let mut fact = share("Đạt 80%.", "80%", 80.0);
    fact.start += 1;
    refused(writer.put(&document("a", "Đạt 80%."), &[fact]), "quotes");
    writer.put(&document("b", "Hai."), &[]).unwrap();
    writer.finish().unwrap();
    assert_eq!(ids(&index.reader().unwrap()), ["b"]);
}

#[test]
fn an_index_on_disk_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("index");
    let (body, facts) = figures(4, 1);
    let mut writer = Index::create(&directory)
        .unwrap()
        .writer(MEMORY, 1)
        .unwrap();
    writer.put(&document("a", &body), &facts).unwrap();
    writer.finish().unwrap();
    let reader = Index::open(&directory).unwrap().reader().unwrap();
    assert_eq!(reader.document("a").unwrap().unwrap().facts, facts);
    assert!(reader.info().unwrap().bytes > 0);
}

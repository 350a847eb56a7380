//! What stands where an index should stand: nothing, something else, another version, damage.

use super::{MEMORY, document, figures, ids};
use crate::index::{FORMAT, Index, IndexError, Stored, Version};
use std::path::{Path, PathBuf};

/// An index on disk of several segments with deleted documents, and what it holds.
fn made() -> (tempfile::TempDir, Vec<Stored>) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path()).unwrap();
    let mut held = Vec::new();
    let mut writer = index.writer(MEMORY, 1).unwrap();
    for n in 0..6 {
        let (body, facts) = figures(n, 10 * n + 1);
        let document = document(&format!("b{n}"), &body);
        writer.put(&document, &facts).unwrap();
        held.push(Stored { document, facts });
        if n % 2 == 1 {
            writer.commit().unwrap();
        }
    }
    writer.delete("b0").unwrap();
    writer.finish().unwrap();
    held.remove(0);
    (folder, held)
}

/// Everything that can be read of an index.
fn read_all(index: &Index) -> Result<Vec<Stored>, IndexError> {
    let reader = index.reader()?;
    reader.info()?;
    let mut all = Vec::new();
    for block in reader.blocks()? {
        let stored = reader.article(block.article)?;
        assert_eq!(reader.find(&block.id)?, Some(block.article));
        all.push(stored);
    }
    all.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    Ok(all)
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".lock"))
        .collect();
    files.sort();
    files
}

/// Alters each file in turn by `alter`, which is given the whole file and the number of the try; what
/// is read must be right or an error.
#[track_caller]
fn check(tries: usize, alter: impl Fn(&[u8], usize) -> Option<Vec<u8>>) {
    let (folder, held) = made();
    let open = || read_all(&Index::open(folder.path())?);
    // Of a great index the checksums are not looked at: then answers may be wrong.
    let open_unchecked = || read_all(&Index::open_checked(folder.path(), 0)?);
    assert_eq!(open().unwrap(), held);
    assert_eq!(open_unchecked().unwrap(), held);
    let mut errors = 0;
    for path in files(folder.path()) {
        let whole = std::fs::read(&path).unwrap();
        for n in 0..tries {
            match alter(&whole, n) {
                Some(altered) if altered == whole => continue,
                Some(altered) => std::fs::write(&path, altered).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let _ = open_unchecked();
            match open() {
                Ok(found) => assert_eq!(found, held, "{} altered, try {n}", path.display()),
                Err(error) => {
                    let text = error.to_string();
                    let directory = folder.path().to_string_lossy();
                    assert!(text.contains(directory.as_ref()), "{text}");
                    errors += 1;
                }
            }
            std::fs::write(&path, &whole).unwrap();
        }
    }
    assert_eq!(open().unwrap(), held);
    assert!(errors > tries, "most alterations are found");
}

#[test]
fn a_missing_file_is_found() {
    check(1, |_, _| None);
}

#[test]
fn a_truncated_file_is_found() {
    check(5, |whole, n| Some(whole[..whole.len() * n / 5].to_vec()));
}

#[test]
fn a_flipped_bit_is_found() {
    check(16, |whole, n| {
        let mut altered = whole.to_vec();
        let at = (n * 7919 + 13) % whole.len().max(1);
        if let Some(byte) = altered.get_mut(at) {
            *byte ^= 1 << (n % 8);
        }
        Some(altered)
    });
}

#[test]
fn garbage_is_found() {
    check(3, |whole, n| {
        Some(vec![[0, 0xFF, b'{'][n]; whole.len() + n])
    });
}

#[test]
fn nothing_and_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("index");
    let missing = Index::open(&directory).err().unwrap().to_string();
    assert!(missing.starts_with("no index at "), "{missing}");
    std::fs::write(&directory, "tệp").unwrap();
    assert!(matches!(
        Index::open(&directory),
        Err(IndexError::NotAnIndex { .. })
    ));
    assert!(Index::create(&directory).is_err());
    std::fs::remove_file(&directory).unwrap();
    std::fs::create_dir(&directory).unwrap();
    std::fs::write(directory.join("README.md"), "…").unwrap();
    std::fs::write(directory.join(".gitignore"), "*").unwrap();
    assert!(matches!(
        Index::open(&directory),
        Err(IndexError::Missing { .. })
    ));
    std::fs::write(directory.join("tin.txt"), "…").unwrap();
    assert!(matches!(
        Index::open(&directory),
        Err(IndexError::NotAnIndex { .. })
    ));
    assert!(matches!(
        Index::create(&directory),
        Err(IndexError::NotAnIndex { .. })
    ));
    std::fs::remove_file(directory.join("tin.txt")).unwrap();
    Index::create(&directory).unwrap();
    assert!(matches!(
        Index::create(&directory),
        Err(IndexError::Exists { .. })
    ));
    std::fs::remove_file(directory.join("solieu.json")).unwrap();
    let foreign = Index::open(&directory).err().unwrap().to_string();
    assert!(foreign.contains("solieu.json is missing"), "{foreign}");
}

#[test]
fn another_version_is_named_and_rebuilding_helps() {
    let (folder, _) = made();
    std::fs::write(folder.path().join("README.md"), "…").unwrap();
    std::fs::write(folder.path().join(".gitignore"), "*").unwrap();
    let mut other = Version::current();
    other.format = FORMAT + 1;
    other.write(folder.path()).unwrap();
    let error = Index::open(folder.path()).err().unwrap().to_string();
    assert!(
        error.contains(&format!("made with format {}", FORMAT + 1)),
        "{error}"
    );
    assert!(
        error.contains(&format!("needs format {FORMAT}:")),
        "{error}"
    );
    assert!(error.contains("--rebuild"), "{error}");
    let mut other = Version::current();
    other.tables.insert("units".to_owned(), "0".to_owned());
    other.write(folder.path()).unwrap();
    let error = Index::open(folder.path()).err().unwrap().to_string();
    assert!(error.contains("other tables (units)"), "{error}");
    let index = Index::rebuild(folder.path()).unwrap();
    assert_eq!(ids(&index.reader().unwrap()), [""; 0]);
    let names: Vec<String> = files(folder.path())
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        names,
        [
            ".gitignore",
            ".managed.json",
            "README.md",
            "meta.json",
            "solieu.json"
        ]
    );
}

#[test]
fn an_index_without_its_list_of_segments_is_not_started_afresh() {
    let (folder, held) = made();
    std::fs::remove_file(folder.path().join("meta.json")).unwrap();
    let error = Index::open_or_create(folder.path()).err().unwrap();
    assert!(
        error.to_string().contains("meta.json is missing"),
        "{error}"
    );
    assert!(Index::create(folder.path()).is_err());
    let index = Index::rebuild(folder.path()).unwrap();
    assert_eq!(files(folder.path()).len(), 3);
    let mut writer = index.writer(MEMORY, 1).unwrap();
    writer.put(&held[0].document, &held[0].facts).unwrap();
    writer.finish().unwrap();
    assert_eq!(read_all(&index).unwrap(), held[..1]);
}

#[test]
fn one_writer_at_a_time() {
    let (folder, _) = made();
    let index = Index::open(folder.path()).unwrap();
    let writer = index.writer(MEMORY, 1).unwrap();
    let again = Index::open(folder.path()).unwrap().writer(MEMORY, 1);
    assert!(matches!(again, Err(IndexError::Locked { .. })));
    assert!(matches!(
        Index::rebuild(folder.path()),
        Err(IndexError::Locked { .. })
    ));
    drop(writer);
    index.writer(MEMORY, 1).unwrap();
}

#[test]
fn verification_finds_what_opening_passes_over() {
    let (folder, _) = made();
    let index = Index::open(folder.path()).unwrap();
    index.verify().unwrap();
    let store = files(folder.path())
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "store"))
        .unwrap();
    let mut bytes = std::fs::read(&store).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&store, bytes).unwrap();
    let error = index.verify().err().unwrap().to_string();
    let name = store.file_name().unwrap().to_string_lossy().into_owned();
    assert!(error.contains(&name), "{error}");
}

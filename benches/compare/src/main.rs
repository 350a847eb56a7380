//! solieu beside other engines on the same corpus, machine and run:
//!
//!     cargo run --release --manifest-path benches/compare/Cargo.toml -- [CORPUS.jsonl[.zst]]
//!
//! Each engine indexes the corpus with two threads and 256 MB where it can be told so, and answers
//! 200 questions of two to four words from titles, all of which an article must have: as they stand and
//! without accents. The table is printed and saved as `target/compare.md`. Without a corpus one of
//! 20,000 generated articles is used.
//!
//! Invariant: every engine is a process of its own while it indexes, so that time and memory are its
//! own alone; warm times are the least of three, within a process. Known gap: PostgreSQL is not
//! among the engines.

mod corpus;
mod measured;
mod peers;
mod questions;
mod sqlite;

use anyhow::{Context, Result, bail};
use measured::{Measured, Usage};
use std::path::{Path, PathBuf};

/// An engine that is compared.
pub trait Peer {
    /// Its name in the table.
    fn name(&self) -> &'static str;
    /// Indexes the corpus, JSON Lines, into the folder.
    fn index(&self, corpus: &Path, folder: &Path) -> Result<()>;
    /// Opens the index in the folder to ask it.
    fn open(&self, folder: &Path) -> Result<Box<dyn Asked>>;
}

/// An open index.
pub trait Asked {
    /// The ids of all articles that have all the words; and the ten best with their titles are read.
    fn ask(&self, words: &str) -> Result<usize>;
    /// The ids of all articles that have all the words.
    fn ids(&self, words: &str) -> Result<Vec<String>>;
}

fn peers() -> Vec<Box<dyn Peer>> {
    vec![
        Box::new(peers::Bare { folding: false }),
        Box::new(peers::Bare { folding: true }),
        Box::new(peers::Solieu),
        Box::new(sqlite::Fts5),
    ]
}

fn peer(name: &str) -> Result<Box<dyn Peer>> {
    let mut peers = peers().into_iter();
    peers
        .find(|peer| peer.name() == name)
        .with_context(|| format!("no engine is called {name:?}"))
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--index", name, corpus, folder] => {
            peer(name)?.index(Path::new(corpus), Path::new(folder))
        }
        ["--ask", name, folder, words] => {
            let found = peer(name)?.open(Path::new(folder))?.ask(words)?;
            println!("{found}");
            Ok(())
        }
        [] => compare(None),
        [corpus] => compare(Some(Path::new(corpus))),
        _ => bail!("expected the corpus alone, a file of JSON Lines"),
    }
}

fn compare(corpus: Option<&Path>) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let corpus = corpus::prepare(corpus, scratch.path())?;
    let questions = questions::of(&corpus.path)?;
    let mut rows = Vec::new();
    for peer in peers() {
        let folder = scratch.path().join("index");
        std::fs::create_dir(&folder)?;
        eprintln!("{} …", peer.name());
        let paths = [&corpus.path, &folder].map(|path| path.display().to_string());
        let indexing = Usage::of(&["--index", peer.name(), &paths[0], &paths[1]])?;
        let bytes = size(&folder)?;
        let cold = (0..5).map(|_| {
            let first = &questions.accented[0];
            Ok(Usage::of(&["--ask", peer.name(), &paths[1], first])?.wall)
        });
        let cold = cold.collect::<Result<Vec<_>>>()?.into_iter().min();
        let asked = peer.open(&folder)?;
        rows.push(Measured {
            name: peer.name(),
            indexing,
            bytes,
            cold: cold.unwrap_or_default(),
            accented: measured::warm(asked.as_ref(), &questions.accented)?,
            plain: measured::warm(asked.as_ref(), &questions.plain)?,
        });
        drop(asked);
        std::fs::remove_dir_all(&folder)?;
    }
    let table = measured::table(&corpus, &rows);
    println!("{table}");
    let saved = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/compare.md");
    std::fs::write(&saved, &table).with_context(|| saved.display().to_string())
}

/// How many bytes the files in the folder take.
fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

/// A corpus on disk.
pub struct Corpus {
    /// JSON Lines with `id`, `title`, `body`.
    pub path: PathBuf,
    /// Where it is from.
    pub name: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of titles and bodies.
    pub text: u64,
    /// How many articles it has.
    pub articles: usize,
}

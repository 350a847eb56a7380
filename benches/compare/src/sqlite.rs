//! SQLite's full-text search, with its tokenizer that removes diacritics.

use super::corpus::articles;
use super::{Asked, Peer};
use anyhow::Result;
use rusqlite::{Connection, OpenFlags, params};
use std::path::Path;

/// FTS5.
pub struct Fts5;

const FILE: &str = "articles.sqlite";

impl Peer for Fts5 {
    fn name(&self) -> &'static str {
        "SQLite FTS5, remove_diacritics 2"
    }

    fn index(&self, corpus: &Path, folder: &Path) -> Result<()> {
        let mut connection = Connection::open(folder.join(FILE))?;
        connection.execute_batch(
            "pragma journal_mode = off; pragma cache_size = -256000;
             create virtual table articles using fts5
                 (id unindexed, title, body, tokenize = 'unicode61 remove_diacritics 2');",
        )?;
        let writing = connection.transaction()?;
        {
            let mut insert = writing.prepare("insert into articles values (?, ?, ?)")?;
            for article in articles(corpus)? {
                let article = article?;
                insert.execute(params![article.id, article.title, article.body])?;
            }
        }
        writing.commit()?;
        connection.execute_batch("insert into articles(articles) values ('optimize');")?;
        Ok(())
    }

    fn open(&self, folder: &Path) -> Result<Box<dyn Asked>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = Connection::open_with_flags(folder.join(FILE), flags)?;
        Ok(Box::new(Articles { connection }))
    }
}

struct Articles {
    connection: Connection,
}

impl Articles {
    /// The words, all of which are wanted, each quoted.
    fn all(words: &str) -> String {
        let quoted: Vec<String> = words.split(' ').map(|word| format!("\"{word}\"")).collect();
        quoted.join(" ")
    }
}

impl Asked for Articles {
    fn ask(&self, words: &str) -> Result<usize> {
        let words = Self::all(words);
        let mut best = self.connection.prepare_cached(
            "select id, title from articles where articles match ? order by rank limit 10",
        )?;
        let mut rows = best.query([&words])?;
        while let Some(row) = rows.next()? {
            let _: (String, String) = (row.get(0)?, row.get(1)?);
        }
        let mut count = self
            .connection
            .prepare_cached("select count(*) from articles where articles match ?")?;
        let count: i64 = count.query_row([&words], |row| row.get(0))?;
        Ok(usize::try_from(count)?)
    }

    fn ids(&self, words: &str) -> Result<Vec<String>> {
        let mut found = self
            .connection
            .prepare_cached("select id from articles where articles match ?")?;
        let ids = found.query_map([Self::all(words)], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

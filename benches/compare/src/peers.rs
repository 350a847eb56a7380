//! solieu, and what a program on tantivy alone would do: title and body, positions, stored, with the
//! default tokenizer or with one that folds to ASCII.

use super::corpus::articles;
use super::{Asked, Peer};
use anyhow::{Context, Result};
use solieu::engine::{Engine, Local, Page};
use solieu::index::{Budget, Silent, build};
use solieu::query::{Clause, Matching, Plan, SyllablePattern, WordClause};
use solieu::source::Sources;
use solieu::text::{Analysis, Normalized};
use std::path::Path;
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer,
};
use tantivy::{Index, IndexReader, TantivyDocument};

/// Threads and memory of every writer.
const THREADS: usize = 2;
const MEMORY: usize = 256_000_000;

/// tantivy alone.
pub struct Bare {
    /// Whether words are folded to ASCII.
    pub folding: bool,
}

/// The fields of a bare index.
#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    title: Field,
    body: Field,
}

impl Bare {
    fn schema(&self) -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(if self.folding { "folding" } else { "default" })
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default()
            .set_indexing_options(indexing)
            .set_stored();
        let fields = Fields {
            id: schema.add_text_field("id", STRING | STORED),
            title: schema.add_text_field("title", text.clone()),
            body: schema.add_text_field("body", text),
        };
        (schema.build(), fields)
    }

    fn register(index: &Index) {
        let folding = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(40))
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .build();
        index.tokenizers().register("folding", folding);
    }
}

impl Peer for Bare {
    fn name(&self) -> &'static str {
        match self.folding {
            false => "tantivy",
            true => "tantivy, ASCII folding",
        }
    }

    fn index(&self, corpus: &Path, folder: &Path) -> Result<()> {
        let (schema, fields) = self.schema();
        let index = Index::create_in_dir(folder, schema)?;
        Self::register(&index);
        let mut writer = index.writer_with_num_threads(THREADS, MEMORY)?;
        for article in articles(corpus)? {
            let article = article?;
            let mut document = TantivyDocument::new();
            document.add_text(fields.id, &article.id);
            document.add_text(fields.title, &article.title);
            document.add_text(fields.body, &article.body);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    fn open(&self, folder: &Path) -> Result<Box<dyn Asked>> {
        let index = Index::open_in_dir(folder)?;
        Self::register(&index);
        let (_, fields) = self.schema();
        let mut parser = QueryParser::for_index(&index, vec![fields.title, fields.body]);
        parser.set_conjunction_by_default();
        Ok(Box::new(Open {
            reader: index.reader()?,
            parser,
            fields,
        }))
    }
}

struct Open {
    reader: IndexReader,
    parser: QueryParser,
    fields: Fields,
}

impl Asked for Open {
    fn ask(&self, words: &str) -> Result<usize> {
        let searcher = self.reader.searcher();
        let query = self.parser.parse_query(words)?;
        let best = TopDocs::with_limit(10).order_by_score();
        let (best, count) = searcher.search(&query, &(best, Count))?;
        for (_, address) in best {
            let document: TantivyDocument = searcher.doc(address)?;
            document.get_first(self.fields.title).context("no title")?;
        }
        Ok(count)
    }

    fn ids(&self, words: &str) -> Result<Vec<String>> {
        let searcher = self.reader.searcher();
        let query = self.parser.parse_query(words)?;
        let found = searcher.search(&query, &DocSetCollector)?;
        let id = |address| -> Result<String> {
            let document: TantivyDocument = searcher.doc(address)?;
            let id = document.get_first(self.fields.id);
            Ok(id.and_then(|id| id.as_str()).context("no id")?.to_owned())
        };
        found.into_iter().map(id).collect()
    }
}

/// solieu.
pub struct Solieu;

impl Peer for Solieu {
    fn name(&self) -> &'static str {
        "solieu"
    }

    fn index(&self, corpus: &Path, folder: &Path) -> Result<()> {
        let index = solieu::index::Index::rebuild(folder)?;
        let budget = Budget {
            memory: MEMORY,
            threads: THREADS,
            ..Budget::default()
        };
        build(&index, &Sources::list(&[corpus]), budget, &mut Silent)?;
        Ok(())
    }

    fn open(&self, folder: &Path) -> Result<Box<dyn Asked>> {
        let index = solieu::index::Index::open(folder)?;
        Ok(Box::new(Ours(Local::new(index.reader()?))))
    }
}

struct Ours(Local);

impl Ours {
    /// All of the words, as they are typed.
    fn plan(words: &str) -> Plan {
        let normalised = Normalized::new(words);
        let analysis = Analysis::new(normalised.as_str());
        let syllables = analysis.tokens().map(|token| SyllablePattern {
            folded: token.folded().to_owned(),
            signature: token.signature().to_owned(),
        });
        Plan {
            clauses: vec![Clause::Words(WordClause {
                syllables: syllables.collect(),
                matching: Matching::All,
            })],
        }
    }
}

impl Asked for Ours {
    fn ask(&self, words: &str) -> Result<usize> {
        let page = Page {
            offset: 0,
            limit: 10,
        };
        Ok(self.0.search(&Self::plan(words), page)?.total)
    }

    fn ids(&self, words: &str) -> Result<Vec<String>> {
        let page = Page {
            offset: 0,
            limit: usize::MAX,
        };
        let found = self.0.search(&Self::plan(words), page)?;
        Ok(found.hits.into_iter().map(|hit| hit.id).collect())
    }
}

//! The fields of the index: what is indexed of an article and of each of its facts.
//!
//! Invariant: the schema is a function of this file alone, so that an index made by another version
//! is told by comparing schemas; every field is named here once.
//! Known gap: the source of an article is searchable by its whole name only.

use tantivy::IndexSettings;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};

/// The name under which the tokenizer is registered that splits terms.
pub const TERMS: &str = "terms";

/// What `doc_kind` says of an article.
pub const ARTICLE: &str = "article";

/// How many bytes of articles and facts are compressed together: twice the default saves 7 % of them
/// (23 MB of news: 12.9 MB become 12.0), and reading one article still takes well under 0.1 ms.
const STORED_TOGETHER: usize = 32 << 10;

/// Stands between a province and a district of it.
pub const WITHIN: char = '\u{1f}';

/// What `doc_kind` says of a fact.
pub const FACT: &str = "fact";

/// The fields of the index.
///
/// A block is the fact documents of an article, in the order of the text, and then the article
/// document. A fact's ordinal is its position in its block, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields {
    /// The id of the article, on all documents of its block. Whole value.
    pub block: Field,
    /// [`ARTICLE`] or [`FACT`]. Whole value.
    pub doc_kind: Field,

    /// Article: the title and then the body, as syllable terms with positions.
    pub text: Field,
    /// Article: its id, to break ties by and to list hits without reading them. Column of text.
    pub id: Field,
    /// Article: how many tokens the title has. They have the positions `0..title_tokens`; the first
    /// token of the body has the position `title_tokens + 1`. Column of `u64`.
    pub title_tokens: Field,
    /// Article: the day of publication, in days since 1970-01-01. Column of `i64`.
    pub published: Field,
    /// Article: the year of publication. Column of `i64`.
    pub year: Field,
    /// Article: the month of publication, counted from 1. Column of `i64`.
    pub month: Field,
    /// Article: who published it. Whole value, and column.
    pub source: Field,
    /// Article: who wrote it, as syllable terms with positions.
    pub author: Field,
    /// Article: the same as it stands, to count by. Column of text.
    pub author_name: Field,
    /// Article: a hash of all that is stored of the document but its line. Column of `u64`.
    pub content: Field,
    /// Article: the file that it was read from, from the root on. Column of text.
    pub file: Field,
    /// Article: the document as JSON. Stored only.
    pub document: Field,
    /// Article: its facts as a JSON array in the order of the text. Stored only.
    pub facts: Field,

    /// Fact: the metric, of a count also the counted noun, and then what else may name it, as syllable
    /// terms with positions.
    pub metric: Field,
    /// Fact: the first two of them, each as one term: its syllable terms joined by spaces.
    pub metric_name: Field,
    /// Fact: how many tokens each of the same two has, in order. In `metric` the tokens of the first
    /// have the positions `0..n`, those of the second begin at `n + 1`; what else may name the fact
    /// stands behind them. Column of `u64`s.
    pub metric_tokens: Field,
    /// Fact: its metric as one term, equal for all spellings of it, to count by. Column of text.
    pub metric_group: Field,
    /// Fact: its metric as written. Column of text.
    pub metric_written: Field,
    /// Fact: its unit, the canonical name as it stands and a counted noun as one term, equal for all
    /// spellings of it. Column of text.
    pub unit_group: Field,
    /// Fact: its unit as in its JSON. Column of text.
    pub unit_written: Field,
    /// Fact: the dimension of its extent. Whole value.
    pub dimension: Field,
    /// Fact: the least value allowed, in the base unit of the dimension. Column of `f64`.
    pub lo: Field,
    /// Fact: the greatest value allowed, in the base unit of the dimension. Column of `f64`.
    pub hi: Field,
    /// Fact: whether the text calls it approximate. Column of `bool`.
    pub approx: Field,
    /// Fact: its kind, as in its JSON. Whole value, and column.
    pub fact_kind: Field,
    /// Fact: its trend, as in its JSON. Whole value.
    pub trend: Field,
    /// Fact: its status, as in its JSON. Whole value.
    pub status: Field,
    /// Fact: its base, as in its JSON. Whole value.
    pub base: Field,
    /// Fact: the unit of the denominator. Whole value, and column of text.
    pub per: Field,
    /// Fact: the first day of its period, in days since 1970-01-01. Column of `i64`.
    pub from: Field,
    /// Fact: the day after its period, in days since 1970-01-01. Column of `i64`.
    pub to: Field,
    /// Fact: its place, as syllable terms with positions.
    pub place: Field,
    /// Fact: the provinces, or other largest units, that its place lies in, each once, in order.
    /// Column of text.
    pub province: Field,
    /// Fact: the districts that its place names, each as its province, [`WITHIN`] and its name.
    /// Column of text.
    pub district: Field,
    /// Fact: how many tokens its place has; none where it names no place. Column of `u64`.
    pub place_tokens: Field,
}

/// The schema and its fields.
#[must_use]
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let fields = Fields {
        block: schema.add_text_field("block", keyword()),
        doc_kind: schema.add_text_field("doc_kind", keyword()),
        text: terms(&mut schema, "text", true),
        id: schema.add_text_field("id", FAST),
        title_tokens: schema.add_u64_field("title_tokens", FAST),
        published: schema.add_i64_field("published", FAST),
        year: schema.add_i64_field("year", FAST),
        month: schema.add_i64_field("month", FAST),
        source: schema.add_text_field("source", keyword() | FAST),
        author: terms(&mut schema, "author", false),
        author_name: schema.add_text_field("author_name", FAST),
        content: schema.add_u64_field("content", FAST),
        file: schema.add_text_field("file", FAST),
        document: schema.add_text_field("document", STORED),
        facts: schema.add_text_field("facts", STORED),
        metric: terms(&mut schema, "metric", false),
        metric_name: schema.add_text_field("metric_name", keyword()),
        metric_tokens: schema.add_u64_field("metric_tokens", FAST),
        metric_group: schema.add_text_field("metric_group", FAST),
        metric_written: schema.add_text_field("metric_written", FAST),
        unit_group: schema.add_text_field("unit_group", FAST),
        unit_written: schema.add_text_field("unit_written", FAST),
        dimension: schema.add_text_field("dimension", keyword()),
        lo: schema.add_f64_field("lo", FAST),
        hi: schema.add_f64_field("hi", FAST),
        approx: schema.add_bool_field("approx", FAST),
        fact_kind: schema.add_text_field("fact_kind", keyword() | FAST),
        trend: schema.add_text_field("trend", keyword()),
        status: schema.add_text_field("status", keyword()),
        base: schema.add_text_field("base", keyword()),
        per: schema.add_text_field("per", keyword() | FAST),
        from: schema.add_i64_field("from", FAST),
        to: schema.add_i64_field("to", FAST),
        place: terms(&mut schema, "place", false),
        province: schema.add_text_field("province", FAST),
        district: schema.add_text_field("district", FAST),
        place_tokens: schema.add_u64_field("place_tokens", FAST),
    };
    (schema.build(), fields)
}

/// A field of syllable terms; only the text of articles is ranked by length.
fn terms(schema: &mut SchemaBuilder, name: &str, lengths: bool) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TERMS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(lengths);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// A field whose values are one term each, as they stand.
fn keyword() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// How the index is laid on disk.
///
/// Documents are never sorted or renumbered: that would tear blocks apart.
#[must_use]
pub fn settings() -> IndexSettings {
    IndexSettings {
        // Named, since the default is another where a program also uses tantivy with lz4.
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        docstore_blocksize: STORED_TOGETHER,
        ..IndexSettings::default()
    }
}

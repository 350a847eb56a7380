//! Blocks: the facts of an article and the article, as the documents that are indexed.
//!
//! Invariant: facts come first, in the order of the text, the article last, and all carry its id.
//! A fact without a finite number has no numeric fields, so that no range finds it; what can't be
//! indexed is refused here, since a document that tantivy refuses stops its writer.
//! Known gap: names of authors and sources of more than 65,530 bytes are not indexed.

use super::manifest::place;
use super::schema::{ARTICLE, FACT, Fields, WITHIN};
use super::tokenizer::{Terms, group_term};
use crate::facts::{Base, Fact, Kind, Locality, Status, Trend, localities, unit_named};
use crate::source::Document;
use crate::text::Analysis;
use jiff::civil::{Date, date};
use tantivy::TantivyDocument;

/// The longest id, in bytes; tantivy drops terms of more than 65,530 bytes.
pub const MAX_ID: usize = 4096;

const EPOCH: Date = date(1970, 1, 1);

/// The number of days from 1970-01-01 to `day`.
#[must_use]
pub fn days(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

/// The name of a kind, as indexed.
#[must_use]
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "level",
        Kind::Count => "count",
        Kind::Share => "share",
        Kind::Change => "change",
        Kind::Multiple => "multiple",
    }
}

/// The name of a trend, as indexed.
#[must_use]
pub fn trend_name(trend: Trend) -> &'static str {
    match trend {
        Trend::Up => "up",
        Trend::Down => "down",
    }
}

/// The name of a status, as indexed.
#[must_use]
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Estimate => "estimate",
        Status::Plan => "plan",
    }
}

/// The name of a base, as indexed.
#[must_use]
pub fn base_name(base: Base) -> &'static str {
    match base {
        Base::Plan => "plan",
        Base::Yoy => "yoy",
        Base::Prev => "prev",
        Base::Total => "total",
        Base::Other => "other",
    }
}

/// The documents of a block, ready to be written.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) documents: Vec<TantivyDocument>,
    /// About how much memory they take.
    pub(super) bytes: usize,
}

/// About how many bytes a fact takes besides its JSON.
const FACT_BYTES: usize = 512;

/// How many bytes the fields of most facts take.
const FACT_USUAL: usize = 384;

/// How many bytes the fields of an article take besides its text and what is stored.
const ARTICLE_USUAL: usize = 512;

/// The block of a document, whose body has been analysed; `content` is its [`content`].
///
/// # Errors
/// Says what is wrong with a document that can't be indexed.
pub(super) fn block(
    fields: Fields,
    document: &Document,
    facts: &[Fact],
    body: &Analysis,
    content: u64,
) -> Result<Prepared, String> {
    check(document, facts)?;
    let mut documents = Vec::with_capacity(facts.len() + 1);
    for fact in facts {
        documents.push(fact_document(fields, &document.id, fact));
    }
    let document_json = json(document)?;
    let facts_json = json(facts)?;
    let bytes = document.title.len()
        + document.body.len()
        + document_json.len()
        + facts_json.len()
        + facts.len() * FACT_BYTES;
    let stored = document_json.len() + facts_json.len();
    let mut article = article_document(fields, document, body, stored);
    article.add_text(fields.document, document_json);
    article.add_text(fields.facts, facts_json);
    article.add_u64(fields.content, content);
    article.add_text(fields.file, place(&document.origin.path));
    documents.push(article);
    Ok(Prepared { documents, bytes })
}

fn check(document: &Document, facts: &[Fact]) -> Result<(), String> {
    if document.id.is_empty() {
        return Err("its id is empty".to_owned());
    }
    if document.id.len() > MAX_ID {
        return Err(format!(
            "its id has {} bytes, at most {MAX_ID} are allowed",
            document.id.len()
        ));
    }
    misquoted(document, facts).map_or(Ok(()), Err)
}

/// The first fact that does not quote its document, if there is one.
pub(super) fn misquoted(document: &Document, facts: &[Fact]) -> Option<String> {
    let (ordinal, fact) = facts
        .iter()
        .enumerate()
        .find(|(_, fact)| document.body.get(fact.start..fact.end) != Some(&fact.quote))?;
    Some(format!(
        "fact {ordinal} quotes {:?}, which does not stand at bytes {}..{} of the body",
        fact.quote, fact.start, fact.end
    ))
}

fn fact_document(fields: Fields, id: &str, fact: &Fact) -> TantivyDocument {
    // Without being told, tantivy sets a kilobyte aside.
    let mut doc = TantivyDocument::with_capacity(FACT_USUAL);
    doc.add_text(fields.block, id);
    doc.add_text(fields.doc_kind, FACT);
    let noun = (fact.kind == Kind::Count)
        .then_some(fact.unit.as_deref())
        .flatten();
    for name in [fact.metric.as_deref(), noun].into_iter().flatten() {
        let terms = Terms::of(name);
        if terms.count > 0 {
            doc.add_text(fields.metric_name, terms.whole());
        }
        doc.add_text(fields.metric, &terms.joined);
        doc.add_u64(fields.metric_tokens, terms.count as u64);
    }
    for name in &fact.also {
        doc.add_text(fields.metric, Terms::of(name).joined);
    }
    if let Some(metric) = &fact.metric {
        doc.add_text(fields.metric_group, group_term(metric));
        doc.add_text(fields.metric_written, metric);
    }
    if let Some(unit) = &fact.unit {
        doc.add_text(fields.unit_group, unit_group(unit));
        doc.add_text(fields.unit_written, unit);
    }
    let extent = fact.extent().filter(|e| e.lo <= e.hi);
    if let Some(extent) = extent {
        doc.add_text(fields.dimension, &extent.dimension);
        doc.add_f64(fields.lo, extent.lo);
        doc.add_f64(fields.hi, extent.hi);
    }
    doc.add_bool(fields.approx, fact.approx);
    doc.add_text(fields.fact_kind, kind_name(fact.kind));
    doc.add_text(fields.status, status_name(fact.status));
    if let Some(trend) = fact.trend {
        doc.add_text(fields.trend, trend_name(trend));
    }
    if let Some(base) = fact.base {
        doc.add_text(fields.base, base_name(base));
    }
    if let Some(per) = &fact.per {
        doc.add_text(fields.per, per);
    }
    if let Some(period) = fact.period {
        doc.add_i64(fields.from, days(period.from));
        doc.add_i64(fields.to, days(period.to));
    }
    if let Some(place) = &fact.place {
        let terms = Terms::of(place);
        doc.add_text(fields.place, &terms.joined);
        doc.add_u64(fields.place_tokens, terms.count as u64);
        localize(&mut doc, fields, place);
    }
    doc
}

/// The unit of a fact, equal for all spellings of a counted noun.
#[must_use]
pub fn unit_group(unit: &str) -> String {
    match unit_named(unit) {
        Some(_) => unit.to_owned(),
        None => group_term(unit),
    }
}

/// Says in which provinces and districts a place lies.
fn localize(doc: &mut TantivyDocument, fields: Fields, place: &str) {
    let mut last: Option<String> = None;
    for Locality { top, district } in localities(place) {
        if let Some(district) = district {
            doc.add_text(fields.district, format!("{top}{WITHIN}{district}"));
        }
        // Those of one province stand together.
        if last.as_ref() != Some(&top) {
            doc.add_text(fields.province, &top);
            last = Some(top);
        }
    }
}

/// The article with what is searched of it, and room for `stored` bytes more.
fn article_document(
    fields: Fields,
    document: &Document,
    body: &Analysis,
    stored: usize,
) -> TantivyDocument {
    let text = Terms::new(body).joined;
    let room = stored + text.len() + 2 * document.title.len() + ARTICLE_USUAL;
    let mut doc = TantivyDocument::with_capacity(room);
    doc.add_text(fields.block, &document.id);
    doc.add_text(fields.doc_kind, ARTICLE);
    doc.add_text(fields.id, &document.id);
    let title = Terms::of(&document.title);
    doc.add_text(fields.text, &title.joined);
    doc.add_text(fields.text, text);
    doc.add_u64(fields.title_tokens, title.count as u64);
    if let Some(published) = document.published {
        doc.add_i64(fields.published, days(published));
        doc.add_i64(fields.year, i64::from(published.year()));
        doc.add_i64(fields.month, i64::from(published.month()));
    }
    if let Some(source) = &document.source {
        doc.add_text(fields.source, source);
    }
    if let Some(author) = &document.author {
        doc.add_text(fields.author, Terms::of(author).joined);
        doc.add_text(fields.author_name, author);
    }
    doc
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| format!("it can't be written as JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, expected) in [
            (date(1970, 1, 1), 0),
            (date(1970, 1, 2), 1),
            (date(1969, 12, 31), -1),
            (date(2018, 9, 27), 17801),
            (date(2000, 3, 1), 11017),
        ] {
            assert_eq!(days(day), expected, "{day}");
        }
    }

    #[test]
    fn names_are_those_of_the_json() {
        fn same<T: serde::Serialize + Copy>(value: T, name: &str) {
            assert_eq!(
                serde_json::to_string(&value).ok(),
                Some(format!("\"{name}\""))
            );
        }
        for kind in [
            Kind::Level,
            Kind::Count,
            Kind::Share,
            Kind::Change,
            Kind::Multiple,
        ] {
            same(kind, kind_name(kind));
        }
        for trend in [Trend::Up, Trend::Down] {
            same(trend, trend_name(trend));
        }
        for status in [Status::Actual, Status::Estimate, Status::Plan] {
            same(status, status_name(status));
        }
        for base in [Base::Plan, Base::Yoy, Base::Prev, Base::Total, Base::Other] {
            same(base, base_name(base));
        }
    }
}

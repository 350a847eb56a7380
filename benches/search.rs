//! How long questions take, side by side with tantivy's own AND query on the same index:
//!
//!     cargo bench --bench search -- INDEX [COUNT [CLASS]]
//!
//! Words are taken from the titles of COUNT articles (200) spread over the index, two to four
//! syllables in a row, as they are and without accents; conditions are combined with such words and
//! asked alone; a name of a class after COUNT asks that class alone. Each question is asked once to warm up and then three times; the least time counts.
//! `articles` is how many a question found, on average.

#![allow(clippy::print_stdout, missing_docs)]

use anyhow::{Context, Result};
use solieu::engine::{Engine, Local, Page};
use solieu::index::Index;
use solieu::query::{Clause, Matching, Plan, SyllablePattern, WordClause, read};
use solieu::text::{Analysis, Normalized};
use std::path::Path;
use std::time::{Duration, Instant};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

const CONDITIONS: &[&str] = &[
    "thu ngân sách trên 80%",
    "hộ nghèo dưới 5%",
    "doanh thu trên 1.000 tỷ đồng",
    "lợi nhuận tăng trên 20%",
    "xuất khẩu trên 1 tỷ USD",
    "lãi suất dưới 10%/năm",
    "giá xăng trên 20.000 đồng",
    "diện tích trên 100 ha",
    "tăng trưởng trên 6%",
    "vốn đầu tư từ 100 đến 500 tỷ đồng",
];

const CLASSES: &[&str] = &[
    "words",
    "words, no accents",
    "condition",
    "condition with a word",
    "whole titles, any word",
];

struct Asked {
    name: &'static str,
    times: Vec<Duration>,
    articles: usize,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    let Some(directory) = arguments.first() else {
        println!("search: give the folder of an index to measure");
        return Ok(());
    };
    let count = arguments.get(1).map_or(Ok(200), |count| count.parse())?;
    let reader = Index::open(Path::new(directory))?.reader()?;
    let engine = Local::new(reader.clone());
    let texts = titles(&reader, count)?;
    println!(
        "{:30} {:>9} {:>9} {:>9}",
        "", "p50 us", "p95 us", "articles"
    );
    for (name, plain) in [("words", false), ("words, no accents", true)] {
        let plans: Vec<Plan> = texts.iter().map(|text| all(text, plain)).collect();
        ask(&engine, name, &plans)?;
        if !plain {
            bare(&reader, &plans)?;
        }
    }
    let conditions = CONDITIONS.iter().map(|text| Ok(read(text, None)?.plan));
    let conditions: Vec<Plan> = conditions.collect::<Result<_>>()?;
    ask(&engine, "condition", &conditions)?;
    let with_words: Vec<Plan> = texts
        .iter()
        .zip(conditions.iter().cycle())
        .map(|(text, condition)| {
            let mut plan = condition.clone();
            // One word of each title: more would hardly ever meet the condition.
            let mut words = all(text, false).clauses;
            if let Some(Clause::Words(words)) = words.first_mut() {
                words.syllables.truncate(1);
            }
            plan.clauses.extend(words);
            plan
        })
        .collect();
    ask(&engine, "condition with a word", &with_words)?;
    let any: Vec<Plan> = whole_titles(&reader, count)?
        .iter()
        .map(|text| words(text, false, Matching::Any, usize::MAX))
        .collect();
    ask(&engine, "whole titles, any word", &any)?;
    Ok(())
}

fn addresses(reader: &solieu::index::Reader, count: usize) -> Vec<DocAddress> {
    let searcher = reader.searcher();
    let total: u64 = searcher
        .segment_readers()
        .iter()
        .map(|s| u64::from(s.max_doc()))
        .sum();
    let step = (total / count.max(1) as u64).max(1);
    let mut found = Vec::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let documents = (0..segment.max_doc()).step_by(usize::try_from(step).unwrap_or(1));
        found.extend(documents.map(|doc| DocAddress::new(ordinal, doc)));
    }
    found
}

/// The titles of articles all over the index.
fn whole_titles(reader: &solieu::index::Reader, count: usize) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for mut address in addresses(reader, count) {
        // Facts stand before their article.
        let article = loop {
            match reader.article(address) {
                Ok(article) => break Some(article),
                Err(_) if address.doc_id % 5000 != 4999 => address.doc_id += 1,
                Err(_) => break None,
            }
        };
        titles.extend(article.map(|article| article.document.title));
    }
    titles.retain(|title| title.split(' ').count() > 4);
    Ok(titles)
}

fn titles(reader: &solieu::index::Reader, count: usize) -> Result<Vec<String>> {
    let titles = whole_titles(reader, count)?;
    let windows = titles.iter().enumerate().map(|(i, title)| {
        let words: Vec<&str> = title.split_whitespace().collect();
        let length = 2 + i % 3;
        let start = i % (words.len() - length + 1);
        words[start..start + length].join(" ")
    });
    Ok(windows.collect())
}

fn all(text: &str, plain: bool) -> Plan {
    words(text, plain, Matching::All, usize::MAX)
}

fn words(text: &str, plain: bool, matching: Matching, most: usize) -> Plan {
    let normalised = Normalized::new(text);
    let syllables = Analysis::new(normalised.as_str())
        .tokens()
        .take(most)
        .map(|token| SyllablePattern {
            folded: token.folded().to_owned(),
            signature: if plain {
                String::new()
            } else {
                token.signature().to_owned()
            },
        })
        .collect();
    Plan {
        clauses: vec![Clause::Words(WordClause {
            syllables,
            matching,
        })],
    }
}

fn ask(engine: &Local, name: &'static str, plans: &[Plan]) -> Result<()> {
    if std::env::args().any(|a| CLASSES.contains(&a.as_str()) && a != name) {
        return Ok(());
    }
    let mut asked = Asked {
        name,
        times: Vec::new(),
        articles: 0,
    };
    for plan in plans {
        let page = Page {
            offset: 0,
            limit: 10,
        };
        asked.articles += engine.search(plan, page)?.total;
        asked
            .times
            .push(least(|| engine.search(plan, page).map(|_| ()))?);
    }
    print(asked)
}

fn least<E>(
    mut work: impl FnMut() -> std::result::Result<(), E>,
) -> std::result::Result<Duration, E> {
    let mut least = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        work()?;
        least = least.min(start.elapsed());
    }
    Ok(least)
}

/// The same words by tantivy: exact terms, top 10, without counting and without reading hits.
fn bare(reader: &solieu::index::Reader, plans: &[Plan]) -> Result<()> {
    let searcher = reader.searcher();
    let text = reader.fields().text;
    let mut asked = Asked {
        name: "tantivy, AND, top 10",
        times: Vec::new(),
        articles: 0,
    };
    for plan in plans {
        let syllables = plan.words().into_iter().flat_map(|words| words.syllables);
        let clauses: Vec<(Occur, Box<dyn Query>)> = syllables
            .map(|s| {
                let term = Term::from_field_text(text, &format!("{}|{}", s.folded, s.signature));
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Must, Box::new(query) as Box<dyn Query>)
            })
            .collect();
        let query = BooleanQuery::new(clauses);
        asked.articles += searcher.search(&query, &tantivy::collector::Count)?;
        asked.times.push(least(|| {
            searcher
                .search(&query, &TopDocs::with_limit(10).order_by_score())
                .map(|_| ())
        })?);
    }
    print(asked)
}

fn print(mut asked: Asked) -> Result<()> {
    asked.times.sort_unstable();
    let at = |share: usize| {
        asked
            .times
            .get(asked.times.len() * share / 100)
            .map(Duration::as_micros)
    };
    println!(
        "{:30} {:>9} {:>9} {:>9}",
        asked.name,
        at(50).context("no question")?,
        at(95).context("no question")?,
        asked.articles / asked.times.len(),
    );
    Ok(())
}

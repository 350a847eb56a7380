//! Ranks documents for questions that are words alone, to measure the ranking:
//!
//!     score_ir DOCS.jsonl QUERIES.jsonl… [--limit N] [NAME=WEIGHT…]
//!
//! Documents are lines with `id`, `title` and `body` or `text`, questions lines with `qid` and
//! `text`. For each file of questions a file `FILENAME.run` in the current folder gets a line for each
//! hit: `{"type":"hit","qid","rank","id","score"}`. `NAME=WEIGHT` sets a weight of the ranking.

#![allow(clippy::print_stdout)]

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use solieu::engine::{Engine, Local, Page};
use solieu::index::Index;
use solieu::query::{Clause, Matching, Plan, Ranking, SyllablePattern, WordClause};
use solieu::source::{Document, Origin};
use solieu::text::{Analysis, Normalized};
use std::fs::{File, read_to_string};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(alias = "text")]
    body: String,
}

#[derive(Deserialize)]
struct Query {
    qid: String,
    text: String,
}

fn main() -> Result<()> {
    let mut files = Vec::new();
    let mut ranking = Ranking::default();
    let mut limit = 10;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--limit" {
            limit = arguments
                .next()
                .context("--limit needs a number")?
                .parse()?;
        } else if let Some((name, weight)) = argument.split_once('=') {
            set(&mut ranking, name, weight.parse()?)?;
        } else {
            files.push(PathBuf::from(argument));
        }
    }
    let Some((documents, questions)) = files.split_first() else {
        bail!("expected DOCS.jsonl QUERIES.jsonl…");
    };
    let engine = Local::new(index(documents)?.reader()?).with_ranking(ranking);
    for file in questions {
        run(&engine, file, limit)?;
    }
    Ok(())
}

fn set(ranking: &mut Ranking, name: &str, weight: f32) -> Result<()> {
    *match name {
        "saturation" => &mut ranking.saturation,
        "length" => &mut ranking.length,
        "tone" => &mut ranking.tone,
        "bare" => &mut ranking.bare,
        "spelling" => &mut ranking.spelling,
        "pair" => &mut ranking.pair,
        "gap" => &mut ranking.gap,
        "title" => &mut ranking.title,
        "metric" => &mut ranking.metric,
        other => bail!("no weight is named {other}"),
    } = weight;
    Ok(())
}

fn index(documents: &Path) -> Result<Index> {
    let index = Index::in_memory()?;
    let mut writer = index.writer(200_000_000, 1)?;
    for line in read_to_string(documents)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let document = Document {
            id: line.id,
            title: line.title,
            body: line.body,
            published: None,
            author: None,
            source: None,
            origin: Origin {
                path: documents.to_owned(),
                line: None,
            },
        };
        writer.put(&document, &[])?;
    }
    writer.finish()?;
    Ok(index)
}

fn run(engine: &Local, file: &Path, limit: usize) -> Result<()> {
    let name = file.file_name().context("a file of questions")?;
    let mut out = BufWriter::new(File::create(format!("{}.run", name.to_string_lossy()))?);
    let mut times = Vec::new();
    for line in read_to_string(file)?.lines() {
        let query: Query = serde_json::from_str(line)?;
        let plan = words(&query.text);
        let start = Instant::now();
        let answer = engine.search(&plan, Page { offset: 0, limit })?;
        times.push(start.elapsed());
        for hit in answer.hits {
            let line = serde_json::json!({
                "type": "hit", "qid": query.qid, "rank": hit.rank, "id": hit.id, "score": hit.score,
            });
            writeln!(out, "{line}")?;
        }
    }
    times.sort_unstable();
    if let Some(median) = times.get(times.len() / 2) {
        println!(
            "{}: {} questions, p50 {median:?}",
            name.to_string_lossy(),
            times.len()
        );
    }
    out.flush()?;
    Ok(())
}

/// The whole question as words, any of which may match.
fn words(text: &str) -> Plan {
    let normalised = Normalized::new(text);
    let syllables = Analysis::new(normalised.as_str())
        .tokens()
        .map(|token| SyllablePattern {
            folded: token.folded().to_owned(),
            signature: token.signature().to_owned(),
        })
        .collect();
    Plan {
        clauses: vec![Clause::Words(WordClause {
            syllables,
            matching: Matching::Any,
        })],
    }
}

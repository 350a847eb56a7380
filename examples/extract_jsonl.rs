//! Prints the facts of JSON Lines documents, one JSON object a line: for the scorers.
//!
//! `cargo run --release --example extract_jsonl -- DOCUMENTS.jsonl > facts.jsonl`; each document
//! has `id`, `body` or `text`, and may have `title` and `published`.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use solieu::facts::{Passage, extract};
use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .context("expected the path of a JSON Lines file as the only argument")?;
    let file = std::fs::File::open(&path).with_context(|| format!("cannot open {path}"))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let document: Value = serde_json::from_str(&line)
            .with_context(|| format!("{path}:{}: expected a JSON object", number + 1))?;
        let text = |key: &str| document.get(key).and_then(Value::as_str);
        let (Some(id), Some(body)) = (text("id"), text("body").or_else(|| text("text"))) else {
            bail!("{path}:{}: expected `id` and `body` or `text`", number + 1);
        };
        let published = text("published").unwrap_or_default();
        let passage = Passage {
            title: text("title").unwrap_or_default(),
            body,
            // "2025-09" names no day: the first of the month stands for it.
            published: published
                .parse()
                .or_else(|_| format!("{published}-01").parse())
                .ok(),
        };
        for (ordinal, fact) in extract(&passage).into_iter().enumerate() {
            let mut fact = serde_json::to_value(fact)?;
            fact["type"] = json!("fact");
            fact["doc"] = json!(id);
            fact["ordinal"] = json!(ordinal);
            writeln!(out, "{fact}")?;
        }
    }
    out.flush()?;
    Ok(())
}

//! Where the time of indexing goes: run by hand with a file of JSON Lines,
//! `cargo run --release --example index_stages -- FILE`. Times are of one thread.

#![allow(clippy::print_stdout, reason = "a program that is run by hand")]

use solieu::index::{Budget, Index, Silent, build, facts_of};
use solieu::source::{Document, Piece, Sources};
use solieu::text::{Analysis, Normalized};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("a file of JSON Lines is expected")?;
    let sources = Sources::list(&[path]);
    let megabytes = sources.bytes() as f64 / 1e6;
    let report = |stage: &str, cpu: f64| {
        println!(
            "{stage:12} {cpu:6.2} s of processor time, {:6.2} MB/s",
            megabytes / cpu
        );
    };

    let began = processor_time();
    let documents: Vec<Document> = sources
        .files
        .iter()
        .flat_map(|file| file.read())
        .filter_map(|piece| match piece {
            Piece::Document(document) => Some(document),
            Piece::Rejected(_) | Piece::Warning(_) => None,
        })
        .collect();
    report("read", processor_time() - began);

    let began = processor_time();
    let tokens: usize = documents
        .iter()
        .map(|document| Analysis::new(Normalized::new(&document.body).as_str()).len())
        .sum();
    report("analyse", processor_time() - began);

    let began = processor_time();
    let facts: usize = documents
        .iter()
        .map(|document| facts_of(document).len())
        .sum();
    report("facts", processor_time() - began);
    println!(
        "{} documents, {tokens} tokens, {facts} facts",
        documents.len()
    );
    drop(documents);

    let folder = std::env::temp_dir().join("solieu-index-stages");
    let index = Index::rebuild(&folder)?;
    let (began, clock) = (processor_time(), Instant::now());
    build(&index, &sources, Budget::default(), &mut Silent)?;
    report("all", processor_time() - began);
    let info = index.reader()?.info()?;
    println!(
        "{:.1} s by the clock; {} segments, {:.1} MB",
        clock.elapsed().as_secs_f64(),
        info.segments,
        info.bytes as f64 / 1e6
    );
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// The processor time of all threads so far in seconds, as Linux tells it; else that of the clock.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    match (fields.get(11), fields.get(12)) {
        // In ticks of a hundredth of a second.
        (Some(user), Some(system)) => (user + system) / 100.0,
        _ => std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0.0, |time| time.as_secs_f64()),
    }
}

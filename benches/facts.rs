//! Reading of figures in bytes a second, and that it grows with the text.
//!
//! The text is that of `benches/text.rs`. `whole` normalises, analyses and reads facts; `facts alone`
//! has the analysis, as while indexing; the digits are documents that hold nothing else, where a
//! rule that looks back or ahead too far would grow with the square.

#![allow(missing_docs, reason = "criterion makes a public function")]

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use solieu::facts::{Passage, extract, extract_analysed};
use solieu::text::{Analysis, Normalized};
use std::hint::black_box;

fn passage(body: &str) -> Passage<'_> {
    Passage {
        title: "",
        body,
        published: None,
    }
}

fn articles(criterion: &mut Criterion) {
    let (name, articles) = support::articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group(format!("facts/{name}"));
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.sample_size(10);
    group.bench_function("whole", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(extract(&passage(article)));
            }
        });
    });
    let analysed: Vec<(Normalized<'_>, Analysis)> = articles
        .iter()
        .map(|article| {
            let normalised = Normalized::new(article);
            let analysis = Analysis::new(normalised.as_str());
            (normalised, analysis)
        })
        .collect();
    group.bench_function("facts alone", |b| {
        b.iter(|| {
            for (article, (normalised, analysis)) in articles.iter().zip(&analysed) {
                black_box(extract_analysed(&passage(article), normalised, analysis));
            }
        });
    });
    group.finish();
}

fn digits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("facts/digits");
    group.sample_size(10);
    for megabytes in [1, 10] {
        let text = "1234567890 "
            .repeat(megabytes << 20)
            .split_at(megabytes << 20)
            .0
            .to_owned();
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(megabytes), &text, |b, text| {
            b.iter(|| black_box(extract(&passage(text))));
        });
    }
    group.finish();
}

criterion_group!(benches, articles, digits);
criterion_main!(benches);

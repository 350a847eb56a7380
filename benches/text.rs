//! Analysis of text in bytes a second, beside what others do with the same text.
//!
//! The text is `news-40k.jsonl.zst` of the shared corpora next to the repository where that file
//! exists (its first 8 MiB of articles), else sentences made here; the names say which.
//! `solieu` normalises and gives canonical and folded terms with offsets; `unicode_words` alone
//! finds words; tantivy's chain finds words, lowers them and takes their accents off.

#![allow(missing_docs, reason = "criterion makes a public function")]

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use solieu::text::{Analysis, Normalized, sentences};
use std::hint::black_box;
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer, TokenStream,
};
use unicode_segmentation::UnicodeSegmentation;

fn text(criterion: &mut Criterion) {
    let (name, articles) = support::articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group(format!("text/{name}"));
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.sample_size(10);

    group.bench_function("solieu", |b| {
        let mut analysis = Analysis::default();
        b.iter(|| {
            for article in &articles {
                let normalised = Normalized::new(article);
                analysis.refill(normalised.as_str());
                for token in analysis.tokens() {
                    black_box((token.term(), token.folded(), token.span));
                }
            }
        });
    });
    group.bench_function("solieu, normalising alone", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(Normalized::new(article).as_str());
            }
        });
    });
    group.bench_function("solieu, sentences alone", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(sentences(article));
            }
        });
    });
    group.bench_function("unicode_words", |b| {
        b.iter(|| {
            for article in &articles {
                for word in article.unicode_word_indices() {
                    black_box(word);
                }
            }
        });
    });
    group.bench_function("tantivy, folded", |b| {
        let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .build();
        b.iter(|| {
            for article in &articles {
                let mut stream = analyzer.token_stream(article);
                while stream.advance() {
                    black_box(stream.token());
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);

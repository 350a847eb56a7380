//! Analysis of text in bytes a second, beside what others do with the same text.
//!
//! The text is `news-40k.jsonl.zst` of the shared corpora next to the repository where that file
//! exists (its first [`BYTES`] bytes of articles), else sentences made here; the names say which.
//! `solieu` normalises and gives canonical and folded terms with offsets; `unicode_words` alone
//! finds words; tantivy's chain finds words, lowers them and takes their accents off.

#![allow(missing_docs, reason = "criterion makes a public function")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use solieu::text::{Analysis, Normalized, sentences};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer, TokenStream,
};
use unicode_segmentation::UnicodeSegmentation;

/// How much text is analysed in one round.
const BYTES: usize = 8 << 20;

/// Articles of the shared corpus; none where it is not there.
fn corpus() -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/news-40k.jsonl.zst");
    let file = std::fs::File::open(path).ok()?;
    let lines = BufReader::new(zstd::Decoder::new(file).ok()?).lines();
    let mut bytes = 0;
    let bodies = lines
        .map_while(Result::ok)
        .filter_map(|line| {
            let article: serde_json::Value = serde_json::from_str(&line).ok()?;
            article.get("body")?.as_str().map(str::to_owned)
        })
        .take_while(|body| {
            bytes += body.len();
            bytes < BYTES
        });
    Some(bodies.collect())
}

/// Sentences of a report with changing figures.
fn generated() -> Vec<String> {
    (0..2000)
        .map(|i| {
            format!(
                "Năm {}, thu ngân sách trên địa bàn huyện đạt {},{} tỷ đồng, bằng {},5% dự toán \
                 (Nghị quyết số {i}/NQ-HĐND), tăng {}% so với cùng kỳ. Tỷ lệ hộ nghèo còn {},2% – \
                 thấp hơn mức bình quân của cả tỉnh; toàn huyện trồng mới {} ha rừng.\n",
                2000 + i % 25,
                i % 900,
                i % 10,
                80 + i % 20,
                i % 17,
                i % 9,
                100 + i
            )
            .repeat(10)
        })
        .collect()
}

fn text(criterion: &mut Criterion) {
    let (name, articles) = match corpus() {
        Some(articles) => ("news", articles),
        None => ("generated", generated()),
    };
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

//! The text that benches work on: articles of the shared corpus, or sentences made here.
//!
//! Invariant: the same machine gives the same text. Known gap: the made sentences are far richer in
//! figures than news.

use std::io::{BufRead, BufReader};
use std::path::Path;

/// How much text is worked on in one round.
const BYTES: usize = 8 << 20;

/// The articles, and what they are called.
pub fn articles() -> (&'static str, Vec<String>) {
    match corpus() {
        Some(articles) => ("news", articles),
        None => ("generated", generated()),
    }
}

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

//! The scan of a text for figures takes no memory by the token.
//!
//! Invariant: this is the only test of its process, so that nothing else allocates meanwhile.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use solieu::facts::{Passage, extract_analysed};
use solieu::text::{Analysis, Normalized};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const WITHOUT: &str = "Ủy ban nhân dân tỉnh Lạng Sơn đã chỉ đạo các sở, ngành tăng cường quản lý ngân \
    sách, thúc đẩy giải ngân vốn đầu tư công và hỗ trợ doanh nghiệp khôi phục sản xuất kinh doanh. ";

const WITH_FIGURES: &str =
    "Thu ngân sách 9 tháng năm 2018 của tỉnh ước đạt 282,6 tỷ đồng, bằng 80,5% dự toán. ";

/// How often memory was asked for while `work` ran.
fn asked<T>(work: impl FnOnce() -> T) -> usize {
    let region = Region::new(ALLOCATOR);
    let made = work();
    let change = region.change();
    drop(made);
    change.allocations + change.reallocations
}

/// How often the analysis and the scan of so many of the sentence ask for memory; how many tokens and
/// figures it has.
struct Work {
    analysing: usize,
    scanning: usize,
    tokens: usize,
    figures: usize,
}

fn work(sentence: &str, times: usize) -> Work {
    let body = sentence.repeat(times);
    let passage = Passage {
        title: "Lạng Sơn",
        body: &body,
        published: None,
    };
    let mut normalised = None;
    let mut analysing = asked(|| normalised = Some(Normalized::new(&body)));
    let normalised = normalised.unwrap();
    let mut analysis = None;
    analysing += asked(|| analysis = Some(Analysis::new(normalised.as_str())));
    let analysis = analysis.unwrap();
    let mut figures = 0;
    let scanning = asked(|| {
        let found = extract_analysed(&passage, &normalised, &analysis);
        figures = found.len();
        found
    });
    Work {
        analysing,
        scanning,
        tokens: analysis.len(),
        figures,
    }
}

#[test]
fn memory_is_asked_for_by_the_figure_and_never_by_the_token() {
    // Tables are built when they are first needed.
    work(WITH_FIGURES, 2);
    let (few, many) = (work(WITHOUT, 50), work(WITHOUT, 1050));
    assert!(many.tokens - few.tokens > 30_000);
    assert_eq!((few.figures, many.figures), (0, 0));
    // A text takes a few vectors, whatever its length.
    assert!(many.analysing <= 10, "{}", many.analysing);
    assert_eq!(many.scanning, 0);

    let (few, many) = (work(WITH_FIGURES, 50), work(WITH_FIGURES, 1050));
    let figures = many.figures - few.figures;
    assert_eq!(figures, 2000);
    assert!(many.analysing <= 10, "{}", many.analysing);
    let each = (many.scanning - few.scanning) / figures;
    println!("{each} for each figure");
    assert!(each <= 20, "{each}");
}

//! A question and a body through reading, facts and passages: `cargo +nightly fuzz run highlight`.
//!
//! The first line is the question, the rest the body. Besides never panicking: passages lie on
//! character boundaries inside the body, cut no token, and are not shown twice; what is marked lies
//! inside its passage, in order and apart.
#![no_main]

use libfuzzer_sys::fuzz_target;
use solieu::facts::{self, Fact};
use solieu::query::{Highlighter, read, words_only};
use solieu::text::{Analysis, Normalized, Span};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (question, body) = text.split_once('\n').unwrap_or((&text, &text));
    let normalised = Normalized::new(body);
    let analysis = Analysis::new(normalised.as_str());
    let tokens: Vec<Span> = analysis
        .tokens()
        .map(|token| normalised.original(token.span))
        .collect();
    let facts = facts::extract(&facts::Passage {
        title: question,
        body,
        published: None,
    });
    let all: Vec<&Fact> = facts.iter().collect();
    for question in [read(question, None), words_only(question)] {
        let Ok(question) = question else { continue };
        let highlighter = Highlighter::new(&question.plan, |syllable| {
            1.0 / (1.0 + syllable.folded.len() as f32)
        });
        for facts in [&all[..], &all[..all.len() / 2], &[]] {
            let mut shown: Vec<Span> = Vec::new();
            for passage in highlighter.passages(body, facts) {
                assert!(!shown.contains(&passage.span), "shown twice");
                whole(body, &tokens, passage.span);
                inside(body, &tokens, passage.span, &passage.highlights);
                shown.push(passage.span);
            }
        }
        let title = Span::new(0, body.len());
        inside(body, &tokens, title, &highlighter.title(body));
    }
});

/// The span is of the text, and cuts no token.
fn whole(text: &str, tokens: &[Span], span: Span) {
    assert!(
        text.get(span.start..span.end).is_some(),
        "no text: {span:?}"
    );
    for end in [span.start, span.end] {
        let cut = tokens.iter().find(|t| t.start < end && end < t.end);
        assert_eq!(cut, None, "cut at {end}");
    }
}

/// What is marked in `passage`.
fn inside(text: &str, tokens: &[Span], passage: Span, highlights: &[Span]) {
    let mut end = passage.start;
    for highlight in highlights {
        assert!(highlight.start >= end && !highlight.is_empty());
        whole(text, tokens, *highlight);
        end = highlight.end;
    }
    assert!(end <= passage.end, "marked outside");
}

//! Any text through facts and contradictions: `cargo +nightly fuzz run facts`.
//!
//! The first line is the title, the rest the body. Besides never panicking: quotes are the text under
//! their spans, in order and apart, inside their sentence; numbers are finite; a contradiction
//! concerns facts of the body, from the first of them to the last, and says so in words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use solieu::facts::{Comparator, Fact, Passage, check, extract};
use std::collections::BTreeSet;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (title, body) = text.split_once('\n').unwrap_or(("", &text));
    let facts = extract(&Passage {
        title,
        body,
        published: "2018-09-27".parse().ok(),
    });
    let mut end = 0;
    for fact in &facts {
        assert!(fact.start >= end, "{fact:?} stands before {end}");
        stated(body, fact);
        end = fact.end;
    }
    contradictions(body, &facts);
    // Facts of another text, or out of order, are passed over.
    let _ = check(title, &facts);
    let mut others = facts.clone();
    others.reverse();
    let _ = check(body, &others);
});

/// What holds of every fact.
fn stated(body: &str, fact: &Fact) {
    assert_eq!(body.get(fact.start..fact.end), Some(fact.quote.as_str()));
    assert!(!fact.quote.is_empty(), "{fact:?}");
    let sentence = fact.sentence;
    assert!(body.get(sentence.start..sentence.end).is_some(), "{fact:?}");
    assert!(
        sentence.start <= fact.start && fact.end <= sentence.end,
        "{fact:?}"
    );
    let numbers = [fact.value, fact.min, fact.max];
    assert!(numbers.iter().flatten().all(|n| n.is_finite()), "{fact:?}");
    if fact.cmp == Comparator::Between {
        assert!(fact.min <= fact.max && fact.min.is_some(), "{fact:?}");
    } else {
        assert!(fact.value.is_some(), "{fact:?}");
    }
    if let (Some(decimal), Some(value)) = (&fact.decimal, fact.value) {
        assert_eq!(decimal.parse(), Ok(value), "{fact:?}");
    }
    if let Some(period) = fact.period {
        assert!(period.from < period.to, "{fact:?}");
    }
}

/// What holds of every contradiction.
fn contradictions(body: &str, facts: &[Fact]) {
    let mut seen = BTreeSet::new();
    for found in check(body, facts) {
        assert!(found.facts.len() >= 2 && found.facts.is_sorted_by(|a, b| a < b));
        let concerned: Vec<&Fact> = found.facts.iter().map(|i| &facts[*i]).collect();
        assert_eq!(Some(found.start), concerned.first().map(|f| f.start));
        assert_eq!(Some(found.end), concerned.last().map(|f| f.end));
        assert!(body.get(found.start..found.end).is_some(), "{found:?}");
        for message in [&found.message.vi, &found.message.en] {
            assert!(
                concerned.iter().any(|f| message.contains(&f.quote)),
                "{found:?}"
            );
            // What is worked out is a number; quotes may say anything.
            let said: String = message.split(['“', '”']).step_by(2).collect();
            let mut results = said.split(" = ").skip(1);
            assert!(
                results.all(|made| made.starts_with(|c: char| c.is_ascii_digit() || c == '-')),
                "{found:?}"
            );
        }
        assert!(
            seen.insert(found.facts.clone()),
            "reported twice: {found:?}"
        );
    }
}

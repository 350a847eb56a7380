//! Any bytes through decoding, normalising, tokens and sentences: `cargo +nightly fuzz run text`.
//!
//! Besides never panicking: spans lie on character boundaries, in order and apart; every letter and
//! digit is in a token; normalising twice changes nothing; the original text is recovered.
#![no_main]

use libfuzzer_sys::fuzz_target;
use solieu::text::encoding::decode;
use solieu::text::{Analysis, Normalized, SEPARATOR, Span, sentences, syllable, telex};

fuzz_target!(|bytes: &[u8]| {
    let decoded = decode(bytes, None);
    assert!(decoded.unreadable.bytes <= bytes.len());
    let original = decoded.text.as_ref();
    let normalised = Normalized::new(original);
    let text = normalised.as_str();
    assert_eq!(Normalized::new(text).as_str(), text, "normalised twice");
    spans_go_back(original, &normalised);
    tokens(text);
    let mut end = 0;
    for sentence in sentences(text) {
        assert!(text[end..sentence.start].trim().is_empty());
        assert!(!text[sentence.start..sentence.end].contains('\n'));
        end = sentence.end;
    }
    assert!(text[end..].trim().is_empty());
});

/// What the characters of the normalised text were made of, one after the other, is the original
/// without what is not seen.
fn spans_go_back(original: &str, normalised: &Normalized<'_>) {
    let mut end = 0;
    for (at, c) in normalised.as_str().char_indices() {
        let back = normalised.original(Span::new(at, at + c.len_utf8()));
        assert!(original.get(back.start..back.end).is_some());
        assert!(back.end >= end);
        if back.start > end {
            let between = Normalized::new(&original[end..back.start]);
            assert_eq!(between.as_str(), "", "lost text");
        }
        end = back.end;
    }
    assert_eq!(Normalized::new(&original[end..]).as_str(), "");
}

fn tokens(text: &str) {
    let analysis = Analysis::new(text);
    let mut end = 0;
    for token in analysis.tokens() {
        assert!(token.span.start >= end && !token.span.is_empty());
        assert!(!text[end..token.span.start].contains(char::is_alphanumeric));
        assert_eq!(token.term().matches(SEPARATOR).count(), 1);
        assert_eq!(
            token.term().len(),
            token.folded().len() + SEPARATOR.len_utf8() + token.signature().len()
        );
        let written = &text[token.span.start..token.span.end];
        if let Some(syllable) = syllable::Syllable::parse(written) {
            let spelled = syllable.spell(syllable::Placement::New);
            assert_eq!(syllable::Syllable::parse(&spelled), Some(syllable));
        }
        if let Some(word) = telex::from_keystrokes(written) {
            assert!(syllable::is_syllable(&word));
        }
        assert!(syllable::spelling_variants(token.term()).len() <= 2);
        end = token.span.end;
    }
    assert!(!text[end..].contains(char::is_alphanumeric));
}

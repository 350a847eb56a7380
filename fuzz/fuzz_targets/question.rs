//! Anything is read as a question or refused with a place in it, and a plan reads back to itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use solieu::query::{Abbreviations, read, read_figures};

fuzz_target!(|text: &str| {
    let figures = read_figures(text, None, Abbreviations::built_in());
    match read(text, None) {
        Ok(question) => {
            let printed = question.plan.to_string();
            if printed.len() < 9_000 {
                let again = read(&printed, None).expect("a printed plan is read");
                assert_eq!(again.plan, question.plan, "{printed}");
            }
            assert!(figures.is_ok(), "{text:?}");
        }
        Err(error) => {
            assert!(error.span.end <= text.len(), "{error:?}");
            assert!(text.is_char_boundary(error.span.start), "{error:?}");
            let _ = error.pointer(text);
        }
    }
});

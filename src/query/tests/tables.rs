//! The tables of the question language: every row is used by its example.

use super::{ask, folded};
use crate::facts::rows;
use crate::query::{cue, language, vocabulary};
use crate::text::telex;
use std::collections::HashSet;

#[test]
fn every_term_is_found_by_its_example() {
    let mut failures = Vec::new();
    for row in rows(vocabulary::TABLE) {
        let [name, _, _, role, measures, example, source] = row.as_slice() else {
            panic!("cells in {row:?}");
        };
        assert!(vocabulary::role_named(role).is_some(), "{row:?}");
        assert!(vocabulary::measures_named(measures).is_some(), "{row:?}");
        assert!(source.len() > 3, "source of {row:?}");
        let Ok(question) = ask(example) else {
            failures.push(format!("{example}: not read"));
            continue;
        };
        let reading = &question.reading;
        let mut names = reading
            .conditions
            .iter()
            .flat_map(|c| c.metric.iter().chain(&c.place))
            .chain(reading.words.iter().flat_map(|w| &w.any));
        let wanted = folded(name);
        if !names.any(|found| folded(found).contains(&wanted)) {
            failures.push(format!("{example}: {wanted} not in {}", reading.text));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_vocabulary_is_large_and_names_nothing_twice() {
    let mut seen = HashSet::new();
    let mut english = HashSet::new();
    let mut metrics = 0;
    for term in vocabulary::terms() {
        let name = term.names.first().map(|n| n.to_lowercase());
        assert!(seen.insert(name.clone()), "{name:?} twice");
        for form in &term.english {
            assert!(english.insert(form.to_lowercase()), "{form:?} twice");
        }
        metrics += usize::from(term.is_metric());
    }
    assert!(metrics >= 300, "{metrics} metrics");
}

#[test]
fn every_cue_is_read_in_its_example() {
    for row in rows(cue::TABLE) {
        let [phrase, language, role, example, source] = row.as_slice() else {
            panic!("cells in {row:?}");
        };
        assert!(matches!(*language, "vi" | "en"), "{row:?}");
        assert!(cue::cue_named(role).is_some(), "{row:?}");
        assert!(source.len() > 3, "source of {row:?}");
        assert!(folded(example).contains(&folded(phrase)), "{row:?}");
        assert!(ask(example).is_ok(), "{row:?}: {:?}", ask(example).err());
    }
}

#[test]
fn every_foreign_word_could_be_keystrokes() {
    let mut seen = HashSet::new();
    for row in rows(language::FOREIGN) {
        let [word, example, source] = row.as_slice() else {
            panic!("cells in {row:?}");
        };
        assert!(seen.insert(*word), "{word} twice");
        assert!(source.len() > 3, "source of {row:?}");
        assert!(telex::from_keystrokes(word).is_some(), "{row:?}");
        let mut words = example.split(' ').map(str::to_lowercase);
        assert!(words.any(|other| other == *word), "{row:?}");
    }
}

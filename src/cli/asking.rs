//! What every command that takes a question does before it answers: abbreviations, the index or
//! files to ask, keystrokes.
//!
//! Invariant: what is typed is asked as it stands wherever some article has it so.

use super::arguments::{Global, Reading};
use super::failure::Failure;
use super::progress::Watch;
use crate::engine::Local;
use crate::index::{Budget, Index, build};
use crate::query::{self, Abbreviations, Plan, Question};
use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// The abbreviations that every question knows, and those of the file.
///
/// # Errors
/// If the file can't be read, or a line of it is wrong.
pub fn abbreviations(file: Option<&Path>) -> Result<Cow<'static, Abbreviations>, Failure> {
    let built_in = Abbreviations::built_in();
    let Some(file) = file else {
        return Ok(Cow::Borrowed(built_in));
    };
    let name = file.display();
    let text =
        fs::read_to_string(file).map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
    let all = built_in.and(&text);
    all.map(Cow::Owned)
        .map_err(|error| Failure::Refused(format!("{name}:{}: {error}", error.line)))
}

/// The question as it is read today.
///
/// # Errors
/// If it can't be read.
pub fn question(text: &str, abbreviations: &Abbreviations) -> Result<Question, Failure> {
    query::read_with(text, Some(jiff::Zoned::now().date()), abbreviations)
        .map_err(|error| Failure::question(text, &error))
}

/// Refuses what is done with the figures that meet a condition where `plan` has none; `what` says what
/// that is.
///
/// # Errors
/// If it has none.
pub fn has_condition(plan: &Plan, what: &str) -> Result<(), Failure> {
    match plan.conditions().is_empty() {
        true => Err(Failure::Refused(format!(
            "{what} the figures that meet a condition, and the question has none: ask for one, as in \
             \"thu ngân sách trên 80%\" or metric:\"thu ngân sách\""
        ))),
        false => Ok(()),
    }
}

/// What answers: the stored index, or one built in memory from the paths.
///
/// # Errors
/// If there is no index, or no path gives a document.
pub fn engine(global: &Global, reading: &Reading, paths: &[String]) -> Result<Local, Failure> {
    let index = if paths.is_empty() {
        Index::open(&global.index)?
    } else {
        let sources = reading.sources(paths);
        let index = Index::in_memory()?;
        let mut watch = Watch::new(sources.bytes());
        let summary = build(&index, &sources, Budget::default(), &mut watch);
        watch.finish();
        if summary?.documents == 0 {
            return Err(Failure::nothing_read());
        }
        index
    };
    Ok(Local::new(index.reader()?))
}

/// The question with the keystrokes of Telex or VNI in it read, by `read`, as what they spell.
///
/// # Errors
/// If the index can't be read, or what they spell is no question.
pub fn spelled(
    engine: &Local,
    question: Question,
    abbreviations: &Abbreviations,
    read: impl Fn(&str) -> Result<Question, Failure>,
) -> Result<Question, Failure> {
    let typed = &question.reading.query;
    let found = query::retype(typed, abbreviations, |words, exactly| {
        engine.holds(words, exactly)
    })?;
    match found {
        None => Ok(question),
        Some(spelled) => {
            let anew = read(&spelled.text)?;
            Ok(anew.typed(typed, spelled.keystrokes))
        }
    }
}

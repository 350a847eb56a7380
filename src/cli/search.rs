//! `solieu search`: questions, answered from the index or from files.
//!
//! Invariant: a question of a batch that can't be read or answered is reported and the rest goes on.

use super::arguments::{Global, SearchArguments};
use super::asked::Asked;
use super::asking;
use super::facets;
use super::failure::{Failure, Outcome};
use super::output::{Explained, Output};
use super::warn;
use crate::engine::{Engine, Hit, HitOrder, Local, Page};
use crate::query::{self, Abbreviations, Question};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

/// Answers the question, or every question of the batch.
///
/// # Errors
/// If the question can't be read, or there is nothing to search.
pub fn run(
    global: &Global,
    arguments: &SearchArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let abbreviations = asking::abbreviations(arguments.abbreviations.as_deref())?;
    let Some(file) = &arguments.batch else {
        let (text, paths) = arguments.question_and_paths();
        let text = global.settings.question(text)?;
        // What is wrong with the question is said before anything is read.
        let question = read(text, arguments, &abbreviations)?;
        let engine = asking::engine(global, &arguments.reading, paths)?;
        let question = spelled(&engine, question, arguments, &abbreviations)?;
        if !arguments.since_last {
            return answer(&engine, &question, None, arguments, None, output);
        }
        if !paths.is_empty() {
            return Err(Failure::Refused(
                "--since-last asks the index: leave the paths out, or index them first".to_owned(),
            ));
        }
        return since_last(&engine, &global.index, &question, arguments, output);
    };
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(file)
            .map_err(|error| Failure::Refused(format!("{}: {error}", file.display())))?;
        Box::new(BufReader::new(file))
    };
    let engine = asking::engine(global, &arguments.reading, &arguments.positional)?;
    let read = |text: &str| {
        let text = global.settings.question(text)?;
        let question = read(text, arguments, &abbreviations)?;
        spelled(&engine, question, arguments, &abbreviations)
    };
    batch(&engine, file, input, read, arguments, output)
}

/// How the question is read: as the options say.
fn read(
    text: &str,
    arguments: &SearchArguments,
    abbreviations: &Abbreviations,
) -> Result<Question, Failure> {
    let filters = &arguments.narrowing.filters;
    if !arguments.words {
        return asking::question(&query::filtered(text, filters), abbreviations);
    }
    if !filters.is_empty() {
        // What is wrong with a filter is shown in the filters.
        asking::question(&query::filtered("", filters), abbreviations)?;
    }
    query::words_within(text, filters).map_err(|error| Failure::question(text, &error))
}

/// The question with the keystrokes in it read as what they spell. With `--words` everything is looked
/// for as it is typed.
fn spelled(
    engine: &Local,
    question: Question,
    arguments: &SearchArguments,
    abbreviations: &Abbreviations,
) -> Result<Question, Failure> {
    if arguments.words {
        return Ok(question);
    }
    asking::spelled(engine, question, abbreviations, |text| {
        asking::question(text, abbreviations)
    })
}

/// Prints how the question was read, what was found, and what that came to.
fn answer(
    engine: &Local,
    question: &Question,
    qid: Option<&Value>,
    arguments: &SearchArguments,
    mut asked: Option<&mut Asked>,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let plan = &question.plan;
    let wanted = &arguments.narrowing.facets;
    let order = HitOrder::from(arguments.sort);
    facets::check(plan, wanted)?;
    if order == HitOrder::Value {
        asking::has_condition(plan, "--sort value orders by")?;
    }
    let page = Page {
        offset: arguments.offset,
        limit: match arguments.all || asked.is_some() {
            true => usize::MAX,
            false => arguments.limit,
        },
    };
    // Only the answering is timed, not the printing.
    let mut began = Instant::now();
    let mut hits = engine.hits(plan, order, page)?;
    let mut next = || -> Result<Option<Hit>, Failure> {
        for hit in hits.by_ref() {
            let hit = hit?;
            if asked.as_mut().is_none_or(|asked| asked.is_new(&hit.id)) {
                return Ok(Some(hit));
            }
        }
        Ok(None)
    };
    let mut hit = next()?;
    let mut took = began.elapsed();
    output.reading(qid, question)?;
    let mut returned = 0;
    while let Some(shown) = hit {
        began = Instant::now();
        let explanation = match arguments.explain {
            true => engine.explain(plan, &shown.id)?,
            false => None,
        };
        hit = next()?;
        took += began.elapsed();
        let explained = explanation
            .as_ref()
            .map(|explanation| Explained::new(question, explanation));
        output.hit(qid, &shown, explained.as_ref())?;
        returned += 1;
    }
    if !wanted.is_empty() {
        began = Instant::now();
        let counted = engine.facets(plan, wanted)?;
        took += began.elapsed();
        output.facets(qid, &counted)?;
    }
    let total = match arguments.since_last {
        true => returned,
        false => hits.total,
    };
    output.found(qid, total, returned, took)?;
    Ok(Outcome::found(total > 0))
}

/// Prints what was not found when the question was last asked.
fn since_last(
    engine: &Local,
    index: &Path,
    question: &Question,
    arguments: &SearchArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let mut asked = Asked::open(index, &question.plan)?;
    warn(
        &match asked.last.and_then(|last| Timestamp::try_from(last).ok()) {
            Some(last) => format!(
                "since the question was last asked, on {}:",
                last.to_zoned(TimeZone::system())
                    .strftime("%d/%m/%Y, %H:%M")
            ),
            None => "the question is asked for the first time:".to_owned(),
        },
    );
    let outcome = answer(engine, question, None, arguments, Some(&mut asked), output)?;
    asked.keep()?;
    Ok(outcome)
}

/// A line of a batch.
#[derive(Deserialize)]
struct Line {
    qid: Value,
    text: String,
}

/// Answers every question of a batch. The outcome is "found" if any question found something.
fn batch(
    engine: &Local,
    name: &Path,
    input: impl BufRead,
    read: impl Fn(&str) -> Result<Question, Failure>,
    arguments: &SearchArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Nothing;
    let (mut answered, mut failed) = (0, 0);
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line =
            line.map_err(|error| Failure::Refused(format!("{}: {error}", name.display())))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut report = |qid: Option<&Value>, message: &str, output: &mut Output| {
            failed += 1;
            warn(&format!("warning: {}:{number}: {message}", name.display()));
            output.failed(qid, message)
        };
        let asked: Line = match serde_json::from_slice(&line) {
            Ok(asked) => asked,
            Err(error) => {
                let expected = r#"expected {"qid": …, "text": "…"}"#;
                report(None, &format!("{expected}: {error}"), output)?;
                continue;
            }
        };
        let found = read(&asked.text).and_then(|question| {
            answer(engine, &question, Some(&asked.qid), arguments, None, output)
        });
        match found {
            Ok(Outcome::Found) => outcome = Outcome::Found,
            Ok(Outcome::Nothing) => {}
            Err(Failure::Output(error)) => return Err(error.into()),
            Err(failure) => {
                report(Some(&asked.qid), &failure.to_string(), output)?;
                continue;
            }
        }
        answered += 1;
    }
    if answered == 0 {
        return Err(Failure::Refused(format!(
            "{}: no question could be answered ({failed} of {failed} lines are wrong)",
            name.display()
        )));
    }
    Ok(outcome)
}

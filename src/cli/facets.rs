//! `solieu facets`: articles counted, all or those that a question finds.
//!
//! Invariant: counts are over all articles found; with a condition, over the figures that meet it.

use super::arguments::{FacetsArguments, Global};
use super::asking;
use super::failure::{Failure, Outcome};
use super::output::Output;
use crate::engine::{Engine, Field, Wanted};
use crate::query::{Plan, Question, filtered};
use std::time::Instant;

/// How many values are listed where no number is given.
const MOST: usize = 10;

/// The most bins of a histogram that can be asked for.
const MOST_BINS: usize = 1000;

/// Prints the counts.
///
/// # Errors
/// If the question can't be read, or there is nothing to count.
pub fn run(
    global: &Global,
    arguments: &FacetsArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let abbreviations = asking::abbreviations(arguments.abbreviations.as_deref())?;
    let (text, paths) = arguments.question_and_paths();
    let text = global.settings.question(text)?;
    let text = filtered(text, &arguments.narrowing.filters);
    let read = |text: &str| asking::question(text, &abbreviations);
    let mut question: Option<Question> = None;
    if !text.trim().is_empty() {
        question = Some(read(&text)?);
    }
    let engine = asking::engine(global, &arguments.reading, paths)?;
    if let Some(asked) = question {
        question = Some(asking::spelled(&engine, asked, &abbreviations, read)?);
    }
    let all = Plan::default();
    let plan = question.as_ref().map_or(&all, |question| &question.plan);
    let mut wanted = arguments.narrowing.facets.clone();
    if wanted.is_empty() {
        let with_values = !plan.conditions().is_empty();
        let fields = Field::all().filter(|field| *field != Field::Value || with_values);
        wanted.extend(fields.map(|field| Wanted { field, most: MOST }));
    }
    check(plan, &wanted)?;
    let began = Instant::now();
    let counted = engine.facets(plan, &wanted)?;
    let took = began.elapsed();
    if let Some(question) = &question {
        output.reading(None, question)?;
    }
    output.facets(None, &counted)?;
    output.counted(&counted, took)?;
    Ok(Outcome::found(counted.articles > 0))
}

/// Refuses a histogram of figures that nothing was asked of.
///
/// # Errors
/// If there is one, and `plan` has no condition.
pub fn check(plan: &Plan, wanted: &[Wanted]) -> Result<(), Failure> {
    match wanted.iter().any(|one| one.field == Field::Value) {
        true => asking::has_condition(plan, "--facet value shows"),
        false => Ok(()),
    }
}

/// A facet as it is typed: "place", "metric:20", "unit:all".
///
/// # Errors
/// Says what was expected.
pub fn wanted(typed: &str) -> Result<Wanted, String> {
    let (name, number) = match typed.split_once(':') {
        Some((name, number)) => (name, Some(number)),
        None => (typed, None),
    };
    let names: Vec<&str> = Field::all().map(Field::name).collect();
    let Some(field) = Field::named(name) else {
        return Err(format!("expected one of {}", names.join(", ")));
    };
    let most = match number {
        None => MOST,
        Some("all") if field != Field::Value => usize::MAX,
        Some(number) => number
            .parse()
            .ok()
            .filter(|most| *most > 0 && (field != Field::Value || *most <= MOST_BINS))
            .ok_or_else(|| match field {
                Field::Value => format!("expected how many bins, from 1 to {MOST_BINS}"),
                _ => format!("expected how many values to list, or {name}:all"),
            })?,
    };
    Ok(Wanted { field, most })
}

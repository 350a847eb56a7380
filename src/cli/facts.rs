//! `solieu facts`: the figures that answer a question, as rows, statistics or charts.
//!
//! Invariant: all of them, unless a limit is given or people read the table; how many there are is
//! said. Rows in the order of the index are written as they are found; other orders hold them all.

use super::arguments::{FactsArguments, Global, Grouping, RowOrder};
use super::asking;
use super::failure::{Failure, Outcome};
use super::output::{Form, Output, Sheet, Timelines, listed, readings};
use super::warn;
use crate::engine::{By, Figures, Groups, Local, Order, Row, SortBy, Total, sort};
use crate::query::{self, Question};
use std::time::{Duration, Instant};

/// How many rows people are shown unless they say how many.
const FOR_PEOPLE: usize = 20;

/// Answers the question.
///
/// # Errors
/// If the question can't be read, or there is nothing to search.
pub fn run(
    global: &Global,
    arguments: &FactsArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let abbreviations = asking::abbreviations(arguments.abbreviations.as_deref())?;
    let today = Some(jiff::Zoned::now().date());
    let read = |text: &str| {
        query::read_figures(text, today, &abbreviations)
            .map_err(|error| Failure::question(text, &error))
    };
    let (text, paths) = arguments.question_and_paths();
    let text = global.settings.question(text)?;
    // What is wrong with the question is said before anything is read.
    let question = read(text)?;
    let engine = asking::engine(global, &arguments.reading, paths)?;
    let question = asking::spelled(&engine, question, &abbreviations, read)?;
    let form = match (arguments.csv, arguments.excel) {
        (true, _) => Form::Csv,
        (_, true) => Form::Excel,
        _ if output.json => Form::Json,
        _ => Form::People,
    };
    match form {
        // A table for programs holds nothing but its lines.
        Form::Csv | Form::Excel => readings(&question).iter().for_each(|line| warn(line)),
        Form::People | Form::Json => output.reading(None, &question)?,
    }
    let asked = Asked {
        engine: &engine,
        question: &question,
        form,
        began: Instant::now(),
    };
    let (total, returned) = if arguments.stats || arguments.chart {
        asked.summary(arguments, output)?
    } else {
        asked.rows(arguments, output)?
    };
    let took = asked.began.elapsed();
    asked.said(total, returned, took, output)?;
    Ok(Outcome::found(total.rows > 0))
}

/// A question and what answers it.
struct Asked<'a> {
    engine: &'a Local,
    question: &'a Question,
    form: Form,
    began: Instant,
}

impl Asked<'_> {
    /// Prints the rows; how many there are, and how many were printed.
    fn rows(
        &self,
        arguments: &FactsArguments,
        output: &mut Output,
    ) -> Result<(Total, usize), Failure> {
        let people = self.form == Form::People;
        let limit = arguments.limit.or(people.then_some(FOR_PEOPLE));
        let by = match arguments.sort {
            None if people => Some(RowOrder::Relevance),
            by => by,
        };
        let mut sheet = Sheet::new(output, self.form)?;
        let total = match by {
            None => self.streamed(Order::Index, limit, &mut sheet)?,
            Some(RowOrder::Relevance) if !arguments.reverse => {
                self.streamed(Order::Relevance, limit, &mut sheet)?
            }
            Some(by) => {
                let (rows, total) = self.sorted(by, arguments.reverse)?;
                for row in rows.into_iter().take(limit.unwrap_or(usize::MAX)) {
                    sheet.row(row)?;
                }
                total
            }
        };
        sheet.finish()?;
        Ok((total, total.rows.min(limit.unwrap_or(usize::MAX))))
    }

    fn streamed(
        &self,
        order: Order,
        limit: Option<usize>,
        sheet: &mut Sheet<'_>,
    ) -> Result<Total, Failure> {
        let plan = &self.question.plan;
        self.engine
            .rows(plan, order, limit, |row| Ok(sheet.row(row)?))
    }

    /// All rows in that order.
    fn sorted(&self, by: RowOrder, reverse: bool) -> Result<(Vec<Row>, Total), Failure> {
        let (order, by) = match by {
            RowOrder::Relevance => (Order::Relevance, None),
            RowOrder::Value => (Order::Index, Some(SortBy::Value)),
            RowOrder::Period => (Order::Index, Some(SortBy::Period)),
            RowOrder::Published => (Order::Index, Some(SortBy::Published)),
        };
        let mut rows = Vec::new();
        let total = self.each(order, |row| rows.push(row))?;
        match by {
            Some(by) => sort(&mut rows, by, reverse),
            None => rows.reverse(),
        }
        Ok((rows, total))
    }

    /// Hands all rows to `take`.
    fn each(&self, order: Order, mut take: impl FnMut(Row)) -> Result<Total, Failure> {
        self.engine.rows(&self.question.plan, order, None, |row| {
            take(row);
            Ok(())
        })
    }

    /// Prints what the figures come to, or how they go over time.
    fn summary(
        &self,
        arguments: &FactsArguments,
        output: &mut Output,
    ) -> Result<(Total, usize), Failure> {
        let by = arguments.by.map(|by| match by {
            Grouping::Place => By::Place,
            Grouping::Year => By::Year,
            Grouping::Metric => By::Metric,
            Grouping::Source => By::Source,
        });
        let total = if arguments.chart {
            let mut groups = Groups::<Timelines>::default();
            let total = self.each(Order::Index, |row| groups.of(&row, by).add(&row.fact))?;
            output.charts(&groups.ordered(by, Timelines::periods))?;
            total
        } else {
            let mut groups = Groups::<Figures>::default();
            let total = self.each(Order::Index, |row| groups.of(&row, by).add(&row.fact))?;
            output.statistics(self.form, by, &groups.ordered(by, Figures::len))?;
            total
        };
        Ok((total, total.rows))
    }

    /// Says how many figures there are.
    fn said(
        &self,
        total: Total,
        returned: usize,
        took: Duration,
        output: &mut Output,
    ) -> Result<(), Failure> {
        match self.form {
            Form::Json => output.listed(total, returned, took)?,
            Form::Csv | Form::Excel => warn(&listed(total, returned, took)),
            Form::People => {
                output.line("")?;
                output.line(&listed(total, returned, took))?;
            }
        }
        Ok(())
    }
}

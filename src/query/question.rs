//! Reading a question: from what was typed to the plan and what was understood.
//!
//! Invariant: a question that is read has at least one clause; nothing panics, whatever is typed.

use super::abbreviations::Abbreviations;
use super::error::QueryError;
use super::figure::{Said, Target, Understood};
use super::filter::{FieldFilter, filtered};
use super::grammar::{self, Node, Parsed};
use super::keystrokes::Keystrokes;
use super::language;
use super::lex;
use super::plan::{Clause, Condition, Matching, Near, Plan, SyllablePattern, WordClause};
use super::reading::Reading;
use super::vocabulary::{Name, syllables};
use crate::facts::{Clock, Words};
use crate::text::{Analysis, Normalized, Span};
use jiff::civil::Date;

/// The longest question that is read, in bytes.
pub const LONGEST: usize = 10_000;

/// A question that was understood: its plan, and how to say back what was understood.
#[derive(Debug, Clone)]
pub struct Question {
    /// What an engine is asked.
    pub plan: Plan,
    /// How the question was read.
    pub reading: Reading,
}

impl Question {
    /// The question as it was typed, where this one is what its keystrokes spell.
    #[must_use]
    pub fn typed(mut self, text: &str, keystrokes: Vec<Keystrokes>) -> Self {
        text.clone_into(&mut self.reading.query);
        self.reading.keystrokes = keystrokes;
        self
    }
}

/// Reads a question. `today` settles "năm nay" and "tháng 8"; without it they stay words.
///
/// # Errors
/// Where it is empty or too long, or a condition in it can't be read.
pub fn read(text: &str, today: Option<Date>) -> Result<Question, QueryError> {
    read_with(text, today, Abbreviations::built_in())
}

/// Reads a question as [`read`] does, with these abbreviations.
///
/// # Errors
/// Where it is empty or too long, or a condition in it can't be read.
pub fn read_with(
    text: &str,
    today: Option<Date>,
    abbreviations: &Abbreviations,
) -> Result<Question, QueryError> {
    read_for(Target::Articles, true, text, today, abbreviations)
}

/// Reads a question for the figures that answer it, as [`read_with`] does but where it has no
/// condition on a figure's name or value: then its words name what is measured, whatever the value,
/// and if they name nothing every figure will do. The plan has a condition. What else may name a
/// figure counts only where the question says so.
///
/// # Errors
/// Where it is empty or too long, or a condition in it can't be read.
pub fn read_figures(
    text: &str,
    today: Option<Date>,
    abbreviations: &Abbreviations,
) -> Result<Question, QueryError> {
    let question = read_for(Target::Articles, false, text, today, abbreviations)?;
    let selects = |condition: &&Condition| {
        !(condition.metric.is_empty()
            && condition.counted.is_empty()
            && condition.extents.is_empty())
    };
    if question.plan.conditions().iter().any(selects) {
        return Ok(question);
    }
    read_for(Target::Figures, false, text, today, abbreviations)
}

/// `also` says whether what else may name a figure counts where the question does not say.
fn read_for(
    target: Target,
    also: bool,
    text: &str,
    today: Option<Date>,
    abbreviations: &Abbreviations,
) -> Result<Question, QueryError> {
    let mut parsed = parsed(target, text, today, abbreviations)?;
    let mut plan = plan(&parsed.nodes, also);
    if target == Target::Figures && plan.conditions().is_empty() {
        let any = Node::Condition(Box::default());
        parsed.nodes.insert(0, any);
        plan = self::plan(&parsed.nodes, also);
    }
    if plan.clauses.is_empty() {
        return Err(empty(text));
    }
    Ok(Question {
        plan,
        reading: Reading::new(text, &parsed.nodes, parsed.ignored),
    })
}

fn parsed(
    target: Target,
    text: &str,
    today: Option<Date>,
    abbreviations: &Abbreviations,
) -> Result<Parsed, QueryError> {
    check_size(text)?;
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    if analysis.is_empty() {
        return Err(empty(text));
    }
    let words = Words::new(
        normalised.as_str(),
        &analysis,
        language::spelling(&analysis),
    );
    let clock = Clock {
        published: today,
        ..Clock::default()
    };
    let back = |mut error: QueryError| {
        error.span = normalised.original(error.span);
        error
    };
    let lexemes = lex::lex(normalised.as_str(), &analysis).map_err(back)?;
    grammar::parse(target, &words, &lexemes, &clock, abbreviations).map_err(back)
}

fn plan(nodes: &[Node], also: bool) -> Plan {
    Plan {
        clauses: nodes.iter().filter_map(|node| clause(node, also)).collect(),
    }
}

/// Reads the whole text as words, of which an article must have some: for titles and quotations.
///
/// # Errors
/// Where it has no word or is too long.
pub fn words_only(text: &str) -> Result<Question, QueryError> {
    words_within(text, &[])
}

/// Reads the whole text as words as [`words_only`] does, to look for in the articles that meet the
/// filters.
///
/// # Errors
/// Where it has no word or is too long, or a filter can't be read; its place is then one in the
/// question of the filters alone.
pub fn words_within(text: &str, filters: &[FieldFilter]) -> Result<Question, QueryError> {
    check_size(text)?;
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    if analysis.is_empty() {
        return Err(empty(text));
    }
    let said = Said {
        ways: vec![Name {
            text: normalised.as_str().trim().to_owned(),
            syllables: syllables(&analysis),
        }],
        phrase: false,
        optional: false,
    };
    let mut clauses = vec![Clause::Words(WordClause {
        syllables: syllables(&analysis),
        matching: Matching::Any,
    })];
    let mut nodes = vec![Node::Said(said)];
    if !filters.is_empty() {
        let fields = filtered("", filters);
        let parsed = parsed(Target::Articles, &fields, None, Abbreviations::built_in())?;
        clauses.extend(plan(&parsed.nodes, true).clauses);
        nodes.extend(parsed.nodes);
    }
    Ok(Question {
        plan: Plan { clauses },
        reading: Reading::new(text, &nodes, Vec::new()),
    })
}

fn clause(node: &Node, also: bool) -> Option<Clause> {
    let clause = |node: &Node| clause(node, also);
    let several = |nodes: &[Node]| -> Vec<Clause> { nodes.iter().filter_map(clause).collect() };
    match node {
        Node::Condition(understood) => Some(figure_clause(understood, also)),
        Node::Said(said) => words_clause(said),
        Node::Near(nearby) => Some(Clause::Near(Near {
            first: syllables_of(&nearby.first),
            second: syllables_of(&nearby.second),
            apart: nearby.apart,
        })),
        Node::Field(clause, _) => Some(clause.clone()),
        Node::All(nodes) => Some(Clause::All(several(nodes))),
        Node::Any(nodes) => Some(Clause::Any(several(nodes))),
        Node::Not(node) => clause(node).map(|clause| Clause::Not(Box::new(clause))),
    }
}

fn syllables_of(names: &[Name]) -> Vec<Vec<SyllablePattern>> {
    names.iter().map(|name| name.syllables.clone()).collect()
}

fn figure_clause(understood: &Understood, also: bool) -> Clause {
    Clause::Figure(Condition {
        metric: syllables_of(&understood.names),
        also: understood.also.unwrap_or(also),
        counted: syllables_of(&understood.counted),
        extents: understood
            .wanted
            .as_ref()
            .map_or(Vec::new(), |wanted| wanted.extents.clone()),
        kinds: understood.kinds.clone(),
        trend: understood.trend,
        status: understood.status,
        base: understood.base,
        per: understood.per.clone(),
        period: understood.period,
        places: syllables_of(&understood.places),
    })
}

fn words_clause(said: &Said) -> Option<Clause> {
    let mut ways: Vec<Clause> = said
        .ways
        .iter()
        .enumerate()
        .map(|(number, way)| {
            let phrase = said.stands_together(number) && way.syllables.len() > 1;
            Clause::Words(WordClause {
                syllables: way.syllables.clone(),
                matching: match (said.optional, phrase) {
                    (true, _) => Matching::Optional,
                    (false, true) => Matching::Phrase,
                    (false, false) => Matching::All,
                },
            })
        })
        .collect();
    match ways.len() {
        0 | 1 => ways.pop(),
        _ => Some(Clause::Any(ways)),
    }
}

fn check_size(text: &str) -> Result<(), QueryError> {
    if text.len() <= LONGEST {
        return Ok(());
    }
    Err(QueryError::new(
        Span::new(0, 0),
        format!("expected a question of at most {LONGEST} bytes"),
        format!("{} bytes", text.len()),
        "ask a shorter question",
    ))
}

fn empty(text: &str) -> QueryError {
    QueryError::new(
        Span::new(0, text.len()),
        "expected words or a condition",
        if text.trim().is_empty() {
            "an empty question"
        } else {
            "signs only"
        },
        "type what to look for, as in `thu ngân sách trên 80%`",
    )
}

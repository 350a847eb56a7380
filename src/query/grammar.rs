//! The grammar of questions.
//!
//! ```text
//! question  = group
//! group     = sequence { "OR" sequence }                    also "|"
//! sequence  = part { [ "AND" ] part }                       all must hold
//! part      = ( "NOT" | "-" ) part | "(" group ")" | field | text
//! field     = name ":" [ "=" ] value                        names and examples: field.rs
//! value     = quotation | characters without spaces
//! text      = near | { word | quotation | number | sign | "(" words ")" }
//! near      = phrase ( "NEAR" | "NEAR/" n ) phrase          n words between at most, 0 to 100, or 10
//! phrase    = quotation | { word }                          up to the next quotation or operator
//! quotation = '"' words '"'                                 side by side; a_b is short for "a b"
//! ```
//!
//! A text is read by `figure.rs`: its figures become conditions, its other words are asked of the
//! article; where a question asks for figures and has no value, its words name what is measured.
//! Fields of one sequence that describe a fact make one condition; those that only narrow (base,
//! period, place …) narrow the conditions of the texts beside them. `metric:="a|b"` takes the
//! names as they are, `metric:"a"` with their synonyms. Operators are written in capitals, and only
//! in a question that is not all capitals. A number with a unit beside something measured is a
//! condition ("GRDP tăng 8%": what rounds to it); a bare number, a duration or an age is a word.
//! The phrases of a NEAR are words alone; `"a|b"` there is either. What `Clause::Near` says of them
//! must hold. It binds closer than NOT, and has one phrase on each side: `a NEAR/3 b NEAR/3 c` is an
//! error, since it could mean one b or two.
//!
//! Invariant: nothing typed is dropped: it is in the plan, among the ignored words, or an error.
//! Known gap: no prefixes.

use super::abbreviations::{Abbreviations, Typing};
use super::dangling;
use super::error::QueryError;
use super::field::{FactFields, Field, Value};
use super::figure::{self, Run, Said, Target, Understood};
use super::lex::{Lexeme, Placed};
use super::operand::{self, Nearby, Sides};
use super::plan::Clause;
use crate::facts::{Clock, Words};
use crate::text::Span;

/// The deepest nesting of brackets.
const DEEPEST: usize = 50;

/// A part of a question as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Condition(Box<Understood>),
    Said(Said),
    /// What a field asks of the article, and how it was typed.
    Field(Clause, String),
    Near(Nearby),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// The question that was understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    /// What must hold, all of it.
    pub(super) nodes: Vec<Node>,
    /// Words that say nothing of what is looked for.
    pub(super) ignored: Vec<String>,
}

/// Reads the lexemes of a question.
pub(super) fn parse(
    target: Target,
    words: &Words<'_>,
    lexemes: &[Placed],
    clock: &Clock,
    abbreviations: &Abbreviations,
) -> Result<Parsed, QueryError> {
    let mut parser = Parser {
        target,
        words,
        lexemes,
        clock,
        abbreviations,
        typing: Typing::of(words),
        at: 0,
        ignored: Vec::new(),
    };
    let node = parser.group(0)?;
    if let Some(placed) = parser.peek() {
        return Err(QueryError::new(
            placed.span,
            "expected the question to go on",
            "a closing bracket that none opens",
            "take it out, or open a bracket before it",
        ));
    }
    let nodes = match node {
        Some(Node::All(nodes)) => nodes,
        Some(node) => vec![node],
        None => Vec::new(),
    };
    Ok(Parsed {
        nodes,
        ignored: parser.ignored,
    })
}

struct Parser<'a, 'w> {
    target: Target,
    words: &'a Words<'w>,
    lexemes: &'a [Placed],
    clock: &'a Clock,
    abbreviations: &'a Abbreviations,
    typing: Typing,
    at: usize,
    ignored: Vec<String>,
}

impl<'a> Parser<'a, '_> {
    fn peek(&self) -> Option<&'a Placed> {
        self.lexemes.get(self.at)
    }

    fn end(&self) -> Span {
        let end = self.words.text().len();
        Span::new(end, end)
    }

    fn group(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut ways: Vec<Node> = Vec::new();
        loop {
            let sequence = self.sequence(depth)?;
            let is_or = matches!(self.peek().map(|p| &p.lexeme), Some(Lexeme::Or));
            if (is_or || !ways.is_empty()) && sequence.is_none() {
                let span = self.peek().map_or(self.end(), |placed| placed.span);
                return Err(QueryError::new(
                    span,
                    "expected words or a condition on both sides of \"OR\"",
                    "nothing",
                    "type both, as in `gạo OR cà phê`",
                ));
            }
            ways.extend(sequence);
            if !is_or {
                break;
            }
            self.at += 1;
        }
        Ok(match ways.len() {
            0 | 1 => ways.pop(),
            _ => Some(Node::Any(ways)),
        })
    }

    fn sequence(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut fields = FactFields::default();
        let mut nodes: Vec<Node> = Vec::new();
        let mut texts: Vec<usize> = Vec::new();
        while let Some(placed) = self.peek() {
            match &placed.lexeme {
                Lexeme::Or | Lexeme::Close => break,
                Lexeme::And => {
                    self.at += 1;
                    let next = self.peek().map(|p| &p.lexeme);
                    let first = nodes.is_empty() && fields.is_empty();
                    if first
                        || matches!(next, None | Some(Lexeme::Or | Lexeme::Close | Lexeme::And))
                    {
                        return Err(QueryError::new(
                            placed.span,
                            "expected words or a condition on both sides of \"AND\"",
                            "nothing",
                            "type both, or leave \"AND\" out",
                        ));
                    }
                }
                Lexeme::Field {
                    field,
                    exact,
                    value,
                } => {
                    self.at += 1;
                    let value = self.value(*field, *exact, *value);
                    match value.clause()? {
                        Some(clause) => {
                            nodes.push(Node::Field(
                                clause,
                                placed.span.of(self.words.text()).to_owned(),
                            ));
                        }
                        None => fields.set(value)?,
                    }
                }
                Lexeme::Text { .. } => {
                    for node in self.text(placed)? {
                        if matches!(node, Node::Condition(_)) {
                            texts.push(nodes.len());
                        }
                        nodes.push(node);
                    }
                }
                // What stood before was no text, or that would have taken it.
                Lexeme::Near(_) => {
                    let before = self.at.checked_sub(1).and_then(|at| self.lexemes.get(at));
                    return Err(operand::misplaced(before, placed));
                }
                Lexeme::Not => nodes.push(self.negated(depth)?),
                Lexeme::Open => nodes.push(self.bracket(depth)?),
            }
        }
        self.place_fields(fields, &mut nodes, &texts)?;
        Ok(match nodes.len() {
            0 | 1 => nodes.pop(),
            _ => Some(Node::All(nodes)),
        })
    }

    fn value(&self, field: Field, exact: bool, span: Span) -> Value<'a>
    where
        Self: 'a,
    {
        Value {
            field,
            exact,
            text: span.of(self.words.text()),
            span,
        }
    }

    /// Makes a condition of the fields, or narrows the conditions that the texts said.
    fn place_fields(
        &self,
        fields: FactFields<'_>,
        nodes: &mut Vec<Node>,
        texts: &[usize],
    ) -> Result<(), QueryError> {
        if fields.is_empty() {
            return Ok(());
        }
        let figures = self.target == Target::Figures;
        if fields.names_nothing() && !texts.is_empty() {
            for at in texts {
                if let Some(Node::Condition(condition)) = nodes.get_mut(*at) {
                    fields.narrow(condition);
                }
            }
            return Ok(());
        }
        if let Some(ways) = fields.only_place().filter(|_| !figures) {
            nodes.push(Node::Said(Said {
                ways: ways.to_vec(),
                phrase: true,
                optional: false,
            }));
            return Ok(());
        }
        let condition = fields.condition(self.words.spelling())?;
        nodes.push(Node::Condition(Box::new(condition)));
        Ok(())
    }

    fn negated(&mut self, depth: usize) -> Result<Node, QueryError> {
        let sign = self.peek().map_or(self.end(), |placed| placed.span);
        check_depth(depth, sign)?;
        self.at += 1;
        // What is left out is articles.
        let target = std::mem::replace(&mut self.target, Target::Articles);
        let node = match self.peek() {
            Some(placed) => match &placed.lexeme {
                Lexeme::Text { .. } => all(self.text(placed)?),
                Lexeme::Open => Some(self.bracket(depth)?),
                Lexeme::Not => Some(self.negated(depth + 1)?),
                Lexeme::Field {
                    field,
                    exact,
                    value,
                } => {
                    self.at += 1;
                    let value = self.value(*field, *exact, *value);
                    match value.clause()? {
                        Some(clause) => Some(Node::Field(
                            clause,
                            placed.span.of(self.words.text()).to_owned(),
                        )),
                        None => {
                            let mut fields = FactFields::default();
                            fields.set(value)?;
                            let mut nodes = Vec::new();
                            self.place_fields(fields, &mut nodes, &[])?;
                            all(nodes)
                        }
                    }
                }
                _ => None,
            },
            None => None,
        };
        self.target = target;
        node.map(|node| Node::Not(Box::new(node))).ok_or_else(|| {
            QueryError::new(
                sign,
                "expected what to leave out after \"NOT\" or \"-\"",
                "nothing",
                "type it, as in `gạo -\"xuất khẩu\"`",
            )
        })
    }

    fn bracket(&mut self, depth: usize) -> Result<Node, QueryError> {
        let open = self.peek().map_or(self.end(), |placed| placed.span);
        check_depth(depth, open)?;
        self.at += 1;
        let inside = self.group(depth + 1)?;
        match self.peek().map(|p| &p.lexeme) {
            Some(Lexeme::Close) => self.at += 1,
            _ => {
                return Err(QueryError::new(
                    open,
                    "expected a closing bracket for this one",
                    "the end of the question",
                    "close it with \")\", or take it out",
                ));
            }
        }
        inside.ok_or_else(|| {
            QueryError::new(
                open,
                "expected words or a condition in the brackets",
                "nothing",
                "take the brackets out",
            )
        })
    }

    /// Reads a text: its conditions, then its words; or the phrases of a "NEAR".
    fn text(&mut self, placed: &Placed) -> Result<Vec<Node>, QueryError> {
        self.at += 1;
        if let Some(sign) = self.peek()
            && let Lexeme::Near(apart) = sign.lexeme
        {
            return Ok(vec![Node::Near(self.near(placed, sign, apart)?)]);
        }
        let Lexeme::Text {
            tokens,
            quoted,
            asides,
        } = &placed.lexeme
        else {
            return Ok(Vec::new());
        };
        dangling::check(self.words, tokens.clone(), placed.span, quoted)?;
        let mut run = figure::run(
            self.target,
            self.words,
            tokens.clone(),
            quoted,
            asides,
            self.clock,
        );
        self.abbreviations.expand(&mut run, &self.typing);
        self.ignored.extend(run.ignored.iter().cloned());
        Ok(nodes(run))
    }

    /// Reads what stands close to `first`, behind the operator `sign`.
    fn near(&mut self, first: &Placed, sign: &Placed, apart: u32) -> Result<Nearby, QueryError> {
        let sides = Sides {
            words: self.words,
            clock: self.clock,
            abbreviations: self.abbreviations,
            typing: &self.typing,
        };
        let nearby = Nearby {
            first: sides.ways(Some(first), sign)?,
            second: sides.ways(self.lexemes.get(self.at + 1), sign)?,
            apart,
        };
        self.at += 2;
        match self.peek() {
            Some(next) if matches!(next.lexeme, Lexeme::Near(_)) => {
                Err(operand::chained(next.span))
            }
            _ => Ok(nearby),
        }
    }
}

fn check_depth(depth: usize, span: Span) -> Result<(), QueryError> {
    if depth < DEEPEST {
        return Ok(());
    }
    Err(QueryError::new(
        span,
        format!("expected brackets at most {DEEPEST} deep"),
        "one more",
        "take some out",
    ))
}

fn nodes(run: Run) -> Vec<Node> {
    let conditions = run
        .conditions
        .into_iter()
        .map(|condition| Node::Condition(Box::new(condition)));
    conditions
        .chain(run.words.into_iter().map(Node::Said))
        .collect()
}

fn all(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(Node::All(nodes)),
    }
}

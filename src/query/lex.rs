//! A question cut into operators, fields, and runs of free text.
//!
//! Invariant: runs are ranges of tokens of the one analysis of the question; every character
//! belongs to a lexeme or separates two. Known gap: a quotation mark for inches ("màn hình 6,5\"")
//! is taken for an open quotation.

use super::error::QueryError;
use super::field::{self, Field};
use crate::facts::{self, Measure, Spelling, Words};
use crate::text::{Analysis, Span};
use std::ops::Range;

/// A piece of a question with structure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lexeme {
    Open,
    Close,
    Or,
    And,
    Not,
    /// What stands before and behind it, with at most so many words between.
    Near(u32),
    /// A field with its value, quotation marks taken off.
    Field {
        field: Field,
        /// Whether "=" stands before the value: exactly these names.
        exact: bool,
        value: Span,
    },
    /// Free text.
    Text {
        tokens: Range<usize>,
        /// The tokens of quoted phrases.
        quoted: Vec<Range<usize>>,
        /// The tokens in brackets that only add to the text: "thu ngân sách (NSNN) trên 80%".
        asides: Vec<Range<usize>>,
    },
}

/// A lexeme and where it stands in the normalised question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) lexeme: Lexeme,
    pub(super) span: Span,
}

/// How many words may stand between where "NEAR" has no number.
const NEAR: u32 = 10;

/// The most words that "NEAR" may leave between.
const FARTHEST: u32 = 100;

/// The quotation marks.
pub(super) const QUOTES: [char; 5] = ['"', '“', '”', '„', '‟'];

/// Cuts the normalised `text`.
pub(super) fn lex(text: &str, analysis: &Analysis) -> Result<Vec<Placed>, QueryError> {
    let mut lexer = Lexer {
        text,
        analysis,
        operators: has_operators(text),
        found: Vec::new(),
        run: None,
        operand: false,
    };
    lexer.all()?;
    Ok(lexer.found)
}

/// Whether capitals stand out, so that AND, OR, NOT and NEAR are operators: not in a question that is
/// all capitals.
fn has_operators(text: &str) -> bool {
    let is_operator = |word: &str| operator(word).is_some() || near(word).is_some();
    let mut words = text.split_whitespace();
    text.chars().any(char::is_lowercase)
        || words.all(|word| is_operator(word) || !word.chars().any(char::is_uppercase))
}

/// A run of free text that is being read.
struct Open {
    start: usize,
    end: usize,
    /// Where its last quotation begins, or the words behind that: what a "NEAR" behind it takes.
    tail: usize,
    /// Whether it ends in a quotation.
    ends_quoted: bool,
    quoted: Vec<Range<usize>>,
    asides: Vec<Range<usize>>,
}

struct Lexer<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    operators: bool,
    found: Vec<Placed>,
    run: Option<Open>,
    /// Whether the run stands behind a "NEAR": it is one quotation, or words without any.
    operand: bool,
}

impl Lexer<'_> {
    fn all(&mut self) -> Result<(), QueryError> {
        let mut at = 0;
        while let Some(next) = self.text.get(at..).and_then(|rest| rest.chars().next()) {
            let width = next.len_utf8();
            at = if next.is_whitespace() {
                at + width
            } else if QUOTES.contains(&next) {
                let (inside, end) = self.quotation(at)?;
                self.quoted(Span::new(at, end), inside);
                end
            } else if next == '(' {
                self.bracket(at)
            } else if next == ')' {
                self.push(Lexeme::Close, Span::new(at, at + 1));
                at + 1
            } else {
                self.word(at)?
            };
        }
        self.close();
        Ok(())
    }

    /// The inside of the quotation that opens at `at`, and where it ends.
    fn quotation(&self, at: usize) -> Result<(Span, usize), QueryError> {
        let opening = self.text[at..].chars().next().map_or(1, char::len_utf8);
        let start = at + opening;
        let close = self.text[start..]
            .char_indices()
            .find(|(_, c)| QUOTES.contains(c));
        match close {
            Some((length, mark)) => Ok((
                Span::new(start, start + length),
                start + length + mark.len_utf8(),
            )),
            None => Err(QueryError::new(
                Span::new(at, start),
                "expected a closing quotation mark",
                "the end of the question",
                "close the quotation with \", or leave the mark out",
            )),
        }
    }

    /// An opening bracket: a group, or an aside of plain words within a text.
    fn bracket(&mut self, at: usize) -> usize {
        let rest = &self.text[at + 1..];
        let inside = rest.find(')').map(|length| &rest[..length]);
        let is_plain = |inside: &str| {
            !inside.contains(['(', ':', '|', '-'])
                && !inside.contains(QUOTES)
                && !inside
                    .split_whitespace()
                    .any(|w| operator(w).is_some() || near(w).is_some())
                && inside.chars().any(char::is_alphanumeric)
                && !is_condition(inside)
        };
        let in_text = self.run.is_some();
        match inside {
            Some(inside) if in_text && is_plain(inside) => {
                let end = at + 1 + inside.len() + 1;
                let tokens = self.tokens(Span::new(at + 1, end - 1));
                self.text_to(at, end).asides.push(tokens);
                end
            }
            _ => {
                self.push(Lexeme::Open, Span::new(at, at + 1));
                at + 1
            }
        }
    }

    /// A word: an operator, a field, something excluded, or text.
    fn word(&mut self, at: usize) -> Result<usize, QueryError> {
        let rest = &self.text[at..];
        let length = rest
            .find(|c: char| c.is_whitespace() || c == '(' || c == ')' || QUOTES.contains(&c))
            .unwrap_or(rest.len());
        let word = &rest[..length];
        if let Some(lexeme) = operator(word).filter(|_| self.operators) {
            self.push(lexeme, Span::new(at, at + length));
            return Ok(at + length);
        }
        if let Some(apart) = near(word).filter(|_| self.operators) {
            let span = Span::new(at, at + length);
            let apart = apart.ok_or_else(|| not_near(span, word))?;
            self.push_near(Lexeme::Near(apart), span);
            return Ok(at + length);
        }
        let before = self.text[..at].chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || c == '(');
        if begins && let Some(behind) = rest.strip_prefix('-') {
            let next = behind.chars().next();
            if next.is_some_and(|c| c.is_alphabetic() || c == '(' || QUOTES.contains(&c)) {
                self.push(Lexeme::Not, Span::new(at, at + 1));
                return self.excluded(at + 1);
            }
        }
        if let Some(end) = self.field(at, word)? {
            return Ok(end);
        }
        self.plain(at, word);
        Ok(at + length)
    }

    /// What a minus excludes is one word, phrase, field or group.
    fn excluded(&mut self, at: usize) -> Result<usize, QueryError> {
        let rest = &self.text[at..];
        if rest.starts_with('(') {
            self.push(Lexeme::Open, Span::new(at, at + 1));
            return Ok(at + 1);
        }
        if rest.starts_with(QUOTES) {
            let (inside, end) = self.quotation(at)?;
            self.quoted(Span::new(at, end), inside);
            self.close();
            return Ok(end);
        }
        let length = rest
            .find(|c: char| c.is_whitespace() || c == '(' || c == ')' || QUOTES.contains(&c))
            .unwrap_or(rest.len());
        let word = &rest[..length];
        if let Some(end) = self.field(at, word)? {
            return Ok(end);
        }
        self.plain(at, word);
        self.close();
        Ok(at + length)
    }

    /// Text; a word with underscores is a phrase: "đô_thị".
    fn plain(&mut self, at: usize, word: &str) {
        let span = Span::new(at, at + word.len());
        if word.trim_matches('_').contains('_') && self.tokens(span).len() > 1 {
            self.quoted(span, span);
        } else {
            self.text_to(span.start, span.end);
        }
    }

    /// A quotation, of which only `inside` was quoted.
    fn quoted(&mut self, span: Span, inside: Span) {
        let tokens = self.tokens(inside);
        if self.operand && self.run.is_some() {
            self.close();
        }
        let run = self.text_to(span.start, span.end);
        run.quoted.push(tokens);
        run.tail = span.start;
        run.ends_quoted = true;
        if self.operand {
            self.close();
        }
    }

    /// The field that begins at `at`, if one does; where its value ends.
    fn field(&mut self, at: usize, word: &str) -> Result<Option<usize>, QueryError> {
        let Some((name, _)) = word.split_once(':') else {
            return Ok(None);
        };
        let Some(found) = field::named(name) else {
            let name_span = Span::new(at, at + name.len());
            let behind = self.text[at + name.len() + 1..].chars().next();
            let glued = behind.is_some_and(|c| !c.is_whitespace());
            return match field::nearest(name).filter(|_| glued) {
                Some(near) => Err(QueryError::new(
                    name_span,
                    "expected the name of a field before \":\"",
                    format!("\"{name}\""),
                    format!("did you mean `{near}:`?"),
                )),
                None => Ok(None),
            };
        };
        let mut start = at + name.len() + 1;
        let exact =
            self.text[start..].starts_with('=') && self.text[start + 1..].starts_with(QUOTES);
        start += usize::from(exact);
        start += self.text[start..].len() - self.text[start..].trim_start().len();
        let (value, end) = if self.text[start..].starts_with(QUOTES) {
            self.quotation(start)?
        } else {
            let rest = &self.text[start..];
            let length = rest
                .find(|c: char| c.is_whitespace() || c == '(' || c == ')')
                .unwrap_or(rest.len());
            (Span::new(start, start + length), start + length)
        };
        if value.of(self.text).trim().is_empty() {
            return Err(QueryError::new(
                Span::new(at, end),
                format!("expected a value after `{}:`", found.name()),
                "nothing",
                format!("type one, as in `{}`", found.example()),
            ));
        }
        self.push(
            Lexeme::Field {
                field: found,
                exact,
                value,
            },
            Span::new(at, end),
        );
        Ok(Some(end))
    }

    fn text_to(&mut self, start: usize, end: usize) -> &mut Open {
        let run = self.run.get_or_insert_with(|| Open {
            start,
            end,
            tail: start,
            ends_quoted: false,
            quoted: Vec::new(),
            asides: Vec::new(),
        });
        run.end = end;
        if std::mem::take(&mut run.ends_quoted) {
            run.tail = start;
        }
        run
    }

    /// The tokens that lie in the span.
    fn tokens(&self, span: Span) -> Range<usize> {
        let at = |byte: usize| {
            let (mut low, mut high) = (0, self.analysis.len());
            while low < high {
                let middle = low.midpoint(high);
                match self.analysis.get(middle) {
                    Some(token) if token.span.start < byte => low = middle + 1,
                    _ => high = middle,
                }
            }
            low
        };
        at(span.start)..at(span.end)
    }

    fn close(&mut self) {
        if let Some(run) = self.run.take() {
            self.operand = false;
            self.push_text(&run, Span::new(run.start, run.end));
        }
    }

    /// The part of `run` that lies in the span.
    fn push_text(&mut self, run: &Open, span: Span) {
        let tokens = self.tokens(span);
        let inside = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
            let lies =
                |range: &&Range<usize>| tokens.start <= range.start && range.end <= tokens.end;
            ranges.iter().filter(lies).cloned().collect()
        };
        let lexeme = Lexeme::Text {
            quoted: inside(&run.quoted),
            asides: inside(&run.asides),
            tokens,
        };
        self.found.push(Placed { lexeme, span });
    }

    /// A "NEAR": the quotation before it, or the words behind the last one, is a text of its own, and
    /// so is what follows.
    fn push_near(&mut self, lexeme: Lexeme, span: Span) {
        if let Some(run) = self.run.take() {
            if run.start < run.tail {
                self.push_text(&run, Span::new(run.start, run.tail));
            }
            self.push_text(&run, Span::new(run.tail, run.end));
        }
        self.found.push(Placed { lexeme, span });
        self.operand = true;
    }

    fn push(&mut self, lexeme: Lexeme, span: Span) {
        self.close();
        self.operand = false;
        self.found.push(Placed { lexeme, span });
    }
}

fn operator(word: &str) -> Option<Lexeme> {
    match word {
        "OR" | "|" | "||" => Some(Lexeme::Or),
        "AND" | "&&" => Some(Lexeme::And),
        "NOT" => Some(Lexeme::Not),
        _ => None,
    }
}

/// How many words may stand between where the word is "NEAR" or "NEAR/5"; no number where what stands
/// behind the stroke is none from 0 to [`FARTHEST`].
fn near(word: &str) -> Option<Option<u32>> {
    let rest = word.strip_prefix("NEAR")?;
    if rest.is_empty() {
        return Some(Some(NEAR));
    }
    let number = rest.strip_prefix('/')?;
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let apart = number
        .parse()
        .ok()
        .filter(|apart| digits && *apart <= FARTHEST);
    Some(apart)
}

fn not_near(span: Span, word: &str) -> QueryError {
    QueryError::new(
        span,
        format!(
            "expected how many words may stand between, from 0 to {FARTHEST}, in \"NEAR/{NEAR}\""
        ),
        format!("\"{word}\""),
        format!(
            "type it as in `ngân sách NEAR/5 chi thường xuyên`; \"NEAR\" alone is \"NEAR/{NEAR}\""
        ),
    )
}

/// Whether the text has a figure with a unit or a bound: "thu ngân sách trên 80%", not "giá so sánh
/// 2010".
fn is_condition(text: &str) -> bool {
    let analysis = Analysis::new(text);
    let words = Words::new(text, &analysis, Spelling::Typed);
    facts::quantities(&words, &[])
        .iter()
        .any(|found| found.measure != Measure::Bare || found.with_modifiers != found.tokens)
}

//! A question cut into operators, fields, and runs of free text.
//!
//! Invariant: runs are ranges of tokens of the one analysis of the question; every character
//! belongs to a lexeme or separates two. Known gap: a quotation mark for inches ("màn hình 6,5\"")
//! is taken for an open quotation.

use super::error::QueryError;
use super::field::{self, Field};
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

const QUOTES: [char; 5] = ['"', '“', '”', '„', '‟'];

/// Cuts the normalised `text`.
pub(super) fn lex(text: &str, analysis: &Analysis) -> Result<Vec<Placed>, QueryError> {
    let mut lexer = Lexer {
        text,
        analysis,
        operators: text.chars().any(char::is_lowercase),
        found: Vec::new(),
        run: None,
    };
    lexer.all()?;
    Ok(lexer.found)
}

/// A run of free text that is being read.
struct Open {
    start: usize,
    end: usize,
    quoted: Vec<Range<usize>>,
    asides: Vec<Range<usize>>,
}

struct Lexer<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    /// Whether AND, OR and NOT are operators: not in a question that is all capitals.
    operators: bool,
    found: Vec<Placed>,
    run: Option<Open>,
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
                let tokens = self.tokens(inside);
                let run = self.text_to(at, end);
                run.quoted.push(tokens);
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
                && !inside.split_whitespace().any(|w| operator(w).is_some())
                && inside.chars().any(char::is_alphanumeric)
        };
        let in_text = self.run.is_some();
        match inside {
            Some(inside) if in_text && is_plain(inside) => {
                let end = at + 1 + inside.len() + 1;
                let tokens = self.tokens(Span::new(at + 1, end - 1));
                let run = self.text_to(at, end);
                run.asides.push(tokens);
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
            let tokens = self.tokens(inside);
            self.text_to(at, end).quoted.push(tokens);
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
        let end = at + word.len();
        let tokens = self.tokens(Span::new(at, end));
        let run = self.text_to(at, end);
        if word.trim_matches('_').contains('_') && tokens.len() > 1 {
            run.quoted.push(tokens);
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
            quoted: Vec::new(),
            asides: Vec::new(),
        });
        run.end = end;
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
            let span = Span::new(run.start, run.end);
            let tokens = self.tokens(span);
            self.found.push(Placed {
                lexeme: Lexeme::Text {
                    tokens,
                    quoted: run.quoted,
                    asides: run.asides,
                },
                span,
            });
        }
    }

    fn push(&mut self, lexeme: Lexeme, span: Span) {
        self.close();
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

//! Fields that are given beside a question: `--filter year=2018`.
//!
//! Invariant: they are read as if they were typed behind the question, in brackets where it has an
//! "OR" of its own, so that every way to the plan is that of the grammar.

use super::field;
use super::lex::{self, Lexeme};
use crate::text::{Analysis, Normalized};
use std::fmt;
use std::str::FromStr;

/// A field and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFilter {
    name: &'static str,
    /// Whether the value is to be taken as it stands (`metric:=`).
    exact: bool,
    value: String,
}

/// A field that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// There is no "=".
    #[error("expected a field, \"=\" and a value, as in year=2018, got {0:?}")]
    NoSign(String),
    /// There is no such field.
    #[error("expected one of {}, got {name:?}", .known.join(", "))]
    Unknown {
        /// What was typed.
        name: String,
        /// The fields.
        known: Vec<&'static str>,
    },
    /// The value can't be typed in a question.
    #[error("expected a value without quotation marks behind {name:?}, got {value:?}")]
    Value {
        /// The field.
        name: &'static str,
        /// What was typed.
        value: String,
    },
}

impl FromStr for FieldFilter {
    type Err = FilterError;

    fn from_str(typed: &str) -> Result<Self, FilterError> {
        let Some((name, value)) = typed.split_once('=') else {
            return Err(FilterError::NoSign(typed.to_owned()));
        };
        let name = field::named(name.trim()).ok_or_else(|| FilterError::Unknown {
            name: name.trim().to_owned(),
            known: field::names().collect(),
        })?;
        let name = name.name();
        let (exact, value) = match value.strip_prefix('=') {
            Some(value) => (true, value.trim()),
            None => (false, value.trim()),
        };
        if value.is_empty() || value.contains(lex::QUOTES) {
            return Err(FilterError::Value {
                name,
                value: value.to_owned(),
            });
        }
        Ok(Self {
            name,
            exact,
            value: value.to_owned(),
        })
    }
}

impl fmt::Display for FieldFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = if self.exact { "=" } else { "" };
        write!(f, "{}:{exact}\"{}\"", self.name, self.value)
    }
}

/// The question with the filters typed behind it; an empty one is that of the filters alone.
#[must_use]
pub fn filtered(question: &str, filters: &[FieldFilter]) -> String {
    if filters.is_empty() {
        return question.to_owned();
    }
    let fields: Vec<String> = filters.iter().map(FieldFilter::to_string).collect();
    let fields = fields.join(" ");
    if question.trim().is_empty() {
        return fields;
    }
    let together = format!("{question} {fields}");
    if has_ways(&together) {
        return format!("({question}) {fields}");
    }
    together
}

/// Whether the question has an "OR" outside of all brackets.
fn has_ways(question: &str) -> bool {
    let normalised = Normalized::new(question);
    let analysis = Analysis::new(normalised.as_str());
    let Ok(lexemes) = lex::lex(normalised.as_str(), &analysis) else {
        return false;
    };
    let mut depth = 0i32;
    lexemes.iter().any(|placed| {
        match placed.lexeme {
            Lexeme::Open => depth += 1,
            Lexeme::Close => depth -= 1,
            _ => {}
        }
        depth == 0 && placed.lexeme == Lexeme::Or
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::query::read;

    #[track_caller]
    fn check(question: &str, filters: &[&str], typed: &str) {
        let filters: Vec<FieldFilter> = filters.iter().map(|f| f.parse().unwrap()).collect();
        let text = filtered(question, &filters);
        let (one, other) = (read(&text, None).unwrap(), read(typed, None).unwrap());
        assert_eq!(one.plan, other.plan, "{text}");
    }

    #[test]
    fn a_filter_is_a_field_of_the_question() {
        check("gạo", &["year=2018"], "gạo year:2018");
        check(
            "thu ngân sách trên 80%",
            &["base=plan", "place=Lạng Sơn"],
            "thu ngân sách trên 80% base:plan place:\"Lạng Sơn\"",
        );
        check(
            "metric:\"thu ngân sách\"",
            &["value=>80%", "published = 2018-09..2018-12"],
            "metric:\"thu ngân sách\" value:>80% published:2018-09..2018-12",
        );
        check("", &["metric==thu"], "metric:=\"thu\"");
        check("gạo", &["unit=triệu tấn"], "gạo unit:\"triệu tấn\"");
    }

    #[test]
    fn a_filter_holds_for_all_ways_of_a_question() {
        check("gạo OR cà phê", &["year=2018"], "(gạo OR cà phê) year:2018");
        check(
            "(gạo OR cà phê) giá",
            &["year=2018"],
            "(gạo OR cà phê) giá year:2018",
        );
        check("GẠO | NGÔ", &["year=2018"], "(GẠO | NGÔ) year:2018");
    }

    #[track_caller]
    fn refused(typed: &str, says: &str) {
        let error = typed.parse::<FieldFilter>().unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        refused("2018", "expected a field, \"=\" and a value");
        refused("jahr=2018", "expected one of metric, ");
        refused(
            "place=\"Lạng Sơn\"",
            "without quotation marks behind \"place\"",
        );
        refused("place=", "expected a value");
    }
}

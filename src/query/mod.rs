//! Questions: what was typed becomes a reading, the reading a plan that any engine can answer.

mod question;

mod keystrokes;

mod lex;

mod grammar;

mod operand;

mod field;

mod filter;

mod dangling;

mod language;

mod when;

mod piece;

mod cue;

mod vocabulary;

mod naming;

mod abbreviations;

mod amount;

mod figure;

mod statement;

mod reading;

mod english;

mod error;

mod plan;

mod spell;

mod satisfy;

mod tier;

mod settled;

mod postings;

mod block_join;

mod boolean;

mod near;

mod compile;

mod rank;

mod positions;

mod neighbours;

mod presence;

mod top;

mod stated;

mod visit;

mod number;

mod order;

mod explain;

mod highlight;

pub use abbreviations::{AbbreviationError, Abbreviations};
pub use block_join::Parents;
pub use english::base_words;
pub use error::QueryError;
pub use explain::{Closeness, ConditionScore, Explanation, PairScore, Spelled, WordScore};
pub use filter::{FieldFilter, FilterError, filtered};
pub use highlight::{Highlighter, Passage};
pub use keystrokes::{Keystrokes, Retyped, retype};
pub use number::{Number, Numbers, comparable, rounded};
pub use order::HitOrder;
pub use plan::{
    Clause, Condition, Filter, Matching, MetricName, Near, Plan, SyllablePattern, WantedWords,
    WordClause,
};
pub use question::{Question, read, read_figures, read_with, words_only, words_within};
pub use rank::Ranking;
pub use reading::{ReadCondition, ReadNear, ReadWords, Reading, base_in_vietnamese};
pub use satisfy::{names_any, stands_in};
pub use stated::Stated;
pub use tier::Tier;
pub use top::{Ranked, Scope, Top};
pub use visit::Visit;

#[cfg(test)]
mod tests;

//! Questions: what was typed becomes a reading, the reading a plan that any engine can answer.

mod plan;
mod satisfy;

pub use plan::{
    Clause, Condition, Filter, Matching, MetricName, Plan, SyllablePattern, WordClause,
};
pub use satisfy::{names_any, stands_in};

/// A question that was understood: its plan, and how to say back what was understood.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question as typed.
    pub text: String,
    /// What an engine is asked.
    pub plan: Plan,
    /// How the question was read, one line, for people.
    pub reading: String,
}

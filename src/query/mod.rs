//! Questions: what was typed becomes a reading, the reading a plan that any engine can answer.

mod plan;
mod satisfy;

mod tier;

mod postings;

mod block_join;

mod boolean;

mod compile;

mod rank;

mod top;

mod highlight;

pub use block_join::Parents;
pub use highlight::{Highlighter, Passage};
pub use plan::{
    Clause, Condition, Filter, Matching, MetricName, Plan, SyllablePattern, WordClause,
};
pub use rank::Ranking;
pub use satisfy::{names_any, stands_in};
pub use tier::Tier;
pub use top::{Ranked, Scope, Top};

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

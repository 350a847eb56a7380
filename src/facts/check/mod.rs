//! Contradictions: figures of one text that can't all be true, by arithmetic.
//!
//! A rule finds figures that the words between them tie together (a part to its whole, a value to
//! its plan and percent, a value to the one before and the change), works out what one of them must
//! be, and reports it where the text says otherwise. Every figure stands for all the numbers that
//! its wording leaves open ([`figure`]), so that rounding is never a contradiction.
//! Invariant: pure; reports refer to facts by their place in the slice, in its order, and a set of
//! facts is reported once. Known gap: only what stands in one sentence is tied together, but for
//! a count or a plan that the next sentence goes on with.

mod change;
mod counts;
mod figure;
mod interval;
mod joint;
mod message;
mod page;
mod parts;
mod share;
mod sides;
mod union;

use super::fact::Fact;
use crate::text::Span;
use page::Page;
use serde::Serialize;

/// What sort of figures contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContradictionKind {
    /// A percent against the part and the whole: "14/15 chỉ tiêu, đạt 80%".
    Share,
    /// A percent against the value and its plan.
    Plan,
    /// A change against the values before and after.
    Change,
    /// A total against the sum of all its parts.
    Sum,
    /// Parts that are more than the whole.
    Parts,
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// In Vietnamese.
    pub vi: String,
    /// In English; quotes and numbers stay as the text has them.
    pub en: String,
}

/// Figures that can't all be true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// What sort it is.
    pub kind: ContradictionKind,
    /// The facts concerned, by their place in the slice that was checked, in order.
    pub facts: Vec<usize>,
    /// First byte of the first of them in the body.
    pub start: usize,
    /// The byte after the last of them.
    pub end: usize,
    /// What contradicts what, with the arithmetic.
    pub message: Message,
}

impl Contradiction {
    /// From the first figure concerned to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The contradictions among the facts of a body, in the order of the text. Facts that are not of
/// this body are passed over.
#[must_use]
pub fn check(body: &str, facts: &[Fact]) -> Vec<Contradiction> {
    if facts.len() < 2 {
        return Vec::new();
    }
    let normalised = crate::text::Normalized::new(body);
    let analysis = crate::text::Analysis::new(normalised.as_str());
    let page = Page::new(body, &normalised, &analysis, facts);
    let mut found = Vec::new();
    for rule in [
        share::fractions,
        share::shares,
        share::further_shares,
        share::plans,
        change::compared,
        change::moved,
        change::followed,
        parts::listed,
        parts::totalled,
        parts::beyond,
        parts::hundred,
        sides::opposed,
        union::united,
    ] {
        for contradiction in rule(&page) {
            let same = |other: &Contradiction| other.facts == contradiction.facts;
            if !found.iter().any(same) {
                found.push(contradiction);
            }
        }
    }
    found.sort_by(|a, b| (a.start, a.end, &a.facts).cmp(&(b.start, b.end, &b.facts)));
    found
}

#[cfg(test)]
mod cases;

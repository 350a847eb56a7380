//! The naive scan: what an article meets, from its text and its facts themselves.
//!
//! Invariant: it knows nothing of the index.

use solieu::facts::Fact;
use solieu::query::{
    Clause, Condition, Filter, Matching, Near, SyllablePattern, names_any, stands_in,
};
use solieu::source::Document;
use solieu::text::{Analysis, Normalized};

/// An article as the naive scan sees it.
pub struct Seen<'a> {
    pub document: &'a Document,
    pub facts: &'a [Fact],
}

impl Seen<'_> {
    /// The title and the body.
    fn texts(&self) -> [Analysis; 2] {
        [&self.document.title, &self.document.body]
            .map(|text| Analysis::new(Normalized::new(text).as_str()))
    }

    fn stands(&self, syllables: &[SyllablePattern]) -> bool {
        let mut texts = self.texts().into_iter();
        texts.any(|text| stands_in(syllables, &text))
    }

    pub fn near(&self, near: &Near) -> bool {
        self.texts().iter().any(|text| near.stands_in(text))
    }

    pub fn met(&self, condition: &Condition) -> Vec<Fact> {
        let texts = [&self.document.title, &self.document.body];
        let place = texts.iter().any(|text| names_any(&condition.places, text));
        let met = |fact: &&Fact| condition.met_by(fact, place);
        self.facts.iter().filter(met).cloned().collect()
    }

    pub fn meets(&self, clause: &Clause) -> bool {
        match clause {
            Clause::Words(words) => {
                let mut each = words.syllables.chunks(1);
                match words.matching {
                    Matching::Phrase => self.stands(&words.syllables),
                    Matching::All => each.all(|one| self.stands(one)),
                    Matching::Any => each.any(|one| self.stands(one)),
                    Matching::Optional => true,
                }
            }
            Clause::Near(near) => self.near(near),
            Clause::Figure(condition) => !self.met(condition).is_empty(),
            Clause::Filter(filter) => self.passes(filter),
            Clause::All(clauses) => clauses.iter().all(|clause| self.meets(clause)),
            Clause::Any(clauses) => clauses.iter().any(|clause| self.meets(clause)),
            Clause::Not(clause) => !self.meets(clause),
        }
    }

    fn passes(&self, filter: &Filter) -> bool {
        let document = self.document;
        match filter {
            Filter::Published(period) => document
                .published
                .is_some_and(|day| period.from <= day && day < period.to),
            Filter::Source(name) => document
                .source
                .as_ref()
                .is_some_and(|source| source.to_lowercase() == name.to_lowercase()),
            Filter::Author(syllables) => document
                .author
                .as_ref()
                .is_some_and(|author| names_any(std::slice::from_ref(syllables), author)),
            Filter::Title(syllables) => names_any(std::slice::from_ref(syllables), &document.title),
            Filter::Id(id) => document.id == *id,
        }
    }
}

impl Seen<'_> {
    /// The facts that meet a condition of the plan, in the order of the text.
    pub fn evidence(&self, plan: &solieu::query::Plan) -> Vec<Fact> {
        let mut evidence: Vec<Fact> = Vec::new();
        for condition in plan.conditions() {
            evidence.extend(self.met(condition));
        }
        evidence.sort_by_key(|fact| fact.start);
        evidence.dedup();
        evidence
    }
}

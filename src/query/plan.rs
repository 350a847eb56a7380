//! What an engine is asked: words to match and conditions that one fact each must meet.
//!
//! Invariant: engine-neutral; nothing here knows of tantivy or of OpenSearch. Extents are in the
//! base unit of their dimension. `Condition::met_by` (in `satisfy.rs`) is the meaning of a
//! condition: every engine must select the same facts.

use crate::facts::{Base, Extent, Kind, Period, Status, Trend};
use jiff::civil::Date;

/// One syllable (or number, or foreign word) of a question, with the marks that were typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SyllablePattern {
    /// The folded form: lower case, without tone and marks.
    pub folded: String,
    /// The mark signature as typed; it must be contained in that of a matching token.
    pub signature: String,
}

/// Words of an article's title or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordClause {
    /// The syllables, in the order typed.
    pub syllables: Vec<SyllablePattern>,
    /// How many of them an article must hold.
    pub matching: Matching,
}

/// How many of the syllables of a word clause an article must hold. Whatever is not required ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Matching {
    /// All, one after the other.
    Phrase,
    /// All, anywhere; adjacency ranks.
    #[default]
    All,
    /// Any one, ranked by how many are there: for whole sentences and titles.
    Any,
    /// None: they only rank.
    Optional,
}

/// One way to name a metric: consecutive syllables of a fact's metric.
pub type MetricName = Vec<SyllablePattern>;

/// What one and the same fact must meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The names that the metric, or the counted noun of a count, may go by: any one of them, the
    /// closest first; empty where none was given.
    pub metric: Vec<MetricName>,
    /// Whether a fact will do of which one of the names stands in what else may name it.
    pub also: bool,
    /// What is counted, where one syllable says it ("xã", "hộ"): the metric, or the counted noun of
    /// a count, begins with any one of these. Empty where it was not given so.
    pub counted: Vec<MetricName>,
    /// The values wanted, and what they measure: the fact's extent lies within any one of these.
    /// Empty allows every fact.
    pub extents: Vec<Extent>,
    /// The kinds allowed; empty allows all.
    pub kinds: Vec<Kind>,
    /// The trend wanted.
    pub trend: Option<Trend>,
    /// The status wanted.
    pub status: Option<Status>,
    /// The base wanted.
    pub base: Option<Base>,
    /// The denominator wanted ("năm", "kg"): one of the parts of the fact's between slashes; a fact
    /// that names no denominator meets it too.
    pub per: Option<String>,
    /// The fact's period must lie inside this one; a fact without a period does not meet it.
    pub period: Option<Period>,
    /// The place that the fact is about: any one of these names stands in the fact's place, or the
    /// fact names no place and one stands in the article. Empty where none was given.
    pub places: Vec<MetricName>,
}

/// What is known of an article besides its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Published on a day of this half-open range.
    Published(Period),
    /// Published by this source: its name, without regard to case.
    Source(String),
    /// Written by an author whose name has these syllables, one after the other.
    Author(Vec<SyllablePattern>),
    /// With these syllables, one after the other, in the title.
    Title(Vec<SyllablePattern>),
    /// The article of this id.
    Id(String),
}

/// Two phrases that stand close to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Ways to say the one, each of syllables one after the other.
    pub first: Vec<Vec<SyllablePattern>>,
    /// Ways to say the other.
    pub second: Vec<Vec<SyllablePattern>>,
    /// How many words may stand between the two.
    pub apart: u32,
}

/// Words that an article may be found for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedWords<'p> {
    /// The syllables, in the order typed.
    pub syllables: &'p [SyllablePattern],
    /// How many of them the clause asks for.
    pub matching: Matching,
}

/// A part of a question, which an article meets or not.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// It has these words.
    Words(WordClause),
    /// Its title or its body has an occurrence of some way to say the one phrase and an occurrence of
    /// some way to say the other that have no word in common and at most `apart` words between them,
    /// whichever comes first. A phrase occurs as [`Matching::Phrase`] says; every token counts as a
    /// word, and no sign or end of a sentence does. `Near::stands_in` (in `satisfy.rs`) is the
    /// meaning.
    Near(Near),
    /// One of its facts meets this condition. Its facts that do are the evidence.
    Figure(Condition),
    /// It is an article of this sort.
    Filter(Filter),
    /// It meets all of these.
    All(Vec<Clause>),
    /// It meets one of these at least.
    Any(Vec<Clause>),
    /// It does not meet this.
    Not(Box<Clause>),
}

/// What an engine is asked: an article must meet all clauses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The clauses; those of a question that was read are never none.
    pub clauses: Vec<Clause>,
}

impl Plan {
    /// The conditions that an article may be found for, in the order of the question: all but those
    /// under `Not`.
    #[must_use]
    pub fn conditions(&self) -> Vec<&Condition> {
        let conditions = self.wanted().into_iter().filter_map(|clause| match clause {
            Clause::Figure(condition) => Some(condition),
            _ => None,
        });
        conditions.collect()
    }

    /// The phrases that must stand close to each other in an article that may be found for them, in
    /// the order of the question: all but those under `Not`.
    #[must_use]
    pub fn near(&self) -> Vec<&Near> {
        let near = self.wanted().into_iter().filter_map(|clause| match clause {
            Clause::Near(near) => Some(near),
            _ => None,
        });
        near.collect()
    }

    /// The words that an article may be found for, in the order of the question: all but those
    /// under `Not`.
    #[must_use]
    pub fn words(&self) -> Vec<WantedWords<'_>> {
        let mut found = Vec::new();
        for clause in self.wanted() {
            match clause {
                Clause::Words(words) => found.push(WantedWords {
                    syllables: &words.syllables,
                    matching: words.matching,
                }),
                Clause::Near(near) => {
                    let phrases = near.first.iter().chain(&near.second);
                    found.extend(phrases.map(|syllables| WantedWords {
                        syllables,
                        matching: Matching::Phrase,
                    }));
                }
                _ => {}
            }
        }
        found
    }

    /// The clauses without parts that an article may be found for, in the order of the question.
    fn wanted(&self) -> Vec<&Clause> {
        let mut found = Vec::new();
        let mut open: Vec<&Clause> = self.clauses.iter().rev().collect();
        while let Some(clause) = open.pop() {
            match clause {
                Clause::All(parts) | Clause::Any(parts) => open.extend(parts.iter().rev()),
                Clause::Not(_) => {}
                Clause::Words(_) | Clause::Near(_) | Clause::Figure(_) | Clause::Filter(_) => {
                    found.push(clause);
                }
            }
        }
        found
    }
}

impl Filter {
    /// Published in this year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        let from = Date::new(year, 1, 1).ok()?;
        let to = Date::new(year.checked_add(1)?, 1, 1).ok()?;
        Some(Self::Published(Period { from, to }))
    }
}

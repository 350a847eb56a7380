//! What is measured and counted, in Vietnamese and English, from `tables/metrics.tsv`.
//!
//! Invariant: a term's first name is its Vietnamese canonical one; every form of a row finds the
//! row. Known gap: an English word with several Vietnamese meanings has one row, which lists them.

use super::plan::SyllablePattern;
use crate::facts::{PhraseTable, Spelling, Words, list, rows};
use crate::text::{Analysis, Normalized};
use std::sync::LazyLock;

pub(super) const TABLE: &str = include_str!("tables/metrics.tsv");

/// What a term is in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Something measured: "thu ngân sách".
    Metric,
    /// The size, cost or time of whatever stands beside it: "quy mô", "dài", "chi phí".
    Size,
    /// A word for measuring as such, which a text may leave out: "tỷ lệ", "tổng số".
    Head,
    /// Something counted: "học sinh".
    Noun,
    /// A word that narrows a metric: "cà phê", "thế giới".
    Word,
    /// A place.
    Place,
}

/// What a bare number of a metric is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measures {
    /// Đồng.
    Dong,
    /// Đồng or US dollars.
    Money,
    /// Percent.
    Percent,
    /// Percent, which texts state as a level or as a rise: inflation.
    Rate,
    /// A number of things.
    Count,
    /// A percent of fall, by name: "discount".
    Fall,
    /// A percent of rise, by name.
    Rise,
    /// Not settled by the metric.
    Open,
}

/// A row of the vocabulary.
#[derive(Debug)]
pub(super) struct Term {
    /// The canonical Vietnamese name, then its synonyms and short forms.
    pub(super) names: Vec<&'static str>,
    /// English names.
    pub(super) english: Vec<&'static str>,
    pub(super) role: Role,
    pub(super) measures: Measures,
}

impl Term {
    /// Whether it says what is measured.
    pub(super) fn is_metric(&self) -> bool {
        matches!(self.role, Role::Metric | Role::Size)
    }
}

/// A name as it is shown and as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) syllables: Vec<SyllablePattern>,
}

impl Name {
    /// The name that `text` spells.
    pub(super) fn new(text: &str) -> Self {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        Self {
            text: text.trim().to_lowercase(),
            syllables: syllables(&analysis),
        }
    }

    /// This name and then the other.
    pub(super) fn then(&self, other: &Self) -> Self {
        let glue = if self.text.is_empty() || other.text.is_empty() {
            ""
        } else {
            " "
        };
        Self {
            text: format!("{}{glue}{}", self.text, other.text),
            syllables: [self.syllables.as_slice(), &other.syllables].concat(),
        }
    }
}

/// The most ways to say one thing.
pub(super) const MOST_WAYS: usize = 48;

/// Every way to say the parts one after the other, by the ways of each, those of the last part in
/// turn first; at most [`MOST_WAYS`].
pub(super) fn one_after_other<'n>(parts: impl IntoIterator<Item = &'n [Name]>) -> Vec<Name> {
    let mut open = vec![Name::default()];
    for ways in parts {
        open = open
            .iter()
            .flat_map(|before| ways.iter().map(move |way| before.then(way)))
            .take(MOST_WAYS)
            .collect();
    }
    open
}

/// The names with syllables, each once.
pub(super) fn distinct(names: Vec<Name>) -> Vec<Name> {
    let mut kept: Vec<Name> = Vec::new();
    for name in names {
        let known = kept.iter().any(|k| k.syllables == name.syllables);
        if !known && !name.syllables.is_empty() {
            kept.push(name);
        }
    }
    kept
}

/// The tokens of a text as patterns.
pub(super) fn syllables(analysis: &Analysis) -> Vec<SyllablePattern> {
    analysis
        .tokens()
        .map(|token| SyllablePattern {
            folded: token.folded().to_owned(),
            signature: token.signature().to_owned(),
        })
        .collect()
}

struct Vocabulary {
    terms: Vec<Term>,
    vietnamese: PhraseTable<usize>,
    english: PhraseTable<usize>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut all = Vocabulary {
        terms: Vec::new(),
        vietnamese: PhraseTable::default(),
        english: PhraseTable::default(),
    };
    for row in rows(TABLE) {
        let [vietnamese, also, english, role, measures, ..] = row.as_slice() else {
            continue;
        };
        let (Some(role), Some(measures)) = (role_named(role), measures_named(measures)) else {
            continue;
        };
        let number = all.terms.len();
        let term = Term {
            names: std::iter::once(*vietnamese).chain(list(also)).collect(),
            english: list(english).collect(),
            role,
            measures,
        };
        // Of equal forms the first one found wins: a canonical name before a synonym.
        all.vietnamese.insert(vietnamese, number);
        for name in &term.english {
            all.english.insert(name, number);
        }
        all.terms.push(term);
    }
    for (number, term) in all.terms.iter().enumerate() {
        for name in term.names.iter().skip(1) {
            all.vietnamese.insert(name, number);
        }
    }
    all
});

pub(super) fn role_named(name: &str) -> Option<Role> {
    Some(match name {
        "metric" => Role::Metric,
        "size" => Role::Size,
        "head" => Role::Head,
        "noun" => Role::Noun,
        "word" => Role::Word,
        "place" => Role::Place,
        _ => return None,
    })
}

pub(super) fn measures_named(name: &str) -> Option<Measures> {
    Some(match name {
        "dong" => Measures::Dong,
        "money" => Measures::Money,
        "percent" => Measures::Percent,
        "rate" => Measures::Rate,
        "count" => Measures::Count,
        "fall" => Measures::Fall,
        "rise" => Measures::Rise,
        "-" => Measures::Open,
        _ => return None,
    })
}

/// The longest term that begins with token `at`, and how many tokens it takes. English names are
/// looked for where `english` says so, and then before Vietnamese ones.
pub(super) fn term(words: &Words<'_>, at: usize, english: bool) -> Option<(usize, &'static Term)> {
    // A short English word is no Vietnamese one without its marks: "the" is not "thẻ".
    let bare = words.signature(at).is_empty() && words.word(at).chars().any(char::is_lowercase);
    let vietnamese = VOCABULARY
        .vietnamese
        .longest(words, at)
        .filter(|found| !english || found.tokens > 1 || !bare);
    let found = match english
        .then(|| VOCABULARY.english.longest(words, at))
        .flatten()
    {
        Some(found) if vietnamese.is_none_or(|v| v.tokens <= found.tokens) => found,
        _ => vietnamese?,
    };
    Some((found.tokens, VOCABULARY.terms.get(*found.value)?))
}

/// The term with exactly that name, Vietnamese or English.
pub(super) fn spelled(name: &str) -> Option<&'static Term> {
    let normalised = Normalized::new(name);
    let analysis = Analysis::new(normalised.as_str());
    let words = Words::new(normalised.as_str(), &analysis, Spelling::Typed);
    let found = term(&words, 0, true).or_else(|| term(&words, 0, false))?;
    (found.0 == words.len()).then_some(found.1)
}

/// All terms, in the order of the table.
pub(super) fn terms() -> &'static [Term] {
    &VOCABULARY.terms
}

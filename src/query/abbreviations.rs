//! Short forms and what they stand for, from `tables/abbreviations.tsv` and the user's own file.
//!
//! A question that says one form asks for the others too; the index keeps what was written. Who
//! types a short form means any of its long ones; who types a long form means its short ones.
//! Where a measured or counted thing has the short form, `tables/metrics.tsv` has the long ones,
//! and the row here says "-".
//! Invariant: what was typed comes first and asks for what it asked for without the table; a short
//! form that reads as a syllable without its marks ("VAT") is taken for one only in capitals, and is
//! never looked for, since it would find every syllable with these letters. Quoted phrases and fields
//! are taken as typed, so that a plan reads back as itself.
//! Known gap: words that only rank are taken as typed; so is the counted noun of one syllable. An
//! abbreviation and the word beside it rank no higher for standing side by side.

use super::figure::{Run, Said};
use super::plan::SyllablePattern;
use super::vocabulary::{self, MOST_WAYS, Name};
use crate::facts::{Words, list, rows};
use crate::text::{Analysis, Normalized, syllable, telex};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(super) const TABLE: &str = include_str!("tables/abbreviations.tsv");

/// Why a file of abbreviations can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a short form, a tab and its long forms parted by \"|\", got {got}; \
     type it as in \"UBND\\tủy ban nhân dân\", with a real tab"
)]
pub struct AbbreviationError {
    /// The line, from 1.
    pub line: usize,
    /// What came instead.
    pub got: String,
}

/// Short forms and their long forms.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    rows: Vec<Row>,
    /// The forms by the folded form of their first syllable.
    firsts: HashMap<String, Vec<Form>>,
}

#[derive(Debug, Clone)]
struct Row {
    shorts: Vec<Name>,
    longs: Vec<Name>,
}

/// A form of a row: the short or the long one of that number.
#[derive(Debug, Clone, Copy)]
struct Form {
    row: usize,
    short: bool,
    number: usize,
}

/// How a question was typed, as far as it matters here.
#[derive(Debug, Clone)]
pub(super) struct Typing {
    /// The folded forms of the tokens in capitals.
    capitals: HashSet<String>,
    /// Whether it has no marks at all, which leaves out all of them.
    bare: bool,
}

impl Typing {
    /// How the question was typed.
    pub(super) fn of(words: &Words<'_>) -> Self {
        let in_capitals = |i: &usize| {
            let mut letters = words.word(*i).chars().filter(|c| c.is_alphabetic());
            letters.clone().count() > 1 && letters.all(char::is_uppercase)
        };
        let tokens = 0..words.len();
        Self {
            capitals: tokens
                .clone()
                .filter(in_capitals)
                .map(|i| words.folded(i).to_owned())
                .collect(),
            bare: tokens.clone().all(|i| words.signature(i).is_empty()),
        }
    }
}

static BUILT_IN: LazyLock<Abbreviations> = LazyLock::new(|| {
    let mut all = Abbreviations::default();
    for row in rows(TABLE) {
        let [shorts, longs, ..] = row.as_slice() else {
            continue;
        };
        let shorts: Vec<&str> = list(shorts).collect();
        let longs = match *longs {
            "-" => measured(&shorts),
            longs => list(longs).collect(),
        };
        all.add(&shorts, &longs);
    }
    all
});

/// The names of the thing in `metrics.tsv` with one of the short forms: those that the letters of a
/// short form begin, else all.
fn measured(shorts: &[&str]) -> Vec<&'static str> {
    let terms = vocabulary::terms().iter();
    let named = terms.filter(|term| term.names.iter().any(|name| shorts.contains(name)));
    let mut others = named.map(|term| {
        let long = term.names.iter().filter(|name| !shorts.contains(name));
        long.copied().collect::<Vec<&str>>()
    });
    let first = others.next().unwrap_or_default();
    let initials = |name: &str| -> String {
        let syllables = Name::new(name).syllables;
        syllables
            .iter()
            .filter_map(|s| s.folded.chars().next())
            .collect()
    };
    let spelled = |name: &&str| {
        let initials = initials(name);
        shorts
            .iter()
            .any(|short| joined(&Name::new(short)) == initials)
    };
    let exact: Vec<&str> = first
        .iter()
        .copied()
        .chain(others.flatten())
        .filter(spelled)
        .collect();
    if exact.is_empty() { first } else { exact }
}

/// The folded letters of a name.
fn joined(name: &Name) -> String {
    name.syllables.iter().map(|s| s.folded.as_str()).collect()
}

impl Abbreviations {
    /// Those that Vietnamese papers and reports use.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// These and those of `text`: a line each of a short form, a tab and its long forms parted by
    /// `|`; further cells, empty lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    /// At the first line that has no short form or no long one.
    pub fn and(&self, text: &str) -> Result<Self, AbbreviationError> {
        let mut all = self.clone();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let error = |got: String| AbbreviationError { line: number, got };
            let forms = |cell: &str| -> Vec<String> {
                let forms = cell.split('|').map(|form| form.trim().to_owned());
                forms
                    .filter(|form| !Name::new(form).syllables.is_empty())
                    .collect()
            };
            let mut cells = line.split('\t');
            let shorts = forms(cells.next().unwrap_or_default());
            let Some(longs) = cells.next().map(forms) else {
                return Err(error("no tab".to_owned()));
            };
            if shorts.is_empty() {
                return Err(error("no short form".to_owned()));
            }
            if longs.is_empty() {
                return Err(error("no long form".to_owned()));
            }
            all.add(&shorts, &longs);
        }
        Ok(all)
    }

    fn add<S: AsRef<str>>(&mut self, shorts: &[S], longs: &[S]) {
        let names = |forms: &[S]| forms.iter().map(|form| Name::new(form.as_ref())).collect();
        let added = Row {
            shorts: names(shorts),
            longs: names(longs),
        };
        let row = self.rows.len();
        for (short, forms) in [(true, &added.shorts), (false, &added.longs)] {
            for (number, name) in forms.iter().enumerate() {
                if let Some(first) = name.syllables.first() {
                    let same = self.firsts.entry(first.folded.clone()).or_default();
                    same.push(Form { row, short, number });
                }
            }
        }
        self.rows.push(added);
    }

    /// Whether a short form has these letters.
    pub(super) fn has_short(&self, folded: &str) -> bool {
        let forms = self.firsts.get(folded).into_iter().flatten();
        let one = |form: &Form| {
            self.name(*form)
                .is_some_and(|name| name.syllables.len() == 1)
        };
        forms.filter(|form| form.short).any(one)
    }

    fn name(&self, form: Form) -> Option<&Name> {
        let row = self.rows.get(form.row)?;
        let forms = if form.short { &row.shorts } else { &row.longs };
        forms.get(form.number)
    }

    /// The longest form with which `syllables` begin, by its length, and what else says it.
    fn others(
        &self,
        syllables: &[SyllablePattern],
        typing: &Typing,
        bare: bool,
    ) -> Option<(usize, Vec<Name>)> {
        let first = syllables.first()?;
        let mut firsts = vec![first.folded.clone()];
        firsts.extend(
            first
                .other_spellings()
                .into_iter()
                .map(|other| other.folded),
        );
        firsts.dedup();
        let fits = |form: &Form| {
            let name = self.name(*form)?;
            let length = name.syllables.len();
            let typed = syllables.get(..length)?;
            let capitals = || typed.iter().any(|s| typing.capitals.contains(&s.folded));
            let stands = typed
                .iter()
                .zip(&name.syllables)
                .all(|(typed, known)| typed.tier(&known.folded, &known.signature).is_some());
            (stands && (!form.short || !is_ordinary(name) || capitals())).then_some(length)
        };
        let found: Vec<(usize, Form)> = firsts
            .iter()
            .filter_map(|folded| self.firsts.get(folded))
            .flatten()
            .filter_map(|form| fits(form).map(|length| (length, *form)))
            .collect();
        let longest = found.iter().map(|(length, _)| *length).max()?;
        let typed = &syllables[..longest];
        let mut others: Vec<Name> = Vec::new();
        for (_, form) in found.iter().filter(|(length, _)| *length == longest) {
            let Some(row) = self.rows.get(form.row) else {
                continue;
            };
            let longs = row.longs.iter().filter(|_| form.short);
            for other in longs.chain(&row.shorts) {
                let mut other = other.clone();
                if bare {
                    other.syllables.iter_mut().for_each(|s| s.signature.clear());
                }
                let known = same(&other.syllables, typed)
                    || others.iter().any(|o| same(&o.syllables, &other.syllables));
                if !known && !is_ordinary(&other) {
                    others.push(other);
                }
            }
        }
        (!others.is_empty()).then_some((longest, others))
    }

    /// What a run asks, with the other forms of what it says.
    pub(super) fn expand(&self, run: &mut Run, typing: &Typing) {
        for condition in &mut run.conditions {
            for names in [&mut condition.names, &mut condition.places] {
                *names = self.ways(names, typing);
            }
        }
        let words = run.words.drain(..);
        let expanded: Vec<Said> = words.flat_map(|said| self.said(said, typing)).collect();
        run.words = expanded;
    }

    fn said(&self, mut said: Said, typing: &Typing) -> Vec<Said> {
        let [only] = said.ways.as_slice() else {
            if !said.optional {
                said.ways = self.ways(&said.ways, typing);
            }
            return vec![said];
        };
        if said.phrase || said.optional {
            return vec![said];
        }
        let parts = self.parts(only, typing, typing.bare).into_iter();
        parts
            .map(|ways| Said {
                ways,
                phrase: false,
                optional: false,
            })
            .collect()
    }

    /// The names, and then each with other forms in it.
    fn ways(&self, names: &[Name], typing: &Typing) -> Vec<Name> {
        let mut all: Vec<Name> = names.to_vec();
        for name in names {
            let parts = self.parts(name, typing, false);
            if parts.iter().all(|ways| ways.len() == 1) {
                continue;
            }
            for way in vocabulary::one_after_other(parts.iter().map(Vec::as_slice)) {
                if all.len() < MOST_WAYS
                    && !all
                        .iter()
                        .any(|known| same(&known.syllables, &way.syllables))
                {
                    all.push(way);
                }
            }
        }
        all
    }

    /// The name in parts, each with the ways to say it, as typed first; where `bare`, without marks,
    /// since marks nobody typed would make those of the question count.
    fn parts(&self, name: &Name, typing: &Typing, bare: bool) -> Vec<Vec<Name>> {
        let normalised = Normalized::new(&name.text);
        let analysis = Analysis::new(normalised.as_str());
        let syllables = &name.syllables;
        if analysis.len() != syllables.len() {
            return vec![vec![name.clone()]];
        }
        let cut = |from: usize, to: usize| {
            let first = analysis.get(from)?.span;
            let last = analysis.get(to.checked_sub(1)?)?.span;
            Some(Name {
                text: first.cover(last).of(normalised.as_str()).to_owned(),
                syllables: syllables.get(from..to)?.to_vec(),
            })
        };
        let mut parts: Vec<Vec<Name>> = Vec::new();
        let (mut at, mut open) = (0, 0);
        while at < syllables.len() {
            let Some((length, others)) = self.others(&syllables[at..], typing, bare) else {
                at += 1;
                continue;
            };
            if open < at {
                parts.extend(cut(open, at).map(|plain| vec![plain]));
            }
            parts.extend(cut(at, at + length).map(|typed| {
                let mut ways = vec![typed];
                ways.extend(others);
                ways
            }));
            at += length;
            open = at;
        }
        if open < syllables.len() {
            parts.extend(cut(open, syllables.len()).map(|plain| vec![plain]));
        }
        parts
    }
}

fn same(a: &[SyllablePattern], b: &[SyllablePattern]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.folded == b.folded)
}

/// Whether the form is one syllable whose letters some Vietnamese syllable has.
fn is_ordinary(name: &Name) -> bool {
    let [only] = name.syllables.as_slice() else {
        return false;
    };
    let written = &only.folded;
    // Of a stopped rime the letters alone are no syllable, but they are with the acute.
    syllable::is_syllable(written) || telex::from_keystrokes(&format!("{written}s")).is_some()
}

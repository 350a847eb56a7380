//! The metric of a figure: chosen from the phrases of its sentence, what was measured before, and
//! what the title names.
//!
//! Invariant: a figure that only goes on with a list has the metric of the list. Known gap: figures
//! are named from left to right, so a mistake is carried on.

use super::super::Passage;
use super::super::candidate::Candidate;
use super::super::choice;
use super::super::cue::Roles;
use super::super::fact::{Fact, Kind};
use super::super::metric::Name;
use super::super::piece::Piece;
use super::super::quantity::Quantity;
use super::super::relation::{MetricSort, Verb};
use super::super::view::{Known, Sentence};
use super::{Binder, bind};
use crate::text::{Analysis, Normalized};
use std::collections::VecDeque;
use std::ops::Range;

/// What the metric of a figure was chosen from, for fitting the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The first byte of the quantity in the body.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// What is seen of the figure: the numbers of its [`Setting`](crate::facts::Setting).
    pub setting: u32,
    /// The candidates: their words, and their [`Traits`](crate::facts::Traits).
    pub offered: Vec<(String, u128)>,
    /// The number of the chosen one.
    pub chosen: Option<usize>,
}

/// The choices of metrics in a passage, in the order of the text.
#[must_use]
pub fn choices(passage: &Passage<'_>) -> Vec<Choice> {
    let normalised = Normalized::new(passage.body);
    let analysis = Analysis::new(normalised.as_str());
    let mut choices = Vec::new();
    bind(passage, &normalised, &analysis, Some(&mut choices));
    choices
}

/// What sort of thing a name names, which tells a level from a share.
pub(super) fn sort(pieces: &[Piece], name: &Name) -> MetricSort {
    MetricSort {
        rate: pieces.iter().any(|p| {
            p.does(Roles::RATE) && name.parts().any(|part| part.contains(&p.tokens.start))
        }),
        growth: name.head.any(Roles::GROWTH),
    }
}

/// The metrics of the last figures of a text, each once in a row, as they are compared.
#[derive(Debug, Default)]
pub(super) struct Before(VecDeque<String>);

impl Before {
    /// How many of them are kept.
    const MOST: usize = 8;

    /// Takes over the metric of a figure.
    pub(super) fn push(&mut self, metric: &str) {
        let metric = spaced(metric);
        if self.0.back() == Some(&metric) {
            return;
        }
        if self.0.len() == Self::MOST {
            self.0.pop_front();
        }
        self.0.push_back(metric);
    }
}

/// Words in lower case between spaces, so that one stands in another by whole syllables.
fn spaced(words: &str) -> String {
    format!(" {} ", words.to_lowercase())
}

/// What `also` adds to the metric of `fact`, which follows figures of the metrics `before`: none of
/// it is part of the metric or of another, names what a figure before measures, is of somebody
/// ("Lương Trung Việt"), or lacks the noun of a count.
pub(super) fn others(fact: &Fact, before: &Before, also: Vec<String>) -> Vec<String> {
    if also.is_empty() {
        return also;
    }
    let metric = spaced(fact.metric.as_deref().unwrap_or_default());
    let noun = fact.unit.as_deref().filter(|_| fact.kind == Kind::Count);
    let noun = noun.map(spaced);
    let mut kept: Vec<(String, String)> = Vec::new();
    for words in also {
        let padded = spaced(&words);
        let within = |other: &String| other.contains(&padded);
        let alike = |other: &String| within(other) || padded.contains(other.as_str());
        let mut taken = before.0.iter().filter(|other| **other != metric);
        if words.is_empty()
            || within(&metric)
            || kept.iter().any(|(_, other)| within(other))
            || taken.any(alike)
            || noun.as_ref().is_some_and(|noun| !padded.contains(noun))
            || is_of_somebody(&words)
        {
            continue;
        }
        kept.retain(|(_, other)| !padded.contains(other.as_str()));
        kept.push((words, padded));
    }
    kept.into_iter().map(|(words, _)| words).collect()
}

/// Whether the words begin with two of a proper name; capitals throughout are an abbreviation ("GDP
/// Việt Nam").
fn is_of_somebody(words: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = words.split(' ');
    let first = words.next().unwrap_or_default();
    capital(first) && first.chars().any(char::is_lowercase) && words.next().is_some_and(capital)
}

impl Binder<'_> {
    /// The best name of the figure, none for what was measured before; and the words of the others
    /// that are likely.
    pub(super) fn choose(
        &mut self,
        quantity: &Quantity,
        sentence: &Sentence<'_>,
        figure: usize,
        verb: Verb,
    ) -> (Option<Name>, Vec<String>) {
        let known = Known {
            carried: self.carried.metric.is_some(),
            headed: self.carried.headed,
            measures: self.carried.measures,
            titled: self.title_metric.is_some(),
            same: self
                .last
                .as_ref()
                .is_some_and(|last| last.measure == quantity.measure),
        };
        let setting = sentence.setting(figure, quantity, verb, known);
        let mut candidates = std::mem::take(&mut self.candidates);
        sentence.candidates(figure, quantity, setting, known, &mut candidates);
        let likely = choice::likely(setting, &candidates);
        let best = likely.first().copied();
        if self.choices.is_some() {
            let offered = candidates
                .iter()
                .map(|candidate| (self.words_for(candidate), candidate.traits.0));
            let span = self.normalised.original(quantity.span);
            let choice = Choice {
                start: span.start,
                end: span.end,
                setting: setting.0,
                offered: offered.collect(),
                chosen: best,
            };
            if let Some(choices) = self.choices.as_mut() {
                choices.push(choice);
            }
        }
        let others = likely.iter().skip(1);
        let also = others.map(|other| self.words_for(&candidates[*other]));
        let mut also: Vec<String> = also.collect();
        let chosen = best.and_then(|best| candidates.swap_remove(best).name);
        also.extend(
            sentence
                .done(figure, quantity, chosen.as_ref())
                .map(|name| self.words_of(&name)),
        );
        self.candidates = candidates;
        if chosen.is_none() && self.carried.metric.is_none() {
            self.carried.metric.clone_from(&self.title_metric);
        }
        (chosen, also)
    }

    /// The words of a candidate.
    fn words_for(&self, candidate: &Candidate) -> String {
        let unsaid = self.carried.metric.as_ref().or(self.title_metric.as_ref());
        match &candidate.name {
            Some(name) => self.words_of(name),
            None => unsaid.cloned().unwrap_or_default(),
        }
    }

    /// The words of a name.
    pub(super) fn words_of(&self, name: &Name) -> String {
        let runs: Vec<String> = name.parts().map(|run| self.phrase(run)).collect();
        runs.join(" ")
    }

    /// The words of `range` in lower case, proper names as they are.
    fn phrase(&self, range: Range<usize>) -> String {
        let span = self
            .words
            .span(range.start)
            .cover(self.words.span(range.end.saturating_sub(1)));
        let text = span.of(self.words.text());
        let mut chars = text.chars();
        // A sentence begins with a capital, names and abbreviations go on with one.
        let lower = |c: char| c.is_lowercase();
        let begins_sentence = self.words.is_capital(range.start)
            && self.words.word(range.start).chars().skip(1).all(lower)
            && !(range.len() > 1 && self.words.is_capital(range.start + 1));
        match chars.next() {
            Some(first) if begins_sentence => first.to_lowercase().chain(chars).collect(),
            _ => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Passage, extract};

    /// What else may name each figure of the text.
    fn named(body: &str) -> Vec<(String, Vec<String>)> {
        let passage = Passage {
            title: "",
            body,
            published: None,
        };
        let facts = extract(&passage).into_iter();
        facts.map(|fact| (fact.quote, fact.also)).collect()
    }

    /// A fact of that metric; of a count with its noun.
    fn fact(metric: &str, noun: Option<&str>) -> Fact {
        let passage = Passage {
            title: "",
            body: "Thu ngân sách đạt 5 tỷ đồng.",
            published: None,
        };
        let found = extract(&passage).swap_remove(0);
        Fact {
            metric: Some(metric.to_owned()),
            kind: noun.map_or(Kind::Level, |_| Kind::Count),
            unit: Some(noun.unwrap_or("VND").to_owned()),
            ..found
        }
    }

    #[track_caller]
    fn check(metric: &str, noun: Option<&str>, also: &[&str], expected: &[&str]) {
        let mut before = Before::default();
        before.push("tỷ lệ hộ nghèo");
        before.push("vốn");
        let also = also.iter().map(|words| (*words).to_owned()).collect();
        let fact = fact(metric, noun);
        assert_eq!(others(&fact, &before, also), expected, "{metric}");
    }

    #[test]
    fn other_names_add_to_the_metric() {
        check(
            "số tiền",
            None,
            &["số tiền chiếm đoạt"],
            &["số tiền chiếm đoạt"],
        );
        check(
            "tổng số tiền chiếm đoạt",
            None,
            &["số tiền", "Số tiền chiếm đoạt"],
            &[],
        );
        check("vốn", None, &["dự án", "dự án cầu", "cầu"], &["dự án cầu"]);
        check("vốn", None, &["dự án cầu", "dự án"], &["dự án cầu"]);
        // Syllables are whole.
        check("thu nhập", None, &["thu nh"], &["thu nh"]);
        check("vốn", None, &["", "vốn"], &[]);
    }

    #[test]
    fn other_names_of_a_count_have_its_noun() {
        let also = ["vụ tấn công", "người dân", "dân số"];
        check("quốc gia", Some("dân"), &also, &["người dân", "dân số"]);
    }

    #[test]
    fn other_names_are_not_those_of_figures_before() {
        let also = [
            "tỷ lệ hộ nghèo",
            "hộ nghèo",
            "tỷ lệ hộ nghèo của tỉnh",
            "vốn vay",
        ];
        check("tỷ lệ hộ cận nghèo", None, &also, &[]);
        check("vốn", None, &["vốn vay"], &["vốn vay"]);
    }

    #[test]
    fn nobody_is_a_metric() {
        let also = [
            "Lương Trung Việt trả tiền",
            "GDP Việt Nam",
            "Petrolimex nộp thuế",
        ];
        check(
            "tiền",
            None,
            &also,
            &["GDP Việt Nam", "Petrolimex nộp thuế"],
        );
    }

    #[test]
    fn what_was_done_names_a_figure_too() {
        for (body, quote, name) in [
            (
                "Dịch sốt xuất huyết làm chết 12 người tại Cần Thơ.",
                "12 người",
                "làm chết người",
            ),
            (
                "Công an bắt giữ 5 đối tượng.",
                "5 đối tượng",
                "bắt giữ đối tượng",
            ),
            (
                "Hùng lừa đảo chiếm đoạt của nhiều người số tiền 7 tỷ đồng.",
                "7 tỷ đồng",
                "số tiền chiếm đoạt",
            ),
            (
                "Ngân hàng giải ngân cho hộ nghèo tổng số tiền 48 tỷ đồng.",
                "48 tỷ đồng",
                "tổng số tiền giải ngân",
            ),
        ] {
            let found = named(body);
            let also =
                |(q, also): &(String, Vec<String>)| q == quote && also.contains(&name.to_owned());
            assert!(found.iter().any(also), "{body}: {found:?}");
        }
        // A sum alone that nothing was done with, and a clause of its own.
        for body in [
            "Tổng số tiền là 48 tỷ đồng.",
            "Công an bắt giữ Hùng, trong khi số tiền là 7 tỷ đồng.",
        ] {
            let found = named(body);
            assert!(
                found.iter().all(|(_, also)| also
                    .iter()
                    .all(|n| !n.starts_with("số tiền") && !n.starts_with("tổng số tiền"))),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_figure_goes_on_with_the_names_of_its_list() {
        let found = named(
            "Hùng lừa đảo chiếm đoạt tài sản của nhiều người với số tiền 7 tỷ đồng và 9 tỷ đồng.",
        );
        let [first, second] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(
            first.1.contains(&"chiếm đoạt tài sản".to_owned()),
            "{found:?}"
        );
        assert_eq!(first.1, second.1);
    }
}

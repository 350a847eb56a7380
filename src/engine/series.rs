//! Figures that may be reckoned with together, and what they come to.
//!
//! Invariant: figures are put together only where they measure the same sort of thing in one
//! dimension, against the same base, as levels or as rises or as falls, as reached or as planned.
//! Known gap: the first nine months and a whole year are not told apart; `--by year` and a
//! period in the question do.

use super::Row;
use crate::facts::{Base, COUNT, Comparator, Fact, Kind, Status, Trend, dimension, in_base};
use crate::text::{Analysis, Normalized};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What figures must share to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Series {
    /// The dimension of the unit ("VND", "m2"), or the counted noun; "number" for a bare number.
    pub dimension: String,
    /// The unit of the denominator.
    pub per: Option<String>,
    /// What sort of statement they make.
    pub kind: Kind,
    /// Whether they rose or fell, where they say by how much.
    pub trend: Option<Trend>,
    /// What they are a part of or a change against.
    pub base: Option<Base>,
    /// Whether they are wanted, planned or forecast, and not reached or estimated.
    pub planned: bool,
}

impl Series {
    /// That of a fact.
    #[must_use]
    pub fn of(fact: &Fact) -> Self {
        let changes = matches!(fact.kind, Kind::Change | Kind::Multiple);
        Self {
            dimension: measured_in(fact),
            per: fact.per.clone(),
            kind: fact.kind,
            trend: fact.trend.filter(|_| changes),
            // A level may name what it rose from; that makes it no other level.
            base: fact.base.filter(|_| changes || fact.kind == Kind::Share),
            planned: fact.status == Status::Plan,
        }
    }
}

/// The number that a fact states and its unit: "14/15 chỉ tiêu" is a percent. None for a range.
fn number(fact: &Fact) -> (Option<f64>, Option<&str>) {
    match (fact.value, &fact.decimal, fact.kind) {
        (Some(part), None, Kind::Share) => (Some(part * 100.0), Some("%")),
        _ => (fact.value, fact.unit.as_deref()),
    }
}

/// The dimension of a fact's unit ("VND", "m2"); a counted noun is one of its own, and "number" that
/// of bare numbers.
#[must_use]
pub fn measured_in(fact: &Fact) -> String {
    let (_, unit) = number(fact);
    match (dimension(unit), unit) {
        ((COUNT, _), Some(noun)) => noun.to_lowercase(),
        ((dimension, _), _) => dimension.to_owned(),
    }
}

/// The number that a fact states, in the base unit of its dimension; of a range the lower one.
#[must_use]
pub fn stated(fact: &Fact) -> Option<f64> {
    let (number, unit) = number(fact);
    let (_, factor) = dimension(unit);
    number.or(fact.min).map(|number| in_base(number, factor))
}

/// By what figures are told apart besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The place that they are about.
    Place,
    /// The year that they are about.
    Year,
    /// What is measured, by its name.
    Metric,
    /// Who published the article.
    Source,
}

impl By {
    /// What a row says of it.
    #[must_use]
    pub fn label(self, row: &Row) -> Option<String> {
        let fact = &row.fact;
        match self {
            // A province is named with or without the word for it, a city or district always with.
            Self::Place => fact.place.as_deref().map(|place| {
                let bare = place.strip_prefix("tỉnh ").or(place.strip_prefix("Tỉnh "));
                bare.unwrap_or(place).to_owned()
            }),
            Self::Year => fact.period.map(|period| {
                let last = period.to.yesterday().unwrap_or(period.to);
                match period.from.year() == last.year() {
                    true => last.year().to_string(),
                    false => format!("{}–{}", period.from.year(), last.year()),
                }
            }),
            Self::Metric => fact.metric.clone(),
            Self::Source => row.article.source.clone(),
        }
    }
}

/// Figures of one series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// The numbers, by their canonical unit or counted noun.
    numbers: BTreeMap<Option<String>, Vec<f64>>,
    /// How many are estimates.
    pub estimates: usize,
    /// How many are approximate, or bounds ("hơn 80%"): they count by the number stated.
    pub inexact: usize,
    /// How many more figures are ranges ("5–7%"), which state no one number and are left out.
    pub ranges: usize,
}

/// In which unit figures of a series are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The canonical unit or the counted noun; none for bare numbers.
    pub unit: Option<String>,
}

impl Scale {
    /// The unit that most of `figures`, which are of one series, have.
    pub fn of<'f>(figures: impl Iterator<Item = &'f Figures>) -> Self {
        let mut counts: BTreeMap<&Option<String>, usize> = BTreeMap::new();
        for (unit, numbers) in figures.flat_map(|figures| &figures.numbers) {
            *counts.entry(unit).or_default() += numbers.len();
        }
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        Self {
            unit: most.and_then(|(unit, _)| unit.clone()),
        }
    }
}

/// What figures come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statistics {
    /// How many there are; at least one.
    pub count: usize,
    /// The least.
    pub min: f64,
    /// The one in the middle, or half of the sum of the two there.
    pub median: f64,
    /// Their sum divided by how many there are.
    pub mean: f64,
    /// The greatest.
    pub max: f64,
}

impl Figures {
    /// Adds a fact.
    pub fn add(&mut self, fact: &Fact) {
        let (value, unit) = number(fact);
        let numbers = self.numbers.entry(unit.map(str::to_owned)).or_default();
        let Some(value) = value else {
            self.ranges += 1;
            return;
        };
        numbers.push(value);
        self.estimates += usize::from(fact.status == Status::Estimate);
        self.inexact += usize::from(fact.approx || fact.cmp != Comparator::Equal);
    }

    /// How many state one number.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.values().map(Vec::len).sum()
    }

    /// Whether none does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What they come to on that scale; none if no one states a number.
    #[must_use]
    pub fn statistics(&self, scale: &Scale) -> Option<Statistics> {
        let factor = |unit: &Option<String>| dimension(unit.as_deref()).1;
        let told = factor(&scale.unit);
        let mut numbers = Vec::with_capacity(self.len());
        for (unit, stated) in &self.numbers {
            let own = factor(unit);
            numbers.extend(stated.iter().map(|number| match own == told {
                true => *number,
                false => tidy(in_base(*number, own) / told.to_f64()),
            }));
        }
        numbers.sort_unstable_by(f64::total_cmp);
        let (min, max) = (*numbers.first()?, *numbers.last()?);
        let middle = numbers.len() / 2;
        let median = match numbers.len() % 2 {
            0 => numbers[middle - 1] / 2.0 + numbers[middle] / 2.0,
            _ => numbers[middle],
        };
        #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53")]
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        Some(Statistics {
            count: numbers.len(),
            min,
            median: tidy(median),
            mean: tidy(mean),
            max,
        })
    }
}

/// The number to twelve digits: what lies behind them is noise of the arithmetic.
fn tidy(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}

/// Figures by series, and within a series by label.
#[derive(Debug, Default)]
pub struct Groups<T> {
    series: HashMap<Series, HashMap<String, (Option<String>, T)>>,
}

/// Figures of a series that share a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<T> {
    /// The label that they share; none where they have none, or no labels were asked for.
    pub label: Option<String>,
    /// The figures.
    pub figures: T,
}

impl<T: Default> Groups<T> {
    /// The group to which a row belongs.
    pub fn of(&mut self, row: &Row, by: Option<By>) -> &mut T {
        let label = by.and_then(|by| by.label(row));
        let name = label.as_deref().map(same_name).unwrap_or_default();
        let groups = self.series.entry(Series::of(&row.fact)).or_default();
        let (known, figures) = groups.entry(name).or_default();
        // Of several spellings the same one is shown, whatever the order of the rows.
        if known.is_none() || label < *known {
            *known = label;
        }
        figures
    }

    /// The series, the largest first, with their groups: years in their order, others the largest
    /// first.
    #[must_use]
    pub fn ordered(
        self,
        by: Option<By>,
        size: impl Fn(&T) -> usize,
    ) -> Vec<(Series, Vec<Group<T>>)> {
        let mut all = Vec::new();
        for (series, groups) in self.series {
            let groups = groups.into_values();
            let mut groups: Vec<Group<T>> = groups
                .map(|(label, figures)| Group { label, figures })
                .collect();
            groups.sort_by(|a, b| {
                let larger = match by {
                    Some(By::Year) => a.label.is_none().cmp(&b.label.is_none()),
                    _ => size(&b.figures).cmp(&size(&a.figures)),
                };
                larger.then_with(|| a.label.cmp(&b.label))
            });
            all.push((series, groups));
        }
        let sizes = |groups: &[Group<T>]| groups.iter().map(|g| size(&g.figures)).sum::<usize>();
        all.sort_by_cached_key(|(series, groups)| (Reverse(sizes(groups)), format!("{series:?}")));
        all
    }
}

/// What all spellings of a name share: case, composition and the place of tones do not count.
fn same_name(name: &str) -> String {
    let normalised = Normalized::new(name);
    let analysis = Analysis::new(normalised.as_str());
    let terms: Vec<&str> = analysis.tokens().map(|token| token.term()).collect();
    terms.join(" ")
}

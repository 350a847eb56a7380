//! Which of the candidates names what a figure measures: the one of the greatest weight.
//!
//! The weight of a candidate is the sum, over what is seen of the figure and what is seen of the
//! candidate, of the numbers in `tables/metric_weights.tsv`; they are fitted to annotated figures
//! by `examples/metric_weights.rs`.
//! Invariant: the same sentence gives the same choice; of equal weights the first wins. Known gap:
//! one figure is decided after the other, never all of a sentence together.

use super::candidate::Candidate;
use super::lexicon::rows;
use super::traits::{Setting, Traits};
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/metric_weights.tsv");

/// The weights: one row a trait, one column a setting.
static WEIGHTS: LazyLock<Vec<Vec<f32>>> = LazyLock::new(|| {
    let mut weights = vec![vec![0.0; Setting::NAMES.len()]; Traits::NAMES.len()];
    for row in rows(TABLE) {
        let Some((name, cells)) = row.split_first() else {
            continue;
        };
        let Some(number) = Traits::NAMES.iter().position(|n| n == name) else {
            continue;
        };
        for (weight, cell) in weights[number].iter_mut().zip(cells) {
            *weight = cell.parse().unwrap_or(0.0);
        }
    }
    weights
});

/// The weight of one candidate, from the sums of [`columns`].
fn weight(sums: &[f32], traits: Traits) -> f32 {
    traits.each().map(|number| sums[number]).sum()
}

/// The weights of all traits for a figure.
fn columns(setting: Setting) -> Vec<f32> {
    WEIGHTS
        .iter()
        .map(|row| setting.each().map(|column| row[column]).sum())
        .collect()
}

/// The number of the best candidate; none without candidates.
#[must_use]
pub fn best(setting: Setting, candidates: &[Candidate]) -> Option<usize> {
    let sums = columns(setting);
    let mut best: Option<(usize, f32)> = None;
    for (number, candidate) in candidates.iter().enumerate() {
        let weight = weight(&sums, candidate.traits);
        if best.is_none_or(|(_, most)| weight > most) {
            best = Some((number, weight));
        }
    }
    best.map(|(number, _)| number)
}

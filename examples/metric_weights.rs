//! Fits the weights of the choice of metrics to annotated figures, and says how well it chooses on
//! figures that it was not fitted to.
//!
//!     cargo run --release --example metric_weights -- ANNOTATED.jsonl… src/facts/bind/metric_examples.tsv [--misses] [--write]
//!
//! An annotated line has `id`, `title`, `published`, `text` and `facts`, each with `q`, `occ` and
//! `metric`. With `--misses` the figures that are named wrong are printed, with `--write` the table
//! in `src/facts/tables/metric_weights.tsv` is written anew. What was measured before is among the
//! candidates as the built program measured it, so build and fit once more after writing.
//! A choice is right where its words are those of the annotation, and half right where at least
//! half of the words of both are shared (F1 of words without "của", "các" and their like).

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for whoever fits the weights"
)]

use serde::Deserialize;
use solieu::facts::{Passage, Setting, Traits, choices};
use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Deserialize)]
struct Annotated {
    id: String,
    title: Option<String>,
    published: Option<String>,
    text: String,
    facts: Vec<Figure>,
}

#[derive(Deserialize)]
struct Figure {
    q: String,
    #[serde(default)]
    occ: usize,
    unit: Option<String>,
    metric: Option<String>,
}

/// A figure with its candidates: traits, how much of the annotation each says, and its words.
struct Example {
    document: usize,
    weight: f64,
    setting: Setting,
    offered: Vec<(Traits, f64, String)>,
    chosen: Option<usize>,
    metric: String,
    around: String,
}

/// The table that is written.
const TABLE: &str = "src/facts/tables/metric_weights.tsv";

/// How much a weight costs: of 2 to 10 the one that chooses best on other documents.
const PENALTY: f64 = 6.0;

/// What a line of the table counts: it must hold.
const OWN: f64 = 6.0;

const STOP: &str =
    "của các những và là đã đang sẽ được về cho trong số tại ở có một này đó với theo";

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !STOP.split(' ').any(|stop| stop == *w))
        .map(str::to_owned)
        .collect()
}

/// F1 of the words of both.
fn shared(one: &str, other: &str) -> f64 {
    let (one, mut other) = (words(one), words(other));
    let total = one.len() + other.len();
    let mut common = 0.0;
    for word in one {
        if let Some(at) = other.iter().position(|w| *w == word) {
            other.swap_remove(at);
            common += 1.0;
        }
    }
    if total == 0 {
        1.0
    } else {
        2.0 * common / total as f64
    }
}

/// The annotated passages of the files: JSON Lines, or the table of examples.
fn read(file: &str) -> Vec<Annotated> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    if !file.ends_with(".tsv") {
        return lines
            .filter_map(|line| {
                serde_json::from_str(line)
                    .inspect_err(|error| eprintln!("{file}: {error}"))
                    .ok()
            })
            .collect();
    }
    lines
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (text, figures) = (cells.next()?, cells.next()?);
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            let facts = figures
                .split(" | ")
                .filter_map(|figure| {
                    let (q, metric) = figure.split_once(": ")?;
                    let times = seen.entry(q).or_default();
                    *times += 1;
                    Some(Figure {
                        q: q.to_owned(),
                        occ: *times - 1,
                        unit: None,
                        metric: Some(metric.to_owned()),
                    })
                })
                .collect();
            Some(Annotated {
                id: text.to_owned(),
                title: None,
                published: None,
                text: text.replace("\\n", "\n"),
                facts,
            })
        })
        .collect()
}

fn examples(files: &[String]) -> Vec<Example> {
    let mut found = Vec::new();
    let mut document = 0;
    for file in files {
        for annotated in read(file) {
            document += 1;
            let passage = Passage {
                title: annotated.title.as_deref().unwrap_or_default(),
                body: &annotated.text,
                published: annotated.published.and_then(|day| day.parse().ok()),
            };
            let choices = choices(&passage);
            for figure in &annotated.facts {
                let Some(metric) = figure.metric.clone().filter(|m| !m.is_empty()) else {
                    continue;
                };
                if figure.unit.as_deref() == Some("age") {
                    continue;
                }
                let start = annotated.text.match_indices(&figure.q).nth(figure.occ);
                let Some((start, _)) = start else {
                    eprintln!("{}: no {:?}", annotated.id, figure.q);
                    continue;
                };
                let end = start + figure.q.len();
                let Some(choice) = choices.iter().find(|c| c.start < end && start < c.end) else {
                    continue;
                };
                let from = annotated
                    .text
                    .floor_char_boundary(start.saturating_sub(120));
                let to = annotated
                    .text
                    .ceil_char_boundary((end + 60).min(annotated.text.len()));
                let offered = choice.offered.iter().map(|(words, traits)| {
                    (Traits(*traits), shared(words, &metric), words.clone())
                });
                found.push(Example {
                    document,
                    weight: if file.ends_with(".tsv") { OWN } else { 1.0 },
                    setting: Setting(choice.setting),
                    offered: offered.collect(),
                    chosen: choice.chosen,
                    metric,
                    around: format!(
                        "{}[[{}]]{}",
                        &annotated.text[from..start],
                        &annotated.text[start..end],
                        &annotated.text[end..to]
                    ),
                });
            }
        }
    }
    found
}

type Weights = Vec<Vec<f64>>;

fn gain(shared: f64) -> f64 {
    if shared > 0.999 {
        1.0
    } else if shared >= 0.5 {
        0.35
    } else {
        0.0
    }
}

fn score(weights: &Weights, setting: Setting, traits: Traits) -> f64 {
    traits
        .each()
        .map(|t| setting.each().map(|s| weights[t][s]).sum::<f64>())
        .sum()
}

/// Raises the likelihood of good candidates by gradient steps (AdaGrad), with a penalty on weights.
fn fit(examples: &[&Example]) -> Weights {
    let mut weights = vec![vec![0.0; Setting::NAMES.len()]; Traits::NAMES.len()];
    let mut squares = weights.clone();
    for _ in 0..300 {
        let mut slope = vec![vec![0.0; Setting::NAMES.len()]; Traits::NAMES.len()];
        for example in examples {
            let scores: Vec<f64> = example
                .offered
                .iter()
                .map(|(traits, ..)| score(&weights, example.setting, *traits))
                .collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let chances: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
            let all: f64 = chances.iter().sum();
            let good: f64 = chances
                .iter()
                .zip(&example.offered)
                .map(|(chance, (_, shared, _))| chance * gain(*shared))
                .sum();
            if good <= 0.0 {
                continue;
            }
            for (chance, (traits, shared, _)) in chances.iter().zip(&example.offered) {
                let push = chance * gain(*shared) / good - chance / all;
                if push.abs() < 1e-6 {
                    continue;
                }
                for t in traits.each() {
                    for s in example.setting.each() {
                        slope[t][s] += push * example.weight;
                    }
                }
            }
        }
        for t in 0..weights.len() {
            for s in 0..weights[t].len() {
                let step = slope[t][s] - PENALTY * weights[t][s];
                squares[t][s] += step * step;
                weights[t][s] += 0.3 * step / (1e-6_f64 + squares[t][s]).sqrt();
            }
        }
    }
    weights
}

fn best(weights: &Weights, example: &Example) -> Option<usize> {
    let scores = example
        .offered
        .iter()
        .map(|(traits, ..)| score(weights, example.setting, *traits));
    scores
        .enumerate()
        .fold(None, |best: Option<(usize, f64)>, (i, s)| match best {
            Some((_, most)) if most >= s => best,
            _ => Some((i, s)),
        })
        .map(|(i, _)| i)
}

#[derive(Default)]
struct Tally {
    figures: f64,
    half: f64,
    right: f64,
}

impl Tally {
    fn add(&mut self, example: &Example, chosen: Option<usize>) {
        let shared = chosen.map_or(0.0, |i| example.offered[i].1);
        self.figures += 1.0;
        self.half += f64::from(u8::from(shared >= 0.5));
        self.right += f64::from(u8::from(shared > 0.999));
    }

    fn show(&self, name: &str) {
        println!(
            "{name:<24} {:>5} figures  half {:.3}  right {:.3}",
            self.figures,
            self.half / self.figures,
            self.right / self.figures
        );
    }
}

/// The candidate that says most of the annotation.
fn closest(example: &Example) -> Option<usize> {
    let said = example.offered.iter().map(|(_, shared, _)| *shared);
    said.enumerate()
        .fold(None, |best: Option<(usize, f64)>, (i, shared)| match best {
            Some((_, most)) if most >= shared => best,
            _ => Some((i, shared)),
        })
        .map(|(i, _)| i)
}

/// How well the weights that were fitted to the other documents choose, for a fifth of them at a
/// time; those at least half wrong are printed where `misses` says so.
fn apart(all: &[Example], misses: bool) -> Tally {
    let mut tally = Tally::default();
    for fold in 0..5 {
        let (test, others): (Vec<&Example>, Vec<&Example>) =
            all.iter().partition(|e| e.document % 5 == fold);
        let weights = fit(&others);
        for example in test {
            let chosen = best(&weights, example);
            let (_, shared, words) = &example.offered[chosen.unwrap_or_default()];
            if misses && *shared < 0.5 {
                let (metric, around) = (&example.metric, &example.around);
                println!("{metric} / {words}: {around}");
            }
            tally.add(example, chosen);
        }
    }
    tally
}

/// The table of the weights.
fn table(weights: &Weights, figures: usize) -> String {
    let mut table = format!(
        "# How much each trait of a candidate counts with each setting of its figure.\n\
         # source: fitted to {figures} annotated figures by examples/metric_weights.rs\n\
         trait"
    );
    for name in Setting::NAMES {
        let _ = write!(table, "\t{name}");
    }
    for (name, row) in Traits::NAMES.iter().zip(weights) {
        let _ = write!(table, "\n{name}");
        for weight in row {
            let _ = write!(table, "\t{weight:.2}");
        }
    }
    table.push('\n');
    table
}

fn main() {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let chosen = |option: &str| options.iter().any(|o| o == option);
    let mut all = examples(&files);
    all.retain(|example| !example.offered.is_empty());
    let weights = fit(&all.iter().collect::<Vec<_>>());
    let (mut now, mut most, mut same) = (Tally::default(), Tally::default(), Tally::default());
    for example in &all {
        now.add(example, example.chosen);
        most.add(example, closest(example));
        same.add(example, best(&weights, example));
    }
    now.show("as built");
    most.show("best offered");
    same.show("fitted, on the same");
    apart(&all, chosen("--misses")).show("fitted, on others");
    if chosen("--write")
        && let Err(error) = std::fs::write(TABLE, table(&weights, all.len()))
    {
        eprintln!("{TABLE}: {error}");
    }
}

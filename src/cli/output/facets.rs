//! Counts: facets and histograms, for people and as lines of JSON.
//!
//! Invariant: whatever is counted is printed under the name that it has in questions; names are the
//! text's own, without control characters.

use super::Output;
use super::json::milliseconds;
use super::passage::one_line;
use super::people::{counted, took};
use crate::engine::{Bin, Count, Facet, Facets, Field, Histogram};
use crate::facts::written::{scaled, with_unit};
use crate::facts::{Kind, province_now};
use crate::index::kind_name;
use serde::Serialize;
use serde_json::Value;
use std::io;
use std::time::Duration;

/// How many histograms people see of one question.
const MOST_HISTOGRAMS: usize = 5;

/// How many districts people see of a province.
const MOST_DISTRICTS: usize = 5;

/// How long the longest bar is, in characters.
const BAR: u64 = 30;

/// A facet as a line of JSON.
#[derive(Serialize)]
struct FacetLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    qid: Option<&'a Value>,
    field: &'static str,
    articles: u64,
    distinct: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<CountLine<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    histograms: Option<Vec<HistogramLine<'a>>>,
}

/// A value with its counts.
#[derive(Serialize)]
struct CountLine<'a> {
    value: &'a str,
    articles: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<u64>,
    /// Of a province that was merged into another one: that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    districts: Vec<CountLine<'a>>,
}

#[derive(Serialize)]
struct HistogramLine<'a> {
    unit: Option<&'a str>,
    per: Option<&'a str>,
    kind: &'static str,
    articles: u64,
    facts: u64,
    min: f64,
    max: f64,
    bins: Vec<BinLine>,
}

#[derive(Serialize)]
struct BinLine {
    from: Option<f64>,
    to: Option<f64>,
    articles: u64,
    facts: u64,
}

/// What a count came to.
#[derive(Serialize)]
struct CountedLine {
    r#type: &'static str,
    total: u64,
    facts: u64,
    took_ms: f64,
}

impl<'a> FacetLine<'a> {
    fn new(qid: Option<&'a Value>, facet: &'a Facet) -> Self {
        let of_values = facet.field == Field::Value;
        let now = facet.field == Field::Place;
        let values = facet.values.iter().map(|count| CountLine::new(count, now));
        let histograms = facet.histograms.iter().map(HistogramLine::from);
        Self {
            r#type: "facet",
            qid,
            field: facet.field.name(),
            articles: facet.articles,
            distinct: facet.distinct,
            values: (!of_values).then(|| values.collect()),
            histograms: of_values.then(|| histograms.collect()),
        }
    }
}

impl<'a> CountLine<'a> {
    fn new(count: &'a Count, province: bool) -> Self {
        Self {
            value: &count.value,
            articles: count.articles,
            facts: count.facts,
            now: province_now(&count.value).filter(|_| province),
            districts: count
                .districts
                .iter()
                .map(|district| CountLine::new(district, false))
                .collect(),
        }
    }
}

impl<'a> From<&'a Histogram> for HistogramLine<'a> {
    fn from(histogram: &'a Histogram) -> Self {
        Self {
            unit: histogram.unit.as_deref(),
            per: histogram.per.as_deref(),
            kind: kind_name(histogram.kind),
            articles: histogram.articles,
            facts: histogram.facts,
            min: histogram.min,
            max: histogram.max,
            bins: histogram
                .bins
                .iter()
                .map(|bin| BinLine {
                    from: bin.from,
                    to: bin.to,
                    articles: bin.articles,
                    facts: bin.facts,
                })
                .collect(),
        }
    }
}

impl Output {
    /// The facets of what was found.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn facets(&mut self, qid: Option<&Value>, counted: &Facets) -> io::Result<()> {
        for facet in &counted.facets {
            if self.json {
                self.object(&FacetLine::new(qid, facet))?;
            } else {
                self.separate()?;
                self.facet_lines(facet)?;
            }
        }
        Ok(())
    }

    /// How many articles and facts were counted.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn counted(&mut self, facets: &Facets, time: Duration) -> io::Result<()> {
        if self.json {
            return self.object(&CountedLine {
                r#type: "summary",
                total: facets.articles,
                facts: facets.facts,
                took_ms: milliseconds(time),
            });
        }
        self.separate()?;
        self.line(&format!(
            "{}, {} counted ({})",
            many(facets.articles, "article"),
            many(facets.facts, "fact"),
            took(time)
        ))
    }

    fn facet_lines(&mut self, facet: &Facet) -> io::Result<()> {
        if facet.field == Field::Value {
            return self.histogram_facet(facet);
        }
        let title = self.paint.strong(facet.field.name());
        self.line(&format!(
            "{title}: {} in {}",
            many(facet.distinct, "value"),
            many(facet.articles, "article")
        ))?;
        let of_facts = facet.values.iter().any(|count| count.facts.is_some());
        if !facet.values.is_empty() {
            let heads = if of_facts {
                "  articles    facts"
            } else {
                "  articles"
            };
            let heads = self.paint.aside(heads);
            self.line(&heads)?;
        }
        for count in &facet.values {
            let facts = count
                .facts
                .map_or(String::new(), |facts| format!(" {:>8}", counted(facts)));
            let now = match province_now(&count.value) {
                Some(now) if facet.field == Field::Place => {
                    self.paint.aside(&format!(" (nay thuộc {now})"))
                }
                _ => String::new(),
            };
            let value = match facet.field {
                Field::Unit => unit(&count.value),
                _ => one_line(&count.value),
            };
            self.line(&format!(
                "  {:>8}{facts}  {value}{now}",
                counted(count.articles)
            ))?;
            self.districts(&count.districts)?;
        }
        Ok(())
    }

    /// The districts of a province, on one line.
    fn districts(&mut self, districts: &[Count]) -> io::Result<()> {
        if districts.is_empty() {
            return Ok(());
        }
        let shown = districts.iter().take(MOST_DISTRICTS);
        let shown = shown.map(|d| format!("{} {}", one_line(&d.value), counted(d.articles)));
        let mut line = shown.collect::<Vec<_>>().join(" · ");
        if districts.len() > MOST_DISTRICTS {
            line.push_str(" · …");
        }
        let line = self.paint.aside(&line);
        self.line(&format!("{:21}{line}", ""))
    }

    fn histogram_facet(&mut self, facet: &Facet) -> io::Result<()> {
        for (at, histogram) in facet.histograms.iter().take(MOST_HISTOGRAMS).enumerate() {
            if at > 0 {
                self.line("")?;
            }
            self.histogram_lines(histogram)?;
        }
        match facet.histograms.len().checked_sub(MOST_HISTOGRAMS) {
            Some(more) if more > 0 => {
                self.line("")?;
                self.line(&format!("value: {more} more; --json prints all"))
            }
            _ => Ok(()),
        }
    }

    /// A histogram as bars.
    fn histogram_lines(&mut self, histogram: &Histogram) -> io::Result<()> {
        let title = self.paint.strong(Field::Value.name());
        let (unit, per) = (histogram.unit.as_deref(), histogram.per.as_deref());
        let measured = one_line(with_unit("", unit, per).trim());
        let comma = if measured.is_empty() { "" } else { ", " };
        self.line(&format!(
            "{title} ({measured}{comma}{}): {} in {}, {} – {}",
            kind_words(histogram.kind),
            many(histogram.facts, "fact"),
            many(histogram.articles, "article"),
            number(histogram.min, histogram),
            number(histogram.max, histogram)
        ))?;
        let labels: Vec<String> = histogram
            .bins
            .iter()
            .map(|bin| label(bin, histogram))
            .collect();
        let width = labels
            .iter()
            .map(|label| label.chars().count())
            .max()
            .unwrap_or(0);
        let most = histogram
            .bins
            .iter()
            .map(|bin| bin.facts)
            .max()
            .unwrap_or(0)
            .max(1);
        for (bin, label) in histogram.bins.iter().zip(&labels) {
            // Whatever is there is seen.
            let length = (bin.facts * BAR / most).max(u64::from(bin.facts > 0));
            let bar: String = (0..length).map(|_| '█').collect();
            let line = format!("  {label:>width$} {:>7}  {bar}", counted(bin.facts));
            self.line(line.trim_end())?;
        }
        Ok(())
    }
}

fn many(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{} {what}s", counted(count)),
    }
}

/// A unit as it is asked for, and as it is written where that differs.
fn unit(name: &str) -> String {
    let written = with_unit("", Some(name), None);
    match written.trim() {
        written if written == name => one_line(name),
        written => format!("{} ({})", one_line(name), one_line(written)),
    }
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "mức (level)",
        Kind::Count => "số lượng (count)",
        Kind::Share => "tỷ lệ (share)",
        Kind::Change => "thay đổi (change)",
        Kind::Multiple => "số lần (multiple)",
    }
}

/// A number with the unit of its histogram.
fn number(value: f64, histogram: &Histogram) -> String {
    one_line(&with_unit(
        &scaled(&value.to_string()),
        histogram.unit.as_deref(),
        histogram.per.as_deref(),
    ))
}

/// The range of a bin.
fn label(bin: &Bin, histogram: &Histogram) -> String {
    match (bin.from, bin.to) {
        (Some(from), Some(to)) => {
            format!("{} – {}", scaled(&from.to_string()), number(to, histogram))
        }
        (Some(from), None) => format!("từ {}", number(from, histogram)),
        (None, Some(to)) => format!("dưới {}", number(to, histogram)),
        (None, None) => String::new(),
    }
}

//! What figures come to, series by series.
//!
//! Invariant: every number stands with its unit; what was left out of it is said beside it.

use super::separated::{Cell, Separated};
use super::{Form, aligned};
use crate::cli::output::Output;
use crate::cli::output::json::{Line, StatsLine};
use crate::cli::output::passage::one_line;
use crate::cli::output::people::counted;
use crate::cli::output::statement::{against, both};
use crate::engine::{By, Figures, Group, Scale, Series};
use crate::facts::written::{scaled, with_unit};
use crate::facts::{Kind, Trend};
use crate::index::{base_name, kind_name, trend_name};
use std::io;

/// The name of what groups are told apart by, for programs.
fn name(by: By) -> &'static str {
    match by {
        By::Place => "place",
        By::Year => "year",
        By::Metric => "metric",
        By::Source => "source",
    }
}

impl Output {
    /// What the figures of every series and group come to.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn statistics(
        &mut self,
        form: Form,
        by: Option<By>,
        all: &[(Series, Vec<Group<Figures>>)],
    ) -> io::Result<()> {
        match form {
            Form::People => all
                .iter()
                .try_for_each(|(series, groups)| self.statistics_table(by, series, groups)),
            Form::Json => lines(by, all).try_for_each(|line| self.object(&Line::Stats(line))),
            Form::Csv | Form::Excel => {
                let mut separated = Separated::new(self, form == Form::Excel)?;
                separated.header(COLUMNS)?;
                for line in lines(by, all) {
                    separated.line(cells(&line))?;
                }
                separated.finish()
            }
        }
    }

    /// A series for people: a line for each group.
    fn statistics_table(
        &mut self,
        by: Option<By>,
        series: &Series,
        groups: &[Group<Figures>],
    ) -> io::Result<()> {
        let scale = Scale::of(groups.iter().map(|group| &group.figures));
        let number = |number: f64| {
            let number = scaled(&number.to_string());
            with_unit(&number, scale.unit.as_deref(), series.per.as_deref())
        };
        let header = [
            by.map_or(String::new(), |by| match by {
                By::Place => both("nơi", "place"),
                By::Year => both("năm", "year"),
                By::Metric => both("chỉ tiêu", "metric"),
                By::Source => both("nguồn", "source"),
            }),
            both("số", "count"),
            both("nhỏ nhất", "min"),
            both("trung vị", "median"),
            both("trung bình", "mean"),
            both("lớn nhất", "max"),
        ];
        let mut rows = vec![header.to_vec()];
        for Group { label, figures } in groups {
            let label = match by {
                None => String::new(),
                Some(_) => label
                    .as_deref()
                    .map_or(both("không rõ", "not said"), one_line),
            };
            let mut row = vec![label, counted(figures.len() as u64)];
            match figures.statistics(&scale) {
                Some(found) => {
                    let mean = five_digits(found.mean);
                    row.extend([found.min, found.median, mean, found.max].map(number));
                }
                None => row.extend(["–"; 4].map(str::to_owned)),
            }
            row.push(notes(figures));
            rows.push(row);
        }
        if by.is_none() {
            rows.iter_mut().for_each(|row| drop(row.remove(0)));
        }
        let first = usize::from(by.is_some());
        let right: Vec<usize> = (first..first + 5).collect();
        self.line("")?;
        let heading = self.paint.strong(&one_line(&heading(series, &scale)));
        self.line(&heading)?;
        for line in aligned(&rows, &right) {
            self.line(&format!("  {line}"))?;
        }
        Ok(())
    }
}

/// What the figures of a series have in common, in words.
pub(super) fn heading(series: &Series, scale: &Scale) -> String {
    let kind = match (series.kind, series.trend) {
        (Kind::Level, _) => both("mức", "level"),
        (Kind::Count, _) => both("số lượng", "count"),
        (Kind::Share, _) => both("tỷ lệ", "share"),
        (Kind::Change, Some(Trend::Up)) => both("tăng", "up"),
        (Kind::Change, Some(Trend::Down)) => both("giảm", "down"),
        (Kind::Change, None) => both("thay đổi", "change"),
        (Kind::Multiple, _) => both("gấp", "multiple"),
    };
    let measured = with_unit("", scale.unit.as_deref(), series.per.as_deref());
    let base = series.base.map(|base| against(base, series.kind));
    let planned = match series.planned {
        true => both("kế hoạch", "planned"),
        false => both("thực hiện, ước tính", "actual, estimated"),
    };
    let words = [Some(measured.trim().to_owned()), base];
    let mut said = kind;
    for word in words.into_iter().flatten().filter(|word| !word.is_empty()) {
        said.push(' ');
        said.push_str(&word);
    }
    format!("{said} · {planned}")
}

/// What must be known of the figures beside what they come to.
pub(super) fn notes(figures: &Figures) -> String {
    let notes = [
        (figures.estimates, both("ước tính", "estimated")),
        (
            figures.inexact,
            both("xấp xỉ, hơn hoặc dưới", "approximate or bounds"),
        ),
        (
            figures.ranges,
            both("khoảng giá trị, không tính", "ranges, left out"),
        ),
    ];
    let notes: Vec<String> = notes
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(count as u64)))
        .collect();
    notes.join("; ")
}

/// The number to five digits: a mean is no more exact than that.
fn five_digits(number: f64) -> f64 {
    format!("{number:.4e}").parse().unwrap_or(number)
}

/// A line for each group of each series.
fn lines(
    by: Option<By>,
    all: &[(Series, Vec<Group<Figures>>)],
) -> impl Iterator<Item = StatsLine<'_>> {
    all.iter().flat_map(move |(series, groups)| {
        let scale = Scale::of(groups.iter().map(|group| &group.figures));
        groups.iter().map(move |Group { label, figures }| {
            let found = figures.statistics(&scale);
            StatsLine {
                unit: scale.unit.clone(),
                per: series.per.as_deref(),
                kind: series.kind,
                trend: series.trend,
                planned: series.planned,
                base: series.base,
                by: by.map(name),
                group: label.as_deref(),
                count: figures.len(),
                min: found.map(|found| found.min),
                median: found.map(|found| found.median),
                mean: found.map(|found| found.mean),
                max: found.map(|found| found.max),
                estimates: figures.estimates,
                inexact: figures.inexact,
                ranges: figures.ranges,
            }
        })
    })
}

const COLUMNS: &[&str] = &[
    "unit",
    "per",
    "kind",
    "trend",
    "planned",
    "base",
    "by",
    "group",
    "count",
    "min",
    "median",
    "mean",
    "max",
    "estimates",
    "inexact",
    "ranges",
];

fn cells<'l>(line: &'l StatsLine<'_>) -> [Cell<'l>; 16] {
    let count = |count: usize| Cell::Number(count.to_string());
    [
        Cell::text(line.unit.as_deref()),
        Cell::text(line.per),
        Cell::name(Some(kind_name(line.kind))),
        Cell::name(line.trend.map(trend_name)),
        Cell::Plain(line.planned.to_string()),
        Cell::name(line.base.map(base_name)),
        Cell::name(line.by),
        Cell::text(line.group),
        count(line.count),
        Cell::number(line.min),
        Cell::number(line.median),
        Cell::number(line.mean),
        Cell::number(line.max),
        count(line.estimates),
        count(line.inexact),
        count(line.ranges),
    ]
}

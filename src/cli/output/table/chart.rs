//! Figures over the time that they are about, as bars of text.
//!
//! Invariant: bars begin at zero and have one scale in a chart; a period without a figure between two
//! with one is shown as such, never bridged; several figures of one period are shown from the
//! least to the greatest; what is not drawn is counted.
//! Known gap: a bar is one of forty steps; the numbers stand beside it.

use super::aligned;
use super::statistics::{heading, notes};
use crate::cli::output::Output;
use crate::cli::output::passage::one_line;
use crate::cli::output::people::counted;
use crate::cli::output::statement::both;
use crate::engine::{Figures, Group, Line, Scale, Series, Statistics};
use crate::facts::{Fact, written};
use std::collections::BTreeMap;
use std::io;

/// How many letters a bar has at most.
const WIDTH: u16 = 40;

/// How many missing periods in a row are each shown by a line of their own.
const MOST_GAPS: i32 = 3;

/// Figures on lines of time.
#[derive(Debug, Default)]
pub struct Timelines {
    lines: BTreeMap<Line, BTreeMap<i32, Figures>>,
    /// How many figures are about no period, or one that is on no line.
    undated: usize,
}

impl Timelines {
    /// Adds a fact.
    pub fn add(&mut self, fact: &Fact) {
        match fact.period.and_then(Line::of) {
            Some((line, step)) => {
                let steps = self.lines.entry(line).or_default();
                steps.entry(step).or_default().add(fact);
            }
            None => self.undated += 1,
        }
    }

    /// In how many periods the longest of its lines has figures.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.lines.values().map(periods).max().unwrap_or_default()
    }
}

/// In how many periods a line has figures that state a number.
fn periods(steps: &BTreeMap<i32, Figures>) -> usize {
    steps.values().filter(|figures| !figures.is_empty()).count()
}

/// How many figures were not drawn, by why.
#[derive(Debug, Default)]
struct Left {
    undated: usize,
    alone: usize,
    ranges: usize,
}

impl Output {
    /// A chart of every line of every series and group that has figures of two periods at least.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn charts(&mut self, all: &[(Series, Vec<Group<Timelines>>)]) -> io::Result<()> {
        let mut left = Left::default();
        let mut drawn = false;
        for (series, groups) in all {
            for Group { label, figures } in groups {
                left.undated += figures.undated;
                let mut lines: Vec<_> = figures.lines.iter().collect();
                lines.sort_by_key(|(line, steps)| (std::cmp::Reverse(periods(steps)), **line));
                for (line, steps) in lines {
                    left.ranges += steps.values().map(|figures| figures.ranges).sum::<usize>();
                    if periods(steps) > 1 {
                        self.chart(series, label.as_deref(), *line, steps)?;
                        drawn = true;
                    } else {
                        left.alone += steps.values().map(Figures::len).sum::<usize>();
                    }
                }
            }
        }
        if drawn {
            let said = both("█ đến số nhỏ nhất", "to the least");
            let range = both("░ đến số lớn nhất của kỳ", "to the greatest of a period");
            self.line("")?;
            self.line(&format!("{said}, {range}"))?;
        }
        let left = [
            (
                left.undated,
                both("không rõ kỳ", "of no period that can be drawn"),
            ),
            (left.alone, both("số liệu lẻ", "alone in their series")),
            (left.ranges, both("khoảng giá trị", "ranges")),
        ];
        let left: Vec<String> = left
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, why)| format!("{} {why}", counted(count as u64)))
            .collect();
        match left.is_empty() {
            true => Ok(()),
            false => {
                let left = format!("{}: {}", both("không vẽ", "not drawn"), left.join("; "));
                if !drawn {
                    self.line("")?;
                }
                self.line(&left)
            }
        }
    }

    fn chart(
        &mut self,
        series: &Series,
        label: Option<&str>,
        line: Line,
        steps: &BTreeMap<i32, Figures>,
    ) -> io::Result<()> {
        let scale = Scale::of(steps.values());
        let found: BTreeMap<i32, (Statistics, &Figures)> = steps
            .iter()
            .filter_map(|(step, figures)| Some((*step, (figures.statistics(&scale)?, figures))))
            .collect();
        let label = label.map_or(String::new(), |label| format!("{label}: "));
        let heading = format!("{label}{}, {}", heading(series, &scale), each(line));
        self.line("")?;
        let heading = self.paint.strong(&one_line(&heading));
        self.line(&heading)?;
        let ends = found.values().map(|(found, _)| (found.min, found.max));
        let axis = ends.fold((0.0_f64, 0.0_f64), |axis, ends| {
            (axis.0.min(ends.0), axis.1.max(ends.1))
        });
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut before = None;
        for (step, (found, figures)) in &found {
            rows.extend(gaps(line, before, *step));
            let number = |number: f64| {
                let number = written::scaled(&number.to_string());
                written::with_unit(&number, scale.unit.as_deref(), series.per.as_deref())
            };
            let mut said = match found.min == found.max {
                true => number(found.min),
                false => format!("{} … {}", number(found.min), number(found.max)),
            };
            if found.count > 1 {
                let count = counted(found.count as u64);
                said = format!("{said} · {count} {}", both("số liệu", "figures"));
            }
            let notes = notes(figures);
            if !notes.is_empty() {
                said = format!("{said} · {notes}");
            }
            let bar = bar(axis, (found.min, found.max));
            rows.push(vec![period(line, *step), format!("│{bar} {said}")]);
            before = Some(*step);
        }
        for line in aligned(&rows, &[]) {
            self.line(&format!("  {line}"))?;
        }
        Ok(())
    }
}

/// The lines that stand for the periods between two steps.
fn gaps(line: Line, before: Option<i32>, step: i32) -> Vec<Vec<String>> {
    let Some(first) = before.map(|before| before + 1) else {
        return Vec::new();
    };
    let none = both("không có số liệu", "no figure");
    match step - first {
        missing if missing <= MOST_GAPS => (first..step)
            .map(|step| vec![period(line, step), format!("│ · {none}")])
            .collect(),
        missing => {
            let from_to = format!("{} … {}", period(line, first), period(line, step - 1));
            vec![vec![
                "⋮".to_owned(),
                format!("│ · {missing} × {none}: {from_to}"),
            ]]
        }
    }
}

fn period(line: Line, step: i32) -> String {
    line.period(step).map_or(String::new(), written::period)
}

/// How the periods of a line follow each other, in words.
fn each(line: Line) -> String {
    match line {
        Line::Yearly {
            months: 12,
            from: 1,
        } => both("từng năm", "by year"),
        Line::Yearly { .. } => both("cùng kỳ từng năm", "the same months of each year"),
        Line::Quarterly => both("từng quý", "by quarter"),
        Line::Monthly => both("từng tháng", "by month"),
        Line::Daily => both("từng ngày", "by day"),
    }
}

/// A bar over an axis that holds zero, from there to the nearer of the ends, and lighter to the
/// other.
fn bar(axis: (f64, f64), ends: (f64, f64)) -> String {
    let length = (axis.1 - axis.0).max(f64::MIN_POSITIVE);
    let mut bar = String::new();
    for at in 0..WIDTH {
        let middle = axis.0 + length * ((f64::from(at) + 0.5) / f64::from(WIDTH));
        let within = |a: f64, b: f64| a <= middle && middle <= b;
        bar.push(match ends {
            (min, _) if min > 0.0 && within(0.0, min) => '█',
            (_, max) if max < 0.0 && within(max, 0.0) => '█',
            (min, max) if within(min, max) => '░',
            _ => ' ',
        });
    }
    if bar.trim().is_empty() && ends != (0.0, 0.0) {
        return "▏".to_owned();
    }
    bar.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(axis: (f64, f64), ends: (f64, f64), expected: &str) {
        assert_eq!(bar(axis, ends), expected, "{axis:?} {ends:?}");
    }

    #[test]
    fn bars_begin_at_zero() {
        let (full, light, none) = ("█".repeat(10), "░".repeat(10), " ".repeat(10));
        check((0.0, 4.0), (4.0, 4.0), &full.repeat(4));
        check((0.0, 4.0), (1.0, 1.0), &full);
        check((0.0, 4.0), (1.0, 3.0), &format!("{full}{light}{light}"));
        check((0.0, 4.0), (0.0, 0.0), "");
        check((0.0, 4000.0), (1.0, 1.0), "▏");
        check((-2.0, 2.0), (-1.0, -1.0), &format!("{none}{full}"));
        check(
            (-2.0, 2.0),
            (1.0, 2.0),
            &format!("{none}{none}{full}{light}"),
        );
        check((-2.0, 2.0), (-1.0, 1.0), &format!("{none}{light}{light}"));
    }

    #[test]
    fn missing_periods_are_shown() {
        let yearly = Line::Yearly {
            from: 1,
            months: 12,
        };
        let shown = |before: Option<i32>, step: i32| -> Vec<String> {
            let lines = gaps(yearly, before, step).into_iter();
            lines.map(|line| line.join(" ")).collect()
        };
        assert!(shown(None, 2018).is_empty());
        assert!(shown(Some(2017), 2018).is_empty());
        assert_eq!(
            shown(Some(2016), 2018),
            ["2017 │ · không có số liệu (no figure)"]
        );
        assert_eq!(shown(Some(2014), 2018).len(), 3);
        assert_eq!(
            shown(Some(2013), 2018),
            ["⋮ │ · 4 × không có số liệu (no figure): 2014 … 2017"]
        );
    }
}

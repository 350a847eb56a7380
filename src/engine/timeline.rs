//! Periods on a line of time: which ones follow each other, and which are missing between two.
//!
//! Invariant: two periods are on one line only if they are of one length and, where they come once a
//! year, of the same part of it: nine months are not compared with a year, nor a first half with a
//! second. Every step between two periods of a line is itself a period of it.
//! Known gap: periods of several years, and stretches of days that are no month, quarter or part of a
//! year from month to month, are on no line.

use crate::facts::Period;
use jiff::ToSpan;
use jiff::civil::Date;

/// A line of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// A part of each year, from the first day of month `from` on, two to twelve months long. A whole
    /// year is twelve from January on.
    Yearly {
        /// The first month, from 1.
        from: i8,
        /// How many months.
        months: i8,
    },
    /// Quarters.
    Quarterly,
    /// Months.
    Monthly,
    /// Days.
    Daily,
}

impl Line {
    /// The line that a period is on, and its step there.
    #[must_use]
    pub fn of(period: Period) -> Option<(Self, i32)> {
        let Period { from, to } = period;
        if from.tomorrow().ok() == Some(to) {
            let days = from.duration_since(Date::ZERO).as_hours() / 24;
            return Some((Self::Daily, i32::try_from(days).ok()?));
        }
        if from.day() != 1 || to.day() != 1 {
            return None;
        }
        let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let first = month(from);
        match month(to) - first {
            1 => Some((Self::Monthly, first)),
            3 if first % 3 == 0 => Some((Self::Quarterly, first / 3)),
            months @ 2..=12 => {
                let line = Self::Yearly {
                    from: from.month(),
                    months: i8::try_from(months).ok()?,
                };
                Some((line, i32::from(from.year())))
            }
            _ => None,
        }
    }

    /// The period of a step.
    #[must_use]
    pub fn period(self, step: i32) -> Option<Period> {
        let month = |number: i32| {
            let year = i16::try_from(number.div_euclid(12)).ok()?;
            Date::new(year, i8::try_from(number.rem_euclid(12)).ok()? + 1, 1).ok()
        };
        let (from, to) = match self {
            Self::Daily => {
                let from = Date::ZERO.checked_add(step.days()).ok()?;
                (from, from.tomorrow().ok()?)
            }
            Self::Monthly => (month(step)?, month(step + 1)?),
            Self::Quarterly => (month(step * 3)?, month(step * 3 + 3)?),
            Self::Yearly { from, months } => {
                let first = step * 12 + i32::from(from) - 1;
                (month(first)?, month(first + i32::from(months))?)
            }
        };
        Some(Period { from, to })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, line: Option<Line>, next: &str) {
        let period = |from: &str, to: &str| Period {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        };
        let this = period(from, to);
        let found = Line::of(this);
        assert_eq!(found.map(|f| f.0), line, "{from}..{to}");
        if let Some((line, step)) = found {
            assert_eq!(line.period(step), Some(this), "{from}..{to}");
            let (first, last) = next.split_once("..").unwrap();
            assert_eq!(line.period(step + 1), Some(period(first, last)));
        }
    }

    #[test]
    fn periods_that_follow_each_other() {
        let yearly = |from, months| Some(Line::Yearly { from, months });
        check(
            "2018-01-01",
            "2019-01-01",
            yearly(1, 12),
            "2019-01-01..2020-01-01",
        );
        check(
            "2018-01-01",
            "2018-10-01",
            yearly(1, 9),
            "2019-01-01..2019-10-01",
        );
        check(
            "2018-07-01",
            "2019-01-01",
            yearly(7, 6),
            "2019-07-01..2020-01-01",
        );
        check(
            "2021-09-01",
            "2022-06-01",
            yearly(9, 9),
            "2022-09-01..2023-06-01",
        );
        check(
            "2018-10-01",
            "2019-01-01",
            Some(Line::Quarterly),
            "2019-01-01..2019-04-01",
        );
        check(
            "2018-12-01",
            "2019-01-01",
            Some(Line::Monthly),
            "2019-01-01..2019-02-01",
        );
        check(
            "2020-02-28",
            "2020-02-29",
            Some(Line::Daily),
            "2020-02-29..2020-03-01",
        );
    }

    #[test]
    fn periods_on_no_line() {
        for (from, to) in [
            ("2016-01-01", "2021-01-01"),
            ("2018-01-01", "2018-01-16"),
            ("2018-09-16", "2018-10-16"),
        ] {
            check(from, to, None, "");
        }
    }
}

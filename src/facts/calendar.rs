//! From what a mention of time says to the days that it means.
//!
//! Invariant: a [`Period`] is half-open. What names its year means that year; without one, a day,
//! month or quarter falls on the last such time that is not after the document's day, unless the
//! text names only older years: the date line of a copied page is the day of copying.
//! Known gap: lunar dates are taken for solar ones or not read.

use super::fact::Period;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What a mention says, before the year is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day of a month.
    Day(i8, i8, Year),
    /// From a day and month to a day and month of one year, the last one included.
    Days((i8, i8), (i8, i8), Year),
    /// A month.
    Month(i8, Year),
    /// `count` months from a month on: a quarter, half a year, "tháng 3 và 4".
    Months {
        /// The first month, 1 to 12.
        first: i8,
        /// How many months.
        count: i8,
        /// The year of the first month.
        year: Year,
    },
    /// A year.
    Year(Year),
    /// From the first year to the last, both included.
    Years(i16, i16),
    /// From a day and month up to the document's day.
    SinceDay(i8, i8, Year),
    /// So many weeks counted from the document's, Monday to Sunday: -1 for "tuần trước".
    WeeksFromNow(i16),
    /// A day counted from the document's: -1 for "hôm qua".
    DaysFromNow(i16),
    /// So many months counted back from the document's, whole months or quarters: "quý trước".
    MonthsFromNow {
        /// How many months a unit has: 1 or 3.
        unit: i8,
        /// Which unit, counted from the document's: 0 or -1.
        which: i16,
    },
    /// A span that only says when, without dates: "5 năm qua", "7h30".
    Vague,
}

/// How a mention says its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// It names it.
    Named(i16),
    /// It counts years from the document's: -1 for "năm ngoái".
    Relative(i16),
    /// It leaves it open.
    Open,
}

/// What is known of the time of a text, to settle mentions that leave the year open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// The document's day.
    pub published: Option<Date>,
    /// The year that the sentence names, or the text before it.
    pub near: Option<i16>,
    /// The year that the text is about where its words and the document's day disagree.
    pub anchor: Option<i16>,
}

impl Clock {
    /// The year that "năm nay" means.
    #[must_use]
    pub fn this_year(&self) -> Option<i16> {
        self.anchor.or(self.published.map(Date::year))
    }

    /// The document's day, where the text agrees with it.
    fn now(&self) -> Option<Date> {
        self.published.filter(|_| self.anchor.is_none())
    }

    /// The year of a day or month that leaves it open.
    fn year(&self, said: Year, month: i8, day: i8) -> Option<i16> {
        match said {
            Year::Named(year) => Some(year),
            Year::Relative(years) => self.this_year()?.checked_add(years),
            Year::Open => {
                if let Some(year) = self.near.or(self.anchor) {
                    return Some(year);
                }
                let published = self.published?;
                let past = (month, day) <= (published.month(), published.day());
                published.year().checked_sub(i16::from(!past))
            }
        }
    }

    fn plain_year(&self, said: Year) -> Option<i16> {
        match said {
            Year::Named(year) => Some(year),
            Year::Relative(years) => self.this_year()?.checked_add(years),
            Year::Open => self.near.or_else(|| self.this_year()),
        }
    }
}

impl When {
    /// The year that the mention names itself.
    #[must_use]
    pub fn named_year(self) -> Option<i16> {
        match self {
            Self::Day(_, _, Year::Named(year))
            | Self::Days(_, _, Year::Named(year))
            | Self::Month(_, Year::Named(year))
            | Self::Months {
                year: Year::Named(year),
                ..
            }
            | Self::Year(Year::Named(year))
            | Self::SinceDay(_, _, Year::Named(year)) => Some(year),
            _ => None,
        }
    }

    /// The days it means, where the clock settles the year.
    #[must_use]
    pub fn settle(self, clock: &Clock) -> Option<Period> {
        match self {
            Self::Day(day, month, year) => {
                let from = Date::new(clock.year(year, month, day)?, month, day).ok()?;
                Some(Period {
                    from,
                    to: day_after(from)?,
                })
            }
            Self::Days((day, month), (last_day, last_month), year) => {
                let year = clock.year(year, last_month, last_day)?;
                let to = Date::new(year, last_month, last_day).ok()?;
                // "27/12 - 2/1": the year named is that of the last day.
                let back = i16::from((month, day) > (last_month, last_day));
                let from = Date::new(year.checked_sub(back)?, month, day).ok()?;
                Some(Period {
                    from,
                    to: day_after(to)?,
                })
            }
            Self::Month(month, year) => months(clock.year(year, month, 1)?, month, 1),
            Self::Months { first, count, year } => {
                // The first months of a year are told when the last of them has come.
                let told = if first == 1 { count } else { first };
                months(clock.year(year, told.min(12), 1)?, first, count)
            }
            Self::Year(year) => months(clock.plain_year(year)?, 1, 12),
            Self::Years(first, last) => Some(Period {
                from: date(first, 1, 1),
                to: date(last.checked_add(1)?, 1, 1),
            }),
            Self::SinceDay(day, month, year) => {
                let whole = (day, month) == (1, 1);
                let year = match whole {
                    // "từ đầu năm đến nay"
                    true => clock.plain_year(year)?,
                    false => clock.year(year, month, day)?,
                };
                let from = Date::new(year, month, day).ok()?;
                let to = day_after(clock.published?)?;
                (from < to).then_some(Period { from, to })
            }
            Self::DaysFromNow(days) => {
                let day = clock.now()?.checked_add(i64::from(days).days()).ok()?;
                Some(Period {
                    from: day,
                    to: day_after(day)?,
                })
            }
            Self::WeeksFromNow(weeks) => {
                let now = clock.now()?;
                let monday = i64::from(now.weekday().to_monday_zero_offset());
                let from = now
                    .checked_add((i64::from(weeks) * 7 - monday).days())
                    .ok()?;
                let to = from.checked_add(7.days()).ok()?;
                Some(Period { from, to })
            }
            Self::MonthsFromNow { unit, which } => {
                let now = clock.now()?;
                let first = now.month() - (now.month() - 1) % unit;
                let from = Date::new(now.year(), first, 1)
                    .ok()?
                    .checked_add((i64::from(unit) * i64::from(which)).months())
                    .ok()?;
                months(from.year(), from.month(), unit)
            }
            Self::Vague => None,
        }
    }
}

fn day_after(day: Date) -> Option<Date> {
    day.checked_add(1.day()).ok()
}

/// `count` months from the first of `month` on.
fn months(year: i16, month: i8, count: i8) -> Option<Period> {
    let from = Date::new(year, month, 1).ok()?;
    Some(Period {
        from,
        to: from.checked_add(i64::from(count).months()).ok()?,
    })
}

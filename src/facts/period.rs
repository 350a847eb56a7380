//! Dates and periods in running text: "9 tháng đầu năm 2018", "hết tháng 8", "quý II/2021".
//!
//! Invariant: a mention covers the tokens that belong to a date or period, so that no number in it
//! is read as a quantity; a [`Period`] is half-open. A month, quarter or day without a year falls
//! on the last such time that is not after the document's day.
//! Known gap: "nửa đầu năm", lunar dates and school years without digits are not read.

use super::fact::Period;
use super::lexicon::{PhraseTable, Words};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::ops::Range;
use std::sync::LazyLock;

/// What a mention says, before the year is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day of a month.
    Day(i8, i8, Option<i16>),
    /// A month.
    Month(i8, Option<i16>),
    /// A quarter, 1 to 4.
    Quarter(i8, Option<i16>),
    /// A year.
    Year(i16),
    /// From the first year to the last.
    Years(i16, i16),
    /// From the first of January to the end of a month.
    FirstMonths(i8, Option<i16>),
    /// The last months of a year.
    LastMonths(i8, Option<i16>),
    /// A year counted from the document's: -1 for "năm ngoái".
    YearsAgo(i16),
    /// A span that only says when, without dates: "5 năm qua", "7h30".
    Vague,
}

/// A date or period in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The tokens it takes.
    pub tokens: Range<usize>,
    /// What it says.
    pub when: When,
}

/// What is known of the time of a text, to settle mentions without a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// The document's day.
    pub published: Option<Date>,
    /// The year last named in the text.
    pub year: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Day,
    Month,
    Quarter,
    Year,
    Years,
    UpTo,
    First,
    Last,
    Vague,
    PartOfDay,
    Hour,
    Ago(i16),
}

/// Words that build dates (Vietnamese usage; the spellings of quý/quí are both in the press).
const CUES: &[(&str, Cue)] = &[
    ("ngày", Cue::Day),
    ("mùng", Cue::Day),
    ("mồng", Cue::Day),
    ("hôm", Cue::PartOfDay),
    ("sáng", Cue::PartOfDay),
    ("trưa", Cue::PartOfDay),
    ("chiều", Cue::PartOfDay),
    ("tối", Cue::PartOfDay),
    ("đêm", Cue::PartOfDay),
    ("sáng nay", Cue::PartOfDay),
    ("chiều nay", Cue::PartOfDay),
    ("tối nay", Cue::PartOfDay),
    ("sáng ngày", Cue::PartOfDay),
    ("chiều ngày", Cue::PartOfDay),
    ("hôm nay", Cue::PartOfDay),
    ("hôm qua", Cue::PartOfDay),
    ("tháng", Cue::Month),
    ("quý", Cue::Quarter),
    ("quí", Cue::Quarter),
    ("năm", Cue::Year),
    ("năm học", Cue::Years),
    ("niên độ", Cue::Years),
    ("niên vụ", Cue::Years),
    ("giai đoạn", Cue::Years),
    ("nhiệm kỳ", Cue::Years),
    ("nhiệm kỳ đại hội", Cue::Years),
    ("hết tháng", Cue::UpTo),
    ("đến tháng", Cue::UpTo),
    ("đến hết tháng", Cue::UpTo),
    ("đến cuối tháng", Cue::UpTo),
    ("tính đến tháng", Cue::UpTo),
    ("tính đến hết tháng", Cue::UpTo),
    ("tính đến cuối tháng", Cue::UpTo),
    ("đầu năm", Cue::First),
    ("đầu năm nay", Cue::First),
    ("cuối năm", Cue::Last),
    ("cuối năm nay", Cue::Last),
    ("năm ngoái", Cue::Ago(1)),
    ("năm trước", Cue::Ago(1)),
    ("năm nay", Cue::Ago(0)),
    ("qua", Cue::Vague),
    ("vừa qua", Cue::Vague),
    ("gần đây", Cue::Vague),
    ("trở lại đây", Cue::Vague),
    ("gần nhất", Cue::Vague),
    ("tới", Cue::Vague),
    ("sắp tới", Cue::Vague),
    ("tiếp theo", Cue::Vague),
    ("cuối tuần", Cue::Vague),
    ("cuối cùng", Cue::Vague),
    ("nghỉ lễ", Cue::Vague),
    ("giờ", Cue::Hour),
    ("h", Cue::Hour),
];

static TABLE: LazyLock<PhraseTable<Cue>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for (phrase, cue) in CUES {
        table.insert(phrase, *cue);
    }
    table
});

fn cue(words: &Words<'_>, at: usize) -> Option<(usize, Cue)> {
    TABLE.longest(words, at).map(|f| (f.tokens, *f.value))
}

/// The dates and periods among the tokens of `range`, in order, disjoint.
#[must_use]
pub fn mentions(words: &Words<'_>, range: Range<usize>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match mention(words, at, range.end) {
            Some(mention) => {
                at = mention.tokens.end.max(at + 1);
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

fn mention(words: &Words<'_>, at: usize, end: usize) -> Option<Mention> {
    let make = |to: usize, when: When| Some(Mention { tokens: at..to.min(end), when });
    if let Some((tokens, cue)) = cue(words, at) {
        let next = at + tokens;
        match cue {
            Cue::Day => {
                let (to, when) = day_and_month(words, next)?;
                return make(to, when);
            }
            Cue::PartOfDay => {
                let (to, when) = date_with_slash(words, next)?;
                return make(to, when);
            }
            Cue::Month | Cue::UpTo => {
                let (to, month) = small(words, next, 12)?;
                let (to, year) = year_after(words, to);
                let when = match cue {
                    Cue::UpTo => When::FirstMonths(month, year),
                    _ => When::Month(month, year),
                };
                return make(to, when);
            }
            Cue::Quarter => {
                let (to, quarter) = quarter(words, next)?;
                let (to, year) = year_after(words, to);
                return make(to, When::Quarter(quarter, year));
            }
            Cue::Year => {
                if let Some((to, first, last)) = years(words, next) {
                    return make(to, When::Years(first, last));
                }
                let year = year(words, next)?;
                return make(next + 1, When::Year(year));
            }
            Cue::Years => {
                if let Some((to, first, last)) = years(words, next) {
                    return make(to, When::Years(first, last));
                }
                let year = year(words, next)?;
                return make(next + 1, When::Year(year));
            }
            Cue::Ago(years) => return make(next, When::YearsAgo(years)),
            _ => {}
        }
    }
    if !words.is_number(at) {
        return None;
    }
    if let Some((to, first, last)) = years(words, at) {
        return make(to, When::Years(first, last));
    }
    if let Some((to, when)) = months_of_year(words, at) {
        return make(to, when);
    }
    if let Some((to, when)) = full_date(words, at).or_else(|| date_in_brackets(words, at)) {
        return make(to, when);
    }
    if let Some(to) = time_of_day(words, at).or_else(|| vague_span(words, at)) {
        return make(to, When::Vague);
    }
    // A year that stands alone: nothing is counted by it.
    let year = year(words, at)?;
    let counted = words.joined(at + 1) && super::noun::is_counted(words, at + 1);
    let measured = super::unit::after(words, at, super::unit::Language::Vietnamese).is_some();
    let scaled = super::number::numeral(words, at).is_some_and(|n| n.scaled());
    (!counted && !measured && !scaled)
        .then_some(())
        .and_then(|()| make(at + 1, When::Year(year)))
}

/// A whole number from 1 to `most`, as a token of digits.
fn small(words: &Words<'_>, at: usize, most: i8) -> Option<(usize, i8)> {
    let word = words.word(at);
    let fits = words.is_number(at) && word.len() <= 2;
    let number: i8 = fits.then(|| word.parse().ok()).flatten()?;
    (1..=most).contains(&number).then_some((at + 1, number))
}

/// A year from 1900 to 2099, as a token of digits.
fn year(words: &Words<'_>, at: usize) -> Option<i16> {
    let word = words.word(at);
    let year: i16 = (words.is_number(at) && word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()?;
    (1900..2100).contains(&year).then_some(year)
}

fn slash(words: &Words<'_>, at: usize) -> bool {
    matches!(words.gap(at).trim(), "/" | "-" | ".")
}

/// "/2018", "-2018", "năm 2018", "năm ngoái" behind a month or quarter.
fn year_after(words: &Words<'_>, at: usize) -> (usize, Option<i16>) {
    if slash(words, at) && let Some(year) = year(words, at) {
        return (at + 1, Some(year));
    }
    if words.joined(at) && let Some((tokens, Cue::Year)) = cue(words, at) {
        let next = at + tokens;
        if words.joined(next) && let Some(year) = year(words, next) {
            return (next + 1, Some(year));
        }
    }
    (at, None)
}

/// "27/9", "27/9/2018", "27-9-2018" from the day on.
fn date_with_slash(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let (next, day) = small(words, at, 31)?;
    if !slash(words, next) {
        return None;
    }
    let (next, month) = small(words, next, 12)?;
    let (next, year) = match year(words, next) {
        Some(year) if slash(words, next) => (next + 1, Some(year)),
        _ => (next, None),
    };
    Some((next, When::Day(day, month, year)))
}

/// Behind "ngày": "27/9", "27 tháng 9 năm 2018", and lists that end in one: "27 và 28/9".
fn day_and_month(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    if let Some(found) = date_with_slash(words, at) {
        return Some(found);
    }
    let (next, day) = small(words, at, 31)?;
    if let Some((tokens, Cue::Month)) = words.joined(next).then(|| cue(words, next)).flatten() {
        let (next, month) = small(words, next + tokens, 12)?;
        let (next, year) = year_after(words, next);
        return Some((next, When::Day(day, month, year)));
    }
    // The first day of a list or range is covered too; its own date is left to the last one.
    let list = words.gap(next).trim() == "-" || words.gap(next).trim() == ",";
    let and = words.joined(next) && matches!(words.word(next), "và" | "đến");
    if list && let Some((to, when)) = date_with_slash(words, next) {
        return Some((to, when));
    }
    if and && let Some((to, when)) = date_with_slash(words, next + 1) {
        return Some((to, when));
    }
    (words.gap(next).is_empty() || !words.joined(next)).then_some((next, When::Vague))
}

/// "27/9/2018" anywhere.
fn full_date(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let found = date_with_slash(words, at)?;
    match found.1 {
        When::Day(_, _, Some(_)) => Some(found),
        _ => month_and_year(words, at),
    }
    .or_else(|| month_and_year(words, at))
}

/// "9/2018" anywhere.
fn month_and_year(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let (next, month) = small(words, at, 12)?;
    let year = (words.gap(next) == "/").then(|| year(words, next))??;
    Some((next + 1, When::Month(month, Some(year))))
}

/// "(27/9)", the newspaper's way to date a "sáng nay".
fn date_in_brackets(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let found = date_with_slash(words, at)?;
    let opened = words.gap(at).ends_with('(');
    let closed = words.gap(found.0).starts_with([')', ',', ';']);
    (opened && closed).then_some(found)
}

/// "2015-2020", "2015 đến 2020".
fn years(words: &Words<'_>, at: usize) -> Option<(usize, i16, i16)> {
    let first = year(words, at)?;
    let gap = words.gap(at + 1).trim();
    let next = match gap {
        "-" | "/" => at + 1,
        "" if matches!(words.word(at + 1), "đến" | "tới") => {
            let year_again = words.word(at + 2) == "năm";
            at + 2 + usize::from(year_again)
        }
        _ => return None,
    };
    let last = year(words, next)?;
    (first < last).then_some((next + 1, first, last))
}

fn quarter(words: &Words<'_>, at: usize) -> Option<(usize, i8)> {
    let number = match words.word(at) {
        "I" | "1" | "i" => 1,
        "II" | "2" | "ii" => 2,
        "III" | "3" | "iii" => 3,
        "IV" | "4" | "iv" => 4,
        _ => return None,
    };
    Some((at + 1, number))
}

/// "9 tháng đầu năm 2018", "6 tháng cuối năm", "11 tháng năm 2016", "8 tháng/2021".
fn months_of_year(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let (next, months) = small(words, at, 12)?;
    if !words.joined(next) {
        return None;
    }
    let (tokens, Cue::Month) = cue(words, next)? else {
        return None;
    };
    let next = next + tokens;
    let behind = words.joined(next).then(|| cue(words, next)).flatten();
    match behind {
        Some((tokens, kind @ (Cue::First | Cue::Last))) => {
            let mut to = next + tokens;
            let mut named = None;
            if words.joined(to) || slash(words, to) {
                if let Some(year) = year(words, to) {
                    (to, named) = (to + 1, Some(year));
                } else {
                    (to, named) = year_after(words, to);
                }
            }
            let when = match kind {
                Cue::First => When::FirstMonths(months, named),
                _ => When::LastMonths(months, named),
            };
            Some((to, when))
        }
        _ => match year_after(words, next) {
            (to, Some(year)) => Some((to, When::FirstMonths(months, Some(year)))),
            // "trong 8 tháng, …": the months of the year so far.
            _ if words.word(next) == "đầu" && words.joined(next) => {
                Some((next + 1, When::FirstMonths(months, None)))
            }
            _ => None,
        },
    }
}

/// "7h30", "7 giờ 30 phút ngày", "19:45".
fn time_of_day(words: &Words<'_>, at: usize) -> Option<usize> {
    let hour: u8 = words.word(at).parse().ok().filter(|h| *h <= 24)?;
    if words.gap(at + 1) == ":" && words.word(at + 1).len() == 2 {
        return Some(at + 2);
    }
    let glued = words.gap(at + 1).is_empty();
    let word = words.word(at + 1);
    if glued && (word == "h" || word.strip_prefix('h').is_some_and(|m| m.parse::<u8>().is_ok())) {
        let minutes = word == "h" && words.gap(at + 2).is_empty() && words.is_number(at + 2);
        return Some(at + 2 + usize::from(minutes));
    }
    let said = matches!(words.word(at.checked_sub(1)?), "lúc" | "hồi" | "Lúc" | "Hồi");
    let (tokens, cue) = cue(words, at + 1)?;
    if cue != Cue::Hour || !words.joined(at + 1) || hour > 24 {
        return None;
    }
    let mut next = at + 1 + tokens;
    if words.is_number(next) && words.word(next).len() <= 2 {
        next += 1;
        if words.word(next) == "phút" {
            next += 1;
        }
        return Some(next);
    }
    let part_of_day = matches!(words.word(next), "sáng" | "chiều" | "tối" | "đêm" | "trưa" | "ngày");
    (said || part_of_day).then_some(next)
}

/// "5 năm qua", "10 năm gần đây", "2 ngày cuối tuần": they only say when.
fn vague_span(words: &Words<'_>, at: usize) -> Option<usize> {
    let unit = words.word(at + 1);
    let is_time = matches!(unit, "năm" | "tháng" | "tuần" | "ngày" | "giờ" | "quý" | "thập");
    if !is_time || !words.joined(at + 1) || !words.joined(at + 2) {
        return None;
    }
    let (tokens, cue) = cue(words, at + 2)?;
    (cue == Cue::Vague).then_some(at + 2 + tokens)
}

impl When {
    /// The year that the mention names itself.
    #[must_use]
    pub fn named_year(self) -> Option<i16> {
        match self {
            Self::Day(_, _, year)
            | Self::Month(_, year)
            | Self::Quarter(_, year)
            | Self::FirstMonths(_, year)
            | Self::LastMonths(_, year) => year,
            Self::Year(year) => Some(year),
            _ => None,
        }
    }

    /// The days it means, where the clock settles the year.
    #[must_use]
    pub fn settle(self, clock: Clock) -> Option<Period> {
        let year_of = |named: Option<i16>, month: i8, day: i8| -> Option<i16> {
            if named.is_some() {
                return named;
            }
            if clock.year.is_some() {
                return clock.year;
            }
            let published = clock.published?;
            let past = (month, day) <= (published.month(), published.day());
            Some(published.year() - i16::from(!past))
        };
        match self {
            Self::Day(day, month, year) => {
                let from = Date::new(year_of(year, month, day)?, month, day).ok()?;
                Some(Period {
                    from,
                    to: from.checked_add(1.day()).ok()?,
                })
            }
            Self::Month(month, year) => months(year_of(year, month, 1)?, month, 1),
            Self::Quarter(quarter, year) => {
                let first = (quarter - 1) * 3 + 1;
                months(year_of(year, first, 1)?, first, 3)
            }
            Self::Year(year) => months(year, 1, 12),
            Self::Years(first, last) => Some(Period {
                from: date(first, 1, 1),
                to: date(last.checked_add(1)?, 1, 1),
            }),
            Self::FirstMonths(count, year) => months(year_of(year, count, 1)?, 1, count),
            Self::LastMonths(count, year) => {
                let year = year
                    .or(clock.year)
                    .or_else(|| clock.published.map(Date::year))?;
                months(year, 13 - count, count)
            }
            Self::YearsAgo(ago) => {
                let this = clock.published.map(Date::year).or(clock.year)?;
                months(this.checked_sub(ago)?, 1, 12)
            }
            Self::Vague => None,
        }
    }
}

/// `count` months from the first of `month` on.
fn months(year: i16, month: i8, count: i8) -> Option<Period> {
    let from = Date::new(year, month, 1).ok()?;
    Some(Period {
        from,
        to: from.checked_add(i64::from(count).months()).ok()?,
    })
}

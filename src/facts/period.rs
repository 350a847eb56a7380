//! Dates and periods in running text: "9 tháng đầu năm 2018", "hết tháng 8", "quý II/2021".
//!
//! Invariant: a mention covers the tokens that belong to a date or period, so that no number in it
//! is read as a quantity. The words that build dates are `tables/times.tsv`.
//! Known gap: school years and crop seasons without digits are not read, "tháng 8 tới" has no days.

use super::calendar::{When, Year};
use super::date::{
    any_year, bare_year_after, date_in_brackets, date_with_slash, day_behind, day_range, days,
    full_date, last_month, month, quarter, small, time_of_day, year, year_after, years,
};
use super::lexicon::{PhraseTable, Words, rows};
use crate::text::key;
use std::ops::Range;
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/times.tsv");

/// A date or period in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The tokens it takes.
    pub tokens: Range<usize>,
    /// What it says.
    pub when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    Day,
    PartOfDay,
    Month,
    Quarter,
    Year,
    WholeYear,
    Years,
    /// Twelve months from that one of the first year on.
    Season(i8),
    UpTo,
    FirstHalf,
    SecondHalf,
    Relative(i16),
    DaysFromNow(i16),
    WeeksFromNow(i16),
    MonthsFromNow(i8, i16),
    UpToQuarter,
    /// That quarter of the year that follows.
    QuarterOf(i8),
    SoFar,
    Since,
    Vague,
    Hour,
}

fn cue_named(name: &str) -> Option<Cue> {
    Some(match name {
        "day" => Cue::Day,
        "part_of_day" => Cue::PartOfDay,
        "month" => Cue::Month,
        "quarter" => Cue::Quarter,
        "year" => Cue::Year,
        "whole_year" => Cue::WholeYear,
        "years" => Cue::Years,
        "school_year" => Cue::Season(9),
        "crop_year" => Cue::Season(10),
        "financial_year" => Cue::Season(7),
        "first_quarter" => Cue::QuarterOf(1),
        "last_quarter" => Cue::QuarterOf(4),
        "up_to" => Cue::UpTo,
        "first_half" => Cue::FirstHalf,
        "second_half" => Cue::SecondHalf,
        "year_ago" => Cue::Relative(-1),
        "this_year" => Cue::Relative(0),
        "next_year" => Cue::Relative(1),
        "today" => Cue::DaysFromNow(0),
        "yesterday" => Cue::DaysFromNow(-1),
        "this_week" => Cue::WeeksFromNow(0),
        "week_ago" => Cue::WeeksFromNow(-1),
        "next_week" => Cue::WeeksFromNow(1),
        "next_month" => Cue::MonthsFromNow(1, 1),
        "next_quarter" => Cue::MonthsFromNow(3, 1),
        "fiscal_year" => Cue::Season(4),
        "this_month" => Cue::MonthsFromNow(1, 0),
        "month_ago" => Cue::MonthsFromNow(1, -1),
        "this_quarter" => Cue::MonthsFromNow(3, 0),
        "quarter_ago" => Cue::MonthsFromNow(3, -1),
        "up_to_quarter" => Cue::UpToQuarter,
        "so_far" => Cue::SoFar,
        "since" => Cue::Since,
        "vague" => Cue::Vague,
        "hour" => Cue::Hour,
        _ => return None,
    })
}

static CUES: LazyLock<PhraseTable<Cue>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(TABLE) {
        if let [phrase, name, ..] = row.as_slice()
            && let Some(cue) = cue_named(name)
        {
            table.insert(phrase, cue);
        }
    }
    table
});

/// The cue that begins with token `at`: how many tokens it takes, and what it is.
pub fn cue(words: &Words<'_>, at: usize) -> Option<(usize, Cue)> {
    CUES.longest(words, at).map(|f| (f.tokens, *f.value))
}

/// The dates and periods among the tokens of `range`, in order, disjoint.
#[must_use]
pub fn mentions(words: &Words<'_>, range: Range<usize>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let cues: &PhraseTable<Cue> = &CUES;
    let mut at = range.start;
    while at < range.end {
        let may = words.is_number(at) || words.key(at + 1) == MONTH || cues.may_begin(words, at);
        if !may {
            at += 1;
            continue;
        }
        match mention(words, at) {
            Some((to, when)) => {
                let to = to.min(range.end);
                let mention = Mention {
                    tokens: at..to,
                    when,
                };
                let mention = up_to_now(words, mention, range.start);
                match found.last().and_then(|last| joined(words, last, &mention)) {
                    Some(both) => {
                        found.pop();
                        found.push(both);
                    }
                    None => found.push(mention),
                }
                at = found.last().map_or(to, |m| m.tokens.end).max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Words that count years, before "năm trước".
const COUNTS: &[&str] = &[
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "chục", "mấy", "vài",
    "nhiều", "những", "các",
];

/// Whether the word at the token is counted: "20 năm trước", "hai tuần tới".
fn counted(words: &Words<'_>, at: usize) -> bool {
    at > 0 && words.joined(at) && (words.is_number(at - 1) || words.is_any(at - 1, COUNTS))
}

/// "từ tháng 3/2023 đến nay", "kể từ tháng 3/2023": from then up to the document's day.
fn up_to_now(words: &Words<'_>, mention: Mention, floor: usize) -> Mention {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let said = |at: usize, word: &str| at >= floor && words.is(at, word);
    let since = start > floor && said(start - 1, "từ");
    let kept = since && start > floor + 1 && said(start - 2, "kể");
    let now = up_to_today(words, end);
    if !(kept || (since && now.is_some())) {
        return mention;
    }
    let when = match mention.when {
        When::Month(month, year) => When::SinceDay(1, month, year),
        When::Day(day, month, year) => When::SinceDay(day, month, year),
        When::Year(year) => When::SinceDay(1, 1, year),
        _ => return mention,
    };
    Mention {
        tokens: start..now.unwrap_or(end),
        when,
    }
}

/// Where "đến nay", "cho tới nay", "đến hiện tại" ends that begins with token `at`.
fn up_to_today(words: &Words<'_>, at: usize) -> Option<usize> {
    let to = at + usize::from(words.joined(at) && words.is(at, "cho"));
    if !words.joined(to) || !words.is_any(to, &["đến", "tới"]) {
        return None;
    }
    if words.is(to + 1, "nay") {
        return Some(to + 2);
    }
    (words.is(to + 1, "hiện") && words.is_any(to + 2, &["nay", "tại"])).then_some(to + 3)
}

/// "từ ngày 27/9 đến ngày 1/10", "từ tháng 3 đến tháng 6/2018": one time of two mentions.
fn joined(words: &Words<'_>, first: &Mention, last: &Mention) -> Option<Mention> {
    let between = last.tokens.start - first.tokens.end;
    let to = (between == 1 && words.is_any(first.tokens.end, &["đến", "tới"]))
        || (between == 0 && words.sign(last.tokens.start) == "-");
    let started = first.tokens.start > 0 && words.is(first.tokens.start - 1, "từ");
    if !to || !started {
        return None;
    }
    let named = |year: Year, other: Year| match year {
        Year::Open => other,
        _ => year,
    };
    let when = match (first.when, last.when) {
        (When::Day(d, m, y), When::Day(last_d, last_m, last_y)) => {
            When::Days((d, m), (last_d, last_m), named(last_y, y))
        }
        (When::Month(m, y), When::Month(last_m, last_y)) if m < last_m => When::Months {
            first: m,
            count: last_m - m + 1,
            year: named(last_y, y),
        },
        _ => return None,
    };
    Some(Mention {
        tokens: first.tokens.start..last.tokens.end,
        when,
    })
}

fn mention(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    if words.is_number(at) {
        return from_number(words, at);
    }
    // "hai tháng cuối năm", but "hai tháng" alone is a length of time.
    if let Some(count) = spelled_count(words, at)
        && words.joined(at + 2)
        && words.is_any(at + 2, &["đầu", "cuối"])
        && words.joined(at + 3)
        && words.is(at + 3, "năm")
    {
        return months_counted(words, at, at + 1, count);
    }
    let (tokens, cue) = cue(words, at)?;
    let next = at + tokens;
    match cue {
        Cue::Day => days(words, next),
        Cue::PartOfDay => date_with_slash(words, next).or_else(|| day_behind(words, next)),
        Cue::Month | Cue::UpTo => {
            let (to, month) = month(words, next)?;
            if let Some((to, last)) = last_month(words, to).filter(|(_, last)| *last > month) {
                let (to, year) = year_after(words, to);
                let when = When::Months {
                    first: month,
                    count: last - month + 1,
                    year,
                };
                return Some((to, when));
            }
            // "tháng 8 tới" is still to come.
            if words.joined(to) && words.is_any(to, &["tới", "sắp"]) && !words.is(to + 1, "tháng")
            {
                return Some((to + 1, When::Vague));
            }
            let (to, year) = year_after(words, to);
            let when = match cue {
                Cue::UpTo => When::Months {
                    first: 1,
                    count: month,
                    year,
                },
                _ => When::Month(month, year),
            };
            Some((to, when))
        }
        Cue::Quarter => {
            let (to, quarter) = quarter(words, next)?;
            let (to, year) = year_after(words, to);
            let when = When::Months {
                first: (quarter - 1) * 3 + 1,
                count: 3,
                year,
            };
            Some((to, when))
        }
        Cue::Year | Cue::Years | Cue::Season(_) => {
            if let Some((to, first, last)) = years(words, next) {
                let when = match cue {
                    Cue::Season(month) if first + 1 == last => When::Months {
                        first: month,
                        count: 12,
                        year: Year::Named(first),
                    },
                    _ => When::Years(first, last),
                };
                return Some((to, when));
            }
            let year = match cue {
                Cue::Year => any_year(words, next)?,
                _ => year(words, next)?,
            };
            Some((next + 1, When::Year(Year::Named(year))))
        }
        Cue::Since => {
            if let Some((to, first, last)) = years(words, next) {
                return Some((to, When::Years(first, last)));
            }
            let first = year(words, next)?;
            let end = next + 1;
            let to_now = up_to_today(words, end);
            // "kể từ năm 2016" goes on by itself.
            let when = if to_now.is_some() || words.is(at, "kể") {
                When::SinceDay(1, 1, Year::Named(first))
            } else {
                When::Year(Year::Named(first))
            };
            Some((to_now.unwrap_or(end), when))
        }
        Cue::FirstHalf | Cue::SecondHalf => {
            let (to, year) = bare_year_after(words, next);
            // "nửa đầu trận đấu" is no time of a year.
            if to == next && !words.is(next - 1, "năm") {
                return None;
            }
            let first = if cue == Cue::FirstHalf { 1 } else { 7 };
            let when = When::Months {
                first,
                count: 6,
                year,
            };
            Some((to, when))
        }
        Cue::WholeYear => {
            let (to, year) = bare_year_after(words, next);
            Some((to, When::Year(year)))
        }
        // "20 năm trước", "nhiều năm trước": a length of time, no year.
        Cue::Relative(_) if counted(words, at) => None,
        Cue::Relative(years) => Some((next, When::Year(Year::Relative(years)))),
        Cue::DaysFromNow(days) => {
            // "sáng nay (27/9)", "hôm qua 27/9": the date says it exactly.
            let dated = date_with_slash(words, next)
                .filter(|_| words.joined(next) || words.sign(next) == "(");
            Some(dated.unwrap_or((next, When::DaysFromNow(days))))
        }
        // "hai tuần trước", "3 tháng tới"
        Cue::WeeksFromNow(_) | Cue::MonthsFromNow(..) if counted(words, at) => None,
        Cue::WeeksFromNow(weeks) => Some((next, When::WeeksFromNow(weeks))),
        Cue::MonthsFromNow(unit, which) => Some((next, When::MonthsFromNow { unit, which })),
        Cue::UpToQuarter => {
            let (to, quarter) = quarter(words, next)?;
            let (to, year) = year_after(words, to);
            let when = When::Months {
                first: 1,
                count: quarter * 3,
                year,
            };
            Some((to, when))
        }
        Cue::QuarterOf(quarter) => {
            let (to, year) = bare_year_after(words, next);
            let when = When::Months {
                first: (quarter - 1) * 3 + 1,
                count: 3,
                year,
            };
            Some((to, when))
        }
        Cue::SoFar => Some((next, When::SinceDay(1, 1, Year::Open))),
        Cue::Vague | Cue::Hour => None,
    }
}

/// What begins with digits.
fn from_number(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    if let Some((to, first, last)) = years(words, at) {
        return Some((to, When::Years(first, last)));
    }
    if let Some(found) = months_of_year(words, at)
        .or_else(|| day_range(words, at))
        .or_else(|| full_date(words, at))
        .or_else(|| date_in_brackets(words, at))
    {
        return Some(found);
    }
    if let Some(to) = time_of_day(words, at).or_else(|| vague_span(words, at)) {
        return Some((to, When::Vague));
    }
    bare_year(words, at)
}

/// "đến 2025 là 22 m2", "từ 2016 đến nay", "chi phí 2017 tăng": a year without "năm", which a number
/// of that size would be written with a point.
fn bare_year(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    /// Words before and behind a year that are none of a count (Vietnamese press usage).
    const BEFORE: &[&str] = &[
        "từ", "đến", "tới", "vào", "trong", "với", "đầu", "cuối", "giữa",
    ];
    const BEHIND: &[&str] = &[
        "là", "đạt", "sẽ", "tăng", "giảm", "ước", "còn", "chỉ", "phải", "đã", "so", "bằng", "của",
    ];
    let year = year(words, at).filter(|year| (1990..2060).contains(year))?;
    let before = at.checked_sub(1).filter(|_| words.joined(at))?;
    let to = at + 1;
    if words.is(before, "từ")
        && let Some(to) = up_to_today(words, to)
    {
        return Some((to, When::SinceDay(1, 1, Year::Named(year))));
    }
    let led = words.is_any(before, BEFORE);
    let told = words.joined(to) && words.is_any(to, BEHIND);
    let closed = to >= words.len()
        || matches!(
            words.gap(to).trim_start().chars().next(),
            Some(',' | '.' | ';' | ')')
        );
    let noun = !words.is_capital(before) && !words.is_number(before);
    // "Luật Đất đai 2013 quy định"
    let law = words.joined(to) && words.is(to, "quy") && words.is(to + 1, "định");
    (law || (noun && (told || (led && closed)))).then_some((to, When::Year(Year::Named(year))))
}

/// "9 tháng đầu năm 2018", "6 tháng cuối năm", "11 tháng năm 2016", "8 tháng/2021".
fn months_of_year(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let (next, count) = small(words, at, 12)?;
    months_counted(words, at, next, count)
}

const MONTH: u64 = key("thang");

/// How many months the numeral `at` before "tháng" counts: "hai tháng".
fn spelled_count(words: &Words<'_>, at: usize) -> Option<i8> {
    const NUMERALS: &[&str] = &[
        "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
    ];
    if words.key(at + 1) != MONTH || !words.is(at + 1, "tháng") || !words.joined(at + 1) {
        return None;
    }
    // "mười hai tháng" begins with its ten.
    if at > 0 && words.joined(at) && words.is_any(at - 1, &["mười", "mươi"]) {
        return None;
    }
    (2..)
        .zip(NUMERALS)
        .find(|(_, word)| words.is(at, word))
        .map(|(count, _)| count)
}

/// As [`months_of_year`], where the number `count` from the token `at` ends before `next`.
fn months_counted(words: &Words<'_>, at: usize, next: usize, count: i8) -> Option<(usize, When)> {
    if !words.joined(next) || !words.is(next, "tháng") {
        return None;
    }
    let next = next + 1;
    let first_months = |year| When::Months {
        first: 1,
        count,
        year,
    };
    if words.joined(next) {
        if words.is(next, "đầu") {
            let to = next + 1;
            let (to, year) = match words.is(to, "năm") {
                true => bare_year_after(words, to + 1),
                false => bare_year_after(words, to),
            };
            return Some((to, first_months(year)));
        }
        if words.is(next, "cuối") && words.is(next + 1, "năm") {
            let (to, year) = bare_year_after(words, next + 2);
            let when = When::Months {
                first: 13 - count,
                count,
                year,
            };
            return Some((to, when));
        }
        if months_so_far(words, at, next) {
            return Some((next, first_months(Year::Open)));
        }
    }
    match year_after(words, next) {
        (to, year @ (Year::Named(_) | Year::Relative(_))) => Some((to, first_months(year))),
        _ => None,
    }
}

/// Whether months before the token `next` that a figure of the year stands with, "doanh thu 11
/// tháng mới đạt", "số thu 9 tháng của huyện", are those of the year so far and no duration.
fn months_so_far(words: &Words<'_>, at: usize, next: usize) -> bool {
    const LASTING: &[&str] = &["sau", "dài", "hạn", "gian", "suốt", "hơn", "gần", "khoảng"];
    if at
        .checked_sub(1)
        .is_none_or(|before| words.is_any(before, LASTING))
    {
        return false;
    }
    let how = (next..words.len())
        .take_while(|i| words.joined(*i))
        .take_while(|i| words.is_any(*i, &["mới", "đã", "chỉ", "cũng", "đều"]))
        .count();
    let verb = words.joined(next + how)
        && words.is_any(next + how, &["đạt", "ước", "tăng", "giảm", "bằng"]);
    let measured = || {
        (at.saturating_sub(4)..at).any(|head| {
            super::cue::cue(words, head, at - head)
                .is_some_and(|(_, roles)| roles.any(super::cue::Roles::HEAD))
        })
    };
    verb || (words.is(next, "của") && measured())
}

/// "5 năm qua", "10 năm gần đây", "2 ngày cuối tuần": they only say when.
fn vague_span(words: &Words<'_>, at: usize) -> Option<usize> {
    const UNITS: &[&str] = &["năm", "tháng", "tuần", "ngày", "giờ", "quý"];
    if !words.is_any(at + 1, UNITS) || !words.joined(at + 1) || !words.joined(at + 2) {
        return None;
    }
    let (tokens, cue) = cue(words, at + 2)?;
    (cue == Cue::Vague).then_some(at + 2 + tokens)
}

#[cfg(test)]
mod cases;

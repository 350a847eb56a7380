//! Dates of documents: those of data formats, and the date line of a newspaper's page.
//!
//! Invariant: a date is read whole or not at all; days and months stand in the Vietnamese order.
//! Known gap: only years of four digits.

use crate::text::{Analysis, Normalized};
use jiff::civil::Date;

/// The longest date line, in bytes.
const MAX_LINE: usize = 120;

/// The folded names of the days of the week, after "thu" for all but Sunday.
const WEEKDAYS: &[&str] = &[
    "hai", "ba", "tu", "nam", "sau", "bay", "2", "3", "4", "5", "6", "7",
];

/// The folded words that may name the date line: "Ngày đăng:", "Cập nhật lúc", "Xuất bản".
const NAMING: &[&str] = &["ngay", "dang", "cap", "nhat", "luc", "xuat", "ban"];

/// Reads `2018-09-27`, with or without a time after it, or `27/09/2018`. A month alone, `2018-09`,
/// stands for its first day.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let bytes = text.as_bytes();
    if bytes.get(4) == Some(&b'-') {
        if bytes.len() == "2018-09".len() {
            return iso(&format!("{text}-01"));
        }
        let day = text.get(..10)?;
        let rest = text.get(10..)?;
        return (rest.is_empty() || is_time(rest))
            .then(|| iso(day))
            .flatten();
    }
    vietnamese(text)
}

/// The day that a field gives, as data or as a date line; or a warning if there is something that
/// can't be read as one, which `called` puts into words.
pub(super) fn published(
    text: Option<&str>,
    called: impl Fn(&str) -> String,
) -> (Option<Date>, Option<String>) {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return (None, None);
    };
    match parse(text).or_else(|| date_line(text)) {
        Some(day) => (Some(day), None),
        None => {
            let shown: String = text.chars().take(40).collect();
            let warning = format!(
                "{} is no date such as 2018-09-27 or 27/09/2018: the document is taken without a date",
                called(&shown)
            );
            (None, Some(warning))
        }
    }
}

/// Whether `rest` begins as the time of an RFC 3339 date-time does.
fn is_time(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    matches!(bytes.next(), Some(b'T' | b't' | b' '))
        && bytes.next().is_some_and(|b| b.is_ascii_digit())
}

fn iso(day: &str) -> Option<Date> {
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || month.len() != 2 || day.len() != 2 {
        return None;
    }
    date(number(year)?, number(month)?, number(day)?)
}

/// Reads day, month and year between slashes, dots or hyphens.
fn vietnamese(text: &str) -> Option<Date> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '/' | '.' | '-') {
        return None;
    }
    let mut parts = text.split(mark).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    date(number(year)?, number(month)?, number(day)?)
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    if year < 1000 {
        return None;
    }
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

fn number(digits: &str) -> Option<u16> {
    let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// Reads the date line of a page: "Thứ hai,  04/07/2022", "Chủ nhật, ngày 5/6/2022 - 08:30".
///
/// The day may be the day on which the page was fetched.
pub(super) fn date_line(line: &str) -> Option<Date> {
    if line.len() > MAX_LINE {
        return None;
    }
    let normalised = Normalized::new(line);
    let analysis = Analysis::new(normalised.as_str());
    let words: Vec<&str> = analysis.tokens().map(|token| token.folded()).collect();
    let named = words
        .iter()
        .position(|word| !NAMING.contains(word))
        .unwrap_or(words.len());
    let rest = words.get(named..).unwrap_or_default();
    let rest = match rest {
        ["thu", day, rest @ ..] if WEEKDAYS.contains(day) => rest,
        ["chu", "nhat", rest @ ..] => rest,
        all => all,
    };
    let rest = match rest {
        ["ngay", rest @ ..] => rest,
        all => all,
    };
    let (day, after) = match rest {
        [day, "thang", month, "nam", year, after @ ..] => (triple(day, month, year)?, after),
        [day, month, year, after @ ..] if year.len() == 4 => (triple(day, month, year)?, after),
        // "04.07.2022" is one token.
        [whole, after @ ..] => (vietnamese(whole)?, after),
        [] => return None,
    };
    // What follows is at most the time of day.
    let time = after.iter().all(|word| {
        word.bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'h' | b'g' | b'+'))
            || matches!(*word, "gmt" | "am" | "pm" | "luc" | "sa" | "ch" | "phut")
    });
    (time && after.len() <= 6).then_some(day)
}

fn triple(day: &str, month: &str, year: &str) -> Option<Date> {
    if day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return None;
    }
    date(number(year)?, number(month)?, number(day)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = parse(text).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn dates_of_data() {
        check("2018-09-27", "2018-09-27");
        check(" 2018-09-27 ", "2018-09-27");
        check("2018-09-27T08:30:00+07:00", "2018-09-27");
        check("2018-09-27T23:30:00Z", "2018-09-27");
        check("2018-09-27 08:30", "2018-09-27");
        check("27/09/2018", "2018-09-27");
        check("7/9/2018", "2018-09-07");
        check("27-09-2018", "2018-09-27");
        check("27.9.2018", "2018-09-27");
        check("29/02/2024", "2024-02-29");
        check("2018-09", "2018-09-01");
        for wrong in [
            "",
            "2018",
            "2018-9-27",
            "2018-13",
            "2018-9",
            "2018-009",
            "2018-1-1",
            "2018-13-01",
            "2018-02-30",
            "29/02/2023",
            "09/27/2018",
            "27/09/18",
            "27/9",
            "2018-09-27x",
            "2018-09-27T",
            "27/09-2018",
            "27/09/2018/1",
            "0018-09-27",
            "hôm qua",
            "２７/09/2018",
        ] {
            check(wrong, "");
        }
    }

    #[track_caller]
    fn check_line(line: &str, expected: &str) {
        let found = date_line(line).map(|day| day.to_string());
        assert_eq!(found.unwrap_or_default(), expected, "{line:?}");
    }

    #[test]
    fn date_lines() {
        for line in [
            "Thứ hai,  04/07/2022",
            "Thứ Hai, ngày 4/7/2022",
            "THỨ HAI 04-07-2022",
            "Thứ 2, 04/07/2022 08:30",
            "Chủ nhật, 04/07/2022 - 08:30 (GMT+7)",
            "04/07/2022",
            "04.07.2022",
            "4/7/2022, 8h30",
            "Ngày 4 tháng 7 năm 2022",
            "Ngày đăng: 04/07/2022 | 08:30",
            "Cập nhật: Thứ hai, 04/07/2022",
            "Thu\u{31B}\u{301} hai, 04/07/2022",
        ] {
            check_line(line, "2022-07-04");
        }
        for line in [
            "Ngày 4/7/2022, UBND tỉnh họp phiên thường kỳ",
            "Thứ hai đầu tuần",
            "Ngày đăng ký: 04/07/2022",
            "Cập nhật",
            "Thứ hai, 04/07",
            "31/02/2022",
            "Quyết định 04/07/2022/QĐ-UBND",
            "2022",
            "Năm 2022",
            "",
        ] {
            check_line(line, "");
        }
    }
}

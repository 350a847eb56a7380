//! Dates as they are written: "27/9/2018", "27 tháng 9", "(27/9)", "5 đến ngày 8 tháng 7", "7h30".
//!
//! Invariant: a day lies in 1..=31 and a month in 1..=12, a year in 1900..2100; what is written with
//! other numbers is no date. Known gap: the day may be one that its month does not have.

use super::calendar::{When, Year};
use super::lexicon::Words;
use super::period::{Cue, cue};

/// A whole number from 1 to `most`, as a token of digits.
pub fn small(words: &Words<'_>, at: usize, most: i8) -> Option<(usize, i8)> {
    let word = words.word(at);
    let fits = words.is_number(at) && word.len() <= 2;
    let number: i8 = fits.then(|| word.parse().ok()).flatten()?;
    (1..=most).contains(&number).then_some((at + 1, number))
}

/// A month by its number, or the names of the first and the last one.
pub fn month(words: &Words<'_>, at: usize) -> Option<(usize, i8)> {
    small(words, at, 12).or_else(|| {
        let lunar = ["giêng", "chạp"]
            .iter()
            .position(|name| words.is(at, name))?;
        Some((at + 1, if lunar == 0 { 1 } else { 12 }))
    })
}

/// A year from 1900 to 2099, as a token of digits.
pub fn year(words: &Words<'_>, at: usize) -> Option<i16> {
    let word = words.word(at);
    let year: i16 = (words.is_number(at) && word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()?;
    (1900..2100).contains(&year).then_some(year)
}

/// A year behind "năm": also one before 1900, "năm 1889".
pub fn any_year(words: &Words<'_>, at: usize) -> Option<i16> {
    let word = words.word(at);
    let year: i16 = (words.is_number(at) && word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()?;
    (1000..2100).contains(&year).then_some(year)
}

pub fn slash(words: &Words<'_>, at: usize) -> bool {
    matches!(words.gap(at), "/" | "-" | ".") || words.sign(at) == "/"
}

/// "/2018", "-2018", "năm 2018", "năm ngoái" behind a month or quarter.
pub fn year_after(words: &Words<'_>, at: usize) -> (usize, Year) {
    if slash(words, at)
        && let Some(year) = year(words, at)
    {
        return (at + 1, Year::Named(year));
    }
    if !words.joined(at) && words.sign(at) != "," {
        return (at, Year::Open);
    }
    // "6 tháng đầu của năm 2018"
    let at = at + usize::from(words.is(at, "của") && words.is(at + 1, "năm"));
    match cue(words, at) {
        Some((tokens, Cue::Year)) if words.joined(at + tokens) => match year(words, at + tokens) {
            Some(year) if years(words, at + tokens).is_none() => {
                (at + tokens + 1, Year::Named(year))
            }
            _ => (at, Year::Open),
        },
        Some((tokens, Cue::Relative(years))) if words.joined(at) => {
            (at + tokens, Year::Relative(years))
        }
        _ => (at, Year::Open),
    }
}

/// " 2018", "/2018", " nay" behind "đầu năm".
pub fn bare_year_after(words: &Words<'_>, at: usize) -> (usize, Year) {
    if words.joined(at) || slash(words, at) {
        if let Some(year) = year(words, at) {
            return (at + 1, Year::Named(year));
        }
        if words.is(at, "nay") {
            return (at + 1, Year::Relative(0));
        }
        if words.is(at, "ngoái") {
            return (at + 1, Year::Relative(-1));
        }
    }
    year_after(words, at)
}

/// "27/9", "27/9/2018", "27-9-2018" from the day on.
pub fn date_with_slash(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    if let Some(found) = dotted_date(words, at) {
        return Some(found);
    }
    let (next, day) = small(words, at, 31)?;
    if !slash(words, next) {
        return None;
    }
    let (next, month) = small(words, next, 12)?;
    if slash(words, next) {
        if let Some(year) = year(words, next) {
            return Some((next + 1, When::Day(day, month, Year::Named(year))));
        }
        return None;
    }
    let (next, year) = year_after(words, next);
    Some((next, When::Day(day, month, year)))
}

/// "23.2" and "20.6.2017", which are one token each.
pub fn dotted_date(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    if !words.is_number(at) {
        return None;
    }
    let mut parts = words.word(at).split('.');
    let day: i8 = parts
        .next()?
        .parse()
        .ok()
        .filter(|d| (1..=31).contains(d))?;
    let month: i8 = parts
        .next()?
        .parse()
        .ok()
        .filter(|m| (1..=12).contains(m))?;
    let year = match parts.next() {
        None => Year::Open,
        Some(year) if year.len() == 4 => Year::Named(year.parse().ok()?),
        Some(_) => return None,
    };
    parts
        .next()
        .is_none()
        .then_some((at + 1, When::Day(day, month, year)))
}

/// Behind "ngày": "27/9", "27 tháng 9 năm 2018", "5 đến ngày 8 tháng 7", "27 và 28/9".
pub fn days(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    day_range(words, at)
        .or_else(|| date_with_slash(words, at))
        .or_else(|| day_behind(words, at))
        .or_else(|| {
            // "ngày 7": a day of a month that is not named.
            let (next, _) = small(words, at, 31)?;
            Some((next, When::Vague))
        })
}

/// "27 tháng 9 năm 2018".
pub fn day_behind(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let (next, day) = small(words, at, 31)?;
    if !words.joined(next) || !words.is(next, "tháng") {
        return None;
    }
    let (next, month) = month(words, next + 1)?;
    let (next, year) = year_after(words, next);
    Some((next, When::Day(day, month, year)))
}

/// "27/9 - 1/10", "5 đến ngày 8 tháng 7 năm 2017", "27 và 28/9".
pub fn day_range(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let (mut next, day) = small(words, at, 31)?;
    let mut first_month = None;
    if slash(words, next)
        && words.gap(next) == "/"
        && let Some((to, month)) = small(words, next, 12)
    {
        (next, first_month) = (to, Some(month));
    }
    let mut list = false;
    match words.sign(next) {
        "-" => {}
        "," => list = true,
        "" if words.is(next, "đến") || words.is(next, "tới") => next += 1,
        "" if words.is(next, "và") => (next, list) = (next + 1, true),
        _ => return None,
    }
    if words.is(next, "ngày") {
        next += 1;
    }
    let (to, last) = date_with_slash(words, next).or_else(|| day_behind(words, next))?;
    let When::Day(last_day, last_month, year) = last else {
        return None;
    };
    // A dash between "27" and "9/2018" is a date written with dashes, and a list needs "ngày".
    let said = at > 0 && (words.is(at - 1, "ngày") || words.is(at - 1, "từ"));
    if !said && (list || first_month.is_none()) {
        return None;
    }
    let first = (day, first_month.unwrap_or(last_month));
    Some((to, When::Days(first, (last_day, last_month), year)))
}

/// "27/9/2018", "20.6.2017" and "9/2018" anywhere.
pub fn full_date(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    date_with_slash(words, at)
        .filter(|(_, when)| matches!(when, When::Day(_, _, Year::Named(_))))
        .or_else(|| {
            let (next, month) = small(words, at, 12)?;
            let year = (words.gap(next) == "/").then(|| year(words, next))??;
            Some((next + 1, When::Month(month, Year::Named(year))))
        })
}

/// "(27/9)", the newspaper's way to date a "sáng nay".
pub fn date_in_brackets(words: &Words<'_>, at: usize) -> Option<(usize, When)> {
    let found = date_with_slash(words, at)?;
    let opened = words.gap(at).ends_with('(');
    let closed = words.gap(found.0).starts_with([')', ',', ';']);
    (opened && closed).then_some(found)
}

/// "2015-2020", "2015 đến 2020".
pub fn years(words: &Words<'_>, at: usize) -> Option<(usize, i16, i16)> {
    let first = year(words, at)?;
    let gap = words.sign(at + 1);
    let next = match gap {
        "-" | "/" => at + 1,
        "" if words.is(at + 1, "đến") || words.is(at + 1, "tới") => {
            at + 2 + usize::from(words.is(at + 2, "năm"))
        }
        _ => return None,
    };
    let last = year(words, next)?;
    (first < last).then_some((next + 1, first, last))
}

pub fn quarter(words: &Words<'_>, at: usize) -> Option<(usize, i8)> {
    let number = match words.folded(at) {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    Some((at + 1, number))
}

/// The last month of "tháng 5 - 8", "tháng 7 và tháng 8", "tháng 3 đến tháng 6", from behind the
/// first one on.
pub fn last_month(words: &Words<'_>, at: usize) -> Option<(usize, i8)> {
    let next = match words.sign(at) {
        "-" => at,
        "" if words.is_any(at, &["và", "đến", "tới"]) => at + 1,
        _ => return None,
    };
    let named = words.is(next, "tháng");
    let (to, last) = small(words, next + usize::from(named), 12)?;
    // "tháng 5 và 8 dự án" counts something else.
    let bare = words.sign(at) == "-" || named;
    let closed = bare || matches!(words.sign(to), "/" | "-") || words.is(to, "năm");
    (closed && !(words.gap(at) == "-" && words.word(next).len() == 4)).then_some((to, last))
}

/// "7h30", "7 giờ 30 phút ngày", "19:45".
pub fn time_of_day(words: &Words<'_>, at: usize) -> Option<usize> {
    let hour: u8 = words.word(at).parse().ok()?;
    if hour > 24 {
        return None;
    }
    if words.gap(at + 1) == ":" && words.is_number(at + 1) && words.word(at + 1).len() == 2 {
        return Some(at + 2);
    }
    let word = words.folded(at + 1);
    let minutes = |m: &str| m.len() <= 2 && m.parse::<u8>().is_ok();
    if words.gap(at + 1).is_empty()
        && word
            .strip_prefix('h')
            .is_some_and(|m| m.is_empty() || minutes(m))
    {
        let split = word == "h" && words.gap(at + 2).is_empty() && words.is_number(at + 2);
        return Some(at + 2 + usize::from(split));
    }
    if let Some(to) = hour_range(words, at) {
        return Some(to);
    }
    let (tokens, cue) = cue(words, at + 1)?;
    if cue != Cue::Hour || !words.joined(at + 1) {
        return None;
    }
    let said = said(words, at);
    let mut next = at + 1 + tokens;
    let part_of_day = |i: usize| words.joined(i) && words.is_any(i, PARTS_OF_DAY);
    if words.joined(next) && words.is_number(next) && words.word(next).len() <= 2 {
        let rest = words.is(next + 1, "phút");
        // "kéo dài 8 giờ 30 phút" is a length of time, "8 giờ 30" none.
        let dated = !rest
            || said
            || part_of_day(next + 2)
            || (words.is(next + 2, "cùng") && words.is(next + 3, "ngày"));
        let exact = words.word(next).len() == 2
            && !(words.joined(next + 1) && super::noun::is_counted(words, next + 1));
        let clock = dated && (rest || exact || said || part_of_day(next + 1));
        next += 1 + usize::from(rest);
        return clock.then_some(next);
    }
    let same_day = words.joined(next)
        && ((words.is(next, "cùng") && words.is(next + 1, "ngày"))
            || (words.is(next, "hôm") && words.is_any(next + 1, &["sau", "trước", "nay", "qua"])));
    // "21 giờ Hà Nội", "9 giờ địa phương"
    let zone = words.joined(next)
        && (words.is_capital(next) || (words.is(next, "địa") && words.is(next + 1, "phương")));
    (said || same_day || zone || part_of_day(next) || opens(words, at, next)).then_some(next)
}

/// Words behind an hour (Từ điển tiếng Việt, Hoàng Phê 2003: buổi).
const PARTS_OF_DAY: &[&str] = &["sáng", "chiều", "tối", "đêm", "trưa", "ngày"];

/// Whether the words before an hour say that it is one of the clock: "lúc 8 giờ", "vào khoảng 8 giờ".
fn said(words: &Words<'_>, at: usize) -> bool {
    let is =
        |back: usize, list: &[&str]| at.checked_sub(back).is_some_and(|i| words.is_any(i, list));
    is(1, &["lúc", "hồi"])
        || (is(1, &["khoảng", "đúng", "tầm", "gần", "hơn"]) && is(2, &["lúc", "hồi", "vào"]))
}

/// "Khoảng 9 giờ, …", "Đến 17 giờ, …" at the beginning of a sentence.
fn opens(words: &Words<'_>, at: usize, next: usize) -> bool {
    let begins = |i: usize| i == 0 || words.gap(i).contains(['.', '\n', '!', '?', '"', '“']);
    let led = |i: usize, list: &[&str]| begins(i) && words.is_any(i, list);
    let one = at >= 1 && led(at - 1, &["khoảng", "đến", "tới", "đúng", "tầm", "từ"]);
    let two = at >= 2 && words.is(at - 1, "khoảng") && led(at - 2, &["đến", "tới", "vào", "từ"]);
    (one || two) && words.sign(next) == ","
}

/// "14 đến 15h", "từ 8 giờ đến 17 giờ": two hours of the clock.
fn hour_range(words: &Words<'_>, at: usize) -> Option<usize> {
    const LASTING: &[&str] = &["mất", "dài", "suốt", "trong", "khoảng", "gian"];
    let hour = |i: usize| words.word(i).parse::<u8>().ok().filter(|hour| *hour <= 24);
    let first = hour(at)?;
    let unit = |i: usize| {
        if words.gap(i).is_empty() && words.is(i, "h") {
            return Some(i + 1);
        }
        (words.joined(i) && words.is(i, "giờ")).then_some(i + 1)
    };
    let since = at
        .checked_sub(1)
        .filter(|i| words.is_any(*i, &["từ", "khoảng"]));
    let long = since?
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, LASTING));
    let glued = |i: usize| words.gap(i).is_empty() && words.folded(i).starts_with('h');
    let next = unit(at + 1).or_else(|| glued(at + 3).then_some(at + 1))?;
    if long || !words.joined(next) || !words.is_any(next, &["đến", "tới"]) {
        return None;
    }
    let last = hour(next + 1).filter(|last| first < *last)?;
    if glued(next + 2) {
        return Some(next + 3);
    }
    // "từ 2 giờ đến 3 giờ" is more often a length of time.
    (last >= first + 2).then(|| unit(next + 2)).flatten()
}

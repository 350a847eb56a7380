//! What a report says, in Vietnamese and in English.
//!
//! Invariant: quotes stand as the text has them, numbers as Vietnamese readers write them; what the
//! figures make is worked out before the reader's eyes.

use super::Message;
use super::figure::Figure;
use crate::facts::fact::Trend;
use crate::facts::written::{grouped, scaled, with_unit};

/// A percent that a part and its whole do not make; without `whole` the part is a fraction.
pub fn share(part: &Figure<'_>, whole: Option<&Figure<'_>>, percent: &Figure<'_>) -> Message {
    let stated = quoted(percent);
    let made = format!("{}%", made(part, whole, percent));
    match whole {
        None => but(
            &format!("{} là {made}", quoted(part)),
            &format!("{} is {made}", quoted(part)),
            &stated,
            &stated,
        ),
        Some(whole) => {
            let worked = format!("{} ÷ {} = {made}", quoted(part), quoted(whole));
            but(&worked, &worked, &stated, &stated)
        }
    }
}

/// A percent of a plan that the value and the plan do not make; `beyond` where the percent says by
/// how much the plan was exceeded.
pub fn plan(value: &Figure<'_>, plan: &Figure<'_>, percent: &Figure<'_>, beyond: bool) -> Message {
    let made = made(value, Some(plan), percent);
    let worked = format!("{} ÷ {} = {made}%", quoted(value), quoted(plan));
    let stated = quoted(percent);
    let (vi, en) = match beyond {
        true => ("vượt ", "exceeded by "),
        false => ("", ""),
    };
    but(
        &format!("{worked} kế hoạch"),
        &format!("{worked} of the plan"),
        &format!("{vi}{stated}"),
        &format!("{en}{stated}"),
    )
}

/// A change that the values before and after do not make.
pub fn change(before: &Figure<'_>, after: &Figure<'_>, change: &Figure<'_>) -> Message {
    let (from, to) = (middle(before), middle(after));
    let difference = (to - from).abs();
    let places = decimals(change);
    let (rose_vi, rose_en) = match to >= from {
        true => ("tăng", "up"),
        false => ("giảm", "down"),
    };
    let (vi, en) = if change.fact.unit.as_deref() == Some("times") {
        let times = if to > from { to / from } else { from / to };
        let times = number(times, places + 1);
        let made = match to >= from {
            true => ("gấp", "times as much"),
            false => ("giảm", "times less"),
        };
        (
            format!("{} {times} lần", made.0),
            format!("{times} {}", made.1),
        )
    } else if change.is_percent() && before.dimension != "%" {
        let percent = format!("{}%", number(difference / from * 100.0, places.max(1)));
        (
            format!("{rose_vi} {percent}"),
            format!("{rose_en} {percent}"),
        )
    } else if before.dimension == "%" {
        let points = number(difference, decimals(before).max(decimals(after)));
        (
            format!("{rose_vi} {points} điểm phần trăm"),
            format!("{rose_en} {points} percentage points"),
        )
    } else {
        let amount = in_unit_of(difference, before);
        (format!("{rose_vi} {amount}"), format!("{rose_en} {amount}"))
    };
    let stated = quoted(change);
    let (said_vi, said_en) = match change.fact.trend {
        Some(Trend::Up) => (format!("tăng {stated}"), format!("up {stated}")),
        Some(Trend::Down) => (format!("giảm {stated}"), format!("down {stated}")),
        None => (stated.clone(), stated),
    };
    let moved = format!("{} → {}", quoted(before), quoted(after));
    but(
        &format!("{moved}: {vi}"),
        &format!("{moved}: {en}"),
        &said_vi,
        &said_en,
    )
}

/// A total that is not the sum of its parts.
pub fn sum(parts: &[&Figure<'_>], whole: &Figure<'_>) -> Message {
    let total: f64 = parts.iter().map(|part| middle(part)).sum();
    let worked = format!("{} = {}", terms(parts), in_unit_of(total, whole));
    but(&worked, &worked, &quoted(whole), &quoted(whole))
}

/// A part that is more than its whole.
pub fn beyond(part: &Figure<'_>, whole: &Figure<'_>) -> Message {
    let (part, whole) = (quoted(part), quoted(whole));
    Message {
        vi: format!("{part} là một phần mà lại nhiều hơn toàn bộ {whole}"),
        en: format!("{part} is a part, yet more than the whole of {whole}"),
    }
}

/// Shares of one whole that make more than a hundred.
pub fn hundred(parts: &[&Figure<'_>]) -> Message {
    let total: f64 = parts.iter().map(|part| middle(part)).sum();
    let worked = format!("{} = {}%", terms(parts), number(total, 3));
    Message {
        vi: format!("{worked}, nhiều hơn 100%"),
        en: format!("{worked}, more than 100%"),
    }
}

/// Two sides, each with the words that name it, that are together more than the whole.
pub fn opposed(one: (&Figure<'_>, &str), other: (&Figure<'_>, &str), whole: f64) -> Message {
    let part = |f: &Figure<'_>| f.fraction.map_or_else(|| middle(f), |f| f.part.high);
    let (a, b) = (part(one.0), part(other.0));
    let sum = format!("{} + {} = {}", number(a, 3), number(b, 3), number(a + b, 3));
    let whole = number(whole, 3);
    let side = |(figure, side): (&Figure<'_>, &str)| format!("{} ({side})", quoted(figure));
    let (one, other) = (side(one), side(other));
    Message {
        vi: format!("{one} và {other} loại trừ nhau: {sum}, nhiều hơn tổng số {whole}"),
        en: format!("{one} and {other} exclude each other: {sum}, more than the whole of {whole}"),
    }
}

/// What the figures make, but the text says otherwise.
fn but(made_vi: &str, made_en: &str, said_vi: &str, said_en: &str) -> Message {
    Message {
        vi: format!("{made_vi}, nhưng văn bản viết {said_vi}"),
        en: format!("{made_en}, but the text says {said_en}"),
    }
}

/// The quotes with plus signs between.
fn terms(parts: &[&Figure<'_>]) -> String {
    let terms: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
    terms.join(" + ")
}

/// The percent that the figures make, to as many digits as the one that is stated, and one at the
/// least.
fn made(part: &Figure<'_>, whole: Option<&Figure<'_>>, percent: &Figure<'_>) -> String {
    let quotient = match whole {
        None => middle(part),
        // "193,15/2.050 tỷ đồng": the scale is said once.
        Some(whole) if !part.compares(whole) => middle(part) / whole.written,
        Some(whole) => middle(part) / middle(whole),
    };
    number(quotient * 100.0, decimals(percent).max(1))
}

/// An amount in base units as an amount in the unit of the figure.
fn in_unit_of(amount: f64, figure: &Figure<'_>) -> String {
    let fact = figure.fact;
    let number = scaled(&number_plain(amount / figure.factor, 6));
    with_unit(&number, fact.unit.as_deref(), fact.per.as_deref())
}

fn quoted(figure: &Figure<'_>) -> String {
    format!("“{}”", figure.fact.quote)
}

/// The number that was written, the middle of a range, a fraction's quotient.
fn middle(figure: &Figure<'_>) -> f64 {
    if let Some(fraction) = figure.fraction {
        return fraction.part.high / fraction.whole.high;
    }
    let fact = figure.fact;
    let ends = fact.value.or(fact.min).zip(fact.value.or(fact.max));
    ends.map_or(0.0, |(low, high)| f64::midpoint(low, high)) * figure.factor
}

/// How many digits behind the decimal mark the figure was written with.
fn decimals(figure: &Figure<'_>) -> usize {
    let decimal = figure.fact.decimal.as_deref().unwrap_or_default();
    decimal
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len())
}

/// A number rounded to so many digits behind the mark, as Vietnamese readers write it.
fn number(value: f64, places: usize) -> String {
    grouped(&number_plain(value, places))
}

/// A number in decimal notation, without zeros at the end of its fraction.
fn number_plain(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

//! Numbers, units, dates and periods as Vietnamese readers write them: `1.234,5`, `27/09/2018`.
//!
//! Invariant: no digit is lost; what cannot be written shorter exactly is written in full.

use super::fact::Period;
use super::unit;
use jiff::ToSpan;
use jiff::civil::Date;

/// The scale words, by their power of ten.
const SCALES: [(usize, &str); 2] = [(9, "tỷ"), (6, "triệu")];

/// A number in decimal notation ("-1234.5") with dots between thousands and a decimal comma.
#[must_use]
pub fn grouped(decimal: &str) -> String {
    let (sign, number) = match decimal.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", decimal),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// A number with a scale word from a million on: "282,6 tỷ".
#[must_use]
pub fn scaled(decimal: &str) -> String {
    let (sign, number) = match decimal.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", decimal),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    for (power, word) in SCALES {
        if whole.len() > power {
            let (head, tail) = whole.split_at(whole.len() - power);
            let shifted = format!("{sign}{head}.{tail}{fraction}");
            let shifted = shifted.trim_end_matches('0').trim_end_matches('.');
            return format!("{} {word}", grouped(shifted));
        }
    }
    grouped(decimal)
}

/// A number with its unit: "80,5%", "12.000 đồng/kg".
#[must_use]
pub fn with_unit(number: &str, unit: Option<&str>, per: Option<&str>) -> String {
    let unit = match unit.map(unit::written) {
        None => String::new(),
        Some(sign @ ("%" | "‰")) => sign.to_owned(),
        Some(unit) => format!(" {unit}"),
    };
    match per {
        Some(per) => format!("{number}{unit}/{}", unit::written(per)),
        None => format!("{number}{unit}"),
    }
}

/// A day: `27/09/2018`.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A period: `2018`, `08/2018`, or its first and last day.
#[must_use]
pub fn period(period: Period) -> String {
    let Period { from, to } = period;
    let last = to.checked_sub(1.day()).unwrap_or(to);
    if from.first_of_year() == from && to.first_of_year() == to {
        return if from.year() == last.year() {
            from.year().to_string()
        } else {
            format!("{}–{}", from.year(), last.year())
        };
    }
    if from.first_of_month() == from && to.first_of_month() == to {
        let month = |date: Date| format!("{:02}/{:04}", date.month(), date.year());
        return if (from.year(), from.month()) == (last.year(), last.month()) {
            month(from)
        } else {
            format!("{}–{}", month(from), month(last))
        };
    }
    if from == last {
        return day(from);
    }
    format!("{}–{}", day(from), day(last))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn thousands_and_decimals() {
        for (decimal, text) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1.000"),
            ("-1234.5", "-1.234,5"),
            ("1234567", "1.234.567"),
            ("0.05", "0,05"),
        ] {
            assert_eq!(grouped(decimal), text);
        }
    }

    #[test]
    fn scale_words_lose_no_digit() {
        for (decimal, text) in [
            ("999999", "999.999"),
            ("1000000", "1 triệu"),
            ("282600000000", "282,6 tỷ"),
            ("-2500000000", "-2,5 tỷ"),
            ("3672000000000", "3.672 tỷ"),
            ("1234567890.5", "1,2345678905 tỷ"),
        ] {
            assert_eq!(scaled(decimal), text);
        }
    }

    #[test]
    fn periods_are_as_short_as_they_can_be() {
        for (from, to, text) in [
            ("2018-01-01", "2019-01-01", "2018"),
            ("2016-01-01", "2021-01-01", "2016–2020"),
            ("2018-08-01", "2018-09-01", "08/2018"),
            ("2018-01-01", "2018-09-01", "01/2018–08/2018"),
            ("2018-09-27", "2018-09-28", "27/09/2018"),
            ("2018-09-01", "2018-09-16", "01/09/2018–15/09/2018"),
        ] {
            let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(period(Period { from, to }), text);
        }
    }
}

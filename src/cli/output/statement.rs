//! A fact in words: `thu ngân sách: 80,5% of plan, estimate, 01/2018–08/2018, Lạng Sơn`.
//!
//! Invariant: says every field of the fact that is set, and nothing else. The frame is English, as
//! all messages are; metrics, units and places are the text's own words, numbers Vietnamese.

use crate::facts::written::{self, with_unit};
use crate::facts::{Comparator, Fact, Kind, Status, Trend};
use crate::query::base_words;

/// The fact in words.
#[must_use]
pub fn statement(fact: &Fact) -> String {
    let mut said = String::new();
    if let Some(metric) = &fact.metric {
        said.push_str(metric);
        said.push_str(": ");
    }
    said.push_str(&quantity(fact));
    if let Some(base) = fact.base {
        said.push(' ');
        said.push_str(base_words(base, fact.kind == Kind::Share));
    }
    let status = match fact.status {
        Status::Actual => None,
        Status::Estimate => Some("estimate".to_owned()),
        Status::Plan => Some("plan".to_owned()),
    };
    let period = fact.period.map(written::period);
    for part in [status, period, fact.place.clone()].into_iter().flatten() {
        said.push_str(", ");
        said.push_str(&part);
    }
    said
}

/// The number with its unit, comparator and direction: "up about 17,5%".
fn quantity(fact: &Fact) -> String {
    let trend = match (fact.kind, fact.trend) {
        (Kind::Change, Some(Trend::Up)) => "up ",
        (Kind::Change, Some(Trend::Down)) => "down ",
        (Kind::Change, None) => "change of ",
        (_, _) => "",
    };
    let approximately = if fact.approx { "about " } else { "" };
    let bound = match fact.cmp {
        Comparator::Equal | Comparator::Between => "",
        Comparator::Above => "above ",
        Comparator::AtLeast => "at least ",
        Comparator::Below => "below ",
        Comparator::AtMost => "at most ",
    };
    let moving = match (fact.kind, fact.trend) {
        (Kind::Change, _) | (_, None) => "",
        (_, Some(Trend::Up)) => ", rising",
        (_, Some(Trend::Down)) => ", falling",
    };
    format!("{trend}{approximately}{bound}{}{moving}", measured(fact))
}

/// The number with its unit.
fn measured(fact: &Fact) -> String {
    let plain = |number: Option<f64>| written::scaled(&number.unwrap_or_default().to_string());
    let number = match (&fact.decimal, fact.value) {
        (Some(decimal), _) => written::scaled(decimal),
        (None, Some(value)) => written::scaled(&value.to_string()),
        (None, None) => format!("{}–{}", plain(fact.min), plain(fact.max)),
    };
    with_unit(&number, fact.unit.as_deref(), fact.per.as_deref())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::{Base, Period};
    use crate::text::Span;

    fn fact() -> Fact {
        Fact {
            start: 0,
            end: 5,
            quote: "80,5%".to_owned(),
            value: Some(80.5),
            decimal: Some("80.5".to_owned()),
            min: None,
            max: None,
            cmp: Comparator::Equal,
            approx: false,
            unit: Some("%".to_owned()),
            per: None,
            kind: Kind::Share,
            trend: None,
            status: Status::Actual,
            base: None,
            metric: Some("thu ngân sách".to_owned()),
            period: None,
            place: None,
            sentence: Span::new(0, 5),
            rule: String::new(),
        }
    }

    #[track_caller]
    fn check(fact: &Fact, expected: &str) {
        assert_eq!(statement(fact), expected);
    }

    #[test]
    fn everything_that_is_set_is_said() {
        check(&fact(), "thu ngân sách: 80,5%");
        check(
            &Fact {
                base: Some(Base::Plan),
                status: Status::Estimate,
                period: Some(Period {
                    from: "2018-01-01".parse().unwrap(),
                    to: "2018-09-01".parse().unwrap(),
                }),
                place: Some("Lạng Sơn".to_owned()),
                ..fact()
            },
            "thu ngân sách: 80,5% of plan, estimate, 01/2018–08/2018, Lạng Sơn",
        );
    }

    #[test]
    fn changes_and_bounds() {
        check(
            &Fact {
                kind: Kind::Change,
                trend: Some(Trend::Up),
                base: Some(Base::Yoy),
                cmp: Comparator::Above,
                approx: true,
                ..fact()
            },
            "thu ngân sách: up about above 80,5% on a year earlier",
        );
    }

    #[test]
    fn amounts_rates_counts_and_ranges() {
        check(
            &Fact {
                decimal: Some("282600000000".to_owned()),
                unit: Some("VND".to_owned()),
                ..fact()
            },
            "thu ngân sách: 282,6 tỷ đồng",
        );
        check(
            &Fact {
                metric: None,
                decimal: Some("12000".to_owned()),
                unit: Some("VND".to_owned()),
                per: Some("kg".to_owned()),
                ..fact()
            },
            "12.000 đồng/kg",
        );
        check(
            &Fact {
                metric: None,
                decimal: Some("18".to_owned()),
                unit: Some("tổ chức đảng".to_owned()),
                ..fact()
            },
            "18 tổ chức đảng",
        );
        check(
            &Fact {
                metric: None,
                value: None,
                decimal: None,
                min: Some(5.0),
                max: Some(7.5),
                cmp: Comparator::Between,
                ..fact()
            },
            "5–7,5%",
        );
    }
}

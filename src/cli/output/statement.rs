//! A fact in words: `thu ngân sách: 80,5% so với dự toán, kế hoạch (of plan), ước tính (estimate),
//! 01/2018–08/2018, Lạng Sơn`.
//!
//! Invariant: says every field of the fact that is set, and nothing else. Whoever reads figures
//! reads Vietnamese or English, so each word of the frame stands in both; metrics, units and places
//! are the text's own words, numbers Vietnamese.

use crate::facts::written::{self, with_unit};
use crate::facts::{Base, Comparator, Fact, Kind, Status, Trend};
use crate::query::{base_in_vietnamese, base_words};

/// The fact in words.
#[must_use]
pub fn statement(fact: &Fact) -> String {
    let mut said = String::new();
    if let Some(metric) = &fact.metric {
        said.push_str(metric);
        said.push_str(": ");
    }
    said.push_str(&figure(fact));
    let period = fact.period.map(written::period);
    for part in [period, fact.place.clone()].into_iter().flatten() {
        said.push_str(", ");
        said.push_str(&part);
    }
    said
}

/// The figure in words: what it comes to, of what, how settled.
#[must_use]
pub fn figure(fact: &Fact) -> String {
    let mut said = quantity(fact);
    if let Some(base) = fact.base {
        said.push(' ');
        said.push_str(&against(base, fact.kind));
    }
    let status = match fact.status {
        Status::Actual => None,
        Status::Estimate => Some(both("ước tính", "estimate")),
        Status::Plan => Some(both("kế hoạch", "plan")),
    };
    if let Some(status) = status {
        said.push_str(", ");
        said.push_str(&status);
    }
    said
}

/// What a figure of that kind is measured against.
#[must_use]
pub fn against(base: Base, kind: Kind) -> String {
    let english = base_words(base, kind == Kind::Share);
    both(base_in_vietnamese(base), english)
}

/// A word of the frame in both languages.
#[must_use]
pub fn both(vietnamese: &str, english: &str) -> String {
    format!("{vietnamese} ({english})")
}

/// The number with its unit, comparator and direction: "tăng (up) khoảng (about) 17,5%".
fn quantity(fact: &Fact) -> String {
    let trend = match (fact.kind, fact.trend) {
        (Kind::Change, Some(Trend::Up)) => Some(("tăng", "up")),
        (Kind::Change, Some(Trend::Down)) => Some(("giảm", "down")),
        (Kind::Change, None) => Some(("thay đổi", "change of")),
        (_, _) => None,
    };
    let approximately = fact.approx.then_some(("khoảng", "about"));
    let bound = match fact.cmp {
        Comparator::Equal | Comparator::Between => None,
        Comparator::Above => Some(("trên", "above")),
        Comparator::AtLeast => Some(("ít nhất", "at least")),
        Comparator::Below => Some(("dưới", "below")),
        Comparator::AtMost => Some(("không quá", "at most")),
    };
    let moving = match (fact.kind, fact.trend) {
        (Kind::Change, _) | (_, None) => String::new(),
        (_, Some(Trend::Up)) => format!(", {}", both("đã tăng", "risen")),
        (_, Some(Trend::Down)) => format!(", {}", both("đã giảm", "fallen")),
    };
    let mut said: Vec<String> = [trend, approximately, bound]
        .into_iter()
        .flatten()
        .map(|(vietnamese, english)| both(vietnamese, english))
        .collect();
    said.push(measured(fact));
    said.join(" ") + &moving
}

/// The number with its unit; a fraction as the text has it, with what it comes to: "14/15 chỉ tiêu
/// (93,3%)".
fn measured(fact: &Fact) -> String {
    if let (None, Some(value)) = (&fact.decimal, fact.value) {
        let comes_to = match value <= 1.0 {
            true => format!("{}%", rounded(value * 100.0, 1)),
            false => rounded(value, 3),
        };
        return format!("{} ({comes_to})", fact.quote);
    }
    let plain = |number: Option<f64>| written::scaled(&number.unwrap_or_default().to_string());
    let number = match &fact.decimal {
        Some(decimal) => written::scaled(decimal),
        None => format!("{}–{}", plain(fact.min), plain(fact.max)),
    };
    with_unit(&number, fact.unit.as_deref(), fact.per.as_deref())
}

/// A number with at most so many digits behind the mark.
fn rounded(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    written::grouped(text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::Period;
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
            also: Vec::new(),
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
            "thu ngân sách: 80,5% so với dự toán, kế hoạch (of plan), ước tính (estimate), \
             01/2018–08/2018, Lạng Sơn",
        );
    }

    #[test]
    fn fractions_are_said_as_written_and_as_a_percent() {
        let fraction = Fact {
            quote: "14/15 chỉ tiêu".to_owned(),
            value: Some(14.0 / 15.0),
            decimal: None,
            unit: Some("chỉ tiêu".to_owned()),
            metric: None,
            also: Vec::new(),
            ..fact()
        };
        check(&fraction, "14/15 chỉ tiêu (93,3%)");
        let mixed = Fact {
            quote: "6½ năm".to_owned(),
            value: Some(6.5),
            unit: Some("year".to_owned()),
            ..fraction
        };
        check(&mixed, "6½ năm (6,5)");
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
            "thu ngân sách: tăng (up) khoảng (about) trên (above) 80,5% so với cùng kỳ năm trước \
             (on a year earlier)",
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
                also: Vec::new(),
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
                also: Vec::new(),
                decimal: Some("18".to_owned()),
                unit: Some("tổ chức đảng".to_owned()),
                ..fact()
            },
            "18 tổ chức đảng",
        );
        check(
            &Fact {
                metric: None,
                also: Vec::new(),
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

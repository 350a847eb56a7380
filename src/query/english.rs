//! How a question was read, in English: `thu ngân sách above 80% of plan, 2018, in Lạng Sơn`.
//!
//! Invariant: says all that the reading says; metrics, units and places stay Vietnamese, as the
//! texts are.

use super::reading::{ReadCondition, ReadNear, ReadWords, few};
use crate::facts::written::{self, with_unit};
use crate::facts::{Base, Kind, Status, Trend};

/// The words in English.
pub(super) fn words(words: &ReadWords) -> String {
    let optional = if words.required { "" } else { " (optional)" };
    format!("{}{optional}", words.quoted().join(" | "))
}

/// The phrases that stand close to each other, in English.
pub(super) fn near(near: &ReadNear) -> String {
    let (first, second) = near.quoted();
    match near.apart {
        0 => format!("{first} and {second} side by side"),
        1 => format!("{first} and {second} with at most 1 word between"),
        apart => format!("{first} and {second} with at most {apart} words between"),
    }
}

/// The condition in English.
pub(super) fn condition(condition: &ReadCondition) -> String {
    let change = condition.kinds == [Kind::Change];
    let mut said = vec![match condition.metric.as_slice() {
        [] => "any figure".to_owned(),
        names => few(names),
    }];
    match (change, condition.trend) {
        (true, Some(Trend::Up)) => said.push("up".to_owned()),
        (true, Some(Trend::Down)) => said.push("down".to_owned()),
        (true, None) => said.push("changed by".to_owned()),
        (false, _) if condition.kinds == [Kind::Multiple] => said.push("multiplied by".to_owned()),
        (false, _) => {}
    }
    said.extend(values(condition));
    let mut said = said.join(" ");
    if let Some(base) = condition.base {
        said.push(' ');
        said.push_str(base_words(base, !change));
    }
    let status = condition.status.map(|status| match status {
        Status::Actual => "actual".to_owned(),
        Status::Estimate => "estimate".to_owned(),
        Status::Plan => "plan".to_owned(),
    });
    let period = condition.period.map(written::period);
    let place =
        (!condition.place.is_empty()).then(|| format!("in {}", condition.place.join(" | ")));
    for part in [status, period, place].into_iter().flatten() {
        said.push_str(", ");
        said.push_str(&part);
    }
    said
}

/// The values wanted.
fn values(condition: &ReadCondition) -> Option<String> {
    let (unit, per) = (condition.unit.as_deref(), condition.per.as_deref());
    let number = |value: f64| written::scaled(&value.to_string());
    if condition.op == Some("any") {
        return Some(format!("in {}", with_unit("", unit, per).trim()));
    }
    if let (Some(min), Some(max)) = (condition.min, condition.max) {
        let max = with_unit(&number(max), unit, per);
        return Some(format!("from {} to {max}", number(min)));
    }
    let value = with_unit(&number(condition.value?), unit, per);
    Some(match condition.op? {
        ">" => format!("above {value}"),
        ">=" => format!("at least {value}"),
        "<" => format!("below {value}"),
        "<=" => format!("at most {value}"),
        "≈" => format!("about {value}"),
        _ => format!("= {value}"),
    })
}

/// What a figure is measured against: a share is of it, anything else is compared with it.
#[must_use]
pub fn base_words(base: Base, share: bool) -> &'static str {
    match (base, share) {
        (Base::Plan, true) => "of plan",
        (Base::Plan, false) => "against plan",
        (Base::Yoy, true) => "of a year earlier",
        (Base::Yoy, false) => "on a year earlier",
        (Base::Prev, true) => "of the period before",
        (Base::Prev, false) => "on the period before",
        (Base::Total, _) => "of the total",
        (Base::Other, true) => "of another figure",
        (Base::Other, false) => "against another figure",
    }
}

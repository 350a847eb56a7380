//! A change against the values before and after it.
//!
//! Invariant: the value before is named as such ("so với mức 100 tỷ", "từ 100 tỷ lên"), and the
//! change is of the value after it. Known gap: "tăng 3 lần" is taken for three times as much and
//! for three times more.

use super::figure::Figure;
use super::interval::Interval;
use super::joint::{Bond, Joint, Part, Sign, only};
use super::message;
use super::page::Page;
use super::share::value_before;
use super::{Contradiction, ContradictionKind};
use crate::facts::fact::{Base, Kind, Trend};

/// "đạt 120 tỷ đồng, tăng 20% so với mức 100 tỷ đồng của năm trước".
pub fn compared(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for change in page.figures().filter(|f| is_change(f)) {
        let Some((joint, before)) = page.next(change) else {
            continue;
        };
        // "tăng 50%, từ 100 tỷ lên 150 tỷ đồng" tells the value after it, too.
        let moves = page.next(before).is_some_and(|(joint, _)| leads_to(&joint));
        if moves || !names_base(&joint, change) {
            continue;
        }
        let after = match change.is_percent() {
            true => value_before(page, change),
            false => page
                .previous(change)
                .filter(|(joint, _)| joint.changes())
                .map(|(_, after)| after),
        };
        if let Some(after) = after {
            found.extend(report(page, before, after, change, false));
        }
    }
    found
}

/// "từ 100 tỷ lên 150 tỷ đồng, tăng 50%"; "tăng 50%, từ 100 tỷ lên 150 tỷ đồng".
pub fn moved(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for before in page.figures() {
        let Some((joint, after)) = page.next(before) else {
            continue;
        };
        if !leads_to(&joint) || !page.before(before, 3).has(&[Bond::From]) {
            continue;
        }
        if let Some((behind, change)) = page.next(after)
            && says_change(&behind, change)
            && is_of_these(page, change)
        {
            let loose = change.fact.kind != Kind::Change;
            found.extend(report(page, before, after, change, loose));
        }
        if let Some((ahead, change)) = page.previous(before)
            && is_change(change)
            && goes_on_from(&ahead)
        {
            found.extend(report(page, before, after, change, false));
        }
    }
    found
}

/// A report, unless the change is what the two values make it; `loose` where the last figure may
/// also be the one value over the other.
fn report(
    page: &Page<'_>,
    before: &Figure<'_>,
    after: &Figure<'_>,
    change: &Figure<'_>,
    loose: bool,
) -> Option<Contradiction> {
    if !before.is_amount() || !after.is_amount() || !before.compares(after) {
        return None;
    }
    let mut right: Vec<Interval> = Vec::new();
    for a in &after.ways {
        for b in &before.ways {
            right.extend(changes_of(*b, *a, before, change, loose));
        }
    }
    let wrong = !right.is_empty()
        && right
            .iter()
            .all(|right| change.ways.iter().all(|way| !right.meets(*way)));
    wrong.then(|| {
        let said = message::change(before, after, change);
        page.report(ContradictionKind::Change, &[before, after, change], said)
    })
}

/// What the change may be: by how much one value differs from the other, in the change's own unit.
fn changes_of(
    before: Interval,
    after: Interval,
    level: &Figure<'_>,
    change: &Figure<'_>,
    loose: bool,
) -> Vec<Interval> {
    let down = change.fact.trend == Some(Trend::Down);
    let difference = match down {
        true => before.minus(after),
        false => after.minus(before),
    };
    let mut found = Vec::new();
    if change.is_percent() {
        let quotient = after.over(before);
        let one = Interval::exactly(1.0);
        let relative = match down {
            true => one.and_then(|one| one.minus(quotient?)),
            false => quotient.and_then(|q| q.minus(one?)),
        };
        found.extend(relative.and_then(|q| q.times(100.0)));
        if loose {
            found.extend(quotient.and_then(|q| q.times(100.0)));
        }
        // Of percents, points are meant too.
        if level.dimension == "%" {
            found.extend(difference);
        }
    } else if change.dimension == "pp" && level.dimension == "%" {
        found.extend(difference);
    } else if change.fact.unit.as_deref() == Some("times") {
        let (more, less) = match down {
            true => (before, after),
            false => (after, before),
        };
        let times = more.over(less);
        found.extend(times);
        found.extend(times.and_then(|t| t.minus(Interval::exactly(1.0)?)));
    } else if change.compares(level) {
        found.extend(difference);
    }
    found
}

fn is_change(figure: &Figure<'_>) -> bool {
    let changes = match figure.fact.kind {
        Kind::Change => figure.fact.trend.is_some(),
        Kind::Multiple => true,
        _ => false,
    };
    changes && figure.fraction.is_none()
}

/// Whether the figure behind is named as what the change before it is measured against: "so với mức",
/// "so với năm 2016 (", "từ mức".
fn names_base(joint: &Joint, change: &Figure<'_>) -> bool {
    let first = joint.parts.first();
    let against = first.is_some_and(|part| part.is_any(&[Bond::Versus, Bond::From]))
        // "gấp 3 lần năm 2017 (100 tỷ đồng)"
        || change.fact.kind == Kind::Multiple
            && first.is_some_and(|part| part.is_any(&[Bond::Then]));
    // The name of what it is measured against needs its own sign or verb.
    let ends_named = joint
        .parts
        .last()
        .is_some_and(|part| *part == Part::Sign(Sign::Open) || part.is_any(&[Bond::Reach]));
    let most = match joint.has(&[Bond::Level]) {
        _ if ends_named => 4,
        true => 2,
        false => 0,
    };
    let bonds = [
        Bond::Versus,
        Bond::From,
        Bond::Then,
        Bond::Mute,
        Bond::Reach,
    ];
    against && joint.only(&bonds, &[Sign::Open], most)
}

/// "lên", "xuống còn", with a noun or a time between.
fn leads_to(joint: &Joint) -> bool {
    joint.has(&[Bond::To]) && joint.only(&[Bond::To, Bond::Then, Bond::Mute], &[], 4)
}

/// ", tăng 50%", " (tăng 50%)", ", tương đương 50%".
fn says_change(joint: &Joint, change: &Figure<'_>) -> bool {
    if is_change(change) {
        return joint.changes();
    }
    change.is_percent() && joint.restates() && joint.has(&[Bond::Again])
}

/// Whether nothing else is named that the change is of or against: "so với tham chiếu", "6,95% vốn".
fn is_of_these(page: &Page<'_>, change: &Figure<'_>) -> bool {
    let behind = page.behind(change, 4);
    match behind.parts.first() {
        None | Some(Part::Sign(_)) => true,
        Some(part) if part.is_any(&[Bond::Versus]) => behind
            .parts
            .get(1)
            .is_some_and(|part| part.is_any(&[Bond::Then])),
        Some(_) => is_change(change),
    }
}

/// "tăng 50%, từ": the values of the change follow.
fn goes_on_from(joint: &Joint) -> bool {
    let bonds = [Bond::From, Bond::Then, Bond::Mute, Bond::Versus];
    let from = joint
        .parts
        .iter()
        .position(|part| part.is_any(&[Bond::From]));
    let Some((head, tail)) = from.map(|at| joint.parts.split_at(at)) else {
        return false;
    };
    // "giảm 34% chỉ tiêu sư phạm, từ 980 xuống": what it is said of, up to a sign.
    let set_off = matches!(head.last(), Some(Part::Sign(Sign::Comma | Sign::Open)));
    let most = if set_off { 5 } else { 0 };
    only(head, &bonds, &[Sign::Comma, Sign::Open], most) && only(tail, &bonds, &[], 0)
}

/// "năm 2017 thu 100 tỷ đồng, năm 2018 thu 150 tỷ đồng, tăng 50%".
pub fn followed(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for before in page.figures().filter(|f| f.is_amount()) {
        let Some((joint, after)) = page.next(before) else {
            continue;
        };
        let Some((behind, change)) = page.next(after) else {
            continue;
        };
        let bonds = [
            Bond::Then,
            Bond::Reach,
            Bond::Mute,
            Bond::To,
            Bond::And,
            Bond::Have,
        ];
        let told = joint.only(&bonds, &[Sign::Comma, Sign::Semicolon], 4);
        let one_thing =
            before.fact.metric == after.fact.metric && before.fact.unit == after.fact.unit;
        if told
            && one_thing
            && is_year_later(before, after)
            && is_change(change)
            && behind.changes()
            && is_of_year(page, change)
        {
            found.extend(report(page, before, after, change, false));
        }
    }
    found
}

/// Whether the second figure is about the same part of the year that follows the first one's.
fn is_year_later(before: &Figure<'_>, after: &Figure<'_>) -> bool {
    let later = |date: jiff::civil::Date| date.checked_add(jiff::ToSpan::year(1)).ok();
    match (before.fact.period, after.fact.period) {
        (Some(one), Some(other)) => {
            later(one.from) == Some(other.from) && later(one.to) == Some(other.to)
        }
        _ => false,
    }
}

/// Whether the change is against the year before, or against nothing that is named.
fn is_of_year(page: &Page<'_>, change: &Figure<'_>) -> bool {
    let named = page.behind(change, 3).has(&[Bond::Versus]);
    match change.fact.base {
        None | Some(Base::Yoy) => true,
        Some(Base::Prev) => !named,
        _ => false,
    }
}

//! Lists of parts against their total.
//!
//! Invariant: a list is added up only where the words say that nothing is missing ("gồm", brackets,
//! "còn lại", "tổng cộng") and every part counts what the whole counts. Known gap: "trong đó" lists
//! may overlap or be incomplete, and are not added up.

use super::counts::counts_same;
use super::figure::Figure;
use super::interval::Interval;
use super::joint::{Bond, Joint, Part, Sign, only};
use super::message;
use super::page::Page;
use super::{Contradiction, ContradictionKind};
use crate::facts::fact::Kind;
use crate::facts::unit::COUNT;

/// "100 người, gồm 40 nam và 50 nữ"; "300 ha, trong đó 200 ha lúa, còn lại 150 ha".
pub fn listed(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for whole in page.figures().filter(|f| is_sum(f)) {
        let Some((joint, first)) = page.next(whole) else {
            continue;
        };
        let Some(lead) = lead(&joint, whole) else {
            continue;
        };
        let Some(parts) = list_of(page, whole, first, lead) else {
            continue;
        };
        let Some(sum) = sum(&parts) else { continue };
        if whole.ways.iter().all(|way| !way.meets(sum)) {
            let said = message::sum(&parts, whole);
            let figures: Vec<&Figure<'_>> = [whole].into_iter().chain(parts).collect();
            found.push(page.report(ContradictionKind::Sum, &figures, said));
        }
    }
    found
}

/// How a list of parts is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "gồm": nothing is missing.
    All,
    /// In brackets behind the whole.
    Brackets,
    /// "trong đó": parts may be missing, unless "còn lại" ends them.
    Some,
}

/// How the list begins that what stands behind a whole leads over to.
fn lead(joint: &Joint, whole: &Figure<'_>) -> Option<Lead> {
    let bonds = [Bond::All, Bond::Among, Bond::Mute, Bond::Reach, Bond::Have];
    let sort = if joint.has(&[Bond::Among]) {
        Lead::Some
    } else if joint.has(&[Bond::All]) {
        Lead::All
    } else if joint.has_sign(Sign::Open) {
        Lead::Brackets
    } else {
        return None;
    };
    let from = joint.parts.iter().rposition(|part| {
        part.is_any(&[Bond::All, Bond::Among]) || *part == Part::Sign(Sign::Open)
    });
    // "gồm bảo vệ, 2 nữ nhân viên": something is not counted; "gồm: Lai Châu 12 người" is. Amounts are
    // named before their number: "gồm vốn vay 30 tỷ đồng".
    let counted = joint
        .parts
        .iter()
        .skip(from.unwrap_or(0) + 1)
        .all(|part| match part {
            Part::Word(_) => whole.dimension != COUNT,
            part => *part != Part::Sign(Sign::Comma),
        });
    let leads = joint.only(&bonds, &[Sign::Comma, Sign::Open, Sign::Colon], 6);
    (leads && counted).then_some(sort)
}

/// The parts of a list that is whole; none where it may not be.
fn list_of<'p, 'a>(
    page: &'p Page<'a>,
    whole: &Figure<'a>,
    first: &'p Figure<'a>,
    lead: Lead,
) -> Option<Vec<&'p Figure<'a>>> {
    let mut parts = vec![first];
    let mut last = first;
    let mut rest = false;
    while let Some((between, next)) = page.next(last) {
        if rest || !continues(&between, whole) {
            break;
        }
        rest = between.has(&[Bond::Rest]);
        parts.push(next);
        last = next;
    }
    let ended = match lead {
        Lead::Some => rest,
        Lead::All => rest || closes(page, last),
        Lead::Brackets => closes_bracket(page, last),
    };
    let same = parts.iter().all(|part| {
        part.is_amount() && counts_same(part, whole) && part.fact.status == whole.fact.status
    });
    // Brackets around amounts hold prices, variants or some of them, too.
    let ended = ended && (lead != Lead::Brackets || whole.dimension == COUNT);
    (ended && same && parts.len() >= 2).then_some(parts)
}

/// Whether it is of what can be added: not a rate, a price, an age or how long something lasts.
fn is_sum(figure: &Figure<'_>) -> bool {
    let summed = !matches!(
        figure.dimension,
        "%" | "s" | "month" | "age" | "°C" | "number"
    );
    summed && figure.is_amount() && figure.fact.per.is_none()
}

/// Whether the list goes on with the next figure.
fn continues(joint: &Joint, whole: &Figure<'_>) -> bool {
    let bonds = [Bond::And, Bond::Mute, Bond::Reach, Bond::Rest, Bond::Have];
    let separators = joint
        .parts
        .split(|part| !(*part == Part::Sign(Sign::Comma) || part.is_any(&[Bond::And])))
        .filter(|run| !run.is_empty());
    // What stands between two separators is a part without a number, and words behind one begin
    // something else, unless they name the next part: ", Lai Châu 12 người", ", vốn vay 30 tỷ đồng".
    let last = joint
        .parts
        .iter()
        .rposition(|part| *part == Part::Sign(Sign::Comma) || part.is_any(&[Bond::And]));
    let named = joint.parts.iter().skip(last.map_or(0, |at| at + 1));
    let plain = !named.clone().any(|part| matches!(part, Part::Word(_)));
    // ", còn lại là đường dẫn; mặt cầu rộng 16 m" says not how much is left.
    let rest = joint
        .parts
        .iter()
        .position(|part| part.is_any(&[Bond::Rest]));
    let left = rest.is_none_or(|at| only(&joint.parts[at..], &bonds, &[], 3));
    left && (plain || whole.dimension != COUNT)
        && separators.count() == 1
        && joint.only(&bonds, &[Sign::Comma, Sign::Semicolon], 6)
}

/// Whether the list ends behind its last figure, with nothing added and nothing left open.
fn closes(page: &Page<'_>, last: &Figure<'_>) -> bool {
    for part in page.behind(last, 8).parts {
        match part {
            Part::Sign(Sign::Stop | Sign::Close | Sign::Semicolon) => return true,
            Part::Word(_) | Part::Name(_) | Part::Bond(Bond::Mute) => {}
            _ => return false,
        }
    }
    false
}

fn closes_bracket(page: &Page<'_>, last: &Figure<'_>) -> bool {
    let behind = page.behind(last, 8);
    let first = behind
        .parts
        .iter()
        .find(|part| matches!(part, Part::Sign(_)));
    first == Some(&Part::Sign(Sign::Close)) && closes(page, last)
}

/// The sum of figures; none beyond what can be added.
fn sum(parts: &[&Figure<'_>]) -> Option<Interval> {
    let mut ways = parts.iter().map(|part| match part.ways.as_slice() {
        [way] => Some(*way),
        _ => None,
    });
    ways.try_fold(Interval::exactly(0.0)?, |sum, way| sum.plus(way?))
}

/// "120 hộ, trong đó 150 hộ nghèo": a part that is more than its whole.
pub fn beyond(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for whole in page.figures().filter(|f| f.is_amount()) {
        let Some((joint, part)) = page.next(whole) else {
            continue;
        };
        let bonds = [Bond::Among, Bond::Have, Bond::Mute, Bond::Reach];
        let told = joint.has(&[Bond::Among])
            && joint.only(&bonds, &[Sign::Comma, Sign::Open, Sign::Colon], 6);
        // Prices and rates of parts may be more than those of the whole, totals not.
        let total = page.before(whole, 8).has(&[Bond::Whole]) && whole.fact.per.is_none();
        let added = whole.dimension == COUNT || total && whole.dimension != "%";
        let one_unit = added && whole.fact.unit.is_some() && counts_same(part, whole);
        // "92 khách và 8 nhân viên, trong đó 11 nữ": of all of them.
        let alone = page
            .previous(whole)
            .is_none_or(|(joint, _)| !continues(&joint, whole));
        let exceeds = part.is_amount() && part.exceeds(whole);
        if told && one_unit && alone && exceeds {
            let said = message::beyond(part, whole);
            found.push(page.report(ContradictionKind::Parts, &[whole, part], said));
        }
    }
    found
}

/// "40 nam và 50 nữ, tổng cộng 100 người".
pub fn totalled(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for whole in page.figures().filter(|f| f.is_amount()) {
        let Some((joint, mut last)) = page.previous(whole).filter(|_| is_sum(whole)) else {
            continue;
        };
        let bonds = [Bond::Whole, Bond::Mute, Bond::Reach, Bond::Have];
        let set_off = matches!(
            joint.parts.first(),
            Some(Part::Sign(
                Sign::Comma | Sign::Open | Sign::Dash | Sign::Semicolon
            ))
        );
        let signs = [Sign::Comma, Sign::Open, Sign::Dash, Sign::Semicolon];
        if !(set_off && joint.has(&[Bond::Whole]) && joint.only(&bonds, &signs, 2)) {
            continue;
        }
        let mut parts = vec![last];
        while let Some((joint, before)) = page.previous(last) {
            if !continues(&joint, whole) {
                break;
            }
            parts.push(before);
            last = before;
        }
        parts.reverse();
        let same = parts
            .iter()
            .all(|part| part.is_amount() && counts_same(part, whole));
        let Some(sum) = sum(&parts).filter(|_| same && parts.len() >= 2) else {
            continue;
        };
        if whole.ways.iter().all(|way| !way.meets(sum)) {
            let said = message::sum(&parts, whole);
            let figures: Vec<&Figure<'_>> = parts.into_iter().chain([whole]).collect();
            found.push(page.report(ContradictionKind::Sum, &figures, said));
        }
    }
    found
}

/// "cơ cấu: nông nghiệp chiếm 60%, công nghiệp 55%"; "nam chiếm 60%, còn lại 55% là nữ". Less than a
/// hundred may be of another whole, or not all of it.
pub fn hundred(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let share =
        |f: &Figure<'_>| f.is_percent() && f.fact.kind == Kind::Share && f.fact.per.is_none();
    let mut at = 0;
    for first in page.figures().filter(|f| share(f)) {
        if first.ordinal < at {
            continue;
        }
        let mut parts = vec![first];
        let mut last = first;
        let mut rest = false;
        let mut shared = true;
        while let Some((joint, next)) = page.next(last) {
            if rest || !share(next) || !shares_go_on(&joint) {
                break;
            }
            rest = joint.has(&[Bond::Rest]);
            shared = shared && joint.has(&[Bond::Share]);
            parts.push(next);
            last = next;
        }
        at = last.ordinal + 1;
        let lead = page.before(first, 12);
        let structure = lead.has(&[Bond::Structure]) && lead.has(&[Bond::Share]) && shared;
        let Some(sum) = sum(&parts).filter(|_| parts.len() >= 2) else {
            continue;
        };
        let Some(all) = Interval::exactly(100.0) else {
            continue;
        };
        if (structure || rest) && sum.exceeds(all) {
            let said = message::hundred(&parts);
            found.push(page.report(ContradictionKind::Parts, &parts, said));
        }
    }
    found
}

/// Whether the list of percents goes on with the next one.
fn shares_go_on(joint: &Joint) -> bool {
    let bonds = [
        Bond::And,
        Bond::Mute,
        Bond::Reach,
        Bond::Share,
        Bond::Rest,
        Bond::Have,
    ];
    joint.only(&bonds, &[Sign::Comma, Sign::Semicolon], 8)
}

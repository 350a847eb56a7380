//! A percent against what it is a percent of: a fraction, a part and its whole, a value and its
//! plan.
//!
//! Invariant: a percent is tied to a value only where it says that value again (", đạt 80%",
//! "(chiếm 7%)"), and to a whole or a plan only where the words name it so.
//! Known gap: a plan that another sentence states.

use super::counts::counts_same;
use super::figure::Figure;
use super::interval::Interval;
use super::joint::{Bond, Joint, Part, Sign, has, only};
use super::message;
use super::page::Page;
use super::{Contradiction, ContradictionKind};
use crate::facts::fact::{Base, Kind, Status};
use crate::facts::unit::COUNT;

/// The most percents that tell of one value, one behind the other.
const MOST_PERCENTS: usize = 6;

/// How many parts of a list a percent may be of, besides the whole.
const MOST_PARTS: usize = 6;

/// "14/15 chỉ tiêu, đạt 80%"; "đạt 80% (14/15 chỉ tiêu)".
pub fn fractions(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for first in page.figures() {
        let Some((joint, second)) = page.next(first) else {
            continue;
        };
        let (fraction, percent) = if first.fraction.is_some() && is_share(second) {
            // "24/7", "30/360": a bare fraction is a share only where nothing parts them.
            let bare = first.fact.unit.is_none() && joint.words() > 0;
            if bare || !(joint.restates() && ends(page, second, first)) {
                continue;
            }
            (first, second)
        } else if is_share(first) && second.fraction.is_some() && brackets(&joint) {
            (second, first)
        } else {
            continue;
        };
        if disagree(&fraction.ways, percent) {
            let said = message::share(fraction, None, percent);
            found.push(page.report(ContradictionKind::Share, &[fraction, percent], said));
        }
    }
    found
}

/// A part, its whole and the percent that the one is of the other.
pub fn shares(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for percent in page.figures().filter(|f| is_share(f)) {
        let tied = part_in_whole(page, percent)
            .or_else(|| part_over_whole(page, percent))
            .or_else(|| whole_behind(page, percent));
        let Some((part, whole)) = tied.filter(|(part, whole)| is_part(part, whole)) else {
            continue;
        };
        if disagree(&quotients(part, whole), percent) {
            let said = message::share(part, Some(whole), percent);
            found.push(page.report(ContradictionKind::Share, &[part, whole, percent], said));
        }
    }
    found
}

/// "611 cán bộ, trong đó 44 nữ (chiếm 7,2%)"; changes of the whole may stand between.
fn part_in_whole<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let (joint, part) = page.previous(percent)?;
    let (told, mut whole) = page.previous(part)?;
    let among = told.has(&[Bond::Among]);
    for _ in 0..MOST_PERCENTS {
        if !(among && whole.is_percent()) {
            break;
        }
        let (between, before) = page.previous(whole)?;
        if !(between.changes() || between.restates() || between.goes_on()) {
            return None;
        }
        whole = before;
    }
    (tells_part(&told, whole, part)
        && joint.restates()
        && is_of_it(&joint)
        && ends(page, percent, whole))
    .then_some((part, whole))
}

/// The parts that follow the first one of a list: "1.000 hộ, trong đó 200 hộ nghèo (20%), 150 hộ cận
/// nghèo (25%)". A percent may also be of the part before.
pub fn further_shares(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    // The parts of the list that is being read, and its whole.
    let mut list: Option<(Vec<&Figure<'_>>, &Figure<'_>)> = None;
    for percent in page.figures().filter(|f| is_share(f)) {
        if let Some((part, whole)) = part_in_whole(page, percent) {
            list = Some((vec![part], whole));
            continue;
        }
        let Some((parts, whole)) = &mut list else {
            continue;
        };
        let Some(part) = next_in_list(page, percent).filter(|part| is_part(part, whole)) else {
            list = None;
            continue;
        };
        let of_whole = quotients(part, whole);
        let of_parts: Vec<Interval> = parts
            .iter()
            .rev()
            .take(MOST_PARTS)
            .flat_map(|w| quotients(part, w))
            .collect();
        let agrees = !of_parts.is_empty() && !disagree(&of_parts, percent);
        let told = counts_same(part, whole) && ends(page, percent, whole);
        if told && !agrees && disagree(&of_whole, percent) {
            let said = message::share(part, Some(whole), percent);
            found.push(page.report(ContradictionKind::Share, &[part, whole, percent], said));
        }
        parts.push(part);
    }
    found
}

/// The part that the percent says again, where it follows another percent in a list.
fn next_in_list<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<&'p Figure<'a>> {
    let (joint, part) = page.previous(percent)?;
    let (between, before) = page.previous(part)?;
    let bonds = [Bond::And, Bond::Mute, Bond::Reach, Bond::Have, Bond::Rest];
    let signs = [Sign::Comma, Sign::Close, Sign::Semicolon];
    let goes_on = is_share(before) && between.only(&bonds, &signs, 6);
    (goes_on && joint.restates() && is_of_it(&joint)).then_some(part)
}

/// "30 hộ trong tổng số 100 hộ, chiếm 30%"; "193,15/2.050 tỷ đồng, tương đương 9,42%".
fn part_over_whole<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let (joint, whole) = page.previous(percent)?;
    let (told, part) = page.previous(whole)?;
    // "29 trạm/161 làn" is no part of a whole.
    let one_thing = part.fact.unit.is_none() || counts_same(part, whole);
    (one_thing && of_whole(&told) && joint.restates() && ends(page, percent, whole))
        .then_some((part, whole))
}

/// "30 hộ, chiếm 30% tổng số 100 hộ"; "chiếm 92% vốn điều lệ (3.000 tỷ đồng)"; "34% hộ nghèo (17
/// hộ/50 hộ)".
fn whole_behind<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let (behind, next) = page.next(percent)?;
    if let Some((joint, part)) = page.previous(percent)
        && joint.restates()
        && (of_whole(&behind) || names_whole(&behind))
    {
        return Some((part, next));
    }
    let (over, whole) = page.next(next)?;
    (brackets(&behind) && of_whole(&over)).then_some((next, whole))
}

/// "đạt 282,6 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng)"; "đạt 80,5% dự toán, tương đương 282,6 tỷ
/// đồng, so với chỉ tiêu được giao là 300 tỷ đồng".
pub fn plans(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for percent in page.figures().filter(|f| f.is_percent()) {
        let beyond = percent.fact.kind == Kind::Change && percent.fact.base == Some(Base::Plan);
        if !(is_share(percent) || beyond) {
            continue;
        }
        let tied = plan_behind(page, percent)
            .or_else(|| plan_first(page, percent))
            .or_else(|| plan_before(page, percent))
            .or_else(|| value_behind(page, percent));
        let Some((value, plan)) = tied else { continue };
        if !value.is_amount() || !plan.is_amount() || !value.compares(plan) {
            continue;
        }
        let ways = match beyond {
            false => quotients(value, &plan.as_plan()),
            true => quotients(value, &plan.as_plan())
                .into_iter()
                .filter_map(|q| q.minus(Interval::exactly(1.0)?))
                .collect(),
        };
        if disagree(&ways, percent) {
            let said = message::plan(value, plan, percent, beyond);
            found.push(page.report(ContradictionKind::Plan, &[value, percent, plan], said));
        }
    }
    found
}

/// A part and its whole, or a value and its plan.
type Pair<'p, 'a> = (&'p Figure<'a>, &'p Figure<'a>);

/// "đạt 282,6 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng)".
fn plan_behind<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let (joint, plan) = page.next(percent)?;
    let value = value_before(page, percent)?;
    names_plan(&joint).then_some((value, plan))
}

/// "đạt 80,5% dự toán, tương đương 282,6 tỷ đồng, so với chỉ tiêu được giao là 300 tỷ đồng".
fn value_behind<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let (joint, value) = page.next(percent)?;
    let (behind, plan) = page.next(value)?;
    (again_behind(&joint) && names_plan(&behind)).then_some((value, plan))
}

/// "dự toán 300 tỷ đồng, thu được 282,6 tỷ đồng, đạt 80,5% dự toán".
fn plan_first<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let (joint, value) = page.previous(percent)?;
    let (told, mut plan) = page.previous(value)?;
    // "dự toán 300 tỷ đồng, 8 tháng thu 282,6 tỷ đồng"
    if plan.fact.unit.as_deref() == Some("month") {
        plan = page.previous(plan)?.1;
    }
    let bonds = [
        Bond::Reach,
        Bond::Mute,
        Bond::Have,
        Bond::Then,
        Bond::Plan,
        Bond::Versus,
        Bond::And,
    ];
    let named = match plan.fact.status {
        Status::Plan => page.before(plan, 8).has(&[Bond::Plan]),
        Status::Actual | Status::Estimate => page.before(plan, 3).has(&[Bond::Plan]),
    };
    let of_plan = percent.fact.base == Some(Base::Plan) || !page.behind(percent, 2).has_word();
    (named
        && of_plan
        && joint.restates()
        && told.only(&bonds, &[Sign::Comma, Sign::Semicolon], 6)
        && value.fact.status != Status::Plan)
        .then_some((value, plan))
}

/// "Dự toán thu ngân sách là 300 tỷ đồng. Đến nay đã thu 282,6 tỷ đồng, bằng 80,5% dự toán": the
/// sentence before states one plan and nothing else.
fn plan_before<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<Pair<'p, 'a>> {
    let value = value_before(page, percent)?;
    let plan = page.figure(value.ordinal.checked_sub(1)?)?;
    let alone = plan.ordinal.checked_sub(1).is_none_or(|i| {
        page.figure(i)
            .is_some_and(|f| f.fact.sentence != plan.fact.sentence)
    });
    let before = plan.fact.sentence != value.fact.sentence && page.is_near(plan, value);
    let bare = |metric: &Option<String>| {
        let metric = metric.as_deref().unwrap_or_default();
        let metric = ["dự toán ", "kế hoạch ", "chỉ tiêu ", "mục tiêu "]
            .iter()
            .find_map(|plan| metric.strip_prefix(plan))
            .unwrap_or(metric);
        metric.to_owned()
    };
    let one_thing = bare(&plan.fact.metric) == bare(&value.fact.metric);
    (percent.fact.base == Some(Base::Plan)
        && before
        && alone
        && one_thing
        && plan.fact.status == Status::Plan
        && page.before(plan, 10).has(&[Bond::Plan])
        && value.fact.status != Status::Plan)
        .then_some((value, plan))
}

/// The amount that a percent says again, or changed by, across other percents that do.
pub fn value_before<'p, 'a>(page: &'p Page<'a>, percent: &Figure<'a>) -> Option<&'p Figure<'a>> {
    let mut at = percent.ordinal;
    for _ in 0..MOST_PERCENTS {
        at = at.checked_sub(1)?;
        let before = page.figure(at)?;
        let (joint, _) = page.next(before)?;
        if !before.is_percent() {
            return (joint.restates() || joint.changes()).then_some(before);
        }
        if !joint.goes_on() {
            return None;
        }
    }
    None
}

/// Whether the percent tells a part, not a change or a rate of time.
fn is_share(figure: &Figure<'_>) -> bool {
    figure.is_percent()
        && figure.fact.per.is_none()
        && matches!(figure.fact.kind, Kind::Share | Kind::Level)
}

/// Whether the one may be a part of the other.
fn is_part(part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let amounts = part.is_amount() && whole.is_amount() && whole.dimension != "%";
    amounts && (part.compares(whole) || shares_unit(part, whole))
}

/// "193,15/2.050 tỷ đồng": the unit is said once.
fn shares_unit(part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    part.fact.unit.is_none() && part.tokens.end == whole.begin && whole.written > 0.0
}

/// The part over the whole, in every way to read them.
fn quotients(part: &Figure<'_>, whole: &Figure<'_>) -> Vec<Interval> {
    let scale = match part.compares(whole) {
        true => 1.0,
        false => whole.fact.value.unwrap_or_default() / whole.written,
    };
    let mut found = Vec::new();
    for w in &whole.ways {
        for p in &part.ways {
            found.extend(p.times(scale).and_then(|p| p.over(*w)));
        }
    }
    found
}

/// Whether no way to read the figures makes the percent that is stated.
fn disagree(quotients: &[Interval], percent: &Figure<'_>) -> bool {
    !quotients.is_empty()
        && quotients.iter().all(|quotient| {
            let hundred = quotient.times(100.0);
            hundred.is_some_and(|q| percent.ways.iter().all(|way| !q.meets(*way)))
        })
}

/// "(" alone, or with what says it again: "80% (14/15 chỉ tiêu)".
fn brackets(joint: &Joint) -> bool {
    let open = |part: &Part| *part == Part::Sign(Sign::Open);
    let Some(at) = joint.parts.iter().position(open) else {
        return false;
    };
    let (head, tail) = joint.parts.split_at(at);
    only(head, &[Bond::Mute, Bond::Plan, Bond::Whole], &[], 4)
        && only(&tail[1..], &[Bond::Again, Bond::Reach, Bond::Mute], &[], 0)
}

/// Whether what stands between a whole and its part leads over to it: ", trong đó có", and "có"
/// where both count the same.
fn tells_part(joint: &Joint, whole: &Figure<'_>, part: &Figure<'_>) -> bool {
    let bonds = [
        Bond::Among,
        Bond::All,
        Bond::Have,
        Bond::Reach,
        Bond::Mute,
        Bond::And,
    ];
    let signs = [Sign::Comma, Sign::Open, Sign::Colon];
    let among = joint.has(&[Bond::Among, Bond::All]);
    let fits = part.fact.unit == whole.fact.unit || !part.exceeds(whole);
    let counted = part.dimension == COUNT && fits && counts_same(part, whole);
    let has = counted && joint.has(&[Bond::Have, Bond::Reach]);
    // "thụ lý 120 vụ án, giải quyết 100 vụ": what was done with them.
    let done =
        counted && joint.parts.first() == Some(&Part::Sign(Sign::Comma)) && joint.words() <= 4;
    let most = if among { 10 } else { 14 };
    joint.only(&bonds, &signs, most) && (among || has || done)
}

/// Whether the percent is said of the part in its whole, not only "tương đương", which may be of
/// something else.
fn is_of_it(joint: &Joint) -> bool {
    joint.has(&[Bond::Share]) || !joint.has(&[Bond::Again, Bond::Reach])
}

/// Whether the figure behind is named as the whole of the one before: "trong tổng số", "/".
fn of_whole(joint: &Joint) -> bool {
    joint.parts == [Part::Sign(Sign::Slash)]
        || joint.has(&[Bond::Whole]) && joint.only(&[Bond::Whole, Bond::Mute], &[], 3)
}

/// "vốn điều lệ (": the figure in brackets is what the percent before is of.
fn names_whole(joint: &Joint) -> bool {
    let Some((Part::Sign(Sign::Open), name)) = joint.parts.split_last().map(|(l, n)| (*l, n))
    else {
        return false;
    };
    let bonds = [Bond::Mute, Bond::Whole, Bond::Versus, Bond::Then];
    !name.is_empty() && only(name, &bonds, &[], 4)
}

/// Whether the figure behind is named as the plan that the percent before is of: " dự toán (", "
/// chỉ tiêu được giao là", ", so với kế hoạch".
fn names_plan(joint: &Joint) -> bool {
    let lead = joint.parts.iter().take_while(|part| {
        matches!(part, Part::Sign(Sign::Comma | Sign::Open))
            || part.is_any(&[Bond::Mute, Bond::Versus])
    });
    let lead: Vec<&Part> = lead.collect();
    let set_off = lead.contains(&&Part::Sign(Sign::Comma));
    let against = lead.iter().any(|part| part.is_any(&[Bond::Versus]));
    let rest = joint.parts.get(lead.len()..).unwrap_or_default();
    // "bằng 80,5% dự toán, trong khi chỉ tiêu được giao là 300 tỷ đồng"
    let twice = rest
        .iter()
        .position(|part| *part == Part::Sign(Sign::Comma));
    let named = match twice {
        Some(at) => {
            rest.get(at + 1)
                .is_some_and(|part| part.is_any(&[Bond::Versus]))
                && has(&rest[at..], &[Bond::Plan])
        }
        None => !set_off || against,
    };
    let bonds = [
        Bond::Plan,
        Bond::Then,
        Bond::Mute,
        Bond::Reach,
        Bond::Versus,
        Bond::To,
    ];
    named
        && rest.first().is_some_and(|part| part.is_any(&[Bond::Plan]))
        && only(rest, &bonds, &[Sign::Open, Sign::Comma], 4)
}

/// " dự toán, tương đương": the figure behind says the percent again.
fn again_behind(joint: &Joint) -> bool {
    joint.has(&[Bond::Again])
        && joint.only(
            &[Bond::Again, Bond::Plan, Bond::Then, Bond::Mute],
            &[Sign::Comma, Sign::Open],
            3,
        )
}

/// Whether the percent ends there, or is of the noun of the whole: not "chiếm 30% diện tích", nor
/// "83,1% tổng số đại biểu", which may be more than those that were counted.
fn ends(page: &Page<'_>, percent: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let behind = page.behind(percent, 8);
    let named = |token: usize| {
        let word = page.word(token).to_lowercase();
        let fact = whole.fact;
        [&fact.unit, &fact.metric]
            .into_iter()
            .flatten()
            .any(|name| name.split(' ').any(|part| part == word))
    };
    let mut words = 0;
    for part in &behind.parts {
        match part {
            Part::Sign(_) | Part::Number => return true,
            // "30% số hộ nghèo của huyện"
            Part::Bond(Bond::Mute | Bond::Level | Bond::Plan) if words == 0 => {}
            Part::Bond(bond) => return !matches!(bond, Bond::Whole | Bond::Mute | Bond::Level),
            Part::Word(token) | Part::Name(token) if named(*token) => words += 1,
            Part::Word(_) | Part::Name(_) => return false,
        }
    }
    true
}

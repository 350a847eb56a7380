//! What the words around a number and its measure make of it: comparator and approximation.
//!
//! Invariant: a range is `between`, whatever stands around it; the comparator's words never belong
//! to the quote. Known gap: a bound that another word separates from its number is not seen.

use super::fact::Comparator;
use super::lexicon::Words;
use super::measure::Item;
use super::modifier::{self, Measured, Modifier};
use super::quantity::{Amount, Quantity};

/// The quantity that the numbers from `first` to `last` state together, with what bounds it.
#[must_use]
pub fn quantity(
    words: &Words<'_>,
    first: &Item,
    last: &Item,
    amount: Amount,
    rule: &'static str,
) -> Quantity {
    let sizes = ["m", "m2", "m3", "kg", "s", "month"];
    let measured = Measured {
        few: last.noun.is_some() && first.numeral.base.to_f64() < 10.0 && !first.numeral.scaled(),
        size: last.unit.is_some_and(|u| sizes.contains(&u.dimension)) && !words.is(last.end, "so"),
    };
    let (mut begin, before) =
        modifier::before(words, first.first, measured).unwrap_or((first.first, Modifier::NONE));
    let (mut end, mut after) =
        modifier::after(words, last.end).unwrap_or((last.end, Modifier::NONE));
    let mut before = before;
    let from = begin
        .checked_sub(1)
        .filter(|i| words.joined(begin) && words.is(*i, "từ"));
    if let Some(from) = from {
        // "khoảng từ 5-7%"
        if let Some((outer, modifier)) = modifier::before(words, from, measured) {
            before = before.within(modifier);
            begin = outer;
        } else if is_open_end(words, from, last) {
            begin = from;
            after.cmp = Comparator::AtLeast;
        }
    }
    if let Some((to, modifier)) = from.and_then(|_| from_up(words, last)) {
        (end, after) = (to, modifier);
    }
    let said = before.within(after);
    let cmp = match amount {
        Amount::Range(..) => Comparator::Between,
        _ if is_beyond_plan(words, first, last) => Comparator::Equal,
        _ => said.cmp,
    };
    Quantity {
        tokens: first.first..last.end,
        with_modifiers: begin..end,
        noun_at: last.noun.map(|_| last.noun_at),
        span: first.span.cover(last.span),
        amount,
        measure: last.measure(words),
        per: last.per.clone().or_else(|| first.per.clone()),
        cmp,
        approx: said.approx,
        rule,
    }
}

/// "giá từ 480 USD", "lãi suất từ 7,5%/năm": what begins there, where nothing says where it ends.
fn is_open_end(words: &Words<'_>, from: usize, last: &Item) -> bool {
    /// Words behind which "từ" begins a change, a range or an origin instead (Vietnamese usage).
    const MOVES: &[&str] = &[
        "lên", "xuống", "đến", "tới", "sang", "còn", "thành", "trở", "nâng", "hạ", "về", "năm",
        "hồi",
    ];
    const MOVED: &[&str] = &[
        "tăng",
        "giảm",
        "hạ",
        "nâng",
        "đến",
        "rút",
        "thu",
        "lên",
        "xuống",
        "kể",
        "cách",
        "đi",
        "chuyển",
        "trưởng",
        "vay",
        "lấy",
    ];
    /// How far the end of a change or range may stand.
    const REACH: usize = 12;
    let dimensions = ["%", "m", "m2", "kg", "age", "point", "W"];
    let measured = last
        .unit
        .is_some_and(|unit| unit.is_money() || dimensions.contains(&unit.dimension));
    let moved = (from.saturating_sub(3)..from).any(|i| words.is_any(i, MOVED));
    let ends = (last.end..(last.end + REACH).min(words.len()))
        .take_while(|i| !words.gap(*i).contains([';', '\n']) && !words.gap(*i).contains(". "))
        .any(|i| words.is_any(i, MOVES));
    measured && !moved && !ends
}

/// "từ 3 phòng ngủ loại lớn trở lên": "trở lên" some words behind, where "từ" stands before.
fn from_up(words: &Words<'_>, last: &Item) -> Option<(usize, Modifier)> {
    (last.end..last.end + 8)
        .take_while(|i| words.joined(*i) && !words.is_number(*i))
        .find(|i| words.is(*i, "trở"))
        .and_then(|i| modifier::after(words, i))
}

/// "vượt 16% kế hoạch" says by how much the plan was beaten.
fn is_beyond_plan(words: &Words<'_>, first: &Item, last: &Item) -> bool {
    let beyond = first
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is(i, "vượt"));
    let percent = last.unit.is_some_and(|u| u.canonical == "%");
    let plan = ["kế", "chỉ", "dự", "so", "mục", "mức", "tiến"];
    beyond && percent && words.is_any(last.end, &plan)
}

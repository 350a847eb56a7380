//! What the words around a number and its measure make of it: comparator and approximation.
//!
//! Invariant: a range is `between`, whatever stands around it; the comparator's words never belong
//! to the quote. Known gap: a bound that another word separates from its number is not seen.

use super::fact::Comparator;
use super::lexicon::Words;
use super::measure::Item;
use super::modifier::{self, Measured, Modifier};
use super::quantity::{Amount, Quantity};
use super::unit::Unit;

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
    if let Some(from) = from_price(words, begin, last) {
        begin = from;
        after.cmp = Comparator::AtLeast;
    }
    if let Some((to, modifier)) = from_up(words, begin, last) {
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

/// "giá từ 480 USD", "chỉ từ 5 triệu": a price that begins there. The token of "từ".
fn from_price(words: &Words<'_>, begin: usize, last: &Item) -> Option<usize> {
    /// Words behind which "từ" begins a change or a range instead (Vietnamese usage).
    const MOVES: &[&str] = &["lên", "xuống", "đến", "tới", "sang", "còn", "thành", "trở"];
    let from = begin.checked_sub(1).filter(|_| words.joined(begin))?;
    let money = last.unit.is_some_and(Unit::is_money);
    if !words.is(from, "từ") || !money || words.is_any(last.end, MOVES) {
        return None;
    }
    let near = from.saturating_sub(4)..from;
    let priced = near.clone().any(|i| words.is(i, "giá"))
        && !near.clone().any(|i| words.is_any(i, &["tăng", "giảm"]));
    (priced || words.is(from.checked_sub(1)?, "chỉ")).then_some(from)
}

/// "từ 3 phòng ngủ loại lớn trở lên": "trở lên" some words behind, where "từ" stands before.
fn from_up(words: &Words<'_>, begin: usize, last: &Item) -> Option<(usize, Modifier)> {
    let from = begin.checked_sub(1).filter(|_| words.joined(begin))?;
    if !words.is(from, "từ") {
        return None;
    }
    (last.end..last.end + 5)
        .take_while(|i| words.joined(*i))
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

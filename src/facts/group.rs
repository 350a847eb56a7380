//! Numbers that share one measure: ranges, lists, pairs, a part with its whole.
//!
//! Invariant: a measure is only handed to a number that has none, from a neighbour that a dash, a
//! conjunction or a comma joins to it. Known gap: a list broken by words ("5 năm nay, 7 năm sau,
//! tỷ đồng") shares nothing.

use super::bare;
use super::context::{self, Says};
use super::decimal::Decimal;
use super::lexicon::Words;
use super::measure::Item;
use super::unit::{self, Unit};

/// How two neighbouring numbers are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// A dash: "5-7%", "5% - 7%".
    Dash,
    /// "đến", "tới".
    To,
    /// "và", "hoặc".
    And,
    /// A comma.
    Comma,
    /// "lên", "xuống" behind "từ": two states, not a range.
    Move,
    /// "trong tổng số": a part of a whole.
    Of,
}

/// How `first` is joined to `second`; none where other words stand between.
#[must_use]
pub fn link(words: &Words<'_>, first: &Item, second: &Item) -> Option<Link> {
    let gap = words
        .text()
        .get(first.span.end..second.span.start)
        .unwrap_or_default();
    let between = gap.trim();
    // A line end ends the sentence, wherever the connector stands.
    if between.len() > 40 || gap.contains(['\n', '\r']) {
        return None;
    }
    // "từ 5 USD mỗi kg đến 7 USD"
    let each = between.starts_with("mỗi ") || between.starts_with("một ");
    let between = match between.rsplit_once(' ') {
        Some((_, connector)) if each => connector,
        _ => between,
    };
    Some(match between {
        "-" => Link::Dash,
        "đến" | "tới" | "cho đến" | "cho tới" | "đến dưới" | "tới dưới" | "đến gần" | "đến hơn"
        | "đến khoảng" | "tới gần" | "tới hơn" | "tới khoảng" | "đến tối đa" | "đến không quá" => {
            Link::To
        }
        "lên" | "xuống" | "lên hơn" | "lên gần" | "lên tới" | "lên đến" | "lên mức"
        | "lên thành" | "xuống còn" | "xuống dưới" | "xuống mức" | "xuống gần" | "nâng lên"
        | "còn" | "thành"
            if is_from(words, first) =>
        {
            Link::Move
        }
        "và" | "hoặc" | "hay" | "&" => Link::And,
        "," | ";" => Link::Comma,
        "trong tổng số" | "trên tổng số" | "/ tổng số" | "trong tổng" | "trong số" | "trên" => {
            Link::Of
        }
        _ if words.typed() => typed_link(words, first, between)?,
        _ => return None,
    })
}

/// Whether "từ" stands before the number.
fn is_from(words: &Words<'_>, first: &Item) -> bool {
    let from = first.first.saturating_sub(2)..first.first;
    from.rev().any(|i| words.is(i, "từ"))
}

/// Whether a number is where something rose or fell from: "từ 24 lên 36".
#[must_use]
pub fn moves_on(words: &Words<'_>, item: &Item) -> bool {
    let moved = words.joined(item.end) && words.is_any(item.end, &["lên", "xuống"]);
    let to = (item.end + 1..item.end + 3).any(|i| words.is_number(i));
    moved && to && is_from(words, item)
}

/// "tu 100 den 200", "5 to 7", "between 5 and 7", "giua 5 va 7".
fn typed_link(words: &Words<'_>, first: &Item, between: &str) -> Option<Link> {
    let before = first.first.checked_sub(1).map_or("", |i| words.folded(i));
    match between.to_lowercase().as_str() {
        "den" | "toi" | "to" | ".." | "..." => Some(Link::To),
        "and" if before == "between" => Some(Link::To),
        "and" | "or" | "va" | "hoac" => Some(Link::And),
        _ => None,
    }
}

/// Hands units, nouns and scale words from the number that has them to those joined to it.
pub fn share_measures(words: &Words<'_>, items: &mut [Item]) {
    let mut in_list = false;
    for next in (1..items.len()).rev() {
        let (before, behind) = items.split_at_mut(next);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first_mut()) else {
            continue;
        };
        let linked = link(words, first, second);
        let joins = match linked {
            None | Some(Link::Of) => false,
            Some(Link::Comma) => in_list || is_respective(words, first.first),
            Some(_) => true,
        };
        in_list = joins && matches!(linked, Some(Link::And | Link::Comma));
        if !joins || second.negative {
            continue;
        }
        if second.is_bare()
            && first.unit.is_some()
            && first.span.end == words.span(first.end - 1).end
            && first.end == first.first + first.numeral.tokens
        {
            // "$5-7 triệu": the sign stands before the first number.
            second.unit = first.unit;
            share_scale(first, second);
        } else if first.is_bare() && can_share(first, second) {
            first.unit = second.unit;
            first.noun = second.noun;
            first.noun_at = second.noun_at;
            first.per.clone_from(&second.per);
            share_scale(first, second);
        }
    }
}

/// Whether a bare number may take the measure of the one behind it: things are counted whole.
fn can_share(first: &Item, second: &Item) -> bool {
    let whole = first.numeral.base.is_whole() || second.noun.is_none();
    !second.is_bare() && whole && first.numeral.denominator.is_none()
        || (second.is_bare() && second.numeral.scaled() && !first.numeral.scaled())
}

/// "100 đến 200 tỷ": the scale is said once, for both; "800 đến 1,2 tỷ" begins at 800 million.
fn share_scale(first: &mut Item, second: &Item) {
    if first.numeral.scaled() || !second.numeral.scaled() {
        return;
    }
    let (low, high) = (first.numeral.base.to_f64(), second.numeral.base.to_f64());
    let mut scale = second.numeral.scale;
    if low > high && low >= 100.0 {
        scale = scale.times(Decimal::new(1, -3)).unwrap_or(scale);
    }
    if (low < 1000.0 || low <= high) && scale.is_whole() {
        first.numeral.scale = scale;
    }
}

/// Whether "lần lượt" stands a few words before: "lần lượt là 5, 7 và 9 tỷ".
fn is_respective(words: &Words<'_>, first: usize) -> bool {
    (first.saturating_sub(8)..first).any(|i| words.is(i, "lần") && words.is(i + 1, "lượt"))
}

/// "mua vào … bán ra" around a dash: two prices, not a range.
#[must_use]
pub fn is_bid_and_ask(words: &Words<'_>, first: &Item, second: &Item) -> bool {
    let near = first.first.saturating_sub(16)..(second.end + 10).min(words.len());
    let word = |wanted: &str, never: &str| {
        near.clone()
            .any(|i| words.is(i, wanted) && !words.is(i + 1, never))
    };
    let said = word("mua", "bán") && word("bán", "mua");
    let abbreviated = |i: usize| words.word(i) == "MV" && words.word(i + 1) == "BR";
    (said && near.clone().any(|i| words.is_any(i, &["vào", "ra"]))) || near.clone().any(abbreviated)
}

/// A number before others: the byte at which it ends, and its unit.
#[derive(Debug, Clone, Copy)]
pub struct Earlier {
    end: usize,
    unit: Option<Unit>,
}

/// Gives numbers without a unit the one that the words before them tell, or the number before.
/// Returns the last number.
pub fn infer_measures(
    words: &Words<'_>,
    items: &mut [Item],
    mut before: Option<Earlier>,
) -> Option<Earlier> {
    for item in items {
        // A question means any unit where it names none.
        if !words.typed() && item.is_bare() && item.numeral.denominator.is_none() {
            infer_measure(words, item, before);
        }
        before = Some(Earlier {
            end: item.span.end,
            unit: item.unit,
        });
    }
    before
}

fn infer_measure(words: &Words<'_>, item: &mut Item, before: Option<Earlier>) {
    let earlier = before
        .filter(|e| same_clause(words, e.end, item.span.start))
        .and_then(|e| e.unit);
    if item.numeral.scaled() {
        let currency = earlier.filter(|unit| unit.is_money());
        // "100k", "5tr" are written of money alone.
        let glued = item.numeral.tokens == 2 && words.gap(item.first + 1).is_empty();
        let money = glued || item.per.is_some() || context::says(words, item.first, Says::Money);
        let large = item.numeral.scale.to_f64() >= 1000.0;
        // Thousands of millions are money unless people are spoken of.
        let billions =
            item.numeral.scale.to_f64() >= 1e9 && !context::says(words, item.first, Says::People);
        if large && (money || billions || currency.is_some()) {
            item.unit = currency.or_else(|| unit::named("VND"));
        }
    } else if context::touching(words, item.first) == Some(Says::Change) {
        let index = earlier.filter(|u| u.canonical == "point");
        item.unit = index;
    }
    if item.is_bare() && !item.numeral.scaled() {
        if is_age(words, item) {
            item.unit = unit::named("age");
        } else if context::says(words, item.first, Says::Point) && bare::is_figure(words, item) {
            item.unit = unit::named("point");
        }
    }
}

/// Whether no sentence ends between two bytes.
fn same_clause(words: &Words<'_>, from: usize, to: usize) -> bool {
    let between = words.text().get(from..to).unwrap_or_default();
    between.len() < 200 && !between.contains('\n') && !between.contains(". ")
}

/// Ages that only the words before tell: "lứa tuổi 18-25", "độ tuổi từ 18 đến 25".
#[must_use]
pub fn is_age(words: &Words<'_>, first: &Item) -> bool {
    let mut near = (first.first.saturating_sub(2)..first.first).rev();
    let near = near.any(|i| words.is(i, "tuổi") && !words.is(i + 1, "thọ"));
    near && first.is_bare() && first.numeral.base.to_f64() < 120.0
}

//! Quantities: a number with its unit, comparator and approximation, before it is bound to a
//! metric.
//!
//! Invariant: quantities are disjoint and in the order of the text; every value is exact.

use super::context::{self, Says};
use super::decimal::Decimal;
use super::fact::Comparator;
use super::group::{self, Link};
use super::label;
use super::lexicon::Words;
use super::measure::{self, Item, Style};
use super::modifier::{self, Measured, Modifier};
use super::noun;
use super::number;
use super::unit::Unit;
use crate::text::Span;
use std::ops::Range;

/// The number that a quantity states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// One number, scale applied, in the canonical unit.
    One(Decimal),
    /// From the first to the second: "5-7%".
    Range(Decimal, Decimal),
    /// A numerator over a denominator: "14/15 chỉ tiêu".
    Fraction(Decimal, Decimal),
}

/// What a quantity is counted or measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// A unit of the table of units, by its canonical name.
    Unit(&'static str),
    /// A counted noun as written, in lower case: "tổ chức đảng".
    Counted(String),
    /// Nothing stands with the number.
    Bare,
}

/// A quantity in a normalised text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The tokens of the quote: number, scale words, unit or counted noun.
    pub tokens: Range<usize>,
    /// The tokens of the quantity with its comparator and approximation words.
    pub with_modifiers: Range<usize>,
    /// The first token of the counted noun, where the measure is one.
    pub noun_at: Option<usize>,
    /// Where the quote stands in the normalised text.
    pub span: Span,
    /// The number.
    pub amount: Amount,
    /// What it is counted or measured in.
    pub measure: Measure,
    /// The unit of a rate's denominator: "năm" in "7%/năm".
    pub per: Option<String>,
    /// How the number bounds the true one.
    pub cmp: Comparator,
    /// Whether the text calls it approximate.
    pub approx: bool,
    /// The name of the rule that read it.
    pub rule: &'static str,
}

/// The quantities of a text, in its order. `times` are the tokens of dates and periods, in order
/// and disjoint: no number in them is read.
#[must_use]
pub fn quantities(words: &Words<'_>, times: &[Range<usize>]) -> Vec<Quantity> {
    let mut items = items(words, times);
    group::infer_measures(words, &mut items);
    group::share_measures(words, &mut items);
    let mut found = Vec::with_capacity(items.len());
    let mut next = 0;
    while next < items.len() {
        let (quantity, taken) = read(words, &items, next);
        found.extend(quantity);
        next += taken;
    }
    found
}

/// The numbers that may measure or count something.
fn items(words: &Words<'_>, times: &[Range<usize>]) -> Vec<Item> {
    let style = Style::of(words);
    let mut found: Vec<Item> = Vec::new();
    let mut times = times.iter().peekable();
    let mut label: Option<usize> = None;
    let mut at = 0;
    while at < words.len() {
        while times.peek().is_some_and(|time| time.end <= at) {
            times.next();
        }
        let limit = times.peek().map_or(words.len(), |time| time.start);
        if limit <= at {
            at = times.next().map_or(at + 1, |time| time.end.max(at + 1));
            continue;
        }
        let item = number::begins(words, at)
            .then(|| measure::item(words, at, limit, style))
            .flatten();
        let Some(item) = item else {
            at += 1;
            continue;
        };
        let chained = label.is_some_and(|end| label::chains(words, end, at));
        let follows = found.last().is_some_and(|last| last.end == at);
        if label::is_label(words, &item, chained, follows) {
            at += item.numeral.tokens;
            label = Some(at);
        } else {
            at = item.end.max(at + 1);
            found.push(item);
        }
    }
    found
}

/// The quantity that begins with the number `at`, and how many numbers it takes.
fn read(words: &Words<'_>, items: &[Item], at: usize) -> (Option<Quantity>, usize) {
    let Some(first) = items.get(at) else {
        return (None, 1);
    };
    let Some(second) = items.get(at + 1) else {
        return (one(words, first), 1);
    };
    let linked = group::link(words, first, second);
    if linked == Some(Link::Of)
        && let Some(share) = part_of_whole(words, first, second)
    {
        return (Some(share), 2);
    }
    let chain = |i: usize| match (i.checked_sub(1).and_then(|b| items.get(b)), items.get(i)) {
        (Some(a), Some(b)) => group::link(words, a, b) == Some(Link::Dash) && !b.negative,
        _ => false,
    };
    let steps = linked == Some(Link::Dash) && (chain(at) || chain(at + 2));
    if matches!(linked, Some(Link::Dash | Link::To))
        && !steps
        && !(linked == Some(Link::Dash) && group::is_bid_and_ask(words, first, second))
        && let Some(range) = range(words, first, second)
    {
        return (Some(range), 2);
    }
    (one(words, first), 1)
}

/// A number on its own.
fn one(words: &Words<'_>, item: &Item) -> Option<Quantity> {
    if item.is_bare() && !is_figure(words, item) {
        return None;
    }
    let value = item.value()?;
    let (amount, rule) = match item.numeral.denominator {
        Some(denominator) => (Amount::Fraction(value, denominator), "fraction"),
        None if item.is_bare() => (Amount::One(value), "bare number"),
        None if item.noun.is_some() => (Amount::One(value), "counted noun"),
        None => (Amount::One(value), "number with unit"),
    };
    Some(quantity(words, item, item, amount, rule))
}

/// Whether a number without any measure is used as a figure.
fn is_figure(words: &Words<'_>, item: &Item) -> bool {
    let touching = context::touching(words, item.first);
    if item.numeral.denominator.is_some() {
        return is_share(words, item, touching.is_some());
    }
    let asked = modifier::before(words, item.first, Measured::default()).is_some()
        || modifier::after(words, item.end).is_some();
    if words.typed() {
        // A question may leave the unit to the reader: "lợi nhuận trên 280 tỷ", "> 80".
        return item.numeral.scaled() || asked || is_whole_text(words, item, item);
    }
    let behind = words.joined(item.end) && !noun::ends(words, item.end);
    let shaped = !item.numeral.plain && !item.numeral.spelled && !behind;
    let large = item.numeral.base.to_f64() >= 10.0 && !behind && !item.numeral.spelled;
    let moved = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, &["lên", "xuống", "còn", "đạt"]));
    item.numeral.scaled()
        || (large && moved && words.joined(item.first) && !is_year(item))
        || (shaped && (touching.is_some() || asked))
        || (touching == Some(Says::Change) && !behind && words.is(item.end, "so"))
        || (asked && large)
        || is_whole_text(words, item, item)
}

/// Whether the number may be a year.
fn is_year(item: &Item) -> bool {
    item.numeral.plain && (1900.0..2100.0).contains(&item.numeral.base.to_f64())
}

/// Whether a fraction without a noun is a share ("chiếm 1/3 số ca"), not a date or an address.
fn is_share(words: &Words<'_>, item: &Item, touched: bool) -> bool {
    let proper = item
        .numeral
        .denominator
        .is_some_and(|d| item.numeral.base.to_f64() < d.to_f64());
    let glyph = item.numeral.tokens == 1;
    let behind = words.joined(item.end) && !words.is_capital(item.end);
    let bounded = modifier::before(words, item.first, Measured::default()).is_some();
    is_whole_text(words, item, item)
        || (proper && (glyph || item.numeral.spelled || touched || bounded || behind))
}

/// Whether the text holds nothing but the number, with its modifiers.
fn is_whole_text(words: &Words<'_>, first: &Item, last: &Item) -> bool {
    let begin =
        modifier::before(words, first.first, Measured::default()).map_or(first.first, |(at, _)| at);
    begin == 0 && last.end == words.len()
}

/// "80 trong tổng số 100 tập đoàn": one noun for both makes one share.
fn part_of_whole(words: &Words<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    let whole = second.numeral.base.is_whole() && second.noun.is_some();
    let part =
        first.is_bare() && first.numeral.base.is_whole() && first.numeral.denominator.is_none();
    let (value, of) = (first.value()?, second.value()?);
    let proper = value.to_f64() <= of.to_f64() && of != Decimal::ZERO;
    (whole && part && proper).then(|| {
        let amount = Amount::Fraction(value, of);
        quantity(words, first, second, amount, "part of a whole")
    })
}

/// "5-7%", "từ 100 đến 200 tỷ đồng"; none where the two numbers make no range.
fn range(words: &Words<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    if second.negative
        || first.numeral.denominator.is_some()
        || second.numeral.denominator.is_some()
    {
        return None;
    }
    let (mut low, mut high) = (first.value()?, second.value()?);
    let mut measure = second.measure(words);
    let other = first.measure(words);
    if other != measure {
        // "từ 5 tháng đến 2 năm": both in the smaller unit.
        let (a, b) = (first.unit?, second.unit?);
        if a.dimension != b.dimension {
            return None;
        }
        if let Some(ratio) = b.factor.over(a.factor) {
            high = high.times(ratio)?;
            measure = other;
        } else {
            low = low.times(a.factor.over(b.factor)?)?;
        }
    }
    if measure == Measure::Bare && !is_bare_range(words, first, second) {
        return None;
    }
    if low.to_f64() >= high.to_f64() {
        return None;
    }
    if measure == Measure::Bare && group::is_age(words, first) {
        measure = Measure::Unit("age");
    }
    let mut found = quantity(words, first, second, Amount::Range(low, high), "range");
    found.measure = measure;
    Some(found)
}

/// Whether two bare numbers are a range and no score or code.
fn is_bare_range(words: &Words<'_>, first: &Item, second: &Item) -> bool {
    let cue = first
        .first
        .checked_sub(1)
        .is_some_and(|i| words.joined(first.first) && words.is_any(i, &["từ", "khoảng"]));
    let scaled = first.numeral.scaled() && second.numeral.scaled();
    let figure = context::touching(words, first.first) == Some(Says::Figure)
        && !is_score(words, first)
        && !is_date(first, second);
    words.typed()
        || scaled
        || figure
        || group::is_age(words, first)
        || (cue && !is_date(first, second) && !behind_noun(words, second))
        || is_whole_text(words, first, second)
}

/// Whether two numbers may be a day and a month, or two years.
fn is_date(first: &Item, second: &Item) -> bool {
    let plain = first.numeral.plain && second.numeral.plain;
    let (low, high) = (first.numeral.base.to_f64(), second.numeral.base.to_f64());
    let years = low >= 1000.0 && high < 2100.0;
    plain && ((low <= 31.0 && high <= 12.0) || years)
}

/// Whether the words before speak of a game.
fn is_score(words: &Words<'_>, item: &Item) -> bool {
    (item.first.saturating_sub(8)..item.first).any(|i| {
        words.is_any(
            i,
            &["số", "thắng", "thua", "hòa", "hoà", "dẫn", "trận", "lệ"],
        )
    })
}

/// Whether a word that no table knows stands right behind.
fn behind_noun(words: &Words<'_>, item: &Item) -> bool {
    words.joined(item.end) && !noun::ends(words, item.end)
}

fn quantity(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};

    /// Every quantity as "quote value unit", with "/per", comparator and "~" where it has them.
    fn read(text: &str, spelling: Spelling) -> Vec<String> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, spelling);
        quantities(&words, &[])
            .iter()
            .map(|q| {
                let number = match q.amount {
                    Amount::One(n) => n.to_string(),
                    Amount::Range(a, b) => format!("{a}..{b}"),
                    Amount::Fraction(n, d) => format!("{n}/{d}"),
                };
                let measure = match &q.measure {
                    Measure::Unit(name) => (*name).to_owned(),
                    Measure::Counted(noun) => noun.clone(),
                    Measure::Bare => "-".to_owned(),
                };
                let per = q.per.as_ref().map(|p| format!(" per {p}"));
                let cmp = match q.cmp {
                    Comparator::Equal => "",
                    Comparator::Above => " >",
                    Comparator::AtLeast => " >=",
                    Comparator::Below => " <",
                    Comparator::AtMost => " <=",
                    Comparator::Between => " ..",
                };
                let approx = if q.approx { " ~" } else { "" };
                format!("{number} {measure}{}{cmp}{approx}", per.unwrap_or_default())
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(read(text, Spelling::Marked), expected, "{text}");
    }

    #[track_caller]
    fn check_typed(text: &str, expected: &[&str]) {
        assert_eq!(read(text, Spelling::Typed), expected, "{text}");
    }

    #[test]
    fn amounts_with_units() {
        check("Thu ngân sách đạt 282,6 tỷ đồng.", &["282600000000 VND"]);
        check("bằng 80,5% dự toán", &["80.5 %"]);
        check("lãi suất 7%/năm", &["7 % per năm"]);
        check("giá 12.000 đồng/kg", &["12000 VND per kg"]);
        check("kỷ luật 18 tổ chức đảng", &["18 tổ chức đảng"]);
        check("tăng 5-7%", &["5..7 % .."]);
        check(
            "từ 100 đến 200 tỷ đồng",
            &["100000000000..200000000000 VND .."],
        );
    }

    #[test]
    fn modifiers() {
        check("hơn 85%", &["85 % >"]);
        check("gần 81%", &["81 % ~"]);
        check("ít nhất 40 người bị thương", &["40 người >="]);
        check("80% trở lên", &["80 % >="]);
        check("khoảng hơn 52.600 tỷ đồng", &["52600000000000 VND > ~"]);
    }

    #[test]
    fn typed_questions() {
        check_typed("budget above 80%", &["80 % >"]);
        check_typed("ngan sach tren 80%", &["80 % >"]);
        check_typed("at least 5 million dollars", &["5000000 USD >="]);
        check_typed("loi nhuan tren 280 ty", &["280000000000 - >"]);
        check_typed(
            "tu 100 den 200 ty dong",
            &["100000000000..200000000000 VND .."],
        );
        check_typed("nghị quyết 35", &[]);
        check_typed("1.500 tỷ đồng", &["1500000000000 VND"]);
    }

    #[test]
    fn english_questions() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(read(text, Spelling::English), expected, "{text}");
        };
        check("between 5 and 7%", &["5..7 % .."]);
        check("40% to 50%", &["40..50 % .."]);
        check("above 1,000 billion dong", &["1000000000000 VND >"]);
        check("1.500 trillion dong", &["1500000000000 VND"]);
        check("above 1.25%", &["1.25 % >"]);
        check("above 4,125 dong", &["4125 VND >"]);
    }
}

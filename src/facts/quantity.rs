//! Quantities: a number with its unit, comparator and approximation, before it is bound to a
//! metric.
//!
//! Invariant: quantities are disjoint and in the order of the text; every value is exact.

use super::decimal::Decimal;
use super::fact::Comparator;
use super::lexicon::Words;
use super::measure::{self, Item};
use super::modifier::{self, Modifier};
use super::number;
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
    let items = items(words, times);
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(item) = items.get(next) {
        let (quantity, taken) = match items.get(next + 1) {
            Some(second) if is_range(words, item, second) => (range(words, item, second), 2),
            _ => (one(words, item), 1),
        };
        found.extend(quantity);
        next += taken;
    }
    found
}

/// The numbers that measure or count something.
fn items(words: &Words<'_>, times: &[Range<usize>]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut times = times.iter().peekable();
    let mut at = 0;
    while at < words.len() {
        while times.peek().is_some_and(|time| time.end <= at) {
            times.next();
        }
        if let Some(time) = times.peek()
            && time.contains(&at)
        {
            at = time.end;
            continue;
        }
        let item = number::begins(words, at)
            .then(|| measure::item(words, at))
            .flatten();
        match item {
            Some(item) => {
                at = item.end.max(at + 1);
                found.push(item);
            }
            None => at += 1,
        }
    }
    found
}

/// "5-7%", "5% - 7%", "100 đến 200 tỷ đồng".
fn is_range(words: &Words<'_>, first: &Item, second: &Item) -> bool {
    let between = words
        .text()
        .get(first.span.end..second.span.start)
        .unwrap_or_default();
    let joined = matches!(between.trim(), "-" | "đến" | "tới")
        || (words.typed() && is_typed_range(words, first, between.trim()));
    let measured =
        !second.is_bare() && (first.is_bare() || first.measure(words) == second.measure(words));
    joined && (measured || (words.typed() && first.is_bare())) && !second.negative
}

/// "tu 100 den 200", "5 to 7", "between 5 and 7", "giua 5 va 7".
fn is_typed_range(words: &Words<'_>, first: &Item, between: &str) -> bool {
    let before = first.first.checked_sub(1).map_or("", |i| words.folded(i));
    match between.to_lowercase().as_str() {
        "den" | "toi" | "to" | ".." | "..." => true,
        "and" => before == "between",
        "va" | "và" => matches!(before, "giua" | "tu"),
        _ => false,
    }
}

fn one(words: &Words<'_>, item: &Item) -> Option<Quantity> {
    if item.is_bare() && !(words.typed() && is_asked(words, item)) {
        return None;
    }
    Some(quantity(
        words,
        item,
        item,
        Amount::One(item.value()?),
        "number with unit",
    ))
}

/// A question may leave the unit to the reader: "lợi nhuận trên 280 tỷ", "> 80".
fn is_asked(words: &Words<'_>, item: &Item) -> bool {
    item.numeral.scaled()
        || modifier::before(words, item.first).is_some()
        || modifier::after(words, item.end).is_some()
}

fn range(words: &Words<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    let mut first = first.clone();
    first.unit = second.unit;
    // "100 đến 200 tỷ": the scale is said once, for both.
    if !first.numeral.scaled() {
        first.numeral.scale = second.numeral.scale;
    }
    let (low, high) = (first.value()?, second.value()?);
    Some(quantity(
        words,
        &first,
        second,
        Amount::Range(low, high),
        "range",
    ))
}

fn quantity(
    words: &Words<'_>,
    first: &Item,
    last: &Item,
    amount: Amount,
    rule: &'static str,
) -> Quantity {
    let plain = Modifier {
        cmp: Comparator::Equal,
        approx: false,
    };
    let (begin, before) = modifier::before(words, first.first).unwrap_or((first.first, plain));
    let (end, after) = modifier::after(words, last.end).unwrap_or((last.end, plain));
    let said = before.within(after);
    let cmp = match amount {
        Amount::Range(..) => Comparator::Between,
        _ => said.cmp,
    };
    Quantity {
        tokens: first.first..last.end,
        with_modifiers: begin..end,
        span: first.span.cover(last.span),
        amount,
        measure: last.measure(words),
        per: last.per.clone().or_else(|| first.per.clone()),
        cmp,
        approx: said.approx,
        rule,
    }
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

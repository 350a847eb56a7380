//! One number with what it is measured or counted in: unit or noun, and the denominator of a rate.
//!
//! Invariant: the tokens and the span cover number, scale words, unit and denominator, and nothing
//! before the number but a sign. No token of a date is taken for a unit.
//! Known gap: sums of two units are read for durations and lengths alone ("2 giờ 30 phút", "1m75").

use super::context::{self, Says};
use super::decimal::Decimal;
use super::lexicon::{Spelling, Words};
use super::noun::{self, Noun};
use super::number::{self, Numeral};
use super::quantity::Measure;
use super::unit::{self, Language, Unit};
use crate::text::Span;

/// A number with its measure.
#[derive(Debug, Clone)]
pub struct Item {
    /// The first token of the number.
    pub first: usize,
    /// The token after the last one of number, unit and denominator.
    pub end: usize,
    /// Where it stands in the normalised text.
    pub span: Span,
    /// The number as read.
    pub numeral: Numeral,
    /// Whether a minus stands before the number.
    pub negative: bool,
    /// The unit of the table, where it has one.
    pub unit: Option<Unit>,
    /// The counted noun, where it has one instead.
    pub noun: Option<Noun>,
    /// The first token of the counted noun.
    pub noun_at: usize,
    /// What is added in the canonical unit: the half of "2 năm rưỡi".
    pub extra: Decimal,
    /// The denominator of a rate, in canonical form.
    pub per: Option<String>,
}

/// How the numbers of a text use points and commas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Commas group digits ("1,234,567"), points mark decimals.
    pub english: bool,
}

impl Style {
    /// The style that most of the unambiguous numbers of a text follow.
    #[must_use]
    pub fn of(words: &Words<'_>) -> Self {
        if words.spelling() == Spelling::English {
            return Self { english: true };
        }
        let mut english: i32 = 0;
        for i in (0..words.len()).filter(|i| words.is_number(*i)) {
            english += leaning(words.word(i));
        }
        Self {
            english: english > 0,
        }
    }
}

/// Whether a number can only be English (1) or only Vietnamese (-1); 0 where it can be both.
fn leaning(token: &str) -> i32 {
    let (Some(first), Some(last)) = (token.find(['.', ',']), token.rfind(['.', ','])) else {
        return 0;
    };
    let bytes = token.as_bytes();
    let short = token.len() - last - 1 != 3;
    match (bytes[first], bytes[last], first == last) {
        (b',', b'.', _) => 1,
        (b'.', b',', _) => -1,
        (b',', _, false) => 1,
        (b'.', _, false) => -1,
        (b',', _, true) if short => -1,
        (b'.', _, true) if short => 1,
        _ => 0,
    }
}

/// The number that begins with token `at`, with its measure; tokens from `limit` on belong to
/// something else.
#[must_use]
pub fn item(words: &Words<'_>, at: usize, limit: usize, style: Style) -> Option<Item> {
    if let Some(item) = with_code(words, at) {
        return (item.end <= limit).then_some(item);
    }
    let numeral = number::numeral(words, at)?;
    let end = at + numeral.tokens;
    if end > limit {
        return None;
    }
    let mut item = Item::of(numeral, at, words);
    let language = match words.spelling() {
        Spelling::Marked => Language::Vietnamese,
        Spelling::Asked | Spelling::Typed | Spelling::English => Language::Any,
    };
    read_measure(words, &mut item, limit, language);
    read_minus(words, &mut item);
    settle_separators(words, &mut item, style);
    read_extra(words, &mut item, limit, language);
    read_denominator(words, &mut item, limit, language);
    Some(item)
}

/// "USD1,23", "VND1000": a currency code glued to the digits is one token with them.
fn with_code(words: &Words<'_>, at: usize) -> Option<Item> {
    let word = words.word(at);
    if !words.is_capital(at) || !word.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters = word.find(|c: char| c.is_ascii_digit())?;
    let unit = unit::currency_code(word.get(..letters)?)?;
    // What a comma or a point glues to it is the rest of the number.
    let mut tokens = 1;
    while words.is_number(at + tokens) && matches!(words.gap(at + tokens), "," | ".") {
        tokens += 1;
    }
    let digits = words
        .span(at)
        .cover(words.span(at + tokens - 1))
        .of(words.text());
    let numeral = Numeral {
        tokens,
        ..number::digits(digits.get(letters..)?)?
    };
    let mut item = Item::of(numeral, at, words);
    item.unit = Some(unit);
    Some(item)
}

fn read_measure(words: &Words<'_>, item: &mut Item, limit: usize, language: Language) {
    let next = item.end;
    if next < limit
        && let Some(hundredths) = metre_and_parts(words, next)
    {
        item.unit = unit::named("m");
        item.extra = hundredths;
        item.take_to(words, next + 1);
        return;
    }
    let last = next - 1;
    let found = unit::after(words, last, language).filter(|u| next + u.tokens <= limit);
    let noun = (next < limit)
        .then(|| noun::counted(words, next))
        .flatten()
        .map(|noun| Noun {
            tokens: noun.tokens.min(limit - next),
            ..noun
        })
        // A spelled number before a word that no table knows is mostly an idiom: "ba mẹ"; what is
        // behind a fraction is mostly its whole: "1/3 lượng mưa".
        .filter(|noun| noun.known || !(item.numeral.spelled && item.numeral.tokens == 1))
        .filter(|noun| noun.known || item.numeral.denominator.is_none())
        // "80 toi 90%" without its marks is a range, no crime.
        .filter(|_| {
            !(words.typed()
                && words.is_any(next, &["đến", "tới", "và"])
                && words.is_number(next + 1))
        });
    // "2 bảng" are groups or tables, "40 triệu bảng" are pounds.
    let many = || {
        item.numeral.scaled()
            || item.numeral.base.to_f64() >= 100.0
            || context::says(words, item.first, Says::Money)
    };
    let found = found.filter(|u| {
        !(u.unit.canonical == "GBP" && words.is(next, "bảng") && u.tokens == 1) || many()
    });
    // "một nửa lượng phát thải" is a share of an amount, not of a tael.
    let share = item.numeral.denominator.is_some();
    let found = found.filter(|u| !(share && u.unit.canonical == "lượng" && u.tokens == 1));
    let found = found.filter(|u| u.unit.canonical != "g" || !is_clock(words, item, next));
    let found = found
        .filter(|u| u.unit.canonical != "chỉ" || u.tokens > 1 || is_weight(words, next + u.tokens));
    match (found, noun) {
        // "5 công nhân" counts workers, "5 công" measures a field.
        (Some(unit), Some(noun)) if noun.known && noun.tokens > unit.tokens && unit.tokens > 0 => {
            item.take_noun(words, noun);
        }
        // "150 nghin can": without its marks the noun is likelier than the colloquial unit.
        (Some(unit), Some(noun))
            if noun.known
                && noun.tokens == unit.tokens
                && is_colloquial(unit.unit)
                && words.spelling() == Spelling::Typed =>
        {
            item.take_noun(words, noun);
        }
        (Some(unit), _) => {
            item.unit = Some(unit.unit);
            item.end += unit.tokens;
            item.span = item.span.cover(unit.span);
        }
        (None, noun) => {
            if let Some(unit) = unit::before(words, item.first) {
                item.unit = Some(unit.unit);
                item.span = item.span.cover(unit.span);
            } else if let Some(noun) = noun {
                item.take_noun(words, noun);
            }
        }
    }
    let multiplied = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is(i, "gấp"));
    if item.is_bare() && (multiplied || words.is(item.first, "gấp")) {
        item.unit = unit::named("times");
        return;
    }
    if item.unit.is_some_and(|u| u.canonical == "times") && !is_multiple(words, item) {
        item.unit = None;
        item.noun_at = item.end - 1;
        item.noun = Some(Noun {
            tokens: 1,
            name: Some("lần"),
            known: true,
        });
    }
}

/// Whether "g" is the hour ("12g trưa", "lúc 7g"), as southern papers write it.
fn is_clock(words: &Words<'_>, item: &Item, next: usize) -> bool {
    /// Words around a time of day (Vietnamese press usage).
    const BEFORE: &[&str] = &["lúc", "hồi", "đến", "từ", "trước", "sau", "khoảng"];
    const BEHIND: &[&str] = &["sáng", "trưa", "chiều", "tối", "đêm", "ngày", "hôm", "cùng"];
    let hour = item.numeral.plain && item.numeral.base.to_f64() <= 24.0;
    let glued = words.word(next) == "g" && words.gap(next).is_empty();
    let before = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, BEFORE));
    hour && glued && (before || words.is_any(next + 1, BEHIND))
}

/// The part behind the metre in "1m75", never the sign of an area ("1m2").
fn metre_and_parts(words: &Words<'_>, at: usize) -> Option<Decimal> {
    let part = words.word(at).strip_prefix('m')?;
    let digits = !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits || !words.gap(at).is_empty() || matches!(part, "2" | "3") {
        return None;
    }
    Decimal::from_parts("", part)
}

/// Whether "chỉ" weighs gold ("2 chỉ vàng", "1 chỉ với giá") or is "only" ("năm 2018 chỉ còn").
fn is_weight(words: &Words<'_>, next: usize) -> bool {
    !words.joined(next) || words.is_any(next, &["vàng", "bạc", "với", "và", "hoặc", "có", "đeo"])
}

/// Whether a unit has a spelling that, without its marks, is more often another word: "cân", "chỉ".
fn is_colloquial(unit: Unit) -> bool {
    /// Units with such spellings, by their canonical names (table of units).
    const UNITS: &[&str] = &[
        "kg", "lượng", "chỉ", "lạng", "công", "mẫu", "sào", "CNY", "JPY", "LAK",
    ];
    UNITS.contains(&unit.canonical)
}

/// Whether "lần" multiplies ("gấp 3 lần", "3 lần so với") or counts occasions ("đến 4 lần").
fn is_multiple(words: &Words<'_>, item: &Item) -> bool {
    /// Words before a multiple (Từ điển tiếng Việt, Hoàng Phê 2003: gấp, tăng, giảm, hơn).
    const BEFORE: &[&str] = &[
        "gấp", "tăng", "giảm", "hơn", "kém", "bằng", "lên", "cao", "rẻ", "đắt", "nhân", "lớn",
        "nhanh", "mạnh", "nặng", "rộng", "dài",
    ];
    /// Words behind it: what is multiplied.
    const BEHIND: &[&str] = &[
        "so", "mức", "lương", "giá", "vận", "bình", "thu", "diện", "chiều", "kích", "tốc", "con",
        "trọng", "dân", "thông",
    ];
    let near = item.first.saturating_sub(3)..item.first;
    !item.numeral.base.is_whole()
        || near.rev().any(|i| words.is_any(i, BEFORE))
        || (words.joined(item.end) && words.is_any(item.end, BEHIND))
        || words.typed()
}

/// A minus stands glued to the number, with nothing or white space before it: "-0,5%", never "5-7".
/// A dash before things that are counted begins a line of a list.
fn read_minus(words: &Words<'_>, item: &mut Item) {
    let before = words.text().get(..item.span.start).unwrap_or_default();
    let Some(rest) = before.strip_suffix('-') else {
        return;
    };
    let open = rest.is_empty() || rest.ends_with([' ', '(', '\n', ':', '\t']);
    let behind_number = rest
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit() || c == '%');
    if open && !behind_number && item.noun.is_none() {
        item.negative = true;
        item.span.start -= 1;
    }
}

/// "1,234 người" is grouped, since people are whole; "1,234 %" is decimal. Other units follow the
/// style of the text.
fn settle_separators(words: &Words<'_>, item: &mut Item, style: Style) {
    let Some(other) = item.numeral.read_otherwise() else {
        return;
    };
    if words.spelling() == Spelling::English {
        item.numeral = other;
        return;
    }
    let comma = words.word(item.first).contains(',');
    let counted = item.noun.is_some() || item.unit.is_some_and(|u| u.canonical == "VND");
    let whole = counted && !item.numeral.scaled() && comma;
    let share = item.unit.is_some_and(|u| matches!(u.dimension, "%" | "pp"));
    let small = share || item.numeral.scaled();
    // In an English text "1,234" is grouped, and "1.234 %" decimal.
    let flipped = if comma {
        style.english && !share
    } else {
        style.english && small
    };
    if whole || flipped {
        item.numeral = other;
    }
}

/// "2 năm rưỡi", "2 giờ 30 phút", "1m75", "một năm ba tháng".
fn read_extra(words: &Words<'_>, item: &mut Item, limit: usize, language: Language) {
    let Some(unit) = item.unit.filter(|_| item.numeral.denominator.is_none()) else {
        return;
    };
    let next = item.end;
    if next >= limit
        || words
            .text()
            .get(item.span.end..words.span(next).start)
            .is_none()
    {
        return;
    }
    if words.joined(next) && words.is(next, "rưỡi") {
        item.extra = Decimal::new(5, -1)
            .times(unit.multiplier)
            .unwrap_or(Decimal::ZERO);
        item.take_to(words, next + 1);
        return;
    }
    if unit.is_money() {
        read_cents(words, item, next);
        return;
    }
    if !matches!(unit.dimension, "s" | "month") || !words.joined(next) {
        return;
    }
    // The smaller unit is the unit of the sum: "một năm ba tháng" is 15 months.
    let Some(rest) = number::numeral(words, next).filter(|n| n.base.is_whole() && !n.scaled())
    else {
        return;
    };
    let last = next + rest.tokens - 1;
    let Some(smaller) = unit::after(words, last, language).filter(|u| {
        u.unit.dimension == unit.dimension
            && last + 1 + u.tokens <= limit
            && u.unit.factor.to_f64() < unit.factor.to_f64()
            && rest.base.to_f64() * u.unit.factor.to_f64() < unit.factor.to_f64()
    }) else {
        return;
    };
    let Some(ratio) = unit.factor.over(smaller.unit.factor) else {
        return;
    };
    let Some(base) = item.numeral.base.times(ratio) else {
        return;
    };
    item.numeral.base = base;
    item.numeral.other = None;
    item.extra = rest.base;
    item.unit = Some(smaller.unit);
    item.take_to(words, last + 1 + smaller.tokens);
}

/// "2 đô 23 xu", "1 đô la và 42 xen": hundredths of the currency.
fn read_cents(words: &Words<'_>, item: &mut Item, next: usize) {
    let at = next + usize::from(words.is(next, "và"));
    if !words.joined(next) || !words.joined(at) {
        return;
    }
    let Some(rest) = number::numeral(words, at).filter(|n| n.base.is_whole() && !n.scaled()) else {
        return;
    };
    let end = at + rest.tokens;
    let hundredths = rest.base.times(Decimal::new(1, -2));
    if words.joined(end)
        && words.is_any(end, &["xu", "xen", "cent", "cents"])
        && rest.base.to_f64() < 100.0
        && let Some(extra) = hundredths
    {
        item.extra = extra;
        item.take_to(words, end + 1);
    }
}

/// "/năm", "/ kg", "/người/tháng", "mỗi kg", "một lượng".
fn read_denominator(words: &Words<'_>, item: &mut Item, limit: usize, language: Language) {
    let mut per: Option<String> = None;
    for _ in 0..3 {
        if item.end >= limit || item.end >= words.len() || words.is_number(item.end) {
            break;
        }
        let between = words.span(item.end).start;
        let behind = words.text().get(item.span.end..between).unwrap_or_default();
        if behind.trim() != "/" || behind.contains('\n') {
            break;
        }
        let (tokens, name) = denominator(words, item.end, limit, language);
        per = Some(match per {
            Some(outer) => format!("{outer}/{name}"),
            None => name,
        });
        item.take_to(words, item.end + tokens);
    }
    if per.is_none()
        && (item.unit.is_some() || (item.is_bare() && item.numeral.scaled()))
        && words.joined(item.end)
        && words.is_any(item.end, &["mỗi", "một"])
        && item.end + 1 < limit
        && !words.is_number(item.end + 1)
    {
        per = Some(denominator(words, item.end + 1, limit, language).1);
    }
    item.per = per;
}

fn denominator(words: &Words<'_>, at: usize, limit: usize, language: Language) -> (usize, String) {
    if let Some(found) = unit::at(words, at, language).filter(|u| at + u.tokens <= limit) {
        return (found.tokens, unit::denominator(words, at, &found));
    }
    let tokens = noun::begins(words, at).map_or(1, |noun| noun.tokens);
    let tokens = tokens.min(limit - at);
    (tokens, lower(words, at, at + tokens))
}

/// The words of tokens `from..to` in lower case.
#[must_use]
pub fn lower(words: &Words<'_>, from: usize, to: usize) -> String {
    let mut all = String::new();
    for i in from..to {
        if i > from {
            all.push(' ');
        }
        all.extend(words.word(i).chars().flat_map(char::to_lowercase));
    }
    all
}

impl Item {
    fn of(numeral: Numeral, at: usize, words: &Words<'_>) -> Self {
        let end = at + numeral.tokens;
        Self {
            first: at,
            end,
            span: Span::new(words.span(at).start, words.span(end - 1).end),
            numeral,
            negative: false,
            unit: None,
            noun: None,
            noun_at: end,
            extra: Decimal::ZERO,
            per: None,
        }
    }

    fn take_noun(&mut self, words: &Words<'_>, noun: Noun) {
        self.noun_at = self.end;
        self.noun = Some(noun);
        self.take_to(words, self.end + noun.tokens);
    }

    /// Leaves the sign before the number to the quantity that has it already: "5$55".
    pub fn leave_sign(&mut self, words: &Words<'_>) {
        self.span.start = words.span(self.first).start;
        self.negative = false;
        if self.end == self.first + self.numeral.tokens {
            self.unit = None;
        }
    }

    /// Makes it end before token `end`.
    pub fn take_to(&mut self, words: &Words<'_>, end: usize) {
        self.end = end;
        self.span = Span::new(self.span.start, words.span(end - 1).end);
    }

    /// The value in the canonical unit, for a fraction its numerator; none beyond 38 digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        let value = self.numeral.value()?;
        let value = match self.unit {
            Some(unit) => value.times(unit.multiplier)?,
            None => value,
        };
        let value = value.plus(self.extra)?;
        Some(if self.negative {
            value.negated()
        } else {
            value
        })
    }

    /// What it is measured or counted in.
    #[must_use]
    pub fn measure(&self, words: &Words<'_>) -> Measure {
        match (self.unit, self.noun) {
            (Some(unit), _) => Measure::Unit(unit.canonical),
            (
                None,
                Some(Noun {
                    name: Some(name), ..
                }),
            ) if words.typed() => Measure::Counted(name.to_owned()),
            (None, Some(noun)) => {
                Measure::Counted(lower(words, self.noun_at, self.noun_at + noun.tokens))
            }
            (None, None) => Measure::Bare,
        }
    }

    /// Whether nothing says what it measures.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.unit.is_none() && self.noun.is_none()
    }
}

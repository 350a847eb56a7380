//! Numbers as they are written: digits with Vietnamese separators, scale words, spelled numbers.
//!
//! Invariant: values are exact. `1.234` is grouped and `80,5` decimal, as in 98 % of Vietnamese
//! text; where the other reading is possible (`1,234`) it is kept beside, for the unit to decide.
//! Known gap: a spelled number must be complete ("vài chục", "hàng nghìn" are no numbers), and
//! "năm" is five only before a scale word ("năm trăm"), never in "năm người".

use super::decimal::Decimal;
use super::lexicon::{PhraseTable, Words};
use std::sync::LazyLock;

/// A number with its scale words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// How many tokens it takes.
    pub tokens: usize,
    /// The number before the scale words.
    pub base: Decimal,
    /// The other way to read its separators: 1234 for "1,234".
    pub other: Option<Decimal>,
    /// What the scale words multiply by; 1 without any.
    pub scale: Decimal,
    /// What is added after scaling: the 500 million of "2 tỷ 500 triệu".
    pub tail: Decimal,
    /// Whether it was spelled in words.
    pub spelled: bool,
    /// Whether it is a run of digits alone, as a year is.
    pub plain: bool,
}

impl Numeral {
    /// The number in full; none beyond 38 digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.base.times(self.scale)?.plus(self.tail)
    }

    /// Whether a scale word stands with it.
    #[must_use]
    pub fn scaled(&self) -> bool {
        self.scale != Decimal::new(1, 0)
    }

    /// The same number read with its separators the other way, where that is possible.
    #[must_use]
    pub fn read_otherwise(&self) -> Option<Self> {
        self.other.map(|other| Self {
            base: other,
            other: Some(self.base),
            ..*self
        })
    }
}

/// What a word does inside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A digit; `after_tens` digits (mốt, tư, lăm) stand only behind mươi, mười, linh.
    Digit { value: i128, after_tens: bool },
    /// mười: ten.
    Ten,
    /// mươi, chục: tens of the digit before.
    Tens,
    /// linh, lẻ: a zero between hundreds and ones.
    And,
    /// rưỡi: half of the scale before.
    Half,
    /// A power of ten; English names serve questions.
    Scale(i32),
}

/// Number words (Từ điển tiếng Việt, Hoàng Phê 2003; spelling variants as in the press).
const PARTS: &[(&str, Part)] = &[
    ("không", digit(0)),
    ("một", digit(1)),
    ("hai", digit(2)),
    ("ba", digit(3)),
    ("bốn", digit(4)),
    ("năm", digit(5)),
    ("sáu", digit(6)),
    ("bảy", digit(7)),
    ("bẩy", digit(7)),
    ("tám", digit(8)),
    ("chín", digit(9)),
    ("mốt", digit_after_tens(1)),
    ("tư", digit_after_tens(4)),
    ("lăm", digit_after_tens(5)),
    ("nhăm", digit_after_tens(5)),
    ("mười", Part::Ten),
    ("mươi", Part::Tens),
    ("chục", Part::Tens),
    ("linh", Part::And),
    ("lẻ", Part::And),
    ("rưỡi", Part::Half),
    ("trăm", Part::Scale(2)),
    ("nghìn", Part::Scale(3)),
    ("ngàn", Part::Scale(3)),
    ("vạn", Part::Scale(4)),
    ("triệu", Part::Scale(6)),
    ("tr", Part::Scale(6)),
    ("tỷ", Part::Scale(9)),
    ("tỉ", Part::Scale(9)),
    ("hundred", Part::Scale(2)),
    ("thousand", Part::Scale(3)),
    ("million", Part::Scale(6)),
    ("billion", Part::Scale(9)),
    ("trillion", Part::Scale(12)),
    ("bn", Part::Scale(9)),
];

const fn digit(value: i128) -> Part {
    Part::Digit {
        value,
        after_tens: false,
    }
}

const fn digit_after_tens(value: i128) -> Part {
    Part::Digit {
        value,
        after_tens: true,
    }
}

static TABLE: LazyLock<PhraseTable<Part>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for (word, part) in PARTS {
        table.insert(word, *part);
    }
    table
});

fn part(words: &Words<'_>, at: usize) -> Option<Part> {
    TABLE.longest(words, at).map(|found| *found.value)
}

/// Whether a number may begin with token `at`.
#[must_use]
pub fn begins(words: &Words<'_>, at: usize) -> bool {
    words.is_number(at) || matches!(part(words, at), Some(Part::Digit { .. } | Part::Ten))
}

/// The number that begins with token `at`, with its scale words.
#[must_use]
pub fn numeral(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let mut numeral = if words.is_number(at) {
        in_digits(words, at)?
    } else {
        return spelled(words, at);
    };
    read_scale(words, at, &mut numeral);
    read_tail(words, at, &mut numeral);
    numeral.value().map(|_| numeral)
}

/// Scale words right behind the digits: "1,5 nghìn tỷ", "2 triệu rưỡi".
fn read_scale(words: &Words<'_>, at: usize, numeral: &mut Numeral) {
    let mut next = at + numeral.tokens;
    while next > 0 && is_close(words, next) {
        match part(words, next) {
            Some(Part::Scale(power)) => {
                let Some(scale) = numeral.scale.times(Decimal::new(1, power)) else {
                    break;
                };
                numeral.scale = scale;
            }
            Some(Part::Tens) if !numeral.scaled() => numeral.scale = Decimal::new(1, 1),
            Some(Part::Half) if numeral.scaled() => {
                if let Some(half) = numeral.scale.times(Decimal::new(5, -1)) {
                    numeral.tail = half;
                }
            }
            _ => break,
        }
        next += 1;
    }
    numeral.tokens = next - at;
}

/// Smaller parts behind a scaled number: "2 tỷ 500 triệu", "3 triệu 2".
fn read_tail(words: &Words<'_>, at: usize, numeral: &mut Numeral) {
    let next = at + numeral.tokens;
    if !numeral.scaled() || numeral.tail != Decimal::ZERO || !words.joined(next) {
        return;
    }
    let Some(mut rest) = in_digits(words, next) else {
        return;
    };
    read_scale(words, next, &mut rest);
    let smaller = rest.scaled() && rest.scale.to_f64() < numeral.scale.to_f64();
    if smaller && let Some(value) = rest.value() {
        if value.to_f64() < numeral.scale.to_f64() {
            numeral.tail = value;
            numeral.tokens += rest.tokens;
        }
        return;
    }
    // "3 triệu 2": one digit that nothing follows is tenths of the scale.
    let alone = !rest.scaled() && rest.plain && words.word(next).len() == 1;
    if alone && !words.joined(next + 1) && !words.gap(next + 1).starts_with(['%', '/', '-']) {
        let tenths = numeral.scale.times(Decimal::new(1, -1));
        if let Some(value) = tenths.and_then(|tenth| rest.base.times(tenth)) {
            numeral.tail = value;
            numeral.tokens += 1;
        }
    }
}

/// Whether token `i` stands right behind the one before, or one space away.
fn is_close(words: &Words<'_>, i: usize) -> bool {
    i < words.len() && (words.joined(i) || words.gap(i).is_empty())
}

/// The digits of token `at`, and of the tokens after it where spaces group them ("10 000").
fn in_digits(words: &Words<'_>, at: usize) -> Option<Numeral> {
    if !words.is_number(at) {
        return None;
    }
    let numeral = digits(words.word(at))?;
    let first = words.word(at);
    let mut joined = first.to_owned();
    let mut tokens = 1;
    let is_group = |i: usize| {
        matches!(words.gap(i), " ")
            && words.word(i).len() == 3
            && words.word(i).bytes().all(|b| b.is_ascii_digit())
    };
    if first.len() <= 3 && numeral.plain && !first.starts_with('0') {
        while words.is_number(at + tokens) && is_group(at + tokens) {
            joined.push_str(words.word(at + tokens));
            tokens += 1;
        }
    }
    if tokens == 1 {
        return Some(numeral);
    }
    Some(Numeral {
        tokens,
        base: Decimal::parse(&joined)?,
        plain: false,
        ..numeral
    })
}

/// Reads a token of digits, points and commas; none where the separators make no sense.
#[must_use]
pub fn digits(token: &str) -> Option<Numeral> {
    let numeral = |base, other, plain| Numeral {
        tokens: 1,
        base,
        other,
        scale: Decimal::new(1, 0),
        tail: Decimal::ZERO,
        spelled: false,
        plain,
    };
    let points = token.matches('.').count();
    let commas = token.matches(',').count();
    let separator = match (points, commas) {
        (0, 0) => return Some(numeral(Decimal::parse(token)?, None, true)),
        (_, 0) => '.',
        (0, _) => ',',
        _ => {
            // Both kinds: the last one is the decimal mark, the other groups.
            let decimal = token.rfind(['.', ','])?;
            let (whole, fraction) = token.split_at(decimal);
            let mark = fraction.chars().next()?;
            let group = if mark == '.' { ',' } else { '.' };
            let whole = ungrouped(whole, group)?;
            let base = Decimal::from_parts(&whole, fraction.get(1..)?)?;
            return Some(numeral(base, None, false));
        }
    };
    let grouped = ungrouped(token, separator).and_then(|digits| Decimal::parse(&digits));
    let decimal = match token.split_once(separator) {
        Some((whole, fraction)) if points + commas == 1 => Decimal::from_parts(whole, fraction),
        _ => None,
    };
    let (base, other) = match (separator, grouped, decimal) {
        ('.', Some(grouped), decimal) => (grouped, decimal),
        (_, grouped, Some(decimal)) => (decimal, grouped),
        (_, Some(grouped), None) => (grouped, None),
        (_, None, None) => return None,
    };
    Some(numeral(base, other, false))
}

/// The digits of a number grouped by threes; none where the groups are not of three.
fn ungrouped(token: &str, separator: char) -> Option<String> {
    let mut groups = token.split(separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits = (1..=3).contains(&first.len())
        && first != "0"
        && first.bytes().all(|b| b.is_ascii_digit())
        && rest.iter().all(|g| g.len() == 3);
    let plain = rest.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
    (fits || plain).then(|| format!("{first}{}", rest.concat()))
}

/// A number in words: "hai trăm linh năm", "một triệu rưỡi".
fn spelled(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let mut total: i128 = 0;
    let mut section: i128 = 0;
    let mut tokens = 0;
    let mut last: Option<Part> = None;
    let mut last_scale: i128 = 1;
    loop {
        let i = at + tokens;
        if tokens > 0 && !words.joined(i) {
            break;
        }
        let Some(next) = part(words, i) else { break };
        match next {
            Part::Digit { value, after_tens } => {
                let behind_tens = matches!(last, Some(Part::Ten | Part::Tens | Part::And));
                let can_follow = match last {
                    None | Some(Part::Scale(_) | Part::And) => true,
                    Some(Part::Ten | Part::Tens) => value != 0,
                    _ => false,
                };
                if !can_follow || (after_tens && !behind_tens) {
                    break;
                }
                // "năm" is also "year": a digit only where nothing else can be meant.
                let is_year = value == 5 && !after_tens && !matches!(last, Some(Part::And));
                if is_year && !begins_scale(words, i + 1) {
                    break;
                }
                section += value;
            }
            Part::Ten if matches!(last, None | Some(Part::Scale(_))) => section += 10,
            Part::Tens if matches!(last, Some(Part::Digit { .. })) => {
                let ones = section % 10;
                section += ones * 9;
            }
            Part::And if matches!(last, Some(Part::Scale(_))) => {}
            Part::Half if matches!(last, Some(Part::Scale(_))) => {
                total += last_scale / 2;
                tokens += 1;
                break;
            }
            Part::Scale(2) if matches!(last, Some(Part::Digit { .. })) => {
                let ones = section % 10;
                section = (section - ones) + ones * 100;
                last_scale = 100;
            }
            Part::Scale(power) if power > 2 && last.is_some() => {
                let scale = 10_i128.checked_pow(u32::try_from(power).ok()?)?;
                if section == 0 {
                    total = total.checked_mul(scale)?;
                } else {
                    total = total.checked_add(section.checked_mul(scale)?)?;
                }
                section = 0;
                last_scale = scale;
            }
            _ => break,
        }
        last = Some(next);
        tokens += 1;
    }
    // A trailing "linh" belongs to what follows.
    if matches!(last, Some(Part::And)) {
        tokens -= 1;
    }
    if tokens == 0 {
        return None;
    }
    Some(Numeral {
        tokens,
        base: Decimal::new(total.checked_add(section)?, 0),
        other: None,
        scale: Decimal::new(1, 0),
        tail: Decimal::ZERO,
        spelled: true,
        plain: false,
    })
}

fn begins_scale(words: &Words<'_>, at: usize) -> bool {
    words.joined(at) && matches!(part(words, at), Some(Part::Scale(_) | Part::Tens))
}

//! Numbers as they are written: digits with Vietnamese separators and scale words.
//!
//! Invariant: values are exact. `1.234` is grouped and `80,5` decimal, as in 98 % of Vietnamese
//! text; where the other reading is possible (`1,234`) it is kept beside, for the unit to decide.
//! Known gap: numbers of more than 30 digits are codes and not read.

use super::decimal::Decimal;
use super::lexicon::Words;
use super::spelled::{self, Part, part};

/// How many groups of three digits may follow the first across spaces ("1 234 567").
const MOST_GROUPS: usize = 6;

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
    /// What it is divided by: 15 in "14/15".
    pub denominator: Option<Decimal>,
    /// Whether it was spelled in words.
    pub spelled: bool,
    /// Whether it is a run of digits alone, as a year is.
    pub plain: bool,
}

impl Numeral {
    /// A number without scale words, of that many tokens.
    #[must_use]
    pub fn of(base: Decimal, tokens: usize) -> Self {
        Self {
            tokens,
            base,
            other: None,
            scale: Decimal::ONE,
            tail: Decimal::ZERO,
            denominator: None,
            spelled: false,
            plain: false,
        }
    }

    /// The number in full, for a fraction its numerator; none beyond 38 digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.base.times(self.scale)?.plus(self.tail)
    }

    /// Whether a scale word stands with it.
    #[must_use]
    pub fn scaled(&self) -> bool {
        self.scale != Decimal::ONE
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

/// Whether a number may begin with token `at`.
#[must_use]
pub fn begins(words: &Words<'_>, at: usize) -> bool {
    // This runs on every word of a text, and most of them are in small letters.
    words.is_number(at)
        || spelled::begins(words, at)
        || (words.is_capital(at) && is_lettered(words.word(at)))
        || (matches!(words.key(at).to_le_bytes()[0], 0xC2 | 0xE2)
            && vulgar(words.word(at)).is_some())
}

/// Whether a word begins with a capital and ends with a digit: "USD5".
fn is_lettered(word: &str) -> bool {
    let (first, last) = (word.bytes().next(), word.bytes().last());
    first.is_some_and(|b| b.is_ascii_uppercase()) && last.is_some_and(|b| b.is_ascii_digit())
}

/// The number that begins with token `at`, with its scale words.
#[must_use]
pub fn numeral(words: &Words<'_>, at: usize) -> Option<Numeral> {
    if let Some(fraction) = vulgar(words.word(at)) {
        return Some(Numeral {
            denominator: Some(fraction.1),
            ..Numeral::of(fraction.0, 1)
        });
    }
    if !words.is_number(at) {
        return spelled::numeral(words, at);
    }
    let mut numeral = in_digits(words, at)?;
    if numeral.plain
        && let Some(fraction) = fraction(words, at, &numeral)
    {
        return Some(fraction);
    }
    read_spoken_mark(words, at, &mut numeral);
    read_scale(words, at, &mut numeral);
    read_tail(words, at, &mut numeral);
    numeral.value().map(|_| numeral)
}

/// "2 phẩy 5": the decimal mark as it is spoken.
fn read_spoken_mark(words: &Words<'_>, at: usize, numeral: &mut Numeral) {
    let mark = at + numeral.tokens;
    let spoken = words.joined(mark) && words.is_any(mark, &["phẩy", "chấm"]);
    let behind = words.word(mark + 1);
    if numeral.plain
        && spoken
        && words.joined(mark + 1)
        && behind.bytes().all(|b| b.is_ascii_digit())
        && let Some(base) = Decimal::from_parts(words.word(at), behind)
    {
        numeral.base = base;
        numeral.plain = false;
        numeral.tokens += 2;
    }
}

/// Fractions that are one character (Unicode, Number Forms), as numerator and denominator.
fn vulgar(word: &str) -> Option<(Decimal, Decimal)> {
    let (numerator, denominator) = match word {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        _ => return None,
    };
    Some((Decimal::new(numerator, 0), Decimal::new(denominator, 0)))
}

/// "14/15", "23 1/5", "6½": the whole before it is counted in parts of the denominator.
fn fraction(words: &Words<'_>, at: usize, first: &Numeral) -> Option<Numeral> {
    let next = at + first.tokens;
    if let Some((numerator, denominator)) = vulgar(words.word(next))
        && matches!(words.gap(next), "" | " ")
    {
        let whole = first.base.times(denominator)?;
        return Some(Numeral {
            denominator: Some(denominator),
            ..Numeral::of(whole.plus(numerator)?, first.tokens + 1)
        });
    }
    if let Some(denominator) = denominator(words, next) {
        return Some(Numeral {
            denominator: Some(denominator.base),
            plain: false,
            tokens: first.tokens + denominator.tokens,
            ..*first
        });
    }
    // A whole number and a fraction: "23 1/5".
    if words.gap(next) != " " || !words.is_number(next) {
        return None;
    }
    let numerator = digits(words.word(next)).filter(|n| n.plain)?;
    let denominator = denominator(words, next + 1)?;
    let proper = numerator.base.to_f64() < denominator.base.to_f64();
    proper.then_some(Numeral {
        denominator: Some(denominator.base),
        ..Numeral::of(
            first.base.times(denominator.base)?.plus(numerator.base)?,
            first.tokens + 1 + denominator.tokens,
        )
    })
}

/// The number behind a slash.
fn denominator(words: &Words<'_>, at: usize) -> Option<Numeral> {
    if !words.is_number(at) || words.sign(at) != "/" {
        return None;
    }
    let numeral = in_digits(words, at)?;
    // "1/2/2018" is no fraction, nor is anything over zero.
    let more = words.is_number(at + numeral.tokens) && words.sign(at + numeral.tokens) == "/";
    let year = numeral.plain && words.word(at).len() == 4;
    (!more && !year && numeral.base.is_whole() && numeral.base != Decimal::ZERO).then_some(numeral)
}

/// Scale words right behind the digits: "1,5 nghìn tỷ", "2 triệu rưỡi".
fn read_scale(words: &Words<'_>, at: usize, numeral: &mut Numeral) {
    let mut next = at + numeral.tokens;
    while is_close(words, next) {
        match part(words, next) {
            Some(Part::Scale(power)) => {
                // "2 trăm" is said, "2 triệu trăm" is not.
                let fits = !numeral.scaled() || power >= 6;
                let Some(scale) = numeral.scale.times(Decimal::new(1, power)).filter(|_| fits)
                else {
                    break;
                };
                numeral.scale = scale;
            }
            Some(Part::Tens) if !numeral.scaled() && !glued_to_ten(words, next) => {
                numeral.scale = Decimal::new(1, 1);
            }
            Some(Part::Half) if numeral.scaled() => {
                if let Some(half) = numeral.scale.times(Decimal::new(5, -1)) {
                    numeral.tail = half;
                }
            }
            _ if numeral.tokens == next - at => match glued_scale(words, next) {
                Some((scale, tail)) => {
                    numeral.scale = scale;
                    numeral.tail = tail;
                }
                None => break,
            },
            _ => break,
        }
        next += 1;
        if numeral.tail != Decimal::ZERO {
            break;
        }
    }
    numeral.tokens = next - at;
}

/// "mươi" never follows digits; "chục" does.
fn glued_to_ten(words: &Words<'_>, at: usize) -> bool {
    words.folded(at) == "muoi"
}

/// Letters glued to the digits: "100k", "5tr", "1tr2" (1,2 million), "2t3" (2,3 billion).
fn glued_scale(words: &Words<'_>, at: usize) -> Option<(Decimal, Decimal)> {
    if !words.gap(at).is_empty() {
        return None;
    }
    let word = words.word(at);
    let letters = word.len()
        - word
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    let (letters, digits) = word.split_at(letters);
    let power = match letters {
        "k" | "K" if digits.is_empty() => 3,
        "tr" | "Tr" => 6,
        "M" if digits.is_empty() => 6,
        "t" if !digits.is_empty() => 9,
        _ => return None,
    };
    let scale = Decimal::new(1, power);
    if digits.is_empty() {
        return Some((scale, Decimal::ZERO));
    }
    let tenths = Decimal::parse(digits).filter(|_| digits.len() <= 3)?;
    let places = i32::try_from(digits.len()).ok()?;
    let tail = tenths.times(scale)?.times(Decimal::new(1, -places))?;
    Some((scale, tail))
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
    let behind = words.gap(next + 1);
    let ends = next + 1 >= words.len() || !words.joined(next + 1);
    if alone && ends && !behind.starts_with(['%', '/', '-']) {
        let tenths = numeral.scale.times(Decimal::new(1, -1));
        if let Some(value) = tenths.and_then(|tenth| rest.base.times(tenth)) {
            numeral.tail = value;
            numeral.tokens += 1;
        }
    }
}

/// Whether token `i` stands right behind the one before, or one space away.
fn is_close(words: &Words<'_>, i: usize) -> bool {
    i > 0 && i < words.len() && (words.joined(i) || words.gap(i).is_empty())
}

/// The digits of token `at`, and of the tokens after it where spaces group them ("10 000").
fn in_digits(words: &Words<'_>, at: usize) -> Option<Numeral> {
    if !words.is_number(at) {
        return None;
    }
    let first = words.word(at);
    let numeral = digits(first)?;
    let mut tokens = 1;
    if numeral.plain && is_mark_without_zero(words, at) {
        let base = Decimal::from_parts("", first)?;
        return Some(Numeral::of(base, 1));
    }
    if first.len() <= 3 && numeral.plain && !first.starts_with('0') {
        let is_group = |i: usize| {
            words.is_number(i)
                && words.gap(i) == " "
                && words.word(i).len() == 3
                && words.word(i).bytes().all(|b| b.is_ascii_digit())
        };
        while tokens <= MOST_GROUPS && is_group(at + tokens) {
            tokens += 1;
        }
    }
    if tokens == 1 {
        return Some(numeral);
    }
    let all = (at..at + tokens).flat_map(|i| words.word(i).bytes());
    Some(Numeral::of(Decimal::from_digits(all, 0)?, tokens))
}

/// ",77" where a line begins: the zero before the mark is left out.
fn is_mark_without_zero(words: &Words<'_>, at: usize) -> bool {
    let gap = words.gap(at);
    let before = gap
        .strip_suffix(',')
        .map(|gap| gap.strip_suffix('-').unwrap_or(gap));
    before.is_some_and(|gap| gap.ends_with('\n') || (gap.is_empty() && at == 0))
}

/// The number that token `at` says in digits, without scale and unit.
#[must_use]
pub fn plain_decimal(words: &Words<'_>, at: usize) -> Option<Decimal> {
    digits(words.word(at)).map(|numeral| numeral.base)
}

/// Reads a token of digits, points and commas; none where the separators make no sense.
#[must_use]
pub fn digits(token: &str) -> Option<Numeral> {
    let mut points = 0;
    let mut commas = 0;
    for byte in token.bytes() {
        points += usize::from(byte == b'.');
        commas += usize::from(byte == b',');
    }
    if points + commas == 0 {
        return Some(Numeral {
            plain: true,
            ..Numeral::of(Decimal::parse(token)?, 1)
        });
    }
    let separator = match (points, commas) {
        (_, 0) => '.',
        (0, _) => ',',
        _ => {
            // Both kinds: the last one is the decimal mark, the other groups.
            let decimal = token.rfind(['.', ','])?;
            let (whole, fraction) = token.split_at(decimal);
            let group = if fraction.starts_with('.') { ',' } else { '.' };
            is_grouped(whole, group).then_some(())?;
            return Some(Numeral::of(with_mark(token, decimal)?, 1));
        }
    };
    let grouped = is_grouped(token, separator)
        .then(|| with_mark(token, token.len()))
        .flatten();
    let decimal = match token.find(separator) {
        Some(mark) if points + commas == 1 => with_mark(token, mark),
        _ => None,
    };
    let (base, other) = match (separator, grouped, decimal) {
        ('.', Some(grouped), decimal) => (grouped, decimal),
        (_, grouped, Some(decimal)) => (decimal, grouped),
        (_, Some(grouped), None) => (grouped, None),
        (_, None, None) => return None,
    };
    Some(Numeral {
        other,
        ..Numeral::of(base, 1)
    })
}

/// The digits of `token` with the decimal mark at byte `mark`; other separators are left out.
fn with_mark(token: &str, mark: usize) -> Option<Decimal> {
    let places = token.len().saturating_sub(mark + 1);
    let digits = token.bytes().filter(u8::is_ascii_digit);
    Decimal::from_digits(digits, -i32::try_from(places).ok()?)
}

/// Whether `separator` groups the digits by threes.
fn is_grouped(token: &str, separator: char) -> bool {
    let mut groups = token.split(separator);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let alone = rest.peek().is_none();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let fits = alone || ((1..=3).contains(&first.len()) && !first.starts_with('0'));
    digits(first) && !first.is_empty() && fits && rest.all(|g| g.len() == 3 && digits(g))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};
    use proptest::prelude::*;

    /// The first number of `text`: value, other reading, tokens.
    fn read(text: &str) -> Option<(String, usize)> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        let found = begins(&words, 0).then(|| numeral(&words, 0)).flatten()?;
        let value = found.value()?.to_string();
        Some(match found.denominator {
            Some(denominator) => (format!("{value}/{denominator}"), found.tokens),
            None => (value, found.tokens),
        })
    }

    #[track_caller]
    fn check(text: &str, expected: &str, tokens: usize) {
        assert_eq!(read(text), Some((expected.to_owned(), tokens)), "{text}");
    }

    #[test]
    fn digits_and_scales() {
        check("1.234 người", "1234", 1);
        check("80,5%", "80.5", 1);
        check("1.234,56", "1234.56", 1);
        check("1,234.56", "1234.56", 1);
        check("12.5", "12.5", 1);
        check("0,05", "0.05", 1);
        check("1 234 567 đồng", "1234567", 3);
        check("10 000 người", "10000", 2);
        check("05 người", "5", 1);
        check("1,5 nghìn tỷ", "1500000000000", 3);
        check("2 triệu rưỡi", "2500000", 3);
        check("2 tỷ 500 triệu", "2500000000", 4);
        check("3 triệu 2", "3200000", 3);
        check("3 triệu 2 người", "3000000", 2);
        check("5 trăm", "500", 2);
        check("2 chục", "20", 2);
        check("100k", "100000", 2);
        check("1tr2", "1200000", 2);
        check("2t3", "2300000000", 2);
        check("5 tỷ lệ", "5", 1);
        check("14/15", "14/15", 2);
        check("23 1/5", "116/5", 3);
        check("6½", "13/2", 2);
        check("¾", "3/4", 1);
        check("2 phẩy 5", "2.5", 3);
        check("5/2018", "5", 1);
        check("1/2/2018", "1", 1);
        check("5/0", "5", 1);
    }

    #[test]
    fn separators_that_make_no_sense() {
        for text in [
            "1.23.456",
            "1,23,456",
            "1.2.3",
            "1.234.56",
            "192.168.1.1",
            "12.34,5,6",
        ] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    fn grouped(n: u64, separator: &str) -> String {
        let digits = n.to_string();
        let mut out = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(separator);
            }
            out.push(digit);
        }
        out
    }

    proptest! {
        #[test]
        fn grouped_digits_are_read(n in 0_u64..1_000_000_000_000_000) {
            let points = grouped(n, ".");
            prop_assert_eq!(read(&points), Some((n.to_string(), 1)), "{}", points);
            prop_assert_eq!(read(&n.to_string()), Some((n.to_string(), 1)));
            let spaces = grouped(n, " ");
            let groups = spaces.split(' ').count();
            prop_assert_eq!(read(&spaces), Some((n.to_string(), groups)), "{}", spaces);
            if n >= 1_000_000 {
                let commas = grouped(n, ",");
                prop_assert_eq!(read(&commas), Some((n.to_string(), 1)), "{}", commas);
            }
        }

        #[test]
        fn decimals_are_read(whole in 0_u64..10_000_000, part in 1_u64..100) {
            // Two places, so that no mark can be taken for one that groups.
            let expected = Decimal::new(i128::from(whole * 100 + part), -2).to_string();
            let plain = format!("{whole},{part:02}");
            prop_assert_eq!(read(&plain), Some((expected.clone(), 1)), "{}", plain);
            let vietnamese = format!("{},{part:02}", grouped(whole, "."));
            prop_assert_eq!(read(&vietnamese), Some((expected.clone(), 1)), "{}", vietnamese);
            let english = format!("{}.{part:02}", grouped(whole, ","));
            prop_assert_eq!(read(&english), Some((expected, 1)), "{}", english);
        }

        #[test]
        fn scale_words_multiply(n in 1_u64..1000, tenths in 0_u64..10, scale in 0_usize..6) {
            let (name, power) = [
                ("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("nghìn tỷ", 12), ("triệu tỉ", 15),
            ][scale];
            let expected = Decimal::new(i128::from(n * 10 + tenths), power - 1).to_string();
            let text = format!("{n},{tenths} {name}");
            let tokens = 1 + name.split(' ').count();
            prop_assert_eq!(read(&text), Some((expected, tokens)), "{}", text);
        }

        #[test]
        fn no_digits_panic(text in "[0-9.,/ ½ktr-]{0,40}") {
            let _ = read(&text);
            let _ = digits(&text);
        }
    }
}

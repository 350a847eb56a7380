//! Numbers spelled in words: "hai trăm linh năm", "một triệu rưỡi", "một phần ba", "một nửa".
//!
//! Invariant: the longest run of number words that makes a number is read, exactly.
//! Known gap: indefinite numbers ("vài chục", "hàng nghìn") are none; "năm" is five only before a
//! scale word or behind "linh" ("năm trăm"), elsewhere it is the year unless [`five`] says so.

use super::decimal::Decimal;
use super::lexicon::{PhraseTable, Sieve, Words};
use super::noun;
use super::number::Numeral;
use crate::text::key;
use std::sync::LazyLock;

/// What a word does inside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A digit; `after_tens` digits (mốt, tư, lăm) stand only behind mươi, mười, linh.
    Digit {
        /// Its value.
        value: i128,
        /// Whether it must follow tens.
        after_tens: bool,
    },
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
    /// Nothing: a longer word only begins like a number word ("tỷ lệ").
    Other,
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
    ("tỷ lệ", Part::Other),
    ("tỉ lệ", Part::Other),
    ("tỷ phú", Part::Other),
    ("tỉ phú", Part::Other),
    ("triệu phú", Part::Other),
    ("tỷ trọng", Part::Other),
    ("tỉ trọng", Part::Other),
    ("tỷ suất", Part::Other),
    ("tỉ suất", Part::Other),
    ("tỷ số", Part::Other),
    ("tỉ số", Part::Other),
    ("tư nhân", Part::Other),
    ("tư pháp", Part::Other),
    ("tư vấn", Part::Other),
    ("hundred", Part::Scale(2)),
    ("thousand", Part::Scale(3)),
    ("million", Part::Scale(6)),
    ("mn", Part::Scale(6)),
    ("billion", Part::Scale(9)),
    ("bn", Part::Scale(9)),
    ("trillion", Part::Scale(12)),
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

/// What token `at` does in a number. Folded words longer than nine letters do nothing.
#[must_use]
pub fn part(words: &Words<'_>, at: usize) -> Option<Part> {
    (words.folded(at).len() <= 9)
        .then(|| TABLE.longest(words, at))
        .flatten()
        .map(|found| *found.value)
}

/// Whether token `at` is a scale word: "tỷ", "million".
#[must_use]
pub fn is_scale(words: &Words<'_>, at: usize) -> bool {
    matches!(part(words, at), Some(Part::Scale(_)))
}

/// Whether a spelled number may begin with token `at`.
#[must_use]
#[inline]
pub fn begins(words: &Words<'_>, at: usize) -> bool {
    // This runs on every word of a text.
    static MAY: Sieve = Sieve::of(&[
        key("ba"),
        key("mot"),
        key("hai"),
        key("bon"),
        key("nam"),
        key("sau"),
        key("bay"),
        key("tam"),
        key("nua"),
        key("gap"),
        key("chin"),
        key("muoi"),
        key("phan"),
        key("khong"),
    ]);
    MAY.may_hold(words.key(at)) && is_begun(words, at)
}

fn is_begun(words: &Words<'_>, at: usize) -> bool {
    let part = part(words, at);
    matches!(
        part,
        Some(
            Part::Digit {
                after_tens: false,
                ..
            } | Part::Ten
        )
    ) || half(words, at).is_some()
        || multiple(words, at).is_some()
}

/// The number in words that begins with token `at`.
#[must_use]
pub fn numeral(words: &Words<'_>, at: usize) -> Option<Numeral> {
    if let Some(numeral) = half(words, at).or_else(|| multiple(words, at)) {
        return Some(numeral);
    }
    let (tokens, value) = run(words, at)?;
    if let Some(numeral) = parts(words, at, tokens, value) {
        return Some(numeral);
    }
    if let Some(numeral) = decimal(words, at, tokens, value) {
        return Some(numeral);
    }
    // "không" alone is "not".
    if value == 0 {
        return None;
    }
    // The last word is the scale, as it is behind digits.
    let scale = match part(words, at + tokens - 1) {
        Some(Part::Scale(power)) if power > 2 => Decimal::new(1, power),
        _ => Decimal::ONE,
    };
    let whole = Decimal::new(value, 0);
    let (base, scale) = match whole.over(scale) {
        Some(base) => (base, scale),
        None => (whole, Decimal::ONE),
    };
    Some(Numeral {
        spelled: true,
        scale,
        ..Numeral::of(base, tokens)
    })
}

/// "một nửa", "phân nửa", "nửa triệu".
fn half(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let is_half = |i: usize| words.folded(i) == "nua" && words.is(i, "nửa");
    let spelled = |numeral| Numeral {
        spelled: true,
        ..numeral
    };
    if is_half(at) {
        let Some(Part::Scale(power)) = words.joined(at + 1).then(|| part(words, at + 1)).flatten()
        else {
            return None;
        };
        let value = Decimal::new(5, power - 1);
        return Some(spelled(Numeral::of(value, 2)));
    }
    let first = words.is(at, "một") || words.is(at, "phân");
    if !first || !words.joined(at + 1) || !is_half(at + 1) {
        return None;
    }
    Some(Numeral {
        denominator: Some(Decimal::new(2, 0)),
        ..spelled(Numeral::of(Decimal::ONE, 2))
    })
}

/// "một phần ba", "hai phần ba".
fn parts(words: &Words<'_>, at: usize, tokens: usize, value: i128) -> Option<Numeral> {
    let next = at + tokens;
    if !words.joined(next) || !words.is(next, "phần") || !words.joined(next + 1) {
        return None;
    }
    let fourth = words.is(next + 1, "tư");
    let fifth = words.is(next + 1, "năm");
    let (taken, denominator) = match (fourth, fifth) {
        (true, _) => (1, 4),
        (_, true) => (1, 5),
        _ => run(words, next + 1)?,
    };
    // "một phần trăm" is one per cent.
    (denominator > value && denominator != 100 && denominator != 1000).then_some(Numeral {
        spelled: true,
        denominator: Some(Decimal::new(denominator, 0)),
        ..Numeral::of(Decimal::new(value, 0), tokens + 1 + taken)
    })
}

/// "hai phẩy năm", "2 chấm 5" in words.
fn decimal(words: &Words<'_>, at: usize, tokens: usize, value: i128) -> Option<Numeral> {
    let next = at + tokens;
    let mark = words.is(next, "phẩy") || words.is(next, "chấm");
    if !words.joined(next) || !mark || !words.joined(next + 1) {
        return None;
    }
    let mut digits = value;
    let mut places = 0;
    while places < 9
        && words.joined(next + 1 + places)
        && let Some(Part::Digit { value, .. }) = part(words, next + 1 + places)
    {
        digits = digits.checked_mul(10)?.checked_add(value)?;
        places += 1;
    }
    (places > 0).then_some(Numeral {
        spelled: true,
        ..Numeral::of(
            Decimal::new(digits, -i32::try_from(places).ok()?),
            tokens + 1 + places,
        )
    })
}

/// Whether "năm" at token `at` is five and not the year: a noun that is counted follows, and no
/// word before it speaks of years.
#[must_use]
pub fn five(words: &Words<'_>, at: usize) -> bool {
    /// Words behind which "năm" is the year (Vietnamese usage).
    const OF_YEARS: &[&str] = &[
        "mỗi", "hàng", "hằng", "trong", "một", "nhiều", "cả", "đầu", "cuối", "giữa", "nửa", "mấy",
        "các", "những", "vài", "từng", "theo", "bao", "quanh", "suốt", "của", "lâu", "thâm",
        "đông", "tháng", "ngày", "quý", "kỳ", "vào", "qua", "cùng", "tết", "tất", "lần",
    ];
    /// Nouns that follow the year more often: "năm lớp 10", "năm ông 20 tuổi".
    const NEVER_COUNTED: &[&str] = &[
        "lớp", "anh", "ông", "bà", "chị", "cô", "em", "dân", "đầu", "chủ", "học", "kỳ",
    ];
    let next = at + 1;
    // Most words behind "năm" are counted by none, so that is asked first.
    if words.typed()
        || !words.joined(next)
        || words.is_capital(at)
        || words.is_capital(next)
        || !noun::is_counted(words, next)
        || noun::ends(words, next)
        || words.is_any(next, NEVER_COUNTED)
    {
        return false;
    }
    let behind_years = at > 0
        && words.joined(at)
        && (words.is_number(at - 1)
            || part(words, at - 1).is_some()
            || words.is_any(at - 1, OF_YEARS));
    let counted = noun::counted(words, next).map_or(0, |noun| noun.tokens);
    !behind_years && !words.is_number(next + counted)
}

/// "gấp đôi", "gấp rưỡi": a multiple in two words.
#[must_use]
pub fn multiple(words: &Words<'_>, at: usize) -> Option<Numeral> {
    if !words.is(at, "gấp") || !words.joined(at + 1) {
        return None;
    }
    let value = if words.is(at + 1, "đôi") {
        Decimal::new(2, 0)
    } else if words.is(at + 1, "rưỡi") {
        Decimal::new(15, -1)
    } else {
        return None;
    };
    Some(Numeral {
        spelled: true,
        ..Numeral::of(value, 2)
    })
}

/// The longest number word run from token `at`: how many tokens, and its value.
fn run(words: &Words<'_>, at: usize) -> Option<(usize, i128)> {
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
                // "hai lăm" is 25: the tens word is left out.
                let short = matches!(
                    last,
                    Some(Part::Digit {
                        after_tens: false,
                        ..
                    })
                ) && after_tens
                    && value == 5
                    && section % 10 != 0;
                let can_follow = match last {
                    None | Some(Part::Scale(_) | Part::And) => true,
                    Some(Part::Ten | Part::Tens) => value != 0,
                    _ => short,
                };
                if !can_follow || (after_tens && !behind_tens && !short) {
                    break;
                }
                // "một tỷ một năm" is a thousand million a year.
                let each = value == 1
                    && !after_tens
                    && matches!(last, Some(Part::Scale(power)) if power > 2)
                    && !begins_scale(words, i + 1);
                if each {
                    break;
                }
                // "năm" is also "year": a digit only where nothing else can be meant.
                let may_be_year = value == 5 && !after_tens && !matches!(last, Some(Part::And));
                let alone = tokens == 0 && five(words, i);
                if may_be_year && !alone && !begins_scale(words, i + 1) {
                    break;
                }
                if short {
                    section += section % 10 * 9;
                }
                section += value;
            }
            Part::Ten if matches!(last, None | Some(Part::Scale(_))) => section += 10,
            Part::Tens if matches!(last, Some(Part::Digit { .. })) => {
                section += section % 10 * 9;
            }
            Part::And if matches!(last, Some(Part::Scale(_))) => {}
            Part::Half if matches!(last, Some(Part::Scale(_) | Part::Tens)) => {
                match last {
                    Some(Part::Tens) => section += 5,
                    _ if section > 0 => section += last_scale / 2,
                    _ => total = total.checked_add(last_scale / 2)?,
                }
                last_scale = 1;
            }
            Part::Scale(2) if matches!(last, Some(Part::Digit { .. } | Part::Ten | Part::Tens)) => {
                let hundreds = if matches!(last, Some(Part::Digit { .. })) {
                    section % 10
                } else {
                    section
                };
                section = (section - hundreds) + hundreds * 100;
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
    // "một triệu hai": a last digit behind a scale is tenths of it.
    let tenths = matches!(last, Some(Part::Digit { .. }))
        && tokens >= 3
        && matches!(part(words, at + tokens - 2), Some(Part::Scale(_)))
        && section % 10 == section % 100;
    if tenths && last_scale >= 100 {
        let digit = section % 10;
        section = section - digit + digit * (last_scale / 10);
    }
    (tokens > 0).then_some((tokens, total.checked_add(section)?))
}

fn begins_scale(words: &Words<'_>, at: usize) -> bool {
    words.joined(at) && matches!(part(words, at), Some(Part::Scale(_) | Part::Tens))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};
    use proptest::prelude::*;

    /// The number at the start of `text` and how many tokens it takes; for a fraction its parts.
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
    fn numbers_in_words() {
        check("hai", "2", 1);
        check("mười", "10", 1);
        check("mười lăm", "15", 2);
        check("hai mươi mốt", "21", 3);
        check("hai mươi tư", "24", 3);
        check("hai lăm", "25", 2);
        check("ba mươi nhăm", "35", 3);
        check("một trăm", "100", 2);
        check("một trăm linh một", "101", 4);
        check("một trăm lẻ năm", "105", 4);
        check("một trăm mười", "110", 3);
        check("một trăm hai", "120", 3);
        check("hai trăm rưỡi", "250", 3);
        check("hai nghìn không trăm linh năm", "2005", 6);
        check("hai ngàn rưởi", "2000", 2);
        check("hai vạn", "20000", 2);
        check("hai triệu ba", "2300000", 3);
        check("một tỉ rưỡi", "1500000000", 3);
        check("năm nghìn tỷ", "5000000000000", 3);
        check("ba chục", "30", 2);
        check("nửa tỷ", "500000000", 2);
        check("một nửa", "1/2", 2);
        check("phân nửa", "1/2", 2);
        check("một phần tư", "1/4", 3);
        check("hai phần ba", "2/3", 3);
        check("hai phẩy năm", "2.5", 3);
        check("ba chấm một bốn", "3.14", 4);
        // What follows is not part of the number.
        check("hai linh hồn", "2", 1);
        check("ba tư lệnh", "3", 1);
        check("mười năm", "10", 1);
        check("một tỷ lệ", "1", 1);
        check("hai trăm phần trăm", "200", 2);
    }

    #[test]
    fn words_that_are_no_numbers() {
        for text in [
            "không",
            "trăm",
            "mươi",
            "linh",
            "năm",
            "năm 2018",
            "lăm",
            "rưỡi",
            "nửa đêm",
            "tỷ",
            "phần",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    const DIGITS: [&str; 10] = [
        "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
    ];

    /// How a number below 1000 is said; `full` says its hundreds and tens even where they are zero.
    fn say_below_1000(n: u64, full: bool, out: &mut Vec<&'static str>) {
        let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
        let digit = |d: u64| DIGITS[usize::try_from(d).unwrap()];
        if hundreds > 0 || full {
            out.extend([digit(hundreds), "trăm"]);
        }
        match (tens, ones) {
            (0, 0) => return,
            (0, _) if hundreds > 0 || full => out.push("linh"),
            (0, _) => {}
            (1, _) => out.push("mười"),
            _ => out.extend([digit(tens), "mươi"]),
        }
        match (tens, ones) {
            (_, 0) => {}
            (2.., 1) => out.push("mốt"),
            (2.., 4) => out.push("tư"),
            (1.., 5) => out.push("lăm"),
            _ => out.push(digit(ones)),
        }
    }

    fn say(n: u64) -> String {
        let mut out = Vec::new();
        let scales = [
            (1_000_000_000, "tỷ"),
            (1_000_000, "triệu"),
            (1_000, "nghìn"),
            (1, ""),
        ];
        for (scale, name) in scales {
            let part = n / scale % 1000;
            if part > 0 {
                let full = !out.is_empty();
                say_below_1000(part, full, &mut out);
                if !name.is_empty() {
                    out.push(name);
                }
            }
        }
        out.join(" ")
    }

    proptest! {
        #[test]
        fn what_is_said_is_read(n in 1_u64..1_000_000_000_000) {
            let said = say(n);
            // A lone five is the year word, and behind ten it is said "lăm".
            prop_assume!(said != "năm");
            let tokens = said.split(' ').count();
            prop_assert_eq!(read(&said), Some((n.to_string(), tokens)), "{}", said);
        }

        #[test]
        fn no_words_panic(words in proptest::collection::vec(0..PARTS.len(), 0..12)) {
            let text: Vec<&str> = words.iter().map(|i| PARTS[*i].0).collect();
            if let Some((_, tokens)) = read(&text.join(" ")) {
                prop_assert!(tokens <= 2 * text.len());
            }
        }
    }
}

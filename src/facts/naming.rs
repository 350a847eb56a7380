//! Numbers in the middle of a name: number plates, house numbers, models, plans of so many years.
//!
//! Invariant: only what stands on both sides of a number makes it part of a name here; what a single
//! word before it does is `tables/labels.tsv`.
//! Known gap: plates written in one block ("29A12345") are left to the words before them.

use super::decimal::Decimal;
use super::lexicon::Words;
use super::measure::Item;

/// Whether the number of `item` is part of a name.
#[must_use]
pub fn is_part(words: &Words<'_>, item: &Item) -> bool {
    is_plate(words, item.first)
        || is_house(words, item)
        || is_model(words, item)
        || is_scale(words, item)
        || is_carat(words, item)
        || names_a_plan(words, item)
}

/// "51F-302.23", "29D - 083.70": digits and a letter, a dash, then three digits and two (Thông tư
/// 24/2023/TT-BCA, mẫu biển số).
fn is_plate(words: &Words<'_>, first: usize) -> bool {
    let five = words
        .word(first)
        .split_once('.')
        .is_some_and(|(three, two)| three.len() == 3 && two.len() == 2);
    let lettered = |i: usize| words.word(i).ends_with(|c: char| c.is_ascii_uppercase());
    five && words.sign(first) == "-" && first.checked_sub(1).is_some_and(lettered)
}

/// "61/3 đường Dương Văn An", "số 286 đường Hoàng Hoa Thám": a house on a street.
fn is_house(words: &Words<'_>, item: &Item) -> bool {
    const BEFORE: &[&str] = &["số", "tại", "ở", "nhà", "ngõ", "hẻm", "kiệt", "ngách"];
    let Some(noun) = item.noun.filter(|_| !item.numeral.spelled) else {
        return false;
    };
    let street = words.is_any(item.noun_at, &["đường", "phố"])
        && words.is_capital(item.noun_at + noun.tokens)
        && words.joined(item.noun_at + noun.tokens);
    let led = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, BEFORE));
    // "đơn vị số 1 tỉnh Đồng Nai"
    let numbered = words.is_any(item.noun_at, &["tỉnh", "huyện", "quận"])
        && item.first > 0
        && words.is(item.first - 1, "số")
        && words.is_capital(item.noun_at + noun.tokens);
    numbered || (street && (led || item.numeral.denominator.is_some()))
}

/// "Exciter 150 màu đen": a model and its colour, no count of colours.
fn is_model(words: &Words<'_>, item: &Item) -> bool {
    const COLOURS: &[&str] = &[
        "đen", "trắng", "đỏ", "xanh", "vàng", "bạc", "xám", "nâu", "hồng", "cam", "tím", "kem",
    ];
    let named = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_capital(i) && words.joined(item.first));
    named
        && item.noun.is_some()
        && words.is(item.noun_at, "màu")
        && words.is_any(item.noun_at + 1, COLOURS)
}

/// "quy hoạch tỷ lệ 1/500": the scale of a map (Luật Quy hoạch đô thị 2009: 1/500, 1/2.000).
fn is_scale(words: &Words<'_>, item: &Item) -> bool {
    let one = item.numeral.base == Decimal::ONE && !item.numeral.spelled;
    let large = item
        .numeral
        .denominator
        .is_some_and(|d| d.to_f64() >= 200.0);
    let led = item.first >= 2
        && words.joined(item.first)
        && (words.is(item.first - 1, "lệ") || words.is_any(item.first - 1, &["tiết", "hoạch"]));
    one && large && led
}

/// "vàng 24K": how pure it is.
fn is_carat(words: &Words<'_>, item: &Item) -> bool {
    let gold = item
        .first
        .checked_sub(1)
        .is_some_and(|i| words.is_any(i, &["vàng", "nhẫn", "nữ", "trang"]));
    let next = item.first + item.numeral.tokens.min(1);
    let small = item.numeral.base.to_f64() <= 24.0;
    gold && small && words.sign(next).is_empty() && words.is(next, "k")
}

/// "kế hoạch tài chính 05 năm", "chương trình hành động 5 năm": the years are those of the plan.
fn names_a_plan(words: &Words<'_>, item: &Item) -> bool {
    /// How many words before the number the plan may begin.
    const NEAR: usize = 9;
    const PLANS: &[(&str, &str)] = &[("kế", "hoạch"), ("chiến", "lược"), ("quy", "hoạch")];
    /// Words that end the name of the plan.
    const ENDS: &[&str] = &[
        "là", "trong", "kéo", "hơn", "sau", "mất", "gần", "khoảng", "thêm", "được", "có", "đã",
        "sẽ", "cần", "từ", "đến", "này",
    ];
    let years = item.unit.is_some_and(|u| u.canonical == "year") && item.numeral.plain;
    if !years || item.numeral.spelled || !words.joined(item.first) {
        return false;
    }
    (item.first.saturating_sub(NEAR)..item.first)
        .rev()
        .take_while(|i| {
            let joined = words.joined(i + 1) || words.gap(i + 1) == " - ";
            joined && !words.is_any(*i, ENDS) && !words.is_number(*i)
        })
        .any(|i| {
            PLANS
                .iter()
                .any(|(one, two)| words.is(i, one) && words.is(i + 1, two))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::facts::quantity::quantities;
    use crate::text::{Analysis, Normalized};

    /// The quantities of `text`, as they are written.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        let found: Vec<&str> = quantities(&words, &[])
            .iter()
            .map(|q| q.span.of(normalised.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn plates() {
        check("ô tô BKS 29D - 302.23 lao vào quán", &[]);
        check("xe 51F-083.70 chở gỗ", &[]);
        check("giá tăng 302.23 điểm", &["302.23 điểm"]);
    }

    #[test]
    fn houses() {
        check("thuê trọ tại số 61/3 đường Dương Văn An", &[]);
        check("nhà số 286 đường Hoàng Hoa Thám", &[]);
        check("đơn vị bầu cử số 1 tỉnh Đồng Nai", &[]);
        check("sửa 286 đường trong xã", &["286 đường"]);
    }

    #[test]
    fn models() {
        check("mua xe Exciter 150 màu đen", &[]);
        check("áo có 3 màu đen, trắng và đỏ", &["3 màu"]);
    }

    #[test]
    fn scales_and_carats() {
        check("quy hoạch chi tiết tỷ lệ 1/500 dự án này", &[]);
        check("lấy 0,5 chỉ vàng 24K và", &["0,5 chỉ vàng"]);
        check("tỷ lệ 1/3 dân số", &["1/3"]);
        check("giá chỉ 24K một ly", &["24K"]);
    }

    #[test]
    fn names_that_begin_like_a_unit() {
        check("trạm thu phí số 2 Đồng Xoài", &[]);
        check("số 12 Tạ Quang Bửu", &[]);
        check("lãi 12 tỷ Đồng", &["12 tỷ Đồng"]);
    }

    #[test]
    fn plans_of_years() {
        check("kế hoạch tài chính 05 năm quốc gia", &[]);
        check("kế hoạch phát triển kinh tế - xã hội 5 năm", &[]);
        check("kế hoạch kéo dài 5 năm", &["5 năm"]);
        check("kế hoạch có thời hạn 5 năm", &["5 năm"]);
        check("kế hoạch trồng 5 ha", &["5 ha"]);
    }
}

//! Phrases that stand close to each other: how they are read, and in which texts they do.
//!
//! Invariant: whether a text matches was decided by counting its words. Known gap: what the index
//! finds is compared with this meaning in `tests/block_join.rs`.

use super::ask;
use crate::query::{Clause, Near, Question};
use crate::text::{Analysis, Normalized};

/// The only two phrases of a question.
fn near(question: &Question) -> Near {
    let found = question.plan.near();
    assert_eq!(found.len(), 1, "{:?}", question.plan);
    found[0].clone()
}

/// Whether the two phrases of the question stand close to each other in the text.
#[track_caller]
fn check(question: &str, text: &str, expected: bool) {
    let near = near(&ask(question).unwrap());
    let normalised = Normalized::new(text);
    let stands = near.stands_in(&Analysis::new(normalised.as_str()));
    assert_eq!(stands, expected, "{question}: {text}");
}

#[test]
fn words_between_are_counted() {
    let text = "Chi ngân sách địa phương bảo đảm các nhiệm vụ chi thường xuyên";
    // địa phương bảo đảm các nhiệm vụ: seven words
    check("ngân sách NEAR/7 chi thường xuyên", text, true);
    check("ngân sách NEAR/6 chi thường xuyên", text, false);
    check("chi thường xuyên NEAR/7 ngân sách", text, true);
    check("chi thường xuyên NEAR/6 ngân sách", text, false);
    check("ngân sách NEAR chi thường xuyên", text, true);
    check("chi NEAR/0 ngân sách", text, true);
    check("ngân sách NEAR/0 địa phương", text, true);
    check("ngân sách NEAR/0 phương", text, false);
    check("ngân sách NEAR/1 phương", text, true);
    // Each operand is a phrase.
    check("ngân thường NEAR/100 chi", text, false);
    check("ngân sách NEAR/100 thu", text, false);
}

#[test]
fn ten_words_where_no_number_is_typed() {
    let ten = "thu một hai ba bốn năm sáu bảy tám chín mười chi";
    check("thu NEAR chi", ten, true);
    check("thu NEAR chi", &ten.replace("chi", "rồi chi"), false);
}

#[test]
fn every_token_is_a_word_and_no_sign_is() {
    check("thu NEAR/1 đồng", "thu 282,6 đồng", true);
    check("thu NEAR/0 đồng", "thu 282,6 đồng", false);
    check("gạo NEAR/0 chè", "Giá gạo. Chè được mùa", true);
    check("gạo NEAR/0 chè", "gạo (chè)", true);
}

#[test]
fn occurrences_have_no_word_in_common() {
    check("ngân sách NEAR/5 thu ngân sách", "thu ngân sách", false);
    let twice = "thu ngân sách và chi ngân sách";
    check("ngân sách NEAR/2 thu ngân sách", twice, true);
    check("ngân sách NEAR/1 thu ngân sách", twice, false);
    // One word twice is two occurrences.
    check("gạo NEAR/3 gạo", "giá gạo tăng", false);
    check("gạo NEAR/3 gạo", "giá gạo tăng, giá gạo giảm", true);
    check("sách sách NEAR/0 sách", "sách sách sách", true);
}

#[test]
fn typed_marks_must_be_there() {
    check("ngan sach NEAR/2 chi", "chi cho ngân sách", true);
    check("ngân sach NEAR/2 chi", "chi cho ngân sách", true);
    check("ngần sach NEAR/2 chi", "chi cho ngân sách", false);
    check("ngân sach NEAR/2 chi", "chi cho ngan sách", false);
    check("tỉ lệ NEAR/1 nghèo", "tỷ lệ hộ nghèo", true);
}

/// The ways of both phrases, and how many words may stand between.
#[track_caller]
fn reads(text: &str, first: &[&str], apart: u32, second: &[&str]) {
    let reading = ask(text).expect(text).reading;
    let [near] = reading.near.as_slice() else {
        panic!("{text}: {reading:?}");
    };
    assert_eq!(near.first, first, "{text}");
    assert_eq!(near.second, second, "{text}");
    assert_eq!(near.apart, apart, "{text}");
}

#[test]
fn a_phrase_is_a_quotation_or_the_words_up_to_one() {
    let near = |text: &str| reads(text, &["hộ nghèo"], 10, &["lạng sơn"]);
    near("\"hộ nghèo\" NEAR/10 \"Lạng Sơn\"");
    near("hộ nghèo NEAR Lạng Sơn");
    near("gạo \"hộ nghèo\" NEAR/10 \"Lạng Sơn\" chè");
    near("\"gạo\" hộ nghèo NEAR Lạng Sơn \"chè\"");
    near("hộ_nghèo NEAR/10 Lạng_Sơn chè");
    near("gạo -chè hộ nghèo NEAR/10 Lạng Sơn -xanh");
    near("\"hộ nghèo\"NEAR/10\"Lạng Sơn\"");
    near("gạo AND hộ nghèo NEAR/010 Lạng Sơn OR chè");
    near("(gạo OR (hộ nghèo NEAR/10 Lạng Sơn))");
    near("thu ngân sách trên 80% AND hộ nghèo NEAR/10 Lạng Sơn");
    near("year:2018 hộ nghèo NEAR/10 Lạng Sơn title:gạo");
    reads("\"12\" NEAR/0 \"13\"", &["12"], 0, &["13"]);
    reads(
        "gạo năm 2018 NEAR/100 chè",
        &["gạo năm 2018"],
        100,
        &["chè"],
    );
    // A figure that asks nothing is a word.
    reads(
        "kế hoạch 5 năm NEAR/3 vốn",
        &["kế hoạch 5 năm"],
        3,
        &["vốn"],
    );
}

#[test]
fn either_of_several_ways() {
    reads("\"thu|chi\" NEAR/2 gạo", &["thu", "chi"], 2, &["gạo"]);
    reads("thu|chi NEAR/2 gạo", &["thu", "chi"], 2, &["gạo"]);
    check("\"thu ngân sách|chi\" NEAR/0 \"gạo|chè\"", "gạo chi", true);
    check(
        "\"thu ngân sách|chi\" NEAR/0 \"gạo|chè\"",
        "ngân sách chè",
        false,
    );
    // Abbreviations both ways; a quotation is taken as typed.
    reads(
        "UBND tỉnh NEAR/3 \"UBND\"",
        &["ubnd tỉnh", "ủy ban nhân dân tỉnh"],
        3,
        &["ubnd"],
    );
    // English is looked for in Vietnamese, where what narrows a noun stands behind it.
    check(
        "coffee exports NEAR/2 price",
        "xuất khẩu cà phê được giá",
        true,
    );
    check(
        "coffee exports NEAR/2 price",
        "cà phê xuất khẩu được giá",
        true,
    );
    check(
        "coffee exports NEAR/2 price",
        "xuất khẩu gạo được giá",
        false,
    );
}

#[test]
fn in_capitals_throughout_or_in_small_letters_it_is_a_word() {
    for text in [
        "NGÂN SÁCH NEAR/5 CHI",
        "GẠO NEAR CHÈ",
        "gạo near/5 chè",
        "gạo Near chè",
        "gạo NEARBY chè",
    ] {
        let plan = ask(text).unwrap().plan;
        assert!(plan.near().is_empty(), "{text}: {plan:?}");
    }
}

#[test]
fn the_reading_says_it_in_both_languages() {
    let said = |text: &str| {
        let reading = ask(text).unwrap().reading;
        (reading.text, reading.english)
    };
    assert_eq!(
        said("gạo AND ngân sách NEAR/5 \"chi thường xuyên\""),
        (
            "từ: gạo · \"ngân sách\" và \"chi thường xuyên\" cách nhau không quá 5 từ".to_owned(),
            "words: gạo · \"ngân sách\" and \"chi thường xuyên\" with at most 5 words between"
                .to_owned()
        )
    );
    assert_eq!(
        said("NOT gạo NEAR/0 chè"),
        (
            "KHÔNG (\"gạo\" và \"chè\" liền nhau)".to_owned(),
            "NOT (\"gạo\" and \"chè\" side by side)".to_owned()
        )
    );
}

#[test]
fn it_binds_closer_than_the_operators() {
    let plan = |text: &str| ask(text).unwrap().plan.clauses;
    let pair = || Clause::Near(near(&ask("gạo NEAR/3 chè").unwrap()));
    assert_eq!(plan("NOT gạo NEAR/3 chè"), [Clause::Not(Box::new(pair()))]);
    assert_eq!(plan("-gạo NEAR/3 chè"), [Clause::Not(Box::new(pair()))]);
    assert_eq!(
        plan("gạo NEAR/3 chè OR gạo NEAR/3 chè"),
        [Clause::Any(vec![pair(), pair()])]
    );
    assert_eq!(plan("gạo NEAR/3 chè AND gạo NEAR/3 chè"), [pair(), pair()]);
    assert_eq!(
        plan("gạo NEAR/3 \"chè\" \"gạo\" NEAR/3 chè"),
        [pair(), pair()]
    );
}

/// The question, the part of it at which the error points, and what it says came.
#[track_caller]
fn refused(text: &str, place: &str, got: &str) {
    let error = ask(text).expect_err(text);
    assert_eq!(error.span.of(text), place, "{text}: {error}");
    assert_eq!(error.got, got, "{text}: {error}");
    assert!(error.expected.contains("NEAR"), "{text}: {error}");
    assert!(error.help.contains("NEAR"), "{text}: {error}");
}

#[test]
fn what_is_no_phrase_is_refused() {
    refused("gạo NEAR/3", "NEAR/3", "nothing");
    refused("NEAR/3 gạo", "NEAR/3", "nothing");
    refused("gạo NEAR/3 NEAR/3 chè", "NEAR/3", "another operator");
    refused("gạo NEAR/3 OR chè", "NEAR/3", "another operator");
    refused("gạo NEAR/3 -chè", "NEAR/3", "another operator");
    refused("gạo OR NEAR/3 chè", "NEAR/3", "another operator");
    refused("(gạo OR chè) NEAR/3 xanh", ")", "a group in brackets");
    refused("xanh NEAR/3 (gạo OR chè)", "(", "a group in brackets");
    refused("gạo (chè) NEAR/3 xanh", "gạo (chè)", "words in brackets");
    refused("xanh NEAR/3 gạo (chè)", "gạo (chè)", "words in brackets");
    refused("year:2018 NEAR/3 gạo", "year:2018", "a field");
    refused("gạo NEAR/3 value:>80%", "value:>80%", "a field");
    let figure = "thu ngân sách trên 80%";
    let condition = "a condition on a figure";
    refused(&format!("{figure} NEAR/3 Lạng Sơn"), figure, condition);
    refused(&format!("Lạng Sơn NEAR/3 {figure}"), figure, condition);
    refused("gạo NEAR/3 \"\"", "\"\"", "no word");
    refused("gạo NEAR/3 chè NEAR/3 cà phê", "NEAR/3", "a second one");
}

#[test]
fn other_numbers_are_refused() {
    for word in [
        "NEAR/101",
        "NEAR/",
        "NEAR/-1",
        "NEAR/+1",
        "NEAR/5,5",
        "NEAR/năm",
        "NEAR/99999999999",
    ] {
        refused(&format!("gạo {word} chè"), word, &format!("\"{word}\""));
    }
    // A comparator lacks its number there as anywhere.
    let error = ask("ngân sách trên NEAR/3 chi").expect_err("no number");
    assert!(
        error.expected.contains("a number after \"trên\""),
        "{error}"
    );
}

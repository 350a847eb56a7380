//! Short forms and what they stand for: every row of the table by its example, cases with
//! negatives, and files of the user's own.

use super::ask;
use crate::facts::{list, rows};
use crate::query::{Abbreviations, abbreviations, read_with, vocabulary};
use std::collections::HashSet;

/// What is asked of the words, part by part: `ubnd | "ủy ban nhân dân" + huyện`.
fn words(question: &super::Question) -> String {
    let said = question
        .reading
        .words
        .iter()
        .map(|w| w.quoted().join(" | "));
    said.collect::<Vec<String>>().join(" + ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(words(&ask(text).expect(text)), expected, "{text}");
}

#[test]
fn every_row_is_used_by_its_example() {
    let mut shorts_seen = HashSet::new();
    for row in rows(abbreviations::TABLE) {
        let [shorts, longs, example, source] = row.as_slice() else {
            panic!("cells in {row:?}");
        };
        assert!(source.len() > 3, "source of {row:?}");
        let shorts: Vec<&str> = list(shorts).collect();
        for short in &shorts {
            assert!(shorts_seen.insert(short.to_lowercase()), "{short} twice");
        }
        assert!(shorts.iter().any(|s| example.contains(s)), "{row:?}");
        let said = words(&ask(example).unwrap());
        assert!(said.contains(" | "), "{example}: {said}");
        for long in list(longs) {
            assert!(said.contains(&long.to_lowercase()), "{example}: {said}");
            let back = words(&ask(long).unwrap());
            assert!(back.contains(&shorts[0].to_lowercase()), "{long}: {back}");
        }
    }
    assert!(shorts_seen.len() >= 100, "{}", shorts_seen.len());
}

#[test]
fn one_table_says_what_a_short_form_stands_for() {
    let named: HashSet<&str> = vocabulary::terms()
        .iter()
        .flat_map(|term| term.names.iter().copied())
        .collect();
    for row in rows(abbreviations::TABLE) {
        let measured = list(row[0]).any(|short| named.contains(short));
        assert_eq!(row[1] == "-", measured, "{row:?}");
    }
}

#[test]
fn both_ways() {
    check("UBND tỉnh", "ubnd | \"ủy ban nhân dân\" + tỉnh");
    check("ubnd tinh", "ubnd | \"ủy ban nhân dân\" + tinh");
    check("ủy ban nhân dân tỉnh", "ủy ban nhân dân | ubnd + tỉnh");
    check("uỷ ban nhân dân tỉnh", "uỷ ban nhân dân | ubnd + tỉnh");
    check("uy ban nhan dan tinh", "uy ban nhan dan | ubnd + tinh");
    check(
        "tình hình kinh tế xã hội",
        "tình hình + kinh tế xã hội | kt-xh | ktxh",
    );
    check("GRDP", "grdp | \"tổng sản phẩm trên địa bàn\"");
    check("HTX", "htx | \"hợp tác xã\"");
}

#[test]
fn the_longest_form_wins() {
    check(
        "tòa án nhân dân tối cao",
        "tòa án nhân dân tối cao | tandtc",
    );
    check("NSNN", "nsnn | \"ngân sách nhà nước\"");
}

#[test]
fn what_is_no_abbreviation() {
    // Other words, parts of a form, and other marks.
    check("nhân dân tỉnh", "nhân dân tỉnh");
    check("ủy ban dân tộc", "ủy ban dân tộc");
    check("thanh phở", "thanh phở");
    check("vat nuoi", "vat nuoi");
    check("dự toán UBNDX", "dự toán ubndx");
}

#[test]
fn a_syllable_is_a_short_form_in_capitals_only() {
    check(
        "hoàn thuế VAT",
        "hoàn thuế + vat | \"thuế giá trị gia tăng\" | \"thuế gtgt\" | \"thuế vat\"",
    );
    // "VAT" would find every "vật".
    check("giá trị gia tăng", "giá trị gia tăng | gtgt");
    let long = ask("thuế giá trị gia tăng").unwrap();
    assert!(!words(&long).contains("vat"), "{}", words(&long));
}

#[test]
fn conditions_too() {
    let question = ask("kinh phí GPMB trên 10 tỷ đồng").unwrap();
    let metric = &question.reading.conditions[0].metric;
    let long = "kinh phí giải phóng mặt bằng";
    assert!(metric.iter().any(|name| name == long), "{metric:?}");
}

#[test]
fn quoted_phrases_and_fields_are_taken_as_typed() {
    check("\"UBND tỉnh\"", "\"ubnd tỉnh\"");
    check("words:\"UBND tỉnh\"", "");
}

#[test]
fn files_of_the_users_own() {
    let own = "\u{feff}# của tòa soạn\n\nBGLS\tBáo và Đài Lạng Sơn|báo Lạng Sơn\ttheo BGLS\n";
    let known = Abbreviations::built_in().and(own).unwrap();
    let said = |text: &str| words(&read_with(text, None, &known).unwrap());
    assert_eq!(
        said("theo BGLS"),
        "theo + bgls | \"báo và đài lạng sơn\" | \"báo lạng sơn\""
    );
    assert_eq!(said("HĐND"), "hđnd | \"hội đồng nhân dân\"");
    for (text, line) in [
        ("UBND ủy ban nhân dân", 1),
        ("# chú thích\nHN\tHà Nội\nXYZ\t", 3),
        ("\tHà Nội", 1),
        ("XYZ\t-", 1),
    ] {
        let error = Abbreviations::built_in().and(text).unwrap_err();
        assert_eq!(error.line, line, "{text}: {error}");
    }
}

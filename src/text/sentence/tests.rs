//! Tables of sentences.

use super::*;
use proptest::prelude::*;

/// The sentences of `text`, parted by `|`.
#[track_caller]
fn check(text: &str, expected: &str) {
    let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text)).collect();
    assert_eq!(found.join("|"), expected);
}

#[test]
fn full_stops() {
    check("Thu 80,5%. Chi 70%.", "Thu 80,5%.|Chi 70%.");
    check("Đạt 1.234 tỷ đồng. Tăng 5%", "Đạt 1.234 tỷ đồng.|Tăng 5%");
    check("Năm 2018. 12 dự án mới.", "Năm 2018.|12 dự án mới.");
    check("Vì sao? Vì mưa! Thế à?", "Vì sao?|Vì mưa!|Thế à?");
    check("Xong. (Theo báo) Hết.", "Xong.|(Theo báo) Hết.");
    check(
        "Trồng lúa, ngô v.v. Năm nay tốt.",
        "Trồng lúa, ngô v.v.|Năm nay tốt.",
    );
    check("giá 5.000 đ. trả ngay", "giá 5.000 đ. trả ngay");
    check("", "");
    check(" \n ", "");
    check(".", ".");
}

#[test]
fn abbreviations() {
    check("Tại TP. Lạng Sơn có mưa.", "Tại TP. Lạng Sơn có mưa.");
    check("Ở TP. Hồ Chí Minh. Mưa.", "Ở TP. Hồ Chí Minh.|Mưa.");
    check(
        "PGS.TS. Trần Lan nói. Rồi đi.",
        "PGS.TS. Trần Lan nói.|Rồi đi.",
    );
    check(
        "Nhà ở P. Tân Định, Q. 1. Cũ.",
        "Nhà ở P. Tân Định, Q. 1.|Cũ.",
    );
    check("TP.HCM và Q.1. Mới.", "TP.HCM và Q.1.|Mới.");
}

#[test]
fn initials() {
    check("Ông George W. Bush đến.", "Ông George W. Bush đến.");
    check("Ông J. Smith đến.", "Ông J. Smith đến.");
    check("Đến H. Củ Chi hôm qua.", "Đến H. Củ Chi hôm qua.");
    check("Bắt bà T. Khi đó trời tối.", "Bắt bà T.|Khi đó trời tối.");
    check("Anh Nguyễn Văn A. khai.", "Anh Nguyễn Văn A. khai.");
    check(
        "Đội tuyển nhóm B. Trận sau hay.",
        "Đội tuyển nhóm B.|Trận sau hay.",
    );
}

#[test]
fn lists() {
    check(
        "1. Thu đạt 5 tỷ. 2. Chi 4 tỷ.",
        "1. Thu đạt 5 tỷ.|2. Chi 4 tỷ.",
    );
    check("II.1. Kinh tế\na. Thu", "II.1. Kinh tế|a. Thu");
    check("Điều 5. Phạm vi. Luật này", "Điều 5. Phạm vi.|Luật này");
    check("a) thu 5 tỷ; b) chi 4 tỷ", "a) thu 5 tỷ;|b) chi 4 tỷ");
    check(
        "- Thu 5 tỷ; - Chi 4 tỷ;\n+ Nợ 1 tỷ",
        "- Thu 5 tỷ;|- Chi 4 tỷ;|+ Nợ 1 tỷ",
    );
    check(
        "Huyện A 5%; huyện B 7%; xã C 9%.",
        "Huyện A 5%; huyện B 7%; xã C 9%.",
    );
    check("Đạt 12; 5 xã; 7 thôn", "Đạt 12; 5 xã; 7 thôn");
}

#[test]
fn quotes_and_ellipses() {
    check("Ông nói: “Tốt.” Rồi đi.", "Ông nói: “Tốt.”|Rồi đi.");
    check("“Đi đâu?” ông hỏi. “Về.”", "“Đi đâu?” ông hỏi.|“Về.”");
    check("Chờ... rồi đi. Chờ… Rồi đi.", "Chờ... rồi đi.|Chờ…|Rồi đi.");
    check("Lúa, ngô... Năm nay tốt.", "Lúa, ngô...|Năm nay tốt.");
    check("Thật ư?! Ừ.", "Thật ư?!|Ừ.");
    check("Bà nói. \"Được!\" Xong.", "Bà nói.|\"Được!\"|Xong.");
}

#[test]
fn lines_and_forgotten_blanks() {
    check("Dòng một\nDòng hai\r\nDòng ba", "Dòng một|Dòng hai|Dòng ba");
    check("Tỷ lệ:\n5%", "Tỷ lệ:|5%");
    check("Đạt 80 tỷ đồng.Chi 70 tỷ.", "Đạt 80 tỷ đồng.|Chi 70 tỷ.");
    check("Đạt 80%.Chi 70%.", "Đạt 80%.|Chi 70%.");
    check(
        "Xem bao.vn.Net, tp.Hà Nội, U.S.",
        "Xem bao.vn.Net, tp.Hà Nội, U.S.",
    );
}

proptest! {
    #[test]
    fn everything_seen_is_in_one_sentence(text in "[a-zA-ZđộẾ0-9 .,;!?…“”\"()\n\r•-]{0,60}|\\PC{0,30}") {
        let mut end = 0;
        for span in sentences(&text) {
            prop_assert!(span.start >= end && !span.is_empty());
            prop_assert!(text[end..span.start].trim().is_empty());
            let sentence = span.of(&text);
            prop_assert_eq!(sentence, sentence.trim());
            prop_assert!(!sentence.contains(['\n', '\r']));
            end = span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}

//! The layout of pages: what is taken for date, title, agency and byline, and what is not.

use crate::source::{Layout, layout};
use proptest::prelude::*;

/// Checks date, title, agency and byline; the body is checked by its first and last words.
#[track_caller]
fn check(text: &str, expected: [&str; 4], body: [&str; 2]) {
    let Layout {
        published,
        title,
        body: found,
        author,
        source,
    } = layout(text);
    let date = published.map(|day| day.to_string()).unwrap_or_default();
    let found_parts = [
        &date,
        title,
        source.unwrap_or_default(),
        author.unwrap_or_default(),
    ];
    assert_eq!(found_parts, expected, "{text:?}");
    assert!(
        found.starts_with(body[0]) && found.ends_with(body[1]),
        "{found:?}"
    );
}

#[test]
fn a_page_of_a_newspaper() {
    check(
        "Thứ hai,  04/07/2022\n\nThành phố tổng kết chín tháng\n\nLSO-Sáng nay (27/9), Thành ủy họp.\n\n\n\
         Các đại biểu dự hội nghị\n\nThu ngân sách đạt 80%.\n\nHoàng Mai",
        [
            "2022-07-04",
            "Thành phố tổng kết chín tháng",
            "LSO",
            "Hoàng Mai",
        ],
        ["LSO-Sáng nay", "đạt 80%."],
    );
    check(
        "\u{FEFF}\nChủ nhật, 5/6/2022\r\n\r\nTiêu đề\r\n\r\n(QNO) - Huyện có 3 xã.\r\n\r\nCòn lại 2 xã.\r\n\r\nH'Liên\r\n"
            .trim_start_matches('\u{FEFF}'),
        ["2022-06-05", "Tiêu đề", "QNO", "H'Liên"],
        ["(QNO) - Huyện", "2 xã."],
    );
    check(
        "Giá gạo tăng\n\n(Báo Nghệ An) – Chiều 5/3, giá gạo tăng 2%.\n\nBài, ảnh: Vũ Lan - Trần Hà",
        ["", "Giá gạo tăng", "Báo Nghệ An", "Vũ Lan - Trần Hà"],
        ["(Báo Nghệ An)", "2%."],
    );
    check(
        "YBĐT - Toàn tỉnh có 9 huyện.\nMỗi huyện một trường.",
        ["", "", "YBĐT", ""],
        ["YBĐT", "trường."],
    );
}

#[test]
fn a_date_below_the_title() {
    check(
        "Giá gạo tăng\nThứ hai, 04/07/2022 08:30\n\nGiá gạo tăng 2%.\n\nHoàng Mai",
        ["2022-07-04", "Giá gạo tăng", "", "Hoàng Mai"],
        ["Giá gạo tăng 2%", "2%."],
    );
    check(
        "Giá gạo tăng 2%.\n\n04/07/2022\n\nGiá ngô giảm.",
        ["", "", "", ""],
        ["Giá gạo", "giảm."],
    );
    check(
        "Lịch họp\n\n04/07/2022",
        ["", "Lịch họp", "", ""],
        ["04/07/2022", "04/07/2022"],
    );
}

#[test]
fn plain_text() {
    check("Tin ngắn.", ["", "", "", ""], ["Tin ngắn.", "Tin ngắn."]);
    check(
        "Báo cáo kinh tế quý I\n\nGRDP tăng 8%.\n\nHoàng Mai",
        ["", "Báo cáo kinh tế quý I", "", ""],
        ["GRDP", "Hoàng Mai"],
    );
    check(
        "Báo cáo kinh tế quý I\nGRDP tăng 8%.",
        ["", "Báo cáo kinh tế quý I", "", ""],
        ["GRDP", "8%."],
    );
    check(
        "Sáng nay, thành phố tổng kết công tác chín tháng\nđầu năm và bàn việc cuối năm.",
        ["", "", "", ""],
        ["Sáng nay", "cuối năm."],
    );
    check(
        "Thu đạt 80%.\n\nChi đạt 70%.",
        ["", "", "", ""],
        ["Thu", "70%."],
    );
    let long = "Một câu rất dài ".repeat(20);
    check(
        &format!("{long}\n\nHết"),
        ["", "", "", ""],
        ["Một câu", "Hết"],
    );
    check("Một dòng", ["", "", "", ""], ["Một dòng", "Một dòng"]);
}

#[test]
fn a_date_alone_makes_no_title() {
    check(
        "Thứ hai, 04/07/2022\n\nTin ngắn.",
        ["2022-07-04", "", "", ""],
        ["Tin", "ngắn."],
    );
    check(
        "Thứ hai, 04/07/2022\n\nLSO-Sáng nay có 3 xã.\n\nMột xã nữa.",
        ["2022-07-04", "", "LSO", ""],
        ["LSO", "nữa."],
    );
}

/// Checks that the body of a dated page has that agency.
#[track_caller]
fn check_agency(body: &str, expected: &str) {
    let text = format!("Thứ hai, 04/07/2022\n\nTiêu đề\n\n{body}\n\nCâu cuối.");
    let found = layout(&text);
    assert_eq!(found.source.unwrap_or_default(), expected, "{body:?}");
    assert!(found.body.starts_with(body), "the body keeps its agency");
}

#[test]
fn agencies() {
    check_agency("LSO-Sáng nay, tỉnh họp.", "LSO");
    check_agency("BNO - Là địa phương có nhiều khu công nghiệp.", "BNO");
    check_agency("BTO- Ngày 9/1, cơ quan tổng kết.", "BTO");
    check_agency("(GLO)- Sáng 1/10, tỉnh họp.", "GLO");
    check_agency("(ĐLĐT) – Từ giữa tháng 10, nông dân thu hoạch.", "ĐLĐT");
    check_agency("(Chinhphu.vn) - \"Phải làm ngay\", ông nói.", "Chinhphu.vn");
    check_agency("(GD&TĐ) - 9 trường đạt chuẩn.", "GD&TĐ");
    for none in [
        "Ngày 9-3, tỉnh họp.",
        "F-16 bay qua.",
        "Su-30 bay qua.",
        "GRDP - tổng sản phẩm trên địa bàn - tăng 8%.",
        "HĐND - UBND huyện họp. HĐND bàn 3 việc.",
        "Sở GD-ĐT họp.",
        "COVID-19 lan rộng.",
        "(Kèm Quyết định 12/2024) - Danh sách xã.",
        "(ảnh minh họa) - Sáng nay, tỉnh họp.",
        "LSO Sáng nay, tỉnh họp.",
        "(QNO Sáng nay, tỉnh họp.",
    ] {
        check_agency(none, "");
    }
}

/// Checks the byline of a dated page whose last line is given.
#[track_caller]
fn check_byline(last: &str, expected: &str) {
    let text = format!("Thứ hai, 04/07/2022\n\nTiêu đề\n\nTỉnh có 9 huyện.\n\n{last}");
    let found = layout(&text);
    assert_eq!(found.author.unwrap_or_default(), expected, "{last:?}");
    if expected.is_empty() {
        assert!(found.body.ends_with(last), "it stays in the body");
    } else {
        assert_eq!(found.body, "Tỉnh có 9 huyện.");
    }
}

#[test]
fn bylines() {
    for name in [
        "Hoàng Mai",
        "H'Liên",
        "Út Mười",
        "PV",
        "N.T",
        "Vũ Lan – Trần Hà",
        "Vũ Lan và Trần Hà",
        "Hoa\u{300}ng Mai",
    ] {
        check_byline(name, name);
    }
    check_byline("Bài và ảnh: Hoàng Mai", "Hoàng Mai");
    check_byline("Thực hiện: Hoàng Mai, Vũ Lan", "Hoàng Mai, Vũ Lan");
    for none in [
        "Hoàng Mai nói.",
        "Tỉnh họp",
        "Năm 2022",
        "(Còn nữa)",
        "Ảnh: Hoàng Mai",
        "Theo Báo Chính phủ",
        "Địa chỉ: Hà Nội",
        "Đường dây nóng 0206 385 0000",
        "Hoàng Mai, Giám đốc Sở",
    ] {
        check_byline(none, "");
    }
}

#[test]
fn a_byline_stands_after_a_blank_line_and_is_not_the_whole_text() {
    check(
        "Thứ hai, 04/07/2022\n\nTiêu đề\n\nTỉnh có 9 huyện:\nĐồng Xuân",
        ["2022-07-04", "Tiêu đề", "", ""],
        ["Tỉnh", "Đồng Xuân"],
    );
    check(
        "Thứ hai, 04/07/2022\n\nHoàng Mai",
        ["2022-07-04", "", "", ""],
        ["Hoàng", "Mai"],
    );
}

proptest! {
    #[test]
    fn every_text_has_parts_in_order(text in "(\\PC|\n|Thứ hai, 04/07/2022\n|LSO-A|\\(A\\) - |Hoàng Mai\n){0,40}") {
        let parts = layout(&text);
        let mut from = 0;
        for part in [parts.title, parts.body, parts.author.unwrap_or_default()] {
            prop_assert_eq!(part.trim(), part);
            let at = text[from..].find(part);
            prop_assert!(at.is_some());
            from += at.unwrap_or_default() + part.len();
        }
        if text.trim().is_empty() {
            prop_assert_eq!(parts, Layout::default());
        }
    }

    #[test]
    fn a_page_is_read_as_it_was_written(
        day in 1..29i8, month in 1..13i8, year in 1990..2030i16,
        title in "[A-ZĐ][a-zà-ỹ ]{5,60}[a-z?!]",
        code in "[A-ZĐ]{3,5}",
        sentences in prop::collection::vec("[A-ZĐ][a-z]{2,8} [a-zà-ỹ0-9,% ]{10,80}[a-z]\\.", 1..5),
        name in "[A-ZĐ][a-z]{1,5} [A-ZĐ][a-z]{1,5}",
    ) {
        let body = format!("({code}) - {}", sentences.join("\n\n"));
        let text = format!("Thứ ba,  {day:02}/{month:02}/{year}\n\n{title}\n\n{body}\n\n{name}");
        let found = layout(&text);
        let date = jiff::civil::Date::new(year, month, day).unwrap();
        prop_assert_eq!(found, Layout {
            published: Some(date),
            title: &title,
            body: &body,
            author: Some(&name),
            source: Some(&code),
        });
    }
}

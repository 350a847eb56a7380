//! What facts are read in a sentence or two, as a newspaper or a report would write them.

use super::*;
use crate::facts::fact::Trend;
use crate::facts::lexicon::rows;
use jiff::civil::date;

mod places;
mod times;
mod told;

fn facts(title: &str, body: &str) -> Vec<Fact> {
    extract(&Passage {
        title,
        body,
        published: Some(date(2018, 9, 27)),
    })
}

/// Kind, trend, status (where it is not actual) and base of a fact.
fn relation(fact: &Fact) -> String {
    let kind = match fact.kind {
        Kind::Level => "level",
        Kind::Count => "count",
        Kind::Share => "share",
        Kind::Change => "change",
        Kind::Multiple => "multiple",
    };
    let trend = match fact.trend {
        None => "",
        Some(Trend::Up) => " up",
        Some(Trend::Down) => " down",
    };
    let status = match fact.status {
        Status::Actual => "",
        Status::Estimate => " estimate",
        Status::Plan => " plan",
    };
    let base = match fact.base {
        None => "",
        Some(Base::Plan) => " of plan",
        Some(Base::Yoy) => " yoy",
        Some(Base::Prev) => " prev",
        Some(Base::Total) => " of total",
        Some(Base::Other) => " of other",
    };
    format!("{kind}{trend}{status}{base}")
}

/// Each expected fact as "quote: relation".
#[track_caller]
fn check_relations(body: &str, expected: &[&str]) {
    let found: Vec<String> = facts("", body)
        .iter()
        .map(|f| format!("{}: {}", f.quote, relation(f)))
        .collect();
    assert_eq!(found, expected, "{body}");
}

/// The days of each fact, "from..to".
#[track_caller]
fn check_periods(body: &str, expected: &[&str]) {
    let found: Vec<String> = facts("", body)
        .iter()
        .map(|f| {
            f.period
                .map_or("-".to_owned(), |p| format!("{}..{}", p.from, p.to))
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

/// The place of each fact.
#[track_caller]
fn check_places(title: &str, body: &str, expected: &[&str]) {
    let found: Vec<String> = facts(title, body)
        .iter()
        .map(|f| f.place.clone().unwrap_or("-".to_owned()))
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn every_figure_of_the_table_measures_what_it_says() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("metric_examples.tsv")) {
        // A line that is still misread says so, and says too when it no longer is.
        let (text, expected, gap) = match row.as_slice() {
            [text, expected] => (text, expected, false),
            [text, expected, "gap"] => (text, expected, true),
            _ => panic!("text, figures, and \"gap\" or nothing expected: {row:?}"),
        };
        let found: Vec<String> = facts("", &text.replace("\\n", "\n"))
            .iter()
            .map(|f| format!("{}: {}", f.quote, f.metric.as_deref().unwrap_or("-")))
            .collect();
        if (found.join(" | ") != *expected) != gap {
            wrong.push(format!("{text}\n  {}\n  {expected}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn levels_and_changes() {
    check_relations("Giá bán là 5 triệu đồng.", &["5 triệu đồng: level"]);
    check_relations("Giá bán tăng 5%.", &["5%: change up"]);
    check_relations("Giá bán tăng mạnh thêm 200 đồng.", &["200 đồng: change up"]);
    check_relations("Giá bán tăng lên 5.000 đồng.", &["5.000 đồng: level up"]);
    check_relations("Tỷ lệ hộ nghèo giảm còn 3,2%.", &["3,2%: level down"]);
    check_relations(
        "Doanh thu giảm gần 7% so với năm trước.",
        &["7%: change down yoy"],
    );
    check_relations(
        "Tỷ lệ hộ nghèo giảm từ 8% xuống 5%.",
        &["8%: level", "5%: level down prev"],
    );
    check_relations("Tăng trưởng tín dụng đạt 14%.", &["14%: change up"]);
    check_relations("Giảm thuế 10% cho hàng nông sản.", &["10%: change down"]);
    check_relations(
        "Huyện giảm tỷ lệ hộ nghèo thêm 3,5%.",
        &["3,5%: change down"],
    );
    check_relations("Sản lượng thêm 3,5%.", &["3,5%: change up"]);
    check_relations("Giá vé tăng từ 7-8%.", &["7-8%: change up"]);
    check_relations("Cửa hàng giảm giá đến 20%.", &["20%: change down"]);
    check_relations("Lương tối thiểu tăng ở mức 6%.", &["6%: change up"]);
    check_relations(
        "Giá xe rẻ hơn 10 triệu đồng so với bản cũ.",
        &["10 triệu đồng: change down of other"],
    );
    check_relations("Giá nhà tăng gấp 3 lần.", &["3 lần: multiple up"]);
    check_relations("Giá nhà gấp 3 lần giá xe.", &["3 lần: multiple of other"]);
}

#[test]
fn shares_and_rates() {
    check_relations("Lãi suất là 6,5%/năm.", &["6,5%/năm: level"]);
    check_relations("Tỷ lệ thất nghiệp ở mức 2,2%.", &["2,2%: level"]);
    check_relations(
        "Trồng trọt chiếm 60% giá trị sản xuất.",
        &["60%: share of total"],
    );
    check_relations("Khoảng 44% dân số sống ở đô thị.", &["44%: share of total"]);
    check_relations("Thu ngân sách đạt 95% kế hoạch.", &["95%: share of plan"]);
    check_relations(
        "Thu ngân sách bằng 80,5% so với dự toán.",
        &["80,5%: share of plan"],
    );
    check_relations(
        "Thu ngân sách vượt 16% kế hoạch.",
        &["16%: change up of plan"],
    );
    check_relations("Sản lượng bằng 109,5% cùng kỳ.", &["109,5%: share yoy"]);
    check_relations(
        "Có 14/15 chỉ tiêu đạt và vượt.",
        &["14/15 chỉ tiêu: share of total"],
    );
    check_relations(
        "Thành phố có 14/15 chỉ tiêu đạt và vượt chỉ tiêu nghị quyết đề ra.",
        &["14/15 chỉ tiêu: share of total"],
    );
}

#[test]
fn bases() {
    check_relations(
        "Tháng 8, xuất khẩu đạt 2 tỷ USD, tăng 6,5% so với tháng 7.",
        &["2 tỷ USD: level", "6,5%: change up prev"],
    );
    check_relations(
        "Năm 2018, xuất khẩu tăng 8% so với năm 2017.",
        &["8%: change up yoy"],
    );
    check_relations("Dân số tăng 12% từ năm 2000.", &["12%: change up of other"]);
    check_relations(
        "Lượng khách tăng 5% và doanh thu tăng 7% so với cùng kỳ.",
        &["5%: change up yoy", "7%: change up yoy"],
    );
    check_relations(
        "VN-Index giảm 5 điểm so với phiên trước.",
        &["5 điểm: change down prev"],
    );
}

#[test]
fn the_years_of_the_text_win_over_its_date_line() {
    let body =
        "Sáng nay (5/3), huyện sơ kết công tác năm 2015. Thu ngân sách hết tháng 2 đạt 12 tỷ đồng.";
    check_periods(body, &["2015-01-01..2015-03-01"]);
}

#[test]
fn a_year_compared_with_settles_nothing() {
    check_periods(
        "Tháng 8, xuất khẩu đạt 2 tỷ USD, tăng 5% so với cùng kỳ năm 2016.",
        &["2018-08-01..2018-09-01", "2018-08-01..2018-09-01"],
    );
    check_periods(
        "Khu phố có từ năm 1958. Tháng 8, 20 hộ dời đi.",
        &["2018-08-01..2018-09-01"],
    );
}

#[test]
fn spans_are_bytes_of_the_body_as_it_was_given() {
    // Decomposed letters, a no-break space and a dash that is normalised.
    let body = "Thu nga\u{302}n sa\u{301}ch đạt 282,6\u{a0}tỷ đồng – bằng 80,5% dự toán.";
    let found = facts("", body);
    let quotes: Vec<&str> = found.iter().map(|f| f.quote.as_str()).collect();
    assert_eq!(quotes, ["282,6\u{a0}tỷ đồng", "80,5%"]);
    for fact in &found {
        assert_eq!(&body[fact.start..fact.end], fact.quote);
        assert_eq!(fact.sentence.of(body), body);
    }
}

#[test]
fn a_figure_ends_with_its_line() {
    for end in ["\n", "\r", "\r\n", "\u{2028}"] {
        let body = format!("Huy động 120 cảnh{end}sát giao thông");
        let found = facts("", &body);
        let quotes: Vec<&str> = found.iter().map(|f| f.quote.as_str()).collect();
        assert_eq!(quotes, ["120 cảnh"], "{body:?}");
        let body = format!("Lương 12 triệu đồng /{end}người lao động");
        let per: Vec<Option<String>> = facts("", &body).into_iter().map(|f| f.per).collect();
        assert_eq!(per, [None], "{body:?}");
    }
}

#[test]
fn a_text_without_end_is_read_in_parts() {
    let body = "thu 5 tỷ đồng, chi 7% và ".repeat(2_000);
    assert_eq!(facts("", &body).len(), 4_000);
}

#[test]
fn nothing_in_nothing() {
    for body in [
        "",
        " ",
        "Không có số nào.",
        "Nghị định 15/2020/NĐ-CP",
        "\u{0}",
    ] {
        assert!(facts("", body).is_empty(), "{body}");
    }
}

#[test]
fn periods_go_on_from_sentence_to_sentence() {
    // A year carries its months; several years do not.
    check_periods(
        "Năm 2016 được mùa. Xuất khẩu gạo cả năm đạt 4,88 triệu tấn.",
        &["2016-01-01..2017-01-01"],
    );
    check_periods(
        "Nhiệm kỳ 2015-2020 đã qua nửa chặng. Thu ngân sách hết tháng 8 đạt 282,6 tỷ đồng.",
        &["2018-01-01..2018-09-01"],
    );
    // What a text begins to tell, and what it only compares with.
    check_periods(
        "Sáng 8/10, tỉnh họp báo về tình hình 9 tháng đầu năm 2018. Giá trị sản xuất tăng 5% so \
         với năm trước. Thu ngân sách đạt 12 tỷ đồng.",
        &["2018-01-01..2018-10-01", "2018-01-01..2018-10-01"],
    );
    check_periods(
        "Loại xe này có mặt từ năm 1996. Khoảng 300 chiếc đã xuất xưởng.",
        &["-"],
    );
    check_periods(
        "Báo cáo nêu rõ, 11 tháng năm 2017, thu đạt 5 tỷ đồng. Chi đạt 7 tỷ đồng.",
        &["2017-01-01..2017-12-01", "2017-01-01..2017-12-01"],
    );
}

#[test]
fn lists_and_additions() {
    check_relations(
        "Huyện có thêm 21 xã đạt chuẩn nông thôn mới.",
        &["21 xã: count up"],
    );
    check_relations(
        "Xuất khẩu tăng 13,8% về lượng và 32% về giá trị so với cùng kỳ.",
        &["13,8%: change up yoy", "32%: change up yoy"],
    );
}

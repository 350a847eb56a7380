//! What facts are read in a sentence or two, as a newspaper or a report would write them.

use super::*;
use crate::facts::fact::Trend;
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

/// Each expected fact as "quote: metric".
#[track_caller]
fn check_metrics(body: &str, expected: &[&str]) {
    let found: Vec<String> = facts("", body)
        .iter()
        .map(|f| format!("{}: {}", f.quote, f.metric.as_deref().unwrap_or("-")))
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
fn one_metric_along_the_sentence() {
    check_metrics(
        "Thu ngân sách hết tháng 8 ước đạt 282,6 tỷ đồng, bằng 80,5% dự toán, tăng 17,5% so với cùng kỳ.",
        &[
            "282,6 tỷ đồng: thu ngân sách",
            "80,5%: thu ngân sách",
            "17,5%: thu ngân sách",
        ],
    );
    check_metrics(
        "Kim ngạch xuất khẩu của cả nước sang thị trường này trong 8 tháng đạt 5,2 tỷ USD.",
        &["5,2 tỷ USD: kim ngạch xuất khẩu"],
    );
    check_metrics(
        "Tổng thu đạt 900 tỷ đồng, trong đó, thu nội địa đạt 700 tỷ đồng.",
        &["900 tỷ đồng: tổng thu", "700 tỷ đồng: thu nội địa"],
    );
    check_metrics(
        "Xuất khẩu gạo phục hồi, đạt 2 tỷ USD.",
        &["2 tỷ USD: xuất khẩu gạo"],
    );
}

#[test]
fn the_sentence_before_goes_on() {
    check_metrics(
        "Doanh thu của công ty đạt 500 tỷ đồng. Như vậy là tăng 12%.",
        &[
            "500 tỷ đồng: doanh thu của công ty",
            "12%: doanh thu của công ty",
        ],
    );
}

#[test]
fn table_like_lines() {
    check_metrics(
        "- Thu ngân sách: 282,6 tỷ đồng\n- Diện tích lúa: 4.500 ha\n",
        &["282,6 tỷ đồng: thu ngân sách", "4.500 ha: diện tích lúa"],
    );
    check_metrics(
        "Cây cà phê (1.200 ha) cho thu hoạch sớm.",
        &["1.200 ha: cây cà phê"],
    );
}

#[test]
fn things_counted_and_stuff_measured_name_themselves() {
    check_metrics(
        "Huyện trao giấy khen cho 18 tổ chức đảng.",
        &["18 tổ chức đảng: tổ chức đảng"],
    );
    check_metrics("Tàu chở 100 tấn gạo đã cập cảng.", &["100 tấn: gạo"]);
    check_metrics(
        "Vụ cháy làm 3 người bị thương.",
        &["3 người: người bị thương"],
    );
    check_metrics(
        "Số học sinh của trường là 525 em.",
        &["525 em: số học sinh"],
    );
}

#[test]
fn a_classifier_names_nothing() {
    check_metrics(
        "Khách quốc tế đạt 1,6 triệu lượt, tăng 8,8%; khách nội địa đạt 8,5 triệu lượt.",
        &[
            "1,6 triệu lượt: khách quốc tế",
            "8,8%: khách quốc tế",
            "8,5 triệu lượt: khách nội địa",
        ],
    );
}

#[test]
fn subjects_with_a_comma_or_a_count_in_them() {
    check_metrics(
        "Chi ngân sách cho công tác phòng, chống thiên tai là 12 tỷ đồng.",
        &["12 tỷ đồng: chi ngân sách"],
    );
    check_metrics(
        "Tỷ lệ hộ nghèo toàn tỉnh là 5%, nhưng tại các huyện vùng cao vẫn là 30%.",
        &[
            "5%: tỷ lệ hộ nghèo toàn tỉnh",
            "30%: tỷ lệ hộ nghèo toàn tỉnh",
        ],
    );
}

#[test]
fn verbs_that_give_name_the_amount() {
    check_metrics(
        "Tỉnh hỗ trợ 5 triệu đồng cho hộ nghèo.",
        &["5 triệu đồng: hỗ trợ hộ nghèo"],
    );
    check_metrics("Ông Nam bị phạt 3 triệu đồng.", &["3 triệu đồng: bị phạt"]);
}

#[test]
fn sizes_and_counts_inside_the_subject() {
    check_metrics("Cây cầu dài 500 m.", &["500 m: cây cầu dài"]);
    check_metrics(
        "Giá khởi điểm của 12 lô đất này là 85 tỷ đồng.",
        &["12 lô đất: lô đất", "85 tỷ đồng: giá khởi điểm"],
    );
    check_metrics(
        "Mẫu xe thường có giá bán 360 triệu đồng, bản cao cấp là 410 triệu đồng.",
        &["360 triệu đồng: giá bán", "410 triệu đồng: giá bán"],
    );
}

#[test]
fn two_sides_of_a_trade() {
    check_metrics(
        "Giá vàng SJC ở mức 36,1 triệu đồng/lượng (mua vào) và 36,3 triệu đồng/lượng (bán ra).",
        &[
            "36,1 triệu đồng/lượng: giá vàng SJC mua vào",
            "36,3 triệu đồng/lượng: giá vàng SJC bán ra",
        ],
    );
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
fn names_end_before_places_owners_and_other_statements() {
    check_metrics(
        "Giá cà phê nhân tại Lâm Đồng, Đắk Nông ở mức 117.500 đồng/kg.",
        &["117.500 đồng/kg: giá cà phê nhân"],
    );
    check_metrics(
        "Tổng sản phẩm trên địa bàn (GRDP) của thành phố ước tăng 16,5%.",
        &["16,5%: tổng sản phẩm trên địa bàn"],
    );
    check_metrics(
        "Chi ngân sách cho công tác phòng, chống dịch là 1,2 nghìn tỷ đồng.",
        &["1,2 nghìn tỷ đồng: chi ngân sách"],
    );
    check_metrics(
        "Huyện có thêm 21 xã đạt chuẩn nông thôn mới.",
        &["21 xã: xã đạt chuẩn nông thôn mới"],
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

#[test]
fn names_and_words_of_times_are_no_metric() {
    check_metrics(
        "Tỷ lệ che phủ rừng ở Bắc Kạn là 73%, Hà Giang 58%, Bắc Giang 37%.",
        &[
            "73%: tỷ lệ che phủ rừng",
            "58%: tỷ lệ che phủ rừng",
            "37%: tỷ lệ che phủ rừng",
        ],
    );
    check_metrics(
        "Tỷ lệ hộ nghèo của tỉnh là 5%. Tỷ lệ này ở vùng cao là 12%.",
        &["5%: tỷ lệ hộ nghèo", "12%: tỷ lệ hộ nghèo"],
    );
    check_metrics(
        "Doanh thu đạt 500 tỷ đồng, vượt kế hoạch năm 16%, tăng trưởng 76%.",
        &["500 tỷ đồng: doanh thu", "16%: doanh thu", "76%: doanh thu"],
    );
    // A place that owns what is measured is no such name.
    check_metrics(
        "Dân số Hà Nội là 8 triệu người.",
        &["8 triệu người: dân số Hà Nội"],
    );
    check_metrics("Quỹ đất năm 2017 còn 40 ha.", &["40 ha: quỹ đất"]);
}

#[test]
fn the_object_of_the_last_verb_is_measured() {
    check_metrics(
        "Trừ chi phí còn lãi 50 triệu đồng.",
        &["50 triệu đồng: lãi"],
    );
    check_metrics(
        "Cửa hàng bán được 300 triệu đồng mỗi ngày.",
        &["300 triệu đồng: bán được"],
    );
    check_metrics(
        "Trường trao 40 suất quà trị giá 20 triệu đồng.",
        &["40 suất quà: suất quà", "20 triệu đồng: trị giá"],
    );
    check_metrics(
        "Mức lương trung bình của công nhân là 9 triệu đồng.",
        &["9 triệu đồng: mức lương trung bình"],
    );
}

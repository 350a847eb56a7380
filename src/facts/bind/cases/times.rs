//! When: the period of each fact, on 27 September 2018.

use super::*;

#[test]
fn periods() {
    check_periods(
        "Năm 2017, thu đạt 200 tỷ đồng. Chi là 150 tỷ đồng.",
        &["2017-01-01..2018-01-01", "2017-01-01..2018-01-01"],
    );
    check_periods(
        "Thu ngân sách đạt 30 tỷ đồng trong quý I.",
        &["2018-01-01..2018-04-01"],
    );
    check_periods(
        "Biên lợi nhuận tăng từ 18% trong năm 2016 lên 32% trong năm 2017.",
        &["2016-01-01..2017-01-01", "2017-01-01..2018-01-01"],
    );
    check_periods(
        "Năm 2018, thu tăng 5% so với năm 2017.",
        &["2018-01-01..2019-01-01"],
    );
    check_periods("Chuyến đi kéo dài 3 ngày.", &["-"]);
    check_periods(
        "Ngày 5/9, trường đón 500 em. Trường có 20 lớp.",
        &["2018-09-05..2018-09-06", "-"],
    );
}

#[test]
fn the_time_behind_a_figure_is_its_own() {
    check_periods(
        "Tỷ lệ đạt 15% vào năm 2020; 25% vào năm 2025.",
        &["2020-01-01..2021-01-01", "2025-01-01..2026-01-01"],
    );
    check_periods(
        "Công ty thu 110 tỷ đồng vào năm 2016, chỉ báo thu 17 tỷ đồng trong nửa đầu năm 2017.",
        &["2016-01-01..2017-01-01", "2017-01-01..2017-07-01"],
    );
    check_periods(
        "Xuất khẩu đạt 140 tỷ USD kể từ năm 2016.",
        &["2016-01-01..2018-09-28"],
    );
}

#[test]
fn a_beginning_in_passing() {
    check_periods(
        "Lễ hội ra đời từ năm 1979 và đón 5.000 người mỗi năm.",
        &["-"],
    );
    check_periods("Từ năm 2016, xã có 5 trường.", &["2016-01-01..2017-01-01"]);
}

#[test]
fn an_end_to_come_settles_no_month() {
    check_periods(
        "Hồi tháng 5, tỉnh chốt xây 70 km đường; đến năm 2022 xây 90 km.",
        &["2018-05-01..2018-06-01", "2022-01-01..2023-01-01"],
    );
}

#[test]
fn the_only_time_of_a_sentence_goes_on() {
    check_periods(
        "Du lịch tăng trưởng khá trong năm 2017 khi đón 5 triệu lượt khách. Doanh thu đạt 3.700 tỷ đồng.",
        &["2017-01-01..2018-01-01", "2017-01-01..2018-01-01"],
    );
    check_periods(
        "Nhà hảo tâm giúp xã xây 5 căn nhà mới cho người nghèo trong tháng 12/2015. Thu nhập đạt 37 triệu đồng.",
        &["2015-12-01..2016-01-01", "-"],
    );
}

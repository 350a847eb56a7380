//! What is read as a time in one line of text, and the days that it means, with negatives.

use super::*;
use crate::facts::calendar::Clock;
use crate::facts::lexicon::Spelling;
use crate::text::{Analysis, Normalized};
use jiff::civil::{Date, date};

/// The reference day of the cases.
const PUBLISHED: Date = date(2018, 9, 27);

fn read(text: &str) -> Vec<(String, When)> {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
    mentions(&words, 0..words.len())
        .into_iter()
        .map(|m| {
            let span = words
                .span(m.tokens.start)
                .cover(words.span(m.tokens.end - 1));
            (span.of(normalised.as_str()).to_owned(), m.when)
        })
        .collect()
}

/// `expected` is the days of the first time in `text`, "from..to", half-open.
#[track_caller]
fn check(text: &str, expected: &str) {
    let clock = Clock {
        published: Some(PUBLISHED),
        ..Clock::default()
    };
    let days = read(text)
        .first()
        .and_then(|(_, when)| when.settle(&clock))
        .map(|period| format!("{}..{}", period.from, period.to));
    assert_eq!(days.as_deref().unwrap_or("none"), expected, "{text}");
}

#[test]
fn from_a_year_on() {
    check("từ năm 2016 đến nay", "2016-01-01..2018-09-28");
    check("từ năm 2016 tới nay", "2016-01-01..2018-09-28");
    check("từ năm 2016 cho đến nay", "2016-01-01..2018-09-28");
    check("từ năm 2016 đến hiện tại", "2016-01-01..2018-09-28");
    check("từ 2016 đến nay", "2016-01-01..2018-09-28");
    check("kể từ năm 2016", "2016-01-01..2018-09-28");
    check("từ năm 2016-2020", "2016-01-01..2021-01-01");
    check("từ năm 2016 đến năm 2020", "2016-01-01..2021-01-01");
    check("từ năm 2016", "2016-01-01..2017-01-01");
}

#[test]
fn years_without_their_word() {
    check("đến 2025, diện tích", "2025-01-01..2026-01-01");
    check("chi phí 2017 tăng mạnh", "2017-01-01..2018-01-01");
    check("so với 2016.", "2016-01-01..2017-01-01");
    check("Luật Đất đai 2013 quy định", "2013-01-01..2014-01-01");
    check("năm 1889 người ta xây", "1889-01-01..1890-01-01");
    check("đến 2025 người", "none");
    check("có 2017 hộ tăng thu nhập", "none");
}

#[test]
fn weeks_and_what_is_to_come() {
    check("tuần trước", "2018-09-17..2018-09-24");
    check("tuần này", "2018-09-24..2018-10-01");
    check("tháng tới", "2018-10-01..2018-11-01");
    check("quý tới", "2018-10-01..2019-01-01");
    check("sang năm", "2019-01-01..2020-01-01");
    check("hai tuần trước", "none");
    check("tháng 8 tới", "none");
}

#[test]
fn seasons_and_terms() {
    check("vụ xuân 2018", "2018-01-01..2019-01-01");
    check("vụ đông xuân 2017-2018", "2017-01-01..2019-01-01");
    check("năm tài chính 2017-2018", "2017-04-01..2018-04-01");
    check("nhiệm kỳ 2015-2020", "2015-01-01..2021-01-01");
    check("đầu nhiệm kỳ", "none");
}

#[test]
fn the_first_months_are_told_when_the_last_has_come() {
    check("9 tháng đầu năm", "2018-01-01..2018-10-01");
    check("11 tháng đầu năm", "2017-01-01..2017-12-01");
    check("hết tháng 11", "2017-01-01..2017-12-01");
    check("6 tháng cuối năm", "2018-07-01..2019-01-01");
}

/// Whether the first number in `text` is an hour of the clock.
#[track_caller]
fn check_clock(text: &str, expected: bool) {
    let found = read(text).iter().any(|(_, when)| *when == When::Vague);
    assert_eq!(found, expected, "{text}");
}

#[test]
fn hours_of_the_clock() {
    check_clock("lúc 8 giờ 30 xe đến", true);
    check_clock("mở cửa từ 6 giờ 30 sáng", true);
    check_clock("đến khoảng 9 giờ cùng ngày", true);
    check_clock("vào khoảng 9 giờ, xe đến", true);
    check_clock("Khoảng 9 giờ, xe đến", true);
    check_clock("mở cửa từ 8 giờ đến 17 giờ", true);
    check_clock("vào khoảng 14 đến 15h chiều", true);
    check_clock("8 giờ 30, đoàn lên đường", true);
    check_clock("rơi khi mới 21 giờ Hà Nội", true);
    check_clock("bắn lúc mới 9 giờ địa phương", true);
    check_clock("chờ khoảng 9 giờ, xe mới đến", false);
    check_clock("mất từ 2 giờ đến 5 giờ", false);
    check_clock("kéo dài 8 giờ 30 phút", false);
    check_clock("làm việc 8 giờ mỗi ngày", false);
    check_clock("ngủ từ 5 giờ đến 6 giờ", false);
}

#[test]
fn days() {
    check("ngày 27/9, huyện khởi công", "2018-09-27..2018-09-28");
    check("ngày 3/10 năm ngoái", "2017-10-03..2017-10-04");
    check("Sáng 24-9, đoàn công tác", "2018-09-24..2018-09-25");
    check("ngày 5.9.2016", "2016-09-05..2016-09-06");
    check("ngày 2 tháng 9 năm 1945", "1945-09-02..1945-09-03");
    check("ngày 30/11", "2017-11-30..2017-12-01");
    check(
        "từ ngày 5 đến ngày 8 tháng 7 năm 2017",
        "2017-07-05..2017-07-09",
    );
    check("từ 27/8 - 1/9", "2018-08-27..2018-09-02");
    check(
        "từ ngày 20/12/2016 đến ngày 5/1/2017",
        "2016-12-20..2017-01-06",
    );
    check("ngày 20 /5", "2018-05-20..2018-05-21");
    check("hôm qua, tỉnh công bố", "2018-09-26..2018-09-27");
    check("Sáng nay (27/9), Thành ủy họp", "2018-09-27..2018-09-28");
}

#[test]
fn months_and_quarters() {
    check("tháng 8", "2018-08-01..2018-09-01");
    check("tháng 12", "2017-12-01..2018-01-01");
    check("cuối tháng 9/2016", "2016-09-01..2016-10-01");
    check("tháng 7 và tháng 8 năm 2017", "2017-07-01..2017-09-01");
    check("tháng 5 - 8/2017", "2017-05-01..2017-09-01");
    check("quý II", "2018-04-01..2018-07-01");
    check("quí 3 năm 2016", "2016-07-01..2016-10-01");
    check("quý IV/2017", "2017-10-01..2018-01-01");
    check("quý cuối năm 2017", "2017-10-01..2018-01-01");
    check("9 tháng đầu năm 2018", "2018-01-01..2018-10-01");
    check("6 tháng đầu năm nay", "2018-01-01..2018-07-01");
    check("6 tháng cuối năm 2017", "2017-07-01..2018-01-01");
    check("hai tháng cuối năm 2017", "2017-11-01..2018-01-01");
    check("ba tháng đầu năm 2018", "2018-01-01..2018-04-01");
    check("11 tháng năm 2016", "2016-01-01..2016-12-01");
    check("8 tháng/2017", "2017-01-01..2017-09-01");
    check("hết tháng 8", "2018-01-01..2018-09-01");
    check("tính đến hết tháng 6/2017", "2017-01-01..2017-07-01");
    check("đến hết quý III/2017", "2017-01-01..2017-10-01");
    check("doanh thu 7 tháng đạt", "2018-01-01..2018-08-01");
    check("tháng trước", "2018-08-01..2018-09-01");
    check("quý trước", "2018-04-01..2018-07-01");
}

#[test]
fn years() {
    check("năm 2018", "2018-01-01..2019-01-01");
    check("năm ngoái", "2017-01-01..2018-01-01");
    check("cả năm", "2018-01-01..2019-01-01");
    check("nửa đầu năm 2017", "2017-01-01..2017-07-01");
    check("nửa cuối 2016", "2016-07-01..2017-01-01");
    check("giai đoạn 2016-2020", "2016-01-01..2021-01-01");
    check("nhiệm kỳ 2015 - 2020", "2015-01-01..2021-01-01");
    check("từ năm 2011 đến năm 2015", "2011-01-01..2016-01-01");
    check("năm học 2017-2018", "2017-09-01..2018-09-01");
    check("từ đầu năm đến nay", "2018-01-01..2018-09-28");
    check("kể từ năm 2016", "2016-01-01..2018-09-28");
    check("từ tháng 3/2017 đến nay", "2017-03-01..2018-09-28");
}

#[test]
fn spans_without_dates_have_no_days() {
    for text in [
        "trong 5 năm qua",
        "03 năm gần nhất",
        "6 tháng tới",
        "lúc 7h30",
        "19:45",
    ] {
        let found = read(text);
        assert!(
            matches!(found.as_slice(), [(_, When::Vague)]),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn what_is_no_time() {
    for text in [
        "kéo dài 3 ngày",
        "12 năm tù",
        "20 năm trước",
        "nhiều năm trước",
        "hai tháng tù",
        "mười hai tháng đầu",
        "14/15 chỉ tiêu",
        "tỷ số 2-1",
        "nửa đầu trận đấu",
        "qua 2018 dự án",
        "nhiệt độ 27 độ",
        "hoàn thành 9 tháng sau",
    ] {
        let found = read(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn the_clock_settles_open_years() {
    let month = When::Month(12, Year::Open);
    let settled = |clock: Clock| month.settle(&clock).map(|p| p.from);
    let published = Some(PUBLISHED);
    assert_eq!(settled(Clock::default()), None);
    assert_eq!(
        settled(Clock {
            published,
            ..Clock::default()
        }),
        Some(date(2017, 12, 1))
    );
    let near = Some(2015);
    assert_eq!(
        settled(Clock {
            published,
            near,
            ..Clock::default()
        }),
        Some(date(2015, 12, 1))
    );
    let anchor = Some(2010);
    assert_eq!(
        settled(Clock {
            published,
            anchor,
            ..Clock::default()
        }),
        Some(date(2010, 12, 1))
    );
}

#[test]
fn every_row_is_used_by_its_example() {
    for row in rows(TABLE) {
        assert_eq!(row.len(), 4, "cells in {row:?}");
        assert!(cue_named(row[1]).is_some(), "{row:?}");
        let found = read(row[2]);
        let wanted = Normalized::new(row[0]).as_str().to_lowercase();
        assert!(
            found
                .iter()
                .any(|(text, _)| text.to_lowercase().contains(&wanted)),
            "{row:?}: {found:?}"
        );
    }
}

/// The times of the text, in its words.
#[track_caller]
fn check_words(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).into_iter().map(|(words, _)| words).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn months_of_the_year_so_far_are_no_duration() {
    check_words("doanh thu 11 tháng đạt 5 tỷ đồng", &["11 tháng"]);
    check_words("thu nội địa 11 tháng mới đạt 73% dự toán", &["11 tháng"]);
    check_words(
        "thu ngân sách 9 tháng của huyện đạt 5 tỷ đồng",
        &["9 tháng"],
    );
    check_words("xuất khẩu 7 tháng đã tăng 12%", &["7 tháng"]);
    check_words("thi công kéo dài 9 tháng của nhà thầu", &[]);
    check_words("doanh thu sau 9 tháng đạt 5 tỷ đồng", &[]);
    check_words("thời hạn 9 tháng của hợp đồng", &[]);
}

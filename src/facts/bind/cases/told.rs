//! How figures are told: as reached, estimated or planned.

use super::*;

/// The status of each fact: "actual", "estimate" or "plan", on 27 September 2018.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    check_with(&facts("", body), body, expected);
}

/// The same for a text whose day nobody knows.
#[track_caller]
fn check_undated(body: &str, expected: &[&str]) {
    let found = extract(&Passage {
        title: "",
        body,
        published: None,
    });
    check_with(&found, body, expected);
}

#[track_caller]
fn check_with(facts: &[Fact], body: &str, expected: &[&str]) {
    let found: Vec<&str> = facts
        .iter()
        .map(|fact| match fact.status {
            Status::Actual => "actual",
            Status::Estimate => "estimate",
            Status::Plan => "plan",
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn words_before_the_figure() {
    check("Thu ngân sách ước đạt 300 tỷ đồng.", &["estimate"]);
    check("Dự kiến cả năm đạt 300 tỷ đồng.", &["estimate"]);
    check("Tỉnh phấn đấu thu 300 tỷ đồng.", &["plan"]);
    check("Mức phạt không quá 20 triệu đồng.", &["plan"]);
    check("Công ty đã phải bù lỗ 22 tỷ đồng.", &["actual"]);
    check("Chính phủ giao tăng trưởng ở mức 7%.", &["plan"]);
    check("Trần lãi suất huy động là 5,5%/năm.", &["plan"]);
    check("Thu ngân sách đạt 300 tỷ đồng.", &["actual"]);
    check("Ông Hứa Văn Tám và 27 đồng phạm ra tòa.", &["actual"]);
}

#[test]
fn a_plan_that_is_measured_against() {
    check("Thu ngân sách bằng 80% kế hoạch.", &["actual"]);
    check(
        "Xuất khẩu tăng 5%, cao hơn dự báo, đạt 3 tỷ USD.",
        &["actual", "actual"],
    );
    check(
        "Nợ công còn 61% GDP, so với mục tiêu là 65% GDP.",
        &["actual", "plan"],
    );
}

#[test]
fn a_list_goes_on() {
    check(
        "Tỉnh phấn đấu thu 300 tỷ đồng, chi 250 tỷ đồng; tổng vốn đầu tư là 900 tỷ đồng.",
        &["plan", "plan", "plan"],
    );
    check(
        "Nhà máy sẽ có công suất 500 tấn, tổng vốn đầu tư 30 triệu USD.",
        &["plan", "plan"],
    );
    check("Tỉnh sẽ xây mới và sửa 70 km đường.", &["plan"]);
}

#[test]
fn a_list_ends() {
    check(
        "Huyện phấn đấu thu 300 tỷ đồng, nhưng chỉ thu 200 tỷ đồng.",
        &["plan", "actual"],
    );
    check(
        "Theo giấy phép, tòa nhà cao 20 m, chủ đầu tư đã xây 26 m.",
        &["plan", "actual"],
    );
    check(
        "Bức tượng dự kiến cao 6 m, nay chỉ còn 2 m.",
        &["plan", "actual"],
    );
    check(
        "Công ty sẽ tuyển 50 người, trong khi doanh thu giảm 5%.",
        &["plan", "actual"],
    );
}

#[test]
fn words_behind_the_figure() {
    check("Nợ xấu dưới 3% theo quy định.", &["plan"]);
    check("Hơn 250 suất học bổng sẽ được trao tháng này.", &["plan"]);
    check(
        "Mua hàng từ 20 triệu đồng trở lên phải chuyển khoản.",
        &["plan"],
    );
    check("Có 250 người nói rằng họ sẽ đến.", &["actual"]);
    check("Tỉnh đã chi 5 tỷ đồng và sẽ chi thêm.", &["actual"]);
    check("Hơn 40 người bị thương.", &["actual"]);
}

#[test]
fn fines() {
    check("Người vi phạm bị phạt từ 2 đến 5 triệu đồng.", &["plan"]);
    check("Hành vi này bị phạt tù từ 2 năm đến 7 năm.", &["plan"]);
    check("Khung hình phạt lên đến 15 năm tù.", &["plan"]);
    check(
        "Người vi phạm bị phạt từ 2 đến 5 triệu đồng và tước giấy phép lái xe 3 tháng.",
        &["plan", "plan"],
    );
    check("Ông bị phạt 20 triệu đồng.", &["actual"]);
    check("Từ 3 đến 5 triệu đồng đã được chi.", &["actual"]);
}

#[test]
fn what_a_thing_can_do() {
    check("Tàu có thể chở 300 hành khách.", &["actual"]);
    check("Tên lửa tiêu diệt mục tiêu cách 400 km.", &["actual"]);
    check("Doanh thu có thể đạt 300 tỷ đồng.", &["plan"]);
}

#[test]
fn times_to_come() {
    check("Sản lượng đạt 20 triệu tấn vào năm 2025.", &["plan"]);
    check("Sản lượng đạt 20 triệu tấn vào năm 2017.", &["actual"]);
    check_undated("Tỷ lệ này đạt 20% vào năm 2045.", &["plan"]);
    check_undated("Đến năm 2030, tỷ lệ này đạt 20%.", &["plan"]);
    check_undated("Tính đến năm 2020, xã có 20 hộ nghèo.", &["actual"]);
    check_undated("Đến năm 2017, tỷ lệ này đạt 20%.", &["actual"]);
    check_undated("Đến năm 2020, xã đã có 20 hộ khá.", &["actual"]);
}

#[test]
fn which_ones_is_no_rule() {
    check(
        "Đi từ 2 ga trở xuống thì vé 5.000 đồng.",
        &["actual", "actual"],
    );
    check(
        "Người trên 18 tuổi có 20 triệu đồng.",
        &["actual", "actual"],
    );
}

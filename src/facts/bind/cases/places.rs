//! Where: the place of each fact.

use super::*;

/// The place of each fact of a text without a title, "-" for none.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    check_places("", body, expected);
}

#[test]
fn the_nearest_before() {
    check(
        "Tại Nghệ An, thu ngân sách đạt 900 tỷ đồng, tăng 5%.",
        &["Nghệ An", "Nghệ An"],
    );
    check(
        "Giá nhà ở Huế là 20 triệu đồng, ở Vinh là 25 triệu đồng.",
        &["Huế", "Vinh"],
    );
    check("Thu ngân sách đạt 900 tỷ đồng.", &["-"]);
}

#[test]
fn one_right_behind_says_it_better() {
    check("Nga có 115 dự án tại Việt Nam.", &["Việt Nam"]);
    check(
        "Tỉnh Quảng Ngãi hỗ trợ 1.500 người dân xã Sơn Bao.",
        &["xã Sơn Bao"],
    );
    check(
        "Công an Bình Định bắt 5 người ở đầu đường Tố Hữu.",
        &["đường Tố Hữu"],
    );
    check("Huế có 5 xã và Vinh rộng hơn.", &["Huế"]);
    check("Mỹ cam kết đầu tư 3 tỷ USD vào Indonesia.", &["Indonesia"]);
    check("Huế có 5 xã, tại Vinh có 7 xã.", &["Huế", "Vinh"]);
}

#[test]
fn where_something_is_from_or_compared_with_comes_last() {
    check(
        "Thái Lan nhập 5 tấn thịt từ Brazil, tăng 7%.",
        &["Thái Lan", "Thái Lan"],
    );
    check(
        "Brazil chi 5 tỷ USD, ít hơn 11 lần so với Mỹ.",
        &["Brazil", "Brazil"],
    );
    check("Hàng xuất xứ Hàn Quốc trị giá 35 USD.", &["-"]);
    check("Máy OnePlus (Trung Quốc) có giá 480 USD.", &["-"]);
    check("Hai du khách Mỹ tắm tại Nha Trang.", &["Nha Trang"]);
}

#[test]
fn firms_and_addresses() {
    check("Công ty vàng bạc Sài Gòn bán giá 56 triệu đồng.", &["-"]);
    check(
        "Chợ hoa Đầm Sen (phường 3, quận 11) bán 30 tấn mỗi ngày.",
        &["Chợ hoa Đầm Sen"],
    );
    check(
        "Kho tại xã Tân Lập, huyện Vũ Thư có 30 tấn gạo.",
        &["xã Tân Lập, huyện Vũ Thư"],
    );
    check("Theo yêu cầu Grab đưa ra, phí là 30 tỷ đồng.", &["-"]);
    check("UBND tỉnh Phú Yên thu 30 tỷ đồng.", &["tỉnh Phú Yên"]);
}

#[test]
fn nobody_asks_where_somebody_is_so_old() {
    check("Tại Huế, công an bắt ông Nguyễn Văn Tám (45 tuổi).", &["-"]);
    check("Trẻ 11 tuổi ở Bolivia phải đi làm.", &["Bolivia"]);
}

#[test]
fn the_sentence_before() {
    check(
        "Tại Huế, nắng nóng kéo dài. Cả tuần có 12 vụ cháy.",
        &["Huế"],
    );
    check(
        "Tại Huế có 3 xã khô hạn. Cả tuần có 12 vụ cháy.",
        &["Huế", "Huế"],
    );
}

#[test]
fn titles() {
    let body = "Thu ngân sách đạt 900 tỷ đồng.";
    check_places("Hà Tĩnh thu ngân sách khá", body, &["Hà Tĩnh"]);
    check_places("Mất rừng ở Gia Lai", body, &["Gia Lai"]);
    check_places("Thành ủy Lạng Sơn họp", body, &["Lạng Sơn"]);
    check_places("Doanh thu du lịch Quảng Ngãi tăng", body, &["Quảng Ngãi"]);
    check_places("thúc an giang giải ngân", body, &["an giang"]);
    // Whose it is says not where.
    check_places("Phim truyền hình Hàn Quốc thắng lớn", body, &["-"]);
    check_places("Lòng tin của người Hà Nội", body, &["-"]);
}

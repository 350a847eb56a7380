//! Conditions: units left out, negatives, spellings, words beside them.

use super::{ask, check};
use crate::query::Clause;

#[test]
fn units_left_out() {
    check("lợi nhuận trên 280 tỷ", "loi nhuan > 280000000000 VND");
    check("xuất khẩu trên 8 tỷ", "xuat khau > 8000000000 VND | USD");
    check("tỷ lệ hộ nghèo dưới 5", "ty le ho ngheo < 5 %");
    check("lượt khách trên 5 triệu", "luot khach > 5000000 count");
    check(
        "thu nhập bình quân đầu người > 55 triệu",
        "thu nhap binh quan dau nguoi > 55000000 VND",
    );
}

#[test]
fn fields_narrow_the_condition_beside_them() {
    check(
        "thu ngân sách trên 10% kind:change",
        "thu ngan sach change > 10 %",
    );
    check(
        "kind:change thu ngân sách trên 10%",
        "thu ngan sach change > 10 %",
    );
    check("Lạng Sơn kind:change", "- change ? - +lang son");
}

#[test]
fn conditions_in_brackets_are_conditions() {
    check(
        "Lạng Sơn (thu ngân sách trên 80%)",
        "thu ngan sach > 80 % +lang son",
    );
    check("(thu ngân sách trên 80%)", "thu ngan sach > 80 %");
    check(
        "GRDP (giá so sánh 2010) trên 5%",
        "grdp > 5 % +gia so sanh 2010",
    );
}

#[test]
fn counted_compounds_are_one_noun() {
    check("trên 40 hộ chiếu", "ho chieu > 40 count");
    check("tren 40 ho chieu", "ho chieu > 40 count");
    check("ít nhất 3 đường hầm", "duong ham >= 3 count");
    check("hơn 40 hộ", "ho > 40 count");
}

#[test]
fn figures_without_a_comparator() {
    check("GRDP 8%", "grdp = 8 %");
    check(
        "thu ngân sách 282,6 tỷ đồng",
        "thu ngan sach = 282600000000 VND",
    );
    check("18 tổ chức đảng", "to chuc dang = 18 count");
    check("nghị quyết 35", "+nghi quyet 35");
    check("năm 2018", "+nam 2018");
    check("kế hoạch 5 năm", "+ke hoach 5 nam");
    check("trẻ em 6 tuổi", "+tre em 6 tuoi");
    check("Covid-19", "+covid 19");
    check("quốc lộ 1A", "+quoc lo +1 a");
    check("U23 Việt Nam", "+u23 viet nam");
    check("hai quan Lang Son", "+hai quan lang son");
}

/// "8%" wants what rounds to 8, "= 8%" nothing else, "khoảng 8%" ten percent to either side.
#[test]
fn extents_are_those_of_the_wording() {
    for (text, inside, outside) in [
        ("GRDP 8%", [7.5, 8.0, 8.4], [7.4, 8.5]),
        ("GRDP 8,0%", [7.95, 8.0, 8.04], [7.9, 8.06]),
        ("GRDP = 8%", [8.0, 8.0, 8.0], [7.999, 8.001]),
        ("GRDP khoảng 8%", [7.2, 8.0, 8.8], [7.1, 8.9]),
        ("GRDP trên 8%", [8.001, 9.0, 1e9], [8.0, 7.0]),
        ("GRDP từ 8% trở lên", [8.0, 9.0, 1e9], [7.999, -1.0]),
        ("GRDP dưới 8%", [7.999, 0.0, -5.0], [8.0, 9.0]),
        ("GRDP không quá 8%", [8.0, 0.0, -5.0], [8.001, 9.0]),
        ("GRDP từ 7 đến 8%", [7.0, 7.5, 8.0], [6.999, 8.001]),
    ] {
        let question = ask(text).unwrap();
        let [Clause::Figure(condition)] = question.plan.clauses.as_slice() else {
            panic!("{text}: {:?}", question.plan);
        };
        let [extent] = condition.extents.as_slice() else {
            panic!("{text}: {:?}", condition.extents);
        };
        for value in inside {
            assert!(extent.lo <= value && value <= extent.hi, "{text}: {value}");
        }
        for value in outside {
            assert!(
                !(extent.lo <= value && value <= extent.hi),
                "{text}: {value}"
            );
        }
    }
}

#[test]
fn prepositions_are_no_comparators() {
    check("hội nghị trên biển", "+hoi nghi tren bien");
    check("dưới sự lãnh đạo của Đảng", "+duoi su lanh dao cua dang");
    check("thu ngân sách trên địa bàn", "+thu ngan sach tren dia ban");
    check("nghị quyết nêu trên", "+nghi quyet neu tren");
    check("như đã nói ở trên", "+nhu da noi o tren");
    check("giao thông trên cao", "+giao thong tren cao");
    check("trẻ em dưới nắng", "+tre em duoi nang");
    check("game over", "+game over");
    check("con lợn và con bò", "+con lon va con bo");
    check("mức lương tối thiểu", "+muc luong toi thieu");
    check("tỉnh nào thu ít nhất", "+tinh nao thu it nhat");
}

#[test]
fn partial_marks_and_other_spellings() {
    check("ngân sach tren 80%", "ngan sach > 80 %");
    check(
        "thu ngân sach trên 80% dự toan",
        "thu ngan sach > 80 % (plan)",
    );
    check("tỉ lệ hộ nghèo dưới 5%", "ti le ho ngheo < 5 %");
    check(
        "xuất khẩu thuỷ sản trên 1 tỉ USD",
        "xuat khau thuy san > 1000000000 USD +thuy san",
    );
    check("THU NGÂN SÁCH TRÊN 80%", "thu ngan sach > 80 %");
    check("Budget above 80%", "ngan sach > 80 %");
    check(
        "thu nga\u{302}n sa\u{301}ch tre\u{302}n 80%",
        "thu ngan sach > 80 %",
    );
}

#[test]
fn words_beside_conditions() {
    check(
        "nông thôn mới thu nhập trên 50 triệu đồng",
        "nong thon moi thu nhap > 50000000 VND +nong thon moi",
    );
    check(
        "khu kinh tế quy mô trên 300 km2",
        "khu kinh te quy mo > 300 km2 +khu kinh te",
    );
    check(
        "Hà Nội: thu ngân sách trên 80%",
        "thu ngan sach > 80 % +ha noi",
    );
    check("nợ công Italy trên 150% GDP", "no cong > 150 % +italy +gdp");
    check("above 80% of budget", "ngan sach > 80 %");
    check("bị phạt dưới 18 tháng tù", "tu < 18 month +bi phat");
    check(
        "doanh nghiệp tối đa 100 lao động",
        "lao dong <= 100 count +doanh nghiep",
    );
    check("dân số trên 1 triệu người", "dan so > 1000000 count");
    check(
        "enterprises with at most 100 employees",
        "lao dong <= 100 count +doanh nghiep",
    );
    check(
        "flurbs with a poverty rate below 5%",
        "ho ngheo < 5 % ?flurbs",
    );
}

#[test]
fn metrics_that_no_table_knows() {
    check(
        "số hoá đơn bị huỷ trên 90%",
        "so hoa don bi huy > 90 % +hoa don bi huy",
    );
    check(
        "bê tông hoá kênh mương trên 70%",
        "be tong hoa kenh muong > 70 % +be tong hoa kenh muong",
    );
}

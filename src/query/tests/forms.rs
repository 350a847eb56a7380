//! Conditions in Vietnamese, without marks, and in English.

use super::{ask, understood};

/// Vietnamese, the same without marks, English, and what all three must be read as.
const FORMS: &[(&str, &str, &str, &str)] = &[
    // short forms of comparators
    (
        "thu ngân sách max 80%",
        "thu ngan sach max 80%",
        "budget revenue max 80%",
        "thu ngan sach <= 80 %",
    ),
    (
        "thu ngân sách min 80%",
        "thu ngan sach min 80%",
        "budget revenue min 80%",
        "thu ngan sach >= 80 %",
    ),
    // words that are others with other marks, or parts of compounds
    (
        "chi tiêu trên 20 tỷ USD",
        "chi tieu tren 20 ty USD",
        "spending above 20 billion USD",
        "chi tieu > 20000000000 USD",
    ),
    // comparators
    (
        "thu ngân sách trên 80%",
        "thu ngan sach tren 80%",
        "budget revenue above 80%",
        "thu ngan sach > 80 %",
    ),
    (
        "thu ngân sách hơn 80%",
        "thu ngan sach hon 80%",
        "budget revenue over 80%",
        "thu ngan sach > 80 %",
    ),
    (
        "thu ngân sách vượt 80%",
        "thu ngan sach vuot 80%",
        "budget revenue exceeding 80%",
        "thu ngan sach > 80 %",
    ),
    (
        "thu ngân sách > 80%",
        "thu ngan sach > 80%",
        "budget revenue > 80%",
        "thu ngan sach > 80 %",
    ),
    (
        "thu ngân sách >= 80%",
        "thu ngan sach >= 80%",
        "budget revenue >= 80%",
        "thu ngan sach >= 80 %",
    ),
    (
        "thu ngân sách ≥ 80%",
        "thu ngan sach ≥ 80%",
        "budget revenue ≥ 80%",
        "thu ngan sach >= 80 %",
    ),
    (
        "thu ngân sách từ 80% trở lên",
        "thu ngan sach tu 80% tro len",
        "budget revenue of 80% or more",
        "thu ngan sach >= 80 %",
    ),
    (
        "thu ngân sách ít nhất 80%",
        "thu ngan sach it nhat 80%",
        "budget revenue at least 80%",
        "thu ngan sach >= 80 %",
    ),
    (
        "thu ngân sách tối thiểu 80%",
        "thu ngan sach toi thieu 80%",
        "budget revenue no less than 80%",
        "thu ngan sach >= 80 %",
    ),
    (
        "thu ngân sách dưới 80%",
        "thu ngan sach duoi 80%",
        "budget revenue below 80%",
        "thu ngan sach < 80 %",
    ),
    (
        "thu ngân sách chưa đến 80%",
        "thu ngan sach chua den 80%",
        "budget revenue less than 80%",
        "thu ngan sach < 80 %",
    ),
    (
        "thu ngân sách < 80%",
        "thu ngan sach < 80%",
        "budget revenue under 80%",
        "thu ngan sach < 80 %",
    ),
    (
        "thu ngân sách không quá 80%",
        "thu ngan sach khong qua 80%",
        "budget revenue at most 80%",
        "thu ngan sach <= 80 %",
    ),
    (
        "thu ngân sách tối đa 80%",
        "thu ngan sach toi da 80%",
        "budget revenue no more than 80%",
        "thu ngan sach <= 80 %",
    ),
    (
        "thu ngân sách 80% trở xuống",
        "thu ngan sach 80% tro xuong",
        "budget revenue of 80% or less",
        "thu ngan sach <= 80 %",
    ),
    (
        "thu ngân sách ≤ 80%",
        "thu ngan sach ≤ 80%",
        "budget revenue ≤ 80%",
        "thu ngan sach <= 80 %",
    ),
    (
        "thu ngân sách = 80%",
        "thu ngan sach = 80%",
        "budget revenue = 80%",
        "thu ngan sach = 80 %",
    ),
    (
        "thu ngân sách khoảng 80%",
        "thu ngan sach khoang 80%",
        "budget revenue about 80%",
        "thu ngan sach ≈ 80 %",
    ),
    (
        "thu ngân sách xấp xỉ 80%",
        "thu ngan sach xap xi 80%",
        "budget revenue around 80%",
        "thu ngan sach ≈ 80 %",
    ),
    (
        "thu ngân sách từ 80% đến 90%",
        "thu ngan sach tu 80% den 90%",
        "budget revenue between 80% and 90%",
        "thu ngan sach 80..90 %",
    ),
    (
        "thu ngân sách 80-90%",
        "thu ngan sach 80-90%",
        "budget revenue 80-90%",
        "thu ngan sach 80..90 %",
    ),
    (
        "thu ngân sách từ 80 tới 90%",
        "thu ngan sach tu 80 toi 90%",
        "budget revenue from 80 to 90%",
        "thu ngan sach 80..90 %",
    ),
    // scales and units
    (
        "doanh thu trên 280 tỷ đồng",
        "doanh thu tren 280 ty dong",
        "revenue above 280 billion dong",
        "doanh thu > 280000000000 VND",
    ),
    (
        "doanh thu trên 1,5 nghìn tỷ đồng",
        "doanh thu tren 1,5 nghin ty dong",
        "revenue above 1.5 trillion VND",
        "doanh thu > 1500000000000 VND",
    ),
    (
        "doanh thu trên 1.500 tỷ đồng",
        "doanh thu tren 1.500 ty dong",
        "revenue above 1,500 billion dong",
        "doanh thu > 1500000000000 VND",
    ),
    (
        "doanh thu từ 100 đến 200 tỷ đồng",
        "doanh thu tu 100 den 200 ty dong",
        "revenue between 100 and 200 billion dong",
        "doanh thu 100000000000..200000000000 VND",
    ),
    (
        "doanh thu dưới 500 triệu USD",
        "doanh thu duoi 500 trieu USD",
        "revenue below 500 million US dollars",
        "doanh thu < 500000000 USD",
    ),
    (
        "xuất khẩu từ 5 đến 7 triệu tấn",
        "xuat khau tu 5 den 7 trieu tan",
        "exports between 5 and 7 million tonnes",
        "xuat khau 5000000..7000000 t",
    ),
    (
        "diện tích rừng trên 12 nghìn ha",
        "dien tich rung tren 12 nghin ha",
        "forest area above 12 thousand hectares",
        "dien tich rung > 12000 ha",
    ),
    (
        "công suất trên 450 MW",
        "cong suat tren 450 MW",
        "installed capacity above 450 MW",
        "cong suat > 450 MW",
    ),
    (
        "nhiệt độ trên 38 độ C",
        "nhiet do tren 38 do C",
        "temperature above 38 degrees celsius",
        "nhiet do > 38 °C",
    ),
    (
        "tốc độ trên 120 km/h",
        "toc do tren 120 km/h",
        "speed above 120 km/h",
        "toc do > 120 km/h",
    ),
    // denominators
    (
        "lãi suất dưới 6%/năm",
        "lai suat duoi 6%/nam",
        "interest rate below 6% per year",
        "lai suat < 6 %/năm",
    ),
    (
        "lãi suất dưới 6% một năm",
        "lai suat duoi 6% mot nam",
        "interest rate below 6% a year",
        "lai suat < 6 %/năm",
    ),
    (
        "giá lúa trên 6.500 đồng/kg",
        "gia lua tren 6.500 dong/kg",
        "paddy price above 6,500 dong per kg",
        "gia lua > 6500 VND/kg",
    ),
    (
        "tiền lương trên 9 triệu đồng/tháng",
        "tien luong tren 9 trieu dong/thang",
        "wage above 9 million dong a month",
        "tien luong > 9000000 VND/tháng",
    ),
    (
        "giá vàng trên 80 triệu đồng/lượng",
        "gia vang tren 80 trieu dong/luong",
        "gold price above 80 million dong per tael",
        "gia vang > 80000000 VND/lượng",
    ),
    // change is not level
    (
        "xuất khẩu tăng trên 10%",
        "xuat khau tang tren 10%",
        "exports up more than 10%",
        "xuat khau up > 10 %",
    ),
    (
        "xuất khẩu giảm trên 10%",
        "xuat khau giam tren 10%",
        "exports fell more than 10%",
        "xuat khau down > 10 %",
    ),
    (
        "tăng trưởng GRDP trên 8%",
        "tang truong GRDP tren 8%",
        "GRDP growth above 8%",
        "grdp up > 8 %",
    ),
    (
        "GRDP tăng trưởng từ 7% đến 8%",
        "GRDP tang truong tu 7% den 8%",
        "GRDP growth between 7% and 8%",
        "grdp up 7..8 %",
    ),
    (
        "giá vàng gấp 3 lần",
        "gia vang gap 3 lan",
        "gold price 3 times",
        "gia vang multiple = 3 times",
    ),
    (
        "giá bán ít nhất gấp đôi",
        "gia ban it nhat gap doi",
        "selling price at least double",
        "gia ban multiple >= 2 times",
    ),
    (
        "hộ nghèo giảm xuống dưới 5%",
        "ho ngheo giam xuong duoi 5%",
        "poverty rate dropped to below 5%",
        "ho ngheo < 5 %",
    ),
    // bases
    (
        "thu ngân sách trên 80% dự toán",
        "thu ngan sach tren 80% du toan",
        "budget revenue above 80% of the plan",
        "thu ngan sach > 80 % (plan)",
    ),
    (
        "xuất khẩu trên 110% kế hoạch",
        "xuat khau tren 110% ke hoach",
        "exports above 110% of the target",
        "xuat khau > 110 % (plan)",
    ),
    (
        "xuất khẩu tăng trên 10% so với cùng kỳ",
        "xuat khau tang tren 10% so voi cung ky",
        "exports up more than 10% year on year",
        "xuat khau up > 10 % (yoy)",
    ),
    // times and places
    (
        "thu ngân sách trên 80% năm 2018",
        "thu ngan sach tren 80% nam 2018",
        "budget revenue above 80% in 2018",
        "thu ngan sach > 80 % (2018)",
    ),
    (
        "thu ngân sách năm 2018 trên 80%",
        "thu ngan sach nam 2018 tren 80%",
        "2018 budget revenue above 80%",
        "thu ngan sach > 80 % (2018)",
    ),
    (
        "thu ngân sách 9 tháng đầu năm 2018 trên 80%",
        "thu ngan sach 9 thang dau nam 2018 tren 80%",
        "budget revenue above 80% in the first nine months of 2018",
        "thu ngan sach > 80 % (2018-01-01..2018-09-30)",
    ),
    (
        "xuất khẩu quý I/2020 trên 5 tỷ USD",
        "xuat khau quy I/2020 tren 5 ty USD",
        "exports above 5 billion USD in Q1 2020",
        "xuat khau > 5000000000 USD (2020-01-01..2020-03-31)",
    ),
    (
        "thu ngân sách trên 80% năm ngoái",
        "thu ngan sach tren 80% nam ngoai",
        "budget revenue above 80% last year",
        "thu ngan sach > 80 % (2025)",
    ),
    (
        "thu ngân sách trên 80% ở Lạng Sơn",
        "thu ngan sach tren 80% o Lang Son",
        "budget revenue above 80% in Lang Son",
        "thu ngan sach > 80 % (o lang son)",
    ),
    (
        "hộ nghèo dưới 5% tại tỉnh Lai Châu",
        "ho ngheo duoi 5% tai tinh Lai Chau",
        "poverty rate below 5% in Lai Chau province",
        "ho ngheo < 5 % (o lai chau)",
    ),
    // metrics by other names
    (
        "chi ngân sách trên 7.000 tỷ đồng",
        "chi ngan sach tren 7.000 ty dong",
        "budget spending above 7,000 billion dong",
        "chi ngan sach > 7000000000000 VND",
    ),
    (
        "lợi nhuận sau thuế trên 50 tỷ đồng",
        "loi nhuan sau thue tren 50 ty dong",
        "net profit above 50 billion dong",
        "loi nhuan sau thue > 50000000000 VND",
    ),
    (
        "lạm phát dưới 4%",
        "lam phat duoi 4%",
        "inflation below 4%",
        "lam phat < 4 %",
    ),
    (
        "thất nghiệp dưới 3%",
        "that nghiep duoi 3%",
        "unemployment below 3%",
        "that nghiep < 3 %",
    ),
    (
        "nợ xấu trên 3%",
        "no xau tren 3%",
        "bad debt above 3%",
        "no xau > 3 %",
    ),
    (
        "che phủ rừng trên 60%",
        "che phu rung tren 60%",
        "forest cover above 60%",
        "che phu rung > 60 %",
    ),
    (
        "bao phủ BHYT trên 95%",
        "bao phu BHYT tren 95%",
        "health insurance coverage above 95%",
        "bao phu bhyt > 95 %",
    ),
    (
        "xuất khẩu cà phê trên 1 triệu tấn",
        "xuat khau ca phe tren 1 trieu tan",
        "coffee exports above 1 million tonnes",
        "xuat khau ca phe > 1000000 t +ca phe",
    ),
    (
        "xuất khẩu gạo trên 4 triệu tấn",
        "xuat khau gao tren 4 trieu tan",
        "exports of rice above 4 million tonnes",
        "xuat khau gao > 4000000 t +gao",
    ),
    (
        "năng suất ngô trên 50 tạ/ha",
        "nang suat ngo tren 50 ta/ha",
        "yield of maize above 5 tonnes/ha",
        "nang suat ngo > 5 t/ha +ngo",
    ),
    (
        "vốn đầu tư khoảng 2 nghìn tỷ đồng",
        "von dau tu khoang 2 nghin ty dong",
        "investment capital of about 2 trillion dong",
        "von dau tu ≈ 2000000000000 VND",
    ),
    (
        "diện tích rừng trên 300 km2",
        "dien tich rung tren 300 km2",
        "forest area above 300 square km",
        "dien tich rung > 300 km2",
    ),
    (
        "kỳ hạn dưới 2 năm",
        "ky han duoi 2 nam",
        "term shorter than 2 years",
        "ky han < 2 year",
    ),
    // counts
    (
        "hơn 500 hộ nghèo",
        "hon 500 ho ngheo",
        "more than 500 poor households",
        "ho ngheo > 500 count",
    ),
    (
        "ít nhất 40 người bị thương",
        "it nhat 40 nguoi bi thuong",
        "at least 40 people injured",
        "nguoi bi thuong >= 40 count",
    ),
    (
        "trên 5 triệu lượt khách",
        "tren 5 trieu luot khach",
        "more than 5 million visitors",
        "luot khach > 5000000 count",
    ),
    (
        "hơn 200 dự án",
        "hon 200 du an",
        "more than 200 projects",
        "du an > 200 count",
    ),
    (
        "dưới 100 học sinh",
        "duoi 100 hoc sinh",
        "fewer than 100 pupils",
        "hoc sinh < 100 count",
    ),
    (
        "từ 3 đến 10 vụ cháy",
        "tu 3 den 10 vu chay",
        "3 to 10 fires",
        "vu chay 3..10 count",
    ),
    // several
    (
        "thu ngân sách trên 80% và hộ nghèo dưới 5%",
        "thu ngan sach tren 80% va ho ngheo duoi 5%",
        "budget revenue above 80% and poverty rate below 5%",
        "thu ngan sach > 80 % ho ngheo < 5 %",
    ),
    (
        "doanh thu trên 50 và dưới 100 tỷ đồng",
        "doanh thu tren 50 va duoi 100 ty dong",
        "revenue above 50 and below 100 billion dong",
        "doanh thu 50000000000..100000000000 VND",
    ),
];

#[test]
fn all_three_forms_are_read_alike() {
    let mut failures = Vec::new();
    for (vietnamese, plain, english, expected) in FORMS {
        for text in [vietnamese, plain, english] {
            let read = match ask(text) {
                Ok(question) => understood(&question),
                Err(error) => error.to_string(),
            };
            if read != *expected {
                failures.push(format!("{text}\n  read     {read}\n  expected {expected}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

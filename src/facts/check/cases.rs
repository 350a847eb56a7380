//! What is a contradiction and what is none, as a newspaper or a report would write it.

use super::joint::{self, Joint, Part};
use super::{Contradiction, check, counts, sides};
use crate::facts::lexicon::{Spelling, Words, list, rows};
use crate::facts::{Fact, Passage, extract};
use crate::text::{Analysis, Normalized};
use jiff::civil::date;
use proptest::prelude::*;

fn facts(body: &str) -> Vec<Fact> {
    extract(&Passage {
        title: "",
        body,
        published: Some(date(2018, 9, 27)),
    })
}

/// Each contradiction as its kind and the quotes concerned: "share: 14/15 chỉ tiêu | 80%".
fn found(body: &str) -> Vec<String> {
    let facts = facts(body);
    check(body, &facts)
        .iter()
        .map(|contradiction| {
            let Contradiction {
                kind, facts: at, ..
            } = contradiction;
            let quotes: Vec<&str> = at.iter().map(|i| facts[*i].quote.as_str()).collect();
            let kind = format!("{kind:?}").to_lowercase();
            format!("{kind}: {}", quotes.join(" | "))
        })
        .collect()
}

#[track_caller]
fn contradicts(body: &str, expected: &str) {
    assert_eq!(found(body), [expected], "{body}");
}

#[track_caller]
fn consistent(body: &str) {
    assert_eq!(found(body), [""; 0], "{body}");
}

#[test]
fn a_share_against_its_fraction() {
    contradicts(
        "Toàn huyện có 14/15 chỉ tiêu đạt và vượt kế hoạch, đạt 80%.",
        "share: 14/15 chỉ tiêu | 80%",
    );
    contradicts(
        "Nghị quyết được 450/500 đại biểu tán thành, đạt tỷ lệ 95,5%.",
        "share: 450/500 đại biểu | 95,5%",
    );
    contradicts(
        "Tỷ lệ thôn có nhà văn hóa đạt 80% (14/15 thôn).",
        "share: 80% | 14/15 thôn",
    );
    contradicts(
        "Có 80 trong tổng số 100 doanh nghiệp nộp báo cáo, chiếm 85%.",
        "share: 80 trong tổng số 100 doanh nghiệp | 85%",
    );
    consistent("Toàn huyện có 14/15 chỉ tiêu đạt và vượt kế hoạch, đạt 93,3%.");
    consistent("Toàn huyện có 14/15 chỉ tiêu đạt và vượt kế hoạch, đạt 93%.");
    consistent("Toàn huyện có 14/15 chỉ tiêu đạt và vượt kế hoạch, đạt hơn 90%.");
    // The percent is of something else.
    consistent("Toàn huyện có 14/15 chỉ tiêu đạt và vượt kế hoạch, tăng 20% so với cùng kỳ.");
    consistent("Đã có 3/15 xã ký hợp đồng, chiếm 40% diện tích cả huyện.");
    consistent("Có 14/15 xã đạt 80% tiêu chí.");
    // Those who came are not all.
    consistent("Nghị quyết được 443/448 đại biểu có mặt tán thành (chiếm 91,5%).");
    consistent("Nghị quyết được 443/448 đại biểu tán thành, chiếm 91,5% tổng số đại biểu.");
    // A way to say "about", and no fractions at all.
    consistent("Hơn một nửa (52%) số hộ trong xã trồng cam.");
    consistent("Đường dây nóng trực 24/7, đạt 98%.");
    consistent("Tỷ lệ này chiếm một phần tư cả nước và chỉ đứng sau Bắc Giang (41%).");
}

#[test]
fn a_share_against_part_and_whole() {
    contradicts(
        "Cả xã có 1.200 hộ, trong đó 300 hộ nghèo, chiếm 30%.",
        "share: 1.200 hộ | 300 hộ nghèo | 30%",
    );
    contradicts(
        "Có 300 hộ thoát nghèo, chiếm 30% trong tổng số 1.200 hộ.",
        "share: 300 hộ | 30% | 1.200 hộ",
    );
    contradicts(
        "Giá trị giải ngân đạt 193,15/2.050 tỷ đồng, tương đương 12,4%.",
        "share: 193,15 | 2.050 tỷ đồng | 12,4%",
    );
    contradicts(
        "Tòa án đã thụ lý 120 vụ án, giải quyết 100 vụ án, đạt tỷ lệ 91,5%.",
        "share: 120 vụ án | 100 vụ án | 91,5%",
    );
    contradicts(
        "Hãng khai thác 1.166 chuyến bay, số chuyến cất cánh đúng giờ là 1.045 chuyến, chiếm tỷ lệ \
         98,2%.",
        "share: 1.166 chuyến bay | 1.045 chuyến | 98,2%",
    );
    contradicts(
        "Toàn xã có 1.000 hộ, trong đó 200 hộ nghèo (20%), 150 hộ cận nghèo (25%).",
        "share: 1.000 hộ | 150 hộ cận nghèo | 25%",
    );
    consistent("Toàn xã có 1.000 hộ, trong đó 200 hộ nghèo (20%), 150 hộ cận nghèo (15%).");
    // Of the part before.
    consistent("Toàn xã có 1.000 hộ, trong đó 200 hộ nghèo (20%), 50 hộ nghèo mới (25%).");
    consistent("Cả xã có 1.200 hộ, trong đó 300 hộ nghèo, chiếm 25%.");
    consistent("Toàn huyện có 611 cán bộ, trong đó 44 nữ (chiếm 7,2%).");
    consistent("Cả xã có khoảng 1.200 hộ, trong đó 310 hộ nghèo, chiếm 25%.");
    // Of what the percent is, is not said, or something else.
    consistent("Cả xã có 1.200 hộ, trong đó 300 hộ nghèo, chiếm 30% số hộ nghèo của huyện.");
    consistent("Dự án giải ngân 3.483 tỷ đồng, trong đó xây lắp 3.232 tỷ đồng, tương đương 46,5%.");
    consistent("Cả xã có 1.200 hộ, trong đó 300 hộ nghèo, giảm 30%.");
    consistent("Hội nghị có 13 đại biểu, có 1.300 người theo dõi, đạt 86%.");
    consistent("Các đơn vị mới lắp được 29 trạm/161 làn, đạt tỷ lệ 26%.");
}

#[test]
fn a_value_its_plan_and_the_percent() {
    for body in [
        "Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán (dự toán 300 tỷ đồng).",
        "Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng).",
        "Thu ngân sách đạt 282,6 tỷ đồng, tăng 12% so với cùng kỳ và hoàn thành 80,5% kế hoạch năm \
         (300 tỷ đồng).",
        "Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán, trong khi chỉ tiêu được giao năm 2018 \
         là 300 tỷ đồng.",
    ] {
        let found = found(body);
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert!(
            found[0].starts_with("plan: 282,6 tỷ đồng | 80,5% | 300"),
            "{found:?}"
        );
    }
    contradicts(
        "Đến nay, thu ngân sách đạt 80,5% dự toán, tương đương 282,6 tỷ đồng, so với chỉ tiêu được \
         giao là 300 tỷ đồng.",
        "plan: 80,5% | 282,6 tỷ đồng | 300 tỷ đồng",
    );
    contradicts(
        "Kế hoạch giao 300 tỷ đồng, thực hiện 282,6 tỷ đồng (đạt 80,5%).",
        "plan: 300 tỷ đồng | 282,6 tỷ đồng | 80,5%",
    );
    contradicts(
        "Dự toán thu ngân sách năm 2018 là 300 tỷ đồng. Đến hết tháng 8, thu ngân sách đạt 282,6 tỷ \
         đồng, bằng 80,5% dự toán.",
        "plan: 300 tỷ đồng | 282,6 tỷ đồng | 80,5%",
    );
    contradicts(
        "Doanh thu đạt 330 tỷ đồng, vượt 20% kế hoạch năm (300 tỷ đồng).",
        "plan: 330 tỷ đồng | 20% | 300 tỷ đồng",
    );
    contradicts(
        "Kim ngạch xuất khẩu đạt 2,5 tỷ USD, bằng 60% kế hoạch năm là 3 tỷ USD.",
        "plan: 2,5 tỷ USD | 60% | 3 tỷ USD",
    );
    consistent("Thu ngân sách đạt 282,6 tỷ đồng, bằng 94,2% dự toán (300 tỷ đồng).");
    consistent("Doanh thu đạt 330 tỷ đồng, vượt 10% kế hoạch năm (300 tỷ đồng).");
    consistent("Thu ngân sách đạt khoảng 240 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng).");
    // The figure behind is no plan.
    consistent(
        "Tổng chi đạt 747,3 tỷ đồng, bằng 53,7% dự toán, bội chi ngân sách ước 40,4 tỷ đồng.",
    );
    consistent("Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán (tăng 30 tỷ đồng).");
    consistent("Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán; chi ngân sách 300 tỷ đồng.");
    // Others' plans.
    consistent(
        "Dự toán thu nội địa năm 2018 là 300 tỷ đồng. Đến hết tháng 8, thu hải quan đạt 282,6 tỷ \
         đồng, bằng 80,5% dự toán.",
    );
}

#[test]
fn a_change_and_the_values_around_it() {
    contradicts(
        "Doanh thu tăng từ 100 tỷ lên 150 tỷ đồng, tăng 60%.",
        "change: 100 tỷ | 150 tỷ đồng | 60%",
    );
    contradicts(
        "Giá trị sản xuất tăng 25%, từ 100 tỷ đồng lên 150 tỷ đồng.",
        "change: 25% | 100 tỷ đồng | 150 tỷ đồng",
    );
    contradicts(
        "Tỷ lệ hộ nghèo giảm từ 7,2% xuống còn 5,1%, giảm 3,5 điểm phần trăm.",
        "change: 7,2% | 5,1% | 3,5 điểm phần trăm",
    );
    contradicts(
        "Số hộ nghèo giảm từ 1.200 hộ xuống còn 900 hộ, giảm 400 hộ.",
        "change: 1.200 hộ | 900 hộ | 400 hộ",
    );
    contradicts(
        "Doanh thu đạt 120 tỷ đồng, tăng 30% so với cùng kỳ (100 tỷ đồng).",
        "change: 120 tỷ đồng | 30% | 100 tỷ đồng",
    );
    contradicts(
        "Lợi nhuận đạt 369 tỷ đồng, tăng 35% so với mức 305 tỷ đồng của năm trước.",
        "change: 369 tỷ đồng | 35% | 305 tỷ đồng",
    );
    contradicts(
        "Năm 2016 công ty đạt doanh thu 100 tỷ đồng, năm 2017 đạt 150 tỷ đồng, tăng 70%.",
        "change: 100 tỷ đồng | 150 tỷ đồng | 70%",
    );
    contradicts(
        "Doanh thu đạt 150 tỷ đồng, gấp 3 lần so với năm 2017 (100 tỷ đồng).",
        "change: 150 tỷ đồng | 3 lần | 100 tỷ đồng",
    );
    consistent("Doanh thu tăng từ 100 tỷ lên 150 tỷ đồng, tăng 50%.");
    consistent("Doanh thu tăng từ 100 tỷ lên 150 tỷ đồng, tương đương 150%.");
    consistent("Tỷ lệ hộ nghèo tăng từ 5% lên 7%, tăng 2 điểm phần trăm.");
    consistent("Tỷ lệ hộ nghèo giảm từ 7,2% xuống còn 5,1%, giảm 2,1%.");
    consistent("Tỷ lệ hộ nghèo giảm từ 7,2% xuống còn 5,1%, giảm 29%.");
    consistent("Doanh thu đạt 120 tỷ đồng, tăng 20% so với cùng kỳ (100 tỷ đồng).");
    consistent("Lượng khách tăng từ 10.000 lên 40.000 lượt, tăng 3 lần.");
    consistent("Lượng khách tăng từ 10.000 lên 40.000 lượt, tăng 4 lần.");
    // Against something else.
    consistent(
        "Giá tăng từ 39.800 đồng lên 40.700 đồng, tương đương tăng 2,78% so với tham chiếu.",
    );
    consistent("Sở hữu giảm từ 17,8 triệu xuống còn 14,3 triệu cổ phiếu, tương ứng 6,95% vốn.");
    consistent("Doanh thu tăng từ 100 tỷ lên 150 tỷ đồng, lợi nhuận tăng 60%.");
    consistent("Doanh thu đạt 120 tỷ đồng, tăng 30% so với kế hoạch đề ra từ đầu năm.");
    // A number that is torn apart.
    consistent("Lợi nhuận đạt 1.315 tỷ đồng, tăng 101, 8% so với mức 651 tỷ đồng.");
}

#[test]
fn parts_and_their_total() {
    contradicts(
        "Tổng cộng 100 người, gồm 40 nam và 50 nữ.",
        "sum: 100 người | 40 nam | 50 nữ",
    );
    contradicts(
        "Lớp học có 40 nam và 50 nữ, tổng cộng 100 người.",
        "sum: 40 nam | 50 nữ | 100 người",
    );
    contradicts(
        "Toàn huyện trồng 500 ha, trong đó 300 ha lúa, còn lại 250 ha ngô.",
        "sum: 500 ha | 300 ha | 250 ha",
    );
    contradicts(
        "Tổng chi 50 tỷ đồng, trong đó chi thường xuyên 30 tỷ đồng, còn lại 25 tỷ đồng là chi đầu tư.",
        "sum: 50 tỷ đồng | 30 tỷ đồng | 25 tỷ đồng",
    );
    contradicts(
        "Cả nước có 18 công ty, gồm 2 công ty tại Lào, 10 công ty tại Campuchia và 8 công ty tại \
         Thái Lan.",
        "sum: 18 công ty | 2 công ty | 10 công ty | 8 công ty",
    );
    contradicts(
        "Lực lượng chức năng bắt 11 đối tượng (3 người Việt Nam và 7 người nước ngoài).",
        "sum: 11 đối tượng | 3 người | 7 người nước ngoài",
    );
    contradicts(
        "Mưa lũ làm 17 người chết, gồm: Hà Giang 5 người, Lai Châu 11 người.",
        "sum: 17 người | 5 người | 11 người",
    );
    contradicts(
        "Có 14/15 chỉ tiêu đạt và vượt kế hoạch, trong đó 6 chỉ tiêu đạt và 9 chỉ tiêu vượt.",
        "sum: 14/15 chỉ tiêu | 6 chỉ tiêu | 9 chỉ tiêu",
    );
    contradicts(
        "Mưa lũ làm 37 người chết và mất tích, trong đó 15 người chết, 13 người mất tích.",
        "sum: 37 người | 15 người | 13 người",
    );
    consistent(
        "Có 14/15 chỉ tiêu đạt và vượt kế hoạch, trong đó 6 chỉ tiêu đạt và 8 chỉ tiêu vượt.",
    );
    consistent("Mưa lũ làm 37 người chết và mất tích, trong đó 15 người ở Yên Bái.");
    contradicts(
        "Toàn thôn có 100 hộ, trong đó có 120 hộ nghèo.",
        "parts: 100 hộ | 120 hộ nghèo",
    );
    consistent("Tổng cộng 100 người, gồm 40 nam và 60 nữ.");
    consistent("Toàn huyện trồng gần 500 ha, trong đó 300 ha lúa, còn lại 190 ha ngô.");
    consistent("Vốn đầu tư 4,69 tỷ USD, gồm 550 triệu USD vốn vay và 4,14 tỷ USD vốn đối ứng.");
    // The list is open, or not all of it is counted.
    consistent("Tổng cộng 100 người, trong đó có 40 nam và 50 nữ.");
    consistent("Đoàn có 100 người, gồm 40 nam, một trẻ em và 50 nữ.");
    consistent("Trong phòng có 5 người, gồm bảo vệ, 2 nữ nhân viên và 2 nữ khách hàng.");
    consistent("Trường có 18 phòng học, gồm 6 phòng học tầng một, 6 phòng học tầng hai...");
    consistent(
        "Năm qua có 33 phi công nghỉ việc, gồm 25 phi công nước ngoài và 8 phi công trong \
                nước, dự báo sẽ có 20 phi công nữa nộp đơn.",
    );
    // Parts of other kinds, prices, terms.
    consistent("Công ty có 3 nhà máy, gồm 40 kỹ sư và 500 công nhân.");
    consistent("Ở các kỳ hạn trên 1 năm (18 tháng, 24 tháng và 36 tháng), lãi suất là 8%.");
    consistent("Cầu dài 570 m, trong đó phần cầu 278 m, còn lại là đường dẫn; mặt cầu rộng 16 m.");
    consistent("Giá vé 50.000 đồng, trong đó vé ngày lễ là 80.000 đồng.");
    consistent("Bảy huyện có tỷ lệ trên 15%, trong đó huyện Na Hang đạt 25%.");
    consistent("Có 100 người dương tính (92 khách và 8 nhân viên, trong đó có 11 nữ).");
}

#[test]
fn sides_that_exclude_each_other() {
    contradicts(
        "Có 14/15 chỉ tiêu đạt và vượt nghị quyết, trong đó có 6 chỉ tiêu đạt và 8 chỉ tiêu vượt, có \
         4 chỉ tiêu chưa đạt.",
        "parts: 14/15 chỉ tiêu | 4 chỉ tiêu",
    );
    contradicts(
        "Toàn huyện có 8/10 xã đạt chuẩn. Còn 4 xã chưa đạt chuẩn.",
        "parts: 8/10 xã | 4 xã",
    );
    contradicts(
        "Trong 15 chỉ tiêu, có 14 chỉ tiêu đạt, 4 chỉ tiêu không đạt.",
        "parts: 15 chỉ tiêu | 14 chỉ tiêu | 4 chỉ tiêu",
    );
    contradicts(
        "Huyện hoàn thành 14/15 chỉ tiêu, còn 3 chỉ tiêu chưa hoàn thành.",
        "parts: 14/15 chỉ tiêu | 3 chỉ tiêu",
    );
    contradicts(
        "Lớp có 40 học sinh, trong đó 25 nam và 20 nữ.",
        "parts: 40 học sinh | 25 nam | 20 nữ",
    );
    contradicts(
        "Huyện có 20 trường, trong đó có 17 trường công lập và 5 trường ngoài công lập.",
        "parts: 20 trường | 17 trường | 5 trường",
    );
    contradicts("Đoàn viên nam chiếm 60%, nữ chiếm 55%.", "parts: 60% | 55%");
    contradicts(
        "Trong cơ cấu kinh tế, nông nghiệp chiếm 60%, công nghiệp chiếm 30%, dịch vụ chiếm 25%.",
        "parts: 60% | 30% | 25%",
    );
    consistent("Có 14/15 chỉ tiêu đạt và vượt nghị quyết, 1 chỉ tiêu chưa đạt.");
    consistent("Đoàn viên nam chiếm 60%, nữ chiếm 40%.");
    consistent("Lớp có 40 học sinh, trong đó 25 nam và 15 nữ.");
    // Other things, places, times, and rates within each side.
    consistent("Có 14/15 xã đạt chuẩn, 4 thôn chưa đạt chuẩn.");
    consistent("Có 8/10 xã đạt chuẩn về y tế, 4 xã chưa đạt tiêu chí thu nhập.");
    consistent("Năm 2016 có 8/10 xã đạt chuẩn, năm 2015 có 4 xã chưa đạt chuẩn.");
    consistent("Tỷ lệ lao động có việc làm của nam là 67,6%, của nữ là 61%.");
    consistent("Người Việt Nam chiếm 60%, nữ chiếm 55%.");
    consistent("Trong đó nữ chiếm 60%, người dân tộc thiểu số chiếm 55%.");
}

/// A report in which everything agrees, as departments write them.
#[test]
fn a_report_without_contradictions() {
    consistent(
        "Trong 9 tháng đầu năm, kinh tế của huyện tiếp tục tăng trưởng khá. Tổng giá trị sản xuất đạt \
         1.240 tỷ đồng, bằng 77,5% kế hoạch (1.600 tỷ đồng), tăng 9,7% so với cùng kỳ (1.130 tỷ \
         đồng); trong đó công nghiệp - xây dựng đạt 620 tỷ đồng, chiếm 50%, dịch vụ 372 tỷ đồng, \
         chiếm 30%, còn lại là nông nghiệp 248 tỷ đồng, chiếm 20%. Thu ngân sách đạt 96,4 tỷ đồng, \
         bằng 80,3% dự toán tỉnh giao (120 tỷ đồng), tăng 12% so với cùng kỳ. Toàn huyện có 18 xã, \
         thị trấn, trong đó 11 xã đạt chuẩn nông thôn mới, chiếm 61%. Tỷ lệ hộ nghèo giảm từ 8,4% \
         xuống còn 6,9%, giảm 1,5 điểm phần trăm, tương đương 412 hộ. Tổng đàn gia súc 32.500 con, \
         gồm 8.500 con trâu, 6.000 con bò và 18.000 con lợn. Đã kết nạp 96 đảng viên mới, đạt 80% kế \
         hoạch (120 đảng viên), trong đó 45 nữ, chiếm 46,9%. Có 13/15 chỉ tiêu đạt và vượt kế hoạch, \
         2 chỉ tiêu chưa đạt.",
    );
}

#[test]
fn reports_say_the_arithmetic_in_both_languages() {
    let body = "Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng).";
    let facts = facts(body);
    let found = check(body, &facts);
    assert_eq!(found.len(), 1);
    let Contradiction {
        start,
        end,
        message,
        ..
    } = &found[0];
    assert_eq!(
        &body[*start..*end],
        "282,6 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng"
    );
    assert_eq!(
        message.vi,
        "“282,6 tỷ đồng” ÷ “300 tỷ đồng” = 94,2% kế hoạch, nhưng văn bản viết “80,5%”"
    );
    assert_eq!(
        message.en,
        "“282,6 tỷ đồng” ÷ “300 tỷ đồng” = 94,2% of the plan, but the text says “80,5%”"
    );
    for (body, vi) in [
        (
            "Có 14/15 chỉ tiêu đạt, 4 chỉ tiêu chưa đạt.",
            "“14/15 chỉ tiêu” (đạt) và “4 chỉ tiêu” (chưa đạt) loại trừ nhau: 14 + 4 = 18, nhiều hơn \
             tổng số 15",
        ),
        (
            "Tỷ lệ hộ nghèo giảm từ 7,2% xuống còn 5,1%, giảm 3,5 điểm phần trăm.",
            "“7,2%” → “5,1%”: giảm 2,1 điểm phần trăm, nhưng văn bản viết giảm “3,5 điểm phần trăm”",
        ),
        (
            "Doanh thu đạt 150 tỷ đồng, gấp 3 lần so với năm 2017 (100 tỷ đồng).",
            "“100 tỷ đồng” → “150 tỷ đồng”: gấp 1,5 lần, nhưng văn bản viết “3 lần”",
        ),
        (
            "Tổng cộng 100 người, gồm 40 nam và 50 nữ.",
            "“40 nam” + “50 nữ” = 90 người, nhưng văn bản viết “100 người”",
        ),
    ] {
        let facts = self::facts(body);
        assert_eq!(check(body, &facts)[0].message.vi, vi);
    }
}

#[test]
fn facts_of_another_body_are_passed_over() {
    let facts = facts("Thu ngân sách đạt 282,6 tỷ đồng, bằng 80,5% dự toán (300 tỷ đồng).");
    for body in [
        "",
        "Thu",
        "Ở đây không có gì, và ở kia cũng không có gì hết, thật đấy.",
    ] {
        assert_eq!(check(body, &facts), []);
    }
    assert_eq!(check("Không có số nào.", &[]), []);
}

/// What a row of the table of joints says must be read in its example.
#[test]
fn every_joint_is_read_in_its_example() {
    for row in rows(joint::TABLE) {
        let [phrase, says, example, source] = row.as_slice() else {
            unreachable!("cells of {row:?}");
        };
        assert!(!source.is_empty(), "{row:?}");
        let bond = joint::bond(says);
        assert!(bond.is_some(), "{row:?}");
        let normalised = Normalized::new(example);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        let wanted = Normalized::new(phrase).as_str().to_owned();
        let read = (0..words.len()).any(|from| {
            (from + 1..=words.len().min(from + 4)).any(|to| {
                let span = words.span(from).cover(words.span(to - 1));
                let joint = Joint::read(&words, (from, span.start), (to, span.end));
                let one = joint.parts.as_slice();
                span.of(normalised.as_str()).to_lowercase() == wanted
                    && matches!(one, [Part::Bond(found)] if Some(*found) == bond)
            })
        });
        assert!(read, "{phrase}: {example}");
    }
}

#[test]
fn both_sides_are_in_their_example() {
    for row in rows(sides::TABLE) {
        assert_eq!(row.len(), 4, "{row:?}");
        for cell in &row[..2] {
            assert!(list(cell).any(|side| row[2].contains(side)), "{row:?}");
        }
    }
    for row in rows(counts::TABLE) {
        assert_eq!(row.len(), 4, "{row:?}");
        for cell in &row[..2] {
            assert!(list(cell).any(|noun| row[2].contains(noun)), "{row:?}");
        }
    }
}

/// A number with so many decimals, as Vietnamese papers write it.
fn written(value: f64, places: usize) -> String {
    crate::facts::written::grouped(&format!("{value:.places$}"))
}

/// How a paper may come to so many decimals.
fn rounded(value: f64, places: usize, way: u8) -> f64 {
    let power = 10_f64.powi(i32::try_from(places).unwrap_or(0));
    let scaled = value * power;
    match way {
        0 => scaled.round() / power,
        1 => scaled.floor() / power,
        _ => scaled.ceil() / power,
    }
}

proptest! {
    /// A value, its plan and the percent that the one is of the other, each rounded as papers round (a
    /// plan to the nearest, what came of it up, down or to the nearest), never contradict each other.
    #[test]
    fn consistent_plans_never_alarm(
        value in 10_000_u32..900_000,
        plan in 10_000_u32..900_000,
        places in 0_usize..3,
        percent_places in 0_usize..3,
        way in 0_u8..3,
    ) {
        let (value, plan) = (f64::from(value) / 1000.0, f64::from(plan) / 1000.0);
        let percent = value / plan * 100.0;
        let body = format!(
            "Thu ngân sách đạt {} tỷ đồng, bằng {}% dự toán ({} tỷ đồng).",
            written(rounded(value, places, way), places),
            written(rounded(percent, percent_places, way), percent_places),
            written(rounded(plan, places, 0), places),
        );
        prop_assert_eq!(found(&body), [""; 0], "{}", body);
    }

    /// Nor do a value before, one after and the change.
    #[test]
    fn consistent_changes_never_alarm(
        before in 10_000_u32..900_000,
        after in 10_000_u32..900_000,
        places in 0_usize..3,
        percent_places in 0_usize..3,
        way in 0_u8..3,
    ) {
        let (before, after) = (f64::from(before) / 1000.0, f64::from(after) / 1000.0);
        let change = (after / before - 1.0) * 100.0;
        let (verb, to) = if change < 0.0 { ("giảm", "xuống") } else { ("tăng", "lên") };
        let percent = written(rounded(change.abs(), percent_places, way), percent_places);
        let (before, after) = (
            written(rounded(before, places, way), places),
            written(rounded(after, places, way), places),
        );
        for body in [
            format!("Doanh thu {verb} từ {before} tỷ {to} {after} tỷ đồng, {verb} {percent}%."),
            format!("Doanh thu đạt {after} tỷ đồng, {verb} {percent}% so với cùng kỳ ({before} tỷ đồng)."),
        ] {
            prop_assert_eq!(found(&body), [""; 0], "{}", body);
        }
    }

    /// A percent that is far from what value and plan make is always reported.
    #[test]
    fn wrong_plans_always_alarm(
        value in 100_u32..900,
        plan in 100_u32..900,
        off in prop_oneof![-60_i32..-10, 10_i32..60],
    ) {
        let percent = f64::from(value) / f64::from(plan) * 100.0 + f64::from(off);
        prop_assume!(percent > 5.0);
        let body = format!(
            "Thu ngân sách đạt {value},5 tỷ đồng, bằng {}% dự toán ({plan} tỷ đồng).",
            written(percent, 1),
        );
        prop_assert_eq!(found(&body).len(), 1, "{}", body);
    }

    /// Counts that add up never contradict each other, and others always do.
    #[test]
    fn counts_add_up(men in 2_u32..500, women in 2_u32..500, off in 0_u32..3) {
        let total = men + women + off;
        let body = format!("Đoàn có {total} người, gồm {men} nam và {women} nữ.");
        prop_assert_eq!(found(&body).is_empty(), off == 0, "{}", body);
    }
}

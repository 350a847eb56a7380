//! What is read in one line of text, rule by rule, with negatives.

use super::*;
use crate::facts::fact::Comparator;
use crate::facts::lexicon::Spelling;
use crate::text::{Analysis, Normalized};
use proptest::prelude::*;

/// Every quantity as "value unit", with "per …", comparator and "~" where it has them.
fn read(text: &str, spelling: Spelling) -> Vec<String> {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let words = Words::new(normalised.as_str(), &analysis, spelling);
    quantities(&words, &[]).iter().map(shown).collect()
}

fn shown(q: &Quantity) -> String {
    let number = match q.amount {
        Amount::One(n) => n.to_string(),
        Amount::Range(a, b) => format!("{a}..{b}"),
        Amount::Fraction(n, d) => format!("{n}/{d}"),
    };
    let measure = match &q.measure {
        Measure::Unit(name) => (*name).to_owned(),
        Measure::Counted(noun) => noun.clone(),
        Measure::Bare => "-".to_owned(),
    };
    let per = q.per.as_ref().map(|p| format!(" per {p}"));
    let cmp = match q.cmp {
        Comparator::Equal | Comparator::Between => "",
        Comparator::Above => " >",
        Comparator::AtLeast => " >=",
        Comparator::Below => " <",
        Comparator::AtMost => " <=",
    };
    let approx = if q.approx { " ~" } else { "" };
    format!("{number} {measure}{}{cmp}{approx}", per.unwrap_or_default())
}

/// `expected` lists the quantities of `text`, parted by "; "; empty for none.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read(text, Spelling::Marked).join("; "), expected, "{text}");
}

#[track_caller]
fn typed(text: &str, expected: &str) {
    assert_eq!(read(text, Spelling::Typed).join("; "), expected, "{text}");
}

#[track_caller]
fn english(text: &str, expected: &str) {
    assert_eq!(read(text, Spelling::English).join("; "), expected, "{text}");
}

#[test]
fn money() {
    check("Thu ngân sách đạt 282,6 tỷ đồng.", "282600000000 VND");
    check("tổng vốn 1,5 nghìn tỷ đồng", "1500000000000 VND");
    check("lãi 1 triệu tỷ đồng", "1000000000000000 VND");
    check("vay 2 tỷ 500 triệu đồng", "2500000000 VND");
    check("giá 3 triệu 2", "3200000 VND");
    check("mua hết 100k", "100000 VND");
    check("lương 5tr", "5000000 VND");
    check("cọc 1tr5", "1500000 VND");
    check("bán 2 đô 50 xu", "2.5 USD");
    check("vay $5 triệu", "5000000 USD");
    check("vé giá US$12,5", "12.5 USD");
    check("thu về USD 1.200", "1200 USD");
    check("giá 12.000 đồng/kg", "12000 VND per kg");
    check("giá 12.000 đồng mỗi kg", "12000 VND per kg");
    check(
        "lương 9 triệu đồng/người/tháng",
        "9000000 VND per người/tháng",
    );
    check("nộp phạt 12 triệu cho phường", "12000000 VND");
    check(
        "lãi 6,5 tỷ đồng, giảm gần 2 tỷ so với quý trước",
        "6500000000 VND; 2000000000 VND ~",
    );
    check("dân số đạt 98 triệu", "98000000 -");
    check("1 triệu tỉ đồng tiền mặt", "1000000000000000 VND");
    check("trả bằng tiền tỉ", "");
    check("tỷ lệ lãi, tỷ giá và tỷ phú", "");
    check("một tỷ lệ nhỏ", "");
    check("5 tỷ phú", "5 tỷ phú");
}

#[test]
fn separators() {
    check("cao 1,234 %", "1.234 %");
    check("có 1,234 người", "1234 người");
    check("có 1.234 người", "1234 người");
    check("nợ 1,234,567 đồng", "1234567 VND");
    check("đạt 12.5%", "12.5 %");
    check("đạt 1.234,5 tỷ đồng", "1234500000000 VND");
    check("đạt 1,234.5 tỷ đồng", "1234500000000 VND");
    check("rộng 10 000 ha", "10000 ha");
    check("bạc ở mức 17,682 USD/ounce", "17.682 USD per ounce");
    check("thu 4,675 tỷ đồng", "4675000000 VND");
    // The other numbers tell how the text uses its separators.
    check("Thu 12.5% và 1,234 triệu USD", "12.5 %; 1234000000 USD");
    check("Thu 12,5% và 1,234 triệu USD", "12.5 %; 1234000 USD");
    check("tăng -0,5%", "-0.5 %");
    check("lạnh −3°C", "-3 °C");
    check("- 5 dự án mới", "5 dự án");
}

#[test]
fn spelled() {
    check("có hai trăm linh năm hộ nghèo", "205 hộ nghèo");
    check("có ba mươi mốt dự án", "31 dự án");
    check("có hai mươi tư xã", "24 xã");
    check("có năm mươi lăm hộ", "55 hộ");
    check("thưởng một triệu rưỡi đồng", "1500000 VND");
    check("thưởng hai trăm rưỡi nghìn đồng", "250000 VND");
    check("nửa triệu đồng", "500000 VND");
    check("gần ba vạn dân", "30000 dân ~");
    check("hai chục quả trứng", "20 quả trứng");
    check("năm người bị thương", "5 người");
    check("mỗi năm người dân nộp thuế", "");
    check("từ năm lớp 10", "");
    check("lương hơn một tỷ đồng một năm", "1000000000 VND per năm >");
    check("lương hơn một tỷ một năm", "1000000000 VND per năm >");
    check("hai phẩy năm phần trăm", "2.5 %");
    check("hai mươi năm tù", "20 year");
    check("một năm ba tháng tù", "15 month");
    check("hai bên ký kết", "");
    check("cả hai chiều", "");
    check("cả ba thị trường", "3 thị trường");
    check("ba mẹ đi vắng", "");
    check("một người qua đường", "");
    check("chỉ một người sống sót", "1 người");
    check("không có hộ nào", "");
    check("quận Hai Bà Trưng", "");
    check("vài chục người, hàng nghìn hộ", "");
    check("tăng gấp đôi", "2 times");
    check("tăng gấp rưỡi", "1.5 times");
}

#[test]
fn fractions() {
    check("đạt 14/15 chỉ tiêu", "14/15 chỉ tiêu");
    check("chiếm 1/3 số ca", "1/3 -");
    check("chiếm hơn ¾ tổng tài sản", "3/4 - >");
    check("một phần ba dân số", "1/3 -");
    check("gần ba phần tư số hộ", "3/4 - ~");
    check("một nửa diện tích", "1/2 -");
    check("nặng 1/2 kg", "1/2 kg");
    check("dài 23 1/5 m", "116/5 m");
    check("cao 6½ m", "13/2 m");
    check("80 trong tổng số 100 tập đoàn", "80/100 tập đoàn");
    check("dịch vụ 24/7", "");
    check("văn bản 155/2016", "");
    check("từ 30/10 tiểu thương được thưởng", "");
    check("vé Power 6/55", "");
    check("trình độ bậc 2/6", "");
}

#[test]
fn units() {
    check("tăng 2,5 điểm phần trăm", "2.5 pp");
    check(
        "chỉ số lên 1.248,19 điểm, tăng 0,28 so với hôm qua",
        "1248.19 point; 0.28 point",
    );
    check("có 5 điểm sạt lở", "5 điểm sạt lở");
    check("năng suất 62 tạ/ha", "6.2 t per ha");
    check("bán 3 yến gạo", "30 kg");
    check("xe 150 phân khối", "150 cm3");
    check("cao 1m75", "1.75 m");
    check("kéo dài 2 giờ 30 phút", "150 minute");
    check("nghỉ 3 tháng rưỡi", "3.5 month");
    check("mật độ 500 người/km2", "500 người per km2");
    check("gấp 3 lần năm trước", "3 times");
    check("đã 4 lần đến trụ sở", "4 lần");
    check("mua 2 chỉ vàng", "2 chỉ");
    check("hộ đó có 5 chỉ còn 3", "");
    check("5 công nhân", "5 công nhân");
    check("ông 85 tuổi", "85 age");
    check("xe chạy 120 km/giờ", "120 km/h");
    check("nóng 38°C", "38 °C");
    check("tàu 700CV", "700 HP");
    check("dài 5 M", "");
}

#[test]
fn nouns() {
    check("Phấn và 27 đồng phạm ra tòa", "27 đồng phạm");
    check("kỷ luật 18 tổ chức đảng", "18 tổ chức đảng");
    check("với 2.350 hộ được vay", "2350 hộ");
    check("đón 1,2 triệu lượt khách", "1200000 lượt khách");
    check("thu giữ 4 chiếc xe máy của họ", "4 chiếc xe máy");
    check("có 5 người bị thương", "5 người");
    check("có 12 kiến nghị mới", "12 kiến nghị");
    check("thấy 95 là cao", "");
    check("gần 1/5 dân số", "1/5 - ~");
}

#[test]
fn modifiers() {
    check("hơn 85%", "85 % >");
    check("gần 81%", "81 % ~");
    check("ít nhất 40 người bị thương", "40 người >=");
    check("80% trở lên", "80 % >=");
    check("từ 5 tỷ đồng trở xuống", "5000000000 VND <=");
    check("từ 3 phòng ngủ loại lớn trở lên", "3 phòng ngủ >=");
    check("khoảng hơn 52.600 tỷ đồng", "52600000000000 VND > ~");
    check("không quá 60 tuổi", "60 age <=");
    check("chưa đến 5 ngày", "5 day <");
    check("lên đến 150 triệu USD", "150000000 USD");
    check("giá bán từ 480 USD", "480 USD >=");
    check("lãi suất từ 7,5%/năm", "7.5 % per năm >=");
    check("IELTS từ 6,5 trở lên", "6.5 point >=");
    check("đạt từ 8 trở lên", "8 - >=");
    check("lương tối thiểu là 4 triệu đồng", "4000000 VND");
    check("chờ độ 10 phút", "10 minute ~");
    check("nhiệt độ 35°C", "35 °C");
    check("hơn một năm", "1 year >");
    check("một năm tù", "1 year");
    check("một tuần sau", "");
    check("sau một năm hẹn hò", "1 year");
    check(
        "làm một người chết, hai người bị thương",
        "1 người; 2 người",
    );
    check("một người nói. Hai người nghe", "2 người");
    check("200.000 đồng một vé, mua 2 vé", "200000 VND per vé; 2 vé");
    check("trên một chiếc thuyền", "");
    check("đạt 6.5 IELTS trở lên", "6.5 point >=");
    check("TOEIC 500 trở lên", "500 point >=");
    check("bán 40 triệu bảng", "40000000 GBP");
    check("chia 4 bảng", "4 bảng");
    check("tăng từ 480 USD lên 500 USD", "480 USD; 500 USD");
    check("cao hơn 3 điểm", "3 point");
    check("rẻ hơn 10 triệu đồng", "10000000 VND");
    check("rộng hơn 5 ha", "5 ha >");
    check("kéo dài hơn 4 giờ", "4 hour >");
    check("vượt 16% kế hoạch", "16 %");
    check("vượt 100 tỷ USD", "100000000000 USD >");
    check("trên 3 tuyến phố", "3 tuyến phố");
    check("trên 30 tuyến phố", "30 tuyến phố >");
    check("≥ 5 ha", "5 ha >=");
    check("tăng trên 6.000 m2 so với giấy phép", "6000 m2 >");
}

#[test]
fn ranges_and_lists() {
    check("tăng 5-7%", "5..7 %");
    check("chiếm 70%-77%", "70..77 %");
    check("thuế 10% đến 12%", "10..12 %");
    check("từ 100 đến 200 tỷ đồng", "100000000000..200000000000 VND");
    check("từ 800 đến 1,2 tỷ đồng", "800000000..1200000000 VND");
    check(
        "200 nghìn đến 400 nghìn lao động",
        "200000..400000 lao động",
    );
    check("từ 5 tháng đến 2 năm tù", "5..24 month");
    check("thuế 10%\nđến 12%", "10 %; 12 %");
    check("thuế 10% đến\n12%", "10 %; 12 %");
    check("từ 25% xuống 15%", "25 %; 15 %");
    check("đi hai ba năm mới xong", "2..3 year ~");
    check("mất hai, ba ngày", "2..3 day ~");
    check("khoảng từ 5-7%", "5..7 % ~");
    check("từ 5 USD mỗi kg đến 7 USD", "5..7 USD per kg");
    check("hai đến ba triệu đồng", "2000000..3000000 VND");
    check(
        "tăng từ 38,65 lên 39,05 triệu đồng/lượng",
        "38650000 VND per lượng; 39050000 VND per lượng",
    );
    check("đạt 5 và 7 triệu tấn", "5000000 t; 7000000 t");
    check(
        "lần lượt là 5, 7 và 9 tỷ đồng",
        "5000000000 VND; 7000000000 VND; 9000000000 VND",
    );
    check(
        "vàng 55,5 – 56 triệu đồng/lượng (mua vào – bán ra)",
        "55500000 VND per lượng; 56000000 VND per lượng",
    );
    check(
        "các mức 0,5% - 1,2% - 1,5%/năm",
        "0.5 %; 1.2 %; 1.5 % per năm",
    );
    check("lứa tuổi 18-25", "18..25 age");
    check("3kg-6kg", "3..6 kg");
    check("thắng với tỷ số 2-1", "");
    check("nghỉ từ 1-7", "");
    check("từ 1073 đến 1074", "");
}

#[test]
fn labels() {
    for text in [
        "lần thứ 3",
        "thứ hai tuần sau",
        "học sinh lớp 12 trường chuyên",
        "khoản 2 Điều 15",
        "ở quận 3 và 5",
        "Quốc lộ 1",
        "chống Covid-19",
        "máy bay F-16",
        "chiếc Boeing 767 rơi",
        "mạng 4G",
        "xe 29A chạy",
        "tầng 2 đến 5",
        "World Cup 2022 sẽ khai mạc",
        "bão số 7",
        "hẻm 36 đường này",
        "gọi 0912345678",
        "siêu thị 0 đồng",
        "12 con giáp",
        "1. Mở đầu",
        "Nobel 2001 nêu quan điểm",
        "tổ hợp 2K12",
    ] {
        check(text, "");
    }
    check("Mũi 1 và 99% người dân", "99 %");
    check("quận 3 có 5 tỷ đồng", "5000000000 VND");
    check("cao nhất ba năm qua", "");
    check("trong vòng hai ngày", "");
    check("trong hơn hai năm", "");
    check("cách đây 10 năm", "");
    check("thăm nước này trong 5 ngày", "5 day");
    check("án 12 năm tù", "12 year");
}

#[test]
fn bare_numbers() {
    check("1.000", "1000 -");
    check("-2,7", "-2.7 -");
    check("23 1/5", "116/5 -");
    check("chỉ số HDI đạt 0,72", "0.72 -");
    check("số người chết lên 81", "81 -");
    check("Năm 2018, ông đến đây", "");
    check("(3)", "");
    check("ngồi ghế 12, cửa 5", "");
}

#[test]
fn typed_questions() {
    typed("budget above 80%", "80 % >");
    typed("ngan sach tren 80%", "80 % >");
    typed("at least 5 million dollars", "5000000 USD >=");
    typed("loi nhuan tren 280 ty", "280000000000 - >");
    typed("tu 100 den 200 ty dong", "100000000000..200000000000 VND");
    typed("nghị quyết 35", "");
    typed("1.500 tỷ đồng", "1500000000000 VND");
    typed("more than 3 projects", "3 dự án >");
    typed("hon 5 du an", "5 dự án >");
}

#[test]
fn english_questions() {
    english("between 5 and 7%", "5..7 %");
    english("40% to 50%", "40..50 %");
    english("above 1,000 billion dong", "1000000000000 VND >");
    english("1.500 trillion dong", "1500000000000 VND");
    english("above 1.25%", "1.25 % >");
    english("above 4,125 dong", "4125 VND >");
}

#[test]
fn times_are_left_out() {
    let normalised = Normalized::new("tháng 8 năm 2018 thu 5 tỷ đồng");
    let analysis = Analysis::new(normalised.as_str());
    let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
    let times = std::iter::once(0..4).collect::<Vec<_>>();
    let found: Vec<String> = quantities(&words, &times).iter().map(shown).collect();
    assert_eq!(found, ["5000000000 VND"]);
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "5",
        "5%",
        "%",
        "5/0",
        "1/",
        "/2",
        "5 đến",
        "-",
        "5--7%",
        "9".repeat(5000).as_str(),
        "1 2 3 4 5 6 7 8 9 ".repeat(500).as_str(),
        "123 ".repeat(2000).as_str(),
        "5-".repeat(3000).as_str(),
        "5, ".repeat(2000).as_str(),
        "hai ".repeat(2000).as_str(),
        "một triệu tỷ ".repeat(60).as_str(),
    ] {
        let found = read(text, Spelling::Marked);
        assert!(found.len() <= text.len());
    }
}

/// What numbers are made of, and what stands around them.
const PIECES: &[&str] = &[
    "5",
    "1.234",
    "80,5",
    "1,234",
    "2018",
    "0",
    "½",
    "%",
    "-",
    "–",
    "/",
    ",",
    ".",
    "(",
    ")",
    ":",
    "$",
    "°C",
    "m2",
    " tỷ",
    " triệu",
    " nghìn",
    " đồng",
    " USD",
    " người",
    " tổ chức đảng",
    " năm",
    " tháng",
    " hai",
    " một",
    " ba",
    " mươi",
    " rưỡi",
    " nửa",
    " phần",
    " gấp",
    " đôi",
    " lần",
    " điểm",
    " từ",
    " đến",
    " và",
    " lên",
    " trở lên",
    " hơn",
    " khoảng",
    " không quá",
    " trên",
    " lần thứ",
    " quận",
    " số",
    " trong tổng số",
    " mỗi",
    "k",
    "tr",
    "g",
    " tuổi",
    " độ",
    " mua vào",
    " bán ra",
    " Covid",
    "\n",
    " ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn quantities_are_disjoint_and_in_order(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..24),
        spelling in 0..3_usize,
        time in 0..12_usize,
    ) {
        let text: String = pieces.iter().map(|i| PIECES[*i]).collect();
        let spelling = [Spelling::Marked, Spelling::Typed, Spelling::English][spelling];
        let normalised = Normalized::new(&text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, spelling);
        let times: Vec<Range<usize>> = std::iter::once(time..time + 2).collect();
        let found = quantities(&words, &times);
        for q in &found {
            prop_assert!(q.tokens.start < q.tokens.end && q.tokens.end <= words.len(), "{text:?}");
            prop_assert!(q.with_modifiers.start <= q.tokens.start, "{text:?}");
            prop_assert!(q.tokens.end <= q.with_modifiers.end, "{text:?}");
            prop_assert!(!q.span.is_empty() && normalised.as_str().get(q.span.start..q.span.end).is_some());
            prop_assert!(!times[0].contains(&q.tokens.start), "{text:?}");
            if let Amount::Range(low, high) = q.amount {
                prop_assert!(low.to_f64() < high.to_f64(), "{text:?}");
            }
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].tokens.end <= pair[1].tokens.start, "{text:?}");
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{text:?}");
        }
    }
}

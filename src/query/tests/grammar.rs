//! Operators, phrases, fields, and plans spelled as questions.

use super::{ask, check};
use crate::query::{Clause, Filter, Matching, Plan, words_only};
use proptest::prelude::*;

/// The shape of a plan: F a condition, W words, P a phrase, O optional words, N phrases that stand
/// close, X a filter.
fn shape(plan: &Plan) -> String {
    fn of(clause: &Clause) -> String {
        let list = |clauses: &[Clause], sign: &str| {
            let parts: Vec<String> = clauses.iter().map(of).collect();
            format!("({})", parts.join(sign))
        };
        match clause {
            Clause::Words(words) => match words.matching {
                Matching::Phrase => "P",
                Matching::All => "W",
                Matching::Any => "A",
                Matching::Optional => "O",
            }
            .to_owned(),
            Clause::Near(_) => "N".to_owned(),
            Clause::Figure(_) => "F".to_owned(),
            Clause::Filter(_) => "X".to_owned(),
            Clause::All(clauses) => list(clauses, "&"),
            Clause::Any(clauses) => list(clauses, "|"),
            Clause::Not(clause) => format!("!{}", of(clause)),
        }
    }
    let parts: Vec<String> = plan.clauses.iter().map(of).collect();
    parts.join("&")
}

#[track_caller]
fn check_shape(text: &str, expected: &str) {
    assert_eq!(shape(&ask(text).unwrap().plan), expected, "{text}");
}

#[test]
fn operators() {
    check_shape("gạo OR cà phê", "(W|W)");
    check_shape("gạo | cà phê", "(W|W)");
    check_shape("gạo AND cà phê", "W&W");
    check_shape("gạo OR cà phê chè AND NOT xuất khẩu", "(W|(W&!(W|W)))");
    check_shape("(gạo OR cà phê) xuất khẩu", "(W|W)&(W|W)");
    check_shape("NOT gạo", "!W");
    check_shape("chè -gạo", "W&!W");
    check_shape("chè -\"nông thôn mới\" sạch", "W&!P&W");
    check_shape("chè -đô_thị", "W&!P");
    check_shape("chè -(gạo OR cà phê)", "W&!(W|W)");
    check_shape("thu ngân sách trên 80% OR hộ nghèo dưới 5%", "(F|F)");
    check_shape("thu ngân sách trên 80% NOT hộ nghèo dưới 5%", "F&!F");
    check_shape("giảm -5%", "F");
    // In capitals throughout, operators are words.
    check_shape("GẠO OR CÀ PHÊ", "W");
}

#[test]
fn phrases() {
    check_shape("\"nông thôn mới\"", "P");
    check_shape("“nông thôn mới” sạch", "P&W");
    check_shape("nông_thôn_mới", "P");
    check_shape("\"gạo\"", "W");
    check("\"thu ngân sách\" trên 80%", "thu ngan sach > 80 %");
    check("\"hội nghị trên biển\"", "+hoi nghi tren bien");
    check("\"trên 80%\"", "+tren 80");
    check(
        "thu ngân sách (NSNN) trên 80%",
        "thu ngan sach > 80 % +nsnn",
    );
}

#[test]
fn fields() {
    check(
        "metric:\"thu ngân sách\" value:>80%",
        "thu ngan sach > 80 %",
    );
    check(
        "metric:\"budget revenue\" value:>80%",
        "thu ngan sach > 80 %",
    );
    check("metric:gạo value:80..90%", "gao 80..90 %");
    check(
        "metric:gạo value:\"từ 5 đến 7 triệu tấn\"",
        "gao 5000000..7000000 t",
    );
    check("metric:gạo value:>5 unit:\"triệu tấn\"", "gao > 5000000 t");
    check("metric:\"hộ nghèo\" value:<5", "ho ngheo < 5 %");
    // A denominator goes by the name that facts have, as in a text: "interest above 10%/year".
    for typed in [
        "value:\">10%/year\"",
        "value:\">10%/nam\"",
        "value:>10%/năm",
        "value:>10% per:year",
        "value:>10% per:năm",
    ] {
        let typed = format!("metric:\"lãi suất\" {typed}");
        check(&typed, "lai suat > 10 %/năm");
        reads_back(&typed);
    }
    check(
        "thu ngân sách trên 80% base:plan",
        "thu ngan sach > 80 % (plan)",
    );
    check(
        "thu ngân sách trên 80% place:\"Lạng Sơn\" period:2018",
        "thu ngan sach > 80 % (2018, o lang son)",
    );
    check("metric:gạo value:>5% trend:up", "gao up > 5 %");
    check("gạo place:\"Lạng Sơn\"", "+gao +lang son");
    check_shape("gạo year:2018", "W&X");
    check_shape("gạo title:\"cà phê\" -id:bai-1", "W&X&!X");
    check_shape(
        "metric:\"thu ngân sách\" value:>80% base:plan published:2018-09..2018-12 source:lso",
        "X&X&F",
    );
    check_shape("(metric:gạo value:>5%) (metric:chè value:>7%)", "F&F");
    // Not fields: a place, a web address, a time.
    check_shape("Hà Nội: gạo", "W");
    check_shape("http://example.vn/gao", "W");
    check_shape("lúc 7:30 sáng", "W");
}

#[test]
fn filters() {
    for (text, from, to) in [
        ("gạo year:2018", "2018-01-01", "2019-01-01"),
        ("gạo published:2018", "2018-01-01", "2019-01-01"),
        ("gạo published:2018-09", "2018-09-01", "2018-10-01"),
        ("gạo published:2018-09-27", "2018-09-27", "2018-09-28"),
        ("gạo published:2018-09..2018-12", "2018-09-01", "2019-01-01"),
    ] {
        let plan = ask(text).unwrap().plan;
        let Some(Clause::Filter(Filter::Published(period))) = plan.clauses.last() else {
            panic!("{text}: {plan:?}");
        };
        assert_eq!(
            (period.from.to_string(), period.to.to_string()),
            (from.into(), to.into())
        );
    }
}

#[test]
fn words_only_reads_no_condition() {
    let question = words_only("Thu ngân sách trên 80% OR (\"gạo").unwrap();
    assert_eq!(shape(&question.plan), "A");
    assert!(words_only(" … ").is_err());
}

#[track_caller]
fn reads_back(text: &str) {
    let plan = ask(text).unwrap().plan;
    let spelled = plan.to_string();
    match ask(&spelled) {
        Ok(again) => assert_eq!(again.plan, plan, "{text}: {spelled}"),
        Err(error) => panic!("{text}: {spelled}: {error}"),
    }
}

#[test]
fn plans_are_spelled_as_questions() {
    for text in [
        "thu ngân sách trên 80% dự toán năm 2018 ở Lạng Sơn",
        "thu ngan sach tren 80%",
        "coffee exports above 1 million tonnes in 2019",
        "lãi suất từ 5% đến 6%/năm",
        "xuất khẩu tăng khoảng 10% so với cùng kỳ",
        "hơn 500 hộ nghèo và thu nhập dưới 3 triệu đồng/tháng",
        "giá bán ít nhất gấp đôi",
        "gạo OR (cà phê NOT \"xuất khẩu\") -chè",
        "gạo year:2018 title:\"Nông thôn\" author:\"Thanh Bình\" source:\"Báo Lạng Sơn\" id:a-1",
        "Nghị định 12/2024/NĐ-CP đường giữa nước Müller U23 1.234,5",
        "flurbs with a poverty rate below 5%",
        "lợi nhuận trên 280 tỷ",
        "chè -\"xuất khẩu\" \"nông thôn mới\" -\"gạo nếp\"",
        "\"gạo nếp\" \"nông thôn mới\" NEAR/10 \"Lạng Sơn\" \"chè xanh\"",
        "-\"gạo nếp\" \"nông thôn mới\" NEAR Lạng Sơn \"chè xanh\" NEAR/0 đắng",
        "NOT gạo NEAR/3 \"chè xanh|cà phê\" OR -(thu NEAR/4 UBND tỉnh chi)",
        "coffee exports NEAR/3 world price",
        "\"12\" NEAR/5 \"13\"",
    ] {
        reads_back(text);
    }
}

/// Syllables with every mark and tone, abbreviations and numbers.
const SYLLABLES: &[&str] = &[
    "ngân",
    "sách",
    "thu",
    "đường",
    "giữa",
    "giá",
    "gịa",
    "giạ",
    "quý",
    "thuỷ",
    "hoà",
    "ươm",
    "nghĩa",
    "khuỷu",
    "ăn",
    "ẵm",
    "ổn",
    "BHYT",
    "GRDP",
    "2018",
    "35",
    "ngan",
    "duong",
    "rượu",
];

const FIGURES: &[&str] = &[
    "trên 80%",
    "từ 5 đến 7 triệu tấn",
    "dưới 280 tỷ đồng",
    "khoảng 6%/năm",
    "ít nhất 40 người",
    "tăng 17,5% so với cùng kỳ",
    "80% trở lên",
];

proptest! {
    #[test]
    fn every_plan_reads_back(
        words in proptest::collection::vec(0..SYLLABLES.len(), 1..6),
        figures in proptest::collection::vec(0..FIGURES.len(), 0..3),
        phrase in any::<bool>(),
        either in any::<bool>(),
        near in proptest::option::of((0..SYLLABLES.len(), 0u32..=100, any::<bool>())),
    ) {
        let mut text = words.iter().map(|i| SYLLABLES[*i]).collect::<Vec<_>>().join(" ");
        if phrase {
            text = format!("\"{text}\" gạo");
        }
        if let Some((word, apart, not)) = near {
            let not = if not { "NOT " } else { "" };
            text = format!("{not}{text} NEAR/{apart} {} AND chè", SYLLABLES[word]);
        }
        for figure in figures {
            let joint = if either { " OR chè " } else { " và thu nhập " };
            text = format!("{text} {}{joint}", FIGURES[figure]);
        }
        text.push_str(" gạo");
        if let Ok(question) = ask(&text) {
            let spelled = question.plan.to_string();
            let again = ask(&spelled);
            prop_assert!(again.is_ok(), "{text}: {spelled}: {:?}", again.err());
            prop_assert_eq!(again.unwrap().plan, question.plan, "{}: {}", text, spelled);
        }
    }

    /// Whatever is typed is read or refused; the place of an error lies in the question.
    #[test]
    fn anything_is_read_or_refused(text in "\\PC{0,60}") {
        if let Err(error) = ask(&text) {
            prop_assert!(text.get(error.span.start..error.span.end).is_some());
            let _ = error.pointer(&text);
        }
    }

    #[test]
    fn signs_and_words_are_read_or_refused(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "(", ")", "\"", "-", ":", "OR", "NOT", "AND", "NEAR", "NEAR/3", "|", ">", "<=", "80%", "trên", "từ", "đến",
                "5", "tỷ", "value:", "metric:", "ngân sách", "năm", "2018", "ở", "a_b", "…", "%",
            ]),
            0..14,
        ),
        glued in any::<bool>(),
    ) {
        let text = parts.join(if glued { "" } else { " " });
        if let Err(error) = ask(&text) {
            prop_assert!(text.get(error.span.start..error.span.end).is_some(), "{}", text);
        }
    }
}

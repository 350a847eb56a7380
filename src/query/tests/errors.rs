//! Questions that can't be read, and where they say so.

use super::ask;

/// The question, the part of it at which the error points, and a word of its message.
#[track_caller]
fn check(text: &str, place: &str, message: &str) {
    let error = ask(text).expect_err(text);
    assert_eq!(error.span.of(text), place, "{text}: {error}");
    assert!(error.to_string().contains(message), "{text}: {error}");
}

#[test]
fn comparators_without_a_number() {
    check("ngân sách trên", "trên", "expected a number after");
    check("ngan sach tren", "tren", "expected a number after");
    check("budget above", "above", "expected a number after");
    check("hộ nghèo không quá", "không quá", "expected a number after");
    check("thu ngân sách ở Lạng Sơn không quá", "không quá", "number");
    check("revenue more than", "more than", "expected a number after");
    check("xuất khẩu vượt", "vượt", "expected a number after");
    check("ngân sách > abc", ">", "\"abc\"");
    check("ngân sách >=", ">=", "the end of the text");
    check("ngân sách ≥ và hộ nghèo", "≥", "expected a number after");
    check("budget above eighty percent", "eighty", "in digits");
    check("(ngân sách trên) OR gạo", "trên", "expected a number after");
}

#[test]
fn ranges() {
    check("doanh thu từ 100 đến", "từ 100 đến", "second number");
    check("revenue between 5 and", "between 5 and", "second number");
    check(
        "revenue between 7 and 5 billion dong",
        "between 7 and 5",
        "smaller number first",
    );
    check(
        "lãi suất từ 9% đến 5%",
        "từ 9% đến 5",
        "smaller number first",
    );
}

#[test]
fn brackets_and_quotations() {
    check("\"nông thôn mới", "\"", "closing quotation mark");
    check("thu ngân sách \"trên", "\"", "closing quotation mark");
    check("(thu ngân sách", "(", "closing bracket");
    check("gạo OR (cà phê OR (chè)", "(", "closing bracket");
    check("thu ngân sách)", ")", "closing bracket");
    check("gạo () cà phê", "(", "words or a condition");
}

#[test]
fn operators() {
    check("OR gạo", "OR", "both sides");
    check("gạo OR", "", "both sides");
    check("gạo OR OR chè", "OR", "both sides");
    check("gạo AND", "AND", "both sides");
    check("gạo NOT", "NOT", "leave out");
}

#[test]
fn fields() {
    check(
        "metirc:\"thu ngân sách\"",
        "metirc",
        "did you mean `metric:`",
    );
    check("pubished:2018", "pubished", "did you mean `published:`");
    check("base:budget", "budget", "plan, yoy");
    check("kind:share,rate", "share,rate", "level, count");
    check("year:20", "20", "four digits");
    check("period:2018-13", "2018-13", "2018-09");
    check("published:2019..2018", "2019..2018", "earlier time first");
    check("metric:gạo value:abc", "abc", "expected one number");
    check("value:80 unit:", "unit:", "expected a value");
    check("unit:5", "5", "expected a unit");
    check("source:", "source:", "expected a value");
}

#[test]
fn nothing_to_look_for() {
    for text in ["", "   ", "\t\n", "...", "()", "\u{200b}"] {
        let error = ask(text).expect_err(text);
        assert!(error.to_string().contains("expected"), "{text:?}: {error}");
    }
}

#[test]
fn long_and_deep_questions_end_in_an_error() {
    let long = "ngân sách ".repeat(100_000);
    assert!(ask(&long).expect_err("long").to_string().contains("bytes"));
    for text in [
        "(".repeat(9_999),
        format!("gạo {}", "NOT ".repeat(2_400)),
        "-(".repeat(4_999),
    ] {
        assert!(ask(&text).is_err());
    }
    // The longest question of figures is read without going over it again for each of them.
    assert!(ask(&format!("{}gạo", "từ 5 đến 7% và ".repeat(400))).is_ok());
    let nested = format!("{}gạo{}", "(".repeat(4_000), ")".repeat(4_000));
    assert!(ask(&nested).expect_err("deep").to_string().contains("deep"));
    let shallow = format!("{}gạo{}", "(".repeat(40), ")".repeat(40));
    assert!(ask(&shallow).is_ok());
}

#[test]
fn the_place_is_shown() {
    let text = "thu ngân sách trên";
    let pointer = ask(text).expect_err(text).pointer(text);
    assert_eq!(pointer, "thu ngân sách trên\n              ^^^^");
}

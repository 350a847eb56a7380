//! Questions for figures: words that name what is measured, whatever the value.
//!
//! Invariant: a question with a value, or with a field that names what is measured, is read as one
//! for articles is.

use super::{folded, understood};
use crate::facts::Status;
use crate::query::{Abbreviations, Clause, Plan, Question, read_figures, read_with};
use jiff::civil::date;
use proptest::prelude::*;

fn ask(text: &str) -> Question {
    let today = Some(date(2026, 11, 25));
    read_figures(text, today, Abbreviations::built_in()).unwrap()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let question = ask(text);
    let read = understood(&question).replace(" ? -", "");
    assert_eq!(read, expected, "{text}");
    let spelled = question.plan.to_string();
    assert_eq!(ask(&spelled).plan, question.plan, "{text}: {spelled}");
}

#[test]
fn words_name_what_is_measured() {
    check("thu ngân sách", "thu ngan sach");
    check("thu ngan sach", "thu ngan sach");
    check("budget revenue", "thu ngan sach");
    check("tỷ lệ hộ nghèo", "ty le ho ngheo");
    check("\"hộ nghèo\"", "ho ngheo");
    check("xã", "xa");
    // A name that no table knows.
    check("đất hiếm", "dat hiem");
    // Two names: an article must have figures of both.
    check("thu ngân sách và hộ nghèo", "thu ngan sach ho ngheo");
}

#[test]
fn what_stands_beside_a_name_shapes_its_figures() {
    check("thu ngân sách năm 2018", "thu ngan sach (2018)");
    check("thu ngân sách ở Lạng Sơn", "thu ngan sach (o lang son)");
    check("thu ngân sách Lạng Sơn", "thu ngan sach (o lang son)");
    check(
        "thu ngan sach o lang son nam 2018",
        "thu ngan sach (2018, o lang son)",
    );
    check("thu ngân sách so với dự toán", "thu ngan sach (plan)");
    check("thu ngân sách tăng", "thu ngan sach up");
    check("export growth", "xuat khau up");
    check("thu ngân sách base:plan", "thu ngan sach (plan)");
    check(
        "thu ngân sách period:2018 place:\"Lạng Sơn\"",
        "thu ngan sach (2018, o lang son)",
    );
    check(
        "thu ngân sách hội nghị, tổng kết",
        "thu ngan sach hoi nghi +tong ket",
    );
}

#[test]
fn kinds_are_those_that_are_named() {
    let kinds = |text: &str| ask(text).plan.conditions()[0].kinds.len();
    assert_eq!(kinds("thu ngân sách"), 0);
    assert_eq!(kinds("thu ngân sách tăng"), 1);
    assert_eq!(kinds("thu ngân sách kind:share,level"), 2);
    assert_eq!(
        ask("thu ngân sách kind:share,level")
            .plan
            .conditions()
            .len(),
        1
    );
}

/// "xã" is what is counted; of another word of one syllable, a metric holds it.
#[test]
fn counted_nouns() {
    let counted = |text: &str| !ask(text).plan.conditions()[0].counted.is_empty();
    assert!(counted("xã"));
    assert!(counted("huyện"));
    assert!(!counted("giá"));
    assert!(!counted("tôm"));
    assert!(!counted("hộ nghèo"));
}

/// What is planned is no share of a plan.
#[test]
fn a_plan_is_a_status_before_the_name() {
    let question = ask("dự toán thu ngân sách năm 2019");
    let condition = question.plan.conditions()[0];
    assert_eq!(
        (condition.status, condition.base),
        (Some(Status::Plan), None)
    );
    check("dự toán thu ngân sách năm 2019", "thu ngan sach (2019)");
}

#[test]
fn articles_are_chosen_as_everywhere() {
    check(
        "thu ngân sách \"nông thôn mới\"",
        "thu ngan sach +nong thon moi",
    );
    for (text, clauses) in [
        ("thu ngân sách year:2018", 2),
        ("thu ngân sách -\"Gia Lai\"", 2),
        ("thu ngân sách source:baolangson id:x", 3),
    ] {
        let question = ask(text);
        assert_eq!(question.plan.clauses.len(), clauses, "{text}");
        assert_eq!(question.plan.conditions().len(), 1, "{text}");
    }
    let left_out = ask("thu ngân sách -\"hộ nghèo\"");
    let Some(Clause::Not(clause)) = left_out.plan.clauses.last() else {
        panic!("{:?}", left_out.plan);
    };
    assert!(matches!(**clause, Clause::Words(_)), "{clause:?}");
}

#[test]
fn either_of_two_names() {
    let question = ask("thu ngân sách OR chi ngân sách");
    assert_eq!(question.plan.clauses.len(), 1);
    assert_eq!(question.plan.conditions().len(), 2);
}

/// Where nothing is named, every figure of the articles will do.
#[test]
fn any_figure() {
    for text in ["year:2018", "id:bai-1", "gạo NEAR/5 \"xuất khẩu\""] {
        let question = ask(text);
        assert_eq!(question.plan.conditions().len(), 1, "{text}");
        assert!(
            question.reading.text.starts_with("số liệu"),
            "{text}: {}",
            question.reading
        );
    }
    check("năm 2018", "- (2018)");
    check("ở Lạng Sơn", "- (o lang son)");
    check("place:\"Lạng Sơn\"", "- (o lang son)");
}

#[test]
fn questions_with_a_value_are_read_as_ever() {
    for text in [
        "thu ngân sách trên 80%",
        "hội nghị tổng kết value:>80%",
        "metric:\"thu ngân sách\" Lạng Sơn",
        "budget above 80% OR hộ nghèo dưới 5%",
        "hơn 200 dự án",
    ] {
        let today = Some(date(2026, 11, 25));
        let articles = read_with(text, today, Abbreviations::built_in()).unwrap();
        // Only the metric itself will do.
        let expected = articles.plan.to_string().replace("also:yes ", "");
        assert_eq!(ask(text).plan.to_string(), expected, "{}", folded(text));
    }
}

#[test]
fn what_else_may_name_a_figure_counts_where_it_is_said() {
    for (text, articles, figures) in [
        ("thu ngân sách trên 80%", true, false),
        ("thu ngân sách trên 80% also:yes", true, true),
        ("thu ngân sách trên 80% also:no", false, false),
        ("metric:\"thu ngân sách\" value:>80%", false, false),
        ("metric:\"thu ngân sách\" value:>80% also:yes", true, true),
    ] {
        let today = Some(date(2026, 11, 25));
        let read = read_with(text, today, Abbreviations::built_in()).unwrap();
        let also = |plan: &Plan| plan.conditions().iter().any(|condition| condition.also);
        assert_eq!(also(&read.plan), articles, "{text}");
        assert_eq!(also(&ask(text).plan), figures, "{text}");
    }
}

proptest! {
    /// Whatever is typed, a question that can be read asks for figures.
    #[test]
    fn a_question_that_is_read_has_a_condition(
        words in proptest::collection::vec(
            prop_oneof![
                Just("thu ngân sách"), Just("năm 2018"), Just("ở Lạng Sơn"), Just("tăng"), Just("dự toán"),
                Just("và"), Just("OR"), Just("-"), Just("("), Just(")"), Just("\"hộ nghèo\""),
                Just("kind:share"), Just("base:plan"), Just("year:2018"), Just("value:>80%"),
                Just("trên 80%"), Just("gạo NEAR/3 lúa"), Just("xyz"),
            ],
            1..8,
        )
    ) {
        let text = words.join(" ");
        if let Ok(question) = read_figures(&text, None, Abbreviations::built_in()) {
            prop_assert!(!question.plan.conditions().is_empty(), "{}", text);
            let spelled = question.plan.to_string();
            let again = read_figures(&spelled, None, Abbreviations::built_in());
            prop_assert_eq!(again.map(|again| again.plan).ok(), Some(question.plan), "{}", spelled);
        }
    }
}

//! Passages of bodies, shown with what is marked in brackets.
//!
//! Invariant: the bodies were written for these tests. Known gap: weights are all equal here.

use super::*;
use crate::facts::{Comparator, Kind, Status};
use crate::query::{Clause, Condition, Near, WordClause};

fn patterns(text: &str) -> Vec<SyllablePattern> {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let pattern = |token: crate::text::Token<'_>| SyllablePattern {
        folded: token.folded().to_owned(),
        signature: token.signature().to_owned(),
    };
    analysis.tokens().map(pattern).collect()
}

fn words(text: &str, matching: Matching) -> Plan {
    Plan {
        clauses: vec![Clause::Words(WordClause {
            syllables: patterns(text),
            matching,
        })],
    }
}

/// The passage with what is marked in brackets.
fn shown(body: &str, passage: &Passage) -> String {
    let mut out = String::new();
    let mut at = passage.span.start;
    for mark in &passage.highlights {
        out += &format!("{}[{}]", &body[at..mark.start], mark.of(body));
        at = mark.end;
    }
    out + &body[at..passage.span.end]
}

#[track_caller]
fn check(plan: &Plan, body: &str, facts: &[&Fact], expected: &[&str]) {
    let passages = Highlighter::new(plan, |_| 1.0).passages(body, facts);
    let shown: Vec<String> = passages.iter().map(|p| shown(body, p)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn words_are_marked_in_the_best_sentences() {
    let body =
        "Trời mưa. Thu ngân sách tỉnh tăng khá. Ngân hàng mở cửa. Ngành du lịch thu hút khách.";
    let best = ["[Thu ngân sách] tỉnh tăng khá.", "[Ngân] hàng mở cửa."];
    check(&words("thu ngân sách", Matching::All), body, &[], &best);
    let plain = words("thu ngan sach", Matching::All);
    check(&plain, body, &[], &best);
    let phrase = words("ngân sách", Matching::Phrase);
    check(&phrase, body, &[], &["Thu [ngân sách] tỉnh tăng khá."]);
    let absent = words("xuất khẩu", Matching::Any);
    check(&absent, body, &[], &["Trời mưa."]);
    check(&words("mưa", Matching::All), "", &[], &[]);
}

#[test]
fn phrases_that_stand_close_are_marked() {
    let plan = Plan {
        clauses: vec![Clause::Near(Near {
            first: vec![patterns("ngân sách"), patterns("nsnn")],
            second: vec![patterns("chi thường xuyên")],
            apart: 5,
        })],
    };
    let body = "Ngân hàng mở cửa. NSNN dành cho chi thường xuyên. Sách mới. Thu ngân sách khá.";
    let best = [
        "[NSNN] dành cho [chi thường xuyên].",
        "Thu [ngân sách] khá.",
    ];
    check(&plan, body, &[], &best);
}

#[test]
fn marks_and_entities_stay_whole() {
    // The letters of the body are decomposed: a mark belongs to its letter.
    check(
        &words("cà phê amp", Matching::All),
        "Cây ca\u{300} phe\u{302} &amp; che\u{300} amp.",
        &[],
        &["Cây [ca\u{300} phe\u{302}] &amp; che\u{300} [amp]."],
    );
    check(
        &words("hồ tiêu quot", Matching::Any),
        "&quot;Hồ tiêu&quot; được mùa",
        &[],
        &["&quot;[Hồ tiêu]&quot; được mùa"],
    );
}

fn share(body: &str, quote: &str, value: f64) -> Fact {
    let start = body.find(quote).unwrap_or_default();
    Fact {
        start,
        end: start + quote.len(),
        quote: quote.to_owned(),
        value: Some(value),
        decimal: None,
        min: None,
        max: None,
        cmp: Comparator::Equal,
        approx: false,
        unit: Some("%".to_owned()),
        per: None,
        kind: Kind::Share,
        trend: None,
        status: Status::Actual,
        base: None,
        metric: Some("tỷ lệ hộ nghèo".to_owned()),
        also: Vec::new(),
        period: None,
        place: None,
        sentence: Span::new(
            body[..start].rfind(". ").map_or(0, |stop| stop + 2),
            body[start..]
                .find(". ")
                .map_or(body.len(), |stop| start + stop + 1),
        ),
        rule: "percent".to_owned(),
    }
}

fn figure(metric: &str) -> Clause {
    Clause::Figure(Condition {
        counted: Vec::new(),
        metric: vec![patterns(metric)],
        also: false,
        extents: Vec::new(),
        kinds: Vec::new(),
        trend: None,
        status: None,
        base: None,
        per: None,
        period: None,
        places: Vec::new(),
    })
}

#[test]
fn tokens_of_one_character_are_marked_together() {
    let body = "24\u{FB9} s\u{2B9}zzzz\u{FFFD}8\u{5BB}\u{5B0}";
    let plan = words(body, Matching::Any);
    let highlighter = Highlighter::new(&plan, |_| 1.0);
    let marked = highlighter.title(body);
    assert!(
        marked.iter().all(|span| span.end <= body.len()),
        "{marked:?}"
    );
    assert!(!highlighter.passages(body, &[]).is_empty());
}

#[test]
fn sentences_of_facts_come_first() {
    let body = "Hộ nghèo được hỗ trợ. Tỷ lệ hộ nghèo còn 4,5%. Hộ nghèo vay vốn.";
    let fact = share(body, "4,5%", 4.5);
    let mut plan = words("vay vốn", Matching::All);
    plan.clauses.push(figure("hộ nghèo"));
    let expected = ["Tỷ lệ [hộ nghèo] còn [4,5%].", "Hộ nghèo [vay vốn]."];
    check(&plan, body, &[&fact], &expected);
    let plan = Plan {
        clauses: vec![figure("hộ nghèo")],
    };
    check(&plan, body, &[&fact], &expected[..1]);
}

#[test]
fn facts_of_one_sentence_share_a_passage() {
    let body = "Tỷ lệ hộ nghèo giảm từ 7,2% xuống 4,5%";
    let facts = [share(body, "7,2%", 7.2), share(body, "4,5%", 4.5)];
    let plan = Plan {
        clauses: vec![figure("tỉ lệ hộ nghèo")],
    };
    let expected = ["[Tỷ lệ hộ nghèo] giảm từ [7,2%] xuống [4,5%]"];
    check(&plan, body, &[&facts[0], &facts[1]], &expected);
    // A fact whose sentence is unknown is found in the whole body.
    let unknown = facts.map(|fact| Fact {
        sentence: Span::new(0, 0),
        ..fact
    });
    check(&plan, body, &[&unknown[0], &unknown[1]], &expected);
}

#[test]
fn long_sentences_are_cut_at_tokens() {
    let (before, after) = ("mưa ".repeat(200), " gió".repeat(200));
    let body = format!("{before}thu ngân sách đạt khá{after}");
    let plan = words("ngân sách", Matching::All);
    let passages = Highlighter::new(&plan, |_| 1.0).passages(&body, &[]);
    assert_eq!(passages.len(), 1);
    assert!(passages[0].span.end - passages[0].span.start <= LONGEST);
    let shown = shown(&body, &passages[0]);
    assert!(shown.contains("[ngân sách]"), "{shown}");
    let whole = ["", "mưa", "gió", "thu", "ngân", "sách", "đạt", "khá"];
    assert!(
        shown
            .split([' ', '[', ']'])
            .all(|word| whole.contains(&word))
    );
}

#[test]
fn titles_are_marked() {
    let plan = words("ngan sach", Matching::All);
    let title = "Lạng Sơn: thu ngân sách vượt dự toán";
    let marked: Vec<&str> = Highlighter::new(&plan, |_| 1.0)
        .title(title)
        .iter()
        .map(|span| span.of(title))
        .collect();
    assert_eq!(marked, ["ngân sách"]);
}

proptest::proptest! {
    /// Whatever a body holds, passages and marks begin and end on characters, marks lie in their
    /// passage one after the other, and what is marked are words that were asked for.
    #[test]
    fn passages_hold_for_any_body(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "thu", "ngân", "nga\u{302}n", "ngâ", "\u{302}", "\u{301}", "sách", "&amp;", "&",
                "ngan;", "&#225;", ";", " ", " ", "  ", ". ", "\n", "80", "%", "\u{AD}", "\u{A0}",
                "\u{200B}", "Đ", "\u{1F600}", "TP.HCM", "-", "\u{2013}", "…", "”",
            ]),
            0..60,
        ),
        from in 0usize..200,
        length in 0usize..40,
    ) {
        let body = pieces.concat();
        let edge = |at: usize| (0..=at.min(body.len())).rev().find(|i| body.is_char_boundary(*i));
        let (start, end) = (edge(from).unwrap_or(0), edge(from + length).unwrap_or(0));
        let fact = Fact { end, ..share(&body, "", 1.0) };
        let fact = Fact { start, sentence: Span::new(0, body.len()), ..fact };
        let mut plan = words("thu ngan sach amp", Matching::Any);
        let figures = Plan { clauses: vec![figure("ngân sách")] };
        for (plan, facts) in [(&plan.clone(), vec![]), (&figures, vec![&fact]), {
            plan.clauses.push(figure("thu"));
            (&plan, vec![&fact])
        }] {
            for passage in Highlighter::new(plan, |_| 1.0).passages(&body, &facts) {
                let span = passage.span;
                proptest::prop_assert!(body.get(span.start..span.end).is_some());
                let mut at = span.start;
                for mark in &passage.highlights {
                    proptest::prop_assert!(at <= mark.start && mark.end <= span.end);
                    proptest::prop_assert!(body.get(mark.start..mark.end).is_some());
                    if facts.is_empty() {
                        let text = mark.of(&body);
                        let normalised = Normalized::new(text);
                        let analysis = Analysis::new(normalised.as_str());
                        let asked = ["thu", "ngan", "sach", "amp"];
                        let known = |t: crate::text::Token<'_>| asked.contains(&t.folded());
                        proptest::prop_assert!(analysis.tokens().all(known), "{text:?}");
                    }
                    at = mark.end;
                }
            }
        }
    }
}

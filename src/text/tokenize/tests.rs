//! Tables of tokens, and the two ways of cutting against each other.

use super::super::Normalized;
use super::*;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// The tokens of `text` parted by blanks; numbers stand in `<>`, codes in `[]`.
#[track_caller]
fn check(text: &str, expected: &str) {
    let normalised = Normalized::new(text);
    let shown: Vec<String> = Analysis::new(normalised.as_str())
        .tokens()
        .map(|t| match t.kind {
            TokenKind::Word => t.folded().to_owned(),
            TokenKind::Number => format!("<{}>", t.folded()),
            TokenKind::Code => format!("[{}]", t.folded()),
        })
        .collect();
    assert_eq!(shown.join(" "), expected, "{text}");
}

#[test]
fn words() {
    check("Ngân sách nhà nước", "ngan sach nha nuoc");
    check("UBND TP.HCM, Q.1", "ubnd tp hcm q 1");
    check("KT-XH; Ê-đê, Hà Nội-Huế", "kt xh e de ha noi hue");
    check("U23, H5N1, QH15", "u23 h5n1 qh15");
    check("rock'n'roll d’Ivoire", "rock n roll d ivoire");
    check("tên_tệp baolangson.vn", "ten tep baolangson vn");
    check("a:b;c,d", "a b c d");
    check("日本 café", "日 本 cafe");
    check("Müller, façade, naïve", "muller facade naive");
    check("“ngân” ‘sách’ (nhà)…nước", "ngan sach nha nuoc");
    check("", "");
    check(" \n\t-–…", "");
}

#[test]
fn numbers() {
    check("thu 80,5%", "thu <80,5>");
    check("1.234,5 tỷ; 1.234.567", "<1.234,5> ty <1.234.567>");
    check("đạt 12.", "dat <12>");
    check("5-7% hoặc 5–7", "<5> <7> hoac <5> <7>");
    check("25.329m2, 25 m², 3km²", "<25.329> m2 <25> m2 <3> km2");
    check("đồng², 10²", "dong ² <10> ²");
    check("7h30, 2tr5", "<7> h30 <2> tr5");
    check("27/9/2018", "<27> <9> <2018>");
    check("14/15 chỉ tiêu", "<14> <15> chi tieu");
    check("1;2 3:4 5'6 7_8", "<1> <2> <3> <4> <5> <6> <7> <8>");
    check("５００ tấn", "<500> tan");
    check(
        "100kg-200kg, 5 km-7 km, 3 GW-5 GW",
        "<100> kg <200> kg <5> km <7> km <3> gw <5> gw",
    );
    check("tỷ đồng.50 hộ", "ty dong <50> ho");
    check("50K, 220V, 30A", "<50> k <220> v <30> a");
    check("tăng-5, Lạng Sơn-20 xã", "tang <5> lang son <20> xa");
}

#[test]
fn figures_of_names() {
    check("Covid-19, COVID-19, covid-19", "covid 19 covid 19 covid 19");
    check("Boeing-747, F-16, SARS-CoV-2", "boeing 747 f 16 sars cov 2");
    check("U-23 và U23", "u 23 va u23");
    check("P.12, tr.5", "p 12 tr 5");
    check(
        "Quốc lộ 1A, 4B; mạng 5G, phim 3D",
        "quoc lo 1 a 4 b mang 5 g phim 3 d",
    );
    check("GRDP-2018 1.200", "grdp 2018 <1.200>");
    check("giá USD-1.200", "gia usd <1.200>");
}

#[test]
fn document_numbers() {
    check("Nghị định 12/2024/NĐ-CP.", "nghi dinh [12/2024/nd-cp]");
    check("nghị định 12/2024/nđ-cp", "nghi dinh [12/2024/nd-cp]");
    check("số 12/2024/NÐ-CP", "so [12/2024/nd-cp]");
    check("(29/2023/QH15)", "[29/2023/qh15]");
    check("Kế hoạch 153/KH-UBND,", "ke hoach [153/kh-ubnd]");
    check("57-NQ/TW, 05-CT/TU", "[57-nq/tw] [05-ct/tu]");
    check("26/CT-TTg 45/TTr", "[26/ct-ttg] [45/ttr]");
    check("15a/2016/QĐ-UBND", "[15a/2016/qd-ubnd]");
    check("08/2021/TT-BTC/BKH", "[08/2021/tt-btc/bkh]");
    check("27/9/2018/xã", "<27> <9> <2018> xa");
    check(
        "500/kg, 80/người-năm, 60 km/h",
        "<500> kg <80> nguoi nam <60> km h",
    );
    check("5-7/ha, 12-xã/huyện", "<5> <7> ha <12> xa huyen");
    check("1.234/NQ-CP", "<1.234> nq cp");
}

#[test]
fn addresses() {
    check("thư a.b-c@lang.gov.vn.", "thu [a.b-c@lang.gov.vn]");
    check(
        "xem https://so.lieu.vn/2018/thu?x=80,5.",
        "xem [https://so.lieu.vn/2018/thu?x=80,5]",
    );
    check("(www.Thue.vn/a|b)", "[www.thue.vn/a] b");
    check("http://a.vn http://b.vn", "[http://a.vn] [http://b.vn]");
    check("5@7, @ten, a@b", "<5> <7> ten a b");
    check("https://", "https");
    // Marks that belong to no letter hold two mailboxes together.
    check("a@b.cỐ\u{303}d@e.vn x", "[a@b.cod@e.vn] x");
    check("12:30 tỷ lệ 3:1", "<12> <30> ty le <3> <1>");
}

#[test]
fn capitals() {
    let analysis = Analysis::new("Hà Nội ở đồng Ếch 12");
    let capital: Vec<bool> = analysis.tokens().map(|t| t.capital).collect();
    assert_eq!(capital, [true, true, false, false, true, false]);
}

#[test]
fn refilling_forgets() {
    let mut analysis = Analysis::new("số 12/2024/NĐ-CP về ngân sách");
    analysis.refill("hộ nghèo");
    assert_eq!(analysis, Analysis::new("hộ nghèo"));
}

/// Pieces of text that the quick way knows, mixed.
fn quick_text() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        4 => "[a-zA-Z]{1,4}",
        4 => "[0-9]{1,4}",
        3 => "[.,:;'_/@|%+-]",
        3 => "[đĐưƯơăâêôáẠễỹüçß]{1,3}",
        2 => prop::sample::select(vec![
            " ", "\n", "“", "”", "’", "…", "²", "³", "m²", "://", "www.", "₫", "°", "×", "gịa",
            "12/2024/NĐ-CP", "Covid-19", "a@b.vn",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(atom, 0..16).prop_map(|atoms| atoms.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        quick_text(),
        "\\PC{0,20}",
        prop::collection::vec(
            prop_oneof![
                quick_text(),
                "[\u{300}\u{301}\u{323}\u{200d}漢カเ½¾¼٣あ🎉]",
                "\\PC"
            ],
            0..6
        )
        .prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #[test]
    fn both_ways_cut_alike(text in quick_text()) {
        let mut slow = Analysis::default();
        slow.fill(&text, scan::scan_slowly);
        let quick = Analysis::new(&text);
        let quick: Vec<Token> = quick.tokens().collect();
        let slow: Vec<Token> = slow.tokens().collect();
        prop_assert_eq!(quick, slow);
    }

    #[test]
    fn tokens_cover_every_letter_and_digit(text in any_text()) {
        let analysis = Analysis::new(&text);
        let mut end = 0;
        for token in analysis.tokens() {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            prop_assert!(text.is_char_boundary(token.span.start));
            prop_assert!(text.is_char_boundary(token.span.end));
            prop_assert_eq!(token.term().matches(SEPARATOR).count(), 1);
            let between = &text[end..token.span.start];
            prop_assert!(!between.contains(char::is_alphanumeric), "{:?}", between);
            end = token.span.end;
        }
        prop_assert!(!text[end..].contains(char::is_alphanumeric));
    }

    #[test]
    fn every_word_of_the_library_is_covered(text in any_text()) {
        let analysis = Analysis::new(&text);
        for (at, word) in text.unicode_word_indices() {
            let word = Span::new(at, at + word.len());
            prop_assert!(analysis.tokens().any(|t| t.span.overlaps(word)));
        }
    }

    #[test]
    fn boundaries_do_not_depend_on_capitals(text in "[a-zđưA-ZĐƯ0-9 ./@:-]{0,20}") {
        let spans = |text: &str| -> Vec<Span> {
            Analysis::new(text).tokens().map(|t| t.span).collect()
        };
        prop_assert_eq!(spans(&text), spans(&text.to_lowercase()));
    }
}

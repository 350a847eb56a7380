//! The forms of `facts`: CSV, Excel, orders, statistics, charts.
//!
//! Invariant: expected numbers were reckoned by hand from the texts below.

use crate::support::{Ran, Sandbox};
use serde_json::{Value, json};

/// Poverty rates of Lai Châu and Sơn La, as three papers state them.
fn papers() -> Sandbox {
    let papers = [
        json!({
            "id": "a", "title": "=TỔNG(1), \"đầu năm\"; tin", "published": "2019-01-20",
            "source": "@bao", "author": "Lan",
            "body": "Năm 2016, tỷ lệ hộ nghèo của tỉnh Lai Châu là 12,5%.\n\
                     Năm 2018, tỷ lệ hộ nghèo của tỉnh Lai Châu là 8%.",
        }),
        json!({
            "id": "b", "title": "Tin", "published": "2022-01-20", "source": "Báo B",
            "body": "Năm 2018, tỷ lệ hộ nghèo của Lai Châu là 10%.\n\
                     Năm 2021, tỷ lệ hộ nghèo của tỉnh Sơn La là khoảng 6%.\n\
                     Năm 2021, tỷ lệ hộ nghèo của Lai Châu giảm 1,5%.",
        }),
        json!({
            "id": "c", "title": "Kế hoạch", "published": "2022-02-20", "source": "Báo B",
            "body": "Mục tiêu năm 2025, tỷ lệ hộ nghèo của tỉnh Sơn La còn 3%.\n\
                     Năm 2021, tỷ lệ hộ nghèo của các huyện vùng cao từ 20 đến 25%.\n\
                     Năm 2021, diện tích trồng chè của huyện là 2.500 ha, diện tích trồng lúa là \
                     1 km2.\n\
                     Nhiệt độ thấp nhất đêm qua xuống -3,5°C.",
        }),
    ];
    let sandbox = Sandbox::new();
    let lines: String = papers.iter().map(|paper| format!("{paper}\n")).collect();
    sandbox.write("papers.jsonl", lines);
    sandbox.run(&["index", "papers.jsonl"]).ended(0);
    sandbox
}

fn facts(sandbox: &Sandbox, arguments: &[&str]) -> Ran {
    sandbox.run(&[&["facts"], arguments].concat()).ended(0)
}

/// The cells of CSV, with its header.
fn cells(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// The cells of one column of a row.
fn cell<'c>(table: &'c [Vec<String>], row: usize, name: &str) -> &'c str {
    let column = table[0].iter().position(|column| column == name);
    &table[row][column.unwrap_or_else(|| panic!("no column {name}"))]
}

#[test]
fn csv_is_as_the_standard_has_it() {
    let sandbox = papers();
    let ran = facts(
        &sandbox,
        &["--csv", "--sort=value", "tỷ lệ hộ nghèo năm 2016"],
    );
    let lines: Vec<&str> = ran.stdout.split_inclusive("\r\n").collect();
    assert_eq!(lines.len(), 2, "{}", ran.stdout);
    assert!(
        lines[0].starts_with("metric,value,min,max,cmp,"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains(",\"=TỔNG(1), \"\"đầu năm\"\"; tin\",2019-01-20,Lan,@bao,0,60,65\r\n"),
        "{}",
        lines[1]
    );
    let table = cells(&ran.stdout, b',');
    for (name, expected) in [
        ("metric", "tỷ lệ hộ nghèo"),
        ("value", "12.5"),
        ("min", ""),
        ("cmp", "="),
        ("approx", "false"),
        ("unit", "%"),
        ("kind", "level"),
        ("status", "actual"),
        ("base", ""),
        ("period_from", "2016-01-01"),
        ("period_to", "2017-01-01"),
        ("place", "tỉnh Lai Châu"),
        ("quote", "12,5%"),
        (
            "quotation",
            "Năm 2016, tỷ lệ hộ nghèo của tỉnh Lai Châu là 12,5%.",
        ),
        ("doc", "a"),
        ("title", "=TỔNG(1), \"đầu năm\"; tin"),
    ] {
        assert_eq!(cell(&table, 1, name), expected, "{name}");
    }
    // The reading and the count are no part of the table.
    ran.says(&["hiểu là: tỷ lệ hộ nghèo", "1 figure in 1 article"]);
}

#[test]
fn csv_without_rows_has_its_header() {
    let ran = papers()
        .run(&["facts", "--csv", "tỷ lệ hộ nghèo trên 90%"])
        .ended(1);
    assert_eq!(ran.stdout.lines().count(), 1);
}

#[test]
fn excel_reads_numbers_and_no_formula() {
    let sandbox = papers();
    let ran = facts(
        &sandbox,
        &["--excel", "--sort=period", "tỷ lệ hộ nghèo OR nhiệt độ"],
    );
    let text = ran.stdout.strip_prefix('\u{feff}').unwrap();
    assert!(text.starts_with("metric;value;"), "{text}");
    let table = cells(text, b';');
    let row = |name: &str, value: &str| {
        let found = (1..table.len()).find(|row| cell(&table, *row, name) == value);
        found.unwrap_or_else(|| panic!("no {value} in {text}"))
    };
    let first = row("value", "12,5");
    assert_eq!(cell(&table, first, "title"), "'=TỔNG(1), \"đầu năm\"; tin");
    assert_eq!(cell(&table, first, "source"), "'@bao");
    assert_eq!(cell(&table, first, "quote"), "12,5%");
    // A number is no text: it stays one.
    let cold = row("value", "-3,5");
    assert_eq!(cell(&table, cold, "quote"), "'-3,5°C");
    let range = row("min", "20");
    assert_eq!(cell(&table, range, "max"), "25");
    assert_eq!(cell(&table, range, "value"), "");
}

/// The figures as written, in the order printed.
fn quotes(ran: &Ran) -> Vec<String> {
    let rows = ran.of_type("row");
    let quotes = rows
        .iter()
        .map(|row| row["quote"].as_str().unwrap().to_owned());
    quotes.collect()
}

#[test]
fn orders() {
    let sandbox = papers();
    let order = |arguments: &[&str]| {
        let ran = facts(
            &sandbox,
            &[&["--json", "tỷ lệ hộ nghèo"], arguments].concat(),
        );
        quotes(&ran).join(" ")
    };
    assert_eq!(
        order(&["--sort=value"]),
        "20 đến 25% 12,5% 10% 8% 6% 3% 1,5%"
    );
    assert_eq!(
        order(&["--sort=value", "--reverse"]),
        "1,5% 3% 6% 8% 10% 12,5% 20 đến 25%"
    );
    // Equal periods stand by article and place in the text.
    assert_eq!(
        order(&["--sort=period"]),
        "3% 6% 1,5% 20 đến 25% 8% 10% 12,5%"
    );
    assert_eq!(
        order(&["--sort=period", "--reverse"]),
        "12,5% 8% 10% 6% 1,5% 20 đến 25% 3%"
    );
    assert_eq!(
        order(&["--sort=published"]),
        "3% 20 đến 25% 10% 6% 1,5% 12,5% 8%"
    );
    assert_eq!(order(&["--sort=value", "--limit=2"]), "20 đến 25% 12,5%");
}

/// 2.500 ha are more than 1 km2; amounts in thousands, millions and billions are one scale; what
/// most rows measure comes first.
#[test]
fn values_are_compared_in_one_unit() {
    let order = |text: &str, question: &str| {
        let sandbox = Sandbox::new();
        sandbox.write("a.txt", text);
        let arguments = ["facts", "--json", "--sort=value", question, "a.txt"];
        quotes(&sandbox.run(&arguments).ended(0)).join(" | ")
    };
    assert_eq!(
        order(
            "Diện tích trồng lúa là 1 km2.\nDiện tích trồng chè là 2.500 ha.",
            "diện tích"
        ),
        "2.500 ha | 1 km2"
    );
    assert_eq!(
        order(
            "Thu ngân sách huyện A đạt 282 tỷ đồng.\nThu ngân sách huyện B đạt 282.000 triệu đồng, \
             bằng 95% dự toán.\nThu ngân sách huyện C đạt 281.999 triệu đồng.",
            "thu ngân sách"
        ),
        "282 tỷ đồng | 282.000 triệu đồng | 281.999 triệu đồng | 95%"
    );
}

/// A line of statistics in short.
fn short(line: &Value) -> String {
    let fields = [
        "unit", "kind", "trend", "planned", "group", "count", "min", "median", "mean", "max",
    ];
    let values = fields.iter().map(|field| match &line[field] {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    values.collect::<Vec<_>>().join(" ")
}

#[test]
fn statistics_are_of_what_may_be_compared() {
    let sandbox = papers();
    let stats = |arguments: &[&str]| -> Vec<String> {
        let ran = facts(&sandbox, &[&["--json", "--stats"], arguments].concat());
        ran.of_type("stats").iter().map(short).collect()
    };
    // 12,5 + 8 + 10 + 6 = 36,5; the two in the middle are 8 and 10. The fall of 1,5 %, the goal of
    // 3 % and the range are not among them.
    assert_eq!(
        stats(&["tỷ lệ hộ nghèo"]),
        [
            "% level - false - 4 6 9 9.125 12.5",
            "% change down false - 1 1.5 1.5 1.5 1.5",
            "% level - true - 1 3 3 3 3",
        ]
    );
    // (12,5 + 8 + 10) / 3; "tỉnh Lai Châu" and "Lai Châu" are one.
    assert_eq!(
        stats(&["--by=place", "tỷ lệ hộ nghèo kind:level status:actual"]),
        [
            "% level - false Lai Châu 3 8 10 10.1666666667 12.5",
            "% level - false Sơn La 1 6 6 6 6",
        ]
    );
    assert_eq!(
        stats(&["--by=year", "tỷ lệ hộ nghèo kind:level status:actual"]),
        [
            "% level - false 2016 1 12.5 12.5 12.5 12.5",
            "% level - false 2018 2 8 9 9 10",
            "% level - false 2021 1 6 6 6 6",
        ]
    );
    assert_eq!(
        stats(&["--by=source", "tỷ lệ hộ nghèo kind:level status:actual"]),
        [
            "% level - false @bao 2 8 10.25 10.25 12.5",
            "% level - false Báo B 2 6 8 8 10",
        ]
    );
    // 1 km2 is 100 ha.
    assert_eq!(
        stats(&["diện tích"]),
        ["ha level - false - 2 100 1300 1300 2500"]
    );
    assert_eq!(
        stats(&["--by=metric", "diện tích"]).len(),
        2,
        "each is a metric of its own"
    );
}

#[test]
fn statistics_say_what_is_inexact_or_left_out() {
    let sandbox = papers();
    let ran = facts(&sandbox, &["--json", "--stats", "tỷ lệ hộ nghèo"]);
    let line = &ran.of_type("stats")[0];
    assert_eq!(
        (&line["estimates"], &line["inexact"], &line["ranges"]),
        (&0.into(), &1.into(), &1.into())
    );
    let ran = facts(&sandbox, &["--stats", "tỷ lệ hộ nghèo"]);
    for part in [
        "mức (level) % · thực hiện, ước tính (actual, estimated)",
        "mức (level) % · kế hoạch (planned)",
        "giảm (down) %",
        "1 xấp xỉ, hơn hoặc dưới (approximate or bounds)",
        "1 khoảng giá trị, không tính (ranges, left out)",
    ] {
        assert!(ran.stdout.contains(part), "{part:?} in:\n{}", ran.stdout);
    }
    let ran = facts(
        &sandbox,
        &["--excel", "--stats", "--by=source", "tỷ lệ hộ nghèo"],
    );
    let table = cells(ran.stdout.strip_prefix('\u{feff}').unwrap(), b';');
    assert_eq!(cell(&table, 1, "group"), "'@bao");
    assert_eq!(cell(&table, 1, "mean"), "10,25");
}

/// A fraction is a share in percent; a count is told apart by what is counted.
#[test]
fn fractions_and_counts() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.txt",
        "Huyện có 12/15 xã đạt chuẩn nông thôn mới.\nTỉnh có 50 xã đạt chuẩn nông thôn mới và 20 \
         huyện đạt chuẩn nông thôn mới.",
    );
    let ran = facts(
        &sandbox,
        &["--json", "--stats", "kind:count,share", "a.txt"],
    );
    let mut stats: Vec<String> = ran.of_type("stats").iter().map(short).collect();
    stats.sort();
    assert_eq!(
        stats,
        [
            "% share - false - 1 80 80 80 80",
            "huyện count - false - 1 20 20 20 20",
            "xã count - false - 1 50 50 50 50",
        ]
    );
}

#[test]
fn charts_show_gaps_and_spans() {
    let sandbox = papers();
    let ran = facts(&sandbox, &["--chart", "tỷ lệ hộ nghèo"]);
    let chart: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("  "))
        .collect();
    let (full, light) = (|n| "█".repeat(n), |n| "░".repeat(n));
    // 12,5 % are forty letters; 8 % are 25,6 of them, 10 % are 32, 6 % are 19,2.
    let expected = [
        format!("  2016  │{} 12,5%", full(40)),
        "  2017  │ · không có số liệu (no figure)".to_owned(),
        format!(
            "  2018  │{}{} 8% … 10% · 2 số liệu (figures)",
            full(26),
            light(6)
        ),
        "  2019  │ · không có số liệu (no figure)".to_owned(),
        "  2020  │ · không có số liệu (no figure)".to_owned(),
        format!("  2021  │{} 6%", full(19)),
    ];
    assert_eq!(chart.len(), expected.len(), "{}", ran.stdout);
    for (line, expected) in chart.iter().zip(&expected) {
        assert!(
            line.starts_with(expected.as_str()),
            "{line:?} is not {expected:?}"
        );
    }
    // The fall, the goal and the range.
    let left = "2 số liệu lẻ (alone in their series); 1 khoảng giá trị (ranges)";
    assert!(ran.stdout.contains(left), "{}", ran.stdout);
    let ran = facts(&sandbox, &["--chart", "--by=place", "tỷ lệ hộ nghèo"]);
    assert!(
        ran.stdout.contains("Lai Châu: mức (level) %"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("2021  │"), "{}", ran.stdout);
}

/// Nine months and a year are two lines; months follow each other over the turn of the year.
#[test]
fn charts_compare_equal_periods() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.txt",
        "Thu ngân sách năm 2018 đạt 400 tỷ đồng.\nThu ngân sách năm 2019 đạt 500 tỷ đồng.\n\
         Thu ngân sách 9 tháng năm 2019 đạt 300 tỷ đồng.\n\
         Thu ngân sách 9 tháng năm 2020 đạt 350 tỷ đồng.\n\
         Thu ngân sách tháng 11/2019 đạt 30 tỷ đồng.\nThu ngân sách tháng 1/2020 đạt 40 tỷ đồng.",
    );
    let ran = facts(&sandbox, &["--chart", "thu ngân sách", "a.txt"]);
    for part in [
        "từng năm (by year)",
        "cùng kỳ từng năm (the same months of each year)",
        "01/2019–09/2019  │",
        "từng tháng (by month)",
        "12/2019  │ · không có số liệu (no figure)",
    ] {
        assert!(ran.stdout.contains(part), "{part:?} in:\n{}", ran.stdout);
    }
    assert_eq!(
        ran.stdout.matches("mức (level) đồng").count(),
        3,
        "{}",
        ran.stdout
    );
}

/// What makes no sense together is refused, not passed over.
#[test]
fn options_that_exclude_each_other() {
    let sandbox = papers();
    for arguments in [
        &["--csv", "--excel"] as &[&str],
        &["--csv", "--json"],
        &["--chart", "--json"],
        &["--chart", "--csv"],
        &["--chart", "--stats"],
        &["--stats", "--limit=3"],
        &["--stats", "--sort=value"],
        &["--by=place"],
        &["--reverse"],
        &["--sort=length"],
        &["--stats", "--by=colour"],
    ] {
        sandbox
            .run(&[&["facts", "hộ nghèo"], arguments].concat())
            .ended(2);
    }
}

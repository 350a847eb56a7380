//! Files of other forms than text and JSON Lines.

use crate::support::Sandbox;
use std::io::Write;

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn ids(sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let fixed = ["search", "--json", "thu ngân sách trên 80%"];
    sandbox.run(&[&fixed[..], arguments].concat()).hits()
}

#[test]
fn rows_of_a_table_are_articles() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "bang.csv",
        "Mã;Tiêu đề;Ngày đăng;Nội dung\n\
         a;Ngân sách;27/09/2018;\"Thu ngân sách đạt 82,5% dự toán; tăng 3%.\"\n\
         b;Ngân sách;hôm qua;Thu ngân sách đạt 70% dự toán.\n\
         c;thiếu cột\n",
    );
    let ran = sandbox.run(&["search", "--json", "thu ngân sách trên 80%", "bang.csv"]);
    let ran = ran.says(&[
        "bang.csv:3: \"hôm qua\" is no date",
        "bang.csv:4: the row has 2 columns, the header 4",
    ]);
    let hits = ran.of_type("hit");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0]["id"], "a");
    assert_eq!(hits[0]["published"], "2018-09-27");

    sandbox.write("khac.tsv", "so\tbai\n1\tThu ngân sách đạt 90% dự toán.\n");
    assert_eq!(
        ids(
            &sandbox,
            &["khac.tsv", "--map", "body=bai", "--map", "id=so"]
        ),
        ["1"]
    );
    sandbox.run(&["index", "khac.tsv"]).ended(2).says(&[
        "khac.tsv",
        "no column holds the text",
        "so, bai",
    ]);
}

#[test]
fn packed_files_are_unpacked() {
    let sandbox = Sandbox::new();
    let line = "{\"id\":\"a\",\"body\":\"Thu ngân sách đạt 85% dự toán.\"}\n";
    sandbox.write("a.jsonl.gz", gzip(line));
    sandbox.write("b.jsonl.zst", zstd::encode_all(line.as_bytes(), 3).unwrap());
    sandbox.write(
        "c.txt.gz",
        gzip("Thu ngân sách\n\nThu ngân sách đạt 85% dự toán."),
    );
    sandbox.write(
        "d.csv.gz",
        gzip("id,body\na,Thu ngân sách đạt 85% dự toán.\n"),
    );
    // The bytes tell, whatever the name says.
    sandbox.write("e.jsonl", gzip(line));
    for file in ["a.jsonl.gz", "b.jsonl.zst", "d.csv.gz", "e.jsonl"] {
        assert_eq!(ids(&sandbox, &[file]), ["a"], "{file}");
    }
    assert_eq!(ids(&sandbox, &["c.txt.gz"]), ["c.txt.gz"]);
    let ran = sandbox.run_with(&["extract", "--json", "-"], gzip(line));
    assert!(ran.ended(0).stdout.contains("\"quote\":\"85%\""));
}

#[test]
fn packed_files_that_are_damaged_are_named() {
    let sandbox = Sandbox::new();
    let lines: String = (0..200)
        .map(|i| format!("{{\"id\":\"{i}\",\"body\":\"Thu ngân sách đạt {i}% dự toán.\"}}\n"))
        .collect();
    let mut packed = gzip(&lines);
    packed.truncate(packed.len() / 2);
    sandbox.write("half.jsonl.gz", packed);
    sandbox.write(
        "good.jsonl",
        "{\"id\":\"good\",\"body\":\"Thu ngân sách đạt 85% dự toán.\"}\n",
    );
    let ran = sandbox.run(&["index", "half.jsonl.gz", "good.jsonl"]);
    ran.says(&["half.jsonl.gz"]);
    assert!(ids(&sandbox, &["--all"]).contains(&"good".to_owned()));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let sandbox = Sandbox::new();
    // 70 MiB of blanks in some 70 kB: no document, no end in sight.
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..70 {
        packed.write_all(&blank).unwrap();
    }
    sandbox.write("bomb.jsonl.gz", packed.finish().unwrap());
    sandbox
        .run(&["index", "bomb.jsonl.gz"])
        .ended(2)
        .says(&["bomb.jsonl.gz", "500 times its size"]);
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row_alone() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "tin.csv",
        "Mã;Tiêu đề;Nội dung\n\
         a1;Thu ngân sách;Thu ngân sách năm 2021 đạt 85% dự toán.\n\
         a2;Hỏng;\"Thu ngân sách đạt 86% dự toán.\n\
         a3;Thu ngân sách;Thu ngân sách năm 2022 đạt 87% dự toán.\n",
    );
    sandbox
        .run(&["index", "tin.csv"])
        .ended(0)
        .says(&["tin.csv:3: a quote opens a cell and is never closed"]);
    let mut found = ids(&sandbox, &[]);
    found.sort();
    assert_eq!(found, ["a1", "a3"]);
}

#[test]
fn tables_of_excel_in_utf16_and_on_the_standard_input() {
    let sandbox = Sandbox::new();
    let table = "id\tnội dung\r\n1\tThu ngân sách đạt 85% dự toán.\r\n";
    let bytes: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(table.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    sandbox.write("x.csv", bytes);
    assert_eq!(ids(&sandbox, &["x.csv"]), ["1"]);
    let ran = sandbox.run_with(&["extract", "--json"], table).ended(0);
    assert_eq!(ran.lines()[0]["doc"], "1");
}

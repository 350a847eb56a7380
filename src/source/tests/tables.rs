//! Tables of articles: columns, delimiters, quotes, rows that are wrong, encodings.

use super::{read, write};
use crate::source::{Mapping, Piece, Sources};
use proptest::prelude::*;

/// Checks the ids with their bodies, and the problems, of a table.
#[track_caller]
fn check(content: impl AsRef<[u8]>, expected: &[(&str, &str)], problems: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.csv", content);
    let (documents, found) = read(folder.path());
    let bodies: Vec<(&str, &str)> = documents
        .iter()
        .map(|d| (d.id.as_str(), d.body.as_str()))
        .collect();
    assert_eq!(bodies, expected);
    assert_eq!(found, problems);
}

#[test]
fn a_row_is_an_article() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "tin.csv",
        "\u{FEFF}Mã;Tiêu đề;Ngày đăng;Tác giả;Nguồn;Nội dung\r\n\
         7;Giá gạo;\"Thứ hai, 04/07/2022 08:30\";Hoàng Mai;LSO;\"Giá gạo tăng 12,5%.\r\nGiá ngô \"\"giữ\"\".\"\r\n\
         \r\n;;;;;\r\n\
         8;;;;;Giá sắn giảm.\r\n",
    );
    let (documents, problems) = read(folder.path());
    assert_eq!(problems, [""; 0]);
    let [first, second] = documents.as_slice() else {
        panic!("{documents:?}");
    };
    assert_eq!((first.id.as_str(), first.title.as_str()), ("7", "Giá gạo"));
    assert_eq!(first.body, "Giá gạo tăng 12,5%.\r\nGiá ngô \"giữ\".");
    let day = first.published.map(|day| day.to_string());
    assert_eq!(day.as_deref(), Some("2022-07-04"));
    assert_eq!(first.author.as_deref(), Some("Hoàng Mai"));
    assert_eq!(first.source.as_deref(), Some("LSO"));
    assert_eq!(first.origin.line, Some(2));
    assert_eq!((second.title.as_str(), second.published), ("", None));
    assert_eq!((&second.author, second.origin.line), (&None, Some(6)));
}

#[test]
fn delimiters_are_told_from_the_header() {
    check("MA,TIT,TOAN VAN\na1,Tít,Bài\n", &[("a1", "Bài")], &[]);
    check(
        "Nội dung;Ghi chú\nBài 1,5;x\n",
        &[("x.csv:2", "Bài 1,5")],
        &[],
    );
    let expected = &[("1", "Thu, chi; giá\u{A0}gạo")];
    check("id,body\n1,\"Thu, chi; giá\u{A0}gạo\"\n", expected, &[]);
    check("id;body\n1;\"Thu, chi; giá\u{A0}gạo\"\n", expected, &[]);
    check("id\tbody\n1\tThu, chi; giá\u{A0}gạo", expected, &[]);
    check(
        "sep=;\r\nid;body\r\n1;\"Thu, chi; giá\u{A0}gạo\"",
        expected,
        &[],
    );
    // A title with commas in the header of a table with semicolons.
    check(
        "id;\"tin, bài, ảnh\";nội dung\n1;x;Thu ngân sách\n",
        &[("1", "Thu ngân sách")],
        &[],
    );
}

#[test]
fn ids_of_rows_without() {
    check(
        "body\nMột.\nHai.\n",
        &[("x.csv:2", "Một."), ("x.csv:3", "Hai.")],
        &[],
    );
    check(
        "url,body\nhttps://a.vn/1,Một.\n,Hai.\n",
        &[("https://a.vn/1", "Một."), ("x.csv:3", "Hai.")],
        &[],
    );
}

#[test]
fn rows_that_are_wrong() {
    check(
        "id,title,body\n1,Một\n2,Hai,Hai.,x\n,Ba,Ba.\n4,Bốn, \n5,Năm,Năm.,,\n",
        &[("5", "Năm.")],
        &[
            "x.csv:2: the row has 2 columns, the header 3: a quote or a sign between columns may be missing",
            "x.csv:3: the row has 4 columns, the header 3: a quote or a sign between columns may be missing",
            "x.csv:4: its id is empty",
            "x.csv:5: its text is empty",
        ],
    );
    check(
        "id,published,body\n1,hôm qua,Một.\n",
        &[("1", "Một.")],
        &[
            "warning: x.csv:2: \"hôm qua\" is no date such as 2018-09-27 or \
           27/09/2018: the document is taken without a date",
        ],
    );
    check("", &[], &["x.csv: the file is empty"]);
    check(
        "\nTỉnh;Năm\nLạng Sơn;2020\n",
        &[],
        &[
            "x.csv:2: no column holds the text: expected one called body, text or nội dung, or named with `--map body=COLUMN`; there are Tỉnh, Năm",
        ],
    );
}

#[test]
fn a_stray_quote_costs_its_row_alone() {
    // A quote within a cell that has none around it is a quote.
    check(
        "id,body\n1,Ông nói \"được\".\n",
        &[("1", "Ông nói \"được\".")],
        &[],
    );
    check(
        "id,body\n1,\"Một.\n2,Hai.\n3,Ba.\n",
        &[("2", "Hai."), ("3", "Ba.")],
        &["x.csv:2: a quote opens a cell and is never closed"],
    );
    let undoubled = "a quote in cell 2 is not doubled: \"\" stands for a quote in a quoted cell";
    check(
        "id,body\n1,\"Một.\n2,\"Hai.\"\n3,\"Ông nói \"được\".\"\n4,Bốn.\n",
        &[("2", "Hai."), ("4", "Bốn.")],
        &[
            &format!("x.csv:2: {undoubled}"),
            &format!("x.csv:4: {undoubled}"),
        ],
    );
    // It closes in a later row, and takes it along into a row of too many cells.
    check(
        "id,body\n\"1,Một.\n2\",x,Hai.\n3,Ba.\n",
        &[("3", "Ba.")],
        &[
            "x.csv:2: the row has 3 columns, the header 2: a quote or a sign between columns may be missing",
            "x.csv:3: the row has 3 columns, the header 2: a quote or a sign between columns may be missing",
        ],
    );
}

#[test]
fn quotes_that_never_close_take_no_more_than_a_while() {
    let mut content = b"id,body\n".to_vec();
    // Each line opens a quote, whether it begins a row or stands within quotes.
    for _ in 0..30_000 {
        content.extend_from_slice(b"x\",\"\"\" lorem ipsum dolor sit amet, consectetur\n");
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.csv", content);
    let (documents, problems) = read(folder.path());
    assert!(documents.is_empty());
    assert!(problems[0].starts_with("x.csv:2: "), "{}", problems[0]);
    let last = problems.last().unwrap();
    assert!(last.ends_with(" lines after it are left out too"), "{last}");
}

#[test]
fn columns_named_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "a.tsv",
        "Số\tTin\tNội dung\n1\tThu tăng.\tkhác\n",
    );
    write(folder.path(), "b.csv", "id,body\n1,Một.\n");
    let mappings: Vec<Mapping> = ["body=tin", "id=Số"].map(|m| m.parse().unwrap()).into();
    let sources = Sources::list(&[folder.path()]).with_columns(&mappings);
    let pieces: Vec<Piece> = sources.files.iter().flat_map(|file| file.read()).collect();
    let [Piece::Document(document), Piece::Rejected(problem)] = pieces.as_slice() else {
        panic!("{pieces:?}");
    };
    assert_eq!(
        (document.id.as_str(), document.body.as_str()),
        ("1", "Thu tăng.")
    );
    assert_eq!(
        problem.reason,
        "no column is called \"tin\", as body asks for: there are id, body"
    );
}

#[test]
fn encodings_of_tables() {
    let expected = &[("1", "Thu ngân sách của tỉnh tăng 12,5% so với cùng kỳ.")];
    let text = "mã\tnội dung\r\n1\tThu ngân sách của tỉnh tăng 12,5% so với cùng kỳ.\r\n";
    let little: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&little, expected, &[]);
    let big: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    check(&big, expected, &[]);
    // TCVN3: â is A9, á is B8, é is D0, ộ is E9, ú is F3.
    check(
        b"m\xB7;n\xE9i dung\n1;Thu ng\xA9n s\xB8ch c\xF1a x\xB7 v\xAD\xEEt d\xF9 to\xB8n.\n",
        &[("1", "Thu ngân sách của xã vượt dự toán.")],
        &[],
    );
    let rows = [b"id,body\n1,M\xE1\xBB\x99t.\n2,M\xF4t.\n3,Ba.\n".as_slice()].concat();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.csv", rows);
    let sources =
        Sources::list(&[folder.path()]).in_encoding(crate::text::encoding::Encoding::Utf8);
    let pieces: Vec<Piece> = sources.files[0].read().collect();
    let [
        Piece::Document(_),
        Piece::Rejected(problem),
        Piece::Document(_),
    ] = pieces.as_slice()
    else {
        panic!("{pieces:?}");
    };
    assert_eq!(problem.line, Some(3));
    assert!(problem.reason.starts_with("cell 2 can't be read as utf-8"));
}

#[test]
fn long_tables_in_utf16_are_read_whole() {
    let mut text = "\u{FEFF}id,body\n".to_owned();
    for id in 0..20_000 {
        text.push_str(&format!("{id},Thu 😀 ngân sách 𝄞 của tỉnh.\n"));
    }
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.csv", bytes);
    let (documents, problems) = read(folder.path());
    assert_eq!((documents.len(), problems.len()), (20_000, 0));
    assert!(
        documents
            .iter()
            .all(|d| d.body == "Thu 😀 ngân sách 𝄞 của tỉnh.")
    );
}

proptest! {
    #[test]
    fn what_a_writer_of_csv_wrote_is_read(
        rows in prop::collection::vec(("[a-z]{1,5}", "[ \\na-zà-ỹ\",;0-9%]{0,40}x"), 1..8),
        delimiter in prop::sample::select(b",;\t".to_vec()),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["id", "body"]).unwrap();
        for (id, body) in &rows {
            writer.write_record([id, body]).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "x.csv", writer.into_inner().unwrap());
        let (documents, problems) = read(folder.path());
        prop_assert_eq!(problems, Vec::<String>::new());
        let found: Vec<(String, String)> =
            documents.into_iter().map(|d| (d.id, d.body)).collect();
        prop_assert_eq!(found, rows);
    }

    #[test]
    fn any_bytes_end_as_documents_or_problems(bytes in prop::collection::vec(prop::sample::select(
        b"\"\",,;\n\n\r\tab \x00\xFF\xE1\xBB\x99".to_vec()), 0..200)) {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "x.csv", [b"id,body\n".as_slice(), &bytes].concat());
        let _ = read(folder.path());
    }
}

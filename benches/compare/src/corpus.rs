//! The corpus: a file that is given, unpacked, or one that is generated.

use super::Corpus;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// An article of the corpus.
#[derive(Debug, Deserialize)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its text.
    #[serde(alias = "text")]
    pub body: String,
}

/// The articles of a corpus, one after the other.
pub fn articles(path: &Path) -> Result<impl Iterator<Item = Result<Article>>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let lines = BufReader::with_capacity(1 << 20, file).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// The corpus at `given`, or a generated one, as JSON Lines in a file.
pub fn prepare(given: Option<&Path>, scratch: &Path) -> Result<Corpus> {
    let path = scratch.join("corpus.jsonl");
    let name = match given {
        None => {
            generate(&path)?;
            "generated".to_owned()
        }
        Some(given) => {
            let mut source = File::open(given).with_context(|| given.display().to_string())?;
            let mut file = BufWriter::new(File::create(&path)?);
            if given.extension().is_some_and(|end| end == "zst") {
                zstd::stream::copy_decode(source, &mut file)?;
            } else {
                std::io::copy(&mut source, &mut file)?;
            }
            file.flush()?;
            let name = given.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        }
    };
    let (mut articles_found, mut text) = (0, 0);
    for article in articles(&path)? {
        let article = article?;
        articles_found += 1;
        text += (article.title.len() + article.body.len()) as u64;
    }
    Ok(Corpus {
        bytes: path.metadata()?.len(),
        path,
        name,
        text,
        articles: articles_found,
    })
}

const SUBJECTS: &[&str] = &[
    "thu ngân sách",
    "chi thường xuyên",
    "kim ngạch xuất khẩu",
    "tỷ lệ hộ nghèo",
    "doanh thu",
    "sản lượng lúa",
    "vốn đầu tư công",
    "số doanh nghiệp thành lập mới",
    "lượng khách du lịch",
];
const PLACES: &[&str] = &[
    "tỉnh Lạng Sơn",
    "thành phố Cần Thơ",
    "huyện Mộc Châu",
    "tỉnh Bến Tre",
    "thị xã Nghĩa Lộ",
    "tỉnh Thái Bình",
    "thành phố Huế",
    "huyện Đức Trọng",
    "tỉnh Quảng Trị",
];
const WORDS: &[&str] = &[
    "theo", "báo", "cáo", "của", "ủy", "ban", "nhân", "dân", "trong", "năm", "nay", "địa",
    "phương", "đã", "triển", "khai", "nhiều", "giải", "pháp", "đồng", "bộ", "nhằm", "thúc", "đẩy",
    "sản", "xuất", "và", "nâng", "cao", "đời", "sống", "người", "hội", "nghị", "đánh", "giá",
    "kết", "quả", "thực", "hiện", "nhiệm", "vụ", "phát", "kinh", "tế", "xã", "các", "ngành",
    "chức", "năng", "tiếp", "tục",
];

/// Writes 20,000 articles of some 2,500 bytes each.
fn generate(path: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut state = 20_260_101_u64;
    let mut below = |n: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % n
    };
    for number in 0..20_000 {
        let title = format!(
            "{} của {} năm {}",
            SUBJECTS[below(SUBJECTS.len())],
            PLACES[below(PLACES.len())],
            2010 + below(15)
        );
        let mut body = String::new();
        for _ in 0..14 {
            for _ in 0..22 {
                body.push_str(WORDS[below(WORDS.len())]);
                body.push(' ');
            }
            let (subject, place) = (SUBJECTS[below(SUBJECTS.len())], PLACES[below(PLACES.len())]);
            let (amount, percent) = (100 + below(9000), 50 + below(70));
            body.push_str(&format!(
                "{subject} của {place} đạt {amount} tỷ đồng, bằng {percent}% kế hoạch. "
            ));
        }
        let article =
            serde_json::json!({"id": format!("bai-{number}"), "title": title, "body": body});
        writeln!(file, "{article}")?;
    }
    file.flush()?;
    Ok(())
}

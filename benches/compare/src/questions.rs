//! The questions: two to four words in a row from titles all over the corpus.

use super::corpus::articles;
use anyhow::{Result, ensure};
use solieu::text::{Analysis, Normalized};
use std::path::Path;

/// How many.
const COUNT: usize = 200;

/// The same questions in both forms.
pub struct Questions {
    /// As in the titles.
    pub accented: Vec<String>,
    /// Without accents.
    pub plain: Vec<String>,
}

/// The questions of a corpus, the same in each run.
pub fn of(corpus: &Path) -> Result<Questions> {
    let mut titles = Vec::new();
    for article in articles(corpus)? {
        let words: Vec<String> = article?
            .title
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        // Signs and digits are words to one engine and none to another.
        let plain = |word: &String| word.chars().all(char::is_alphabetic);
        let longest = words.split(|word| !plain(word)).max_by_key(|run| run.len());
        titles.extend(longest.filter(|run| run.len() > 4).map(<[String]>::to_vec));
    }
    ensure!(!titles.is_empty(), "no title has five words in a row");
    let step = (titles.len() / COUNT).max(1);
    let chosen = titles.iter().step_by(step).take(COUNT);
    let accented: Vec<String> = chosen
        .enumerate()
        .map(|(i, words)| {
            let length = 2 + i % 3;
            let start = i % (words.len() - length + 1);
            words[start..start + length].join(" ")
        })
        .collect();
    let plain = accented.iter().map(|text| bare(text)).collect();
    Ok(Questions { accented, plain })
}

/// The text without accents.
fn bare(text: &str) -> String {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let words: Vec<&str> = analysis.tokens().map(|token| token.folded()).collect();
    words.join(" ")
}

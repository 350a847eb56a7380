//! Text for people: hits with their evidence, and what commands came to.
//!
//! Invariant: what a document holds is printed on its own lines without control characters.

use super::Output;
use super::explained::Explained;
use super::passage::{Mark, excerpt, one_line};
use super::statement::statement;
use crate::engine::{Evidence, Hit};
use crate::facts::written::{day, grouped};
use crate::index::{Info, Summary};
use crate::query::Question;
use crate::text::Span;
use jiff::civil::Date;
use serde_json::Value;
use std::io;
use std::path::Path;
use std::time::Duration;

/// How many evidence sentences are shown of one hit.
const MOST_PASSAGES: usize = 3;

impl Output {
    /// How a question was read.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn reading_line(
        &mut self,
        qid: Option<&Value>,
        question: &Question,
    ) -> io::Result<()> {
        if let Some(qid) = qid {
            self.separate()?;
            self.line(&format!("[{qid}] {}", one_line(&question.reading.query)))?;
        }
        readings(question)
            .iter()
            .try_for_each(|line| self.line(line))
    }

    /// What a search came to.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn found_line(
        &mut self,
        total: usize,
        returned: usize,
        took: Duration,
    ) -> io::Result<()> {
        let took = self::took(took);
        let articles = match total {
            0 => "no article found".to_owned(),
            1 => "1 article found".to_owned(),
            _ => format!("{} articles found", counted(total as u64)),
        };
        let found = match returned {
            _ if returned == total => articles,
            _ => format!("{articles}, {} shown", counted(returned as u64)),
        };
        self.line("")?;
        self.line(&format!("{found} ({took})"))
    }

    /// A hit: rank and title, where it is from, its evidence, its facts in words, and where that
    /// was asked the rules that read them and the parts of the score.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn hit_lines(
        &mut self,
        hit: &Hit,
        explained: Option<&Explained<'_>>,
    ) -> io::Result<()> {
        let title = self.paint.strong(&titled(&hit.title, &hit.id));
        self.line("")?;
        self.line(&format!("{}. {title}", hit.rank))?;
        let about = aside(hit.published, hit.author.as_deref(), hit.source.as_deref());
        let about = about
            .chain([hit.id.clone(), format!("score {}", score(hit.score))])
            .collect::<Vec<_>>()
            .join(" · ");
        let about = self.paint.aside(&one_line(&about));
        self.line(&format!("   {about}"))?;
        for (passage, marks) in evidence(hit).iter().take(MOST_PASSAGES) {
            let text = excerpt(&hit.body, *passage, marks, self.paint);
            self.line(&format!("   {}", text.trim()))?;
        }
        for Evidence { fact, named, .. } in &hit.facts {
            let named = named
                .as_ref()
                .map(|name| format!(" – có thể là (maybe) {name}"));
            let rule = match explained {
                Some(_) => format!(" [{}]", fact.rule),
                None => String::new(),
            };
            let said = one_line(&format!(
                "{}{}{rule}",
                statement(fact),
                named.unwrap_or_default()
            ));
            let said = self.paint.aside(&said);
            self.line(&format!("   → {said}"))?;
        }
        explained.map_or(Ok(()), |explained| self.explained_lines(explained))
    }
}

impl Output {
    /// What an indexing run came to.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn indexed_line(&mut self, directory: &Path, summary: &Summary) -> io::Result<()> {
        let parts = [
            (summary.documents, "articles"),
            (summary.replaced, "of them replaced"),
            (summary.facts, "facts"),
            (summary.unchanged, "unchanged"),
            (summary.removed, "removed"),
            (summary.rejections, "rejected"),
            (summary.warnings, "warnings"),
        ];
        let said: Vec<String> = parts
            .iter()
            .enumerate()
            // What is zero is not worth a word, but for the documents and facts themselves.
            .filter(|(at, (count, _))| *count > 0 || matches!(at, 0 | 2))
            .map(|(_, (count, what))| format!("{} {what}", counted(*count)))
            .collect();
        let seconds = summary.took.as_secs_f64();
        self.line(&format!(
            "{}: {} ({} s, {} MB/s)",
            directory.display(),
            said.join(", "),
            rounded(seconds),
            rounded(summary.rate()),
        ))
    }

    /// What an index holds.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn info(&mut self, directory: &Path, info: &Info) -> io::Result<()> {
        self.line(&format!("index     {}", directory.display()))?;
        self.line(&format!("format    {}", info.format))?;
        self.line(&format!("articles  {}", counted(info.articles)))?;
        self.line(&format!("facts     {}", counted(info.facts)))?;
        self.line(&format!("segments  {}", info.segments))?;
        self.line(&format!(
            "size      {} MB",
            rounded(info.bytes as f64 / 1e6)
        ))
    }
}

/// How a question was read, a line each for keystrokes in it and for both languages.
#[must_use]
pub fn readings(question: &Question) -> Vec<String> {
    let reading = &question.reading;
    let mut lines = Vec::new();
    if !reading.keystrokes.is_empty() {
        let pairs: Vec<String> = reading
            .keystrokes
            .iter()
            .map(|keys| format!("{} → {}", keys.typed, keys.syllable))
            .collect();
        let pairs = one_line(&pairs.join(", "));
        lines.push(format!("gõ Telex, VNI (keystrokes): {pairs}"));
    }
    lines.push(format!("hiểu là: {}", one_line(&reading.text)));
    lines.push(format!("read as: {}", one_line(&reading.english)));
    lines
}

/// The title, or the id where there is none.
pub fn titled(title: &str, id: &str) -> String {
    let title = one_line(title);
    if title.trim().is_empty() {
        one_line(id)
    } else {
        title
    }
}

/// What is known of a document besides its text.
pub fn aside<'a>(
    published: Option<Date>,
    author: Option<&'a str>,
    source: Option<&'a str>,
) -> impl Iterator<Item = String> {
    let of_text = |text: Option<&str>| text.map(str::to_owned).filter(|text| !text.is_empty());
    [published.map(day), of_text(source), of_text(author)]
        .into_iter()
        .flatten()
}

/// A passage with what is marked in it.
type Passage = (Span, Vec<(Span, Mark)>);

/// The passages of a hit that show why it was found: the sentences of its facts, or the snippets
/// where no fact was asked for.
fn evidence(hit: &Hit) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for Evidence { fact, .. } in &hit.facts {
        let figure = (fact.span(), Mark::Figure);
        match passages.iter_mut().find(|(span, _)| *span == fact.sentence) {
            Some((_, marks)) => marks.push(figure),
            None => passages.push((fact.sentence, vec![figure])),
        }
    }
    if passages.is_empty() {
        passages.extend(
            hit.snippets
                .iter()
                .map(|snippet| (snippet.span, Vec::new())),
        );
    }
    for (passage, marks) in &mut passages {
        let figures = marks.clone();
        let clear = |word: &Span| figures.iter().all(|(figure, _)| !word.overlaps(*figure));
        let words = hit.snippets.iter().flat_map(|snippet| &snippet.highlights);
        marks.extend(
            words
                .filter(|word| passage.contains(**word) && clear(word))
                .map(|word| (*word, Mark::Word)),
        );
        marks.sort_by_key(|(span, _)| span.start);
    }
    passages
}

/// A count.
#[must_use]
pub fn counted(count: u64) -> String {
    grouped(&count.to_string())
}

/// How long something took.
pub fn took(time: Duration) -> String {
    format!("{} ms", rounded(time.as_secs_f64() * 1000.0))
}

/// The score of a hit, or a part of it.
pub fn score(score: f32) -> String {
    grouped(&format!("{score:.2}"))
}

/// A measured number, with as many decimals as are worth reading.
pub fn rounded(number: f64) -> String {
    let places = if number < 10.0 { 2 } else { 0 };
    grouped(&format!("{number:.places$}"))
}

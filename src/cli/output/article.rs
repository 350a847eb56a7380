//! Documents for people: the text with every figure numbered, what it was read as below each
//! paragraph, and there too what contradicts it.
//!
//! Invariant: a figure has the same number in the text, in its reading and in a contradiction: one
//! more than its ordinal in JSON. What a document holds is printed without control characters.

use super::Output;
use super::passage::one_line;
use super::people::{aside, counted, titled};
use super::statement::statement;
use crate::facts::{Contradiction, Fact};
use crate::source::Document;
use crate::text::Span;
use std::io;

impl Output {
    /// A document: its title, where it is from, its text with every figure numbered, and below
    /// each paragraph what its figures were read as.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn document_lines(&mut self, document: &Document, facts: &[Fact]) -> io::Result<()> {
        self.heading(document)?;
        for paragraph in paragraphs(&document.body) {
            self.paragraph(document, paragraph, facts)?;
        }
        Ok(())
    }

    /// The paragraphs of a document in which figures contradict each other, and below each what
    /// contradicts what.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn contradiction_lines(
        &mut self,
        document: &Document,
        facts: &[Fact],
        contradictions: &[Contradiction],
    ) -> io::Result<()> {
        self.heading(document)?;
        for paragraph in paragraphs(&document.body) {
            let ends_here =
                |found: &&Contradiction| found.end > paragraph.start && found.end <= paragraph.end;
            let touched = |found: &Contradiction| found.span().overlaps(paragraph);
            if !contradictions.iter().any(touched) {
                continue;
            }
            self.paragraph(document, paragraph, facts)?;
            for found in contradictions.iter().filter(ends_here) {
                self.contradiction(found)?;
            }
        }
        Ok(())
    }

    /// How many contradictions were found, and in how many documents.
    ///
    /// # Errors
    /// If the output can't be written.
    pub(super) fn checked_line(&mut self, found: u64, within: u64, of: u64) -> io::Result<()> {
        self.separate()?;
        let articles = match of {
            1 => "1 article".to_owned(),
            _ => format!("{} articles", counted(of)),
        };
        match found {
            0 => self.line(&format!("no contradiction found in {articles}")),
            1 => self.line(&format!("1 contradiction found in {articles}")),
            _ if within == of => self.line(&format!(
                "{} contradictions found in {articles}",
                counted(found)
            )),
            _ => self.line(&format!(
                "{} contradictions found, in {} of {articles}",
                counted(found),
                counted(within),
            )),
        }
    }

    /// The title of a document, and where it is from.
    fn heading(&mut self, document: &Document) -> io::Result<()> {
        self.separate()?;
        let title = self.paint.strong(&titled(&document.title, &document.id));
        self.line(&title)?;
        let about = aside(
            document.published,
            document.author.as_deref(),
            document.source.as_deref(),
        );
        let about: Vec<String> = about.chain([document.id.clone()]).collect();
        let about = self.paint.aside(&one_line(&about.join(" · ")));
        self.line(&about)
    }

    /// A paragraph of the body, and what its figures were read as.
    fn paragraph(
        &mut self,
        document: &Document,
        paragraph: Span,
        facts: &[Fact],
    ) -> io::Result<()> {
        let body = &document.body;
        let first = facts.partition_point(|fact| fact.start < paragraph.start);
        let mut text = String::new();
        let mut read = Vec::new();
        let mut at = paragraph.start;
        let inside = facts.iter().enumerate().skip(first);
        for (ordinal, fact) in inside.take_while(|(_, fact)| fact.start < paragraph.end) {
            if fact.start < at {
                continue;
            }
            let said = one_line(&statement(fact));
            read.push(format!(
                "   {} {said}",
                self.paint.aside(&format!("{}", ordinal + 1))
            ));
            text.push_str(&one_line(slice(body, at, fact.start)));
            let figure = one_line(slice(body, fact.start, fact.end));
            text.push_str(&self.paint.figure(&figure));
            text.push_str(&self.paint.aside(&superscript(ordinal + 1)));
            at = fact.end;
        }
        text.push_str(&one_line(slice(body, at, paragraph.end)));
        self.line("")?;
        self.line(text.trim())?;
        for line in read {
            self.line(&line)?;
        }
        Ok(())
    }

    /// What contradicts what, in both languages, after the numbers of the figures.
    fn contradiction(&mut self, found: &Contradiction) -> io::Result<()> {
        let numbers: Vec<String> = found.facts.iter().map(|i| (i + 1).to_string()).collect();
        let numbers = format!("≠ {}:", numbers.join(", "));
        let said = self.paint.strong(&numbers);
        self.line(&format!("   {said} {}", one_line(&found.message.vi)))?;
        let indent = " ".repeat(numbers.chars().count());
        self.line(&format!("   {indent} {}", one_line(&found.message.en)))
    }
}

fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to.max(from)).unwrap_or_default()
}

/// The lines of the body that are not empty.
fn paragraphs(body: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    body.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        (!line.trim().is_empty()).then(|| Span::new(start, start + line.trim_end().len()))
    })
}

/// A number in raised digits.
fn superscript(number: usize) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| match digit {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            _ => '⁹',
        })
        .collect()
}

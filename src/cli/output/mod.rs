//! What goes to the standard output: lines of JSON, or text for people.
//!
//! Invariant: nothing else writes to the standard output; all of it is UTF-8; colours only where a
//! terminal shows them and `NO_COLOR` does not forbid them.

mod article;
mod explained;
mod facets;
mod json;
mod passage;
mod people;
mod statement;
mod table;

pub use explained::Explained;
pub use json::Line;
pub use people::{counted, readings};
pub use table::{Form, Sheet, Timelines, listed};

use crate::engine::Hit;
use crate::facts::{Contradiction, Fact};
use crate::index::Summary;
use crate::query::Question;
use crate::source::Document;
use json::{ContradictionLine, DocumentLine, FactLine, HitLine, milliseconds};
use passage::Paint;
use serde::Serialize;
use serde_json::Value;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::Path;
use std::time::Duration;

/// The standard output.
pub struct Output {
    out: BufWriter<Stdout>,
    paint: Paint,
    /// Whether something has been written.
    begun: bool,
    /// Whether lines of JSON are wanted.
    pub json: bool,
}

impl Output {
    /// The standard output, for JSON Lines or for people.
    #[must_use]
    pub fn new(json: bool) -> Self {
        let stdout = io::stdout();
        let choice = anstream::AutoStream::choice(&stdout);
        Self {
            paint: Paint {
                colour: choice != anstream::ColorChoice::Never,
            },
            out: BufWriter::with_capacity(1 << 16, stdout),
            begun: false,
            json,
        }
    }

    /// A document's facts, one a line.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn facts(&mut self, id: &str, facts: &[Fact]) -> io::Result<()> {
        for (ordinal, fact) in facts.iter().enumerate() {
            self.object(&Line::Fact(FactLine::new(id, ordinal, fact)))?;
        }
        Ok(())
    }

    /// A document with its facts.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn article(&mut self, document: &Document, facts: &[Fact]) -> io::Result<()> {
        if self.json {
            self.object(&Line::Document(DocumentLine::new(document)))?;
            self.facts(&document.id, facts)
        } else {
            self.document_lines(document, facts)
        }
    }

    /// What contradicts what in a document: in JSON behind its facts, for people only where there
    /// is anything.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn contradictions(
        &mut self,
        document: &Document,
        facts: &[Fact],
        contradictions: &[Contradiction],
    ) -> io::Result<()> {
        if self.json {
            self.facts(&document.id, facts)?;
            for found in contradictions {
                let line = ContradictionLine::new(&document.id, found, facts);
                self.object(&Line::Contradiction(line))?;
            }
            Ok(())
        } else if contradictions.is_empty() {
            Ok(())
        } else {
            self.contradiction_lines(document, facts, contradictions)
        }
    }

    /// How many contradictions there are, `within` how many of the documents; programs count the
    /// lines.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn checked(&mut self, found: u64, within: u64, of: u64) -> io::Result<()> {
        if self.json {
            Ok(())
        } else {
            self.checked_line(found, within, of)
        }
    }

    /// How a question was read.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn reading(&mut self, qid: Option<&Value>, question: &Question) -> io::Result<()> {
        if self.json {
            self.object(&Line::Reading {
                qid,
                reading: &question.reading,
            })
        } else {
            self.reading_line(qid, question)
        }
    }

    /// A hit, and why it has its score where that was asked.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn hit(
        &mut self,
        qid: Option<&Value>,
        hit: &Hit,
        explained: Option<&Explained<'_>>,
    ) -> io::Result<()> {
        if self.json {
            self.object(&Line::Hit(HitLine::new(qid, hit, explained)))
        } else {
            self.hit_lines(hit, explained)
        }
    }

    /// What a search came to.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn found(
        &mut self,
        qid: Option<&Value>,
        total: usize,
        returned: usize,
        took: Duration,
    ) -> io::Result<()> {
        if self.json {
            let took_ms = milliseconds(took);
            self.object(&Line::Found {
                qid,
                total,
                returned,
                took_ms,
            })
        } else {
            self.found_line(total, returned, took)
        }
    }

    /// A line of a batch that could not be answered; people read it on standard error.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn failed(&mut self, qid: Option<&Value>, message: &str) -> io::Result<()> {
        if self.json {
            self.object(&Line::Error { qid, message })?;
        }
        Ok(())
    }

    /// What an indexing run came to.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn indexed(&mut self, directory: &Path, summary: &Summary) -> io::Result<()> {
        if !self.json {
            return self.indexed_line(directory, summary);
        }
        for problem in &summary.rejected {
            self.object(&Line::Rejected {
                path: problem.path.to_string_lossy(),
                line: problem.line,
                reason: &problem.reason,
            })?;
        }
        self.object(&Line::Indexed {
            documents: summary.documents,
            facts: summary.facts,
            replaced: summary.replaced,
            unchanged: summary.unchanged,
            removed: summary.removed,
            rejected: summary.rejections,
            warnings: summary.warnings,
            skipped: summary.skipped,
            seconds: summary.took.as_secs_f64(),
            mb_per_s: summary.rate(),
        })
    }

    /// One line of JSON.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn object(&mut self, object: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, object)?;
        self.out.write_all(b"\n")
    }

    /// One line of text.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.begun = true;
        writeln!(self.out, "{text}")
    }

    /// An empty line, unless nothing stands above it.
    ///
    /// # Errors
    /// If the output can't be written.
    fn separate(&mut self) -> io::Result<()> {
        if self.begun { self.line("") } else { Ok(()) }
    }

    /// Writes the bytes as they are.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// If the output can't be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

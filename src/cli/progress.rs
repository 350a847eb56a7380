//! What standard error shows while sources are read: a bar on a terminal, warnings everywhere.
//!
//! Invariant: off a terminal nothing but warnings is written.

use super::output::counted;
use super::warn;
use crate::index::{Observer, Progress};
use crate::source::Problem;
use indicatif::{ProgressBar, ProgressStyle};

/// How many warnings are shown; the rest is counted.
const MOST_WARNINGS: u64 = 100;

/// The bar, and the place where warnings go.
pub struct Watch {
    bar: ProgressBar,
    warnings: u64,
}

impl Watch {
    /// A watch over sources of so many bytes. The bar hides itself off a terminal.
    #[must_use]
    pub fn new(bytes: u64) -> Self {
        let bar = ProgressBar::new(bytes);
        let template = "{bar:30} {bytes}/{total_bytes} {binary_bytes_per_sec} {msg} {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, warnings: 0 }
    }

    /// A watch without a bar, for commands whose results appear while they work.
    #[must_use]
    pub fn without_bar() -> Self {
        Self {
            bar: ProgressBar::hidden(),
            warnings: 0,
        }
    }

    /// Takes the bar away, and says how many warnings were not shown.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        if self.warnings > MOST_WARNINGS {
            let rest = self.warnings - MOST_WARNINGS;
            warn(&format!("warning: {} more like these", counted(rest)));
        }
    }

    fn warn(&mut self, message: &str) {
        self.warnings += 1;
        if self.warnings <= MOST_WARNINGS {
            self.bar.suspend(|| warn(message));
        }
    }
}

impl Observer for Watch {
    fn progress(&mut self, done: Progress) {
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_position(done.bytes);
        self.bar.set_message(format!(
            "{} documents ({:.0}/s) {} facts",
            done.documents,
            done.documents as f64 / seconds,
            done.facts
        ));
    }

    fn rejected(&mut self, problem: &Problem) {
        self.warn(&format!("warning: {problem}"));
    }

    fn warned(&mut self, problem: &Problem) {
        self.warn(&format!("warning: {problem}"));
    }
}

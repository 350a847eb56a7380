//! What was measured of an engine, and the table of it.

use super::{Asked, Corpus};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What a process used.
pub struct Usage {
    /// From its start to its end.
    pub wall: Duration,
    /// Processor time, of user and system.
    pub processor: Duration,
    /// The most memory it held, in bytes.
    pub memory: u64,
}

impl Usage {
    /// Of this program with those arguments.
    pub fn of(arguments: &[&str]) -> Result<Self> {
        let began = Instant::now();
        let child = Command::new(std::env::current_exe()?)
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()?;
        let ended = child.wait4()?;
        ensure!(ended.status.success(), "{arguments:?}: {}", ended.status);
        Ok(Self {
            wall: began.elapsed(),
            processor: ended.rusage.utime + ended.rusage.stime,
            memory: ended.rusage.maxrss,
        })
    }
}

/// What a set of questions came to.
pub struct Warm {
    /// The time of each, shortest first.
    pub times: Vec<Duration>,
    /// What each found.
    pub found: Vec<BTreeSet<String>>,
}

impl Warm {
    fn at(&self, share: f64) -> Duration {
        let at = (self.times.len() as f64 * share) as usize;
        self.times.get(at).copied().unwrap_or_default()
    }

    fn total(&self) -> usize {
        self.found.iter().map(BTreeSet::len).sum()
    }
}

/// Asks each question once to warm up and then three times, of which the least counts.
pub fn warm(asked: &dyn Asked, questions: &[String]) -> Result<Warm> {
    let (mut times, mut found) = (Vec::new(), Vec::new());
    for question in questions {
        found.push(asked.ids(question)?.into_iter().collect());
        let mut least = Duration::MAX;
        for _ in 0..3 {
            let began = Instant::now();
            asked.ask(question).with_context(|| question.clone())?;
            least = least.min(began.elapsed());
        }
        times.push(least);
    }
    times.sort_unstable();
    Ok(Warm { times, found })
}

/// What was measured of an engine.
pub struct Measured {
    /// Its name.
    pub name: &'static str,
    /// Indexing.
    pub indexing: Usage,
    /// Bytes of its index.
    pub bytes: u64,
    /// A process that answers one question.
    pub cold: Duration,
    /// The questions as they stand.
    pub accented: Warm,
    /// The questions without accents.
    pub plain: Warm,
}

/// The table, ratios to the first engine in brackets.
pub fn table(corpus: &Corpus, rows: &[Measured]) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let rate = |row: &Measured| corpus.bytes as f64 / 1e6 / row.indexing.wall.as_secs_f64();
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    let mut table = format!(
        "{}: {} articles, {:.1} MB of JSON Lines, {:.1} MB of text; ratios to {} in brackets\n\n",
        corpus.name,
        corpus.articles,
        corpus.bytes as f64 / 1e6,
        corpus.text as f64 / 1e6,
        first.name
    );
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    let _ = writeln!(
        table,
        "| | {} |\n|{}",
        names.join(" | "),
        "---|".repeat(rows.len() + 1)
    );
    let mut line = |what: &str, digits: usize, value: &dyn Fn(&Measured) -> f64| {
        let _ = write!(table, "| {what} |");
        for row in rows {
            let (value, base) = (value(row), value(first));
            let _ = match base {
                0.0 => write!(table, " {value:.digits$} |"),
                _ => write!(table, " {value:.digits$} ({:.2}) |", value / base),
            };
        }
        table.push('\n');
    };
    line("indexing, MB/s", 1, &rate);
    line("indexing, processor s", 1, &|row| {
        row.indexing.processor.as_secs_f64()
    });
    line("indexing, peak memory MB", 0, &|row| {
        row.indexing.memory as f64 / 1e6
    });
    line("index / text", 2, &|row| {
        row.bytes as f64 / corpus.text as f64
    });
    line("words, p50 ms", 3, &|row| millis(row.accented.at(0.5)));
    line("words, p95 ms", 3, &|row| millis(row.accented.at(0.95)));
    line("without accents, p50 ms", 3, &|row| {
        millis(row.plain.at(0.5))
    });
    line("without accents, p95 ms", 3, &|row| {
        millis(row.plain.at(0.95))
    });
    line("process with one question, ms", 1, &|row| millis(row.cold));
    line("articles found", 0, &|row| row.accented.total() as f64);
    line("found without accents", 0, &|row| row.plain.total() as f64);
    line("questions with another answer", 0, &|row| {
        let pairs = row.accented.found.iter().zip(&first.accented.found);
        pairs.filter(|(one, other)| one != other).count() as f64
    });
    table
}

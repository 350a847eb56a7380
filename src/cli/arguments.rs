//! The command line as it is typed.
//!
//! Invariant: every command and option here does something; a default is stated once, here.

use super::facets::wanted;
use super::settings::Settings;
use crate::engine::{HitOrder, Wanted};
use crate::query::FieldFilter;
use crate::source::{Mapping, Sources};
use crate::text::encoding::Encoding;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// What `--help` says below the options.
const EXIT_CODES: &str = "Exit codes: 0 found, 1 nothing found, 2 error.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "solieu",
    version,
    about = "Search Vietnamese text by its words and by its figures",
    after_help = EXIT_CODES,
    max_term_width = 100,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// What every command knows.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command knows.
#[derive(Debug, Args)]
pub struct Global {
    /// The folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "SOLIEU_INDEX",
        default_value = "index"
    )]
    pub index: PathBuf,
    /// Print JSON Lines instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// What need not be typed.
    #[arg(skip)]
    pub settings: Settings,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders into the index
    Index(IndexArguments),
    /// Find the articles in which one statement meets the question
    #[command(override_usage = "solieu search [OPTIONS] QUERY [PATH]...\n       \
                          solieu search [OPTIONS] --batch FILE [PATH]...")]
    Search(SearchArguments),
    /// List the figures that answer a question, as a table
    #[command(override_usage = "solieu facts [OPTIONS] QUERY [PATH]...")]
    Facts(FactsArguments),
    /// Count articles by what their figures measure, where and when they are from
    #[command(
        override_usage = "solieu facets [OPTIONS] [QUERY] [PATH]...",
        after_help = "An article counts once for a value. Where the question has a condition on \
                      figures, the figures that meet it are counted, else all figures of the \
                      articles found. Without --facet everything is counted."
    )]
    Facets(FacetsArguments),
    /// Print an article of the index with its figures
    Show(ShowArguments),
    /// Print the figures of a text, without an index
    Extract(ExtractArguments),
    /// Say what the index holds
    Info,
    /// Print what a shell needs to complete the command line
    Completions(CompletionsArguments),
    /// Print the manual page
    Man(ManArguments),
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    pub shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// Write a page for each command into this folder, instead of printing that of the whole
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// How files are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// The encoding of the files (utf-8, utf-16le, utf-16be, tcvn3, vni, viscii, windows-1258),
    /// instead of the one that fits each
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,
    /// The column of tables (.csv, .tsv) that holds a field: id, title, body, published, author,
    /// source or url. Again for another
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    mappings: Vec<Mapping>,
}

impl Reading {
    /// The files under the paths, to be read so.
    #[must_use]
    pub fn sources<P: AsRef<Path>>(&self, paths: &[P]) -> Sources {
        let sources = Sources::list(paths).with_columns(&self.mappings);
        match self.encoding {
            Some(encoding) => sources.in_encoding(encoding),
            None => sources,
        }
    }
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArguments {
    /// Files (.txt, .jsonl, .csv, .tsv, also as .gz and .zst) and folders of such files
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Delete the index first, whatever its version and state
    #[arg(long)]
    pub rebuild: bool,
    /// Memory for articles not yet written to disk, in MB
    #[arg(long, value_name = "MB", default_value_t = 256, value_parser = clap::value_parser!(u32).range(15..))]
    pub memory: u32,
    /// Remove the articles of files below the paths that are gone, and of lines that are gone from a
    /// file. Those of what can't be read now stay
    #[arg(long)]
    pub prune: bool,
    /// Write nothing: count what would be written and removed
    #[arg(long, conflicts_with = "rebuild")]
    pub dry_run: bool,
    /// Write a line of JSON for every article (indexed, replaced, unchanged, removed) and for everything
    /// that was rejected or odd
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// End with exit code 2 if anything was rejected; the rest is indexed all the same
    #[arg(long)]
    pub strict: bool,
    /// After how many MB of text what was read is made durable and visible: a run that is interrupted
    /// keeps it
    #[arg(long, value_name = "MB", default_value_t = 64.0, value_parser = megabytes)]
    pub commit_every: f64,
    /// Threads; by default one a core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// A number of megabytes, of which the least is a thousandth.
fn megabytes(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.001..=1e6).contains(&number) => Ok(number),
        _ => Err("expected megabytes from 0.001 to 1000000, such as 64 or 0.5".to_owned()),
    }
}

/// Fields beside a question, and what is counted of its answer.
#[derive(Debug, Args)]
pub struct Narrowing {
    /// Ask for a field too, as if FIELD:"VALUE" were typed behind the question (again for another):
    /// year=2018, place="Lạng Sơn", kind=share, value=>80%
    #[arg(long = "filter", value_name = "FIELD=VALUE")]
    pub filters: Vec<FieldFilter>,
    /// Count the articles found by metric, unit, kind, place, period, year, source or author, and
    /// list the N most frequent values (10, or "all"); of "value", histograms of the figures that meet
    /// the conditions, in about N bins. Again for another field
    #[arg(long = "facet", value_name = "FIELD[:N]", value_parser = wanted)]
    pub facets: Vec<Wanted>,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// The question, or @NAME for a saved one, then files and folders to search instead of the index
    #[arg(value_name = "QUERY|PATH", required_unless_present = "batch")]
    pub positional: Vec<String>,
    /// How many articles to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How many articles to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Print all articles from --offset on
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
    /// The order: "relevance" (the best first), "published" (the latest first, those without a day at
    /// the end) or "value" (that with the largest figure that meets the conditions first)
    #[arg(
        long,
        value_name = "ORDER",
        value_enum,
        default_value_t,
        hide_possible_values = true
    )]
    pub sort: Sort,
    /// What is asked and counted beside the question.
    #[command(flatten)]
    pub narrowing: Narrowing,
    /// Take the whole question as words: read no condition from it
    #[arg(long)]
    pub words: bool,
    /// A file of further abbreviations: a line each of a short form, a tab and its long forms
    /// parted by "|"; `--words` takes none
    #[arg(long, value_name = "FILE", env = "SOLIEU_ABBREVIATIONS")]
    pub abbreviations: Option<PathBuf>,
    /// Print all articles, and only those, that were not found when the question was last asked so of
    /// this index
    #[arg(long, conflicts_with_all = ["limit", "offset", "all", "batch"])]
    pub since_last: bool,
    /// Say how each score came about, and which rule read each figure
    #[arg(long)]
    pub explain: bool,
    /// Ask every question of a file of lines {"qid": …, "text": …}; `-` is the standard input
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// The order of hits, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Sort {
    /// The best first
    #[default]
    Relevance,
    /// The last published first
    Published,
    /// The largest figure first
    Value,
}

impl From<Sort> for HitOrder {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Relevance => Self::Relevance,
            Sort::Published => Self::Published,
            Sort::Value => Self::Value,
        }
    }
}

impl SearchArguments {
    /// The question and the paths, where there is no batch.
    #[must_use]
    pub fn question_and_paths(&self) -> (&str, &[String]) {
        question_and_paths(&self.positional)
    }
}

/// The question and the paths behind it; without any, the empty question.
fn question_and_paths(positional: &[String]) -> (&str, &[String]) {
    match positional.split_first() {
        Some((question, paths)) => (question, paths),
        None => ("", &[]),
    }
}

/// Arguments of `facets`.
#[derive(Debug, Args)]
pub struct FacetsArguments {
    /// The question, then files and folders to count instead of the index; without a question, or with
    /// an empty one, all articles are counted
    #[arg(value_name = "QUERY|PATH")]
    pub positional: Vec<String>,
    /// What is asked beside the question, and counted.
    #[command(flatten)]
    pub narrowing: Narrowing,
    /// A file of further abbreviations: a line each of a short form, a tab and its long forms
    /// parted by "|"
    #[arg(long, value_name = "FILE", env = "SOLIEU_ABBREVIATIONS")]
    pub abbreviations: Option<PathBuf>,
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,
}

impl FacetsArguments {
    /// The question and the paths.
    #[must_use]
    pub fn question_and_paths(&self) -> (&str, &[String]) {
        question_and_paths(&self.positional)
    }
}

/// Arguments of `facts`.
///
/// Rows, statistics and charts are three things to print: an option of one is refused with another.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("summary").args(["stats", "chart"]))]
pub struct FactsArguments {
    /// What is measured, with a condition on it or without, then files and folders to search instead
    /// of the index
    #[arg(value_name = "QUERY|PATH", required = true)]
    pub positional: Vec<String>,
    /// How many figures to print: 20 for people, all of them as CSV and JSON
    #[arg(long, value_name = "N", conflicts_with_all = ["stats", "chart"])]
    pub limit: Option<usize>,
    /// In which order: for people by relevance, else as in the index, which takes no memory
    #[arg(long, value_name = "BY", value_enum, conflicts_with_all = ["stats", "chart"])]
    pub sort: Option<RowOrder>,
    /// Turn the order around: the least value or the earliest day first
    #[arg(long, requires = "sort")]
    pub reverse: bool,
    /// Print CSV: commas, a header, decimal points, UTF-8
    #[arg(long, conflicts_with_all = ["excel", "json"])]
    pub csv: bool,
    /// Print CSV as Excel reads it in Vietnam: semicolons, decimal commas, UTF-8 with a mark; a text
    /// that Excel would take for a formula is put behind an apostrophe
    #[arg(long, conflicts_with = "json")]
    pub excel: bool,
    /// Print how many figures there are, the least, the median, the mean and the greatest, of each
    /// sort that may be compared
    #[arg(long)]
    pub stats: bool,
    /// Draw the figures over the time that they are about, for each sort that may be compared
    #[arg(long, conflicts_with_all = ["csv", "excel", "json"])]
    pub chart: bool,
    /// Tell figures apart by what they are about, or by who published them
    #[arg(long, value_name = "WHAT", value_enum, requires = "summary")]
    pub by: Option<Grouping>,
    /// A file of further abbreviations, as for `search`
    #[arg(long, value_name = "FILE", env = "SOLIEU_ABBREVIATIONS")]
    pub abbreviations: Option<PathBuf>,
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// In which order figures are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowOrder {
    /// As `search` orders the articles, the best first
    Relevance,
    /// The greatest first, in one unit for each dimension
    Value,
    /// The latest period first
    Period,
    /// The article published last first
    Published,
}

/// By what figures are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// The place
    Place,
    /// The year
    Year,
    /// The name of what is measured
    Metric,
    /// The source of the article
    Source,
}

impl FactsArguments {
    /// The question and the paths.
    #[must_use]
    pub fn question_and_paths(&self) -> (&str, &[String]) {
        question_and_paths(&self.positional)
    }
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// The id of the article, as `search` prints it
    pub id: String,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArguments {
    /// Files and folders; `-` is the standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub paths: Vec<PathBuf>,
    /// Report figures of one article that contradict each other: parts and their whole, a value with
    /// its plan and percent, a change with the values before and after. Found (exit code 0) is then
    /// a contradiction. Without --json only paragraphs with a contradiction are printed, with it
    /// every figure as well
    #[arg(long)]
    pub check: bool,
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,
}

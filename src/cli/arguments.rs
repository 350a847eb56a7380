//! The command line as it is typed.
//!
//! Invariant: every command and option here does something; a default is stated once, here.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

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
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders into the index
    Index(IndexArguments),
    /// Print an article of the index with its figures
    Show(ShowArguments),
    /// Print the figures of a text, without an index
    Extract(ExtractArguments),
    /// Say what the index holds
    Info,
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArguments {
    /// Files (.txt, .jsonl) and folders of such files
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Delete the index first, whatever its version and state
    #[arg(long)]
    pub rebuild: bool,
    /// Memory for articles not yet written to disk, in MB
    #[arg(long, value_name = "MB", default_value_t = 256, value_parser = clap::value_parser!(u32).range(15..))]
    pub memory: u32,
    /// Threads; by default one a core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
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
}

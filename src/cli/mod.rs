//! The command line: arguments in, lines out, an exit code.
//!
//! Invariant: results go to the standard output and everything else to standard error; the exit
//! code is 0 if something was found, 1 if nothing was, 2 on an error.

mod arguments;
mod asking;
mod failure;
mod output;
mod progress;

mod extract;
mod facets;
mod facts;
mod index;
mod info;
mod search;
mod show;

use arguments::{Arguments, Command};
use clap::Parser;
use failure::{Failure, exit_code};
use output::Output;
use std::process::ExitCode;

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let Arguments { global, command } = Arguments::parse();
    let mut output = Output::new(global.json);
    let result = match command {
        Command::Index(arguments) => index::run(&global, &arguments, &mut output),
        Command::Search(arguments) => search::run(&global, &arguments, &mut output),
        Command::Facts(arguments) => facts::run(&global, &arguments, &mut output),
        Command::Facets(arguments) => facets::run(&global, &arguments, &mut output),
        Command::Show(arguments) => show::run(&global, &arguments, &mut output),
        Command::Extract(arguments) => extract::run(&arguments, &mut output),
        Command::Info => info::run(&global, &mut output),
    };
    let result = result.and_then(|outcome| Ok(output.flush().map(|()| outcome)?));
    if let Err(failure) = &result {
        report(failure);
    }
    exit_code(&result)
}

/// Says on standard error why the command failed.
fn report(failure: &Failure) {
    if !failure.is_closed_pipe() {
        warn(&format!("error: {failure}"));
    }
}

/// Writes a line to standard error. If even that is closed, nobody reads it.
fn warn(message: &str) {
    use std::io::Write;
    let _ = writeln!(anstream::stderr(), "{message}");
}

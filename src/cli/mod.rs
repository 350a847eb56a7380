//! The command line: arguments in, lines out, an exit code.
//!
//! Invariant: results go to the standard output and everything else to standard error; the exit
//! code is 0 if something was found, 1 if nothing was, 2 on an error.

mod arguments;
mod asked;
mod asking;
mod failure;
mod output;
mod progress;
mod settings;

mod describe;
mod extract;
mod facets;
mod facts;
mod index;
mod info;
mod report;
mod search;
mod show;

use arguments::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use failure::{Failure, exit_code};
use output::Output;
use settings::Settings;
use std::process::ExitCode;

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let settings = Settings::find();
    let mut model = Arguments::command();
    if let Ok(settings) = &settings {
        model = settings.defaults(model);
    }
    let typed = Arguments::from_arg_matches(&model.get_matches());
    let Arguments {
        mut global,
        command,
    } = typed.unwrap_or_else(|error| error.exit());
    let mut output = Output::new(global.json);
    let failed = settings.map(|found| global.settings = found).err();
    let result = match (command, failed) {
        // These need no settings.
        (Command::Completions(arguments), _) => describe::completions(&arguments, &mut output),
        (Command::Man(arguments), _) => describe::man(&arguments, &mut output),
        (_, Some(failure)) => Err(failure),
        (Command::Index(arguments), _) => index::run(&global, &arguments, &mut output),
        (Command::Search(arguments), _) => search::run(&global, &arguments, &mut output),
        (Command::Facts(arguments), _) => facts::run(&global, &arguments, &mut output),
        (Command::Facets(arguments), _) => facets::run(&global, &arguments, &mut output),
        (Command::Show(arguments), _) => show::run(&global, &arguments, &mut output),
        (Command::Extract(arguments), _) => extract::run(&arguments, &mut output),
        (Command::Info, _) => info::run(&global, &mut output),
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

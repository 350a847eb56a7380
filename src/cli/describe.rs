//! `solieu completions` and `solieu man`: the command line described for shells and for readers.
//!
//! Invariant: both are made from the model that the arguments are parsed with.

use super::arguments::{Arguments, CompletionsArguments, ManArguments};
use super::failure::{Failure, Outcome};
use super::output::Output;
use clap::CommandFactory;

/// Prints the completions for a shell.
///
/// # Errors
/// If the output can't be written.
pub fn completions(
    arguments: &CompletionsArguments,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "solieu",
        &mut script,
    );
    output.raw(&script)?;
    Ok(Outcome::Found)
}

/// Prints the manual page, or writes one for each command into a folder.
///
/// # Errors
/// If they can't be written.
pub fn man(arguments: &ManArguments, output: &mut Output) -> Result<Outcome, Failure> {
    let command = Arguments::command();
    match &arguments.folder {
        Some(folder) => clap_mangen::generate_to(command, folder)
            .map_err(|error| Failure::Refused(format!("{}: {error}", folder.display())))?,
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            output.raw(&page)?;
        }
    }
    Ok(Outcome::Found)
}

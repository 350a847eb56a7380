//! Settings that need not be typed again: `solieu.toml` of a project and the file of its user, with the
//! index, the abbreviations and saved questions.
//!
//! Invariant: what is typed goes before the environment, that before the project's file, and that
//! before the user's; paths in a file are relative to its folder. Known gap: a question is saved by
//! writing it into the file.

use super::failure::Failure;
use clap::Command;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The name of a project's file, looked for in the working folder and those above it.
const PROJECT: &str = "solieu.toml";

/// The user's file, below the folder of settings.
const USER: &str = "solieu/config.toml";

/// The commands that take abbreviations.
const ASKING: [&str; 3] = ["search", "facts", "facets"];

/// What the files say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The folder of the index.
    index: Option<PathBuf>,
    /// A file of further abbreviations.
    abbreviations: Option<PathBuf>,
    /// Saved questions by name.
    #[serde(default)]
    questions: BTreeMap<String, String>,
}

impl Settings {
    /// Those of the working folder and of the user.
    ///
    /// # Errors
    /// If a file is there and can't be read.
    pub fn find() -> Result<Self, Failure> {
        let folder = env::current_dir().unwrap_or_default();
        let mut above = folder.ancestors().map(|folder| folder.join(PROJECT));
        let project = above.find(|file| file.is_file());
        let mut found = match project {
            Some(file) => Self::read(&file)?,
            None => Self::default(),
        };
        if let Some(folder) = of_user("XDG_CONFIG_HOME", ".config") {
            found.fill(Self::read(&folder.join(USER))?);
        }
        Ok(found)
    }

    /// What the file says; nothing where it is not there.
    fn read(file: &Path) -> Result<Self, Failure> {
        let refused = |error: &dyn std::fmt::Display| {
            let error = error.to_string();
            Failure::Refused(format!("{}: {}", file.display(), error.trim_end()))
        };
        let text = match fs::read_to_string(file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            text => text.map_err(|error| refused(&error))?,
        };
        let mut settings: Self = toml::from_str(&text).map_err(|error| refused(&error))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let paths = [&mut settings.index, &mut settings.abbreviations];
        for path in paths.into_iter().flatten() {
            *path = folder.join(&*path);
        }
        Ok(settings)
    }

    /// Takes what is not set from `others`.
    fn fill(&mut self, others: Self) {
        self.index = self.index.take().or(others.index);
        self.abbreviations = self.abbreviations.take().or(others.abbreviations);
        for (name, question) in others.questions {
            self.questions.entry(name).or_insert(question);
        }
    }

    /// The command line with the settings as its defaults.
    #[must_use]
    pub fn defaults(&self, mut command: Command) -> Command {
        if let Some(index) = self.index.clone() {
            command = command.mut_arg("index", |arg| arg.default_value(index.into_os_string()));
        }
        if let Some(file) = &self.abbreviations {
            for name in ASKING {
                let file = file.clone().into_os_string();
                command = command.mut_subcommand(name, |command| {
                    command.mut_arg("abbreviations", |arg| arg.default_value(file))
                });
            }
        }
        command
    }

    /// The question that is meant: `@name` is the saved one of that name.
    ///
    /// # Errors
    /// If no question has the name.
    pub fn question<'a>(&'a self, text: &'a str) -> Result<&'a str, Failure> {
        let name = text.trim().strip_prefix('@');
        let Some(name) = name.filter(|name| !name.is_empty() && !name.contains(' ')) else {
            return Ok(text);
        };
        if let Some(question) = self.questions.get(name) {
            return Ok(question);
        }
        let known: Vec<String> = self
            .questions
            .keys()
            .map(|name| format!("@{name}"))
            .collect();
        Err(Failure::Refused(match known.is_empty() {
            true => format!(
                "no question is saved as @{name}: write it into {PROJECT}, as in\n  \
                 [questions]\n  {name} = \"thu ngân sách trên 80%\""
            ),
            false => format!("no question is saved as @{name}, but {}", known.join(", ")),
        }))
    }
}

/// A folder of the user's: the one that the variable names from the root on, or that one in the home
/// folder (XDG Base Directory Specification).
pub fn of_user(variable: &str, in_home: &str) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from);
    let home = || env::home_dir().map(|home| home.join(in_home));
    named.filter(|folder| folder.is_absolute()).or_else(home)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn settings(text: &str) -> Settings {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn the_project_goes_before_the_user() {
        let mut project = settings("index = \"kho\"\n[questions]\nngheo = \"hộ nghèo dưới 5%\"");
        project.fill(settings(
            "index = \"khác\"\nabbreviations = \"tat.tsv\"\n[questions]\nngheo = \"khác\"\nno = \"nợ công\"",
        ));
        assert_eq!(project.index, Some("kho".into()));
        assert_eq!(project.abbreviations, Some("tat.tsv".into()));
        assert_eq!(project.question("@ngheo").unwrap(), "hộ nghèo dưới 5%");
        assert_eq!(project.question(" @no ").unwrap(), "nợ công");
    }

    #[test]
    fn other_questions_are_as_typed() {
        let none = Settings::default();
        for text in ["thu ngân sách trên 80%", "@", "@ngheo trên 5%", ""] {
            assert_eq!(none.question(text).unwrap(), text);
        }
        let error = none.question("@ngheo").unwrap_err().to_string();
        assert!(
            error.contains("ngheo = \"thu ngân sách trên 80%\""),
            "{error}"
        );
        let some = settings("[questions]\nno = \"nợ công\"");
        let error = some.question("@ngheo").unwrap_err().to_string();
        assert_eq!(error, "no question is saved as @ngheo, but @no");
    }
}

//! What a question found when it was last asked, for `--since-last`.
//!
//! A file for each question of each index in the user's folder of states: lines of `#` that say whose
//! it is, then the ids of the articles, one a line.
//! Invariant: a file is replaced whole, and only after the answer was printed. Known gap: a question
//! that is read in another way after an update is asked anew.

use super::failure::Failure;
use super::settings::of_user;
use crate::index::fingerprint;
use crate::query::Plan;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a question found before.
pub struct Asked {
    file: PathBuf,
    heading: String,
    /// When it was last asked, if it was.
    pub last: Option<SystemTime>,
    before: BTreeSet<String>,
    now: BTreeSet<String>,
}

impl Asked {
    /// What `plan` found in the index of that folder.
    ///
    /// # Errors
    /// If there is no folder for it, or its file can't be read.
    pub fn open(index: &Path, plan: &Plan) -> Result<Self, Failure> {
        let states = of_user("XDG_STATE_HOME", ".local/state").ok_or_else(|| {
            Failure::Refused(
                "--since-last keeps what was found in $XDG_STATE_HOME or the home folder, and \
                 neither is known: set XDG_STATE_HOME to a folder"
                    .to_owned(),
            )
        })?;
        let index = fs::canonicalize(index).unwrap_or_else(|_| index.to_owned());
        let heading = format!("# {}\n# {plan}\n", index.display());
        let file = states
            .join("solieu/asked")
            .join(fingerprint(heading.as_bytes()));
        let refused = |error| Failure::Refused(format!("{}: {error}", file.display()));
        let (text, last) = match fs::read_to_string(&file) {
            Ok(text) => (
                text,
                fs::metadata(&file).and_then(|about| about.modified()).ok(),
            ),
            Err(error) if error.kind() == ErrorKind::NotFound => (String::new(), None),
            Err(error) => return Err(refused(error)),
        };
        let ids = text.lines().filter(|line| !line.starts_with('#'));
        Ok(Self {
            before: ids.map(str::to_owned).collect(),
            now: BTreeSet::new(),
            file,
            heading,
            last,
        })
    }

    /// Takes the id of an article that was found; whether it was not found before.
    pub fn is_new(&mut self, id: &str) -> bool {
        self.now.insert(id.to_owned());
        !self.before.contains(id)
    }

    /// Keeps what was found for the next time.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&self) -> Result<(), Failure> {
        let mut text = self.heading.clone();
        for id in &self.now {
            text.push_str(id);
            text.push('\n');
        }
        let new = self.file.with_extension("new");
        let written = fs::create_dir_all(self.file.parent().unwrap_or(Path::new("")))
            .and_then(|()| fs::write(&new, text))
            .and_then(|()| fs::rename(&new, &self.file));
        written.map_err(|error| {
            let file = self.file.display();
            Failure::Refused(format!(
                "{file}: what was found can't be kept for the next time: {error}"
            ))
        })
    }
}

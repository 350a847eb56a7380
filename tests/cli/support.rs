//! The program as a user runs it, in a folder of its own.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folder of the project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sample articles and reports.
pub fn corpus() -> PathBuf {
    project().join("tests/corpus")
}

/// An empty folder in which commands run; it is removed at the end.
pub struct Sandbox {
    folder: TempDir,
}

/// What a command printed, and how it ended.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// An absolute path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Runs `solieu` with these arguments.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs `solieu` with these arguments and this standard input.
    pub fn run_with<S: AsRef<std::ffi::OsStr>>(
        &self,
        arguments: &[S],
        stdin: impl Into<Vec<u8>>,
    ) -> Ran {
        Ran::of(self.command().args(arguments).write_stdin(stdin))
    }

    /// `solieu` in the folder, without what whoever runs the tests has set.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_solieu"));
        command
            .current_dir(self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("settings"))
            .env_remove("SOLIEU_INDEX")
            .env_remove("SOLIEU_ABBREVIATIONS")
            .env_remove("CLICOLOR_FORCE");
        command
    }
}

impl Ran {
    /// What the command printed and how it ended.
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The command ended with this exit code.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Standard error says all of this.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(
                self.stderr.contains(part),
                "expected {part:?} in:\n{}",
                self.stderr
            );
        }
        self
    }

    /// The lines of JSON.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect()
    }

    /// The lines of JSON of this type.
    #[track_caller]
    pub fn of_type(&self, kind: &str) -> Vec<Value> {
        let mut lines = self.lines();
        lines.retain(|line| line["type"] == kind);
        lines
    }

    /// The ids of the articles that were found, in their order.
    #[track_caller]
    pub fn hits(&self) -> Vec<String> {
        let hits = self.of_type("hit");
        let ids = hits
            .iter()
            .map(|hit| hit["id"].as_str().unwrap().to_owned());
        ids.collect()
    }
}

/// The lines of a tab-separated table without its header, as cells.
pub fn rows(table: &str) -> Vec<Vec<&str>> {
    table
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
        .collect()
}

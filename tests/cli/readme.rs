//! Every `console` block of the README is run, and what it prints compared with what stands there.
//!
//! A block holds commands after `$ ` and their output. Commands run one after the other in a folder
//! that holds a copy of `tests/corpus` and `tests/contradictions`. Numbers that differ from run to run or with every better rule
//! (scores, times, how many facts there are) are compared as `#`; a line `…` stands for any lines. `UPDATE_README=1 cargo test readme` puts what
//! is printed into the README, with as many lines before and after a `…` as stood there.
//! Known gap: commands of `solieu` and `cargo run` are run, others (`cargo test` itself) are not,
//! and there is no shell syntax but quotes.

use crate::support::{Sandbox, project};
use std::path::Path;

/// A command of the README with the output that stands below it.
struct Example {
    line: usize,
    command: String,
    output: Vec<String>,
}

/// The commands of the `console` blocks.
fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for (number, line) in readme.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            examples.push(Example {
                line: number + 1,
                command: command.to_owned(),
                output: Vec::new(),
            });
        } else if let (true, Some(example)) = (inside, examples.last_mut()) {
            example.output.push(line.to_owned());
        }
    }
    examples
}

/// The arguments of a command for `solieu`; none for other commands. Quotes may be `"` or `'`.
fn arguments(command: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut quote = None;
    let mut begun = false;
    for c in command.chars() {
        match (quote, c) {
            (None, '"' | '\'') => {
                quote = Some(c);
                if !begun {
                    words.push(String::new());
                    begun = true;
                }
            }
            (Some(open), c) if c == open => quote = None,
            (None, ' ') => begun = false,
            (_, c) => {
                if !begun {
                    words.push(String::new());
                    begun = true;
                }
                words.last_mut()?.push(c);
            }
        }
    }
    let program = words
        .iter()
        .position(|word| word == "--")
        .filter(|_| words[0] == "cargo");
    match program {
        Some(at) => Some(words.split_off(at + 1)),
        None if words.first()? == "solieu" => Some(words.split_off(1)),
        None => None,
    }
}

/// The line with every number after `score`, every time and rate, and the count of facts as `#`.
fn normalised(line: &str) -> String {
    let mut words: Vec<String> = line.trim_end().split(' ').map(str::to_owned).collect();
    for at in 0..words.len() {
        let measured = |word: Option<&String>, names: &[&str]| {
            word.is_some_and(|word| names.contains(&word.trim_matches([',', ')', '(', '.'])))
        };
        let number = words[at].trim_matches([',', ')', '(']).to_owned();
        if number.is_empty()
            || !number
                .chars()
                .all(|c| c.is_ascii_digit() || ",.".contains(c))
        {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        if measured(before, &["score"])
            || measured(words.get(at + 1), &["ms", "s", "MB/s", "facts"])
        {
            words[at] = words[at].replace(&number, "#");
        }
    }
    words.join(" ")
}

/// Whether the printed lines are the expected ones, where a line `…` stands for any lines.
fn fits(expected: &[String], printed: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=printed.len()).any(|skipped| fits(rest, &printed[skipped..]))
        }
        Some((first, rest)) => {
            printed.first().is_some_and(|line| line == first) && fits(rest, &printed[1..])
        }
    }
}

fn without_blank_end(mut lines: Vec<String>) -> Vec<String> {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

#[test]
fn the_examples_of_the_readme_are_true() {
    let path = project().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let sandbox = Sandbox::new();
    for folder in ["tests/corpus", "tests/contradictions"] {
        copy(&project().join(folder), &sandbox.path(folder));
    }
    let mut lines: Vec<String> = readme.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let examples = examples(&readme);
    let runs: Vec<_> = examples
        .iter()
        .filter_map(|example| Some((example, sandbox.run(&arguments(&example.command)?))))
        .collect();
    assert!(runs.len() >= 5, "only {} examples were found", runs.len());
    // From the last to the first, so that no replacement moves another.
    for (example, ran) in runs.iter().rev() {
        let printed = format!("{}{}", ran.stdout, ran.stderr);
        let printed = printed.lines().map(|line| line.trim_end().to_owned());
        let printed = without_blank_end(printed.collect());
        if fits(&masked(&example.output), &masked(&printed)) {
            continue;
        }
        wrong.push(format!(
            "README.md:{}: `{}` prints\n{}",
            example.line,
            example.command,
            printed.join("\n")
        ));
        let at = example.line..example.line + example.output.len();
        lines.splice(at, shortened(printed, &example.output));
    }
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

fn masked(lines: &[String]) -> Vec<String> {
    without_blank_end(lines.iter().map(|line| normalised(line)).collect())
}

/// The printed lines, cut where the lines that stood there were cut.
fn shortened(printed: Vec<String>, stood: &[String]) -> Vec<String> {
    let Some(before) = stood.iter().position(|line| line == "…") else {
        return printed;
    };
    let after = stood.len() - before - 1;
    if printed.len() <= before + after {
        return printed;
    }
    let end = printed[printed.len() - after..].to_vec();
    let mut short = printed;
    short.truncate(before);
    short.push("…".to_owned());
    short.extend(end);
    short
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn what_changes_from_run_to_run_is_masked() {
    assert_eq!(normalised("· score 12,34"), "· score #");
    assert_eq!(normalised("found 3 (in 0,5 ms)"), "found 3 (in # ms)");
    assert_eq!(normalised("thu 282,6 tỷ đồng"), "thu 282,6 tỷ đồng");
}

//! Rules about the source tree itself: the walls between the modules.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder and of those below it that end in `extension`, in order.
pub(crate) fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            files.extend(files_below(&entry, extension));
        } else if entry.extension().is_some_and(|found| found == extension) {
            files.push(entry);
        }
    }
    files
}

/// Asserts that a word stands in no source file of the folders given, outside comments.
fn absent(words: &[&str], folders: &[&str]) {
    let mut found = Vec::new();
    for file in folders.iter().flat_map(|folder| files_below(Path::new(folder), "rs")) {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            let is_word = |word: &&&str| {
                code.match_indices(**word).any(|(start, _)| {
                    let bounded = |character: Option<char>| {
                        !character.is_some_and(|c| c.is_alphanumeric() || c == '_')
                    };
                    bounded(code[..start].chars().next_back())
                        && bounded(code[start + word.len()..].chars().next())
                })
            };
            found.extend(
                words
                    .iter()
                    .filter(is_word)
                    .map(|word| format!("{}:{}: {word}", file.display(), number + 1)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_binary_float_in_the_library() {
    absent(&["f32", "f64"], &["src"]);
}

#[test]
fn only_the_command_line_touches_files_environment_clocks_and_anyhow() {
    let others = [
        "src/plan",
        "src/actuals",
        "src/evaluate",
        "src/lint",
        "src/submission",
        "src/report",
        "src/template",
    ];
    absent(
        &["fs", "env", "SystemTime", "Instant", "stdin", "stdout", "stderr", "anyhow", "clap"],
        &others,
    );
}

#[test]
fn the_evaluation_does_no_input_or_output_and_formats_know_no_arguments() {
    absent(&["io", "cli"], &["src/evaluate", "src/lint", "src/submission", "src/plan/resolve"]);
    absent(&["cli"], &["src/report", "src/actuals", "src/plan", "src/template"]);
}

#[test]
fn nothing_is_iterated_in_an_unordered_way() {
    let folders = ["src/evaluate", "src/lint", "src/report", "src/plan", "src/template"];
    absent(&["HashMap", "HashSet"], &folders);
}

#[test]
fn files_can_be_read_in_one_sitting() {
    for file in files_below(Path::new("src"), "rs") {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines", file.display());
    }
}

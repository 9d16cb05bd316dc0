//! `plancheck init`

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf, is_separator};

use anyhow::Context as _;
use clap::Args;

use super::ExitStatus;
use super::failure::{Failure, Outcome, fail};
use super::language::LanguageChoice;
use super::output::to_standard_output;
use crate::plan::Language;
use crate::report::visible;
use crate::wording::command_line as say;

/// Write a plan to start from, and figures that go with it
///
/// Writes `targets.toml`, a commented plan with a goal of each kind, and `actuals.csv`, two quarters of figures. Neither
/// is written where one of them is already.
#[derive(Args)]
#[command(after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// Where to write them; it is made if it is not there.
    #[arg(value_name = "DIRECTORY", default_value = ".")]
    folder: PathBuf,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck init my-plan
  plancheck init my-plan-zh --lang zh

Exit status:
  0  both files are written
  2  the command line is wrong, one of the files is there already, or they could
     not be written";

/// The names of the files, which `evaluate` looks for too.
const NAMES: [&str; 2] = ["targets.toml", "actuals.csv"];

const ENGLISH: [&str; 2] = [
    include_str!("../../examples/starter/targets.toml"),
    include_str!("../../examples/starter/actuals.csv"),
];

const CHINESE: [&str; 2] = [
    include_str!("../../examples/starter-zh/targets.toml"),
    include_str!("../../examples/starter-zh/actuals.csv"),
];

pub(super) fn run(arguments: &Arguments, language: LanguageChoice) -> Outcome {
    let folder = &arguments.folder;
    let language = language.for_people();
    let texts = match language {
        Language::English => ENGLISH,
        Language::Chinese => CHINESE,
    };
    // A link that leads nowhere is in the way too.
    let in_the_way: Vec<String> = NAMES
        .iter()
        .map(|name| folder.join(name))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| path.display().to_string())
        .collect();
    if !in_the_way.is_empty() {
        return fail(say::in_the_way(&in_the_way));
    }
    fs::create_dir_all(folder)
        .with_context(|| Failure::from(say::unwritable_directory(&folder.to_string_lossy())))?;
    for (name, text) in NAMES.iter().zip(texts) {
        let path = folder.join(name);
        write_new(&path, text)
            .with_context(|| Failure::from(say::unwritable(&path.to_string_lossy())))?;
    }
    let [plan, actuals] = NAMES.map(|name| folder.join(name).display().to_string());
    let mut next = format!("plancheck evaluate {}", argument(&actuals));
    if folder != Path::new(".") {
        next = format!("{next} --plan {}", argument(&plan));
    }
    to_standard_output(|out| {
        writeln!(out, "{}", visible(say::written(&plan, &actuals).of(language)))?;
        writeln!(out, "  {}", visible(&next))
    })?;
    Ok(ExitStatus::Pass)
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The name of a file as a shell takes it, and as no option.
fn argument(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-:".contains(c) || is_separator(c);
    if name.starts_with('-') {
        argument(&format!("./{name}"))
    } else if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

//! `plancheck diff`

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::failure::{Failure, Outcome, fail};
use super::language::LanguageChoice;
use super::output::{FormatName, Outputs, Page};
use super::{ColorChoice, ExitStatus};
use crate::diff::{Recorded, compare};
use crate::report::diff::{DiffFormat, DiffReport, Json, Markdown, Table};
use crate::wording::command_line as say;

/// Say what changed between two evaluations
///
/// Compares the JSON of two runs of `evaluate`: verdicts that flipped, figures that were restated, targets that were
/// added, dropped, raised or lowered, and rows that moved. Goals and reasons stand in the language that the evaluations
/// were written in.
#[derive(Args)]
#[command(after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// The earlier evaluation, from `evaluate --format json`; `-` is standard input.
    #[arg(value_name = "BEFORE.json")]
    before: PathBuf,

    /// The later one.
    #[arg(value_name = "AFTER.json")]
    after: PathBuf,

    #[command(flatten)]
    outputs: Outputs<DiffFormatName>,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck diff before.json after.json
  plancheck diff before.json after.json --format markdown
  plancheck diff before.json after.json --output json=changes.json

Where the two come from:
  plancheck evaluate q1.csv --format json > before.json
  plancheck evaluate q1.csv q2.csv --format json > after.json
  plancheck evaluate q1.csv q2.csv --format json | plancheck diff before.json -

Exit status:
  0  the two were compared, whatever changed
  2  the command line is wrong, one of the two is no evaluation,
     or the comparison could not be written";

/// A format of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormatName {
    /// Tables for people.
    Table,
    /// For programs: `plancheck/diff/1`.
    Json,
    /// For comments on pull requests.
    Markdown,
}

impl FormatName for DiffFormatName {
    const DEFAULT: &'static str = "table";

    fn is_for_people(&self) -> bool {
        matches!(self, Self::Table | Self::Markdown)
    }
}

impl DiffFormatName {
    fn of(self, page: Page) -> Box<dyn DiffFormat> {
        match self {
            Self::Table => Box::new(Table { width: page.width }),
            Self::Json => Box::new(Json),
            Self::Markdown => Box::new(Markdown),
        }
    }
}

pub(super) fn run(arguments: &Arguments, color: ColorChoice, language: LanguageChoice) -> Outcome {
    let Arguments { before, after, outputs } = arguments;
    let same = |one: &Path, other: &Path| match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    if is_stream(before) && is_stream(after) {
        return fail(say::one_stream_for_both_evaluations());
    }
    outputs.check(|file| same(file, before) || same(file, after))?;
    let (before, after) = (read(before)?, read(after)?);
    let difference = compare(&before, &after);
    outputs.write(color, |format, page, out| {
        let language = language.of(format);
        let report =
            DiffReport { before: &before, after: &after, difference: &difference, language };
        format.of(page).write(&report, out)
    })?;
    Ok(ExitStatus::Pass)
}

fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

fn read(path: &Path) -> Outcome<Recorded> {
    let name = path.to_string_lossy();
    let text = if is_stream(path) {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.with_context(|| Failure::from(say::unreadable(&name)))?;
    Recorded::parse(&text).or_else(|wrong| fail(say::in_file(&name, &wrong)))
}

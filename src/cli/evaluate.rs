//! `plancheck evaluate`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::input::{Inputs, Wanted};
use super::output::Destination;
use super::{ColorChoice, EXIT_STATUS, ExitStatus};
use crate::report::{Format, Report, json, json::Json, table::Table};

/// Judge every target of the plan by the actuals
///
/// Reads CSV exports of actual figures, judges every target of the plan as of a date, and prints the verdicts with
/// what is missing.
#[derive(Args)]
#[command(after_help = EXIT_STATUS, after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    /// How to print the verdicts.
    #[arg(long, value_enum, default_value_t = FormatName::Table)]
    format: FormatName,

    /// Write to this file instead of standard output; it is replaced whole or not at all.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Put the SHA-256 of the plan and of each file of actuals into the JSON.
    #[arg(long)]
    digest: bool,

    /// End with status 0 also when targets fail.
    #[arg(long)]
    no_fail: bool,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck evaluate actuals.csv
  plancheck evaluate q1.csv q2.csv --as-of 2022Q2
  plancheck evaluate actuals.csv --format json --output result.json
  plancheck evaluate export.txt --encoding big5 --delimiter tab --header 4

Exit status:
  0  every target that counts passes
  1  at least one target that counts fails (missed, behind, no-data)
  2  the command line or the plan is wrong, or the report could not be written
  3  the actuals cannot be trusted: unreadable, ambiguous, contradictory,
     or nothing in them could be evaluated";

/// A format of the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// A table for people.
    Table,
    /// For programs; the schema is `plancheck/evaluation/1`.
    Json,
}

pub(super) fn run(arguments: &Arguments, color: ColorChoice) -> anyhow::Result<ExitStatus> {
    if let Some(file) = arguments.output.as_ref().filter(|file| arguments.inputs.read_from(file)) {
        anyhow::bail!("--output {} would overwrite what the report is made from", file.display());
    }
    let wanted =
        Wanted { digest: arguments.digest, most_cells: json::MOST_ENTRIES, explained: None };
    let evaluated = match arguments.inputs.evaluate(wanted, color) {
        Ok(evaluated) => evaluated,
        Err(status) => return Ok(status),
    };
    let report = Report {
        plan: &evaluated.plan,
        plan_sha256: evaluated.plan_sha256.as_deref(),
        actuals: &evaluated.actuals,
        evaluation: &evaluated.evaluation,
    };
    let destination = Destination { file: arguments.output.as_ref(), color };
    let format: Box<dyn Format> = match arguments.format {
        FormatName::Table => {
            Box::new(Table { width: Destination::width(), color: destination.color() })
        }
        FormatName::Json => Box::new(Json),
    };
    destination.write(|out| format.write(&report, out))?;
    let fails = evaluated.evaluation.tally.failing > 0 && !arguments.no_fail;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

//! `plancheck evaluate`

use std::mem::ManuallyDrop;

use clap::{Args, ValueEnum};

use super::check::CheckFormat;
use super::input::{Inputs, Refused, Wanted};
use super::language::LanguageChoice;
use super::output::{FormatName, Outputs, Page};
use super::{ColorChoice, EXIT_STATUS, ExitStatus, tell};
use crate::report::github::Github;
use crate::report::json::{self, Json};
use crate::report::junit::Junit;
use crate::report::sarif::Sarif;
use crate::report::table::{self, Table};
use crate::report::{Findings, Format, Report};

/// Judge every target of the plan by the actuals
///
/// Reads CSV exports of actual figures, judges every target of the plan as of a date, and prints the verdicts with
/// what is missing.
#[derive(Args)]
#[command(after_help = EXIT_STATUS, after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    outputs: Outputs<EvaluationFormat>,

    /// Put the SHA-256 of the plan and of each file of actuals into the JSON.
    #[arg(long)]
    digest: bool,

    /// End with status 0 also when targets fail.
    #[arg(long)]
    no_fail: bool,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck evaluate actuals.csv
  plancheck evaluate q1.csv q2.csv --as-of 2026Q2
  plancheck evaluate actuals.csv --format json --output result.json
  plancheck evaluate actuals.csv --output junit=report.xml --output sarif=result.sarif
  plancheck evaluate export.txt --encoding big5 --delimiter tab --header 4

Exit status:
  0  every target that counts passes
  1  at least one target that counts fails (missed, behind, no-data)
  2  the command line or the plan is wrong, or the report could not be written
  3  the actuals cannot be trusted: unreadable, ambiguous, contradictory,
     or nothing in them could be evaluated";

/// A format of the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EvaluationFormat {
    /// A table for people.
    Table,
    /// For programs: `plancheck/evaluation/1`.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// JUnit's XML: a test for each target.
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

impl FormatName for EvaluationFormat {
    const DEFAULT: &'static str = "table";

    fn is_for_people(&self) -> bool {
        *self == Self::Table
    }
}

impl EvaluationFormat {
    fn of_report(self, page: Page) -> Box<dyn Format> {
        match self {
            Self::Table => Box::new(Table { width: page.width, color: page.color }),
            Self::Json => Box::new(Json),
            Self::Github => Box::new(Github),
            Self::Junit => Box::new(Junit),
            Self::Sarif => Box::new(Sarif),
        }
    }

    /// How many cells of a kind it takes, for a goal on `each`.
    fn most_cells(self) -> usize {
        match self {
            Self::Json => json::MOST_ENTRIES,
            // They name the same cells as the table.
            Self::Table | Self::Github | Self::Junit | Self::Sarif => table::MOST_CELLS,
        }
    }

    /// How findings are written in place of the report.
    fn of_findings(self) -> CheckFormat {
        match self {
            Self::Table => CheckFormat::Human,
            Self::Json => CheckFormat::Json,
            Self::Github => CheckFormat::Github,
            Self::Junit => CheckFormat::Junit,
            Self::Sarif => CheckFormat::Sarif,
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    color: ColorChoice,
    language: LanguageChoice,
) -> anyhow::Result<ExitStatus> {
    let Arguments { inputs, outputs, .. } = arguments;
    outputs.check(|file| inputs.read_from(file))?;
    let most_cells = outputs.formats().map(|format| format.most_cells()).max().unwrap_or_default();
    let wanted = Wanted { digest: arguments.digest, most_cells, explained: None };
    let evaluated = inputs.evaluate(wanted, color, language);
    // Which rosters there are is only known by now.
    outputs.check(|file| inputs.read_from(file))?;
    let evaluated = match evaluated {
        // The process ends with the report: giving memory back piece by piece would only take time.
        Ok(evaluated) => ManuallyDrop::new(evaluated),
        Err(refused) => return write_refusal(inputs, outputs, &refused, color),
    };
    outputs.write(color, |format, page, out| {
        let report = Report {
            plan: &evaluated.plan,
            plan_sha256: evaluated.plan_sha256.as_deref(),
            actuals: &evaluated.actuals,
            evaluation: &evaluated.evaluation,
            language: evaluated.language.of(format),
        };
        format.of_report(page).write(&report, out)
    })?;
    let fails = evaluated.evaluation.tally.failing > 0 && !arguments.no_fail;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

/// Writes what was found in place of the report, so that no report of an earlier run is taken for this one's.
fn write_refusal(
    inputs: &Inputs,
    outputs: &Outputs<EvaluationFormat>,
    refused: &Refused,
    color: ColorChoice,
) -> anyhow::Result<ExitStatus> {
    let names = inputs.names();
    let files: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    let written = outputs.write_instead(color, |format, page, out| {
        let language = refused.language.of(format);
        let (found, status) = (&refused.found, refused.status as u8);
        let findings = Findings::refused("evaluate", files.clone(), found, status, language);
        format.of_findings().of(page).write(&findings, out)
    });
    match written {
        // The higher status outranks the one of a report that cannot be written.
        Err(error) if refused.status > ExitStatus::Usage => tell(&error),
        written => written?,
    }
    Ok(refused.status)
}

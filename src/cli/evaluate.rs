//! `plancheck evaluate`

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::check::CheckFormat;
use super::failure::{Failure, Outcome, fail, tell};
use super::input::{Inputs, Refused, Wanted, report};
use super::language::LanguageChoice;
use super::narrowing::{self, Narrowing};
use super::output::{FormatName, Outputs, Page, identity};
use super::{ColorChoice, EXIT_STATUS, ExitStatus};
use crate::evaluate::{self, Evaluation};
use crate::report::by_member::ByMember;
use crate::report::csv::Csv;
use crate::report::github::Github;
use crate::report::html::{self, Html};
use crate::report::json::{self, Json};
use crate::report::junit::Junit;
use crate::report::markdown::Markdown;
use crate::report::sarif::Sarif;
use crate::report::table::{self, Table};
use crate::report::template::Template;
use crate::report::{Findings, FindingsFormat, Format, Report};
use crate::wording::command_line as say;

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

    #[command(flatten)]
    narrowing: Narrowing,

    /// Print the table by the members of this dimension of the plan: who has reached what.
    #[arg(long, value_name = "DIMENSION")]
    by: Option<String>,

    /// A Jinja template that lays out what is in the JSON; standard output takes it unless --format says otherwise.
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,

    /// Begin CSV with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    bom: bool,

    /// End with status 0 also when targets fail.
    #[arg(long)]
    no_fail: bool,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck evaluate actuals.csv
  plancheck evaluate q1.csv q2.csv --as-of 2026Q2
  plancheck evaluate actuals.csv --format json --output result.json
  plancheck evaluate actuals.csv --output html=report.html --output csv=report.csv
  plancheck evaluate actuals.csv --verdict behind,missed,no-data
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
    /// One self-contained page for readers.
    Html,
    /// For comments on pull requests.
    Markdown,
    /// For spreadsheets.
    Csv,
    /// Whatever the file of --template makes of the JSON.
    Template,
}

impl FormatName for EvaluationFormat {
    const DEFAULT: &'static str = "table";

    fn is_for_people(&self) -> bool {
        matches!(self, Self::Table | Self::Html | Self::Markdown | Self::Csv | Self::Template)
    }
}

/// What some formats need beside the report.
struct Extras {
    /// How things stood before, for pages.
    earlier: Vec<Evaluation>,
    /// Whether CSV begins with a byte order mark.
    byte_order_mark: bool,
    /// The template, where one is given.
    template: Option<Template>,
    /// The dimension by whose members the table is.
    dimension: Option<usize>,
}

impl EvaluationFormat {
    fn of_report(self, page: Page, extras: &Extras) -> Box<dyn Format + '_> {
        let Extras { earlier, byte_order_mark, template, dimension } = extras;
        let Page { width, color, .. } = page;
        match (self, template) {
            (Self::Json, _) => Box::new(Json),
            (Self::Github, _) => Box::new(Github),
            (Self::Junit, _) => Box::new(Junit),
            (Self::Sarif, _) => Box::new(Sarif),
            (Self::Html, _) => Box::new(Html { earlier }),
            (Self::Markdown, _) => Box::new(Markdown),
            (Self::Csv, _) => Box::new(Csv { byte_order_mark: *byte_order_mark }),
            (Self::Template, Some(template)) => Box::new(template),
            // Without a template there is no such format: see `read_template`.
            (Self::Table | Self::Template, _) => match *dimension {
                Some(dimension) => Box::new(ByMember { dimension, width, color }),
                None => Box::new(Table { width, color }),
            },
        }
    }

    /// How many cells of a kind it takes, for a goal on `each`.
    fn most_cells(self) -> usize {
        match self {
            Self::Json | Self::Template => json::MOST_ENTRIES,
            Self::Html => html::MOST_CELLS,
            // They name the same cells as the table.
            Self::Table | Self::Github | Self::Junit | Self::Sarif | Self::Markdown | Self::Csv => {
                table::MOST_CELLS
            }
        }
    }

    /// How findings are written in place of the report.
    fn of_findings(self, page: Page) -> Box<dyn FindingsFormat> {
        match self {
            Self::Html => Box::new(Html::default()),
            Self::Markdown => Box::new(Markdown),
            Self::Json => CheckFormat::Json.of(page),
            Self::Github => CheckFormat::Github.of(page),
            Self::Junit => CheckFormat::Junit.of(page),
            Self::Sarif => CheckFormat::Sarif.of(page),
            Self::Table | Self::Csv | Self::Template => CheckFormat::Human.of(page),
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    color: ColorChoice,
    language: &mut LanguageChoice,
) -> Outcome {
    let Arguments { inputs, outputs, .. } = arguments;
    let is_template = |file: &Path| {
        arguments.template.as_ref().is_some_and(|template| identity(template) == identity(file))
    };
    let is_input = |file: &Path| inputs.read_from(file) || is_template(file);
    outputs.check(is_input)?;
    let template = match read_template(arguments, color, *language)? {
        Ok(template) => template,
        Err(status) => return Ok(status),
    };
    let is_page_wanted = outputs.formats().any(|format| *format == EvaluationFormat::Html);
    let most_cells = outputs.formats().map(|format| format.most_cells()).max();
    // By member all cells are looked at.
    let most_cells = if arguments.by.is_some() { Some(usize::MAX) } else { most_cells };
    let most_cells = most_cells.unwrap_or(html::MOST_CELLS);
    let by = arguments.by.as_deref();
    let wanted = Wanted { digest: arguments.digest, most_cells, explained: None, by };
    let evaluated = inputs.evaluate(wanted, color, language);
    // Which rosters there are is only known by now.
    outputs.check(is_input)?;
    let evaluated = match evaluated {
        // The process ends with the report: giving memory back piece by piece would only take time.
        Ok(evaluated) => ManuallyDrop::new(evaluated),
        Err(refused) => return write_refusal(inputs, outputs, &refused, color, *language),
    };
    let earlier = if is_page_wanted {
        evaluate::earlier(&evaluated.plan, &evaluated.actuals, evaluated.evaluation.as_of)
    } else {
        Vec::new()
    };
    let dimension = match by {
        Some(name) => Some(narrowing::dimension(&evaluated.plan, name)?),
        None => None,
    };
    let narrowed = arguments.narrowing.positions(&evaluated.plan, &evaluated.evaluation)?;
    let extras = Extras { earlier, byte_order_mark: arguments.bom, template, dimension };
    outputs.write(color, |format, page, out| {
        let report = evaluated.report(language.of(format));
        let report = Report { narrowed: narrowed.as_ref(), ..report };
        format.of_report(page, &extras).write(&report, out)
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
    choice: LanguageChoice,
) -> Outcome {
    let names = inputs.names();
    let files: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    let written = outputs.write_instead(color, |format, page, out| {
        let language = choice.of(format);
        let (found, status) = (&refused.found, refused.status as u8);
        let findings = Findings::refused("evaluate", files.clone(), found, status, language);
        format.of_findings(page).write(&findings, out)
    });
    match written {
        // The higher status outranks the one of a report that cannot be written.
        Err(error) if refused.status > ExitStatus::Usage => tell(&error, choice.for_people()),
        written => written?,
    }
    Ok(refused.status)
}

/// Reads the template, where one is given; a status is the error when what it gets wrong has been said.
fn read_template(
    arguments: &Arguments,
    color: ColorChoice,
    language: LanguageChoice,
) -> Outcome<Result<Option<Template>, ExitStatus>> {
    let Some(path) = &arguments.template else {
        let is_wanted = |format: &EvaluationFormat| *format == EvaluationFormat::Template;
        return if arguments.outputs.formats().any(is_wanted) {
            fail(say::format_needs_template())
        } else {
            Ok(Ok(None))
        };
    };
    let name = path.to_string_lossy();
    let text = std::fs::read_to_string(path)
        .with_context(|| Failure::from(say::unreadable_template(&name)))?;
    Ok(Template::parse(&name, &text).map(Some).map_err(|faults| {
        report(&faults, color, language.for_people());
        ExitStatus::Usage
    }))
}

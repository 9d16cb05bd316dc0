//! `plancheck template`

use std::cell::RefCell;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::failure::{Outcome, fail};
use super::input::report;
use super::language::LanguageChoice;
use super::output::{identity, to_file, to_standard_output};
use super::{ColorChoice, ExitStatus, plan};
use crate::period::{FORMS, Period};
use crate::template::Template;
use crate::wording::command_line as say;

/// Write the blank CSV that submitters fill in for a period
///
/// Asks for each figure that the plan expects in the period, one row for each member and period where the plan asks so,
/// with units and stages filled in. Filled in, the file can be judged as it is.
#[derive(Args)]
#[command(after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// The period to ask for, such as 2022Q3; that of a baseline, such as 2021, for the figures before the plan.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Period,

    /// The plan.
    #[arg(long, value_name = "FILE", default_value = "targets.toml")]
    plan: PathBuf,

    /// Begin the file with a byte order mark, by which Excel knows that it is UTF-8.
    #[arg(long)]
    bom: bool,

    /// Write to this file instead of standard output. A file that is there already stays as it is: it may have been filled in.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck template --period 2026Q3
  plancheck template --period 2026Q3 --bom --output q3.csv

Exit status:
  0  the file is written
  2  the command line or the plan is wrong, the plan expects no figure in the
     period, or the file is there already or could not be written";

fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| format!("not a period; write it as {FORMS}"))
}

pub(super) fn run(
    arguments: &Arguments,
    color: ColorChoice,
    language: &mut LanguageChoice,
) -> Outcome {
    let rosters = RefCell::new(vec![arguments.plan.clone()]);
    let plan = match plan::load(&arguments.plan, false, &rosters) {
        Ok((plan, _)) => plan,
        Err(faults) => {
            report(&faults, color, language.for_people());
            return Ok(ExitStatus::Usage);
        }
    };
    language.learn(plan.language);
    if let Some(file) = &arguments.output
        && rosters.into_inner().iter().any(|input| identity(input) == identity(file))
    {
        return fail(say::output_overwrites_sheet(&file.to_string_lossy()));
    }
    if let Some(file) = arguments.output.as_ref().filter(|file| file.is_file()) {
        return fail(say::sheet_in_the_way(&file.to_string_lossy()));
    }
    let template = Template::of(&plan, arguments.period);
    if template.rows.is_empty() {
        return fail(say::nothing_expected(arguments.period, plan.period));
    }
    let language = language.for_sheets();
    let sheet = |out: &mut dyn Write| {
        if arguments.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        template.write(&plan, language, out)
    };
    match &arguments.output {
        Some(file) => to_file(file, sheet)?,
        None => to_standard_output(sheet)?,
    }
    Ok(ExitStatus::Pass)
}

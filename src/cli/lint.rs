//! `plancheck lint`

use std::cell::RefCell;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::check::CheckFormat;
use super::failure::Outcome;
use super::language::LanguageChoice;
use super::output::Outputs;
use super::severity::Severities;
use super::{ColorChoice, ExitStatus, input, plan};
use crate::diagnostic::Severity;
use crate::lint::{Linted, UNUSED_ALLOW, lint};
use crate::plan::ALLOWABLE;
use crate::report::Findings;

/// Check whether the plan is sound
///
/// Finds the faults of the plan, and what its author should look at beside them: what no target uses, goals that
/// contradict their baseline, stretches and checkpoints that ask for less or for more than the goal, parts that do not
/// add up, waivers that have run out, values left open. Says what to write instead.
#[derive(Args)]
#[command(after_help = EXIT_STATUS, after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// The plan.
    #[arg(long, value_name = "FILE", default_value = "targets.toml")]
    plan: PathBuf,

    /// The date to hold waivers against: a day, the last day of a period such as 2022Q3, or `today` (in UTC) [default:
    /// none; only waivers that end before the plan begins are past].
    #[arg(long, value_name = "PERIOD", value_parser = day)]
    as_of: Option<Date>,

    #[command(flatten)]
    severities: Severities,

    #[command(flatten)]
    outputs: Outputs<CheckFormat>,
}

const EXIT_STATUS: &str = "Exit status:
  0  the plan can be used, whatever warnings and notes there are
  2  the plan is at fault, or --deny makes an error of a warning or a note;
     or the command line is wrong, or the report could not be written";

const AFTER_LONG_HELP: &str = "Examples:
  plancheck lint
  plancheck lint --as-of today --deny waiver-past
  plancheck lint --deny warnings --output json=lint.json

What the plan means so can be said in the plan, with the reason:
  allow = { no-pace = \"the text sets no dates within the year\" }
in a target, or in [plan] for all of it.

Exit status:
  0  the plan can be used, whatever warnings and notes there are
  2  the plan is at fault, or --deny makes an error of a warning or a note;
     or the command line is wrong, or the report could not be written";

fn day(text: &str) -> Result<Date, String> {
    if text != "today" {
        return input::last_day(text);
    }
    // A clock that is set before 1970 is wrong by itself.
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(now.as_secs() / 86_400).unwrap_or(0);
    jiff::civil::date(1970, 1, 1)
        .checked_add(jiff::Span::new().days(days))
        .map_err(|error| error.to_string())
}

pub(super) fn run(
    arguments: &Arguments,
    color: ColorChoice,
    choice: &mut LanguageChoice,
) -> Outcome {
    let Arguments { plan: path, outputs, severities, .. } = arguments;
    let lenient: Vec<&str> = ALLOWABLE.iter().copied().chain([UNUSED_ALLOW]).collect();
    severities.check(&lenient)?;
    let rosters = RefCell::new(vec![path.clone()]);
    let linted = plan::bytes(path).and_then(|bytes| {
        let text = plan::text(path, &bytes)?;
        let load = |roster: &str| plan::beside(path, roster, &rosters);
        Ok(lint(&path.to_string_lossy(), text, &load, arguments.as_of))
    });
    outputs.check(|file| {
        let same = |input: &PathBuf| match (file.canonicalize(), input.canonicalize()) {
            (Ok(file), Ok(input)) => file == input,
            _ => false,
        };
        rosters.borrow().iter().any(same)
    })?;
    let name = path.to_string_lossy();
    let (mut found, targets) = match linted {
        Ok(Linted { targets, language, found }) => {
            choice.learn(language);
            (found, Some(targets))
        }
        Err(found) => (found, None),
    };
    severities.apply(&mut found);
    let is_refused = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let status = if is_refused { ExitStatus::Usage } else { ExitStatus::Pass };
    outputs.write(color, |format, page, out| {
        let (status, language) = (status as u8, choice.of(format));
        let findings = match targets {
            Some(targets) => Findings::of_plan("lint", &name, targets, &found, status, language),
            None => Findings::refused("lint", vec![&name], &found, status, language),
        };
        format.of(page).write(&findings, out)
    })?;
    Ok(status)
}

//! `plancheck explain`

use std::path::Path;

use clap::Args;

use super::failure::{Outcome, fail};
use super::input::{Inputs, Wanted};
use super::language::LanguageChoice;
use super::narrowing::target;
use super::output::to_standard_output;
use super::{ColorChoice, ExitStatus, log};
use crate::diagnostic::{CODES, Severity, nearest, page};
use crate::report::explain::{explain, explain_score};
use crate::wording::command_line as say;
use crate::wording::diagnostics::did_you_mean_name;

/// Explain the verdict on one target step by step, or a code
///
/// With a target and ACTUALS: prints the rows that the verdict rests on with file and line, conversions, sums, and the
/// comparison as it was made, so that anybody can redo it by hand. The status is 1 when the target fails and counts.
///
/// With a code alone, such as `bad-figure`: prints what a finding of that code means, what to do, and an example.
#[derive(Args)]
#[command(mut_arg("actuals", |actuals| actuals.required(false)), after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// A target's id in the plan, or its title; without ACTUALS, the code of a finding; after --score, the first of ACTUALS.
    #[arg(value_name = "TARGET|CODE", required_unless_present = "score")]
    name: Option<String>,

    /// Explain the points of all targets, the sums over the sections and the grade, of a plan that weighs its targets.
    #[arg(long)]
    score: bool,

    #[command(flatten)]
    inputs: Inputs,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck explain training actuals.csv
  plancheck explain inspections q1.csv q2.csv --as-of 2026Q1
  plancheck explain bad-figure";

/// How many cells of a kind are explained.
const MOST_CELLS: usize = 1000;

pub(super) fn run(
    arguments: Arguments,
    color: ColorChoice,
    language: &mut LanguageChoice,
) -> Outcome {
    let Arguments { name, score, mut inputs } = arguments;
    match name {
        None => fail(say::score_of_actuals()),
        Some(name) if score => {
            inputs.put_first(name);
            explain_score_of(&inputs, color, language)
        }
        Some(name) if inputs.are_given() => explain_target(&name, &inputs, color, language),
        Some(name) => explain_code(&name),
    }
}

fn explain_score_of(inputs: &Inputs, color: ColorChoice, language: &mut LanguageChoice) -> Outcome {
    let wanted = Wanted { digest: false, most_cells: MOST_CELLS, explained: None, by: None };
    let evaluated = match inputs.evaluate(wanted, color, language) {
        Ok(evaluated) => evaluated,
        Err(refused) => return Ok(refused.status),
    };
    if evaluated.evaluation.score.is_none() {
        return fail(say::no_score());
    }
    let report = evaluated.report(language.for_people());
    to_standard_output(|out| log::to_people(out, |out| explain_score(&report, out)))?;
    let fails = evaluated.evaluation.tally.failing > 0;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

fn explain_code(code: &str) -> Outcome {
    let Some(page) = page(code) else {
        let hint = match nearest(code, CODES.iter().copied()) {
            Some(near) => did_you_mean_name(near),
            None if Path::new(code).is_file() => say::name_the_target(code),
            None => say::name_the_actuals(code),
        };
        return fail(say::no_such_code(code, &hint));
    };
    to_standard_output(|out| out.write_all(page.as_bytes()))?;
    Ok(ExitStatus::Pass)
}

fn explain_target(
    id: &str,
    inputs: &Inputs,
    color: ColorChoice,
    language: &mut LanguageChoice,
) -> Outcome {
    let wanted = Wanted { digest: false, most_cells: MOST_CELLS, explained: Some(id), by: None };
    let evaluated = match inputs.evaluate(wanted, color, language) {
        Ok(evaluated) => evaluated,
        Err(refused) => return Ok(refused.status),
    };
    let targets = &evaluated.plan.targets;
    let position = match target(&evaluated.plan, id) {
        Ok(position) => position,
        Err(_) if page(id).is_some() => return fail(say::no_target_but_code(id)),
        Err(unknown) => return Err(unknown),
    };
    let report = evaluated.report(language.for_people());
    to_standard_output(|out| log::to_people(out, |out| explain(&report, position, out)))?;
    let target = &targets[position];
    let counts = target.severity == Severity::Error;
    let fails = evaluated.evaluation.outcomes[position].verdict.fails() && counts;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

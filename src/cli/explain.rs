//! `plancheck explain`

use clap::Args;

use super::input::{Inputs, Wanted};
use super::language::LanguageChoice;
use super::output::to_standard_output;
use super::{ColorChoice, ExitStatus, log};
use crate::diagnostic::{CODES, Severity, nearest, page};
use crate::report::explain::{explain, explain_score};

/// Explain the verdict on one target step by step, or a code
///
/// With a target and ACTUALS: prints the rows that the verdict rests on with file and line, conversions, sums, and the
/// comparison as it was made, so that anybody can redo it by hand. The status is 1 when the target fails and counts.
///
/// With a code alone, such as `bad-figure`: prints what a finding of that code means, what to do, and an example.
#[derive(Args)]
#[command(mut_arg("actuals", |actuals| actuals.required(false)), after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// A target's id in the plan; without ACTUALS, the code of a finding; after --score, the first of ACTUALS.
    #[arg(value_name = "TARGET|CODE")]
    name: String,

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
    language: LanguageChoice,
) -> anyhow::Result<ExitStatus> {
    let Arguments { name, score, mut inputs } = arguments;
    if score {
        inputs.put_first(name);
        explain_score_of(&inputs, color, language)
    } else if inputs.are_given() {
        explain_target(&name, &inputs, color, language)
    } else {
        explain_code(&name)
    }
}

fn explain_score_of(
    inputs: &Inputs,
    color: ColorChoice,
    language: LanguageChoice,
) -> anyhow::Result<ExitStatus> {
    let wanted = Wanted { digest: false, most_cells: MOST_CELLS, explained: None };
    let evaluated = match inputs.evaluate(wanted, color, language) {
        Ok(evaluated) => evaluated,
        Err(refused) => return Ok(refused.status),
    };
    if evaluated.evaluation.score.is_none() {
        anyhow::bail!("the plan has no score; give its targets points, such as weight = 5");
    }
    let report = evaluated.report(evaluated.language.for_people());
    to_standard_output(|out| log::to_people(out, |out| explain_score(&report, out)))?;
    let fails = evaluated.evaluation.tally.failing > 0;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

fn explain_code(code: &str) -> anyhow::Result<ExitStatus> {
    let Some(page) = page(code) else {
        let hint = nearest(code, CODES.iter().copied()).map_or_else(
            || {
                format!(
                    "to explain a target, name the actuals too: plancheck explain {code} ACTUALS"
                )
            },
            |near| format!("did you mean `{near}`?"),
        );
        anyhow::bail!("`{code}` is no code of a finding; {hint}");
    };
    to_standard_output(|out| out.write_all(page.as_bytes()))?;
    Ok(ExitStatus::Pass)
}

fn explain_target(
    id: &str,
    inputs: &Inputs,
    color: ColorChoice,
    language: LanguageChoice,
) -> anyhow::Result<ExitStatus> {
    let wanted = Wanted { digest: false, most_cells: MOST_CELLS, explained: Some(id) };
    let evaluated = match inputs.evaluate(wanted, color, language) {
        Ok(evaluated) => evaluated,
        Err(refused) => return Ok(refused.status),
    };
    let targets = &evaluated.plan.targets;
    let Some(position) = targets.iter().position(|target| target.id == id) else {
        if page(id).is_some() {
            anyhow::bail!(
                "the plan has no target `{id}`; plancheck explain {id}, without files, explains the code"
            );
        }
        let ids = targets.iter().map(|target| target.id.as_str());
        let hint = nearest(id, ids).map_or_else(
            || {
                format!(
                    "its targets are {}",
                    targets.iter().map(|target| target.id.as_str()).collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("did you mean `{near}`?"),
        );
        anyhow::bail!("the plan has no target `{id}`; {hint}");
    };
    let report = evaluated.report(evaluated.language.for_people());
    to_standard_output(|out| log::to_people(out, |out| explain(&report, position, out)))?;
    let target = &targets[position];
    let counts = target.severity == Severity::Error;
    let fails = evaluated.evaluation.outcomes[position].verdict.fails() && counts;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

//! `plancheck explain`

use clap::Args;

use super::input::{Inputs, Wanted};
use super::output::to_standard_output;
use super::{ColorChoice, ExitStatus};
use crate::diagnostic::nearest;
use crate::report::{Report, explain::explain};

/// Explain the verdict on one target step by step
///
/// Prints the rows that the verdict rests on with file and line, conversions, sums, and the comparison as it was made,
/// so that anybody can redo it by hand. The status is 1 when the target fails and counts.
#[derive(Args)]
pub(super) struct Arguments {
    /// The target's id in the plan.
    target: String,

    #[command(flatten)]
    inputs: Inputs,
}

/// How many cells of a kind are explained.
const MOST_CELLS: usize = 1000;

pub(super) fn run(arguments: &Arguments, color: ColorChoice) -> anyhow::Result<ExitStatus> {
    let wanted =
        Wanted { digest: false, most_cells: MOST_CELLS, explained: Some(&arguments.target) };
    let evaluated = match arguments.inputs.evaluate(wanted, color) {
        Ok(evaluated) => evaluated,
        Err(refused) => return Ok(refused.status),
    };
    let targets = &evaluated.plan.targets;
    let Some(position) = targets.iter().position(|target| target.id == arguments.target) else {
        let ids = targets.iter().map(|target| target.id.as_str());
        let hint = nearest(&arguments.target, ids).map_or_else(
            || {
                format!(
                    "its targets are {}",
                    targets.iter().map(|target| target.id.as_str()).collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("did you mean `{near}`?"),
        );
        anyhow::bail!("the plan has no target `{}`; {hint}", arguments.target);
    };
    let report = Report {
        plan: &evaluated.plan,
        plan_sha256: None,
        actuals: &evaluated.actuals,
        evaluation: &evaluated.evaluation,
    };
    to_standard_output(|out| explain(&report, position, out))?;
    let target = &targets[position];
    let counts = target.severity == crate::diagnostic::Severity::Error;
    let fails = evaluated.evaluation.outcomes[position].verdict.fails() && counts;
    Ok(if fails { ExitStatus::Fail } else { ExitStatus::Pass })
}

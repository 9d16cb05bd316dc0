//! Which targets are shown; tally and status are of all.

use std::collections::BTreeSet;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::failure::{Failure, Outcome, fail};
use crate::diagnostic::nearest;
use crate::evaluate::{Evaluation, Verdict};
use crate::plan::Plan;
use crate::wording::Text;
use crate::wording::command_line as say;
use crate::wording::diagnostics::{did_you_mean_name, listed};

/// Which targets are shown.
#[derive(Args)]
pub(super) struct Narrowing {
    /// Show only these targets, by their ids. The tally and the exit status stay those of all.
    #[arg(long, value_name = "TARGET", value_delimiter = ',')]
    only: Vec<String>,

    /// Show only targets of these sections.
    #[arg(long, value_name = "SECTION", value_delimiter = ',')]
    section: Vec<String>,

    /// Show only targets with these verdicts.
    #[arg(long, value_name = "VERDICT", value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Verdict::ALL.map(Verdict::name)).map(|name| verdict(&name)))]
    verdict: Vec<Verdict>,
}

fn verdict(name: &str) -> Verdict {
    Verdict::ALL.into_iter().find(|verdict| verdict.name() == name).unwrap_or(Verdict::Open)
}

impl Narrowing {
    /// The positions of the targets that are shown; `None` for all.
    ///
    /// # Errors
    /// A target or a section that the plan does not have.
    pub(super) fn positions(
        &self,
        plan: &Plan,
        evaluation: &Evaluation,
    ) -> Outcome<Option<BTreeSet<usize>>> {
        let Self { only, section, verdict } = self;
        if only.is_empty() && section.is_empty() && verdict.is_empty() {
            return Ok(None);
        }
        let sections = plan.sections.iter().map(|section| section.id.as_str());
        known(say::no_section, section, &sections.collect::<Vec<_>>())?;
        let ids = plan.targets.iter().map(|target| target.id.as_str());
        known(say::no_target, only, &ids.collect::<Vec<_>>())?;
        let is_shown = |position: &usize| {
            let (Some(target), Some(outcome)) =
                (plan.targets.get(*position), evaluation.outcomes.get(*position))
            else {
                return false;
            };
            let own = target.section.and_then(|section| plan.sections.get(section));
            (only.is_empty() || only.contains(&target.id))
                && (section.is_empty() || own.is_some_and(|own| section.contains(&own.id)))
                && (verdict.is_empty() || verdict.contains(&outcome.verdict))
        };
        Ok(Some((0..plan.targets.len()).filter(is_shown).collect()))
    }
}

/// Refuses names that the plan does not have.
fn known(unknown: impl Fn(&str, &Text) -> Text, names: &[String], of_plan: &[&str]) -> Outcome<()> {
    for name in names {
        if !of_plan.contains(&name.as_str()) {
            return fail(unknown(name, &instead_of(name, of_plan)));
        }
    }
    Ok(())
}

/// What may be written instead of a name that the plan does not have.
fn instead_of(name: &str, of_plan: &[&str]) -> Text {
    match (nearest(name, of_plan.iter().copied()), of_plan) {
        (Some(near), _) => did_you_mean_name(near),
        (None, []) => say::it_has_none(),
        (None, names) => say::it_has(&listed(names)),
    }
}

/// The dimension of the plan with this name or header.
///
/// # Errors
/// When the plan has none.
pub(super) fn dimension(plan: &Plan, name: &str) -> Outcome<usize> {
    let found = plan
        .dimensions
        .iter()
        .position(|dimension| dimension.name == name || dimension.column == name);
    found.ok_or_else(|| {
        let names: Vec<_> = plan.dimensions.iter().map(|known| known.name.as_str()).collect();
        Failure::from(say::no_dimension(name, &instead_of(name, &names))).into()
    })
}

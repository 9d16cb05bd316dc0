//! Which targets are shown; tally and status are of all.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args, Command};

use super::failure::{Failure, Outcome, fail};
use crate::diagnostic::nearest;
use crate::evaluate::{Evaluation, Verdict};
use crate::plan::{IndicatorMatch, Plan, Target, normalized};
use crate::wording::Text;
use crate::wording::command_line as say;
use crate::wording::diagnostics::{did_you_mean_name, listed};

/// So many ids are named in a message.
const MOST_NAMES: usize = 20;

/// Which targets are shown.
#[derive(Args)]
pub(super) struct Narrowing {
    /// Show only these targets, by their ids or titles. The tally and the exit status stay those of all.
    #[arg(long, value_name = "TARGET", value_delimiter = ',')]
    only: Vec<String>,

    /// Show only targets of these sections, by their ids or titles.
    #[arg(long, value_name = "SECTION", value_delimiter = ',')]
    section: Vec<String>,

    /// Show only targets with these verdicts.
    #[arg(long, value_name = "VERDICT", value_delimiter = ',',
        value_parser = Verdicts)]
    verdict: Vec<Verdict>,
}

/// Understands verdicts, and lists all of them where it does not: whoever writes `passed` is not to be offered `missed`.
#[derive(Clone)]
struct Verdicts;

impl TypedValueParser for Verdicts {
    type Value = Verdict;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Verdict, clap::Error> {
        let known = Verdict::ALL.into_iter().find(|verdict| value == verdict.name());
        known.ok_or_else(|| {
            let value = value.to_string_lossy();
            let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(command);
            let names = Verdict::ALL.map(|verdict| verdict.name().to_owned()).to_vec();
            if let Some(argument) = argument {
                error.insert(ContextKind::InvalidArg, ContextValue::String(argument.to_string()));
            }
            error.insert(ContextKind::InvalidValue, ContextValue::String(value.to_string()));
            error.insert(ContextKind::ValidValue, ContextValue::Strings(names));
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Verdict::ALL.into_iter().map(|verdict| PossibleValue::new(verdict.name()))))
    }
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
        let sections: Vec<usize> = each(section, |name| self::section(plan, name))?;
        let targets: Vec<usize> = each(only, |name| target(plan, name))?;
        let is_shown = |position: &usize| {
            let (Some(target), Some(outcome)) =
                (plan.targets.get(*position), evaluation.outcomes.get(*position))
            else {
                return false;
            };
            (only.is_empty() || targets.contains(position))
                && (section.is_empty() || target.section.is_some_and(|own| sections.contains(&own)))
                && (verdict.is_empty() || verdict.contains(&outcome.verdict))
        };
        Ok(Some((0..plan.targets.len()).filter(is_shown).collect()))
    }
}

fn each(names: &[String], find: impl Fn(&str) -> Outcome<usize>) -> Outcome<Vec<usize>> {
    names.iter().map(|name| find(name)).collect()
}

/// The target that a name means: by its id, else by a title or another name that is no other's.
///
/// # Errors
/// When the plan has none of that name, or several.
pub(super) fn target(plan: &Plan, name: &str) -> Outcome<usize> {
    let targets = || plan.targets.iter().enumerate();
    if let Some((position, _)) = targets().find(|(_, target)| target.id == name) {
        return Ok(position);
    }
    let wanted = normalized(name);
    let mut found: Vec<usize> = targets()
        .filter(|(_, target)| normalized(&target.title) == wanted)
        .map(|(position, _)| position)
        .collect();
    if found.is_empty()
        && let IndicatorMatch::One(indicator) = plan.indicator(name)
    {
        let measures = |target: &Target| target.measure.formula.indicators() == [indicator];
        found
            .extend(targets().filter(|(_, target)| measures(target)).map(|(position, _)| position));
    }
    let ids = |positions: &[usize]| {
        let ids: Vec<&str> = positions.iter().map(|&one| plan.targets[one].id.as_str()).collect();
        listed(&ids)
    };
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let known = plan.targets.iter().flat_map(|target| [&*target.id, &*target.title]);
            let containing: Vec<usize> = targets()
                .filter(|(_, target)| normalized(&target.title).contains(&wanted))
                .map(|(position, _)| position)
                .collect();
            let hint = match nearest(name, known) {
                Some(near) => did_you_mean_name(near),
                None if wanted.is_empty() || containing.is_empty() => {
                    let shown = plan.targets.len().min(MOST_NAMES);
                    let first: Vec<usize> = (0..shown).collect();
                    let more = plan.targets.len() - shown;
                    if shown == 0 {
                        say::it_has_none()
                    } else {
                        say::its_targets_are(&ids(&first), more)
                    }
                }
                None => {
                    let shown = containing.len().min(MOST_NAMES);
                    say::titles_with_it(&ids(&containing[..shown]), containing.len() - shown)
                }
            };
            fail(say::no_target(name, &hint))
        }
        several => {
            let shown = several.len().min(MOST_NAMES);
            fail(say::several_targets(name, &ids(&several[..shown]), several.len() - shown))
        }
    }
}

/// The section that a name means: by its id, else by a title that is no other's.
fn section(plan: &Plan, name: &str) -> Outcome<usize> {
    let sections = || plan.sections.iter().enumerate();
    if let Some((position, _)) = sections().find(|(_, section)| section.id == name) {
        return Ok(position);
    }
    let wanted = normalized(name);
    let found: Vec<(usize, &str)> = sections()
        .filter(|(_, section)| normalized(&section.title) == wanted)
        .map(|(position, section)| (position, section.id.as_str()))
        .collect();
    match found.as_slice() {
        [(only, _)] => Ok(*only),
        [] => {
            let ids: Vec<&str> = plan.sections.iter().map(|section| section.id.as_str()).collect();
            let all_titles = plan.sections.iter().map(|section| section.title.as_str());
            let hint = match nearest(name, ids.iter().copied().chain(all_titles)) {
                Some(near) => did_you_mean_name(near),
                None => instead_of(name, &ids),
            };
            fail(say::no_section(name, &hint))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|(_, id)| *id).collect();
            fail(say::several_sections(name, &listed(&ids)))
        }
    }
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

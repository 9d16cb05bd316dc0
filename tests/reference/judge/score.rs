//! The score a second time, from the words of the README and of the plan format.

use super::{Outcome, Verdict};
use crate::reference::dates::Date;
use crate::reference::exact::{Exact, whole, zero};
use crate::reference::model::{Plan, Scoring, Target};
use num_traits::Zero;

/// What a plan earns.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// For each target its weight, if it has one, and what it earns, unless it is left out.
    pub(crate) targets: Vec<Option<(Exact, Option<Exact>)>>,
    /// By section, those of none first.
    pub(crate) sections: Vec<(Option<usize>, Sum)>,
    pub(crate) total: Sum,
    pub(crate) grade: Option<String>,
    /// The positions of the targets that lock the grade.
    pub(crate) vetoes: Vec<usize>,
    pub(crate) is_final: bool,
}

/// What several targets earn, and what they could.
#[derive(Debug)]
pub(crate) struct Sum {
    pub(crate) earned: Exact,
    pub(crate) weight: Exact,
}

impl Sum {
    /// In per cent of the points that can be had.
    pub(crate) fn share(&self) -> Option<Exact> {
        (!self.weight.is_zero()).then(|| &self.earned * whole(100) / &self.weight)
    }
}

/// A plan has a score as soon as it weighs a target.
pub(crate) fn score(plan: &Plan, outcomes: &[Outcome], as_of: Date) -> Option<Sheet> {
    let both = || plan.targets.iter().zip(outcomes);
    let targets: Vec<Option<(Exact, Option<Exact>)>> = both()
        .map(|(target, outcome)| {
            let weight = target.worth(plan)?;
            Some((weight.clone(), earned(plan, target, outcome, weight)))
        })
        .collect();
    if targets.iter().all(Option::is_none) {
        return None;
    }
    let sum = |belongs: &dyn Fn(&Target) -> bool| {
        let mut sum = Sum { earned: zero(), weight: zero() };
        let mut is_weighed = false;
        for (target, points) in plan.targets.iter().zip(&targets) {
            let Some((weight, earned)) = points.as_ref().filter(|_| belongs(target)) else {
                continue;
            };
            is_weighed = true;
            if let Some(earned) = earned {
                sum.earned += earned;
                sum.weight += weight;
            }
        }
        is_weighed.then_some(sum)
    };
    let parts = std::iter::once(None).chain((0..plan.sections.len()).map(Some));
    let sections = parts
        .filter_map(|part| Some((part, sum(&|target: &Target| target.section == part)?)))
        .collect();
    let total = sum(&|_| true)?;
    let vetoes: Vec<usize> = both()
        .enumerate()
        .filter(|(_, (target, outcome))| target.veto && outcome.verdict.fails())
        .map(|(position, _)| position)
        .collect();
    let is_due = |target: &Target| as_of >= target.due_day(plan);
    let is_final = plan.targets.iter().all(|target| target.worth(plan).is_none() || is_due(target));
    let grade = grade(plan, &total, !vetoes.is_empty());
    Some(Sheet { targets, sections, total, grade, vetoes, is_final })
}

/// The highest grade whose share is reached; after a veto none but the lowest.
fn grade(plan: &Plan, total: &Sum, is_locked: bool) -> Option<String> {
    let share = total.share()?;
    let grades = &plan.score.as_ref()?.grades;
    let lowest = grades.iter().map(|(_, from)| from).min()?;
    let reached = grades.iter().filter(|(_, from)| share >= *from);
    let open = reached.filter(|(_, from)| !is_locked || from == lowest);
    open.max_by_key(|(_, from)| from.clone()).map(|(name, _)| name.clone())
}

/// The points of a target; `None` where it is left out together with its weight.
fn earned(plan: &Plan, target: &Target, outcome: &Outcome, weight: &Exact) -> Option<Exact> {
    match outcome.verdict {
        Verdict::Open | Verdict::Waived => return None,
        Verdict::NoData => return Some(zero()),
        _ => {}
    }
    let scoring = target.scoring.as_ref().or(plan.default_scoring.as_ref());
    let all_or_nothing = |all: bool| Some(if all { weight.clone() } else { zero() });
    if matches!(scoring, Some(Scoring::AllOrNothing)) {
        return all_or_nothing(outcome.satisfied);
    }
    let Some(attainment) = &outcome.attainment else {
        return all_or_nothing(!outcome.verdict.fails());
    };
    let percent = attainment * whole(100);
    Some(match scoring {
        None | Some(Scoring::Proportional | Scoring::AllOrNothing) => {
            weight * rate(plan, &percent, outcome.satisfied) / whole(100)
        }
        Some(Scoring::Steps { per, minus }) => {
            let missing =
                if outcome.satisfied { zero() } else { (whole(100) - percent).max(zero()) };
            (weight - (missing / per).floor() * minus).max(zero())
        }
        Some(Scoring::Bands(bands)) => {
            // What is met has 100 per cent or more, what is missed less, whatever the quotient says.
            let is_reached = |from: &Exact| {
                if outcome.satisfied {
                    percent.clone().max(whole(100)) >= *from
                } else {
                    *from < whole(100) && percent >= *from
                }
            };
            let reached = bands.iter().filter(|(from, _)| is_reached(from));
            let best = reached.max_by_key(|(from, _)| from.clone());
            best.map_or_else(zero, |(_, points)| points.clone())
        }
    })
}

/// The per cent of its points that a target earns: nothing below the floor, no more above the cap.
fn rate(plan: &Plan, percent: &Exact, satisfied: bool) -> Exact {
    let said = plan.score.as_ref();
    let floor = said.and_then(|score| score.floor.clone()).unwrap_or_else(zero);
    let full = whole(100);
    let cap = said.and_then(|score| score.cap.clone()).unwrap_or_else(|| full.clone());
    if satisfied {
        percent.clone().max(full).min(cap)
    } else if *percent < floor.max(zero()) {
        zero()
    } else {
        percent.clone().min(full)
    }
}

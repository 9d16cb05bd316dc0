//! Shares that look as if they had been written as fractions: 0.88 under a goal in %.

use super::{Gate, words};
use crate::actuals::{Remark, Seen};
use crate::diagnostic::Diagnostic;
use crate::plan::{Baseline, Figures, Formula, GoalValue, GoalValues, Pace, Plan, Target};
use crate::quantity::Quantity;
use crate::wording::diagnostics::submission::fractions as say;

/// What is known of an indicator whose figures are shares.
#[derive(Clone, Debug)]
pub(super) struct Share {
    /// How many of its unit a whole is.
    per_whole: Quantity,
    /// The least figure that the plan names for it: a goal, a checkpoint, a baseline.
    least: Quantity,
    /// The greatest plausible figure.
    most: Quantity,
}

/// The indicators whose figures are shares of which the plan says how large they are. A goal that wants less says
/// nothing: a small figure is what it wants.
pub(super) fn shares(plan: &Plan, targets: &[Vec<usize>]) -> Vec<Option<Share>> {
    let share = |(indicator, targets): (usize, &Vec<usize>)| {
        let indicator = plan.indicators.get(indicator)?;
        let Figures::Numbers(Some(unit)) = &indicator.figures else { return None };
        let per_whole = unit.per_whole()?;
        let mut least: Option<Quantity> = None;
        for target in targets.iter().filter_map(|target| plan.targets.get(*target)) {
            let of_target = least_of(target)?;
            least = Some(least.map_or(of_target, |least| least.min(of_target)));
        }
        let most = indicator.valid.map_or(per_whole, |(_, high)| high);
        Some(Share { per_whole, least: least?, most })
    };
    targets.iter().enumerate().map(share).collect()
}

/// The least figure above 0 that a target names, if all that it names speak of large ones.
fn least_of(target: &Target) -> Option<Quantity> {
    if target.goal.kind.wants_less() || matches!(target.measure.formula, Formula::Ratio { .. }) {
        return None;
    }
    let goals: Vec<&GoalValue> = match &target.goal.values {
        GoalValues::Open => Vec::new(),
        GoalValues::One(value) => vec![value],
        GoalValues::ByMember { values, .. } => values.iter().collect(),
    };
    let checkpoints = match &target.pace {
        Pace::Checkpoints(points) => points.iter().map(|point| &point.value).collect(),
        Pace::None | Pace::Linear | Pace::Compound => Vec::new(),
    };
    let fixed = goals.into_iter().chain(checkpoints).filter(|value| !value.is_relative());
    let baseline = match target.baseline {
        Some(Baseline::Given(baseline)) => Some(baseline),
        Some(Baseline::Of(_)) | None => None,
    };
    fixed.map(|value| value.low.plus).chain(baseline).filter(|value| !value.is_zero()).min()
}

impl Gate<'_> {
    /// A figure between 0 and 1 that is nearer to what the plan speaks of when it is read as a fraction of the whole.
    pub(super) fn fraction(&self, seen: &Seen<'_>) -> Option<Remark> {
        let share = self.shares.get(seen.indicator)?.as_ref()?;
        let value = seen.value;
        let is_between = seen.is_bare && value > Quantity::ZERO && value <= Quantity::ONE;
        if !is_between || share.least <= Quantity::ONE {
            return None;
        }
        let as_fraction = value.times(share.per_whole).ok()?;
        // As a fraction it is k·v. That is nearer to the goal g, in proportion, if k·v/g < g/v.
        let is_nearer = as_fraction.times(value).ok()? < share.least.times(share.least).ok()?;
        if !is_nearer || as_fraction > share.most {
            return None;
        }
        let meant = words::figure(self.plan, seen.indicator, as_fraction.normalized());
        let as_it_is = words::figure(self.plan, seen.indicator, value);
        let name = words::indicator_name(self.plan, seen.indicator);
        let message = say::perhaps_meant(value, &as_it_is, &meant);
        let finding = Diagnostic::warning("looks-like-a-fraction", seen.place(), message)
            .label(say::looks_like_a_fraction())
            .help(say::write_what_is_meant(&as_it_is, &meant));
        Some(Remark::new(finding).once(format!("fraction {name}")))
    }
}

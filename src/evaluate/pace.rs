//! What is required of a figure before its goal is due.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::plan::{Bound, GoalKind, Pace, Plan, Target};
use crate::quantity::{Inexact, Quantity, Ratio, Rounding};

/// How many decimals a required value is shown with that a compound path makes irrational: no fewer, and no more than it
/// takes to be on the same side of the figure as the path.
const SHOWN_DECIMALS: RangeInclusive<u32> = 6..=28;

/// What the pace requires at a date.
#[derive(Clone, Copy, Debug)]
pub(super) enum Required {
    /// There is nothing to judge a pace by.
    Nothing,
    /// The figure has to keep to this.
    Bound(Bound),
    /// The figure has to be on the way of a compound path.
    Compound(Compound),
}

/// A compound path: the side on which a figure has to be of `start · (goal / start)^(elapsed / total)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compound {
    start: Ratio,
    goal: Ratio,
    elapsed: u32,
    total: u32,
    /// Whether the figure has to be above the path rather than below it.
    above: bool,
    strict: bool,
    /// The other end of a range, which must not be passed.
    other_end: Option<Ratio>,
}

/// A compound path needs a start and a goal above 0.
pub(super) struct NoCompoundPath;

impl Required {
    /// Whether a figure keeps to what is required.
    pub(super) fn admits(&self, figure: Ratio) -> bool {
        match self {
            Self::Nothing => true,
            Self::Bound(bound) => bound.admits(figure),
            Self::Compound(path) => path.admits(figure),
        }
    }

    /// What is required of a figure, for display: a compound path is rounded to the side that asks for more, with so many
    /// decimals that the figure is on the same side of it as of the path.
    pub(super) fn shown(&self, figure: Option<Ratio>) -> Option<Bound> {
        match self {
            Self::Nothing => None,
            Self::Bound(bound) => Some(*bound),
            Self::Compound(path) => path.shown(figure),
        }
    }
}

impl Compound {
    fn admits(&self, figure: Ratio) -> bool {
        let order = figure.compare_with_compound(self.start, self.goal, self.elapsed, self.total);
        let (wanted, within) = if self.above {
            (Ordering::Greater, self.other_end.is_none_or(|high| figure <= high))
        } else {
            (Ordering::Less, self.other_end.is_none_or(|low| figure >= low))
        };
        within && (order == wanted || order == Ordering::Equal && !self.strict)
    }

    fn shown(&self, figure: Option<Ratio>) -> Option<Bound> {
        let agrees =
            |bound: &Bound| figure.is_none_or(|figure| bound.admits(figure) == self.admits(figure));
        SHOWN_DECIMALS.map_while(|decimals| self.rounded(decimals)).find(agrees)
    }

    /// What is required with so many decimals; `None` when that does not fit.
    fn rounded(&self, decimals: u32) -> Option<Bound> {
        let rounding = if self.above { Rounding::Up } else { Rounding::Down };
        let Self { start, goal, elapsed, total, .. } = *self;
        let value = Ratio::on_compound_path(start, goal, elapsed, total, decimals, rounding)?;
        Some(if self.above {
            Bound { low: Some(value), high: self.other_end, strict: self.strict }
        } else {
            Bound { low: self.other_end, high: Some(value), strict: self.strict }
        })
    }
}

/// What the pace of a target requires at a date, on the way to `goal`: from the baseline, or from 0 without one and where
/// the figure starts anew, which totals to date show by what they came to at `first`.
///
/// # Errors
/// [`Inexact`] when a value does not fit; inside, [`NoCompoundPath`].
pub(super) fn required(
    plan: &Plan,
    target: &Target,
    goal: Bound,
    baseline: Option<Ratio>,
    first: Option<Ratio>,
    as_of: Date,
) -> Result<Result<Required, NoCompoundPath>, Inexact> {
    let from = target.start(baseline, first);
    let start = from.unwrap_or(Ratio::ZERO);
    let (elapsed, total) = target.way(plan.period).elapsed(as_of).counts();
    let satisfied_by_baseline = from.is_some_and(|baseline| goal.admits(baseline));
    match &target.pace {
        Pace::None => Ok(Ok(Required::Nothing)),
        Pace::Linear | Pace::Compound if elapsed == 0 => Ok(Ok(Required::Nothing)),
        Pace::Checkpoints(points) => {
            let Some(point) = points.iter().rev().find(|point| point.period.last <= as_of) else {
                return Ok(Ok(Required::Nothing));
            };
            let kind = if target.goal.kind.wants_more() || target.goal.kind.wants_less() {
                target.goal.kind
            } else {
                GoalKind::Equals
            };
            let Some(value) = point.value.bound(kind, baseline)? else {
                return Ok(Ok(Required::Nothing));
            };
            let value = value.low.or(value.high).unwrap_or(Ratio::ZERO);
            Ok(Ok(Required::Bound(towards(goal, start, value))))
        }
        _ if satisfied_by_baseline => Ok(Ok(Required::Bound(goal))),
        Pace::Linear => {
            let Some((end, _)) = side(goal, start) else { return Ok(Ok(Required::Bound(goal))) };
            let share =
                Ratio::new(Quantity::from(elapsed), Quantity::from(total)).ok_or(Inexact)?;
            let value = start.plus(end.minus(start)?.times(share)?)?;
            Ok(Ok(Required::Bound(towards(goal, start, value))))
        }
        Pace::Compound => {
            let Some((end, above)) = side(goal, start) else {
                return Ok(Ok(Required::Bound(goal)));
            };
            if start <= Ratio::ZERO || end <= Ratio::ZERO {
                return Ok(Err(NoCompoundPath));
            }
            let other_end = if above { goal.high } else { goal.low };
            Ok(Ok(Required::Compound(Compound {
                start,
                goal: end,
                elapsed,
                total,
                above,
                strict: goal.strict,
                other_end,
            })))
        }
    }
}

/// The end of the goal that is approached from a start, and whether the figure has to be above the path to it;
/// `None` from within a range.
fn side(goal: Bound, start: Ratio) -> Option<(Ratio, bool)> {
    match (goal.low, goal.high) {
        (Some(low), Some(high)) if start < low => Some((low, true)).filter(|_| low <= high),
        (Some(_), Some(high)) if start > high => Some((high, false)),
        (Some(_), Some(_)) | (None, None) => None,
        (Some(low), None) => Some((low, true)),
        (None, Some(high)) => Some((high, false)),
    }
}

/// The goal with the end that is approached moved to the required value.
fn towards(goal: Bound, start: Ratio, value: Ratio) -> Bound {
    match side(goal, start) {
        Some((_, true)) => Bound { low: Some(value), ..goal },
        Some((_, false)) => Bound { high: Some(value), ..goal },
        None => goal,
    }
}

//! What a goal asks of a figure: at the end, on the way, and how far the figure has come.

use crate::reference::dates::{Date, Span, month_span};
use crate::reference::exact::{Exact, fraction, whole, zero};
use crate::reference::model::{Amount, Change, Kind, Pace, Plan, Target, Tolerance};
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A goal with its values worked out, in the target's unit; stages are numbers from 1.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) kind: Kind,
    /// The same as `high`, but for a range.
    pub(crate) low: Exact,
    pub(crate) high: Exact,
}

impl Wanted {
    /// `None` when a value is relative to a baseline that is not there.
    pub(crate) fn new(
        target: &Target,
        amounts: &[Amount],
        baseline: Option<&Exact>,
    ) -> Option<Self> {
        let kind = target.goal.kind;
        let low = value(target, amounts.first()?, baseline)?;
        let high = value(target, amounts.last()?, baseline)?;
        let Some(tolerance) = &target.goal.tolerance else {
            return Some(Self { kind, low, high });
        };
        let width = match tolerance {
            Tolerance::Percent(percent) => low.abs() * percent / whole(100),
            Tolerance::Points(points) => points.clone(),
            Tolerance::Plain(quantity) => target.in_unit(quantity),
        };
        Some(Self { kind, low: low - &width, high: high + width })
    }

    /// ≥, >, ≤, <, =, within the closed range; a stage or beyond.
    pub(crate) fn is_satisfied_by(&self, actual: &Exact) -> bool {
        match self.kind {
            Kind::AtLeast | Kind::Reach => *actual >= self.low,
            Kind::MoreThan => *actual > self.low,
            Kind::AtMost => *actual <= self.high,
            Kind::LessThan => *actual < self.high,
            Kind::Equals | Kind::Between | Kind::About => {
                *actual >= self.low && *actual <= self.high
            }
        }
    }

    /// On which side of the goal a figure lies, nothing inside a range.
    pub(crate) fn side(&self, actual: &Exact) -> Ordering {
        match (actual.cmp(&self.low), actual.cmp(&self.high)) {
            (Ordering::Less, _) => Ordering::Less,
            (_, Ordering::Greater) => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }

    /// How far a figure lies from the goal, nothing inside a range; positive above it.
    pub(crate) fn gap(&self, actual: &Exact) -> Exact {
        match self.side(actual) {
            Ordering::Less => actual - &self.low,
            Ordering::Equal => zero(),
            Ordering::Greater => actual - &self.high,
        }
    }

    /// Attainment `ratio`; absent where signs make it meaningless.
    pub(crate) fn attainment(&self, actual: &Exact) -> Option<Exact> {
        let goal = &self.low;
        match self.kind {
            Kind::Reach => Some((actual / goal).min(Exact::one())),
            Kind::AtLeast | Kind::MoreThan => {
                (!actual.is_negative() && goal.is_positive()).then(|| actual / goal)
            }
            Kind::AtMost | Kind::LessThan => match (actual.is_positive(), goal.is_negative()) {
                (false, false) => Some(Exact::one()),
                (true, false) if goal.is_zero() => Some(zero()),
                (true, false) => Some(goal / actual),
                (_, true) => None,
            },
            Kind::Equals => {
                if actual.is_negative() || !goal.is_positive() {
                    None
                } else if actual.is_zero() {
                    Some(zero())
                } else {
                    Some((actual / goal).min(goal / actual))
                }
            }
            Kind::Between | Kind::About => match self.side(actual) {
                Ordering::Equal => Some(Exact::one()),
                Ordering::Less => {
                    (!actual.is_negative() && self.low.is_positive()).then(|| actual / &self.low)
                }
                Ordering::Greater => (!self.high.is_negative()).then(|| &self.high / actual),
            },
        }
    }

    /// Attainment `progress`: (a − b)/(t − b), of a range towards the bound nearest to the baseline; a baseline that
    /// satisfies the goal has nowhere to go.
    pub(crate) fn progress(&self, actual: &Exact, baseline: &Exact) -> Option<Exact> {
        if self.is_satisfied_by(baseline) {
            return None;
        }
        let goal = match self.side(baseline) {
            Ordering::Less => &self.low,
            Ordering::Greater => &self.high,
            Ordering::Equal => return None,
        };
        Some((actual - baseline) / (goal - baseline))
    }
}

/// An amount in the target's unit.
pub(crate) fn value(target: &Target, amount: &Amount, baseline: Option<&Exact>) -> Option<Exact> {
    match amount {
        Amount::Tbd => None,
        Amount::Number(quantity) => Some(target.in_unit(quantity)),
        Amount::Stage(stage) => Some(Exact::from_integer((stage + 1).into())),
        Amount::Relative(change) => {
            let baseline = baseline?;
            Some(match change {
                Change::Unchanged => baseline.clone(),
                Change::Percent(percent) => baseline + baseline * percent / whole(100),
                Change::Points(points) => baseline + points,
                Change::Add(quantity) => baseline + target.in_unit(quantity),
                Change::Times(factor) => baseline * factor,
            })
        }
    }
}

/// What a way may start from.
#[derive(Clone, Default)]
pub(crate) struct Base {
    pub(crate) baseline: Option<Exact>,
    /// The least that a total to date has been in the plan's time.
    pub(crate) least: Option<Exact>,
}

/// What is asked of a figure before the goal is due.
pub(crate) enum Required<'a> {
    Nothing,
    /// The elapsed share of the time from the plan's first day until the goal is due, as a fraction of two counts.
    Share {
        elapsed: i32,
        of: i32,
        compound: bool,
        from_zero: bool,
    },
    Checkpoint {
        amount: &'a Amount,
        from_zero: bool,
    },
}

/// The pace in force on a date.
pub(crate) fn pace<'a>(plan: &Plan, target: &'a Target, as_of: Date) -> Required<'a> {
    // What is added up or counted is nothing on the plan's first day, unless it has to grow by the same rate.
    let begins_anew =
        matches!(target.aggregation(plan), Some(super::Aggregate::Sum | super::Aggregate::Count));
    let from_zero = begins_anew && !target.is_ratio() && target.pace != Some(Pace::Compound);
    if !target.checkpoints.is_empty() {
        let in_force = target.checkpoints.iter().filter(|(period, _)| period.last <= as_of);
        let last = in_force.max_by_key(|(period, _)| period.last);
        return last
            .map_or(Required::Nothing, |(_, amount)| Required::Checkpoint { amount, from_zero });
    }
    let adds_up = matches!(
        target.aggregation(plan),
        Some(super::Aggregate::Sum | super::Aggregate::Cumulative)
    );
    let grows = matches!(target.goal.kind, Kind::AtLeast | Kind::MoreThan);
    let by_default = if adds_up && grows && !target.is_ratio() { Pace::Linear } else { Pace::None };
    let pace = target.pace.unwrap_or(by_default);
    if pace == Pace::None || as_of < plan.period.first {
        return Required::Nothing;
    }
    let way = Span { first: plan.period.first, last: target.due_day(plan) };
    let (elapsed, of) = elapsed_share(way, as_of);
    Required::Share { elapsed, of, compound: pace == Pace::Compound, from_zero }
}

/// Every month of a span of whole months weighs the same, and every day of a month the same; the days of other spans all
/// weigh the same. Never more than all.
fn elapsed_share(way: Span, as_of: Date) -> (i32, i32) {
    if as_of >= way.last {
        return (1, 1);
    }
    if !way.is_whole_months() {
        return (as_of.ordinal() - way.first.ordinal() + 1, way.days());
    }
    let before = as_of.month_number() - way.first.month_number();
    let days = month_span(as_of.month_number(), 1).days();
    (before * days + as_of.day, way.month_count() * days)
}

impl Required<'_> {
    /// Where the way of a target starts, of whom there is a baseline. What never falls and was once below it has begun at 0
    /// since, unless it has to grow by the same rate.
    fn start<'b>(&self, base: &'b Base) -> Option<&'b Exact> {
        let (from_zero, grows) = match self {
            Self::Nothing => (false, false),
            Self::Share { from_zero, compound, .. } => (*from_zero, *compound),
            Self::Checkpoint { from_zero, .. } => (*from_zero, false),
        };
        let baseline = base.baseline.as_ref()?;
        let has_begun_anew = base.least.as_ref().is_some_and(|least| least < baseline) && !grows;
        Some(baseline).filter(|_| !from_zero && !has_begun_anew)
    }
}

/// Where a figure has to be on the way to a bound of the goal.
pub(crate) enum Waypoint {
    At(Exact),
    /// `start · (goal / start)^share`, which is seldom a fraction.
    Grown {
        start: Exact,
        goal: Exact,
        share: Exact,
    },
}

/// What the pace asks for on the way to `goal`, a bound of what is wanted. `None` when it asks for nothing yet.
pub(crate) fn waypoint(
    target: &Target,
    wanted: &Wanted,
    required: &Required,
    base: &Base,
    goal: &Exact,
) -> Option<Waypoint> {
    let from = required.start(base);
    let start = from.cloned().unwrap_or_else(zero);
    match required {
        Required::Nothing => None,
        Required::Checkpoint { amount, .. } => {
            Some(Waypoint::At(value(target, amount, base.baseline.as_ref())?))
        }
        Required::Share { .. } if from.is_some_and(|start| wanted.is_satisfied_by(start)) => {
            Some(Waypoint::At(goal.clone()))
        }
        Required::Share { elapsed, of, compound: false, .. } => {
            Some(Waypoint::At(&start + fraction(*elapsed, *of) * (goal - &start)))
        }
        Required::Share { elapsed, of, compound: true, .. } => {
            Some(Waypoint::Grown { start, goal: goal.clone(), share: fraction(*elapsed, *of) })
        }
    }
}

/// Whether a figure is where the pace wants it. `None` when nothing is wanted yet.
pub(crate) fn keeps_pace(
    target: &Target,
    wanted: &Wanted,
    required: &Required,
    base: &Base,
    actual: &Exact,
) -> Option<bool> {
    let start = required.start(base).cloned().unwrap_or_else(zero);
    let compare = |goal: &Exact| -> Option<Ordering> {
        Some(match waypoint(target, wanted, required, base, goal)? {
            Waypoint::At(value) => actual.cmp(&value),
            Waypoint::Grown { start, goal, share } => {
                compare_with_growth(actual, &start, &goal, &share)
            }
        })
    };
    Some(match wanted.kind {
        Kind::AtLeast | Kind::Reach => compare(&wanted.low)? != Ordering::Less,
        Kind::MoreThan => compare(&wanted.low)? == Ordering::Greater,
        Kind::AtMost => compare(&wanted.high)? != Ordering::Greater,
        Kind::LessThan => compare(&wanted.high)? == Ordering::Less,
        // The bound nearest to the start is approached, the other one must not be passed.
        Kind::Equals | Kind::Between | Kind::About => match wanted.side(&start) {
            Ordering::Less => compare(&wanted.low)? != Ordering::Less && *actual <= wanted.high,
            Ordering::Greater => {
                compare(&wanted.high)? != Ordering::Greater && *actual >= wanted.low
            }
            Ordering::Equal => compare(&wanted.low).map(|_| wanted.is_satisfied_by(actual))?,
        },
    })
}

/// Ends between which a figure has to be; whether they are in does not matter for how far it is from them.
pub(crate) struct Ends {
    low: Option<Exact>,
    high: Option<Exact>,
}

impl Ends {
    /// What the figure would have to change by to reach the nearest end; it fails.
    pub(crate) fn change(&self, actual: &Exact) -> Option<Exact> {
        let low = self.low.as_ref().filter(|low| actual <= low);
        let high = self.high.as_ref().filter(|high| actual >= high);
        low.or(high).map(|end| end - actual)
    }

    /// How far the figure is from the nearest end; it passes.
    pub(crate) fn margin(&self, actual: &Exact) -> Option<Exact> {
        let above = self.low.as_ref().map(|low| actual - low);
        let below = self.high.as_ref().map(|high| high - actual);
        [above, below].into_iter().flatten().min()
    }
}

/// The ends of the goal itself.
pub(crate) fn ends(wanted: &Wanted) -> Ends {
    let [low, high] = [&wanted.low, &wanted.high].map(|end| Some(end.clone()));
    match wanted.kind {
        Kind::AtLeast | Kind::MoreThan | Kind::Reach => Ends { low, high: None },
        Kind::AtMost | Kind::LessThan => Ends { low: None, high },
        Kind::Equals | Kind::Between | Kind::About => Ends { low, high },
    }
}

/// The ends that the pace asks to keep to; `None` when it asks for nothing yet, or grows.
pub(crate) fn ends_of_pace(
    target: &Target,
    wanted: &Wanted,
    required: &Required,
    base: &Base,
) -> Option<Ends> {
    let start = required.start(base).cloned().unwrap_or_else(zero);
    let at = |goal: &Exact| match waypoint(target, wanted, required, base, goal)? {
        Waypoint::At(value) => Some(value),
        Waypoint::Grown { .. } => None,
    };
    let Ends { low, high } = ends(wanted);
    Some(match (low, high) {
        // A range is approached from the side of the start, and its other end must not be passed.
        (Some(low), Some(high)) => match wanted.side(&start) {
            Ordering::Less => Ends { low: Some(at(&low)?), high: Some(high) },
            Ordering::Greater => Ends { low: Some(low), high: Some(at(&high)?) },
            Ordering::Equal => at(&low).map(|_| Ends { low: Some(low), high: Some(high) })?,
        },
        (low, high) => Ends {
            low: low.map(|low| at(&low).ok_or(())).transpose().ok()?,
            high: high.map(|high| at(&high).ok_or(())).transpose().ok()?,
        },
    })
}

/// `actual` against `start · (goal / start)^share`, both raised to the share's denominator: a power of integers on
/// either side. Start and goal are positive.
fn compare_with_growth(actual: &Exact, start: &Exact, goal: &Exact, share: &Exact) -> Ordering {
    if !actual.is_positive() {
        return Ordering::Less;
    }
    let all = share.denom().to_u32().unwrap_or(1);
    let elapsed = share.numer().to_u32().unwrap_or(1);
    let rest = all - elapsed;
    let left = actual.numer().pow(all) * start.denom().pow(rest) * goal.denom().pow(elapsed);
    let right = start.numer().pow(rest) * goal.numer().pow(elapsed) * actual.denom().pow(all);
    left.cmp(&right)
}

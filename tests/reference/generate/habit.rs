//! What the rows of a series look like.

use crate::reference::dates::Span;
use crate::reference::judge::Fault;
use crate::reference::model::{Aggregate, Baseline, Pace, Plan, Target, Unit};
use crate::reference::random::Random;

/// From which numbers a series draws: `low` to `high`, the last digits being decimal places.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) low: i32,
    pub(crate) high: i32,
    pub(crate) places: u32,
}

/// What the rows of a series are like.
pub(crate) struct Habit {
    /// The dimensions along which it is reported.
    pub(crate) varies: Vec<usize>,
    /// The periods of the calendar that its target runs over.
    pub(crate) windows: Option<Vec<Span>>,
    /// One row in each window, because nothing says how several meet.
    pub(crate) one_row: bool,
    pub(crate) cumulative: bool,
    pub(crate) stages: bool,
    pub(crate) unit: Option<Unit>,
    pub(crate) size: Size,
    pub(crate) baseline: Option<Span>,
}

/// What the rows of the target's series will be like.
pub(crate) fn habit(
    random: &mut Random,
    plan: &Plan,
    habits: &mut Vec<Habit>,
    target: &mut Target,
    wish: Option<Fault>,
) {
    let mut varies: Vec<usize> = target.each.iter().chain(&target.reported_by).copied().collect();
    varies.extend(target.filter.iter().map(|(dimension, _)| *dimension));
    if target.combination(plan).is_some() {
        for dimension in 0..plan.dimensions.len() {
            if !varies.contains(&dimension) && random.chance(30) {
                varies.push(dimension);
            }
        }
    }
    let windows = target.each_period.map(|cycle| cycle.periods(plan));
    let aggregate = target.aggregation(plan);
    let compound = target.pace == Some(Pace::Compound);
    if compound && baseline_period(target).is_some() {
        target.missing_is_zero = false;
    }
    let size = *random.pick(&[
        Size { low: 0, high: 10, places: 0 },
        Size { low: 0, high: 100, places: 0 },
        Size { low: 0, high: 9999, places: 1 },
        Size { low: 8000, high: 10000, places: 2 },
        Size { low: 1000, high: 50_000, places: 0 },
        Size { low: -20, high: 20, places: 0 },
        Size { low: 0, high: 2, places: 0 },
    ]);
    let size = if compound { Size { low: 1, high: size.high.max(4), ..size } } else { size };
    let empty = target.is_ratio() && wish.is_none() && random.chance(15);
    for (position, series) in target.series().into_iter().enumerate() {
        let is_part = target.is_ratio() && position == 0;
        let low = if target.is_ratio() { size.low.max(1 - i32::from(is_part)) } else { size.low };
        let size = if empty {
            Size { low: 0, high: 0, places: 0 }
        } else {
            Size { low, high: size.high.max(low), ..size }
        };
        debug_assert_eq!(series, habits.len());
        habits.push(Habit {
            varies: varies.clone(),
            windows: windows.clone(),
            one_row: aggregate.is_none(),
            cumulative: aggregate == Some(Aggregate::Cumulative),
            stages: target.is_reach(),
            unit: target.unit.clone().filter(|_| !target.is_ratio()),
            size,
            baseline: baseline_period(target),
        });
    }
}

pub(crate) fn baseline_period(target: &Target) -> Option<Span> {
    match target.baseline {
        Some(Baseline::Period(period)) => Some(period),
        Some(Baseline::Number(_)) | None => None,
    }
}

//! The bullet chart of a target: the figure as a bar, on an axis with what it is held against.
//!
//! After Stephen Few, "Bullet Graph Design Specification" (2013): one bar for the figure, a line across for the goal,
//! a band for where the goal is satisfied. What lies within a pixel of the goal is drawn on the side where it is.

use serde::Serialize;

use super::scale::{Position, Scale};
use crate::evaluate::Outcome;
use crate::plan::Bound;
use crate::quantity::{Quantity, Ratio};
use crate::report::distance::{End, governing_end};
use crate::report::figures::Figures;

/// A bullet chart; all places in per cent of its width.
#[derive(Serialize)]
pub(super) struct Bullet {
    /// Where the bar of the figure begins, and how wide it is.
    bar: Span,
    /// Whether the bar does not keep to the goal.
    short: bool,
    /// Where the goal is satisfied.
    zone: Option<Span>,
    /// The ends of the goal.
    goals: Vec<String>,
    /// What is striven for.
    stretch: Option<String>,
    /// What the figure was before.
    baseline: Option<String>,
    /// What the pace requires now.
    required: Option<String>,
}

/// A part of the axis.
#[derive(Serialize)]
struct Span {
    start: String,
    width: String,
}

impl Span {
    fn between(start: Position, end: Position) -> Self {
        Self { start: start.percent(), width: start.to(end).percent() }
    }
}

impl Bullet {
    /// The chart of a target with one figure and one bound; `None` where there is nothing to draw.
    pub(super) fn of(figures: Figures<'_>, outcome: &Outcome) -> Option<Self> {
        if figures.is_milestone() {
            return None;
        }
        let actual = outcome.actual()?;
        let bound = outcome.bound?;
        let required = outcome.required_now.and_then(|required| {
            match governing_end(required, outcome.bound, Some(actual))? {
                End::Low(value) | End::High(value) => Some(value),
            }
        });
        let stretch = outcome.stretch.and_then(|stretch| stretch.low.or(stretch.high));
        let marks = [bound.low, bound.high, stretch, outcome.baseline, required];
        let scale = Scale::holding(marks.into_iter().flatten().chain([actual]))?;
        Self::on(&scale, actual, bound, stretch, outcome.baseline, required)
    }

    /// The chart of a share: satisfied cells of all, with the coverage that is asked for, of 1.
    pub(super) fn of_share(satisfied: usize, count: usize, coverage: Ratio) -> Option<Self> {
        let (satisfied, count) =
            (Ratio::whole(Quantity::from(satisfied)), Ratio::whole(Quantity::from(count)));
        let asked = count.times(coverage).ok()?;
        let bound = Bound { low: Some(asked), high: None, strict: false };
        let scale = Scale::spanning([Ratio::ZERO, count])?;
        Self::on(&scale, satisfied, bound, None, None, None)
    }

    fn on(
        scale: &Scale,
        actual: Ratio,
        bound: Bound,
        stretch: Option<Ratio>,
        baseline: Option<Ratio>,
        required: Option<Ratio>,
    ) -> Option<Self> {
        let short = !bound.admits(actual);
        let zero = scale.position(Ratio::ZERO)?;
        let mut end = scale.position(actual)?;
        let low = bound.low.and_then(|low| scale.position(low));
        let high = bound.high.and_then(|high| scale.position(high));
        if short {
            end = match (bound.low.zip(low), bound.high.zip(high)) {
                (Some((low, mark)), _) if actual <= low => end.below(mark),
                (_, Some((high, mark))) if actual >= high => end.above(mark),
                _ => end,
            };
        }
        let mark = |value: Option<Ratio>| Some(scale.position(value?)?.percent());
        Some(Self {
            bar: Span::between(zero.min(end), zero.max(end)),
            short,
            zone: Some(Span::between(
                low.unwrap_or(Position::START),
                high.unwrap_or(Position::END),
            )),
            goals: [low, high].into_iter().flatten().map(Position::percent).collect(),
            stretch: mark(stretch),
            baseline: mark(baseline),
            required: mark(required),
        })
    }
}

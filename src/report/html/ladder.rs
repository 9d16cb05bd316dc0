//! The stages of a milestone goal as steps.

use serde::Serialize;

use crate::evaluate::Outcome;
use crate::quantity::{Quantity, Ratio};
use crate::report::figures::Figures;
use crate::report::text::visible;

/// A stage of a ladder.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a class of the style sheet")]
pub(super) struct Step {
    name: String,
    /// Whether the figure is at it or beyond.
    passed: bool,
    /// Whether the goal asks for it.
    goal: bool,
    /// Whether the pace asks for it now.
    required: bool,
    /// Whether it is the stage that has been reached.
    here: bool,
}

/// The steps of a milestone goal that is one for all.
pub(super) fn steps(figures: Figures<'_>, outcome: &Outcome) -> Option<Vec<Step>> {
    if outcome.cells.is_some() {
        return None;
    }
    let ladder = figures.plan().ladders.get(figures.target().ladder?)?;
    let goal = outcome.bound.and_then(|bound| bound.low);
    let required = outcome.required_now.and_then(|bound| bound.low);
    let actual = outcome.actual();
    let steps = ladder.stages.iter().zip(1_usize..).map(|(name, number)| {
        let stage = Ratio::whole(Quantity::from(number));
        Step {
            name: visible(name),
            passed: actual.is_some_and(|actual| actual >= stage),
            goal: goal == Some(stage),
            required: required == Some(stage) && required != goal,
            here: actual == Some(stage),
        }
    });
    Some(steps.collect())
}

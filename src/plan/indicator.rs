//! The series that a plan asks for.

use super::Unit;
use crate::quantity::Quantity;

/// A series of figures in the actuals.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The name by which the plan calls it.
    pub name: String,
    /// What its figures are.
    pub figures: Figures,
    /// The plausible range of its figures, both ends included; a figure outside is an error in the data.
    pub valid: Option<(Quantity, Quantity)>,
    /// Whether only whole numbers make sense.
    pub whole: bool,
}

/// What the figures of a series are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figures {
    /// Numbers. A figure without a unit is in this one; `None` where the plan gives the series no unit (a part
    /// of a ratio): then money and shares are brought to their base unit.
    Numbers(Option<Unit>),
    /// Stages of the ladder with this position in [`Plan::ladders`](super::Plan::ladders); the figure is the
    /// number of the stage, counted from 1.
    Stages(usize),
}

/// What a name in the actuals means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorMatch<'a> {
    /// The plan has no indicator of that name.
    Unknown,
    /// The indicator with this position in [`Plan::indicators`](super::Plan::indicators).
    One(usize),
    /// The name stands for several indicators (targets of the same title).
    Several(&'a [usize]),
}

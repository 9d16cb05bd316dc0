//! What a figure is held against.

use super::{Absence, Figure};
use crate::plan::Bound;
use crate::quantity::Ratio;

/// The values that a figure is held against.
pub(super) struct Standard {
    pub(super) bound: Option<Bound>,
    pub(super) stretch: Option<Bound>,
    /// The baseline, where the plan names one.
    pub(super) baseline: Option<Figure>,
}

impl Standard {
    pub(super) fn baseline(&self) -> Option<Ratio> {
        self.baseline.as_ref().and_then(|baseline| baseline.value.as_ref().ok().copied())
    }

    /// Why the baseline is missing.
    pub(super) fn no_baseline(&self) -> Option<&Absence> {
        self.baseline.as_ref().and_then(|baseline| baseline.value.as_ref().err())
    }

    /// Whether a figure satisfies the goal.
    pub(super) fn is_satisfied_by(&self, figure: Option<Ratio>) -> bool {
        matches!((self.bound, figure), (Some(bound), Some(figure)) if bound.admits(figure))
    }

    pub(super) fn stretch_is_satisfied_by(&self, figure: Option<Ratio>) -> bool {
        matches!((self.stretch, figure), (Some(bound), Some(figure)) if bound.admits(figure))
    }
}

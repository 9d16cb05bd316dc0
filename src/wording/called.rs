//! What things of a plan are called where they are spoken of: in English by their names, in Chinese as people know them.

use super::{Text, Words};
use crate::plan::{Dimension, Plan};

/// An indicator, by its position in the plan; see [`Words::indicator`].
pub(crate) fn indicator(plan: &Plan, position: usize) -> Text {
    plan.indicators.get(position).map_or_else(Text::default, |indicator| {
        Text::each(|language| Words::of(language).indicator(plan, indicator).to_owned())
    })
}

/// A dimension; see [`Words::dimension`].
pub(crate) fn dimension(dimension: &Dimension) -> Text {
    Text::each(|language| Words::of(language).dimension(dimension).to_owned())
}

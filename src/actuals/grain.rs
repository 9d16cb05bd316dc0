//! How finely the plan asks about an indicator.

use std::collections::BTreeSet;

use crate::plan::{Aggregate, Combine, Formula, Missing, Plan, Target, normalized};

/// The dimension columns that tell the figures of each indicator of a plan apart; `None` for all.
pub(crate) fn told_apart(plan: &Plan) -> Vec<Option<BTreeSet<String>>> {
    let columns = |grain| match grain {
        Grain::All => None,
        Grain::Only(columns) => Some(columns),
    };
    Grain::of_indicators(plan).into_iter().map(columns).collect()
}

/// Which dimension columns tell the figures of an indicator apart, when there are too many to keep each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// All: how the figures of members come together depends on each of them.
    All,
    /// These, normalised: figures that differ in others only are added up, whoever they are of.
    Only(BTreeSet<String>),
}

impl Grain {
    /// The grain of each indicator of a plan.
    pub(super) fn of_indicators(plan: &Plan) -> Vec<Self> {
        let mut grains = vec![Self::Only(BTreeSet::new()); plan.indicators.len()];
        for target in &plan.targets {
            for indicator in target.measure.formula.indicators() {
                if let Some(grain) = grains.get_mut(*indicator) {
                    grain.refine(plan, target);
                }
            }
        }
        grains
    }

    /// Whether a column tells figures apart.
    pub(super) fn tells_apart(&self, column: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(columns) => columns.contains(column),
        }
    }

    /// Lets a column tell figures apart, too.
    pub(super) fn tell_apart(&mut self, column: &str) {
        if let Self::Only(columns) = self {
            columns.insert(normalized(column));
        }
    }

    /// As finely as a target asks, too.
    fn refine(&mut self, plan: &Plan, target: &Target) {
        let measure = &target.measure;
        let adds_up = measure.aggregate.is_some_and(Aggregate::is_event_log)
            && measure.combine == Some(Combine::Sum);
        let Self::Only(columns) = self else { return };
        if !adds_up {
            *self = Self::All;
            return;
        }
        let each = target.each.iter().flat_map(|each| &each.dimensions);
        let dimensions = each
            .chain(&measure.reported_by)
            .filter_map(|dimension| plan.dimensions.get(*dimension));
        columns.extend(dimensions.map(|dimension| normalized(&dimension.column)));
        if matches!(measure.formula, Formula::Ratio { .. }) && measure.missing == Missing::Fail {
            // The two series must be of the same members.
            columns.extend(plan.dimensions.iter().map(|dimension| normalized(&dimension.column)));
        }
        columns.extend(measure.filters.iter().map(|filter| filter.column.clone()));
    }
}

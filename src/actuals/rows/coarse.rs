//! What figures that have been brought together do not tell: whether some of them count twice.

use std::collections::BTreeSet;

use super::Rows;
use crate::actuals::File;
use crate::actuals::series::Lacking;
use crate::plan::{Plan, normalized};

impl Rows<'_> {
    /// The indicators whose figures are brought together more coarsely than it takes to say that none counts twice, or
    /// in more periods than there is room for.
    pub(in crate::actuals) fn too_coarse(&self) -> Vec<usize> {
        let mut too_coarse = self.series.overlapping(self.grains);
        too_coarse.extend(self.nested());
        too_coarse
            .extend((0..self.grains.len()).filter(|indicator| self.grids.is_overfull(*indicator)));
        too_coarse
    }

    /// The indicators of which some figures may be totals of others, which those that have been added up do not say.
    pub(in crate::actuals) fn nested(&self) -> Vec<usize> {
        let bits = dimension_bits(self.plan);
        self.series.nested(|indicator| {
            let added_up = bits.iter().filter(|(column, _)| {
                self.grains.get(indicator).is_some_and(|grain| !grain.tells_apart(column))
            });
            added_up.map(|(_, bit)| bit).sum()
        })
    }

    /// Files of which one lacks a column that the plan does not know, and another has it: its figures may be the totals of the
    /// other one's, or the same, which those that have been added up do not say.
    pub(in crate::actuals) fn lacking(&self, files: &[File]) -> Option<Lacking> {
        let asked_for = self.plan.columns_asked_for();
        let columns = files.iter().map(|file| {
            let names = file.dimensions.iter().filter(|name| !asked_for.contains(*name));
            names.map(String::as_str).collect()
        });
        self.series.lacking(self.grains, &columns.collect::<Vec<_>>())
    }

    /// Whether figures of an indicator have been added to sums by member.
    pub(in crate::actuals) fn has_sums(&self, indicator: usize) -> bool {
        self.series.has_sums(indicator)
    }
}

/// The columns of the plan's dimensions, normalised, each with a bit for what rows name. A column of several has one, and
/// so have the first 64 only.
pub(super) fn dimension_bits(plan: &Plan) -> Vec<(String, u64)> {
    let columns: BTreeSet<String> =
        plan.dimensions.iter().map(|dimension| normalized(&dimension.column)).collect();
    columns.into_iter().zip((0..u64::BITS).map(|bit| 1 << bit)).collect()
}

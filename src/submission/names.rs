//! Names: of indicators and members that the plan does not know, and of columns that it looks for.

use super::{Gate, words};
use crate::actuals::{Layout, Remark, Seen, SeenHeader};
use crate::diagnostic::{Diagnostic, Spelling, all_nearest, nearest};
use crate::plan::{Dimension, IndicatorMatch, Target, is_nobody, normalized};
use crate::source::Place;
use crate::wording::diagnostics::first_names;
use crate::wording::diagnostics::submission::{judged_by_nobody, names as say};
use crate::wording::{Text, called};

impl Gate<'_> {
    /// A row of an indicator that the plan does not have.
    pub(super) fn unknown(&self, name: &str, place: Place) -> Remark {
        let normal = normalized(name);
        let near = all_nearest(&normal, self.plan.indicator_names());
        let finding = if near.is_empty() {
            let message = say::no_such_indicator(&normal);
            Diagnostic::warning("unknown-indicator", place, message)
                .label(judged_by_nobody())
                .help(say::leave_out_or_alias())
        } else {
            misspelt(place, &normal, &near)
        };
        let mut remark = Remark::new(finding);
        remark.meant = self.meant(&normal);
        remark.once(format!("indicator {normal}"))
    }

    /// Among columns for indicators those whose header is nearly one.
    pub(super) fn misspelt_columns(&self, header: &SeenHeader<'_>) -> Vec<Remark> {
        if header.layout != Layout::WideByIndicator {
            return Vec::new();
        }
        let is_known = |name: &str| {
            let dimensions = self.plan.dimensions.iter().map(|one| normalized(&one.column));
            let filters = self.plan.targets.iter().flat_map(|target| &target.measure.filters);
            dimensions.chain(filters.map(|filter| filter.column.clone())).any(|one| one == name)
        };
        let others = header.others.iter().filter(|(name, _)| !is_known(name));
        let remark = |(name, place): &(&str, &Place)| {
            let near = all_nearest(name, self.plan.indicator_names());
            if near.is_empty() {
                return None;
            }
            let mut remark = Remark::new(misspelt((*place).clone(), name, &near));
            remark.meant = self.meant(name);
            Some(remark)
        };
        others.filter_map(remark).collect()
    }

    /// The indicator that a name is most likely meant for.
    fn meant(&self, name: &str) -> Option<usize> {
        let near = nearest(name, self.plan.indicator_names())?;
        match self.plan.indicator(near) {
            IndicatorMatch::One(indicator) => Some(indicator),
            IndicatorMatch::Several(_) | IndicatorMatch::Unknown => None,
        }
    }

    /// A figure of somebody of whom no target asks for it, or of a name that only targets take to which names do not
    /// matter.
    pub(super) fn stranger(&self, seen: &Seen<'_>) -> Option<Remark> {
        let targets =
            self.targets.get(seen.indicator)?.iter().filter_map(|at| self.plan.targets.get(*at));
        let is_selected = |target: &&Target| {
            target.measure.filters.iter().all(|filter| {
                let value = seen.cell(&filter.column).unwrap_or_default();
                filter.values.contains(&value)
            })
        };
        let selected: Vec<&Target> = targets.filter(is_selected).collect();
        let (mut first, mut counts) = (None, false);
        for target in &selected {
            let dimensions = target.each.iter().flat_map(|each| &each.dimensions);
            let mut all = target.measure.reported_by.iter().chain(dimensions);
            match all.find(|dimension| !self.is_member(**dimension, seen)) {
                Some(unknown) => first = first.or(Some(*unknown)),
                None => counts = true,
            }
        }
        let asked = first.and_then(|dimension| self.plan.dimensions.get(dimension));
        if let Some(dimension) = asked
            && (!counts || self.is_misnamed(dimension, &selected, seen))
        {
            return Some(self.unknown_member(dimension, seen, counts));
        }
        let mut rosters = self.plan.dimensions.iter().filter(|one| !one.members.is_empty());
        let stranger = rosters.find(|one| counts && self.is_of_nobody(one, &selected, seen))?;
        Some(counts_for_all(stranger, seen))
    }

    /// Whether a figure that counts somewhere, and not where it is asked of each member, gives a name that is none, or
    /// misses the column for it.
    fn is_misnamed(&self, dimension: &Dimension, selected: &[&Target], seen: &Seen<'_>) -> bool {
        let column = normalized(&dimension.column);
        let is_misspelt = || nearest(&column, seen.others().map(|(name, _)| name)).is_some();
        self.is_of_nobody(dimension, selected, seen)
            || seen.cell(&column).is_none() && is_misspelt()
    }

    /// Whether a figure gives a name that is no member's: not that of a whole, which has none, nor one that some target
    /// chooses.
    fn is_of_nobody(&self, dimension: &Dimension, selected: &[&Target], seen: &Seen<'_>) -> bool {
        let column = normalized(&dimension.column);
        let is_chosen = || {
            let mut filters = selected.iter().flat_map(|target| &target.measure.filters);
            filters.any(|filter| filter.column == column)
        };
        seen.cell(&column)
            .is_some_and(|cell| !is_nobody(&cell) && !self.is_anywhere(&column, &cell))
            && !is_chosen()
    }

    /// Whether a name is on a roster of a column.
    fn is_anywhere(&self, column: &str, name: &str) -> bool {
        let mut all = self.plan.dimensions.iter().zip(&self.members);
        all.any(|(other, members)| normalized(&other.column) == column && members.contains(name))
    }

    fn is_member(&self, dimension: usize, seen: &Seen<'_>) -> bool {
        let Some(known) = self.plan.dimensions.get(dimension) else { return true };
        let cell = seen.cell(&normalized(&known.column)).unwrap_or_default();
        self.members.get(dimension).is_some_and(|members| members.contains(&cell))
    }

    fn unknown_member(&self, known: &Dimension, seen: &Seen<'_>, counts: bool) -> Remark {
        let column = normalized(&known.column);
        let indicator = words::indicator_name(self.plan, seen.indicator);
        let called = || called::indicator(self.plan, seen.indicator);
        let dimension = called::dimension(known);
        let Some(cell) = seen.cell(&column) else {
            return missing_column(seen, &column, &called(), &dimension);
        };
        let place = seen.cell_place(&column);
        if is_nobody(&cell) {
            let message = say::of_no_member(&called(), &dimension);
            let mut remark = Remark::new(
                Diagnostic::error("unknown-member", place, message)
                    .label(expected(known))
                    .help(say::write_whose(&column)),
            );
            remark.is_unread = true;
            return remark.once(format!("nobody {column} {indicator}"));
        }
        if self.is_anywhere(&column, &cell) {
            let message = say::not_asked_of(&called(), &cell);
            let finding = Diagnostic::warning("unknown-member", place, message)
                .label(expected(known))
                .help(say::leave_out_or_correct());
            return Remark::new(finding).once(format!("member {column} {cell} {indicator}"));
        }
        let near = all_nearest(&cell, known.members.iter().map(String::as_str));
        let message = say::unknown_member(&dimension, &cell);
        let mut remark = Remark::new(if near.is_empty() {
            let effect =
                if counts { say::counts_in_totals(&dimension) } else { judged_by_nobody() };
            Diagnostic::warning("unknown-member", place, message)
                .label(expected(known))
                .help(say::leave_out_or_rename(&effect))
        } else {
            Diagnostic::error("unknown-member", place, message)
                .label(say::not_on_the_roster())
                .meant_one_of(&near, Spelling::Cell)
        });
        remark.is_unread = !near.is_empty();
        remark.once(format!("member {column} {cell}"))
    }
}

/// The members, of whom one is expected.
fn expected(known: &Dimension) -> Text {
    match known.members.as_slice() {
        [one] => say::expected(one),
        several => say::expected_one_of(&first_names(several)),
    }
}

/// A figure that counts for all together, of a name that no roster has: it may be a sum of others.
fn counts_for_all(known: &Dimension, seen: &Seen<'_>) -> Remark {
    let (column, dimension) = (normalized(&known.column), called::dimension(known));
    let cell = seen.cell(&column).unwrap_or_default();
    let message = say::unknown_member(&dimension, &cell);
    let near = all_nearest(&cell, known.members.iter().map(String::as_str));
    let finding = Diagnostic::warning("unknown-member", seen.cell_place(&column), message);
    let finding = if near.is_empty() {
        finding
            .label(expected(known))
            .help(say::leave_out_or_rename(&say::counts_in_totals(&dimension)))
    } else {
        finding.label(say::not_on_the_roster()).meant_one_of(&near, Spelling::Cell)
    };
    Remark::new(finding).once(format!("total of {column} {cell}"))
}

/// A file without the column that says whose the figures are.
fn missing_column(seen: &Seen<'_>, column: &str, indicator: &Text, dimension: &Text) -> Remark {
    let near = nearest(column, seen.others().map(|(name, _)| name));
    let near = near.and_then(|near| seen.others().find(|(name, _)| *name == near));
    let message = say::no_column(column, indicator, dimension);
    let finding = match near {
        Some((name, place)) => Diagnostic::error("missing-column", place.clone(), message)
            .label(say::is_column_meant(name))
            .meant(column, Spelling::Cell),
        None => Diagnostic::error("missing-column", seen.cell_place(column), message)
            .label(say::expected_in_header())
            .help(say::add_column(column)),
    };
    let mut remark = Remark::new(finding);
    remark.is_of_header = true;
    remark.is_unread = true;
    remark.once(format!("column {column}"))
}

/// A name that is nearly one of the plan's indicators.
fn misspelt(place: Place, name: &str, near: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-indicator", place, say::unknown_indicator(name))
        .label(say::not_in_the_plan())
        .meant_one_of(near, Spelling::Cell)
}

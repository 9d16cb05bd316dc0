//! What the JSON says of what a verdict turns on.

use super::fill::{cell_names, member_names};
use super::{CellName, ClosestEntry, Decimal, LackEntry, SensitivityEntry};
use crate::evaluate::Outcome;
use crate::quantity::Ratio;
use crate::report::Report;
use crate::report::figures::Figures;
use crate::report::json::MOST_ENTRIES;

impl<'a> SensitivityEntry<'a> {
    pub(super) fn of(report: &Report<'_>, figures: Figures<'a>, outcome: &Outcome) -> Option<Self> {
        let found = outcome.sensitivity(figures.target(), report.evaluation.as_of);
        let (members, members_total) = lacks(figures, outcome);
        if found.is_empty() && members_total == 0 {
            return None;
        }
        Some(Self {
            change: found.change.map(missing),
            numerator_change: found.change_of_numerator.map(missing),
            margin: found.margin.map(|margin| Decimal(Figures::exact_gap(margin, true))),
            strict: found.strict,
            months: found.rest.map(|rest| rest.months),
            per_month: found.rest.and_then(crate::evaluate::Rest::per_month).map(missing),
            cells_needed: found.cells_needed,
            cells_to_spare: found.cells_to_spare,
            closest: found.least_margin.and(closest(figures, outcome)),
            total_change: found.change_of_total.map(missing),
            members,
            members_total,
        })
    }
}

/// A change, exact or rounded away from 0.
fn missing(change: Ratio) -> Decimal {
    Decimal(Figures::exact_gap(change, false))
}

/// The cell that keeps to what is asked of it by the least.
fn closest<'a>(figures: Figures<'a>, outcome: &Outcome) -> Option<ClosestEntry<'a>> {
    let closest = outcome.cells.as_ref()?.closest.as_ref()?;
    Some(ClosestEntry {
        cell: CellName(cell_names(figures, &closest.members, closest.period)),
        margin: Decimal(Figures::exact_gap(closest.margin, true)),
    })
}

/// Whoever keeps a target from passing, as many as are written down, and how many they are.
fn lacks<'a>(figures: Figures<'a>, outcome: &Outcome) -> (Vec<LackEntry<'a>>, usize) {
    if !outcome.excused.unwrap_or(outcome.verdict).fails() {
        return (Vec::new(), 0);
    }
    if let Some(cells) = &outcome.cells {
        let failing = cells.failing().take(MOST_ENTRIES).map(|cell| LackEntry {
            names: cell_names(figures, &cell.members, cell.period),
            change: cell.change().map(missing),
        });
        return (failing.collect(), cells.failing);
    }
    let missing = outcome.missing_members();
    let reported_by = &figures.target().measure.reported_by;
    let entry = |who: &Vec<usize>| LackEntry {
        names: member_names(figures, reported_by, who),
        change: None,
    };
    (missing.iter().take(MOST_ENTRIES).map(entry).collect(), missing.len())
}

//! The words of `explain`, which tells a verdict step by step.

use jiff::civil::Date;

use crate::evaluate::Verdict;
use crate::plan::{Aggregate, Combine};
use crate::quantity::Rounding;

use super::count;

// Headings.

pub(in crate::report) const GOAL: &str = "The goal";
pub(in crate::report) const BASELINE: &str = "The baseline";
pub(in crate::report) const FIGURES: &str = "The figures";
pub(in crate::report) const COMPARISON: &str = "The comparison";
pub(in crate::report) const STRETCH: &str = "The stretch";
pub(in crate::report) const PACE: &str = "The pace";
pub(in crate::report) const CELLS: &str = "The cells";
pub(in crate::report) const TOTAL: &str = "The total";
pub(in crate::report) const ATTAINMENT: &str = "Attainment";
pub(in crate::report) const PROGRESS: &str = "Progress";
pub(in crate::report) const WAIVER: &str = "The waiver";

pub(in crate::report) fn step(number: usize, heading: &str) -> String {
    format!("{number}. {heading}")
}

pub(in crate::report) fn verdict(verdict: Verdict) -> String {
    format!("Verdict: {}", verdict.name())
}

// The target.

pub(in crate::report) fn section(id: &str, title: &str) -> String {
    format!("section {id}: {title}")
}

pub(in crate::report) fn clause(clause: Option<&str>, quote: Option<&str>) -> String {
    match (clause, quote) {
        (Some(clause), Some(quote)) => format!("clause {clause}: “{quote}”"),
        (Some(clause), None) => format!("clause {clause}"),
        (None, Some(quote)) => format!("“{quote}”"),
        (None, None) => String::new(),
    }
}

pub(in crate::report) fn strength(commitment: Option<&str>, counts: bool) -> String {
    let severity = if counts {
        "severity error: its failure counts"
    } else {
        "severity warning: its failure does not count"
    };
    commitment.map_or_else(
        || severity.to_owned(),
        |commitment| format!("commitment {commitment}, {severity}"),
    )
}

pub(in crate::report) fn in_the_plan(table: &str, goal: &str) -> String {
    if table == goal {
        format!("in the plan at {table}")
    } else {
        format!("in the plan at {table}, its goal at {goal}")
    }
}

// Goal and time.

pub(in crate::report) fn due(due: Date, as_of: Date, is_due: bool) -> String {
    let state = if is_due { "due" } else { "not due yet" };
    format!("due {due}, judged as of {as_of}: {state}")
}

pub(in crate::report) fn window(window: &str) -> String {
    format!("figures of {window} count")
}

pub(in crate::report) fn window_of_cells(calendar: &str) -> String {
    format!("figures count in the {calendar} that they lie in")
}

pub(in crate::report) fn selected(column: &str, values: &str) -> String {
    format!("only rows with {column} = {values}")
}

pub(in crate::report) const OR: &str = " or ";

pub(in crate::report) fn value_of(member: &str, value: &str) -> String {
    format!("{member}: {value}")
}

pub(in crate::report) fn baseline_given(value: &str) -> String {
    format!("{value}, as the plan gives it")
}

pub(in crate::report) fn baseline_of(value: &str, period: &str) -> String {
    format!("{value}, the figure of {period} by the same aggregation")
}

pub(in crate::report) fn baseline_missing(period: &str) -> String {
    format!("there is no figure of {period}")
}

pub(in crate::report) fn baseline_by_member(period: &str) -> String {
    format!("each member's figure of {period} by the same aggregation")
}

// Figures.

/// The place of a series in the measure.
pub(in crate::report) fn series(name: &str, role: Option<&str>) -> String {
    role.map_or_else(|| name.to_owned(), |role| format!("{name} ({role})"))
}

pub(in crate::report) const NUMERATOR: &str = "numerator";
pub(in crate::report) const DENOMINATOR: &str = "denominator";

pub(in crate::report) fn written(cell: &str) -> String {
    format!("(written {cell})")
}

/// Rows that were brought together at the first of them.
pub(in crate::report) fn rows_together(rows: u64) -> String {
    format!("(in {rows} rows, this one the first)")
}

pub(in crate::report) fn stage(name: &str, number: &str, stages: usize) -> String {
    format!("{name} (stage {number} of {stages})")
}

pub(in crate::report) const NO_FIGURES: &str = "no row has a figure";
pub(in crate::report) const TAKEN_AS_ZERO: &str = "nobody reports any, which the plan takes as 0";

/// How rows became one figure; `terms` is the sum written out.
pub(in crate::report) fn over_time(
    aggregate: Option<Aggregate>,
    rows: u64,
    terms: &str,
    value: &str,
) -> Option<String> {
    match aggregate {
        None => None,
        Some(Aggregate::Sum) => Some(format!("sum: {terms} = {value}")),
        Some(Aggregate::Mean) => Some(format!("mean: ({terms}) / {rows} = {value}")),
        Some(Aggregate::Count) => Some(format!("number of rows: {value}")),
        Some(Aggregate::Max) => Some(format!("the greatest: {value}")),
        Some(Aggregate::Min) => Some(format!("the least: {value}")),
        Some(Aggregate::Latest) => Some(format!("the latest level: {value}")),
        Some(Aggregate::Cumulative) => Some(format!("the latest total to date: {value}")),
    }
}

pub(in crate::report) fn over_members(
    combine: Combine,
    members: usize,
    terms: &str,
    value: &str,
) -> String {
    match combine {
        Combine::Sum => format!("sum over {members} combinations: {terms} = {value}"),
        Combine::Mean => {
            format!("mean over {members} combinations: ({terms}) / {members} = {value}")
        }
        Combine::Max => format!("the greatest of {members} combinations: {value}"),
        Combine::Min => format!("the least of {members} combinations: {value}"),
    }
}

pub(in crate::report) fn many_terms(terms: usize) -> String {
    format!("the {terms} figures above")
}

pub(in crate::report) fn series_added(terms: &str, value: &str) -> String {
    format!("the series together: {terms} = {value}")
}

pub(in crate::report) fn quotient(quotient: &str, value: &str) -> String {
    format!("ratio: {quotient} = {value}")
}

pub(in crate::report) fn actual(value: &str) -> String {
    format!("actual: {value}")
}

pub(in crate::report) fn no_actual(why: &str) -> String {
    format!("no actual: {why}")
}

pub(in crate::report) fn rounded(value: &str) -> String {
    format!("{value} (rounded)")
}

pub(in crate::report) fn rounded_to(value: &str, side: Rounding) -> String {
    match side {
        Rounding::Up => format!("{value} (rounded up)"),
        Rounding::Down => format!("{value} (rounded down)"),
    }
}

// Comparisons.

pub(in crate::report) fn holds(comparison: &str, holds: bool) -> String {
    format!("{comparison}: {}", if holds { "satisfied" } else { "not satisfied" })
}

pub(in crate::report) fn kept(comparison: &str, kept: bool) -> String {
    format!("{comparison}: {}", if kept { "kept" } else { "not kept" })
}

pub(in crate::report) const COMPARED_BY_CROSS_MULTIPLICATION: &str =
    "compared by cross-multiplication, so that nothing is rounded:";

pub(in crate::report) const NO_GOAL_VALUE: &str =
    "the goal's value is not known, so nothing is compared";
pub(in crate::report) const NO_ACTUAL_TO_COMPARE: &str = "there is no figure to compare";

// Pace.

pub(in crate::report) fn elapsed(elapsed: u32, total: u32, period: &str) -> String {
    if elapsed == total {
        format!("all of {period} has passed")
    } else {
        format!("of {period}, f = {elapsed}/{total} has passed")
    }
}

pub(in crate::report) fn linear(
    start: &str,
    goal: &str,
    elapsed: u32,
    total: u32,
    value: &str,
) -> String {
    format!("linear: s + f × (t - s) = {start} + {elapsed}/{total} × ({goal} - {start}) = {value}")
}

pub(in crate::report) fn compound(
    start: &str,
    goal: &str,
    elapsed: u32,
    total: u32,
    value: &str,
) -> String {
    format!(
        "compound: s × (t / s)^f = {start} × ({goal} / {start})^({elapsed}/{total}) = {value}, compared as powers"
    )
}

pub(in crate::report) fn checkpoint(period: &str, value: &str) -> String {
    format!("checkpoint in force since the end of {period}: {value}")
}

pub(in crate::report) fn required_now(value: &str) -> String {
    format!("required now: {value}")
}

pub(in crate::report) const BASELINE_SATISFIES: &str =
    "the baseline satisfies the goal already, so the goal itself is asked for";

// Attainment.

pub(in crate::report) fn share(terms: &str, percent: &str, exact: bool) -> String {
    if exact {
        format!("{terms} = {percent}%")
    } else {
        format!("{terms} = {percent}% (rounded down)")
    }
}

/// A share that is shown lower than it is.
pub(in crate::report) fn share_shown_as(share: &str, shown: &str) -> String {
    format!("{share}, shown as {shown}% because the goal is not satisfied")
}

pub(in crate::report) fn progress(share: &str) -> String {
    format!("(actual - baseline) / (goal - baseline) = {share}")
}

// Cells.

pub(in crate::report) fn more_cells(count: usize) -> String {
    format!("and {count} more")
}

pub(in crate::report) fn cells(
    over: &str,
    total: usize,
    satisfied: usize,
    failing: usize,
) -> String {
    let fail = if failing == 1 { "1 fails".to_owned() } else { format!("{failing} fail") };
    let satisfy = if satisfied == 1 { "satisfies" } else { "satisfy" };
    format!("{} ({over}): {satisfied} {satisfy} the goal, {fail}", count(total, "cell"))
}

pub(in crate::report) fn coverage(
    satisfied: usize,
    total: usize,
    coverage: &str,
    holds: bool,
) -> String {
    let sign = if holds { "≥" } else { "<" };
    format!("coverage: {satisfied} of {total} cells {sign} {coverage}%")
}

pub(in crate::report) const FAILING: &str = "those that fail:";

pub(in crate::report) const KEEPING_PACE: &str = "those that keep the pace:";
pub(in crate::report) const NOT_YET: &str = "those that do not satisfy the goal yet:";
pub(in crate::report) const SATISFYING: &str = "those that satisfy the goal:";

pub(in crate::report) fn passing_cell(name: &str, figure: &str, places: &str) -> String {
    if places.is_empty() {
        format!("{name}: {figure}")
    } else {
        format!("{name}: {figure}, {places}")
    }
}

/// What a figure was before, with where that stands.
pub(in crate::report) fn baseline_at(value: &str, places: &str) -> String {
    if places.is_empty() {
        format!("baseline {value}")
    } else {
        format!("baseline {value} ({places})")
    }
}

pub(in crate::report) fn baseline_over_members(value: &str) -> String {
    format!("baseline, the sum over the members: {value}")
}

pub(in crate::report) fn total_of_members(value: &str) -> String {
    format!("sum over the members: {value}")
}

// Waiver.

pub(in crate::report) fn waiver(reason: &str, until: Date, by: Option<&str>, void: bool) -> String {
    let by = by.map(|by| format!(", by {by}")).unwrap_or_default();
    let state = if void { "ran out on" } else { "holds until" };
    format!("{reason}{by}: {state} {until}")
}

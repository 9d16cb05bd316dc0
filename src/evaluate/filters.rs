//! Values of a `where` that choose other rows than was meant.

use jiff::civil::Date;

use super::judge::is_asked_by;
use super::select::column;
use crate::actuals::Actuals;
use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::plan::{Plan, Target, normalized};
use crate::wording::diagnostics::evaluate as say;
use crate::wording::{Text, called};

/// Warns of values in a `where` that no row has, and of such that some rows have in other capitals.
///
/// As long as the plan does not ask for the figure, its rows need not be there: then only a value that is nearly the one
/// of some rows is told, which is neither a member nor chosen by another target.
pub(super) fn unmatched_filters(
    plan: &Plan,
    actuals: &Actuals,
    target: &Target,
    as_of: Date,
    warnings: &mut Vec<Diagnostic>,
) {
    let indicators = target.measure.formula.indicators();
    let names: Vec<Text> =
        indicators.iter().map(|&position| called::indicator(plan, position)).collect();
    let is_asked = is_asked_by(plan, target, as_of);
    for filter in &target.measure.filters {
        let column = column(actuals, &filter.column);
        // Rows without the column have nothing in it.
        let mut seen: Vec<&str> = indicators
            .iter()
            .flat_map(|&indicator| &actuals.observations[indicator])
            .map(|observation| {
                column.map_or("", |column| actuals.dimension_value(observation, column))
            })
            .collect();
        seen.sort_unstable();
        seen.dedup();
        // What the plan chooses besides is not what it meant here.
        let others = || {
            let is_other = |value: &&str| !filter.values.iter().any(|chosen| chosen == value);
            seen.iter().copied().filter(|value| !value.is_empty()).filter(is_other)
        };
        for (value, place) in filter.values.iter().zip(&filter.places) {
            if seen.contains(&value.as_str()) {
                let lower = value.to_lowercase();
                let mut alike = others().filter(|other| other.to_lowercase() == lower);
                if let Some(other) = alike.next() {
                    let message = say::left_out_for_capitals(&names, value, other, &filter.column);
                    warnings.push(
                        Diagnostic::warning("unmatched-filter", place.clone(), message)
                            .label(say::differs_in_capitals())
                            .help(say::write_alike_or_both(value, other)),
                    );
                }
                continue;
            }
            let near = nearest(value, others());
            let is_slip = |near| !is_name(plan, &filter.column, near);
            if !is_asked && !near.is_some_and(is_slip) {
                continue;
            }
            let message = say::no_row_has(&names, value, &filter.column);
            let warning = Diagnostic::warning("unmatched-filter", place.clone(), message)
                .label(say::matches_nothing());
            warnings.push(match near {
                Some(near) => warning.meant(near, Spelling::Text),
                None if column.is_none() => warning.help(say::no_such_column()),
                None => warning.help(say::correct_value_or_rows()),
            });
        }
    }
}

/// Whether the plan itself knows a value of a column: as a member, or by the `where` of a target.
fn is_name(plan: &Plan, column: &str, value: &str) -> bool {
    let chosen = plan.targets.iter().flat_map(|target| &target.measure.filters);
    let mut chosen = chosen.filter(|filter| filter.column == column).flat_map(|one| &one.values);
    let mut dimensions = plan.dimensions.iter().filter(|one| normalized(&one.column) == column);
    chosen.any(|one| one == value)
        || dimensions.any(|dimension| dimension.members.iter().any(|member| member == value))
}

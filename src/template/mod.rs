//! The blank sheet that submitters fill in for a period: which figures the plan asks of whom.
//!
//! A row is asked for where a target expects a figure, and where a figure counts that comes too late once the target is
//! due: each month of a sum. Targets that share an indicator are asked for together, cut so finely that each of them is
//! served by whole rows and none counts twice, over the sheets of all periods.

mod members;
mod periods;
mod sheet;

use std::collections::BTreeMap;

use crate::period::Period;
use crate::plan::{GoalValues, Plan, Target};
use members::{Columns, Members};
use periods::Schedule;

/// What is asked for in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The headers of the dimension columns that any row needs.
    pub dimensions: Vec<String>,
    /// A row for each figure, in the order of the plan.
    pub rows: Vec<Row>,
}

/// One figure that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// A position in [`Plan::indicators`].
    pub indicator: usize,
    /// When the figure is of.
    pub period: Period,
    /// Whose figure it is: a value for each of [`Template::dimensions`], empty where it is of no one in particular.
    pub members: Vec<String>,
    /// The headers of the columns by which other rows ask for parts of the same figure: this row is for what belongs to
    /// none of them.
    pub rest_of: Vec<String>,
}

impl Template {
    /// What the plan asks for in a period.
    #[must_use]
    pub fn of(plan: &Plan, period: Period) -> Self {
        let columns = Columns::of(plan);
        let mut rows = Vec::new();
        for indicator in in_order(plan) {
            let targets: Vec<&Target> = plan
                .targets
                .iter()
                .filter(|target| target.measure.formula.indicators().contains(&indicator))
                .collect();
            let members = Members::of(plan, &columns, &targets);
            let schedules: Vec<Schedule<'_>> =
                targets.iter().map(|target| Schedule { plan, target }).collect();
            // Those of the same targets are asked for at the same times.
            let mut known: BTreeMap<Vec<usize>, Vec<Period>> = BTreeMap::new();
            for row in members.rows() {
                let periods =
                    known.entry(members.targets_of(&row.cells)).or_insert_with_key(|targets| {
                        periods::pieces(targets.iter().map(|&at| &schedules[at]), period)
                    });
                rows.extend(periods.iter().map(|&period| (indicator, period, row.clone())));
            }
        }
        let used = |column: &usize| rows.iter().any(|(.., row)| row.cells[*column].is_some());
        let used: Vec<usize> = (0..columns.len()).filter(used).collect();
        let rows = rows.into_iter().map(|(indicator, period, row)| Row {
            indicator,
            period,
            members: used.iter().map(|&column| columns.value(column, &row.cells)).collect(),
            rest_of: row.rest_of.iter().map(|&column| columns.header(column).to_owned()).collect(),
        });
        let rows = rows.collect();
        let dimensions = used.iter().map(|&column| columns.header(column).to_owned()).collect();
        Self { dimensions, rows }
    }
}

/// The indicators in the order in which the targets ask for them.
fn in_order(plan: &Plan) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for &indicator in plan.targets.iter().flat_map(|target| target.measure.formula.indicators()) {
        if !order.contains(&indicator) {
            order.push(indicator);
        }
    }
    order
}

/// Whether the plan leaves the value of a goal open: then no figure is expected.
fn is_open(target: &Target) -> bool {
    matches!(target.goal.values, GoalValues::Open)
}

//! How things stood before: the same plan and actuals as of earlier dates.

use jiff::civil::Date;

use super::{Evaluation, Options, evaluate};
use crate::actuals::Actuals;
use crate::plan::Plan;

/// More dates than this are thinned out to ends of months.
const MANY: usize = 24;

/// At most so many dates, the last ones.
const MOST: usize = 36;

/// The plan judged as of the end of each period that the actuals hold, before a date and within the plan's period, in
/// their order. A date as of which it cannot be judged is left out: that is said where it is asked for.
#[must_use]
pub fn earlier(plan: &Plan, actuals: &Actuals, before: Date) -> Vec<Evaluation> {
    let mut dates: Vec<Date> = actuals
        .last_days()
        .into_iter()
        .filter(|date| plan.period.holds(*date) && *date < before)
        .collect();
    if dates.len() > MANY {
        dates.retain(|date| date.last_of_month() == *date);
    }
    let dates = dates.split_off(dates.len().saturating_sub(MOST));
    let judged = |date| evaluate(plan, actuals, &Options { as_of: Some(date), most_cells: 0 });
    dates.into_iter().filter_map(|date| judged(date).ok()).collect()
}

//! Months that are written as their first days, as spreadsheets and databases do.

use jiff::civil::Date;

use crate::actuals::Actuals;
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::source::Place;
use crate::wording::diagnostics::evaluate as say;

/// The error that all figures are dated the first of a month, of several months that follow one another: whether they are of
/// that day or of the whole month decides what is due, and it takes a date to judge by to leave that open.
pub(crate) fn first_days(actuals: &Actuals, place: Place) -> Option<Diagnostic> {
    let is_first = |period: Period| period.first == period.last && period.first.day() == 1;
    if !actuals.periods().all(is_first) {
        return None;
    }
    let days = actuals.last_days();
    let last = *days.last()?;
    let month = format!("{:04}-{:02}", last.year(), last.month());
    let month_of = |day: &Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let follows = |(one, next): (&Date, &Date)| month_of(next) - month_of(one) == 1;
    let are_in_a_row = days.iter().zip(days.iter().skip(1)).all(follows);
    (days.len() > 1 && are_in_a_row).then(|| {
        Diagnostic::error("ambiguous-date", place, say::all_are_first_days(days.len()))
            .help(say::write_months_or_give_as_of(&last.to_string(), &month))
    })
}

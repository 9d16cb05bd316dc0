//! Figures that are asked for less often than it seems, or held against those of a longer or shorter time.

use super::{Entry, Finding, Linter, values};
use crate::diagnostic::Diagnostic;
use crate::period::Granularity;
use crate::plan::syntax::Table;
use crate::plan::{
    Aggregate, AttainmentKind, Baseline, Formula, GoalKind, GoalValue, GoalValues, Missing, Pace,
    Target,
};
use crate::wording::diagnostics::lint::cadence as say;

const DAYS_OF_YEAR: u32 = 366;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let found = [
            silence(linter, entry, target),
            baseline_length(linter, entry, target),
            total_in_calendar(linter, entry, target),
            total_start(linter, entry, target),
            idle_cadence(linter, entry, target),
        ];
        let found = found.into_iter().flatten();
        findings.extend(found.map(|diagnostic| Finding::of_target(position, diagnostic)));
    }
}

/// Whether what the goal asks for depends on the baseline.
fn is_relative(linter: &Linter<'_>, target: &Target) -> bool {
    values(linter.plan, target).into_iter().any(|(_, value)| value.is_relative())
        || target.stretch.as_ref().is_some_and(GoalValue::is_relative)
}

/// A limit on a sum is kept by whoever reports nothing, and a sum over last year's is easier where last year's is not all
/// there, unless a cadence asks for the figure of each of its periods. So is one on the only figure that there may be, of
/// whatever part of the year.
fn silence(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let measure = &target.measure;
    let is_of_periods = target.each.as_ref().is_some_and(|each| each.calendar.is_some());
    let is_told_apart = target.cadence.is_some() || measure.missing == Missing::Zero;
    let is_limit = matches!(target.goal.kind, GoalKind::AtMost | GoalKind::LessThan);
    let goal = entry.goal()?;
    if is_of_periods || is_told_apart || entry.syntax.attempted("aggregate") {
        return None;
    }
    if is_limit && measure.aggregate.is_none() && !matches!(target.goal.values, GoalValues::Open) {
        let message = say::a_part_keeps_the_limit(&target.id);
        return Some(
            Diagnostic::note("no-cadence", linter.place(&goal.span), message)
                .label(say::one_figure_counts())
                .help(say::write_aggregate_and_cadence()),
        );
    }
    if !measure.starts_anew() {
        return None;
    }
    let of_baseline = entry.baseline().filter(|_| {
        matches!(target.baseline, Some(Baseline::Of(_))) && is_relative(linter, target)
    });
    let (span, message) = if is_limit {
        (&goal.span, say::silence_keeps_the_limit(&target.id))
    } else {
        (&of_baseline?.span, say::silence_lowers_the_baseline(&target.id))
    };
    Some(
        Diagnostic::note("no-cadence", linter.place(span), message)
            .label(say::months_without_figures())
            .help(say::write_cadence()),
    )
}

/// What is summed up over some time is held against the sum over a longer or a shorter one.
fn baseline_length(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let Some(Baseline::Of(baseline)) = target.baseline else { return None };
    let counts = is_relative(linter, target) || target.attainment == AttainmentKind::Progress;
    let is_to_date = target.measure.aggregate == Some(Aggregate::Cumulative);
    let adds_up = target.measure.starts_anew() || is_to_date;
    if !counts || !adds_up || matches!(target.measure.formula, Formula::Ratio { .. }) {
        return None;
    }
    let calendar = target.each.as_ref().and_then(|each| each.calendar.as_ref());
    // A total to date in a period of a calendar is one since the plan began.
    let calendar = calendar.filter(|_| !is_to_date);
    let way = target.way(linter.plan.period);
    let (longest, message) = if let Some(calendar) = calendar {
        let longest = calendar.periods.iter().map(|period| period.days()).max()?;
        let message = say::other_length_than_its_cells(&target.id, &calendar.name, baseline);
        (longest, message)
    } else {
        (way.days(), say::other_length_than_the_way(&target.id, way, baseline))
    };
    // Months, quarters and halves of a year differ by a few days.
    let is_longer = |one: u32, other: u32| u64::from(one) * 10 > u64::from(other) * 12;
    // A total to date in a part of a year is one since that year began, and one over years may be one since long ago.
    let is_shorter = is_longer(longest, baseline.days()) && !is_to_date;
    let is_of_year = is_to_date && baseline.days() <= DAYS_OF_YEAR && way.last.month() == 12;
    if is_of_year {
        return None;
    }
    if !linter.knows_the_period() || !is_longer(baseline.days(), longest) && !is_shorter {
        return None;
    }
    let span = &entry.baseline()?.span;
    Some(
        Diagnostic::warning("baseline-length", linter.place(span), message)
            .label(say::a_sum_of_all_of_it(is_shorter))
            .help(say::name_one_as_long(calendar.is_some())),
    )
}

/// A total to date never falls: who reaches the goal in one period of the calendar has reached it in all that follow.
fn total_in_calendar(
    linter: &Linter<'_>,
    entry: &Entry<'_>,
    target: &Target,
) -> Option<Diagnostic> {
    let calendar = target.each.as_ref()?.calendar.as_ref()?;
    let is_to_date = target.measure.aggregate == Some(Aggregate::Cumulative);
    let is_short = calendar.periods.iter().any(|period| period.days() < DAYS_OF_YEAR - 1);
    let wants_more = target.goal.kind.wants_more();
    if !is_to_date || !is_short || !wants_more || calendar.periods.len() < 2 {
        return None;
    }
    let span = entry.syntax.aggregate.as_ref().map_or(&entry.id.span, |word| &word.span);
    let message = say::reached_once_and_for_all(&target.id, &calendar.name);
    Some(
        Diagnostic::warning("total-in-calendar", linter.place(span), message)
            .label(say::counts_what_came_before())
            .help(say::sum_or_checkpoints()),
    )
}

/// Where the way of a total to date starts depends on the totals that are there.
fn total_start(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let is_to_date = target.measure.aggregate == Some(Aggregate::Cumulative)
        && matches!(target.measure.formula, Formula::Sum(_));
    let baseline =
        entry.baseline().filter(|_| is_to_date && matches!(target.pace, Pace::Linear))?;
    Some(
        Diagnostic::note(
            "total-start",
            linter.place(&baseline.span),
            say::may_start_anew(&target.id),
        )
        .label(say::seen_from_the_totals())
        .help(say::write_how_it_goes_on()),
    )
}

/// A period of the cadence that ends after the goal is due is asked for by nobody.
fn idle_cadence(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let name = entry.syntax.cadence.as_ref()?;
    let way = target.way(linter.plan.period);
    let built_in = Granularity::ALL.into_iter().find(|one| one.name() == name.value);
    let beyond = match built_in {
        // Weeks begin and end in any month.
        Some(Granularity::Week) => return None,
        Some(granularity) => Some(granularity.around(way.last)),
        None => {
            let mut calendars = linter.document.calendar.iter().flat_map(|map| &map.value.entries);
            let (_, calendar) = calendars.find(|(own, _)| own.value == name.value)?;
            let mut periods = calendar.value.periods.iter().map(|(_, period)| period.value);
            periods.find(|period| period.holds(way.last))
        }
    };
    let beyond = beyond.filter(|period| linter.knows_the_period() && period.last > way.last)?;
    let message = say::never_asked_for(&target.id, beyond, way.last);
    Some(
        Diagnostic::warning("idle-cadence", linter.place(&name.span), message)
            .label(say::ends_too_late())
            .help(say::a_shorter_cadence(way.last)),
    )
}

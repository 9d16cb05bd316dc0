//! Sums that are held against less than they seem to be: against months in which nobody reports, or whole years.

use super::{Entry, Finding, Linter, values};
use crate::diagnostic::Diagnostic;
use crate::plan::{AttainmentKind, Baseline, GoalKind, GoalValue, Missing, Target};
use crate::wording::diagnostics::lint::cadence as say;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let found = [silence(linter, entry, target), longer_baseline(linter, entry, target)];
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
/// there, unless a cadence asks for the figure of each of its periods.
fn silence(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let measure = &target.measure;
    let is_of_periods = target.each.as_ref().is_some_and(|each| each.calendar.is_some());
    let is_told_apart = target.cadence.is_some() || measure.missing == Missing::Zero;
    if !measure.starts_anew() || is_of_periods || is_told_apart {
        return None;
    }
    let goal = entry.goal()?;
    let of_baseline = entry.baseline().filter(|_| {
        matches!(target.baseline, Some(Baseline::Of(_))) && is_relative(linter, target)
    });
    let (span, message) = if matches!(target.goal.kind, GoalKind::AtMost | GoalKind::LessThan) {
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

/// What is summed up in each period of a calendar is held against the sum of a longer one.
fn longer_baseline(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let calendar = target.each.as_ref()?.calendar.as_ref()?;
    let Some(Baseline::Of(period)) = target.baseline else { return None };
    let counts = is_relative(linter, target) || target.attainment == AttainmentKind::Progress;
    let longest = calendar.periods.iter().map(|period| period.days()).max()?;
    // Quarters and halves of a year differ by a few days.
    let is_longer = u64::from(period.days()) * 10 > u64::from(longest) * 11;
    if !target.measure.starts_anew() || !counts || !is_longer {
        return None;
    }
    let span = &entry.baseline()?.span;
    let message = say::longer_than_its_cells(&target.id, &calendar.name, period);
    Some(
        Diagnostic::warning("longer-baseline", linter.place(span), message)
            .label(say::a_sum_of_all_of_it())
            .help(say::shorten_or_divide()),
    )
}

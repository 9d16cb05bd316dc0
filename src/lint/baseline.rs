//! Goals that their own baseline stands against.

use super::{Finding, Linter, bound, given_baseline, values};
use crate::diagnostic::Diagnostic;
use crate::wording::diagnostics::lint::{baseline as say, goal_of};

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let (Some(baseline), Some(syntax)) = (given_baseline(target), entry.baseline()) else {
            continue;
        };
        let kind = target.goal.kind;
        // One that is written as `baseline - 5%` is meant to lie on the side on which it lies.
        let fixed =
            values(linter.plan, target).into_iter().filter(|(_, value)| !value.is_relative());
        let met = fixed.filter_map(|(member, value)| {
            let bound = bound(target, value)?;
            bound.admits(baseline).then_some((member, bound))
        });
        for (member, bound) in met {
            let span = entry.value_span(member);
            let (goal, was) = (linter.written(&span), linter.written(&syntax.span));
            let what = goal_of(&target.id, member);
            let end = bound.low.or(bound.high);
            let is_beyond = (kind.wants_more() || kind.wants_less()) && end != Some(baseline);
            let diagnostic = if is_beyond {
                let (is_below, other) =
                    if kind.wants_more() { (true, "at_most") } else { (false, "at_least") };
                let message = say::against_baseline(&what, kind.key(), goal, is_below, was);
                Diagnostic::warning("goal-against-baseline", linter.place(&span), message)
                    .label(say::expected_beyond(is_below, was))
                    .help(say::turn_around(was, goal, is_below, other, linter.literal(&span)))
            } else {
                let message = say::met_at_baseline(&what, was);
                Diagnostic::note("met-at-baseline", linter.place(&span), message)
                    .label(say::asks_for_no_change())
                    .help(say::correct_or_keep())
            };
            let diagnostic = diagnostic.and(linter.place(&syntax.span), say::the_baseline());
            findings.push(Finding::of_target(position, diagnostic));
        }
    }
}

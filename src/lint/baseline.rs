//! Goals that their own baseline stands against.

use super::{Finding, Linter, bound, given_baseline, of_member, values};
use crate::diagnostic::Diagnostic;

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
            let what = format!("the goal of `{}`{}", target.id, of_member(member));
            let end = bound.low.or(bound.high);
            let is_beyond = (kind.wants_more() || kind.wants_less()) && end != Some(baseline);
            let diagnostic = if is_beyond {
                let (side, better, other) = if kind.wants_more() {
                    ("below", "above", "at_most")
                } else {
                    ("above", "below", "at_least")
                };
                let message =
                    format!("{what}, `{}` {goal}, lies {side} its baseline {was}", kind.key());
                Diagnostic::warning("goal-against-baseline", linter.place(&span), message)
                    .label(format!("expected a value {better} {was}"))
                    .help(format!(
                        "if the figure is to go from {was} to {goal}, write {other} = {}; otherwise correct one of the two",
                        linter.literal(&span)
                    ))
            } else {
                let message = format!("{what} is met at its baseline {was} already");
                Diagnostic::note("met-at-baseline", linter.place(&span), message)
                    .label("asks for no change")
                    .help("correct one of the two, or say in `allow` that the level is to be kept")
            };
            let diagnostic = diagnostic.and(linter.place(&syntax.span), "the baseline");
            findings.push(Finding::of_target(position, diagnostic));
        }
    }
}

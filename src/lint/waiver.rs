//! Waivers that have run out.

use super::{Finding, Linter};
use crate::diagnostic::Diagnostic;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let (Some(waiver), Some(syntax)) = (&target.waiver, &entry.syntax.waiver) else { continue };
        let last = waiver.until.last;
        let label = match linter.as_of {
            Some(as_of) if last < as_of => format!("past as of {as_of}"),
            _ if last < linter.plan.period.first => {
                format!("past when the plan's period {} begins", linter.plan.period)
            }
            _ => continue,
        };
        let span = syntax.value.until.as_ref().map_or(&syntax.span, |until| &until.span);
        let message = format!("the waiver of `{}` ran out on {last}", target.id);
        findings.push(Finding::of_target(
            position,
            Diagnostic::warning("waiver-past", linter.place(span), message)
                .label(label)
                .help("delete the waiver, or have it approved anew and write its new `until`"),
        ));
    }
}

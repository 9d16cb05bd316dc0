//! Waivers that have run out.

use super::{Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::wording::diagnostics::lint::waiver as say;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let (Some(waiver), Some(syntax)) = (&target.waiver, &entry.syntax.waiver) else { continue };
        let last = waiver.until.last;
        let label = match linter.as_of {
            Some(as_of) if last < as_of => say::past_as_of(as_of),
            _ if last < linter.plan.period.first => say::past_from_the_start(linter.plan.period),
            _ => continue,
        };
        let span = syntax.value.until.as_ref().map_or(&syntax.span, |until| &until.span);
        let message = say::ran_out(&target.id, last);
        findings.push(Finding::of_target(
            position,
            Diagnostic::warning("waiver-past", linter.place(span), message)
                .label(label)
                .help(say::delete_or_extend()),
        ));
    }
}

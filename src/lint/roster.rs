//! Conditions on members that the plan does not name.

use super::{Finding, Linter};
use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::plan::normalized;
use crate::wording::diagnostics::lint::roster as say;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let conditions = entry.syntax.filter.iter().flat_map(|filter| &filter.value.entries);
        for (name, values) in conditions {
            let mut dimensions = linter.plan.dimensions.iter();
            let Some(dimension) = dimensions.find(|dimension| dimension.name == name.value) else {
                continue;
            };
            let known = |value: &str| dimension.member(&normalized(value)).is_some();
            if dimension.members.is_empty() {
                continue;
            }
            for value in values.value.0.iter().filter(|value| !known(&value.value)) {
                let message = say::not_a_member(&target.id, &value.value, &name.value);
                let diagnostic =
                    Diagnostic::warning("not-in-roster", linter.place(&value.span), message)
                        .label(say::no_such_member());
                let members = dimension.members.iter().map(String::as_str);
                let diagnostic = match nearest(&value.value, members) {
                    Some(near) => diagnostic.meant(near, Spelling::Text),
                    None => diagnostic.help(say::correct_or_add(&name.value)),
                };
                findings.push(Finding::of_target(position, diagnostic));
            }
        }
    }
}

//! What the plan allows is not said, and what it allows in vain is.

use super::{Finding, Linter, UNUSED_ALLOW};
use crate::diagnostic::Diagnostic;
use crate::plan::syntax::{Map, Spanned, Table};
use crate::wording::diagnostics::lint::allow as say;

/// The findings that the plan does not allow; of a plan without faults also each `allow` that silences nothing.
pub(super) fn silenced(
    linter: &Linter<'_>,
    findings: Vec<Finding>,
    is_whole: bool,
) -> Vec<Diagnostic> {
    let head = linter.document.plan.as_ref().map(|plan| &plan.value);
    // What could not be read may allow anything.
    if linter.document.attempted("plan") || head.is_some_and(|head| head.attempted("allow")) {
        return Vec::new();
    }
    let mut of_plan = Allowed::of(head.and_then(|head| head.allow.as_ref()));
    let mut of_targets: Vec<Allowed<'_>> =
        linter.targets.iter().map(|entry| Allowed::of(entry.syntax.allow.as_ref())).collect();
    let mut left = Vec::new();
    for Finding { target, diagnostic } in findings {
        let is_hidden = |target: usize| linter.targets[target].syntax.attempted("allow");
        if target.is_some_and(is_hidden) {
            continue;
        }
        let own = target.and_then(|target| of_targets.get_mut(target));
        if !own.is_some_and(|own| own.allows(diagnostic.code)) && !of_plan.allows(diagnostic.code) {
            left.push(diagnostic);
        }
    }
    if is_whole {
        let all = of_targets.iter().chain([&of_plan]);
        left.extend(all.flat_map(|allowed| allowed.in_vain(linter)));
    }
    left
}

/// The entries of one `allow`, and which of them have silenced something.
struct Allowed<'a>(Vec<(&'a Spanned<String>, bool)>);

impl<'a> Allowed<'a> {
    fn of(allow: Option<&'a Spanned<Map<String>>>) -> Self {
        let entries = allow.into_iter().flat_map(|allow| &allow.value.entries);
        Self(entries.map(|(code, _)| (code, false)).collect())
    }

    fn allows(&mut self, wanted: &str) -> bool {
        let entry = self.0.iter_mut().find(|(code, _)| code.value == wanted);
        entry.map(|(_, used)| *used = true).is_some()
    }

    fn in_vain(&self, linter: &Linter<'_>) -> impl Iterator<Item = Diagnostic> {
        let unused = self.0.iter().filter(|(code, used)| {
            // Without a date nobody can say.
            !*used && (code.value != "waiver-past" || linter.as_of.is_some())
        });
        unused.map(|(code, _)| {
            let message = say::nothing_to_allow(&code.value);
            Diagnostic::warning(UNUSED_ALLOW, linter.place(&code.span), message)
                .label(say::silences_nothing())
                .help(say::delete_entry())
        })
    }
}

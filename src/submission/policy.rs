//! Which findings are let pass, and which are refused, as the user says.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};

/// The codes of findings about a submission that may be no errors, in order: these can be allowed.
pub const ALLOWABLE: &[&str] = &[
    "duplicate",
    "empty-ratio",
    "future-period",
    "identical-rows",
    "looks-like-a-fraction",
    "missing-indicator",
    "missing-member",
    "outside-the-plan",
    "possible-total",
    "previous-at-fault",
    "private-use",
    "restated",
    "spans-periods",
    "stage-went-back",
    "unknown-indicator",
    "unknown-member",
    "unmatched-filter",
    "withdrawn",
];

/// What `--deny` and `--allow` say.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    denied: BTreeSet<String>,
    allowed: BTreeSet<String>,
}

impl Policy {
    /// What is refused though it is no error, by code, `warnings` for all warnings; and what is let pass, by code, whatever
    /// is refused.
    #[must_use]
    pub fn new(denied: &[String], allowed: &[String]) -> Self {
        let (denied, allowed) = (denied.iter().cloned(), allowed.iter().cloned());
        Self { denied: denied.collect(), allowed: allowed.collect() }
    }

    /// Whether all warnings are errors.
    pub(super) fn denies_warnings(&self) -> bool {
        self.denied.contains("warnings")
    }

    /// The finding, as much as it weighs now; nothing, if it is let pass. An error is never let pass.
    pub(super) fn admit(&self, mut finding: Diagnostic) -> Option<Diagnostic> {
        if finding.severity == Severity::Error {
            return Some(finding);
        }
        if self.allowed.contains(finding.code) {
            return None;
        }
        let is_denied = finding.severity == Severity::Warning && self.denies_warnings();
        if is_denied || self.denied.contains(finding.code) {
            finding.severity = Severity::Error;
        }
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::Place;
    use crate::wording::Text;

    #[test]
    fn warnings_are_raised_together_notes_only_by_their_code_and_errors_stay() {
        let place = || Place::file(&Arc::from("a.csv"));
        let note = || Diagnostic::note("duplicate", place(), Text::default());
        let warning = || Diagnostic::warning("duplicate", place(), Text::default());
        let error = || Diagnostic::error("duplicate", place(), Text::default());
        let all = ["warnings".to_owned()];
        let one = ["duplicate".to_owned()];
        for (denied, allowed, finding, expected) in [
            (&[][..], &[][..], note(), Some(Severity::Note)),
            (&all, &[], note(), Some(Severity::Note)),
            (&one, &[], note(), Some(Severity::Error)),
            (&[], &one, note(), None),
            (&[], &[], warning(), Some(Severity::Warning)),
            (&all, &[], warning(), Some(Severity::Error)),
            (&one, &[], warning(), Some(Severity::Error)),
            (&all, &one, warning(), None),
            (&[], &one, error(), Some(Severity::Error)),
        ] {
            let admitted = Policy::new(denied, allowed).admit(finding);
            assert_eq!(
                admitted.map(|finding| finding.severity),
                expected,
                "{denied:?} {allowed:?}"
            );
        }
    }
}

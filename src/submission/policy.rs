//! Which findings are let pass, and which are refused, as the user says.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};

/// The codes of findings about a submission that may be no errors, in order: these can be allowed.
pub const ALLOWABLE: &[&str] = &[
    "duplicate",
    "future-period",
    "identical-rows",
    "looks-like-a-fraction",
    "missing-indicator",
    "missing-member",
    "outside-the-plan",
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

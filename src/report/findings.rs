//! What a command has found about its inputs, to be reported like an evaluation.

use std::io;

use super::wording;
use crate::diagnostic::{Diagnostic, Severity};

/// What is reported: findings, and how the command ended.
#[derive(Clone, Debug)]
pub struct Findings<'a> {
    /// The command that found them, such as `validate`.
    pub command: &'static str,
    /// The names of the files that were checked, in the order of the report: the actuals as given, then the plan.
    pub files: Vec<&'a str>,
    /// The findings: by file, line and column, then those about the plan.
    pub found: &'a [Diagnostic],
    /// The exit status.
    pub status: u8,
    /// Why that status, in one line, such as `2 errors, 1 warning: the submission is refused`; see
    /// [`Findings::counts`].
    pub conclusion: String,
}

/// A way of writing [`Findings`].
pub trait FindingsFormat {
    /// Writes the findings.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

impl<'a> Findings<'a> {
    /// What stands in place of a report when the inputs are refused, with status 2 or 3.
    #[must_use]
    pub fn refused(
        command: &'static str,
        files: Vec<&'a str>,
        found: &'a [Diagnostic],
        status: u8,
    ) -> Self {
        let conclusion = wording::refused(status, &Self::counts(found));
        Self { command, files, found, status, conclusion }
    }

    /// What has been found of a plan by itself.
    #[must_use]
    pub fn of_plan(
        command: &'static str,
        file: &'a str,
        targets: usize,
        found: &'a [Diagnostic],
        status: u8,
    ) -> Self {
        let counts = (!found.is_empty()).then(|| Self::counts(found));
        let conclusion = wording::plan_checked(file, targets, counts.as_deref());
        Self { command, files: vec![file], found, status, conclusion }
    }

    /// How many findings have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        count(self.found, severity)
    }

    /// How many findings there are, by severity: `2 errors, 1 note`, or `nothing found`.
    #[must_use]
    pub fn counts(found: &[Diagnostic]) -> String {
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        wording::found(&severities.map(|severity| (count(found, severity), severity)))
    }
}

fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}

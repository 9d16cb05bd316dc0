//! What a command has found about its inputs, to be reported like an evaluation.

use std::io;

use jiff::civil::Date;

use super::text::{grouped, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Language;
use crate::wording::Words;

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
    /// Whether they stand in place of another report: of a file without findings nothing is known then.
    pub refused: bool,
    /// The language of all words that are for people.
    pub language: Language,
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
        language: Language,
    ) -> Self {
        let counts = Self::counts(found, language);
        let conclusion = match status {
            3 => Words::of(language).refused_actuals(&counts),
            _ => Words::of(language).refused_plan(&counts),
        };
        Self { command, files, found, status, conclusion, refused: true, language }
    }

    /// What has been found of a plan by itself.
    #[must_use]
    pub fn of_plan(
        command: &'static str,
        file: &'a str,
        targets: usize,
        found: &'a [Diagnostic],
        status: u8,
        language: Language,
    ) -> Self {
        let words = Words::of(language);
        let counts = (!found.is_empty()).then(|| Self::counts(found, language));
        let counts = counts.unwrap_or_else(|| words.no_findings().to_owned());
        let conclusion = words.plan_checked(file, targets, &counts);
        Self { command, files: vec![file], found, status, conclusion, refused: false, language }
    }

    /// What has been found in a submission, of so many rows, as of a date. The plan's name is the last of the files.
    #[must_use]
    pub fn of_submission(
        files: Vec<&'a str>,
        found: &'a [Diagnostic],
        status: u8,
        (rows, as_of): (u64, Option<Date>),
        language: Language,
    ) -> Self {
        let words = Words::of(language);
        let actuals = match files.split_last() {
            Some((_, [only])) => (*only).to_owned(),
            Some((_, several)) => words.files(several.len()),
            None => String::new(),
        };
        let counts = (!found.is_empty()).then(|| Self::counts(found, language));
        let counts = counts.unwrap_or_else(|| words.no_findings().to_owned());
        let rows = grouped(&rows.to_string());
        let as_of = as_of.map(|date| words.date(date));
        let conclusion = words.submission_checked(&actuals, &rows, as_of.as_deref(), &counts);
        Self { command: "validate", files, found, status, conclusion, refused: false, language }
    }

    /// How many findings have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        count(self.found, severity)
    }

    /// How many findings there are, by severity: `2 errors, 1 note`, or `nothing found`.
    #[must_use]
    pub fn counts(found: &[Diagnostic], language: Language) -> String {
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let words = Words::of(language);
        let numbers = severities.map(|severity| (count(found, severity), severity));
        let numbers = numbers.into_iter().filter(|(number, _)| *number > 0);
        let counts: Vec<_> =
            numbers.map(|(number, severity)| words.counted(number, severity)).collect();
        if counts.is_empty() { words.nothing_found().to_owned() } else { words.list(&counts) }
    }
}

/// What a finding says, line by line, where no line of an input can be shown: what was found, what was expected, and
/// what to do.
pub(super) fn lines(found: &Diagnostic, words: Words) -> Vec<String> {
    let label = (!found.label.is_empty()).then(|| visible(words.said(&found.label)));
    let instead = found.replacement.as_ref().map(|text| words.did_you_mean(&visible(text)));
    let help = found.help.as_ref().map(|help| visible(words.said(help)));
    [Some(visible(words.said(&found.message))), label, help.or(instead)]
        .into_iter()
        .flatten()
        .collect()
}

fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}

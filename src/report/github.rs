//! Annotations for GitHub: workflow commands, one a line, as documented under "Workflow commands for GitHub Actions".
//! GitHub shows the first ten of a kind of each step.

use std::io;

use super::color::conclusion;
use super::judged::{Judged, Weight};
use super::text::visible;
use super::{Findings, FindingsFormat, Format, Report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Place;
use crate::wording::Words;

/// The format of GitHub's annotations.
#[derive(Clone, Copy, Debug, Default)]
pub struct Github;

impl Format for Github {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        for judged in Judged::all(report) {
            let kind = match judged.weight() {
                Weight::Fails => "error",
                Weight::FailsUncounted => "warning",
                Weight::Passes | Weight::Waived | Weight::Open => continue,
            };
            let title = judged.title();
            let mut lines = vec![judged.told()];
            lines.extend(judged.compared());
            let place = Span::of(&judged.target.goal_place);
            annotation(kind, place, &title, &lines, out)?;
            if let Some(figure) = &judged.telling {
                let place = Span {
                    file: figure.file,
                    line: figure.line,
                    column: figure.column,
                    last_column: None,
                };
                annotation("notice", place, &title, std::slice::from_ref(&figure.text), out)?;
            }
        }
        for warning in &report.evaluation.warnings {
            diagnostic(warning, report.words(), out)?;
        }
        let (status, reason) = report.exit();
        writeln!(out, "{}", conclusion(report.words(), status, &reason, false))
    }
}

impl FindingsFormat for Github {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::of(findings.language);
        for found in findings.found {
            diagnostic(found, words, out)?;
        }
        let reason = visible(&findings.conclusion);
        writeln!(out, "{}", conclusion(words, findings.status, &reason, false))
    }
}

/// A place as GitHub takes it; 0 stands for what is not known.
#[derive(Clone, Copy)]
struct Span<'a> {
    file: &'a str,
    line: u64,
    column: u64,
    /// The last column that is meant.
    last_column: Option<u64>,
}

impl<'a> Span<'a> {
    fn of(place: &'a Place) -> Self {
        let last_column = place.end_column().map(|end| (end - 1).max(place.column));
        Self { file: &place.file, line: place.line, column: place.column, last_column }
    }
}

/// A finding at its place; its second place is a notice.
fn diagnostic(found: &Diagnostic, words: Words, out: &mut dyn io::Write) -> io::Result<()> {
    let kind = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    annotation(
        kind,
        Span::of(&found.place),
        found.code,
        &super::findings::lines(found, words),
        out,
    )?;
    match &found.other {
        Some((place, label)) => {
            let label = if label.is_empty() { &found.message } else { label };
            annotation("notice", Span::of(place), found.code, &[visible(words.said(label))], out)
        }
        None => Ok(()),
    }
}

fn annotation(
    kind: &str,
    place: Span<'_>,
    title: &str,
    lines: &[String],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write!(out, "::{kind} ")?;
    // Standard input is no file of the repository.
    if place.file != "-" {
        write!(out, "file={},", property(&visible(place.file)))?;
        if place.line > 0 {
            write!(out, "line={},col={},", place.line, place.column)?;
            if let Some(last) = place.last_column {
                write!(out, "endColumn={last},")?;
            }
        }
    }
    writeln!(out, "title={}::{}", property(&visible(title)), data(&lines.join("\n")))
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

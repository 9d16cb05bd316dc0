//! The page that stands in place of a report when the inputs are refused: what was found.

use std::io;

use serde::Serialize;

use super::{Html, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::text::visible;
use crate::report::{Findings, FindingsFormat};
use crate::wording::Words;

const TEMPLATE: &str = include_str!("refusal.html");

#[derive(Serialize)]
struct Refusal {
    language: &'static str,
    colon: &'static str,
    help: &'static str,
    conclusion: String,
    files: Vec<String>,
    found: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    severity: &'static str,
    /// The severity in a word.
    word: &'static str,
    message: String,
    place: String,
    label: String,
    /// The line that it is about.
    line: Option<String>,
    other: Option<String>,
    help: Option<String>,
}

impl FindingsFormat for Html<'_> {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::of(findings.language);
        let refusal = Refusal {
            language: words.language_code(),
            colon: words.colon(),
            help: words.help(),
            conclusion: visible(&findings.conclusion),
            files: findings.files.iter().map(|file| visible(file)).collect(),
            found: findings.found.iter().map(|found| Finding::of(found, words)).collect(),
        };
        render(TEMPLATE, refusal, out)
    }
}

impl Finding {
    fn of(diagnostic: &Diagnostic, words: Words) -> Self {
        let instead = diagnostic.replacement.as_ref().map(|text| words.did_you_mean(text));
        let help = diagnostic.help.as_ref().map(|help| words.said(help).to_owned()).or(instead);
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.name(),
            word: match diagnostic.severity {
                Severity::Error => words.error(),
                Severity::Warning => words.warning(),
                Severity::Note => words.note(),
            },
            message: visible(words.said(&diagnostic.message)),
            place: visible(&diagnostic.place.to_string()),
            label: visible(words.said(&diagnostic.label)),
            line: diagnostic.place.excerpt.as_ref().map(|(line, _)| visible(line)),
            other: diagnostic
                .other
                .as_ref()
                .map(|(place, label)| (place, words.said(label)))
                .map(|(place, label)| visible(&format!("{place}{}{label}", words.colon()))),
            help: help.map(|help| visible(&help)),
        }
    }
}

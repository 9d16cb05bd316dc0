//! Findings for programs: the schema `plancheck/diagnostics/1`.

use schemars::JsonSchema;
use serde::Serialize;

use super::schema;

use super::Exit;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Findings;
use crate::source::Place;
use crate::wording::{Text, Words};

/// The name and number of the schema.
pub(crate) const SCHEMA: &str = "plancheck/diagnostics/1";

/// What a command has found about its inputs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diagnostics")]
pub(crate) struct Document<'a> {
    /// The name and number of this schema.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// The command that was run, such as `validate`.
    command: &'static str,
    /// How it ended.
    exit: Exit,
    /// How many findings there are of each severity.
    summary: Summary,
    /// The findings: by file as given, line and column, then those about the plan.
    findings: Vec<Finding<'a>>,
}

/// How many findings there are of each severity.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// What makes the inputs unusable.
    errors: usize,
    /// What should be known of inputs that are used.
    warnings: usize,
    /// Remarks.
    notes: usize,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
struct Finding<'a> {
    /// The kind of finding; `plancheck explain CODE` tells more.
    code: &'static str,
    /// `error`, `warning` or `note`.
    #[schemars(schema_with = "schema::severities")]
    severity: &'static str,
    /// What was found.
    message: &'a str,
    #[serde(flatten)]
    place: PlaceEntry<'a>,
    /// What stands beside the place: usually what was expected.
    label: Option<&'a str>,
    /// A second place that the finding is about.
    other: Option<Other<'a>>,
    /// What to do.
    help: Option<&'a str>,
    /// The text to write in place of what stands from `column` to before `end_column`, where it is known.
    replacement: Option<&'a str>,
}

/// Where something stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceEntry<'a> {
    /// The name of the file as it was given.
    file: &'a str,
    /// The line, counted from 1; null for the file as a whole.
    line: Option<u64>,
    /// The column in characters, counted from 1; null for the file as a whole.
    column: Option<u64>,
    /// The column after the last character; null where only the beginning is known.
    end_column: Option<u64>,
}

/// A second place with what is said of it.
#[derive(Serialize, JsonSchema)]
struct Other<'a> {
    #[serde(flatten)]
    place: PlaceEntry<'a>,
    /// What stands beside it.
    label: Option<&'a str>,
}

impl<'a> Document<'a> {
    pub(super) fn of(findings: &'a Findings<'a>) -> Self {
        let words = Words::of(findings.language);
        Self {
            schema: SCHEMA,
            command: findings.command,
            exit: Exit { status: findings.status, reason: findings.conclusion.clone() },
            summary: Summary {
                errors: findings.count(Severity::Error),
                warnings: findings.count(Severity::Warning),
                notes: findings.count(Severity::Note),
            },
            findings: findings.found.iter().map(|found| Finding::of(found, words)).collect(),
        }
    }
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, words: Words) -> Self {
        let said = |text: &'a Text| Some(words.said(text)).filter(|text| !text.is_empty());
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.name(),
            message: words.said(&diagnostic.message),
            place: PlaceEntry::of(&diagnostic.place),
            label: said(&diagnostic.label),
            other: diagnostic
                .other
                .as_ref()
                .map(|(place, label)| Other { place: PlaceEntry::of(place), label: said(label) }),
            help: diagnostic.help.as_ref().and_then(said),
            replacement: diagnostic.replacement.as_deref(),
        }
    }
}

impl<'a> PlaceEntry<'a> {
    fn of(place: &'a Place) -> Self {
        let counted = |number: u64| (number > 0).then_some(number);
        Self {
            file: &place.file,
            line: counted(place.line),
            column: counted(place.column),
            end_column: place.end_column(),
        }
    }
}

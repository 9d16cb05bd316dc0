//! JSON for scripts: the schema `plancheck/evaluation/1`, and for findings `plancheck/diagnostics/1`. Figures are strings,
//! so that no reader's binary float spoils them; a key that does not apply is null. The types that are written here have
//! the JSON Schemas, too.

pub(crate) mod diagnostics;
pub(crate) mod evaluation;
mod layout;
pub(in crate::report) mod schema;

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Findings, FindingsFormat, Format, Report};
use crate::plan::GoalKind;

/// The most entries that a list of evidence or of failing cells holds; beside it stands how many there are in all.
pub const MOST_ENTRIES: usize = 50;

/// The JSON format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Format for Json {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&evaluation::Document::of(report), out)
    }
}

impl FindingsFormat for Json {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&diagnostics::Document::of(findings), out)
    }
}

/// Writes a document, in which what would steer a terminal stands as an escape.
pub(super) fn write(document: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let layout = layout::Layout::default();
    document.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, layout))?;
    out.write_all(b"\n")
}

/// How the command ended.
#[derive(Serialize, JsonSchema)]
pub(super) struct Exit {
    /// The exit status: 0 where all is well, 1 where targets fail, 2 where the command line or the plan is wrong, 3 where
    /// the actuals cannot be trusted.
    #[schemars(range(max = 3))]
    status: u8,
    /// Why, in one line.
    reason: String,
}

fn kind(kind: GoalKind) -> &'static str {
    match kind {
        GoalKind::AtLeast => "at-least",
        GoalKind::MoreThan => "more-than",
        GoalKind::AtMost => "at-most",
        GoalKind::LessThan => "less-than",
        GoalKind::Equals => "equals",
        GoalKind::Between => "between",
        GoalKind::About => "about",
        GoalKind::Reach => "reach",
    }
}

//! The changes as Markdown, for a comment on a pull request.

use std::io;

use super::parts::parts;
use super::{DiffFormat, DiffReport};
use crate::report::markdown::escaped;

/// The Markdown format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl DiffFormat for Markdown {
    fn write(&self, report: &DiffReport<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = report.words();
        let is_empty = report.difference.is_empty();
        let head = if is_empty { words.nothing_changed().to_owned() } else { report.conclusion() };
        writeln!(out, "## {}\n", escaped(&head))?;
        writeln!(out, "{}", escaped(&report.compared()))?;
        if let Some(reservations) = report.reservations() {
            writeln!(out, "\n{}", escaped(&reservations))?;
        }
        if let Some(score) = report.score() {
            writeln!(out, "\n{}", escaped(&score))?;
        }
        for part in parts(report) {
            writeln!(out, "\n### {}\n", escaped(&part.heading))?;
            writeln!(out, "| {} |", part.columns.join(" | "))?;
            writeln!(out, "|{}", "---|".repeat(part.columns.len()))?;
            for row in &part.rows {
                let cells: Vec<_> = row.iter().map(|cell| escaped(cell)).collect();
                writeln!(out, "| {} |", cells.join(" | "))?;
            }
        }
        Ok(())
    }
}

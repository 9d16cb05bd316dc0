//! The table for people at a terminal and in logs.

use std::borrow::Cow;
use std::io;

use super::color::{self, BOLD, GREEN, RED, YELLOW};
use super::figures::Figures;
use super::layout::{CLAUSE, Layout, POINTS, Row, VERDICT};
use super::reason::{NAMED, reason};
use super::score::points_short;
use super::text::{into_visible, visible, wrap, wrap_codes};
use super::{Format, Report};
use crate::diagnostic::Severity;
use crate::evaluate::{Outcome, Verdict};
use crate::plan::Target;

/// How many cells of a kind a table is made from: it names the first that fail, and counts the others.
pub const MOST_CELLS: usize = NAMED;

/// The table format.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// How many columns the table may take; from 60 on it keeps within them.
    pub width: usize,
    /// Whether verdicts are coloured. Colour only adds: nothing is said by it alone.
    pub color: bool,
}

/// A target as the table shows it.
struct Entry<'a> {
    target: &'a Target,
    outcome: &'a Outcome,
    row: Row<'a>,
    notes: Vec<String>,
}

impl Format for Table {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let entries: Vec<_> =
            report.shown_targets().filter_map(|(at, ..)| Entry::of(report, at)).collect();
        let width = self.width.max(Layout::NARROWEST);
        let mut head =
            if width < NARROW { report.words().columns_narrow() } else { report.words().columns() }
                .map(Cow::Borrowed);
        if entries.iter().all(|entry| entry.row[CLAUSE].is_empty()) {
            head[CLAUSE] = Cow::Borrowed("");
        }
        if report.evaluation.score.is_none() {
            head[POINTS] = Cow::Borrowed("");
        }
        let rows: Vec<&Row> =
            std::iter::once(&head).chain(entries.iter().map(|entry| &entry.row)).collect();
        let layout = Layout::of(&rows, width);

        for line in layout.lines(&[&head]).iter().flatten() {
            writeln!(out, "{}", self.paint(line, BOLD))?;
        }
        writeln!(out, "{}", "-".repeat(layout.width()))?;
        let sections = std::iter::once(None).chain((0..report.plan.sections.len()).map(Some));
        let mut written = 0;
        for section in sections {
            let of_section: Vec<_> =
                entries.iter().filter(|entry| entry.target.section == section).collect();
            if of_section.is_empty() {
                continue;
            }
            if let Some(section) = section.and_then(|section| report.plan.sections.get(section)) {
                if written > 0 {
                    writeln!(out)?;
                }
                self.heading(&section.id, &section.title, width, out)?;
            }
            let rows: Vec<&Row> = of_section.iter().map(|entry| &entry.row).collect();
            for (entry, lines) in of_section.iter().zip(layout.lines(&rows)) {
                self.entry(entry, &lines, &layout, width, out)?;
            }
            written += of_section.len();
        }
        writeln!(out)?;
        write_ending(report, width, self.color, out)
    }
}

/// Below so many columns the head is abbreviated.
const NARROW: usize = 80;

impl Table {
    /// A text in a colour, where there is colour.
    fn paint(&self, text: &str, code: &str) -> String {
        color::paint(text, code, self.color)
    }

    fn heading(
        &self,
        id: &str,
        title: &str,
        width: usize,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let id = visible(id);
        let indent = super::text::width(&id) + 2;
        if indent > width / 2 {
            return self.wrapped(&format!("{id} {}", visible(title)), width, out);
        }
        for (index, line) in wrap(&visible(title), width - indent).iter().enumerate() {
            let start = if index == 0 { format!("{id}  ") } else { " ".repeat(indent) };
            writeln!(out, "{}", self.paint(format!("{start}{line}").trim_end(), BOLD))?;
        }
        Ok(())
    }

    fn wrapped(&self, text: &str, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
        wrap(text, width).iter().try_for_each(|line| writeln!(out, "{}", self.paint(line, BOLD)))
    }

    fn entry(
        &self,
        entry: &Entry<'_>,
        lines: &[String],
        layout: &Layout,
        width: usize,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let color = verdict_color(entry.target, entry.outcome);
        // The verdict stands last. Escape codes inside a cell would have counted as columns.
        let verdict = &*entry.row[VERDICT];
        for line in lines {
            match line.strip_suffix(verdict) {
                Some(before) if !verdict.is_empty() => {
                    writeln!(out, "{before}{}", self.paint(verdict, color))?;
                }
                _ => writeln!(out, "{line}")?,
            }
        }
        let indent = layout.title_start() + 2;
        for note in &entry.notes {
            for line in wrap(note, width - indent) {
                writeln!(out, "{}{line}", " ".repeat(indent))?;
            }
        }
        Ok(())
    }
}

/// Writes the tally, the rows, the date and the conclusion.
pub(super) fn write_ending(
    report: &Report<'_>,
    width: usize,
    is_colored: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for line in report.ending().iter().flat_map(|line| wrap_codes(line, width)) {
        writeln!(out, "{line}")?;
    }
    let (status, reason) = report.exit();
    writeln!(out, "{}", color::conclusion(report.words(), status, &reason, is_colored))
}

impl<'a> Entry<'a> {
    fn of(report: &Report<'a>, position: usize) -> Option<Self> {
        let (target, outcome) = report.target(position)?;
        let points = report.points(position).map(|points| {
            let earned = points.earned.as_ref();
            earned.map_or_else(|| report.words().nothing().to_owned(), points_short)
        });
        let figures = Figures::grouped(report, target).beside(outcome.actual());
        let row = [
            target.clause.as_deref().unwrap_or_default().into(),
            target.title.as_str().into(),
            figures.goal(outcome.baseline).into(),
            figures.actual_of(outcome).into(),
            figures.attainment_of(outcome).into(),
            points.unwrap_or_default().into(),
            report.words().verdict(outcome.verdict).into(),
        ];
        let mut notes = Vec::new();
        let void = outcome.waiver_void && !outcome.verdict.fails();
        if outcome.verdict.fails() || outcome.verdict == Verdict::Waived {
            notes.push(visible(&reason(report, figures, outcome)));
        } else if let Some(waiver) = target.waiver.as_ref().filter(|_| void) {
            let until = report.words().date(waiver.until.last);
            notes.push(visible(&report.words().waiver_ran_out(&until, &waiver.reason)));
        }
        if outcome.verdict.fails() && target.severity == Severity::Warning {
            notes.push(report.words().does_not_count().to_owned());
        }
        Some(Self { target, outcome, row: row.map(into_visible), notes })
    }
}

fn verdict_color(target: &Target, outcome: &Outcome) -> &'static str {
    match outcome.verdict {
        Verdict::Exceeded | Verdict::Met | Verdict::OnTrack => GREEN,
        Verdict::Open | Verdict::Waived => YELLOW,
        Verdict::Behind | Verdict::Missed | Verdict::NoData
            if target.severity == Severity::Warning =>
        {
            YELLOW
        }
        Verdict::Behind | Verdict::Missed | Verdict::NoData => RED,
    }
}

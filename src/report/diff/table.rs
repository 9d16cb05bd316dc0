//! The tables of changes, for a terminal.

use std::borrow::Cow;
use std::io;

use super::parts::{Part, parts};
use super::{DiffFormat, DiffReport};
use crate::report::text::{pad_right, visible, width, wrap};

/// Blanks between two columns.
const GAP: usize = 2;
/// No column is made narrower.
const NARROWEST: usize = 8;

/// The table format.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// How many columns the table may take; from 60 on it keeps within them.
    pub width: usize,
}

impl DiffFormat for Table {
    fn write(&self, report: &DiffReport<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        for part in parts(report) {
            for line in wrap(&part.heading, self.width.max(NARROWEST)) {
                writeln!(out, "{line}")?;
            }
            for line in lines(&part, self.width) {
                writeln!(out, "{line}")?;
            }
            writeln!(out)?;
        }
        let nothing = report.difference.is_empty().then(|| report.words().nothing_changed());
        let ending = [
            nothing.map(str::to_owned),
            Some(report.compared()),
            report.reservations(),
            report.score(),
            Some(report.conclusion()),
        ];
        for text in ending.iter().flatten() {
            for line in wrap(text, self.width.max(NARROWEST)) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

/// The lines of a table, indented, without blanks at their ends.
fn lines(part: &Part, available: usize) -> Vec<String> {
    let head: Vec<String> = part.columns.iter().map(|&head| head.to_owned()).collect();
    let rows = part.rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let widths = widths(&rows, available);
    let mut lines = Vec::new();
    for row in &rows {
        let cells: Vec<Vec<Cow<'_, str>>> =
            row.iter().zip(&widths).map(|(cell, &width)| wrap(cell, width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (cell, &width) in cells.iter().zip(&widths) {
                line.push_str(&" ".repeat(GAP));
                line.push_str(&pad_right(cell.get(at).map_or("", |text| text), width));
            }
            line.truncate(line.trim_end().len());
            lines.push(line);
        }
    }
    lines
}

/// How wide each column is: as its widest cell, or where space is short no wider than lets all narrower ones be whole.
fn widths(rows: &[Vec<String>], available: usize) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max())
        .map(Option::unwrap_or_default)
        .collect();
    let mut rest = available.saturating_sub(GAP * columns);
    let mut widths = vec![0; columns];
    let mut order: Vec<usize> = (0..columns).collect();
    order.sort_by_key(|&column| widest.get(column));
    for (taken, column) in order.into_iter().enumerate() {
        let share = (rest / (columns - taken)).max(NARROWEST);
        let wanted = widest.get(column).copied().unwrap_or(0).min(share);
        if let Some(width) = widths.get_mut(column) {
            *width = wanted;
        }
        rest = rest.saturating_sub(wanted);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_give_way_to_narrow_ones() {
        let rows = |cells: &[usize]| vec![cells.iter().map(|&cell| "x".repeat(cell)).collect()];
        for (cells, available, expected) in [
            (&[5, 6, 7][..], 100, &[5, 6, 7][..]),
            (&[50, 6, 70], 60, &[24, 6, 24]),
            (&[90, 9, 9, 90, 9], 60, &[11, 9, 9, 12, 9]),
            (&[90, 90], 0, &[8, 8]),
        ] {
            assert_eq!(widths(&rows(cells), available), expected);
        }
    }
}

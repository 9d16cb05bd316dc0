//! The columns of the table: how wide each is, and how a row of cells becomes lines.

use std::borrow::Cow;
use std::iter::repeat_n;

use super::text::{width, wrap};

/// The number of columns.
pub(super) const COLUMNS: usize = 7;
/// Blanks between two columns.
const GAP: usize = 2;
/// The columns by their positions.
pub(super) const CLAUSE: usize = 0;
pub(super) const TITLE: usize = 1;
pub(super) const GOAL: usize = 2;
pub(super) const ACTUAL: usize = 3;
pub(super) const ATTAINMENT: usize = 4;
pub(super) const POINTS: usize = 5;
pub(super) const VERDICT: usize = 6;

/// A row of cells.
pub(super) type Row = [String; COLUMNS];

/// How wide the columns are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    widths: [usize; COLUMNS],
}

impl Layout {
    /// The narrowest table that is laid out without being cut short.
    pub(super) const NARROWEST: usize = 60;

    /// Columns for these rows, no wider together than `available`. Where space is short, titles and goals wrap before
    /// figures do.
    pub(super) fn of(rows: &[&Row], available: usize) -> Self {
        let available = available.max(Self::NARROWEST);
        let widest: [usize; COLUMNS] = std::array::from_fn(|column| {
            rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)
        });
        let longest_word = |column: usize| {
            rows.iter().flat_map(|row| row[column].split(' ')).map(width).max().unwrap_or(0)
        };
        let mut widths = [0; COLUMNS];
        widths[VERDICT] = longest_word(VERDICT);
        widths[ATTAINMENT] = longest_word(ATTAINMENT).min(10);
        widths[CLAUSE] = widest[CLAUSE].min(available / 10);
        widths[POINTS] = widest[POINTS];
        let taken = total(&widths);
        let mut rest = available.saturating_sub(taken);
        // In turn: each column up to so many columns, as far as it needs them and they are there.
        let turns = [
            (TITLE, rest / 3),
            (ACTUAL, (rest / 4).max(11)),
            (GOAL, rest / 3),
            (GOAL, longest_word(GOAL).min(rest / 2)),
            (ACTUAL, rest / 3),
            (TITLE, available),
            (GOAL, available),
            (ACTUAL, available),
        ];
        for (column, limit) in turns {
            let wanted = widest[column].min(limit);
            let more = wanted.saturating_sub(widths[column]).min(rest);
            widths[column] += more;
            rest -= more;
        }
        Self { widths }
    }

    /// How wide the whole table is.
    pub(super) fn width(&self) -> usize {
        total(&self.widths)
    }

    /// Where the titles begin.
    pub(super) fn title_start(&self) -> usize {
        if self.widths[CLAUSE] == 0 { 0 } else { self.widths[CLAUSE] + GAP }
    }

    /// The lines of a row, without blanks at their ends.
    pub(super) fn lines(&self, row: &Row) -> Vec<String> {
        let wrapped = |column: usize| match self.widths[column] {
            0 => Vec::new(),
            _ => wrap(&row[column], self.columns(column)),
        };
        let cells: [Vec<Cow<'_, str>>; COLUMNS] = std::array::from_fn(wrapped);
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        (0..height)
            .map(|at| self.line(|column| cells[column].get(at).map_or("", |text| text)))
            .collect()
    }

    /// The line of what the cells of the columns that are shown have on it.
    fn line<'t>(&self, text_of: impl Fn(usize) -> &'t str) -> String {
        let mut line = String::with_capacity(2 * self.width());
        let mut blanks = 0;
        for column in (0..COLUMNS).filter(|&column| self.widths[column] > 0) {
            let text = text_of(column);
            let rest = self.columns(column).saturating_sub(width(text));
            let is_number = matches!(column, ACTUAL | ATTAINMENT | POINTS);
            let (before, after) = if is_number { (rest, 0) } else { (0, rest) };
            line.extend(repeat_n(' ', blanks + before));
            line.push_str(text);
            blanks = after + GAP;
        }
        line.truncate(line.trim_end().len());
        line
    }

    /// How many columns the cells of a column that is shown may take: two at least, as a character may.
    fn columns(&self, column: usize) -> usize {
        self.widths[column].max(2)
    }
}

/// How wide columns are together. Where no target has a clause, or points, that column takes no gap either.
fn total(widths: &[usize; COLUMNS]) -> usize {
    let hidden = [CLAUSE, POINTS].into_iter().filter(|&column| widths[column] == 0).count();
    let gaps = COLUMNS - 1 - hidden;
    widths.iter().sum::<usize>() + GAP * gaps
}

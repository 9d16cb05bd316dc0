//! The columns of the table: how wide each is, and how a row of cells becomes lines.

use std::borrow::Cow;

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Width};

use super::text::{widest_piece, width, wrap_onto};

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
pub(super) type Row<'a> = [Cow<'a, str>; COLUMNS];

/// How wide the columns are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    widths: [usize; COLUMNS],
}

impl Layout {
    /// The narrowest table that is laid out without being cut short.
    pub(super) const NARROWEST: usize = 60;

    /// Columns for these rows, no wider together than `available`. Where space is short, titles and goals wrap before
    /// figures do, and no figure is cut as long as the words beside it can give way.
    pub(super) fn of(rows: &[&Row<'_>], available: usize) -> Self {
        let available = available.max(Self::NARROWEST);
        let cells = |column: usize| rows.iter().map(move |row| &*row[column]);
        let widest: [usize; COLUMNS] =
            std::array::from_fn(|column| widest_of(cells(column), width));
        let longest_word =
            |column: usize| widest_of(cells(column).flat_map(|text| text.split(' ')), width);
        let figure = |column: usize| widest_of(cells(column), widest_piece);
        let (goal, actual) = (figure(GOAL), figure(ACTUAL));
        let mut widths = [0; COLUMNS];
        widths[VERDICT] = longest_word(VERDICT);
        widths[ATTAINMENT] = longest_word(ATTAINMENT).min(10);
        widths[CLAUSE] = widest[CLAUSE].min(available / 10);
        widths[POINTS] = widest[POINTS];
        let taken = total(&widths);
        let mut rest = available.saturating_sub(taken);
        // In turn: each column up to so many columns, as far as it needs them and they are there.
        let turns = [
            (TITLE, rest / 6),
            (GOAL, rest / 6),
            // A figure that takes most of the line does not break those of the other rows.
            (ACTUAL, actual.min(rest / 2)),
            (ATTAINMENT, figure(ATTAINMENT)),
            (GOAL, goal.min(rest / 3)),
            (ACTUAL, actual),
            (GOAL, goal),
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

    /// The lines of each row, without blanks at their ends.
    pub(super) fn lines(&self, rows: &[&Row<'_>]) -> Vec<Vec<String>> {
        let shown: Vec<usize> = (0..COLUMNS).filter(|&column| self.widths[column] > 0).collect();
        let mut table = comfy_table::Table::new();
        table
            .load_style(comfy_table::presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic);
        let mut ends = Vec::with_capacity(rows.len());
        let mut columns: Vec<Vec<Cow<'_, str>>> = vec![Vec::with_capacity(rows.len()); shown.len()];
        for row in rows {
            // Wrapped beforehand, by rules that know Chinese punctuation and keep numbers whole.
            for (lines, &column) in columns.iter_mut().zip(&shown) {
                wrap_onto(lines, &row[column], self.columns(column));
            }
            let end = columns.iter().map(Vec::len).max().unwrap_or(0);
            for lines in &mut columns {
                lines.resize(end, Cow::Borrowed(""));
            }
            ends.push(end);
        }
        // They go in as one row, as each cell would be taken apart and put together several times.
        let row: Vec<Cell> =
            columns.into_iter().map(|lines| Cell::new_owned(lines.join("\n"))).collect();
        table.add_row(row);
        for (position, &column) in shown.iter().enumerate() {
            let gap = if column == VERDICT { 0 } else { GAP };
            let columns = u16::try_from(self.columns(column) + gap).unwrap_or(u16::MAX);
            let Some(settings) = table.column_mut(position) else { continue };
            settings.set_padding((0, if gap == 0 { 0 } else { 2 }));
            settings.set_constraint(ColumnConstraint::Absolute(Width::Fixed(columns)));
            if matches!(column, ACTUAL | ATTAINMENT | POINTS) {
                settings.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut lines = table.lines().map(|mut line| {
            line.truncate(line.trim_end().len());
            line
        });
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let heights = starts.zip(&ends).map(|(start, end)| end - start);
        heights.map(|height| lines.by_ref().take(height).collect()).collect()
    }

    /// How many columns the cells of a column that is shown may take: two at least, as a character may.
    fn columns(&self, column: usize) -> usize {
        self.widths[column].max(2)
    }
}

/// How wide the widest of some texts is, measured as `width` does. No text is wider than it has bytes.
fn widest_of<'t>(texts: impl Iterator<Item = &'t str>, width: impl Fn(&str) -> usize) -> usize {
    texts.fold(
        0,
        |widest, text| {
            if text.len() <= widest { widest } else { widest.max(width(text)) }
        },
    )
}

/// How wide columns are together. Where no target has a clause, or points, that column takes no gap either.
fn total(widths: &[usize; COLUMNS]) -> usize {
    let hidden = [CLAUSE, POINTS].into_iter().filter(|&column| widths[column] == 0).count();
    let gaps = COLUMNS - 1 - hidden;
    widths.iter().sum::<usize>() + GAP * gaps
}

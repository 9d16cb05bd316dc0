//! The cells of a goal on `each`: members down, periods across, so that what fails stands out.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::evaluate::{Cell, Cells};
use crate::period::Period;
use crate::report::figures::Figures;
use crate::report::text::{visible, width};

/// A page shows at most so many rows of a matrix; those that fail come first.
const MOST_ROWS: usize = 60;

/// A page shows at most so many columns of a matrix: of more, the first in which something fails, or else the last.
const MOST_COLUMNS: usize = 24;

/// Paper has room for so many columns of characters. Of a wider matrix the cells of each member stand in lines below its
/// name there, each with its period.
const PAPER: usize = 72;

/// The room between the characters of two cells.
const BETWEEN: usize = 3;

/// Cells by members and periods.
#[derive(Serialize)]
pub(super) struct Matrix {
    /// The names of the dimensions, over the names of the members.
    over: String,
    /// The periods; empty for a goal without a calendar.
    periods: Vec<String>,
    rows: Vec<Row>,
    /// Whether it has not the room on paper that it takes.
    is_wide: bool,
    /// How many cells are left out, and how many of them fail.
    left_out: Option<String>,
}

/// The cells of a member.
#[derive(Serialize)]
struct Row {
    name: String,
    fails: bool,
    cells: Vec<Option<Shown>>,
}

/// A cell as it is shown.
#[derive(Serialize)]
struct Shown {
    state: State,
    /// The figure with its unit; empty where there is none.
    figure: String,
}

/// How a cell stands, which chooses its sign and its colour.
#[derive(Clone, Copy, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// The goal is satisfied.
    Satisfied,
    /// The goal is not satisfied yet, and need not be.
    Pending,
    /// It fails with a figure.
    Fails,
    /// It fails because there is no figure.
    NoFigure,
}

impl State {
    fn of(cell: &Cell) -> Self {
        match (cell.fails, cell.satisfied) {
            (true, _) if cell.figure.value.is_err() => Self::NoFigure,
            (true, _) => Self::Fails,
            (false, true) => Self::Satisfied,
            (false, false) => Self::Pending,
        }
    }

    fn fails(self) -> bool {
        matches!(self, Self::Fails | Self::NoFigure)
    }
}

impl Matrix {
    /// The matrix of the cells that are at hand.
    pub(super) fn of(figures: Figures<'_>, cells: &Cells) -> Option<Self> {
        let each = figures.target().each.as_ref()?;
        let dimensions: Vec<_> = each
            .dimensions
            .iter()
            .filter_map(|&dimension| figures.plan().dimensions.get(dimension))
            .collect();
        let periods = columns(cells);
        let mut rows: Vec<(&[usize], Row)> = Vec::new();
        for cell in &cells.first {
            let column = match cell.period {
                Some(period) => periods.iter().position(|column| *column == period),
                None => Some(0),
            };
            let Some(column) = column else { continue };
            if rows.last().is_none_or(|(members, _)| *members != cell.members) {
                let names = dimensions.iter().zip(&cell.members).map(|(dimension, &member)| {
                    dimension.members.get(member).map_or(String::new(), |name| visible(name))
                });
                let name = names.collect::<Vec<_>>().join(" · ");
                let cells = (0..periods.len().max(1)).map(|_| None).collect();
                rows.push((&cell.members, Row { name, fails: false, cells }));
            }
            let Some((_, row)) = rows.last_mut() else { continue };
            let state = State::of(cell);
            row.fails |= state.fails();
            if let Some(shown) = row.cells.get_mut(column) {
                *shown = Some(Shown { state, figure: figure(figures, cell) });
            }
        }
        if rows.len() > MOST_ROWS || cells.first.len() < cells.count {
            rows.sort_by_key(|(_, row)| !row.fails);
            rows.truncate(MOST_ROWS);
        }
        let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
        let shown = || rows.iter().flat_map(|row| row.cells.iter().flatten());
        let failing = shown().filter(|cell| cell.state.fails()).count();
        let left_out = cells.count.saturating_sub(shown().count());
        let over = dimensions
            .iter()
            .map(|dimension| visible(figures.words().dimension(dimension)))
            .collect::<Vec<_>>()
            .join(" · ");
        let periods: Vec<String> =
            periods.iter().map(|period| figures.words().period(*period)).collect();
        Some(Self {
            is_wide: room(&over, &periods, &rows) > PAPER,
            over,
            periods,
            left_out: (left_out > 0).then(|| {
                figures.words().cells_left_out(left_out, cells.failing.saturating_sub(failing))
            }),
            rows,
        })
        .filter(|matrix: &Self| !matrix.rows.is_empty())
    }
}

/// How many characters a line of the matrix takes, where each column is as wide as its widest cell.
fn room(over: &str, periods: &[String], rows: &[Row]) -> usize {
    let names = rows.iter().map(|row| width(&row.name)).chain([width(over)]).max();
    let columns = periods.iter().enumerate().map(|(column, period)| {
        let cells = rows.iter().filter_map(|row| row.cells.get(column)?.as_ref());
        cells.map(|cell| 2 + width(&cell.figure)).chain([width(period)]).max().unwrap_or(0)
    });
    names.into_iter().chain(columns).map(|wide| wide + BETWEEN).sum()
}

/// The periods that are shown, in their order.
fn columns(cells: &Cells) -> Vec<Period> {
    let all: BTreeSet<Period> = cells.first.iter().filter_map(|cell| cell.period).collect();
    if all.len() <= MOST_COLUMNS {
        return all.into_iter().collect();
    }
    let failing: BTreeSet<Period> = cells.failing().filter_map(|cell| cell.period).collect();
    if failing.is_empty() {
        return all.iter().skip(all.len() - MOST_COLUMNS).copied().collect();
    }
    failing.into_iter().take(MOST_COLUMNS).collect()
}

/// The figure of a cell as it is shown.
fn figure(figures: Figures<'_>, cell: &Cell) -> String {
    let Ok(value) = cell.figure.value else { return String::new() };
    if figures.is_milestone() && value.is_zero() {
        return figures.words().no_stage_reached().to_owned();
    }
    visible(&figures.actual(value, &[cell.bound, cell.required_now]))
}

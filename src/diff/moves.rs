//! Figures that are others than before, and cells that fail and did not, or the other way round.

use super::{Pair, RecordedCell, RecordedCells, same};

/// A target whose figure is another one, or of which other cells fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move<'r> {
    /// The target.
    pub target: Pair<'r>,
    /// The cells that failed and fail no more, fail and did not, or fail with another figure, as far as they are written
    /// down.
    pub cells: Vec<CellMove<'r>>,
}

/// A cell in both evaluations; `None` where it does not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellMove<'r> {
    /// As it failed.
    pub before: Option<&'r RecordedCell>,
    /// As it fails.
    pub after: Option<&'r RecordedCell>,
}

impl<'r> Pair<'r> {
    /// How the figure moved; `None` where it is the same.
    pub(super) fn moved(self) -> Option<Move<'r>> {
        let Self { before, after } = self;
        let cells = match (&before.cells, &after.cells) {
            (Some(before), Some(after)) => cells(before, after),
            _ => Vec::new(),
        };
        let is_same = same(before.figure().as_deref(), after.figure().as_deref());
        (!is_same || !cells.is_empty()).then_some(Move { target: self, cells })
    }
}

/// The failing cells that are others than before. What is not among the first of many may fail all the same.
fn cells<'r>(before: &'r RecordedCells, after: &'r RecordedCells) -> Vec<CellMove<'r>> {
    let gone = before.failing.iter().filter_map(|cell| {
        let then = after.find(cell);
        let is_same = then.is_some_and(|then| same(cell.actual.as_deref(), then.actual.as_deref()));
        let is_known = then.is_some() || after.is_whole();
        (is_known && !is_same).then_some(CellMove { before: Some(cell), after: then })
    });
    let new = after.failing.iter().filter(|cell| before.is_whole() && before.find(cell).is_none());
    gone.chain(new.map(|cell| CellMove { before: None, after: Some(cell) })).collect()
}

//! Sums by member and period: what is left of figures of which there are too many to keep each.

mod memory;
mod open;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::period::Period;
use crate::quantity::Total;

pub(super) use memory::Memory;
pub(super) use open::{Cell, Cells, Grids, Open};

/// The places behind the point that sums are kept with; a sum that needs more is kept apart.
pub(super) const PLACES: u32 = 4;

/// The sums of an indicator, one for each member of a dimension and each period that the plan tells apart.
///
/// The first members of the roster have [`Observation`](super::Observation)s instead: see
/// [`Options::detailed`](super::Options::detailed).
#[derive(Clone)]
pub struct Grid {
    /// The dimension: a position in [`Plan::dimensions`](crate::plan::Plan::dimensions).
    pub dimension: usize,
    /// The first member that has sums here.
    pub first: usize,
    /// The periods that are told apart: those of the calendar that the plan asks by or, without one, those that rows
    /// name, in order.
    pub periods: Vec<Period>,
    /// The rows that have been added up, by file and period; also those of periods that the plan does not ask about,
    /// which are in no sum.
    pub rows: Vec<SummedRows>,
    /// Where sums are that are shared.
    memory: Arc<Memory>,
    /// For each period what is kept of each member's sum.
    columns: Vec<Column>,
    /// The sums that are not told by such digits, by period and member.
    wide: BTreeMap<(usize, usize), Total>,
}

/// What is kept of the sums of a period, one for each member; fewer where there are none.
#[derive(Clone, Debug)]
enum Column {
    /// At these positions of the grid's memory.
    Shared(Range<usize>),
    Own(Vec<i64>),
}

impl Default for Column {
    fn default() -> Self {
        Self::Own(Vec::new())
    }
}

/// What is kept of no sum: what memory is before anybody writes to it.
const NOTHING: i64 = 0;

/// What is kept of digits, or the digits of what is kept: [`Grid::NO_DIGITS`] and [`NOTHING`] change places.
const fn turned(digits: i64) -> i64 {
    digits ^ Grid::NO_DIGITS
}

/// Shows what is kept, not where.
impl fmt::Debug for Grid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dimension, first, periods, rows, memory: _, columns, wide } = self;
        let columns: Vec<&[i64]> = (0..columns.len()).map(|period| self.kept(period)).collect();
        formatter
            .debug_struct("Grid")
            .field("dimension", dimension)
            .field("first", first)
            .field("periods", periods)
            .field("rows", rows)
            .field("columns", &columns)
            .field("wide", wide)
            .finish()
    }
}

/// Rows of a file that name the same period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SummedRows {
    /// The position of the file in [`Actuals::files`](super::Actuals::files).
    pub file: u32,
    /// The period.
    pub period: Period,
    /// How many rows.
    pub rows: u64,
}

impl Grid {
    /// The places behind the point that [`Self::digits`] are with.
    pub const PLACES: u32 = PLACES;

    /// What stands for no sum among [`Self::digits`].
    pub const NO_DIGITS: i64 = i64::MIN;

    /// The sums of a period by member, in the last of [`Self::PLACES`]; [`Self::NO_DIGITS`] for a member that has no row
    /// or whose sum is one of [`Self::wide`].
    #[must_use]
    pub fn digits(&self, period: usize) -> impl ExactSizeIterator<Item = i64> + Clone {
        self.kept(period).iter().map(|kept| turned(*kept))
    }

    /// The same of one member.
    #[must_use]
    pub fn digits_of(&self, period: usize, member: usize) -> Option<i64> {
        self.kept(period).get(member).map(|kept| turned(*kept))
    }

    fn kept(&self, period: usize) -> &[i64] {
        match self.columns.get(period) {
            Some(Column::Shared(positions)) => self.memory.sums(positions),
            Some(Column::Own(kept)) => kept,
            None => &[],
        }
    }

    /// The sums of a period that are too large or too finely divided for digits, with their members.
    pub fn wide(&self, period: usize) -> impl Iterator<Item = (usize, &Total)> {
        self.wide.range((period, 0)..=(period, usize::MAX)).map(|((_, member), sum)| (*member, sum))
    }

    /// The sum of a period and a member, if any row adds to it.
    #[must_use]
    pub fn sum(&self, period: usize, member: usize) -> Option<Total> {
        match self.digits_of(period, member) {
            Some(digits) if digits != Self::NO_DIGITS => Some(Total::new(digits.into(), PLACES)),
            _ => self.wide.get(&(period, member)).cloned(),
        }
    }
}

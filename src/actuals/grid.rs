//! Sums by member and period: what is left of figures of which there are too many to keep each.

mod open;

use std::collections::BTreeMap;

use crate::period::Period;
use crate::quantity::Total;

pub(super) use open::{Cell, Column, Grids, Open};

/// The places behind the point that sums are kept with; a sum that needs more is kept apart.
pub(super) const PLACES: u32 = 4;

/// The sums of an indicator, one for each member of a dimension and each period that the plan tells apart.
///
/// The first members of the roster have [`Observation`](super::Observation)s instead: see
/// [`Options::detailed`](super::Options::detailed).
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// For each period the digits of each member's sum.
    digits: Vec<Vec<i64>>,
    /// The sums that are not told by such digits, by period and member.
    wide: BTreeMap<(usize, usize), Total>,
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
    pub fn digits(&self, period: usize) -> &[i64] {
        self.digits.get(period).map_or(&[], Vec::as_slice)
    }

    /// The sums of a period that are too large or too finely divided for digits, with their members.
    pub fn wide(&self, period: usize) -> impl Iterator<Item = (usize, &Total)> {
        self.wide.range((period, 0)..=(period, usize::MAX)).map(|((_, member), sum)| (*member, sum))
    }

    /// The sum of a period and a member, if any row adds to it.
    #[must_use]
    pub fn sum(&self, period: usize, member: usize) -> Option<Total> {
        match self.digits(period).get(member) {
            Some(&digits) if digits != Self::NO_DIGITS => Some(Total::new(digits.into(), PLACES)),
            _ => self.wide.get(&(period, member)).cloned(),
        }
    }
}

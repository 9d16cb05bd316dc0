//! What plain rows are added up to: a sum for each indicator and period as rows write them, and sums by member.

use super::digits::Digits;
use super::line::Extent;
use super::{Texts, is_member};
use crate::actuals::Held;
use crate::actuals::grid::{Cell, Cells, Grids, Open, PLACES};
use crate::actuals::series::{Position, Series};
use crate::actuals::text::BlockText;
use crate::period::Period;
use crate::quantity::Total;

/// Stands for the places of a sum of which nothing is known yet.
const UNKNOWN: u32 = PLACES + 1;

/// Stands for the places of a sum that is told apart by member.
const BY_MEMBER: u32 = PLACES + 2;

/// So many figures wait for being added by member: memory that has been asked for comes while other rows are read.
const WAITING: usize = 64;

/// The most sums for which there is room.
const MOST_SUMS: usize = 1 << 18;

/// Figures that have been added up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum {
    /// In the last of [`PLACES`]; 0 where they are added by member.
    digits: i64,
    rows: u32,
    /// The most places that one of them has; or [`UNKNOWN`], or [`BY_MEMBER`].
    places: u32,
}

impl Sum {
    const UNKNOWN: Self = Self { digits: 0, rows: 0, places: UNKNOWN };

    /// Whether it is told apart by member.
    #[inline(always)]
    pub(super) fn is_by_member(&self) -> bool {
        self.places == BY_MEMBER
    }

    /// Adds a figure; `None` where it cannot be added here.
    #[inline(always)]
    pub(super) fn add(&mut self, Digits { digits, places }: Digits) -> Option<()> {
        if self.places > PLACES {
            return None;
        }
        self.digits = self.digits.checked_add(digits)?;
        self.rows = self.rows.checked_add(1)?;
        self.places = self.places.max(places);
        Some(())
    }

    /// Hands over what has been added up to a figure.
    fn hand_over(&mut self, position: Option<Position>, series: &mut Series) {
        let (Some(position), 1..) = (position, self.rows) else { return };
        let total = match self.places {
            0..=PLACES => {
                let digits = self.digits / 10_i64.pow(PLACES - self.places);
                Total::new(digits.into(), std::mem::take(&mut self.places))
            }
            _ => Total::default(),
        };
        series.add_rows(position, self.rows.into(), &total);
        (self.digits, self.rows) = (0, 0);
    }
}

/// Where the sums of an indicator and a period are by member.
#[derive(Clone, Copy, Debug)]
struct Slot<'p> {
    grid: &'p Open<'p>,
    cells: Cells<'p>,
    /// The position of its period.
    position: usize,
}

/// A figure that waits for being added.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting<'p> {
    /// The sum to which it is added, whose memory has been asked for.
    cell: Option<Cell<'p>>,
    digits: i64,
    at: u32,
    member: u32,
}

/// All that plain rows are added up to.
#[derive(Debug)]
pub(super) struct Sums<'p> {
    grids: &'p Grids<'p>,
    /// One for each way of writing an indicator and a period.
    altogether: Vec<Sum>,
    /// Which figures the sums are of, where they are of any.
    positions: Vec<Option<Position>>,
    /// Of which dimensions the rows name a member, as bits by their positions in the shape of rows.
    named: Vec<u64>,
    /// Where they are by member, if their period is asked about.
    slots: Vec<Option<Slot<'p>>>,
    /// The members before the first that is in the grids have sums of their own, so many for each of `altogether`.
    first: usize,
    of_first: Vec<Sum>,
    positions_of_first: Vec<Option<Position>>,
    waiting: [Waiting<'p>; WAITING],
    /// The position of the one that has waited longest.
    longest: usize,
}

impl<'p> Sums<'p> {
    pub(super) fn new(grids: &'p Grids<'p>) -> Self {
        Self {
            grids,
            altogether: Vec::new(),
            positions: Vec::new(),
            named: Vec::new(),
            slots: Vec::new(),
            first: if grids.are_empty() { 0 } else { grids.first() as usize },
            of_first: Vec::new(),
            positions_of_first: Vec::new(),
            waiting: [Waiting::default(); WAITING],
            longest: 0,
        }
    }

    /// The position of a new sum; `None` where there are too many.
    pub(super) fn next(&self) -> Option<u32> {
        let count = self.altogether.len() + 1;
        let fits = count * self.first.max(1) <= MOST_SUMS;
        u32::try_from(self.altogether.len()).ok().filter(|_| fits)
    }

    /// Whether rows that name a member of these dimensions belong to a sum.
    #[inline(always)]
    pub(super) fn is_of(&self, at: u32, named: u64) -> bool {
        self.named.get(at as usize) == Some(&named)
    }

    /// Makes a new sum, of which nothing is known yet but the dimensions of which its rows name a member.
    pub(super) fn push(&mut self, named: u64) {
        self.altogether.push(Sum::UNKNOWN);
        self.named.push(named);
        self.positions.push(None);
        self.slots.push(None);
        let count = self.altogether.len() * self.first;
        self.of_first.resize(count, Sum::UNKNOWN);
        self.positions_of_first.resize(count, None);
    }

    /// Adds the figure of a row to the sum at a position; `None` when the row is not plain. Of a row that tells whose it
    /// is, `member` is where, and who that is if that is known.
    #[inline(always)]
    pub(super) fn add(
        &mut self,
        at: u32,
        figure: Digits,
        text: &BlockText<'_>,
        member: Option<(Extent, Option<u32>)>,
    ) -> Option<()> {
        let sum = self.altogether.get_mut(at as usize)?;
        match member {
            // The name of a member is none of a total.
            Some((_, member)) if sum.is_by_member() => self.add_of_member(at, member?, figure),
            Some((cell, _)) => {
                is_member(text, cell, true)?;
                sum.add(figure)
            }
            None => sum.add(figure),
        }
    }

    /// Adds the figure of a member.
    #[inline(always)]
    fn add_of_member(&mut self, at: u32, member: u32, figure: Digits) -> Option<()> {
        if (member as usize) < self.first {
            let at = at as usize * self.first + member as usize;
            return self.of_first.get_mut(at)?.add(figure);
        }
        let sum = self.altogether.get_mut(at as usize)?;
        sum.rows = sum.rows.checked_add(1)?;
        let slot = self.slots.get(at as usize)?.as_ref();
        let cell = slot.and_then(|slot| slot.cells.cell(member));
        if let Some(cell) = cell {
            cell.prefetch();
        }
        let next = Waiting { cell, digits: figure.digits, at, member };
        let longest = std::mem::replace(self.waiting.get_mut(self.longest)?, next);
        self.longest = (self.longest + 1) % WAITING;
        self.add_waiting(longest);
        Some(())
    }

    /// Adds a figure that has waited.
    #[inline(always)]
    fn add_waiting(&self, figure: Waiting<'p>) {
        if let Some(cell) = figure.cell
            && !cell.add(figure.digits)
            && let Some(Some(slot)) = self.slots.get(figure.at as usize)
        {
            let total = Total::new(figure.digits.into(), PLACES);
            slot.grid.add(slot.position, figure.member, &total);
        }
    }

    /// Learns which figure a sum is of.
    pub(super) fn learn(&mut self, at: usize, position: Position) {
        learn(&mut self.altogether, &mut self.positions, at, position, 0);
    }

    /// Learns where the figures of a member go that are written as in a row of the name; gives the member.
    pub(super) fn learn_of_member(
        &mut self,
        at: usize,
        position: Position,
        period: Period,
        name: &str,
    ) -> Option<u32> {
        let (indicator, held) = position;
        let grid = self.grids.of(indicator as usize)?;
        let member = self.grids.any_member(grid.dimension(), name)?;
        match held {
            Held::Kept(_) => {
                let at = at * self.first + member as usize;
                let is_first = (member as usize) < self.first;
                is_first.then(|| {
                    learn(&mut self.of_first, &mut self.positions_of_first, at, position, 0);
                })?;
            }
            Held::Summed(_) => {
                learn(&mut self.altogether, &mut self.positions, at, position, BY_MEMBER);
                *self.slots.get_mut(at)? = grid.position(period).and_then(|position| {
                    Some(Slot { grid, cells: grid.cells(position)?, position })
                });
            }
        }
        Some(member)
    }

    /// The members that the figures of an indicator are of, as the plan writes them.
    pub(super) fn member_texts(&self, indicator: u32) -> Option<&'p Texts<16>> {
        self.grids.member_texts(self.grids.of(indicator as usize)?.dimension())
    }

    /// Hands over what has been added up.
    pub(super) fn hand_over(&mut self, series: &mut Series) {
        for figure in std::mem::replace(&mut self.waiting, [Waiting::default(); WAITING]) {
            self.add_waiting(figure);
        }
        for (sum, position) in self.altogether.iter_mut().zip(&self.positions) {
            sum.hand_over(*position, series);
        }
        for (sum, position) in self.of_first.iter_mut().zip(&self.positions_of_first) {
            sum.hand_over(*position, series);
        }
    }
}

/// Learns which figure a sum is of that has not been known.
fn learn(
    sums: &mut [Sum],
    positions: &mut [Option<Position>],
    at: usize,
    position: Position,
    places: u32,
) {
    if let (Some(known @ None), Some(sum)) = (positions.get_mut(at), sums.get_mut(at)) {
        *known = Some(position);
        sum.places = places;
    }
}

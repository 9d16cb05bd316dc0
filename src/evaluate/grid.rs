//! Cells of members whose figures are sums: they are counted by comparing digits, and looked at one by one where they
//! are to be named.

use std::collections::BTreeMap;

use super::cells::is_known;
use super::judge::Judge;
use super::select::Window;
use super::standard::Standard;
use super::{Absence, Cell, Cells, Figure, MOST_COMPARED};
use crate::actuals::{Grid, SetAside};
use crate::period::Period;
use crate::plan::{Bound, Each, Formula, Missing};
use crate::quantity::{Ratio, Total};
use crate::wording::diagnostics::evaluate as say;

/// What the figures of members are that have been added up while they were read.
#[derive(Clone, Copy)]
pub(super) struct Summed<'a> {
    /// The indicator: a position in [`Plan::indicators`](crate::plan::Plan::indicators).
    pub(super) indicator: usize,
    /// The sums.
    pub(super) grid: &'a Grid,
    /// How many rows of the indicator the target cannot count.
    pub(super) strays: &'a BTreeMap<SetAside, u64>,
}

/// A period whose sums are cells.
#[derive(Clone, Copy)]
struct Column {
    /// Its position in the grid, which is that in the calendar.
    position: usize,
    period: Period,
}

impl<'a> Judge<'a, '_> {
    /// The sums by member that the target's figures are in.
    pub(super) fn grid(&self) -> Option<(usize, &'a Grid)> {
        let Formula::Sum(indicators) = &self.target().measure.formula else { return None };
        let [indicator] = *indicators.as_slice() else { return None };
        Some((indicator, self.figures.actuals.grids.get(indicator)?.as_ref()?))
    }

    /// Judges the cells of the members that a grid has sums of.
    pub(super) fn judge_grid(
        &mut self,
        summed: Summed<'_>,
        each: &Each,
        window: Window<'_>,
        standard: &Standard,
        cells: &mut Cells,
    ) {
        let Summed { indicator, grid, .. } = summed;
        let selection = self.selection(Some(each), window);
        let reasons = grid.rows.iter().map(|rows| selection.period(rows.period).err());
        let reasons: Vec<_> = reasons.collect();
        let counts = |period: &Period| selection.period(*period).is_ok();
        let positions: Vec<usize> = (0..)
            .zip(&grid.periods)
            .filter(|(_, period)| counts(period))
            .map(|(at, _)| at)
            .collect();
        for (reason, position) in reasons.into_iter().zip(0..) {
            self.fates.judge_summed(indicator, position, reason);
        }
        let names = self.figures.plan.dimensions.get(grid.dimension);
        let members = grid.first..names.map_or(0, |dimension| dimension.members.len());
        match &each.calendar {
            None => {
                for member in members {
                    let sums = positions.iter().filter_map(|position| grid.sum(*position, member));
                    let mut sum: Option<Total> = None;
                    let mut count = 0;
                    for term in sums {
                        sum.get_or_insert_default().add(&term);
                        count += 1;
                    }
                    let figure = self.figure_of_sum(summed, sum.as_ref());
                    let cell = self.judged(figure, vec![member], None, standard);
                    if cells.count < MOST_COMPARED {
                        cells.compare(&cell, self.target().goal.kind);
                    }
                    cells.push_summed(cell, count, self.most_cells);
                }
            }
            Some(calendar) => {
                let columns = calendar.periods.iter().zip(0..);
                let columns: Vec<Column> = columns
                    .filter(|(period, _)| period.last <= self.as_of)
                    .map(|(period, position)| Column { position, period: *period })
                    .collect();
                if cells.count + columns.len() * members.len() <= MOST_COMPARED {
                    for member in members {
                        for column in &columns {
                            let cell = self.cell_of_sum(summed, *column, member, standard);
                            cells.compare(&cell, self.target().goal.kind);
                        }
                    }
                }
                let before = cells.failing;
                for column in &columns {
                    self.count_column(summed, *column, standard, cells);
                }
                if cells.failing > before {
                    let room = self.most_cells.saturating_sub(before);
                    self.name_failing(summed, &columns, standard, (cells, room));
                }
            }
        }
    }

    /// The figure of a cell whose rows have been added up, if there are any.
    fn figure_of_sum(&mut self, summed: Summed<'_>, sum: Option<&Total>) -> Figure {
        let Summed { indicator, strays, .. } = summed;
        let value = match sum {
            Some(sum) => {
                let sum = self.exact(sum.quantity(), say::the_figure_of_a_member);
                Ok(sum.map_or(Ratio::ZERO, |sum| Ratio::whole(sum).normalized()))
            }
            None if self.target().measure.missing != Missing::Zero => {
                Err(Absence::NoRows { indicator })
            }
            None if strays.is_empty() => Ok(Ratio::ZERO),
            None => Err(Absence::RowsSetAside { indicator, rows: strays.clone() }),
        };
        Figure { value, parts: Vec::new() }
    }

    /// The cell of a member in a period.
    fn cell_of_sum(
        &mut self,
        summed: Summed<'_>,
        column: Column,
        member: usize,
        standard: &Standard,
    ) -> Cell {
        let sum = summed.grid.sum(column.position, member);
        let figure = self.figure_of_sum(summed, sum.as_ref());
        self.judged(figure, vec![member], Some(column.period), standard)
    }

    /// Counts the cells of a period that is over.
    fn count_column(
        &mut self,
        summed: Summed<'_>,
        column: Column,
        standard: &Standard,
        cells: &mut Cells,
    ) {
        let grid = summed.grid;
        let all = self.figures.plan.dimensions.get(grid.dimension);
        let count = all.map_or(0, |all| all.members.len()).saturating_sub(grid.first);
        let digits = grid.digits(column.position).skip(grid.first);
        let within = |bound: Option<Bound>| bound.map_or(Range::NONE, Range::of);
        let (goal, stretch) = (within(standard.bound), within(standard.stretch));
        let (mut known, mut satisfied, mut exceeding) = (0, 0, 0);
        // The sums are read once: there may be more of them than any cache holds.
        for digits in digits.clone() {
            known += usize::from(digits != Grid::NO_DIGITS);
            satisfied += usize::from(goal.holds(digits));
        }
        if standard.stretch.is_some() && satisfied > 0 {
            let exceeds = |digits: &i64| goal.and(stretch).holds(*digits);
            exceeding = digits.filter(exceeds).count();
        }
        let wide = grid.wide(column.position).count();
        let absent = count - known - wide;
        let mut without_figure = absent;
        if self.target().measure.missing == Missing::Zero && summed.strays.is_empty() {
            without_figure = 0;
            satisfied += if goal.holds(0) { absent } else { 0 };
            exceeding += if goal.and(stretch).holds(0) { absent } else { 0 };
        }
        cells.count += known + absent;
        cells.satisfied += satisfied;
        cells.exceeding += exceeding;
        cells.without_figure += without_figure;
        cells.evidence += known;
        let others = known + absent - satisfied;
        if is_known(self.target()) {
            cells.failing += others;
        } else {
            cells.keeping_pace += others;
        }
        for (member, _) in grid.wide(column.position) {
            let cell = self.cell_of_sum(summed, column, member, standard);
            cells.count(&cell, 1, 1);
        }
    }

    /// Keeps the first cells that fail, in the order of members and periods, so many as there is room for.
    fn name_failing(
        &mut self,
        summed: Summed<'_>,
        columns: &[Column],
        standard: &Standard,
        (cells, room): (&mut Cells, usize),
    ) {
        let grid = summed.grid;
        let goal = standard.bound.map_or(Range::NONE, Range::of);
        let all = self.figures.plan.dimensions.get(grid.dimension);
        let members = grid.first..all.map_or(0, |all| all.members.len());
        let mut failing: Vec<(usize, usize)> = Vec::new();
        for (column, at) in columns.iter().zip(0..) {
            let digits = |member| grid.digits_of(column.position, member);
            let may_fail =
                |member: &usize| digits(*member).is_none_or(|digits| !goal.holds(digits));
            let mut of_column = 0;
            for member in members.clone().filter(may_fail) {
                if of_column == room {
                    break;
                }
                // What has no digits may have a figure all the same.
                if self.cell_of_sum(summed, *column, member, standard).fails {
                    failing.push((member, at));
                    of_column += 1;
                }
            }
        }
        failing.sort_unstable();
        failing.truncate(room);
        for (member, at) in failing {
            if let Some(column) = columns.get(at) {
                cells.first.push(self.cell_of_sum(summed, *column, member, standard));
            }
        }
    }
}

/// The digits of a grid that keep to a bound: from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    least: i64,
    most: i64,
}

impl Range {
    const NONE: Self = Self { least: i64::MAX, most: i64::MIN };

    /// Found by trying, so that digits are compared as figures are. [`Grid::NO_DIGITS`] are in no range.
    fn of(bound: Bound) -> Self {
        let low = Bound { high: None, ..bound };
        let high = Bound { low: None, ..bound };
        let least = first(|digits| admits(low, digits));
        let above = first(|digits| !admits(high, digits));
        let most = above.map_or(i64::MAX, |above| above - 1);
        least.map_or(Self::NONE, |least| Self { least, most })
    }

    fn and(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    #[inline]
    fn holds(self, digits: i64) -> bool {
        (self.least..=self.most).contains(&digits)
    }
}

fn admits(bound: Bound, digits: i64) -> bool {
    let figure = Total::new(digits.into(), Grid::PLACES).quantity();
    figure.is_ok_and(|figure| bound.admits(Ratio::whole(figure)))
}

/// The first digits of which something holds that holds of all greater ones too.
fn first(holds: impl Fn(i64) -> bool) -> Option<i64> {
    let (mut least, mut most) = (Grid::NO_DIGITS + 1, i64::MAX);
    if !holds(most) {
        return None;
    }
    while least < most {
        let middle = (i128::from(least) + i128::from(most)).div_euclid(2);
        let middle = i64::try_from(middle).unwrap_or(least);
        if holds(middle) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    Some(least)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quantity::Quantity;

    fn ratio(text: &str) -> Ratio {
        Ratio::whole(Quantity::parse(text).unwrap())
    }

    #[test]
    fn ranges_hold_what_bounds_admit() {
        let range = |low: Option<&str>, high: Option<&str>, strict| {
            let range = Range::of(Bound { low: low.map(ratio), high: high.map(ratio), strict });
            (range.least, range.most)
        };
        let (least, most) = (i64::MIN + 1, i64::MAX);
        assert_eq!(range(Some("1.5"), None, false), (15_000, most));
        assert_eq!(range(Some("1.5"), None, true), (15_001, most));
        assert_eq!(range(Some("0.00015"), None, true), (2, most));
        assert_eq!(range(None, Some("-0.00015"), false), (least, -2));
        assert_eq!(range(None, Some("0"), true), (least, -1));
        assert_eq!(range(Some("2"), Some("3"), false), (20_000, 30_000));
        assert_eq!(range(None, Some("99999999999999999999"), false), (least, most));
        assert_eq!(
            Range::of(Bound { low: Some(ratio("1e20")), high: None, strict: false }),
            Range::NONE
        );
    }

    proptest! {
        #[test]
        fn a_range_holds_what_its_bound_admits(
            low in prop::option::of(-50_000..50_000_i64),
            high in prop::option::of(-50_000..50_000_i64),
            strict: bool,
            digits in -60_000..60_000_i64,
        ) {
            // Bounds with one place more than the digits have.
            let bound = |tenths: i64| Ratio::whole(Total::new(tenths.into(), 5).quantity().unwrap());
            let bound = Bound { low: low.map(bound), high: high.map(bound), strict };
            prop_assert_eq!(Range::of(bound).holds(digits / 10), admits(bound, digits / 10));
        }
    }
}

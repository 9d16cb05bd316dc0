//! The figures of each indicator: each row for itself while there are few, then brought together to the cells that the
//! plan asks about, so that memory does not grow with the rows.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::combinations::Combinations;
use super::grain::Grain;
use super::grid::{Grids, SummedRows};
use super::lines::Lines;
use super::{Held, Observation, SharedRows};
use crate::period::Period;
use crate::plan::is_nobody;
use crate::quantity::{Quantity, Total};

/// Where a figure is in [`Series`]: its indicator, and where among those of that.
pub(super) type Position = (u32, Held);

/// The figures of all indicators.
#[derive(Debug)]
pub(super) struct Series {
    figures: Vec<Vec<Observation>>,
    /// The rows whose figures are in sums by member, for each indicator.
    summed: Vec<Vec<SummedRows>>,
    count: usize,
    /// So many figures are kept one by one.
    kept: usize,
    cells: Option<Cells>,
    /// Of which dimensions the rows of each indicator name members, where figures are brought together.
    named: Vec<Named>,
}

/// Of which dimensions rows name a member, as bits by their positions in the plan, each choice once.
#[derive(Clone, Debug, Default)]
struct Named {
    all: Vec<u64>,
    /// Those of rows that speak of more than a day: only such a row may be a total.
    of_totals: Vec<u64>,
}

impl Named {
    fn note(&mut self, dimensions: u64, may_be_total: bool) {
        let lists = [Some(&mut self.all), may_be_total.then_some(&mut self.of_totals)];
        for list in lists.into_iter().flatten() {
            if !list.contains(&dimensions) {
                list.push(dimensions);
            }
        }
    }

    fn absorb(&mut self, other: &Self) {
        other.all.iter().for_each(|dimensions| self.note(*dimensions, false));
        other.of_totals.iter().for_each(|dimensions| self.note(*dimensions, true));
    }

    /// Whether some rows may be the totals of others, as far as that is told by some of the dimensions.
    fn may_be_nested(&self, by: u64) -> bool {
        let is_finer = |part: u64, total: u64| part & !total & by != 0;
        self.of_totals.iter().any(|total| self.all.iter().any(|part| is_finer(*part, *total)))
    }
}

/// What it takes to bring figures together.
#[derive(Debug, Default)]
struct Cells {
    positions: HashMap<Key, u32>,
    /// The positions of [`SummedRows`] by indicator, file and period.
    summed: HashMap<(u32, u32, Period), u32>,
    /// The rows with several figures, those with the same cells together.
    shared_rows: BTreeMap<(u32, Vec<Position>), SharedRows>,
}

/// What the figures of all indicators have come to.
pub(super) struct Parts {
    /// Those of each indicator, in the order of the files and rows.
    pub(super) figures: Vec<Vec<Observation>>,
    /// The combinations that they name, by first appearance.
    pub(super) combinations: Vec<u32>,
    /// The rows that several figures share, where figures have been brought together.
    pub(super) shared: Vec<SharedRows>,
    /// The rows of each indicator whose figures are in sums by member, in the order of files and periods.
    pub(super) summed: Vec<Vec<SummedRows>>,
}

/// Files with figures of the same indicator and time, of which the first one lacks a column that the other one has.
pub(super) struct Lacking {
    pub(super) indicator: usize,
    pub(super) files: [u32; 2],
    pub(super) column: String,
}

/// A cell: indicator, file, combination, period.
type Key = (u32, u32, u32, Period);

impl Series {
    /// No figures yet, of so many indicators; so many of them are kept one by one.
    pub(super) fn new(indicators: usize, kept: usize) -> Self {
        let (figures, summed) = (vec![Vec::new(); indicators], vec![Vec::new(); indicators]);
        let named = vec![Named::default(); indicators];
        Self { figures, summed, count: 0, kept, cells: None, named }
    }

    /// Whether figures are brought together.
    pub(super) fn is_folded(&self) -> bool {
        self.cells.is_some()
    }

    /// Whether figures of an indicator have been added to sums by member.
    pub(super) fn has_sums(&self, indicator: usize) -> bool {
        self.summed.get(indicator).is_some_and(|summed| !summed.is_empty())
    }

    /// Adds a figure of a file, a combination and a period.
    pub(super) fn add(
        &mut self,
        indicator: u32,
        (file, combination, period): (u32, u32, Period),
        value: Quantity,
        figure: impl FnOnce() -> Observation,
    ) -> Position {
        self.count += 1;
        let figures = &mut self.figures[indicator as usize];
        let next = u32::try_from(figures.len()).unwrap_or(u32::MAX);
        if let Some(cells) = &mut self.cells {
            let key = (indicator, file, combination, period);
            let position = *cells.positions.entry(key).or_insert(next);
            if position < next {
                let cell = &mut figures[position as usize];
                // Blocks come in order: the row is a later one.
                if cell.value == value || cell.other.is_some() {
                    cell.rows += 1;
                    cell.sum.add(&Total::from(value));
                } else {
                    cell.absorb(figure());
                }
                return (indicator, Held::Kept(position));
            }
        }
        figures.push(figure());
        (indicator, Held::Kept(next))
    }

    /// Notes of which dimensions a row of an indicator names members, as bits by their positions in the plan.
    pub(super) fn note_named(&mut self, indicator: usize, dimensions: u64, period: Period) {
        if let Some(named) = self.named.get_mut(indicator) {
            named.note(dimensions, period.days() > 1);
        }
    }

    /// The indicators of which figures have been added up over some dimensions, by bits, although some of them may be
    /// totals of others: whose they are says it.
    pub(super) fn nested(&self, added_up: impl Fn(usize) -> u64) -> Vec<usize> {
        let all = self.named.iter().enumerate();
        let nested = all.filter(|(indicator, named)| named.may_be_nested(added_up(*indicator)));
        nested.map(|(indicator, _)| indicator).filter(|_| self.is_folded()).collect()
    }

    /// Counts rows of a file and a period whose figures have been added to sums by member.
    pub(super) fn add_summed(
        &mut self,
        indicator: u32,
        (file, period): (u32, Period),
        rows: u64,
    ) -> Position {
        let summed = &mut self.summed[indicator as usize];
        let next = u32::try_from(summed.len()).unwrap_or(u32::MAX);
        let position = self
            .cells
            .as_mut()
            .map_or(next, |cells| *cells.summed.entry((indicator, file, period)).or_insert(next));
        if position == next {
            summed.push(SummedRows { file, period, rows: 0 });
        }
        let position = (indicator, Held::Summed(position));
        self.count += usize::try_from(rows).unwrap_or(usize::MAX);
        self.add_rows(position, rows, &Total::default());
        position
    }

    /// Adds rows to a figure that stands for several, all after its first one. What is in sums by member is counted
    /// only.
    pub(super) fn add_rows(&mut self, (indicator, held): Position, rows: u64, sum: &Total) {
        let indicator = indicator as usize;
        match held {
            Held::Kept(position) => {
                let figures = self.figures.get_mut(indicator);
                if let Some(figure) = figures.and_then(|all| all.get_mut(position as usize)) {
                    figure.rows += rows;
                    figure.sum.add(sum);
                }
            }
            Held::Summed(position) => {
                let summed = self.summed.get_mut(indicator);
                if let Some(summed) = summed.and_then(|all| all.get_mut(position as usize)) {
                    summed.rows += rows;
                }
            }
        }
    }

    /// Adds a figure that may stand for several rows, also before others.
    fn add_figure(&mut self, indicator: u32, figure: Observation) -> Position {
        let figures = &mut self.figures[indicator as usize];
        let next = u32::try_from(figures.len()).unwrap_or(u32::MAX);
        if let Some(cells) = &mut self.cells {
            let key = (indicator, figure.file, figure.combination, figure.period);
            let position = *cells.positions.entry(key).or_insert(next);
            if position < next {
                figures[position as usize].absorb(figure);
                return (indicator, Held::Kept(position));
            }
        }
        figures.push(figure);
        (indicator, Held::Kept(next))
    }

    /// Gives the figures their lines in the file that has been read.
    pub(super) fn place(&mut self, lines: &Lines) {
        for figure in self.figures.iter_mut().flatten() {
            figure.line += lines.before(figure.offset);
            if let Some(other) = &mut figure.other {
                other.line += lines.before(other.offset);
            }
        }
    }

    /// The indicators of which figures have been added up over columns that are not told apart, although their
    /// periods overlap: whether something counts twice can be said by whose they are only.
    pub(super) fn overlapping(&self, grains: &[Grain]) -> Vec<usize> {
        let is_overlapping = |indicator: &usize| {
            let periods = self.times(*indicator).map(|(_, period)| period);
            let periods: BTreeSet<Period> = periods.collect();
            let mut before: Option<Period> = None;
            periods.into_iter().any(|period| {
                let overlaps = before.is_some_and(|before| before.overlaps(period));
                before = Some(match before {
                    Some(before) if before.last > period.last => before,
                    _ => period,
                });
                overlaps
            })
        };
        self.added_up(grains).filter(is_overlapping).collect()
    }

    /// The first of these of which two files have figures of the same time, the one without a column that the other one has,
    /// by the columns of each file.
    pub(super) fn lacking(&self, grains: &[Grain], columns: &[BTreeSet<&str>]) -> Option<Lacking> {
        let columns = |file: u32| columns.get(file as usize);
        self.added_up(grains).find_map(|indicator| {
            let times: BTreeSet<(u32, Period)> = self.times(indicator).collect();
            let long = times.iter().filter(|(_, period)| period.days() > 1);
            long.into_iter().find_map(|(file, period)| {
                let mut others = times.iter().filter(|(_, other)| other.overlaps(*period));
                others.find_map(|(other, _)| {
                    let column = columns(*other)?.difference(columns(*file)?).next()?;
                    let column = (*column).to_owned();
                    Some(Lacking { indicator, files: [*file, *other], column })
                })
            })
        })
    }

    /// The indicators whose figures are brought together more coarsely than columns tell them apart.
    fn added_up(&self, grains: &[Grain]) -> impl Iterator<Item = usize> {
        let grains = grains.iter().enumerate().filter(|(_, grain)| **grain != Grain::All);
        grains.map(|(indicator, _)| indicator).filter(|_| self.is_folded())
    }

    /// The files and periods of which an indicator has figures.
    fn times(&self, indicator: usize) -> impl Iterator<Item = (u32, Period)> {
        let figures = self.figures.get(indicator).into_iter().flatten();
        let summed = self.summed.get(indicator).into_iter().flatten();
        let of_figures = figures.map(|figure| (figure.file, figure.period));
        of_figures.chain(summed.map(|rows| (rows.file, rows.period)))
    }

    /// Notes a row with several figures.
    pub(super) fn add_row(&mut self, file: u32, offset: u64, positions: Vec<Position>) {
        if let Some(cells) = &mut self.cells {
            cells.add_rows(file, positions, 1, offset);
        }
    }

    /// How many figures there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Whether so many figures are too many to keep each.
    pub(super) fn are_more_than_kept(&self, figures: usize) -> bool {
        figures > self.kept
    }

    /// Whether these figures and others are brought together when they are taken in.
    pub(super) fn are_too_many(&self, other: &Self) -> bool {
        self.is_folded() || other.is_folded() || self.count + other.count > self.kept
    }

    /// Brings the figures together, unless they are; `is_wide` says of a file whether its rows have several figures, and
    /// `bits` are those of the dimensions' columns.
    pub(super) fn fold(
        &mut self,
        grains: &[Grain],
        grids: &Grids<'_>,
        (combinations, bits): (&mut Combinations, &[(String, u64)]),
        is_wide: impl Fn(u32) -> bool,
    ) {
        if self.is_folded() {
            return;
        }
        let before = combinations.begin_again();
        let mut rows: BTreeMap<(u32, u64), Vec<Position>> = BTreeMap::new();
        let mut folded = Self::new(self.figures.len(), self.kept);
        folded.cells = Some(Cells::default());
        for ((figures, grain), indicator) in self.figures.drain(..).zip(grains).zip(0..) {
            for mut figure in figures {
                let (file, offset) = (figure.file, figure.offset);
                let is_filled =
                    |column: &str| !is_nobody(before.value_of(figure.combination, column));
                let filled = bits.iter().filter(|(column, _)| is_filled(column));
                let filled = filled.map(|(_, bit)| bit).sum();
                folded.note_named(indicator as usize, filled, figure.period);
                let member = grids.member_of(indicator as usize, |column| {
                    Cow::Borrowed(before.value_of(figure.combination, column))
                });
                let position = if let Some(member) = member {
                    grids.add(indicator as usize, figure.period, member, &figure.sum);
                    folded.add_summed(indicator, (file, figure.period), figure.rows)
                } else {
                    figure.combination = combinations.project(&before, figure.combination, grain);
                    folded.add_figure(indicator, figure)
                };
                if is_wide(file) {
                    rows.entry((file, offset)).or_default().push(position);
                }
            }
        }
        for ((file, offset), positions) in rows {
            folded.add_row(file, offset, positions);
        }
        folded.count = self.count;
        *self = folded;
    }

    /// Takes in other figures, whose combinations have these positions here. Both are brought together, or neither.
    pub(super) fn absorb(&mut self, mut other: Self, their_combinations: &[u32]) {
        for figure in other.figures.iter_mut().flatten() {
            figure.combination = their_combinations[figure.combination as usize];
        }
        let count = self.count + other.count;
        for (named, others) in self.named.iter_mut().zip(&other.named) {
            named.absorb(others);
        }
        if !self.is_folded() {
            self.count = count;
            for (figures, more) in self.figures.iter_mut().zip(other.figures) {
                if figures.is_empty() {
                    *figures = more;
                } else {
                    figures.extend(more);
                }
            }
            return;
        }
        let mut moved: Vec<Vec<Position>> = Vec::with_capacity(other.figures.len());
        for (figures, indicator) in other.figures.into_iter().zip(0..) {
            moved.push(
                figures.into_iter().map(|figure| self.add_figure(indicator, figure)).collect(),
            );
        }
        let mut moved_summed: Vec<Vec<Position>> = Vec::with_capacity(other.summed.len());
        for (summed, indicator) in other.summed.into_iter().zip(0..) {
            let add =
                |rows: SummedRows| self.add_summed(indicator, (rows.file, rows.period), rows.rows);
            moved_summed.push(summed.into_iter().map(add).collect());
        }
        self.count = count;
        let (Some(cells), Some(others)) = (&mut self.cells, other.cells) else { return };
        for ((file, positions), rows) in others.shared_rows {
            let positions = positions.into_iter().map(|(indicator, held)| match held {
                Held::Kept(position) => moved[indicator as usize][position as usize],
                Held::Summed(position) => moved_summed[indicator as usize][position as usize],
            });
            cells.add_rows(file, positions.collect(), rows.rows, rows.first);
        }
    }

    /// What figures have come to.
    pub(super) fn into_parts(mut self, grains: &[Grain]) -> Parts {
        for (figures, grain) in self.figures.iter_mut().zip(grains) {
            // What is added up whoever it is of asks for no other figure, and plain rows tell none.
            if self.cells.is_some() && *grain != Grain::All {
                for figure in figures {
                    figure.other = None;
                }
            }
        }
        let order = |figure: &Observation| (figure.file, figure.offset, figure.field);
        let moved: Vec<Vec<u32>> =
            self.figures.iter_mut().map(|figures| put_in_order(figures, order)).collect();
        let order_of_rows = |rows: &SummedRows| (rows.file, rows.period);
        let moved_summed: Vec<Vec<u32>> =
            self.summed.iter_mut().map(|summed| put_in_order(summed, order_of_rows)).collect();
        let mut shared: Vec<SharedRows> =
            self.cells.map(|cells| cells.shared_rows.into_values().collect()).unwrap_or_default();
        for rows in &mut shared {
            for (indicator, held) in &mut rows.figures {
                let (position, moved) = match held {
                    Held::Kept(position) => (position, &moved),
                    Held::Summed(position) => (position, &moved_summed),
                };
                *position = moved[*indicator as usize][*position as usize];
            }
            rows.figures.sort_unstable();
        }
        shared.sort_by_key(|rows| (rows.file, rows.first));
        // Where each combination appears first.
        let mut first = Vec::new();
        for figure in self.figures.iter().flatten() {
            let combination = figure.combination as usize;
            if first.len() <= combination {
                first.resize(combination + 1, None);
            }
            let order = order(figure);
            first[combination] = Some(first[combination].map_or(order, |before| order.min(before)));
        }
        let mut named: Vec<u32> =
            (0..).zip(&first).filter(|(_, first)| first.is_some()).map(|(at, _)| at).collect();
        named.sort_unstable_by_key(|combination| first[*combination as usize]);
        let mut numbers = vec![0; first.len()];
        for (combination, number) in named.iter().zip(0..) {
            numbers[*combination as usize] = number;
        }
        for figure in self.figures.iter_mut().flatten() {
            let number = numbers[figure.combination as usize];
            figure.combination = number;
            if let Some(other) = &mut figure.other {
                other.combination = number;
            }
        }
        Parts { figures: self.figures, combinations: named, shared, summed: self.summed }
    }
}

/// Puts a list in order; gives where each of its items has gone.
fn put_in_order<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) -> Vec<u32> {
    let positions = 0..u32::try_from(list.len()).unwrap_or(u32::MAX);
    // As the blocks of a file come in order, most lists are in order.
    if list.is_sorted_by_key(&key) {
        return positions.collect();
    }
    let mut order: Vec<(u32, T)> = positions.zip(list.drain(..)).collect();
    order.sort_by_key(|(_, item)| key(item));
    let mut to = vec![0; order.len()];
    for ((before, item), after) in order.into_iter().zip(0..) {
        to[before as usize] = after;
        list.push(item);
    }
    to
}

impl Cells {
    fn add_rows(&mut self, file: u32, mut positions: Vec<Position>, rows: u64, first: u64) {
        positions.sort_unstable();
        let shared =
            self.shared_rows.entry((file, positions)).or_insert_with_key(|(file, positions)| {
                SharedRows { file: *file, rows: 0, first, figures: positions.clone() }
            });
        shared.rows += rows;
        shared.first = shared.first.min(first);
    }
}

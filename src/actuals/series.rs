//! The figures of each indicator: each row for itself while there are few, then brought together to the cells that the
//! plan asks about, so that memory does not grow with the rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::combinations::Combinations;
use super::grain::Grain;
use super::lines::Lines;
use super::{Observation, SharedRows};
use crate::period::Period;
use crate::quantity::{Quantity, Total};

/// Where a figure is in [`Series`]: its indicator, and its position among the figures of that.
pub(super) type Position = (u32, u32);

/// The figures of all indicators.
#[derive(Debug)]
pub(super) struct Series {
    figures: Vec<Vec<Observation>>,
    count: usize,
    /// So many figures are kept one by one.
    kept: usize,
    cells: Option<Cells>,
}

/// What it takes to bring figures together.
#[derive(Debug, Default)]
struct Cells {
    positions: HashMap<Key, u32>,
    /// The rows with several figures, those with the same cells together.
    shared_rows: BTreeMap<(u32, Vec<Position>), SharedRows>,
}

/// A cell: indicator, file, combination, period.
type Key = (u32, u32, u32, Period);

impl Series {
    /// No figures yet, of so many indicators; so many of them are kept one by one.
    pub(super) fn new(indicators: usize, kept: usize) -> Self {
        Self { figures: vec![Vec::new(); indicators], count: 0, kept, cells: None }
    }

    /// Whether figures are brought together.
    pub(super) fn is_folded(&self) -> bool {
        self.cells.is_some()
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
                return (indicator, position);
            }
        }
        figures.push(figure());
        (indicator, next)
    }

    /// Adds rows to a figure that stands for several, all after its first one.
    pub(super) fn add_rows(&mut self, (indicator, position): Position, rows: u64, sum: &Total) {
        let figures = self.figures.get_mut(indicator as usize);
        if let Some(figure) = figures.and_then(|figures| figures.get_mut(position as usize)) {
            figure.rows += rows;
            figure.sum.add(sum);
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
                return (indicator, position);
            }
        }
        figures.push(figure);
        (indicator, next)
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
        let is_overlapping = |figures: &[Observation]| {
            let periods: BTreeSet<Period> = figures.iter().map(|figure| figure.period).collect();
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
        let all = self.figures.iter().zip(grains).enumerate();
        all.filter(|(_, (figures, grain))| {
            self.is_folded() && **grain != Grain::All && is_overlapping(figures)
        })
        .map(|(indicator, _)| indicator)
        .collect()
    }

    /// Notes a row with several figures.
    pub(super) fn add_row(&mut self, file: u32, offset: u64, positions: Vec<Position>) {
        if let Some(cells) = &mut self.cells {
            cells.add_rows(file, positions, 1, offset);
        }
    }

    /// Brings the figures together once there are too many; `is_wide` says of a file whether its rows have several
    /// figures.
    pub(super) fn fold_if_many(
        &mut self,
        grains: &[Grain],
        combinations: &mut Combinations,
        is_wide: impl Fn(u32) -> bool,
    ) {
        if self.count > self.kept && !self.is_folded() {
            self.fold(grains, combinations, is_wide);
        }
    }

    fn fold(
        &mut self,
        grains: &[Grain],
        combinations: &mut Combinations,
        is_wide: impl Fn(u32) -> bool,
    ) {
        let mut rows: BTreeMap<(u32, u64), Vec<Position>> = BTreeMap::new();
        let mut folded = Self::new(self.figures.len(), self.kept);
        folded.cells = Some(Cells::default());
        folded.count = self.count;
        for ((figures, grain), indicator) in self.figures.drain(..).zip(grains).zip(0..) {
            for mut figure in figures {
                let (file, offset) = (figure.file, figure.offset);
                figure.combination = combinations.project(figure.combination, grain);
                let position = folded.add_figure(indicator, figure);
                if is_wide(file) {
                    rows.entry((file, offset)).or_default().push(position);
                }
            }
        }
        for ((file, offset), positions) in rows {
            folded.add_row(file, offset, positions);
        }
        *self = folded;
    }

    /// Takes in other figures, whose combinations have these positions here.
    pub(super) fn absorb(
        &mut self,
        mut other: Self,
        their_combinations: &[u32],
        grains: &[Grain],
        combinations: &mut Combinations,
        is_wide: impl Fn(u32) -> bool,
    ) {
        for figure in other.figures.iter_mut().flatten() {
            figure.combination = their_combinations[figure.combination as usize];
        }
        let is_folded =
            self.is_folded() || other.is_folded() || self.count + other.count > self.kept;
        for series in [&mut *self, &mut other] {
            if is_folded && !series.is_folded() {
                series.fold(grains, combinations, &is_wide);
            }
        }
        let count = self.count + other.count;
        let mut moved: Vec<Vec<Position>> = Vec::with_capacity(other.figures.len());
        for (figures, indicator) in other.figures.into_iter().zip(0..) {
            moved.push(
                figures.into_iter().map(|figure| self.add_figure(indicator, figure)).collect(),
            );
        }
        self.count = count;
        let (Some(cells), Some(others)) = (&mut self.cells, other.cells) else { return };
        for ((file, positions), rows) in others.shared_rows {
            let positions = positions
                .into_iter()
                .map(|(indicator, position)| moved[indicator as usize][position as usize]);
            cells.add_rows(file, positions.collect(), rows.rows, rows.first);
        }
    }

    /// The figures in the order of the files and rows, the combinations that they name by first appearance, and the
    /// rows that several figures share where figures have been brought together.
    pub(super) fn into_parts(mut self) -> (Vec<Vec<Observation>>, Vec<u32>, Vec<SharedRows>) {
        let order = |figure: &Observation| (figure.file, figure.offset, figure.field);
        let mut moved: Vec<Vec<u32>> = Vec::with_capacity(self.figures.len());
        for figures in &mut self.figures {
            let mut sorted: Vec<(u32, Observation)> = (0..).zip(figures.drain(..)).collect();
            sorted.sort_by_key(|(_, figure)| order(figure));
            let mut to = vec![0; sorted.len()];
            for ((before, figure), after) in sorted.into_iter().zip(0..) {
                to[before as usize] = after;
                figures.push(figure);
            }
            moved.push(to);
        }
        let mut shared: Vec<SharedRows> =
            self.cells.map(|cells| cells.shared_rows.into_values().collect()).unwrap_or_default();
        for rows in &mut shared {
            for (indicator, position) in &mut rows.figures {
                *position = moved[*indicator as usize][*position as usize];
            }
            rows.figures.sort_unstable();
        }
        shared.sort_by_key(|rows| (rows.file, rows.first));
        let mut all: Vec<&mut Observation> = self.figures.iter_mut().flatten().collect();
        all.sort_by_key(|figure| order(figure));
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut named = Vec::new();
        for figure in all {
            let next = u32::try_from(named.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(figure.combination).or_insert(next);
            if number == next {
                named.push(figure.combination);
            }
            figure.combination = number;
            if let Some(other) = &mut figure.other {
                other.combination = number;
            }
        }
        (self.figures, named, shared)
    }
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

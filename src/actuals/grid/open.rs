//! Grids that rows are being added to, by all threads at once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use prefetch_index::prefetch_index;

use super::memory::Memory;
use super::{Column, Grid, NOTHING, PLACES, SummedRows, turned};
use crate::actuals::plain::Texts;
use crate::period::Period;
use crate::plan::{
    Aggregate, Baseline, Combine, Figures, Formula, GoalValues, Plan, Target, compared, normalized,
};
use crate::quantity::Total;

/// The most days of a plan without a calendar for which there is a grid: some ten years.
const MOST_DAYS: usize = 4000;

/// How many sums the smallest page of memory holds.
const PAGE: usize = 4096 / size_of::<AtomicI64>();

/// The grids of a plan's indicators, for those that have one.
#[derive(Debug)]
pub(in crate::actuals) struct Grids<'p> {
    plan: &'p Plan,
    of_indicators: Vec<Option<Open<'p>>>,
    /// The header of each dimension's column, normalised.
    columns: Vec<String>,
    /// The members of each dimension, by name.
    members: Vec<OnceLock<Members>>,
    /// The first member that has sums.
    first: u32,
    is_used: AtomicBool,
}

/// The members of a dimension by their names.
#[derive(Debug)]
struct Members {
    /// By their names as the plan writes them, as far as there is room for them.
    texts: Texts<16>,
    /// The others, and those that are written otherwise when normalised, by their normalised names.
    by_name: HashMap<String, u32>,
}

/// The grid of one indicator.
#[derive(Debug)]
pub(in crate::actuals) struct Open<'p> {
    dimension: usize,
    /// How many members that has.
    members: usize,
    /// When the rows must have been.
    window: Period,
    /// The periods of the calendar that the plan asks by.
    calendar: Option<Vec<Period>>,
    /// Without a calendar those that rows have named so far.
    named: Mutex<Vec<Period>>,
    /// The memory of all columns, one after the other, and where it begins in that of all grids; none where the plan does
    /// not say how many there are.
    memory: &'p [AtomicI64],
    begin: usize,
    /// For each period the memory of its column, which is empty where all have one; made when a row needs it.
    columns: Vec<OnceLock<Box<[AtomicI64]>>>,
    /// What does not fit into a column, by period and member.
    wide: Mutex<BTreeMap<(usize, usize), Total>>,
    /// Whether rows have named more periods than there is room for.
    is_overfull: AtomicBool,
}

/// The sums of a period, one for each member.
#[derive(Clone, Copy, Debug)]
pub(in crate::actuals) struct Cells<'p>(&'p [AtomicI64]);

impl<'p> Cells<'p> {
    /// The sum of a member.
    #[inline]
    pub(in crate::actuals) fn cell(self, member: u32) -> Option<Cell<'p>> {
        self.0.get(member as usize).map(Cell)
    }
}

/// The sum of a member in a period.
#[derive(Clone, Copy, Debug)]
pub(in crate::actuals) struct Cell<'p>(&'p AtomicI64);

impl Cell<'_> {
    /// Asks for its memory, which takes a while; nothing else comes of it.
    #[inline]
    pub(in crate::actuals) fn prefetch(self) {
        prefetch_index(std::slice::from_ref(self.0), 0);
    }

    /// Adds to the sum; false where the sum does not fit.
    #[inline]
    pub(in crate::actuals) fn add(self, digits: i64) -> bool {
        let mut kept = self.0.load(Relaxed);
        loop {
            let sum = match kept {
                NOTHING => Some(digits),
                kept => turned(kept).checked_add(digits),
            };
            let Some(sum) = sum.filter(|sum| *sum != Grid::NO_DIGITS) else { return false };
            match self.0.compare_exchange(kept, turned(sum), Relaxed, Relaxed) {
                Ok(_) => return true,
                Err(other) => kept = other,
            }
        }
    }
}

impl<'p> Grids<'p> {
    /// Empty ones for those indicators of which nothing else is asked than sums by member; members before the first
    /// are left out. The sums of those for which the plan says how many there are will be in the memory.
    pub(in crate::actuals) fn new(
        plan: &'p Plan,
        memory: &'p mut Memory,
        first: usize,
        may_have_grid: impl Fn(usize) -> bool,
    ) -> Self {
        let grid = |(indicator, targets): (usize, Vec<&Target>)| {
            may_have_grid(indicator).then(|| Open::of(plan, indicator, &targets)).flatten()
        };
        let of_indicators = plan.targets_by_indicator().into_iter().enumerate().map(grid);
        let mut of_indicators: Vec<Option<Open<'p>>> = of_indicators.collect();
        let mut end = 0_usize;
        for grid in of_indicators.iter_mut().flatten().filter(|grid| grid.calendar.is_some()) {
            grid.begin = end;
            end = end.saturating_add(grid.columns.len().saturating_mul(grid.members));
        }
        let mut rest = memory.make_room(end);
        for grid in of_indicators.iter_mut().flatten().filter(|grid| grid.calendar.is_some()) {
            let memory = rest.split_at_checked(grid.columns.len() * grid.members);
            (grid.memory, rest) = memory.unwrap_or_default();
        }
        Self {
            plan,
            of_indicators,
            columns: plan.dimensions.iter().map(|known| normalized(&known.column)).collect(),
            members: plan.dimensions.iter().map(|_| OnceLock::new()).collect(),
            first: u32::try_from(first).unwrap_or(u32::MAX),
            is_used: AtomicBool::new(false),
        }
    }

    /// The grid of an indicator.
    pub(in crate::actuals) fn of(&self, indicator: usize) -> Option<&Open<'p>> {
        self.of_indicators.get(indicator)?.as_ref()
    }

    /// Whether no indicator has a grid.
    pub(in crate::actuals) fn are_empty(&self) -> bool {
        self.of_indicators.iter().all(Option::is_none)
    }

    /// The header of the column that says whose the figures of an indicator are, normalised.
    pub(in crate::actuals) fn column_of(&self, indicator: usize) -> Option<&str> {
        self.columns.get(self.of(indicator)?.dimension).map(String::as_str)
    }

    /// The first member that has sums.
    pub(in crate::actuals) fn first(&self) -> u32 {
        self.first
    }

    /// Whether rows have named more periods of an indicator than there is room for.
    pub(in crate::actuals) fn is_overfull(&self, indicator: usize) -> bool {
        self.of(indicator).is_some_and(|grid| grid.is_overfull.load(Relaxed))
    }

    /// Whether anything has been added.
    pub(in crate::actuals) fn is_used(&self) -> bool {
        self.is_used.load(Relaxed)
    }

    /// The member of a dimension that a text names.
    pub(in crate::actuals) fn any_member(&self, dimension: usize, text: &str) -> Option<u32> {
        let members = self.members(dimension)?;
        let name = normalized(text);
        // A member that is written so has this name, unless normalising changes that once more.
        let member = members.texts.meaning(name.as_bytes()).filter(|_| normalized(&name) == name);
        member.or_else(|| members.by_name.get(&name).copied())
    }

    /// The member that a figure of an indicator is of, if it has sums; `value` gives its value in a column.
    pub(in crate::actuals) fn member_of<'v>(
        &self,
        indicator: usize,
        value: impl FnOnce(&str) -> Cow<'v, str>,
    ) -> Option<u32> {
        let grid = self.of(indicator)?;
        let member = self.any_member(grid.dimension, &value(self.columns.get(grid.dimension)?))?;
        (member >= self.first).then_some(member)
    }

    /// Adds to the sum of a member, if the period is one that is asked about.
    pub(in crate::actuals) fn add(
        &self,
        indicator: usize,
        period: Period,
        member: u32,
        sum: &Total,
    ) {
        self.is_used.store(true, Relaxed);
        if let Some(grid) = self.of(indicator)
            && let Some(position) = grid.position(period)
        {
            grid.add(position, member, sum);
        }
    }

    /// The members of a dimension by their names as the plan writes them.
    pub(in crate::actuals) fn member_texts(&self, dimension: usize) -> Option<&Texts<16>> {
        self.members(dimension).map(|members| &members.texts)
    }

    fn members(&self, dimension: usize) -> Option<&Members> {
        let names = &self.plan.dimensions.get(dimension)?.members;
        Some(self.members.get(dimension)?.get_or_init(|| {
            let mut members = Members { texts: Texts::new(), by_name: HashMap::new() };
            for (name, member) in names.iter().zip(0..) {
                let is_learnt = members.texts.learn(name.as_bytes(), member);
                let compared = compared(name);
                if !is_learnt || compared != *name {
                    members.by_name.insert(compared.into_owned(), member);
                }
            }
            members
        }))
    }

    /// The grids when all rows have been added, `rows` by indicator: all but the memory, which has to be given to them.
    pub(in crate::actuals) fn into_grids(self, rows: Vec<Vec<SummedRows>>) -> Vec<Option<Grid>> {
        let first = self.first as usize;
        let grids = self.of_indicators.into_iter().zip(rows);
        let finished = |(grid, rows): (Option<Open<'_>>, Vec<SummedRows>)| {
            grid.filter(|_| !rows.is_empty()).map(|grid| grid.finished(first, rows))
        };
        grids.map(finished).collect()
    }
}

impl Open<'_> {
    /// For an indicator whose targets ask for sums by member of one dimension, all in the same periods.
    fn of(plan: &Plan, indicator: usize, targets: &[&Target]) -> Option<Self> {
        let mut of_targets = targets.iter().map(|target| Self::of_target(plan, target));
        let mut grid = of_targets.next()??;
        for other in of_targets {
            let other = other?;
            if (other.dimension, &other.calendar) != (grid.dimension, &grid.calendar) {
                return None;
            }
            if other.window.last > grid.window.last {
                (grid.window, grid.columns) = (other.window, other.columns);
            }
        }
        matches!(plan.indicators.get(indicator)?.figures, Figures::Numbers(_)).then_some(grid)
    }

    fn of_target(plan: &Plan, target: &Target) -> Option<Self> {
        let measure = &target.measure;
        let each = target.each.as_ref()?;
        let [dimension] = *each.dimensions.as_slice() else { return None };
        let is_of_one =
            matches!(&measure.formula, Formula::Sum(indicators) if indicators.len() == 1);
        let adds_up = measure.aggregate == Some(Aggregate::Sum)
            && measure.combine == Some(Combine::Sum)
            && measure.filters.is_empty()
            && measure.reported_by.is_empty();
        let is_of_its_time =
            !matches!(target.baseline, Some(Baseline::Of(_))) && target.cadence.is_none();
        let has_one_value = !matches!(target.goal.values, GoalValues::ByMember { .. });
        if !(is_of_one && adds_up && is_of_its_time && has_one_value) {
            return None;
        }
        let first = plan.period.first;
        let window = Period { first, last: target.due.max(first) };
        let calendar = each.calendar.as_ref().map(|calendar| calendar.periods.clone());
        // More periods than the window has days overlap, and are read again.
        let days = || usize::try_from(window.days()).ok().filter(|days| *days <= MOST_DAYS);
        let columns = match &calendar {
            Some(calendar) => calendar.len(),
            None => days()?,
        };
        Some(Self {
            dimension,
            members: plan.dimensions.get(dimension)?.members.len(),
            window,
            calendar,
            named: Mutex::default(),
            memory: &[],
            begin: 0,
            columns: (0..columns).map(|_| OnceLock::new()).collect(),
            wide: Mutex::default(),
            is_overfull: AtomicBool::new(false),
        })
    }

    /// The dimension whose members have sums: a position in [`Plan::dimensions`].
    pub(in crate::actuals) fn dimension(&self) -> usize {
        self.dimension
    }

    /// The position of the period to which figures of a period add, if they add to any.
    pub(in crate::actuals) fn position(&self, period: Period) -> Option<usize> {
        if let Some(calendar) = &self.calendar {
            return calendar.iter().position(|cell| cell.contains(period));
        }
        if !self.window.contains(period) {
            return None;
        }
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(position) = named.iter().position(|known| *known == period) {
            return Some(position);
        }
        if named.len() == self.columns.len() {
            self.is_overfull.store(true, Relaxed);
            return None;
        }
        named.push(period);
        Some(named.len() - 1)
    }

    /// The sums of the period at a position.
    pub(in crate::actuals) fn cells(&self, position: usize) -> Option<Cells<'_>> {
        let shared = self.memory.get(self.shared(position));
        let own = self.columns.get(position)?.get_or_init(|| {
            let Some(shared) = shared else {
                return std::iter::repeat_with(AtomicI64::default).take(self.members).collect();
            };
            // A page that is read before it has been written to would have to be made twice.
            shared.iter().step_by(PAGE).for_each(|sum| sum.store(NOTHING, Relaxed));
            Box::default()
        });
        Some(Cells(shared.unwrap_or(own)))
    }

    /// Where the sums of the period at a position are in the memory of the grid, if it has any.
    fn shared(&self, position: usize) -> Range<usize> {
        let begin = position * self.members;
        begin..begin + self.members
    }

    /// Adds to the sum of a member in the period at a position.
    pub(in crate::actuals) fn add(&self, position: usize, member: u32, sum: &Total) {
        let cell = self.cells(position).and_then(|cells| cells.cell(member));
        let is_added =
            sum.digits(PLACES).is_some_and(|digits| cell.is_some_and(|cell| cell.add(digits)));
        if !is_added {
            let mut wide = self.wide.lock().unwrap_or_else(PoisonError::into_inner);
            wide.entry((position, member as usize)).or_default().add(sum);
        }
    }

    /// Brings together what fits into a cell and what does not; gives the sums that still do not.
    fn add_up(&mut self) -> BTreeMap<(usize, usize), Total> {
        let wide = std::mem::take(&mut self.wide).into_inner();
        let mut wide = wide.unwrap_or_else(PoisonError::into_inner);
        wide.retain(|(position, member), sum| {
            let cell = self.cells(*position).and_then(|cells| cells.0.get(*member));
            let Some(cell) = cell else { return false };
            let kept = cell.load(Relaxed);
            if kept != NOTHING {
                sum.add(&Total::new(turned(kept).into(), PLACES));
            }
            let digits = sum.digits(PLACES).unwrap_or(Grid::NO_DIGITS);
            cell.store(turned(digits), Relaxed);
            digits == Grid::NO_DIGITS
        });
        wide
    }

    fn finished(mut self, first: usize, rows: Vec<SummedRows>) -> Grid {
        let wide = self.add_up();
        let columns = std::mem::take(&mut self.columns).into_iter().zip(0..);
        let column = |(own, position): (OnceLock<Box<[AtomicI64]>>, usize)| {
            let Some(own) = own.into_inner() else { return Column::default() };
            let shared = self.shared(position);
            if self.memory.get(shared.clone()).is_some() {
                return Column::Shared(self.begin + shared.start..self.begin + shared.end);
            }
            Column::Own(own.into_iter().map(AtomicI64::into_inner).collect())
        };
        let mut columns: Vec<Column> = columns.map(column).collect();
        let mut grid = Grid {
            dimension: self.dimension,
            first,
            periods: Vec::new(),
            rows,
            memory: Arc::default(),
            columns: Vec::new(),
            wide: BTreeMap::new(),
        };
        let periods = self.calendar.map_or_else(
            || {
                let named = self.named.into_inner().unwrap_or_else(PoisonError::into_inner);
                let mut periods: Vec<(Period, usize)> = named.into_iter().zip(0..).collect();
                // Which thread has named a period first is of no matter.
                periods.sort_unstable();
                periods
            },
            |calendar| calendar.into_iter().zip(0..).collect(),
        );
        for (period, before) in periods {
            let after = grid.periods.len();
            grid.periods.push(period);
            let column = columns.get_mut(before);
            grid.columns.push(column.map(std::mem::take).unwrap_or_default());
            let of_period = wide.range((before, 0)..=(before, usize::MAX));
            grid.wide.extend(of_period.map(|((_, member), sum)| ((after, *member), sum.clone())));
        }
        grid
    }
}

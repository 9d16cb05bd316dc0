//! Grids that rows are being added to, by all threads at once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Grid, PLACES, SummedRows};
use crate::actuals::plain::Texts;
use crate::period::Period;
use crate::plan::{
    Aggregate, Baseline, Combine, Figures, Formula, GoalValues, Plan, Target, normalized,
};
use crate::quantity::Total;

/// The most days of a plan without a calendar for which there is a grid: some ten years.
const MOST_DAYS: usize = 4000;

/// The grids of a plan's indicators, for those that have one.
#[derive(Debug)]
pub(in crate::actuals) struct Grids<'p> {
    plan: &'p Plan,
    of_indicators: Vec<Option<Open>>,
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
pub(in crate::actuals) struct Open {
    dimension: usize,
    /// How many members that has.
    members: usize,
    /// When the rows must have been.
    window: Period,
    /// The periods of the calendar that the plan asks by.
    calendar: Option<Vec<Period>>,
    /// Without a calendar those that rows have named so far.
    named: Mutex<Vec<Period>>,
    /// A column for each period, made when a row needs it.
    columns: Vec<OnceLock<Column>>,
    /// What does not fit into a column, by period and member.
    wide: Mutex<BTreeMap<(usize, usize), Total>>,
    /// Whether rows have named more periods than there is room for.
    is_overfull: AtomicBool,
}

/// The sums of a period, one for each member.
#[derive(Debug)]
pub(in crate::actuals) struct Column(Box<[Cell]>);

impl Column {
    fn new(members: usize) -> Self {
        // Written one by one: memory that is zero because nobody has written to it would have to be made by the first
        // to read and again by the first to write.
        Self((0..members).map(|_| Cell(AtomicI64::new(std::hint::black_box(0)))).collect())
    }

    /// The sum of a member.
    #[inline]
    pub(in crate::actuals) fn cell(&self, member: u32) -> Option<&Cell> {
        self.0.get(member as usize)
    }
}

/// The sum of a member in a period.
#[derive(Debug)]
pub(in crate::actuals) struct Cell(AtomicI64);

impl Cell {
    /// What the digits of a sum are kept as, so that 0 stands for no sum.
    const MASK: i64 = Grid::NO_DIGITS;

    /// What is kept at the moment.
    #[inline]
    pub(in crate::actuals) fn kept(&self) -> i64 {
        self.0.load(Relaxed)
    }

    /// Adds to the sum, of which `kept` was kept a moment ago; false where the sum does not fit.
    #[inline]
    pub(in crate::actuals) fn add(&self, digits: i64, mut kept: i64) -> bool {
        loop {
            let sum = match kept {
                0 => Some(digits),
                kept => (kept ^ Self::MASK).checked_add(digits),
            };
            let Some(sum) = sum.filter(|sum| *sum != Grid::NO_DIGITS) else { return false };
            match self.0.compare_exchange(kept, sum ^ Self::MASK, Relaxed, Relaxed) {
                Ok(_) => return true,
                Err(other) => kept = other,
            }
        }
    }

    /// The digits of the sum when all has been added.
    fn into_digits(self) -> i64 {
        self.0.into_inner() ^ Self::MASK
    }
}

impl<'p> Grids<'p> {
    /// Empty ones for those indicators of which nothing else is asked than sums by member; members before the first
    /// are left out.
    pub(in crate::actuals) fn new(
        plan: &'p Plan,
        first: usize,
        may_have_grid: impl Fn(usize) -> bool,
    ) -> Self {
        let grid = |(indicator, targets): (usize, Vec<&Target>)| {
            may_have_grid(indicator).then(|| Open::of(plan, indicator, &targets)).flatten()
        };
        Self {
            plan,
            of_indicators: plan.targets_by_indicator().into_iter().enumerate().map(grid).collect(),
            columns: plan.dimensions.iter().map(|known| normalized(&known.column)).collect(),
            members: plan.dimensions.iter().map(|_| OnceLock::new()).collect(),
            first: u32::try_from(first).unwrap_or(u32::MAX),
            is_used: AtomicBool::new(false),
        }
    }

    /// The grid of an indicator.
    pub(in crate::actuals) fn of(&self, indicator: usize) -> Option<&Open> {
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
                let normalized = normalized(name);
                if !is_learnt || normalized != *name {
                    members.by_name.insert(normalized, member);
                }
            }
            members
        }))
    }

    /// The grids when all rows have been added, `rows` by indicator.
    pub(in crate::actuals) fn into_grids(self, rows: Vec<Vec<SummedRows>>) -> Vec<Option<Grid>> {
        let first = self.first as usize;
        let grids = self.of_indicators.into_iter().zip(rows);
        grids.map(|(grid, rows)| grid.filter(|_| !rows.is_empty())?.finished(first, rows)).collect()
    }
}

impl Open {
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
    pub(in crate::actuals) fn column(&self, position: usize) -> Option<&Column> {
        Some(self.columns.get(position)?.get_or_init(|| Column::new(self.members)))
    }

    /// Adds to the sum of a member in the period at a position.
    pub(in crate::actuals) fn add(&self, position: usize, member: u32, sum: &Total) {
        let cell = self.column(position).and_then(|column| column.cell(member));
        let is_added = sum
            .digits(PLACES)
            .is_some_and(|digits| cell.is_some_and(|cell| cell.add(digits, cell.kept())));
        if !is_added {
            let mut wide = self.wide.lock().unwrap_or_else(PoisonError::into_inner);
            wide.entry((position, member as usize)).or_default().add(sum);
        }
    }

    fn finished(self, first: usize, rows: Vec<SummedRows>) -> Option<Grid> {
        let digits = |column: OnceLock<Column>| {
            let cells = column.into_inner().map(|column| column.0).unwrap_or_default();
            cells.into_iter().map(Cell::into_digits).collect()
        };
        let mut digits: Vec<Vec<i64>> = self.columns.into_iter().map(digits).collect();
        let wide = self.wide.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut still_wide = BTreeMap::new();
        for ((position, member), mut sum) in wide {
            let Some(kept) = digits.get_mut(position)?.get_mut(member) else { continue };
            if *kept != Grid::NO_DIGITS {
                sum.add(&Total::new((*kept).into(), PLACES));
            }
            *kept = sum.digits(PLACES).unwrap_or(Grid::NO_DIGITS);
            if *kept == Grid::NO_DIGITS {
                still_wide.insert((position, member), sum);
            }
        }
        let mut grid = Grid {
            dimension: self.dimension,
            first,
            periods: Vec::new(),
            rows,
            digits: Vec::new(),
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
            grid.digits.push(digits.get_mut(before).map(std::mem::take).unwrap_or_default());
            let of_period = still_wide.range((before, 0)..=(before, usize::MAX));
            grid.wide.extend(of_period.map(|((_, member), sum)| ((after, *member), sum.clone())));
        }
        Some(grid)
    }
}

//! Which observations are evidence for a target, and for which of its cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Account;
use crate::actuals::{Actuals, Grid, Held, Observation, SetAside};
use crate::period::Period;
use crate::plan::{
    Aggregate, Baseline, Each, Measure, Plan, Target, compared, is_nobody, normalized,
};

/// The observations of one series, by cell: positions in [`Actuals::observations`].
///
/// A goal on one figure has one cell without members and without a period; one on `each` has a cell for each choice of
/// members, a position in the roster of each dimension, and for each period, a position in the calendar.
pub(crate) struct Selected {
    cells: CellNumbers,
    /// The cell of each observation, in order.
    numbers: Vec<u64>,
    /// The observations, in the order of their cells.
    positions: Vec<usize>,
    /// How many rows the target asks for by all else, and cannot count: of nobody on its rosters, or of several of its
    /// periods at once.
    pub(super) strays: BTreeMap<SetAside, u64>,
}

impl Selected {
    /// How many rows of several series the target cannot count.
    pub(super) fn strays_of(series: &[Self]) -> BTreeMap<SetAside, u64> {
        let mut all = BTreeMap::new();
        for (reason, rows) in series.iter().flat_map(|one| &one.strays) {
            *all.entry(*reason).or_default() += rows;
        }
        all
    }

    /// Whether no cell has an observation.
    pub(crate) fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// Whether none of the cells of some members has an observation.
    pub(super) fn is_without(&self, members: &[usize]) -> bool {
        let first = self.cells.number(members.iter().copied(), None);
        let at = self.numbers.partition_point(|other| *other < first);
        self.numbers.get(at).is_none_or(|other| other - first > self.cells.periods)
    }

    /// The observations of a cell, in the order of the actuals.
    pub(crate) fn of(&self, members: &[usize], period: Option<usize>) -> &[usize] {
        let number = self.cells.number(members.iter().copied(), period);
        let first = self.numbers.partition_point(|other| *other < number);
        let count = self.numbers[first..].iter().take_while(|other| **other == number).count();
        &self.positions[first..first + count]
    }
}

/// How the cells of a goal are numbered: by their members first, as the rosters have them.
struct CellNumbers {
    /// How many members each dimension has.
    members: Vec<u64>,
    /// How many periods the calendar has.
    periods: u64,
}

impl CellNumbers {
    /// The number of a cell. It fits wherever there is time to judge all cells.
    fn number(&self, members: impl Iterator<Item = usize>, period: Option<usize>) -> u64 {
        let of_members = members.zip(&self.members).fold(0_u64, |number, (member, count)| {
            number.wrapping_mul(*count).wrapping_add(member as u64)
        });
        let of_period = period.map_or(0, |period| period as u64 + 1);
        of_members.wrapping_mul(self.periods + 1).wrapping_add(of_period)
    }
}

/// When the evidence must have been.
#[derive(Clone, Copy)]
pub(crate) enum Window<'a> {
    /// In one span.
    Span(Period),
    /// In one of the periods of a calendar.
    Calendar(&'a [Period]),
}

/// What became of each observation so far: of its first row, and of those brought together with that.
pub(crate) struct Fates {
    first: Vec<Vec<Fate>>,
    others: Vec<Vec<Fate>>,
    /// Of the rows in sums by member, which share one where they share the period.
    summed: Vec<Vec<Fate>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// No target has looked at it.
    Unseen,
    /// A target has refused it; of several reasons the one that got furthest is told.
    Refused(SetAside),
    /// The figure of a target rests on it.
    Used,
}

impl Fate {
    fn raise(&mut self, other: Self) {
        *self = other.max(*self);
    }
}

impl Fates {
    pub(crate) fn new(actuals: &Actuals) -> Self {
        let unseen: Vec<Vec<Fate>> =
            actuals.observations.iter().map(|series| vec![Fate::Unseen; series.len()]).collect();
        let summed = |grid: &Option<Grid>| {
            grid.as_ref().map_or_else(Vec::new, |grid| vec![Fate::Unseen; grid.rows.len()])
        };
        let summed = actuals.grids.iter().map(summed).collect();
        Self { first: unseen.clone(), others: unseen, summed }
    }

    /// The rows of an indicator that are at a position of its grid count, or are refused.
    pub(super) fn judge_summed(
        &mut self,
        indicator: usize,
        position: usize,
        reason: Option<SetAside>,
    ) {
        let fate = reason.map_or(Fate::Used, Fate::Refused);
        self.summed[indicator][position].raise(fate);
    }

    /// All rows of an observation count.
    pub(super) fn use_up(&mut self, indicator: usize, position: usize) {
        self.first[indicator][position].raise(Fate::Used);
        self.others[indicator][position].raise(Fate::Used);
    }

    /// The first row of an observation counts, the others repeat it.
    pub(super) fn use_once(&mut self, indicator: usize, position: usize) {
        self.first[indicator][position].raise(Fate::Used);
        self.others[indicator][position].raise(Fate::Refused(SetAside::Duplicate));
    }

    pub(super) fn refuse(&mut self, indicator: usize, position: usize, reason: SetAside) {
        self.first[indicator][position].raise(Fate::Refused(reason));
        self.others[indicator][position].raise(Fate::Refused(reason));
    }

    /// What became of the rows of each file. A row with several figures is used when one of them is.
    pub(super) fn accounts(&self, actuals: &Actuals) -> Vec<Account> {
        let mut accounts: Vec<Account> = actuals
            .files
            .iter()
            .map(|file| Account { rows: file.rows, used: 0, set_aside: file.set_aside.clone() })
            .collect();
        let mut count = |file: u32, fate: Fate, rows: u64| {
            let account = &mut accounts[file as usize];
            let reason = match fate {
                _ if rows == 0 => return,
                Fate::Used => {
                    account.used += rows;
                    return;
                }
                Fate::Refused(reason) => reason,
                Fate::Unseen => SetAside::OutsideThePlan,
            };
            *account.set_aside.entry(reason).or_default() += rows;
        };
        for shared in &actuals.shared_rows {
            let (mut first, mut others) = (Fate::Unseen, Fate::Unseen);
            for (indicator, held) in &shared.figures {
                let indicator = *indicator as usize;
                let position = match held {
                    Held::Kept(position) => *position as usize,
                    Held::Summed(position) => {
                        let fate = self.summed[indicator][*position as usize];
                        first.raise(fate);
                        others.raise(fate);
                        continue;
                    }
                };
                let of_others = self.others[indicator][position];
                let is_first = actuals.observations[indicator][position].offset == shared.first;
                first.raise(if is_first { self.first[indicator][position] } else { of_others });
                others.raise(of_others);
            }
            count(shared.file, first, 1);
            count(shared.file, others, shared.rows - 1);
        }
        let shared: BTreeSet<u32> = actuals.shared_rows.iter().map(|rows| rows.file).collect();
        let count_of_rows = actuals.observations.iter().map(Vec::len).sum();
        let mut rows: Vec<((u32, u64), Fate)> = Vec::with_capacity(count_of_rows);
        for (series, indicator) in actuals.observations.iter().zip(0..) {
            for (observation, position) in series.iter().zip(0..) {
                if shared.contains(&observation.file) {
                    continue;
                }
                let fate = self.first[indicator][position];
                rows.push(((observation.file, observation.offset), fate));
                count(observation.file, self.others[indicator][position], observation.rows - 1);
            }
        }
        // A row with several figures has the fate that got furthest.
        rows.sort();
        for figures in rows.chunk_by(|(one, _), (other, _)| one == other) {
            if let Some(((file, _), fate)) = figures.last() {
                count(*file, *fate, 1);
            }
        }
        for (grid, fates) in actuals.grids.iter().zip(&self.summed) {
            let rows = grid.iter().flat_map(|grid| &grid.rows).zip(fates);
            for (rows, fate) in rows.filter(|(rows, _)| !shared.contains(&rows.file)) {
                count(rows.file, *fate, rows.rows);
            }
        }
        accounts
    }
}

/// The plan's dimensions as they stand in the actuals.
pub(crate) struct Dimensions {
    /// For each dimension of the plan and each combination of the actuals the position of its member in the roster.
    members: Vec<Vec<Option<usize>>>,
    /// The columns of the actuals that the plan knows nothing of: neither a dimension nor a target's `where` is about them.
    strange: Vec<usize>,
    /// For each combination in which columns it names something, a position in `choices`.
    named: Vec<u32>,
    /// The distinct choices of columns in which combinations name something.
    choices: Vec<BTreeSet<usize>>,
    /// The columns of the actuals that the plan's dimensions are.
    columns: Vec<usize>,
    /// For each combination which of `columns` it has a value in, as bits; those beyond 64 are not told.
    filled: Vec<u64>,
}

impl Dimensions {
    pub(crate) fn new(plan: &Plan, actuals: &Actuals) -> Self {
        let members = plan.dimensions.iter().map(|dimension| {
            let column = column(actuals, &normalized(&dimension.column));
            let positions: BTreeMap<Cow<'_, str>, usize> = dimension
                .members
                .iter()
                .enumerate()
                .map(|(position, name)| (compared(name), position))
                .collect();
            let member =
                |values: &Vec<std::sync::Arc<str>>| positions.get(&**values.get(column?)?).copied();
            actuals.combinations.iter().map(member).collect()
        });
        let known = plan.columns_asked_for();
        let columns = actuals.dimension_columns.iter().enumerate();
        let strange = columns.filter(|(_, column)| !known.contains(*column)).map(|(at, _)| at);
        let strange = strange.collect();
        let of_dimensions = plan.dimensions.iter().map(|known| normalized(&known.column));
        let columns: BTreeSet<usize> =
            of_dimensions.filter_map(|name| column(actuals, &name)).collect();
        let filled = actuals.combinations.iter().map(|values| {
            let is_filled = |at: &usize| values.get(*at).is_some_and(|value| !is_nobody(value));
            let bits = columns.iter().zip(0..u64::BITS);
            bits.filter(|(at, _)| is_filled(at)).map(|(_, bit)| 1 << bit).sum()
        });
        let filled = filled.collect();
        let mut positions: BTreeMap<BTreeSet<usize>, u32> = BTreeMap::new();
        let named = actuals.combinations.iter().map(|values| {
            let named = values.iter().enumerate().filter(|(_, value)| !is_nobody(value));
            let next = u32::try_from(positions.len()).unwrap_or(u32::MAX);
            *positions.entry(named.map(|(at, _)| at).collect()).or_insert(next)
        });
        let named = named.collect();
        let mut choices = vec![BTreeSet::new(); positions.len()];
        for (columns, position) in positions {
            choices[position as usize] = columns;
        }
        Self {
            members: members.collect(),
            strange,
            named,
            choices,
            columns: columns.into_iter().collect(),
            filled,
        }
    }

    /// The columns of the actuals that the plan's dimensions are.
    pub(super) fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Which of them a combination has a value in, as bits.
    pub(super) fn filled(&self, combination: u32) -> u64 {
        self.filled.get(combination as usize).copied().unwrap_or_default()
    }

    /// The columns of the actuals that the plan knows nothing of.
    pub(super) fn strange(&self) -> &[usize] {
        &self.strange
    }

    /// The columns of the actuals in which a combination names something; combinations with the same ones share them.
    pub(super) fn named(&self, combination: u32) -> &BTreeSet<usize> {
        const NONE: &BTreeSet<usize> = &BTreeSet::new();
        let choice = self.named.get(combination as usize);
        choice.and_then(|choice| self.choices.get(*choice as usize)).unwrap_or(NONE)
    }

    /// The member of a dimension that an observation is of.
    pub(super) fn member(&self, dimension: usize, observation: &Observation) -> Option<usize> {
        self.member_of(dimension, observation.combination)
    }

    /// The member of a dimension that a combination is of.
    pub(super) fn member_of(&self, dimension: usize, combination: u32) -> Option<usize> {
        self.members[dimension].get(combination as usize).copied().flatten()
    }
}

/// The position of a dimension column among those of the actuals.
pub(super) fn column(actuals: &Actuals, header: &str) -> Option<usize> {
    actuals.dimension_columns.iter().position(|known| known == header)
}

/// Whether a period counts for a window. A total to date counts where it ends.
pub(crate) fn belongs(period: Period, window: Period, aggregate: Option<Aggregate>) -> bool {
    match aggregate {
        Some(Aggregate::Cumulative) => window.holds(period.last),
        _ => window.contains(period),
    }
}

/// The first period of a calendar that ends on a day or later, and its position: periods of a calendar are in order
/// and share no day.
fn first_ending(periods: &[Period], day: Date) -> Option<(usize, Period)> {
    let position = periods.partition_point(|cell| cell.last < day);
    periods.get(position).map(|cell| (position, *cell))
}

/// What observations are selected by.
pub(crate) struct Selection<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) actuals: &'a Actuals,
    pub(crate) dimensions: &'a Dimensions,
    pub(crate) as_of: Date,
    pub(crate) measure: &'a Measure,
    pub(crate) each: Option<&'a Each>,
    pub(crate) window: Window<'a>,
}

impl Selection<'_> {
    /// The observations of a series by cell; the fates of all others are noted.
    pub(crate) fn select(&self, indicator: usize, fates: &mut Fates) -> Selected {
        let columns: Vec<Option<usize>> = self
            .measure
            .filters
            .iter()
            .map(|filter| column(self.actuals, &filter.column))
            .collect();
        let cells = self.cells();
        let observations = &self.actuals.observations[indicator];
        let mut selected = Vec::with_capacity(observations.len());
        let mut strays = BTreeMap::new();
        for (position, observation) in observations.iter().enumerate() {
            match self.cell(observation, &columns, &cells) {
                Ok(cell) => selected.push((cell, position)),
                Err(reason) => {
                    fates.refuse(indicator, position, reason);
                    let is_stray =
                        matches!(reason, SetAside::UnknownMember | SetAside::SpansPeriods);
                    if is_stray && self.is_chosen(observation, &columns) {
                        *strays.entry(reason).or_default() += observation.rows;
                    }
                }
            }
        }
        selected.sort_unstable();
        let (numbers, positions) = selected.into_iter().unzip();
        Selected { cells, numbers, positions, strays }
    }

    /// Whether the target's conditions choose an observation, with the columns of those.
    fn is_chosen(&self, observation: &Observation, columns: &[Option<usize>]) -> bool {
        self.measure.filters.iter().zip(columns).all(|(filter, column)| {
            let value =
                column.map_or("", |column| self.actuals.dimension_value(observation, column));
            filter.values.iter().any(|wanted| wanted == value)
        })
    }

    /// The cells of the goal.
    fn cells(&self) -> CellNumbers {
        let dimensions = self.each.iter().flat_map(|each| &each.dimensions);
        let members = dimensions.map(|&dimension| self.plan.dimensions[dimension].members.len());
        let periods = match self.window {
            Window::Span(_) => 0,
            Window::Calendar(periods) => periods.len(),
        };
        CellNumbers {
            members: members.map(|count| count as u64).collect(),
            periods: periods as u64,
        }
    }

    fn cell(
        &self,
        observation: &Observation,
        columns: &[Option<usize>],
        cells: &CellNumbers,
    ) -> Result<u64, SetAside> {
        let period = self.period(observation.period)?;
        let member = |&dimension: &usize| {
            self.dimensions.member(dimension, observation).ok_or(SetAside::UnknownMember)
        };
        self.measure.reported_by.iter().try_for_each(|dimension| member(dimension).map(drop))?;
        let dimensions = || self.each.iter().flat_map(|each| &each.dimensions);
        dimensions().try_for_each(|dimension| member(dimension).map(drop))?;
        if !self.is_chosen(observation, columns) {
            return Err(SetAside::NotSelected);
        }
        Ok(cells.number(dimensions().map_while(|dimension| member(dimension).ok()), period))
    }

    /// The position in the calendar of the period that an observation counts for.
    ///
    /// # Errors
    /// Why it counts for none.
    pub(crate) fn period(&self, period: Period) -> Result<Option<usize>, SetAside> {
        counted(self.plan, self.measure.aggregate, self.window, self.as_of, period)
    }
}

/// The span in which figures count for a target.
pub(crate) fn span(plan: Period, target: &Target) -> Period {
    Period { first: plan.first, last: target.due.max(plan.first) }
}

/// Whether a figure of a period counts for a target once that is over. One that comes late is none too many.
///
/// # Errors
/// Why it never does.
pub(crate) fn asks(plan: &Plan, target: &Target, period: Period) -> Result<(), SetAside> {
    if let Some(Baseline::Of(baseline)) = target.baseline {
        let aggregate = target.measure.aggregate;
        if counted(plan, aggregate, Window::Span(baseline), Date::MAX, period).is_ok() {
            return Ok(());
        }
    }
    asks_itself(plan, target, period)
}

/// The same of the figure alone, without its baseline.
fn asks_itself(plan: &Plan, target: &Target, period: Period) -> Result<(), SetAside> {
    let in_window =
        |window: Window<'_>| counted(plan, target.measure.aggregate, window, Date::MAX, period);
    let counted = match target.each.as_ref().and_then(|each| each.calendar.as_ref()) {
        Some(calendar) => in_window(Window::Calendar(&calendar.periods)),
        None => in_window(Window::Span(span(plan.period, target))),
    };
    match counted {
        Ok(_) | Err(SetAside::AfterDue | SetAside::PeriodNotOver) => Ok(()),
        Err(reason) => Err(reason),
    }
}

/// The last day of the last period for which a target asks for its figure: one of a period that nobody asks about, or
/// of a baseline, says nothing about how far time has come.
pub(crate) fn last_day(plan: &Plan, actuals: &Actuals) -> Option<Date> {
    let mut last: Option<Date> = None;
    for ((indicator, observations), targets) in
        actuals.observations.iter().enumerate().zip(plan.targets_by_indicator())
    {
        let mut refused: BTreeSet<Period> = BTreeSet::new();
        let summed = actuals.grids.get(indicator).into_iter().flatten().flat_map(|grid| &grid.rows);
        let kept = observations.iter().map(|observation| observation.period);
        for period in kept.chain(summed.map(|rows| rows.period)) {
            if last.is_some_and(|last| period.last <= last) || refused.contains(&period) {
                continue;
            }
            if targets.iter().any(|target| asks_itself(plan, target, period).is_ok()) {
                last = Some(period.last);
            } else {
                refused.insert(period);
            }
        }
    }
    last
}

/// The position in the calendar of a window of the period that a figure counts for, at a date.
///
/// # Errors
/// Why it counts for none.
pub(crate) fn counted(
    plan: &Plan,
    aggregate: Option<Aggregate>,
    window: Window<'_>,
    as_of: Date,
    period: Period,
) -> Result<Option<usize>, SetAside> {
    if period.last > as_of {
        return Err(SetAside::AfterAsOf);
    }
    let (found, last) = match window {
        Window::Span(span) => (belongs(period, span, aggregate).then_some(None), span.last),
        Window::Calendar(periods) => (
            first_ending(periods, period.last)
                .filter(|(_, cell)| belongs(period, *cell, aggregate))
                .map(|(position, _)| Some(position)),
            periods.last().map_or(plan.period.last, |last| last.last),
        ),
    };
    let overlaps = || match window {
        Window::Span(span) => span.overlaps(period),
        Window::Calendar(periods) => {
            first_ending(periods, period.first).is_some_and(|(_, cell)| cell.overlaps(period))
        }
    };
    match found {
        Some(Some(cell)) => match window {
            Window::Calendar(periods) if periods[cell].last > as_of => Err(SetAside::PeriodNotOver),
            _ => Ok(Some(cell)),
        },
        Some(None) => Ok(None),
        None if overlaps() => Err(SetAside::SpansPeriods),
        None if period.first > last && plan.period.contains(period) => Err(SetAside::AfterDue),
        None => Err(SetAside::OutsideThePlan),
    }
}

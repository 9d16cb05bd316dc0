//! Verdicts on goals for each member and each period: cell by cell, then over all cells.

use super::figure::{empty_is_met, expected_periods};
use super::grid::Summed;
use super::judge::Judge;
use super::members::Members;
use super::pace::Required;
use super::select::{Selected, Window};
use super::standard::Standard;
use super::{
    Absence, Cell, Cells, Closest, Figure, MOST_COMPARED, Outcome, Reason, Total, Verdict,
};
use crate::actuals::SetAside;
use crate::period::Period;
use crate::plan::{Aggregate, Baseline, Each, GoalKind, GoalValue, GoalValues, Target};
use crate::quantity::{Inexact, Quantity, Ratio};
use crate::wording::diagnostics::evaluate as say;

impl Judge<'_, '_> {
    /// A goal for each member, in each period.
    pub(super) fn each(&mut self, each: &Each) -> Outcome {
        let target = self.target();
        let window = each
            .calendar
            .as_ref()
            .map_or(Window::Span(self.span()), |calendar| Window::Calendar(&calendar.periods));
        let mut selected = self.select(Some(each), window);
        let grid = self.grid();
        if let (Some((_, grid)), [series]) = (grid, selected.as_mut_slice()) {
            let selection = self.selection(Some(each), window);
            let spans = |period| selection.period(period) == Err(SetAside::SpansPeriods);
            for rows in grid.rows.iter().filter(|rows| spans(rows.period)) {
                *series.strays.entry(SetAside::SpansPeriods).or_default() += rows.rows;
            }
        }
        let baseline_evidence = self.baseline_evidence(Some(each));
        let mut cells = Cells::default();
        let mut sums = Sums::default();
        let mut one_bound = None;
        let is_kept = |members: &Vec<usize>| {
            let member = members.first();
            grid.is_none_or(|(_, grid)| member.is_some_and(|member| *member < grid.first))
        };
        // Whoever has no figure has the same cells as all others without one, where all are asked for the same.
        let is_alike = baseline_evidence.is_none()
            && !matches!(target.goal.values, GoalValues::ByMember { .. });
        let mut absent = AbsentCells::default();
        for members in Members::of(self.figures.plan, &each.dimensions).take_while(is_kept) {
            let is_absent = is_alike && selected.iter().all(|one| one.is_without(&members));
            if is_absent
                && absent.push_again(&members, &mut cells, target.goal.kind, self.most_cells)
            {
                continue;
            }
            let baseline = self.baseline(baseline_evidence.as_ref(), &members);
            let standard = self.standard(Self::goal_of(target, each, &members), baseline);
            one_bound = one_bound.or(standard.bound);
            let of_members = self.cells_of(each, &selected, &members, &standard);
            if is_absent {
                absent.cells.clone_from(&of_members);
            }
            for cell in of_members {
                self.take(cell, &mut cells, &mut sums);
            }
        }
        absent.count(&mut cells);
        if let (Some((indicator, grid)), [series]) = (grid, selected.as_slice()) {
            let summed = Summed { indicator, grid, strays: &series.strays };
            let baseline = self.baseline(None, &[]);
            let standard = self.standard(Self::goal_of(target, each, &[]), baseline);
            one_bound = one_bound.or(standard.bound);
            self.judge_grid(summed, each, window, &standard, &mut cells);
        }
        if cells.count > MOST_COMPARED {
            cells.closest = None;
        }
        let total = self.total(&sums);
        let (verdict, reason) = self.verdict_on_cells(each, &cells, total.as_ref());
        let attained = Ratio::new(Quantity::from(cells.satisfied), Quantity::from(cells.count));
        let one_bound = match &target.goal.values {
            GoalValues::One(value) if !value.is_relative() && cells.count > 0 => one_bound,
            _ => None,
        };
        Outcome {
            verdict,
            reason,
            excused: None,
            waiver_void: false,
            due: self.is_due(),
            strays: Selected::strays_of(&selected),
            figure: None,
            bound: one_bound,
            stretch: None,
            baseline: None,
            baseline_figure: None,
            required_now: None,
            attainment: attained.filter(|_| !matches!(target.goal.values, GoalValues::Open)),
            progress: None,
            gap: None,
            cells: Some(cells),
            total: total.map(Box::new),
        }
    }

    /// The cells of some members: one, or one for each period of the calendar that is over.
    fn cells_of(
        &mut self,
        each: &Each,
        selected: &[Selected],
        members: &[usize],
        standard: &Standard,
    ) -> Vec<Cell> {
        let Some(calendar) = &each.calendar else {
            return vec![self.cell(selected, members.to_vec(), None, standard)];
        };
        let as_of = self.as_of;
        let periods = calendar.periods.iter().copied().enumerate();
        let over = periods.filter(|(_, period)| period.last <= as_of);
        over.map(|period| self.cell(selected, members.to_vec(), Some(period), standard)).collect()
    }

    /// What the goal asks of some members.
    fn goal_of<'t>(target: &'t Target, each: &Each, members: &[usize]) -> Option<&'t GoalValue> {
        match &target.goal.values {
            GoalValues::Open => None,
            GoalValues::One(value) => Some(value),
            GoalValues::ByMember { dimension, values, .. } => {
                let position = each.dimensions.iter().position(|known| known == dimension)?;
                values.get(*members.get(position)?)
            }
        }
    }

    /// Takes the next cell, and what it adds to the total where the goal has one.
    fn take(&self, cell: Cell, cells: &mut Cells, sums: &mut Sums) {
        if matches!(self.target().goal.values, GoalValues::ByMember { total: Some(_), .. }) {
            sums.values.add(cell.figure.value.as_ref().ok().copied());
            sums.firsts.add(cell.figure.first());
            sums.baselines.add(cell.baseline_value());
        }
        cells.push(cell, self.target().goal.kind, self.most_cells);
    }

    fn cell(
        &mut self,
        selected: &[Selected],
        members: Vec<usize>,
        period: Option<(usize, Period)>,
        standard: &Standard,
    ) -> Cell {
        let span = period.map_or(self.span(), |(_, period)| period);
        let expected = expected_periods(self.target().cadence.as_ref(), self.elapsed_of(span));
        let position = period.map(|(position, _)| position);
        let mut figure = self.figure(selected, &members, position, &expected);
        self.refuse_early(&mut figure, standard, span);
        if self.target().measure.aggregate == Some(Aggregate::Sum) {
            // A sum is shown alike whether its terms are at hand or not.
            figure.value = figure.value.map(Ratio::normalized);
        }
        self.judged(figure, members, period.map(|(_, period)| period), standard)
    }

    /// The cell of some members, and of a period of the calendar, with its figure.
    pub(super) fn judged(
        &mut self,
        figure: Figure,
        members: Vec<usize>,
        period: Option<Period>,
        standard: &Standard,
    ) -> Cell {
        let target = self.target();
        let actual = figure.value.as_ref().ok().copied();
        let empty_met = figure.value == Err(Absence::EmptyRatio) && empty_is_met(target);
        let satisfied = standard.is_satisfied_by(actual) || empty_met && is_known(target);
        let required = if period.is_none() {
            self.required(standard, actual, figure.first())
        } else {
            Required::Nothing
        };
        let is_over = period.is_some() || self.is_due();
        let keeps_pace = || match actual {
            Some(actual) => {
                standard.no_baseline().is_none()
                    && standard.bound.is_some()
                    && required.admits(actual)
            }
            None => empty_met,
        };
        let fails = if is_over {
            !satisfied
        } else if self.is_paced() {
            !(satisfied && target.goal.kind.wants_more() || keeps_pace())
        } else {
            // A figure that a cadence expects and that is not there.
            self.is_expected_now() && actual.is_none() && !empty_met
        };
        Cell {
            members,
            period,
            satisfied,
            exceeds: satisfied && standard.stretch_is_satisfied_by(actual),
            fails: fails && is_known(target),
            figure,
            baseline: standard.baseline.clone(),
            bound: standard.bound,
            required_now: required.shown(actual),
        }
    }

    /// The members' sum, for a goal broken down to members that has a total. It starts from the sum of the members'
    /// baselines, unless the plan gives one number.
    fn total(&mut self, sums: &Sums) -> Option<Total> {
        let target = self.target();
        let GoalValues::ByMember { total: Some(total), .. } = &target.goal.values else {
            return None;
        };
        let mut sum = |sum: &Sum| self.exact(sum.0, say::the_sum_over_members).flatten();
        let (value, first) = (sum(&sums.values), sum(&sums.firsts));
        let baseline = target.baseline.map(|baseline| {
            let known = match baseline {
                Baseline::Given(number) => Some(Ratio::whole(number)),
                Baseline::Of(_) => sum(&sums.baselines),
            };
            Figure { value: known.ok_or(Absence::NoCells), parts: Vec::new() }
        });
        let mut standard = self.standard(Some(total), baseline);
        standard.stretch = None;
        let required = self.required(&standard, value, first);
        let kept = match value {
            Some(value) if self.is_due() || !self.is_paced() => {
                standard.is_satisfied_by(Some(value))
            }
            Some(value) => standard.no_baseline().is_none() && required.admits(value),
            None => false,
        };
        let satisfied = standard.is_satisfied_by(value);
        Some(Total {
            value,
            bound: standard.bound,
            first,
            required_now: required.shown(value),
            satisfied,
            kept,
        })
    }

    fn verdict_on_cells(
        &self,
        each: &Each,
        cells: &Cells,
        total: Option<&Total>,
    ) -> (Verdict, Reason) {
        let target = self.target();
        if matches!(target.goal.values, GoalValues::Open) {
            return (Verdict::Open, Reason::ValueOpen);
        }
        let covers = |count: usize| covers(count, cells.count, each.coverage);
        let total_satisfied = total.is_none_or(|total| total.satisfied);
        let met = || {
            if target.stretch.is_some() && covers(cells.exceeding) {
                (Verdict::Exceeded, Reason::StretchSatisfied)
            } else {
                (Verdict::Met, Reason::CellsSatisfied)
            }
        };
        let no_figures = cells.without_figure == cells.count;
        let no_data = (Verdict::NoData, Reason::NoFigure(Absence::NoCells));
        if self.is_due() {
            return match () {
                () if no_figures => no_data,
                () if !covers(cells.satisfied) => (Verdict::Missed, Reason::CellsFail),
                () if !total_satisfied => (Verdict::Missed, Reason::TotalNotSatisfied),
                () => met(),
            };
        }
        if each.calendar.is_some() {
            return match () {
                () if cells.count == 0 => (Verdict::Open, Reason::NothingElapsed),
                () if no_figures => no_data,
                () if covers(cells.count - cells.failing) => {
                    (Verdict::OnTrack, Reason::CellsSatisfied)
                }
                () => (Verdict::Behind, Reason::CellsFail),
            };
        }
        match () {
            () if target.goal.kind.wants_more() && covers(cells.satisfied) && total_satisfied => {
                met()
            }
            () if !self.is_paced() && !self.is_expected_now() => (Verdict::Open, Reason::NotDue),
            () if no_figures => no_data,
            () if !covers(cells.count - cells.failing) => (Verdict::Behind, Reason::CellsFail),
            () if !self.is_paced() => (Verdict::Open, Reason::NotDue),
            () if total.is_some_and(|total| !total.kept) => {
                (Verdict::Behind, Reason::TotalNotSatisfied)
            }
            () => (Verdict::OnTrack, Reason::PaceKept),
        }
    }
}

impl Cells {
    /// Takes the next cell of a goal of this kind, and keeps it as long as fewer than `most` of its like are kept.
    pub(super) fn push(&mut self, cell: Cell, kind: GoalKind, most: usize) {
        let is_kept = self.keeps(&cell, most);
        self.count(&cell, cell.figure.evidence().count(), 1);
        if cell.fails && self.without_ratio.is_none() {
            self.without_ratio = cell.figure.without_ratio().cloned();
        }
        if self.count <= MOST_COMPARED {
            self.compare(&cell, kind);
        }
        if is_kept {
            self.kept[cell.kind()] += 1;
            self.first.push(cell);
        }
    }

    /// Whether the next cell is kept if it is like this one; once one is not, none is.
    fn keeps(&self, cell: &Cell, most: usize) -> bool {
        self.count < most || self.kept[cell.kind()] < most
    }

    /// Remembers the cell of a goal of this kind if it is the closest so far.
    pub(super) fn compare(&mut self, cell: &Cell, kind: GoalKind) {
        let closest = self.closest.as_ref();
        if closest.is_some_and(|closest| closest.margin.is_zero()) {
            return;
        }
        if let Some(margin) = cell.margin(kind)
            && closest.is_none_or(|closest| margin < closest.margin)
        {
            let (members, period) = (cell.members.clone(), cell.period);
            self.closest = Some(Closest { members, period, margin });
        }
    }

    /// Takes the next cell, whose rows have been added up to so many figures, and keeps it if it fails and fewer than
    /// `most` have.
    pub(super) fn push_summed(&mut self, cell: Cell, evidence: usize, most: usize) {
        self.count(&cell, evidence, 1);
        if cell.fails && self.failing <= most {
            self.first.push(cell);
        }
    }

    /// Counts so many cells like this one, each with so many figures.
    pub(super) fn count(&mut self, cell: &Cell, evidence: usize, times: usize) {
        let count = |is_so: bool| if is_so { times } else { 0 };
        self.count += times;
        self.satisfied += count(cell.satisfied);
        self.exceeding += count(cell.exceeds);
        self.failing += count(cell.fails);
        self.keeping_pace += count(!cell.satisfied && !cell.fails);
        self.without_figure += count(cell.figure.value.is_err() && !cell.satisfied);
        self.paced |= cell.required_now.is_some();
        self.evidence += evidence * times;
    }
}

impl Cell {
    /// How many kinds there are.
    pub(super) const KINDS: usize = 8;

    /// Whether it satisfies, fails and has evidence: a number below [`Self::KINDS`].
    fn kind(&self) -> usize {
        let has_evidence = self.figure.evidence().next().is_some();
        [self.satisfied, self.fails, has_evidence]
            .into_iter()
            .fold(0, |kind, is_so| 2 * kind + usize::from(is_so))
    }
}

/// The cells of the first members without a figure, which are those of all others without one too.
#[derive(Default)]
struct AbsentCells {
    cells: Vec<Cell>,
    /// How many others there are of whom no cell is kept.
    others: usize,
}

impl AbsentCells {
    /// Takes the same cells of other members; false where there are none yet.
    fn push_again(
        &mut self,
        members: &[usize],
        cells: &mut Cells,
        kind: GoalKind,
        most: usize,
    ) -> bool {
        if self.others > 0 || !self.cells.iter().any(|cell| cells.keeps(cell, most)) {
            self.others += usize::from(!self.cells.is_empty());
        } else {
            for cell in &self.cells {
                cells.push(Cell { members: members.to_vec(), ..cell.clone() }, kind, most);
            }
        }
        !self.cells.is_empty()
    }

    /// Counts those that have not been taken.
    fn count(&self, cells: &mut Cells) {
        for cell in &self.cells {
            cells.count(cell, 0, self.others);
        }
    }
}

/// The sums over the members.
#[derive(Default)]
struct Sums {
    values: Sum,
    /// What the members' totals to date came to at first.
    firsts: Sum,
    baselines: Sum,
}

/// A sum; none when a term is missing.
struct Sum(Result<Option<Ratio>, Inexact>);

impl Default for Sum {
    fn default() -> Self {
        Self(Ok(Some(Ratio::ZERO)))
    }
}

impl Sum {
    fn add(&mut self, term: Option<Ratio>) {
        self.0 = match (self.0, term) {
            (Ok(Some(sum)), Some(term)) => sum.plus(term).map(Some),
            (_, None) | (Ok(None), _) => Ok(None),
            (Err(Inexact), Some(_)) => Err(Inexact),
        };
    }
}

/// Whether the plan says what the figure is to be at all.
pub(super) fn is_known(target: &Target) -> bool {
    !matches!(target.goal.values, GoalValues::Open)
}

/// Whether `count` of `total` cells are at least `coverage` per cent of them, compared as count · 100 against
/// coverage · total.
pub(super) fn covers(count: usize, total: usize, coverage: Quantity) -> bool {
    let share = Ratio::new(Quantity::from(count), Quantity::from(total));
    let asked = Ratio::new(coverage, Quantity::HUNDRED);
    matches!((share, asked), (Some(share), Some(asked)) if share >= asked)
}

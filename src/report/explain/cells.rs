//! The cells of a goal on `each`, and their total.

use super::comparison::{self, compare};
use super::evidence::{self, figure_steps};
use super::{Explanation, resolutions, shown};
use crate::evaluate::{Cell, Cells};
use crate::plan::{Baseline, GoalValue, GoalValues};
use crate::quantity::{Quantity, Ratio};
use crate::report::reason::{Span, absence_in_words, cell_name};
use crate::wording::Words;

impl Explanation<'_> {
    pub(super) fn cells(&mut self) {
        let (Some(cells), Some(each)) = (&self.outcome.cells, &self.target.each) else { return };
        let words = self.words();
        self.page.step(words.cells_heading());
        self.strays();
        let names = each
            .dimensions
            .iter()
            .filter_map(|&dimension| self.report.plan.dimensions.get(dimension));
        let mut over: Vec<_> =
            names.map(|dimension| words.dimension(dimension).to_owned()).collect();
        over.extend(each.calendar.as_ref().map(|calendar| words.calendar(&calendar.name)));
        let (satisfied, failing, total) = (cells.satisfied, cells.failing, cells.count);
        self.page.line(1, &self.words().cells(&over.join(" × "), total, satisfied, failing));
        if each.coverage != Quantity::HUNDRED && total > 0 {
            let asked = Quantity::from(total).times(each.coverage);
            let reached = Quantity::from(total - failing).times(Quantity::HUNDRED);
            if let (Ok(asked), Ok(reached)) = (asked, reached) {
                let coverage = each.coverage.normalized().to_string();
                let line = if reached >= asked {
                    words.covered(total - failing, total, &coverage)
                } else {
                    words.not_covered(total - failing, total, &coverage)
                };
                self.page.line(1, &line);
            }
        }
        if failing > 0 {
            self.page.line(1, self.words().those_that_fail());
        }
        for cell in cells.failing() {
            self.cell(cell);
        }
        self.more_cells(failing, cells.failing().count());
        if cells.keeping_pace > 0 {
            self.page.line(
                1,
                if cells.paced {
                    self.words().those_that_keep_the_pace()
                } else {
                    self.words().those_not_yet_there()
                },
            );
        }
        for cell in cells.first.iter().filter(|cell| keeps_pace(cell)) {
            self.cell(cell);
        }
        self.more_cells(
            cells.keeping_pace,
            cells.first.iter().filter(|cell| keeps_pace(cell)).count(),
        );
        if satisfied > 0 {
            self.page.line(1, self.words().those_that_satisfy());
        }
        for cell in cells.first.iter().filter(|cell| cell.satisfied) {
            let figure = match &cell.figure.value {
                Ok(value) => {
                    let number =
                        self.figures.exact_actual(*value, &[cell.bound, cell.required_now]);
                    self.figures.with_unit(&number)
                }
                Err(_) => self.words().nothing_to_breach().to_owned(),
            };
            let places = evidence::places(self.report, &cell.figure);
            let name = cell_name(self.figures, cell);
            let line = if places.is_empty() {
                words.value_of(&name, &figure)
            } else {
                words.passing_cell(&name, &figure, &places)
            };
            self.page.line(2, &line);
            if let Some(bound) = cell.bound.filter(|_| self.bounds_differ()) {
                self.cell_baseline(cell);
                compare(self.figures, &cell.figure, bound, Words::holds, 3, &mut self.page);
            }
        }
        self.more_cells(satisfied, cells.first.iter().filter(|cell| cell.satisfied).count());
    }

    /// How many cells of a kind are not shown.
    fn more_cells(&mut self, count: usize, shown: usize) {
        if count > shown {
            self.page.line(2, &self.words().more_cells(count - shown));
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let name = cell_name(self.figures, cell);
        if let (Err(absence), true) =
            (&cell.figure.value, cell.figure.parts.iter().all(|part| part.members.is_empty()))
        {
            let why = absence_in_words(self.figures, self.outcome, absence, None, usize::MAX);
            self.page.line(2, &self.words().value_of(&name, &why));
            return self.cell_baseline(cell);
        }
        self.page.line(2, &self.words().label(&name));
        figure_steps(self.report, self.figures, &cell.figure, 3, &mut self.page);
        self.cell_baseline(cell);
        match (&cell.figure.value, cell.bound) {
            (Err(absence), _) => {
                let why = absence_in_words(self.figures, self.outcome, absence, None, usize::MAX);
                self.page.line(3, &self.words().no_actual(&why));
            }
            (Ok(_), None) => self.page.line(3, self.words().no_goal_value()),
            (Ok(actual), Some(bound)) => {
                compare(self.figures, &cell.figure, bound, Words::holds, 3, &mut self.page);
                if let Some(required) = cell.required_now {
                    let baseline = cell.baseline_value();
                    let first = cell.figure.first();
                    let actual = Some(*actual);
                    for line in self.pace_arithmetic(required, cell.bound, baseline, first, actual)
                    {
                        self.page.line(3, &line);
                    }
                    compare(self.figures, &cell.figure, required, Words::kept, 3, &mut self.page);
                }
            }
        }
    }

    /// Whether not all cells are held against the same.
    fn bounds_differ(&self) -> bool {
        match &self.target.goal.values {
            GoalValues::ByMember { .. } => true,
            GoalValues::One(value) => {
                value.is_relative() && matches!(self.target.baseline, Some(Baseline::Of(_)))
            }
            GoalValues::Open => false,
        }
    }

    /// What the goal asks of a cell.
    fn goal_of(&self, cell: &Cell) -> Option<&GoalValue> {
        match &self.target.goal.values {
            GoalValues::Open => None,
            GoalValues::One(value) => Some(value),
            GoalValues::ByMember { dimension, values, .. } => {
                let each = self.target.each.as_ref()?;
                let position = each.dimensions.iter().position(|known| known == dimension)?;
                values.get(*cell.members.get(position)?)
            }
        }
    }

    /// The baseline of a cell with its places, and what the goal makes of it; nothing where all that is one for all
    /// cells, which has been told before.
    fn cell_baseline(&mut self, cell: &Cell) {
        let Some(figure) = &cell.baseline else { return };
        let goal = self.goal_of(cell).filter(|goal| goal.is_relative());
        let period = match self.target.baseline {
            Some(Baseline::Of(period)) => Some(period),
            _ if self.bounds_differ() && goal.is_some() => None,
            _ => return,
        };
        let line = match &figure.value {
            Ok(value) => {
                let places = evidence::places(self.report, figure);
                let value_text = shown(self.figures, *value);
                let baseline = if places.is_empty() {
                    self.words().baseline_known(&value_text)
                } else {
                    self.words().baseline_at(&value_text, &places)
                };
                let goal =
                    goal.map(|goal| resolutions(self.words(), goal, *value)).unwrap_or_default();
                goal.iter().fold(baseline, |line, goal| self.words().and(&line, goal))
            }
            Err(absence) => {
                let span = period.map(Span::In);
                let why = absence_in_words(self.figures, self.outcome, absence, span, usize::MAX);
                self.words().no_baseline(&why)
            }
        };
        self.page.line(3, &line);
    }

    /// The sum over the members, held against the total that the goal sets.
    pub(super) fn total(&mut self) {
        let (Some(total), Some(cells)) = (&self.outcome.total, &self.outcome.cells) else { return };
        self.page.step(self.words().total_heading());
        let Some(value) = total.value else {
            return self.page.line(1, self.words().total_unknown());
        };
        let terms = cells.first.iter().filter_map(|cell| cell.figure.value.as_ref().ok().copied());
        let terms: Vec<_> = terms.collect();
        // A sum of which not all terms are at hand is told without them.
        let sum = self.sum(if terms.len() == cells.count { &terms } else { &[] }, value);
        self.page.line(1, &self.words().total_of_members(&sum));
        let baseline = self.total_baseline(cells);
        match total.bound {
            None => self.page.line(1, self.words().no_goal_value()),
            Some(bound) => {
                for line in comparison::plain_comparison(self.words(), value, bound, Words::holds) {
                    self.page.line(1, &line);
                }
            }
        }
        if let Some(required) = total.required_now {
            for line in
                self.pace_arithmetic(required, total.bound, baseline, total.first, Some(value))
            {
                self.page.line(1, &line);
            }
            for line in comparison::plain_comparison(self.words(), value, required, Words::kept) {
                self.page.line(1, &line);
            }
        }
    }

    /// What the total starts from; told where it comes from the members.
    fn total_baseline(&mut self, cells: &Cells) -> Option<Ratio> {
        let baseline = match self.target.baseline? {
            Baseline::Given(given) => Ratio::whole(given),
            Baseline::Of(_) => {
                let terms: Option<Vec<_>> = cells.first.iter().map(Cell::baseline_value).collect();
                let terms = terms.filter(|terms| terms.len() == cells.count)?;
                let sum = terms.iter().try_fold(Ratio::ZERO, |sum, term| sum.plus(*term)).ok()?;
                let written = self.sum(&terms, sum);
                self.page.line(1, &self.words().baseline_over_members(&written));
                sum
            }
        };
        if let GoalValues::ByMember { total: Some(goal), .. } = &self.target.goal.values {
            for line in resolutions(self.words(), goal, baseline) {
                self.page.line(1, &line);
            }
        }
        Some(baseline)
    }

    /// `20 + 20 = 40`
    fn sum(&self, terms: &[Ratio], sum: Ratio) -> String {
        let value = shown(self.figures, sum);
        if terms.len() > 1 {
            format!("{} = {value}", evidence::added(self.words(), terms))
        } else {
            value
        }
    }
}

/// Whether a cell does not satisfy the goal yet, and need not.
fn keeps_pace(cell: &Cell) -> bool {
    !cell.satisfied && !cell.fails
}

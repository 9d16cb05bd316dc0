//! One verdict step by step, in the order in which somebody redoes it by hand: the goal, the figures with their lines,
//! the comparison as it was made, the pace, the attainment, and what follows from them.

mod comparison;
mod evidence;
mod page;

use std::io;

use self::comparison::{compare, term};
use self::evidence::figure_steps;
use self::page::Page;
use super::distance::{End, governing_end};
use super::figures::Figures;
use super::reason::{absence_in_words, cell_name, last_day, reason};
use super::wording::{self, steps};
use super::{Report, percent};
use crate::diagnostic::Severity;
use crate::evaluate::{Cell, Outcome, Reason};
use crate::period::Period;
use crate::plan::{Baseline, Bound, GoalValue, GoalValues, Pace, Target, Value};
use crate::quantity::{Quantity, Ratio, Rounding};

/// Writes how the verdict on one target came about; `target` is its position in the plan.
///
/// # Errors
/// When `out` cannot be written, or there is no such target.
pub fn explain(report: &Report<'_>, target: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let (Some(target), Some(outcome)) =
        (report.plan.targets.get(target), report.evaluation.outcomes.get(target))
    else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no such target"));
    };
    let figures = Figures::plain(report.plan, target);
    let mut explanation = Explanation { report, figures, target, outcome, page: Page::default() };
    explanation.heading();
    explanation.goal();
    explanation.baseline();
    if outcome.cells.is_some() {
        explanation.cells();
        explanation.total();
    } else {
        explanation.figures();
        explanation.comparison();
        explanation.pace();
    }
    explanation.attainment();
    explanation.waiver();
    explanation.page.heading(&steps::verdict(outcome.verdict));
    explanation.page.line(1, &reason(report, figures, outcome));
    out.write_all(explanation.page.text().as_bytes())
}

struct Explanation<'a> {
    report: &'a Report<'a>,
    figures: Figures<'a>,
    target: &'a Target,
    outcome: &'a Outcome,
    page: Page,
}

impl Explanation<'_> {
    fn heading(&mut self) {
        let target = self.target;
        let name = if target.title == target.id {
            target.id.clone()
        } else {
            format!("{}: {}", target.id, target.title)
        };
        self.page.title(&name);
        if let Some(section) =
            target.section.and_then(|section| self.report.plan.sections.get(section))
        {
            self.page.line(1, &steps::section(&section.id, &section.title));
        }
        if target.clause.is_some() || target.quote.is_some() {
            self.page.line(1, &steps::clause(target.clause.as_deref(), target.quote.as_deref()));
        }
        self.page.line(
            1,
            &steps::strength(target.commitment.as_deref(), target.severity == Severity::Error),
        );
        let at = |place: &crate::source::Place| format!("{}:{}", place.file, place.line);
        self.page.line(1, &steps::in_the_plan(&at(&target.place), &at(&target.goal_place)));
    }

    fn goal(&mut self) {
        let target = self.target;
        self.page.step(steps::GOAL);
        self.page.line(1, &self.figures.goal(self.outcome.baseline));
        if let GoalValues::ByMember { dimension, values, .. } = &target.goal.values {
            let members = self
                .report
                .plan
                .dimensions
                .get(*dimension)
                .map_or(&[][..], |dimension| &dimension.members);
            for (member, value) in members.iter().zip(values) {
                self.page.line(2, &steps::value_of(member, &self.figures.goal_value(value, None)));
            }
        }
        self.page.line(1, &steps::due(target.due, self.report.evaluation.as_of, self.outcome.due));
        match target.each.as_ref().and_then(|each| each.calendar.as_ref()) {
            Some(calendar) => self.page.line(1, &steps::window_of_cells(&calendar.name)),
            None => self.page.line(1, &steps::window(&self.window().to_string())),
        }
        for filter in &target.measure.filters {
            self.page.line(1, &steps::selected(&filter.column, &filter.values.join(steps::OR)));
        }
    }

    /// The span of time from which figures count.
    fn window(&self) -> Period {
        let first = self.report.plan.period.first;
        Period { first, last: last_day(self.report, self.target.due).max(first) }
    }

    /// The arithmetic of a value that depends on the baseline.
    fn resolved(&mut self, goal: &GoalValue) {
        let Some(baseline) = self.outcome.baseline else { return };
        for value in [Some(&goal.low), goal.high.as_ref()]
            .into_iter()
            .flatten()
            .filter(|value| value.is_relative())
        {
            if let Some(line) = resolution(value, baseline) {
                self.page.line(1, &line);
            }
        }
    }

    fn baseline(&mut self) {
        let Some(baseline) = self.target.baseline else { return };
        self.page.step(steps::BASELINE);
        let value = self.outcome.baseline.map(|value| shown(self.figures, value));
        let line = match (baseline, value) {
            (Baseline::Given(given), None) => {
                steps::baseline_given(&self.figures.with_unit(&given.to_string()))
            }
            (Baseline::Given(_), Some(value)) => steps::baseline_given(&value),
            (Baseline::Of(period), Some(value)) => steps::baseline_of(&value, &period.to_string()),
            (Baseline::Of(period), None) if self.target.each.is_some() => {
                steps::baseline_by_member(&period.to_string())
            }
            (Baseline::Of(period), None) => steps::baseline_missing(&period.to_string()),
        };
        if let Some(figure) =
            self.outcome.baseline_figure.as_ref().filter(|figure| !figure.parts.is_empty())
        {
            figure_steps(self.report, self.figures, figure, 1, &mut self.page);
        }
        self.page.line(1, &line);
        let target = self.target;
        let goal = match &target.goal.values {
            GoalValues::One(value) => Some(value),
            GoalValues::Open | GoalValues::ByMember { .. } => None,
        };
        goal.into_iter().chain(&target.stretch).for_each(|value| self.resolved(value));
    }

    fn figures(&mut self) {
        let Some(figure) = &self.outcome.figure else { return };
        self.page.step(steps::FIGURES);
        figure_steps(self.report, self.figures, figure, 1, &mut self.page);
        match &figure.value {
            Ok(value) => {
                let bounds = [self.outcome.bound, self.outcome.stretch, self.outcome.required_now];
                let number = self.figures.exact_actual(*value, &bounds);
                let number = if value.exact().is_some() || self.figures.is_milestone() {
                    self.figures.with_unit(&number)
                } else {
                    steps::rounded(&self.figures.with_unit(&number))
                };
                self.page.line(1, &steps::actual(&number));
            }
            Err(absence) => {
                let until = wording::up_to(last_day(self.report, self.target.due));
                let why = absence_in_words(self.figures, self.outcome, absence, &until, usize::MAX);
                self.page.line(1, &steps::no_actual(&why));
            }
        }
    }

    fn comparison(&mut self) {
        if self.outcome.reason == Reason::ValueOpen {
            return;
        }
        self.page.step(steps::COMPARISON);
        let (figure, bound) = (self.outcome.figure.as_ref(), self.outcome.bound);
        match (figure.filter(|figure| figure.value.is_ok()), bound) {
            (None, _) => self.page.line(1, steps::NO_ACTUAL_TO_COMPARE),
            (_, None) => self.page.line(1, steps::NO_GOAL_VALUE),
            (Some(figure), Some(bound)) => {
                compare(self.figures, figure, bound, steps::holds, 1, &mut self.page);
                if let Some(stretch) = self.outcome.stretch {
                    self.page.line(1, &format!("{}:", steps::STRETCH));
                    compare(self.figures, figure, stretch, steps::holds, 2, &mut self.page);
                }
            }
        }
    }

    fn pace(&mut self) {
        let Some(required) = self.outcome.required_now else { return };
        if !matches!(self.outcome.reason, Reason::PaceKept | Reason::PaceNotKept) {
            return;
        }
        self.page.step(steps::PACE);
        for line in self.pace_arithmetic(required, self.outcome.bound, self.outcome.baseline) {
            self.page.line(1, &line);
        }
        if let Some(figure) = &self.outcome.figure {
            compare(self.figures, figure, required, steps::kept, 1, &mut self.page);
        }
    }

    /// How the required value comes about.
    fn pace_arithmetic(
        &self,
        required: Bound,
        goal: Option<Bound>,
        baseline: Option<Ratio>,
    ) -> Vec<String> {
        let (elapsed, total) = self.report.plan.period.elapsed(self.report.evaluation.as_of);
        let end = governing_end(required, goal, self.outcome.actual());
        let (value, is_low, rounding) = match end {
            Some(End::Low(value)) => (value, true, Rounding::Up),
            Some(End::High(value)) => (value, false, Rounding::Down),
            None => return Vec::new(),
        };
        let goal_end = goal.and_then(|goal| if is_low { goal.low } else { goal.high });
        let value_text = self.figures.exact_value(value, rounding);
        let start = term(baseline.unwrap_or(Ratio::ZERO));
        let satisfied_before =
            baseline.zip(goal).is_some_and(|(baseline, goal)| goal.admits(baseline));
        let passed = steps::elapsed(elapsed, total, &self.report.plan.period.to_string());
        match (&self.target.pace, goal_end) {
            (Pace::Checkpoints(points), _) => {
                let in_force = points
                    .iter()
                    .rev()
                    .find(|point| point.period.last <= self.report.evaluation.as_of);
                in_force
                    .map(|point| steps::checkpoint(&point.period.to_string(), &value_text))
                    .into_iter()
                    .collect()
            }
            (Pace::Linear | Pace::Compound, _) if satisfied_before => {
                vec![steps::BASELINE_SATISFIES.to_owned()]
            }
            (Pace::Linear, Some(goal)) => {
                vec![passed, steps::linear(&start, &term(goal), elapsed, total, &value_text)]
            }
            (Pace::Compound, Some(goal)) => {
                vec![passed, steps::compound(&start, &term(goal), elapsed, total, &value_text)]
            }
            _ => vec![steps::required_now(&value_text)],
        }
    }

    fn attainment(&mut self) {
        if let Some(share) = self.outcome.attainment {
            self.page.step(steps::ATTAINMENT);
            self.page.line(1, &self.share(share));
        }
        if let Some(share) = self.outcome.progress {
            self.page.step(steps::PROGRESS);
            self.page.line(1, &steps::progress(&self.share(share)));
        }
    }

    fn share(&self, share: Ratio) -> String {
        let percent = percent(share, self.outcome);
        let exact = share.times(Ratio::whole(Quantity::HUNDRED)).ok();
        let exact = exact
            .and_then(Ratio::exact)
            .is_some_and(|exact| Quantity::parse(&percent) == Ok(exact));
        let terms =
            format!("{} / {}", share.numerator().normalized(), share.denominator().normalized());
        steps::share(&terms, &percent, exact)
    }

    fn cells(&mut self) {
        let (Some(cells), Some(each)) = (&self.outcome.cells, &self.target.each) else { return };
        self.page.step(steps::CELLS);
        let names = each
            .dimensions
            .iter()
            .filter_map(|&dimension| self.report.plan.dimensions.get(dimension));
        let mut over: Vec<_> = names.map(|dimension| dimension.name.clone()).collect();
        over.extend(each.calendar.as_ref().map(|calendar| calendar.name.clone()));
        let (satisfied, failing) = (cells.satisfied(), cells.failing().count());
        let total = cells.all.len();
        self.page.line(1, &steps::cells(&over.join(" × "), total, satisfied, failing));
        if each.coverage != Quantity::HUNDRED && total > 0 {
            let asked = Quantity::from(total).times(each.coverage);
            let reached = Quantity::from(total - failing).times(Quantity::HUNDRED);
            if let (Ok(asked), Ok(reached)) = (asked, reached) {
                let coverage = each.coverage.normalized().to_string();
                self.page
                    .line(1, &steps::coverage(total - failing, total, &coverage, reached >= asked));
            }
        }
        if failing > 0 {
            self.page.line(1, steps::FAILING);
        }
        for cell in cells.failing() {
            self.cell(cell);
        }
        if cells.all.iter().any(keeps_pace) {
            self.page.line(1, steps::KEEPING_PACE);
        }
        for cell in cells.all.iter().filter(|cell| keeps_pace(cell)) {
            self.cell(cell);
        }
        if satisfied > 0 {
            self.page.line(1, steps::SATISFYING);
        }
        for cell in cells.all.iter().filter(|cell| cell.satisfied) {
            let figure = match &cell.figure.value {
                Ok(value) => {
                    let number =
                        self.figures.exact_actual(*value, &[cell.bound, cell.required_now]);
                    self.figures.with_unit(&number)
                }
                Err(_) => wording::NOTHING_TO_BREACH.to_owned(),
            };
            let places = evidence::places(self.report, &cell.figure);
            self.page
                .line(2, &steps::passing_cell(&cell_name(self.figures, cell), &figure, &places));
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let name = cell_name(self.figures, cell);
        if let (Err(absence), true) =
            (&cell.figure.value, cell.figure.parts.iter().all(|part| part.members.is_empty()))
        {
            let why = absence_in_words(self.figures, self.outcome, absence, "", usize::MAX);
            return self.page.line(2, &steps::value_of(&name, &why));
        }
        self.page.line(2, &format!("{name}:"));
        figure_steps(self.report, self.figures, &cell.figure, 3, &mut self.page);
        match (&cell.figure.value, cell.bound) {
            (Err(absence), _) => {
                let why = absence_in_words(self.figures, self.outcome, absence, "", usize::MAX);
                self.page.line(3, &steps::no_actual(&why));
            }
            (Ok(_), None) => self.page.line(3, steps::NO_GOAL_VALUE),
            (Ok(_), Some(bound)) => {
                compare(self.figures, &cell.figure, bound, steps::holds, 3, &mut self.page);
                if let Some(required) = cell.required_now {
                    for line in self.pace_arithmetic(required, cell.bound, cell.baseline) {
                        self.page.line(3, &line);
                    }
                    compare(self.figures, &cell.figure, required, steps::kept, 3, &mut self.page);
                }
            }
        }
    }

    fn total(&mut self) {
        let Some(total) = &self.outcome.total else { return };
        self.page.step(steps::TOTAL);
        let Some(value) = total.value else { return self.page.line(1, wording::TOTAL_UNKNOWN) };
        self.page.line(1, &steps::total_of_members(&shown(self.figures, value)));
        if let Some(bound) = total.bound {
            for line in comparison::plain_comparison(value, bound, steps::holds) {
                self.page.line(1, &line);
            }
        }
        if let Some(required) = total.required_now {
            for line in comparison::plain_comparison(value, required, steps::kept) {
                self.page.line(1, &line);
            }
        }
    }

    fn waiver(&mut self) {
        let Some(waiver) = &self.target.waiver else { return };
        self.page.step(steps::WAIVER);
        let line = steps::waiver(
            &waiver.reason,
            waiver.until.last,
            waiver.by.as_deref(),
            self.outcome.waiver_void,
        );
        self.page.line(1, &line);
    }
}

/// Whether a cell does not satisfy the goal yet, and need not.
fn keeps_pace(cell: &Cell) -> bool {
    !cell.satisfied && !cell.fails
}

/// A figure with its unit, exact where it ends, else rounded down with six decimals.
fn shown(figures: Figures<'_>, value: Ratio) -> String {
    let text = figures.with_unit(&figures.exact_value(value, Rounding::Down));
    if value.exact().is_some() || figures.is_milestone() { text } else { steps::rounded(&text) }
}

/// A figure in arithmetic, where only the last one has a unit.
fn bare(figures: Figures<'_>, value: Ratio) -> String {
    let text = figures.exact_value(value, Rounding::Down);
    if value.exact().is_some() || figures.is_milestone() { text } else { steps::rounded(&text) }
}

/// `baseline + 5% = 1.05 × 100 = 105`
fn resolution(value: &Value, baseline: Ratio) -> Option<String> {
    let result = value.of(Some(baseline)).ok().flatten()?;
    let mut terms = if value.times == Quantity::ONE {
        term(baseline)
    } else {
        format!("{} × {}", value.times.normalized(), term(baseline))
    };
    let plus = value.plus.normalized();
    if plus.is_negative() {
        terms = format!("{terms} - {}", plus.negated());
    } else if !plus.is_zero() {
        terms = format!("{terms} + {plus}");
    }
    Some(format!("{} = {terms} = {}", value.text.as_deref().unwrap_or_default(), term(result)))
}

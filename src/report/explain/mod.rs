//! One verdict step by step, in the order in which somebody redoes it by hand: the goal, the figures with their lines,
//! the comparison as it was made, the pace, the attainment, and what follows from them.

mod cells;
mod comparison;
mod evidence;
mod pace;
mod page;
mod score;

use std::io;

use self::comparison::{compare, term};
use self::evidence::figure_steps;
use self::page::Page;
pub use self::score::explain_score;
use super::figures::Figures;
use super::reason::{Span, absence_in_words, last_day, reason, set_aside_in_words};
use super::turns::turns;
use super::{Report, percent};
use crate::diagnostic::Severity;
use crate::evaluate::{Outcome, Reason, shown_percent};
use crate::period::Period;
use crate::plan::{Baseline, GoalValue, GoalValues, Target, Value};
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::wording::Words;

/// Writes how the verdict on one target came about; `position` is the target's in the plan.
///
/// # Errors
/// When `out` cannot be written, or there is no such target.
pub fn explain(report: &Report<'_>, position: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let (Some(target), Some(outcome)) =
        (report.plan.targets.get(position), report.evaluation.outcomes.get(position))
    else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no such target"));
    };
    let figures = Figures::plain(report, target).beside(outcome.actual());
    let page = Page::new(report.words());
    let mut explanation = Explanation { report, figures, target, outcome, page };
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
    if let Some(sheet) = &report.evaluation.score {
        explanation.points(sheet, position);
    }
    explanation.waiver();
    explanation.turns();
    let verdict = report.words().verdict(outcome.verdict);
    explanation.page.heading(&report.words().verdict_heading(&verdict));
    explanation.page.line(1, &reason(report, figures, outcome));
    explanation.page.ending(&report.account());
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
    fn words(&self) -> Words {
        self.report.words()
    }

    fn heading(&mut self) {
        let (target, words) = (self.target, self.words());
        let name = if target.title == target.id {
            target.id.clone()
        } else {
            words.value_of(&target.id, &target.title)
        };
        self.page.title(&name);
        if let Some(section) =
            target.section.and_then(|section| self.report.plan.sections.get(section))
        {
            self.page.line(1, &self.words().section(&section.id, &section.title));
        }
        let source = match (target.clause.as_deref(), target.quote.as_deref()) {
            (Some(clause), Some(quote)) => Some(words.clause_with_quote(clause, quote)),
            (Some(clause), None) => Some(words.clause(clause)),
            (None, Some(quote)) => Some(words.quote(quote)),
            (None, None) => None,
        };
        if let Some(source) = source {
            self.page.line(1, &source);
        }
        let severity = words.severity(target.severity == Severity::Error);
        let strength = target.commitment.as_deref().map(|key| {
            let label = self.report.plan.commitments.get(key).map_or(key, String::as_str);
            words.commitment(key, label, &severity)
        });
        self.page.line(1, &strength.unwrap_or(severity));
        let at = |place: &crate::source::Place| format!("{}:{}", place.file, place.line);
        let (table, goal) = (at(&target.place), at(&target.goal_place));
        let place = if table == goal {
            words.in_the_plan(&table)
        } else {
            words.in_the_plan_with_goal(&table, &goal)
        };
        self.page.line(1, &place);
    }

    fn goal(&mut self) {
        let (target, words) = (self.target, self.words());
        self.page.step(words.goal_heading());
        self.page.line(1, &self.figures.goal(self.outcome.baseline));
        if let GoalValues::ByMember { dimension, values, .. } = &target.goal.values {
            let members = self
                .report
                .plan
                .dimensions
                .get(*dimension)
                .map_or(&[][..], |dimension| &dimension.members);
            for (member, value) in members.iter().zip(values) {
                self.page
                    .line(2, &self.words().value_of(member, &self.figures.goal_value(value, None)));
            }
        }
        let (due, as_of) = (words.date(target.due), words.date(self.report.evaluation.as_of));
        let time =
            if self.outcome.due { words.due(&due, &as_of) } else { words.due_later(&due, &as_of) };
        self.page.line(1, &time);
        match target.each.as_ref().and_then(|each| each.calendar.as_ref()) {
            Some(calendar) => {
                self.page.line(1, &words.window_of_cells(&words.calendar(&calendar.name)));
            }
            None => self.page.line(1, &words.window(&words.period(self.window()))),
        }
        for filter in &target.measure.filters {
            self.page.line(1, &words.selected(&filter.column, &filter.values));
        }
    }

    /// The span of time from which figures count.
    fn window(&self) -> Period {
        let first = self.report.plan.period.first;
        Period { first, last: last_day(self.report, self.target.due).max(first) }
    }

    /// The arithmetic of a value that depends on the baseline, where that is one for all.
    fn resolved(&mut self, goal: &GoalValue) {
        let given = match self.target.baseline {
            Some(Baseline::Given(given)) => Some(Ratio::whole(given)),
            _ => None,
        };
        let Some(baseline) = self.outcome.baseline.or(given) else { return };
        for line in resolutions(self.words(), goal, baseline) {
            self.page.line(1, &line);
        }
    }

    fn baseline(&mut self) {
        let Some(baseline) = self.target.baseline else { return };
        let words = self.words();
        self.page.step(words.baseline_heading());
        let value = self.outcome.baseline.map(|value| shown(self.figures, value));
        let line = match (baseline, value) {
            (Baseline::Given(given), None) => {
                self.words().baseline_given(&self.figures.with_unit(&given.to_string()))
            }
            (Baseline::Given(_), Some(value)) => self.words().baseline_given(&value),
            (Baseline::Of(period), Some(value)) => words.baseline_of(&value, &words.period(period)),
            (Baseline::Of(period), None) if self.target.each.is_some() => {
                words.baseline_by_member(&words.period(period))
            }
            (Baseline::Of(period), None) => words.baseline_missing(&words.period(period)),
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
        self.page.step(self.words().figures_heading());
        figure_steps(self.report, self.figures, figure, 1, &mut self.page);
        self.strays();
        match &figure.value {
            Ok(value) => {
                let bounds = [self.outcome.bound, self.outcome.stretch, self.outcome.required_now];
                let number = self.figures.exact_actual(*value, &bounds);
                let number = if value.exact().is_some() || self.figures.is_milestone() {
                    self.figures.with_unit(&number)
                } else {
                    self.words().rounded(&self.figures.with_unit(&number))
                };
                self.page.line(1, &self.words().actual(&number));
            }
            Err(absence) => {
                let until = Some(Span::UpTo(last_day(self.report, self.target.due)));
                let why = absence_in_words(self.figures, self.outcome, absence, until, usize::MAX);
                self.page.line(1, &self.words().no_actual(&why));
            }
        }
    }

    /// The rows that this target cannot count, whatever others do.
    fn strays(&mut self) {
        let rows = set_aside_in_words(self.words(), &self.outcome.strays);
        if !rows.is_empty() {
            self.page.line(1, &self.words().not_counted(&rows));
        }
    }

    fn comparison(&mut self) {
        if self.outcome.reason == Reason::ValueOpen {
            return;
        }
        self.page.step(self.words().comparison_heading());
        let (figure, bound) = (self.outcome.figure.as_ref(), self.outcome.bound);
        match (figure.filter(|figure| figure.value.is_ok()), bound) {
            (None, _) => self.page.line(1, self.words().no_actual_to_compare()),
            (_, None) => self.page.line(1, self.words().no_goal_value()),
            (Some(figure), Some(bound)) => {
                compare(self.figures, figure, bound, Words::holds, 1, &mut self.page);
                if let Some(stretch) = self.outcome.stretch {
                    self.page.line(1, &self.words().label(self.words().stretch_heading()));
                    compare(self.figures, figure, stretch, Words::holds, 2, &mut self.page);
                }
            }
        }
    }

    fn attainment(&mut self) {
        if let Some(share) = self.outcome.attainment {
            self.page.step(self.words().attainment_heading());
            self.page.line(1, &self.share(share));
        }
        if let Some(share) = self.outcome.progress {
            self.page.step(self.words().progress_heading());
            self.page.line(1, &self.words().progress(&self.share(share)));
        }
    }

    fn share(&self, share: Ratio) -> String {
        let shown = percent(share, self.outcome);
        // What it is without regard to the verdict.
        let full = shown_percent(share, true);
        let exact = share.times(Ratio::whole(Quantity::HUNDRED)).ok().and_then(Ratio::exact);
        let exact = exact.filter(|exact| Quantity::parse(&full) == Ok(*exact));
        let terms =
            format!("{} / {}", share.numerator().normalized(), share.denominator().normalized());
        let words = self.words();
        let number = match exact {
            Some(exact) if shown != full => exact.normalized().to_string(),
            _ => full.clone(),
        };
        let share = if exact.is_some() {
            words.share_exact(&terms, &number)
        } else {
            words.share_rounded(&terms, &number)
        };
        if shown == full { share } else { words.share_shown_as(&share, &shown) }
    }

    fn turns(&mut self) {
        let turns = turns(self.report, self.figures, self.outcome);
        if !turns.is_empty() {
            self.page.step(self.words().turns_heading());
        }
        for turn in turns {
            self.page.line(1, &turn.sentence);
        }
    }

    fn waiver(&mut self) {
        let Some(waiver) = &self.target.waiver else { return };
        let words = self.words();
        self.page.step(words.waiver_heading());
        let granted = match &waiver.by {
            Some(by) => words.waiver_by(&waiver.reason, by),
            None => waiver.reason.clone(),
        };
        let until = words.date(waiver.until.last);
        let line = if self.outcome.waiver_void {
            words.waiver_is_void(&granted, &until)
        } else {
            words.waiver_holds(&granted, &until)
        };
        self.page.line(1, &line);
    }
}

/// A figure with its unit, exact where it ends, else rounded down with six decimals.
fn shown(figures: Figures<'_>, value: Ratio) -> String {
    let text = figures.with_unit(&figures.beside(None).exact_value(value, Rounding::Down));
    if value.exact().is_some() || figures.is_milestone() {
        text
    } else {
        figures.words().rounded(&text)
    }
}

/// A figure in arithmetic, where only the last one has a unit.
fn bare(figures: Figures<'_>, value: Ratio) -> String {
    let text = figures.beside(None).exact_value(value, Rounding::Down);
    if value.exact().is_some() || figures.is_milestone() {
        text
    } else {
        figures.words().rounded(&text)
    }
}

/// The arithmetic of each end of a goal that depends on the baseline.
fn resolutions(words: Words, goal: &GoalValue, baseline: Ratio) -> Vec<String> {
    let ends = [Some(&goal.low), goal.high.as_ref()].into_iter().flatten();
    let relative = ends.filter(|value| value.is_relative());
    relative.filter_map(|value| resolution(words, value, baseline)).collect()
}

/// `baseline + 5% = 1.05 × 100 = 105`; nothing for the baseline itself.
fn resolution(words: Words, value: &Value, baseline: Ratio) -> Option<String> {
    if value.times == Quantity::ONE && value.plus.is_zero() {
        return None;
    }
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
    let written = words.relative(value.text.as_deref().unwrap_or_default());
    Some(format!("{written} = {terms} = {}", term(result)))
}

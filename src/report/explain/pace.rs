//! What the pace requires before a goal is due, and how that comes about.

use super::Explanation;
use super::comparison::{compare, term};
use crate::evaluate::Reason;
use crate::plan::{Bound, Pace};
use crate::quantity::{Ratio, Rounding};
use crate::report::distance::{End, governing_end};
use crate::report::wording::steps;

impl Explanation<'_> {
    pub(super) fn pace(&mut self) {
        let Some(required) = self.outcome.required_now else { return };
        if !matches!(self.outcome.reason, Reason::PaceKept | Reason::PaceNotKept) {
            return;
        }
        self.page.step(steps::PACE);
        let lines = self.pace_arithmetic(
            required,
            self.outcome.bound,
            self.outcome.baseline,
            self.outcome.actual(),
        );
        for line in lines {
            self.page.line(1, &line);
        }
        if let Some(figure) = &self.outcome.figure {
            compare(self.figures, figure, required, steps::kept, 1, &mut self.page);
        }
    }

    /// How the required value comes about.
    pub(super) fn pace_arithmetic(
        &self,
        required: Bound,
        goal: Option<Bound>,
        baseline: Option<Ratio>,
        actual: Option<Ratio>,
    ) -> Vec<String> {
        let (elapsed, total) = self.report.plan.period.elapsed(self.report.evaluation.as_of);
        let end = governing_end(required, goal, actual);
        let (value, is_low, rounding) = match end {
            Some(End::Low(value)) => (value, true, Rounding::Up),
            Some(End::High(value)) => (value, false, Rounding::Down),
            None => return Vec::new(),
        };
        let goal_end = goal.and_then(|goal| if is_low { goal.low } else { goal.high });
        let value_text = self.figures.exact_value(value, rounding);
        let rounds = matches!(self.target.pace, Pace::Compound)
            || value.exact().is_none() && !self.figures.is_milestone();
        let value_text = if rounds { steps::rounded_to(&value_text, rounding) } else { value_text };
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
}

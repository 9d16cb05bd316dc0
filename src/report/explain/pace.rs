//! What the pace requires before a goal is due, and how that comes about.

use super::Explanation;
use super::comparison::{compare, term};
use crate::evaluate::{Figure, Reason};
use crate::plan::{Bound, Pace};
use crate::quantity::{Ratio, Rounding};
use crate::report::distance::{End, governing_end};
use crate::wording::Words;

impl Explanation<'_> {
    pub(super) fn pace(&mut self) {
        let Some(required) = self.outcome.required_now else { return };
        if !matches!(self.outcome.reason, Reason::PaceKept | Reason::PaceNotKept) {
            return;
        }
        self.page.step(self.words().pace_heading());
        let lines = self.pace_arithmetic(
            required,
            self.outcome.bound,
            self.outcome.baseline,
            self.outcome.figure.as_ref().and_then(Figure::first),
            self.outcome.actual(),
        );
        for line in lines {
            self.page.line(1, &line);
        }
        if let Some(figure) = &self.outcome.figure {
            compare(self.figures, figure, required, Words::kept, 1, &mut self.page);
        }
    }

    /// How the required value comes about.
    pub(super) fn pace_arithmetic(
        &self,
        required: Bound,
        goal: Option<Bound>,
        baseline: Option<Ratio>,
        first: Option<Ratio>,
        actual: Option<Ratio>,
    ) -> Vec<String> {
        let words = self.words();
        let way = self.target.way(self.report.plan.period);
        let elapsed = way.elapsed(self.report.evaluation.as_of);
        let Some(governing) = governing_end(required, goal, actual) else { return Vec::new() };
        let from = self.target.start(baseline, first);
        let start = from.unwrap_or(Ratio::ZERO);
        let end = paced_end(required, goal, start).unwrap_or(governing);
        let (value, is_low, rounding) = match end {
            End::Low(value) => (value, true, Rounding::Up),
            End::High(value) => (value, false, Rounding::Down),
        };
        let goal_end = goal.and_then(|goal| if is_low { goal.low } else { goal.high });
        let rounding =
            if value.exact().is_some() { rounding } else { self.figures.side(value, rounding) };
        let value_text = self.figures.exact_value(value, rounding);
        let rounds = matches!(self.target.pace, Pace::Compound)
            || value.exact().is_none() && !self.figures.is_milestone();
        let value_text = match rounding {
            _ if !rounds => value_text,
            Rounding::Up => words.rounded_up(&value_text),
            Rounding::Down => words.rounded_down(&value_text),
        };
        let start = term(start);
        let satisfied_before = from.zip(goal).is_some_and(|(from, goal)| goal.admits(from));
        let period = words.period(way);
        let (passed, all) = elapsed.counts();
        let passed_share = format!("{passed}/{all}");
        let passed = match elapsed.part {
            _ if passed == all => words.all_elapsed(&period),
            None => words.elapsed(&passed_share, &period),
            Some((day, days)) => {
                let months = format!("({} + {day}/{days})/{}", elapsed.whole, elapsed.of);
                words.elapsed(&format!("{months} = {passed_share}"), &period)
            }
        };
        let mut lines = match (&self.target.pace, goal_end) {
            (Pace::Checkpoints(points), _) => {
                let in_force = points
                    .iter()
                    .rev()
                    .find(|point| point.period.last <= self.report.evaluation.as_of);
                in_force
                    .map(|point| words.checkpoint(&words.period(point.period), &value_text))
                    .into_iter()
                    .collect()
            }
            (Pace::Linear | Pace::Compound, _) if satisfied_before => {
                return vec![words.baseline_satisfies().to_owned()];
            }
            (Pace::Linear, Some(goal)) => {
                let linear = words.linear(&start, &term(goal), &passed_share, &value_text);
                let anew = from.is_none() && baseline.is_some();
                let anew = anew.then(|| match first {
                    Some(first) => {
                        words.total_starts_anew(&self.figures.exact_value(first, Rounding::Down))
                    }
                    None => words.starts_anew().to_owned(),
                });
                anew.into_iter().chain([passed, linear]).collect()
            }
            (Pace::Compound, Some(goal)) => {
                vec![passed, words.compound(&start, &term(goal), &passed_share, &value_text)]
            }
            _ => vec![words.required_now(&value_text)],
        };
        let other = match (governing, is_low) {
            (End::High(high), true) => Some((high, Rounding::Down)),
            (End::Low(low), false) => Some((low, Rounding::Up)),
            _ => None,
        };
        lines.extend(other.map(|(value, rounding)| {
            words.other_end_holds(&self.figures.exact_value(value, rounding))
        }));
        lines
    }
}

/// The end of a range to which its pace leads from a start outside of it. The other one is asked for from the beginning.
fn paced_end(required: Bound, goal: Option<Bound>, start: Ratio) -> Option<End> {
    let (low, high) = (goal?.low?, goal?.high?);
    if start < low {
        required.low.map(End::Low)
    } else if start > high {
        required.high.map(End::High)
    } else {
        None
    }
}

//! The score of a plan that weighs its targets. It follows from the verdicts and never changes one.
//!
//! A target earns its weight × its attainment, between the plan's floor and cap, unless its `scoring` says otherwise. A
//! goal that is met earns at least its weight, also where its coverage leaves room below 100%; without data, and where
//! a failing goal has no attainment, it earns nothing. What is `open` or `waived` is left out together with its weight.

use super::cells::covers;
use super::{Outcome, Reason, Verdict};
use crate::plan::{Plan, Score, Scoring, Target, Weight};
use crate::quantity::{Fraction, Quantity, Ratio};

/// The score of a plan.
#[derive(Clone, Debug)]
pub struct ScoreSheet {
    /// What each target earns, in the plan's order; `None` for one without weight.
    pub targets: Vec<Option<Points>>,
    /// Sums over the sections that have a weighed target, in the plan's order; first those without section.
    pub sections: Vec<(Option<usize>, Sum)>,
    /// The sum over all.
    pub total: Sum,
    /// The grade: a position in [`Score::grades`]; `None` below the lowest one.
    pub grade: Option<usize>,
    /// The targets whose failure locks the grade at the lowest: positions in [`Plan::targets`].
    pub vetoes: Vec<usize>,
    /// Whether all targets that have a weight are due.
    pub is_final: bool,
}

/// What a target earns.
#[derive(Clone, Debug)]
pub struct Points {
    /// The points for a goal that is met.
    pub weight: Quantity,
    /// What it earns; `None` where it is left out.
    pub earned: Option<Fraction>,
    /// How that comes about.
    pub rule: Rule,
}

/// How points come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Left out together with its weight: it is open, or waived.
    LeftOut,
    /// Nothing: there is no figure.
    NoData,
    /// Nothing, or all for a goal that passes: it has no attainment.
    NoAttainment {
        /// Whether the goal passes.
        passes: bool,
    },
    /// Weight × rate.
    Proportional {
        /// The attainment that counts.
        rate: Ratio,
        /// What holds it.
        limit: Limit,
    },
    /// All or nothing.
    AllOrNothing {
        /// Whether the goal is satisfied.
        satisfied: bool,
    },
    /// Less for each step that is missing.
    Steps {
        /// The attainment.
        attainment: Ratio,
        /// So many full steps.
        steps: Fraction,
    },
    /// By the band that the attainment is in.
    Band {
        /// The attainment.
        attainment: Ratio,
        /// From where on the band counts, in per cent; `None` below the lowest.
        from: Option<Quantity>,
    },
}

/// What holds an attainment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Nothing: it counts as it is.
    None,
    /// The cap.
    Cap,
    /// The floor, below which there are no points.
    Floor,
    /// A goal that is met earns its weight.
    Met,
    /// Below 0 there is nothing.
    Zero,
}

/// Points of several targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What they earn.
    pub earned: Fraction,
    /// The weights of those that are not left out.
    pub weight: Fraction,
}

impl Sum {
    fn nothing() -> Self {
        Self { earned: Fraction::zero(), weight: Fraction::zero() }
    }

    fn add(&mut self, points: &Points) {
        if let Some(earned) = &points.earned {
            self.earned = self.earned.plus(earned);
            self.weight = self.weight.plus(&Fraction::from(points.weight));
        }
    }

    /// The share of the points that can be had, in per cent; `None` where there are none.
    #[must_use]
    pub fn percent(&self) -> Option<Fraction> {
        self.earned.times(&Fraction::from(Quantity::HUNDRED)).over(&self.weight)
    }
}

/// The score, if the plan weighs its targets.
pub(super) fn score(plan: &Plan, outcomes: &[Outcome]) -> Option<ScoreSheet> {
    let score = plan.score.as_ref()?;
    let judged = || plan.targets.iter().zip(outcomes);
    let targets: Vec<Option<Points>> = judged()
        .map(|(target, outcome)| Some(points(score, target, target.weight.as_ref()?, outcome)))
        .collect();
    let mut total = Sum::nothing();
    targets.iter().flatten().for_each(|points| total.add(points));
    let sections = std::iter::once(None).chain((0..plan.sections.len()).map(Some));
    let sections = sections.filter_map(|section| {
        let own = plan.targets.iter().zip(&targets).filter(|(target, _)| target.section == section);
        let mut own = own.filter_map(|(_, points)| points.as_ref()).peekable();
        own.peek()?;
        let mut sum = Sum::nothing();
        own.for_each(|points| sum.add(points));
        Some((section, sum))
    });
    let fails = |(position, (target, outcome)): (usize, (&Target, &Outcome))| {
        (target.veto && outcome.verdict.fails()).then_some(position)
    };
    let vetoes: Vec<usize> = judged().enumerate().filter_map(fails).collect();
    Some(ScoreSheet {
        sections: sections.collect(),
        grade: grade(score, &total, !vetoes.is_empty()),
        vetoes,
        is_final: judged().all(|(target, outcome)| target.weight.is_none() || outcome.due),
        targets,
        total,
    })
}

/// The best grade that the share of the points reaches; the lowest one at most after a veto.
fn grade(score: &Score, total: &Sum, is_vetoed: bool) -> Option<usize> {
    let percent = total.percent()?;
    let first = if is_vetoed { score.grades.len().checked_sub(1)? } else { 0 };
    let reached = |grade: &crate::plan::Grade| percent >= Fraction::from(grade.from);
    score.grades.iter().skip(first).position(reached).map(|position| position + first)
}

fn points(score: &Score, target: &Target, weight: &Weight, outcome: &Outcome) -> Points {
    let left = |rule| Points { weight: weight.points, earned: None, rule };
    let earn = |earned, rule| Points { weight: weight.points, earned: Some(earned), rule };
    let all = Fraction::from(weight.points);
    let nothing = Fraction::zero();
    match outcome.verdict {
        Verdict::Open | Verdict::Waived => return left(Rule::LeftOut),
        Verdict::NoData => return earn(nothing, Rule::NoData),
        _ => {}
    }
    let satisfied = is_satisfied(target, outcome);
    if weight.scoring == Scoring::AllOrNothing {
        let earned = if satisfied { all } else { nothing };
        return earn(earned, Rule::AllOrNothing { satisfied });
    }
    let Some(attainment) = outcome.attainment else {
        let passes = !outcome.verdict.fails();
        return earn(if passes { all } else { nothing }, Rule::NoAttainment { passes });
    };
    let hundred = Fraction::from(Quantity::HUNDRED);
    match &weight.scoring {
        Scoring::Proportional | Scoring::AllOrNothing => {
            let (rate, limit) = rate(score, attainment, satisfied);
            earn(all.times(&Fraction::from(rate)), Rule::Proportional { rate, limit })
        }
        Scoring::Steps { per, minus } => {
            let percent = Fraction::from(attainment).times(&hundred);
            let missing = if satisfied { nothing.clone() } else { hundred.minus(&percent) };
            let steps = missing.max(nothing.clone()).over(&Fraction::from(*per));
            let steps = steps.map_or(nothing.clone(), |steps| steps.floor());
            let left = all.minus(&steps.times(&Fraction::from(*minus)));
            earn(left.max(nothing), Rule::Steps { attainment, steps })
        }
        Scoring::Bands(bands) => {
            let percent = Fraction::from(attainment).times(&hundred);
            let percent = if satisfied { percent.max(hundred) } else { percent };
            // A goal that is missed is below 100%, also where the quotient is not.
            let reached = bands.iter().find(|band| {
                percent >= Fraction::from(band.from) && (satisfied || band.from < Quantity::HUNDRED)
            });
            let earned = reached.map_or(nothing, |band| Fraction::from(band.points));
            earn(earned, Rule::Band { attainment, from: reached.map(|band| band.from) })
        }
    }
}

/// The attainment that counts, and what holds it.
fn rate(score: &Score, attainment: Ratio, satisfied: bool) -> (Ratio, Limit) {
    let share = |percent: Quantity| Ratio::new(percent, Quantity::HUNDRED).unwrap_or(Ratio::ONE);
    let (cap, floor) = (share(score.cap), share(score.floor));
    // More than all is for goals that are satisfied.
    let cap = if satisfied { cap } else { cap.min(Ratio::ONE) };
    match attainment {
        attainment if attainment > cap => (cap, Limit::Cap),
        attainment if satisfied && attainment < Ratio::ONE => (Ratio::ONE, Limit::Met),
        attainment if attainment.is_negative() => (Ratio::ZERO, Limit::Zero),
        attainment if attainment < floor => (Ratio::ZERO, Limit::Floor),
        attainment => (attainment, Limit::None),
    }
}

/// Whether the goal is satisfied by what is there by now.
fn is_satisfied(target: &Target, outcome: &Outcome) -> bool {
    if matches!(outcome.verdict, Verdict::Exceeded | Verdict::Met) {
        return true;
    }
    match (&outcome.cells, &target.each) {
        (Some(cells), Some(each)) => {
            cells.count > 0
                && covers(cells.satisfied, cells.count, each.coverage)
                && outcome.total.as_ref().is_none_or(|total| total.satisfied)
        }
        _ => outcome.satisfied().unwrap_or(outcome.reason == Reason::NothingToBreach),
    }
}

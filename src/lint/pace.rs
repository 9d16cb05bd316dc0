//! What is asked of a target before it is due.

use std::cmp::Ordering;
use std::ops::Range;

use jiff::civil::Date;

use super::goal::order;
use super::{Entry, Finding, Linter, given_baseline, values};
use crate::diagnostic::Diagnostic;
use crate::period::{Granularity, Period};
use crate::plan::syntax::Table;
use crate::plan::{
    Aggregate, Checkpoint, Formula, GoalKind, GoalValue, GoalValues, Pace, Target, Value,
};
use crate::quantity::Ratio;
use crate::wording::diagnostics::lint::{pace as say, the_goal};

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    if !linter.knows_the_period() {
        return;
    }
    for (position, entry, target) in linter.resolved() {
        let mut found = Vec::new();
        match &target.pace {
            Pace::Checkpoints(points) => {
                let checkpoints = Checkpoints { linter, entry, target, points };
                found.extend(checkpoints.turn_back());
                found.extend(checkpoints.beyond_goal());
                found.extend(checkpoints.idle());
            }
            Pace::None => found.extend(no_pace(linter, entry, target)),
            Pace::Linear | Pace::Compound => {}
        }
        findings
            .extend(found.into_iter().map(|diagnostic| Finding::of_target(position, diagnostic)));
    }
}

/// A target that nothing is asked of for half a year or more, where nobody has said that it is meant so.
fn no_pace(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    // A key that is misspelt may say what is asked, or by when.
    let keys = ["pace", "checkpoints", "aggregate", "ratio", "each", "due"];
    if keys.iter().any(|key| entry.syntax.attempted(key)) {
        return None;
    }
    let in_calendar = target.each.as_ref().is_some_and(|each| each.calendar.is_some());
    let is_open = matches!(target.goal.values, GoalValues::Open);
    if entry.syntax.pace.is_some() || in_calendar || is_open {
        return None;
    }
    let first = linter.plan.period.first;
    let whole = Period { first, last: target.due.max(first) };
    // From half a year on.
    if whole.days() < 180 {
        return None;
    }
    let message = say::nothing_asked(&target.id, target.due);
    let period = on_the_way(linter.plan.period, target.due).map(|period| period.to_string());
    Some(
        Diagnostic::note("no-pace", linter.place(&entry.id.span), message)
            .label(say::no_pace())
            .help(say::write_pace(period.as_deref())),
    )
}

/// A period in the midst of the plan that ends before the goal is due: a quarter, or a month where there is none.
fn on_the_way(plan: Period, due: Date) -> Option<Period> {
    let last = due.yesterday().ok()?.min(plan.last);
    let way = Period { first: plan.first, last };
    [Granularity::Quarter, Granularity::Month].into_iter().find_map(|granularity| {
        let periods = granularity.within(way);
        periods.get(periods.len() / 2).copied()
    })
}

/// A target with the values that it is to have come to on its way.
struct Checkpoints<'a, 'l> {
    linter: &'l Linter<'a>,
    entry: &'l Entry<'a>,
    target: &'a Target,
    points: &'a [Checkpoint],
}

impl Checkpoints<'_, '_> {
    /// Whether figures rise towards the goal; `None` where nobody can say.
    fn rise(&self) -> Option<bool> {
        let kind = self.target.goal.kind;
        if kind.wants_more() {
            return Some(true);
        }
        if kind.wants_less() {
            // What adds up fills a limit little by little.
            let adds_up = matches!(self.target.measure.formula, Formula::Sum(_))
                && matches!(
                    self.target.measure.aggregate,
                    Some(Aggregate::Sum | Aggregate::Cumulative | Aggregate::Count)
                );
            return Some(adds_up);
        }
        if matches!(self.target.measure.aggregate, Some(Aggregate::Cumulative)) {
            return Some(true);
        }
        let is_at_zero = self.target.baseline.is_none() || self.target.measure.starts_anew();
        let start = if is_at_zero { Ratio::ZERO } else { given_baseline(self.target)? };
        let (_, value) = *values(self.linter.plan, self.target).first()?;
        let bound = super::bound(self.target, value)?;
        match (bound.low?, bound.high?) {
            (low, _) if start < low => Some(true),
            (_, high) if start > high => Some(false),
            _ => None,
        }
    }

    /// Where the value of a checkpoint stands.
    fn span(&self, point: &Checkpoint) -> Range<usize> {
        let written = self.entry.syntax.checkpoints.iter().flat_map(|map| &map.value.entries);
        let same =
            |name: &str| Period::parse(name).is_some_and(|period| period.last == point.period.last);
        written
            .filter(|(name, _)| same(&name.value))
            .map(|(_, value)| value.span.clone())
            .next()
            .unwrap_or_else(|| self.entry.id.span.clone())
    }

    fn turn_back(&self) -> Option<Diagnostic> {
        let rise = self.rise()?;
        let wrong = if rise { Ordering::Less } else { Ordering::Greater };
        let turns = |pair: &&[Checkpoint]| {
            order(self.target, &pair[1].value.low, &pair[0].value.low) == Some(wrong)
        };
        let [earlier, later] = self.points.windows(2).find(turns)? else { return None };
        let (earlier_span, later_span) = (self.span(earlier), self.span(later));
        let kind = self.target.goal.kind;
        let (before, value) =
            (self.linter.written(&earlier_span), self.linter.written(&later_span));
        let (since, period) = (earlier.period, later.period);
        let message = say::turns_back(&self.target.id, kind, rise, period, value, since, before);
        Some(
            Diagnostic::warning("checkpoints-turn-back", self.linter.place(&later_span), message)
                .label(say::expected_no_less(kind, rise, before))
                .and(self.linter.place(&earlier_span), say::asked_earlier())
                .help(say::keep_direction()),
        )
    }

    fn beyond_goal(&self) -> Option<Diagnostic> {
        let rise = self.rise()?;
        let beyond = if rise { Ordering::Greater } else { Ordering::Less };
        let passes = |point: &&Checkpoint, value: &GoalValue| {
            let end = end(value, rise);
            order(self.target, &point.value.low, end) == Some(beyond)
        };
        let (point, member) =
            values(self.linter.plan, self.target).into_iter().find_map(|(member, value)| {
                self.points.iter().find(|point| passes(point, value)).map(|point| (point, member))
            })?;
        let (span, goal) = (self.span(point), self.entry.value_span(member));
        let message = say::beyond_goal(&self.target.id, point.period, member);
        let written = if member.is_some() { None } else { Some(self.linter.written(&goal)) };
        let label = match self.target.goal.kind {
            GoalKind::Between => say::beyond_range(),
            kind => say::expected_no_more(kind, rise, written),
        };
        Some(
            Diagnostic::warning("checkpoint-beyond-goal", self.linter.place(&span), message)
                .label(label)
                .and(self.linter.place(&goal), the_goal())
                .help(say::correct_checkpoint()),
        )
    }

    /// Checkpoints that are never in force, or in force from the beginning.
    fn idle(&self) -> Vec<Diagnostic> {
        let (first, due) = (self.linter.plan.period.first, self.target.due);
        let finding = |point: &Checkpoint| {
            let (label, help) = if point.period.last < first {
                (say::before_the_plan(self.linter.plan.period), say::correct_period())
            } else if point.period.last > due || point.period.last == due && self.differs(point) {
                (say::goal_due(due), say::correct_period_or_due())
            } else {
                return None;
            };
            let message = say::not_on_the_way(&self.target.id, point.period);
            let place = self.linter.place(&self.span(point));
            Some(Diagnostic::warning("idle-checkpoint", place, message).label(label).help(help))
        };
        self.points.iter().filter_map(finding).collect()
    }

    /// Whether a checkpoint asks for something else than the goal.
    fn differs(&self, point: &Checkpoint) -> bool {
        let end = |value: &GoalValue| {
            let ends = [&value.low].into_iter().chain(&value.high);
            let mut orders = ends.map(|end| order(self.target, &point.value.low, end));
            orders.all(|order| order.is_some_and(|order| order != Ordering::Equal))
        };
        values(self.linter.plan, self.target).into_iter().any(|(_, value)| end(value))
    }
}

/// The end of a goal that must not be passed on the way.
fn end(value: &GoalValue, rise: bool) -> &Value {
    match &value.high {
        Some(high) if rise => high,
        _ => &value.low,
    }
}

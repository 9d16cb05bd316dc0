//! Goals that are open, that cannot be met, whose stretch is none, or whose parts do not add up to their total.

use std::cmp::Ordering;

use super::{Entry, Finding, Linter, bound, given_baseline, values};
use crate::diagnostic::Diagnostic;
use crate::plan::syntax::GoalSyntax;
use crate::plan::{Aggregate, Bound, Combine, Formula, GoalValue, GoalValues, Plan, Target, Value};
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::wording::Text;
use crate::wording::diagnostics::lint::{goal as say, goal_of, the_goal};
use crate::wording::diagnostics::name;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let mut found = Vec::new();
        found.extend(open(linter, entry, target));
        found.extend(stretch(linter, entry, target));
        found.extend(total(linter, entry, target));
        found.extend(impossible(linter, entry, target));
        findings
            .extend(found.into_iter().map(|diagnostic| Finding::of_target(position, diagnostic)));
    }
}

fn open(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    if !matches!(target.goal.values, GoalValues::Open) {
        return None;
    }
    let span = &entry.goal()?.span;
    let message = say::undecided(&goal_of(&target.id, None));
    Some(
        Diagnostic::note("value-open", linter.place(span), message)
            .label(say::left_open())
            .help(say::write_once_known()),
    )
}

/// How two values of a goal stand to each other, as far as the plan alone says it.
pub(super) fn order(target: &Target, one: &Value, other: &Value) -> Option<Ordering> {
    let baseline = given_baseline(target);
    if let (Ok(Some(one)), Ok(Some(other))) = (one.of(baseline), other.of(baseline)) {
        return Some(one.cmp(&other));
    }
    match (one.times.cmp(&other.times), one.plus.cmp(&other.plus)) {
        // Where the multiples differ, of a baseline above 0, which all but few are.
        (Ordering::Equal, order) | (order, Ordering::Equal) => Some(order),
        _ => None,
    }
}

/// A stretch that is no harder than the goal makes every target that is met an exceeded one.
fn stretch(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let (stretch, syntax) = (target.stretch.as_ref()?, entry.syntax.stretch.as_ref()?);
    let weaker = if target.goal.kind.wants_more() { Ordering::Less } else { Ordering::Greater };
    let (member, order) = values(linter.plan, target).into_iter().find_map(|(member, value)| {
        let order = order(target, &stretch.low, &value.low)?;
        (order == weaker || order == Ordering::Equal).then_some((member, order))
    })?;
    let span = entry.value_span(member);
    let (written, goal) = (linter.written(&syntax.span), linter.written(&span));
    // A goal by members may be written in their roster.
    let goal = if member.is_some() { None } else { Some(goal) };
    let message = say::idle_stretch(&target.id, written, order == weaker, member);
    let help = if order == weaker && member.is_none() {
        say::swap(target.goal.kind.key(), linter.literal(&span), linter.literal(&syntax.span))
    } else {
        say::correct_stretch()
    };
    Some(
        Diagnostic::warning("weak-stretch", linter.place(&syntax.span), message)
            .label(say::expected_stretch(target.goal.kind, goal))
            .and(linter.place(&span), the_goal())
            .help(help),
    )
}

/// What the parts of a goal by members add up to, if not to their total.
fn total(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let GoalValues::ByMember { dimension, values, total: Some(total) } = &target.goal.values else {
        return None;
    };
    // A part is asked for by each member of the other dimensions.
    let others = target.each.iter().flat_map(|each| &each.dimensions);
    let others = others.filter(|other| *other != dimension);
    let mut times =
        others.map(|&other| Quantity::from(linter.plan.dimensions[other].members.len()));
    let times = times.try_fold(Quantity::ONE, Quantity::times).ok()?;
    let fixed = |value: &GoalValue| {
        (!value.is_relative() && value.high.is_none()).then_some(value.low.plus)
    };
    let parts: Option<Vec<Quantity>> = values.iter().map(fixed).collect();
    let sum = parts?.into_iter().try_fold(Quantity::ZERO, Quantity::plus).ok()?;
    let sum = sum.times(times).ok()?;
    let total = fixed(total)?;
    let difference = sum.minus(total).ok()?;
    if difference.is_zero() {
        return None;
    }
    let goal = entry.goal()?;
    let (inner, parts) = match &goal.value {
        GoalSyntax::ByMember(parts) => {
            let members = parts.members.as_ref().map(|members| &members.span);
            let roster = parts.roster.as_ref().map(|roster| &roster.span);
            (parts.total.as_ref(), members.or(roster))
        }
        _ => (None, None),
    };
    let span = &inner.or(entry.syntax.total.as_ref())?.span;
    let is_less = difference.is_negative();
    let number = if is_less { difference.negated() } else { difference };
    let (sum, total) = (sum.normalized(), total.normalized());
    let message = say::parts_differ(&target.id, sum, number.normalized(), is_less, total);
    Some(
        Diagnostic::warning("total-mismatch", linter.place(span), message)
            .label(say::expected_sum(sum))
            .and(linter.place(parts.unwrap_or(&goal.span)), say::the_parts())
            .help(say::correct_parts()),
    )
}

/// A goal that no figure can meet which the plan itself takes for plausible.
fn impossible(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let (member, bound) = values(linter.plan, target).into_iter().find_map(|(member, value)| {
        Some((member, bound(target, value)?))
            .filter(|(_, bound)| out_of_range(linter.plan, target, *bound).is_some())
    })?;
    let (limit, key) = out_of_range(linter.plan, target, bound)?;
    let span = entry.value_span(member);
    let reason = match key {
        "whole" => entry.syntax.whole.as_ref().map(|whole| &whole.span),
        _ => entry.syntax.valid.as_ref().map(|valid| &valid.span),
    };
    let message = say::cannot_be_met(&goal_of(&target.id, member));
    let diagnostic = Diagnostic::warning("impossible-goal", linter.place(&span), message)
        .label(limit)
        .help(say::correct_goal_or(key));
    Some(match reason {
        Some(reason) => diagnostic.and(linter.place(reason), name(key)),
        None => diagnostic,
    })
}

/// What keeps every plausible figure from a bound, and the key that says so.
fn out_of_range(plan: &Plan, target: &Target, bound: Bound) -> Option<(Text, &'static str)> {
    let measure = &target.measure;
    let (valid, whole) = match &measure.formula {
        Formula::Ratio { valid, .. } => (*valid, false),
        Formula::Sum(indicators) => {
            let [only] = indicators.as_slice() else { return None };
            let indicator = &plan.indicators[*only];
            let is_one_figure =
                !matches!(measure.aggregate, None | Some(Aggregate::Sum | Aggregate::Count))
                    && measure.combine != Some(Combine::Sum);
            let is_mean = measure.aggregate == Some(Aggregate::Mean)
                || measure.combine == Some(Combine::Mean);
            (indicator.valid.filter(|_| is_one_figure), indicator.whole && !is_mean)
        }
    };
    if let Some((low, high)) = valid {
        let (lowest, highest) = (Ratio::whole(low), Ratio::whole(high));
        let above = bound.low.is_some_and(|end| end > highest || bound.strict && end == highest);
        let below = bound.high.is_some_and(|end| end < lowest || bound.strict && end == lowest);
        if above {
            return Some((say::plausible_at_most(high), "valid"));
        }
        if below {
            return Some((say::plausible_at_least(low), "valid"));
        }
    }
    let (low, high) = (bound.low?, bound.high?);
    // A range between two whole numbers holds none.
    let is_between = low.rounded(0, Rounding::Down) == high.rounded(0, Rounding::Down)
        && low.rounded(0, Rounding::Up) == high.rounded(0, Rounding::Up)
        && low.rounded(0, Rounding::Down) != low.rounded(0, Rounding::Up);
    (whole && is_between).then(|| (say::expected_whole(), "whole"))
}

//! Goals that are open, that cannot be met, whose stretch is none, or whose parts do not add up to their total.

use std::cmp::Ordering;

use super::{Entry, Finding, Linter, bound, given_baseline, of_member, values};
use crate::diagnostic::Diagnostic;
use crate::plan::syntax::GoalSyntax;
use crate::plan::{
    Aggregate, Bound, Combine, Formula, GoalKind, GoalValue, GoalValues, Plan, Target, Value,
};
use crate::quantity::{Quantity, Ratio, Rounding};

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
    let message = format!("the goal of `{}` is still to be decided", target.id);
    Some(
        Diagnostic::note("value-open", linter.place(span), message)
            .label("left open")
            .help("write the value once it is known; until then the verdict is `open`"),
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
    let relation =
        if order == weaker { "is weaker than the goal" } else { "is no better than the goal" };
    let better = match target.goal.kind {
        GoalKind::Reach => "a later stage than",
        kind if kind.wants_more() => "a value above",
        _ => "a value below",
    };
    // A goal by members may be written in their roster.
    let goal = if member.is_some() { "that of every member" } else { goal };
    let message =
        format!("the stretch {written} of `{}` {relation}{}", target.id, of_member(member));
    let help = if order == weaker && member.is_none() {
        let (stretch, goal) = (linter.literal(&syntax.span), linter.literal(&span));
        let key = target.goal.kind.key();
        format!("if the two are the wrong way round, write {key} = {stretch} and stretch = {goal}")
    } else {
        "correct the stretch, or delete it".to_owned()
    };
    Some(
        Diagnostic::warning("weak-stretch", linter.place(&syntax.span), message)
            .label(format!("expected {better} {goal}"))
            .and(linter.place(&span), "the goal")
            .help(help),
    )
}

/// What the parts of a goal by members add up to, if not to their total.
fn total(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let GoalValues::ByMember { values, total: Some(total), .. } = &target.goal.values else {
        return None;
    };
    let fixed = |value: &GoalValue| {
        (!value.is_relative() && value.high.is_none()).then_some(value.low.plus)
    };
    let parts: Option<Vec<Quantity>> = values.iter().map(fixed).collect();
    let sum = parts?.into_iter().try_fold(Quantity::ZERO, Quantity::plus).ok()?;
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
    let (number, relation) = if difference.is_negative() {
        (difference.negated(), "less")
    } else {
        (difference, "more")
    };
    let message = format!(
        "the parts of `{}` add up to {}, {} {relation} than their total {}",
        target.id,
        sum.normalized(),
        number.normalized(),
        total.normalized()
    );
    Some(
        Diagnostic::warning("total-mismatch", linter.place(span), message)
            .label(format!("expected {}", sum.normalized()))
            .and(linter.place(parts.unwrap_or(&goal.span)), "the parts")
            .help("correct the total or a part; if more is handed down than promised, say so in `allow`"),
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
    let message = format!("no figure can meet the goal of `{}`{}", target.id, of_member(member));
    let diagnostic = Diagnostic::warning("impossible-goal", linter.place(&span), message)
        .label(limit)
        .help(format!("correct the goal, or `{key}`"));
    Some(match reason {
        Some(reason) => diagnostic.and(linter.place(reason), format!("`{key}`")),
        None => diagnostic,
    })
}

/// What keeps every plausible figure from a bound, and the key that says so.
fn out_of_range(plan: &Plan, target: &Target, bound: Bound) -> Option<(String, &'static str)> {
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
            return Some((format!("plausible figures are at most {high}"), "valid"));
        }
        if below {
            return Some((format!("plausible figures are at least {low}"), "valid"));
        }
    }
    let (low, high) = (bound.low?, bound.high?);
    // A range between two whole numbers holds none.
    let is_between = low.rounded(0, Rounding::Down) == high.rounded(0, Rounding::Down)
        && low.rounded(0, Rounding::Up) == high.rounded(0, Rounding::Up)
        && low.rounded(0, Rounding::Down) != low.rounded(0, Rounding::Up);
    (whole && is_between).then(|| ("expected a whole number".to_owned(), "whole"))
}

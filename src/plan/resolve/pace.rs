//! What is required before a target is due, and the baseline that it starts from.

use super::super::syntax::{Amount, Faults, GoalSyntax, PaceWord, Spanned, Table, value};
use super::super::{
    Aggregate, AttainmentKind, Baseline, Checkpoint, Each, Formula, GoalKind, GoalValue,
    GoalValues, Measure, Pace,
};
use super::goal::{Values, too_wide};
use super::target::Parts;
use crate::diagnostic::{Diagnostic, Spelling};
use crate::period::Period;
use crate::quantity::{Quantity, Ratio};
use crate::wording::Text;
use crate::wording::diagnostics::keep_one_of_two;
use crate::wording::diagnostics::resolve::goal::expected_one_value;
use crate::wording::diagnostics::resolve::{delete, pace as say};

/// What may start from the baseline.
pub(super) struct NeedsBaseline<'a> {
    pub(super) goal: &'a GoalValues,
    pub(super) stretch: Option<&'a GoalValue>,
    pub(super) pace: &'a Pace,
    pub(super) attainment: Option<AttainmentKind>,
}

/// The pace of a target: written out, named, or by default linear for what builds up to an `at_least`.
pub(super) fn pace(
    parts: &Parts<'_>,
    measure: Option<&Measure>,
    each: Option<&Each>,
    values: &Values<'_>,
    faults: &mut Faults<'_>,
) -> Pace {
    let Parts { syntax, kind, .. } = *parts;
    let word = syntax.pace.as_ref().map(|word| word.value);
    let in_calendar = each.is_some_and(|each| each.calendar.is_some());
    let mut conflict = |span: &std::ops::Range<usize>, message: Text, help: Text| {
        faults.add(span, |place| Diagnostic::error("conflicting-keys", place, message).help(help));
    };
    if let Some(checkpoints) = &syntax.checkpoints {
        if let Some(pace) = &syntax.pace {
            conflict(&pace.span, say::checkpoints_are_the_pace(), delete("pace"));
        }
        if in_calendar {
            conflict(&checkpoints.span, say::no_pace_in_a_calendar(), delete("checkpoints"));
            return Pace::None;
        }
        if checkpoints.value.entries.is_empty() {
            faults.add(&checkpoints.span, |place| {
                Diagnostic::error("bad-value", place, say::no_checkpoints())
                    .label(say::expected_a_checkpoint())
                    .help(say::write_checkpoints())
            });
        }
        let mut points: Vec<Checkpoint> = Vec::new();
        for (name, value) in &checkpoints.value.entries {
            let Some(period) = Period::parse(&name.value) else {
                faults
                    .add(&name.span, |place| value::bad_period(place, &name.value, Spelling::Key));
                continue;
            };
            let GoalSyntax::One(_) = &value.value else {
                faults.add(&value.span, |place| {
                    Diagnostic::error("bad-value", place, say::several_values())
                        .label(expected_one_value())
                        .help(say::write_one_value(&name.value, &example(&value.value)))
                });
                continue;
            };
            // A checkpoint of a range is the one value that the figure should have come to.
            let kind = if matches!(kind, GoalKind::Between | GoalKind::About) {
                GoalKind::Equals
            } else {
                kind
            };
            let Some(value) = values.value(kind, value, faults) else { continue };
            if points.iter().any(|other| other.period.last == period.last) {
                faults.add(&name.span, |place| {
                    Diagnostic::error("conflicting-keys", place, say::second_checkpoint(period))
                        .help(keep_one_of_two())
                });
            }
            points.push(Checkpoint { period, value });
        }
        points.sort_by_key(|point| point.period.last);
        return Pace::Checkpoints(points);
    }
    let word_span = syntax.pace.as_ref().map_or(0..0, |pace| pace.span.clone());
    match word {
        Some(PaceWord::Linear | PaceWord::Compound) if kind == GoalKind::Reach => {
            conflict(&word_span, say::no_pace_of_stages(), say::write_stages());
            Pace::None
        }
        Some(PaceWord::Linear | PaceWord::Compound) if in_calendar => {
            conflict(&word_span, say::no_pace_in_a_calendar(), delete("pace"));
            Pace::None
        }
        Some(PaceWord::Linear) => Pace::Linear,
        Some(PaceWord::Compound) => Pace::Compound,
        Some(PaceWord::None) => Pace::None,
        None => {
            let builds_up = measure.is_some_and(|measure| {
                matches!(measure.formula, Formula::Sum(_))
                    && matches!(measure.aggregate, Some(Aggregate::Sum | Aggregate::Cumulative))
            });
            let by_default =
                matches!(kind, GoalKind::AtLeast | GoalKind::MoreThan) && builds_up && !in_calendar;
            if by_default { Pace::Linear } else { Pace::None }
        }
    }
}

/// A value that a checkpoint of several may be meant as: the first of them.
fn example(values: &GoalSyntax) -> String {
    match values.first().map(|amount| &amount.value) {
        Some(Amount::Number(number)) => number.to_string(),
        Some(Amount::Text(text)) => format!("\"{text}\""),
        None => "10".to_owned(),
    }
}

/// Whatever starts from the baseline needs one, and one that it can start from.
pub(super) fn check_baseline(
    parts: &Parts<'_>,
    needs: &NeedsBaseline<'_>,
    baseline: Option<Baseline>,
    plan_period: Option<Period>,
    faults: &mut Faults<'_>,
) {
    let Parts { syntax, goal, .. } = *parts;
    let NeedsBaseline { goal: goal_values, stretch, pace, attainment } = *needs;
    let of_goal: Vec<&GoalValue> = match goal_values {
        GoalValues::Open => Vec::new(),
        GoalValues::One(value) => vec![value],
        GoalValues::ByMember { values, total, .. } => values.iter().chain(total).collect(),
    };
    let checkpoints = match pace {
        Pace::Checkpoints(points) => points.as_slice(),
        _ => &[],
    };
    let mut values =
        of_goal.iter().copied().chain(stretch).chain(checkpoints.iter().map(|point| &point.value));
    if let Some(Baseline::Given(number)) = baseline {
        let known = Some(Ratio::whole(number));
        if values.clone().any(|value| value.bound(parts.kind, known).is_err()) {
            too_wide(&goal.span, faults);
        }
    }
    let mut needs = |span: &std::ops::Range<usize>, message: Text| {
        if syntax.baseline.is_none() && !syntax.attempted("baseline") {
            faults.add(span, |place| {
                Diagnostic::error("missing-key", place, message).help(say::write_the_baseline())
            });
        }
    };
    if values.any(GoalValue::is_relative) {
        needs(&goal.span, say::relative_needs_baseline());
    }
    if matches!(pace, Pace::Compound) {
        needs(
            syntax.pace.as_ref().map_or(&goal.span, |key| &key.span),
            say::compound_needs_baseline(),
        );
    }
    if attainment == Some(AttainmentKind::Progress) && parts.kind != GoalKind::Reach {
        let span = syntax.attainment.as_ref().map_or(&goal.span, |key| &key.span);
        needs(span, say::progress_needs_baseline());
    }
    let Some(span) = syntax.baseline.as_ref().map(|baseline| &baseline.span) else { return };
    let stretch = syntax.stretch.iter().flat_map(|stretch| amounts(&stretch.value));
    for value in amounts(&goal.value).into_iter().chain(stretch) {
        refuse_change_without_baseline(value, faults);
    }
    let mut bad = |message: Text, help: Text| {
        faults.add(span, |place| Diagnostic::error("bad-value", place, message).help(help));
    };
    match baseline {
        Some(Baseline::Given(number))
            if matches!(pace, Pace::Compound) && number <= Quantity::ZERO =>
        {
            bad(say::nothing_grows_from(number), say::choose_linear());
        }
        Some(Baseline::Of(period)) => {
            if let Some(plan) = plan_period.filter(|plan| period.last >= plan.last) {
                bad(say::baseline_too_late(period, plan), say::name_an_earlier_period());
            }
        }
        _ => {}
    }
    let not_above_zero =
        |value: &&GoalValue| !value.is_relative() && value.low.plus <= Quantity::ZERO;
    if matches!(pace, Pace::Compound) && of_goal.iter().any(not_above_zero) {
        faults.add(&goal.span, |place| {
            Diagnostic::error("bad-value", place, say::compound_above_zero())
                .help(say::choose_linear())
        });
    }
}

/// The values of a goal, as they are written.
fn amounts(goal: &GoalSyntax) -> Vec<&Spanned<Amount>> {
    match goal {
        GoalSyntax::One(amount) => vec![amount],
        GoalSyntax::Pair(ends) => ends.iter().collect(),
        GoalSyntax::ByMember(parts) => {
            let members = parts.members.iter().flat_map(|members| &members.value.entries);
            members.flat_map(|(_, value)| amounts(&value.value)).collect()
        }
    }
}

/// Nobody writes a sign of plus before a level: beside a baseline a change is meant.
fn refuse_change_without_baseline(value: &Spanned<Amount>, faults: &mut Faults<'_>) {
    let Amount::Text(text) = &value.value else { return };
    if let Some(change) = text.trim_start().strip_prefix(['+', '＋']) {
        faults.add(&value.span, |place| {
            Diagnostic::error("bad-value", place, say::level_or_change(text))
                .help(say::write_the_baseline_before(change.trim()))
        });
    }
}

/// What the figure was before: a number, or the period whose figure it is.
pub(super) fn baseline_of(
    kind: GoalKind,
    baseline: &Spanned<Amount>,
    values: &Values<'_>,
    faults: &mut Faults<'_>,
) -> Option<Baseline> {
    if kind == GoalKind::Reach {
        return None;
    }
    if let Amount::Text(text) = &baseline.value
        && let Some(period) = Period::parse(text)
    {
        return Some(Baseline::Of(period));
    }
    let value = values.amount(baseline, faults)?;
    if value.is_relative() {
        faults.add(&baseline.span, |place| {
            Diagnostic::error("bad-value", place, say::relative_to_itself())
                .label(say::expected_number_or_period())
                .help(say::write_figure_or_period())
        });
        return None;
    }
    Some(Baseline::Given(value.plus))
}

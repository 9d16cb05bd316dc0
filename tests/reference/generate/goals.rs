//! Goal values aimed at the figures: on them, a hair beside them, and anywhere.

use super::rows::written;
use crate::reference::exact::{Exact, decimal, decimal_text, fraction, whole, zero};
use crate::reference::judge;
use crate::reference::model::{
    Aggregate, Amount, Bounds, Case, Change, Kind, Pace, Plan, Quantity, Target, Tolerance,
};
use crate::reference::random::Random;
use num_traits::{One, Pow, Signed, Zero};

/// What is known of the figures when a goal is chosen.
struct Sight {
    /// Figure and baseline of each cell that has a figure.
    seen: Vec<(Exact, Option<Exact>)>,
    /// The elapsed share, if a pace by shares is in force, and whether its way starts at 0.
    share: Option<(i32, i32, bool)>,
    /// Whether the figure is a total to date.
    to_date: bool,
    /// Whether the pace is compound.
    compound: bool,
    /// How many checkpoints have passed.
    passed: usize,
}

/// Gives every target its values.
pub(crate) fn aim(random: &mut Random, case: &mut Case) {
    for index in 0..case.plan.targets.len() {
        let mut target = case.plan.targets[index].clone();
        let as_of = judge::as_of(case);
        let passed =
            target.checkpoints.iter().filter(|(period, _)| Some(period.last) <= as_of).count();
        let sight = Sight {
            seen: judge::observed(case, &target),
            share: judge::share(case, &target),
            to_date: target.aggregation(&case.plan) == Some(Aggregate::Cumulative),
            compound: target.pace == Some(Pace::Compound),
            passed,
        };
        if target.is_reach() {
            stages(random, &case.plan, &mut target, &sight);
        } else if target.is_tbd() {
            target.stretch = None;
        } else {
            numbers(random, &case.plan, &mut target, &sight);
        }
        if target.pace == Some(Pace::Compound) && !judge::can_grow(case, &target) {
            target.pace = Some(Pace::Linear);
        }
        case.plan.targets[index] = target;
    }
}

/// A stage near the one that is reached; checkpoints up to it, a stretch beyond it.
fn stages(random: &mut Random, plan: &Plan, target: &mut Target, sight: &Sight) {
    let last = plan.ladder.len() - 1;
    let reached = if sight.seen.is_empty() { zero() } else { random.pick(&sight.seen).0.clone() };
    let near = reached - whole(1) + whole(random.between(-1, 1));
    let mut stage =
        (0..=last).min_by_key(|&stage| (whole_index(stage) - &near).abs()).unwrap_or(last);
    if target.stretch.is_some() {
        stage = stage.min(last - 1);
        target.stretch = Some(Amount::Stage(random.below(last - stage) + stage + 1));
    }
    let spread: Vec<(String, Vec<Amount>)> = member_names(plan, target)
        .into_iter()
        .map(|name| (name, vec![Amount::Stage(random.below(last + 1))]))
        .collect();
    set_bounds(target, vec![Amount::Stage(stage)], spread, None);
    let mut previous = 0;
    for (_, amount) in &mut target.checkpoints {
        previous = previous.max(random.below(stage + 1));
        *amount = Amount::Stage(previous);
    }
}

fn whole_index(index: usize) -> Exact {
    Exact::from_integer(index.into())
}

fn member_names(plan: &Plan, target: &Target) -> Vec<String> {
    target
        .each
        .first()
        .map_or_else(Vec::new, |&dimension| plan.dimensions[dimension].members.clone())
}

fn set_bounds(
    target: &mut Target,
    same: Vec<Amount>,
    spread: Vec<(String, Vec<Amount>)>,
    sum: Option<Amount>,
) {
    match &mut target.goal.bounds {
        Bounds::Same(amounts) => *amounts = same,
        Bounds::Members { each, total, .. } => {
            *each = spread;
            if total.is_some() {
                *total = sum;
            }
        }
    }
}

fn numbers(random: &mut Random, plan: &Plan, target: &mut Target, sight: &Sight) {
    let relative = matches!(&target.goal.bounds, Bounds::Same(amounts) if !amounts.is_empty());
    let breaks_down = matches!(target.goal.bounds, Bounds::Members { .. });
    let kind = target.goal.kind;
    if target.unit.is_some()
        && !relative
        && !breaks_down
        && target.baseline.is_none()
        && random.chance(20)
    {
        target.unit_written = target.is_ratio();
    }
    let goal = near_figure(random, sight);
    let baseline = sight.seen.iter().find_map(|(_, baseline)| baseline.clone());
    let goal = if kind == Kind::About { centre(random, target, &goal, relative) } else { goal };
    let same = amounts(random, target, goal.clone(), baseline.as_ref(), relative);
    set_stretch(random, target, &goal, &same);
    let mut spread = Vec::new();
    let mut sum = None;
    if let Bounds::Members { total, .. } = &target.goal.bounds {
        if total.is_some() {
            let all: Exact = sight.seen.iter().map(|(figure, _)| figure).sum();
            let near = beside(random, &short(&all));
            sum = Some(number(random, target, near));
        }
        for name in member_names(plan, target) {
            let mut goal = near_figure(random, sight);
            if kind == Kind::About && random.chance(50) {
                goal += whole(1);
            }
            spread.push((name, amounts(random, target, goal, None, false)));
        }
    }
    set_bounds(target, same, spread, sum);
    checkpoints(random, target, sight);
}

/// Steps up to and past the figure: the one in force lies on it or beside it.
fn checkpoints(random: &mut Random, target: &mut Target, sight: &Sight) {
    let figure = if sight.seen.is_empty() { whole(5) } else { short(&random.pick(&sight.seen).0) };
    let in_force = beside(random, &figure);
    let count = target.checkpoints.len();
    for index in 0..count {
        let step = i32::try_from(index).unwrap_or(0) - i32::try_from(sight.passed).unwrap_or(0) + 1;
        let amount = number(random, target, &in_force + whole(step));
        target.checkpoints[index].1 = amount;
    }
}

/// A value on a figure, where the pace puts it there, or beside.
fn near_figure(random: &mut Random, sight: &Sight) -> Exact {
    if sight.seen.is_empty() || random.chance(4) {
        return decimal(random.between(-50, 1500), u32::from(random.chance(50)));
    }
    let (figure, baseline) = random.pick(&sight.seen).clone();
    let figure = short(&figure);
    if let Some((elapsed, of, from_zero)) =
        sight.share.filter(|(elapsed, of, _)| elapsed < of && random.chance(50))
    {
        // A total to date that is below the baseline has begun anew.
        let anew = |start: &Exact| sight.to_date && figure < *start;
        let start = baseline.filter(|start| !from_zero && !anew(start)).unwrap_or_else(zero);
        let share = fraction(elapsed, of);
        let linear = &start + (&figure - &start) / &share;
        let compound = (share.numer().is_one() && start.is_positive() && figure.is_positive())
            .then(|| &start * (&figure / &start).pow(of / elapsed));
        let solved = if sight.compound { compound.unwrap_or(linear) } else { linear };
        if decimal_text(&solved).is_some_and(|text| text.len() <= 14) {
            return if random.chance(60) { solved } else { beside(random, &solved) };
        }
    }
    beside(random, &figure)
}

/// The number, if it has few decimals, else one just below it that has.
fn short(number: &Exact) -> Exact {
    if decimal_text(number).is_some_and(|text| text.len() <= 14) {
        return number.clone();
    }
    (number * whole(1000)).floor() / whole(1000)
}

fn beside(random: &mut Random, number: &Exact) -> Exact {
    let text = decimal_text(number).unwrap_or_default();
    let places = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let places = u32::try_from(places).unwrap_or(0) + u32::from(random.chance(30));
    let last_place = decimal(1, places);
    let tenth = (number.abs() / whole(10)).ceil();
    match random.weighted(&[(34, 0), (12, 1), (12, 2), (21, 3), (21, 4)]) {
        0 => number.clone(),
        1 => number + last_place,
        2 => number - last_place,
        3 => number + tenth,
        _ => number - tenth,
    }
}

fn number(random: &mut Random, target: &Target, value: Exact) -> Amount {
    if !target.unit_written {
        return Amount::Number(Quantity { number: value, unit: target.unit.clone() });
    }
    Amount::Number(written(random, target.unit.as_ref(), value))
}

/// A difference: of a percentage never written with its unit, for `5%` is a share there.
fn added(random: &mut Random, target: &Target, difference: Exact) -> Quantity {
    written(random, target.unit.as_ref().filter(|unit| unit.of != "%"), difference)
}

/// The centre of an `about` whose edge lies on the number, and its tolerance.
fn centre(random: &mut Random, target: &mut Target, edge: &Exact, relative: bool) -> Exact {
    let percent = fraction(*random.pick(&[1, 2, 4, 5, 10, 20, 25]), *random.pick(&[1, 1, 2]));
    let sign = if random.chance(50) { whole(1) } else { whole(-1) };
    let by_percent = edge / (whole(1) + &sign * &percent / whole(100));
    let short = decimal_text(&by_percent).is_some_and(|text| text.len() <= 14);
    if short && by_percent.is_positive() && !relative && random.chance(70) {
        target.goal.tolerance = Some(Tolerance::Percent(percent));
        return by_percent;
    }
    let is_percentage = target.unit.as_ref().is_some_and(|unit| unit.text == "%");
    let width = percent.clone();
    target.goal.tolerance = Some(if is_percentage && random.chance(50) {
        Tolerance::Points(percent)
    } else {
        Tolerance::Plain(if target.unit_written {
            added(random, target, percent)
        } else {
            Quantity { number: percent, unit: None }
        })
    });
    edge + sign * width
}

/// The goal's amounts: one, or two for a range.
fn amounts(
    random: &mut Random,
    target: &Target,
    goal: Exact,
    baseline: Option<&Exact>,
    relative: bool,
) -> Vec<Amount> {
    let is_range = target.goal.kind == Kind::Between;
    if !is_range {
        return vec![if relative {
            change(random, target, &goal, baseline)
        } else {
            number(random, target, goal)
        }];
    }
    let width =
        random.weighted(&[(20, zero()), (20, decimal(1, 2)), (30, whole(1)), (30, whole(10))]);
    let (low, high) =
        if random.chance(50) { (&goal - width, goal) } else { (goal.clone(), goal + width) };
    let mut one = |value: Exact| {
        if !relative {
            return number(random, target, value);
        }
        let start = baseline.cloned().unwrap_or_else(zero);
        Amount::Relative(Change::Add(Quantity { number: short(&(value - start)), unit: None }))
    };
    vec![one(low), one(high)]
}

/// A goal relative to the baseline that comes out at the number, if a short change does.
fn change(random: &mut Random, target: &Target, goal: &Exact, baseline: Option<&Exact>) -> Amount {
    let Some(baseline) = baseline else {
        return Amount::Relative(random.weighted(&[
            (1, Change::Unchanged),
            (1, Change::Percent(whole(5))),
            (1, Change::Add(Quantity { number: whole(-3), unit: None })),
            (1, Change::Times(whole(2))),
        ]));
    };
    let is_short = |number: &Exact| decimal_text(number).is_some_and(|text| text.len() <= 10);
    let difference = short(&(goal - baseline));
    let mut changes = vec![Change::Add(added(random, target, difference.clone()))];
    if goal == baseline {
        changes = vec![Change::Unchanged];
    }
    if target.unit.as_ref().is_some_and(|unit| unit.text == "%") {
        changes.push(Change::Points(difference));
    }
    if !baseline.is_zero() {
        let factor = goal / baseline;
        let percent = (&factor - whole(1)) * whole(100);
        // All of the baseline taken away leaves nothing relative.
        let percent = Some(percent).filter(|percent| is_short(percent) && !factor.is_zero());
        changes.extend(percent.map(Change::Percent));
        changes.extend(
            Some(factor)
                .filter(|factor| is_short(factor) && factor.is_positive())
                .map(Change::Times),
        );
    }
    changes.push(Change::Percent(fraction(random.between(-20, 40), 2)));
    Amount::Relative(random.pick(&changes).clone())
}

/// A stretch on the better side of the goal, often where the figure is.
fn set_stretch(random: &mut Random, target: &mut Target, goal: &Exact, amounts: &[Amount]) {
    if target.stretch.is_none() {
        return;
    }
    let better = match target.goal.kind {
        Kind::AtLeast | Kind::MoreThan => whole(1),
        _ => whole(-1),
    };
    let further =
        random.weighted(&[(50, decimal(1, 2)), (30, whole(1)), (20, goal.abs() / whole(4))]);
    let further = short(&further).max(decimal(1, 3)) * better;
    target.stretch = match &amounts[0] {
        Amount::Number(_) => Some(number(random, target, goal + further)),
        Amount::Relative(Change::Unchanged) => {
            Some(Amount::Relative(Change::Add(Quantity { number: further, unit: None })))
        }
        Amount::Relative(Change::Add(quantity)) => {
            let number = target.in_unit(quantity) + further;
            Some(Amount::Relative(Change::Add(Quantity { number, unit: None })))
        }
        Amount::Relative(Change::Points(points)) => {
            Some(Amount::Relative(Change::Points(points + further)))
        }
        _ => None,
    };
}

//! What a random target measures, for whom, by when and how it counts; its values come later.

use super::habit::{Habit, baseline_period, habit};
use crate::reference::dates::month_span;
use crate::reference::exact::{fraction, whole};
use crate::reference::judge::Fault;
use crate::reference::model::{
    Aggregate, Amount, Baseline, Bounds, Combine, Cycle, Kind, Measure, Pace, Plan, Quantity,
    Series, Severity, Target, UNITS, Unit,
};
use crate::reference::random::Random;

/// Adds one target to the plan, and what its rows will look like.
pub(crate) fn add(
    random: &mut Random,
    plan: &mut Plan,
    habits: &mut Vec<Habit>,
    wish: Option<Fault>,
) {
    let shared = !plan.targets.is_empty() && random.chance(12);
    let mut target = if shared {
        let like = random.below(plan.targets.len());
        sharing(random, plan, like)
    } else {
        let mut target = blank(random, plan.targets.len());
        measure(random, plan, &mut target, wish);
        cells(random, plan, &mut target, wish);
        target
    };
    when(random, plan, &mut target, wish);
    standing(random, plan, &mut target);
    if shared {
        let baseline = baseline_period(&target);
        for series in target.series() {
            habits[series].baseline = habits[series].baseline.or(baseline);
        }
    } else {
        habit(random, plan, habits, &mut target, wish);
    }
    plan.targets.push(target);
}

fn blank(random: &mut Random, index: usize) -> Target {
    let mut target = Target::bare(format!("goal-{}", index + 1), *random.pick(&Kind::ALL));
    target.title = format!("目标{}", index + 1);
    target.alias = random.chance(20).then(|| format!("别名{}", index + 1));
    target
}

/// Another goal on the figures of an earlier target.
fn sharing(random: &mut Random, plan: &Plan, like: usize) -> Target {
    let mut target = blank(random, plan.targets.len());
    let like = &plan.targets[like];
    if like.is_reach() || target.is_reach() {
        target.goal.kind = like.goal.kind;
    }
    target.alias = None;
    target.measure = like.measure.clone();
    target.unit.clone_from(&like.unit);
    target.filter.clone_from(&like.filter);
    target.aggregate = like.aggregate;
    target.combine = like.combine;
    target.each.clone_from(&like.each);
    target.each_period = like.each_period;
    target
}

fn new_series(plan: &mut Plan, key: String, also: Vec<String>) -> usize {
    let mut names = vec![key.clone()];
    names.extend(also);
    plan.series.push(Series { key, names });
    plan.series.len() - 1
}

/// `indicator`, `ratio`, `unit`, `aggregate`.
fn measure(random: &mut Random, plan: &mut Plan, target: &mut Target, wish: Option<Fault>) {
    let mut shape = random.weighted(&[(75, 0), (15, 1), (10, 2)]);
    match wish {
        Some(Fault::RatioOverZero) => shape = 1,
        Some(_) => shape = 0,
        None => {}
    }
    if wish.is_some() && target.is_reach() {
        target.goal.kind = Kind::AtLeast;
    }
    if target.is_reach() {
        shape = 0;
    }
    let number = plan.targets.len() + 1;
    target.measure = match shape {
        1 => {
            target.alias = None;
            let numerator = new_series(plan, format!("part-{number}"), Vec::new());
            Measure::Ratio(numerator, new_series(plan, format!("全体{number}"), Vec::new()))
        }
        2 => {
            target.alias = None;
            let count = random.between(2, 3);
            let list =
                (1..=count).map(|part| new_series(plan, format!("项{number}之{part}"), Vec::new()));
            Measure::Added(list.collect())
        }
        _ => {
            let key = if random.chance(75) { target.id.clone() } else { format!("指标{number}") };
            let also = std::iter::once(target.title.clone()).chain(target.alias.clone()).collect();
            Measure::Added(vec![new_series(plan, key, also)])
        }
    };
    target.aggregate = aggregate(random, plan, target, wish);
    let counts = target.aggregation(plan) == Some(Aggregate::Count);
    let units: &[Unit] = match (shape, random.below(10)) {
        _ if target.is_reach() || counts => &[],
        (1, 0..7) => &UNITS[3..5],
        (1, _) | (_, 0..3) => &[],
        (_, 3..6) => &UNITS[0..3],
        (_, 6) => &UNITS[3..5],
        (_, 7) => &UNITS[5..6],
        _ => &UNITS[6..10],
    };
    target.unit = (!units.is_empty()).then(|| random.pick(units).clone());
    target.missing_is_zero = wish.is_none() && !target.is_reach() && random.chance(12);
    target.empty_is_met = target.is_ratio() && random.chance(45);
}

fn aggregate(
    random: &mut Random,
    plan: &Plan,
    target: &Target,
    wish: Option<Fault>,
) -> Option<Aggregate> {
    use Aggregate::{Count, Cumulative, Latest, Max, Mean, Min, Sum};
    let nothing_said = plan.default_aggregate.is_none();
    match wish {
        Some(Fault::CumulativeFell) => return Some(Cumulative),
        Some(Fault::OverlappingPeriods) => return Some(Sum),
        Some(Fault::SeveralRows) if nothing_said => return None,
        Some(Fault::Contradiction | Fault::SeveralCombinations) => {
            return Some(*random.pick(&[Latest, Max, Min, Mean, Cumulative]));
        }
        _ => {}
    }
    if target.is_reach() {
        let unsaid = plan.default_aggregate != Some(Sum);
        return random.weighted(&[
            (50 * u64::from(unsaid), None),
            (25, Some(Latest)),
            (15, Some(Max)),
            (5, Some(Min)),
        ]);
    }
    if target.is_ratio() {
        return random.weighted(&[
            (60, None),
            (10, Some(Sum)),
            (10, Some(Latest)),
            (10, Some(Cumulative)),
            (5, Some(Max)),
            (5, Some(Mean)),
        ]);
    }
    random.weighted(&[
        (20, None),
        (25, Some(Sum)),
        (15, Some(Cumulative)),
        (15, Some(Latest)),
        (7, Some(Max)),
        (6, Some(Min)),
        (7, Some(Mean)),
        (5, Some(Count)),
    ])
}

/// `each`, `coverage`, the breakdown to members; `where`, `reported_by`, `combine`.
fn cells(random: &mut Random, plan: &Plan, target: &mut Target, wish: Option<Fault>) {
    let declared: Vec<usize> =
        (0..plan.dimensions.len()).filter(|&index| plan.dimensions[index].declared).collect();
    let needs_free = wish == Some(Fault::SeveralCombinations);
    let dimensions = if needs_free { 0 } else { random.weighted(&[(65, 0), (28, 1), (7, 2)]) };
    target.each = declared.iter().copied().take(dimensions).collect();
    if random.chance(50) {
        target.each.reverse();
    }
    if wish.is_none() && random.chance(25) {
        let mut cycles = vec![Cycle::Month, Cycle::Quarter, Cycle::Half, Cycle::Year];
        cycles.retain(|cycle| {
            let periods = cycle.periods(plan);
            let months: i32 = periods.iter().map(|period| period.month_count()).sum();
            months == plan.period.month_count() && periods.len() <= 12
        });
        cycles.extend((0..plan.calendars.len()).map(Cycle::Own));
        if target.aggregation(plan) == Some(Aggregate::Cumulative) {
            // Totals to date start again at a boundary that only the plan's own periods respect.
            cycles.retain(|cycle| !matches!(cycle, Cycle::Own(_)));
        }
        target.each_period = Some(*random.pick(&cycles));
    }
    if target.has_cells() && random.chance(60) {
        let share = random.weighted(&[
            (3, whole(50)),
            (3, fraction(200, 3).floor()),
            (2, fraction(6667, 100)),
            (2, whole(75)),
            (1, whole(95)),
            (1, whole(100)),
        ]);
        target.coverage = Some(share);
    }
    let free: Vec<usize> =
        (0..plan.dimensions.len()).filter(|index| !target.each.contains(index)).collect();
    if free.is_empty() || needs_free {
        return;
    }
    if random.chance(40) && wish != Some(Fault::SeveralRows) {
        target.combine = Some(if target.is_reach() {
            *random.pick(&[Combine::Max, Combine::Min])
        } else {
            *random.pick(&[Combine::Sum, Combine::Max, Combine::Min, Combine::Mean])
        });
    }
    let can_combine = target.combination(plan).is_some();
    if random.chance(15) {
        let dimension = *random.pick(&free);
        let members = &plan.dimensions[dimension].members;
        let values =
            if can_combine { random.some_of(members) } else { vec![random.pick(members).clone()] };
        target.filter.push((dimension, values));
    }
    let reporting: Vec<usize> = declared
        .into_iter()
        .filter(|index| {
            free.contains(index) && target.filter.iter().all(|(filtered, _)| filtered != index)
        })
        .collect();
    if can_combine && !reporting.is_empty() && random.chance(20) {
        target.reported_by = vec![*random.pick(&reporting)];
    }
}

/// `due`, `cadence`, `pace`, `checkpoints`, `baseline`, `stretch`, and whether the goal is relative.
fn when(random: &mut Random, plan: &Plan, target: &mut Target, wish: Option<Fault>) {
    let scalar = !target.goal.kind.is_range() && !target.is_reach();
    let no_cells = !target.has_cells();
    if wish.is_none()
        && no_cells
        && (scalar || target.goal.kind == Kind::Equals)
        && random.chance(6)
    {
        target.goal.bounds = Bounds::Same(vec![Amount::Tbd]);
        return;
    }
    if random.chance(25) {
        let spans = target.each_period.map(|cycle| cycle.periods(plan));
        let first = spans.and_then(|spans| spans.first().map(|span| span.last.month_number()));
        let from = first.unwrap_or(plan.period.first.month_number());
        let to = plan.period.last.month_number() + random.weighted(&[(55, 0), (45, 6)]);
        target.due = Some(month_span(random.between(from, to.max(from)), 1));
    }
    let cycles: Vec<Cycle> = [Cycle::Month, Cycle::Quarter, Cycle::Half]
        .into_iter()
        .chain((0..plan.calendars.len()).map(Cycle::Own))
        .collect();
    if no_cells && random.chance(15) {
        target.cadence = Some(*random.pick(&cycles));
    }
    if target.is_reach() {
        checkpoints(random, plan, target, 35);
        if random.chance(35) {
            target.stretch = Some(Amount::Stage(0));
        }
        return;
    }
    if random.chance(45) {
        let from_period = target.reported_by.is_empty() && random.chance(50);
        let months = plan.period.month_count();
        let before = month_span(plan.period.first.month_number() - months, months);
        target.baseline = Some(if from_period {
            Baseline::Period(before)
        } else {
            let number = *random.pick(&[1, 2, 4, 5, 10, 100, 60, 0]);
            Baseline::Number(Quantity { number: whole(number), unit: None })
        });
        target.progress = no_cells && random.chance(40);
        if random.chance(45) {
            let amounts = if target.goal.kind == Kind::Between { 2 } else { 1 };
            target.goal.bounds =
                Bounds::Same(vec![
                    Amount::Relative(crate::reference::model::Change::Unchanged);
                    amounts
                ]);
        }
    }
    if target.each_period.is_none() {
        target.pace = random.weighted(&[
            (55, None),
            (25, Some(Pace::Linear)),
            (12, target.baseline.as_ref().map(|_| Pace::Compound)),
            (8, Some(Pace::None)),
        ]);
        if target.pace.is_none() && target.baseline.is_none() {
            checkpoints(random, plan, target, 25);
        }
    }
    if scalar && random.chance(35) {
        target.stretch = Some(Amount::plain(whole(0)));
    }
    let breaks_down = matches!(&target.goal.bounds, Bounds::Same(amounts) if amounts.is_empty());
    if target.each.len() == 1 && breaks_down && target.checkpoints.is_empty() && random.chance(55) {
        let simple =
            target.each_period.is_none() && target.baseline.is_none() && !target.is_ratio();
        let has_total = simple && (scalar || target.goal.kind == Kind::Equals) && random.chance(75);
        target.stretch = None;
        target.goal.bounds = Bounds::Members {
            each: Vec::new(),
            total: has_total.then(|| Amount::plain(whole(0))),
            total_beside: random.chance(50),
        };
        if target.pace == Some(Pace::Compound) {
            target.pace = None;
        }
    }
}

fn checkpoints(random: &mut Random, plan: &Plan, target: &mut Target, percent: u64) {
    if target.each_period.is_some() || !random.chance(percent) {
        return;
    }
    let cycle = *random.pick(&[Cycle::Month, Cycle::Quarter, Cycle::Half]);
    let mut periods = cycle.periods(plan);
    if periods.is_empty() {
        periods = Cycle::Month.periods(plan);
    }
    let chosen = random.some_of(&periods);
    target.checkpoints = chosen.into_iter().take(3).map(|span| (span, Amount::Stage(0))).collect();
}

/// `commitment`, `severity`, `waiver`, and whether the unit stands in its own key.
fn standing(random: &mut Random, plan: &Plan, target: &mut Target) {
    if random.chance(30) {
        target.commitment = Some(random.below(plan.commitments.len()));
    }
    target.severity =
        random.weighted(&[(75, None), (15, Some(Severity::Warning)), (10, Some(Severity::Error))]);
    if random.chance(12) {
        let month =
            plan.period.first.month_number() + random.between(-3, plan.period.month_count() + 3);
        target.waived_until = Some(month_span(month, 1));
    }
}

//! Random rows: what a series usually looks like, and how it is spoilt.

use super::habit::Habit;
use crate::reference::dates::{Date, Span, month_span};
use crate::reference::exact::{Exact, decimal, decimal_text, whole, zero};
use crate::reference::judge::Fault;
use crate::reference::model::{
    Aggregate, Case, Measure, Plan, Quantity, Row, Target, UNITS, Unit, Value,
};
use crate::reference::random::Random;
use num_traits::Zero;

/// Fills in the rows of every series up to about the horizon, and some that the plan has no use for.
pub(crate) fn fill(random: &mut Random, case: &mut Case, habits: &[Habit], horizon: Date) {
    case.rows.clear();
    for (series, habit) in habits.iter().enumerate() {
        let fixed = if random.chance(50) { "" } else { "全区" };
        for at in combinations(random, &case.plan, habit, fixed) {
            let mut rows = series_at(random, &case.plan, habit, horizon, &at);
            for row in &mut rows {
                row.series = Some(series);
            }
            case.rows.append(&mut rows);
        }
    }
    if random.chance(20) {
        let period = month_span(case.plan.period.first.month_number(), 1);
        let at = vec![String::new(); case.plan.dimensions.len()];
        let value = Some(Value::Number(Quantity { number: whole(7), unit: None }));
        case.rows.push(Row { series: None, period, at, value });
    }
    if random.chance(60) {
        random.shuffle(&mut case.rows);
    }
}

/// Every combination of members along which a series is reported, sometimes with one that no roster knows.
fn combinations(random: &mut Random, plan: &Plan, habit: &Habit, fixed: &str) -> Vec<Vec<String>> {
    let mut all = vec![vec![fixed.to_owned(); plan.dimensions.len()]];
    for &dimension in &habit.varies {
        let mut members = plan.dimensions[dimension].members.clone();
        if random.chance(6) {
            members.push("外".to_owned());
        }
        all = all
            .into_iter()
            .flat_map(|at| {
                members.iter().map(move |member| {
                    let mut at = at.clone();
                    at[dimension].clone_from(member);
                    at
                })
            })
            .collect();
    }
    let complete = random.chance(60);
    all.retain(|_| complete || random.chance(88));
    all
}

/// The rows of one combination: baseline first, then the plan's own periods.
fn series_at(
    random: &mut Random,
    plan: &Plan,
    habit: &Habit,
    horizon: Date,
    at: &[String],
) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(baseline) = habit.baseline.filter(|_| random.chance(93)) {
        let past = periods(random, habit.one_row, baseline);
        rows.append(&mut run(random, habit, plan, &past, at));
    }
    let windows = match &habit.windows {
        Some(windows) => windows.clone(),
        None if random.chance(85) => vec![plan.period],
        None => vec![month_span(plan.period.first.month_number(), plan.period.month_count() + 6)],
    };
    let mut current: Vec<Span> =
        windows.iter().flat_map(|window| periods(random, habit.one_row, *window)).collect();
    let late = random.chance(8);
    current.retain(|period| late || period.last <= horizon);
    rows.append(&mut run(random, habit, plan, &current, at));
    rows
}

/// The periods in which a window is reported: its months, its quarters, a mixture of both, or just one of them.
fn periods(random: &mut Random, one_row: bool, window: Span) -> Vec<Span> {
    let months = window.cut(1);
    if one_row {
        let mut candidates = vec![*random.pick(&months)];
        candidates.extend(Some(window).filter(|window| !window.export_texts().is_empty()));
        candidates.extend(window.cut(3).last());
        return vec![*random.pick(&candidates)];
    }
    let coarse = random.weighted(&[(45, 0), (35, 100), (20, 50)]);
    let days = random.weighted(&[(80, 0), (20, 30)]);
    let keep = if random.chance(60) { 100 } else { 85 };
    let mut periods = Vec::new();
    let mut month = window.first.month_number();
    while month <= window.last.month_number() {
        let quarter = month_span(month, 3);
        let fits = month.rem_euclid(3) == 0 && window.contains(quarter);
        let span = if fits && random.chance(coarse) { quarter } else { month_span(month, 1) };
        month += span.month_count();
        let span = if random.chance(days) { a_day_of(random, span) } else { span };
        if random.chance(keep) {
            periods.push(span);
        }
    }
    periods
}

fn a_day_of(random: &mut Random, span: Span) -> Span {
    let day = Date { day: random.between(1, 28), ..span.last };
    let day = if random.chance(30) { span.last } else { day };
    Span { first: day, last: day }
}

/// Rows over some periods, in order of time; totals to date grow.
fn run(
    random: &mut Random,
    habit: &Habit,
    plan: &Plan,
    periods: &[Span],
    at: &[String],
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut total = zero();
    let mut stage = 0;
    for &period in periods {
        let value = if habit.stages {
            stage =
                (stage + random.weighted(&[(60, 0), (35, 1), (5, 2)])).min(plan.ladder.len() - 1);
            Value::Stage(stage)
        } else {
            let mut number =
                decimal(random.between(habit.size.low, habit.size.high), habit.size.places);
            if habit.cumulative {
                total += number.clone().max(zero());
                number.clone_from(&total);
            }
            Value::Number(written(random, habit.unit.as_ref(), number))
        };
        let to_date = habit.cumulative && period.is_whole_months() && random.chance(25);
        let period = if to_date { from_new_year(period) } else { period };
        let row = Row { series: None, period, at: at.to_vec(), value: Some(value) };
        if random.chance(3) {
            rows.push(Row { value: None, ..row });
            continue;
        }
        if !habit.one_row && random.chance(3) {
            rows.push(row.clone());
        }
        rows.push(row);
    }
    rows
}

/// The period of a total to date, from the first of January on.
fn from_new_year(period: Span) -> Span {
    Span { first: Date::new(period.last.year, 1, 1), last: period.last }
}

/// A number in the unit of the goal, written in some unit of its kind in which it ends soon.
pub(crate) fn written(random: &mut Random, own: Option<&Unit>, number: Exact) -> Quantity {
    let Some(own) = own else {
        return Quantity { number, unit: None };
    };
    if random.chance(40) {
        let relatives: Vec<&Unit> = UNITS.iter().filter(|unit| unit.of == own.of).collect();
        let unit = *random.pick(&relatives);
        let converted = &number * own.factor() / unit.factor();
        if decimal_text(&converted).is_some_and(|text| text.len() <= 14) {
            return Quantity { number: converted, unit: Some(unit.clone()) };
        }
    }
    Quantity { number, unit: random.chance(40).then(|| own.clone()) }
}

/// Whether no row up to the date has a figure that the plan knows.
pub(crate) fn none_stands(case: &Case) -> bool {
    let stands = |row: &Row| {
        let on_time = case.as_of.is_none_or(|as_of| row.period.last <= as_of);
        on_time && row.series.is_some() && row.value.is_some()
    };
    !case.rows.iter().any(stands)
}

/// Adds or changes rows of the first target so that its figure cannot be trusted.
pub(crate) fn spoil(random: &mut Random, case: &mut Case, fault: Fault) {
    let target = &case.plan.targets[0];
    let series = target.series()[0];
    let in_plan = |row: &Row| row.value.is_some() && case.plan.period.contains(row.period);
    let own: Vec<usize> = (0..case.rows.len())
        .filter(|&index| case.rows[index].series == Some(series) && in_plan(&case.rows[index]))
        .collect();
    if own.is_empty() {
        return;
    }
    let first = *own.iter().min_by_key(|&&index| case.rows[index].period.last).unwrap_or(&own[0]);
    let mut extra = case.rows[first].clone();
    match fault {
        Fault::Contradiction => {
            raise(&mut extra, random.between(1, 3) * 12);
            let levels = [Some(Aggregate::Latest), Some(Aggregate::Cumulative)];
            if levels.contains(&target.aggregate) && random.chance(40) {
                extra.period.first = extra.period.last;
            }
        }
        Fault::CumulativeFell => {
            raise(&mut case.rows[first], 12_000_000);
            return;
        }
        Fault::OverlappingPeriods if random.chance(40) => extra.period.first = extra.period.last,
        Fault::SeveralRows | Fault::OverlappingPeriods => {
            extra.period = another_period(extra.period);
        }
        Fault::SeveralCombinations => {
            let Some(at) = elsewhere(&case.plan, target, &extra.at) else {
                return;
            };
            extra.at = at;
        }
        Fault::RatioOverZero => return empty_denominator(random, case),
        Fault::NothingToEvaluate => case.rows.clear(),
        // Undeclared columns make that by themselves.
        Fault::StrangeDates => return,
    }
    case.rows.push(extra);
}

/// By whole dozens, which convert into every unit.
fn raise(row: &mut Row, by: i32) {
    if let Some(Value::Number(quantity)) = &mut row.value {
        quantity.number += whole(by);
    }
}

fn another_period(period: Span) -> Span {
    let month = period.first.month_number();
    if period.month_count() > 1 {
        month_span(month, 1)
    } else {
        month_span(month.div_euclid(3) * 3, 3)
    }
}

/// The same place but for one dimension that the target does not go through.
fn elsewhere(plan: &Plan, target: &Target, at: &[String]) -> Option<Vec<String>> {
    let filtered = |dimension: usize| target.filter.iter().any(|(other, _)| *other == dimension);
    let free = (0..plan.dimensions.len())
        .find(|dimension| !target.each.contains(dimension) && !filtered(*dimension))?;
    let other = plan.dimensions[free].members.iter().find(|member| **member != at[free])?;
    let mut at = at.to_vec();
    at[free].clone_from(other);
    Some(at)
}

/// Every denominator 0, or below it, and the numerators not.
fn empty_denominator(random: &mut Random, case: &mut Case) {
    let denominators = whole(random.weighted(&[(80, 0), (20, -1)]));
    let Measure::Ratio(numerator, denominator) = case.plan.targets[0].measure else {
        return;
    };
    for row in &mut case.rows {
        let Some(Value::Number(quantity)) = &mut row.value else {
            continue;
        };
        if row.series == Some(denominator) {
            quantity.number.clone_from(&denominators);
        } else if row.series == Some(numerator) && quantity.number.is_zero() {
            quantity.number = whole(1);
        }
    }
}

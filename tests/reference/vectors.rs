//! Small cases worked out by hand. They pin the reference, and the program beside it.
#![expect(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

mod figures;
mod goals;
mod pace;
mod score;

use super::dates::{Date, Span, months};
use super::exact::{Exact, parse_decimal};
use super::judge::{Fault, Judgement, Outcome, Verdict, judge};
use super::model::{
    Aggregate, Amount, Bounds, Case, Dimension, Kind, Measure, Plan, Quantity, Row, Series, Target,
    Value,
};
use super::{Tally, check};

fn exact(text: &str) -> Exact {
    parse_decimal(text).expect("a decimal")
}

fn quantity(text: &str) -> Quantity {
    Quantity { number: exact(text), unit: None }
}

fn amount(text: &str) -> Amount {
    Amount::Number(quantity(text))
}

fn month(month: i32) -> Span {
    months(2022, month, 1)
}

fn day(month: i32, day: i32) -> Date {
    Date::new(2022, month, day)
}

/// A goal of one kind on the series 0, with the level at the latest date.
fn goal(kind: Kind, values: &[&str]) -> Target {
    let mut target = Target::bare("goal".to_owned(), kind);
    target.measure = Measure::Added(vec![0]);
    target.aggregate = Some(Aggregate::Latest);
    target.goal.bounds = Bounds::Same(values.iter().map(|value| amount(value)).collect());
    target
}

/// A goal on a sum, which a linear pace leads up to.
fn paced(values: &[&str]) -> Target {
    Target { aggregate: Some(Aggregate::Sum), ..goal(Kind::AtLeast, values) }
}

fn stage(kind: Kind, stage: usize) -> Target {
    Target {
        aggregate: None,
        ..with(goal(kind, &[]), |target| {
            target.goal.bounds = Bounds::Same(vec![Amount::Stage(stage)]);
        })
    }
}

fn with(mut target: Target, change: impl FnOnce(&mut Target)) -> Target {
    change(&mut target);
    target
}

fn row(series: usize, period: Span, school: &str, value: &str) -> Row {
    let value = match value {
        "" => None,
        "started" => Some(Value::Stage(1)),
        number => Some(Value::Number(quantity(number))),
    };
    Row { series: Some(series), period, at: vec![school.to_owned()], value }
}

/// One row at no school in particular.
fn at(month_of_2022: i32, value: &str) -> Row {
    row(0, month(month_of_2022), "", value)
}

fn case(target: Target, rows: Vec<Row>, as_of: Date) -> Case {
    let series = ["goal", "部分", "全体"]
        .map(|key| Series { key: key.to_owned(), names: vec![key.to_owned()] });
    let members = ["甲", "乙", "丙"].map(str::to_owned).to_vec();
    let school =
        Dimension {
            name: "school".to_owned(), column: "学校".to_owned(), members, declared: true
        };
    let ladder = ["preliminary", "started", "main structure"].map(str::to_owned).to_vec();
    let plan = Plan {
        period: months(2022, 1, 12),
        dimensions: vec![school],
        calendars: Vec::new(),
        ladder,
        series: series.to_vec(),
        default_aggregate: None,
        default_severity: None,
        commitments: Vec::new(),
        sections: Vec::new(),
        score: None,
        default_weight: None,
        default_scoring: None,
        targets: vec![target],
    };
    Case { seed: 0, plan, rows, as_of: Some(as_of) }
}

/// The reference's outcome, with which the program has to agree.
fn outcome(case: &Case) -> Outcome {
    if let Err(difference) = check(case, &mut Tally::default()) {
        panic!("{difference}");
    }
    match judge(case) {
        Judgement::Evaluated { mut outcomes, .. } => outcomes.remove(0),
        Judgement::Refused(faults) => panic!("refused: {faults:?}"),
    }
}

fn expect(target: Target, rows: Vec<Row>, as_of: Date, verdict: Verdict, percent: Option<&str>) {
    let case = case(target, rows, as_of);
    let outcome = outcome(&case);
    assert_eq!((outcome.verdict, outcome.percent.as_deref()), (verdict, percent), "{case:#?}");
}

fn expect_fault(target: Target, rows: Vec<Row>, fault: Fault) {
    let case = case(target, rows, day(12, 31));
    if let Err(difference) = check(&case, &mut Tally::default()) {
        panic!("{difference}");
    }
    assert!(matches!(judge(&case), Judgement::Refused(faults) if faults == [fault]), "{case:#?}");
}

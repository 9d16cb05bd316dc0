//! Random plans and actuals: every kind of goal, and figures that fall on the boundary far more often than chance
//! would have them.

mod goals;
mod habit;
mod rows;
mod score;
mod targets;

use super::dates::{Date, Span, month_span, months};
use super::judge::Fault;
use super::model::{Aggregate, Calendar, Case, Commitment, Dimension, Plan, Series, Severity};
use super::random::Random;
use habit::Habit;

/// The case of a seed, always the same.
pub(crate) fn generate(seed: u64) -> Case {
    let mut random = Random::new(seed);
    let wish = random.chance(9).then(|| wish(&mut random));
    let mut plan = frame(&mut random);
    let mut habits: Vec<Habit> = Vec::new();
    let count = random.weighted(&[(30, 1), (25, 2), (20, 3), (10, 4), (8, 5), (7, 6)]);
    for index in 0..count {
        let wish = wish.filter(|_| index == 0);
        targets::add(&mut random, &mut plan, &mut habits, wish);
    }
    let period = plan.period;
    let horizon = horizon(&mut random, period, wish.is_some());
    let as_of = random.chance(70).then_some(horizon);
    let mut case = Case { seed, plan, rows: Vec::new(), as_of };
    rows::fill(&mut random, &mut case, &habits, horizon);
    if rows::none_stands(&case) && random.chance(90) {
        // Mostly, something can be evaluated.
        case.as_of = None;
        rows::fill(&mut random, &mut case, &habits, period.last);
    }
    if let Some(fault) = wish {
        rows::spoil(&mut random, &mut case, fault);
    }
    goals::aim(&mut random, &mut case);
    score::weigh(&mut case);
    case
}

/// The fault that the figures of a case shall have.
fn wish(random: &mut Random) -> Fault {
    random.weighted(&[
        (9, Fault::Contradiction),
        (11, Fault::CumulativeFell),
        (15, Fault::SeveralRows),
        (10, Fault::SeveralCombinations),
        (11, Fault::OverlappingPeriods),
        (8, Fault::RatioOverZero),
    ])
}

/// The plan but for its targets.
fn frame(random: &mut Random) -> Plan {
    let period = random.weighted(&[
        (50, months(2022, 1, 12)),
        (10, months(2021, 1, 24)),
        (15, months(2022, 9, 12)),
        (13, months(2022, 4, 3)),
        (12, months(2022, 7, 3)),
    ]);
    let ladder = ["筹备", "started", "main structure", "complete", "in use"];
    let length = usize::try_from(random.between(2, 5)).unwrap_or(2);
    Plan {
        period,
        dimensions: dimensions(random),
        calendars: calendars(random, period),
        ladder: ladder[..length].iter().map(ToString::to_string).collect(),
        series: Vec::<Series>::new(),
        default_aggregate: random
            .chance(8)
            .then(|| *random.pick(&[Aggregate::Latest, Aggregate::Max, Aggregate::Sum])),
        default_severity: random.chance(10).then_some(Severity::Warning),
        commitments: vec![
            Commitment { name: "ensure".to_owned(), severity: None },
            Commitment { name: "strive".to_owned(), severity: Some(Severity::Warning) },
            Commitment { name: "must".to_owned(), severity: Some(Severity::Error) },
        ],
        sections: Vec::new(),
        score: None,
        default_weight: None,
        default_scoring: None,
        targets: Vec::new(),
    }
}

fn dimensions(random: &mut Random) -> Vec<Dimension> {
    let pool: [(&str, &str, &[&str]); 3] = [
        ("school", "学校", &["甲", "乙", "丙", "丁"]),
        ("town", "town", &["East", "West", "North"]),
        ("stage", "学段", &["junior", "senior"]),
    ];
    let mut dimensions = Vec::new();
    for (index, (name, column, members)) in pool.into_iter().enumerate() {
        if !random.chance(if index == 0 { 80 } else { 45 }) {
            continue;
        }
        let count = usize::try_from(random.between(2, 4)).unwrap_or(2).min(members.len());
        let declared = index == 0 || random.chance(66);
        dimensions.push(Dimension {
            name: if declared { name } else { column }.to_owned(),
            column: column.to_owned(),
            members: members[..count].iter().map(ToString::to_string).collect(),
            declared,
        });
    }
    dimensions
}

/// Calendars of the plan's own, which may begin before it and end after it.
fn calendars(random: &mut Random, period: Span) -> Vec<Calendar> {
    let mut calendars = Vec::new();
    for name in ["term", "批次"] {
        if !random.chance(40) {
            continue;
        }
        let named = random.chance(50);
        let mut month =
            period.first.month_number() + random.weighted(&[(50, 0), (25, 1), (25, -4)]);
        let mut periods = Vec::new();
        for index in 1..=random.between(2, 3) {
            let length = random.between(1, 5);
            let label = named.then(|| format!("{name}{index}"));
            periods.push((label, month_span(month, length)));
            month += length + random.weighted(&[(80, 0), (20, 1)]);
        }
        calendars.push(Calendar { name: name.to_owned(), periods });
    }
    calendars
}

/// The day up to which figures have come in: ends of months and quarters, days between, before the start, after the end.
fn horizon(random: &mut Random, period: Span, early_is_useless: bool) -> Date {
    let choice = random.weighted(&[(34, 0), (24, 1), (14, 2), (12, 3), (2, 4), (14, 5)]);
    let month = period.first.month_number() + random.between(0, period.month_count() - 1);
    match choice {
        1 => month_span(month, 1).last,
        2 => month_span(month.div_euclid(3) * 3, 3).last,
        3 => {
            let first = month_span(month, 1).first;
            Date { day: random.between(1, 27), ..first }
        }
        4 if !early_is_useless => {
            month_span(period.first.month_number() - random.between(1, 4), 1).last
        }
        5 => month_span(period.last.month_number() + random.between(1, 6), 1).last,
        _ => period.last,
    }
}

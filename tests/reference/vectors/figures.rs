//! From rows to figures.

use super::{
    amount, at, case, day, exact, expect, expect_fault, goal, month, outcome, paced, row, with,
};
use crate::reference::dates::{Date, months};
use crate::reference::exact::fraction;
use crate::reference::judge::{Fault, Verdict};
use crate::reference::model::{
    Aggregate, Amount, Baseline, Bounds, Change, Combine, Cycle, Kind, Measure, Pace, Row, Target,
};
use crate::reference::{Answer, program};

#[test]
fn ratios() {
    let ratio = || {
        with(goal(Kind::AtLeast, &["0.5"]), |target| {
            target.measure = Measure::Ratio(1, 2);
            target.aggregate = None;
        })
    };
    let rows =
        |parts: &str, all: &str| vec![row(1, month(12), "甲", parts), row(2, month(12), "甲", all)];
    // Sum over sum: (1 + 2) / (2 + 4) = 1/2, exactly the goal.
    let both: Vec<Row> = rows("1", "2")
        .into_iter()
        .chain([row(1, month(11), "乙", "2"), row(2, month(11), "乙", "4")])
        .collect();
    expect(ratio(), both, day(12, 31), Verdict::Met, Some("100.00"));
    // 1/3 of 1/2 is 2/3.
    let third = case(ratio(), rows("1", "3"), day(12, 31));
    assert_eq!(outcome(&third).attainment, Some(fraction(2, 3)));
    expect(ratio(), rows("0", "0"), day(12, 31), Verdict::NoData, None);
    let lenient = with(ratio(), |target| target.empty_is_met = true);
    expect(lenient, rows("0", "0"), day(12, 31), Verdict::Met, None);
    expect_fault(ratio(), rows("1", "0"), Fault::RatioOverZero);
}

#[test]
fn each_member_and_each_period() {
    let schools = || with(goal(Kind::AtLeast, &["5"]), |target| target.each = vec![0]);
    let rows = || {
        vec![
            row(0, month(12), "甲", "5"),
            row(0, month(12), "乙", "6"),
            row(0, month(12), "外", "1"),
        ]
    };
    // Two of three: the third has not reported, a stranger does not count.
    expect(schools(), rows(), day(12, 31), Verdict::Missed, Some("66.66"));
    let covered = with(schools(), |target| target.coverage = Some(exact("66.66")));
    expect(covered, rows(), day(12, 31), Verdict::Met, Some("66.66"));
    // January and February have passed; March has not.
    let months =
        with(goal(Kind::AtLeast, &["5"]), |target| target.each_period = Some(Cycle::Month));
    expect(
        months.clone(),
        vec![at(1, "5"), at(2, "5")],
        day(3, 30),
        Verdict::OnTrack,
        Some("100.00"),
    );
    expect(
        months.clone(),
        vec![at(1, "5"), at(2, "4")],
        day(3, 30),
        Verdict::Behind,
        Some("50.00"),
    );
    expect(months, vec![at(1, "5"), at(2, "4")], day(12, 31), Verdict::Missed, Some("8.33"));
    // Both parts are right, and the sum of 11 is not 12.
    let parts = |total: &str| {
        with(goal(Kind::AtLeast, &[]), |target| {
            target.each = vec![0];
            target.goal.bounds = Bounds::Members {
                each: ["甲", "乙", "丙"].map(|name| (name.to_owned(), vec![amount("3")])).to_vec(),
                total: Some(amount(total)),
                total_beside: true,
            };
        })
    };
    let all = || {
        vec![
            row(0, month(12), "甲", "4"),
            row(0, month(12), "乙", "3"),
            row(0, month(12), "丙", "4"),
        ]
    };
    expect(parts("11"), all(), day(12, 31), Verdict::Met, Some("100.00"));
    expect(parts("12"), all(), day(12, 31), Verdict::Missed, Some("99.99"));
}

#[test]
fn who_reports_and_how_often() {
    let summed = || with(paced(&["3"]), |target| target.pace = Some(Pace::None));
    let reported = with(summed(), |target| target.reported_by = vec![0]);
    let two = vec![row(0, month(1), "甲", "2"), row(0, month(1), "乙", "2")];
    expect(reported, two, day(12, 31), Verdict::NoData, None);
    let quarterly = || with(summed(), |target| target.cadence = Some(Cycle::Quarter));
    // The second quarter has passed without a figure, though the goal is met.
    expect(quarterly(), vec![at(1, "3")], day(6, 30), Verdict::NoData, None);
    expect(quarterly(), vec![at(1, "3")], day(6, 29), Verdict::Met, Some("100.00"));
}

#[test]
fn who_reports_nothing_counts_as_zero_where_the_plan_says_so() {
    let zero = |aggregate, combine| {
        with(goal(Kind::AtMost, &["4"]), |target| {
            target.aggregate = Some(aggregate);
            target.combine = Some(combine);
            target.missing_is_zero = true;
            target.reported_by = vec![0];
            target.cadence = Some(Cycle::Quarter);
        })
    };
    // Two of three members report: 12 in all, and 0.
    let two = || vec![row(0, month(12), "甲", "5"), row(0, month(12), "乙", "7")];
    let expect = |aggregate, combine, verdict, attainment| {
        expect(zero(aggregate, combine), two(), day(12, 31), verdict, Some(attainment));
    };
    expect(Aggregate::Latest, Combine::Mean, Verdict::Met, "100.00");
    expect(Aggregate::Latest, Combine::Min, Verdict::Met, "100.00");
    expect(Aggregate::Latest, Combine::Max, Verdict::Missed, "57.14");
    expect(Aggregate::Latest, Combine::Sum, Verdict::Missed, "33.33");
    // Three of four quarters have no figure: the means are 1.25, 1.75 and 0.
    expect(Aggregate::Mean, Combine::Max, Verdict::Met, "228.57");
    expect(Aggregate::Mean, Combine::Sum, Verdict::Met, "133.33");
    expect(Aggregate::Min, Combine::Max, Verdict::Met, "100.00");
    expect(Aggregate::Max, Combine::Max, Verdict::Missed, "57.14");
}

#[test]
fn figures_that_cannot_be_trusted() {
    let by = |aggregate| Target { aggregate, ..goal(Kind::AtLeast, &["5"]) };
    let twice = || vec![at(5, "5"), at(5, "6")];
    expect_fault(by(Some(Aggregate::Latest)), twice(), Fault::Contradiction);
    expect_fault(
        by(Some(Aggregate::Cumulative)),
        vec![at(5, "5"), at(6, "4")],
        Fault::CumulativeFell,
    );
    expect_fault(by(None), vec![at(5, "5"), at(6, "6")], Fault::SeveralRows);
    let two_schools = || vec![row(0, month(5), "甲", "5"), row(0, month(5), "乙", "5")];
    expect_fault(by(Some(Aggregate::Latest)), two_schools(), Fault::SeveralCombinations);
    let quarter_and_month = vec![row(0, months(2022, 1, 3), "", "5"), at(2, "1")];
    expect_fault(by(Some(Aggregate::Sum)), quarter_and_month, Fault::OverlappingPeriods);
    // The same figure twice is one, an event twice is two; members add up when the plan says so.
    expect(by(None), vec![at(5, "5"), at(5, "5")], day(12, 31), Verdict::Met, Some("100.00"));
    expect(by(Some(Aggregate::Sum)), twice(), day(12, 31), Verdict::Met, Some("220.00"));
    expect(
        by(Some(Aggregate::Mean)),
        vec![at(5, "5"), at(6, "4")],
        day(12, 31),
        Verdict::Missed,
        Some("90.00"),
    );
    let combined = with(by(Some(Aggregate::Latest)), |target| target.combine = Some(Combine::Max));
    expect(combined, two_schools(), day(12, 31), Verdict::Met, Some("100.00"));
}

#[test]
fn no_case_is_no_breach_whatever_the_goal_would_be() {
    let lenient = |change: &dyn Fn(&mut Target)| {
        with(goal(Kind::AtMost, &["3"]), |target| {
            target.measure = Measure::Ratio(1, 2);
            target.aggregate = None;
            target.empty_is_met = true;
            change(target);
        })
    };
    let empty = || vec![row(1, month(6), "甲", "0"), row(2, month(6), "甲", "0")];
    let one_school = |target: &mut Target| {
        target.each = vec![0];
        target.coverage = Some(exact("33"));
    };
    // A goal relative to a year of which nothing is known.
    let relative = |target: &mut Target| {
        target.goal.bounds = Bounds::Same(vec![Amount::Relative(Change::Percent(exact("5")))]);
        target.baseline = Some(Baseline::Period(months(2021, 1, 12)));
    };
    let due = day(12, 31);
    expect(lenient(&relative), empty(), due, Verdict::Met, None);
    let both = lenient(&|target| {
        relative(target);
        one_school(target);
    });
    expect(both, empty(), due, Verdict::Met, Some("33.33"));
    // A pace is kept by whoever satisfies the goal with nothing at all.
    let paced = |target: &mut Target| target.pace = Some(Pace::Linear);
    expect(lenient(&paced), empty(), day(6, 30), Verdict::OnTrack, None);
    let both = lenient(&|target| {
        paced(target);
        one_school(target);
    });
    expect(both, empty(), day(6, 30), Verdict::OnTrack, Some("33.33"));
}

#[test]
fn a_cadence_ends_with_the_plan() {
    // Due a quarter after the plan's end; that quarter is none of the plan's.
    let late = with(paced(&["4"]), |target| {
        target.pace = Some(Pace::None);
        target.cadence = Some(Cycle::Quarter);
        target.due = Some(months(2023, 3, 1));
    });
    let rows = [1, 4, 7, 10].map(|month| at(month, "1")).to_vec();
    expect(late, rows, Date::new(2023, 3, 31), Verdict::Met, Some("100.00"));
}

#[test]
fn letters_are_no_digits_and_no_units_unless_they_are_set_apart() {
    let plan = "[plan]\nperiod = \"2022\"\n[target.a]\nat_most = 100\naggregate = \"latest\"\n";
    let answer = |cell: &str| {
        program(plan, &[], &format!("indicator,period,value\na,2022-12,{cell}\n"), None, 4000)
    };
    // Read as 12, it would meet a goal that 120 misses.
    for cell in ["12O", "12o", "1l5", "９Ｏ", "1O00人"] {
        let cell = format!("\"{cell}\"");
        let Answer::Refused { codes } = answer(&cell) else { panic!("{cell} is evaluated") };
        assert_eq!(codes, ["bad-figure"], "{cell}");
    }
    for (cell, figure) in [("12人", "12"), ("12 km", "12"), ("12 l", "12"), ("12oz", "12")] {
        let Answer::Evaluated(report) = answer(cell) else { panic!("{cell} is refused") };
        assert_eq!(report["targets"][0]["actual"], figure, "{cell}");
    }
}

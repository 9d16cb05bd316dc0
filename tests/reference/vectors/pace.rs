//! What is asked for on the way.

use super::{amount, at, day, exact, expect, goal, month, paced, quantity, row, with};
use crate::reference::dates::{Date, month_span, months};
use crate::reference::judge::Verdict;
use crate::reference::model::{Aggregate, Amount, Baseline, Bounds, Change, Kind, Pace};

#[test]
fn linear_pace() {
    // Half of 120 by the end of June; two months and 14 of 31 days of the third by the 14th of March.
    expect(paced(&["120"]), vec![at(1, "60")], day(6, 30), Verdict::OnTrack, Some("50.00"));
    expect(paced(&["120"]), vec![at(1, "59.99")], day(6, 30), Verdict::Behind, Some("49.99"));
    expect(paced(&["120"]), vec![at(1, "24.52")], day(3, 14), Verdict::OnTrack, Some("20.43"));
    expect(paced(&["120"]), vec![at(1, "24.51")], day(3, 14), Verdict::Behind, Some("20.42"));
    // From 100 to 120: 110 halfway.
    let from = || {
        with(paced(&["120"]), |target| {
            target.aggregate = Some(Aggregate::Cumulative);
            target.baseline = Some(Baseline::Number(quantity("100")));
        })
    };
    expect(from(), vec![at(1, "110")], day(6, 30), Verdict::OnTrack, Some("91.66"));
    expect(from(), vec![at(1, "109")], day(6, 30), Verdict::Behind, Some("90.83"));
    // A level is not paced unless the plan says so, and nothing is expected before the plan begins.
    expect(
        goal(Kind::AtLeast, &["120"]),
        vec![at(1, "1")],
        day(6, 30),
        Verdict::Open,
        Some("0.83"),
    );
    // Down from 40 to 20: 30 halfway.
    let down = || {
        with(goal(Kind::AtMost, &["20"]), |target| {
            target.pace = Some(Pace::Linear);
            target.baseline = Some(Baseline::Number(quantity("40")));
        })
    };
    expect(down(), vec![at(6, "30")], day(6, 30), Verdict::OnTrack, Some("66.66"));
    expect(down(), vec![at(6, "30.01")], day(6, 30), Verdict::Behind, Some("66.64"));
    // Up from 0 to the range from 40 to 60: 20 halfway, and never past 60.
    let range =
        || with(goal(Kind::Between, &["40", "60"]), |target| target.pace = Some(Pace::Linear));
    expect(range(), vec![at(6, "20")], day(6, 30), Verdict::OnTrack, Some("50.00"));
    expect(range(), vec![at(6, "19")], day(6, 30), Verdict::Behind, Some("47.50"));
    expect(range(), vec![at(6, "61")], day(6, 30), Verdict::Behind, Some("98.36"));
}

#[test]
fn the_way_ends_when_the_goal_is_due() {
    // 120 by the end of June: half of it by the end of March, and all but nothing on the last day before.
    let by_june = || with(paced(&["120"]), |target| target.due = Some(months(2022, 6, 1)));
    expect(by_june(), vec![at(1, "60")], day(3, 31), Verdict::OnTrack, Some("50.00"));
    expect(by_june(), vec![at(1, "59.99")], day(3, 31), Verdict::Behind, Some("49.99"));
    expect(by_june(), vec![at(1, "119.34")], day(6, 29), Verdict::OnTrack, Some("99.45"));
    expect(by_june(), vec![at(1, "119.33")], day(6, 29), Verdict::Behind, Some("99.44"));
    // 180 by the middle of the next year: ten for each of 18 months, also after the plan's end.
    let next_june = || with(paced(&["180"]), |target| target.due = Some(months(2023, 6, 1)));
    let next_year = |day| Date::new(2023, 1, day);
    expect(next_june(), vec![at(1, "120")], day(12, 31), Verdict::OnTrack, Some("66.66"));
    expect(next_june(), vec![at(1, "119.99")], day(12, 31), Verdict::Behind, Some("66.66"));
    expect(next_june(), vec![at(1, "130")], next_year(31), Verdict::OnTrack, Some("72.22"));
    expect(next_june(), vec![at(1, "129.99")], next_year(31), Verdict::Behind, Some("72.21"));
}

#[test]
fn a_sum_starts_anew_whatever_it_was_before() {
    // 5% over the 100 of last year: 78.75 of 105 by the end of September, not 103.75.
    let growth = |aggregate| {
        with(paced(&[]), |target| {
            target.aggregate = Some(aggregate);
            target.goal.bounds = Bounds::Same(vec![Amount::Relative(Change::Percent(exact("5")))]);
            target.baseline = Some(Baseline::Period(months(2021, 1, 12)));
        })
    };
    let rows = |value| vec![row(0, months(2021, 12, 1), "", "100"), at(9, value)];
    let judged = |aggregate, value, verdict, percent| {
        expect(growth(aggregate), rows(value), day(9, 30), verdict, Some(percent));
    };
    judged(Aggregate::Sum, "78.75", Verdict::OnTrack, "75.00");
    judged(Aggregate::Sum, "78.74", Verdict::Behind, "74.99");
    // A total to date that has never been below last year's goes on from where it was.
    judged(Aggregate::Cumulative, "103.75", Verdict::OnTrack, "98.80");
    judged(Aggregate::Cumulative, "103.74", Verdict::Behind, "98.80");
    // As it never falls, one that is or was below has begun anew.
    judged(Aggregate::Cumulative, "78.75", Verdict::OnTrack, "75.00");
    judged(Aggregate::Cumulative, "78.74", Verdict::Behind, "74.99");
    let by_month = |first, last, verdict, percent| {
        let mut rows = rows(last);
        rows.insert(1, at(2, first));
        expect(growth(Aggregate::Cumulative), rows, day(9, 30), verdict, Some(percent));
    };
    by_month("99.99", "103.74", Verdict::OnTrack, "98.80");
    by_month("100", "103.74", Verdict::Behind, "98.80");
}

#[test]
fn compound_pace_and_checkpoints() {
    // From 100 to 144, halfway: 100 · √1.44 = 120.
    let compound = || {
        with(goal(Kind::AtLeast, &["144"]), |target| {
            target.pace = Some(Pace::Compound);
            target.baseline = Some(Baseline::Number(quantity("100")));
        })
    };
    expect(compound(), vec![at(6, "120")], day(6, 30), Verdict::OnTrack, Some("83.33"));
    expect(compound(), vec![at(6, "119.99")], day(6, 30), Verdict::Behind, Some("83.32"));
    let steps = || {
        with(goal(Kind::AtLeast, &["10"]), |target| {
            target.checkpoints =
                vec![(months(2022, 1, 3), amount("3")), (months(2022, 4, 3), amount("8"))];
        })
    };
    expect(steps(), vec![at(1, "1")], day(3, 30), Verdict::Open, Some("10.00"));
    expect(steps(), vec![at(3, "3")], day(3, 31), Verdict::OnTrack, Some("30.00"));
    expect(steps(), vec![at(3, "7")], day(6, 29), Verdict::OnTrack, Some("70.00"));
    expect(steps(), vec![at(3, "7")], day(6, 30), Verdict::Behind, Some("70.00"));
    expect(steps(), vec![at(3, "10")], day(6, 30), Verdict::Met, Some("100.00"));
}

#[test]
fn baseline_from_a_period_and_progress() {
    // 5% over the 200 of last year is 210.
    let growth = |progress| {
        with(goal(Kind::AtLeast, &[]), |target| {
            target.goal.bounds = Bounds::Same(vec![Amount::Relative(Change::Percent(exact("5")))]);
            target.baseline = Some(Baseline::Period(months(2021, 1, 12)));
            target.progress = progress;
        })
    };
    let rows = |value| vec![row(0, month_span(2021 * 12 + 11, 1), "", "200"), at(12, value)];
    expect(growth(false), rows("210"), day(12, 31), Verdict::Met, Some("100.00"));
    expect(growth(false), rows("209.99"), day(12, 31), Verdict::Missed, Some("99.99"));
    // (207 − 200) / (210 − 200), (199 − 200) / (210 − 200).
    expect(growth(true), rows("207"), day(12, 31), Verdict::Missed, Some("70.00"));
    expect(growth(true), rows("199"), day(12, 31), Verdict::Missed, Some("-10.00"));
    // Nothing known of last year.
    expect(growth(false), vec![at(12, "300")], day(12, 31), Verdict::NoData, None);
    expect(growth(false), vec![at(6, "300")], day(6, 30), Verdict::Open, None);
}

#[test]
fn a_pace_without_its_baseline_is_no_data() {
    // Last year's figure, from which the compound pace starts, is missing.
    let compound = with(goal(Kind::AtLeast, &["144"]), |target| {
        target.pace = Some(Pace::Compound);
        target.baseline = Some(Baseline::Period(months(2021, 1, 12)));
    });
    expect(compound, vec![at(6, "120")], day(6, 30), Verdict::NoData, Some("83.33"));
}

#[test]
fn the_total_of_a_breakdown_keeps_pace_too() {
    // All three have all of their 10; their sum of 30 is half of 60, and short of half of 60.01.
    let parts = |total: &str| {
        with(paced(&[]), |target| {
            target.each = vec![0];
            target.goal.bounds = Bounds::Members {
                each: ["甲", "乙", "丙"].map(|name| (name.to_owned(), vec![amount("10")])).to_vec(),
                total: Some(amount(total)),
                total_beside: false,
            };
        })
    };
    let rows = || ["甲", "乙", "丙"].map(|school| row(0, month(1), school, "10")).to_vec();
    expect(parts("60"), rows(), day(6, 30), Verdict::OnTrack, Some("99.99"));
    expect(parts("60.01"), rows(), day(6, 30), Verdict::Behind, Some("99.99"));
}

#[test]
fn a_member_that_is_there_already_needs_no_pace() {
    // 甲 has all of 10, and nothing is known of its last year; 乙 and 丙 have 6, halfway from 2 to 10.
    let goal = with(paced(&["10"]), |target| {
        target.aggregate = Some(Aggregate::Cumulative);
        target.each = vec![0];
        target.baseline = Some(Baseline::Period(months(2021, 12, 1)));
    });
    let rows = |third: &str| {
        let last_year = ["乙", "丙"].map(|school| row(0, months(2021, 12, 1), school, "2"));
        let this_year = [("甲", "10"), ("乙", "6"), ("丙", third)];
        let this_year = this_year.map(|(school, value)| row(0, month(6), school, value));
        last_year.into_iter().chain(this_year).collect()
    };
    expect(goal.clone(), rows("6"), day(6, 30), Verdict::OnTrack, Some("33.33"));
    expect(goal, rows("5.99"), day(6, 30), Verdict::Behind, Some("33.33"));
}

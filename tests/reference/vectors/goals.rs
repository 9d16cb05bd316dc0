//! What each kind of goal asks for.

use super::{amount, at, day, exact, expect, goal, month, row, stage, with};
use crate::reference::dates::months;
use crate::reference::judge::Verdict;
use crate::reference::model::{Kind, Measure, Target, Tolerance};

#[test]
fn each_kind_of_goal_when_due() {
    let due = |target: Target, value: &str, verdict: Verdict, percent: &str| {
        expect(target, vec![at(12, value)], day(12, 31), verdict, Some(percent));
    };
    // 87.5 / 88 = 0.994318…
    due(goal(Kind::AtLeast, &["88"]), "87.5", Verdict::Missed, "99.43");
    due(goal(Kind::AtLeast, &["88"]), "88", Verdict::Met, "100.00");
    // 35 of "more than 35" is all of it, and not enough.
    due(goal(Kind::MoreThan, &["35"]), "35", Verdict::Missed, "99.99");
    due(goal(Kind::MoreThan, &["35"]), "35.01", Verdict::Met, "100.02");
    // None of none is full marks, one of none is nothing.
    due(goal(Kind::AtMost, &["0"]), "0", Verdict::Met, "100.00");
    due(goal(Kind::AtMost, &["0"]), "1", Verdict::Missed, "0.00");
    // 3 / 4.
    due(goal(Kind::AtMost, &["3"]), "4", Verdict::Missed, "75.00");
    // 5 / 4, and 5 / 5 that is not less.
    due(goal(Kind::LessThan, &["5"]), "4", Verdict::Met, "125.00");
    due(goal(Kind::LessThan, &["5"]), "5", Verdict::Missed, "99.99");
    // min(14/28, 28/14), min(56/28, 28/56).
    due(goal(Kind::Equals, &["28"]), "14", Verdict::Missed, "50.00");
    due(goal(Kind::Equals, &["28"]), "56", Verdict::Missed, "50.00");
    due(goal(Kind::Equals, &["28"]), "28", Verdict::Met, "100.00");
    // Inside; 1 / 2 below; 3 / 4 above.
    due(goal(Kind::Between, &["2", "3"]), "3", Verdict::Met, "100.00");
    due(goal(Kind::Between, &["2", "3"]), "1", Verdict::Missed, "50.00");
    due(goal(Kind::Between, &["2", "3"]), "4", Verdict::Missed, "75.00");
    // 5% of 50 is 2.5: from 47.5 to 52.5; 52.5 / 52.6 = 0.99809…
    let about = || {
        with(goal(Kind::About, &["50"]), |target| {
            target.goal.tolerance = Some(Tolerance::Percent(exact("5")));
        })
    };
    due(about(), "47.5", Verdict::Met, "100.00");
    due(about(), "52.6", Verdict::Missed, "99.80");
    // The second of three stages.
    due(stage(Kind::Reach, 2), "started", Verdict::Missed, "66.66");
    due(stage(Kind::Reach, 1), "started", Verdict::Met, "100.00");
}

#[test]
fn attainment_is_absent_where_signs_make_it_meaningless() {
    let due = |target: Target, value: &str, verdict: Verdict| {
        expect(target, vec![at(12, value)], day(12, 31), verdict, None);
    };
    due(goal(Kind::AtLeast, &["-5"]), "-4", Verdict::Met);
    due(goal(Kind::AtLeast, &["5"]), "-4", Verdict::Missed);
    due(goal(Kind::AtMost, &["-5"]), "-4", Verdict::Missed);
    due(goal(Kind::Equals, &["0"]), "0", Verdict::Met);
    due(goal(Kind::Between, &["-3", "-2"]), "-1", Verdict::Missed);
}

#[test]
fn stretch_waiver_and_missing_figures() {
    let end = day(12, 31);
    let stretched =
        || with(goal(Kind::AtMost, &["3"]), |target| target.stretch = Some(amount("2")));
    expect(stretched(), vec![at(12, "2")], end, Verdict::Exceeded, Some("150.00"));
    expect(stretched(), vec![at(12, "3")], end, Verdict::Met, Some("100.00"));
    let waived = |until| {
        with(goal(Kind::AtLeast, &["10"]), |target| target.waived_until = Some(month(until)))
    };
    expect(waived(12), vec![at(12, "9")], end, Verdict::Waived, Some("90.00"));
    expect(waived(12), vec![at(12, "10")], end, Verdict::Met, Some("100.00"));
    expect(waived(11), vec![at(12, "9")], end, Verdict::Missed, Some("90.00"));
    // A figure of another indicator keeps the evaluation going.
    let other =
        || with(goal(Kind::AtMost, &["3"]), |target| target.measure = Measure::Added(vec![0, 1]));
    expect(other(), vec![at(12, "2")], end, Verdict::NoData, None);
    let zero = with(other(), |target| target.missing_is_zero = true);
    expect(zero, vec![at(12, "2")], end, Verdict::Met, Some("150.00"));
    // A figure for the year as a whole counts from the end of the year on.
    expect(
        goal(Kind::AtLeast, &["5"]),
        vec![row(0, months(2022, 1, 12), "", "5")],
        end,
        Verdict::Met,
        Some("100.00"),
    );
}

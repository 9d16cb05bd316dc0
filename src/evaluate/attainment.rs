//! How far a figure is: for display and score only, never for a verdict.

use crate::plan::{Bound, GoalKind, Target};
use crate::quantity::{Inexact, Quantity, Ratio, Rounding};

/// Attainment as a ratio of figure `a` and goal `t`: a/t where more is better, t/a where less is better, the smaller
/// of the two for a value to be hit, the distance to the nearer end for a range. Absent where signs make it
/// meaningless.
pub(super) fn of_figure(
    kind: GoalKind,
    figure: Ratio,
    bound: Bound,
) -> Result<Option<Ratio>, Inexact> {
    let zero = Ratio::ZERO;
    let over = |figure: Ratio, goal: Ratio| {
        if figure >= zero && goal > zero { figure.divided_by(goal) } else { Ok(None) }
    };
    let under = |figure: Ratio, goal: Ratio| {
        if figure <= zero && goal >= zero {
            Ok(Some(Ratio::ONE))
        } else if goal.is_zero() {
            Ok(Some(zero))
        } else if goal > zero {
            goal.divided_by(figure)
        } else {
            Ok(None)
        }
    };
    match (kind, bound.low, bound.high) {
        (GoalKind::Equals, Some(goal), _) if figure >= zero && goal > zero => {
            if figure < goal {
                figure.divided_by(goal)
            } else {
                goal.divided_by(figure)
            }
        }
        (GoalKind::Reach, Some(goal), _) => {
            over(figure, goal).map(|ratio| ratio.map(|ratio| ratio.min(Ratio::ONE)))
        }
        (GoalKind::Between | GoalKind::About, Some(low), Some(high)) => {
            if figure < low {
                over(figure, low)
            } else if figure > high {
                under(figure, high)
            } else {
                Ok(Some(Ratio::ONE))
            }
        }
        (_, Some(only), None) => over(figure, only),
        (_, None, Some(only)) => under(figure, only),
        (_, Some(_), Some(_)) | (_, None, None) => Ok(None),
    }
}

/// Attainment as progress: (a − b) / (t − b), with the end of a range that is nearest to the baseline; absent when the
/// baseline satisfies the goal, for then there is no way to be made, and a way back would read as one made.
pub(super) fn progress(
    figure: Ratio,
    baseline: Ratio,
    bound: Bound,
) -> Result<Option<Ratio>, Inexact> {
    let goal = match (bound.low, bound.high) {
        (Some(low), _) if baseline < low => low,
        (_, Some(high)) if baseline > high => high,
        _ => return Ok(None),
    };
    let (way, whole) = (figure.minus(baseline)?, goal.minus(baseline)?);
    if whole.is_negative() {
        Ratio::ZERO.minus(way)?.divided_by(Ratio::ZERO.minus(whole)?)
    } else {
        way.divided_by(whole)
    }
}

/// The distance of a figure to the nearest end that it does not keep to, else to the one that it does: below 0 when
/// the figure is below it; 0 within a range.
pub(super) fn gap(target: &Target, figure: Ratio, bound: Bound) -> Result<Option<Ratio>, Inexact> {
    if target.goal.kind == GoalKind::Reach {
        return Ok(None);
    }
    let end = match (bound.low, bound.high) {
        (Some(low), Some(_)) if figure < low => low,
        (Some(_), Some(high)) if figure > high => high,
        (Some(_), Some(_)) => return Ok(Some(Ratio::ZERO)),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => return Ok(None),
    };
    figure.minus(end).map(Some)
}

/// A share in per cent with two decimals, rounded down, and below 100 when the goal is not satisfied: what is shown
/// never says more than the verdict.
#[must_use]
pub fn shown_percent(ratio: Ratio, satisfied: bool) -> String {
    let highest =
        Ratio::new(Quantity::from(9999_u32), Quantity::from(10_000_u32)).unwrap_or(Ratio::ZERO);
    let ratio = if satisfied { ratio } else { ratio.min(highest) };
    ratio.times_power_of_ten_rounded(2, 2, Rounding::Down)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        Ratio::whole(Quantity::parse(text).unwrap())
    }

    #[test]
    fn attainment_by_kind_of_goal() {
        let check = |kind: GoalKind, figure: &str, bound: Bound, expected: Option<(&str, &str)>| {
            let expected = expected.map(|(n, d)| ratio(n).divided_by(ratio(d)).unwrap().unwrap());
            assert_eq!(
                of_figure(kind, ratio(figure), bound).unwrap(),
                expected,
                "{kind:?} {figure} {bound:?}"
            );
        };
        for (kind, figure, goal, expected) in [
            (GoalKind::AtLeast, "87.5", "88", Some(("875", "880"))),
            (GoalKind::AtLeast, "0", "88", Some(("0", "1"))),
            (GoalKind::AtLeast, "-1", "88", None),
            (GoalKind::AtLeast, "5", "0", None),
            (GoalKind::MoreThan, "70", "35", Some(("2", "1"))),
            (GoalKind::AtMost, "4", "3", Some(("3", "4"))),
            (GoalKind::AtMost, "2", "0", Some(("0", "1"))),
            (GoalKind::AtMost, "0", "0", Some(("1", "1"))),
            (GoalKind::AtMost, "-3", "0", Some(("1", "1"))),
            (GoalKind::AtMost, "-3", "-5", None),
            (GoalKind::Equals, "27", "28", Some(("27", "28"))),
            (GoalKind::Equals, "30", "28", Some(("28", "30"))),
            (GoalKind::Equals, "0", "0", None),
            (GoalKind::Reach, "2", "3", Some(("2", "3"))),
            (GoalKind::Reach, "4", "3", Some(("1", "1"))),
        ] {
            check(kind, figure, kind.bound(ratio(goal)), expected);
        }
        let range = Bound { low: Some(ratio("2")), high: Some(ratio("3")), strict: false };
        check(GoalKind::Between, "2.5", range, Some(("1", "1")));
        check(GoalKind::Between, "1", range, Some(("1", "2")));
        check(GoalKind::About, "4", range, Some(("3", "4")));
    }

    #[test]
    fn progress_is_the_way_made() {
        let check = |figure: &str, baseline: &str, bound: Bound, expected: Option<(&str, &str)>| {
            let expected = expected.map(|(n, d)| {
                ratio(n).minus(ratio("0")).unwrap().divided_by(ratio(d)).unwrap().unwrap()
            });
            assert_eq!(
                progress(ratio(figure), ratio(baseline), bound).unwrap(),
                expected,
                "{figure} from {baseline}"
            );
        };
        check("110", "100", GoalKind::AtLeast.bound(ratio("120")), Some(("1", "2")));
        check("90", "100", GoalKind::AtLeast.bound(ratio("120")), Some(("-1", "2")));
        check("8", "10", GoalKind::AtMost.bound(ratio("5")), Some(("2", "5")));
        check("8", "5", GoalKind::AtMost.bound(ratio("5")), None);
        check("90", "120", GoalKind::AtLeast.bound(ratio("100")), None);
        check("95", "90", GoalKind::AtMost.bound(ratio("100")), None);
    }

    #[test]
    fn a_shown_percentage_stays_below_100_until_the_goal_is_satisfied() {
        for (ratio_text, satisfied, shown) in [
            ("0.99996", false, "99.99"),
            ("1", true, "100.00"),
            ("1", false, "99.99"),
            ("0.999999", true, "99.99"),
            ("-0.00001", false, "-0.01"),
            ("1.23456", true, "123.45"),
        ] {
            assert_eq!(
                shown_percent(ratio(ratio_text), satisfied),
                shown,
                "{ratio_text} {satisfied}"
            );
        }
    }
}

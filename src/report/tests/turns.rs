//! What verdicts turn on, computed by hand, and tried: a figure that is changed so passes, one that loses its margin and more
//! fails.

use serde_json::{Value, json};

use super::{explain, json, report};
use crate::plan::Language;
use crate::report::Report;

/// The only target with what its verdict turns on.
fn turned(target: &str, rows: &str, as_of: &str) -> (String, Value) {
    let found = json(&format!("[target.x]\n{target}"), rows, as_of)["targets"][0].take();
    (found["verdict"].as_str().unwrap().to_owned(), found["sensitivity"].clone())
}

/// Checks the verdict and the keys that are named; all others are null, false or empty.
fn check(target: &str, rows: &str, as_of: &str, verdict: &str, expected: &Value) {
    let (found, sensitivity) = turned(target, rows, as_of);
    assert_eq!(found, verdict, "{target}");
    let nothing = [Value::Null, json!(false), json!(0), json!([])];
    let mut left = sensitivity.as_object().unwrap().clone();
    left.retain(|key, value| expected.get(key).is_some() || !nothing.contains(value));
    assert_eq!(Value::Object(left), *expected, "{target}\n{rows}");
}

#[test]
fn what_is_missing_and_what_is_to_spare() {
    for (goal, figure, verdict, expected) in [
        ("at_least = 20", "14", "missed", json!({"change": "6"})),
        ("at_least = 20", "25.5", "met", json!({"margin": "5.5"})),
        ("at_least = 20", "20", "met", json!({"margin": "0"})),
        ("at_most = 3", "5", "missed", json!({"change": "-2"})),
        ("at_most = 3\nstretch = 2", "1", "exceeded", json!({"margin": "2"})),
        ("more_than = 35", "35", "missed", json!({"change": "0", "strict": true})),
        ("more_than = 35", "34", "missed", json!({"change": "1", "strict": true})),
        ("more_than = 35", "36", "met", json!({"margin": "1", "strict": true})),
        ("less_than = 3", "2.5", "met", json!({"margin": "0.5", "strict": true})),
        ("less_than = 3", "4", "missed", json!({"change": "-1", "strict": true})),
        ("equals = 28", "27", "missed", json!({"change": "1"})),
        ("equals = 28", "29", "missed", json!({"change": "-1"})),
        ("equals = 28", "28", "met", json!({"margin": "0"})),
        ("between = [2, 3]", "9", "missed", json!({"change": "-6"})),
        ("between = [2, 3]", "1.5", "missed", json!({"change": "0.5"})),
        ("between = [2, 3]", "2.25", "met", json!({"margin": "0.25"})),
        ("about = 50\ntolerance = '5%'", "52", "met", json!({"margin": "0.5"})),
        ("at_least = 'baseline + 5%'\nbaseline = 100", "103", "missed", json!({"change": "2"})),
        (
            "at_least = 20\nwaiver = { reason = 'flood', until = '2023' }",
            "14",
            "waived",
            json!({"change": "6"}),
        ),
    ] {
        check(goal, &format!("x,2022,{figure},,"), "2022", verdict, &expected);
    }
}

#[test]
fn a_figure_changed_so_passes_and_one_without_its_margin_fails() {
    // The goal, a figure in tenths, and the change or the margin in tenths.
    let verdict = |goal: &str, tenths: i64| {
        let sign = if tenths < 0 { "-" } else { "" };
        let figure = format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10);
        turned(goal, &format!("x,2022,{figure},,"), "2022")
    };
    let tenths = |value: &Value| -> Option<i64> {
        let text = value.as_str()?;
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let size = whole.trim_start_matches('-').parse::<i64>().unwrap() * 10
            + part.parse::<i64>().unwrap();
        Some(if text.starts_with('-') { -size } else { size })
    };
    let mut tried = 0;
    for goal in [
        "at_least = 2",
        "more_than = 2",
        "at_most = 2",
        "less_than = 2",
        "equals = 2",
        "between = [1, 3]",
        "about = 2\ntolerance = 0.5",
    ] {
        for figure in [-5, 0, 9, 10, 14, 15, 19, 20, 21, 25, 29, 30, 31, 60] {
            let (before, turned) = verdict(goal, figure);
            let strict = turned["strict"].as_bool().unwrap();
            match (tenths(&turned["change"]), tenths(&turned["margin"])) {
                (Some(change), None) => {
                    assert_eq!(before, "missed", "{goal}: {figure}");
                    let further =
                        if change > 0 || change == 0 && goal.starts_with("more") { 1 } else { -1 };
                    let (at, beyond) = (
                        verdict(goal, figure + change).0,
                        verdict(goal, figure + change + further).0,
                    );
                    let first = if strict { beyond } else { at.clone() };
                    assert_eq!(first, "met", "{goal}: {figure} {change}");
                    let short = verdict(goal, figure + change - further).0;
                    assert_eq!(short, "missed", "{goal}: {figure} {change}");
                    assert_eq!(at == "missed", strict, "{goal}: {figure} {change}");
                }
                (None, Some(margin)) => {
                    assert_eq!(before, "met", "{goal}: {figure}");
                    let lost = margin + i64::from(!strict);
                    let ends = [verdict(goal, figure - lost).0, verdict(goal, figure + lost).0];
                    assert!(ends.iter().any(|end| end == "missed"), "{goal}: {figure} {margin}");
                    let kept = margin - i64::from(strict);
                    let ends = [verdict(goal, figure - kept).0, verdict(goal, figure + kept).0];
                    assert!(ends.iter().all(|end| end == "met"), "{goal}: {figure} {margin}");
                }
                other => panic!("{goal}: {figure}: {other:?}"),
            }
            tried += 1;
        }
    }
    assert_eq!(tried, 7 * 14);
}

#[test]
fn on_the_way_the_pace_decides_and_the_rest_is_told_by_the_month() {
    let goal = "at_least = 120\naggregate = 'sum'";
    // At the middle of the year 60 are asked for.
    check(
        goal,
        "x,2022-06,55,,",
        "2022-06",
        "behind",
        &json!({"change": "5", "months": 6, "per_month": "10.833334"}),
    );
    check(
        goal,
        "x,2022-06,66,,",
        "2022-06",
        "on-track",
        &json!({"margin": "6", "months": 6, "per_month": "9"}),
    );
    // What satisfies the goal already is measured by it.
    check(goal, "x,2022-06,125,,", "2022-06", "met", &json!({"margin": "5"}));
    let strictly = "more_than = 120\naggregate = 'sum'";
    check(
        strictly,
        "x,2022-06,60,,",
        "2022-06",
        "behind",
        &json!({"change": "0", "strict": true, "months": 6, "per_month": "10"}),
    );
    // A level does not add up.
    let level = "at_least = 120\naggregate = 'latest'\nbaseline = 100\npace = 'linear'";
    check(level, "x,2022-06,108,,", "2022-06", "behind", &json!({"change": "2"}));
    // 100 · 1.44^(1/2) = 120.
    let compound = "at_least = 144\naggregate = 'latest'\nbaseline = 100\npace = 'compound'";
    check(compound, "x,2022-06,105,,", "2022-06", "behind", &json!({"change": "15"}));
}

#[test]
fn a_ratio_is_told_in_its_numerator() {
    // 52 of 60 are 86 2/3 %; 88 % of 60 are 52.8.
    check(
        "at_least = 88\nunit = '%'\nratio = ['n', 'd']",
        "n,2022,52,,\nd,2022,60,,",
        "2022",
        "missed",
        &json!({"change": "1.333334", "numerator_change": "0.8"}),
    );
    check(
        "at_most = 2\nunit = '‰'\nratio = ['n', 'd']",
        "n,2022,5,,\nd,2022,2000,,",
        "2022",
        "missed",
        &json!({"change": "-0.5", "numerator_change": "-1"}),
    );
    check(
        "at_least = 88\nunit = '%'\nratio = ['n', 'd']",
        "n,2022,55,,\nd,2022,60,,",
        "2022",
        "met",
        &json!({"margin": "3.666666"}),
    );
}

#[test]
fn a_milestone_is_told_in_stages() {
    let goal = "reach = '主体完工'\nladder = 'construction'";
    check(goal, "x,2022-06,前期工作,,", "2022", "missed", &json!({"change": "2"}));
    check(goal, "x,2022-06,全面完工,,", "2022", "met", &json!({"margin": "1"}));
}

#[test]
fn cells_are_counted_and_those_that_fail_are_named_with_what_they_lack() {
    let rows = "x,2022,10,,一小\nx,2022,11,,二小\nx,2022,7,,三小\nx,2022,8.5,,四小";
    let lacks = json!([{"school": "三小", "change": "3"}, {"school": "四小", "change": "1.5"}, {"school": "五小", "change": null}]);
    // 75 % of 5 cells are 3.75, that is 4.
    check(
        "at_least = 10\naggregate = 'sum'\neach = 'school'\ncoverage = '75%'",
        rows,
        "2022",
        "missed",
        &json!({"cells_needed": 2, "members": lacks, "members_total": 3}),
    );
    let spare = format!("{rows}\nx,2022,10,,五小");
    check(
        "at_least = 8\naggregate = 'sum'\neach = 'school'\ncoverage = '60%'",
        &spare,
        "2022",
        "met",
        &json!({"cells_to_spare": 1, "closest": {"cell": {"school": "四小"}, "margin": "0.5"}}),
    );
    check(
        "at_least = 7\naggregate = 'sum'\neach = 'school'",
        &spare,
        "2022",
        "met",
        &json!({"cells_to_spare": 0, "closest": {"cell": {"school": "三小"}, "margin": "0"}}),
    );
    let members = "at_least = { members = { '一小' = 1, '二小' = 1, '三小' = 1, '四小' = 1, '五小' = 1 }, total = 50 }";
    check(
        &format!("{members}\naggregate = 'sum'\neach = 'school'"),
        &spare,
        "2022",
        "missed",
        &json!({"total_change": "3.5"}),
    );
}

#[test]
fn who_has_not_reported_is_named() {
    check(
        "at_least = 10\naggregate = 'sum'\nreported_by = 'school'",
        "x,2022,10,,一小\nx,2022,1,,四小",
        "2022",
        "no-data",
        &json!({"members": [{"school": "二小", "change": null}, {"school": "三小", "change": null},
            {"school": "五小", "change": null}], "members_total": 3}),
    );
    let (verdict, nothing) = turned("at_most = 10", "x,2022-06,5,,", "2022-06");
    assert_eq!((verdict.as_str(), nothing), ("open", Value::Null));
}

#[test]
fn an_explanation_says_it_in_sentences() {
    for (target, rows, as_of, language, expected) in [
        (
            "at_least = 120\naggregate = 'sum'\nunit = '人'",
            "x,2022-06,55,,",
            "2022-06",
            Language::English,
            "What it turns on\n  to pass now: 5 人 more\n  to reach the goal by 2022-12-31: 10.84 人 a month",
        ),
        (
            "at_least = 120\naggregate = 'sum'\nunit = '人'",
            "x,2022-06,66,,",
            "2022-06",
            Language::Chinese,
            "差距与余量\n  2022年12月31日前达到目标，余下6个月每月还需完成9人\n  余量：6人\n",
        ),
        ("more_than = 35", "x,2022,35,,", "2022", Language::English, "  to pass now: any more\n"),
        ("at_least = 20", "x,2022,20,,", "2022", Language::English, "  margin: none\n"),
        (
            "at_least = 10\naggregate = 'sum'\neach = 'school'\ncoverage = '40%'",
            "x,2022,10,,一小\nx,2022,7,,二小",
            "2022",
            Language::English,
            "  to pass now: 1 more cell of the 4 that fail: 二小 (3 more), 三小, 四小 and 1\n",
        ),
        (
            "reach = '主体完工'\nladder = 'construction'",
            "x,2022,前期工作,,",
            "2022",
            Language::English,
            "  to pass now: 2 more stages, up to 主体完工\n",
        ),
    ] {
        let text = report(&format!("[target.x]\n{target}"), rows, as_of, |report, out| {
            explain(&Report { language, ..*report }, 0, out).unwrap();
        });
        assert!(text.contains(expected), "{expected}\nin\n{text}");
    }
}

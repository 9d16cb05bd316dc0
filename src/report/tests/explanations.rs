//! What an explanation says line by line.

use super::{explain, json, report, table};

/// Checks that an explanation of the only target holds these lines, one after the other.
fn check(target: &str, rows: &str, as_of: &str, expected: &str) {
    let text = report(&format!("[target.x]\n{target}"), rows, as_of, |report, out| {
        explain(report, 0, out).unwrap();
    });
    assert!(text.contains(expected), "{expected}\nin\n{text}");
}

#[test]
fn a_share_is_what_the_division_gives() {
    check(
        "more_than = 35",
        "x,2022,35,,",
        "2022",
        "  35 / 35 = 100%, shown as 99.99% because the goal is not satisfied\n",
    );
    let range = "between = [31, 35]\nbaseline = 10\nattainment = 'progress'";
    check(
        range,
        "x,2022,36.005,,",
        "2022",
        "  26.005 / 21 = 123.83% (rounded down), shown as 99.99% because the goal is\n",
    );
    check("at_least = 3", "x,2022,2.999999,,", "2022", "  2.999999 / 3 = 99.99% (rounded down)\n");
}

#[test]
fn what_holds_a_share_is_the_cap_or_that_the_goal_is_not_met() {
    let strict = "more_than = 35\nweight = 5\nattainment = 'progress'\nbaseline = 10\n";
    let cap = |percent: &str| format!("[score]\ncap = '{percent}'\n[target.x]\n");
    let range = "between = [31, 35]\nweight = 5\nbaseline = 10\nattainment = 'progress'";
    for (head, target, value, line) in [
        (cap("150%"), strict, "60", "  5 × 150% (the cap) = 7.5\n"),
        (cap("150%"), strict, "40", "  5 × 120% = 6\n"),
        (cap("150%"), range, "36.005", "  5 × 100% (no more: the goal is not met) = 5\n"),
        (cap("100%"), range, "36.005", "  5 × 100% (the cap) = 5\n"),
        (cap("100%"), strict, "40", "  5 × 100% (the cap) = 5\n"),
    ] {
        let text = report(
            &format!("{head}{target}"),
            &format!("x,2022,{value},,"),
            "2022",
            |report, out| {
                explain(report, 0, out).unwrap();
            },
        );
        assert!(text.contains(line), "{line}\nin\n{text}");
    }
}

#[test]
fn the_end_of_a_range_that_is_not_paced_holds_from_the_beginning() {
    for (goal, path, end) in [
        ("between = [10, 20]\npace = 'linear'", "3/12 × (10 - 0) = 2.5", "20"),
        ("equals = 20\npace = 'linear'", "3/12 × (20 - 0) = 5", "20"),
        ("between = [10, 20]\nbaseline = 40\npace = 'linear'", "3/12 × (20 - 40) = 35", "10"),
        ("between = [10, 20]\ncheckpoints = { 2022Q1 = 3 }", "the end of 2022Q1: 3", "20"),
    ] {
        let value = if end == "20" { 30 } else { 9 };
        let expected =
            format!("{path}\n  the other end of the goal, {end}, holds from the beginning\n");
        check(goal, &format!("x,2022Q1,{value},,"), "2022Q1", &expected);
    }
}

#[test]
fn a_rounded_pace_says_so() {
    let path = |goal: &str, pace: &str| format!("{goal}\nbaseline = 100\npace = '{pace}'");
    for (goal, pace, line) in [
        ("at_least = 119", "compound", "(7/12) = 110.679978 (rounded\n    up), compared as powers"),
        ("at_most = 81", "compound", "(7/12) = 88.433387 (rounded\n    down), compared as powers"),
        ("at_least = 119", "linear", "(119 - 100) = 111.083334 (rounded up)\n"),
        ("at_most = 81", "linear", "(81 - 100) = 88.916666 (rounded down)\n"),
        ("at_least = 112", "linear", "(112 - 100) = 107\n"),
    ] {
        check(&path(goal, pace), "x,2022-06,105,,", "2022-07", line);
    }
    let compound = path("at_least = 144", "compound");
    let found = json(&format!("[target.x]\n{compound}"), "x,2022-06,105,,", "2022-06");
    assert_eq!(
        found["targets"][0]["reason"],
        "needs 120 by now (2022-06-30): 15 short; 39 short of 144, due 2022-12-31"
    );
}

#[test]
fn a_compound_pace_is_shown_on_the_side_on_which_it_is() {
    // 100 · √0.9 = 94.868329805…, 100 · √2 = 141.421356237…
    for (goal, figure, line) in [
        ("at_most = 'baseline - 10%'", "94.8683298", "94.8683298 ≤ 94.8683298: kept"),
        ("at_most = 'baseline - 10%'", "94.8683299", "94.8683299 > 94.868329: not kept"),
        ("less_than = 'baseline - 10%'", "94.8683298", "94.8683298 < 94.86832980: kept"),
        ("at_least = 'baseline * 2'", "141.4213563", "141.4213563 ≥ 141.4213563: kept"),
        ("at_least = 'baseline * 2'", "141.4213562", "141.4213562 < 141.421357: not kept"),
        ("at_least = 'baseline * 2'", "141.421357", "141.421357 ≥ 141.421357: kept"),
    ] {
        let line = line.replace("94.86832980:", "94.868329805:");
        let goal = format!("{goal}\naggregate = 'latest'\nbaseline = 100\npace = 'compound'");
        let rows = format!("x,2022-06,{figure},,");
        check(&goal, &rows, "2022-06", &line);
        let found = json(&format!("[target.x]\n{goal}"), &rows, "2022-06");
        let verdict = if line.ends_with("not kept") { "behind" } else { "on-track" };
        assert_eq!(found["targets"][0]["verdict"], verdict, "{line}");
        let required = found["targets"][0]["required_now"].as_str().unwrap();
        assert!(line.contains(required), "{required}: {line}");
    }
}

#[test]
fn the_ends_around_a_baseline_are_told_in_its_terms() {
    let about = |tolerance: &str| {
        format!("about = 'baseline'\ntolerance = '{tolerance}'\nbaseline = 33\nunit = '%'")
    };
    for (tolerance, lines) in [
        ("5%", "  baseline - 5% = 0.95 × 33 = 31.35\n  baseline + 5% = 1.05 × 33 = 34.65\n"),
        ("2pp", "  baseline - 2pp = 33 - 2 = 31\n  baseline + 2pp = 33 + 2 = 35\n"),
    ] {
        check(&about(tolerance), "x,2022,33,,", "2022", lines);
    }
    check(
        "about = 'baseline + 10%'\ntolerance = '5%'\nbaseline = 100",
        "x,2022,110,,",
        "2022",
        "  (baseline + 10%) - 5% = 1.045 × 100 = 104.5\n",
    );
}

#[test]
fn a_plan_without_sections_has_no_sum_over_one() {
    let text = table("[target.x]\nat_least = 4\nweight = 5", "x,2022,3,,", "2022", 80, false);
    assert!(text.contains("score: 3.75 of 5 points, 75%"), "{text}");
    assert!(!text.contains("section"), "{text}");
}

#[test]
fn cells_without_a_pace_do_not_keep_one() {
    let each = "at_least = 10\naggregate = 'sum'\neach = 'school'\n";
    check(
        &format!("{each}pace = 'none'"),
        "x,2022-06,5,,一小",
        "2022-06",
        "  those that do not satisfy the goal yet:\n    一小:\n",
    );
    check(
        &format!("{each}pace = 'linear'"),
        "x,2022-06,5,,一小",
        "2022-06",
        "  those that keep the pace:\n    一小:\n",
    );
}

#[test]
fn cells_and_totals_show_where_their_bounds_come_from() {
    let target =
        "at_least = 'baseline + 10%'\naggregate = 'sum'\neach = 'school'\nbaseline = '2021'";
    let rows = "x,2021-03,60,,一小\nx,2021-05,40,,一小\nx,2021,20,,二小\nx,2021,5,,四小\n\
        x,2022,109,,一小\nx,2022,30,,二小\nx,2022,1,,三小";
    check(
        target,
        rows,
        "2022",
        "  those that fail:
    一小:
      x:
        year.csv:6  2022  一小  109
      baseline 100 (year.csv:2, 3); baseline + 10% = 1.1 × 100 = 110
      109 < 110: not satisfied
    三小:
      x:
        year.csv:8  2022  三小  1
      no baseline: no figure for `x` in 2021
      the goal's value is not known, so nothing is compared
    四小: no figure for `x`
      baseline 5 (year.csv:5); baseline + 10% = 1.1 × 5 = 5.5
    五小: no figure for `x`
      no baseline: no figure for `x` in 2021
  those that satisfy the goal:
    二小: 30, year.csv:7
      baseline 20 (year.csv:4); baseline + 10% = 1.1 × 20 = 22
      30 ≥ 22: satisfied
",
    );
    let target = "aggregate = 'sum'\neach = 'school'\nbaseline = '2021'\ntotal = 'baseline * 2'\n\
        at_least = { members = { '一小' = 5, '二小' = 'baseline', '三小' = 1, '四小' = 1, '五小' = 1 } }";
    let rows: Vec<_> = ["一小", "二小", "三小", "四小", "五小"]
        .map(|school| format!("x,2021,5,,{school}\nx,2022,8,,{school}"))
        .into();
    check(
        target,
        &rows.join("\n"),
        "2022",
        "    二小: 8, year.csv:5
      baseline 5 (year.csv:4)
      8 ≥ 5: satisfied
",
    );
    check(
        target,
        &rows.join("\n"),
        "2022",
        "  sum over the members: 8 + 8 + 8 + 8 + 8 = 40
  baseline, the sum over the members: 5 + 5 + 5 + 5 + 5 = 25
  baseline * 2 = 2 × 25 = 50
  40 < 50: not satisfied
",
    );
}

#[test]
fn a_gap_in_the_cadence_names_its_indicator() {
    let target = "at_least = 10\nindicator = ['a', 'b']\naggregate = 'sum'\ncadence = 'quarter'";
    let rows = "a,2022Q1,5,,\na,2022Q2,5,,\nb,2022Q1,5,,";
    check(target, rows, "2022Q2", "  no actual: no figure for `b` in 2022Q2\n");
}

#[test]
fn the_rows_are_accounted_for_and_codes_kept_whole() {
    let rows = "x,2022,3,,\nx,2021,3,,\nx,2020,3,,\nother,2022,3,,";
    check(
        "at_least = 3",
        rows,
        "2022",
        "
4 rows read from year.csv (long layout, UTF-8): 1 used, 3 set aside (1
  unknown-indicator, 2 outside-the-plan)
as of 2022-12-31
",
    );
}

//! What the reason of a verdict says.

use super::json;

/// Checks what JSON says of the only target: `goal.text`, `actual`, `verdict`, `reason`.
fn check(target: &str, rows: &str, as_of: &str, expected: [&str; 4]) {
    let json = json(&format!("[target.x]\n{target}"), rows, as_of);
    let target = &json["targets"][0];
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("null").to_owned();
    let found = [
        text(&target["goal"]["text"]),
        text(&target["actual"]),
        text(&target["verdict"]),
        text(&target["reason"]),
    ];
    assert_eq!(found, expected);
}

/// Target, rows, and what is said of it.
type Case = (&'static str, &'static str, [&'static str; 4]);

const DUE: &[Case] = &[
    (
        "unit = '%'\nat_least = 88",
        "x,2022,87.5,,",
        ["≥ 88%", "87.5", "missed", "0.5 percentage points short of 88%"],
    ),
    (
        "unit = '%'\nat_least = 88",
        "x,2022,87,,",
        ["≥ 88%", "87", "missed", "1 percentage point short of 88%"],
    ),
    ("unit = '个'\nat_least = 10", "x,2022,7,,", ["≥ 10 个", "7", "missed", "3 个 short of 10 个"]),
    ("unit = '个'\nat_least = 10", "x,2022,10,,", ["≥ 10 个", "10", "met", "exactly 10 个"]),
    (
        "unit = '起'\nat_most = 0",
        "x,2022,2,,",
        ["≤ 0 起", "2", "missed", "2 起 above the limit of 0 起"],
    ),
    (
        "unit = '起'\nat_most = 3\nstretch = 2",
        "x,2022,2,,",
        [
            "≤ 3 起",
            "2",
            "exceeded",
            "1 起 below the limit of 3 起; the stretch of ≤ 2 起 satisfied too",
        ],
    ),
    (
        "more_than = '35亿元'\nunit = '亿元'",
        "x,2022,35,,",
        ["> 35 亿元", "35", "missed", "just reached, but more than 35 亿元 is asked for"],
    ),
    (
        "less_than = 5",
        "x,2022,5,,",
        ["< 5", "5", "missed", "just kept, but less than 5 is asked for"],
    ),
    ("between = [2, 3]\nunit = '个'", "x,2022,1,,", ["2–3 个", "1", "missed", "1 个 below 2 个"]),
    ("between = [2, 3]\nunit = '个'", "x,2022,4,,", ["2–3 个", "4", "missed", "1 个 above 3 个"]),
    ("between = [2, 3]\nunit = '个'", "x,2022,3,,", ["2–3 个", "3", "met", "within 2–3 个"]),
    (
        "about = 50\ntolerance = '5%'",
        "x,2022,47.4,,",
        ["about 50 (47.5–52.5)", "47.4", "missed", "0.1 below 47.5"],
    ),
    ("equals = 28\nunit = '个'", "x,2022,31,,", ["= 28 个", "31", "missed", "3 个 above 28 个"]),
    (
        "reach = '主体完工'\nladder = 'construction'",
        "x,2022,开工,,",
        ["reach 主体完工", "开工", "missed", "at 开工, 主体完工 not reached"],
    ),
    (
        "reach = '开工'\nladder = 'construction'",
        "x,2022,全面完工,,",
        ["reach 开工", "全面完工", "met", "at 全面完工, beyond 开工"],
    ),
    (
        "baseline = 100\nat_least = 'baseline + 5%'",
        "x,2022,104,,",
        ["≥ baseline + 5% (105)", "104", "missed", "1 short of 105"],
    ),
    ("at_least = 'tbd'", "x,2022,1,,", ["tbd", "1", "open", "the plan leaves the value open"]),
    (
        "at_least = 1\nunit = '%'\nratio = ['a', 'b']",
        "a,2022,2,,\nb,2022,300,,",
        ["≥ 1%", "0.666666", "missed", "0.34 percentage points short of 1%"],
    ),
    (
        "at_most = 1\nunit = '%'\nratio = ['a', 'b']",
        "a,2022,5,,\nb,2022,300,,",
        ["≤ 1%", "1.666667", "missed", "0.67 percentage points above the limit of 1%"],
    ),
    (
        "at_least = 1\nunit = '%'\nratio = ['a', 'b']",
        "a,2022,0,,\nb,2022,0,,",
        ["≥ 1%", "null", "no-data", "`a` and `b` are both 0"],
    ),
    (
        "at_least = 1\naggregate = 'sum'\nreported_by = 'school'",
        "x,2022,3,,一小",
        ["≥ 1", "null", "no-data", "not reported by 二小, 三小, 四小 and 1 more"],
    ),
    (
        "at_most = 3\naggregate = 'sum'\ncadence = 'quarter'",
        "x,2022Q1,1,,\nx,2022Q3,1,,",
        ["≤ 3", "null", "no-data", "no figure for 2022Q2, 2022Q4"],
    ),
];

#[test]
fn reasons_say_how_much_is_missing() {
    for (target, rows, expected) in DUE {
        check(target, rows, "2022", *expected);
    }
}

#[test]
fn what_is_not_due_says_what_the_rest_must_bring() {
    for (target, rows, expected) in [
        (
            "at_least = 12\nunit = '项'\naggregate = 'sum'",
            "x,2022Q1,7,,",
            [
                "≥ 12 项",
                "7",
                "behind",
                "needs 9 项 by now (2022-09-30): 2 项 short; 1.67 项 a month for the remaining 3 months",
            ],
        ),
        (
            "at_least = 12\nunit = '项'\naggregate = 'sum'",
            "x,2022Q1,9,,",
            ["≥ 12 项", "9", "on-track", "needs 9 项 by now (2022-09-30): kept"],
        ),
        (
            "at_least = 80\nunit = '%'\ncheckpoints = { 2022Q3 = 60 }",
            "x,2022-09,50,,",
            [
                "≥ 80%",
                "50",
                "behind",
                "needs 60% by now (2022-09-30): 10 percentage points short; 30 percentage points short of 80%, due 2022-12-31",
            ],
        ),
        ("at_most = 3", "x,2022-09,2,,", ["≤ 3", "2", "open", "not due until 2022-12-31"]),
        ("at_least = 4\naggregate = 'sum'", "x,2022Q1,5,,", ["≥ 4", "5", "met", "1 above 4"]),
        (
            "at_least = 4\naggregate = 'sum'\n[target.y]\nat_most = 9",
            "y,2022Q1,5,,",
            ["≥ 4", "null", "no-data", "no figure for `x` up to 2022-09-30"],
        ),
    ] {
        check(target, rows, "2022-09", expected);
    }
}

#[test]
fn cells_and_waivers_are_told() {
    let each = "at_least = 1\nunit = '次'\naggregate = 'sum'\neach = ['school', 'half']";
    let rows =
        "x,2022H1,1,,一小\nx,2022H2,1,,一小\nx,2022H1,0,,二小\nx,2022H2,1,,二小\nx,2022H1,1,,三小";
    check(
        each,
        rows,
        "2022",
        [
            "≥ 1 次, each school, half",
            "null",
            "missed",
            "4 of 10 cells satisfy the goal: 二小 2022H1 (0 次), 三小 2022H2 (no figure), 四小 2022H1 (no figure) and 3 more",
        ],
    );
    check(
        &format!("{each}\ncoverage = '40%'"),
        rows,
        "2022",
        [
            "≥ 1 次, each school, half (40% of cells)",
            "null",
            "met",
            "4 of 10 cells satisfy the goal; 40.00% of cells, 40% asked for",
        ],
    );
    let waiver = "at_least = 3\nwaiver = { reason = 'flood', until = '2022-12', by = 'board' }";
    check(
        waiver,
        "x,2022,2,,",
        "2022",
        [
            "≥ 3",
            "2",
            "waived",
            "waived until 2022-12-31 by board: flood (would be missed: 1 short of 3)",
        ],
    );
    check(
        &waiver.replace("2022-12", "2022-06"),
        "x,2022,2,,",
        "2022",
        ["≥ 3", "2", "missed", "1 short of 3; the waiver ran out on 2022-06-30: flood"],
    );
    let parts = "[dimension.town]\nmembers = ['E', 'W']\n[target.z]\nat_most = 1\n";
    let goal = "aggregate = 'sum'\neach = 'school'\nat_least = { members = { '一小' = 5, '二小' = 1, '三小' = 1, '四小' = 1, '五小' = 1 } }\ntotal = 9";
    let rows = "x,2022,3,,一小\nx,2022,1,,二小\nx,2022,1,,三小\nx,2022,1,,四小\nx,2022,1,,五小";
    check(
        &format!("{goal}\n{parts}"),
        rows,
        "2022",
        [
            "≥ by school, total ≥ 9",
            "null",
            "missed",
            "4 of 5 cells satisfy the goal: 一小 (2 short of 5); the total of 7 is 2 short of 9",
        ],
    );
}

#[test]
fn cells_behind_their_pace_are_worded_alike() {
    let each = "aggregate = 'sum'\neach = 'school'\npace = 'linear'\nat_least =";
    let rows = "x,2022-06,6,,一小\nx,2022-06,12,,二小\nx,2022-06,12,,三小\nx,2022-06,12,,四小\nx,2022-06,12,,五小";
    let reason = "4 of 5 cells keep the pace: 一小 (6, needs 9 by now)";
    let by_school = "{ members = { '一小' = 12, '二小' = 1, '三小' = 1, '四小' = 1, '五小' = 1 } }";
    for (goal, text) in [("12", "≥ 12, each school"), (by_school, "≥ by school")] {
        check(&format!("{each} {goal}"), rows, "2022-09", [text, "null", "behind", reason]);
    }
}

#[test]
fn a_gap_is_rounded_to_the_failing_side() {
    let ratio = "ratio = ['a', 'b']\nunit = '%'\n";
    for (goal, rows, gap) in [
        ("at_least = 1", "a,2022,2,,\nb,2022,300,,", "-0.333334"),
        ("at_least = 0", "a,2022,2,,\nb,2022,300,,", "0.666666"),
        ("at_most = 1", "a,2022,5,,\nb,2022,300,,", "0.666667"),
        ("at_most = 1", "a,2022,2,,\nb,2022,300,,", "-0.333333"),
        ("at_most = 1", "a,2022,2.999999999,,\nb,2022,300,,", "-0.0000000003"),
    ] {
        let json = json(&format!("[target.x]\n{ratio}{goal}"), rows, "2022");
        assert_eq!(json["targets"][0]["gap"], gap, "{goal}");
    }
}

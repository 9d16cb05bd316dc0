//! Points worked out by hand.

use crate::reference::{Answer, program};

/// Goals on a level, as of the end of the year: what each earns, then the sum, its share and the grade.
fn expect(
    score: &str,
    targets: &[(&str, &str, Option<&str>)],
    total: [&str; 3],
    grade: Option<&str>,
) {
    let mut plan = format!(
        "[plan]\nperiod = \"2022\"\n[defaults]\naggregate = \"latest\"\n[score]\n{score}\n"
    );
    let mut export = "indicator,period,value\n".to_owned();
    for (at, (keys, figure, _)) in targets.iter().enumerate() {
        plan.extend([format!("[target.t{at}]\n{keys}\n")]);
        if !figure.is_empty() {
            export.extend([format!("t{at},2022-12,{figure}\n")]);
        }
    }
    let Answer::Evaluated(report) = program(&plan, &[], &export, Some("2022-12-31"), 4000) else {
        panic!("refused:\n{plan}\n{export}");
    };
    for (at, (keys, _, points)) in targets.iter().enumerate() {
        assert_eq!(report["targets"][at]["score"]["points"].as_str(), *points, "{keys}");
    }
    let sum = &report["score"]["total"];
    let found = ["points", "weight", "percent"].map(|key| sum[key].as_str().expect("a sum"));
    assert_eq!((found, report["score"]["grade"].as_str()), (total, grade));
}

#[test]
fn points_follow_from_attainment() {
    expect(
        "cap = \"110%\"\nfloor = \"50%\"\ngrades = { A = 90, B = 60, C = 0 }",
        &[
            // 90 / 100 of 10; 40 / 100 is below the floor; 130 / 100 is capped at 110%.
            ("at_least = 100\nweight = 10", "90", Some("9")),
            ("at_least = 100\nweight = 10", "40", Some("0")),
            ("at_least = 100\nweight = 10", "130", Some("11")),
            // 2 / 3 of 10, rounded down.
            ("at_least = 3\nweight = 10", "2", Some("6.666666")),
            ("at_least = 100\nweight = 10\nscoring = \"all-or-nothing\"", "99.9", Some("0")),
            // 10% are missing: three full steps of 3%, a point each.
            ("at_least = 100\nweight = 10\nscoring = { per = \"3%\", minus = 1 }", "90", Some("7")),
            (
                "at_least = 100\nweight = 10\nscoring = { bands = { \"100%\" = 10, \"80%\" = 4 } }",
                "99",
                Some("4"),
            ),
            // Just reached is not more than: below 100%.
            (
                "more_than = 35\nweight = 10\nscoring = { bands = { \"100%\" = 10, \"80%\" = 4 } }",
                "35",
                Some("4"),
            ),
            ("at_least = 100\nweight = 10", "", Some("0")),
            ("at_least = \"tbd\"\nweight = 10", "5", None),
        ],
        // 9 + 0 + 11 + 20/3 + 0 + 7 + 4 + 4 + 0 = 41 2/3 of 90; 46.296296…%
        ["41.666666", "90", "46.296296"],
        Some("C"),
    );
}

#[test]
fn a_veto_locks_the_grade_at_the_lowest_and_takes_no_points() {
    let grades = "grades = { A = 90, B = 60, C = 0 }";
    let met = ("at_least = 10\nweight = 100", "10", Some("100"));
    expect(
        grades,
        &[met, ("at_most = 0\nveto = true", "0", None)],
        ["100", "100", "100"],
        Some("A"),
    );
    expect(
        grades,
        &[met, ("at_most = 0\nveto = true", "1", None)],
        ["100", "100", "100"],
        Some("C"),
    );
}

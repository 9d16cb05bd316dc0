//! What is shown of goals that do not end in decimals stands to what is shown of figures as the verdict says.

use std::fmt::Write as _;
use std::io::Write as _;

use super::*;
use crate::quantity::Quantity;
use crate::report::figures::Figures;

/// Numerators and denominators of figures that are the same, close to each other, or far away.
const FIGURES: [(&str, &str); 12] = [
    ("1", "3"),
    ("2", "6"),
    ("33333", "100000"),
    ("33334", "100000"),
    ("33335", "100000"),
    ("333333333", "1000000000"),
    ("333333334", "1000000000"),
    ("10000001", "30000000"),
    ("9999999", "30000000"),
    ("1", "4"),
    ("1", "2"),
    ("2", "3"),
];

const KINDS: [&str; 5] = ["at_least", "more_than", "at_most", "less_than", "equals"];

/// Whether a figure as shown satisfies a bound as shown.
fn satisfies(kind: &str, actual: &str, bound: &str) -> bool {
    let number = |text: &str| Quantity::parse(text.trim_end_matches('%')).unwrap();
    let (actual, bound) = (number(actual), number(bound));
    match kind {
        "at_least" => actual >= bound,
        "more_than" => actual > bound,
        "at_most" => actual <= bound,
        "less_than" => actual < bound,
        _ => actual == bound,
    }
}

#[test]
fn a_goal_that_does_not_end_does_not_contradict_the_verdict() {
    let (mut targets, mut rows, mut kinds) = (String::new(), String::new(), Vec::new());
    for (kind, decimals) in
        KINDS.into_iter().flat_map(|kind| ["", "0", "1", "4"].map(|of| (kind, of)))
    {
        for ((before, of), (now, of_now)) in
            FIGURES.into_iter().flat_map(|one| FIGURES.map(|other| (one, other)))
        {
            let n = kinds.len();
            kinds.push(kind);
            writeln!(targets, "[target.t{n}]\nunit = \"%\"\nratio = [\"n{n}\", \"d{n}\"]").unwrap();
            writeln!(targets, "baseline = \"2021\"\n{kind} = \"baseline\"\npace = \"none\"")
                .unwrap();
            if !decimals.is_empty() {
                writeln!(targets, "decimals = {decimals}").unwrap();
            }
            for (year, numerator, denominator) in [(2021, before, of), (2022, now, of_now)] {
                writeln!(rows, "n{n},{year},{numerator},,\nd{n},{year},{denominator},,").unwrap();
            }
        }
    }
    let shown = report(&targets, &rows, "2022", |report, out| {
        for (target, outcome) in report.targets() {
            let figures = Figures::grouped(report, target).beside(outcome.actual());
            let (actual, goal) = (figures.actual_of(outcome), figures.goal(outcome.baseline));
            let bound = goal.split(['(', ')']).nth(1).unwrap();
            writeln!(out, "{actual} {bound} {}", outcome.verdict.name()).unwrap();
        }
    });
    let json = json(&targets, &rows, "2022");
    let entries = json["targets"].as_array().unwrap();
    let mut met = 0;
    for ((kind, line), entry) in kinds.iter().zip(shown.lines()).zip(entries) {
        let [actual, bound, verdict] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert_eq!(satisfies(kind, actual, bound), verdict == "met", "{kind} {line} {entry:#}");
        let of = |value: &serde_json::Value| value.to_string().trim_matches('"').to_owned();
        let (actual, bound) = (of(&entry["actual"]), of(&entry["goal"]["value"]));
        assert_eq!(satisfies(kind, &actual, &bound), verdict == "met", "{kind} {actual} {bound}");
        met += usize::from(verdict == "met");
    }
    assert!(kinds.len() == entries.len() && met > 500, "{met} of {}", kinds.len());
}

#[test]
fn a_pace_that_does_not_end_does_not_contradict_the_verdict() {
    let target = "[target.p]\nunit = \"%\"\nratio = [\"n\", \"d\"]\nbaseline = 0\nat_least = 50\npace = \"linear\"\n";
    for (numerator, denominator, actual, required, verdict) in [
        ("1", "3", "33.333333", "33.333333", "on-track"),
        ("33334", "100000", "33.334", "33.333333", "on-track"),
        ("33333", "100000", "33.333", "33.333334", "behind"),
    ] {
        let rows = format!("n,2022-08,{numerator},,\nd,2022-08,{denominator},,\n");
        let json = json(target, &rows, "2022-08");
        let entry = &json["targets"][0];
        let of = |key: &str| entry[key].to_string().trim_matches('"').to_owned();
        assert_eq!((of("actual").as_str(), of("required_now").as_str()), (actual, required));
        assert_eq!(entry["verdict"], verdict, "{entry:#}");
        assert!(!entry["reason"].to_string().contains("33.3333333"), "{}", entry["reason"]);
    }
}

use super::*;

fn target(id: &str, change: &str) -> serde_json::Value {
    let mut target = serde_json::json!({
        "id": id, "title": id, "severity": "error",
        "goal": { "kind": "at-least", "value": "20", "unit": null, "text": "≥ 20" },
        "actual": "14", "verdict": "behind", "reason": "6 short", "due": "2022-12-31",
        "cells": null,
        "evidence": [
            { "indicator": "a", "members": {}, "file": "a.csv", "line": 2, "period": "2022Q1", "value": "6" },
            { "indicator": "a", "members": {}, "file": "a.csv", "line": 3, "period": "2022Q2", "value": "8" },
        ],
        "evidence_total": 2,
    });
    let change: serde_json::Value = serde_json::from_str(change).unwrap();
    for (key, value) in change.as_object().unwrap() {
        target[key] = value.clone();
    }
    target
}

fn recorded(targets: &[serde_json::Value], inputs: &str) -> Recorded {
    let inputs: serde_json::Value = serde_json::from_str(inputs).unwrap();
    let document = serde_json::json!({
        "schema": "plancheck/evaluation/1",
        "plan": { "title": null, "period": "2022" },
        "as_of": "2022-06-30",
        "exit": { "status": 1, "reason": "" },
        "summary": { "targets": targets.len() },
        "inputs": inputs,
        "targets": targets,
    });
    Recorded::parse(&document.to_string()).unwrap()
}

#[test]
fn the_same_evaluation_differs_in_nothing() {
    let one = recorded(&[target("a", "{}")], "[]");
    let other = recorded(&[target("a", r#"{"actual": "14.0"}"#)], "[]");
    assert!(compare(&one, &one).is_empty());
    assert!(compare(&one, &other).is_empty(), "14 and 14.0 are the same figure");
}

#[test]
fn verdicts_figures_and_restatements_are_told_apart() {
    let before = recorded(&[target("a", "{}"), target("gone", "{}")], "[]");
    let after = recorded(
        &[
            target("new", "{}"),
            target(
                "a",
                r#"{"actual": "21", "verdict": "met", "evidence_total": 3, "evidence": [
                    {"indicator": "a", "members": {}, "file": "b.csv", "line": 9, "period": "2022Q1", "value": "6.0"},
                    {"indicator": "a", "members": {}, "file": "b.csv", "line": 8, "period": "2022Q2", "value": "9"},
                    {"indicator": "a", "members": {}, "file": "b.csv", "line": 7, "period": "2022Q3", "value": "6"}]}"#,
            ),
        ],
        "[]",
    );
    let difference = compare(&before, &after);
    assert_eq!(difference.count(Course::Recovered), 1);
    assert_eq!(difference.count(Course::Failed), 0);
    assert_eq!(difference.moved.len(), 1);
    assert_eq!(difference.added[0].id, "new");
    assert_eq!(difference.dropped[0].id, "gone");
    // The first quarter says the same, the third is new: only the second is restated.
    let [restated] = difference.restated.as_slice() else { panic!("{difference:?}") };
    assert_eq!((restated.period, restated.before[0].value.as_str()), ("2022Q2", "8"));
    assert_eq!(restated.after[0].value, "9");
    assert!(difference.altered.is_empty());
}

#[test]
fn a_figure_that_is_withdrawn_is_a_restatement_and_another_one_more_is_not() {
    let twice = r#"{"evidence": [
        {"indicator": "a", "members": {}, "file": "a.csv", "line": 2, "period": "2022Q1", "value": "6"},
        {"indicator": "a", "members": {}, "file": "a.csv", "line": 3, "period": "2022Q1", "value": "6"}]}"#;
    let once = r#"{"evidence_total": 1, "evidence": [
        {"indicator": "a", "members": {}, "file": "a.csv", "line": 2, "period": "2022Q1", "value": "6"}]}"#;
    let (twice, once) =
        (recorded(&[target("a", twice)], "[]"), recorded(&[target("a", once)], "[]"));
    let difference = compare(&twice, &once);
    assert_eq!((difference.restated[0].before.len(), difference.restated[0].after.len()), (1, 0));
    assert!(compare(&once, &twice).restated.is_empty());
}

#[test]
fn a_level_that_moves_on_is_no_restatement() {
    let evidence = |rows: &[(&str, &str, &str)]| {
        let rows: Vec<_> = rows
            .iter()
            .map(|(site, period, value)| {
                serde_json::json!({"indicator": "a", "members": {"site": site}, "file": "a.csv", "line": 2,
                    "period": period, "value": value})
            })
            .collect();
        let change = serde_json::json!({"evidence_total": rows.len(), "evidence": rows});
        recorded(&[target("a", &change.to_string())], "[]")
    };
    let before = evidence(&[("North", "2022Q1", "5"), ("South", "2022Q2", "7")]);
    // The level of North is of a later quarter; that of South of the same one is given otherwise.
    let after = evidence(&[("North", "2022Q2", "7"), ("South", "2022Q2", "8")]);
    let difference = compare(&before, &after);
    let [restated] = difference.restated.as_slice() else { panic!("{difference:?}") };
    assert_eq!((&restated.members[..], restated.period), (&["South"][..], "2022Q2"));
    assert_eq!((restated.before[0].value.as_str(), restated.after[0].value.as_str()), ("7", "8"));
    // Another name of a period that ends on the same day is no other period.
    let respelt = evidence(&[("North", "2022-03", "5.0"), ("South", "2022-06-30", "8")]);
    let difference = compare(&before, &respelt);
    let [restated] = difference.restated.as_slice() else { panic!("{difference:?}") };
    assert_eq!((&restated.members[..], restated.period), (&["South"][..], "2022Q2"));
    assert_eq!((restated.before[0].value.as_str(), restated.after[0].value.as_str()), ("7", "8"));
    // A month of several is not the quarter that they make up.
    let months = evidence(&[("North", "2022-05", "3"), ("North", "2022-06", "4")]);
    let quarter = evidence(&[("North", "2022Q2", "7")]);
    let difference = compare(&months, &quarter);
    assert!(difference.restated.iter().all(|restated| restated.after.is_empty()), "{difference:?}");
    // An older level in place of one that is gone is no step forward.
    let difference = compare(&after, &before);
    let periods: Vec<_> = difference.restated.iter().map(|restated| restated.period).collect();
    assert_eq!(periods, ["2022Q2", "2022Q2"]);
    assert!(difference.restated[0].after.is_empty());
}

#[test]
fn figures_of_targets_whose_rows_are_not_all_known_are_not_said_to_be_restated() {
    let partial = target("a", r#"{"evidence_total": 60}"#);
    let [one, same] = [&partial; 2].map(|target| recorded(std::slice::from_ref(target), "[]"));
    assert_eq!(compare(&one, &same).partly_compared, 0);
    let mut other = partial;
    other["evidence"][0]["value"] = "7".into();
    let other = recorded(&[other], "[]");
    let difference = compare(&one, &other);
    assert_eq!((difference.restated.len(), difference.partly_compared), (0, 1));
}

#[test]
fn failures_come_first_and_those_excused_are_not_recovered() {
    let verdict = |id: &str, verdict: &str| target(id, &format!(r#"{{"verdict": "{verdict}"}}"#));
    let of = |verdicts: [&str; 4]| {
        let targets = ["a", "b", "c", "d"].into_iter().zip(verdicts);
        recorded(&targets.map(|(id, of)| verdict(id, of)).collect::<Vec<_>>(), "[]")
    };
    let (before, after) =
        (of(["on-track", "missed", "behind", "met"]), of(["met", "waived", "met", "no-data"]));
    let difference = compare(&before, &after);
    let courses: Vec<_> = difference
        .flipped
        .iter()
        .map(|flip| (flip.target.after.id.as_str(), flip.course))
        .collect();
    assert_eq!(
        courses,
        [
            ("d", Course::Failed),
            ("c", Course::Recovered),
            ("b", Course::Excused),
            ("a", Course::Same)
        ]
    );
    assert_eq!((before.failing(), after.failing()), (2, 1));
}

#[test]
fn a_failure_that_counts_no_more_is_an_altered_goal() {
    let (before, after) = (target("a", "{}"), target("a", r#"{"severity": "warning"}"#));
    let (before, after) = (recorded(&[before], "[]"), recorded(&[after], "[]"));
    assert_eq!(compare(&before, &after).altered[0].way, Way::Eased);
    assert_eq!(compare(&after, &before).altered[0].way, Way::Tightened);
    assert_eq!((before.failing(), after.failing()), (1, 0));
}

#[test]
fn goals_are_raised_and_lowered_by_what_they_ask() {
    let goal = |kind: &str, value: &str| {
        format!(
            r#"{{"goal": {{"kind": "{kind}", "value": "{value}", "unit": null, "text": "{kind} {value}"}}}}"#
        )
    };
    for (before, after, expected) in [
        (goal("at-least", "20"), goal("at-least", "20.0"), None),
        (goal("at-least", "20"), goal("at-least", "100"), Some(Way::Raised)),
        (goal("more-than", "20"), goal("more-than", "9"), Some(Way::Lowered)),
        (goal("at-most", "20"), goal("at-most", "9"), Some(Way::Tightened)),
        (goal("less-than", "20"), goal("less-than", "100"), Some(Way::Eased)),
        (goal("equals", "20"), goal("equals", "100"), Some(Way::Changed)),
        (goal("at-least", "20"), goal("more-than", "20"), Some(Way::Changed)),
    ] {
        let (before, after) =
            (recorded(&[target("a", &before)], "[]"), recorded(&[target("a", &after)], "[]"));
        let difference = compare(&before, &after);
        assert_eq!(difference.altered.first().map(|alteration| alteration.way), expected);
    }
}

#[test]
fn ranges_coverages_and_goals_of_members_are_tightened_and_eased() {
    let goal = |kind: &str, change: &str| {
        let mut goal = serde_json::json!({ "kind": kind, "unit": null, "text": kind });
        let change: serde_json::Value = serde_json::from_str(change).unwrap();
        goal.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        target("a", &serde_json::json!({ "goal": goal }).to_string())
    };
    let range = |low: &str, high: &str| {
        goal("between", &format!(r#"{{"low": "{low}", "high": "{high}"}}"#))
    };
    let each = |dimensions: &str, coverage: &str| {
        let each = format!(
            r#"{{"dimensions": [{dimensions}], "calendar": null, "coverage": "{coverage}"}}"#
        );
        goal("at-least", &format!(r#"{{"value": "3", "each": {each}}}"#))
    };
    let members = |north: &str, south: &str, total: &str| {
        let member = |name: &str, value: &str| {
            format!(r#"{{"member": "{name}", "value": "{value}", "text": "≥ {value}"}}"#)
        };
        let (north, south) = (member("North", north), member("South", south));
        let by_member =
            format!(r#"{{"dimension": "site", "members": [{north}, {south}], "total": {total}}}"#);
        goal("at-least", &format!(r#"{{"by_member": {by_member}}}"#))
    };
    let total = |value: &str| format!(r#"{{"value": "{value}", "text": "≥ {value}"}}"#);
    for (before, after, expected) in [
        (range("2", "5"), range("2.0", "5"), None),
        (range("2", "5"), range("1", "6"), Some(Way::Eased)),
        (range("2", "5"), range("2", "6"), Some(Way::Eased)),
        (range("2", "5"), range("3", "5"), Some(Way::Tightened)),
        (range("2", "5"), range("3", "6"), Some(Way::Changed)),
        (each(r#""site""#, "50"), each(r#""site""#, "100"), Some(Way::Tightened)),
        (each(r#""site""#, "100"), each(r#""site""#, "90"), Some(Way::Eased)),
        (each(r#""site""#, "100"), each(r#""site", "half""#, "100"), Some(Way::Changed)),
        (members("10", "20", "null"), members("10.0", "20", "null"), None),
        (members("10", "20", "null"), members("4", "5", "null"), Some(Way::Lowered)),
        (members("10", "20", "null"), members("10", "25", "null"), Some(Way::Raised)),
        (members("10", "20", "null"), members("9", "25", "null"), Some(Way::Changed)),
        (members("10", "20", &total("30")), members("10", "20", &total("28")), Some(Way::Lowered)),
        (members("10", "20", "null"), members("10", "20", &total("28")), Some(Way::Raised)),
        (members("10", "20", "null"), each(r#""site""#, "100"), Some(Way::Changed)),
    ] {
        let told = (before.to_string(), after.to_string());
        let (before, after) = (recorded(&[before], "[]"), recorded(&[after], "[]"));
        let difference = compare(&before, &after);
        assert_eq!(difference.altered.first().map(|altered| altered.way), expected, "{told:?}");
    }
    let before = recorded(&[members("10", "20", "null")], "[]");
    let after = recorded(&[members("10", "5", "null")], "[]");
    let difference = compare(&before, &after);
    let terms: Vec<_> = difference.altered[0]
        .terms
        .iter()
        .map(|term| (term.member, term.before, term.after))
        .collect();
    assert_eq!(terms, [(Some("South"), Some("≥ 20"), Some("≥ 5"))]);
}

#[test]
fn other_cells_that_fail_are_a_move_as_far_as_they_are_known() {
    let of = |failing: &[(&str, &str)], failing_total: usize| {
        let failing: Vec<_> = failing
            .iter()
            .map(|(site, actual)| serde_json::json!({ "site": site, "actual": actual }))
            .collect();
        let cells = serde_json::json!({ "satisfied": 2, "total": 9, "failing": failing,
            "failing_total": failing_total });
        let change = serde_json::json!({ "actual": null, "cells": cells });
        recorded(&[target("a", &change.to_string())], "[]")
    };
    for (before, after, expected) in [
        (of(&[("North", "3")], 1), of(&[("North", "3.0")], 1), &[][..]),
        (of(&[("North", "3")], 1), of(&[("North", "4")], 1), &[("North", true, true)]),
        (
            of(&[("North", "3")], 1),
            of(&[("South", "3")], 1),
            &[("North", true, false), ("South", false, true)],
        ),
        // Where not all are written down, the others may fail too.
        (of(&[("North", "3")], 2), of(&[("South", "3")], 2), &[]),
        (of(&[("North", "3")], 2), of(&[("South", "3")], 1), &[("North", true, false)]),
    ] {
        let difference = compare(&before, &after);
        let cells: Vec<_> = difference
            .moved
            .iter()
            .flat_map(|moved| &moved.cells)
            .map(|cell| {
                let names = &cell.before.or(cell.after).unwrap().names;
                (names["site"].as_str(), cell.before.is_some(), cell.after.is_some())
            })
            .collect();
        assert_eq!(cells, expected);
    }
}

#[test]
fn what_does_not_count_is_not_counted() {
    let of = |severity: &str, verdict: &str| {
        let change = serde_json::json!({ "severity": severity, "verdict": verdict });
        recorded(&[target("a", &change.to_string())], "[]")
    };
    for (before, after, expected) in [
        (of("error", "met"), of("error", "missed"), 1),
        (of("warning", "met"), of("warning", "missed"), 0),
        (of("error", "met"), of("warning", "missed"), 0),
        (of("warning", "met"), of("error", "missed"), 1),
    ] {
        assert_eq!(compare(&before, &after).count(Course::Failed), expected);
        assert_eq!(compare(&after, &before).count(Course::Recovered), expected);
    }
}

#[test]
fn what_is_asked_beside_the_goal_is_told() {
    for (before, after, expected) in [
        (r#"{"stretch": "30"}"#, r#"{"stretch": "30.0"}"#, None),
        (r#"{"stretch": "30"}"#, r#"{"stretch": "40"}"#, Some((Way::Changed, TermKind::Stretch))),
        ("{}", r#"{"stretch": "40"}"#, Some((Way::Changed, TermKind::Stretch))),
        (
            r#"{"required_now": "5"}"#,
            r#"{"required_now": "10"}"#,
            Some((Way::Tightened, TermKind::RequiredNow)),
        ),
        (r#"{"required_now": "5"}"#, "{}", Some((Way::Eased, TermKind::RequiredNow))),
        (r#"{"baseline": "5"}"#, r#"{"baseline": "6"}"#, Some((Way::Changed, TermKind::Baseline))),
        (
            r#"{"score": {"weight": "5"}}"#,
            r#"{"score": {"weight": "6"}}"#,
            Some((Way::Changed, TermKind::Weight)),
        ),
        (r#"{"score": {"weight": "5"}}"#, "{}", Some((Way::Changed, TermKind::Weight))),
        (r#"{"title": "1"}"#, r#"{"title": "1.0"}"#, Some((Way::Renamed, TermKind::Title))),
    ] {
        let (before, after) =
            (recorded(&[target("a", before)], "[]"), recorded(&[target("a", after)], "[]"));
        let difference = compare(&before, &after);
        let told = difference.altered.first();
        assert_eq!(told.map(|altered| (altered.way, altered.terms[0].kind)), expected);
    }
    let before = recorded(&[target("a", r#"{"stretch": "30"}"#)], "[]");
    let after = r#"{"title": "b", "stretch": "40",
        "goal": {"kind": "at-least", "value": "30", "unit": null, "text": "≥ 30"}}"#;
    let after = recorded(&[target("a", after)], "[]");
    let difference = compare(&before, &after);
    assert_eq!((difference.altered[0].way, difference.altered[0].terms.len()), (Way::Raised, 2));
}

#[test]
fn what_a_pace_requires_is_compared_for_the_same_day_and_end_alone() {
    let of = |as_of: &str, kind: &str, required: &str, actual: &str| {
        let change = serde_json::json!({ "required_now": required, "actual": actual,
            "goal": { "kind": kind, "low": "10", "high": "20", "unit": null, "text": kind } });
        let mut recorded = recorded(&[target("a", &change.to_string())], "[]");
        as_of.clone_into(&mut recorded.as_of);
        recorded
    };
    for (before, after, is_told) in [
        (of("2022-06-30", "at-least", "5", "4"), of("2022-06-30", "at-least", "6", "7"), true),
        // Time has gone by.
        (of("2022-06-30", "at-least", "5", "4"), of("2022-09-30", "at-least", "6", "4"), false),
        (of("2022-06-30", "between", "5", "4"), of("2022-06-30", "between", "6", "4"), true),
        // The other end is broken.
        (of("2022-06-30", "between", "5", "4"), of("2022-06-30", "between", "20", "25"), false),
    ] {
        assert_eq!(!compare(&before, &after).altered.is_empty(), is_told, "{after:?}");
    }
}

#[test]
fn rows_are_accounted_for_by_file_and_reason() {
    let before = recorded(
        &[],
        r#"[{"indicator": "a", "members": {}, "file": "a.csv", "rows": 10, "used": 8, "set_aside": {"no-figure": 2}},
            {"indicator": "a", "members": {}, "file": "b.csv", "rows": 1, "used": 1, "set_aside": {}}]"#,
    );
    let after = recorded(
        &[],
        r#"[{"indicator": "a", "members": {}, "file": "a.csv", "rows": 10, "used": 7, "set_aside": {"no-figure": 2, "duplicate": 1}}]"#,
    );
    let rows: Vec<_> = compare(&before, &after)
        .rows
        .into_iter()
        .map(|row| (row.file.to_owned(), row.what.to_owned(), row.before, row.after))
        .collect();
    let row =
        |file: &str, what: &str, before, after| (file.to_owned(), what.to_owned(), before, after);
    assert_eq!(
        rows,
        [
            row("a.csv", "used", Some(8), Some(7)),
            row("a.csv", "duplicate", Some(0), Some(1)),
            row("b.csv", "rows", Some(1), None),
            row("b.csv", "used", Some(1), None),
        ]
    );
}

#[test]
fn what_is_no_evaluation_is_refused() {
    for (text, expected) in [
        ("", "this is no evaluation (EOF"),
        ("{}", "this is no evaluation (missing field `schema`"),
        (r#"{"schema": "plancheck/diagnostics/1"}"#, "this holds findings, not verdicts"),
        (
            r#"{"schema": "plancheck/evaluation/9"}"#,
            "this is `plancheck/evaluation/9`, not `plancheck/evaluation/1`",
        ),
        (r#"{"schema": "plancheck/evaluation/1"}"#, "this is no whole evaluation (missing field"),
    ] {
        let error = Recorded::parse(text).unwrap_err();
        assert!(error.english().starts_with(expected), "{error:?}");
    }
}

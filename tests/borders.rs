//! What lies on the border of a finding, and just beyond it: of a plan, and of a submission.

use plancheck::actuals::{Input, Options, inspect};
use plancheck::diagnostic::Severity;
use plancheck::lint::lint;
use plancheck::period::Period;
use plancheck::plan::Plan;
use plancheck::submission::{Examination, Gate, Policy, Unwatched};

const WHOLE_YEAR: &str = "[plan]\nperiod = \"2022\"\n";

/// The codes that are found in a plan; `no-pace` only where it is looked for.
fn linted(plan: &str, as_of: Option<&str>) -> Vec<&'static str> {
    let as_of = as_of.map(|day| Period::parse(day).unwrap().last);
    let found = lint("targets.toml", plan, &|_: &str| Ok(Vec::new()), as_of).found;
    found.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn goals_and_paces_are_found_fault_with_from_their_border_on() {
    let named = "baseline = 50\ncheckpoints = { 2022Q1 = 15, 2022Q2 = 12 }";
    for (target, expected) in [
        ("more_than = 100\nvalid = [0, 100]\naggregate = \"latest\"", &["impossible-goal"][..]),
        ("at_least = 100\nvalid = [0, 100]\naggregate = \"latest\"", &[]),
        ("between = [1.2, 1.8]\nwhole = true\naggregate = \"latest\"", &["impossible-goal"]),
        // A mean of whole numbers need not be one.
        ("between = [1.2, 1.8]\nwhole = true\naggregate = \"mean\"", &[]),
        // What is added may be more than any one figure.
        ("at_least = 500\nvalid = [0, 100]\naggregate = \"max\"", &["impossible-goal"]),
        ("at_least = 500\nvalid = [0, 100]\naggregate = \"sum\"", &[]),
        ("at_least = 500\nvalid = [0, 100]\naggregate = \"max\"\ncombine = \"sum\"", &[]),
        ("at_least = 150\nvalid = [0, 100]\naggregate = \"max\"\nindicator = [\"b\", \"c\"]", &[]),
        // From above, a range is reached at its upper end and left at the lower one.
        (&format!("between = [10, 20]\naggregate = \"latest\"\n{named}"), &[]),
        (
            &format!("between = [13, 20]\naggregate = \"latest\"\n{named}"),
            &["checkpoint-beyond-goal"],
        ),
        // From within a range nobody can say which way it goes.
        (
            "between = [10, 20]\naggregate = \"latest\"\nbaseline = 20\n\
             checkpoints = { 2022Q1 = 15, 2022Q2 = 18 }",
            &["met-at-baseline"],
        ),
        (
            "between = [10, 20]\naggregate = \"latest\"\nbaseline = 10\n\
             checkpoints = { 2022Q1 = 18, 2022Q2 = 15 }",
            &["met-at-baseline"],
        ),
        (
            "at_least = 9\naggregate = \"latest\"\ncheckpoints = { 2021-12-31 = 1 }",
            &["idle-checkpoint"],
        ),
        ("at_least = 9\naggregate = \"latest\"\ncheckpoints = { 2022-01-01 = 1 }", &[]),
    ] {
        let plan = format!("{WHOLE_YEAR}[target.a]\n{target}\n");
        let found: Vec<_> =
            linted(&plan, None).into_iter().filter(|code| *code != "no-pace").collect();
        assert_eq!(found, expected, "{plan}");
    }
    for (last, expected) in [("07-30", &["no-pace"][..]), ("07-29", &[])] {
        let plan = format!(
            "[plan]\nperiod = \"2022-02-01..2022-{last}\"\n[target.a]\nat_most = 1\naggregate = \"latest\"\n"
        );
        // 180 days and 179.
        assert_eq!(linted(&plan, None), expected, "{plan}");
    }
}

#[test]
fn waivers_names_sections_and_weights_are_found_fault_with_from_their_border_on() {
    let waived = |until: &str| {
        format!(
            "{WHOLE_YEAR}[target.a]\nat_least = 1\naggregate = \"sum\"\n\
             waiver = {{ reason = \"x\", until = \"{until}\" }}\n"
        )
    };
    for (until, as_of, expected) in [
        ("2022-06", Some("2022-06-30"), &[][..]),
        ("2022-06", Some("2022-07-01"), &["waiver-past"]),
        ("2022-01-01", None, &[]),
        ("2021-12-31", None, &["waiver-past"]),
    ] {
        assert_eq!(linted(&waived(until), as_of), expected, "{until} {as_of:?}");
    }
    let targets = |keys: &[&str]| {
        let mut plan = format!("{WHOLE_YEAR}[section.1]\ntitle = \"x\"\n");
        for (at, keys) in keys.iter().enumerate() {
            plan.extend([format!("[target.t{at}]\nat_least = 1\naggregate = \"sum\"\n{keys}\n")]);
        }
        plan
    };
    let own = "section = \"1\"";
    for (keys, expected) in [
        (&[own, ""][..], &[][..]),
        (&[own, own, ""], &["no-section"]),
        (&["section = \"1\"\ntitle = \"X\"\nalias = \"X\""], &[]),
        (
            &["section = \"1\"\ntitle = \"X\"", "section = \"1\"\nalias = \"X\""],
            &["duplicate-name"],
        ),
        (&["section = \"1\"\nweight = 60", "section = \"1\"\nweight = 40"], &[]),
        (&["section = \"1\"\nweight = 60", "section = \"1\"\nweight = 39"], &["weight-total"]),
        (&["section = \"1\"\nweight = 60", "section = \"1\"\nweight = 41"], &["weight-total"]),
    ] {
        assert_eq!(linted(&targets(keys), None), expected, "{keys:?}");
    }
}

/// What is found in rows of `indicator,period,value,school`, or in whole exports.
fn examined(
    plan: &str,
    as_of: &str,
    now: &[&str],
    before: Option<&str>,
    kept: usize,
) -> Examination {
    let plan = format!("{WHOLE_YEAR}{plan}\n");
    let plan = Plan::parse("targets.toml", &plan, &|_: &str| Ok(Vec::new())).unwrap();
    let policy = Policy::default();
    let gate = Gate::new(&plan, Some(Period::parse(as_of).unwrap().last), &policy);
    let export = |rows: &str| {
        if rows.starts_with("indicator,") {
            rows.to_owned()
        } else {
            format!("indicator,period,value,school\n{rows}\n")
        }
    };
    let options = Options { kept, ..Options::default() };
    let texts: Vec<String> = now.iter().map(|rows| export(rows)).collect();
    let inputs = texts.iter().zip(["a.csv", "b.csv"]);
    let inputs = inputs.map(|(text, name)| Input::text(name, text.as_bytes())).collect();
    let inspection = inspect(&plan, inputs, &options, &gate);
    let before = before.map(export);
    let before = before.as_ref().map(|text| {
        let input = vec![Input::text("last.csv", text.as_bytes())];
        inspect(&plan, input, &options, &Unwatched)
    });
    gate.examine(inspection, before.as_ref())
}

fn codes(examination: &Examination) -> Vec<&'static str> {
    examination.findings.iter().map(|finding| finding.code).collect()
}

const SCHOOLS: &str = "[dimension.school]\nmembers = [\"East\", \"West\"]\n";
const LEVEL: &str = "[target.a]\nat_most = 9\naggregate = \"latest\"\n";
const SUM: &str = "[target.a]\nat_least = 1\naggregate = \"sum\"\n";
const OTHER: &str = "[target.b]\nat_least = 1\naggregate = \"latest\"\n";

#[test]
fn figures_of_a_submission_are_found_fault_with_from_their_border_on() {
    let share = |goal: &str| {
        format!("[target.a]\nunit = \"%\"\nat_least = {goal}\naggregate = \"latest\"\n")
    };
    let stages = "[ladder]\nx = [\"one\", \"two\", \"three\"]\n[target.a]\nreach = \"three\"\nladder = \"x\"\n";
    for (plan, as_of, rows, expected) in [
        (&*share("88"), "2022-06", &["a,2022-06,1,"][..], &["looks-like-a-fraction"][..]),
        (&share("88"), "2022-06", &["a,2022-06,1.01,"], &[]),
        // 90% is not nearer to 2% than 0.9% is.
        (&share("2"), "2022-06", &["a,2022-06,0.9,"], &[]),
        (&share("1"), "2022-06", &["a,2022-06,0.05,"], &[]),
        // Rows that are alike in two files are told as one thing; those that differ elsewhere are not the same row.
        (LEVEL, "2022-06", &["a,2022-06,1,", "a,2022-06,1.0,"], &["duplicate"]),
        (stages, "2022-06", &["a,2022-05,two,\na,2022-06,one,"], &["stage-went-back"]),
        (stages, "2022-06", &["a,2022-05,two,\na,2022-06,two,"], &[]),
        // Two figures of one day are no way back, they contradict each other.
        (stages, "2022-06", &["a,2022Q2,two,\na,2022-06,one,"], &["contradiction"]),
        // As of the last day of a period its figure has come.
        (LEVEL, "2022-06-30", &["a,2022-06,1,"], &[]),
        (LEVEL, "2022-06-29", &["a,2022-05,1,\na,2022-06,1,"], &["future-period"]),
        // What does not add up only because of a figure that is at fault itself is not told too.
        (
            "[target.a]\nat_least = 1\naggregate = \"cumulative\"\nwhole = true\n",
            "2022-06",
            &["a,2022-05,10.5,\na,2022-06,9,"],
            &["not-whole"],
        ),
    ] {
        let found = examined(plan, as_of, rows, None, 4000);
        assert_eq!(codes(&found), expected, "{plan}{rows:?} {:#?}", found.findings);
    }
    // Both rows are sent back: either may be wrong.
    let found = examined(stages, "2022-06", &["a,2022-05,two,\na,2022-06,one,"], None, 4000);
    assert_eq!(found.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn figures_are_missing_from_the_day_on_that_they_are_asked_for() {
    let waived = format!("{SUM}waiver = {{ reason = \"x\", until = \"2022-06\" }}\n{OTHER}");
    let zero = format!("{SUM}missing = \"zero\"\n{OTHER}");
    let level = format!("{LEVEL}{OTHER}");
    let since = format!("{SUM}baseline = \"2021\"\n");
    let relative =
        "[target.a]\nat_least = \"baseline + 5%\"\nbaseline = \"2021\"\naggregate = \"sum\"\n";
    let reported = format!("{SCHOOLS}{since}reported_by = \"school\"\n");
    let all = format!("{SCHOOLS}{SUM}reported_by = \"school\"\n");
    for (plan, as_of, rows, expected) in [
        (&*waived, "2022-06-30", "b,2022-05,1,", &[][..]),
        (&waived, "2022-07-01", "b,2022-05,1,", &["missing-indicator"]),
        (&zero, "2022-06-30", "b,2022-05,1,", &[]),
        (&level, "2022-12-30", "b,2022-05,1,", &[]),
        (&level, "2022-12-31", "b,2022-05,1,", &["missing-indicator"]),
        // The baseline is asked for while there is a pace from it, and for good where the goal is relative to it.
        (&since, "2022-06-30", "a,2022-05,1,", &["missing-indicator"]),
        (&since, "2022-12-31", "a,2022-05,1,", &[]),
        (relative, "2022-12-31", "a,2022-05,1,", &["missing-indicator"]),
        // It is asked of every member who must report.
        (
            &reported,
            "2022-06-30",
            "a,2021,1,East\na,2022-05,1,East\na,2022-05,1,West",
            &["missing-member"],
        ),
        (&all, "2022-06-30", "a,2022-05,1,East", &["missing-member"]),
        // Nearly a name is there, though it could not be read; another name says nothing of West.
        (&all, "2022-06-30", "a,2022-05,1,East\na,2022-05,1,Wset", &["unknown-member"]),
        (
            &all,
            "2022-06-30",
            "a,2022-05,1,East\na,2022-05,1,Lighthouse",
            &["unknown-member", "missing-member"],
        ),
        // In a cell that goes on over several lines, of a row that is amiss, there may be anything.
        (&level, "2022-12-31", "b,2022-05,1,\nb,2022-06,\"1,\nb,2022-07\",1,", &["bad-quote"]),
    ] {
        let found = examined(plan, as_of, &[rows], None, 4000);
        let mut found_codes = codes(&found);
        let mut expected = expected.to_vec();
        found_codes.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found_codes, expected, "{plan}{rows} {as_of} {:#?}", found.findings);
    }
    // Told once, and as hard as the harder target asks for it.
    let plan = format!(
        "{SUM}severity = \"warning\"\n[target.c]\nat_least = 2\nindicator = \"a\"\naggregate = \"sum\"\n{OTHER}"
    );
    let found = examined(&plan, "2022-06-30", &["b,2022-05,1,"], None, 4000);
    assert_eq!(codes(&found), ["missing-indicator"]);
    assert_eq!(found.findings[0].severity, Severity::Error);
}

#[test]
fn only_what_can_be_compared_has_changed_since_the_last_submission() {
    let by_school = format!("{SCHOOLS}{SUM}each = \"school\"\n");
    let gone = "withdrawn";
    for (plan, now, before, kept, looked_for, is_found) in [
        (LEVEL, "a,2022-05,1,", "a,2022-03,1,\na,2022-05,1,", 4000, gone, true),
        (LEVEL, "a,2022-05,1,\na,2022-03,?,", "a,2022-03,1,\na,2022-05,1,", 4000, gone, false),
        (LEVEL, "a,2022-05,1,\na,2022-04,?,", "a,2022-03,1,\na,2022-05,1,", 4000, gone, true),
        // A row that does not say whose its figure is may be anybody's.
        (
            &by_school,
            "indicator,period,value\na,2022-03,?\n",
            "a,2022-03,1,East",
            4000,
            gone,
            false,
        ),
        (LEVEL, "a,2022-05,2,", "a,2022-05,1,", 4000, "restated", true),
        // Of two figures for the same the last submission says neither.
        (LEVEL, "a,2022-05,2,", "a,2022-05,1,\na,2022-05,2,", 4000, "restated", false),
        (LEVEL, "a,2022-05,2,", "a,2022-05,1,\na,2022-05,2,", 0, "restated", false),
    ] {
        let found = examined(plan, "2022-06", &[now], Some(before), kept);
        assert_eq!(
            codes(&found).contains(&looked_for),
            is_found,
            "{now} | {before} {:#?}",
            found.findings
        );
    }
    // A last submission of which not all rows are there is none to compare with.
    for (before, severity) in
        [("a,2022-05,?,", Severity::Warning), ("a,2022-05,\"1,\na,2022-04\",1,", Severity::Error)]
    {
        let found = examined(LEVEL, "2022-06", &["a,2022-05,1,"], Some(before), 4000);
        let fault = found.findings.iter().find(|finding| finding.code == "previous-at-fault");
        assert_eq!(fault.map(|fault| fault.severity), Some(severity), "{before}");
    }
}

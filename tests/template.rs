//! The sheets that `template` writes, filled in with figures that are all right, must be all that the plan asks for.

use std::fs;
use std::path::Path;

use plancheck::actuals::{self, Input, Options};
use plancheck::diagnostic::Diagnostic;
use plancheck::evaluate::{self, Evaluation, Verdict, evaluate};
use plancheck::period::{Granularity, Period};
use plancheck::plan::{Baseline, Figures, Formula, Language, Plan, Target};
use plancheck::submission::{Gate, Policy};
use plancheck::template::Template;

/// The sheet of a period, filled in; `None` when nothing is asked for.
fn filled(plan: &Plan, period: Period, language: Language) -> Option<Vec<u8>> {
    let template = Template::of(plan, period);
    if template.rows.is_empty() {
        return None;
    }
    let mut sheet = Vec::new();
    template.write(plan, language, &mut sheet).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.as_slice());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let value = 2 + template.dimensions.len();
    for (number, record) in reader.records().enumerate() {
        let mut cells: Vec<String> = record.unwrap().iter().map(ToOwned::to_owned).collect();
        for cell in &cells {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']),
                "{cell}"
            );
        }
        if number > 0 {
            assert_eq!(cells[value], "", "the value is left blank");
            cells[value] = figure(plan, template.rows[number - 1].indicator);
        }
        writer.write_record(&cells).unwrap();
    }
    Some(writer.into_inner().unwrap())
}

/// A figure that an indicator may have in any period.
fn figure(plan: &Plan, indicator: usize) -> String {
    let indicator_of = &plan.indicators[indicator];
    match (&indicator_of.figures, indicator_of.valid) {
        (Figures::Stages(ladder), _) => plan.ladders[*ladder].stages.last().unwrap().clone(),
        (Figures::Numbers(_), Some((low, high))) => {
            let five = plancheck::quantity::Quantity::from(5_u32);
            (if low <= five && five <= high { five } else { low }).to_string()
        }
        (Figures::Numbers(_), None) => {
            // A ratio has a range of its own.
            let range = plan.targets.iter().find_map(|target| match &target.measure.formula {
                Formula::Ratio {
                    series: [numerator, _], valid: Some((low, _)), per_whole, ..
                } if *numerator == indicator => Some(
                    low.times(plancheck::quantity::Quantity::HUNDRED)
                        .unwrap()
                        .divided_by(*per_whole)
                        .unwrap(),
                ),
                _ => None,
            });
            range.map_or("100".to_owned(), |low| low.to_string())
        }
    }
}

/// The days from which on the plan asks for figures, and until when.
fn reach(plan: &Plan) -> Period {
    let mut reach = plan.period;
    for target in &plan.targets {
        let cells = target
            .each
            .iter()
            .flat_map(|each| &each.calendar)
            .flat_map(|calendar| &calendar.periods);
        let baseline = match target.baseline {
            Some(Baseline::Of(period)) => Some(period),
            _ => None,
        };
        for period in cells.copied().chain(baseline) {
            reach.first = reach.first.min(period.first);
        }
        reach.last = reach.last.max(target.due);
    }
    reach
}

/// The periods of a length up to the one that ends the plan.
fn periods(plan: &Plan, granularity: Granularity) -> Vec<Period> {
    let reach = reach(plan);
    let mut periods = vec![granularity.around(reach.first)];
    while let Some(last) = periods.last().filter(|last| last.last < reach.last) {
        periods.push(granularity.around(last.last.tomorrow().unwrap()));
    }
    periods
}

/// Judges the sheets of some periods as of the end of the last one.
fn judged(plan: &Plan, sheets: &[Vec<u8>], last: Period) -> Result<Evaluation, Vec<Diagnostic>> {
    let names: Vec<String> = (1..=sheets.len()).map(|number| format!("{number}.csv")).collect();
    let inputs = names.iter().zip(sheets).map(|(name, sheet)| Input::text(name, sheet)).collect();
    let actuals = actuals::read(plan, inputs, &Options::default())?;
    evaluate(plan, &actuals, &evaluate::Options { as_of: Some(last.last), ..Default::default() })
}

/// What the gate finds in the sheets of some periods as of the end of the last one.
fn found(plan: &Plan, sheets: &[Vec<u8>], last: Period) -> Vec<Diagnostic> {
    let names: Vec<String> = (1..=sheets.len()).map(|number| format!("{number}.csv")).collect();
    let inputs = names.iter().zip(sheets).map(|(name, sheet)| Input::text(name, sheet)).collect();
    let policy = Policy::default();
    let gate = Gate::new(plan, Some(last.last), &policy);
    let inspection = actuals::inspect(plan, inputs, &Options::default(), &gate);
    gate.examine(inspection, None).findings
}

/// What is wrong with an evaluation of sheets that have been filled in for all periods so far.
fn faults(plan: &Plan, evaluation: &Evaluation) -> Vec<String> {
    let mut faults = Vec::new();
    for warning in &evaluation.warnings {
        faults.push(format!("{warning:?}"));
    }
    for account in &evaluation.accounts {
        if account.used != account.rows || !account.set_aside.is_empty() {
            faults.push(format!("set aside: {account:?}"));
        }
    }
    for (target, outcome) in plan.targets.iter().zip(&evaluation.outcomes) {
        let verdict = outcome.excused.unwrap_or(outcome.verdict);
        let blank = outcome.cells.as_ref().map_or(0, |cells| cells.without_figure);
        if verdict == Verdict::NoData || verdict.fails() && blank > 0 {
            faults.push(format!("{}: {:?}, {blank} cells", target.id, outcome.reason));
        }
    }
    faults
}

/// Whether no figures would do: the plan does not say how several become one although it asks for several, or the
/// figures filled in here are none from which its goal can be reached.
fn is_of_the_plan(plan: &Plan, problem: &Diagnostic) -> bool {
    let is_named =
        |target: &&Target| problem.message.english().contains(&format!("`{}`", target.id));
    let Some(target) = plan.targets.iter().find(is_named) else { return false };
    let in_calendar = target.each.as_ref().is_some_and(|each| each.calendar.is_some());
    let is_unsaid =
        problem.code == "no-aggregate" && target.measure.aggregate.is_none() && !in_calendar;
    is_unsaid || problem.code == "no-compound-pace"
}

/// Fills in the sheets of all periods of a length, and judges them after each. The error says what is wrong.
fn check(plan: &Plan, granularity: Granularity, language: Language) -> Result<usize, String> {
    let mut sheets = Vec::new();
    let mut judgements = 0;
    for period in periods(plan, granularity) {
        sheets.extend(filled(plan, period, language));
        if sheets.is_empty() || period.last < plan.period.first {
            continue;
        }
        judgements += 1;
        let of_gate = found(plan, &sheets, period);
        let of_gate = of_gate.iter().filter(|found| !is_of_the_plan(plan, found));
        let of_gate =
            of_gate.map(|found| format!("validate: {}: {}", found.code, found.message.english()));
        let mut found: Vec<String> = match judged(plan, &sheets, period) {
            Ok(evaluation) => faults(plan, &evaluation),
            Err(problems) => problems
                .iter()
                .filter(|problem| !is_of_the_plan(plan, problem))
                .map(|problem| format!("{}: {}", problem.code, problem.message.english()))
                .collect(),
        };
        found.extend(of_gate);
        if !found.is_empty() {
            let sheets: Vec<_> =
                sheets.iter().map(|sheet| String::from_utf8_lossy(sheet)).collect();
            return Err(format!(
                "{} as of {}\n{}\n{}",
                granularity.name(),
                period.last,
                found.join("\n"),
                sheets.join("---\n")
            ));
        }
    }
    Ok(judgements)
}

const LENGTHS: [Granularity; 4] =
    [Granularity::Month, Granularity::Quarter, Granularity::Half, Granularity::Year];

#[test]
fn sheets_of_the_examples_are_all_that_is_asked_for() {
    for path in [
        "targets.toml",
        "examples/public-services/targets.toml",
        "examples/smallest/targets.toml",
        "examples/starter/targets.toml",
        "examples/starter-zh/targets.toml",
    ] {
        let path = Path::new(path);
        let folder = path.parent().unwrap();
        let text = fs::read_to_string(path).unwrap();
        let plan =
            Plan::parse("targets.toml", &text, &|roster| fs::read(folder.join(roster))).unwrap();
        for granularity in LENGTHS {
            for language in [Language::English, Language::Chinese] {
                match check(&plan, granularity, language) {
                    Ok(judgements) => assert!(judgements > 0, "{}", path.display()),
                    Err(error) => panic!("{}: {error}", path.display()),
                }
            }
        }
    }
}

#[test]
fn sheets_of_random_plans_are_all_that_is_asked_for() {
    let mut failures = Vec::new();
    let mut judgements = 0;
    for seed in 0..600 {
        let (toml, rosters) = crate::reference::plan_of(seed);
        let load = |path: &str| {
            let roster = rosters.iter().find(|(name, _)| name == path);
            roster
                .map(|(_, text)| text.clone().into_bytes())
                .ok_or(std::io::ErrorKind::NotFound.into())
        };
        let plan = Plan::parse("targets.toml", &toml, &load).unwrap();
        let granularity = LENGTHS[usize::try_from(seed % 4).unwrap()];
        let language = if seed % 3 == 0 { Language::Chinese } else { Language::English };
        match check(&plan, granularity, language) {
            Ok(count) => judgements += count,
            Err(error) => failures.push(format!("seed {seed}\n{toml}\n{error}")),
        }
    }
    let shown = failures[..failures.len().min(5)].join("\n==========\n");
    assert!(failures.is_empty(), "{} of {judgements}:\n{shown}", failures.len());
    assert!(judgements > 2400, "{judgements}");
}

fn plan(text: &str) -> Plan {
    Plan::parse("targets.toml", text, &|_| Err(std::io::ErrorKind::NotFound.into())).unwrap()
}

fn sheet(plan: &Plan, period: &str, language: Language) -> String {
    let mut sheet = Vec::new();
    let template = Template::of(plan, Period::parse(period).unwrap());
    template.write(plan, language, &mut sheet).unwrap();
    String::from_utf8(sheet).unwrap()
}

#[test]
fn targets_that_share_an_indicator_are_asked_for_once() {
    let plan = plan(
        r#"
        [plan]
        period = "2022"
        [defaults]
        aggregate = "sum"
        indicator = "visits"
        [dimension.office]
        members = ["North", "South"]
        [target.all-year]
        at_least = 100
        [target.each-office]
        each = ["office", "quarter"]
        at_least = 1
        [target.in-summer]
        each = "summer"
        at_least = 1
        [calendar]
        summer = ["2022-08..2022-09"]
        "#,
    );
    // A quarter is cut where the summer begins.
    assert_eq!(
        sheet(&plan, "2022Q3", Language::English),
        "indicator,period,office,value\n\
         visits,202207,North,\n\
         visits,2022-08..2022-09,North,\n\
         visits,202207,South,\n\
         visits,2022-08..2022-09,South,\n"
    );
    // July and August were asked for when they ended.
    assert_eq!(
        sheet(&plan, "2022-09", Language::English),
        "indicator,period,office,value\nvisits,202209,North,\nvisits,202209,South,\n"
    );
}

#[test]
fn what_is_in_no_part_that_is_asked_for_has_a_row_of_its_own() {
    let plan = plan(
        r#"
        [plan]
        period = "2022"
        language = "zh"
        [columns]
        value = "本期数"
        [dimension.stage]
        column = "学段"
        members = ["小学", "初中", "高中"]
        [target.all]
        title = "在校学生"
        indicator = "students"
        aggregate = "latest"
        combine = "sum"
        at_least = 100
        due = "2022Q3"
        whole = true
        [target.junior]
        title = "初中学生"
        indicator = "students"
        aggregate = "latest"
        where = { stage = "初中" }
        at_least = 10
        due = "2022Q3"
        "#,
    );
    assert_eq!(
        sheet(&plan, "2022Q3", Language::Chinese),
        "指标,期间,学段,本期数,备注\n\
         students,2022Q3,初中,,整数\n\
         students,2022Q3,,,整数；未按学段分列的其余部分\n"
    );
}

#[test]
fn nothing_is_asked_for_that_is_not_expected() {
    let plan = plan(
        r#"
        [plan]
        period = "2022"
        [target.open]
        at_least = "tbd"
        aggregate = "sum"
        [target.level]
        at_least = 5
        aggregate = "latest"
        [target.early]
        at_least = 5
        aggregate = "sum"
        due = "2022-05"
        [target.growth]
        at_least = "baseline + 5%"
        aggregate = "latest"
        baseline = "2021"
        "#,
    );
    let asked = |period| sheet(&plan, period, Language::English);
    assert_eq!(asked("2021"), "indicator,period,value\ngrowth,2021,\n");
    assert_eq!(asked("2022Q1"), "indicator,period,value\nearly,2022Q1,\n");
    assert_eq!(asked("2022Q2"), "indicator,period,value\nearly,2022-04..2022-05,\n");
    assert!(Template::of(&plan, Period::parse("2022Q3").unwrap()).rows.is_empty());
    assert_eq!(asked("2022Q4"), "indicator,period,value\nlevel,2022Q4,\ngrowth,2022Q4,\n");
}

#[test]
fn no_cell_is_a_formula_and_all_are_read_back() {
    let plan = plan(
        r#"
        [plan]
        period = "2022"
        [dimension."@town"]
        members = ["=cmd|' /C calc'!A0", "-1+1", "a \"quoted\", town", "＝1+1"]
        [ladder]
        stages = ["=HYPERLINK(\"http://example.org\")", "@done"]
        [target.sum]
        title = "+SUM(A1:A9)"
        unit = "=unit"
        aggregate = "sum"
        at_least = 1
        each = "@town"
        [target.built]
        title = " =1+1"
        reach = "@done"
        ladder = "stages"
        [target.lines]
        title = "two\nlines"
        aggregate = "sum"
        at_least = 1
        "#,
    );
    for period in ["2022Q1", "2022"] {
        let period = Period::parse(period).unwrap();
        let sheets = [filled(&plan, period, Language::English).unwrap()];
        let evaluation = judged(&plan, &sheets, period).unwrap();
        assert_eq!(faults(&plan, &evaluation), Vec::<String>::new());
    }
}

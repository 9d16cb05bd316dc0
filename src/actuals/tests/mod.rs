//! Exports against a small plan, through [`read`] as the command line calls it.

mod damage;
mod encodings;
mod figures;
mod layouts;
mod openings;
mod summaries;

use std::collections::BTreeMap;
use std::fmt::Write;

use super::*;
use crate::plan::{Columns, Figures, Indicator, Ladder, Plan, Unit};

fn plan() -> Plan {
    let unit = |name: &str| Unit::built_in().into_iter().find(|unit| unit.name == name).unwrap();
    let quantity = |text: &str| Quantity::parse(text).unwrap();
    let indicator =
        |name: &str, figures| Indicator { name: name.into(), figures, valid: None, whole: false };
    let numbers = |name, unit| indicator(name, Figures::Numbers(unit));
    let thousand = Unit { name: "千册".into(), base: "册".into(), scale: quantity("1000") };
    let ladder = |name: &str, stages: &[&str]| Ladder {
        name: name.into(),
        stages: stages.iter().map(ToString::to_string).collect(),
    };
    let valid = Some((Quantity::ZERO, Quantity::HUNDRED));
    let indicators = vec![
        Indicator { valid, ..numbers("enrolment", Some(unit("%"))) },
        numbers("output", Some(unit("万元"))),
        Indicator { whole: true, ..numbers("projects", Some(Unit::label("项"))) },
        numbers("passed", None),
        indicator("hall", Figures::Stages(0)),
        indicator("open", Figures::Stages(1)),
        numbers("books", Some(thousand.clone())),
    ];
    let mut indicator_names: BTreeMap<String, Vec<usize>> = indicators
        .iter()
        .zip(0..)
        .map(|(indicator, index)| (indicator.name.clone(), vec![index]))
        .collect();
    indicator_names.insert("毛入园率".into(), vec![0]);
    indicator_names.insert("产值(规上)".into(), vec![1]);
    indicator_names.insert("双减".into(), vec![1, 2]);
    Plan {
        file: Arc::from("targets.toml"),
        title: None,
        owner: None,
        period: Period::parse("2022").unwrap(),
        language: None,
        null_values: vec!["暂无".into()],
        sections: Vec::new(),
        dimensions: Vec::new(),
        ladders: vec![
            ladder("construction", &["preliminary", "started", "main structure", "complete"]),
            ladder("opening", &["closed", "open"]),
        ],
        columns: Columns::default(),
        indicators,
        targets: Vec::new(),
        commitments: BTreeMap::new(),
        score: None,
        units: Unit::built_in()
            .into_iter()
            .chain([thousand])
            .map(|unit| (unit.name.clone(), unit))
            .collect(),
        named_periods: BTreeMap::from([(
            "spring".into(),
            Period::parse("2022-02..2022-07").unwrap(),
        )]),
        indicator_names,
    }
}

/// What reading comes to: the files and figures, or the findings, a line each.
fn outcome(plan: &Plan, overrides: &Columns, files: &[&str]) -> String {
    let names = ["a.csv", "b.csv", "c.csv"];
    let inputs =
        files.iter().zip(names).map(|(text, name)| Input::text(name, text.as_bytes())).collect();
    let mut shown = String::new();
    match read(plan, inputs, &Options { columns: overrides.clone(), ..Options::default() }) {
        Err(problems) => problems.iter().for_each(|problem| describe(&mut shown, problem)),
        Ok(actuals) => {
            for file in &actuals.files {
                write!(shown, "{} {}, {} rows", file.name, file.layout.name(), file.rows).unwrap();
                for (reason, count) in &file.set_aside {
                    write!(shown, ", {count} {}", reason.name()).unwrap();
                }
                shown.push('\n');
            }
            if !actuals.dimension_columns.is_empty() {
                writeln!(shown, "by {}", actuals.dimension_columns.join(", ")).unwrap();
            }
            for (indicator, observation) in actuals
                .observations
                .iter()
                .zip(&plan.indicators)
                .flat_map(|(all, one)| all.iter().map(move |seen| (one, seen)))
            {
                let Observation { line, field, period, value, .. } = observation;
                write!(shown, "{line}.{field} {} {period}", indicator.name).unwrap();
                for column in 0..actuals.dimension_columns.len() {
                    write!(shown, " [{}]", actuals.dimension_value(observation, column)).unwrap();
                }
                write!(shown, " {value}").unwrap();
                if let Some(written) = &observation.written {
                    write!(shown, " from `{written}`").unwrap();
                }
                shown.push('\n');
            }
            actuals.warnings.iter().for_each(|problem| describe(&mut shown, problem));
        }
    }
    shown
}

fn describe(shown: &mut String, problem: &Diagnostic) {
    let meant = problem.place.excerpt.as_ref().map_or("", |(line, range)| &line[range.clone()]);
    write!(
        shown,
        "{} {} `{meant}` {}; {}",
        problem.place,
        problem.code,
        problem.message.english(),
        problem.label.english()
    )
    .unwrap();
    if let Some((place, label)) = &problem.other {
        write!(shown, "; {place} {}", label.english()).unwrap();
    }
    shown.push('\n');
}

fn check(files: &[&str], expected: &str) {
    check_with(&plan(), &Columns::default(), files, expected);
}

fn check_with(plan: &Plan, overrides: &Columns, files: &[&str], expected: &str) {
    assert_eq!(outcome(plan, overrides, files).trim_end(), expected, "{files:#?}");
}

/// One figure of an indicator in the long layout with a unit column: what the first finding or the figure is.
fn check_figure(indicator: &str, cell: &str, unit: &str, expected: &str) {
    let text = format!("indicator,period,value,unit\n{indicator},2022-01,\"{cell}\",{unit}\n");
    let shown = outcome(&plan(), &Columns::default(), &[&text]);
    let figure = shown.lines().last().unwrap_or_default();
    let figure = figure.strip_prefix(&format!("2.2 {indicator} 2022-01 ")).unwrap_or(figure);
    let figure =
        figure.strip_prefix("a.csv:").map_or(figure, |place| place.split_once(' ').unwrap().1);
    assert_eq!(figure, expected, "{indicator} {cell} {unit}");
}

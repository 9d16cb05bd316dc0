//! The program against an independent reference.
//!
//! `judge` says the verdicts a second time, from the design alone: in fractions without limit, straight from a model of
//! plan and actuals, sharing no code with the program. `generate` makes the models at random and aims at the
//! boundaries, `render` writes them as the texts that the program reads, `compare` holds the two answers side by side.
//! `vectors` pins the reference itself to results worked out by hand.

mod compare;
mod dates;
mod exact;
mod generate;
mod judge;
mod model;
mod random;
mod render;
mod tally;
mod vectors;

use model::Case;
use plancheck::actuals::{self, Input, Options};
use plancheck::diagnostic::Diagnostic;
use plancheck::evaluate::{self, evaluate};
use plancheck::period::Period;
use plancheck::plan::Plan;
use plancheck::report::json::Json;
use plancheck::report::{Format as _, Report};
use serde_json::Value;
use std::io::ErrorKind;
use tally::Tally;

/// What the program makes of a plan, an export and a date.
enum Answer {
    /// The plan itself is wrong, which no plan of the generator is.
    PlanRefused { problems: Vec<String> },
    /// The actuals cannot be trusted: the codes of the diagnostics.
    Refused { codes: Vec<String> },
    /// The JSON report.
    Evaluated(Value),
}

/// The program, without a process: the one place that knows its library.
fn program(
    plan_toml: &str,
    rosters: &[(String, String)],
    csv: &str,
    as_of: Option<&str>,
    kept: usize,
) -> Answer {
    let load = |path: &str| {
        let roster = rosters.iter().find(|(name, _)| name == path);
        roster.map(|(_, text)| text.clone().into_bytes()).ok_or(ErrorKind::NotFound.into())
    };
    let plan = match Plan::parse("targets.toml", plan_toml, &load) {
        Ok(plan) => plan,
        Err(problems) => {
            let problems = problems.into_iter().map(|problem| format!("{problem:?}")).collect();
            return Answer::PlanRefused { problems };
        }
    };
    let refused = |problems: Vec<Diagnostic>| Answer::Refused {
        codes: problems.iter().map(|problem| problem.code.to_owned()).collect(),
    };
    let input = Input::text("actuals.csv", csv.as_bytes());
    let actuals = match actuals::read(&plan, vec![input], &Options { kept, ..Options::default() }) {
        Ok(actuals) => actuals,
        Err(problems) => return refused(problems),
    };
    let as_of = as_of.and_then(Period::parse).map(|day| day.last);
    let evaluation =
        match evaluate(&plan, &actuals, &evaluate::Options { as_of, ..Default::default() }) {
            Ok(evaluation) => evaluation,
            Err(problems) => return refused(problems),
        };
    let report = Report {
        plan: &plan,
        plan_sha256: None,
        actuals: &actuals,
        evaluation: &evaluation,
        language: plancheck::plan::Language::English,
        narrowed: None,
    };
    let mut json = Vec::new();
    Json.write(&report, &mut json).expect("memory can be written");
    Answer::Evaluated(serde_json::from_slice(&json).expect("the report is JSON"))
}

/// The plan of a seed, with its rosters, as the program reads them.
pub(crate) fn plan_of(seed: u64) -> (String, Vec<(String, String)>) {
    let case = generate::generate(seed);
    let style = render::Style::of(&case);
    let rosters = if style.rosters { render::rosters(&case) } else { Vec::new() };
    (render::toml(&case, &style), rosters)
}

/// Seeds of the run, in two halves.
const CASES: u64 = 100_000;

/// One case, judged by both. The error holds everything needed to do it again by hand.
fn check(case: &Case, tally: &mut Tally) -> Result<(), String> {
    let style = render::Style::of(case);
    let plan = render::toml(case, &style);
    let export = render::csv(case, &style);
    let rosters = if style.rosters { render::rosters(case) } else { Vec::new() };
    let as_of = case.as_of.map(dates::Date::text);
    let judgement = judge::judge(case);
    tally.add(case, &judgement);
    // Figures that are brought together must come to the same verdicts as rows by themselves.
    let kept = if case.seed.is_multiple_of(3) { 0 } else { Options::default().kept };
    let answer = program(&plan, &rosters, &export, as_of.as_deref(), kept);
    tally.does_not_fit += u64::from(compare::does_not_fit(&answer));
    let differences = compare::differences(case, &judgement, &answer);
    if differences.is_empty() {
        return Ok(());
    }
    let answer = match answer {
        Answer::PlanRefused { problems } => format!("the plan refused: {problems:#?}"),
        Answer::Refused { codes } => format!("refused: {codes:?}"),
        Answer::Evaluated(report) => format!("{report:#}"),
    };
    let differences = differences.join("\n");
    let rosters: Vec<String> =
        rosters.iter().map(|(name, text)| format!("--- {name}\n{text}")).collect();
    let rosters = rosters.concat();
    Err(format!(
        "{differences}\n--- seed {}, as of {as_of:?}\n--- plan\n{plan}\n{rosters}--- export\n{export}\n\
         --- reference\n{judgement:#?}\n--- program\n{answer}",
        case.seed,
    ))
}

#[test]
fn program_agrees_with_the_reference_and_the_generator_sees_everything() {
    let half = |first: u64| {
        let mut tally = Tally::default();
        let mut failures = Vec::new();
        for seed in (first..CASES).step_by(2) {
            failures.extend(check(&generate::generate(seed), &mut tally).err());
            if failures.len() == 20 {
                break;
            }
        }
        (tally, failures)
    };
    let ((even, mut failures), (odd, more)) = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        (half(0), other.join().expect("the other half panicked"))
    });
    failures.extend(more);
    let shown = failures[..failures.len().min(3)].join("\n==========\n");
    assert!(
        failures.is_empty(),
        "{} cases or more differ, the first ones:\n{shown}",
        failures.len()
    );
    let tally = even.and(odd);
    let blind = tally.blind_spots();
    assert!(blind.is_empty(), "the generator goes blind: {blind:#?}\n{tally:#?}");
}

//! Arbitrary bytes as a plan, with their own roster: no panic, and no plan without a reason that it is refused.
//!
//! A byte of 0x1E separates the plan from the roster, and that from the actuals.

#![no_main]

use std::io;

use libfuzzer_sys::fuzz_target;
use plancheck::actuals::{self, Input, Options};
use plancheck::evaluate::{self, evaluate};
use plancheck::plan::{Language, Plan};
use plancheck::report::diagnostics;
use plancheck::report::explain::explain;
use plancheck::report::json::Json;
use plancheck::report::table::Table;
use plancheck::report::{Format, Report};

const ACTUALS: &[u8] = include_bytes!("../../examples/public-services/actuals.csv");

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(3, |byte| *byte == 0x1E);
    let Some(Ok(text)) = parts.next().map(std::str::from_utf8) else { return };
    let roster = parts.next();
    let actuals = parts.next().unwrap_or(ACTUALS);
    let load = |_: &str| roster.map(<[u8]>::to_vec).ok_or(io::ErrorKind::NotFound.into());
    let refused = |problems: &[_]| {
        assert!(!problems.is_empty(), "refused without a reason");
        diagnostics::render(problems, Language::English, true, &mut io::sink())
            .expect("a sink takes everything");
    };
    let plan = match Plan::parse("targets.toml", text, &load) {
        Ok(plan) => plan,
        Err(problems) => return refused(&problems),
    };
    let inputs = vec![Input::text("actuals.csv", actuals)];
    let options = Options { threads: 1, ..Options::default() };
    let actuals = match actuals::read(&plan, inputs, &options) {
        Ok(actuals) => actuals,
        Err(problems) => return refused(&problems),
    };
    let evaluation = match evaluate(&plan, &actuals, &evaluate::Options::default()) {
        Ok(evaluation) => evaluation,
        Err(problems) => return refused(&problems),
    };
    let report = Report {
        plan: &plan,
        plan_sha256: None,
        actuals: &actuals,
        evaluation: &evaluation,
        language: Language::English,
        narrowed: None,
    };
    let mut out = io::sink();
    Json.write(&report, &mut out).expect("a sink takes everything");
    Table { width: 40, color: false }.write(&report, &mut out).expect("a sink takes everything");
    for target in 0..plan.targets.len() {
        explain(&report, target, &mut out).expect("a sink takes everything");
    }
});

//! Broken input ends in a message: never in a panic, never in a pass that nothing supports.

use std::io::{Error, ErrorKind};

use plancheck::actuals::{self, Input, Options};
use plancheck::diagnostic::Diagnostic;
use plancheck::evaluate::{self, Evaluation, evaluate};
use plancheck::plan::Plan;
use proptest::prelude::*;

const PLAN: &str = include_str!("../examples/public-services/targets.toml");
const ROSTER: &str = include_str!("../examples/public-services/offices.csv");
const ACTUALS: &str = include_str!("../examples/public-services/actuals.csv");

/// Evaluates texts as the program would.
fn run(plan: &str, roster: &[u8], actuals: &[u8]) -> Result<Evaluation, Vec<Diagnostic>> {
    let load = |path: &str| {
        if path == "offices.csv" {
            Ok(roster.to_vec())
        } else {
            Err(Error::from(ErrorKind::NotFound))
        }
    };
    let plan = Plan::parse("targets.toml", plan, &load)?;
    let input = Input::text("actuals.csv", actuals);
    let actuals = actuals::read(&plan, vec![input], &Options::default())?;
    evaluate(&plan, &actuals, &evaluate::Options::default())
}

/// A text with a few places cut, doubled or overwritten by characters that mean something in TOML or CSV.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let damage = (
        any::<prop::sample::Index>(),
        0..12_usize,
        "[\\[\\]{}=\",.#\\-+*%0-9a-z\n\r\t 万元“”\u{0}\u{feff}]{0,6}",
    );
    prop::collection::vec(damage, 1..5).prop_map(move |damages| {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, length, instead) in damages {
            let start = place.index(characters.len());
            let end = (start + length).min(characters.len());
            characters.splice(start..end, instead.chars());
        }
        characters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_plan_is_read_or_refused(plan in damaged(PLAN)) {
        if let Err(diagnostics) = run(&plan, ROSTER.as_bytes(), ACTUALS.as_bytes()) {
            prop_assert!(!diagnostics.is_empty());
        }
    }

    #[test]
    fn damaged_actuals_are_read_or_refused(actuals in damaged(ACTUALS)) {
        match run(PLAN, ROSTER.as_bytes(), actuals.as_bytes()) {
            Err(diagnostics) => prop_assert!(!diagnostics.is_empty()),
            Ok(evaluation) => for account in &evaluation.accounts {
                prop_assert_eq!(account.rows, account.used + account.set_aside.values().sum::<u64>());
            }
        }
    }

    #[test]
    fn a_damaged_roster_is_read_or_refused(roster in damaged(ROSTER)) {
        if let Err(diagnostics) = run(PLAN, roster.as_bytes(), ACTUALS.as_bytes()) {
            prop_assert!(!diagnostics.is_empty());
        }
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(run(PLAN, ROSTER.as_bytes(), &bytes).is_err());
        prop_assert!(run(PLAN, &bytes, ACTUALS.as_bytes()).is_err());
    }
}

#[test]
fn the_undamaged_texts_are_evaluated() {
    assert!(run(PLAN, ROSTER.as_bytes(), ACTUALS.as_bytes()).is_ok());
}

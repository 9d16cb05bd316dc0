//! Arbitrary bytes as an export: no panic, and the same outcome however they are cut and by how many threads they are
//! read.
//!
//! The first four bytes say how: the plan, how many figures are kept one by one, and two sizes of blocks. A byte of
//! 0x1E in what follows separates files.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use plancheck::actuals::{self, Input, Options};
use plancheck::evaluate::{self, evaluate};
use plancheck::plan::Plan;
use plancheck::report::json::Json;
use plancheck::report::table::Table;
use plancheck::report::{Format, Report, diagnostics};

/// Plans that ask in different ways, one of them for sums only.
static PLANS: LazyLock<[Plan; 4]> = LazyLock::new(|| {
    let texts = [
        include_str!("../../examples/smallest/targets.toml"),
        include_str!("../../examples/public-services/targets.toml"),
        include_str!("../../tests/threads/kinds.toml"),
        include_str!("../../tests/threads/sums.toml"),
    ];
    texts.map(|text| {
        let roster = include_bytes!("../../examples/public-services/offices.csv");
        Plan::parse("targets.toml", text, &|_| Ok(roster.to_vec())).expect("a plan without faults")
    })
});

/// What is shown of the files, and everything that is known of them.
fn outcome(plan: &Plan, files: &[&[u8]], options: &Options) -> (Vec<u8>, String) {
    let inputs =
        files.iter().zip(1..).map(|(file, number)| Input::text(&format!("{number}.csv"), file));
    let mut shown = Vec::new();
    let known = match actuals::read(plan, inputs.collect(), options) {
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            diagnostics::render(&problems, false, &mut shown).expect("memory takes everything");
            format!("{problems:?}")
        }
        Ok(actuals) => {
            match evaluate(plan, &actuals, &evaluate::Options::default()) {
                Err(problems) => {
                    diagnostics::render(&problems, false, &mut shown)
                        .expect("memory takes everything");
                }
                Ok(evaluation) => {
                    for account in &evaluation.accounts {
                        let set_aside = account.set_aside.values().sum::<u64>();
                        assert_eq!(account.rows, account.used + set_aside, "a row got lost");
                    }
                    let (actuals, evaluation) = (&actuals, &evaluation);
                    let report = Report { plan, plan_sha256: None, actuals, evaluation };
                    Json.write(&report, &mut shown).expect("memory takes everything");
                    let table = Table { width: 80, color: true };
                    table.write(&report, &mut shown).expect("memory takes everything");
                }
            }
            format!("{actuals:?}")
        }
    };
    (shown, known)
}

fuzz_target!(|data: &[u8]| {
    let [plan, kept, block, other_block, text @ ..] = data else { return };
    let plan = &PLANS[usize::from(*plan) % PLANS.len()];
    let files: Vec<&[u8]> = text.split(|byte| *byte == 0x1E).take(3).collect();
    let options = |threads, block: u8| Options {
        threads,
        // From one byte to more than a megabyte.
        block: (usize::from(block % 16) + 1) << (block / 16),
        kept: if *kept < 128 { usize::from(*kept) } else { 10_000 },
        ..Options::default()
    };
    let one = outcome(plan, &files, &options(1, 255));
    for (threads, block) in [(1, *block), (3, *other_block)] {
        let other = outcome(plan, &files, &options(threads, block));
        assert_eq!(String::from_utf8_lossy(&one.0), String::from_utf8_lossy(&other.0));
        assert!(one.1 == other.1, "the actuals differ:\n{}\n{}", one.1, other.1);
    }
});

//! Arbitrary bytes as an export: no panic, the same outcome however they are cut and by how many threads they are read,
//! and the same verdicts however many figures are kept one by one.
//!
//! The first four bytes say how: the plan and the target that is explained; how many figures are kept one by one, and
//! of how many members; and two sizes of blocks. A byte of 0x1E in what follows separates files.

#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use plancheck::actuals::{self, Input, Options};
use plancheck::diagnostic::Diagnostic;
use plancheck::evaluate::{self, evaluate};
use plancheck::plan::{Language, Plan};
use plancheck::report::explain::explain;
use plancheck::report::json::Json;
use plancheck::report::table::Table;
use plancheck::report::{Format, Report, diagnostics};
use serde_json::Value;

/// Plans that ask in different ways, one of them for sums only, and one for sums by member.
static PLANS: LazyLock<[Plan; 5]> = LazyLock::new(|| {
    let texts = [
        include_str!("../../examples/smallest/targets.toml"),
        include_str!("../../examples/public-services/targets.toml"),
        include_str!("../../tests/threads/kinds.toml"),
        include_str!("../../tests/threads/sums.toml"),
        include_str!("../../tests/threads/each.toml"),
    ];
    texts.map(|text| {
        let roster = include_bytes!("../../examples/public-services/offices.csv");
        Plan::parse("targets.toml", text, &|_| Ok(roster.to_vec())).expect("a plan without faults")
    })
});

/// What reading has come to.
struct Outcome {
    /// What is shown: the findings, or the evaluation as JSON, as a table and with a target explained.
    shown: String,
    /// All that is known of the actuals or the findings.
    known: String,
    /// The findings, or the evaluation without the rows that it rests on.
    judged: String,
}

/// The findings as text, with one contradiction of each figure: where figures are brought together, only the first row
/// that contradicts one is known.
fn with_first_contradictions(mut found: Vec<Diagnostic>) -> String {
    let mut contradicted = BTreeSet::new();
    found.retain(|finding| {
        finding.code != "contradiction" || contradicted.insert(format!("{:?}", finding.other))
    });
    rendered(&found)
}

fn rendered(found: &[Diagnostic]) -> String {
    let mut shown = Vec::new();
    diagnostics::render(found, Language::English, false, &mut shown)
        .expect("memory takes everything");
    String::from_utf8(shown).expect("what is shown is text")
}

/// A report in JSON without its lists of rows: where figures are brought together, these are other ones.
fn without_evidence(json: &[u8]) -> String {
    let mut report: Value = serde_json::from_slice(json).expect("a report that is JSON");
    let mut values = vec![&mut report];
    while let Some(value) = values.pop() {
        match value {
            Value::Object(entries) => {
                entries.retain(|key, _| !key.starts_with("evidence"));
                values.extend(entries.iter_mut().map(|(_, value)| value));
            }
            Value::Array(entries) => values.extend(entries),
            _ => {}
        }
    }
    format!("{report:#}")
}

fn outcome(plan: &Plan, files: &[&[u8]], options: &Options) -> Outcome {
    let inputs =
        files.iter().zip(1..).map(|(file, number)| Input::text(&format!("{number}.csv"), file));
    let mut shown = Vec::new();
    let mut judged = None;
    let known = match actuals::read(plan, inputs.collect(), options) {
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            shown.extend(rendered(&problems).into_bytes());
            format!("{problems:?}")
        }
        Ok(actuals) => {
            match evaluate(plan, &actuals, &evaluate::Options::default()) {
                Err(problems) => {
                    shown.extend(rendered(&problems).into_bytes());
                    judged = Some(with_first_contradictions(problems));
                }
                Ok(evaluation) => {
                    for account in &evaluation.accounts {
                        let set_aside = account.set_aside.values().sum::<u64>();
                        assert_eq!(account.rows, account.used + set_aside, "a row got lost");
                    }
                    let (actuals, evaluation) = (&actuals, &evaluation);
                    let language = Language::English;
                    let report = Report {
                        plan,
                        plan_sha256: None,
                        actuals,
                        evaluation,
                        language,
                        narrowed: None,
                    };
                    Json.write(&report, &mut shown).expect("memory takes everything");
                    judged = Some(without_evidence(&shown));
                    let table = Table { width: 80, color: true };
                    table.write(&report, &mut shown).expect("memory takes everything");
                    if let Some(target) = options.explained {
                        explain(&report, target, &mut shown).expect("memory takes everything");
                    }
                }
            }
            format!("{actuals:?}")
        }
    };
    let shown = String::from_utf8(shown).expect("what is shown is text");
    Outcome { judged: judged.unwrap_or_else(|| shown.clone()), shown, known }
}

/// The lines of two texts that are not the same, from the first such line on.
fn difference(one: &str, other: &str) -> String {
    let mut lines = one.lines().zip(other.lines()).skip_while(|(one, other)| one == other);
    let (one, other) = lines.next().unwrap_or_default();
    format!("- {one}\n+ {other}")
}

fuzz_target!(|data: &[u8]| {
    let [plan, kept, block, other_block, text @ ..] = data else { return };
    let (plan, explained) = (usize::from(*plan) % PLANS.len(), usize::from(*plan) / PLANS.len());
    let plan = &PLANS[plan];
    let explained = (explained % (plan.targets.len() + 1)).checked_sub(1);
    let (detailed, kept) = (usize::from(*kept / 64), usize::from(*kept % 64));
    let detailed = [0, 1, 2, 8][detailed];
    let kept = if kept == 63 { usize::MAX } else { kept };
    let files: Vec<&[u8]> = text.split(|byte| *byte == 0x1E).take(3).collect();
    let options = |threads, block: u8, kept| Options {
        threads,
        // Little enough that short inputs are read in blocks, too; as much as it takes for a title and a header.
        head: 256,
        // From one byte to more than a megabyte.
        block: (usize::from(block % 16) + 1) << (block / 16),
        kept,
        detailed,
        explained,
        ..Options::default()
    };
    let one = outcome(plan, &files, &options(1, 255, kept));
    for (threads, block) in [(1, *block), (3, *other_block)] {
        let other = outcome(plan, &files, &options(threads, block, kept));
        assert!(one.shown == other.shown, "{}", difference(&one.shown, &other.shown));
        assert!(one.known == other.known, "the actuals differ:\n{}\n{}", one.known, other.known);
    }
    if kept < usize::MAX {
        let one_by_one = outcome(plan, &files, &options(1, 255, usize::MAX)).judged;
        assert!(one_by_one == one.judged, "{}", difference(&one_by_one, &one.judged));
    }
});

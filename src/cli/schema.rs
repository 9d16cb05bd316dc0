//! `plancheck schema`

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::ExitStatus;
use super::failure::Outcome;
use super::output::to_standard_output;
use crate::schema::Subject;

/// Print the JSON Schema of the plan file or of an output
///
/// An editor that knows the plan's schema completes keys, shows what they mean and underlines faults. A plan names the
/// schema in its first line: #:schema ./targets.schema.json
#[derive(Args)]
#[command(after_long_help = "Examples:
  plancheck schema plan > targets.schema.json
  plancheck schema evaluation")]
pub(super) struct Arguments {
    /// What the schema is of.
    #[arg(value_parser = subjects())]
    of: Subject,
}

fn subjects() -> impl TypedValueParser<Value = Subject> {
    let names = PossibleValuesParser::new(Subject::ALL.map(Subject::name));
    names.try_map(|name| {
        Subject::ALL.into_iter().find(|subject| subject.name() == name).ok_or("no such schema")
    })
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let text = arguments.of.text();
    to_standard_output(|out| out.write_all(text.as_bytes()))?;
    Ok(ExitStatus::Pass)
}

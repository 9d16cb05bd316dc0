//! JSON Schemas of what plancheck reads and writes, made from the types that do so.
//!
//! They are of draft 7: the editors that complete TOML check against no later one, VS Code supports it in full, and every
//! validator knows it.

use schemars::generate::{Contract, SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use crate::plan::syntax;
use crate::report::diff::json as diff;
use crate::report::json::{diagnostics, evaluation};

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The plan file.
    Plan,
    /// What `evaluate` writes as JSON.
    Evaluation,
    /// What is written as JSON about the inputs.
    Diagnostics,
    /// What `diff` writes as JSON.
    Diff,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Evaluation, Self::Diagnostics, Self::Diff];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Evaluation => "evaluation",
            Self::Diagnostics => "diagnostics",
            Self::Diff => "diff",
        }
    }

    /// The schema. Those of outputs have the name and number of the output as their `$id`.
    #[must_use]
    pub fn schema(self) -> Schema {
        let (mut schema, id) = match self {
            Self::Plan => (root::<syntax::Document>(Contract::Deserialize), None),
            Self::Evaluation => {
                (root::<evaluation::Document<'_>>(Contract::Serialize), Some(evaluation::SCHEMA))
            }
            Self::Diagnostics => {
                (root::<diagnostics::Document<'_>>(Contract::Serialize), Some(diagnostics::SCHEMA))
            }
            Self::Diff => (root::<diff::Document<'_>>(Contract::Serialize), Some(diff::SCHEMA)),
        };
        schema.insert("title".to_owned(), format!("plancheck {}", self.name()).into());
        if let Some(id) = id {
            schema.insert("$id".to_owned(), id.into());
        }
        schema
    }

    /// The schema as text, one line break at its end.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:#}\n", self.schema().as_value())
    }
}

fn root<T: JsonSchema>(contract: Contract) -> Schema {
    let settings = SchemaSettings::draft07()
        .with(|settings| settings.contract = contract)
        .with_transform(RecursiveTransform(for_other_readers));
    SchemaGenerator::new(settings).into_root_schema_for::<T>()
}

/// Takes out formats such as `uint64`, which only Rust knows (that a number is at least 0 is said beside them), and joins
/// the lines of descriptions that a doc comment was broken into.
fn for_other_readers(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| format != "date") {
        schema.remove("format");
    }
    if let Some(serde_json::Value::String(description)) = schema.get_mut("description") {
        let paragraphs: Vec<_> =
            description.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
        *description = paragraphs.join("\n\n");
    }
}

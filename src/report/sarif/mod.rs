//! SARIF 2.1.0, the format of code scanning (OASIS, "Static Analysis Results Interchange Format").
//!
//! Columns are characters. The rule of a finding is its code, with its page as help; the rule of a target is the target.

mod log;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use self::log::{
    Artifact, Change, Driver, Finding, Fingerprints, Fix, Invocation, Location, Log, Physical,
    Properties, Region, Replacement, Rule, Run, Suppression, Text, Tool,
};
use super::judged::{FigurePlace, Judged, Weight};
use super::{Findings, FindingsFormat, Format, Report, findings, json, text::visible};
use crate::diagnostic::{self, Diagnostic};
use crate::source::Place;
use crate::wording::Words;

/// The SARIF format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sarif;

/// What may stand in the path of a relative URI as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Format for Sarif {
    /// A result for each target at its goal, with the places of its figures; then the warnings of the evaluation.
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut run = Gathering::default();
        for judged in Judged::all(report) {
            run.target(judged);
        }
        for warning in &report.evaluation.warnings {
            run.diagnostic(warning, report.words());
        }
        let (status, reason) = report.exit();
        json::write(&run.log(status, reason), out)
    }
}

impl FindingsFormat for Sarif {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut run = Gathering::default();
        for found in findings.found {
            run.diagnostic(found, Words::of(findings.language));
        }
        json::write(&run.log(findings.status, visible(&findings.conclusion)), out)
    }
}

/// The results so far, with their rules.
#[derive(Default)]
struct Gathering {
    rules: Vec<Rule>,
    of_codes: BTreeMap<&'static str, usize>,
    results: Vec<Finding>,
    /// How often a fingerprint has come.
    fingerprints: BTreeMap<String, usize>,
}

impl Gathering {
    fn diagnostic(&mut self, found: &Diagnostic, words: Words) {
        let rule_index = *self.of_codes.entry(found.code).or_insert_with(|| {
            self.rules.push(rule_of_code(found.code));
            self.rules.len() - 1
        });
        let other = found.other.as_ref().map(|(place, label)| Location {
            id: Some(1),
            message: Some(Text::plain(visible(words.said(if label.is_empty() {
                &found.message
            } else {
                label
            })))),
            physical: physical(place),
        });
        let result = Finding {
            rule_id: found.code.to_owned(),
            rule_index,
            kind: "fail",
            level: found.severity.name(),
            message: Text::plain(findings::lines(found, words).join("\n")),
            locations: [Location { id: None, physical: physical(&found.place), message: None }],
            related_locations: other.into_iter().collect(),
            partial_fingerprints: Fingerprints { own: self.fingerprint(found) },
            fixes: fix(found).into_iter().collect(),
            suppressions: Vec::new(),
            properties: None,
        };
        self.results.push(result);
    }

    fn target(&mut self, judged: Judged<'_>) {
        let id = format!("target/{}", visible(&judged.target.id));
        let mut told = vec![judged.told()];
        told.extend(judged.compared());
        let weight = judged.weight();
        let (kind, level) = match weight {
            Weight::Passes => ("pass", "none"),
            Weight::Open => ("open", "none"),
            Weight::Fails => ("fail", "error"),
            Weight::FailsUncounted => ("fail", "warning"),
            Weight::Waived => ("fail", judged.target.severity.name()),
        };
        let waiver = judged.target.waiver.as_ref().filter(|_| weight == Weight::Waived);
        let suppression = waiver.map(|waiver| Suppression {
            kind: "external",
            status: "accepted",
            justification: visible(&waiver.reason),
        });
        let message = Text::plain(told.join("\n"));
        self.results.push(Finding {
            rule_id: id.clone(),
            rule_index: self.rules.len(),
            kind,
            level,
            message,
            locations: [Location {
                id: None,
                physical: physical(&judged.target.goal_place),
                message: None,
            }],
            related_locations: judged.figures.iter().zip(1..).map(of_figure).collect(),
            partial_fingerprints: Fingerprints { own: id.clone() },
            fixes: Vec::new(),
            suppressions: suppression.into_iter().collect(),
            properties: Some(Properties {
                verdict: judged.verdict.name(),
                section: judged.section,
                goal: judged.goal,
                actual: judged.actual,
            }),
        });
        let help = judged.target.quote.as_ref().map(|quote| Text::plain(visible(quote)));
        self.rules.push(Rule { id, short_description: Text::plain(judged.name), help });
    }

    /// What tells a finding from others of a later run, in which other lines may have come before it: its code, its
    /// file, its line as it reads and what is underlined there, and which of such it is.
    fn fingerprint(&mut self, found: &Diagnostic) -> String {
        let (line, meant) = match &found.place.excerpt {
            Some((line, _)) => (&**line, found.place.meant().unwrap_or_default()),
            None => ("", found.message.english()),
        };
        let mut digest = Sha256::new();
        for part in [found.code, &found.place.file, line, meant] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        let digest = digest.finalize();
        let mut hash = String::new();
        for byte in digest.iter().take(16) {
            let _ = write!(hash, "{byte:02x}");
        }
        let times = self.fingerprints.entry(hash.clone()).or_default();
        *times += 1;
        format!("{hash}:{times}")
    }

    fn log(self, status: u8, reason: String) -> Log {
        Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "plancheck",
                        version: crate::VERSION,
                        rules: self.rules,
                    },
                },
                invocations: [Invocation {
                    execution_successful: true,
                    exit_code: status,
                    exit_code_description: reason,
                }],
                column_kind: "unicodeCodePoints",
                results: self.results,
            }],
        }
    }
}

fn rule_of_code(code: &'static str) -> Rule {
    let summary = diagnostic::summary(code).unwrap_or_default();
    let sentence =
        summary.split_once(". ").map_or(summary.clone(), |(first, _)| format!("{first}."));
    let help = Text { text: summary, markdown: diagnostic::page(code) };
    Rule { id: code.to_owned(), short_description: Text::plain(sentence), help: Some(help) }
}

fn physical(place: &Place) -> Physical {
    let region = (place.line > 0).then(|| region(place));
    Physical { artifact_location: artifact(&place.file), region }
}

fn region(place: &Place) -> Region {
    Region {
        start_line: place.line,
        start_column: place.column.max(1),
        end_column: place.end_column(),
    }
}

fn of_figure((figure, id): (&FigurePlace<'_>, usize)) -> Location {
    Location {
        id: Some(id),
        physical: Physical {
            artifact_location: artifact(figure.file),
            region: Some(Region {
                start_line: figure.line,
                start_column: figure.column.max(1),
                end_column: None,
            }),
        },
        message: Some(Text::plain(figure.text.clone())),
    }
}

fn artifact(file: &str) -> Artifact {
    let path = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    Artifact { uri: utf8_percent_encode(&path, PATH).to_string() }
}

fn fix(found: &Diagnostic) -> Option<Fix> {
    let replacement = found.replacement.as_ref()?;
    found.place.meant()?;
    Some(Fix {
        artifact_changes: [Change {
            artifact_location: artifact(&found.place.file),
            replacements: [Replacement {
                deleted_region: region(&found.place),
                inserted_content: Text::plain(replacement.clone()),
            }],
        }],
    })
}

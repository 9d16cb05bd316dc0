//! JSON for scripts: the schema `plancheck/evaluation/1`, and for findings `plancheck/diagnostics/1`. Figures are strings,
//! so that no reader's binary float spoils them; a key that does not apply is null.

mod diagnostics;

use std::io;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::distance::{End, governing_end};
use super::figures::{Figures, stage_name};
use super::reason::reason;
use super::text::is_control;
use super::{Findings, FindingsFormat, Format, Report, percent};
use crate::evaluate::{Cell, Cells, Outcome, Verdict};
use crate::plan::{Bound, Figures as FigureKind, GoalKind, GoalValue, GoalValues, Target};
use crate::quantity::{Ratio, Rounding};

/// The most entries that a list of evidence or of failing cells holds; beside it stands how many there are in all.
pub const MOST_ENTRIES: usize = 50;

/// The name and number of the schema.
const SCHEMA: &str = "plancheck/evaluation/1";

/// The JSON format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Format for Json {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&Document::of(report), out)
    }
}

impl FindingsFormat for Json {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&diagnostics::Document::of(findings), out)
    }
}

/// Writes a document, in which what would steer a terminal stands as an escape.
pub(super) fn write(document: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(document)?;
    let mut safe = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        // Outside of strings JSON has no such characters, save the line breaks.
        if is_control(character) && character != '\n' {
            safe.extend(format!("\\u{:04x}", u32::from(character)).chars());
        } else {
            safe.push(character);
        }
    }
    safe.push('\n');
    out.write_all(safe.as_bytes())
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    plan: PlanEntry<'a>,
    as_of: String,
    exit: Exit,
    summary: Summary,
    inputs: Vec<InputEntry<'a>>,
    targets: Vec<TargetEntry<'a>>,
}

#[derive(Serialize)]
struct PlanEntry<'a> {
    title: Option<&'a str>,
    period: String,
    file: &'a str,
    sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct Exit {
    status: u8,
    reason: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Summary {
    targets: usize,
    exceeded: usize,
    met: usize,
    on_track: usize,
    open: usize,
    behind: usize,
    missed: usize,
    no_data: usize,
    waived: usize,
    failing: usize,
    score: Option<String>,
}

#[derive(Serialize)]
struct InputEntry<'a> {
    file: &'a str,
    sha256: Option<&'a str>,
    encoding: &'a str,
    /// Left out for a comma.
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<char>,
    layout: &'a str,
    rows: u64,
    used: u64,
    set_aside: SetAsideEntry,
}

/// Numbers of rows by reason, in the order of the reasons.
struct SetAsideEntry(Vec<(&'static str, u64)>);

impl Serialize for SetAsideEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

#[derive(Serialize)]
struct TargetEntry<'a> {
    id: &'a str,
    title: &'a str,
    section: Option<&'a str>,
    clause: Option<&'a str>,
    commitment: Option<&'a str>,
    severity: &'static str,
    goal: GoalEntry<'a>,
    actual: Option<String>,
    unit: Option<&'a str>,
    attainment: Option<Share>,
    verdict: &'static str,
    reason: String,
    gap: Option<String>,
    baseline: Option<String>,
    progress: Option<Share>,
    required_now: Option<String>,
    stretch: Option<String>,
    due: String,
    cells: Option<CellsEntry<'a>>,
    score: Option<String>,
    evidence: Vec<EvidenceEntry<'a>>,
    evidence_total: usize,
}

#[derive(Serialize)]
struct GoalEntry<'a> {
    kind: &'static str,
    #[serde(flatten)]
    values: GoalValuesEntry,
    unit: Option<&'a str>,
    text: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum GoalValuesEntry {
    One { value: Option<String> },
    Range { low: Option<String>, high: Option<String> },
    About { value: Option<String>, low: Option<String>, high: Option<String> },
}

#[derive(Serialize)]
struct Share {
    percent: String,
    numerator: String,
    denominator: String,
}

#[derive(Serialize)]
struct CellsEntry<'a> {
    satisfied: usize,
    total: usize,
    failing: Vec<CellEntry<'a>>,
    failing_total: usize,
}

/// Members by the names of their dimensions, the period by the name of its calendar, and the figure.
struct CellEntry<'a> {
    names: Vec<(&'a str, String)>,
    actual: Option<String>,
}

impl Serialize for CellEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len() + 1))?;
        for (name, value) in &self.names {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("actual", &self.actual)?;
        map.end()
    }
}

#[derive(Serialize)]
struct EvidenceEntry<'a> {
    file: &'a str,
    line: u64,
    period: String,
    value: String,
    /// How many rows of the file are brought together here; left out for a row by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
}

impl<'a> Document<'a> {
    fn of(report: &'a Report<'a>) -> Self {
        let (status, reason) = report.exit();
        Self {
            schema: SCHEMA,
            plan: PlanEntry {
                title: report.plan.title.as_deref(),
                period: report.plan.period.to_string(),
                file: &report.plan.file,
                sha256: report.plan_sha256,
            },
            as_of: report.evaluation.as_of.to_string(),
            exit: Exit { status, reason },
            summary: Summary::of(report),
            inputs: inputs(report),
            targets: report
                .targets()
                .map(|(target, outcome)| TargetEntry::of(report, target, outcome))
                .collect(),
        }
    }
}

impl Summary {
    fn of(report: &Report<'_>) -> Self {
        let tally = &report.evaluation.tally;
        Self {
            targets: report.plan.targets.len(),
            exceeded: tally.count(Verdict::Exceeded),
            met: tally.count(Verdict::Met),
            on_track: tally.count(Verdict::OnTrack),
            open: tally.count(Verdict::Open),
            behind: tally.count(Verdict::Behind),
            missed: tally.count(Verdict::Missed),
            no_data: tally.count(Verdict::NoData),
            waived: tally.count(Verdict::Waived),
            failing: tally.failing,
            score: None,
        }
    }
}

fn inputs<'a>(report: &'a Report<'a>) -> Vec<InputEntry<'a>> {
    let files = report.actuals.files.iter().zip(&report.evaluation.accounts);
    files
        .map(|(file, account)| InputEntry {
            file: &file.name,
            sha256: file.sha256.as_deref(),
            encoding: file.encoding.name(),
            delimiter: Some(file.delimiter).filter(|delimiter| *delimiter != ','),
            layout: file.layout.name(),
            rows: account.rows,
            used: account.used,
            set_aside: SetAsideEntry(
                account.set_aside.iter().map(|(reason, &rows)| (reason.name(), rows)).collect(),
            ),
        })
        .collect()
}

impl<'a> TargetEntry<'a> {
    fn of(report: &'a Report<'a>, target: &'a Target, outcome: &'a Outcome) -> Self {
        let figures = Figures::plain(report, target);
        let unit = target.unit.as_ref().map(|unit| unit.name.as_str());
        let share = |share: Ratio| Share {
            percent: percent(share, outcome),
            numerator: share.numerator().to_string(),
            denominator: share.denominator().to_string(),
        };
        Self {
            id: &target.id,
            title: &target.title,
            section: target
                .section
                .and_then(|section| report.plan.sections.get(section))
                .map(|section| section.id.as_str()),
            clause: target.clause.as_deref(),
            commitment: target.commitment.as_deref(),
            severity: target.severity.name(),
            goal: GoalEntry {
                kind: kind(target.goal.kind),
                values: goal_values(figures, outcome),
                unit,
                text: figures.goal(outcome.baseline),
            },
            actual: outcome.actual().map(|actual| {
                figures
                    .exact_actual(actual, &[outcome.bound, outcome.stretch, outcome.required_now])
            }),
            unit,
            attainment: outcome.attainment.map(share),
            verdict: outcome.verdict.name(),
            reason: reason(report, figures, outcome),
            gap: outcome
                .gap
                .map(|gap| Figures::exact_gap(gap, outcome.satisfied().unwrap_or(false))),
            baseline: outcome
                .baseline
                .map(|baseline| figures.exact_value(baseline, Rounding::Down)),
            progress: outcome.progress.map(share),
            required_now: required_now(figures, outcome),
            stretch: stretch(figures, outcome),
            due: target.due.to_string(),
            cells: outcome.cells.as_ref().map(|cells| CellsEntry::of(figures, cells)),
            score: None,
            evidence: outcome
                .evidence()
                .take(MOST_ENTRIES)
                .filter_map(|evidence| EvidenceEntry::of(report, target, evidence))
                .collect(),
            evidence_total: outcome.evidence_count(),
        }
    }
}

fn kind(kind: GoalKind) -> &'static str {
    match kind {
        GoalKind::AtLeast => "at-least",
        GoalKind::MoreThan => "more-than",
        GoalKind::AtMost => "at-most",
        GoalKind::LessThan => "less-than",
        GoalKind::Equals => "equals",
        GoalKind::Between => "between",
        GoalKind::About => "about",
        GoalKind::Reach => "reach",
    }
}

/// The values of a goal, as far as they are one for all and known.
fn goal_values(figures: Figures<'_>, outcome: &Outcome) -> GoalValuesEntry {
    let goal = &figures.target().goal;
    let one = match &goal.values {
        GoalValues::One(value) => Some(value),
        GoalValues::Open | GoalValues::ByMember { .. } => None,
    };
    let bound = one.and_then(|value| value.bound(goal.kind, outcome.baseline).ok().flatten());
    let (low, high) = (bound.and_then(|bound| bound.low), bound.and_then(|bound| bound.high));
    let low_text = low.map(|low| figures.exact_value(low, Rounding::Up));
    let high_text = high.map(|high| figures.exact_value(high, Rounding::Down));
    match goal.kind {
        GoalKind::Between => GoalValuesEntry::Range { low: low_text, high: high_text },
        GoalKind::About => {
            let middle = one.and_then(|value: &GoalValue| value.about.as_ref());
            let middle = middle.and_then(|middle| middle.of(outcome.baseline).ok().flatten());
            let value = middle.map(|middle| figures.exact_value(middle, Rounding::Down));
            GoalValuesEntry::About { value, low: low_text, high: high_text }
        }
        _ => GoalValuesEntry::One { value: low_text.or(high_text) },
    }
}

/// What the pace requires, rounded to the side that asks for more.
fn required_now(figures: Figures<'_>, outcome: &Outcome) -> Option<String> {
    let end = governing_end(outcome.required_now?, outcome.bound, outcome.actual())?;
    let (value, rounding) = match end {
        End::Low(value) => (value, Rounding::Up),
        End::High(value) => (value, Rounding::Down),
    };
    Some(figures.exact_value(value, rounding))
}

fn stretch(figures: Figures<'_>, outcome: &Outcome) -> Option<String> {
    let stretch = figures.target().stretch.as_ref()?;
    let kind = figures.target().goal.kind;
    let bound: Bound =
        outcome.stretch.or_else(|| stretch.bound(kind, outcome.baseline).ok().flatten())?;
    let low = bound.low.map(|low| figures.exact_value(low, Rounding::Up));
    low.or_else(|| bound.high.map(|high| figures.exact_value(high, Rounding::Down)))
}

impl<'a> CellsEntry<'a> {
    fn of(figures: Figures<'a>, cells: &Cells) -> Self {
        Self {
            satisfied: cells.satisfied,
            total: cells.count,
            failing: cells
                .failing()
                .take(MOST_ENTRIES)
                .map(|cell| CellEntry::of(figures, cell))
                .collect(),
            failing_total: cells.failing,
        }
    }
}

impl<'a> CellEntry<'a> {
    fn of(figures: Figures<'a>, cell: &Cell) -> Self {
        let mut names = Vec::new();
        if let Some(each) = &figures.target().each {
            for (&dimension, &member) in each.dimensions.iter().zip(&cell.members) {
                if let Some(dimension) = figures.plan().dimensions.get(dimension) {
                    names.push((
                        dimension.name.as_str(),
                        dimension.members.get(member).cloned().unwrap_or_default(),
                    ));
                }
            }
            if let (Some(calendar), Some(period)) = (&each.calendar, cell.period) {
                names.push((calendar.name.as_str(), period.to_string()));
            }
        }
        let value = cell.figure.value.as_ref().ok();
        Self {
            names,
            actual: value
                .map(|value| figures.exact_actual(*value, &[cell.bound, cell.required_now])),
        }
    }
}

impl<'a> EvidenceEntry<'a> {
    fn of(
        report: &'a Report<'a>,
        target: &Target,
        evidence: crate::evaluate::Evidence,
    ) -> Option<Self> {
        let observation =
            report.actuals.observations.get(evidence.indicator)?.get(evidence.position)?;
        let value = match report.plan.indicators.get(evidence.indicator)?.figures {
            FigureKind::Stages(ladder) => {
                let ladder = report.plan.ladders.get(ladder);
                ladder
                    .and_then(|ladder| stage_name(&ladder.stages, observation.value))
                    .map(str::to_owned)
            }
            FigureKind::Numbers(_) => None,
        };
        Some(Self {
            file: report
                .actuals
                .files
                .get(usize::try_from(observation.file).ok()?)
                .map_or("", |file| &file.name),
            line: observation.line,
            period: observation.period.to_string(),
            value: value
                .unwrap_or_else(|| observation.figure(target.measure.aggregate).to_string()),
            rows: (observation.rows > 1).then_some(observation.rows),
        })
    }
}

//! The changes for programs: the schema `plancheck/diff/1`. Figures stand as the evaluations have them.

use std::collections::BTreeMap;
use std::io;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::{DiffFormat, DiffReport};
use crate::diff::{
    Alteration, CellMove, Course, Flip, Move, Pair, Recorded, RecordedCell, RecordedRow,
    RecordedScore, RecordedTarget, Restatement, RowChange, ScoreChange, Term, TermKind, Way,
};
use crate::report::json::schema::{target_severities, verdicts, words};
use crate::report::json::write;

/// The name and number of the schema.
pub(crate) const SCHEMA: &str = "plancheck/diff/1";

/// The JSON format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl DiffFormat for Json {
    fn write(&self, report: &DiffReport<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&Document::of(report), out)
    }
}

/// What changed between two evaluations.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diff")]
pub(crate) struct Document<'a> {
    /// The name and number of this schema.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// The earlier evaluation.
    before: Side<'a>,
    /// The later evaluation.
    after: Side<'a>,
    /// What the changes come to, in one line.
    conclusion: String,
    /// How many changes there are of each kind.
    summary: Summary,
    /// The targets whose verdict is another one.
    flipped: Vec<FlipEntry<'a>>,
    /// The figures of a period that both evaluations rest on and that are given otherwise.
    restated: Vec<RestatementEntry<'a>>,
    /// The targets whose figure is another one, or of which other cells fail.
    moved: Vec<MoveEntry<'a>>,
    /// The targets whose goal is another one, or what is asked beside it, or that are called otherwise.
    altered: Vec<AlterationEntry<'a>>,
    /// The targets that only the later evaluation has.
    added: Vec<TargetEntry<'a>>,
    /// The targets that only the earlier evaluation has.
    dropped: Vec<TargetEntry<'a>>,
    /// The score; null where it is the same.
    score: Option<ScoreEntry<'a>>,
    /// The numbers of rows that are others than before.
    rows: Vec<RowEntry<'a>>,
}

/// One of the two evaluations.
#[derive(Serialize, JsonSchema)]
struct Side<'a> {
    /// What its plan is called.
    title: Option<&'a str>,
    /// The span of time that its plan is for.
    period: &'a str,
    /// The day as of which the plan was judged.
    #[schemars(extend("format" = "date"))]
    as_of: &'a str,
    /// The exit status that the verdicts called for.
    #[schemars(range(max = 3))]
    status: u8,
    /// How many targets failed whose failure counts.
    failing: usize,
}

/// How many changes there are of each kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Changes")]
struct Summary {
    /// Targets that failed and pass, among those whose failure counts.
    recovered: usize,
    /// Targets that fail and did not, among those whose failure counts.
    newly_failing: usize,
    /// Targets that failed and are waived or open, among those whose failure counted.
    excused: usize,
    /// Targets whose verdict is another one.
    flipped: usize,
    /// Figures that were restated.
    restated: usize,
    /// Targets whose figure is another one, or of which other cells fail.
    moved: usize,
    /// Targets whose goal is another one, or what is asked beside it, or that are called otherwise.
    altered: usize,
    /// Targets that are new.
    added: usize,
    /// Targets that are gone.
    dropped: usize,
    /// Targets of which it is not known whether figures were restated, since not all of their rows are written down.
    partly_compared: usize,
}

/// A verdict that changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Flip")]
struct FlipEntry<'a> {
    /// The target's id.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// Its verdict before.
    #[schemars(schema_with = "verdicts")]
    before: &'a str,
    /// Its verdict after.
    #[schemars(schema_with = "verdicts")]
    after: &'a str,
    /// What that comes to: it failed and passes, it fails and did not, it failed and is waived or open, or neither.
    #[schemars(schema_with = "courses")]
    course: &'static str,
    /// Whether the failure that came or went counts.
    counts: bool,
    /// Why the later verdict is what it is.
    reason: &'a str,
}

/// A figure of a period that is given otherwise.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Restatement")]
struct RestatementEntry<'a> {
    /// The id of the target that rests on it.
    id: &'a str,
    /// What the target is called.
    title: &'a str,
    /// The members that it is of, in the order of the names of their dimensions.
    members: Vec<&'a str>,
    /// The period of the figure.
    period: &'a str,
    /// The figures that are there no more.
    before: Vec<FigureEntry<'a>>,
    /// The figures in their place; none where they are no longer used.
    after: Vec<FigureEntry<'a>>,
}

/// A figure, and where it stood.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Figure")]
struct FigureEntry<'a> {
    /// The figure in the unit of the target; of a milestone the name of the stage.
    value: &'a str,
    /// The name of the file.
    file: &'a str,
    /// The line in the file, counted from 1.
    line: u64,
}

/// A target whose figure changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Move")]
struct MoveEntry<'a> {
    /// The target's id.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// The figure before, in `unit_before`; of a goal for each member or period the satisfied cells of all, such as `3/5`.
    before: Option<String>,
    /// The figure after, in `unit_after`.
    after: Option<String>,
    /// The unit before.
    unit_before: Option<&'a str>,
    /// The unit after.
    unit_after: Option<&'a str>,
    /// Of a goal for each member or period the cells that failed and fail no more, fail and did not, or fail with another
    /// figure; not all, where more fail than are written down.
    cells: Vec<CellEntry<'a>>,
}

/// A cell that fails in one of the two, or in both with another figure.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CellMove")]
struct CellEntry<'a> {
    /// Members by the names of their dimensions, the period by the name of its calendar.
    cell: &'a BTreeMap<String, String>,
    /// Whether it failed.
    failed: bool,
    /// Whether it fails.
    fails: bool,
    /// The figure with which it failed; null where there was none, or it did not fail.
    before: Option<&'a str>,
    /// The figure with which it fails.
    after: Option<&'a str>,
}

/// A goal that changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Alteration")]
struct AlterationEntry<'a> {
    /// The target's id.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// Whether it asks for a greater or a smaller value, is harder or easier to keep to in another way, or asks for something
    /// else; or is only called otherwise.
    #[schemars(schema_with = "ways")]
    way: &'static str,
    /// The goal before, as people read it.
    before: &'a str,
    /// The goal after.
    after: &'a str,
    /// When it was due.
    #[schemars(extend("format" = "date"))]
    due_before: &'a str,
    /// When it is due.
    #[schemars(extend("format" = "date"))]
    due_after: &'a str,
    /// Whether its failure counted: `error`, or `warning` where it did not.
    #[schemars(schema_with = "target_severities")]
    severity_before: &'a str,
    /// Whether its failure counts.
    #[schemars(schema_with = "target_severities")]
    severity_after: &'a str,
    /// What is said beside the goal and is another than before.
    terms: Vec<TermEntry<'a>>,
}

/// Something that is said of a target beside its goal, and is another than before.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Term")]
struct TermEntry<'a> {
    /// What it is; what is required now is compared for the same day alone.
    #[schemars(schema_with = "term_kinds")]
    kind: &'static str,
    /// The member of whom it is asked; null for what is said of the target.
    member: Option<&'a str>,
    /// What it was: the goal of the member as people read it, a figure in the unit of the target, its weight or its title;
    /// null where there was none.
    before: Option<&'a str>,
    /// What it is.
    after: Option<&'a str>,
}

/// A target that is in one of the two only.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Target")]
struct TargetEntry<'a> {
    /// Its id.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// Its goal, as people read it.
    goal: &'a str,
    /// Its verdict.
    #[schemars(schema_with = "verdicts")]
    verdict: &'a str,
}

/// A score that changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScoreChange")]
struct ScoreEntry<'a> {
    /// As it was; null where the plan weighed no target.
    before: Option<PointsEntry<'a>>,
    /// As it is.
    after: Option<PointsEntry<'a>>,
}

/// What the targets earned.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Points")]
struct PointsEntry<'a> {
    /// What they earned.
    points: &'a str,
    /// What they were worth.
    weight: &'a str,
    /// The one in per cent of the other; null where nothing counted.
    percent: Option<&'a str>,
    /// The name of the grade; null where there was none.
    grade: Option<&'a str>,
}

/// A number of rows that changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Rows")]
struct RowEntry<'a> {
    /// The name of the file.
    file: &'a str,
    /// Which of its rows: `rows` for all, `used`, or the reason why they were set aside.
    what: &'a str,
    /// How many there were; null where the file was not there.
    before: Option<u64>,
    /// How many there are; null where the file is not there.
    after: Option<u64>,
}

fn courses(_: &mut SchemaGenerator) -> Schema {
    words(Course::ALL.map(Course::name))
}

fn ways(_: &mut SchemaGenerator) -> Schema {
    words(Way::ALL.map(Way::name))
}

fn term_kinds(_: &mut SchemaGenerator) -> Schema {
    words(TermKind::ALL.map(TermKind::name))
}

impl<'a> Document<'a> {
    fn of(report: &DiffReport<'a>) -> Self {
        let difference = report.difference;
        Self {
            schema: SCHEMA,
            before: Side::of(report.before),
            after: Side::of(report.after),
            conclusion: report.conclusion(),
            summary: Summary {
                recovered: difference.count(Course::Recovered),
                newly_failing: difference.count(Course::Failed),
                excused: difference.count(Course::Excused),
                flipped: difference.flipped.len(),
                restated: difference.restated.len(),
                moved: difference.moved.len(),
                altered: difference.altered.len(),
                added: difference.added.len(),
                dropped: difference.dropped.len(),
                partly_compared: difference.partly_compared,
            },
            flipped: difference.flipped.iter().map(FlipEntry::of).collect(),
            restated: difference.restated.iter().map(RestatementEntry::of).collect(),
            moved: difference.moved.iter().map(MoveEntry::of).collect(),
            altered: difference.altered.iter().map(AlterationEntry::of).collect(),
            added: difference.added.iter().copied().map(TargetEntry::of).collect(),
            dropped: difference.dropped.iter().copied().map(TargetEntry::of).collect(),
            score: difference.score.as_ref().map(ScoreEntry::of),
            rows: difference.rows.iter().map(RowEntry::of).collect(),
        }
    }
}

impl<'a> Side<'a> {
    fn of(recorded: &'a Recorded) -> Self {
        Self {
            title: recorded.plan.title.as_deref(),
            period: &recorded.plan.period,
            as_of: &recorded.as_of,
            status: recorded.exit.status,
            failing: recorded.failing(),
        }
    }
}

impl<'a> FlipEntry<'a> {
    fn of(flip: &Flip<'a>) -> Self {
        let Pair { before, after } = flip.target;
        Self {
            id: &after.id,
            title: &after.title,
            before: &before.verdict,
            after: &after.verdict,
            course: flip.course.name(),
            counts: flip.counts(),
            reason: &after.reason,
        }
    }
}

impl<'a> RestatementEntry<'a> {
    fn of(restatement: &Restatement<'a>) -> Self {
        Self {
            id: &restatement.target.after.id,
            title: &restatement.target.after.title,
            members: restatement.members.clone(),
            period: restatement.period,
            before: restatement.before.iter().copied().map(FigureEntry::of).collect(),
            after: restatement.after.iter().copied().map(FigureEntry::of).collect(),
        }
    }
}

impl<'a> FigureEntry<'a> {
    fn of(row: &'a RecordedRow) -> Self {
        Self { value: &row.value, file: &row.file, line: row.line }
    }
}

impl<'a> MoveEntry<'a> {
    fn of(moved: &Move<'a>) -> Self {
        let Pair { before, after } = moved.target;
        Self {
            id: &after.id,
            title: &after.title,
            before: before.figure(),
            after: after.figure(),
            unit_before: before.goal.unit.as_deref(),
            unit_after: after.goal.unit.as_deref(),
            cells: moved.cells.iter().filter_map(CellEntry::of).collect(),
        }
    }
}

impl<'a> CellEntry<'a> {
    fn of(&CellMove { before, after }: &CellMove<'a>) -> Option<Self> {
        let figure = |cell: Option<&'a RecordedCell>| cell?.actual.as_deref();
        Some(Self {
            cell: &after.or(before)?.names,
            failed: before.is_some(),
            fails: after.is_some(),
            before: figure(before),
            after: figure(after),
        })
    }
}

impl<'a> ScoreEntry<'a> {
    fn of(&ScoreChange { before, after }: &ScoreChange<'a>) -> Self {
        Self { before: before.map(PointsEntry::of), after: after.map(PointsEntry::of) }
    }
}

impl<'a> PointsEntry<'a> {
    fn of(score: &'a RecordedScore) -> Self {
        Self {
            points: &score.total.points,
            weight: &score.total.weight,
            percent: score.total.percent.as_deref(),
            grade: score.grade.as_deref(),
        }
    }
}

impl<'a> AlterationEntry<'a> {
    fn of(alteration: &Alteration<'a>) -> Self {
        let Pair { before, after } = alteration.target;
        Self {
            id: &after.id,
            title: &after.title,
            way: alteration.way.name(),
            before: &before.goal.text,
            after: &after.goal.text,
            due_before: &before.due,
            due_after: &after.due,
            severity_before: &before.severity,
            severity_after: &after.severity,
            terms: alteration.terms.iter().map(TermEntry::of).collect(),
        }
    }
}

impl<'a> TermEntry<'a> {
    fn of(&Term { kind, member, before, after }: &Term<'a>) -> Self {
        Self { kind: kind.name(), member, before, after }
    }
}

impl<'a> TargetEntry<'a> {
    fn of(target: &'a RecordedTarget) -> Self {
        Self {
            id: &target.id,
            title: &target.title,
            goal: &target.goal.text,
            verdict: &target.verdict,
        }
    }
}

impl<'a> RowEntry<'a> {
    fn of(change: &RowChange<'a>) -> Self {
        Self { file: change.file, what: change.what, before: change.before, after: change.after }
    }
}

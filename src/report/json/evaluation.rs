//! An evaluation for programs: the schema `plancheck/evaluation/1`.

mod fill;
mod sensitivity;

use schemars::JsonSchema;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Exit;
use super::schema::{self, Decimal, Digest, Figure};
use crate::report::Report;

/// The name and number of the schema.
pub(crate) const SCHEMA: &str = "plancheck/evaluation/1";

/// The verdict on every target of a plan.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evaluation")]
pub(crate) struct Document<'a> {
    /// The name and number of this schema.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What was judged.
    plan: PlanEntry<'a>,
    /// The day as of which the plan is judged.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// What the verdicts come to.
    exit: Exit,
    /// How many targets have which verdict.
    summary: Summary,
    /// What the targets earn; null for a plan that weighs none.
    score: Option<ScoreEntry<'a>>,
    /// What was read, file by file.
    inputs: Vec<InputEntry<'a>>,
    /// The targets in the plan's order.
    #[schemars(with = "Vec<TargetEntry<'_>>")]
    targets: Targets<'a>,
}

/// The targets of a report, of which each is made when it is written: together they may be long.
struct Targets<'a>(&'a Report<'a>);

impl Serialize for Targets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let targets = self.0.targets().enumerate();
        serializer.collect_seq(targets.map(|(position, (target, outcome))| {
            TargetEntry::of(self.0, position, target, outcome)
        }))
    }
}

/// The plan.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Plan")]
struct PlanEntry<'a> {
    /// What it is called.
    title: Option<&'a str>,
    /// The span of time that it is for.
    period: String,
    /// The name of its file as it was given.
    file: &'a str,
    /// The SHA-256 of its bytes in hexadecimal, where it was asked for.
    sha256: Option<Digest<'a>>,
}

/// How many targets have which verdict.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct Summary {
    /// All targets.
    targets: usize,
    /// The goal is satisfied and the stretch too.
    exceeded: usize,
    /// The goal is satisfied.
    met: usize,
    /// Not due yet, and the pace is kept.
    on_track: usize,
    /// Not due yet, and nothing to judge a pace by.
    open: usize,
    /// Not due yet, and the pace is not kept.
    behind: usize,
    /// Due, and the goal is not satisfied.
    missed: usize,
    /// A figure is expected and there is none.
    no_data: usize,
    /// An approved exception excuses the failure.
    waived: usize,
    /// The failures that count: those of severity `error`.
    failing: usize,
    /// The points of the whole plan; null for one that weighs no target.
    score: Option<Decimal>,
}

/// The score. Points are exact where they end within six decimals, else rounded down.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Score")]
struct ScoreEntry<'a> {
    /// The sum over all targets that have a weight.
    total: SumEntry,
    /// The name of the grade; null below the lowest one.
    grade: Option<&'a str>,
    /// The ids of the targets whose failure locks the grade at the lowest.
    vetoes: Vec<&'a str>,
    /// Whether all targets that have a weight are due.
    r#final: bool,
    /// The sums over the sections.
    sections: Vec<SectionScore<'a>>,
}

/// What the targets of a section earn.
#[derive(Serialize, JsonSchema)]
struct SectionScore<'a> {
    /// The section's id; null for targets without one.
    section: Option<&'a str>,
    /// The sum.
    total: SumEntry,
}

/// Points of several targets. What is left out counts on neither side.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sum")]
struct SumEntry {
    /// What they earn.
    points: Decimal,
    /// What they are worth.
    weight: Decimal,
    /// The one in per cent of the other; null where nothing counts.
    percent: Option<Decimal>,
}

/// What a target earns.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Points")]
struct PointsEntry {
    /// What it is worth when its goal is met.
    weight: Decimal,
    /// What it earns; null where it is left out, being open or waived.
    points: Option<Decimal>,
    /// How that comes about: `proportional`, `all-or-nothing`, `steps` or `bands`, or `no-data`, `no-attainment`,
    /// `left-out`.
    rule: &'static str,
}

/// A file of actuals, and what became of its rows.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Input")]
struct InputEntry<'a> {
    /// Its name as it was given.
    file: &'a str,
    /// The SHA-256 of its bytes in hexadecimal, where it was asked for.
    sha256: Option<Digest<'a>>,
    /// The encoding it was read in, such as `UTF-8`.
    encoding: &'a str,
    /// What stands between its cells; left out for a comma.
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<char>,
    /// `long`, `wide-by-period` or `wide-by-indicator`.
    layout: &'a str,
    /// The rows read.
    rows: u64,
    /// The rows used.
    used: u64,
    /// The rows set aside, by reason.
    set_aside: SetAsideEntry,
}

/// Numbers of rows by reason, such as `unknown-indicator`, in the order of the reasons.
pub(super) struct SetAsideEntry(Vec<(&'static str, u64)>);

impl Serialize for SetAsideEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// One target with its verdict.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Target", transform = schema::stages_by_name)]
struct TargetEntry<'a> {
    /// Its id in the plan.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// The section that it belongs to.
    section: Option<&'a str>,
    /// Where the plan's text says so.
    clause: Option<&'a str>,
    /// Its strength word.
    commitment: Option<&'a str>,
    /// Whether its failure counts: `error`, or `warning` where it does not.
    #[schemars(schema_with = "schema::target_severities")]
    severity: &'static str,
    /// What was to be reached.
    goal: GoalEntry<'a>,
    /// The figure, in `unit`; of a milestone the name of the stage.
    actual: Option<Figure>,
    /// The unit of all its figures.
    unit: Option<&'a str>,
    /// How much of the goal has been attained.
    attainment: Option<Share>,
    /// The verdict.
    #[schemars(schema_with = "schema::verdicts")]
    verdict: &'static str,
    /// Why, in one line.
    reason: String,
    /// The figure less the goal.
    gap: Option<Decimal>,
    /// What the figure was before.
    baseline: Option<Figure>,
    /// How much of the way from the baseline has been made.
    progress: Option<Share>,
    /// What the pace requires as of this day.
    required_now: Option<Figure>,
    /// The better value striven for.
    stretch: Option<Figure>,
    /// The day by the end of which the goal has to hold.
    #[schemars(extend("format" = "date"))]
    due: String,
    /// The cells of a goal for each member or period.
    cells: Option<CellsEntry<'a>>,
    /// What the verdict turns on; null where nothing is known of that.
    sensitivity: Option<SensitivityEntry<'a>>,
    /// What it earns; null for one without weight.
    score: Option<PointsEntry>,
    /// Where the figures stand that the verdict rests on, at most fifty.
    evidence: Vec<EvidenceEntry<'a>>,
    /// How many entries of evidence there are in all.
    evidence_total: usize,
}

/// What was to be reached. A range has `low` and `high`, a goal about a value these and `value`, any other `value` alone;
/// they are null where the plan leaves them open or members have their own.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Goal")]
struct GoalEntry<'a> {
    /// How the figure is held against the value.
    #[schemars(schema_with = "schema::goal_kinds")]
    kind: &'static str,
    #[serde(flatten)]
    values: GoalValuesEntry,
    /// The unit of the values.
    unit: Option<&'a str>,
    /// The goal as people read it.
    text: String,
    /// For whom and in which periods it has to hold; null for a goal on one figure.
    each: Option<EachEntry<'a>>,
    /// What is asked of each member; null where the same is asked of all.
    by_member: Option<ByMemberEntry<'a>>,
}

/// For whom and in which periods a goal has to hold: in each cell of these.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Each")]
struct EachEntry<'a> {
    /// The names of the dimensions for whose members it has to.
    dimensions: Vec<&'a str>,
    /// The name of the calendar in whose periods it has to; null where it names none.
    calendar: Option<&'a str>,
    /// The share of the cells in which it has to, in per cent.
    coverage: Decimal,
}

/// A goal that is broken down to the members of a dimension.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ByMember")]
struct ByMemberEntry<'a> {
    /// The name of the dimension.
    dimension: &'a str,
    /// What is asked of each of its members, in the order of the roster.
    members: Vec<MemberGoalEntry<'a>>,
    /// What is asked of their sum as well; null where nothing is.
    total: Option<OwnGoalEntry>,
}

/// What is asked of a member.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MemberGoal")]
struct MemberGoalEntry<'a> {
    /// The member.
    member: &'a str,
    #[serde(flatten)]
    goal: OwnGoalEntry,
}

/// What is asked of a member, or of the sum over all. Values are null where they depend on a baseline of its own.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OwnGoal")]
struct OwnGoalEntry {
    #[serde(flatten)]
    values: GoalValuesEntry,
    /// The same as people read it.
    text: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum GoalValuesEntry {
    About {
        /// The middle of the range.
        value: Option<Figure>,
        /// Its lower end.
        low: Option<Figure>,
        /// Its upper end.
        high: Option<Figure>,
    },
    Range {
        /// The lower end.
        low: Option<Figure>,
        /// The upper end.
        high: Option<Figure>,
    },
    One {
        /// The value; of a milestone the name of the stage.
        value: Option<Figure>,
    },
}

/// A share: in per cent rounded down, and exact as a fraction.
#[derive(Serialize, JsonSchema)]
struct Share {
    /// In per cent, below 100 as long as the goal does not hold.
    percent: Decimal,
    /// The exact numerator.
    numerator: Decimal,
    /// The exact denominator.
    denominator: Decimal,
}

/// The cells of a goal for each member or period.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cells")]
struct CellsEntry<'a> {
    /// The cells that satisfy the goal.
    satisfied: usize,
    /// All cells.
    total: usize,
    /// The cells that do not satisfy it, at most fifty.
    failing: Vec<CellEntry<'a>>,
    /// How many do not satisfy it in all.
    failing_total: usize,
}

/// What the verdict turns on: what a failing target needs to pass now, and the margin of a passing one. Changes are exact
/// or rounded away from 0, margins towards 0.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sensitivity")]
struct SensitivityEntry<'a> {
    /// By how much the figure would have to change to pass now: above 0 for more, below 0 for less; of a milestone how many
    /// stages.
    change: Option<Decimal>,
    /// The same for the series above the line of a ratio, while the one below it stays as it is, in the unit of that series.
    numerator_change: Option<Decimal>,
    /// How far the figure is from failing.
    margin: Option<Decimal>,
    /// Whether the bound itself is out: the change must be exceeded, and the margin not used up.
    strict: bool,
    /// How many whole months remain until it is due, where figures add up and the goal is not reached.
    months: Option<u32>,
    /// What each of these months must bring.
    per_month: Option<Decimal>,
    /// How many more cells would have to do what is asked of them now.
    cells_needed: Option<usize>,
    /// How many more cells could fail, and it would pass.
    cells_to_spare: Option<usize>,
    /// The cell of a passing target that keeps to what is asked of it now by the least, where all cells were looked at one
    /// by one.
    closest: Option<ClosestEntry<'a>>,
    /// By how much the sum over the members would have to change, where it does not keep to the total.
    total_change: Option<Decimal>,
    /// The cells that fail, or the members who have not reported, at most fifty.
    members: Vec<LackEntry<'a>>,
    /// How many there are in all.
    members_total: usize,
}

/// Members by the names of their dimensions, the period by the name of its calendar, and what is lacking.
pub(super) struct LackEntry<'a> {
    names: Vec<(&'a str, String)>,
    change: Option<Decimal>,
}

impl Serialize for LackEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len() + 1))?;
        for (name, value) in &self.names {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("change", &self.change)?;
        map.end()
    }
}

/// The cell that passes by the least.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Closest")]
struct ClosestEntry<'a> {
    /// Which one.
    cell: CellName<'a>,
    /// How far its figure is from failing.
    margin: Decimal,
}

/// Members by the names of their dimensions, the period by the name of its calendar.
pub(super) struct CellName<'a>(Vec<(&'a str, String)>);

impl Serialize for CellName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Members by the names of their dimensions, the period by the name of its calendar, and the figure.
pub(super) struct CellEntry<'a> {
    names: Vec<(&'a str, String)>,
    actual: Option<Figure>,
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

/// Members by the names of their dimensions, without those that the row leaves blank.
pub(super) struct MembersEntry<'a>(Vec<(&'a str, &'a str)>);

impl Serialize for MembersEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Where a figure stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
struct EvidenceEntry<'a> {
    /// The name of the file as it was given.
    file: &'a str,
    /// The line in the file, counted from 1.
    line: u64,
    /// The indicator that it is of, by its name in the plan.
    indicator: &'a str,
    /// The members that it is of, by the names of their dimensions.
    members: MembersEntry<'a>,
    /// The period that the figure is of.
    period: String,
    /// The figure in the unit of its target; of a milestone the name of the stage.
    value: Figure,
    /// How many rows of the file are brought together here; left out for a row by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
}

//! An evaluation as it was written down: the JSON of `plancheck evaluate --format json`, read again.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::report::json::{diagnostics, evaluation};
use crate::wording::{Text, command_line as say};

/// An evaluation that was written down. Keys that a comparison has no use for are passed over.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Recorded {
    /// The name and number of its schema.
    schema: String,
    /// What it is an evaluation of.
    pub plan: RecordedPlan,
    /// The date as of which the plan was judged.
    pub as_of: String,
    /// The status that the verdicts called for.
    pub exit: RecordedExit,
    /// How many targets there are of what.
    summary: RecordedSummary,
    /// What the targets earned; `None` where the plan weighed none.
    pub score: Option<RecordedScore>,
    /// The files of actuals.
    pub inputs: Vec<RecordedInput>,
    /// All targets, in the plan's order.
    pub targets: Vec<RecordedTarget>,
}

/// The plan of an evaluation that was written down.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedPlan {
    /// What it is called.
    pub title: Option<String>,
    /// The span of time that it is for.
    pub period: String,
}

/// How a run ended.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedExit {
    /// 0 when every target that counts passes, else 1.
    pub status: u8,
}

/// How many targets there are of what.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
struct RecordedSummary {
    /// All targets, also those that were not to be shown.
    targets: usize,
}

/// A file of actuals.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedInput {
    /// Its name.
    pub file: String,
    /// The SHA-256 of its bytes, where it was asked for.
    pub sha256: Option<String>,
    /// How many rows it had.
    pub rows: u64,
    /// How many of them were used.
    pub used: u64,
    /// How many were set aside, by reason.
    pub set_aside: BTreeMap<String, u64>,
}

/// A target with its verdict.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedTarget {
    /// Its key in the plan.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `error`, or `warning` for one whose failure does not count.
    pub severity: String,
    /// What had to hold.
    pub goal: RecordedGoal,
    /// The figure; for a milestone the stage.
    pub actual: Option<String>,
    /// The verdict's code.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// What the figure was before.
    pub baseline: Option<String>,
    /// What the pace required.
    pub required_now: Option<String>,
    /// The better value striven for.
    pub stretch: Option<String>,
    /// The day by which the goal had to hold.
    pub due: String,
    /// What it earned, where it had a weight.
    score: Option<RecordedPoints>,
    /// For a goal on `each`: how many cells satisfied it.
    pub cells: Option<RecordedCells>,
    /// The first rows that the figure rested on.
    pub evidence: Vec<RecordedRow>,
    /// How many rows there were.
    pub evidence_total: u64,
}

/// What a target earned.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
struct RecordedPoints {
    /// What it was worth.
    weight: String,
}

/// A goal.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedGoal {
    /// How the figure was held against it.
    pub kind: String,
    /// Its values, where they were one for all and known.
    #[serde(flatten)]
    pub values: RecordedValues,
    /// Its unit.
    pub unit: Option<String>,
    /// The goal as people read it.
    pub text: String,
    /// For whom and in which periods it had to hold.
    pub each: Option<RecordedEach>,
    /// What was asked of each member.
    pub by_member: Option<RecordedByMember>,
}

/// What a goal asks for.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedValues {
    /// Its value, where it has one.
    pub value: Option<String>,
    /// The low end of a range.
    pub low: Option<String>,
    /// The high end of a range.
    pub high: Option<String>,
}

/// For whom and in which periods a goal had to hold.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedEach {
    /// The names of dimensions.
    pub dimensions: Vec<String>,
    /// The name of a calendar.
    pub calendar: Option<String>,
    /// In how many of the cells, in per cent.
    pub coverage: String,
}

/// A goal that was broken down to the members of a dimension.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedByMember {
    /// The name of the dimension.
    pub dimension: String,
    /// What was asked of each of its members.
    pub members: Vec<RecordedMemberGoal>,
    /// What was asked of their sum.
    pub total: Option<RecordedOwnGoal>,
}

/// What was asked of a member.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedMemberGoal {
    /// The member.
    pub member: String,
    /// What was asked of it.
    #[serde(flatten)]
    pub goal: RecordedOwnGoal,
}

/// What was asked of a member, or of the sum over all.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedOwnGoal {
    /// The values, unless they depended on a baseline that is not known.
    #[serde(flatten)]
    pub values: RecordedValues,
    /// The same as people read it.
    pub text: String,
}

/// What the targets earned.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedScore {
    /// All together.
    pub total: RecordedSum,
    /// The grade.
    pub grade: Option<String>,
}

/// Points of several targets.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedSum {
    /// What they earned.
    pub points: String,
    /// What they were worth.
    pub weight: String,
    /// The one in per cent of the other.
    pub percent: Option<String>,
}

/// The cells of a goal on `each`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedCells {
    /// Those that satisfied the goal.
    pub satisfied: u64,
    /// All.
    pub total: u64,
    /// The first of those that failed.
    pub failing: Vec<RecordedCell>,
    /// How many failed.
    pub failing_total: u64,
}

/// A cell that failed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RecordedCell {
    /// Its members by the names of their dimensions, and its period by the name of the calendar.
    #[serde(flatten)]
    pub names: BTreeMap<String, String>,
    /// Its figure.
    pub actual: Option<String>,
}

/// A row that a figure rested on.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordedRow {
    /// The indicator that it is of.
    pub indicator: String,
    /// The members that it is of, by the names of their dimensions.
    pub members: BTreeMap<String, String>,
    /// The period that it named.
    pub period: String,
    /// Its figure.
    pub value: String,
    /// Its file.
    pub file: String,
    /// Its line.
    pub line: u64,
}

impl Recorded {
    /// Reads an evaluation from the text of its JSON, which may begin with a byte order mark.
    ///
    /// # Errors
    /// What is wrong with it: no JSON, or no evaluation of the version that is known, or one that holds some of its
    /// targets only. What the others were nobody could say.
    pub fn parse(text: &str) -> Result<Self, Text> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let named: Named =
            serde_json::from_str(text).map_err(|error| say::no_evaluation(&error.to_string()))?;
        if named.schema == diagnostics::SCHEMA {
            return Err(say::holds_findings());
        }
        if named.schema != evaluation::SCHEMA {
            return Err(say::other_schema(&named.schema, evaluation::SCHEMA));
        }
        let recorded: Self = serde_json::from_str(text)
            .map_err(|error| say::no_whole_evaluation(&error.to_string()))?;
        let (held, all) = (recorded.targets.len(), recorded.summary.targets);
        if held == all { Ok(recorded) } else { Err(say::holds_some_targets(held, all)) }
    }

    /// How many targets fail whose failure counts.
    #[must_use]
    pub fn failing(&self) -> usize {
        self.targets.iter().filter(|target| target.fails() && target.counts()).count()
    }

    /// Whether both rest on files of the same bytes, as far as that is written down.
    #[must_use]
    pub fn has_inputs_of(&self, other: &Self) -> bool {
        !self.inputs.is_empty()
            && self.inputs.len() == other.inputs.len()
            && self
                .inputs
                .iter()
                .zip(&other.inputs)
                .all(|(one, other)| one.sha256.is_some() && one.sha256 == other.sha256)
    }
}

/// What every document of this program says of itself.
#[derive(Deserialize)]
struct Named {
    schema: String,
}

impl RecordedTarget {
    /// Whether the target failed.
    #[must_use]
    pub fn fails(&self) -> bool {
        matches!(self.verdict.as_str(), "behind" | "missed" | "no-data")
    }

    /// Whether the target passed.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self.verdict.as_str(), "exceeded" | "met" | "on-track")
    }

    /// Whether its failure counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.severity == "error"
    }

    /// What it was worth, where it had a weight.
    #[must_use]
    pub fn weight(&self) -> Option<&str> {
        self.score.as_ref().map(|points| points.weight.as_str())
    }

    /// Whether all rows that its figure rested on are written down.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.evidence.len() as u64 == self.evidence_total
    }

    /// The figure as people compare it: for a goal on `each` its satisfied cells of all.
    #[must_use]
    pub fn figure(&self) -> Option<String> {
        match &self.cells {
            Some(cells) => Some(format!("{}/{}", cells.satisfied, cells.total)),
            None => self.actual.clone(),
        }
    }
}

impl RecordedValues {
    /// Whether none is known.
    #[must_use]
    pub fn are_unknown(&self) -> bool {
        [&self.value, &self.low, &self.high].into_iter().all(Option::is_none)
    }
}

impl RecordedByMember {
    /// What was asked of a member.
    #[must_use]
    pub fn of(&self, member: &str) -> Option<&RecordedMemberGoal> {
        self.members.iter().find(|goal| goal.member == member)
    }
}

impl RecordedCells {
    /// Whether all cells that failed are written down.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.failing.len() as u64 == self.failing_total
    }

    /// The same cell among those that failed.
    #[must_use]
    pub fn find(&self, cell: &RecordedCell) -> Option<&RecordedCell> {
        self.failing.iter().find(|failing| failing.names == cell.names)
    }
}

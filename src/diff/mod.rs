//! What changed between two evaluations: verdicts, figures, goals, rows. From two [`Recorded`] ones to a [`Difference`],
//! without reading the plan or the actuals again.

mod alteration;
mod moves;
mod recorded;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::period::Period;
use crate::quantity::Quantity;

pub use alteration::{Alteration, Term, TermKind, Way};
pub use moves::{CellMove, Move};
pub use recorded::{
    Recorded, RecordedByMember, RecordedCell, RecordedCells, RecordedEach, RecordedExit,
    RecordedGoal, RecordedInput, RecordedMemberGoal, RecordedOwnGoal, RecordedPlan, RecordedRow,
    RecordedScore, RecordedSum, RecordedTarget, RecordedValues,
};

/// What changed between two evaluations; targets in the order of the later one, verdicts that flipped by what
/// that comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference<'r> {
    /// Targets whose verdict is another one.
    pub flipped: Vec<Flip<'r>>,
    /// Targets whose figure is another one, or of which other cells fail, though their verdict may be the same.
    pub moved: Vec<Move<'r>>,
    /// Figures of a period that both evaluations rest on, given otherwise.
    pub restated: Vec<Restatement<'r>>,
    /// Targets that only the later evaluation has.
    pub added: Vec<&'r RecordedTarget>,
    /// Targets that only the earlier evaluation has.
    pub dropped: Vec<&'r RecordedTarget>,
    /// Targets whose goal asks for more or for less, or for something else, or counts otherwise, or that are called
    /// otherwise.
    pub altered: Vec<Alteration<'r>>,
    /// The score, where it is another one.
    pub score: Option<ScoreChange<'r>>,
    /// Numbers of rows that are others than before, by file; none is set aside in silence.
    pub rows: Vec<RowChange<'r>>,
    /// Of how many targets it is not known whether figures were restated: they rest on more rows than are written down.
    pub partly_compared: usize,
}

/// A target in both evaluations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<'r> {
    /// As it was.
    pub before: &'r RecordedTarget,
    /// As it is.
    pub after: &'r RecordedTarget,
}

/// A verdict that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flip<'r> {
    /// The target.
    pub target: Pair<'r>,
    /// What the change comes to.
    pub course: Course,
}

/// What a change of verdict comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// It fails now and did not.
    Failed,
    /// It failed and passes now.
    Recovered,
    /// It failed, and neither fails nor passes now: it is waived or open.
    Excused,
    /// It fails as before, or does not as before.
    Same,
}

impl Flip<'_> {
    /// Whether the failure that came or went counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        let Pair { before, after } = self.target;
        if self.course == Course::Failed { after.counts() } else { before.counts() }
    }
}

impl Course {
    /// All courses.
    pub const ALL: [Self; 4] = [Self::Failed, Self::Recovered, Self::Excused, Self::Same];

    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Recovered => "recovered",
            Self::Failed => "failed",
            Self::Excused => "excused",
            Self::Same => "same",
        }
    }
}

/// A figure of a period that is given otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restatement<'r> {
    /// The target that rests on it.
    pub target: Pair<'r>,
    /// The members that it is of.
    pub members: Vec<&'r str>,
    /// The period.
    pub period: &'r str,
    /// The figures that are there no more.
    pub before: Vec<&'r RecordedRow>,
    /// The figures in their place; fewer, where some are no longer used.
    pub after: Vec<&'r RecordedRow>,
}

/// A score that is another one; `None` where the plan weighed no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreChange<'r> {
    /// As it was.
    pub before: Option<&'r RecordedScore>,
    /// As it is.
    pub after: Option<&'r RecordedScore>,
}

/// Numbers of rows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange<'r> {
    /// The file.
    pub file: &'r str,
    /// What the rows are: `rows`, `used`, or the reason why they were set aside.
    pub what: &'r str,
    /// How many there were; `None` where the file was not there.
    pub before: Option<u64>,
    /// How many there are.
    pub after: Option<u64>,
}

impl Difference<'_> {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Difference { partly_compared: self.partly_compared, ..Difference::default() }
    }

    /// How many verdicts took this course, of targets whose failure counts.
    #[must_use]
    pub fn count(&self, course: Course) -> usize {
        self.flipped.iter().filter(|flip| flip.course == course && flip.counts()).count()
    }
}

/// What changed from one evaluation to another.
#[must_use]
pub fn compare<'r>(before: &'r Recorded, after: &'r Recorded) -> Difference<'r> {
    let earlier: BTreeMap<&str, &RecordedTarget> =
        before.targets.iter().map(|target| (target.id.as_str(), target)).collect();
    let kept: BTreeSet<&str> = after.targets.iter().map(|target| target.id.as_str()).collect();
    let mut difference = Difference {
        dropped: before
            .targets
            .iter()
            .filter(|target| !kept.contains(target.id.as_str()))
            .collect(),
        score: score(before, after),
        rows: rows(before, after),
        ..Difference::default()
    };
    let same_inputs = before == after || before.has_inputs_of(after);
    // Both are written as year, month and day.
    let is_later = before.as_of <= after.as_of;
    let is_same_day = before.as_of == after.as_of;
    for target in &after.targets {
        let Some(&before) = earlier.get(target.id.as_str()) else {
            difference.added.push(target);
            continue;
        };
        let pair = Pair { before, after: target };
        if before.verdict != target.verdict {
            difference.flipped.push(Flip { target: pair, course: pair.course() });
        }
        difference.moved.extend(pair.moved());
        if before.is_whole() && target.is_whole() {
            difference.restated.extend(pair.restatements(is_later));
        } else {
            difference.partly_compared += usize::from(!same_inputs);
        }
        difference.altered.extend(pair.alteration(is_same_day));
    }
    difference.flipped.sort_by_key(|flip| flip.course);
    difference
}

impl<'r> Pair<'r> {
    fn course(self) -> Course {
        match (self.before.fails(), self.after.fails()) {
            (true, false) if self.after.passes() => Course::Recovered,
            (true, false) => Course::Excused,
            (false, true) => Course::Failed,
            _ => Course::Same,
        }
    }

    /// The figures of the same series, members and period that are given otherwise, and those that the later evaluation
    /// uses no longer although it knows nothing newer of the same members: where it does, a level or a total to date has
    /// only moved on. Figures of another unit are not comparable.
    fn restatements(self, is_later: bool) -> Vec<Restatement<'r>> {
        if self.before.goal.unit != self.after.goal.unit {
            return Vec::new();
        }
        let (earlier, later) = (by_origin(self.before), by_origin(self.after));
        let mut found = Vec::new();
        for (origin, before) in &earlier {
            let (gone, new) = match origin.figures_in(&later, &earlier) {
                Some(after) => (without(before, after), without(after, before)),
                None if is_later && !origin.has_newer(&later, &earlier) => {
                    (before.clone(), Vec::new())
                }
                None => continue,
            };
            if !gone.is_empty() {
                let (members, period) = (origin.members.values(), origin.period);
                let members = members.map(String::as_str).collect();
                found.push(Restatement { target: self, members, period, before: gone, after: new });
            }
        }
        found
    }
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Origin<'r> {
    indicator: &'r str,
    members: &'r BTreeMap<String, String>,
    period: &'r str,
}

type Rows<'r> = BTreeMap<Origin<'r>, Vec<&'r RecordedRow>>;

impl<'r> Origin<'r> {
    /// The figures of the later evaluation that are of the same. Of a series that rests on one figure, as levels and totals to
    /// date do, that is the one whose period ends on the same day.
    fn figures_in<'l>(
        &self,
        later: &'l Rows<'r>,
        earlier: &Rows<'_>,
    ) -> Option<&'l Vec<&'r RecordedRow>> {
        later.get(self).or_else(|| {
            let is_only = earlier.keys().filter(|other| self.is_series_of(other)).count() == 1;
            let mut of_series = later.iter().filter(|(other, _)| self.is_series_of(other));
            let (only, figures) = of_series.next().filter(|_| is_only)?;
            let is_then = end(only.period).is_some_and(|day| end(self.period) == Some(day));
            (of_series.next().is_none() && is_then).then_some(figures)
        })
    }

    fn is_series_of(&self, other: &Origin<'_>) -> bool {
        (other.indicator, other.members) == (self.indicator, self.members)
    }

    /// Whether the later evaluation has a figure of the same series and members that the earlier one has not, and that is
    /// not known to be of a time before.
    fn has_newer(&self, later: &Rows<'_>, earlier: &Rows<'_>) -> bool {
        later.keys().any(|other| {
            self.is_series_of(other)
                && !earlier.contains_key(other)
                && end(other.period).zip(end(self.period)).is_none_or(|(other, own)| other > own)
        })
    }
}

/// The last day of a period, if its name tells it.
fn end(period: &str) -> Option<Date> {
    Period::parse(period).map(|period| period.last)
}

/// The rows that a figure rested on, by what they are of.
fn by_origin(target: &RecordedTarget) -> Rows<'_> {
    let mut rows = Rows::new();
    for row in &target.evidence {
        let RecordedRow { indicator, members, period, .. } = row;
        rows.entry(Origin { indicator, members, period }).or_default().push(row);
    }
    rows
}

/// The rows of which the figure does not stand among the others, each of which stands for one.
fn without<'r>(rows: &[&'r RecordedRow], others: &[&'r RecordedRow]) -> Vec<&'r RecordedRow> {
    let mut others: Vec<&str> = others.iter().map(|row| row.value.as_str()).collect();
    let mut left = Vec::new();
    for row in rows {
        match others.iter().position(|value| same(Some(value), Some(&row.value))) {
            Some(position) => drop(others.swap_remove(position)),
            None => left.push(*row),
        }
    }
    left
}

/// The score, where it changed.
fn score<'r>(before: &'r Recorded, after: &'r Recorded) -> Option<ScoreChange<'r>> {
    let (before, after) = (before.score.as_ref(), after.score.as_ref());
    (before != after).then_some(ScoreChange { before, after })
}

/// Numbers of rows that changed, file by file.
fn rows<'r>(before: &'r Recorded, after: &'r Recorded) -> Vec<RowChange<'r>> {
    let files: BTreeSet<&str> =
        before.inputs.iter().chain(&after.inputs).map(|input| input.file.as_str()).collect();
    let mut changes = Vec::new();
    for file in files {
        let find = |recorded: &'r Recorded| recorded.inputs.iter().find(|input| input.file == file);
        let (before, after) = (find(before).map(numbers), find(after).map(numbers));
        let what: Vec<&str> = [&before, &after]
            .into_iter()
            .flatten()
            .flat_map(|numbers| numbers.iter().map(|(what, _)| *what))
            .fold(Vec::new(), |mut seen, what| {
                if !seen.contains(&what) {
                    seen.push(what);
                }
                seen
            });
        for what in what {
            let number = |numbers: &Option<Vec<(&str, u64)>>| {
                let numbers = numbers.as_ref()?;
                let found = numbers.iter().find(|(name, _)| *name == what);
                Some(found.map_or(0, |(_, number)| *number))
            };
            let (before, after) = (number(&before), number(&after));
            if before != after {
                changes.push(RowChange { file, what, before, after });
            }
        }
    }
    changes
}

/// The numbers of rows of a file by what they are.
fn numbers(input: &RecordedInput) -> Vec<(&str, u64)> {
    let set_aside = input.set_aside.iter().map(|(reason, rows)| (reason.as_str(), *rows));
    [("rows", input.rows), ("used", input.used)].into_iter().chain(set_aside).collect()
}

fn number(text: Option<&str>) -> Option<Quantity> {
    Quantity::parse(text?).ok()
}

/// Whether two figures are the same, however they are written.
fn same(one: Option<&str>, other: Option<&str>) -> bool {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

//! What changed between two evaluations: verdicts, figures, goals, rows. From two [`Recorded`] ones to a [`Difference`],
//! without reading the plan or the actuals again.

mod recorded;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::period::Period;
use crate::quantity::Quantity;

pub use recorded::{
    Recorded, RecordedCells, RecordedExit, RecordedGoal, RecordedInput, RecordedPlan, RecordedRow,
    RecordedTarget,
};

/// What changed between two evaluations; targets in the order of the later one, verdicts that flipped by what
/// that comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference<'r> {
    /// Targets whose verdict is another one.
    pub flipped: Vec<Flip<'r>>,
    /// Targets whose figure is another one, though their verdict may be the same.
    pub moved: Vec<Pair<'r>>,
    /// Figures of a period that both evaluations rest on, given otherwise.
    pub restated: Vec<Restatement<'r>>,
    /// Targets that only the later evaluation has.
    pub added: Vec<&'r RecordedTarget>,
    /// Targets that only the earlier evaluation has.
    pub dropped: Vec<&'r RecordedTarget>,
    /// Targets whose goal asks for more or for less, or for something else, or counts otherwise, or that are called
    /// otherwise.
    pub altered: Vec<Alteration<'r>>,
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

/// A goal that changed, or what is asked beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration<'r> {
    /// The target.
    pub target: Pair<'r>,
    /// In which way.
    pub way: Way,
    /// What is said beside the goal and is another than before.
    pub terms: Vec<Term<'r>>,
}

/// Something that is said of a target beside its goal, and is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'r> {
    /// What it is.
    pub kind: TermKind,
    /// As it was; `None` where there was none.
    pub before: Option<&'r str>,
    /// As it is.
    pub after: Option<&'r str>,
}

/// What is said of a target beside its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// The better value striven for.
    Stretch,
    /// What the pace or a checkpoint requires as of the day.
    RequiredNow,
    /// What the figure was before.
    Baseline,
    /// What it is worth.
    Weight,
    /// What it is called.
    Title,
}

impl TermKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Stretch, Self::RequiredNow, Self::Baseline, Self::Weight, Self::Title];

    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stretch => "stretch",
            Self::RequiredNow => "required-now",
            Self::Baseline => "baseline",
            Self::Weight => "weight",
            Self::Title => "title",
        }
    }
}

/// In which way a goal changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It asks for more.
    Raised,
    /// It asks for less.
    Lowered,
    /// It is another goal, in another unit, due at another time, of another severity, or neither more nor less; or what
    /// is asked beside it is another.
    Changed,
    /// Only what it is called is another.
    Renamed,
}

impl Way {
    /// All ways.
    pub const ALL: [Self; 4] = [Self::Raised, Self::Lowered, Self::Changed, Self::Renamed];

    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
        }
    }
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

    /// How many verdicts took this course.
    #[must_use]
    pub fn count(&self, course: Course) -> usize {
        self.flipped.iter().filter(|flip| flip.course == course).count()
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
        if !same(before.figure().as_deref(), target.figure().as_deref()) {
            difference.moved.push(pair);
        }
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

    /// How the goal changed, and what is asked beside it.
    fn alteration(self, is_same_day: bool) -> Option<Alteration<'r>> {
        let terms = self.terms(is_same_day);
        let is_asked = |term: &Term<'_>| term.kind != TermKind::Title;
        let beside = terms
            .first()
            .map(|_| if terms.iter().any(is_asked) { Way::Changed } else { Way::Renamed });
        let way = self.goal_way().or(beside)?;
        Some(Alteration { target: self, way, terms })
    }

    /// What is said beside the goal and is another than before.
    fn terms(self, is_same_day: bool) -> Vec<Term<'r>> {
        let Self { before, after } = self;
        let of = |kind: TermKind, target: &'r RecordedTarget| match kind {
            TermKind::Stretch => target.stretch.as_deref(),
            TermKind::RequiredNow => target.required_now.as_deref(),
            TermKind::Baseline => target.baseline.as_deref(),
            TermKind::Weight => target.weight(),
            TermKind::Title => Some(target.title.as_str()),
        };
        let terms = TermKind::ALL.into_iter().filter(|kind| match kind {
            TermKind::RequiredNow => is_same_day && self.is_required_alike(),
            _ => true,
        });
        terms
            .map(|kind| Term { kind, before: of(kind, before), after: of(kind, after) })
            .filter(|term| match term.kind {
                TermKind::Title => term.before != term.after,
                _ => !same(term.before, term.after),
            })
            .collect()
    }

    /// Whether what is required now is that of the same end of the goal: of a goal with two ends it is the one that the
    /// figure breaks.
    fn is_required_alike(self) -> bool {
        let has_one_end = |kind: &str| {
            matches!(kind, "at-least" | "more-than" | "at-most" | "less-than" | "reach")
        };
        let Self { before, after } = self;
        let are_of_one_end = has_one_end(&before.goal.kind) && has_one_end(&after.goal.kind);
        are_of_one_end || same(before.actual.as_deref(), after.actual.as_deref())
    }

    /// In which way the goal itself changed.
    fn goal_way(self) -> Option<Way> {
        let (before, after) = (&self.before.goal, &self.after.goal);
        let same_values = same(before.value.as_deref(), after.value.as_deref())
            && same(before.low.as_deref(), after.low.as_deref())
            && same(before.high.as_deref(), after.high.as_deref());
        let same_kind = before.kind == after.kind && before.unit == after.unit;
        let same_terms =
            self.before.due == self.after.due && self.before.severity == self.after.severity;
        if same_kind && same_values && same_terms {
            // Values by member stand in the text alone.
            return (before.value.is_none() && before.low.is_none() && before.text != after.text)
                .then_some(Way::Changed);
        }
        if !same_kind || !same_terms {
            return Some(Way::Changed);
        }
        let values = number(before.value.as_deref()).zip(number(after.value.as_deref()));
        Some(match (values, before.kind.as_str()) {
            (Some((old, new)), "at-least" | "more-than") if new > old => Way::Raised,
            (Some((old, new)), "at-least" | "more-than") if new < old => Way::Lowered,
            (Some((old, new)), "at-most" | "less-than") if new < old => Way::Raised,
            (Some((old, new)), "at-most" | "less-than") if new > old => Way::Lowered,
            _ => Way::Changed,
        })
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

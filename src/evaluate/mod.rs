//! The evaluation: pure and exact, from a [`Plan`] and [`Actuals`] to an [`Evaluation`].
//!
//! Each target goes through the same steps: select the observations that are its evidence (`select`), bring them
//! together to figures (`figure`) or say why there is none (`absence`), hold the figures against the goal or its pace
//! (`judge`, and `cells` for a goal on `each`), and say how far the figure is (`attainment`). No step reads a file, a
//! clock or the environment, and none formats text: reasons are data, worded by [`report`](crate::report).

mod absence;
mod attainment;
mod cells;
mod earlier;
mod errors;
mod figure;
mod filters;
mod first_days;
mod grid;
mod judge;
mod members;
mod nested;
mod pace;
mod score;
mod select;
mod sensitivity;
mod standard;
mod strange;
mod told_apart;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::actuals::{Actuals, SetAside};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Period;
use crate::plan::{Bound, Combine, Plan};
use crate::quantity::Ratio;

pub use attainment::shown_percent;
pub use earlier::earlier;
pub(crate) use figure::expected_periods;
pub(crate) use first_days::first_days;
pub(crate) use judge::{is_expected_by, is_paced_at, judge, verdict};
pub(crate) use members::Members;
pub use score::{Limit, Points, Rule, ScoreSheet, Sum};
pub(crate) use select::{Dimensions, Fates, Selected, Selection, Window, asks, last_day, span};
pub use sensitivity::{Rest, Sensitivity};

/// Where the date as of which a plan is judged is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// It was given.
    Given,
    /// The last period of the actuals ends on it.
    LastPeriod,
    /// The last period of the actuals that the plan asks about ends on it; there are later ones.
    LastPeriodAsked,
}

/// The verdict on every target of a plan.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The date as of which the plan is judged.
    pub as_of: Date,
    /// Where the date is from.
    pub as_of_source: AsOf,
    /// One outcome a target, in the plan's order.
    pub outcomes: Vec<Outcome>,
    /// How many targets have which verdict.
    pub tally: Tally,
    /// What the targets earn, if the plan weighs any.
    pub score: Option<ScoreSheet>,
    /// What became of the rows of each file, in the order of [`Actuals::files`].
    pub accounts: Vec<Account>,
    /// What the reader should know although the plan could be judged.
    pub warnings: Vec<Diagnostic>,
}

/// What is said of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The goal is satisfied and the stretch too.
    Exceeded,
    /// The goal is satisfied.
    Met,
    /// Not due yet, and the pace is kept.
    OnTrack,
    /// Not due yet, and nothing to judge a pace by.
    Open,
    /// Not due yet, and the pace is not kept.
    Behind,
    /// Due, and the goal is not satisfied.
    Missed,
    /// A figure is expected and there is none.
    NoData,
    /// An approved exception excuses the failure.
    Waived,
}

impl Verdict {
    /// All verdicts, in the order in which tallies show them.
    pub const ALL: [Self; 8] = [
        Self::Exceeded,
        Self::Met,
        Self::OnTrack,
        Self::Open,
        Self::Behind,
        Self::Missed,
        Self::NoData,
        Self::Waived,
    ];

    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exceeded => "exceeded",
            Self::Met => "met",
            Self::OnTrack => "on-track",
            Self::Open => "open",
            Self::Behind => "behind",
            Self::Missed => "missed",
            Self::NoData => "no-data",
            Self::Waived => "waived",
        }
    }

    /// Whether it counts as a failure.
    #[must_use]
    pub fn fails(self) -> bool {
        matches!(self, Self::Behind | Self::Missed | Self::NoData)
    }
}

/// How many targets have which verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<Verdict, usize>,
    /// How many failures count: those of severity `error`.
    pub failing: usize,
    /// How many failures do not count: those of severity `warning`.
    pub failing_as_warning: usize,
}

impl Tally {
    fn of(plan: &Plan, outcomes: &[Outcome]) -> Self {
        let mut tally = Self::default();
        for (target, outcome) in plan.targets.iter().zip(outcomes) {
            *tally.counts.entry(outcome.verdict).or_default() += 1;
            match target.severity {
                _ if !outcome.verdict.fails() => {}
                Severity::Error => tally.failing += 1,
                Severity::Warning | Severity::Note => tally.failing_as_warning += 1,
            }
        }
        tally
    }

    /// How many targets have a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.counts.get(&verdict).copied().unwrap_or(0)
    }
}

/// What became of the rows of a file: `rows` = `used` + the sum of `set_aside`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Rows read.
    pub rows: u64,
    /// Rows that the figure of some target rests on.
    pub used: u64,
    /// All others, by reason.
    pub set_aside: BTreeMap<SetAside, u64>,
}

/// The verdict on one target, and what it rests on.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is what it is.
    pub reason: Reason,
    /// The verdict that a waiver excuses, when [`Self::verdict`] is [`Verdict::Waived`].
    pub excused: Option<Verdict>,
    /// Whether the target has a waiver that has run out by the as-of date.
    pub waiver_void: bool,
    /// Whether the target is due.
    pub due: bool,
    /// The figure and how it came about; for a goal on `each`, that is in [`Self::cells`].
    pub figure: Option<Figure>,
    /// How many rows the target asks for by all else, and cannot count: of nobody on its rosters, or of several of its
    /// periods at once.
    pub strays: BTreeMap<SetAside, u64>,
    /// What the figure has to keep to; `None` where there is not one bound for all, or it is not known.
    pub bound: Option<Bound>,
    /// What the figure has to keep to for the stretch.
    pub stretch: Option<Bound>,
    /// What the figure was before.
    pub baseline: Option<Ratio>,
    /// How the baseline came about.
    pub baseline_figure: Option<Figure>,
    /// What the pace requires at the as-of date, while the target is not due. On a compound path, which is seldom
    /// rational, it is rounded to the side that asks for more.
    pub required_now: Option<Bound>,
    /// How far the figure is.
    pub attainment: Option<Ratio>,
    /// The way made from the baseline, over the whole way.
    pub progress: Option<Ratio>,
    /// Figure minus the nearest bound, in the unit of the target: below 0 when the figure is below it.
    pub gap: Option<Ratio>,
    /// For a goal on `each`: the cells considered.
    pub cells: Option<Cells>,
    /// For a goal broken down to members with a total: the sum over the members.
    pub total: Option<Box<Total>>,
}

impl Outcome {
    /// The figure's value.
    #[must_use]
    pub fn actual(&self) -> Option<Ratio> {
        self.figure.as_ref().and_then(|figure| figure.value.as_ref().ok().copied())
    }

    /// Whether the goal itself is satisfied by the figure; `None` without a figure or a bound.
    #[must_use]
    pub fn satisfied(&self) -> Option<bool> {
        Some(self.bound?.admits(self.actual()?))
    }

    /// The observations that the outcome rests on, in the order of the plan's roster, periods and series; for a goal on
    /// `each`, those of its first cells.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> {
        let figures = self
            .figure
            .iter()
            .chain(self.cells.iter().flat_map(|cells| &cells.first).map(|cell| &cell.figure));
        figures.flat_map(Figure::evidence)
    }

    /// How many observations the outcome rests on.
    #[must_use]
    pub fn evidence_count(&self) -> usize {
        let of_figure = self.figure.as_ref().map_or(0, |figure| figure.evidence().count());
        of_figure + self.cells.as_ref().map_or(0, |cells| cells.evidence)
    }
}

/// Why a verdict is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The figure satisfies the goal.
    Satisfied,
    /// The figure satisfies the goal and the stretch.
    StretchSatisfied,
    /// There was no case at all, and the plan takes that as satisfying the goal.
    NothingToBreach,
    /// The figure does not keep to the goal: [`Outcome::bound`] and [`Outcome::gap`] say by how much.
    NotSatisfied,
    /// The figure keeps to what the pace requires.
    PaceKept,
    /// The figure does not keep to [`Outcome::required_now`].
    PaceNotKept,
    /// There is no figure.
    NoFigure(Absence),
    /// There is no figure for the baseline that the goal or its pace starts from.
    NoBaseline(Absence),
    /// The plan leaves the value open.
    ValueOpen,
    /// The target is not due and has no pace, or none yet.
    NotDue,
    /// No period of the calendar has passed yet.
    NothingElapsed,
    /// Cells satisfy the goal in less than the coverage asked for.
    CellsFail,
    /// Cells satisfy the goal in the coverage asked for.
    CellsSatisfied,
    /// The members' sum does not satisfy the total.
    TotalNotSatisfied,
}

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence {
    /// No row has one; of this indicator (a position in [`Plan::indicators`]).
    NoRows {
        /// The indicator.
        indicator: usize,
    },
    /// Some who must report have not.
    MembersMissing {
        /// Who: for each dimension of [`Measure::reported_by`](crate::plan::Measure::reported_by) a position in its
        /// roster.
        members: Vec<Vec<usize>>,
        /// The elapsed periods of the cadence for which they have not; none where no cadence asks for any.
        periods: Vec<Period>,
    },
    /// Elapsed periods of the cadence have no figure, or a baseline has none for a part of its period.
    PeriodsMissing {
        /// The indicator.
        indicator: usize,
        /// The periods.
        periods: Vec<Period>,
    },
    /// A series of a ratio has no figure of members of whom the other one has.
    MembersOfOther {
        /// The indicator that lacks them.
        indicator: usize,
        /// A position in [`Plan::dimensions`](crate::plan::Plan::dimensions).
        dimension: usize,
        /// Positions in its roster.
        members: Vec<usize>,
    },
    /// A series of a ratio has no figure of periods of which the other one has.
    PeriodsOfOther {
        /// The indicator that lacks them.
        indicator: usize,
        /// The periods.
        periods: Vec<Period>,
    },
    /// What nobody reports would be 0, but rows of the indicator do not count for another reason.
    RowsSetAside {
        /// The indicator.
        indicator: usize,
        /// So many rows for each reason.
        rows: BTreeMap<SetAside, u64>,
    },
    /// A ratio of 0 to 0.
    EmptyRatio,
    /// No cell has a figure.
    NoCells,
}

impl Absence {
    /// Whether elapsed periods of the cadence are without a figure.
    fn is_gap(&self) -> bool {
        match self {
            Self::PeriodsMissing { .. } => true,
            Self::MembersMissing { periods, .. } => !periods.is_empty(),
            _ => false,
        }
    }
}

/// A figure and how it came about.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The figure in the unit of the target; for a milestone the number of the stage reached, counted from 1.
    pub value: Result<Ratio, Absence>,
    /// What it is made of: a part for each series of the measure.
    pub parts: Vec<Part>,
}

impl Figure {
    /// What totals to date came to at first, all series together.
    pub(crate) fn first(&self) -> Option<Ratio> {
        let firsts = self.parts.iter().filter_map(|part| part.first);
        let sum = |sum: Option<Ratio>, first: Ratio| match sum {
            Some(sum) => sum.plus(first).map(Some),
            None => Ok(Some(first)),
        };
        firsts.into_iter().try_fold(None, sum).ok().flatten()
    }

    /// The observations that it rests on, series by series.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> {
        self.parts.iter().flat_map(|part| {
            part.members.iter().flat_map(|member| {
                member
                    .evidence
                    .iter()
                    .map(|&position| Evidence { indicator: part.indicator, position })
            })
        })
    }
}

/// One series of a figure.
#[derive(Clone, Debug)]
pub struct Part {
    /// The indicator: a position in [`Plan::indicators`].
    pub indicator: usize,
    /// How the combinations of dimension values are brought together; `None` where there is only one.
    pub combine: Option<Combine>,
    /// One entry a combination, in the order of their dimension values.
    pub members: Vec<CombinationFigure>,
    /// Who had to report and did not, where the plan takes that as 0 and others did: for each dimension of
    /// [`Measure::reported_by`](crate::plan::Measure::reported_by) a position in its roster. Each is one figure of 0
    /// beside those of the combinations.
    pub missing: Vec<Vec<usize>>,
    /// The figure of the series.
    pub value: Option<Ratio>,
    /// What totals to date of a measure without a denominator came to at first, brought together in the same way.
    pub first: Option<Ratio>,
}

/// The figure of one combination of dimension values.
#[derive(Clone, Debug)]
pub struct CombinationFigure {
    /// The combination: a position in [`Actuals::combinations`].
    pub combination: u32,
    /// The observations that the figure is made of, in the order of their periods: positions in
    /// [`Actuals::observations`] of the indicator. For a level or a total to date it is the last one only.
    pub evidence: Vec<usize>,
    /// Periods of the cadence without an observation that count as 0 beside those with one.
    pub missing: Vec<Period>,
    /// The figure.
    pub value: Ratio,
}

/// An observation that an outcome rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The indicator: a position in [`Plan::indicators`].
    pub indicator: usize,
    /// A position in [`Actuals::observations`] of the indicator.
    pub position: usize,
}

/// The cells of a goal on `each`: those whose period has passed, or all where it names no calendar.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// How many there are.
    pub count: usize,
    /// How many satisfy the goal.
    pub satisfied: usize,
    /// How many satisfy the stretch too.
    pub exceeding: usize,
    /// How many do not keep to what is asked of them now: the goal, or the pace where that is judged.
    pub failing: usize,
    /// How many do not satisfy the goal yet, and need not.
    pub keeping_pace: usize,
    /// How many neither have a figure nor satisfy the goal without one.
    pub without_figure: usize,
    /// Whether a pace requires something of one of them now.
    pub paced: bool,
    /// How many observations they rest on.
    pub evidence: usize,
    /// The first of them in the order of rosters and periods: of those that satisfy, that fail and that keep pace, each
    /// with and without evidence, so many as [`Options::most_cells`]. Of those whose figures are in a
    /// [`Grid`](crate::actuals::Grid) only such that fail.
    pub first: Vec<Cell>,
    /// How many of each kind are kept.
    kept: [usize; Cell::KINDS],
    /// Why the first of those that fail has no figure although rows are there, of a ratio.
    pub without_ratio: Option<Absence>,
    /// The first of those that keep to what is asked of them now by the least. `None` where none has a figure that does, or
    /// where there are more than [`MOST_COMPARED`] of them.
    pub closest: Option<Closest>,
}

/// Among how many cells of a goal the closest one is looked for: with more of them nobody goes after one, and looking at
/// each would take longer than to count them.
pub const MOST_COMPARED: usize = 10_000;

/// A cell that keeps to what is asked of it now, and by how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closest {
    /// Its members, as in [`Cell::members`].
    pub members: Vec<usize>,
    /// Its period.
    pub period: Option<Period>,
    /// How far its figure is from failing, 0 or more. On a compound path at most a last decimal too little.
    pub margin: Ratio,
}

impl Cells {
    /// The first cells that do not keep to what is asked of them now.
    pub fn failing(&self) -> impl Iterator<Item = &Cell> {
        self.first.iter().filter(|cell| cell.fails)
    }
}

/// One cell of a goal on `each`.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The members: one position in the roster for each dimension of the `each`.
    pub members: Vec<usize>,
    /// The period of the calendar.
    pub period: Option<Period>,
    /// The figure and how it came about.
    pub figure: Figure,
    /// What the figure was before, and how that came about.
    pub baseline: Option<Figure>,
    /// What the figure has to keep to; `None` when its baseline is missing.
    pub bound: Option<Bound>,
    /// What the pace requires of the cell now.
    pub required_now: Option<Bound>,
    /// Whether the goal is satisfied.
    pub satisfied: bool,
    /// Whether the stretch is satisfied too.
    pub exceeds: bool,
    /// Whether the cell fails what is asked of it now.
    pub fails: bool,
}

impl Cell {
    /// What the figure was before.
    #[must_use]
    pub fn baseline_value(&self) -> Option<Ratio> {
        self.baseline.as_ref().and_then(|figure| figure.value.as_ref().ok().copied())
    }
}

/// The sum over the members of a goal broken down to them.
#[derive(Clone, Debug)]
pub struct Total {
    /// The sum; `None` when a member has no figure.
    pub value: Option<Ratio>,
    /// What it has to keep to; `None` when its baseline is missing.
    pub bound: Option<Bound>,
    /// What it came to at first, of totals to date.
    pub first: Option<Ratio>,
    /// What the pace requires of it now.
    pub required_now: Option<Bound>,
    /// Whether it satisfies the goal.
    pub satisfied: bool,
    /// Whether it keeps to what is asked of it now: the goal, or the pace where that is judged.
    pub kept: bool,
}

/// How a plan is judged.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The date to judge by; without it, the last day of the last period that the actuals hold and the plan asks about.
    pub as_of: Option<Date>,
    /// How many cells of a kind are kept in [`Cells::first`].
    pub most_cells: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { as_of: None, most_cells: 50 }
    }
}

/// Judges every target of a plan.
///
/// # Errors
/// Everything in the actuals that stands against a verdict: contradictions, ambiguities, divisions by zero, results
/// that do not fit, and actuals of which no row could be used.
pub fn evaluate(
    plan: &Plan,
    actuals: &Actuals,
    options: &Options,
) -> Result<Evaluation, Vec<Diagnostic>> {
    judge::evaluate(plan, actuals, options)
}

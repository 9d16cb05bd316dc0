//! Targets: what is measured, the goal, for whom, how often, by when, and how it counts.

use jiff::civil::Date;

use super::{Goal, GoalValue, Unit, Weight};
use crate::diagnostic::Severity;
use crate::period::{Granularity, Period};
use crate::quantity::{Quantity, Ratio};
use crate::source::Place;

/// One goal of the plan.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its key in the plan file.
    pub id: String,
    /// Where its table begins.
    pub place: Place,
    /// Where its goal is written.
    pub goal_place: Place,
    /// What it is called; the id when the plan gives no title.
    pub title: String,
    /// The part of the plan it belongs to: a position in [`Plan::sections`](super::Plan::sections).
    pub section: Option<usize>,
    /// Where the plan's text says so.
    pub clause: Option<String>,
    /// The words of the plan's text that say so.
    pub quote: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The id of its strength word.
    pub commitment: Option<String>,
    /// Whether its failure counts.
    pub severity: Severity,
    /// What is measured.
    pub measure: Measure,
    /// The unit of the goal and of the figure.
    pub unit: Option<Unit>,
    /// How many decimals its figures are shown with.
    pub decimals: Option<u32>,
    /// What has to hold.
    pub goal: Goal,
    /// The ladder of a milestone goal: a position in [`Plan::ladders`](super::Plan::ladders).
    pub ladder: Option<usize>,
    /// The better value striven for.
    pub stretch: Option<GoalValue>,
    /// What the figure was before.
    pub baseline: Option<Baseline>,
    /// For whom and in which periods the goal holds; `None` for a goal on one figure.
    pub each: Option<Each>,
    /// The last day by which the goal has to hold.
    pub due: Date,
    /// The periods in each of which a figure is expected.
    pub cadence: Option<Calendar>,
    /// What is required before the goal is due.
    pub pace: Pace,
    /// An approved exception.
    pub waiver: Option<Waiver>,
    /// How attainment is computed.
    pub attainment: AttainmentKind,
    /// What it is worth in the score; `None` where it earns no points.
    pub weight: Option<Weight>,
    /// Whether its failure locks the grade at the lowest.
    pub veto: bool,
}

/// What is measured.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The series.
    pub formula: Formula,
    /// Only rows with these dimension values count.
    pub filters: Vec<Filter>,
    /// How the rows of one combination of dimension values are brought together over time.
    pub aggregate: Option<Aggregate>,
    /// How the combinations are then brought together.
    pub combine: Option<Combine>,
    /// Dimensions of which every member must report, of several each combination of their members: positions in
    /// [`Plan::dimensions`](super::Plan::dimensions).
    pub reported_by: Vec<usize>,
    /// What a figure that nobody reports means.
    pub missing: Missing,
}

impl Measure {
    /// Whether the figure adds up what happens from the plan's first day on, so that it is 0 there whatever it came to
    /// before.
    #[must_use]
    pub fn starts_anew(&self) -> bool {
        let is_event_log = self.aggregate.is_some_and(Aggregate::is_event_log);
        matches!(self.formula, Formula::Sum(_)) && is_event_log
    }
}

/// Which series are measured: positions in [`Plan::indicators`](super::Plan::indicators).
#[derive(Clone, Debug)]
pub enum Formula {
    /// The series, added up.
    Sum(Vec<usize>),
    /// One series over another: sum over sum, never a mean of ratios.
    Ratio {
        /// The series above the line, and the one below it.
        series: [usize; 2],
        /// How many of the target's unit a whole is: 100 for `%`, 1000 for `‰`, else 1.
        per_whole: Quantity,
        /// What 0 of 0 means.
        when_empty: WhenEmpty,
        /// The plausible range of the ratio, both ends included; one outside is an error in the data.
        valid: Option<(Quantity, Quantity)>,
    },
}

impl Formula {
    /// The indicators that it draws on.
    #[must_use]
    pub fn indicators(&self) -> &[usize] {
        match self {
            Self::Sum(series) => series,
            Self::Ratio { series, .. } => series,
        }
    }
}

/// Only rows whose column holds one of these values count.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The header of the column, normalised.
    pub column: String,
    /// The values, normalised.
    pub values: Vec<String>,
    /// Where the plan says so, value by value.
    pub places: Vec<Place>,
}

/// How rows are brought together over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// Each row adds.
    Sum,
    /// Each row is the total to date and must not fall; the last one counts.
    Cumulative,
    /// A level at a date; the last one counts.
    Latest,
    /// The greatest.
    Max,
    /// The least.
    Min,
    /// The sum of the rows over their number.
    Mean,
    /// The number of rows.
    Count,
}

impl Aggregate {
    /// All of them with their names in a plan.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("sum", Self::Sum),
        ("cumulative", Self::Cumulative),
        ("latest", Self::Latest),
        ("max", Self::Max),
        ("min", Self::Min),
        ("mean", Self::Mean),
        ("count", Self::Count),
    ];

    /// Its name in a plan.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, aggregate)| *aggregate == self).map_or("", |(name, _)| name)
    }

    /// Whether the rows are a log of events, in which a row that repeats is one more event.
    #[must_use]
    pub fn is_event_log(self) -> bool {
        matches!(self, Self::Sum | Self::Count)
    }
}

/// How combinations of dimension values are brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Their sum.
    Sum,
    /// The greatest.
    Max,
    /// The least.
    Min,
    /// Their sum over their number.
    Mean,
}

impl Combine {
    /// All of them with their names in a plan.
    pub const NAMES: [(&'static str, Self); 4] =
        [("sum", Self::Sum), ("max", Self::Max), ("min", Self::Min), ("mean", Self::Mean)];

    /// Its name in a plan.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, combine)| *combine == self).map_or("", |(name, _)| name)
    }
}

/// What 0 of 0 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenEmpty {
    /// There is no figure.
    NoData,
    /// No case, no breach: the goal is satisfied.
    Met,
}

/// What a figure that nobody reports means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// There is no figure, and where one is expected that is a failure.
    Fail,
    /// Nothing happened: the figure is 0.
    Zero,
}

/// What the figure was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// The plan says it.
    Given(Quantity),
    /// The figure of an earlier period, from the actuals by the same aggregation.
    Of(Period),
}

/// For whom and how often a goal holds.
#[derive(Clone, Debug)]
pub struct Each {
    /// The dimensions whose members it holds for: positions in [`Plan::dimensions`](super::Plan::dimensions).
    pub dimensions: Vec<usize>,
    /// The periods it holds in.
    pub calendar: Option<Calendar>,
    /// The share of cells that must satisfy the goal, in per cent.
    pub coverage: Quantity,
}

/// A named list of periods.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The name: `month`, or one of the plan's own.
    pub name: String,
    /// The periods, in order.
    pub periods: Vec<Period>,
}

impl Target {
    /// The two series of which one is a share of the other, in % or ‰: they are of the same.
    #[must_use]
    pub fn share(&self) -> Option<[usize; 2]> {
        let is_share = self.unit.as_ref().is_some_and(|unit| unit.per_whole().is_some());
        match self.measure.formula {
            // Rows are counted whatever they say.
            _ if self.measure.aggregate == Some(Aggregate::Count) => None,
            Formula::Ratio { series, .. } if is_share => Some(series),
            _ => None,
        }
    }

    /// The span over which the way to the goal goes: from a plan's first day until the target is due.
    #[must_use]
    pub fn way(&self, plan: Period) -> Period {
        Period { first: plan.first, last: self.due.max(plan.first) }
    }

    /// Where a linear way starts: at the baseline, unless there is none or the figure starts anew. Of totals to date
    /// `first` is what they came to at first: since they never fall, less than the baseline shows that they start anew.
    #[must_use]
    pub fn start(&self, baseline: Option<Ratio>, first: Option<Ratio>) -> Option<Ratio> {
        let is_linear = !matches!(self.pace, Pace::Compound);
        let starts_anew = |baseline: Ratio| {
            self.measure.starts_anew() || first.is_some_and(|first| first < baseline)
        };
        baseline.filter(|baseline| !(is_linear && starts_anew(*baseline)))
    }
}

impl Calendar {
    /// Those of another span, where the calendar is a built-in one.
    #[must_use]
    pub fn within(&self, span: Period) -> Vec<Period> {
        let mut built_in = Granularity::ALL.into_iter();
        let granularity = built_in.find(|granularity| granularity.name() == self.name);
        granularity.map_or_else(Vec::new, |granularity| granularity.within(span))
    }
}

/// What is required before a goal is due.
#[derive(Clone, Debug)]
pub enum Pace {
    /// Nothing.
    None,
    /// s + f·(t − s), with f the share of [`Target::way`] that has passed
    Linear,
    /// s·(t / s)^f
    Compound,
    /// The values written out, in order of their periods' ends.
    Checkpoints(Vec<Checkpoint>),
}

/// A value required from the end of a period on.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The period.
    pub period: Period,
    /// The value.
    pub value: GoalValue,
}

/// An approved exception.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Why.
    pub reason: String,
    /// The last period in which it holds.
    pub until: Period,
    /// Who approved it.
    pub by: Option<String>,
}

/// How attainment is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttainmentKind {
    /// Figure over goal.
    Ratio,
    /// The way made from the baseline over the whole way.
    Progress,
}

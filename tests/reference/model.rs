//! The neutral model of a plan and its actuals: rendered to TOML and CSV for the program, judged as it stands by the
//! reference.

use super::dates::{Date, Span};
use super::exact::{Exact, fraction};
use num_traits::Signed;

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) seed: u64,
    pub(crate) plan: Plan,
    pub(crate) rows: Vec<Row>,
    pub(crate) as_of: Option<Date>,
}

#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) period: Span,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) calendars: Vec<Calendar>,
    pub(crate) ladder: Vec<String>,
    pub(crate) series: Vec<Series>,
    pub(crate) default_aggregate: Option<Aggregate>,
    pub(crate) default_severity: Option<Severity>,
    pub(crate) commitments: Vec<Commitment>,
    /// The ids of its parts.
    pub(crate) sections: Vec<String>,
    pub(crate) score: Option<Score>,
    pub(crate) default_weight: Option<Exact>,
    pub(crate) default_scoring: Option<Scoring>,
    pub(crate) targets: Vec<Target>,
}

/// What the plan says of the score, in per cent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    pub(crate) cap: Option<Exact>,
    pub(crate) floor: Option<Exact>,
    /// In any order.
    pub(crate) grades: Vec<(String, Exact)>,
}

/// How many of its points an attainment earns.
#[derive(Clone, Debug)]
pub(crate) enum Scoring {
    Proportional,
    AllOrNothing,
    /// Points less for every full so many per cent that are missing to 100.
    Steps {
        per: Exact,
        minus: Exact,
    },
    /// Points from so many per cent on, in any order.
    Bands(Vec<(Exact, Exact)>),
}

/// A column of the actuals beside the usual five.
#[derive(Clone, Debug)]
pub(crate) struct Dimension {
    pub(crate) name: String,
    pub(crate) column: String,
    pub(crate) members: Vec<String>,
    /// Whether the plan declares it, members and all; a `where` can name any column.
    pub(crate) declared: bool,
}

/// A calendar of the plan's own.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    pub(crate) name: String,
    pub(crate) periods: Vec<(Option<String>, Span)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Commitment {
    pub(crate) name: String,
    pub(crate) severity: Option<Severity>,
}

/// What the rows of the actuals are about, and every name that they may give it.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    pub(crate) key: String,
    pub(crate) names: Vec<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Unit {
    pub(crate) text: &'static str,
    /// What it is a multiple of; units of different bases never meet.
    pub(crate) of: &'static str,
    /// Numerator and denominator of the multiple.
    pub(crate) scale: (i32, i32),
}

impl Unit {
    pub(crate) fn factor(&self) -> Exact {
        fraction(self.scale.0, self.scale.1)
    }
}

/// Every unit that plans and rows use.
pub(crate) const UNITS: [Unit; 10] = [
    unit("元", "元", (1, 1)),
    unit("万元", "元", (10_000, 1)),
    unit("亿元", "元", (100_000_000, 1)),
    unit("%", "%", (1, 1)),
    unit("‰", "%", (1, 10)),
    unit("人", "人", (1, 1)),
    unit("册", "册", (1, 1)),
    unit("千册", "册", (1000, 1)),
    unit("个", "个", (1, 1)),
    unit("打", "个", (12, 1)),
];

const fn unit(text: &'static str, of: &'static str, scale: (i32, i32)) -> Unit {
    Unit { text, of, scale }
}

/// A number as it is written, in its unit; without one, in the target's.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    pub(crate) number: Exact,
    pub(crate) unit: Option<Unit>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// `None` for an indicator that the plan does not know.
    pub(crate) series: Option<usize>,
    pub(crate) period: Span,
    /// One value for each dimension of the plan.
    pub(crate) at: Vec<String>,
    /// `None` is a cell without figure.
    pub(crate) value: Option<Value>,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Number(Quantity),
    Stage(usize),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Aggregate {
    Sum,
    Cumulative,
    Latest,
    Max,
    Min,
    Mean,
    Count,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Combine {
    Sum,
    Max,
    Min,
    Mean,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Severity {
    Error,
    Warning,
}

#[derive(Clone, Debug)]
pub(crate) enum Measure {
    /// One series, or several that are added.
    Added(Vec<usize>),
    Ratio(usize, usize),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Equals,
    Between,
    About,
    Reach,
}

impl Kind {
    pub(crate) const ALL: [Self; 8] = [
        Self::AtLeast,
        Self::MoreThan,
        Self::AtMost,
        Self::LessThan,
        Self::Equals,
        Self::Between,
        Self::About,
        Self::Reach,
    ];

    /// Whether a satisfied goal is met before it is due.
    pub(crate) fn is_met_early(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan | Self::Reach)
    }

    pub(crate) fn is_range(self) -> bool {
        matches!(self, Self::Equals | Self::Between | Self::About)
    }
}

/// What a goal asks for, as the plan writes it.
#[derive(Clone, Debug)]
pub(crate) enum Amount {
    Tbd,
    Number(Quantity),
    Stage(usize),
    Relative(Change),
}

/// How far from the baseline: `"baseline + 5%"` and its kind.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Unchanged,
    Percent(Exact),
    Points(Exact),
    Add(Quantity),
    Times(Exact),
}

#[derive(Clone, Debug)]
pub(crate) enum Tolerance {
    Percent(Exact),
    Points(Exact),
    Plain(Quantity),
}

#[derive(Clone, Debug)]
pub(crate) struct Goal {
    pub(crate) kind: Kind,
    pub(crate) bounds: Bounds,
    /// Given for `about`, and only there.
    pub(crate) tolerance: Option<Tolerance>,
}

#[derive(Clone, Debug)]
pub(crate) enum Bounds {
    /// Two amounts for `between`, one for everything else.
    Same(Vec<Amount>),
    Members {
        each: Vec<(String, Vec<Amount>)>,
        total: Option<Amount>,
        total_beside: bool,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Baseline {
    Number(Quantity),
    Period(Span),
}

/// The periods of a calendar that a target names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cycle {
    Year,
    Half,
    Quarter,
    Month,
    Own(usize),
}

impl Cycle {
    /// Built-in calendars cut the plan's period; the plan's own are what it says, also outside of it.
    pub(crate) fn periods(self, plan: &Plan) -> Vec<Span> {
        self.periods_of(plan, plan.period)
    }

    /// The same, with a period that may be longer than the plan's.
    pub(crate) fn periods_of(self, plan: &Plan, period: Span) -> Vec<Span> {
        match self {
            Self::Year => period.cut(12),
            Self::Half => period.cut(6),
            Self::Quarter => period.cut(3),
            Self::Month => period.cut(1),
            Self::Own(index) => {
                plan.calendars[index].periods.iter().map(|(_, span)| *span).collect()
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pace {
    Linear,
    Compound,
    None,
}

#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the plan file")]
pub(crate) struct Target {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) alias: Option<String>,
    pub(crate) measure: Measure,
    pub(crate) unit: Option<Unit>,
    /// Whether the plan has a `unit` key; without one the goal's quantity says it.
    pub(crate) unit_written: bool,
    /// The dimension and the values that rows must have there.
    pub(crate) filter: Vec<(usize, Vec<String>)>,
    pub(crate) aggregate: Option<Aggregate>,
    pub(crate) combine: Option<Combine>,
    pub(crate) reported_by: Vec<usize>,
    pub(crate) missing_is_zero: bool,
    pub(crate) empty_is_met: bool,
    pub(crate) goal: Goal,
    pub(crate) stretch: Option<Amount>,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) each: Vec<usize>,
    pub(crate) each_period: Option<Cycle>,
    pub(crate) coverage: Option<Exact>,
    pub(crate) due: Option<Span>,
    pub(crate) cadence: Option<Cycle>,
    pub(crate) pace: Option<Pace>,
    pub(crate) checkpoints: Vec<(Span, Amount)>,
    pub(crate) commitment: Option<usize>,
    pub(crate) severity: Option<Severity>,
    pub(crate) waived_until: Option<Span>,
    pub(crate) progress: bool,
    pub(crate) section: Option<usize>,
    /// 0 says that it earns no points, whatever the default is.
    pub(crate) weight: Option<Exact>,
    pub(crate) scoring: Option<Scoring>,
    pub(crate) veto: bool,
}

impl Target {
    /// A target with nothing said but its kind: its values and its measure are still to come.
    pub(crate) fn bare(id: String, kind: Kind) -> Self {
        Self {
            title: id.clone(),
            id,
            alias: None,
            measure: Measure::Added(Vec::new()),
            unit: None,
            unit_written: true,
            filter: Vec::new(),
            aggregate: None,
            combine: None,
            reported_by: Vec::new(),
            missing_is_zero: false,
            empty_is_met: false,
            goal: Goal { kind, bounds: Bounds::Same(Vec::new()), tolerance: None },
            stretch: None,
            baseline: None,
            each: Vec::new(),
            each_period: None,
            coverage: None,
            due: None,
            cadence: None,
            pace: None,
            checkpoints: Vec::new(),
            commitment: None,
            severity: None,
            waived_until: None,
            progress: false,
            section: None,
            weight: None,
            scoring: None,
            veto: false,
        }
    }

    pub(crate) fn is_reach(&self) -> bool {
        self.goal.kind == Kind::Reach
    }

    pub(crate) fn is_ratio(&self) -> bool {
        matches!(self.measure, Measure::Ratio(..))
    }

    pub(crate) fn series(&self) -> Vec<usize> {
        match &self.measure {
            Measure::Added(list) => list.clone(),
            Measure::Ratio(numerator, denominator) => vec![*numerator, *denominator],
        }
    }

    pub(crate) fn has_cells(&self) -> bool {
        !self.each.is_empty() || self.each_period.is_some()
    }

    /// A number in this target's unit.
    pub(crate) fn in_unit(&self, quantity: &Quantity) -> Exact {
        match (&quantity.unit, &self.unit) {
            (Some(written), Some(own)) => &quantity.number * written.factor() / own.factor(),
            _ => quantity.number.clone(),
        }
    }

    /// The aggregation over time: the target's own, the plan's default, else `latest` for a milestone and `sum` for a
    /// ratio.
    pub(crate) fn aggregation(&self, plan: &Plan) -> Option<Aggregate> {
        let by_kind = match (self.is_ratio(), self.is_reach()) {
            (true, _) => Some(Aggregate::Sum),
            (false, true) => Some(Aggregate::Latest),
            (false, false) => None,
        };
        self.aggregate.or(plan.default_aggregate).or(by_kind)
    }

    /// How members are combined: said, or `sum` after `sum`, after `count` and for a ratio.
    pub(crate) fn combination(&self, plan: &Plan) -> Option<Combine> {
        let adds = matches!(self.aggregation(plan), Some(Aggregate::Sum | Aggregate::Count))
            || self.is_ratio();
        self.combine.or(adds.then_some(Combine::Sum))
    }

    /// The target's own severity, else its commitment's, else the plan's default, else `error`.
    pub(crate) fn counts(&self, plan: &Plan) -> bool {
        let from_commitment = self.commitment.and_then(|index| plan.commitments[index].severity);
        self.severity.or(from_commitment).or(plan.default_severity) != Some(Severity::Warning)
    }

    /// The last day that figures count: said, else the end of the plan or of the calendar, whichever is later.
    pub(crate) fn due_day(&self, plan: &Plan) -> Date {
        let calendar_end = self
            .each_period
            .and_then(|cycle| cycle.periods(plan).iter().map(|period| period.last).max());
        match self.due {
            Some(due) => due.last,
            None => calendar_end.map_or(plan.period.last, |end| end.max(plan.period.last)),
        }
    }

    /// The points for a goal that is met, if it earns any: its own, else the plan's default.
    pub(crate) fn worth<'a>(&'a self, plan: &'a Plan) -> Option<&'a Exact> {
        let weight = self.weight.as_ref().or(plan.default_weight.as_ref());
        weight.filter(|weight| weight.is_positive())
    }

    pub(crate) fn is_tbd(&self) -> bool {
        matches!(&self.goal.bounds, Bounds::Same(amounts) if amounts.iter().any(|amount| matches!(amount, Amount::Tbd)))
    }
}

impl Amount {
    pub(crate) fn plain(number: Exact) -> Self {
        Self::Number(Quantity { number, unit: None })
    }
}

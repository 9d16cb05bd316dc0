//! Goals: what has to hold for the figure of a target.

use crate::quantity::{Inexact, Quantity, Ratio};

/// How a figure is held against the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalKind {
    /// `at_least`: a ≥ t
    AtLeast,
    /// `more_than`: a > t
    MoreThan,
    /// `at_most`: a ≤ t
    AtMost,
    /// `less_than`: a < t
    LessThan,
    /// `equals`: a = t
    Equals,
    /// `between`: low ≤ a ≤ high
    Between,
    /// `about`: within the tolerance of t, both ends included
    About,
    /// `reach`: the stage t or a later one
    Reach,
}

impl GoalKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::AtLeast,
        Self::MoreThan,
        Self::AtMost,
        Self::LessThan,
        Self::Equals,
        Self::Between,
        Self::About,
        Self::Reach,
    ];

    /// The key in a plan file, such as `at_least`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::AtMost => "at_most",
            Self::LessThan => "less_than",
            Self::Equals => "equals",
            Self::Between => "between",
            Self::About => "about",
            Self::Reach => "reach",
        }
    }

    /// Whether a larger figure can only help: such a goal is met as soon as it is satisfied.
    #[must_use]
    pub fn wants_more(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan | Self::Reach)
    }

    /// Whether a smaller figure can only help.
    #[must_use]
    pub fn wants_less(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }

    /// The bound that a single value sets; ranges are made of two.
    #[must_use]
    pub fn bound(self, value: Ratio) -> Bound {
        match self {
            Self::AtLeast | Self::Reach => Bound { low: Some(value), high: None, strict: false },
            Self::MoreThan => Bound { low: Some(value), high: None, strict: true },
            Self::AtMost => Bound { low: None, high: Some(value), strict: false },
            Self::LessThan => Bound { low: None, high: Some(value), strict: true },
            Self::Equals | Self::Between | Self::About => {
                Bound { low: Some(value), high: Some(value), strict: false }
            }
        }
    }
}

/// What a figure has to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The least value.
    pub low: Option<Ratio>,
    /// The greatest value.
    pub high: Option<Ratio>,
    /// Whether the bound itself is out.
    pub strict: bool,
}

impl Bound {
    /// Whether a figure keeps to the bound.
    #[must_use]
    pub fn admits(self, figure: Ratio) -> bool {
        let low = self.low.is_none_or(|low| if self.strict { figure > low } else { figure >= low });
        let high =
            self.high.is_none_or(|high| if self.strict { figure < high } else { figure <= high });
        low && high
    }
}

/// A goal: its kind and the values it sets.
#[derive(Clone, Debug)]
pub struct Goal {
    /// How the figure is held against the values.
    pub kind: GoalKind,
    /// The values.
    pub values: GoalValues,
}

impl Goal {
    /// Whether what is asked for depends on the baseline.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        match &self.values {
            GoalValues::One(value) => value.is_relative(),
            GoalValues::ByMember { values, .. } => values.iter().any(GoalValue::is_relative),
            GoalValues::Open => false,
        }
    }
}

/// One value for all, or one for each member of a dimension.
#[derive(Clone, Debug)]
pub enum GoalValues {
    /// The plan leaves the value open (`"tbd"`).
    Open,
    /// The same for all.
    One(GoalValue),
    /// Broken down to the members of a dimension.
    ByMember {
        /// The position of the dimension in [`Plan::dimensions`](super::Plan::dimensions).
        dimension: usize,
        /// The value of each member, in the roster's order.
        values: Vec<GoalValue>,
        /// What the sum over the members has to satisfy as well.
        total: Option<GoalValue>,
    },
}

/// The value or the two values of a goal.
#[derive(Clone, Debug)]
pub struct GoalValue {
    /// The value; the lower end of a range.
    pub low: Value,
    /// The upper end, for `between` and `about`.
    pub high: Option<Value>,
    /// The middle of an `about`.
    pub about: Option<Value>,
}

impl GoalValue {
    /// A goal of one value.
    #[must_use]
    pub fn single(value: Value) -> Self {
        Self { low: value, high: None, about: None }
    }

    /// Whether the value depends on the baseline.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        [Some(&self.low), self.high.as_ref(), self.about.as_ref()]
            .into_iter()
            .flatten()
            .any(Value::is_relative)
    }

    /// What the figure has to keep to; `None` when the value is relative and there is no baseline.
    ///
    /// # Errors
    /// [`Inexact`] when the value does not fit.
    pub fn bound(&self, kind: GoalKind, baseline: Option<Ratio>) -> Result<Option<Bound>, Inexact> {
        let Some(low) = self.low.of(baseline)? else { return Ok(None) };
        let mut bound = kind.bound(low);
        if let Some(high) = &self.high {
            let Some(high) = high.of(baseline)? else { return Ok(None) };
            // The tolerance of a value below 0 turns the ends around.
            (bound.low, bound.high) = (Some(low.min(high)), Some(low.max(high)));
        }
        Ok(Some(bound))
    }
}

/// A value of a goal: `times` × baseline + `plus`, in the unit of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The multiple of the baseline; 0 for a value that stands by itself.
    pub times: Quantity,
    /// The fixed part.
    pub plus: Quantity,
    /// The words of the plan, for a relative value.
    pub text: Option<String>,
}

impl Value {
    /// A value that stands by itself.
    #[must_use]
    pub fn fixed(value: Quantity) -> Self {
        Self { times: Quantity::ZERO, plus: value, text: None }
    }

    /// Whether the value depends on the baseline.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        !self.times.is_zero()
    }

    /// The value, given the baseline; `None` when it is needed and missing.
    ///
    /// # Errors
    /// [`Inexact`] when the value does not fit.
    pub fn of(&self, baseline: Option<Ratio>) -> Result<Option<Ratio>, Inexact> {
        let fixed = Ratio::whole(self.plus);
        if !self.is_relative() {
            return Ok(Some(fixed));
        }
        baseline.map(|baseline| baseline.times(Ratio::whole(self.times))?.plus(fixed)).transpose()
    }
}

//! The plan: what an organisation has said it will reach.
//!
//! [`Plan::parse`] reads a plan file and either returns a [`Plan`], which is valid by construction, or every
//! fault of the file at once. Reading goes in two steps: [`syntax`] takes the TOML as written, with the place of
//! every word, and [`resolve`](self) turns names into things: units, ladders, rosters, calendars, indicators.

mod goal;
mod indicator;
pub(crate) mod labels;
pub(crate) mod ladder;
mod names;
mod relative;
mod resolve;
mod roster;
mod score;
pub mod syntax;
mod target;
mod totals;
mod unit;

pub use goal::{Bound, Goal, GoalKind, GoalValue, GoalValues, Value};
pub use indicator::{Figures, Indicator, IndicatorMatch};
pub use ladder::Ladder;
pub use names::normalized;
pub(crate) use names::{compared, invisible_in, is_ideograph, is_invisible, is_padding, trim};
pub(crate) use resolve::applicable_defaults;
pub use resolve::{ALLOWABLE, RosterLoader};
pub use score::{Band, Grade, Score, Scoring, Weight};
pub use target::{
    Aggregate, AttainmentKind, Baseline, Calendar, Checkpoint, Combine, Each, Filter, Formula,
    Measure, Missing, Pace, Target, Waiver, WhenEmpty,
};
pub(crate) use totals::{bare_total, ends_as_total, is_nobody, may_end_as_total, total};
pub use unit::Unit;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::period::Period;

/// A plan, valid by construction.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The name of the plan's file as the user gave it.
    pub file: Arc<str>,
    /// What the plan is called.
    pub title: Option<String>,
    /// Whose plan it is.
    pub owner: Option<String>,
    /// The span of time that the plan is for.
    pub period: Period,
    /// The language that reports of this plan are written in unless told otherwise.
    pub language: Option<Language>,
    /// Cells that mean "no figure", beside the built-in ones; normalised.
    pub null_values: Vec<String>,
    /// The plan's own structure, in file order.
    pub sections: Vec<Section>,
    /// The columns of the actuals that goals quantify over, in file order.
    pub dimensions: Vec<Dimension>,
    /// The stages of each milestone ladder.
    pub ladders: Vec<Ladder>,
    /// How the exports name their columns.
    pub columns: Columns,
    /// The series that the plan asks for.
    pub indicators: Vec<Indicator>,
    /// The goals, in file order.
    pub targets: Vec<Target>,
    /// What the plan's text calls its strength words, by their ids; without those that it gives no label.
    pub commitments: BTreeMap<String, String>,
    /// How the targets are scored, if the plan weighs any.
    pub score: Option<Score>,
    /// Units by their normalised name.
    pub(crate) units: BTreeMap<String, Unit>,
    /// Periods that the plan's calendars give a name, by that name, normalised.
    pub(crate) named_periods: BTreeMap<String, Period>,
    /// Which indicators a normalised name may mean.
    pub(crate) indicator_names: BTreeMap<String, Vec<usize>>,
}

/// The language of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `en`
    English,
    /// `zh`
    Chinese,
}

/// A part of the plan document.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its key in the plan file, such as `3`.
    pub id: String,
    /// Its heading.
    pub title: String,
}

/// A column of the actuals that goals may quantify over.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its name in the plan.
    pub name: String,
    /// The header of its column in the exports.
    pub column: String,
    /// Who must report, in the roster's order; empty when the plan has no roster for it.
    pub members: Vec<String>,
}

impl Dimension {
    /// The position of a member, by its normalised name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| normalized(member) == name)
    }
}

/// Headers of the exports that the plan names, beside those known without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The column that names the indicator.
    pub indicator: Option<String>,
    /// The column that holds the period.
    pub period: Option<String>,
    /// The column that holds the figure.
    pub value: Option<String>,
    /// The column that holds the figure's unit.
    pub unit: Option<String>,
    /// The columns that hold remarks, and tell no rows apart.
    pub notes: Vec<String>,
}

impl Plan {
    /// Reads a plan file.
    ///
    /// `name` is the file's name for messages; `rosters` loads the roster files that the plan names.
    ///
    /// # Errors
    /// Every fault of the plan, in file order.
    pub fn parse(
        name: &str,
        text: &str,
        rosters: &RosterLoader<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let (plan, faults) = Self::read(name, text, rosters);
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// The plan as far as it can be made out, and every fault of the file. Where there are any the plan lacks the
    /// targets that are at fault.
    pub(crate) fn read(
        name: &str,
        text: &str,
        rosters: &RosterLoader<'_>,
    ) -> (Self, Vec<Diagnostic>) {
        resolve::resolve(name, text, rosters)
    }

    /// The unit of a name, as built in or defined by the plan; any other name is a label of its own.
    #[must_use]
    pub fn unit(&self, name: &str) -> Unit {
        let name = compared(name);
        self.units.get(&*name).cloned().unwrap_or_else(|| Unit::label(&name))
    }

    /// Whether the plan names a unit: of an indicator, or as one that others convert into.
    #[must_use]
    pub fn names_unit(&self, name: &str) -> bool {
        let is_its_unit = |indicator: &Indicator| matches!(&indicator.figures, Figures::Numbers(Some(unit)) if unit.name == name);
        self.units.contains_key(name)
            || self.units.values().any(|unit| unit.base == name)
            || self.indicators.iter().any(is_its_unit)
    }

    /// A period as the actuals write it: in one of the forms of [`Period::parse`], or by a name of the plan's
    /// calendars.
    #[must_use]
    pub fn period_of(&self, text: &str) -> Option<Period> {
        Period::parse(trim(text)).or_else(|| self.named_periods.get(&*compared(text)).copied())
    }

    /// Which indicator a name in the actuals means.
    #[must_use]
    pub fn indicator(&self, name: &str) -> IndicatorMatch<'_> {
        match self.indicator_names.get(&*compared(name)).map(Vec::as_slice) {
            None | Some([]) => IndicatorMatch::Unknown,
            Some([index]) => IndicatorMatch::One(*index),
            Some(several) => IndicatorMatch::Several(several),
        }
    }

    /// The targets that draw on each indicator, in the order of the plan.
    pub(crate) fn targets_by_indicator(&self) -> Vec<Vec<&Target>> {
        let mut targets = vec![Vec::new(); self.indicators.len()];
        for target in &self.targets {
            for indicator in target.measure.formula.indicators() {
                targets[*indicator].push(target);
            }
        }
        targets
    }

    /// The columns, normalised, that a dimension has or a `where` is about.
    pub(crate) fn columns_asked_for(&self) -> BTreeSet<String> {
        let of_dimensions = self.dimensions.iter().map(|dimension| normalized(&dimension.column));
        let filters = self.targets.iter().flat_map(|target| &target.measure.filters);
        of_dimensions.chain(filters.map(|filter| filter.column.clone())).collect()
    }

    /// All names by which the actuals may call an indicator, normalised.
    pub fn indicator_names(&self) -> impl Iterator<Item = &str> {
        self.indicator_names.keys().map(String::as_str)
    }
}

//! From the plan file as written to a [`Plan`]: names become things, and every fault is found in one run.

mod allow;
mod each;
mod goal;
mod measure;
mod own_names;
mod pace;
mod score;
mod series;
mod target;
mod unit;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::date;

use super::names::normalized;
use super::relative::number_and_unit;
pub use super::roster::RosterLoader;
use super::syntax::{Amount, Document, Faults, Spanned, Table, TargetSyntax};
use super::{Aggregate, Combine, Dimension, GoalKind, Ladder, Plan, Section, Unit};
use crate::diagnostic::{Diagnostic, Severity, Spelling, nearest};
use crate::period::{Granularity, Period};
use crate::quantity::Quantity;
use crate::source::SourceText;
use crate::wording::Text;
use crate::wording::diagnostics::listed;
use crate::wording::diagnostics::resolve::{self as say, Named};
pub use allow::ALLOWABLE;
use vocabulary::RosterFile;

/// What stands for the period of a plan that has none.
const NO_PERIOD: Period = Period { first: date(0, 1, 1), last: date(0, 12, 31) };

/// What targets are resolved against: everything in the plan but the targets.
struct Scope {
    period: Period,
    sections: Vec<Section>,
    commitments: BTreeMap<String, Option<Severity>>,
    units: BTreeMap<String, Unit>,
    dimensions: Vec<Dimension>,
    /// The roster file of each dimension.
    rosters: Vec<RosterFile>,
    calendars: BTreeMap<String, Vec<Period>>,
    ladders: Vec<Ladder>,
    /// Names of units that are at fault, normalised.
    units_at_fault: BTreeSet<String>,
    /// Tables that were meant to be there, though they could not be read.
    attempted: Vec<&'static str>,
}

/// The plan as far as it can be made out, and every fault of the file. Where there are any the plan lacks the targets
/// that are at fault.
pub(super) fn resolve(name: &str, text: &str, load: &RosterLoader<'_>) -> (Plan, Vec<Diagnostic>) {
    let mut faults = Faults::new(SourceText::new(name, text));
    let document = Document::parse(text, &mut faults);
    vocabulary::refuse_blank_names(&document, &mut faults);
    let defaults = document.defaults();
    allow::refuse_in_defaults(defaults.as_ref(), &mut faults);
    let head_span = document.plan.as_ref().map_or(0..0, |head| head.span.clone());
    let plan_attempted = document.attempted("plan");
    let head = document.plan.map(|head| head.value).unwrap_or_default();
    if head.period.is_none() && !head.attempted("period") && !plan_attempted {
        let help = say::write_the_period();
        missing_key(&mut faults, &head_span, "period", &say::table("[plan]"), help);
    }
    allow::check(head.allow.as_ref(), &mut faults);
    let own_units = document.unit.iter().flat_map(|units| &units.value.entries);
    let own_units: BTreeSet<String> = own_units.map(|(name, _)| normalized(&name.value)).collect();
    let (dimensions, rosters) = vocabulary::dimensions(document.dimension, load, &mut faults);
    let (calendars, named_periods) =
        vocabulary::calendars(document.calendar, &dimensions, &mut faults);
    let (commitments, labels) = vocabulary::commitments(document.commitment);
    let units = vocabulary::units(document.unit, &mut faults);
    let scope = Scope {
        period: head.period.as_ref().map_or(NO_PERIOD, |period| period.value),
        sections: vocabulary::sections(document.section, &mut faults),
        commitments,
        units_at_fault: own_units.into_iter().filter(|name| !units.contains_key(name)).collect(),
        units,
        dimensions,
        rosters,
        calendars,
        ladders: vocabulary::ladders(document.ladder, &mut faults),
        attempted: document.attempted,
    };
    let entries = document.target.map(|targets| targets.value.entries).unwrap_or_default();
    if entries.is_empty() && !scope.attempted.contains(&"target") && !faults.any_of_syntax() {
        faults.add(&(0..0), |place| {
            Diagnostic::error("no-targets", place, say::no_targets())
                .help(say::write_a_table_each())
        });
    }
    let own_names = own_names::OwnNames::of(&entries, defaults.as_ref());
    let mut series = series::SeriesTable::new(own_names);
    let mut targets = Vec::with_capacity(entries.len());
    for (id, syntax) in entries {
        targets.extend(scope.target(
            &id,
            syntax.value,
            defaults.as_ref(),
            &mut series,
            &mut faults,
        ));
    }
    let (indicators, indicator_names) = series.finish(&scope.units, &mut faults);
    unit::align_shares(&mut targets, &indicators, &mut faults);
    let scored = score::score(document.score.as_ref(), &targets, &mut faults);
    let plan = Plan {
        file: faults.file().clone(),
        title: head.title.map(|title| title.value),
        owner: head.owner.map(|owner| owner.value),
        period: scope.period,
        language: head.language.map(|language| language.value),
        null_values: head
            .null_values
            .iter()
            .flat_map(|values| &values.value)
            .map(|value| normalized(&value.value))
            .collect(),
        sections: scope.sections,
        dimensions: scope.dimensions,
        ladders: scope.ladders,
        columns: vocabulary::columns(document.columns),
        indicators,
        targets,
        commitments: labels,
        score: scored,
        units: scope.units,
        named_periods,
        indicator_names,
    };
    (plan, faults.into_diagnostics())
}

/// Reports a key that has to be there.
fn missing_key(faults: &mut Faults<'_>, span: &Range<usize>, key: &str, holder: &Text, help: Text) {
    // What the parser could not make out may hold it.
    if !faults.any_of_syntax() {
        faults.add(span, |place| {
            Diagnostic::error("missing-key", place, say::missing(key, holder)).help(help)
        });
    }
}

/// A number that is written without a unit.
fn plain_number(amount: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<Quantity> {
    match &amount.value {
        Amount::Number(number) => Some(*number),
        Amount::Text(text) => match number_and_unit(text) {
            Ok((number, unit)) if unit.is_empty() => Some(number),
            _ => {
                faults.add(&amount.span, |place| {
                    Diagnostic::error("bad-value", place, say::no_plain_number(text))
                        .label(say::expected_a_number())
                        .help(say::write_the_number_alone())
                });
                None
            }
        },
    }
}

/// The tables of the plan that things have their names in.
fn tables_of(what: Named) -> &'static [&'static str] {
    match what {
        Named::Calendar => &["calendar"],
        Named::Commitment => &["commitment"],
        Named::Dimension => &["dimension"],
        Named::DimensionOrCalendar => &["dimension", "calendar"],
        Named::Ladder => &["ladder"],
        Named::Section => &["section"],
        Named::Target => &["target"],
        Named::Unit => &["unit"],
        Named::Member | Named::RosterColumn => &[],
    }
}

impl Scope {
    /// Reports a name that the plan does not have, unless it may stand in a table that could not be read.
    fn unknown_name<'a>(
        &self,
        faults: &mut Faults<'_>,
        name: &Spanned<String>,
        spelling: Spelling<'_>,
        code: &'static str,
        what: Named,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        if tables_of(what).iter().any(|table| self.attempted.contains(table)) {
            return;
        }
        let near = nearest(&name.value, known.clone());
        faults.add(&name.span, |place| {
            let fault = Diagnostic::error(code, place, say::unknown(what, &name.value))
                .label(say::not_there(what));
            match near {
                Some(near) => fault.meant(near, spelling),
                None => fault.help(match known.collect::<Vec<_>>().as_slice() {
                    [] => say::has_none(what),
                    names => say::has(what, &listed(names)),
                }),
            }
        });
    }

    /// The position of a dimension that has a roster.
    fn dimension_with_roster(
        &self,
        name: &Spanned<String>,
        key: &str,
        faults: &mut Faults<'_>,
    ) -> Option<usize> {
        let position = self.dimensions.iter().position(|dimension| dimension.name == name.value)?;
        if self.dimensions[position].members.is_empty() {
            if matches!(self.rosters[position], RosterFile::Broken) {
                return None;
            }
            faults.add(&name.span, |place| {
                Diagnostic::error("no-roster", place, say::no_roster(&name.value))
                    .label(say::has_to_know_who(key))
                    .help(say::give_it_a_roster(&name.value))
            });
            return None;
        }
        Some(position)
    }

    /// Whether a unit may be one that the plan defines where it could not be read.
    fn hides(&self, unit: &str) -> bool {
        self.attempted.contains(&"unit") || self.units_at_fault.contains(&normalized(unit))
    }

    /// The plan's period, where it could be read.
    fn known_period(&self) -> Option<Period> {
        (self.period != NO_PERIOD).then_some(self.period)
    }

    /// The periods of a calendar, built in or the plan's own; a built-in one is cut from `span`.
    fn calendar(&self, name: &str, span: Period) -> Option<Vec<Period>> {
        let built_in = Granularity::ALL.into_iter().find(|granularity| granularity.name() == name);
        built_in
            .map(|granularity| granularity.within(span))
            .or_else(|| self.calendars.get(name).cloned())
    }

    fn calendar_names(&self) -> impl Iterator<Item = &str> + Clone {
        Granularity::ALL
            .iter()
            .map(|granularity| granularity.name())
            .chain(self.calendars.keys().map(String::as_str))
    }
}

/// What a target takes from `[defaults]`: nothing that stands against what it says itself.
pub(crate) fn applicable_defaults(own: &TargetSyntax, defaults: &TargetSyntax) -> TargetSyntax {
    let mut defaults = defaults.clone();
    if let Some((kind, _)) = own.goals().next() {
        for goal in defaults.goals_mut() {
            *goal = None;
        }
        defaults.total = None;
        if kind != GoalKind::About {
            defaults.tolerance = None;
        }
        if kind == GoalKind::Reach {
            defaults.aggregate = defaults.aggregate.filter(|word| {
                matches!(word.value, Aggregate::Latest | Aggregate::Max | Aggregate::Min)
            });
            defaults.combine =
                defaults.combine.filter(|word| matches!(word.value, Combine::Max | Combine::Min));
            (defaults.ratio, defaults.baseline, defaults.attainment) = (None, None, None);
            (defaults.valid, defaults.whole, defaults.pace) = (None, None, None);
        } else {
            defaults.ladder = None;
        }
        if !kind.wants_more() && !kind.wants_less() {
            defaults.stretch = None;
        }
    }
    if own.indicator.is_some() || own.ratio.is_some() {
        (defaults.indicator, defaults.ratio, defaults.alias) = (None, None, None);
    }
    if own.pace.is_some() || own.checkpoints.is_some() {
        (defaults.pace, defaults.checkpoints) = (None, None);
    }
    defaults
}

//! For whom and in which periods a goal holds, and by when.

use jiff::civil::Date;

use super::super::syntax::{Amount, Faults, OneOrMany, Spanned, TargetSyntax};
use super::super::{Calendar, Each};
use super::score::{percent, refuse_ambiguous};
use super::{Named, Scope};
use crate::diagnostic::{Diagnostic, Spelling};
use crate::period::Period;
use crate::quantity::Quantity;
use crate::wording::diagnostics::resolve::each as say;
use crate::wording::diagnostics::second_time;

/// For whom and how often, before the coverage is known.
#[derive(Default)]
pub(super) struct EachNames {
    pub(super) dimensions: Vec<usize>,
    calendar: Option<String>,
}

impl Scope {
    pub(super) fn each_names(&self, names: &OneOrMany, faults: &mut Faults<'_>) -> EachNames {
        let mut each = EachNames::default();
        for (position, name) in names.0.iter().enumerate() {
            if names.0[..position].iter().any(|other| other.value == name.value) {
                faults.add(&name.span, |place| {
                    let message = say::twice_in_each(&name.value);
                    Diagnostic::error("conflicting-keys", place, message)
                        .label(second_time())
                        .help(say::name_each_dimension_once())
                });
                continue;
            }
            if self.dimensions.iter().any(|dimension| dimension.name == name.value) {
                each.dimensions.extend(self.dimension_with_roster(name, "each", faults));
            } else if self.calendar_names().any(|calendar| calendar == name.value) {
                if let Some(other) = each.calendar.replace(name.value.clone()) {
                    faults.add(&name.span, |place| {
                        let message = say::both_calendars(&other, &name.value);
                        Diagnostic::error("conflicting-keys", place, message)
                            .help(say::name_one_calendar())
                    });
                }
            } else {
                let dimensions = self.dimensions.iter().map(|dimension| dimension.name.as_str());
                self.unknown_name(
                    faults,
                    name,
                    Spelling::Text,
                    "unknown-dimension",
                    Named::DimensionOrCalendar,
                    dimensions.chain(self.calendar_names()),
                );
            }
        }
        each
    }

    /// The last day of `due`; without it, of the plan's period or of the own calendar that reaches beyond it.
    pub(super) fn due(&self, syntax: &TargetSyntax, each: Option<&EachNames>) -> Date {
        let explicit = syntax.due.as_ref().map(|due| due.value.last);
        let calendar =
            each.and_then(|each| each.calendar.as_ref()).and_then(|name| self.calendars.get(name));
        let calendar_end = calendar
            .and_then(|periods| periods.last())
            .map_or(self.period.last, |period| period.last);
        explicit.unwrap_or_else(|| calendar_end.max(self.period.last))
    }

    pub(super) fn each(
        &self,
        names: &EachNames,
        syntax: &TargetSyntax,
        due: Date,
        faults: &mut Faults<'_>,
    ) -> Option<Each> {
        let span = syntax.each.as_ref().map(|each| each.span.clone())?;
        let calendar = names.calendar.clone().and_then(|name| {
            let reach = Period { first: self.period.first, last: due.max(self.period.first) };
            let mut periods = self.calendar(&name, reach)?;
            periods.retain(|period| period.last <= due);
            if periods.is_empty() {
                faults.add(&span, |place| {
                    Diagnostic::error("no-cells", place, say::no_period_ends_by(&name, due))
                        .help(say::choose_finer())
                });
            }
            Some(Calendar { name, periods })
        });
        if syntax.each.as_ref().is_some_and(|each| each.value.0.is_empty()) {
            faults.add(&span, |place| {
                Diagnostic::error("no-cells", place, say::each_names_nobody())
                    .help(say::name_a_dimension())
            });
            return None;
        }
        let coverage = match &syntax.coverage {
            None => Quantity::HUNDRED,
            Some(coverage) => coverage_of(coverage, faults)?,
        };
        Some(Each { dimensions: names.dimensions.clone(), calendar, coverage })
    }

    pub(super) fn cadence(
        &self,
        name: &Spanned<String>,
        due: Date,
        faults: &mut Faults<'_>,
    ) -> Option<Calendar> {
        let Some(mut periods) = self.calendar(&name.value, self.period) else {
            self.unknown_name(
                faults,
                name,
                Spelling::Text,
                "unknown-calendar",
                Named::Calendar,
                self.calendar_names(),
            );
            return None;
        };
        periods.retain(|period| self.period.contains(*period) && period.last <= due);
        Some(Calendar { name: name.value.clone(), periods })
    }
}

/// A share in per cent: above 0, at most 100.
fn coverage_of(coverage: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<Quantity> {
    refuse_ambiguous(coverage, faults)?;
    let in_range = percent(&coverage.value)
        .filter(|percent| *percent > Quantity::ZERO && *percent <= Quantity::HUNDRED);
    if in_range.is_none() {
        faults.add(&coverage.span, |place| {
            Diagnostic::error("bad-value", place, say::no_share())
                .label(say::expected_a_share())
                .help(say::write_coverage())
        });
    }
    in_range
}

//! What a target measures: its series, and how their figures are brought together.

use super::super::names::normalized;
use super::super::syntax::{Amount, Faults, Map, OneOrMany, Spanned};
use super::super::{
    Aggregate, Combine, Figures, Filter, Formula, GoalKind, Measure, Missing, Unit, WhenEmpty,
};
use super::series::{Claim, SeriesTable};
use super::target::Parts;
use super::{Named, Scope, plain_number};
use crate::diagnostic::{Diagnostic, Spelling};
use crate::quantity::Quantity;
use crate::wording::Text;
use crate::wording::diagnostics::resolve::measure as say;
use crate::wording::diagnostics::{bare_name, expected_one_of, names, second_time};

/// So many members are named in a fault.
const NAMED: usize = 3;

impl Scope {
    pub(super) fn measure(
        &self,
        parts: &Parts<'_>,
        series: &mut SeriesTable,
        faults: &mut Faults<'_>,
    ) -> Option<Measure> {
        let Parts { syntax, kind, .. } = *parts;
        let aggregate = syntax.aggregate.as_ref().map(|word| word.value);
        let combine = syntax.combine.as_ref().map(|word| word.value);
        let missing = syntax.missing.as_ref().map(|word| word.value);
        let formula = Self::formula(parts, aggregate, series, faults)?;
        let is_ratio = matches!(formula, Formula::Ratio { .. });
        let (aggregate, combine) = if kind == GoalKind::Reach {
            (aggregate.or(Some(Aggregate::Latest)), combine)
        } else if is_ratio {
            (aggregate.or(Some(Aggregate::Sum)), combine.or(Some(Combine::Sum)))
        } else {
            let combine = if aggregate.is_some_and(Aggregate::is_event_log) {
                combine.or(Some(Combine::Sum))
            } else {
                combine
            };
            (aggregate, combine)
        };
        if kind == GoalKind::Reach {
            let adds_up = matches!(
                aggregate,
                Some(Aggregate::Sum | Aggregate::Cumulative | Aggregate::Mean | Aggregate::Count)
            );
            let word = syntax.aggregate.as_ref().filter(|_| adds_up);
            refuse_sums_of_stages(word, &["latest", "max", "min"], faults);
            let adds_up = matches!(combine, Some(Combine::Sum | Combine::Mean));
            let word = syntax.combine.as_ref().filter(|_| adds_up);
            refuse_sums_of_stages(word, &["max", "min"], faults);
        }
        let filters = syntax
            .filter
            .as_ref()
            .map(|filter| self.filters(&filter.value, faults))
            .unwrap_or_default();
        let reported_by =
            syntax.reported_by.iter().flat_map(|names| &names.value.0).filter_map(|name| {
                if !self.dimensions.iter().any(|dimension| dimension.name == name.value) {
                    let known = self.dimensions.iter().map(|dimension| dimension.name.as_str());
                    self.unknown_name(
                        faults,
                        name,
                        Spelling::Text,
                        "unknown-dimension",
                        Named::Dimension,
                        known,
                    );
                }
                self.dimension_with_roster(name, "reported_by", faults)
            });
        let reported_by: Vec<usize> = reported_by.collect();
        let of_each = syntax.each.iter().flat_map(|each| &each.value.0);
        let of_each = of_each.filter_map(|name| {
            self.dimensions.iter().position(|dimension| dimension.name == name.value)
        });
        let asked: Vec<usize> = reported_by.iter().copied().chain(of_each).collect();
        for ((name, _), filter) in
            syntax.filter.iter().flat_map(|filter| &filter.value.entries).zip(&filters)
        {
            self.refuse_filtered_members(name, filter, &asked, faults);
        }
        Some(Measure {
            formula,
            reported_by,
            filters,
            aggregate,
            combine,
            missing: missing.unwrap_or(Missing::Fail),
        })
    }

    fn formula(
        parts: &Parts<'_>,
        aggregate: Option<Aggregate>,
        series: &mut SeriesTable,
        faults: &mut Faults<'_>,
    ) -> Option<Formula> {
        let Parts { id, syntax, unit, ladder, .. } = *parts;
        let whole = syntax.whole.as_ref().is_some_and(|whole| whole.value);
        let valid = syntax.valid.as_ref().and_then(|valid| valid_range(valid, faults));
        if let Some(ratio) = &syntax.ratio {
            let [numerator, denominator] = ratio.value.as_slice() else {
                faults.add(&ratio.span, |place| {
                    Diagnostic::error("bad-value", place, say::ratio_of(ratio.value.len()))
                        .label(say::expected_two())
                        .help(say::write_the_ratio())
                });
                return None;
            };
            let mut part = |name: &Spanned<String>| {
                let claim = Claim { figures: None, valid: None, whole, span: name.span.clone() };
                series.claim(&id.value, name, claim, faults)
            };
            let parts = [part(numerator), part(denominator)];
            if parts[0] == parts[1] {
                faults.add(&denominator.span, |place| {
                    let message = say::over_itself(&numerator.value);
                    Diagnostic::error("conflicting-keys", place, message)
                        .label(say::expected_another_series())
                        .help(say::write_the_ratio())
                });
            }
            let is_share = unit.is_some_and(|unit| unit.per_whole().is_some());
            if aggregate != Some(Aggregate::Count) {
                series.note_ratio(parts, [numerator, denominator], is_share);
            }
            let per_whole = unit.and_then(Unit::per_whole).unwrap_or(Quantity::ONE);
            let when_empty =
                syntax.when_empty.as_ref().map_or(WhenEmpty::NoData, |word| word.value);
            return Some(Formula::Ratio { series: parts, per_whole, when_empty, valid });
        }
        let figures = match ladder {
            Some(ladder) => Some(Figures::Stages(ladder)),
            // The number of rows says nothing about what stands in them.
            None if aggregate == Some(Aggregate::Count) => None,
            None => Some(Figures::Numbers(Some(unit.cloned().unwrap_or_else(|| Unit::label(""))))),
        };
        let listed = syntax.indicator.as_ref().map(|indicator| indicator.value.0.as_slice());
        let names = listed.filter(|names| !names.is_empty()).unwrap_or(std::slice::from_ref(id));
        if let Some(empty) = syntax.indicator.as_ref().filter(|names| names.value.0.is_empty()) {
            faults.add(&empty.span, |place| {
                Diagnostic::error("bad-value", place, say::no_indicators())
                    .label(say::expected_a_name())
                    .help(say::name_the_series())
            });
        }
        let mut positions: Vec<usize> = Vec::with_capacity(names.len());
        for name in names {
            let figures = figures.clone();
            let claim = Claim { figures, valid, whole, span: name.span.clone() };
            let position = series.claim(&id.value, name, claim, faults);
            if positions.contains(&position) {
                faults.add(&name.span, |place| {
                    let message = say::would_count_twice(&name.value);
                    Diagnostic::error("conflicting-keys", place, message)
                        .label(second_time())
                        .help(say::name_each_indicator_once())
                });
            }
            positions.push(position);
        }
        if let [only] = positions.as_slice() {
            series.also_called(&id.value, *only);
            let aliases = syntax.alias.iter().flat_map(|alias| &alias.value.0);
            for name in syntax.title.iter().chain(aliases) {
                series.also_called(&name.value, *only);
            }
        } else if let Some(alias) = &syntax.alias {
            faults.add(&alias.span, |place| {
                Diagnostic::error("conflicting-keys", place, say::alias_of_several())
                    .help(say::move_the_alias())
            });
        }
        Some(Formula::Sum(positions))
    }

    /// Reports that a condition leaves out members who are asked for a figure, since they could never give one.
    fn refuse_filtered_members(
        &self,
        name: &Spanned<String>,
        filter: &Filter,
        asked: &[usize],
        faults: &mut Faults<'_>,
    ) {
        for dimension in asked.iter().filter_map(|position| self.dimensions.get(*position)) {
            let is_left_out = |member: &&String| !filter.values.contains(&normalized(member));
            let left_out: Vec<&String> = dimension.members.iter().filter(is_left_out).collect();
            if normalized(&dimension.column) == filter.column && !left_out.is_empty() {
                faults.add(&name.span, |place| {
                    let some: Vec<Text> =
                        left_out.iter().take(NAMED).map(|member| bare_name(member)).collect();
                    let members = names(&some, left_out.len() - some.len());
                    let message = say::leaves_out_members(&dimension.name, &members);
                    Diagnostic::error("conflicting-keys", place, message)
                        .label(say::expected_all_members())
                        .help(say::give_them_a_dimension(&dimension.column))
                });
                return;
            }
        }
    }

    /// The conditions of a `where`; a dimension stands for its column.
    fn filters(&self, filter: &Map<OneOrMany>, faults: &mut Faults<'_>) -> Vec<Filter> {
        for (name, values) in &filter.entries {
            if values.value.0.is_empty() {
                faults.add(&values.span, |place| {
                    Diagnostic::error("bad-value", place, say::chooses_no_row(&name.value))
                        .label(say::expected_values())
                        .help(say::write_values(&name.value))
                });
            }
        }
        let entries = filter.entries.iter().map(|(name, values)| {
            let dimension = self.dimensions.iter().find(|dimension| dimension.name == name.value);
            let column = dimension.map_or(&name.value, |dimension| &dimension.column);
            let names = &values.value.0;
            Filter {
                column: normalized(column),
                values: names.iter().map(|value| normalized(&value.value)).collect(),
                places: names.iter().map(|value| faults.place(&value.span)).collect(),
            }
        });
        entries.collect()
    }
}

fn refuse_sums_of_stages<T>(word: Option<&Spanned<T>>, expected: &[&str], faults: &mut Faults<'_>) {
    let Some(word) = word else { return };
    faults.add(&word.span, |place| {
        Diagnostic::error("conflicting-keys", place, say::stages_do_not_add_up())
            .label(expected_one_of(expected))
            .help(say::latest_by_default())
    });
}

fn valid_range(
    valid: &Spanned<Vec<Spanned<Amount>>>,
    faults: &mut Faults<'_>,
) -> Option<(Quantity, Quantity)> {
    if let [low, high] = valid.value.as_slice() {
        let (low, high) = (plain_number(low, faults)?, plain_number(high, faults)?);
        if low <= high {
            return Some((low, high));
        }
    }
    faults.add(&valid.span, |place| {
        Diagnostic::error("bad-value", place, say::no_range())
            .label(say::expected_two_numbers())
            .help(say::write_valid())
    });
    None
}

//! From observations to a figure: over time within each combination of dimension values, then over combinations, then
//! over the series of the measure.

use std::collections::BTreeMap;
use std::iter::repeat_n;

use super::errors::Errors;
use super::select::{Dimensions, Fates};
use super::{Absence, CombinationFigure, Figure, Part};
use crate::actuals::{Actuals, Observation, SetAside};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::plan::{
    Aggregate, Calendar, Combine, Figures as Kind, Formula, Missing, Plan, Target, WhenEmpty,
    is_nobody,
};
use crate::quantity::{Inexact, Quantity, Ratio, Rounding, Total};
use crate::wording::diagnostics::{bare_name, evaluate as say, first_of_them};
use crate::wording::{Text, called};

/// What figures of one target are made with.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    pub(super) plan: &'a Plan,
    pub(super) actuals: &'a Actuals,
    pub(super) dimensions: &'a Dimensions,
    pub(super) target: &'a Target,
}

impl Figures<'_> {
    /// The figure of a cell. `evidence` are its observations, a list for each indicator of the measure in the order of
    /// [`Formula::indicators`], with how many rows of the indicator the target cannot count; `expected` are the periods
    /// in each of which there must be one.
    pub(super) fn figure<'e>(
        &self,
        evidence: impl Iterator<Item = (&'e [usize], &'e BTreeMap<SetAside, u64>)>,
        expected: &[Period],
        fates: &mut Fates,
        errors: &mut Errors,
    ) -> Figure {
        let indicators = self.target.measure.formula.indicators();
        let mut parts = Vec::with_capacity(indicators.len());
        let mut absence = None;
        for (&indicator, (positions, strays)) in indicators.iter().zip(evidence) {
            let part = self.part(indicator, positions, expected, fates, errors);
            absence = absence.or_else(|| self.absence(positions, strays, &part, expected));
            parts.push(part);
        }
        let absence = absence.or_else(|| self.one_sided(&parts));
        let value = absence.map_or_else(|| self.value(&parts, errors), Err);
        Figure { value, parts }
    }

    /// The value of a combination in a dimension column; empty where it names nobody.
    pub(super) fn member_in(&self, combination: u32, column: usize) -> &str {
        let values = self.actuals.combinations.get(combination as usize);
        let value = values.and_then(|values| values.get(column)).map_or("", |value| value);
        if is_nobody(value) { "" } else { value }
    }

    fn value(&self, parts: &[Part], errors: &mut Errors) -> Result<Ratio, Absence> {
        let of = |part: &Part| part.value.unwrap_or(Ratio::ZERO);
        let result = match &self.target.measure.formula {
            Formula::Sum(_) => parts.iter().try_fold(Ratio::ZERO, |sum, part| sum.plus(of(part))),
            Formula::Ratio { per_whole, valid, when_empty: _, .. } => {
                let [numerator, denominator] = parts else { return Err(Absence::EmptyRatio) };
                if of(denominator).is_zero() && of(numerator).is_zero() {
                    return Err(Absence::EmptyRatio);
                }
                let quotient = of(numerator)
                    .times(Ratio::whole(*per_whole))
                    .and_then(|whole| whole.divided_by(of(denominator)));
                match quotient {
                    Ok(Some(ratio)) => {
                        self.check_range(ratio, *valid, denominator, errors);
                        Ok(ratio)
                    }
                    Ok(None) => {
                        errors.push(self.bad_denominator(
                            denominator,
                            of(numerator),
                            of(denominator),
                        ));
                        return Err(Absence::EmptyRatio);
                    }
                    Err(Inexact) => Err(Inexact),
                }
            }
        };
        result.map_err(|Inexact| {
            errors.push(inexact_target(self.target, &say::the_figure()));
            Absence::EmptyRatio
        })
    }

    fn check_range(
        &self,
        ratio: Ratio,
        valid: Option<(Quantity, Quantity)>,
        denominator: &Part,
        errors: &mut Errors,
    ) {
        let Some((low, high)) = valid else { return };
        if ratio < Ratio::whole(low) || ratio > Ratio::whole(high) {
            let away = if ratio < Ratio::whole(low) { Rounding::Down } else { Rounding::Up };
            let shown =
                ratio.exact().map_or_else(|| ratio.rounded(6, away), |exact| exact.to_string());
            let unit = self.target.unit.as_ref().map_or("", |unit| &unit.name);
            let place =
                self.evidence_place(denominator).unwrap_or_else(|| self.target.place.clone());
            errors.push(
                Diagnostic::error(
                    "out-of-range",
                    place,
                    say::ratio_is(&self.target.id, &format!("{shown}{unit}")),
                )
                .label(say::expected_between(&format!("{low}{unit}"), &format!("{high}{unit}")))
                .help(say::correct_figures_or_valid()),
            );
        }
    }

    fn bad_denominator(&self, part: &Part, numerator: Ratio, denominator: Ratio) -> Diagnostic {
        let show = |ratio: Ratio| ratio.exact().map_or_else(String::new, |exact| exact.to_string());
        let place = self.evidence_place(part).unwrap_or_else(|| self.target.place.clone());
        let message = say::bad_denominator(
            &self.target.id,
            &show(numerator),
            &show(denominator),
            &called::indicator(self.plan, part.indicator),
        );
        Diagnostic::error("bad-denominator", place, message)
            .label(say::expected_above_zero())
            .help(say::correct_denominator())
    }

    fn evidence_place(&self, part: &Part) -> Option<crate::source::Place> {
        let position = *part.members.first()?.evidence.first()?;
        Some(self.actuals.place(&self.actuals.observations[part.indicator][position]))
    }

    /// The figure of one series.
    fn part(
        &self,
        indicator: usize,
        positions: &[usize],
        expected: &[Period],
        fates: &mut Fates,
        errors: &mut Errors,
    ) -> Part {
        let observation = |position: &usize| &self.actuals.observations[indicator][*position];
        let combination = |position: &usize| observation(position).combination;
        let mut sorted = Vec::new();
        let positions = if positions.len() > 1 {
            sorted.extend_from_slice(positions);
            sorted.sort_unstable_by_key(|position| {
                let period = observation(position).period;
                (combination(position), period.last, period.first, *position)
            });
            sorted.as_slice()
        } else {
            positions
        };
        let mut series = SeriesFigures { figures: self, indicator, expected, errors, fates };
        let by_combination =
            || positions.chunk_by(|one, other| combination(one) == combination(other));
        // Mostly there is one.
        let mut members = Vec::with_capacity(positions.len().min(1));
        members.extend(
            by_combination()
                .filter_map(|positions| series.over_time(combination(&positions[0]), positions)),
        );
        let missing = match self.target.measure.missing {
            Missing::Zero if !members.is_empty() => self.missing_members(indicator, positions),
            _ => Vec::new(),
        };
        let zeros = missing.len();
        let combine = if members.len() + zeros > 1 { self.target.measure.combine } else { None };
        if combine.is_some() {
            series.refuse_totals_among(&members);
            series.refuse_strange(&members);
        }
        let value = match (members.as_slice(), combine) {
            ([], _) => None,
            ([only], None) => Some(only.value),
            ([_, _, ..], None) => {
                series.no_combine(&members);
                None
            }
            (several, Some(combine)) => {
                let values = several.iter().map(|member| member.value);
                combined(values.chain(repeat_n(Ratio::ZERO, zeros)), combine).unwrap_or_else(
                    |Inexact| {
                        let what = say::the_figure_over_members();
                        series.errors.push(inexact_target(self.target, &what));
                        None
                    },
                )
            }
        };
        let is_total_to_date = self.target.measure.aggregate == Some(Aggregate::Cumulative);
        let is_plain = matches!(self.target.measure.formula, Formula::Sum(_));
        let at_first = || {
            let mut values =
                by_combination().map(|member| Ratio::whole(observation(&member[0]).value));
            match combine {
                None => values.next(),
                Some(combine) => {
                    combined(values.chain(repeat_n(Ratio::ZERO, zeros)), combine).ok()?
                }
            }
        };
        let first = if is_total_to_date && is_plain { at_first() } else { None };
        Part { indicator, combine, members, missing, value, first }
    }
}

/// The figures of one series over time.
pub(super) struct SeriesFigures<'a, 'b> {
    pub(super) figures: &'a Figures<'a>,
    indicator: usize,
    /// The periods in each of which there must be a figure.
    expected: &'a [Period],
    pub(super) errors: &'b mut Errors,
    fates: &'b mut Fates,
}

impl SeriesFigures<'_, '_> {
    pub(super) fn observation(&self, position: usize) -> &Observation {
        &self.figures.actuals.observations[self.indicator][position]
    }

    pub(super) fn place(&self, position: usize) -> crate::source::Place {
        self.figures.actuals.place(self.observation(position))
    }

    /// An error about two observations.
    fn conflict(
        &mut self,
        code: &'static str,
        first: usize,
        second: usize,
        message: Text,
        label: Text,
        help: Text,
    ) {
        let other = self.observation(first);
        let other_label = say::value_for(&self.shown(other.value), other.period);
        let place = self.place(second);
        let error = Diagnostic::error(code, place, message)
            .label(label)
            .and(self.place(first), other_label)
            .help(help);
        self.errors.push(error);
    }

    pub(super) fn name(&self) -> Text {
        called::indicator(self.figures.plan, self.indicator)
    }

    /// The figure of one combination of dimension values, from its observations by the ends of their periods.
    fn over_time(&mut self, combination: u32, positions: &[usize]) -> Option<CombinationFigure> {
        let aggregate = self.figures.target.measure.aggregate;
        let positions = if aggregate.is_some_and(Aggregate::is_event_log) {
            positions.to_vec()
        } else {
            self.without_duplicates(positions, aggregate)
        };
        if matches!(aggregate, Some(Aggregate::Sum | Aggregate::Mean)) {
            self.refuse_overlaps(&positions);
        }
        for &position in &positions {
            if aggregate.is_some_and(Aggregate::is_event_log) {
                self.fates.use_up(self.indicator, position);
            } else {
                self.fates.use_once(self.indicator, position);
            }
        }
        let missing = match aggregate {
            Some(Aggregate::Max | Aggregate::Min | Aggregate::Mean)
                if self.figures.target.measure.missing == Missing::Zero =>
            {
                self.figures.silent_periods(self.indicator, &positions, self.expected)
            }
            _ => Vec::new(),
        };
        let zeros = missing.len();
        let values = || {
            let values =
                positions.iter().map(|&position| Ratio::whole(self.observation(position).value));
            values.chain(repeat_n(Ratio::ZERO, zeros))
        };
        let last = *positions.last()?;
        let (value, evidence) = match aggregate {
            None => {
                if let [first, .., last] = positions.as_slice() {
                    let target = &self.figures.target.id;
                    let message = say::no_aggregate(target, positions.len(), &self.name());
                    let help = say::give_aggregate(&Aggregate::NAMES.map(|(name, _)| name));
                    let label = say::one_of_them();
                    self.conflict("no-aggregate", *first, *last, message, label, help);
                    return None;
                }
                (Ok(Some(Ratio::whole(self.observation(last).value))), positions)
            }
            Some(Aggregate::Sum) => {
                let mut total = Total::default();
                for &position in &positions {
                    total.add(&self.observation(position).sum);
                }
                (total.quantity().map(|sum| Some(Ratio::whole(sum))), positions)
            }
            Some(Aggregate::Count) => {
                let rows: u64 =
                    positions.iter().map(|&position| self.observation(position).rows).sum();
                (Ok(Some(Ratio::whole(Quantity::from(rows)))), positions)
            }
            Some(Aggregate::Cumulative) => {
                self.refuse_falls(&positions);
                (Ok(Some(Ratio::whole(self.observation(last).value))), vec![last])
            }
            Some(Aggregate::Latest) => {
                (Ok(Some(Ratio::whole(self.observation(last).value))), vec![last])
            }
            Some(Aggregate::Max) => (Ok(values().max()), positions),
            Some(Aggregate::Min) => (Ok(values().min()), positions),
            Some(Aggregate::Mean) => {
                (sum(values()).and_then(|sum| mean(sum, positions.len() + zeros)), positions)
            }
        };
        if value == Err(Inexact) {
            let place = self.place(evidence.first().copied().unwrap_or(last));
            let error = Diagnostic::error("inexact", place, say::cannot_be_added(&self.name()))
                .label(first_of_them())
                .help(say::sum_has_too_many_digits());
            self.errors.push(error);
        }
        Some(CombinationFigure { combination, evidence, missing, value: value.ok()?? })
    }

    /// Rows that overlap without naming the same period would count twice what happened in both.
    fn refuse_overlaps(&mut self, positions: &[usize]) {
        if positions.len() < 2 {
            return;
        }
        let mut by_start = positions.to_vec();
        by_start.sort_by_key(|&position| {
            let period = self.observation(position).period;
            (period.first, std::cmp::Reverse(period.last), position)
        });
        let mut widest: Option<usize> = None;
        for position in by_start {
            let period = self.observation(position).period;
            if let Some(other) = widest {
                let before = self.observation(other).period;
                if before != period && before.overlaps(period) {
                    self.conflict(
                        "overlapping-periods",
                        other,
                        position,
                        say::periods_overlap(&self.name(), before, period),
                        say::lies_in_another_period(),
                        say::keep_one_length(),
                    );
                    return;
                }
                if before.last >= period.last {
                    continue;
                }
            }
            widest = Some(position);
        }
    }

    /// One observation a period (a date, for levels and totals to date), contradictions reported.
    fn without_duplicates(
        &mut self,
        positions: &[usize],
        aggregate: Option<Aggregate>,
    ) -> Vec<usize> {
        let by_end = matches!(aggregate, Some(Aggregate::Latest | Aggregate::Cumulative));
        let mut kept: Vec<usize> = Vec::with_capacity(positions.len());
        for &position in positions {
            let same = kept.last().copied().filter(|&last| {
                let (a, b) = (self.observation(last).period, self.observation(position).period);
                a == b || by_end && a.last == b.last
            });
            match same {
                None => {
                    kept.push(position);
                    if let Some(other) = self.observation(position).other.clone() {
                        self.contradiction(position, &other);
                    }
                }
                Some(first)
                    if self.observation(first).value == self.observation(position).value
                        && self.observation(position).other.is_none() =>
                {
                    self.fates.refuse(self.indicator, position, SetAside::Duplicate);
                }
                Some(first) => {
                    let other = self.observation(position);
                    let differs = other.value != self.observation(first).value;
                    let other = if differs { Some(other) } else { other.other.as_deref() };
                    if let Some(other) = other.cloned() {
                        self.contradiction(first, &other);
                    }
                }
            }
        }
        kept
    }

    /// A figure as a message shows it: a stage by its name.
    fn shown(&self, value: Quantity) -> Text {
        let plan = self.figures.plan;
        let figures = plan.indicators.get(self.indicator).map(|indicator| &indicator.figures);
        let stages = match figures {
            Some(Kind::Stages(ladder)) => {
                plan.ladders.get(*ladder).map_or(&[][..], |ladder| &ladder.stages)
            }
            _ => &[],
        };
        let stage = stages.iter().zip(1_usize..).find(|(_, step)| Quantity::from(*step) == value);
        stage.map_or_else(|| Text::same(value.to_string()), |(stage, _)| bare_name(stage))
    }

    /// The error that another row gives another figure for the same period.
    fn contradiction(&mut self, first: usize, other: &Observation) {
        let a = self.observation(first);
        let (here, there) = (self.shown(other.value), self.shown(a.value));
        let message = say::differs_elsewhere(&self.name(), &here, other.period, &there);
        let error = Diagnostic::error("contradiction", self.figures.actuals.place(other), message)
            .label(say::contradicts())
            .and(self.place(first), say::value_for(&there, a.period))
            .help(say::keep_the_right_row());
        self.errors.push(error);
    }

    /// A total to date must not fall.
    fn refuse_falls(&mut self, positions: &[usize]) {
        for pair in positions.windows(2) {
            let (before, after) = (self.observation(pair[0]), self.observation(pair[1]));
            if after.value < before.value {
                self.conflict(
                    "cumulative-fell",
                    pair[0],
                    pair[1],
                    say::total_falls(&self.name(), before.value, after.value),
                    say::less_than_before(),
                    say::correct_or_sum(),
                );
            }
        }
    }
}

/// The figures of several combinations as one; `None` of none.
fn combined(
    values: impl Iterator<Item = Ratio> + Clone,
    combine: Combine,
) -> Result<Option<Ratio>, Inexact> {
    match combine {
        Combine::Sum => sum(values).map(Some),
        Combine::Max => Ok(values.max()),
        Combine::Min => Ok(values.min()),
        Combine::Mean => {
            let count = values.clone().count();
            sum(values).and_then(|sum| mean(sum, count))
        }
    }
}

fn sum(values: impl Iterator<Item = Ratio>) -> Result<Ratio, Inexact> {
    let mut sum: Option<Ratio> = None;
    for value in values {
        sum = Some(match sum {
            Some(sum) => sum.plus(value)?,
            None => value,
        });
    }
    Ok(sum.unwrap_or(Ratio::ZERO))
}

fn mean(sum: Ratio, count: usize) -> Result<Option<Ratio>, Inexact> {
    sum.divided_by(Ratio::whole(Quantity::from(count)))
}

/// The error of a result that does not fit.
pub(super) fn inexact_target(target: &Target, what: &Text) -> Diagnostic {
    let message = say::cannot_be_computed(what, &target.id);
    Diagnostic::error("inexact", target.goal_place.clone(), message)
        .label(say::has_too_many_digits())
        .help(say::larger_unit_or_fewer_decimals())
}

/// The periods of a cadence that are over by a date and lie in a span.
pub(crate) fn expected_periods(cadence: Option<&Calendar>, span: Period) -> Vec<Period> {
    let periods = cadence.map_or(&[][..], |cadence| &cadence.periods);
    periods.iter().filter(|period| span.contains(**period)).copied().collect()
}

/// Whether 0 of 0 satisfies the goal.
pub(super) fn empty_is_met(target: &Target) -> bool {
    matches!(target.measure.formula, Formula::Ratio { when_empty: WhenEmpty::Met, .. })
}

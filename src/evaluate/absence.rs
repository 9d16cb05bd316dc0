//! Why there is no figure: who has not reported, when, and what may stand in the way of a 0.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::figure::Figures;
use super::members::Members;
use super::select::belongs;
use super::{Absence, Figure, Outcome, Part};
use crate::actuals::SetAside;
use crate::period::Period;
use crate::plan::{Aggregate, Formula, Missing};
use crate::quantity::Ratio;

impl Figure {
    /// Why a ratio has no figure although rows of it are there: its series do not go together, or are both 0.
    pub(super) fn without_ratio(&self) -> Option<&Absence> {
        let is_zero = |part: &Part| part.value.is_none_or(Ratio::is_zero);
        self.value.as_ref().err().filter(|absence| match absence {
            Absence::MembersOfOther { .. } | Absence::PeriodsOfOther { .. } => true,
            Absence::EmptyRatio => self.parts.iter().all(is_zero),
            _ => false,
        })
    }
}

impl Outcome {
    /// The same of a target that fails, or of its baseline.
    pub(super) fn without_ratio(&self) -> Option<&Absence> {
        let figures = self.figure.iter().chain(&self.baseline_figure);
        let of_cells = self.cells.as_ref().and_then(|cells| cells.without_ratio.as_ref());
        let mut absences = figures.filter_map(Figure::without_ratio).chain(of_cells);
        absences.next().filter(|_| self.verdict.fails())
    }
}

impl Figures<'_> {
    /// Why there is no figure, if evidence of a series is missing and the plan does not take that as zero.
    pub(super) fn absence(
        &self,
        positions: &[usize],
        strays: &BTreeMap<SetAside, u64>,
        part: &Part,
        expected: &[Period],
    ) -> Option<Absence> {
        let indicator = part.indicator;
        if self.target.measure.missing == Missing::Zero {
            // What somebody reports may have happened, though it does not count.
            let is_zero_anywhere = part.members.is_empty()
                || !part.missing.is_empty()
                || part.members.iter().any(|member| !member.missing.is_empty());
            return (is_zero_anywhere && !strays.is_empty())
                .then(|| Absence::RowsSetAside { indicator, rows: strays.clone() });
        }
        if part.members.is_empty() {
            return Some(Absence::NoRows { indicator });
        }
        let members = self.missing_members(indicator, positions);
        if !members.is_empty() {
            return Some(Absence::MembersMissing { members, periods: expected.to_vec() });
        }
        let periods = self.missing_periods(indicator, positions, expected);
        if !periods.is_empty() {
            return Some(Absence::PeriodsMissing { indicator, periods });
        }
        let aggregate = self.target.measure.aggregate;
        let is_of = |seen: Period, period: Period| belongs(seen, period, aggregate);
        self.missing_reports(indicator, positions, expected, is_of)
    }

    /// What one of the two series of a ratio lacks that the other one has: figures of members of the plan's dimensions, or of
    /// periods of a month and more. Their quotient would be one of unlike sums.
    pub(super) fn one_sided(&self, parts: &[Part]) -> Option<Absence> {
        let is_ratio = matches!(self.target.measure.formula, Formula::Ratio { .. });
        let [above, below] = parts else { return None };
        if !is_ratio || self.target.measure.missing == Missing::Zero {
            return None;
        }
        let pairs = [(above, below), (below, above)];
        let members = pairs.into_iter().find_map(|(one, other)| self.members_of_other(one, other));
        members.or_else(|| {
            // What ends earlier is what lacks periods, if one does.
            let lacking =
                pairs.into_iter().filter_map(|(one, other)| self.periods_of_other(one, other));
            lacking.max_by_key(|absence| match absence {
                Absence::PeriodsOfOther { periods, .. } => periods.last().map(|last| last.last),
                _ => None,
            })
        })
    }

    /// The members of whom one of a sum and its baseline has no figure and the other one has, where that makes the goal
    /// easier; and whether it is the baseline that has none.
    pub(super) fn uneven_baseline(
        &self,
        outcome: &Outcome,
        as_of: Date,
    ) -> Option<(Absence, bool)> {
        let target = self.target;
        let is_sum = matches!(target.measure.formula, Formula::Sum(_));
        if !is_sum || target.measure.missing == Missing::Zero || !target.goal.is_relative() {
            return None;
        }
        let (now, before) = (outcome.figure.as_ref()?, outcome.baseline_figure.as_ref()?);
        if now.value.is_err() || before.value.is_err() {
            return None;
        }
        let kind = target.goal.kind;
        now.parts.iter().zip(&before.parts).find_map(|(now, before)| {
            let of_baseline = || Some((self.members_of_other(before, now)?, true));
            let of_figure = || Some((self.members_of_other(now, before)?, false));
            let eased_by_baseline = if kind.wants_less() { None } else { of_baseline() };
            // Before the goal is due they may still report.
            let is_late = as_of >= target.due && !kind.wants_more();
            eased_by_baseline.or_else(|| is_late.then(of_figure).flatten())
        })
    }

    /// The members of the first dimension of which another series has figures and this one has none, where all figures of
    /// both are of members.
    fn members_of_other(&self, one: &Part, other: &Part) -> Option<Absence> {
        let members = |part: &Part, dimension: usize| -> Option<BTreeSet<usize>> {
            let combinations = part.members.iter().map(|member| member.combination);
            combinations.map(|of| self.dimensions.member_of(dimension, of)).collect()
        };
        (0..self.plan.dimensions.len()).find_map(|dimension| {
            let (own, others) = (members(one, dimension)?, members(other, dimension)?);
            let members: Vec<usize> = others.difference(&own).copied().collect();
            let indicator = one.indicator;
            (!members.is_empty()).then_some(Absence::MembersOfOther {
                indicator,
                dimension,
                members,
            })
        })
    }

    /// The periods of another series of which this one says nothing. Days are none: what happens on one day is counted
    /// among what happened on another.
    fn periods_of_other(&self, one: &Part, other: &Part) -> Option<Absence> {
        const DAYS_OF_MONTH: u32 = 28;
        let aggregate = self.target.measure.aggregate;
        if matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Max | Aggregate::Min)) {
            return None;
        }
        let counted = |seen: Period| match aggregate {
            // A total to date is held against one of the same month.
            Some(Aggregate::Cumulative) => {
                Period { first: seen.last.first_of_month(), last: seen.last.last_of_month() }
            }
            _ => seen,
        };
        let periods = |part: &Part| -> BTreeSet<Period> {
            let evidence = part.members.iter().flat_map(|member| &member.evidence);
            let observations = &self.actuals.observations[part.indicator];
            evidence.map(|position| counted(observations[*position].period)).collect()
        };
        let (own, others) = (periods(one), periods(other));
        let is_long = |period: &Period| period.days() >= DAYS_OF_MONTH;
        if !own.iter().chain(&others).all(is_long) {
            return None;
        }
        let periods: Vec<Period> = others
            .into_iter()
            .filter(|period| !own.iter().any(|seen| seen.overlaps(*period)))
            .collect();
        let indicator = one.indicator;
        (!periods.is_empty()).then_some(Absence::PeriodsOfOther { indicator, periods })
    }

    /// Who must report a series and has not.
    pub(super) fn missing_members(&self, indicator: usize, positions: &[usize]) -> Vec<Vec<usize>> {
        let reported_by = &self.target.measure.reported_by;
        if reported_by.is_empty() {
            return Vec::new();
        }
        let members = |position: &usize| {
            let observation = &self.actuals.observations[indicator][*position];
            let member = |dimension| self.dimensions.member(dimension, observation);
            reported_by.iter().map(|dimension| member(*dimension)).collect()
        };
        let reporting: BTreeSet<Vec<usize>> = positions.iter().filter_map(members).collect();
        let all = Members::of(self.plan, reported_by);
        all.filter(|members| !reporting.contains(members)).collect()
    }

    /// Who has not reported a series for the first expected period that lacks somebody, and for which others neither;
    /// `is_of` says whether a figure of a period is one of an expected period.
    fn missing_reports(
        &self,
        indicator: usize,
        positions: &[usize],
        expected: &[Period],
        is_of: impl Fn(Period, Period) -> bool,
    ) -> Option<Absence> {
        if self.target.measure.reported_by.is_empty() {
            return None;
        }
        let missing_in = |period: &Period| {
            let is_of_period = |position: &&usize| {
                is_of(self.actuals.observations[indicator][**position].period, *period)
            };
            let of_period: Vec<usize> = positions.iter().filter(is_of_period).copied().collect();
            self.missing_members(indicator, &of_period)
        };
        let mut all = expected.iter().map(|period| (period, missing_in(period)));
        let (first, members) = all.find(|(_, members)| !members.is_empty())?;
        let alike = all.filter(|(_, others)| *others == members).map(|(period, _)| *period);
        let periods = std::iter::once(*first).chain(alike).collect();
        Some(Absence::MembersMissing { members, periods })
    }

    /// Why what a period's figure is made of does not reach over the whole of it, as that of a baseline must: a total to
    /// date ends earlier, or a period of the cadence has nothing.
    pub(super) fn gap_before(&self, figure: &Figure, period: Period) -> Option<Absence> {
        let measure = &self.target.measure;
        if measure.missing == Missing::Zero {
            return None;
        }
        let cadence = self.target.cadence.as_ref();
        let expected = cadence.map_or_else(Vec::new, |cadence| cadence.within(period));
        let overlaps = |seen: Period, asked: Period| seen.overlaps(asked);
        figure.parts.iter().find_map(|part| {
            let indicator = part.indicator;
            let seen = |position: &usize| self.actuals.observations[indicator][*position].period;
            let of_members = part.members.iter();
            let periods: Vec<Period> = match measure.aggregate {
                Some(Aggregate::Cumulative) => {
                    let last = of_members.filter_map(|member| member.evidence.last()).map(seen);
                    let first_day = last.map(|seen| seen.last).min()?.tomorrow().ok()?;
                    let rest = Period { first: first_day, last: period.last };
                    (rest.first <= rest.last).then_some(rest).into_iter().collect()
                }
                Some(Aggregate::Latest) | None => Vec::new(),
                Some(_) => {
                    let evidence = of_members.flat_map(|member| &member.evidence);
                    let positions: Vec<usize> = evidence.copied().collect();
                    let absence = self.missing_reports(indicator, &positions, &expected, overlaps);
                    if absence.is_some() {
                        return absence;
                    }
                    self.silent_periods(indicator, &positions, &expected)
                }
            };
            (!periods.is_empty()).then_some(Absence::PeriodsMissing { indicator, periods })
        })
    }

    /// The expected periods of which no observation says anything, not even together with others.
    pub(super) fn silent_periods(
        &self,
        indicator: usize,
        positions: &[usize],
        expected: &[Period],
    ) -> Vec<Period> {
        let is_silent = |period: &&Period| {
            let mut observations =
                positions.iter().map(|&position| &self.actuals.observations[indicator][position]);
            !observations.any(|seen| seen.period.overlaps(**period))
        };
        expected.iter().filter(is_silent).copied().collect()
    }

    /// The expected periods that no observation belongs to.
    pub(super) fn missing_periods(
        &self,
        indicator: usize,
        positions: &[usize],
        expected: &[Period],
    ) -> Vec<Period> {
        let aggregate = self.target.measure.aggregate;
        let is_missing = |period: &&Period| {
            let mut observations =
                positions.iter().map(|&position| &self.actuals.observations[indicator][position]);
            !observations.any(|seen| belongs(seen.period, **period, aggregate))
        };
        expected.iter().filter(is_missing).copied().collect()
    }
}

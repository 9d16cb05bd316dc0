//! Why there is no figure: who has not reported, when, and what may stand in the way of a 0.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::Figures;
use super::members::Members;
use super::select::belongs;
use super::{Absence, Figure, Part};
use crate::actuals::SetAside;
use crate::period::Period;
use crate::plan::{Aggregate, Missing};

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

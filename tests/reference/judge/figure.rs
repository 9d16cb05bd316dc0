//! From rows to one figure: which rows, over time, across members.

use crate::reference::dates::{Date, Span, month_span};
use crate::reference::exact::{Exact, whole, zero};
use crate::reference::model::{
    Aggregate, Baseline, Combine, Cycle, Measure, Plan, Row, Target, Value,
};
use num_traits::{Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// What a target measures in one window.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Figure {
    /// A figure that nobody reported.
    Missing,
    /// A ratio of 0 to 0 that the plan takes as met.
    Empty,
    Number(Exact),
}

impl Figure {
    pub(crate) fn number(&self) -> Option<&Exact> {
        match self {
            Self::Number(number) => Some(number),
            Self::Missing | Self::Empty => None,
        }
    }
}

/// The baseline of a target.
#[derive(Clone, Debug)]
pub(crate) enum Start {
    /// The plan names none.
    Unasked,
    /// The plan names a period without figure.
    Missing,
    At(Exact),
}

impl Start {
    pub(crate) fn number(&self) -> Option<&Exact> {
        match self {
            Self::At(number) => Some(number),
            Self::Unasked | Self::Missing => None,
        }
    }
}

/// Why figures cannot be trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fault {
    Contradiction,
    CumulativeFell,
    SeveralRows,
    SeveralCombinations,
    /// Told apart by nothing that the plan knows, and of different dates.
    StrangeDates,
    OverlappingPeriods,
    RatioOverZero,
    /// No row up to the date has a figure that the plan knows.
    NothingToEvaluate,
}

/// The rows that stand on the date: with a figure, of a series that the plan knows, not later.
pub(crate) struct Evidence<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) as_of: Date,
    /// Each with its position among all rows.
    rows: Vec<(usize, &'a Row)>,
}

/// One member of one dimension.
pub(crate) type Place<'a> = (usize, &'a str);

impl<'a> Evidence<'a> {
    pub(crate) fn new(plan: &'a Plan, rows: &'a [Row], as_of: Date) -> Self {
        let stands =
            |row: &Row| row.series.is_some() && row.value.is_some() && row.period.last <= as_of;
        let rows = rows.iter().enumerate().filter(|(_, row)| stands(row)).collect();
        Self { plan, as_of, rows }
    }

    /// The figure of a target in a window, at some members.
    pub(crate) fn figure(
        &self,
        target: &Target,
        window: Span,
        places: &[Place],
        asked: Asked,
    ) -> Result<Figure, Fault> {
        let of = |series: &usize| self.series_figure(target, *series, window, places, asked);
        match &target.measure {
            Measure::Added(list) => {
                let parts = list.iter().map(of).collect::<Result<Vec<_>, _>>()?;
                let sum = parts.into_iter().try_fold(zero(), |sum, part| Some(sum + part?));
                Ok(sum.map_or(Figure::Missing, Figure::Number))
            }
            Measure::Ratio(numerator, denominator) => {
                let (above, below) = (of(numerator)?, of(denominator)?);
                let is_alike = self.is_alike(target, [*numerator, *denominator], window, places);
                let (Some(above), Some(below), true) = (above, below, is_alike) else {
                    return Ok(Figure::Missing);
                };
                ratio(target, &above, &below)
            }
        }
    }

    /// The least that a total to date has been in a window; `None` of anything else.
    pub(crate) fn least(&self, target: &Target, window: Span, places: &[Place]) -> Option<Exact> {
        if target.aggregation(self.plan) != Some(Aggregate::Cumulative) || target.is_ratio() {
            return None;
        }
        let of = |series: usize| {
            let mut least: BTreeMap<&[String], Exact> = BTreeMap::new();
            for (_, row) in self.rows_of(target, series, window, places) {
                let Some(Value::Number(quantity)) = &row.value else { continue };
                let figure = target.in_unit(quantity);
                let known = least.entry(&row.at).or_insert_with(|| figure.clone());
                *known = figure.min(known.clone());
            }
            let who = self.who_must_report(target).into_iter();
            let is_silent = |who: &Vec<Place>| {
                !least.keys().any(|at| who.iter().all(|(index, name)| at[*index] == *name))
            };
            let silent = who.filter(is_silent).count();
            let combine = target.combination(self.plan);
            let mut members: Vec<Exact> = least.into_values().collect();
            if target.missing_is_zero && !members.is_empty() && combine.is_some() {
                members.resize(members.len() + silent, zero());
            }
            across_members(combine, members).ok()?
        };
        target.series().into_iter().filter_map(of).reduce(|sum, least| sum + least)
    }

    /// Whether the two sums of a ratio are over the same members, where all rows of both name one, and over the same times,
    /// where all rows of both are of a month or more. A level is as good as it was; a total to date is one of its last month.
    fn is_alike(
        &self,
        target: &Target,
        series: [usize; 2],
        window: Span,
        places: &[Place],
    ) -> bool {
        if target.missing_is_zero {
            return true;
        }
        let rows = series.map(|series| self.rows_of(target, series, window, places));
        let declared =
            (0..self.plan.dimensions.len()).filter(|at| self.plan.dimensions[*at].declared);
        let same_members = declared.into_iter().all(|dimension| {
            let roster = &self.plan.dimensions[dimension].members;
            let who = rows.each_ref().map(|rows| {
                rows.iter().map(|(_, row)| row.at[dimension].as_str()).collect::<BTreeSet<_>>()
            });
            let all_known =
                who.iter().flatten().all(|name| roster.iter().any(|member| member == name));
            !all_known || who[0] == who[1]
        });
        let times = rows.each_ref().map(|rows| times(target.aggregation(self.plan), rows));
        let [Some(above), Some(below)] = times else { return same_members };
        let within = |ones: &[Span], others: &[Span]| {
            ones.iter().all(|one| {
                others.iter().any(|other| other.first <= one.last && one.first <= other.last)
            })
        };
        same_members && within(&above, &below) && within(&below, &above)
    }

    /// The start that the plan gives or the actuals hold.
    pub(crate) fn baseline(&self, target: &Target, places: &[Place]) -> Result<Start, Fault> {
        match &target.baseline {
            None => Ok(Start::Unasked),
            Some(Baseline::Number(quantity)) => Ok(Start::At(target.in_unit(quantity))),
            Some(Baseline::Period(period)) => {
                let parts = self.cadence_of(target, *period);
                let expected = if target.missing_is_zero { parts } else { Vec::new() };
                let asked = Asked { expected: &expected, windows: &[*period] };
                let figure = self.figure(target, *period, places, asked)?;
                let start = figure.number().filter(|_| !self.breaks_off(target, *period, places));
                Ok(start.cloned().map_or(Start::Missing, Start::At))
            }
        }
    }

    /// Rows of one series that belong to a window and count for the target there.
    pub(crate) fn rows_of(
        &self,
        target: &Target,
        series: usize,
        window: Span,
        places: &[Place],
    ) -> Vec<(usize, &'a Row)> {
        let cumulative = target.aggregation(self.plan) == Some(Aggregate::Cumulative);
        let belongs = |row: &Row| {
            if cumulative { window.holds(row.period.last) } else { window.contains(row.period) }
        };
        let known_member = |row: &Row, dimension: &usize| {
            self.plan.dimensions[*dimension].members.contains(&row.at[*dimension])
        };
        let counts = |row: &Row| {
            let mut named = target.each.iter().chain(&target.reported_by);
            let mut filters = target.filter.iter();
            row.series == Some(series)
                && belongs(row)
                && filters.all(|(dimension, values)| values.contains(&row.at[*dimension]))
                && named.all(|dimension| known_member(row, dimension))
                && places.iter().all(|(dimension, member)| row.at[*dimension] == *member)
        };
        self.rows.iter().copied().filter(|(_, row)| counts(row)).collect()
    }

    /// Everybody who must report: a member of each of the dimensions.
    pub(crate) fn who_must_report(&self, target: &Target) -> Vec<Vec<Place<'a>>> {
        if target.reported_by.is_empty() {
            return Vec::new();
        }
        let mut all: Vec<Vec<Place<'a>>> = vec![Vec::new()];
        for &index in &target.reported_by {
            let names = self.plan.dimensions[index].members.iter();
            let longer = |name: &'a String| {
                let with =
                    |who: &Vec<Place<'a>>| [who.as_slice(), &[(index, name.as_str())]].concat();
                all.iter().map(with).collect::<Vec<_>>()
            };
            all = names.flat_map(longer).collect();
        }
        all
    }

    /// Whether rows that the conditions choose reach beyond the windows, or are in one and of nobody known.
    fn has_strays(&self, target: &Target, series: usize, asked: Asked) -> bool {
        let cumulative = target.aggregation(self.plan) == Some(Aggregate::Cumulative);
        let belongs = |row: &Row, window: &Span| {
            if cumulative { window.holds(row.period.last) } else { window.contains(row.period) }
        };
        let overlaps = |row: &Row, window: &Span| {
            row.period.first <= window.last && window.first <= row.period.last
        };
        let is_known =
            |row: &Row, index: usize| self.plan.dimensions[index].members.contains(&row.at[index]);
        self.rows.iter().any(|(_, row)| {
            let mut filters = target.filter.iter();
            let mut named = target.each.iter().chain(&target.reported_by);
            let is_within = asked.windows.iter().any(|window| belongs(row, window));
            row.series == Some(series)
                && filters.all(|(index, values)| values.contains(&row.at[*index]))
                && if is_within {
                    !named.all(|index| is_known(row, *index))
                } else {
                    asked.windows.iter().any(|window| overlaps(row, window))
                }
        })
    }

    /// The periods of a built-in cadence in a span.
    fn cadence_of(&self, target: &Target, span: Span) -> Vec<Span> {
        let built_in = target.cadence.filter(|cycle| !matches!(cycle, Cycle::Own(_)));
        built_in.map_or_else(Vec::new, |cycle| cycle.periods_of(self.plan, span))
    }

    /// Whether the rows of a baseline do not reach over the whole of its period: a total to date ends early, or there
    /// is nothing in a part of the cadence.
    fn breaks_off(&self, target: &Target, period: Span, places: &[Place]) -> bool {
        let breaks_off = |series: &usize| {
            let rows = self.rows_of(target, *series, period, places);
            match target.aggregation(self.plan) {
                None | Some(Aggregate::Latest) => false,
                Some(Aggregate::Cumulative) => {
                    let mut ends: BTreeMap<&[String], Date> = BTreeMap::new();
                    for (_, row) in rows {
                        let end = ends.entry(&row.at).or_insert(row.period.last);
                        *end = row.period.last.max(*end);
                    }
                    ends.into_values().any(|end| end < period.last)
                }
                Some(_) => self.cadence_of(target, period).iter().any(|part| {
                    let touches =
                        |row: &Row| row.period.first <= part.last && part.first <= row.period.last;
                    let is_theirs = |row: &Row, who: &[Place]| {
                        who.iter().all(|(index, name)| row.at[*index] == *name)
                    };
                    let mut everybody = self.who_must_report(target);
                    everybody.push(Vec::new());
                    !everybody
                        .iter()
                        .all(|who| rows.iter().any(|(_, row)| touches(row) && is_theirs(row, who)))
                }),
            }
        };
        !target.missing_is_zero && target.series().iter().any(breaks_off)
    }

    /// Whether a total to date ends in a month before that in which a window ends.
    pub(crate) fn ends_early(&self, target: &Target, window: Span, places: &[Place]) -> bool {
        let ends_early = |series: &usize| {
            let mut ends: BTreeMap<&[String], i32> = BTreeMap::new();
            for (_, row) in self.rows_of(target, *series, window, places) {
                let month = row.period.last.month_number();
                let end = ends.entry(&row.at).or_insert(month);
                *end = month.max(*end);
            }
            ends.into_values().any(|end| end < window.last.month_number())
        };
        target.aggregation(self.plan) == Some(Aggregate::Cumulative)
            && !target.missing_is_zero
            && target.series().iter().any(ends_early)
    }

    /// The positions of the rows that a figure counts: a repeated row only once, unless every row adds; for a level, a
    /// repeated last day.
    pub(crate) fn used(&self, target: &Target, window: Span, places: &[Place]) -> Vec<usize> {
        let aggregate = target.aggregation(self.plan);
        let every_row_adds = matches!(aggregate, Some(Aggregate::Sum | Aggregate::Count));
        let is_level = matches!(aggregate, Some(Aggregate::Latest | Aggregate::Cumulative));
        let told_apart = |period: Span| (!is_level).then_some(period.first);
        let mut seen = BTreeSet::new();
        let all = target
            .series()
            .into_iter()
            .flat_map(|series| self.rows_of(target, series, window, places).into_iter());
        all.filter(|(_, row)| {
            every_row_adds
                || seen.insert((row.series, &row.at, told_apart(row.period), row.period.last))
        })
        .map(|(position, _)| position)
        .collect()
    }

    /// Whether figures that only unknown columns tell apart are not all of the same time: of the same periods, or, where the
    /// last ones count, up to the same day.
    fn has_strange_dates(
        &self,
        aggregate: Option<Aggregate>,
        combinations: &BTreeMap<&[String], Vec<(Span, Exact)>>,
    ) -> bool {
        let dimensions = self.plan.dimensions.iter().enumerate();
        let is_filtered = |index: usize| {
            let mut filters = self.plan.targets.iter().flat_map(|target| &target.filter);
            filters.any(|(filtered, _)| *filtered == index)
        };
        let known: Vec<usize> = dimensions
            .filter(|(index, dimension)| dimension.declared || is_filtered(*index))
            .map(|(index, _)| index)
            .collect();
        let is_over_time =
            matches!(aggregate, Some(Aggregate::Max | Aggregate::Min | Aggregate::Mean));
        let mut times: BTreeMap<Vec<&str>, BTreeSet<Times>> = BTreeMap::new();
        for (at, figures) in combinations {
            let who = known.iter().map(|index| at[*index].as_str()).collect();
            let mut time: Vec<_> =
                figures.iter().map(|(span, _)| (span.first, span.last)).collect();
            time.sort_unstable();
            time.dedup();
            if !is_over_time {
                let last = time.iter().map(|(_, last)| *last).max();
                time = last.into_iter().map(|last| (last, last)).collect();
            }
            times.entry(who).or_default().insert(time);
        }
        times.into_values().any(|times| times.len() > 1)
    }

    /// Over time within each combination of dimension values, then across the combinations.
    fn series_figure(
        &self,
        target: &Target,
        series: usize,
        window: Span,
        places: &[Place],
        asked: Asked,
    ) -> Result<Option<Exact>, Fault> {
        let rows = self.rows_of(target, series, window, places);
        let not_reported = self.who_must_report(target).into_iter().filter(|who| {
            let is_theirs = |row: &Row| who.iter().all(|(index, name)| row.at[*index] == *name);
            !rows.iter().any(|(_, row)| is_theirs(row))
        });
        let not_reported = not_reported.count();
        let mut combinations: BTreeMap<&[String], Vec<(Span, Exact)>> = BTreeMap::new();
        for (_, row) in &rows {
            let figure = match &row.value {
                Some(Value::Number(quantity)) => target.in_unit(quantity),
                // Stages are counted from 1.
                Some(Value::Stage(stage)) => Exact::from_integer((stage + 1).into()),
                None => continue,
            };
            combinations.entry(&row.at).or_default().push((row.period, figure));
        }
        let aggregate = target.aggregation(self.plan);
        let gaps = |figures: &[(Span, Exact)]| {
            let says_something =
                |seen: &Span, period: &Span| seen.first <= period.last && period.first <= seen.last;
            let is_gap =
                |period: &&Span| !figures.iter().any(|(seen, _)| says_something(seen, period));
            if target.missing_is_zero { asked.expected.iter().filter(is_gap).count() } else { 0 }
        };
        let members: Vec<Result<Exact, Fault>> = combinations
            .values()
            .map(|figures| over_time(aggregate, figures, gaps(figures)))
            .collect();
        let combine = target.combination(self.plan);
        let is_at_any_time = matches!(
            (aggregate, combine),
            (Some(Aggregate::Sum | Aggregate::Count), _)
                | (Some(Aggregate::Max), Some(Combine::Max))
                | (Some(Aggregate::Min), Some(Combine::Min))
        );
        if combine.is_some()
            && !is_at_any_time
            && members.iter().all(Result::is_ok)
            && self.has_strange_dates(aggregate, &combinations)
        {
            return Err(Fault::StrangeDates);
        }
        let zeros_of_time = combinations.values().map(|figures| gaps(figures)).sum::<usize>();
        let counts_gaps =
            matches!(aggregate, Some(Aggregate::Max | Aggregate::Min | Aggregate::Mean));
        let has_zeros =
            combinations.is_empty() || not_reported > 0 || counts_gaps && zeros_of_time > 0;
        if target.missing_is_zero && has_zeros && self.has_strays(target, series, asked) {
            return Ok(None);
        }
        let mut members = members.into_iter().collect::<Result<Vec<_>, _>>()?;
        if target.missing_is_zero && !members.is_empty() && combine.is_some() {
            members.resize(members.len() + not_reported, zero());
        }
        let combined = across_members(combine, members)?;
        if target.missing_is_zero {
            return Ok(Some(combined.unwrap_or_else(zero)));
        }
        Ok(combined.filter(|_| not_reported == 0))
    }
}

/// What else a figure of a target depends on.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The periods in each of which there must be a figure.
    pub(crate) expected: &'a [Span],
    /// All windows in which the target takes figures.
    pub(crate) windows: &'a [Span],
}

/// The first and last days of periods, in order.
type Times = Vec<(Date, Date)>;

/// The times of which rows say something; `None` where those do not matter.
fn times(aggregate: Option<Aggregate>, rows: &[(usize, &Row)]) -> Option<Vec<Span>> {
    let spans: Vec<Span> = match aggregate {
        None | Some(Aggregate::Latest | Aggregate::Max | Aggregate::Min) => return None,
        Some(Aggregate::Cumulative) => {
            let mut last: BTreeMap<&[String], Date> = BTreeMap::new();
            for (_, row) in rows {
                let known = last.entry(&row.at).or_insert(row.period.last);
                *known = row.period.last.max(*known);
            }
            last.into_values().map(|day| month_span(day.month_number(), 1)).collect()
        }
        Some(_) => rows.iter().map(|(_, row)| row.period).collect(),
    };
    spans.iter().all(|span| span.days() >= 28).then_some(spans)
}

/// `ratio`: sum over sum, as a percentage when the unit is one. 0 to 0 is what `when_empty` says; n to 0, and
/// anything to less than 0, is an error in the data.
fn ratio(target: &Target, numerator: &Exact, denominator: &Exact) -> Result<Figure, Fault> {
    if denominator.is_positive() {
        let of_a_hundred = match target.unit.as_ref().map(|unit| unit.text) {
            Some("%") => 100,
            Some("‰") => 1000,
            _ => 1,
        };
        return Ok(Figure::Number(numerator * whole(of_a_hundred) / denominator));
    }
    match (numerator.is_zero() && denominator.is_zero(), target.empty_is_met) {
        (true, true) => Ok(Figure::Empty),
        (true, false) => Ok(Figure::Missing),
        (false, _) => Err(Fault::RatioOverZero),
    }
}

/// `aggregate`, within one combination of dimension values; there are `gaps` periods without a figure that count as 0.
fn over_time(
    aggregate: Option<Aggregate>,
    figures: &[(Span, Exact)],
    gaps: usize,
) -> Result<Exact, Fault> {
    match aggregate {
        Some(Aggregate::Count) => Ok(Exact::from_integer(figures.len().into())),
        Some(Aggregate::Sum | Aggregate::Mean) => {
            let periods: BTreeSet<Span> = figures.iter().map(|(period, _)| *period).collect();
            let mut covered: Option<Date> = None;
            for period in periods {
                if covered.is_some_and(|last| period.first <= last) {
                    return Err(Fault::OverlappingPeriods);
                }
                covered = Some(period.last);
            }
            if aggregate == Some(Aggregate::Sum) {
                Ok(figures.iter().map(|(_, figure)| figure).sum())
            } else {
                over_distinct_periods(aggregate, figures, gaps)
            }
        }
        _ => over_distinct_periods(aggregate, figures, gaps),
    }
}

/// The aggregates in which the same period twice with the same figure counts once, and with different ones
/// contradicts itself.
fn over_distinct_periods(
    aggregate: Option<Aggregate>,
    figures: &[(Span, Exact)],
    gaps: usize,
) -> Result<Exact, Fault> {
    let mut by_period: BTreeMap<Span, &Exact> = BTreeMap::new();
    let mut by_last_day: BTreeMap<Date, &Exact> = BTreeMap::new();
    let levels = matches!(aggregate, Some(Aggregate::Latest | Aggregate::Cumulative));
    for (period, figure) in figures {
        let same_period = by_period.insert(*period, figure);
        let same_day = by_last_day.insert(period.last, figure).filter(|_| levels);
        if same_period.or(same_day).is_some_and(|other| other != figure) {
            return Err(Fault::Contradiction);
        }
    }
    let in_order: Vec<&Exact> = by_last_day.into_values().collect();
    let periods = by_period.len();
    let count = Exact::from_integer((periods + gaps).into());
    let nothing = vec![zero(); gaps];
    let distinct = by_period.into_values();
    let with_gaps = distinct.chain(&nothing);
    let result = match aggregate {
        Some(Aggregate::Max) => with_gaps.max().cloned(),
        Some(Aggregate::Min) => with_gaps.min().cloned(),
        Some(Aggregate::Mean) => Some(with_gaps.sum::<Exact>() / count),
        Some(Aggregate::Latest) => in_order.last().copied().cloned(),
        Some(Aggregate::Cumulative) => {
            if in_order.windows(2).any(|pair| pair[1] < pair[0]) {
                return Err(Fault::CumulativeFell);
            }
            in_order.last().copied().cloned()
        }
        Some(Aggregate::Sum | Aggregate::Count) | None => {
            if periods > 1 {
                return Err(Fault::SeveralRows);
            }
            in_order.last().copied().cloned()
        }
    };
    Ok(result.unwrap_or_else(zero))
}

/// `combine`, across the combinations that meet.
fn across_members(combine: Option<Combine>, figures: Vec<Exact>) -> Result<Option<Exact>, Fault> {
    let count = Exact::from_integer(figures.len().into());
    match combine {
        _ if figures.is_empty() => Ok(None),
        None if figures.len() > 1 => Err(Fault::SeveralCombinations),
        None | Some(Combine::Sum) => Ok(Some(figures.into_iter().sum())),
        Some(Combine::Mean) => Ok(Some(figures.into_iter().sum::<Exact>() / count)),
        Some(Combine::Max) => Ok(figures.into_iter().max()),
        Some(Combine::Min) => Ok(figures.into_iter().min()),
    }
}

//! Figures that are due and not there: told in as few findings as say who and when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Read, words};
use crate::actuals::Unread;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::evaluate::{
    Fates, Members, Selected, Selection, Window, expected_periods, is_expected_by, is_paced_at,
    span,
};
use crate::period::Period;
use crate::plan::{Aggregate, Baseline, Each, GoalValues, Measure, Missing, Target, normalized};
use crate::quantity::Quantity;
use crate::source::Place;
use crate::wording::diagnostics::submission::missing as say;
use crate::wording::diagnostics::{any_of, first_names};
use crate::wording::{Text, called};

/// When figures of a target are expected.
#[derive(Clone, Debug)]
enum When {
    /// Some time in a span.
    Span(Period),
    /// In each of these periods, which are over.
    Each(Vec<Period>),
    /// In the period of the baseline.
    Baseline(Period),
}

/// What is asked of one series.
struct Asked<'a> {
    read: &'a Read<'a>,
    target: &'a Target,
    indicator: usize,
    /// The dimensions of which every member is to report.
    dimensions: Vec<usize>,
    when: When,
}

/// All figures that are missing, each once, whichever targets ask for them.
pub(super) fn missing(read: &Read<'_>) -> Vec<Diagnostic> {
    let mut fates = Fates::new(read.actuals);
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut known: BTreeMap<Text, usize> = BTreeMap::new();
    for target in &read.plan.targets {
        for when in expected(read, target) {
            for indicator in target.measure.formula.indicators() {
                let dimensions = dimensions(target);
                let asked =
                    Asked { read, target, indicator: *indicator, dimensions, when: when.clone() };
                for finding in asked.findings(&mut fates) {
                    if let Some(first) =
                        known.get(&finding.message).and_then(|at| found.get_mut(*at))
                    {
                        first.severity = first.severity.max(finding.severity);
                    } else {
                        known.insert(finding.message.clone(), found.len());
                        found.push(finding);
                    }
                }
            }
        }
    }
    found
}

/// When a target's figures are expected by now; never where nobody would miss them.
fn expected(read: &Read<'_>, target: &Target) -> Vec<When> {
    let as_of = read.as_of;
    let is_waived = target.waiver.as_ref().is_some_and(|waiver| as_of <= waiver.until.last);
    let is_open = matches!(target.goal.values, GoalValues::Open);
    if is_waived || is_open || target.measure.missing == Missing::Zero {
        return Vec::new();
    }
    let span = span(read.plan.period, target);
    let elapsed = Period { last: span.last.min(as_of), ..span };
    let calendar = target.each.as_ref().and_then(|each| each.calendar.as_ref());
    let now = is_expected(read, target);
    let mut all = Vec::new();
    if let Some(calendar) = calendar {
        let over = calendar.periods.iter().filter(|period| period.last <= as_of);
        let over: Vec<Period> = over.copied().collect();
        all.extend((!over.is_empty()).then_some(When::Each(over)));
    } else {
        match expected_periods(target.cadence.as_ref(), elapsed) {
            periods if !periods.is_empty() => all.push(When::Each(periods)),
            _ if now => all.push(When::Span(elapsed)),
            _ => {}
        }
    }
    if let Some(Baseline::Of(baseline)) = target.baseline
        && now
        && (target.goal.is_relative() || as_of < target.due)
    {
        // A total to date must be that of the whole period.
        let is_to_date = target.measure.aggregate == Some(Aggregate::Cumulative);
        let first = if is_to_date { baseline.last } else { baseline.first };
        all.push(When::Baseline(Period { first, ..baseline }));
    }
    all
}

/// Whether the verdict on a target asks for a figure by a date.
fn is_expected(read: &Read<'_>, target: &Target) -> bool {
    let as_of: Date = read.as_of;
    as_of >= target.due || is_paced_at(read.plan, target, as_of) || is_expected_by(target, as_of)
}

fn dimensions(target: &Target) -> Vec<usize> {
    let of_each = target.each.iter().flat_map(|each| &each.dimensions);
    let mut all: Vec<usize> = of_each.copied().collect();
    for dimension in &target.measure.reported_by {
        if !all.contains(dimension) {
            all.push(*dimension);
        }
    }
    all
}

/// For whom a figure is missing: a member of each dimension.
type Who = Vec<usize>;

impl Asked<'_> {
    fn periods(&self) -> &[Period] {
        match &self.when {
            When::Each(periods) => periods,
            When::Span(_) | When::Baseline(_) => &[],
        }
    }

    fn findings(&self, fates: &mut Fates) -> Vec<Diagnostic> {
        let present = self.present(fates);
        let excuses = Excuses::of(self);
        let is_anything_there = !present.is_empty() || self.has_sums();
        let count = self.periods().len().max(1);
        let (mut all, mut never, mut gaps) = (0_usize, Vec::new(), Vec::new());
        for who in Members::of(self.read.plan, &self.dimensions) {
            all += 1;
            let mut absent = Vec::new();
            for at in 0..count {
                if self.is_present(&present, &who, at) {
                    continue;
                }
                if !excuses.excuse(&who, self.periods().get(at).copied()) {
                    absent.push(at);
                }
            }
            if absent.len() == count {
                never.push(who);
            } else if !absent.is_empty() {
                gaps.push((who, absent));
            }
        }
        if self.dimensions.is_empty() || (never.len() == all && !is_anything_there) {
            let absent = never.first().map(|_| (0..count).collect::<Vec<_>>());
            let absent = absent.or_else(|| gaps.into_iter().next().map(|(_, absent)| absent));
            let is_of_others = !is_anything_there && self.is_there_for_others();
            let missing = |absent: Vec<usize>| self.missing_indicator(&absent, all, is_of_others);
            return absent.map(missing).into_iter().collect();
        }
        let mut found = Vec::new();
        if !never.is_empty() {
            let whole: Vec<usize> = (0..count).collect();
            found.push(self.missing_member(&never, &whole, all));
        }
        // Told by period, or by whoever has the same gaps: whichever takes fewer words.
        let mut by_period: BTreeMap<usize, Vec<Who>> = BTreeMap::new();
        let mut by_gaps: BTreeMap<Vec<usize>, Vec<Who>> = BTreeMap::new();
        for (who, absent) in &gaps {
            for at in absent {
                by_period.entry(*at).or_default().push(who.clone());
            }
            by_gaps.entry(absent.clone()).or_default().push(who.clone());
        }
        if by_period.len() < by_gaps.len() {
            let of_period = |(at, who): (usize, Vec<Who>)| self.missing_member(&who, &[at], all);
            found.extend(by_period.into_iter().map(of_period));
        } else {
            let alike =
                |(absent, who): (Vec<usize>, Vec<Who>)| self.missing_member(&who, &absent, all);
            found.extend(by_gaps.into_iter().map(alike));
        }
        found
    }

    /// The cells that have a figure.
    fn present(&self, fates: &mut Fates) -> Selected {
        self.select(&self.target.measure, fates)
    }

    /// Whether there are figures that only the `where` of the target leaves out.
    fn is_there_for_others(&self) -> bool {
        let measure = &self.target.measure;
        let unfiltered = || Measure { filters: Vec::new(), ..measure.clone() };
        !measure.filters.is_empty()
            && !self.select(&unfiltered(), &mut Fates::new(self.read.actuals)).is_empty()
    }

    fn select(&self, measure: &Measure, fates: &mut Fates) -> Selected {
        let Read { plan, actuals, dimensions, as_of, .. } = *self.read;
        let dimensions_asked = self.dimensions.clone();
        let each =
            Each { dimensions: dimensions_asked, calendar: None, coverage: Quantity::HUNDRED };
        let window = match &self.when {
            When::Each(periods) => Window::Calendar(periods),
            When::Span(span) | When::Baseline(span) => Window::Span(*span),
        };
        Selection { plan, actuals, dimensions, as_of, measure, each: Some(&each), window }
            .select(self.indicator, fates)
    }

    fn is_present(&self, present: &Selected, who: &[usize], at: usize) -> bool {
        let period = match &self.when {
            When::Each(_) => Some(at),
            When::Span(_) | When::Baseline(_) => None,
        };
        !present.of(who, period).is_empty() || self.is_summed(who, at)
    }

    /// Whether a cell is among the sums of members whose figures are not kept each.
    fn is_summed(&self, who: &[usize], at: usize) -> bool {
        let Some(Some(grid)) = self.read.actuals.grids.get(self.indicator) else { return false };
        let [member] = *who else { return false };
        if self.dimensions != [grid.dimension] || member < grid.first {
            return false;
        }
        let counts = |period: &Period| match &self.when {
            When::Each(periods) => periods.get(at).is_some_and(|asked| asked.contains(*period)),
            When::Span(span) | When::Baseline(span) => span.contains(*period),
        };
        grid.periods
            .iter()
            .enumerate()
            .any(|(column, period)| counts(period) && grid.sum(column, member).is_some())
    }

    fn has_sums(&self) -> bool {
        let grid = self.read.actuals.grids.get(self.indicator);
        grid.is_some_and(|grid| grid.as_ref().is_some_and(|grid| !grid.rows.is_empty()))
    }

    /// Nobody has reported anything of the series, or others have than are asked for.
    fn missing_indicator(
        &self,
        absent: &[usize],
        members: usize,
        is_of_others: bool,
    ) -> Diagnostic {
        let (indicator, when) = (self.indicator(), self.in_time(absent));
        if is_of_others {
            let asked = self.target.measure.filters.iter().map(|filter| {
                let values: Vec<&str> = filter.values.iter().map(String::as_str).collect();
                say::with(&filter.column, &any_of(&values))
            });
            let message = say::no_figure_with(&indicator, &when, &asked.collect::<Vec<_>>());
            return self.finding("missing-indicator", message, say::add_or_correct_filter());
        }
        let message = if self.dimensions.is_empty() {
            say::no_figure(&indicator, &when)
        } else {
            say::no_figure_at_all(&indicator, &when, &self.members(members))
        };
        self.finding("missing-indicator", message, say::add_or_rename())
    }

    /// Some have not reported.
    fn missing_member(&self, who: &[Who], absent: &[usize], members: usize) -> Diagnostic {
        let (indicator, when) = (self.indicator(), self.in_time(absent));
        let all = self.members(members);
        let message = if who.len() == members {
            say::no_figure_of_any(&indicator, &when, &all)
        } else {
            let names: Vec<String> = who.iter().map(|who| self.names(who)).collect();
            say::no_figure_of(&indicator, &when, &first_names(&names))
        };
        let finding = self.finding("missing-member", message, say::add_or_take_off());
        finding.label(say::some_of(who.len(), &all))
    }

    fn finding(&self, code: &'static str, message: Text, help: Text) -> Diagnostic {
        let files = &self.read.actuals.files;
        let of_indicator = self.read.actuals.observations.get(self.indicator);
        let first = of_indicator.and_then(|figures| figures.first()).map_or(0, |first| first.file);
        let place = files
            .get(first as usize)
            .map_or_else(|| self.target.place.clone(), |file| Place::file(&file.name));
        let Target { id, title, .. } = self.target;
        let asked = if title == id { say::asked_here() } else { say::asked_here_by(title) };
        let finding = Diagnostic::error(code, place, message)
            .and(self.target.place.clone(), asked)
            .help(help);
        match self.target.severity {
            Severity::Error => finding,
            severity => Diagnostic { severity, ..finding },
        }
    }

    fn indicator(&self) -> Text {
        called::indicator(self.read.plan, self.indicator)
    }

    /// When, in words.
    fn in_time(&self, absent: &[usize]) -> Text {
        match &self.when {
            When::Each(periods) => words::periods(absent, periods),
            When::Span(span) => say::one_period(*span),
            When::Baseline(period) => say::baseline(*period),
        }
    }

    /// So many members, in words.
    fn members(&self, number: usize) -> Text {
        let dimensions = self.dimensions.iter().filter_map(|at| self.read.plan.dimensions.get(*at));
        say::members(number, &dimensions.map(called::dimension).collect::<Vec<_>>())
    }

    fn names(&self, who: &[usize]) -> String {
        let names = self.dimensions.iter().zip(who).filter_map(|(dimension, member)| {
            let dimension = self.read.plan.dimensions.get(*dimension)?;
            dimension.members.get(*member).map(String::as_str)
        });
        names.collect::<Vec<_>>().join(" / ")
    }
}

/// The member of each dimension and the period of a cell, as far as they can be told.
type Excuse = (Vec<Option<usize>>, Option<Period>);

/// Cells that are there, though they could not be read.
struct Excuses {
    /// By the member of the first dimension, if that can be told: those of the other dimensions, and the period.
    by_first: BTreeMap<Option<usize>, BTreeSet<Excuse>>,
}

impl Excuses {
    fn of(asked: &Asked<'_>) -> Self {
        let mut by_first: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let rosters: Vec<BTreeMap<String, usize>> = asked
            .dimensions
            .iter()
            .filter_map(|at| asked.read.plan.dimensions.get(*at))
            .map(|dimension| {
                dimension.members.iter().map(|name| normalized(name)).zip(0..).collect()
            })
            .collect();
        let mut mentioned: BTreeMap<(usize, &str), Option<usize>> = BTreeMap::new();
        let of_indicator =
            |unread: &&Unread| unread.indicator.is_none_or(|of| of == asked.indicator);
        for unread in asked.read.unread.iter().filter(of_indicator) {
            let mut who: Vec<Option<usize>> = Vec::with_capacity(rosters.len());
            for (at, roster) in rosters.iter().enumerate() {
                let member = |cell: &str| {
                    let exact = roster.get(cell);
                    exact
                        .or_else(|| roster.get(nearest(cell, roster.keys().map(String::as_str))?))
                        .copied()
                };
                let cells = unread.who.iter().map(String::as_str);
                let found = cells.filter_map(|cell| {
                    *mentioned.entry((at, cell)).or_insert_with(|| member(cell))
                });
                who.push(found.min());
            }
            let first = who.first().copied().flatten();
            by_first.entry(first).or_default().insert((who, unread.period));
        }
        Self { by_first }
    }

    fn excuse(&self, who: &[usize], period: Option<Period>) -> bool {
        let is_of = |(mentioned, when): &Excuse| {
            let is_member =
                mentioned.iter().zip(who).all(|(one, other)| one.is_none_or(|one| one == *other));
            let is_then = match (when, period) {
                (Some(when), Some(period)) => period.holds(when.last),
                _ => true,
            };
            is_member && is_then
        };
        let first = who.first().copied();
        let keys = if first.is_some() { vec![first, None] } else { vec![None] };
        keys.iter().filter_map(|key| self.by_first.get(key)).flatten().any(is_of)
    }
}

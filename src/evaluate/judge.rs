//! From figures to verdicts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::attainment;
use super::errors::Errors;
use super::figure::{Figures, empty_is_met, expected_periods, inexact_target};
use super::filters::unmatched_filters;
use super::first_days::first_days;
use super::pace::{NoCompoundPath, Required, required};
use super::select::{Dimensions, Fates, Selected, Selection, Window, last_day, span};
use super::standard::Standard;
use super::{
    Absence, Account, AsOf, Evaluation, Figure, Options, Outcome, Part, Reason, Tally, Verdict,
};
use crate::actuals::{Actuals, File, SetAside};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::plan::{
    Aggregate, AttainmentKind, Baseline, Each, GoalValue, GoalValues, Missing, Pace, Plan, Target,
};
use crate::quantity::{Inexact, Ratio};
use crate::source::Place;
use crate::wording::diagnostics::evaluate as say;
use crate::wording::{Text, called};

/// What judging every target has come to, whatever stands against it.
struct Judged {
    as_of: Date,
    outcomes: Vec<Outcome>,
    accounts: Vec<Account>,
    errors: Errors,
    /// What is in doubt, such as a value in a `where` that no row has, with the targets.
    warnings: Vec<(usize, Diagnostic)>,
}

/// What stands against verdicts.
#[derive(Debug)]
pub(crate) struct Found {
    /// The errors, each with the first target at which it was found.
    pub(crate) errors: Vec<(Option<usize>, Diagnostic)>,
    /// How many more there are, and the place of the first.
    pub(crate) more: Option<(Place, u64)>,
    /// What is in doubt, such as a value in a `where` that no row has, with the targets.
    pub(crate) warnings: Vec<(usize, Diagnostic)>,
    /// Why ratios that fail have no figure although rows of theirs are there, with their targets.
    pub(crate) without_ratio: Vec<(usize, Absence)>,
    /// Of whom a sum or its baseline has no figure and the other one has, where that makes a goal easier, with the targets
    /// and whether it is the baseline that has none.
    pub(crate) uneven_baselines: Vec<(usize, Absence, bool)>,
}

/// What stands against the verdicts on a plan at a date, in actuals that may be wrong in parts.
pub(crate) fn judge(plan: &Plan, actuals: &Actuals, as_of: Date) -> Found {
    let judged = judged(plan, actuals, as_of, 0);
    let (errors, more) = judged.errors.into_found();
    let outcomes = || judged.outcomes.iter().enumerate();
    let without_ratio = outcomes().filter_map(|(at, outcome)| Some((at, outcome.without_ratio()?)));
    let without_ratio = without_ratio.map(|(at, absence)| (at, absence.clone())).collect();
    let dimensions = &Dimensions::new(plan, actuals);
    let uneven_baselines = outcomes().filter_map(|(at, outcome)| {
        let figures = Figures { plan, actuals, dimensions, target: plan.targets.get(at)? };
        let (absence, is_of_baseline) = figures.uneven_baseline(outcome, as_of)?;
        Some((at, absence, is_of_baseline))
    });
    let uneven_baselines = uneven_baselines.collect();
    Found { errors, more, warnings: judged.warnings, without_ratio, uneven_baselines }
}

/// The verdict on one target at a date; `None` where something stands against it.
pub(crate) fn verdict(
    plan: &Plan,
    actuals: &Actuals,
    dimensions: &Dimensions,
    target: &Target,
    as_of: Date,
) -> Option<Verdict> {
    let (mut fates, mut errors) = (Fates::new(actuals), Errors::default());
    let figures = Figures { plan, actuals, dimensions, target };
    let (fates, errors) = (&mut fates, &mut errors);
    let outcome = Judge { figures, as_of, most_cells: 0, fates, errors }.outcome();
    errors.is_empty().then_some(outcome.verdict)
}

fn judged(plan: &Plan, actuals: &Actuals, as_of: Date, most_cells: usize) -> Judged {
    let dimensions = Dimensions::new(plan, actuals);
    let mut fates = Fates::new(actuals);
    let mut errors = Errors::default();
    let mut outcomes = Vec::with_capacity(plan.targets.len());
    for (position, target) in plan.targets.iter().enumerate() {
        errors.target = Some(position);
        let figures = Figures { plan, actuals, dimensions: &dimensions, target };
        let (fates, errors) = (&mut fates, &mut errors);
        outcomes.push(Judge { figures, as_of, most_cells, fates, errors }.outcome());
    }
    errors.target = None;
    let accounts = fates.accounts(actuals);
    let mut warnings = errors.take_warnings();
    for (position, target) in plan.targets.iter().enumerate() {
        let mut found = Vec::new();
        unmatched_filters(plan, actuals, target, as_of, &mut found);
        warnings.extend(found.into_iter().map(|warning| (position, warning)));
    }
    Judged { as_of, outcomes, accounts, errors, warnings }
}

pub(super) fn evaluate(
    plan: &Plan,
    actuals: &Actuals,
    options: &Options,
) -> Result<Evaluation, Vec<Diagnostic>> {
    let first = actuals.files.first().map_or(&plan.file, |file| &file.name);
    let place = || Place::file(first);
    let last = last_day(plan, actuals);
    let Some(date) = options.as_of.or(last).or_else(|| actuals.last_day()) else {
        let set_aside = actuals.files.iter().map(|file| &file.set_aside);
        return Err(vec![nothing_usable(plan, place(), say::no_figure_of_plan(), set_aside)]);
    };
    if let Some(error) = first_days(actuals, place()).filter(|_| options.as_of.is_none()) {
        return Err(vec![error]);
    }
    let as_of_source = match options.as_of {
        Some(_) => AsOf::Given,
        None if actuals.last_day() > Some(date) => AsOf::LastPeriodAsked,
        None => AsOf::LastPeriod,
    };
    let judged = judged(plan, actuals, date, options.most_cells);
    let Judged { as_of, outcomes, accounts, mut errors, warnings: doubts } = judged;
    let mut warnings: Vec<Diagnostic> = actuals.warnings.clone();
    warnings.extend(doubts.into_iter().map(|(_, warning)| warning));
    let is_of_plan = options.as_of.or(last).is_some();
    let is_any_used = accounts.iter().any(|account| account.used > 0);
    if errors.is_empty() && !(is_of_plan && is_any_used) {
        let set_aside = accounts.iter().map(|account| &account.set_aside);
        errors.push(nothing_usable(plan, place(), say::no_figure_as_of(date), set_aside));
        // A condition that no row meets may be why. What might count twice does not.
        let reasons = warnings.drain(..).filter(|warning| warning.code != "possible-total");
        reasons.for_each(|warning| errors.push(warning));
    }
    if errors.is_empty() {
        unusable_files(plan, actuals, &accounts).for_each(|error| errors.push(error));
    }
    if !errors.is_empty() {
        return Err(errors.into_shown());
    }
    let tally = Tally::of(plan, &outcomes);
    let score = super::score::score(plan, &outcomes);
    Ok(Evaluation { as_of, as_of_source, outcomes, tally, score, accounts, warnings })
}

/// The errors of files among others of which the plan knows no row: neither its indicator nor whose it is.
fn unusable_files<'a>(
    plan: &'a Plan,
    actuals: &'a Actuals,
    accounts: &'a [Account],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let is_unknown = |(reason, _): &(&SetAside, &u64)| {
        matches!(reason, SetAside::UnknownIndicator | SetAside::UnknownMember)
    };
    let is_unusable = move |(_, account): &(&File, &Account)| {
        let mut rows = account.set_aside.iter().filter(|(reason, _)| reason.is_of_data());
        account.used == 0 && rows.clone().next().is_some() && rows.all(|rows| is_unknown(&rows))
    };
    let unusable = actuals.files.iter().zip(accounts).filter(is_unusable);
    unusable.map(move |(file, account)| {
        let place = Place::file(&file.name);
        let set_aside = std::iter::once(&account.set_aside);
        nothing_usable(plan, place, say::no_row_known(), set_aside)
    })
}

/// The error of actuals that say nothing about the plan.
fn nothing_usable<'a>(
    plan: &Plan,
    place: Place,
    message: Text,
    set_aside: impl Iterator<Item = &'a BTreeMap<SetAside, u64>>,
) -> Diagnostic {
    let shown = plan.indicators.len().min(6);
    let names: Vec<Text> = (0..shown).map(|position| called::indicator(plan, position)).collect();
    let more = plan.indicators.len() - shown;
    let mut reasons: BTreeMap<SetAside, u64> = BTreeMap::new();
    for (reason, count) in set_aside.flatten() {
        *reasons.entry(*reason).or_default() += count;
    }
    let mut reasons: Vec<(SetAside, u64)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, _)| reason.name());
    let message =
        if reasons.is_empty() { message } else { say::with_set_aside(&message, &reasons) };
    Diagnostic::error("nothing-evaluated", place, message).help(say::check_names(&names, more))
}

/// Whether a pace is judged at all at a date, whatever the baseline.
pub(crate) fn is_paced_at(plan: &Plan, target: &Target, as_of: Date) -> bool {
    match &target.pace {
        Pace::None => false,
        Pace::Linear | Pace::Compound => as_of >= plan.period.first,
        Pace::Checkpoints(points) => points.iter().any(|point| point.period.last <= as_of),
    }
}

/// Whether a cadence asks for a figure of a target by a date.
pub(crate) fn is_expected_by(target: &Target, as_of: Date) -> bool {
    let cadence = target.cadence.as_ref();
    cadence.is_some_and(|cadence| cadence.periods.iter().any(|period| period.last <= as_of))
}

/// Whether a verdict on a target rests on its figures by a date.
pub(super) fn is_asked_by(plan: &Plan, target: &Target, as_of: Date) -> bool {
    let is_waived = target.waiver.as_ref().is_some_and(|waiver| as_of <= waiver.until.last);
    let is_open = matches!(target.goal.values, GoalValues::Open);
    let calendar = target.each.as_ref().and_then(|each| each.calendar.as_ref());
    let has_cells =
        calendar.is_some_and(|calendar| calendar.periods.iter().any(|period| period.last <= as_of));
    let is_expected = as_of >= target.due
        || has_cells
        || is_paced_at(plan, target, as_of)
        || is_expected_by(target, as_of);
    is_expected && !is_waived && !is_open
}

/// The judgement of one target.
pub(super) struct Judge<'a, 'b> {
    pub(super) figures: Figures<'a>,
    pub(super) as_of: Date,
    pub(super) most_cells: usize,
    pub(super) fates: &'b mut Fates,
    pub(super) errors: &'b mut Errors,
}

impl<'a> Judge<'a, '_> {
    pub(super) fn target(&self) -> &'a Target {
        self.figures.target
    }

    pub(super) fn is_due(&self) -> bool {
        self.as_of >= self.target().due
    }

    fn outcome(&mut self) -> Outcome {
        let outcome = match &self.target().each {
            None => self.plain(),
            Some(each) => self.each(each),
        };
        self.with_waiver(outcome)
    }

    /// An approved exception excuses a failure until it runs out.
    fn with_waiver(&self, mut outcome: Outcome) -> Outcome {
        if let Some(waiver) = &self.target().waiver {
            outcome.waiver_void = self.as_of > waiver.until.last;
            if outcome.verdict.fails() && !outcome.waiver_void {
                outcome.excused = Some(outcome.verdict);
                outcome.verdict = Verdict::Waived;
            }
        }
        outcome
    }

    /// The span that evidence of a goal on one figure comes from: from the plan's first day until it is due.
    pub(super) fn span(&self) -> Period {
        span(self.figures.plan.period, self.target())
    }

    /// The part of a span that has passed; it holds nothing when none has.
    pub(super) fn elapsed_of(&self, span: Period) -> Period {
        Period { last: span.last.min(self.as_of), ..span }
    }

    /// What the target selects observations by.
    pub(super) fn selection<'s>(&self, each: Option<&'s Each>, window: Window<'s>) -> Selection<'s>
    where
        'a: 's,
    {
        Selection {
            plan: self.figures.plan,
            actuals: self.figures.actuals,
            dimensions: self.figures.dimensions,
            as_of: self.as_of,
            measure: &self.target().measure,
            each,
            window,
        }
    }

    /// The observations of each series of the measure, by cell.
    pub(super) fn select(&mut self, each: Option<&Each>, window: Window<'_>) -> Vec<Selected> {
        let selection = self.selection(each, window);
        let indicators = self.target().measure.formula.indicators();
        indicators.iter().map(|indicator| selection.select(*indicator, self.fates)).collect()
    }

    pub(super) fn figure(
        &mut self,
        selected: &[Selected],
        members: &[usize],
        period: Option<usize>,
        expected: &[Period],
    ) -> Figure {
        let evidence = selected.iter().map(|series| (series.of(members, period), &series.strays));
        self.figures.figure(evidence, expected, self.fates, self.errors)
    }

    /// Takes a total to date that ends in a month before a span is over for no figure, unless more of it can only help, or it
    /// is too much already: it says nothing of how it ended.
    pub(super) fn refuse_early(&self, figure: &mut Figure, standard: &Standard, span: Period) {
        let target = self.target();
        let Ok(actual) = figure.value else { return };
        let kind = target.goal.kind;
        let is_decided =
            kind.wants_more() || kind.wants_less() && !standard.is_satisfied_by(Some(actual));
        let is_total = target.measure.aggregate == Some(Aggregate::Cumulative);
        let is_zero_else = target.measure.missing == Missing::Zero;
        if !is_total || is_zero_else || span.last > self.as_of || is_decided {
            return;
        }
        let month = span.last.first_of_month();
        let ends_early = |part: &Part| {
            let observations = &self.figures.actuals.observations[part.indicator];
            let ends = part.members.iter().filter_map(|member| member.evidence.last());
            let end = ends.map(|position| observations[*position].period.last).min()?;
            let first = end.tomorrow().ok().filter(|_| end < month)?;
            let periods = vec![Period { first, last: span.last }];
            Some(Absence::PeriodsMissing { indicator: part.indicator, periods })
        };
        let absence = figure.parts.iter().find_map(ends_early);
        figure.value = absence.map_or(Ok(actual), Err);
    }

    /// The figures of the baseline's period, by members.
    pub(super) fn baseline_evidence(&mut self, each: Option<&Each>) -> Option<Vec<Selected>> {
        match self.target().baseline {
            Some(Baseline::Of(period)) => {
                let by_members = each.map(|each| Each { calendar: None, ..each.clone() });
                Some(self.select(by_members.as_ref(), Window::Span(period)))
            }
            _ => None,
        }
    }

    /// What the figure was before, for some members; `None` when the plan names no baseline.
    pub(super) fn baseline(
        &mut self,
        selected: Option<&Vec<Selected>>,
        members: &[usize],
    ) -> Option<Figure> {
        match (self.target().baseline, selected) {
            (Some(Baseline::Given(number)), _) => {
                Some(Figure { value: Ok(Ratio::whole(number)), parts: Vec::new() })
            }
            (Some(Baseline::Of(period)), Some(selected)) => {
                let target = self.target();
                let cadence = target.cadence.as_ref();
                // What is missing is a 0 in the baseline as in the figure.
                let expected = match target.measure.missing {
                    Missing::Zero => cadence.map(|cadence| cadence.within(period)),
                    Missing::Fail => None,
                };
                let expected = expected.unwrap_or_default();
                let mut figure = self.figure(selected, members, None, &expected);
                let gap = figure.value.is_ok().then(|| self.figures.gap_before(&figure, period));
                if let Some(gap) = gap.flatten() {
                    figure.value = Err(gap);
                }
                Some(figure)
            }
            _ => None,
        }
    }

    /// Notes a result that does not fit.
    pub(super) fn exact<T>(&mut self, result: Result<T, Inexact>, what: fn() -> Text) -> Option<T> {
        if result.is_err() {
            self.errors.push(inexact_target(self.target(), &what()));
        }
        result.ok()
    }

    pub(super) fn standard(
        &mut self,
        value: Option<&GoalValue>,
        baseline: Option<Figure>,
    ) -> Standard {
        let target = self.target();
        let known = baseline.as_ref().and_then(|baseline| baseline.value.as_ref().ok().copied());
        let bound = |judge: &mut Self, value: Option<&GoalValue>| {
            judge.exact(value?.bound(target.goal.kind, known), say::the_goal).flatten()
        };
        Standard {
            bound: bound(self, value),
            stretch: bound(self, target.stretch.as_ref()),
            baseline,
        }
    }

    /// What the pace requires of a figure now, which came to `first` at first; nothing when the target is due.
    pub(super) fn required(
        &mut self,
        standard: &Standard,
        figure: Option<Ratio>,
        first: Option<Ratio>,
    ) -> Required {
        let (plan, target) = (self.figures.plan, self.target());
        // Without the baseline that the plan names there is no way from it; verdicts say so.
        let known = standard.no_baseline().is_none() && !self.is_due();
        let Some(bound) = standard.bound.filter(|_| known) else { return Required::Nothing };
        let result = required(plan, target, bound, standard.baseline(), first, self.as_of);
        match self.exact(result, say::the_pace) {
            Some(Ok(required)) => required,
            // Where there is no figure there is nothing to be judged by the path.
            Some(Err(NoCompoundPath)) if figure.is_none() => Required::Nothing,
            Some(Err(NoCompoundPath)) => {
                let error = Diagnostic::error(
                    "no-compound-pace",
                    target.goal_place.clone(),
                    say::no_compound_pace(&target.id),
                );
                self.errors.push(error.help(say::choose_another_pace()));
                Required::Nothing
            }
            None => Required::Nothing,
        }
    }

    /// Whether a pace is judged at all at the date, whatever the baseline.
    pub(super) fn is_paced(&self) -> bool {
        is_paced_at(self.figures.plan, self.target(), self.as_of)
    }

    /// A goal on one figure.
    fn plain(&mut self) -> Outcome {
        let target = self.target();
        let selected = self.select(None, Window::Span(self.span()));
        let expected = expected_periods(target.cadence.as_ref(), self.elapsed_of(self.span()));
        let mut figure = self.figure(&selected, &[], None, &expected);
        let baseline_evidence = self.baseline_evidence(None);
        let baseline = self.baseline(baseline_evidence.as_ref(), &[]);
        let value = match &target.goal.values {
            GoalValues::One(value) => Some(value),
            GoalValues::Open | GoalValues::ByMember { .. } => None,
        };
        let standard = self.standard(value, baseline);
        self.refuse_early(&mut figure, &standard, self.span());
        let actual = figure.value.as_ref().ok().copied();
        let required = self.required(&standard, actual, figure.first());
        let (verdict, reason) = self.verdict(&figure, &standard, &required);
        let (mut attained, mut progress, mut gap) = (None, None, None);
        if let (Some(actual), Some(bound)) = (actual, standard.bound) {
            let result = attainment::of_figure(target.goal.kind, actual, bound);
            attained = self.exact(result, say::the_attainment).flatten();
            let result = attainment::gap(target, actual, bound);
            gap = self.exact(result, say::the_distance).flatten();
            if let Some(baseline) = standard.baseline() {
                let result = attainment::progress(actual, baseline, bound);
                progress = self.exact(result, say::the_progress).flatten();
            }
        }
        Outcome {
            verdict,
            reason,
            excused: None,
            waiver_void: false,
            due: self.is_due(),
            strays: Selected::strays_of(&selected),
            figure: Some(figure),
            bound: standard.bound,
            stretch: standard.stretch,
            baseline: standard.baseline(),
            baseline_figure: standard.baseline,
            required_now: required.shown(actual),
            attainment: if target.attainment == AttainmentKind::Progress {
                progress
            } else {
                attained
            },
            progress,
            gap,
            cells: None,
            total: None,
        }
    }

    fn verdict(
        &self,
        figure: &Figure,
        standard: &Standard,
        required: &Required,
    ) -> (Verdict, Reason) {
        let target = self.target();
        if matches!(target.goal.values, GoalValues::Open) {
            return (Verdict::Open, Reason::ValueOpen);
        }
        let actual = figure.value.as_ref().ok().copied();
        let empty_met = figure.value == Err(Absence::EmptyRatio) && empty_is_met(target);
        let satisfied = || {
            if empty_met {
                (Verdict::Met, Reason::NothingToBreach)
            } else if standard.stretch_is_satisfied_by(actual) {
                (Verdict::Exceeded, Reason::StretchSatisfied)
            } else {
                (Verdict::Met, Reason::Satisfied)
            }
        };
        let no_baseline =
            |absence: &Absence| (Verdict::NoData, Reason::NoBaseline(absence.clone()));
        let absence = figure.value.as_ref().err().filter(|_| !empty_met);
        // A gap in the cadence is a figure that is expected and not there, whatever the others say.
        if let Some(absence) = absence.filter(|absence| absence.is_gap()) {
            return (Verdict::NoData, Reason::NoFigure(absence.clone()));
        }
        let is_satisfied = empty_met || standard.is_satisfied_by(actual);
        if self.is_due() {
            return match (absence, standard.bound) {
                (Some(absence), _) => (Verdict::NoData, Reason::NoFigure(absence.clone())),
                (None, _) if is_satisfied => satisfied(),
                (None, Some(_)) => (Verdict::Missed, Reason::NotSatisfied),
                (None, None) => no_baseline(standard.no_baseline().unwrap_or(&Absence::EmptyRatio)),
            };
        }
        if is_satisfied && target.goal.kind.wants_more() {
            return satisfied();
        }
        if !self.is_paced() {
            return match absence {
                Some(absence) if self.is_expected_now() => {
                    (Verdict::NoData, Reason::NoFigure(absence.clone()))
                }
                _ => (Verdict::Open, Reason::NotDue),
            };
        }
        if empty_met {
            return (Verdict::OnTrack, Reason::NothingToBreach);
        }
        match (absence, standard.no_baseline(), actual) {
            (Some(absence), ..) => (Verdict::NoData, Reason::NoFigure(absence.clone())),
            (None, Some(absence), _) => no_baseline(absence),
            (None, None, Some(actual)) if !required.admits(actual) => {
                (Verdict::Behind, Reason::PaceNotKept)
            }
            (None, None, _) => (Verdict::OnTrack, Reason::PaceKept),
        }
    }

    /// Whether a cadence asks for a figure by now.
    pub(super) fn is_expected_now(&self) -> bool {
        is_expected_by(self.target(), self.as_of)
    }
}

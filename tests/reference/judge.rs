//! The reference: verdicts from the model, in fractions, written from the design and sharing no code with the program.

mod figure;
mod goal;
mod score;
mod verdict;

use super::dates::{Date, Span};
use super::exact::Exact;
use super::model::{Aggregate, Amount, Baseline, Bounds, Case, Kind, Plan, Row, Target};
pub(crate) use figure::Fault;
use figure::{Asked, Evidence, Figure, Place};
use goal::{Required, Wanted, pace};
use num_traits::Signed;
pub(crate) use score::{Sheet, Sum, score};
use std::collections::BTreeSet;
use verdict::{Cell, each, expected, has_gap, plain};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Verdict {
    Exceeded,
    Met,
    OnTrack,
    Open,
    Behind,
    Missed,
    NoData,
    Waived,
}

impl Verdict {
    pub(crate) const ALL: [Self; 8] = [
        Self::Exceeded,
        Self::Met,
        Self::OnTrack,
        Self::Open,
        Self::Behind,
        Self::Missed,
        Self::NoData,
        Self::Waived,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exceeded => "exceeded",
            Self::Met => "met",
            Self::OnTrack => "on-track",
            Self::Open => "open",
            Self::Behind => "behind",
            Self::Missed => "missed",
            Self::NoData => "no-data",
            Self::Waived => "waived",
        }
    }

    pub(crate) fn fails(self) -> bool {
        matches!(self, Self::Behind | Self::Missed | Self::NoData)
    }
}

#[derive(Debug)]
pub(crate) enum Judgement {
    /// Every reason why the figures cannot be trusted.
    Refused(Vec<Fault>),
    /// With the number of rows that some figure counts.
    Evaluated {
        as_of: Date,
        status: u8,
        used: usize,
        outcomes: Vec<Outcome>,
        score: Option<Box<Sheet>>,
    },
}

#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    /// Whether what is there by now satisfies the goal.
    pub(crate) satisfied: bool,
    pub(crate) attainment: Option<Exact>,
    /// The attainment as it is shown: two decimals, rounded down, never 100 for a goal that is not satisfied.
    pub(crate) percent: Option<String>,
    /// The figure of a target without cells; a stage as its number from 1.
    pub(crate) actual: Option<Exact>,
    /// The actual less the goal.
    pub(crate) gap: Option<Exact>,
    /// What a pace that does not grow asks for, of a goal with one value and a figure.
    pub(crate) required: Option<Exact>,
    /// Satisfied cells and all that are considered.
    pub(crate) cells: Option<(usize, usize)>,
    /// What the verdict turns on.
    pub(crate) turns: Turns,
}

/// What a failing target lacks, also when it is waived, and what a passing one has to spare. Paces that grow are left out.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    /// What the figure would have to change by.
    pub(crate) change: Option<Exact>,
    /// How far the figure is from failing.
    pub(crate) margin: Option<Exact>,
    /// How many more cells would have to do what is asked of them.
    pub(crate) cells_needed: Option<usize>,
    /// How many more cells could fail.
    pub(crate) cells_to_spare: Option<usize>,
    /// How far the figure of the closest cell that does what is asked of it is from failing.
    pub(crate) least_margin: Option<Exact>,
}

/// The date of the evaluation: given, or the last day of the latest period among the rows with a figure for an
/// indicator that the plan knows, of those that some target asks for.
pub(crate) fn as_of(case: &Case) -> Option<Date> {
    let is_known = |row: &&Row| row.series.is_some() && row.value.is_some();
    let known: Vec<&Row> = case.rows.iter().filter(is_known).collect();
    let is_asked = |row: &&&Row| {
        let of_row =
            |target: &&Target| row.series.is_some_and(|one| target.series().contains(&one));
        case.plan.targets.iter().filter(of_row).any(|target| asks(&case.plan, target, row.period))
    };
    let asked = known.iter().filter(is_asked).map(|row| row.period.last).max();
    case.as_of.or(asked)
}

/// Whether a target takes a figure of a period for its own, sooner or later: it lies in one of its windows, or comes after
/// them and within the plan.
fn asks(plan: &Plan, target: &Target, period: Span) -> bool {
    let lies_in = |window: &Span| match target.aggregation(plan) {
        Some(Aggregate::Cumulative) => window.holds(period.last),
        _ => window.contains(period),
    };
    let windows = windows_by(plan, target, target.due_day(plan));
    let overlaps = |window: &Span| period.first <= window.last && window.first <= period.last;
    let end = windows.last().map_or(plan.period.last, |last| last.last);
    windows.iter().any(lies_in)
        || !windows.iter().any(overlaps) && period.first > end && plan.period.contains(period)
}

pub(crate) fn judge(case: &Case) -> Judgement {
    let asked = as_of(case);
    // What nobody asks for may be at fault all the same.
    let known = case.rows.iter().filter(|row| row.series.is_some() && row.value.is_some());
    let Some(as_of) = asked.or_else(|| known.map(|row| row.period.last).max()) else {
        return Judgement::Refused(vec![Fault::NothingToEvaluate]);
    };
    let evidence = Evidence::new(&case.plan, &case.rows, as_of);
    let used = used(&evidence);
    let mut outcomes = Vec::new();
    let mut faults = Vec::new();
    for target in &case.plan.targets {
        match outcome(&evidence, target) {
            Ok(outcome) => outcomes.push(outcome),
            Err(fault) => faults.push(fault),
        }
    }
    if used.is_empty() || asked.is_none() {
        faults.push(Fault::NothingToEvaluate);
    }
    if !faults.is_empty() {
        return Judgement::Refused(faults);
    }
    let failing = |(target, outcome): (&Target, &Outcome)| {
        target.counts(&case.plan) && outcome.verdict.fails()
    };
    let status = u8::from(case.plan.targets.iter().zip(&outcomes).any(failing));
    let score = score(&case.plan, &outcomes, as_of).map(Box::new);
    Judgement::Evaluated { as_of, status, used: used.len(), outcomes, score }
}

/// The positions of the rows that some figure or baseline counts.
fn used(evidence: &Evidence) -> BTreeSet<usize> {
    let mut used = BTreeSet::new();
    for target in &evidence.plan.targets {
        for (places, window) in places_and_windows(evidence, target) {
            used.extend(evidence.used(target, window, &places));
        }
        if let Some(Baseline::Period(period)) = target.baseline {
            for place in places(evidence.plan, target) {
                used.extend(evidence.used(target, period, &place));
            }
        }
    }
    used
}

/// The figures, and baselines if it has any, of a target's cells: what the generator aims goals at.
pub(crate) fn observed(case: &Case, target: &Target) -> Vec<(Exact, Option<Exact>)> {
    let Some(as_of) = as_of(case) else {
        return Vec::new();
    };
    let evidence = Evidence::new(&case.plan, &case.rows, as_of);
    let cells = places_and_windows(&evidence, target).into_iter().filter_map(|(places, window)| {
        let (expected, windows) = (expected(&evidence, target), windows(&evidence, target));
        let asked = Asked { expected: &expected, windows: &windows };
        let figure = evidence.figure(target, window, &places, asked).ok()?;
        let baseline = evidence.baseline(target, &places).ok()?;
        Some((figure.number()?.clone(), baseline.number().cloned()))
    });
    cells.collect()
}

/// The elapsed share of the way on the date, if a pace by shares is in force, and whether the way starts at 0.
pub(crate) fn share(case: &Case, target: &Target) -> Option<(i32, i32, bool)> {
    match pace(&case.plan, target, as_of(case)?) {
        Required::Share { elapsed, of, from_zero, .. } => Some((elapsed, of, from_zero)),
        Required::Nothing | Required::Checkpoint { .. } => None,
    }
}

/// Whether a compound pace makes sense for every cell: from a positive start to a positive goal.
pub(crate) fn can_grow(case: &Case, target: &Target) -> bool {
    let seen = observed(case, target);
    let lists: Vec<&[Amount]> = match &target.goal.bounds {
        Bounds::Same(amounts) => vec![amounts],
        Bounds::Members { each, .. } => {
            each.iter().map(|(_, amounts)| amounts.as_slice()).collect()
        }
    };
    let grows = |start: Option<&Exact>, amounts: &[Amount]| {
        let wanted = Wanted::new(target, amounts, start);
        start.is_some_and(Signed::is_positive)
            && wanted.is_some_and(|wanted| wanted.low.is_positive())
    };
    !seen.is_empty()
        && seen.iter().all(|(_, start)| lists.iter().all(|amounts| grows(start.as_ref(), amounts)))
}

fn outcome(evidence: &Evidence, target: &Target) -> Result<Outcome, Fault> {
    let gap = has_gap(evidence, target);
    let expected = expected(evidence, target);
    let windows = windows(evidence, target);
    let asked = Asked { expected: &expected, windows: &windows };
    let mut cells = Vec::new();
    for places in places(evidence.plan, target) {
        // Figures of the baseline are read whether or not a period has passed yet.
        let baseline = evidence.baseline(target, &places)?;
        let start = baseline.number();
        let wanted = Wanted::new(target, amounts_at(target, &places), start);
        let stretch = target.stretch.as_ref();
        let stretch =
            stretch.and_then(|stretch| Wanted::new(target, std::slice::from_ref(stretch), start));
        for window in &windows {
            // A total to date that ends early says nothing of an end that must not be too high, unless it is so already.
            let is_over =
                target.each_period.is_some() || evidence.as_of >= target.due_day(evidence.plan);
            let wants_less = matches!(target.goal.kind, Kind::AtMost | Kind::LessThan);
            let is_open = |actual: &Exact| {
                let is_satisfied = || {
                    wanted.as_ref().is_some_and(|wanted: &Wanted| wanted.is_satisfied_by(actual))
                };
                !target.goal.kind.is_met_early() && (!wants_less || is_satisfied())
            };
            let ends_early = is_over && evidence.ends_early(target, *window, &places);
            let figure = match evidence.figure(target, *window, &places, asked) {
                Ok(Figure::Number(actual)) if ends_early && is_open(&actual) => Figure::Missing,
                // A gap leaves the figure incomplete: there is none.
                Ok(_) | Err(Fault::RatioOverZero) if gap => Figure::Missing,
                figure => figure?,
            };
            let (baseline, wanted, stretch) = (baseline.clone(), wanted.clone(), stretch.clone());
            let least = evidence.least(target, *window, &places);
            cells.push(Cell { figure, wanted, baseline, least, stretch });
        }
    }
    let is_due = evidence.as_of >= target.due_day(evidence.plan);
    let required = pace(evidence.plan, target, evidence.as_of);
    let mut outcome = if target.has_cells() {
        each(target, &cells, is_due, &required)
    } else {
        plain(evidence, target, &cells[0], is_due, &required)
    };
    let waived = target.waived_until.is_some_and(|until| evidence.as_of <= until.last);
    if outcome.verdict.fails() && waived {
        outcome.verdict = Verdict::Waived;
    }
    Ok(outcome)
}

/// Without a calendar, figures count from the first day of the plan to the date or until the target is due; with one,
/// its periods are the windows, and only those that have passed.
fn windows(evidence: &Evidence, target: &Target) -> Vec<Span> {
    windows_by(evidence.plan, target, evidence.as_of.min(target.due_day(evidence.plan)))
}

/// Those that end by a day.
fn windows_by(plan: &Plan, target: &Target, end: Date) -> Vec<Span> {
    let Some(cycle) = target.each_period else {
        return vec![Span { first: plan.period.first, last: end }];
    };
    // Figures count until the target is due, also when that is after the plan's end.
    let last = target.due_day(plan).max(plan.period.last);
    let all = Span { first: plan.period.first, last };
    cycle.periods_of(plan, all).into_iter().filter(|period| period.last <= end).collect()
}

/// Members times periods.
fn places_and_windows<'a>(evidence: &Evidence<'a>, target: &Target) -> Vec<(Vec<Place<'a>>, Span)> {
    let plan: &'a Plan = evidence.plan;
    let windows = windows(evidence, target);
    let times = |place: Vec<Place<'a>>| {
        windows.iter().map(move |window| (place.clone(), *window)).collect::<Vec<_>>()
    };
    places(plan, target).into_iter().flat_map(times).collect()
}

/// Every combination of members that a target goes through.
fn places<'a>(plan: &'a Plan, target: &Target) -> Vec<Vec<Place<'a>>> {
    let mut places: Vec<Vec<Place<'a>>> = vec![Vec::new()];
    for &dimension in &target.each {
        let members = &plan.dimensions[dimension].members;
        places = places
            .into_iter()
            .flat_map(|place| {
                members.iter().map(move |member| {
                    let mut longer = place.clone();
                    longer.push((dimension, member.as_str()));
                    longer
                })
            })
            .collect();
    }
    places
}

/// The goal's values for a member: its own, or the same for all.
fn amounts_at<'a>(target: &'a Target, places: &[Place]) -> &'a [Amount] {
    match &target.goal.bounds {
        Bounds::Same(amounts) => amounts,
        Bounds::Members { each, .. } => {
            let own = each.iter().find(|(name, _)| places.iter().any(|(_, member)| member == name));
            own.map_or(&[], |(_, amounts)| amounts)
        }
    }
}

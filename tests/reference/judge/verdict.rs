//! Verdicts, in the order of the rules.

use super::figure::{Evidence, Figure, Place, Start};
use super::goal::{
    Base, Ends, Required, Wanted, Waypoint, ends, ends_of_pace, keeps_pace, waypoint,
};
use super::{Outcome, Turns, Verdict};
use crate::reference::dates::Span;
use crate::reference::exact::{Exact, whole, zero};
use crate::reference::model::{Bounds, Target};
use num_traits::Signed;

/// The figure for one member in one period, and what is asked of it.
pub(super) struct Cell {
    pub(super) figure: Figure,
    /// `None` when the goal is relative and its baseline is missing.
    pub(super) wanted: Option<Wanted>,
    pub(super) baseline: Start,
    /// The least that a total to date has been.
    pub(super) least: Option<Exact>,
    pub(super) stretch: Option<Wanted>,
}

enum Paced {
    Nothing,
    NoData,
    Kept,
    Behind,
}

impl Cell {
    fn base(&self) -> Base {
        Base { baseline: self.baseline.number().cloned(), least: self.least.clone() }
    }

    fn has_figure(&self) -> bool {
        self.figure != Figure::Missing
    }

    fn is_satisfied(&self) -> bool {
        match (&self.figure, &self.wanted) {
            (Figure::Empty, _) => true,
            (Figure::Number(actual), Some(wanted)) => wanted.is_satisfied_by(actual),
            _ => false,
        }
    }

    fn is_exceeded(&self) -> bool {
        let beyond = self.stretch.as_ref().zip(self.figure.number());
        self.is_satisfied()
            && beyond.is_some_and(|(stretch, actual)| stretch.is_satisfied_by(actual))
    }

    /// What the pace asks for, shown for a goal with one value.
    fn required(&self, target: &Target, required: &Required) -> Option<Exact> {
        let wanted = self.wanted.as_ref().filter(|wanted| wanted.low == wanted.high)?;
        if target.goal.kind.is_range() || matches!(self.baseline, Start::Missing) {
            return None;
        }
        self.figure.number()?;
        match waypoint(target, wanted, required, &self.base(), &wanted.low)? {
            Waypoint::At(value) => Some(value),
            Waypoint::Grown { .. } => None,
        }
    }

    /// What the pace asks to keep to.
    fn ends_of_pace(&self, target: &Target, required: &Required) -> Option<Ends> {
        ends_of_pace(target, self.wanted.as_ref()?, required, &self.base())
    }

    /// What the verdict turns on: the goal where that decided, else the pace.
    fn turns(&self, target: &Target, verdict: Verdict, required: &Required) -> Turns {
        let ends = match verdict {
            Verdict::Exceeded | Verdict::Met | Verdict::Missed => self.wanted.as_ref().map(ends),
            Verdict::OnTrack | Verdict::Behind => self.ends_of_pace(target, required),
            Verdict::Open | Verdict::NoData | Verdict::Waived => None,
        };
        let (Some(ends), Some(actual)) = (ends, self.figure.number()) else {
            return Turns::default();
        };
        if verdict.fails() {
            Turns { change: ends.change(actual), ..Turns::default() }
        } else {
            Turns { margin: ends.margin(actual), ..Turns::default() }
        }
    }

    fn pace(&self, target: &Target, required: &Required) -> Paced {
        if matches!(required, Required::Nothing) {
            return Paced::Nothing;
        }
        if self.figure == Figure::Empty {
            return Paced::Kept;
        }
        if matches!((&self.baseline, required), (Start::Missing, Required::Share { .. })) {
            return Paced::NoData;
        }
        let (Some(actual), Some(wanted)) = (self.figure.number(), &self.wanted) else {
            return Paced::NoData;
        };
        match keeps_pace(target, wanted, required, &self.base(), actual) {
            None => Paced::NoData,
            Some(true) => Paced::Kept,
            Some(false) => Paced::Behind,
        }
    }
}

/// The verdict of a target without cells, in the order of the rules.
pub(super) fn plain(
    evidence: &Evidence,
    target: &Target,
    cell: &Cell,
    is_due: bool,
    required: &Required,
) -> Outcome {
    let passed = if cell.is_exceeded() { Verdict::Exceeded } else { Verdict::Met };
    let gap = has_gap(evidence, target);
    let is_expected = !expected(evidence, target).is_empty();
    let can_be_judged = cell.wanted.is_some() || cell.figure == Figure::Empty;
    let verdict = if target.is_tbd() {
        Verdict::Open
    } else if gap {
        Verdict::NoData
    } else if is_due {
        match (cell.has_figure() && can_be_judged, cell.is_satisfied()) {
            (false, _) => Verdict::NoData,
            (true, true) => passed,
            (true, false) => Verdict::Missed,
        }
    } else if target.goal.kind.is_met_early() && cell.is_satisfied() {
        passed
    } else {
        match cell.pace(target, required) {
            Paced::Nothing if is_expected && !cell.has_figure() => Verdict::NoData,
            Paced::Nothing => Verdict::Open,
            Paced::NoData => Verdict::NoData,
            Paced::Kept => Verdict::OnTrack,
            Paced::Behind => Verdict::Behind,
        }
    };
    let judged = cell.figure.number().zip(cell.wanted.as_ref());
    let attainment = judged.and_then(|(actual, wanted)| {
        if !target.progress {
            return wanted.attainment(actual);
        }
        wanted.progress(actual, cell.baseline.number()?)
    });
    Outcome {
        verdict,
        satisfied: cell.is_satisfied(),
        percent: attainment.as_ref().map(|attainment| percent(attainment, cell.is_satisfied())),
        attainment,
        actual: cell.figure.number().cloned(),
        gap: judged.map(|(actual, wanted)| wanted.gap(actual)),
        required: cell.required(target, required).filter(|_| !is_due),
        cells: None,
        turns: cell.turns(target, verdict, required),
    }
}

/// The periods of the `cadence` that have passed, by the date and by when it is due: in each, a figure is expected.
pub(super) fn expected(evidence: &Evidence, target: &Target) -> Vec<Span> {
    let plan = evidence.plan;
    let end = evidence.as_of.min(target.due_day(plan));
    let passed = |period: &Span| plan.period.contains(*period) && period.last <= end;
    let periods = target.cadence.map_or_else(Vec::new, |cadence| cadence.periods(plan));
    periods.into_iter().filter(passed).collect()
}

/// Whether a period in which a figure is expected has no row of some series.
pub(super) fn has_gap(evidence: &Evidence, target: &Target) -> bool {
    let mut everybody = evidence.who_must_report(target);
    if everybody.is_empty() {
        everybody.push(Vec::new());
    }
    let has_row = |period: Span, series: usize| {
        let has_row = |who: &Vec<Place>| !evidence.rows_of(target, series, period, who).is_empty();
        everybody.iter().all(has_row)
    };
    let is_complete =
        |period: Span| target.series().into_iter().all(|series| has_row(period, series));
    !target.missing_is_zero && !expected(evidence, target).into_iter().all(is_complete)
}

/// The verdict over cells: the share of those that satisfy the goal, and the sum over members beside it.
pub(super) fn each(target: &Target, cells: &[Cell], is_due: bool, required: &Required) -> Outcome {
    let is_enough = |count: usize| {
        let coverage = target.coverage.clone().unwrap_or_else(|| whole(100));
        Exact::from_integer((count * 100).into())
            >= coverage * Exact::from_integer(cells.len().into())
    };
    let total = total(target, cells);
    let total_satisfied = total.as_ref().is_none_or(Cell::is_satisfied);
    let satisfied = cells.iter().filter(|cell| cell.is_satisfied()).count();
    let exceeded = cells.iter().filter(|cell| cell.is_exceeded()).count();
    let holds = is_enough(satisfied) && total_satisfied;
    let passed = if target.stretch.is_some() && is_enough(exceeded) {
        Verdict::Exceeded
    } else {
        Verdict::Met
    };
    let no_figure = !cells.iter().any(Cell::has_figure);
    let early = target.goal.kind.is_met_early();
    let keeps = |cell: &Cell| {
        (early && cell.is_satisfied()) || matches!(cell.pace(target, required), Paced::Kept)
    };
    let verdict = match (is_due, target.each_period) {
        (true, _) if no_figure => Verdict::NoData,
        (true, _) if holds => passed,
        (true, _) => Verdict::Missed,
        (false, Some(_)) if cells.is_empty() => Verdict::Open,
        (false, Some(_)) if no_figure => Verdict::NoData,
        (false, Some(_)) if holds => Verdict::OnTrack,
        (false, Some(_)) => Verdict::Behind,
        (false, None) if early && holds => passed,
        (false, None) if matches!(required, Required::Nothing) => Verdict::Open,
        (false, None) if no_figure => Verdict::NoData,
        (false, None) => {
            let kept = cells.iter().filter(|cell| keeps(cell)).count();
            let total_kept = total.as_ref().is_none_or(keeps);
            if is_enough(kept) && total_kept { Verdict::OnTrack } else { Verdict::Behind }
        }
    };
    let does_what_is_asked = |cell: &&Cell| match (is_due, target.each_period) {
        (false, None) => keeps(cell),
        _ => cell.is_satisfied(),
    };
    let doing: Vec<&Cell> = cells.iter().filter(does_what_is_asked).collect();
    let margins = doing.iter().filter_map(|cell| {
        let actual = cell.figure.number()?;
        let is_paced = !is_due && target.each_period.is_none();
        let is_kept = is_paced && matches!(cell.pace(target, required), Paced::Kept);
        let of_pace = cell.ends_of_pace(target, required).filter(|_| is_kept);
        let is_enough = cell.is_satisfied() && (early || !is_paced);
        let of_goal = cell.wanted.as_ref().filter(|_| is_enough).map(ends);
        [of_pace, of_goal].into_iter().flatten().filter_map(|ends| ends.margin(actual)).max()
    });
    let grows = matches!(required, Required::Share { compound: true, .. });
    let least_enough = (0..=cells.len()).find(|count| is_enough(*count)).unwrap_or(cells.len());
    let counted = match verdict {
        Verdict::Exceeded | Verdict::Met | Verdict::Missed => satisfied,
        _ => doing.len(),
    };
    let turns = match verdict {
        Verdict::Missed | Verdict::Behind => Turns {
            cells_needed: least_enough.checked_sub(counted).filter(|needed| *needed > 0),
            ..Turns::default()
        },
        Verdict::Exceeded | Verdict::Met | Verdict::OnTrack if !cells.is_empty() => Turns {
            cells_to_spare: counted.checked_sub(least_enough),
            least_margin: margins.min().filter(|_| !grows),
            ..Turns::default()
        },
        _ => Turns::default(),
    };
    let attainment = (!cells.is_empty()).then(|| Exact::new(satisfied.into(), cells.len().into()));
    Outcome {
        verdict,
        // Of no cell nothing is satisfied.
        satisfied: holds && !cells.is_empty(),
        percent: attainment.as_ref().map(|attainment| percent(attainment, holds)),
        attainment,
        actual: None,
        gap: None,
        required: None,
        cells: Some((satisfied, cells.len())),
        turns,
    }
}

/// `total`: the sum over the members, held to the same comparison. A member without figure leaves it unsatisfied.
fn total(target: &Target, cells: &[Cell]) -> Option<Cell> {
    let Bounds::Members { total: Some(amount), .. } = &target.goal.bounds else {
        return None;
    };
    let sum = cells.iter().try_fold(zero(), |sum, cell| Some(sum + cell.figure.number()?));
    Some(Cell {
        figure: sum.map_or(Figure::Missing, Figure::Number),
        wanted: Wanted::new(target, std::slice::from_ref(amount), None),
        baseline: Start::Unasked,
        least: None,
        stretch: None,
    })
}

/// Two decimals, rounded down; below 100 when the goal is not satisfied.
fn percent(attainment: &Exact, satisfied: bool) -> String {
    let mut hundredths = (attainment * whole(10_000)).floor().to_integer();
    let full = whole(10_000).to_integer();
    if !satisfied && hundredths >= full {
        hundredths = full - whole(1).to_integer();
    }
    let sign = if hundredths.is_negative() { "-" } else { "" };
    let digits = format!("{:0>3}", hundredths.abs().to_string());
    let (integer, decimals) = digits.split_at(digits.len() - 2);
    format!("{sign}{integer}.{decimals}")
}

//! What a verdict turns on, in words: what a failing target needs to pass, and the margin of a passing one.

use super::Report;
use super::figures::Figures;
use super::reason::{NAMED, cell_name, listed, name_of, on_the_path};
use crate::evaluate::{Cell, Outcome, Sensitivity, Verdict};
use crate::plan::{Figures as FigureKind, Formula, GoalKind};
use crate::quantity::Quantity;

/// A sentence, and whether the reason of the verdict says the same.
pub(super) struct Turn {
    pub(super) sentence: String,
    pub(super) is_told: bool,
}

/// What the verdict on a target turns on; nothing where there is nothing to be said.
pub(super) fn turns(report: &Report<'_>, figures: Figures<'_>, outcome: &Outcome) -> Vec<Turn> {
    let sensitivity = outcome.sensitivity(figures.target(), report.evaluation.as_of);
    let words = figures.words();
    let numerator = in_numerator(figures, &sensitivity);
    let own = change(figures, outcome, &sensitivity);
    // The reason tells the rest of those behind, and of no others.
    let is_behind = outcome.excused.unwrap_or(outcome.verdict) == Verdict::Behind;
    let rest = sensitivity.rest.and_then(|rest| {
        let remaining = figures.remaining(rest)?;
        let due = words.date(figures.target().due);
        let sentence = if remaining.is_monthly {
            words.to_goal(&remaining.amount, rest.months, rest.strict, &due)
        } else {
            words.to_goal_in_all(&remaining.amount, rest.months, rest.strict, &due)
        };
        Some(Turn { sentence, is_told: is_behind })
    });
    let margin = margin(figures, outcome, &sensitivity);
    let of_cells = cells(figures, outcome, &sensitivity);
    own.into_iter().chain(numerator).chain(rest).chain(margin).chain(of_cells).collect()
}

fn change(figures: Figures<'_>, outcome: &Outcome, sensitivity: &Sensitivity) -> Option<Turn> {
    let (change, words) = (sensitivity.change?, figures.words());
    if figures.is_milestone() {
        let stages = change.exact()?.normalized().to_string();
        let goal = figures.stage(outcome.actual()?.plus(change).ok()?);
        let sentence = words.to_pass_stages(&stages, &goal);
        return Some(Turn { sentence, is_told: stages == "1" });
    }
    let sentence = if change.is_zero() {
        words.to_pass_any(figures.target().goal.kind.wants_more())
    } else {
        words.to_pass(
            &asked_by(figures, outcome).lack(change),
            !change.is_negative(),
            sensitivity.strict,
        )
    };
    Some(Turn { sentence, is_told: true })
}

/// How differences from what decided the verdict are written: the goal, or the way to it.
fn asked_by<'a>(figures: Figures<'a>, outcome: &Outcome) -> Figures<'a> {
    match outcome.excused.unwrap_or(outcome.verdict) {
        Verdict::Behind | Verdict::OnTrack => on_the_path(figures),
        _ => figures,
    }
}

/// The change of a ratio in the series above its line, with the unit of that.
fn in_numerator(figures: Figures<'_>, sensitivity: &Sensitivity) -> Option<Turn> {
    let change = sensitivity.change_of_numerator.filter(|change| !change.is_zero())?;
    let Formula::Ratio { series: [numerator, denominator], .. } = figures.target().measure.formula
    else {
        return None;
    };
    let text = Figures::exact_gap(change, false);
    let number = text.trim_start_matches('-');
    let unit = match &figures.plan().indicators.get(numerator)?.figures {
        FigureKind::Numbers(unit) => unit.as_ref(),
        FigureKind::Stages(_) => None,
    };
    let words = figures.words();
    let by = unit.map_or(number.to_owned(), |unit| words.with_unit(number, &unit.name));
    let sentence = words.to_pass_numerator(
        &by,
        !change.is_negative(),
        sensitivity.strict,
        figures.indicator(numerator),
        figures.indicator(denominator),
    );
    Some(Turn { sentence, is_told: false })
}

fn margin(figures: Figures<'_>, outcome: &Outcome, sensitivity: &Sensitivity) -> Option<Turn> {
    let (margin, words) = (sensitivity.margin?, figures.words());
    // The reason tells how far a figure is from the goal, unless that is a range or a pace decided.
    let has_one_end =
        outcome.bound.is_some_and(|bound| bound.low.is_none() || bound.high.is_none());
    let is_told = outcome.verdict != Verdict::OnTrack && has_one_end;
    let sentence = match () {
        // A stage that is reached has none to spare, and a value that is to be hit never has.
        () if margin.is_zero() && (figures.is_milestone() || is_point(outcome)) => return None,
        () if margin.is_zero() => words.no_margin().to_owned(),
        () if figures.is_milestone() => {
            words.margin_of_stages(&margin.exact()?.normalized().to_string())
        }
        () => words.margin(&asked_by(figures, outcome).spare(margin)),
    };
    Some(Turn { sentence, is_told })
}

/// Whether the goal is a single value.
fn is_point(outcome: &Outcome) -> bool {
    outcome.bound.is_some_and(|bound| bound.low == bound.high)
}

fn cells(figures: Figures<'_>, outcome: &Outcome, sensitivity: &Sensitivity) -> Vec<Turn> {
    let (Some(cells), words) = (&outcome.cells, figures.words()) else { return Vec::new() };
    let is_whole =
        figures.target().each.as_ref().is_none_or(|each| each.coverage == Quantity::HUNDRED);
    let needed = sensitivity.cells_needed.map(|needed| {
        let failing: Vec<_> =
            cells.failing().take(NAMED).map(|cell| cell_with_change(figures, cell)).collect();
        let sentence = words.to_pass_cells(needed, cells.failing);
        let sentence = if failing.is_empty() {
            sentence
        } else {
            let list = listed(words, &failing, cells.failing - failing.len());
            words.with_list(&sentence, &list)
        };
        Turn { sentence, is_told: is_whole && cells.failing().all(|cell| cell.change().is_none()) }
    });
    let total = sensitivity.change_of_total.map(|change| {
        let sentence = words.total_change(&figures.lack(change), !change.is_negative());
        Turn { sentence, is_told: true }
    });
    let spare = sensitivity
        .cells_to_spare
        .map(|spare| Turn { sentence: words.margin_of_cells(spare), is_told: is_whole });
    let closest =
        closest(figures, outcome, sensitivity).map(|sentence| Turn { sentence, is_told: false });
    needed.into_iter().chain(total).chain(spare).chain(closest).collect()
}

/// The cell that passes by the least.
fn closest(figures: Figures<'_>, outcome: &Outcome, sensitivity: &Sensitivity) -> Option<String> {
    let (margin, words) = (sensitivity.least_margin?, figures.words());
    let closest = outcome.cells.as_ref()?.closest.as_ref()?;
    let cell = name_of(figures, &closest.members, closest.period);
    let wants_point = figures.target().goal.kind == GoalKind::Equals;
    match () {
        // A stage that is reached has none to spare, and a value that is to be hit never has.
        () if margin.is_zero() && (figures.is_milestone() || wants_point) => None,
        () if margin.is_zero() => Some(words.closest_without_margin(&cell)),
        () if figures.is_milestone() => {
            Some(words.closest(&cell, &words.stages(&margin.exact()?.normalized().to_string())))
        }
        () => Some(words.closest(&cell, &asked_by(figures, outcome).spare(margin))),
    }
}

/// A cell with what it lacks of what is asked of it now.
fn cell_with_change(figures: Figures<'_>, cell: &Cell) -> String {
    let (name, words) = (cell_name(figures, cell), figures.words());
    let Some(change) = cell.change().filter(|change| !change.is_zero()) else { return name };
    let more = !change.is_negative();
    let by = match change.exact().map(Quantity::normalized) {
        Some(stages) if figures.is_milestone() => words.stages(&stages.to_string()),
        _ => figures.lack(change),
    };
    words.cell(&name, &words.cell_change(&by, more))
}

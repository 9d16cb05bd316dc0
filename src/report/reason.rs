//! Reasons in words: why a verdict is what it is, how much is missing, and what the rest of the time must bring.

use jiff::civil::Date;

use super::Report;
use super::distance::{End, governing_end, not_satisfied, satisfied};
use super::figures::{Figures, Standing};
use super::wording::{self, Asked};
use crate::evaluate::{Absence, Cell, Cells, Outcome, Reason, Verdict};
use crate::period::Period;
use crate::plan::{Aggregate, Baseline, Bound, Combine, Formula, GoalKind, GoalValues, Pace};
use crate::quantity::{Quantity, Ratio, Rounding};

/// How many members, periods or cells a sentence names.
const NAMED: usize = 3;

/// Why the verdict on a target is what it is, with its waiver; never empty.
pub(super) fn reason(report: &Report<'_>, figures: Figures<'_>, outcome: &Outcome) -> String {
    let teller = Teller { report, figures, outcome };
    let why = teller.why();
    match &figures.target().waiver {
        Some(waiver) if outcome.verdict == Verdict::Waived => wording::waived(
            waiver.until.last,
            waiver.by.as_deref(),
            &waiver.reason,
            outcome.excused,
            &why,
        ),
        Some(waiver) if outcome.waiver_void && outcome.verdict.fails() => {
            wording::waiver_void(&why, waiver.until.last, &waiver.reason)
        }
        _ => why,
    }
}

/// What is needed to tell a reason.
struct Teller<'a> {
    report: &'a Report<'a>,
    figures: Figures<'a>,
    outcome: &'a Outcome,
}

impl Teller<'_> {
    fn why(&self) -> String {
        let target = self.figures.target();
        match &self.outcome.reason {
            Reason::Satisfied => self.satisfied(),
            Reason::StretchSatisfied => match &target.stretch {
                Some(stretch) => {
                    let stretch = self.figures.goal_value(stretch, self.outcome.baseline);
                    wording::stretch_too(&self.satisfied(), &stretch)
                }
                None => self.satisfied(),
            },
            Reason::NothingToBreach => wording::NOTHING_TO_BREACH.to_owned(),
            Reason::NotSatisfied => match (self.outcome.actual(), self.outcome.bound) {
                (Some(actual), Some(bound)) => not_satisfied(self.figures, actual, bound),
                _ => wording::NOT_SATISFIED.to_owned(),
            },
            Reason::PaceKept => match (&self.outcome.cells, self.required()) {
                (Some(cells), _) => self.count_of_cells(cells),
                (None, Some((required, _))) => wording::pace_kept(&required),
                (None, None) => wording::PACE_KEPT.to_owned(),
            },
            Reason::PaceNotKept => match &self.outcome.cells {
                Some(cells) => self.cells_fail(cells),
                None => self.behind(),
            },
            Reason::NoFigure(absence) => {
                let last_day = self.report.evaluation.as_of.min(target.due);
                self.absence(absence, &wording::up_to(last_day), NAMED)
            }
            Reason::NoBaseline(absence) => {
                let span = match target.baseline {
                    Some(Baseline::Of(period)) => wording::within_period(&period.to_string()),
                    _ => String::new(),
                };
                wording::no_baseline(&self.absence(absence, &span, NAMED))
            }
            Reason::ValueOpen => wording::VALUE_OPEN.to_owned(),
            Reason::NotDue => wording::not_due(target.due),
            Reason::NothingElapsed => {
                let calendar = target.each.as_ref().and_then(|each| each.calendar.as_ref());
                calendar.map_or_else(
                    || wording::not_due(target.due),
                    |calendar| wording::nothing_elapsed(&calendar.name, target.due),
                )
            }
            Reason::CellsFail => {
                let cells = self
                    .outcome
                    .cells
                    .as_ref()
                    .map(|cells| self.cells_fail(cells))
                    .unwrap_or_default();
                match self.total_not_satisfied() {
                    Some(total) => wording::and(&cells, &total),
                    None => cells,
                }
            }
            Reason::CellsSatisfied => self.cells_satisfied(),
            Reason::TotalNotSatisfied => {
                self.total_not_satisfied().unwrap_or_else(|| wording::NOT_SATISFIED.to_owned())
            }
        }
    }

    fn satisfied(&self) -> String {
        match (&self.outcome.cells, self.outcome.actual(), self.outcome.bound) {
            (Some(_), _, _) => self.cells_satisfied(),
            (None, Some(actual), Some(bound)) => satisfied(self.figures, actual, bound),
            _ => wording::SATISFIED.to_owned(),
        }
    }

    fn cells_satisfied(&self) -> String {
        let Some(cells) = &self.outcome.cells else { return wording::SATISFIED.to_owned() };
        self.count_of_cells(cells)
    }

    /// How many cells do what is asked of them now, of how many, and whether that is enough where not all have to.
    fn count_of_cells(&self, cells: &Cells) -> String {
        let total = cells.count;
        let by_pace = !self.outcome.due && cells.paced;
        let count = if by_pace { total - cells.failing } else { cells.satisfied };
        let sentence = if by_pace {
            wording::cells_keep_pace(count, total)
        } else {
            wording::cells_satisfy(count, total)
        };
        match self.share(count, total) {
            Some(share) => wording::and(&sentence, &share),
            None => sentence,
        }
    }

    /// The share of cells and the share asked for, when that is not all of them.
    fn share(&self, count: usize, total: usize) -> Option<String> {
        let coverage = self.figures.target().each.as_ref()?.coverage;
        if coverage == Quantity::HUNDRED || total == 0 {
            return None;
        }
        let share = Ratio::new(
            Quantity::from(count).times(Quantity::HUNDRED).ok()?,
            Quantity::from(total),
        )?;
        Some(wording::share_of_cells(
            &share.rounded(2, Rounding::Down),
            &coverage.normalized().to_string(),
        ))
    }

    fn cells_fail(&self, cells: &Cells) -> String {
        let failing: Vec<_> =
            cells.failing().take(NAMED).map(|cell| cell_in_words(self.figures, cell)).collect();
        let list = wording::list(&failing, cells.failing - failing.len());
        wording::with_list(&self.count_of_cells(cells), &list)
    }

    fn total_not_satisfied(&self) -> Option<String> {
        let total = self.outcome.total.as_ref()?;
        let Some(value) = total.value else { return Some(wording::TOTAL_UNKNOWN.to_owned()) };
        let asked = total.required_now.or(total.bound);
        let bound = asked.filter(|bound| !bound.admits(value))?;
        let shown = self.figures.with_unit(&self.figures.actual(value, &[Some(bound)]));
        let distance = not_satisfied(self.figures, value, bound);
        let now = total.required_now.map(|_| self.report.evaluation.as_of);
        Some(wording::total_sum(&shown, &distance, now))
    }

    /// What the pace requires now, in words, with the end of its bound that counts.
    fn required(&self) -> Option<(String, Bound)> {
        let required = self.outcome.required_now?;
        let (asked, value) =
            asked_now(self.figures, required, self.outcome.bound, self.outcome.actual())?;
        Some((wording::required(asked, &value, self.report.evaluation.as_of), required))
    }

    fn behind(&self) -> String {
        let (Some((required, bound)), Some(actual)) = (self.required(), self.outcome.actual())
        else {
            return wording::PACE_NOT_KEPT.to_owned();
        };
        let target = self.figures.target();
        if self.figures.is_milestone() {
            let at = (!actual.is_zero()).then(|| self.figures.stage(actual));
            return wording::due_on(&wording::pace_stage(&required, at.as_deref()), target.due);
        }
        let behind = match Standing::of(actual, bound) {
            Standing::Below(_, Some(by)) => {
                wording::pace_short(&required, &on_the_path(self.figures).lack(by))
            }
            Standing::Above(_, Some(by)) => {
                wording::pace_above(&required, &on_the_path(self.figures).lack(by))
            }
            Standing::AtStrictEnd(_) => wording::pace_just_reached(&required),
            _ => required,
        };
        let Some(goal) = self.outcome.bound else { return wording::due_on(&behind, target.due) };
        if let Some((rate, months)) = self.rate(actual, goal) {
            return wording::rest_a_month(&behind, &rate, months, goal.strict);
        }
        match Standing::of(actual, goal) {
            Standing::Within => wording::due_on(&behind, target.due),
            _ => wording::rest(&behind, &not_satisfied(self.figures, actual, goal), target.due),
        }
    }

    /// What each remaining month must bring, for figures that add up over time, when whole months remain.
    fn rate(&self, actual: Ratio, goal: Bound) -> Option<(String, u32)> {
        let target = self.figures.target();
        let measure = &target.measure;
        let adds_up = matches!(measure.formula, Formula::Sum(_))
            && matches!(measure.aggregate, Some(Aggregate::Sum | Aggregate::Cumulative))
            && matches!(measure.combine, None | Some(Combine::Sum))
            && matches!(target.goal.kind, GoalKind::AtLeast | GoalKind::MoreThan);
        if !adds_up {
            return None;
        }
        let rest =
            Period { first: self.report.evaluation.as_of.tomorrow().ok()?, last: target.due };
        let months = rest.whole_months().filter(|_| rest.first <= rest.last)?;
        let missing = goal.low?.minus(actual).ok()?;
        Some((self.figures.rate(missing, months)?, months))
    }

    fn absence(&self, absence: &Absence, span: &str, most: usize) -> String {
        absence_in_words(self.figures, self.outcome, absence, span, most)
    }
}

/// How figures on the way to the goal are written.
fn on_the_path(figures: Figures<'_>) -> Figures<'_> {
    if matches!(figures.target().pace, Pace::Compound) { figures.irrational() } else { figures }
}

/// What a pace asks of a figure now, with the end of its bound that counts.
fn asked_now(
    figures: Figures<'_>,
    required: Bound,
    goal: Option<Bound>,
    actual: Option<Ratio>,
) -> Option<(Asked, String)> {
    let (asked, value, rounding) = match governing_end(required, goal, actual)? {
        End::Low(value) if required.strict => (Asked::MoreThan, value, Rounding::Up),
        End::Low(value) => (Asked::AtLeast, value, Rounding::Up),
        End::High(value) if required.strict => (Asked::LessThan, value, Rounding::Down),
        End::High(value) => (Asked::AtMost, value, Rounding::Down),
    };
    Some((asked, on_the_path(figures).required(value, rounding, actual)))
}

/// Why there is no figure; `span` says in which time it was looked for, `most` how many names to give at most.
pub(super) fn absence_in_words(
    figures: Figures<'_>,
    outcome: &Outcome,
    absence: &Absence,
    span: &str,
    most: usize,
) -> String {
    let plan = figures.plan();
    match absence {
        Absence::NoRows { indicator } => {
            let name =
                plan.indicators.get(*indicator).map_or("", |indicator| indicator.name.as_str());
            wording::no_rows(name, span)
        }
        Absence::MembersMissing { dimension, members } => {
            let roster =
                plan.dimensions.get(*dimension).map_or(&[][..], |dimension| &dimension.members);
            let names: Vec<_> =
                members.iter().filter_map(|&member| roster.get(member).cloned()).collect();
            wording::not_reported_by(&some_of(&names, most))
        }
        Absence::PeriodsMissing { indicator, periods } => {
            let names: Vec<_> = periods.iter().map(ToString::to_string).collect();
            let several = figures.target().measure.formula.indicators().len() > 1;
            let indicator = plan.indicators.get(*indicator).filter(|_| several);
            wording::no_figure_for(
                indicator.map(|indicator| indicator.name.as_str()),
                &some_of(&names, most),
            )
        }
        Absence::EmptyRatio => empty_ratio(figures),
        Absence::NoCells => {
            wording::no_cell_has_a_figure(outcome.cells.as_ref().map_or(0, |cells| cells.count))
        }
    }
}

/// That both series of a ratio are 0.
fn empty_ratio(figures: Figures<'_>) -> String {
    let indicators = figures.target().measure.formula.indicators();
    let mut names = indicators
        .iter()
        .map(|&indicator| figures.plan().indicators.get(indicator).map_or("", |known| &known.name));
    wording::empty_ratio(names.next().unwrap_or_default(), names.next().unwrap_or_default())
}

/// A cell's name: its members and its period.
pub(super) fn cell_name(figures: Figures<'_>, cell: &Cell) -> String {
    let dimensions = figures.target().each.iter().flat_map(|each| &each.dimensions);
    let members = dimensions.zip(&cell.members).filter_map(|(&dimension, &member)| {
        figures
            .plan()
            .dimensions
            .get(dimension)
            .and_then(|dimension| dimension.members.get(member))
            .cloned()
    });
    members.chain(cell.period.map(|period| period.to_string())).collect::<Vec<_>>().join(" ")
}

/// A cell with what is wrong about it.
fn cell_in_words(figures: Figures<'_>, cell: &Cell) -> String {
    let name = cell_name(figures, cell);
    let what = match (&cell.figure.value, cell.bound) {
        (Err(Absence::EmptyRatio), _) => empty_ratio(figures),
        (Err(_), _) => wording::NO_FIGURE.to_owned(),
        (Ok(_), None) => wording::NO_BASELINE.to_owned(),
        (Ok(actual), goal) => match cell
            .required_now
            .and_then(|required| asked_now(figures, required, goal, Some(*actual)))
        {
            Some((asked, value)) => wording::cell_behind(
                &cell_figure(figures, cell, *actual),
                &wording::needed(asked, &value),
            ),
            None => match goal {
                Some(bound)
                    if matches!(figures.target().goal.values, GoalValues::ByMember { .. }) =>
                {
                    not_satisfied(figures, *actual, bound)
                }
                _ => cell_figure(figures, cell, *actual),
            },
        },
    };
    wording::cell(&name, &what)
}

/// The figure of a cell, or where it is on a ladder.
fn cell_figure(figures: Figures<'_>, cell: &Cell, actual: Ratio) -> String {
    if !figures.is_milestone() {
        figures.with_unit(&figures.actual(actual, &[cell.bound, cell.required_now]))
    } else if actual.is_zero() {
        wording::NO_STAGE.to_owned()
    } else {
        wording::at_stage(&figures.stage(actual))
    }
}

/// The first names, and how many more there are.
pub(super) fn some_of(names: &[String], most: usize) -> String {
    let shown = if names.len() <= most { names } else { &names[..most] };
    wording::list(shown, names.len() - shown.len())
}

/// The last day up to which figures count towards a target.
pub(super) fn last_day(report: &Report<'_>, due: Date) -> Date {
    report.evaluation.as_of.min(due)
}

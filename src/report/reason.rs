//! Reasons in words: why a verdict is what it is, how much is missing, and what the rest of the time must bring.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Report;
use super::distance::{End, governing_end, not_satisfied, satisfied};
use super::figures::{Figures, Remaining, Standing};
use crate::actuals::SetAside;
use crate::evaluate::{Absence, Cell, Cells, Outcome, Reason, Verdict};
use crate::period::Period;
use crate::plan::{Baseline, Bound, GoalValues, Pace, Plan};
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::wording::{Asked, Words};

/// How many members, periods or cells a sentence names.
pub(super) const NAMED: usize = 3;

/// Why the verdict on a target is what it is, with its waiver; never empty.
pub(super) fn reason(report: &Report<'_>, figures: Figures<'_>, outcome: &Outcome) -> String {
    let words = figures.words();
    let why = Teller { report, figures, outcome }.why();
    let Some(waiver) = &figures.target().waiver else { return why };
    let until = words.date(waiver.until.last);
    if outcome.verdict == Verdict::Waived {
        let granted = match &waiver.by {
            Some(by) => words.waived_by(&until, by, &waiver.reason),
            None => words.waived(&until, &waiver.reason),
        };
        outcome.excused.map_or(granted.clone(), |verdict| {
            words.would_be(&granted, &words.verdict(verdict), &why)
        })
    } else if outcome.waiver_void && outcome.verdict.fails() {
        words.waiver_void(&why, &until, &waiver.reason)
    } else {
        why
    }
}

/// What is needed to tell a reason.
struct Teller<'a> {
    report: &'a Report<'a>,
    figures: Figures<'a>,
    outcome: &'a Outcome,
}

impl Teller<'_> {
    fn words(&self) -> Words {
        self.figures.words()
    }

    /// The day on which the target is due, as people write it.
    fn due(&self) -> String {
        self.words().date(self.figures.target().due)
    }

    fn why(&self) -> String {
        let target = self.figures.target();
        match &self.outcome.reason {
            Reason::Satisfied => self.satisfied(),
            Reason::StretchSatisfied => match &target.stretch {
                Some(stretch) => {
                    let stretch = self.figures.goal_value(stretch, self.outcome.baseline);
                    self.words().stretch_too(&self.satisfied(), &stretch)
                }
                None => self.satisfied(),
            },
            Reason::NothingToBreach => self.words().nothing_to_breach().to_owned(),
            Reason::NotSatisfied => match (self.outcome.actual(), self.outcome.bound) {
                (Some(actual), Some(bound)) => not_satisfied(self.figures, actual, bound),
                _ => self.words().not_satisfied().to_owned(),
            },
            Reason::PaceKept => match (&self.outcome.cells, self.required()) {
                (Some(cells), _) => self.count_of_cells(cells),
                (None, Some((required, _))) => self.words().pace_kept(&required),
                (None, None) => self.words().pace_is_kept().to_owned(),
            },
            Reason::PaceNotKept => match &self.outcome.cells {
                Some(cells) => self.cells_fail(cells),
                None => self.behind(),
            },
            Reason::NoFigure(absence) => {
                let last_day = last_day(self.report, target.due);
                self.absence(absence, Some(Span::UpTo(last_day)), NAMED)
            }
            Reason::NoBaseline(absence) => {
                let span = match target.baseline {
                    Some(Baseline::Of(period)) => Some(Span::In(period)),
                    _ => None,
                };
                self.words().no_baseline(&self.absence(absence, span, NAMED))
            }
            Reason::ValueOpen => self.words().value_open().to_owned(),
            Reason::NotDue => self.words().not_due(&self.due()),
            Reason::NothingElapsed => {
                let calendar = target.each.as_ref().and_then(|each| each.calendar.as_ref());
                calendar.map_or_else(
                    || self.words().not_due(&self.due()),
                    |calendar| {
                        let calendar = self.words().calendar(&calendar.name);
                        self.words().nothing_elapsed(&calendar, &self.due())
                    },
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
                    Some(total) => self.words().and(&cells, &total),
                    None => cells,
                }
            }
            Reason::CellsSatisfied => self.cells_satisfied(),
            Reason::TotalNotSatisfied => self
                .total_not_satisfied()
                .unwrap_or_else(|| self.words().not_satisfied().to_owned()),
        }
    }

    fn satisfied(&self) -> String {
        match (&self.outcome.cells, self.outcome.actual(), self.outcome.bound) {
            (Some(_), _, _) => self.cells_satisfied(),
            (None, Some(actual), Some(bound)) => satisfied(self.figures, actual, bound),
            _ => self.words().satisfied().to_owned(),
        }
    }

    fn cells_satisfied(&self) -> String {
        let Some(cells) = &self.outcome.cells else { return self.words().satisfied().to_owned() };
        self.count_of_cells(cells)
    }

    /// How many cells do what is asked of them now, of how many, and whether that is enough where not all have to.
    fn count_of_cells(&self, cells: &Cells) -> String {
        let total = cells.count;
        let by_pace = !self.outcome.due && cells.paced;
        let count = if by_pace { total - cells.failing } else { cells.satisfied };
        let sentence = if by_pace {
            self.words().cells_keep_pace(count, total)
        } else {
            self.words().cells_satisfy(count, total)
        };
        match self.share(count, total) {
            Some(share) => self.words().and(&sentence, &share),
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
        Some(
            self.words().share_of_cells(
                &share.rounded(2, Rounding::Down),
                &coverage.normalized().to_string(),
            ),
        )
    }

    fn cells_fail(&self, cells: &Cells) -> String {
        let failing: Vec<_> =
            cells.failing().take(NAMED).map(|cell| cell_in_words(self.figures, cell)).collect();
        let sentence = self.count_of_cells(cells);
        if failing.is_empty() {
            return sentence;
        }
        let list = listed(self.words(), &failing, cells.failing - failing.len());
        self.words().with_list(&sentence, &list)
    }

    fn total_not_satisfied(&self) -> Option<String> {
        let total = self.outcome.total.as_ref()?;
        let Some(value) = total.value else { return Some(self.words().total_unknown().to_owned()) };
        let asked = total.required_now.or(total.bound);
        let bound = asked.filter(|bound| !bound.admits(value))?;
        let shown = self.figures.with_unit(&self.figures.actual(value, &[Some(bound)]));
        let distance = not_satisfied(self.figures, value, bound);
        Some(match total.required_now {
            Some(_) => {
                let as_of = self.words().date(self.report.evaluation.as_of);
                self.words().total_sum_now(&shown, &distance, &as_of)
            }
            None => self.words().total_sum(&shown, &distance),
        })
    }

    /// What the pace requires now, in words, with the end of its bound that counts.
    fn required(&self) -> Option<(String, Bound)> {
        let required = self.outcome.required_now?;
        let (asked, value) =
            asked_now(self.figures, required, self.outcome.bound, self.outcome.actual())?;
        let as_of = self.words().date(self.report.evaluation.as_of);
        Some((self.words().required(&self.words().needed(asked, &value), &as_of), required))
    }

    fn behind(&self) -> String {
        let (Some((required, bound)), Some(actual)) = (self.required(), self.outcome.actual())
        else {
            return self.words().pace_is_not_kept().to_owned();
        };
        let words = self.words();
        if self.figures.is_milestone() {
            let stage = stage_in_words(self.figures, actual);
            return words.due_on(&words.pace_stage(&required, &stage), &self.due());
        }
        let behind = match Standing::of(actual, bound) {
            Standing::Below(_, Some(by)) => {
                self.words().pace_short(&required, &on_the_path(self.figures).lack(by))
            }
            Standing::Above(_, Some(by)) => {
                self.words().pace_above(&required, &on_the_path(self.figures).lack(by))
            }
            Standing::AtStrictEnd(_) if bound.low.is_some() => {
                self.words().pace_just_reached(&required)
            }
            Standing::AtStrictEnd(_) => self.words().pace_just_kept(&required),
            _ => required,
        };
        let Some(goal) = self.outcome.bound else { return words.due_on(&behind, &self.due()) };
        if let Some((remaining, months)) = self.remaining() {
            let (amount, due) = (&remaining.amount, self.figures.target().due);
            return if remaining.is_monthly {
                words.rest_a_month(&behind, amount, months, goal.strict, due)
            } else {
                words.rest_in_all(&behind, amount, months, goal.strict, due)
            };
        }
        match Standing::of(actual, goal) {
            Standing::Within => words.due_on(&behind, &self.due()),
            // What is needed by now is the goal itself.
            _ if bound == goal => words.due_on(&behind, &self.due()),
            _ => words.rest(&behind, &not_satisfied(self.figures, actual, goal), &self.due()),
        }
    }

    /// What the remaining months must bring, for figures that add up over time, when whole months remain.
    fn remaining(&self) -> Option<(Remaining, u32)> {
        let as_of = self.report.evaluation.as_of;
        let rest = self.outcome.sensitivity(self.figures.target(), as_of).rest?;
        Some((self.figures.remaining(rest)?, rest.months))
    }

    fn absence(&self, absence: &Absence, span: Option<Span>, most: usize) -> String {
        absence_in_words(self.figures, self.outcome, absence, span, most)
    }
}

/// How figures on the way to the goal are written.
pub(super) fn on_the_path(figures: Figures<'_>) -> Figures<'_> {
    if matches!(figures.target().pace, Pace::Compound) { figures.irrational() } else { figures }
}

/// What a pace asks of a figure now, with the end of its bound that counts.
pub(super) fn asked_now(
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

/// In which time a figure was looked for.
#[derive(Clone, Copy)]
pub(super) enum Span {
    UpTo(Date),
    In(Period),
}

/// Why there is no figure; `span` says in which time it was looked for, `most` how many names to give at most.
pub(super) fn absence_in_words(
    figures: Figures<'_>,
    outcome: &Outcome,
    absence: &Absence,
    span: Option<Span>,
    most: usize,
) -> String {
    let (plan, words) = (figures.plan(), figures.words());
    match absence {
        Absence::NoRows { indicator } => {
            let name = figures.indicator(*indicator);
            match span {
                Some(Span::UpTo(day)) => words.no_rows_up_to(name, &words.date(day)),
                Some(Span::In(period)) => words.no_rows_in(name, &words.period(period)),
                None => words.no_rows(name),
            }
        }
        Absence::MembersMissing { members, periods } => {
            let reported_by = &figures.target().measure.reported_by;
            let name = |who: &Vec<usize>| member_names(plan, reported_by, who).join(" ");
            let names: Vec<_> = members.iter().map(name).collect();
            let names = some_of(words, &names, most);
            if periods.is_empty() {
                words.not_reported_by(&names)
            } else {
                let periods: Vec<_> = periods.iter().map(|&period| words.period(period)).collect();
                words.not_reported_for(&names, &some_of(words, &periods, most))
            }
        }
        Absence::PeriodsMissing { indicator, periods } => {
            let names: Vec<_> = periods.iter().map(|&period| words.period(period)).collect();
            let names = some_of(words, &names, most);
            let several = figures.target().measure.formula.indicators().len() > 1;
            if several {
                words.no_rows_in(figures.indicator(*indicator), &names)
            } else {
                words.no_figure_for(&names)
            }
        }
        Absence::PeriodsOfOther { indicator, periods } => {
            let names: Vec<_> = periods.iter().map(|&period| words.period(period)).collect();
            words.no_rows_in(figures.indicator(*indicator), &some_of(words, &names, most))
        }
        Absence::MembersOfOther { indicator, dimension, members } => {
            let name = |member: &usize| member_names(plan, &[*dimension], &[*member]).join(" ");
            let names: Vec<_> = members.iter().map(name).collect();
            words.no_figure_of(figures.indicator(*indicator), &some_of(words, &names, most))
        }
        Absence::RowsSetAside { indicator, rows } => {
            words.rows_set_aside(figures.indicator(*indicator), &set_aside_in_words(words, rows))
        }
        Absence::EmptyRatio => empty_ratio(figures),
        Absence::NoCells => figures
            .words()
            .no_cell_has_a_figure(outcome.cells.as_ref().map_or(0, |cells| cells.count)),
    }
}

/// That both series of a ratio are 0.
fn empty_ratio(figures: Figures<'_>) -> String {
    let indicators = figures.target().measure.formula.indicators();
    let mut names = indicators.iter().map(|&indicator| figures.indicator(indicator));
    figures.words().empty_ratio(names.next().unwrap_or_default(), names.next().unwrap_or_default())
}

/// A cell's name: its members and its period.
pub(super) fn cell_name(figures: Figures<'_>, cell: &Cell) -> String {
    name_of(figures, &cell.members, cell.period)
}

/// The members and the period of a cell.
pub(super) fn name_of(figures: Figures<'_>, members: &[usize], period: Option<Period>) -> String {
    let dimensions = figures.target().each.as_ref().map_or(&[][..], |each| &each.dimensions);
    let mut names = member_names(figures.plan(), dimensions, members);
    names.extend(period.map(|period| figures.words().period(period)));
    names.join(" ")
}

/// The names of members, each a position in the roster of its dimension.
pub(super) fn member_names(plan: &Plan, dimensions: &[usize], members: &[usize]) -> Vec<String> {
    let name = |(&dimension, &member): (&usize, &usize)| {
        plan.dimensions.get(dimension)?.members.get(member).cloned()
    };
    dimensions.iter().zip(members).filter_map(name).collect()
}

/// How many rows were set aside for each reason.
pub(super) fn set_aside_in_words(
    words: Words,
    rows: &BTreeMap<SetAside, u64>,
) -> Vec<(u64, String)> {
    rows.iter().map(|(reason, rows)| (*rows, words.set_aside(*reason))).collect()
}

/// A cell with what is wrong about it.
pub(super) fn cell_in_words(figures: Figures<'_>, cell: &Cell) -> String {
    let name = cell_name(figures, cell);
    let what = match (&cell.figure.value, cell.bound) {
        (Err(Absence::EmptyRatio), _) => empty_ratio(figures),
        (Err(_), _) => figures.words().no_figure().to_owned(),
        (Ok(_), None) => figures.words().without_baseline().to_owned(),
        (Ok(actual), goal) => match cell
            .required_now
            .and_then(|required| asked_now(figures, required, goal, Some(*actual)))
        {
            Some((asked, value)) => figures.words().cell_behind(
                &cell_figure(figures, cell, *actual),
                &figures.words().needed(asked, &value),
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
    figures.words().cell(&name, &what)
}

/// The figure of a cell, or where it is on a ladder.
fn cell_figure(figures: Figures<'_>, cell: &Cell, actual: Ratio) -> String {
    if figures.is_milestone() {
        stage_in_words(figures, actual)
    } else {
        figures.with_unit(&figures.actual(actual, &[cell.bound, cell.required_now]))
    }
}

/// Where a figure is on a ladder.
fn stage_in_words(figures: Figures<'_>, actual: Ratio) -> String {
    if actual.is_zero() {
        figures.words().no_stage_reached().to_owned()
    } else {
        figures.words().at_stage(&figures.stage(actual))
    }
}

/// The first names, and how many more there are.
pub(super) fn some_of(words: Words, names: &[String], most: usize) -> String {
    let shown = if names.len() <= most { names } else { &names[..most] };
    listed(words, shown, names.len() - shown.len())
}

/// Names, and that there are more.
pub(super) fn listed(words: Words, names: &[String], more: usize) -> String {
    if more == 0 { words.list(names) } else { words.list_and_more(names, more) }
}

/// The last day up to which figures count towards a target.
pub(super) fn last_day(report: &Report<'_>, due: Date) -> Date {
    report.evaluation.as_of.min(due)
}

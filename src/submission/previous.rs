//! What has changed since the last submission, and whether a verdict turns on it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Read, words};
use crate::actuals::{Actuals, Inspection, Observation};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::{self, Dimensions};
use crate::period::Period;
use crate::plan::{Aggregate, Plan};
use crate::quantity::{Quantity, Total};
use crate::wording::diagnostics::submission::{figures_of, previous as say, rows};
use crate::wording::{Text, called};

/// Of so many changed figures it is asked whether a verdict turns on them: each takes a judgement of its targets.
const MOST_JUDGED: usize = 200;

/// A cell: its period as [`when`] has it, and the dimension columns with their values, as far as the plan tells them apart.
type Key = (Period, Vec<(String, String)>);

/// The figures of an indicator by cell: positions in [`Actuals::observations`].
type Cells = BTreeMap<Key, Vec<usize>>;

/// The findings about figures that were given in another way before, or are given no more.
pub(super) fn changes(
    read: &Read<'_>,
    previous: &Inspection,
    targets: &[Vec<usize>],
    is_complete: bool,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = at_fault(previous).into_iter().collect();
    let columns = crate::actuals::told_apart(read.plan);
    let asked_for = read.plan.columns_asked_for();
    let mut judged = 0;
    for (indicator, columns) in columns.iter().enumerate() {
        let targets = targets.get(indicator).map_or(&[][..], Vec::as_slice);
        let aggregate = targets
            .first()
            .and_then(|target| read.plan.targets.get(*target))
            .and_then(|target| target.measure.aggregate);
        let by_end = matches!(aggregate, Some(Aggregate::Latest | Aggregate::Cumulative));
        let aggregate = aggregate.filter(|aggregate| aggregate.is_event_log());
        let now = cells(read.actuals, indicator, columns.as_ref(), by_end);
        let before = cells(&previous.actuals, indicator, columns.as_ref(), by_end);
        let mut change =
            Change { read, previous: &previous.actuals, indicator, targets, aggregate };
        let mut withdrawn = Vec::new();
        let mut new: BTreeMap<Key, Vec<_>> = BTreeMap::new();
        for (key, positions) in now.iter().filter(|(key, _)| !before.contains_key(*key)) {
            let figure = figure_of(read.actuals, indicator, positions, aggregate);
            new.entry(as_asked(&asked_for, key)).or_default().push(figure);
        }
        for (key, before) in &before {
            let old = figure_of(&previous.actuals, indicator, before, aggregate);
            let Some(now) = now.get(key) else {
                let given = new.get_mut(&as_asked(&asked_for, key));
                let is_given = given.is_some_and(|given| {
                    let same = given.iter().position(|figure| old.is_some() && *figure == old);
                    same.map(|same| given.swap_remove(same)).is_some()
                });
                if is_complete && !is_given && !is_unread(read, indicator, key, by_end) {
                    withdrawn.push((key, before.as_slice()));
                }
                continue;
            };
            let new = figure_of(read.actuals, indicator, now, aggregate);
            if let (Some(old), Some(new)) = (old, new)
                && old != new
            {
                judged += 1;
                found.extend(change.restated(
                    key,
                    (before, old),
                    (now, new),
                    judged <= MOST_JUDGED,
                ));
            }
        }
        found.extend(change.withdrawn(&withdrawn));
    }
    found
}

/// That the last submission is at fault itself.
fn at_fault(previous: &Inspection) -> Option<Diagnostic> {
    let errors = previous.found.iter().map(|found| &found.finding);
    let mut errors = errors.filter(|finding| finding.severity == Severity::Error);
    let first = errors.next()?;
    let count = errors.count() as u64 + 1 + previous.more.errors;
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let message = say::errors_before(count, &first.message);
    let finding = Diagnostic::warning("previous-at-fault", first.place.clone(), message)
        .label(say::not_comparable())
        .help(say::compare_as_accepted());
    // Without all its rows it is no submission to compare with.
    let severity = if previous.is_complete { Severity::Warning } else { Severity::Error };
    Some(Diagnostic { severity, ..finding })
}

/// What of a period tells a figure from others of the same series. Of levels and totals to date that is its end.
fn when(period: Period, by_end: bool) -> Period {
    if by_end { Period { first: period.last, ..period } } else { period }
}

/// A cell as far as the plan asks about it: a column that it does not know may say in which state a figure is.
fn as_asked(asked_for: &BTreeSet<String>, (period, values): &Key) -> Key {
    let values = values.iter().filter(|(column, _)| asked_for.contains(column));
    (*period, values.cloned().collect())
}

fn cells(
    actuals: &Actuals,
    indicator: usize,
    columns: Option<&BTreeSet<String>>,
    by_end: bool,
) -> Cells {
    let mut cells = Cells::new();
    let figures = actuals.observations.get(indicator).map_or(&[][..], Vec::as_slice);
    for (position, figure) in figures.iter().enumerate() {
        let values = actuals.combinations.get(figure.combination as usize);
        let named = actuals.dimension_columns.iter().zip(values.into_iter().flatten());
        let mut values: Vec<(String, String)> = named
            .filter(|(column, value)| {
                !value.is_empty() && columns.is_none_or(|columns| columns.contains(*column))
            })
            .map(|(column, value)| (column.clone(), value.to_string()))
            .collect();
        values.sort_unstable();
        cells.entry((when(figure.period, by_end), values)).or_default().push(position);
    }
    cells
}

/// The figure of a cell; `None` where rows contradict each other, or do not add up.
fn figure_of(
    actuals: &Actuals,
    indicator: usize,
    positions: &[usize],
    aggregate: Option<Aggregate>,
) -> Option<Quantity> {
    let all = actuals.observations.get(indicator)?;
    let mut figures = positions.iter().filter_map(|position| all.get(*position));
    match aggregate {
        Some(Aggregate::Count) => {
            Some(Quantity::from(figures.map(|figure| figure.rows).sum::<u64>()))
        }
        Some(_) => {
            let mut total = Total::default();
            figures.for_each(|figure| total.add(&figure.sum));
            total.quantity().ok()
        }
        None => {
            let first = figures.next()?;
            let is_one = first.other.is_none() && figures.all(|figure| figure.value == first.value);
            is_one.then_some(first.value)
        }
    }
}

fn is_unread(read: &Read<'_>, indicator: usize, (period, values): &Key, by_end: bool) -> bool {
    read.unread.iter().any(|unread| {
        let is_whose = values.is_empty()
            || unread.who.is_empty()
            || values.iter().any(|(_, value)| unread.who.contains(value));
        unread.indicator.is_none_or(|of| of == indicator)
            && unread.period.is_none_or(|of| when(of, by_end) == *period)
            && is_whose
    })
}

/// What has changed in one indicator.
struct Change<'a> {
    read: &'a Read<'a>,
    previous: &'a Actuals,
    indicator: usize,
    /// The targets that draw on it.
    targets: &'a [usize],
    /// How rows of one cell are brought together, if each adds.
    aggregate: Option<Aggregate>,
}

impl Change<'_> {
    fn restated(
        &mut self,
        key: &Key,
        (before, old): (&[usize], Quantity),
        (now, new): (&[usize], Quantity),
        is_judged: bool,
    ) -> Option<Diagnostic> {
        let (plan, actuals) = (self.read.plan, self.read.actuals);
        let shown = |value| match self.aggregate {
            Some(Aggregate::Count) => rows(value),
            _ => words::figure(plan, self.indicator, value),
        };
        let figure = self.figure(actuals, now)?;
        let place = actuals.place(figure);
        let (old, new) = (shown(old), shown(new));
        let message = say::restated(&self.figures(key, figure), &old, &new);
        let turns = if is_judged { self.turns(&[before], now) } else { None };
        let help = match turns {
            None => say::why_changed_untold(),
            Some(turns) if turns.is_empty() => say::why_changed_unturned(),
            Some(turns) => say::why_changed(&turns),
        };
        Some(
            Diagnostic::warning("restated", place, message)
                .label(say::differs())
                .and(self.previous.place(self.figure(self.previous, before)?), say::before(&old))
                .help(help),
        )
    }

    fn withdrawn(&mut self, withdrawn: &[(&Key, &[usize])]) -> Option<Diagnostic> {
        let (key, first) = withdrawn.iter().min_by_key(|(_, positions)| positions.first())?;
        let figure = self.figure(self.previous, first)?;
        let place = self.previous.place(figure);
        let figures = self.figures(key, figure);
        let message = match withdrawn.len() {
            1 => say::withdrawn(&figures),
            several => say::withdrawn_too(&figures, several - 1),
        };
        let all: Vec<&[usize]> = withdrawn.iter().map(|(_, positions)| *positions).collect();
        let turns = self.turns(&all, &[]).unwrap_or_default();
        let help =
            if turns.is_empty() { say::give_or_say_why() } else { say::give_or_say_why_as(&turns) };
        let finding = Diagnostic::warning("withdrawn", place, message);
        Some(finding.label(say::in_the_last()).help(help))
    }

    /// A figure of a cell in words, with its period as it is written.
    fn figures(&self, (_, values): &Key, figure: &Observation) -> Text {
        let indicator = called::indicator(self.read.plan, self.indicator);
        let whose: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
        figures_of(&indicator, &whose, figure.period)
    }

    /// The first one of some figures.
    fn figure<'f>(&self, actuals: &'f Actuals, positions: &[usize]) -> Option<&'f Observation> {
        actuals.observations.get(self.indicator)?.get(*positions.first()?)
    }

    /// The verdicts that would be others with the figures of the last submission in place of those of this one, in
    /// words; `None` where that cannot be told.
    fn turns(&self, before: &[&[usize]], now: &[usize]) -> Option<Vec<Text>> {
        let Read { plan, actuals, dimensions, as_of, .. } = *self.read;
        let with_old = self.with_old(before, now)?;
        let old_dimensions = Dimensions::new(plan, &with_old);
        let mut turns = Vec::new();
        for target in self.targets.iter().filter_map(|target| plan.targets.get(*target)) {
            let verdict = |plan: &Plan, actuals: &Actuals, dimensions: &Dimensions| {
                evaluate::verdict(plan, actuals, dimensions, target, as_of)
            };
            let (new, old) =
                (verdict(plan, actuals, dimensions)?, verdict(plan, &with_old, &old_dimensions)?);
            if new != old {
                turns.push(say::turns(&target.id, old, new));
            }
        }
        Some(turns)
    }

    /// The actuals with the old figures in place of the new ones.
    fn with_old(&self, before: &[&[usize]], now: &[usize]) -> Option<Actuals> {
        let mut actuals = self.read.actuals.clone();
        let old = self.previous.observations.get(self.indicator)?;
        for position in before.iter().copied().flatten() {
            let figure = old.get(*position)?;
            let combination = self.combination(&mut actuals, figure)?;
            let figure = Observation { combination, file: 0, ..figure.clone() };
            actuals.observations.get_mut(self.indicator)?.push(figure);
        }
        let figures = actuals.observations.get_mut(self.indicator)?;
        let mut position = 0;
        figures.retain(|_| {
            position += 1;
            !now.contains(&(position - 1))
        });
        Some(actuals)
    }

    /// The position that the combination of a figure of the last submission has in this one.
    fn combination(&self, actuals: &mut Actuals, figure: &Observation) -> Option<u32> {
        let mut values = vec![std::sync::Arc::from(""); actuals.dimension_columns.len()];
        let theirs = self.previous.combinations.get(figure.combination as usize)?;
        for (column, value) in self.previous.dimension_columns.iter().zip(theirs) {
            match actuals.dimension_columns.iter().position(|known| known == column) {
                Some(at) => *values.get_mut(at)? = std::sync::Arc::clone(value),
                None if value.is_empty() => {}
                None => return None,
            }
        }
        let known = actuals.combinations.iter().position(|known| *known == values);
        let at = known.unwrap_or_else(|| {
            actuals.combinations.push(values);
            actuals.combinations.len() - 1
        });
        u32::try_from(at).ok()
    }
}

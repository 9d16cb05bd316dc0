//! Figures of several combinations of dimension values that do not become one, and what tells them apart.

use std::collections::BTreeMap;

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use crate::diagnostic::Diagnostic;
use crate::plan::{Aggregate, Combine};
use crate::source::Place;
use crate::wording::Text;
use crate::wording::diagnostics::evaluate as say;

impl SeriesFigures<'_, '_> {
    /// The error that nothing says how the figures of several combinations become one, with the first two of them.
    pub(super) fn no_combine(
        &mut self,
        one: &CombinationFigure,
        other: &CombinationFigure,
        count: usize,
    ) {
        let strange = self.strange_between(one, other);
        let message = say::no_combine(&self.figures.target.id, count);
        let help = say::give_combine(&Combine::NAMES.map(|(name, _)| name), &strange);
        self.not_combined([one, other], message, help);
    }

    /// Figures that only columns which the plan knows nothing of tell apart, such as a column of remarks or of shares,
    /// may be one figure over time. Where only the last ones count, they are taken for those of several members only if they
    /// reach to the same date.
    pub(super) fn refuse_strange_dates(&mut self, members: &[CombinationFigure]) {
        let Figures { actuals, dimensions, target, .. } = *self.figures;
        let strange = dimensions.strange();
        let counts_the_last = matches!(
            target.measure.aggregate,
            None | Some(Aggregate::Latest | Aggregate::Cumulative)
        );
        if strange.is_empty() || !counts_the_last {
            return;
        }
        let last = |member: &CombinationFigure| {
            member.evidence.last().map(|at| self.observation(*at).period.last)
        };
        let mut firsts: BTreeMap<Vec<&str>, &CombinationFigure> = BTreeMap::new();
        for member in members {
            let values = actuals.combinations.get(member.combination as usize);
            let values = values.into_iter().flatten().enumerate();
            let known = values.filter(|(at, _)| !strange.contains(at)).map(|(_, value)| &**value);
            let first = *firsts.entry(known.collect()).or_insert(member);
            if last(first) != last(member) {
                let between = self.strange_between(first, member);
                let message = say::strange_dates(&target.id, &between);
                let help = say::note_or_dimension(&between);
                self.not_combined([first, member], message, help);
                return;
            }
        }
    }

    /// The columns that the plan knows nothing of by which two combinations differ.
    fn strange_between(&self, one: &CombinationFigure, other: &CombinationFigure) -> Vec<&str> {
        let differing = self.differing(one, other).into_iter().map(|(column, _)| column);
        let strange: Vec<&str> = self.column_names(self.figures.dimensions.strange()).collect();
        differing.filter(|column| strange.contains(column)).collect()
    }

    /// The columns by which two combinations differ, with their values.
    pub(super) fn differing(
        &self,
        one: &CombinationFigure,
        other: &CombinationFigure,
    ) -> Vec<(&str, [&str; 2])> {
        let values = |member: &CombinationFigure| {
            let combinations = &self.figures.actuals.combinations;
            combinations.get(member.combination as usize).into_iter().flatten()
        };
        let columns = self.figures.actuals.dimension_columns.iter().map(String::as_str);
        columns
            .zip(values(one).zip(values(other)).map(|(one, other)| [&**one, &**other]))
            .filter(|(_, [one, other])| one != other)
            .collect()
    }

    /// The names of columns of the actuals.
    pub(super) fn column_names(&self, columns: &[usize]) -> impl Iterator<Item = &str> {
        let names = &self.figures.actuals.dimension_columns;
        columns.iter().filter_map(|at| names.get(*at)).map(String::as_str)
    }

    /// The error that figures of two combinations do not become one, at their last observations.
    fn not_combined(&mut self, members: [&CombinationFigure; 2], message: Text, help: Text) {
        let [one, other] = members;
        let differing = self.differing(one, other);
        let place = |member: &CombinationFigure| {
            let last = member.evidence.last();
            last.map_or_else(|| self.figures.target.place.clone(), |at| self.place(*at))
        };
        let error = told_apart("no-combine", &differing, members.map(place), message);
        self.errors.push(error.help(help));
    }
}

/// An error about two figures and their observations, with what tells them apart.
pub(super) fn told_apart(
    code: &'static str,
    differing: &[(&str, [&str; 2])],
    [place, other_place]: [Place; 2],
    message: Text,
) -> Diagnostic {
    let label = |at: usize| {
        let cells = differing.iter().map(|(column, values)| (*column, values[at]));
        say::told_apart_by(&cells.collect::<Vec<_>>())
    };
    Diagnostic::error(code, place, message).label(label(0)).and(other_place, label(1))
}

//! Figures of several combinations of dimension values that do not become one, and what tells them apart.

use std::collections::BTreeMap;

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use crate::diagnostic::Diagnostic;
use crate::plan::{Aggregate, Combine};
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
        self.told_apart("no-combine", [one, other], lasts([one, other]), message, help);
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
                self.told_apart(
                    "no-combine",
                    [first, member],
                    lasts([first, member]),
                    message,
                    help,
                );
                return;
            }
        }
    }

    /// The columns that the plan knows nothing of by which two combinations differ.
    fn strange_between(&self, one: &CombinationFigure, other: &CombinationFigure) -> Vec<&str> {
        let Figures { actuals, dimensions, .. } = *self.figures;
        let differing = self.differing(one, other).into_iter().map(|(column, _)| column);
        let is_strange = |column: &&str| {
            let mut strange = dimensions.strange().iter();
            strange.any(|at| actuals.dimension_columns.get(*at).is_some_and(|one| one == column))
        };
        differing.filter(is_strange).collect()
    }

    /// The columns by which two combinations differ, with their values.
    pub(super) fn differing(
        &self,
        one: &CombinationFigure,
        other: &CombinationFigure,
    ) -> Vec<(&str, [&str; 2])> {
        let actuals = self.figures.actuals;
        let values = |member: &CombinationFigure| {
            actuals.combinations.get(member.combination as usize).into_iter().flatten()
        };
        let columns = actuals.dimension_columns.iter().map(String::as_str);
        columns
            .zip(values(one).zip(values(other)).map(|(one, other)| [&**one, &**other]))
            .filter(|(_, [one, other])| one != other)
            .collect()
    }

    /// An error about the figures of two combinations, each with an observation, and with what tells them apart.
    pub(super) fn told_apart(
        &mut self,
        code: &'static str,
        [one, other]: [&CombinationFigure; 2],
        observations: [Option<usize>; 2],
        message: Text,
        help: Text,
    ) {
        let differing = self.differing(one, other);
        let label = |at: usize| {
            let cells = differing.iter().map(|(column, values)| (*column, values[at]));
            say::told_apart_by(&cells.collect::<Vec<_>>())
        };
        let [place, other_place] = observations.map(|at| at.map(|at| self.place(at)));
        let place = place.unwrap_or_else(|| self.figures.target.place.clone());
        let error = Diagnostic::error(code, place, message).label(label(0));
        let error = match other_place {
            Some(place) => error.and(place, label(1)),
            None => error,
        };
        self.errors.push(error.help(help));
    }
}

/// The last observations of two figures.
fn lasts(members: [&CombinationFigure; 2]) -> [Option<usize>; 2] {
    members.map(|member| member.evidence.last().copied())
}

//! Figures of several combinations of dimension values that do not become one, and what tells them apart.

use super::CombinationFigure;
use super::figure::SeriesFigures;
use crate::diagnostic::Diagnostic;
use crate::plan::Combine;
use crate::source::Place;
use crate::wording::Text;
use crate::wording::diagnostics::evaluate as say;

impl SeriesFigures<'_, '_> {
    /// The error that nothing says how the figures of several combinations become one, with the first two of them.
    pub(super) fn no_combine(&mut self, members: &[CombinationFigure]) {
        let [one, other, ..] = in_order(members)[..] else { return };
        let strange = self.strange_between(one, other);
        let message = say::no_combine(&self.figures.target.id, members.len());
        let words = Combine::NAMES.map(|(name, _)| name);
        let are_all_strange = strange.len() == self.differing(one, other).len();
        let help = if are_all_strange {
            say::note_or_combine(&words, &strange)
        } else {
            say::give_combine(&words)
        };
        self.not_combined([one, other], message, help);
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
    pub(super) fn not_combined(
        &mut self,
        members: [&CombinationFigure; 2],
        message: Text,
        help: Text,
    ) {
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

/// Figures by their last observations: how combinations are numbered depends on what else is asked for.
pub(super) fn in_order(members: &[CombinationFigure]) -> Vec<&CombinationFigure> {
    let mut members: Vec<&CombinationFigure> = members.iter().collect();
    members.sort_by_key(|member| member.evidence.last().copied());
    members
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

//! What stands against verdicts, or is in doubt, each finding once, kept within bounds.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, MOST_SHOWN};
use crate::source::Place;

/// An error with the first target at which it was found: a position in the plan.
pub(crate) type OfTarget = (Option<usize>, Diagnostic);

/// Errors in the order of targets, and of one target in that of places: in which order its figures are looked at is of no
/// matter. Targets that look at the same figures find the same ones.
#[derive(Debug, Default)]
pub(super) struct Errors {
    /// The target that is judged at the moment: a position in the plan.
    pub(super) target: Option<usize>,
    /// Each with the first target at which it was found.
    shown: Vec<OfTarget>,
    /// Digests of all of them.
    known: BTreeSet<u64>,
    /// The place of the first one that is not shown, and how many those are.
    more: Option<(Place, u64)>,
    /// What is in doubt only, with the targets: the first such finding of each.
    warnings: Vec<(usize, Diagnostic)>,
}

impl Errors {
    pub(super) fn push(&mut self, error: Diagnostic) {
        // The same digests in every run.
        let mut hasher = DefaultHasher::new();
        error.hash(&mut hasher);
        if !self.known.insert(hasher.finish()) {
            return;
        }
        if self.shown.len() < MOST_SHOWN {
            self.shown.push((self.target, error));
        } else {
            self.more.get_or_insert((error.place, 0)).1 += 1;
        }
    }

    /// Takes a warning of the target at hand.
    pub(super) fn warn(&mut self, warning: Diagnostic) {
        let Some(target) = self.target else { return };
        let is_known = self.warnings.iter().any(|(of, known)| *of == target || *known == warning);
        if !is_known {
            self.warnings.push((target, warning));
        }
    }

    /// The warnings, in the order of the targets.
    pub(super) fn take_warnings(&mut self) -> Vec<(usize, Diagnostic)> {
        std::mem::take(&mut self.warnings)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    pub(super) fn into_shown(mut self) -> Vec<Diagnostic> {
        self.sort();
        let mut shown: Vec<Diagnostic> = self.shown.into_iter().map(|(_, error)| error).collect();
        shown.extend(self.more.map(|(place, more)| Diagnostic::more_problems(more, place)));
        shown
    }

    /// Those that are shown, with their targets, and how many there are beside, with the place of the first.
    pub(super) fn into_found(mut self) -> (Vec<OfTarget>, Option<(Place, u64)>) {
        self.sort();
        (self.shown, self.more)
    }

    fn sort(&mut self) {
        self.shown.sort_by(|(target, one), (other_target, other)| {
            let of = |target: &Option<usize>, place: &Place| {
                let target = target.unwrap_or(usize::MAX);
                (target, Arc::clone(&place.file), place.line, place.column)
            };
            of(target, &one.place).cmp(&of(other_target, &other.place))
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::wording::Text;

    #[test]
    fn each_error_is_shown_once_and_too_many_are_counted() {
        let error = |number: usize| {
            let file = Place::file(&Arc::from("a.csv"));
            Diagnostic::error("inexact", file, Text::same(number.to_string()))
        };
        let mut errors = Errors::default();
        for _ in 0..2 {
            for number in 0..MOST_SHOWN + 7 {
                errors.push(error(number));
            }
        }
        let shown = errors.into_shown();
        assert_eq!(shown.len(), MOST_SHOWN + 1);
        assert_eq!(
            shown.get(..MOST_SHOWN).unwrap(),
            (0..MOST_SHOWN).map(error).collect::<Vec<_>>()
        );
        let last = shown.last().unwrap();
        assert_eq!(
            (last.code, last.message.english()),
            ("more-problems", "7 more problems are not shown")
        );
    }
}

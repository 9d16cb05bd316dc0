//! What stands against verdicts, each finding once, kept within bounds.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::{Diagnostic, MOST_SHOWN};
use crate::source::Place;

/// Errors in the order in which they are found; targets that look at the same figures find the same ones.
#[derive(Debug, Default)]
pub(super) struct Errors {
    shown: Vec<Diagnostic>,
    /// Digests of all of them.
    known: BTreeSet<u64>,
    /// The place of the first one that is not shown, and how many those are.
    more: Option<(Place, u64)>,
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
            self.shown.push(error);
        } else {
            self.more.get_or_insert((error.place, 0)).1 += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    pub(super) fn into_shown(mut self) -> Vec<Diagnostic> {
        self.shown.extend(self.more.map(|(place, more)| Diagnostic::more_problems(more, place)));
        self.shown
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn each_error_is_shown_once_and_too_many_are_counted() {
        let error = |number: usize| {
            let file = Place::file(&Arc::from("a.csv"));
            Diagnostic::error("inexact", file, number.to_string())
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
        assert_eq!((last.code, &*last.message), ("more-problems", "7 more problems are not shown"));
    }
}

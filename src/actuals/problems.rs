//! The findings of a run, kept within bounds.

use crate::diagnostic::Diagnostic;

/// How many findings are kept; the rest is counted.
const KEPT: usize = 1000;

/// What is wrong with the exports, in the order of the files and lines.
#[derive(Debug, Default)]
pub(super) struct Problems {
    kept: Vec<Diagnostic>,
    more: u64,
    /// The place of the first finding that was not kept.
    next: Option<crate::source::Place>,
}

impl Problems {
    /// Adds a finding.
    pub(super) fn push(&mut self, problem: Diagnostic) {
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        } else {
            self.more += 1;
            self.next.get_or_insert(problem.place);
        }
    }

    /// Adds the findings of one row, from left to right.
    pub(super) fn extend(&mut self, mut problems: Vec<Diagnostic>) {
        problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
        for problem in problems {
            self.push(problem);
        }
    }

    /// Nothing, or all findings, the last of which counts what was not kept.
    pub(super) fn into_result(self) -> Result<(), Vec<Diagnostic>> {
        let mut kept = self.kept;
        if let Some(place) = self.next {
            let message = match self.more {
                1 => "1 more problem is not shown".to_owned(),
                more => format!("{more} more problems are not shown"),
            };
            let problem = Diagnostic::error("more-problems", place, message)
                .label("the first of them")
                .help("mend those above first: many problems often have one cause");
            kept.push(problem);
        }
        if kept.is_empty() { Ok(()) } else { Err(kept) }
    }
}

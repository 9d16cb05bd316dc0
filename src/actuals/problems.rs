//! The findings of a run, kept within bounds.

use std::sync::Arc;

use super::lines::Lines;
use crate::diagnostic::{Diagnostic, MOST_SHOWN};
use crate::source::Place;

/// What is wrong with the exports, in the order of the files and lines.
#[derive(Debug, Default)]
pub(super) struct Problems {
    /// Each with the block that its lines are counted in.
    kept: Vec<(usize, Diagnostic)>,
    /// How many more there are in each block.
    more: Vec<(usize, u64)>,
    /// The place of the first finding that was not kept.
    next: Option<(usize, Place)>,
}

impl Problems {
    /// Adds a finding in a block of the file at hand; blocks come in their order.
    pub(super) fn push(&mut self, block: usize, problem: Diagnostic) {
        if self.kept.len() < MOST_SHOWN {
            self.kept.push((block, problem));
        } else {
            self.count_more(block, 1);
            self.next.get_or_insert((block, problem.place));
        }
    }

    fn count_more(&mut self, block: usize, count: u64) {
        match self.more.last_mut() {
            Some((last, more)) if *last == block => *more += count,
            _ => self.more.push((block, count)),
        }
    }

    /// Adds the findings of one row, from left to right.
    pub(super) fn extend(&mut self, block: usize, mut problems: Vec<Diagnostic>) {
        problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
        for problem in problems {
            self.push(block, problem);
        }
    }

    /// Brings the findings of those who have read blocks of the same file into the order of the blocks.
    pub(super) fn merged(all: Vec<Self>) -> Self {
        let mut merged = Self::default();
        let mut kept = Vec::new();
        for problems in all {
            kept.extend(problems.kept);
            merged.more.extend(problems.more);
            if let Some((block, place)) = problems.next
                && merged.next.as_ref().is_none_or(|(other, _)| block < *other)
            {
                merged.next = Some((block, place));
            }
        }
        kept.sort_by_key(|(block, _)| *block);
        for (block, problem) in kept.split_off(kept.len().min(MOST_SHOWN)) {
            merged.count_more(block, 1);
            if merged.next.as_ref().is_none_or(|(other, _)| block <= *other) {
                let is_earlier = merged.next.as_ref().is_none_or(|(other, place)| {
                    (block, problem.place.line, problem.place.column)
                        < (*other, place.line, place.column)
                });
                if is_earlier {
                    merged.next = Some((block, problem.place));
                }
            }
        }
        merged.kept = kept;
        merged
    }

    /// Drops the findings after a block.
    pub(super) fn end_after(&mut self, block: usize) {
        self.kept.retain(|(other, _)| *other <= block);
        self.more.retain(|(other, _)| *other <= block);
        if self.more.is_empty() {
            self.next = None;
        }
    }

    /// The findings of a file that has been read, with their lines in the file.
    pub(super) fn placed(mut self, lines: &Lines) -> Self {
        for (block, problem) in &mut self.kept {
            lines.place(*block, &mut problem.place);
            if let Some((other, _)) = &mut problem.other {
                lines.place(*block, other);
            }
            *block = 0;
        }
        if let Some((block, place)) = &mut self.next {
            lines.place(*block, place);
            *block = 0;
        }
        let more = self.more.iter().map(|(_, count)| count).sum();
        self.more = if more > 0 { vec![(0, more)] } else { Vec::new() };
        self
    }

    /// Adds the findings of the next file.
    pub(super) fn append(&mut self, other: Self) {
        for (_, problem) in other.kept {
            self.push(0, problem);
        }
        for (_, count) in other.more {
            self.count_more(0, count);
        }
        if self.next.is_none() {
            self.next = other.next;
        }
    }

    /// Nothing, or all findings in the order of the files and lines, the last of which counts what was not kept.
    pub(super) fn into_result(self, files: &[Arc<str>]) -> Result<(), Vec<Diagnostic>> {
        let mut kept: Vec<Diagnostic> = self.kept.into_iter().map(|(_, problem)| problem).collect();
        kept.sort_by_key(|problem| {
            let place = &problem.place;
            (files.iter().position(|file| *file == place.file), place.line, place.column)
        });
        if let Some((_, place)) = self.next {
            let more = self.more.iter().map(|(_, count)| count).sum();
            kept.push(Diagnostic::more_problems(more, place));
        }
        if kept.is_empty() { Ok(()) } else { Err(kept) }
    }
}

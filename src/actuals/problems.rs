//! The findings of a run, kept within bounds.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::inspect::{Found, More};
use super::lines::Lines;
use crate::diagnostic::{Diagnostic, MOST_SHOWN, Severity};
use crate::source::Place;
use crate::wording::diagnostics::actuals::rows as say;

/// So many different findings are each told once for all rows like them.
const MOST_GATHERED: usize = 10_000;

/// So many lines are kept of the rows that are like another one.
const MOST_LIKEWISE: usize = 1000;

/// So many of them are named.
const NAMED: usize = 5;

/// What is wrong with the exports, in the order of the files and lines.
#[derive(Debug, Default)]
pub(super) struct Problems {
    /// Each with the block that its lines are counted in.
    kept: Vec<(usize, Diagnostic)>,
    /// How many more there are in each block.
    more: Vec<(usize, Count)>,
    /// The place of the first finding that was not kept.
    next: Option<(usize, Place)>,
    /// Findings that stand for all rows of the file at hand of which the same is to be said, by what that is.
    gathered: BTreeMap<String, Gathered>,
    /// Those of files that have been read.
    found: Vec<Found>,
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    errors: u64,
    others: u64,
}

impl Count {
    fn of(problem: &Diagnostic) -> Self {
        let is_error = problem.severity == Severity::Error;
        Self { errors: u64::from(is_error), others: u64::from(!is_error) }
    }

    fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.others += other.others;
    }
}

/// The first of several findings that are told once.
#[derive(Debug)]
struct Gathered {
    /// The block that it is in.
    block: usize,
    finding: Diagnostic,
    /// How many other rows there are in each block.
    rows: Vec<(usize, u64)>,
    /// The first of them: their blocks and lines.
    lines: Vec<(usize, u64)>,
}

impl Problems {
    /// Adds a finding in a block of the file at hand; blocks come in their order.
    pub(super) fn push(&mut self, block: usize, problem: Diagnostic) {
        if self.kept.len() < MOST_SHOWN {
            self.kept.push((block, problem));
        } else {
            self.count_more(block, Count::of(&problem));
            self.next.get_or_insert((block, problem.place));
        }
    }

    fn count_more(&mut self, block: usize, count: Count) {
        match self.more.last_mut() {
            Some((last, more)) if *last == block => more.add(count),
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

    /// Adds a finding that is told once for all rows of the file with the same key; `row` is the block and the line of
    /// its row, if it is about that.
    pub(super) fn gather(
        &mut self,
        block: usize,
        key: String,
        finding: Diagnostic,
        row: Option<(usize, u64)>,
    ) {
        if let Some(gathered) = self.gathered.get_mut(&key) {
            if let Some((block, line)) = row {
                gathered.add_row(block, line);
            }
        } else if self.gathered.len() < MOST_GATHERED {
            let (rows, lines) = (Vec::new(), Vec::new());
            self.gathered.insert(key, Gathered { block, finding, rows, lines });
        } else {
            self.push(block, finding);
        }
    }

    /// Brings the findings of those who have read blocks of the same file into the order of the blocks.
    pub(super) fn merged(all: Vec<Self>) -> Self {
        let mut merged = Self::default();
        let mut kept = Vec::new();
        for problems in all {
            kept.extend(problems.kept);
            merged.more.extend(problems.more);
            for (key, gathered) in problems.gathered {
                match merged.gathered.remove(&key) {
                    Some(other) => merged.gathered.insert(key, other.with(gathered)),
                    None => merged.gathered.insert(key, gathered),
                };
            }
            if let Some((block, place)) = problems.next
                && merged.next.as_ref().is_none_or(|(other, _)| block < *other)
            {
                merged.next = Some((block, place));
            }
        }
        kept.sort_by_key(|(block, _)| *block);
        for (block, problem) in kept.split_off(kept.len().min(MOST_SHOWN)) {
            merged.count_more(block, Count::of(&problem));
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
        self.gathered.retain(|_, gathered| gathered.block <= block);
        for gathered in self.gathered.values_mut() {
            gathered.rows.retain(|(other, _)| *other <= block);
            gathered.lines.retain(|(other, _)| *other <= block);
        }
    }

    /// The findings of a file that has been read, with their lines in the file.
    pub(super) fn placed(mut self, lines: &Lines) -> Self {
        for (block, problem) in &mut self.kept {
            place(problem, *block, lines);
            *block = 0;
        }
        if let Some((block, place)) = &mut self.next {
            lines.place(*block, place);
            *block = 0;
        }
        let mut more = Count::default();
        self.more.iter().for_each(|(_, count)| more.add(*count));
        self.more = if more.errors + more.others > 0 { vec![(0, more)] } else { Vec::new() };
        let gathered = std::mem::take(&mut self.gathered).into_values();
        self.found.extend(gathered.map(|gathered| gathered.placed(lines)));
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
        self.found.extend(other.found);
    }

    /// Nothing, or all findings in the order of the files and lines, the last of which counts what was not kept.
    pub(super) fn into_result(self, files: &[Arc<str>]) -> Result<(), Vec<Diagnostic>> {
        let (found, more) = self.into_found(files);
        let mut all: Vec<Diagnostic> = found.into_iter().map(|found| found.finding).collect();
        if let Some(place) = more.first {
            all.push(Diagnostic::more_problems(more.errors + more.others, place));
        }
        if all.is_empty() { Ok(()) } else { Err(all) }
    }

    /// All findings in the order of the files and lines, and what was not kept.
    pub(super) fn into_found(self, files: &[Arc<str>]) -> (Vec<Found>, More) {
        let mut found = self.found;
        let kept = self.kept.into_iter();
        found.extend(kept.map(|(_, finding)| Found { finding, likewise: Vec::new() }));
        found.sort_by_key(|Found { finding: Diagnostic { place, .. }, .. }| {
            (files.iter().position(|file| *file == place.file), place.line, place.column)
        });
        let mut count = Count::default();
        self.more.iter().for_each(|(_, more)| count.add(*more));
        let first = self.next.map(|(_, place)| place);
        (found, More { errors: count.errors, others: count.others, first })
    }
}

impl Gathered {
    /// Adds another row; one that has been added already stays one.
    fn add_row(&mut self, block: usize, line: u64) {
        let is_first = (self.block, self.finding.place.line) == (block, line);
        if is_first || self.lines.last() == Some(&(block, line)) {
            return;
        }
        match self.rows.last_mut() {
            Some((last, rows)) if *last == block => *rows += 1,
            _ => self.rows.push((block, 1)),
        }
        if self.lines.len() < MOST_LIKEWISE {
            self.lines.push((block, line));
        }
    }

    /// Both together, at the first of the two.
    fn with(mut self, mut other: Self) -> Self {
        let order = |one: &Self| (one.block, one.finding.place.line, one.finding.place.column);
        if order(&other) < order(&self) {
            std::mem::swap(&mut self, &mut other);
        }
        if order(&other) > order(&self) {
            self.rows.push((other.block, 1));
            self.lines.push((other.block, other.finding.place.line));
        }
        self.rows.extend(other.rows);
        self.lines.extend(other.lines);
        self.lines.sort_unstable();
        self.lines.truncate(MOST_LIKEWISE);
        self
    }

    /// The finding with its line in the file, and with the other rows named.
    fn placed(mut self, lines: &Lines) -> Found {
        place(&mut self.finding, self.block, lines);
        let rows: u64 = self.rows.iter().map(|(_, rows)| rows).sum();
        let mut likewise = Vec::new();
        for (block, line) in self.lines {
            let mut row = Place { line, ..Place::file(&self.finding.place.file) };
            lines.place(block, &mut row);
            likewise.push(row.line);
        }
        let named = &likewise[..likewise.len().min(NAMED)];
        if !named.is_empty() {
            let more = rows.saturating_sub(named.len() as u64);
            self.finding.message = say::likewise(&self.finding.message, named, more);
        }
        Found { finding: self.finding, likewise }
    }
}

/// Gives the places of a finding their lines in the file.
fn place(problem: &mut Diagnostic, block: usize, lines: &Lines) {
    lines.place(block, &mut problem.place);
    if let Some((other, _)) = &mut problem.other {
        lines.place(block, other);
    }
}

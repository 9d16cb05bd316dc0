//! A record of a file: its cells, and where they stand.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::plan::is_padding;
pub(super) use crate::plan::trim;
use crate::records::{Fault, FaultKind, Record, Records};
use crate::source::Place;
use crate::wording::Text;
use crate::wording::diagnostics::actuals::quotes as say;

/// The record at hand. Lines count from the beginning of its block, so that blocks can be read in any order.
pub(super) struct Row<'r, 't> {
    file: &'r Arc<str>,
    /// The text that the record's offsets are in.
    text: &'t str,
    record: &'r Record<'r, 't>,
    /// Where that text begins in the file.
    block_offset: u64,
}

impl<'r, 't> Row<'r, 't> {
    /// A record of the block of a file that begins at an offset.
    pub(super) fn new(
        file: &'r Arc<str>,
        text: &'t str,
        record: &'r Record<'r, 't>,
        block_offset: u64,
    ) -> Self {
        Self { file, text, record, block_offset }
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.record.len()
    }

    /// The text of a cell; empty where there is none.
    pub(super) fn cell(&self, field: usize) -> Cow<'t, str> {
        self.record.cell(field)
    }

    /// The text of a cell without white space at its ends.
    pub(super) fn trimmed_cell(&self, field: usize) -> Cow<'t, str> {
        match self.cell(field) {
            Cow::Borrowed(cell) => Cow::Borrowed(trim(cell)),
            Cow::Owned(cell) => Cow::Owned(trim(&cell).to_owned()),
        }
    }

    /// The text of each cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cow<'t, str>> {
        (0..self.len()).map(|field| self.cell(field))
    }

    /// Where the record begins in the file, in bytes of text.
    pub(super) fn offset(&self) -> u64 {
        self.block_offset + self.record.offset() as u64
    }

    /// The place of a cell: the part on its first line.
    pub(super) fn place(&self, field: usize) -> Place {
        self.place_in(self.trimmed(field))
    }

    /// The places of all cells, as [`Self::place`] has them. They share the text of their line, and each is counted from the
    /// one before it, as there may be many cells in a line.
    pub(super) fn places(&self) -> Vec<Place> {
        let mut last: Option<(usize, Place)> = None;
        let mut places = Vec::with_capacity(self.len());
        for field in 0..self.len() {
            let range = self.trimmed(field);
            let (_, line_start) = self.line_of(range.start);
            let place = match &last {
                Some((start, place)) if *start == line_start => {
                    self.further(place, line_start, range)
                }
                _ => self.place_in(range),
            };
            last = Some((line_start, place.clone()));
            places.push(place);
        }
        places
    }

    /// The place of a range that stands in the same line as a place before it.
    fn further(&self, place: &Place, line_start: usize, range: Range<usize>) -> Place {
        let Some((text, before)) = &place.excerpt else { return self.place_in(range) };
        let end = (range.end - line_start).min(text.len());
        let start = (range.start - line_start).min(end);
        let Some(between) = text.get(before.start..start) else { return self.place_in(range) };
        Place {
            file: Arc::clone(&place.file),
            line: place.line,
            column: place.column + between.chars().count() as u64,
            excerpt: Some((Arc::clone(text), start..end)),
        }
    }

    /// The line and the column of a cell, as [`Self::place`] has them.
    pub(super) fn position(&self, field: usize) -> (u64, u64) {
        let start = self.trimmed(field).start;
        let (line, line_start) = self.line_of(start);
        let before = self.text.get(line_start..start).unwrap_or_default();
        (line, before.chars().count() as u64 + 1)
    }

    /// The place of the record as a whole: its first line.
    pub(super) fn row_place(&self) -> Place {
        let start = self.record.offset();
        self.place_in(start..self.record.end())
    }

    /// The line on which the record begins, as [`Self::place`] has it.
    pub(super) fn row_line(&self) -> u64 {
        self.record.line() + 1
    }

    /// Whether the record goes on over the end of a line.
    pub(super) fn spans_several_lines(&self) -> bool {
        self.record.spans_several_lines()
    }

    /// What is wrong with the quotes of the record. That one closes a cell whose opening quote blanks keep from being one is
    /// no fault of its own.
    pub(super) fn faults(&self) -> impl Iterator<Item = Diagnostic> {
        let mut is_open = false;
        let faults = self.record.faults().iter().filter(move |fault| {
            let is_stray = fault.kind == FaultKind::StrayQuote;
            let cell = self.record.cell_range(fault.cell);
            let closes = is_open && is_stray && self.is_blank(fault.at + 1..cell.end);
            let has_other = |rest: &str| rest.contains('"');
            let opens = is_stray
                && self.is_blank(cell.start..fault.at)
                && !self.text.get(fault.at + 1..cell.end).is_some_and(has_other);
            is_open = opens || is_open && !closes;
            !closes
        });
        faults.map(|fault| self.fault(*fault))
    }

    /// Whether a quote of the record is at fault.
    pub(super) fn has_faults(&self) -> bool {
        !self.record.faults().is_empty()
    }

    /// The finding that a quoted cell holds rows: two quotes that do not belong together have swallowed what stands
    /// between them. Their cell is well-formed, so that nothing tells but that its lines are rows, each on its own.
    pub(super) fn swallowed(
        &self,
        delimiter: u8,
        is_row: impl Fn(&[String]) -> bool,
    ) -> Option<Diagnostic> {
        if !self.spans_several_lines() {
            return None;
        }
        let raw = self.record.raw();
        let mut next = self.record.offset();
        let mut rows = raw
            .split(['\n', '\r'])
            .map(|line| {
                let at = next;
                next += line.len() + 1;
                (at, line)
            })
            .filter(|(_, line)| is_row(&cells_of(line, delimiter)));
        // The last line of a record that begins with a cell of several lines is as wide as a row.
        rows.next().filter(|(at, _)| *at == self.record.offset())?;
        let (at, line) = rows.next()?;
        let mut ranges = (0..self.len()).map(|field| self.record.cell_range(field));
        let opened_at = ranges.find(|range| range.end >= at)?.start;
        let message = say::row_before_closing_quote();
        let problem =
            Diagnostic::error("bad-quote", self.place_in(opened_at..opened_at + 1), message)
                .label(say::expected_closing_quote())
                .and(self.place_in(at..at + line.len()), say::row_inside_cell());
        Some(problem.help(say::close_or_take_out()))
    }

    fn fault(&self, fault: Fault) -> Diagnostic {
        let error = |at: usize, message: Text| {
            Diagnostic::error("bad-quote", self.place_in(at..at + 1), message)
        };
        let cell = self.record.cell_range(fault.cell);
        let remedy = |quote: usize| {
            let before = self.text.get(..quote).unwrap_or_default();
            if before.ends_with('\\') {
                say::write_twice_without_backslash()
            } else {
                say::write_twice()
            }
        };
        match (fault.kind, fault.opened_at) {
            (FaultKind::StrayQuote, _) if self.is_blank(cell.start..fault.at) => {
                error(fault.at, say::blanks_before())
                    .label(say::expected_quote_at_beginning())
                    .help(say::take_out_blanks())
            }
            (FaultKind::StrayQuote, _) => error(fault.at, say::inside_unquoted_cell())
                .label(say::expected_quote_or_none())
                .help(remedy(fault.at)),
            (FaultKind::TextAfterQuote, Some(opened_at))
                if self.spans_lines(opened_at..fault.at) =>
            {
                error(opened_at, say::next_does_not_close())
                    .label(say::expected_closing_quote())
                    .and(self.place_in(fault.at - 1..fault.at), say::next_inside_a_cell())
                    .help(say::close_or_take_out())
            }
            (FaultKind::TextAfterQuote, _) if self.is_blank(fault.at..cell.end) => {
                error(fault.at.saturating_sub(1), say::blanks_after())
                    .label(say::expected_end_of_cell())
                    .help(say::take_out_blanks())
            }
            (FaultKind::TextAfterQuote, _) => {
                let quote = fault.at.saturating_sub(1);
                error(quote, say::text_after_quote())
                    .label(say::expected_end_of_cell())
                    .help(remedy(quote))
            }
            (FaultKind::Unclosed, _) => error(fault.at, say::not_closed())
                .label(say::expected_closing_quote())
                .help(say::close_or_take_out()),
        }
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.text.get(range).is_some_and(|text| trim(text).is_empty())
    }

    fn spans_lines(&self, range: Range<usize>) -> bool {
        self.text.get(range).is_some_and(|text| text.contains(['\n', '\r']))
    }

    /// Where the text of a cell stands, with its quotes and without white space around it.
    fn trimmed(&self, field: usize) -> Range<usize> {
        let range = self.record.cell_range(field);
        let cell = self.record.written(field);
        if trim(cell).len() == cell.len() {
            return range;
        }
        let trimmed = cell.trim_start_matches(is_padding);
        let start = range.end - trimmed.len();
        start..start + trim(trimmed).len()
    }

    /// The line of an offset that is in or after the record, and where that line begins.
    fn line_of(&self, offset: usize) -> (u64, usize) {
        let start = self.record.offset();
        let mut line = self.record.line() + 1;
        let mut line_start = start;
        if offset <= self.record.end() && !self.spans_several_lines() {
            return (line, line_start);
        }
        let before = self.text.get(start..offset).unwrap_or_default().as_bytes();
        for at in memchr::memchr2_iter(b'\n', b'\r', before) {
            let completes_a_break =
                before[at] == b'\n' && at.checked_sub(1).is_some_and(|at| before[at] == b'\r');
            line += u64::from(!completes_a_break);
            line_start = start + at + 1;
        }
        (line, line_start)
    }

    fn place_in(&self, range: Range<usize>) -> Place {
        let (line, line_start) = self.line_of(range.start);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let text = rest.split(['\n', '\r']).next().unwrap_or_default();
        Place::in_line(self.file, line, text, range.start - line_start..range.end - line_start)
    }
}

/// The cells of a line that stands alone, without white space and quotes around them.
fn cells_of(line: &str, delimiter: u8) -> Vec<String> {
    let mut records = Records::new(line, delimiter);
    let Some(record) = records.next() else { return Vec::new() };
    (0..record.len()).map(|field| trim(&record.cell(field)).trim_matches('"').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_all_cells_are_those_of_each() {
        let file = Arc::from("a.csv");
        for text in
            ["指标, 期间 ,,\"值\",x\n", "\"a\nb\",c, 丁 ,\"\",\"e\r\nf\",g,\"\u{a0}h\"\n", "a\n"]
        {
            let mut records = Records::new(text, b',');
            let record = records.next().unwrap();
            let row = Row::new(&file, text, &record, 0);
            let each: Vec<Place> = (0..row.len()).map(|field| row.place(field)).collect();
            assert_eq!(row.places(), each, "{text}");
        }
    }
}

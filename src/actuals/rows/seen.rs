//! Rows that are looked at while reading goes on past what is wrong.

use std::collections::BTreeSet;

use super::Rows;
use super::reading::Reading;
use crate::actuals::inspect::{Remark, Seen, SeenHeader, Unread};
use crate::actuals::layout::{Header, Subject};
use crate::actuals::row::Row;
use crate::diagnostic::nearest;
use crate::period::Period;
use crate::plan::{IndicatorMatch, normalized};

/// The cell of a figure, its indicator, and its period if that could be read.
type Subjects = (usize, usize, Option<Period>);

impl Rows<'_> {
    /// Looks at the header of the file at hand.
    pub(in crate::actuals) fn see_header(&mut self, header: &Header) {
        let Some(inspector) = self.inspector else { return };
        for remark in inspector.header(&SeenHeader::of(header)) {
            if let Some(indicator) = remark.meant {
                let who = BTreeSet::new();
                self.unreads.push(Unread { indicator: Some(indicator), period: None, who });
            }
            self.problems.push(self.header_block, remark.finding);
        }
    }

    /// Looks at a figure of the plan. It is sound if nothing has been found to be wrong with it or its period.
    pub(super) fn see(
        &mut self,
        row: &Row<'_, '_>,
        header: &Header,
        block: usize,
        (field, indicator, period): Subjects,
        reading: Option<&Reading<'_>>,
        is_sound: bool,
    ) {
        let Some(inspector) = self.inspector else { return };
        let mut is_unread = !is_sound;
        if let Some(reading) = reading {
            let (value, is_bare) = (reading.value, reading.is_bare);
            let seen = Seen { indicator, period, value, is_bare, row, header, field };
            for remark in inspector.figure(&seen) {
                is_unread |= remark.is_unread;
                self.remark(remark, row, block);
            }
        }
        if is_unread {
            self.unreads.push(Unread { indicator: Some(indicator), period, who: who(row, header) });
        }
    }

    /// Looks at a row of an indicator that the plan does not have.
    pub(super) fn see_unknown(
        &mut self,
        row: &Row<'_, '_>,
        header: &Header,
        field: usize,
        block: usize,
    ) {
        let Some(inspector) = self.inspector else { return };
        let place = row.place(field);
        let name = row.trimmed_cell(field);
        if name.is_empty() {
            return;
        }
        let Some(remark) = inspector.unknown_indicator(&name, place) else { return };
        if remark.meant.is_some() {
            let period = header.period.and_then(|field| self.period_of(&row.trimmed_cell(field)));
            self.unreads.push(Unread { indicator: remark.meant, period, who: who(row, header) });
        }
        self.remark(remark, row, block);
    }

    fn remark(&mut self, remark: Remark, row: &Row<'_, '_>, block: usize) {
        match remark.key {
            Some(key) if remark.is_of_header => {
                self.problems.gather(self.header_block, key, remark.finding, None);
            }
            Some(key) => {
                let line = row.row_line();
                self.problems.gather(block, key, remark.finding, Some((block, line)));
            }
            None => self.problems.push(block, remark.finding),
        }
    }

    /// Notes what may stand in a row whose cells cannot be told apart with certainty.
    pub(super) fn note_unread_row(&mut self, row: &Row<'_, '_>, header: &Header) {
        if self.inspector.is_none() {
            return;
        }
        if row.spans_several_lines() {
            // Whatever rows its quotes have swallowed.
            self.unreads.is_complete = false;
        }
        let cells: BTreeSet<String> =
            row.cells().map(|cell| normalized(&cell)).filter(|cell| !cell.is_empty()).collect();
        let of_columns = header.figures.iter().filter_map(|column| match column.subject {
            Subject::Indicator(indicator) => Some(indicator),
            Subject::Row | Subject::Period(_) => None,
        });
        let mut indicators: BTreeSet<usize> = of_columns.collect();
        for cell in &cells {
            match self.plan.indicator(cell) {
                IndicatorMatch::One(indicator) => {
                    indicators.insert(indicator);
                }
                IndicatorMatch::Several(several) => indicators.extend(several),
                IndicatorMatch::Unknown => {}
            }
        }
        if indicators.is_empty() {
            let near = cells.iter().find_map(|cell| nearest(cell, self.plan.indicator_names()));
            if let Some(IndicatorMatch::One(near)) = near.map(|near| self.plan.indicator(near)) {
                indicators.insert(near);
            }
        }
        let period = header.period.and_then(|field| self.period_of(&row.trimmed_cell(field)));
        for indicator in indicators {
            let who = cells.clone();
            self.unreads.push(Unread { indicator: Some(indicator), period, who });
        }
    }
}

/// What a row says about whose its figures are.
fn who(row: &Row<'_, '_>, header: &Header) -> BTreeSet<String> {
    let cells = header.dimensions.iter().map(|(field, _)| normalized(&row.cell(*field)));
    cells.filter(|cell| !cell.is_empty()).collect()
}

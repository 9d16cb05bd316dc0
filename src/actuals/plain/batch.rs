//! Rows that are taken together, step by step: each step does the same for all of them, with little at hand and nothing
//! decided by what a row is, so that the machine does several at once and waits for memory for all of them together.

use fearless_simd::prelude::*;

use super::borders::Borders;
use super::digits::Eight;
use super::line::{Extent, Line};
use super::sums::Sums;
use super::texts::{Sample, Texts, word_before};
use super::{Names, Shape, is_member, is_named, other_digits};
use crate::actuals::summary::Ends;
use crate::actuals::text::BlockText;

/// How many rows are taken together at most.
pub(super) const ROWS: usize = 16;

/// A number for each row.
type Lanes = [u64; ROWS];

/// A position in a text, or a length, for each row.
type Offsets = [u32; ROWS];

/// What is known of rows that are taken together. What stands behind their count is of rows before, and means nothing.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// How the cells of one of the columns begin and end that say whether a row is a total.
    others: Ends<ROWS>,
    keys: Cells,
    periods: Cells,
    members: Cells,
    figures: Figures,
}

/// The cells of a column.
#[derive(Debug, Default)]
struct Cells {
    starts: Offsets,
    ends: Offsets,
    /// What is looked at of them to make hashes: see [`Sample`].
    firsts: Lanes,
    middles: Lanes,
    lasts: Lanes,
}

/// The cells of the figures.
#[derive(Debug, Default)]
struct Figures {
    starts: Offsets,
    ends: Offsets,
    /// The eight bytes at the end of each.
    words: Lanes,
    values: Lanes,
    places: Lanes,
    amiss: Lanes,
}

impl Batch {
    /// Takes rows behind the border at a position while they are plain and without quotes. Gives how many it has taken,
    /// and the position of the border behind them.
    #[inline(always)]
    pub(super) fn take<S: Simd>(
        &mut self,
        simd: S,
        (shape, names): (&Shape, &Names<'_>),
        sums: &mut Sums<'_>,
        text: &BlockText<'_>,
        (borders, at): (&Borders, usize),
    ) -> (usize, usize) {
        let bytes = text.bytes();
        let mut lines = [Line::NONE; ROWS];
        let mut ends = [0; ROWS];
        let mut count = split(borders, at, shape, &mut lines, &mut ends);
        for field in &shape.others {
            count = members(&mut self.others, &lines, count, (*field, shape), text);
        }
        let count = self.keys.look_at(&lines, count, names.key(), bytes);
        let mut sums_of = [0; ROWS];
        let mut count = self.keys.find(simd, &names.keys, bytes, count, &mut sums_of);
        if let Some(field) = names.period_apart() {
            count = self.periods.look_at(&lines, count, (field, field), bytes);
            let mut periods = [0; ROWS];
            count = self.periods.find(simd, &names.periods, bytes, count, &mut periods);
            for row in 0..count.min(ROWS) {
                let Some(sum) = names.sum_of(sums_of[row], periods[row]) else {
                    count = row;
                    break;
                };
                sums_of[row] = sum;
            }
        }
        if !shape.dimensions.is_empty() {
            count = alike(&lines, count, shape, (sums, &sums_of));
        }
        let count = self.figures.look_at(&lines, count, shape.value, bytes);
        self.figures.read();
        let count = match shape.member {
            Some(field) => {
                let count = self.members.look_at(&lines, count, (field, field), bytes);
                let mut members = [None; ROWS];
                self.find_members(simd, names, bytes, count, &mut members);
                self.add((shape, sums), text, (count, &sums_of), |row| {
                    Some((self.members.extent(row), members[row]))
                })
            }
            None => self.add((shape, sums), text, (count, &sums_of), |_| None),
        };
        (count, count.checked_sub(1).map_or(at, |last| ends[last]))
    }

    /// Finds the members whose names are known.
    #[inline(always)]
    fn find_members<S: Simd>(
        &self,
        simd: S,
        names: &Names<'_>,
        bytes: &[u8],
        count: usize,
        members: &mut [Option<u32>; ROWS],
    ) {
        let Some(known) = names.members else { return };
        let hashes = self.members.hashes();
        let numbers = numbers(known, &hashes);
        for row in 0..count.min(ROWS) {
            let (start, end) = self.members.extent(row);
            members[row] = known
                .find_number(simd, (numbers[row], hashes[row]), bytes, (start, end))
                .or_else(|| names.other_members.meaning(bytes.get(start as usize..end as usize)?));
        }
    }

    /// Adds the figures of rows; gives how many it has added before one that is not plain.
    #[inline(always)]
    fn add(
        &self,
        (shape, sums): (&Shape, &mut Sums<'_>),
        text: &BlockText<'_>,
        (count, sums_of): (usize, &[u32; ROWS]),
        member: impl Fn(usize) -> Option<(Extent, Option<u32>)>,
    ) -> usize {
        for row in 0..count.min(ROWS) {
            let figure = self.figures.of(row);
            let figure = if figure.amiss == 0 {
                Some(figure.digits())
            } else {
                other_digits(text, self.figures.extent(row), false)
            };
            let Some(figure) = figure else { return row };
            if shape.may_be_thousands(figure) {
                return row;
            }
            if sums.add(sums_of[row], figure, text, member(row)).is_none() {
                return row;
            }
        }
        count
    }
}

/// Splits lines without quotes behind the border at a position; gives how many.
#[inline(always)]
fn split<'b>(
    borders: &'b Borders,
    mut at: usize,
    shape: &Shape,
    lines: &mut [Line<'b>; ROWS],
    ends: &mut [usize; ROWS],
) -> usize {
    for row in 0..ROWS {
        let Some((line, end)) = Line::of(borders, at, &shape.pattern) else { return row };
        lines[row] = line;
        ends[row] = end;
        at = end;
    }
    ROWS
}

/// How many rows there are before one that may be a total, or of nobody, by its cell in a column.
#[inline(always)]
fn members(
    ends: &mut Ends<ROWS>,
    lines: &[Line<'_>; ROWS],
    count: usize,
    (field, shape): (u8, &Shape),
    text: &BlockText<'_>,
) -> usize {
    let bytes = text.bytes();
    let mut count = count.min(ROWS);
    for row in 0..count {
        let (start, end) = lines[row].cell(field);
        if ends.look_at(row, bytes, (start as usize, end as usize)).is_none() {
            count = row;
            break;
        }
    }
    if !ends.may_be_no_member() {
        return count;
    }
    let is_of_dimension = shape.is_of_dimension(field);
    let is_none = |line: &Line<'_>| is_member(text, line.cell(field), is_of_dimension).is_none();
    lines.iter().take(count).position(is_none).unwrap_or(count)
}

/// How many rows there are before one that names members of other dimensions than those whose sum it would be added to.
#[inline(always)]
fn alike(
    lines: &[Line<'_>; ROWS],
    count: usize,
    shape: &Shape,
    (sums, sums_of): (&Sums<'_>, &[u32; ROWS]),
) -> usize {
    let count = count.min(ROWS);
    let mut named = [0; ROWS];
    for (bit, field) in shape.dimensions.iter().enumerate() {
        for row in 0..count {
            named[row] |= is_named(lines[row].cell(*field)) << bit;
        }
    }
    (0..count).find(|row| !sums.is_of(sums_of[*row], named[*row])).unwrap_or(count)
}

/// The numbers that may be those of texts.
#[inline(always)]
fn numbers<const BYTES: usize>(texts: &Texts<BYTES>, hashes: &Lanes) -> [u32; ROWS] {
    let mut numbers = [0; ROWS];
    for row in 0..ROWS {
        numbers[row] = texts.number(hashes[row]);
    }
    numbers
}

impl Cells {
    /// Looks at the cells of one column to another; gives how many there are before one that too few bytes stand around.
    #[inline(always)]
    fn look_at(
        &mut self,
        lines: &[Line<'_>; ROWS],
        count: usize,
        (first, last): (u8, u8),
        bytes: &[u8],
    ) -> usize {
        for row in 0..count.min(ROWS) {
            let (start, end) = (lines[row].cell(first).0, lines[row].cell(last).1);
            let Some(sample) = Sample::of(bytes, (start, end)) else { return row };
            self.starts[row] = start;
            self.ends[row] = end;
            self.firsts[row] = sample.first;
            self.middles[row] = sample.middle;
            self.lasts[row] = sample.last;
        }
        count
    }

    /// Where the cell of a row begins and ends.
    #[inline(always)]
    fn extent(&self, row: usize) -> Extent {
        (self.starts[row], self.ends[row])
    }

    /// The hash of each.
    #[inline(always)]
    fn hashes(&self) -> Lanes {
        let mut hashes = [0; ROWS];
        for row in 0..ROWS {
            let sample = Sample {
                first: self.firsts[row],
                middle: self.middles[row],
                last: self.lasts[row],
                length: self.ends[row].wrapping_sub(self.starts[row]),
            };
            hashes[row] = sample.hash();
        }
        hashes
    }

    /// Finds what they stand for; gives how many there are before one that is not known.
    #[inline(always)]
    fn find<S: Simd, const BYTES: usize>(
        &self,
        simd: S,
        texts: &Texts<BYTES>,
        bytes: &[u8],
        count: usize,
        found: &mut [u32; ROWS],
    ) -> usize {
        let hashes = self.hashes();
        let numbers = numbers(texts, &hashes);
        for row in 0..count.min(ROWS) {
            let number = (numbers[row], hashes[row]);
            let known = texts.find_number(simd, number, bytes, self.extent(row));
            let Some(known) = known else { return row };
            found[row] = known;
        }
        count
    }
}

impl Figures {
    /// Looks at the cells of a column; gives how many there are before one that too few bytes stand around.
    #[inline(always)]
    fn look_at(
        &mut self,
        lines: &[Line<'_>; ROWS],
        count: usize,
        field: u8,
        bytes: &[u8],
    ) -> usize {
        for row in 0..count.min(ROWS) {
            let (start, end) = lines[row].cell(field);
            let Some(word) = word_before(bytes, end) else { return row };
            self.words[row] = word;
            self.starts[row] = start;
            self.ends[row] = end;
        }
        count
    }

    /// Reads them.
    #[inline(always)]
    fn read(&mut self) {
        for row in 0..ROWS {
            let Eight { value, places, amiss } =
                Eight::of(self.words[row], self.ends[row].wrapping_sub(self.starts[row]));
            self.values[row] = value;
            self.places[row] = places;
            self.amiss[row] = amiss;
        }
    }

    /// What the figure of a row has been read as.
    #[inline(always)]
    fn of(&self, row: usize) -> Eight {
        Eight { value: self.values[row], places: self.places[row], amiss: self.amiss[row] }
    }

    /// Where the figure of a row begins and ends.
    #[inline(always)]
    fn extent(&self, row: usize) -> Extent {
        (self.starts[row], self.ends[row])
    }
}

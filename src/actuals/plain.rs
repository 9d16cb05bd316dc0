//! Plain rows of long files, taken without looking at them twice.
//!
//! A row is plain when none of its cells is quoted, its figure is written in plain digits, and its names have been seen
//! before in a row that was read the general way (`rows`), which has found what they stand for. Whatever is not plain is
//! left to the general way, so that this one has nothing to decide: it knows no errors, no units and no placeholders.

#![expect(
    clippy::inline_always,
    clippy::cast_possible_truncation,
    clippy::needless_bitwise_bool,
    reason = "what follows runs once a row: calls, checks of what is known and hasty decisions would cost more than the work"
)]

mod borders;
mod digits;
mod texts;

use borders::Borders;
use digits::Digits;
use texts::Texts;

use super::grain::Grain;
use super::layout::{Header, Layout};
use super::row::Row;
use super::series::{Position, Series};
use super::summary::may_be_total;
use crate::plan::{Figures, Plan};
use crate::quantity::Total;

/// The most places behind the point of a figure that is added here.
const PLACES: u32 = 4;

/// What makes digits with fewer places such with [`PLACES`].
const SCALES: [i64; PLACES as usize + 1] = [10_000, 1_000, 100, 10, 1];

/// The most ways of writing a period that are told apart.
const PERIODS: u32 = 4096;

/// What the plain rows of a file have come to.
#[derive(Debug)]
pub(super) struct Plain {
    delimiter: u8,
    /// How many cells a row has.
    width: usize,
    /// The positions of its cells.
    indicator: usize,
    period: usize,
    value: usize,
    /// The positions of those that say whose a row is: they may say that it is a total.
    dimensions: Vec<usize>,
    /// Whether the rows of each indicator of the plan are added up whoever they are of.
    adds_up: Vec<bool>,
    indicators: Texts<4>,
    periods: Texts<2>,
    period_count: usize,
    /// For each indicator of the plan a row of `stride` sums, one for each way of writing a period.
    sums: Vec<Sum>,
    stride: usize,
    /// Which figures the sums are of, where they are of any.
    positions: Vec<Option<Position>>,
    borders: Borders,
    /// Whether they are those of the text at hand.
    has_borders: bool,
    /// The first border that has not been passed.
    next_border: usize,
}

/// A line without quotes that has as many cells as a row.
struct Line<'b> {
    start: usize,
    /// Where the cells end.
    ends: &'b [u32],
}

impl<'b> Line<'b> {
    /// The line that begins at an offset, and the offset and the borders after it; `None` where there is no such line.
    #[inline(always)]
    fn of(
        bytes: &[u8],
        start: usize,
        borders: &'b [u32],
        width: usize,
        delimiter: u8,
    ) -> Option<(Self, (usize, &'b [u32]))> {
        let (ends, mut after) = borders.split_at_checked(width)?;
        let (&last, others) = ends.split_last()?;
        let is_delimiter = |end: &u32| bytes.get(*end as usize) == Some(&delimiter);
        if !others.iter().all(is_delimiter) {
            return None;
        }
        let mut next = last as usize + 1;
        match bytes.get(last as usize)? {
            b'\n' => {}
            b'\r' if after.first() == Some(&(last + 1)) && bytes.get(next) == Some(&b'\n') => {
                next += 1;
                after = after.get(1..)?;
            }
            _ => return None,
        }
        Some((Self { start, ends }, (next, after)))
    }

    /// Where a cell begins and ends.
    #[inline(always)]
    fn cell(&self, field: usize) -> Option<(usize, usize)> {
        let start = match field.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize + 1,
            None => self.start,
        };
        Some((start, *self.ends.get(field)? as usize))
    }
}

/// Figures that have been added up.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// In the last of [`PLACES`].
    digits: i64,
    rows: u32,
    /// The most places that one of them has; more than [`PLACES`] until it is known which figures these are.
    places: u32,
}

impl Sum {
    const UNKNOWN: Self = Self { digits: 0, rows: 0, places: PLACES + 1 };
}

impl Plain {
    /// For the rows of a file with this header, if they can be plain.
    pub(super) fn new(
        plan: &Plan,
        grains: &[Grain],
        header: &Header,
        delimiter: u8,
    ) -> Option<Self> {
        let is_figure = |text: &String| text.contains(|character: char| character.is_ascii_digit());
        let (Some(indicator), Some(period), [value]) =
            (header.indicator, header.period, header.figures.as_slice())
        else {
            return None;
        };
        if header.layout != Layout::Long
            || header.unit.is_some()
            || value.unit.is_some()
            || header.unit_above.is_some()
            || !header.unnamed.is_empty()
            || plan.null_values.iter().any(is_figure)
        {
            return None;
        }
        let adds_up = plan.indicators.iter().zip(grains).map(|(indicator, grain)| {
            matches!(grain, Grain::Only(columns) if columns.is_empty())
                && matches!(indicator.figures, Figures::Numbers(_))
                && indicator.valid.is_none()
                && !indicator.whole
        });
        Some(Self {
            delimiter,
            width: header.width,
            indicator,
            period,
            value: value.field,
            dimensions: header.dimensions.iter().map(|(field, _)| *field).collect(),
            adds_up: adds_up.collect(),
            indicators: Texts::new(),
            periods: Texts::new(),
            period_count: 0,
            sums: Vec::new(),
            stride: 0,
            positions: Vec::new(),
            borders: Borders::default(),
            has_borders: false,
            next_border: 0,
        })
    }

    /// Begins a text.
    pub(super) fn begin(&mut self) {
        self.has_borders = false;
        self.next_border = 0;
    }

    /// Learns what the names of a row stand for, which has been read without a finding, and to which figures its own
    /// belongs.
    pub(super) fn learn(&mut self, row: &Row<'_, '_>, position: Position) {
        let (indicator, _) = position;
        if !self.adds_up.get(indicator as usize).is_some_and(|adds_up| *adds_up) {
            return;
        }
        self.indicators.learn(row.cell(self.indicator).as_bytes(), indicator);
        let text = row.cell(self.period);
        let period =
            self.periods.meaning(text.as_bytes()).map_or(self.period_count, |known| known as usize);
        if period == self.period_count {
            let Some(number) = u32::try_from(period).ok().filter(|number| *number < PERIODS) else {
                return;
            };
            self.periods.learn(text.as_bytes(), number);
            self.period_count += 1;
        }
        if period >= self.stride {
            self.widen();
        }
        let at = indicator as usize * self.stride + period;
        if let (Some(place @ None), Some(sum)) = (self.positions.get_mut(at), self.sums.get_mut(at))
        {
            *place = Some(position);
            sum.places = 0;
        }
    }

    /// Makes room for more periods.
    fn widen(&mut self) {
        let (before, indicators) = (self.stride, self.adds_up.len());
        self.stride = (2 * before).max(16);
        let mut sums = vec![Sum::UNKNOWN; self.stride * indicators];
        let mut positions = vec![None; self.stride * indicators];
        if before > 0 {
            for (to, from) in sums.chunks_exact_mut(self.stride).zip(self.sums.chunks_exact(before))
            {
                to[..before].copy_from_slice(from);
            }
            for (to, from) in
                positions.chunks_exact_mut(self.stride).zip(self.positions.chunks_exact(before))
            {
                to[..before].copy_from_slice(from);
            }
        }
        (self.sums, self.positions) = (sums, positions);
    }

    /// Takes the plain rows of the text from an offset at which a row begins, as far as one follows another. Gives where
    /// the first other row begins, and how many have been taken.
    pub(super) fn take(&mut self, text: &str, start: usize) -> (usize, u64) {
        if !self.has_borders {
            self.borders.find(text.as_bytes(), self.delimiter);
            self.has_borders = true;
        }
        let Self { indicators, periods, sums, borders, .. } = self;
        let (delimiter, width, stride) = (self.delimiter, self.width, self.stride);
        let fields = (self.indicator, self.period, self.value);
        let dimensions = self.dimensions.as_slice();
        let bytes = text.as_bytes();
        let (mut start, mut rows) = (start, 0);
        let mut coming = borders.offsets().get(self.next_border..).unwrap_or_default();
        while let [at, rest @ ..] = coming
            && (*at as usize) < start
        {
            coming = rest;
        }
        while let Some((line, next)) = Line::of(bytes, start, coming, width, delimiter) {
            let mut add = || {
                let (from, to) = line.cell(fields.0)?;
                let indicator = indicators.find(bytes, from, to)?;
                let (from, to) = line.cell(fields.1)?;
                let period = periods.find(bytes, from, to)?;
                for field in dimensions {
                    let (from, to) = line.cell(*field)?;
                    if may_be_total(text.get(from..to)?) {
                        return None;
                    }
                }
                let (from, to) = line.cell(fields.2)?;
                let Digits { digits, places } = digits::parse(bytes, from, to, PLACES)?;
                let sum = sums.get_mut(indicator as usize * stride + period as usize)?;
                if sum.places > PLACES {
                    return None;
                }
                sum.digits = sum.digits.checked_add(digits * SCALES.get(places as usize)?)?;
                sum.rows = sum.rows.checked_add(1)?;
                sum.places = sum.places.max(places);
                Some(())
            };
            if add().is_none() {
                break;
            }
            (start, coming) = next;
            rows += 1;
        }
        self.next_border = borders.offsets().len() - coming.len();
        (start, rows)
    }

    /// Hands over what has been added up.
    pub(super) fn hand_over(&mut self, series: &mut Series) {
        for (sum, position) in self.sums.iter_mut().zip(&self.positions) {
            if let (Some(position), 1..) = (position, sum.rows) {
                let digits = sum.digits / 10_i64.pow(PLACES - sum.places);
                let total = Total::new(digits.into(), sum.places);
                series.add_rows(*position, sum.rows.into(), &total);
                *sum = Sum { digits: 0, rows: 0, places: 0 };
            }
        }
    }
}

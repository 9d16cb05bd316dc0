//! Plain rows of long files, taken without looking at them twice.
//!
//! A row is plain when it is one line without quotes in the text of its cells, its figure is a number without a unit, and
//! its names have been seen before in a row that was read the general way (`rows`), which has found what they stand for.
//! Whatever is not plain is left to the general way, so that this one has nothing to decide: it knows no errors, no
//! units and no placeholders. Rows with cells in quotes cost more, but less than the general way.

#![expect(
    clippy::inline_always,
    clippy::cast_possible_truncation,
    clippy::needless_range_loop,
    reason = "what follows runs once a row: calls and checks of what is known would cost more than the work, and loops over so \
              many rows as there are together are what becomes one instruction for several of them"
)]

mod batch;
mod borders;
mod digits;
mod line;
mod names;
mod sums;
mod texts;

use batch::{Batch, ROWS};
use borders::Borders;
use digits::Digits;
use fearless_simd::prelude::*;
use line::{Extent, Pattern, QuotedLine};
use names::Names;
use sums::Sums;
pub(in crate::actuals) use texts::Texts;

use super::figure;
use super::grain::Grain;
use super::grid::Grids;
use super::layout::{Header, Layout};
use super::row::{Row, trim};
use super::series::{Position, Series};
use super::summary::{begins_as_total_in_ascii, may_be_total, may_end_a_total};
use super::text::BlockText;
use crate::period::Period;
use crate::plan::{Figures, Plan, is_nobody, normalized};
use crate::quantity::Total;

/// What the plain rows of a file have come to.
#[derive(Debug)]
pub(super) struct Plain<'p> {
    shape: Shape,
    names: Names<'p>,
    sums: Sums<'p>,
    batch: Batch,
    borders: Borders,
    /// The position of the last border that has been passed.
    passed: usize,
    /// Room for making one text of the indicator and the period of a row with quotes.
    room: Vec<u8>,
}

/// What a row looks like.
#[derive(Debug)]
struct Shape {
    delimiter: u8,
    /// How many cells a row has.
    width: usize,
    /// What its borders are.
    pattern: Pattern,
    /// The positions of its cells.
    indicator: u8,
    period: u8,
    value: u8,
    /// That of the member whose figure it is, where there are sums by member.
    member: Option<u8>,
    /// Those of the others that say whose a row is, and of notes: they may say that it is a total.
    others: Vec<u8>,
    /// Those of the plan's dimensions, where they are added up: a row without a member is not added to rows with one.
    dimensions: Vec<u8>,
    /// How the rows of each indicator of the plan are added up.
    adding: Vec<Adding>,
}

/// How the rows of an indicator are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Adding {
    /// They are left to the general way.
    NotHere,
    /// Whoever they are of.
    Altogether,
    /// By member, in a grid.
    ByMember,
}

impl Shape {
    /// Whether rows are told apart by whether they name a member in a column.
    #[inline(always)]
    fn is_of_dimension(&self, field: u8) -> bool {
        self.dimensions.contains(&field)
    }

    /// Whether semicolons set cells apart: then a comma may be one of decimals, and a point one of thousands.
    #[inline(always)]
    fn has_semicolons(&self) -> bool {
        self.delimiter == b';'
    }

    /// Whether the point of a figure may stand between thousands.
    #[inline(always)]
    fn may_be_thousands(&self, figure: Digits) -> bool {
        self.has_semicolons() && figure.places == 3
    }

    /// Takes a row that has quotes, if it is plain, behind the border at a position; gives where the one is that ends it.
    /// Its figure may be in any way of writing.
    #[inline(never)]
    fn take_quoted(
        &self,
        (names, room): (&Names<'_>, &mut Vec<u8>),
        sums: &mut Sums<'_>,
        text: &BlockText<'_>,
        (borders, at): (&Borders, usize),
    ) -> Option<usize> {
        let bytes = text.bytes();
        let (line, after) = QuotedLine::of(bytes, borders.from(at), self.width, self.delimiter)?;
        let cell = |field| line.cell(field);
        let sum = names.sum_in(bytes, cell(self.indicator), cell(self.period), room)?;
        let fields = self.dimensions.iter().zip(0..);
        let filled = fields.map(|(field, bit)| is_named(cell(*field)) << bit).sum();
        if !sums.is_of(sum, filled) {
            return None;
        }
        let may_be_any = !self.has_semicolons();
        let figure = other_digits(text, cell(self.value), may_be_any)?;
        if self.may_be_thousands(figure) {
            return None;
        }
        for field in &self.others {
            is_member(text, cell(*field), self.is_of_dimension(*field))?;
        }
        let member = self.member.map(|field| (cell(field), names.member_in(bytes, cell(field))));
        sums.add(sum, figure, text, member)?;
        Some(borders.position_of(after))
    }
}

/// Whether a cell has a text: 1 if so. One that names nobody otherwise than by being empty has gone to the general way.
#[inline(always)]
fn is_named((start, end): Extent) -> u64 {
    u64::from(start != end)
}

/// `None` when a cell may say that its row is a total, or in the column of a dimension that it is of nobody.
#[inline(always)]
fn is_member(text: &BlockText<'_>, (start, end): Extent, is_of_dimension: bool) -> Option<()> {
    let (start, end) = (start as usize, end as usize);
    let may_be = || {
        let is_of_nobody = |cell: &str| is_of_dimension && !cell.is_empty() && is_nobody(cell);
        text.get(start..end).is_none_or(|cell| may_be_total(cell) || is_of_nobody(cell))
    };
    let is_total = begins_as_total_in_ascii(text.bytes().get(start..)?).unwrap_or_else(may_be)
        || may_end_a_total(text.bytes(), end) && may_be();
    (!is_total).then_some(())
}

/// Reads a figure of more digits, or in any way of writing if it may be.
#[inline(never)]
fn other_digits(text: &BlockText<'_>, cell: Extent, may_be_any: bool) -> Option<Digits> {
    let longer = digits::parse_longer(text.bytes(), cell);
    if longer.is_some() || !may_be_any {
        return longer;
    }
    let (start, end) = (cell.0 as usize, cell.1 as usize);
    let figure = figure::parse(trim(text.get(start..end)?)).ok()?;
    if figure.unit.is_some() {
        return None;
    }
    let places = figure.value.decimals();
    Digits::new(Total::from(figure.value).digits(places)?, places)
}

impl<'p> Plain<'p> {
    /// For the rows of a file with this header, if they can be plain.
    pub(super) fn new(
        plan: &Plan,
        grains: &[Grain],
        grids: &'p Grids<'p>,
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
        // One column says whose figures are: that of the first grid that has one here.
        let column = (0..plan.indicators.len()).find_map(|indicator| {
            let column = grids.column_of(indicator)?;
            header.dimensions.iter().find(|(_, name)| name == column)
        });
        let adding = plan.indicators.iter().zip(grains).enumerate().map(|(position, known)| {
            let (indicator, grain) = known;
            let is_any_number = matches!(indicator.figures, Figures::Numbers(_))
                && indicator.valid.is_none()
                && !indicator.whole;
            match (grids.column_of(position), grain) {
                _ if !is_any_number => Adding::NotHere,
                (Some(name), _) if column.is_some_and(|(_, known)| known == name) => {
                    Adding::ByMember
                }
                (None, Grain::Only(columns)) if columns.is_empty() => Adding::Altogether,
                _ => Adding::NotHere,
            }
        });
        let position = |field: usize| u8::try_from(field).ok();
        let member = match column {
            Some((field, _)) => Some(position(*field)?),
            None => None,
        };
        let others = header.dimensions.iter().map(|(field, _)| field).chain(&header.notes);
        let others: Vec<u8> = others.map(|field| position(*field)).collect::<Option<_>>()?;
        let is_of_plan = |name: &String| {
            plan.dimensions.iter().any(|dimension| normalized(&dimension.column) == *name)
        };
        let dimensions = header.dimensions.iter().filter(|(_, name)| is_of_plan(name));
        let dimensions =
            dimensions.map(|(field, _)| position(*field)).collect::<Option<Vec<_>>>()?;
        if dimensions.len() > u64::BITS as usize {
            return None;
        }
        let is_other = |field: &u8| Some(*field) != member;
        let adding: Vec<Adding> = adding.collect();
        let is_added_up = |field: &u8| is_other(field) || adding.contains(&Adding::Altogether);
        let dimensions = dimensions.into_iter().filter(is_added_up).collect();
        Some(Self {
            shape: Shape {
                delimiter,
                width: header.width,
                pattern: Pattern::new(header.width, delimiter),
                indicator: position(indicator)?,
                period: position(period)?,
                value: position(value.field)?,
                member,
                others: others.into_iter().filter(is_other).collect(),
                dimensions,
                adding,
            },
            names: Names::new((position(indicator)?, position(period)?), delimiter),
            sums: Sums::new(grids),
            batch: Batch::default(),
            borders: Borders::new(),
            passed: 0,
            room: Vec::new(),
        })
    }

    /// Begins a text.
    pub(super) fn begin(&mut self) {
        self.borders.begin();
        self.passed = 0;
    }

    /// Learns what the names of a row stand for, which has been read without a finding, and where its figure has gone.
    pub(super) fn learn(&mut self, row: &Row<'_, '_>, position: Position, period: Option<Period>) {
        let (indicator, _) = position;
        let adding = self.shape.adding.get(indicator as usize);
        let (Some(adding), Some(period)) = (adding.copied(), period) else { return };
        if adding == Adding::NotHere {
            return;
        }
        let Some(at) = self.sum_of(row) else { return };
        match (adding, self.shape.member) {
            (Adding::ByMember, Some(field)) => {
                let name = row.cell(usize::from(field));
                let Some(member) = self.sums.learn_of_member(at, position, period, &name) else {
                    return;
                };
                self.names.members = self.sums.member_texts(indicator);
                if self.names.members.is_some_and(|known| known.meaning(name.as_bytes()).is_none())
                {
                    self.names.other_members.learn(name.as_bytes(), member);
                }
            }
            _ => self.sums.learn(at, position),
        }
    }

    /// The sum of the indicator and the period of a row, which is new unless it is known.
    fn sum_of(&mut self, row: &Row<'_, '_>) -> Option<usize> {
        let cell = |field: u8| row.cell(usize::from(field));
        let (indicator, period) = (cell(self.shape.indicator), cell(self.shape.period));
        let (indicator, period) = (indicator.as_bytes(), period.as_bytes());
        if let Some(known) = self.names.sum(indicator, period, &mut self.room) {
            return Some(known as usize);
        }
        let next = self.sums.next()?;
        self.names.learn_sum(indicator, period, next)?;
        let fields = self.shape.dimensions.iter().zip(0..);
        let is_filled = |field: &u8| !is_nobody(&row.cell(usize::from(*field)));
        self.sums.push(fields.map(|(field, bit)| u64::from(is_filled(field)) << bit).sum());
        Some(next as usize)
    }

    /// Takes the plain rows of the text from an offset at which a row begins, as far as one follows another. Gives where
    /// the first other row begins, and how many have been taken.
    pub(super) fn take(&mut self, text: &BlockText<'_>, start: usize) -> (usize, u64) {
        borders::with_all_instructions(Taking { plain: self, text, start })
    }

    #[inline(always)]
    fn take_plain<S: Simd>(&mut self, simd: S, text: &BlockText<'_>, start: usize) -> (usize, u64) {
        let Self { shape, names, sums, borders, passed, batch, room } = self;
        let delimiter = shape.delimiter;
        let Some(mut at) = borders.position_at(simd, text, delimiter, (start, *passed)) else {
            return (start, 0);
        };
        let mut rows = 0;
        loop {
            let (count, behind) = batch.take(simd, (shape, names), sums, text, (borders, at));
            rows += count as u64;
            at = behind;
            if count == ROWS {
                continue;
            }
            if borders.are_few(at) && borders.find_more(simd, text, delimiter, at) {
                at = 0;
                continue;
            }
            let quoted = shape.take_quoted((names, room), sums, text, (borders, at));
            let Some(behind) = quoted else { break };
            rows += 1;
            at = behind;
        }
        *passed = at;
        (borders.behind(at).unwrap_or(start), rows)
    }

    /// Hands over what has been added up.
    pub(super) fn hand_over(&mut self, series: &mut Series) {
        self.sums.hand_over(series);
    }
}

/// The taking of the plain rows of a text from an offset on.
struct Taking<'a, 'p, 't> {
    plain: &'a mut Plain<'p>,
    text: &'a BlockText<'t>,
    start: usize,
}

impl borders::Work for Taking<'_, '_, '_> {
    type Outcome = (usize, u64);

    #[inline(always)]
    fn work<S: Simd>(self, simd: S) -> (usize, u64) {
        self.plain.take_plain(simd, self.text, self.start)
    }
}

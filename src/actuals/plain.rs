//! Plain rows of long files, taken without looking at them twice.
//!
//! A row is plain when it is one line without quotes in the text of its cells, its figure is a number without a unit, and
//! its names have been seen before in a row that was read the general way (`rows`), which has found what they stand for.
//! Whatever is not plain is left to the general way, so that this one has nothing to decide: it knows no errors, no
//! units and no placeholders. Rows with cells in quotes cost more, but less than the general way.

#![expect(
    clippy::inline_always,
    clippy::cast_possible_truncation,
    clippy::needless_bitwise_bool,
    reason = "what follows runs once a row: calls, checks of what is known and hasty decisions would cost more than the work"
)]

mod borders;
mod digits;
mod line;
mod sums;
mod texts;

use borders::Borders;
use digits::Digits;
use line::{Extent, Line, QuotedLine};
use sums::Sums;
pub(in crate::actuals) use texts::Texts;

use super::figure;
use super::grain::Grain;
use super::grid::{Grids, PLACES};
use super::layout::{Header, Layout};
use super::row::Row;
use super::series::{Position, Series};
use super::summary::{begins_as_total_in_ascii, may_be_total};
use crate::period::Period;
use crate::plan::{Figures, Plan};
use crate::quantity::Total;

/// What the plain rows of a file have come to.
#[derive(Debug)]
pub(super) struct Plain<'p> {
    shape: Shape,
    names: Names<'p>,
    sums: Sums<'p>,
    borders: Borders,
    /// Whether they are those of the text at hand.
    has_borders: bool,
    /// The first border that has not been passed.
    next_border: usize,
}

/// What a row looks like.
#[derive(Debug)]
struct Shape {
    delimiter: u8,
    /// How many cells a row has.
    width: usize,
    /// The positions of its cells.
    indicator: usize,
    period: usize,
    value: usize,
    /// That of the member whose figure it is, where there are sums by member.
    member: Option<usize>,
    /// The positions of those that say whose a row is: they may say that it is a total.
    dimensions: Vec<usize>,
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

/// What names stand for.
#[derive(Debug)]
struct Names<'p> {
    indicators: Texts<4>,
    periods: Texts<2>,
    period_count: u32,
    /// The members as the plan writes them, once there is a row of one.
    members: Option<&'p Texts<2>>,
    /// Other ways of writing them.
    other_members: Texts<2>,
}

impl Names<'_> {
    /// The member that a text names.
    #[inline(always)]
    fn member(&self, bytes: &[u8], (start, end): Extent) -> Option<u32> {
        let known = self.members?.find(bytes, start, end);
        known.or_else(|| self.other_members.find(bytes, start, end))
    }
}

impl Shape {
    /// Adds a row, whose cells are where `cell` says; `None` when it is not plain. Its figure is in plain digits, unless
    /// it may be in `ANY` way of writing.
    #[inline(always)]
    fn add<const ANY: bool>(
        &self,
        names: &Names<'_>,
        sums: &mut Sums<'_>,
        text: &str,
        cell: impl Fn(usize) -> Option<Extent>,
    ) -> Option<()> {
        let bytes = text.as_bytes();
        let (start, end) = cell(self.indicator)?;
        let indicator = names.indicators.find(bytes, start, end)?;
        let (start, end) = cell(self.period)?;
        let period = names.periods.find(bytes, start, end)?;
        let at = sums.at(indicator, period);
        let is_by_member = sums.is_by_member(at)?;
        let member = self.member.filter(|_| is_by_member);
        for field in &self.dimensions {
            let (start, end) = cell(*field)?;
            // The name of a member is none of a total.
            if Some(*field) != member
                && begins_as_total_in_ascii(bytes.get(start..end)?)
                    .unwrap_or_else(|| text.get(start..end).is_none_or(may_be_total))
            {
                return None;
            }
        }
        let (start, end) = cell(self.value)?;
        let mut figure = digits::parse(bytes, start, end, PLACES);
        if ANY && figure.is_none() {
            figure = general_digits(text, (start, end));
        }
        match member {
            None => sums.add(at, figure?),
            Some(field) => sums.add_of_member(at, names.member(bytes, cell(field)?)?, figure?),
        }
    }
}

/// Reads a figure that is written in other than plain digits.
fn general_digits(text: &str, (start, end): Extent) -> Option<Digits> {
    let figure = figure::parse(text.get(start..end)?.trim()).ok()?;
    if figure.unit.is_some() {
        return None;
    }
    let places = figure.value.decimals();
    let digits = Total::from(figure.value).digits(places)?;
    (places <= PLACES && digits.checked_abs()? < digits::LIMIT).then_some(Digits { digits, places })
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
        Some(Self {
            shape: Shape {
                delimiter,
                width: header.width,
                indicator,
                period,
                value: value.field,
                member: column.map(|(field, _)| *field),
                dimensions: header.dimensions.iter().map(|(field, _)| *field).collect(),
                adding: adding.collect(),
            },
            names: Names {
                indicators: Texts::new(),
                periods: Texts::new(),
                period_count: 0,
                members: None,
                other_members: Texts::new(),
            },
            sums: Sums::new(grids, plan.indicators.len()),
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

    /// Learns what the names of a row stand for, which has been read without a finding, and where its figure has gone.
    pub(super) fn learn(&mut self, row: &Row<'_, '_>, position: Position, period: Option<Period>) {
        let (indicator, _) = position;
        let adding = self.shape.adding.get(indicator as usize);
        let (Some(adding), Some(period)) = (adding.copied(), period) else { return };
        if adding == Adding::NotHere {
            return;
        }
        self.names.indicators.learn(row.cell(self.shape.indicator).as_bytes(), indicator);
        let text = row.cell(self.shape.period);
        let Some(at) = self.period(text.as_bytes()).map(|number| self.sums.at(indicator, number))
        else {
            return;
        };
        match (adding, self.shape.member) {
            (Adding::ByMember, Some(field)) => {
                let name = row.cell(field);
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

    /// The number of a way of writing a period, which is new unless it is known.
    fn period(&mut self, text: &[u8]) -> Option<u32> {
        if let Some(known) = self.names.periods.meaning(text) {
            return Some(known);
        }
        let number = self.names.period_count;
        if !self.sums.make_room(number as usize + 1) {
            return None;
        }
        self.names.periods.learn(text, number);
        self.names.period_count += 1;
        Some(number)
    }

    /// Takes the plain rows of the text from an offset at which a row begins, as far as one follows another. Gives where
    /// the first other row begins, and how many have been taken.
    pub(super) fn take(&mut self, text: &str, start: usize) -> (usize, u64) {
        borders::with_all_instructions(Taking { plain: self, text, start })
    }

    #[inline(always)]
    fn take_plain(&mut self, text: &str, start: usize) -> (usize, u64) {
        if !self.has_borders {
            self.borders.find(text.as_bytes(), self.shape.delimiter);
            self.has_borders = true;
        }
        let Self { shape, names, sums, borders, .. } = self;
        let (delimiter, width) = (shape.delimiter, shape.width);
        let bytes = text.as_bytes();
        let (mut start, mut rows) = (start, 0);
        let mut coming = borders.offsets().get(self.next_border..).unwrap_or_default();
        while let [at, rest @ ..] = coming
            && (*at as usize) < start
        {
            coming = rest;
        }
        loop {
            let next = if let Some((line, next)) = Line::of(bytes, start, coming, width, delimiter)
            {
                shape.add::<false>(names, sums, text, |field| line.cell(field)).map(|()| next)
            } else {
                Self::take_quoted(shape, names, sums, text, (start, coming))
            };
            let Some(next) = next else { break };
            (start, coming) = next;
            rows += 1;
        }
        self.next_border = borders.offsets().len() - coming.len();
        (start, rows)
    }

    /// Takes a row that has quotes, if it is plain.
    #[inline(never)]
    fn take_quoted<'b>(
        shape: &Shape,
        names: &Names<'_>,
        sums: &mut Sums<'_>,
        text: &str,
        (start, borders): line::Next<'b>,
    ) -> Option<line::Next<'b>> {
        let bytes = text.as_bytes();
        let (line, next) = QuotedLine::of(bytes, start, borders, shape.width, shape.delimiter)?;
        shape.add::<true>(names, sums, text, |field| line.cell(field))?;
        Some(next)
    }

    /// Hands over what has been added up.
    pub(super) fn hand_over(&mut self, series: &mut Series) {
        self.sums.hand_over(series);
    }
}

/// The taking of the plain rows of a text from an offset on.
struct Taking<'a, 'p> {
    plain: &'a mut Plain<'p>,
    text: &'a str,
    start: usize,
}

impl borders::Work for Taking<'_, '_> {
    type Outcome = (usize, u64);

    #[inline(always)]
    fn work(self) -> (usize, u64) {
        self.plain.take_plain(self.text, self.start)
    }
}

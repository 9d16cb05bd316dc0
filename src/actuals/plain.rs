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

use borders::{Borders, behind};
use digits::Digits;
use line::{Extent, Line, QuotedLine};
use sums::Sums;
pub(in crate::actuals) use texts::Texts;

use super::figure;
use super::grain::Grain;
use super::grid::Grids;
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
    /// The position of the last border that has been passed.
    passed: usize,
}

/// What a row looks like.
#[derive(Debug)]
struct Shape {
    delimiter: u8,
    /// How many cells a row has.
    width: usize,
    /// The positions of its cells.
    indicator: u8,
    period: u8,
    value: u8,
    /// That of the member whose figure it is, where there are sums by member.
    member: Option<u8>,
    /// Those of the others that say whose a row is: they may say that it is a total.
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

/// What names stand for.
#[derive(Debug)]
struct Names<'p> {
    /// The sum of an indicator and a period.
    sums: Texts<2, 4>,
    /// The members as the plan writes them, once there is a row of one.
    members: Option<&'p Texts<1, 2>>,
    /// Other ways of writing them.
    other_members: Texts<1, 2>,
}

impl Names<'_> {
    /// The member that a text names.
    #[inline(always)]
    fn member(&self, bytes: &[u8], cell: Extent) -> Option<u32> {
        self.members?.find(bytes, [cell]).or_else(|| self.other_members.find(bytes, [cell]))
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
        cell: impl Fn(u8) -> Extent,
    ) -> Option<()> {
        let bytes = text.as_bytes();
        let at = names.sums.find(bytes, [cell(self.indicator), cell(self.period)])? as usize;
        for field in &self.dimensions {
            is_no_total(text, cell(*field))?;
        }
        let (start, end) = cell(self.value);
        let figure = match digits::parse(bytes, start, end) {
            Some(figure) => figure,
            None => other_digits(text, (start, end), ANY)?,
        };
        match (sums.altogether(at)?, self.member) {
            // The name of a member is none of a total.
            (sum, Some(field)) if sum.is_by_member() => {
                sums.add_of_member(at, names.member(bytes, cell(field))?, figure)
            }
            (sum, member) => {
                if let Some(field) = member {
                    is_no_total(text, cell(field))?;
                }
                sum.add(figure)
            }
        }
    }
}

/// `None` when a cell may say that its row is a total.
#[inline(always)]
fn is_no_total(text: &str, (start, end): Extent) -> Option<()> {
    let is_total = begins_as_total_in_ascii(text.as_bytes().get(start..)?)
        .unwrap_or_else(|| text.get(start..end).is_none_or(may_be_total));
    (!is_total).then_some(())
}

/// Reads a figure of more digits, or in any way of writing if it may be.
#[inline(never)]
fn other_digits(text: &str, (start, end): Extent, may_be_any: bool) -> Option<Digits> {
    let longer = digits::parse_longer(text.as_bytes(), start, end);
    if longer.is_some() || !may_be_any {
        return longer;
    }
    let figure = figure::parse(text.get(start..end)?.trim()).ok()?;
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
        let dimensions = header.dimensions.iter().map(|(field, _)| position(*field));
        let dimensions: Vec<u8> = dimensions.collect::<Option<_>>()?;
        Some(Self {
            shape: Shape {
                delimiter,
                width: header.width,
                indicator: position(indicator)?,
                period: position(period)?,
                value: position(value.field)?,
                member,
                dimensions: dimensions.into_iter().filter(|field| Some(*field) != member).collect(),
                adding: adding.collect(),
            },
            names: Names { sums: Texts::new(), members: None, other_members: Texts::new() },
            sums: Sums::new(grids),
            borders: Borders::default(),
            has_borders: false,
            passed: 0,
        })
    }

    /// Begins a text.
    pub(super) fn begin(&mut self) {
        self.has_borders = false;
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
                if self
                    .names
                    .members
                    .is_some_and(|known| known.meaning([name.as_bytes()]).is_none())
                {
                    self.names.other_members.learn([name.as_bytes()], member);
                }
            }
            _ => self.sums.learn(at, position),
        }
    }

    /// The sum of the indicator and the period of a row, which is new unless it is known.
    fn sum_of(&mut self, row: &Row<'_, '_>) -> Option<usize> {
        let cell = |field: u8| row.cell(usize::from(field));
        let (indicator, period) = (cell(self.shape.indicator), cell(self.shape.period));
        let texts = [indicator.as_bytes(), period.as_bytes()];
        if let Some(known) = self.names.sums.meaning(texts) {
            return Some(known as usize);
        }
        let next = self.sums.next()?;
        self.names.sums.learn(texts, next).then(|| {
            self.sums.push();
            next as usize
        })
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
        let Self { shape, names, sums, borders, passed, .. } = self;
        let (width, delimiter) = (shape.width, shape.delimiter);
        let mut coming = borders.from(*passed);
        while let [border, rest @ ..] = coming
            && behind(*border) < start
        {
            coming = rest;
        }
        // A row begins behind a border.
        if coming.first().is_none_or(|border| behind(*border) != start) {
            return (start, 0);
        }
        let mut rows = 0;
        loop {
            let after = match Line::of(text.as_bytes(), coming, width, delimiter) {
                Some((line, after)) => {
                    shape.add::<false>(names, sums, text, |field| line.cell(field)).map(|()| after)
                }
                None => Self::take_quoted(shape, names, sums, text, coming),
            };
            let Some(after) = after else { break };
            coming = after;
            rows += 1;
        }
        *passed = borders.position_of(coming);
        (coming.first().map_or(start, |border| behind(*border)), rows)
    }

    /// Takes a row that has quotes, if it is plain.
    #[inline(never)]
    fn take_quoted<'b>(
        shape: &Shape,
        names: &Names<'_>,
        sums: &mut Sums<'_>,
        text: &str,
        borders: &'b [u32],
    ) -> Option<&'b [u32]> {
        let bytes = text.as_bytes();
        let (line, after) = QuotedLine::of(bytes, borders, shape.width, shape.delimiter)?;
        shape.add::<true>(names, sums, text, |field| line.cell(field))?;
        Some(after)
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

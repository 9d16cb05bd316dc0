//! Reading on past what is wrong, and telling of each row what stands against it.

use std::collections::BTreeSet;

use super::layout::Header;
use super::row::Row;
use super::{Actuals, Layout};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::plan::normalized;
use crate::quantity::Quantity;
use crate::source::Place;

/// So many cells that could not be read are told apart.
const MOST_UNREAD: usize = 100_000;

/// Looks at rows as they are read, by all threads at once, and says what stands against them.
pub trait Inspect: Sync {
    /// Looks at a header.
    fn header(&self, header: &SeenHeader<'_>) -> Vec<Remark>;

    /// Looks at the name of an indicator that the plan does not have.
    fn unknown_indicator(&self, name: &str, place: Place) -> Option<Remark>;

    /// Looks at a figure that has been read.
    fn figure(&self, seen: &Seen<'_>) -> Vec<Remark>;
}

/// What is said of a row.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The finding at its place in the row.
    pub finding: Diagnostic,
    /// Findings of a file with the same key are told once, at the first, with the lines of the others.
    pub key: Option<String>,
    /// Whether the finding is at a place in the header.
    pub is_of_header: bool,
    /// Whether the figure is not counted for whom or what it was meant, so that it is there, but will be missed.
    pub is_unread: bool,
    /// The indicator that was most likely meant.
    pub meant: Option<usize>,
}

impl Remark {
    /// A finding that is told at each row.
    #[must_use]
    pub fn new(finding: Diagnostic) -> Self {
        Self { finding, key: None, is_of_header: false, is_unread: false, meant: None }
    }

    /// The same, told once for all rows of a file with this key.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// A header that has been read.
pub struct SeenHeader<'a> {
    /// How the file is laid out.
    pub layout: Layout,
    /// The columns that are neither figures nor say what figures are about: their headers, normalised, and their places.
    pub others: Vec<(&'a str, &'a Place)>,
}

impl<'a> SeenHeader<'a> {
    pub(super) fn of(header: &'a Header) -> Self {
        let names = header.dimensions.iter().map(|(_, name)| name.as_str());
        Self { layout: header.layout, others: names.zip(&header.dimension_places).collect() }
    }
}

/// A figure that has been read, and the row that it stands in.
pub struct Seen<'a> {
    /// The indicator: a position in [`Plan::indicators`](crate::plan::Plan::indicators).
    pub indicator: usize,
    /// Its period, if that could be read.
    pub period: Option<Period>,
    /// The figure in the unit of its indicator.
    pub value: Quantity,
    /// Whether it stands there as that number, without a unit in its cell.
    pub is_bare: bool,
    pub(super) row: &'a Row<'a, 'a>,
    pub(super) header: &'a Header,
    /// The position of its cell.
    pub(super) field: usize,
}

impl Seen<'_> {
    /// Where the figure stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.row.place(self.field)
    }

    /// Where its period stands; the figure itself where that is in the header.
    #[must_use]
    pub fn period_place(&self) -> Place {
        self.row.place(self.header.period.unwrap_or(self.field))
    }

    /// What the row says in a column, normalised; `None` when the file has no such column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<String> {
        Some(normalized(&self.row.cell(self.field_of(column)?)))
    }

    /// Where that stands; the header where there is no such column.
    #[must_use]
    pub fn cell_place(&self, column: &str) -> Place {
        self.field_of(column)
            .map_or_else(|| self.header.place.clone(), |field| self.row.place(field))
    }

    /// The columns that are neither figures nor say what figures are about: their headers, normalised, and their places.
    pub fn others(&self) -> impl Iterator<Item = (&str, &Place)> {
        let names = self.header.dimensions.iter().map(|(_, name)| name.as_str());
        names.zip(&self.header.dimension_places)
    }

    fn field_of(&self, column: &str) -> Option<usize> {
        let mut all = self.header.dimensions.iter();
        all.find(|(_, name)| name == column).map(|(field, _)| *field)
    }
}

/// What reading has come to, whatever is wrong.
#[derive(Debug)]
pub struct Inspection {
    /// What could be read.
    pub actuals: Actuals,
    /// What is wrong, in the order of the files and lines.
    pub found: Vec<Found>,
    /// What else is wrong.
    pub more: More,
    /// Cells that are there and do not count, so that nobody need say they are missing.
    pub unread: BTreeSet<Unread>,
    /// Whether all rows of all files have been looked at; what is missing may stand in the others.
    pub is_complete: bool,
}

/// A finding, and the rows that are like it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The finding.
    pub finding: Diagnostic,
    /// The lines of further rows of the same file of which the same is to be said; not all where they are very many.
    pub likewise: Vec<u64>,
}

/// Findings that are counted only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// How many errors.
    pub errors: u64,
    /// How many warnings and notes.
    pub others: u64,
    /// The place of the first of them.
    pub first: Option<Place>,
}

/// A cell that is there and does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The indicator that it is of, a position in [`Plan::indicators`](crate::plan::Plan::indicators); of any, if that
    /// is not known.
    pub indicator: Option<usize>,
    /// Its period; any, if that is not known.
    pub period: Option<Period>,
    /// What stands in the row that may say whose it is, normalised.
    pub who: BTreeSet<String>,
}

/// The cells that have not been read, as long as they are not too many.
#[derive(Debug)]
pub(super) struct Unreads {
    all: BTreeSet<Unread>,
    /// Whether there may be others.
    pub(super) is_complete: bool,
}

impl Default for Unreads {
    fn default() -> Self {
        Self { all: BTreeSet::new(), is_complete: true }
    }
}

impl Unreads {
    pub(super) fn push(&mut self, unread: Unread) {
        if self.all.len() < MOST_UNREAD {
            self.all.insert(unread);
        } else {
            self.is_complete = false;
        }
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.is_complete &= other.is_complete;
        other.all.into_iter().for_each(|unread| self.push(unread));
    }

    pub(super) fn into_all(self) -> BTreeSet<Unread> {
        self.all
    }
}

//! The actuals: figures that exports hold, read as they are or refused with the place and the reason.
//!
//! Bytes become text (`text`, `encoding`), text becomes records (`crate::records`), a header becomes a `layout`, cells
//! become figures (`figure`), and rows become [`Observation`]s of the plan's indicators, or are set aside with a reason.

mod another_header;
mod blocks;
mod combinations;
pub mod delimiter;
pub mod encoding;
mod excerpts;
mod extract;
mod fault;
mod figure;
mod file;
mod grain;
pub mod grid;
mod heading;
mod identical;
mod input;
mod inspect;
mod kind;
mod layout;
mod lines;
mod opening;
mod plain;
mod problems;
mod progress;
mod read;
mod remembered;
mod role;
mod row;
mod rows;
mod series;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod unit_line;
mod units;

#[cfg(test)]
pub(crate) use blocks::whole_records;
pub use encoding::Encoding;
pub use excerpts::add_excerpts;
pub use extract::{Row as ExtractedRow, rows_at};
pub(crate) use grain::told_apart;
pub use grid::Grid;
pub use input::{Input, ReadSeek, Source};
pub use inspect::{Found, Inspect, Inspection, More, Remark, Seen, SeenHeader, Unread};
pub use layout::{ColumnOverrides, Layout};
pub use progress::{Moment, Progress};
pub use read::{Options, inspect, read};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::plan::{Aggregate, Plan};
use crate::quantity::{Quantity, Total};
use crate::source::Place;

/// Everything that the exports say about the plan's indicators.
#[derive(Clone, Debug)]
pub struct Actuals {
    /// The files, in the order in which they were given.
    pub files: Vec<File>,
    /// The distinct headers of dimension columns over all files, normalised; a combination holds a value for each.
    pub dimension_columns: Vec<String>,
    /// The distinct combinations of dimension values, each with a value per [`Self::dimension_columns`]; normalised,
    /// empty where the row or its file has none.
    pub combinations: Vec<Vec<Arc<str>>>,
    /// The figures of each of the plan's indicators, in the order of the files and lines.
    pub observations: Vec<Vec<Observation>>,
    /// The sums by member of those of the plan's indicators that have too many figures to keep each.
    pub grids: Vec<Option<Grid>>,
    /// Rows with several figures, where figures have been brought together; otherwise each figure tells its row.
    pub shared_rows: Vec<SharedRows>,
    /// What the reader should know although the figures can be used.
    pub warnings: Vec<Diagnostic>,
}

/// Rows of one file that have the same cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRows {
    /// The position of the file in [`Actuals::files`].
    pub file: u32,
    /// How many rows there are.
    pub rows: u64,
    /// The first of them, as [`Observation::offset`] has it.
    pub first: u64,
    /// Their figures: the indicator, and where it has them.
    pub figures: Vec<(u32, Held)>,
}

/// Where a figure of an indicator has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// To the one with this position in [`Actuals::observations`].
    Kept(u32),
    /// To a sum; its row is counted at this position in [`Grid::rows`].
    Summed(u32),
}

/// One export.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name as the user gave it; `-` for standard input.
    pub name: Arc<str>,
    /// How its text is encoded.
    pub encoding: Encoding,
    /// What separates its cells: an ASCII character.
    pub delimiter: char,
    /// How its header says that it is laid out.
    pub layout: Layout,
    /// The cells of its header as written.
    pub header: Vec<String>,
    /// Those that are of dimensions, normalised.
    pub dimensions: Vec<String>,
    /// The unit above its header, which holds for figures without one of their own.
    pub unit_above: Option<UnitAbove>,
    /// The SHA-256 of its bytes in hexadecimal, when it was asked for.
    pub sha256: Option<String>,
    /// How many rows it has, without the header; those above it count too.
    pub rows: u64,
    /// Rows that hold no figure of the plan, by reason; each row counts once.
    pub set_aside: BTreeMap<SetAside, u64>,
}

/// A unit that stands above a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitAbove {
    /// As written, normalised.
    pub name: String,
    /// On which line of the file, counted from 1.
    pub line: u64,
}

/// One figure; or, where there are too many to keep each, all rows of a file that give one for the same period and
/// combination, brought together at the first of them.
#[derive(Clone, Debug)]
pub struct Observation {
    /// The period it names.
    pub period: Period,
    /// The position of its combination in [`Actuals::combinations`].
    pub combination: u32,
    /// The figure in the unit of its indicator; for a milestone the number of the stage, counted from 1.
    pub value: Quantity,
    /// The position of its file in [`Actuals::files`].
    pub file: u32,
    /// Where its row begins in the file, in bytes of text; wide layouts have several figures a row.
    pub offset: u64,
    /// The line on which its cell begins, counted from 1.
    pub line: u64,
    /// The column in characters at which its cell begins, counted from 1.
    pub column: u32,
    /// The position of its cell in the row, counted from 0.
    pub field: u32,
    /// The cell as it was written, with the unit that stood beside it, when that is not how the figure is shown.
    pub written: Option<Box<str>>,
    /// A digest of the row's text, by which identical rows of different files are known; 0 where there is one
    /// file.
    pub digest: u64,
    /// How many rows have been brought together.
    pub rows: u64,
    /// The sum of their figures.
    pub sum: Total,
    /// The first of them that gives another figure.
    pub other: Option<Box<Observation>>,
}

impl Observation {
    /// What it adds to a figure that is aggregated in this way: the sum of its rows, or the figure that they give.
    #[must_use]
    pub fn figure(&self, aggregate: Option<Aggregate>) -> Quantity {
        match aggregate {
            Some(Aggregate::Sum) => self.sum.quantity().unwrap_or(self.value),
            _ => self.value,
        }
    }

    /// Brings the rows of another one together with these.
    fn absorb(&mut self, mut other: Self) {
        if (other.offset, other.field) < (self.offset, self.field) {
            std::mem::swap(self, &mut other);
        }
        self.rows += other.rows;
        self.sum.add(&other.sum);
        let theirs = other.other.take();
        // It stands for the one row in which it is.
        (other.rows, other.sum) = (1, Total::from(other.value));
        let value = self.value;
        self.other = [self.other.take(), Some(Box::new(other)), theirs]
            .into_iter()
            .flatten()
            .filter(|figure| figure.value != value)
            .min_by_key(|figure| (figure.offset, figure.field));
    }
}

/// Why a row is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAside {
    /// It stands above the header: a title, a unit.
    Preamble,
    /// All its cells are blank.
    BlankRow,
    /// It is a total of other rows, by the name in its cell for the indicator, a dimension or the period.
    TotalRow,
    /// It is a remark, with fewer cells than the header.
    Footer,
    /// The plan has no indicator of that name.
    UnknownIndicator,
    /// It holds no figure.
    NoFigure,
    /// It is later than the date of the evaluation.
    AfterAsOf,
    /// It is later than the target is due.
    AfterDue,
    /// It lies outside the periods that the plan asks about.
    OutsideThePlan,
    /// It spans more than one of the periods that the plan asks about.
    SpansPeriods,
    /// Its period of the calendar is not over at the date of the evaluation.
    PeriodNotOver,
    /// It is of somebody whom the roster does not name.
    UnknownMember,
    /// A `where` of the plan leaves it out.
    NotSelected,
    /// The same figure is given elsewhere.
    Duplicate,
}

impl SetAside {
    /// All reasons.
    pub const ALL: [Self; 14] = [
        Self::Preamble,
        Self::BlankRow,
        Self::TotalRow,
        Self::Footer,
        Self::UnknownIndicator,
        Self::NoFigure,
        Self::AfterAsOf,
        Self::AfterDue,
        Self::OutsideThePlan,
        Self::SpansPeriods,
        Self::PeriodNotOver,
        Self::UnknownMember,
        Self::NotSelected,
        Self::Duplicate,
    ];

    /// Whether the row says something of an indicator: it is none of those that only surround such rows.
    pub(crate) fn is_of_data(self) -> bool {
        !matches!(self, Self::Preamble | Self::BlankRow | Self::TotalRow | Self::Footer)
    }

    /// Its name in outputs, such as `unknown-indicator`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::BlankRow => "blank-row",
            Self::TotalRow => "total-row",
            Self::Footer => "footer",
            Self::UnknownIndicator => "unknown-indicator",
            Self::NoFigure => "no-figure",
            Self::AfterAsOf => "after-as-of",
            Self::AfterDue => "after-due",
            Self::OutsideThePlan => "outside-the-plan",
            Self::SpansPeriods => "spans-periods",
            Self::PeriodNotOver => "period-not-over",
            Self::UnknownMember => "unknown-member",
            Self::NotSelected => "not-selected",
            Self::Duplicate => "duplicate",
        }
    }
}

impl Actuals {
    /// No figures of the indicators of a plan.
    pub(crate) fn none(plan: &Plan) -> Self {
        Self {
            files: Vec::new(),
            dimension_columns: Vec::new(),
            combinations: Vec::new(),
            observations: vec![Vec::new(); plan.indicators.len()],
            grids: vec![None; plan.indicators.len()],
            shared_rows: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Where a figure stands.
    #[must_use]
    pub fn place(&self, observation: &Observation) -> Place {
        let file = self
            .files
            .get(observation.file as usize)
            .map_or_else(|| Arc::from(""), |file| Arc::clone(&file.name));
        Place { file, line: observation.line, column: observation.column.into(), excerpt: None }
    }

    /// The last days of the periods that hold a figure.
    #[must_use]
    pub fn last_days(&self) -> BTreeSet<Date> {
        self.periods().map(|period| period.last).collect()
    }

    /// The last day of the last period that holds a figure.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.periods().map(|period| period.last).max()
    }

    /// The period of each figure.
    pub(crate) fn periods(&self) -> impl Iterator<Item = Period> {
        let kept = self.observations.iter().flatten().map(|observation| observation.period);
        let summed = self.grids.iter().flatten().flat_map(|grid| &grid.rows);
        kept.chain(summed.map(|rows| rows.period))
    }

    /// The value of an observation in a dimension column; empty where it has none.
    #[must_use]
    pub fn dimension_value(&self, observation: &Observation, column: usize) -> &str {
        self.combinations
            .get(observation.combination as usize)
            .and_then(|values| values.get(column))
            .map_or("", |value| value)
    }
}

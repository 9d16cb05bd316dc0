//! How a file begins: with which delimiter, what stands above its header, and where that is.

use std::sync::Arc;

use super::delimiter;
use super::figure;
use super::file::Context;
use super::kind;
use super::layout::{self, Header, is_unit};
use super::row::{Row, trim};
use super::text;
use super::unit_line::{self, UnitLine};
use crate::diagnostic::Diagnostic;
use crate::plan::{IndicatorMatch, Plan, normalized};
use crate::records::Records;
use crate::source::Place;
use crate::wording::diagnostics::actuals::header as say;

/// Among so many rows the header is looked for.
const SEARCHED: u64 = 20;

/// So many columns that are known by their headers make a row the header, whatever else is wrong with it.
const SURE: usize = 2;

/// The beginning of a file, with its header.
pub(super) struct Beginning {
    /// What its columns hold.
    pub(super) header: Header,
    /// How many rows stand above it.
    pub(super) preamble: u64,
    /// What is wrong with those.
    pub(super) problems: Vec<Diagnostic>,
}

/// Why there is no header.
struct Headless {
    /// How much the row that is most like one is like one.
    likeness: usize,
    problems: Vec<Diagnostic>,
}

/// A file that is being opened.
#[derive(Clone, Copy)]
pub(super) struct Opening<'a, 'p> {
    pub(super) context: Context<'p>,
    pub(super) name: &'a Arc<str>,
}

impl Opening<'_, '_> {
    /// The delimiter of a file that begins with these bytes of text: the one that is given, or else the likeliest with
    /// which there is a header.
    pub(super) fn delimiter(self, head: &[u8]) -> u8 {
        if let Some(given) = self.context.options.delimiter {
            return given;
        }
        let (text, _) = text::readable(head);
        let find = |candidate, searched| {
            self.find(text, &mut Records::new(text, candidate), candidate, searched)
        };
        // Mostly the first row is the header; counting the cells of many lines takes longer.
        if delimiter::declared(text).is_none()
            && self.context.options.header.is_none()
            && let Some(at_once) =
                delimiter::ALL.into_iter().rev().find(|one| find(*one, 1).is_ok())
        {
            return at_once;
        }
        let mut likeliest = None;
        for candidate in delimiter::candidates(text) {
            let likeness = match find(candidate, SEARCHED) {
                Ok(_) => return candidate,
                Err(headless) => headless.likeness,
            };
            if likeliest.is_none_or(|(most, _)| likeness > most) {
                likeliest = Some((likeness, candidate));
            }
        }
        likeliest.map_or(b',', |(_, candidate)| candidate)
    }

    /// The header of a file whose first block is a text, and what stands above it; the records go on below it.
    ///
    /// # Errors
    /// Why there is none; nothing, if there are no rows at all.
    pub(super) fn beginning(
        self,
        text: &str,
        records: &mut Records<'_>,
        delimiter: u8,
    ) -> Result<Beginning, Vec<Diagnostic>> {
        let found = self.find(text, records, delimiter, SEARCHED);
        let mut beginning = found.map_err(|headless| headless.problems)?;
        let mut rows = Records::new(text, delimiter);
        rows.pass(records.position(), records.line_breaks());
        beginning.problems.extend(self.telling_column(&beginning.header, text, rows));
        Ok(beginning)
    }

    /// The finding that a column which the plan does not know holds units, or tells planned figures from actual ones, in the
    /// first rows: figures would be told apart by it, and read without it.
    fn telling_column(
        self,
        header: &Header,
        text: &str,
        mut rows: Records<'_>,
    ) -> Option<Diagnostic> {
        let plan = self.context.plan;
        let asked_for = plan.columns_asked_for();
        let columns = header.dimensions.iter().zip(&header.dimension_places);
        let mut suspects: Vec<Suspect<'_>> = columns
            .filter(|((_, name), _)| !asked_for.contains(name))
            .map(|((field, name), place)| Suspect::new(*field, name, place, header.unit.is_none()))
            .collect();
        let mut searched = 0;
        while !suspects.is_empty() && searched < SEARCHED {
            let Some(record) = rows.next() else { break };
            let row = Row::new(self.name, text, &record, 0);
            for suspect in &mut suspects {
                suspect.look(plan, &row);
            }
            searched += 1;
        }
        suspects.iter().find_map(Suspect::finding)
    }

    /// Looks for the header among so many rows.
    fn find(
        self,
        text: &str,
        records: &mut Records<'_>,
        delimiter: u8,
        searched: u64,
    ) -> Result<Beginning, Headless> {
        let Context { plan, options, .. } = self.context;
        let mut above = Above::default();
        let mut most = Headless { likeness: 0, problems: Vec::new() };
        while options.header.is_some() || above.rows < searched {
            let Some(record) = records.next() else { break };
            if record.offset() == 0 && delimiter::declared(text).is_some() {
                continue;
            }
            let line = record.line() + 1;
            let row = Row::new(self.name, text, &record, 0);
            if options.header.is_some_and(|header| line < header) {
                above.take(plan, &row, false);
                continue;
            }
            let found = match options.header {
                Some(header) if line > header => break,
                _ if row.has_faults() => Err(row.faults().collect()),
                _ => layout::header(plan, &options.columns, &row, delimiter),
            };
            let problems: Vec<Diagnostic> = match found {
                Ok(header) => return Ok(above.beginning(plan, header, &row)),
                Err(problems) => problems,
            };
            let likeness = layout::known_columns(plan, &options.columns, &row);
            if likeness > most.likeness || most.problems.is_empty() {
                let problems = above.faults.iter().cloned().chain(problems).collect();
                most = Headless { likeness, problems };
            }
            if likeness >= SURE || options.header.is_some() {
                return Err(most);
            }
            above.take(plan, &row, true);
        }
        if let Some(line) = options.header {
            most.problems = vec![no_row(self.name, line)];
        }
        Err(most)
    }
}

/// A column that the plan does not know.
struct Suspect<'h> {
    field: usize,
    name: &'h str,
    place: &'h Place,
    /// Whether all its cells so far are units.
    holds_units: bool,
    /// The first of them.
    unit: Option<String>,
    /// Whether all its cells so far say of the rows whether their figures are planned or actual ones.
    tells_kinds: bool,
    /// Whether one of them says they are actual ones.
    has_actual: bool,
    /// The first that says they are planned.
    planned: Option<String>,
}

impl<'h> Suspect<'h> {
    fn new(field: usize, name: &'h str, place: &'h Place, may_hold_units: bool) -> Self {
        let holds_units = may_hold_units;
        Self {
            field,
            name,
            place,
            holds_units,
            unit: None,
            tells_kinds: true,
            has_actual: false,
            planned: None,
        }
    }

    fn look(&mut self, plan: &Plan, row: &Row<'_, '_>) {
        let cell = normalized(&row.cell(self.field));
        if cell.is_empty() {
            return;
        }
        let (is_planned, is_actual) = (kind::is_planned(&cell), kind::is_actual(&cell));
        self.tells_kinds &= is_planned || is_actual;
        self.has_actual |= is_actual;
        if is_planned && self.planned.is_none() {
            self.planned = Some(cell.clone());
        }
        self.holds_units &= is_unit(plan, &cell)
            || unit_line::is_magnitude(plan, &cell)
            || unit_line::is_money(&cell);
        if self.holds_units && self.unit.is_none() {
            self.unit = Some(cell);
        }
    }

    fn finding(&self) -> Option<Diagnostic> {
        let problem = |message| Diagnostic::error("ambiguous-column", self.place.clone(), message);
        let of_units = self.unit.as_deref().filter(|_| self.holds_units).map(|unit| {
            problem(say::column_of_units(self.name, unit))
                .label(say::expected_known_column())
                .help(say::name_unit_or_note(self.name))
        });
        of_units.or_else(|| {
            // What is planned alone may be a stage.
            let word = self.planned.as_deref().filter(|_| self.tells_kinds && self.has_actual)?;
            Some(
                problem(say::tells_kinds_apart(self.name, word))
                    .label(say::expected_actual_figures())
                    .help(say::keep_actual_rows(self.name)),
            )
        })
    }
}

/// What stands above the header.
#[derive(Default)]
struct Above {
    rows: u64,
    /// What is wrong with the quotes.
    faults: Vec<Diagnostic>,
    units: Vec<UnitLine>,
    /// Rows that look as if they stood below the header.
    misplaced: Vec<Diagnostic>,
}

impl Above {
    /// Takes a row that is not the header; it may be suspected to be one of those below it.
    fn take(&mut self, plan: &Plan, row: &Row<'_, '_>, is_suspect: bool) {
        self.rows += 1;
        self.faults.extend(row.faults());
        if !row.has_faults() {
            self.units.extend(UnitLine::of(plan, row));
            self.misplaced.extend(misplaced(plan, row).filter(|_| is_suspect));
        }
    }

    fn beginning(self, plan: &Plan, mut header: Header, row: &Row<'_, '_>) -> Beginning {
        let mut problems = self.faults;
        let found = self.misplaced.into_iter();
        problems.extend(found.map(|problem| problem.and(row.row_place(), say::the_header())));
        if header.figures.iter().any(|column| column.unit.is_none()) {
            match unit_line::agreed(plan, self.units) {
                Ok(unit) => header.unit_above = unit,
                Err(found) => problems.extend(found),
            }
        }
        Beginning { header, preamble: self.rows, problems }
    }
}

/// The finding that a row above the header holds a figure of one of the plan's indicators.
fn misplaced(plan: &Plan, row: &Row<'_, '_>) -> Option<Diagnostic> {
    let is_indicator =
        |field: &usize| !matches!(plan.indicator(&row.cell(*field)), IndicatorMatch::Unknown);
    let is_figure = |field: &usize| {
        let cell = row.cell(*field);
        !figure::is_blank(&cell, plan)
            && figure::parse(&cell).is_ok()
            && plan.period_of(trim(&cell)).is_none()
    };
    let indicator = (0..row.len()).find(is_indicator)?;
    (0..row.len()).find(|field| *field != indicator && is_figure(field))?;
    let message = say::row_above_header(trim(&row.cell(indicator)));
    Some(
        Diagnostic::error("row-above-header", row.row_place(), message)
            .label(say::expected_rows_below())
            .help(say::move_below_header()),
    )
}

fn no_row(file: &Arc<str>, line: u64) -> Diagnostic {
    Diagnostic::error("unknown-layout", Place::file(file), say::no_row_begins_on(line))
        .label(say::expected_header())
        .help(say::check_header())
}

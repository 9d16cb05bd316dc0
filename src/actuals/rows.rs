//! A row becomes observations, or is set aside with a reason.

mod coarse;
mod names;
mod periods;
mod reading;
mod seen;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use coarse::dimension_bits;
use names::NamedIndicator;
use reading::{Cell, Reading};

use super::combinations::Combinations;
use super::figure;
use super::file::Context;
use super::grain::Grain;
use super::grid::{Grids, SummedRows};
use super::identical;
use super::inspect::{Found, Inspect, More, Unreads};
use super::layout::{Header, Subject, ambiguous_indicator};
use super::lines::Lines;
use super::plain::Plain;
use super::problems::Problems;
use super::remembered::Remembered;
use super::row::{Row, trim};
use super::series::{Position, Series};
use super::summary::{self, Totals};
use super::text::BlockText;
use super::unit_line::UnitLine;
use super::units::Units;
use super::{Actuals, File, Observation, SetAside};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::plan::{IndicatorMatch, Plan, is_nobody};
use crate::quantity::Total;
use crate::wording::diagnostics::actuals::rows as say;

/// What rows have come to, but for the sums in grids, of which the rows are counted.
pub(super) type Parts = (Actuals, Vec<Vec<SummedRows>>);

/// What is wrong with rows.
pub(super) struct Wrong {
    pub(super) found: Vec<Found>,
    pub(super) more: More,
    pub(super) unreads: Unreads,
}

/// So many ways of writing a name or a period are remembered.
const REMEMBERED: usize = 10_000;

/// The mark by which programs of DOS end a text, on a line of its own.
const DOS_END: &str = "\u{1a}";

/// What rows have come to so far: of all files, or of some blocks of one.
pub(super) struct Rows<'p> {
    plan: &'p Plan,
    grains: &'p [Grain],
    grids: &'p Grids<'p>,
    /// The file at hand.
    file: u32,
    has_several_files: bool,
    units: Units<'p>,
    combinations: Combinations,
    /// The cells of the plan's dimensions in the file at hand, each with its bit in what rows name.
    dimensions: Vec<(usize, u64)>,
    series: Series,
    indicators: Remembered<NamedIndicator<'p>>,
    totals: Totals,
    periods: Remembered<Option<Period>>,
    /// The files whose rows have several figures.
    wide: BTreeSet<u32>,
    problems: Problems,
    /// Who looks at each row, where reading goes on past what is wrong.
    inspector: Option<&'p dyn Inspect>,
    /// The cells that are there and do not count.
    unreads: Unreads,
    /// The block that holds the header of the file at hand.
    header_block: usize,
    /// How many figures the file at hand has, those of blocks that others read included.
    figures: Arc<AtomicUsize>,
    /// How many of them are from here.
    counted: usize,
    /// The plain rows of the file at hand, if it may have any. They take more room than all else.
    plain: Option<Box<Plain<'p>>>,
    warnings: Vec<Diagnostic>,
    /// Room for the positions of a row's figures.
    taken: Vec<Position>,
}

impl<'p> Rows<'p> {
    /// No row has been read.
    pub(super) fn new(context: Context<'p>) -> Self {
        let Context { plan, grains, grids, options, has_several_files, inspector } = context;
        Self {
            plan,
            grains,
            grids,
            file: 0,
            has_several_files,
            units: Units::new(plan),
            combinations: Combinations::new(plan),
            dimensions: Vec::new(),
            series: Series::new(plan.indicators.len(), options.kept),
            indicators: Remembered::new(REMEMBERED),
            totals: Totals::new(plan),
            periods: Remembered::new(REMEMBERED),
            wide: BTreeSet::new(),
            problems: Problems::default(),
            inspector,
            unreads: Unreads::default(),
            header_block: 0,
            figures: Arc::default(),
            counted: 0,
            plain: None,
            warnings: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// Begins a file with this header, which is in this block. Whoever else reads blocks of it counts the same `figures`.
    pub(super) fn begin_file(
        &mut self,
        header: &Header,
        (file, block): (u32, usize),
        figures: &Arc<AtomicUsize>,
    ) {
        self.file = file;
        self.header_block = block;
        self.figures = Arc::clone(figures);
        // Plain rows are counted without a look at each.
        self.plain = match self.inspector {
            Some(_) => None,
            None => Plain::new(self.plan, self.grains, self.grids, header, header.delimiter)
                .map(Box::new),
        };
        self.combinations.begin_file(&header.dimensions);
        let bits = dimension_bits(self.plan);
        let bit_of = |(field, name): &(usize, String)| {
            bits.iter().find(|(column, _)| column == name).map(|(_, bit)| (*field, *bit))
        };
        self.dimensions = header.dimensions.iter().filter_map(bit_of).collect();
        if header.figures.len() > 1 {
            self.wide.insert(file);
        }
    }

    /// Begins a text of the file.
    pub(super) fn begin_text(&mut self) {
        if let Some(plain) = &mut self.plain {
            plain.begin();
        }
    }

    /// Takes the rows of the text that are plain from an offset on, where figures are brought together. Gives where
    /// the first other row begins, and how many have been taken.
    pub(super) fn take_plain(&mut self, text: &BlockText<'_>, start: usize) -> (usize, u64) {
        match &mut self.plain {
            Some(plain) if self.series.is_folded() => plain.take(text, start),
            _ => (start, 0),
        }
    }

    /// What is wrong so far.
    pub(super) fn problems(&mut self) -> &mut Problems {
        &mut self.problems
    }

    /// Notes that some rows have not been looked at.
    pub(super) fn leave_out_some(&mut self) {
        self.unreads.is_complete = false;
    }

    /// Drops what has been found after a block of the file at hand.
    pub(super) fn end_after(&mut self, block: usize, lines: &Lines) {
        self.problems.end_after(block);
        if let Some(end) = block.checked_add(1).and_then(|next| lines.begin(next)) {
            self.units.end_before(end);
        }
    }

    /// Adds what the reader should know although the file can be used.
    pub(super) fn warn(&mut self, warning: Diagnostic) {
        self.warnings.push(warning);
    }

    /// Brings together what blocks of a file have come to, with the lines that they have in the file: those of one
    /// thread in `file`, and those of the others.
    pub(super) fn of_file(mut file: Self, mut others: Vec<Self>, lines: &Lines) -> Self {
        let mut problems = Vec::with_capacity(1 + others.len());
        for rows in std::iter::once(&mut file).chain(&mut others) {
            problems.push(std::mem::take(&mut rows.problems));
            if let Some(mut plain) = rows.plain.take() {
                plain.hand_over(&mut rows.series);
            }
        }
        for rows in others {
            file.absorb(rows);
        }
        file.problems = Problems::merged(problems).placed(lines);
        file.units.place(lines);
        file.series.place(lines);
        file
    }

    /// Takes in the rows of the next file.
    pub(super) fn absorb(&mut self, mut other: Self) {
        if self.series.are_too_many(&other.series) {
            self.fold();
            other.fold();
        }
        self.problems.append(other.problems);
        self.unreads.absorb(other.unreads);
        self.warnings.extend(other.warnings);
        self.units.absorb(other.units);
        self.wide.extend(other.wide);
        let combinations = self.combinations.absorb(other.combinations);
        self.series.absorb(other.series, &combinations);
    }

    /// What the rows have come to, but for the sums in grids, of which the rows are counted; or everything that is wrong
    /// with them.
    pub(super) fn into_actuals(
        mut self,
        file_names: &[Arc<str>],
        files: Vec<File>,
    ) -> Result<Parts, Vec<Diagnostic>> {
        for problem in self.units.take_problems() {
            self.problems.push(0, problem);
        }
        std::mem::take(&mut self.problems).into_result(file_names)?;
        Ok(self.into_parts(files))
    }

    /// The same, with everything that is wrong with the rows.
    pub(super) fn into_inspected(
        mut self,
        file_names: &[Arc<str>],
        files: Vec<File>,
    ) -> (Parts, Wrong) {
        for problem in self.units.take_problems() {
            self.problems.push(0, problem);
        }
        let (found, more) = std::mem::take(&mut self.problems).into_found(file_names);
        let unreads = std::mem::take(&mut self.unreads);
        (self.into_parts(files), Wrong { found, more, unreads })
    }

    fn into_parts(self, files: Vec<File>) -> Parts {
        let parts = self.series.into_parts(self.grains);
        let (dimension_columns, combinations) = self.combinations.into_parts(&parts.combinations);
        let actuals = Actuals {
            files,
            dimension_columns,
            combinations,
            observations: parts.figures,
            grids: Vec::new(),
            shared_rows: parts.shared,
            warnings: self.warnings,
        };
        (actuals, parts.summed)
    }

    /// Takes a row of a block; says why when it holds no figure of the plan.
    pub(super) fn take(
        &mut self,
        row: &Row<'_, '_>,
        header: &Header,
        block: usize,
    ) -> Option<SetAside> {
        let mut problems = Vec::new();
        let set_aside = if row.has_faults() {
            problems.extend(row.faults());
            self.note_unread_row(row, header);
            None
        } else if let Some(problem) =
            row.swallowed(header.delimiter, |cells| self.is_row(cells, header))
        {
            problems.push(problem);
            self.note_unread_row(row, header);
            None
        } else {
            let set_aside = self.read(row, header, block, &mut problems);
            let is_remark = set_aside.is_some_and(|reason| may_remark(reason, row, header));
            if is_remark && let Some(unit) = UnitLine::below(self.plan, row, header) {
                problems.extend(unit.misplaced(header));
            }
            set_aside
        };
        if self.inspector.is_some() {
            // What a sheet writes wrongly it writes so in all its rows.
            let is_alike = |problem: &mut Diagnostic| {
                matches!(
                    problem.code,
                    "bad-period" | "unit-mismatch" | "unknown-indicator" | "unnamed-column"
                )
            };
            for problem in problems.extract_if(.., is_alike) {
                let key = format!("{} {}", problem.code, problem.message.english());
                self.problems.gather(block, key, problem, Some((block, row.row_line())));
            }
        }
        if !problems.is_empty() {
            self.problems.extend(block, problems);
        }
        set_aside
    }

    /// Whether cells are those of a row: as many, with a period; or, where rows name none, with an indicator of the plan
    /// or figures.
    fn is_row(&self, cells: &[String], header: &Header) -> bool {
        let cell = |field: usize| cells.get(field).map_or("", String::as_str);
        let is_of_plan =
            |field| !matches!(self.plan.indicator(cell(field)), IndicatorMatch::Unknown);
        let mut figures = header.figures.iter().map(|column| cell(column.field));
        cells.len() == header.width
            && match header.period {
                Some(field) => self.plan.period_of(cell(field)).is_some(),
                None => {
                    header.indicator.is_some_and(is_of_plan)
                        || figures.all(|figure| figure::parse(figure).is_ok())
                }
            }
    }

    fn read(
        &mut self,
        row: &Row<'_, '_>,
        header: &Header,
        block: usize,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<SetAside> {
        if row.cells().all(|cell| matches!(trim(&cell), "" | DOS_END)) {
            return Some(SetAside::BlankRow);
        }
        if row.len() != header.width {
            if row.len() < header.width && summary::is_footer(self.plan, row) {
                return Some(SetAside::Footer);
            }
            problems.push(ragged(self.plan, row, header));
            self.note_unread_row(row, header);
            return None;
        }
        if summary::is_padded_footer(self.plan, row, header) {
            return Some(SetAside::Footer);
        }
        let is_filled = |field: &&usize| !trim(&row.cell(**field)).is_empty();
        problems.extend(header.unnamed.iter().find(is_filled).map(|field| unnamed(row, *field)));
        if self.totals.is_total(row, header) {
            return Some(SetAside::TotalRow);
        }
        let named = header.indicator.map(|field| (field, self.named(&row.cell(field))));
        let unit_in_name = named.as_ref().and_then(|(_, named)| named.unit.clone());
        let indicator = match named {
            None => None,
            Some((field, named)) => match named.found {
                IndicatorMatch::One(indicator) => Some(indicator),
                IndicatorMatch::Unknown if self.totals.has(&row.cell(field)) => {
                    return Some(SetAside::TotalRow);
                }
                IndicatorMatch::Unknown => {
                    let problem = header.changed_by(self.plan, row, field).or_else(|| {
                        self.nameless(row, header, field).filter(|_| problems.is_empty())
                    });
                    if let Some(problem) = problem {
                        problems.push(problem);
                        self.note_unread_row(row, header);
                        return None;
                    }
                    self.see_unknown(row, header, field, block);
                    return Some(SetAside::UnknownIndicator);
                }
                IndicatorMatch::Several(several) => {
                    let (name, place) = (row.cell(field), row.place(field));
                    problems.push(ambiguous_indicator(self.plan, several, &name, place));
                    self.note_unread_row(row, header);
                    return None;
                }
            },
        };
        let period = self.period(row, header, problems);
        let beside = self.unit_beside(row, header, problems);
        let beside = beside.as_deref();
        let mut has_figures = false;
        let mut taken = std::mem::take(&mut self.taken);
        taken.clear();
        for column in &header.figures {
            let text = row.trimmed_cell(column.field);
            let (indicator, period) = match column.subject {
                Subject::Row => (indicator, period),
                Subject::Period(period) => (indicator, Some(period)),
                Subject::Indicator(indicator) => (Some(indicator), period),
            };
            if figure::is_blank(&text, self.plan) && !self.may_be_zero(row, column.field, indicator)
            {
                continue;
            }
            has_figures = true;
            let Some(indicator) = indicator else { continue };
            let above = header.unit_above.as_ref().map(|above| above.name.as_str());
            let delimiter = header.delimiter;
            let in_name = unit_in_name.as_deref();
            let cell = Cell { text: &text, column, beside, in_name, above, delimiter };
            // A period that is amiss is no reason to keep silent about the figure.
            let before = problems.len();
            problems.extend(self.added_up_as_at(row, header, column, indicator));
            let reading = self.reading(row, cell, indicator, problems);
            if self.inspector.is_some() {
                let is_sound = period.is_some() && problems.len() == before;
                self.see(
                    row,
                    header,
                    block,
                    (column.field, indicator, period),
                    reading.as_ref(),
                    is_sound,
                );
            }
            if let (Some(period), Some(reading)) = (period, reading) {
                taken.push(self.observe(row, column.field, indicator, period, &reading));
            }
        }
        if header.figures.len() > 1 && self.series.is_folded() && !taken.is_empty() {
            self.series.add_row(self.file, row.offset(), taken.clone());
        }
        let is_plain = problems.is_empty() && unit_in_name.is_none() && self.series.is_folded();
        if let (Some(plain), [position], true) = (&mut self.plain, taken.as_slice(), is_plain) {
            plain.learn(row, *position, period);
        }
        self.fold_if_many();
        self.taken = taken;
        (!has_figures).then_some(SetAside::NoFigure)
    }

    /// Brings figures together once there are too many, those of other blocks of the file included: the outcome is the
    /// same as when that is done at the end, and costs less.
    fn fold_if_many(&mut self) {
        if self.series.is_folded() {
            return;
        }
        let new = self.series.count() - self.counted;
        self.counted += new;
        let all = self.figures.fetch_add(new, Ordering::Relaxed) + new;
        if self.series.are_more_than_kept(all) {
            self.fold();
        }
    }

    fn fold(&mut self) {
        let is_wide = |file: u32| self.wide.contains(&file);
        let combinations = (&mut self.combinations, &*dimension_bits(self.plan));
        self.series.fold(self.grains, self.grids, combinations, is_wide);
    }

    fn observe(
        &mut self,
        row: &Row<'_, '_>,
        field: usize,
        indicator: usize,
        period: Period,
        reading: &Reading<'_>,
    ) -> Position {
        if self.series.is_folded() && !self.plan.dimensions.is_empty() {
            let named = self.dimensions.iter().filter(|(field, _)| !is_nobody(&row.cell(*field)));
            self.series.note_named(indicator, named.map(|(_, bit)| bit).sum(), period);
        }
        let grain = if self.series.is_folded() { &self.grains[indicator] } else { &Grain::All };
        if self.series.is_folded() {
            let cell = |column: &str| self.combinations.cell_of(row, column);
            if let Some(member) = self.grids.member_of(indicator, cell) {
                self.grids.add(indicator, period, member, &Total::from(reading.value));
                let indicator = u32::try_from(indicator).unwrap_or(u32::MAX);
                return self.series.add_summed(indicator, (self.file, period), 1);
            }
        }
        let combination = self.combinations.of(row, grain);
        let value = reading.value;
        let file = self.file;
        let has_several_files = self.has_several_files;
        let observation = || {
            let (line, column) = row.position(field);
            Observation {
                period,
                combination,
                value,
                file,
                offset: row.offset(),
                line,
                // No line has four billion characters, and no record as many cells.
                column: u32::try_from(column).unwrap_or(u32::MAX),
                field: u32::try_from(field).unwrap_or(u32::MAX),
                written: reading.written(),
                digest: if has_several_files { identical::digest(row.cells()) } else { 0 },
                rows: 1,
                sum: Total::from(value),
                other: None,
            }
        };
        let indicator = u32::try_from(indicator).unwrap_or(u32::MAX);
        self.series.add(indicator, (file, combination, period), value, observation)
    }
}

/// Whether a row that is set aside may say something about the others: it has no figure, nor an indicator of the
/// plan.
fn may_remark(reason: SetAside, row: &Row<'_, '_>, header: &Header) -> bool {
    let has_no_figure =
        || header.figures.iter().all(|column| figure::parse(&row.cell(column.field)).is_err());
    match reason {
        SetAside::Footer => true,
        SetAside::UnknownIndicator => has_no_figure(),
        SetAside::NoFigure => header.indicator.is_none(),
        _ => false,
    }
}

fn ragged(plan: &Plan, row: &Row<'_, '_>, header: &Header) -> Diagnostic {
    let (found, expected) = (row.len(), header.width);
    let delimiter = char::from(header.delimiter);
    let help = if found < expected {
        say::fill_up_or_take_out()
    } else if (expected..found).all(|field| trim(&row.cell(field)).is_empty()) {
        let take_out = say::take_out_delimiters(delimiter);
        match split_figure(row).filter(|_| delimiter == ',') {
            Some(figure) => say::quote_figure_or(&figure, &take_out),
            None => take_out,
        }
    } else if begins_with_name(plan, row, header) {
        say::name_first_column_or(&say::quote_delimiter(delimiter))
    } else {
        say::quote_delimiter(delimiter)
    };
    Diagnostic::error("ragged-row", row.row_place(), say::has_cells(found, expected))
        .label(say::expected_cells(expected))
        .help(help)
}

/// A figure that two cells side by side may be, which a comma between its thousands has set apart.
fn split_figure(row: &Row<'_, '_>) -> Option<String> {
    let pairs = (1..row.len()).map(|field| (row.cell(field - 1), row.cell(field)));
    let mut figures = pairs.map(|(begin, end)| format!("{},{}", trim(&begin), trim(&end)));
    figures.find(|figure| figure::parse(figure).is_ok())
}

/// Whether a row has one cell more than the header, before all others: behind it stands what the header says.
fn begins_with_name(plan: &Plan, row: &Row<'_, '_>, header: &Header) -> bool {
    let is_indicator =
        |field: usize| !matches!(plan.indicator(&row.cell(field + 1)), IndicatorMatch::Unknown);
    let is_period = |field: usize| plan.period_of(&row.trimmed_cell(field + 1)).is_some();
    row.len() == header.width + 1
        && header.indicator.is_none_or(is_indicator)
        && header.period.is_none_or(is_period)
}

fn unnamed(row: &Row<'_, '_>, field: usize) -> Diagnostic {
    let message = say::in_unnamed_column(trim(&row.cell(field)));
    Diagnostic::error("unnamed-column", row.place(field), message)
        .label(say::expected_empty_cell())
        .help(say::name_or_clear_column(field + 1))
}

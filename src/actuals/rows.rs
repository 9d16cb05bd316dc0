//! A row becomes observations, or is set aside with a reason.

use super::combinations::Combinations;
use super::figure;
use super::identical;
use super::layout::{FigureColumn, Header, Subject, ambiguous_indicator};
use super::problems::Problems;
use super::table::Table;
use super::units::{Named, Units, unit_mismatch, with_unit};
use super::{Observation, SetAside};
use crate::diagnostic::{Diagnostic, nearest};
use crate::period::Period;
use crate::plan::syntax::value::bad_period;
use crate::plan::{Figures, Indicator, IndicatorMatch, Ladder, Plan, Unit, normalized};
use crate::quantity::Quantity;

/// What the rows of all files have come to so far.
pub(super) struct Rows<'p> {
    plan: &'p Plan,
    units: Units<'p>,
    /// Whose figures they are.
    pub(super) combinations: Combinations,
    /// The figures of each indicator.
    pub(super) observations: Vec<Vec<Observation>>,
    /// What is wrong.
    pub(super) problems: Problems,
}

/// The row at hand.
struct Row<'a> {
    table: &'a Table<'a>,
    header: &'a Header,
    /// The position of its file.
    file: u32,
    /// Its position below the header.
    number: u64,
}

impl Row<'_> {
    fn cell(&self, field: usize) -> &str {
        self.table.fields().get(field).unwrap_or_default()
    }
}

/// A figure in the unit of its indicator, and how it was written when that differs.
struct Reading {
    value: Quantity,
    written: Option<Box<str>>,
}

impl<'p> Rows<'p> {
    /// No row has been read.
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            units: Units::new(plan),
            combinations: Combinations::default(),
            observations: vec![Vec::new(); plan.indicators.len()],
            problems: Problems::default(),
        }
    }

    /// Takes the record at hand as row `number` of file `file`; says why when it holds no figure of the plan.
    pub(super) fn take(
        &mut self,
        table: &Table<'_>,
        header: &Header,
        file: u32,
        number: u64,
    ) -> Option<SetAside> {
        let mut problems = Vec::new();
        let set_aside = self.read(&Row { table, header, file, number }, &mut problems);
        self.problems.extend(problems);
        set_aside
    }

    fn read(&mut self, row: &Row<'_>, problems: &mut Vec<Diagnostic>) -> Option<SetAside> {
        let (header, fields) = (row.header, row.table.fields());
        if fields.len() != header.width {
            problems.push(ragged(row));
            return None;
        }
        if fields.iter().all(|cell| cell.trim().is_empty()) {
            return Some(SetAside::BlankRow);
        }
        problems.extend(
            header
                .unnamed
                .iter()
                .filter(|field| !row.cell(**field).trim().is_empty())
                .map(|field| unnamed(row, *field)),
        );
        let indicator =
            match header.indicator.map(|field| (field, self.plan.indicator(row.cell(field)))) {
                None => None,
                Some((_, IndicatorMatch::One(indicator))) => Some(indicator),
                Some((_, IndicatorMatch::Unknown)) => return Some(SetAside::UnknownIndicator),
                Some((field, IndicatorMatch::Several(several))) => {
                    problems.push(ambiguous_indicator(
                        self.plan,
                        several,
                        row.cell(field),
                        row.table.place(field),
                    ));
                    return None;
                }
            };
        let is_figure = |column: &&FigureColumn| {
            !figure::is_blank(row.cell(column.field), &self.plan.null_values)
        };
        let columns: Vec<&FigureColumn> = header.figures.iter().filter(is_figure).collect();
        let period = self.period(row, !columns.is_empty(), problems);
        if columns.is_empty() {
            return Some(SetAside::NoFigure);
        }
        let (mut positions, mut next) = (row.table.positions(), 0);
        for column in columns {
            // The columns of figures come from left to right.
            let position = positions.nth(column.field - next).unwrap_or((row.table.line(), 1));
            next = column.field + 1;
            let (indicator, period) = match column.subject {
                Subject::Row => (indicator, period),
                Subject::Period(period) => (indicator, Some(period)),
                Subject::Indicator(indicator) => (Some(indicator), period),
            };
            let Some(indicator) = indicator else { continue };
            // A period that is amiss is no reason to keep silent about the figure.
            let reading = self.reading(row, column, indicator, problems);
            if let (Some(period), Some(reading)) = (period, reading) {
                self.observe(row, column.field, position, indicator, period, reading);
            }
        }
        None
    }

    /// The period that the row names, if its layout has it name one.
    fn period(
        &self,
        row: &Row<'_>,
        has_figures: bool,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Period> {
        let field = row.header.period?;
        let cell = row.cell(field).trim();
        let period = self.plan.period_of(cell);
        if period.is_some() {
            return period;
        }
        if cell.is_empty() && !has_figures {
            // A row without period and figure says nothing.
            return None;
        }
        let mut problem = bad_period(row.table.place(field), cell);
        if cell.is_empty() {
            "a figure without a period".clone_into(&mut problem.message);
        }
        problems.push(problem);
        None
    }

    fn reading(
        &mut self,
        row: &Row<'_>,
        column: &FigureColumn,
        indicator: usize,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Reading> {
        let plan = self.plan;
        let definition = plan.indicators.get(indicator)?;
        let cell = row.cell(column.field).trim();
        let reading = match &definition.figures {
            Figures::Stages(ladder) => stage(row, column.field, plan.ladders.get(*ladder)?),
            Figures::Numbers(unit) => self.number(row, column, indicator, unit.as_ref()),
        };
        let reading = reading.map_err(|problem| problems.push(*problem)).ok()?;
        problems.extend(implausible(row, column.field, definition, reading.value, cell));
        Some(reading)
    }

    /// Reads a number and brings it into the unit of its indicator.
    fn number(
        &mut self,
        row: &Row<'_>,
        column: &FigureColumn,
        indicator: usize,
        expected: Option<&Unit>,
    ) -> Result<Reading, Box<Diagnostic>> {
        let cell = row.cell(column.field).trim();
        let place = || row.table.place(column.field);
        let figure = figure::parse(cell).map_err(|fault| {
            let problem =
                Diagnostic::error(fault.code(), place(), format!("`{cell}` {}", fault.found()));
            Box::new(problem.label(fault.expected()).help(fault.remedy()))
        })?;
        let beside = row.header.unit.map(|field| row.cell(field).trim());
        let beside = beside.filter(|unit| !figure::is_blank(unit, &self.plan.null_values));
        let named =
            Named { cell: figure.unit.as_deref(), column: beside, header: column.unit.as_deref() };
        let unit = named.agreed(self.plan).map_err(|message| {
            Box::new(unit_mismatch(place(), message, "expected one unit for the figure"))
        })?;
        let value = match expected {
            Some(expected) if expected.name.is_empty() => {
                self.units.without_unit(indicator, figure.value, unit.as_ref(), place)?
            }
            Some(expected) => Units::in_unit(figure.value, unit.as_ref(), expected, place)?,
            None => self.units.in_base(indicator, figure.value, unit.as_ref(), place)?,
        };
        let scale = expected.map_or(Quantity::ONE, |unit| unit.scale);
        let is_converted = unit.is_some_and(|unit| unit.scale != scale);
        let is_shown_as_written = !is_converted && value.to_string() == cell;
        let written =
            (!is_shown_as_written).then(|| match (named.cell, named.column.or(named.header)) {
                (None, Some(unit)) => with_unit(cell, unit).into(),
                _ => cell.into(),
            });
        Ok(Reading { value, written })
    }

    fn observe(
        &mut self,
        row: &Row<'_>,
        field: usize,
        (line, column): (u64, u64),
        indicator: usize,
        period: Period,
        reading: Reading,
    ) {
        let observation = Observation {
            period,
            combination: self.combinations.of(row.table.fields()),
            value: reading.value,
            file: row.file,
            row: row.number,
            line,
            // No line has four billion characters, and no record as many cells.
            column: u32::try_from(column).unwrap_or(u32::MAX),
            field: u32::try_from(field).unwrap_or(u32::MAX),
            written: reading.written,
            digest: identical::digest(row.table.fields()),
        };
        if let Some(observations) = self.observations.get_mut(indicator) {
            observations.push(observation);
        }
    }
}

/// Reads the name of a stage; on a ladder of two, also whether the second one has been reached.
fn stage(row: &Row<'_>, field: usize, ladder: &Ladder) -> Result<Reading, Box<Diagnostic>> {
    const NOT_YET: [&str; 4] = ["否", "未", "no", "false"];
    const REACHED: [&str; 7] = ["是", "已", "yes", "true", "✓", "✔", "√"];
    let cell = row.cell(field).trim();
    let name = normalized(cell);
    let is_one_of =
        |answers: &[&str]| answers.iter().any(|answer| answer.eq_ignore_ascii_case(&name));
    let position = match ladder.stages.iter().position(|stage| normalized(stage) == name) {
        None if ladder.stages.len() == 2 && is_one_of(&NOT_YET) => Some(0),
        None if ladder.stages.len() == 2 && is_one_of(&REACHED) => Some(1),
        position => position,
    };
    let Some(position) = position else {
        let message = format!("`{cell}` is no stage of the ladder `{}`", ladder.name);
        let problem = Diagnostic::error("unknown-stage", row.table.place(field), message)
            .label(format!("expected {}", ladder.stages.join(", ")));
        return Err(Box::new(match nearest(&name, ladder.stages.iter().map(String::as_str)) {
            Some(stage) => problem.help(format!("did you mean `{stage}`?")),
            None => problem.help("write one of the stages as the plan has it"),
        }));
    };
    let is_shown_as_written = ladder.stages.get(position).is_some_and(|stage| stage == cell);
    Ok(Reading {
        value: Quantity::from(position + 1),
        written: (!is_shown_as_written).then(|| cell.into()),
    })
}

/// What speaks against a figure that can be read.
fn implausible(
    row: &Row<'_>,
    field: usize,
    indicator: &Indicator,
    value: Quantity,
    cell: &str,
) -> Vec<Diagnostic> {
    let in_unit = |figure: Quantity| match &indicator.figures {
        Figures::Numbers(Some(unit)) => with_unit(&figure.to_string(), &unit.name),
        _ => figure.to_string(),
    };
    let mut problems = Vec::new();
    if let Some((low, high)) = indicator.valid.filter(|(low, high)| value < *low || value > *high) {
        let message =
            format!("{} is outside the plausible range of `{}`", in_unit(value), indicator.name);
        problems.push(
            Diagnostic::error("out-of-range", row.table.place(field), message)
                .label(format!("expected {} to {}", in_unit(low), in_unit(high)))
                .help("correct the figure, or widen `valid` in the plan"),
        );
    }
    if indicator.whole && !value.is_whole() {
        let message =
            format!("`{cell}` is no whole number, and `{}` comes in whole numbers", indicator.name);
        problems.push(
            Diagnostic::error("not-whole", row.table.place(field), message)
                .label("expected a whole number")
                .help("correct the figure, or leave out `whole` in the plan"),
        );
    }
    problems
}

fn ragged(row: &Row<'_>) -> Diagnostic {
    let (found, expected) = (row.table.fields().len(), row.header.width);
    let cells =
        |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    Diagnostic::error("ragged-row", row.table.row_place(), format!("the row has {}, the header has {expected}", cells(found)))
        .label(format!("expected {}", cells(expected)))
        .help("put quotes around a cell that holds a comma, as in \"1,234\"; give every row all its commas")
}

fn unnamed(row: &Row<'_>, field: usize) -> Diagnostic {
    let message = format!("`{}` stands in a column without a header", row.cell(field).trim());
    Diagnostic::error("unnamed-column", row.table.place(field), message)
        .label("expected an empty cell")
        .help(format!("give column {} of the header a name, or clear the column", field + 1))
}

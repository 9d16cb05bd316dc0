//! A cell becomes a figure in the unit of its indicator.

use super::Rows;
use crate::actuals::fault::Fault;
use crate::actuals::figure;
use crate::actuals::layout::FigureColumn;
use crate::actuals::row::Row;
use crate::actuals::units::{At, Named, Units, unit_mismatch, with_unit};
use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::plan::ladder::answer;
use crate::plan::{Figures, Indicator, Ladder, Unit, compared};
use crate::quantity::Quantity;
use crate::wording::diagnostics::actuals::figure as say;
use crate::wording::diagnostics::actuals::units::{expected_one_unit, name_it_alike};
use crate::wording::{Text, called};

/// A cell that holds a figure, and the units that stand for it elsewhere.
#[derive(Clone, Copy)]
pub(super) struct Cell<'c> {
    /// What it says, without white space at its ends.
    pub(super) text: &'c str,
    /// Its column.
    pub(super) column: &'c FigureColumn,
    /// The unit beside it.
    pub(super) beside: Option<&'c str>,
    /// The unit behind the name of the indicator.
    pub(super) in_name: Option<&'c str>,
    /// The unit above the header.
    pub(super) above: Option<&'c str>,
    /// What stands between cells.
    pub(super) delimiter: u8,
}

/// A figure in the unit of its indicator, and how it was written.
pub(super) struct Reading<'c> {
    pub(super) value: Quantity,
    /// Whether it stands there as that number, without a unit in its cell.
    pub(super) is_bare: bool,
    /// What its cell says.
    text: &'c str,
    /// The unit that stands for it beside or above its cell.
    unit: Option<&'c str>,
    form: Form,
}

/// Whether a figure is written as it is shown.
enum Form {
    Shown,
    Other,
    /// It is if it is shown in these digits. That is not asked of most figures, which are added to others.
    Digits,
}

impl Reading<'_> {
    /// The cell as it was written, with the unit that stood beside it, when that is not how the figure is shown.
    pub(super) fn written(&self) -> Option<Box<str>> {
        let is_shown_as_written = match self.form {
            Form::Shown => true,
            Form::Other => false,
            Form::Digits => figure::is_shown_alike(self.text),
        };
        (!is_shown_as_written).then(|| match self.unit {
            Some(unit) => with_unit(self.text, unit).into(),
            None => self.text.into(),
        })
    }
}

impl Rows<'_> {
    /// Reads the figure of an indicator.
    pub(super) fn reading<'c>(
        &mut self,
        row: &Row<'_, '_>,
        cell: Cell<'c>,
        indicator: usize,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Reading<'c>> {
        let plan = self.plan;
        let definition = plan.indicators.get(indicator)?;
        let reading = match &definition.figures {
            Figures::Stages(ladder) => stage(row, cell, plan.ladders.get(*ladder)?),
            Figures::Numbers(unit) => self.number(row, cell, indicator, unit.as_ref()),
        };
        let reading = reading.map_err(|problem| problems.push(*problem)).ok()?;
        problems.extend(implausible(row, cell, definition, reading.value, || {
            called::indicator(plan, indicator)
        }));
        Some(reading)
    }

    /// Whether a cell without a figure may be a 0 of the indicator, if that has numbers.
    pub(super) fn may_be_zero(
        &self,
        row: &Row<'_, '_>,
        field: usize,
        indicator: Option<usize>,
    ) -> bool {
        let definition = indicator.and_then(|indicator| self.plan.indicators.get(indicator));
        definition.is_some_and(|known| matches!(known.figures, Figures::Numbers(_)))
            && figure::may_be_zero(&row.cell(field), self.plan)
    }

    /// Reads a number and brings it into the unit of its indicator.
    fn number<'c>(
        &mut self,
        row: &Row<'_, '_>,
        cell: Cell<'c>,
        indicator: usize,
        expected: Option<&Unit>,
    ) -> Result<Reading<'c>, Box<Diagnostic>> {
        let Cell { text, column, beside, in_name, above, delimiter } = cell;
        let place = || row.place(column.field);
        let at = At { order: (self.file, row.offset(), column.field), place: &place };
        let amiss = |fault: Fault| {
            let problem = Diagnostic::error(fault.code(), place(), fault.found(text));
            problem.label(fault.expected()).help(fault.remedy())
        };
        let figure = figure::parse(text).map_err(|fault| Box::new(amiss(fault)))?;
        if let Some(fault) =
            Some(text).filter(|_| delimiter == b';').and_then(figure::ambiguous_among_semicolons)
        {
            return Err(Box::new(amiss(fault)));
        }
        if let Some(unit) = &figure.unit
            && let Some(meant) = figure::with_digits(text)
            && !self.plan.names_unit(unit)
        {
            return Err(Box::new(amiss(Fault::Letters).meant(&meant, Spelling::Cell)));
        }
        if let Some(unit) = &figure.unit
            && figure::is_hardly_a_unit(text, unit)
            && !self.plan.names_unit(unit)
        {
            return Err(Box::new(amiss(Fault::Label)));
        }
        let own = figure.unit.as_deref().or(beside).or(in_name);
        let header = column.unit.as_deref().or(above.filter(|_| own.is_none()));
        let named = Named { cell: figure.unit.as_deref(), column: beside, name: in_name, header };
        let unit = named
            .agreed(&mut self.units)
            .map_err(|message| unit_mismatch(place(), message, expected_one_unit()))
            .map_err(|problem| Box::new(problem.help(name_it_alike())))?;
        let unit = unit.as_deref();
        let value = match expected {
            Some(expected) if expected.name.is_empty() => {
                self.units.without_unit(indicator, figure.value, unit, &at)?
            }
            Some(expected) => Units::in_unit(self.plan, figure.value, unit, expected, place)?,
            None => self.units.in_base(indicator, figure.value, unit, &at)?,
        };
        let scale = expected.map_or(Quantity::ONE, |unit| unit.scale);
        let is_converted = unit.is_some_and(|unit| unit.scale != scale);
        let beside = if named.cell.is_none() { beside.or(in_name).or(header) } else { None };
        let form = if is_converted { Form::Other } else { Form::Digits };
        let is_bare = figure.unit.is_none() && !is_converted;
        Ok(Reading { value, is_bare, text, unit: beside, form })
    }
}

/// Reads the name of a stage, or what says as much.
fn stage<'c>(
    row: &Row<'_, '_>,
    cell: Cell<'c>,
    ladder: &Ladder,
) -> Result<Reading<'c>, Box<Diagnostic>> {
    let Cell { text, column, .. } = cell;
    let name = compared(text);
    let position = ladder.position(text);
    let Some(position) = position else {
        let message = say::is_no_stage(text, &ladder.name);
        let problem = Diagnostic::error("unknown-stage", row.place(column.field), message)
            .label(say::expected_stage(&ladder.stages));
        if let (2, Some(is_reached)) = (ladder.stages.len(), answer(text)) {
            return Err(Box::new(problem.help(if !is_reached && ladder.lacks_denial() {
                say::no_stage_denies()
            } else {
                say::answers_could_mean_either()
            })));
        }
        return Err(Box::new(match nearest(&name, ladder.stages.iter().map(String::as_str)) {
            Some(stage) => problem.meant(stage, Spelling::Cell),
            None => problem.help(say::write_a_stage()),
        }));
    };
    let is_shown_as_written = ladder.stages.get(position).is_some_and(|stage| stage == text);
    let form = if is_shown_as_written { Form::Shown } else { Form::Other };
    Ok(Reading { value: Quantity::from(position + 1), is_bare: false, text, unit: None, form })
}

/// What speaks against a figure that can be read; `called` says of which indicator it is.
fn implausible(
    row: &Row<'_, '_>,
    cell: Cell<'_>,
    indicator: &Indicator,
    value: Quantity,
    called: impl Fn() -> Text,
) -> Vec<Diagnostic> {
    let place = || row.place(cell.column.field);
    let in_unit = |figure: Quantity| match &indicator.figures {
        Figures::Numbers(Some(unit)) => with_unit(&figure.to_string(), &unit.name),
        _ => figure.to_string(),
    };
    let mut problems = Vec::new();
    if let Some((low, high)) = indicator.valid.filter(|(low, high)| value < *low || value > *high) {
        let message = say::is_implausible(&in_unit(value), &called());
        problems.push(
            Diagnostic::error("out-of-range", place(), message)
                .label(say::expected_between(&in_unit(low), &in_unit(high)))
                .help(say::correct_or_widen()),
        );
    }
    if indicator.whole && !value.is_whole() {
        let message = say::is_not_whole(cell.text, &called());
        problems.push(
            Diagnostic::error("not-whole", place(), message)
                .label(say::expected_whole())
                .help(say::correct_or_leave_out_whole()),
        );
    }
    problems
}

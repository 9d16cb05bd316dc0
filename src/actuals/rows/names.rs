//! What the names in a row stand for, and what is wrong where they are none.

use std::borrow::Cow;
use std::sync::Arc;

use super::Rows;
use crate::actuals::figure;
use crate::actuals::heading::split_unit;
use crate::actuals::layout::{FigureColumn, Header};
use crate::actuals::row::Row;
use crate::actuals::unit_line::{is_organisation, may_be_unit};
use crate::diagnostic::Diagnostic;
use crate::plan::{IndicatorMatch, Plan, normalized};
use crate::wording::diagnostics::actuals::{rows as say, units};

/// What the name of an indicator stands for.
#[derive(Clone, Debug)]
pub(super) struct NamedIndicator<'p> {
    pub(super) found: IndicatorMatch<'p>,
    /// The unit behind it in parentheses: `产值（万元）`.
    pub(super) unit: Option<Arc<str>>,
}

impl<'p> NamedIndicator<'p> {
    fn of(plan: &'p Plan, name: &str) -> Self {
        let found = plan.indicator(name);
        if !matches!(found, IndicatorMatch::Unknown) {
            return Self { found, unit: None };
        }
        let name = normalized(name);
        match split_unit(&name).filter(|(_, unit)| may_be_unit(plan, unit)) {
            Some((base, unit)) => Self { found: plan.indicator(base), unit: Some(unit.into()) },
            None => Self { found, unit: None },
        }
    }
}

impl<'p> Rows<'p> {
    /// What a name stands for.
    pub(super) fn named(&mut self, name: &str) -> NamedIndicator<'p> {
        self.indicators.meaning(name, || NamedIndicator::of(self.plan, name))
    }

    /// The unit beside the figures of a row.
    pub(super) fn unit_beside<'t>(
        &self,
        row: &Row<'_, 't>,
        header: &Header,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Cow<'t, str>> {
        let cell = row.trimmed_cell(header.unit?);
        if figure::is_blank(&cell, self.plan) {
            return None;
        }
        let problem = self.no_unit(row, header, &cell);
        let is_unit = problem.is_none();
        problems.extend(problem);
        is_unit.then_some(cell)
    }

    /// The finding that the unit column holds who reports, which is a 单位 as well.
    fn no_unit(&self, row: &Row<'_, '_>, header: &Header, unit: &str) -> Option<Diagnostic> {
        let field = header.unit.filter(|_| is_organisation(unit) && !self.plan.names_unit(unit))?;
        let column = header.cells.get(field).map_or("", |cell| cell.trim());
        Some(
            Diagnostic::error("unit-mismatch", row.place(field), units::is_who_reports(unit))
                .label(units::expected_a_unit())
                .help(units::name_the_unit_column(column)),
        )
    }

    /// The finding that a row has a figure and names no indicator, as where merged cells showed it once: it says when, or
    /// whose. A row of numbers alone may count the columns, or hold what a formula left.
    pub(super) fn nameless(
        &self,
        row: &Row<'_, '_>,
        header: &Header,
        field: usize,
    ) -> Option<Diagnostic> {
        let is_figure = |column: &FigureColumn| figure::parse(&row.cell(column.field)).is_ok();
        let says_when = |field: usize| self.plan.period_of(&row.trimmed_cell(field)).is_some();
        let is_filled = |field: usize| !row.trimmed_cell(field).is_empty();
        let is_of_something = match header.period {
            Some(period) => says_when(period),
            None => header.dimensions.iter().any(|(field, _)| is_filled(*field)),
        };
        let is_nameless =
            !is_filled(field) && is_of_something && header.figures.iter().any(is_figure);
        is_nameless.then(|| {
            Diagnostic::error("unknown-indicator", row.place(field), say::names_no_indicator())
                .label(say::expected_indicator())
                .help(say::write_indicator())
        })
    }
}

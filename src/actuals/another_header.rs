//! Headers of other tables below the first one.

use super::heading::{heading, split_unit};
use super::kind;
use super::layout::{FigureColumn, Header, Subject};
use super::role::Role;
use super::row::Row;
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::wording::diagnostics::actuals::header as say;

impl Header {
    /// The finding that a row is another header, which gives the columns of figures other names or units than this one;
    /// a header that is only repeated does no harm. `indicator` is the column that names the indicator.
    pub(super) fn changed_by(
        &self,
        plan: &Plan,
        row: &Row<'_, '_>,
        indicator: usize,
    ) -> Option<Diagnostic> {
        let is_repeated = |field: usize| {
            self.cells.get(field).is_some_and(|cell| heading(cell) == heading(&row.cell(field)))
        };
        // Whether a cell heads a column of figures as the first header could have it, and whether of the same ones.
        let heads = |column: &FigureColumn| -> Option<bool> {
            let name = heading(&row.cell(column.field));
            let (base, unit) =
                split_unit(&name).map_or((&*name, None), |(base, unit)| (base, Some(unit)));
            match column.subject {
                Subject::Row => {
                    Role::Value.is_known_by(base).then_some(unit == column.unit.as_deref())
                }
                Subject::Period(period) => Some(plan.period_of(base)? == period),
                Subject::Indicator(_) => None,
            }
        };
        let is_same =
            |column: &FigureColumn| is_repeated(column.field) || heads(column) == Some(true);
        let names_indicators = Role::Indicator.is_known_by(&heading(&row.cell(indicator)));
        // A second line of the header, which says what the figures of each column are.
        let is_kind =
            |column: &FigureColumn| kind::is_of_another(&heading(&row.cell(column.field)));
        if heading(&row.cell(indicator)).is_empty() && self.figures.iter().any(is_kind) {
            return Some(
                Diagnostic::error("unknown-layout", row.row_place(), say::second_line_of_header())
                    .label(say::expected_rows_of_first_header(self.place.line))
                    .help(say::write_header_on_one_line()),
            );
        }
        let is_header = is_repeated(indicator)
            || names_indicators && self.figures.iter().any(|column| heads(column).is_some());
        (is_header && !self.figures.iter().all(is_same)).then(|| {
            Diagnostic::error("unknown-layout", row.row_place(), say::another_header())
                .label(say::expected_rows_of_first_header(self.place.line))
                .help(say::one_table_a_file())
        })
    }
}

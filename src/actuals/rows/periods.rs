//! Which period a figure is of.

use super::Rows;
use crate::actuals::figure;
use crate::actuals::layout::{FigureColumn, Header, Subject};
use crate::actuals::row::Row;
use crate::actuals::summary;
use crate::diagnostic::{Diagnostic, Spelling};
use crate::period::{Period, is_as_at, lacks_year};
use crate::plan::Aggregate;
use crate::plan::syntax::value::bad_period;
use crate::wording::called;
use crate::wording::diagnostics::actuals::rows as say;

impl Rows<'_> {
    /// The period that the row names, if its layout has it name one.
    pub(super) fn period(
        &mut self,
        row: &Row<'_, '_>,
        header: &Header,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Period> {
        let field = header.period?;
        let cell = row.trimmed_cell(field);
        let period = self.period_of(&cell);
        if period.is_some() {
            return period;
        }
        let is_figure =
            |column: &FigureColumn| !figure::is_blank(&row.cell(column.field), self.plan);
        if (cell.is_empty() || header.indicator.is_none() && summary::is_remark(&cell))
            && !header.figures.iter().any(is_figure)
        {
            // A row without period and figure says nothing, or is a remark.
            return None;
        }
        let mut problem = bad_period(row.place(field), &cell, Spelling::Cell);
        if cell.is_empty() {
            problem.message = say::figure_without_period();
        }
        if let Some(column) = year_column(header).filter(|_| lacks_year(&cell)) {
            problem = problem.help(say::year_in_other_column(column));
        } else if may_call_total(&cell) {
            problem.help = problem.help.as_ref().map(say::or_leave_out_total);
        }
        problems.push(problem);
        None
    }

    /// The period of a text, which is read again where that is quicker than to remember it.
    pub(super) fn period_of(&mut self, text: &str) -> Option<Period> {
        let plain = Period::parse_iso(text.as_bytes());
        plain.or_else(|| self.periods.meaning(text, || self.plan.period_of(text)))
    }

    /// The finding that a figure of what is added up stands as at a date: nobody can tell since when it counts.
    pub(super) fn added_up_as_at(
        &self,
        row: &Row<'_, '_>,
        header: &Header,
        column: &FigureColumn,
        indicator: usize,
    ) -> Option<Diagnostic> {
        let (field, text) = match (column.subject, header.period) {
            (Subject::Period(_), _) => {
                (column.field, header.cells.get(column.field)?.as_str().into())
            }
            (_, period) => (period?, row.cell(period?)),
        };
        if !is_as_at(&text) {
            return None;
        }
        let mut measures = self.plan.targets.iter().map(|target| &target.measure);
        let is_added_up = measures.any(|measure| {
            measure.formula.indicators().contains(&indicator)
                && measure.aggregate.is_some_and(Aggregate::is_event_log)
        });
        let message = || say::added_up_as_at(&text, &called::indicator(self.plan, indicator));
        is_added_up.then(|| {
            Diagnostic::error("bad-period", row.place(field), message())
                .label(say::expected_period_of_row())
                .help(say::write_since_when())
        })
    }
}

/// Whether what stands in place of a period may call the row a total: a word that is not a part of one.
fn may_call_total(cell: &str) -> bool {
    !cell.contains(char::is_numeric) && !lacks_year(cell)
}

/// The column in which years stand, beside that of the periods.
fn year_column(header: &Header) -> Option<&str> {
    const YEARS: [&str; 4] = ["year", "年", "年份", "年度"];
    let names = header.dimensions.iter().map(|(_, name)| name.as_str());
    names.into_iter().find(|name| YEARS.iter().any(|year| year.eq_ignore_ascii_case(name)))
}

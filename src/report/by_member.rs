//! The targets by the members of a dimension: who has reached what.

use std::io;

use comfy_table::{CellAlignment, ContentArrangement, presets};

use super::figures::Figures;
use super::layout::Layout;
use super::table::write_ending;
use super::text::{visible, width};
use super::{Format, Report};
use crate::evaluate::{Cell, Cells, CombinationFigure, Figure, Outcome};
use crate::plan::{Combine, Dimension, Each, Formula, Target, normalized};
use crate::quantity::Ratio;

/// The table of targets by the members of a dimension of the plan.
#[derive(Clone, Copy, Debug)]
pub struct ByMember {
    /// The dimension: a position in [`Plan::dimensions`](crate::plan::Plan::dimensions).
    pub dimension: usize,
    /// How many columns the table may take; what does not fit beside goes below.
    pub width: usize,
    /// Whether the conclusion is coloured.
    pub color: bool,
}

/// The least columns that a member takes, with its margin.
const LEAST: usize = 6;

impl Format for ByMember {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = report.words();
        let Some(dimension) = report.plan.dimensions.get(self.dimension) else { return Ok(()) };
        let rows: Vec<_> = report
            .targets()
            .filter_map(|(target, outcome)| self.row(report, dimension, target, outcome))
            .collect();
        if rows.is_empty() {
            let name = visible(&dimension.name);
            let none = match report.narrowed {
                Some(shown) if shown.is_empty() => words.no_target_fits().to_owned(),
                Some(_) => words.no_shown_target_by(&name),
                None => words.no_target_by(&name),
            };
            writeln!(out, "{none}\n")?;
            return write_ending(report, self.columns(), self.color, out);
        }
        let [_, head, ..] = words.columns();
        let titles = rows.iter().map(|row| width(&row.title)).chain([width(head)]);
        let titles = titles.max().unwrap_or(0).min(self.columns() / 3);
        let mut first = 0;
        while first < dimension.members.len() {
            let fitting = self.fitting(dimension, &rows, titles, first);
            let mut table = comfy_table::Table::new();
            table.load_style(presets::NOTHING);
            let columns = u16::try_from(self.columns()).unwrap_or(u16::MAX);
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
            let members = dimension.members.iter().skip(first).take(fitting);
            table
                .set_header([head.to_owned()].into_iter().chain(members.map(|name| visible(name))));
            for row in &rows {
                let cells = row.cells.iter().skip(first).take(fitting).cloned();
                table.add_row([row.title.clone()].into_iter().chain(cells));
            }
            for column in table.column_iter_mut().skip(1) {
                column.set_cell_alignment(CellAlignment::Right);
            }
            for line in table.lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
            writeln!(out)?;
            first += fitting;
        }
        write_ending(report, self.columns(), self.color, out)
    }
}

/// A target with what each member has.
struct Row {
    title: String,
    cells: Vec<String>,
}

impl ByMember {
    /// How many columns there are: as in the other table, no fewer than can be laid out.
    fn columns(&self) -> usize {
        self.width.max(Layout::NARROWEST)
    }

    /// How many members fit beside the titles, from the given one on; one at least.
    fn fitting(&self, dimension: &Dimension, rows: &[Row], titles: usize, first: usize) -> usize {
        let mut left = self.columns().saturating_sub(titles + 2);
        let mut fitting = 0;
        for (position, member) in dimension.members.iter().enumerate().skip(first) {
            let cells = rows.iter().filter_map(|row| row.cells.get(position));
            let widest = cells.map(|cell| width(cell)).chain([width(&visible(member))]).max();
            let taken = (widest.unwrap_or(0) + 2).max(LEAST);
            if taken > left && fitting > 0 {
                break;
            }
            left = left.saturating_sub(taken);
            fitting += 1;
        }
        fitting.max(1)
    }

    /// What each member has; `None` for a target that is not about them.
    fn row(
        &self,
        report: &Report<'_>,
        dimension: &Dimension,
        target: &Target,
        outcome: &Outcome,
    ) -> Option<Row> {
        let figures = Figures::grouped(report, target);
        let cells = match (&outcome.cells, &target.each) {
            (Some(cells), Some(each)) => self.of_cells(figures, dimension, each, cells)?,
            _ => of_figure(report, figures, dimension, outcome.figure.as_ref()?)?,
        };
        Some(Row { title: visible(&target.title), cells })
    }

    /// Of a goal on `each`: the figure of the only cell of a member, else how many of its cells satisfy the goal.
    fn of_cells(
        &self,
        figures: Figures<'_>,
        dimension: &Dimension,
        each: &Each,
        cells: &Cells,
    ) -> Option<Vec<String>> {
        let along = each.dimensions.iter().position(|known| *known == self.dimension)?;
        let words = figures.words();
        let mut by_member: Vec<Vec<&Cell>> = vec![Vec::new(); dimension.members.len()];
        for cell in &cells.first {
            let member = cell.members.get(along).and_then(|member| by_member.get_mut(*member));
            member?.push(cell);
        }
        let of_member = |own: Vec<&Cell>| {
            let satisfied = own.iter().filter(|cell| cell.satisfied).count();
            let fails = own.iter().any(|cell| cell.fails);
            let shown = match own.as_slice() {
                [] => return words.nothing().to_owned(),
                [cell] => match cell.figure.value {
                    Ok(value) => figures.actual(value, &[cell.bound, cell.required_now]),
                    Err(_) => words.nothing().to_owned(),
                },
                _ => format!("{satisfied}/{}", own.len()),
            };
            visible(&if fails { format!("✗ {shown}") } else { shown })
        };
        Some(by_member.into_iter().map(of_member).collect())
    }
}

/// Of a figure that members make up together: what each gives.
fn of_figure(
    report: &Report<'_>,
    figures: Figures<'_>,
    dimension: &Dimension,
    figure: &Figure,
) -> Option<Vec<String>> {
    let column = normalized(&dimension.column);
    let column = report.actuals.dimension_columns.iter().position(|known| *known == column)?;
    let share = |part: &crate::evaluate::Part, member: &str| {
        let member = normalized(member);
        let is_own = |own: &&CombinationFigure| {
            let values = report.actuals.combinations.get(own.combination as usize);
            values.and_then(|values| values.get(column)).is_some_and(|value| **value == *member)
        };
        let mut own = part.members.iter().filter(is_own);
        let first = own.next()?.value;
        // Several figures of a member make one only where figures add up.
        own.try_fold(first, |sum, next| {
            matches!(part.combine, Some(Combine::Sum)).then(|| sum.plus(next.value).ok())?
        })
    };
    let of_member = |member: &String| -> Option<Ratio> {
        match (&figures.target().measure.formula, figure.parts.as_slice()) {
            (Formula::Sum(_), [part]) => share(part, member),
            (Formula::Ratio { per_whole, .. }, [above, below]) => {
                let ratio = share(above, member)?.divided_by(share(below, member)?).ok()??;
                ratio.times(Ratio::whole(*per_whole)).ok()
            }
            _ => None,
        }
    };
    let values: Vec<Option<Ratio>> = dimension.members.iter().map(of_member).collect();
    values.iter().any(Option::is_some).then(|| {
        let shown = |value: Option<Ratio>| match value {
            Some(value) => visible(&figures.actual(value, &[])),
            None => figures.words().nothing().to_owned(),
        };
        values.into_iter().map(shown).collect()
    })
}

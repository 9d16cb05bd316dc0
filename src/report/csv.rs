//! CSV for a spreadsheet: a row a target, with ids, exact figures and the reason. Cells that a spreadsheet would run are
//! defused.

use std::io;

use super::figures::Figures;
use super::reason::reason;
use super::score::points_text;
use super::text::visible;
use super::{Format, Report, percent};
use crate::quantity::Quantity;

/// The CSV format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv {
    /// Whether it begins with a byte order mark, by which Excel knows UTF-8.
    pub byte_order_mark: bool,
}

impl Format for Csv {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = report.words();
        if self.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::Writer::from_writer(out);
        let [clause, title, goal, actual, attainment, points, verdict] = words.columns();
        writer.write_record([
            "id",
            words.label_section(),
            clause,
            title,
            goal,
            actual,
            words.label_unit(),
            &format!("{attainment} %"),
            words.label_weight(),
            points,
            verdict,
            words.label_severity(),
            words.label_due(),
            words.label_owner(),
            words.label_reason(),
        ])?;
        for (at, target, outcome) in report.shown_targets() {
            let figures = Figures::plain(report, target).beside(outcome.actual());
            let section = target.section.and_then(|section| report.plan.sections.get(section));
            let unit = target.unit.as_ref().map(|unit| unit.name.clone());
            let bounds = [outcome.bound, outcome.stretch, outcome.required_now];
            let actual = match &outcome.cells {
                Some(_) => Some(figures.actual_of(outcome)),
                None => outcome.actual().map(|actual| figures.exact_actual(actual, &bounds)),
            };
            let points = report.points(at);
            let earned = points.and_then(|points| points.earned.as_ref());
            let cells = [
                target.id.clone(),
                section.map(|section| section.id.clone()).unwrap_or_default(),
                target.clause.clone().unwrap_or_default(),
                target.title.clone(),
                figures.goal(outcome.baseline),
                actual.unwrap_or_default(),
                unit.unwrap_or_default(),
                outcome.attainment.map(|share| percent(share, outcome)).unwrap_or_default(),
                points.map(|points| points.weight.to_string()).unwrap_or_default(),
                earned.map(points_text).unwrap_or_default(),
                words.verdict(outcome.verdict),
                words.severity_of_target(target.severity).to_owned(),
                target.due.to_string(),
                target.owner.clone().unwrap_or_default(),
                reason(report, figures, outcome),
            ];
            writer.write_record(cells.iter().map(|cell| defused(cell)))?;
        }
        writer.flush()
    }
}

/// A cell that no spreadsheet takes for a formula: where it begins like one and is no number, an apostrophe stands before
/// it.
fn defused(cell: &str) -> String {
    let text = visible(cell);
    let runs = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    // A share of cells such as 9/12 would be a date.
    let is_date_like = text.split_once('/').is_some_and(|(above, below)| {
        [above, below]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    });
    if (runs && Quantity::parse(&text).is_err()) || is_date_like {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_run_by_a_spreadsheet() {
        for (cell, expected) in [
            ("=cmd()", "'=cmd()"),
            (" +1+1", "' +1+1"),
            ("-2", "-2"),
            ("-2+3", "'-2+3"),
            ("@sum", "'@sum"),
            ("＝1", "'＝1"),
            ("9/12", "'9/12"),
            ("≥ 20", "≥ 20"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\t=1", "\\u{9}=1"),
        ] {
            assert_eq!(defused(cell), expected);
        }
    }
}

//! How a figure has come to where it is: its value as of the end of each period of which it has evidence.

use jiff::civil::Date;
use serde::Serialize;

use super::scale::Scale;
use crate::evaluate::{Evaluation, Outcome};
use crate::quantity::Ratio;
use crate::report::Report;
use crate::report::distance::{End, governing_end};
use crate::report::figures::Figures;

/// Fewer points make no line.
const FEWEST: usize = 3;

/// A small line over the periods, in a box of 1000 by 1000.
#[derive(Serialize)]
pub(super) struct Trend {
    /// The points of the figure.
    points: String,
    /// The points of what the pace required; empty where it required nothing.
    required: String,
    /// The date of the first point.
    first: String,
    /// That of the last.
    last: String,
    /// The figure at each date, for those who cannot see the line.
    told: String,
}

/// A figure at a date, and what was required then.
struct Point {
    day: Date,
    actual: Ratio,
    required: Option<Ratio>,
    shown: String,
}

impl Trend {
    /// The line of the target at a position; `None` where it would not say more than the figure.
    pub(super) fn of(
        report: &Report<'_>,
        figures: Figures<'_>,
        position: usize,
        evaluations: &[&Evaluation],
    ) -> Option<Self> {
        if figures.is_milestone() {
            return None;
        }
        let mut points: Vec<Point> = evaluations
            .iter()
            .filter_map(|evaluation| {
                let outcome = evaluation.outcomes.get(position)?;
                let actual = outcome.actual()?;
                let bounds = [outcome.bound, outcome.stretch, outcome.required_now];
                Some(Point {
                    day: last_day(report, outcome)?,
                    actual,
                    required: required(outcome, actual),
                    shown: figures.with_unit(&figures.actual(actual, &bounds)),
                })
            })
            .collect();
        // As of a date at which there is nothing new, the figure is that of the last point.
        points.dedup_by_key(|point| point.day);
        let (first, last) = (points.first()?.day, points.last()?.day);
        if points.len() < FEWEST || points.iter().all(|point| point.actual == points[0].actual) {
            return None;
        }
        let values =
            points.iter().flat_map(|point| point.required.into_iter().chain([point.actual]));
        let scale = Scale::spanning(values)?;
        let days =
            |from: Date, to: Date| i64::from(from.until(to).ok().map_or(0, |span| span.get_days()));
        let whole = days(first, last).max(1);
        let at = |day: Date, value: Ratio| {
            let along = i32::try_from(days(first, day) * 1000 / whole).ok()?;
            Some((along, scale.position(value)?.mirrored().thousandths()))
        };
        let line = |values: &[(i32, i32)]| {
            values.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
        };
        let actual: Vec<_> =
            points.iter().filter_map(|point| at(point.day, point.actual)).collect();
        let required: Vec<_> =
            points.iter().filter_map(|point| at(point.day, point.required?)).collect();
        let words = figures.words();
        let told = points.iter().map(|point| format!("{} {}", words.date(point.day), point.shown));
        Some(Self {
            points: line(&actual),
            required: line(&required),
            first: words.date(first),
            last: words.date(last),
            told: words.list(&told.collect::<Vec<_>>()),
        })
    }
}

/// The end of the last period that a figure rests on.
fn last_day(report: &Report<'_>, outcome: &Outcome) -> Option<Date> {
    let periods = outcome.evidence().filter_map(|evidence| {
        let of_indicator = report.actuals.observations.get(evidence.indicator)?;
        Some(of_indicator.get(evidence.position)?.period)
    });
    periods.map(|period| period.last).max()
}

fn required(outcome: &Outcome, actual: Ratio) -> Option<Ratio> {
    match governing_end(outcome.required_now?, outcome.bound, Some(actual))? {
        End::Low(value) | End::High(value) => Some(value),
    }
}

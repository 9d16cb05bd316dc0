//! The figures that a verdict rests on: each observation with its place, and how they were brought together.

use super::comparison::term;
use super::page::Page;
use super::{bare, shown};
use crate::actuals::Observation;
use crate::evaluate::{CombinationFigure, Figure, Part};
use crate::plan::{Aggregate, Figures as FigureKind, Formula, Missing};
use crate::quantity::Ratio;
use crate::report::Report;
use crate::report::figures::{Figures, stage_name};
use crate::report::reason::{member_names, some_of};
use crate::report::text::{pad_right, visible, width};
use crate::wording::Words;

/// A sum is written out up to so many terms.
const TERMS: usize = 12;

/// Writes how a figure came about, series by series.
pub(super) fn figure_steps(
    report: &Report<'_>,
    figures: Figures<'_>,
    figure: &Figure,
    level: usize,
    page: &mut Page,
) {
    let (formula, words) = (&figures.target().measure.formula, figures.words());
    for (position, part) in figure.parts.iter().enumerate() {
        let name = figures.indicator(part.indicator);
        let name = match formula {
            Formula::Ratio { .. } if position == 0 => words.numerator(name),
            Formula::Ratio { .. } => words.denominator(name),
            Formula::Sum(_) => name.to_owned(),
        };
        page.line(level, &words.label(&name));
        part_steps(report, figures, part, level + 1, page);
    }
    let Ok(value) = figure.value else { return };
    let terms: Vec<_> = figure.parts.iter().map(|part| part.value.unwrap_or(Ratio::ZERO)).collect();
    match formula {
        Formula::Sum(_) if terms.len() > 1 => {
            page.line(
                level,
                &figures.words().series_added(&added(words, &terms), &bare(figures, value)),
            );
        }
        Formula::Ratio { per_whole, .. } => {
            if let [numerator, denominator] = terms.as_slice() {
                let mut quotient = format!("{} / {}", term(*numerator), term(*denominator));
                if per_whole.to_string() != "1" {
                    quotient = format!("{quotient} × {per_whole}");
                }
                page.line(level, &figures.words().quotient(&quotient, &shown(figures, value)));
            }
        }
        Formula::Sum(_) => {}
    }
}

fn part_steps(
    report: &Report<'_>,
    figures: Figures<'_>,
    part: &Part,
    level: usize,
    page: &mut Page,
) {
    let words = figures.words();
    if part.members.is_empty() {
        let zero = figures.target().measure.missing == Missing::Zero;
        page.line(
            level,
            if zero { figures.words().taken_as_zero() } else { figures.words().no_figures() },
        );
        return;
    }
    let rows: Vec<_> =
        part.members.iter().map(|member| observations(report, part, member)).collect();
    let lines: Vec<_> = rows
        .iter()
        .flatten()
        .map(|observation| cells_of(report, figures, part.indicator, observation))
        .collect();
    let mut lines = aligned(&lines, Page::columns(level)).into_iter();
    let aggregate = figures.target().measure.aggregate;
    let several = part.members.len() > 1;
    for (member, observations) in part.members.iter().zip(&rows) {
        for line in lines.by_ref().take(observations.len()) {
            for line in &line {
                page.aligned(level, line);
            }
        }
        if !member.missing.is_empty() {
            let periods: Vec<_> =
                member.missing.iter().map(|&period| words.period(period)).collect();
            page.line(level, &words.periods_taken_as_zero(&words.list(&periods)));
        }
        let figure = |observation: &&Observation| Ratio::whole(observation.figure(aggregate));
        let mut values: Vec<_> = observations.iter().map(figure).collect();
        values.resize(values.len() + member.missing.len(), Ratio::ZERO);
        let count = match aggregate {
            Some(Aggregate::Count) => observations.iter().map(|observation| observation.rows).sum(),
            _ => values.len() as u64,
        };
        let is_trivial = values.len() == 1
            && !matches!(
                aggregate,
                Some(Aggregate::Count | Aggregate::Latest | Aggregate::Cumulative)
            );
        // Of several combinations the single last rows speak for themselves.
        if is_trivial || (several && values.len() == 1) {
            continue;
        }
        if let Some(aggregate) = aggregate {
            let (terms, value) = (added(words, &values), bare(figures, member.value));
            page.line(level, &words.over_time(aggregate, count, &terms, &value));
        }
    }
    if !part.missing.is_empty() {
        let reported_by = &figures.target().measure.reported_by;
        let name = |who: &Vec<usize>| member_names(report.plan, reported_by, who).join(" ");
        let names: Vec<_> = part.missing.iter().map(name).collect();
        let names = some_of(words, &names, TERMS);
        page.line(level, &words.members_taken_as_zero(&visible(&names)));
    }
    if let (Some(combine), Some(value)) = (part.combine, part.value) {
        let mut values: Vec<_> = part.members.iter().map(|member| member.value).collect();
        values.resize(values.len() + part.missing.len(), Ratio::ZERO);
        page.line(
            level,
            &figures.words().over_members(
                combine,
                values.len(),
                &added(words, &values),
                &bare(figures, value),
            ),
        );
    }
}

fn observations<'a>(
    report: &'a Report<'_>,
    part: &Part,
    member: &CombinationFigure,
) -> Vec<&'a Observation> {
    let all = report.actuals.observations.get(part.indicator).map_or(&[][..], Vec::as_slice);
    member.evidence.iter().filter_map(|&position| all.get(position)).collect()
}

/// Where the figures of a cell stand: `year.csv:17, 18, other.csv:2`.
pub(super) fn places(report: &Report<'_>, figure: &Figure) -> String {
    let mut places: Vec<String> = Vec::new();
    let mut file_before = None;
    for part in &figure.parts {
        for observation in part.members.iter().flat_map(|member| observations(report, part, member))
        {
            let place = report.actuals.place(observation);
            let is_same_file = file_before.as_ref() == Some(&place.file);
            places.push(if is_same_file {
                place.line.to_string()
            } else {
                format!("{}:{}", place.file, place.line)
            });
            file_before = Some(place.file);
        }
    }
    report.words().list(&places)
}

/// `a + b + c`, or how many there are.
pub(super) fn added(words: Words, terms: &[Ratio]) -> String {
    if terms.len() > TERMS {
        return words.many_terms(terms.len());
    }
    terms.iter().map(|value| term(*value)).collect::<Vec<_>>().join(" + ")
}

/// File and line, period, dimension values, figure.
type EvidenceCells = [String; 4];

fn cells_of(
    report: &Report<'_>,
    figures: Figures<'_>,
    indicator: usize,
    observation: &Observation,
) -> EvidenceCells {
    let words = figures.words();
    let value = observation.figure(figures.target().measure.aggregate);
    let place = report.actuals.place(observation);
    let columns = &report.actuals.dimension_columns;
    let dimensions: Vec<_> = (0..columns.len())
        .map(|column| report.actuals.dimension_value(observation, column))
        .filter(|value| !value.is_empty())
        .collect();
    let mut figure = match report.plan.indicators.get(indicator).map(|indicator| &indicator.figures)
    {
        Some(FigureKind::Stages(ladder)) => {
            let stages = report.plan.ladders.get(*ladder).map_or(&[][..], |ladder| &ladder.stages);
            let name = stage_name(stages, value).unwrap_or(figures.words().nothing());
            figures.words().stage(name, &value.to_string(), stages.len())
        }
        Some(FigureKind::Numbers(Some(unit))) if matches!(unit.name.as_str(), "%" | "‰") => {
            format!("{}{}", value, unit.name)
        }
        Some(FigureKind::Numbers(Some(unit))) => words.with_unit(&value.to_string(), &unit.name),
        Some(FigureKind::Numbers(None)) | None => value.to_string(),
    };
    if observation.rows > 1 {
        figure = words.rows_together(&figure, observation.rows);
    } else if let Some(written) = &observation.written {
        figure = words.written(&figure, written);
    }
    let place = format!("{}:{}", place.file, place.line);
    [place, words.period(observation.period), dimensions.join(" "), figure]
        .map(|cell| visible(&cell))
}

/// The columns below each other; a row that is too wide for them goes on in a second line.
fn aligned(rows: &[EvidenceCells], columns: usize) -> Vec<Vec<String>> {
    let mut widths = [0; 4];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let [place, period, dimensions, figure] = widths;
    let fits = place + period + dimensions + figure + 6 <= columns;
    rows.iter()
        .map(|row| {
            let [file, when, who, what] = row;
            let start = format!("{}  {}", pad_right(file, place), pad_right(when, period));
            if fits {
                let who = if dimensions == 0 {
                    String::new()
                } else {
                    format!("{}  ", pad_right(who, dimensions))
                };
                vec![format!("{start}  {who}{what}")]
            } else {
                let rest = format!("{who}  {what}");
                let lines = crate::report::text::wrap(rest.trim_start(), columns.saturating_sub(4));
                std::iter::once(start)
                    .chain(lines.into_iter().map(|line| format!("    {line}")))
                    .collect()
            }
        })
        .collect()
}

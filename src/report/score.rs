//! The figures of the score as all formats show them: exact where they end, else rounded down.

use super::Report;
use crate::evaluate::{Points, Rule, ScoreSheet, Sum};
use crate::quantity::{Fraction, Rounding};
use crate::wording::Words;

/// The most decimals that points are shown with.
const DECIMALS: u32 = 6;

/// Points, exact where they end within six decimals.
pub(super) fn points_text(points: &Fraction) -> String {
    points.exact(DECIMALS).unwrap_or_else(|| points.rounded(DECIMALS, Rounding::Down))
}

/// Points for a column of a table.
pub(super) fn points_short(points: &Fraction) -> String {
    points.exact(2).unwrap_or_else(|| points.rounded(2, Rounding::Down))
}

/// `81.3 of 95 points, 85.57%`
pub(super) fn sum_line(words: Words, sum: &Sum) -> String {
    let points = words.points_of(&points_short(&sum.earned), &points_short(&sum.weight));
    match sum.percent() {
        Some(percent) => words.points_with_share(&points, &points_short(&percent)),
        None => points,
    }
}

/// The line that says the score.
pub(super) fn score_line(report: &Report<'_>, sheet: &ScoreSheet) -> String {
    let vetoes: Vec<&str> = vetoes(report, sheet).collect();
    let sum = sum_line(report.words(), &sheet.total);
    report.words().score(&sum, sheet.is_final, grade(report, sheet), &vetoes)
}

/// The name of the grade.
pub(super) fn grade<'a>(report: &Report<'a>, sheet: &ScoreSheet) -> Option<&'a str> {
    let grades = &report.plan.score.as_ref()?.grades;
    Some(grades.get(sheet.grade?)?.name.as_str())
}

/// The ids of the targets whose failure locks the grade.
pub(super) fn vetoes<'a>(
    report: &Report<'a>,
    sheet: &'a ScoreSheet,
) -> impl Iterator<Item = &'a str> {
    let targets = &report.plan.targets;
    sheet.vetoes.iter().filter_map(|&veto| targets.get(veto)).map(|target| target.id.as_str())
}

/// The name of a rule in outputs for programs.
pub(super) fn rule(points: &Points) -> &'static str {
    match points.rule {
        Rule::LeftOut => "left-out",
        Rule::NoData => "no-data",
        Rule::NoAttainment { .. } => "no-attainment",
        Rule::Proportional { .. } => "proportional",
        Rule::AllOrNothing { .. } => "all-or-nothing",
        Rule::Steps { .. } => "steps",
        Rule::Band { .. } => "bands",
    }
}

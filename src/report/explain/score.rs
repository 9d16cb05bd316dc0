//! How the points of the targets, and with them the score, come about.

use std::io;

use super::super::score::{points_text, score_line, sum_line};
use super::page::Page;
use super::{Explanation, Report};
use crate::evaluate::{Points, Rule, ScoreSheet};
use crate::plan::{Scoring, Target};
use crate::quantity::{Fraction, Quantity, Ratio};

/// Writes how the score comes about: the points of every target, the sums over the sections, and the grade.
///
/// # Errors
/// When `out` cannot be written, or the plan has no score.
pub fn explain_score(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(sheet) = &report.evaluation.score else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the plan weighs no target"));
    };
    let mut page = Page::new(report.words());
    for (section, sum) in &sheet.sections {
        let heading = section.and_then(|section| report.plan.sections.get(section));
        let heading = heading.map_or_else(
            || report.words().without_section().to_owned(),
            |section| report.words().value_of(&section.id, &section.title),
        );
        page.heading(&heading);
        for (target, points) in report.plan.targets.iter().zip(&sheet.targets) {
            if let Some(points) = points.as_ref().filter(|_| target.section == *section) {
                let derivation = derivation(report, target, points);
                page.line(1, &report.words().value_of(&target.id, &derivation));
            }
        }
        if sheet.sections.iter().any(|(section, _)| section.is_some()) {
            page.line(1, &sum_line(report.words(), sum));
        }
    }
    page.heading(&score_line(report, sheet));
    page.ending(&report.account());
    out.write_all(page.text().as_bytes())
}

impl Explanation<'_> {
    /// The step of a target's points.
    pub(super) fn points(&mut self, sheet: &ScoreSheet, position: usize) {
        let Some(points) = sheet.targets.get(position).and_then(Option::as_ref) else { return };
        self.page.step(self.words().points_heading());
        self.page.line(1, &derivation(self.report, self.target, points));
    }
}

/// How the points of a target come about.
fn derivation(report: &Report<'_>, target: &Target, points: &Points) -> String {
    let words = report.words();
    let weight = points.weight.normalized().to_string();
    let earned = points.earned.as_ref().map(points_text).unwrap_or_default();
    let hundred = Fraction::from(Quantity::HUNDRED);
    let share = |share: Ratio| {
        let percent = Fraction::from(share).times(&hundred);
        let shown = format!("{}%", points_text(&percent));
        let (above, below) = (share.numerator().normalized(), share.denominator().normalized());
        if percent.exact(6).is_some() { shown } else { format!("{shown} ({above} / {below})") }
    };
    match (&points.rule, target.weight.as_ref().map(|weight| &weight.scoring)) {
        (Rule::LeftOut, _) => words.left_out().to_owned(),
        (Rule::NoData, _) => words.earns_nothing_without_data().to_owned(),
        (Rule::NoAttainment { passes: true }, _) => words.all_points_without_attainment(&weight),
        (Rule::NoAttainment { passes: false }, _) => words.no_points_without_attainment(&weight),
        (Rule::AllOrNothing { satisfied: true }, _) => words.all_points(&weight),
        (Rule::AllOrNothing { satisfied: false }, _) => words.no_points(&weight),
        (Rule::Proportional { rate, limit }, _) => {
            let cap = report.plan.score.as_ref().map_or(Quantity::HUNDRED, |score| score.cap);
            let is_cap = Fraction::from(*rate).times(&hundred) == Fraction::from(cap);
            words.proportional(&weight, &share(*rate), *limit, is_cap, &earned)
        }
        (Rule::Steps { attainment, steps }, Some(Scoring::Steps { per, minus })) => words
            .step_points(
                &weight,
                &share(*attainment),
                &points_text(steps),
                &per.normalized().to_string(),
                &minus.normalized().to_string(),
                &earned,
            ),
        (Rule::Steps { .. }, _) => earned,
        (Rule::Band { attainment, from }, _) => {
            let attainment = share(*attainment);
            match from {
                Some(from) => {
                    words.band_points(&attainment, &from.normalized().to_string(), &earned)
                }
                None => words.below_all_bands(&attainment, &earned),
            }
        }
    }
}

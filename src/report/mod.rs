//! Reports: an [`Evaluation`] or [`Diagnostic`](crate::diagnostic::Diagnostic)s become bytes.
//!
//! One file a format, behind the trait [`Format`] for an evaluation and [`FindingsFormat`] for findings: [`table`],
//! [`by_member`], [`json`], [`html`], [`markdown`], [`csv`], [`template`], [`github`], [`junit`], [`sarif`], and
//! [`diagnostics`], which shows findings with the line they are about; [`explain`] tells one verdict step by step, and
//! [`mod@diff`] what changed between two evaluations. All formats take their figures from `figures`, their goals from
//! `goal`, their reasons from `reason` and every word from [`wording`](crate::wording), so that they cannot disagree.

pub mod by_member;
mod color;
pub mod csv;
pub mod diagnostics;
pub mod diff;
mod distance;
pub mod explain;
pub mod extract;
mod figures;
mod findings;
pub mod github;
mod goal;
pub mod html;
pub mod json;
mod judged;
pub mod junit;
mod layout;
pub mod markdown;
mod reason;
pub mod sarif;
mod score;
pub mod table;
pub mod template;
mod text;
mod turns;

pub use findings::{Findings, FindingsFormat};
pub use text::visible;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;

use crate::actuals::{Actuals, Observation};
use crate::evaluate::{AsOf, Evaluation, Outcome, Points, Reason, Verdict};
use crate::plan::{Language, Plan, Target, normalized};
use crate::quantity::Ratio;
use crate::wording::Words;

/// What is reported: an evaluation, with what was evaluated.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The SHA-256 of the plan's bytes in hexadecimal, when it was asked for.
    pub plan_sha256: Option<&'a str>,
    /// The actuals that it was held against.
    pub actuals: &'a Actuals,
    /// The verdicts.
    pub evaluation: &'a Evaluation,
    /// The language of all words that are for people.
    pub language: Language,
    /// Which targets are shown, by their positions in the plan; all without it. Tally and status are of all targets.
    pub narrowed: Option<&'a BTreeSet<usize>>,
}

/// A way of writing a [`Report`].
pub trait Format {
    /// Writes the report.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

impl<'a> Report<'a> {
    /// The members that an observation is of, each behind the name of its dimension, without those that the row leaves
    /// blank.
    fn members(&self, observation: &'a Observation) -> impl Iterator<Item = (&'a str, &'a str)> {
        let Self { plan, actuals, .. } = *self;
        plan.dimensions.iter().filter_map(move |dimension| {
            let header = normalized(&dimension.column);
            let column = actuals.dimension_columns.iter().position(|known| *known == header)?;
            let member = actuals.dimension_value(observation, column);
            (!member.is_empty()).then_some((dimension.name.as_str(), member))
        })
    }

    /// A target with its outcome, by its position in the plan.
    fn target(&self, position: usize) -> Option<(&'a Target, &'a Outcome)> {
        Some((self.plan.targets.get(position)?, self.evaluation.outcomes.get(position)?))
    }
}

impl Report<'_> {
    /// The words of the report's language.
    fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// The exit status that the evaluation asks for, 0 or 1, and why.
    #[must_use]
    pub fn exit(&self) -> (u8, String) {
        match self.evaluation.tally.failing {
            0 => (0, self.words().every_target_passes().to_owned()),
            failing => (1, self.words().targets_fail(failing)),
        }
    }

    /// What became of the rows of each file, and the date as of which the plan is judged: in every output for people.
    fn account(&self) -> Vec<String> {
        let (evaluation, words) = (self.evaluation, self.words());
        let files = self.actuals.files.iter().zip(&evaluation.accounts);
        let rows = files.map(|(file, account)| {
            let set_aside = reason::set_aside_in_words(words, &account.set_aside);
            words.rows(
                account.rows,
                &text::visible(&file.name),
                &words.layout(file.layout),
                &words.text_form(file.encoding.name(), file.delimiter),
                account.used,
                &set_aside,
            )
        });
        rows.chain([self.as_of()]).collect()
    }

    /// What a target earns, if it has a weight; by its position in the plan.
    fn points(&self, target: usize) -> Option<&Points> {
        self.evaluation.score.as_ref()?.targets.get(target)?.as_ref()
    }

    /// The date as of which the plan is judged.
    fn as_of(&self) -> String {
        let (evaluation, words) = (self.evaluation, self.words());
        let date = words.date(evaluation.as_of);
        match evaluation.as_of_source {
            AsOf::Given => words.as_of(&date),
            AsOf::LastPeriod => words.as_of_last_period(&date),
            AsOf::LastPeriodAsked => words.as_of_last_period_asked(&date),
        }
    }

    /// How many targets have which verdict, and how many of all are shown where that is not all.
    fn tally(&self) -> String {
        let (tally, words) = (&self.evaluation.tally, self.words());
        let verdicts: Vec<_> = Verdict::ALL
            .into_iter()
            .map(|verdict| (tally.count(verdict), words.verdict(verdict)))
            .filter(|(number, _)| *number > 0)
            .collect();
        let targets = self.plan.targets.len();
        words.tally(targets, &verdicts, tally.failing, tally.failing_as_warning)
    }

    /// That not all targets are shown, where that is so.
    fn narrowing(&self) -> Option<String> {
        let narrowed = self.narrowed?;
        Some(self.words().shown_of(narrowed.len(), self.plan.targets.len()))
    }

    /// What is said below all targets: the tally, the score, the rows, the date.
    fn ending(&self) -> Vec<String> {
        let score = self.score_lines();
        [self.tally()]
            .into_iter()
            .chain(self.narrowing())
            .chain(score)
            .chain(self.account())
            .collect()
    }

    /// The points by section and in all, where the plan weighs its targets.
    fn score_lines(&self) -> Vec<String> {
        let (Some(sheet), words) = (&self.evaluation.score, self.words()) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        // Where no target belongs to a section the total says it all.
        let is_divided = sheet.sections.iter().any(|(section, _)| section.is_some());
        for (section, sum) in sheet.sections.iter().filter(|_| is_divided) {
            let section = section.and_then(|section| self.plan.sections.get(section));
            let sum = score::sum_line(words, sum);
            lines.push(match section {
                Some(section) => words.subtotal(&text::visible(&section.id), &sum),
                None => words.value_of(words.without_section(), &sum),
            });
        }
        lines.push(text::visible(&score::score_line(self, sheet)));
        lines
    }

    /// The targets that are shown with their outcomes, in the plan's order.
    fn targets(&self) -> impl Iterator<Item = (&Target, &Outcome)> {
        self.shown_targets().map(|(_, target, outcome)| (target, outcome))
    }

    /// The same with their positions in the plan.
    fn shown_targets(&self) -> impl Iterator<Item = (usize, &Target, &Outcome)> {
        let targets = self.plan.targets.iter().zip(&self.evaluation.outcomes).enumerate();
        targets
            .filter(|(position, _)| {
                self.narrowed.is_none_or(|narrowed| narrowed.contains(position))
            })
            .map(|(position, (target, outcome))| (position, target, outcome))
    }
}

/// Whether the goal holds, so that 100% may be shown.
fn holds(outcome: &Outcome) -> bool {
    match &outcome.cells {
        Some(cells) => {
            let total = outcome.total.as_ref().is_none_or(|total| {
                total.value.zip(total.bound).is_some_and(|(value, bound)| bound.admits(value))
            });
            total && cells.satisfied == cells.count
        }
        None => outcome.satisfied().unwrap_or(outcome.reason == Reason::NothingToBreach),
    }
}

/// A share of the goal in per cent, without its sign: floored, and below 100 as long as the goal does not hold.
fn percent(share: Ratio, outcome: &Outcome) -> String {
    crate::evaluate::shown_percent(share, holds(outcome))
}

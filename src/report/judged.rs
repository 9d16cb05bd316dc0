//! A target with its verdict, as the formats of other programs show it.

use super::Report;
use super::figures::{Figures, stage_name};
use super::reason::reason;
use super::text::visible;
use crate::diagnostic::Severity;
use crate::evaluate::{Evidence, Outcome, Verdict};
use crate::plan::{Figures as FigureKind, Target};
use crate::wording::Words;

/// A target with its verdict. Its texts are [`visible`].
pub(super) struct Judged<'a> {
    pub(super) target: &'a Target,
    pub(super) verdict: Verdict,
    words: Words,
    /// Its title, with its id where that is another.
    pub(super) name: String,
    /// The id and the title of its section.
    pub(super) section: Option<String>,
    /// What is asked.
    pub(super) goal: String,
    /// The figure, where there is one.
    pub(super) actual: Option<String>,
    /// Why the verdict is what it is.
    pub(super) reason: String,
    /// Where the figures stand, at most [`MOST_ENTRIES`](super::json::MOST_ENTRIES) of them.
    pub(super) figures: Vec<FigurePlace<'a>>,
    /// The one to look at first: the last, of a goal on `each` that of the first cell that fails.
    pub(super) telling: Option<FigurePlace<'a>>,
}

/// Where a figure stands that a verdict rests on.
pub(super) struct FigurePlace<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
    pub(super) column: u64,
    /// What it is of, and what it is: `2022-12: 87.5`, `trainings, North, 2022-12: 87.5`.
    pub(super) text: String,
}

/// How much a verdict weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It passes.
    Passes,
    /// It passes because an approved exception excuses it.
    Waived,
    /// It is not due, and nothing can be said yet.
    Open,
    /// It fails, and its severity is warning: the exit status does not count it.
    FailsUncounted,
    /// It fails, and counts.
    Fails,
}

impl<'a> Judged<'a> {
    /// All targets, in the plan's order.
    pub(super) fn all(report: &'a Report<'a>) -> impl Iterator<Item = Self> {
        report.targets().map(|(target, outcome)| Self::of(report, target, outcome))
    }

    fn of(report: &'a Report<'a>, target: &'a Target, outcome: &'a Outcome) -> Self {
        let figures = Figures::grouped(report, target).beside(outcome.actual());
        let section = target.section.and_then(|section| report.plan.sections.get(section));
        let name = if target.title == target.id {
            target.id.clone()
        } else {
            format!("{} ({})", target.title, target.id)
        };
        let bounds = [outcome.bound, outcome.stretch, outcome.required_now];
        let actual = outcome
            .actual()
            .map(|actual| visible(&figures.with_unit(&figures.actual(actual, &bounds))));
        Self {
            target,
            verdict: outcome.verdict,
            words: report.words(),
            name: visible(&name),
            section: section.map(|section| visible(&format!("{} {}", section.id, section.title))),
            goal: visible(&figures.goal(outcome.baseline)),
            actual,
            reason: visible(&reason(report, figures, outcome)),
            figures: outcome
                .evidence()
                .take(super::json::MOST_ENTRIES)
                .filter_map(|evidence| FigurePlace::of(report, target, evidence))
                .collect(),
            telling: telling(outcome)
                .and_then(|evidence| FigurePlace::of(report, target, evidence)),
        }
    }

    pub(super) fn weight(&self) -> Weight {
        match self.verdict {
            Verdict::Exceeded | Verdict::Met | Verdict::OnTrack => Weight::Passes,
            Verdict::Waived => Weight::Waived,
            Verdict::Open => Weight::Open,
            Verdict::Behind | Verdict::Missed | Verdict::NoData
                if self.target.severity == Severity::Error =>
            {
                Weight::Fails
            }
            Verdict::Behind | Verdict::Missed | Verdict::NoData => Weight::FailsUncounted,
        }
    }

    /// Its verdict and its name.
    pub(super) fn title(&self) -> String {
        self.words.judged_as(self.verdict, &self.name)
    }

    /// Verdict and reason in one line; of a failure that does not count it says so.
    pub(super) fn told(&self) -> String {
        let told = self.words.judged_for(self.verdict, &self.reason);
        match self.weight() {
            Weight::FailsUncounted => self.words.told_but_not_counted(&told),
            _ => told,
        }
    }

    /// What is asked and what was reached.
    pub(super) fn compared(&self) -> Vec<String> {
        let goal = self.words.goal_is(&self.goal);
        let actual = self.actual.as_deref().map(|actual| self.words.actual_is(actual));
        std::iter::once(goal).chain(actual).collect()
    }
}

/// The observation to look at first.
fn telling(outcome: &Outcome) -> Option<Evidence> {
    let Some(cells) = outcome.cells.as_ref().filter(|cells| cells.failing > 0) else {
        return outcome.evidence().last();
    };
    cells.failing().find_map(|cell| cell.figure.evidence().last())
}

impl<'a> FigurePlace<'a> {
    fn of(report: &'a Report<'a>, target: &Target, evidence: Evidence) -> Option<Self> {
        let observation =
            report.actuals.observations.get(evidence.indicator)?.get(evidence.position)?;
        let indicator = report.plan.indicators.get(evidence.indicator)?;
        let stage = match indicator.figures {
            FigureKind::Stages(ladder) => report
                .plan
                .ladders
                .get(ladder)
                .and_then(|ladder| stage_name(&ladder.stages, observation.value)),
            FigureKind::Numbers(_) => None,
        };
        let figure = stage.map_or_else(
            || observation.figure(target.measure.aggregate).to_string(),
            str::to_owned,
        );
        let words = report.words();
        let is_one_of_several = target.measure.formula.indicators().len() > 1;
        let indicator = is_one_of_several.then(|| words.indicator(report.plan, indicator));
        let members = report.members(observation).map(|(_, member)| member);
        let of: Vec<_> = indicator.into_iter().chain(members).collect();
        Some(Self {
            file: &report.actuals.files.get(usize::try_from(observation.file).ok()?)?.name,
            line: observation.line,
            column: u64::from(observation.column),
            text: visible(&words.figure_of(&of, observation.period, &figure)),
        })
    }
}

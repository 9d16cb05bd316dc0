//! What is compared and does not go together: the series of a ratio, which has no figure then, or a sum and its baseline.

use super::{Read, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Absence;
use crate::plan::{Baseline, Target};
use crate::source::Place;
use crate::wording::diagnostics::first_names;
use crate::wording::diagnostics::submission::missing as say;
use crate::wording::{Text, called};

impl Read<'_> {
    /// Why a ratio that is judged has no figure, where no row of what is asked for is missing for itself.
    pub(super) fn without_ratio(&self, target: &Target, absence: &Absence) -> Option<Diagnostic> {
        let indicators = target.measure.formula.indicators();
        let name = |indicator: usize| called::indicator(self.plan, indicator);
        let other = |own: usize| {
            let other = indicators.iter().find(|indicator| **indicator != own);
            name(*other.unwrap_or(&own))
        };
        match absence {
            Absence::MembersOfOther { indicator, dimension, members } => {
                let who = self.who(*dimension, members);
                let message = say::no_figure_beside(&name(*indicator), &who, &other(*indicator));
                Some(self.about_ratio("missing-member", target, *indicator, message))
            }
            Absence::PeriodsOfOther { indicator, periods } => {
                let all: Vec<usize> = (0..periods.len()).collect();
                let when = words::periods(&all, periods);
                let message =
                    say::none_in_time_beside(&name(*indicator), &when, &other(*indicator));
                Some(self.about_ratio("missing-indicator", target, *indicator, message))
            }
            Absence::EmptyRatio => {
                let [above, below] = *indicators else { return None };
                let message = say::empty_ratio(&name(above), &name(below));
                let finding = self.about_ratio("empty-ratio", target, below, message);
                let help = say::correct_or_say_when_empty();
                Some(Diagnostic { severity: Severity::Warning, help: Some(help), ..finding })
            }
            _ => None,
        }
    }

    /// The warning that somebody has a figure in only one of a sum and its baseline, which makes the goal easier.
    pub(super) fn uneven_baseline(
        &self,
        target: &Target,
        absence: &Absence,
        is_of_baseline: bool,
    ) -> Option<Diagnostic> {
        let (Absence::MembersOfOther { indicator, dimension, members }, Some(Baseline::Of(period))) =
            (absence, target.baseline)
        else {
            return None;
        };
        let who = self.who(*dimension, members);
        let series = called::indicator(self.plan, *indicator);
        let message = if is_of_baseline {
            say::none_in_baseline(&series, &who, period)
        } else {
            say::only_in_baseline(&series, &who, period)
        };
        let finding =
            Diagnostic::warning("missing-member", self.place_of(target, *indicator), message)
                .and(target.place.clone(), say::baseline_asked_here(&target.title))
                .help(say::add_who_is_missing());
        Some(finding)
    }

    /// Some members of a dimension.
    fn who(&self, dimension: usize, members: &[usize]) -> Text {
        let roster = self.plan.dimensions.get(dimension).map_or(&[][..], |known| &known.members);
        let names = members.iter().filter_map(|member| roster.get(*member)).cloned();
        first_names(&names.collect::<Vec<_>>())
    }

    /// The file that the first figure of an indicator stands in; without one where the target is.
    fn place_of(&self, target: &Target, indicator: usize) -> Place {
        let figures = self.actuals.observations.get(indicator);
        let first = figures.and_then(|figures| figures.first());
        let file = self.actuals.files.get(first.map_or(0, |first| first.file as usize));
        file.map_or_else(|| target.place.clone(), |file| Place::file(&file.name))
    }

    fn about_ratio(
        &self,
        code: &'static str,
        target: &Target,
        indicator: usize,
        message: Text,
    ) -> Diagnostic {
        let finding = Diagnostic::error(code, self.place_of(target, indicator), message)
            .and(target.place.clone(), say::ratio_asked_here(&target.title))
            .help(say::add_the_other_half());
        match target.severity {
            Severity::Error => finding,
            severity => Diagnostic { severity, ..finding },
        }
    }
}

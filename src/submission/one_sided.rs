//! Ratios without a figure although rows of them are there: their series do not go together, or are both 0.

use super::{Read, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Absence;
use crate::plan::Target;
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
                let roster = &self.plan.dimensions.get(*dimension)?.members;
                let names = members.iter().filter_map(|member| roster.get(*member)).cloned();
                let who = first_names(&names.collect::<Vec<_>>());
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

    fn about_ratio(
        &self,
        code: &'static str,
        target: &Target,
        indicator: usize,
        message: Text,
    ) -> Diagnostic {
        let figures = self.actuals.observations.get(indicator);
        let first = figures.and_then(|figures| figures.first());
        let file = self.actuals.files.get(first.map_or(0, |first| first.file as usize));
        let place = file.map_or_else(|| target.place.clone(), |file| Place::file(&file.name));
        let finding = Diagnostic::error(code, place, message)
            .and(target.place.clone(), say::ratio_asked_here(&target.title))
            .help(say::add_the_other_half());
        match target.severity {
            Severity::Error => finding,
            severity => Diagnostic { severity, ..finding },
        }
    }
}

//! Periods that the plan does not ask about, or that have not come yet.

use super::{Gate, words};
use crate::actuals::{Remark, Seen, SetAside};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{asks, span};
use crate::period::Period;
use crate::plan::Target;
use crate::wording::diagnostics::submission::periods as say;
use crate::wording::{Text, Words, called};

impl Gate<'_> {
    /// A figure of a period in which no target asks for it.
    pub(super) fn amiss_in_time(&self, seen: &Seen<'_>) -> Option<Remark> {
        let period = seen.period?;
        let mut spans = false;
        for target in self.targets_of(seen.indicator) {
            match asks(self.plan, target, period) {
                Ok(()) => return self.future(seen, period),
                Err(SetAside::SpansPeriods) => spans = true,
                Err(_) => {}
            }
        }
        let expected =
            self.targets_of(seen.indicator).next().map(|target| self.expected(target))?;
        let indicator = called::indicator(self.plan, seen.indicator);
        let (code, message, help) = if spans {
            let message = say::spans_periods(period, &indicator);
            ("spans-periods", message, say::give_each_period())
        } else {
            ("outside-the-plan", say::outside(period, &indicator), say::correct_period())
        };
        let finding = Diagnostic::warning(code, seen.period_place(), message);
        let finding = finding.label(expected).help(help);
        let name = words::indicator_name(self.plan, seen.indicator);
        Some(Remark::new(finding).once(format!("period {name} {period}")))
    }

    fn future(&self, seen: &Seen<'_>, period: Period) -> Option<Remark> {
        let as_of = self.as_of.filter(|as_of| period.last > *as_of)?;
        let message = say::ends_late(period, as_of);
        let finding = Diagnostic::warning("future-period", seen.period_place(), message)
            .label(say::expected_to_end_by(as_of))
            .help(say::correct_period_or_date());
        Some(Remark::new(finding).once("future"))
    }

    fn targets_of(&self, indicator: usize) -> impl Iterator<Item = &Target> {
        let positions = self.targets.get(indicator).into_iter().flatten();
        positions.filter_map(|position| self.plan.targets.get(*position))
    }

    /// When a target asks for figures, in words.
    fn expected(&self, target: &Target) -> Text {
        let Some(calendar) = target.each.as_ref().and_then(|each| each.calendar.as_ref()) else {
            return say::expected_within(span(self.plan.period, target));
        };
        let name = Text::each(|language| Words::of(language).calendar(&calendar.name));
        match (calendar.periods.first(), calendar.periods.last()) {
            (Some(first), Some(last)) if first != last => {
                say::expected_from_to(&name, *first, *last)
            }
            (Some(only), _) => say::expected_only(*only),
            (None, _) => say::expected_any(&name),
        }
    }
}

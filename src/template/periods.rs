//! When figures are asked for.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::is_open;
use crate::period::Period;
use crate::plan::{Aggregate, Baseline, Calendar, Pace, Plan, Target};

/// When a target asks for figures.
#[derive(Clone, Copy)]
pub(super) struct Schedule<'a> {
    pub(super) plan: &'a Plan,
    pub(super) target: &'a Target,
}

/// A period that a figure is asked for.
#[derive(Clone, Copy)]
struct Asked {
    period: Period,
    /// Whether only the figure at the end of the period counts, as of a level or a total to date.
    at_end: bool,
}

impl Asked {
    /// Whether a part of the period is asked for.
    fn asks_for(self, part: Period) -> bool {
        self.period.contains(part) && (!self.at_end || part.last == self.period.last)
    }
}

/// The periods for which rows are asked for that belong to all of these targets: as few as serve each of them, none
/// of which overlap.
pub(super) fn pieces<'a>(
    schedules: impl Iterator<Item = &'a Schedule<'a>> + Clone,
    period: Period,
) -> Vec<Period> {
    let asked: Vec<Asked> = schedules.clone().flat_map(|one| one.asked_in(period)).collect();
    let matters = |other: Period| asked.iter().any(|asked| asked.period.overlaps(other));
    let earlier: Vec<Asked> = schedules
        .clone()
        .flat_map(|one| one.asked_before(period.first))
        .filter(|before| matters(before.period))
        .collect();
    let whole: Vec<Period> =
        schedules.flat_map(Schedule::undivided).filter(|cell| matters(*cell)).collect();
    let asked_for = asked.iter().chain(&earlier).map(|asked| asked.period);
    let is_wanted = |piece: &Period| {
        let was_asked = earlier.iter().any(|earlier| earlier.asks_for(*piece));
        asked.iter().any(|asked| asked.asks_for(*piece)) && !was_asked
    };
    let cut = cut_up(&asked_for.collect(), &whole);
    cut.into_iter().filter(is_wanted).collect()
}

/// The spans between the days on which any of the periods begins or ends, without any within the whole ones.
fn cut_up(periods: &BTreeSet<Period>, whole: &[Period]) -> Vec<Period> {
    let all = || periods.iter().chain(whole);
    let behind = all().filter_map(|period| period.last.tomorrow().ok());
    let Some(end) = all().map(|period| period.last).max() else { return Vec::new() };
    let is_first =
        |day: &Date| *day <= end && !whole.iter().any(|cell| cell.holds(*day) && cell.first < *day);
    let firsts: BTreeSet<Date> = all().map(|period| period.first).chain(behind).collect();
    let firsts: Vec<Date> = firsts.into_iter().filter(is_first).collect();
    let mut lasts: Vec<Date> =
        firsts.iter().skip(1).filter_map(|next| next.yesterday().ok()).collect();
    lasts.push(end);
    firsts.into_iter().zip(lasts).map(|(first, last)| Period { first, last }).collect()
}

impl Schedule<'_> {
    /// Whether only the last figure of a period counts.
    fn at_end(&self) -> bool {
        let aggregate = self.target.measure.aggregate;
        matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Cumulative))
    }

    fn asked(&self, period: Period) -> Asked {
        Asked { period, at_end: self.at_end() }
    }

    /// From when until when figures of a goal without a calendar count.
    fn span(&self) -> Period {
        let first = self.plan.period.first;
        Period { first, last: self.target.due.max(first) }
    }

    /// What is asked for in a period.
    fn asked_in(&self, period: Period) -> Vec<Asked> {
        let mut asked = self.asked_at_ends(|last| period.holds(last));
        let span = self.span();
        let is_open = is_open(self.target) || self.calendar().is_some();
        let Some(now) = common(period, span).filter(|_| !is_open) else { return asked };
        if self.at_end() {
            if period.holds(span.last) || self.is_paced(now.last) {
                asked.push(self.asked(now));
            }
        } else {
            asked.push(self.asked(now));
            let cadence = self.cadence_in(span).filter_map(|expected| common(expected, period));
            asked.extend(cadence.map(|expected| self.asked(expected)));
        }
        asked
    }

    /// What was asked for in the periods before a day.
    fn asked_before(&self, first: Date) -> Vec<Asked> {
        let mut asked = self.asked_at_ends(|last| last < first);
        let span = self.span();
        if let Ok(last) = first.yesterday()
            && !is_open(self.target)
            && self.calendar().is_none()
            && !self.at_end()
            && span.first <= last
        {
            asked.push(self.asked(Period { last: span.last.min(last), ..span }));
        }
        asked
    }

    /// What is asked for as a whole when it ends, for the ends given.
    fn asked_at_ends(&self, ends: impl Fn(Date) -> bool) -> Vec<Asked> {
        let mut asked = Vec::new();
        if is_open(self.target) {
            return asked;
        }
        let is_over = |period: &Period| ends(period.last);
        match self.calendar() {
            Some(calendar) => {
                for cell in calendar.periods.iter().copied().filter(is_over) {
                    asked.push(self.asked(cell));
                    asked.extend(self.cadence_in(cell).map(|expected| self.asked(expected)));
                }
            }
            None if self.at_end() => {
                let expected = self.cadence_in(self.span()).filter(is_over);
                asked.extend(expected.map(|expected| self.asked(expected)));
            }
            None => {}
        }
        if let Some(Baseline::Of(period)) = self.target.baseline
            && is_over(&period)
        {
            asked.push(self.asked(period));
        }
        asked
    }

    /// The periods of a calendar in each of which there may be one figure only, as nothing says how several become one.
    fn undivided(&self) -> impl Iterator<Item = Period> {
        let is_one = self.target.measure.aggregate.is_none();
        let cells = self.calendar().filter(|_| is_one).map_or(&[][..], |known| &known.periods);
        cells.iter().copied()
    }

    fn calendar(&self) -> Option<&Calendar> {
        self.target.each.as_ref().and_then(|each| each.calendar.as_ref())
    }

    /// The periods of the cadence that lie in a span.
    fn cadence_in(&self, span: Period) -> impl Iterator<Item = Period> {
        let periods = self.target.cadence.iter().flat_map(|cadence| &cadence.periods);
        periods.copied().filter(move |period| span.contains(*period))
    }

    /// Whether the target is judged by its pace at a day.
    fn is_paced(&self, day: Date) -> bool {
        match &self.target.pace {
            Pace::None => false,
            Pace::Linear | Pace::Compound => true,
            Pace::Checkpoints(points) => points.iter().any(|point| point.period.last <= day),
        }
    }
}

/// The days that two periods share.
fn common(one: Period, other: Period) -> Option<Period> {
    let (first, last) = (one.first.max(other.first), one.last.min(other.last));
    (first <= last).then_some(Period { first, last })
}

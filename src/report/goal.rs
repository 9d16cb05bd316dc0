//! Goals as people read them.

use super::figures::Figures;
use crate::plan::{Goal, GoalKind, GoalValue, GoalValues, Value};
use crate::quantity::{Quantity, Ratio, Rounding};

impl Figures<'_> {
    /// The goal as people read it: `≥ 88%`, `2–3 个`, `≥ 1 次, each school, month`.
    pub(super) fn goal(&self, baseline: Option<Ratio>) -> String {
        let Goal { kind, values } = &self.target().goal;
        let mut text = match values {
            GoalValues::Open => self.words().to_be_determined().to_owned(),
            GoalValues::One(value) => self.goal_value(value, baseline),
            GoalValues::ByMember { dimension, total, .. } => {
                let dimension = self.plan().dimensions.get(*dimension);
                let name = dimension.map_or("", |dimension| self.words().dimension(dimension));
                let total = total.as_ref().map(|total| self.goal_value(total, baseline));
                let comparator = sign(*kind).unwrap_or(match kind {
                    GoalKind::Between => self.words().sign_between(),
                    GoalKind::About => self.words().sign_about(),
                    _ => self.words().sign_reach(),
                });
                {
                    let goals = self.words().by_member(comparator, name);
                    match total {
                        Some(total) => self.words().by_member_with_total(&goals, &total),
                        None => goals,
                    }
                }
            }
        };
        if let Some(each) = &self.target().each {
            let names = each
                .dimensions
                .iter()
                .filter_map(|&dimension| self.plan().dimensions.get(dimension));
            let names = names.map(|dimension| self.words().dimension(dimension).to_owned());
            let calendar =
                each.calendar.iter().map(|calendar| self.words().calendar(&calendar.name));
            let over: Vec<_> = names.chain(calendar).collect();
            let said = matches!(values, GoalValues::ByMember { .. }) && over.len() == 1;
            if !said {
                text = self.words().each(&text, &over);
            }
            if each.coverage != Quantity::HUNDRED {
                text = self.words().each_covered(&text, &each.coverage.normalized().to_string());
            }
        }
        text
    }

    /// One value of the goal, or its stretch, with its comparator.
    pub(super) fn goal_value(&self, goal: &GoalValue, baseline: Option<Ratio>) -> String {
        let kind = self.target().goal.kind;
        let bound = goal.bound(kind, baseline).ok().flatten();
        let known = goal.is_relative().then_some(bound).flatten();
        let low = self.written(&goal.low);
        if kind == GoalKind::Reach {
            return self.words().reach(&low);
        }
        let Some(high) = goal.high.as_ref() else {
            let text = if goal.low.is_relative() { low } else { self.with_unit(&low) };
            let value = known.and_then(|bound| bound.low.or(bound.high));
            let rounding = if kind.wants_less() { Rounding::Down } else { Rounding::Up };
            let text = self.words().compared(sign(kind).unwrap_or_default(), &text);
            return match value {
                Some(value) => self.words().worked_out(&text, &self.value(value, rounding)),
                None => text,
            };
        };
        if let Some(middle) = &goal.about {
            let ends = bound.and_then(|bound| Some((bound.low?, bound.high?)));
            let text = self.written(middle);
            let text = if middle.is_relative() { text } else { self.with_unit(&text) };
            let range = match ends {
                Some((low, high)) => {
                    self.range(&self.number(low, Rounding::Up), &self.number(high, Rounding::Down))
                }
                None => self.range(&low, &self.written(high)),
            };
            return self.words().about(&text, &range);
        }
        let text = if goal.is_relative() {
            self.words().span_of(&low, &self.written(high))
        } else {
            self.range(&low, &self.written(high))
        };
        match known.and_then(|bound| Some((bound.low?, bound.high?))) {
            Some((low, high)) => {
                let (low, high) =
                    (self.number(low, Rounding::Up), self.number(high, Rounding::Down));
                let range = self.with_unit(&self.range(&low, &high));
                self.words().worked_out(&text, &range)
            }
            None => self.with_unit(&text),
        }
    }

    /// A range of numbers; a dash before a number below 0 would be misread.
    pub(super) fn range(&self, low: &str, high: &str) -> String {
        if low.starts_with('-') {
            self.words().span_of(low, high)
        } else {
            self.words().range(low, high)
        }
    }

    fn written(&self, value: &Value) -> String {
        match &value.text {
            Some(text) if value.is_relative() => self.words().relative(text),
            _ => self.number(Ratio::whole(value.plus), Rounding::Down),
        }
    }
}

/// The sign of a goal's comparator.
fn sign(kind: GoalKind) -> Option<&'static str> {
    match kind {
        GoalKind::AtLeast => Some("≥"),
        GoalKind::MoreThan => Some(">"),
        GoalKind::AtMost => Some("≤"),
        GoalKind::LessThan => Some("<"),
        GoalKind::Equals => Some("="),
        GoalKind::Between | GoalKind::About | GoalKind::Reach => None,
    }
}

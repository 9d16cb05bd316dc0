//! The values of a goal: amounts with units, values relative to the baseline, ranges, stages, members.

use super::super::names::normalized;
use super::super::relative::{AmountText, Relative};
use super::super::syntax::value::bad_number;
use super::super::syntax::{
    Amount, ByMemberSyntax, Faults, GoalSyntax, Map, Spanned, Table, TargetSyntax,
};
use super::super::{GoalKind, GoalValue, GoalValues, Unit, Value};
use super::{Named, Scope, missing_key};
use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::quantity::{Inexact, MAX_DIGITS, Quantity};
use crate::wording::diagnostics::resolve::goal as say;
use crate::wording::diagnostics::resolve::target::goal_about;
use crate::wording::diagnostics::resolve::vocabulary;
use crate::wording::diagnostics::{keep_one_of_two, listed};

/// What the values of one target's goal are read with.
pub(super) struct Values<'a> {
    pub(super) scope: &'a Scope,
    pub(super) unit: Option<&'a Unit>,
    /// The ladder of a milestone goal.
    pub(super) ladder: Option<usize>,
    /// The target as written.
    pub(super) syntax: &'a TargetSyntax,
    /// The dimensions of the target's `each`.
    pub(super) dimensions: &'a [usize],
}

impl Values<'_> {
    /// The values of a goal.
    pub(super) fn goal(
        &self,
        kind: GoalKind,
        syntax: &Spanned<GoalSyntax>,
        total: Option<&Spanned<GoalSyntax>>,
        faults: &mut Faults<'_>,
    ) -> Option<GoalValues> {
        let GoalSyntax::ByMember(by_member) = &syntax.value else {
            if let Some(total) = total {
                faults.add(&total.span, |place| {
                    Diagnostic::error("conflicting-keys", place, say::total_of_nothing())
                        .help(say::break_it_down())
                });
            }
            return self.one_or_open(kind, syntax, faults);
        };
        let ByMemberSyntax { members, roster, total: inner, .. } = by_member.as_ref();
        if let (Some(inner), Some(_)) = (inner, total) {
            faults.add(&inner.span, |place| {
                Diagnostic::error("conflicting-keys", place, say::total_given_twice())
                    .help(keep_one_of_two())
            });
        }
        let total = match inner.as_ref().or(total) {
            Some(total) => Some(self.value(kind, total, faults)?),
            None => None,
        };
        let (dimension, values) = match (members, roster) {
            (Some(members), None) => self.by_listed_member(kind, members, faults)?,
            (None, Some(column)) => self.by_roster(kind, column, faults)?,
            _ => {
                faults.add(&syntax.span, |place| {
                    Diagnostic::error("conflicting-keys", place, say::members_or_roster())
                        .help(say::write_members_or_roster())
                });
                return None;
            }
        };
        Some(GoalValues::ByMember { dimension, values, total })
    }

    fn by_listed_member(
        &self,
        kind: GoalKind,
        members: &Spanned<Map<GoalSyntax>>,
        faults: &mut Faults<'_>,
    ) -> Option<(usize, Vec<GoalValue>)> {
        let entries = &members.value.entries;
        let knows = |&&dimension: &&usize| {
            let dimension = &self.scope.dimensions[dimension];
            entries.iter().any(|(name, _)| dimension.member(&normalized(&name.value)).is_some())
        };
        let Some(&dimension) = self.dimensions.iter().find(knows).or(self.dimensions.first())
        else {
            self.needs_each(members, faults);
            return None;
        };
        let roster = &self.scope.dimensions[dimension];
        let mut misspelt = false;
        let mut values: Vec<Option<GoalValue>> = vec![None; roster.members.len()];
        for (name, value) in entries {
            if let Some(member) = roster.member(&normalized(&name.value)) {
                values[member] = self.value(kind, value, faults);
            } else {
                misspelt = true;
                let members = roster.members.iter().map(String::as_str);
                self.scope.unknown_name(
                    faults,
                    name,
                    Spelling::Key,
                    "unknown-member",
                    Named::Member,
                    members,
                );
            }
        }
        let is_listed = |member: &String| {
            entries.iter().any(|(name, _)| normalized(&name.value) == normalized(member))
        };
        let forgotten: Vec<&str> =
            roster.members.iter().filter(|member| !is_listed(member)).map(String::as_str).collect();
        // A misspelt name is one of those that seem to be forgotten.
        if !forgotten.is_empty() && !misspelt {
            faults.add(&members.span, |place| {
                Diagnostic::error("missing-member", place, say::no_value_for(&listed(&forgotten)))
                    .label(say::expected_one_for_each(&roster.name))
                    .help(say::write_a_value_each())
            });
        }
        Some((dimension, values.into_iter().collect::<Option<_>>()?))
    }

    fn by_roster(
        &self,
        kind: GoalKind,
        column: &Spanned<String>,
        faults: &mut Faults<'_>,
    ) -> Option<(usize, Vec<GoalValue>)> {
        if self.dimensions.is_empty() {
            self.needs_each(column, faults);
            return None;
        }
        let find = |&dimension: &usize| {
            let cells = self.scope.rosters[dimension].read()?.column(&column.value)?;
            Some((dimension, cells))
        };
        let Some((dimension, cells)) = self.dimensions.iter().find_map(find) else {
            let headers = self
                .dimensions
                .iter()
                .filter_map(|&dimension| self.scope.rosters[dimension].read());
            let headers: Vec<&str> =
                headers.flat_map(|roster| roster.header().iter().map(String::as_str)).collect();
            self.scope.unknown_name(
                faults,
                column,
                Spelling::Text,
                "unknown-column",
                Named::RosterColumn,
                headers.into_iter(),
            );
            return None;
        };
        let mut values = Vec::new();
        for (place, cell) in cells {
            let mut inner = Faults::of(faults);
            let spanned = |text: &str| Spanned {
                value: Amount::Text(text.trim().to_owned()),
                span: column.span.clone(),
            };
            let syntax = match cell.split_once("..") {
                Some((low, high)) if kind == GoalKind::Between => {
                    GoalSyntax::Pair(Box::new([spanned(low), spanned(high)]))
                }
                _ => GoalSyntax::One(spanned(cell)),
            };
            values.push(self.value(
                kind,
                &Spanned { value: syntax, span: column.span.clone() },
                &mut inner,
            ));
            for fault in inner.into_diagnostics() {
                let fault = fault.without_edit().and(place.clone(), say::in_this_row());
                faults.add(&column.span, |_| fault);
            }
        }
        Some((dimension, values.into_iter().collect::<Option<_>>()?))
    }

    /// A value that must be there: the plan cannot leave it open.
    pub(super) fn value(
        &self,
        kind: GoalKind,
        syntax: &Spanned<GoalSyntax>,
        faults: &mut Faults<'_>,
    ) -> Option<GoalValue> {
        if let GoalValues::One(value) = self.one_or_open(kind, syntax, faults)? {
            return Some(value);
        }
        faults.add(&syntax.span, left_open);
        None
    }

    /// A value, unless the plan leaves it open.
    fn one_or_open(
        &self,
        kind: GoalKind,
        syntax: &Spanned<GoalSyntax>,
        faults: &mut Faults<'_>,
    ) -> Option<GoalValues> {
        match (&syntax.value, kind) {
            (GoalSyntax::One(amount), _) if is_open(amount) => Some(GoalValues::Open),
            (GoalSyntax::One(amount), GoalKind::Reach) => {
                let stage = self.stage(amount, faults)?;
                Some(GoalValues::One(GoalValue::single(Value::fixed(stage))))
            }
            (GoalSyntax::One(amount), GoalKind::About) => {
                self.about(amount, faults).map(GoalValues::One)
            }
            (GoalSyntax::One(amount), kind) if kind != GoalKind::Between => {
                Some(GoalValues::One(GoalValue::single(self.amount(amount, faults)?)))
            }
            (GoalSyntax::Pair(ends), GoalKind::Between) => {
                let [low, high] = &**ends;
                let (low, high) = (self.amount(low, faults), self.amount(high, faults));
                let (low, high) = (low?, high?);
                if !low.is_relative() && !high.is_relative() && low.plus > high.plus {
                    faults.add(&syntax.span, |place| {
                        let message = say::range_turned_round(low.plus, high.plus);
                        Diagnostic::error("bad-value", place, message)
                            .label(say::expected_lower_first())
                            .help(say::write_the_range(high.plus, low.plus))
                    });
                }
                Some(GoalValues::One(GoalValue { low, high: Some(high), about: None }))
            }
            _ => {
                let (expected, example) = match kind {
                    GoalKind::Between => (say::expected_a_range(), "[2, 3]"),
                    GoalKind::Reach => (say::expected_a_stage(), "\"complete\""),
                    _ => (say::expected_one_value(), "88"),
                };
                faults.add(&syntax.span, |place| {
                    Diagnostic::error("bad-value", place, say::does_not_take(kind.key()))
                        .label(expected)
                        .help(say::write_key(kind.key(), example))
                });
                None
            }
        }
    }

    /// The number of a stage, counted from 1.
    fn stage(&self, amount: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<Quantity> {
        let ladder = &self.scope.ladders[self.ladder?];
        let name = match &amount.value {
            Amount::Text(text) => text.clone(),
            Amount::Number(number) => number.to_string(),
        };
        let position =
            ladder.stages.iter().position(|stage| normalized(stage) == normalized(&name));
        if position.is_none() {
            let stages: Vec<&str> = ladder.stages.iter().map(String::as_str).collect();
            let near = nearest(&name, stages.iter().copied());
            faults.add(&amount.span, |place| {
                let message = say::no_stage_of(&name, &ladder.name);
                let fault = Diagnostic::error("unknown-stage", place, message)
                    .label(say::not_in_the_ladder());
                match near {
                    Some(near) => fault.meant(near, Spelling::Text),
                    None => fault.help(say::stages_are(&listed(&stages))),
                }
            });
        }
        if let Some(position) = position
            && let Some(negation) = ladder.negation_behind(position)
        {
            faults.add(&amount.span, |place| {
                let message = say::denied_behind(&ladder.name, negation, &name);
                Diagnostic::error("bad-ladder", place, message)
                    .label(vocabulary::a_later_stage_is_further())
                    .help(vocabulary::first_to_last())
            });
        }
        position.map(|position| Quantity::from(position + 1))
    }

    fn about(&self, amount: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<GoalValue> {
        let middle = self.amount(amount, faults);
        let Some(tolerance) = &self.syntax.tolerance else {
            if !self.syntax.attempted("tolerance") {
                let help = say::say_how_far_off();
                missing_key(faults, &amount.span, "tolerance", &goal_about(), help);
            }
            return None;
        };
        let reading = match &tolerance.value {
            Amount::Number(number) => Ok((*number, String::new())),
            Amount::Text(text) => {
                super::number_and_unit(&normalized(text)).map_err(|error| (text.clone(), error))
            }
        };
        let (number, suffix) = match reading {
            Ok((number, suffix)) if !number.is_negative() => (number, suffix),
            Ok(_) => {
                faults.add(&tolerance.span, |place| {
                    Diagnostic::error("bad-value", place, say::tolerance_below_zero())
                        .help(say::write_without_a_sign())
                });
                return None;
            }
            Err((text, error)) => {
                faults.add(&tolerance.span, |place| bad_number(place, &text, error));
                return None;
            }
        };
        let middle = middle?;
        if let Amount::Text(text) = &tolerance.value
            && self.refuse_no_unit(&tolerance.span, text, number, &suffix, faults)
        {
            return None;
        }
        // The words of an end: those of the middle, and the tolerance.
        let is_compound = middle.text.as_deref().is_some_and(|text| text.contains(' '));
        let text = |number: &Quantity| {
            let middle = middle.text.as_ref()?;
            let middle = if is_compound { format!("({middle})") } else { middle.clone() };
            let (sign, by) =
                if number.is_negative() { ('-', number.negated()) } else { ('+', *number) };
            let space = if matches!(suffix.as_str(), "" | "%" | "‰" | "pp") { "" } else { " " };
            Some(format!("{middle} {sign} {}{space}{suffix}", by.normalized()))
        };
        let spread = |sign: Quantity| -> Result<Option<Value>, Inexact> {
            let number = number.times(sign)?;
            if suffix == "%" {
                let factor = Quantity::ONE.plus(number.divided_by(Quantity::HUNDRED)?)?;
                return Ok(Some(Value {
                    times: middle.times.times(factor)?,
                    plus: middle.plus.times(factor)?,
                    text: text(&number),
                }));
            }
            let Some(amount) = self.in_unit(number, &suffix)? else { return Ok(None) };
            let text = text(&number);
            Ok(Some(Value { plus: middle.plus.plus(amount)?, text, ..middle.clone() }))
        };
        match (spread(Quantity::ONE.negated()), spread(Quantity::ONE)) {
            (Ok(Some(low)), Ok(Some(high))) => {
                Some(GoalValue { low, high: Some(high), about: Some(middle) })
            }
            (Ok(None), _) | (_, Ok(None)) => {
                self.unit_mismatch(&tolerance.span, &suffix, faults);
                None
            }
            _ => {
                too_wide(&tolerance.span, faults);
                None
            }
        }
    }

    /// A number, a quantity, or a value relative to the baseline, in the unit of the target.
    pub(super) fn amount(
        &self,
        amount: &Spanned<Amount>,
        faults: &mut Faults<'_>,
    ) -> Option<Value> {
        let text = match &amount.value {
            Amount::Number(number) => return Some(Value::fixed(*number)),
            Amount::Text(text) => text,
        };
        let parsed = match AmountText::parse(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                faults.add(&amount.span, |place| {
                    let diagnostic = bad_number(place, text, error);
                    if diagnostic.code == "too-wide" {
                        return diagnostic;
                    }
                    Diagnostic { message: say::no_value(text), ..diagnostic }
                        .label(say::expected_a_value_such_as())
                        .help(say::write_an_amount())
                });
                return None;
            }
        };
        if let AmountText::Quantity(number, unit)
        | AmountText::Relative(Relative::Plus(number, unit)) = &parsed
            && self.refuse_no_unit(&amount.span, text, *number, unit, faults)
        {
            return None;
        }
        let relative =
            |times: Quantity, plus: Quantity| Value { times, plus, text: Some(text.clone()) };
        let value = match parsed {
            AmountText::Open => {
                faults.add(&amount.span, left_open);
                return None;
            }
            AmountText::Quantity(number, unit) => {
                self.in_unit(number, &unit).map(|number| number.map(Value::fixed).ok_or(unit))
            }
            AmountText::Relative(Relative::Same) => Ok(Ok(relative(Quantity::ONE, Quantity::ZERO))),
            AmountText::Relative(Relative::Times(factor)) => {
                Ok(Ok(relative(factor, Quantity::ZERO)))
            }
            AmountText::Relative(Relative::Plus(number, unit)) if unit == "%" => number
                .divided_by(Quantity::HUNDRED)
                .and_then(|share| Quantity::ONE.plus(share))
                .map(|factor| Ok(relative(factor, Quantity::ZERO))),
            AmountText::Relative(Relative::Plus(number, unit)) => self
                .in_unit(number, &unit)
                .map(|number| number.map(|number| relative(Quantity::ONE, number)).ok_or(unit)),
        };
        match value {
            Ok(Ok(value)) => Some(value),
            Ok(Err(unit)) => {
                self.unit_mismatch(&amount.span, &unit, faults);
                None
            }
            Err(Inexact) => {
                too_wide(&amount.span, faults);
                None
            }
        }
    }

    /// Reports that members are given for no dimension, unless there is one that has been reported.
    fn needs_each<T>(&self, what: &Spanned<T>, faults: &mut Faults<'_>) {
        let mut names = self.syntax.each.iter().flat_map(|each| &each.value.0);
        let is_calendar = |name: &str| self.scope.calendar_names().any(|calendar| calendar == name);
        if self.syntax.attempted("each") || names.any(|name| !is_calendar(&name.value)) {
            return;
        }
        let known = self.scope.dimensions.iter().find(|dimension| !dimension.members.is_empty());
        let name = known.map_or("town", |dimension| dimension.name.as_str());
        faults.add(&what.span, |place| {
            Diagnostic::error("missing-key", place, say::needs_each())
                .label(say::whose_members())
                .help(say::name_the_dimension(name))
        });
    }
}

/// Whether the plan leaves a value open.
pub(super) fn is_open(amount: &Spanned<Amount>) -> bool {
    matches!(&amount.value, Amount::Text(text) if AmountText::parse(text) == Ok(AmountText::Open))
}

fn left_open(place: crate::source::Place) -> Diagnostic {
    Diagnostic::error("bad-value", place, say::only_a_whole_goal_open())
        .label(say::expected_a_value())
        .help(say::write_the_value())
}

/// The fault of a value that cannot be held exactly.
pub(super) fn too_wide(span: &std::ops::Range<usize>, faults: &mut Faults<'_>) {
    faults.add(span, |place| {
        Diagnostic::error("too-wide", place, say::too_wide())
            .label(say::more_digits_than(MAX_DIGITS))
            .help(say::write_fewer_digits())
    });
}

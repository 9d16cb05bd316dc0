//! One target: its keys checked against each other and against the rest of the plan.

use super::super::names::compared;
use super::super::syntax::{
    Amount, COMPANY, Faults, GoalSyntax, Spanned, Table, TargetSyntax, Text, WaiverSyntax,
};
use super::super::{
    AttainmentKind, Each, Goal, GoalKind, GoalValue, GoalValues, Target, Unit, Waiver,
};
use super::goal::Values;
use super::pace::{NeedsBaseline, baseline_of, check_baseline, pace};
use super::series::SeriesTable;
use super::{Named, Scope, applicable_defaults, missing_key, number_and_unit, plain_number};
use crate::diagnostic::{Diagnostic, Severity, Spelling};
use crate::period::Period;
use crate::wording::diagnostics::listed;
use crate::wording::diagnostics::resolve::{delete, table, target as say};

/// What the parts of a target are resolved from.
pub(super) struct Parts<'a> {
    pub(super) id: &'a Spanned<String>,
    pub(super) syntax: &'a TargetSyntax,
    pub(super) kind: GoalKind,
    pub(super) goal: &'a Spanned<GoalSyntax>,
    pub(super) unit: Option<&'a Unit>,
    /// The ladder of a milestone goal.
    pub(super) ladder: Option<usize>,
}

impl Scope {
    /// Resolves one target; whatever is wrong with it goes to `faults`.
    pub(super) fn target(
        &self,
        id: &Spanned<String>,
        mut syntax: TargetSyntax,
        defaults: Option<&TargetSyntax>,
        series: &mut SeriesTable,
        faults: &mut Faults<'_>,
    ) -> Option<Target> {
        misplaced_keys(&syntax, faults);
        super::allow::check(syntax.allow.as_ref(), faults);
        // What counts for more where the target says it itself.
        let own_severity = syntax.severity.as_ref().map(|word| word.value);
        let own_scoring = syntax.scoring.as_ref().map(|scoring| scoring.span.clone());
        if let Some(defaults) = defaults {
            syntax.fill_from(applicable_defaults(&syntax, defaults));
        }
        let (kind, goal) = only_goal(id, &syntax, faults)?;

        let each_names = syntax.each.as_ref().map(|each| self.each_names(&each.value, faults));
        let unit = self.target_unit(&syntax, goal);
        let ladder =
            if kind == GoalKind::Reach { Some(self.ladder(id, &syntax, faults)?) } else { None };
        let parts = Parts { id, syntax: &syntax, kind, goal, unit: unit.as_ref(), ladder };
        let dimensions = each_names.as_ref().map_or(&[][..], |each| &each.dimensions);
        let values =
            Values { scope: self, unit: unit.as_ref(), ladder, syntax: &syntax, dimensions };
        let goal_values = values.goal(kind, goal, syntax.total.as_ref(), faults);
        let stretch = syntax
            .stretch
            .as_ref()
            .and_then(|stretch| stretch_value(kind, stretch, &values, faults));
        let baseline = syntax
            .baseline
            .as_ref()
            .and_then(|baseline| baseline_of(kind, baseline, &values, faults));

        let measure = self.measure(&parts, series, faults);
        let due = self.due(&syntax, each_names.as_ref());
        let each = each_names.as_ref().and_then(|names| self.each(names, &syntax, due, faults));
        let cadence =
            syntax.cadence.as_ref().and_then(|cadence| self.cadence(cadence, due, faults));
        let pace = pace(&parts, measure.as_ref(), each.as_ref(), &values, faults);
        let severity = self.severity(own_severity, &syntax, faults);
        let attainment = syntax.attainment.as_ref().map(|word| word.value);
        let decimals = syntax.decimals.as_ref().and_then(|decimals| decimals_of(decimals, faults));
        let waiver = syntax.waiver.as_ref().and_then(|waiver| waiver_of(waiver, faults));
        let section = syntax.section.as_ref().and_then(|section| self.section(section, faults));
        let weight = super::score::weight(own_scoring.as_ref(), &syntax, faults);
        let goal_values = goal_values?;
        self.check_total_and_due(&parts, &goal_values, each.as_ref(), faults);
        let needs = NeedsBaseline {
            goal: &goal_values,
            stretch: stretch.as_ref(),
            pace: &pace,
            attainment,
        };
        check_baseline(&parts, &needs, baseline, self.known_period(), faults);

        let goal_place = faults.place(&goal.span);
        let text = |key: Option<Spanned<String>>| key.map(|key| key.value);
        Some(Target {
            id: id.value.clone(),
            place: faults.place(&id.span),
            goal_place,
            title: text(syntax.title).unwrap_or_else(|| id.value.clone()),
            section,
            clause: syntax.clause.map(|clause| clause.value.0),
            quote: text(syntax.quote),
            owner: text(syntax.owner),
            note: text(syntax.note),
            commitment: text(syntax.commitment),
            severity,
            measure: measure?,
            unit,
            decimals,
            goal: Goal { kind, values: goal_values },
            ladder,
            stretch,
            baseline,
            each,
            due,
            cadence,
            pace,
            waiver,
            weight,
            veto: syntax.veto.is_some_and(|veto| veto.value),
            attainment: attainment.unwrap_or(AttainmentKind::Ratio),
        })
    }

    /// A total has to be one, and a target cannot be due before the plan begins.
    fn check_total_and_due(
        &self,
        parts: &Parts<'_>,
        goal_values: &GoalValues,
        each: Option<&Each>,
        faults: &mut Faults<'_>,
    ) {
        let Parts { syntax, goal, .. } = *parts;
        let has_total = matches!(goal_values, GoalValues::ByMember { total: Some(_), .. });
        if has_total && each.is_some_and(|each| each.calendar.is_some()) {
            faults.add(&goal.span, |place| {
                Diagnostic::error("conflicting-keys", place, say::total_in_a_calendar())
                    .help(say::make_the_total_a_target())
            });
        }
        if has_total && syntax.ratio.is_some() {
            faults.add(&goal.span, |place| {
                Diagnostic::error("conflicting-keys", place, say::ratios_do_not_add_up())
                    .help(say::make_the_ratio_a_target())
            });
        }
        // A calendar may reach back before the plan's period.
        let in_calendar = each.is_some_and(|each| each.calendar.is_some());
        let before_the_plan = |due: &&Spanned<Period>| due.value.last < self.period.first;
        if let Some(due) = syntax.due.as_ref().filter(before_the_plan).filter(|_| !in_calendar) {
            faults.add(&due.span, |place| {
                Diagnostic::error("bad-value", place, say::due_before(self.period))
                    .label(say::expected_within())
                    .help(say::correct_due())
            });
        }
    }

    /// The target's own unit, else the one that its goal is written in.
    fn target_unit(&self, syntax: &TargetSyntax, goal: &Spanned<GoalSyntax>) -> Option<Unit> {
        if let Some(unit) = &syntax.unit {
            return Some(self.unit(&unit.value));
        }
        let first = match &goal.value {
            GoalSyntax::ByMember(by_member) => {
                by_member.members.as_ref()?.value.entries.first()?.1.value.first()?
            }
            goal => goal.first()?,
        };
        let Amount::Text(text) = &first.value else { return None };
        let (_, unit) = number_and_unit(&compared(text)).ok()?;
        (!unit.is_empty() && self.doubt(text, &unit).is_none()).then(|| self.unit(&unit))
    }

    fn ladder(
        &self,
        id: &Spanned<String>,
        syntax: &TargetSyntax,
        faults: &mut Faults<'_>,
    ) -> Option<usize> {
        let Some(ladder) = &syntax.ladder else {
            if syntax.attempted("ladder") {
                return None;
            }
            let table = table(&format!("[target.{}]", id.value));
            missing_key(faults, &id.span, "ladder", &table, say::name_the_ladder());
            return None;
        };
        let position = self.ladders.iter().position(|known| known.name == ladder.value);
        if position.is_none() {
            self.unknown_name(
                faults,
                ladder,
                Spelling::Text,
                "unknown-ladder",
                Named::Ladder,
                self.ladders.iter().map(|known| known.name.as_str()),
            );
        }
        position
    }

    fn section(&self, section: &Spanned<Text>, faults: &mut Faults<'_>) -> Option<usize> {
        let position = self.sections.iter().position(|known| known.id == section.value.0);
        if position.is_none() {
            let name = Spanned { value: section.value.0.clone(), span: section.span.clone() };
            self.unknown_name(
                faults,
                &name,
                Spelling::Text,
                "unknown-section",
                Named::Section,
                self.sections.iter().map(|known| known.id.as_str()),
            );
        }
        position
    }

    /// The target's own severity, else its commitment's, else the default one.
    fn severity(
        &self,
        own: Option<Severity>,
        syntax: &TargetSyntax,
        faults: &mut Faults<'_>,
    ) -> Severity {
        let of_commitment = syntax.commitment.as_ref().and_then(|commitment| {
            let known = self.commitments.get(&commitment.value).copied();
            if known.is_none() {
                let names = self.commitments.keys().map(String::as_str);
                self.unknown_name(
                    faults,
                    commitment,
                    Spelling::Text,
                    "unknown-commitment",
                    Named::Commitment,
                    names,
                );
            }
            known.flatten()
        });
        let of_defaults = syntax.severity.as_ref().map(|word| word.value);
        own.or(of_commitment).or(of_defaults).unwrap_or(Severity::Error)
    }
}

/// The only goal of a target.
fn only_goal<'a>(
    id: &Spanned<String>,
    syntax: &'a TargetSyntax,
    faults: &mut Faults<'_>,
) -> Option<(GoalKind, &'a Spanned<GoalSyntax>)> {
    let mut goals: Vec<_> = syntax.goals().collect();
    if goals.len() > 1 {
        goals.sort_by_key(|(_, goal)| goal.span.start);
        let keys: Vec<_> = goals.iter().map(|(kind, _)| kind.key()).collect();
        faults.add(&goals[1].1.span, |place| {
            Diagnostic::error("several-goals", place, say::several_goals(&id.value, &keys))
                .label(say::second_goal())
                .help(say::make_it_a_target())
        });
        return None;
    }
    let only = goals.pop();
    let attempted = GoalKind::ALL.iter().any(|kind| syntax.attempted(kind.key()));
    if only.is_none() && !attempted && !faults.any_of_syntax() {
        let keys = GoalKind::ALL.map(GoalKind::key);
        faults.add(&id.span, |place| {
            Diagnostic::error("missing-key", place, say::no_goal(&id.value))
                .label(say::what_is_to_be_reached())
                .help(say::write_one_of(&listed(&keys)))
        });
    }
    only
}

/// Keys that say something only together with another one.
fn misplaced_keys(own: &TargetSyntax, faults: &mut Faults<'_>) {
    let progress = |word: &&Spanned<_>| word.value == AttainmentKind::Progress;
    let progress = own.attainment.as_ref().filter(progress).filter(|_| own.reach.is_some());
    let misplaced = COMPANY
        .iter()
        .filter_map(|company @ (key, ..)| Some((own.span(key)?, company)))
        .filter(|(_, (_, other, together, _))| own.span(other).is_some() != *together)
        .filter(|(_, (_, other, together, _))| !(*together && own.attempted(other)))
        .map(|(span, (key, _, _, belongs))| (span, *key, belongs()))
        .chain(progress.map(|word| (&word.span, "attainment", say::goal_in_numbers())));
    for (span, key, belongs) in misplaced {
        faults.add(span, |place| {
            Diagnostic::error("conflicting-keys", place, say::belongs_to(key, &belongs))
                .help(delete(key))
        });
    }
}

fn stretch_value(
    kind: GoalKind,
    stretch: &Spanned<GoalSyntax>,
    values: &Values<'_>,
    faults: &mut Faults<'_>,
) -> Option<GoalValue> {
    if !kind.wants_more() && !kind.wants_less() {
        faults.add(&stretch.span, |place| {
            Diagnostic::error("conflicting-keys", place, say::nothing_to_strive_for(kind.key()))
                .help(say::delete_stretch())
        });
        return None;
    }
    values.value(kind, stretch, faults)
}

fn decimals_of(decimals: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<u32> {
    let number = plain_number(decimals, faults)?;
    let places = number.to_string().parse().ok().filter(|places| *places <= 28);
    if places.is_none() {
        faults.add(&decimals.span, |place| {
            Diagnostic::error("bad-value", place, say::too_many_decimals(number))
                .label(say::expected_decimals())
                .help(say::write_decimals())
        });
    }
    places
}

fn waiver_of(waiver: &Spanned<WaiverSyntax>, faults: &mut Faults<'_>) -> Option<Waiver> {
    let WaiverSyntax { reason, until, by, .. } = &waiver.value;
    for (missing, key) in [(reason.is_none(), "reason"), (until.is_none(), "until")] {
        if missing && !waiver.value.attempted(key) {
            missing_key(faults, &waiver.span, key, &say::the_waiver(), say::write_a_waiver());
        }
    }
    if let Some(blank) = reason.as_ref().filter(|reason| reason.value.trim().is_empty()) {
        faults.add(&blank.span, |place| {
            Diagnostic::error("bad-value", place, say::waiver_without_reason())
                .label(say::expected_a_reason())
                .help(say::write_why_approved())
        });
    }
    Some(Waiver {
        reason: reason.as_ref()?.value.clone(),
        until: until.as_ref()?.value,
        by: by.as_ref().map(|by| by.value.clone()),
    })
}

//! What targets speak of: sections, strength words, units, dimensions, calendars, ladders, columns.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::ladder::{Misplaced, misplaced};
use super::super::names::normalized;
use super::super::roster::{Roster, RosterLoader};
use super::super::syntax::{
    CalendarSyntax, ColumnsSyntax, CommitmentSyntax, DimensionSyntax, Document, Faults, Map,
    OneOrMany, SectionSyntax, Spanned, Table, UnitSyntax,
};
use super::super::{Columns, Dimension, Ladder, Section, Unit, bare_total};
use super::{Named, missing_key, plain_number};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::{Granularity, Period};
use crate::quantity::Quantity;
use crate::wording::Text;
use crate::wording::diagnostics::resolve::{expected_above_zero, table, vocabulary as say};
use crate::wording::diagnostics::{keep_one_of_two, listed, roster, second_time};

/// Reports names that are nothing but blanks.
pub(super) fn refuse_blank_names(document: &Document, faults: &mut Faults<'_>) {
    fn check<T>(what: Named, map: Option<&Spanned<Map<T>>>, faults: &mut Faults<'_>) {
        for (name, _) in map.into_iter().flat_map(|map| &map.value.entries) {
            if normalized(&name.value).is_empty() {
                faults.add(&name.span, |place| {
                    Diagnostic::error("bad-value", place, say::without_a_name(what))
                        .label(say::expected_a_name())
                        .help(say::write_its_name())
                });
            }
        }
    }
    check(Named::Section, document.section.as_ref(), faults);
    check(Named::Commitment, document.commitment.as_ref(), faults);
    check(Named::Unit, document.unit.as_ref(), faults);
    check(Named::Dimension, document.dimension.as_ref(), faults);
    check(Named::Calendar, document.calendar.as_ref(), faults);
    check(Named::Ladder, document.ladder.as_ref(), faults);
    check(Named::Target, document.target.as_ref(), faults);
}

pub(super) fn sections(
    map: Option<Spanned<Map<SectionSyntax>>>,
    faults: &mut Faults<'_>,
) -> Vec<Section> {
    let mut sections = Vec::new();
    for (id, section) in map.into_iter().flat_map(|map| map.value.entries) {
        if section.value.title.is_none() && !section.value.attempted("title") {
            let holder = table(&format!("[section.{}]", id.value));
            missing_key(faults, &id.span, "title", &holder, say::write_title());
        }
        let title = section.value.title.map_or_else(|| id.value.clone(), |title| title.value);
        sections.push(Section { id: id.value, title });
    }
    sections
}

/// The severities that the plan's strength words have of their own, and their labels, by their ids.
pub(super) fn commitments(
    map: Option<Spanned<Map<CommitmentSyntax>>>,
) -> (BTreeMap<String, Option<Severity>>, BTreeMap<String, String>) {
    let mut severities = BTreeMap::new();
    let mut labels = BTreeMap::new();
    for (id, commitment) in map.into_iter().flat_map(|map| map.value.entries) {
        let CommitmentSyntax { label, severity, .. } = commitment.value;
        severities.insert(id.value.clone(), severity.map(|word| word.value));
        labels.extend(label.map(|label| (id.value, label.value)));
    }
    (severities, labels)
}

/// The built-in units and the plan's own, each in terms of its base.
pub(super) fn units(
    map: Option<Spanned<Map<UnitSyntax>>>,
    faults: &mut Faults<'_>,
) -> BTreeMap<String, Unit> {
    let mut units: BTreeMap<String, Unit> =
        Unit::built_in().into_iter().map(|unit| (normalized(&unit.name), unit)).collect();
    let mut waiting: Vec<OwnUnit> = Vec::new();
    for (name, unit) in map.into_iter().flat_map(|map| map.value.entries) {
        if units.contains_key(&normalized(&name.value)) {
            faults.add(&name.span, |place| {
                let built_in = Unit::built_in();
                let names = built_in.each_ref().map(|unit| unit.name.as_str());
                Diagnostic::error("built-in-unit", place, say::unit_is_built_in(&name.value))
                    .help(say::built_in_units(&listed(&names)))
            });
            continue;
        }
        waiting.extend(own_unit(name, unit.value, faults));
    }
    // A unit may be a multiple of one that stands further down.
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.iter().map(|unit| normalized(&unit.name.value)).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|unit| !names.contains(&normalized(&unit.of.value)));
        if ready.is_empty() {
            for unit in rest {
                faults.add(&unit.of.span, |place| {
                    let message = say::multiple_of_itself(&unit.name.value);
                    Diagnostic::error("bad-value", place, message)
                        .label(say::leads_back())
                        .help(say::name_a_base())
                });
            }
            break;
        }
        for OwnUnit { name, of, scale } in ready {
            let of_name = normalized(&of.value);
            let base = units.get(&of_name).cloned().unwrap_or_else(|| Unit::label(&of_name));
            match scale.value.times(base.scale) {
                Ok(scale) => {
                    let unit = Unit { name: name.value.clone(), base: base.base, scale };
                    units.insert(normalized(&name.value), unit);
                }
                Err(_) => faults.add(&scale.span, |place| {
                    Diagnostic::error("too-wide", place, say::scale_does_not_fit())
                        .help(say::use_a_larger_unit())
                }),
            }
        }
        waiting = rest;
    }
    units
}

/// A unit of the plan: so many of another one.
struct OwnUnit {
    name: Spanned<String>,
    of: Spanned<String>,
    scale: Spanned<Quantity>,
}

fn own_unit(name: Spanned<String>, syntax: UnitSyntax, faults: &mut Faults<'_>) -> Option<OwnUnit> {
    let holder = table(&format!("[unit.\"{}\"]", name.value));
    for (is_missing, key) in [(syntax.of.is_none(), "of"), (syntax.scale.is_none(), "scale")] {
        if is_missing && !syntax.attempted(key) {
            let help = say::write_of_and_scale();
            missing_key(faults, &name.span, key, &holder, help);
        }
    }
    let (of, amount) = (syntax.of?, syntax.scale?);
    let scale = plain_number(&amount, faults)?;
    if scale <= Quantity::ZERO {
        faults.add(&amount.span, |place| {
            Diagnostic::error("bad-value", place, say::no_scale(scale))
                .label(expected_above_zero())
                .help(say::how_many_make(&of.value, &name.value))
        });
        return None;
    }
    Some(OwnUnit { name, of, scale: Spanned { value: scale, span: amount.span } })
}

/// The roster file of a dimension.
pub(super) enum RosterFile {
    /// There is none.
    None,
    /// There should be a roster, and what is wrong with it has been reported.
    Broken,
    /// The file as read.
    Read(Roster),
}

impl RosterFile {
    /// The file, if there is one and it could be read.
    pub(super) fn read(&self) -> Option<&Roster> {
        match self {
            Self::Read(roster) => Some(roster),
            Self::None | Self::Broken => None,
        }
    }
}

pub(super) fn dimensions(
    map: Option<Spanned<Map<DimensionSyntax>>>,
    load: &RosterLoader<'_>,
    faults: &mut Faults<'_>,
) -> (Vec<Dimension>, Vec<RosterFile>) {
    let mut dimensions = Vec::new();
    let mut rosters = Vec::new();
    for (name, dimension) in map.into_iter().flat_map(|map| map.value.entries) {
        let dimension = dimension.value;
        let attempted = dimension.attempted("roster") || dimension.attempted("members");
        let is_calendar =
            Granularity::ALL.iter().any(|granularity| granularity.name() == name.value);
        // What reports write beside the members of a cell.
        let is_figure = matches!(name.value.as_str(), "actual" | "change");
        if is_calendar || is_figure {
            let message = if is_calendar {
                say::name_of_a_calendar(&name.value)
            } else {
                say::name_of_figures(&name.value)
            };
            faults.add(&name.span, |place| {
                Diagnostic::error("taken-name", place, message)
                    .label(say::not_for_a_dimension())
                    .help(say::choose_and_write_column())
            });
        }
        let column = dimension.column.map_or_else(|| name.value.clone(), |column| column.value);
        let (mut members, mut roster): (Vec<String>, RosterFile) = (Vec::new(), RosterFile::None);
        if let Some(listed) = dimension.members {
            if let Some(path) = &dimension.roster {
                faults.add(&path.span, |place| {
                    Diagnostic::error("conflicting-keys", place, say::members_and_roster())
                        .help(keep_one_of_two())
                });
            }
            if listed.value.is_empty() {
                roster = RosterFile::Broken;
                faults.add(&listed.span, |place| {
                    Diagnostic::error(
                        "empty-roster",
                        place,
                        say::dimension_names_nobody(&name.value),
                    )
                    .help(say::write_members())
                });
            }
            let mut known = BTreeSet::new();
            for member in listed.value {
                if !known.insert(normalized(&member.value)) {
                    faults.add(&member.span, |place| {
                        Diagnostic::error(
                            "duplicate-member",
                            place,
                            roster::named_twice(&member.value),
                        )
                        .label(second_time())
                        .help(roster::name_each_once())
                    });
                }
                if bare_total(&member.value).is_some() {
                    faults.add(&member.span, |place| {
                        Diagnostic::error("bad-value", place, roster::is_a_total(&member.value))
                            .label(roster::expected_a_member())
                            .help(roster::leave_the_total_out())
                    });
                }
                members.push(member.value);
            }
        } else if let Some(path) = dimension.roster {
            roster = Roster::load(&path.value, &path.span, [&column, &name.value], load, faults)
                .map_or(RosterFile::Broken, RosterFile::Read);
            members = roster.read().map(|roster| roster.members.clone()).unwrap_or_default();
        } else if attempted {
            roster = RosterFile::Broken;
        }
        dimensions.push(Dimension { name: name.value, column, members });
        rosters.push(roster);
    }
    (dimensions, rosters)
}

/// The plan's own calendars, and the names that the actuals may use for their periods: the name of a calendar of one
/// period, the name of a period, and `term 1` for the first period of the calendar `term`.
pub(super) fn calendars(
    map: Option<Spanned<Map<CalendarSyntax>>>,
    dimensions: &[Dimension],
    faults: &mut Faults<'_>,
) -> (BTreeMap<String, Vec<Period>>, BTreeMap<String, Period>) {
    let mut calendars = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (name, calendar) in map.into_iter().flat_map(|map| map.value.entries) {
        let mut problem = |span: &Range<usize>, message: Text, help: Text| {
            faults.add(span, |place| Diagnostic::error("bad-calendar", place, message).help(help));
        };
        if Granularity::ALL.iter().any(|granularity| granularity.name() == name.value) {
            problem(&name.span, say::calendar_is_built_in(&name.value), say::choose_another_name());
        }
        if dimensions.iter().any(|dimension| dimension.name == name.value) {
            problem(&name.span, say::is_a_dimension(&name.value), say::choose_another_name());
        }
        let periods = calendar.value.periods;
        if periods.is_empty() {
            problem(&calendar.span, say::calendar_is_empty(&name.value), say::list_periods());
        }
        for pair in periods.windows(2) {
            if pair[0].1.value.last >= pair[1].1.value.first {
                let message = say::does_not_follow(pair[1].1.value, pair[0].1.value);
                problem(&pair[1].1.span, message, say::list_in_order());
            }
        }
        for (number, (period_name, period)) in periods.iter().enumerate() {
            names.insert(normalized(&format!("{} {}", name.value, number + 1)), period.value);
            let Some(period_name) = period_name else { continue };
            if names
                .insert(normalized(&period_name.value), period.value)
                .is_some_and(|other| other != period.value)
            {
                let message = say::period_named_twice(&period_name.value);
                problem(&period_name.span, message, say::name_each_period());
            }
        }
        if let [(_, only)] = periods.as_slice() {
            names.insert(normalized(&name.value), only.value);
        }
        calendars.insert(name.value, periods.into_iter().map(|(_, period)| period.value).collect());
    }
    (calendars, names)
}

pub(super) fn ladders(
    map: Option<Spanned<Map<Vec<Spanned<String>>>>>,
    faults: &mut Faults<'_>,
) -> Vec<Ladder> {
    let mut ladders = Vec::new();
    for (name, stages) in map.into_iter().flat_map(|map| map.value.entries) {
        if stages.value.is_empty() {
            faults.add(&stages.span, |place| {
                Diagnostic::error("bad-ladder", place, say::ladder_is_empty(&name.value))
                    .help(say::list_stages())
            });
        }
        let count = stages.value.len();
        let mut is_in_order = true;
        let mut names: Vec<String> = Vec::new();
        for stage in stages.value {
            // One is told of each ladder: where two are swapped, both would be.
            let misplaced = misplaced(&stage.value, names.len(), count).filter(|_| is_in_order);
            is_in_order &= misplaced.is_none();
            if let Some(misplaced) = misplaced {
                let message = match misplaced {
                    Misplaced::NotYet => say::not_yet_behind(&stage.value),
                    Misplaced::Reached => say::reached_before(&stage.value),
                };
                faults.add(&stage.span, |place| {
                    Diagnostic::error("bad-ladder", place, message)
                        .label(say::a_later_stage_is_further())
                        .help(say::first_to_last())
                });
            }
            if names.iter().any(|other| normalized(other) == normalized(&stage.value)) {
                faults.add(&stage.span, |place| {
                    Diagnostic::error("bad-ladder", place, say::stage_twice(&stage.value))
                        .label(second_time())
                        .help(say::name_each_stage())
                });
            }
            names.push(stage.value);
        }
        ladders.push(Ladder { name: name.value, stages: names });
    }
    ladders
}

pub(super) fn columns(syntax: Option<Spanned<ColumnsSyntax>>) -> Columns {
    let syntax = syntax.map(|columns| columns.value).unwrap_or_default();
    let text = |key: Option<Spanned<String>>| key.map(|key| key.value);
    let names = |key: Option<Spanned<OneOrMany>>| {
        key.into_iter().flat_map(|key| key.value.0).map(|name| name.value).collect()
    };
    Columns {
        indicator: text(syntax.indicator),
        period: text(syntax.period),
        value: text(syntax.value),
        unit: text(syntax.unit),
        notes: names(syntax.note),
    }
}

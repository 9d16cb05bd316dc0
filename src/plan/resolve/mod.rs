//! From the plan file as written to a [`Plan`]: names become things, and every fault is found in one run.

mod each;
mod goal;
mod measure;
mod pace;
mod series;
mod target;

use std::collections::BTreeMap;
use std::ops::Range;

use super::names::normalized;
use super::relative::number_and_unit;
use super::roster::Roster;
pub use super::roster::RosterLoader;
use super::syntax::{
    Amount, ColumnsSyntax, DimensionSyntax, Document, Faults, Map, PlanSyntax, Spanned,
    TargetSyntax,
};
use super::{Columns, Dimension, Ladder, Language, Plan, Section, Unit};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::period::{Granularity, Period};
use crate::quantity::Quantity;
use crate::source::SourceText;

/// What targets are resolved against: everything in the plan but the targets.
struct Scope {
    period: Period,
    sections: Vec<Section>,
    commitments: BTreeMap<String, Option<Severity>>,
    units: BTreeMap<String, Unit>,
    dimensions: Vec<Dimension>,
    /// The roster file of each dimension that has one.
    rosters: Vec<Option<Roster>>,
    calendars: BTreeMap<String, Vec<Period>>,
    ladders: Vec<Ladder>,
}

pub(super) fn resolve(
    name: &str,
    text: &str,
    load: &RosterLoader<'_>,
) -> Result<Plan, Vec<Diagnostic>> {
    let mut faults = Faults::new(SourceText::new(name, text));
    let text =
        text.strip_prefix('\u{feff}').map_or_else(|| text.to_owned(), |rest| format!("   {rest}"));
    let document = Document::parse(&text, &mut faults);
    let head = document.plan.map(|head| head.value).unwrap_or_default();
    if head.period.is_none() {
        missing_key(
            &mut faults,
            &(0..0),
            "period",
            "[plan]",
            "write [plan] and below it period = \"2022\"",
        );
    }
    let fallback = Granularity::Year.around(jiff::civil::Date::ZERO);
    let language = language(&head, &mut faults);
    let (dimensions, rosters) = dimensions(document.dimension, load, &mut faults);
    let (calendars, named_periods) = calendars(document.calendar, &dimensions, &mut faults);
    let scope = Scope {
        period: head.period.as_ref().map_or(fallback, |period| period.value),
        sections: sections(document.section, &mut faults),
        commitments: commitments(document.commitment, &mut faults),
        units: units(document.unit, &mut faults),
        dimensions,
        rosters,
        calendars,
        ladders: ladders(document.ladder, &mut faults),
    };
    let defaults = document.defaults.map(|defaults| defaults.value).unwrap_or_default();
    let entries = document.target.map(|targets| targets.value.entries).unwrap_or_default();
    if entries.is_empty() && !faults.any_of_syntax() {
        faults.add(&(0..0), |place| {
            Diagnostic::error("no-targets", place, "the plan has no targets")
                .help("write one table for each goal: [target.NAME] and below it at_least = 10")
        });
    }
    let mut series = series::SeriesTable::default();
    let mut targets = Vec::new();
    for (id, syntax) in entries {
        targets.extend(scope.target(&id, &syntax.value, &defaults, &mut series, &mut faults));
    }
    let (indicators, indicator_names) = series.finish();
    if !faults.is_empty() {
        return Err(faults.into_diagnostics());
    }
    Ok(Plan {
        file: faults.file().clone(),
        title: head.title.map(|title| title.value),
        owner: head.owner.map(|owner| owner.value),
        period: scope.period,
        language,
        null_values: head
            .null_values
            .iter()
            .flat_map(|values| &values.value)
            .map(|value| normalized(&value.value))
            .collect(),
        sections: scope.sections,
        dimensions: scope.dimensions,
        ladders: scope.ladders,
        columns: columns(document.columns),
        indicators,
        targets,
        units: scope.units,
        named_periods,
        indicator_names,
    })
}

/// Reports a key that has to be there.
fn missing_key(faults: &mut Faults<'_>, span: &Range<usize>, key: &str, table: &str, help: &str) {
    // What the parser could not make out may hold it.
    if !faults.any_of_syntax() {
        faults.add(span, |place| {
            Diagnostic::error("missing-key", place, format!("`{key}` is missing in {table}"))
                .help(help)
        });
    }
}

/// Reports a name that the plan does not have.
fn unknown_name<'a>(
    faults: &mut Faults<'_>,
    name: &Spanned<String>,
    code: &'static str,
    what: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) {
    let help = match nearest(&name.value, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => match known.collect::<Vec<_>>().as_slice() {
            [] => format!("the plan has no {what}; write one, or leave the key out"),
            names => format!("the plan has {}", names.join(", ")),
        },
    };
    faults.add(&name.span, |place| {
        Diagnostic::error(code, place, format!("unknown {what} `{}`", name.value))
            .label("not in the plan")
            .help(help)
    });
}

/// One of a few words.
fn choice<T: Copy>(
    word: Option<&Spanned<String>>,
    key: &str,
    choices: &[(&str, T)],
    faults: &mut Faults<'_>,
) -> Option<T> {
    let word = word?;
    let found = choices.iter().find(|(name, _)| *name == word.value).map(|(_, choice)| *choice);
    if found.is_none() {
        let names = choices.iter().map(|(name, _)| *name);
        let list = names.clone().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let help = nearest(&word.value, names).map_or_else(
            || format!("write one of {list}"),
            |near| format!("did you mean \"{near}\"?"),
        );
        faults.add(&word.span, |place| {
            Diagnostic::error("unknown-word", place, format!("`{}` is no {key}", word.value))
                .label(format!("expected {list}"))
                .help(help)
        });
    }
    found
}

/// A number that is written without a unit.
fn plain_number(amount: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<Quantity> {
    match &amount.value {
        Amount::Number(number) => Some(*number),
        Amount::Text(text) => match number_and_unit(text) {
            Ok((number, unit)) if unit.is_empty() => Some(number),
            _ => {
                faults.add(&amount.span, |place| {
                    Diagnostic::error("bad-value", place, format!("`{text}` is not a plain number"))
                        .label("expected a number such as 10")
                        .help("write the number alone")
                });
                None
            }
        },
    }
}

fn language(head: &PlanSyntax, faults: &mut Faults<'_>) -> Option<Language> {
    choice(
        head.language.as_ref(),
        "language",
        &[("en", Language::English), ("zh", Language::Chinese)],
        faults,
    )
}

fn severity(word: Option<&Spanned<String>>, faults: &mut Faults<'_>) -> Option<Severity> {
    choice(word, "severity", &[("error", Severity::Error), ("warning", Severity::Warning)], faults)
}

fn sections(
    map: Option<Spanned<Map<super::syntax::SectionSyntax>>>,
    faults: &mut Faults<'_>,
) -> Vec<Section> {
    let mut sections = Vec::new();
    for (id, section) in map.into_iter().flat_map(|map| map.value.entries) {
        match section.value.title {
            Some(title) => sections.push(Section { id: id.value, title: title.value }),
            None => missing_key(
                faults,
                &id.span,
                "title",
                &format!("[section.{}]", id.value),
                "give the section its heading: title = \"…\"",
            ),
        }
    }
    sections
}

fn commitments(
    map: Option<Spanned<Map<super::syntax::CommitmentSyntax>>>,
    faults: &mut Faults<'_>,
) -> BTreeMap<String, Option<Severity>> {
    map.into_iter()
        .flat_map(|map| map.value.entries)
        .map(|(id, commitment)| (id.value, severity(commitment.value.severity.as_ref(), faults)))
        .collect()
}

fn units(
    map: Option<Spanned<Map<super::syntax::UnitSyntax>>>,
    faults: &mut Faults<'_>,
) -> BTreeMap<String, Unit> {
    let mut units: BTreeMap<String, Unit> =
        Unit::built_in().into_iter().map(|unit| (normalized(&unit.name), unit)).collect();
    for (name, unit) in map.into_iter().flat_map(|map| map.value.entries) {
        let table = format!("[unit.\"{}\"]", name.value);
        let (Some(of), Some(scale)) = (&unit.value.of, &unit.value.scale) else {
            let key = if unit.value.of.is_none() { "of" } else { "scale" };
            missing_key(
                faults,
                &name.span,
                key,
                &table,
                "say what it is a multiple of: of = \"册\", scale = 1000",
            );
            continue;
        };
        let Some(number) = plain_number(scale, faults) else { continue };
        if number <= Quantity::ZERO {
            faults.add(&scale.span, |place| {
                Diagnostic::error(
                    "bad-value",
                    place,
                    format!("a unit cannot be {number} of another"),
                )
                .label("expected a number above 0")
                .help(format!("say how many {} one {} is", of.value, name.value))
            });
            continue;
        }
        if units.contains_key(&normalized(&name.value)) {
            faults.add(&name.span, |place| {
                Diagnostic::error(
                    "built-in-unit",
                    place,
                    format!("the unit `{}` is built in", name.value),
                )
                .help("delete the table; the built-in units are %, ‰, 元, 万元, 亿元")
            });
            continue;
        }
        let base = units
            .get(&normalized(&of.value))
            .cloned()
            .unwrap_or_else(|| Unit::label(&normalized(&of.value)));
        let Ok(scale_in_base) = number.times(base.scale) else {
            faults.add(&scale.span, |place| {
                Diagnostic::error("too-wide", place, "the scale does not fit")
                    .help("write the unit as a multiple of a larger one")
            });
            continue;
        };
        units.insert(
            normalized(&name.value),
            Unit { name: name.value, base: base.base, scale: scale_in_base },
        );
    }
    units
}

fn dimensions(
    map: Option<Spanned<Map<DimensionSyntax>>>,
    load: &RosterLoader<'_>,
    faults: &mut Faults<'_>,
) -> (Vec<Dimension>, Vec<Option<Roster>>) {
    let mut dimensions = Vec::new();
    let mut rosters = Vec::new();
    for (name, dimension) in map.into_iter().flat_map(|map| map.value.entries) {
        let dimension = dimension.value;
        let is_calendar =
            Granularity::ALL.iter().any(|granularity| granularity.name() == name.value);
        if is_calendar || name.value == "actual" {
            let taken =
                if is_calendar { "a calendar" } else { "what reports call the figure of a cell" };
            faults.add(&name.span, |place| {
                Diagnostic::error("taken-name", place, format!("`{}` is {taken}", name.value))
                    .label("a dimension cannot have this name")
                    .help("choose another name, and give the header of its column as `column`")
            });
        }
        let column = dimension.column.map_or_else(|| name.value.clone(), |column| column.value);
        let (mut members, mut roster): (Vec<String>, Option<Roster>) = (Vec::new(), None);
        if let Some(listed) = dimension.members {
            if let Some(path) = &dimension.roster {
                faults.add(&path.span, |place| {
                    Diagnostic::error(
                        "conflicting-keys",
                        place,
                        "both `members` and `roster` say who must report",
                    )
                    .help("keep one of the two")
                });
            }
            if listed.value.is_empty() {
                faults.add(&listed.span, |place| {
                    Diagnostic::error(
                        "empty-roster",
                        place,
                        format!("the dimension `{}` names nobody", name.value),
                    )
                    .help("write the members, or leave `members` out")
                });
            }
            for member in listed.value {
                if members.iter().any(|other| normalized(other) == normalized(&member.value)) {
                    faults.add(&member.span, |place| {
                        Diagnostic::error(
                            "duplicate-member",
                            place,
                            format!("`{}` is named twice", member.value),
                        )
                        .label("second time here")
                        .help("name each member once")
                    });
                }
                members.push(member.value);
            }
        } else if let Some(path) = dimension.roster {
            roster = Roster::load(&path.value, &path.span, [&column, &name.value], load, faults);
            members = roster.as_ref().map(|roster| roster.members.clone()).unwrap_or_default();
        }
        dimensions.push(Dimension { name: name.value, column, members });
        rosters.push(roster);
    }
    (dimensions, rosters)
}

/// The plan's own calendars, and the names that the actuals may use for their periods: the name of a calendar of one
/// period, the name of a period, and `term 1` for the first period of the calendar `term`.
fn calendars(
    map: Option<Spanned<Map<super::syntax::CalendarSyntax>>>,
    dimensions: &[Dimension],
    faults: &mut Faults<'_>,
) -> (BTreeMap<String, Vec<Period>>, BTreeMap<String, Period>) {
    let mut calendars = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (name, calendar) in map.into_iter().flat_map(|map| map.value.entries) {
        let mut problem = |span: &Range<usize>, message: String, help: &str| {
            faults.add(span, |place| Diagnostic::error("bad-calendar", place, message).help(help));
        };
        if Granularity::ALL.iter().any(|granularity| granularity.name() == name.value) {
            problem(
                &name.span,
                format!("the calendar `{}` is built in", name.value),
                "choose another name",
            );
        }
        if dimensions.iter().any(|dimension| dimension.name == name.value) {
            problem(
                &name.span,
                format!("`{}` is a dimension already", name.value),
                "choose another name",
            );
        }
        let periods = calendar.value.periods;
        if periods.is_empty() {
            problem(
                &calendar.span,
                format!("the calendar `{}` has no periods", name.value),
                "list its periods: [\"2022-02..2022-07\"]",
            );
        }
        for pair in periods.windows(2) {
            if pair[0].1.value.last >= pair[1].1.value.first {
                let message = format!("{} does not follow {}", pair[1].1.value, pair[0].1.value);
                problem(&pair[1].1.span, message, "list the periods in order, without overlap");
            }
        }
        for (number, (period_name, period)) in periods.iter().enumerate() {
            names.insert(normalized(&format!("{} {}", name.value, number + 1)), period.value);
            let Some(period_name) = period_name else { continue };
            if names
                .insert(normalized(&period_name.value), period.value)
                .is_some_and(|other| other != period.value)
            {
                let message = format!("two calendars call a period `{}`", period_name.value);
                problem(&period_name.span, message, "give each period a name of its own");
            }
        }
        if let [(_, only)] = periods.as_slice() {
            names.insert(normalized(&name.value), only.value);
        }
        calendars.insert(name.value, periods.into_iter().map(|(_, period)| period.value).collect());
    }
    (calendars, names)
}

fn ladders(
    map: Option<Spanned<Map<Vec<Spanned<String>>>>>,
    faults: &mut Faults<'_>,
) -> Vec<Ladder> {
    let mut ladders = Vec::new();
    for (name, stages) in map.into_iter().flat_map(|map| map.value.entries) {
        if stages.value.is_empty() {
            faults.add(&stages.span, |place| {
                Diagnostic::error(
                    "bad-ladder",
                    place,
                    format!("the ladder `{}` has no stages", name.value),
                )
                .help("list the stages, the first one first")
            });
        }
        let mut names: Vec<String> = Vec::new();
        for stage in stages.value {
            if names.iter().any(|other| normalized(other) == normalized(&stage.value)) {
                faults.add(&stage.span, |place| {
                    Diagnostic::error(
                        "bad-ladder",
                        place,
                        format!("the stage `{}` stands twice", stage.value),
                    )
                    .label("second time here")
                    .help("name each stage once")
                });
            }
            names.push(stage.value);
        }
        ladders.push(Ladder { name: name.value, stages: names });
    }
    ladders
}

fn columns(syntax: Option<Spanned<ColumnsSyntax>>) -> Columns {
    let syntax = syntax.map(|columns| columns.value).unwrap_or_default();
    let text = |key: Option<Spanned<String>>| key.map(|key| key.value);
    Columns {
        indicator: text(syntax.indicator),
        period: text(syntax.period),
        value: text(syntax.value),
        unit: text(syntax.unit),
        note: text(syntax.note),
    }
}

impl Scope {
    /// The position of a dimension that has a roster.
    fn dimension_with_roster(
        &self,
        name: &Spanned<String>,
        key: &str,
        faults: &mut Faults<'_>,
    ) -> Option<usize> {
        let position = self.dimensions.iter().position(|dimension| dimension.name == name.value)?;
        if self.dimensions[position].members.is_empty() {
            faults.add(&name.span, |place| {
                Diagnostic::error(
                    "no-roster",
                    place,
                    format!("the dimension `{}` has no roster", name.value),
                )
                .label(format!("`{key}` has to know who must report"))
                .help(format!("give [dimension.{}] a `roster` or `members`", name.value))
            });
            return None;
        }
        Some(position)
    }

    /// The periods of a calendar, built in or the plan's own; a built-in one is cut from `span`.
    fn calendar(&self, name: &str, span: Period) -> Option<Vec<Period>> {
        let built_in = Granularity::ALL.into_iter().find(|granularity| granularity.name() == name);
        built_in
            .map(|granularity| granularity.within(span))
            .or_else(|| self.calendars.get(name).cloned())
    }

    fn calendar_names(&self) -> impl Iterator<Item = &str> + Clone {
        Granularity::ALL
            .iter()
            .map(|granularity| granularity.name())
            .chain(self.calendars.keys().map(String::as_str))
    }
}

/// What a target takes from `[defaults]`: nothing that stands against what it says itself.
fn applicable_defaults(own: &TargetSyntax, defaults: &TargetSyntax) -> TargetSyntax {
    let mut defaults = defaults.clone();
    if own.goals().next().is_some() {
        for goal in defaults.goals_mut() {
            *goal = None;
        }
        (defaults.tolerance, defaults.ladder, defaults.total) = (None, None, None);
    }
    if own.indicator.is_some() || own.ratio.is_some() {
        (defaults.indicator, defaults.ratio, defaults.alias) = (None, None, None);
    }
    if own.pace.is_some() || own.checkpoints.is_some() {
        (defaults.pace, defaults.checkpoints) = (None, None);
    }
    defaults
}

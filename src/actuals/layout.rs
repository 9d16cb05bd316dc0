//! A header becomes a layout: which column holds what.
//!
//! There may be many thousand columns, so that none is compared with all others.

mod roles;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::delimiter;
use super::heading::{heading, last_word, split_unit};
use super::kind;
use super::role::Role;
use super::row::Row;
use super::unit_line::UnitLine;
use crate::diagnostic::{Diagnostic, Spelling};
use crate::period::{Period, lacks_year, meant};
use crate::plan::labels;
use crate::plan::syntax::value::bad_period;
use crate::plan::{Figures, IndicatorMatch, Plan, normalized};
use crate::source::Place;
use crate::wording::Text;
use crate::wording::diagnostics::actuals::header as say;
use crate::wording::diagnostics::any_of;

/// Headers that the user names for one run. They win over those of the plan, which win over those known without it.
pub type ColumnOverrides = crate::plan::Columns;

/// How an export is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A row is one figure.
    Long,
    /// A row is a series, with a column for each period.
    WideByPeriod,
    /// A row is a report, with a column for each indicator.
    WideByIndicator,
}

impl Layout {
    /// Its name in outputs, such as `wide-by-period`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::WideByPeriod => "wide-by-period",
            Self::WideByIndicator => "wide-by-indicator",
        }
    }
}

/// What a column of figures is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// What the row says.
    Row,
    /// This period.
    Period(Period),
    /// The indicator with this position in the plan.
    Indicator(usize),
}

/// A column that holds figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FigureColumn {
    /// Its position in a row.
    pub(super) field: usize,
    /// What its figures are about.
    pub(super) subject: Subject,
    /// The unit that the header gives them, normalised.
    pub(super) unit: Option<String>,
}

/// What the columns of a file hold.
#[derive(Debug)]
pub(super) struct Header {
    /// How the file is laid out.
    pub(super) layout: Layout,
    /// What separates the cells.
    pub(super) delimiter: u8,
    /// How many columns there are.
    pub(super) width: usize,
    /// The column that names the indicator.
    pub(super) indicator: Option<usize>,
    /// The column that holds the period.
    pub(super) period: Option<usize>,
    /// The column that holds the unit.
    pub(super) unit: Option<usize>,
    /// The unit of figures that have none of their own, which stands above the header.
    pub(super) unit_above: Option<UnitLine>,
    /// The columns that hold figures.
    pub(super) figures: Vec<FigureColumn>,
    /// The other columns, with their normalised headers.
    pub(super) dimensions: Vec<(usize, String)>,
    /// Where the headers of those stand.
    pub(super) dimension_places: Vec<Place>,
    /// The columns that nobody reads.
    pub(super) notes: Vec<usize>,
    /// Where the header stands.
    pub(super) place: Place,
    /// Its cells as written.
    pub(super) cells: Vec<String>,
    /// The columns without a header, which must be empty.
    pub(super) unnamed: Vec<usize>,
}

/// A header in the making.
struct Columns<'a> {
    plan: &'a Plan,
    overrides: &'a ColumnOverrides,
    row: &'a Row<'a, 'a>,
    /// The headers, as they are compared.
    names: Vec<String>,
    /// What each column is for, where that is known.
    roles: Vec<Option<Role>>,
    /// The columns whose header stands further left already.
    duplicates: BTreeSet<usize>,
    problems: Vec<Diagnostic>,
}

/// Reads the header, which is the record at hand.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn header(
    plan: &Plan,
    overrides: &ColumnOverrides,
    row: &Row<'_, '_>,
    delimiter: u8,
) -> Result<Header, Vec<Diagnostic>> {
    Columns::of(plan, overrides, row).into_header(delimiter)
}

/// How many of the columns that figures need most are known, were the record at hand the header: those for the
/// indicator, the period and the value.
pub(super) fn known_columns(plan: &Plan, overrides: &ColumnOverrides, row: &Row<'_, '_>) -> usize {
    let columns = Columns::of(plan, overrides, row);
    let roles = [Role::Indicator, Role::Period, Role::Value];
    roles.into_iter().filter(|role| columns.column(*role).is_some()).count()
}

impl<'a> Columns<'a> {
    fn of(plan: &'a Plan, overrides: &'a ColumnOverrides, row: &'a Row<'a, 'a>) -> Self {
        let names: Vec<String> = row.cells().map(|cell| heading(&cell)).collect();
        let roles = vec![None; names.len()];
        let (duplicates, problems) = (BTreeSet::new(), Vec::new());
        let mut columns = Self { plan, overrides, row, names, roles, duplicates, problems };
        columns.refuse_duplicates();
        columns.assign_named();
        columns.assign_known();
        columns
    }

    fn refuse_duplicates(&mut self) {
        let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
        let mut twice = Vec::new();
        for (field, name) in self.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            match firsts.entry(name.to_ascii_lowercase()) {
                Entry::Vacant(first) => {
                    first.insert(field);
                }
                Entry::Occupied(first) => {
                    self.duplicates.insert(field);
                    twice.push((field, *first.get(), say::two_columns_called(name)));
                }
            }
        }
        self.refuse_twice(twice);
    }

    /// Adds the findings that a column is about the same as one further left.
    fn refuse_twice(&mut self, twice: Vec<(usize, usize, Text)>) {
        let places = if twice.is_empty() { Vec::new() } else { self.row.places() };
        self.problems.extend(twice.into_iter().map(|(field, first, message)| {
            Diagnostic::error("duplicate-column", places[field].clone(), message)
                .label(say::expected_one_of_each())
                .and(places[first].clone(), say::the_first_column())
                .help(say::rename_or_leave_out())
        }));
    }

    /// Whether nothing is known of a column yet, not even that it is one too many.
    fn is_open(&self, field: usize) -> bool {
        self.roles[field].is_none() && !self.duplicates.contains(&field)
    }

    fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|found| *found == Some(role))
    }

    fn into_header(mut self, delimiter: u8) -> Result<Header, Vec<Diagnostic>> {
        let [indicator, period, value] =
            [Role::Indicator, Role::Period, Role::Value].map(|role| self.column(role));
        let (layout, figures) = match (indicator, period, value) {
            (Some(_), Some(_), Some(value)) => (Layout::Long, vec![self.value_column(value)]),
            (Some(_), None, None) => (Layout::WideByPeriod, self.period_columns()),
            (None, Some(_), None) => (Layout::WideByIndicator, self.indicator_columns()),
            _ => (Layout::Long, Vec::new()),
        };
        if layout == Layout::WideByPeriod {
            // Where no column is for a period, those that were meant to be are what is wrong.
            self.refuse_bad_periods(&figures);
        }
        if figures.is_empty() && self.problems.is_empty() {
            self.problems.push(self.unknown_layout());
        }
        match layout {
            _ if figures.is_empty() => {}
            Layout::WideByPeriod => {}
            Layout::Long | Layout::WideByIndicator => self.refuse_periods(&figures),
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let with_figures = fields(&figures);
        let is_other =
            |field: &usize| self.roles[*field].is_none() && !with_figures.contains(field);
        let (unnamed, others): (Vec<usize>, Vec<usize>) =
            (0..self.names.len()).filter(is_other).partition(|field| self.names[*field].is_empty());
        let places = self.row.places();
        let dimension_places = others.iter().map(|field| places[*field].clone()).collect();
        let dimensions =
            others.into_iter().map(|field| (field, self.names[field].clone())).collect();
        let unit = self.column(Role::Unit);
        let is_note = |field: &usize| self.roles[*field] == Some(Role::Note);
        let notes = (0..self.names.len()).filter(is_note).collect();
        Ok(Header {
            layout,
            delimiter,
            width: self.names.len(),
            indicator,
            period,
            unit,
            unit_above: None,
            figures,
            dimensions,
            dimension_places,
            notes,
            place: self.row.row_place(),
            cells: self.row.cells().map(std::borrow::Cow::into_owned).collect(),
            unnamed,
        })
    }

    /// Columns of figures for a period have no meaning where each row has a period of its own.
    fn refuse_periods(&mut self, figures: &[FigureColumn]) {
        let (message, help): (fn(&str) -> Text, Text) =
            match (self.column(Role::Period), self.column(Role::Value)) {
                (Some(period), Some(value)) => (
                    say::period_beside_period_and_value,
                    say::remove_for_wide_layout(&self.names[period], &self.names[value]),
                ),
                _ => (say::period_beside_period, say::remove_or_rename()),
            };
        let is_period = |name: &str| {
            let base = split_unit(name).map_or(name, |(base, _)| base);
            self.plan.period_of(name).or_else(|| self.plan.period_of(base)).is_some()
        };
        let with_figures = fields(figures);
        let periods: Vec<usize> = (0..self.names.len())
            .filter(|field| self.is_open(*field) && !with_figures.contains(field))
            .filter(|field| !self.is_dimension(*field) && is_period(&self.names[*field]))
            .collect();
        let places = if periods.is_empty() { Vec::new() } else { self.row.places() };
        let problems: Vec<Diagnostic> = periods
            .into_iter()
            .map(|field| {
                let message = message(&self.names[field]);
                Diagnostic::error("ambiguous-column", places[field].clone(), message)
                    .label(say::expected_no_period())
                    .help(help.clone())
            })
            .collect();
        self.problems.extend(problems);
    }

    /// Among columns for periods a header that begins with a digit, or is what spreadsheets make of a period, was meant to
    /// be one: as a dimension, its figures would be lost.
    fn refuse_bad_periods(&mut self, figures: &[FigureColumn]) {
        let with_figures = fields(figures);
        let amiss: Vec<usize> = (0..self.names.len())
            .filter(|field| self.is_open(*field) && !self.is_dimension(*field))
            .filter(|field| !with_figures.contains(field))
            .filter(|field| {
                let name = &self.names[*field];
                let is_like_one = name.starts_with(|first: char| first.is_ascii_digit());
                (is_like_one || lacks_year(name)) && !figures.is_empty() || !meant(name).is_empty()
            })
            .collect();
        let places = if amiss.is_empty() { Vec::new() } else { self.row.places() };
        let problems: Vec<Diagnostic> = amiss
            .into_iter()
            .map(|field| {
                let name = &self.names[field];
                let problem = bad_period(places[field].clone(), name, Spelling::Cell);
                match &problem.help {
                    Some(help) if problem.replacement.is_none() => {
                        let help = say::or_no_period(help, name);
                        problem.help(help)
                    }
                    _ => problem,
                }
            })
            .collect();
        self.problems.extend(problems);
    }

    /// Whether the plan has a dimension of this column.
    fn is_dimension(&self, field: usize) -> bool {
        let name = &self.names[field];
        self.plan.dimensions.iter().any(|dimension| normalized(&dimension.column) == *name)
    }

    fn value_column(&mut self, field: usize) -> FigureColumn {
        let name = &self.names[field];
        let is_whole_name = [self.overrides, &self.plan.columns]
            .into_iter()
            .flat_map(|columns| Role::Value.named_in(columns))
            .any(|named| heading(named).eq_ignore_ascii_case(name));
        // A header that is named in full may end in parentheses that hold no unit, or in a unit without any.
        let is_unit = |unit: &&str| is_unit(self.plan, unit) || labels::is_measure(unit);
        let in_parentheses = split_unit(name).map(|(_, unit)| unit);
        let unit = match in_parentheses {
            Some(unit) => Some(unit).filter(|unit| !is_whole_name || is_unit(unit)),
            None => last_word(name).filter(|unit| is_whole_name && unit.len() > 1).filter(is_unit),
        };
        let is_of_another = unit.is_some_and(kind::is_of_another);
        let unit = unit.map(str::to_owned);
        if is_of_another {
            self.refuse_another_kind(field);
        }
        FigureColumn { field, subject: Subject::Row, unit }
    }

    /// Adds the finding that the figures of a column are not actual ones, by what stands in its header in parentheses.
    fn refuse_another_kind(&mut self, field: usize) {
        self.roles[field] = Some(Role::Note);
        let name = &self.names[field];
        let message = say::of_another_kind(name, split_unit(name).map_or("", |(_, word)| word));
        self.problems.push(
            Diagnostic::error("ambiguous-column", self.row.place(field), message)
                .label(say::expected_actual_figures())
                .help(say::note_or_rename(name)),
        );
    }

    fn period_columns(&mut self) -> Vec<FigureColumn> {
        let plan = self.plan;
        self.figure_columns(|_, _, name| plan.period_of(name).map(Subject::Period))
    }

    fn indicator_columns(&mut self) -> Vec<FigureColumn> {
        let plan = self.plan;
        self.figure_columns(|columns, field, name| match plan.indicator(name) {
            IndicatorMatch::Unknown => None,
            IndicatorMatch::One(indicator) => Some(Subject::Indicator(indicator)),
            IndicatorMatch::Several(several) => {
                columns.problems.push(ambiguous_indicator(
                    plan,
                    several,
                    name,
                    columns.row.place(field),
                ));
                None
            }
        })
    }

    /// The columns whose header, with or without a unit in parentheses, says what their figures are about.
    fn figure_columns(
        &mut self,
        subject: impl Fn(&mut Self, usize, &str) -> Option<Subject>,
    ) -> Vec<FigureColumn> {
        let mut found: Vec<FigureColumn> = Vec::new();
        let mut firsts: BTreeMap<Subject, usize> = BTreeMap::new();
        let mut twice = Vec::new();
        for field in (0..self.names.len()).filter(|field| self.is_open(*field)).collect::<Vec<_>>()
        {
            let name = self.names[field].clone();
            let column = match (subject(self, field, &name), split_unit(&name)) {
                (Some(subject), _) => Some(FigureColumn { field, subject, unit: None }),
                (None, Some((base, unit))) => subject(self, field, base)
                    .map(|subject| FigureColumn { field, subject, unit: Some(unit.to_owned()) }),
                (None, None) => None,
            };
            let Some(column) = column else { continue };
            if column.unit.as_deref().is_some_and(kind::is_of_another) {
                self.refuse_another_kind(field);
                continue;
            }
            match firsts.entry(column.subject) {
                Entry::Vacant(first) => {
                    first.insert(field);
                }
                Entry::Occupied(first) => {
                    let first = *first.get();
                    twice.push((field, first, say::mean_the_same(&self.names[first], &name)));
                }
            }
            found.push(column);
        }
        self.refuse_twice(twice);
        found
    }

    /// The headers, so many of them as one reads.
    fn listed(&self) -> Text {
        const SHOWN: usize = 12;
        let names: Vec<&str> = self.names.iter().take(SHOWN).map(String::as_str).collect();
        say::columns(&names, self.names.len() - names.len())
    }

    /// The character that would cut a header of one cell into columns of which most are known.
    fn other_delimiter(&self) -> Option<char> {
        let [header] = self.names.as_slice() else { return None };
        let is_delimiter =
            |character: &char| delimiter::by_name(character.encode_utf8(&mut [0; 4])).is_some();
        let cuts = |delimiter: &char| {
            let cells: Vec<String> = header.split(*delimiter).map(heading).collect();
            let is_role = |role: &Role| cells.iter().any(|cell| role.is_known_by(cell));
            let roles =
                [Role::Indicator, Role::Period, Role::Value].iter().filter(|role| is_role(role));
            roles.count() >= 2 && cells.iter().all(|cell| !cell.is_empty())
        };
        header.chars().filter(|character| *character != '\'').filter(is_delimiter).find(cuts)
    }

    fn unknown_layout(&self) -> Diagnostic {
        let needed = [Role::Indicator, Role::Period, Role::Value];
        let is_missing = |role: &Role| self.column(*role).is_none();
        let missing: Vec<Text> = needed.into_iter().filter(is_missing).map(Role::noun).collect();
        let named = |role: Role| role.named_in(self.overrides);
        let absent: Vec<&str> =
            Role::ALL.into_iter().filter(is_missing).flat_map(named).map(String::as_str).collect();
        let known = needed.map(|role| say::known_by(&role.noun(), role.known()));
        let has_indicator_alone = missing.len() == 2 && self.column(Role::Indicator).is_some();
        let mut without_year =
            self.names.iter().filter(|name| has_indicator_alone && lacks_year(name));
        let help = match (without_year.next(), self.other_delimiter()) {
            (Some(name), _) => say::write_year(name),
            (None, Some(delimiter)) => say::give_delimiter(delimiter),
            (None, None) => say::name_the_columns(&known),
        };
        let message = say::columns_are(&self.listed(), &absent);
        Diagnostic::error("unknown-layout", self.row.row_place(), message)
            .label(say::not_found(&missing))
            .help(help)
    }
}

/// The positions of columns.
fn fields(columns: &[FigureColumn]) -> BTreeSet<usize> {
    columns.iter().map(|column| column.field).collect()
}

/// Whether a normalised name is that of a unit which the plan uses or knows.
pub(super) fn is_unit(plan: &Plan, name: &str) -> bool {
    let is_of_indicator = |figures: &Figures| matches!(figures, Figures::Numbers(Some(unit)) if normalized(&unit.name) == name);
    let is_used = || plan.indicators.iter().any(|indicator| is_of_indicator(&indicator.figures));
    !name.is_empty() && (plan.units.contains_key(name) || is_used())
}

/// The finding that a name stands for several indicators.
pub(super) fn ambiguous_indicator(
    plan: &Plan,
    several: &[usize],
    name: &str,
    place: Place,
) -> Diagnostic {
    let names: Vec<&str> = several
        .iter()
        .filter_map(|index| plan.indicators.get(*index))
        .map(|one| one.name.as_str())
        .collect();
    let names = any_of(&names);
    Diagnostic::error("ambiguous-indicator", place, say::name_of_several(&normalized(name)))
        .label(say::could_be(&names))
        .help(say::write_what_is_meant(&names))
}

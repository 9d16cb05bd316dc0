//! What each column is for: as the command line or the plan names it, or else as its header is known.

use std::collections::BTreeSet;

use super::Columns;
use crate::actuals::heading::{heading, split_unit};
use crate::actuals::role::Role;
use crate::diagnostic::Diagnostic;
use crate::plan::IndicatorMatch;
use crate::wording::diagnostics::actuals::header as say;

impl Columns<'_> {
    /// The columns that the command line or else the plan names.
    pub(super) fn assign_named(&mut self) {
        for role in Role::ALL {
            let (asked, of_plan) =
                (role.named_in(self.overrides), role.named_in(&self.plan.columns));
            for name in asked {
                self.assign(role, name, true);
            }
            // There may be any number of notes, whoever names them.
            if asked.is_empty() || role == Role::Note {
                for name in of_plan {
                    self.assign(role, name, false);
                }
            }
        }
    }

    /// The column of a name is for this. One that the command line asks for must be there.
    fn assign(&mut self, role: Role, name: &str, is_asked: bool) {
        if let Some(field) = self.find(role, name) {
            self.roles[field] = Some(role);
            return;
        }
        match self.taken(name) {
            _ if !is_asked => {}
            Some((_, Role::Note)) if role == Role::Note => {}
            Some((field, other)) => {
                let message = say::cannot_be_both(name, &other.noun(), &role.noun());
                self.problems.push(
                    Diagnostic::error("unknown-column", self.row.place(field), message)
                        .label(say::expected_one_purpose())
                        .help(say::name_another_column()),
                );
            }
            None if matches!(role, Role::Unit | Role::Note) => {
                let message = say::no_such_column(name, &role.noun(), &self.listed());
                self.problems.push(
                    Diagnostic::error("unknown-column", self.row.row_place(), message)
                        .label(say::expected_in_header())
                        .help(say::check_or_leave_option()),
                );
            }
            None => {}
        }
    }

    /// The column of a name that is for something already, and for what.
    fn taken(&self, name: &str) -> Option<(usize, Role)> {
        let name = heading(name);
        let field = self.names.iter().position(|header| header.eq_ignore_ascii_case(&name))?;
        Some((field, self.roles[field]?))
    }

    /// The column of a name; of the figures also with a unit in parentheses.
    fn find(&self, role: Role, name: &str) -> Option<usize> {
        let name = heading(name);
        let is_free = |field: &usize| self.roles[*field].is_none();
        let by = |matches: &dyn Fn(&str) -> bool| {
            (0..self.names.len()).filter(is_free).find(|field| matches(&self.names[*field]))
        };
        by(&|header| header.eq_ignore_ascii_case(&name)).or_else(|| {
            by(&|header| {
                role == Role::Value
                    && split_unit(header).is_some_and(|(base, _)| base.eq_ignore_ascii_case(&name))
            })
        })
    }

    /// The columns that are known without being named, for what is not yet found. What the plan calls a dimension, or
    /// chooses rows by, is one; and a note is none that the plan calls an indicator.
    pub(super) fn assign_known(&mut self) {
        let asked_for = self.plan.columns_asked_for().into_iter();
        let of_dimensions: BTreeSet<String> =
            asked_for.map(|name| name.to_ascii_lowercase()).collect();
        let is_dimension = |name: &str| of_dimensions.contains(&name.to_ascii_lowercase());
        let is_indicator = |name: &str| {
            let base = split_unit(name).map_or(name, |(base, _)| base);
            [name, base]
                .iter()
                .any(|name| !matches!(self.plan.indicator(name), IndicatorMatch::Unknown))
        };
        for role in Role::ALL {
            if self.column(role).is_some() && role != Role::Note || self.must_be_named(role) {
                continue;
            }
            let mut fields: Vec<usize> = (0..self.names.len())
                .filter(|field| self.is_open(*field) && !is_dimension(&self.names[*field]))
                .filter(|field| role != Role::Note || !is_indicator(&self.names[*field]))
                .filter(|field| {
                    let name = &self.names[*field];
                    role.is_known_by(name)
                        || role == Role::Value
                            && split_unit(name).is_some_and(|(base, _)| role.is_known_by(base))
                })
                .collect();
            if role == Role::Indicator {
                self.note_planned(&mut fields, is_indicator);
            }
            if let ([first, second, ..], true) = (fields.as_slice(), role != Role::Note) {
                let noun = role.noun();
                let message =
                    say::two_columns_for(&self.names[*first], &self.names[*second], &noun);
                self.problems.push(
                    Diagnostic::error("ambiguous-column", self.row.place(*second), message)
                        .label(say::expected_one_column(&noun))
                        .and(self.row.place(*first), say::the_other_column())
                        .help(say::name_one_column(role.name())),
                );
            }
            for field in fields {
                self.roles[field] = Some(role);
            }
        }
    }

    /// Takes a column `Target` for what was planned rather than for the targets' names where another column has these, or
    /// each indicator has a column of its own.
    fn note_planned(&mut self, fields: &mut Vec<usize>, is_indicator: impl Fn(&str) -> bool) {
        let is_target = |name: &str| name.eq_ignore_ascii_case("target");
        let is_beside = |field: usize| {
            let name = &self.names[field];
            !is_target(name) && self.is_open(field) && is_indicator(name)
        };
        let has_names = fields.iter().any(|field| !is_target(&self.names[*field]));
        if has_names || (0..self.names.len()).any(is_beside) {
            for field in fields.extract_if(.., |field| is_target(&self.names[*field])) {
                self.roles[field] = Some(Role::Note);
            }
        }
    }

    /// Whether the command line names the column: then a column of another name must not take its place.
    /// There may be any number of notes.
    fn must_be_named(&self, role: Role) -> bool {
        role != Role::Note && !role.named_in(self.overrides).is_empty()
    }
}

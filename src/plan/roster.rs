//! Roster files: who must report, and what each of them is to reach.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::names::{compared, normalized, trim};
use super::syntax::Faults;
use super::totals::bare_total;
use crate::diagnostic::Diagnostic;
use crate::records::Records;
use crate::source::{Place, line_after};
use crate::wording::diagnostics::{roster as say, second_time};
use crate::wording::{Text, of_system};

/// Loads a roster file by the path that the plan gives.
pub type RosterLoader<'a> = dyn Fn(&str) -> std::io::Result<Vec<u8>> + 'a;

/// A roster file: a header and a row for each member.
pub(super) struct Roster {
    /// The member names, in file order.
    pub(super) members: Vec<String>,
    header: Vec<String>,
    rows: Vec<(Place, Vec<String>)>,
}

impl Roster {
    /// Loads the roster of a dimension; faults point at `span`, where the plan names the file.
    pub(super) fn load(
        path: &str,
        span: &Range<usize>,
        names: [&str; 2],
        load: &RosterLoader<'_>,
        faults: &mut Faults<'_>,
    ) -> Option<Self> {
        let mut fault = |code, message: Text, help: Text| {
            faults.add(span, |place| Diagnostic::error(code, place, message).help(help));
        };
        let bytes = match load(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = say::unreadable(path, &of_system(&error));
                fault("roster-unreadable", message, say::name_a_file());
                return None;
            }
        };
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                let line = line_after(&bytes[..error.valid_up_to()]);
                fault("roster-unreadable", say::not_utf_8(path, line), say::save_as_utf_8());
                return None;
            }
        };
        let roster = match Self::read(&Arc::from(path), text, names) {
            Ok(roster) => roster,
            Err(diagnostic) => {
                let diagnostic = *diagnostic;
                let (other, label) = (diagnostic.place, diagnostic.label);
                let message = say::in_the_roster(path, &diagnostic.message);
                faults.add(span, |place| {
                    let outer = Diagnostic::error("roster-unreadable", place, message);
                    Diagnostic { help: diagnostic.help, ..outer }.and(other, label)
                });
                return None;
            }
        };
        if roster.members.is_empty() {
            fault("empty-roster", say::names_nobody(path), say::write_a_line_each());
            return None;
        }
        Some(roster)
    }

    fn read(name: &Arc<str>, text: &str, names: [&str; 2]) -> Result<Self, Box<Diagnostic>> {
        let mut records = Records::new(text, b',');
        let mut header: Vec<String> = Vec::new();
        let mut header_place = None;
        let mut rows = Vec::new();
        while let Some(record) = records.next() {
            let line = record.raw().split(['\r', '\n']).next().unwrap_or_default();
            let place = Place::in_line(name, record.line() + 1, line, 0..line.len());
            if !record.faults().is_empty() {
                let error = Diagnostic::error("roster-unreadable", place, say::unclear_quote())
                    .label(say::expected_quotes_around())
                    .help(say::write_quotes_twice());
                return Err(error.into());
            }
            let field = |position| trim(&record.cell(position)).to_owned();
            let fields: Vec<String> = (0..record.len()).map(field).collect();
            if header.is_empty() {
                header = fields;
                header_place = Some(place);
            } else if fields.iter().all(String::is_empty) {
                // A line without anything in it is nobody.
            } else if fields.len() == header.len() {
                rows.push((place, fields));
            } else {
                let message = say::row_has_fields(fields.len());
                let error = Diagnostic::error("roster-unreadable", place, message)
                    .label(say::expected_fields(header.len()))
                    .help(say::as_many_fields());
                return Err(error.into());
            }
        }
        let columns: Vec<String> = header.iter().map(|name| normalized(name)).collect();
        let is_second = |(position, name): &(usize, &String)| {
            !name.is_empty() && columns[..*position].contains(name)
        };
        let second = columns.iter().enumerate().find(is_second).map(|(_, name)| name);
        if let (Some(name), Some(place)) = (second, &header_place) {
            let error =
                Diagnostic::error("roster-unreadable", place.clone(), say::column_twice(name))
                    .label(say::which_of_them())
                    .help(say::name_columns_apart());
            return Err(error.into());
        }
        let wanted = names.map(normalized);
        let mut positions =
            (0..columns.len()).filter(|&position| wanted.contains(&columns[position]));
        let position = positions.next();
        if let (Some(_), Some(place)) = (positions.next(), &header_place) {
            let [column, dimension] = names;
            let message = say::two_columns_of_members(column, dimension);
            let error = Diagnostic::error("roster-unreadable", place.clone(), message)
                .label(say::which_of_them())
                .help(say::name_columns_apart());
            return Err(error.into());
        }
        let column = match (position, header_place) {
            (None, Some(place)) => {
                let [column, _] = names;
                let error =
                    Diagnostic::error("roster-unreadable", place, say::no_column_of_members())
                        .label(say::expected_a_column(column))
                        .help(say::call_the_column(column));
                return Err(error.into());
            }
            (position, _) => position.unwrap_or(0),
        };
        let mut members: Vec<String> = Vec::new();
        let mut known = BTreeSet::new();
        for (place, fields) in &rows {
            let name = fields.get(column).map_or("", String::as_str);
            if name.is_empty() {
                let error = Diagnostic::error(
                    "roster-unreadable",
                    place.clone(),
                    say::row_names_no_member(),
                )
                .label(say::expected_a_name(&header[column]))
                .help(say::name_or_delete());
                return Err(error.into());
            }
            if !known.insert(compared(name)) {
                let error =
                    Diagnostic::error("roster-unreadable", place.clone(), say::named_twice(name))
                        .label(second_time())
                        .help(say::name_each_once());
                return Err(error.into());
            }
            if bare_total(name).is_some() {
                let error =
                    Diagnostic::error("roster-unreadable", place.clone(), say::is_a_total(name))
                        .label(say::expected_a_member())
                        .help(say::leave_the_total_out());
                return Err(error.into());
            }
            members.push(name.to_owned());
        }
        Ok(Self { members, header, rows })
    }

    /// The cells of a column with their places, in the order of the members.
    pub(super) fn column(&self, name: &str) -> Option<Vec<(&Place, &str)>> {
        let column =
            self.header.iter().position(|header| normalized(header) == normalized(name))?;
        Some(
            self.rows
                .iter()
                .map(|(place, fields)| (place, fields.get(column).map_or("", String::as_str)))
                .collect(),
        )
    }

    /// The headers of the file.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }
}

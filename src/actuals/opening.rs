//! How a file begins: with which delimiter, what stands above its header, and where that is.

use std::sync::Arc;

use super::delimiter;
use super::file::Context;
use super::layout::{self, Header};
use super::records::Records;
use super::row::Row;
use super::text;
use crate::diagnostic::Diagnostic;

/// Among so many rows the header is looked for.
const SEARCHED: u64 = 20;

/// So many columns that are known by their headers make a row the header, whatever else is wrong with it.
const SURE: usize = 2;

/// The beginning of a file, with its header.
pub(super) struct Beginning {
    /// What its columns hold.
    pub(super) header: Header,
    /// How many rows stand above it.
    pub(super) preamble: u64,
    /// What is wrong with those.
    pub(super) problems: Vec<Diagnostic>,
}

/// Why there is no header.
struct Headless {
    /// How much the row that is most like one is like one.
    likeness: usize,
    problems: Vec<Diagnostic>,
}

/// A file that is being opened.
#[derive(Clone, Copy)]
pub(super) struct Opening<'a, 'p> {
    pub(super) context: Context<'p>,
    pub(super) name: &'a Arc<str>,
}

impl Opening<'_, '_> {
    /// The delimiter of a file that begins with these bytes of text: the one that is given, or else the likeliest with
    /// which there is a header.
    pub(super) fn delimiter(self, head: &[u8]) -> u8 {
        if let Some(given) = self.context.options.delimiter {
            return given;
        }
        let (text, _) = text::readable(head);
        let mut likeliest = None;
        for candidate in delimiter::candidates(text) {
            let likeness = match self.find(text, &mut Records::new(text, candidate), candidate) {
                Ok(_) => return candidate,
                Err(headless) => headless.likeness,
            };
            if likeliest.is_none_or(|(most, _)| likeness > most) {
                likeliest = Some((likeness, candidate));
            }
        }
        likeliest.map_or(b',', |(_, candidate)| candidate)
    }

    /// The header of a file whose first block is a text, and what stands above it; the records go on below it.
    ///
    /// # Errors
    /// Why there is none; nothing, if there are no rows at all.
    pub(super) fn beginning(
        self,
        text: &str,
        records: &mut Records<'_>,
        delimiter: u8,
    ) -> Result<Beginning, Vec<Diagnostic>> {
        self.find(text, records, delimiter).map_err(|headless| headless.problems)
    }

    fn find(
        self,
        text: &str,
        records: &mut Records<'_>,
        delimiter: u8,
    ) -> Result<Beginning, Headless> {
        let Context { plan, options, .. } = self.context;
        let (mut preamble, mut faults) = (0, Vec::new());
        let mut most = Headless { likeness: 0, problems: Vec::new() };
        while preamble < SEARCHED
            && let Some(record) = records.next()
        {
            if record.offset() == 0 && delimiter::declared(text).is_some() {
                continue;
            }
            let row = Row::new(self.name, text, &record, 0);
            let found = if row.has_faults() {
                Err(row.faults().collect())
            } else {
                layout::header(plan, &options.columns, &row, delimiter)
            };
            let problems: Vec<Diagnostic> = match found {
                Ok(header) => return Ok(Beginning { header, preamble, problems: faults }),
                Err(problems) => problems,
            };
            let likeness = layout::known_columns(plan, &options.columns, &row);
            if likeness > most.likeness || most.problems.is_empty() {
                let problems = faults.iter().cloned().chain(problems).collect();
                most = Headless { likeness, problems };
            }
            if likeness >= SURE {
                break;
            }
            preamble += 1;
            faults.extend(row.faults());
        }
        Err(most)
    }
}

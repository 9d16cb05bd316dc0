//! Files become observations.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use super::layout;
use super::rows::Rows;
use super::table::Table;
use super::{Actuals, ColumnOverrides, File, identical};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::source::Place;

/// An export to be read.
pub struct Input<'a> {
    /// Its name as the user gave it; `-` for standard input.
    pub name: String,
    /// Its bytes.
    pub bytes: Box<dyn Read + 'a>,
}

/// Reads exports as a stream, file by file: what is kept are the figures of the plan's indicators.
///
/// `overrides` are headers that the user names for this run; with `digest`, [`File::sha256`] is filled in.
///
/// # Errors
/// Everything that is wrong with the exports, in the order of the files and lines.
pub fn read(
    plan: &Plan,
    inputs: Vec<Input<'_>>,
    overrides: &ColumnOverrides,
    digest: bool,
) -> Result<Actuals, Vec<Diagnostic>> {
    let mut rows = Rows::new(plan);
    let mut files = Vec::with_capacity(inputs.len());
    for (input, position) in inputs.into_iter().zip(0..) {
        match read_file(&mut rows, plan, input, position, overrides, digest) {
            Ok(file) => files.push(file),
            Err(problems) => rows.problems.extend(problems),
        }
    }
    rows.problems.into_result()?;
    let (dimension_columns, combinations) = rows.combinations.into_parts();
    let mut actuals = Actuals {
        files,
        dimension_columns,
        combinations,
        observations: rows.observations,
        warnings: Vec::new(),
    };
    actuals.warnings = identical::warnings(&actuals);
    Ok(actuals)
}

/// Reads one file; findings about its rows go to `rows`.
///
/// # Errors
/// Why the file cannot be read, or not to its end.
fn read_file(
    rows: &mut Rows<'_>,
    plan: &Plan,
    input: Input<'_>,
    position: u32,
    overrides: &ColumnOverrides,
    digest: bool,
) -> Result<File, Vec<Diagnostic>> {
    let name: Arc<str> = Arc::from(input.name);
    let stop = |problem: Box<Diagnostic>| vec![*problem];
    let mut table = Table::open(&name, input.bytes, digest).map_err(stop)?;
    if !table.advance().map_err(stop)? {
        return Err(vec![empty("empty-file", &name, "the file is empty")]);
    }
    let header = layout::header(plan, overrides, &table)?;
    rows.combinations.begin_file(&header.dimensions);
    let mut file = File {
        name: Arc::clone(&name),
        encoding: table.encoding(),
        layout: header.layout,
        sha256: None,
        rows: 0,
        set_aside: BTreeMap::new(),
    };
    while table.advance().map_err(stop)? {
        if let Some(reason) = rows.take(&table, &header, position, file.rows) {
            *file.set_aside.entry(reason).or_default() += 1;
        }
        file.rows += 1;
    }
    if file.rows == 0 {
        return Err(vec![empty("no-rows", &name, "the file has a header and no rows")]);
    }
    file.sha256 = table.sha256();
    Ok(file)
}

fn empty(code: &'static str, file: &Arc<str>, message: &str) -> Diagnostic {
    Diagnostic::error(code, Place::file(file), message)
        .label("expected a header and at least one row")
        .help("export the sheet again, or leave the file out")
}

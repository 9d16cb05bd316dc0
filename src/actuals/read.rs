//! Files become actuals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::encoding::Encoding;
use super::file::{self, Context, Export, Outcome};
use super::grain::Grain;
use super::grid::{Grids, Memory};
use super::input::{Bytes, Input};
use super::inspect::{Inspect, Inspection, More};
use super::rows::{Parts, Rows, Wrong};
use super::series::Lacking;
use super::{Actuals, ColumnOverrides, File, Found, Layout, Progress, identical, text};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::source::Place;
use crate::wording::called;
use crate::wording::diagnostics::actuals::file as say;

/// How exports are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Headers that the user names for this run.
    pub columns: ColumnOverrides,
    /// How files are encoded that have no byte order mark; without it they are UTF-8, or else GB18030.
    pub encoding: Option<Encoding>,
    /// What separates the cells; without it that is found from how a file begins. An ASCII character, but no quote and
    /// no line break: see [`delimiter::by_name`](super::delimiter::by_name).
    pub delimiter: Option<u8>,
    /// The line on which the header begins, counted from 1; without it the header is looked for.
    pub header: Option<u64>,
    /// Whether [`File::sha256`] is to be filled in.
    pub digest: bool,
    /// How many figures are kept one by one; of more, those of the same cell are brought together.
    pub kept: usize,
    /// Of how many members of a roster, the first ones, the figures of each cell keep their places, where a plan asks for
    /// sums by member only and there are too many figures to keep each. The others are sums: see [`Grid`](super::Grid).
    pub detailed: usize,
    /// The target that is to be explained, a position in [`Plan::targets`]: its figures keep their places in any case.
    pub explained: Option<usize>,
    /// The dimension by whose members figures are told apart in any case, a position in [`Plan::dimensions`].
    pub by: Option<usize>,
    /// How many threads read a file that is long enough, 0 for as many as the machine runs at once. What they find is
    /// the same for any number.
    pub threads: usize,
    /// How many bytes of a file are read at first, to find its header; what is longer is read in blocks.
    pub head: usize,
    /// How many bytes of a file a thread takes at a time.
    pub block: usize,
    /// Where it is told how far reading has come.
    pub progress: Arc<Progress>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            columns: ColumnOverrides::default(),
            encoding: None,
            delimiter: None,
            header: None,
            digest: false,
            kept: 4_000,
            detailed: 8,
            explained: None,
            by: None,
            threads: 0,
            head: 64 * 1024,
            block: 256 * 1024,
            progress: Arc::default(),
        }
    }
}

/// Reads exports as streams, file by file: what is kept are the figures of the plan's indicators.
///
/// # Errors
/// Everything that is wrong with the exports, in the order of the files and lines.
pub fn read(
    plan: &Plan,
    inputs: Vec<Input<'_>>,
    options: &Options,
) -> Result<Actuals, Vec<Diagnostic>> {
    let (actuals, ()) = read_with(plan, inputs, options, None, |rows, names, files| {
        Ok((rows.into_actuals(names, files)?, ()))
    })?;
    Ok(actuals)
}

/// Reads exports past everything that is wrong with them, with somebody who looks at each row.
pub fn inspect(
    plan: &Plan,
    inputs: Vec<Input<'_>>,
    options: &Options,
    inspector: &dyn Inspect,
) -> Inspection {
    let read = read_with(plan, inputs, options, Some(inspector), |rows, names, files| {
        Ok(rows.into_inspected(names, files))
    });
    match read {
        Ok((actuals, Wrong { found, more, unreads })) => {
            let is_complete = unreads.is_complete;
            Inspection { actuals, found, more, unread: unreads.into_all(), is_complete }
        }
        Err(problems) => {
            let found = |finding| Found { finding, likewise: Vec::new() };
            Inspection {
                actuals: Actuals::none(plan),
                found: problems.into_iter().map(found).collect(),
                more: More::default(),
                unread: BTreeSet::new(),
                is_complete: false,
            }
        }
    }
}

/// Reads exports; `finish` says what becomes of the rows.
fn read_with<T>(
    plan: &Plan,
    inputs: Vec<Input<'_>>,
    options: &Options,
    inspector: Option<&dyn Inspect>,
    finish: impl Fn(Rows<'_>, &[Arc<str>], Vec<File>) -> Result<(Parts, T), Vec<Diagnostic>>,
) -> Result<(Actuals, T), Vec<Diagnostic>> {
    let mut exports: Vec<Export<'_>> = inputs
        .into_iter()
        .map(|input| {
            let bytes = Bytes::new(input.source, options.digest, Arc::clone(&options.progress));
            Export { name: Arc::from(input.name), bytes, not_utf_8: None }
        })
        .collect();
    let explained = options.explained.and_then(|target| plan.targets.get(target));
    let explained = explained.map_or(&[][..], |target| target.measure.formula.indicators());
    let mut grains = Grain::of_indicators(plan);
    if let Some(dimension) = options.by.and_then(|dimension| plan.dimensions.get(dimension)) {
        for grain in &mut grains {
            grain.tell_apart(&dimension.column);
        }
    }
    let mut is_coarse_enough = false;
    loop {
        let may_have_grid = |indicator: usize| {
            let is_all_apart = grains.get(indicator) == Some(&Grain::All);
            !is_all_apart && !explained.contains(&indicator)
        };
        let mut memory = Memory::default();
        let grids = Grids::new(plan, &mut memory, options.detailed, may_have_grid);
        let has_several_files = exports.len() > 1;
        let context =
            Context { plan, grains: &grains, grids: &grids, options, has_several_files, inspector };
        let Some((rows, files)) = read_files(context, &mut exports) else {
            if rewind(&mut exports) {
                continue;
            }
            let misread = exports.into_iter().rev().find_map(|export| export.not_utf_8);
            return Err(misread.map(text::passed).into_iter().collect());
        };
        let too_coarse = if is_coarse_enough { Vec::new() } else { rows.too_coarse() };
        if !too_coarse.is_empty() && rewind(&mut exports) {
            drop(rows);
            drop(grids);
            for indicator in too_coarse {
                if let Some(grain) = grains.get_mut(indicator) {
                    *grain = Grain::All;
                }
            }
            is_coarse_enough = true;
            continue;
        }
        let is_stream = !too_coarse.is_empty();
        let nested = rows.nested().into_iter().find(|_| is_stream);
        let lacking = rows.lacking(&files);
        let overlapping = too_coarse.into_iter().find(|indicator| rows.has_sums(*indicator));
        let names: Vec<Arc<str>> = exports.iter().map(|export| Arc::clone(&export.name)).collect();
        let ((mut actuals, summed), rest) = finish(rows, &names, files)?;
        if let Some(indicator) = nested {
            return Err(vec![total_among_members(plan, indicator, &exports)]);
        }
        if let Some(indicator) = overlapping {
            return Err(vec![overlap(plan, indicator, &exports)]);
        }
        actuals.grids = grids.into_grids(summed);
        memory.give_to(&mut actuals.grids);
        actuals.warnings.extend(identical::warnings(&actuals));
        actuals.warnings.extend(lacking.map(|lacking| columns_differ(plan, &actuals, lacking)));
        return Ok((actuals, rest));
    }
}

/// Reads all files; `None` when they are to be read again.
fn read_files<'p>(
    context: Context<'p>,
    exports: &mut [Export<'_>],
) -> Option<(Rows<'p>, Vec<File>)> {
    let mut all: Option<Rows<'p>> = None;
    let mut files = Vec::with_capacity(exports.len());
    for (export, position) in exports.iter_mut().zip(0..) {
        match file::read(context, position, export) {
            Outcome::Read(read) => {
                let (rows, file) = *read;
                match &mut all {
                    Some(all) => all.absorb(rows),
                    None => all = Some(rows),
                }
                files.push(file);
            }
            Outcome::Refused(problems) => {
                let all = all.get_or_insert_with(|| Rows::new(context));
                all.problems().extend(0, problems);
                all.leave_out_some();
                files.push(refused(&export.name));
            }
            Outcome::Misread => return None,
        }
    }
    context.options.progress.begin(exports.len());
    Some((all.unwrap_or_else(|| Rows::new(context)), files))
}

/// A file of which nothing could be read: it keeps the place of the others.
fn refused(name: &Arc<str>) -> File {
    File {
        name: Arc::clone(name),
        encoding: Encoding::UTF_8,
        delimiter: ',',
        layout: Layout::Long,
        header: Vec::new(),
        dimensions: Vec::new(),
        unit_above: None,
        sha256: None,
        rows: 0,
        set_aside: BTreeMap::new(),
    }
}

/// Goes back to the beginning of all files; false if one of them cannot be read again.
fn rewind(exports: &mut [Export<'_>]) -> bool {
    exports.iter_mut().all(|export| export.bytes.rewind().unwrap_or(false))
}

/// The error of a stream that has been added up although it takes single rows to say what would count twice.
fn overlap(plan: &Plan, indicator: usize, exports: &[Export<'_>]) -> Diagnostic {
    let name = &called::indicator(plan, indicator);
    Diagnostic::error("overlapping-periods", stream(exports), say::periods_overlap(name))
        .label(say::expected_periods_of_one_length())
        .help(say::give_a_file())
}

/// The same of rows that name no member beside others that do.
fn total_among_members(plan: &Plan, indicator: usize, exports: &[Export<'_>]) -> Diagnostic {
    let message = say::some_rows_name_nobody(&called::indicator(plan, indicator));
    Diagnostic::error("total-among-members", stream(exports), message)
        .label(say::expected_members_throughout())
        .help(say::give_a_file())
}

/// The warning that a file lacks a column which another one has, where single rows do not say whether they count twice.
fn columns_differ(plan: &Plan, actuals: &Actuals, lacking: Lacking) -> Diagnostic {
    let Lacking { indicator, files, column } = lacking;
    let place = |file: u32| {
        let name = actuals.files.get(file as usize).map_or(&plan.file, |file| &file.name);
        Place::file(name)
    };
    let [one, other] = files.map(place);
    let message = say::columns_differ(&called::indicator(plan, indicator), &column);
    Diagnostic::warning("possible-total", one, message)
        .label(say::lacks_column(&column))
        .and(other, say::has_column(&column))
        .help(say::take_out_or_name_as_note(&column))
}

/// The place of what cannot be read again.
fn stream(exports: &[Export<'_>]) -> Place {
    let file = exports.first().map_or_else(|| Arc::from("-"), |export| Arc::clone(&export.name));
    Place::file(&file)
}

//! Files become actuals.

use std::sync::Arc;

use super::encoding::Encoding;
use super::file::{self, Context};
use super::grain::Grain;
use super::input::{Bytes, Input};
use super::rows::Rows;
use super::{Actuals, ColumnOverrides, File, Progress, identical};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;

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
    /// How many threads read a file that is long enough, 0 for as many as the machine runs at once. What they find is
    /// the same for any number.
    pub threads: usize,
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
            kept: 10_000,
            threads: 0,
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
    let mut sources: Vec<(Arc<str>, Bytes<'_>)> = inputs
        .into_iter()
        .map(|input| {
            let bytes = Bytes::new(input.source, options.digest, Arc::clone(&options.progress));
            (Arc::from(input.name), bytes)
        })
        .collect();
    let names: Vec<Arc<str>> = sources.iter().map(|(name, _)| Arc::clone(name)).collect();
    let mut grains = Grain::of_indicators(plan);
    let too_coarse = {
        let context = Context { plan, grains: &grains, options };
        let (rows, files) = read_files(context, &mut sources);
        let too_coarse = rows.too_coarse();
        if too_coarse.is_empty() || !rewind(&mut sources) {
            return finished(rows, &names, files);
        }
        too_coarse
    };
    for indicator in too_coarse {
        if let Some(grain) = grains.get_mut(indicator) {
            *grain = Grain::All;
        }
    }
    let (rows, files) = read_files(Context { plan, grains: &grains, options }, &mut sources);
    finished(rows, &names, files)
}

fn read_files<'p>(
    context: Context<'p>,
    sources: &mut [(Arc<str>, Bytes<'_>)],
) -> (Rows<'p>, Vec<File>) {
    let mut all = Rows::new(context.plan, context.grains, context.options.kept);
    let mut files = Vec::with_capacity(sources.len());
    for ((name, bytes), position) in sources.iter_mut().zip(0..) {
        match file::read(context, name, position, bytes) {
            Ok((rows, file)) => {
                all.absorb(rows);
                files.push(file);
            }
            Err(problems) => all.problems().extend(0, problems),
        }
    }
    context.options.progress.begin(sources.len());
    (all, files)
}

/// Goes back to the beginning of all sources; false if one of them cannot be read again.
fn rewind(sources: &mut [(Arc<str>, Bytes<'_>)]) -> bool {
    sources.iter_mut().all(|(_, bytes)| bytes.rewind().unwrap_or(false))
}

fn finished(
    rows: Rows<'_>,
    names: &[Arc<str>],
    files: Vec<File>,
) -> Result<Actuals, Vec<Diagnostic>> {
    let mut actuals = rows.into_actuals(names, files)?;
    actuals.warnings.extend(identical::warnings(&actuals));
    Ok(actuals)
}

//! Where reports go.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::builder::{ArgPredicate, OsStringValueParser, TypedValueParser as _};
use clap::{Args, ValueEnum};

use super::failure::{Failure, Outcome, fail};
use super::{ColorChoice, interrupt, log};
use crate::wording::command_line as say;

/// The width of a table that goes to no terminal.
const DEFAULT_WIDTH: usize = 100;

/// The names of the formats that a command writes.
pub(super) trait FormatName: ValueEnum + Send + Sync + 'static {
    /// The name of the format of standard output, unless another one is named.
    const DEFAULT: &'static str;

    /// Whether it is read by people, not by programs.
    fn is_for_people(&self) -> bool;

    /// Whether it is what a terminal shows, and the log of a job.
    fn is_for_the_log(&self) -> bool {
        self.to_possible_value().is_some_and(|value| value.get_name() == Self::DEFAULT)
    }
}

/// Where reports go: standard output and files, each in a format.
#[derive(Args)]
pub(super) struct Outputs<F: FormatName> {
    /// The format of what is printed to standard output.
    #[arg(long, value_enum, default_value = F::DEFAULT,
        default_value_if("template", ArgPredicate::IsPresent, "template"))]
    format: F,

    /// Write a format to a file too, such as `json=result.json`; may be repeated. Without FORMAT= the file takes what
    /// standard output would have had. Files are replaced whole or not at all.
    #[arg(long = "output", value_name = "[FORMAT=]FILE",
        value_parser = OsStringValueParser::new().try_map(file::<F>))]
    files: Vec<OutputFile<F>>,
}

/// A file with the format that it takes, where one is named.
#[derive(Clone)]
pub(super) struct OutputFile<F> {
    format: Option<F>,
    path: PathBuf,
}

/// How much room a report has, and whether it is coloured.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// The columns of a table.
    pub(super) width: usize,
    /// Whether it may be coloured.
    pub(super) color: bool,
}

/// What stands before and after the first `=`; the name of a file may be no text.
#[cfg(unix)]
fn split_once(text: &OsStr) -> Option<(&str, &OsStr)> {
    use std::os::unix::ffi::OsStrExt as _;
    let mut parts = text.as_bytes().splitn(2, |byte| *byte == b'=');
    let (name, path) = (parts.next()?, parts.next()?);
    Some((std::str::from_utf8(name).ok()?, OsStr::from_bytes(path)))
}

/// What stands before and after the first `=`.
#[cfg(not(unix))]
fn split_once(text: &OsStr) -> Option<(&str, &OsStr)> {
    let (name, path) = text.to_str()?.split_once('=')?;
    Some((name, OsStr::new(path)))
}

/// Understands `FORMAT=FILE` and `FILE`.
fn file<F: FormatName>(text: OsString) -> Result<OutputFile<F>, String> {
    let parts = split_once(&text);
    // `./a=b.json` is a file.
    let parts = parts.filter(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    let (format, path) = match parts {
        None => (None, PathBuf::from(text)),
        Some((name, path)) => {
            let format = F::from_str(name, false).map_err(|_| {
                let names: Vec<_> = F::value_variants()
                    .iter()
                    .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
                    .collect();
                format!(
                    "`{name}` is no format; the formats are {} (a file of that name is ./{name}=…)",
                    names.join(", ")
                )
            })?;
            (Some(format), PathBuf::from(path))
        }
    };
    match path.to_str() {
        Some("") => Err("the name of a file is missing".to_owned()),
        Some("-") => Err("standard output takes what --format says".to_owned()),
        _ => Ok(OutputFile { format, path }),
    }
}

impl<F: FormatName> Outputs<F> {
    /// The formats that reports are written in.
    pub(super) fn formats(&self) -> impl Iterator<Item = &F> {
        std::iter::once(&self.format)
            .chain(self.files.iter().filter_map(|file| file.format.as_ref()))
    }

    /// Refuses two reports in one file, and a report in a file that it is made from.
    pub(super) fn check(&self, is_input: impl Fn(&Path) -> bool) -> Outcome<()> {
        let mut seen = BTreeSet::new();
        for OutputFile { path, .. } in &self.files {
            let shown = path.to_string_lossy();
            if is_input(path) {
                return fail(say::output_overwrites(&shown));
            }
            if !seen.insert(identity(path)) {
                return fail(say::output_twice(&shown));
            }
        }
        Ok(())
    }

    /// Whether a report goes to a file.
    pub(super) fn write_to(&self, file: &Path) -> bool {
        self.files.iter().any(|other| identity(&other.path) == identity(file))
    }

    /// Writes every report: one to standard output, unless a file takes its place, and those of the files. A file that
    /// cannot be written does not keep the others from being written.
    pub(super) fn write(
        &self,
        color: ColorChoice,
        report: impl Fn(&F, Page, &mut dyn Write) -> io::Result<()>,
    ) -> Outcome<()> {
        self.write_where(color, true, report)
    }

    /// Writes what stands in place of the report when there can be none, save what a terminal shows: it has been told on
    /// stderr.
    pub(super) fn write_instead(
        &self,
        color: ColorChoice,
        report: impl Fn(&F, Page, &mut dyn Write) -> io::Result<()>,
    ) -> Outcome<()> {
        self.write_where(color, !self.format.is_for_the_log(), report)
    }

    fn write_where(
        &self,
        color: ColorChoice,
        to_stdout: bool,
        report: impl Fn(&F, Page, &mut dyn Write) -> io::Result<()>,
    ) -> Outcome<()> {
        let width = width();
        let to_stdout = to_stdout && self.files.iter().all(|file| file.format.is_some());
        let page = Page { width, color: color.on(to_stdout && io::stdout().is_terminal()) };
        let mut ended = Ok(());
        for OutputFile { format, path } in &self.files {
            let page = Page { width, color: color.on(false) };
            let format = format.as_ref().unwrap_or(&self.format);
            let written = to_file(path, |out| report(format, page, out));
            ended = ended.and(written);
        }
        if to_stdout {
            ended = ended.and(to_standard_output(|out| {
                if self.format.is_for_the_log() {
                    log::to_people(out, |out| report(&self.format, page, out))
                } else {
                    report(&self.format, page, out)
                }
            }));
        }
        ended
    }
}

/// So many links that lead to links are followed; as many as Linux follows.
const MOST_LINKS: usize = 40;

/// The file that a path leads to, also when it is not there yet.
fn followed(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        (0..MOST_LINKS).fold(path.to_owned(), |path, _| match path.read_link() {
            Ok(target) => path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => path,
        })
    })
}

/// What tells a file from others, also when it is not there yet.
pub(super) fn identity(path: &Path) -> PathBuf {
    let path = followed(path);
    path.canonicalize().unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize();
        match (folder, path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => path.clone(),
        }
    })
}

/// How many columns a table may have: `COLUMNS`, else the terminal's, else a fixed number.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(DEFAULT_WIDTH)
}

/// Prints a report.
pub(super) fn to_standard_output(
    report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match report(&mut out).and_then(|()| out.flush()) {
        // Whoever closed the pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context(Failure::from(say::unwritable_to_standard_output())),
    }
}

/// Writes a report to a file, which is replaced whole or not at all.
pub(super) fn to_file(
    path: &Path,
    report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome<()> {
    let Err(error) = interrupt::defer(|| replace(path, report)) else { return Ok(()) };
    let why = say::unwritable_report(&path.to_string_lossy());
    let is_absent = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    match path.parent().filter(is_absent) {
        Some(folder) => {
            fail(say::because(&why, &say::make_the_directory(&folder.to_string_lossy())))
        }
        None => Err(error).context(Failure::from(why)),
    }
}

/// Writes beside the file and then takes its place, with its permissions. What is no regular file, such as a device
/// or a named pipe, is written to.
fn replace(path: &Path, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let existing = match path.metadata() {
        Ok(existing) => Some(existing),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // Before links are followed: `/dev/fd/63` leads to `pipe:[4026]`, which is the path of nothing.
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        let mut out = io::BufWriter::new(File::options().write(true).open(path)?);
        report(&mut out)?;
        return out.flush();
    }
    // A link stays a link: the file that it leads to is replaced.
    let path = &followed(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    // A report may be read by whoever may read other new files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        // The name of the temporary file would only confuse.
        .map_err(|error| io::Error::from(error.kind()))?;
    let mut out = io::BufWriter::new(file);
    report(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

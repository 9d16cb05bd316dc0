//! Where reports go.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{ColorChoice, interrupt};

/// The width of a table that goes to no terminal.
const DEFAULT_WIDTH: usize = 100;

/// Where a report goes: standard output, or a file that is replaced whole or not at all.
pub(super) struct Destination<'a> {
    pub(super) file: Option<&'a PathBuf>,
    pub(super) color: ColorChoice,
}

impl Destination<'_> {
    /// Whether the report may be coloured.
    pub(super) fn color(&self) -> bool {
        self.color.on(self.file.is_none() && io::stdout().is_terminal())
    }

    /// How many columns a table may have: `COLUMNS`, else the terminal's, else a fixed number.
    pub(super) fn width() -> usize {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        columns
            .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
            .unwrap_or(DEFAULT_WIDTH)
    }

    /// Writes a report.
    pub(super) fn write(
        &self,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        match self.file {
            None => {
                let mut out = io::BufWriter::new(io::stdout().lock());
                match report(&mut out).and_then(|()| out.flush()) {
                    // Whoever closed the pipe has seen enough.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    written => written.context("the report cannot be written to standard output"),
                }
            }
            Some(path) => interrupt::defer(|| replace(path, report))
                .with_context(|| format!("the report cannot be written to {}", path.display())),
        }
    }
}

/// Writes beside the file and then takes its place, with its permissions. What is no regular file, such as a device
/// or a named pipe, is written to.
fn replace(path: &Path, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: the file that it leads to is replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let existing = path.metadata().ok();
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        let mut out = io::BufWriter::new(File::options().write(true).open(path)?);
        report(&mut out)?;
        return out.flush();
    }
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

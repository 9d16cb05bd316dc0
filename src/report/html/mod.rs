//! HTML for readers: one file without script and without network, for the screen, for paper and in the dark.
//!
//! [`Html`] makes a `page` of an evaluation, in which all is text already, and a template lays it out; the template
//! engine escapes whatever it puts in. Charts are inline SVG: a `bullet` for each figure, a `ladder` for a milestone, a
//! `matrix` for a goal on `each`, a `trend` where there are figures of several dates. A `refusal` stands in place of a report that cannot be. Positions are integers from exact
//! figures.

mod bullet;
mod ladder;
mod matrix;
mod page;
mod refusal;
mod scale;
mod trend;

use std::io;

use serde::Serialize;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};

use self::page::Page;
use super::{Format, Report};
use crate::evaluate::Evaluation;

/// How many cells of a kind a page can make use of, for a goal on `each`.
pub const MOST_CELLS: usize = 5000;

/// The HTML format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html<'a> {
    /// The same plan and actuals judged as of earlier dates, in their order, for the lines over time.
    pub earlier: &'a [Evaluation],
}

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

impl Format for Html<'_> {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        render(TEMPLATE, Page::of(report, self.earlier), out)
    }
}

/// Lays a page out.
fn render(template: &str, page: impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(lines_of_their_own()?);
    // The name ends in .html, so that all that is put in is escaped.
    environment.add_template("page.html", template).map_err(io::Error::other)?;
    environment.add_template("page.css", STYLE).map_err(io::Error::other)?;
    let layout = environment.get_template("page.html").map_err(io::Error::other)?;
    let text = layout.render(Serde(page)).map_err(io::Error::other)?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")
}

/// That a tag on a line by itself leaves no line behind.
pub(super) fn lines_of_their_own() -> io::Result<SyntaxConfig> {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(io::Error::other)
}

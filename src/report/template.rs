//! Whatever text people write a template for: the evaluation as JSON has it, laid out by a Jinja template.
//!
//! Names that the evaluation does not have are errors, and so is whatever a filter would have to round: figures come
//! rounded to the failing side, and stay as they are.

use std::io;

use jiff::civil::Date;
use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
    escape_formatter,
};

use super::json::evaluation::Document;
use super::text::{grouped, visible};
use super::{Format, Report};
use crate::diagnostic::Diagnostic;
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::source::SourceText;
use crate::wording::diagnostics::template as say;

/// The format that a template makes.
#[derive(Debug)]
pub struct Template {
    file: String,
    environment: Environment<'static>,
}

/// The name under which the environment knows the template.
const NAME: &str = "template";

impl Template {
    /// A template from its text. What it puts in is escaped as the name of its file asks for: `.html`, `.htm` and
    /// `.xml`, with or without `.j2` or `.jinja` after it.
    ///
    /// # Errors
    /// A template that is not understood, at its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        if let Ok(syntax) = super::html::lines_of_their_own() {
            environment.set_syntax(syntax);
        }
        let is_markup = is_markup(file);
        environment.set_auto_escape_callback(move |_| {
            if is_markup { AutoEscape::Html } else { AutoEscape::None }
        });
        environment.set_formatter(write_visibly);
        environment.add_filter("figure", figure);
        environment.add_filter("percent", percent);
        environment.add_filter("date", date);
        let source = SourceText::new(file, text);
        environment
            .add_template_owned(NAME, text.to_owned())
            .map_err(|error| vec![fault(&source, &error)])?;
        Ok(Self { file: file.to_owned(), environment })
    }
}

impl Format for &Template {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let template = self.environment.get_template(NAME).map_err(io::Error::other)?;
        // Whole, before anything is written.
        let text = template
            .render(Serde(Document::of(report)))
            .map_err(|error| io::Error::other(self.complaint(&error)))?;
        out.write_all(text.as_bytes())
    }
}

impl Template {
    /// What is wrong, with the line of the template.
    fn complaint(&self, error: &Error) -> String {
        let line = error.line().map_or_else(String::new, |line| format!(":{line}"));
        format!("{}{line}: {}", self.file, what(error))
    }
}

/// What an error says, with its cause.
fn what(error: &Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

/// The finding that a template is not understood.
fn fault(source: &SourceText<'_>, error: &Error) -> Diagnostic {
    let place = source.place_of_line(error.line().unwrap_or(1));
    Diagnostic::error("bad-template", place, say::no_template())
        .label(say::engine_says(&what(error)))
        .help(say::write_as_for_jinja())
}

fn is_markup(file: &str) -> bool {
    let name = file.to_ascii_lowercase();
    let name =
        [".j2", ".jinja", ".jinja2"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    [".html", ".htm", ".xhtml", ".xml"].iter().any(|end| name.ends_with(end))
}

/// Writes a value without what would steer a terminal; nothing where there is none.
fn write_visibly(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => {
            let lines: Vec<_> = text.split('\n').map(visible).collect();
            escape_formatter(out, state, &Value::from(lines.join("\n")))
        }
        None => escape_formatter(out, state, value),
    }
}

/// `figure`: thousands set apart, and zeros up to so many decimals where they are given. Text that is no figure, such as a
/// stage, stays as it is.
fn figure(value: &Value, decimals: Option<u32>) -> Result<Value, Error> {
    let Some(text) = text_of(value) else { return Ok(Value::from(())) };
    let Ok(quantity) = Quantity::parse(&text) else { return Ok(Value::from(text)) };
    let Some(decimals) = decimals else { return Ok(Value::from(grouped(&text))) };
    let exact = quantity.normalized();
    if exact.decimals() > decimals {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("{text} has more than {decimals} decimals, and a template does not round"),
        ));
    }
    let rounded = Ratio::whole(exact).rounded(decimals, Rounding::Down);
    Ok(Value::from(grouped(&rounded)))
}

/// `percent`: the figure with a sign.
fn percent(value: &Value) -> Option<String> {
    Some(format!("{}%", text_of(value)?))
}

/// `date`: a day in the form that is given, `%Y年%-m月%-d日`.
fn date(value: &Value, form: &str) -> Result<Value, Error> {
    let Some(text) = text_of(value) else { return Ok(Value::from(())) };
    let invalid =
        |error: jiff::Error| Error::new(ErrorKind::InvalidOperation, format!("{text}: {error}"));
    let day: Date = text.parse().map_err(invalid)?;
    let formatted = jiff::fmt::strtime::format(form, day).map_err(invalid)?;
    Ok(Value::from(formatted))
}

/// A value as text; `None` for one that is not there.
fn text_of(value: &Value) -> Option<String> {
    if value.is_none() { None } else { Some(value.to_string()) }
}

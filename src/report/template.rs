//! Whatever text people write a template for: the evaluation as JSON has it, laid out by a Jinja template.
//!
//! Names that the evaluation does not have are errors, and so is whatever a filter would have to round: figures come
//! rounded to the failing side, and stay as they are.

use std::cmp::Ordering;
use std::error::Error as _;
use std::ops::Range;
use std::{fmt, io};

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
use crate::source::{Place, SourceText};
use crate::wording::Text;
use crate::wording::diagnostics::template as say;

/// The format that a template makes.
#[derive(Debug)]
pub struct Template {
    file: String,
    environment: Environment<'static>,
}

/// What is wrong with a template, which only shows when it is laid out: the reason of an [`io::Error`] of
/// [`Format::write`].
#[derive(Debug)]
pub struct Complaint(pub Text);

impl fmt::Display for Complaint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.english())
    }
}

impl std::error::Error for Complaint {}

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
        // Errors know their place then.
        environment.set_debug(true);
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
        environment.add_test("at_least", |figure: &Value, other: &Value| {
            compared(figure, other, Ordering::is_ge)
        });
        environment.add_test("more_than", |figure: &Value, other: &Value| {
            compared(figure, other, Ordering::is_gt)
        });
        environment.add_test("at_most", |figure: &Value, other: &Value| {
            compared(figure, other, Ordering::is_le)
        });
        environment.add_test("less_than", |figure: &Value, other: &Value| {
            compared(figure, other, Ordering::is_lt)
        });
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
            .map_err(|error| io::Error::other(self.complaint(template.source(), &error)))?;
        out.write_all(text.as_bytes())
    }
}

impl Template {
    /// What is wrong, with the place in the template.
    fn complaint(&self, text: &str, error: &Error) -> Complaint {
        let source = SourceText::new(&self.file, text);
        let range = error.range().filter(|range| text.get(range.clone()).is_some());
        let place = match (&range, error.line()) {
            (Some(range), _) => source.place(range.clone()),
            (None, Some(line)) => source.place_of_line(line),
            (None, None) => Place::file(source.name()),
        };
        let name = range.and_then(|range| whole_name(text, range));
        let own = error.source().and_then(|cause| cause.downcast_ref::<Complaint>());
        let why = match (own, error.kind(), name) {
            (Some(Complaint(why)), ..) => why.clone(),
            (None, ErrorKind::UndefinedError, Some(name)) => say::no_such_name(name),
            (None, ErrorKind::UndefinedError, None) => say::a_name_is_not_there(),
            _ => say::engine_refuses(&what(error)),
        };
        Complaint(say::wrong(&place.to_string(), &why))
    }
}

/// The name in a range of a template, from its beginning: the engine may mean only what stands behind the first dots.
fn whole_name(text: &str, range: Range<usize>) -> Option<&str> {
    let name = text.get(range.clone())?.trim();
    if !name.starts_with(['.', '[']) {
        return Some(name);
    }
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
    let before = text.get(..range.start)?.trim_end_matches(is_of_name).len();
    text.get(before..range.end).map(str::trim)
}

/// The error of a filter or a test.
fn refused(why: Text) -> Error {
    Error::new(ErrorKind::InvalidOperation, why.english().to_owned()).with_source(Complaint(why))
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
        return Err(refused(say::too_many_decimals(&text, decimals)));
    }
    let rounded = Ratio::whole(exact).rounded(decimals, Rounding::Down);
    Ok(Value::from(grouped(&rounded)))
}

/// `is at_least(80)` and the like: whether a figure stands so to another one, in exact decimals, which the texts that figures
/// are would not. One that is not there does not.
fn compared(figure: &Value, other: &Value, holds: fn(Ordering) -> bool) -> Result<bool, Error> {
    let parsed = |value: &Value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        let text = text_of(value);
        text.map(|text| Quantity::parse(&text).map_err(|_| refused(say::no_figure(&text))))
            .transpose()
    };
    let (figure, other) = (parsed(figure)?, parsed(other)?);
    Ok(figure.zip(other).is_some_and(|(figure, other)| holds(figure.cmp(&other))))
}

/// `percent`: the figure with a sign.
fn percent(value: &Value) -> Option<String> {
    Some(format!("{}%", text_of(value)?))
}

/// `date`: a day in the form that is given, `%Y年%-m月%-d日`.
fn date(value: &Value, form: &str) -> Result<Value, Error> {
    let Some(text) = text_of(value) else { return Ok(Value::from(())) };
    let day: Date = text.parse().map_err(|_| refused(say::no_day(&text)))?;
    let formatted =
        jiff::fmt::strtime::format(form, day).map_err(|_| refused(say::no_form_of_day(form)))?;
    Ok(Value::from(formatted))
}

/// A value as text; `None` for one that is not there.
fn text_of(value: &Value) -> Option<String> {
    if value.is_none() { None } else { Some(value.to_string()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn figures_are_compared_as_figures() {
        let template = Template::parse("t.txt", "").unwrap();
        let render = |expression: &str, figure: Value| {
            let text = format!("{{{{ {expression} }}}}");
            let context = Value::from(BTreeMap::from([("figure", figure)]));
            template.environment.render_str(&text, context).map_err(|error| what(&error))
        };
        for (expression, figure, expected) in [
            ("figure is at_least(80)", "9", "false"),
            ("figure is at_least(80)", "100", "true"),
            ("figure is at_least(80)", "80.00", "true"),
            ("figure is at_least('80.1')", "80.09999999999999999999999", "false"),
            ("figure is more_than(80)", "80.0", "false"),
            ("figure is at_most(80.5)", "80.5", "true"),
            ("figure is less_than(-1)", "-2", "true"),
        ] {
            let shown = render(expression, Value::from(figure)).unwrap().to_lowercase();
            assert_eq!(shown, expected, "{expression}");
        }
        for test in ["at_least", "more_than", "at_most", "less_than"] {
            let shown = render(&format!("figure is {test}(80)"), Value::from(()));
            assert_eq!(shown.unwrap().to_lowercase(), "false", "{test}");
        }
        let error = render("figure is at_least(80)", Value::from("started")).unwrap_err();
        assert!(error.contains("`started` is no figure"), "{error}");
        assert!(render("nothing is at_least(80)", Value::from("1")).is_err());
    }
}

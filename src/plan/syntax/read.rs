//! How the tables of a plan file are read: value by value, every fault with its place.

use std::ops::Range;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::source::{Place, SourceText};
use crate::wording::Text;
use crate::wording::diagnostics::listed;
use crate::wording::diagnostics::syntax as say;

/// A value of the file with the bytes it stands in.
pub(crate) type Value<'i> = toml::Spanned<DeValue<'i>>;

/// Something that the plan file says, and the bytes where it does.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What it says.
    pub value: T,
    /// The bytes of the file.
    pub span: Range<usize>,
}

/// Named tables or values, in file order.
#[derive(Clone, Debug)]
pub struct Map<T> {
    /// Names and values.
    pub entries: Vec<(Spanned<String>, Spanned<T>)>,
}

/// The faults of a plan file, gathered.
pub(crate) struct Faults<'a> {
    source: SourceText<'a>,
    found: Vec<(Range<usize>, Diagnostic)>,
}

impl<'a> Faults<'a> {
    pub(crate) fn new(source: SourceText<'a>) -> Self {
        Self { source, found: Vec::new() }
    }

    /// An empty list of faults of the same file.
    pub(crate) fn of(other: &Self) -> Self {
        Self::new(other.source.clone())
    }

    /// The place of a span of the file.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.clone())
    }

    /// The name of the file.
    pub(crate) fn file(&self) -> &std::sync::Arc<str> {
        self.source.name()
    }

    /// A fault at a span of the file.
    pub(crate) fn add(
        &mut self,
        span: &Range<usize>,
        diagnostic: impl FnOnce(Place) -> Diagnostic,
    ) {
        let diagnostic = diagnostic(self.place(span));
        self.found.push((span.clone(), diagnostic));
    }

    /// A fault of the TOML itself.
    pub(super) fn syntax(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        self.add(&span, |place| {
            Diagnostic::error("syntax", place, say::not_toml())
                .label(say::parser_says(&error.message().replace('\n', ", ")))
                .help(say::mend_line())
        });
    }

    /// Whether the TOML itself is at fault, so that what is missing may only be hidden.
    pub(crate) fn any_of_syntax(&self) -> bool {
        self.found.iter().any(|(_, diagnostic)| diagnostic.code == "syntax")
    }

    /// All faults in file order, each once.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(span, _)| span.start);
        let mut diagnostics: Vec<Diagnostic> =
            self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        diagnostics.dedup();
        diagnostics
    }
}

/// A kind of value that can be read from a plan file.
pub(crate) trait Read: Sized {
    /// What is expected, for messages: `a string`.
    const EXPECTED: fn() -> Text;

    /// Reads a value, or reports what is wrong with it.
    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self>;

    /// What such values look like: all that a plan may say, and as little else as a schema can tell.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// Reports a value that is not what was expected.
pub(super) fn wrong_type<T: Read>(value: &Value<'_>, faults: &mut Faults<'_>) {
    let found = match value.get_ref() {
        DeValue::String(_) => say::a_string(),
        DeValue::Integer(number) if number.radix() != 10 => say::a_number_not_decimal(),
        DeValue::Integer(_) | DeValue::Float(_) => say::a_number(),
        DeValue::Boolean(_) => say::true_or_false(),
        DeValue::Datetime(_) => say::a_date(),
        DeValue::Array(_) => say::a_list(),
        DeValue::Table(_) => say::a_table(),
    };
    faults.add(&value.span(), |place| {
        let expected = T::EXPECTED();
        Diagnostic::error("wrong-type", place, say::wrong_type(&found, &expected))
            .label(say::expected(&expected))
            .help(say::write_here(&expected))
    });
}

/// The table that a value is, or a fault.
pub(super) fn table<'v, 'i, T: Read>(
    value: &'v Value<'i>,
    faults: &mut Faults<'_>,
) -> Option<&'v DeTable<'i>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        wrong_type::<T>(value, faults);
    }
    table
}

/// Reads a value together with its place.
pub(super) fn spanned<T: Read>(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Spanned<T>> {
    Some(Spanned { value: T::read(value, faults)?, span: value.span() })
}

/// Reports a key that is not among the known ones; gives the one of these that it was meant to be.
pub(super) fn unknown_key(
    key: &toml::Spanned<DeString<'_>>,
    known: &[&'static str],
    faults: &mut Faults<'_>,
) -> Option<&'static str> {
    let name = key.get_ref();
    let near = nearest(name, known.iter().copied());
    faults.add(&key.span(), |place| {
        let fault = Diagnostic::error("unknown-key", place, say::unknown_key(name))
            .label(say::no_such_key());
        match near {
            Some(near) => fault.meant(near, Spelling::Key),
            None => fault.help(say::known_keys(&listed(known))),
        }
    });
    known.iter().copied().find(|key| Some(*key) == near)
}

impl<T: Read> Read for Map<T> {
    const EXPECTED: fn() -> Text = say::a_table;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let table = table::<Self>(value, faults)?;
        let mut in_order: Vec<_> = table.iter().collect();
        in_order.sort_by_key(|(key, _)| key.span().start);
        let mut entries = Vec::with_capacity(in_order.len());
        for (key, value) in in_order {
            let name = Spanned { value: key.get_ref().to_string(), span: key.span() };
            entries.extend(spanned(value, faults).map(|value| (name, value)));
        }
        Some(Self { entries })
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": T::schema(generator) })
    }
}

impl<T: Read> Read for Vec<Spanned<T>> {
    const EXPECTED: fn() -> Text = say::a_list;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(list) = value.get_ref().as_array() else {
            wrong_type::<Self>(value, faults);
            return None;
        };
        let items: Vec<_> = list.iter().map(|item| spanned(item, faults)).collect();
        items.into_iter().collect()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": T::schema(generator) })
    }
}

impl Read for String {
    const EXPECTED: fn() -> Text = say::a_string;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            wrong_type::<Self>(value, faults);
        }
        text.map(ToOwned::to_owned)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl Read for bool {
    const EXPECTED: fn() -> Text = say::true_or_false;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let answer = value.get_ref().as_bool();
        if answer.is_none() {
            wrong_type::<Self>(value, faults);
        }
        answer
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean" })
    }
}

/// The value that a piece of TOML writes, for a schema; `None` when it is no TOML or has a value that JSON may not hold
/// exactly.
pub(super) fn example(code: &str) -> Option<serde_json::Value> {
    fn json(value: &DeValue<'_>) -> Option<serde_json::Value> {
        Some(match value {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Integer(number) => number.as_str().parse::<i64>().ok()?.into(),
            DeValue::Boolean(answer) => (*answer).into(),
            DeValue::Array(list) => {
                list.iter().map(|item| json(item.get_ref())).collect::<Option<_>>()?
            }
            DeValue::Table(table) => serde_json::Value::Object(
                table
                    .iter()
                    .map(|(key, value)| Some((key.get_ref().to_string(), json(value.get_ref())?)))
                    .collect::<Option<_>>()?,
            ),
            DeValue::Float(_) | DeValue::Datetime(_) => return None,
        })
    }
    let text = format!("value = {code}");
    let table = DeTable::parse(&text).ok()?;
    json(table.get_ref().get("value")?.get_ref())
}

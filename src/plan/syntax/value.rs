//! The values that keys of a plan file may have.

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::super::relative;
use super::read::{self, Faults, Map, Read, Spanned, Value, wrong_type};
use super::schema;
use super::word::ScoringWord;
use super::{ByMemberSyntax, CalendarSyntax, RuleSyntax};
use crate::diagnostic::{Diagnostic, Spelling};
use crate::period::{Period, lacks_year, meant};
use crate::plan::{invisible_in, is_invisible};
use crate::quantity::{LiteralError, MAX_DIGITS, Quantity};
use crate::wording;
use crate::wording::diagnostics::syntax as say;

/// A word that may also be written as a number: `"3"` or `3`.
#[derive(Clone, Debug)]
pub struct Text(pub String);

/// A number, or a text that stands for one: `88`, `"35亿元"`, `"baseline + 5%"`.
#[derive(Clone, Debug)]
pub enum Amount {
    /// A literal number, exactly as written.
    Number(Quantity),
    /// A text.
    Text(String),
}

/// How many points an attainment earns.
#[derive(Clone, Debug)]
pub enum ScoringSyntax {
    /// `"proportional"` or `"all-or-nothing"`.
    Word(ScoringWord),
    /// `{ per = "3%", minus = 1 }` or `{ bands = { "100%" = 5, "80%" = 3 } }`.
    Table(Box<RuleSyntax>),
}

/// One name or a list of them.
#[derive(Clone, Debug)]
pub struct OneOrMany(pub Vec<Spanned<String>>);

/// What a goal key holds.
#[derive(Clone, Debug)]
pub enum GoalSyntax {
    /// One value: `88`.
    One(Spanned<Amount>),
    /// The two ends of a range: `[2, 3]`.
    Pair(Box<[Spanned<Amount>; 2]>),
    /// A value for each member: `{ members = { East = 8000 } }` or `{ roster = "quota" }`.
    ByMember(Box<ByMemberSyntax>),
}

impl GoalSyntax {
    /// The one value, or the first of two; none of a goal broken down to members.
    pub(crate) fn first(&self) -> Option<&Spanned<Amount>> {
        match self {
            Self::One(amount) => Some(amount),
            Self::Pair(ends) => ends.first(),
            Self::ByMember(_) => None,
        }
    }
}

impl Read for ScoringSyntax {
    const EXPECTED: fn() -> wording::Text = say::a_word_or_a_table;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => ScoringWord::read(value, faults).map(Self::Word),
            DeValue::Table(_) => RuleSyntax::read(value, faults).map(Box::new).map(Self::Table),
            _ => {
                wrong_type::<Self>(value, faults);
                None
            }
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let words = ScoringWord::schema(generator);
        let table = RuleSyntax::schema(generator);
        json_schema!({ "anyOf": [words, table] })
    }
}

impl Read for Text {
    const EXPECTED: fn() -> wording::Text = say::a_string;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => {
                Some(Self(number.as_str().to_owned()))
            }
            _ => String::read(value, faults).map(Self),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"] })
    }
}

impl Read for Amount {
    const EXPECTED: fn() -> wording::Text = say::a_number_or_a_string;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let literal = match value.get_ref() {
            DeValue::String(text) => return Some(Self::Text(text.to_string())),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                wrong_type::<Self>(value, faults);
                return None;
            }
        };
        match Quantity::parse(literal) {
            Ok(number) => Some(Self::Number(number)),
            Err(error) => {
                faults.add(&value.span(), |place| bad_number(place, literal, error));
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "pattern": relative::quantity_pattern() })
    }
}

/// The fault of a text that should be a number.
pub(crate) fn bad_number(
    place: crate::source::Place,
    literal: &str,
    error: LiteralError,
) -> Diagnostic {
    match error {
        LiteralError::NotANumber => {
            Diagnostic::error("bad-value", place, say::not_a_number(literal))
                .label(say::expected_a_number())
                .help(say::write_decimal_digits())
        }
        LiteralError::TooWide => Diagnostic::error("too-wide", place, say::too_wide(literal))
            .label(say::expected_digits(MAX_DIGITS))
            .help(say::round_or_scale()),
    }
}

impl Read for OneOrMany {
    const EXPECTED: fn() -> wording::Text = say::a_string_or_strings;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => {
                Some(Self(vec![Spanned { value: text.to_string(), span: value.span() }]))
            }
            DeValue::Array(_) => Vec::read(value, faults).map(Self),
            _ => {
                wrong_type::<Self>(value, faults);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "array"], "items": { "type": "string" } })
    }
}

impl Read for GoalSyntax {
    const EXPECTED: fn() -> wording::Text = say::a_goal;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(list) => {
                let ends: Vec<_> =
                    list.iter().map(|end| read::spanned(end, faults)).collect::<Option<_>>()?;
                if let Ok(ends) = <[Spanned<Amount>; 2]>::try_from(ends) {
                    return Some(Self::Pair(Box::new(ends)));
                }
                faults.add(&value.span(), |place| {
                    Diagnostic::error("bad-value", place, say::range_of(list.len()))
                        .label(say::expected_two_values())
                        .help(say::write_both_ends())
                });
                None
            }
            DeValue::Table(_) => {
                let by_member = ByMemberSyntax::read(value, faults)?;
                let has_values = by_member.members.is_some() || by_member.roster.is_some();
                (has_values || by_member.attempted.is_empty())
                    .then(|| Self::ByMember(Box::new(by_member)))
            }
            _ => read::spanned(value, faults).map(Self::One),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        schema::value(None)
    }
}

impl Read for Period {
    const EXPECTED: fn() -> wording::Text = say::a_period;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            _ => Text::read(value, faults)?.0,
        };
        let period = Self::parse(&text);
        if period.is_none() {
            faults.add(&value.span(), |place| bad_period(place, &text, Spelling::Text));
        }
        period
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"], "pattern": Self::PATTERN, "minimum": 1000 })
    }
}

/// The fault of a text that should be a period; what it was meant for stands there in a spelling.
pub(crate) fn bad_period(
    place: crate::source::Place,
    text: &str,
    spelling: Spelling<'_>,
) -> Diagnostic {
    let invisible = invisible_in(text);
    let message = match invisible {
        Some(character) => say::period_with_invisible(text, character),
        None => say::not_a_period(text),
    };
    let problem =
        Diagnostic::error("bad-period", place, message).label(say::expected(&say::a_period()));
    let visible: String = text.chars().filter(|character| !is_invisible(*character)).collect();
    let periods = match Period::parse(&visible).filter(|_| invisible.is_some()) {
        Some(period) => vec![period],
        None => meant(&visible),
    };
    let meant: Vec<String> = periods.iter().map(Period::to_string).collect();
    if meant.is_empty() {
        let help =
            if lacks_year(&visible) { say::write_with_year() } else { say::write_a_period() };
        return problem.help(help);
    }
    let meant: Vec<&str> = meant.iter().map(String::as_str).collect();
    problem.meant_one_of(&meant, spelling)
}

impl Read for CalendarSyntax {
    const EXPECTED: fn() -> wording::Text = say::periods;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let periods = match value.get_ref() {
            DeValue::Table(_) => {
                let named = Map::<Period>::read(value, faults)?;
                named.entries.into_iter().map(|(name, period)| (Some(name), period)).collect()
            }
            DeValue::Array(_) => {
                Vec::read(value, faults)?.into_iter().map(|period| (None, period)).collect()
            }
            _ => {
                wrong_type::<Self>(value, faults);
                return None;
            }
        };
        Some(Self { periods })
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let period = Period::schema(generator);
        json_schema!({
            "type": ["array", "object"],
            "items": period,
            "minItems": 1,
            "additionalProperties": period,
            "minProperties": 1,
        })
    }
}

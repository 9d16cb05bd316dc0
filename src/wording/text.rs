//! What is said about an input, in every language at once: it is found before it is known who will read it.

use super::Words;
use super::diagnostics::resolve::Named;
use crate::actuals::SetAside;
use crate::evaluate::Verdict;
use crate::period::Period;
use crate::plan::{GoalKind, Language};
use crate::quantity::Quantity;

/// A text in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    english: String,
    /// Nothing where it is the same.
    chinese: Option<String>,
}

impl Text {
    /// A text that is the same in every language: a name, a figure, the words of somebody else.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        Self { english: text.into(), chinese: None }
    }

    /// The text that is made for each language.
    pub(crate) fn each(text: impl Fn(Language) -> String) -> Self {
        Self { english: text(Language::English), chinese: Some(text(Language::Chinese)) }
    }

    /// The text in a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match (language, &self.chinese) {
            (Language::Chinese, Some(chinese)) => chinese,
            _ => &self.english,
        }
    }

    /// The text in English.
    #[must_use]
    pub fn english(&self) -> &str {
        &self.english
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.english.is_empty()
    }
}

/// What is put into a text: said in the language of the text.
pub(super) trait Argument {
    type Said<'a>
    where
        Self: 'a;

    fn said(&self, language: Language) -> Self::Said<'_>;
}

impl Argument for &Text {
    type Said<'a>
        = &'a str
    where
        Self: 'a;

    fn said(&self, language: Language) -> &str {
        self.of(language)
    }
}

impl Argument for &[Text] {
    type Said<'a>
        = Vec<&'a str>
    where
        Self: 'a;

    fn said(&self, language: Language) -> Vec<&str> {
        self.iter().map(|text| text.of(language)).collect()
    }
}

impl Argument for Period {
    type Said<'a> = String;

    fn said(&self, language: Language) -> String {
        Words::of(language).period(*self)
    }
}

impl Argument for jiff::civil::Date {
    type Said<'a> = String;

    fn said(&self, language: Language) -> String {
        Words::of(language).date(*self)
    }
}

impl Argument for Verdict {
    type Said<'a> = String;

    fn said(&self, language: Language) -> String {
        Words::of(language).verdict(*self)
    }
}

impl<T: Argument> Argument for Option<T> {
    type Said<'a>
        = Option<T::Said<'a>>
    where
        Self: 'a;

    fn said(&self, language: Language) -> Option<T::Said<'_>> {
        self.as_ref().map(|argument| argument.said(language))
    }
}

/// What is the same in every language.
macro_rules! same {
    ($($type:ty),* $(,)?) => {
        $(impl Argument for $type {
            type Said<'a> = Self where Self: 'a;

            fn said(&self, _: Language) -> Self {
                *self
            }
        })*
    };
}

same!(
    &str,
    char,
    bool,
    u8,
    u32,
    u64,
    usize,
    i16,
    i64,
    GoalKind,
    Named,
    Quantity,
    &[&str],
    &[String],
    &[u64],
    &[(SetAside, u64)],
    &[(&str, &str)]
);

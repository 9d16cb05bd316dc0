//! Every word that people are told, in every language: a message beside its translation, by topic.
//!
//! A message of a report is a method of `Words`, which is in one language. What is put into it comes formatted by the
//! caller: figures rounded, units attached, dates by `Words::date`, periods by `Words::period`. What is said of an input,
//! as in a [`Diagnostic`](crate::diagnostic::Diagnostic), is a [`Text`] in all of them: a function in `diagnostics`.
//! The macros `messages` and `texts` make them, so that one without a translation does not compile; one that nobody uses
//! is dead code to the compiler; and the tests of this module find a translation that was left in the other language.

mod account;
pub(crate) mod called;
pub(crate) mod command_line;
mod dates;
pub(crate) mod diagnostics;
mod diff;
mod findings;
mod goals;
mod names;
mod page;
mod progress;
mod reasons;
mod score;
mod sheet;
mod steps;
mod system;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod turns;

pub(crate) use self::names::Asked;
pub(crate) use self::system::of_system;
pub use self::text::Text;

use crate::plan::Language;

/// All messages in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(Language);

impl Words {
    /// The messages in a language.
    pub(crate) fn of(language: Language) -> Self {
        Self(language)
    }

    /// A text in this language.
    pub(crate) fn said(self, text: &Text) -> &str {
        text.of(self.0)
    }
}

/// Makes a method of [`Words`] of each message: its arguments, and its text in each language.
///
/// A text is a literal into which the arguments are put by their names, or a block where it takes more than that. A
/// message without arguments is a literal, and stays one.
macro_rules! messages {
    ($($(#[$doc:meta])* fn $name:ident $arguments:tt { en: $english:tt, zh: $chinese:tt $(,)? })*) => {
        impl $crate::wording::Words {
            $($crate::wording::message!($(#[$doc])* $name $arguments $english $chinese);)*
        }

        /// The names of the messages with their texts as they stand in the source.
        #[cfg(test)]
        pub(in crate::wording) const MESSAGES: &[(&str, &str, &str)] =
            &[$((stringify!($name), stringify!($english), stringify!($chinese))),*];
    };
}

macro_rules! message {
    ($(#[$doc:meta])* $name:ident () $english:literal $chinese:literal) => {
        $(#[$doc])*
        pub(crate) fn $name(self) -> &'static str {
            match self.0 {
                $crate::plan::Language::English => $english,
                $crate::plan::Language::Chinese => $chinese,
            }
        }
    };
    ($(#[$doc:meta])* $name:ident ($($argument:ident: $type:ty),+ $(,)?) $english:tt $chinese:tt) => {
        $(#[$doc])*
        pub(crate) fn $name(self, $($argument: $type),+) -> String {
            match self.0 {
                $crate::plan::Language::English => $crate::wording::formatted!($english),
                $crate::plan::Language::Chinese => $crate::wording::formatted!($chinese),
            }
        }
    };
}

/// Makes a function of each text, which says it in every language: its arguments, and its text in each language, as
/// with [`messages`]. What is put into it is said in the language of the text: another [`Text`], a day or a period.
macro_rules! texts {
    ($($(#[$doc:meta])* fn $name:ident ($($argument:ident: $type:ty),* $(,)?) {
        en: $english:tt, zh: $chinese:tt $(,)?
    })*) => {
        $($(#[$doc])*
        pub(crate) fn $name($($argument: $type),*) -> $crate::wording::Text {
            $crate::wording::Text::each(|language| {
                $(let $argument = $crate::wording::text::Argument::said(&$argument, language);)*
                match language {
                    $crate::plan::Language::English => $crate::wording::formatted!($english),
                    $crate::plan::Language::Chinese => $crate::wording::formatted!($chinese),
                }
            })
        })*

        /// The names of the texts with what they say as it stands in the source.
        #[cfg(test)]
        pub(in crate::wording) const MESSAGES: &[(&str, &str, &str)] =
            &[$((stringify!($name), stringify!($english), stringify!($chinese))),*];
    };
}

macro_rules! formatted {
    ($text:literal) => {
        format!($text)
    };
    ($text:block) => {
        $text
    };
}

use {formatted, message, messages, texts};

/// `1 target`, `3 targets`: a number of things in English.
fn count(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}

//! Every word of the reports, in every language: a message beside its translation, by topic.
//!
//! A message is a method of [`Words`]. What is put into it comes formatted by the caller: figures rounded, units
//! attached, dates by [`Words::date`], periods by [`Words::period`]. [`messages`] makes the methods, so that a message
//! without a translation does not compile; one that nobody uses is dead code to the compiler; and the tests of this
//! module find a translation that was left in the other language.

mod account;
mod dates;
mod diff;
mod findings;
mod goals;
mod kinds;
mod names;
mod page;
mod reasons;
mod score;
mod steps;
mod table;
#[cfg(test)]
mod tests;
mod turns;

pub(super) use self::names::Asked;

use crate::plan::Language;

/// All messages in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(Language);

impl Words {
    /// The messages in a language.
    pub(crate) fn of(language: Language) -> Self {
        Self(language)
    }
}

/// Makes a method of [`Words`] of each message: its arguments, and its text in each language.
///
/// A text is a literal into which the arguments are put by their names, or a block where it takes more than that. A
/// message without arguments is a literal, and stays one.
macro_rules! messages {
    ($($(#[$doc:meta])* fn $name:ident $arguments:tt { en: $english:tt, zh: $chinese:tt $(,)? })*) => {
        impl $crate::report::wording::Words {
            $($crate::report::wording::message!($(#[$doc])* $name $arguments $english $chinese);)*
        }

        /// The names of the messages with their texts as they stand in the source.
        #[cfg(test)]
        pub(super) const MESSAGES: &[(&str, &str, &str)] =
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
                $crate::plan::Language::English => $crate::report::wording::text!($english),
                $crate::plan::Language::Chinese => $crate::report::wording::text!($chinese),
            }
        }
    };
}

macro_rules! text {
    ($text:literal) => {
        format!($text)
    };
    ($text:block) => {
        $text
    };
}

use {message, messages, text};

/// `1 target`, `3 targets`: a number of things in English.
fn count(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}

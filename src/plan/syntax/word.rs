//! Keys whose value is one of a few words.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::super::{Aggregate, AttainmentKind, Combine, Language, Missing, WhenEmpty};
use super::read::{Faults, Read, Value};
use crate::diagnostic::{Diagnostic, Severity, Spelling, nearest};
use crate::wording::Text;
use crate::wording::diagnostics::syntax as say;

/// What a word of the plan file stands for, one of a few.
pub(crate) trait Word: Copy + 'static {
    /// The key that takes the word, for messages.
    const KEY: &'static str;

    /// All words with what they stand for.
    const WORDS: &'static [(&'static str, Self)];
}

/// What is required before a goal is due, where the plan does not write it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaceWord {
    /// The same more in every stretch of time.
    Linear,
    /// The same growth in every stretch of time.
    Compound,
    /// Nothing.
    None,
}

/// How many points an attainment earns, where no table says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoringWord {
    /// As large a share as the attainment is.
    Proportional,
    /// All for a goal that is satisfied.
    AllOrNothing,
}

impl<T: Word> Read for T {
    const EXPECTED: fn() -> Text = String::EXPECTED;

    fn read(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
        let word = String::read(value, faults)?;
        let found = T::WORDS.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
        if found.is_none() {
            let names: Vec<&str> = T::WORDS.iter().map(|(name, _)| *name).collect();
            let list = say::words(&names);
            let near = nearest(&word, names);
            faults.add(&value.span(), |place| {
                let fault =
                    Diagnostic::error("unknown-word", place, say::unknown_word(&word, T::KEY))
                        .label(say::expected(&list));
                match near {
                    Some(near) => fault.meant(near, Spelling::Text),
                    None => fault.help(say::write_one_of(&list)),
                }
            });
        }
        found
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::WORDS.iter().map(|(name, _)| *name).collect();
        json_schema!({ "enum": words })
    }
}

impl Word for Language {
    const KEY: &'static str = "language";
    const WORDS: &'static [(&'static str, Self)] = &[("en", Self::English), ("zh", Self::Chinese)];
}

impl Word for Severity {
    const KEY: &'static str = "severity";
    const WORDS: &'static [(&'static str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning)];
}

impl Word for Aggregate {
    const KEY: &'static str = "aggregate";
    const WORDS: &'static [(&'static str, Self)] = &Self::NAMES;
}

impl Word for Combine {
    const KEY: &'static str = "combine";
    const WORDS: &'static [(&'static str, Self)] = &Self::NAMES;
}

impl Word for WhenEmpty {
    const KEY: &'static str = "when_empty";
    const WORDS: &'static [(&'static str, Self)] = &[("no-data", Self::NoData), ("met", Self::Met)];
}

impl Word for Missing {
    const KEY: &'static str = "missing";
    const WORDS: &'static [(&'static str, Self)] = &[("fail", Self::Fail), ("zero", Self::Zero)];
}

impl Word for PaceWord {
    const KEY: &'static str = "pace";
    const WORDS: &'static [(&'static str, Self)] =
        &[("linear", Self::Linear), ("compound", Self::Compound), ("none", Self::None)];
}

impl Word for AttainmentKind {
    const KEY: &'static str = "attainment";
    const WORDS: &'static [(&'static str, Self)] =
        &[("ratio", Self::Ratio), ("progress", Self::Progress)];
}

impl Word for ScoringWord {
    const KEY: &'static str = "scoring";
    const WORDS: &'static [(&'static str, Self)] =
        &[("proportional", Self::Proportional), ("all-or-nothing", Self::AllOrNothing)];
}

//! What to write in place of what stands there, where that is known.

use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlStringBuilder};

use super::Diagnostic;
use crate::wording::Text;
use crate::wording::diagnostics as say;

/// How a name is written where it is to stand.
#[derive(Clone, Copy)]
pub(crate) enum Spelling<'a> {
    /// As a key of a plan.
    Key,
    /// As a string in a plan.
    Text,
    /// As a cell of an export.
    Cell,
    /// As the part of what stands there that reads so.
    Part(&'a str),
}

impl Diagnostic {
    /// The same with the name that was meant, as an edit where that is possible, else as a remedy in words.
    #[must_use]
    pub(crate) fn meant(self, name: &str, spelling: Spelling<'_>) -> Self {
        match self.place.meant().and_then(|found| spelling.write(found, name)) {
            Some(replacement) => self.replace_with(replacement),
            None => self.help(say::did_you_mean_name(name)),
        }
    }

    /// The same with the name that was meant, or the several of which it is not known which one was.
    #[must_use]
    pub(crate) fn meant_one_of(self, names: &[&str], spelling: Spelling<'_>) -> Self {
        match names {
            [] => self,
            [only] => self.meant(only, spelling),
            several => self.help(say::did_you_mean(&say::any_of(several))),
        }
    }

    /// The same without its edit, which is one of another place; in words instead.
    #[must_use]
    pub(crate) fn without_edit(mut self) -> Self {
        if let Some(replacement) = self.replacement.take() {
            self.help.get_or_insert_with(|| say::did_you_mean(&Text::same(replacement)));
        }
        self
    }
}

impl Spelling<'_> {
    /// What to write in place of all that was found.
    fn write(self, found: &str, name: &str) -> Option<String> {
        match self {
            Self::Key => Some(name.to_toml_key()),
            Self::Text => {
                is_closed(found).then(|| TomlStringBuilder::new(name).as_basic().to_toml_value())
            }
            Self::Cell => Some(cell(found, name)),
            Self::Part(part) => {
                let mut places = found.match_indices(part);
                let (start, part) = places.next().filter(|(_, part)| !part.is_empty())?;
                let (before, after) = (found.get(..start)?, found.get(start + part.len()..)?);
                let plain = !name.contains(['"', '\'', '\\']) && !name.contains(char::is_control);
                (plain && places.next().is_none()).then(|| format!("{before}{name}{after}"))
            }
        }
    }
}

/// Whether all of a string of a plan stands there, not its first line alone.
fn is_closed(found: &str) -> bool {
    let quoted =
        |quote: char| found.len() > 1 && found.starts_with(quote) && found.ends_with(quote);
    !found.starts_with("\"\"\"") && !found.starts_with("'''") && (quoted('"') || quoted('\''))
}

/// A cell with a name. It is quoted where it was, and where it could end a cell.
fn cell(found: &str, name: &str) -> String {
    let plain =
        |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_');
    if found.starts_with('"') || !name.chars().all(plain) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::Place;

    fn check(
        line: &str,
        meant: &str,
        name: &str,
        spelling: Spelling<'_>,
    ) -> (Option<String>, Option<String>) {
        let start = line.find(meant).unwrap();
        let file = Arc::from("a.toml");
        let place = Place::in_line(&file, 1, line, start..start + meant.len());
        let found = Diagnostic::error("unknown-key", place, Text::default()).meant(name, spelling);
        (found.replacement, found.help.map(|help| help.english().to_owned()))
    }

    #[test]
    fn a_name_is_written_as_its_place_takes_it() {
        for (line, meant, name, spelling, edit) in [
            ("titel = 1", "titel", "title", Spelling::Key, "title"),
            ("一小 = 1", "一小", "一中", Spelling::Key, "\"一中\""),
            ("x = \"Eats\"", "\"Eats\"", "East", Spelling::Text, "\"East\""),
            ("x = 'Eats'", "'Eats'", "Ea\"st\u{7}", Spelling::Text, "\"Ea\\\"st\\u0007\""),
            ("x,Open,1", "Open", "Opened", Spelling::Cell, "Opened"),
            ("x,Open,1", "Open", "Opened, at last", Spelling::Cell, "\"Opened, at last\""),
            ("x,\"Open\",1", "\"Open\"", "Op\"ened", Spelling::Cell, "\"Op\"\"ened\""),
            (
                "x = \"9 minuts\"",
                "\"9 minuts\"",
                "minutes",
                Spelling::Part("minuts"),
                "\"9 minutes\"",
            ),
        ] {
            assert_eq!(check(line, meant, name, spelling), (Some(edit.to_owned()), None), "{line}");
        }
    }

    #[test]
    fn where_an_edit_would_be_wrong_words_say_what_was_meant() {
        for (line, meant, name, spelling) in [
            // The string goes on in the next line.
            ("x = \"\"\"Eats", "\"\"\"Eats", "East", Spelling::Text),
            ("x = 12", "12", "13", Spelling::Text),
            // The unit stands in another cell, or twice.
            ("x,12,minuts", "12", "minutes", Spelling::Part("minuts")),
            ("x = \"m 9 m\"", "\"m 9 m\"", "km", Spelling::Part("m")),
            ("x = \"9 mi\"", "\"9 mi\"", "m\"i", Spelling::Part("mi")),
        ] {
            let words = format!("did you mean `{name}`?");
            assert_eq!(check(line, meant, name, spelling), (None, Some(words)), "{line}");
        }
    }
}

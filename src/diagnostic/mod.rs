//! What the program has to say about its inputs: a code, a severity, places, a message and a remedy, as
//! data. Rendering is left to [`report::diagnostics`](crate::report::diagnostics).

mod catalogue;
mod edit;

pub use catalogue::{CODES, page, summary};
pub(crate) use edit::Spelling;

use crate::source::Place;
use crate::wording::Text;
use crate::wording::diagnostics as say;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong; the reader may want to know.
    Note,
    /// The input is used; the reader should know.
    Warning,
    /// The input cannot be used.
    Error,
}

impl Severity {
    /// Its word in reports: `note`, `warning` or `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about a plan or about actuals.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// A stable kebab-case name of the kind of finding, one of [`CODES`].
    pub code: &'static str,
    /// Error, warning or note.
    pub severity: Severity,
    /// What was found: lowercase, no full stop.
    pub message: Text,
    /// Where, and a word on it.
    pub place: Place,
    /// What stands beside the underlined text: usually what was expected.
    pub label: Text,
    /// A second place that the finding is about, with its label.
    pub other: Option<(Place, Text)>,
    /// What to do.
    pub help: Option<Text>,
    /// The text to write in place of what stands at [`place`](Self::place), where it is known.
    pub replacement: Option<String>,
}

/// How many findings of a run are shown one by one.
pub const MOST_SHOWN: usize = 1000;

impl Diagnostic {
    /// The error that stands for so many more findings than [`MOST_SHOWN`], of which the first has this place.
    #[must_use]
    pub fn more_problems(more: u64, first: Place) -> Self {
        Self::error("more-problems", first, say::more_problems(more))
            .label(say::first_of_them())
            .help(say::mend_first())
    }

    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: Text) -> Self {
        debug_assert!(CODES.contains(&code), "{code} is missing in CODES");
        Self {
            code,
            severity: Severity::Error,
            message,
            place,
            label: Text::default(),
            other: None,
            help: None,
            replacement: None,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// A note at a place.
    #[must_use]
    pub fn note(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, place, message) }
    }

    /// The same with a label beside the underlined text.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = label;
        self
    }

    /// The same with a second place.
    #[must_use]
    pub fn and(mut self, place: Place, label: Text) -> Self {
        self.other = Some((place, label));
        self
    }

    /// The same with a remedy.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with the text to write in place of what stands there, every character of it.
    #[must_use]
    pub fn replace_with(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }
}

/// Of the known names the one nearest to what was written, when it is near enough to be what was meant, and no other is as
/// near.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    match all_nearest(written, known).as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Of the known names those nearest to what was written, when they are near enough to be what was meant: the one, or all
/// that could be as well as each other. Capitals make a difference only among names that are else as near.
pub(crate) fn all_nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Vec<&'a str> {
    // A name of one or two characters is near to any other.
    let tolerance = written.chars().count() / 3;
    let lower = written.to_lowercase();
    let mut nearest: Vec<&str> = Vec::new();
    let mut least = (tolerance, usize::MAX);
    for name in known {
        let distance = strsim::damerau_levenshtein(&lower, &name.to_lowercase());
        if distance > least.0 {
            continue;
        }
        let distance = (distance, strsim::damerau_levenshtein(written, name));
        if distance < least {
            least = distance;
            nearest.clear();
        }
        if distance == least && !nearest.contains(&name) {
            nearest.push(name);
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_are_those_that_could_be_meant() {
        let towns = ["East End", "West End", "Weston", "east end"];
        let check = |written: &str, expected: &[&str]| {
            assert_eq!(all_nearest(written, towns), expected, "{written}");
            let only = if let [only] = expected { Some(*only) } else { None };
            assert_eq!(nearest(written, towns), only, "{written}");
        };
        check("WESTON", &["Weston"]);
        check("Westen", &["Weston"]);
        check("East Ent", &["East End"]);
        // As near to the one as to the other.
        check("Eest End", &["East End", "West End"]);
        check("est end", &["east end"]);
        check("North", &[]);
        assert_eq!(all_nearest("恩阳第二中学", ["恩阳中学", "恩阳二中"]), ["恩阳中学", "恩阳二中"]);
        assert_eq!(all_nearest("ab", ["AB", "ac"]), ["AB"]);
        assert_eq!(all_nearest("ab", ["ac", "abc"]), [""; 0]);
    }
}

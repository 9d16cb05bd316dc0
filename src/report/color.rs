//! Colour on a terminal. It only adds: nothing is said by it alone.

use crate::wording::Words;

pub(super) const BOLD: &str = "1";
pub(super) const RED: &str = "31";
pub(super) const GREEN: &str = "32";
pub(super) const YELLOW: &str = "33";

/// A text in a colour, where there is colour.
pub(super) fn paint(text: &str, code: &str, on: bool) -> String {
    if on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// The line that a report ends with, which the exit status repeats.
pub(super) fn conclusion(words: Words, status: u8, reason: &str, on: bool) -> String {
    match status {
        0 => paint(&words.pass(reason), GREEN, on),
        _ => paint(&words.fail(reason), RED, on),
    }
}

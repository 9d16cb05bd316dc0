//! The page that an explanation is written on.

use std::borrow::Cow;

use crate::report::text::{visible, wrap, wrap_codes};
use crate::wording::Words;

/// How many columns a page has.
const COLUMNS: usize = 80;
/// How far a level is indented.
const INDENT: usize = 2;

/// Lines of text, wrapped, in numbered steps.
pub(super) struct Page {
    words: Words,
    text: String,
    steps: usize,
}

impl Page {
    /// An empty page.
    pub(super) fn new(words: Words) -> Self {
        Self { words, text: String::new(), steps: 0 }
    }

    /// The first line.
    pub(super) fn title(&mut self, text: &str) {
        self.line(0, text);
    }

    /// A heading without a number.
    pub(super) fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    /// The heading of the next step.
    pub(super) fn step(&mut self, heading: &str) {
        self.steps += 1;
        self.heading(&self.words.step(self.steps, heading));
    }

    /// A line, wrapped with what follows indented further.
    pub(super) fn line(&mut self, level: usize, text: &str) {
        self.lines(level, &wrap(&visible(text), COLUMNS - level * INDENT - INDENT));
    }

    /// What a page ends with, after a blank line: wrapped, with codes in one piece.
    pub(super) fn ending(&mut self, lines: &[String]) {
        self.text.push('\n');
        for line in lines {
            self.lines(0, &wrap_codes(&visible(line), COLUMNS - INDENT));
        }
    }

    fn lines(&mut self, level: usize, lines: &[Cow<'_, str>]) {
        let indent = level * INDENT;
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { indent } else { indent + INDENT };
            self.text.push_str(&" ".repeat(indent));
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// A line of which blanks are kept: columns that were aligned already, of visible text.
    pub(super) fn aligned(&mut self, level: usize, text: &str) {
        self.text.push_str(&" ".repeat(level * INDENT));
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// How many columns a line of a level has.
    pub(super) fn columns(level: usize) -> usize {
        COLUMNS - level * INDENT
    }

    /// All that was written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

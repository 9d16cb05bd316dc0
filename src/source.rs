//! Where something stands: a file, a line, a column, and the words found there.

use std::ops::Range;
use std::sync::Arc;

/// A place in an input that a message can point at. It carries the line it stands on, so that it can be
/// shown without the file at hand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The name of the file as the user gave it.
    pub file: Arc<str>,
    /// The line, counted from 1; 0 when the place is the file as a whole.
    pub line: u64,
    /// The column in characters, counted from 1; 0 when the place is the file as a whole.
    pub column: u64,
    /// The text of the line, and the byte range in it that is meant.
    pub excerpt: Option<(Arc<str>, Range<usize>)>,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), line: 0, column: 0, excerpt: None }
    }

    /// A range of bytes within one line of a file.
    #[must_use]
    pub fn in_line(file: &Arc<str>, line: u64, text: &str, range: Range<usize>) -> Self {
        let end = range.end.min(text.len());
        let start = range.start.min(end);
        let column = text.get(..start).map_or(1, |before| before.chars().count() as u64 + 1);
        let excerpt = text.get(start..end).map(|_| (Arc::from(text), start..end));
        Self { file: Arc::clone(file), line, column, excerpt }
    }

    /// The text that is meant, where it is at hand.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        let (text, range) = self.excerpt.as_ref()?;
        text.get(range.clone())
    }

    /// The column after the last character that is meant, where the text of the line is at hand.
    #[must_use]
    pub fn end_column(&self) -> Option<u64> {
        Some(self.column + self.meant()?.chars().count() as u64)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(formatter, "{}", self.file),
            line => write!(formatter, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// A text file at hand, so that byte ranges in it become places.
#[derive(Clone, Debug)]
pub struct SourceText<'a> {
    name: Arc<str>,
    text: &'a str,
    /// Where each line but the first begins.
    lines: Vec<usize>,
}

impl<'a> SourceText<'a> {
    /// A named text.
    #[must_use]
    pub fn new(name: &str, text: &'a str) -> Self {
        let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect();
        Self { name: Arc::from(name), text, lines }
    }

    /// The name of the file.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of a whole line, counted from 1.
    #[must_use]
    pub fn place_of_line(&self, line: usize) -> Place {
        let start = line.checked_sub(2).and_then(|before| self.lines.get(before)).copied();
        let start = start.unwrap_or(0);
        let end = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        self.place(start..start + text.trim_end().len())
    }

    /// The place of a byte range; of one that spans lines, the part on its first line.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = range.start.min(self.text.len());
        let lines_before = self.lines.partition_point(|line| *line <= start);
        let line_start = lines_before.checked_sub(1).map_or(0, |last| self.lines[last]);
        let line = lines_before as u64 + 1;
        let line_end = self.lines.get(lines_before).map_or(self.text.len(), |next| next - 1);
        let text = self.text[line_start..line_end].trim_end_matches('\r');
        Place::in_line(
            &self.name,
            line,
            text,
            start - line_start..range.end.max(start) - line_start,
        )
    }
}

/// The line on which the text goes on after some bytes, counted from 1.
#[must_use]
pub fn line_after(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let source = SourceText::new("a.toml", "x = 1\r\n标题 = \"二\"\n");
        let start = source.text().find('"').unwrap();
        let place = source.place(start..start + 5);
        assert_eq!(place.to_string(), "a.toml:2:6");
        assert_eq!(place.end_column(), Some(9));
        let (line, range) = place.excerpt.unwrap();
        assert_eq!((&*line, &line[range]), ("标题 = \"二\"", "\"二\""));
    }
}

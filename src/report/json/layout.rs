//! How JSON is laid out: as `serde_json` does it for people, but for characters that steer a terminal.

use std::io::{self, Write};

use serde_json::ser::{Formatter, PrettyFormatter};

use crate::report::text::is_control;

/// Lays out for people, and escapes what would steer a terminal. Outside of strings JSON has no such characters, save the
/// line breaks of the layout.
#[derive(Default)]
pub(super) struct Layout<'a>(PrettyFormatter<'a>);

impl Formatter for Layout<'_> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, control)) = rest.char_indices().find(|(_, next)| is_control(*next)) {
            let (before, behind) = rest.split_at(at);
            write!(writer, "{before}\\u{:04x}", u32::from(control))?;
            rest = behind.get(control.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Serialize as _;
    use serde_json::{Serializer, Value, json};

    use super::*;

    proptest! {
        /// What is written is the same document, laid out alike, without controls.
        #[test]
        fn only_controls_are_written_otherwise(
            texts in prop::collection::vec("(\\PC|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{feff}\"\\\\]){0,8}", 0..5),
        ) {
            let document = json!({"texts": texts, "empty": [], "none": {}, "by text": {texts.concat(): [1, null, true]}});
            let mut written = Vec::new();
            document.serialize(&mut Serializer::with_formatter(&mut written, Layout::default())).unwrap();
            let written = String::from_utf8(written).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Value>(&written).unwrap(), &document);
            prop_assert!(!written.contains(|character| is_control(character) && character != '\n'), "{written:?}");
            let usual = serde_json::to_string_pretty(&document).unwrap();
            if !usual.contains(|character| is_control(character) && character != '\n') {
                prop_assert_eq!(written, usual);
            }
        }
    }
}

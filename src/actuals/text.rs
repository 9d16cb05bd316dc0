//! The bytes of a file become text, or it is said what they are instead.

use std::io::{self, Chain, Cursor, Read};
use std::sync::Arc;

use super::input::Bytes;
use crate::diagnostic::Diagnostic;
use crate::source::Place;

/// How many bytes are looked at before anything is read as text.
const HEAD: u64 = 4096;

/// The bytes of a file after its byte order mark.
pub(super) type Text<'b, 'a> = Chain<Cursor<Vec<u8>>, &'b mut Bytes<'a>>;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Begins to read a file as text.
///
/// # Errors
/// What its first bytes say that it is, where that is no text.
pub(super) fn open<'b, 'a>(
    bytes: &'b mut Bytes<'a>,
    file: &Place,
) -> Result<Text<'b, 'a>, Box<Diagnostic>> {
    let mut head = Vec::new();
    bytes
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(|error| Box::new(unreadable(file.clone(), &error)))?;
    if head.starts_with(BYTE_ORDER_MARK) {
        head.drain(..BYTE_ORDER_MARK.len());
    }
    if let Some((code, found, remedy)) = foreign_format(&head) {
        let problem = Diagnostic::error(code, file.clone(), found);
        return Err(Box::new(problem.label("expected CSV in UTF-8").help(remedy)));
    }
    Ok(Cursor::new(head).chain(bytes))
}

const SAVE_AS_UTF_8: &str = "save the sheet as \"CSV UTF-8\" in the spreadsheet program";

/// The finding that a file cannot be read.
pub(super) fn unreadable(place: Place, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", place, format!("the file cannot be read: {error}"))
}

/// The text of a block, as far as it is text, in whole lines; and the first byte that is none.
pub(super) fn readable(block: &[u8]) -> (&str, Option<usize>) {
    let (text, undecodable) = match std::str::from_utf8(block) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = &block[..error.valid_up_to()];
            (std::str::from_utf8(valid).unwrap_or_default(), Some(valid.len()))
        }
    };
    let Some(at) = memchr::memchr(0, text.as_bytes()).or(undecodable) else { return (text, None) };
    let lines = text[..at].rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
    (&text[..lines], Some(at))
}

/// The finding that a byte of a block is no text; its line is counted in the block.
pub(super) fn unreadable_byte(file: &Arc<str>, block: &[u8], at: usize) -> Diagnostic {
    let before = std::str::from_utf8(block.get(..at).unwrap_or_default()).unwrap_or_default();
    let line_breaks = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let column = before.rsplit(['\n', '\r']).next().unwrap_or_default().chars().count() + 1;
    let (line, column) = (line_breaks as u64 + 1, column as u64);
    let line_start = at - before.rsplit(['\n', '\r']).next().unwrap_or_default().len();
    let rest = block.get(line_start..).unwrap_or_default();
    let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let place = match std::str::from_utf8(&rest[..length]) {
        Ok(text) => Place::in_line(file, line, text, at - line_start..at - line_start + 1),
        Err(_) => Place { file: Arc::clone(file), line, column, excerpt: None },
    };
    let problem = match block.get(at) {
        Some(0) => Diagnostic::error(
            "not-csv",
            place,
            "the line holds a NUL byte: the file is no text, or is UTF-16",
        ),
        byte => {
            let byte = byte.copied().unwrap_or_default();
            let message = format!("the file is not UTF-8: byte 0x{byte:02X} is out of place");
            Diagnostic::error("not-utf-8", place, message)
        }
    };
    problem.label("expected CSV in UTF-8").help(SAVE_AS_UTF_8)
}

/// What the first bytes of a file give away when it is no CSV in UTF-8: a code, what it is, what to do.
fn foreign_format(head: &[u8]) -> Option<(&'static str, &'static str, &'static str)> {
    const SAVE_THE_SHEET: &str =
        "open it in the spreadsheet program and save the sheet as \"CSV UTF-8\"";
    if head.starts_with(b"PK\x03\x04") {
        return Some((
            "not-csv",
            "this is a workbook (XLSX) or another ZIP archive, not a CSV file",
            SAVE_THE_SHEET,
        ));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some((
            "not-csv",
            "this is an old Excel workbook (XLS), not a CSV file",
            SAVE_THE_SHEET,
        ));
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Some((
            "not-utf-8",
            "the file is UTF-16, as \"Unicode text\" exports are",
            SAVE_AS_UTF_8,
        ));
    }
    let begins_with = |mark: &[u8]| {
        head.trim_ascii_start()
            .get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    [b"<html".as_slice(), b"<!doctype", b"<table", b"<meta", b"<?xml"]
        .into_iter()
        .any(begins_with)
        .then_some((
            "not-csv",
            "this is a web page or XML, not a CSV file, whatever its name says",
            SAVE_THE_SHEET,
        ))
}

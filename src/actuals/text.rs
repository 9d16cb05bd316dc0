//! The bytes of a file become text, or it is said what they are instead.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::io::{self, Chain, Cursor, Read};
use std::ops::Range;
use std::sync::Arc;

use super::encoding::{Decoded, Encoding, Undecodable};
use super::input::Bytes;
use crate::diagnostic::Diagnostic;
use crate::source::Place;
use crate::wording;
use crate::wording::diagnostics::actuals::{file, text as say};

/// How many bytes are looked at before anything is read as text.
const HEAD: usize = 4096;

/// Stands in a text where bytes of the file are no character; the text ends after it with these bytes in hexadecimal.
/// No UTF-8 has this byte.
const UNDECODABLE: u8 = 0xFF;

/// The bytes of a file after its byte order mark.
type Raw<'b, 'a> = Chain<Cursor<Vec<u8>>, &'b mut Bytes<'a>>;

/// How a file is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decoding {
    /// From which encoding.
    pub(super) encoding: Encoding,
    /// Why from that one.
    pub(super) grounds: Grounds,
}

/// Why a file is decoded from an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grounds {
    /// Its byte order mark says so.
    Mark,
    /// The user says so.
    Named,
    /// Nothing says anything, and it is the first to be tried.
    Trial,
    /// The file is not UTF-8, and it is the next to be tried.
    Fallback,
}

impl Decoding {
    /// The first one to be tried: as the user says, or else from UTF-8.
    pub(super) fn first(named: Option<Encoding>) -> Self {
        match named {
            Some(encoding) => Self { encoding, grounds: Grounds::Named },
            None => Self { encoding: Encoding::UTF_8, grounds: Grounds::Trial },
        }
    }

    /// The one to be tried when a file is not UTF-8.
    pub(super) const FALLBACK: Self =
        Self { encoding: Encoding::GB18030, grounds: Grounds::Fallback };

    /// Whether another one is tried where this one fails, or it is itself the last trial.
    pub(super) fn is_trial(self) -> bool {
        matches!(self.grounds, Grounds::Trial | Grounds::Fallback)
    }
}

/// The text of a file in UTF-8, unless it turns out to be something else.
pub(super) enum Text<'b, 'a> {
    /// As it is in the file.
    AsItIs(Raw<'b, 'a>),
    /// Decoded; and what stands at its end when that is before the end of the file.
    Decoded(Box<Decoded<Raw<'b, 'a>>>, Option<Cursor<Vec<u8>>>),
}

impl Read for Text<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (decoded, end) = match self {
            Self::AsItIs(raw) => return raw.read(buffer),
            Self::Decoded(decoded, end) => (decoded, end),
        };
        if let Some(end) = end {
            return end.read(buffer);
        }
        match decoded.read(buffer) {
            Err(error) => match error.downcast::<Undecodable>() {
                Ok(undecodable) => end.insert(Cursor::new(mark(&undecodable))).read(buffer),
                Err(error) => Err(error),
            },
            read => read,
        }
    }
}

/// What stands in a text for bytes that are no character.
fn mark(undecodable: &Undecodable) -> Vec<u8> {
    let digits = undecodable.bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes());
    std::iter::once(UNDECODABLE).chain(digits).collect()
}

/// Begins to read a file as text; a byte order mark decides over what is tried.
///
/// # Errors
/// What its first bytes say that it is, where that is no text.
pub(super) fn open<'b, 'a>(
    bytes: &'b mut Bytes<'a>,
    file: &Place,
    tried: Decoding,
) -> Result<(Text<'b, 'a>, Decoding), Box<Diagnostic>> {
    let mut head = Vec::with_capacity(HEAD);
    bytes
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|error| Box::new(unreadable(file.clone(), &error)))?;
    let mut decoding = tried;
    if let Some((encoding, length)) = Encoding::of_byte_order_mark(&head) {
        decoding = Decoding { encoding, grounds: Grounds::Mark };
        head.drain(..length);
    }
    if let Some((found, remedy)) = foreign_format(&head) {
        let problem = Diagnostic::error("not-csv", file.clone(), found);
        return Err(Box::new(problem.label(say::expected_csv()).help(remedy)));
    }
    if let Some(problem) = unmarked_utf_16(&head, decoding, file) {
        return Err(problem);
    }
    let raw = Cursor::new(head).chain(bytes);
    let text = if decoding.encoding == Encoding::UTF_8 {
        Text::AsItIs(raw)
    } else {
        Text::Decoded(Box::new(Decoded::new(raw, decoding.encoding)), None)
    };
    Ok((text, decoding))
}

/// The finding that a file is UTF-16 and does not say so.
fn unmarked_utf_16(head: &[u8], decoding: Decoding, file: &Place) -> Option<Box<Diagnostic>> {
    let is_utf_16 = decoding.encoding.name().starts_with("UTF-16");
    let guessed = Encoding::guessed_utf_16(head).filter(|_| !is_utf_16)?;
    let message = match decoding.grounds {
        Grounds::Trial | Grounds::Fallback => say::looks_like_utf_16(),
        _ => say::looks_like_utf_16_not(decoding.encoding.name()),
    };
    let label = guessed.name().to_lowercase();
    let problem = Diagnostic::error("not-utf-8", file.clone(), message)
        .label(say::expected_known_encoding())
        .help(say::if_utf_16(&label));
    Some(Box::new(problem))
}

/// The finding that a file cannot be read.
pub(super) fn unreadable(place: Place, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", place, file::unreadable(&error.to_string()))
}

/// The bytes of a block, which are looked at as a whole only when somebody asks for their text: where all of them are
/// ASCII and rows are plain, nobody does.
pub(super) struct BlockText<'b> {
    bytes: &'b [u8],
    readable: OnceCell<(&'b str, Option<usize>)>,
}

impl<'b> BlockText<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, readable: OnceCell::new() }
    }

    /// The text, as far as the block is text, in whole lines.
    pub(super) fn text(&self) -> &'b str {
        self.readable.get_or_init(|| readable(self.bytes)).0
    }

    /// The first byte that is no text, if the text has been asked for.
    pub(super) fn fault(&self) -> Option<usize> {
        self.readable.get().and_then(|(_, fault)| *fault)
    }

    /// The bytes of the text; all of the block while that has not been asked for.
    #[inline]
    pub(super) fn bytes(&self) -> &'b [u8] {
        self.readable.get().map_or(self.bytes, |(text, _)| text.as_bytes())
    }

    /// The text between two offsets; `None` where there is none.
    #[inline]
    pub(super) fn get(&self, range: Range<usize>) -> Option<&'b str> {
        match self.readable.get() {
            Some((text, _)) => text.get(range),
            None => std::str::from_utf8(self.bytes.get(range)?).ok(),
        }
    }
}

/// The text of a block, as far as it is text, in whole lines; and the first byte that is none.
pub(super) fn readable(block: &[u8]) -> (&str, Option<usize>) {
    let (text, undecodable) = match simdutf8::compat::from_utf8(block) {
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
pub(super) fn unreadable_byte(
    file: &Arc<str>,
    block: &[u8],
    at: usize,
    decoding: Decoding,
) -> Diagnostic {
    let place = place_in(file, block, at..at + 1);
    let rest = block.get(at..).unwrap_or_default();
    let encoding = decoding.encoding;
    let (problem, help) = match rest {
        [0, ..] => (Diagnostic::error("not-csv", place, say::holds_nul()), say::save_as_utf_8()),
        [UNDECODABLE, digits @ ..] if encoding != Encoding::UTF_8 => {
            let bytes = digits.chunks(2).map(|digits| format!("0x{}", digits.escape_ascii()));
            let message = say::no_character(&bytes.collect::<Vec<_>>(), encoding.name());
            let help = match decoding.grounds {
                Grounds::Mark => say::is_damaged(encoding.name()),
                _ => say::check_the_encoding(),
            };
            (Diagnostic::error("undecodable", place, message), help)
        }
        _ => {
            let message = say::is_not_utf_8(byte_at(block, at));
            let help = match decoding.grounds {
                Grounds::Mark => say::is_damaged(encoding.name()),
                _ => say::name_the_encoding(),
            };
            (Diagnostic::error("not-utf-8", place, message), help)
        }
    };
    problem.label(say::expected_csv_in(encoding.name())).help(help)
}

fn byte_at(block: &[u8], at: usize) -> u8 {
    block.get(at).copied().unwrap_or_default()
}

/// That a file is not in the encoding in which it is tried.
pub(super) struct Misfit {
    pub(super) finding: Diagnostic,
    /// The first byte that is no text.
    byte: u8,
}

impl Misfit {
    /// The misfit of a byte of a block; its line is counted in the block.
    pub(super) fn of(file: &Arc<str>, block: &[u8], at: usize, decoding: Decoding) -> Self {
        let finding = unreadable_byte(file, block, at, decoding);
        Self { finding, byte: byte_at(block, at) }
    }
}

/// The finding that a file is in none of the encodings that are tried.
pub(super) fn in_no_encoding(not_utf_8: Misfit, not_gb18030: Misfit) -> Diagnostic {
    let message = say::is_in_neither(not_utf_8.byte);
    let not_gb18030 = not_gb18030.finding;
    Diagnostic { message, ..not_utf_8.finding }
        .label(say::expected_either())
        .and(not_gb18030.place, not_gb18030.message)
        .help(say::name_the_encoding())
}

/// The finding that a stream is not UTF-8, when it has passed too far to be tried in another encoding.
pub(super) fn passed(not_utf_8: Misfit) -> Diagnostic {
    not_utf_8.finding.help(say::stream_has_passed())
}

/// Says in findings about names that are not known that they may be those of another encoding, where the text was read
/// as GB18030 only because it is not UTF-8.
pub(super) fn doubt_names(problems: &mut [Diagnostic], decoding: Decoding) {
    let is_in_doubt = |problem: &&mut Diagnostic| {
        decoding.grounds == Grounds::Fallback && problem.code == "unknown-layout"
    };
    for problem in problems.iter_mut().filter(is_in_doubt) {
        problem.help = Some(say::if_names_look_wrong(problem.help.as_ref()));
    }
}

/// The warning that a text holds a character to which no standard gives a meaning; its line is counted in the block.
pub(super) fn private_use(file: &Arc<str>, text: &str) -> Option<Diagnostic> {
    // In UTF-8 they begin with one of these two bytes, of which text of no other kind has many.
    let start = memchr::memchr2_iter(0xEE, 0xEF, text.as_bytes()).find(|at| {
        let character = text.get(*at..).and_then(|rest| rest.chars().next());
        character.is_some_and(|character| matches!(character, '\u{E000}'..='\u{F8FF}'))
    })?;
    let character = text.get(start..)?.chars().next()?;
    let place = place_in(file, text.as_bytes(), start..start + character.len_utf8());
    let message = say::holds_private_use(u32::from(character));
    let problem = Diagnostic::warning("private-use", place, message);
    Some(problem.label(say::expected_characters()).help(say::name_or_silence()))
}

/// The finding that a text is hardly GB18030: a Chinese character stands right behind a Latin letter, or begins a word before
/// two small ones, and the second of its two bytes is a letter as well, as in a word with an accent in a Western encoding. No
/// two stand side by side on the line, as they do in Chinese. Its line is counted in the block.
pub(super) fn torn_word(file: &Arc<str>, text: &str) -> Option<Diagnostic> {
    let bytes = text.as_bytes();
    let is_torn = |at: &usize| {
        let character = text.get(*at..).and_then(|rest| rest.chars().next());
        character.filter(|character| character.is_alphabetic()).is_some_and(|character| {
            let mut written = [0; 8];
            let mut encoder = encoding_rs::GB18030.new_encoder();
            let source = character.encode_utf8(&mut [0; 4]).to_owned();
            let (_, _, length) =
                encoder.encode_from_utf8_without_replacement(&source, &mut written, true);
            length == 2 && written[1].is_ascii_alphabetic()
        })
    };
    let is_chinese = |at: &usize| {
        let begin = memchr::memrchr2(b'\n', b'\r', &bytes[..*at]).map_or(0, |end| end + 1);
        let end = memchr::memchr2(b'\n', b'\r', &bytes[*at..]).map_or(bytes.len(), |end| at + end);
        let mut characters = text.get(begin..end).unwrap_or_default().chars();
        let mut is_behind = false;
        characters.any(|character| {
            let is_one = character >= '\u{2e80}';
            std::mem::replace(&mut is_behind, is_one) && is_one
        })
    };
    let is_in_word = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let mut rest = text.get(*at..).unwrap_or_default().chars().skip(1);
        match before {
            Some(before) if before.is_alphanumeric() => before.is_ascii_alphabetic(),
            _ => (0..2).all(|_| rest.next().is_some_and(|next| next.is_ascii_lowercase())),
        }
    };
    let start = (0..bytes.len())
        .filter(|at| bytes[*at] >= 0xE3 && is_in_word(at))
        .find(|at| is_torn(at) && !is_chinese(at))?;
    let is_of_word = |character: char| character.is_alphanumeric();
    let begin = text.get(..start)?.trim_end_matches(is_of_word).len();
    let rest = text.get(begin..)?;
    let word = rest.split(|character| !is_of_word(character)).next()?;
    let place = place_in(file, bytes, begin..begin + word.len());
    let problem = Diagnostic::error("not-utf-8", place, say::is_hardly_gb18030(word));
    Some(problem.label(say::expected_a_word()).help(say::name_western_or_insist()))
}

/// The place of some bytes of a block on one line.
fn place_in(file: &Arc<str>, block: &[u8], range: Range<usize>) -> Place {
    let at = range.start;
    let before = std::str::from_utf8(block.get(..at).unwrap_or_default()).unwrap_or_default();
    let line_breaks = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let on_line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let (line, column) = (line_breaks as u64 + 1, on_line.chars().count() as u64 + 1);
    let line_start = at - on_line.len();
    let rest = block.get(line_start..).unwrap_or_default();
    let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    match std::str::from_utf8(&rest[..length]) {
        Ok(text) => Place::in_line(file, line, text, at - line_start..range.end - line_start),
        Err(_) => Place { file: Arc::clone(file), line, column, excerpt: None },
    }
}

/// How files begin that spreadsheet programs open as readily as CSV, in any case and after white space.
const WEB_PAGES: [&[u8]; 10] = [
    b"<html",
    b"<!doctype",
    b"<!--",
    b"<head",
    b"<meta",
    b"<style",
    b"<body",
    b"<div",
    b"<table",
    b"<?xml",
];

/// What the first bytes of a file give away when it is no CSV: what it is, and what to do.
fn foreign_format(head: &[u8]) -> Option<(wording::Text, wording::Text)> {
    if head.starts_with(b"PK\x03\x04") {
        return Some((say::is_workbook(), say::save_the_sheet()));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some((say::is_old_workbook(), say::save_the_sheet()));
    }
    if head.starts_with(b"\x1F\x8B") {
        return Some((say::is_compressed(), say::unpack()));
    }
    if head.starts_with(b"%PDF-") {
        return Some((say::is_pdf(), say::export_again()));
    }
    // The marks are ASCII: what is left of UTF-16 without its NULs.
    let text: Cow<'_, [u8]> = match memchr::memchr(0, head) {
        Some(_) => head.iter().copied().filter(|byte| *byte != 0).collect(),
        None => head.into(),
    };
    let text = text.trim_ascii_start();
    let begins_with =
        |mark: &[u8]| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if WEB_PAGES.into_iter().any(begins_with) {
        return Some((say::is_web_page(), say::save_the_sheet()));
    }
    if begins_with(b"MIME-Version:") {
        return Some((say::is_web_archive(), say::save_the_sheet()));
    }
    let begins_an_object = |text: &[u8]| {
        let inner = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        inner.is_some_and(|inner| inner.starts_with(b"\""))
    };
    let is_json = begins_an_object(text)
        || text.strip_prefix(b"[").is_some_and(|inner| begins_an_object(inner.trim_ascii_start()));
    is_json.then(|| (say::is_json(), say::export_again()))
}

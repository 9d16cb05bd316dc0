//! Text is cut where records begin, into blocks that can be split on their own.

use std::io::{self, ErrorKind, Read};
use std::ops::Deref;

use memchr::{memchr, memrchr2};

use crate::records::{LONGEST_QUOTED, Records};

/// The most bytes that a record may have.
const LONGEST_RECORD: usize = 64 << 20;

/// How a text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// In the trust that no quote is at fault.
    Trusting,
    /// Where records begin as they are read after a quote at fault. Slower, and needs more of the text at a time.
    Careful,
}

/// Why there is no further block.
#[derive(Debug)]
pub(super) enum Stop {
    /// The source failed.
    Failed(io::Error),
    /// A record is longer than can be held.
    Endless,
}

/// A source of text in blocks of whole records.
pub(super) struct Blocks<R> {
    source: R,
    delimiter: u8,
    cut: Cut,
    /// How many bytes a block has, if its records allow.
    size: usize,
    /// What has been read behind the last block.
    rest: Vec<u8>,
    /// Where `rest` begins in the text.
    offset: u64,
    number: usize,
    has_ended: bool,
}

/// What blocks are read into, one after the other. Its memory is used again as it is: clearing it each time would cost
/// as much as reading.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    /// How many of them are those of the block.
    length: usize,
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl Buffer {
    /// Begins with some bytes, and leaves none of them where they were.
    fn begin(&mut self, bytes: &mut Vec<u8>) {
        self.length = bytes.len();
        match self.bytes.get_mut(..bytes.len()) {
            Some(begin) => begin.copy_from_slice(bytes),
            // What is longer than the memory at hand takes its place.
            None => std::mem::swap(&mut self.bytes, bytes),
        }
        bytes.clear();
    }

    /// Reads on until there are so many bytes; false when the source has ended before.
    fn fill(&mut self, source: &mut impl Read, wanted: usize) -> io::Result<bool> {
        self.grow(wanted);
        while let Some(room @ [_, ..]) = self.bytes.get_mut(self.length..wanted) {
            match source.read(room) {
                Ok(0) => return Ok(false),
                Ok(count) => self.length += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }

    /// The bytes of the block, with the memory that they are in.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.bytes.truncate(std::mem::take(&mut self.length));
        std::mem::take(&mut self.bytes)
    }

    fn grow(&mut self, length: usize) {
        if self.bytes.len() < length {
            self.bytes.resize(length, 0);
        }
    }
}

/// Which block of a text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Counted from 0.
    pub(super) number: usize,
    /// Where it begins in the text.
    pub(super) offset: u64,
}

impl<R: Read> Blocks<R> {
    /// A text of which `rest` has been read, which begins with a record at `offset`.
    pub(super) fn new(
        source: R,
        rest: Vec<u8>,
        offset: u64,
        delimiter: u8,
        cut: Cut,
        size: usize,
    ) -> Self {
        Self { source, delimiter, cut, size, rest, offset, number: 0, has_ended: false }
    }

    /// Puts the next block into a buffer; none at the end of the text, nor after an error.
    ///
    /// # Errors
    /// Why the text cannot be read on.
    pub(super) fn next(&mut self, buffer: &mut Buffer) -> Result<Option<Block>, Stop> {
        let next = self.cut_off(buffer);
        // What comes after an error would be taken for whole records.
        self.has_ended |= next.is_err();
        next
    }

    fn cut_off(&mut self, buffer: &mut Buffer) -> Result<Option<Block>, Stop> {
        buffer.begin(&mut self.rest);
        let mut cut = self.cut;
        let mut wanted = match cut {
            Cut::Trusting => self.size,
            Cut::Careful => self.size.max(4 * LONGEST_QUOTED),
        };
        let whole = loop {
            self.fill(buffer, wanted)?;
            if self.has_ended {
                break buffer.len();
            }
            let whole = match cut {
                Cut::Trusting => whole_records(buffer, self.delimiter),
                Cut::Careful => decided_records(buffer, self.delimiter),
            };
            if whole > 0 {
                break whole;
            }
            // A quote is at fault, or a record has several long cells.
            if buffer.len() > 2 * LONGEST_QUOTED {
                cut = Cut::Careful;
            }
            if buffer.len() > LONGEST_RECORD {
                return Err(Stop::Endless);
            }
            wanted = buffer.len() * 2;
        };
        if buffer.is_empty() {
            return Ok(None);
        }
        self.rest.extend_from_slice(&buffer[whole..]);
        buffer.length = whole;
        let block = Block { number: self.number, offset: self.offset };
        self.number += 1;
        self.offset += whole as u64;
        Ok(Some(block))
    }

    /// Whether there is no block after the last one.
    pub(super) fn has_ended(&self) -> bool {
        self.has_ended && self.rest.is_empty()
    }

    /// How many bytes blocks have from now on, if their records allow.
    pub(super) fn set_size(&mut self, size: usize) {
        self.size = size;
    }

    fn fill(&mut self, buffer: &mut Buffer, wanted: usize) -> Result<(), Stop> {
        if !self.has_ended {
            let wanted = wanted.max(1);
            self.has_ended = !buffer.fill(&mut self.source, wanted).map_err(Stop::Failed)?;
        }
        Ok(())
    }
}

/// How many bytes are records whose quotes are decided, whatever follows.
fn decided_records(bytes: &[u8], delimiter: u8) -> usize {
    // What is cut off in the middle of a character is not decided anyway.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => match error.error_len() {
            // The records before it are read, and then what is out of place is found.
            Some(_) => return memchr::memrchr(b'\n', bytes).map_or(0, |last| last + 1),
            None => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
        },
    };
    let mut records = Records::new(text, delimiter);
    let mut decided = 0;
    while let Some(record) = records.next() {
        if record.offset() + record.raw().len() + LONGEST_QUOTED >= text.len() {
            return record.offset().max(decided);
        }
        decided = record.offset();
    }
    decided
}

/// What a byte would mean at a place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quoting {
    /// A line begins, outside quotes.
    #[default]
    LineStart,
    /// A line begins, outside quotes, after a carriage return: a line feed belongs to the break.
    AfterCarriageReturn,
    /// A cell begins after a delimiter.
    CellStart,
    /// Inside a cell that is not quoted, or after a quoted one.
    Unquoted,
    /// Inside quotes.
    Quoted,
    /// After a quote inside quotes, which is a closing one unless another quote follows.
    AfterQuote,
}

/// How many bytes of a text that begins where a record does are whole records, as far as can be told without what
/// follows. Quotes at fault are taken as [`Records`] takes them, unless a quoted cell of several lines is at fault:
/// after one, records may begin elsewhere than is said here.
pub(crate) fn whole_records(bytes: &[u8], delimiter: u8) -> usize {
    // A line feed may follow the last carriage return.
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let mut scan = Scan { rest: bytes, delimiter, state: Quoting::LineStart };
    let mut whole = 0;
    while !scan.rest.is_empty() {
        let is_text = matches!(scan.state, Quoting::Quoted | Quoting::AfterQuote);
        let before = scan.rest;
        scan.step(|rest| memchr(b'"', rest));
        let passed = before.get(..before.len() - scan.rest.len()).unwrap_or_default();
        if let (false, Some(line_break)) = (is_text, memrchr2(b'\n', b'\r', passed)) {
            whole = bytes.len() - before.len() + line_break + 1;
        }
    }
    whole
}

/// A way through a block of bytes from quote to quote.
struct Scan<'b> {
    rest: &'b [u8],
    delimiter: u8,
    /// What the first byte of the rest means.
    state: Quoting,
}

impl Scan<'_> {
    /// Goes on to what follows the next quote or, outside quotes, the next byte that `find` finds; it finds quotes.
    fn step(&mut self, find: impl Fn(&[u8]) -> Option<usize>) {
        match self.state {
            Quoting::Quoted => match memchr(b'"', self.rest) {
                Some(quote) => self.go(quote + 1, Quoting::AfterQuote),
                None => self.go(self.rest.len(), Quoting::Quoted),
            },
            Quoting::AfterQuote if self.rest.first() == Some(&b'"') => self.go(1, Quoting::Quoted),
            Quoting::AfterQuote => self.state = Quoting::Unquoted,
            _ => {
                let found = find(self.rest);
                let before = found.unwrap_or(self.rest.len());
                let state = before
                    .checked_sub(1)
                    .and_then(|last| self.rest.get(last))
                    .map_or(self.state, |last| self.after(*last));
                let Some(found) = found else {
                    return self.go(before, state);
                };
                let state = match self.rest.get(found) {
                    Some(b'"') if state == Quoting::Unquoted => Quoting::Unquoted,
                    Some(b'"') | None => Quoting::Quoted,
                    Some(byte) => self.after(*byte),
                };
                self.go(found + 1, state);
            }
        }
    }

    /// What a byte would mean after one that is outside quotes and no quote that opens a cell.
    fn after(&self, byte: u8) -> Quoting {
        match byte {
            b'\n' => Quoting::LineStart,
            b'\r' => Quoting::AfterCarriageReturn,
            byte if byte == self.delimiter => Quoting::CellStart,
            _ => Quoting::Unquoted,
        }
    }

    fn go(&mut self, count: usize, state: Quoting) {
        self.rest = self.rest.get(count..).unwrap_or_default();
        self.state = state;
    }
}

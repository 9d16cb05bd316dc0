//! Text becomes records of cells, as quickly as safe code allows.
//!
//! A line feed, a carriage return, or one of each in that order ends a record; one text may mix them. A quote opens a
//! quoted cell where it is the first byte of the cell. Inside, delimiters and line breaks are text and `""` is one
//! quote; after the closing quote comes a delimiter or the end of the record. Blank lines are no records.
//!
//! Any other quote is a [`Fault`]. Faults never end the text: [`Records`] says how it goes on.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

/// How many bytes may stand between the opening and the closing quote of a cell. A quote that closes nothing within
/// that distance is a fault, so that a reader never has to hold more than this to know what a quote means.
pub(crate) const LONGEST_QUOTED: usize = 1 << 20;

/// How many faults of one record are told. A record at fault is of no use, however many there are.
const MOST_FAULTS: usize = 100;

/// What is wrong with a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A quote inside a cell that does not begin with one.
    StrayQuote,
    /// Text between a closing quote and the end of the cell.
    TextAfterQuote,
    /// A quote that opens a cell and is not closed within [`LONGEST_QUOTED`] bytes or the text.
    Unclosed,
}

/// A quote that could mean several things. A cell has at most one: its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub(crate) kind: FaultKind,
    /// The byte offset in the text: of the stray quote, of the first byte after the closing quote, or of the quote
    /// that is never closed. The byte after a closing quote can stand on a later line than the record.
    pub(crate) at: usize,
    /// The byte offset in the text of the quote that opened the cell; none for a stray quote.
    pub(crate) opened_at: Option<usize>,
    /// The position in the record of the cell at fault, counted from 0.
    pub(crate) cell: usize,
}

impl Fault {
    /// Whether records after it may begin elsewhere than the quotes before it say.
    pub(crate) fn misleads(&self) -> bool {
        self.kind != FaultKind::StrayQuote
    }
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As it is.
    Plain,
    /// Between quotes.
    Quoted,
    /// Between quotes, with `""` in it.
    Escaped,
}

/// A cell of the record at hand. It is cut out of the text once, as it is looked at several times.
#[derive(Clone, Copy, Debug)]
struct Cell<'t> {
    /// What stands between the delimiters.
    written: &'t str,
    /// Where that begins in the text.
    start: usize,
    form: Form,
}

impl<'t> Cell<'t> {
    /// The text that it stands for.
    #[inline]
    fn text(&self) -> Cow<'t, str> {
        if self.form == Form::Plain {
            return Cow::Borrowed(self.written);
        }
        let inner = self.written.get(1..self.written.len().saturating_sub(1)).unwrap_or_default();
        if self.form == Form::Quoted {
            Cow::Borrowed(inner)
        } else {
            Cow::Owned(inner.replace("\"\"", "\""))
        }
    }
}

/// The records of a text, one at a time: a record borrows the buffers, which the next one uses again.
///
/// After a fault the text goes on as follows, so that one bad quote does not swallow the rest:
/// - A stray quote is a character like others.
/// - Text after a closing quote, where both quotes are on one line: the cell is what stands between the delimiters,
///   with its quotes.
/// - Text after the closing quote of a cell of several lines, or no closing quote: the opening quote is taken as a
///   character, and its line is split again from there.
///
/// A cell at fault counts as not quoted.
///
/// The time is linear in the length of the text whatever its quotes are. A quoted cell closes at the first run of an
/// odd number of quotes after the one that opens it, and a run of an even number opens no cell that goes on after it;
/// so a cell that is taken back had nothing in it from where the same text would be gone over once more.
#[derive(Debug)]
pub(crate) struct Records<'t> {
    text: &'t str,
    delimiter: u8,
    specials: Specials<'t>,
    /// Where the next line begins.
    next: usize,
    /// How many line breaks stand before `next`.
    breaks: u64,
    /// Whether a cell of the record at hand has several lines.
    spans_lines: bool,
    cells: Vec<Cell<'t>>,
    faults: Vec<Fault>,
}

/// One record of a text.
#[derive(Debug)]
pub(crate) struct Record<'r, 't> {
    text: &'t str,
    start: usize,
    end: usize,
    line: u64,
    spans_lines: bool,
    cells: &'r [Cell<'t>],
    faults: &'r [Fault],
}

impl<'t> Records<'t> {
    /// The records of a text that ends where a record does and begins where one does, after a byte order mark.
    ///
    /// The delimiter is an ASCII character other than a quote, a line feed and a carriage return.
    pub(crate) fn new(text: &'t str, delimiter: u8) -> Self {
        debug_assert!(delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\n' | b'\r'));
        Self {
            text,
            delimiter,
            specials: Specials::new(text.as_bytes(), delimiter),
            next: 0,
            breaks: 0,
            spans_lines: false,
            cells: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The next record. Lines that are blank or hold nothing but white space outside quotes are passed over.
    pub(crate) fn next(&mut self) -> Option<Record<'_, 't>> {
        loop {
            let start = self.next;
            if start >= self.text.len() {
                return None;
            }
            let line = self.breaks;
            let end = self.split(start);
            if let [Cell { form: Form::Plain, written, .. }] = self.cells.as_slice()
                && written.trim().is_empty()
            {
                continue;
            }
            let (cells, faults) = (self.cells.as_slice(), self.faults.as_slice());
            let spans_lines = self.spans_lines;
            return Some(Record { text: self.text, start, end, line, spans_lines, cells, faults });
        }
    }

    /// Where the next line begins.
    pub(crate) fn position(&self) -> usize {
        self.next
    }

    /// Passes over records up to an offset at which one begins; so many lines.
    pub(crate) fn pass(&mut self, offset: usize, lines: u64) {
        self.next = offset;
        self.breaks += lines;
        self.specials.seek(offset);
    }

    /// How many line breaks stand before what has not been split yet.
    pub(crate) fn line_breaks(&self) -> u64 {
        self.breaks
    }

    /// Splits the record that begins at `start`, and goes on to the next line. Gives where the record ends.
    fn split(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        self.cells.clear();
        self.faults.clear();
        self.spans_lines = false;
        let mut cell_start = start;
        let mut form = Form::Plain;
        loop {
            let Some((position, byte)) = self.specials.next() else {
                self.push(cell_start..bytes.len(), form);
                self.next = bytes.len();
                return bytes.len();
            };
            if byte == self.delimiter {
                self.push(cell_start..position, form);
                cell_start = position + 1;
                form = Form::Plain;
            } else if byte == b'"' {
                form = self.quote(cell_start, position);
            } else {
                self.push(cell_start..position, form);
                self.next = position + 1;
                self.breaks += 1;
                if byte == b'\r' && bytes.get(self.next) == Some(&b'\n') {
                    self.specials.next();
                    self.next += 1;
                }
                return position;
            }
        }
    }

    #[inline]
    fn push(&mut self, range: Range<usize>, form: Form) {
        let start = range.start;
        let written = self.text.get(range).unwrap_or_default();
        self.cells.push(Cell { written, start, form });
    }

    /// What a quote at `position` makes of the cell that begins at `cell_start`.
    fn quote(&mut self, cell_start: usize, position: usize) -> Form {
        let cell = self.cells.len();
        if position != cell_start {
            if self.faults.last().is_none_or(|fault| fault.cell != cell) {
                self.fault(Fault {
                    kind: FaultKind::StrayQuote,
                    at: position,
                    opened_at: None,
                    cell,
                });
            }
            return Form::Plain;
        }
        match self.quoted(position) {
            Ok(form) => form,
            Err((kind, at)) => {
                self.fault(Fault { kind, at, opened_at: Some(position), cell });
                Form::Plain
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }

    /// Goes on to the closing quote of the cell that the quote at `opened_at` opens; or, where there is none, to the
    /// character after that quote.
    ///
    /// # Errors
    /// What is wrong, and where.
    fn quoted(&mut self, opened_at: usize) -> Result<Form, (FaultKind, usize)> {
        let bytes = self.text.as_bytes();
        let mut form = Form::Quoted;
        let mut breaks = 0;
        while let Some((position, byte)) = self.specials.next() {
            if position - opened_at > LONGEST_QUOTED + 1 {
                break;
            }
            let following = bytes.get(position + 1).copied();
            match byte {
                b'"' if following == Some(b'"') => {
                    self.specials.next();
                    form = Form::Escaped;
                }
                b'"' => {
                    if following.is_none_or(|byte| byte == self.delimiter || is_break(byte)) {
                        self.breaks += breaks;
                        self.spans_lines |= breaks > 0;
                        return Ok(form);
                    }
                    if breaks > 0 {
                        self.specials.seek(opened_at + 1);
                    }
                    return Err((FaultKind::TextAfterQuote, position + 1));
                }
                b'\n' => breaks += 1,
                b'\r' if following != Some(b'\n') => breaks += 1,
                _ => {}
            }
        }
        self.specials.seek(opened_at + 1);
        Err((FaultKind::Unclosed, opened_at))
    }
}

impl<'t> Record<'_, 't> {
    /// The record as it is written, without the line break that ends it.
    pub(crate) fn raw(&self) -> &'t str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    /// The byte offset in the text at which the record begins.
    pub(crate) fn offset(&self) -> usize {
        self.start
    }

    /// The byte offset in the text at which the record ends, before the line break.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// The line on which the record begins: how many line breaks stand before it in the text.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// On how many lines it stands.
    pub(crate) fn line_count(&self) -> u64 {
        let raw = if self.spans_lines { self.raw().as_bytes() } else { &[] };
        let is_in_break = |byte: &u8, next: Option<&u8>| *byte == b'\r' && next == Some(&b'\n');
        let breaks = (1..)
            .zip(raw)
            .filter(|(next, byte)| is_break(**byte) && !is_in_break(byte, raw.get(*next)));
        breaks.fold(1, |count, _| count + 1)
    }

    /// Whether a line breaks inside a quoted cell of the record.
    pub(crate) fn spans_several_lines(&self) -> bool {
        self.spans_lines
    }

    /// How many cells there are: at least one.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The text that the cell at a position, counted from 0, stands for; nothing where there is no such cell.
    #[inline]
    pub(crate) fn cell(&self, position: usize) -> Cow<'t, str> {
        self.cells.get(position).map_or(Cow::Borrowed(""), Cell::text)
    }

    /// The cell at a position, counted from 0, as it is written; nothing where there is no such cell.
    pub(crate) fn written(&self, position: usize) -> &'t str {
        self.cells.get(position).map_or("", |cell| cell.written)
    }

    /// Where the cell at a position, counted from 0, stands in the text, with its quotes; the empty range at the end of
    /// the record where there is no such cell.
    pub(crate) fn cell_range(&self, position: usize) -> Range<usize> {
        self.cells
            .get(position)
            .map_or(self.end..self.end, |cell| cell.start..cell.start + cell.written.len())
    }

    /// Whether the cell at a position, counted from 0, is written between quotes.
    #[cfg(test)]
    pub(crate) fn is_quoted(&self, position: usize) -> bool {
        self.cells.get(position).is_some_and(|cell| cell.form != Form::Plain)
    }

    /// What is wrong with the record's quotes, in the order of its cells; the first hundred, if there are more.
    pub(crate) fn faults(&self) -> &[Fault] {
        self.faults
    }
}

/// How many bytes [`Specials`] looks at together.
const BLOCK: usize = 64;

/// The delimiters, quotes, line feeds and carriage returns of a text, in order.
#[derive(Debug)]
struct Specials<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    /// Where the block at hand begins.
    base: usize,
    /// A bit for each byte of the block that is special and still to come; the lowest is the first.
    coming: u64,
}

impl<'t> Specials<'t> {
    fn new(bytes: &'t [u8], delimiter: u8) -> Self {
        let mut specials = Self { bytes, delimiter, base: 0, coming: 0 };
        specials.coming = specials.of_block();
        specials
    }

    /// The offset of the next special byte, and the byte.
    #[inline]
    fn next(&mut self) -> Option<(usize, u8)> {
        while self.coming == 0 {
            if self.base >= self.bytes.len() {
                return None;
            }
            self.base += BLOCK;
            self.coming = self.of_block();
        }
        let position = self.base + self.coming.trailing_zeros() as usize;
        self.coming &= self.coming - 1;
        Some((position, *self.bytes.get(position)?))
    }

    /// Goes to an offset, forwards or back.
    fn seek(&mut self, offset: usize) {
        self.base = offset;
        self.coming = self.of_block();
    }

    fn of_block(&self) -> u64 {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        if let Some(block) = rest.first_chunk() {
            return specials_of(block, self.delimiter);
        }
        let mut block = [0; BLOCK];
        for (to, from) in block.iter_mut().zip(rest) {
            *to = *from;
        }
        // A delimiter of NUL would be found in what fills the block.
        let filled = (1 << rest.len()) - 1;
        specials_of(&block, self.delimiter) & filled
    }
}

/// A bit for each byte that is special; the lowest is the first.
#[inline]
fn specials_of(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    bits_of(block, |byte| byte == delimiter || byte == b'"' || is_break(byte))
}

/// A bit for each byte of which something holds; the lowest is the first.
#[inline]
fn bits_of(block: &[u8; BLOCK], holds: impl Fn(u8) -> bool) -> u64 {
    let flags = block.map(|byte| u8::from(holds(byte)));
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| {
        // Moves the lowest bit of each byte to the top byte: that of byte n by 56 - 7n bits.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << 8 | gathered
    })
}

#[inline]
fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

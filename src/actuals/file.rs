//! One file becomes rows: its header is read, then its blocks, by as many threads as are asked for.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::blocks::{Block, Blocks, Buffer, Cut, Stop};
use super::grain::Grain;
use super::grid::Grids;
use super::input::Bytes;
use super::layout::Header;
use super::lines::Lines;
use super::opening::Opening;
use super::row::{Row, trim};
use super::rows::Rows;
use super::text::{self, BlockText, Decoding, Grounds, Misfit, Text};
use super::{File, Inspect, Options, SetAside, UnitAbove};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Plan;
use crate::records::{Fault, Records};
use crate::source::Place;
use crate::wording;
use crate::wording::diagnostics::actuals::file as say;

/// The most bytes of blank lines above the header.
const MOST_BLANK: usize = 1024 * 1024;

/// What rows are read with.
#[derive(Clone, Copy)]
pub(super) struct Context<'p> {
    pub(super) plan: &'p Plan,
    pub(super) grains: &'p [Grain],
    pub(super) grids: &'p Grids<'p>,
    pub(super) options: &'p Options,
    /// Whether there are several files, which may have rows in common.
    pub(super) has_several_files: bool,
    /// Who looks at each row, where reading goes on past what is wrong.
    pub(super) inspector: Option<&'p dyn Inspect>,
}

/// What the blocks are cut from, shared by those who read them.
type SharedBlocks<'b, 'a> = Mutex<Blocks<Text<'b, 'a>>>;

/// A file that is being read.
struct Reading<'p> {
    context: Context<'p>,
    name: Arc<str>,
    /// Its position among the files.
    position: u32,
    /// As what it is tried, unless a byte order mark says more.
    tried: Decoding,
}

/// What is known of a file from its beginning.
struct Opened {
    header: Header,
    decoding: Decoding,
}

/// What one thread has read of a file.
struct Part<'p> {
    rows: Rows<'p>,
    count: u64,
    set_aside: BTreeMap<SetAside, u64>,
    /// The number of each block, where it begins, and how many line breaks it has.
    blocks: Vec<(usize, u64, u64)>,
    /// Why not all blocks have been read.
    ended: Option<End>,
    /// The first findings that a block is hardly in the encoding in which it is tried, with the number of the block: by a
    /// word, and by a character.
    doubts: [Option<(usize, Diagnostic)>; 2],
}

impl Part<'_> {
    /// Notes what speaks against the encoding in which a block is tried.
    fn doubt(&mut self, file: &Arc<str>, text: &BlockText<'_>, block: Block, decoding: Decoding) {
        if decoding.grounds != Grounds::Fallback {
            return;
        }
        let [by_word, by_character] = &mut self.doubts;
        let of_block = |doubt: Diagnostic| (block.number, doubt);
        if by_word.is_none() {
            *by_word = text::torn_word(file, text.text()).map(of_block);
        }
        if by_character.is_none() {
            *by_character = text::private_use(file, text.text()).map(of_block);
        }
    }
}

/// Why a file has not been read to its end.
struct End {
    /// The block at which reading has ended.
    block: usize,
    why: Why,
}

enum Why {
    /// The text is to be cut with more care.
    QuoteAtFault,
    /// It is not in the encoding in which it is tried.
    Undecodable(Box<Misfit>),
    /// It is to be said.
    Problem(Box<Diagnostic>),
}

/// A file to be read.
pub(super) struct Export<'b> {
    pub(super) name: Arc<str>,
    pub(super) bytes: Bytes<'b>,
    /// Why it is not in UTF-8, once that is known.
    pub(super) not_utf_8: Option<Misfit>,
}

/// What reading a file has come to.
pub(super) enum Outcome<'p> {
    /// What is wrong with its rows is in [`Rows::problems`].
    Read(Box<(Rows<'p>, File)>),
    /// Why it cannot be read at all.
    Refused(Vec<Diagnostic>),
    /// Figures have been added to sums that turn out to be in another encoding: all files are to be read again.
    Misread,
}

/// Reads one file.
pub(super) fn read<'p>(
    context: Context<'p>,
    position: u32,
    export: &mut Export<'_>,
) -> Outcome<'p> {
    attempts(context, position, export).unwrap_or_else(Outcome::Refused)
}

fn attempts<'p>(
    context: Context<'p>,
    position: u32,
    export: &mut Export<'_>,
) -> Result<Outcome<'p>, Vec<Diagnostic>> {
    let mut cut = Cut::Trusting;
    loop {
        let tried = match export.not_utf_8 {
            Some(_) => Decoding::FALLBACK,
            None => Decoding::first(context.options.encoding),
        };
        let reading = Reading { context, name: Arc::clone(&export.name), position, tried };
        let attempt = reading.attempt(&mut export.bytes, cut)?;
        let mut can_rewind = || {
            let unreadable = |error| vec![text::unreadable(Place::file(&export.name), &error)];
            export.bytes.rewind().map_err(unreadable)
        };
        match attempt {
            Attempt::Whole(read) => return Ok(Outcome::Read(read)),
            // Sums to which the same rows add twice are of no matter: a quote at fault is an error.
            Attempt::QuoteAtFault(read) => {
                if cut == Cut::Careful || !can_rewind()? {
                    return Ok(Outcome::Read(read));
                }
                cut = Cut::Careful;
            }
            Attempt::Undecodable(misfit) => {
                if let Some(before) = export.not_utf_8.take() {
                    return Err(vec![text::in_no_encoding(before, *misfit)]);
                }
                if !can_rewind()? {
                    return Err(vec![text::passed(*misfit)]);
                }
                export.not_utf_8 = Some(*misfit);
                if context.grids.is_used() {
                    return Ok(Outcome::Misread);
                }
                cut = Cut::Trusting;
            }
        }
    }
}

enum Attempt<'p> {
    /// The file has been read as far as it can be.
    Whole(Box<(Rows<'p>, File)>),
    /// A quote is at fault, and the rows after it may begin elsewhere.
    QuoteAtFault(Box<(Rows<'p>, File)>),
    /// The file is not in the encoding in which it is tried.
    Undecodable(Box<Misfit>),
}

impl<'p> Reading<'p> {
    fn attempt(&self, bytes: &mut Bytes<'_>, cut: Cut) -> Result<Attempt<'p>, Vec<Diagnostic>> {
        let options = self.context.options;
        options.progress.begin(self.position as usize);
        let stop = |problem: Box<Diagnostic>| vec![*problem];
        let file = Place::file(&self.name);
        let (mut text, decoding) = text::open(bytes, &file, self.tried).map_err(stop)?;
        let mut head = Vec::with_capacity(options.head);
        text.by_ref()
            .take(options.head as u64)
            .read_to_end(&mut head)
            .map_err(|error| vec![text::unreadable(file, &error)])?;
        let opening = Opening { context: self.context, name: &self.name };
        let delimiter = opening.delimiter(&head);
        let mut blocks = Blocks::new(text, head, 0, delimiter, cut, options.head);
        let figures = Arc::default();
        let mut part = self.part();
        let (buffer, first) = self.first_block(&mut blocks, &mut part)?;
        // The quotes of a text that is at hand as a whole are read as they are.
        let cut = if blocks.has_ended() { Cut::Careful } else { cut };
        let text = BlockText::new(&buffer);
        let mut records = Records::new(text.text(), delimiter);
        let fault = text.fault();
        if let Some(misfit) = self.undecodable(fault, &buffer, decoding) {
            return Ok(Attempt::Undecodable(misfit));
        }
        part.doubt(&self.name, &text, first, decoding);
        let beginning =
            opening.beginning(text.text(), &mut records, delimiter).map_err(|mut problems| {
                text::doubt_names(&mut problems, decoding);
                problems.extend(
                    fault.map(|at| text::unreadable_byte(&self.name, &buffer, at, decoding)),
                );
                if problems.is_empty() {
                    problems.push(empty("empty-file", &self.name, say::is_empty()));
                }
                problems
            })?;
        let header = beginning.header;
        part.rows.begin_file(&header, (self.position, first.number), &figures);
        part.rows.problems().extend(first.number, beginning.problems);
        part.rows.see_header(&header);
        if beginning.preamble > 0 {
            part.count += beginning.preamble;
            part.set_aside.insert(SetAside::Preamble, beginning.preamble);
        }
        let begin = (records.position(), records.line_breaks());
        self.take_records(&mut part, &header, (&text, begin), first, cut);
        let opened = Opened { header, decoding };
        self.end_at(&mut part, fault, &buffer, first, decoding);
        let mut parts = vec![part];
        if parts[0].ended.is_none() && !blocks.has_ended() {
            blocks.set_size(options.block);
            let blocks = Mutex::new(blocks);
            let is_over = AtomicBool::new(false);
            let threads = match options.threads {
                _ if cut == Cut::Careful => 1,
                0 => std::thread::available_parallelism().map_or(1, usize::from),
                threads => threads,
            };
            let work = |mut part: Part<'p>| {
                self.take_blocks(&mut part, &blocks, &opened, cut, &is_over);
                part
            };
            let header_part = parts.remove(0);
            parts = std::thread::scope(|scope| {
                let others: Vec<_> = (1..threads)
                    .map(|_| {
                        let mut part = self.part();
                        let file = (self.position, first.number);
                        part.rows.begin_file(&opened.header, file, &figures);
                        scope.spawn(|| work(part))
                    })
                    .collect();
                let mut parts = vec![work(header_part)];
                for other in others {
                    match other.join() {
                        Ok(part) => parts.push(part),
                        Err(panic) => std::panic::resume_unwind(panic),
                    }
                }
                parts
            });
        }
        let sha256 = bytes.sha256();
        self.finished(parts, &opened, sha256)
    }

    /// The text from its beginning to the end of the first block that is not blank.
    fn first_block<R: Read>(
        &self,
        blocks: &mut Blocks<R>,
        part: &mut Part<'p>,
    ) -> Result<(Vec<u8>, Block), Vec<Diagnostic>> {
        let mut buffer = Buffer::default();
        let mut begin = Vec::new();
        loop {
            match blocks.next(&mut buffer) {
                Ok(Some(block)) => {
                    if begin.is_empty() {
                        begin = buffer.take();
                    } else {
                        begin.extend_from_slice(&buffer);
                    }
                    // Mostly the first byte is one that is seen.
                    let is_blank = !begin.iter().any(u8::is_ascii_graphic)
                        && matches!(text::readable(&begin), (text, None) if trim(text).is_empty());
                    if !is_blank || begin.len() > MOST_BLANK {
                        return Ok((begin, Block { offset: 0, ..block }));
                    }
                    // Lines that are blank belong to the block in which the header is.
                    part.blocks.push((block.number, 0, 0));
                }
                Ok(None) => return Err(vec![empty("empty-file", &self.name, say::is_empty())]),
                Err(why) => return Err(vec![*self.stopped(why)]),
            }
        }
    }

    /// That a block is not in the encoding in which the file is tried. A NUL is none in any.
    fn undecodable(
        &self,
        fault: Option<usize>,
        bytes: &[u8],
        decoding: Decoding,
    ) -> Option<Box<Misfit>> {
        let at = fault.filter(|at| decoding.is_trial() && bytes.get(*at) != Some(&0))?;
        Some(Box::new(Misfit::of(&self.name, bytes, at, decoding)))
    }

    /// Ends reading where a block holds something else than text.
    fn end_at(
        &self,
        part: &mut Part<'p>,
        fault: Option<usize>,
        bytes: &[u8],
        block: Block,
        decoding: Decoding,
    ) {
        if let (Some(at), None) = (fault, &part.ended) {
            let why = match self.undecodable(fault, bytes, decoding) {
                Some(misfit) => Why::Undecodable(misfit),
                None => {
                    Why::Problem(Box::new(text::unreadable_byte(&self.name, bytes, at, decoding)))
                }
            };
            part.ended = Some(End { block: block.number, why });
        }
    }

    fn part(&self) -> Part<'p> {
        Part {
            rows: Rows::new(self.context),
            count: 0,
            set_aside: BTreeMap::new(),
            blocks: Vec::new(),
            ended: None,
            doubts: [None, None],
        }
    }

    /// Takes blocks until there are none, or reading ends.
    fn take_blocks(
        &self,
        part: &mut Part<'p>,
        blocks: &SharedBlocks<'_, '_>,
        opened: &Opened,
        cut: Cut,
        is_over: &AtomicBool,
    ) {
        let mut buffer = Buffer::default();
        while part.ended.is_none() && !is_over.load(Ordering::Relaxed) {
            let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).next(&mut buffer);
            match next {
                Ok(None) => return,
                Ok(Some(block)) => {
                    let text = BlockText::new(&buffer);
                    self.take_records(part, &opened.header, (&text, (0, 0)), block, cut);
                    part.doubt(&self.name, &text, block, opened.decoding);
                    self.end_at(part, text.fault(), &buffer, block, opened.decoding);
                }
                Err(why) => {
                    let why = Why::Problem(self.stopped(why));
                    part.ended = Some(End { block: usize::MAX, why });
                }
            }
        }
        if part.ended.is_some() {
            is_over.store(true, Ordering::Relaxed);
        }
    }

    /// Takes the records of a block from an offset on, before which so many line breaks stand.
    fn take_records(
        &self,
        part: &mut Part<'p>,
        header: &Header,
        (block_text, (begin, line_breaks)): (&BlockText<'_>, (usize, u64)),
        block: Block,
        cut: Cut,
    ) {
        let before = part.count;
        part.rows.begin_text();
        let (next, count) = part.rows.take_plain(block_text, begin);
        part.count += count;
        let line_breaks = line_breaks + count;
        if next == block_text.bytes().len() {
            part.blocks.push((block.number, block.offset, line_breaks));
            self.context.options.progress.add_rows(count);
            return;
        }
        let text = block_text.text();
        let mut records = Records::new(text, header.delimiter);
        records.pass(next, line_breaks);
        while let Some(record) = records.next() {
            let row = Row::new(&self.name, text, &record, block.offset);
            part.count += 1;
            if let Some(reason) = part.rows.take(&row, header, block.number) {
                *part.set_aside.entry(reason).or_default() += 1;
            }
            if cut == Cut::Trusting && record.faults().iter().any(Fault::misleads) {
                part.ended = Some(End { block: block.number, why: Why::QuoteAtFault });
                break;
            }
            let (next, count) = part.rows.take_plain(block_text, records.position());
            if count > 0 {
                part.count += count;
                records.pass(next, count);
            }
        }
        part.blocks.push((block.number, block.offset, records.line_breaks()));
        self.context.options.progress.add_rows(part.count - before);
    }

    fn finished(
        &self,
        parts: Vec<Part<'p>>,
        opened: &Opened,
        sha256: Option<String>,
    ) -> Result<Attempt<'p>, Vec<Diagnostic>> {
        let mut file = File {
            name: Arc::clone(&self.name),
            encoding: opened.decoding.encoding,
            delimiter: char::from(opened.header.delimiter),
            layout: opened.header.layout,
            header: opened.header.cells.clone(),
            dimensions: opened.header.dimensions.iter().map(|(_, name)| name.clone()).collect(),
            unit_above: opened
                .header
                .unit_above
                .as_ref()
                .map(|above| UnitAbove { name: above.name.clone(), line: above.place.line }),
            sha256,
            rows: 0,
            set_aside: BTreeMap::new(),
        };
        let mut blocks = Vec::new();
        let mut rows = Vec::new();
        let mut end: Option<End> = None;
        let mut doubts: [Option<(usize, Diagnostic)>; 2] = [None, None];
        for part in parts {
            file.rows += part.count;
            for (reason, count) in part.set_aside {
                *file.set_aside.entry(reason).or_default() += count;
            }
            blocks.extend(part.blocks);
            rows.push(part.rows);
            for (first, doubt) in doubts.iter_mut().zip(part.doubts) {
                *first = first.take().into_iter().chain(doubt).min_by_key(|(block, _)| *block);
            }
            if let Some(other) = part.ended
                && end.as_ref().is_none_or(|end| other.block < end.block)
            {
                end = Some(other);
            }
        }
        let lines = Lines::new(blocks);
        if let Some(end) = &end {
            for rows in &mut rows {
                rows.end_after(end.block, &lines);
            }
        }
        let first = rows.remove(0);
        let mut rows = Rows::of_file(first, rows, &lines);
        for (block, mut doubt) in doubts.into_iter().flatten() {
            if end.as_ref().is_some_and(|end| end.block < block) {
                continue;
            }
            lines.place(block, &mut doubt.place);
            match doubt.severity {
                Severity::Error => rows.problems().push(0, doubt),
                _ => rows.warn(doubt),
            }
        }
        if end.is_some() {
            rows.leave_out_some();
        }
        let preamble = file.set_aside.get(&SetAside::Preamble).copied().unwrap_or_default();
        match end {
            Some(End { block, why: Why::Undecodable(mut misfit) }) => {
                lines.place(block, &mut misfit.finding.place);
                return Ok(Attempt::Undecodable(misfit));
            }
            Some(End { why: Why::QuoteAtFault, .. }) => {
                return Ok(Attempt::QuoteAtFault(Box::new((rows, file))));
            }
            Some(End { block, why: Why::Problem(mut problem) }) => {
                lines.place(block, &mut problem.place);
                rows.problems().push(0, *problem);
            }
            None if file.rows == preamble => {
                return Err(vec![empty("no-rows", &self.name, say::has_no_rows())]);
            }
            None => {}
        }
        Ok(Attempt::Whole(Box::new((rows, file))))
    }

    /// The finding that reading has stopped.
    fn stopped(&self, why: Stop) -> Box<Diagnostic> {
        let file = Place::file(&self.name);
        Box::new(match why {
            Stop::Failed(error) => text::unreadable(file, &error),
            Stop::Endless => Diagnostic::error("not-csv", file, say::row_has_no_end())
                .label(say::expected_shorter_rows())
                .help(say::check_the_file()),
        })
    }
}

fn empty(code: &'static str, file: &Arc<str>, message: wording::Text) -> Diagnostic {
    Diagnostic::error(code, Place::file(file), message)
        .label(say::expected_header_and_row())
        .help(say::export_or_leave_out())
}

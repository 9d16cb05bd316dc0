//! Where the cells and rows of a text may end: the one place that asks which instructions the machine has.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, mask8x64, u8x64};

use crate::actuals::text::BlockText;

/// How many bytes are looked at together.
const CHUNK: usize = 64;

/// The borders of so many bytes are found before rows are taken, a multiple of [`CHUNK`]: both stay at hand, next to the
/// processor. Texts of tests are short, and have several pieces, too.
const PIECE: usize = if cfg!(any(test, fuzzing)) { 2 * CHUNK } else { 256 * CHUNK };

/// The border before a row and those in it, as far as any `u8` counts. What stands behind them means nothing.
pub(super) type Window = [u32; WINDOW];

/// How many that are.
pub(super) const WINDOW: usize = 257;

/// The border before a text.
const BEFORE: u32 = u32::MAX;

/// The offsets of all bytes of a text that may end a cell or need a second look: delimiters, quotes and the controls up
/// to the carriage return, among them line breaks. Quotes are not interpreted: what stands between two is found too.
/// They are found piece by piece, and forgotten once they have been passed.
#[derive(Debug)]
pub(super) struct Borders {
    /// The first `count` are offsets, the one before the text among them, if it has not been passed; at least a window
    /// follows.
    offsets: Vec<u32>,
    /// The bytes at these offsets.
    kinds: Vec<u8>,
    count: usize,
    /// How many bytes of the text have been looked at.
    end: usize,
}

/// Where what follows a border begins.
#[inline(always)]
pub(super) fn behind(border: u32) -> usize {
    border.wrapping_add(1) as usize
}

impl Borders {
    /// Those of no text.
    pub(super) fn new() -> Self {
        let mut borders = Self { offsets: Vec::new(), kinds: Vec::new(), count: 0, end: 0 };
        borders.make_room(1);
        borders.begin();
        borders
    }

    /// Begins a text, of which none has been found but the one before it.
    pub(super) fn begin(&mut self) {
        self.end = 0;
        self.count = 1;
        if let Some(before) = self.offsets.first_mut() {
            *before = BEFORE;
        }
    }

    /// Finds those of the next piece of a text, and forgets those before a position, which is 0 from now on. False where
    /// there is no further piece, or the text has 4 GiB or more: then none is forgotten.
    #[inline(always)]
    pub(super) fn find_more<S: Simd>(
        &mut self,
        simd: S,
        text: &BlockText<'_>,
        delimiter: u8,
        at: usize,
    ) -> bool {
        let Some(piece) = text.bytes().get(self.end..).filter(|rest| !rest.is_empty()) else {
            return false;
        };
        if !piece.get(..PIECE).unwrap_or(piece).is_ascii() {
            text.text();
        }
        // That may have found out that the text ends before.
        let bytes = text.bytes();
        let next = bytes.len().min(self.end + PIECE);
        let (Some(piece), Ok(base), Ok(_)) =
            (bytes.get(self.end..next), u32::try_from(self.end), u32::try_from(bytes.len()))
        else {
            return false;
        };
        self.offsets.copy_within(at..self.count, 0);
        self.kinds.copy_within(at..self.count, 0);
        self.count -= at;
        self.make_room(piece.len());
        self.find(simd, base, piece, delimiter);
        self.end = next;
        true
    }

    /// Whether a row may have more borders than have been found behind a position.
    #[inline(always)]
    pub(super) fn are_few(&self, at: usize) -> bool {
        self.count - at < WINDOW
    }

    /// Finds those of a text at once.
    #[cfg(test)]
    pub(super) fn find_all(&mut self, level: Level, text: &str, delimiter: u8) {
        self.make_room(text.len());
        dispatch!(level, simd => self.find(simd, 0, text.as_bytes(), delimiter));
    }

    /// The border before the text and the offsets, in order, as far as they are known.
    #[cfg(test)]
    pub(super) fn offsets(&self) -> &[u32] {
        self.offsets.get(..self.count).unwrap_or_default()
    }

    /// Those from a position on, with as many others behind as a window has.
    #[inline(always)]
    pub(super) fn from(&self, at: usize) -> &[u32] {
        self.offsets.get(at..self.count + WINDOW).unwrap_or_default()
    }

    /// The position of the border behind which an offset of a text is, from a position on.
    #[inline(always)]
    pub(super) fn position_at<S: Simd>(
        &mut self,
        simd: S,
        text: &BlockText<'_>,
        delimiter: u8,
        (offset, mut from): (usize, usize),
    ) -> Option<usize> {
        loop {
            let borders = self.offsets.get(from..self.count)?;
            let before = borders.iter().position(|border| behind(*border) >= offset);
            if let Some(before) = before {
                return (behind(borders[before]) == offset).then_some(from + before);
            }
            self.find_more(simd, text, delimiter, self.count).then(|| from = 0)?;
        }
    }

    /// Where what follows the border at a position begins.
    pub(super) fn behind(&self, at: usize) -> Option<usize> {
        self.offsets.get(at).map(|border| behind(*border))
    }

    /// The border at a position, those behind it, and the eight kinds of those behind it, the first one lowest; `None`
    /// where fewer than so many follow.
    #[inline(always)]
    pub(super) fn window(&self, at: usize, following: usize) -> Option<(&Window, u64)> {
        if at + following >= self.count {
            return None;
        }
        let window = self.offsets.get(at..at + WINDOW)?.first_chunk()?;
        let kinds = self.kinds.get(at + 1..at + 9)?.first_chunk()?;
        Some((window, u64::from_le_bytes(*kinds)))
    }

    /// The kinds of borders, so many from a position on.
    pub(super) fn kinds(&self, at: usize, count: usize) -> Option<&[u8]> {
        self.kinds.get(at..at + count)
    }

    /// The position of the first of borders that [`Self::from`] has given.
    pub(super) fn position_of(&self, from: &[u32]) -> usize {
        (self.count + WINDOW).saturating_sub(from.len())
    }

    /// Makes room for what so many bytes have at most, and for a window behind it.
    fn make_room(&mut self, bytes: usize) {
        let room = self.count + bytes.next_multiple_of(CHUNK) + WINDOW;
        if self.offsets.len() < room {
            self.offsets.resize(room, 0);
            self.kinds.resize(room, 0);
        }
    }

    /// Finds those of a piece that begins at `base`.
    #[inline(always)]
    fn find<S: Simd>(&mut self, simd: S, mut base: u32, piece: &[u8], delimiter: u8) {
        let (chunks, rest) = piece.as_chunks::<CHUNK>();
        for chunk in chunks {
            self.push(simd, base, chunk, bits(simd, chunk, delimiter));
            base += CHUNK as u32;
        }
        let mut chunk = [0; CHUNK];
        for (to, from) in chunk.iter_mut().zip(rest) {
            *to = *from;
        }
        // What fills the chunk is no part of the text.
        let bits = bits(simd, &chunk, delimiter) & ((1 << rest.len()) - 1);
        self.push(simd, base, &chunk, bits);
    }

    /// Adds the borders that a chunk, which begins at `base`, has where there are bits.
    #[inline(always)]
    fn push<S: Simd>(&mut self, simd: S, base: u32, chunk: &[u8; CHUNK], bits: u64) {
        let room = self.count..self.count + CHUNK;
        let (offsets, kinds) = (self.offsets.get_mut(room.clone()), self.kinds.get_mut(room));
        let (Some(offsets), Some(kinds)) = (offsets, kinds) else { return };
        if simd.level().as_avx512().is_some() {
            put_together(simd, (offsets, kinds), base, chunk, bits);
        } else {
            put_one_by_one((offsets, kinds), base, chunk, bits);
        }
        self.count += bits.count_ones() as usize;
    }
}

/// The offset of each byte of a chunk.
const OFFSETS: [u8; CHUNK] = {
    let mut offsets = [0; CHUNK];
    let mut at = 0;
    while at < CHUNK {
        offsets[at] = at as u8;
        at += 1;
    }
    offsets
};

/// Puts borders with the instruction that brings bytes together, on machines that have it.
#[inline(always)]
fn put_together<S: Simd>(
    simd: S,
    (offsets, kinds): (&mut [u32], &mut [u8]),
    base: u32,
    chunk: &[u8; CHUNK],
    bits: u64,
) {
    /// Written at once, whether there are so many or fewer, because that takes no decision.
    const AT_ONCE: usize = 16;
    let mask = mask8x64::from_bitmask(simd, bits);
    u8x64::from_slice(simd, chunk).compress(mask).store_slice(kinds);
    let mut together = [0; CHUNK];
    u8x64::from_slice(simd, &OFFSETS).compress(mask).store_slice(&mut together);
    let mut left = bits.count_ones() as usize;
    for (to, from) in offsets.chunks_exact_mut(AT_ONCE).zip(together.chunks_exact(AT_ONCE)) {
        for (to, from) in to.iter_mut().zip(from) {
            *to = base + u32::from(*from);
        }
        if left <= AT_ONCE {
            break;
        }
        left -= AT_ONCE;
    }
}

/// Puts borders on any machine.
#[inline(always)]
fn put_one_by_one(
    (offsets, kinds): (&mut [u32], &mut [u8]),
    base: u32,
    chunk: &[u8; CHUNK],
    mut bits: u64,
) {
    /// Written at once, whether there are so many or fewer, because that takes no decision.
    const AT_ONCE: usize = 8;
    for (offsets, kinds) in offsets.chunks_exact_mut(AT_ONCE).zip(kinds.chunks_exact_mut(AT_ONCE)) {
        for (offset, kind) in offsets.iter_mut().zip(kinds) {
            let at = bits.trailing_zeros();
            *offset = base + at;
            *kind = chunk[at as usize % CHUNK];
            bits &= bits.wrapping_sub(1);
        }
        if bits == 0 {
            break;
        }
    }
}

/// A bit for each byte of a chunk that is a border; the lowest is the first.
#[inline(always)]
fn bits<S: Simd>(simd: S, chunk: &[u8; CHUNK], delimiter: u8) -> u64 {
    let bytes = u8x64::from_slice(simd, chunk);
    let controls = bytes.simd_le(u8x64::splat(simd, b'\r'));
    let quotes = bytes.simd_eq(u8x64::splat(simd, b'"'));
    let delimiters = bytes.simd_eq(u8x64::splat(simd, delimiter));
    (delimiters | quotes | controls).to_bitmask()
}

/// Work that is worth being compiled once more for the instructions of newer machines. A closure would not do: what is
/// to be compiled again has to be inlined always.
pub(super) trait Work {
    /// What comes of it.
    type Outcome;

    /// Does it with the instructions of a token; always inlined.
    fn work<S: Simd>(self, simd: S) -> Self::Outcome;
}

/// Does work with all the instructions that the machine has.
pub(super) fn with_all_instructions<W: Work>(work: W) -> W::Outcome {
    dispatch!(Level::new(), simd => work.work(simd))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_borders_are_found(
            text in "([a-z,;\"\\n\\r\\t\\x00]|[a-z数]{20}|,{70}){0,20}",
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let is_border = |(_, byte): &(u32, u8)| *byte == delimiter || b"\0\t\n\r\"".contains(byte);
            let found = (0..).zip(text.bytes()).filter(is_border).map(|(offset, _)| offset);
            let expected: Vec<u32> = std::iter::once(BEFORE).chain(found).collect();
            let mut borders = Borders::new();
            // What another text has left behind is of no matter.
            borders.find_all(Level::new(), &",".repeat(100), b',');
            borders.begin();
            borders.find_all(Level::new(), &text, delimiter);
            prop_assert_eq!(borders.offsets(), &expected);
            let kinds: Vec<u8> = expected[1..].iter().map(|at| text.as_bytes()[*at as usize]).collect();
            prop_assert_eq!(borders.kinds(1, kinds.len()), Some(kinds.as_slice()));
            #[cfg(target_arch = "x86_64")]
            for level in [
                Some(Level::baseline()),
                Level::new().as_sse4_2().map(Level::Sse4_2),
                Level::new().as_avx2().map(Level::Avx2),
            ].into_iter().flatten() {
                let mut borders = Borders::new();
                borders.find_all(level, &text, delimiter);
                prop_assert_eq!(borders.offsets(), &expected);
                prop_assert_eq!(borders.kinds(1, kinds.len()), Some(kinds.as_slice()));
            }
        }

        #[test]
        fn borders_are_found_piece_by_piece(
            text in prop::collection::vec("[a-z,\n]{50}|[数,\"]{20}|\x00", 0..1000),
            passed in prop::collection::vec(0..3 * WINDOW, 1..8),
        ) {
            let text = text.concat();
            let mut whole = Borders::new();
            whole.find_all(Level::new(), &text, b',');
            let (offsets, block) = (whole.offsets(), BlockText::new(text.as_bytes()));
            let mut borders = Borders::new();
            let mut forgotten = 0;
            for steps in passed.into_iter().cycle() {
                let found = borders.offsets();
                prop_assert_eq!(found, &offsets[forgotten..forgotten + found.len()]);
                let at = steps.min(found.len());
                if !dispatch!(Level::new(), simd => borders.find_more(simd, &block, b',', at)) {
                    break;
                }
                forgotten += at;
            }
            if !text.contains('\0') {
                prop_assert_eq!(forgotten + borders.offsets().len(), offsets.len());
            }
        }
    }
}

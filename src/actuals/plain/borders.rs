//! Where the cells and rows of a text may end: the one place that asks which instructions the machine has.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x64};

/// How many bytes are looked at together.
const CHUNK: usize = 64;

/// The border before a row and those in it, as far as any `u8` counts. What stands behind them means nothing.
pub(super) type Window = [u32; WINDOW];

/// How many that are.
pub(super) const WINDOW: usize = 257;

/// The border before a text.
const BEFORE: u32 = u32::MAX;

/// The offsets of all bytes of a text that may end a cell or need a second look: delimiters, quotes and the controls up
/// to the carriage return, among them line breaks. Quotes are not interpreted: what stands between two is found too.
#[derive(Debug, Default)]
pub(super) struct Borders {
    /// The first `count` are [`BEFORE`] and the offsets; at least a window follows.
    offsets: Vec<u32>,
    count: usize,
}

/// Where what follows a border begins.
#[inline(always)]
pub(super) fn behind(border: u32) -> usize {
    border.wrapping_add(1) as usize
}

impl Borders {
    /// Finds those of a text of less than 4 GiB; of a longer one, none.
    pub(super) fn find(&mut self, text: &[u8], delimiter: u8) {
        self.count = 0;
        self.make_room();
        if let Some(before) = self.offsets.first_mut() {
            *before = BEFORE;
            self.count = 1;
        }
        if u32::try_from(text.len()).is_err() {
            return;
        }
        dispatch!(Level::new(), simd => self.find_with(simd, text, delimiter));
    }

    /// The border before the text and the offsets, in order.
    #[cfg(test)]
    pub(super) fn offsets(&self) -> &[u32] {
        self.offsets.get(..self.count).unwrap_or_default()
    }

    /// Those from a position on, with as many others behind as a window has.
    #[inline(always)]
    pub(super) fn from(&self, at: usize) -> &[u32] {
        self.offsets.get(at..self.count + WINDOW).unwrap_or_default()
    }

    /// The position of the first of borders that [`Self::from`] has given.
    pub(super) fn position_of(&self, from: &[u32]) -> usize {
        (self.count + WINDOW).saturating_sub(from.len())
    }

    /// Makes room for what a chunk has at most, and for a window behind it.
    #[inline(always)]
    fn make_room(&mut self) {
        const ROOM: usize = CHUNK + WINDOW;
        if self.offsets.len() < self.count + ROOM {
            self.offsets.resize(2 * self.offsets.len() + ROOM, 0);
        }
    }

    /// Finds them with the instructions of a token.
    #[inline(always)]
    fn find_with<S: Simd>(&mut self, simd: S, text: &[u8], delimiter: u8) {
        let (chunks, rest) = text.as_chunks::<CHUNK>();
        let mut base = 0;
        for chunk in chunks {
            self.push(base, bits(simd, chunk, delimiter));
            base += CHUNK as u32;
        }
        let mut chunk = [0; CHUNK];
        for (to, from) in chunk.iter_mut().zip(rest) {
            *to = *from;
        }
        // What fills the chunk is no part of the text.
        self.push(base, bits(simd, &chunk, delimiter) & ((1 << rest.len()) - 1));
    }

    /// Adds the offsets of the bits of a chunk that begins at `base`.
    #[inline(always)]
    fn push(&mut self, base: u32, mut bits: u64) {
        /// Written at once, whether there are so many or fewer, because that takes no decision.
        const AT_ONCE: usize = 8;
        self.make_room();
        let count = bits.count_ones() as usize;
        let Some(offsets) = self.offsets.get_mut(self.count..self.count + CHUNK) else { return };
        for offsets in offsets.chunks_exact_mut(AT_ONCE) {
            for offset in offsets {
                *offset = base + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
            if bits == 0 {
                break;
            }
        }
        self.count += count;
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

    /// Does it; always inlined.
    fn work(self) -> Self::Outcome;
}

/// Does work with all the instructions that the machine has.
pub(super) fn with_all_instructions<W: Work>(work: W) -> W::Outcome {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = Level::new().as_avx2() {
        return simd.vectorize(
            #[inline(always)]
            || work.work(),
        );
    }
    work.work()
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
            let mut borders = Borders::default();
            // What another text has left behind is of no matter.
            borders.find(&[b','; 100], b',');
            borders.find(text.as_bytes(), delimiter);
            prop_assert_eq!(borders.offsets(), &expected);
            #[cfg(target_arch = "x86_64")]
            for level in [
                Some(Level::baseline()),
                Level::new().as_sse4_2().map(Level::Sse4_2),
                Level::new().as_avx2().map(Level::Avx2),
            ].into_iter().flatten() {
                let mut borders = Borders::default();
                dispatch!(level, simd => borders.find_with(simd, text.as_bytes(), delimiter));
                prop_assert_eq!(borders.offsets(), &expected[1..]);
            }
        }
    }
}

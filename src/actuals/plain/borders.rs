//! Where the cells and rows of a text may end: the one place for instructions that not every machine has.

/// How many bytes are looked at together.
const CHUNK: usize = 64;

/// The offsets of all bytes of a text that may end a cell or need a second look: delimiters, quotes and the controls up
/// to the carriage return, among them line breaks. Quotes are not interpreted: what stands between two is found too.
#[derive(Debug, Default)]
pub(super) struct Borders {
    /// The first `count` are offsets.
    offsets: Vec<u32>,
    count: usize,
}

impl Borders {
    /// Finds those of a text of less than 4 GiB; of a longer one, none.
    pub(super) fn find(&mut self, text: &[u8], delimiter: u8) {
        self.count = 0;
        if u32::try_from(text.len()).is_err() {
            return;
        }
        #[cfg(target_arch = "x86_64")]
        if avx2::is_there() {
            avx2::find(self, text, delimiter);
            return;
        }
        self.find_with(text, |chunk| portable(chunk, delimiter));
    }

    /// The offsets, in order.
    pub(super) fn offsets(&self) -> &[u32] {
        self.offsets.get(..self.count).unwrap_or_default()
    }

    /// Finds them with a function that gives a bit for each byte that is one; the lowest is the first.
    #[inline(always)]
    fn find_with(&mut self, text: &[u8], bits: impl Fn(&[u8; CHUNK]) -> u64) {
        let (chunks, rest) = text.as_chunks::<CHUNK>();
        let mut base = 0;
        for chunk in chunks {
            self.push(base, bits(chunk));
            base += CHUNK as u32;
        }
        let mut chunk = [0; CHUNK];
        for (to, from) in chunk.iter_mut().zip(rest) {
            *to = *from;
        }
        // What fills the chunk is no part of the text.
        self.push(base, bits(&chunk) & ((1 << rest.len()) - 1));
    }

    /// Adds the offsets of the bits of a chunk that begins at `base`.
    #[inline(always)]
    fn push(&mut self, base: u32, mut bits: u64) {
        /// Written at once, whether there are so many or fewer, because that takes no decision.
        const AT_ONCE: usize = 8;
        if self.offsets.len() < self.count + CHUNK {
            self.offsets.resize(2 * self.offsets.len() + CHUNK, 0);
        }
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

/// The bits of a chunk, on any machine.
fn portable(chunk: &[u8; CHUNK], delimiter: u8) -> u64 {
    let flags = chunk.map(|byte| u8::from(byte == delimiter || byte == b'"' || byte <= b'\r'));
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| {
        // Moves the lowest bit of each byte to the top byte: that of byte n by 56 - 7n bits.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << 8 | gathered
    })
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
#[inline(always)]
pub(super) fn with_all_instructions<W: Work>(work: W) -> W::Outcome {
    #[cfg(target_arch = "x86_64")]
    if avx2::is_there() {
        return avx2::with(work);
    }
    work.work()
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_cmpeq_epi8, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set_epi64x, _mm256_set1_epi8,
    };

    use super::{Borders, CHUNK, Work};

    pub(super) fn is_there() -> bool {
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt")
    }

    #[expect(unsafe_code, reason = "instructions that not every machine has")]
    pub(super) fn with<W: Work>(work: W) -> W::Outcome {
        #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
        fn with_them<W: Work>(work: W) -> W::Outcome {
            work.work()
        }
        assert!(is_there());
        // SAFETY: the function needs nothing but the instructions, and the machine has them.
        unsafe { with_them(work) }
    }

    #[expect(unsafe_code, reason = "vector instructions that not every machine has")]
    pub(super) fn find(borders: &mut Borders, text: &[u8], delimiter: u8) {
        assert!(is_there());
        // SAFETY: the function needs nothing but the instructions, and the machine has them.
        unsafe { find_with_avx2(borders, text, delimiter) }
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn find_with_avx2(borders: &mut Borders, text: &[u8], delimiter: u8) {
        let delimiters = _mm256_set1_epi8(delimiter.cast_signed());
        let quotes = _mm256_set1_epi8(b'"'.cast_signed());
        let carriage_returns = _mm256_set1_epi8(b'\r'.cast_signed());
        let bits = |half: &[u8]| {
            let bytes = loaded(half);
            let controls = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, carriage_returns), bytes);
            let delimiters = _mm256_cmpeq_epi8(bytes, delimiters);
            let quotes = _mm256_cmpeq_epi8(bytes, quotes);
            let found = _mm256_or_si256(controls, _mm256_or_si256(delimiters, quotes));
            u64::from(_mm256_movemask_epi8(found).cast_unsigned())
        };
        borders.find_with(text, |chunk| {
            let (low, high) = chunk.split_at(CHUNK / 2);
            bits(low) | bits(high) << 32
        });
    }

    /// 32 bytes as a vector; compiles to one load.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn loaded(bytes: &[u8]) -> __m256i {
        let word = |at: usize| {
            let word = bytes.get(at..).and_then(<[u8]>::first_chunk);
            i64::from_le_bytes(word.copied().unwrap_or_default())
        };
        _mm256_set_epi64x(word(24), word(16), word(8), word(0))
    }
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
            let expected: Vec<u32> = (0..)
                .zip(text.bytes())
                .filter(|(_, byte)| *byte == delimiter || b"\0\t\n\r\"".contains(byte))
                .map(|(offset, _)| offset)
                .collect();
            let mut borders = Borders::default();
            // What another text has left behind is of no matter.
            borders.find(&[b','; 100], b',');
            borders.find(text.as_bytes(), delimiter);
            prop_assert_eq!(borders.offsets(), &expected);
            let mut borders = Borders::default();
            borders.find_with(text.as_bytes(), |chunk| portable(chunk, delimiter));
            prop_assert_eq!(borders.offsets(), &expected);
        }
    }
}

//! Texts that have been seen, and what each of them stands for.

use fearless_simd::prelude::*;
use fearless_simd::{u8x16, u8x64};

use super::line::Extent;

/// The most that are remembered.
const MOST: usize = 1 << 17;

/// Fewer places than this are a small table.
const SMALL: usize = 1 << 14;

/// How far from its place something is put at most, so that no choice of texts makes the table slow.
const FARTHEST: usize = 32;

/// So many low bits of what stands in a place are the number of a text; those above are some of its hash.
const NUMBER_BITS: u32 = MOST.ilog2() + 1;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;

/// Stands in a length where a text is too long for being compared at once. No block is as long.
const LONG: u32 = 1 << 31;

/// A table of texts. The first `BYTES` of each, a multiple of 16 and at most 64, are compared at once.
#[derive(Debug)]
pub(in crate::actuals) struct Texts<const BYTES: usize> {
    /// A power of two of places, and some behind them: numbers of texts with bits of their hashes, 0 where there is none.
    /// They are small, so that they stay at hand however many there are.
    places: Vec<u32>,
    /// How far a hash is shifted to be a place.
    shift: u32,
    /// By number. The first one stands for none, and is like no other.
    known: Vec<Known<BYTES>>,
    /// By number, too, but seldom asked for.
    more: Vec<More>,
    /// What stands behind the first bytes of those texts that have more.
    rests: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Known<const BYTES: usize> {
    /// What stands behind a text that is shorter is zero.
    begin: [u8; BYTES],
    /// With [`LONG`] where a text is.
    length: u32,
    meaning: u32,
}

#[derive(Clone, Copy, Debug)]
struct More {
    hash: u64,
    /// Where the rest of the text begins.
    rest: u32,
}

impl<const BYTES: usize> Texts<BYTES> {
    pub(in crate::actuals) fn new() -> Self {
        let mut texts = Self {
            places: Vec::new(),
            shift: 0,
            known: vec![Known { begin: [0; BYTES], length: u32::MAX, meaning: 0 }],
            more: vec![More { hash: 0, rest: 0 }],
            rests: Vec::new(),
        };
        texts.make_places(64);
        texts
    }

    /// What stands in the place of a text with a hash, or in the next one where that is of another hash: who has been
    /// there before has mostly driven the other one there.
    #[inline(always)]
    pub(super) fn number(&self, hash: u64) -> u32 {
        let place = (hash >> self.shift) as u32 as usize;
        let Some([first, second]) = self.places.get(place..place + 2) else { return 0 };
        let is_first = (first ^ mark(hash)) >> NUMBER_BITS == 0;
        std::hint::select_unpredictable(is_first, *first, *second)
    }

    /// What the text between two offsets of others stands for, whose [`number`](Self::number) and hash are at hand.
    #[inline(always)]
    pub(super) fn find_number<S: Simd>(
        &self,
        simd: S,
        (number, hash): (u32, u64),
        bytes: &[u8],
        (start, end): Extent,
    ) -> Option<u32> {
        let length = end.wrapping_sub(start);
        let begin = bytes.get(start as usize..start as usize + BYTES);
        if let Some(known) = self.known.get((number & NUMBER) as usize)
            && let Some(begin) = begin.and_then(|begin| begin.first_chunk())
        {
            // What stands behind the text is of no matter.
            let differences = differing(simd, &known.begin, begin) & !u64::MAX.wrapping_shl(length);
            if differences | u64::from(length ^ known.length) == 0 {
                return Some(known.meaning);
            }
        }
        self.find_long_or_far(hash, bytes.get(start as usize..end as usize)?)
    }

    #[inline(never)]
    fn find_long_or_far(&self, hash: u64, text: &[u8]) -> Option<u32> {
        let first = (hash >> self.shift) as usize;
        let mark = mark(hash);
        let places = self.places.get(first..first + FARTHEST)?.iter().take_while(|at| **at != 0);
        let mut numbers = places
            .filter(|number| (*number ^ mark) >> NUMBER_BITS == 0)
            .map(|number| (number & NUMBER) as usize);
        numbers.find(|number| self.is(*number, text)).map(|number| self.known[number].meaning)
    }

    /// Whether a text is the one with a number.
    fn is(&self, number: usize, text: &[u8]) -> bool {
        let (Some(known), Some(more)) = (self.known.get(number), self.more.get(number)) else {
            return false;
        };
        let (begin, rest) = text.split_at(text.len().min(BYTES));
        let at = more.rest as usize;
        (known.length & !LONG) as usize == text.len()
            && known.begin.starts_with(begin)
            // To compare nothing with what is nowhere would take long: some machines look whether it is there.
            && (rest.is_empty() || self.rests.get(at..at + rest.len()) == Some(rest))
    }

    /// What the text between two offsets of others stands for.
    pub(super) fn meaning_in(&self, bytes: &[u8], (start, end): Extent) -> Option<u32> {
        let text = bytes.get(start as usize..end as usize)?;
        let sample = Sample::of(bytes, (start, end)).or_else(|| Sample::of_text(text))?;
        self.find_long_or_far(sample.hash(), text)
    }

    /// What a text stands for.
    pub(in crate::actuals) fn meaning(&self, text: &[u8]) -> Option<u32> {
        self.find_long_or_far(Sample::of_text(text)?.hash(), text)
    }

    /// Remembers what a text stands for that is not known; false where there is no room for it.
    pub(in crate::actuals) fn learn(&mut self, text: &[u8], meaning: u32) -> bool {
        if self.known.len() > MOST {
            return false;
        }
        // A small table can afford that hardly anything stands in the place of another.
        let places = self.places.len() - FARTHEST;
        let most = if places < SMALL { places / 8 } else { places / 2 };
        if self.known.len() > most {
            self.make_places(2 * places);
        }
        let Some((known, more)) = self.known_as(text, meaning) else { return false };
        let is_put = self.put(more.hash, self.known.len());
        if is_put {
            self.known.push(known);
            self.more.push(more);
            self.rests.extend_from_slice(text.get(BYTES..).unwrap_or_default());
        }
        is_put
    }

    fn known_as(&self, text: &[u8], meaning: u32) -> Option<(Known<BYTES>, More)> {
        let mut begin = [0; BYTES];
        for (to, from) in begin.iter_mut().zip(text) {
            *to = *from;
        }
        let mut length = u32::try_from(text.len()).ok().filter(|length| *length < LONG)?;
        // A length of 64 bits would leave none of them to be compared.
        if text.len() > BYTES.min(63) {
            length |= LONG;
        }
        let rest = u32::try_from(self.rests.len()).ok()?;
        let more = More { hash: Sample::of_text(text)?.hash(), rest };
        Some((Known { begin, length, meaning }, more))
    }

    /// Makes so many places, a power of two, for what is known.
    fn make_places(&mut self, count: usize) {
        self.places = vec![0; count + FARTHEST];
        self.shift = u64::BITS - count.trailing_zeros();
        let hashes: Vec<u64> = self.more.iter().map(|more| more.hash).collect();
        for (number, hash) in hashes.into_iter().enumerate().skip(1) {
            self.put(hash, number);
        }
    }

    /// Finds a place for what is known as a number; false where there is none.
    fn put(&mut self, hash: u64, number: usize) -> bool {
        let first = (hash >> self.shift) as usize;
        let places = self.places.get_mut(first..first + FARTHEST);
        let free = places.and_then(|places| places.iter_mut().find(|place| **place == 0));
        let Some(place) = free else { return false };
        *place = number as u32 | mark(hash);
        true
    }
}

/// The bits of a hash that stand in a place, other than those that say which one it is.
#[inline(always)]
fn mark(hash: u64) -> u32 {
    ((hash >> 32) as u32) << NUMBER_BITS
}

/// A bit for each byte in which texts differ; the lowest is the first.
#[inline(always)]
fn differing<S: Simd, const BYTES: usize>(simd: S, one: &[u8; BYTES], other: &[u8; BYTES]) -> u64 {
    if let (Ok(one), Ok(other)) = (one[..].try_into(), other[..].try_into()) {
        let (one, other): (&[u8; 64], &[u8; 64]) = (one, other);
        return !u8x64::from_slice(simd, one).simd_eq(u8x64::from_slice(simd, other)).to_bitmask();
    }
    let (ones, others) = (one.as_chunks::<16>().0, other.as_chunks::<16>().0);
    let mut same = 0;
    for at in 0..BYTES / 16 {
        let (one, other) =
            (u8x16::from_slice(simd, &ones[at]), u8x16::from_slice(simd, &others[at]));
        same |= one.simd_eq(other).to_bitmask() << (16 * at);
    }
    !same
}

/// How many bytes a word has.
const WORD: u32 = 8;

/// What is looked at of a text to make a number of it: its first, middle and last word, and its length. Where it is
/// shorter than a word, only the first one counts, and of that what belongs to the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sample {
    pub(super) first: u64,
    pub(super) middle: u64,
    pub(super) last: u64,
    pub(super) length: u32,
}

impl Sample {
    /// That of the text between two offsets of others; `None` where there are too few bytes around it.
    #[inline(always)]
    pub(super) fn of(bytes: &[u8], (start, end): Extent) -> Option<Self> {
        let length = end.wrapping_sub(start);
        Some(Self {
            first: word_at(bytes, start)?,
            middle: word_before(bytes, start.wrapping_add(length / 2 + WORD / 2))?,
            last: word_before(bytes, end)?,
            length,
        })
    }

    /// That of a text by itself.
    fn of_text(text: &[u8]) -> Option<Self> {
        /// Most texts fit into this.
        const ROOM: usize = 96;
        let word = WORD as usize;
        let end = WORD.checked_add(u32::try_from(text.len()).ok()?)?;
        let mut around = [0; ROOM];
        if let Some(here) = around.get_mut(word..word + text.len())
            && text.len() <= ROOM - 2 * word
        {
            here.copy_from_slice(text);
            return Self::of(&around, (WORD, end));
        }
        let around = [0; WORD as usize];
        Self::of(&[&around, text, &around].concat(), (WORD, end))
    }

    /// A number that looks random and is told by what is looked at. Nothing is decided by what the text is, so that the
    /// numbers of several texts can be made together.
    #[inline(always)]
    pub(super) fn hash(self) -> u64 {
        let is_short = self.length < WORD;
        let behind = u64::MAX << (8 * u64::from(self.length) % 64);
        let first = self.first & if is_short { !behind } else { u64::MAX };
        let rest = self.last.rotate_left(17) ^ self.middle.rotate_left(41);
        let mixed = first ^ if is_short { 0 } else { rest };
        // An odd number whose bits look random: 2^64 over the golden ratio.
        mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The eight bytes from an offset on, the first one lowest.
#[inline(always)]
fn word_at(bytes: &[u8], start: u32) -> Option<u64> {
    let start = start as usize;
    bytes.get(start..start + 8)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The eight bytes before an offset, the first one lowest. What would be before the text is far behind it.
#[inline(always)]
pub(super) fn word_before(bytes: &[u8], end: u32) -> Option<u64> {
    word_at(bytes, end.wrapping_sub(WORD))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fearless_simd::{Level, dispatch};
    use proptest::prelude::*;

    use super::*;

    /// Texts that differ little, shorter and longer than what is compared at once.
    fn text() -> impl Strategy<Value = String> {
        "[ab]{0,3}|a{14,18}b{0,2}|[ab]{1,2}x{30,34}[ab]{0,2}|[ab]y{60,63}[ab]{0,2}|数{8,12}[ab]?"
            .prop_map(|text| text)
    }

    /// What a text in a longer one stands for, as it is found in a row.
    fn found<const BYTES: usize>(texts: &Texts<BYTES>, text: &str, behind: &str) -> Option<u32> {
        let line = format!("before: {text}{behind}");
        let cell = (8, 8 + text.len() as u32);
        let hash = Sample::of(line.as_bytes(), cell)?.hash();
        let number = (texts.number(hash), hash);
        dispatch!(Level::new(), simd => texts.find_number(simd, number, line.as_bytes(), cell))
    }

    fn check<const BYTES: usize>(learnt: &[String], asked: &[String]) {
        let mut texts = Texts::<BYTES>::new();
        let mut meanings: BTreeMap<&str, u32> = BTreeMap::new();
        for (text, meaning) in learnt.iter().zip(0..) {
            if !meanings.contains_key(text.as_str()) && texts.learn(text.as_bytes(), meaning) {
                meanings.insert(text, meaning);
            }
        }
        for text in learnt.iter().chain(asked) {
            let meaning = meanings.get(text.as_str()).copied();
            assert_eq!(texts.meaning(text.as_bytes()), meaning, "{text:?}");
            for behind in [",,,,,,,,".to_owned(), format!(",{}", "z".repeat(64))] {
                assert_eq!(found(&texts, text, &behind), meaning, "{text:?}, {behind:?}");
            }
        }
        assert!(meanings.len() > learnt.len() / 8 || learnt.len() < 8);
    }

    proptest! {
        #[test]
        fn what_has_been_learnt_is_found_and_nothing_else(
            learnt in prop::collection::vec(text(), 0..200),
            asked in prop::collection::vec(text(), 0..50),
        ) {
            check::<16>(&learnt, &asked);
            check::<64>(&learnt, &asked);
        }
    }

    #[test]
    fn many_texts_are_remembered() {
        let mut texts = Texts::<16>::new();
        let name = |number: u32| format!("district-school-{number:05}");
        for number in 0..20_000 {
            assert!(texts.learn(name(number).as_bytes(), number), "{number}");
        }
        for number in 0..20_000 {
            assert_eq!(texts.meaning(name(number).as_bytes()), Some(number));
        }
        assert_eq!(texts.meaning(name(20_000).as_bytes()), None);
        // Zeros stand behind a text that is shorter than what is compared.
        assert!(texts.learn(b"a\0", 7));
        assert_eq!(texts.meaning(b"a\0"), Some(7));
        assert_eq!(texts.meaning(b"a"), None);
    }
}

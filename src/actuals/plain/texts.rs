//! Texts that have been seen, and what each of them stands for.

use super::line::Extent;

/// The most that are remembered.
const MOST: usize = 1 << 17;

/// Fewer places than this are a small table.
const SMALL: usize = 1 << 14;

/// How far from its place something is put at most, so that no choice of texts makes the table slow.
const FARTHEST: usize = 32;

/// A table of texts or, where there are several `CELLS`, of those that stand together in a row. The first `WORDS` of
/// each text, of 8 bytes each, are compared at once.
#[derive(Debug)]
pub(in crate::actuals) struct Texts<const CELLS: usize, const WORDS: usize> {
    /// A power of two of places: positions in `known`, 0 where there is none. They are small, so that they stay at hand
    /// however many there are.
    places: Vec<u32>,
    /// How far a hash is shifted to be a place.
    shift: u32,
    /// The first one stands for none, and is like no other.
    known: Vec<Known<CELLS, WORDS>>,
    /// What stands behind the words of those texts that have more.
    rests: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Known<const CELLS: usize, const WORDS: usize> {
    words: [Words<WORDS>; CELLS],
    lengths: [u32; CELLS],
    hash: u32,
    /// Where its rests begin.
    rest: u32,
    meaning: u32,
}

/// The first words of a text; what stands behind it is zero.
type Words<const WORDS: usize> = [u64; WORDS];

impl<const CELLS: usize, const WORDS: usize> Texts<CELLS, WORDS> {
    pub(in crate::actuals) fn new() -> Self {
        let none = Known {
            // No text in UTF-8 has such bytes.
            words: [[u64::MAX; WORDS]; CELLS],
            lengths: [u32::MAX; CELLS],
            hash: 0,
            rest: 0,
            meaning: 0,
        };
        let mut texts = Self { places: Vec::new(), shift: 0, known: vec![none], rests: Vec::new() };
        texts.make_places(64);
        texts
    }

    /// What the texts between offsets of others stand for; `None` also where too few bytes follow the start of one, at
    /// most `8 * WORDS`. No text holds a NUL.
    #[inline(always)]
    pub(in crate::actuals) fn find(&self, bytes: &[u8], cells: [Extent; CELLS]) -> Option<u32> {
        let hash = hash::<CELLS, WORDS>(bytes, cells)?;
        let number = *self.places.get((hash >> self.shift) as usize)?;
        let known = self.known.get(number as usize)?;
        // Where a text does not fill its words, zeros tell where it ends.
        if known.begins_as(bytes, cells)?
            && cells.iter().all(|(start, end)| end.wrapping_sub(*start) < 8 * WORDS)
        {
            return Some(known.meaning);
        }
        self.find_longer_or_farther(hash, bytes, cells)
    }

    #[inline(never)]
    fn find_longer_or_farther(
        &self,
        hash: u32,
        bytes: &[u8],
        cells: [Extent; CELLS],
    ) -> Option<u32> {
        let first = (hash >> self.shift) as usize;
        let mut places = (first..first + FARTHEST).map_while(|place| {
            let number = *self.places.get(place & (self.places.len() - 1))?;
            self.known.get(number as usize).filter(|_| number > 0)
        });
        places.find(|known| self.is(known, bytes, cells)).map(|known| known.meaning)
    }

    /// Whether texts are those that are known.
    fn is(&self, known: &Known<CELLS, WORDS>, bytes: &[u8], cells: [Extent; CELLS]) -> bool {
        let mut rest = known.rest as usize;
        known.begins_as(bytes, cells) == Some(true)
            && cells.into_iter().zip(known.lengths).all(|((start, end), length)| {
                let before = rest;
                rest += (length as usize).saturating_sub(8 * WORDS);
                // To compare nothing with what is nowhere would take long.
                end - start == length as usize
                    && (rest == before
                        || self.rests.get(before..rest) == bytes.get(start + 8 * WORDS..end))
            })
    }

    /// What texts stand for.
    pub(in crate::actuals) fn meaning(&self, texts: [&[u8]; CELLS]) -> Option<u32> {
        let (bytes, cells) = side_by_side::<CELLS, WORDS>(texts);
        self.find(&bytes, cells)
    }

    /// Remembers what texts stand for that are not known; false where there is no room for them.
    pub(in crate::actuals) fn learn(&mut self, texts: [&[u8]; CELLS], meaning: u32) -> bool {
        let (bytes, cells) = side_by_side::<CELLS, WORDS>(texts);
        if self.known.len() > MOST || texts.iter().any(|text| text.contains(&0)) {
            return false;
        }
        // A small table can afford that hardly anything stands in the place of another.
        let most =
            if self.places.len() < SMALL { self.places.len() / 8 } else { self.places.len() / 2 };
        if self.known.len() > most {
            self.make_places(2 * self.places.len());
        }
        let Some(known) = self.known_as(&bytes, cells, meaning) else { return false };
        let Ok(number) = u32::try_from(self.known.len()) else { return false };
        let is_put = self.put(known.hash, number);
        if is_put {
            self.known.push(known);
            for (start, end) in cells {
                self.rests.extend_from_slice(bytes.get(start + 8 * WORDS..end).unwrap_or_default());
            }
        }
        is_put
    }

    fn known_as(
        &self,
        bytes: &[u8],
        cells: [Extent; CELLS],
        meaning: u32,
    ) -> Option<Known<CELLS, WORDS>> {
        let rest = u32::try_from(self.rests.len()).ok()?;
        let hash = hash::<CELLS, WORDS>(bytes, cells)?;
        let mut known =
            Known { words: [[0; WORDS]; CELLS], lengths: [0; CELLS], hash, rest, meaning };
        for ((words, length), (start, end)) in
            known.words.iter_mut().zip(&mut known.lengths).zip(cells)
        {
            *words = words_of(bytes, (start, end))?;
            *length = u32::try_from(end - start).ok()?;
        }
        Some(known)
    }

    /// Makes so many places, a power of two, for what is known.
    fn make_places(&mut self, count: usize) {
        self.places = vec![0; count];
        self.shift = u32::BITS - count.trailing_zeros();
        let hashes: Vec<u32> = self.known.iter().map(|known| known.hash).collect();
        for (hash, number) in hashes.into_iter().zip(0..).skip(1) {
            self.put(hash, number);
        }
    }

    /// Finds a place for what is known as a number; false where there is none.
    fn put(&mut self, hash: u32, number: u32) -> bool {
        let first = (hash >> self.shift) as usize;
        let mask = self.places.len() - 1;
        for place in first..first + FARTHEST {
            let Some(place) = self.places.get_mut(place & mask) else { return false };
            if *place == 0 {
                *place = number;
                return true;
            }
        }
        false
    }
}

impl<const CELLS: usize, const WORDS: usize> Known<CELLS, WORDS> {
    /// Whether texts have the same first words.
    #[inline(always)]
    fn begins_as(&self, bytes: &[u8], cells: [Extent; CELLS]) -> Option<bool> {
        // Not a decision at each word.
        let mut differences = 0;
        for (known, cell) in self.words.iter().zip(cells) {
            for (known, word) in known.iter().zip(words_of::<WORDS>(bytes, cell)?) {
                differences |= known ^ word;
            }
        }
        Some(differences == 0)
    }
}

/// Texts side by side, so that enough bytes follow each of them, and where they begin and end.
fn side_by_side<const CELLS: usize, const WORDS: usize>(
    texts: [&[u8]; CELLS],
) -> (Vec<u8>, [Extent; CELLS]) {
    let mut bytes = Vec::new();
    let cells = texts.map(|text| {
        let start = bytes.len();
        bytes.extend_from_slice(text);
        (start, bytes.len())
    });
    bytes.resize(bytes.len() + 8 * WORDS, 0);
    (bytes, cells)
}

/// A number that looks random and is told by the first, the middle and the last word of each text.
#[inline(always)]
fn hash<const CELLS: usize, const WORDS: usize>(
    bytes: &[u8],
    cells: [Extent; CELLS],
) -> Option<u32> {
    let mut hash = 0_u64;
    for (start, end) in cells {
        let length = end.wrapping_sub(start);
        let head = *bytes.get(start..start + 8 * WORDS)?.first_chunk()?;
        let head = u64::from_le_bytes(head);
        let mixed = if length < 8 {
            head & !(u64::MAX << (8 * length))
        } else {
            let middle = word_before(bytes, end.wrapping_sub(length / 2 - 4))?;
            head ^ word_before(bytes, end)?.rotate_left(17) ^ middle.rotate_left(41)
        };
        // An odd number whose bits look random: 2^64 over the golden ratio.
        hash = (hash.rotate_left(32) ^ mixed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    Some((hash >> 32) as u32)
}

/// The first words of the text between two offsets of others.
#[inline(always)]
fn words_of<const WORDS: usize>(bytes: &[u8], (start, end): Extent) -> Option<Words<WORDS>> {
    let (words, _) = bytes.get(start..start + 8 * WORDS)?.as_chunks::<8>();
    let masks = MASKS.get(end.wrapping_sub(start).min(8 * WORDS))?;
    let mut first = [0; WORDS];
    for ((to, from), mask) in first.iter_mut().zip(words).zip(masks) {
        *to = u64::from_le_bytes(*from) & mask;
    }
    Some(first)
}

/// For each number of bytes ones where four words have that many first ones.
const MASKS: [[u64; 4]; 33] = {
    let mut masks = [[0; 4]; 33];
    let mut length = 0;
    while length < masks.len() {
        let mut byte = 0;
        while byte < length {
            masks[length][byte / 8] |= 0xFF << (8 * (byte % 8));
            byte += 1;
        }
        length += 1;
    }
    masks
};

/// The eight bytes before an offset, the first one lowest.
#[inline(always)]
pub(super) fn word_before(bytes: &[u8], end: usize) -> Option<u64> {
    bytes.get(end.wrapping_sub(8)..end)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Texts that differ little, shorter and longer than their words.
    fn text() -> impl Strategy<Value = String> {
        "[ab]{0,3}|a{14,18}b{0,2}|[ab]{1,2}x{30,34}[ab]{0,2}|数{8,12}[ab]?".prop_map(|text| text)
    }

    proptest! {
        #[test]
        fn what_has_been_learnt_is_found_and_nothing_else(
            learnt in prop::collection::vec([text(), text()], 0..200),
            asked in prop::collection::vec([text(), text()], 0..50),
        ) {
            let mut texts = Texts::<2, 4>::new();
            let mut meanings: BTreeMap<&[String; 2], u32> = BTreeMap::new();
            for (pair, meaning) in learnt.iter().zip(0..) {
                let [first, second] = pair;
                if !meanings.contains_key(pair) && texts.learn([first.as_bytes(), second.as_bytes()], meaning) {
                    meanings.insert(pair, meaning);
                }
            }
            for pair in learnt.iter().chain(&asked) {
                let [first, second] = pair;
                let line = format!("before,{first},{second},{}", "z".repeat(32));
                let (at, next) = (7, 7 + first.len() + 1);
                let cells = [(at, next - 1), (next, next + second.len())];
                prop_assert_eq!(texts.find(line.as_bytes(), cells), meanings.get(pair).copied(), "{:?}", pair);
            }
            prop_assert!(meanings.len() > learnt.len() / 4 || learnt.len() < 8);
        }
    }

    #[test]
    fn many_texts_are_remembered() {
        let mut texts = Texts::<1, 2>::new();
        let name = |number: u32| format!("district-school-{number:05}");
        for number in 0..20_000 {
            assert!(texts.learn([name(number).as_bytes()], number), "{number}");
        }
        for number in 0..20_000 {
            assert_eq!(texts.meaning([name(number).as_bytes()]), Some(number));
        }
        assert_eq!(texts.meaning([name(20_000).as_bytes()]), None);
        assert!(!texts.learn([b"a\0"], 0));
        assert_eq!(texts.meaning([b"a"]), None);
    }
}

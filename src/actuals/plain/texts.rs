//! Texts that have been seen, and what each of them stands for.

/// The most texts that are remembered.
const MOST: usize = 1 << 17;

/// Fewer places than this are a small table.
const SMALL: usize = 4096;

/// How far from its place a text is put at most, so that no choice of texts makes the table slow.
const FARTHEST: usize = 32;

/// A table of texts. One of up to `8 * WORDS + 8` bytes is known by its first words, of 8 bytes each, and its last one.
#[derive(Debug)]
pub(in crate::actuals) struct Texts<const WORDS: usize> {
    /// A power of two of places: the position of a text in `known` counted from 1, and 0 where there is none. They are
    /// small, so that they stay at hand however many there are.
    places: Vec<u32>,
    known: Vec<Known<WORDS>>,
    /// The texts that are longer than their words tell, by what they stand for.
    long: Vec<(u32, Box<[u8]>)>,
}

#[derive(Clone, Copy, Debug)]
struct Known<const WORDS: usize> {
    words: Words<WORDS>,
    length: u32,
    meaning: u32,
}

/// The words of a text.
#[derive(Clone, Copy, Debug)]
struct Words<const WORDS: usize> {
    /// From its start; what stands behind it is zero.
    first: [u64; WORDS],
    /// To its end; zero where it is shorter than that.
    last: u64,
}

impl<const WORDS: usize> Texts<WORDS> {
    pub(in crate::actuals) fn new() -> Self {
        Self { places: vec![0; 64], known: Vec::new(), long: Vec::new() }
    }

    /// What the text between two offsets of others stands for; `None` also where there are fewer than
    /// `8 * WORDS` bytes from its start on.
    #[inline(always)]
    pub(in crate::actuals) fn find(&self, bytes: &[u8], start: usize, end: usize) -> Option<u32> {
        let words = Words::of(bytes, start, end)?;
        let length = end - start;
        let first = self.first(&words, length);
        let mask = self.places.len() - 1;
        for distance in 0..FARTHEST {
            let place = *self.places.get((first + distance) & mask)?;
            let known = self.known.get((place as usize).checked_sub(1)?)?;
            if known.length as usize == length && known.words.are(&words) {
                if length <= 8 * WORDS + 8 {
                    return Some(known.meaning);
                }
                let is_it = |(meaning, text): &&(u32, Box<[u8]>)| {
                    *meaning == known.meaning && Some(&**text) == bytes.get(start..end)
                };
                if self.long.iter().any(|text| is_it(&text)) {
                    return Some(known.meaning);
                }
            }
        }
        None
    }

    /// What a text stands for.
    pub(in crate::actuals) fn meaning(&self, text: &[u8]) -> Option<u32> {
        let mut padded = text.to_vec();
        padded.resize(text.len() + 8 * WORDS, 0);
        self.find(&padded, 0, text.len())
    }

    /// Remembers what a text stands for, if there is room for it.
    pub(in crate::actuals) fn learn(&mut self, text: &[u8], meaning: u32) {
        let mut padded = text.to_vec();
        padded.resize(text.len() + 8 * WORDS, 0);
        if self.known.len() >= MOST || self.find(&padded, 0, text.len()).is_some() {
            return;
        }
        // A small table can afford that hardly any text stands in the place of another.
        let most =
            if self.places.len() < SMALL { self.places.len() / 8 } else { self.places.len() / 2 };
        if self.known.len() >= most {
            self.places = vec![0; 2 * self.places.len()];
            for (known, number) in std::mem::take(&mut self.known).into_iter().zip(1..) {
                self.put(&known, number);
                self.known.push(known);
            }
        }
        let (Some(words), Ok(length), Ok(number)) = (
            Words::of(&padded, 0, text.len()),
            u32::try_from(text.len()),
            u32::try_from(self.known.len() + 1),
        ) else {
            return;
        };
        let known = Known { words, length, meaning };
        if self.put(&known, number) {
            self.known.push(known);
            if text.len() > 8 * WORDS + 8 {
                self.long.push((meaning, text.into()));
            }
        }
    }

    /// Finds a place for a text; false where there is none.
    fn put(&mut self, new: &Known<WORDS>, number: u32) -> bool {
        let first = self.first(&new.words, new.length as usize);
        let mask = self.places.len() - 1;
        for distance in 0..FARTHEST {
            let Some(place) = self.places.get_mut((first + distance) & mask) else { return false };
            if *place == 0 {
                *place = number;
                return true;
            }
        }
        false
    }

    /// Where a text is looked for first.
    #[inline(always)]
    fn first(&self, words: &Words<WORDS>, length: usize) -> usize {
        let first = words.first.first().copied().unwrap_or(0);
        let mixed = first ^ words.last.rotate_left(17) ^ length as u64;
        // An odd number whose bits look random: 2^64 over the golden ratio.
        let product = u128::from(mixed) * 0x9E37_79B9_7F4A_7C15;
        (product as usize ^ (product >> 64) as usize) & (self.places.len() - 1)
    }
}

impl<const WORDS: usize> Words<WORDS> {
    /// The words of the text between two offsets of others.
    #[inline(always)]
    fn of(bytes: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.checked_sub(start)?;
        let (words, _) = bytes.get(start..)?.as_chunks::<8>();
        let mut first: [u64; WORDS] = words.first_chunk()?.map(u64::from_le_bytes);
        let masks = MASKS.get(length.min(8 * WORDS))?;
        for (word, mask) in first.iter_mut().zip(masks) {
            *word &= mask;
        }
        let last = if length < 8 { 0 } else { word(bytes, end - 8)? };
        Some(Self { first, last })
    }

    /// Whether they are the same, without a decision at each of them.
    #[inline(always)]
    fn are(&self, other: &Self) -> bool {
        let pairs = self.first.iter().zip(&other.first);
        pairs.fold(self.last ^ other.last, |differences, (one, two)| differences | (one ^ two)) == 0
    }
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

/// Eight bytes, the first one lowest.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

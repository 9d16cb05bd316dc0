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

    /// What the text between two offsets of others stands for; `None` also where there are too few bytes from its start
    /// on, at most `8 * WORDS`.
    #[inline(always)]
    pub(in crate::actuals) fn find(&self, bytes: &[u8], start: usize, end: usize) -> Option<u32> {
        let length = end.checked_sub(start)?;
        let (head, last) = ends(bytes, start, end)?;
        let first = self.first(head, last, length);
        let mask = self.places.len() - 1;
        for distance in 0..FARTHEST {
            let place = *self.places.get((first + distance) & mask)?;
            let known = self.known.get((place as usize).checked_sub(1)?)?;
            if known.length as usize != length || known.words.last != last {
                continue;
            }
            if length <= 8 {
                if known.words.first.first() == Some(&head) {
                    return Some(known.meaning);
                }
                continue;
            }
            if !known.words.begin_as(bytes.get(start..)?, length)? {
                continue;
            }
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
        let head = new.words.first.first().copied().unwrap_or(0);
        let first = self.first(head, new.words.last, new.length as usize);
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

    /// Where a text is looked for first, by its first and its last word.
    #[inline(always)]
    fn first(&self, head: u64, last: u64, length: usize) -> usize {
        let mixed = head ^ last.rotate_left(17) ^ length as u64;
        // An odd number whose bits look random: 2^64 over the golden ratio.
        let product = u128::from(mixed) * 0x9E37_79B9_7F4A_7C15;
        (product as usize ^ (product >> 64) as usize) & (self.places.len() - 1)
    }
}

/// The first word of the text between two offsets of others and its last one, which is 0 where it is shorter.
#[inline(always)]
fn ends(bytes: &[u8], start: usize, end: usize) -> Option<(u64, u64)> {
    let length = end.checked_sub(start)?;
    let head = word(bytes, start)? & ONES.get(length.min(8))?;
    Some((head, if length < 8 { 0 } else { word(bytes, end - 8)? }))
}

impl<const WORDS: usize> Words<WORDS> {
    /// The words of the text between two offsets of others.
    fn of(bytes: &[u8], start: usize, end: usize) -> Option<Self> {
        let (_, last) = ends(bytes, start, end)?;
        let mut first = [0; WORDS];
        let masks = MASKS.get((end - start).min(8 * WORDS))?;
        let (words, _) = bytes.get(start..)?.as_chunks::<8>();
        for ((to, from), mask) in first.iter_mut().zip(words).zip(masks) {
            *to = u64::from_le_bytes(*from) & mask;
        }
        Some(Self { first, last })
    }

    /// Whether a text of so many bytes, which others follow, begins with the first words.
    #[inline(always)]
    fn begin_as(&self, text: &[u8], length: usize) -> Option<bool> {
        let (words, _) = text.as_chunks::<8>();
        let words: &[[u8; 8]; WORDS] = words.first_chunk()?;
        let masks = MASKS.get(length.min(8 * WORDS))?;
        let parts = self.first.iter().zip(words).zip(masks);
        // Not a decision at each of them.
        let differences = parts.fold(0, |differences, ((known, word), mask)| {
            differences | (known ^ (u64::from_le_bytes(*word) & mask))
        });
        Some(differences == 0)
    }
}

/// For each number of bytes ones where a word has that many first ones.
const ONES: [u64; 9] = {
    let mut ones = [0; 9];
    let mut length = 0;
    while length < ones.len() {
        ones[length] = MASKS[length][0];
        length += 1;
    }
    ones
};

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

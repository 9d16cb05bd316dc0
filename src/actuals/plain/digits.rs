//! Figures of a few digits, read eight bytes at a time.

use super::line::Extent;
use super::texts::word_before;
use crate::actuals::grid::PLACES;

/// The digits of a figure in the last of [`PLACES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) digits: i64,
    /// How many places it is written with.
    pub(super) places: u32,
}

/// What makes digits with fewer places such with [`PLACES`].
const SCALES: [i64; PLACES as usize + 1] = [10_000, 1_000, 100, 10, 1];

impl Digits {
    /// Of a number of digits with some places; `None` where they are too many.
    pub(super) fn new(digits: i64, places: u32) -> Option<Self> {
        let scale = SCALES.get(places as usize)?;
        Some(Self { digits: digits.checked_mul(*scale)?, places })
    }
}

/// The figure between two offsets of a text when it is written in at most eight digits and a point. `None` says nothing
/// about what it is.
fn parse(bytes: &[u8], start: u32, end: u32) -> Option<Digits> {
    let figure = Eight::of(word_before(bytes, end)?, end.checked_sub(start)?);
    (figure.amiss == 0).then(|| figure.digits())
}

/// The same of a figure of up to fourteen digits, which may have a sign of minus.
pub(super) fn parse_longer(bytes: &[u8], (start, end): Extent) -> Option<Digits> {
    let is_negative = *bytes.get(start as usize)? == b'-';
    let start = start + u32::from(is_negative);
    let Digits { digits, places } =
        parse(bytes, start, end).or_else(|| long(bytes.get(start as usize..end as usize)?))?;
    Some(Digits { digits: if is_negative { -digits } else { digits }, places })
}

const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

/// What a point becomes where digits become what they stand for. No digit has its highest bit.
const POINT: u64 = (b'.' ^ b'0') as u64;
const POINT_BITS: u64 = u64::from_le_bytes([0x10; 8]);

/// A figure in eight bytes at most.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Eight {
    /// Its digits in the last of [`PLACES`].
    pub(super) value: u64,
    /// How many places it is written with.
    pub(super) places: u64,
    /// Not 0 where it is not written in at most eight digits and a point.
    pub(super) amiss: u64,
}

impl Eight {
    /// The figure that the last bytes of a word are, so many of 1 to 8. Nothing is decided by what they are, because such
    /// decisions are hard to foresee, and so that the figures of several rows can be read together.
    #[inline(always)]
    pub(super) fn of(word: u64, length: u32) -> Self {
        let length = u64::from(length);
        let before = 8_u64.wrapping_sub(length).wrapping_mul(8) % 64;
        // What stands before the figure becomes zeros, too.
        let figure = ((word ^ ZEROS) >> before) << before;
        // The lowest bit of the first byte that may be a point, 0 where there is none.
        let points = figure & POINT_BITS;
        let point = (points & points.wrapping_neg()) >> 4;
        // The digits before the point move up by a byte, over it. Without a point all are before it, and stay.
        let below = point.wrapping_sub(1);
        let at_point = point.wrapping_mul(0xFF);
        let moved = if point == 0 { 0 } else { 8 };
        let digits = ((figure & below) << moved) | (figure & !(below | at_point));
        // There are none but these places. The bits of the one that holds are kept; a table would be a decision, too.
        let if_at = |at: u64, bits: u64| if point == at { bits } else { 0 };
        let [one, two, three, four] = [1 << 48, 1 << 40, 1 << 32, 1 << 24];
        let scale = if_at(0, 10_000)
            | if_at(one, 1_000)
            | if_at(two, 100)
            | if_at(three, 10)
            | if_at(four, 1);
        let places = if_at(one, 1) | if_at(two, 2) | if_at(three, 3) | if_at(four, 4);
        // Only digits stay below 0x80 with 0x76 added.
        let no_digits = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & HIGH_BITS;
        let no_point = (figure & at_point) ^ point.wrapping_mul(POINT);
        // A digit stands before a point, and one behind it.
        let is_bare = (point >> before) & 1 | u64::from(scale == 0);
        let is_long = u64::from(length.wrapping_sub(1) >= 8);
        // Neighbours come together: 8 digits, 4 numbers below 100, 2 below 10,000, 1.
        let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00FF_00FF_00FF_00FF;
        let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
        let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF;
        Self { value: eight * scale, places, amiss: no_digits | no_point | is_bare | is_long }
    }

    /// The figure, if nothing is amiss.
    #[inline(always)]
    pub(super) fn digits(self) -> Digits {
        Digits { digits: self.value.cast_signed(), places: self.places as u32 }
    }
}

/// A figure of more digits, as far as ten thousand times as much fits.
fn long(text: &[u8]) -> Option<Digits> {
    const MOST: usize = 14;
    if text.len() > MOST + 1 {
        return None;
    }
    let mut digits = 0;
    let mut point = None;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = 10 * digits + i64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let places = point.map_or(0, |point| text.len() - 1 - point);
    let is_bare = point == Some(0) || point.is_some() && places == 0 || text.is_empty();
    if is_bare || point.is_none() && text.len() > MOST {
        return None;
    }
    Digits::new(digits, u32::try_from(places).ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actuals::figure;
    use crate::quantity::Total;

    fn parsed(text: &str) -> Option<Digits> {
        let padded = format!("another,{text},more text");
        let (bytes, start, end) = (padded.as_bytes(), 8, 8 + text.len() as u32);
        let figure = parse_longer(bytes, (start, end));
        if let Some(short) = parse(bytes, start, end) {
            assert_eq!(Some(short), figure, "{text}");
        }
        figure
    }

    #[test]
    fn plain_figures_are_read() {
        for (text, digits, places) in [
            ("0", 0, 0),
            ("7", 7, 0),
            ("-7", -7, 0),
            ("12345678", 12_345_678, 0),
            ("1234.567", 1_234_567, 3),
            ("0.5000", 5_000, 4),
            ("-0.50", -50, 2),
            ("99999999", 99_999_999, 0),
            ("1234567.8", 12_345_678, 1),
            ("12345678901234", 12_345_678_901_234, 0),
            ("007", 7, 0),
        ] {
            assert_eq!(parsed(text), Digits::new(digits, places), "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "1.23456",
            "1.2.3",
            "1 2",
            "1e5",
            "+5",
            "--5",
            "5-",
            "１",
            "123456789012345",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        /// What is read is what the general way reads.
        #[test]
        fn figures_are_those_of_the_general_way(text in "-?[0-9.]{0,16}|[-+0-9.,e ]{0,10}|[/-:]{0,8}") {
            if let Some(Digits { digits, .. }) = parsed(&text) {
                let figure = figure::parse(&text).unwrap();
                prop_assert!(figure.unit.is_none());
                prop_assert_eq!(Total::from(figure.value).digits(PLACES), Some(digits));
            }
        }
    }
}

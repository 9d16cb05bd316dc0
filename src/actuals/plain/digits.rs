//! Figures of a few digits, read eight bytes at a time.

use super::texts::word;

/// A figure: `digits / 10^places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) digits: i64,
    pub(super) places: u32,
}

/// Digits that are added here are less than this, so that ten thousand times as much fits.
pub(super) const LIMIT: i64 = 100_000_000_000_000;

/// The figure between two offsets of a text when it is written in plain digits, with a sign of minus and a point at
/// most, and has no more than so many places behind it; `None` says nothing about what it is.
#[inline(always)]
pub(super) fn parse(bytes: &[u8], start: usize, end: usize, most_places: u32) -> Option<Digits> {
    let is_negative = *bytes.get(start)? == b'-';
    let start = start + usize::from(is_negative);
    let length = end.checked_sub(start)?;
    let digits = if length <= 8 {
        short(word(bytes, end.checked_sub(8)?)?, length)?
    } else {
        long(bytes.get(start..end)?)?
    };
    if digits.places > most_places {
        return None;
    }
    let sign = -i64::from(is_negative);
    Some(Digits { digits: (digits.digits ^ sign) - sign, ..digits })
}

const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
const POINTS: u64 = u64::from_le_bytes([b'.'; 8]);
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

/// The figure whose last byte is the highest of a word. Nothing is decided by what the figure is but whether it is one,
/// because such decisions are hard to foresee.
#[inline(always)]
fn short(word: u64, length: usize) -> Option<Digits> {
    if length == 0 {
        return None;
    }
    // What stands before the figure becomes zeros.
    let before = (1_u64 << (8 * (8 - length))) - 1;
    let word = word & !before | ZEROS & before;
    // A high bit where a byte is a point.
    let other = word ^ POINTS;
    let point = !((other & !HIGH_BITS).wrapping_add(!HIGH_BITS) | other | !HIGH_BITS);
    let point = point >> 7;
    let has_point = u64::from(point != 0);
    let behind = 7_u64.wrapping_sub(u64::from(point.trailing_zeros() / 8));
    let places = behind.wrapping_add(1 - has_point);
    // The digits before the point move up by a byte, over it. Without a point all are before it, and stay.
    let below = point.wrapping_sub(1);
    let above = !(below | point.wrapping_mul(0xFF));
    let digits =
        ((word & below) << (8 * has_point)) | (word & above) | (u64::from(b'0') * has_point);
    // Only the digits stay below 0x80 with 0x46 added and with 0x30 taken away.
    let amiss =
        (digits.wrapping_add(0x4646_4646_4646_4646) | digits.wrapping_sub(ZEROS)) & HIGH_BITS;
    // With a point at least one digit stands behind it, and one before it.
    let is_framed = places.wrapping_sub(1) < (length as u64).wrapping_sub(2);
    let is_bare_point = (has_point == 1) & !is_framed;
    if (amiss != 0) | is_bare_point {
        return None;
    }
    // Neighbours come together: 8 digits, 4 numbers below 100, 2 below 10,000, 1.
    let ones = digits.wrapping_sub(ZEROS);
    let pairs = ones.wrapping_mul(10).wrapping_add(ones >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF;
    Some(Digits { digits: eight.cast_signed(), places: places as u32 })
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
    if point == Some(0) || point.is_some() && places == 0 || point.is_none() && text.len() > MOST {
        return None;
    }
    u32::try_from(places).ok().map(|places| Digits { digits, places })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actuals::figure;
    use crate::quantity::Total;

    fn parsed(text: &str) -> Option<Digits> {
        let padded = format!("another,{text},more text");
        parse(padded.as_bytes(), 8, 8 + text.len(), 4)
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
            assert_eq!(parsed(text), Some(Digits { digits, places }), "{text}");
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
            if let Some(Digits { digits, places }) = parsed(&text) {
                let figure = figure::parse(&text).unwrap();
                prop_assert!(figure.unit.is_none());
                prop_assert_eq!(Total::from(figure.value), Total::new(digits.into(), places));
            }
        }
    }
}

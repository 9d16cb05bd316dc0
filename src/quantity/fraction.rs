//! Fractions without limit, for sums of many ratios whose denominators have nothing in common.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;

use super::{Quantity, Ratio, Rounding, power_of_ten};

/// An exact fraction of integers of any size, in lowest terms, its denominator above 0. It is added, multiplied and
/// compared without ever failing or rounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: BigInt,
    denominator: BigInt,
}

impl Fraction {
    /// 0
    #[must_use]
    pub fn zero() -> Self {
        Self { numerator: BigInt::ZERO, denominator: BigInt::from(1) }
    }

    fn reduced(numerator: BigInt, denominator: BigInt) -> Self {
        let common = numerator.gcd(&denominator);
        Self { numerator: numerator / &common, denominator: denominator / common }
    }

    /// The exact sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self::reduced(
            &self.numerator * &other.denominator + &other.numerator * &self.denominator,
            &self.denominator * &other.denominator,
        )
    }

    /// The exact difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self::reduced(
            &self.numerator * &other.denominator - &other.numerator * &self.denominator,
            &self.denominator * &other.denominator,
        )
    }

    /// The exact product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self::reduced(&self.numerator * &other.numerator, &self.denominator * &other.denominator)
    }

    /// The exact quotient; `None` unless the divisor is above 0.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        (divisor.numerator > BigInt::ZERO).then(|| {
            Self::reduced(
                &self.numerator * &divisor.denominator,
                &self.denominator * &divisor.numerator,
            )
        })
    }

    /// The greatest whole number that is not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self {
            numerator: self.numerator.div_floor(&self.denominator),
            denominator: BigInt::from(1),
        }
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.numerator == BigInt::ZERO
    }

    /// With `decimals` places after the point, rounded to the given side.
    #[must_use]
    pub fn rounded(&self, decimals: u32, rounding: Rounding) -> String {
        rounded_quotient(
            &(&self.numerator * power_of_ten(decimals)),
            &self.denominator,
            decimals,
            rounding,
        )
    }

    /// With as many decimals as it has, if these are at most `decimals`; `None` for one that has more.
    #[must_use]
    pub fn exact(&self, decimals: u32) -> Option<String> {
        let scaled = &self.numerator * power_of_ten(decimals);
        scaled.is_multiple_of(&self.denominator).then(|| {
            let text = self.rounded(decimals, Rounding::Down);
            if text.contains('.') {
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                text
            }
        })
    }
}

impl From<Ratio> for Fraction {
    fn from(ratio: Ratio) -> Self {
        let (numerator, denominator) = ratio.integers();
        Self::reduced(numerator, denominator)
    }
}

impl From<Quantity> for Fraction {
    fn from(quantity: Quantity) -> Self {
        Self::from(Ratio::whole(quantity))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A quotient of integers, rounded to the given side, as the digits of a number with so many places after the point.
pub(super) fn rounded_quotient(
    scaled: &BigInt,
    denominator: &BigInt,
    decimals: u32,
    rounding: Rounding,
) -> String {
    let digits = match rounding {
        Rounding::Down => scaled.div_floor(denominator),
        Rounding::Up => scaled.div_ceil(denominator),
    };
    let places = decimals as usize;
    let mut text = digits.magnitude().to_string();
    if text.len() <= places {
        text.insert_str(0, &"0".repeat(places + 1 - text.len()));
    }
    if places > 0 {
        text.insert(text.len() - places, '.');
    }
    if digits < BigInt::ZERO {
        text.insert(0, '-');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: &str, denominator: &str) -> Fraction {
        let quantity = |text| Fraction::from(Quantity::parse(text).unwrap());
        quantity(numerator).over(&quantity(denominator)).unwrap()
    }

    #[test]
    fn sums_never_end_for_want_of_room() {
        let primes = ["7", "11", "13", "99999999999999999999999997", "97", "101", "103", "107"];
        let sum =
            primes.iter().fold(Fraction::zero(), |sum, prime| sum.plus(&fraction("1", prime)));
        let back =
            primes.iter().rev().fold(sum.clone(), |sum, prime| sum.minus(&fraction("1", prime)));
        assert_eq!(back, Fraction::zero());
        assert!(sum > fraction("1", "4") && sum < fraction("1", "2"));
    }

    #[test]
    fn what_is_shown_is_exact_or_rounded_to_the_side_that_is_asked_for() {
        assert_eq!(fraction("875", "176").exact(6), None);
        assert_eq!(fraction("875", "176").rounded(2, Rounding::Down), "4.97");
        assert_eq!(fraction("875", "176").rounded(2, Rounding::Up), "4.98");
        assert_eq!(fraction("-1", "3").rounded(1, Rounding::Down), "-0.4");
        assert_eq!(fraction("9", "2").exact(6).as_deref(), Some("4.5"));
        assert_eq!(fraction("40", "2").exact(6).as_deref(), Some("20"));
        assert_eq!(fraction("7", "3").floor(), fraction("2", "1"));
        assert_eq!(fraction("1", "3").over(&Fraction::zero()), None);
    }
}

//! Exact figures: decimals that refuse to round, and ratios of two of them.
//!
//! [`Quantity`] wraps a 96-bit decimal and has no operators: every operation either gives the exact
//! result or says [`Inexact`]. [`Ratio`] is a fraction of two quantities; it is compared and rounded
//! in integers of any size, so a comparison never fails and never rounds.

mod fraction;
mod total;

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use rust_decimal::Decimal;

pub use fraction::Fraction;
pub use total::Total;

/// The most decimal digits that a figure may have, before and after the point together.
pub const MAX_DIGITS: usize = 28;

/// An exact decimal of at most [`MAX_DIGITS`] digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(Decimal);

/// The exact result of an operation does not fit a [`Quantity`]: it has more than [`MAX_DIGITS`]
/// digits, or does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inexact;

/// Why a text is not a [`Quantity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralError {
    /// The text is not a decimal number.
    NotANumber,
    /// The number has more than [`MAX_DIGITS`] digits.
    TooWide,
}

impl Quantity {
    /// 0
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// 1
    pub const ONE: Self = Self(Decimal::ONE);
    /// 10
    pub const TEN: Self = Self(Decimal::TEN);
    /// 100
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// Reads `12`, `-0.50`, `+5`, `1.2E+07`: an optional sign, ASCII digits with at most one point,
    /// an optional exponent. The digits are kept as written (`88.10` stays `88.10`).
    ///
    /// # Errors
    /// [`LiteralError`] when the text is something else or cannot be held exactly.
    pub fn parse(text: &str) -> Result<Self, LiteralError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (
                mantissa,
                exponent
                    .strip_prefix('+')
                    .unwrap_or(exponent)
                    .parse::<i32>()
                    .map_err(|_| LiteralError::NotANumber)?,
            ),
            None => (text, 0),
        };
        let digits = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) {
            return Err(LiteralError::NotANumber);
        }
        let plain = mantissa.strip_prefix('+').unwrap_or(mantissa);
        let value = Decimal::from_str_exact(plain).map_err(|_| LiteralError::TooWide)?;
        // A power of ten adds digits: 1E+28 has as many as it has when it is written out.
        Self(value)
            .within_width()
            .and_then(|value| value.times_power_of_ten(exponent))
            .and_then(Self::within_width)
            .map_err(|Inexact| LiteralError::TooWide)
    }

    fn within_width(self) -> Result<Self, Inexact> {
        let digits = self.0.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        if digits as usize > MAX_DIGITS { Err(Inexact) } else { Ok(self) }
    }

    /// `digits / 10^places`, for at most [`MAX_DIGITS`] places.
    pub(crate) fn of_digits(digits: i64, places: u32) -> Self {
        Self(Decimal::new(digits, places))
    }

    fn times_power_of_ten(self, exponent: i32) -> Result<Self, Inexact> {
        let factor = |power: u32| {
            10_i128
                .checked_pow(power)
                .and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
                .map(Self)
        };
        if self.is_zero() || exponent == 0 {
            Ok(self)
        } else if exponent > 0 {
            self.times(factor(exponent.unsigned_abs()).ok_or(Inexact)?)
        } else {
            self.divided_by(factor(exponent.unsigned_abs()).ok_or(Inexact)?)
        }
    }

    /// The exact sum.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit.
    pub fn plus(self, other: Self) -> Result<Self, Inexact> {
        let add = |a: Decimal, b: Decimal| {
            a.checked_add(b)
                .filter(|sum| a.is_zero() || b.is_zero() || sum.scale() == a.scale().max(b.scale()))
        };
        // Trailing zeros may stand in the way of a sum that fits without them.
        add(self.0, other.0)
            .or_else(|| add(self.0.normalize(), other.0.normalize()))
            .map(Self)
            .ok_or(Inexact)
    }

    /// The exact difference.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit.
    pub fn minus(self, other: Self) -> Result<Self, Inexact> {
        self.plus(other.negated())
    }

    /// The exact product, without trailing zeros after the point unless a factor is 1.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit.
    pub fn times(self, other: Self) -> Result<Self, Inexact> {
        match (self == Self::ONE, other == Self::ONE) {
            (_, true) => return Ok(self),
            (true, _) => return Ok(other),
            _ => {}
        }
        let (a, b) = (self.0.normalize(), other.0.normalize());
        if a.is_zero() || b.is_zero() {
            return Ok(Self::ZERO);
        }
        a.checked_mul(b)
            .filter(|product| product.scale() == a.scale() + b.scale())
            .map(|product| Self(product.normalize()))
            .ok_or(Inexact)
    }

    /// The exact quotient, when it ends.
    ///
    /// # Errors
    /// [`Inexact`] when it does not end, does not fit, or the divisor is zero.
    pub fn divided_by(self, divisor: Self) -> Result<Self, Inexact> {
        let quotient = Self(self.0.checked_div(divisor.0).ok_or(Inexact)?.normalize());
        if quotient.times(divisor)? == self { Ok(quotient) } else { Err(Inexact) }
    }

    /// The same figure with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Whether the figure is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the figure is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// Whether nothing but zeros stands after the point.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The figure as a whole number, if it is one.
    pub(crate) fn to_usize(self) -> Option<usize> {
        let whole = self.0.normalize();
        usize::try_from(whole.mantissa()).ok().filter(|_| whole.scale() == 0)
    }

    /// How many places stand after the point.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// The same figure without trailing zeros after the point.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self(self.0.normalize())
    }

    /// The figure as `digits / 10^places`.
    fn parts(self) -> (BigInt, u32) {
        (BigInt::from(self.0.mantissa()), self.0.scale())
    }
}

impl From<u32> for Quantity {
    fn from(value: u32) -> Self {
        Self(Decimal::from(value))
    }
}

impl From<u64> for Quantity {
    fn from(value: u64) -> Self {
        Self(Decimal::from(value))
    }
}

impl From<usize> for Quantity {
    fn from(value: usize) -> Self {
        Self(Decimal::from(value))
    }
}

impl fmt::Display for Quantity {
    /// The digits as they are, `-` for a minus, no grouping.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() && self.0.is_sign_negative() {
            return self.negated().0.fmt(formatter);
        }
        self.0.fmt(formatter)
    }
}

/// A fraction of two quantities, its denominator above 0.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    numerator: Quantity,
    denominator: Quantity,
}

/// To which side a figure is rounded for display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Towards −∞.
    Down,
    /// Towards +∞.
    Up,
}

impl Ratio {
    /// 0
    pub const ZERO: Self = Self::whole(Quantity::ZERO);
    /// 1
    pub const ONE: Self = Self::whole(Quantity::ONE);

    /// A quantity as a ratio over 1.
    #[must_use]
    pub const fn whole(quantity: Quantity) -> Self {
        Self { numerator: quantity, denominator: Quantity::ONE }
    }

    /// `numerator / denominator`; `None` unless the denominator is above 0.
    #[must_use]
    pub fn new(numerator: Quantity, denominator: Quantity) -> Option<Self> {
        (denominator > Quantity::ZERO).then_some(Self { numerator, denominator })
    }

    /// The figure above the line.
    #[must_use]
    pub fn numerator(self) -> Quantity {
        self.numerator
    }

    /// The figure below the line, above 0.
    #[must_use]
    pub fn denominator(self) -> Quantity {
        self.denominator
    }

    /// The same ratio without zeros at the end of what it is a fraction of.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self { numerator: self.numerator.normalized(), denominator: self.denominator.normalized() }
    }

    /// Whether the ratio is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.numerator.is_negative()
    }

    /// Whether the ratio is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator.is_zero()
    }

    /// The exact sum.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit, even reduced to lowest terms.
    pub fn plus(self, other: Self) -> Result<Self, Inexact> {
        if self.denominator == other.denominator
            && let Ok(numerator) = self.numerator.plus(other.numerator)
        {
            return Ok(Self { numerator, denominator: self.denominator });
        }
        let ((a, a_below), (b, b_below)) = (self.integers(), other.integers());
        Self::reduced(a * &b_below + b * &a_below, a_below * b_below).ok_or(Inexact)
    }

    /// The exact difference.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit, even reduced to lowest terms.
    pub fn minus(self, other: Self) -> Result<Self, Inexact> {
        self.plus(Self { numerator: other.numerator.negated(), ..other })
    }

    /// The exact product.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit, even reduced to lowest terms.
    pub fn times(self, other: Self) -> Result<Self, Inexact> {
        let numerator = self.numerator.times(other.numerator);
        if let (Ok(numerator), Ok(denominator)) =
            (numerator, self.denominator.times(other.denominator))
        {
            return Ok(Self { numerator, denominator });
        }
        let ((a, a_below), (b, b_below)) = (self.integers(), other.integers());
        Self::reduced(a * b, a_below * b_below).ok_or(Inexact)
    }

    /// The exact quotient of two ratios; `None` unless the divisor is above 0.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit, even reduced to lowest terms.
    pub fn divided_by(self, divisor: Self) -> Result<Option<Self>, Inexact> {
        let Some(inverse) = Self::new(divisor.denominator, divisor.numerator) else {
            return Ok(None);
        };
        self.times(inverse).map(Some)
    }

    /// A fraction of integers in lowest terms; `None` when it does not fit.
    fn reduced(numerator: BigInt, denominator: BigInt) -> Option<Self> {
        let common = numerator.gcd(&denominator);
        let quantity = |integer: BigInt| Quantity::parse(&(integer / &common).to_string()).ok();
        Self::new(quantity(numerator)?, quantity(denominator)?)
    }

    /// Numerator and denominator as integers.
    fn integers(self) -> (BigInt, BigInt) {
        let (numerator, numerator_places) = self.numerator.parts();
        let (denominator, denominator_places) = self.denominator.parts();
        (scaled(numerator, denominator_places), scaled(denominator, numerator_places))
    }

    /// The ratio as a decimal, when that ends within [`MAX_DIGITS`] digits.
    #[must_use]
    pub fn exact(self) -> Option<Quantity> {
        if self.denominator == Quantity::ONE {
            return Some(self.numerator);
        }
        self.numerator.divided_by(self.denominator).ok()
    }

    /// The ratio with `decimals` places after the point, rounded to the given side.
    #[must_use]
    pub fn rounded(self, decimals: u32, rounding: Rounding) -> String {
        self.times_power_of_ten_rounded(0, decimals, rounding)
    }

    /// The ratio times 10 to a power, with `decimals` places after the point, rounded to the given side.
    #[must_use]
    pub fn times_power_of_ten_rounded(
        self,
        power: u32,
        decimals: u32,
        rounding: Rounding,
    ) -> String {
        let (numerator, denominator) = self.integers();
        let numerator = scaled(numerator, power + decimals);
        fraction::rounded_quotient(&numerator, &denominator, decimals, rounding)
    }

    /// Where the compound path from `start` to `goal`, both above 0, is after `elapsed` of `total`: the root of
    /// `start^(total - elapsed) · goal^elapsed`, with `decimals` places after the point, rounded to the given side;
    /// `None` when it does not fit.
    #[must_use]
    pub fn on_compound_path(
        start: Self,
        goal: Self,
        elapsed: u32,
        total: u32,
        decimals: u32,
        rounding: Rounding,
    ) -> Option<Self> {
        let common = elapsed.gcd(&total).max(1);
        let (elapsed, total) = (elapsed / common, total / common);
        let ((s, s_below), (g, g_below)) = (start.integers(), goal.integers());
        let rest = total - elapsed;
        let radicand = s.pow(rest) * g.pow(elapsed) * power_of_ten(decimals).pow(total);
        let below = s_below.pow(rest) * g_below.pow(elapsed);
        let mut root = radicand.div_floor(&below).nth_root(total);
        if rounding == Rounding::Up && root.pow(total) * below != radicand {
            root += 1;
        }
        Self::reduced(root, power_of_ten(decimals))
    }

    /// How `self` stands to `start · (goal / start)^(elapsed / total)`, the compound path from
    /// `start` to `goal`, both above 0, compared as `self^total · start^elapsed` against
    /// `start^total · goal^elapsed`.
    #[must_use]
    pub fn compare_with_compound(
        self,
        start: Self,
        goal: Self,
        elapsed: u32,
        total: u32,
    ) -> Ordering {
        if self.is_negative() || self.is_zero() {
            return Ordering::Less;
        }
        let ((a, a_below), (s, s_below), (g, g_below)) =
            (self.integers(), start.integers(), goal.integers());
        let common = elapsed.gcd(&total).max(1);
        let (elapsed, total) = (elapsed / common, total / common);
        let left = a.pow(total) * s.pow(elapsed) * s_below.pow(total) * g_below.pow(elapsed);
        let right = s.pow(total) * g.pow(elapsed) * a_below.pow(total) * s_below.pow(elapsed);
        left.cmp(&right)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let ((a, a_below), (b, b_below)) = (self.integers(), other.integers());
        (a * b_below).cmp(&(b * a_below))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

/// An integer times 10 to a power.
fn scaled(integer: BigInt, power: u32) -> BigInt {
    if power == 0 { integer } else { integer * power_of_ten(power) }
}

fn power_of_ten(power: u32) -> BigInt {
    10_u64.checked_pow(power).map_or_else(|| BigInt::from(10).pow(power), BigInt::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    #[test]
    fn literals_are_kept_or_refused() {
        for (text, shown) in [
            ("88.10", "88.10"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("+5", "5"),
            ("-0.50", "-0.50"),
            ("-0", "0"),
            ("1.2E+07", "12000000"),
            ("125e-2", "1.25"),
            ("1234567890123456789012345678", "1234567890123456789012345678"),
        ] {
            assert_eq!(quantity(text).to_string(), shown, "{text}");
        }
        for text in [
            "", "-", ".", "5.", ".5", "1_000", "1,000", "0x1", "inf", "NaN", "1e", "1e5.0", "--1",
            "１",
        ] {
            assert_eq!(Quantity::parse(text), Err(LiteralError::NotANumber), "{text}");
        }
        for text in [
            "12345678901234567890123456789",
            "0.12345678901234567890123456789",
            "1e28",
            "7.0E+28",
            "1e40",
            "1e-40",
            "1e2147483647",
        ] {
            assert_eq!(Quantity::parse(text), Err(LiteralError::TooWide), "{text}");
        }
    }

    #[test]
    fn sums_are_exact_or_refused() {
        assert_eq!(quantity("0.1").plus(quantity("0.2")), Ok(quantity("0.3")));
        assert_eq!(quantity("9999999999999999999999999999").plus(quantity("0.1")), Err(Inexact));
        assert_eq!(
            quantity("9999999999999999999999999999").minus(quantity("0.00")),
            Ok(quantity("9999999999999999999999999999"))
        );
        assert_eq!(
            quantity("1000000000000000000000000000").plus(quantity("5.0")),
            Ok(quantity("1000000000000000000000000005"))
        );
    }

    #[test]
    fn products_and_quotients_are_exact_or_refused() {
        assert_eq!(quantity("1.5").times(quantity("0.2")), Ok(quantity("0.3")));
        assert_eq!(quantity("12345678901234.5").times(quantity("98765432109876.5")), Err(Inexact));
        assert_eq!(quantity("1").divided_by(quantity("8")), Ok(quantity("0.125")));
        assert_eq!(quantity("1").divided_by(quantity("3")), Err(Inexact));
        assert_eq!(quantity("1").divided_by(quantity("0")), Err(Inexact));
    }

    #[test]
    fn ratios_compare_without_a_quotient() {
        let ratio = |a, b| Ratio::new(quantity(a), quantity(b)).unwrap();
        assert!(ratio("1", "3") > ratio("0.333333333333333333333333333", "1"));
        assert_eq!(ratio("7", "8"), ratio("87.5", "100"));
        assert!(
            ratio("9999999999999999999999999999", "7")
                < ratio("9999999999999999999999999999", "6.999")
        );
        assert!(Ratio::new(Quantity::ONE, Quantity::ZERO).is_none());
    }

    #[test]
    fn ratios_are_reduced_before_they_are_refused() {
        let ratio = |a: &str, b: &str| Ratio::new(quantity(a), quantity(b)).unwrap();
        // Means over 10, 11 and 12 months of 60 members: their product of denominators has 62 digits.
        let mut sum = Ratio::ZERO;
        for member in 0..60 {
            sum = sum.plus(ratio("7", ["10", "11", "12"][member % 3])).unwrap();
        }
        assert_eq!(sum, ratio("2534", "66"));
        let wide = "9999999999999999999999999999";
        assert_eq!(ratio(wide, "3").times(ratio("3", wide)), Ok(Ratio::ONE));
        assert_eq!(ratio(wide, "7").times(ratio("90", "11")), Err(Inexact));
        assert_eq!(ratio(wide, "1").divided_by(ratio("2", wide)), Err(Inexact));
        assert_eq!(ratio("1", "2").divided_by(Ratio::ZERO), Ok(None));
    }

    #[test]
    fn rounding_goes_to_the_side_asked_for() {
        let ratio = |a, b| Ratio::new(quantity(a), quantity(b)).unwrap();
        assert_eq!(ratio("2", "3").rounded(2, Rounding::Down), "0.66");
        assert_eq!(ratio("2", "3").rounded(2, Rounding::Up), "0.67");
        assert_eq!(ratio("-2", "3").rounded(2, Rounding::Down), "-0.67");
        assert_eq!(ratio("-1", "300").rounded(2, Rounding::Up), "0.00");
        assert_eq!(ratio("5", "2").rounded(0, Rounding::Up), "3");
    }

    #[test]
    fn the_compound_path_is_compared_as_powers() {
        let whole = |text| Ratio::whole(quantity(text));
        // 100 growing to 121 is at 110 half way.
        assert_eq!(
            whole("110").compare_with_compound(whole("100"), whole("121"), 6, 12),
            Ordering::Equal
        );
        assert_eq!(
            whole("109.999").compare_with_compound(whole("100"), whole("121"), 6, 12),
            Ordering::Less
        );
        assert_eq!(
            whole("110.001").compare_with_compound(whole("100"), whole("121"), 183, 365),
            Ordering::Less
        );
        assert_eq!(
            whole("0").compare_with_compound(whole("100"), whole("121"), 6, 12),
            Ordering::Less
        );
    }
}

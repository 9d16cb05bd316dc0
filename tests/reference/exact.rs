//! Numbers without limit.

use num_traits::{One, Pow, Signed, Zero};

/// Every number of the reference: a fraction without limit.
pub(crate) type Exact = num_rational::BigRational;

pub(crate) fn whole(number: i32) -> Exact {
    Exact::from_integer(number.into())
}

pub(crate) fn fraction(numerator: i32, denominator: i32) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

/// `mantissa` with so many decimal places.
pub(crate) fn decimal(mantissa: i32, places: u32) -> Exact {
    whole(mantissa) / Exact::from_integer(10.into()).pow(places)
}

/// The figure in decimal digits, if it ends within twelve places.
pub(crate) fn decimal_text(number: &Exact) -> Option<String> {
    let ten = whole(10);
    let mut shifted = number.abs();
    let mut places = 0;
    while !shifted.is_integer() {
        if places == 12 {
            return None;
        }
        shifted *= &ten;
        places += 1;
    }
    let digits = format!("{:0>width$}", shifted.to_integer().to_string(), width = places + 1);
    let (integer, fractional) = digits.split_at(digits.len() - places);
    let sign = if number.is_negative() { "-" } else { "" };
    let point = if places == 0 { "" } else { "." };
    Some(format!("{sign}{integer}{point}{fractional}"))
}

/// A text like `-12.50` as a fraction.
pub(crate) fn parse_decimal(text: &str) -> Option<Exact> {
    let (sign, digits) =
        text.strip_prefix('-').map_or((Exact::one(), text), |rest| (-Exact::one(), rest));
    let (integer, fractional) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{integer}{fractional}");
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places = u32::try_from(fractional.len()).ok()?;
    let mantissa: Exact = all.parse().ok()?;
    Some(sign * mantissa / Exact::from_integer(10.into()).pow(places))
}

/// Zero, as a fraction.
pub(crate) fn zero() -> Exact {
    Exact::zero()
}

//! Sums of any number of figures, the same in whichever order they are added.

use num_bigint::BigInt;
use rust_decimal::Decimal;

use super::{Inexact, Quantity, power_of_ten};

/// An exact sum. Whether it fits a [`Quantity`] is asked at the end, so that the order of its terms does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total(Digits);

/// `digits / 10^places`
#[derive(Clone, Debug, PartialEq, Eq)]
enum Digits {
    Few { digits: i128, places: u32 },
    Many(Box<(BigInt, u32)>),
}

impl Default for Total {
    fn default() -> Self {
        Self(Digits::Few { digits: 0, places: 0 })
    }
}

impl From<Quantity> for Total {
    fn from(term: Quantity) -> Self {
        Self(Digits::Few { digits: term.0.mantissa(), places: term.0.scale() })
    }
}

impl Total {
    /// `digits / 10^places`
    #[must_use]
    pub fn new(digits: i128, places: u32) -> Self {
        Self(Digits::Few { digits, places })
    }

    /// Adds another sum.
    pub fn add(&mut self, other: &Self) {
        if let (
            Digits::Few { digits, places },
            Digits::Few { digits: other_digits, places: other_places },
        ) = (&self.0, &other.0)
            && let Some(sum) = added((*digits, *places), (*other_digits, *other_places))
        {
            self.0 = Digits::Few { digits: sum, places: *places.max(other_places) };
            return;
        }
        let ((one, places), (two, other_places)) = (self.integer(), other.integer());
        let most = places.max(other_places);
        let sum = one * power_of_ten(most - places) + two * power_of_ten(most - other_places);
        self.0 = Digits::Many(Box::new((sum, most)));
    }

    /// The sum, with as many decimals as its term with the most.
    ///
    /// # Errors
    /// [`Inexact`] when it does not fit, also without the zeros at its end.
    pub fn quantity(&self) -> Result<Quantity, Inexact> {
        if let Digits::Few { digits, places } = self.0
            && let Some(quantity) = fitting(digits, places)
        {
            return Ok(quantity);
        }
        let (mut digits, mut places) = self.integer();
        let ten = BigInt::from(10);
        loop {
            let fits = i128::try_from(&digits).ok().and_then(|digits| fitting(digits, places));
            if let Some(quantity) = fits {
                return Ok(quantity);
            }
            if places == 0 || &digits % &ten != BigInt::ZERO {
                return Err(Inexact);
            }
            digits /= &ten;
            places -= 1;
        }
    }

    /// The digits of the sum with so many places behind the point; `None` when they do not fit, or when it has other
    /// places that are not zero.
    #[must_use]
    pub fn digits(&self, places: u32) -> Option<i64> {
        let (digits, own) = match &self.0 {
            Digits::Few { digits, places } => (*digits, *places),
            Digits::Many(many) => (i128::try_from(&many.0).ok()?, many.1),
        };
        let scaled = if own <= places {
            digits.checked_mul(10_i128.checked_pow(places - own)?)?
        } else {
            let power = 10_i128.checked_pow(own - places)?;
            (digits % power == 0).then(|| digits / power)?
        };
        i64::try_from(scaled).ok()
    }

    fn integer(&self) -> (BigInt, u32) {
        match &self.0 {
            Digits::Few { digits, places } => (BigInt::from(*digits), *places),
            Digits::Many(many) => (**many).clone(),
        }
    }
}

fn added((one, places): (i128, u32), (two, other_places): (i128, u32)) -> Option<i128> {
    let most = places.max(other_places);
    let scaled = |digits: i128, places: u32| {
        digits.checked_mul(10_i128.checked_pow(most.checked_sub(places)?)?)
    };
    scaled(one, places)?.checked_add(scaled(two, other_places)?)
}

fn fitting(digits: i128, places: u32) -> Option<Quantity> {
    Decimal::try_from_i128_with_scale(digits, places).ok().map(Quantity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_sum_or_none() {
        let many = |text: &str| {
            let mut sum = Total::from(Quantity::parse("9999999999999999999999999999").unwrap());
            sum.add(&Total::from(Quantity::parse("0.0000000000000000000000000001").unwrap()));
            sum.add(&Total::from(Quantity::parse("-9999999999999999999999999999").unwrap()));
            sum.add(&Total::from(Quantity::parse(text).unwrap()));
            sum
        };
        for (text, places, digits) in [
            ("12.5", 4, Some(125_000)),
            ("-0.0001", 4, Some(-1)),
            ("0.00010", 4, Some(1)),
            ("0.00011", 4, None),
            ("922337203685477.5807", 4, Some(i64::MAX)),
            ("922337203685477.5808", 4, None),
            ("7", 0, Some(7)),
        ] {
            assert_eq!(
                Total::from(Quantity::parse(text).unwrap()).digits(places),
                digits,
                "{text}"
            );
        }
        assert_eq!(many("1").digits(4), None);
        assert_eq!(many("-0.0000000000000000000000000001").digits(4), Some(0));
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order_of_its_terms() {
        let check = |terms: &[&str], expected: Option<&str>| {
            let sum = |terms: &mut dyn Iterator<Item = &&str>| {
                let mut sum = Total::default();
                for term in terms {
                    sum.add(&Total::from(Quantity::parse(term).unwrap()));
                }
                sum.quantity().ok().map(|sum| sum.to_string())
            };
            assert_eq!(sum(&mut terms.iter()).as_deref(), expected, "{terms:?}");
            assert_eq!(sum(&mut terms.iter().rev()).as_deref(), expected, "{terms:?} reversed");
        };
        check(&[], Some("0"));
        check(&["1", "2.50", "-0.5"], Some("3.00"));
        check(&["0.0001", "9999999999.9999"], Some("10000000000.0000"));
        let wide = "9999999999999999999999999999";
        check(&[wide, "0.5"], None);
        check(&[wide; 9], None);
        check(&[wide, "0.5", "-0.5"], Some(wide));
        check(&[wide, "0.0000000000000000000000000001", "1"], None);
        check(
            &[wide, "0.0000000000000000000000000001", "-9999999999999999999999999999"],
            Some("0.0000000000000000000000000001"),
        );
    }
}

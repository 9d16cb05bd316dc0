//! Amounts that a plan writes as text: quantities with a unit, and values relative to the baseline.

use unicode_normalization::UnicodeNormalization;

use super::labels::exponent_length;
use crate::quantity::{LiteralError, Quantity};

/// An amount written as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AmountText {
    /// `tbd`: the plan leaves it open.
    Open,
    /// `35亿元`: a number and the unit that follows it, empty if none does.
    Quantity(Quantity, String),
    /// `baseline`, `baseline + 5%`.
    Relative(Relative),
}

/// A value relative to the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Relative {
    /// The baseline itself.
    Same,
    /// Times a number.
    Times(Quantity),
    /// More (or less) by a number and the unit that follows it.
    Plus(Quantity, String),
}

impl AmountText {
    /// Reads an amount.
    pub(super) fn parse(text: &str) -> Result<Self, LiteralError> {
        let text: String = text.nfkc().collect();
        let text = text.trim();
        if text.eq_ignore_ascii_case("tbd") {
            return Ok(Self::Open);
        }
        let Some(rest) = text.strip_prefix("baseline") else {
            let (number, unit) = number_and_unit(text)?;
            return Ok(Self::Quantity(number, unit));
        };
        let rest = rest.trim_start();
        let mut characters = rest.chars();
        let operator = characters.next();
        let operand = characters.as_str().trim_start();
        let relative = match operator {
            None => Relative::Same,
            Some('*' | '×') => match number_and_unit(operand)? {
                (factor, unit) if unit.is_empty() => Relative::Times(factor),
                _ => return Err(LiteralError::NotANumber),
            },
            Some(sign @ ('+' | '-' | '−')) => {
                let (number, unit) = number_and_unit(operand)?;
                Relative::Plus(if sign == '+' { number } else { number.negated() }, unit)
            }
            Some(_) => return Err(LiteralError::NotANumber),
        };
        Ok(Self::Relative(relative))
    }
}

/// Texts that a pattern for a JSON Schema leaves to the program: some of their characters may stand for others.
const UNJUDGED: &str = "[^ -~一-鿿]";

/// A number.
const NUMBER: &str = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?";

/// What [`number_and_unit`] reads: a number, and a unit that begins with a letter, `%` or a Chinese character.
fn quantity() -> String {
    format!("{NUMBER} *(?:[A-Za-z%一-鿿][^ ]*)?")
}

/// A regular expression for `tbd`, for a JSON Schema.
pub(super) fn open_pattern() -> String {
    format!("^ *[Tt][Bb][Dd] *$|{UNJUDGED}")
}

/// A regular expression for the texts that [`number_and_unit`] reads, for a JSON Schema. It lets all of them pass, and a
/// few others: no width is looked at.
pub(super) fn quantity_pattern() -> String {
    format!("^ *(?:{}) *$|{UNJUDGED}", quantity())
}

/// The same for the texts that [`AmountText::parse`] reads.
pub(super) fn amount_pattern() -> String {
    let quantity = quantity();
    let relative = format!(r"baseline *(?:[+-] *{quantity}|\* *{NUMBER})?");
    format!("^ *(?:{quantity}|[Tt][Bb][Dd]|{relative}) *$|{UNJUDGED}")
}

/// Splits `35亿元` or `3.5e9元` into the number and the unit.
pub(super) fn number_and_unit(text: &str) -> Result<(Quantity, String), LiteralError> {
    let sign = usize::from(text.starts_with(['+', '-']));
    let length = text[sign..]
        .find(|character: char| !character.is_ascii_digit() && character != '.')
        .unwrap_or(text.len() - sign);
    let digits = sign + length;
    let (number, unit) = text.split_at(digits + exponent_length(&text[digits..]));
    let unit = unit.trim();
    // `1,000`, `1 000` and `10 or more` are not quantities of the units `,000`, `000` and `or more`.
    let starts_badly =
        |first: char| first.is_ascii_digit() || first.is_ascii_punctuation() && first != '%';
    if unit.starts_with(starts_badly) || unit.contains(char::is_whitespace) {
        return Err(LiteralError::NotANumber);
    }
    Ok((Quantity::parse(number)?, unit.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_taken_apart() {
        let pattern = regex_lite::Regex::new(&amount_pattern()).unwrap();
        let number = |text| Quantity::parse(text).unwrap();
        for (text, amount) in [
            ("tbd", AmountText::Open),
            ("35亿元", AmountText::Quantity(number("35"), "亿元".into())),
            ("88 ％", AmountText::Quantity(number("88"), "%".into())),
            ("5e2", AmountText::Quantity(number("500"), String::new())),
            ("1.2E+3元", AmountText::Quantity(number("1200"), "元".into())),
            ("baseline * 1e1", AmountText::Relative(Relative::Times(number("10")))),
            ("-0.5", AmountText::Quantity(number("-0.5"), String::new())),
            ("baseline", AmountText::Relative(Relative::Same)),
            ("baseline + 5%", AmountText::Relative(Relative::Plus(number("5"), "%".into()))),
            ("baseline+5pp", AmountText::Relative(Relative::Plus(number("5"), "pp".into()))),
            ("baseline - 10", AmountText::Relative(Relative::Plus(number("-10"), String::new()))),
            ("baseline * 2", AmountText::Relative(Relative::Times(number("2")))),
        ] {
            assert_eq!(AmountText::parse(text), Ok(amount), "{text}");
            assert!(pattern.is_match(text), "{text}");
        }
        for text in [
            "",
            "many",
            "baseline / 2",
            "baseline * 2%",
            "baseline 5",
            "1,000",
            "baselines",
            "5..6",
            "1 000",
            "10 or more",
            "5万元 + 3",
        ] {
            assert_eq!(AmountText::parse(text), Err(LiteralError::NotANumber), "{text}");
            assert!(!pattern.is_match(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_patterns_let_pass_what_can_be_read(
            text in "[ \u{3000}]?(tbd|TBD|baseline|)[ ]?[-+*×＋−]?[ ]?[+-]?([0-9０９]{0,2}[.．,]?[0-9]{0,2})(e[0-9]?)?[ \t]?([%％a亿 ,.-]{0,2})[ ]?"
        ) {
            let reads = |pattern: &str| regex_lite::Regex::new(pattern).unwrap().is_match(&text);
            // A number that is too wide is none that a pattern sees.
            if AmountText::parse(&text).is_ok() {
                prop_assert!(reads(&amount_pattern()), "{:?}", text);
            }
            if number_and_unit(&text).is_ok() {
                prop_assert!(reads(&quantity_pattern()), "{:?}", text);
            }
        }
    }
}

//! The commonest figures: plain digits, perhaps with commas between thousands.

use crate::quantity::Quantity;

/// So many bytes of digits fit the type in which they are gathered.
const MOST: usize = 18;

/// What [`super::general`] makes of a text of ASCII digits with no more than a minus before them, a point among them
/// and commas between thousands; `None` says nothing about what the text is.
#[inline]
pub(super) fn parse(text: &str) -> Option<Quantity> {
    match text.as_bytes() {
        [b'-', digits @ ..] => unsigned(digits).map(Quantity::negated),
        digits => unsigned(digits),
    }
}

#[inline]
fn unsigned(text: &[u8]) -> Option<Quantity> {
    if text.len() > MOST {
        return None;
    }
    let mut digits = 0;
    // How many digits stand behind the last comma or the point.
    let mut run = 0;
    let mut is_grouped = false;
    let mut has_point = false;
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                digits = 10 * digits + i64::from(byte - b'0');
                run += 1;
            }
            b'.' if !has_point && is_whole(run, is_grouped) => {
                has_point = true;
                run = 0;
            }
            b',' if !has_point && may_be_grouped(text, run, is_grouped) => {
                is_grouped = true;
                run = 0;
            }
            _ => return None,
        }
    }
    let is_complete = if has_point { run > 0 } else { is_whole(run, is_grouped) };
    is_complete.then(|| Quantity::of_digits(digits, if has_point { run } else { 0 }))
}

/// Whether a number may end or have its point after so many digits.
#[inline]
fn is_whole(run: u32, is_grouped: bool) -> bool {
    if is_grouped { run == 3 } else { run > 0 }
}

/// Whether a comma after so many digits is one between thousands. A number that begins with 0 has none.
fn may_be_grouped(text: &[u8], run: u32, is_grouped: bool) -> bool {
    if is_grouped { run == 3 } else { (1..=3).contains(&run) && text.first() != Some(&b'0') }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Figure, general};
    use super::*;

    #[test]
    fn plain_figures_are_read() {
        for (text, shown) in [
            ("0", "0"),
            ("-0", "0"),
            ("007", "7"),
            ("88.10", "88.10"),
            ("-0.50", "-0.50"),
            ("1,234", "1234"),
            ("-12,345,678.90", "-12345678.90"),
            ("999999999999999999", "999999999999999999"),
            ("0.1234567890123456", "0.1234567890123456"),
        ] {
            assert_eq!(
                parse(text).map(|value| value.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for text in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "1.2.3",
            "1,23",
            "1234,567",
            "0,125",
            ",5",
            "1,",
            "1,234,",
            "1,234.",
            "1,23.5",
            "1.234,567",
            "1 234",
            "1e5",
            "+5",
            "--5",
            "１",
            "5%",
            "1234567890123456789",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        /// What is read is what the general way reads, to the digit; and plain digits are always read.
        #[test]
        fn figures_are_those_of_the_general_way(
            text in "-?[0-9]{1,3}(,[0-9]{3}){0,4}([.][0-9]{1,4})?|-?[0-9.,]{0,20}|[-+0-9.,e ']{0,10}|[+-:]{0,8}",
        ) {
            let found = parse(&text);
            if let Some(value) = found {
                let Ok(Figure { value: expected, unit: None }) = general(&text) else {
                    return Err(TestCaseError::fail(format!("{text} is read as {value}")));
                };
                prop_assert_eq!(value, expected);
                prop_assert_eq!(value.decimals(), expected.decimals());
                prop_assert_eq!(value.to_string(), expected.to_string());
            }
            let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            if (1..=MOST).contains(&text.len()) && is_plain(&text) {
                prop_assert!(found.is_some());
            }
        }
    }
}

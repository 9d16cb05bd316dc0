//! Letters that are typed for digits.

use super::{half_width, without_text_mark};

/// The text with digits in place of the letters that look like them, where it would be read as a number with these
/// letters as its unit: `120` for `12O`, `1015` for `1Ol5`, `50%` for `5O%`.
///
/// Letters that are set apart, `12 l`, are a unit, and so are those that others follow: `12 oz`, `12lbs`, `12l/h`.
pub(in crate::actuals) fn with_digits(cell: &str) -> Option<String> {
    let text = half_width(cell);
    let text = without_text_mark(&text);
    let (before, rest) = text.split_at(text.find(|letter| digit_like(letter).is_some())?);
    let is_number = before.ends_with(|last: char| last.is_ascii_digit())
        && !before.contains(char::is_alphabetic);
    let belongs = |next: char| {
        digit_like(next).is_some() || next.is_ascii_digit() || matches!(next, '.' | ',')
    };
    let (misspelt, after) = rest.split_at(rest.find(|next| !belongs(next)).unwrap_or(rest.len()));
    let is_ended = |next: char| {
        next.is_whitespace() || "%‰()".contains(next) || (next.is_alphabetic() && !next.is_ascii())
    };
    let digits = misspelt.chars().map(|letter| digit_like(letter).unwrap_or(letter));
    (is_number && after.chars().next().is_none_or(is_ended))
        .then(|| before.chars().chain(digits).chain(after.chars()).collect())
}

/// The digit for which a letter is often typed, also in Greek or Cyrillic.
fn digit_like(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' | 'Ο' | 'ο' | 'О' | 'о' => Some('0'),
        'I' | 'l' => Some('1'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_like_digits_are_told_from_units() {
        for (cell, meant) in [
            ("12O", "120"),
            ("12o", "120"),
            ("12О", "120"),
            ("１２Ｏ", "120"),
            ("'12O", "120"),
            ("-3l", "-31"),
            ("(3I)", "(31)"),
            ("1O5", "105"),
            ("1Ol5", "1015"),
            ("1O,000.5", "10,000.5"),
            ("1.5O", "1.50"),
            ("5O%", "50%"),
            ("5O万元", "50万元"),
            ("5O (人)", "50 (人)"),
        ] {
            assert_eq!(with_digits(cell).as_deref(), Some(meant), "{cell}");
        }
        for cell in [
            "12", "12人", "12 km", "12 O", "12 l", "12oz", "12lbs", "12l/h", "12In", "5m2O",
            "12kOl", "O5", "人O", "12%",
        ] {
            assert_eq!(with_digits(cell), None, "{cell}");
        }
    }
}

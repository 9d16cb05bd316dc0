//! How names of the plan and of the actuals are compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: Unicode NFKC, without white space or what nobody sees at its ends.
#[must_use]
pub fn normalized(name: &str) -> String {
    compared(name).into_owned()
}

/// The same, without a copy where the name is as it is compared.
pub(crate) fn compared(name: &str) -> Cow<'_, str> {
    if name.chars().all(is_left_alone) {
        Cow::Borrowed(trim(name))
    } else {
        Cow::Owned(name.nfkc().collect::<String>().trim_matches(is_padding).to_owned())
    }
}

/// A text without white space or what nobody sees at its ends, where it seldom has any: most are empty, or begin and end
/// with visible ASCII or with an ideograph of three bytes.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let begins = matches!(bytes, [b'!'..=b'~' | 0xE4..=0xE9, ..]);
    let ends = matches!(bytes, [.., b'!'..=b'~'] | [.., 0xE4..=0xE9, _, _]);
    if bytes.is_empty() || begins && ends { text } else { text.trim_matches(is_padding) }
}

/// Whether a character at the ends of a text is no part of it: white space, or what nobody sees.
pub(crate) fn is_padding(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Whether nobody sees a character, not even as a gap: soft hyphens, joiners, marks of direction and of byte order, which
/// web pages and chats leave in what is copied from them.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// The first character within a text that nobody sees.
pub(crate) fn invisible_in(text: &str) -> Option<char> {
    trim(text).chars().find(|character| is_invisible(*character))
}

/// Whether NFKC leaves a character as it is, whatever stands beside it: of ASCII and of the unified ideographs, of which
/// most names are made, that is known without its tables.
fn is_left_alone(character: char) -> bool {
    character.is_ascii() || is_ideograph(character)
}

/// Whether a character is one of the unified ideographs, but for the rare ones.
#[inline]
pub(crate) fn is_ideograph(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{IsNormalized, is_nfkc_quick};

    use super::*;

    #[test]
    fn what_is_left_alone_is_so_in_any_company() {
        let alone: Vec<char> = ('\0'..=char::MAX).filter(|any| is_left_alone(*any)).collect();
        assert_eq!(alone.len(), 0x80 + 0x5200);
        // Each is normal and begins anew, so that a text of nothing else is normal too, as Unicode's annex 15 has it.
        for character in alone {
            assert_eq!(is_nfkc_quick(std::iter::once(character)), IsNormalized::Yes, "{character}");
            let class = unicode_normalization::char::canonical_combining_class(character);
            assert_eq!(class, 0, "{character}");
        }
    }

    #[test]
    fn names_are_compared_in_one_form() {
        for (name, expected) in [
            (" 学校 ", "学校"),
            ("\u{3000}学校", "学校"),
            ("（学校）", "(学校)"),
            ("ＡＢ％", "AB%"),
            ("\u{f900}", "\u{8c48}"),
            ("e\u{301}", "é"),
            ("学\u{3099}", "学\u{3099}"),
            ("学校\u{200b}", "学校"),
            ("\u{feff}指标", "指标"),
            ("\u{202a} East\u{202c} ", "East"),
            ("\u{ad}\u{2060}", ""),
            ("学\u{200b}校", "学\u{200b}校"),
        ] {
            assert_eq!(normalized(name), expected, "{name}");
        }
    }

    #[test]
    fn white_space_is_cut_off_as_always() {
        for cell in [
            "",
            "a",
            "学",
            "学\u{a0}",
            "\u{3000}学",
            " ",
            "é",
            "ab",
            " ab",
            "ab ",
            "\tab\u{3000}",
            "\u{a0}a",
            "a b",
            "学校",
            "学 ",
            "\u{b}a\u{c}",
            "a\u{85}",
            "~!",
            "\u{7f}a\u{0}",
        ] {
            assert_eq!(trim(cell), cell.trim(), "{cell:?}");
        }
        for cell in ["12\u{200b}", "\u{200e} 12", "12 \u{ad}", "\u{202a}12\u{202c}", "\u{feff}12"] {
            assert_eq!(trim(cell), "12", "{cell:?}");
        }
    }
}

//! Text on a terminal: what is safe to show, how wide it is, and where it breaks.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text in which everything that could steer a terminal stands as an escape that can be read: `\u{1b}`.
///
/// Meant are the control characters (C0, DEL, C1), those that turn the direction of writing, separators of lines, and
/// what has no width and no meaning of its own or is no character at all, so that `5` and a zero-width space are not said to be no number without
/// anybody seeing why. What comes from a plan or an export passes through here before it is shown.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_control(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// The same of a text that need not be kept as it is.
pub(super) fn into_visible(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains(is_control) { Cow::Owned(visible(&text)) } else { text }
}

/// Whether a character steers the terminal instead of being shown, or is shown as nothing.
///
/// Joiners are not meant: words of some languages, and emoji, need them.
pub(super) fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
                | '\u{fffe}'..='\u{ffff}'
        )
}

/// How many columns a text takes; a CJK character takes two.
pub(super) fn width(text: &str) -> usize {
    sum_of_known(text).unwrap_or_else(|| UnicodeWidthStr::width(text))
}

/// The same of a text of nothing but characters whose widths are known, which add up.
fn sum_of_known(text: &str) -> Option<usize> {
    text.chars().map(known_width).sum()
}

/// How many columns a character takes beside any other of its like: those that most texts are made of.
fn known_width(character: char) -> Option<usize> {
    match character {
        ' '..='~' | '≤' | '≥' => Some(1),
        '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
    }
}

/// A text, filled up with blanks on the right to the given columns.
pub(super) fn pad_right(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text in lines of at most the given columns, of which there must be two at least. Lines break at blanks, after
/// hyphens and beside CJK characters, save where punctuation would be torn from its word; a longer word is cut.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    wrap_onto(&mut lines, text, columns);
    lines
}

/// The same, behind other lines.
pub(super) fn wrap_onto<'t>(lines: &mut Vec<Cow<'t, str>>, text: &'t str, columns: usize) {
    add_lines(lines, text, columns, true);
}

/// The same without breaks after hyphens, so that codes such as `not-selected` stay in one piece.
pub(super) fn wrap_codes(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    add_lines(&mut lines, text, columns, false);
    lines
}

/// Adds the lines of a text, one at least.
fn add_lines<'t>(
    lines: &mut Vec<Cow<'t, str>>,
    text: &'t str,
    columns: usize,
    after_hyphens: bool,
) {
    let has_two_blanks = text.as_bytes().windows(2).any(|pair| pair == b"  ");
    let has_needless_blanks = text.starts_with(' ') || text.ends_with(' ') || has_two_blanks;
    // No text is wider than it has bytes.
    if !has_needless_blanks && (text.len() <= columns || width(text) <= columns) {
        lines.push(Cow::Borrowed(text));
        return;
    }
    let before = lines.len();
    // Where they are known widths add up, so that a line need not be measured again with each piece.
    let adds_up = sum_of_known(text).is_some();
    let mut line = String::new();
    let mut taken = 0;
    for (chunk, after_blank) in chunks(text, after_hyphens) {
        let blank = if after_blank && !line.is_empty() { " " } else { "" };
        let more = blank.len() + width(chunk);
        if taken + more <= columns {
            line.push_str(blank);
            line.push_str(chunk);
            taken = if adds_up { taken + more } else { width(&line) };
            continue;
        }
        if !line.is_empty() {
            lines.push(Cow::Owned(std::mem::take(&mut line)));
        }
        for character in chunk.chars() {
            line.push(character);
            if width(&line) > columns {
                line.pop();
                lines.push(Cow::Owned(std::mem::take(&mut line)));
                line.push(character);
            }
        }
        taken = width(&line);
    }
    if !line.is_empty() || lines.len() == before {
        lines.push(Cow::Owned(line));
    }
}

/// How many columns the widest of the pieces takes that [`wrap`] keeps together where it can.
pub(super) fn widest_piece(text: &str) -> usize {
    chunks(text, true).into_iter().map(|(chunk, _)| width(chunk)).max().unwrap_or(0)
}

/// The pieces of a text that stay together, each with whether a blank stood before it.
fn chunks(text: &str, after_hyphens: bool) -> Vec<(&str, bool)> {
    let mut chunks = Vec::new();
    let mut before = ' ';
    // Where the piece at hand begins, and whether after a blank.
    let mut piece = (0, true);
    for (at, character) in text.char_indices() {
        let begins =
            character != ' ' && (before == ' ' || may_break(before, character, after_hyphens));
        if before != ' ' && (character == ' ' || begins) {
            chunks.extend(text.get(piece.0..at).map(|chunk| (chunk, piece.1)));
        }
        if begins {
            piece = (at, before == ' ');
        }
        before = character;
    }
    if before != ' ' {
        chunks.extend(text.get(piece.0..).map(|chunk| (chunk, piece.1)));
    }
    chunks
}

/// Whether a line may end between two characters that no blank parts.
fn may_break(before: char, after: char, after_hyphens: bool) -> bool {
    let opens = matches!(
        before,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '(' | '[' | '～'
    );
    let closes = matches!(
        after,
        '”' | '’'
            | '）'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '％'
            | '～'
            | '…'
            | '·'
            | ')'
            | ']'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | '%'
    );
    let wide = |character: char| UnicodeWidthChar::width(character) == Some(2);
    let joins = UnicodeWidthChar::width(after).unwrap_or(0) == 0;
    // A number stays with its unit.
    let counted = before.is_ascii_digit() && wide(after);
    let hyphen = after_hyphens && before == '-' && after.is_alphabetic();
    (wide(before) || wide(after) || hyphen) && !joins && !counted && !opens && !closes
}

/// A number with its whole digits in groups of three.
pub(super) fn grouped(number: &str) -> String {
    let start = usize::from(number.starts_with('-'));
    let end = number.find('.').unwrap_or(number.len());
    let mut shown = String::with_capacity(number.len() + number.len() / 3);
    for (index, character) in number.char_indices() {
        if index > start && index < end && (end - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(character);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_or_hides_gets_through() {
        for (text, shown) in [
            ("保三争二 “ok”", "保三争二 “ok”"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\u{9b}b\u{7f}", "a\\u{9b}b\\u{7f}"),
            ("one\r\ntwo\tthree", "one\\u{d}\\u{a}two\\u{9}three"),
            ("\u{202e}gpj.exe\u{2066}\u{200f}", "\\u{202e}gpj.exe\\u{2066}\\u{200f}"),
            ("\u{feff}5\u{200b}\u{2060}\u{ad}", "\\u{feff}5\\u{200b}\\u{2060}\\u{ad}"),
            ("a\u{fffe}\u{ffff}\u{fffd}", "a\\u{fffe}\\u{ffff}\u{fffd}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn a_width_that_is_known_is_that_of_unicode() {
        let known: Vec<char> =
            ('\0'..=char::MAX).filter(|any| known_width(*any).is_some()).collect();
        let together: String = known.iter().collect();
        let alone = known.iter().map(|&any| UnicodeWidthChar::width(any)).sum();
        assert_eq!(Some(UnicodeWidthStr::width(together.as_str())), alone);
        for character in known {
            assert_eq!(known_width(character), UnicodeWidthChar::width(character), "{character}");
        }
    }

    #[test]
    fn lines_break_where_a_reader_would_break_them() {
        for (text, columns, lines) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("one two three", 8, vec!["one two", "three"]),
            ("培训信息技术骨干教师", 8, vec!["培训信息", "技术骨干", "教师"]),
            ("培训信息技术骨干教师", 9, vec!["培训信息", "技术骨干", "教师"]),
            ("校园安全，零事故", 8, vec!["校园安", "全，零事", "故"]),
            ("撤销“一票否决”制", 6, vec!["撤销", "“一票", "否决”", "制"]),
            ("senior-school", 8, vec!["senior-", "school"]),
            ("-5 to 2022-09", 6, vec!["-5 to", "2022-0", "9"]),
            ("还需完成431.12万元", 15, vec!["还需完成", "431.12万元"]),
            ("增设2～3个专业", 8, vec!["增设", "2～3个专", "业"]),
            ("incomprehensibilities", 8, vec!["incompre", "hensibil", "ities"]),
            ("", 8, vec![""]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text}");
        }
    }

    #[test]
    fn codes_stay_in_one_piece() {
        for (text, columns, lines) in [
            ("(3 not-selected)", 12, vec!["(3 not-", "selected)"]),
            ("一小 not-selected", 12, vec!["一小 not-", "selected"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text}");
        }
        for (text, columns, lines) in [
            ("(3 not-selected)", 14, vec!["(3", "not-selected)"]),
            ("一小 not-selected", 12, vec!["一小", "not-selected"]),
            ("not-selected", 6, vec!["not-se", "lected"]),
        ] {
            assert_eq!(wrap_codes(text, columns), lines, "{text}");
        }
    }

    #[test]
    fn whole_digits_are_grouped() {
        for (number, shown) in [
            ("0", "0"),
            ("123", "123"),
            ("1234567.5678", "1,234,567.5678"),
            ("-123456", "-123,456"),
            ("0.12345", "0.12345"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }
}

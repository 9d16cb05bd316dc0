//! Headers of columns as texts.

use std::borrow::Cow;

use crate::plan::normalized;

/// Whether a letter is one beside which a line may break without a blank.
fn is_ideograph(letter: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&letter)
}

/// A header as it is compared: normalised, in one line. Where its lines break between ideographs, or beside a bracket or the
/// like, nothing stands in place of the break; elsewhere a blank does.
pub(super) fn heading(cell: &str) -> String {
    let joins = |letter: char| is_ideograph(letter) || letter.is_ascii_punctuation();
    let name = normalized(cell);
    let mut heading = String::with_capacity(name.len());
    for line in name.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        let is_joined = match (heading.chars().next_back(), line.chars().next()) {
            (Some(end), Some(begin)) => {
                is_ideograph(end) && joins(begin) || joins(end) && is_ideograph(begin)
            }
            _ => true,
        };
        if !is_joined {
            heading.push(' ');
        }
        heading.push_str(line);
    }
    heading
}

/// A header without the blanks between ideographs by which short words are set wide: `单 位`, `指　标`.
pub(super) fn joined(header: &str) -> Cow<'_, str> {
    if !header.contains(' ') || header.is_ascii() {
        return Cow::Borrowed(header);
    }
    let pieces = header.split(' ').filter(|piece| !piece.is_empty());
    let mut joined = String::with_capacity(header.len());
    for piece in pieces {
        let ends = [joined.chars().next_back(), piece.chars().next()];
        if ends.into_iter().flatten().any(|end| !is_ideograph(end)) {
            joined.push(' ');
        }
        joined.push_str(piece);
    }
    Cow::Owned(joined)
}

/// `完成值(万元)` or `完成值(单位:万元)` as `完成值` and `万元`; the name is normalised, so its parentheses are ASCII.
pub(super) fn split_unit(name: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 6] = ["计量单位:", "金额单位:", "单位:", "單位:", "units:", "unit:"];
    let (base, unit) = name.strip_suffix(')')?.rsplit_once('(')?;
    let (base, unit) = (base.trim(), unit.trim());
    let behind_word = WORDS.iter().find_map(|word| {
        let (begin, rest) = unit.split_at_checked(word.len())?;
        begin.eq_ignore_ascii_case(word).then_some(rest.trim_start())
    });
    let unit = behind_word.or_else(|| unit.strip_prefix("in ")).unwrap_or(unit).trim_start();
    (!base.is_empty() && !unit.is_empty()).then_some((base, unit))
}

/// The last word of a header, where it may be a unit that is not in parentheses: `value [TEUR]`, `value in TEUR`,
/// `完成值/亿元`.
pub(super) fn last_word(name: &str) -> Option<&str> {
    let name = name.strip_suffix(']').unwrap_or(name);
    let (before, word) = name.rsplit_once(['[', ' ', '/', '_', ','])?;
    let word = word.trim();
    (!before.trim().is_empty() && !word.is_empty()).then_some(word)
}

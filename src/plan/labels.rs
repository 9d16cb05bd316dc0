//! Texts behind a number, of plans and of exports: units, and what is hardly one.

use super::GoalKind;
use crate::diagnostic::nearest;

/// Periods and parts of dates, which are no amounts: `9月`.
const PERIODS: [&str; 8] = ["年", "月", "日", "季度", "半年", "号", "年度", "月份"];

/// What stands between two numbers, and could be the letters of a unit such as `m2`.
const BETWEEN: [&str; 10] = ["x", "to", "or", "of", "and", "by", "vs", "e", "h", "q"];

/// Beginnings of what is no unit, and the goals that they make of a number: `100余人` is not 100.
const BEGINNINGS: [(&str, GoalKind); 6] = [
    ("多", GoalKind::MoreThan),
    ("余", GoalKind::MoreThan),
    ("几", GoalKind::MoreThan),
    ("来", GoalKind::About),
    ("至", GoalKind::Between),
    ("到", GoalKind::Between),
];

/// Words that make a number a bound or an estimate, and the goals that they make of it.
const WORDS: [(&str, GoalKind); 14] = [
    ("以上", GoalKind::AtLeast),
    ("不少于", GoalKind::AtLeast),
    ("不低于", GoalKind::AtLeast),
    ("至少", GoalKind::AtLeast),
    ("以下", GoalKind::AtMost),
    ("以内", GoalKind::AtMost),
    ("不超过", GoalKind::AtMost),
    ("不高于", GoalKind::AtMost),
    ("至多", GoalKind::AtMost),
    ("不到", GoalKind::LessThan),
    ("不足", GoalKind::LessThan),
    ("左右", GoalKind::About),
    ("上下", GoalKind::About),
    ("之间", GoalKind::Between),
];

/// Why a text behind a number is no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It goes on as a date or a time does.
    Date,
    /// It holds a second number.
    Range,
    /// It has a word that makes the number a bound or an estimate.
    Word(&'static str, GoalKind),
    /// Anything else.
    Text,
}

/// Chinese multiples with which the names of units begin: `千人`, `百万元`.
pub(crate) const MULTIPLES: [char; 9] = ['十', '百', '千', '万', '亿', '佰', '仟', '萬', '億'];

/// What begins so and is a unit of its own.
const NO_MULTIPLES: [&str; 11] =
    ["千克", "千米", "千瓦", "千卡", "千帕", "千伏", "千赫", "千字节", "千分点", "百分", "百帕"];

/// Multiples in words, of which a unit may stand before or behind.
const WORDS_OF_MULTIPLES: [&str; 25] = [
    "crores",
    "hundred",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "lakh",
    "crore",
    "tsd",
    "mio",
    "mrd",
    "tausend",
    "millionen",
    "milliarden",
    "milliers",
    "milliards",
    "millones",
    "milhares",
    "milhões",
    "teur",
    "mn",
    "bn",
];

/// Codes of currencies, which also stand before a number.
pub(crate) const CURRENCY_CODES: [&str; 36] = [
    "RMB", "CNY", "CNH", "HKD", "MOP", "TWD", "USD", "EUR", "GBP", "JPY", "KRW", "SGD", "AUD",
    "NZD", "CAD", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "TRY", "RUB",
    "INR", "THB", "MYR", "IDR", "PHP", "VND", "BRL", "MXN", "ZAR", "AED",
];

/// Measures by their signs, which stand in brackets behind what is measured.
const MEASURES: [&str; 24] = [
    "%", "‰", "t", "kt", "Mt", "kg", "g", "mg", "km", "m", "cm", "mm", "m2", "m3", "km2", "ha",
    "kWh", "MWh", "GWh", "kW", "MW", "l", "h", "min",
];

/// Whether a label is a currency or a measure by its sign, or a multiple of either: what an export may be in whatever the
/// plan says.
pub(crate) fn is_measure(label: &str) -> bool {
    CURRENCY_CODES.contains(&label) || MEASURES.contains(&label) || is_multiple(label)
}

/// Whether a label is a currency, or a magnitude in words: hardly anybody is called so.
pub(crate) fn is_magnitude(label: &str) -> bool {
    let is_chinese = label.chars().all(|letter| MULTIPLES.contains(&letter)) && !label.is_empty();
    let is_word = |word: &str| word.trim_end_matches('.').len() > 2 && is_word_of_multiple(word);
    CURRENCY_CODES.contains(&label)
        || is_chinese
        || is_multiple_of_currency(label)
        || label.split([' ', '(', ')']).any(is_word)
}

/// What a label is a multiple of by the Chinese numbers before it: `吨` of `千吨`.
pub(crate) fn multiplied(label: &str) -> Option<&str> {
    let unit = label.trim_start_matches(MULTIPLES);
    (unit.len() < label.len() && !unit.is_empty()).then_some(unit)
}

/// Whether a label is a thousand, ten thousand or a million of nothing that it names.
pub(crate) fn is_bare_multiple(label: &str) -> bool {
    const LETTERS: [&str; 4] = ["k", "K", "M", "B"];
    LETTERS.contains(&label)
        || label.chars().all(|letter| MULTIPLES.contains(&letter)) && !label.is_empty()
        || is_word_of_multiple(label)
}

/// Whether a label is a multiple of another unit by its name: `千人`, `3 million`, `k€`.
pub(crate) fn is_multiple(label: &str) -> bool {
    let is_chinese =
        label.starts_with(MULTIPLES) && !NO_MULTIPLES.iter().any(|unit| label.starts_with(unit));
    is_chinese
        || is_multiple_of_currency(label)
        || is_bare_multiple(label)
        || label.contains("000")
        || label.split([' ', '.', '(', ')']).any(is_word_of_multiple)
        || label.contains(' ') && label.split(' ').any(is_letter_of_multiple)
}

/// `k€`, `TEUR`
fn is_multiple_of_currency(label: &str) -> bool {
    label.strip_prefix(['k', 'K', 'T', 'M', 'm']).is_some_and(|rest| {
        rest.starts_with(['€', '$', '£', '¥']) || matches!(rest, "EUR" | "USD" | "CNY" | "RMB")
    })
}

/// `k EUR`, `EUR m`
fn is_letter_of_multiple(word: &str) -> bool {
    matches!(word, "k" | "K" | "m" | "M" | "b" | "B" | "T")
}

fn is_word_of_multiple(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    WORDS_OF_MULTIPLES.iter().any(|multiple| multiple.eq_ignore_ascii_case(word))
}

/// Why a text behind a number is no unit, whatever the plan names so.
pub(crate) fn doubt(label: &str) -> Option<Doubt> {
    let first = label.chars().next()?;
    // `m2` and `件/10万人` are units, `至20` and `年9月` are not.
    let holds_a_number = label.char_indices().any(|(at, character)| {
        let before = label[..at].chars().next_back();
        character.is_ascii_digit()
            && !before
                .is_some_and(|before| before.is_ascii_alphanumeric() || matches!(before, '.' | '/'))
    });
    let is_cut_exponent =
        label.strip_prefix(['e', 'E']).is_some_and(|rest| matches!(rest, "" | "+" | "-"));
    if matches!(first, '-' | '/') || (matches!(first, '年' | '月' | ':') && holds_a_number) {
        return Some(Doubt::Date);
    }
    if holds_a_number && (first.is_alphabetic() || matches!(first, '~' | '—' | '–')) {
        return Some(Doubt::Range);
    }
    if let Some((word, kind)) = word_in(label) {
        return Some(Doubt::Word(word, kind));
    }
    let is_unit = (first.is_alphabetic() || "%‰‱°$€£¥".contains(first))
        && !holds_a_number
        && !is_cut_exponent;
    (!is_unit).then_some(Doubt::Text)
}

/// The word that makes the number before a text a bound or an estimate.
fn word_in(label: &str) -> Option<(&'static str, GoalKind)> {
    let within = WORDS.into_iter().find(|(word, _)| label.contains(word));
    within.or_else(|| BEGINNINGS.into_iter().find(|(word, _)| label.starts_with(word)))
}

/// Whether a text behind a number is hardly a unit: with digits other than those of `m2`, `kg/m3` and `件/10万人`, or a
/// part of a date. It is one all the same where the plan names it.
pub(crate) fn is_hardly_a_unit(label: &str) -> bool {
    PERIODS.contains(&label) || !label.split(['/', '·']).all(may_be_unit)
}

/// Whether a part of a unit has no digits, a power at its end, or a power of ten before it.
fn may_be_unit(part: &str) -> bool {
    if !part.contains(|character: char| character.is_ascii_digit()) {
        return true;
    }
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(char::is_alphabetic) && !is_between(name);
    part.strip_suffix(['2', '3']).is_some_and(is_name)
        || part.strip_prefix('1').map(|rest| rest.trim_start_matches('0')).is_some_and(is_name)
}

fn is_between(name: &str) -> bool {
    BETWEEN.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// Characters that tell units from each other: magnitudes, currencies, and the 次 that makes visits of persons.
const TELLING: &str = "十百千万亿兆拾佰仟萬億kKmMgGbBtTμ厘毫分元美欧港日英韩澳加台新泰次%‰";

/// Of known units the one that was meant by a misspelt one. None is meant that is a multiple of it or in another currency,
/// as 百万元 and 万美元 are to 万元.
pub(crate) fn nearest_unit<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest(written, known.into_iter().filter(|unit| may_be_misspelt(written, unit)))
}

/// Whether a unit can be another one but for its spelling.
fn may_be_misspelt(one: &str, other: &str) -> bool {
    let telling = |unit: &str| -> String {
        unit.chars().filter(|character| TELLING.contains(*character)).collect()
    };
    let is_currency =
        |unit: &str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    // A letter is easily left out, an ideograph is a word.
    let is_as_long = one.chars().count() == other.chars().count();
    (is_as_long || one.is_ascii() && other.is_ascii())
        && telling(one) == telling(other)
        && ![one, other].into_iter().any(is_currency)
}

/// How many bytes at the start of what follows digits are an exponent such as `E+07`.
pub(crate) fn exponent_length(text: &str) -> usize {
    let Some(after) = text.strip_prefix(['e', 'E']) else { return 0 };
    let power = after.strip_prefix(['+', '-']).unwrap_or(after);
    let digits = power.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { 0 } else { text.len() - power.len() + digits }
}

/// A text with digits in place of the letters that look like them, where it would be read as a number with these letters
/// as its unit: `120` for `12O`, `1015` for `1Ol5`, `50%` for `5O%`.
///
/// Letters that are set apart, `12 l`, are a unit, and so are those that others follow: `12 oz`, `12lbs`, `12l/h`.
pub(crate) fn with_digits(text: &str) -> Option<String> {
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
    fn multiples_are_known_by_their_names() {
        for label in [
            "千人",
            "百万元",
            "萬",
            "億元",
            "仟元",
            "百人",
            "万",
            "million",
            "Mio.",
            "Tsd.",
            "Mrd",
            "TEUR",
            "k€",
            "kEUR",
            "lakh",
            "EUR thousand",
            "in thousands",
            "k",
            "bn",
            "万人次",
        ] {
            assert!(is_multiple(label), "{label}");
        }
        for label in [
            "",
            "人",
            "千克",
            "千瓦时",
            "百分点",
            "百分比",
            "kg",
            "kWh",
            "m2",
            "EUR",
            "个",
            "minutes",
            "BN1",
        ] {
            assert!(!is_multiple(label), "{label}");
        }
    }

    #[test]
    fn a_multiple_or_another_currency_is_no_misspelt_unit() {
        for (written, known) in [
            ("百万元", "万元"),
            ("十万元", "万元"),
            ("千万元", "万元"),
            ("万亿元", "亿元"),
            ("万美元", "万元"),
            ("亿美元", "亿元"),
            ("万韩元", "万美元"),
            ("十亿元", "亿元"),
            ("千公里", "公里"),
            ("万人次", "万人"),
            ("billions", "millions"),
            ("kilograms", "grams"),
            ("USD", "AUD"),
        ] {
            assert_eq!(nearest_unit(written, [known]), None, "{written} {known}");
            assert_eq!(nearest_unit(known, [written]), None, "{known} {written}");
        }
        for (written, known) in [("minuts", "minutes"), ("平方来", "平方米"), ("persons", "person")]
        {
            assert_eq!(nearest_unit(written, [known]), Some(known));
        }
    }
}

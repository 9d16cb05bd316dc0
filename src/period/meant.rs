//! What a text that is no period was most likely meant for: what spreadsheets make of periods, and other orders of days.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;

use super::{Granularity, Period, is_digits};

/// The months as spreadsheets write them into dates, whole or cut to three letters or more: `Jan-02`.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The months in German, where they are others than in English.
const GERMAN_MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// The numbers by which spreadsheets keep the days of this century so far, and what is left of it.
const SERIALS: std::ops::RangeInclusive<i32> = 36_526..=73_050;

/// The periods that a text can be meant for which [`Period::parse`] does not read: none if it says nothing, several if it
/// does not say whether the day or the month comes first, or which month was cut short.
pub(crate) fn meant(text: &str) -> Vec<Period> {
    let text: String = text.nfkc().collect::<String>().trim().to_lowercase();
    if let Some((year, _)) = text.split_once('年') {
        let is_short = is_digits(year) && year.len() == 2;
        return is_short
            .then(|| Period::parse(&format!("20{text}")))
            .flatten()
            .into_iter()
            .collect();
    }
    // A time, also one with a zone that is not read, says nothing about the day.
    let dated = text.split_once(['t', ' ']).filter(|(_, time)| time.contains(':'));
    if let Some(day) = dated.and_then(|(day, _)| Period::parse(day)) {
        return vec![day];
    }
    let words = text.split(|character: char| {
        character.is_whitespace() || matches!(character, '/' | '-' | '.' | ',' | '\'')
    });
    // A time says nothing about the day.
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && !word.contains(':')).collect();
    let mut all: Vec<Period> = match words.as_slice() {
        [number] => serial(number).into_iter().collect(),
        [one, other] => {
            part_of_year(one, other).or_else(|| part_of_year(other, one)).into_iter().collect()
        }
        [one, two, three] => days(one, two, three),
        _ => Vec::new(),
    };
    all.extend(cut_short(&text));
    all.extend(with_decimals(&text));
    all.extend(months(&text));
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a text is a period but for its year: `9月`, `一季度`, `上半年`, `Q3`, `Sep`, `9`.
pub(crate) fn lacks_year(text: &str) -> bool {
    let text: String = text.nfkc().collect::<String>().trim().to_lowercase();
    let is_shorter = |whole: String| {
        Period::parse(&whole).is_some_and(|period| Granularity::Year.around(period.first) != period)
    };
    is_shorter(format!("2000年{text}"))
        || text.starts_with(['q', 'h']) && is_shorter(format!("2000{text}"))
        || named_month(&text).is_some()
        || number(&text).is_some_and(|number| (1..=12).contains(&number))
}

/// `46022` is the last day of 2025.
fn serial(number: &str) -> Option<Period> {
    let number: i32 =
        number.parse().ok().filter(|day| is_digits(number) && SERIALS.contains(day))?;
    Some(Granularity::Day.around(date(1899, 12, 30).checked_add(number.days()).ok()?))
}

/// `2022.1` is also what spreadsheets make of `2022.10`.
fn cut_short(text: &str) -> Option<Period> {
    let (year, month) = text.split_once('.')?;
    (month == "1").then(|| Period::month(full_year(year)?, "10")).flatten()
}

/// `2022.0` and `202209.0` are what pandas makes of numbers in a column with gaps.
fn with_decimals(text: &str) -> Option<Period> {
    let number = text.strip_suffix(".0").filter(|number| is_digits(number))?;
    Period::parse(number)
}

/// `2022.1-9` and `2022/1~9`: months of a year, set apart from it by another character than from each other.
fn months(text: &str) -> Option<Period> {
    let (year, months) = text.split_once(['.', '/', '-'])?;
    let (first, last) = months.split_once(['-', '~', '—', '–'])?;
    let is_date = text.matches('-').count() > 1;
    let (first, last) = (number(first.trim())?, number(last.trim())?);
    (!is_date && first <= last)
        .then(|| Period::months(full_year(year.trim())?, first, last))
        .flatten()
}

/// `Q4 2025`, `H1 2025`, `12/2025`, `Dec 2025`, `Dec-25`.
fn part_of_year(part: &str, year: &str) -> Option<Period> {
    let full = full_year(year);
    if let Some(month) = named_month(part) {
        return Period::months(full.or_else(|| short_year(year))?, month, month);
    }
    let year = full?;
    let (quarter, half) = (part.trim_matches('q'), part.trim_matches('h'));
    if quarter.len() + 1 == part.len() {
        return Period::quarter(year, quarter);
    }
    if half.len() + 1 == part.len() {
        return Period::half(year, half);
    }
    Period::month(year, part)
}

/// Three numbers, or two and the name of a month.
fn days(one: &str, two: &str, three: &str) -> Vec<Period> {
    let year = |text: &str| full_year(text).or_else(|| short_year(text));
    let month = |text: &str| named_month(text).or_else(|| number(text));
    let day = |y: &str, m: &str, d: &str| {
        Some(Granularity::Day.around(Date::new(year(y)?, month(m)?, number(d)?).ok()?))
    };
    let mut all = vec![day(three, two, one), day(three, one, two)];
    if number(two).is_some() || full_year(one).is_some() {
        // Nobody puts a year of two digits before the name of a month.
        all.push(day(one, two, three));
    }
    if full_year(one).is_some() {
        all.push(day(one, three, two));
    }
    all.into_iter().flatten().collect()
}

fn number(text: &str) -> Option<i8> {
    text.parse().ok().filter(|_| is_digits(text) && text.len() <= 2)
}

fn full_year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| is_digits(text) && (1900..2100).contains(year))
}

fn short_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok().filter(|_| is_digits(text) && text.len() == 2)?;
    Some(2000 + year)
}

fn named_month(text: &str) -> Option<i8> {
    let is_cut = |name: &str| text.chars().count() >= 3 && name.starts_with(text);
    let is_other = |name: &str| matches!((text, name), ("sept", "september") | ("mrz", "march"));
    let position = MONTHS
        .iter()
        .zip(GERMAN_MONTHS)
        .position(|(english, german)| is_cut(english) || is_cut(german) || is_other(english))?;
    i8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_known_where_the_text_says_it() {
        for (text, expected) in [
            ("Q4 2025", "2025Q4"),
            ("2025 / 4Q", "2025Q4"),
            ("h1 2025", "2025H1"),
            ("Dec-25", "2025-12"),
            ("Sept 2025", "2025-09"),
            ("12/2025", "2025-12"),
            ("31/12/2025", "2025-12-31"),
            ("12/31/2025 0:00", "2025-12-31"),
            ("12/31/25", "2025-12-31"),
            ("31.12.2025", "2025-12-31"),
            ("31-Dec-25", "2025-12-31"),
            ("Dec 31, 2025", "2025-12-31"),
            ("2025-31-12", "2025-12-31"),
            ("05/05/2025", "2025-05-05"),
            ("46022", "2025-12-31"),
            ("２２年１０月", "2022-10"),
            // The day or the month first, the day or the year.
            ("03/04/2025", "2025-03-04 2025-04-03"),
            ("31/12/25", "2025-12-31 2031-12-25"),
            // The month as it stands, or as it stood.
            ("2022.1", "2022-01 2022-10"),
            ("２０２２．１", "2022-01 2022-10"),
            ("2022.2", "2022-02"),
            ("2022.0", "2022"),
            ("202209.0", "2022-09"),
            ("20220930.0", "2022-09-30"),
            ("Dez 2022", "2022-12"),
            ("Mär 2022", "2022-03"),
            ("Mrz-22", "2022-03"),
            ("Mai 2022", "2022-05"),
            ("Okt. 2022", "2022-10"),
            // A day, or months.
            ("2022.1-9", "2022-01..2022-09 2022-01-09 2022-09-01"),
            ("2022/1-9", "2022-01..2022-09 2022-01-09 2022-09-01"),
            ("2022.10~12", "2022Q4"),
        ] {
            let found: Vec<String> = meant(text).iter().map(Period::to_string).collect();
            assert_eq!(found.join(" "), expected, "{text}");
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_lacks_its_year_is_known() {
        for text in [
            "9月",
            "９月份",
            "一季度",
            "第三季度",
            "上半年",
            "1-9月",
            "9月30日",
            "Q3",
            "H1",
            "Sep",
            "9",
            "09",
        ] {
            assert!(lacks_year(text), "{text}");
        }
        for text in
            ["", "2022", "2022年9月", "全年", "年度", "度", "13", "0", "Q5", "x", "增速", "-09"]
        {
            assert!(!lacks_year(text), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_meant_for_nothing() {
        for text in [
            "",
            "Q4",
            "Dec",
            "12月",
            "2022-02-30",
            "2022-13",
            "Q5 2025",
            "q 2025",
            "FY2025 Q3",
            "30/02/2025",
            "12345",
            "460220",
            "1-2",
            "ma 2025",
            "mä 2025",
            "202213.0",
            "Dec 5",
            "the year 2022",
            "-",
            "1/1/1",
            "122年10月",
        ] {
            assert_eq!(meant(text), [], "{text}");
        }
    }
}

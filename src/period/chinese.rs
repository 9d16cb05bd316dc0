//! What follows the year in a period in Chinese.

use super::{Period, is_digits};

/// The numerals of the months.
const NUMERALS: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// What people write between the ends of a range; also hyphens and dashes that NFKC leaves as they are.
const RANGE_MARKS: [char; 10] = ['-', '~', '—', '–', '―', '‐', '−', '〜', '至', '到'];

/// The two ends of a range each of which has its own year: `2022年9月至2023年8月`.
pub(super) fn range(text: &str) -> Option<(&str, &str)> {
    let begins_with_year = |text: &str| {
        let (year, rest) = text.split_at_checked(4).unwrap_or_default();
        is_digits(year) && rest.trim_start().starts_with('年')
    };
    let marks = text.contains('年').then(|| text.match_indices(RANGE_MARKS));
    marks?
        .map(|(at, mark)| (text[..at].trim(), text[at + mark.len()..].trim()))
        .find(|(from, to)| begins_with_year(from) && begins_with_year(to))
}

/// The period of a year that the text behind `2022年` or `2022` names.
pub(super) fn parse(year: i16, rest: &str) -> Option<Period> {
    match rest {
        "" | "全年" => return Period::months(year, 1, 12),
        "上半年" => return Period::half(year, "1"),
        "下半年" => return Period::half(year, "2"),
        _ => {}
    }
    if let Some((month, day)) =
        rest.strip_suffix(['日', '号']).and_then(|rest| rest.split_once('月'))
    {
        return Period::day(year, month, day);
    }
    // Of one month it would say that the figure is that of the months before it, too.
    let (rest, is_cumulative) = match rest.strip_suffix("累计") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (numbers, months_each) = if let Some(numbers) = rest.strip_suffix("季度") {
        (numbers, 3)
    } else {
        (rest.strip_suffix('份').unwrap_or(rest).strip_suffix('月')?, 1)
    };
    let (from, to, is_range) = ends(numbers, months_each == 3)?;
    let last = 12 / months_each;
    ((is_range || !is_cumulative) && 1 <= from && from <= to && to <= last)
        .then(|| Period::months(year, (from - 1) * months_each + 1, to * months_each))
        .flatten()
}

/// The first and the last of the months or quarters, and whether they are written as several: `9`, `三`, `第三`, `1-9`,
/// `1月至9`, `前三`, `前9个`.
fn ends(numbers: &str, are_quarters: bool) -> Option<(i8, i8, bool)> {
    let single = |text: &str| {
        let text = if are_quarters { text.strip_prefix('第').unwrap_or(text) } else { text };
        number(text)
    };
    if let Some(count) = numbers.strip_prefix('前') {
        return Some((1, number(count.strip_suffix('个').unwrap_or(count))?, true));
    }
    match numbers.split_once(RANGE_MARKS) {
        None => single(numbers).map(|number| (number, number, false)),
        Some((from, to)) => {
            let from = if are_quarters {
                from.strip_suffix("季度").unwrap_or(from)
            } else {
                from.strip_suffix('份').unwrap_or(from).strip_suffix('月').unwrap_or(from)
            };
            Some((single(from)?, single(to)?, true))
        }
    }
}

fn number(text: &str) -> Option<i8> {
    if let Some(position) = NUMERALS.iter().position(|numeral| *numeral == text) {
        return i8::try_from(position + 1).ok();
    }
    text.parse().ok().filter(|_| is_digits(text) && text.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read() {
        for (shown, forms) in [
            (
                "2022",
                vec!["2022年", "2022年度", "2022年全年", "2022全年", "２０２２年", "2022年1-12月"],
            ),
            ("2022H1", vec!["2022年上半年", "2022上半年", "2022年度上半年", "2022年1—6月"]),
            ("2022H2", vec!["2022年下半年", " 2022 下半年", "2022年7月-12月"]),
            (
                "2022Q3",
                vec![
                    "2022年三季度",
                    "2022年第三季度",
                    "2022年3季度",
                    "2022年第3季度",
                    "2022 年 第 ３ 季度",
                    "2022年度第三季度",
                    "2022三季度",
                    "2022第三季度",
                ],
            ),
            ("2022Q1", vec!["2022年一季度", "2022年1月至3月", "2022年前3个月", "2022年一至三月"]),
            ("2022Q4", vec!["2022年第4季度", "2022年四季度"]),
            (
                "2022-09",
                vec![
                    "2022年9月",
                    "2022年09月",
                    "2022年9月份",
                    " 2022 年 9 月份 ",
                    "２０２２年９月",
                    "2022年九月",
                    "2022九月份",
                ],
            ),
            ("2022-12", vec!["2022年十二月", "2022年12月"]),
            (
                "2022-09-30",
                vec!["2022年9月30日", "2022年09月30日", "2022年9月30号", "２０２２年９月３０日"],
            ),
            (
                "2022-01..2022-09",
                vec![
                    "2022年1-9月",
                    "2022年1—9月",
                    "2022年1–9月",
                    "2022年１－９月",
                    "2022年1～9月",
                    "2022年1~9月",
                    "2022年1〜9月",
                    "2022年1‑9月",
                    "2022年1−9月",
                    "2022年1至9月",
                    "2022年1到9月",
                    "2022年01-09月",
                    "2022年1月-9月",
                    "2022年1月份至9月份",
                    "2022年一月至九月",
                    "2022年1-9月份",
                    "2022年1-9月累计",
                    "2022年1月至2022年9月",
                    "2022年前三季度",
                    "2022年前三个季度",
                    "2022前三季度",
                    "2022年前9个月",
                    "2022年前九个月",
                    "2022年1-3季度",
                    "2022年一至三季度",
                    "2022年第一季度至第三季度",
                ],
            ),
            (
                "2022-09..2023-08",
                vec!["2022年9月至2023年8月", "2022年9月-2023年8月", "2022 年 9 月 — 2023 年 8 月"],
            ),
            ("2021..2025", vec!["2021年-2025年", "2021年度至2025年度"]),
            ("2022-09-01..2022-09-10", vec!["2022年9月1日—2022年9月10日"]),
        ] {
            for form in forms {
                let found = Period::parse(form).map(|period| period.to_string());
                assert_eq!(found.as_deref(), Some(shown), "{form}");
            }
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "2022年13月",
            "2022年0月",
            "2022年9-1月",
            "2022年0-9月",
            "2022年1一9月",
            "2022年1-月",
            "2022年月",
            "2022年十三月",
            "2022年五季度",
            "2022年第九月",
            "2022年季度",
            "2022年前五季度",
            "2022年前个月",
            "2022年三季",
            "2022年9月累计",
            "2022年三季度累计",
            "2022年9月30",
            "2022年9月31日",
            "2022年9月1日至30日",
            "2022年末",
            "2022年9月底",
            "2022学年",
            "2022年计划",
            "2022度",
            "20229月",
            "202212月",
            "20221-9月",
            "22年9月",
            "2021-2025年",
            "2022-2023年度",
            "2023年8月至2022年9月",
            "九月",
            "上半年",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}

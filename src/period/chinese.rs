//! What follows the year in a period in Chinese.

use super::{Period, RANGE_MARKS, is_digits};

/// The numerals of the months.
const NUMERALS: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// What follows 截至, `as at`, which is often miswritten.
pub(super) fn as_at(text: &str) -> Option<&str> {
    let date = text.trim_start().strip_prefix('截')?.strip_prefix(['至', '止'])?.trim_end();
    Some(date.strip_prefix('到').unwrap_or(date))
}

/// Whether a text is a date as at which something stands: `截至2022年9月末`, `2022年9月末`.
pub(crate) fn is_as_at(text: &str) -> bool {
    as_at(text).is_some() || text.trim_end().ends_with(['末', '底'])
}

/// The period of a year that the text behind `2022年` or `2022` names.
pub(super) fn parse(year: i16, rest: &str) -> Option<Period> {
    match rest {
        "" | "全年" => return Period::months(year, 1, 12),
        "上半年" | "上半年累计" => return Period::half(year, "1"),
        "下半年" => return Period::half(year, "2"),
        _ => {}
    }
    if let Some(number) = rest.strip_prefix(['Q', 'q']) {
        return Period::quarter(year, number);
    }
    if let Some(number) = rest.strip_prefix(['H', 'h']) {
        return Period::half(year, number);
    }
    if let Some(rest) = rest.strip_suffix(['末', '底']) {
        let period = parse(year, rest).filter(|period| period.first != period.last)?;
        return Some(Period { first: period.last, last: period.last });
    }
    if let Some(days) = rest.strip_suffix(['日', '号']) {
        return self::days(year, days);
    }
    // Of one month it would say that the figure is that of the months before it, too.
    let (rest, is_cumulative) = match rest.strip_suffix("累计") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    // Without 第 it could be a season.
    let short_quarter = || rest.strip_suffix('季').filter(|numbers| numbers.starts_with('第'));
    let (numbers, months_each) =
        if let Some(numbers) = rest.strip_suffix("季度").or_else(short_quarter) {
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

/// One day or several, without the last 日: `9月30`, `9月1日至9月30`, `9月1日至30`.
fn days(year: i16, text: &str) -> Option<Period> {
    let day = |text: &str, month_before: &str| {
        let (month, day) = text.split_once('月').unwrap_or((month_before, text));
        Period::day(year, month, day)
    };
    let Some((from, to)) = text.split_once(RANGE_MARKS) else { return day(text, "") };
    let from = from.strip_suffix(['日', '号']).unwrap_or(from);
    let (month, _) = from.split_once('月')?;
    let (first, last) = (day(from, month)?.first, day(to, month)?.last);
    (first <= last).then_some(Period { first, last })
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

    fn check(all: &[(&str, &[&str])]) {
        for (shown, forms) in all {
            for form in *forms {
                let found = Period::parse(form).map(|period| period.to_string());
                assert_eq!(found.as_deref(), Some(*shown), "{form}");
            }
        }
    }

    #[test]
    fn forms_are_read() {
        check(&[
            (
                "2022",
                &["2022年", "2022年度", "2022年全年", "2022全年", "２０２２年", "2022年1-12月"],
            ),
            (
                "2022H1",
                &[
                    "2022年上半年",
                    "2022上半年",
                    "2022年度上半年",
                    "2022年1—6月",
                    "2022年上半年累计",
                ],
            ),
            ("2022H2", &["2022年H2", "2022年下半年", " 2022 下半年", "2022年7月-12月"]),
            (
                "2022Q3",
                &[
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
            (
                "2022Q1",
                &["2022年Q1", "2022年一季度", "2022年1月至3月", "2022年前3个月", "2022年一至三月"],
            ),
            ("2022Q4", &["2022年第4季度", "2022年四季度", "2022年第四季", "2022年第4季"]),
            ("2022-12-31", &["2022年末", "2022年底", "2022年度末", "2022年12月末", "截至2022年底"]),
            ("2022-02-28", &["2022年2月末"]),
            ("2024-02-29", &["2024年2月底"]),
            (
                "2022-09",
                &[
                    "2022年9月",
                    "2022年09月",
                    "2022年9月份",
                    " 2022 年 9 月份 ",
                    "２０２２年９月",
                    "2022年九月",
                    "2022九月份",
                    "2022-09月",
                    "2022/9月",
                    "2022.9月份",
                    "2022–09",
                    "2022—9",
                    "2022年9月1日至9月30日",
                    "2022年9月1日-30日",
                ],
            ),
            ("2022-12", &["2022年十二月", "2022年12月"]),
            (
                "2022-09-30",
                &[
                    "2022年9月末",
                    "2022年9月底",
                    " 2022年 三季度末",
                    "2022年前三季度末",
                    "截至2022年9月末",
                    "截止到2022年9月30日",
                    "截至2022-09-30",
                    "2022-9月30日",
                    "2022年9月30日",
                    "2022年09月30日",
                    "2022年9月30号",
                    "２０２２年９月３０日",
                ],
            ),
        ]);
    }

    #[test]
    fn ranges_are_read() {
        check(&[
            (
                "2022-01..2022-09",
                &[
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
                    "2022年第一至第三季",
                    "2022-01至2022-09",
                    "2022.01-2022.09",
                    "2022-01～2022-09",
                    "2022/1—2022/9",
                    "2022年1月至2022-09",
                    "2022-1-9月",
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
                &["2022年9月至2023年8月", "2022年9月-2023年8月", "2022 年 9 月 — 2023 年 8 月"],
            ),
            ("2021..2025", &["2021年-2025年", "2021年度至2025年度"]),
            (
                "2022-09-01..2022-09-10",
                &["2022年9月1日—2022年9月10日", "2022年9月1日至9月10日", "2022年9月1至10日"],
            ),
        ]);
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
            "2022年9月30日至1日",
            "2022年9月30日至9月1日",
            "2022年1日至30日",
            "2022年9月31日末",
            "2022年9月30日末",
            "2022年9月末末",
            "2022年月末",
            "2022年初",
            "年末",
            "截至2022年9月",
            "截至2022年",
            "截至",
            "2022年累计",
            "2022年下半年累计",
            "2022–2023",
            "2022至2023",
            "2022年至2023",
            "2022-09月-30",
            "2022年秋季",
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

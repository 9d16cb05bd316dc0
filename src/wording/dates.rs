//! Days and periods as people write them: in English the form that plans and exports have.

use jiff::civil::Date;

use super::messages;
use crate::period::{Granularity, Period};

messages! {
    /// A day: `2022-09-30`, `2022年9月30日`.
    fn date(date: Date) {
        en: "{date}",
        zh: { chinese_date(date) },
    }

    /// A period in its shortest form: `2022Q3`, `2022年第三季度`.
    fn period(period: Period) {
        en: "{period}",
        zh: { chinese_period(period) },
    }
}

fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn chinese_period(period: Period) -> String {
    let (first, last) = (period.first, period.last);
    let (year, month) = (first.year(), first.month());
    let whole =
        Granularity::ALL.into_iter().find(|granularity| granularity.around(first) == period);
    match whole {
        Some(Granularity::Year) => format!("{year}年"),
        Some(Granularity::Half) => format!("{year}年{}半年", if month == 1 { "上" } else { "下" }),
        Some(Granularity::Quarter) => {
            let quarter = match month {
                1 => "一",
                4 => "二",
                7 => "三",
                _ => "四",
            };
            format!("{year}年第{quarter}季度")
        }
        Some(Granularity::Month) => format!("{year}年{month}月"),
        Some(Granularity::Week) => {
            let week = first.iso_week_date();
            format!("{}年第{}周", week.year(), week.week())
        }
        Some(Granularity::Day) => chinese_date(first),
        None if period.whole_months().is_none() => {
            format!("{}至{}", chinese_date(first), chinese_date(last))
        }
        None if month == 1 && last.month() == 12 => format!("{year}年至{}年", last.year()),
        None if year == last.year() => format!("{year}年{month}-{}月", last.month()),
        None => format!("{year}年{month}月至{}年{}月", last.year(), last.month()),
    }
}

/// By when, of a day: `2022年底前` for the last one of a year.
pub(super) fn chinese_deadline(day: Date) -> String {
    match (day.month(), day.day()) {
        (12, 31) => format!("{}年底前", day.year()),
        _ => format!("{}前", chinese_date(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Language;
    use crate::wording::Words;

    #[test]
    fn chinese_periods_are_read_back_as_what_they_are() {
        for (text, chinese) in [
            ("2022", "2022年"),
            ("2022H1", "2022年上半年"),
            ("2022H2", "2022年下半年"),
            ("2022Q4", "2022年第四季度"),
            ("2022-09", "2022年9月"),
            ("2022-09-30", "2022年9月30日"),
            ("2022-01..2022-09", "2022年1-9月"),
            ("2022-09..2023-08", "2022年9月至2023年8月"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(Words::of(Language::Chinese).period(period), chinese);
            assert_eq!(Words::of(Language::English).period(period), text);
            assert_eq!(Period::parse(chinese), Some(period), "{chinese}");
        }
        for (text, chinese) in [
            ("2022-W05", "2022年第5周"),
            ("2022..2023", "2022年至2023年"),
            ("2022-09-05..2022-10-03", "2022年9月5日至2022年10月3日"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(Words::of(Language::Chinese).period(period), chinese);
        }
        for (day, deadline) in [("2022-12-31", "2022年底前"), ("2022-09-30", "2022年9月30日前")]
        {
            assert_eq!(chinese_deadline(day.parse().unwrap()), deadline);
        }
    }
}

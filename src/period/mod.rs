//! Periods of the calendar: spans of whole days, as plans and exports write them.

mod chinese;
mod elapsed;
mod meant;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use unicode_normalization::UnicodeNormalization;

pub(crate) use chinese::is_as_at;
pub use elapsed::Elapsed;
pub(crate) use meant::{MONTHS, lacks_year, meant};

/// The forms in which a period can be written, for messages.
pub const FORMS: &str = "2022, 2022H1, 2022Q3, 2022-09, 2022-09-30, 2022年9月, 2022年三季度, 2022年上半年 or 2022年1-9月";

/// Dashes that NFKC leaves as they are, each as good as a hyphen.
const DASHES: [char; 5] = ['—', '–', '―', '‐', '−'];

/// What people write between the ends of a range, dashes being hyphens.
const RANGE_MARKS: [char; 5] = ['-', '~', '〜', '至', '到'];

/// A year in ASCII characters.
macro_rules! year {
    () => {
        "[1-9][0-9]{3}"
    };
}

/// What may follow a year in visible ASCII characters.
macro_rules! part_of_year {
    () => {
        concat!(
            "(?:",
            // 202209, 2022-Q3, 2022H1, 2022M09, 2022-W05
            "(?:0[1-9]|1[0-2])|-?[Qq][1-4]|-?[Hh][12]|-?[Mm](?:0?[1-9]|1[0-2])",
            "|-?[Ww](?:0?[1-9]|[1-4][0-9]|5[0-3])",
            // 2022-09, 2022/9, 2022.09
            r"|[-/](?:0?[1-9]|1[0-2])|\.(?:0[1-9]|1[0-2])",
            // A day, which a time may follow.
            "|(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
            "|-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])",
            "|/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])",
            r"|\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01]))",
            r"(?:T(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]+)?)?",
            ")"
        )
    };
}

/// A span of whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day, not before the first.
    pub last: Date,
}

/// A built-in calendar: how a span of time is cut into periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// January to December.
    Year,
    /// January to June, July to December.
    Half,
    /// Three months from January, April, July or October on.
    Quarter,
    /// A calendar month.
    Month,
    /// Monday to Sunday, numbered as ISO 8601 has it.
    Week,
    /// One day.
    Day,
}

impl Granularity {
    /// All of them, the longest first.
    pub const ALL: [Self; 6] =
        [Self::Year, Self::Half, Self::Quarter, Self::Month, Self::Week, Self::Day];

    /// The name in a plan: `year`, `half`, `quarter`, `month`, `week` or `day`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Half => "half",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// The period of this length that holds a day.
    #[must_use]
    pub fn around(self, day: Date) -> Period {
        let months = |count: i8| {
            let first_month = (day.month() - 1) / count * count + 1;
            Period::months(day.year(), first_month, first_month + count - 1)
        };
        match self {
            Self::Year => months(12),
            Self::Half => months(6),
            Self::Quarter => months(3),
            Self::Month => months(1),
            Self::Week => Period::week(day.iso_week_date()),
            Self::Day => Some(Period { first: day, last: day }),
        }
        .unwrap_or(Period { first: day, last: day })
    }

    /// The periods of this length that lie wholly within a span.
    #[must_use]
    pub fn within(self, span: Period) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut next = Some(span.first);
        while let Some(day) = next.filter(|day| *day <= span.last) {
            let period = self.around(day);
            if span.contains(period) {
                periods.push(period);
            }
            next = period.last.tomorrow().ok();
        }
        periods
    }
}

impl Period {
    /// A regular expression for the texts that [`Period::parse`] reads, for a JSON Schema: in the subset that ECMA 262
    /// and other dialects share. It lets all of them pass, and a few others: no calendar is looked at, and text with spaces
    /// or other than ASCII characters is left to the program.
    pub(crate) const PATTERN: &str = concat!(
        "^",
        year!(),
        part_of_year!(),
        r"?(?:\.\.",
        year!(),
        part_of_year!(),
        "?)?$|^",
        year!(),
        part_of_year!(),
        "[-~]",
        year!(),
        part_of_year!(),
        "$|[^ -~]|^[0-9QqHhMmWwT:./~-]* [0-9QqHhMmWwT:./~ -]*$"
    );

    /// Reads a period in one of the [`FORMS`], or `A..B`, from the first day of A to the last of B.
    ///
    /// White space does not count, full-width characters are as good as others, and `-`, `/`, `.` and nothing are as
    /// good between numbers: `2022/9/30`, `202209`. A month behind a point has two digits, as spreadsheets make
    /// `2022.1` of `2022.10`. A time of the day may follow a date: `2022-09-30 00:00:00` is what spreadsheets write for a
    /// date, and whatever happens at some time happens in that day. A time zone may not, as it could move the day.
    ///
    /// A month may be `2022M09`, as Eurostat has it. A range may be `2022.01-2022.09` and `2022-01至2022-09`, as long as its
    /// ends are more than bare years: `2022-2023` is a school year to some.
    ///
    /// In Chinese also `2022年度`, `2022年9月份`, `2022-09月`, `2022年九月`, `2022年第三季度`, `2022年第三季`, `2022上半年`,
    /// `2022年前三季度`, `2022年前9个月`, `2022年1-3季度`, `2022年1-9月累计`, `2022年上半年累计`, `2022年9月1日至9月30日`
    /// and `2022年9月至2023年8月`. The end of a period, `2022年末`, `2022年9月底`, also after 截至, is its last day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_iso(text.as_bytes()).or_else(|| Self::parse_any(text))
    }

    /// Reads `2022-09` and `2022-09-30`, as nearly all exports have them, without a look at what else they could be.
    pub(crate) fn parse_iso(text: &[u8]) -> Option<Self> {
        let number = |at: usize| match text.get(at..at + 2)? {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                i8::try_from((tens - b'0') * 10 + (ones - b'0')).ok()
            }
            _ => None,
        };
        let is_dash = |at: usize| text.get(at) == Some(&b'-');
        let year = i16::from(number(0)?) * 100 + i16::from(number(2)?);
        let month = number(5).filter(|_| year >= 1000 && is_dash(4))?;
        match text.len() {
            7 => Self::months(year, month, month),
            10 if is_dash(7) => {
                let day = Date::new(year, month, number(8)?).ok()?;
                Some(Self { first: day, last: day })
            }
            _ => None,
        }
    }

    fn parse_any(text: &str) -> Option<Self> {
        // Most are in ASCII, which NFKC leaves as it is.
        let text: Cow<'_, str> = if text.is_ascii() {
            text.into()
        } else {
            text.nfkc().map(|letter| if DASHES.contains(&letter) { '-' } else { letter }).collect()
        };
        if let Some(date) = chinese::as_at(&text) {
            return Self::parse_one(date).filter(|period| period.first == period.last);
        }
        let range = text.split_once("..").or_else(|| range(&text));
        let Some((from, to)) = range else { return Self::parse_one(&text) };
        let (from, to) = (Self::parse_one(from)?, Self::parse_one(to)?);
        (from.first <= to.last).then_some(Self { first: from.first, last: to.last })
    }

    fn parse_one(text: &str) -> Option<Self> {
        match split_time(text.trim()) {
            Some(date) => Self::parse_untimed(date).filter(|period| period.first == period.last),
            None => Self::parse_untimed(text),
        }
    }

    fn parse_untimed(text: &str) -> Option<Self> {
        let text: Cow<'_, str> = if text.contains(char::is_whitespace) {
            text.chars().filter(|character| !character.is_whitespace()).collect::<String>().into()
        } else {
            text.into()
        };
        let year_text = text.get(..4).filter(|year| is_digits(year))?;
        let year = year_text.parse().ok().filter(|year| *year >= 1000)?;
        let rest = text.get(4..)?;
        if let Some(rest) = rest.strip_prefix('年') {
            return chinese::parse(year, rest.strip_prefix('度').unwrap_or(rest));
        }
        if is_digits(rest) {
            return match rest.len() {
                0 => Self::months(year, 1, 12),
                2 => Self::month(year, rest),
                4 => Self::day(year, &rest[..2], &rest[2..]),
                _ => None,
            };
        }
        let dashed = rest.strip_prefix('-').unwrap_or(rest);
        if let Some(number) = dashed.strip_prefix(['Q', 'q']) {
            return Self::quarter(year, number);
        }
        if let Some(number) = dashed.strip_prefix(['H', 'h']) {
            return Self::half(year, number);
        }
        if let Some(number) = dashed.strip_prefix(['M', 'm']) {
            return Self::month(year, number);
        }
        if let Some(number) = dashed.strip_prefix(['W', 'w']) {
            let week = number.parse().ok().filter(|_| is_digits(number) && number.len() <= 2)?;
            return Self::week(ISOWeekDate::new(year, week, Weekday::Monday).ok()?);
        }
        let first = rest.chars().next()?;
        if !matches!(first, '-' | '/' | '.') {
            // Behind a digit, `20229月` could be a misprint of much.
            return (!first.is_ascii_digit()).then(|| chinese::parse(year, rest)).flatten();
        }
        if !rest.is_ascii() {
            return chinese::parse(year, &rest[1..]);
        }
        match rest[1..].split_once(first) {
            Some((month, day)) => Self::day(year, month, day),
            None if first == '.' && rest.len() != 3 => None,
            None => Self::month(year, &rest[1..]),
        }
    }

    fn months(year: i16, from: i8, to: i8) -> Option<Self> {
        let first = Date::new(year, from, 1).ok()?;
        let last = Date::new(year, to, 1).ok()?.last_of_month();
        Some(Self { first, last })
    }

    fn month(year: i16, month: &str) -> Option<Self> {
        let month = month.parse().ok().filter(|_| is_digits(month) && month.len() <= 2)?;
        Self::months(year, month, month)
    }

    fn day(year: i16, month: &str, day: &str) -> Option<Self> {
        let month = Self::month(year, month)?.first.month();
        let day = day.parse().ok().filter(|_| is_digits(day) && day.len() <= 2)?;
        let date = Date::new(year, month, day).ok()?;
        Some(Self { first: date, last: date })
    }

    fn quarter(year: i16, number: &str) -> Option<Self> {
        let last_month = match number {
            "1" => 3,
            "2" => 6,
            "3" => 9,
            "4" => 12,
            _ => return None,
        };
        Self::months(year, last_month - 2, last_month)
    }

    fn half(year: i16, number: &str) -> Option<Self> {
        match number {
            "1" => Self::months(year, 1, 6),
            "2" => Self::months(year, 7, 12),
            _ => None,
        }
    }

    fn week(date: ISOWeekDate) -> Option<Self> {
        let first = ISOWeekDate::new(date.year(), date.week(), Weekday::Monday).ok()?.date();
        let last = ISOWeekDate::new(date.year(), date.week(), Weekday::Sunday).ok()?.date();
        Some(Self { first, last })
    }

    /// Whether the other period lies wholly in this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether a day lies in this period.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many days the period has.
    #[must_use]
    pub fn days(self) -> u32 {
        let days = self.last.duration_since(self.first).as_hours() / 24 + 1;
        u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// How many whole months the period consists of; `None` when it does not.
    #[must_use]
    pub fn whole_months(self) -> Option<u32> {
        let aligned = self.first.day() == 1 && self.last.last_of_month() == self.last;
        let index = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        aligned.then(|| (index(self.last) - index(self.first) + 1).unsigned_abs())
    }
}

impl fmt::Display for Period {
    /// The shortest form: `2022`, `2022H1`, `2022Q3`, `2022-09`, `2022-09-30`, `2022-W05`, or a range.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        let whole =
            Granularity::ALL.into_iter().find(|granularity| granularity.around(first) == *self);
        let (year, month) = (first.year(), first.month());
        match whole {
            Some(Granularity::Year) => write!(formatter, "{year:04}"),
            Some(Granularity::Half) => write!(formatter, "{year:04}H{}", (month + 5) / 6),
            Some(Granularity::Quarter) => write!(formatter, "{year:04}Q{}", (month + 2) / 3),
            Some(Granularity::Month) => write!(formatter, "{year:04}-{month:02}"),
            Some(Granularity::Week) => {
                let week = first.iso_week_date();
                write!(formatter, "{:04}-W{:02}", week.year(), week.week())
            }
            Some(Granularity::Day) => write!(formatter, "{first}"),
            None if self.whole_months().is_none() => write!(formatter, "{first}..{last}"),
            None if month == 1 && last.month() == 12 => {
                write!(formatter, "{year:04}..{:04}", last.year())
            }
            None => {
                write!(formatter, "{year:04}-{month:02}..{:04}-{:02}", last.year(), last.month())
            }
        }
    }
}

/// The two ends of a range each of which has its own year and more, or 年 behind it: `2022.01-2022.09`, `2022年9月至2023年8月`.
fn range(text: &str) -> Option<(&str, &str)> {
    let is_end = |text: &str| {
        let (year, rest) = text.split_at_checked(4).unwrap_or_default();
        let next = rest.trim_start().chars().next();
        is_digits(year) && next.is_some_and(|next| !next.is_ascii_digit())
    };
    text.match_indices(RANGE_MARKS)
        .map(|(at, mark)| (text[..at].trim(), text[at + mark.len()..].trim()))
        .find(|(from, to)| is_end(from) && is_end(to))
}

/// The text before a time of the day without a time zone: `0:00`, `00:00:00`, `T16:30:00.000`; `None` if there is none.
fn split_time(text: &str) -> Option<&str> {
    let (date, time) = text
        .rsplit_once(char::is_whitespace)
        .or_else(|| text.rsplit_once('T'))
        .filter(|(date, _)| !date.is_empty())?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = time.split(':');
    let mut next = |limit: u8, lengths: RangeInclusive<usize>| -> Option<bool> {
        let part = parts.next()?;
        let is_sound = is_digits(part) && lengths.contains(&part.len());
        Some(is_sound && part.parse().is_ok_and(|number: u8| number < limit))
    };
    let is_time = next(24, 1..=2)? && next(60, 2..=2)? && next(60, 2..=2).unwrap_or(true);
    let is_fraction = !fraction.is_empty() && is_digits(fraction);
    (is_time && is_fraction && parts.next().is_none()).then_some(date)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

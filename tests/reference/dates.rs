//! Days and spans of days, counted by hand.

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Date {
    pub(crate) year: i32,
    pub(crate) month: i32,
    pub(crate) day: i32,
}

impl Date {
    pub(crate) fn new(year: i32, month: i32, day: i32) -> Self {
        Self { year, month, day }
    }

    /// The number of days since the first of March of the year 0.
    pub(crate) fn ordinal(self) -> i32 {
        let (year, month) = if self.month > 2 {
            (self.year, self.month - 3)
        } else {
            (self.year - 1, self.month + 9)
        };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + self.day - 1
    }

    pub(crate) fn is_month_end(self) -> bool {
        self.day == days_in_month(self.year, self.month)
    }

    /// Months since the year 0, so that months can be counted by subtraction.
    pub(crate) fn month_number(self) -> i32 {
        self.year * 12 + self.month - 1
    }

    pub(crate) fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A period: every day from the first to the last, both included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Span {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// `count` whole months from the month with this number on.
pub(crate) fn month_span(month_number: i32, count: i32) -> Span {
    let end = month_number + count - 1;
    let (year, month) = (end.div_euclid(12), end.rem_euclid(12) + 1);
    Span {
        first: Date::new(month_number.div_euclid(12), month_number.rem_euclid(12) + 1, 1),
        last: Date::new(year, month, days_in_month(year, month)),
    }
}

/// `count` whole months from January of a year plus `offset` months on.
pub(crate) fn months(year: i32, first_month: i32, count: i32) -> Span {
    month_span(year * 12 + first_month - 1, count)
}

impl Span {
    pub(crate) fn contains(self, inner: Self) -> bool {
        self.first <= inner.first && inner.last <= self.last
    }

    pub(crate) fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    pub(crate) fn days(self) -> i32 {
        self.last.ordinal() - self.first.ordinal() + 1
    }

    pub(crate) fn is_whole_months(self) -> bool {
        self.first.day == 1 && self.last.is_month_end()
    }

    pub(crate) fn month_count(self) -> i32 {
        self.last.month_number() - self.first.month_number() + 1
    }

    /// The periods of `step` months, as the calendar of the year cuts them, that lie wholly inside.
    pub(crate) fn cut(self, step: i32) -> Vec<Self> {
        let start = self.first.month_number().div_euclid(step);
        let end = self.last.month_number().div_euclid(step);
        (start..=end)
            .map(|index| month_span(index * step, step))
            .filter(|piece| self.contains(*piece))
            .collect()
    }

    /// How a plan file writes the period.
    pub(crate) fn plan_text(self) -> String {
        let Date { year, month, .. } = self.first;
        if self.first == self.last {
            return self.first.text();
        }
        match (self.is_whole_months(), self.month_count()) {
            (true, 1) => format!("{year}-{month:02}"),
            (true, 3) if month % 3 == 1 => format!("{year}Q{}", month / 3 + 1),
            (true, 6) if month % 6 == 1 => format!("{year}H{}", month / 6 + 1),
            (true, 12) if month == 1 => format!("{year}"),
            (true, count) if month == 1 && count % 12 == 0 => format!("{year}..{}", self.last.year),
            (true, _) => format!("{year}-{month:02}..{}-{:02}", self.last.year, self.last.month),
            (false, _) => format!("{}..{}", self.first.text(), self.last.text()),
        }
    }

    /// Every way in which an export may write the period; empty when it has none.
    pub(crate) fn export_texts(self) -> Vec<String> {
        const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];
        let Date { year, month, .. } = self.first;
        if self.first == self.last {
            return vec![self.first.text()];
        }
        if !self.is_whole_months() {
            return Vec::new();
        }
        let mut texts = Vec::new();
        match self.month_count() {
            1 => {
                texts.push(format!("{year}-{month:02}"));
                texts.push(format!("{year}/{month}"));
                texts.push(format!("{year}{month:02}"));
                texts.push(format!("{year}年{month}月"));
            }
            3 if month % 3 == 1 => {
                let quarter = month / 3 + 1;
                texts.push(format!("{year}Q{quarter}"));
                let name = usize::try_from(month / 3).map_or("", |index| QUARTERS[index]);
                texts.push(format!("{year}年{name}季度"));
            }
            6 if month % 6 == 1 => {
                texts.push(format!("{year}H{}", month / 6 + 1));
                texts.push(format!("{year}年{}半年", if month == 1 { "上" } else { "下" }));
            }
            12 if month == 1 => {
                texts.push(format!("{year}"));
                texts.push(format!("{year}年"));
            }
            _ => {}
        }
        if month == 1 && (2..12).contains(&self.month_count()) {
            texts.push(format!("{year}年1-{}月", self.last.month));
        }
        texts
    }
}

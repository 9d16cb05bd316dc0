//! How much of a period has passed.

use jiff::civil::Date;

use super::{Granularity, Period};

/// How much of a period has passed, in months or in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed {
    /// So many whole ones.
    pub whole: u32,
    /// And so many days of the next month, which has so many.
    pub part: Option<(u32, u32)>,
    /// Of so many.
    pub of: u32,
}

impl Elapsed {
    /// What has passed and all of it, as two counts of the same.
    #[must_use]
    pub fn counts(self) -> (u32, u32) {
        match self.part {
            None => (self.whole, self.of),
            Some((day, days)) => (self.whole * days + day, self.of * days),
        }
    }
}

impl Period {
    /// How much of the period has passed at the end of a day: counted in months where the period consists of whole ones,
    /// the days of a month as a share of it; else in days. It never falls from one day to the next.
    #[must_use]
    pub fn elapsed(self, as_of: Date) -> Elapsed {
        if as_of < self.first {
            return Elapsed { whole: 0, part: None, of: 1 };
        }
        if as_of >= self.last {
            return Elapsed { whole: 1, part: None, of: 1 };
        }
        let Some(of) = self.whole_months() else {
            let passed = Self { first: self.first, last: as_of };
            return Elapsed { whole: passed.days(), part: None, of: self.days() };
        };
        let month = Granularity::Month.around(as_of);
        let through_month = Self { first: self.first, last: month.last };
        let months = through_month.whole_months().unwrap_or(of);
        if as_of == month.last {
            return Elapsed { whole: months, part: None, of };
        }
        let days = Self { first: month.first, last: as_of }.days();
        Elapsed { whole: months.saturating_sub(1), part: Some((days, month.days())), of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_counts_months_and_the_share_of_the_current_one() {
        let elapsed = |period: &str, day: &str| {
            Period::parse(period).unwrap().elapsed(day.parse().unwrap()).counts()
        };
        assert_eq!(elapsed("2022", "2022-03-31"), (3, 12));
        assert_eq!(elapsed("2022", "2022-03-14"), (2 * 31 + 14, 12 * 31));
        assert_eq!(elapsed("2022", "2022-03-01"), (2 * 31 + 1, 12 * 31));
        assert_eq!(elapsed("2022", "2022-01-01"), (1, 12 * 31));
        assert_eq!(elapsed("2024-02", "2024-02-28"), (28, 29));
        assert_eq!(elapsed("2021..2022", "2022-03-31"), (15, 24));
        assert_eq!(elapsed("2022", "2021-12-31"), (0, 1));
        assert_eq!(elapsed("2022", "2023-05-05"), (1, 1));
        assert_eq!(elapsed("2022-01-10..2022-02-28", "2022-01-31"), (22, 50));
        assert_eq!(elapsed("2022-01-01..2022-06-15", "2022-03-31"), (90, 166));
    }

    #[test]
    fn elapsed_never_falls() {
        for period in ["2022", "2023-11..2024-03", "2022-01-01..2022-06-15", "2022-01-10..2022-02"]
        {
            let period = Period::parse(period).unwrap();
            let days = Granularity::Day.within(period);
            let shares = days.iter().map(|day| period.elapsed(day.last).counts());
            let mut before = (0, 1);
            for (passed, of) in shares {
                assert!(before.0 * of < passed * before.1, "{period}: {before:?}, {passed}/{of}");
                before = (passed, of);
            }
            assert_eq!(before, (1, 1));
        }
    }
}

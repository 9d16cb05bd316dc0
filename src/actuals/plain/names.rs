//! What the names in rows stand for.

use super::Texts;
use super::line::Extent;

/// The most ways of writing periods where these are apart from indicators.
const MOST_PERIODS: usize = 256;

/// Stands for the sum of an indicator and a period that have not been in the same row.
const NO_SUM: u32 = u32::MAX;

/// The names that have been seen.
#[derive(Debug)]
pub(super) struct Names<'p> {
    /// The positions of the cells of a row with its indicator and its period, and what separates cells.
    indicator: u8,
    period: u8,
    delimiter: u8,
    /// The sums of indicators and periods that are side by side, with the delimiter between them; else numbers of
    /// indicators.
    pub(super) keys: Texts<64>,
    /// Numbers of periods that are apart from indicators.
    pub(super) periods: Texts<64>,
    period_count: u32,
    /// By indicator and period the sums of those that are apart, or [`NO_SUM`].
    sums: Vec<[u32; MOST_PERIODS]>,
    /// The members as the plan writes them, once there is a row of one.
    pub(super) members: Option<&'p Texts<16>>,
    /// Other ways of writing them.
    pub(super) other_members: Texts<16>,
}

impl Names<'_> {
    pub(super) fn new((indicator, period): (u8, u8), delimiter: u8) -> Self {
        Self {
            indicator,
            period,
            delimiter,
            keys: Texts::new(),
            periods: Texts::new(),
            period_count: 0,
            sums: Vec::new(),
            members: None,
            other_members: Texts::new(),
        }
    }

    /// The first and the last of the cells that are looked up together.
    pub(super) fn key(&self) -> (u8, u8) {
        let (indicator, period) = (self.indicator, self.period);
        match self.period_apart() {
            Some(_) => (indicator, indicator),
            None => (indicator.min(period), indicator.max(period)),
        }
    }

    /// The cell with the period, where it is looked up by itself.
    pub(super) fn period_apart(&self) -> Option<u8> {
        (self.indicator.abs_diff(self.period) != 1).then_some(self.period)
    }

    /// The sum of an indicator and a period that are apart.
    #[inline(always)]
    pub(super) fn sum_of(&self, indicator: u32, period: u32) -> Option<u32> {
        let sums = self.sums.get(indicator as usize)?;
        sums.get(period as usize).copied().filter(|sum| *sum != NO_SUM)
    }

    /// The sum of the indicator and the period that stand in cells of a row; `room` is for making one text of them where
    /// they are not side by side as they would be without quotes.
    pub(super) fn sum_in(
        &self,
        bytes: &[u8],
        indicator: Extent,
        period: Extent,
        room: &mut Vec<u8>,
    ) -> Option<u32> {
        let (first, second) = (indicator.min(period), indicator.max(period));
        if self.period_apart().is_none() && first.1.wrapping_add(1) == second.0 {
            return self.keys.meaning_in(bytes, (first.0, second.1));
        }
        let text = |(start, end): Extent| bytes.get(start as usize..end as usize);
        self.sum(text(indicator)?, text(period)?, room)
    }

    /// The sum of the indicator and the period of a row; `room` is for making one text of them.
    pub(super) fn sum(&self, indicator: &[u8], period: &[u8], room: &mut Vec<u8>) -> Option<u32> {
        if self.period_apart().is_none() {
            return self.keys.meaning(self.together(indicator, period, room)?);
        }
        self.sum_of(self.keys.meaning(indicator)?, self.periods.meaning(period)?)
    }

    /// Learns the sum of the indicator and the period of a row, which are not known together; `None` where there is no
    /// room for it.
    pub(super) fn learn_sum(&mut self, indicator: &[u8], period: &[u8], sum: u32) -> Option<()> {
        if self.period_apart().is_none() {
            let mut room = Vec::new();
            let key = self.together(indicator, period, &mut room)?;
            return self.keys.learn(key, sum).then_some(());
        }
        let period = if let Some(known) = self.periods.meaning(period) {
            known
        } else {
            let next = self.period_count;
            let is_learnt = (next as usize) < MOST_PERIODS && self.periods.learn(period, next);
            is_learnt.then(|| self.period_count += 1)?;
            next
        };
        let indicator = if let Some(known) = self.keys.meaning(indicator) {
            known
        } else {
            let next = self.sums.len() as u32;
            self.keys.learn(indicator, next).then(|| self.sums.push([NO_SUM; MOST_PERIODS]))?;
            next
        };
        *self.sums.get_mut(indicator as usize)?.get_mut(period as usize)? = sum;
        Some(())
    }

    /// An indicator and a period as they stand side by side in a row; `None` where a delimiter stands in one of them, as
    /// that would be taken for the one between them.
    fn together<'r>(
        &self,
        indicator: &[u8],
        period: &[u8],
        room: &'r mut Vec<u8>,
    ) -> Option<&'r [u8]> {
        if indicator.contains(&self.delimiter) || period.contains(&self.delimiter) {
            return None;
        }
        let (first, second) =
            if self.indicator < self.period { (indicator, period) } else { (period, indicator) };
        room.clear();
        room.extend_from_slice(first);
        room.push(self.delimiter);
        room.extend_from_slice(second);
        Some(room)
    }

    /// The member that a cell of a row names.
    pub(super) fn member_in(&self, bytes: &[u8], cell: Extent) -> Option<u32> {
        let known = self.members?.meaning_in(bytes, cell);
        known.or_else(|| self.other_members.meaning_in(bytes, cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indicators_and_periods_are_known_together() {
        for fields in [(0, 1), (3, 2), (0, 2)] {
            let mut names = Names::new(fields, b',');
            let pairs = [("a", "2022"), ("a", "2023"), ("b", "2022"), ("", "2022"), ("a", "")];
            for ((indicator, period), sum) in pairs.into_iter().zip(0..) {
                let pair = (indicator.as_bytes(), period.as_bytes());
                assert_eq!(
                    names.sum(pair.0, pair.1, &mut Vec::new()),
                    None,
                    "{fields:?} {indicator} {period}"
                );
                assert_eq!(names.learn_sum(pair.0, pair.1, sum), Some(()));
            }
            for ((indicator, period), sum) in pairs.into_iter().zip(0..) {
                assert_eq!(
                    names.sum(indicator.as_bytes(), period.as_bytes(), &mut Vec::new()),
                    Some(sum)
                );
            }
            assert_eq!(names.sum(b"b", b"2023", &mut Vec::new()), None, "{fields:?}");
        }
    }

    #[test]
    fn a_delimiter_in_a_name_is_not_taken_for_the_one_between_two() {
        let mut names = Names::new((0, 1), b',');
        assert_eq!(names.learn_sum(b"a,b", b"c", 0), None);
        assert_eq!(names.learn_sum(b"a", b"b,c", 0), None);
        assert_eq!(names.learn_sum(b"a", b"b", 0), Some(()));
        assert_eq!(names.sum(b"a,b", b"c", &mut Vec::new()), None);
        let mut apart = Names::new((0, 2), b',');
        assert_eq!(apart.learn_sum(b"a,b", b"c", 1), Some(()));
        assert_eq!(apart.sum(b"a,b", b"c", &mut Vec::new()), Some(1));
    }

    #[test]
    fn there_is_room_for_so_many_periods() {
        let mut names = Names::new((0, 2), b',');
        for period in 0..=MOST_PERIODS as u32 {
            let is_learnt = names.learn_sum(b"a", period.to_string().as_bytes(), period).is_some();
            assert_eq!(is_learnt, (period as usize) < MOST_PERIODS, "{period}");
        }
        assert_eq!(names.sum(b"a", b"255", &mut Vec::new()), Some(255));
        assert_eq!(names.sum(b"a", b"256", &mut Vec::new()), None);
    }
}

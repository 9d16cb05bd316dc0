//! A small generator of random numbers, so that a seed means the same case for ever.

/// `SplitMix64`, from "Fast splittable pseudorandom number generators" (Steele, Lea, Flood, 2014).
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u64::from(high.abs_diff(low)) + 1;
        let offset = self.next() % width;
        i32::try_from(i64::from(low) + i64::try_from(offset).unwrap_or(0)).unwrap_or(low)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        let drawn = self.next() % u64::try_from(count.max(1)).unwrap_or(1);
        usize::try_from(drawn).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// An item by its weight.
    pub(crate) fn weighted<T: Clone>(&mut self, items: &[(u64, T)]) -> T {
        let total: u64 = items.iter().map(|(weight, _)| weight).sum();
        let mut drawn = self.next() % total.max(1);
        for (weight, item) in items {
            if drawn < *weight {
                return item.clone();
            }
            drawn -= weight;
        }
        items[items.len() - 1].1.clone()
    }

    /// Some of the items, at least one, in their order.
    pub(crate) fn some_of<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut chosen: Vec<T> = items.iter().filter(|_| self.chance(50)).cloned().collect();
        if chosen.is_empty() {
            chosen.push(self.pick(items).clone());
        }
        chosen
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

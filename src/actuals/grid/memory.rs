//! Memory for sums in one piece, of pages as large as the system has: rows come to sums in any order, and the processor
//! remembers the places of a few pages only.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use memmap2::MmapMut;
use zerocopy::FromBytes;

use super::Grid;

/// How large the large pages of most systems are.
#[cfg(target_os = "linux")]
const LARGE: usize = 2 << 20;

/// Memory for sums, or none.
#[derive(Debug, Default)]
pub(in crate::actuals) struct Memory(Option<MmapMut>);

impl Memory {
    /// Makes room for so many sums, all of them 0; for none where the system has no room for all.
    pub(super) fn make_room(&mut self, sums: usize) -> &[AtomicI64] {
        let size = sums.checked_mul(size_of::<AtomicI64>()).filter(|size| *size > 0);
        self.0 = size.and_then(|size| MmapMut::map_anon(size).ok());
        let Some(memory) = &mut self.0 else { return &[] };
        // A system without large pages gives those that it has. To ask for what is smaller takes time, and gives nothing.
        #[cfg(target_os = "linux")]
        if memory.len() >= LARGE {
            let _ = memory.advise(memmap2::Advice::HugePage);
        }
        <[AtomicI64]>::mut_from_bytes(memory).map_or(&[], |sums| sums)
    }

    /// Some of the sums, when nothing is added any more.
    pub(super) fn sums(&self, positions: &Range<usize>) -> &[i64] {
        let size = size_of::<i64>();
        let bytes = positions.start * size..positions.end * size;
        let bytes = self.0.as_ref().and_then(|memory| memory.get(bytes)).unwrap_or_default();
        <[i64]>::ref_from_bytes(bytes).unwrap_or_default()
    }

    /// Gives it to the grids whose sums are in it.
    pub(in crate::actuals) fn give_to(self, grids: &mut [Option<Grid>]) {
        let memory = Arc::new(self);
        for grid in grids.iter_mut().flatten() {
            grid.memory = Arc::clone(&memory);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering::Relaxed;

    use super::*;

    #[test]
    fn what_is_added_stays() {
        let mut memory = Memory::default();
        assert_eq!(memory.sums(&(0..1)), &[0_i64; 0]);
        let sums = memory.make_room(1_000_000);
        assert_eq!(sums.len(), 1_000_000);
        assert_eq!(sums.iter().map(|sum| sum.load(Relaxed)).max(), Some(0));
        sums[3].store(7, Relaxed);
        sums[999_999].store(-8, Relaxed);
        assert_eq!(memory.sums(&(2..5)), &[0, 7, 0]);
        assert_eq!(memory.sums(&(999_998..1_000_000)), &[0, -8]);
        assert_eq!(memory.sums(&(999_999..1_000_001)), &[0_i64; 0]);
    }

    #[test]
    fn there_is_no_room_for_more_than_there_is() {
        let mut memory = Memory::default();
        assert!(memory.make_room(0).is_empty());
        assert!(memory.make_room(usize::MAX).is_empty());
        assert!(memory.make_room(usize::MAX / 16).is_empty());
        assert_eq!(memory.make_room(1).len(), 1);
    }
}

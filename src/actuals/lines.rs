//! The lines of a file that is read in blocks.

use crate::source::Place;

/// How many line breaks each block of a file has.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// For each block where it begins in the text, and how many line breaks stand before it.
    blocks: Vec<(u64, u64)>,
}

impl Lines {
    /// From where each block begins and how many line breaks it has, by its number.
    pub(super) fn new(mut blocks: Vec<(usize, u64, u64)>) -> Self {
        blocks.sort_unstable_by_key(|(number, ..)| *number);
        let mut before = 0;
        let begin = |(_, offset, breaks): (usize, u64, u64)| {
            let begin = (offset, before);
            before += breaks;
            begin
        };
        Self { blocks: blocks.into_iter().map(begin).collect() }
    }

    /// Where a block begins in the text, if it has been read.
    pub(super) fn begin(&self, block: usize) -> Option<u64> {
        self.blocks.get(block).map(|(begin, _)| *begin)
    }

    /// How many lines stand before the block that holds an offset.
    pub(super) fn before(&self, offset: u64) -> u64 {
        let after = self.blocks.partition_point(|(begin, _)| *begin <= offset);
        after.checked_sub(1).and_then(|at| self.blocks.get(at)).map_or(0, |(_, before)| *before)
    }

    /// Gives a place whose line is counted in a block its line in the file.
    pub(super) fn place(&self, block: usize, place: &mut Place) {
        if place.line > 0 {
            place.line += self.blocks.get(block).map_or(0, |(_, before)| *before);
        }
    }
}

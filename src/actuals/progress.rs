//! How far reading has come.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

/// How far reading has come, for whoever watches from another thread. It is brought up to date about once a block.
#[derive(Debug, Default)]
pub struct Progress {
    file: AtomicUsize,
    beginnings: AtomicUsize,
    bytes: AtomicU64,
    rows: AtomicU64,
}

/// How far reading has come at a moment; what is counted while one looks may be in some of the counts only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The position of the file that is being read, counted from 0; as many as there are files when all are read.
    pub file: usize,
    /// How often reading has begun: once a file, and once more where a file is read again.
    pub beginnings: usize,
    /// How many bytes have been read since it began.
    pub bytes: u64,
    /// How many rows have been read since it began.
    pub rows: u64,
}

impl Progress {
    /// How far it has come now.
    #[must_use]
    pub fn now(&self) -> Moment {
        Moment {
            file: self.file.load(Relaxed),
            beginnings: self.beginnings.load(Relaxed),
            bytes: self.bytes.load(Relaxed),
            rows: self.rows.load(Relaxed),
        }
    }

    /// The file at a position is read from its beginning.
    pub(super) fn begin(&self, file: usize) {
        self.file.store(file, Relaxed);
        self.bytes.store(0, Relaxed);
        self.rows.store(0, Relaxed);
        self.beginnings.fetch_add(1, Relaxed);
    }

    pub(super) fn add_bytes(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Relaxed);
    }

    pub(super) fn add_rows(&self, rows: u64) {
        self.rows.fetch_add(rows, Relaxed);
    }
}

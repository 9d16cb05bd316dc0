//! Whether the program says more than it must: decided once, by the command line.

use std::sync::atomic::{AtomicBool, Ordering};

static QUIET: AtomicBool = AtomicBool::new(false);

/// Says nothing from now on but reports and errors.
pub(super) fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Whether only reports and errors are to be said.
pub(super) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

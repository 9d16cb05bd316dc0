//! Ctrl-C leaves nothing behind: no line on the terminal, no file that is half written.

use std::io::Write;
use std::sync::{Mutex, Once, PoisonError};

/// The status with which programs end that are interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// Who holds it is not interrupted; what it holds is written to the terminal at the end.
static LEAVING: Mutex<&str> = Mutex::new("");

/// What to write to the terminal when the program is interrupted from now on.
pub(super) fn leave(text: &'static str) {
    handle();
    *LEAVING.lock().unwrap_or_else(PoisonError::into_inner) = text;
}

/// Does some work, in which the program is not interrupted: it ends after it.
pub(super) fn defer<T>(work: impl FnOnce() -> T) -> T {
    handle();
    let _held = LEAVING.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// Takes over what Ctrl-C does. Until then, and where that is not possible, the program just ends; a program that is
/// started without heeding Ctrl-C goes on without.
fn handle() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = ctrlc::try_set_handler(|| {
            let leaving = LEAVING.lock().unwrap_or_else(PoisonError::into_inner);
            // Whoever draws waits for this lock until the end.
            let mut stderr = std::io::stderr().lock();
            let _ = stderr.write_all(leaving.as_bytes());
            #[expect(clippy::exit, reason = "the work goes on in other threads")]
            std::process::exit(INTERRUPTED);
        });
    });
}

//! The `plancheck` command.

use std::process::ExitCode;

/// Larger than any block of memory that a short run asks for.
const LARGE: usize = 1 << 19;

fn main() -> ExitCode {
    // The allocator of many systems gives large blocks back at once, and the system fills those that come after them with
    // zeros page by page, which takes a short run longer than its work. Once it has seen one come back, it keeps them.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE)));
    plancheck::cli::run(std::env::args_os())
}

//! Does nothing: its running time is what any program of this machine and toolchain pays for being started.

fn main() {}

//! All tests of what a user sees, one binary.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

/// Borders of findings.
mod borders;
/// The codes of messages, explained.
mod codes;
/// The examples and the walk-throughs, run from the root of the repository.
mod commands;
/// One export in many encodings, with many delimiters and line breaks.
mod exports;
/// The formats of other programs, read back: they agree with the JSON, and nothing in an input breaks out of them.
mod formats;
/// What the help says can be done, done; completions, manual pages and the plan to start from.
mod help;
/// Exports of more figures than are kept one by one.
mod large;
/// Where reports go and where actuals come from.
mod output;
/// Pages that hold inputs, commands and their outputs: the README, and one page for each diagnostic code and verdict.
mod pages;
/// Random plans and actuals against an independent judge in exact rationals.
mod reference;
/// Reports for readers and spreadsheets, read back: they agree with the JSON, and hostile text does nothing in them.
mod reports;
/// Damaged plans and actuals: a message, never a panic.
mod robustness;
/// JSON Schemas, and the one that stands beside the plans.
mod schema;
/// The submission gate.
mod submission;
/// Blank sheets, filled in and judged.
mod template;
/// The same output for any number of threads and any size of blocks.
mod threads;
/// Rules about the source tree itself.
mod tidy;

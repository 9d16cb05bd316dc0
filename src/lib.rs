//! plancheck holds actual figures against the quantitative goals of a plan, in exact decimals.
//!
//! This page is the architecture note: what flows where, what never happens, and where a new thing goes.
//!
//! # Bird's eye view
//!
//! Data flows one way. A plan file and CSV exports go in; verdicts, or the reasons why there can be none, come out.
//!
//! ```text
//! targets.toml ──► plan/      syntax (as written, with places) ─► resolve ─► Plan, valid by construction
//! actuals.csv  ──► actuals/   bytes ─► text ─► records ─► figures ─► Actuals, in the plan's units, with provenance
//!                  lint/      (plan file, as of) ─► Diagnostics beyond its faults: pure
//!                  evaluate/  (Plan, Actuals, as of) ─► Evaluation: pure, no I/O, no text
//!                  submission/ (Plan, Actuals, as of, the last ones) ─► Diagnostics: pure
//!                  report/    Evaluation | Diagnostics ─► bytes, one file a format
//!                  cli/       arguments, files, environment, exit status
//! ```
//!
//! # The modules, in reading order
//!
//! - [`quantity`]: [`Quantity`](quantity::Quantity), an exact decimal without operators, and
//!   [`Ratio`](quantity::Ratio), a fraction of two, compared in integers of any size.
//! - [`period`]: [`Period`](period::Period), a span of days, in all the forms in which plans and exports write it.
//! - [`source`] and [`diagnostic`]: places in files, and what is to be said about them.
//! - `records`: CSV as records of cells, of rosters and of exports; quotes that could mean several things are found.
//! - [`plan`]: [`plan::syntax`] is the reference of the plan format; [`Plan::parse`](plan::Plan::parse) resolves it and
//!   finds all faults in one run.
//! - [`mod@lint`]: what the author of a plan should look at although it has no faults, a file a family of findings.
//! - [`actuals`]: [`actuals::read`] makes [`Actuals`](actuals::Actuals) from exports. All threads read blocks of one
//!   file; what they find does not depend on how it is cut. Figures are kept one by one while they are few; then those
//!   of the same cell are brought together, and where only sums by member are asked for, a [`Grid`](actuals::Grid) holds
//!   eight bytes for each. The hot path, `actuals/plain`, takes the rows that need no second look; all others, and all
//!   that is wrong with any, are left to the general way, `actuals/rows`.
//! - [`mod@evaluate`]: [`evaluate::evaluate`] gives each target its [`Verdict`](evaluate::Verdict).
//! - [`submission`]: the gate. A [`Gate`](submission::Gate) looks at each row while it is read
//!   ([`actuals::inspect`] goes on past what is wrong), and then at what they come to together. A row that is there and could
//!   not be read is an [`Unread`](actuals::Unread), so that it is not said to be missing too.
//! - [`report`]: the formats, all from the same [`Report`](report::Report) of an evaluation, or the same
//!   [`Findings`](report::Findings).
//! - [`mod@diff`]: [`diff::compare`] says what changed between two evaluations that were written down as JSON.
//! - [`mod@template`]: which figures the plan asks of whom in a period, as a blank sheet.
//! - [`schema`]: the JSON Schemas, from the tables of [`plan::syntax`] and from the types of [`report::json`].
//! - [`wording`]: every word that people are told, in every language.
//! - [`cli`]: one file a subcommand.
//!
//! # Invariants
//!
//! - No binary float holds a figure: the library names no such type, and the decimal type is built without its serde
//!   feature.
//! - Nothing is decoded lossily: bytes that are no character end reading with an error at their place.
//! - An operation gives the exact result or [`Inexact`](quantity::Inexact), which ends as an error with its place.
//! - A verdict comes from a comparison, never from a quotient: a ratio n/d is held against t as n against t·d, growth
//!   as a against b·105/100, a compound pace as powers.
//! - What is shown is rounded to the failing side, with as many decimals as it takes to agree with the verdict.
//! - Every row read is used or set aside with a reason: see [`Account`](evaluate::Account).
//! - [`mod@evaluate`], [`mod@lint`] and [`plan`] read no file, no clock and no environment; rosters come through a
//!   [`RosterLoader`](plan::RosterLoader). Only [`cli`] does, and only it uses `anyhow`.
//! - There is no `unsafe` code. `actuals/plain/borders.rs` asks which instructions the machine has, through
//!   `fearless_simd`, and comes to the same with any of them. `actuals/grid/memory.rs` maps memory, and no file.
//! - Nothing is iterated in an unordered way: same inputs, same bytes.
//! - Text of a plan or an export is data: [`report`] escapes control characters wherever it shows any.
//!
//! # Recipes
//!
//! - *To add a message*: one entry in the file of its topic in `wording`, the text in each language below the other, and
//!   the call `words.NAME(…)` where it is said, with [`Report::language`](report::Report::language) behind it. Figures,
//!   dates and periods come formatted. A new topic is a file with one `messages!`, named in `wording/mod.rs` and in
//!   `wording/tests.rs`. What is said of an input is a text in all languages at once, in `wording/diagnostics`; so is an
//!   error of the command line, in `wording/command_line.rs`: `fail(say::NAME(…))`.
//! - *A goal kind*: a variant of [`GoalKind`](plan::GoalKind) and its [`Bound`](plan::Bound), the key in
//!   [`TargetSyntax`](plan::syntax::TargetSyntax), its attainment in `evaluate/attainment.rs`, its words in
//!   `wording`, its case in the reference under `tests/reference`.
//! - *A key of a target*: a line in [`TargetSyntax`](plan::syntax::TargetSyntax), a field of
//!   [`Target`](plan::Target), one place in `plan/resolve/target.rs` that makes the one from the other. The schema follows
//!   by itself: `SCHEMA=overwrite cargo test schema` writes it beside the plans.
//! - *A report format*: a file in `report/` that implements [`Format`](report::Format), a line in `cli/evaluate.rs`; for
//!   findings [`FindingsFormat`](report::FindingsFormat) and a line in `cli/check.rs`.
//! - *Dirt in an export*: what it looks like at the beginning of a file in `actuals/opening.rs`, in a row in
//!   `actuals/summary.rs`, in a cell in `actuals/figure.rs`; a row that is not used gets a reason in
//!   [`SetAside`](actuals::SetAside).
//! - *A check of the gate*: in the file of its family in `submission/`: what a row shows by itself as a
//!   [`Remark`](actuals::Remark), what takes all rows after them. If it can be a warning, its code in
//!   [`ALLOWABLE`](submission::ALLOWABLE).
//! - *A diagnostic*: [`Diagnostic::error`](diagnostic::Diagnostic::error) with a new code where the fault is found, the
//!   code in `diagnostic/catalogue.rs`, and a page of that name in `tests/diagnostics`, which explains it to users
//!   (`plancheck explain CODE` prints it) and is its test. What it says stands in `wording/diagnostics`. One of
//!   [`mod@lint`] stands in [`ALLOWABLE`](plan::ALLOWABLE) too.

pub mod actuals;
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod evaluate;
pub mod lint;
pub mod period;
pub mod plan;
pub mod quantity;
mod records;
pub mod report;
pub mod schema;
pub mod source;
pub mod submission;
pub mod template;
pub mod wording;

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

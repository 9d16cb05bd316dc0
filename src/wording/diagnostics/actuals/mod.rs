//! What is said of exports.

pub(crate) mod figure;
pub(crate) mod file;
pub(crate) mod header;
pub(crate) mod quotes;
pub(crate) mod rows;
pub(crate) mod text;
pub(crate) mod units;

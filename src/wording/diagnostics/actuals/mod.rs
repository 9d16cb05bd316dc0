//! What is said of exports.

pub(crate) mod file;
pub(crate) mod text;

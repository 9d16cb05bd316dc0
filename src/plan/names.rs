//! How names of the plan and of the actuals are compared.

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: Unicode NFKC, without white space at its ends.
#[must_use]
pub fn normalized(name: &str) -> String {
    if name.is_ascii() {
        name.trim().to_owned()
    } else {
        name.nfkc().collect::<String>().trim().to_owned()
    }
}

//! How names of the plan and of the actuals are compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: Unicode NFKC, without white space at its ends.
#[must_use]
pub fn normalized(name: &str) -> String {
    compared(name).into_owned()
}

/// The same, without a copy where the name is as it is compared.
pub(crate) fn compared(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        Cow::Borrowed(name.trim())
    } else {
        Cow::Owned(name.nfkc().collect::<String>().trim().to_owned())
    }
}

//! What is said of `allow`.

use crate::wording::texts;

texts! {
    fn nothing_to_allow(code: &str) {
        en: "there is no `{code}` here to be allowed",
        zh: "此处没有发现`{code}`，无须列入`allow`",
    }

    fn silences_nothing() {
        en: "silences nothing",
        zh: "不起作用",
    }

    fn delete_entry() {
        en: "delete the entry",
        zh: "删去该项",
    }
}

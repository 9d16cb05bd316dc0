//! What is said of shares that look as if they had been written as fractions.

use crate::quantity::Quantity;
use crate::wording::{Text, texts};

texts! {
    fn perhaps_meant(value: Quantity, as_it_is: &Text, meant: &Text) {
        en: "{value} stands for {as_it_is}, and is perhaps meant to be {meant}",
        zh: "`{value}`现按{as_it_is}计，可能应为{meant}",
    }

    fn looks_like_a_fraction() {
        en: "looks like a fraction",
        zh: "疑似写成了小数",
    }

    fn write_what_is_meant(as_it_is: &Text, meant: &Text) {
        en: "write {meant} if that is meant, or else {as_it_is}, which leaves no doubt",
        zh: "如应为{meant}，照此填写；否则写明{as_it_is}，以免误会",
    }
}

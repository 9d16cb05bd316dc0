//! What is said of `allow` where it is at fault.

use crate::wording::{Text, texts};

texts! {
    fn no_code(code: &str) {
        en: "`{code}` is no code that a plan can allow",
        zh: "`{code}`不是计划可以允许的代码",
    }

    fn expected_a_code() {
        en: "expected a code of `plancheck lint`",
        zh: "应为`plancheck lint`的代码",
    }

    fn codes(codes: &Text) {
        en: "`plancheck lint` may say {codes}",
        zh: "`plancheck lint`的代码有{codes}",
    }

    fn no_reason(code: &str) {
        en: "`{code}` is allowed without a reason",
        zh: "允许`{code}`而没有写明理由",
    }

    fn expected_a_reason() {
        en: "expected a reason",
        zh: "应写明理由",
    }

    fn write_a_reason() {
        en: "write why the plan is meant so, or delete the entry",
        zh: "写明计划为何如此，或删去该项",
    }

    fn no_default() {
        en: "`allow` is no default of targets",
        zh: "`allow`不能作为目标的默认值",
    }

    fn expected_elsewhere() {
        en: "expected in [plan] or in one target",
        zh: "应写在`[plan]`或某一个目标中",
    }

    fn move_to_plan() {
        en: "move it to [plan], where it holds for the whole plan",
        zh: "移到`[plan]`中，在那里对整个计划有效",
    }
}
